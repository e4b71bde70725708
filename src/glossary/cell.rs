//! What stands in one cell of a glossary file: words for kinds, statuses and genders, and lists of values.

use super::term::{Gender, Kind, Status};

pub(super) fn kind(cell: &str) -> Option<Kind> {
    match cell.trim().to_lowercase().as_str() {
        "person" => Some(Kind::Person),
        "place" => Some(Kind::Place),
        "organisation" | "organization" => Some(Kind::Organisation),
        "name" => Some(Kind::Name),
        "term" | "noun" | "" => Some(Kind::Term),
        _ => None,
    }
}

pub(super) const fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Person => "person",
        Kind::Place => "place",
        Kind::Organisation => "organisation",
        Kind::Name => "name",
        Kind::Term => "term",
    }
}

pub(super) fn status(cell: &str) -> Option<Status> {
    match cell.trim().to_lowercase().as_str() {
        "approved" | "" => Some(Status::Approved),
        "proposed" => Some(Status::Proposed),
        "deprecated" => Some(Status::Deprecated),
        _ => None,
    }
}

pub(super) const fn status_name(status: Status) -> &'static str {
    match status {
        Status::Approved => "approved",
        Status::Proposed => "proposed",
        Status::Deprecated => "deprecated",
    }
}

/// `Ok(None)` for an empty cell.
pub(super) fn gender(cell: &str) -> Result<Option<Gender>, ()> {
    match cell.trim().to_lowercase().as_str() {
        "" => Ok(None),
        "masculine" | "m" | "male" => Ok(Some(Gender::Masculine)),
        "feminine" | "f" | "female" => Ok(Some(Gender::Feminine)),
        _ => Err(()),
    }
}

pub(super) const fn gender_name(gender: Option<Gender>) -> &'static str {
    match gender {
        None => "",
        Some(Gender::Masculine) => "masculine",
        Some(Gender::Feminine) => "feminine",
    }
}

/// Several values in one cell stand apart by `|`; `\|` is a plain stroke and `\\` a plain backslash.
pub(super) fn split_values(cell: &str) -> Vec<String> {
    let mut values = vec![String::new()];
    let mut characters = cell.chars().peekable();
    while let Some(c) = characters.next() {
        let escaped = characters.next_if(|&next| c == '\\' && matches!(next, '|' | '\\'));
        match (c, escaped) {
            ('|', _) => values.push(String::new()),
            (c, escaped) => values.last_mut().into_iter().for_each(|value| value.push(escaped.unwrap_or(c))),
        }
    }
    values.iter().map(|value| value.trim().to_owned()).filter(|value| !value.is_empty()).collect()
}

pub(super) fn join_values(values: &[String]) -> String {
    let escaped: Vec<String> =
        values.iter().map(|value| value.replace('\\', "\\\\").replace('|', "\\|")).collect();
    escaped.join("|")
}
