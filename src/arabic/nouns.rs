//! What a common noun may carry: proclitics, the article, attached pronouns, dual and plural endings.
//!
//! Reading, not generating: a written word is peeled into the stems it may come from, and the caller keeps
//! those it knows. So the cost follows the text, not the glossary. Broken plurals are not peeled: they are
//! listed with their term. A nisba (سياسي) is a word of its own and never peeled to the noun it comes from.

use super::article::{begins_with_bare_alif, without_al};
use super::clitics::chains;
use super::fold::{Folded, FoldedByte};
use super::letters::{Class, class, is_tanwin};

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
    /// True for endings that only the head of a longer expression has (وزيرا خارجية): a single noun that
    /// ends so is more often another word.
    pub head_only: bool,
}

/// Shown to the caller for every reading; likelier readings of one cut come first.
pub type Visit<'v> = dyn FnMut(NounReading<'_>) + 'v;

const PRONOUNS: &[&str] = &["هما", "هم", "هن", "ها", "ه", "كما", "كم", "كن", "نا"];

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

/// Construct state of dual and plural, before a following noun.
const CONSTRUCT: &[Ending] = &[ending("ا", "", 5), ending("ي", "", 5), ending("و", "", 5)];
const CONSTRUCT_FEMININE: &[Ending] = &[ending("تا", "ه", 4), ending("تي", "ه", 4)];

/// Reads a word every way a noun may be written.
pub fn noun_readings(word: WrittenWord<'_>, scratch: &mut String, visit: &mut Visit<'_>) {
    for chain in chains(word.folded.text()) {
        let cut = Cut { word, start: chain.letters.len(), level: chain.level };
        let bare_alif = begins_with_bare_alif(word.raw_from(cut.start));
        cut.emit(chain.rest, "", 0, false, chain.rest.len(), scratch, visit);
        cut.number(chain.rest, 0, scratch, visit);
        cut.indefinite(chain.rest, scratch, visit);
        if let Some(definite) = without_al(chain.rest).filter(|_| bare_alif) {
            cut.emit(definite, "", 1, false, chain.rest.len(), scratch, visit);
            cut.number(definite, 1, scratch, visit);
        }
        // للحكومة: the lam that is left belongs to the article.
        if let Some(definite) = chain.rest.strip_prefix('ل').filter(|_| chain.letters.ends_with('ل')) {
            cut.emit(definite, "", 1, false, chain.rest.len(), scratch, visit);
            cut.number(definite, 1, scratch, visit);
        }
    }
}

/// The forms of a later word of an expression that agree with its entry: with or without article, feminine,
/// plural or dual ending and pronoun. The entry's word is shortened the same way by [`agreement_key`].
pub fn agreement_forms(word: WrittenWord<'_>, visit: &mut dyn FnMut(&str)) {
    let whole = word.folded.text();
    let definite = without_al(whole).filter(|_| begins_with_bare_alif(word.raw));
    // «وقف لإطلاق النار» and «وقف للنار»: the second noun may hang on ل instead of standing in construct.
    let hung = whole.strip_prefix('ل').filter(|rest| letters(rest) > 2);
    let hung_definite = whole.strip_prefix("لل").filter(|rest| letters(rest) > 1);
    for base in [Some(whole), definite, hung, hung_definite].into_iter().flatten() {
        visit(base);
        for ending in
            ["ه", "ا", "ات", "ين", "ون", "ان", "تين", "تان", "ها", "هم", "هما", "نا", "ته", "تها", "تهم"]
        {
            if let Some(stem) = base.strip_suffix(ending).filter(|stem| letters(stem) > 1) {
                visit(stem);
            }
        }
    }
}

/// The shortened form under which a later word of an entry is filed; see [`agreement_forms`].
#[must_use]
pub fn agreement_key<'f>(raw: &str, folded: &'f str) -> &'f str {
    let bare = match without_al(folded).filter(|_| begins_with_bare_alif(raw)) {
        Some(rest) if !super::article::is_stem_without_article(folded) => rest,
        _ => folded,
    };
    bare.strip_suffix('ه').filter(|stem| letters(stem) > 1).unwrap_or(bare)
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

/// A word after its proclitics are cut.
#[derive(Clone, Copy)]
struct Cut<'w> {
    word: WrittenWord<'w>,
    /// Folded bytes of proclitics.
    start: usize,
    level: u8,
}

impl Cut<'_> {
    fn number(self, base: &str, cost: u8, scratch: &mut String, visit: &mut Visit<'_>) {
        let len = self.word.folded.text().len().saturating_sub(self.start);
        for ending in NUMBER {
            self.apply(base, ending, cost, false, len, scratch, visit);
        }
        // Loans in a vowel take ـهات: فيديوهات.
        if let Some(stem) = base.strip_suffix("هات").filter(|stem| stem.ends_with(['و', 'ي', 'ا'])) {
            self.emit(stem, "", cost + 3, false, len, scratch, visit);
        }
    }

    /// Readings that only a noun without article has.
    fn indefinite(self, rest: &str, scratch: &mut String, visit: &mut Visit<'_>) {
        let whole = rest.len();
        let tanwin = self.word.has_tanwin();
        if let Some(stem) = rest.strip_suffix('ا') {
            self.emit(stem, "", if tanwin { 1 } else { 2 }, false, whole, scratch, visit);
        }
        if tanwin && !rest.ends_with('ا') {
            // مغنٍ: an indefinite noun in ـي loses it.
            self.emit(rest, "ي", 4, false, whole, scratch, visit);
            return;
        }
        if self.word.last_letter() != Some('ة') {
            for pronoun in PRONOUNS {
                let Some(base) = rest.strip_suffix(pronoun) else { continue };
                for ending in BEFORE_PRONOUN {
                    self.apply(base, ending, 0, false, base.len(), scratch, visit);
                }
                // A hamza at the end of the stem leans on the vowel before the pronoun: أعداؤه, أعدائهم.
                if let Some(stem) = base.strip_suffix(['ؤ', 'ئ']) {
                    self.emit(stem, "ء", 2, false, base.len(), scratch, visit);
                }
            }
        }
        for ending in CONSTRUCT_FEMININE {
            self.apply(rest, ending, 0, false, whole, scratch, visit);
        }
        for ending in CONSTRUCT {
            self.apply(rest, ending, 0, true, whole, scratch, visit);
        }
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "one flat rule table applies them all; a struct would only rename them"
    )]
    fn apply(
        self,
        base: &str,
        ending: &Ending,
        cost: u8,
        head_only: bool,
        len: usize,
        scratch: &mut String,
        visit: &mut Visit<'_>,
    ) {
        if let Some(stem) = base.strip_suffix(ending.cut) {
            self.emit(stem, ending.restore, cost + ending.cost, head_only, len, scratch, visit);
        }
    }

    #[expect(clippy::too_many_arguments, reason = "as above")]
    fn emit(
        self,
        stem: &str,
        restore: &str,
        cost: u8,
        head_only: bool,
        len: usize,
        scratch: &mut String,
        visit: &mut Visit<'_>,
    ) {
        let inflected = cost > 1 || self.level > 0;
        if letters(stem) < if inflected { 3 } else { 2 } && restore.is_empty() || letters(stem) < 2 {
            return;
        }
        let stem = if restore.is_empty() {
            stem
        } else {
            scratch.clear();
            scratch.push_str(stem);
            scratch.push_str(restore);
            scratch.as_str()
        };
        let start = FoldedByte(self.start);
        let end = FoldedByte(self.start + len);
        visit(NounReading { stem, start, end, level: self.level, cost, head_only });
    }
}

fn letters(text: &str) -> usize {
    text.chars().count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::arabic::fold::fold;

    /// The stems a word may come from, with the part of it that is the noun.
    fn readings(raw: &str) -> Vec<(String, String)> {
        let folded = fold(raw);
        let mut found = Vec::new();
        noun_readings(WrittenWord { raw, folded: &folded }, &mut String::new(), &mut |reading| {
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
            &mut String::new(),
            &mut |reading| {
                head_only |= reading.head_only && reading.stem == "وزير";
            },
        );
        assert!(head_only);
    }

    #[test]
    fn later_words_agree() {
        let agrees = |entry: &str, written: &str| {
            let (entry_folded, folded) = (fold(entry), fold(written));
            let key = agreement_key(entry, entry_folded.text()).to_owned();
            let mut found = false;
            agreement_forms(WrittenWord { raw: written, folded: &folded }, &mut |form| found |= form == key);
            found
        };
        assert!(agrees("أميركي", "الأميركية"));
        assert!(agrees("الوطني", "وطنية"));
        assert!(agrees("دينية", "الديني"));
        assert!(agrees("إطلاق", "لإطلاق"));
        assert!(agrees("خارجية", "خارجيتها"));
        assert!(!agrees("أميركي", "أميركا"));
    }
}
