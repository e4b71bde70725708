//! A term made of what the translator selected, ready for a form: tidied, its clitics taken off, its kind guessed.
//!
//! A guess is a starting point. Where a letter may be a clitic or the name's own, every reading is given, the
//! likeliest first.

use super::index::Index;
use super::similar::{Likeness, Similar, similar};
use super::spelling::Style;
use super::stack::{GlossaryId, Stack};
use super::term::{Kind, Term};
use super::titles;
use crate::arabic::article::{has_article, without_al};
use crate::arabic::letters::{Class, class};
use crate::arabic::{FoldedByte, chains, fold, is_common, words};
use unicode_normalization::UnicodeNormalization;

/// What was selected, and where. Every part may be empty.
#[derive(Clone, Copy, Debug, Default)]
pub struct Selection<'t> {
    /// Selected in the source.
    pub arabic: &'t str,
    /// Selected in the draft.
    pub english: &'t str,
    /// The text of the sentence before `arabic`.
    pub before: &'t str,
    /// Sources of the project: a name that stands there without the letter in front shows that it is a clitic.
    pub texts: &'t [&'t str],
}

/// A term to be added to a glossary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewTerm {
    pub term: Term,
    pub into: GlossaryId,
}

/// A form already filled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    pub new: NewTerm,
    /// Other readings of the Arabic, the likelier first: with fewer or more letters taken for clitics.
    pub readings: Vec<String>,
    /// Terms that it may repeat, to be shown before saving; ask [`similar`] again when the form was changed.
    pub similar: Vec<Similar>,
}

/// The term of a selection, to be added to the glossary `into`.
#[must_use]
pub fn propose(stack: &Stack, selection: Selection<'_>, into: GlossaryId) -> Proposal {
    let english = tidy_english(selection.english);
    let mut readings = readings(stack.index(), &tidy_arabic(selection.arabic), &english, selection.texts);
    let first = if readings.is_empty() { Reading::default() } else { readings.remove(0) };
    let mut term = Term { source: first.text, target: english, ..Term::default() };
    let found = similar(stack, &term, None);
    let known = found.iter().find(|like| matches!(like.likeness, Likeness::Duplicate | Likeness::SameSource));
    // A title stands before the bare name; what has a clitic does not belong to it.
    let before = if first.cut == 0 { selection.before } else { "" };
    term.kind = known.map_or_else(|| guess_kind(&term, before), |known| known.term.kind);
    let readings = readings.into_iter().map(|reading| reading.text).collect();
    Proposal { new: NewTerm { term, into }, readings, similar: found }
}

/// Arabic as a glossary has it: no marks around it, no vowel signs and controls, one space between words.
#[must_use]
pub fn tidy_arabic(text: &str) -> String {
    let mut ends = words(text).map(|word| word.span);
    let Some(first) = ends.next() else { return String::new() };
    let last = ends.last().unwrap_or(first);
    let inside = text.get(first.start..last.end).unwrap_or_default();
    // Letters drawn as one, and a hamza written as a sign of its own, become plain letters.
    let is_form = |c: char| matches!(c, '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}');
    let composed: String =
        if inside.contains(is_form) { inside.nfkc().collect() } else { inside.nfc().collect() };
    let plain: String = composed
        .chars()
        .filter(|&c| c.is_whitespace() || !matches!(class(c), Class::Sign | Class::Control))
        .collect();
    one_line(&plain)
}

/// English as a glossary has it: no marks around it, no article in front, one space between words.
#[must_use]
pub fn tidy_english(text: &str) -> String {
    let line = one_line(text);
    let mut rest = line.trim_start_matches(|c: char| !c.is_alphanumeric());
    while let Some(last) = rest.chars().next_back().filter(|last| !last.is_alphanumeric()) {
        let inside = rest.strip_suffix(last).unwrap_or_default();
        let last_word = inside.rsplit(' ').next().unwrap_or_default();
        // “U.S.” and “Economy (Iran)” end with marks of their own.
        let is_closed = inside.matches('(').count() > inside.matches(')').count();
        if (last == '.' && last_word.contains('.')) || (last == ')' && is_closed) {
            break;
        }
        rest = inside;
    }
    let bare =
        rest.strip_prefix("the ").or_else(|| rest.strip_prefix("The ").filter(|rest| *rest != "Hague"));
    bare.unwrap_or(rest).to_owned()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// One way to understand the selected Arabic.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Reading {
    text: String,
    /// Letters taken for clitics.
    cut: usize,
    score: i32,
}

/// What speaks for a reading. Only their order matters: what a glossary knows over what the article shows, that
/// over what the English shows, that over what is likely in any text.
const IS_TERM: i32 = 40;
const BEGINS_TERM: i32 = 20;
const ATTESTED: i32 = 12;
const ENGLISH: i32 = 8;
const COMMON: i32 = 5;
const ARTICLE: i32 = 3;
const WHOLE: i32 = 1;

/// The readings of tidied Arabic, the likeliest first; none of an empty text.
fn readings(index: &Index, arabic: &str, english: &str, texts: &[&str]) -> Vec<Reading> {
    let Some(first) = words(arabic).next() else { return Vec::new() };
    let written = first.span.of(arabic);
    let tail = arabic.get(first.span.end..).unwrap_or_default();
    let folded = fold(written);
    let mut found: Vec<(Reading, String)> = Vec::new();
    let mut restored = String::new();
    for chain in chains(folded.text()) {
        let begin = folded.source(FoldedByte(chain.letters.len())).0;
        let rest = written.get(begin..).unwrap_or_default();
        let cut = usize::from(chain.level);
        let mut add = |word: String, prior: i32| {
            let score = prior + if cut == 0 { WHOLE } else { 0 };
            found.push((Reading { text: format!("{word}{tail}"), cut, score }, word));
        };
        if cut == 0 || rest.chars().nth(1).is_some() {
            // Two letters after ال may as well be a name: والتر.
            let stem = without_al(chain.rest).filter(|stem| cut > 0 && stem.chars().nth(2).is_some());
            add(rest.to_owned(), if stem.is_some() && has_article(rest) { ARTICLE } else { 0 });
        }
        // للرياض hides an alif, للاذقية a lam as well.
        if chain.restores_article(false, &mut restored) && rest.chars().nth(2).is_some() {
            add(format!("ا{rest}"), ARTICLE);
            add(format!("ال{rest}"), -COMMON);
        }
    }
    // Nothing to choose between: no need to look at the evidence.
    if found.len() > 1 {
        weigh(index, arabic, english, texts, &mut found);
    }
    let mut readings: Vec<Reading> = found.into_iter().map(|(reading, _)| reading).collect();
    readings.sort_by_key(|reading| (-reading.score, reading.cut));
    // A doubled lam nobody has ever seen is no reading.
    readings.retain(|reading| reading.score > -COMMON);
    readings
}

/// Adds the evidence to readings, each with its first word.
fn weigh(index: &Index, arabic: &str, english: &str, texts: &[&str], found: &mut [(Reading, String)]) {
    let hit = index
        .find(arabic)
        .into_iter()
        .find(|hit| !hit.nested && hit.clitic.start.min(hit.span.start) == 0 && hit.span.end == arabic.len());
    let hit = hit.map(|hit| (hit.clitic.of(arabic).chars().count(), fold(&index.term(hit.term).source)));
    let stems: Vec<String> = found.iter().map(|(_, word)| fold(word).text().to_owned()).collect();
    let attested = attested(&stems, texts);
    let whole_initial = stems.first().and_then(|stem| stem.chars().next());
    for (((reading, _), stem), attested) in found.iter_mut().zip(&stems).zip(attested) {
        if let Some((cut, source)) = &hit
            && *cut == reading.cut
            && (reading.cut == 0 || source.text().starts_with(stem.as_str()))
        {
            reading.score += IS_TERM;
        }
        if index.root(stem, Style::Name).is_some() || index.root(stem, Style::Noun).is_some() {
            reading.score += BEGINS_TERM;
        }
        if attested {
            reading.score += ATTESTED;
        }
        if is_common(stem) || without_al(stem).is_some_and(is_common) {
            reading.score += COMMON;
        }
        if english_begins_like(english, stem, whole_initial) {
            reading.score += ENGLISH;
        }
    }
}

/// For each of the folded words whether the texts show it: one that lost letters standing alone, the whole one
/// with a clitic of its own.
fn attested(stems: &[String], texts: &[&str]) -> Vec<bool> {
    let mut seen = vec![false; stems.len()];
    let Some(whole) = stems.first() else { return seen };
    let shortest = stems.iter().min_by_key(|stem| stem.len()).map_or("", String::as_str);
    // Most texts show neither: the longest stretch that every writer spells alike is the cheapest thing to ask for.
    let probe = shortest
        .split(|letter| "اهيوءئؤك".contains(letter))
        .max_by_key(|part| part.len())
        .unwrap_or_default();
    for text in texts.iter().filter(|text| text.contains(probe)) {
        for word in words(text) {
            let folded = fold(word.span.of(text));
            let folded = folded.text();
            for (seen, stem) in seen.iter_mut().zip(stems) {
                *seen = *seen
                    || if stem == whole {
                        chains(folded).any(|chain| chain.level > 0 && chain.rest == stem)
                    } else {
                        folded == stem
                    };
            }
        }
    }
    seen
}

/// Whether the English begins with a sound of the word's first letter, and the letter tells the readings apart.
fn english_begins_like(english: &str, stem: &str, whole_initial: Option<char>) -> bool {
    let Some(capital) =
        english.chars().next().filter(|first| first.is_uppercase() || english.starts_with("al-"))
    else {
        return false;
    };
    let article = english.to_lowercase().starts_with("al-") || english.to_lowercase().starts_with("al ");
    if article {
        return stem.starts_with("ال");
    }
    let (Some(initial), Some(whole)) = (stem.chars().next(), whole_initial) else { return false };
    let sounds = |letter: char| match letter {
        'و' => "WVUO",
        'ف' => "FVP",
        'ب' => "BPV",
        'ك' => "KCQG",
        'ل' => "L",
        _ => "",
    };
    let fits_whole = sounds(whole).contains(capital);
    if initial == whole { fits_whole } else { !fits_whole }
}

/// What kind of term it may be: by the title before it, by its own first word, by the words and capitals of the
/// English.
fn guess_kind(term: &Term, before: &str) -> Kind {
    let capitals = Capitals::of(&term.target);
    if capitals == Capitals::None {
        return Kind::Term;
    }
    titles::kind_by_title(before)
        .or_else(|| titles::kind_by_first_word(&term.source))
        .or_else(|| titles::kind_by_english(&term.target))
        .unwrap_or_else(|| {
            let first = words(&term.source).next().map(|word| fold(word.span.of(&term.source)));
            let common = first.is_some_and(|first| {
                is_common(first.text()) || without_al(first.text()).is_some_and(is_common)
            });
            if capitals == Capitals::NoEnglish && common { Kind::Term } else { Kind::Name }
        })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Capitals {
    NoEnglish,
    None,
    Some,
}

impl Capitals {
    fn of(english: &str) -> Self {
        if english.is_empty() {
            Self::NoEnglish
        } else if english.chars().any(char::is_uppercase) {
            Self::Some
        } else {
            Self::None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::glossary::{Glossary, Layer};

    fn stack() -> Stack {
        let term = |(source, target, kind): (&str, &str, Kind)| Term {
            source: source.to_owned(),
            target: target.to_owned(),
            kind,
            ..Term::default()
        };
        let terms = [
            ("باكو", "Baku", Kind::Place),
            ("الرياض", "Riyadh", Kind::Place),
            ("اللاذقية", "Latakia", Kind::Place),
            ("واشنطن", "Washington", Kind::Place),
            ("نظام كييف", "Kyiv regime", Kind::Term),
        ];
        let glossary = Glossary { terms: terms.into_iter().map(term).collect(), ..Glossary::default() };
        Stack::new([(Layer::new(GlossaryId::shipped(0), "Places", None), glossary)])
    }

    fn proposed(selection: Selection<'_>) -> Proposal {
        propose(&stack(), selection, GlossaryId::PERSONAL)
    }

    /// The readings of a selection without any context but `english`.
    #[track_caller]
    fn check(arabic: &str, english: &str, expect: &[&str]) {
        let found = proposed(Selection { arabic, english, ..Selection::default() });
        let readings: Vec<&str> =
            std::iter::once(&found.new.term.source).chain(&found.readings).map(String::as_str).collect();
        assert_eq!(readings, expect, "{arabic}");
    }

    #[test]
    fn clitics_of_known_words_go() {
        check("ولباكو", "", &["باكو", "ولباكو", "لباكو"]);
        check("للرياض", "", &["الرياض", "للرياض", "لرياض"]);
        check("للاذقية", "", &["اللاذقية", "الاذقية", "للاذقية", "لاذقية"]);
        check("وواشنطن", "", &["واشنطن", "وواشنطن"]);
        check("واشنطن", "", &["واشنطن", "اشنطن"]);
        check("ونظام كييف", "", &["نظام كييف", "ونظام كييف"]);
    }

    #[test]
    fn a_letter_that_may_be_the_names_own_stays_and_both_are_given() {
        check("بولتون", "", &["بولتون", "ولتون"]);
        check("سبوتنيك", "", &["سبوتنيك"]);
        check("والكرملين", "", &["الكرملين", "والكرملين"]);
        check("والتر", "", &["والتر", "التر"]);
    }

    #[test]
    fn the_english_says_which_letter_is_the_names() {
        check("لميليباند", "Miliband", &["ميليباند", "لميليباند"]);
        check("لوكاشينكو", "Lukashenko", &["لوكاشينكو", "وكاشينكو"]);
        check("بالتيمور", "Baltimore", &["بالتيمور", "التيمور"]);
        check("والشارقة", "al-Shariqa", &["الشارقة", "والشارقة"]);
    }

    #[test]
    fn the_article_shows_the_name_without_its_clitic() {
        let texts = ["التقى ميليباند الوفد", "رسالة لميليباند"];
        let selection = Selection { arabic: "لميليباند", texts: &texts, ..Selection::default() };
        assert_eq!(proposed(selection).new.term.source, "ميليباند");
        let texts = ["قال لبوريل إن", "وقال بوريل"];
        let selection = Selection { arabic: "بوريل", texts: &texts, ..Selection::default() };
        assert_eq!(proposed(selection).new.term.source, "بوريل");
    }

    #[test]
    fn the_selection_is_tidied() {
        check(" «مُناتساكانيـــان\u{200F}»، ", "", &["مناتساكانيان"]);
        check("أم\n  درمان.", "", &["أم درمان"]);
        check("…", "", &[""]);
        for (selected, expect) in [
            (" the Kremlin,", "Kremlin"),
            ("The Hague.", "The Hague"),
            ("“U.S.”", "U.S."),
            ("(Economy\n(Iran))", "Economy (Iran)"),
            ("—", ""),
        ] {
            assert_eq!(tidy_english(selected), expect, "{selected}");
        }
        assert_eq!(tidy_arabic("مسو\u{654}ول"), "مسؤول");
        assert_eq!(tidy_arabic("ﻻﺗﺸﻴﻦ"), "لاتشين");
    }

    #[track_caller]
    fn check_kind(before: &str, arabic: &str, english: &str, expect: Kind) {
        let found = proposed(Selection { arabic, english, before, texts: &[] });
        assert_eq!(found.new.term.kind, expect, "{before} {arabic}");
    }

    #[test]
    fn the_kind_is_guessed() {
        check_kind("قال الرئيس الروسي ", "فلاديمير بوتين", "Vladimir Putin", Kind::Person);
        check_kind("التقى وزير الخارجية الأميركي ", "مايك بومبيو", "", Kind::Person);
        check_kind("في مدينة ", "شوشا", "Shusha", Kind::Place);
        check_kind("وصل الرئيس إلى ", "شوشا", "Shusha", Kind::Name);
        check_kind("زار الرئيس ", "وشوشا", "Shusha", Kind::Name);
        check_kind("", "منظمة شنغهاي", "Shanghai Organisation", Kind::Organisation);
        check_kind("", "هيومن رايتس ووتش", "Human Rights Council", Kind::Organisation);
        check_kind("", "وقف فوري", "immediate halt", Kind::Term);
        check_kind("", "باكو", "Bakou", Kind::Place);
        check_kind("", "حكومة", "", Kind::Term);
    }

    #[test]
    fn what_is_there_already_is_listed() {
        let found = proposed(Selection { arabic: "لباكو", english: "Baku", ..Selection::default() });
        assert_eq!(found.similar.len(), 1);
        assert_eq!(found.similar[0].likeness, Likeness::Duplicate);
    }
}
