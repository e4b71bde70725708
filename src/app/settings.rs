//! What the user chose, in one readable file.

use serde::{Deserialize, Serialize};
use std::io::Write as _;
use std::path::{Path, PathBuf};

pub const SMALLEST_TEXT: f32 = 0.7;
pub const LARGEST_TEXT: f32 = 2.5;
const RECENT_FILES: usize = 12;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    pub theme: Theme,
    /// Arabic left, English right.
    pub swap_columns: bool,
    pub term_panel: bool,
    /// A factor on the sizes of source and draft, [`SMALLEST_TEXT`] to [`LARGEST_TEXT`].
    pub text_scale: f32,
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
            recent: Vec::new(),
        }
    }
}

impl Settings {
    /// Reads the file; a missing one gives the defaults.
    ///
    /// # Errors
    /// The file cannot be read or is not ours: the text says so. The caller goes on with the defaults.
    pub fn load(file: &Path) -> Result<Self, String> {
        let text = match std::fs::read_to_string(file) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Self::default()),
            Err(error) => return Err(format!("{}: {error}", file.display())),
        };
        let mut settings: Self =
            serde_json::from_str(&text).map_err(|error| format!("{}: {error}", file.display()))?;
        settings.text_scale = settings.text_scale.clamp(SMALLEST_TEXT, LARGEST_TEXT);
        Ok(settings)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_come_back_as_they_were_saved() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("deep/settings.json");
        assert_eq!(Settings::load(&file), Ok(Settings::default()));
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
    fn a_broken_file_is_named_and_unknown_keys_are_passed_over() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("settings.json");
        std::fs::write(&file, "{ broken").unwrap();
        assert!(Settings::load(&file).unwrap_err().contains("settings.json"));
        std::fs::write(&file, r#"{"theme":"light","from_the_future":1,"text_scale":99}"#).unwrap();
        let settings = Settings::load(&file).unwrap();
        assert_eq!((settings.theme, settings.text_scale), (Theme::Light, LARGEST_TEXT));
    }
}
