//! The lines between dashes at the start of a Markdown file: what the article says about itself.
//!
//! They are YAML; of that only `key: value` and short lists are understood, which is what title, author and date
//! are written in.

use crate::article::assemble::Draft;
use crate::article::fold::collapse;
use crate::article::rules::name;
use crate::article::{BlockKind, Metadata};

pub(super) fn metadata(lines: &str) -> Metadata {
    let of = |keys: &[&str]| keys.iter().map(|key| value(lines, key)).find(|text| !text.is_empty());
    let address = of(&["canonical_url", "canonical", "url", "source", "link"])
        .filter(|address| address.starts_with("http://") || address.starts_with("https://"));
    Metadata {
        title: of(&["title"]).unwrap_or_default(),
        author: of(&["author", "authors", "by"]).unwrap_or_default(),
        site: of(&["site", "site_name", "publisher"]).unwrap_or_default(),
        published: of(&["date", "published", "pubdate"]).unwrap_or_default(),
        address: address.unwrap_or_default(),
        ..Metadata::default()
    }
}

/// All the lines as a block that is left out.
pub(super) fn block(lines: &str) -> Option<Draft> {
    let lines: Vec<String> = lines.lines().map(collapse).filter(|line| !line.is_empty()).collect();
    let excluded = Some(name::FRONT_MATTER);
    let draft = || Draft { excluded, ..Draft::new(BlockKind::Paragraph, lines.join(" · ")) };
    (!lines.is_empty()).then(draft)
}

/// The value of a key that stands at the start of a line; several are joined as names are.
fn value(text: &str, key: &str) -> String {
    let mut lines = text.lines();
    let is_key = |line: &str| {
        let (name, rest) = line.split_once(':')?;
        name.trim_end().eq_ignore_ascii_case(key).then(|| rest.trim().to_owned())
    };
    let Some(first) = lines.by_ref().find_map(is_key) else { return String::new() };
    let values: Vec<String> = match first.strip_prefix('[').and_then(|list| list.strip_suffix(']')) {
        Some(list) => list.split(',').map(plain).collect(),
        // A value may go on, or be a list, in the lines that are set in.
        None if matches!(first.as_str(), "" | ">" | "|" | ">-" | "|-") => {
            let is_inner = |line: &&str| line.starts_with([' ', '\t', '-']);
            let inner: Vec<&str> = lines.take_while(is_inner).map(str::trim).collect();
            if inner.iter().all(|line| line.starts_with('-')) {
                inner.iter().map(|line| plain(line.trim_start_matches('-'))).collect()
            } else {
                vec![plain(&inner.join(" "))]
            }
        }
        None => vec![plain(&first)],
    };
    let values: Vec<String> = values.into_iter().filter(|value| !value.is_empty()).collect();
    values.join("، ")
}

/// Without quotation marks around it.
fn plain(value: &str) -> String {
    let value = value.trim();
    let inner = |mark: char| value.strip_prefix(mark).and_then(|value| value.strip_suffix(mark));
    let value = match (inner('"'), inner('\'')) {
        (Some(inner), _) => inner.replace("\\\"", "\""),
        (None, Some(inner)) => inner.replace("''", "'"),
        (None, None) => value.to_owned(),
    };
    collapse(&value)
}
