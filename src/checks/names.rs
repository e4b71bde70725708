//! Names of the glossary: each has to be in the draft as the house writes it.
//!
//! A surname does for a person who was named before, an adjective for a country (“Azerbaijani” for أذربيجان), initials for
//! an organisation; and a person who was named before may be “he”.

use super::letters::Letters;
use super::{Check, Issue, Pair, arabic, quoted};
use crate::glossary::Kind;
use crate::machine::{Kept, KeptTerm, Rendered, WantedTerm};
use crate::text::find_phrase;

pub const CHECK: Check = Check {
    name: "names",
    title: "Names",
    help: "Persons, places and organisations that the glossary has and the draft does not have, or spells otherwise",
    is_on: true,
    run,
};

/// Where the adjective or a usual short name is another word than the country’s name.
const OTHERWISE: &[(&str, &[&str])] = &[
    ("united states", &["us", "u.s", "usa", "american", "americans", "america", "washington"]),
    ("united kingdom", &["uk", "u.k", "british", "britain"]),
    ("britain", &["uk", "british", "united kingdom"]),
    ("france", &["french"]),
    ("greece", &["greek", "greeks"]),
    ("turkey", &["turkish", "turk", "turks", "türkiye"]),
    ("spain", &["spanish"]),
    ("netherlands", &["dutch"]),
    ("poland", &["polish"]),
    ("switzerland", &["swiss"]),
    ("cyprus", &["cypriot", "cypriots"]),
    ("denmark", &["danish"]),
    ("sweden", &["swedish"]),
    ("wales", &["welsh"]),
    ("ireland", &["irish"]),
    ("iraq", &["iraqi", "iraqis"]),
    ("iran", &["iranian", "iranians"]),
    ("oman", &["omani", "omanis"]),
    ("chad", &["chadian"]),
    ("mali", &["malian"]),
    ("united nations", &["un", "u.n"]),
    ("united arab emirates", &["uae", "emirati", "emiratis", "emirates"]),
    ("european union", &["eu", "e.u"]),
    ("soviet union", &["soviet", "soviets", "ussr"]),
];

fn run(pair: &Pair<'_>) -> Vec<Issue> {
    let is_name = |term: &WantedTerm| term.kind != Kind::Term;
    missed(pair, is_name, &CHECK)
}

/// The terms for which `is_wanted` that the draft has not.
pub(super) fn missed(
    pair: &Pair<'_>,
    is_wanted: impl Fn(&WantedTerm) -> bool,
    check: &'static Check,
) -> Vec<Issue> {
    let sentence = pair.sentence();
    if !sentence.terms.iter().any(&is_wanted) {
        return Vec::new();
    }
    let draft = pair.draft();
    let kept = Kept::of(sentence, draft);
    let written = Letters::of(draft);
    let mut found = Vec::new();
    for term in kept.missed() {
        let same = |wanted: &&WantedTerm| wanted.source == term.source && wanted.span == term.source_span;
        let Some(wanted) = sentence.terms.iter().find(same).filter(|term| is_wanted(term)) else { continue };
        let is_forbidden = wanted.forbidden.iter().any(|wrong| find_phrase(draft, wrong).next().is_some());
        if is_forbidden || is_excused(wanted, term, pair.source(), draft, &written) {
            continue;
        }
        found.push(issue(check, term, pair.source(), draft));
    }
    found
}

fn issue(check: &'static Check, term: &KeptTerm, source: &str, draft: &str) -> Issue {
    let here = arabic(term.source_span.of(source));
    let english = quoted(&term.english);
    let Rendered::Missed(Some(repair)) = &term.rendered else {
        let said = format!("{here} is {english}, which is not in the draft.");
        return Issue::new(check, &term.english, said).in_source(term.source_span);
    };
    let written = repair.span.of(draft);
    let said = if term.is_short {
        format!("The article names {here} here for the first time: {english}.")
    } else {
        format!("{here} is {english}, and the draft has {}.", quoted(written))
    };
    let issue = Issue::new(check, &format!("{} for {written}", term.english), said);
    issue.in_draft(repair.span).in_source(term.source_span).fix(repair.span, repair.with.clone())
}

/// Whether the draft may be right without the wanted words.
fn is_excused(wanted: &WantedTerm, term: &KeptTerm, source: &str, draft: &str, written: &Letters) -> bool {
    let forms = || std::iter::once(&wanted.english).chain(&wanted.also);
    // The source has no more than the surname itself, and nobody asked for more.
    let said = wanted.span.of(source).split_whitespace().count();
    let full = wanted.source.split_whitespace().count();
    if term.is_short && said < full {
        return true;
    }
    let is_named_before = !wanted.is_first && wanted.kind == Kind::Person;
    let is_pronoun =
        |text: &str| matches!(text, "he" | "she" | "his" | "her" | "him" | "who" | "they" | "their");
    if is_named_before && written.words.iter().any(|word| is_pronoun(&word.text)) {
        return true;
    }
    forms().any(|form| {
        let form = form.strip_prefix("the ").or_else(|| form.strip_prefix("The ")).unwrap_or(form);
        is_said_otherwise(form, draft)
            || (wanted.kind != Kind::Person && is_adjective(form, written))
            || is_initials(form, draft)
            || is_other_dialect(form, draft)
    })
}

fn is_said_otherwise(form: &str, draft: &str) -> bool {
    let form = form.to_lowercase();
    let others = OTHERWISE.iter().find(|(name, _)| *name == form).map_or(&[][..], |(_, others)| others);
    others.iter().any(|other| find_phrase(draft, other).next().is_some())
}

/// “Azerbaijani” has most of “Azerbaijan”, and more: a word with a capital that begins alike and goes on otherwise.
fn is_adjective(form: &str, written: &Letters) -> bool {
    const ENDINGS: [&str; 12] =
        ["i", "is", "n", "ns", "an", "ans", "ian", "ians", "ese", "ish", "ite", "ites"];
    let Some(last) = form.split([' ', '-']).next_back().map(str::to_lowercase) else { return false };
    let length = last.chars().count();
    let most = (length * 2).div_ceil(3).max(4);
    let stem: String = last.chars().take(most).collect();
    let mut words = written.words.iter().filter(|word| word.is_capital);
    length >= 4
        && words.any(|word| {
            let text = word.text.trim_end_matches("'s").trim_end_matches("’s");
            text.starts_with(&stem) && ENDINGS.iter().any(|ending| text.ends_with(ending)) && text != last
        })
}

/// “UN” and “OSCE”.
fn is_initials(form: &str, draft: &str) -> bool {
    let small = ["of", "the", "and", "for", "in", "on", "to"];
    let words = form.split([' ', '-']).filter(|word| !small.contains(&word.to_lowercase().as_str()));
    let initials: String = words.filter_map(|word| word.chars().next()).collect();
    let dotted: String = initials.chars().flat_map(|letter| [letter, '.']).collect();
    initials.chars().count() > 1
        && initials.chars().all(char::is_uppercase)
        && [initials, dotted].iter().any(|short| find_phrase(draft, short).next().is_some())
}

/// “Organisation” for “Organization”.
fn is_other_dialect(form: &str, draft: &str) -> bool {
    let plain = |text: &str| text.to_lowercase().replace("isation", "ization").replace("centre", "center");
    let (form_plain, draft_plain) = (plain(form), plain(draft));
    find_phrase(&draft_plain, &form_plain).next().is_some()
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::{Desk, shown};
    use crate::glossary::{Kind, Term};

    fn term(source: &str, target: &str, kind: Kind) -> Term {
        Term { source: source.to_owned(), target: target.to_owned(), kind, ..Term::default() }
    }

    fn terms() -> Vec<Term> {
        let aliyev = Term {
            variants: vec!["علييف".to_owned()],
            ..term("إلهام علييف", "Ilham Aliyev", Kind::Person)
        };
        vec![
            aliyev,
            term("كنجة", "Ganja", Kind::Place),
            term("أذربيجان", "Azerbaijan", Kind::Place),
            term("فرنسا", "France", Kind::Place),
            term("الأمم المتحدة", "the United Nations", Kind::Organisation),
            term("منظمة الصحة العالمية", "World Health Organization", Kind::Organisation),
            term("هدنة", "truce", Kind::Term),
        ]
    }

    fn check(source: &str, draft: &str, expected: &[&str]) {
        let desk = Desk::new(source, draft).with_terms(terms());
        assert_eq!(shown(&desk.issues_of("names"), source, draft), expected, "{draft}");
    }

    #[test]
    fn a_name_that_is_missing_or_misspelt_is_said() {
        check("قصف كنجة", "Ganja was shelled", &[]);
        check("قصف كنجة", "The city was shelled", &["|كنجة"]);
        check("قصف كنجة", "Gandja was shelled", &["Gandja|كنجة → Ganja"]);
        check("إلهام علييف في كنجة", "Ilham Aliev in Ganja", &["Ilham Aliev|إلهام علييف → Ilham Aliyev"]);
    }

    #[test]
    fn what_says_the_name_otherwise_is_no_mistake() {
        check("جيش أذربيجان", "Azerbaijan's army", &[]);
        check("جيش أذربيجان", "the Azerbaijani army", &[]);
        check("رئيس فرنسا", "the French president", &[]);
        check("قالت الأمم المتحدة", "the UN said", &[]);
        check("قالت الأمم المتحدة", "the U.N. said", &[]);
        check("منظمة الصحة العالمية", "the World Health Organisation", &[]);
        check("قال علييف", "Aliyev said", &[]);
    }

    #[test]
    fn the_first_mention_is_in_full_where_the_arabic_is() {
        check("قال إلهام علييف", "Aliyev said", &["Aliyev|إلهام علييف → Ilham Aliyev"]);
        let desk = Desk::new("قال إلهام علييف.", "Ilham Aliyev said.").with_terms(terms());
        let later = |draft| {
            let desk = Desk::new("قال إلهام علييف.", "Ilham Aliyev said.").with_terms(terms());
            desk.and("وغادر علييف.", draft).issues_at(2, "names").len()
        };
        assert!(desk.issues_of("names").is_empty());
        assert_eq!([later("Aliyev left."), later("He left."), later("The president left.")], [0, 0, 1]);
    }

    #[test]
    fn common_expressions_are_another_check() {
        check("أعلنت هدنة", "A ceasefire was announced", &[]);
        let desk = Desk::new("أعلنت هدنة", "A ceasefire").with_terms(terms());
        assert_eq!(desk.issues_of("terms").len(), 1);
    }
}
