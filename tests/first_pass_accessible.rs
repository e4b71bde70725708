//! The first pass in the window, by the names that a screen reader says: what is known without any network.

#![cfg(feature = "gui")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::string_slice,
    reason = "a test may stop"
)]

mod desk;
#[path = "first_pass/dictionary.rs"]
mod dictionary;
#[path = "first_pass_accessible/gloss.rs"]
mod gloss;
#[path = "first_pass_accessible/memory.rs"]
mod memory;
#[path = "first_pass_accessible/settings.rs"]
mod settings;
#[path = "first_pass_accessible/words.rs"]
mod words;

impl desk::Desk {
    /// As a translator does: with a click into the draft.
    fn select(&mut self, number: usize) {
        self.click(&format!("Draft of segment {number}"));
    }
}
