//! What the package for Debian is made of: everything it names is there, and says the same as the program.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a test stops where it fails"
)]

use std::path::Path;
use std::process::Command;

const DESKTOP_FILE: &str = "assets/linux/tarjuman.desktop";
const FILE_TYPES: &str = "assets/linux/tarjuman.xml";

fn read(path: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

/// The value of a key of the desktop file.
fn entry(key: &str) -> String {
    let text = read(DESKTOP_FILE);
    let line = text.lines().find_map(|line| line.strip_prefix(&format!("{key}=")));
    line.expect(key).to_owned()
}

#[test]
fn every_file_of_the_package_is_in_the_repository_or_made_by_its_script() {
    let manifest: toml::Table = read("Cargo.toml").parse().unwrap();
    let assets = manifest["package"]["metadata"]["deb"]["assets"].as_array().unwrap();
    let script = read(".ci/package");
    assert!(assets.len() > 5);
    for asset in assets {
        let file = asset[0].as_str().unwrap();
        if let Some(made) = file.strip_prefix("target/package/") {
            let made = made.split('*').next().unwrap().trim_end_matches('/');
            assert!(script.contains(&format!("target/package/{made}")), "{file} is not made");
        } else if file != "target/release/tarjuman" {
            assert!(Path::new(env!("CARGO_MANIFEST_DIR")).join(file).is_file(), "{file} is missing");
        }
    }
}

#[test]
fn the_desktop_file_opens_every_kind_of_file_that_readers_ask_for() {
    assert_eq!(entry("Exec"), "tarjuman %F");
    let types = entry("MimeType");
    let named: Vec<_> = types.split_terminator(';').collect();
    for wanted in [
        "application/x-tarjuman",
        "text/html",
        "multipart/related",
        "text/plain",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ] {
        assert!(named.contains(&wanted), "{wanted}");
    }
    let own = read(FILE_TYPES);
    assert!(own.contains(r#"type="application/x-tarjuman""#) && own.contains(r#"pattern="*.tarjuman""#));
}

/// The sign by which a project is told from other SQLite files.
#[test]
fn projects_are_known_by_their_application_id() {
    let id = format!("0x{:08x}", tarjuman::project::file::APPLICATION_ID);
    assert!(read(FILE_TYPES).contains(&id), "{id}");
}

#[test]
fn foreign_programs_accept_the_desktop_file_and_the_manual_pages() {
    let folder = tempfile::tempdir().unwrap();
    let pages = folder.path().join("man");
    let program = env!("CARGO_BIN_EXE_tarjuman");
    let written = Command::new(program).args(["manual", "-o"]).arg(&pages).output().unwrap();
    assert!(written.status.success(), "{}", String::from_utf8_lossy(&written.stderr));

    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    accepted("desktop-file-validate", &[root.join(DESKTOP_FILE).as_os_str()]);
    accepted("xmllint", &["--noout".as_ref(), root.join(FILE_TYPES).as_os_str()]);
    for page in std::fs::read_dir(&pages).unwrap() {
        let page = page.unwrap().path();
        accepted(
            "groff",
            &["-k", "-man", "-Tutf8", "-ww", "-z"]
                .map(AsRef::as_ref)
                .iter()
                .copied()
                .chain([page.as_os_str()])
                .collect::<Vec<_>>(),
        );
    }
}

/// Runs a program that must end well and have nothing to say; where it is not installed, says so.
fn accepted(program: &str, arguments: &[&std::ffi::OsStr]) {
    match Command::new(program).args(arguments).output() {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            assert_ne!(std::env::var("CI").as_deref(), Ok("true"), "{program} is needed where CI=true");
            println!("skipped: {program} is not installed");
        }
        output => {
            let output = output.unwrap();
            let said = [output.stdout, output.stderr].concat();
            let said = String::from_utf8_lossy(&said);
            assert!(output.status.success() && said.trim().is_empty(), "{program} {arguments:?}: {said}");
        }
    }
}
