//! The real window, driven by keyboard and mouse on an X display of its own.
//!
//! Each test starts Xvfb and, where one is installed, a small window manager, runs the program with its
//! settings in a temporary folder, presses keys with xdotool, and reads what is stored from the project
//! file. The suite runs where `TARJUMAN_WINDOW_SUITE=1` is set. A test says which tool it misses and
//! passes; with `TARJUMAN_REQUIRE_TOOLS=1` it fails instead.
//! `TARJUMAN_DISPLAY=keep` uses the display of `DISPLAY`, one test after the other, to watch them work.

#![cfg(all(feature = "gui", target_os = "linux"))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test may stop, and says that it was skipped"
)]

mod browser;
mod clipboard;
mod closing;
mod cutting;
mod desk;
mod display;
mod finding;
mod idle;
mod menu;
mod mixed;
mod mouse;
mod palette;
mod pictures;
mod plan;
mod second;
mod selecting;
mod terms;
mod tools;
mod words;
mod writing;

/// Segments 1 to 6; the fourth is junk that a rule leaves out.
const ARTICLE: &str = "\
بومبيو يصل إلى باكو

وصل وزير الخارجية الأميركي مايك بومبيو إلى باكو أمس. والتقى بومبيو الرئيس إلهام علييف.

اقرأ المزيد

وقالت موسكو إن الاتفاق «لم يصمد». وأعلنت أذربيجان وفاة 13 مدنياً في كنجة.
";
