//! A walk around the window in a few steps. It begins on request only, and where it ends it stays away.

use super::{App, Command};

/// The part of the window that a step is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spot {
    /// The articles with both columns.
    Article,
    /// The panel with terms and suggestions.
    Terms,
    Menu,
    Foot,
}

pub struct Step {
    pub spot: Spot,
    pub title: &'static str,
    pub text: &'static str,
    /// Shown with their keys.
    pub commands: &'static [Command],
}

/// The whole walk.
pub const STEPS: &[Step] = &[
    Step {
        spot: Spot::Article,
        title: "The Arabic and your English",
        text: "Each row is one sentence of the article. Write the English beside it and confirm it; you are taken to \
               the next one. The sign in the margin is an empty ring for a sentence not translated, a half disc for a \
               draft, a tick for a confirmed one.",
        commands: &[Command::Confirm, Command::NextSegment, Command::PreviousSegment],
    },
    Step {
        spot: Spot::Article,
        title: "What was left out",
        text: "Grey lines stand for parts of the page that are not the article: menus, share buttons, “read more”. \
               Nothing is deleted: “Bring back” takes one in again.",
        commands: &[Command::ToggleWholePage, Command::LeaveOut],
    },
    Step {
        spot: Spot::Terms,
        title: "Names and terms",
        text: "This panel shows what the glossaries know of the segment, in its order, and names they do not know. A \
               click or a key puts the English at the caret. A name you select in the Arabic becomes a term of your \
               own.",
        commands: &[Command::InsertTerm(1), Command::NewTerm, Command::TakeRomanisation(1)],
    },
    Step {
        spot: Spot::Menu,
        title: "Everything has a name",
        text: "Every command is in a menu, and the palette finds it by a few letters, with its key.",
        commands: &[Command::Palette, Command::Keys],
    },
    Step {
        spot: Spot::Foot,
        title: "Saved by itself",
        text: "Every change is on the disk within a quarter of a second, and the line at the foot says so. When the \
               article is done, export it as a bilingual document.",
        commands: &[Command::Export],
    },
];

impl App {
    /// The step that is shown, and its number from 0; none without a project, which it would have nothing to show of.
    #[must_use]
    pub fn tour_step(&self) -> Option<(usize, &'static Step)> {
        let number = self.tour.filter(|_| self.session.is_some())?;
        Some((number, STEPS.get(number)?))
    }

    /// Begins the tour, on the sample where nothing is open; or ends it.
    pub(super) fn toggle_tour(&mut self) {
        if self.tour.take().is_some() {
            return;
        }
        self.tour = Some(0);
        self.dialog = None;
        self.page = super::Page::Article;
        if self.session.is_none() {
            self.open_sample();
        }
    }

    /// To the next step, which ends the tour after the last one, or back.
    pub(super) fn go_on_tour(&mut self, forward: bool) {
        let Some(number) = self.tour else { return };
        let next = if forward { number + 1 } else { number.saturating_sub(1) };
        self.tour = Some(next).filter(|number| *number < STEPS.len());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::entry;

    #[test]
    fn every_command_of_the_tour_is_in_the_table() {
        for command in STEPS.iter().flat_map(|step| step.commands) {
            assert!(entry(command).is_some(), "{command:?}");
        }
    }
}
