//! The services as the rest of the program uses them: what is known already is not asked for, what comes is looked at.

use super::accept::accept;
use super::account::Account;
use super::cache::Cache;
use super::cancel::Cancel;
use super::consent::{CheckPermission, Permission};
use super::courier::{Courier, CourierOptions};
use super::failure::Failure;
use super::request::{Request, Sentence};
use super::service::Status;
use super::suggestion::{Engine, Suggestion};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Asks services and remembers answers. One for the whole program, shared by its workers.
pub struct Desk {
    courier: Courier,
    cache: Option<Mutex<Cache>>,
}

impl Desk {
    /// Opens no connection. Without a cache everything is asked for each time.
    ///
    /// # Errors
    /// The network cannot be used at all.
    pub fn new(options: CourierOptions, cache: Option<Cache>) -> Result<Self, Failure> {
        Ok(Self { courier: Courier::new(options)?, cache: cache.map(Mutex::new) })
    }

    /// A suggestion for each sentence, or why there is none; waits for it. The permission is used up.
    pub fn suggest(
        &self,
        permission: Permission,
        account: &Account,
        request: &Request,
        cancel: &Cancel,
    ) -> Vec<Result<Suggestion, Failure>> {
        let known: Vec<Option<Suggestion>> =
            request.sentences.iter().map(|sentence| self.cached(account, sentence)).collect();
        let unknown: Vec<Sentence> = request
            .sentences
            .iter()
            .zip(&known)
            .filter(|(_, known)| known.is_none())
            .map(|(sentence, _)| sentence.clone())
            .collect();
        let asked = Request { sentences: unknown, ..request.clone() };
        let texts = if asked.sentences.is_empty() {
            Vec::new()
        } else {
            self.courier.ask(permission, account, &asked, cancel)
        };
        let mut answered = asked.sentences.iter().zip(texts).map(|(sentence, text)| {
            let text = accept(&sentence.text, &text?, account.service.title)?;
            let made = jiff::Timestamp::now().as_second();
            if let Some(cache) = self.cache() {
                // Where it cannot be kept it is asked for again another time.
                let _ = cache.keep(account, sentence, &text, made);
            }
            Ok(Suggestion::new(sentence, text, Engine::Service(account.service.id), made))
        });
        known
            .into_iter()
            .map(|known| match known {
                Some(known) => Ok(known),
                None => answered.next().unwrap_or_else(|| Err(Failure::cancelled())),
            })
            .collect()
    }

    /// What the service said to this sentence before. Sends nothing.
    #[must_use]
    pub fn cached(&self, account: &Account, sentence: &Sentence) -> Option<Suggestion> {
        let known = self.cache()?.find(account, sentence).ok()??;
        let suggestion =
            Suggestion::new(sentence, known.text, Engine::Service(account.service.id), known.made);
        Some(Suggestion { is_cached: true, ..suggestion })
    }

    /// See [`Courier::check`].
    ///
    /// # Errors
    /// The service cannot be asked with these settings.
    pub fn check(
        &self,
        permission: CheckPermission,
        account: &Account,
        cancel: &Cancel,
    ) -> Result<Status, Failure> {
        self.courier.check(permission, account, cancel)
    }

    /// See [`Courier::wake`]: before a request that the user made with “Retry”.
    pub fn wake(&self, account: &Account) {
        self.courier.wake(account);
    }

    /// Forgets what services have answered.
    ///
    /// # Errors
    /// It is still there; the text says why.
    pub fn forget_answers(&self) -> Result<(), String> {
        let Some(cache) = self.cache() else { return Err("their file could not be opened".to_owned()) };
        cache.clear().map_err(|error| error.to_string())
    }

    /// The cache, to count and clear it.
    #[must_use]
    pub fn cache(&self) -> Option<MutexGuard<'_, Cache>> {
        Some(self.cache.as_ref()?.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
