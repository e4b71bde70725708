//! Which part of the application a command belongs to: one list of all commands, so that the compiler asks for the part
//! of a new one.

use crate::app::Command;

/// What a part is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Files and the open project.
    Files,
    /// The articles of a project.
    Articles,
    /// The dialog for the character set.
    Charset,
    /// How text is cut and marked.
    Cutting,
    /// Find and replace.
    Finding,
    /// Backups and copies.
    Backups,
    /// Documents that came back.
    Corrections,
    /// Documents.
    Export,
    /// What is in sight.
    View,
    /// Which memories are asked.
    FurtherMemories,
    /// The units of the translator’s own memory.
    Memory,
    /// Translation services and models.
    Services,
    /// Import and export of units.
    Exchange,
    /// What is selected.
    Selection,
    /// Arabic dictionaries.
    Dictionaries,
    /// Terms and glossaries.
    Glossaries,
    /// Unknown names.
    Names,
    /// What the checks say.
    Issues,
    /// Settings and the English dictionary.
    Settings,
    /// Drafts and notes of the open project.
    Drafts,
}

#[expect(clippy::too_many_lines, reason = "a list of all commands")]
pub const fn part_of(command: &Command) -> Part {
    match command {
        Command::Open
        | Command::OpenSample
        | Command::Save
        | Command::SaveAs
        | Command::CloseProject
        | Command::Close
        | Command::OpenPath(_)
        | Command::ForgetRecent(_)
        | Command::OpenAlone(_)
        | Command::OpenPaths(_)
        | Command::SaveAsTo(_)
        | Command::CloseWithoutSaving
        | Command::NoFileDialog(_)
        | Command::TakePath(_)
        | Command::PutPathFieldAway => Part::Files,
        Command::PasteArticle
        | Command::AddArticles
        | Command::ReadAgain
        | Command::StopOpening
        | Command::AddPaths(_)
        | Command::AddPathsAgain(_)
        | Command::ReadAgainFrom { .. }
        | Command::CharsetOf(_)
        | Command::ReadAs(_)
        | Command::OpenPasted { .. } => Part::Articles,
        Command::Charset | Command::ShowIn(_) => Part::Charset,
        Command::Split
        | Command::Join
        | Command::CutAnew
        | Command::SetMark(_)
        | Command::ClearMarks
        | Command::UseEarlier(_)
        | Command::DropEarlier(_) => Part::Cutting,
        Command::Find
        | Command::Replace
        | Command::FindNext
        | Command::FindPrevious
        | Command::ReplaceOne
        | Command::ReplaceAll
        | Command::ChangeQuery(_)
        | Command::ChangeReplacement(_)
        | Command::PutFindAway => Part::Finding,
        Command::Duplicate
        | Command::Backups
        | Command::BackupsOf(_)
        | Command::OpenBackup(_)
        | Command::PutBackupsAway => Part::Backups,
        Command::ReadCorrections
        | Command::StopCorrections
        | Command::ReadCorrectionsFrom(_)
        | Command::AcceptCorrection(..)
        | Command::AcceptComments(..)
        | Command::AcceptUnplaced(_)
        | Command::AcceptCorrections(_)
        | Command::ApplyCorrections
        | Command::PutCorrectionsAway => Part::Corrections,
        Command::Export
        | Command::ExportAgain
        | Command::CancelExport
        | Command::ExportTo(_)
        | Command::ChangeExport(_)
        | Command::ChooseExportFile
        | Command::ReplaceChanged
        | Command::PutChangedAway => Part::Export,
        Command::ToggleGlossary
        | Command::ToggleWholePage
        | Command::ShowOnly(_)
        | Command::Statistics
        | Command::GoTo
        | Command::Palette
        | Command::Keys
        | Command::DismissNewestNotice
        | Command::Notices
        | Command::Words
        | Command::Tour
        | Command::NextOfTour
        | Command::BackOnTour
        | Command::About
        | Command::GoToNumber(_)
        | Command::DismissNotice(_)
        | Command::ShowConflicts => Part::View,
        Command::AskMemory | Command::AddMemory(_) | Command::RemoveMemory(_) => Part::FurtherMemories,
        Command::ToggleMemory
        | Command::ShowMemory
        | Command::BrowseMemory(_)
        | Command::ChangeUnit(_)
        | Command::RemoveUnit(_)
        | Command::RemoveDuplicateUnits
        | Command::RememberConfirmed
        | Command::UndoMemory
        | Command::RedoMemory => Part::Memory,
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
        | Command::ForgetAnswers => Part::Services,
        Command::ImportUnits
        | Command::ImportUnitsFrom(_)
        | Command::ExportUnits
        | Command::ExportUnitsTo(_)
        | Command::StopExchange => Part::Exchange,
        Command::NewTerm
        | Command::LookUpSelection
        | Command::Concordance
        | Command::PutConcordanceAway
        | Command::NewEmptyTerm
        | Command::SelectInSource { .. }
        | Command::ProposeTerm { .. }
        | Command::PutFormAway
        | Command::SearchWeb(_) => Part::Selection,
        Command::LookUpWord
        | Command::ShowWord(_)
        | Command::PutWordAway
        | Command::AskDictionaries(_)
        | Command::OpenDictionaries
        | Command::AskArabicDictionaries
        | Command::ChooseArabicDictionaries(_)
        | Command::ForgetArabicDictionaries => Part::Dictionaries,
        Command::ImportTerms
        | Command::ExportTerms
        | Command::UndoTerm
        | Command::RedoTerm
        | Command::AcceptSpelling(_)
        | Command::AskGlossaryFile
        | Command::AskNewGlossary
        | Command::AddTerm(_)
        | Command::ChangeTerm { .. }
        | Command::RemoveTerm(_)
        | Command::SwitchGlossary { .. }
        | Command::LookUp(_)
        | Command::PutLookUpAway
        | Command::CheckGlossaries
        | Command::SaveGlossaries
        | Command::ImportFrom(_)
        | Command::ReadImport(_)
        | Command::ImportInto(_)
        | Command::TakeImport
        | Command::PutImportAway
        | Command::ChooseTermsFile(_)
        | Command::ExportTermsTo { .. }
        | Command::ChangeTerms { .. }
        | Command::MergeTerms(_)
        | Command::KeepOnly(_)
        | Command::KeepAll(_)
        | Command::OpenGlossary(_)
        | Command::CreateGlossary(_)
        | Command::CloseGlossary(_)
        | Command::ShiftGlossary { .. }
        | Command::RenameGlossary { .. } => Part::Glossaries,
        Command::TakeRomanisation(_)
        | Command::UnknownNames
        | Command::TakeName { .. }
        | Command::EditName(_)
        | Command::DismissName(_)
        | Command::OfferNameAgain(_) => Part::Names,
        Command::Issues
        | Command::NextIssue
        | Command::PreviousIssue
        | Command::RestoreIssues
        | Command::ShowIssue { .. }
        | Command::FixIssue { .. }
        | Command::DismissIssue { .. } => Part::Issues,
        Command::ToggleCompletion
        | Command::SwapColumns
        | Command::ToggleTermPanel
        | Command::WiderPanel
        | Command::NarrowerPanel
        | Command::SetTheme(_)
        | Command::ToggleContrast
        | Command::LargerInterface
        | Command::SmallerInterface
        | Command::StandardInterface
        | Command::ToggleReducedMotion
        | Command::LargerText
        | Command::SmallerText
        | Command::StandardText
        | Command::ToggleInvisibles
        | Command::ToggleGloss
        | Command::SourceDirection
        | Command::DraftDirection
        | Command::Settings
        | Command::ToggleSpelling
        | Command::AskDictionaryFolder
        | Command::ForgetDictionaryFolder
        | Command::ChangeKeyMap
        | Command::PrintKeys
        | Command::OpenSettings(_)
        | Command::Set(_)
        | Command::ResetSettings(_)
        | Command::UndoReset
        | Command::ChangeKeys(_)
        | Command::CaptureKey(_)
        | Command::PressKey(_)
        | Command::KeyClash(_)
        | Command::WriteKeyListTo(_)
        | Command::SetSpelling(_)
        | Command::SetDialect(_)
        | Command::ChooseDictionaryFolder(_)
        | Command::AddToDictionary(_)
        | Command::Suggest(_) => Part::Settings,
        Command::Undo
        | Command::Redo
        | Command::Confirm
        | Command::Unconfirm
        | Command::NextSegment
        | Command::PreviousSegment
        | Command::FirstSegment
        | Command::LastSegment
        | Command::NextUnconfirmed
        | Command::InsertSource
        | Command::InsertTerm(_)
        | Command::InsertSuggestion(_)
        | Command::ApplyGlossary
        | Command::AddNote
        | Command::AddQuery
        | Command::NextOpenQuery
        | Command::TranslatorsNote
        | Command::LeaveOut
        | Command::BringAllBack
        | Command::NextMisspelling
        | Command::AddWord
        | Command::BringRuleBack(_)
        | Command::BringBack(_)
        | Command::Select { .. }
        | Command::MoveCaret { .. }
        | Command::Type { .. }
        | Command::TypeNote { .. }
        | Command::SetNoteKind { .. }
        | Command::SettleQuery { .. }
        | Command::DeleteNote { .. }
        | Command::LeaveNote
        | Command::SetTranslatorsNote(_)
        | Command::TypeInVain
        | Command::UndoEdit(_)
        | Command::ReplaceWord { .. }
        | Command::InsertEnglish(_)
        | Command::Complete(_)
        | Command::DismissCompletions => Part::Drafts,
    }
}
