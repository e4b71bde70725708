//! A key is found nowhere but in the request: not in the project, the settings, the cache, what is printed, or what goes
//! wrong.

use crate::server::{KEY, Told, account, ask, courier, good, sentence};
use secrecy::SecretString;
use std::path::Path;
use std::process::{Command, Stdio};
use tarjuman::machine::consent::{Disclosure, permit};
use tarjuman::machine::{Cache, Cancel, CourierOptions, Desk, Keys, Request, ServiceId, ServiceSettings};
use tarjuman::project::{Change, Project, Sending, file};
use wiremock::ResponseTemplate;

/// Every file below a folder that holds the key.
fn files_with_the_key(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(files_with_the_key(&path));
        } else {
            let bytes = std::fs::read(&path).unwrap();
            if bytes.windows(KEY.len()).any(|part| part == KEY.as_bytes()) {
                found.push(path);
            }
        }
    }
    found
}

#[test]
fn no_file_of_ours_holds_a_key() {
    let folder = tempfile::tempdir().unwrap();
    let server = Told::new(good(ServiceId::DeepL));
    let account = account(ServiceId::DeepL, &server.address());
    let desk = Desk::new(CourierOptions::default(), Some(Cache::open(&folder.path().join("cache")).unwrap()));
    let desk = desk.unwrap();
    let permission = permit(&Sending::default(), &account).unwrap();
    let suggestion =
        desk.suggest(permission, &account, &Request::one(sentence()), &Cancel::default()).remove(0);
    assert!(!format!("{:?} {account:?}", suggestion.unwrap()).contains(KEY));
    // It did go where it belongs.
    assert_eq!(server.requests()[0].headers["authorization"], format!("DeepL-Auth-Key {KEY}").as_str());

    let settings = serde_json::to_string(&account.settings).unwrap();
    std::fs::write(folder.path().join("settings.json"), settings).unwrap();
    let article = tarjuman::article::read("وصل الوزير.".as_bytes(), "a.txt").unwrap().article;
    let project = Project::from_article(&article, tarjuman::project::Original::default());
    let mut stored = file::create(&folder.path().join("a.tarjuman"), &project).unwrap();
    let consents = vec![Disclosure::of(&account).unwrap().agreed("today")];
    stored.save(&[Change::Sending(Sending { never: false, consents })]).unwrap();
    stored.close().unwrap();
    assert_eq!(files_with_the_key(folder.path()), Vec::<std::path::PathBuf>::new());
}

#[test]
fn no_failure_holds_a_key_even_if_the_server_repeats_it() {
    for id in ServiceId::ALL {
        for code in [200, 302, 400, 401, 403, 404, 413, 429, 456, 500, 529] {
            for repeated in
                [KEY.to_owned(), format!("Bearer {KEY}."), format!("{}…{}", &KEY[..8], &KEY[20..])]
            {
                let body = serde_json::json!({
                    "error": { "message": format!("Wrong key {repeated}") },
                    "message": format!("Wrong key {repeated}"),
                    "explanation": format!("Wrong key {repeated}"),
                    "responseDetails": format!("Wrong key {repeated}"),
                });
                let answer = ResponseTemplate::new(code)
                    .set_body_raw(body.to_string(), "application/json")
                    .insert_header("Location", format!("https://example.org/?key={KEY}").as_str());
                let server = Told::new(answer);
                let failure =
                    ask(&courier(), &account(id, &server.address()), &Cancel::default()).unwrap_err();
                let shown = format!("{failure} {failure:?}");
                assert!(!shown.contains(&KEY[..8]), "{id:?} {code}: {shown}");
            }
        }
    }
}

#[test]
fn the_command_line_takes_a_key_from_the_environment_and_shows_it_nowhere() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().join("home");
    let article = folder.path().join("a.txt");
    std::fs::write(&article, "محادثات في باكو\n\nوصل الوزير إلى باكو. وغادر مساء.\n").unwrap();
    let tarjuman = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tarjuman"));
        command.args(arguments).current_dir(folder.path()).env("TARJUMAN_HOME", &home);
        // No key store: it would be the one of whoever runs the tests.
        command.env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere").env("TARJUMAN_DEEPL_KEY", KEY);
        command.stdin(Stdio::null()).output().unwrap()
    };
    assert!(tarjuman(&["import", "a.txt", "-o", "a.tarjuman"]).status.success());
    let server = Told::new(ResponseTemplate::new(403).set_body_string(format!("bad key {KEY}")));
    let asked =
        tarjuman(&["suggest", "a.tarjuman", "--service", "deepl", "--address", &server.address(), "--json"]);
    let shown =
        format!("{}{}", String::from_utf8_lossy(&asked.stdout), String::from_utf8_lossy(&asked.stderr));
    assert!(!asked.status.success() && shown.contains("refused the key") && !shown.contains(KEY), "{shown}");
    let sent = server.requests();
    assert_eq!(sent[0].headers["authorization"], format!("DeepL-Auth-Key {KEY}").as_str());

    // Without consent nothing is sent, and what would be is said.
    let asked = tarjuman(&["suggest", "a.tarjuman", "--service", "deepl"]);
    let shown = String::from_utf8_lossy(&asked.stderr).into_owned();
    assert!(shown.contains("nothing was sent") && shown.contains("--consent api.deepl.com"), "{shown}");
    assert_eq!(files_with_the_key(folder.path()), Vec::<std::path::PathBuf>::new());
}

#[test]
fn a_key_store_that_is_not_there_is_said() {
    let keys = Keys::default();
    let saved = keys.save(ServiceId::DeepL, &ServiceSettings::default(), SecretString::from(KEY));
    assert!(!format!("{saved:?}").contains(KEY));
    assert!(keys.find(ServiceId::DeepL, &ServiceSettings::default()).is_some());
}
