//! What servers answer when something is wrong: tried again where it can help, never taken for a translation.

use crate::server::{KEY, Told, Wild, account, ask, ask_for, courier, courier_with, good, sentence};
use std::time::Duration;
use tarjuman::machine::{Cancel, FailureKind, Request, Retry, Sentence, ServiceId};
use wiremock::ResponseTemplate;

fn status(status: u16) -> ResponseTemplate {
    ResponseTemplate::new(status)
}

/// What asking once gives: the kind of failure, and how many requests came.
fn outcome(id: ServiceId, answers: Vec<ResponseTemplate>) -> (Result<String, FailureKind>, usize) {
    let server = Told::in_turn(answers);
    let result = ask(&courier(), &account(id, &server.address()), &Cancel::default());
    if let Err(failure) = &result {
        let shown = format!("{failure} {failure:?}");
        assert!(!shown.contains(KEY), "{shown}");
    }
    (result.map_err(|failure| failure.kind), server.requests().len())
}

#[test]
fn good_answers_are_read_from_every_service() {
    for id in ServiceId::ALL {
        let expected = Ok("The army shelled Gaza.".to_owned());
        assert_eq!(outcome(id, vec![good(id)]), (expected, 1), "{id:?}");
    }
}

#[test]
fn what_passes_is_tried_twice_more() {
    for code in [408, 429, 500, 502, 503, 504, 529] {
        for id in ServiceId::ALL {
            let (result, requests) = outcome(id, vec![status(code)]);
            assert!(result.unwrap_err().is_passing(), "{id:?} {code}");
            assert_eq!(requests, 3, "{id:?} {code}");
            let (result, requests) = outcome(id, vec![status(code), status(502), good(id)]);
            assert_eq!((result.is_ok(), requests), (true, 3), "{id:?} {code}");
        }
    }
}

#[test]
fn what_does_not_pass_is_asked_once() {
    use FailureKind::{KeyRefused, NoAnswer, Quota, TooLong};
    for (id, code, kind) in [
        (ServiceId::DeepL, 456, Quota),
        (ServiceId::Azure, 403, Quota),
        (ServiceId::DeepL, 403, KeyRefused),
        (ServiceId::LibreTranslate, 403, KeyRefused),
        (ServiceId::Chat, 401, KeyRefused),
        (ServiceId::Google, 413, TooLong),
        (ServiceId::Apertium, 404, NoAnswer),
        (ServiceId::MyMemory, 400, NoAnswer),
    ] {
        assert_eq!(outcome(id, vec![status(code), good(id)]), (Err(kind), 1), "{id:?} {code}");
    }
    let limit =
        r#"{"error": {"code": 403, "message": "Limit", "errors": [{"reason": "dailyLimitExceeded"}]}}"#;
    let answer = status(403).set_body_raw(limit, "application/json");
    assert_eq!(outcome(ServiceId::Google, vec![answer]), (Err(Quota), 1));
}

#[test]
fn a_server_that_names_a_time_is_left_alone_until_then() {
    let server = Told::new(status(429).insert_header("Retry-After", "3600"));
    let (courier, account) = (courier(), account(ServiceId::DeepL, &server.address()));
    let failure = ask(&courier, &account, &Cancel::default()).unwrap_err();
    assert_eq!(failure.retry, Retry::After(Duration::from_hours(1)));
    assert_eq!(server.requests().len(), 1);
    // Also when somebody asks at once.
    let failure = ask(&courier, &account, &Cancel::default()).unwrap_err();
    assert!(matches!(failure.retry, Retry::After(left) if left <= Duration::from_hours(1)));
    assert_eq!(server.requests().len(), 1);
    courier.wake(&account);
    assert!(ask(&courier, &account, &Cancel::default()).is_err());
    assert_eq!(server.requests().len(), 2, "unless the user wants it");
}

#[test]
fn a_short_time_is_waited_for() {
    let soon = status(503).insert_header("Retry-After", "1");
    let (result, requests) = outcome(ServiceId::LibreTranslate, vec![soon, good(ServiceId::LibreTranslate)]);
    assert_eq!((result.is_ok(), requests), (true, 2));
}

#[test]
fn a_used_up_quota_rests_and_another_key_does_not() {
    let server = Told::new(status(456));
    let (courier, account) = (courier(), account(ServiceId::DeepL, &server.address()));
    for _ in 0..3 {
        assert_eq!(ask(&courier, &account, &Cancel::default()).unwrap_err().kind, FailureKind::Quota);
    }
    assert_eq!(server.requests().len(), 1);
    let mut other = account;
    other.key = Some("another".into());
    assert!(ask(&courier, &other, &Cancel::default()).is_err());
    assert_eq!(server.requests().len(), 2);
}

#[test]
fn a_server_that_does_not_answer_in_time_is_given_up() {
    let server = Told::new(good(ServiceId::DeepL).set_delay(Duration::from_hours(1)));
    let account = account(ServiceId::DeepL, &server.address());
    let failure = ask(&courier_with(Duration::from_millis(200)), &account, &Cancel::default()).unwrap_err();
    assert_eq!(failure.kind, FailureKind::TimedOut);
}

#[test]
fn where_nobody_listens_the_failure_says_so() {
    let nobody = {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        format!("http://{}", listener.local_addr().unwrap())
    };
    let failure = ask(&courier(), &account(ServiceId::MyMemory, &nobody), &Cancel::default()).unwrap_err();
    assert_eq!(failure.kind, FailureKind::Unreachable);
    // The text travels in the address with this one, and must not come back in a message.
    assert!(
        failure.what.contains("MyMemory cannot be reached") && !failure.what.contains("%D9"),
        "{failure}"
    );
    let said = failure.to_string();
    assert!(said.contains("nothing answers at its address") && !said.contains("os error"), "{said}");
    assert!(said.contains("server is running"), "{said}");
}

#[test]
fn pages_of_a_network_that_wants_a_login_are_no_translation() {
    let page = "<html><title>Welcome</title><body>Please log in to use the Internet</body></html>";
    for id in ServiceId::ALL {
        for code in [200, 203, 511] {
            let portal = status(code).set_body_raw(page, "text/html");
            let (result, _) = outcome(id, vec![portal]);
            let kind = result.unwrap_err();
            assert!(
                matches!(kind, FailureKind::NoAnswer | FailureKind::ServerFault),
                "{id:?} {code} {kind:?}"
            );
        }
    }
}

#[test]
fn redirects_are_not_followed_and_take_no_key_along() {
    let other = Wild::new(drop);
    for id in ServiceId::ALL {
        for code in [301, 302, 303, 307, 308] {
            let to = format!("{}/translate", other.address());
            let (result, requests) = outcome(id, vec![status(code).insert_header("Location", to.as_str())]);
            assert_eq!((result, requests), (Err(FailureKind::NoAnswer), 1), "{id:?} {code}");
        }
    }
    assert_eq!(other.connections(), 0);
}

#[test]
fn broken_json_and_wrong_counts_are_no_translation() {
    for id in ServiceId::ALL {
        for body in
            ["", "{", "[", "{}", "[]", "null", "\"text\"", "{\"translatedText\": 7}", "\u{FEFF}", "\0"]
        {
            let answer = status(200).set_body_raw(body, "application/json");
            let (result, _) = outcome(id, vec![answer]);
            let kind = result.unwrap_err();
            assert!(
                matches!(kind, FailureKind::NoAnswer | FailureKind::Miscounted),
                "{id:?} {body} {kind:?}"
            );
        }
    }
}

#[test]
fn warnings_of_mymemory_are_no_translation() {
    for text in [
        "MYMEMORY WARNING: YOU USED ALL AVAILABLE FREE TRANSLATIONS FOR TODAY. NEXT AVAILABLE IN  16 HOURS",
        "mymemory warning: please",
        "QUERY LENGTH LIMIT EXCEEDED. MAX ALLOWED QUERY : 500 CHARS",
        "INVALID LANGUAGE PAIR SPECIFIED. EXAMPLE: LANGPAIR=EN|IT",
    ] {
        for number in ["200", "\"200\"", "403", "\"429\""] {
            let body =
                format!(r#"{{"responseData": {{"translatedText": "{text}"}}, "responseStatus": {number}}}"#);
            let answer = status(200).set_body_raw(body, "application/json");
            let (result, requests) = outcome(ServiceId::MyMemory, vec![answer]);
            assert!(result.is_err(), "{text}");
            assert_eq!(requests, 1, "{text}");
        }
    }
}

#[test]
fn an_option_that_a_server_does_not_know_is_left_out() {
    let refused = status(400).set_body_raw(r#"{"error": {"message": "no"}}"#, "application/json");
    let server = Told::in_turn(vec![refused, good(ServiceId::Chat)]);
    let account = account(ServiceId::Chat, &server.address());
    assert!(ask(&courier(), &account, &Cancel::default()).is_ok());
    let requests = server.requests();
    let has_format = |at: usize| String::from_utf8_lossy(&requests[at].body).contains("response_format");
    assert_eq!((requests.len(), has_format(0), has_format(1)), (2, true, false));
}

#[test]
fn a_batch_that_is_too_much_is_halved() {
    struct AtMostOne;
    impl wiremock::Respond for AtMostOne {
        fn respond(&self, request: &wiremock::Request) -> ResponseTemplate {
            let body: serde_json::Value = request.body_json().unwrap();
            if body["text"].as_array().unwrap().len() > 1 { status(413) } else { good(ServiceId::DeepL) }
        }
    }
    let server = Told::new(AtMostOne);
    let account = account(ServiceId::DeepL, &server.address());
    let request = Request { sentences: vec![sentence(); 5], ..Request::default() };
    let texts = ask_for(&courier(), &account, &request, &Cancel::default());
    assert!(texts.len() == 5 && texts.iter().all(Result::is_ok), "{texts:?}");
}

#[test]
fn a_model_that_loses_count_is_asked_for_less() {
    let answers = vec![good(ServiceId::Chat)];
    let server = Told::in_turn(answers);
    let account = account(ServiceId::Chat, &server.address());
    let request = Request { sentences: vec![sentence(); 3], ..Request::default() };
    let texts = ask_for(&courier(), &account, &request, &Cancel::default());
    assert!(texts.iter().all(Result::is_ok), "{texts:?}");
    // Three at once, one, two, one, one.
    assert_eq!(server.requests().len(), 5);
}

#[test]
fn a_long_sentence_goes_in_parts_and_nothing_is_cut_off() {
    let server = Told::new(good(ServiceId::MyMemory));
    let account = account(ServiceId::MyMemory, &server.address());
    let long = |text: String| Request::one(Sentence { text, terms: Vec::new() });
    let text = format!("{}، {}.", "كلمة ".repeat(40).trim(), "أخرى ".repeat(40).trim());
    let texts = ask_for(&courier(), &account, &long(text), &Cancel::default());
    assert_eq!(texts[0].as_deref().unwrap(), "The army shelled Gaza. The army shelled Gaza.");
    assert!(
        server.requests().iter().all(|request| {
            request.url.query_pairs().all(|(name, value)| name != "q" || value.len() <= 500)
        })
    );
    let endless = ask_for(&courier(), &account, &long("كلمة ".repeat(200)), &Cancel::default());
    assert_eq!(endless[0].as_ref().unwrap_err().kind, FailureKind::TooLong);
    assert_eq!(server.requests().len(), 2);
}

#[test]
fn one_failure_for_all_is_not_asked_about_again_for_each() {
    let server = Told::new(status(500));
    let account = account(ServiceId::Apertium, &server.address());
    let request = Request { sentences: vec![sentence(); 20], ..Request::default() };
    let texts = ask_for(&courier(), &account, &request, &Cancel::default());
    assert!(texts.len() == 20 && texts.iter().all(Result::is_err));
    assert_eq!(server.requests().len(), 3);
}
