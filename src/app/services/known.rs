//! What the chosen service has answered to a sentence before: suggested as soon as the segment is selected, without
//! asking anybody.

use super::{MachineSuggestion, ServiceOutcome};
use crate::app::suggestions::Asked;
use crate::app::worker::Slot;
use crate::app::{App, Outcome, Suggestion};
use crate::machine::{Account, Engine, Sentence};
use std::sync::Arc;

impl App {
    /// Looks on a worker, in the answers that are on the disk. Opens no connection.
    pub(in crate::app) fn look_for_known_answer(&mut self, of: Asked) {
        let Some(Engine::Service(id)) = self.settings.service else { return };
        let door = self.door();
        let Some(session) = &self.session else { return };
        let (Some(terms), Some(position)) = (&session.terms, session.selected_position()) else { return };
        let Some(sentence) = Sentence::of(&session.project, terms, position) else { return };
        let (keys, settings) = (Arc::clone(&self.services.keys), self.settings.service_settings(id));
        // Where the key makes no difference, no key store is asked.
        let needs_key = id.service().key_decides_address && settings.address.trim().is_empty();
        self.workers.start(Slot::KnownAnswer, "known answers", move || {
            let answer = door.open_for_known().and_then(|desk| {
                let account =
                    if needs_key { keys.account(id, settings) } else { Account::new(id, settings, None) };
                desk.cached(&account, &sentence)
            });
            let answer = answer.map(|found| (found, sentence));
            Outcome::Service(Box::new(ServiceOutcome::Known { of, answer }))
        });
    }

    pub(super) fn accept_known_answer(&mut self, of: &Asked, answer: Option<(MachineSuggestion, Sentence)>) {
        if let Some(answer) = answer {
            self.offer(of, Suggestion::Machine(Box::new(answer)));
        }
    }
}
