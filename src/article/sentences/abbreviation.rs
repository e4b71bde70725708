//! Arabic abbreviations and initials whose dot does not end a sentence.

use super::is_arabic_letter;
use crate::article::fold::is_invisible;

/// Whether `text`, which a dot follows, ends in an abbreviation: one letter («د.»), letters joined by dots
/// («ق.م.», «أ.ب.ج.»), or two letters that are no Arabic word («هـ.», «كم.»).
pub(super) fn ends_in_abbreviation(text: &str) -> bool {
    let word = last_word(text);
    let mut pieces = word.rsplit('.');
    let last = pieces.next().unwrap_or_default();
    let letters = letter_count(last);
    match letters {
        1 => true,
        // «ص.ب.»: every piece is as short as an abbreviation's.
        2 => pieces.next().is_some_and(|before| letter_count(before) <= 2) || !is_two_letter_word(last),
        _ => LONGER.contains(&last),
    }
}

/// Listed because they are longer than two letters.
const LONGER: [&str; 4] = ["كلم", "ملم", "سنتم", "الخ"];

/// Words that do end sentences.
fn is_two_letter_word(word: &str) -> bool {
    // «ود.» is not among them: it is و and «د.».
    const WORDS: [&str; 67] = [
        "له", "به", "لي", "بي", "لك", "بك", "هو", "هي", "هم", "هن", "لا", "لم", "لن", "ما", "من", "عن", "قط",
        "بل", "كل", "أب", "أخ", "أم", "دم", "يد", "فم", "حر", "حق", "حد", "سر", "شر", "ضد", "رد", "مر", "فن",
        "جد", "عد", "صف", "خط", "شك", "غد", "حل", "ظل", "حي", "نص", "سد", "جو", "بث", "فخ", "رب", "عم", "بر",
        "ست", "حج", "كف", "خد", "غش", "لب", "ذل", "حب", "طب", "حظ", "قد", "فك", "ذا", "ذي", "صح", "لص",
    ];
    let bare: String = word.chars().filter(|c| is_bare_letter(*c)).collect();
    WORDS.contains(&bare.as_str())
}

fn last_word(text: &str) -> &str {
    // Abbreviations are short; looking further back would cost time in hostile text.
    let start = text
        .char_indices()
        .rev()
        .take(24)
        .find(|(_, c)| !(is_arabic_letter(*c) || *c == '.' || is_invisible(*c)))
        .map_or(0, |(at, c)| at + c.len_utf8());
    text.get(start..).unwrap_or_default()
}

/// Letters without tatweel and diacritics: «هـ» is one.
fn letter_count(word: &str) -> usize {
    // Words are short; a page of letters without a space is not worth counting to its end.
    word.chars().filter(|c| is_bare_letter(*c)).take(16).count()
}

fn is_bare_letter(character: char) -> bool {
    is_arabic_letter(character) && !super::is_diacritic(character)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn abbreviations() {
        for text in
            ["التقى د", "عام 1442 هـ", "سنة 300 ق.م", "ص.ب", "وكالة د.ب.أ", "أ\u{200F}", "(م", "نحو 40 كم"]
        {
            assert!(ends_in_abbreviation(text), "{text}");
        }
    }

    #[test]
    fn words() {
        for text in [
            "لا بديل له",
            "وهذا هو",
            "من حقه",
            "إلى ما بعد غد",
            "بلا شك",
            "من دون حل",
            "خمسة عشر 15",
            "",
            "قبل ذلك",
        ] {
            assert!(!ends_in_abbreviation(text), "{text}");
        }
    }
}
