//! Which part of the application carries a command out.

use super::settings::PANEL_STEP;
use super::{App, Command, Contrast, Dialog, Effect, FileChoice, GlossaryView, Page, SettingsControl};

impl App {
    pub(super) fn carry_out(&mut self, command: Command) {
        match command {
            Command::Open
            | Command::OpenSample
            | Command::OpenPath(_)
            | Command::OpenAlone(_)
            | Command::OpenPaths(_)
            | Command::Save
            | Command::NoFileDialog(_)
            | Command::TakePath(_)
            | Command::PutPathFieldAway
            | Command::SaveAs
            | Command::SaveAsTo(_)
            | Command::ForgetRecent(_)
            | Command::CloseProject
            | Command::Close
            | Command::CloseWithoutSaving => self.handle_files(command),
            Command::PasteArticle
            | Command::AddArticles
            | Command::AddPaths(_)
            | Command::AddPathsAgain(_)
            | Command::ReadAgain
            | Command::ReadAgainFrom { .. }
            | Command::CharsetOf(_)
            | Command::ReadAs(_)
            | Command::OpenPasted { .. }
            | Command::StopOpening => self.handle_articles(command),
            Command::Charset | Command::ShowIn(_) => self.choose_charset(&command),
            Command::Split
            | Command::Join
            | Command::CutAnew
            | Command::SetMark(_)
            | Command::ClearMarks
            | Command::UseEarlier(_)
            | Command::DropEarlier(_) => self.cut(&command),
            Command::ToggleWholePage => self.whole_page ^= true,
            Command::Find
            | Command::Replace
            | Command::FindNext
            | Command::FindPrevious
            | Command::ReplaceOne
            | Command::ReplaceAll
            | Command::ChangeQuery(_)
            | Command::ChangeReplacement(_)
            | Command::PutFindAway => self.find(command),
            Command::ShowOnly(filter) => self.show_only(filter),
            Command::Statistics => self.toggle_statistics(),
            Command::GoTo => self.toggle(Dialog::GoTo),
            Command::GoToNumber(number) => self.go_to_number(number),
            Command::Backups
            | Command::BackupsOf(_)
            | Command::PutBackupsAway
            | Command::OpenBackup(_)
            | Command::Duplicate => self.handle_backups(command),
            Command::ReadCorrections
            | Command::ReadCorrectionsFrom(_)
            | Command::StopCorrections
            | Command::AcceptCorrection(..)
            | Command::AcceptComments(..)
            | Command::AcceptUnplaced(_)
            | Command::AcceptCorrections(_)
            | Command::ApplyCorrections
            | Command::PutCorrectionsAway => self.handle_corrections(command),
            Command::Export
            | Command::ExportAgain
            | Command::ChangeExport(_)
            | Command::ChooseExportFile
            | Command::ExportTo(_)
            | Command::ReplaceChanged
            | Command::PutChangedAway
            | Command::CancelExport => self.handle_export(command),
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
            command => self.carry_out_about_suggestions(command),
        }
    }

    fn carry_out_about_suggestions(&mut self, command: Command) {
        match command {
            Command::AskMemory | Command::AddMemory(_) | Command::RemoveMemory(_) => {
                self.stack_memories(command);
            }
            Command::ToggleMemory
            | Command::ShowMemory
            | Command::BrowseMemory(_)
            | Command::ChangeUnit(_)
            | Command::RemoveUnit(_)
            | Command::RemoveDuplicateUnits
            | Command::RememberConfirmed
            | Command::UndoMemory
            | Command::RedoMemory => self.keep_memory(command),
            Command::AskService
            | Command::RetryService
            | Command::StopService
            | Command::AgreeToSend
            | Command::DisagreeToSend
            | Command::ToggleNeverSend
            | Command::RepairSuggestion
            | Command::FirstPass
            | Command::StartFirstPass
            | Command::PauseFirstPass
            | Command::ResumeFirstPass
            | Command::StopFirstPass
            | Command::ChooseService(_)
            | Command::SetProxy(_)
            | Command::AskModels
            | Command::ChooseModels(_)
            | Command::ForgetModels
            | Command::LoadModels
            | Command::SetService { .. }
            | Command::ServiceKey { .. }
            | Command::CheckService(_)
            | Command::LookForKeys
            | Command::ForgetAnswers => self.handle_services(command),
            Command::ImportUnits
            | Command::ImportUnitsFrom(_)
            | Command::ExportUnits
            | Command::ExportUnitsTo(_)
            | Command::StopExchange => self.exchange_units(command),
            command => self.carry_out_about_terms(command),
        }
    }

    fn carry_out_about_terms(&mut self, command: Command) {
        match command {
            Command::SelectInSource { .. }
            | Command::NewTerm
            | Command::NewEmptyTerm
            | Command::ProposeTerm { .. }
            | Command::PutFormAway
            | Command::LookUpSelection
            | Command::Concordance
            | Command::PutConcordanceAway
            | Command::SearchWeb(_) => self.ask_about_selection(command),
            Command::LookUpWord
            | Command::ShowWord(_)
            | Command::PutWordAway
            | Command::AskDictionaries(_)
            | Command::OpenDictionaries
            | Command::AskArabicDictionaries
            | Command::ChooseArabicDictionaries(_)
            | Command::ForgetArabicDictionaries => self.keep_dictionaries(command),
            Command::AddTerm(_)
            | Command::AcceptSpelling(_)
            | Command::ChangeTerm { .. }
            | Command::RemoveTerm(_)
            | Command::UndoTerm
            | Command::RedoTerm
            | Command::SwitchGlossary { .. }
            | Command::LookUp(_)
            | Command::PutLookUpAway
            | Command::CheckGlossaries
            | Command::SaveGlossaries
            | Command::ImportTerms
            | Command::ImportFrom(_)
            | Command::ReadImport(_)
            | Command::ImportInto(_)
            | Command::TakeImport
            | Command::PutImportAway
            | Command::ExportTerms
            | Command::ChooseTermsFile(_)
            | Command::ExportTermsTo { .. }
            | Command::ChangeTerms { .. }
            | Command::MergeTerms(_)
            | Command::KeepOnly(_)
            | Command::KeepAll(_)
            | Command::AskGlossaryFile
            | Command::AskNewGlossary
            | Command::OpenGlossary(_)
            | Command::CreateGlossary(_)
            | Command::CloseGlossary(_)
            | Command::ShiftGlossary { .. }
            | Command::RenameGlossary { .. } => self.keep_glossaries(command),
            Command::UnknownNames
            | Command::TakeRomanisation(_)
            | Command::TakeName { .. }
            | Command::EditName(_)
            | Command::DismissName(_)
            | Command::OfferNameAgain(_) => self.name(command),
            Command::Issues
            | Command::NextIssue
            | Command::PreviousIssue
            | Command::ShowIssue { .. }
            | Command::FixIssue { .. }
            | Command::DismissIssue { .. }
            | Command::RestoreIssues => self.handle_issues(command),
            command => self.handle_settings(command),
        }
    }

    /// The commands about settings and the dictionary; those that are left are the translator's.
    fn handle_settings(&mut self, command: Command) {
        match command {
            Command::SwapColumns => self.change_settings(|settings| settings.swap_columns ^= true),
            Command::ToggleTermPanel => self.change_settings(|settings| settings.term_panel ^= true),
            Command::WiderPanel => self.change_settings(|settings| settings.term_panel_width += PANEL_STEP),
            Command::NarrowerPanel => {
                self.change_settings(|settings| settings.term_panel_width -= PANEL_STEP)
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
            command => self.translate(command),
        }
    }
}
