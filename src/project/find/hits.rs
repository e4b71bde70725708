//! All texts of a project, searched off the window's thread.

use super::{Pattern, Place};
use crate::arabic::fold::Folded;
use crate::article::Stop;
use crate::project::{Project, Segment, SegmentId};
use std::ops::Range;

/// What was found in one segment; at least one stretch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SegmentHits {
    pub segment: SegmentId,
    /// `source_byte`, in order.
    pub source: Vec<Range<usize>>,
    /// `draft_byte`, in order.
    pub draft: Vec<Range<usize>>,
}

impl SegmentHits {
    /// `None` where nothing is found.
    #[must_use]
    pub fn of(segment: &Segment, pattern: &Pattern, place: Place) -> Option<Self> {
        search(segment.id, [&segment.source, &segment.draft], pattern, place, &mut Folded::default())
    }
}

/// A copy of the sources and drafts of what is translated, quick to make: one text, and where its parts end.
#[derive(Debug, Default)]
pub struct Texts {
    text: String,
    parts: Vec<Part>,
}

#[derive(Debug)]
struct Part {
    segment: SegmentId,
    source: Range<usize>,
    draft: Range<usize>,
}

/// Segments between two looks at the wish to stop.
const STRETCH: usize = 64;

impl Texts {
    #[must_use]
    pub fn of(project: &Project) -> Self {
        let included = || project.segments.iter().filter(|segment| project.is_included(segment.block));
        let size = included().map(|segment| segment.source.len() + segment.draft.len()).sum();
        let mut texts = Self { text: String::with_capacity(size), parts: Vec::new() };
        for segment in included() {
            let start = texts.text.len();
            texts.text.push_str(&segment.source);
            let middle = texts.text.len();
            texts.text.push_str(&segment.draft);
            let (source, draft) = (start..middle, middle..texts.text.len());
            texts.parts.push(Part { segment: segment.id, source, draft });
        }
        texts
    }

    /// In document order; `None` when it was stopped.
    #[must_use]
    pub fn search(&self, pattern: &Pattern, place: Place, stop: &Stop) -> Option<Vec<SegmentHits>> {
        let mut scratch = Folded::default();
        let mut found = Vec::new();
        for stretch in self.parts.chunks(STRETCH) {
            stop.check().ok()?;
            found.extend(stretch.iter().filter_map(|part| {
                let of = |range: &Range<usize>| self.text.get(range.clone()).unwrap_or_default();
                search(part.segment, [of(&part.source), of(&part.draft)], pattern, place, &mut scratch)
            }));
        }
        Some(found)
    }
}

fn search(
    segment: SegmentId,
    [source, draft]: [&str; 2],
    pattern: &Pattern,
    place: Place,
    scratch: &mut Folded,
) -> Option<SegmentHits> {
    let mut found = |wanted: bool, text| if wanted { pattern.find(text, scratch) } else { Vec::new() };
    let (source, draft) = (found(place.has_source(), source), found(place.has_draft(), draft));
    let is_there = !source.is_empty() || !draft.is_empty();
    is_there.then_some(SegmentHits { segment, source, draft })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::print_stdout, reason = "a measurement says what it measured")]

    use super::*;
    use crate::project::find::Query;
    use crate::project::fixture::small_project;

    #[test]
    fn a_copy_is_searched_as_the_segments_are() {
        let mut project = small_project();
        project.segments[0].draft = "Talks in باكو".to_owned();
        project.segments[1].draft = "Baku".to_owned();
        let query = Query { text: "باكو".to_owned(), ..Query::default() };
        let pattern = Pattern::new(&query).unwrap();
        let texts = Texts::of(&project);
        for (place, source, draft) in [(Place::Both, 1, 1), (Place::Source, 1, 0), (Place::Draft, 0, 1)] {
            let found = texts.search(&pattern, place, &Stop::default()).unwrap();
            let one_by_one = project.segments.iter().filter_map(|it| SegmentHits::of(it, &pattern, place));
            assert_eq!(found, one_by_one.collect::<Vec<_>>());
            assert_eq!((found.len(), found[0].source.len(), found[0].draft.len()), (1, source, draft));
        }
        let stop = Stop::default();
        stop.wish();
        assert_eq!(texts.search(&pattern, Place::Both, &stop), None);
    }

    #[test]
    #[ignore = "a measurement"]
    fn a_large_project_is_searched_quickly() {
        let mut project = small_project();
        let sentence = "وأعلنت أذربيجان وفاة 13 مدنياً في كنجة، وقالت موسكو إن الاتفاق لم يصمد. ".repeat(2);
        let block = project.blocks[0].id;
        for number in 10..10_010 {
            project.segments.push(Segment {
                id: SegmentId(number),
                block,
                source: format!("{sentence}{number}"),
                draft: format!("Azerbaijan announced that 13 civilians died in Ganja {number}"),
                ..Segment::default()
            });
        }
        let started = std::time::Instant::now();
        let texts = Texts::of(&project);
        let copied = started.elapsed();
        for (text, regex) in [("اذربيجان", false), ("ganja", false), (r"\d+ civil\w+", true)] {
            let query = Query { text: text.to_owned(), regex, ..Query::default() };
            let pattern = Pattern::new(&query).unwrap();
            let started = std::time::Instant::now();
            let found = texts.search(&pattern, Place::Both, &Stop::default()).unwrap();
            println!(
                "{text}: {} segments in {:?}, after a copy in {copied:?}",
                found.len(),
                started.elapsed()
            );
        }
    }

    #[test]
    fn what_is_left_out_is_not_searched() {
        let project = small_project();
        let query = Query { text: "المزيد".to_owned(), ..Query::default() };
        let pattern = Pattern::new(&query).unwrap();
        assert_eq!(Texts::of(&project).search(&pattern, Place::Both, &Stop::default()), Some(Vec::new()));
    }
}
