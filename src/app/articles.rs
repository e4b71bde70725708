//! The articles of a project: more of them, one from the clipboard. Reading is done on a worker and can be stopped; before
//! the project changes, that worker makes a backup. `rereading` reads one again.

use super::documents::file_name;
use super::notice::Notice;
use super::opening::{self, Imported, OpenProblem};
use super::rereading::Again;
use super::worker::Slot;
use super::{App, Availability, Command, Effect, FileChoice, Outcome, Page, Session};
use crate::article::{self, Charset, ReadError, ReadOptions, Stop};
use crate::project::{Project, Section, SectionId, Segment, Stroke};
use crate::text::counted;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// No article takes so long: what does is an attack or a mistake.
pub(super) const READING_LIMIT: Duration = Duration::from_mins(1);

const IN_PROJECT: &str = "This article is in the project already";

/// Articles that a worker has read for the open project.
#[derive(Debug)]
pub enum ArticlesRead {
    /// To be added, with what is to be said about them.
    More { paths: Vec<PathBuf>, even_twice: bool, result: Result<(Vec<Imported>, Vec<String>), OpenProblem> },
    /// To come in the place of a section.
    Again(Result<Box<Again>, OpenProblem>),
}

impl App {
    /// The commands about articles.
    pub(super) fn handle_articles(&mut self, command: Command) {
        match command {
            Command::AddArticles => {
                let folder = self.project_folder();
                self.effects.push(Effect::Choose(FileChoice::AddArticles { folder }));
            }
            Command::AddPaths(paths) => self.add_articles(paths, false),
            Command::AddPathsAgain(paths) => self.add_articles(paths, true),
            Command::ReadAgain => self.read_again(),
            Command::ReadAgainFrom { section, path } => self.read_again_from(section, path),
            Command::CharsetOf(section) => self.choose_charset_of(section),
            Command::ReadAs(charset) => self.read_as(charset),
            Command::PasteArticle => self.effects.push(Effect::ReadClipboard),
            Command::OpenPasted { html, text } => self.open_pasted(html, text),
            Command::StopOpening => self.stop_reading(),
            command => self.nobody_takes(&command),
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

    pub(super) fn project_folder(&self) -> Option<PathBuf> {
        self.session.as_ref().and_then(|session| session.path.parent()).map(Path::to_owned)
    }

    fn add_articles(&mut self, paths: Vec<PathBuf>, even_twice: bool) {
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
            Outcome::ArticlesRead(ArticlesRead::More { paths, even_twice, result })
        });
    }

    /// What a dialog or a notice was about may not be possible any more when it is answered.
    pub(super) fn may_change_articles(&mut self, or_else: &str) -> bool {
        let Err(reason) = self.can_change_articles() else { return true };
        let is_read_only = self.session.as_ref().is_some_and(Session::is_read_only);
        if is_read_only {
            self.say_read_only();
        } else {
            self.notify(Notice::info(format!("{or_else}: {reason}")));
        }
        false
    }

    pub(super) fn accept_articles(&mut self, read: ArticlesRead) {
        self.opening = None;
        match read {
            ArticlesRead::More { paths, even_twice, result: Ok((articles, warnings)) } => {
                let (articles, known) =
                    if even_twice { (articles, Vec::new()) } else { self.sorted(articles) };
                self.take_articles(&articles, &known, paths, warnings);
            }
            ArticlesRead::Again(Ok(again)) => self.take_again(again),
            ArticlesRead::More { result: Err(problem), .. } | ArticlesRead::Again(Err(problem)) => {
                self.say_unread("The article could not be read", &problem);
            }
        }
    }

    /// Articles that are new to the project, and the names of others with the sections that they are.
    fn sorted(&self, articles: Vec<Imported>) -> (Vec<Imported>, Vec<(String, Option<SectionId>)>) {
        let sections = self.session.iter().flat_map(|session| &session.project.sections);
        let sections: Vec<&Section> = sections.collect();
        let mut news: Vec<Imported> = Vec::new();
        let mut known = Vec::new();
        for imported in articles {
            let bytes = &imported.original.bytes;
            let section = sections.iter().find(|section| section.original.bytes == *bytes);
            let is_twice = || news.iter().any(|new| new.original.bytes == *bytes);
            if section.is_some() || is_twice() {
                known.push((imported.original.file_name, section.map(|section| section.id)));
            } else {
                news.push(imported);
            }
        }
        (news, known)
    }

    fn take_articles(
        &mut self,
        articles: &[Imported],
        known: &[(String, Option<SectionId>)],
        paths: Vec<PathBuf>,
        mut warnings: Vec<String>,
    ) {
        let count = articles.len();
        let in_project = known.iter().find_map(|(_, section)| *section);
        if let Some(section) = in_project.filter(|_| articles.is_empty()) {
            self.page = Page::Article;
            self.go_to_section(section);
            let title = match known.len() {
                1 => IN_PROJECT,
                _ => "These articles are in the project already",
            };
            let again = if known.len() == 1 { "Add it again" } else { "Add them again" };
            let notice = Notice::info(title).details(warnings.join("\n"));
            self.notify(notice.action(again, Command::AddPathsAgain(paths)));
            return;
        }
        let Some(session) = &self.session else { return };
        let read = articles.iter().map(|imported| (&imported.article, imported.original.clone()));
        let edit = session.project.adding(read);
        if !self.edit(&edit, "adding articles", Stroke::Whole, None) {
            return;
        }
        let left_out = known.iter().map(|(name, section)| match section {
            Some(_) => format!("“{name}” is in the project already and was not added again."),
            None => format!("“{name}” was there twice and was added once."),
        });
        warnings.extend(left_out);
        warnings.extend(articles.iter().flat_map(Imported::named_warnings));
        let guess = self.guess_among(articles);
        warnings.extend(guess.iter().map(|guess| format!("{}. {}", guess.title, guess.hint)));
        let mut notice =
            Notice::info(format!("{} added at the end of the project", counted(count, "article")));
        if !warnings.is_empty() {
            notice = Notice::warning(notice.title).details(warnings.join("\n"));
        }
        let notice = match guess.and_then(|guess| guess.action) {
            Some((title, command)) => notice.action(title, command),
            None => self.undoable(notice),
        };
        self.notify(notice);
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
        if self.go_to_section(section) {
            self.run(Command::Charset);
        }
    }

    /// Selects the first segment of a section, unless one of them is selected; false when it shows none.
    fn go_to_section(&mut self, section: SectionId) -> bool {
        let is_selected = self.section().is_some_and(|selected| selected.id == section);
        let Some(session) = &mut self.session else { return false };
        if !is_selected {
            let project = &session.project;
            let is_in = |segment: &&Segment| {
                project
                    .block(segment.block)
                    .is_some_and(|block| block.section == section && block.excluded.is_none())
            };
            let Some(first) = project.segments.iter().find(is_in).map(|segment| segment.id) else {
                return false;
            };
            session.select(first, true);
        }
        true
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
        if let OpenProblem::InOpenProject { path, section } = problem {
            self.go_to_section(*section);
            let notice = Notice::info(IN_PROJECT);
            self.notify(notice.action("Open it by itself", Command::OpenAlone(path.clone())));
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
