//! What the chosen service has answered to a sentence before: suggested as soon as the segment is selected, without
//! asking anybody.

use super::door::{self, Desk};
use super::{MachineSuggestion, ServiceOutcome};
use crate::app::suggestions::Asked;
use crate::app::worker::Slot;
use crate::app::{App, Outcome, Suggestion};
use crate::machine::{Account, Engine, Sentence, ServiceId};
use std::sync::Arc;

impl App {
    /// Looks on a worker, in the answers that are on the disk. Opens no connection.
    pub(in crate::app) fn look_for_known_answer(&mut self, of: Asked) {
        let Some(Engine::Service(id)) = self.settings.service else { return };
        let Some(session) = &self.session else { return };
        let (Some(terms), Some(position)) = (&session.terms, session.selected_position()) else { return };
        let Some(sentence) = Sentence::of(&session.project, terms, position) else { return };
        let (file, proxy) = (self.answers_file(), self.settings.proxy.clone());
        let (keys, settings) = (Arc::clone(&self.services.keys), self.settings.service_settings(id));
        // The key says which of DeepL's two addresses is meant. For the others no key store is asked.
        let needs_key = id == ServiceId::DeepL && settings.address.trim().is_empty();
        let open = self.services.desk.clone();
        self.workers.start(Slot::KnownAnswer, "known answers", move || {
            let is_open = open.is_some();
            let desk = open.or_else(|| file.exists().then(|| door::open(&file, &proxy).ok()).flatten());
            let answer = desk.as_ref().and_then(|desk| {
                let account =
                    if needs_key { keys.account(id, settings) } else { Account::new(id, settings, None) };
                desk.cached(&account, &sentence)
            });
            let answer = answer.map(|found| (found, sentence));
            let desk = desk.filter(|_| !is_open);
            Outcome::Service(Box::new(ServiceOutcome::Known { of, answer, desk }))
        });
    }

    pub(super) fn accept_known_answer(
        &mut self,
        of: &Asked,
        answer: Option<(MachineSuggestion, Sentence)>,
        desk: Option<Arc<Desk>>,
    ) {
        if self.services.desk.is_none() {
            self.services.desk = desk;
        }
        if let Some(answer) = answer {
            self.offer(of, Suggestion::Machine(Box::new(answer)));
        }
    }
}
