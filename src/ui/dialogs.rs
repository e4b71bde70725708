//! File dialogs of the system.

use crate::app::{App, Command, FileChoice};
use crate::article;
use crate::project::location;
use egui::Context;
use rfd::AsyncFileDialog;
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

const FASTEST_CANCEL: Duration = Duration::from_millis(350);

/// Dialogs that are open. They run beside the window, so that it goes on drawing and saving.
pub struct FileDialogs {
    sender: Sender<Option<Command>>,
    receiver: Receiver<Option<Command>>,
    open: bool,
    /// Without it paths are typed into a field of the window, as on a desktop that has no dialogs.
    of_system: bool,
}

impl Default for FileDialogs {
    fn default() -> Self {
        let (sender, receiver) = channel();
        Self { sender, receiver, open: false, of_system: false }
    }
}

type Answer = Pin<Box<dyn Future<Output = Option<Vec<PathBuf>>> + Send>>;
/// What is done with what was chosen.
type Then = Box<dyn FnOnce(Vec<PathBuf>) -> Option<Command> + Send>;

fn one(
    answer: impl Future<Output = Option<rfd::FileHandle>> + Send + 'static,
    then: impl FnOnce(PathBuf) -> Command + Send + 'static,
) -> (Answer, Then) {
    let answer = async move { answer.await.map(|file| vec![file.path().to_owned()]) };
    (Box::pin(answer), Box::new(|paths| paths.into_iter().next().map(then)))
}

fn several(
    answer: impl Future<Output = Option<Vec<rfd::FileHandle>>> + Send + 'static,
    then: impl FnOnce(Vec<PathBuf>) -> Command + Send + 'static,
) -> (Answer, Then) {
    let answer = async move {
        let files = answer.await?;
        Some(files.iter().map(|file| file.path().to_owned()).collect())
    };
    (Box::pin(answer), Box::new(|paths| Some(then(paths))))
}

impl FileDialogs {
    pub fn of_the_system() -> Self {
        Self { of_system: true, ..Self::default() }
    }

    /// Opens a dialog; one at a time.
    pub fn ask(&mut self, ctx: &Context, choice: FileChoice) {
        if self.open {
            return;
        }
        if !self.of_system {
            self.open = self.sender.send(Some(Command::NoFileDialog(choice))).is_ok();
            ctx.request_repaint();
            return;
        }
        // On macOS a dialog must be made on the window's thread; its answer may be awaited anywhere.
        let (answer, command) = dialog(choice.clone());
        let asked = Instant::now();
        let (sender, ctx) = (self.sender.clone(), ctx.clone());
        let wait = move || {
            let chosen = match pollster::block_on(answer) {
                Some(paths) => command(paths),
                // Nobody cancels so fast: the system has no dialog to show.
                None if asked.elapsed() < FASTEST_CANCEL => Some(Command::NoFileDialog(choice)),
                None => None,
            };
            // The window may be gone by now; then nobody needs the answer.
            let _ = sender.send(chosen);
            ctx.request_repaint();
        };
        self.open = std::thread::Builder::new().name("file dialog".to_owned()).spawn(wait).is_ok();
    }

    /// What was chosen since the last call.
    pub fn poll(&mut self) -> Option<Command> {
        let answer = self.receiver.try_recv().ok()?;
        self.open = false;
        answer
    }
}

fn dialog(choice: FileChoice) -> (Answer, Then) {
    let folder = |title: &str| AsyncFileDialog::new().set_title(title).pick_folder();
    let named = |dialog: AsyncFileDialog, suggested: &PathBuf| {
        let dialog = match suggested.parent() {
            Some(folder) => dialog.set_directory(folder),
            None => dialog,
        };
        let name = suggested.file_name().map(|name| name.to_string_lossy().into_owned());
        dialog.set_file_name(name.unwrap_or_default())
    };
    let title = choice.title();
    let title = title.as_ref();
    match choice {
        FileChoice::Open { folder } => {
            let mut dialog = AsyncFileDialog::new()
                .set_title(title)
                .add_filter("Articles and projects", &endings(&[location::EXTENSION]));
            for (title, endings) in article::EXTENSIONS {
                dialog = dialog.add_filter(*title, endings);
            }
            dialog = dialog.add_filter("All files", &["*"]);
            if let Some(folder) = folder {
                dialog = dialog.set_directory(folder);
            }
            several(dialog.pick_files(), Command::OpenPaths)
        }
        FileChoice::AddArticles { folder } => {
            several(articles(title, folder).pick_files(), Command::AddPaths)
        }
        FileChoice::ReadAgain { section, folder } => {
            let read = move |path| Command::ReadAgainFrom { section, path };
            one(articles(title, folder).pick_file(), read)
        }
        FileChoice::SaveAs { suggested } => {
            let dialog = AsyncFileDialog::new().set_title(title).add_filter("Project", &["tarjuman"]);
            one(named(dialog, &suggested).save_file(), Command::SaveAsTo)
        }
        FileChoice::DictionaryFolder => one(folder(title), Command::ChooseDictionaryFolder),
        FileChoice::ArabicDictionaries => one(folder(title), Command::ChooseArabicDictionaries),
        FileChoice::Models => one(folder(title), Command::ChooseModels),
        FileChoice::Memory => {
            let dialog = filtered(title, "Translation memories", &["tarmem"]);
            one(dialog.pick_file(), Command::AddMemory)
        }
        FileChoice::Glossary { folder } => {
            let dialog = filtered(title, "Glossaries", &["csv"]).set_directory(folder);
            one(dialog.pick_file(), Command::OpenGlossary)
        }
        FileChoice::NewGlossary { suggested } => {
            let dialog = AsyncFileDialog::new().set_title(title).add_filter("Glossary", &["csv"]);
            one(named(dialog, &suggested).save_file(), Command::CreateGlossary)
        }
        FileChoice::Export { suggested, format } => {
            let mut dialog = AsyncFileDialog::new().set_title(title);
            let mut formats: Vec<_> = crate::export::formats().iter().collect();
            formats.sort_by_key(|known| known.name != format);
            for known in formats {
                dialog = dialog.add_filter(known.title, &known.endings().collect::<Vec<_>>());
            }
            one(named(dialog, &suggested).save_file(), Command::ExportTo)
        }
        FileChoice::ImportTerms { folder } => {
            let dialog = within(
                filtered(title, "Glossaries", &["csv", "tsv", "tab", "txt", "utf8", "xlsx", "tbx"]),
                folder,
            );
            one(dialog.pick_file(), Command::ImportFrom)
        }
        FileChoice::Corrections { folder } => {
            let dialog = within(
                filtered(title, "Corrected documents", &["docx", "xlsx", "csv", "tsv", "xlf", "xliff"]),
                folder,
            );
            one(dialog.pick_file(), Command::ReadCorrectionsFrom)
        }
        FileChoice::ImportUnits => {
            let dialog = filtered(
                title,
                "Translation memories and tables",
                &["tmx", "xlf", "xliff", "csv", "tsv", "xlsx"],
            );
            one(dialog.pick_file(), Command::ImportUnitsFrom)
        }
        FileChoice::KeyList { suggested } => {
            let dialog = AsyncFileDialog::new().set_title(title).add_filter("Web page", &["html"]);
            one(named(dialog, &suggested).save_file(), Command::WriteKeyListTo)
        }
        FileChoice::ExportUnits { suggested } => {
            let dialog = AsyncFileDialog::new().set_title(title).add_filter("Translation memory", &["tmx"]);
            one(named(dialog, &suggested).save_file(), Command::ExportUnitsTo)
        }
        FileChoice::ExportTerms { choice, suggested } => {
            let dialog = AsyncFileDialog::new()
                .set_title(title)
                .add_filter(choice.format.title(), &[choice.format.ending()]);
            let then = move |path| Command::ExportTermsTo { choice, path };
            one(named(dialog, &suggested).save_file(), then)
        }
    }
}

/// Shows files with these endings, or all.
fn filtered(title: &str, what: &str, endings: &[impl ToString]) -> AsyncFileDialog {
    AsyncFileDialog::new().set_title(title).add_filter(what, endings).add_filter("All files", &["*"])
}

fn articles(title: &str, folder: Option<PathBuf>) -> AsyncFileDialog {
    within(filtered(title, "Articles", &endings(&[])), folder)
}

/// Begins in this folder, where there is one.
fn within(dialog: AsyncFileDialog, folder: Option<PathBuf>) -> AsyncFileDialog {
    match folder {
        Some(folder) => dialog.set_directory(folder),
        None => dialog,
    }
}

/// The endings of all articles, and more.
fn endings(more: &[&'static str]) -> Vec<&'static str> {
    let known = article::EXTENSIONS.iter().flat_map(|(_, endings)| endings.iter().copied());
    known.chain(more.iter().copied()).collect()
}

/// Something of ours lies over the table and has the keyboard.
pub const fn is_open(app: &App) -> bool {
    app.dialog.is_some()
}
