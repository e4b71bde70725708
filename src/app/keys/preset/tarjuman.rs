//! Our own keys: those of the table of commands.

use super::Preset;

pub(super) static PRESET: Preset = Preset { name: "tarjuman", title: "Tarjuman", keys: &[] };
