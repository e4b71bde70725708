//! Putting a page of settings back, and taking that back.

use super::{App, Settings, SettingsPage};

/// What the settings were before a page was put back.
#[derive(Debug)]
pub(super) struct Reset {
    page: SettingsPage,
    before: Box<Settings>,
}

impl App {
    /// Gives a page its standard settings; [`App::undo_reset`] takes it back.
    pub(super) fn reset_settings(&mut self, page: SettingsPage) {
        if page.is_standard(&self.settings) {
            return;
        }
        let before = Box::new(self.settings.clone());
        self.take_page(page, &Settings::default());
        self.reset = Some(Reset { page, before });
    }

    pub(super) fn undo_reset(&mut self) {
        if let Some(Reset { page, before }) = self.reset.take() {
            self.take_page(page, &before);
        }
    }

    /// Whether putting this page back can be taken back: nothing on it has been changed since.
    #[must_use]
    pub fn can_undo_reset(&self, page: SettingsPage) -> bool {
        self.reset.as_ref().is_some_and(|reset| reset.page == page) && page.is_standard(&self.settings)
    }

    /// Many settings at once, with everything that follows from each.
    fn take_page(&mut self, page: SettingsPage, from: &Settings) {
        let before = self.settings.clone();
        self.change_settings(|settings| page.copy(from, settings));
        let now = &self.settings;
        let (names, spelling) = (now.names != before.names, now.spelling != before.spelling);
        let dictionary =
            (&now.dialect, &now.dictionary_folder) != (&before.dialect, &before.dictionary_folder);
        let memories = now.memories != before.memories;
        let dictionaries = now.arabic_dictionaries != before.arabic_dictionaries;
        let models = now.models != before.models;
        let services =
            (&now.service, &now.services, &now.proxy) != (&before.service, &before.services, &before.proxy);
        if names {
            self.find_names();
        }
        if spelling {
            self.forget_marks();
        }
        if dictionary {
            self.look_for_dictionary();
        }
        if memories {
            self.open_memories_anew();
        }
        if dictionaries {
            self.put_dictionaries_back();
        }
        if models {
            self.models_changed();
        }
        if services {
            self.accounts_changed();
        }
    }
}
