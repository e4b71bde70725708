//! Finding and replacing in the open project: what is looked for, what was found, and where the translator is among it.
//!
//! The search runs on a worker; what a keystroke changes afterwards is looked through again at once, so that no frame
//! marks the wrong letters. What a hit is, is decided in [`crate::project::find`].

mod replace;
mod search;
mod walk;

pub use search::Found;

use super::{App, Command, Filter, Page, Session};
use crate::project::SegmentId;
use crate::project::find::{PatternError, Query, SegmentHits};
use search::Search;
use std::ops::Range;

/// What is found in the open project.
#[derive(Debug, Default)]
pub struct Finding {
    /// The bar above the rows; `None` while it is closed.
    pub bar: Option<Bar>,
    pub query: Query,
    /// What takes the place of a hit.
    pub replacement: String,
    /// How often the field of the query was to get the keyboard.
    pub requests: u64,
    /// The hit that the translator has gone to.
    current: Option<Hit>,
    /// What was asked for before the hits were there; carried out when they are.
    waiting: Option<Command>,
    search: Search,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bar {
    Find,
    /// With a field for what is written in its place.
    Replace,
}

/// One stretch that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    pub segment: SegmentId,
    pub side: Side,
    /// `source_byte` or `draft_byte`.
    pub bytes: Range<usize>,
}

/// In the order in which the hits of a segment are gone through.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    Source,
    Draft,
}

/// How much is found in what is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    pub all: usize,
    /// Of them in drafts.
    pub in_drafts: usize,
    /// Which of them the translator has gone to, from 1.
    pub at: Option<usize>,
}

/// Text is looked for from a selection of at most so many bytes.
const LONGEST_SELECTION: usize = 200;

impl Finding {
    #[must_use]
    pub const fn count(&self) -> Count {
        self.search.count
    }

    /// The hit that the translator has gone to, while it is there.
    #[must_use]
    pub const fn current(&self) -> Option<&Hit> {
        self.current.as_ref()
    }

    /// A search has not come back yet.
    #[must_use]
    pub const fn is_running(&self) -> bool {
        self.search.is_running()
    }

    /// Why the query, or what is to be written, cannot be used.
    #[must_use]
    pub fn problem(&self) -> Option<PatternError> {
        match self.search.pattern() {
            Some(Err(error)) => Some(error.clone()),
            Some(Ok(pattern)) if self.bar == Some(Bar::Replace) => {
                pattern.check_template(&self.replacement).err()
            }
            _ => None,
        }
    }
}

impl App {
    pub(super) fn find(&mut self, command: Command) {
        self.finding.waiting = None;
        match command {
            Command::FindNext | Command::FindPrevious | Command::ReplaceOne | Command::ReplaceAll
                if self.finding.is_running() =>
            {
                self.finding.waiting = Some(command);
            }
            Command::Find => self.open_find_bar(Bar::Find),
            Command::Replace => self.open_find_bar(Bar::Replace),
            Command::PutFindAway => self.put_find_away(),
            Command::ChangeQuery(query) => {
                self.finding.query = *query;
                self.finding.current = None;
            }
            Command::ChangeReplacement(text) => self.finding.replacement = text,
            Command::FindNext => self.walk_hits(true),
            Command::FindPrevious => self.walk_hits(false),
            Command::ReplaceOne => self.replace_one(),
            Command::ReplaceAll => self.replace_all(),
            command => self.nobody_takes(&command),
        }
    }

    /// What is selected is looked for.
    fn open_find_bar(&mut self, bar: Bar) {
        self.page = Page::Article;
        let selected = self.session.as_ref().and_then(Session::selected_text);
        let is_query = |text: &&str| text.len() <= LONGEST_SELECTION && !text.contains('\n');
        if let Some(text) = selected.filter(is_query).map(str::to_owned)
            && !self.finding.is_current_selected(self.session.as_ref())
        {
            self.finding.query.text = text;
            self.finding.query.regex = false;
            self.finding.current = None;
        }
        self.finding.bar = Some(bar);
        self.finding.requests += 1;
    }

    fn put_find_away(&mut self) {
        self.finding.bar = None;
        self.finding.current = None;
        if let Some(session) = &mut self.session {
            session.reveal += 1;
        }
    }

    /// What is found in a segment, to be marked.
    #[must_use]
    pub fn found_in(&self, segment: SegmentId) -> Option<&SegmentHits> {
        self.finding.bar?;
        self.finding.search.of_segment(&self.session.as_ref()?.project, segment)
    }

    /// Whether a search has a use: it is shown, or rows are filtered by it.
    fn is_search_wanted(&self) -> bool {
        let filter = self.session.as_ref().map(|session| session.filtered.filter());
        filter.is_some() && (self.finding.bar.is_some() || filter == Some(Filter::Found))
    }
}

#[cfg(test)]
mod tests;
