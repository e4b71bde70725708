//! One name, one spelling: a name of the glossary that a draft has right and, elsewhere, nearly right; and a name that no
//! glossary has, spelt in several ways across the article.

use super::kin::NameKin;
use super::letters::{Letters, Word};
use super::{Check, Issue, Pair, arabic, quoted};
use crate::glossary::Kind;
use crate::project::SegmentId;
use crate::text::Span;

pub const CHECK: Check = Check {
    name: "spellings",
    title: "Spellings of names",
    help: "One name in several spellings, in a segment or across the project",
    is_on: true,
    run,
};

/// Letters of the shortest name whose spellings are compared: “Iran” and “Iraq” are two.
const SHORTEST: usize = 5;
/// How alike two words must be to be one name, 0 to 1.
const ALIKE: f64 = 0.8;
/// How alike a word must be to what we would have written for an Arabic name, 0 to 1.
const LIKE_ROMANISATION: f64 = 0.66;

fn run(pair: &Pair<'_>) -> Vec<Issue> {
    let mut found = of_glossary(pair);
    found.extend(pair.kin.names(pair.segment.id).filter_map(|name| of_article(pair, name)));
    found
}

/// Words that are nearly a name which the sentence says.
fn of_glossary(pair: &Pair<'_>) -> Vec<Issue> {
    let draft = pair.draft();
    let terms = &pair.sentence().terms;
    let names = || terms.iter().filter(|term| term.kind != Kind::Term);
    if names().next().is_none() {
        return Vec::new();
    }
    let written = Letters::of(draft);
    // Every word of everything that is wanted here: none of them is a misspelling of another.
    let wanted: Vec<String> = terms
        .iter()
        .flat_map(|term| std::iter::once(&term.english).chain(&term.also).chain(&term.short))
        .flat_map(|form| Letters::of(form).words)
        .map(|word| word.text)
        .collect();
    let mut found: Vec<Issue> = Vec::new();
    for term in names() {
        for word in &Letters::of(&term.english).words {
            let has_it = || written.words.iter().any(|other| bare(other).0 == word.text);
            if !word.is_capital || word.text.chars().count() < SHORTEST || !has_it() {
                continue;
            }
            for other in written.words.iter().filter(|other| other.is_capital) {
                let (text, span) = bare(other);
                let is_new = !found.iter().any(|issue| issue.draft == Some(span));
                if is_new && is_misspelt(text, &word.text) && !wanted.iter().any(|known| known == text) {
                    let (here, right) = (span.of(draft), word.span.of(&term.english));
                    let said = format!("{} and {} may be one name.", quoted(here), quoted(right));
                    let issue = Issue::new(&CHECK, &format!("{here} {right}"), said);
                    found.push(issue.in_draft(span).in_source(term.span).fix(span, right));
                }
            }
        }
    }
    found
}

/// A name that no glossary has, where this draft spells it otherwise than most others do.
fn of_article(pair: &Pair<'_>, name: &NameKin) -> Option<Issue> {
    let (here, span) = spelling(pair.draft(), name)?;
    let spelt = |id: &SegmentId| {
        let segment = pair.project.segment(*id).filter(|segment| !segment.is_blank())?;
        Some((spelling(&segment.draft, name)?.0, *id))
    };
    let all: Vec<(String, SegmentId)> = name.segments.iter().filter_map(spelt).collect();
    let times = |spelling: &str| all.iter().filter(|(other, _)| other == spelling).count();
    // Of spellings that are there equally often the first counts.
    let mut usual: Option<(&str, SegmentId, usize)> = None;
    for (other, id) in &all {
        let count = times(other);
        if usual.is_none_or(|(.., most)| count > most) {
            usual = Some((other, *id, count));
        }
    }
    let (usual, id, _) = usual.filter(|(usual, ..)| *usual != here)?;
    let place = pair.kin.place(pair.project.position(id));
    let said =
        format!("{} is {} in {place}, and {} here.", arabic(&name.arabic), quoted(usual), quoted(&here));
    Some(Issue::new(&CHECK, &format!("{here} {usual}"), said).in_draft(span).fix(span, usual))
}

/// How a draft spells the last word of a name, as far as that can be told.
fn spelling(draft: &str, name: &NameKin) -> Option<(String, Span)> {
    let mut best: Option<(f64, Span)> = None;
    for word in Letters::of(draft).words.iter().filter(|word| word.is_capital) {
        let (text, span) = bare(word);
        if text.chars().count() < SHORTEST - 1 {
            continue;
        }
        let likeness = |ending: &String| strsim::normalized_damerau_levenshtein(&ending.to_lowercase(), text);
        let likeness = name.endings.iter().map(likeness).fold(0.0, f64::max);
        if likeness >= LIKE_ROMANISATION && best.is_none_or(|(most, _)| likeness > most) {
            best = Some((likeness, span));
        }
    }
    best.map(|(_, span)| (span.of(draft).to_owned(), span))
}

/// Nearly the same, and not the same with an ending: “Armenia” and “Armenian” are two words.
fn is_misspelt(written: &str, right: &str) -> bool {
    written != right
        && written.chars().count() >= SHORTEST
        && !written.starts_with(right)
        && !right.starts_with(written)
        && written.chars().next() == right.chars().next()
        && ending(written) == ending(right)
        && strsim::normalized_damerau_levenshtein(written, right) >= ALIKE
}

fn ending(word: &str) -> Option<char> {
    word.chars().next_back()
}

/// A word without the genitive’s ending, and its place.
fn bare(word: &Word) -> (&str, Span) {
    let text = word.text.strip_suffix("'s").or_else(|| word.text.strip_suffix("’s")).unwrap_or(&word.text);
    // In small letters a word may have another length: then it keeps its ending.
    let cut = word.text.len() - text.len();
    let end = if word.span.len() == word.text.len() { word.span.end - cut } else { word.span.end };
    (text, Span::new(word.span.start, end))
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::{Desk, shown};
    use crate::glossary::{Kind, Term};

    #[test]
    fn a_name_that_is_right_once_has_to_be_right_always() {
        let terms = || {
            let name = |source: &str, target: &str, kind| Term {
                source: source.to_owned(),
                target: target.to_owned(),
                kind,
                ..Term::default()
            };
            [
                name("علييف", "Aliyev", Kind::Person),
                name("علييفا", "Aliyeva", Kind::Person),
                name("أرمينيا", "Armenia", Kind::Place),
            ]
        };
        let check = |source: &str, draft: &str, expected: &[&str]| {
            let desk = Desk::new(source, draft).with_terms(terms());
            assert_eq!(shown(&desk.issues_of("spellings"), source, draft), expected, "{draft}");
        };
        check("قال علييف", "Aliyev said that Aliiev's men", &["Aliiev|علييف → Aliyev"]);
        check("علييف وعلييفا في أرمينيا", "Aliyev and Aliyeva in Armenia, the Armenian", &[]);
        check("قال علييف", "He said", &[]);
    }

    #[test]
    fn a_name_of_no_glossary_is_spelt_alike_in_the_whole_article() {
        let check = |first: &str, second: &str| {
            let source = "وقصف الجيش شوشا، كما قال زيلمانوف.";
            let desk = Desk::new("وصل الوزير فاديم زيلمانوف إلى شوشا.", first).and(source, second);
            shown(&desk.issues_at(2, "spellings"), "", second)
        };
        let alike = check("Minister Fadim Zelmanov arrived in Shusha.", "Zelmanov said Shusha was shelled.");
        assert_eq!(alike, [""; 0]);
        let other = check("Minister Fadim Zelmanov arrived in Shusha.", "Zilmanov said Shusha was shelled.");
        assert_eq!(other, ["Zilmanov| → Zelmanov"]);
        assert_eq!(check("", "Zilmanov said Shusha was shelled."), [""; 0]);
    }
}
