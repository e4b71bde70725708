//! The status of a unit, from all that it says of it.
//!
//! Version 1.2 says it twice: whether the unit is approved, and in which state its target is. Tools change one of the two
//! and leave the other, so the one that is not as it was exported counts.

use crate::project::Status;

#[derive(Debug, Default)]
pub struct States {
    pub approved: Option<bool>,
    /// Of the target, or of each segment of a unit of version 2.
    pub said: Vec<String>,
}

impl States {
    /// The status, and the words that mean nothing here, if there are any.
    pub fn status(
        self,
        is_second: bool,
        exported: Option<Status>,
        is_empty: bool,
    ) -> (Option<Status>, String) {
        let status_of = if is_second { of_segment } else { of_target };
        let mut unknown = String::new();
        let mut state: Option<Status> = None;
        for words in &self.said {
            match status_of(words, self.approved) {
                // What is cut in parts is as far as the least of them.
                Some(status) => state = Some(state.map_or(status, |least| lower(least, status))),
                None => unknown.clone_from(words),
            }
        }
        let approved = self.approved.map(|is| if is { Status::Confirmed } else { Status::Draft });
        let is_confirmed = |status: Option<Status>| status == Some(Status::Confirmed);
        let status = match (approved, state) {
            (Some(_), Some(_)) if is_confirmed(approved) != is_confirmed(exported) => approved,
            (_, Some(_)) => state,
            (_, None) => approved,
        };
        // Not approved says nothing of a unit without a text.
        let is_nothing = is_empty && status == Some(Status::Draft);
        (if is_nothing { Some(Status::Untranslated) } else { status }, unknown)
    }
}

/// Of version 2.
fn of_segment(state: &str, _: Option<bool>) -> Option<Status> {
    match state {
        "reviewed" | "final" => Some(Status::Confirmed),
        "translated" => Some(Status::Draft),
        "initial" => Some(Status::Untranslated),
        _ => None,
    }
}

/// Of version 1.2.
fn of_target(state: &str, approved: Option<bool>) -> Option<Status> {
    match state {
        // Beside the word that it is not approved, it is no more than that.
        "translated" if approved == Some(false) => Some(Status::Draft),
        "translated" | "final" | "signed-off" => Some(Status::Confirmed),
        "new" | "needs-translation" => Some(Status::Untranslated),
        "needs-adaptation"
        | "needs-l10n"
        | "needs-review-adaptation"
        | "needs-review-l10n"
        | "needs-review-translation" => Some(Status::Draft),
        _ => None,
    }
}

const fn lower(one: Status, other: Status) -> Status {
    match (one, other) {
        (Status::Untranslated, _) | (_, Status::Untranslated) => Status::Untranslated,
        (Status::Draft, _) | (_, Status::Draft) => Status::Draft,
        (Status::Confirmed, Status::Confirmed) => Status::Confirmed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A unit of 1.2: whether it is approved, its state, what was exported; what it means.
    #[track_caller]
    fn check(approved: Option<bool>, state: &str, exported: Status, expected: Option<Status>) {
        let said = if state.is_empty() { Vec::new() } else { vec![state.to_owned()] };
        let (status, unknown) = States { approved, said }.status(false, Some(exported), false);
        assert_eq!(status, expected, "{approved:?} {state} {exported:?}");
        assert_eq!(unknown, "");
    }

    #[test]
    fn of_approval_and_state_the_one_that_changed_counts() {
        use Status::{Confirmed, Draft};
        check(Some(true), "translated", Confirmed, Some(Confirmed));
        check(Some(false), "needs-review-translation", Draft, Some(Draft));
        // Tools that know only one of the two.
        check(Some(true), "needs-review-translation", Draft, Some(Confirmed));
        check(Some(false), "final", Draft, Some(Confirmed));
        check(Some(false), "signed-off", Draft, Some(Confirmed));
        check(Some(false), "translated", Confirmed, Some(Draft));
        check(Some(true), "needs-review-translation", Confirmed, Some(Draft));
        check(Some(false), "translated", Draft, Some(Draft));
        check(None, "final", Draft, Some(Confirmed));
        check(None, "", Draft, None);
    }

    #[test]
    fn a_state_that_nobody_knows_is_said() {
        for is_second in [false, true] {
            let states = States { approved: None, said: vec!["x-perhaps".to_owned()] };
            assert_eq!(states.status(is_second, None, false), (None, "x-perhaps".to_owned()));
        }
        let parts = States { approved: None, said: vec!["final".to_owned(), "translated".to_owned()] };
        assert_eq!(parts.status(true, None, false).0, Some(Status::Draft));
    }
}
