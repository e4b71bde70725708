//! The window: draws the application and sends it commands. It changes nothing itself.
//!
//! [`run`] opens the window and returns when it is closed. A [`Task`] makes the same window do a job by
//! itself: take its picture, or measure itself.

mod accessible;
mod backups;
mod bench;
mod cells;
mod charset_dialog;
mod choice;
mod clipboard;
mod completion_list;
mod corrections_dialog;
mod dialog;
mod dialogs;
mod dictionary_entries;
mod draft_cell;
mod earlier;
mod ending;
mod export_dialog;
mod export_terms;
mod find_bar;
mod gloss_line;
mod glossary_window;
mod go_to;
mod gutter;
mod heights;
mod help;
mod icon;
mod import_window;
mod issues;
mod key_list;
mod keys;
mod left_out;
mod long_list;
mod memory_window;
mod menu;
mod motion;
mod note_dialog;
mod palette;
mod panel_edge;
mod path_dialog;
mod row;
mod rows;
mod scene;
mod screenshot;
mod sending;
mod settings_window;
mod statistics;
mod status_bar;
mod table;
mod term_form;
mod term_panel;
pub mod text;
mod theme;
mod tour;
mod unknown_names;
mod welcome;
mod window;

pub use bench::{BareReport, Report as BenchReport, bare_window};
pub use window::{Window, WindowError, WindowOptions, WindowTask, run};
