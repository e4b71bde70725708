//! Which character set bytes are in, told from the bytes alone.

use super::Charset;
use super::likeness::{MARGIN, SINGLE_BYTE, likeness, sample};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};

/// The set whose byte order mark the bytes begin with.
pub fn has_signature(bytes: &[u8]) -> Option<Charset> {
    match bytes {
        [0xEF, 0xBB, 0xBF, ..] => Some(Charset::Utf8),
        // Four bytes a letter: nobody saves articles so, and it is no UTF-16.
        [0xFF, 0xFE, 0, 0, ..] => None,
        [0xFF, 0xFE, ..] => Some(Charset::Utf16Le),
        [0xFE, 0xFF, ..] => Some(Charset::Utf16Be),
        _ => None,
    }
}

/// UTF-16 without its mark: every second byte is the 06 of the Arabic block or the zero of spaces, line breaks
/// and ASCII. No other text has such bytes, least of all at regular places.
pub fn utf16_without_signature(bytes: &[u8]) -> Option<Charset> {
    /// Bytes; the end of a file can only repeat what this many say.
    const SEARCHED: usize = 64 * 1024;
    let start = bytes.get(..bytes.len().min(SEARCHED)).unwrap_or(bytes);
    let mut little = 0;
    let mut big = 0;
    let mut units = 0;
    for unit in start.chunks_exact(2) {
        if let [one, other] = unit {
            units += 1;
            little += usize::from(is_ordinary(*other, *one));
            big += usize::from(is_ordinary(*one, *other));
        }
    }
    let fits = |one: usize, other: usize| units > 0 && one * 10 >= units * 9 && other * 2 < one;
    match () {
        () if fits(little, big) => Some(Charset::Utf16Le),
        () if fits(big, little) => Some(Charset::Utf16Be),
        () => None,
    }
}

/// Whether the two halves make a character that articles are full of.
const fn is_ordinary(high: u8, low: u8) -> bool {
    match high {
        0x00 => matches!(low, b'\t' | b'\n' | b'\r' | b' '..=b'~' | 0xA0..=0xFF),
        // Arabic; the quotation marks, dashes and dots of General Punctuation.
        0x06 => true,
        0x20 => matches!(low, 0x0C..=0x3A),
        _ => false,
    }
}

/// What UTF-8 makes of some bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Utf8Letters {
    /// Whole characters of two bytes and more.
    pub whole: usize,
    /// Places where no character can be read.
    pub broken: usize,
}

impl Utf8Letters {
    /// Other sets do not give whole characters by chance, at least not many.
    pub const fn is_utf8(self) -> bool {
        self.broken == 0 || self.whole >= self.broken * 4
    }
}

/// Reads bytes as UTF-8 and counts.
pub fn utf8_letters(bytes: &[u8]) -> Utf8Letters {
    // The common case, many times faster than chunk by chunk.
    if let Ok(text) = std::str::from_utf8(bytes) {
        let whole = if text.is_ascii() { 0 } else { text.chars().filter(|c| !c.is_ascii()).count() };
        return Utf8Letters { whole, broken: 0 };
    }
    let mut letters = Utf8Letters { whole: 0, broken: 0 };
    for chunk in bytes.utf8_chunks() {
        letters.whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        letters.broken += usize::from(!chunk.invalid().is_empty());
    }
    letters
}

/// The likeliest of the sets of one byte a letter.
pub fn guess(bytes: &[u8]) -> Charset {
    let sample = sample(bytes);
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&sample, true);
    let proposed = Charset::of_label(detector.guess(None, Utf8Detection::Deny).name());
    let proposed = proposed.filter(|charset| SINGLE_BYTE.contains(charset)).unwrap_or(Charset::Windows1256);
    // The detector knows neither MacArabic nor that the file is Arabic, so the letters may overrule it.
    let mut best = proposed;
    let mut most = likeness(proposed, &sample) + MARGIN;
    for charset in SINGLE_BYTE {
        let points = likeness(charset, &sample);
        if points > most {
            (best, most) = (charset, points);
        }
    }
    // With the same letters the marks decide: those that only the Mac has are undefined or controls in ISO.
    let is_mac = best == Charset::Iso8859_6 && sample.iter().any(|byte| is_only_mac(*byte));
    if is_mac && likeness(Charset::MacArabic, &sample) >= likeness(best, &sample) {
        best = Charset::MacArabic;
    }
    best
}

/// Quotation marks, dots and digits that ISO-8859-6 does not have.
const fn is_only_mac(byte: u8) -> bool {
    matches!(byte, 0x80..=0x9F | 0xB0..=0xB9)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf16(text: &str, little: bool) -> Vec<u8> {
        let bytes = |unit: u16| if little { unit.to_le_bytes() } else { unit.to_be_bytes() };
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn utf16_is_told_without_its_mark() {
        for text in ["عنوان «قصير»\r\nوصل الوفد.", "<html><body><p>نص</p></body></html>", "Baku"]
        {
            assert_eq!(utf16_without_signature(&utf16(text, true)), Some(Charset::Utf16Le), "{text}");
            assert_eq!(utf16_without_signature(&utf16(text, false)), Some(Charset::Utf16Be), "{text}");
        }
    }

    #[test]
    fn other_bytes_are_no_utf16() {
        for bytes in ["عنوان قصير".as_bytes(), b"plain text", b"", b"a", &[0; 64], b"\xC8\xC7\xDF\xE6"]
        {
            assert_eq!(utf16_without_signature(bytes), None, "{bytes:?}");
        }
    }

    #[test]
    fn a_few_wrong_bytes_do_not_make_another_set_of_utf8() {
        let good = "وصل الوفد إلى العاصمة".as_bytes();
        assert!(utf8_letters(&[good, b"\xD8 \xFF"].concat()).is_utf8());
        assert!(!utf8_letters(b"\xE6\xDE\xC7\xE1 \xC7\xE1\xE6\xD2\xED\xD1").is_utf8());
    }

    #[test]
    fn the_guess_holds_for_short_texts() {
        // «وقال الوزير إن القوات انسحبت», in three sets.
        let windows = b"\xE6\xDE\xC7\xE1 \xC7\xE1\xE6\xD2\xED\xD1 \xC5\xE4 \xC7\xE1\xDE\xE6\xC7\xCA \xC7\xE4\xD3\xCD\xC8\xCA";
        let iso = b"\xE8\xE2\xC7\xE4 \xC7\xE4\xE8\xD2\xEA\xD1 \xC5\xE6 \xC7\xE4\xE2\xE8\xC7\xCA \xC7\xE6\xD3\xCD\xC8\xCA";
        assert_eq!(guess(windows), Charset::Windows1256);
        assert_eq!(guess(iso), Charset::Iso8859_6);
        assert_eq!(guess(&[b"\x8C", iso.as_slice(), b"\x98"].concat()), Charset::MacArabic);
    }
}
