//! Keys of Trados Studio.

use super::Preset;
use crate::app::{Command, Key, Shortcut};

pub(super) static PRESET: Preset = Preset {
    name: "trados",
    title: "Trados",
    keys: &[
        (Command::NextUnconfirmed, &[Shortcut::command(Key::Down).with_alt()]),
        (Command::GoTo, &[Shortcut::command(Key::Char('G'))]),
        (
            Command::InsertTerm(1),
            &[Shortcut::alt(Key::Char('1')), Shortcut::command(Key::Char('L')).with_shift()],
        ),
        (Command::NewTerm, &[Shortcut::command(Key::F(2))]),
        (Command::Concordance, &[Shortcut::plain(Key::F(3))]),
        (Command::Split, &[Shortcut::alt(Key::Char('T')).with_shift()]),
    ],
};
