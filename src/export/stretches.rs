//! A text cut where its emphasis and links begin and end.

use super::address::web_link;
use crate::text::{Mark, MarkKind, Span};
use std::collections::BTreeSet;

/// A part of a text that looks one way.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Stretch {
    pub span: Span,
    pub strong: bool,
    pub emphasis: bool,
    /// A web address that every reader accepts; what leads elsewhere is no link.
    pub link: Option<String>,
}

/// The stretches of the part of a text that `within` covers, in order; together they are that part.
pub(super) fn stretches(text: &str, marks: &[Mark], within: Span) -> Vec<Stretch> {
    let fits = |mark: &&Mark| text.get(mark.span.range()).is_some_and(|marked| !marked.is_empty());
    // The two characters of one line break stay together.
    let is_in_break = |cut: usize| text.as_bytes().get(cut.wrapping_sub(1)..=cut) == Some(b"\r\n");
    let place = |cut: usize| {
        let cut = if is_in_break(cut) { cut - 1 } else { cut };
        cut.clamp(within.start, within.end)
    };
    // Where a look begins or ends, and which of the marks it is.
    let mut turns: Vec<(usize, Turn, usize)> = Vec::new();
    let mut links = Vec::new();
    for (number, mark) in marks.iter().filter(fits).enumerate() {
        let (start, end) = (place(mark.span.start), place(mark.span.end));
        if start >= end {
            links.push((None, &mark.kind));
            continue;
        }
        let link = if let MarkKind::Link(address) = &mark.kind { web_link(address) } else { None };
        links.push((link, &mark.kind));
        turns.extend([(start, Turn::Begins, number), (end, Turn::Ends, number)]);
    }
    turns.sort_unstable();
    let mut found = Vec::new();
    let (mut strong, mut emphasis, mut open) = (0_usize, 0_usize, BTreeSet::new());
    let mut start = within.start;
    let mut turns = turns.into_iter().peekable();
    loop {
        while let Some((_, turn, number)) = turns.next_if(|(at, ..)| *at <= start) {
            let Some((link, kind)) = links.get(number) else { continue };
            let count = match kind {
                MarkKind::Strong => &mut strong,
                MarkKind::Emphasis => &mut emphasis,
                MarkKind::Link(_) => {
                    match turn {
                        Turn::Begins if link.is_some() => open.insert(number),
                        _ => open.remove(&number),
                    };
                    continue;
                }
            };
            *count = if turn == Turn::Begins { *count + 1 } else { count.saturating_sub(1) };
        }
        let end = turns.peek().map_or(within.end, |(at, ..)| *at);
        if start >= end {
            return found;
        }
        // Of several links the last is the one.
        let link = open.last().and_then(|number| links.get(*number)).and_then(|(link, _)| link.clone());
        let span = Span::new(start, end);
        found.push(Stretch { span, strong: strong > 0, emphasis: emphasis > 0, link });
        start = end;
    }
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Turn {
    Ends,
    Begins,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn marks_cut_a_text_and_overlap() {
        let mark = |start, end, kind| Mark { span: Span::new(start, end), kind };
        let marks = [
            mark(2, 6, MarkKind::Strong),
            mark(4, 8, MarkKind::Link("https://example.org/a".to_owned())),
            mark(0, 1, MarkKind::Link("javascript:x".to_owned())),
            mark(7, 99, MarkKind::Emphasis),
        ];
        let look = |stretch: &Stretch| (stretch.span.start, stretch.strong, stretch.link.is_some());
        let found = stretches("abcdefghij", &marks, Span::new(0, 10));
        let expected = [
            (0, false, false),
            (1, false, false),
            (2, true, false),
            (4, true, true),
            (6, false, true),
            (8, false, false),
        ];
        assert_eq!(found.iter().map(look).collect::<Vec<_>>(), expected);
        let part = stretches("abcdefghij", &marks, Span::new(3, 5));
        assert_eq!(part.iter().map(look).collect::<Vec<_>>(), [(3, true, false), (4, true, true)]);
        assert_eq!(stretches("", &[], Span::new(0, 0)), []);
        let cut = [mark(0, 2, MarkKind::Strong)];
        let spans: Vec<_> =
            stretches("a\r\nb", &cut, Span::new(0, 4)).iter().map(|stretch| stretch.span).collect();
        assert_eq!(spans, [Span::new(0, 1), Span::new(1, 4)], "a line break is one");
    }

    /// As it is meant: every mark is asked about every stretch.
    fn plainly(text: &str, marks: &[Mark], within: Span) -> Vec<Stretch> {
        let marks: Vec<&Mark> = marks.iter().filter(|mark| !mark.span.of(text).is_empty()).collect();
        let mut cuts: Vec<usize> = marks.iter().flat_map(|mark| [mark.span.start, mark.span.end]).collect();
        cuts.extend([within.start, within.end]);
        cuts.retain(|cut| (within.start..=within.end).contains(cut));
        cuts.sort_unstable();
        cuts.dedup();
        let looks = |span: Span| {
            let mut stretch = Stretch { span, ..Stretch::default() };
            for mark in marks.iter().filter(|mark| mark.span.contains(span)) {
                match &mark.kind {
                    MarkKind::Strong => stretch.strong = true,
                    MarkKind::Emphasis => stretch.emphasis = true,
                    MarkKind::Link(address) => stretch.link = web_link(address).or(stretch.link),
                }
            }
            stretch
        };
        cuts.iter().zip(cuts.iter().skip(1)).map(|(start, end)| looks(Span::new(*start, *end))).collect()
    }

    proptest! {
        #[test]
        fn every_stretch_looks_as_the_marks_on_it_say(
            places in prop::collection::vec((0..20_usize, 0..20_usize, 0..5_u8), 0..12),
            within in (0..20_usize, 0..20_usize),
        ) {
            let text = "abcdefghijklmnopqrst";
            let marks: Vec<Mark> = places.iter().map(|&(one, other, kind)| {
                let kind = match kind {
                    0 => MarkKind::Strong,
                    1 => MarkKind::Emphasis,
                    2 => MarkKind::Link("https://example.org/a".to_owned()),
                    3 => MarkKind::Link("https://example.org/b".to_owned()),
                    _ => MarkKind::Link("javascript:x".to_owned()),
                };
                Mark { span: Span::new(one.min(other), one.max(other)), kind }
            }).collect();
            let within = Span::new(within.0.min(within.1), within.0.max(within.1));
            prop_assert_eq!(stretches(text, &marks, within), plainly(text, &marks, within));
        }
    }
}
