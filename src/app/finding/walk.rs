//! From hit to hit, in document order and round again.

use super::search::side;
use super::{Finding, Hit, Side};
use crate::app::{App, Bar, Command, Notice, Session};
use crate::project::find::SegmentHits;
use std::ops::Range;

/// Where a hit stands: position, side, first byte.
pub(super) type Place = (usize, Side, usize);

impl Finding {
    /// The hits of what is shown, in order.
    fn places<'a>(&'a self, session: &'a Session) -> impl Iterator<Item = (Place, Range<usize>)> + 'a {
        let shown = self.search.hits().iter().filter(|hits| session.filtered.shows(hits.segment));
        shown.flat_map(|hits: &SegmentHits| {
            let position = session.project.position(hits.segment);
            [Side::Source, Side::Draft].into_iter().flat_map(move |of_side| {
                let of_hit =
                    move |bytes: &Range<usize>| Some(((position?, of_side, bytes.start), bytes.clone()));
                side(hits, of_side).iter().filter_map(of_hit)
            })
        })
    }

    /// The hit at `from` or behind it, or before it; round the ends of the project.
    pub(super) fn nearest(
        &self,
        session: &Session,
        from: Place,
        forward: bool,
        wanted: impl Fn(Side) -> bool,
    ) -> Option<Hit> {
        let places = || self.places(session).filter(|((_, side, _), _)| wanted(*side));
        let found = if forward {
            places().find(|(place, _)| *place >= from).or_else(|| places().next())
        } else {
            places().take_while(|(place, _)| *place < from).last().or_else(|| places().last())
        };
        let ((position, side, _), bytes) = found?;
        Some(Hit { segment: session.project.segments.get(position)?.id, side, bytes })
    }

    /// Where the search goes on: at the hit that was gone to, or at the beginning of the selected segment.
    fn place_of_search(&self, session: &Session, forward: bool) -> Option<Place> {
        let selected = session.selected_position()?;
        let current = self.current.as_ref().filter(|hit| session.project.view.selected == Some(hit.segment));
        Some(match current {
            Some(hit) => (selected, hit.side, hit.bytes.start + usize::from(forward)),
            None => (selected, Side::Source, 0),
        })
    }
}

impl App {
    pub(super) fn walk_hits(&mut self, forward: bool) {
        if self.finding.bar.is_none() {
            self.finding.bar = Some(Bar::Find);
            // They have to be found first.
            self.finding.requests += 1;
            self.finding.waiting = Some(if forward { Command::FindNext } else { Command::FindPrevious });
            return;
        }
        let Some(session) = &self.session else { return };
        let Some(from) = self.finding.place_of_search(session, forward) else { return };
        match self.finding.nearest(session, from, forward, |_| true) {
            Some(hit) => self.go_to_hit(hit),
            None if self.finding.problem().is_some() => {}
            None => self.notify(Notice::info(format!("“{}” was not found", self.finding.query.text))),
        }
    }

    pub(super) fn go_to_hit(&mut self, hit: Hit) {
        let Some(session) = &mut self.session else { return };
        session.select(hit.segment, true);
        match hit.side {
            Side::Draft => session.move_caret(hit.segment, hit.bytes.start, hit.bytes.end),
            Side::Source => session.source_selection = Some((hit.segment, hit.bytes.clone())),
        }
        self.finding.current = Some(hit);
    }
}
