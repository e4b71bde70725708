//! What the user chose, in one readable file.
//!
//! Every entry may be missing; what is out of its range is brought into it, in [`Settings::set`] as on
//! reading. Whether a face is installed is not known here: the window falls back and says so.

use crate::arabic::romanise;
use crate::article::SentenceRules;
use crate::machine::{Engine, ServiceId, ServiceSettings};
use crate::text::Direction;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::io::Write as _;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

pub const SMALLEST_TEXT: f32 = 0.7;
pub const LARGEST_TEXT: f32 = 2.5;
/// Points, of a paragraph of source or draft; headings are larger in proportion.
pub const FACE_SIZES: RangeInclusive<f32> = 8.0..=48.0;
/// Points that the panel beside the rows may be wide.
pub const PANEL_WIDTHS: RangeInclusive<f32> = 180.0..=560.0;
/// Sizes are multiples of it, points.
const SIZE_STEP: f32 = 0.5;
/// Letters of the longest name of a face that is believed; OpenType tables stay far below it.
const LONGEST_FACE_NAME: usize = 200;
/// Stands for the words in the address of a web search.
pub const WORDS_TO_SEARCH: &str = "{}";
const RECENT_FILES: usize = 12;

#[derive(Clone, Debug, PartialEq, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is a box to tick of its own")]
pub struct Settings {
    pub theme: Theme,
    /// Arabic left, English right.
    pub swap_columns: bool,
    pub term_panel: bool,
    /// Points.
    pub term_panel_width: f32,
    /// A factor on the sizes of source and draft, [`SMALLEST_TEXT`] to [`LARGEST_TEXT`].
    pub text_scale: f32,
    /// The family for Arabic; `None` is the best one installed.
    pub arabic_face: Option<String>,
    /// The family for English; `None` is the best one installed.
    pub english_face: Option<String>,
    /// Points of a paragraph before `text_scale`, within [`FACE_SIZES`].
    pub arabic_size: f32,
    /// Points of a paragraph before `text_scale`, within [`FACE_SIZES`].
    pub english_size: f32,
    pub source_direction: Direction,
    pub draft_direction: Direction,
    /// Spaces, breaks and bidi controls have a picture.
    pub show_invisibles: bool,
    /// Show what is known of a sentence above its empty draft.
    pub gloss: bool,
    /// Offer terms that begin like the word being written.
    pub completion: bool,
    /// Mark words of drafts that are spelt wrong.
    pub spelling: bool,
    /// The dictionary that is preferred, as Hunspell names it: `en_US`, `en_GB`, …
    pub dialect: String,
    /// Searched for dictionaries before the folders of the system.
    pub dictionary_folder: Option<PathBuf>,
    /// The names of glossaries that are switched off.
    pub glossaries_off: Vec<String>,
    /// How names are romanised that no glossary knows.
    pub names: romanise::Style,
    /// The glossaries as the user arranged them, the highest first; those that are not here stand where they would
    /// without it.
    pub glossaries: Vec<GlossaryChoice>,
    /// How articles are cut into segments.
    pub sentences: SentenceRules,
    /// The translation service that is asked, or the models on this machine; none until the user chooses one.
    pub service: Option<Engine>,
    /// How services are set, where it is not the usual way. Never a key.
    pub services: BTreeMap<ServiceId, ServiceSettings>,
    /// The proxy that services are asked through, such as `http://proxy.example.org:8080`; empty for none.
    pub proxy: String,
    /// Translation memories that are asked beside the translator's own, the highest first, and never written to.
    pub memories: Vec<PathBuf>,
    /// Searched for Arabic dictionaries before the folders of the system.
    pub arabic_dictionaries: Option<PathBuf>,
    /// Holds the translation models of Firefox.
    pub models: Option<PathBuf>,
    /// Where words are searched for on request: an address with `{}` in the place of the words.
    pub web_search: String,
    /// Who notes are by; empty for the name that the system has.
    pub user_name: String,
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

/// One glossary of the stack and what the user calls it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GlossaryChoice {
    pub glossary: GlossaryPlace,
    pub name: String,
}

/// Where a glossary comes from, whatever it is called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum GlossaryPlace {
    /// Beside the open project.
    Project,
    /// The translator's own.
    Personal,
    /// One that ships, by its name.
    Shipped(String),
    /// A file that the user added.
    File(PathBuf),
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: Theme::default(),
            swap_columns: false,
            term_panel: true,
            term_panel_width: 260.0,
            text_scale: 1.0,
            arabic_face: None,
            english_face: None,
            // Arabic letters are small for their size: these two look alike.
            arabic_size: 19.0,
            english_size: 15.0,
            source_direction: Direction::default(),
            draft_direction: Direction::default(),
            show_invisibles: false,
            gloss: true,
            completion: true,
            spelling: true,
            dialect: "en_US".to_owned(),
            dictionary_folder: None,
            glossaries_off: Vec::new(),
            names: romanise::Style::default(),
            glossaries: Vec::new(),
            sentences: SentenceRules::default(),
            service: None,
            services: BTreeMap::new(),
            proxy: String::new(),
            memories: Vec::new(),
            arabic_dictionaries: None,
            models: None,
            web_search: format!("https://duckduckgo.com/?q={WORDS_TO_SEARCH}"),
            user_name: String::new(),
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
        let mut settings = Self {
            theme: entry(&entries, "theme").unwrap_or(standard.theme),
            swap_columns: entry(&entries, "swap_columns").unwrap_or(standard.swap_columns),
            term_panel: entry(&entries, "term_panel").unwrap_or(standard.term_panel),
            term_panel_width: entry(&entries, "term_panel_width").unwrap_or(standard.term_panel_width),
            text_scale: entry(&entries, "text_scale").unwrap_or(standard.text_scale),
            arabic_face: entry(&entries, "arabic_face").unwrap_or(standard.arabic_face),
            english_face: entry(&entries, "english_face").unwrap_or(standard.english_face),
            arabic_size: entry(&entries, "arabic_size").unwrap_or(standard.arabic_size),
            english_size: entry(&entries, "english_size").unwrap_or(standard.english_size),
            source_direction: entry(&entries, "source_direction").unwrap_or(standard.source_direction),
            draft_direction: entry(&entries, "draft_direction").unwrap_or(standard.draft_direction),
            show_invisibles: entry(&entries, "show_invisibles").unwrap_or(standard.show_invisibles),
            gloss: entry(&entries, "gloss").unwrap_or(standard.gloss),
            completion: entry(&entries, "completion").unwrap_or(standard.completion),
            spelling: entry(&entries, "spelling").unwrap_or(standard.spelling),
            dialect: entry(&entries, "dialect").unwrap_or(standard.dialect),
            dictionary_folder: entry(&entries, "dictionary_folder").unwrap_or(standard.dictionary_folder),
            glossaries_off: entry(&entries, "glossaries_off").unwrap_or_default(),
            names: entry(&entries, "names").unwrap_or(standard.names),
            glossaries: glossary_choices(&entries),
            sentences: entry(&entries, "sentences").unwrap_or(standard.sentences),
            service: entry(&entries, "service").unwrap_or_default(),
            services: entry(&entries, "services").unwrap_or_default(),
            proxy: entry(&entries, "proxy").unwrap_or_default(),
            memories: entry(&entries, "memories").unwrap_or_default(),
            arabic_dictionaries: entry(&entries, "arabic_dictionaries").unwrap_or_default(),
            models: entry(&entries, "models").unwrap_or_default(),
            web_search: entry(&entries, "web_search").unwrap_or(standard.web_search),
            user_name: entry(&entries, "user_name").unwrap_or_default(),
            recent: entry(&entries, "recent").unwrap_or(standard.recent),
        };
        settings.bring_into_range();
        Ok(settings)
    }

    /// How a service is set.
    #[must_use]
    pub fn service_settings(&self, service: ServiceId) -> ServiceSettings {
        self.services.get(&service).cloned().unwrap_or_else(|| ServiceSettings::of(service))
    }

    /// Makes one choice, brought into its range.
    pub fn set(&mut self, setting: Setting) {
        match setting {
            Setting::ArabicFace(face) => self.arabic_face = face,
            Setting::EnglishFace(face) => self.english_face = face,
            Setting::ArabicSize(size) => self.arabic_size = size,
            Setting::EnglishSize(size) => self.english_size = size,
            Setting::SourceDirection(direction) => self.source_direction = direction,
            Setting::DraftDirection(direction) => self.draft_direction = direction,
            Setting::TermPanelWidth(width) => self.term_panel_width = width,
            Setting::ShowInvisibles(show) => self.show_invisibles = show,
            Setting::Names(style) => self.names = style,
            Setting::Sentences(rules) => self.sentences = rules,
            Setting::UserName(name) => self.user_name = name,
        }
        self.bring_into_range();
    }

    /// For a file that was written by hand, and for arithmetic that leaves the range.
    pub(super) fn bring_into_range(&mut self) {
        let standard = Self::default();
        let scale = (self.text_scale * 10.0).round() / 10.0;
        self.text_scale = within(scale, SMALLEST_TEXT..=LARGEST_TEXT, standard.text_scale);
        self.term_panel_width = within(self.term_panel_width, PANEL_WIDTHS, standard.term_panel_width);
        for (size, otherwise) in
            [(&mut self.arabic_size, standard.arabic_size), (&mut self.english_size, standard.english_size)]
        {
            *size = within((*size / SIZE_STEP).round() * SIZE_STEP, FACE_SIZES, otherwise);
        }
        let is_address = self.web_search.starts_with("http") && self.web_search.contains(WORDS_TO_SEARCH);
        if !is_address {
            self.web_search = standard.web_search;
        }
        for face in [&mut self.arabic_face, &mut self.english_face] {
            face.take_if(|name| name.trim().is_empty() || name.chars().count() > LONGEST_FACE_NAME);
        }
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

/// One choice, as a control of the window asks for it.
#[derive(Clone, Debug, PartialEq)]
pub enum Setting {
    ArabicFace(Option<String>),
    EnglishFace(Option<String>),
    /// Points.
    ArabicSize(f32),
    /// Points.
    EnglishSize(f32),
    SourceDirection(Direction),
    DraftDirection(Direction),
    ShowInvisibles(bool),
    /// Points.
    TermPanelWidth(f32),
    /// How names are romanised.
    Names(romanise::Style),
    /// How articles are cut into segments.
    Sentences(SentenceRules),
    /// Who notes are by.
    UserName(String),
}

/// What is no number cannot be clamped, so `otherwise` takes its place.
fn within(value: f32, range: RangeInclusive<f32>, otherwise: f32) -> f32 {
    if value.is_nan() { otherwise } else { value.clamp(*range.start(), *range.end()) }
}

/// One setting; a word that only a newer version knows costs that setting, not the others.
fn entry<T: DeserializeOwned>(entries: &Map<String, Value>, name: &str) -> Option<T> {
    serde_json::from_value(entries.get(name)?.clone()).ok()
}

/// One by one: a line that only a newer version knows costs that glossary's place, not the others'.
fn glossary_choices(entries: &Map<String, Value>) -> Vec<GlossaryChoice> {
    let choices: Vec<Value> = entry(entries, "glossaries").unwrap_or_default();
    choices.into_iter().filter_map(|choice| serde_json::from_value(choice).ok()).collect()
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
        let mut settings = Settings {
            theme: Theme::Dark,
            swap_columns: true,
            completion: false,
            spelling: false,
            user_name: "Reem".to_owned(),
            dialect: "en_GB".to_owned(),
            dictionary_folder: Some(PathBuf::from("/dictionaries")),
            service: Some(Engine::Offline),
            proxy: "http://proxy.example.org:8080".to_owned(),
            memories: vec![PathBuf::from("/desk/agency.tarmem")],
            arabic_dictionaries: Some(PathBuf::from("/desk/dictionaries")),
            models: Some(PathBuf::from("/desk/models")),
            gloss: false,
            names: romanise::Style { article: romanise::Article::Upper, ..Default::default() },
            glossaries: vec![
                GlossaryChoice {
                    glossary: GlossaryPlace::File("/desk/names.csv".into()),
                    name: "Desk".to_owned(),
                },
                GlossaryChoice {
                    glossary: GlossaryPlace::Shipped("People".to_owned()),
                    name: "People".to_owned(),
                },
                GlossaryChoice { glossary: GlossaryPlace::Project, name: "Project".to_owned() },
            ],
            ..Settings::default()
        };
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
        std::fs::write(&file, r#"{"theme":"sepia","from_the_future":1,"names":{"sun_letters":true},"swap_columns":true,"text_scale":99}"#)
            .unwrap();
        let settings = Settings::load(&file).unwrap();
        assert_eq!(settings.theme, Theme::System);
        assert_eq!((settings.swap_columns, settings.text_scale), (true, LARGEST_TEXT));
        assert_eq!(settings.names, romanise::Style { sun_letters: true, ..Default::default() });
    }
    #[test]
    fn text_settings_are_readable_and_brought_into_their_ranges() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("settings.json");
        let mut settings = Settings::default();
        for setting in [
            Setting::ArabicFace(Some("Amiri".to_owned())),
            Setting::ArabicSize(22.3),
            Setting::EnglishSize(f32::NAN),
            Setting::DraftDirection(Direction::LeftToRight),
        ] {
            settings.set(setting);
        }
        assert_eq!((settings.arabic_size, settings.english_size), (22.5, 15.0));
        settings.save(&file).unwrap();
        let written = std::fs::read_to_string(&file).unwrap();
        for line in [r#""arabic_face": "Amiri""#, r#""draft_direction": "left to right""#] {
            assert!(written.contains(line), "{written}");
        }
        assert_eq!(Settings::load(&file).unwrap(), settings);

        let by_hand = r#"{"arabic_size":400,"english_size":-1,"english_face":" ","arabic_face":7,
            "source_direction":"right to left","draft_direction":"upwards","show_invisibles":true,
            "glossaries":[{"glossary":"moon","name":"Moon"},{"glossary":"personal","name":"Mine"}]}"#;
        std::fs::write(&file, by_hand).unwrap();
        let settings = Settings::load(&file).unwrap();
        assert_eq!((settings.arabic_size, settings.english_size), (48.0, 8.0));
        assert_eq!((&settings.arabic_face, &settings.english_face), (&None, &None));
        assert_eq!(settings.source_direction, Direction::RightToLeft);
        assert_eq!((settings.draft_direction, settings.show_invisibles), (Direction::Auto, true));
        let mine = GlossaryChoice { glossary: GlossaryPlace::Personal, name: "Mine".to_owned() };
        assert_eq!(settings.glossaries, [mine], "what nobody knows is passed over");
    }
}
