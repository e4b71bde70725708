//! Notes of the selected segment, and the translator's note of the project.

use super::{App, Command, Dialog, Notice, Page};
use crate::project::{Edit, Note, NoteKind, SegmentId, Stroke};

/// What of the notes is being worked on.
#[derive(Debug, Default)]
pub struct Notes {
    /// A note of which nothing is written yet: it becomes one with its first letter.
    pub new: Option<(SegmentId, NoteKind)>,
    /// The place of the note, among those of the selected segment, that was to get the keyboard last.
    pub wanted: usize,
    /// How often one was to get it.
    pub requests: u64,
}

/// Stands for a translator whose name nobody knows.
const NOBODY: &str = "Translator";

impl App {
    /// The commands about notes, which are the last of the translator's.
    pub(super) fn note(&mut self, command: Command) {
        match command {
            Command::AddNote => self.begin_note(NoteKind::Note),
            Command::AddQuery => self.begin_note(NoteKind::Query),
            Command::TypeNote { segment, place, start, removed, inserted } => {
                self.type_note(segment, place, start, removed, inserted);
            }
            Command::SetNoteKind { segment, place, kind } => {
                if self.notes.new.is_some_and(|(of, _)| of == segment) && self.is_new(segment, place) {
                    self.notes.new = Some((segment, kind));
                } else {
                    self.change_note(segment, place, "changing the kind of a note", |note| note.kind = kind);
                }
            }
            Command::SettleQuery { segment, place, settled } => {
                let label = if settled { "settling a query" } else { "opening a query again" };
                self.change_note(segment, place, label, |note| note.is_settled = settled);
            }
            Command::DeleteNote { segment, place } => self.delete_note(segment, place),
            Command::LeaveNote => self.leave_note(),
            Command::NextOpenQuery => self.go_to_open_query(),
            Command::TranslatorsNote => self.toggle(Dialog::TranslatorsNote),
            Command::SetTranslatorsNote(text) => {
                let edit = Edit::SetTranslatorsNote(text);
                self.edit(&edit, "writing the translator’s note", Stroke::Typing, None);
                self.look_at_note();
            }
            command => self.nobody_takes(&command),
        }
    }

    /// Who notes are by: what the settings say, else the name that the system has for the user.
    #[must_use]
    pub fn author(&self) -> &str {
        let names = [self.settings.user_name.as_str(), self.system_user.as_deref().unwrap_or_default()];
        names.into_iter().map(str::trim).find(|name| !name.is_empty()).unwrap_or(NOBODY)
    }

    /// Whether this place is that of a note of which nothing is written yet.
    fn is_new(&self, segment: SegmentId, place: usize) -> bool {
        let found = self.session.as_ref().and_then(|session| session.project.segment(segment));
        found.is_some_and(|found| found.notes.len() == place)
    }

    fn begin_note(&mut self, kind: NoteKind) {
        let Some(segment) = self.session.as_ref().and_then(super::Session::selected) else { return };
        // One that was begun and has nothing in it is as good as a new one.
        let blank = segment.notes.iter().position(|note| note.kind == kind && note.is_blank());
        self.notes.wanted = blank.unwrap_or(segment.notes.len());
        self.notes.new = blank.is_none().then_some((segment.id, kind));
        self.notes.requests += 1;
        self.page = Page::Article;
        self.change_settings(|settings| settings.term_panel = true);
    }

    fn type_note(
        &mut self,
        segment: SegmentId,
        place: usize,
        start: usize,
        removed: String,
        inserted: String,
    ) {
        let Some(session) = &self.session else { return };
        let typed = inserted.chars().count() <= 1 && removed.chars().count() <= 1;
        let stroke = if typed { Stroke::Typing } else { Stroke::Whole };
        let splice = Edit::SpliceNote { segment, place, start, removed, inserted };
        let edit = if self.is_new(segment, place) {
            let kind = self.notes.new.filter(|(of, _)| *of == segment).map(|(_, kind)| kind);
            let note = Note {
                kind: kind.unwrap_or_default(),
                author: self.author().to_owned(),
                made: now(),
                ..Note::default()
            };
            let Some(add) = session.project.adding_note(segment, note) else { return };
            Edit::Group(vec![add, splice])
        } else {
            splice
        };
        if self.edit(&edit, "writing a note", stroke, None) {
            self.notes.new = None;
        }
    }

    fn change_note(
        &mut self,
        segment: SegmentId,
        place: usize,
        label: &'static str,
        change: impl FnOnce(&mut Note),
    ) {
        let Some(session) = &self.session else { return };
        if let Some(edit) = session.project.changing_note(segment, place, change) {
            self.edit(&edit, label, Stroke::Whole, None);
        }
    }

    fn delete_note(&mut self, segment: SegmentId, place: usize) {
        if self.is_new(segment, place) {
            self.leave_note();
            return;
        }
        let Some(session) = &self.session else { return };
        let Some(edit) = session.project.without_note(segment, place) else { return };
        if self.edit(&edit, "deleting a note", Stroke::Whole, None) {
            let notice = self.undoable(Notice::info("The note was deleted"));
            self.notify(notice);
            self.leave_note();
        }
    }

    fn leave_note(&mut self) {
        self.notes.new = None;
        if let Some(session) = &mut self.session {
            session.reveal += 1;
        }
    }

    fn go_to_open_query(&mut self) {
        let Some(session) = &mut self.session else { return };
        match session.project.next_open_query(session.selected_position()) {
            Some(segment) => {
                session.select(segment, true);
                self.change_settings(|settings| settings.term_panel = true);
            }
            None => self.notify(Notice::info("No query is open")),
        }
    }

    /// A note that was not begun does not wait for the translator to come back.
    pub(super) fn forget_new_note(&mut self) {
        if self.notes.new.is_some_and(|(of, _)| self.selected() != Some(of)) {
            self.notes.new = None;
        }
    }
}

/// Where the user is, to the second, ISO 8601.
fn now() -> String {
    jiff::Zoned::now().strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}
