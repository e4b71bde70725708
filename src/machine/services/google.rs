//! Google Cloud Translation, version 2 ("Basic").
//!
//! Wire format: JSON with a list `q`. The key goes into the header `X-Goog-Api-Key`, which Google's services take as
//! well as `?key=`, so that it stands in no address. A used-up quota is a 403 with a reason that ends in
//! `LimitExceeded`. Terms are put in as HTML that is not translated; Google translates around it.

use super::inline::{html_with_english, text_of_html};
use super::{PATIENCE, greeting, texts_at};
use crate::machine::account::Account;
use crate::machine::failure::{Failure, FailureKind, said};
use crate::machine::http::{HttpRequest, HttpResponse, QUOTA};
use crate::machine::request::Request;
use crate::machine::service::{Answer, Limits, Need, Needs, Sends, Service, ServiceId, Status};
use serde_json::{Value, json};

pub const SERVICE: Service = Service {
    id: ServiceId::Google,
    title: "Google Translate",
    word: "google",
    default_address: |_| "https://translation.googleapis.com",
    key_decides_address: false,
    dialects: false,
    needs: Needs { key: Need::Yes, region: Need::No, email: Need::No, model: Need::No },
    limits: Limits { sentences: 32, characters: 5_000, bytes_a_sentence: usize::MAX },
    sends: Sends { text_in_address: false, terms: true, neighbours: false },
    patience: PATIENCE,
    build,
    parse,
    build_check: |account| build(account, &greeting()),
    parse_check: |account, response| {
        parse(account, &greeting(), response)?;
        Ok(Status { message: "The key works".to_owned(), ..Status::default() })
    },
};

fn build(account: &Account, request: &Request) -> Result<HttpRequest, Failure> {
    let key = account.needed_key()?;
    let has_terms = has_terms(request);
    let texts: Vec<String> = request
        .sentences
        .iter()
        .map(|sentence| if has_terms { html_with_english(sentence) } else { sentence.text.clone() })
        .collect();
    let format = if has_terms { "html" } else { "text" };
    let body = json!({ "q": texts, "source": "ar", "target": "en", "format": format });
    let request = HttpRequest::post_json(account.at("/language/translate/v2")?, &body);
    Ok(request.header("x-goog-api-key", key.clone()))
}

fn has_terms(request: &Request) -> bool {
    request.sentences.iter().any(|sentence| !sentence.terms.is_empty())
}

fn parse(account: &Account, request: &Request, response: &HttpResponse) -> Result<Answer, Failure> {
    if let Some(failure) = refusal(account, response) {
        return Err(failure);
    }
    let title = SERVICE.title;
    let body = response.json(title)?;
    let texts = texts_at(body.pointer("/data/translations"), "/translatedText");
    let texts = texts.ok_or_else(|| Failure::no_answer(title, "no text"))?;
    let is_html = has_terms(request);
    let texts = if is_html { texts.iter().map(|text| text_of_html(text)).collect() } else { texts };
    Answer::of(texts, request, title)
}

fn refusal(account: &Account, response: &HttpResponse) -> Option<Failure> {
    let body = response.json_or_null();
    let error = &body["error"];
    let message = error["message"].as_str().unwrap_or_default();
    let reasons =
        || error["errors"].as_array().into_iter().flatten().filter_map(|one| one["reason"].as_str());
    let title = SERVICE.title;
    let said = said(message, account.key.as_ref());
    match response.status {
        403 if reasons().any(|reason| reason.ends_with("LimitExceeded")) => {
            let what = format!("The quota of {title} is used up (“{said}”)");
            Some(Failure::new(FailureKind::Quota, what, QUOTA))
        }
        400 if message.to_lowercase().contains("api key") || has_reason(error, "API_KEY_INVALID") => {
            let what = format!("{title} refused the key (“{said}”)");
            Some(Failure::new(FailureKind::KeyRefused, what, "Check the key in the settings"))
        }
        400 if message.to_lowercase().contains("too long")
            || message.to_lowercase().contains("too large") =>
        {
            Some(Failure::too_long(title))
        }
        _ => response.refusal(title, message, account.key.as_ref()),
    }
}

fn has_reason(error: &Value, reason: &str) -> bool {
    error["details"].as_array().into_iter().flatten().any(|detail| detail["reason"] == reason)
}

#[cfg(test)]
mod tests {
    use super::super::golden::{account, failure_of, ok, request, status};
    use super::*;

    #[test]
    fn the_key_is_in_a_header_and_terms_are_html() {
        let built = build(&account(ServiceId::Google, Some("k")), &request()).unwrap();
        assert_eq!(built.address.as_str(), "https://translation.googleapis.com/language/translate/v2");
        let body: Value = serde_json::from_slice(&built.body.unwrap().bytes).unwrap();
        assert_eq!(body["q"], json!(["قصف الجيش <span translate=\"no\">Gaza</span>."]));
        assert_eq!(
            build(&account(ServiceId::Google, None), &request()).unwrap_err().kind,
            FailureKind::NotSet
        );
    }

    #[test]
    fn answers_are_read() {
        let account = account(ServiceId::Google, Some("k"));
        let answer = ok(
            r#"{"data": {"translations": [{"translatedText": "The army&#39;s <span translate=\"no\">Gaza</span>"}]}}"#,
        );
        assert_eq!(parse(&account, &request(), &answer).unwrap().texts, ["The army's Gaza"]);
        // Plain text is plain: nothing in it is an entity.
        let plain = ok(r#"{"data": {"translations": [{"translatedText": "a &amp; b"}]}}"#);
        assert_eq!(parse(&account, &request().without_terms(), &plain).unwrap().texts, ["a &amp; b"]);
    }

    #[test]
    fn errors_say_what_to_do() {
        use FailureKind::{Busy, KeyRefused, NoAnswer, Quota, TooLong};
        let error = |code: u16, message: &str, reason: &str| {
            let body = json!({"error": {"code": code, "message": message, "errors": [{"reason": reason}]}});
            failure_of(ServiceId::Google, &status(code, &body.to_string()))
        };
        for (code, message, reason, kind) in [
            (403, "Daily Limit Exceeded", "dailyLimitExceeded", Quota),
            (403, "User Rate Limit Exceeded", "userRateLimitExceeded", Quota),
            (403, "The request is missing a valid API key.", "forbidden", KeyRefused),
            (400, "API key not valid. Please pass a valid API key.", "badRequest", KeyRefused),
            (400, "Text too long", "invalid", TooLong),
            (400, "Invalid Value", "invalid", NoAnswer),
            (413, "Request Entity Too Large", "uploadTooLarge", TooLong),
            (429, "Quota exceeded", "rateLimitExceeded", Busy),
        ] {
            let failure = error(code, message, reason);
            assert_eq!(failure.kind, kind, "{failure}");
        }
    }
}
