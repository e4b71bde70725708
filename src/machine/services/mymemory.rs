//! `MyMemory`, a public memory with a translation engine behind it. Needs no key.
//!
//! Wire format: the text stands in the address, at most 500 bytes of it. Errors come with status 200: `responseStatus`
//! tells them, and the text itself becomes a warning in capitals, which must never be taken for a translation. Only
//! `get` is called: nothing is ever contributed.

use super::inline::text_of_html;
use super::{PATIENCE, greeting};
use crate::machine::account::Account;
use crate::machine::failure::{Failure, FailureKind, Retry, said};
use crate::machine::http::{HttpRequest, HttpResponse, QUOTA};
use crate::machine::request::Request;
use crate::machine::service::{Answer, Limits, Need, Needs, Sends, Service, ServiceId, Status};
use serde_json::Value;
use std::time::Duration;

pub const SERVICE: Service = Service {
    id: ServiceId::MyMemory,
    title: "MyMemory",
    word: "mymemory",
    default_address: |_| "https://api.mymemory.translated.net",
    key_decides_address: false,
    dialects: false,
    needs: Needs { key: Need::No, region: Need::No, email: Need::Optional, model: Need::No },
    limits: Limits { sentences: 1, characters: 500, bytes_a_sentence: 500 },
    sends: Sends { text_in_address: true, terms: false, neighbours: false },
    patience: PATIENCE,
    build,
    parse,
    build_check: |account| build(account, &greeting()),
    parse_check: |account, response| {
        parse(account, &greeting(), response)?;
        Ok(Status { message: "The service answers".to_owned(), ..Status::default() })
    },
};

/// Of matches that people made, only those are taken that translate nearly the same text (0 to 1).
const GOOD_MATCH: f64 = 0.95;

fn build(account: &Account, request: &Request) -> Result<HttpRequest, Failure> {
    let text = request.sentences.first().map(|sentence| sentence.text.as_str()).unwrap_or_default();
    if text.len() > SERVICE.limits.bytes_a_sentence {
        return Err(Failure::too_long(SERVICE.title));
    }
    let mut address = account.at("/get")?;
    address.query_pairs_mut().extend_pairs([("q", text), ("langpair", "ar|en"), ("mt", "1"), ("of", "json")]);
    let email = account.settings.email.trim();
    if !email.is_empty() {
        address.query_pairs_mut().append_pair("de", email);
    }
    Ok(HttpRequest::get(address))
}

fn parse(account: &Account, request: &Request, response: &HttpResponse) -> Result<Answer, Failure> {
    let title = SERVICE.title;
    let key = account.key.as_ref();
    let found = response.json_or_null();
    let details = found["responseDetails"].as_str().unwrap_or_default();
    if let Some(failure) = warning(details) {
        return Err(failure);
    }
    if let Some(failure) = response.refusal(title, details, key) {
        return Err(failure);
    }
    let body = response.json(title)?;
    let first = body.pointer("/responseData/translatedText").and_then(Value::as_str).unwrap_or_default();
    if let Some(failure) = warning(first) {
        return Err(failure);
    }
    match number(&body["responseStatus"]) {
        Some(200) => {}
        Some(429) => return Err(used_up(first)),
        // With "invalid e-mail", "invalid language pair": what it says is all there is to know.
        Some(_) | None => {
            let message = if details.is_empty() { first } else { details };
            let what = format!("{title} refused the request (“{}”)", said(message, key));
            return Err(Failure::new(FailureKind::NoAnswer, what, "Check the settings of the service"));
        }
    }
    let text = best_match(&body).unwrap_or(first);
    if let Some(failure) = warning(text) {
        return Err(failure);
    }
    if text.trim().is_empty() {
        return Err(Failure::no_answer(title, "no text"));
    }
    Answer::of(vec![text_of_html(text)], request, title)
}

/// A number, or one in quotation marks.
fn number(value: &Value) -> Option<u64> {
    value.as_u64().or_else(|| value.as_str()?.parse().ok())
}

/// What the engine made; else what people made of nearly the same text.
fn best_match(body: &Value) -> Option<&str> {
    let matches = body["matches"].as_array()?;
    let text = |found: &'_ Value| found["translation"].as_str().is_some_and(|text| !text.trim().is_empty());
    let machine = matches.iter().find(|found| found["created-by"] == "MT!" && text(found));
    let people = || {
        let good =
            |found: &&Value| found["match"].as_f64().is_some_and(|share| share >= GOOD_MATCH) && text(found);
        matches.iter().find(good)
    };
    machine.or_else(people)?["translation"].as_str()
}

/// The warnings that stand where a translation should.
fn warning(text: &str) -> Option<Failure> {
    let upper = text.trim().to_uppercase();
    if upper.starts_with("MYMEMORY WARNING") {
        return Some(used_up(text));
    }
    if upper.contains("QUERY LENGTH LIMIT") {
        return Some(Failure::too_long(SERVICE.title));
    }
    let is_message = ["INVALID ", "PLEASE SELECT", "NO QUERY SPECIFIED", "NO CONTENT"]
        .iter()
        .any(|begin| upper.starts_with(begin) && text.chars().all(|letter| !letter.is_lowercase()));
    is_message.then(|| {
        let what = format!("{} refused the request (“{}”)", SERVICE.title, said(text, None));
        Failure::new(FailureKind::NoAnswer, what, "Check the settings of the service")
    })
}

fn used_up(text: &str) -> Failure {
    let what = format!("The daily quota of {} is used up", SERVICE.title);
    let failure = Failure::new(FailureKind::Quota, what, QUOTA);
    match next_available(text) {
        Some(wait) => failure.retry(Retry::After(wait)),
        None => failure,
    }
}

/// From "… NEXT AVAILABLE IN 16 HOURS 05 MINUTES 12 SECONDS …".
fn next_available(text: &str) -> Option<Duration> {
    let upper = text.to_uppercase();
    let (_, rest) = upper.split_once("NEXT AVAILABLE IN")?;
    let words: Vec<&str> = rest.split_whitespace().collect();
    let seconds: u64 = words
        .windows(2)
        .filter_map(|pair| {
            let [number, unit] = pair else { return None };
            let each = match unit.trim_matches(|letter: char| !letter.is_alphabetic()).trim_end_matches('S') {
                "HOUR" => 3_600,
                "MINUTE" => 60,
                "SECOND" => 1,
                _ => return None,
            };
            number.parse::<u64>().ok()?.checked_mul(each)
        })
        .fold(0, u64::saturating_add);
    // Nobody waits longer than a day for a daily quota.
    (seconds > 0).then(|| Duration::from_secs(seconds.min(24 * 3_600)))
}

#[cfg(test)]
mod tests {
    use super::super::golden::{account, failure_of, ok, request, status};
    use super::*;

    fn read(body: &str) -> Result<Vec<String>, FailureKind> {
        let account = account(ServiceId::MyMemory, None);
        parse(&account, &request(), &ok(body)).map(|answer| answer.texts).map_err(|failure| failure.kind)
    }

    #[test]
    fn the_text_is_in_the_address_and_no_longer_than_it_may_be() {
        let mut account = account(ServiceId::MyMemory, None);
        account.settings.email = "desk@example.org".to_owned();
        let built = build(&account, &request()).unwrap();
        let query: Vec<_> = built.address.query_pairs().into_owned().collect();
        let query: Vec<_> = query.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let expected = [
            ("q", "قصف الجيش غزة."),
            ("langpair", "ar|en"),
            ("mt", "1"),
            ("of", "json"),
            ("de", "desk@example.org"),
        ];
        assert_eq!(query, expected);
        let mut long = request();
        long.sentences[0].text = "كلمة ".repeat(60);
        assert_eq!(build(&account, &long).unwrap_err().kind, FailureKind::TooLong);
    }

    #[test]
    fn what_the_engine_made_comes_before_what_people_made_of_another_text() {
        let body = r#"{"responseData": {"translatedText": "first"}, "responseStatus": 200, "matches": [
            {"translation": "other", "created-by": "someone", "match": 0.7},
            {"translation": "It&#39;s shelled", "created-by": "MT!", "match": 0.85}]}"#;
        assert_eq!(read(body).unwrap(), ["It's shelled"]);
        let people = r#"{"responseData": {"translatedText": "first"}, "responseStatus": "200", "matches": [
            {"translation": "same", "created-by": "someone", "match": 0.99}]}"#;
        assert_eq!(read(people).unwrap(), ["same"]);
        let neither = r#"{"responseData": {"translatedText": "first"}, "responseStatus": 200}"#;
        assert_eq!(read(neither).unwrap(), ["first"]);
    }

    #[test]
    fn warnings_inside_a_good_status_are_no_translation() {
        use FailureKind::{NoAnswer, Quota, TooLong};
        let used = "MYMEMORY WARNING: YOU USED ALL AVAILABLE FREE TRANSLATIONS FOR TODAY. NEXT AVAILABLE IN 16 HOURS 02 MINUTES";
        let data = |text: &str, number: &str| {
            format!(r#"{{"responseData": {{"translatedText": "{text}"}}, "responseStatus": {number}}}"#)
        };
        assert_eq!(read(&data(used, "200")), Err(Quota));
        assert_eq!(read(&data(used, "429")), Err(Quota));
        assert_eq!(read(&data("fine", "\"429\"")), Err(Quota));
        assert_eq!(
            read(&data("QUERY LENGTH LIMIT EXCEEDED. MAX ALLOWED QUERY : 500 CHARS", "403")),
            Err(TooLong)
        );
        assert_eq!(read(&data("INVALID EMAIL PROVIDED", "403")), Err(NoAnswer));
        assert_eq!(read(&data("NO QUERY SPECIFIED. EXAMPLE REQUEST", "200")), Err(NoAnswer));
        assert_eq!(read(&data("", "200")), Err(NoAnswer));
        assert_eq!(read("{}"), Err(NoAnswer));
        let in_a_match = format!(
            r#"{{"responseData": {{"translatedText": "x"}}, "responseStatus": 200,
               "matches": [{{"translation": "{used}", "created-by": "MT!"}}]}}"#
        );
        assert_eq!(read(&in_a_match), Err(Quota));
        let failure = failure_of(ServiceId::MyMemory, &ok(&data(used, "200")));
        assert_eq!(failure.retry, Retry::After(Duration::from_mins(16 * 60 + 2)));
        let details = format!(r#"{{"responseDetails": "{used}", "responseStatus": 429}}"#);
        assert_eq!(failure_of(ServiceId::MyMemory, &status(429, &details)).kind, Quota);
    }

    #[test]
    fn a_sentence_that_begins_like_a_message_is_none() {
        // "Invalid" begins sentences; only capitals are messages.
        let body =
            r#"{"responseData": {"translatedText": "Invalid votes were counted."}, "responseStatus": 200}"#;
        assert_eq!(read(body).unwrap(), ["Invalid votes were counted."]);
    }
}
