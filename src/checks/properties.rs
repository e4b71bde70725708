//! Properties of all checks: no text makes one panic, and what they say stands on letters.

use super::testing::Desk;
use super::{CHECKS, Issue, Kin, Pair};
use crate::glossary::{Index, Kind, Term};
use crate::project::Terms;
use proptest::prelude::*;
use std::sync::Arc;

fn all_issues(source: &str, draft: &str) -> Vec<Issue> {
    let desk = Desk::new(source, draft);
    let name = |source: &str, target: &str, kind| Term {
        source: source.to_owned(),
        target: target.to_owned(),
        kind,
        forbidden: vec!["so".to_owned()],
        ..Term::default()
    };
    let terms = [
        name("كنجة", "Ganja", Kind::Place),
        name("إلهام علييف", "Ilham Aliyev", Kind::Person),
        name("هدنة", "truce", Kind::Term),
    ];
    let terms = Terms::find(Arc::new(Index::build(terms)), &desk.project);
    let kin = Kin::of(&desk.project, None);
    let pair = Pair::at(&desk.project, 1, &terms, &kin).unwrap();
    CHECKS.iter().flat_map(|check| (check.run)(&pair)).collect()
}

fn stand_on_letters(source: &str, draft: &str) {
    for issue in all_issues(source, draft) {
        if let Some(span) = issue.draft {
            assert!(draft.get(span.range()).is_some(), "{issue:?} in {draft:?}");
        }
        if let Some(span) = issue.source {
            assert!(
                source.get(span.range()).is_some_and(|words| !words.is_empty()),
                "{issue:?} in {source:?}"
            );
        }
        if let Some(fix) = &issue.fix {
            assert!(draft.get(fix.bytes.range()).is_some(), "{issue:?} in {draft:?}");
            assert_ne!(fix.bytes.of(draft), fix.with, "a fix changes something: {issue:?}");
        }
        assert!(!issue.said.is_empty() && issue.key.starts_with(issue.check));
        assert!(!issue.key.contains('\n') || draft.contains('\n') || source.contains('\n'));
    }
}

proptest! {
    #[test]
    fn any_text_is_checked(source in ".{0,60}", draft in ".{0,60}") {
        stand_on_letters(&source, &draft);
    }

    #[test]
    fn texts_made_of_what_checks_look_for_are_checked(
        source in "(كنجة|إلهام علييف|هدنة|خمسة|وعشرون|ألف|2020|٣٫٥|12-3|في المئة|أكتوبر|تشرين|الأول|الثلاثاء|هـ|«|»|؟| |،|\\.){0,14}",
        draft in "(Ganja|Gandja|Ilham|Aliev|truce|so|the|twenty|five|half|a|million|25,5|2020|3-12|F-16|Oct|May|Monday's|İ|ß|“|”|\"|\\(|\\)|كنجة|٢٥|؟| |  |,|\\.|\n){0,14}",
    ) {
        stand_on_letters(&source, &draft);
    }
}

#[test]
fn names_of_checks_are_words_of_their_own() {
    for (at, check) in CHECKS.iter().enumerate() {
        assert!(check.name.chars().all(|letter| letter.is_ascii_lowercase() || letter == '-'));
        assert!(!check.help.ends_with('.') && !check.title.ends_with('.'));
        assert!(
            CHECKS.iter().skip(at + 1).all(|other| other.name != check.name && other.title != check.title)
        );
    }
}

#[test]
fn what_is_longer_than_any_sentence_is_not_checked() {
    let issues = |words: usize| Desk::new("قال", &"in in ".repeat(words)).issues_of("doubled").len();
    assert!(issues(10) > 0);
    assert_eq!(issues(super::LONGEST_CHECKED), 0);
}
