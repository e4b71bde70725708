//! How often words stand in an article, and which of those that come back may be names for that reason alone.
//!
//! A name has one form; a noun that is repeated appears with the article, with an ending, or in one of the
//! patterns that Arabic makes words by. So a word is offered only if nothing of the kind is seen.

use super::sentence::{Sentence, begins_like_verb, has_al};
use crate::arabic::{chains, is_common};
use crate::glossary::index::Index;
use crate::glossary::spelling::Style;
use crate::glossary::titles::is_title;
use foldhash::fast::FixedState;
use std::collections::HashMap;

/// The words of an article, folded.
pub(super) struct Counts<'t> {
    written: HashMap<&'t str, usize, FixedState>,
    /// With and without what may be clitics; a word counts for each of its readings.
    stems: HashMap<&'t str, usize, FixedState>,
    /// Knows the common nouns of the glossaries.
    index: &'t Index,
}

/// Mentions that make a word one that comes back.
const REPEATED: usize = 2;

/// The same for a word that stands there once.
const SHORTEST_ONCE: usize = 5;

/// Endings of pronouns, duals and persons of the verb.
const INFLECTED: &[&str] = &["ها", "نا", "هم", "تم", "تا", "تان", "هن", "وك", "كم"];

/// Words of fewer letters are too often something else.
const SHORTEST: usize = 4;

impl<'t> Counts<'t> {
    pub fn of(sentences: &'t [Sentence<'_>], index: &'t Index) -> Self {
        let mut counts = Self { written: HashMap::default(), stems: HashMap::default(), index };
        for word in sentences.iter().flat_map(|sentence| &sentence.words) {
            *counts.written.entry(word.folded.as_str()).or_default() += 1;
            if !word.taken {
                for chain in chains(&word.folded) {
                    *counts.stems.entry(chain.rest).or_default() += 1;
                }
            }
        }
        counts
    }

    /// How often a folded word stands there as it is.
    pub fn times(&self, folded: &str) -> usize {
        self.written.get(folded).copied().unwrap_or_default()
    }

    /// Whether what is left of a folded word without its clitics stands there in another word as well.
    pub fn is_attested(&self, rest: &str, word: &str) -> bool {
        self.stems.get(rest).is_some_and(|&count| count > self.times(word))
    }

    /// Whether a folded word may be the second of two that are one name.
    pub fn may_be_second(&self, word: &str) -> bool {
        // «أرمينيا وأذربيجان» are two.
        !word.starts_with('و') && self.is_rare(word) && !has_weak_pattern(word)
    }

    /// Whether a folded word without clitics comes back in one form only and has none that Arabic makes.
    pub fn is_repeated_and_rare(&self, stem: &str) -> bool {
        self.stems.get(stem).is_some_and(|&count| count >= REPEATED)
            && self.times(stem) > 0
            && self.is_rare(stem)
    }

    /// Whether a folded word without clitics stands there in one form only and has none that Arabic makes.
    pub fn is_rare(&self, stem: &str) -> bool {
        stem.chars().count() >= SHORTEST
            && !begins_like_verb(stem)
            && chains(stem).all(|chain| !is_derived(chain.rest) && !has_al(chain.rest))
            && !self.is_noun(stem)
            && !self.has_kin(stem)
    }

    /// Whether a folded word, which may begin with clitics, is unlike anything that Arabic makes of its roots.
    pub fn is_unlike_arabic(&self, word: &str) -> bool {
        word.chars().count() >= SHORTEST_ONCE
            && self.is_rare(word)
            && chains(word).all(|chain| {
                let rest = chain.rest;
                // سنواصل is a verb as نواصل is; هاتفك and اختيارا are derived as هاتف and اختيار are. A country
                // ends in يا.
                let future = rest.strip_prefix('س').unwrap_or(rest);
                let bare = rest.strip_suffix(['ك', 'ا']).filter(|bare| !bare.ends_with('ي')).unwrap_or(rest);
                let is_contracted = chain.letters.ends_with('ل') && rest.starts_with('ل');
                !is_contracted
                    && ![rest, future].into_iter().any(begins_like_verb)
                    && !is_derived(bare)
                    && !INFLECTED.iter().any(|ending| rest.ends_with(ending))
                    && ![rest, future, bare].into_iter().any(has_weak_pattern)
            })
    }

    fn is_noun(&self, stem: &str) -> bool {
        is_common(stem) || is_title(stem) || self.index.root(stem, Style::Noun).is_some()
    }

    /// Whether the same stem stands there with the article or an ending.
    fn has_kin(&self, stem: &str) -> bool {
        const ENDINGS: &[&str] = &["ه", "ات", "ين", "ون", "ها", "هم", "ا", "ان", "وا", "ت", "نا"];
        let shorter = stem.strip_suffix('ه').unwrap_or(stem);
        let has = |word: &str| self.stems.contains_key(word);
        has(&format!("ال{stem}"))
            || self.written.contains_key(format!("لل{stem}").as_str())
            || ENDINGS.iter().any(|ending| {
                let kin = format!("{shorter}{ending}");
                kin != stem && has(&kin) || has(&format!("ال{kin}"))
            })
            || shorter != stem && has(shorter)
    }
}

/// Whether a folded word has a pattern or an ending that Arabic makes words with.
fn is_derived(stem: &str) -> bool {
    if ["ي", "ه", "اء", "ات", "ون", "ين", "ت", "وا"].iter().any(|ending| stem.ends_with(ending))
    {
        return true;
    }
    let letters: Vec<char> = stem.chars().collect();
    let is_pattern = |shape: &str| PATTERNS.split(' ').any(|pattern| pattern == shape);
    let is_long = |c: char| matches!(c, 'ا' | 'و' | 'ي');
    let shape: String = letters.iter().map(|&c| if is_long(c) { c } else { 'ف' }).collect();
    // ف stands for any consonant. A dual or an adjective in ان is made of them as well.
    let bare = shape.strip_suffix("ان").filter(|bare| bare.chars().count() <= 4).unwrap_or(&shape);
    is_pattern(&shape)
        || is_pattern(bare)
        || bare == "ففف"
        // مفاعلة, مفعول, منفعل: a second letter that is long has another origin.
        || letters.first() == Some(&'م') && letters.get(1).is_some_and(|&c| !is_long(c))
        || letters.len() <= 6 && (stem.starts_with("ان") || stem.starts_with('ا') && letters.get(2) == Some(&'ت'))
}

/// As [`is_derived`], where و and ي may be letters of the root.
fn has_weak_pattern(word: &str) -> bool {
    let matches = |pattern: &str| {
        pattern.contains(['ا', 'و', 'ي'])
            && pattern.chars().count() == word.chars().count()
            && pattern.chars().zip(word.chars()).all(|(p, c)| p == c || p == 'ف' && c != 'ا')
    };
    PATTERNS.split(' ').any(matches)
}

/// Vowel letters where they stand in words of Arabic roots: فاعل, فعال, أفعال, فواعل, فعاليل, …
const PATTERNS: &str = "\
    فاف فوف فيف ففاف ففوف ففيف فافف ففففف فففف اففف افففف اففاف ففاافف فوافف فواففف فياففف ففافف \
    ففافيف فوافيف ففيفاف فففاف فففوف فففيف فافوف فافيف افافف افافيف ففاوف ففايف اوففاف ايفاف ففيفف \
    فيفف فوفف ففففاف ففافوف اففا افيف افاف افففاف اففوف اففيف ففايا اتفافف";
