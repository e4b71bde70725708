//! The articles of a project: more of them, one read anew, one read in another character set, one from the
//! clipboard. Reading is done on a worker and can be stopped; before the project changes, that worker makes a backup.

use super::documents::{file_name, read_only_notice};
use super::notice::Notice;
use super::opening::{self, Imported, OpenProblem};
use super::worker::Slot;
use super::{App, Availability, Command, Effect, FileChoice, Outcome, Page, Session};
use crate::article::{self, Charset, ReadError, ReadOptions, Stop};
use crate::project::{Edit, Project, Reread, Section, SectionId, Segment, Stroke};
use crate::text::counted;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// No article takes so long: what does is an attack or a mistake.
const READING_LIMIT: Duration = Duration::from_mins(1);

/// Articles that a worker has read for the open project.
#[derive(Debug)]
pub enum ArticlesRead {
    /// To be added, with what is to be said about them.
    More(Result<(Vec<Imported>, Vec<String>), OpenProblem>),
    /// To come in the place of a section.
    Again { section: SectionId, result: Result<Box<Again>, OpenProblem> },
}

/// An article that was read again, and what that does to the project as it was when the reading began.
#[derive(Debug)]
pub struct Again {
    imported: Imported,
    prepared: Option<(Edit, Reread)>,
    edits: (u64, u64),
}

impl App {
    /// The commands about articles.
    pub(super) fn handle_articles(&mut self, command: Command) {
        match command {
            Command::AddArticles => {
                let folder = self.project_folder();
                self.effects.push(Effect::Choose(FileChoice::AddArticles { folder }));
            }
            Command::AddPaths(paths) => self.add_articles(paths),
            Command::ReadAgain => self.read_again(),
            Command::ReadAgainFrom { section, path } => self.read_again_from(section, path),
            Command::CharsetOf(section) => self.choose_charset_of(section),
            Command::ReadAs(charset) => self.read_as(charset),
            Command::PasteArticle => self.effects.push(Effect::ReadClipboard),
            Command::OpenPasted { html, text } => self.open_pasted(html, text),
            Command::StopOpening => self.stop_reading(),
            // `App::run` sends no others here.
            _ => {}
        }
    }

    /// How files are to be read now; the worker that gets it can be stopped.
    pub(super) fn reading(&mut self) -> ReadOptions {
        let stop = Stop::within(READING_LIMIT);
        // Nobody waits for the file before this one any more.
        if let Some(before) = self.stop.replace(stop.clone()) {
            before.wish();
        }
        ReadOptions { stop, sentences: self.settings.sentences.clone(), ..ReadOptions::default() }
    }

    /// The section of the selected segment.
    #[must_use]
    pub fn section(&self) -> Option<&Section> {
        let session = self.session.as_ref()?;
        let block = session.selected().and_then(|segment| session.project.block(segment.block));
        let found = block.and_then(|block| session.project.section(block.section));
        found.or_else(|| session.project.sections.first())
    }

    /// Whether articles can be added, read again or cut anew now.
    ///
    /// # Errors
    /// Why not.
    pub fn can_change_articles(&self) -> Availability {
        match &self.session {
            None => Err("no project is open"),
            Some(session) if session.is_read_only() => Err("the project is open for reading only"),
            Some(_) if self.opening.is_some() => Err("a file is being read"),
            Some(_) => Ok(()),
        }
    }

    /// Whether the selected article can be read in another character set now.
    ///
    /// # Errors
    /// Why not.
    pub fn can_choose_charset(&self) -> Availability {
        self.can_change_articles()?;
        match self.section() {
            Some(section) if !article::has_charset(&section.original.bytes) => {
                Err("documents, bilingual files and what was pasted have no character set to choose")
            }
            _ => Ok(()),
        }
    }

    fn project_folder(&self) -> Option<PathBuf> {
        self.session.as_ref().and_then(|session| session.path.parent()).map(Path::to_owned)
    }

    fn add_articles(&mut self, paths: Vec<PathBuf>) {
        let Some(first) = paths.first().cloned() else { return };
        if !self.may_change_articles("The articles were not added") {
            return;
        }
        let (options, back_up) = (self.reading(), self.backing_up());
        self.opening = Some(first);
        self.workers.start(Slot::Open, "read articles", move || {
            let mut result = opening::read_several(&paths, &options);
            if let Ok((_, warnings)) = &mut result {
                warnings.extend(back_up());
            }
            Outcome::ArticlesRead(ArticlesRead::More(result))
        });
    }

    /// What a dialog or a notice was about may not be possible any more when it is answered.
    fn may_change_articles(&mut self, or_else: &str) -> bool {
        let Err(reason) = self.can_change_articles() else { return true };
        let is_read_only = self.session.as_ref().is_some_and(Session::is_read_only);
        self.notify(if is_read_only {
            read_only_notice()
        } else {
            Notice::info(format!("{or_else}: {reason}"))
        });
        false
    }

    /// Reads the file of the section anew: the one beside the project, or one that is asked for.
    fn read_again(&mut self) {
        let folder = self.project_folder();
        let Some(section) = self.section() else { return };
        let (id, name) = (section.id, &section.original.file_name);
        let beside = folder.as_ref().zip(bare_name(name)).map(|(folder, name)| folder.join(name));
        match beside.filter(|path| path.is_file()) {
            Some(path) => self.read_again_from(id, path),
            None => self.effects.push(Effect::Choose(FileChoice::ReadAgain { section: id, folder })),
        }
    }

    fn read_again_from(&mut self, id: SectionId, path: PathBuf) {
        if !self.may_change_articles("The article was not read again") {
            return;
        }
        let section = self.session.as_ref().and_then(|session| session.project.section(id));
        let Some(charset) = section.map(|section| section.original.charset) else { return };
        let options = ReadOptions { charset, ..self.reading() };
        self.start_again(path.clone(), id, move || opening::read_one(&path, &options));
    }

    /// Reads what the project has kept of the section's file, in a character set; `None` tells it from the bytes.
    fn read_as(&mut self, charset: Option<Charset>) {
        (self.dialog, self.charset) = (None, None);
        if !self.may_change_articles("The article was not read again") {
            return;
        }
        if let Err(reason) = self.can_choose_charset() {
            self.notify(Notice::info(format!("The article was not read again: {reason}")));
            return;
        }
        let Some((id, original)) = self.section().map(|section| (section.id, section.original.clone()))
        else {
            return;
        };
        let options = ReadOptions { charset, ..self.reading() };
        let path = PathBuf::from(&original.file_name);
        self.start_again(path, id, move || opening::read_kept(&original, &options));
    }

    fn start_again(
        &mut self,
        path: PathBuf,
        section: SectionId,
        read: impl FnOnce() -> Result<Imported, OpenProblem> + Send + 'static,
    ) {
        let Some(session) = &self.session else { return };
        let (project, edits) = (session.project.clone(), session.edits());
        let back_up = self.backing_up();
        self.opening = Some(path);
        self.workers.start(Slot::Open, "read article", move || {
            let result = read().map(|mut imported| {
                imported.warnings.extend(back_up());
                let prepared = project.rereading(section, &imported.article, &imported.original);
                Box::new(Again { imported, prepared, edits })
            });
            Outcome::ArticlesRead(ArticlesRead::Again { section, result })
        });
    }

    pub(super) fn accept_articles(&mut self, read: ArticlesRead) {
        self.opening = None;
        match read {
            ArticlesRead::More(Ok((articles, warnings))) => self.take_articles(&articles, warnings),
            ArticlesRead::Again { section, result: Ok(again) } => self.take_again(section, *again),
            ArticlesRead::More(Err(problem)) | ArticlesRead::Again { result: Err(problem), .. } => {
                self.say_unread("The article could not be read", &problem);
            }
        }
    }

    fn take_articles(&mut self, articles: &[Imported], mut warnings: Vec<String>) {
        let count = articles.len();
        let Some(session) = &self.session else { return };
        let read = articles.iter().map(|imported| (&imported.article, imported.original.clone()));
        let edit = session.project.adding(read);
        if !self.edit(&edit, "adding articles", Stroke::Whole, None) {
            return;
        }
        warnings.extend(articles.iter().flat_map(Imported::named_warnings));
        let guess = self.guess_among(articles);
        warnings.extend(guess.iter().map(|guess| format!("{}. {}", guess.title, guess.hint)));
        let mut notice =
            Notice::info(format!("{} added at the end of the project", counted(count, "article")));
        if !warnings.is_empty() {
            notice = Notice::warning(notice.title).details(warnings.join("\n"));
        }
        notice.action = guess.and_then(|guess| guess.action).or(Some(("Undo", Command::Undo)));
        self.notify(notice);
    }

    fn take_again(&mut self, section: SectionId, again: Again) {
        let Again { imported, prepared, edits } = again;
        let guessed = imported.guessed();
        let Imported { article, original, warnings, .. } = imported;
        let Some(session) = &self.session else { return };
        let Some(before) = session.project.section(section).map(|section| &section.original) else { return };
        let is_same_file = before.bytes == original.bytes && before.charset != original.charset;
        // Something was typed meanwhile: what was prepared is of another text.
        let prepared = if session.edits() == edits {
            prepared
        } else {
            session.project.rereading(section, &article, &original)
        };
        let Some((edit, reread)) = prepared else { return };
        let shown = self.segments_with_earlier();
        if !self.edit(&edit, "reading the article again", Stroke::Whole, None) {
            return;
        }
        let all_in_place = is_same_file && self.segments_with_earlier() == shown;
        let what = if is_same_file { "in another character set" } else { "again" };
        let became = if all_in_place { "Every draft is where it was.".to_owned() } else { said(reread) };
        if let Some(notice) = guessed
            .zip(self.session.as_ref())
            .map(|(charset, session)| guessed_notice(&session.project, section, charset))
        {
            self.notify(notice);
        }
        self.notify(
            Notice::info(format!("The article was read {what}"))
                .details([vec![became], warnings].concat().join("\n"))
                .action("Undo", Command::Undo),
        );
    }

    /// What is to be said of the first guess among articles that were just added behind the others.
    fn guess_among(&self, articles: &[Imported]) -> Option<Notice> {
        let project = &self.session.as_ref()?.project;
        let first = project.sections.len().saturating_sub(articles.len());
        let mut added = project.sections.iter().skip(first).zip(articles);
        let guess = added.find_map(|(section, imported)| Some((section.id, imported.guessed()?)));
        guess.map(|(section, charset)| guessed_notice(project, section, charset))
    }

    fn choose_charset_of(&mut self, section: SectionId) {
        let is_selected = self.section().is_some_and(|selected| selected.id == section);
        let Some(session) = &mut self.session else { return };
        if !is_selected {
            let project = &session.project;
            let is_in = |segment: &&Segment| {
                project
                    .block(segment.block)
                    .is_some_and(|block| block.section == section && block.excluded.is_none())
            };
            let Some(first) = project.segments.iter().find(is_in).map(|segment| segment.id) else { return };
            session.select(first, true);
        }
        self.run(Command::Charset);
    }

    fn open_pasted(&mut self, html: Option<String>, text: String) {
        if html.as_deref().unwrap_or_default().trim().is_empty() && text.trim().is_empty() {
            self.notify(Notice::info("There is no text on the clipboard").hint("Copy an article first."));
            return;
        }
        self.page = Page::Article;
        let name = format!("Pasted {}", jiff::Zoned::now().strftime("%Y-%m-%d %H.%M"));
        self.start_opening(PathBuf::from(name), move |name, data, options| {
            opening::open_pasted(html.as_deref(), &text, name, data, options)
        });
    }

    fn stop_reading(&mut self) {
        let Some(path) = self.opening.take() else { return };
        if let Some(stop) = &self.stop {
            stop.wish();
        }
        // It may look up only after a while; nobody waits for that.
        self.workers.abandon(Slot::Open);
        self.say_stopped(&path);
    }

    pub(super) fn say_stopped(&mut self, path: &Path) {
        self.notify(Notice::info(format!("Opening “{}” was stopped", file_name(path))));
    }

    /// Says that something was not read; a wish that was granted is no error.
    pub(super) fn say_unread(&mut self, title: impl Into<String>, problem: &OpenProblem) {
        if let OpenProblem::Article { path, error: ReadError::Stopped } = problem {
            self.say_stopped(path);
            return;
        }
        self.notify(match problem {
            OpenProblem::HasBackup { path, .. } => Notice::error(title)
                .details(problem.to_string())
                .action("Open a backup…", Command::BackupsOf(path.clone())),
            _ => Notice::error(title).details(problem.to_string()).action("Open another…", Command::Open),
        });
    }
}

/// The last part of a name that a project has recorded: a project from somebody else may say “../other/file”, and
/// only the folder of the project is meant.
fn bare_name(recorded: &str) -> Option<&OsStr> {
    let last = recorded.rsplit(['/', '\\']).next().unwrap_or(recorded);
    // Neither “..” nor, on Windows, “C:name” is a name.
    Path::new(last).file_name()
}

/// What to call an article in a sentence: by its file where there are several.
pub(super) fn name_of_section(project: &Project, id: SectionId) -> String {
    let section = project.section(id).filter(|_| project.sections.len() > 1);
    section.map_or("The article".to_owned(), |section| format!("“{}”", section.original.file_name))
}

pub(super) fn guessed_notice(project: &Project, section: SectionId, charset: Charset) -> Notice {
    let what = name_of_section(project, section);
    Notice::info(format!("{what} was read as {}, which is a guess", charset.name()))
        .hint("If letters look wrong, choose another character set.")
        .action("Character set…", Command::CharsetOf(section))
}

/// What became of the segments, in words.
fn said(reread: Reread) -> String {
    let Reread { unchanged, changed, new, gone } = reread;
    if changed + new + gone == 0 {
        return "Nothing in it has changed.".to_owned();
    }
    let mut parts = vec![format!("{} as before", counted(unchanged, "segment"))];
    if changed > 0 {
        parts.push(format!("{changed} changed, shown with what stood there"));
    }
    if new > 0 {
        parts.push(format!("{new} new"));
    }
    if gone > 0 {
        parts.push(format!("{gone} gone; a draft of theirs is shown beside a neighbour"));
    }
    format!("{}.", parts.join(", "))
}
