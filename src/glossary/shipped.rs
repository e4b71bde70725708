//! The glossaries that come with the program, compiled in so that it works without a folder beside it.

use super::csv;
use super::term::Glossary;

/// Title and file, in the order of precedence. A file is a line here.
static FILES: &[(&str, &str)] = &[
    ("People", include_str!("../../glossary/people.csv")),
    ("Places", include_str!("../../glossary/places.csv")),
    ("Organisations", include_str!("../../glossary/organisations.csv")),
    ("Military", include_str!("../../glossary/military.csv")),
    ("Diplomacy", include_str!("../../glossary/diplomacy.csv")),
    ("Politics and law", include_str!("../../glossary/politics.csv")),
    ("Economy", include_str!("../../glossary/economy.csv")),
    ("Media", include_str!("../../glossary/media.csv")),
    ("Months and calendars", include_str!("../../glossary/calendar.csv")),
];

/// All shipped glossaries. Their rows are checked by the tests, so there are no warnings to pass on.
#[must_use]
pub fn shipped() -> Vec<Glossary> {
    FILES.iter().map(|(name, file)| csv::read(name, file.as_bytes()).0).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::arabic::{fold, is_common, words};
    use crate::glossary::{Hit, Index, Kind, Status, Term};
    use std::collections::HashMap;

    fn entries() -> impl Iterator<Item = (String, Term)> {
        shipped()
            .into_iter()
            .flat_map(|glossary| glossary.terms.into_iter().map(move |term| (glossary.name.clone(), term)))
    }

    /// Source, variants and plurals: all that is looked for.
    fn arabic(term: &Term) -> impl Iterator<Item = &str> {
        std::iter::once(&term.source).chain(&term.variants).chain(&term.plural).map(String::as_str)
    }

    fn english(term: &Term) -> impl Iterator<Item = &str> {
        std::iter::once(&term.target).chain(&term.forbidden).chain([&term.note]).map(String::as_str)
    }

    #[track_caller]
    fn none(problems: &[String], what: &str) {
        assert!(problems.is_empty(), "{what}:\n{}", problems.join("\n"));
    }

    #[test]
    fn every_shipped_row_reads_without_a_warning() {
        for (name, file) in FILES {
            let (glossary, warnings) = csv::read(name, file.as_bytes());
            let warnings: Vec<String> = warnings.iter().map(ToString::to_string).collect();
            none(&warnings, name);
            assert!(!glossary.terms.is_empty(), "{name}");
        }
        assert!(entries().count() >= 2_000);
    }

    #[test]
    fn every_entry_has_english_a_status_and_a_kind_of_its_file() {
        let kinds_of = |name: &str| match name {
            "People" => &[Kind::Person][..],
            "Places" => &[Kind::Place],
            "Organisations" => &[Kind::Organisation],
            "Military" | "Economy" | "Media" => &[Kind::Organisation, Kind::Term],
            _ => &[Kind::Term],
        };
        for (name, term) in entries() {
            assert!(!term.target.is_empty(), "{}", term.source);
            assert_eq!(term.status, Status::Approved, "{}", term.source);
            assert!(kinds_of(&name).contains(&term.kind), "{}: {:?} in {name}", term.source, term.kind);
            assert!(!term.forbidden.contains(&term.target), "{}", term.source);
        }
    }

    #[test]
    fn an_arabic_form_belongs_to_one_entry_and_stands_there_once() {
        let mut seen = HashMap::new();
        let mut twice = Vec::new();
        for (_, term) in entries() {
            for form in arabic(&term) {
                if let Some(other) = seen.insert(fold(form).text().to_owned(), term.source.clone()) {
                    twice.push(format!("{form}: in {} and {other}", term.source));
                }
            }
        }
        none(&twice, "forms that stand twice");
    }

    #[test]
    fn no_entry_has_stray_spaces_marks_or_letters_of_the_other_script() {
        // No tatweel, vowel marks, Persian letters, Latin or direction marks in what is looked for.
        let spelling = |c: char| matches!(c, 'ء'..='غ' | 'ف'..='ي' | '0'..='9' | ' ' | '-' | '/' | '(' | '+');
        let is_unseen = |c: char| {
            c.is_control()
                || matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
        };
        let mut stray = Vec::new();
        for (_, term) in entries() {
            stray.extend(arabic(&term).filter(|form| !form.chars().all(spelling)).map(str::to_owned));
            stray.extend(english(&term).filter(|text| text.chars().any(is_unseen)).map(str::to_owned));
            if term.target.chars().any(|c| matches!(c, '\u{600}'..='\u{6FF}'))
                || term.target.starts_with("the ")
            {
                stray.push(term.target.clone());
            }
            for text in arabic(&term).chain(english(&term)) {
                if text.contains("  ") || text.trim() != text {
                    stray.push(text.to_owned());
                }
            }
        }
        none(&stray, "stray characters");
    }

    #[test]
    fn a_name_is_not_too_short_nor_a_common_word_that_no_note_warns_of() {
        let mut doubtful = Vec::new();
        for (_, term) in entries().filter(|(_, term)| term.kind != Kind::Term) {
            for form in arabic(&term).filter(|form| words(form).count() == 1) {
                let folded = fold(form);
                let is_short = folded.text().chars().count() < 3;
                if is_short || (is_common(folded.text()) && term.note.is_empty()) {
                    doubtful.push(format!("{form} ({})", term.source));
                }
            }
        }
        none(&doubtful, "names that are something else in most sentences");
    }

    #[test]
    fn every_form_finds_its_own_entry_and_has_no_clitic_on_it() {
        let index = Index::build(entries().map(|(_, term)| term));
        let mut lost = Vec::new();
        for (_, term) in entries() {
            for form in arabic(&term) {
                let hits = index.find(form);
                if !hits
                    .iter()
                    .any(|hit| hit.span.of(form) == form && index.term(hit.term).source == term.source)
                {
                    lost.push(format!("{form} does not find {}", term.source));
                }
                // «بدمشق» among the variants would be a proclitic and the entry دمشق.
                let is_clitic_and_entry = |hit: &&Hit| {
                    !hit.clitic.is_empty() && hit.clitic.start == 0 && hit.span.end == form.len()
                };
                if let Some(hit) = hits.iter().find(is_clitic_and_entry) {
                    lost.push(format!("{form} is a clitic and {}", index.term(hit.term).source));
                }
            }
        }
        none(&lost, "forms that do not find their entry");
    }
}
