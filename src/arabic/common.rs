//! Words so common that a name which looks like them is probably not meant: «وقف» is not the name قف.

use super::fold::fold;
use foldhash::fast::FixedState;
use std::collections::HashSet;
use std::sync::LazyLock;

/// One line a group, words apart by spaces, `#` begins a comment line; the file says how it was made.
static LIST: &str = include_str!("../../assets/arabic-common-words.txt");

static WORDS: LazyLock<HashSet<String, FixedState>> = LazyLock::new(|| {
    LIST.lines()
        .filter(|line| !line.starts_with('#'))
        .flat_map(str::split_whitespace)
        .map(|word| fold(word).text().to_owned())
        .collect()
});

/// Whether a folded word is on the list of common words.
#[must_use]
pub fn is_common(folded_word: &str) -> bool {
    WORDS.contains(folded_word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn function_words_are_common_and_names_are_not() {
        for word in ["في", "كانت", "لكن", "وقف", "بعد", "فريق"] {
            assert!(is_common(word), "{word}");
        }
        for name in ["باكو", "لاتشين", "بومبيو", "واشنطن", "لبنان", "فرنسا", "كركوك", "بوتين"]
        {
            assert!(!is_common(name), "{name}");
        }
    }

    #[test]
    fn the_list_is_long_enough_and_says_nothing_twice() {
        let listed =
            LIST.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace).count();
        assert!(listed > 2500, "{listed} words");
        assert!(WORDS.len() * 100 > listed * 97, "{listed} words, {} of them different", WORDS.len());
    }
}
