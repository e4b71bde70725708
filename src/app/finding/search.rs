//! Keeps what is found true: on a worker for all texts, at once for the few that an edit has touched.

use super::{Count, Finding, Hit, Side};
use crate::app::worker::Slot;
use crate::app::{App, Filter, Outcome, Session};
use crate::article::Stop;
use crate::project::find::{Pattern, PatternError, Query, SegmentHits, Texts};
use crate::project::{Project, SegmentId};
use std::sync::Arc;

/// Segments and bytes that are looked through again at once.
const FEW_SEGMENTS: usize = 64;
const FEW_BYTES: usize = 20_000;

/// What was found last, and of what.
#[derive(Debug, Default)]
pub(super) struct Search {
    /// What was asked for last; its answer may not be there yet.
    of: Option<Question>,
    pattern: Option<Result<Arc<Pattern>, PatternError>>,
    /// In document order.
    hits: Vec<SegmentHits>,
    running: Option<Stop>,
    /// Typing in the field of the query asks about the same texts again and again.
    texts: Option<(TextsOf, Arc<Texts>)>,
    /// Different after every change of `hits`.
    version: u64,
    pub(super) count: Count,
    /// What `count` was counted from.
    counted: Option<(u64, u64, Option<Hit>)>,
}

/// Hits are those of a query in the segments of a project as they are cut and left out.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Question {
    query: Query,
    sources: (u64, u64),
    structure: u64,
}

/// [`Session::edits`] and [`Session::structure`].
type TextsOf = ((u64, u64), u64);

/// What the worker has found.
pub struct Found {
    of: Question,
    result: Result<(Arc<Pattern>, Vec<SegmentHits>), PatternError>,
}

impl Search {
    pub(super) const fn is_running(&self) -> bool {
        self.running.is_some()
    }

    pub(super) const fn pattern(&self) -> Option<&Result<Arc<Pattern>, PatternError>> {
        self.pattern.as_ref()
    }

    pub(super) fn hits(&self) -> &[SegmentHits] {
        &self.hits
    }

    pub(super) fn of_segment(&self, project: &Project, segment: SegmentId) -> Option<&SegmentHits> {
        self.hits.get(self.place(project, segment).ok()?)
    }

    /// Where the hits of a segment are, or would be.
    fn place(&self, project: &Project, segment: SegmentId) -> Result<usize, usize> {
        let position = project.position(segment);
        self.hits.binary_search_by_key(&position, |hits| project.position(hits.segment))
    }

    fn forget(&mut self) {
        if let Some(stop) = self.running.take() {
            stop.wish();
        }
        *self = Self { version: self.version + 1, ..Self::default() };
    }

    /// Takes what a draft says now for what it said before; only the stale hits go where `pattern` is `None`.
    fn look_again(&mut self, session: &Session, touched: &[SegmentId], pattern: Option<&Pattern>) {
        let (project, Some(of)) = (&session.project, &self.of) else { return };
        let place = of.query.place;
        for &id in touched {
            let Some(segment) = project.segment(id) else { continue };
            let found = pattern
                .filter(|_| project.is_included(segment.block))
                .and_then(|pattern| SegmentHits::of(segment, pattern, place));
            match (self.place(project, id), found) {
                (Ok(at), Some(found)) => {
                    if let Some(hits) = self.hits.get_mut(at) {
                        *hits = found;
                    }
                }
                (Ok(at), None) => {
                    self.hits.remove(at);
                }
                (Err(at), Some(found)) => self.hits.insert(at, found),
                (Err(_), None) => {}
            }
        }
        self.version += 1;
    }
}

impl Finding {
    /// Whether the hit that was gone to is what the translator has selected.
    pub(super) fn is_current_selected(&self, session: Option<&Session>) -> bool {
        let (Some(hit), Some(session)) = (&self.current, session) else { return false };
        let view = session.project.view;
        let in_draft = view.anchor.min(view.focus)..view.anchor.max(view.focus);
        view.selected == Some(hit.segment)
            && match hit.side {
                Side::Source => session.source_selection.as_ref() == Some(&(hit.segment, hit.bytes.clone())),
                Side::Draft => in_draft == hit.bytes,
            }
    }

    fn recount(&mut self, session: &Session) {
        let has_current = self.current.as_ref().is_some_and(|hit| {
            let hits = self.search.of_segment(&session.project, hit.segment);
            hits.is_some_and(|hits| side(hits, hit.side).contains(&hit.bytes))
        });
        if !has_current {
            self.current = None;
        }
        let of = (self.search.version, session.filtered.version(), self.current.clone());
        if self.search.counted.as_ref() == Some(&of) {
            return;
        }
        let mut count = Count::default();
        let is_shown = |hits: &&SegmentHits| session.filtered.shows(hits.segment);
        for hits in self.search.hits.iter().filter(is_shown) {
            for of_side in [Side::Source, Side::Draft] {
                let places = side(hits, of_side);
                if let Some(hit) =
                    self.current.as_ref().filter(|hit| hit.segment == hits.segment && hit.side == of_side)
                {
                    let at = places.iter().position(|bytes| *bytes == hit.bytes);
                    count.at = at.map(|at| count.all + at + 1).or(count.at);
                }
                count.all += places.len();
            }
            count.in_drafts += hits.draft.len();
        }
        self.search.count = count;
        self.search.counted = Some(of);
    }
}

/// The hits of one side of a segment.
pub(super) fn side(hits: &SegmentHits, side: Side) -> &[std::ops::Range<usize>] {
    match side {
        Side::Source => &hits.source,
        Side::Draft => &hits.draft,
    }
}

impl App {
    /// Does what is due after every command and every outcome; `touched` are segments that edits have changed since.
    pub(in crate::app) fn keep_finding_up(&mut self, touched: &[SegmentId]) {
        let wanted = self.is_search_wanted() && !self.finding.query.text.is_empty();
        let Some(session) = self.session.as_ref().filter(|_| wanted) else {
            if self.finding.search.of.is_some() {
                self.finding.search.forget();
                self.workers.abandon(Slot::Find);
            }
            if self.session.as_ref().is_some_and(|it| it.filtered.query().is_some()) {
                // Nothing is looked for any more.
                self.show_all_of_nothing();
            }
            return;
        };
        let question = Question {
            query: self.finding.query.clone(),
            sources: session.sources(),
            structure: session.structure,
        };
        let search = &mut self.finding.search;
        if search.of.as_ref() != Some(&question) {
            if search.of.as_ref().is_none_or(|of| of.sources != question.sources) {
                // They are those of other segments.
                search.hits.clear();
                search.version += 1;
            }
            search.look_again(session, touched, None);
            self.start_search(question);
        } else if !touched.is_empty() {
            let mut touched = touched.to_vec();
            touched.sort_unstable();
            touched.dedup();
            let size = |id: &SegmentId| {
                session.project.segment(*id).map_or(0, |it| it.source.len() + it.draft.len())
            };
            let is_little =
                touched.len() <= FEW_SEGMENTS && touched.iter().map(size).sum::<usize>() <= FEW_BYTES;
            match search.pattern.clone() {
                Some(Ok(pattern)) if is_little && search.running.is_none() => {
                    search.look_again(session, &touched, Some(&pattern));
                }
                Some(Err(_)) if search.running.is_none() => {}
                _ => {
                    search.look_again(session, &touched, None);
                    self.start_search(question);
                }
            }
        }
        if let Some(session) = &self.session {
            self.finding.recount(session);
        }
    }

    fn start_search(&mut self, question: Question) {
        let Some(session) = &self.session else { return };
        let search = &mut self.finding.search;
        let of = (session.edits(), session.structure);
        let texts = match search.texts.take() {
            Some((known, texts)) if known == of => texts,
            _ => Arc::new(Texts::of(&session.project)),
        };
        search.texts = Some((of, Arc::clone(&texts)));
        search.of = Some(question.clone());
        let stop = Stop::default();
        // Nobody waits for the search before this one any more.
        if let Some(before) = search.running.replace(stop.clone()) {
            before.wish();
        }
        self.workers.start(Slot::Find, "find", move || {
            let place = question.query.place;
            let result = Pattern::new(&question.query).map(|pattern| {
                let hits = texts.search(&pattern, place, &stop).unwrap_or_default();
                (Arc::new(pattern), hits)
            });
            Outcome::TextFound(Found { of: question, result })
        });
    }

    pub(in crate::app) fn accept_hits(&mut self, found: Found) {
        let search = &mut self.finding.search;
        if search.of.as_ref() != Some(&found.of) {
            return;
        }
        search.running = None;
        search.version += 1;
        (search.pattern, search.hits) = match found.result {
            Ok((pattern, hits)) => (Some(Ok(pattern)), hits),
            Err(error) => (Some(Err(error)), Vec::new()),
        };
        let filter = self.session.as_ref().map(|session| &session.filtered);
        if filter.is_some_and(|it| it.filter() == Filter::Found && it.query() != Some(&found.of.query)) {
            self.filter_by_hits();
        }
        if let Some(session) = &self.session {
            self.finding.recount(session);
        }
        if let Some(command) = self.finding.waiting.take() {
            self.run(command);
        }
    }

    /// The worker that searched is gone.
    pub(in crate::app) fn search_broke(&mut self) {
        self.finding.search.forget();
        self.finding.query.text.clear();
    }

    /// The segments in which something is found, in document order, and the query.
    pub(in crate::app) fn found_segments(&self) -> impl Iterator<Item = SegmentId> + '_ {
        self.finding.search.hits.iter().map(|hits| hits.segment)
    }
}
