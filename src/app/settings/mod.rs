//! What the user chose, in one readable file.
//!
//! Every entry may be missing; what is out of its range is brought into it, in [`Settings::set`] as on
//! reading. Whether a face is installed is not known here: the window falls back and says so.

mod file;
mod pages;

pub use file::SettingsProblem;
pub use pages::SettingsPage;

use super::keys::KeyChoices;
use crate::arabic::romanise;
use crate::article::SentenceRules;
use crate::checks::{self, Check};
use crate::machine::{Engine, ServiceId, ServiceSettings};
use crate::text::Direction;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

pub const SMALLEST_TEXT: f32 = 0.7;
pub const LARGEST_TEXT: f32 = 2.5;
/// Points, of a paragraph of source or draft; headings are larger in proportion.
pub const FACE_SIZES: RangeInclusive<f32> = 8.0..=48.0;
/// Factors on the whole interface.
pub const INTERFACE_SCALES: RangeInclusive<f32> = 0.8..=2.0;
/// Points that the panel beside the rows may be wide.
pub const PANEL_WIDTHS: RangeInclusive<f32> = 180.0..=560.0;
/// Points by which a command makes it wider or narrower.
pub const PANEL_STEP: f32 = 40.0;
/// Sizes are multiples of it, points.
const SIZE_STEP: f32 = 0.5;
/// Letters of the longest name of a face that is believed; OpenType tables stay far below it.
const LONGEST_FACE_NAME: usize = 200;
/// Stands for the words in the address of a web search.
pub const WORDS_TO_SEARCH: &str = "{}";
const RECENT_FILES: usize = 12;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a box to tick of its own")]
pub struct Settings {
    pub theme: Theme,
    pub contrast: Contrast,
    /// A factor on everything that is drawn, beside the scale of the system; within [`INTERFACE_SCALES`].
    pub interface_scale: f32,
    /// Lists jump instead of gliding, and nothing turns while it works.
    pub reduced_motion: bool,
    /// The keys of commands.
    pub keys: KeyChoices,
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
    /// The checks of drafts that are switched on or off, by their names; of the others each says itself.
    pub checks: BTreeMap<String, bool>,
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
    #[serde(deserialize_with = "file::known_choices")]
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

/// How much text stands out from its ground.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Contrast {
    /// 4.5 to 1 at least.
    #[default]
    Standard,
    /// 7 to 1 at least, and controls have edges that stand out.
    High,
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
            contrast: Contrast::default(),
            interface_scale: 1.0,
            reduced_motion: false,
            keys: KeyChoices::default(),
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
            checks: BTreeMap::new(),
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
    /// How a service is set.
    #[must_use]
    pub fn service_settings(&self, service: ServiceId) -> ServiceSettings {
        self.services.get(&service).cloned().unwrap_or_else(|| ServiceSettings::of(service))
    }

    /// Whether a check of drafts is on.
    #[must_use]
    pub fn is_checked(&self, check: &Check) -> bool {
        self.checks.get(check.name).copied().unwrap_or(check.is_on)
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
            Setting::ShowInvisibles(show) => self.show_invisibles = show,
            Setting::Names(style) => self.names = style,
            Setting::Sentences(rules) => self.sentences = rules,
            Setting::Contrast(contrast) => self.contrast = contrast,
            Setting::InterfaceScale(scale) => self.interface_scale = scale,
            Setting::ReducedMotion(reduced) => self.reduced_motion = reduced,
            Setting::TermPanelWidth(width) => self.term_panel_width = width,
            Setting::TextScale(scale) => self.text_scale = scale,
            Setting::WebSearch(address) => self.web_search = address,
            Setting::UserName(name) => self.user_name = name,
            Setting::Check(name, on) => {
                let is_standard = checks::check(name).is_some_and(|check| check.is_on == on);
                if is_standard {
                    self.checks.remove(name);
                } else {
                    self.checks.insert(name.to_owned(), on);
                }
            }
        }
        self.bring_into_range();
    }

    /// For a file that was written by hand, and for arithmetic that leaves the range.
    pub(super) fn bring_into_range(&mut self) {
        let standard = Self::default();
        let scale = (self.text_scale * 10.0).round() / 10.0;
        self.text_scale = within(scale, SMALLEST_TEXT..=LARGEST_TEXT, standard.text_scale);
        self.term_panel_width = within(self.term_panel_width, PANEL_WIDTHS, standard.term_panel_width);
        let scale = (self.interface_scale * 20.0).round() / 20.0;
        self.interface_scale = within(scale, INTERFACE_SCALES, standard.interface_scale);
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
    Contrast(Contrast),
    /// A factor, within [`INTERFACE_SCALES`].
    InterfaceScale(f32),
    ReducedMotion(bool),
    /// A factor on source and draft.
    TextScale(f32),
    /// An address with `{}` in the place of the words; another one gives the standard one.
    WebSearch(String),
    /// Who notes are by.
    UserName(String),
    /// Whether the check of this name is on.
    Check(&'static str, bool),
}

/// What is no number cannot be clamped, so `otherwise` takes its place.
fn within(value: f32, range: RangeInclusive<f32>, otherwise: f32) -> f32 {
    if value.is_nan() { otherwise } else { value.clamp(*range.start(), *range.end()) }
}

#[cfg(test)]
mod tests;
