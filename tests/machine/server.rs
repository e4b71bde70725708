//! Servers of ours on loopback: one that is told what to answer, and one that misbehaves byte by byte.

use secrecy::SecretString;
use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tarjuman::machine::{
    Account, Cancel, Courier, CourierOptions, Failure, Request, Sentence, ServiceId, ServiceSettings, consent,
};
use tarjuman::project::Sending;
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, Respond, ResponseTemplate};

/// A key that must be found nowhere.
pub const KEY: &str = "k3y-that-must-stay-secret";

/// Answers every request as it is told, and counts them.
pub struct Told {
    server: MockServer,
    runtime: tokio::runtime::Runtime,
}

impl Told {
    pub fn new(answer: impl Respond + 'static) -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let server = runtime.block_on(MockServer::start());
        runtime.block_on(Mock::given(any()).respond_with(answer).mount(&server));
        Self { server, runtime }
    }

    /// Answers in this order; the last answer stays.
    pub fn in_turn(answers: Vec<ResponseTemplate>) -> Self {
        Self::new(InTurn { answers, next: AtomicUsize::new(0) })
    }

    pub fn address(&self) -> String {
        self.server.uri()
    }

    pub fn requests(&self) -> Vec<wiremock::Request> {
        self.runtime.block_on(self.server.received_requests()).unwrap()
    }
}

struct InTurn {
    answers: Vec<ResponseTemplate>,
    next: AtomicUsize,
}

impl Respond for InTurn {
    fn respond(&self, _: &wiremock::Request) -> ResponseTemplate {
        let at = self.next.fetch_add(1, Ordering::SeqCst).min(self.answers.len() - 1);
        self.answers[at].clone()
    }
}

/// Accepts connections and lets `behave` do what it wants with each, on a thread of its own.
pub struct Wild {
    address: SocketAddr,
    connections: Arc<AtomicUsize>,
}

impl Wild {
    pub fn new(behave: impl Fn(TcpStream) + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let connections = Arc::new(AtomicUsize::new(0));
        let (counted, behave) = (Arc::clone(&connections), Arc::new(behave));
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                counted.fetch_add(1, Ordering::SeqCst);
                let behave = Arc::clone(&behave);
                std::thread::spawn(move || behave(stream));
            }
        });
        Self { address, connections }
    }

    pub fn address(&self) -> String {
        format!("http://{}", self.address)
    }

    pub fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }
}

/// Reads a request up to the end of its head.
pub fn read_head(stream: &mut TcpStream) -> String {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") && stream.read(&mut byte).is_ok_and(|read| read == 1) {
        head.push(byte[0]);
    }
    String::from_utf8_lossy(&head).into_owned()
}

/// Writes until the other side has had enough.
pub fn pour(stream: &mut TcpStream, bytes: &[u8]) {
    while stream.write_all(bytes).is_ok() {}
}

pub fn account(id: ServiceId, address: &str) -> Account {
    let settings = ServiceSettings {
        address: address.to_owned(),
        model: "model".to_owned(),
        region: "region".to_owned(),
        ..ServiceSettings::of(id)
    };
    Account::new(id, settings, Some(SecretString::from(KEY)))
}

pub fn sentence() -> Sentence {
    Sentence { text: "قصف الجيش غزة أمس.".to_owned(), terms: Vec::new() }
}

/// Without waits between tries, so that no test has to wait.
pub fn courier_with(patience: Duration) -> Courier {
    let options = CourierOptions {
        first_wait: Duration::from_millis(1),
        patience: Some(patience),
        ..CourierOptions::default()
    };
    Courier::new(options).unwrap()
}

pub fn courier() -> Courier {
    courier_with(Duration::from_mins(1))
}

/// What comes of asking for one sentence.
pub fn ask(courier: &Courier, account: &Account, cancel: &Cancel) -> Result<String, Failure> {
    ask_for(courier, account, &Request::one(sentence()), cancel).remove(0)
}

pub fn ask_for(
    courier: &Courier,
    account: &Account,
    request: &Request,
    cancel: &Cancel,
) -> Vec<Result<String, Failure>> {
    let permission = consent::permit(&Sending::default(), account).unwrap();
    courier.ask(permission, account, request, cancel)
}

/// A good answer of each service.
pub fn good(id: ServiceId) -> ResponseTemplate {
    let body = match id {
        ServiceId::LibreTranslate => r#"{"translatedText": "The army shelled Gaza."}"#,
        ServiceId::MyMemory | ServiceId::Apertium => {
            r#"{"responseData": {"translatedText": "The army shelled Gaza."}, "responseStatus": 200}"#
        }
        ServiceId::DeepL => r#"{"translations": [{"text": "The army shelled Gaza."}]}"#,
        ServiceId::Chat => {
            r#"{"choices": [{"message": {"content": "[\"The army shelled Gaza.\"]"}, "finish_reason": "stop"}]}"#
        }
        ServiceId::Azure => r#"[{"translations": [{"text": "The army shelled Gaza.", "to": "en"}]}]"#,
        ServiceId::Google => r#"{"data": {"translations": [{"translatedText": "The army shelled Gaza."}]}}"#,
    };
    ResponseTemplate::new(200).set_body_raw(body, "application/json")
}
