//! The spellings under which one term is filed: its source, variants and plurals, and what they imply.
//!
//! A spelling is a path of keys, one a word. Names are filed by their words as folded; common nouns by stems,
//! so that article, number and agreement can be peeled from the text and not generated here. Also here: the
//! spellings nobody should have to list (عبد الله/عبدالله, أبو/أبي/أبا, hamza seats, ـون/ـين).

use super::term::{Kind, Term};
use crate::arabic::agreement::agreement_key;
use crate::arabic::article::{has_article, is_stem_without_article, without_al};
use crate::arabic::letters::{Class, class};
use crate::arabic::plurals::{Shape, broken_singulars, doubled_or_vowel_singular};
use crate::arabic::{Gap, fold, merge_hamza_seats, words};

/// How a spelling is compared with a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Word for word; only proclitics on the first.
    Name,
    /// With the endings of a common noun.
    Noun,
}

/// Where a spelling comes from; decides the tier and, last of all, between two terms on one span.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    Source,
    Variant,
    /// Another number than the source's: a listed plural, or the singular of an expression in the plural.
    Plural,
}

/// One spelling of a term, ready to be filed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spelling {
    pub style: Style,
    pub origin: Origin,
    /// Whether the first word begins with the article, so that ل may contract with it.
    pub article: bool,
    /// One key a word; a mark between two words (د. محمد) is a key of its own.
    pub path: Vec<String>,
    /// The folded words themselves, to tell an exact match of a noun from an inflected one.
    pub words: Vec<String>,
}

/// First words that are often written joined to the next: «عبد الله» and «عبدالله».
const JOINED_TO_NEXT: &[&str] = &[
    "عبد", "ابو", "ابا", "ابي", "ابن", "بن", "ام", "ال", "نيو", "سان", "سانت", "بور", "لوس", "بيت", "سيف",
    "نور", "فضل", "حزب",
];

/// Second words that are often written joined to the word before: «كرمان شاه» and «كرمانشاه».
const JOINED_TO_PREVIOUS: &[&str] =
    &["الله", "الدين", "الاسلام", "اباد", "شاه", "ستان", "باغ", "كند", "كندي", "غراد", "بورغ", "برغ", "يورك"];

/// The kunya's case endings; any of them may be written for any other.
const KUNYA: &[&str] = &["ابو", "ابي", "ابا"];

/// Every spelling of `term`, the listed ones first.
#[must_use]
pub fn spellings(term: &Term) -> Vec<Spelling> {
    let style = if term.kind == Kind::Term { Style::Noun } else { Style::Name };
    let listed = std::iter::once((term.source.as_str(), Origin::Source, style))
        .chain(term.variants.iter().map(|variant| (variant.as_str(), Origin::Variant, style)))
        .chain(term.plural.iter().map(|plural| (plural.as_str(), Origin::Plural, Style::Noun)));
    let mut all = Vec::new();
    for (raw, origin, style) in listed {
        let Some(spelling) = listed_spelling(raw, origin, style) else { continue };
        let first = all.len();
        match style {
            Style::Name => implied_spellings(&spelling, &mut all),
            Style::Noun => singular_spellings(raw, &spelling, &mut all),
        }
        all.insert(first, spelling);
        for at in first..all.len() {
            let merged = all.get(at).and_then(with_merged_seats);
            all.extend(merged);
        }
    }
    all
}

fn listed_spelling(raw: &str, origin: Origin, style: Style) -> Option<Spelling> {
    let mut path: Vec<String> = Vec::new();
    let mut folded_words: Vec<String> = Vec::new();
    let mut article = false;
    let mut lone_waw = false;
    for word in words(raw) {
        let written = word.span.of(raw);
        let folded = fold(written);
        let mut folded = folded.text().to_owned();
        if let Gap::Mark(mark) = word.gap
            && !path.is_empty()
        {
            path.push(mark_key(mark.of(raw)));
        }
        // «و» apart from its word is a slip of spacing, in a term as in a text.
        if lone_waw {
            folded.insert(0, 'و');
            lone_waw = false;
        } else if folded == "و" && !path.is_empty() {
            lone_waw = true;
            continue;
        }
        let first = path.is_empty();
        if first {
            article = has_article(written);
        }
        path.push(match style {
            Style::Name => folded.clone(),
            Style::Noun if first => noun_key(&folded, article).to_owned(),
            Style::Noun => agreement_key(written, &folded).to_owned(),
        });
        folded_words.push(folded);
    }
    (!path.is_empty()).then_some(Spelling { style, origin, article, path, words: folded_words })
}

/// The key of a mark between two words: its visible characters without the spaces around them.
#[must_use]
pub fn mark_key(mark: &str) -> String {
    fold(mark.trim()).text().to_owned()
}

fn noun_key(folded: &str, article: bool) -> &str {
    match without_al(folded) {
        Some(stem) if article && !is_stem_without_article(folded) => stem,
        _ => folded,
    }
}

fn implied_spellings(listed: &Spelling, all: &mut Vec<Spelling>) {
    for (at, word) in listed.path.iter().enumerate() {
        let next = listed.path.get(at + 1);
        if let Some(next) = next
            && (JOINED_TO_NEXT.contains(&word.as_str()) || JOINED_TO_PREVIOUS.contains(&next.as_str()))
        {
            all.push(with_words(listed, at, 2, &format!("{word}{next}")));
        }
        if KUNYA.contains(&word.as_str()) && next.is_some() {
            for case in KUNYA.iter().filter(|case| *case != word) {
                all.push(with_words(listed, at, 1, case));
                if let Some(next) = next {
                    all.push(with_words(listed, at, 2, &format!("{case}{next}")));
                }
            }
        }
        // Sound plurals in names change case with the sentence: الإخوان المسلمون, للإخوان المسلمين.
        if without_al(word).is_some() && word.chars().count() > 5 {
            for (written, other) in [("ون", "ين"), ("ين", "ون"), ("تان", "تين"), ("تين", "تان")]
            {
                if let Some(stem) = word.strip_suffix(written) {
                    all.push(with_words(listed, at, 1, &format!("{stem}{other}")));
                }
            }
        }
    }
}

/// An expression that is listed in the plural is meant in the singular too: «أعداد كبيرة» and «عدد كبير». Only by the
/// patterns that hardly any other word has, and never for a noun alone.
fn singular_spellings(raw: &str, listed: &Spelling, all: &mut Vec<Spelling>) {
    let Some((head, later)) = listed.path.split_first().filter(|(_, later)| !later.is_empty()) else {
        return;
    };
    let Some(written) = words(raw).next().map(|word| word.span.of(raw)) else { return };
    let mut letters = written.chars().filter(|&c| class(c) == Class::Arabic);
    let cut =
        listed.words.first().map_or(0, |word| word.chars().count().saturating_sub(head.chars().count()));
    let raw_first = letters.nth(cut);
    let raw_last = letters.next_back();
    let mut singulars: Vec<String> = Vec::new();
    let shape = Shape { folded: head, raw_first, ta_marbuta: raw_last == Some('ة') };
    broken_singulars(shape, &mut String::new(), &mut |singular, _| singulars.push(singular.to_owned()));
    singulars.extend(doubled_or_vowel_singular(head, raw_last));
    for singular in singulars {
        let plain = with_words(listed, 0, 1, &singular);
        // An adjective in ـة belongs to a plural of things; beside a masculine singular it loses it.
        let masculine: Vec<String> = later
            .iter()
            .map(|word| {
                word.strip_suffix('ه').filter(|stem| stem.chars().count() > 2).unwrap_or(word).to_owned()
            })
            .collect();
        if !singular.ends_with('ه') && masculine != later {
            let path: Vec<String> = std::iter::once(singular).chain(masculine).collect();
            all.push(Spelling { words: path.clone(), path, origin: Origin::Plural, ..*listed });
        }
        all.push(Spelling { origin: Origin::Plural, ..plain });
    }
}

fn with_words(listed: &Spelling, at: usize, count: usize, replacement: &str) -> Spelling {
    let mut path = listed.path.clone();
    path.splice(at..(at + count).min(listed.path.len()), [replacement.to_owned()]);
    Spelling { words: path.clone(), path, ..*listed }
}

fn with_merged_seats(spelling: &Spelling) -> Option<Spelling> {
    let merge = |word: &String| merge_hamza_seats(word).unwrap_or_else(|| word.clone());
    let path: Vec<String> = spelling.path.iter().map(merge).collect();
    (path != spelling.path).then(|| Spelling {
        words: spelling.words.iter().map(merge).collect(),
        path,
        ..*spelling
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(source: &str, kind: Kind) -> Vec<String> {
        let term = Term { source: source.to_owned(), kind, ..Term::default() };
        spellings(&term).into_iter().map(|spelling| spelling.path.join("|")).collect()
    }

    #[test]
    fn names_are_filed_word_for_word() {
        assert_eq!(paths("مايك بومبيو", Kind::Person), ["مايك|بومبيو"]);
        assert_eq!(paths("عبد الله", Kind::Person), ["عبد|الله", "عبدالله"]);
        assert_eq!(paths("منظمة الأمن و التعاون", Kind::Organisation), ["منظمه|الامن|والتعاون"]);
        assert!(paths("محمود أبو مازن", Kind::Person).contains(&"محمود|ابي|مازن".to_owned()));
        assert!(paths("الإخوان المسلمون", Kind::Organisation).contains(&"الاخوان|المسلمين".to_owned()));
    }

    #[test]
    fn nouns_are_filed_by_stem() {
        assert_eq!(paths("الحكومة", Kind::Term), ["حكومه"]);
        assert_eq!(paths("الطاقة الكهرومائية", Kind::Term), ["طاقه|كهرومائيه", "طاقه|كهروماءيه"]);
        assert_eq!(paths("التزام", Kind::Term), ["التزام"]);
    }

    #[test]
    fn a_spelling_without_letters_is_none() {
        assert!(paths("…", Kind::Person).is_empty());
    }
}
