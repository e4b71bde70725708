//! What a common noun may carry: proclitics, the article, attached pronouns, dual and plural endings.
//!
//! Reading, not generating: a written word is peeled into the stems it may come from, and the caller keeps
//! those it knows. So the cost follows the text, not the glossary. A nisba (سياسي) is a word of its own and never
//! peeled to the noun it comes from. The later words of an expression are in [`super::agreement`].

use super::article::{begins_with_bare_alif, without_al};
use super::clitics::chains;
use super::common::is_common;
use super::fold::{Folded, FoldedByte};
use super::letters::{Class, class, is_tanwin};
use super::plurals::{Shape, broken_singulars, shared_pattern_singulars};

/// A word of a text as the readers of this module want it: as written, and folded.
#[derive(Clone, Copy, Debug)]
pub struct WrittenWord<'w> {
    pub raw: &'w str,
    pub folded: &'w Folded,
}

/// One way to understand a written noun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NounReading<'s> {
    /// Folded, without article; a final ه stands for ة.
    pub stem: &'s str,
    /// Where the noun (with its article) begins and ends in the folded word: proclitics and pronouns are outside.
    pub start: FoldedByte,
    pub end: FoldedByte,
    /// Proclitic letters cut.
    pub level: u8,
    /// How much was assumed to get from the word to the stem, 0 for nothing; smaller is likelier.
    pub cost: u8,
    /// True for endings and plurals that only the head of a longer expression may have (وزيرا خارجية): a single
    /// noun that looks so is more often another word.
    pub head_only: bool,
}

/// Shown to the caller for every reading.
pub type Visit<'v> = dyn FnMut(NounReading<'_>) + 'v;

/// Attached pronouns of news text; ي and ك are left out, because a noun in ي is a nisba far more often.
pub(super) const PRONOUNS: &[&str] = &["هما", "هم", "هن", "ها", "ه", "كما", "كم", "كن", "نا"];

/// An ending, what it stands for on the stem, and how much that assumes.
struct Ending {
    cut: &'static str,
    restore: &'static str,
    cost: u8,
}

const fn ending(cut: &'static str, restore: &'static str, cost: u8) -> Ending {
    Ending { cut, restore, cost }
}

/// Dual and sound plural, with or without the article.
const NUMBER: &[Ending] = &[
    ending("ات", "ه", 2),
    ending("ات", "", 3),
    ending("وات", "اه", 3),
    ending("تان", "ه", 2),
    ending("تين", "ه", 2),
    ending("ان", "", 3),
    ending("ين", "", 3),
    ending("ون", "", 3),
    ending("ين", "ي", 4),
    ending("ون", "ي", 4),
];

/// What stands between the stem and an attached pronoun.
const BEFORE_PRONOUN: &[Ending] = &[
    ending("", "", 2),
    ending("ت", "ه", 2),
    ending("ات", "ه", 4),
    ending("ات", "", 4),
    ending("تا", "ه", 4),
    ending("تي", "ه", 4),
    ending("ا", "ي", 4),
    ending("ا", "", 5),
    ending("ي", "", 5),
    ending("و", "", 5),
];

/// What the head of a longer expression may end in: construct state of dual and sound plural, and the feminine of a
/// title (وزيرة خارجية).
const CONSTRUCT: &[Ending] =
    &[ending("ا", "", 5), ending("ي", "", 5), ending("و", "", 5), ending("ه", "", 5)];
const CONSTRUCT_FEMININE: &[Ending] = &[ending("تا", "ه", 4), ending("تي", "ه", 4)];

/// The cost of a broken plural read by pattern; anything regular is likelier.
pub const BROKEN_PLURAL_COST: u8 = 6;

/// Reads a word every way a noun may be written.
pub fn noun_readings(word: WrittenWord<'_>, scratch: &mut Scratch, visit: &mut Visit<'_>) {
    for chain in chains(word.folded.text()) {
        let (start, rest) = (chain.letters.len(), chain.rest);
        let mut peel =
            Peel { word, start, level: chain.level, len: rest.len(), head_only: false, scratch, visit };
        peel.whole(rest);
        peel.number(rest, 0);
        peel.broken(rest, 0, 0);
        peel.indefinite(rest);
        let article = without_al(rest).filter(|_| begins_with_bare_alif(word.raw_from(start)));
        // للحكومة: the lam that is left belongs to the article.
        let contracted = rest.strip_prefix('ل').filter(|_| chain.letters.ends_with('ل'));
        for definite in [article, contracted].into_iter().flatten() {
            peel.emit(definite, "", 1);
            peel.number(definite, 1);
            peel.broken(definite, rest.len().saturating_sub(definite.len()), 1);
        }
    }
}

/// Memory that one word's readings leave to the next.
#[derive(Debug, Default)]
pub struct Scratch {
    stem: String,
    singular: String,
}

impl<'w> WrittenWord<'w> {
    fn raw_from(self, folded_byte: usize) -> &'w str {
        self.raw.get(self.folded.source(FoldedByte(folded_byte)).0..).unwrap_or_default()
    }

    /// The last letter as written: ة and ه fold together but only one of them can be a pronoun.
    fn last_letter(self) -> Option<char> {
        self.raw.chars().rev().find(|&c| class(c) == Class::Arabic)
    }

    fn has_tanwin(self) -> bool {
        self.raw.chars().any(is_tanwin)
    }
}

/// A word after its proclitics are cut, being peeled.
struct Peel<'w, 's, 'v> {
    word: WrittenWord<'w>,
    /// Folded bytes of proclitics.
    start: usize,
    level: u8,
    /// Folded bytes of the noun after them, without an attached pronoun.
    len: usize,
    head_only: bool,
    scratch: &'s mut Scratch,
    visit: &'s mut Visit<'v>,
}

impl Peel<'_, '_, '_> {
    /// The word as it stands. A final ه written without its dots may be ة or a pronoun: عمله is his work (عمل), not
    /// the currency (عملة), where the shorter word is a common one; else ة is the second guess.
    fn whole(&mut self, rest: &str) {
        match rest.strip_suffix('ه').filter(|_| self.word.last_letter() == Some('ه')) {
            None => self.emit(rest, "", 0),
            Some(owned) if is_common(owned) => {}
            Some(_) => self.emit(rest, "", 3),
        }
    }

    fn number(&mut self, base: &str, cost: u8) {
        for ending in NUMBER {
            self.apply(base, ending, cost);
        }
        // Loans in a vowel take ـهات: فيديوهات.
        if let Some(stem) = base.strip_suffix("هات").filter(|stem| stem.ends_with(['و', 'ي', 'ا'])) {
            self.emit(stem, "", cost + 3);
        }
    }

    /// Readings that only a noun without article has.
    fn indefinite(&mut self, rest: &str) {
        let tanwin = self.word.has_tanwin();
        // A nisba in bare ـيا is a country or an adverb (إسبانيا, سياسيا) unless tanwin says it is a noun.
        if let Some(stem) = rest.strip_suffix('ا').filter(|stem| tanwin || !stem.ends_with('ي')) {
            self.emit(stem, "", 2);
        }
        if tanwin && !rest.ends_with('ا') {
            // مغنٍ: an indefinite noun in ـي loses it.
            self.emit(rest, "ي", 4);
            return;
        }
        if self.word.last_letter() != Some('ة') {
            for base in PRONOUNS.iter().filter_map(|pronoun| rest.strip_suffix(pronoun)) {
                self.len = base.len();
                for ending in BEFORE_PRONOUN {
                    self.apply(base, ending, 0);
                }
                self.broken(base, 0, 2);
                // A hamza at the end of the stem leans on the vowel before the pronoun: أعداؤه, أعدائهم.
                if let Some(stem) = base.strip_suffix(['ؤ', 'ئ']) {
                    self.emit(stem, "ء", 2);
                    let mut plural = stem.to_owned();
                    plural.push('ء');
                    self.broken(&plural, 0, 2);
                }
            }
            self.len = rest.len();
        }
        for ending in CONSTRUCT_FEMININE.iter().filter(|_| has_letters(rest, 5)) {
            self.apply(rest, ending, 0);
        }
        // مواطنو: nothing else ends so, if the stem is long enough not to be مترو.
        if has_letters(rest, 5) {
            self.apply(rest, &ending("و", "", 5), 0);
        }
        self.head_only = true;
        for ending in CONSTRUCT {
            self.apply(rest, ending, 0);
        }
        self.head_only = false;
    }

    /// Broken plurals by pattern; `article` folded bytes stand between the proclitics and the plural. The patterns that
    /// other words share are for the head of a longer expression.
    fn broken(&mut self, plural: &str, article: usize, cost: u8) {
        let raw_first = self.word.raw_from(self.start + article).chars().find(|&c| class(c) == Class::Arabic);
        let shape = Shape { folded: plural, raw_first, ta_marbuta: self.word.last_letter() == Some('ة') };
        let mut singular = std::mem::take(&mut self.scratch.singular);
        broken_singulars(shape, &mut singular, &mut |singular, rarer| {
            self.emit(singular, "", BROKEN_PLURAL_COST + cost + u8::from(rarer));
        });
        let head_only = std::mem::replace(&mut self.head_only, true);
        let definite = article > 0;
        shared_pattern_singulars(plural, definite, &mut singular, &mut |singular| {
            self.emit(singular, "", BROKEN_PLURAL_COST + cost + 1);
        });
        self.head_only = head_only;
        self.scratch.singular = singular;
    }

    fn apply(&mut self, base: &str, ending: &Ending, cost: u8) {
        if let Some(stem) = base.strip_suffix(ending.cut) {
            self.emit(stem, ending.restore, cost + ending.cost);
        }
    }

    fn emit(&mut self, stem: &str, restore: &str, cost: u8) {
        let inflected = cost > 1 || self.level > 0;
        let least = if restore.is_empty() && inflected { 3 } else { 2 };
        if !has_letters(stem, least) {
            return;
        }
        let stem = if restore.is_empty() {
            stem
        } else {
            self.scratch.stem.clear();
            self.scratch.stem.push_str(stem);
            self.scratch.stem.push_str(restore);
            self.scratch.stem.as_str()
        };
        let start = FoldedByte(self.start);
        let end = FoldedByte(self.start + self.len);
        (self.visit)(NounReading { stem, start, end, level: self.level, cost, head_only: self.head_only });
    }
}

pub(super) fn has_letters(text: &str, least: usize) -> bool {
    text.chars().nth(least.saturating_sub(1)).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::arabic::fold::fold;

    /// The stems a word may come from, with the part of it that is the noun.
    fn readings(raw: &str) -> Vec<(String, String)> {
        let folded = fold(raw);
        let mut found = Vec::new();
        noun_readings(WrittenWord { raw, folded: &folded }, &mut Scratch::default(), &mut |reading| {
            let noun = folded.source_span(reading.start, reading.end).of(raw);
            found.push((reading.stem.to_owned(), noun.to_owned()));
        });
        found
    }

    #[track_caller]
    fn check(raw: &str, stem: &str, noun: &str) {
        let found = readings(raw);
        assert!(found.contains(&(stem.to_owned(), noun.to_owned())), "{raw} gave {found:?}");
    }

    #[test]
    fn article_and_proclitics_are_peeled() {
        check("الحكومة", "حكومه", "الحكومة");
        check("وبالحكومة", "حكومه", "الحكومة");
        check("للحكومة", "حكومه", "لحكومة");
        check("للجنة", "لجنه", "لجنة");
        check("لالتزام", "التزام", "التزام");
    }

    #[test]
    fn a_pronoun_brings_ta_marbuta_back() {
        check("حكومتها", "حكومه", "حكومت");
        check("سفينتنا", "سفينه", "سفينت");
        check("كتابه", "كتاب", "كتاب");
        check("طموحاتها", "طموح", "طموحات");
        check("مستواه", "مستوي", "مستوا");
        check("أعداؤه", "اعداء", "أعداؤ");
    }

    #[test]
    fn number_endings_are_peeled() {
        check("درجتين", "درجه", "درجتين");
        check("الحكومتان", "حكومه", "الحكومتان");
        check("المستثمرون", "مستثمر", "المستثمرون");
        check("عمليات", "عمليه", "عمليات");
        check("مستويات", "مستوي", "مستويات");
        check("قنوات", "قناه", "قنوات");
        check("فيديوهات", "فيديو", "فيديوهات");
        check("بدلاً", "بدل", "بدلاً");
    }

    #[test]
    fn a_nisba_is_never_peeled_alone() {
        let singles = readings("سياسي");
        assert!(!singles.iter().any(|(stem, _)| stem == "سياسه"), "{singles:?}");
        let folded = fold("وزيرا");
        let mut head_only = false;
        noun_readings(
            WrittenWord { raw: "وزيرا", folded: &folded },
            &mut Scratch::default(),
            &mut |reading| {
                head_only |= reading.head_only && reading.stem == "وزير";
            },
        );
        assert!(head_only);
    }
}
