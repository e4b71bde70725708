//! What the user chose, in one readable file.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::io::Write as _;
use std::path::{Path, PathBuf};

pub const SMALLEST_TEXT: f32 = 0.7;
pub const LARGEST_TEXT: f32 = 2.5;
const RECENT_FILES: usize = 12;

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Settings {
    pub theme: Theme,
    /// Arabic left, English right.
    pub swap_columns: bool,
    pub term_panel: bool,
    /// A factor on the sizes of source and draft, [`SMALLEST_TEXT`] to [`LARGEST_TEXT`].
    pub text_scale: f32,
    /// The names of glossaries that are switched off.
    pub glossaries_off: Vec<String>,
    /// Projects opened lately, newest first.
    pub recent: Vec<PathBuf>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    #[default]
    System,
    Light,
    Dark,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: Theme::default(),
            swap_columns: false,
            term_panel: true,
            text_scale: 1.0,
            glossaries_off: Vec::new(),
            recent: Vec::new(),
        }
    }
}

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
        let standard = Self::default();
        let scale: f32 = entry(&entries, "text_scale").unwrap_or(standard.text_scale);
        Ok(Self {
            theme: entry(&entries, "theme").unwrap_or(standard.theme),
            swap_columns: entry(&entries, "swap_columns").unwrap_or(standard.swap_columns),
            term_panel: entry(&entries, "term_panel").unwrap_or(standard.term_panel),
            text_scale: scale.clamp(SMALLEST_TEXT, LARGEST_TEXT),
            glossaries_off: entry(&entries, "glossaries_off").unwrap_or_default(),
            recent: entry(&entries, "recent").unwrap_or(standard.recent),
        })
    }

    /// Writes the file whole or not at all.
    ///
    /// # Errors
    /// The folder cannot be made or written to; the old file is as it was.
    pub fn save(&self, file: &Path) -> std::io::Result<()> {
        let folder = file.parent().unwrap_or(Path::new("."));
        std::fs::create_dir_all(folder)?;
        let mut written = tempfile::NamedTempFile::new_in(folder)?;
        serde_json::to_writer_pretty(&mut written, self)?;
        written.write_all(b"\n")?;
        written.persist(file).map_err(|error| error.error)?;
        Ok(())
    }

    /// Puts a project at the head of the recent files.
    pub fn remember(&mut self, project: &Path) {
        self.recent.retain(|known| known != project);
        self.recent.insert(0, project.to_owned());
        self.recent.truncate(RECENT_FILES);
    }
}

/// One setting; a word that only a newer version knows costs that setting, not the others.
fn entry<T: DeserializeOwned>(entries: &Map<String, Value>, name: &str) -> Option<T> {
    serde_json::from_value(entries.get(name)?.clone()).ok()
}

/// Why the settings are the standard ones.
#[derive(Debug, thiserror::Error)]
pub enum SettingsProblem {
    #[error("{} cannot be read: {error}", file.display())]
    Unreadable { file: PathBuf, error: std::io::Error },
    #[error("the settings file is damaged ({error}). It is kept as {}", kept.display())]
    NotSettings { kept: PathBuf, error: serde_json::Error },
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_come_back_as_they_were_saved() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("deep/settings.json");
        assert_eq!(Settings::load(&file).unwrap(), Settings::default());
        let mut settings = Settings { theme: Theme::Dark, swap_columns: true, ..Settings::default() };
        settings.remember(Path::new("a.tarjuman"));
        settings.remember(Path::new("b.tarjuman"));
        settings.remember(Path::new("a.tarjuman"));
        settings.save(&file).unwrap();
        let loaded = Settings::load(&file).unwrap();
        assert_eq!(loaded, settings);
        assert_eq!(loaded.recent, [PathBuf::from("a.tarjuman"), PathBuf::from("b.tarjuman")]);
    }

    #[test]
    fn a_broken_file_is_set_aside_and_unknown_words_cost_one_setting() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("settings.json");
        std::fs::write(&file, "{ broken").unwrap();
        assert!(Settings::load(&file).unwrap_err().to_string().contains("settings.json.bad"));
        assert_eq!(std::fs::read_to_string(folder.path().join("settings.json.bad")).unwrap(), "{ broken");
        std::fs::write(&file, r#"{"theme":"sepia","from_the_future":1,"swap_columns":true,"text_scale":99}"#)
            .unwrap();
        let settings = Settings::load(&file).unwrap();
        assert_eq!(settings.theme, Theme::System);
        assert_eq!((settings.swap_columns, settings.text_scale), (true, LARGEST_TEXT));
    }
}
