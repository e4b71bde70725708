//! The numbers of an English text, in digits and in words: 1,200, 1.5 million, $5bn, twenty-five, half a million, the
//! third. Values are in thousandths, as in [`crate::arabic::figures`].
//!
//! Read to be compared, not to be understood: whatever a word may count goes in, because a check that finds too much in a
//! draft is quiet, and one that finds too little cries wolf.

use super::super::letters::{Letters, Word, western};
use crate::arabic::figures::{THOUSANDTHS, readings};
use crate::text::Span;

/// A number of a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    /// In the draft (`draft_byte`), digits or words alone.
    pub span: Span,
    /// In thousandths; several where it can be read in several ways.
    pub readings: Vec<u64>,
    pub form: Form,
}

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Digits,
    Words,
    /// With letters: F-16, 1990s, T90.
    Attached,
}

/// The numbers of `text`, in order, none inside another.
#[must_use]
pub fn numbers(text: &str) -> Vec<Number> {
    let words = Letters::of(text).words;
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(word) = words.get(at) {
        let rest = words.get(at..).unwrap_or_default();
        let read = if word.text.starts_with(|first: char| first.is_ascii_digit()) {
            in_digits(text, rest)
        } else {
            in_words(text, rest).or_else(|| attached(text, word))
        };
        match read {
            Some((count, number)) => {
                found.push(number);
                at += count.max(1);
            }
            None => at += 1,
        }
    }
    found
}

/// A number in digits with what scales it. Gives how many words it takes.
fn in_digits(text: &str, words: &[Word]) -> Option<(usize, Number)> {
    let word = words.first()?;
    let (span, digits) = digits_from(text, word.span.start)?;
    let suffix = text.get(span.end..word.span.end)?.to_lowercase();
    let plain = readings(&digits);
    let before = text.get(..word.span.start).unwrap_or_default();
    let is_joined = before.ends_with(['-', '‑', '/'])
        && before.trim_end_matches(['-', '‑', '/']).ends_with(char::is_alphabetic);
    let scaled = |scale: u64| plain.iter().filter_map(|value| value.checked_mul(scale)).collect::<Vec<_>>();
    let (count, readings, form) = match suffix.as_str() {
        "" => {
            match words.get(1).filter(|next| is_joining(text, word, next)).and_then(|next| scale(&next.text))
            {
                Some(scale) => (2, scaled(scale), Form::Digits),
                None => (1, plain, Form::Digits),
            }
        }
        "st" | "nd" | "rd" | "th" | "km" | "kg" | "cm" | "mm" | "am" | "pm" | "kw" | "mw" | "gw" => {
            (1, plain, Form::Digits)
        }
        "k" => (1, scaled(1_000), Form::Digits),
        // Metres as well.
        "m" => (1, plain.iter().copied().chain(scaled(1_000_000)).collect(), Form::Digits),
        "mn" => (1, scaled(1_000_000), Form::Digits),
        "bn" | "b" => (1, scaled(1_000_000_000), Form::Digits),
        "tn" => (1, scaled(1_000_000_000_000), Form::Digits),
        _ => (1, plain, Form::Attached),
    };
    let form = if is_joined { Form::Attached } else { form };
    Some((count, Number { span, readings, form }))
}

/// Digits inside a word: T90, G20.
fn attached(text: &str, word: &Word) -> Option<(usize, Number)> {
    let start = word.span.of(text).find(|letter: char| western(letter).is_ascii_digit())?;
    let (span, digits) = digits_from(text, word.span.start + start)?;
    Some((1, Number { span, readings: readings(&digits), form: Form::Attached }))
}

/// The digits and the signs between them that begin at a byte of `text`, where they stand and as ours.
fn digits_from(text: &str, start: usize) -> Option<(Span, String)> {
    let rest = text.get(start..)?;
    let is_inside = |letter: char| matches!(western(letter), '0'..='9' | '.' | ',') && letter != '،';
    let length = rest.find(|letter| !is_inside(letter)).unwrap_or(rest.len());
    let written = rest.get(..length)?.trim_end_matches(['.', ',', '\u{66B}', '\u{66C}']);
    Some((Span::new(start, start + written.len()), written.chars().map(western).collect()))
}

/// A number in words. Gives how many words it takes.
fn in_words(draft: &str, words: &[Word]) -> Option<(usize, Number)> {
    let (mut whole, mut part, mut count) = (0_u64, 0_u64, 0);
    // What “and” or a bare article may yet join.
    let mut taken = 0;
    let mut fraction = 1;
    let mut last_small = u64::MAX;
    while let Some(word) = words.get(count) {
        let text = word.text.as_str();
        let before = count.checked_sub(1).and_then(|before| words.get(before));
        if before.is_some_and(|before| !is_joining(draft, before, word)) {
            break;
        }
        if let Some(value) = small(text).or_else(|| ordinal(text)) {
            // “two three” are two numbers; “twenty two” is one.
            let fits = last_small == u64::MAX || last_small >= 100 || (last_small >= 20 && value < 10);
            if !fits {
                break;
            }
            part = part.checked_add(value)?;
            last_small = value;
            taken = count + 1;
        } else if let Some(scale) = scale(text).filter(|_| text.len() > 1) {
            // A letter by itself scales digits only.
            let by = if part == 0 { 1 } else { part };
            if scale == 100 {
                part = by.checked_mul(100)?;
            } else {
                whole = whole.checked_add(by.checked_mul(scale)?)?;
                part = 0;
            }
            last_small = 100;
            taken = count + 1;
        } else if taken == 0 && matches!(text, "half" | "quarter") {
            fraction = if text == "half" { 2 } else { 4 };
        } else if !(matches!(text, "a" | "an" | "of") && taken == 0 || text == "and" && taken == count) {
            break;
        }
        count += 1;
    }
    if taken == 0 {
        return None;
    }
    let value = whole.checked_add(part)?.checked_mul(THOUSANDTHS)? / fraction;
    let begins = words.iter().position(|word| !matches!(word.text.as_str(), "a" | "an" | "of" | "and"))?;
    let span = Span::new(words.get(begins)?.span.start, words.get(taken - 1)?.span.end);
    Some((taken, Number { span, readings: vec![value], form: Form::Words }))
}

/// Whether two words can be parts of one number: a comma or a colon between them parts two.
fn is_joining(text: &str, before: &Word, word: &Word) -> bool {
    let gap = Span::new(before.span.end, word.span.start).of(text);
    gap.chars().all(|letter| letter.is_whitespace() || matches!(letter, '-' | '\u{2011}'))
}

/// What a word multiplies by.
fn scale(word: &str) -> Option<u64> {
    Some(match word {
        "dozen" => 12,
        "hundred" => 100,
        "thousand" => 1_000,
        "million" | "m" => 1_000_000,
        "billion" | "bn" => 1_000_000_000,
        "trillion" => 1_000_000_000_000,
        _ => return None,
    })
}

/// Words that count.
fn small(word: &str) -> Option<u64> {
    const WORDS: [(&str, u64); 48] = [
        ("zero", 0),
        ("one", 1),
        ("once", 1),
        ("single", 1),
        ("two", 2),
        ("twice", 2),
        ("both", 2),
        ("pair", 2),
        ("couple", 2),
        ("double", 2),
        ("three", 3),
        ("thrice", 3),
        ("trio", 3),
        ("triple", 3),
        ("tripled", 3),
        ("threefold", 3),
        ("four", 4),
        ("quadruple", 4),
        ("quadrupled", 4),
        ("five", 5),
        ("six", 6),
        ("seven", 7),
        ("eight", 8),
        ("nine", 9),
        ("ten", 10),
        ("decade", 10),
        ("eleven", 11),
        ("twelve", 12),
        ("thirteen", 13),
        ("fourteen", 14),
        ("fifteen", 15),
        ("sixteen", 16),
        ("seventeen", 17),
        ("eighteen", 18),
        ("nineteen", 19),
        ("twenty", 20),
        ("thirty", 30),
        ("forty", 40),
        ("fourty", 40),
        ("fifty", 50),
        ("sixty", 60),
        ("seventy", 70),
        ("eighty", 80),
        ("ninety", 90),
        ("century", 100),
        ("centuries", 100),
        ("teens", 13),
        ("twofold", 2),
    ];
    WORDS.iter().find(|(known, _)| *known == word).map(|(_, value)| *value)
}

/// Words that say which.
fn ordinal(word: &str) -> Option<u64> {
    const WORDS: [&str; 19] = [
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
        "eleventh",
        "twelfth",
        "thirteenth",
        "fourteenth",
        "fifteenth",
        "sixteenth",
        "seventeenth",
        "eighteenth",
        "nineteenth",
    ];
    let singular = word.strip_suffix('s').filter(|_| word != "seconds").unwrap_or(word);
    let place = WORDS.iter().position(|known| *known == singular || *known == word);
    let tens = || Some(if word == "twentieth" { 20 } else { (word == "thirtieth").then_some(30)? });
    place.and_then(|place| u64::try_from(place + 1).ok()).or_else(tens)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(&str, u64)]) {
        let found: Vec<(&str, u64)> = numbers(text)
            .iter()
            .map(|number| (number.span.of(text), number.readings.first().copied().unwrap_or_default()))
            .collect();
        let expected: Vec<(&str, u64)> =
            expected.iter().map(|(text, value)| (*text, value * THOUSANDTHS)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn digits_and_what_scales_them() {
        check("1,200 of 90", &[("1,200", 1_200), ("90", 90)]);
        check("1.5 million and $5bn, 20k", &[("1.5", 1_500_000), ("5", 5_000_000_000), ("20", 20_000)]);
        check("November 20th, 2020.", &[("20", 20), ("2020", 2_020)]);
        check("F-16s, T90 and the 1990s", &[("16", 16), ("90", 90), ("1990", 1_990)]);
        check("2-1", &[("2", 2), ("1", 1)]);
    }

    #[test]
    fn words_that_count() {
        check("twenty-five men, two hundred and six", &[("twenty-five", 25), ("two hundred and six", 206)]);
        check("a hundred thousand", &[("hundred thousand", 100_000)]);
        check("half a million", &[("half a million", 500_000)]);
        check("8:M and 3, million", &[("8", 8), ("3", 3), ("million", 1_000_000)]);
        check("three thousand two hundred", &[("three thousand two hundred", 3_200)]);
        check("a dozen, and two or three", &[("dozen", 12), ("two", 2), ("three", 3)]);
        check("the third and the twenty-first", &[("third", 3), ("twenty-first", 21)]);
        check("hundreds of thousands", &[]);
    }

    #[test]
    fn letters_make_a_number_a_name() {
        let forms = |text: &str| numbers(text).iter().map(|number| number.form).collect::<Vec<_>>();
        assert_eq!(forms("F-16 T90 1990s"), [Form::Attached; 3]);
        assert_eq!(forms("16 5bn 20th six"), [Form::Digits, Form::Digits, Form::Digits, Form::Words]);
    }
}
