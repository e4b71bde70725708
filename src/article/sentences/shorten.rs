//! Cuts segments that are longer than the rules want at the next best places.

use super::rules::soft_mark;
use super::{EndMark, SentenceRules, push_trimmed, quotes, spans_of};
use crate::text::Span;

/// The segments with none longer than `longest` letters where a quotation, a semicolon or a comma allows.
pub(super) fn shorten(text: &str, spans: &[Span], longest: usize, rules: &SentenceRules) -> Vec<Span> {
    let mut found = Vec::with_capacity(spans.len());
    for span in spans {
        let mut rest = *span;
        // Shorter in bytes is shorter in letters.
        if rest.len() > longest && letters(rest.of(text)) > longest {
            let places = Places::of(text, rest, rules);
            while let Some(cut) = places.best(text, rest, longest) {
                push_trimmed(text, Span::new(rest.start, cut), &mut found);
                rest.start = cut;
            }
        }
        push_trimmed(text, rest, &mut found);
    }
    found
}

/// Byte offsets in the text where it may be cut, ascending: the best kind first.
struct Places([Vec<usize>; 3]);

impl Places {
    fn of(text: &str, span: Span, rules: &SentenceRules) -> Self {
        let part = span.of(text);
        let open = SentenceRules { whole_quotations: false, longest: None, ..rules.clone() };
        let inner = spans_of(part, &open).iter().map(|inner| span.start + inner.end).collect();
        let soft = |wanted: EndMark| {
            part.char_indices()
                .filter(|(_, mark)| soft_mark(*mark) == Some(wanted))
                .filter_map(|(at, mark)| {
                    let end = at + mark.len_utf8();
                    let rest = part.get(end..)?;
                    let closer = rest.chars().next().filter(|next| quotes::closes(*next, rest));
                    let end = end + closer.map_or(0, char::len_utf8);
                    part.get(end..)?.starts_with(char::is_whitespace).then_some(span.start + end)
                })
                .collect()
        };
        Self([inner, soft(EndMark::Semicolon), soft(EndMark::Comma)])
    }

    /// The last place within `longest` letters, else the first behind them, of the best kind that has one;
    /// `None` when the rest is short enough or cannot be cut.
    fn best(&self, text: &str, rest: Span, longest: usize) -> Option<usize> {
        let limit = rest.of(text).char_indices().nth(longest).map(|(at, _)| rest.start + at)?;
        // What is left on either side must have something to say.
        let fits = |at: usize| at > rest.start && at < rest.end;
        let within = |places: &[usize]| {
            let behind = places.partition_point(|at| *at <= limit);
            places.get(..behind).and_then(<[usize]>::last).copied().filter(|at| fits(*at))
        };
        let beyond = |places: &[usize]| {
            let behind = places.partition_point(|at| *at <= limit);
            places.get(behind).copied().filter(|at| fits(*at))
        };
        self.0
            .iter()
            .find_map(|places| within(places))
            .or_else(|| self.0.iter().filter_map(|places| beyond(places)).min())
    }
}

fn letters(text: &str) -> usize {
    text.chars().count()
}
