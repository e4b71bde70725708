//! How like two texts are: the score of a match, in per cent, and where they differ.
//!
//! # The score
//!
//! A text is a row of [words](super::Text), numbers among them. One text becomes the other by putting in, leaving out
//! and exchanging words, and each of these costs **five fifths of a word**, with one exception: to exchange a word for
//! another **form** of it (the same [stem](mod@crate::arabic::stem): وقال and قال, مدينة and مدينتهم) or a number for
//! another number costs **one fifth**. The cost of the cheapest way is the distance *d*; *n* is the number of words of
//! the longer text. Then
//!
//! > score = ⌊ 100 · (1 − *d* / *n*) ⌋
//!
//! - Words are compared as [`crate::arabic::fold`] spells them: أحمد and احمد are one word and cost nothing.
//! - **100** are the same words in the same order with the same marks. Where only marks differ (a question mark, quotation
//!   marks that are there or not) the score is **99**. Otherwise *d* is at least a fifth and the score below 100.
//! - A text without words is like no other.
//! - **101** is said of a match of 100 whose neighbours are the same too; that is the business of
//!   [`super::search`], not of this module.
//!
//! Every part is a whole number until the last division, so the score is the same on every machine.

mod align;
mod difference;

pub use difference::{Comparison, Difference, DifferenceKind};

use super::tokens::Word;

/// A fifth of a word, in which costs are counted.
pub const FORM: u32 = 1;
/// A word put in, left out or exchanged.
pub const WORD: u32 = 5;

/// The score of the same words with other marks.
pub const OTHER_MARKS: u8 = 99;

/// The score of a cost (in fifths), for texts of which the longer has `words` words.
#[must_use]
pub fn score(cost: u32, words: usize, same_marks: bool) -> u8 {
    let whole = words as u64 * u64::from(WORD);
    let kept = whole.saturating_sub(u64::from(cost));
    match (100 * kept).checked_div(whole) {
        Some(100) if !same_marks => OTHER_MARKS,
        // At most 100.
        Some(score) => score as u8,
        None => 0,
    }
}

/// The highest cost (in fifths) that still gives `least` per cent.
#[must_use]
pub fn most_cost(least: u8, words: usize) -> u32 {
    let whole = words as u64 * u64::from(WORD);
    (whole * u64::from(100_u8.saturating_sub(least)) / 100) as u32
}

/// The highest number of words put in, left out or exchanged for unrelated ones that still gives `least` per cent.
#[must_use]
pub fn most_edits(least: u8, words: usize) -> usize {
    (most_cost(least, words) / WORD) as usize
}

/// The cost of one word for another.
pub(super) fn exchange(one: Word<'_>, other: Word<'_>) -> u32 {
    if one.form == other.form {
        0
    } else if one.stem == other.stem || (one.is_number && other.is_number) {
        FORM
    } else {
        WORD
    }
}

pub(super) use align::distance;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::memory::Text;

    #[track_caller]
    fn check(one: &str, other: &str, expect: u8) {
        let (read, other_read) = (Text::of(one), Text::of(other));
        assert_eq!(Comparison::of(&read, &other_read).score, expect, "{one} / {other}");
        assert_eq!(Comparison::of(&other_read, &read).score, expect, "{other} / {one}");
    }

    #[test]
    fn spelling_is_nothing_and_marks_are_little() {
        check("وصل أحمد إلى القاهرة.", "وَصَل احمد الى القاهره.", 100);
        check("وصل أحمد؟", "وصل أحمد.", 99);
        check("وصل أحمد", "وصل أحمد.", 99);
        check("«وصل أحمد»", "\"وصل أحمد\"", 100);
    }

    #[test]
    fn clitics_and_numbers_are_weighed_lightly() {
        // One fifth of four words.
        check("وقال الوزير إن باكو", "قال الوزير إن باكو", 95);
        check("قتل 36 من الجنود", "قتل ١٢٠ من الجنود", 95);
        check("قتل الجنود", "قتل جنود", 90);
    }

    #[test]
    fn words_put_in_left_out_and_exchanged_count_whole() {
        check("وصل أحمد إلى باكو", "وصل أحمد إلى موسكو", 75);
        check("وصل أحمد إلى باكو", "وصل أحمد", 50);
        check("وصل أحمد إلى باكو اليوم", "وصل أمس أحمد إلى باكو", 60);
        check("باكو", "موسكو", 0);
        check("باكو", "", 0);
        check("…", "…", 0);
    }

    #[test]
    fn the_highest_cost_is_the_last_that_gives_the_score() {
        for words in 1..200 {
            for least in 1..=100 {
                let most = most_cost(least, words);
                assert!(score(most, words, true) >= least);
                assert!(score(most + 1, words, true) < least);
                assert!(most_edits(least, words) as u32 * WORD <= most);
            }
        }
    }
}
