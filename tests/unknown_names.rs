//! Names that no glossary knows, in our own sample articles: with the people and places taken out of the shipped
//! glossaries, what is offered must be those. The judge is what the whole glossaries find there.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test that prints its report")]

use std::path::Path;
use tarjuman::article;
use tarjuman::glossary::{Index, Kind, Term, shipped, unknown_names};
use tarjuman::project::{Original, Project};

fn index(keep: impl Fn(Kind) -> bool) -> Index {
    let terms = shipped().into_iter().flat_map(|glossary| glossary.terms);
    Index::build(terms.filter(|term: &Term| keep(term.kind)))
}

#[track_caller]
fn check(sample: &str, least_precision: f64, least_found: usize) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/samples").join(sample);
    let bytes = std::fs::read(path).unwrap();
    let article = article::read(&bytes, sample).unwrap().article;
    let project = Project::from_article(&article, Original::default());
    let sources: Vec<&str> = project.segments.iter().map(|segment| segment.source.as_str()).collect();
    let names = index(|kind| kind != Kind::Term);
    let found = unknown_names(&sources, &index(|kind| matches!(kind, Kind::Organisation | Kind::Term)));
    let (mut right, mut all) = (0, 0);
    for name in &found {
        let known = name.mentions.iter().filter(|mention| {
            let hits = names.find(sources[mention.text]);
            hits.iter().any(|hit| hit.span.start < mention.span.end && mention.span.start < hit.span.end)
        });
        right += usize::from(known.count() > 0);
        all += 1;
        println!("{} {:?} {:?} {}", name.arabic, name.kind, name.evidence, name.mentions.len());
    }
    let precision = right as f64 / f64::from(all.max(1));
    println!("{sample}: {right} of {all} are names, {precision:.3}");
    assert!(precision >= least_precision && right >= least_found, "{right} of {all}");
}

#[test]
fn what_is_offered_in_the_samples_is_a_name() {
    check("karabakh.html", 0.9, 27);
    check("ankara-talks.html", 0.7, 4);
}
