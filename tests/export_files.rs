//! Writing documents to the disk: whole or not at all.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test stops where it fails")]

mod export_fixture;

use export_fixture::{article, one_row};
use std::fs;
use std::path::Path;
use tarjuman::export::{ExportError, Layout, Options, Watch, format_for_path, formats, write_as, write_file};

#[test]
fn every_format_writes_the_file_its_name_asks_for() {
    let folder = tempfile::tempdir().unwrap();
    for format in formats() {
        let path = folder.path().join(format!("جبهة قره باغ {}.{}", format.name, format.extension));
        // Where several formats share an ending, a name asks for the first of them.
        if format_for_path(&path).unwrap().name == format.name {
            write_file(&article(), &path).unwrap();
        } else {
            write_as(format, &article(), &Options::default(), &path, &Watch::default()).unwrap();
        }
        assert_eq!(
            fs::read(&path).unwrap(),
            (format.write)(&article(), &Options::default(), &Watch::default()).unwrap(),
            "{}",
            format.name
        );
    }
    assert_eq!(names_in(folder.path()).len(), formats().len(), "no temporary file stays behind");
}

#[test]
fn a_second_export_replaces_the_first() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("article.html");
    write_file(&one_row("باكو", "Baku"), &path).unwrap();
    write_file(&one_row("يريفان", "Yerevan"), &path).unwrap();
    let page = fs::read_to_string(&path).unwrap();
    assert!(page.contains("Yerevan") && !page.contains("Baku"));
    assert_eq!(names_in(folder.path()), ["article.html"]);
}

#[test]
fn a_cancelled_export_leaves_the_earlier_file() {
    let folder = tempfile::tempdir().unwrap();
    for format in formats() {
        let path = folder.path().join(format!("article.{}", format.extension));
        fs::write(&path, "signed off").unwrap();
        let watch = Watch::default();
        watch.cancel();
        let result = write_as(format, &article(), &Options::default(), &path, &watch);
        assert!(matches!(result, Err(ExportError::Cancelled)), "{}", format.name);
        assert_eq!(fs::read_to_string(&path).unwrap(), "signed off", "{}", format.name);
    }
}

#[test]
fn an_export_cancelled_in_the_middle_leaves_the_earlier_file_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    for format in formats() {
        let layouts = if format.layouts.is_empty() { &[Layout::SideBySide][..] } else { format.layouts };
        for layout in layouts {
            let options = Options { layout: *layout, ..Options::default() };
            for rows in [1, 3] {
                let watch = Watch::patient_for(rows);
                let path = folder.path().join(format!("article.{}", format.extension));
                let result = write_as(format, &article(), &options, &path, &watch);
                assert!(matches!(result, Err(ExportError::Cancelled)), "{}", format.name);
                assert_eq!(watch.rows(), rows, "{}: nothing is written after that", format.name);
                assert_eq!(names_in(folder.path()), [""; 0], "{}: nothing is there", format.name);

                fs::write(&path, "signed off").unwrap();
                let result = write_as(format, &article(), &options, &path, &Watch::patient_for(rows));
                assert!(matches!(result, Err(ExportError::Cancelled)), "{}", format.name);
                assert_eq!(fs::read_to_string(&path).unwrap(), "signed off", "{}", format.name);
                assert_eq!(names_in(folder.path()).len(), 1, "{}", format.name);
                fs::remove_file(&path).unwrap();
            }
        }
    }
}

#[test]
fn a_failed_export_says_why_and_leaves_everything_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let in_folder = |name: &str| folder.path().join(name);
    fs::create_dir(in_folder("taken.docx")).unwrap();
    fs::write(in_folder("kept.docx"), "signed off").unwrap();
    let mut permissions = fs::metadata(in_folder("kept.docx")).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(in_folder("kept.docx"), permissions).unwrap();

    let result = |name: &str| write_file(&article(), &in_folder(name));
    assert!(matches!(result("taken.docx"), Err(ExportError::IsFolder { .. })));
    assert!(matches!(result("kept.docx"), Err(ExportError::ReadOnly { .. })));
    assert!(matches!(result("article.pages"), Err(ExportError::UnknownFormat { .. })));
    let missing = result("no such folder/article.docx").unwrap_err();
    assert!(matches!(missing, ExportError::NoFolder { .. }));
    assert!(missing.to_string().contains("no such folder"), "{missing}");

    assert_eq!(fs::read_to_string(in_folder("kept.docx")).unwrap(), "signed off");
    assert_eq!(names_in(folder.path()), ["kept.docx", "taken.docx"]);
}

#[cfg(unix)]
#[test]
fn a_full_disk_leaves_the_old_document() {
    // The disk is played by a limit on the size of files, set for a run of this test in a process of its own.
    const CHILD: &str = "TARJUMAN_EXPORT_CHILD";
    let path = |folder: &str| Path::new(folder).join("article.html");
    if let Ok(folder) = std::env::var(CHILD) {
        let error = write_file(&article(), &path(&folder)).unwrap_err();
        assert!(matches!(error, ExportError::Write { .. }), "{error}");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let folder_name = folder.path().to_str().unwrap();
    fs::write(path(folder_name), "the old document").unwrap();
    let me = std::env::current_exe().unwrap();
    // The limit is in blocks of 512 or 1,024 bytes; with the signal ignored, writing returns an error.
    let limited = "trap '' XFSZ; ulimit -f 1; exec \"$0\" --exact a_full_disk_leaves_the_old_document";
    let output = std::process::Command::new("sh")
        .args(["-c", limited])
        .arg(me)
        .env(CHILD, folder_name)
        .output()
        .unwrap();
    let report = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && report.contains("1 passed"), "{report}");
    assert_eq!(fs::read_to_string(path(folder_name)).unwrap(), "the old document");
    assert_eq!(names_in(folder.path()), ["article.html"]);
}

#[cfg(unix)]
#[test]
fn a_link_still_points_to_the_document_and_permissions_stay() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = tempfile::tempdir().unwrap();
    let [real, link] = ["real.html", "link.html"].map(|name| folder.path().join(name));
    fs::write(&real, "old").unwrap();
    fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).unwrap();
    symlink(&real, &link).unwrap();
    write_file(&one_row("باكو", "Baku"), &link).unwrap();
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert!(fs::read_to_string(&real).unwrap().contains("Baku"));
    assert_eq!(fs::metadata(&real).unwrap().permissions().mode() & 0o777, 0o640);
}

fn names_in(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}
