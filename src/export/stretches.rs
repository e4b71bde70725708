//! A text cut where its emphasis and links begin and end.

use super::address::web_link;
use crate::text::{Mark, MarkKind, Span};

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
    let before_break = |cut: usize| if is_in_break(cut) { cut - 1 } else { cut };
    let whole = |mark: &Mark| Span::new(before_break(mark.span.start), before_break(mark.span.end));
    let marks: Vec<(Span, &MarkKind)> =
        marks.iter().filter(fits).map(|mark| (whole(mark), &mark.kind)).collect();
    let mut cuts: Vec<usize> = marks.iter().flat_map(|(span, _)| [span.start, span.end]).collect();
    cuts.extend([within.start, within.end]);
    cuts.retain(|cut| (within.start..=within.end).contains(cut));
    cuts.sort_unstable();
    cuts.dedup();
    let mut found = Vec::new();
    for (start, end) in cuts.iter().zip(cuts.iter().skip(1)) {
        let span = Span::new(*start, *end);
        let mut stretch = Stretch { span, ..Stretch::default() };
        for (_, kind) in marks.iter().filter(|(marked, _)| marked.contains(span)) {
            match kind {
                MarkKind::Strong => stretch.strong = true,
                MarkKind::Emphasis => stretch.emphasis = true,
                MarkKind::Link(address) => stretch.link = web_link(address).or(stretch.link),
            }
        }
        found.push(stretch);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
