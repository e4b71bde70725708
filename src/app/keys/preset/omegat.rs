//! Keys of OmegaT. There Enter confirms; here it makes a new line, so Ctrl+N, which does the same there, confirms.

use super::Preset;
use crate::app::{Command, Key, Shortcut};

pub(super) static PRESET: Preset = Preset {
    name: "omegat",
    title: "OmegaT",
    keys: &[
        (Command::Confirm, &[Shortcut::command(Key::Char('N'))]),
        (Command::PasteArticle, &[Shortcut::command(Key::Char('N')).with_alt()]),
        (
            Command::PreviousSegment,
            &[Shortcut::command(Key::Enter), Shortcut::command(Key::Char('P')), Shortcut::alt(Key::Up)],
        ),
        (Command::NextUnconfirmed, &[Shortcut::command(Key::Char('U'))]),
        (Command::UnknownNames, &[Shortcut::command(Key::Char('U')).with_alt()]),
        (Command::InsertSource, &[Shortcut::command(Key::Char('I')).with_shift()]),
        (Command::InsertTerm(1), &[Shortcut::alt(Key::Char('1')), Shortcut::command(Key::Space)]),
        (Command::NewTerm, &[Shortcut::command(Key::Char('G')).with_shift()]),
        (Command::ToggleGlossary, &[Shortcut::command(Key::Char('G')).with_alt()]),
        // One window looks for everything there: the article has its key here.
        (Command::Concordance, &[Shortcut::plain(Key::F(3)), Shortcut::command(Key::Char('F')).with_shift()]),
        (Command::Replace, &[Shortcut::command(Key::Char('K'))]),
        (Command::AddNote, &[Shortcut::command(Key::Char('9')).with_alt()]),
    ],
};
