//! A new key is asked for: the next one that is pressed is looked at before anything is changed.

use super::{Clash, KeyChange};
use crate::app::shortcut::Shortcut;
use crate::app::{App, Command, entry};

/// A command that waits for its new key.
#[derive(Clone, Debug, PartialEq)]
pub struct KeyCapture {
    pub command: Command,
    /// The last one pressed, if it could not be taken at once.
    pub pressed: Option<Shortcut>,
    /// Why it cannot be.
    pub refusal: Option<&'static str>,
    /// What else has it. Then the user has to say what is to become of that.
    pub clashes: Vec<Clash>,
}

impl KeyCapture {
    /// Whether the next key belongs to it, whatever that key does otherwise.
    #[must_use]
    pub const fn wants_key(&self) -> bool {
        self.clashes.is_empty()
    }
}

impl App {
    pub(in crate::app) fn capture_key(&mut self, command: Option<Command>) {
        self.capture =
            command.map(|command| KeyCapture { command, pressed: None, refusal: None, clashes: Vec::new() });
    }

    /// A key was pressed while one was asked for: it is taken if nothing else has it.
    pub(in crate::app) fn press_key(&mut self, shortcut: Shortcut) {
        let Some(capture) = &mut self.capture else { return };
        let Some(entry) = entry(&capture.command) else { return };
        capture.pressed = Some(shortcut);
        capture.refusal = shortcut.refusal();
        if capture.refusal.is_some() {
            return;
        }
        capture.clashes = self.keymap.clashes(entry, shortcut);
        if capture.clashes.is_empty() {
            self.change_keys(KeyChange::Add(Box::new(entry.command.clone()), shortcut));
        }
    }
}
