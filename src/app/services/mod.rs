//! Translation services while one works: asked for a sentence or for a whole article, with consent, on workers.
//!
//! The project is asked for permission before every request; without it nothing leaves the machine. What comes back is a
//! suggestion among the others, or a draft that is marked until it is confirmed.

mod accounts;
mod door;
mod first_pass;
mod known;
mod models;

pub use accounts::{Check, EnteredKey, KeyAction};
pub use first_pass::FirstPass;

use super::suggestions::Asked;
use super::worker::Slot;
use super::{App, Command, Dialog, Notice, Outcome, Places, SettingsControl, Suggestion};
use crate::machine::consent::{self, Disclosure, Refusal};
use crate::machine::{
    Account, Batch, Cancel, Carrier, Engine, Failure, Job, KeyPlace, Keys, Request, Saved, Sentence,
    ServiceId, Status, Suggestion as MachineSuggestion,
};
use crate::project::Sending;
use door::Door;
use models::Models;
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

/// What the window draws of the services.
#[derive(Default)]
pub struct Services {
    door: Option<Arc<Door>>,
    models: Option<Arc<Models>>,
    keys: Arc<Keys>,
    /// The request for the selected sentence.
    pub asking: Option<Asking>,
    /// What the user is to agree to, or not.
    pub agreement: Option<Agreement>,
    pub first_pass: Option<FirstPass>,
    /// What came of testing the connections.
    pub checks: HashMap<ServiceId, Check>,
    /// Why the proxy that was entered last is not used.
    pub proxy_problem: Option<Failure>,
    /// Where the keys of services are, as far as somebody looked.
    pub keys_at: HashMap<ServiceId, Option<KeyPlace>>,
    /// How often a key was kept or forgotten.
    keys_changed: u64,
    cancel: Cancel,
}

/// A request for one sentence.
#[derive(Debug)]
pub struct Asking {
    of: Asked,
    pub engine: Engine,
    /// `None` while it is under way.
    pub failure: Option<Failure>,
}

/// A request on its way to a worker.
struct Question {
    of: Asked,
    request: Request,
    sentence: Sentence,
    cancel: Cancel,
}

/// What the dialog about sending says, and what is done once it is agreed to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agreement {
    pub disclosure: Disclosure,
    /// Of the session whose text is meant: no other project is agreed for.
    serial: u64,
    then: Purpose,
}

/// What somebody wanted who was asked for consent first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Purpose {
    Sentence,
    Article,
}

/// What came back from a worker for the services.
pub enum ServiceOutcome {
    /// The user has to be asked before anything is sent.
    AgreeFirst {
        of: Asked,
        disclosure: Disclosure,
    },
    /// What the service answered another time.
    Known {
        of: Asked,
        answer: Option<(MachineSuggestion, Sentence)>,
    },
    ModelsLoaded,
    Answered {
        of: Asked,
        sentence: Sentence,
        result: Result<MachineSuggestion, Failure>,
    },
    Planned {
        serial: u64,
        job: Result<Box<Job>, Failure>,
    },
    BatchDone {
        batch: Batch,
        results: Vec<Result<MachineSuggestion, Failure>>,
    },
    /// With the account as it is set now, a job goes on.
    Resumed(Box<Account>),
    Checked {
        service: ServiceId,
        result: Result<Status, Failure>,
    },
    /// `of` is how often a key had been kept or forgotten when the search began.
    KeysFound {
        of: u64,
        found: Vec<(ServiceId, Option<KeyPlace>)>,
    },
    KeySaved {
        service: ServiceId,
        saved: Saved,
    },
    KeyForgotten {
        service: ServiceId,
        result: Result<(), String>,
    },
    AnswersForgotten(Result<(), String>),
}

impl Services {
    /// Where keys are: without this none are known, and the key store of the system is left alone.
    pub fn use_keys(&mut self, keys: Keys) {
        self.keys = Arc::new(keys);
    }
}

impl Asking {
    #[must_use]
    pub const fn is_running(&self) -> bool {
        self.failure.is_none()
    }
}

/// Where the answers of services are kept.
fn answers_file(places: &Places) -> PathBuf {
    places.data.join("answers.sqlite")
}

impl App {
    pub(super) fn handle_services(&mut self, command: Command) {
        match command {
            Command::AskService => self.ask_service(),
            Command::RetryService => self.retry_service(),
            Command::StopService => self.stop_asking(),
            Command::AgreeToSend => self.agree_to_send(),
            Command::DisagreeToSend => self.put_agreement_away(),
            Command::ToggleNeverSend => self.toggle_never_send(),
            Command::RepairSuggestion => self.repair_suggestion(),
            Command::FirstPass => self.plan_first_pass(),
            Command::StartFirstPass => self.start_first_pass(),
            Command::PauseFirstPass => self.pause_first_pass(),
            Command::ResumeFirstPass => self.resume_first_pass(),
            Command::StopFirstPass => self.stop_first_pass(),
            command => self.handle_accounts(command),
        }
    }

    pub(super) fn accept_service(&mut self, outcome: ServiceOutcome) {
        match outcome {
            ServiceOutcome::AgreeFirst { of, disclosure } => {
                self.ask_for_agreement(of.serial, disclosure, Purpose::Sentence);
            }
            ServiceOutcome::Answered { of, sentence, result } => self.accept_answer(&of, sentence, result),
            ServiceOutcome::Known { of, answer } => self.accept_known_answer(&of, answer),
            // They are with the services.
            ServiceOutcome::ModelsLoaded => {}
            ServiceOutcome::Planned { serial, job } => self.accept_plan(serial, job),
            ServiceOutcome::BatchDone { batch, results } => self.accept_batch(&batch, results),
            ServiceOutcome::Resumed(account) => self.go_on_with(Carrier::Service(account)),
            outcome => self.accept_account(outcome),
        }
    }

    /// What is chosen in the settings; without a choice they are opened.
    fn chosen_engine(&mut self) -> Option<Engine> {
        let chosen = self.settings.service;
        if chosen.is_none() {
            self.notify(Notice::info("Choose a translation service first").details(
                "Nothing is sent anywhere until you have chosen one and agreed to it for this project.",
            ));
            self.open_settings_at(SettingsControl::Service);
        }
        chosen
    }

    /// The door, which workers open when it is first needed.
    fn door(&mut self) -> Arc<Door> {
        let answers = answers_file(&self.places);
        let door = self
            .services
            .door
            .get_or_insert_with(|| Arc::new(Door::new(answers, self.settings.proxy.clone())));
        Arc::clone(door)
    }

    /// The user wants to try now: the service may be resting after a failure, or the network may be there by now.
    fn knock_again(&mut self, account: &Account) {
        self.services.door.take_if(|door| door.is_stuck());
        if let Some(desk) = self.services.door.as_ref().and_then(|door| door.opened()) {
            desk.wake(account);
        }
    }

    /// Asks for a translation of the selected sentence.
    fn ask_service(&mut self) {
        let Some(engine) = self.chosen_engine() else { return };
        let Some(session) = &self.session else { return };
        let (Some(segment), Some(position)) = (session.selected(), session.selected_position()) else {
            return;
        };
        let Some(terms) = &session.terms else {
            self.notify(Notice::info("The glossaries are still being read; ask again in a moment"));
            return;
        };
        let of = Asked { serial: session.serial, segment: segment.id, source: segment.source.clone() };
        let request = Request::of(&session.project, terms, &[position]);
        let Some(sentence) = request.sentences.first().cloned() else { return };
        self.services.cancel.cancel();
        let cancel = Cancel::default();
        self.services.cancel = cancel.clone();
        self.services.asking = Some(Asking { of: of.clone(), engine, failure: None });
        let question = Question { of, request, sentence, cancel };
        match engine {
            Engine::Service(id) => self.send(id, question),
            Engine::Offline => self.ask_models(question),
        }
    }

    /// Asks a service, with permission.
    fn send(&mut self, id: ServiceId, question: Question) {
        let Some(session) = &self.session else { return };
        let sending = session.project.sending.clone();
        let door = self.door();
        let settings = self.settings.service_settings(id);
        let keys = Arc::clone(&self.services.keys);
        self.workers.start(Slot::Service, "translation service", move || {
            let Question { of, request, sentence, cancel } = question;
            let account = keys.account(id, settings);
            let outcome = match consent::permit(&sending, &account) {
                Ok(permission) => {
                    let result = door.open().and_then(|desk| {
                        let result = desk.suggest(permission, &account, &request, &cancel).pop();
                        result.unwrap_or_else(|| Err(Failure::cancelled()))
                    });
                    ServiceOutcome::Answered { of, sentence, result }
                }
                Err(Refusal::AskFirst(disclosure)) => ServiceOutcome::AgreeFirst { of, disclosure },
                Err(refusal) => ServiceOutcome::Answered { of, sentence, result: Err(refusal.failure()) },
            };
            Outcome::Service(Box::new(outcome))
        });
    }

    fn retry_service(&mut self) {
        match self.chosen_engine() {
            Some(Engine::Service(id)) => {
                self.knock_again(&Account::new(id, self.settings.service_settings(id), None));
            }
            Some(Engine::Offline) => self.reload_models(),
            None => return,
        }
        self.ask_service();
    }

    fn stop_asking(&mut self) {
        self.services.cancel.cancel();
        self.services.asking = None;
    }

    fn accept_answer(&mut self, of: &Asked, sentence: Sentence, result: Result<MachineSuggestion, Failure>) {
        let is_wanted = self.services.asking.as_ref().is_some_and(|asking| asking.of == *of);
        match result {
            Ok(suggestion) => {
                if is_wanted {
                    self.services.asking = None;
                }
                self.offer(of, Suggestion::Machine(Box::new((suggestion, sentence))));
            }
            Err(failure) => {
                if let Some(asking) = self.services.asking.as_mut().filter(|_| is_wanted) {
                    asking.failure = Some(failure);
                }
            }
        }
    }

    /// Asks the user, unless the project of that session is not open any more.
    fn ask_for_agreement(&mut self, serial: u64, disclosure: Disclosure, then: Purpose) {
        if !self.is_session(serial) {
            return;
        }
        self.services.asking = None;
        let disclosure = disclosure.through(&self.settings.proxy);
        self.services.agreement = Some(Agreement { disclosure, serial, then });
        self.dialog = Some(Dialog::AgreeToSend);
    }

    /// The user agrees that text of this project goes to the host of the dialog.
    fn agree_to_send(&mut self) {
        self.dialog = None;
        let Some(Agreement { disclosure, serial, then }) = self.services.agreement.take() else { return };
        if !self.is_session(serial) {
            return;
        }
        let today = crate::project::file::minute(jiff::Zoned::now().datetime());
        let consent = disclosure.agreed(&today);
        self.change_sending(|sending| sending.consents.push(consent));
        match then {
            Purpose::Sentence => self.ask_service(),
            Purpose::Article => self.run_first_pass(),
        }
    }

    fn is_session(&self, serial: u64) -> bool {
        self.session.as_ref().is_some_and(|session| session.serial == serial)
    }

    /// The project is left: what was asked, planned or to be agreed to was about its text.
    pub(super) fn leave_services(&mut self) {
        self.services.cancel.cancel();
        self.services.asking = None;
        self.services.agreement = None;
        self.stop_first_pass();
        if matches!(self.dialog, Some(Dialog::AgreeToSend | Dialog::FirstPass)) {
            self.dialog = None;
        }
    }

    fn put_agreement_away(&mut self) {
        self.services.agreement = None;
        self.dialog = None;
    }

    /// “Never send this project's text”, on or off.
    fn toggle_never_send(&mut self) {
        self.change_sending(|sending| sending.never ^= true);
        let Some(is_never) = self.session.as_ref().map(|session| session.project.sending.never) else {
            return;
        };
        let said = if is_never {
            self.services.cancel.cancel();
            self.interrupt_first_pass();
            "Text of this project is never sent to a translation service"
        } else {
            "Text of this project may be sent to a service that you agree to"
        };
        self.notify(Notice::info(said));
    }

    fn change_sending(&mut self, change: impl FnOnce(&mut Sending)) {
        let Some(session) = &mut self.session else { return };
        session.change_sending(change);
    }

    /// Mends the first suggestion that does not keep to the glossary.
    fn repair_suggestion(&mut self) {
        let repaired = self.suggestions.list.iter_mut().any(|suggestion| {
            let Suggestion::Machine(machine) = suggestion else { return false };
            let (found, sentence) = &mut **machine;
            match found.repaired(sentence) {
                Some(repaired) => {
                    *found = repaired;
                    true
                }
                None => false,
            }
        });
        if !repaired {
            self.notify(Notice::info("No suggestion has a name or term that could be put right by itself"));
        }
    }
}
