//! The glossaries that are open: adding, changing and looking up terms, and keeping their files.
//!
//! A change is in force at once, in the index within a millisecond, and in its file as soon as a worker has
//! written it. The window draws [`Glossaries`] and sends commands; [`App::propose_term`] fills the form for a new
//! term.

mod bulk;
mod conflicts;
pub(crate) mod disk;
mod export;
mod files;
mod history;
mod import;
mod layers;
pub mod load;
pub mod table;
mod term_field;

pub use bulk::{Merge, TermsChange};
pub use conflicts::Conflict;
pub use table::TermTable;
pub use term_field::TermField;

pub use export::ExportChoice;
pub use import::{Import, Prepared};

use super::notice::Notice;
use super::worker::Slot;
use super::{App, Command, Outcome, Session, Terms};
use crate::glossary::{
    GlossaryId, Index, Layer, LookUpHit, NewTerm, Proposal, RowChange, Selection, Stack, Term, TermEdit,
    TermId, look_up, propose,
};
use crate::project::SegmentId;
use disk::{Saved, Stamp};
use history::TermHistory;
use load::{Loaded, Reread};
use std::collections::HashMap;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What the window draws of the glossaries.
pub struct Glossaries {
    /// What was looked up last, until it is put away.
    pub look_up: Option<LookUp>,
    stack: Stack,
    /// The stack holds what the files of this project say.
    ready: bool,
    /// The project whose terms go along to the one that is opened next.
    along: Option<PathBuf>,
    stamps: HashMap<GlossaryId, Stamp>,
    history: TermHistory,
    /// What a worker is writing.
    being_saved: Option<(GlossaryId, Vec<RowChange>)>,
    /// Where the last term went; the next is offered the same place.
    last_into: GlossaryId,
    import: Option<Import>,
    conflicts: Vec<Conflict>,
    /// The number of the next glossary that the user adds.
    next_added: u16,
}

/// A look-up and its answer. While a new one is under way the answer of the one before stays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LookUp {
    pub text: String,
    pub hits: Vec<LookUpHit>,
    pub is_running: bool,
}

/// What came back from a worker for the glossaries.
pub enum GlossaryOutcome {
    Loaded(Box<Loaded>),
    /// The glossary of the project that was opened.
    ProjectRead(Box<Reread>),
    /// Files that others have changed.
    Checked(Vec<Reread>),
    Indexed(Box<Index>),
    LookedUp {
        text: String,
        hits: Vec<LookUpHit>,
    },
    /// A glossary that the user adds to the stack.
    Added {
        layer: Box<Layer>,
        result: Result<Box<Reread>, String>,
    },
    Saved {
        glossary: GlossaryId,
        changes: Vec<RowChange>,
        result: Result<Box<Saved>, String>,
    },
    ImportPrepared {
        path: PathBuf,
        result: Result<Box<Prepared>, String>,
    },
    /// How many terms were written.
    TermsExported {
        choice: ExportChoice,
        path: PathBuf,
        result: Result<usize, String>,
    },
}

impl Default for Glossaries {
    fn default() -> Self {
        Self {
            look_up: None,
            stack: Stack::default(),
            ready: false,
            along: None,
            stamps: HashMap::new(),
            history: TermHistory::default(),
            being_saved: None,
            last_into: GlossaryId::PERSONAL,
            import: None,
            conflicts: Vec::new(),
            next_added: 0,
        }
    }
}

impl Glossaries {
    /// The glossaries, the highest first, with their terms.
    #[must_use]
    pub const fn stack(&self) -> &Stack {
        &self.stack
    }

    /// False for a moment after a project is opened, while files are read.
    #[must_use]
    pub const fn is_ready(&self) -> bool {
        self.ready
    }

    /// The terms of this project are copied beside the one that is opened next, before they are read there.
    pub(super) fn take_along(&mut self, from: &Path) {
        self.along = Some(from.to_owned());
    }

    /// The glossaries a term can be added to, the one to offer first being [`Proposal::new`]'s.
    pub fn writable(&self) -> impl Iterator<Item = &Layer> {
        self.stack.layers().iter().filter(|layer| layer.writable)
    }

    /// The terms that are looked for in texts; `None` while the files have not been read for the first time.
    #[must_use]
    pub fn index(&self) -> Option<Arc<Index>> {
        (!self.stack.layers().is_empty()).then(|| Arc::clone(self.stack.index()))
    }

    /// What undo would take back: “adding a term”.
    #[must_use]
    pub fn undo_label(&self) -> Option<&'static str> {
        self.history.undo_label()
    }

    #[must_use]
    pub fn redo_label(&self) -> Option<&'static str> {
        self.history.redo_label()
    }

    /// The glossary that is offered for a term: the one that got the last, if it can be written.
    #[must_use]
    pub fn default_glossary(&self) -> GlossaryId {
        let wanted = self.stack.layer(self.last_into).filter(|layer| layer.writable);
        wanted.or_else(|| self.writable().next()).map_or(GlossaryId::PERSONAL, |layer| layer.id)
    }
}

impl App {
    /// The form for a new term, already filled from what is selected: `arabic` (`source_byte`) in the source of
    /// `segment`, `english` in its draft; either may be empty. `None` until the glossaries are read. To see what a
    /// changed form repeats, ask [`similar`](crate::glossary::similar).
    #[must_use]
    pub fn propose_term(&self, segment: SegmentId, arabic: Range<usize>, english: &str) -> Option<Proposal> {
        let session = self.session.as_ref().filter(|_| self.glossaries.ready)?;
        let source = session.project.segment(segment)?.source.as_str();
        let texts: Vec<&str> =
            session.project.segments.iter().map(|segment| segment.source.as_str()).collect();
        let selection = Selection {
            before: source.get(..arabic.start).unwrap_or_default(),
            arabic: source.get(arabic).unwrap_or_default(),
            english,
            texts: &texts,
        };
        Some(propose(&self.glossaries.stack, selection, self.glossaries.default_glossary()))
    }

    /// The commands about glossaries.
    pub(super) fn keep_glossaries(&mut self, command: Command) {
        // Until the files are read, a change could go to the glossary of the project before.
        if changes_terms(&command) && !self.glossaries.ready {
            self.notify(Notice::info("The glossaries are still being read").hint("Try again in a moment."));
            return;
        }
        match command {
            Command::AddTerm(new) => self.add_term(*new),
            Command::AcceptSpelling(number) => self.accept_spelling(number),
            Command::ChangeTerm { id, term } => self.change_term(id, *term),
            Command::RemoveTerm(id) => self.remove_term(id),
            Command::UndoTerm => self.travel_terms(false),
            Command::RedoTerm => self.travel_terms(true),
            Command::SwitchGlossary { glossary, on } => self.switch_glossary(glossary, on),
            Command::LookUp(text) => self.start_look_up(text),
            Command::PutLookUpAway => self.glossaries.look_up = None,
            Command::CheckGlossaries => self.check_glossaries(),
            Command::SaveGlossaries => self.save_glossaries(),
            Command::ImportTerms
            | Command::ImportFrom(_)
            | Command::ReadImport(_)
            | Command::ImportInto(_)
            | Command::TakeImport
            | Command::PutImportAway => self.import_terms(command),
            Command::ExportTerms | Command::ChooseTermsFile(_) | Command::ExportTermsTo { .. } => {
                self.export_terms(command);
            }
            Command::ChangeTerms { .. }
            | Command::MergeTerms(_)
            | Command::KeepOnly(_)
            | Command::KeepAll(_) => self.change_many(command),
            command => self.arrange_glossaries(command),
        }
    }

    fn add_term(&mut self, NewTerm { term, into }: NewTerm) {
        let term = tidied(term);
        let shown = isolated(&term.source);
        let edit = TermEdit::add(&self.glossaries.stack, into, term.clone());
        if self.edit_terms(&edit, "adding a term") {
            self.glossaries.last_into = into;
            if let Some(drafts) = self.rename_in_drafts(&term) {
                self.tell_name_taken(&shown, &term.target, drafts);
                return;
            }
            let name = self.glossaries.stack.layer(into).map_or("", |layer| layer.name.as_str()).to_owned();
            self.notify(
                Notice::info(format!("{shown} is in the glossary “{name}” now"))
                    .action("Undo", Command::UndoTerm),
            );
        }
    }

    fn tell_name_taken(&mut self, shown: &str, english: &str, drafts: usize) {
        let replaced = match drafts {
            0 => String::new(),
            1 => "; replaced in 1 draft".to_owned(),
            _ => format!("; replaced in {drafts} drafts"),
        };
        let notice =
            Notice::info(format!("Added {shown} = {english}{replaced}")).action("Undo", Command::UndoTerm);
        let hint = "This takes the term back; to have the drafts as they were, undo in the article.";
        self.notify(if drafts > 0 { notice.hint(hint) } else { notice });
    }

    /// A term of a glossary that cannot be written is not changed: a term of one's own takes its place.
    fn change_term(&mut self, id: TermId, term: Term) {
        let term = tidied(term);
        let stack = &self.glossaries.stack;
        let can_write = stack.home(id).is_none_or(|layer| layer.writable);
        if can_write {
            self.edit_terms(&TermEdit::Change { id, term: Arc::new(term) }, "changing a term");
        } else {
            let into = self.glossaries.default_glossary();
            self.add_term(NewTerm { term, into });
        }
    }

    /// Stores a spelling with the term that the translator says it is of; where that cannot be written, with a copy
    /// of one's own.
    fn accept_spelling(&mut self, number: usize) {
        let proposals = self.session.as_ref().map(Session::selected_proposals);
        let asked = number.checked_sub(1).and_then(|at| proposals?.nth(at));
        let Some((proposal, _)) = asked else { return };
        let (id, shown) = (proposal.hit.term, isolated(&proposal.spelling));
        let Some((layer, entry)) = self.glossaries.stack.entry(id) else { return };
        let term = proposal.accepted(&entry.term);
        let of = isolated(&term.source);
        let edit = if layer.writable {
            TermEdit::Change { id, term: Arc::new(term) }
        } else {
            TermEdit::add(&self.glossaries.stack, self.glossaries.default_glossary(), term)
        };
        if self.edit_terms(&edit, "adding a spelling") {
            self.notify(
                Notice::info(format!("{shown} is a spelling of {of} from now on"))
                    .action("Undo", Command::UndoTerm),
            );
        }
    }

    fn remove_term(&mut self, id: TermId) {
        let entry = self.glossaries.stack.entry(id);
        let shown = entry.map(|(_, entry)| isolated(&entry.term.source)).unwrap_or_default();
        if self.edit_terms(&TermEdit::Remove { id }, "removing a term") {
            self.notify(Notice::info(format!("{shown} is removed")).action("Undo", Command::UndoTerm));
        }
    }

    /// Every change of a glossary passes here. False: it could not be made, and the user was told.
    fn edit_terms(&mut self, edit: &TermEdit, label: &'static str) -> bool {
        match self.glossaries.stack.apply(edit) {
            Ok(inverse) => {
                self.glossaries.history.record(inverse, label);
                self.after_term_edit();
                true
            }
            Err(error) => {
                self.notify(Notice::error("The glossary was not changed").details(error.to_string()));
                false
            }
        }
    }

    fn travel_terms(&mut self, forward: bool) {
        let glossaries = &mut self.glossaries;
        if glossaries.history.travel(&mut glossaries.stack, forward).is_some() {
            self.after_term_edit();
        } else {
            self.notify(Notice::info("The glossary has changed since; nothing was taken back"));
        }
    }

    fn after_term_edit(&mut self) {
        self.forget_undo_notices();
        self.glossaries.forget_resolved();
        self.catch_up_with_glossaries();
        self.save_glossaries();
    }

    /// Steps from before do not mean what they meant.
    fn forget_term_history(&mut self) {
        self.glossaries.history.clear();
        self.forget_undo_notices();
    }

    /// “Undo” beside what was done before would now take back something else.
    fn forget_undo_notices(&mut self) {
        self.notices.retain(|notice| !matches!(notice.action, Some((_, Command::UndoTerm))));
    }

    fn switch_glossary(&mut self, glossary: GlossaryId, on: bool) {
        if !self.glossaries.stack.switch(glossary, on) {
            return;
        }
        let layers = self.glossaries.stack.layers().iter();
        let off = layers.filter(|layer| !layer.on).map(|layer| layer.name.clone()).collect();
        self.change_settings(|settings| settings.glossaries_off = off);
        self.catch_up_with_glossaries();
    }

    fn start_look_up(&mut self, text: String) {
        let known = self.glossaries.look_up.take().map(|shown| shown.hits).unwrap_or_default();
        self.glossaries.look_up = Some(LookUp { text: text.clone(), hits: known, is_running: true });
        let stack = self.glossaries.stack.clone();
        self.workers.start(Slot::LookUp, "look up", move || {
            let hits = look_up(&stack, &text);
            Outcome::Glossary(GlossaryOutcome::LookedUp { text, hits })
        });
    }

    /// Brings index and hits in line with the glossaries: in place if that is quick, else on a worker.
    pub(super) fn catch_up_with_glossaries(&mut self) {
        if !self.glossaries.stack.is_behind() {
            return;
        }
        // The index can only be changed while nobody else holds it; the hits stay on the screen all the same.
        let terms = self.session.as_mut().and_then(|session| session.terms.take());
        let found = terms.map(Terms::without_index);
        let is_done = self.glossaries.stack.catch_up();
        if let Some((session, found)) = self.session.as_mut().zip(found) {
            session.terms = Some(found.with_index(Arc::clone(self.glossaries.stack.index())));
        }
        if is_done {
            self.find_terms();
        } else if let Some(plan) = self.glossaries.stack.plan_if_far_behind() {
            self.workers.start(Slot::Index, "index", move || {
                Outcome::Glossary(GlossaryOutcome::Indexed(Box::new(plan.build())))
            });
        }
    }

    /// Looks up again what the index says of the open project and of what is shown, on workers.
    pub(super) fn find_terms(&mut self) {
        self.glossary_changed();
        if let Some(shown) = &self.glossaries.look_up {
            self.start_look_up(shown.text.clone());
        }
        let Some(session) = self.session.as_ref().filter(|_| self.glossaries.ready) else { return };
        let of = session.sources();
        let sources: Vec<String> =
            session.project.segments.iter().map(|segment| segment.source.clone()).collect();
        let index = Arc::clone(self.glossaries.stack.index());
        self.workers.start(Slot::Terms, "terms", move || {
            let terms = Terms::find_in(index, sources.iter().map(String::as_str))
                .with_proposals(sources.iter().map(String::as_str));
            Outcome::TermsFound { of, terms }
        });
        self.find_names();
    }

    pub(super) fn accept_glossary(&mut self, outcome: GlossaryOutcome) {
        match outcome {
            GlossaryOutcome::Loaded(loaded) => self.accept_glossaries(*loaded),
            GlossaryOutcome::ProjectRead(reread) => self.accept_project_glossary(*reread),
            GlossaryOutcome::Checked(changed) => self.accept_changed_glossaries(changed),
            GlossaryOutcome::Indexed(index) => {
                self.glossaries.stack.install(*index);
                self.find_terms();
            }
            GlossaryOutcome::LookedUp { text, hits } => {
                if let Some(shown) = self.glossaries.look_up.as_mut().filter(|shown| shown.text == text) {
                    shown.hits = hits;
                    shown.is_running = false;
                }
            }
            GlossaryOutcome::Added { layer, result } => {
                self.accept_added_glossary(*layer, result.map(|reread| *reread));
            }
            GlossaryOutcome::Saved { glossary, changes, result } => {
                self.accept_saved_glossary(glossary, changes, result.map(|saved| *saved));
            }
            GlossaryOutcome::ImportPrepared { path, result } => self.accept_import(&path, result),
            GlossaryOutcome::TermsExported { choice, path, result } => {
                self.accept_exported_terms(choice, &path, result);
            }
        }
    }
}

const fn changes_terms(command: &Command) -> bool {
    matches!(
        command,
        Command::AddTerm(_)
            | Command::AcceptSpelling(_)
            | Command::ChangeTerm { .. }
            | Command::RemoveTerm(_)
            | Command::ChangeTerms { .. }
            | Command::MergeTerms(_)
            | Command::KeepOnly(_)
            | Command::UndoTerm
            | Command::RedoTerm
            | Command::ImportFrom(_)
            | Command::TakeImport
            | Command::OpenGlossary(_)
            | Command::CreateGlossary(_)
            | Command::CloseGlossary(_)
            | Command::ShiftGlossary { .. }
            | Command::RenameGlossary { .. }
    )
}

/// A term as it was typed into a form, without the spaces and line breaks that came along.
fn tidied(mut term: Term) -> Term {
    let tidy = |text: &mut String| *text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let fields = [
        &mut term.source,
        &mut term.target,
        &mut term.note,
        &mut term.domain,
        &mut term.first_mention,
        &mut term.later_mention,
        &mut term.source_link,
    ];
    fields.into_iter().for_each(tidy);
    for values in [&mut term.variants, &mut term.plural, &mut term.forbidden] {
        values.iter_mut().for_each(tidy);
        values.retain(|value| !value.is_empty());
    }
    term
}

/// Arabic in an English sentence, in quotation marks that stay where they are.
fn isolated(arabic: &str) -> String {
    format!("“\u{2068}{arabic}\u{2069}”")
}
