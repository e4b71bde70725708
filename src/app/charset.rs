//! The dialog for the character set of a section: how its file reads in each of them, found out on a worker.

use super::worker::Slot;
use super::{App, Command, Dialog, Outcome};
use crate::article::{self, Charset};
use std::sync::Arc;

/// What the dialog shows.
#[derive(Debug)]
pub struct CharsetChoice {
    bytes: Arc<[u8]>,
    /// What the file was told to be; `None` until the worker has looked.
    pub found: Option<Charset>,
    /// What is chosen in the dialog; `None` until something is known.
    pub chosen: Option<Charset>,
    /// The beginning of the text in the set that was chosen last; the one before stays until it is there.
    pub preview: String,
}

/// What a worker found out about a file.
#[derive(Debug)]
pub struct CharsetLook {
    found: Charset,
    charset: Charset,
    preview: String,
}

impl App {
    /// The commands of the dialog.
    pub(super) fn choose_charset(&mut self, command: &Command) {
        match command {
            Command::Charset if self.dialog == Some(Dialog::Charset) => {
                self.dialog = None;
                self.charset = None;
            }
            Command::Charset => {
                let Some(original) = self.section().map(|section| &section.original) else { return };
                let (bytes, chosen) = (Arc::clone(&original.bytes), original.charset);
                self.charset = Some(CharsetChoice { bytes, found: None, chosen, preview: String::new() });
                self.dialog = Some(Dialog::Charset);
                self.look_in_charset(chosen);
            }
            Command::ShowIn(charset) => {
                if let Some(choice) = &mut self.charset {
                    choice.chosen = Some(*charset);
                    self.look_in_charset(Some(*charset));
                }
            }
            command => self.nobody_takes(command),
        }
    }

    fn look_in_charset(&mut self, charset: Option<Charset>) {
        let Some(choice) = &self.charset else { return };
        let (bytes, known) = (Arc::clone(&choice.bytes), choice.found);
        self.workers.start(Slot::Charset, "character set", move || {
            let found = known.unwrap_or_else(|| article::guess(&bytes).charset);
            let charset = charset.unwrap_or(found);
            let preview = article::preview(&bytes, charset);
            Outcome::CharsetSeen(CharsetLook { found, charset, preview })
        });
    }

    pub(super) fn accept_charset(&mut self, look: CharsetLook) {
        if let Some(choice) = &mut self.charset {
            choice.found = Some(look.found);
            choice.chosen.get_or_insert(look.charset);
            choice.preview = look.preview;
        }
    }
}
