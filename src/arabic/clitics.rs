//! Proclitics: و ف ب ك ل and the chains of two that Arabic writes joined to the next word.
//!
//! A conjunction (و ف) may stand before a preposition (ب ك ل), never after it. What a chain leaves must still
//! be looked up by the caller: only a remainder that is a known word makes the reading true.

/// A way to cut a folded word into proclitics and the rest, weakest cut first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chain<'w> {
    /// The proclitic letters, "" for the whole word.
    pub letters: &'w str,
    pub rest: &'w str,
    /// How many letters were cut: the level of the reading, 0 to 2.
    pub level: u8,
}

impl Chain<'_> {
    /// After the preposition ل the article loses its alif: للرياض is ل and الرياض, and للاذقية even hides a lam.
    /// Writes the words the rest may stand for into `restored`; false when ل and an article cannot be meant.
    #[must_use]
    pub fn restores_article(&self, doubled_lam: bool, restored: &mut String) -> bool {
        if !self.letters.ends_with('ل') || !self.rest.starts_with('ل') {
            return false;
        }
        restored.clear();
        restored.push('ا');
        if doubled_lam {
            restored.push('ل');
        }
        restored.push_str(self.rest);
        true
    }
}

/// The cuts of a folded word: whole, one proclitic, two.
pub fn chains(folded_word: &str) -> impl Iterator<Item = Chain<'_>> {
    let whole = Chain { letters: "", rest: folded_word, level: 0 };
    let first = folded_word.chars().next().filter(|&c| is_conjunction(c) || is_preposition(c));
    let one = first.and_then(|letter| cut(folded_word, letter.len_utf8(), 1));
    let two = first.filter(|&letter| is_conjunction(letter)).and(one).and_then(|one| {
        let second = one.rest.chars().next().filter(|&c| is_preposition(c))?;
        cut(folded_word, one.letters.len() + second.len_utf8(), 2)
    });
    std::iter::once(whole).chain(one).chain(two)
}

/// What a chain of proclitics says in English: "ول" gives "and + to/for". Unknown letters are passed over.
#[must_use]
pub fn clitic_hint(chain: &str) -> String {
    let hints: Vec<&str> = chain
        .chars()
        .filter_map(|letter| match letter {
            'و' => Some("and"),
            'ف' => Some("so/then"),
            'ب' => Some("in/with"),
            'ك' => Some("as/like"),
            'ل' => Some("to/for"),
            _ => None,
        })
        .collect();
    hints.join(" + ")
}

fn cut(word: &str, at: usize, level: u8) -> Option<Chain<'_>> {
    let (letters, rest) = word.split_at_checked(at)?;
    (!rest.is_empty()).then_some(Chain { letters, rest, level })
}

const fn is_conjunction(letter: char) -> bool {
    matches!(letter, 'و' | 'ف')
}

const fn is_preposition(letter: char) -> bool {
    matches!(letter, 'ب' | 'ك' | 'ل')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(word: &str, expect: &[(&str, &str)]) {
        let found: Vec<_> = chains(word).map(|chain| (chain.letters, chain.rest)).collect();
        assert_eq!(found, expect, "{word}");
    }

    #[test]
    fn a_conjunction_may_stand_before_a_preposition() {
        check("ولباكو", &[("", "ولباكو"), ("و", "لباكو"), ("ول", "باكو")]);
        check("لباكو", &[("", "لباكو"), ("ل", "باكو")]);
        check("بوشنطن", &[("", "بوشنطن"), ("ب", "وشنطن")]);
        check("موسكو", &[("", "موسكو")]);
        check("و", &[("", "و")]);
    }

    #[test]
    fn the_article_comes_back_after_lam() {
        let mut restored = String::new();
        let chain = chains("للرياض").nth(1).unwrap();
        assert!(chain.restores_article(false, &mut restored));
        assert_eq!(restored, "الرياض");
        let chain = chains("وللاذقيه").nth(2).unwrap();
        assert!(chain.restores_article(true, &mut restored));
        assert_eq!(restored, "اللاذقيه");
        assert!(!chains("بالرياض").nth(1).unwrap().restores_article(false, &mut restored));
    }

    #[test]
    fn hints_read_in_order() {
        assert_eq!(clitic_hint("ول"), "and + to/for");
        assert_eq!(clitic_hint("ب"), "in/with");
        assert_eq!(clitic_hint(""), "");
    }
}
