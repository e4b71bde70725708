//! Translation services, asked from the desk: with consent, as suggestions, for a whole article.

use crate::desk::{ARTICLE, Desk};
use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use tarjuman::app::{Command, Dialog, Page, Suggestion};
use tarjuman::machine::{Engine, FailureKind, Keys, Phase, ServiceId, ServiceSettings};
use tarjuman::project::Status;

/// Something like Apertium's server on this machine. It answers every request with the next text, then with the last
/// one again; a text that is empty becomes an error of the server.
struct Server {
    address: String,
    asked: Arc<AtomicUsize>,
    texts: Arc<Mutex<Vec<&'static str>>>,
}

impl Server {
    fn start(texts: &[&'static str]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let asked = Arc::new(AtomicUsize::new(0));
        let texts = Arc::new(Mutex::new(texts.to_vec()));
        let (count, answers) = (Arc::clone(&asked), Arc::clone(&texts));
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let Ok(mut stream) = stream else { return };
                let mut request = Vec::new();
                let mut buffer = [0; 4_096];
                // Up to the end of the body, whose length the head says.
                loop {
                    let read = stream.read(&mut buffer).unwrap_or(0);
                    request.extend_from_slice(&buffer[..read]);
                    let text = String::from_utf8_lossy(&request).to_lowercase();
                    let length = text.split("content-length: ").nth(1).and_then(|rest| rest.lines().next());
                    let length: usize = length.and_then(|length| length.trim().parse().ok()).unwrap_or(0);
                    let head = text.find("\r\n\r\n").map_or(usize::MAX, |at| at + 4);
                    if read == 0 || request.len() >= head.saturating_add(length) {
                        break;
                    }
                }
                if request.is_empty() {
                    continue;
                }
                count.fetch_add(1, Ordering::SeqCst);
                let text = {
                    let mut answers = answers.lock().unwrap();
                    if answers.len() > 1 { answers.remove(0) } else { answers[0] }
                };
                let (status, body) = if text.is_empty() {
                    ("500 Internal Server Error", "{}".to_owned())
                } else {
                    ("200 OK", serde_json::json!({"responseData": {"translatedText": text}}).to_string())
                };
                let _ = write!(
                    stream,
                    "HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
                    body.len()
                );
            }
        });
        Self { address, asked, texts }
    }

    fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }

    fn answers_from_now_on(&self, text: &'static str) {
        *self.texts.lock().unwrap() = vec![text];
    }
}

/// The article open, and a service at this address chosen.
fn desk(service: ServiceId, address: &str) -> Desk {
    let mut desk = Desk::on("article.txt", ARTICLE);
    desk.app.services.use_keys(Keys::default());
    desk.run(Command::ChooseService(Some(Engine::Service(service))));
    let settings = ServiceSettings { address: address.to_owned(), ..ServiceSettings::of(service) };
    desk.run(Command::SetService { service, settings: Box::new(settings) });
    desk
}

fn machine_suggestions(desk: &Desk) -> Vec<&str> {
    let list = desk.app.suggestions.list.iter();
    list.filter(|found| matches!(found, Suggestion::Machine(_))).map(Suggestion::english).collect()
}

#[test]
fn a_server_on_this_machine_suggests_and_a_key_inserts_it() {
    let server = Server::start(&["Mike Pompeo arrives at Bakou"]);
    let mut desk = desk(ServiceId::Apertium, &server.address);
    desk.select(1);
    assert_eq!(server.asked(), 0, "nothing is asked unasked");
    desk.run(Command::AskService);
    assert_eq!(machine_suggestions(&desk), ["Mike Pompeo arrives at Bakou"]);
    assert!(desk.app.services.asking.is_none());
    // It does not keep to the glossary, and says so; one key puts it right.
    let Some(Suggestion::Machine(found)) = desk.app.suggestions.list.last() else { panic!("none") };
    assert_eq!(found.0.kept.label(), "glossary 1/2", "{:?}", found.0.kept);
    desk.run(Command::RepairSuggestion);
    assert_eq!(machine_suggestions(&desk), ["Mike Pompeo arrives at Baku"]);
    let number = desk.app.suggestions.list.len();
    desk.run(Command::InsertSuggestion(number));
    assert_eq!(desk.segment(1).draft, "Mike Pompeo arrives at Baku");
    // What was answered once is not asked for again.
    desk.run(Command::AskService);
    assert_eq!(server.asked(), 1);
}

#[test]
fn nothing_is_sent_before_the_user_agrees_and_no_is_no() {
    let mut desk = desk(ServiceId::LibreTranslate, "https://translate.example.invalid");
    desk.select(1);
    desk.run(Command::AskService);
    assert_eq!(desk.app.dialog, Some(Dialog::AgreeToSend));
    let agreement = desk.app.services.agreement.as_ref().unwrap();
    assert_eq!(agreement.disclosure.host, "https://translate.example.invalid");
    let said = agreement.disclosure.sentences().join(" ");
    assert!(said.contains("translate.example.invalid") && said.contains("Arabic"), "{said}");
    desk.run(Command::DisagreeToSend);
    assert_eq!((desk.app.dialog, desk.app.services.agreement.is_none()), (None, true));
    assert!(desk.project().sending.consents.is_empty());
    assert!(desk.app.services.asking.is_none() && machine_suggestions(&desk).is_empty());
}

#[test]
fn never_wins_over_everything_and_stays_with_the_project() {
    let server = Server::start(&["Pompeo arrives in Baku"]);
    let mut desk = desk(ServiceId::Apertium, &server.address);
    desk.run(Command::ToggleNeverSend);
    desk.restart();
    desk.open(&["article.txt"]);
    assert!(desk.project().sending.never);
    desk.select(1);
    desk.run(Command::AskService);
    let failure = desk.app.services.asking.as_ref().and_then(|asking| asking.failure.clone()).unwrap();
    assert_eq!(failure.kind, FailureKind::NotAllowed);
    desk.run(Command::FirstPass);
    desk.run(Command::StartFirstPass);
    assert!(desk.app.services.first_pass.is_none());
    assert_eq!(server.asked(), 0);
    desk.run(Command::ToggleNeverSend);
    desk.run(Command::AskService);
    assert_eq!((server.asked(), machine_suggestions(&desk).len()), (1, 1));
}

#[test]
fn an_error_is_never_a_suggestion_and_retry_asks_again() {
    let server = Server::start(&[""]);
    let mut desk = desk(ServiceId::Apertium, &server.address);
    desk.select(1);
    desk.run(Command::AskService);
    let failure = desk.app.services.asking.as_ref().and_then(|asking| asking.failure.clone()).unwrap();
    assert_eq!(failure.kind, FailureKind::ServerFault);
    assert!(machine_suggestions(&desk).is_empty());
    server.answers_from_now_on("Pompeo arrives in Baku");
    desk.run(Command::RetryService);
    assert_eq!(machine_suggestions(&desk), ["Pompeo arrives in Baku"]);
}

#[test]
fn the_first_pass_counts_first_fills_what_is_empty_and_marks_it() {
    let server = Server::start(&["A sentence in English."]);
    let mut desk = desk(ServiceId::Apertium, &server.address);
    desk.select(1);
    desk.type_text("Pompeo in Baku");
    desk.run(Command::FirstPass);
    assert_eq!(desk.app.dialog, Some(Dialog::FirstPass));
    let estimate = desk.app.services.first_pass.as_ref().unwrap().estimate();
    let characters: usize =
        desk.project().segments.iter().skip(1).map(|segment| segment.source.chars().count()).sum();
    assert_eq!((estimate.segments, estimate.characters), (3, characters));
    assert_eq!(server.asked(), 0, "counting sends nothing");
    desk.run(Command::StartFirstPass);
    assert!(desk.app.services.first_pass.is_none() && desk.app.dialog.is_none());
    assert_eq!(server.asked(), 3);
    assert_eq!(desk.segment(1).draft, "Pompeo in Baku");
    for number in 2..=4 {
        let segment = desk.segment(number);
        assert_eq!((segment.draft.as_str(), segment.status), ("A sentence in English.", Status::Draft));
        assert!(segment.is_machine_draft());
        assert_eq!(segment.suggested_by.as_deref(), Some("Apertium"));
    }
    desk.check_stored();
    desk.select(2);
    desk.run(Command::Confirm);
    assert!(!desk.segment(2).is_machine_draft());
    desk.run(Command::FirstPass);
    assert!(desk.app.notices.iter().any(|notice| notice.title == "Every segment has a draft already"));
}

#[test]
fn a_first_pass_that_failed_goes_on_where_it_was() {
    let server = Server::start(&["The first.", ""]);
    let mut desk = desk(ServiceId::Apertium, &server.address);
    desk.run(Command::FirstPass);
    desk.run(Command::StartFirstPass);
    let pass = desk.app.services.first_pass.as_ref().unwrap();
    assert!(matches!(pass.phase(), Phase::Stopped(failure) if failure.kind == FailureKind::ServerFault));
    assert_eq!(pass.progress().filled, 1);
    assert_eq!((desk.segment(1).draft.as_str(), desk.segment(2).draft.as_str()), ("The first.", ""));
    server.answers_from_now_on("The others.");
    desk.run(Command::ResumeFirstPass);
    assert!(desk.app.services.first_pass.is_none());
    let drafts: Vec<&str> = desk.project().segments.iter().map(|segment| segment.draft.as_str()).collect();
    assert_eq!(drafts, ["The first.", "The others.", "The others.", "The others."]);
    desk.run(Command::Undo);
    assert_eq!(desk.segment(4).draft, "");
}

#[test]
fn without_a_service_the_settings_are_opened_and_nothing_is_asked() {
    let mut desk = Desk::on("article.txt", ARTICLE);
    desk.select(1);
    desk.run(Command::AskService);
    assert!(matches!(desk.app.dialog, Some(Dialog::Settings(Some(_)))));
    assert_eq!(desk.app.page, Page::Article);
    assert!(desk.app.notices.iter().any(|notice| notice.title.contains("Choose a translation service")));
}

#[test]
fn what_was_answered_before_is_suggested_at_once_and_nobody_is_asked() {
    let server = Server::start(&["Pompeo arrives in Baku."]);
    let mut desk = desk(ServiceId::Apertium, &server.address);
    desk.select(1);
    desk.run(Command::AskService);
    assert_eq!((server.asked(), desk.app.suggestions.list.len()), (1, 1));
    desk.select(2);
    assert!(desk.app.suggestions.list.is_empty(), "nothing is known of this one");
    desk.select(1);
    let found = |desk: &Desk| match desk.app.suggestions.list.as_slice() {
        [Suggestion::Machine(found)] => (found.0.text.clone(), found.0.is_cached),
        other => panic!("{other:?}"),
    };
    assert_eq!(found(&desk), ("Pompeo arrives in Baku.".to_owned(), true));
    // It is on the disk, and needs no door that is open already.
    desk.restart();
    desk.app.services.use_keys(Keys::default());
    desk.open(&["article.txt"]);
    desk.select(2);
    desk.select(1);
    assert_eq!(found(&desk).0, "Pompeo arrives in Baku.");
    assert_eq!(server.asked(), 1);
    desk.run(Command::ForgetAnswers);
    desk.select(2);
    desk.select(1);
    assert!(desk.app.suggestions.list.is_empty());
}

#[test]
fn a_proxy_with_a_password_is_kept_nowhere() {
    let server = Server::start(&["Hello."]);
    let mut desk = desk(ServiceId::Apertium, &server.address);
    desk.run(Command::SetProxy("http://me:very-secret@127.0.0.1:9".to_owned()));
    let problem = desk.app.services.proxy_problem.clone().unwrap();
    assert!(!problem.to_string().contains("very-secret"), "{problem}");
    assert_eq!(desk.app.settings.proxy, "");
    // Where nothing listens: servers on this machine are asked without it.
    desk.run(Command::SetProxy("http://127.0.0.1:9".to_owned()));
    assert_eq!(
        (desk.app.settings.proxy.as_str(), &desk.app.services.proxy_problem),
        ("http://127.0.0.1:9", &None)
    );
    desk.select(1);
    desk.run(Command::AskService);
    assert_eq!((server.asked(), desk.app.suggestions.list.len()), (1, 1));
    desk.restart();
    assert_eq!(desk.app.settings.proxy, "http://127.0.0.1:9");
}

#[test]
fn never_breaks_off_what_is_on_its_way() {
    // It takes connections and says nothing.
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let mut desk = desk(ServiceId::Apertium, &format!("http://{}", silent.local_addr().unwrap()));
    desk.run(Command::FirstPass);
    desk.app.run(Command::StartFirstPass);
    desk.run(Command::ToggleNeverSend);
    let phase = |desk: &Desk| desk.app.services.first_pass.as_ref().map(|pass| pass.phase().clone());
    assert_eq!(phase(&desk), Some(Phase::Paused));
    desk.run(Command::ResumeFirstPass);
    let Some(Phase::Stopped(failure)) = phase(&desk) else { panic!("{:?}", phase(&desk)) };
    assert_eq!(failure.kind, FailureKind::NotAllowed);
}

#[test]
fn what_is_agreed_to_names_the_proxy() {
    let mut desk = desk(ServiceId::LibreTranslate, "https://translate.example.invalid");
    desk.run(Command::SetProxy("http://proxy.example.invalid:8080".to_owned()));
    desk.select(1);
    desk.run(Command::AskService);
    let said = desk.app.services.agreement.as_ref().unwrap().disclosure.sentences().join(" ");
    assert!(said.contains("passes through the proxy proxy.example.invalid:8080"), "{said}");
}
