//! Something else in the place of what is found: in drafts only, one step of undo.

use super::search::side;
use super::{Hit, Side};
use crate::app::{App, Availability, Notice, Session};
use crate::project::Stroke;
use crate::project::find::Pattern;
use crate::text::counted;
use std::sync::Arc;

impl App {
    /// Replaces the hit in a draft that the translator has gone to, and goes to the next; where there is none yet, only
    /// that.
    pub(super) fn replace_one(&mut self) {
        let Some((session, pattern)) = self.session.as_ref().zip(self.usable_pattern()) else { return };
        let Some(selected) = session.selected_position() else { return };
        let current = self.finding.current.clone();
        let current = current.filter(|hit| session.project.view.selected == Some(hit.segment));
        let mut from = (selected, Side::Source, 0);
        if let Some(Hit { segment, side: Side::Draft, bytes }) = current {
            let Some(draft) = session.project.segment(segment).map(|found| found.draft.as_str()) else {
                return;
            };
            let with = pattern.replacement(draft, &bytes, &self.finding.replacement);
            from = (selected, Side::Draft, bytes.start + with.len());
            if let Some(replacing) = session.project.replace_in_drafts([(segment, vec![(bytes, with)])]) {
                let number = session.number(selected).unwrap_or_default();
                if !self.edit(&replacing.edit, "replacing", Stroke::Whole, Some(replacing.view)) {
                    return;
                }
                if replacing.reopened > 0 {
                    self.notify(Notice::info(format!("Segment {number} was confirmed and is a draft again")));
                }
                self.keep_up();
            }
        }
        let Some(session) = &self.session else { return };
        if let Some(hit) = self.finding.nearest(session, from, true, |side| side == Side::Draft) {
            self.go_to_hit(hit);
        }
    }

    pub(super) fn replace_all(&mut self) {
        let Some((session, pattern)) = self.session.as_ref().zip(self.usable_pattern()) else { return };
        let (project, template) = (&session.project, self.finding.replacement.as_str());
        let shown = self.finding.search.hits().iter().filter(|hits| session.filtered.shows(hits.segment));
        let replacing = project.replace_in_drafts(shown.filter_map(|hits| {
            let draft = project.segment(hits.segment)?.draft.as_str();
            let with =
                |bytes: &std::ops::Range<usize>| (bytes.clone(), pattern.replacement(draft, bytes, template));
            Some((hits.segment, side(hits, Side::Draft).iter().map(with).collect()))
        }));
        let hidden = session.filtered.hides_any();
        let Some(replacing) = replacing else {
            self.notify(Notice::info("Nothing was replaced: it says so already"));
            return;
        };
        if !self.edit(&replacing.edit, "replacing", Stroke::Whole, Some(replacing.view)) {
            return;
        }
        let mut details = Vec::new();
        if replacing.reopened > 0 {
            let were = if replacing.reopened == 1 { "was" } else { "were" };
            let are = if replacing.reopened == 1 { "is a draft" } else { "are drafts" };
            let segments = counted(replacing.reopened, "segment");
            details.push(format!("{segments} {were} confirmed and {are} again."));
        }
        if hidden {
            details.push("Only segments that are shown were changed.".to_owned());
        }
        let title = format!(
            "{} replaced in {}",
            counted(replacing.places, "hit"),
            counted(replacing.drafts, "draft")
        );
        let notice = self.undoable(Notice::info(title).details(details.join(" ")));
        self.notify(notice);
    }

    fn usable_pattern(&self) -> Option<Arc<Pattern>> {
        self.finding.search.pattern()?.as_ref().ok().cloned()
    }

    /// Whether a hit can be replaced now, and if not, why.
    pub(in crate::app) fn can_replace(&self) -> Availability {
        let session = self.session.as_ref().ok_or("open an article first")?;
        let finding = &self.finding;
        match () {
            () if session.is_read_only() => Err("this project is open for reading only"),
            () if finding.bar.is_none() => Err("nothing is looked for; begin with “Find and replace”"),
            () if finding.problem().is_some() => {
                Err("the expression or what is to be written cannot be used")
            }
            () if finding.count().in_drafts == 0 && !finding.is_running() => {
                Err("nothing is found in the drafts")
            }
            () => Ok(()),
        }
    }

    /// Whether there is anything to go to.
    pub(in crate::app) fn can_walk_hits(&self) -> Availability {
        let has_selection = self.session.as_ref().and_then(Session::selected).is_some();
        match () {
            () if !has_selection => Err("no segment is selected"),
            () if self.finding.query.text.is_empty() => Err("nothing is looked for"),
            () => Ok(()),
        }
    }
}
