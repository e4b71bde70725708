//! What a wrong word may have been meant to be.

use super::{Speller, Vocabulary};
use crate::text::with_capital;
use strsim::osa_distance;

/// Names of the glossary and own words first, those with the fewest slips first; then what the dictionary thinks.
/// Everything is given the capitals of `spelling`. Words of the glossary that the dictionary has too, like the first
/// of “Government House”, are left to it.
pub(super) fn suggest(speller: &Speller, spelling: &str) -> Vec<String> {
    let mut near = near(&speller.glossary, spelling);
    near.extend(self::near(&speller.personal, spelling));
    near.sort_unstable();
    let near = near.into_iter().filter(|(_, word)| !speller.dictionary.has(&word.to_lowercase()));
    let near = near.map(|(_, word)| word.to_owned());
    let mut suggestions: Vec<String> = Vec::new();
    for word in near.chain(speller.dictionary.suggest(spelling)) {
        let word = with_capitals_of(spelling, word);
        if word != spelling && !suggestions.contains(&word) {
            suggestions.push(word);
        }
    }
    suggestions.truncate(Speller::MOST_SUGGESTIONS);
    suggestions
}

/// The words that are a few slips from `spelling`, whatever its capitals, with the number of slips: letters left
/// out, put in, changed, or two exchanged.
fn near<'v>(vocabulary: &'v Vocabulary, spelling: &str) -> Vec<(usize, &'v str)> {
    let small = spelling.to_lowercase();
    let length = small.chars().count();
    // In a short word two slips make any other word of it.
    let most = match length {
        0..4 => 0,
        4..6 => 1,
        _ => 2,
    };
    let candidates = vocabulary.iter().filter(|word| word.chars().count().abs_diff(length) <= most);
    candidates
        .map(|word| (osa_distance(&word.to_lowercase(), &small), word))
        .filter(|(slips, _)| *slips <= most)
        .collect()
}

/// `word` in capitals, or with a first capital, if `like` is so.
fn with_capitals_of(like: &str, word: String) -> String {
    let mut letters = like.chars();
    if !letters.next().is_some_and(char::is_uppercase) {
        return word;
    }
    let rest = letters.as_str();
    if rest.contains(char::is_uppercase) && !rest.contains(char::is_lowercase) {
        return word.to_uppercase();
    }
    with_capital(&word)
}

#[cfg(test)]
mod tests {
    use super::super::speller::tests::speller;
    use super::*;

    fn check(word: &str, first: &str) {
        let suggestions = speller().suggest(word);
        assert_eq!(suggestions.first().map(String::as_str), Some(first), "{word}: {suggestions:?}");
        assert!(suggestions.len() <= Speller::MOST_SUGGESTIONS);
    }

    #[test]
    fn near_names_of_the_glossary_come_first() {
        check("Stepanakrt", "Stepanakert");
        check("stepanakert", "Stepanakert");
        check("STEPANAKRET", "STEPANAKERT");
        check("Karabahk", "Karabakh");
        check("tarjumann", "Tarjuman");
    }

    #[test]
    fn words_of_the_dictionary_follow_in_the_same_capitals() {
        check("arived", "arrived");
        check("Ministr", "Minister");
        check("VIST", "VISIT");
        check("does’nt", "doesn't");
    }

    #[test]
    fn a_short_word_is_not_near_to_any_name() {
        assert!(!speller().suggest("ssi").contains(&"Sisi".to_owned()));
    }
}
