//! What other programs make of the glossaries we write: the schemas of TBX, and the translate-toolkit.
//!
//! A tool that is not there is skipped, and said to be.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test stops where it fails")]

mod shared;

use shared::shared;
use std::path::Path;
use std::process::Command;
use tarjuman::glossary::formats::{Dialect, Format, write};
use tarjuman::glossary::{Gender, Kind, Status, Term};

/// Everything that ships, and terms that use every column and hard text.
fn glossary() -> Vec<Term> {
    let mut terms: Vec<Term> =
        tarjuman::glossary::shipped().into_iter().flat_map(|glossary| glossary.terms).collect();
    let text = |text: &str| text.to_owned();
    terms.push(Term {
        id: Some(text("c7")),
        source: text("مايك بومبيو"),
        target: text("Mike Pompeo"),
        kind: Kind::Person,
        variants: vec![text("بومبيو"), text("مايك بامبيو")],
        plural: vec![text("كتب")],
        forbidden: vec![text("Mike Bombeo"), text("a|b\\c")],
        note: text("two\nlines, a \"mark\" & <markup>\ttab"),
        status: Status::Proposed,
        domain: text("politics"),
        gender: Some(Gender::Masculine),
        first_mention: text("Mike Pompeo, the US secretary of state"),
        later_mention: text("Pompeo"),
        source_link: text("https://example.org/?a=1&b=2"),
        extra: vec![
            (text("definition"), text("a secretary")),
            (text("Desk & Co"), text("one\rtwo")),
            (text("\"line\nbreak\""), text("]]>")),
        ],
    });
    terms.push(Term { source: text("باكو"), ..Term::default() });
    terms
}

fn write_to(folder: &Path, name: &str, terms: &[Term], format: Format) -> String {
    let path = folder.join(name);
    std::fs::write(&path, write(terms, format, "Ours & <theirs>").unwrap()).unwrap();
    path.display().to_string()
}

#[test]
fn the_tbx_we_write_is_valid() {
    let Some(schemas) = shared("schemas/tbx") else { return };
    if Command::new("xmllint").arg("--version").output().is_err() {
        println!("skipped: xmllint is not installed");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    for (dialect, option, schema) in [
        (Dialect::V2, "--dtdvalid", "TBXcoreStructV02.dtd"),
        (Dialect::V3Dca, "--relaxng", "TBXcoreStructV03.rng"),
        (Dialect::V3Dct, "--relaxng", "TBXcoreStructV03.rng"),
    ] {
        let none: &[Term] = &[];
        let all = glossary();
        for terms in [&all, none] {
            if terms.is_empty() && dialect == Dialect::V2 {
                continue;
            }
            let file = write_to(folder.path(), "a.tbx", terms, Format::Tbx(dialect));
            let mut xmllint = Command::new("xmllint");
            let output =
                xmllint.args(["--noout", "--nonet", option]).arg(schemas.join(schema)).arg(file).output();
            let output = output.unwrap();
            let said = String::from_utf8_lossy(&output.stderr);
            assert!(output.status.success(), "{dialect:?}: {}", said.chars().take(600).collect::<String>());
        }
    }
}

#[test]
fn the_translate_toolkit_reads_what_we_write() {
    const READ: &str = r#"
import sys
from translate.storage import csvl10n, tbx
kind, path = sys.argv[1:]
store = {"tbx": tbx.tbxfile, "csv": csvl10n.csvfile}[kind].parsefile(path)
for unit in store.units:
    if kind == "csv" and unit.isheader():
        continue
    print(f"{unit.source}\t{unit.target or ''}")
"#;
    let knows = Command::new("python3").args(["-c", "import translate.storage.tbx"]).output();
    if !knows.is_ok_and(|output| output.status.success()) {
        println!("skipped: translate-toolkit is not installed (pip install translate-toolkit)");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let terms = glossary();
    for (kind, format) in [("tbx", Format::Tbx(Dialect::V2)), ("csv", Format::Csv)] {
        let file = write_to(folder.path(), "a", &terms, format);
        let output = Command::new("python3").args(["-c", READ, kind, &file]).output().unwrap();
        let read = String::from_utf8(output.stdout).unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let read: Vec<&str> = read.lines().collect();
        let ours: Vec<String> =
            terms.iter().map(|term| format!("{}\t{}", term.source, term.target)).collect();
        assert_eq!(read, ours, "{kind}");
    }
}
