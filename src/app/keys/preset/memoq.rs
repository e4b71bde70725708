//! Keys of memoQ. There the plain arrow goes to the segment above; here it moves the caret, so Alt goes with it.

use super::Preset;
use crate::app::{Command, Key, Shortcut};

pub(super) static PRESET: Preset = Preset {
    name: "memoq",
    title: "memoQ",
    keys: &[
        (Command::InsertSource, &[Shortcut::command(Key::Char('S')).with_shift()]),
        (Command::SaveAs, &[Shortcut::command(Key::Char('S')).with_alt()]),
        (Command::Concordance, &[Shortcut::command(Key::Char('K'))]),
        (Command::Join, &[Shortcut::command(Key::Char('J'))]),
        (Command::GoTo, &[Shortcut::command(Key::Char('J')).with_alt()]),
        (Command::AddNote, &[Shortcut::command(Key::Char('M'))]),
        (Command::AskService, &[Shortcut::command(Key::Char('M')).with_alt()]),
    ],
};
