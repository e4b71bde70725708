//! A request and an answer as plain data: what services build and read, and what the transport carries.

use super::failure::{Failure, FailureKind, Retry, said};
use secrecy::SecretString;
use std::fmt;
use std::time::Duration;
use url::Url;

/// What is to be sent. Its `Debug` shows neither text nor keys.
#[derive(Clone)]
pub struct HttpRequest {
    pub method: Method,
    pub address: Url,
    pub headers: Vec<(&'static str, SecretString)>,
    pub body: Option<Body>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    Get,
    Post,
}

#[derive(Clone, PartialEq, Eq)]
pub struct Body {
    pub content_type: &'static str,
    pub bytes: Vec<u8>,
}

/// What came back, whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HttpResponse {
    pub status: u16,
    /// How long to wait, where the server said so.
    pub retry_after: Option<Duration>,
    pub content_type: String,
    /// Where a redirect leads.
    pub location: String,
    pub body: Vec<u8>,
}

impl HttpRequest {
    #[must_use]
    pub const fn get(address: Url) -> Self {
        Self { method: Method::Get, address, headers: Vec::new(), body: None }
    }

    #[must_use]
    pub fn post_json(address: Url, body: &serde_json::Value) -> Self {
        let body = Body { content_type: "application/json", bytes: body.to_string().into_bytes() };
        Self { method: Method::Post, address, headers: Vec::new(), body: Some(body) }
    }

    #[must_use]
    pub fn post_form(address: Url, fields: &[(&str, &str)]) -> Self {
        let form = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let body = Body { content_type: "application/x-www-form-urlencoded", bytes: form.into_bytes() };
        Self { method: Method::Post, address, headers: Vec::new(), body: Some(body) }
    }

    #[must_use]
    pub fn header(mut self, name: &'static str, value: impl Into<SecretString>) -> Self {
        self.headers.push((name, value.into()));
        self
    }
}

impl fmt::Debug for HttpRequest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = self.headers.iter().map(|(name, _)| *name).collect();
        formatter
            .debug_struct("HttpRequest")
            .field("method", &self.method)
            .field("host", &self.address.host_str())
            .field("path", &self.address.path())
            .field("headers", &names)
            .field("body_bytes", &self.body.as_ref().map_or(0, |body| body.bytes.len()))
            .finish()
    }
}

impl HttpResponse {
    /// The body as JSON; some services put a byte order mark before it.
    ///
    /// # Errors
    /// It is something else: a web page, or a text that was broken off.
    pub fn json(&self, title: &str) -> Result<serde_json::Value, Failure> {
        let body = self.body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&self.body);
        serde_json::from_slice(body).map_err(|_| Failure::no_answer(title, self.kind_of_body()))
    }

    /// The body as JSON, if it is any; for messages in refusals.
    #[must_use]
    pub fn json_or_null(&self) -> serde_json::Value {
        self.json("").unwrap_or_default()
    }

    fn kind_of_body(&self) -> &'static str {
        let begin = self.body.trim_ascii_start();
        if begin.is_empty() {
            "nothing"
        } else if self.content_type.contains("html") || begin.first() == Some(&b'<') {
            "a web page"
        } else if matches!(begin.first(), Some(b'{' | b'[')) {
            "an answer that breaks off"
        } else {
            "plain text"
        }
    }

    /// What a status other than 200 means with every service. `message` is what the server said, if it did; `key` is
    /// taken out of it.
    #[must_use]
    pub fn refusal(&self, title: &str, message: &str, key: Option<&SecretString>) -> Option<Failure> {
        let said = said(message, key);
        let said = if said.is_empty() { String::new() } else { format!(" (“{said}”)") };
        let status = self.status;
        let fail = |kind, what: String, hint: &str| Some(Failure::new(kind, what, hint));
        match status {
            200 => None,
            300..=399 => fail(
                FailureKind::NoAnswer,
                format!("{title} sent us on to {}", self.redirected_to()),
                "Nothing was sent there. Check the address in the settings, and whether this network asks you to \
                 log in first",
            ),
            401 | 403 => fail(
                FailureKind::KeyRefused,
                format!("{title} refused the key{said}"),
                "Check the key in the settings",
            ),
            408 => fail(FailureKind::TimedOut, format!("{title} gave up waiting"), WAIT),
            413 | 414 => Some(Failure::too_long(title)),
            429 => {
                let retry = self.retry_after.map_or(Retry::Now, Retry::After);
                let what = format!("{title} has too many requests{said}");
                Some(Failure::new(FailureKind::Busy, what, WAIT).retry(retry))
            }
            456 => fail(FailureKind::Quota, format!("The quota of {title} is used up{said}"), QUOTA),
            500..=599 => {
                let retry = self.retry_after.map_or(Retry::Now, Retry::After);
                let what = format!("{title} has a fault (status {status}){said}");
                Some(Failure::new(FailureKind::ServerFault, what, WAIT).retry(retry))
            }
            404 | 405 => fail(
                FailureKind::NoAnswer,
                format!("There is no such service at this address (status {status})"),
                "Check the address in the settings",
            ),
            _ => fail(
                FailureKind::NoAnswer,
                format!("{title} refused the request (status {status}){said}"),
                "Check the settings of the service",
            ),
        }
    }

    /// The host of a redirect, or "another address".
    fn redirected_to(&self) -> String {
        let host = Url::parse(&self.location).ok().and_then(|to| to.host_str().map(str::to_owned));
        host.map_or_else(|| "another address".to_owned(), |host| said(&host, None))
    }
}

const WAIT: &str = "Wait a moment and ask again";
pub(super) const QUOTA: &str = "Wait until it begins anew, or ask another service";

/// Reads a `Retry-After` header: seconds, or a date of which `now` (seconds since 1970) is taken away.
#[must_use]
pub fn retry_after(value: &str, now: i64) -> Option<Duration> {
    let value = value.trim();
    if let Ok(seconds) = value.parse::<u64>() {
        return Some(Duration::from_secs(seconds));
    }
    let date = jiff::fmt::rfc2822::parse(value).ok()?;
    let seconds = date.timestamp().as_second().saturating_sub(now);
    Some(Duration::from_secs(u64::try_from(seconds).unwrap_or(0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_shows_neither_text_nor_key() {
        let address = Url::parse("https://example.org/get?q=secret").unwrap();
        let request = HttpRequest::post_json(address, &serde_json::json!({"q": "secret"}))
            .header("authorization", "secret");
        let shown = format!("{request:?}");
        assert!(shown.contains("example.org") && !shown.contains("secret"), "{shown}");
    }

    #[test]
    fn waiting_times_are_seconds_or_dates() {
        let seconds = |value| retry_after(value, 1_600_000_000).map(|wait| wait.as_secs());
        assert_eq!(seconds("120"), Some(120));
        assert_eq!(seconds("Sun, 13 Sep 2020 12:27:40 GMT"), Some(60));
        assert_eq!(seconds("Sun, 13 Sep 2015 12:27:40 GMT"), Some(0));
        assert_eq!(seconds("soon"), None);
    }

    #[test]
    fn what_is_no_json_is_named() {
        let failure = |content_type: &str, body: &str| {
            let response = HttpResponse {
                status: 200,
                content_type: content_type.to_owned(),
                body: body.as_bytes().to_vec(),
                ..HttpResponse::default()
            };
            response.json("X").unwrap_err().what
        };
        assert_eq!(failure("text/html", "<p>"), "X sent a web page, which is no translation");
        assert_eq!(failure("", " <!doctype html>"), "X sent a web page, which is no translation");
        assert_eq!(failure("", "{\"a\":"), "X sent an answer that breaks off, which is no translation");
        assert_eq!(failure("", ""), "X sent nothing, which is no translation");
    }
}
