//! The character sets that saved Arabic articles come in, and how bytes in them are read.
//!
//! Which set a file has is told in `guess` and `declared`; `decode` puts all of it together.

mod declared;
mod guess;
mod likeness;
mod mac_arabic;

pub(super) use declared::declared;
pub(super) use guess::{Utf8Letters, guess, has_signature, utf8_letters, utf16_without_signature};
pub(super) use likeness::reads_as_well_as_any;

use encoding_rs::{Encoding, ISO_8859_6, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1256};
use std::borrow::Cow;

/// How bytes stand for letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Charset {
    Utf8,
    Utf16Le,
    Utf16Be,
    Windows1256,
    Iso8859_6,
    MacArabic,
}

impl Charset {
    /// In the order in which they are offered.
    pub const ALL: [Self; 6] =
        [Self::Utf8, Self::Utf16Le, Self::Utf16Be, Self::Windows1256, Self::Iso8859_6, Self::MacArabic];

    /// As the window shows it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16Le => "UTF-16 LE",
            Self::Utf16Be => "UTF-16 BE",
            Self::Windows1256 => "Windows-1256",
            Self::Iso8859_6 => "ISO-8859-6",
            Self::MacArabic => "MacArabic",
        }
    }

    /// The set that pages and mails call `label`, by the names that browsers know.
    #[must_use]
    pub fn of_label(label: &str) -> Option<Self> {
        let label = label.trim();
        if ["x-mac-arabic", "macarabic", "mac-arabic", "mac_arabic"]
            .iter()
            .any(|own| label.eq_ignore_ascii_case(own))
        {
            return Some(Self::MacArabic);
        }
        let encoding = Encoding::for_label(label.as_bytes())?;
        Self::ALL.into_iter().find(|charset| charset.encoding() == Some(encoding))
    }

    /// The library's name for it; it has none for `MacArabic`.
    const fn encoding(self) -> Option<&'static Encoding> {
        match self {
            Self::Utf8 => Some(UTF_8),
            Self::Utf16Le => Some(UTF_16LE),
            Self::Utf16Be => Some(UTF_16BE),
            Self::Windows1256 => Some(WINDOWS_1256),
            Self::Iso8859_6 => Some(ISO_8859_6),
            Self::MacArabic => None,
        }
    }

    pub(super) const fn is_utf16(self) -> bool {
        matches!(self, Self::Utf16Le | Self::Utf16Be)
    }

    /// The text of `bytes` without its byte order mark. What stands for no letter becomes U+FFFD, and the
    /// number says how many did.
    pub(super) fn text_of(self, bytes: &[u8]) -> (Cow<'_, str>, usize) {
        let Some(encoding) = self.encoding() else {
            return (Cow::Owned(mac_arabic::text_of(bytes)), 0);
        };
        let (text, has_errors) = encoding.decode_with_bom_removal(bytes);
        let unread = if has_errors { text.matches(char::REPLACEMENT_CHARACTER).count() } else { 0 };
        (text, unread)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_name_sets_in_many_ways() {
        for (label, charset) in [
            ("UTF-8", Charset::Utf8),
            (" utf8 ", Charset::Utf8),
            ("cp1256", Charset::Windows1256),
            ("x-cp1256", Charset::Windows1256),
            ("arabic", Charset::Iso8859_6),
            ("ISO-8859-6", Charset::Iso8859_6),
            ("X-Mac-Arabic", Charset::MacArabic),
            ("utf-16", Charset::Utf16Le),
        ] {
            assert_eq!(Charset::of_label(label), Some(charset), "{label}");
        }
        assert_eq!(Charset::of_label("iso-8859-1"), None);
        assert_eq!(Charset::of_label("nonsense"), None);
    }

    #[test]
    fn every_set_reads_its_own_letters() {
        for (charset, bytes, text) in [
            (Charset::Utf8, "\u{FEFF}باكو".as_bytes(), "باكو"),
            (Charset::Utf16Le, b"\xFF\xFE\x28\x06\x27\x06", "با"),
            (Charset::Utf16Be, b"\x06\x28\x06\x27", "با"),
            (Charset::Windows1256, b"\xC8\xC7\xDF\xE6", "باكو"),
            (Charset::Iso8859_6, b"\xC8\xC7\xE3\xE8", "باكو"),
            (Charset::MacArabic, b"\x8C\xC8\xC7\xE3\xE8\x98", "«باكو»"),
        ] {
            assert_eq!(charset.text_of(bytes), (Cow::Borrowed(text), 0), "{}", charset.name());
        }
    }

    #[test]
    fn what_stands_for_no_letter_is_counted() {
        assert_eq!(Charset::Utf8.text_of(b"a\xFFb\xD8"), (Cow::Borrowed("a\u{FFFD}b\u{FFFD}"), 2));
        assert_eq!(Charset::Iso8859_6.text_of(b"\xC8\xFF").1, 1);
        assert_eq!(Charset::Utf16Le.text_of(b"\x28\x06\x27").1, 1, "half a letter");
    }
}
