//! Which settings stand together on a page of the window, so that a page can be put back as a whole.

use super::Settings;

/// A page of settings, in the order of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SettingsPage {
    Appearance,
    Text,
    Keys,
    Writing,
    Sentences,
    Names,
    Checks,
    Notes,
    Memories,
    Services,
}

impl SettingsPage {
    pub const ALL: [Self; 10] = [
        Self::Appearance,
        Self::Text,
        Self::Keys,
        Self::Writing,
        Self::Sentences,
        Self::Names,
        Self::Checks,
        Self::Notes,
        Self::Memories,
        Self::Services,
    ];

    /// Takes the settings of this page over from others. Keys of services are not among the settings, nor are files:
    /// what is taken out of a list stays where it is.
    pub(in crate::app) fn copy(self, from: &Settings, to: &mut Settings) {
        let from = from.clone();
        match self {
            Self::Appearance => {
                to.theme = from.theme;
                to.contrast = from.contrast;
                to.interface_scale = from.interface_scale;
                to.reduced_motion = from.reduced_motion;
                to.swap_columns = from.swap_columns;
                to.term_panel = from.term_panel;
                to.term_panel_width = from.term_panel_width;
            }
            Self::Text => {
                to.text_scale = from.text_scale;
                to.arabic_face = from.arabic_face;
                to.english_face = from.english_face;
                to.arabic_size = from.arabic_size;
                to.english_size = from.english_size;
                to.source_direction = from.source_direction;
                to.draft_direction = from.draft_direction;
                to.show_invisibles = from.show_invisibles;
            }
            Self::Keys => to.keys = from.keys,
            Self::Writing => {
                to.completion = from.completion;
                to.spelling = from.spelling;
                to.dialect = from.dialect;
                to.dictionary_folder = from.dictionary_folder;
            }
            Self::Sentences => to.sentences = from.sentences,
            Self::Names => to.names = from.names,
            Self::Checks => to.checks = from.checks,
            Self::Notes => to.user_name = from.user_name,
            Self::Memories => {
                to.gloss = from.gloss;
                to.memories = from.memories;
                to.arabic_dictionaries = from.arabic_dictionaries;
                to.models = from.models;
                to.web_search = from.web_search;
            }
            Self::Services => {
                to.service = from.service;
                to.services = from.services;
                to.proxy = from.proxy;
            }
        }
    }

    /// Whether nothing on this page was changed.
    #[must_use]
    pub fn is_standard(self, settings: &Settings) -> bool {
        let mut standard = settings.clone();
        self.copy(&Settings::default(), &mut standard);
        standard == *settings
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::machine::{Engine, ServiceId, ServiceSettings};
    use serde_json::{Value, json};

    /// What belongs to no page: the glossary window arranges glossaries, and nobody chooses recent files.
    const ELSEWHERE: [&str; 3] = ["glossaries", "glossaries_off", "recent"];

    /// Everything is another than by default; a setting that is missing here fails the test below.
    fn all_changed() -> Settings {
        let changed = json!({
            "theme": "dark", "contrast": "high", "interface_scale": 1.5, "reduced_motion": true, "keys": { "preset": "memoq" },
            "swap_columns": true, "term_panel": false, "term_panel_width": 300.0, "text_scale": 1.2,
            "arabic_face": "Amiri", "english_face": "Gentium", "arabic_size": 22.0, "english_size": 12.0,
            "source_direction": "left to right", "draft_direction": "right to left", "show_invisibles": true,
            "gloss": false, "completion": false, "checks": { "figures": false }, "spelling": false, "dialect": "en_GB",
            "dictionary_folder": "/d", "glossaries_off": ["People"], "names": { "sun_letters": true },
            "glossaries": [{ "glossary": "personal", "name": "Mine" }],
            "sentences": { "whole_quotations": !Settings::default().sentences.whole_quotations },
            "proxy": "http://proxy:1", "memories": ["/m"], "arabic_dictionaries": "/a", "models": "/m",
            "web_search": "https://example.org/{}", "user_name": "Reem", "recent": ["/p"],
        });
        let mut settings: Settings = serde_json::from_value(changed).unwrap();
        settings.service = Some(Engine::Offline);
        let mut service = ServiceSettings::of(ServiceId::DeepL);
        service.address = "http://127.0.0.1".to_owned();
        settings.services.insert(ServiceId::DeepL, service);
        settings
    }

    fn different(a: &Settings, b: &Settings) -> Vec<String> {
        let (Value::Object(a), Value::Object(b)) =
            (serde_json::to_value(a).unwrap(), serde_json::to_value(b).unwrap())
        else {
            unreachable!("settings are an object")
        };
        a.iter().filter(|(name, value)| b.get(*name) != Some(value)).map(|(name, _)| name.clone()).collect()
    }

    #[test]
    fn every_setting_is_on_a_page_or_is_arranged_elsewhere() {
        let mut settings = all_changed();
        let all = serde_json::to_value(&settings).unwrap().as_object().unwrap().len();
        assert_eq!(different(&settings, &Settings::default()).len(), all, "a setting is missing in the test");
        for page in SettingsPage::ALL {
            assert!(!page.is_standard(&settings), "{page:?}");
            page.copy(&Settings::default(), &mut settings);
            assert!(page.is_standard(&settings), "{page:?}");
        }
        assert_eq!(different(&settings, &Settings::default()), ELSEWHERE);
    }
}
