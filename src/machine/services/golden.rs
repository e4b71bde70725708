//! What the tests of services share, and the comparison with what official clients send
//! (`tests/data/machine/record.py` recorded it).

use crate::glossary::Kind;
use crate::machine::account::{Account, ServiceSettings};
use crate::machine::failure::Failure;
use crate::machine::http::{HttpRequest, HttpResponse, Method};
use crate::machine::request::{Request, Sentence, WantedTerm};
use crate::machine::service::ServiceId;
use crate::text::Span;
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::{Value, json};
use std::path::Path;

pub fn account(id: ServiceId, key: Option<&str>) -> Account {
    Account::new(id, ServiceSettings::of(id), key.map(SecretString::from))
}

/// “قصف الجيش غزة.”, which says one term.
pub fn sentence() -> Sentence {
    let text = "قصف الجيش غزة.";
    let start = text.find("غزة").unwrap();
    let term = WantedTerm {
        span: Span::new(start, start + "غزة".len()),
        source: "غزة".to_owned(),
        english: "Gaza".to_owned(),
        kind: Kind::Place,
        ..WantedTerm::default()
    };
    Sentence { text: text.to_owned(), terms: vec![term] }
}

pub fn request() -> Request {
    Request::one(sentence())
}

pub fn ok(body: &str) -> HttpResponse {
    status(200, body)
}

pub fn status(status: u16, body: &str) -> HttpResponse {
    HttpResponse { status, body: body.as_bytes().to_vec(), ..HttpResponse::default() }
}

pub fn failure_of(id: ServiceId, response: &HttpResponse) -> Failure {
    (id.service().parse)(&account(id, Some("a-key")), &request(), response).unwrap_err()
}

/// As `record.py` writes a request; without what says nothing: nulls and empty lists.
fn recorded(name: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/machine").join(name);
    let mut recorded: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    if let Some(body) = recorded["body"].as_object_mut() {
        body.retain(|_, value| !value.is_null() && *value != json!([]));
    }
    recorded
}

/// The same of a request of ours.
fn ours(request: &HttpRequest) -> Value {
    let mut query: Vec<_> = request.address.query_pairs().into_owned().collect();
    query.sort();
    let headers =
        request.headers.iter().map(|(name, value)| ((*name).to_owned(), json!(value.expose_secret())));
    let mut headers: serde_json::Map<String, Value> = headers.collect();
    let body = request.body.as_ref().unwrap();
    headers.insert("content-type".to_owned(), json!(body.content_type));
    json!({
        "method": if request.method == Method::Post { "POST" } else { "GET" },
        "path": request.address.path(),
        "query": query,
        "headers": headers,
        "body": serde_json::from_slice::<Value>(&body.bytes).unwrap(),
    })
}

fn built(account: &Account, request: &Request) -> Value {
    ours(&(account.service.build)(account, request).unwrap())
}

#[test]
fn deepl_gets_what_its_client_sends() {
    let request = Request { before: "قبل".to_owned(), after: "بعد".to_owned(), ..request() };
    assert_eq!(built(&account(ServiceId::DeepL, Some("test-key")), &request), recorded("deepl.json"));
}

#[test]
fn azure_gets_what_its_client_sends() {
    let mut account = account(ServiceId::Azure, Some("test-key"));
    account.settings.region = "westeurope".to_owned();
    assert_eq!(built(&account, &request()), recorded("azure.json"));
}

#[test]
fn google_gets_what_its_client_sends() {
    let mut recorded = recorded("google.json");
    // It asks for short JSON; both kinds are read.
    assert_eq!(recorded["query"], json!([["prettyPrint", "false"]]));
    recorded["query"] = json!([]);
    assert_eq!(built(&account(ServiceId::Google, Some("test-key")), &request()), recorded);
}

#[test]
fn chat_models_get_what_the_client_sends() {
    let mut account = account(ServiceId::Chat, Some("test-key"));
    account.settings.model = "gemma".to_owned();
    let mut ours = built(&account, &request());
    // The words are our own.
    for (message, content) in ["rules", "question"].into_iter().enumerate() {
        ours["body"]["messages"][message]["content"] = json!(content);
    }
    assert_eq!(ours, recorded("openai.json"));
}

#[test]
fn libretranslate_gets_the_fields_that_its_client_sends() {
    let account = account(ServiceId::LibreTranslate, Some("test-key"));
    let mut ours = built(&account, &request().without_terms());
    // The client sends a form and leaves the format to the server; JSON is what the documentation of the server has.
    assert_eq!(ours["body"].as_object_mut().unwrap().remove("format"), Some(json!("text")));
    ours["headers"]["content-type"] = json!("application/x-www-form-urlencoded");
    assert_eq!(ours, recorded("libretranslate.json"));
}
