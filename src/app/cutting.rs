//! Splitting and joining segments, the marks of drafts, and what is shown of an earlier reading.

use super::worker::Slot;
use super::{App, Availability, Command, Notice, Outcome};
use crate::article::SentenceRules;
use crate::project::{Edit, Section, SegmentId, Stroke, View};
use crate::text::{Mark, Span, counted};

/// What a worker found out about the cuts of a project as it was when it began.
#[derive(Debug)]
pub struct CutAnew {
    edit: Option<Edit>,
    rules: SentenceRules,
    edits: (u64, u64),
}

impl App {
    /// The commands about how text is cut and marked.
    pub(super) fn cut(&mut self, command: &Command) {
        match command {
            Command::Split => self.split(),
            Command::Join => self.join(),
            Command::CutAnew => self.cut_anew(),
            Command::SetMark(number) => self.set_mark(*number),
            Command::ClearMarks => self.clear_marks(),
            Command::UseEarlier(segment) => self.use_earlier(*segment),
            Command::DropEarlier(segment) => self.drop_earlier(*segment),
            command => self.nobody_takes(command),
        }
    }

    /// Where the selected segment would be split: the caret of its source.
    #[must_use]
    pub fn split_place(&self) -> Option<(SegmentId, usize)> {
        let session = self.session.as_ref()?;
        let (segment, bytes) = session.source_selection.as_ref()?;
        let segment = session.selected().filter(|selected| selected.id == *segment)?;
        let is_inside = bytes.is_empty() && 0 < bytes.start && bytes.start < segment.source.len();
        is_inside.then_some((segment.id, bytes.start))
    }

    pub(super) fn can_split(&self) -> Availability {
        super::command::can_edit(self)?;
        self.split_place().map(|_| ()).ok_or("click in the Arabic where the second segment is to begin")
    }

    fn split(&mut self) {
        let Some((segment, source)) = self.split_place() else { return };
        let Some(session) = &self.session else { return };
        let View { anchor, focus, .. } = session.project.view;
        let length = session.selected().map_or(0, |segment| segment.draft.len());
        let draft = (anchor == focus && 0 < focus && focus < length).then_some(focus);
        match session.project.split(segment, source, draft) {
            Ok((edit, _)) => {
                // In the first part, so that joining with the next one heals the cut.
                let end = draft_end(&edit, segment);
                let view = View { selected: Some(segment), anchor: end, focus: end };
                self.edit(&edit, "splitting a segment", Stroke::Whole, Some(view));
                self.reveal();
            }
            Err(problem) => self.notify(Notice::info(format!("Not split: {problem}"))),
        }
    }

    fn join(&mut self) {
        let Some(session) = &self.session else { return };
        let Some(segment) = session.project.view.selected else { return };
        match session.project.join_with_next(segment) {
            Ok(edit) => {
                self.edit(&edit, "joining segments", Stroke::Whole, None);
                self.reveal();
            }
            Err(problem) => self.notify(Notice::info(format!("Not joined: {problem}"))),
        }
    }

    fn cut_anew(&mut self) {
        let rules = self.settings.sentences.clone();
        self.start_cutting(rules);
    }

    fn start_cutting(&mut self, rules: SentenceRules) {
        let Some(session) = &self.session else { return };
        let (project, edits) = (session.project.clone(), session.edits());
        self.workers.start(Slot::Cut, "split into sentences", move || {
            Outcome::CutAnew(CutAnew { edit: project.cut_anew(&rules), rules, edits })
        });
    }

    pub(super) fn accept_cut_anew(&mut self, cut: CutAnew) {
        let CutAnew { edit, rules, edits } = cut;
        let Some(session) = &self.session else { return };
        if session.edits() != edits {
            // Something was typed meanwhile: what was found is about another text. Another project was not meant.
            if session.edits().0 == edits.0 {
                self.start_cutting(rules);
            }
            return;
        }
        let Some(edit) = edit else {
            let says_itself = session.project.sections.iter().all(Section::is_bilingual);
            self.notify(Notice::info(if says_itself {
                "Nothing was cut again: bilingual files say themselves where a segment ends"
            } else {
                "Every paragraph is cut by these rules already"
            }));
            return;
        };
        let blocks = if let Edit::Group(edits) = &edit { edits.len() } else { 1 };
        if !self.edit(&edit, "cutting into segments again", Stroke::Whole, None) {
            return;
        }
        let were = if blocks == 1 { "was" } else { "were" };
        let notice = Notice::info(format!("{} {were} cut differently", counted(blocks, "paragraph")))
            .details("Every draft was kept; where segments were joined or split, look at their drafts.");
        let notice = self.undoable(notice);
        self.notify(notice);
    }

    /// The n-th mark of the source, from 1, on what is selected in the draft, else on the word at the caret, or on all
    /// of the draft where it is on all of the source.
    fn set_mark(&mut self, number: usize) {
        let Some(session) = &self.session else { return };
        let Some(segment) = session.selected() else { return };
        let Some(mark) = number.checked_sub(1).and_then(|at| segment.source_marks.get(at)) else {
            self.notify(Notice::info(format!("The Arabic of this segment has no emphasis or link {number}")));
            return;
        };
        let view = session.project.view;
        let is_whole = mark.span == Span::new(0, segment.source.len());
        let span = if view.anchor == view.focus && is_whole {
            trimmed(&segment.draft, Span::new(0, segment.draft.len()))
        } else if view.anchor == view.focus {
            word_at(&segment.draft, view.focus)
        } else {
            trimmed(&segment.draft, Span::new(view.anchor.min(view.focus), view.anchor.max(view.focus)))
        };
        let Some(span) = span else {
            self.notify(Notice::info("Select the English words that it is to be on"));
            return;
        };
        let mut marks = segment.marks.clone();
        // The same mark stands once: setting it elsewhere moves it.
        let others = segment.source_marks.iter().filter(|other| other.kind == mark.kind).count();
        if others == 1 {
            marks.retain(|set| set.kind != mark.kind);
        }
        let overlaps = |set: &Mark| set.span.start < span.end && span.start < set.span.end;
        marks.retain(|set| set.kind != mark.kind || !overlaps(set));
        marks.push(Mark { span, kind: mark.kind.clone() });
        marks.sort_by_key(|mark| (mark.span.start, std::cmp::Reverse(mark.span.end)));
        let edit = Edit::SetMarks { segment: segment.id, marks };
        self.edit(&edit, "setting emphasis or a link", Stroke::Whole, None);
    }

    pub(super) fn can_clear_marks(&self) -> Availability {
        super::command::can_edit(self)?;
        let has_marks = self.session.as_ref().and_then(|session| session.selected());
        let has_marks = has_marks.is_some_and(|segment| !segment.marks.is_empty());
        has_marks.then_some(()).ok_or("the draft has no emphasis or link")
    }

    /// Takes the marks off what is selected, or off the whole draft.
    fn clear_marks(&mut self) {
        let Some(session) = &self.session else { return };
        let Some(segment) = session.selected() else { return };
        let View { anchor, focus, .. } = session.project.view;
        let selected = Span::new(anchor.min(focus), anchor.max(focus));
        let mut marks = segment.marks.clone();
        marks.retain(|mark| {
            let overlaps = mark.span.start < selected.end && selected.start < mark.span.end;
            !selected.is_empty() && !overlaps
        });
        let edit = Edit::SetMarks { segment: segment.id, marks };
        self.edit(&edit, "taking emphasis and links off", Stroke::Whole, None);
    }

    /// Puts the earlier draft in the place of the one that is there.
    fn use_earlier(&mut self, id: SegmentId) {
        let Some(session) = &self.session else { return };
        let project = &session.project;
        let Some(segment) = project.segment(id) else { return };
        let Some(earlier) = &segment.earlier else { return };
        let splice = project.splice_with_status(id, 0, segment.draft.clone(), earlier.draft.clone());
        // Only once the draft has changed is it known which segments the block then has.
        let mut changed = project.clone();
        let Ok(_) = splice.apply(&mut changed) else { return };
        let Some(drop) = changed.without_earlier(id) else { return };
        let end = earlier.draft.len();
        let view = View { selected: Some(id), anchor: end, focus: end };
        self.edit(&Edit::Group(vec![splice, drop]), "taking the earlier draft", Stroke::Whole, Some(view));
    }

    fn drop_earlier(&mut self, id: SegmentId) {
        let edit = self.session.as_ref().and_then(|session| session.project.without_earlier(id));
        if let Some(edit) = edit {
            self.edit(&edit, "putting the earlier text away", Stroke::Whole, None);
        }
    }

    fn reveal(&mut self) {
        if let Some(session) = &mut self.session {
            session.reveal += 1;
            session.source_selection = None;
        }
    }

    /// Segments beside which something is shown from before the article was read again.
    #[must_use]
    pub fn segments_with_earlier(&self) -> usize {
        let segments = self.session.iter().flat_map(|session| session.project.segments.iter());
        segments.filter(|segment| segment.earlier.is_some()).count()
    }
}

/// Where the draft of a segment ends once its block is cut otherwise.
fn draft_end(edit: &Edit, id: SegmentId) -> usize {
    let Edit::Recut { after, .. } = edit else { return 0 };
    after.iter().find(|segment| segment.id == id).map_or(0, |segment| segment.draft.len())
}

fn word_at(text: &str, byte: usize) -> Option<Span> {
    use unicode_segmentation::UnicodeSegmentation as _;
    text.unicode_word_indices()
        .map(|(start, word)| Span::new(start, start + word.len()))
        .find(|word| word.start <= byte && byte <= word.end)
}

fn trimmed(text: &str, span: Span) -> Option<Span> {
    let part = span.of(text);
    let start = span.start + (part.len() - part.trim_start().len());
    let trimmed = Span::new(start, start + part.trim().len());
    (!trimmed.is_empty()).then_some(trimmed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_goes_on_a_word_or_on_what_is_selected_without_its_spaces() {
        let text = "In Baku today";
        assert_eq!(word_at(text, 4).map(|span| span.of(text)), Some("Baku"));
        assert_eq!(word_at(text, 7).map(|span| span.of(text)), Some("Baku"));
        assert_eq!(word_at(" .", 1), None);
        assert_eq!(trimmed(text, Span::new(2, 8)).map(|span| span.of(text)), Some("Baku"));
        assert_eq!(trimmed(text, Span::new(2, 3)), None);
    }
}
