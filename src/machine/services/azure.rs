//! Azure's Translator, version 3.
//!
//! Wire format: a JSON list of `{"text"}`; key and region are headers. Terms are marked in the text with
//! `mstrans:dictionary`, which names the English. Bodies may begin with a byte order mark; 403 is a used-up quota.

use super::inline::marked;
use super::{PATIENCE, greeting, refused, texts_at};
use crate::machine::account::Account;
use crate::machine::failure::{Failure, FailureKind};
use crate::machine::http::{HttpRequest, HttpResponse, QUOTA};
use crate::machine::request::{Request, Sentence};
use crate::machine::service::{Answer, Limits, Need, Needs, Sends, Service, ServiceId, Status};
use serde_json::{Value, json};

pub const SERVICE: Service = Service {
    id: ServiceId::Azure,
    title: "Azure Translator",
    word: "azure",
    default_address: |_| "https://api.cognitive.microsofttranslator.com",
    key_decides_address: false,
    dialects: false,
    needs: Needs { key: Need::Yes, region: Need::Optional, email: Need::No, model: Need::No },
    limits: Limits { sentences: 100, characters: 10_000, bytes_a_sentence: usize::MAX },
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
    let mut address = account.at("/translate")?;
    address.query_pairs_mut().extend_pairs([("api-version", "3.0"), ("to", "en"), ("from", "ar")]);
    let texts: Vec<Value> =
        request.sentences.iter().map(|sentence| json!({ "text": text(sentence) })).collect();
    let mut request =
        HttpRequest::post_json(address, &json!(texts)).header("ocp-apim-subscription-key", key.clone());
    let region = account.settings.region.trim();
    if !region.is_empty() {
        request = request.header("ocp-apim-subscription-region", region);
    }
    Ok(request)
}

fn text(sentence: &Sentence) -> String {
    marked(sentence, str::to_owned, |term, written| {
        // The element is not HTML: its attribute is read up to the next quotation mark.
        let english = term.english.replace('"', "'");
        format!("<mstrans:dictionary translation=\"{english}\">{written}</mstrans:dictionary>")
    })
}

fn parse(account: &Account, request: &Request, response: &HttpResponse) -> Result<Answer, Failure> {
    let title = SERVICE.title;
    if let Some(failure) = refused(account, response, |body| body.pointer("/error/message")?.as_str()) {
        let code = response.json_or_null().pointer("/error/code").and_then(Value::as_u64).unwrap_or_default();
        return Err(match (response.status, code) {
            (403, _) => {
                let Failure { what, .. } = failure;
                let what = what.replace(
                    &format!("{title} refused the key"),
                    &format!("The quota of {title} is used up"),
                );
                Failure::new(FailureKind::Quota, what, QUOTA)
            }
            (400, 400_050 | 400_077) => Failure::too_long(title),
            _ => failure,
        });
    }
    let body = response.json(title)?;
    let texts = texts_at(Some(&body), "/translations/0/text");
    Answer::of(texts.ok_or_else(|| Failure::no_answer(title, "no text"))?, request, title)
}

#[cfg(test)]
mod tests {
    use super::super::golden::{account, failure_of, ok, request, status};
    use super::*;

    #[test]
    fn terms_are_marked_in_the_text() {
        let built = build(&account(ServiceId::Azure, Some("k")), &request()).unwrap();
        let body: Value = serde_json::from_slice(&built.body.unwrap().bytes).unwrap();
        let marked = "قصف الجيش <mstrans:dictionary translation=\"Gaza\">غزة</mstrans:dictionary>.";
        assert_eq!(body, json!([{ "text": marked }]));
    }

    #[test]
    fn answers_are_read_behind_a_byte_order_mark_too() {
        let account = account(ServiceId::Azure, Some("k"));
        let body = "\u{FEFF}[{\"translations\": [{\"text\": \"Hello\", \"to\": \"en\"}]}]";
        assert_eq!(parse(&account, &request(), &ok(body)).unwrap().texts, ["Hello"]);
    }

    #[test]
    fn errors_say_what_to_do() {
        use FailureKind::{Busy, KeyRefused, NoAnswer, Quota, ServerFault, TooLong};
        for (code, body, kind) in [
            (401, r#"{"error": {"code": 401000, "message": "The request is not authorized."}}"#, KeyRefused),
            (403, r#"{"error": {"code": 403001, "message": "Free quota exceeded."}}"#, Quota),
            (429, r#"{"error": {"code": 429001, "message": "Too many"}}"#, Busy),
            (400, r#"{"error": {"code": 400050, "message": "The input text is too long."}}"#, TooLong),
            (400, r#"{"error": {"code": 400036, "message": "The target language is not valid."}}"#, NoAnswer),
            (503, "", ServerFault),
        ] {
            let failure = failure_of(ServiceId::Azure, &status(code, body));
            assert_eq!(failure.kind, kind, "{failure}");
        }
        let quota =
            failure_of(ServiceId::Azure, &status(403, r#"{"error": {"message": "Free quota exceeded."}}"#));
        assert_eq!(quota.what, "The quota of Azure Translator is used up (“Free quota exceeded”)");
    }
}
