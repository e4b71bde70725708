//! `LibreTranslate`, on one's own machine or elsewhere.
//!
//! Wire format: its `/translate` takes one text or a list. Errors are `{"error": text}`; a missing key is a 400, a
//! wrong one a 403, and 429 comes without `Retry-After`. Terms can only be put in as HTML that is not translated, which
//! cuts the sentence in pieces there, so it is a choice and not the rule.

use super::inline::{html_with_english, text_of_html};
use super::{PATIENCE, refused};
use crate::machine::account::Account;
use crate::machine::failure::{Failure, FailureKind, said};
use crate::machine::http::{HttpRequest, HttpResponse};
use crate::machine::request::Request;
use crate::machine::service::{Answer, Limits, Need, Needs, Sends, Service, ServiceId, Status};
use secrecy::ExposeSecret as _;
use serde_json::{Value, json};

pub const SERVICE: Service = Service {
    id: ServiceId::LibreTranslate,
    title: "LibreTranslate",
    word: "libretranslate",
    default_address: |_| "http://127.0.0.1:5000",
    key_decides_address: false,
    dialects: false,
    needs: Needs { key: Need::Optional, region: Need::No, email: Need::No, model: Need::No },
    limits: Limits { sentences: 1, characters: 2_000, bytes_a_sentence: usize::MAX },
    sends: Sends { text_in_address: false, terms: true, neighbours: false },
    patience: PATIENCE,
    build,
    parse,
    build_check: |account| Ok(HttpRequest::get(account.at("/languages")?)),
    parse_check,
};

fn build(account: &Account, request: &Request) -> Result<HttpRequest, Failure> {
    let has_terms = request.sentences.iter().any(|sentence| !sentence.terms.is_empty());
    let texts: Vec<String> = request
        .sentences
        .iter()
        .map(|sentence| if has_terms { html_with_english(sentence) } else { sentence.text.clone() })
        .collect();
    let q = match <[String; 1]>::try_from(texts) {
        Ok([text]) => Value::String(text),
        Err(texts) => json!(texts),
    };
    let format = if has_terms { "html" } else { "text" };
    let mut body = json!({ "q": q, "source": "ar", "target": "en", "format": format });
    if let Some(key) = &account.key {
        body["api_key"] = key.expose_secret().into();
    }
    Ok(HttpRequest::post_json(account.at("/translate")?, &body))
}

fn parse(account: &Account, request: &Request, response: &HttpResponse) -> Result<Answer, Failure> {
    if let Some(failure) = refusal(account, response) {
        return Err(failure);
    }
    let title = SERVICE.title;
    let body = response.json(title)?;
    let texts = match &body["translatedText"] {
        Value::String(text) => vec![text.clone()],
        Value::Array(texts) => texts.iter().filter_map(|text| text.as_str().map(str::to_owned)).collect(),
        _ => return Err(Failure::no_answer(title, "no text")),
    };
    let was_html = request.sentences.iter().any(|sentence| !sentence.terms.is_empty());
    let texts = if was_html { texts.iter().map(|text| text_of_html(text)).collect() } else { texts };
    Answer::of(texts, request, title)
}

fn refusal(account: &Account, response: &HttpResponse) -> Option<Failure> {
    let title = SERVICE.title;
    if response.status != 400 {
        return refused(account, response, |body| body["error"].as_str());
    }
    let body = response.json_or_null();
    let message = body["error"].as_str().unwrap_or_default();
    let said = said(message, account.key.as_ref());
    let lower = message.to_lowercase();
    Some(if lower.contains("api key") {
        let what = format!("{title} wants a key (“{said}”)");
        Failure::new(FailureKind::KeyRefused, what, "Ask whoever runs the server for one, and enter it")
    } else if lower.contains("limit") || lower.contains("exceeds") {
        Failure::too_long(title)
    } else if lower.contains("not supported") {
        let what = format!("This {title} cannot translate Arabic into English (“{said}”)");
        Failure::new(
            FailureKind::NotSet,
            what,
            "Install its models for Arabic and English, or use another server",
        )
    } else {
        let what = format!("{title} refused the request (“{said}”)");
        Failure::new(FailureKind::NoAnswer, what, "Check the address in the settings")
    })
}

fn parse_check(account: &Account, response: &HttpResponse) -> Result<Status, Failure> {
    if let Some(failure) = refusal(account, response) {
        return Err(failure);
    }
    let title = SERVICE.title;
    let languages = response.json(title)?;
    let languages = languages.as_array().ok_or_else(|| Failure::no_answer(title, "no list of languages"))?;
    let is_english = |target: &Value| target == "en";
    let translates = languages.iter().any(|language| {
        language["code"] == "ar" && language["targets"].as_array().is_some_and(|to| to.iter().any(is_english))
    });
    if translates {
        let message = "The server answers and has models from Arabic into English".to_owned();
        return Ok(Status { message, ..Status::default() });
    }
    let what = format!("This {title} has no models from Arabic into English");
    Err(Failure::new(FailureKind::NotSet, what, "Install them on the server, or use another one"))
}

#[cfg(test)]
mod tests {
    use super::super::golden::{account, failure_of, ok, request, sentence, status};
    use super::*;

    #[test]
    fn one_text_goes_as_it_is_and_terms_as_html() {
        let account = account(ServiceId::LibreTranslate, None);
        let body = |request: &Request| -> Value {
            serde_json::from_slice(&build(&account, request).unwrap().body.unwrap().bytes).unwrap()
        };
        let plain = body(&request().without_terms());
        assert_eq!(plain, json!({"q": "قصف الجيش غزة.", "source": "ar", "target": "en", "format": "text"}));
        let marked = body(&request());
        assert_eq!(marked["q"], "قصف الجيش <span translate=\"no\">Gaza</span>.");
        assert_eq!(marked["format"], "html");
        let two = Request { sentences: vec![sentence(), sentence()], ..Request::default() }.without_terms();
        assert_eq!(body(&two)["q"], json!(["قصف الجيش غزة.", "قصف الجيش غزة."]));
    }

    #[test]
    fn answers_are_read() {
        let account = account(ServiceId::LibreTranslate, None);
        let answer =
            ok(r#"{"translatedText": "The army shelled <span translate=\"no\">Gaza</span> &amp; more."}"#);
        let texts = parse(&account, &request(), &answer).unwrap().texts;
        assert_eq!(texts, ["The army shelled Gaza & more."]);
        let two = ok(r#"{"translatedText": ["a", "b"]}"#);
        assert_eq!(parse(&account, &request(), &two).unwrap_err().kind, FailureKind::Miscounted);
    }

    #[test]
    fn errors_say_what_to_do() {
        use FailureKind::{Busy, KeyRefused, NoAnswer, NotSet, ServerFault, TooLong};
        for (code, body, kind) in [
            (400, r#"{"error": "Please contact the server operator to get an API key"}"#, KeyRefused),
            (403, r#"{"error": "Invalid API key"}"#, KeyRefused),
            (429, r#"{"error": "Slowdown: 2 per 1 minute"}"#, Busy),
            (400, r#"{"error": "Invalid request: request (30) exceeds text limit (20)"}"#, TooLong),
            (400, r#"{"error": "ar is not supported"}"#, NotSet),
            (400, r#"{"error": "Invalid request: missing q parameter"}"#, NoAnswer),
            (500, r#"{"error": "Cannot translate text: x"}"#, ServerFault),
            (200, r#"{"error": "odd"}"#, NoAnswer),
        ] {
            let failure = failure_of(ServiceId::LibreTranslate, &status(code, body));
            assert_eq!(failure.kind, kind, "{failure}");
        }
    }

    #[test]
    fn the_check_looks_for_the_pair() {
        let account = account(ServiceId::LibreTranslate, None);
        let found = ok(r#"[{"code": "ar", "name": "Arabic", "targets": ["ar", "en"]}]"#);
        assert!(parse_check(&account, &found).is_ok());
        let none = ok(r#"[{"code": "fr", "name": "French", "targets": ["en"]}]"#);
        assert_eq!(parse_check(&account, &none).unwrap_err().kind, FailureKind::NotSet);
    }
}
