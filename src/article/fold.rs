//! The light folding that boilerplate rules and duplicate detection compare with.
//!
//! It only answers "is this the same line?", so it may drop punctuation altogether. It must not be used
//! to find words in a text: it keeps no offsets, and the glossary has its own, finer folding.

pub(super) use crate::text::rich::is_invisible;

/// `text` with spelling variants of Arabic evened out: no diacritics, tatweel, bidi marks or punctuation,
/// one form of alef, yeh and teh marbuta, ASCII digits, lower-case Latin, single spaces.
pub(super) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for character in text.chars() {
        match fold_char(character) {
            Folded::Letter(letter) => folded.push(letter),
            Folded::Nothing => {}
            Folded::Gap => {
                if !folded.is_empty() && !folded.ends_with(' ') {
                    folded.push(' ');
                }
            }
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// Whether `text` is the line that folds to `folded`; cheap for text that is much longer.
pub(super) fn is_same_line(text: &str, folded: &str) -> bool {
    text.len() <= folded.len() * 2 + 40 && fold(text) == folded
}

enum Folded {
    Letter(char),
    Gap,
    Nothing,
}

fn fold_char(character: char) -> Folded {
    match character {
        'أ' | 'إ' | 'آ' | 'ٱ' => Folded::Letter('ا'),
        'ى' | 'ئ' | 'ی' => Folded::Letter('ي'),
        'ؤ' => Folded::Letter('و'),
        'ة' => Folded::Letter('ه'),
        'ک' => Folded::Letter('ك'),
        // Most of a text is these; asking Unicode tables about each of them would double the import time.
        'ا'..='غ' | 'ف'..='ي' | 'a'..='z' | '0'..='9' => Folded::Letter(character),
        ' ' | '.' | ',' | '،' => Folded::Gap,
        'A'..='Z' => Folded::Letter(character.to_ascii_lowercase()),
        '\u{0660}'..='\u{0669}' => digit(u32::from(character) - 0x0660),
        '\u{06F0}'..='\u{06F9}' => digit(u32::from(character) - 0x06F0),
        // Diacritics, superscript alef, Koranic marks, tatweel: they are optional in writing.
        '\u{064B}'..='\u{065F}' | '\u{0670}' | '\u{06D6}'..='\u{06ED}' | '\u{0640}' => Folded::Nothing,
        _ if is_invisible(character) => Folded::Nothing,
        _ if character.is_alphanumeric() => match character.to_lowercase().next() {
            Some(lower) => Folded::Letter(lower),
            None => Folded::Nothing,
        },
        _ => Folded::Gap,
    }
}

fn digit(value: u32) -> Folded {
    char::from_digit(value, 10).map_or(Folded::Nothing, Folded::Letter)
}

/// `text` with every run of white space as one space, nothing invisible at its ends, and no line breaks.
pub(super) fn collapse(text: &str) -> String {
    let mut collapsed = String::with_capacity(text.len());
    for character in text.chars() {
        // A byte order mark inside a page is a leftover of joined files, never part of a word.
        if character.is_whitespace() || character == '\u{FEFF}' || character.is_control() {
            if !collapsed.ends_with(' ') {
                collapsed.push(' ');
            }
        } else {
            collapsed.push(character);
        }
    }
    let trimmed = collapsed.trim_matches(|c: char| c == ' ' || is_invisible(c));
    if trimmed.len() == collapsed.len() { collapsed } else { trimmed.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spelling_variants_of_a_line_fold_to_one() {
        for line in ["إقرأ أيضاً", "اقرأ أيضا:", "«اقـرأ أيضًا» ←", "\u{200F}اقرا ايضا…"]
        {
            assert_eq!(fold(line), "اقرا ايضا", "{line}");
        }
        assert_eq!(fold("٢٠٢٠ Getty  IMAGES"), "2020 getty images");
    }

    #[test]
    fn white_space_becomes_single_spaces() {
        assert_eq!(collapse(" \u{FEFF}في\u{00A0}\n\tباكو \u{200F}"), "في باكو");
        assert_eq!(collapse("\u{FEFF} \u{200E}"), "");
    }
}
