//! Apertium's `APy`, a server that is easy to run on one's own machine.
//!
//! Wire format: `/translate` takes a form. There is no list of texts and no way to tell it terms. Errors are
//! `{"status": "error", "code", "message", "explanation"}`.

use super::{PATIENCE, refused};
use crate::machine::account::Account;
use crate::machine::failure::{Failure, FailureKind};
use crate::machine::http::{HttpRequest, HttpResponse};
use crate::machine::request::Request;
use crate::machine::service::{Answer, Limits, Need, Needs, Sends, Service, ServiceId, Status};
use serde_json::Value;

pub const SERVICE: Service = Service {
    id: ServiceId::Apertium,
    title: "Apertium",
    word: "apertium",
    default_address: |_| "http://127.0.0.1:2737",
    key_decides_address: false,
    dialects: false,
    needs: Needs { key: Need::No, region: Need::No, email: Need::No, model: Need::No },
    limits: Limits { sentences: 1, characters: 5_000, bytes_a_sentence: usize::MAX },
    sends: Sends { text_in_address: false, terms: false, neighbours: false },
    patience: PATIENCE,
    build,
    parse,
    build_check: |account| Ok(HttpRequest::get(account.at("/listPairs")?)),
    parse_check,
};

const PAIR: &str = "ara|eng";

fn build(account: &Account, request: &Request) -> Result<HttpRequest, Failure> {
    let text = request.sentences.first().map(|sentence| sentence.text.as_str()).unwrap_or_default();
    // Sent as a form, not in the address, which servers write into their logs.
    let fields = [("langpair", PAIR), ("q", text), ("markUnknown", "no")];
    Ok(HttpRequest::post_form(account.at("/translate")?, &fields))
}

fn parse(account: &Account, request: &Request, response: &HttpResponse) -> Result<Answer, Failure> {
    if let Some(failure) = refusal(account, response) {
        return Err(failure);
    }
    let body = response.json(SERVICE.title)?;
    let text = body.pointer("/responseData/translatedText").and_then(Value::as_str);
    let text = text.ok_or_else(|| Failure::no_answer(SERVICE.title, "no text"))?;
    Answer::of(vec![text.trim().to_owned()], request, SERVICE.title)
}

fn refusal(account: &Account, response: &HttpResponse) -> Option<Failure> {
    let body = response.json_or_null();
    let text = |name: &str| body[name].as_str().unwrap_or_default().to_owned();
    if response.status == 400 && text("explanation").to_lowercase().contains("pair") {
        return Some(no_pair());
    }
    refused(account, response, |body| body["explanation"].as_str().or_else(|| body["message"].as_str()))
}

fn parse_check(account: &Account, response: &HttpResponse) -> Result<Status, Failure> {
    if let Some(failure) = refusal(account, response) {
        return Err(failure);
    }
    let body = response.json(SERVICE.title)?;
    let pairs = body["responseData"].as_array();
    let pairs = pairs.ok_or_else(|| Failure::no_answer(SERVICE.title, "no list of languages"))?;
    let is_ours = |pair: &Value| pair["sourceLanguage"] == "ara" && pair["targetLanguage"] == "eng";
    if pairs.iter().any(is_ours) {
        let message = "The server answers and translates Arabic into English".to_owned();
        return Ok(Status { message, ..Status::default() });
    }
    Err(no_pair())
}

fn no_pair() -> Failure {
    Failure::new(
        FailureKind::NotSet,
        "This Apertium does not translate Arabic into English",
        "Install the pair ara-eng on the server, or use another one",
    )
}

#[cfg(test)]
mod tests {
    use super::super::golden::{account, failure_of, ok, request, status};
    use super::*;

    #[test]
    fn the_text_is_a_field_of_a_form() {
        let built = build(&account(ServiceId::Apertium, None), &request()).unwrap();
        assert_eq!(built.address.as_str(), "http://127.0.0.1:2737/translate");
        let body = built.body.unwrap().bytes;
        let fields: Vec<_> = form_urlencoded::parse(&body).into_owned().collect();
        let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        assert_eq!(fields, [("langpair", "ara|eng"), ("q", "قصف الجيش غزة."), ("markUnknown", "no")]);
    }

    #[test]
    fn answers_are_read() {
        let account = account(ServiceId::Apertium, None);
        let answer = ok(r#"{"responseData": {"translatedText": "the army "}, "responseStatus": 200}"#);
        assert_eq!(parse(&account, &request(), &answer).unwrap().texts, ["the army"]);
        let pairs = ok(r#"{"responseData": [{"sourceLanguage": "ara", "targetLanguage": "eng"}]}"#);
        assert!(parse_check(&account, &pairs).is_ok());
        assert!(parse_check(&account, &ok(r#"{"responseData": []}"#)).is_err());
    }

    #[test]
    fn errors_say_what_to_do() {
        let no_pair = r#"{"status": "error", "code": 400, "message": "Bad Request", "explanation": "That pair is not installed"}"#;
        let failure = failure_of(ServiceId::Apertium, &status(400, no_pair));
        assert_eq!(failure.kind, FailureKind::NotSet, "{failure}");
        let busy = r#"{"status": "error", "code": 503, "message": "Service Unavailable", "explanation": "Too many"}"#;
        assert_eq!(failure_of(ServiceId::Apertium, &status(503, busy)).kind, FailureKind::ServerFault);
    }
}
