//! Where two drafts differ, word by word.

use crate::export::carried::carried_text;
use crate::text::Span;
use similar::{Algorithm, DiffTag, capture_diff_slices};
use std::borrow::Cow;
use unicode_segmentation::UnicodeSegmentation;

/// A stretch of the draft in the project and what stands in its place in the file. One of the two may be empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Difference {
    /// In bytes of the draft in the project.
    pub before: Span,
    /// In bytes of the draft in the file.
    pub after: Span,
}

/// The differences of two drafts, in order. Texts that a document carries alike do not differ.
pub fn differences(before: &str, after: &str) -> Vec<Difference> {
    /// Words and spaces of both. Beyond them, all between the first and the last difference is one.
    const MOST: usize = 20_000;
    let (old, new) = (tokens(before), tokens(after));
    let (old_words, new_words) = (words(&old), words(&new));
    let same = old_words.iter().zip(&new_words).take_while(|(one, other)| one == other).count();
    let rest = (old_words.get(same..).unwrap_or_default(), new_words.get(same..).unwrap_or_default());
    let same_at_end =
        rest.0.iter().rev().zip(rest.1.iter().rev()).take_while(|(one, other)| one == other).count();
    let old_end = old.len() - same_at_end;
    let new_end = new.len() - same_at_end;
    let span = |tokens: &[(Span, Cow<'_, str>)], start: usize, end: usize, length: usize| {
        let start_byte = tokens.get(start).map_or(length, |(span, _)| span.start);
        let end_byte = tokens.get(end).map_or(length, |(span, _)| span.start);
        Span::new(start_byte, end_byte)
    };
    let one = |old_range: (usize, usize), new_range: (usize, usize)| Difference {
        before: span(&old, old_range.0, old_range.1, before.len()),
        after: span(&new, new_range.0, new_range.1, after.len()),
    };
    if (old_end - same) + (new_end - same) > MOST {
        return vec![one((same, old_end), (same, new_end))];
    }
    let middle =
        (old_words.get(same..old_end).unwrap_or_default(), new_words.get(same..new_end).unwrap_or_default());
    capture_diff_slices(Algorithm::Myers, middle.0, middle.1)
        .into_iter()
        .filter(|operation| operation.tag() != DiffTag::Equal)
        .map(|operation| {
            let (old, new) = (operation.old_range(), operation.new_range());
            one((same + old.start, same + old.end), (same + new.start, same + new.end))
        })
        .collect()
}

/// Words, spaces and marks with where they stand, as a document carries them.
fn tokens(text: &str) -> Vec<(Span, Cow<'_, str>)> {
    let token = |(at, token): (usize, &'_ str)| Span::new(at, at + token.len());
    text.split_word_bound_indices().map(|found| (token(found), carried_text(found.1))).collect()
}

fn words<'a>(tokens: &'a [(Span, Cow<'_, str>)]) -> Vec<&'a str> {
    tokens.iter().map(|(_, word)| word.as_ref()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(before: &str, after: &str, expected: &[(&str, &str)]) {
        let found = differences(before, after);
        let said: Vec<_> =
            found.iter().map(|found| (found.before.of(before), found.after.of(after))).collect();
        assert_eq!(said, expected, "{before:?} to {after:?}");
    }

    #[test]
    fn words_that_differ_are_found() {
        check("He came to Baku.", "He came to Baku.", &[]);
        check("He came to Baku.", "She came to Yerevan.", &[("He", "She"), ("Baku", "Yerevan")]);
        check("a b", "a", &[(" b", "")]);
        check("", "New", &[("", "New")]);
        check("a\r\nb\u{1}", "a\nb\u{FFFD}", &[]);
        check("a\r\nb c", "a\nb d", &[("c", "d")]);
    }

    /// Puts what differs in its place.
    fn applied(before: &str, after: &str) -> String {
        let mut text = before.to_owned();
        for found in differences(before, after).iter().rev() {
            text.replace_range(found.before.range(), found.after.of(after));
        }
        text
    }

    #[test]
    fn very_long_texts_are_compared_in_one_piece() {
        let (before, after) = ("one ".repeat(30_000), "two ".repeat(30_000));
        assert_eq!(differences(&before, &after).len(), 1);
        assert_eq!(applied(&before, &after), after);
    }

    proptest! {
        #[test]
        fn what_differs_in_its_place_gives_the_other_text(before in any::<String>(), after in any::<String>()) {
            let applied = applied(&before, &after);
            prop_assert_eq!(carried_text(&applied).into_owned(), carried_text(&after).into_owned());
        }

        #[test]
        fn and_so_it_does_where_most_is_the_same(
            words in prop::collection::vec("[ab \\n]{1,3}", 0..12), other in prop::collection::vec("[ab \\n]{1,3}", 0..12)
        ) {
            let (before, after) = (words.concat(), other.concat());
            prop_assert_eq!(applied(&before, &after), after);
        }
    }
}
