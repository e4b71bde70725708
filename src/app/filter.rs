//! Which rows are shown. What a filter hides is settled when it is chosen: an edit does not make a row vanish under the
//! translator's hands, and what they go to is shown whatever the filter says.

use super::{App, Availability, Notice, Session};
use crate::project::find::Query;
use crate::project::{NoteKind, Segment, SegmentId, Status};
use std::collections::HashSet;

/// Which segments are to be shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Filter {
    #[default]
    All,
    Untranslated,
    Unconfirmed,
    Notes,
    OpenQueries,
    /// With an issue that a check has found, a misspelt word, or an article that has changed here.
    Issues,
    /// With what is looked for.
    Found,
}

impl Filter {
    pub const ALL: [Self; 7] = [
        Self::All,
        Self::Untranslated,
        Self::Unconfirmed,
        Self::Notes,
        Self::OpenQueries,
        Self::Issues,
        Self::Found,
    ];

    /// What it shows, for a list.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::All => "All segments",
            Self::Untranslated => "Not translated",
            Self::Unconfirmed => "Not confirmed",
            Self::Notes => "With notes",
            Self::OpenQueries => "With open queries",
            Self::Issues => "With issues",
            Self::Found => "With what is found",
        }
    }

    /// What is said where it would show nothing.
    const fn nothing(self) -> &'static str {
        match self {
            Self::All => "There is no segment",
            Self::Untranslated => "Every segment has a draft",
            Self::Unconfirmed => "Every segment is confirmed",
            Self::Notes => "No segment has a note",
            Self::OpenQueries => "No query is open",
            Self::Issues => "No segment has an issue, a misspelt word or a change",
            Self::Found => "Nothing is found",
        }
    }
}

/// A filter with what it hides.
#[derive(Debug, Default)]
pub struct Filtered {
    filter: Filter,
    hidden: HashSet<SegmentId>,
    /// Of [`Filter::Found`].
    query: Option<Query>,
    version: u64,
}

impl Filtered {
    #[must_use]
    pub const fn filter(&self) -> Filter {
        self.filter
    }

    /// Different after every change of what is shown.
    #[must_use]
    pub const fn version(&self) -> u64 {
        self.version
    }

    /// Whether this one is shown, if it is translated at all. Segments that came later are.
    #[must_use]
    pub fn shows(&self, segment: SegmentId) -> bool {
        self.hidden.is_empty() || !self.hidden.contains(&segment)
    }

    #[must_use]
    pub fn hides_any(&self) -> bool {
        !self.hidden.is_empty()
    }

    /// How many are hidden.
    #[must_use]
    pub fn hidden(&self) -> usize {
        self.hidden.len()
    }

    pub(super) const fn query(&self) -> Option<&Query> {
        self.query.as_ref()
    }

    fn set(&mut self, filter: Filter, hidden: HashSet<SegmentId>, query: Option<Query>) {
        *self = Self { filter, hidden, query, version: self.version + 1 };
    }

    /// Only ids of segments that there are, and that are translated, count as hidden.
    pub(super) fn retain(&mut self, is_there: impl Fn(SegmentId) -> bool) {
        let before = self.hidden.len();
        self.hidden.retain(|id| is_there(*id));
        self.version += u64::from(self.hidden.len() != before);
    }
}

impl Session {
    /// Whether a segment has a row: it is translated, and the filter does not hide it.
    #[must_use]
    pub fn is_shown(&self, segment: &Segment) -> bool {
        self.project.is_included(segment.block) && self.filtered.shows(segment.id)
    }

    /// What is selected is shown, however it came to be selected.
    fn show_selected(&mut self) {
        if let Some(selected) = self.project.view.selected.filter(|id| !self.filtered.shows(*id)) {
            self.filtered.retain(|id| id != selected);
        }
    }

    /// Where the selected segment is hidden, the next one that is shown is selected, or the last before it.
    fn select_shown(&mut self) {
        let is_hidden = |segment: &Segment| !self.is_shown(segment);
        if self.selected().is_some_and(is_hidden) {
            let shown = |_: &Segment| true;
            if let Some(segment) = self.neighbour(true, shown).or_else(|| self.neighbour(false, shown)) {
                self.select(segment, true);
            }
        }
    }
}

impl App {
    /// Shows these segments only. Where there is none it says so, and the rows stay as they are.
    pub(super) fn show_only(&mut self, filter: Filter) {
        if filter == Filter::Found {
            // Rows of hits are no use without the hits.
            self.finding.bar.get_or_insert(super::Bar::Find);
            if self.finding.is_running()
                || self.finding.query.text.is_empty()
                || self.found_segments().next().is_none()
            {
                // The answer to the search filters them.
                self.set_filter(Filter::Found, HashSet::new(), None);
            } else {
                self.filter_by_hits();
            }
            return;
        }
        let Some(session) = &self.session else { return };
        let included = session.project.segments.iter();
        let included = included.filter(|segment| session.project.is_included(segment.block));
        let mut any = false;
        let hidden = included.filter(|segment| {
            let passes = self.passes(filter, segment);
            any |= passes;
            !passes
        });
        let hidden: HashSet<SegmentId> = hidden.map(|segment| segment.id).collect();
        if any {
            self.set_filter(filter, hidden, None);
        } else {
            self.notify(Notice::info(filter.nothing()));
        }
    }

    /// Shows what has hits; all of it where nothing has.
    pub(super) fn filter_by_hits(&mut self) {
        let Some(session) = &self.session else { return };
        let found: HashSet<SegmentId> = self.found_segments().collect();
        let included = session.project.segments.iter().filter(|it| session.project.is_included(it.block));
        let hidden = if found.is_empty() {
            HashSet::new()
        } else {
            included.map(|segment| segment.id).filter(|id| !found.contains(id)).collect()
        };
        self.set_filter(Filter::Found, hidden, Some(self.finding.query.clone()));
    }

    /// The filter by hits stays, and shows everything while nothing is looked for.
    pub(super) fn show_all_of_nothing(&mut self) {
        self.set_filter(Filter::Found, HashSet::new(), None);
    }

    fn set_filter(&mut self, filter: Filter, hidden: HashSet<SegmentId>, query: Option<Query>) {
        let Some(session) = &mut self.session else { return };
        session.filtered.set(filter, hidden, query);
        session.select_shown();
        session.reveal += 1;
    }

    fn passes(&self, filter: Filter, segment: &Segment) -> bool {
        match filter {
            Filter::All | Filter::Found => true,
            Filter::Untranslated => segment.is_blank(),
            Filter::Unconfirmed => segment.status != Status::Confirmed,
            Filter::Notes => !segment.notes.is_empty(),
            Filter::OpenQueries => {
                segment.notes.iter().any(|note| note.kind == NoteKind::Query && !note.is_settled)
            }
            Filter::Issues => {
                segment.earlier.is_some()
                    || self.misspellings(segment.id).next().is_some()
                    || !self.issues_of(segment.id).is_empty()
            }
        }
    }

    /// After every command and every outcome.
    pub(super) fn keep_filter_up(&mut self) {
        if let Some(session) = &mut self.session {
            session.show_selected();
        }
    }

    pub(super) fn can_filter(&self) -> Availability {
        self.session.as_ref().map(|_| ()).ok_or("open an article first")
    }
}
