//! What is wrong in a glossary, entry by entry, and what can be put right without asking anybody.
//!
//! Pure: terms in, findings out. The matcher would live with all of it; the translator would not.

use super::formats::fill;
use super::term::{Kind, Term};
use crate::arabic::letters::{Class, class};
use crate::arabic::{chains, clitic_hint, fold, is_common, words};
use serde::Serialize;
use std::collections::{HashMap, HashSet};

/// Something to look at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// The position of the term in the list that was checked.
    #[serde(skip)]
    pub at: usize,
    pub source: String,
    pub problem: Problem,
    /// For the user, without the source.
    pub message: String,
    /// [`fix`] puts it right.
    pub fixable: bool,
}

/// What is wrong with a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Problem {
    /// The same Arabic and English twice.
    Duplicate,
    /// One Arabic form, two renderings; or a rendering that the term itself forbids.
    Contradiction,
    /// A joined letter is part of the entry: وباكو.
    Clitic,
    /// Spaces, controls and stretching that nobody sees.
    Stray,
    /// Letters of two scripts in one word.
    MixedScripts,
    /// A name that is mostly an ordinary word.
    CommonWord,
    NoEnglish,
}

/// All findings, in the order of the terms.
#[must_use]
pub fn check(terms: &[Term]) -> Vec<Finding> {
    let mut findings = Vec::new();
    let forms = Forms::of(terms);
    for (at, term) in terms.iter().enumerate() {
        let mut find = |problem, message: String, fixable| {
            findings.push(Finding { at, source: term.source.clone(), problem, message, fixable });
        };
        find_repeated(terms, at, &forms, &mut find);
        if let Some((chain, other)) = clitic(terms, at, &forms) {
            let message = format!(
                "begins with {chain} ({}) and “{other}” is a term of its own; the matcher finds joined letters by itself",
                clitic_hint(&chain)
            );
            find(Problem::Clitic, message, false);
        }
        for (field, text) in texts(term) {
            let what = stray(text);
            if !what.is_empty() {
                find(Problem::Stray, format!("{field} “{}” has {}", tidy(text), what.join(" and ")), true);
            }
            if let Some(word) = mixed_word(text) {
                let message = format!("{field}: “{word}” mixes letters of two scripts");
                find(Problem::MixedScripts, message, false);
            }
        }
        for form in common_forms(term) {
            let message = format!(
                "“{form}” is also a common word; enter it with the word that makes it a name, or show in the note how the word is used"
            );
            find(Problem::CommonWord, message, false);
        }
        if term.target.trim().is_empty() {
            find(Problem::NoEnglish, "has no English".to_owned(), false);
        } else if term.forbidden.iter().any(|forbidden| forbidden.trim() == term.target.trim()) {
            find(Problem::Contradiction, format!("“{}” is forbidden and the English", term.target), false);
        }
    }
    findings
}

/// Puts right what [`check`] calls fixable: strays go, a duplicate becomes part of the first of its kind, which
/// keeps what it says and takes what it lacks. The answer is how many terms changed or went.
pub fn fix(terms: &mut Vec<Term>) -> usize {
    let mut changed = 0;
    for term in terms.iter_mut() {
        let before = term.clone();
        for text in [&mut term.source, &mut term.target] {
            *text = tidy(text);
        }
        for values in [&mut term.variants, &mut term.plural, &mut term.forbidden] {
            for value in values.iter_mut() {
                *value = tidy(value);
            }
            values.retain(|value| !value.is_empty());
        }
        changed += usize::from(*term != before);
    }
    let mut kept: Vec<Term> = Vec::with_capacity(terms.len());
    let mut firsts: HashMap<(String, String, Kind), usize> = HashMap::new();
    for term in terms.drain(..) {
        let at = *firsts.entry(identity(&term)).or_insert(kept.len());
        match kept.get_mut(at) {
            Some(first) => {
                fill(first, term, "duplicate");
                changed += 1;
            }
            None => kept.push(term),
        }
    }
    *terms = kept;
    changed
}

/// Two terms of the same are one.
fn identity(term: &Term) -> (String, String, Kind) {
    (key(&term.source), tidy(&term.target).to_lowercase(), term.kind)
}

fn key(arabic: &str) -> String {
    fold(&tidy(arabic)).text().to_owned()
}

/// What a term is compared with, so that none is compared with more than a few.
struct Forms {
    /// Every Arabic form, folded, with the first terms that have it.
    places: HashMap<String, Vec<usize>>,
    /// Terms that say again what an earlier one says.
    repeated: HashSet<usize>,
}

impl Forms {
    /// A term is compared with so many others of one Arabic form: a file that repeats one form in every row has as
    /// many findings as rows, and not the square of it.
    const FEW: usize = 8;

    fn of(terms: &[Term]) -> Self {
        let mut places: HashMap<String, Vec<usize>> = HashMap::with_capacity(terms.len());
        let mut firsts = HashSet::with_capacity(terms.len());
        let mut repeated = HashSet::new();
        for (at, term) in terms.iter().enumerate() {
            if !firsts.insert(identity(term)) {
                repeated.insert(at);
            }
            for form in arabic_forms(term) {
                let places = places.entry(key(form)).or_default();
                if places.len() < Self::FEW && places.last() != Some(&at) && !repeated.contains(&at) {
                    places.push(at);
                }
            }
        }
        Self { places, repeated }
    }

    fn others(&self, form: &str, at: usize) -> impl Iterator<Item = usize> {
        self.places.get(form).into_iter().flatten().copied().filter(move |&other| other < at)
    }
}

fn arabic_forms(term: &Term) -> impl Iterator<Item = &String> {
    std::iter::once(&term.source).chain(&term.variants).chain(&term.plural)
}

/// The later of two terms is the one that is found.
fn find_repeated(terms: &[Term], at: usize, forms: &Forms, find: &mut impl FnMut(Problem, String, bool)) {
    let Some(term) = terms.get(at) else { return };
    if forms.repeated.contains(&at) {
        find(Problem::Duplicate, "is listed before, with the same English".to_owned(), true);
    }
    let mut seen = Vec::new();
    for form in arabic_forms(term) {
        for other in forms.others(&key(form), at) {
            let Some(earlier) = terms.get(other).filter(|_| !seen.contains(&other)) else { continue };
            seen.push(other);
            if identity(earlier) == identity(term) {
                continue;
            }
            let same_english = tidy(&earlier.target).to_lowercase() == tidy(&term.target).to_lowercase();
            if same_english {
                let message = format!("“{form}” also belongs to the term “{}”", earlier.source);
                find(Problem::Duplicate, message, false);
            } else {
                let message = format!(
                    "“{form}” is “{}” here and “{}” in the term “{}”",
                    term.target, earlier.target, earlier.source
                );
                find(Problem::Contradiction, message, false);
            }
        }
    }
}

/// The letters joined to an entry and the entry without them. The English tells وباكو “and Baku” from واشنطن.
fn clitic(terms: &[Term], at: usize, forms: &Forms) -> Option<(String, String)> {
    let term = terms.get(at)?;
    let source = key(&term.source);
    chains(&source).filter(|chain| !chain.letters.is_empty()).find_map(|chain| {
        let places = forms.places.get(chain.rest)?;
        let other = places.iter().filter_map(|&other| terms.get(other)).find(|other| {
            let (with, without) = (tidy(&term.target).to_lowercase(), tidy(&other.target).to_lowercase());
            !without.is_empty() && (with == without || with.ends_with(&format!(" {without}")))
        })?;
        Some((chain.letters.to_owned(), other.source.clone()))
    })
}

/// The texts of a term that a reader compares letter by letter, with the names of their columns.
fn texts(term: &Term) -> impl Iterator<Item = (&'static str, &str)> {
    let lists = [("variants", &term.variants), ("plural", &term.plural), ("forbidden", &term.forbidden)];
    let single = [("source", term.source.as_str()), ("target", term.target.as_str())];
    let values =
        lists.into_iter().flat_map(|(name, values)| values.iter().map(move |value| (name, value.as_str())));
    single.into_iter().chain(values)
}

/// Text without what nobody sees: one space between words, no controls, no tatweel.
fn tidy(text: &str) -> String {
    let visible: String = text.chars().filter(|&c| !is_unseen(c) && c != TATWEEL).collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}

const TATWEEL: char = '\u{640}';

/// Controls, but not the white space among them.
fn is_unseen(c: char) -> bool {
    !c.is_whitespace() && (c.is_control() || class(c) == Class::Control)
}

fn stray(text: &str) -> Vec<&'static str> {
    let one_space = text.split_whitespace().collect::<Vec<_>>().join(" ");
    [
        (one_space != text, "a stray space"),
        (text.chars().any(is_unseen), "an invisible control character"),
        (text.contains(TATWEEL), "a stretched letter"),
    ]
    .into_iter()
    .filter_map(|(is_there, what)| is_there.then_some(what))
    .collect()
}

/// A word with letters of two scripts, as a Latin a in Cyrillic or a Latin letter among Arabic ones.
fn mixed_word(text: &str) -> Option<&str> {
    text.split(|c: char| !c.is_alphanumeric()).find(|word| {
        let mut scripts = word.chars().filter(|c| c.is_alphabetic()).map(script);
        let first = scripts.next();
        first.is_some_and(|first| scripts.any(|other| other != first))
    })
}

/// The scripts that stand in our texts; all others are one.
fn script(c: char) -> u8 {
    match c {
        '\u{600}'..='\u{77F}' | '\u{8A0}'..='\u{8FF}' | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' => {
            1
        }
        'a'..='z' | 'A'..='Z' | '\u{AA}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}' => 2,
        '\u{370}'..='\u{3FF}' => 3,
        '\u{400}'..='\u{52F}' => 4,
        _ => 5,
    }
}

/// Of a name: the forms of one word that are common words. Whoever shows the word in the note has thought of it.
fn common_forms(term: &Term) -> impl Iterator<Item = &String> {
    let forms = std::iter::once(&term.source).chain(&term.variants).filter(|_| term.kind != Kind::Term);
    let is_shown = |form: &str| words(&term.note).any(|word| key(word.span.of(&term.note)) == key(form));
    forms.filter(move |form| words(form).count() == 1 && is_common(&key(form)) && !is_shown(form))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::glossary::{csv, shipped};

    fn terms(rows: &str) -> Vec<Term> {
        csv::read("", format!("source,target,kind,variants,forbidden\n{rows}").as_bytes()).0.terms
    }

    #[track_caller]
    fn check_rows(rows: &str, expected: &[(usize, Problem, bool)]) {
        let found = check(&terms(rows));
        let short: Vec<_> =
            found.iter().map(|finding| (finding.at, finding.problem, finding.fixable)).collect();
        assert_eq!(short, expected, "{found:#?}");
    }

    #[test]
    fn each_problem_is_found() {
        check_rows("باكو,Baku,place\nكنجة,Ganja,place\n", &[]);
        check_rows("كنجة,Ganja,place\nكنجه,ganja,place\n", &[(1, Problem::Duplicate, true)]);
        check_rows("كنجة,Ganja,place\nكنجة,Gandja,place\n", &[(1, Problem::Contradiction, false)]);
        check_rows("كنجة,Ganja,place,,Ganja\n", &[(0, Problem::Contradiction, false)]);
        check_rows("باكو,Baku,place\nوباكو,and Baku,place\n", &[(1, Problem::Clitic, false)]);
        check_rows("باكو,Baku  city,place\n", &[(0, Problem::Stray, true)]);
        check_rows("با\u{200F}كو,Baku,place\n", &[(0, Problem::Stray, true)]);
        check_rows("باكو,B\u{430}ku,place\n", &[(0, Problem::MixedScripts, false)]);
        check_rows(
            "فريق,Fariq,person\nفريق,team,term\n",
            &[(0, Problem::CommonWord, false), (1, Problem::Contradiction, false)],
        );
        check_rows("باكو,,place\n", &[(0, Problem::NoEnglish, false)]);
    }

    #[test]
    fn a_common_word_may_be_a_name_where_the_note_shows_the_word() {
        let mut lviv = terms("لفيف,Lviv,place\n");
        assert_eq!(check(&lviv).len(), 1);
        lviv[0].note = "Also a bunch, as in لفيف من".to_owned();
        assert_eq!(check(&lviv), []);
    }

    #[test]
    fn a_first_letter_that_could_be_a_clitic_is_none() {
        check_rows("واشنطن,Washington,place\nاشنطن,Ashnatan,place\n", &[]);
    }

    #[test]
    fn a_fix_loses_nothing_and_leaves_nothing_to_fix() {
        let mut fixed =
            terms("كنجة,Ganja,place,غنجة\nكنجه,Ganja,place,غانجا,Gandja\nبا\u{640}كو, Baku ,place\n");
        assert_eq!(fix(&mut fixed), 2);
        assert_eq!(fixed.len(), 2);
        assert_eq!(fixed[0].variants, ["غنجة", "كنجه", "غانجا"]);
        assert_eq!(fixed[0].forbidden, ["Gandja"]);
        assert_eq!(fixed[1].source, "باكو");
        assert!(check(&fixed).iter().all(|finding| !finding.fixable));
        assert_eq!(fix(&mut fixed), 0);
    }

    #[test]
    fn what_a_duplicate_says_otherwise_stands_beside_it() {
        let mut fixed = terms("باكو,Baku,place\nباكو,Baku,place\n");
        fixed[0].note = "capital".to_owned();
        fixed[1].note = "port".to_owned();
        assert_eq!(fix(&mut fixed), 1);
        assert_eq!(fixed[0].extra, [("note (duplicate)".to_owned(), "port".to_owned())]);
    }

    #[test]
    fn a_form_in_every_row_is_compared_with_a_few() {
        let same = "كنجة,Ganja,place,غنجة\n".repeat(5_000);
        assert_eq!(check(&terms(&same)).len(), 4_999);
        let rows: Vec<String> = (0..5_000).map(|number| format!("كنجة,Ganja {number},place\n")).collect();
        let mut others = rows.concat();
        others.push_str("كنجة,Ganja 4999,place\n");
        let found = check(&terms(&others));
        assert!(found.len() < 5_000 * (Forms::FEW + 1), "{}", found.len());
        let is_last = |finding: &&Finding| finding.at == 5_000 && finding.problem == Problem::Duplicate;
        assert!(found.iter().filter(is_last).all(|finding| finding.fixable));
        assert_eq!(found.iter().filter(is_last).count(), 1, "the first of its kind is far above");
    }

    #[test]
    fn the_glossaries_that_ship_have_nothing_to_fix() {
        for glossary in shipped() {
            let found = check(&glossary.terms);
            assert!(found.is_empty(), "{}: {found:#?}", glossary.name);
        }
    }
}
