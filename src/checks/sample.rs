//! False alarms, counted: the reference translation of the sample is right, so whatever the checks say of it is one too
//! many; and what is put wrong in it has to be found.

use super::{CHECKS, Kin, issues_of_project};
use crate::article;
use crate::project::{Names, Original, Project, Terms};
use std::sync::Arc;

/// The sample with its English as drafts.
fn sample(change: impl Fn(&str) -> String) -> Project {
    let reading =
        article::read(include_bytes!("../../assets/samples/karabakh.html"), "karabakh.html").unwrap();
    let mut project = Project::from_article(&reading.article, Original::default());
    let pairs: Vec<(&str, &str)> = include_str!("../../assets/samples/karabakh.en.tsv")
        .lines()
        .filter_map(|line| line.split_once('\t'))
        .collect();
    let mut found = 0;
    for segment in &mut project.segments {
        if let Some((_, english)) = pairs.iter().find(|(start, _)| segment.source.starts_with(start)) {
            segment.draft = change(english);
            found += 1;
        }
    }
    assert!(found >= pairs.len());
    project
}

/// “12 figures: …” of every issue, by number of the segment.
fn said(project: &Project) -> Vec<String> {
    let index = Arc::new(crate::glossary::Index::build(
        crate::glossary::shipped().into_iter().flat_map(|glossary| glossary.terms),
    ));
    let sources: Vec<&str> = project.segments.iter().map(|segment| segment.source.as_str()).collect();
    let names = Names::find_in(&index, &sources, crate::arabic::romanise::Style::default());
    let terms = Terms::find(index, project);
    let kin = Kin::of(project, Some(&names));
    let found = issues_of_project(project, &terms, &kin, &|check| check.is_on);
    let lines = found.iter().flat_map(|(id, issues)| {
        issues.iter().map(|issue| format!("{} {}: {}", id.0, issue.check, issue.said))
    });
    lines.collect()
}

#[test]
fn a_good_translation_raises_few_alarms() {
    let found = said(&sample(str::to_owned));
    assert!(found.len() <= 2, "{found:#?}");
}

#[test]
fn what_is_wrong_in_it_is_found() {
    let wrongs = [
        ("1,200", "1,020"),
        ("September 27", "September 17"),
        ("November 10", "October 10"),
        ("Tuesday, November 10", "Monday, November 10"),
        ("five years", "years"),
        ("1,960", "1,690"),
        ("Kalbajar", "Kelbadjar"),
        ("Nikol Pashinyan", "Nikol Pashinian"),
        ("Baku has not", "Yerevan has not"),
        ("\"The text is clear", "The text is clear"),
        ("the hardest part of the whole matter.", "the hardest part of the whole matter"),
        ("Russia is deploying", "Russia is is deploying"),
        ("5,000", "٥٠٠٠"),
    ];
    let before = said(&sample(str::to_owned));
    for (right, wrong) in wrongs {
        let found = said(&sample(|english| english.replace(right, wrong)));
        let new = found.iter().filter(|line| !before.contains(line)).count();
        assert!(new >= 1, "{wrong} for {right} was not seen");
        assert!(new <= 3, "{wrong} for {right} is said too often: {found:#?}");
    }
    assert!(CHECKS.len() >= 12);
}
