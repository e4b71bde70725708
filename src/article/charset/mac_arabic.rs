//! The Arabic set of the old Macintosh, which `encoding_rs` does not have.
//!
//! The table holds the facts of Apple's mapping (the letters 80 to FF, in order). Apple counts some of them as
//! right-to-left twins of ASCII characters; Unicode has one of each, so both become the same.

/// What the bytes 80 to FF stand for.
const HIGH: [char; 128] = {
    let mut high = ['\u{FFFD}'; 128];
    let rows = [
        ['Ä', '\u{A0}', 'Ç', 'É', 'Ñ', 'Ö', 'Ü', 'á', 'à', 'â', 'ä', 'ں', '«', 'ç', 'é', 'è'],
        ['ê', 'ë', 'í', '…', 'î', 'ï', 'ñ', 'ó', '»', 'ô', 'ö', '÷', 'ú', 'ù', 'û', 'ü'],
        [' ', '!', '"', '#', '$', '٪', '&', '\'', '(', ')', '*', '+', '،', '-', '.', '/'],
        ['٠', '١', '٢', '٣', '٤', '٥', '٦', '٧', '٨', '٩', ':', '؛', '<', '=', '>', '؟'],
        ['\u{274A}', 'ء', 'آ', 'أ', 'ؤ', 'إ', 'ئ', 'ا', 'ب', 'ة', 'ت', 'ث', 'ج', 'ح', 'خ', 'د'],
        ['ذ', 'ر', 'ز', 'س', 'ش', 'ص', 'ض', 'ط', 'ظ', 'ع', 'غ', '[', '\\', ']', '^', '_'],
        [
            'ـ', 'ف', 'ق', 'ك', 'ل', 'م', 'ن', 'ه', 'و', 'ى', 'ي', '\u{64B}', '\u{64C}', '\u{64D}',
            '\u{64E}', '\u{64F}',
        ],
        ['\u{650}', '\u{651}', '\u{652}', 'پ', 'ٹ', 'چ', 'ە', 'ڤ', 'گ', 'ڈ', 'ڑ', '{', '|', '}', 'ژ', 'ے'],
    ];
    let mut at = 0;
    while at < 128 {
        high[at] = rows[at / 16][at % 16];
        at += 1;
    }
    high
};

pub(super) fn text_of(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 2);
    text.extend(bytes.iter().copied().map(letter));
    text
}

pub(super) fn letter(byte: u8) -> char {
    match byte.checked_sub(0x80) {
        None => char::from(byte),
        Some(at) => HIGH.get(usize::from(at)).copied().unwrap_or(char::REPLACEMENT_CHARACTER),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_letters_stand_where_iso_8859_6_has_them() {
        for byte in (0xC1..=0xDA).chain(0xE0..=0xF2) {
            let iso = encoding_rs::ISO_8859_6.decode_without_bom_handling(&[byte]).0.into_owned();
            assert_eq!(iso, letter(byte).to_string(), "{byte:X}");
        }
    }

    #[test]
    fn marks_and_digits_are_the_mac_s_own() {
        assert_eq!(text_of(b"a\x8C\xB2\xB0\x98\x93\xAC\xBF"), "a«٢٠»…،؟");
        assert!(!HIGH.contains(&'\u{FFFD}'));
    }
}
