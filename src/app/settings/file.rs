//! The settings as a file: `settings.json`, one object with an entry for each setting under the name of its field.
//!
//! Every entry may be missing, and one that cannot be understood costs that entry alone.

use super::{GlossaryChoice, Settings};
use crate::disk;
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};
use std::path::{Path, PathBuf};

impl Settings {
    /// Reads the file; a missing one gives the defaults, and so does every entry that cannot be
    /// understood. A file that is no settings file at all is set aside as `settings.json.bad`.
    ///
    /// # Errors
    /// The file cannot be read or was set aside. The caller goes on with the defaults.
    pub fn load(file: &Path) -> Result<Self, SettingsProblem> {
        let text = match std::fs::read_to_string(file) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Self::default()),
            Err(error) => return Err(SettingsProblem::Unreadable { file: file.to_owned(), error }),
        };
        let entries: Map<String, Value> = match serde_json::from_str(&text) {
            Ok(entries) => entries,
            Err(error) => {
                let mut kept = file.as_os_str().to_owned();
                kept.push(".bad");
                let kept = PathBuf::from(kept);
                // If it cannot be renamed it stays, and the next change of a setting replaces it.
                let _ = std::fs::rename(file, &kept);
                return Err(SettingsProblem::NotSettings { kept, error });
            }
        };
        let mut settings = of_entries(entries);
        settings.bring_into_range();
        Ok(settings)
    }

    /// Writes the file whole or not at all.
    ///
    /// # Errors
    /// The folder cannot be made or written to; the old file is as it was.
    pub fn save(&self, file: &Path) -> std::io::Result<()> {
        let mut text = serde_json::to_vec_pretty(self)?;
        text.push(b'\n');
        disk::write_whole(file, disk::Access::Own, &text)
    }
}

/// All entries at once, or those that can be understood one by one: a word that only a newer version knows costs that
/// setting, not the others.
fn of_entries(entries: Map<String, Value>) -> Settings {
    if let Ok(settings) = Settings::deserialize(&Value::Object(entries.clone())) {
        return settings;
    }
    let is_understood = |name: &String, value: &Value| {
        let alone = Map::from_iter([(name.clone(), value.clone())]);
        Settings::deserialize(&Value::Object(alone)).is_ok()
    };
    let understood: Map<_, _> =
        entries.into_iter().filter(|(name, value)| is_understood(name, value)).collect();
    Settings::deserialize(&Value::Object(understood)).unwrap_or_default()
}

/// One by one: a line that only a newer version knows costs that glossary's place, not the others'.
pub(super) fn known_choices<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<GlossaryChoice>, D::Error> {
    let choices = Vec::<Value>::deserialize(from)?;
    Ok(choices.into_iter().filter_map(|choice| serde_json::from_value(choice).ok()).collect())
}

/// Why the settings are the standard ones.
#[derive(Debug, thiserror::Error)]
pub enum SettingsProblem {
    #[error("{} cannot be read: {error}", file.display())]
    Unreadable { file: PathBuf, error: std::io::Error },
    #[error("the settings file is damaged ({error}). It is kept as {}", kept.display())]
    NotSettings { kept: PathBuf, error: serde_json::Error },
}
