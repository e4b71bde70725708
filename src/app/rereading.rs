//! An article of the project read again: from its file that has changed, or in another character set. What that does to
//! the project is worked out on a worker.

use super::articles::{ArticlesRead, guessed_notice};
use super::notice::Notice;
use super::opening::{self, Imported, OpenProblem};
use super::path_field::SeenPath;
use super::worker::Slot;
use super::{App, Effect, FileChoice, Outcome};
use crate::article::{Charset, ReadOptions};
use crate::project::{Reread, RereadError, Rereading, SectionId, Stroke};
use crate::text::counted;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

/// An article that was read again, and what that does to a project as it was at a time.
#[derive(Debug)]
pub struct Again {
    /// What it was read from.
    path: PathBuf,
    section: SectionId,
    imported: Imported,
    prepared: Result<Rereading, RereadError>,
    /// [`Session::edits`] of that time.
    edits: (u64, u64),
}

impl App {
    /// Reads the file of the section anew: the one beside the project, or one that is asked for.
    pub(super) fn read_again(&mut self) {
        let folder = self.project_folder();
        let Some(section) = self.section() else { return };
        let (id, name) = (section.id, &section.original.file_name);
        let beside = folder.as_ref().zip(bare_name(name)).map(|(folder, name)| folder.join(name));
        let Some(serial) = self.session.as_ref().map(|session| session.serial) else { return };
        let Some(path) = beside else {
            self.effects.push(Effect::Choose(FileChoice::ReadAgain { section: id, folder }));
            return;
        };
        self.workers.start(Slot::Path, "look for an article", move || {
            let is_there = path.is_file();
            Outcome::PathSeen(SeenPath::Article { serial, section: id, folder, path, is_there })
        });
    }

    pub(super) fn read_again_from(&mut self, id: SectionId, path: PathBuf) {
        if !self.may_change_articles("The article was not read again") {
            return;
        }
        let section = self.session.as_ref().and_then(|session| session.project.section(id));
        let Some(charset) = section.map(|section| section.original.charset) else { return };
        let options = ReadOptions { charset, ..self.reading() };
        self.start_again(path.clone(), id, move || opening::read_one(&path, &options));
    }

    /// Reads what the project has kept of the section's file, in a character set; `None` tells it from the bytes.
    pub(super) fn read_as(&mut self, charset: Option<Charset>) {
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
        self.opening = Some(path.clone());
        self.workers.start(Slot::Open, "read article", move || {
            let result = read().map(|mut imported| {
                imported.warnings.extend(back_up());
                let prepared = project.rereading(section, &imported.article, &imported.original);
                Box::new(Again { path, section, imported, prepared, edits })
            });
            Outcome::ArticlesRead(ArticlesRead::Again(result))
        });
    }

    /// Finds out what an article that is read already does to the project as it is now.
    fn prepare_again(&mut self, mut again: Box<Again>) {
        let Some(session) = &self.session else { return };
        let (project, edits) = (session.project.clone(), session.edits());
        self.opening = Some(again.path.clone());
        self.workers.start(Slot::Open, "read article", move || {
            let Imported { article, original, .. } = &again.imported;
            again.prepared = project.rereading(again.section, article, original);
            again.edits = edits;
            Outcome::ArticlesRead(ArticlesRead::Again(Ok(again)))
        });
    }

    pub(super) fn take_again(&mut self, again: Box<Again>) {
        let Some(session) = &self.session else { return };
        if session.edits() != again.edits {
            // Something was typed meanwhile: what was prepared is of another text. Another project was not meant.
            if session.edits().0 == again.edits.0 {
                self.prepare_again(again);
            }
            return;
        }
        let Again { section, imported, prepared, .. } = *again;
        let Rereading { edit, found } = match prepared {
            Ok(rereading) => rereading,
            Err(problem) => {
                self.notify(Notice::warning("The article was not read again").details(format!("{problem}.")));
                return;
            }
        };
        let before = session.project.section(section).map(|section| &section.original);
        let is_same_file = before.is_some_and(|before| {
            before.bytes == imported.original.bytes && before.charset != imported.original.charset
        });
        if let Some(edit) = &edit
            && !self.edit(edit, "reading the article again", Stroke::Whole, None)
        {
            return;
        }
        let what = if is_same_file { "in another character set" } else { "again" };
        let became = if edit.is_none() { "Nothing in it has changed.".to_owned() } else { said(found) };
        let mut notice = Notice::info(format!("The article was read {what}"));
        let mut details = vec![became];
        if let Some((charset, session)) = imported.guessed().zip(self.session.as_ref()) {
            let guess = guessed_notice(&session.project, section, charset);
            details.push(format!("{}.", guess.title));
            notice = notice.hint(guess.hint);
        }
        details.extend(imported.warnings);
        let notice = notice.details(details.join("\n"));
        let notice = if edit.is_some() { self.undoable(notice) } else { notice };
        self.notify(notice);
    }
}

/// The last part of a name that a project has recorded: a project from somebody else may say “../other/file”, and
/// only the folder of the project is meant.
fn bare_name(recorded: &str) -> Option<&OsStr> {
    let last = recorded.rsplit(['/', '\\']).next().unwrap_or(recorded);
    // Neither “..” nor, on Windows, “C:name” is a name.
    Path::new(last).file_name()
}

/// What became of the segments, in words.
fn said(found: Reread) -> String {
    let Reread { new, gone, beside, is_in_place, .. } = found;
    let changed = if is_in_place { 0 } else { found.changed };
    let mut parts: Vec<String> = Vec::new();
    for (count, one, several) in
        [(new, " is new", " are new"), (changed, " changed", " changed"), (gone, " is gone", " are gone")]
    {
        if count > 0 {
            let number = if parts.is_empty() { counted(count, "segment") } else { count.to_string() };
            parts.push(format!("{number}{}", if count == 1 { one } else { several }));
        }
    }
    let mut said = match (parts.is_empty(), found.is_moved) {
        (false, _) => parts.join(", "),
        (true, true) => "No segment changed, but some stand elsewhere now; every draft went along".to_owned(),
        (true, false) => "Every draft is where it was".to_owned(),
    };
    match (gone, beside) {
        (_, 0) => {}
        (1, _) => said.push_str("; its draft is shown beside the segment next to it"),
        _ => said.push_str("; their drafts are shown beside the segments next to them"),
    }
    let mut sentences = vec![said];
    if changed > 0 {
        let what = if changed == 1 { "The one that changed is" } else { "Those that changed are" };
        sentences.push(format!("{what} shown with what stood there before"));
    }
    if found.filled > 0 {
        sentences.push(format!("{} that had none came from the file", counted(found.filled, "draft")));
    }
    match found.offered {
        0 => {}
        1 => sentences
            .push("1 segment has another translation in the file, which is shown beside yours".to_owned()),
        count => sentences.push(format!(
            "{count} segments have another translation in the file, which is shown beside yours"
        )),
    }
    sentences.iter().map(|sentence| format!("{sentence}.")).collect::<Vec<_>>().join(" ")
}
