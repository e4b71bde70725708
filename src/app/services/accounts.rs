//! How services are set: which one, where it is, its key, and whether it answers.

use super::{ServiceOutcome, answers_file};
use crate::app::worker::Slot;
use crate::app::{App, Command, Effect, FileChoice, Notice, Outcome};
use crate::machine::{Cancel, Failure, ServiceId, ServiceSettings, Status, check_proxy, consent, origin_of};
use secrecy::{ExposeSecret as _, SecretString};
use std::fmt;
use std::sync::Arc;

/// A key on its way from the field to the key store. It is never shown.
#[derive(Clone)]
pub struct EnteredKey(pub SecretString);

/// What is done with the key of a service.
#[derive(Clone, Debug, PartialEq)]
pub enum KeyAction {
    Keep(EnteredKey),
    Forget,
    /// The key of the environment goes to the address that is set, though it is not the usual one.
    UseEnvironment,
}

/// What came of testing a connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Check {
    Running,
    Answers(Status),
    Failed(Failure),
}

impl PartialEq for EnteredKey {
    fn eq(&self, other: &Self) -> bool {
        self.0.expose_secret() == other.0.expose_secret()
    }
}

impl fmt::Debug for EnteredKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("EnteredKey")
    }
}

impl App {
    pub(super) fn handle_accounts(&mut self, command: Command) {
        match command {
            Command::ChooseService(service) => {
                self.change_settings(|settings| settings.service = service);
                self.look_for_keys();
            }
            Command::SetProxy(address) => self.set_proxy(&address),
            Command::AskModels => self.effects.push(Effect::Choose(FileChoice::Models)),
            Command::ChooseModels(folder) => self.set_models(Some(folder)),
            Command::ForgetModels => self.set_models(None),
            Command::LoadModels => self.load_models(),
            Command::SetService { service, settings } => {
                self.services.checks.remove(&service);
                self.change_settings(|all| {
                    all.services.insert(service, *settings);
                });
                self.look_for_keys();
            }
            Command::ServiceKey { service, action } => self.keep_key(service, action),
            Command::CheckService(service) => self.check_service(service),
            Command::LookForKeys => self.look_for_keys(),
            Command::ForgetAnswers => self.forget_answers(),
            command => self.nobody_takes(&command),
        }
    }

    /// Services are asked through another proxy from now on; an address that cannot be used changes nothing.
    fn set_proxy(&mut self, address: &str) {
        self.services.proxy_problem = check_proxy(address).err();
        if self.services.proxy_problem.is_none() {
            self.change_settings(|settings| address.trim().clone_into(&mut settings.proxy));
            self.open_door_anew();
        }
    }

    /// The door is opened when it is needed; a request that is under way comes back.
    fn open_door_anew(&mut self) {
        self.services.door = None;
        self.services.checks.clear();
    }

    /// Service, accounts and proxy are others now.
    pub(in crate::app) fn accounts_changed(&mut self) {
        self.services.proxy_problem = None;
        self.open_door_anew();
        self.look_for_keys();
    }

    /// Where the keys are: key stores may wait for a password, so on a worker.
    fn look_for_keys(&mut self) {
        let keys = Arc::clone(&self.services.keys);
        let settings = self.settings.clone();
        let of = self.services.keys_changed;
        self.workers.start(Slot::Keys, "keys", move || {
            let found = ServiceId::ALL.into_iter();
            let found = found.map(|id| (id, keys.place(id, &settings.service_settings(id))));
            Outcome::Service(Box::new(ServiceOutcome::KeysFound { of, found: found.collect() }))
        });
    }

    fn keep_key(&mut self, service: ServiceId, action: KeyAction) {
        let keys = Arc::clone(&self.services.keys);
        let settings = self.settings.service_settings(service);
        self.services.checks.remove(&service);
        self.services.keys_changed += 1;
        if action == KeyAction::UseEnvironment {
            let origin = origin_of(&settings).unwrap_or_default();
            self.change_settings(|all| {
                let settings = ServiceSettings { environment_key_for: origin, ..settings };
                all.services.insert(service, settings);
            });
            self.look_for_keys();
            return;
        }
        self.workers.start(Slot::Keys, "keys", move || {
            Outcome::Service(Box::new(match action {
                KeyAction::Keep(EnteredKey(key)) => {
                    ServiceOutcome::KeySaved { service, saved: keys.save(service, &settings, key) }
                }
                KeyAction::Forget | KeyAction::UseEnvironment => {
                    ServiceOutcome::KeyForgotten { service, result: keys.forget(service, &settings) }
                }
            }))
        });
    }

    /// Sees whether the service answers. No text of a project goes along.
    fn check_service(&mut self, service: ServiceId) {
        self.services.checks.insert(service, Check::Running);
        self.services.door.take_if(|door| door.is_stuck());
        let door = self.door();
        let keys = Arc::clone(&self.services.keys);
        let settings = self.settings.service_settings(service);
        self.workers.start(Slot::ServiceCheck, "connection test", move || {
            let account = keys.account(service, settings);
            let result = consent::permit_check(&account).and_then(|permission| {
                let desk = door.open()?;
                desk.wake(&account);
                desk.check(permission, &account, &Cancel::default())
            });
            Outcome::Service(Box::new(ServiceOutcome::Checked { service, result }))
        });
    }

    fn forget_answers(&mut self) {
        let (file, door) = (answers_file(&self.places), self.door());
        self.workers.start(Slot::Answers, "forgetting answers", move || {
            let result = match door.open() {
                Ok(desk) => desk.forget_answers(),
                Err(failure) => Err(failure.to_string()),
            };
            let result = result.map_err(|problem| format!("{}: {problem}", file.display()));
            Outcome::Service(Box::new(ServiceOutcome::AnswersForgotten(result)))
        });
    }

    pub(super) fn accept_account(&mut self, outcome: ServiceOutcome) {
        match outcome {
            // Of settings that are others by now, and nobody has tested since.
            ServiceOutcome::Checked { service, .. } if !self.services.checks.contains_key(&service) => {}
            ServiceOutcome::Checked { service, result } => {
                let check = match result {
                    Ok(status) => Check::Answers(status),
                    Err(failure) => Check::Failed(failure),
                };
                self.services.checks.insert(service, check);
            }
            // A key was kept or forgotten meanwhile: what was found may be older than that.
            ServiceOutcome::KeysFound { of, .. } if of != self.services.keys_changed => self.look_for_keys(),
            ServiceOutcome::KeysFound { found, .. } => self.services.keys_at.extend(found),
            ServiceOutcome::KeySaved { service, saved } => {
                self.services.keys_at.insert(service, Some(saved.place));
                match saved.problem {
                    Some(problem) => self.notify(
                        Notice::warning("The key is kept only until Tarjuman is closed")
                            .details(format!("{problem}.")),
                    ),
                    None => self.notify(Notice::info("The key is in the key store of the system")),
                }
            }
            ServiceOutcome::KeyForgotten { service, result } => match result {
                Ok(()) => {
                    // There may be another one in the environment.
                    self.services.keys_at.remove(&service);
                    self.look_for_keys();
                    self.notify(Notice::info("The key is forgotten"));
                }
                Err(problem) => {
                    self.notify(Notice::warning("The key could not be forgotten").details(problem));
                }
            },
            ServiceOutcome::AnswersForgotten(Ok(())) => {
                self.notify(Notice::info("The answers of translation services are forgotten"));
            }
            ServiceOutcome::AnswersForgotten(Err(problem)) => {
                self.notify(Notice::warning("The answers could not be forgotten").details(problem));
            }
            // The others are about requests.
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Places;
    use crate::machine::{FailureKind, KeyPlace, Keys};

    fn app(folder: &tempfile::TempDir) -> App {
        let places = Places { config: folder.path().join("config"), data: folder.path().join("data") };
        let mut app = App::new(places, Arc::new(|| ()));
        app.services.use_keys(Keys::default());
        app
    }

    #[test]
    fn a_search_for_keys_that_is_older_than_a_kept_key_is_made_again() {
        let folder = tempfile::tempdir().unwrap();
        let mut app = app(&folder);
        let key = EnteredKey(SecretString::from("mine".to_owned()));
        app.keep_key(ServiceId::DeepL, KeyAction::Keep(key));
        app.settle(std::time::Duration::from_mins(1));
        let old = ServiceOutcome::KeysFound { of: 0, found: vec![(ServiceId::DeepL, None)] };
        app.accept_account(old);
        assert_eq!(app.services.keys_at.get(&ServiceId::DeepL), Some(&Some(KeyPlace::ThisRun)));
        app.settle(std::time::Duration::from_mins(1));
        assert_eq!(app.services.keys_at.get(&ServiceId::DeepL), Some(&Some(KeyPlace::ThisRun)));
        assert_eq!(app.services.keys_at.get(&ServiceId::Azure), Some(&None), "it was made again");
    }

    #[test]
    fn the_test_of_an_address_that_is_another_by_now_says_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let mut app = app(&folder);
        let result = || Err(Failure::new(FailureKind::NotSet, "It does not answer", "Start it"));
        let service = ServiceId::Apertium;
        app.services.checks.insert(service, Check::Running);
        let settings = app.settings.service_settings(service);
        app.run(Command::SetService { service, settings: Box::new(settings) });
        app.accept_account(ServiceOutcome::Checked { service, result: result() });
        assert_eq!(app.services.checks.get(&service), None);
        app.services.checks.insert(service, Check::Running);
        app.accept_account(ServiceOutcome::Checked { service, result: result() });
        assert!(matches!(app.services.checks.get(&service), Some(Check::Failed(_))));
    }
}
