//! How much the open project is: counted on a worker when it is asked for.

use super::worker::Slot;
use super::{App, Dialog, Outcome};
use crate::project::statistics::Statistics;

/// What was counted last.
#[derive(Debug, Default)]
pub(super) struct Counting {
    /// With [`Session::edits`](super::Session::edits) then.
    counted: Option<((u64, u64), Statistics)>,
}

impl App {
    /// Of the open project as it is now; `None` while it is counted.
    #[must_use]
    pub fn statistics(&self) -> Option<&Statistics> {
        let now = self.session.as_ref()?.edits();
        self.counting.counted.as_ref().filter(|(of, _)| *of == now).map(|(_, statistics)| statistics)
    }

    pub(super) fn toggle_statistics(&mut self) {
        self.toggle(Dialog::Statistics);
        if self.dialog.is_none() || self.statistics().is_some() {
            return;
        }
        let Some(session) = &self.session else { return };
        let (of, project) = (session.edits(), session.project.clone());
        self.workers.start(Slot::Statistics, "statistics", move || Outcome::Counted {
            of,
            statistics: Statistics::of(&project),
        });
    }

    pub(super) fn accept_statistics(&mut self, of: (u64, u64), statistics: Statistics) {
        self.counting.counted = Some((of, statistics));
    }
}
