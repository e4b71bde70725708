//! A project that may only be read: why that is, and the two ways to go on.

use super::{App, Command, Notice, Session};
use crate::project::Access;
use crate::text::with_capital;

const TITLE: &str = "This project is open for reading only";

/// `reason` is that of [`Session::read_only_reason`].
pub(super) fn notice(reason: &str) -> Notice {
    Notice::warning(TITLE)
        .details(format!("{}. What you write is not taken over.", with_capital(reason)))
        .hint("Go on in a copy: “Duplicate” makes one beside it, “Save as…” one where you choose.")
        .action("Duplicate", Command::Duplicate)
        .or("Save as…", Command::SaveAs)
}

impl App {
    /// Says so, with the reason.
    pub(super) fn say_read_only(&mut self) {
        let notice = self.session.as_ref().and_then(Session::read_only_reason).map(notice);
        if let Some(notice) = notice {
            self.notify(notice);
        }
    }

    /// What was typed could not be taken over. A translator who has put the reason away is told it once more.
    pub(super) fn explain_read_only(&mut self) {
        if self.notices.last().is_some_and(|notice| notice.title == TITLE) {
            return;
        }
        let is_waiting = self.notices.iter().any(|notice| notice.title == TITLE);
        let Some(session) = &mut self.session else { return };
        if !std::mem::replace(&mut session.read_only_was_explained, true) || is_waiting {
            self.say_read_only();
        }
    }

    /// What was said of one project does not hold for the next.
    pub(super) fn forget_read_only(&mut self) {
        self.notices.retain(|notice| notice.title != TITLE);
    }
}

impl Session {
    /// Why nothing may be written, as the end of a sentence: “it is open in another window (…)”. `None` where it may.
    #[must_use]
    pub fn read_only_reason(&self) -> Option<&str> {
        match &self.access {
            Access::ReadOnly { reason } => Some(reason),
            Access::ReadWrite => None,
        }
    }
}
