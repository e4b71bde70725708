//! When a failed request is tried again, and when a service is left alone for a while.

use super::account::Account;
use super::failure::{Failure, FailureKind, REST, Retry};
use backon::{BackoffBuilder as _, ExponentialBuilder};
use secrecy::{ExposeSecret as _, SecretString};
use std::hash::{BuildHasher as _, RandomState};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// Tries after the first one.
const MORE_TRIES: usize = 2;
/// The shortest wait before another try; each is twice the one before, with some chance in it.
const FIRST_WAIT: Duration = Duration::from_millis(500);
/// The longest wait that a server may ask for; what asks for more ends the tries.
pub const LONGEST_WAIT: Duration = Duration::from_secs(30);

/// How long to wait before each further try of one request.
pub struct Tries {
    waits: backon::ExponentialBackoff,
    deadline: Instant,
}

impl Tries {
    /// All tries together end after `patience`.
    #[must_use]
    pub fn within(patience: Duration, first_wait: Duration) -> Self {
        let waits = ExponentialBuilder::default()
            .with_min_delay(first_wait)
            .with_max_delay(LONGEST_WAIT)
            .with_factor(2.0)
            .with_max_times(MORE_TRIES)
            .with_jitter();
        let now = Instant::now();
        Self { waits: waits.build(), deadline: now.checked_add(patience).unwrap_or(now) }
    }

    /// What is left for a try that begins now.
    #[must_use]
    pub fn left(&self) -> Duration {
        self.deadline.saturating_duration_since(Instant::now())
    }

    /// How long to wait before the same is tried again; `None` when it is not.
    pub fn next(&mut self, failure: &Failure) -> Option<Duration> {
        if !failure.kind.is_passing() {
            return None;
        }
        let wait = self.waits.next()?;
        let wait = match failure.retry {
            Retry::After(wanted) if wanted > LONGEST_WAIT => return None,
            Retry::After(wanted) => wait.max(wanted),
            _ => wait,
        };
        (wait < self.left()).then_some(wait)
    }
}

/// The standard wait before the second try.
#[must_use]
pub const fn first_wait() -> Duration {
    FIRST_WAIT
}

/// Services that are not asked for a while: their quota is used up, or they refused the key.
#[derive(Default)]
pub struct Rests {
    resting: Mutex<Vec<Rest>>,
    hasher: RandomState,
}

struct Rest {
    /// The service and where it is.
    of: (&'static str, String),
    /// A fingerprint of settings and key: others may do better.
    account: u64,
    /// `None`: until settings or key change.
    until: Option<Instant>,
    failure: Failure,
}

impl Rests {
    /// Why this account is not asked now.
    ///
    /// # Errors
    /// The failure after which it rests, with the time that is left.
    pub fn check(&self, account: &Account) -> Result<(), Failure> {
        let now = Instant::now();
        let mut resting = self.lock();
        resting.retain(|rest| rest.until.is_none_or(|until| until > now));
        let (of, fingerprint) = (Self::place(account), self.fingerprint(account));
        let Some(rest) = resting.iter().find(|rest| rest.of == of && rest.account == fingerprint) else {
            return Ok(());
        };
        let failure = rest.failure.clone();
        Err(match rest.until {
            Some(until) => failure.retry(Retry::After(until.saturating_duration_since(now))),
            None => failure,
        })
    }

    /// Lets the service rest, if the failure is one that does not pass soon.
    pub fn note(&self, account: &Account, failure: &Failure) {
        let length = match (failure.kind, failure.retry) {
            (FailureKind::Quota | FailureKind::Busy | FailureKind::ServerFault, Retry::After(length)) => {
                Some(length)
            }
            (FailureKind::Quota, _) => Some(REST),
            (FailureKind::KeyRefused, _) => None,
            _ => return,
        };
        let until = length.and_then(|length| Instant::now().checked_add(length));
        let (of, fingerprint) = (Self::place(account), self.fingerprint(account));
        let mut resting = self.lock();
        resting.retain(|rest| rest.of != of);
        resting.push(Rest { of, account: fingerprint, until, failure: failure.clone() });
    }

    /// The user wants to try again now.
    pub fn wake(&self, account: &Account) {
        let of = Self::place(account);
        self.lock().retain(|rest| rest.of != of);
    }

    fn place(account: &Account) -> (&'static str, String) {
        let host = account.address().map(|address| address.origin().ascii_serialization());
        (account.service.word, host.unwrap_or_default())
    }

    fn fingerprint(&self, account: &Account) -> u64 {
        let settings = serde_json::to_string(&account.settings).unwrap_or_default();
        self.hasher.hash_one((settings, account.key.as_ref().map(SecretString::expose_secret)))
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Rest>> {
        self.resting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::machine::account::ServiceSettings;
    use crate::machine::service::ServiceId;

    fn failure(kind: FailureKind) -> Failure {
        Failure::new(kind, "what", "hint")
    }

    #[test]
    fn what_may_pass_is_tried_twice_more_and_longer_each_time() {
        let mut tries = Tries::within(Duration::from_secs(30), FIRST_WAIT);
        let busy = failure(FailureKind::Busy);
        let first = tries.next(&busy).unwrap();
        let second = tries.next(&busy).unwrap();
        assert!(first >= FIRST_WAIT && second >= 2 * FIRST_WAIT, "{first:?} {second:?}");
        assert_eq!(tries.next(&busy), None);
    }

    #[test]
    fn a_server_may_ask_for_more_time_but_not_for_more_than_there_is() {
        let after = |seconds| failure(FailureKind::Busy).retry(Retry::After(Duration::from_secs(seconds)));
        let mut tries = Tries::within(Duration::from_mins(5), FIRST_WAIT);
        assert_eq!(tries.next(&after(20)), Some(Duration::from_secs(20)));
        assert_eq!(tries.next(&after(31)), None);
        let mut tries = Tries::within(Duration::from_secs(10), FIRST_WAIT);
        assert_eq!(tries.next(&after(20)), None, "the deadline is before");
    }

    #[test]
    fn what_does_not_pass_is_not_tried_again() {
        use FailureKind::{Cancelled, KeyRefused, NoAnswer, Quota, Rejected, TooLong};
        for kind in [Cancelled, KeyRefused, NoAnswer, Quota, Rejected, TooLong] {
            assert_eq!(Tries::within(LONGEST_WAIT, FIRST_WAIT).next(&failure(kind)), None, "{kind:?}");
        }
    }

    #[test]
    fn a_service_rests_until_its_time_or_until_its_key_changes() {
        let account = Account::new(ServiceId::DeepL, ServiceSettings::default(), Some("one".into()));
        let rests = Rests::default();
        rests.note(&account, &failure(FailureKind::TimedOut));
        assert!(rests.check(&account).is_ok());
        rests.note(&account, &failure(FailureKind::KeyRefused));
        assert_eq!(rests.check(&account).unwrap_err().kind, FailureKind::KeyRefused);
        let other = Account { key: Some("two".into()), ..account.clone() };
        assert!(rests.check(&other).is_ok());
        rests.note(&account, &failure(FailureKind::Quota));
        let Retry::After(left) = rests.check(&account).unwrap_err().retry else { panic!() };
        assert!(left <= REST);
        rests.wake(&account);
        assert!(rests.check(&account).is_ok());
        rests.note(&account, &failure(FailureKind::Quota).retry(Retry::After(Duration::ZERO)));
        assert!(rests.check(&account).is_ok(), "its time is over");
    }
}
