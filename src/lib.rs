//! Tarjuman: a workbench for turning saved Arabic articles into English.
//!
//! The layers, each of which may use only those before it:
//! `disk text arabic article glossary spelling dictionary project memory machine checks export corrections` (the core: plain data and
//! functions), `app` (the application without a window), then `ui` and `cli`, which drive the same application.

pub mod app;
pub mod arabic;
pub mod article;
pub mod checks;
pub mod cli;
pub mod corrections;
pub mod dictionary;
pub mod disk;
pub mod export;
pub mod glossary;
pub mod machine;
pub mod memory;
pub mod project;
pub mod spelling;
pub mod text;
#[cfg(feature = "gui")]
pub mod ui;
