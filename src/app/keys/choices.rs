//! What the settings file says of keys: the preset, and what is otherwise than in it.

use super::preset::{self, Preset};
use crate::app::{Command, Shortcut};
use serde::{Deserialize, Deserializer, Serialize};
use std::collections::BTreeMap;

/// In the file:
///
/// ```json
/// "keys": { "preset": "omegat", "changed": { "next unconfirmed": ["Ctrl+Alt+U"], "add note": [] } }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct KeyChoices {
    /// The name of a preset; of one that is not known here the first takes the place.
    pub preset: String,
    /// The keys of commands by [`name_of`]; none is none.
    #[serde(deserialize_with = "known_keys")]
    pub changed: BTreeMap<String, Vec<Shortcut>>,
}

impl Default for KeyChoices {
    fn default() -> Self {
        Self { preset: preset::PRESETS[0].name.to_owned(), changed: BTreeMap::new() }
    }
}

impl KeyChoices {
    #[must_use]
    pub fn preset(&self) -> &'static Preset {
        let known = preset::PRESETS.iter().find(|preset| preset.name == self.preset);
        known.unwrap_or(&preset::PRESETS[0])
    }
}

/// A command in the settings file: the words of its name in the code, such as “insert term 1”.
#[must_use]
pub fn name_of(command: &Command) -> String {
    let mut name = String::new();
    for letter in format!("{command:?}").chars() {
        match letter {
            '(' => name.push(' '),
            ')' => {}
            letter if letter.is_uppercase() => {
                if !name.is_empty() && !name.ends_with(' ') {
                    name.push(' ');
                }
                name.extend(letter.to_lowercase());
            }
            letter => name.push(letter),
        }
    }
    name
}

/// A key that only a newer version knows costs that key, not the others.
fn known_keys<'de, D: Deserializer<'de>>(from: D) -> Result<BTreeMap<String, Vec<Shortcut>>, D::Error> {
    let written = BTreeMap::<String, Vec<String>>::deserialize(from)?;
    let known = |keys: Vec<String>| keys.iter().filter_map(|key| key.parse().ok()).collect();
    Ok(written.into_iter().map(|(command, keys)| (command, known(keys))).collect())
}
