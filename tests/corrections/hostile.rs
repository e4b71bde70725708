//! Files from anywhere: each gives corrections or a message, and never a panic.

use crate::desk::{FORMATS, exported, replaced, small};
use proptest::prelude::*;
use tarjuman::article::{ReadError, Stop};
use tarjuman::corrections::{Corrections, CorrectionsError};

fn read(bytes: &[u8]) -> Result<Corrections, CorrectionsError> {
    Corrections::read(bytes, &small(), &Stop::default())
}

#[test]
fn what_we_never_exported_says_so() {
    let page = "<!DOCTYPE html><html><body><p>نص</p></body></html>";
    for file in [page.as_bytes(), b"a,b\nc,d\n", b"ID,x\n1,2\n", b"<xliff version=\"1.2\"/>"] {
        let error = read(file).unwrap_err();
        let is_known = matches!(error, CorrectionsError::NotOurs | CorrectionsError::Table(_));
        assert!(is_known, "{:?}: {error:?}", String::from_utf8_lossy(file));
    }
    assert!(read(b"").is_err());
}

#[test]
fn entities_bombs_and_names_that_lead_outside_are_refused() {
    let bomb =
        "<!DOCTYPE xliff [<!ENTITY a \"aa\"><!ENTITY b \"&a;&a;\">]><xliff version=\"1.2\">&b;</xliff>";
    assert!(matches!(read(bomb.as_bytes()), Err(CorrectionsError::Read(ReadError::Unsafe { .. }))));
    let deep = format!("<xliff>{}", "<g>".repeat(100_000));
    assert!(matches!(read(deep.as_bytes()), Err(CorrectionsError::Read(ReadError::Unsafe { .. }))));
    let zeros = "0".repeat(40_000_000);
    let docx = replaced(&exported(&small(), "docx"), "The visit was over.", &zeros);
    assert!(matches!(read(&docx), Err(CorrectionsError::Read(ReadError::Unsafe { .. }))));
}

#[test]
fn reading_can_be_stopped() {
    let stop = Stop::default();
    stop.wish();
    let result = Corrections::read(&exported(&small(), "docx"), &small(), &stop);
    assert_eq!(result, Err(CorrectionsError::Read(ReadError::Stopped)));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_damaged_file_gives_a_message_or_what_is_left(
        at in any::<prop::sample::Index>(), byte in any::<u8>(), cut in any::<prop::sample::Index>()
    ) {
        for format in FORMATS {
            let mut bytes = exported(&small(), format);
            let place = at.index(bytes.len());
            bytes[place] = byte;
            let _ = read(&bytes);
            bytes.truncate(cut.index(bytes.len()) + 1);
            let _ = read(&bytes);
        }
    }

    #[test]
    fn any_bytes_are_answered(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = read(&bytes);
        let _ = read(&[b"PK\x03\x04", &bytes[..]].concat());
        let _ = read(&[b"ID,Arabic source,English translation\n", &bytes[..]].concat());
        let _ = read(&[b"<xliff><trans-unit id=\"s1_d_0123456789abcdef\">", &bytes[..]].concat());
    }
}
