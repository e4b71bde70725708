//! Nothing leaves before the user agreed, and then it goes to the host that they agreed to and nowhere else.
//!
//! A proxy of ours stands where the network begins: whatever is sent to another machine must pass it, and it writes
//! down who was asked for.

use crate::server::{Wild, account, courier, read_head, sentence};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tarjuman::machine::consent::{Disclosure, Refusal, permit, permit_check};
use tarjuman::machine::{
    Account, Cache, Cancel, Courier, CourierOptions, Desk, FailureKind, Request, ServiceId, TransportOptions,
};
use tarjuman::project::Sending;

/// A proxy that lets nothing through, and the first lines of all that it was asked.
fn gate() -> (Wild, Arc<Mutex<Vec<String>>>) {
    let asked = Arc::new(Mutex::new(Vec::new()));
    let written = Arc::clone(&asked);
    let gate = Wild::new(move |mut stream| {
        let head = read_head(&mut stream);
        written.lock().unwrap().push(head.lines().next().unwrap_or_default().to_owned());
        let _ = stream.write_all(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    });
    (gate, asked)
}

fn options(gate: &Wild) -> CourierOptions {
    CourierOptions {
        transport: TransportOptions { proxy: gate.address(), ..TransportOptions::default() },
        first_wait: Duration::from_millis(1),
        patience: Some(Duration::from_mins(1)),
    }
}

/// The services that are not on this machine, at their own addresses.
fn far() -> impl Iterator<Item = Account> {
    [ServiceId::DeepL, ServiceId::Azure, ServiceId::Google, ServiceId::MyMemory]
        .into_iter()
        .map(|id| account(id, ""))
}

#[test]
fn no_connection_is_opened_before_the_user_agreed() {
    let (gate, asked) = gate();
    let desk = Desk::new(options(&gate), Some(Cache::in_memory().unwrap())).unwrap();
    for account in far() {
        // All that can be done without a permission.
        assert!(matches!(permit(&Sending::default(), &account), Err(Refusal::AskFirst(_))));
        let never =
            Sending { never: true, consents: vec![Disclosure::of(&account).unwrap().agreed("today")] };
        assert_eq!(permit(&never, &account).unwrap_err(), Refusal::Never);
        assert!(desk.cached(&account, &sentence()).is_none());
        desk.wake(&account);
    }
    drop(desk);
    assert_eq!((gate.connections(), asked.lock().unwrap().len()), (0, 0));
}

#[test]
fn what_was_agreed_to_goes_to_the_named_host_and_nowhere_else() {
    for account in far() {
        let (gate, asked) = gate();
        let courier = Courier::new(options(&gate)).unwrap();
        let disclosure = Disclosure::of(&account).unwrap();
        let sending = Sending { never: false, consents: vec![disclosure.agreed("today")] };
        let permission = permit(&sending, &account).unwrap();
        let texts = courier.ask(permission, &account, &Request::one(sentence()), &Cancel::default());
        let failure = texts[0].as_ref().unwrap_err();
        assert_eq!(failure.kind, FailureKind::Unreachable);
        assert!(failure.what.ends_with("the proxy does not let us through"), "{failure}");
        let host = disclosure.host.strip_prefix("https://").unwrap();
        let asked = asked.lock().unwrap();
        let line = format!("CONNECT {host}:443 HTTP/1.1");
        assert!(!asked.is_empty() && asked.iter().all(|asked| *asked == line), "{asked:?}");
    }
}

#[test]
fn a_permission_for_one_host_opens_no_other() {
    let (gate, asked) = gate();
    let courier = Courier::new(options(&gate)).unwrap();
    let deepl = account(ServiceId::DeepL, "");
    let sending = Sending { never: false, consents: vec![Disclosure::of(&deepl).unwrap().agreed("today")] };
    let elsewhere = account(ServiceId::DeepL, "https://deepl.example.org");
    let mut more = deepl.clone();
    more.settings.send_neighbours = true;
    for other in [elsewhere, more, account(ServiceId::Google, "")] {
        let permission = permit(&sending, &deepl).unwrap();
        let texts = courier.ask(permission, &other, &Request::one(sentence()), &Cancel::default());
        assert_eq!(texts[0].as_ref().unwrap_err().kind, FailureKind::NotAllowed);
    }
    assert_eq!((gate.connections(), asked.lock().unwrap().len()), (0, 0));
}

#[test]
fn testing_a_connection_sends_no_text_of_a_project() {
    let server = crate::server::Told::new(wiremock::ResponseTemplate::new(500));
    let courier = courier();
    for id in ServiceId::ALL {
        let account = account(id, &server.address());
        assert!(courier.check(permit_check(&account).unwrap(), &account, &Cancel::default()).is_err());
    }
    for request in server.requests() {
        let all = format!("{} {}", request.url, String::from_utf8_lossy(&request.body));
        // “مرحبا”, our own word, is the only Arabic.
        let arabic: String = all.replace("مرحبا", "").chars().filter(|letter| *letter > '\u{600}').collect();
        assert!(arabic.is_empty(), "{all}");
    }
}

#[test]
fn a_server_on_this_machine_is_not_looked_for_through_a_proxy() {
    let (gate, _) = gate();
    let server = crate::server::Told::new(crate::server::good(ServiceId::Apertium));
    let courier = Courier::new(options(&gate)).unwrap();
    for name in ["127.0.0.1", "localhost"] {
        let account = account(ServiceId::Apertium, &server.address().replace("127.0.0.1", name));
        assert!(crate::server::ask(&courier, &account, &Cancel::default()).is_ok(), "{name}");
    }
    assert_eq!(gate.connections(), 0);
}

#[test]
fn the_proxy_of_the_environment_is_not_used() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.txt"), "محادثات في باكو\n\nوصل الوزير إلى باكو.\n").unwrap();
    let (gate, asked) = gate();
    let server = crate::server::Told::new(crate::server::good(ServiceId::Apertium));
    let tarjuman = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tarjuman"));
        command.args(arguments).current_dir(folder.path()).env("TARJUMAN_HOME", folder.path().join("home"));
        for name in ["http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"] {
            command.env(name, gate.address());
        }
        command.env_remove("no_proxy").env_remove("NO_PROXY");
        command.env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere").stdin(Stdio::null()).output().unwrap()
    };
    assert!(tarjuman(&["import", "a.txt", "-o", "a.tarjuman"]).status.success());
    let output =
        tarjuman(&["suggest", "a.tarjuman", "--service", "apertium", "--address", &server.address()]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(!server.requests().is_empty());
    assert_eq!((gate.connections(), asked.lock().unwrap().len()), (0, 0));
}

#[test]
fn only_the_transport_knows_the_network() {
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    visit(&sources, &mut |path, text| {
        let is_network =
            ["reqwest", "TcpStream", "UdpSocket", "TcpListener", "std::net::To", "hyper::", "tokio::net"]
                .iter()
                .any(|word| text.contains(word));
        if is_network {
            found.push(path.strip_prefix(&sources).unwrap().to_owned());
        }
    });
    assert_eq!(found, [PathBuf::from("machine/transport.rs")]);
}

fn visit(folder: &Path, look: &mut impl FnMut(&Path, &str)) {
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            visit(&path, look);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            look(&path, &std::fs::read_to_string(&path).unwrap());
        }
    }
}
