//! The same Arabic in two places, and two drafts of it.

use super::{Check, Issue, Pair, quoted};
use crate::project::{Segment, Status};
use crate::text::{Span, with_capital};

pub const CHECK: Check = Check {
    name: "same-source",
    title: "Same Arabic, other English",
    help: "An Arabic text that stands in the project twice with different drafts",
    is_on: true,
    run,
};

fn run(pair: &Pair<'_>) -> Vec<Issue> {
    let group = pair.kin.same_source(pair.segment.id);
    let drafts = || {
        let segments = group.iter().filter_map(|id| pair.project.segment(*id));
        segments.filter(|segment| !segment.is_blank())
    };
    // What is confirmed counts before what stands first: only the others are marked.
    let is_confirmed = |segment: &&Segment| segment.status == Status::Confirmed;
    let Some(usual) = drafts().find(is_confirmed).or_else(|| drafts().next()) else { return Vec::new() };
    if usual.id == pair.segment.id || plain(&usual.draft) == plain(pair.draft()) {
        return Vec::new();
    }
    let place = with_capital(&pair.kin.place(pair.project.position(usual.id)));
    let said = format!("{place} has the same Arabic, and {} for it.", quoted(&usual.draft));
    let issue = Issue::new(&CHECK, &usual.draft, said);
    vec![issue.fix(Span::new(0, pair.draft().len()), usual.draft.clone())]
}

/// Without what nobody would call another draft.
fn plain(draft: &str) -> String {
    let marks = ['.', '!', '?', '"', '“', '”', '’', '\''];
    let kept: String = draft.chars().filter(|letter| !marks.contains(letter)).collect();
    kept.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Desk;
    use crate::project::Status;

    #[test]
    fn the_same_arabic_has_the_same_english() {
        let source = "وصل الوزير إلى المدينة.";
        let check = |first: &str, second: &str| {
            let desk = Desk::new(source, first).and(source, second);
            let fix = |at| desk.issues_at(at, "same-source").into_iter().find_map(|issue| issue.fix);
            (fix(1).map(|fix| fix.with), fix(2).map(|fix| fix.with))
        };
        assert_eq!(check("The minister arrived.", "The minister  arrived"), (None, None));
        assert_eq!(check("The minister came.", "He arrived."), (None, Some("The minister came.".to_owned())));
        assert_eq!(check("", "He arrived."), (None, None));
        let mut desk = Desk::new(source, "One.").and(source, "Two.");
        desk.project.segments[2].status = Status::Confirmed;
        assert_eq!((desk.issues_at(1, "same-source").len(), desk.issues_at(2, "same-source").len()), (1, 0));
    }
}
