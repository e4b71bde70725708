//! Where two texts differ, for showing: stretches of both, side by side.

use super::align::{Step, steps};
use super::{WORD, exchange, score};
use crate::memory::tokens::{Text, Word};
use crate::text::Span;
use std::ops::Range;

/// How like two texts are, and where they differ.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// Per cent, see [`super`].
    pub score: u8,
    /// In order.
    pub differences: Vec<Difference>,
}

/// A stretch of one text or both that is not the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Difference {
    pub kind: DifferenceKind,
    /// In the first text, source bytes; empty, at its place, where nothing stands for the other.
    pub here: Span,
    /// In the second text.
    pub there: Span,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DifferenceKind {
    /// Words for other words.
    Changed,
    /// Words that only the first text has.
    OnlyHere,
    /// Words that only the second text has.
    OnlyThere,
    /// Two forms of one word: with a clitic and without.
    Form,
    /// Two numbers.
    Number,
    /// The same words with other marks between or around them.
    Marks,
}

/// Texts with more words than this, multiplied, are compared without saying where they differ: it would take a
/// hundred megabytes.
const MOST_CELLS: usize = 4_000_000;

/// Words of both texts that stand for each other and differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::memory) struct Stretch {
    pub kind: DifferenceKind,
    pub here: Range<usize>,
    pub there: Range<usize>,
}

impl Comparison {
    #[must_use]
    pub fn of(here: &Text, there: &Text) -> Self {
        let (cost, stretches) = stretches(here, there);
        let words = here.len().max(there.len());
        let same_marks = here.marks() == there.marks();
        let mut differences: Vec<Difference> = stretches
            .into_iter()
            .map(|Stretch { kind, here: one, there: other }| Difference {
                kind,
                here: span_at(here, one),
                there: span_at(there, other),
            })
            .collect();
        if cost == 0 && !same_marks {
            differences = marks(here, there);
        }
        Self { score: score(cost, words, same_marks), differences }
    }
}

/// The cost of the cheapest way (in fifths of a word), and where words differ on it.
pub(in crate::memory) fn stretches(here: &Text, there: &Text) -> (u32, Vec<Stretch>) {
    let (one, other): (Vec<Word<'_>>, Vec<Word<'_>>) = (here.words().collect(), there.words().collect());
    let exchange = |at: usize, other_at: usize| match (one.get(at), other.get(other_at)) {
        (Some(one), Some(other)) => exchange(*one, *other),
        _ => WORD,
    };
    if one.len() * other.len() > MOST_CELLS {
        let most = (one.len().max(other.len()) as u32).saturating_mul(WORD);
        let cost = super::distance(one.len(), other.len(), most, &mut Vec::new(), exchange).unwrap_or(most);
        let all = Stretch { kind: DifferenceKind::Changed, here: 0..one.len(), there: 0..other.len() };
        return (cost, Some(all).filter(|_| cost > 0).into_iter().collect());
    }
    let (cost, steps) = steps(one.len(), other.len(), exchange);
    let mut found: Vec<Stretch> = Vec::new();
    let (mut at, mut other_at) = (0, 0);
    for step in steps {
        let (words, others) = match step {
            Step::Both(_) => (1, 1),
            Step::Here => (1, 0),
            Step::There => (0, 1),
        };
        let (here, there) = (at..at + words, other_at..other_at + others);
        (at, other_at) = (here.end, there.end);
        match step {
            Step::Both(0) => {}
            Step::Both(WORD) | Step::Here | Step::There => {
                let before = found.last_mut().filter(|before| {
                    before.here.end == here.start && before.there.end == there.start && before.is_whole()
                });
                match before {
                    Some(before) => (before.here.end, before.there.end) = (here.end, there.end),
                    None => found.push(Stretch { kind: DifferenceKind::Changed, here, there }),
                }
            }
            Step::Both(_) => {
                let is_number = one.get(here.start).is_some_and(|word| word.is_number);
                let kind = if is_number { DifferenceKind::Number } else { DifferenceKind::Form };
                found.push(Stretch { kind, here, there });
            }
        }
    }
    for stretch in found.iter_mut().filter(|stretch| stretch.is_whole()) {
        if stretch.there.is_empty() {
            stretch.kind = DifferenceKind::OnlyHere;
        } else if stretch.here.is_empty() {
            stretch.kind = DifferenceKind::OnlyThere;
        }
    }
    (cost, found)
}

impl Stretch {
    const fn is_whole(&self) -> bool {
        !matches!(self.kind, DifferenceKind::Form | DifferenceKind::Number)
    }
}

/// From the first word to the last; of no words, the place behind the word before.
fn span_at(text: &Text, words: Range<usize>) -> Span {
    if !words.is_empty() {
        return text.span_of(words);
    }
    let at = words.start.checked_sub(1).map_or(0, |before| text.span(before).end);
    Span::new(at, at)
}

/// The marks that differ between the same words.
fn marks(here: &Text, there: &Text) -> Vec<Difference> {
    let gaps = (0..=here.len()).filter(|gap| here.marks_before(*gap) != there.marks_before(*gap));
    gaps.map(|gap| Difference { kind: DifferenceKind::Marks, here: here.gap(gap), there: there.gap(gap) })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(here: &str, there: &str, expect: &[(DifferenceKind, &str, &str)]) {
        let comparison = Comparison::of(&Text::of(here), &Text::of(there));
        let found: Vec<_> = comparison
            .differences
            .iter()
            .map(|difference| (difference.kind, difference.here.of(here), difference.there.of(there)))
            .collect();
        assert_eq!(found, expect, "{here} / {there}");
    }

    #[test]
    fn differences_are_shown_in_both_texts() {
        use DifferenceKind::{Changed, Form, Marks, Number, OnlyHere, OnlyThere};
        check("وصل أحمد", "وَصَل احمد", &[]);
        check(
            "وقال بومبيو إن 25 جندياً قتلوا في باكو أمس",
            "قال الوزير لافروف إن 36 جندياً قتلوا في موسكو",
            &[
                (Form, "وقال", "قال"),
                (Changed, "بومبيو", "الوزير لافروف"),
                (Number, "25", "36"),
                (Changed, "باكو أمس", "موسكو"),
            ],
        );
        check("وصل أحمد اليوم", "وصل أحمد", &[(OnlyHere, "اليوم", "")]);
        check("وصل أحمد", "وصل اليوم أحمد", &[(OnlyThere, "", "اليوم")]);
        check("هل وصل «أحمد»؟", "هل وصل أحمد.", &[(Marks, " «", " "), (Marks, "»؟", ".")]);
    }
}
