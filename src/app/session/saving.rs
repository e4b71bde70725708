//! How the open project gets into its file: what changed is sent to the saver, the view with it, and what has changed since
//! a copy was made is sent to the copy.

use super::Session;
use crate::project::{Access, Block, Change, Contents, Project, SaveReport, Saver, Segment, Sending};
use std::path::PathBuf;
use std::time::Duration;

impl Session {
    pub(super) fn save_view(&mut self) {
        self.submit(vec![Change::View(self.project.view)]);
        self.view_unsaved = false;
    }

    pub(super) fn submit(&mut self, changes: Vec<Change>) {
        if let Some(saver) = &mut self.saver {
            saver.submit(changes);
        }
    }

    /// Goes on in another file, which holds `snapshot`: what has changed since is sent there.
    pub fn move_to(&mut self, path: PathBuf, saver: Saver, snapshot: &Project) {
        let old = self.saver.replace(saver);
        self.path = path;
        self.access = Access::ReadWrite;
        self.send_changes_since(snapshot);
        let_go(old);
    }

    /// Sends what has changed since `snapshot`, which is what the file holds.
    pub(in crate::app) fn send_changes_since(&mut self, snapshot: &Project) {
        let changes = changes_since(snapshot, &self.project)
            .into_iter()
            .chain(std::iter::once(Change::DismissedNames(self.project.dismissed_names.clone())))
            .chain(std::iter::once(Change::Sending(self.project.sending.clone())))
            .chain(std::iter::once(Change::TranslatorsNote(self.project.translators_note.clone())))
            .chain(std::iter::once(Change::DismissedIssues(self.project.dismissed_issues.clone())))
            .chain(std::iter::once(Change::ExportChoices(self.project.export_choices.clone())))
            .chain(std::iter::once(Change::View(self.project.view)))
            .collect();
        self.submit(changes);
    }

    /// Leaves the project without waiting for what is not in its file yet.
    pub fn abandon(mut self) {
        let_go(self.saver.take());
    }

    /// Changes what of this project may be sent to services.
    pub fn change_sending(&mut self, change: impl FnOnce(&mut Sending)) {
        change(&mut self.project.sending);
        self.submit(vec![Change::Sending(self.project.sending.clone())]);
    }

    /// Keeps how this project is exported, as JSON of the dialog for it; saved, but not part of undo.
    pub fn keep_export_choices(&mut self, choices: String) {
        if choices != self.project.export_choices {
            self.project.export_choices = choices;
            self.submit(vec![Change::ExportChoices(self.project.export_choices.clone())]);
        }
    }

    /// What became of the changes sent to the file since the last call.
    pub fn save_reports(&mut self) -> Vec<SaveReport> {
        let Some(saver) = &mut self.saver else { return Vec::new() };
        std::iter::from_fn(|| saver.poll()).collect()
    }

    #[must_use]
    pub fn is_saved(&self) -> bool {
        self.saver.as_ref().is_none_or(|saver| !saver.pending())
    }

    /// Waits until everything is in the file.
    ///
    /// # Errors
    /// What could not be written, in words; it is still in memory.
    pub fn flush(&mut self, timeout: Duration) -> Result<(), String> {
        if self.view_unsaved {
            self.save_view();
        }
        let Some(saver) = &mut self.saver else { return Ok(()) };
        saver.flush(timeout).map_err(|error| error.to_string())
    }

    /// What another thread can call to wait for that.
    pub(in crate::app) fn saving(&self) -> impl FnOnce(Duration) + Send + use<> {
        let waiting = self.saver.as_ref().map(Saver::waiting);
        move |timeout| {
            if let Some(wait) = waiting {
                wait(timeout);
            }
        }
    }
}

/// Closing a file may wait for a disk that does not answer: not here.
fn let_go(saver: Option<Saver>) {
    // If there is no thread to be had, the closure is dropped here, and the saver with it.
    let _ = std::thread::Builder::new().name("close project".to_owned()).spawn(move || drop(saver));
}

/// What brings a file that holds `then` to `now`, but for what belongs to the whole project.
fn changes_since(then: &Project, now: &Project) -> Vec<Change> {
    let is_cut_alike = then.segments.len() == now.segments.len()
        && then.segments.iter().zip(&now.segments).all(|(then, now)| has_same_source(then, now));
    let are_blocks_alike = then.blocks.len() == now.blocks.len()
        && then.blocks.iter().zip(&now.blocks).all(|(then, now)| is_same_block(then, now));
    if then.sections != now.sections || !are_blocks_alike || !is_cut_alike {
        return vec![Change::Contents(Box::new(Contents::of(now)))];
    }
    let segments = now.segments.iter().zip(&then.segments).filter(|(now, then)| now != then);
    let blocks = now.blocks.iter().zip(&then.blocks).filter(|(now, then)| now != then);
    let blocks = blocks.map(|(now, _)| Change::Block { id: now.id, excluded: now.excluded.clone() });
    segments.map(|(now, _)| Change::in_segment(now)).chain(blocks).collect()
}

/// Whether two blocks differ in no more than [`Change::Block`] says.
fn is_same_block(one: &Block, other: &Block) -> bool {
    *one == Block { excluded: one.excluded.clone(), ..other.clone() }
}

/// Whether two segments differ in no more than [`Change::Segment`] says.
fn has_same_source(one: &Segment, other: &Segment) -> bool {
    let parts = |segment: &Segment| (segment.id, segment.block, segment.is_glued);
    parts(one) == parts(other)
        && one.source == other.source
        && one.source_marks == other.source_marks
        && one.earlier == other.earlier
}
