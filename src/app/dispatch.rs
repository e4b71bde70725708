//! Which part of the application carries a command out.

mod part;

use super::settings::PANEL_STEP;
use super::{
    App, Command, Contrast, Dialog, Effect, FileChoice, GlossaryView, Notice, Page, SettingsControl,
};
use part::{Part, part_of};

impl App {
    pub(super) fn carry_out(&mut self, command: Command) {
        match part_of(&command) {
            Part::Files => self.handle_files(command),
            Part::Articles => self.handle_articles(command),
            Part::Charset => self.choose_charset(&command),
            Part::Cutting => self.cut(&command),
            Part::Finding => self.find(command),
            Part::Backups => self.handle_backups(command),
            Part::Corrections => self.handle_corrections(command),
            Part::Export => self.handle_export(command),
            Part::View => self.show(command),
            Part::FurtherMemories => self.stack_memories(command),
            Part::Memory => self.keep_memory(command),
            Part::Services => self.handle_services(command),
            Part::Exchange => self.exchange_units(command),
            Part::Selection => self.ask_about_selection(command),
            Part::Dictionaries => self.keep_dictionaries(command),
            Part::Glossaries => self.keep_glossaries(command),
            Part::Names => self.name(command),
            Part::Issues => self.handle_issues(command),
            Part::Settings => self.handle_settings(command),
            Part::Drafts => self.translate(command),
        }
    }

    /// A part was given a command that it has no arm for: a mistake of ours, which tests stop at and the user is told.
    pub(super) fn nobody_takes(&mut self, command: &Command) {
        debug_assert!(false, "no arm for {command:?} in {:?}", part_of(command));
        self.notify(
            Notice::error("Something went wrong inside Tarjuman (a command that nothing carries out)")
                .details("Nothing was changed.")
                .hint("Please report it with what you did."),
        );
    }

    /// The commands about what is in sight.
    fn show(&mut self, command: Command) {
        match command {
            Command::ToggleWholePage => self.whole_page ^= true,
            Command::ShowOnly(filter) => self.show_only(filter),
            Command::Statistics => self.toggle_statistics(),
            Command::GoTo => self.toggle(Dialog::GoTo),
            Command::GoToNumber(number) => self.go_to_number(number),
            Command::ToggleGlossary if matches!(self.page, Page::Glossary(_)) => self.page = Page::Article,
            Command::ToggleGlossary => self.show_glossary(GlossaryView::Terms),
            Command::ShowConflicts => self.show_glossary(GlossaryView::Conflicts),
            Command::Palette => self.toggle(Dialog::Palette),
            Command::Keys => self.toggle(Dialog::Keys),
            Command::About => self.toggle(Dialog::About),
            Command::Words => self.toggle(Dialog::Words),
            Command::Notices => self.toggle(Dialog::Notices),
            Command::Tour => self.toggle_tour(),
            Command::NextOfTour => self.go_on_tour(true),
            Command::BackOnTour => self.go_on_tour(false),
            Command::DismissNotice(id) => self.notices.retain(|notice| notice.id != id),
            Command::DismissNewestNotice => {
                self.notices.pop();
            }
            command => self.nobody_takes(&command),
        }
    }

    /// The commands about settings and the dictionary.
    fn handle_settings(&mut self, command: Command) {
        match command {
            Command::SwapColumns => self.change_settings(|settings| settings.swap_columns ^= true),
            Command::ToggleTermPanel => self.change_settings(|settings| settings.term_panel ^= true),
            Command::WiderPanel => self.change_settings(|settings| settings.term_panel_width += PANEL_STEP),
            Command::NarrowerPanel => {
                self.change_settings(|settings| settings.term_panel_width -= PANEL_STEP);
            }
            Command::SetTheme(theme) => self.change_settings(|settings| settings.theme = theme),
            Command::LargerText => self.change_settings(|settings| settings.text_scale += 0.1),
            Command::SmallerText => self.change_settings(|settings| settings.text_scale -= 0.1),
            Command::StandardText => self.change_settings(|settings| settings.text_scale = 1.0),
            Command::ToggleInvisibles => self.change_settings(|settings| settings.show_invisibles ^= true),
            Command::ToggleGloss => self.change_settings(|settings| settings.gloss ^= true),
            Command::Set(setting) => {
                let style = self.settings.names;
                self.change_settings(|settings| settings.set(setting));
                if self.settings.names != style {
                    self.find_names();
                }
            }
            Command::ResetSettings(page) => self.reset_settings(page),
            Command::UndoReset => self.undo_reset(),
            Command::ChangeKeys(change) => self.change_keys(change),
            Command::CaptureKey(command) => self.capture_key(command.map(|command| *command)),
            Command::PressKey(shortcut) => self.press_key(shortcut),
            Command::KeyClash(shortcut) => self.report_clash(shortcut),
            Command::ChangeKeyMap => self.change_key_map(),
            Command::PrintKeys => self.ask_for_key_list(),
            Command::WriteKeyListTo(path) => self.write_key_list(&path),
            Command::ToggleContrast => self.change_settings(|settings| {
                settings.contrast = match settings.contrast {
                    Contrast::Standard => Contrast::High,
                    Contrast::High => Contrast::Standard,
                }
            }),
            Command::LargerInterface => self.change_settings(|settings| settings.interface_scale += 0.1),
            Command::SmallerInterface => self.change_settings(|settings| settings.interface_scale -= 0.1),
            Command::StandardInterface => self.change_settings(|settings| settings.interface_scale = 1.0),
            Command::ToggleReducedMotion => self.change_settings(|settings| settings.reduced_motion ^= true),
            Command::Settings => self.toggle_settings(),
            Command::OpenSettings(page) => self.open_settings_at(SettingsControl::Page(page)),
            Command::SourceDirection => self.open_settings_at(SettingsControl::SourceDirection),
            Command::DraftDirection => self.open_settings_at(SettingsControl::DraftDirection),
            Command::ToggleCompletion => self.change_settings(|settings| settings.completion ^= true),
            Command::ToggleSpelling => self.set_spelling(!self.settings.spelling),
            Command::SetSpelling(on) => self.set_spelling(on),
            Command::SetDialect(dialect) => self.set_dialect(dialect),
            Command::AskDictionaryFolder => self.effects.push(Effect::Choose(FileChoice::DictionaryFolder)),
            Command::ChooseDictionaryFolder(folder) => self.set_dictionary_folder(Some(folder)),
            Command::ForgetDictionaryFolder => self.set_dictionary_folder(None),
            Command::AddToDictionary(word) => self.add_to_dictionary(&word),
            Command::Suggest(word) => self.suggest(word),
            command => self.nobody_takes(&command),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{Places, commands};
    use std::sync::Arc;
    use std::time::Duration;

    #[test]
    fn every_command_of_the_menus_has_an_arm() {
        let folder = tempfile::tempdir().unwrap();
        let article = folder.path().join("article.txt");
        std::fs::write(&article, "وصل الوزير.\n\nوعاد مساء.\n").unwrap();
        let places = Places { config: folder.path().join("config"), data: folder.path().join("data") };
        let mut app = App::new(places, Arc::new(|| ()));
        for entry in commands() {
            if app.session.is_none() {
                app.run(Command::OpenPath(article.clone()));
                app.settle(Duration::from_mins(1));
                assert!(app.session.is_some());
            }
            // Whether it is available or not; it stops where a part has no arm for it.
            app.carry_out(entry.command.clone());
        }
        app.settle(Duration::from_mins(1));
    }
}
