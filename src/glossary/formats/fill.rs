//! Two terms of the same become one, and neither says less than before.

use super::super::cell::{gender_name, status_name};
use super::super::columns::is_known;
use super::super::term::{Kind, Status, Term};

/// Gives a term what it lacks and another of the same says. What both say otherwise is kept beside ours in a column
/// of its own, which says where it came from: "note (imported)".
pub fn fill(ours: &mut Term, theirs: Term, from: &str) {
    if ours.kind == Kind::Term {
        ours.kind = theirs.kind;
    }
    if theirs.source != ours.source && !ours.variants.contains(&theirs.source) {
        ours.variants.push(theirs.source);
    }
    for (ours, theirs) in [
        (&mut ours.variants, theirs.variants),
        (&mut ours.plural, theirs.plural),
        (&mut ours.forbidden, theirs.forbidden),
    ] {
        for value in theirs {
            if !ours.contains(&value) {
                ours.push(value);
            }
        }
    }
    let mut beside = Vec::new();
    for (column, ours, theirs) in [
        ("target", &mut ours.target, theirs.target),
        ("note", &mut ours.note, theirs.note),
        ("domain", &mut ours.domain, theirs.domain),
        ("first mention", &mut ours.first_mention, theirs.first_mention),
        ("later mention", &mut ours.later_mention, theirs.later_mention),
        ("source link", &mut ours.source_link, theirs.source_link),
    ] {
        if ours.is_empty() {
            *ours = theirs;
        } else if !theirs.is_empty() && *ours != theirs {
            beside.push((column, theirs));
        }
    }
    if ours.id.is_none() {
        ours.id = theirs.id;
    } else if let Some(id) = theirs.id.filter(|id| ours.id.as_ref() != Some(id)) {
        beside.push(("id", id));
    }
    if ours.gender.is_none() {
        ours.gender = theirs.gender;
    } else if theirs.gender.is_some() && ours.gender != theirs.gender {
        beside.push(("gender", gender_name(theirs.gender).to_owned()));
    }
    // “Approved” is also what a file says that has no statuses.
    if theirs.status != Status::Approved && theirs.status != ours.status {
        beside.push(("status", status_name(theirs.status).to_owned()));
    }
    for (column, value) in beside {
        keep_beside(ours, beside_ours(column, from), value);
    }
    for (column, value) in theirs.extra {
        // A word of theirs that we did not understand, in a column of ours.
        keep_beside(ours, if is_known(&column) { beside_ours(&column, from) } else { column }, value);
    }
}

fn beside_ours(column: &str, from: &str) -> String {
    format!("{column} ({from})")
}

/// A second value of a column stands after the first.
fn keep_beside(term: &mut Term, column: String, value: String) {
    match term.extra.iter_mut().find(|(name, _)| *name == column) {
        Some((_, said)) if *said == value || said.split(" | ").any(|part| part == value) => {}
        Some((_, said)) => {
            said.push_str(" | ");
            said.push_str(&value);
        }
        None => term.extra.push((column, value)),
    }
}
