//! Which words of a text are wrong: in no dictionary, not of the glossary, and not the user's own.

use super::suggest::suggest;
use super::words::{self, Word, words};
use super::{Dictionary, Vocabulary};
use foldhash::fast::FixedState;
use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

/// The sources of right words. Cheap to clone, for workers.
#[derive(Clone)]
pub struct Speller {
    pub dictionary: Arc<Dictionary>,
    pub glossary: Arc<Vocabulary>,
    pub personal: Arc<Vocabulary>,
}

impl Speller {
    /// The stretches of `text`, in bytes, that are spelt wrong, in order. Of a word with hyphens only the wrong
    /// parts, of a possessive only the word in front of ’s: what is replaced is what is wrong.
    #[must_use]
    pub fn check(&self, text: &str) -> Vec<Range<usize>> {
        let mut wrong = Vec::new();
        // Half of a text is the same hundred words.
        let mut right: HashSet<&str, FixedState> = HashSet::default();
        for word in words(text) {
            if right.contains(word.written) {
                continue;
            }
            let before = wrong.len();
            self.check_word(&word, &mut wrong);
            if wrong.len() == before {
                right.insert(word.written);
            }
        }
        wrong
    }

    /// What the word `written` may have been meant to be, best first, at most [`Speller::MOST_SUGGESTIONS`]; names
    /// of the glossary before words of the dictionary. Not for the window's thread.
    #[must_use]
    pub fn suggest(&self, written: &str) -> Vec<String> {
        suggest(self, &Word { start: 0, written }.spelling())
    }

    /// A list that is taken in at a glance.
    pub const MOST_SUGGESTIONS: usize = 7;

    fn check_word(&self, word: &Word<'_>, wrong: &mut Vec<Range<usize>>) {
        if self.is_right(word) {
            return;
        }
        let mut parts = word.parts().peekable();
        let mut is_first = true;
        while let Some(part) = parts.next() {
            let is_last = parts.peek().is_none();
            let is_prefix = is_first && !is_last && is_joined_prefix(&part);
            if !is_prefix && part.is_prose() && !self.is_right(&part) {
                wrong.push(part.owner().unwrap_or(part).range());
            }
            is_first = false;
        }
    }

    fn is_right(&self, word: &Word<'_>) -> bool {
        let has = |word: &Word<'_>| {
            let spelling = word.spelling();
            self.glossary.has(&spelling) || self.personal.has(&spelling) || self.dictionary.has(&spelling)
        };
        has(word) || word.owner().is_some_and(|owner| has(&owner))
    }
}

/// True while the caret at `caret` is still at work on the word that is `marked`, both in bytes of `text`: in it,
/// at its end, or behind an apostrophe or hyphen that has no letter after it yet.
#[must_use]
pub fn is_at_work(text: &str, marked: &Range<usize>, caret: usize) -> bool {
    caret > marked.start
        && (caret <= marked.end
            || text.get(marked.end..caret).is_some_and(|behind| behind.chars().all(words::is_joiner)))
}

/// What stands in front of a hyphen and dictionaries do not list by itself: the Arabic article with its assimilated
/// forms, and those of the usual prefixes that the American or the British dictionary of Debian 12 lacks.
const JOINED_PREFIXES: [&str; 27] = [
    "al", "el", "ul", "ad", "an", "ar", "as", "ash", "at", "az", "aero", "agro", "bi", "cyber", "eco", "geo",
    "indo", "intra", "nano", "narco", "neo", "petro", "pre", "sino", "socio", "turko", "un",
];

fn is_joined_prefix(part: &Word<'_>) -> bool {
    JOINED_PREFIXES.iter().any(|prefix| prefix.eq_ignore_ascii_case(part.written))
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::glossary::Term;
    use proptest::prelude::*;
    use std::path::Path;

    /// With the dictionary of `tests/data/spelling`, a few names and one own word.
    pub fn speller() -> Speller {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/spelling");
        let found = super::super::find(&[folder]);
        let names = [
            "Stepanakert",
            "Abdel Fattah al-Sisi",
            "Nagorno-Karabakh",
            "Levon Ter-Petrosyan",
            "demilitarised zone",
        ];
        let terms = names.map(|name| Term { target: name.to_owned(), ..Term::default() });
        let mut personal = Vocabulary::default();
        personal.add("Tarjuman");
        Speller {
            dictionary: Arc::new(Dictionary::load(&found[0]).unwrap()),
            glossary: Arc::new(Vocabulary::of_terms(&terms)),
            personal: Arc::new(personal),
        }
    }

    /// `marked` has ⟦ and ⟧ around what is wrong.
    fn check(marked: &str) {
        let speller = speller();
        let text = marked.replace(['⟦', '⟧'], "");
        // From the end, so that the ranges in front stay true.
        let mut shown = text.clone();
        for range in speller.check(&text).into_iter().rev() {
            shown.insert(range.end, '⟧');
            shown.insert(range.start, '⟦');
        }
        assert_eq!(shown, marked);
    }

    #[test]
    fn words_of_the_dictionary_are_right_in_all_their_forms() {
        check("The minister arrived, visits and ministers’ talks.");
        check("THE MINISTER ⟦arived⟧ and the ⟦vists⟧ ⟦arived⟧.");
        check("It doesn't, doesn’t, ⟦does'nt⟧");
    }

    #[test]
    fn of_a_possessive_the_owner_is_marked() {
        check("the minister’s visit, the ⟦ministr⟧’s visit, Stepanakert's");
    }

    #[test]
    fn of_a_word_with_hyphens_the_wrong_part_is_marked() {
        check("Stepanakert-based, pre-visit, Sino-based, ⟦Stepanakrt⟧-based, based-⟦neo⟧, visit-⟦vist⟧");
        check("al-Sisi, Al-Sisi, AL-SISI, al-⟦sisi⟧, Nagorno-Karabakh, ⟦nagorno⟧-⟦karabakh⟧, al-Karabakh");
    }

    #[test]
    fn names_of_the_glossary_and_own_words_are_right_as_they_are_written() {
        check("Stepanakert STEPANAKERT ⟦stepanakert⟧ Tarjuman ⟦tarjuman⟧ Demilitarised Sisi’s");
    }

    #[test]
    fn other_scripts_and_controls_do_not_disturb() {
        check("\u{2067}باكو\u{2069} minister \u{200E}⟦vi\u{200F}st⟧\u{200E} باكو⟦vist⟧");
        check("See https://vist.example/arived and OSCE, F-16s, 25-visit.");
    }

    #[test]
    fn a_word_being_written_is_known_by_its_caret() {
        let text = "a vist' x";
        let at_work = |caret| is_at_work(text, &(2..6), caret);
        assert_eq!([1, 2, 3, 6, 7].map(at_work), [false, false, true, true, true]);
        assert!(!at_work(8) && !at_work(99));
    }

    #[test]
    #[allow(clippy::print_stdout, reason = "a test says that it was skipped")]
    fn the_dictionary_of_the_system_knows_the_english_of_news() {
        let found = super::super::find(&super::super::system_folders(|name| std::env::var_os(name)));
        let Some(files) = found.iter().find(|files| files.dialect == "en_US") else {
            println!("skipped: no en_US dictionary is installed");
            return;
        };
        let speller = Speller { dictionary: Arc::new(Dictionary::load(files).unwrap()), ..speller() };
        let text = "On Tuesday the president’s spokeswoman said he hadn’t signed the U.S.-led cease-fire; pro-Iranian and \
            non-state groups, ex-ministers and a 27-year-old were killed at 5 p.m. in the mid-1990s. THE MINISTERS' TALKS \
            in al-Sisi’s Cairo weren't long-lasting. “It’s F-16s, UAVs and S-300s,” they’d say.";
        let marked: Vec<_> = speller.check(text).into_iter().filter_map(|range| text.get(range)).collect();
        assert_eq!(marked, [""; 0]);
        let wrong = "goverment ministrer’s recieved doesnt Tuseday hadnt";
        assert_eq!(speller.check(wrong).len(), 6);
        let mut glossary = Vocabulary::clone(&speller.glossary);
        glossary.add("Government House");
        let speller = Speller { glossary: Arc::new(glossary), ..speller };
        assert_eq!(speller.suggest("goverment").first().map(String::as_str), Some("government"));
        assert_eq!(speller.suggest("Stepanakrt").first().map(String::as_str), Some("Stepanakert"));
    }

    proptest! {
        #[test]
        fn any_text_can_be_checked(text in "(\\PC|[a-zA-Z'’\u{301}\u{200F}\u{AD} -]){0,80}") {
            let speller = speller();
            let mut last = 0;
            for range in speller.check(&text) {
                prop_assert!(range.start >= last && text.get(range.clone()).is_some());
                last = range.end;
                let _ = speller.suggest(text.get(range).unwrap());
            }
        }
    }
}
