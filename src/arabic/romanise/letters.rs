//! A name letter by letter: the sounds of its letters, and short vowels where a mouth needs one.

use super::origin::{looks_foreign, split_ending};
use super::sounds::sounds;
use super::vowels::{with_arabic_vowels, with_foreign_vowels};
use crate::arabic::letters::{Class, class};
use unicode_normalization::UnicodeNormalization;

/// Spellings of a word without article, the likeliest first. Letters of other scripts are kept.
pub(super) fn spell(word: &str, foreign: Option<bool>, apostrophes: bool) -> Vec<String> {
    let letters: Vec<char> = word.nfkc().filter(|&c| class(c).in_word()).map(plain).collect();
    if !letters.iter().any(|&c| class(c) == Class::Arabic) {
        return vec![word.to_owned()];
    }
    let folded: String =
        letters.iter().map(|&c| if matches!(c, 'أ' | 'إ' | 'آ') { 'ا' } else { c }).collect();
    let likely = foreign.unwrap_or_else(|| looks_foreign(&folded));
    let mut found = Vec::new();
    let mut add = |letters: &[char], foreign: bool, open: bool| {
        let english = capital(&romanised(letters, foreign, open, apostrophes));
        if !english.is_empty() && !found.contains(&english) {
            found.push(english);
        }
    };
    add(&letters, likely, true);
    if foreign.is_none() {
        add(&letters, !likely, true);
    }
    if likely {
        // The first sound that Arabic has no letter of its own for.
        let other = |c: &char| match c {
            'ب' => 'پ',
            'ف' => 'ڤ',
            'ج' => 'گ',
            'ق' => 'غ',
            other => *other,
        };
        let (stem, _) = split_ending(&letters);
        if let Some(at) = stem.iter().position(|c| other(c) != *c) {
            let swapped: Vec<char> =
                letters.iter().enumerate().map(|(i, c)| if i == at { other(c) } else { *c }).collect();
            add(&swapped, true, true);
        }
    } else {
        add(&letters, false, false);
    }
    found
}

const fn plain(c: char) -> char {
    match c {
        'ٱ' => 'ا',
        'ی' => 'ي',
        'ک' => 'ك',
        'ہ' | 'ە' => 'ه',
        'ۀ' => 'ة',
        other => other,
    }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_ascii_uppercase().to_string() + letters.as_str())
}

/// `open` is the pattern faʿal for three consonants without a vowel, otherwise faʿl.
fn romanised(letters: &[char], foreign: bool, open: bool, apostrophes: bool) -> String {
    let (stem, ending) = if foreign { split_ending(letters) } else { (letters, "") };
    let sounds = sounds(stem, !ending.is_empty(), foreign, apostrophes);
    let mut english = if foreign {
        with_foreign_vowels(&sounds, ending.starts_with(|c: char| "aeiou".contains(c)))
    } else {
        with_arabic_vowels(&sounds, open)
    };
    english.push_str(ending);
    english
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(word: &str, foreign: Option<bool>, expect: &str) {
        let found = spell(word, foreign, false);
        assert_eq!(found.first().map(String::as_str), Some(expect), "{word}: {found:?}");
    }

    #[test]
    fn arabic_words_get_the_vowels_of_common_patterns() {
        check("خالد", Some(false), "Khalid");
        check("محمود", Some(false), "Mahmud");
        check("جعفر", Some(false), "Jaafar");
        check("قمر", Some(false), "Qamar");
        check("سعد", Some(false), "Saad");
        check("رئيس", Some(false), "Rais");
    }

    #[test]
    fn foreign_words_keep_their_clusters() {
        check("بلينكن", Some(true), "Blinken");
        check("غريفيث", Some(true), "Grifith");
        check("أوباما", Some(true), "Obama");
        check("بيتر", Some(true), "Biter");
        check("بوروشنكو", None, "Boroshenko");
        check("باشينيان", None, "Bashinyan");
        check("غوليتش", Some(true), "Golic");
    }

    #[test]
    fn the_switch_changes_the_sounds() {
        assert_eq!(spell("غول", Some(true), false), ["Gol"]);
        assert_eq!(spell("غول", Some(false), false)[0], "Ghul");
        assert!(spell("بوتين", Some(true), false).contains(&"Potin".to_owned()));
    }

    #[test]
    fn an_apostrophe_is_written_when_asked_for() {
        assert_eq!(spell("معين", Some(false), true)[0], "Ma'in");
        assert_eq!(spell("عمان", Some(false), true)[0], "Aman");
    }
}
