//! The stem by which forms of one word meet: قال, وقال and قالت; كتاب and بكتابها.
//!
//! Not a root and not always a word: what is taken for a clitic may belong to the word (باكو becomes اكو). That does no
//! harm where only stems are compared with each other, because the same letters go everywhere; so a stem must never be
//! shown, and words of one stem are near, not equal.

use super::letters::{Class, class};
use std::ops::Range;

/// The fewest letters that stay.
const SHORTEST: usize = 3;

/// Bytes of a word; what is longer is no word and its own stem.
const LONGEST: usize = 64;

/// Pronouns joined to the end, the longer first, then endings of plurals, then what ة becomes before a pronoun, which
/// is also the ending of a feminine verb. One of each group goes.
const ENDINGS: [&[&str]; 2] = [&["هما", "كما", "ها", "هم", "هن", "كم", "نا"], &["ون", "ين", "ات", "ه", "ت"]];

/// Where the stem of a folded word stands in it, in bytes. A clitic before a word of three letters or more does not
/// change its stem.
#[must_use]
pub fn stem(folded_word: &str) -> Range<usize> {
    let is_arabic = folded_word.chars().next().is_some_and(|letter| class(letter) == Class::Arabic);
    match folded_word.len() {
        length if length > LONGEST => 0..length,
        _ if is_arabic => arabic_stem(folded_word),
        _ => 0..latin_end(folded_word),
    }
}

fn arabic_stem(word: &str) -> Range<usize> {
    let mut rest = word;
    loop {
        let without = rest
            .strip_prefix("ال")
            .filter(|rest| is_long_enough(rest))
            .or_else(|| rest.strip_prefix(['و', 'ف', 'ب', 'ك', 'ل']).filter(|rest| is_long_enough(rest)));
        match without {
            Some(without) => rest = without,
            None => break,
        }
    }
    let start = word.len() - rest.len();
    for endings in ENDINGS {
        let without = endings.iter().find_map(|ending| rest.strip_suffix(ending));
        if let Some(without) = without.filter(|rest| is_long_enough(rest)) {
            rest = without;
        }
    }
    start..start + rest.len()
}

fn is_long_enough(rest: &str) -> bool {
    rest.chars().nth(SHORTEST - 1).is_some()
}

/// English: the s of a plural goes, but not that of "press".
fn latin_end(word: &str) -> usize {
    let without =
        word.strip_suffix('s').filter(|rest| is_long_enough(rest) && !rest.ends_with(['s', 'u', 'i']));
    without.map_or(word.len(), str::len)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(word: &str) -> &str {
        word.get(stem(word)).unwrap()
    }

    #[test]
    fn forms_of_a_word_meet() {
        for forms in [
            &["قال", "وقال", "فقال", "قالت", "وقالت"][..],
            &["مدينه", "المدينه", "بالمدينه", "للمدينه", "مدينتها", "ومدينتهم"],
            &["مسؤول", "المسؤولون", "والمسؤولين", "مسؤولات"],
            &["باكو", "وباكو", "لباكو", "ولباكو"],
            &["وزير", "الوزير", "ووزير", "وللوزير"],
            &["فرنسا", "وفرنسا", "بفرنسا"],
            &["ceasefire", "ceasefires"],
        ] {
            let stems: Vec<&str> = forms.iter().map(|form| of(form)).collect();
            assert!(stems.iter().all(|stem| *stem == stems[0]), "{forms:?}: {stems:?}");
        }
    }

    #[test]
    fn different_words_stay_apart() {
        for (one, other) in [
            ("في", "فيها"),
            ("كان", "كانون"),
            ("باكو", "موسكو"),
            ("الف", "لف"),
            ("press", "pres"),
            ("وجه", "جهه"),
        ] {
            assert_ne!(of(one), of(other), "{one} {other}");
        }
        assert_eq!(of("status"), "status");
        assert_eq!(of("2020"), "2020");
        assert_eq!(of(""), "");
    }

    proptest! {
        #[test]
        fn a_clitic_changes_no_stem(
            clitic in prop::sample::select(vec!["و", "ف", "ب", "ك", "ل", "وب", "فل", "ال", "وال", "بال", "ولل"]),
            word in "[ابتجحدرسعفقكلمنهوي]{3,9}",
        ) {
            // ل before the article hides its alif; the letters of لل are then two clitics.
            let joined = format!("{clitic}{word}");
            prop_assert_eq!(of(&joined), of(&word));
        }

        #[test]
        fn a_stem_is_a_part_of_its_word(word in any::<String>()) {
            prop_assert!(word.get(stem(&word)).is_some());
        }
    }
}
