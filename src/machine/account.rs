use super::failure::{Failure, FailureKind};
use super::service::{Service, ServiceId};
use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use std::net::IpAddr;
use url::{Host, Url};

/// What the user chose for one service. Goes into the settings file, so it holds no key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ServiceSettings {
    /// Where the service is; empty is [`Service::default_address`].
    pub address: String,
    /// Azure: where the resource is, such as `westeurope`.
    pub region: String,
    /// `MyMemory`: raises the daily limit. Travels in the address.
    pub email: String,
    /// Chat: the model, as the server names it.
    pub model: String,
    pub dialect: Dialect,
    /// Terms of the glossary are sent with the sentences that say them.
    pub send_terms: bool,
    /// The sentences around are sent for context.
    pub send_neighbours: bool,
    /// Scheme, host and port of an address that is not the usual one and gets the key of the environment all the same;
    /// empty for none.
    pub environment_key_for: String,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Dialect {
    #[default]
    American,
    British,
}

impl ServiceSettings {
    /// What is right for most users of this service.
    #[must_use]
    pub fn of(id: ServiceId) -> Self {
        // Sentences with terms in them are translated in pieces there.
        Self { send_terms: id != ServiceId::LibreTranslate, ..Self::default() }
    }
}

impl Default for ServiceSettings {
    fn default() -> Self {
        Self {
            address: String::new(),
            region: String::new(),
            email: String::new(),
            model: String::new(),
            dialect: Dialect::default(),
            send_terms: true,
            send_neighbours: false,
            environment_key_for: String::new(),
        }
    }
}

/// A service as the user has it: settings and key. `Debug` shows no key.
#[derive(Clone, Debug)]
pub struct Account {
    pub service: &'static Service,
    pub settings: ServiceSettings,
    pub key: Option<SecretString>,
    /// Nothing is sent that not every server of this kind knows; set after [`FailureKind::Unsupported`].
    pub plain: bool,
}

impl Account {
    #[must_use]
    pub fn new(id: ServiceId, settings: ServiceSettings, key: Option<SecretString>) -> Self {
        Self { service: id.service(), settings, key, plain: false }
    }

    /// Where requests go, without a slash at the end.
    ///
    /// # Errors
    /// It is no address, has a name and password in it, or is unencrypted and not on this machine or network.
    pub fn address(&self) -> Result<Url, Failure> {
        let title = self.service.title;
        let wrong = |what: &str, hint: &str| Failure::new(FailureKind::NotSet, what, hint);
        let given = self.settings.address.trim();
        let given = if given.is_empty() { (self.service.default_address)(self.key.as_ref()) } else { given };
        if given.is_empty() {
            let hint = "Enter it in the settings, for example http://127.0.0.1:5000";
            return Err(wrong(&format!("The address of {title} is not set"), hint));
        }
        let parsed = Url::parse(given.trim_end_matches('/'));
        let mut address = parsed.ok().filter(Url::has_host).ok_or_else(|| {
            let hint = "Write it as https://host or http://127.0.0.1:5000";
            wrong(&format!("The address of {title} cannot be understood"), hint)
        })?;
        address.set_fragment(None);
        address.set_query(None);
        if !address.username().is_empty() || address.password().is_some() {
            let hint = "Take them out of the address, and enter a key where the service wants one";
            return Err(wrong(&format!("The address of {title} holds a name or password"), hint));
        }
        match address.scheme() {
            "https" => Ok(address),
            "http" if is_near(&address) => Ok(address),
            "http" => Err(wrong(
                &format!("The address of {title} is not encrypted, so others could read the text"),
                "Use https; http is for this computer and the local network",
            )),
            _ => Err(wrong(
                &format!("The address of {title} begins with neither https nor http"),
                "Write it as https://host",
            )),
        }
    }

    /// The address of one function of the service: `path` behind what the user gave.
    ///
    /// # Errors
    /// As for [`Account::address`].
    pub fn at(&self, path: &str) -> Result<Url, Failure> {
        let mut address = self.address()?;
        let joined = format!("{}{path}", address.path().trim_end_matches('/'));
        address.set_path(&joined);
        Ok(address)
    }

    /// The key.
    ///
    /// # Errors
    /// There is none, and the service wants one.
    pub fn needed_key(&self) -> Result<&SecretString, Failure> {
        self.key.as_ref().ok_or_else(|| {
            Failure::new(
                FailureKind::NotSet,
                format!("{} wants a key, and there is none", self.service.title),
                "Enter it in the settings",
            )
        })
    }
}

/// Whether requests to this address never leave the machine.
#[must_use]
pub fn is_loopback(address: &Url) -> bool {
    match address.host() {
        Some(Host::Domain(name)) => name.eq_ignore_ascii_case("localhost"),
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        None => false,
    }
}

/// Whether this can be the address of a proxy; empty is none. Settings are no place for a name and a password.
///
/// # Errors
/// It cannot; the failure does not repeat it.
pub fn check_proxy(address: &str) -> Result<(), Failure> {
    let address = address.trim();
    if address.is_empty() {
        return Ok(());
    }
    let wrong = |what: &str, hint: &str| Err(Failure::new(FailureKind::NotSet, what, hint));
    match Url::parse(address) {
        Ok(url) if !url.username().is_empty() || url.password().is_some() => wrong(
            "The address of the proxy holds a name or password",
            "Take them out; a proxy that asks for them cannot be used",
        ),
        Ok(url) if url.has_host() && matches!(url.scheme(), "http" | "https") => Ok(()),
        _ => wrong("The address of the proxy cannot be understood", "Write it as http://host:port"),
    }
}

/// On this machine or in the local network, where plain HTTP is common.
fn is_near(address: &Url) -> bool {
    if is_loopback(address) {
        return true;
    }
    match address.host() {
        Some(Host::Ipv4(ip)) => ip.is_private() || ip.is_link_local(),
        Some(Host::Ipv6(ip)) => {
            let is_mapped_private = ip.to_ipv4_mapped().is_some_and(|ip| ip.is_private());
            is_mapped_private || ip.is_unique_local() || IpAddr::V6(ip).is_loopback()
        }
        // Addresses come in small letters.
        Some(Host::Domain(name)) => {
            name.rsplit('.').next().is_some_and(|last| matches!(last, "local" | "lan"))
        }
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(text: &str) -> Result<String, String> {
        let settings = ServiceSettings { address: text.to_owned(), ..ServiceSettings::default() };
        let account = Account::new(ServiceId::LibreTranslate, settings, None);
        account.at("/translate").map(String::from).map_err(|failure| failure.what)
    }

    #[test]
    fn addresses_are_encrypted_or_near() {
        for (text, expected) in [
            ("https://translate.example.org", "https://translate.example.org/translate"),
            ("https://example.org/libre/", "https://example.org/libre/translate"),
            ("http://127.0.0.1:5000", "http://127.0.0.1:5000/translate"),
            ("http://localhost:5000/", "http://localhost:5000/translate"),
            ("http://[::1]:5000", "http://[::1]:5000/translate"),
            ("http://192.168.1.7", "http://192.168.1.7/translate"),
            ("http://desk.local", "http://desk.local/translate"),
            ("", "http://127.0.0.1:5000/translate"),
        ] {
            assert_eq!(address(text).as_deref(), Ok(expected), "{text}");
        }
        for text in [
            "http://example.org",
            "http://localhost.example.org",
            "http://8.8.8.8",
            "ftp://127.0.0.1",
            "file:///etc/passwd",
            "example.org",
            "https://user:secret@example.org",
            "javascript:alert(1)",
        ] {
            let refused = address(text).unwrap_err();
            assert!(!refused.contains("secret"), "{refused}");
        }
    }

    #[test]
    fn a_proxy_is_an_address_without_name_and_password() {
        for fits in ["", " ", "http://proxy.example.org:8080", "https://10.0.0.1:3128/"] {
            assert_eq!(check_proxy(fits), Ok(()), "{fits}");
        }
        for wrong in ["proxy", "proxy:8080", "socks5://proxy", "http://", "http://me:secret@proxy:8080"] {
            let failure = check_proxy(wrong).unwrap_err();
            assert!(!failure.to_string().contains("secret"), "{failure}");
        }
    }

    #[test]
    fn settings_and_debug_hold_no_key() {
        let key = SecretString::from("very-secret");
        let account = Account::new(ServiceId::DeepL, ServiceSettings::default(), Some(key));
        assert!(!format!("{account:?}").contains("very-secret"));
        let written = serde_json::to_string(&account.settings).unwrap();
        assert_eq!(serde_json::from_str::<ServiceSettings>(&written).unwrap(), account.settings);
        assert_eq!(serde_json::from_str::<ServiceSettings>("{}").unwrap(), ServiceSettings::default());
    }
}
