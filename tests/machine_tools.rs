//! The first pass against a real translation server: Apertium's `APy` with a small pair of our own, on this machine.
//!
//! Needs Debian's apertium-apy, apertium, lttoolbox, python3-chardet, strace, gnome-keyring and dbus. What is not there is
//! skipped, and said to be; with `TARJUMAN_REQUIRE_TOOLS=1` that is a failure.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test stops where it fails"
)]

use std::fmt::Write as _;
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tarjuman::glossary::{Index, Kind, Term};
use tarjuman::machine::{
    Account, Cancel, CourierOptions, Desk, Estimate, Job, Phase, ServiceId, ServiceSettings, consent,
};
use tarjuman::project::{Original, Project, Segment, Status, Terms, file};

/// All the words that our articles have, and the English of the pair.
const WORDS: [(&str, &str); 14] = [
    ("قال", "said"),
    ("وصل", "arrived"),
    ("غادر", "left"),
    ("الوزير", "the minister"),
    ("الرئيس", "the president"),
    ("إن", "that"),
    ("إلى", "to"),
    ("الجيش", "the army"),
    ("قصف", "shelled"),
    ("باكو", "Bakou"),
    ("غزة", "Gaza"),
    ("المدينة", "the city"),
    ("أمس", "yesterday"),
    ("محادثات", "talks"),
];

const ARTICLE: &str = "محادثات باكو\n\nوصل الوزير إلى باكو أمس. قال الرئيس إن الجيش قصف المدينة.\n\nغادر الوزير غزة أمس. وصل الجيش إلى المدينة.\n";

/// A server with our pair, which ends with the test.
struct Apertium {
    folder: tempfile::TempDir,
    child: Child,
    address: String,
}

impl Apertium {
    fn start() -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let mut entries = String::new();
        for (arabic, english) in WORDS {
            let english = english.replace(' ', "<b/>");
            let _ = write!(entries, "<e><p><l>{arabic}</l><r>{english}</r></p></e>");
        }
        let letters =
            "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهويىABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
        let pair = format!(
            "<dictionary><alphabet>{letters}</alphabet><sdefs/><section id=\"main\" type=\"standard\">{entries}\
             </section></dictionary>"
        );
        let at = |name: &str| folder.path().join(name);
        std::fs::write(at("ara-eng.dix"), pair).unwrap();
        std::fs::create_dir(at("modes")).unwrap();
        let mode = format!("lt-proc -t -z '{}'\n", at("ara-eng.bin").display());
        std::fs::write(at("modes/ara-eng.mode"), mode).unwrap();
        let compiled =
            Command::new("lt-comp").arg("lr").args([at("ara-eng.dix"), at("ara-eng.bin")]).output();
        if !compiled.is_ok_and(|output| output.status.success()) {
            return skipped("lt-comp (Debian: lttoolbox) is not installed");
        }
        let has_apy = Command::new("/usr/bin/python3").args(["-c", "import apertium_apy, chardet"]).output();
        if !has_apy.is_ok_and(|output| output.status.success()) {
            return skipped(
                "Apertium's APy (Debian: apertium-apy, apertium, python3-chardet) is not installed",
            );
        }
        // Another program may take the port before it does: then it ends, and another port is tried.
        for _ in 0..5 {
            let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
            let script =
                Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/machine/apertium_loopback.py");
            let mut child = Command::new("/usr/bin/python3")
                .arg(script)
                .args(["-p", &port.to_string()])
                .arg(at("modes"))
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn()
                .unwrap();
            if answers(port, &mut child) {
                return Some(Self { folder, child, address: format!("http://127.0.0.1:{port}") });
            }
            let _ = child.kill();
            let _ = child.wait();
        }
        panic!("Apertium's APy does not start");
    }

    fn account(&self) -> Account {
        let settings =
            ServiceSettings { address: self.address.clone(), ..ServiceSettings::of(ServiceId::Apertium) };
        Account::new(ServiceId::Apertium, settings, None)
    }

    /// A project of the article, with what the program keeps in a folder of its own.
    fn project(&self) -> PathBuf {
        std::fs::write(self.folder.path().join("article.txt"), ARTICLE).unwrap();
        let made = self.tarjuman(&["import", "article.txt", "-o", "article.tarjuman"]);
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        let glossary = "source,target,kind\nباكو,Baku,place\nغزة,Gaza,place\n";
        std::fs::write(self.folder.path().join("article.glossary.csv"), glossary).unwrap();
        self.folder.path().join("article.tarjuman")
    }

    fn tarjuman(&self, arguments: &[&str]) -> Output {
        self.run(Command::new(env!("CARGO_BIN_EXE_tarjuman")).args(arguments))
    }

    fn run(&self, command: &mut Command) -> Output {
        let command =
            command.current_dir(self.folder.path()).env("TARJUMAN_HOME", self.folder.path().join("home"));
        command.env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere").stdin(Stdio::null()).output().unwrap()
    }
}

impl Drop for Apertium {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Waits until the server takes connections, or has ended.
fn answers(port: u16, child: &mut Child) -> bool {
    let begun = Instant::now();
    while begun.elapsed() < Duration::from_mins(2) {
        if TcpStream::connect(("127.0.0.1", port)).is_ok() {
            return true;
        }
        if child.try_wait().unwrap().is_some() {
            return false;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    false
}

fn skipped<T>(why: &str) -> Option<T> {
    assert!(std::env::var("TARJUMAN_REQUIRE_TOOLS").as_deref() != Ok("1"), "needed here: {why}");
    println!("skipped: {why}");
    None
}

const DRAFTS: [&str; 5] = [
    "talks Bakou",
    "arrived the minister to Bakou yesterday.",
    "said the president that the army shelled the city.",
    "left the minister Gaza yesterday.",
    "arrived the army to the city.",
];

#[test]
fn the_job_of_the_window_fills_an_article() {
    let Some(server) = Apertium::start() else { return };
    let article = tarjuman::article::read(ARTICLE.as_bytes(), "article.txt").unwrap().article;
    let mut project = Project::from_article(&article, Original::default());
    let place = |source: &str, target: &str| Term {
        source: source.to_owned(),
        target: target.to_owned(),
        kind: Kind::Place,
        ..Term::default()
    };
    let index = Index::build([place("باكو", "Baku"), place("غزة", "Gaza")]);
    let terms = Terms::find(Arc::new(index), &project);
    let desk = Desk::new(CourierOptions::default(), None).unwrap();
    let account = server.account();
    let status = desk.check(consent::permit_check(&account).unwrap(), &account, &Cancel::default()).unwrap();
    assert!(status.message.contains("translates Arabic into English"), "{status:?}");

    let mut job = Job::plan(&project, &terms, account, usize::MAX, |_| false);
    let characters = project.segments.iter().map(|segment| segment.source.chars().count()).sum();
    assert_eq!(job.estimate(), Estimate { segments: 5, cached: 0, characters });
    let mut labels = Vec::new();
    while let Some(batch) = job.next(&project, &terms) {
        let permission = consent::permit(&project.sending, job.carrier().account().unwrap()).unwrap();
        let results =
            desk.suggest(permission, job.carrier().account().unwrap(), &batch.request, &Cancel::default());
        labels.extend(results.iter().flatten().map(|suggestion| suggestion.kept.label()));
        if let Some(edit) = job.receive(&project, &batch, results) {
            edit.apply(&mut project).unwrap();
        }
    }
    assert_eq!(job.phase(), &Phase::Finished);
    let drafts: Vec<&str> = project.segments.iter().map(|segment| segment.draft.as_str()).collect();
    assert_eq!(drafts, DRAFTS);
    assert!(project.segments.iter().all(Segment::is_machine_draft));
    assert_eq!(labels, ["glossary 0/1", "glossary 0/1", "", "glossary 1/1", ""]);
}

#[test]
fn the_command_line_fills_a_project_and_asks_for_nothing_twice() {
    let Some(server) = Apertium::start() else { return };
    let project = server.project();
    let suggest = |more: &[&str]| {
        let mut arguments = vec![
            "suggest",
            "article.tarjuman",
            "--service",
            "apertium",
            "--address",
            server.address.as_str(),
        ];
        arguments.extend(more);
        let output = server.tarjuman(&arguments);
        let error = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{error}");
        (String::from_utf8(output.stdout).unwrap(), error)
    };
    let (shown, _) = suggest(&["--limit", "2"]);
    assert_eq!(shown.lines().count(), 2, "{shown}");
    // The glossaries that ship have terms for some of it as well.
    assert!(shown.contains("talks Bakou  [glossary ") && shown.contains("باكو → Baku"), "{shown}");
    let drafts = |path: &Path| -> Vec<(String, Status, Option<String>)> {
        let segments = file::look(path).unwrap().0.segments;
        segments.iter().map(|s| (s.draft.clone(), s.status, s.suggested_by.clone())).collect()
    };
    assert!(drafts(&project).iter().all(|(draft, ..)| draft.is_empty()), "nothing is filled without --fill");

    let (shown, error) = suggest(&["--fill", "--json"]);
    assert!(error.contains("5 segments without a draft, 2 known from before"), "{error}");
    assert_eq!(shown.lines().filter(|line| line.contains("\"cached\":true")).count(), 2, "{shown}");
    let expected: Vec<_> = DRAFTS
        .iter()
        .map(|draft| ((*draft).to_owned(), Status::Draft, Some("Apertium".to_owned())))
        .collect();
    assert_eq!(drafts(&project), expected);
    let (shown, _) = suggest(&["--fill"]);
    assert_eq!(shown, "", "there is nothing left to fill");
}

#[test]
fn the_program_talks_to_the_named_server_and_nobody_else() {
    let Some(server) = Apertium::start() else { return };
    server.project();
    let strace = |arguments: &[&str]| Command::new("strace").args(arguments).output();
    if strace(&["-V"]).is_err() {
        let _: Option<()> = skipped("strace is not installed");
        return;
    }
    if !strace(&["-o", "/dev/null", "true"]).is_ok_and(|done| done.status.success()) {
        // Some containers do not let one program look at another, whatever is installed.
        println!("skipped: strace may not look at other programs here");
        return;
    }
    let traced = |arguments: &[&str]| {
        let log = server.folder.path().join("trace");
        let mut command = Command::new("strace");
        command.args(["-f", "-e", "trace=connect,sendto,sendmsg", "-o"]).arg(&log);
        let output = server.run(command.arg(env!("CARGO_BIN_EXE_tarjuman")).args(arguments));
        let log = std::fs::read_to_string(log).unwrap();
        // Sockets between programs of this machine (message bus, name service) are no network.
        let network = log.lines().filter(|line| line.contains("AF_INET") && line.contains("connect("));
        let calls: Vec<String> = network.map(str::to_owned).collect();
        (output, calls)
    };
    // Before consent there is no connection of any kind, and no name is looked up.
    let (output, calls) = traced(&["suggest", "article.tarjuman", "--service", "mymemory"]);
    assert!(String::from_utf8_lossy(&output.stderr).contains("nothing was sent"));
    assert_eq!(calls, Vec::<String>::new());

    let port = server.address.rsplit(':').next().unwrap();
    let to = format!("sin_port=htons({port}), sin_addr=inet_addr(\"127.0.0.1\")");
    let (output, calls) =
        traced(&["suggest", "article.tarjuman", "--service", "apertium", "--address", &server.address]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(!calls.is_empty() && calls.iter().all(|call| call.contains(&to)), "{calls:#?}");
}

const IN_SESSION: &str = "TARJUMAN_TEST_KEY_STORE";
const KEY: &str = "a-key-for-the-store";

/// With a message bus and a key store of its own, so that nobody's real keys are touched.
#[test]
fn a_key_goes_into_the_key_store_of_the_system_and_comes_back() {
    let folder = tempfile::tempdir().unwrap();
    if !Command::new("gnome-keyring-daemon").arg("--version").output().is_ok_and(|done| done.status.success())
    {
        let _: Option<()> =
            skipped("gnome-keyring and dbus-run-session (Debian: gnome-keyring, dbus) are not installed");
        return;
    }
    let script = "printf unlocked | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; exec \"$0\" \
                  --exact keep_a_key_in_the_store --nocapture";
    let mut command = Command::new("dbus-run-session");
    command.args(["--", "sh", "-c", script]).arg(std::env::current_exe().unwrap()).env(IN_SESSION, "1");
    for variable in ["HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"] {
        command.env(variable, folder.path());
    }
    let output = command.output().unwrap();
    let shown =
        String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && shown.contains("kept, found, forgotten"), "{shown}");
    assert!(!shown.contains(KEY), "{shown}");
}

/// The body of the session; as an ordinary test it does nothing.
#[test]
fn keep_a_key_in_the_store() {
    use secrecy::ExposeSecret as _;
    use tarjuman::machine::{KeyPlace, Keys};
    if std::env::var_os(IN_SESSION).is_none() {
        return;
    }
    let settings = ServiceSettings::default();
    let keys = Keys::default().with_store();
    assert!(keys.find(ServiceId::DeepL, &settings).is_none());
    let saved = keys.save(ServiceId::DeepL, &settings, KEY.into());
    assert_eq!((saved.place, &saved.problem), (KeyPlace::System, &None));
    // Another run of the program finds it.
    let (found, place) = Keys::default().with_store().find(ServiceId::DeepL, &settings).unwrap();
    assert!(found.expose_secret() == KEY && place == KeyPlace::System);
    keys.forget(ServiceId::DeepL, &settings).unwrap();
    assert!(keys.find(ServiceId::DeepL, &settings).is_none());
    println!("kept, found, forgotten");
}

/// A real `LibreTranslate`, where somebody has started one: it is half a gigabyte, so no test does. See docs/testing.md.
#[test]
fn a_real_libretranslate_translates_and_says_what_is_wrong() {
    let Ok(address) = std::env::var("TARJUMAN_LIBRETRANSLATE") else {
        println!("skipped: TARJUMAN_LIBRETRANSLATE names no LibreTranslate");
        return;
    };
    let settings = ServiceSettings { address, ..ServiceSettings::of(ServiceId::LibreTranslate) };
    let mut account = Account::new(ServiceId::LibreTranslate, settings, None);
    let desk = Desk::new(CourierOptions::default(), None).unwrap();
    let status = desk.check(consent::permit_check(&account).unwrap(), &account, &Cancel::default()).unwrap();
    assert!(status.message.contains("from Arabic into English"), "{status:?}");
    let term = Term { source: "غزة".to_owned(), target: "Gaza City".to_owned(), ..Term::default() };
    let article =
        tarjuman::article::read("قال الوزير إن الجيش قصف غزة أمس.".as_bytes(), "a.txt").unwrap().article;
    let project = Project::from_article(&article, Original::default());
    let terms = Terms::find(Arc::new(Index::build([term])), &project);
    for (send_terms, label) in [(false, "glossary 0/1"), (true, "glossary 1/1")] {
        account.settings.send_terms = send_terms;
        let permission = consent::permit(&project.sending, &account).unwrap();
        let request = tarjuman::machine::Request::of(&project, &terms, &[0]);
        let suggestion = desk.suggest(permission, &account, &request, &Cancel::default()).remove(0).unwrap();
        assert_eq!(suggestion.kept.label(), label, "{}", suggestion.text);
        assert!(suggestion.text.contains("Gaza") && !suggestion.text.contains('<'), "{}", suggestion.text);
    }
}
