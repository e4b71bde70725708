//! Arabic names in Latin letters: one to three proposals, the best first.
//!
//! A proposal is a starting point for the translator, never a silent answer: Arabic writes no short vowels. What
//! somebody knows is better than what a rule makes, so parts come from the caller's glossaries, then from the
//! names of the press, then from [`letters`]. Nothing here knows what a glossary is.

mod given;
mod letters;
mod origin;
mod sounds;
mod vowels;

use super::article::{has_article, without_al};
use super::fold::fold;
use super::words::words;

use serde::{Deserialize, Serialize};

pub use given::{is_given_name, is_only_a_name};
pub use origin::looks_foreign;

/// How a house writes the names that it has no spelling for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Style {
    pub article: Article,
    /// Whether the article takes the sound of a sun letter: ash-Sharqi for al-Sharqi.
    pub sun_letters: bool,
    /// Whether ʿayn and hamza inside a word are written with an apostrophe: Sa'id.
    pub apostrophes: bool,
    pub origin: Origin,
}

/// Which letters stand for foreign sounds: غ is gh in Arabic names and g in foreign ones, ج j or g, ف f or v.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Origin {
    /// As the letters of a name and what stands around it show.
    #[default]
    Evident,
    Arabic,
    Foreign,
}

impl Origin {
    /// What [`romanise`] is told; `None` lets it look at the letters.
    #[must_use]
    pub const fn is_foreign(self) -> Option<bool> {
        match self {
            Self::Evident => None,
            Self::Arabic => Some(false),
            Self::Foreign => Some(true),
        }
    }
}

/// How ال is written before a name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Article {
    /// al-Sharqi
    #[default]
    Lower,
    /// Al-Sharqi
    Upper,
}

/// Where the weakest part of a proposal comes from, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Basis {
    /// Every part stands in a glossary.
    Known,
    /// Names as the press spells them.
    Press,
    /// Letter by letter.
    Letters,
}

/// A name in Latin letters, as it may be spelt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Romanisation {
    pub english: String,
    pub basis: Basis,
}

/// Proposals are so many at most.
pub const MOST_ROMANISATIONS: usize = 3;

/// As many words as a part that is looked up may have.
const LONGEST_PART: usize = 4;

/// Romanises a name without its clitics. `foreign` says whether its letters stand for foreign sounds (غ for g, و
/// for o); `None` judges by the look of each word. `known` is asked for runs of words, from the longest.
#[must_use]
pub fn romanise(
    arabic: &str,
    style: Style,
    foreign: Option<bool>,
    known: &dyn Fn(&str) -> Option<String>,
) -> Vec<Romanisation> {
    let all: Vec<&str> = words(arabic).map(|word| word.span.of(arabic)).collect();
    let mut parts: Vec<Part> = Vec::new();
    let mut at = 0;
    while at < all.len() {
        let rest = all.get(at..).unwrap_or_default();
        let (taken, part) = part(rest, at == 0, style, foreign, known);
        parts.push(part);
        at += taken;
    }
    combine(&parts)
}

/// Some words of a name, and what they may be in English, the likeliest first.
struct Part {
    english: Vec<String>,
    basis: Basis,
}

impl Part {
    fn one(english: impl Into<String>, basis: Basis) -> Self {
        Self { english: vec![english.into()], basis }
    }
}

/// The part that `rest` begins with, and how many words it takes.
fn part(
    rest: &[&str],
    is_first: bool,
    style: Style,
    foreign: Option<bool>,
    known: &dyn Fn(&str) -> Option<String>,
) -> (usize, Part) {
    for len in (1..=rest.len().min(LONGEST_PART)).rev() {
        let run = rest.get(..len).unwrap_or_default().join(" ");
        if let Some(english) = known(&run) {
            return (len, Part::one(english, Basis::Known));
        }
        let is_servant = len == 1 && rest.len() > 1 && run == "عبد";
        if let Some(spellings) = given::spellings(&run).filter(|_| !is_servant) {
            return (len, Part { english: spellings, basis: Basis::Press });
        }
    }
    let Some(&word) = rest.first() else { return (1, Part::one("", Basis::Letters)) };
    let folded = fold(word);
    // A particle belongs to a name only where a name goes on after it.
    if let Some(particle) = particle(folded.text(), is_first).filter(|_| rest.len() > 1) {
        return (1, Part::one(particle, Basis::Press));
    }
    if folded.text() == "عبد"
        && let Some(next) = rest.get(1)
    {
        return (2, servant(next, style, foreign));
    }
    (1, single(word, style, foreign))
}

/// One word, with its article.
fn single(word: &str, style: Style, foreign: Option<bool>) -> Part {
    let stem = stem_of(word);
    let Some(stem) = stem else { return bare(word, style, foreign) };
    let part = given::spellings(stem)
        .map_or_else(|| bare(stem, style, foreign), |english| Part { english, basis: Basis::Press });
    let article = |english: &String| format!("{}-{english}", article(stem, style));
    Part { english: part.english.iter().map(article).collect(), basis: part.basis }
}

/// A word without article, letter by letter.
fn bare(word: &str, style: Style, foreign: Option<bool>) -> Part {
    let english = letters::spell(word, foreign, style.apostrophes);
    Part { english, basis: Basis::Letters }
}

/// The word after its article, as written.
fn stem_of(word: &str) -> Option<&str> {
    let folded = fold(word);
    without_al(folded.text()).filter(|_| has_article(word))?;
    let mut letters = word.char_indices().filter(|(_, c)| !super::letters::is_sign(*c));
    let (byte, _) = letters.nth(2)?;
    word.get(byte..)
}

/// عبد and one of the names of God.
fn servant(of: &str, style: Style, foreign: Option<bool>) -> Part {
    let stem = stem_of(of).unwrap_or(of);
    let part = given::spellings(stem).map_or_else(
        || bare(stem, style, foreign.or(Some(false))),
        |english| Part { english, basis: Basis::Press },
    );
    let first = part.english.first().cloned().unwrap_or_default();
    Part { english: vec![format!("Abdul {first}"), format!("Abdel {first}")], basis: part.basis }
}

fn particle(folded: &str, is_first: bool) -> Option<&'static str> {
    Some(match folded {
        "بن" if is_first => "Bin",
        "بن" => "bin",
        "ابن" if is_first => "Ibn",
        "ابن" => "ibn",
        "بنت" => "bint",
        "ال" => "Al",
        "ابو" | "ابي" | "ابا" => "Abu",
        "ام" => "Umm",
        "ذو" => "Dhu",
        "فان" if is_first => "Van",
        "فان" => "van",
        "فون" if is_first => "Von",
        "فون" => "von",
        "دي" => "de",
        "دا" => "da",
        _ => return None,
    })
}

/// The article before this word.
fn article(stem: &str, style: Style) -> String {
    let sun = match stem.chars().next() {
        Some('ت' | 'ط') => "t",
        Some('ث') => "th",
        Some('د' | 'ض') => "d",
        Some('ذ') => "dh",
        Some('ر') => "r",
        Some('ز' | 'ظ') => "z",
        Some('س' | 'ص') => "s",
        Some('ش') => "sh",
        Some('ن') => "n",
        _ => "l",
    };
    let letter = if style.article == Article::Upper { 'A' } else { 'a' };
    format!("{letter}{}", if style.sun_letters { sun } else { "l" })
}

/// The likeliest spelling of every part, then those that differ from it in one part: the one a rule made before
/// the one the press knows.
fn combine(parts: &[Part]) -> Vec<Romanisation> {
    let Some(basis) = parts.iter().map(|part| part.basis).max() else { return Vec::new() };
    let join = |changed: usize, choice: usize| {
        let words = parts.iter().enumerate().filter_map(|(at, part)| {
            part.english.get(if at == changed { choice } else { 0 }).map(String::as_str)
        });
        words.collect::<Vec<_>>().join(" ")
    };
    let mut order: Vec<usize> = (0..parts.len()).collect();
    order.sort_by_key(|&at| std::cmp::Reverse(parts.get(at).map(|part| part.basis)));
    let mut found = vec![join(0, 0)];
    for choice in 1..MOST_ROMANISATIONS {
        for &at in &order {
            if parts.get(at).is_some_and(|part| choice < part.english.len()) {
                let english = join(at, choice);
                if !found.contains(&english) {
                    found.push(english);
                }
            }
        }
    }
    found.truncate(MOST_ROMANISATIONS);
    found
        .into_iter()
        .filter(|english| !english.is_empty())
        .map(|english| Romanisation { english, basis })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn proposals(arabic: &str, style: Style, foreign: Option<bool>) -> Vec<String> {
        let known = |part: &str| (part == "قره باغ").then(|| "Karabakh".to_owned());
        romanise(arabic, style, foreign, &known).into_iter().map(|proposal| proposal.english).collect()
    }

    #[track_caller]
    fn check(arabic: &str, expect: &str) {
        let found = proposals(arabic, Style::default(), None);
        assert_eq!(found.first().map(String::as_str), Some(expect), "{arabic}: {found:?}");
    }

    #[test]
    fn names_of_the_press_come_in_its_spelling() {
        check("محمد", "Mohammed");
        check("خالد الشرع", "Khaled al-Sharaa");
        check("أحمد حسين", "Ahmed Hussein");
        check("يوسف", "Youssef");
    }

    #[test]
    fn compound_names_stay_together() {
        check("عبد الرحمن", "Abdul Rahman");
        check("عبد الحكيم", "Abdul Hakim");
        check("أبو سالم", "Abu Salem");
        check("سلمان بن عبد العزيز آل سعود", "Salman bin Abdul Aziz Al Saud");
        check("صلاح الدين", "Salah al-Din");
    }

    #[test]
    fn what_the_glossary_knows_is_used() {
        let known = |part: &str| (part == "قره باغ").then(|| "Karabakh".to_owned());
        let found = romanise("قره باغ", Style::default(), None, &known);
        assert_eq!(found, [Romanisation { english: "Karabakh".to_owned(), basis: Basis::Known }]);
    }

    #[test]
    fn the_house_chooses_article_and_sun_letters() {
        let upper = Style { article: Article::Upper, ..Style::default() };
        assert_eq!(proposals("الشرع", upper, None)[0], "Al-Sharaa");
        let sun = Style { sun_letters: true, ..Style::default() };
        assert_eq!(proposals("الشرع", sun, None)[0], "ash-Sharaa");
        assert_eq!(proposals("الحريري", sun, None)[0], "al-Hariri");
    }

    #[test]
    fn the_samples_of_the_settings_show_what_they_choose() {
        assert_eq!(proposals("المسعودي", Style::default(), None)[0], "al-Masudi");
        let marked = Style { apostrophes: true, ..Style::default() };
        assert_eq!(proposals("المسعودي", marked, None)[0], "al-Mas'udi");
        let sun = Style { sun_letters: true, ..Style::default() };
        assert_eq!(proposals("الشرقي", sun, None)[0], "ash-Sharqi");
    }

    #[test]
    fn other_spellings_follow() {
        let found = proposals("عمر سعيد", Style::default(), None);
        assert_eq!(found, ["Omar Saeed", "Umar Saeed", "Omar Said"]);
    }

    #[test]
    fn nothing_comes_of_nothing() {
        assert!(proposals("", Style::default(), None).is_empty());
        assert!(proposals("، -", Style::default(), None).is_empty());
    }

    proptest! {
        #[test]
        fn proposals_are_few_different_and_latin(arabic in "[ء-ي ًّ]{0,24}", foreign: Option<bool>) {
            let style = Style { apostrophes: true, ..Style::default() };
            let found = proposals(&arabic, style, foreign);
            prop_assert!(found.len() <= MOST_ROMANISATIONS);
            for (at, english) in found.iter().enumerate() {
                prop_assert!(!found[..at].contains(english));
                prop_assert!(english.is_ascii(), "{}", english);
            }
        }

        #[test]
        fn any_text_is_survived(text in any::<String>(), foreign: Option<bool>) {
            let _ = proposals(&text, Style::default(), foreign);
        }
    }
}
