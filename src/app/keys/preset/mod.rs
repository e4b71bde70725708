//! Sets of keys that translators know from other programs. A preset is a file here and a line in [`PRESETS`]; it names
//! the commands that have other keys in it than in the table of commands, and the table says the rest.
//!
//! No preset has a key for two things; the tests of [`crate::app::keys`] see to it.

mod memoq;
mod omegat;
mod tarjuman;
mod trados;

use crate::app::{Command, Shortcut};

pub struct Preset {
    /// In the settings file.
    pub name: &'static str,
    /// In the window.
    pub title: &'static str,
    /// All keys of these commands, in the place of those of the table.
    pub keys: &'static [(Command, &'static [Shortcut])],
}

/// The first is that of a newcomer.
pub static PRESETS: [&Preset; 4] = [&tarjuman::PRESET, &omegat::PRESET, &trados::PRESET, &memoq::PRESET];
