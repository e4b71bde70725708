//! Names that everybody knows, in the spelling of the press. The table is ours, from general knowledge.

use crate::arabic::common::is_common;
use crate::arabic::fold::fold;
use foldhash::fast::FixedState;
use std::collections::HashMap;
use std::sync::LazyLock;

/// `arabic,english,use`: spellings are apart by `|`, the usual first; the use `word` says that the name is an
/// ordinary word as well. Names of families stand without their article.
static TABLE: &str = include_str!("../../../assets/given-names.csv");

struct Given {
    english: &'static str,
    is_word: bool,
}

static NAMES: LazyLock<HashMap<String, Given, FixedState>> = LazyLock::new(|| {
    let mut names = HashMap::with_hasher(FixedState::default());
    for line in TABLE.lines().skip(1) {
        let mut cells = line.split(',');
        if let (Some(arabic), Some(english)) = (cells.next(), cells.next()) {
            let is_word = cells.next() == Some("word");
            names.insert(fold(arabic).text().to_owned(), Given { english, is_word });
        }
    }
    names
});

/// How the press spells a name, the usual spelling first.
pub(super) fn spellings(arabic: &str) -> Option<Vec<String>> {
    let given = NAMES.get(fold(arabic).text())?;
    Some(given.english.split('|').map(str::to_owned).collect())
}

/// Whether a folded word is in the table of names.
#[must_use]
pub fn is_given_name(folded: &str) -> bool {
    NAMES.contains_key(folded)
}

/// Whether a folded word is in the table of names and hardly ever anything else.
#[must_use]
pub fn is_only_a_name(folded: &str) -> bool {
    !is_common(folded) && NAMES.get(folded).is_some_and(|given| !given.is_word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_whole() {
        let lines = TABLE.lines().skip(1);
        assert!(NAMES.len() > 500, "{} names", NAMES.len());
        for line in lines {
            let cells: Vec<&str> = line.split(',').collect();
            assert_eq!(cells.len(), 3, "{line}");
            assert!(matches!(cells[2], "" | "word"), "{line}");
            assert!(cells[1].is_ascii() && !cells[1].split('|').any(str::is_empty), "{line}");
        }
    }

    #[test]
    fn a_name_that_is_a_word_is_told_apart() {
        assert!(is_given_name("كريم") && !is_only_a_name("كريم"));
        assert!(is_only_a_name("محمد"));
        assert!(!is_given_name("قال"));
    }
}
