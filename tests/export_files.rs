//! Writing documents to the disk: whole or not at all.

mod export_fixture;

use export_fixture::article;
use std::fs;
use tarjuman::export::{formats, write_file};

#[test]
fn every_format_writes_the_file_its_name_asks_for() {
    let folder = tempfile::tempdir().unwrap();
    for format in formats() {
        let path = folder.path().join(format!("جبهة قره باغ.{}", format.extension));
        write_file(&article(), &path).unwrap();
        assert_eq!(fs::read(&path).unwrap(), (format.write)(&article()).unwrap(), "{}", format.name);
    }
    assert_eq!(
        fs::read_dir(folder.path()).unwrap().count(),
        formats().len(),
        "no temporary file stays behind"
    );
}
