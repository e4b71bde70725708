//! What other programs make of the memories we write, and we of theirs: the document type of TMX, and OmegaT.
//!
//! A tool that is not there is skipped, and said to be; with `TARJUMAN_REQUIRE_TOOLS=1` it is a failure.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test stops where it fails")]

mod shared;

use shared::shared;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use tarjuman::article::Stop;
use tarjuman::memory::{Context, Placing, Store, Unit, UnitId, export_tmx, import_file};

/// Sentences as a memory has them, with everything that is hard to write.
fn units() -> Vec<Unit> {
    let unit = |source: &str, target: &str| Unit {
        source: source.to_owned(),
        target: target.to_owned(),
        origin: "مقال \"1\".tarjuman".to_owned(),
        author: "A & B".to_owned(),
        created: 1_580_472_000,
        changed: 1_606_480_200,
        ..Unit::default()
    };
    vec![
        unit("وصل الوزير إلى باكو يوم الثلاثاء.", "The minister arrived in Baku on Tuesday."),
        Unit {
            context: Context::between(Some("وصل الوزير"), None),
            note: "a note\nof two lines & <markup>".to_owned(),
            ..unit("قال: «نعم & لا» <هنا>.", "He said “yes & no” <here>.")
        },
        Unit {
            created: 0,
            changed: 0,
            author: String::new(),
            origin: String::new(),
            ..unit("لم يذكر تفاصيل.", "He gave no details.")
        },
        unit("حرف\u{1}ممنوع ]]> هنا.", "A letter\u{B} that XML forbids ]]> here."),
    ]
}

fn store(folder: &Path, name: &str, units: &[Unit]) -> Store {
    let mut store = Store::open_or_create(&folder.join(name)).unwrap();
    for unit in units {
        store.add(unit, Placing::Beside).unwrap();
    }
    store
}

fn texts(store: &Store) -> Vec<(String, String)> {
    let mut all = Vec::new();
    store
        .each_after(UnitId::default(), |stored| {
            all.push((stored.unit.source, stored.unit.target));
            std::ops::ControlFlow::Continue(())
        })
        .unwrap();
    all.sort();
    all
}

/// Whether a program can be started; where not, says that the test is skipped.
fn has(program: &str) -> bool {
    let is_here = Command::new("which").arg(program).output().is_ok_and(|output| output.status.success());
    let is_required = std::env::var_os("TARJUMAN_REQUIRE_TOOLS").is_some_and(|value| value == "1");
    assert!(is_here || !is_required, "{program} is not installed, and TARJUMAN_REQUIRE_TOOLS=1 asks for it");
    if !is_here {
        println!("skipped: {program} is not installed");
    }
    is_here
}

#[test]
fn the_tmx_we_write_is_valid() {
    let Some(schemas) = shared("schemas/tmx") else { return };
    if !has("xmllint") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    for (name, units) in [("full", units()), ("empty", Vec::new())] {
        let file = folder.path().join(format!("{name}.tmx"));
        let store = store(folder.path(), name, &units);
        export_tmx(&store, &file, &Stop::default(), &mut |_| {}).unwrap();
        let mut xmllint = Command::new("xmllint");
        xmllint.args(["--noout", "--nonet", "--dtdvalid"]).arg(schemas.join("tmx14.dtd")).arg(&file);
        let output = xmllint.output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{name}: {}", said.chars().take(600).collect::<String>());
    }
}

/// A project of OmegaT in `folder`, with one article to translate.
fn omegat_project(folder: &Path, article: &str) -> PathBuf {
    const PROJECT: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat><project version="1.0">
<source_dir>__DEFAULT__</source_dir><target_dir>__DEFAULT__</target_dir><tm_dir>__DEFAULT__</tm_dir>
<glossary_dir>__DEFAULT__</glossary_dir><glossary_file>__DEFAULT__</glossary_file>
<dictionary_dir>__DEFAULT__</dictionary_dir><source_lang>AR</source_lang><target_lang>EN</target_lang>
<sentence_seg>true</sentence_seg><support_default_translations>true</support_default_translations>
<remove_tags>false</remove_tags><external_command></external_command>
</project></omegat>"#;
    let project = folder.join("job");
    for part in ["source", "target", "tm/auto", "glossary", "dictionary", "omegat"] {
        fs::create_dir_all(project.join(part)).unwrap();
    }
    fs::write(project.join("omegat.project"), PROJECT).unwrap();
    fs::write(project.join("source/article.utf8"), article).unwrap();
    project
}

#[test]
fn omegat_takes_our_units_and_we_take_its_own() {
    if !has("omegat") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let ours = store(folder.path(), "ours.tarmem", &units());
    let article: Vec<&str> = vec![
        "وصل الوزير إلى باكو يوم الثلاثاء.",
        "قال: «نعم & لا» <هنا>.",
        "هذه جملة جديدة.",
        "لم يذكر تفاصيل.",
    ];
    let project = omegat_project(folder.path(), &(article.join("\n\n") + "\n"));
    export_tmx(&ours, &project.join("tm/auto/ours.tmx"), &Stop::default(), &mut |_| {}).unwrap();

    let output = Command::new("omegat")
        .arg("--mode=console-translate")
        .arg(format!("--config-dir={}", folder.path().join("settings").display()))
        .arg(&project)
        .env("HOME", folder.path())
        .env_remove("DISPLAY")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{}", said.chars().take(2_000).collect::<String>());
    let translated = fs::read_to_string(project.join("target/article.utf8"));
    let translated = translated.unwrap_or_else(|error| panic!("{error}: {said}"));
    let lines: Vec<&str> = translated.lines().filter(|line| !line.is_empty()).collect();
    assert_eq!(
        lines,
        [
            "The minister arrived in Baku on Tuesday.",
            "He said “yes & no” <here>.",
            "هذه جملة جديدة.",
            "He gave no details.",
        ]
    );

    // OmegaT leaves memories of what it translated beside the project.
    for name in ["job-omegat.tmx", "job-level1.tmx", "job-level2.tmx"] {
        let mut theirs = store(folder.path(), &format!("{name}.tarmem"), &[]);
        let report = import_file(&project.join(name), &mut theirs, &Stop::default(), &mut |_| {}).unwrap();
        let expected: Vec<(String, String)> =
            texts(&ours).into_iter().filter(|(source, _)| article.contains(&source.as_str())).collect();
        assert_eq!(texts(&theirs), expected, "{name}: {:?}", report.sentences());
    }
}
