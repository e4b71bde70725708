//! Terms of other tools taken over and given away, without a window: seen first, counted, taken over, taken back.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test stops where it fails")]

use cpu_time::ThreadTime;
use encoding_rs::{UTF_8, WINDOWS_1256};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tarjuman::app::{App, Command, Dialog, Effect, ExportChoice, FileChoice, Import, Level, Places};
use tarjuman::glossary::formats::{Dialect, Format, Preview, Report, read_guessed};
use tarjuman::glossary::{GlossaryId, Kind, NewTerm, Term};

struct Desk {
    folder: tempfile::TempDir,
    app: App,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let places = Places { config: folder.path().join("config"), data: folder.path().join("data") };
        std::fs::write(folder.path().join("article.txt"), "عاد زيلمانوف إلى شوشا مساء أمس.\n").unwrap();
        let mut desk = Self { app: App::new(places, Arc::new(|| {})), folder };
        desk.run(Command::OpenPath(desk.path("article.txt")));
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.path(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }

    /// Runs a command and lets the workers finish.
    fn run(&mut self, command: Command) {
        self.app.run(command);
        self.app.settle(Duration::from_mins(1));
    }

    fn import(&mut self, name: &str, bytes: &[u8]) {
        let path = self.write(name, bytes);
        self.run(Command::ImportFrom(path));
    }

    fn shown(&self) -> &Import {
        self.app.glossaries.import().expect("an import is looked at")
    }

    fn preview(&self) -> &Preview {
        &self.shown().prepared.as_ref().expect("the file was read").preview
    }

    fn report(&self) -> &Report {
        &self.shown().prepared.as_ref().expect("the file was read").plan.report
    }

    fn terms(&self, glossary: GlossaryId) -> Vec<Term> {
        let layer = self.app.glossaries.stack().layer(glossary).unwrap();
        layer.entries().iter().map(|entry| (*entry.term).clone()).collect()
    }

    fn pairs(&self, glossary: GlossaryId) -> Vec<String> {
        self.terms(glossary).iter().map(|term| format!("{}={}", term.source, term.target)).collect()
    }

    fn hits(&self) -> Vec<String> {
        let terms = self.app.session.as_ref().unwrap().terms.as_ref().unwrap();
        terms.primary(0).map(|(_, term)| term.target.clone()).collect()
    }

    fn said(&self) -> &str {
        self.app.notices.last().map_or("", |notice| &notice.title)
    }
}

fn person(source: &str, target: &str) -> Term {
    Term { source: source.to_owned(), target: target.to_owned(), kind: Kind::Person, ..Term::default() }
}

const PERSONAL: GlossaryId = GlossaryId::PERSONAL;

#[test]
fn an_import_is_seen_then_taken_over_then_taken_back() {
    let mut desk = Desk::new();
    let term = person("زيلمانوف", "Zelmanov");
    desk.run(Command::AddTerm(Box::new(NewTerm { term, into: PERSONAL })));
    let before = desk.terms(PERSONAL);
    desk.import(
        "names.csv",
        "Arabic;English;Remarks\nزيلمانوف;Zelmanov;a minister\nكنجينوف;Ganjinov;\n;nobody;\n".as_bytes(),
    );
    assert_eq!(desk.app.dialog, Some(Dialog::Import));
    assert_eq!(desk.preview().mapping.columns, ["source", "target", "note"]);
    let report = desk.report();
    assert_eq!((report.added, report.merged, report.skipped()), (1, 1, 1));
    assert_eq!(report.warnings[0].to_string(), "row 4: no source; row skipped");
    assert_eq!(desk.terms(PERSONAL), before, "nothing is taken over before it was seen");

    desk.run(Command::TakeImport);
    assert_eq!(desk.app.dialog, None);
    assert_eq!(desk.said(), "“names.csv” is imported into “Personal”");
    let notice = desk.app.notices.last().unwrap();
    assert_eq!(notice.details, "1 added, 1 merged, 1 skipped\nrow 4: no source; row skipped");
    assert_eq!(notice.action, Some(("Undo", Command::UndoTerm)));
    assert_eq!(desk.pairs(PERSONAL), ["زيلمانوف=Zelmanov", "كنجينوف=Ganjinov"]);
    assert_eq!(desk.terms(PERSONAL)[0].note, "a minister");
    let file = std::fs::read_to_string(desk.path("data/glossary/personal.csv")).unwrap();
    assert!(file.contains("كنجينوف,Ganjinov") && file.contains("a minister"), "{file}");

    desk.run(Command::UndoTerm);
    assert_eq!(desk.terms(PERSONAL), before);
    let file = std::fs::read_to_string(desk.path("data/glossary/personal.csv")).unwrap();
    assert!(!file.contains("Ganjinov") && !file.contains("a minister"), "{file}");
    desk.run(Command::RedoTerm);
    assert_eq!(desk.terms(PERSONAL).len(), 2);
}

#[test]
fn how_a_file_is_read_can_be_changed() {
    let mut desk = Desk::new();
    let text = "الاسم,Desk\nزيلمانوف,Zelmanov\n";
    desk.import("old.csv", &WINDOWS_1256.encode(text).0);
    let mapping = desk.preview().mapping.clone();
    assert_eq!((mapping.encoding, mapping.has_header, desk.report().added), (WINDOWS_1256, false, 2));

    let with_header = tarjuman::glossary::formats::Mapping { has_header: true, ..mapping.clone() };
    desk.run(Command::ReadImport(Box::new(with_header.clone())));
    assert_eq!(desk.preview().columns, ["الاسم", "Desk"]);
    assert_eq!(desk.report().added, 1);

    let mut swapped = desk.preview().mapping.clone();
    swapped.choose(1, "note", &desk.preview().columns.clone());
    desk.run(Command::ReadImport(Box::new(swapped)));
    assert_eq!(desk.preview().mapping.columns, ["source", "note"]);
    let prepared = desk.shown().prepared.as_ref().unwrap();
    assert_eq!(
        (prepared.plan.added[0].target.as_str(), prepared.plan.added[0].note.as_str()),
        ("", "Zelmanov")
    );

    // What cannot be read that way is said, and the way before is still there.
    let wrong = tarjuman::glossary::formats::Mapping { encoding: UTF_8, ..with_header };
    desk.run(Command::ReadImport(Box::new(wrong)));
    assert!(desk.report().warnings.iter().any(|warning| warning.problem.contains("no UTF-8")));
    desk.run(Command::PutImportAway);
    assert!(desk.app.glossaries.import().is_none() && desk.terms(PERSONAL).is_empty());
}

#[test]
fn a_column_is_one_thing_at_a_time() {
    let mut desk = Desk::new();
    desk.import("a.csv", "source,target,Desk\nباكو,Baku,Bakou\n".as_bytes());
    let titles = desk.preview().columns.clone();
    let mut mapping = desk.preview().mapping.clone();
    mapping.choose(2, "target", &titles);
    assert_eq!(mapping.columns, ["source", "target (2)", "target"]);
    mapping.choose(1, "", &titles);
    mapping.choose(1, "target", &titles);
    assert_eq!(mapping.columns, ["source", "target", "Desk"]);
}

#[test]
fn terms_go_to_the_glossary_that_was_chosen() {
    let mut desk = Desk::new();
    desk.import(
        "a.tbx",
        &tarjuman::glossary::formats::write(&[person("زيلمانوف", "Zelmanov")], Format::Tbx(Dialect::V2), "x")
            .unwrap(),
    );
    desk.run(Command::ImportInto(GlossaryId::PROJECT));
    assert_eq!(desk.report().added, 1);
    desk.run(Command::TakeImport);
    assert_eq!(desk.terms(GlossaryId::PROJECT), [person("زيلمانوف", "Zelmanov")]);
    assert!(desk.terms(PERSONAL).is_empty());
    assert!(desk.hits().contains(&"Zelmanov".to_owned()), "{:?}", desk.hits());
    // The same once more has nothing to take over.
    desk.import("a.csv", "source,target,kind\nزيلمانوف,Zelmanov,person\n".as_bytes());
    assert_eq!(
        (desk.shown().into, desk.report().unchanged, desk.shown().is_ready()),
        (GlossaryId::PROJECT, 1, false)
    );
}

#[test]
fn a_new_glossary_can_be_begun_for_an_import() {
    let mut desk = Desk::new();
    desk.import("a.csv", "source,target\nزيلمانوف,Zelmanov\n".as_bytes());
    desk.run(Command::CreateGlossary(desk.path("caucasus.csv")));
    assert_eq!(desk.app.dialog, Some(Dialog::Import));
    let into = desk.shown().into;
    assert_eq!(desk.app.glossaries.stack().layer(into).unwrap().path, Some(desk.path("caucasus.csv")));
    desk.run(Command::TakeImport);
    assert_eq!(desk.pairs(into), ["زيلمانوف=Zelmanov"]);
    assert!(std::fs::read_to_string(desk.path("caucasus.csv")).unwrap().contains("زيلمانوف,Zelmanov"));
    assert!(desk.terms(PERSONAL).is_empty());
}

#[test]
fn numbers_that_are_out_of_date_are_counted_again() {
    let mut desk = Desk::new();
    desk.import("a.csv", "source,target\nزيلمانوف,Zelmanov\n".as_bytes());
    assert_eq!(desk.report().added, 1);
    let term = person("زيلمانوف", "Zelmanov");
    desk.run(Command::AddTerm(Box::new(NewTerm { term, into: PERSONAL })));
    desk.run(Command::TakeImport);
    assert_eq!(desk.said(), "The glossary “Personal” has changed meanwhile");
    assert_eq!((desk.report().added, desk.report().unchanged, desk.terms(PERSONAL).len()), (0, 1, 1));
}

#[test]
fn what_is_no_glossary_is_said_once_and_nothing_stays_open() {
    let mut desk = Desk::new();
    desk.import("a.xlsx", b"PK\x03\x04nonsense");
    assert_eq!((desk.app.dialog, desk.app.glossaries.import().is_some()), (None, false));
    assert_eq!(desk.said(), "“a.xlsx” was not imported");
    assert_eq!(desk.app.notices.last().unwrap().level, Level::Error);
    desk.run(Command::ImportFrom(desk.path("none.csv")));
    assert_eq!(desk.said(), "“none.csv” was not imported");
    desk.run(Command::ImportTerms);
    let effects = desk.app.take_effects();
    assert!(
        matches!(&effects[..], [Effect::Choose(FileChoice::ImportTerms { folder: Some(_) })]),
        "{effects:?}"
    );
}

#[test]
fn a_glossary_is_exported_in_the_format_of_its_ending() {
    let mut desk = Desk::new();
    let term = person("زيلمانوف", "Zelmanov");
    desk.run(Command::AddTerm(Box::new(NewTerm { term: term.clone(), into: PERSONAL })));
    desk.run(Command::ExportTerms);
    assert_eq!(desk.app.dialog, Some(Dialog::ExportTerms));
    let choice = ExportChoice { glossary: PERSONAL, format: Format::Tbx(Dialect::V3Dct) };
    desk.run(Command::ChooseTermsFile(choice));
    assert_eq!(desk.app.dialog, None);
    let suggested = desk.path("Personal.tbx");
    assert_eq!(desk.app.take_effects(), [Effect::Choose(FileChoice::ExportTerms { choice, suggested })]);
    for (name, sign) in [
        ("a.tbx", "style=\"dct\""),
        ("a.tsv", "# source\ttarget"),
        ("a.csv", "source,target"),
        ("a", "style=\"dct\""),
    ] {
        let path = desk.path(name);
        desk.run(Command::ExportTermsTo { choice, path: path.clone() });
        assert!(desk.said().starts_with("1 term exported to "), "{}", desk.said());
        let bytes = std::fs::read(path).unwrap();
        assert!(String::from_utf8_lossy(&bytes).contains(sign), "{name}");
        assert_eq!(read_guessed(&bytes, name).unwrap().0.terms, std::slice::from_ref(&term));
    }
    let own = desk.path("data/glossary/personal.csv");
    let before = std::fs::read(&own).unwrap();
    desk.run(Command::ExportTermsTo { choice, path: own.clone() });
    assert_eq!(desk.said(), "The terms were not exported");
    assert_eq!(std::fs::read(own).unwrap(), before);
    desk.run(Command::ExportTermsTo { choice, path: desk.path("none/there/a.csv") });
    assert!(desk.path("none/there/a.csv").exists());
}

#[test]
fn many_terms_are_taken_over_and_back_without_a_wait() {
    let letters: Vec<char> = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي".chars().collect();
    let name = |number: usize| -> String {
        let places = [1, letters.len(), letters.len().pow(2), letters.len().pow(3)];
        places.iter().map(|place| letters[number / place % letters.len()]).collect::<String>() + "وف"
    };
    let rows: Vec<String> = (0..20_000).map(|number| format!("{},Name {number}", name(number))).collect();
    let mut desk = Desk::new();
    desk.import("many.csv", format!("source,target\n{}\n", rows.join("\n")).as_bytes());
    assert_eq!(desk.report().added, 20_000);
    for (command, expected) in
        [(Command::TakeImport, 20_000), (Command::UndoTerm, 0), (Command::RedoTerm, 20_000)]
    {
        let begun = ThreadTime::now();
        desk.app.run(command.clone());
        let took = begun.elapsed();
        desk.app.settle(Duration::from_mins(1));
        assert_eq!(desk.terms(PERSONAL).len(), expected);
        // Generous: the machine may be busy, and this is the dev profile.
        assert!(took < Duration::from_secs(2), "{command:?} took {took:?}");
    }
}
