//! Many terms changed by one gesture, which one undo takes back: what the glossary window does with its selection.

use super::{App, Command, Notice, tidied};
use crate::glossary::{
    Choice, GlossaryId, Kind, Layer, RowsEdit, Stack, Status, Term, TermEdit, TermId, unite,
};
use crate::text::counted;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

/// What is to become of terms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TermsChange {
    Kind(Kind),
    Status(Status),
    Domain(String),
    Move(GlossaryId),
    Copy(GlossaryId),
    Remove,
}

/// Terms that become one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merge {
    pub ids: Vec<TermId>,
    /// Places in `ids`.
    pub choice: Choice,
}

/// An edit and what the user is told about it.
struct Plan {
    edits: Vec<RowsEdit>,
    /// Terms that it changes.
    count: usize,
    /// Terms that stay as they are because their glossary cannot be written.
    locked: usize,
}

impl super::Glossaries {
    /// The terms that would become one each: those of the chosen ones that share a spelling, or all of them where
    /// none do. Terms that cannot be changed are not among them.
    #[must_use]
    pub fn merge_groups(&self, ids: &[TermId]) -> Vec<Vec<TermId>> {
        let chosen: HashSet<TermId> = ids.iter().copied().collect();
        let layers = self.stack.layers().iter().filter(|layer| layer.writable);
        let entries = layers.flat_map(Layer::entries).filter(|entry| chosen.contains(&entry.id));
        let mut terms: Vec<TermId> = Vec::new();
        let mut groups = Groups::default();
        let mut first_with: HashMap<&str, usize> = HashMap::new();
        for entry in entries {
            let at = groups.add();
            terms.push(entry.id);
            for spelling in entry.keys.arabic().lines().filter(|line| !line.is_empty()) {
                // A term with spellings of two groups makes them one.
                groups.unite(*first_with.entry(spelling).or_insert(at), at);
            }
        }
        let mut members: BTreeMap<usize, Vec<TermId>> = BTreeMap::new();
        for (at, id) in terms.iter().enumerate() {
            members.entry(groups.first_of(at)).or_default().push(*id);
        }
        let shared: Vec<Vec<TermId>> = members.into_values().filter(|group| group.len() > 1).collect();
        if shared.is_empty() && (2..=MOST_UNLIKE).contains(&terms.len()) {
            return vec![terms];
        }
        shared
    }

    /// What the terms of a merge become; `None` if one of them is gone.
    #[must_use]
    pub fn merged(&self, merge: &Merge) -> Option<Term> {
        let entries: Option<Vec<_>> = merge.ids.iter().map(|id| self.stack.entry(*id)).collect();
        let entries = entries?;
        let terms: Vec<&Term> = entries.iter().map(|(_, entry)| &*entry.term).collect();
        Some(unite(&terms, merge.choice))
    }
}

/// Groups of numbers, each known by its least: a union of many costs about as much as their number.
#[derive(Default)]
struct Groups {
    /// Of each number one of its group that is not above it; the least is its own.
    towards_first: Vec<usize>,
}

impl Groups {
    /// The next number, in a group of its own.
    fn add(&mut self) -> usize {
        let at = self.towards_first.len();
        self.towards_first.push(at);
        at
    }

    fn first_of(&mut self, mut at: usize) -> usize {
        while let Some(&next) = self.towards_first.get(at).filter(|next| **next != at) {
            // Halves the way for those who come after.
            let after = self.towards_first.get(next).copied().unwrap_or(next);
            if let Some(slot) = self.towards_first.get_mut(at) {
                *slot = after;
            }
            at = after;
        }
        at
    }

    fn unite(&mut self, one: usize, other: usize) {
        let (one, other) = (self.first_of(one), self.first_of(other));
        if let Some(slot) = self.towards_first.get_mut(one.max(other)) {
            *slot = one.min(other);
        }
    }
}

/// Terms that share no spelling are merged when the user chose a few; many such were not meant.
const MOST_UNLIKE: usize = 20;

impl App {
    /// The commands about many terms.
    pub(super) fn change_many(&mut self, command: Command) {
        match command {
            Command::ChangeTerms { ids, change } => self.change_terms(&ids, &change),
            Command::MergeTerms(merges) => self.merge_terms(&merges),
            Command::KeepOnly(id) => self.keep_only(id),
            Command::KeepAll(id) => self.keep_all(id),
            command => self.nobody_takes(&command),
        }
    }

    fn change_terms(&mut self, ids: &[TermId], change: &TermsChange) {
        let (label, done) = match change {
            TermsChange::Move(_) => ("moving terms", "moved"),
            TermsChange::Copy(_) => ("copying terms", "copied"),
            TermsChange::Remove => ("removing terms", "removed"),
            TermsChange::Kind(_) | TermsChange::Status(_) | TermsChange::Domain(_) => {
                ("changing terms", "changed")
            }
        };
        let Plan { edits, count, locked } = plan(&self.glossaries.stack, ids, change);
        let stay = match locked {
            0 => String::new(),
            1 => "1 stays as it is: its glossary cannot be changed.".to_owned(),
            locked => format!("{locked} stay as they are: their glossaries cannot be changed."),
        };
        if count == 0 {
            self.notify(Notice::info(format!("No term was {done}")).details(stay));
            return;
        }
        let edit = TermEdit::Group(edits.into_iter().map(|edit| TermEdit::Rows(Box::new(edit))).collect());
        if self.edit_terms(&edit, label) {
            if let TermsChange::Move(into) | TermsChange::Copy(into) = change {
                self.glossaries.last_into = *into;
            }
            let verb = if count == 1 { "was" } else { "were" };
            let title = format!("{} {verb} {done}", counted(count, "term"));
            self.notify(Notice::info(title).details(stay).action("Undo", Command::UndoTerm));
        }
    }

    fn merge_terms(&mut self, merges: &[Merge]) {
        let stack = &self.glossaries.stack;
        let mut edits: Vec<RowsEdit> = Vec::new();
        let mut count = 0;
        for merge in merges.iter().filter(|merge| merge.ids.len() > 1) {
            let (Some(term), Some(&kept)) = (self.glossaries.merged(merge), merge.ids.get(merge.choice.keep))
            else {
                continue;
            };
            count += merge.ids.len();
            for &id in &merge.ids {
                let Some(layer) = stack.home(id) else { continue };
                let edit = rows_edit(&mut edits, layer.id);
                if id == kept {
                    edit.change.push((id, Arc::new(tidied(term.clone()))));
                } else {
                    edit.remove.push(id);
                }
            }
        }
        let left = merges.iter().filter(|merge| merge.ids.len() > 1).count();
        let edit = TermEdit::Group(edits.into_iter().map(|edit| TermEdit::Rows(Box::new(edit))).collect());
        if left > 0 && self.edit_terms(&edit, "merging terms") {
            let title = format!("{} became {left}", counted(count, "term"));
            self.notify(Notice::info(title).action("Undo", Command::UndoTerm));
        }
    }
}

/// What the change means for each glossary. Rows that are so already are passed over.
fn plan(stack: &Stack, ids: &[TermId], change: &TermsChange) -> Plan {
    let chosen: HashSet<TermId> = ids.iter().copied().collect();
    let is_copy = matches!(change, TermsChange::Copy(_));
    let (mut edits, mut arriving) = (Vec::new(), Vec::new());
    let (mut count, mut locked) = (0, 0);
    for layer in stack.layers() {
        let entries = layer.entries().iter().filter(|entry| chosen.contains(&entry.id));
        if !layer.writable && !is_copy {
            locked += entries.count();
            continue;
        }
        for entry in entries {
            let term = match change {
                TermsChange::Move(into) | TermsChange::Copy(into) if *into == layer.id => continue,
                TermsChange::Move(_) => {
                    rows_edit(&mut edits, layer.id).remove.push(entry.id);
                    arriving.push(Arc::clone(&entry.term));
                    continue;
                }
                TermsChange::Copy(_) => {
                    arriving.push(Arc::clone(&entry.term));
                    continue;
                }
                TermsChange::Remove => {
                    count += 1;
                    rows_edit(&mut edits, layer.id).remove.push(entry.id);
                    continue;
                }
                TermsChange::Kind(kind) => Term { kind: *kind, ..(*entry.term).clone() },
                TermsChange::Status(status) => Term { status: *status, ..(*entry.term).clone() },
                TermsChange::Domain(domain) => {
                    tidied(Term { domain: domain.clone(), ..(*entry.term).clone() })
                }
            };
            if term != *entry.term {
                count += 1;
                rows_edit(&mut edits, layer.id).change.push((entry.id, Arc::new(term)));
            }
        }
    }
    if let TermsChange::Move(into) | TermsChange::Copy(into) = change {
        count += arriving.len();
        // In the order in which they stood: of two with one spelling the earlier wins, there as here.
        rows_edit(&mut edits, *into).add(stack.next_id(), arriving);
    }
    edits.retain(|edit| !(edit.remove.is_empty() && edit.change.is_empty() && edit.insert.is_empty()));
    Plan { edits, count, locked }
}

fn rows_edit(edits: &mut Vec<RowsEdit>, glossary: GlossaryId) -> &mut RowsEdit {
    let at = edits.iter().position(|edit| edit.glossary == glossary).unwrap_or_else(|| {
        edits.push(RowsEdit::new(glossary));
        edits.len() - 1
    });
    // What was just looked for, or put there, is there.
    &mut edits[at]
}
