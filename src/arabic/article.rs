//! The article ال: which words have it and which only look so.
//!
//! Names written إل… or أل… show by their hamza that they have none. Where the hamza was not typed, two short
//! lists know the words whose first letters are ال by nature.

use super::fold::fold;
use super::letters::{Class, class};

/// Given names and places of foreign origin that are often typed without their hamza, folded. Persons with a
/// real article (السيسي) are far more frequent than these, so the list names the exceptions.
const NAMES_WITHOUT_ARTICLE: &[&str] = &[
    "الان",
    "البا",
    "البانيا",
    "البرت",
    "البرتا",
    "البرتو",
    "التون",
    "الدو",
    "الستر",
    "الستير",
    "الفارو",
    "الفريد",
    "الفريدو",
    "الفونسو",
    "الفيس",
    "الكس",
    "الكساندر",
    "الكساندرا",
    "الكسندر",
    "الكسندرا",
    "الكسندروف",
    "الكسي",
    "الكسييف",
    "الكسيس",
    "المانيا",
    "المودوفار",
    "الن",
    "النور",
    "الهام",
    "الونسو",
    "اليا",
    "الياس",
    "الياسون",
    "اليان",
    "اليانا",
    "الياهو",
    "اليزابيث",
    "اليستر",
    "اليسا",
    "اليسون",
    "اليسيا",
    "اليكس",
    "اليكساندر",
    "اليكسندر",
    "اليكسي",
    "اليكسيس",
    "الين",
    "الينا",
    "الينوي",
    "الينور",
    "اليوت",
];

/// Verbal nouns and loans whose own first letters are ال, folded; their inflected forms begin with them too.
const STEMS_WITHOUT_ARTICLE: &[&str] = &[
    "التئام",
    "التباس",
    "التجاء",
    "التحاف",
    "التحاق",
    "التحام",
    "التزام",
    "التصاق",
    "التفات",
    "التفاف",
    "التقاء",
    "التقاط",
    "التماس",
    "التهاب",
    "التهام",
    "التواء",
    "الحاح",
    "الحاق",
    "الزام",
    "الصاق",
    "الغاء",
    "القاء",
    "الكترون",
    "المام",
];

/// Names with the article that begin like one of those: المأمون, الزاملي.
const LIKE_STEMS: &[&str] = &["المامون", "الزامل"];

const ARTICLE: &str = "ال";

/// What is left of a folded word after its first letters ال, when that is at least two letters.
#[must_use]
pub fn without_al(folded: &str) -> Option<&str> {
    folded.strip_prefix(ARTICLE).filter(|rest| rest.chars().nth(1).is_some())
}

/// Whether the first word of a term begins with the article, judged by its raw spelling: only a bare alif is
/// one, and the lists above have none.
#[must_use]
pub fn has_article(raw_word: &str) -> bool {
    begins_with_bare_alif(raw_word) && {
        let folded = fold(raw_word);
        without_al(folded.text()).is_some()
            && !NAMES_WITHOUT_ARTICLE.contains(&folded.text())
            && !is_stem_without_article(folded.text())
    }
}

/// Whether a folded word begins with one of the verbal nouns whose ال belongs to the root.
#[must_use]
pub fn is_stem_without_article(folded: &str) -> bool {
    let begins = |list: &[&str]| list.iter().any(|stem| folded.starts_with(stem));
    begins(STEMS_WITHOUT_ARTICLE) && !begins(LIKE_STEMS)
}

/// A first letter alif without hamza or madda, as the article has it.
#[must_use]
pub fn begins_with_bare_alif(raw: &str) -> bool {
    let first = raw.chars().find(|&c| !matches!(class(c), Class::Sign | Class::Control));
    matches!(first, Some('ا' | 'ٱ' | '\u{FE8D}' | '\u{FE8E}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hamza_says_that_there_is_no_article() {
        for name in ["الرياض", "السودان", "ٱلقاهرة", "السيسي", "اللاذقية", "المأمون", "الزاملي"]
        {
            assert!(has_article(name), "{name}");
        }
        for name in ["إلهام", "ألمانيا", "آلان", "الهام", "المانيا", "التزام", "باكو", "ال", "الف"]
        {
            assert!(!has_article(name), "{name}");
        }
    }
}
