//! Where keys are: in the system's key store, in the environment, or with us until the program ends. Never in a project,
//! in the settings, or in a file of ours.
//!
//! The key store may ask the user for a password, so every method waits: not for the window's thread.

use super::account::{Account, ServiceSettings, is_loopback};
use super::service::{Need, ServiceId};
use secrecy::SecretString;
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use url::Url;

/// The keys of all services. By default none are known, and those that are entered stay here: nobody's key store is
/// touched by accident.
#[derive(Default)]
pub struct Keys {
    environment: HashMap<ServiceId, SecretString>,
    this_run: Mutex<HashMap<String, SecretString>>,
    /// The system's store is asked as well.
    with_store: bool,
}

/// Where a key was found or put.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyPlace {
    /// In the key store of the system.
    System,
    /// Here, until the program ends.
    ThisRun,
    /// In an environment variable.
    Environment,
    /// In an environment variable, and it does not go to the address that is set.
    Withheld,
}

/// What became of a key that the user entered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    pub place: KeyPlace,
    /// Why it is only kept for this run, for the user.
    pub problem: Option<String>,
}

impl Keys {
    /// `variable` looks an environment variable up.
    #[must_use]
    pub fn new(variable: impl Fn(&str) -> Option<String>) -> Self {
        let found = ServiceId::ALL.into_iter().filter_map(|id| {
            let key = variable(&Self::variable(id))?.trim().to_owned();
            (!key.is_empty()).then(|| (id, SecretString::from(key)))
        });
        Self { environment: found.collect(), ..Self::default() }
    }

    /// With the keys in the store of the system, where those that are entered are kept from now on.
    #[must_use]
    pub fn with_store(self) -> Self {
        Self { with_store: true, ..self }
    }

    /// The environment variable for the key of a service.
    #[must_use]
    pub fn variable(id: ServiceId) -> String {
        format!("TARJUMAN_{}_KEY", id.service().word.to_uppercase())
    }

    /// The account with its key, if there is one.
    #[must_use]
    pub fn account(&self, id: ServiceId, settings: ServiceSettings) -> Account {
        let key = self.find(id, &settings).map(|(key, _)| key);
        Account::new(id, settings, key)
    }

    /// The key for a service at the address of these settings: what was entered in this run, then the environment, then
    /// the store. Keys belong to an address: one that is changed does not get the key of the old one. That of the
    /// environment belongs to the usual address of its service and to servers on this machine; another one gets it where
    /// the user has said so, see [`ServiceSettings::environment_key_for`].
    #[must_use]
    pub fn find(&self, id: ServiceId, settings: &ServiceSettings) -> Option<(SecretString, KeyPlace)> {
        if id.service().needs.key == Need::No {
            return None;
        }
        let entry = entry(id, settings);
        if let Some(key) = self.this_run().get(&entry) {
            return Some((key.clone(), KeyPlace::ThisRun));
        }
        if let Some(key) = self.environment.get(&id).filter(|key| gets_environment(id, settings, key)) {
            return Some((key.clone(), KeyPlace::Environment));
        }
        if !self.with_store {
            return None;
        }
        store::read(&entry).map(|key| (key, KeyPlace::System))
    }

    /// Where the key is, or that there is one which stays here.
    #[must_use]
    pub fn place(&self, id: ServiceId, settings: &ServiceSettings) -> Option<KeyPlace> {
        let found = self.find(id, settings).map(|(_, place)| place);
        let is_withheld = id.service().needs.key != Need::No && self.environment.contains_key(&id);
        found.or(is_withheld.then_some(KeyPlace::Withheld))
    }

    /// Keeps a key in the store of the system, or where that cannot be had for this run.
    pub fn save(&self, id: ServiceId, settings: &ServiceSettings, key: SecretString) -> Saved {
        let entry = entry(id, settings);
        let stored =
            if self.with_store { store::write(&entry, &key) } else { Err("it is not used".to_owned()) };
        match stored {
            Ok(()) => {
                self.this_run().remove(&entry);
                Saved { place: KeyPlace::System, problem: None }
            }
            Err(problem) => {
                self.this_run().insert(entry, key);
                let problem = format!(
                    "The key store of the system cannot be used ({problem}), so the key is kept until Tarjuman is \
                     closed. The environment variable {} works as well",
                    Self::variable(id)
                );
                Saved { place: KeyPlace::ThisRun, problem: Some(problem) }
            }
        }
    }

    /// Forgets a key here and in the store.
    ///
    /// # Errors
    /// It is still in the store; the text says why.
    pub fn forget(&self, id: ServiceId, settings: &ServiceSettings) -> Result<(), String> {
        let entry = entry(id, settings);
        self.this_run().remove(&entry);
        if self.with_store { store::remove(&entry) } else { Ok(()) }
    }

    fn this_run(&self) -> MutexGuard<'_, HashMap<String, SecretString>> {
        self.this_run.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The name of a key in the store: service, and address where it is not the usual one.
fn entry(id: ServiceId, settings: &ServiceSettings) -> String {
    let word = id.service().word;
    let address = settings.address.trim();
    if address.is_empty() {
        return word.to_owned();
    }
    format!("{word} {}", origin_of(settings).as_deref().unwrap_or(address))
}

/// Whether the key of the environment goes to the address of these settings.
fn gets_environment(id: ServiceId, settings: &ServiceSettings, key: &SecretString) -> bool {
    let address = settings.address.trim();
    if address.is_empty() {
        return true;
    }
    let Ok(address) = Url::parse(address) else { return false };
    let default_address = id.service().default_address;
    let usual = [default_address(None), default_address(Some(key))];
    let is_usual = usual.into_iter().filter_map(|usual| Url::parse(usual).ok());
    is_usual.into_iter().any(|usual| usual.origin() == address.origin())
        || is_loopback(&address)
        || origin_of(settings).is_some_and(|origin| origin == settings.environment_key_for)
}

/// Scheme, host and port of the address that is set: `https://deepl.example.org`.
#[must_use]
pub fn origin_of(settings: &ServiceSettings) -> Option<String> {
    let address = Url::parse(settings.address.trim()).ok()?;
    Some(address.origin().ascii_serialization())
}

#[cfg(feature = "network")]
mod store {
    use keyring::{Entry, Error};
    use secrecy::{ExposeSecret as _, SecretString};

    /// What key stores show as the program that a key belongs to.
    const PROGRAM: &str = "tarjuman";

    pub(super) fn read(entry: &str) -> Option<SecretString> {
        let entry = Entry::new(PROGRAM, entry).ok()?;
        entry.get_password().ok().map(SecretString::from)
    }

    /// Reads it back: a store that is locked may take a key and not have it.
    pub(super) fn write(entry: &str, key: &SecretString) -> Result<(), String> {
        let entry = Entry::new(PROGRAM, entry).map_err(|error| said(&error))?;
        entry.set_password(key.expose_secret()).map_err(|error| said(&error))?;
        match entry.get_password() {
            Ok(there) if there == key.expose_secret() => Ok(()),
            Ok(_) | Err(_) => Err("it did not keep the key; perhaps it is locked".to_owned()),
        }
    }

    pub(super) fn remove(entry: &str) -> Result<(), String> {
        match Entry::new(PROGRAM, entry).and_then(|entry| entry.delete_credential()) {
            Ok(()) | Err(Error::NoEntry | Error::NoDefaultStore) => Ok(()),
            Err(error) => Err(said(&error)),
        }
    }

    /// In our own words: what the store says might hold what it was given.
    fn said(error: &Error) -> String {
        match error {
            Error::NoDefaultStore => "there is none",
            Error::NoStorageAccess(_) => "it is locked or does not answer",
            Error::TooLong(..) => "the key is too long for it",
            _ => "it refused",
        }
        .to_owned()
    }
}

#[cfg(not(feature = "network"))]
mod store {
    use secrecy::SecretString;

    pub(super) fn read(_: &str) -> Option<SecretString> {
        None
    }

    pub(super) fn write(_: &str, _: &SecretString) -> Result<(), String> {
        Err("this build has none".to_owned())
    }

    #[expect(clippy::unnecessary_wraps, reason = "as where there is a store")]
    pub(super) fn remove(_: &str) -> Result<(), String> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use secrecy::ExposeSecret as _;

    fn found(keys: &Keys, id: ServiceId, settings: &ServiceSettings) -> Option<(String, KeyPlace)> {
        keys.find(id, settings).map(|(key, place)| (key.expose_secret().to_owned(), place))
    }

    #[test]
    fn what_was_entered_in_this_run_comes_before_the_environment() {
        let variable = |name: &str| (name == "TARJUMAN_DEEPL_KEY").then(|| " from-outside ".to_owned());
        let keys = Keys::new(variable);
        let settings = ServiceSettings::default();
        let outside = Some(("from-outside".to_owned(), KeyPlace::Environment));
        assert_eq!(found(&keys, ServiceId::DeepL, &settings), outside);
        assert_eq!(found(&keys, ServiceId::Google, &settings), None);
        let saved = keys.save(ServiceId::DeepL, &settings, "entered".into());
        assert_eq!(saved.place, KeyPlace::ThisRun);
        let problem = saved.problem.unwrap();
        assert!(problem.contains("TARJUMAN_DEEPL_KEY") && !problem.contains("entered"), "{problem}");
        let entered = Some(("entered".to_owned(), KeyPlace::ThisRun));
        assert_eq!(found(&keys, ServiceId::DeepL, &settings), entered);
        keys.forget(ServiceId::DeepL, &settings).unwrap();
        assert_eq!(found(&keys, ServiceId::DeepL, &settings), outside);
    }

    #[test]
    fn a_key_belongs_to_an_address() {
        let keys = Keys::default();
        let at =
            |address: &str| ServiceSettings { address: address.to_owned(), ..ServiceSettings::default() };
        keys.save(ServiceId::LibreTranslate, &at("https://mine.example.org/"), "mine".into());
        let mine = Some(("mine".to_owned(), KeyPlace::ThisRun));
        assert_eq!(found(&keys, ServiceId::LibreTranslate, &at("https://mine.example.org/translate")), mine);
        assert_eq!(found(&keys, ServiceId::LibreTranslate, &at("https://other.example.org")), None);
        assert_eq!(found(&keys, ServiceId::LibreTranslate, &at("")), None);
    }

    #[test]
    fn the_key_of_the_environment_goes_where_the_service_usually_is_and_where_the_user_lets_it() {
        let keys = Keys::new(|_| Some("k:fx".to_owned()));
        let place = |id: ServiceId, address: &str, allowed: &str| {
            let settings = ServiceSettings {
                address: address.to_owned(),
                environment_key_for: allowed.to_owned(),
                ..ServiceSettings::of(id)
            };
            let place = keys.place(id, &settings);
            let key = keys.account(id, settings).key;
            assert_eq!(key.is_some(), place == Some(KeyPlace::Environment), "{address}");
            place
        };
        let (goes, stays) = (Some(KeyPlace::Environment), Some(KeyPlace::Withheld));
        for (address, expected) in [
            ("", goes),
            ("https://api.deepl.com/", goes),
            ("https://api-free.deepl.com", goes),
            ("http://127.0.0.1:5000", goes),
            ("http://api.deepl.com", stays),
            ("https://api.deepl.com:8443", stays),
            ("https://api.deepl.com.example.org", stays),
            ("no address", stays),
        ] {
            assert_eq!(place(ServiceId::DeepL, address, ""), expected, "{address}");
        }
        let mine = "https://deepl.example.org";
        assert_eq!(place(ServiceId::DeepL, &format!("{mine}/v2"), mine), goes);
        assert_eq!(place(ServiceId::DeepL, "https://other.example.org", mine), stays);
        // A service without a usual address.
        assert_eq!(place(ServiceId::LibreTranslate, "http://localhost:5000", ""), goes);
        assert_eq!(place(ServiceId::LibreTranslate, "https://libre.example.org", ""), stays);
        assert_eq!(place(ServiceId::MyMemory, "https://example.org", ""), None, "it takes none");
    }
}
