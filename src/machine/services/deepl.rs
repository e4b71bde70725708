//! `DeepL`, version 2 of its API.
//!
//! Wire format: JSON; free keys end in `:fx` and have a host of their own. Terms go along as custom instructions, at
//! most ten of 300 characters, so nothing has to be stored there as with its glossaries. `context` is not billed.
//! Bodies of errors may be empty; 456 is a used-up quota, 529 an overload.

use super::{PATIENCE, refused, texts_at};
use crate::machine::account::{Account, Dialect};
use crate::machine::failure::{Failure, FailureKind};
use crate::machine::http::{HttpRequest, HttpResponse};
use crate::machine::request::{Request, WantedTerm};
use crate::machine::service::{Answer, Limits, Need, Needs, Quota, Sends, Service, ServiceId, Status};
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::{Value, json};

pub const SERVICE: Service = Service {
    id: ServiceId::DeepL,
    title: "DeepL",
    word: "deepl",
    default_address,
    key_decides_address: true,
    dialects: true,
    needs: Needs { key: Need::Yes, region: Need::No, email: Need::No, model: Need::No },
    limits: Limits { sentences: 50, characters: 20_000, bytes_a_sentence: usize::MAX },
    sends: Sends { text_in_address: false, terms: true, neighbours: true },
    patience: PATIENCE,
    build,
    parse,
    build_check: |account| authorised(account, HttpRequest::get(account.at("/v2/usage")?)),
    parse_check,
};

fn default_address(key: Option<&SecretString>) -> &'static str {
    let is_free = key.is_some_and(|key| key.expose_secret().trim_end().ends_with(":fx"));
    if is_free { "https://api-free.deepl.com" } else { "https://api.deepl.com" }
}

const MOST_INSTRUCTIONS: usize = 10;
/// Characters of one instruction.
const LONGEST_INSTRUCTION: usize = 300;

fn build(account: &Account, request: &Request) -> Result<HttpRequest, Failure> {
    let texts: Vec<&str> = request.sentences.iter().map(|sentence| sentence.text.as_str()).collect();
    let target = match account.settings.dialect {
        Dialect::American => "EN-US",
        Dialect::British => "EN-GB",
    };
    let mut body = json!({
        "text": texts,
        "source_lang": "AR",
        "target_lang": target,
        "preserve_formatting": true,
        "show_billed_characters": true,
    });
    let context: Vec<&str> = [&request.before, &request.after]
        .into_iter()
        .map(String::as_str)
        .filter(|text| !text.is_empty())
        .collect();
    if !context.is_empty() {
        body["context"] = context.join("\n").into();
    }
    let instructions = instructions(&request.terms());
    if !account.plain && !instructions.is_empty() {
        body["custom_instructions"] = json!(instructions);
    }
    authorised(account, HttpRequest::post_json(account.at("/v2/translate")?, &body))
}

fn authorised(account: &Account, request: HttpRequest) -> Result<HttpRequest, Failure> {
    let key = account.needed_key()?.expose_secret();
    Ok(request.header("authorization", format!("DeepL-Auth-Key {}", key.trim())))
}

/// As many terms as there is room for, in the order of the text.
fn instructions(terms: &[&WantedTerm]) -> Vec<String> {
    let mut instructions: Vec<String> = Vec::new();
    for term in terms {
        let rule = format!("“{}” as “{}”", one_line(&term.source), one_line(&term.english));
        let begun = format!("Translate {rule}");
        let fits = |text: &str| text.chars().count() <= LONGEST_INSTRUCTION;
        let more = instructions.last().map(|last| format!("{last}, {rule}")).filter(|more| fits(more));
        if let (Some(more), Some(last)) = (more, instructions.last_mut()) {
            *last = more;
        } else if instructions.len() < MOST_INSTRUCTIONS && fits(&begun) {
            instructions.push(begun);
        }
    }
    instructions
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").replace(['“', '”'], "\"")
}

fn parse(account: &Account, request: &Request, response: &HttpResponse) -> Result<Answer, Failure> {
    if let Some(failure) = refusal(account, response) {
        return Err(failure);
    }
    let body = response.json(SERVICE.title)?;
    let texts = texts_at(body.get("translations"), "/text");
    Answer::of(texts.ok_or_else(|| Failure::no_answer(SERVICE.title, "no text"))?, request, SERVICE.title)
}

fn refusal(account: &Account, response: &HttpResponse) -> Option<Failure> {
    let failure = refused(account, response, message)?;
    let body = response.json_or_null();
    let mentions = |word: &str| {
        let detail = body["detail"].as_str().unwrap_or_default();
        message(&body).is_some_and(|message| message.contains(word)) || detail.contains(word)
    };
    if response.status == 400 && !account.plain && mentions("custom_instructions") {
        return Some(Failure { kind: FailureKind::Unsupported, ..failure });
    }
    Some(failure)
}

fn message(body: &Value) -> Option<&str> {
    body["message"].as_str().or_else(|| body["detail"].as_str())
}

fn parse_check(account: &Account, response: &HttpResponse) -> Result<Status, Failure> {
    if let Some(failure) = refusal(account, response) {
        return Err(failure);
    }
    let body = response.json(SERVICE.title)?;
    let number = |name: &str| body[name].as_u64();
    let (Some(used), Some(allowed)) = (number("character_count"), number("character_limit")) else {
        return Err(Failure::no_answer(SERVICE.title, "no usage"));
    };
    Ok(Status {
        message: "The key works".to_owned(),
        quota: Some(Quota { used, allowed }),
        ..Status::default()
    })
}

#[cfg(test)]
mod tests {
    use super::super::golden::{account, failure_of, ok, request, status};
    use super::*;

    #[test]
    fn free_keys_have_a_host_of_their_own() {
        let host = |key: &str| account(ServiceId::DeepL, Some(key)).address().unwrap().to_string();
        assert_eq!(host("abc:fx"), "https://api-free.deepl.com/");
        assert_eq!(host("abc"), "https://api.deepl.com/");
        assert!(build(&account(ServiceId::DeepL, None), &request()).is_err());
    }

    #[test]
    fn instructions_hold_as_many_terms_as_there_is_room_for() {
        let term = |number: usize| WantedTerm {
            source: format!("مصطلح {number}"),
            english: "a term that is long enough to fill something".to_owned(),
            ..WantedTerm::default()
        };
        let terms: Vec<_> = (0..100).map(term).collect();
        let written = instructions(&terms.iter().collect::<Vec<_>>());
        assert_eq!(written.len(), MOST_INSTRUCTIONS);
        assert!(written.iter().all(|one| one.chars().count() <= LONGEST_INSTRUCTION));
        assert!(instructions(&[]).is_empty());
    }

    #[test]
    fn answers_and_usage_are_read() {
        let account = account(ServiceId::DeepL, Some("k"));
        let answer = ok(
            r#"{"translations": [{"detected_source_language": "AR", "text": "Hello", "billed_characters": 5}]}"#,
        );
        assert_eq!(parse(&account, &request(), &answer).unwrap().texts, ["Hello"]);
        let usage = ok(r#"{"character_count": 1200, "character_limit": 500000}"#);
        let quota = parse_check(&account, &usage).unwrap().quota;
        assert_eq!(quota, Some(Quota { used: 1_200, allowed: 500_000 }));
    }

    #[test]
    fn errors_say_what_to_do() {
        use FailureKind::{Busy, KeyRefused, NoAnswer, Quota, ServerFault, TooLong, Unsupported};
        for (code, body, kind) in [
            (403, "", KeyRefused),
            (413, "", TooLong),
            (429, r#"{"message": "Too many requests"}"#, Busy),
            (456, "", Quota),
            (529, "", ServerFault),
            (400, r#"{"message": "Parameter 'custom_instructions' is not allowed"}"#, Unsupported),
            (400, r#"{"message": "Value for 'target_lang' not supported."}"#, NoAnswer),
        ] {
            let failure = failure_of(ServiceId::DeepL, &status(code, body));
            assert_eq!(failure.kind, kind, "{failure}");
        }
    }
}
