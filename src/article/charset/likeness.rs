//! How much the letters that a set makes of some bytes look like Arabic writing.
//!
//! Read in the wrong one of two Arabic sets, a text is still Arabic letters, but rare ones are frequent and
//! accented Latin ones stand between them. Only letters count; nothing is known of words.

use super::{Charset, mac_arabic};
use encoding_rs::{ISO_8859_6, WINDOWS_1256};

/// The sets of one byte a letter.
pub(super) const SINGLE_BYTE: [Charset; 3] = [Charset::Windows1256, Charset::Iso8859_6, Charset::MacArabic];

/// Whether no other set of one byte a letter makes clearly better Arabic of the bytes than `charset` does.
pub fn reads_as_well_as_any(charset: Charset, bytes: &[u8]) -> bool {
    let sample = sample(bytes);
    let own = likeness(charset, &sample);
    SINGLE_BYTE.iter().all(|other| likeness(*other, &sample) <= own + MARGIN)
}

/// Points; reading in the wrong set costs 30 and more.
pub(super) const MARGIN: i64 = 8;

/// The first parts of a file that have other than ASCII characters: pages may begin with much that has none.
pub(super) fn sample(bytes: &[u8]) -> Vec<u8> {
    const PART: usize = 1024;
    const PARTS: usize = 64;
    bytes.chunks(PART).filter(|part| !part.is_ascii()).take(PARTS).flatten().copied().collect()
}

/// Points a byte above 7F has on average: about 70 for Arabic, below 0 for what is none; 0 without such bytes.
pub(super) fn likeness(charset: Charset, bytes: &[u8]) -> i64 {
    let table: Vec<Option<char>> = (0x80..=0xFF).map(|byte| letter(charset, byte)).collect();
    let mut sum = 0;
    let mut count = 0;
    for (at, byte) in bytes.iter().enumerate() {
        let Some(letter) = byte.checked_sub(0x80).and_then(|high| table.get(usize::from(high))) else {
            continue;
        };
        let is_latin =
            |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_alphabetic);
        sum += if is_latin(at.checked_sub(1)) || is_latin(at.checked_add(1)) {
            points_in_latin(*letter)
        } else {
            points_of(*letter)
        };
        count += 1;
    }
    if count == 0 { 0 } else { sum / count }
}

/// Beside an ASCII letter: a word has letters of one script.
fn points_in_latin(letter: Option<char>) -> i64 {
    match letter {
        Some('\u{0600}'..='\u{06FF}') => -60,
        Some(letter) if letter.is_alphabetic() => 20,
        letter => points_of(letter),
    }
}

fn letter(charset: Charset, byte: u8) -> Option<char> {
    let encoding = match charset {
        Charset::Iso8859_6 => ISO_8859_6,
        Charset::MacArabic => return Some(mac_arabic::letter(byte)),
        _ => WINDOWS_1256,
    };
    encoding.decode_without_bom_handling_and_without_replacement(&[byte])?.chars().next()
}

/// For Arabic letters about how many of a thousand letters of a newspaper they are.
fn points_of(letter: Option<char>) -> i64 {
    let Some(letter) = letter else { return -100 };
    match letter {
        'ا' => 150,
        'ل' => 115,
        'ي' => 70,
        'م' | 'ن' | 'و' => 60,
        'ر' | 'ت' => 46,
        'ب' | 'ع' | 'د' => 34,
        'ه' | 'ة' | 'س' | 'ف' | 'أ' | 'ك' | 'ح' | 'ق' => 25,
        'ج' | 'ى' | 'إ' | 'ش' | 'ص' | 'ط' => 11,
        'ض' | 'ز' | 'خ' | 'ذ' | 'ث' | 'غ' | 'ء' | 'ئ' | 'ظ' | 'ؤ' | 'آ' => 5,
        '،' | '؛' | '؟' | '٪' | '\u{0660}'..='\u{0669}' | '«' | '»' | '“' | '”' | '…' | '–' | '\u{A0}' => {
            20
        }
        // Vowel signs and the letters of other languages in Arabic script.
        '\u{0600}'..='\u{06FF}' => 3,
        // Controls, and the brackets that the Mac has a second time: nobody writes them.
        '\u{80}'..='\u{9F}' | '[' | '\\' | ']' | '^' | '_' | '{' | '|' | '}' | '\u{274A}' => -100,
        _ if letter.is_alphabetic() => -60,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// «وقال الوزير إن القوات انسحبت فجر أمس».
    const WINDOWS: &[u8] = b"\xE6\xDE\xC7\xE1 \xC7\xE1\xE6\xD2\xED\xD1 \xC5\xE4 \xC7\xE1\xDE\xE6\xC7\xCA \xC7\xE4\xD3\xCD\xC8\xCA \xDD\xCC\xD1 \xC3\xE3\xD3";
    const ISO: &[u8] = b"\xE8\xE2\xC7\xE4 \xC7\xE4\xE8\xD2\xEA\xD1 \xC5\xE6 \xC7\xE4\xE2\xE8\xC7\xCA \xC7\xE6\xD3\xCD\xC8\xCA \xE1\xCC\xD1 \xC3\xE5\xD3";

    #[test]
    fn arabic_in_its_own_set_is_the_most_like_it() {
        assert!(reads_as_well_as_any(Charset::Windows1256, WINDOWS));
        assert!(!reads_as_well_as_any(Charset::Iso8859_6, WINDOWS));
        assert!(!reads_as_well_as_any(Charset::MacArabic, WINDOWS));
        assert!(reads_as_well_as_any(Charset::Iso8859_6, ISO));
        assert!(!reads_as_well_as_any(Charset::Windows1256, ISO));
        assert!(reads_as_well_as_any(Charset::MacArabic, ISO), "the letters are the same");
    }

    #[test]
    fn accents_in_latin_words_are_no_arabic() {
        assert!(reads_as_well_as_any(Charset::Windows1256, b"Un caf\xE9 tr\xE8s noir, gar\xE7on"));
        assert!(!reads_as_well_as_any(Charset::Iso8859_6, b"Un caf\xE9 tr\xE8s noir, gar\xE7on"));
    }

    #[test]
    fn a_page_without_arabic_fits_every_set() {
        assert!(SINGLE_BYTE.iter().all(|charset| reads_as_well_as_any(*charset, b"<html>plain</html>")));
    }
}
