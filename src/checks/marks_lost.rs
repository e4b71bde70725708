//! Links and emphasis of the source that the draft has none of. Off until the user wants it: in many documents they are
//! not wanted.

use super::{Check, Issue, Pair, quoted};
use crate::text::MarkKind;

pub const CHECK: Check = Check {
    name: "marks-lost",
    title: "Emphasis and links",
    help: "A link or an emphasis of the Arabic where the draft has none at all",
    is_on: false,
    run,
};

fn run(pair: &Pair<'_>) -> Vec<Issue> {
    let is_link = |kind: &MarkKind| matches!(kind, MarkKind::Link(_));
    let kinds = [(true, "link"), (false, "emphasis")];
    let lost = kinds.into_iter().filter_map(|(wanted, what)| {
        let is_wanted = |mark: &&crate::text::Mark| is_link(&mark.kind) == wanted;
        let mark = pair.segment.source_marks.iter().find(is_wanted)?;
        if pair.segment.marks.iter().any(|mark| is_wanted(&mark)) {
            return None;
        }
        let said = format!(
            "{} has {what} in the Arabic, and nothing in the draft has.",
            quoted(mark.span.of(pair.source()))
        );
        Some(Issue::new(&CHECK, what, said).in_source(mark.span))
    });
    lost.collect()
}
