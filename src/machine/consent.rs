//! What may be sent where. The only place that makes a [`Permission`], and nothing is sent without one.

use super::account::{Account, is_loopback};
use super::failure::{Failure, FailureKind};
use super::service::ServiceId;
use crate::project::{Consent, Covers, Sending};
use url::Url;

/// What the user has to know before they agree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disclosure {
    pub service: ServiceId,
    /// Scheme, host and port: where everything goes.
    pub host: String,
    pub covers: Covers,
    /// The e-mail address that goes along; empty for none.
    pub email: String,
    /// The server runs on this machine, so nothing has to be agreed to.
    pub is_loopback: bool,
    pub is_encrypted: bool,
    /// Host and port of the proxy that everything passes through; empty for none.
    pub proxy: String,
}

impl Disclosure {
    /// The same through a proxy, given by its address. It is said and not agreed to: it belongs to the network that
    /// the user is in. Servers on this machine are asked directly.
    #[must_use]
    pub fn through(mut self, proxy: &str) -> Self {
        let address = Url::parse(proxy.trim()).ok().filter(|_| !self.is_loopback);
        let host = address
            .as_ref()
            .and_then(|address| Some((address.host_str()?, address.port_or_known_default()?)));
        self.proxy = host.map(|(host, port)| format!("{host}:{port}")).unwrap_or_default();
        self
    }

    /// What asking through this account means.
    ///
    /// # Errors
    /// The address of the account is not one that may be used.
    pub fn of(account: &Account) -> Result<Self, Failure> {
        let address = account.address()?;
        let (sends, settings) = (account.service.sends, &account.settings);
        Ok(Self {
            service: account.service.id,
            host: origin(&address),
            covers: Covers {
                in_address: sends.text_in_address,
                terms: sends.terms && settings.send_terms,
                neighbours: sends.neighbours && settings.send_neighbours,
            },
            email: settings.email.trim().to_owned(),
            is_loopback: is_loopback(&address),
            is_encrypted: address.scheme() == "https",
            proxy: String::new(),
        })
    }

    /// For the dialog, a sentence each: where, what, and what else there is to know.
    #[must_use]
    pub fn sentences(&self) -> Vec<String> {
        let title = self.service.service().title;
        let host = self.host.split_once("://").map_or(self.host.as_str(), |(_, host)| host);
        let mut said = vec![format!(
            "{title} at {host} gets the Arabic of every sentence of this project that you ask it to translate."
        )];
        let mut say = |is_so: bool, sentence: &str| {
            if is_so {
                said.push(sentence.to_owned());
            }
        };
        say(self.covers.terms, "With a sentence go the glossary terms that it says, and their English.");
        say(self.covers.neighbours, "With a sentence go the ones around it.");
        say(
            self.covers.in_address,
            "The text is part of the web address, which servers and proxies often write into their logs.",
        );
        say(!self.is_encrypted, "The connection is not encrypted.");
        if !self.proxy.is_empty() {
            let reads = if self.is_encrypted { "" } else { ", which can read it" };
            said.push(format!("The text passes through the proxy {}{reads}.", self.proxy));
        }
        if !self.email.is_empty() && self.service.service().needs.email != super::service::Need::No {
            said.push(format!("Your e-mail address {} goes along.", self.email));
        }
        said
    }

    /// What is kept in the project once the user has agreed. `given` is the date as it is shown.
    #[must_use]
    pub fn agreed(&self, given: &str) -> Consent {
        Consent {
            service: self.service.service().word.to_owned(),
            host: self.host.clone(),
            covers: self.covers,
            given: given.to_owned(),
        }
    }
}

/// Proof that text of one project may go to one service at one host, once.
///
/// Only [`permit`] makes one, from what the project says at that moment. It cannot be copied and is used up by asking,
/// so whoever asks again asks for permission again, and a consent that was taken back counts at once.
#[derive(Debug)]
pub struct Permission {
    #[cfg_attr(not(any(test, feature = "network")), expect(dead_code, reason = "there is nowhere to go"))]
    disclosure: Disclosure,
}

/// Proof that the user wants to know whether a service answers. It does not let any text of a project go there.
#[derive(Debug)]
pub struct CheckPermission {
    #[cfg_attr(not(feature = "network"), expect(dead_code, reason = "there is nowhere to go"))]
    host: String,
}

/// Why nothing may be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The project says never.
    Never,
    /// The user has to be asked first, with this.
    AskFirst(Disclosure),
    /// The account is not set right.
    NotSet(Failure),
}

/// Permission for one request, if the project gives it.
///
/// # Errors
/// See [`Refusal`]. That nothing may ever be sent wins over every consent, and over servers on this machine.
pub fn permit(sending: &Sending, account: &Account) -> Result<Permission, Refusal> {
    if sending.never {
        return Err(Refusal::Never);
    }
    let disclosure = Disclosure::of(account).map_err(Refusal::NotSet)?;
    let is_given = |consent: &Consent| {
        consent.service == account.service.word
            && consent.host == disclosure.host
            && consent.covers.includes(disclosure.covers)
    };
    if disclosure.is_loopback || sending.consents.iter().any(is_given) {
        return Ok(Permission { disclosure });
    }
    Err(Refusal::AskFirst(disclosure))
}

/// For the button that tests the connection: the user has pressed it, and no text of a project goes along.
///
/// # Errors
/// The account is not set right.
pub fn permit_check(account: &Account) -> Result<CheckPermission, Failure> {
    Ok(CheckPermission { host: origin(&account.address()?) })
}

#[cfg(any(test, feature = "network"))]
impl Permission {
    /// # Errors
    /// The permission is for another service, another host, or for less than this account sends.
    pub(super) fn allows(&self, account: &Account) -> Result<(), Failure> {
        let wanted = Disclosure::of(account)?;
        let given = &self.disclosure;
        let is_covered = given.service == wanted.service
            && given.host == wanted.host
            && given.covers.includes(wanted.covers);
        if is_covered { Ok(()) } else { Err(not_allowed(&wanted.host)) }
    }
}

/// What the transport asks before it opens a connection.
#[cfg(feature = "network")]
pub(super) trait Pass {
    /// Whether requests may go to this address.
    fn opens(&self, address: &Url) -> bool;
}

#[cfg(feature = "network")]
impl Pass for Permission {
    fn opens(&self, address: &Url) -> bool {
        self.disclosure.host == origin(address)
    }
}

#[cfg(feature = "network")]
impl Pass for CheckPermission {
    fn opens(&self, address: &Url) -> bool {
        self.host == origin(address)
    }
}

#[cfg(any(test, feature = "network"))]
pub(super) fn not_allowed(host: &str) -> Failure {
    Failure::new(
        FailureKind::NotAllowed,
        format!("Sending to {host} is not what was agreed to, so nothing was sent"),
        "Ask again",
    )
}

impl Refusal {
    /// The same in words, for where nobody can be asked.
    #[must_use]
    pub fn failure(&self) -> Failure {
        match self {
            Self::Never => Failure::new(
                FailureKind::NotAllowed,
                "Text of this project is never sent to a service",
                "Change that in the project if it is not so any more",
            ),
            Self::AskFirst(disclosure) => Failure::new(
                FailureKind::NotAllowed,
                format!("Nobody has agreed that text of this project goes to {}", disclosure.host),
                "Agree to it first",
            ),
            Self::NotSet(failure) => failure.clone(),
        }
    }
}

/// Scheme, host and port: `https://api.deepl.com`.
fn origin(address: &Url) -> String {
    address.origin().ascii_serialization()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::machine::account::ServiceSettings;

    fn account(id: ServiceId, address: &str) -> Account {
        let settings = ServiceSettings { address: address.to_owned(), ..ServiceSettings::of(id) };
        Account::new(id, settings, Some("k".into()))
    }

    fn agreed(account: &Account) -> Sending {
        let consents = vec![Disclosure::of(account).unwrap().agreed("today")];
        Sending { never: false, consents }
    }

    #[test]
    fn nothing_is_permitted_before_it_is_agreed_to() {
        let deepl = account(ServiceId::DeepL, "");
        let Err(Refusal::AskFirst(disclosure)) = permit(&Sending::default(), &deepl) else { panic!() };
        assert_eq!(disclosure.host, "https://api.deepl.com");
        assert!(permit(&agreed(&deepl), &deepl).is_ok());
    }

    #[test]
    fn a_consent_is_for_one_service_one_host_and_no_more_than_was_said() {
        let deepl = account(ServiceId::DeepL, "");
        let given = agreed(&deepl);
        for other in [
            account(ServiceId::DeepL, "https://deepl.example.org"),
            account(ServiceId::DeepL, "https://api.deepl.com:8443"),
            account(ServiceId::Google, "https://api.deepl.com"),
        ] {
            assert!(matches!(permit(&given, &other), Err(Refusal::AskFirst(_))), "{other:?}");
        }
        let mut more = deepl.clone();
        more.settings.send_neighbours = true;
        assert!(permit(&given, &more).is_err());
        let permission = permit(&given, &deepl).unwrap();
        assert!(permission.allows(&deepl).is_ok() && permission.allows(&more).is_err());
        let mut less = deepl.clone();
        less.settings.send_terms = false;
        assert!(permit(&given, &less).is_ok() && permit(&agreed(&less), &deepl).is_err());
        // A free key has another host.
        let free = Account { key: Some("k:fx".into()), ..deepl };
        assert!(permission.allows(&free).is_err() && permit(&given, &free).is_err());
    }

    #[test]
    fn servers_on_this_machine_need_no_consent_and_never_wins() {
        for address in ["http://127.0.0.1:5000", "http://localhost:5000", "http://[::1]:5000"] {
            let local = account(ServiceId::LibreTranslate, address);
            assert!(permit(&Sending::default(), &local).is_ok(), "{address}");
            let never = Sending { never: true, ..agreed(&local) };
            assert_eq!(permit(&never, &local).unwrap_err(), Refusal::Never);
        }
        let near = account(ServiceId::LibreTranslate, "http://192.168.1.7:5000");
        assert!(matches!(permit(&Sending::default(), &near), Err(Refusal::AskFirst(_))));
        let wrong = account(ServiceId::LibreTranslate, "http://example.org");
        assert!(matches!(permit(&Sending::default(), &wrong), Err(Refusal::NotSet(_))));
    }

    #[test]
    fn the_dialog_names_the_host_and_what_is_special() {
        let said = |account: &Account| Disclosure::of(account).unwrap().sentences().join(" ");
        let mut memory = account(ServiceId::MyMemory, "");
        memory.settings.email = "desk@example.org".to_owned();
        let text = said(&memory);
        assert!(
            text.contains("api.mymemory.translated.net") && text.contains("part of the web address"),
            "{text}"
        );
        assert!(text.contains("desk@example.org") && !text.contains("glossary terms"), "{text}");
        let deepl = Disclosure::of(&account(ServiceId::DeepL, "")).unwrap();
        let through = |proxy| deepl.clone().through(proxy).sentences().join(" ");
        assert!(!through("").contains("proxy"), "{}", through(""));
        let text = through("http://proxy.example.org:8080");
        assert!(text.contains("passes through the proxy proxy.example.org:8080."), "{text}");
        let near = Disclosure::of(&account(ServiceId::Chat, "http://10.0.0.7:8000/v1")).unwrap();
        let text = near.through("http://me:secret@proxy").sentences().join(" ");
        assert!(text.contains("proxy:80, which can read it") && !text.contains("secret"), "{text}");
        let local = Disclosure::of(&account(ServiceId::LibreTranslate, "http://127.0.0.1:5000")).unwrap();
        assert_eq!(local.through("http://proxy:8080").proxy, "");
        let text = said(&account(ServiceId::Chat, "http://10.0.0.7:8000/v1"));
        assert!(text.contains("10.0.0.7:8000") && text.contains("not encrypted"), "{text}");
        assert!(text.contains("glossary terms"), "{text}");
    }
}
