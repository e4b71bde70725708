//! Builds the edits that cut segments otherwise: splitting and joining by hand, and cutting anew by other rules.
//! Drafts follow, and no letter of one is ever lost.

use super::{Block, Edit, Project, SectionId, Segment, SegmentId, Status};
use crate::article::{SentenceRules, cut};
use crate::text::{Mark, Span, rich};
use std::collections::HashSet;

/// Why a segment cannot be split or joined there. The text says what to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CutError {
    #[error("there is no segment")]
    NoSegment,
    #[error("click in the Arabic, between two words, where the second segment is to begin")]
    NotInside,
    #[error("the next segment belongs to another paragraph")]
    LastOfBlock,
}

impl Project {
    /// Splits a segment at a place of its source (`source_byte`, moved to the end of a word that it cuts). The draft is
    /// split at `draft_byte` where that is inside it, else between two of its sentences, else it stays with the first
    /// part, as the notes do. Gives the edit and the id of the second part.
    ///
    /// # Errors
    /// There is nothing on one side of the place.
    pub fn split(
        &self,
        id: SegmentId,
        source_byte: usize,
        draft_byte: Option<usize>,
    ) -> Result<(Edit, SegmentId), CutError> {
        let segment = self.segment(id).ok_or(CutError::NoSegment)?;
        let (head, tail) = parts(&segment.source, source_byte).ok_or(CutError::NotInside)?;
        let share = head.end as f32 / segment.source.len().max(1) as f32;
        let place = draft_byte.filter(|byte| parts(&segment.draft, *byte).is_some());
        let place = place.or_else(|| sentence_end_near(&segment.draft, share)).unwrap_or(segment.draft.len());
        let (draft, rest) = parts(&segment.draft, place).unwrap_or_else(|| {
            let end = segment.draft.len();
            (Span::new(0, end), Span::new(end, end))
        });
        let new = self.next_segment_id();
        let part = |id, source: Span, draft: Span, is_glued| Segment {
            id,
            is_glued,
            earlier: None,
            notes: Vec::new(),
            source: source.of(&segment.source).to_owned(),
            source_marks: rich::cut(&segment.source_marks, source),
            draft: draft.of(&segment.draft).to_owned(),
            marks: rich::cut(&segment.marks, draft),
            ..segment.clone()
        };
        let first = part(id, head, draft, segment.is_glued);
        let second = part(new, tail, rest, head.end == tail.start);
        let first = Segment { earlier: segment.earlier.clone(), notes: segment.notes.clone(), ..first };
        let halves = [first, second].map(with_fitting_status).to_vec();
        Ok((self.replacing(id, id, halves).ok_or(CutError::NoSegment)?, new))
    }

    /// Joins a segment with the next one of its block.
    ///
    /// # Errors
    /// It is the last one of its block.
    pub fn join_with_next(&self, id: SegmentId) -> Result<Edit, CutError> {
        let at = self.position(id).ok_or(CutError::NoSegment)?;
        let (Some(first), Some(second)) = (self.segments.get(at), self.segments.get(at + 1)) else {
            return Err(CutError::LastOfBlock);
        };
        if first.block != second.block {
            return Err(CutError::LastOfBlock);
        }
        self.replacing(id, second.id, vec![joined(first.clone(), second)]).ok_or(CutError::NoSegment)
    }

    /// Cuts every included block anew by `rules`; `None` when nothing changes. A segment that stays what it was keeps
    /// everything; where several become one their drafts are joined, and where one becomes several its draft is shared
    /// out by sentences where the numbers agree, else it stays with the first. Bilingual files say themselves where
    /// their units end, so those stay as they are.
    #[must_use]
    pub fn cut_anew(&self, rules: &SentenceRules) -> Option<Edit> {
        let bilingual: HashSet<SectionId> =
            self.sections.iter().filter(|section| section.is_bilingual()).map(|section| section.id).collect();
        let is_to_cut = |block: &&Block| block.excluded.is_none() && !bilingual.contains(&block.section);
        let mut next = self.next_segment_id();
        let mut edits = Vec::new();
        let mut position = 0;
        while position < self.segments.len() {
            let before = self.segments_around(position);
            position += before.len().max(1);
            let block = before.first().and_then(|segment| self.block(segment.block));
            let Some(block) = block.filter(is_to_cut) else { continue };
            let after = cut_block(block, before, rules, &mut next);
            if after.as_slice() != before {
                edits.push(Edit::Recut { block: block.id, before: before.to_vec(), after });
            }
        }
        (!edits.is_empty()).then_some(Edit::Group(edits))
    }

    /// Puts other segments in the place of those from `first` to `last`, which are of one block.
    fn replacing(&self, first: SegmentId, last: SegmentId, with: Vec<Segment>) -> Option<Edit> {
        let before = self.segments_around(self.position(first)?).to_vec();
        let from = before.iter().position(|segment| segment.id == first)?;
        let to = before.iter().position(|segment| segment.id == last)?;
        let mut after = before.clone();
        after.splice(from..=to, with);
        Some(Edit::Recut { block: before.first()?.block, before, after })
    }
}

/// The text before and behind a place, without the space between; `None` when either is empty. A place inside a
/// word moves to its end, and behind the marks that close what stands there.
fn parts(text: &str, byte: usize) -> Option<(Span, Span)> {
    let (head, tail) = text.split_at_checked(text.floor_char_boundary(byte))?;
    let is_inside = |character: char| character.is_alphanumeric() || is_combining(character);
    let cuts_word = head.chars().next_back().is_some_and(is_inside);
    let rest = if cuts_word { tail.trim_start_matches(is_inside) } else { tail };
    let follows = !head.ends_with(char::is_whitespace);
    let rest = if follows { rest.trim_start_matches(CLOSERS) } else { rest };
    let at = text.len() - rest.len();
    let (head, tail) = text.split_at_checked(at)?;
    let end = head.trim_end().len();
    let start = text.len() - tail.trim_start().len();
    let has_text = |span: Span| span.of(text).contains(|c: char| !c.is_whitespace());
    let (head, tail) = (Span::new(0, end), Span::new(start, text.len()));
    (has_text(head) && has_text(tail)).then_some((head, tail))
}

/// Marks that belong to what stands before them.
const CLOSERS: [char; 17] =
    ['.', ',', ':', ';', '!', '?', '،', '؛', '؟', '…', '»', ')', ']', '}', '”', '’', '%'];

/// Vowel signs belong to the letter before them.
const fn is_combining(character: char) -> bool {
    matches!(character, '\u{0610}'..='\u{061A}' | '\u{064B}'..='\u{065F}' | '\u{0670}' | '\u{0300}'..='\u{036F}')
}

/// The end of a sentence of an English draft, the one closest to a share of its length.
fn sentence_end_near(draft: &str, share: f32) -> Option<usize> {
    let wanted = draft.len() as f32 * share;
    let distance = |end: &usize| (*end as f32 - wanted).abs();
    english_sentences(draft)
        .iter()
        .map(|span| span.end)
        .filter(|end| *end < draft.trim_end().len())
        .min_by(|one, other| distance(one).total_cmp(&distance(other)))
}

/// The sentences of a draft without the space around them.
fn english_sentences(draft: &str) -> Vec<Span> {
    let trimmed = |start: usize, end: usize| {
        let text = Span::new(start, end).of(draft);
        let start = end - text.trim_start().len();
        Span::new(start, start + text.trim().len())
    };
    let boundaries = sentencex::get_sentence_boundaries("en", draft);
    let spans = boundaries.iter().map(|boundary| trimmed(boundary.start_byte, boundary.end_byte));
    spans.filter(|span| !span.is_empty()).collect()
}

/// Two segments that follow each other as one, under the id of the first.
fn joined(first: Segment, second: &Segment) -> Segment {
    let mut segment = first;
    if !second.is_glued {
        segment.source.push(' ');
    }
    let shift = segment.source.len();
    segment.source.push_str(&second.source);
    segment.source_marks.extend(rich::shifted(&second.source_marks, shift));
    unite_neighbours(&mut segment.source_marks, &segment.source);
    let has_space = segment.draft.is_empty() || segment.draft.ends_with(char::is_whitespace);
    if !has_space && !second.draft.is_empty() {
        segment.draft.push(' ');
    }
    let shift = segment.draft.len();
    segment.draft.push_str(&second.draft);
    segment.marks.extend(rich::shifted(&second.marks, shift));
    unite_neighbours(&mut segment.marks, &segment.draft);
    let is_confirmed = segment.status == Status::Confirmed && second.status == Status::Confirmed;
    // Before the status changes: what somebody has confirmed is no machine draft again.
    segment.suggested_by = segment.origin_of_draft().or_else(|| second.origin_of_draft());
    segment.status = if is_confirmed { Status::Confirmed } else { Status::Draft };
    segment.notes.extend_from_slice(&second.notes);
    if let Some(earlier) = &second.earlier {
        segment.earlier.get_or_insert_default().add(&earlier.source, &earlier.draft);
    }
    with_fitting_status(segment)
}

/// A mark that a cut had divided is one again.
fn unite_neighbours(marks: &mut Vec<Mark>, text: &str) {
    let mut united: Vec<Mark> = Vec::with_capacity(marks.len());
    for mark in marks.drain(..) {
        let before = united.iter_mut().rev().find(|before| before.kind == mark.kind);
        match before {
            Some(before)
                if before.span.end <= mark.span.start
                    && Span::new(before.span.end, mark.span.start).of(text).trim().is_empty() =>
            {
                before.span.end = mark.span.end;
            }
            _ => united.push(mark),
        }
    }
    *marks = united;
}

/// A segment without a draft is untranslated, and one with a draft is not.
fn with_fitting_status(segment: Segment) -> Segment {
    let status = match segment.status {
        _ if segment.draft.trim().is_empty() => Status::Untranslated,
        Status::Untranslated => Status::Draft,
        status => status,
    };
    let suggested_by = segment.suggested_by.filter(|_| status == Status::Draft);
    Segment { status, suggested_by, ..segment }
}

fn cut_block(block: &Block, before: &[Segment], rules: &SentenceRules, next: &mut SegmentId) -> Vec<Segment> {
    let (whole, starts) = whole_block(before);
    let sentences = cut(block.kind, &whole.source, rules);
    if sentences.is_empty() {
        return before.to_vec();
    }
    let ends: Vec<usize> =
        starts.iter().zip(before).map(|(start, segment)| start + segment.source.len()).collect();
    let new_ends: Vec<usize> = sentences.iter().map(|span| span.end).collect();
    let mut after = Vec::with_capacity(sentences.len());
    let mut old = 0;
    let mut new = 0;
    // Stretches in which both cuts begin and end together.
    while old < before.len() && new < sentences.len() {
        let (mut old_end, mut new_end) = (old + 1, new + 1);
        let end_of = |ends: &[usize], count: usize| ends.get(count - 1).copied().unwrap_or(usize::MAX);
        while end_of(&ends, old_end) != end_of(&new_ends, new_end) {
            if end_of(&ends, old_end) < end_of(&new_ends, new_end) && old_end < before.len() {
                old_end += 1;
            } else if new_end < new_ends.len() {
                new_end += 1;
            } else if old_end < before.len() {
                old_end += 1;
            } else {
                break;
            }
        }
        let olds = before.get(old..old_end).unwrap_or_default();
        let news = sentences.get(new..new_end).unwrap_or_default();
        after.extend(shared_out(olds, news, &whole, next));
        (old, new) = (old_end, new_end);
    }
    // A segment without a source, as repair may leave one, is in no sentence; its draft stays.
    after.extend(before.get(old..).unwrap_or_default().iter().cloned());
    after
}

/// All segments of a block as one, and where the source of each begins in it.
pub(super) fn whole_block(segments: &[Segment]) -> (Segment, Vec<usize>) {
    let mut starts = Vec::with_capacity(segments.len());
    let mut whole = Segment::default();
    for segment in segments {
        if starts.is_empty() {
            starts.push(0);
            whole = segment.clone();
        } else {
            starts.push(whole.source.len() + usize::from(!segment.is_glued));
            whole = joined(whole, segment);
        }
    }
    (whole, starts)
}

/// The new segments of a stretch of old ones.
fn shared_out(olds: &[Segment], news: &[Span], whole: &Segment, next: &mut SegmentId) -> Vec<Segment> {
    if let ([old], [_]) = (olds, news) {
        return vec![old.clone()];
    }
    let mut fresh = || {
        let id = *next;
        next.0 = next.0.saturating_add(1);
        id
    };
    let Some((first, rest)) = olds.split_first() else { return Vec::new() };
    let united = rest.iter().fold(first.clone(), joined);
    let sentences = english_sentences(&united.draft);
    let mut end = None;
    let segment = |(at, span): (usize, &Span)| {
        let is_glued = match end.replace(span.end) {
            Some(end) => end == span.start,
            None => first.is_glued,
        };
        let draft = match sentences.get(at) {
            // From here to the beginning of the next one, so that nothing between is lost.
            Some(sentence) if sentences.len() == news.len() && news.len() > 1 => {
                let from = if at == 0 { 0 } else { sentence.start };
                let to = sentences.get(at + 1).map_or(united.draft.len(), |next| next.start);
                Span::new(from, from + Span::new(from, to).of(&united.draft).trim_end().len())
            }
            _ if at == 0 && (sentences.len() != news.len() || news.len() == 1) => {
                Span::new(0, united.draft.len())
            }
            _ => Span::default(),
        };
        let id = match olds.get(at) {
            Some(old) => old.id,
            None => fresh(),
        };
        with_fitting_status(Segment {
            id,
            block: first.block,
            is_glued,
            source: span.of(&whole.source).to_owned(),
            source_marks: rich::cut(&whole.source_marks, *span),
            draft: draft.of(&united.draft).to_owned(),
            marks: rich::cut(&united.marks, draft),
            // What was confirmed was another segment.
            status: Status::Draft,
            earlier: if at == 0 { united.earlier.clone() } else { None },
            suggested_by: united.suggested_by.clone(),
            notes: if at == 0 { united.notes.clone() } else { Vec::new() },
        })
    };
    news.iter().enumerate().map(segment).collect()
}

#[cfg(test)]
mod tests;
