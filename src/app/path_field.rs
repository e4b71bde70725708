//! Files on a desktop that has no dialog for them: their path is typed or pasted into a field of the window. Whether
//! they are there is seen on a worker: a drive may be slow to answer.

use super::worker::Slot;
use super::{App, Command, Dialog, Effect, FileChoice, Outcome};
use crate::export;
use crate::project::{SectionId, location};
use std::borrow::Cow;
use std::path::{Path, PathBuf};

/// A file that the window asks for by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathField {
    pub choice: FileChoice,
    /// What the field begins with.
    pub suggested: String,
    /// Why the last answer was none.
    pub problem: Option<String>,
    /// What the field lies over.
    behind: Option<Dialog>,
}

/// Whether a file is there.
pub enum SeenPath {
    /// That was typed for this choice.
    Typed { choice: FileChoice, path: PathBuf, problem: Option<String> },
    /// The one beside the project of this session that a section was read from.
    Article { serial: u64, section: SectionId, folder: Option<PathBuf>, path: PathBuf, is_there: bool },
}

impl FileChoice {
    /// What is asked for, as the title of a dialog.
    #[must_use]
    pub fn title(&self) -> Cow<'static, str> {
        Cow::Borrowed(match self {
            Self::Open { .. } => "Open articles or a project",
            Self::AddArticles { .. } => "Add articles to the project",
            Self::ReadAgain { .. } => "Read the article again from",
            Self::SaveAs { .. } => "Save the project as",
            Self::DictionaryFolder => "Choose a folder with an English dictionary",
            Self::ArabicDictionaries => "Choose a folder with Arabic dictionaries",
            Self::Models => "Choose a folder with translation models of Firefox",
            Self::Memory => "Add a translation memory to read",
            Self::Glossary { .. } => "Add a glossary file",
            Self::NewGlossary { .. } => "New glossary",
            Self::Export { format, .. } => {
                let format = export::format_by_name(format).unwrap_or_else(|_| export::usual_format());
                return Cow::Owned(format!("Export as {}", format.title));
            }
            Self::Corrections { .. } => "Read corrections from",
            Self::ImportTerms { .. } => "Import terms",
            Self::ExportTerms { .. } => "Export terms",
            Self::ImportUnits => "Import into the translation memory",
            Self::ExportUnits { .. } => "Export the translation memory",
            Self::KeyList { .. } => "Save the keys to print",
        })
    }

    const fn is_to_write(&self) -> bool {
        matches!(
            self,
            Self::SaveAs { .. }
                | Self::NewGlossary { .. }
                | Self::Export { .. }
                | Self::ExportTerms { .. }
                | Self::ExportUnits { .. }
                | Self::KeyList { .. }
        )
    }

    /// Where to begin: a file to write, or a folder to look in.
    fn suggested(&self) -> Option<&Path> {
        match self {
            Self::Open { folder }
            | Self::AddArticles { folder }
            | Self::ReadAgain { folder, .. }
            | Self::Corrections { folder }
            | Self::ImportTerms { folder } => folder.as_deref(),
            Self::Glossary { folder } => Some(folder),
            Self::SaveAs { suggested }
            | Self::NewGlossary { suggested }
            | Self::Export { suggested, .. }
            | Self::ExportTerms { suggested, .. }
            | Self::ExportUnits { suggested }
            | Self::KeyList { suggested } => Some(suggested),
            Self::DictionaryFolder
            | Self::ArabicDictionaries
            | Self::Models
            | Self::Memory
            | Self::ImportUnits => None,
        }
    }

    /// What is done with the answer.
    fn answered(self, path: PathBuf) -> Command {
        match self {
            Self::Open { .. } => Command::OpenPaths(vec![path]),
            Self::AddArticles { .. } => Command::AddPaths(vec![path]),
            Self::ReadAgain { section, .. } => Command::ReadAgainFrom { section, path },
            Self::SaveAs { .. } => Command::SaveAsTo(path),
            Self::DictionaryFolder => Command::ChooseDictionaryFolder(path),
            Self::ArabicDictionaries => Command::ChooseArabicDictionaries(path),
            Self::Models => Command::ChooseModels(path),
            Self::Memory => Command::AddMemory(path),
            Self::Glossary { .. } => Command::OpenGlossary(path),
            Self::NewGlossary { .. } => Command::CreateGlossary(path),
            Self::Export { .. } => Command::ExportTo(path),
            Self::Corrections { .. } => Command::ReadCorrectionsFrom(path),
            Self::ImportTerms { .. } => Command::ImportFrom(path),
            Self::ExportTerms { choice, .. } => Command::ExportTermsTo { choice, path },
            Self::ImportUnits => Command::ImportUnitsFrom(path),
            Self::ExportUnits { .. } => Command::ExportUnitsTo(path),
            Self::KeyList { .. } => Command::WriteKeyListTo(path),
        }
    }
}

impl App {
    /// What the desktop cannot ask for.
    pub(super) fn ask_for_path(&mut self, choice: FileChoice) {
        let suggested = choice.suggested().map(|path| {
            let ending = if choice.is_to_write() { "" } else { std::path::MAIN_SEPARATOR_STR };
            format!("{}{ending}", path.display())
        });
        let suggested = suggested.unwrap_or_default();
        self.path_field = Some(PathField { choice, suggested, problem: None, behind: self.dialog });
        self.dialog = Some(Dialog::Path);
    }

    pub(super) fn put_path_field_away(&mut self) {
        if let Some(field) = self.path_field.take() {
            self.dialog = field.behind;
        }
    }

    /// The answer, unless it is none: then the field stays and says why.
    pub(super) fn take_path(&mut self, typed: &str) {
        let Some(field) = &mut self.path_field else { return };
        let folder = field.choice.suggested();
        let folder = if field.choice.is_to_write() { folder.and_then(Path::parent) } else { folder };
        let path = path_of(typed, folder.unwrap_or(Path::new("")));
        let written = match &field.choice {
            FileChoice::SaveAs { .. } => location::with_ending(&path, location::EXTENSION),
            _ => path.clone(),
        };
        if typed.trim().is_empty() {
            field.problem = Some("Type where the file is.".to_owned());
            return;
        }
        let choice = field.choice.clone();
        self.workers.start(Slot::Path, "look for a file", move || {
            let problem = if choice.is_to_write() {
                let shown = written.display();
                let said = format!("“{shown}” exists already and was not replaced. Type another name.");
                written.symlink_metadata().is_ok().then_some(said)
            } else {
                (!path.exists()).then(|| format!("There is no “{}”.", path.display()))
            };
            Outcome::PathSeen(SeenPath::Typed { choice, path, problem })
        });
    }

    pub(super) fn accept_path(&mut self, seen: SeenPath) {
        match seen {
            SeenPath::Typed { choice, path, problem } => {
                let Some(field) = self.path_field.as_mut().filter(|field| field.choice == choice) else {
                    return;
                };
                field.problem = problem;
                if field.problem.is_none() {
                    self.put_path_field_away();
                    self.run(choice.answered(path));
                }
            }
            SeenPath::Article { serial, .. }
                if self.session.as_ref().is_none_or(|session| session.serial != serial) => {}
            SeenPath::Article { section, path, is_there: true, .. } => self.read_again_from(section, path),
            SeenPath::Article { section, folder, .. } => {
                self.effects.push(Effect::Choose(FileChoice::ReadAgain { section, folder }));
            }
        }
    }
}

/// What was typed or pasted as a path: file managers copy `file:` addresses, terminals put names in quotation marks.
fn path_of(typed: &str, folder: &Path) -> PathBuf {
    let typed = typed.trim();
    let bare = ['"', '\''].iter().find_map(|quote| typed.strip_prefix(*quote)?.strip_suffix(*quote));
    let typed = bare.unwrap_or(typed);
    let path = match typed.strip_prefix("file://") {
        Some(address) => {
            let decoded = percent_encoding::percent_decode_str(address).decode_utf8_lossy().into_owned();
            // On Windows the address is /C:/…
            let drive = decoded.strip_prefix('/').filter(|rest| rest.get(1..2) == Some(":"));
            PathBuf::from(drive.unwrap_or(&decoded))
        }
        None => PathBuf::from(typed),
    };
    folder.join(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_come_as_people_and_programs_write_them() {
        let of = |typed| path_of(typed, Path::new("/home/me"));
        for (typed, expected) in [
            ("/tmp/a b.html", "/tmp/a b.html"),
            (" /tmp/a.html\n", "/tmp/a.html"),
            ("'/tmp/a b.html'", "/tmp/a b.html"),
            ("\"/tmp/a.html\"", "/tmp/a.html"),
            ("a.html", "/home/me/a.html"),
            ("file:///tmp/%D9%85%D9%82%D8%A7%D9%84%20a.html", "/tmp/مقال a.html"),
            ("file:///C:/a.html", "C:/a.html"),
            ("'", "/home/me/'"),
        ] {
            let expected = Path::new("/home/me").join(expected);
            assert_eq!(of(typed), expected, "{typed}");
        }
    }
}
