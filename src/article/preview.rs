//! What the dialog for character sets shows: the beginning of a file as each set reads it.

use super::charset::Charset;
use super::fold::collapse;
use super::{FoundCharset, decode, html, mhtml};
use std::borrow::Cow;

/// Characters.
const LENGTH: usize = 2_000;
/// Bytes decoded at first. A page may have more than that before its text; then it is eight times as many.
const FIRST: usize = 64 * 1024;

/// The beginning of the text of a file, read in `charset`, a line for each paragraph. Of pages the markup is left
/// out. Answers at once, however large the file is; only the page of a message is unpacked whole before.
#[must_use]
pub fn preview(bytes: &[u8], charset: Charset) -> String {
    let bytes = content(bytes).0;
    let mut taken = FIRST;
    loop {
        let part = bytes.get(..taken.min(bytes.len())).unwrap_or(&bytes);
        let (text, _) = charset.text_of(part);
        let is_page = html::looks_like_page(&text);
        let shown = if is_page { lines(&html::beginning(&text, LENGTH * 4)) } else { lines(&text) };
        if !is_page || part.len() == bytes.len() || shown.chars().count() >= LENGTH {
            return shown;
        }
        taken *= 8;
    }
}

/// The character set a file is read in when none is chosen.
#[must_use]
pub fn guess(bytes: &[u8]) -> FoundCharset {
    let (bytes, label) = content(bytes);
    decode::charset_of(&bytes, label.as_deref()).0
}

/// The page in a message; other files are what they are.
fn content(bytes: &[u8]) -> (Cow<'_, [u8]>, Option<String>) {
    let page = if mhtml::looks_like_message(bytes) { mhtml::page_of(bytes) } else { None };
    page.map_or((Cow::Borrowed(bytes), None), |(page, label)| (Cow::Owned(page), label))
}

/// The lines that are not empty, no more than are shown.
fn lines(text: &str) -> String {
    let mut shown = String::new();
    let mut count = 0;
    for line in text.split(['\n', '\r']) {
        // A line may be a whole file.
        let start: String = line.chars().take(LENGTH * 2).collect();
        let line = collapse(&start);
        if line.is_empty() {
            continue;
        }
        if count > 0 {
            shown.push('\n');
        }
        let length = line.chars().count();
        shown.extend(line.chars().take(LENGTH - count));
        count += length + 1;
        if count >= LENGTH {
            break;
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::CharsetFound;
    use cpu_time::ThreadTime;
    use std::time::Duration;

    #[test]
    fn each_set_reads_the_same_bytes_in_its_own_way() {
        let page = b"<html><head><style>p {}</style></head><body><p>\xE6\xDE\xC7\xE1</p><p>b</p>";
        assert_eq!(preview(page, Charset::Windows1256), "وقال\nb");
        assert_eq!(preview(page, Charset::Iso8859_6), "ن\u{FFFD}اف\nb");
        assert_eq!(guess(page).found, CharsetFound::Guessed);
    }

    #[test]
    fn a_message_shows_its_page() {
        let message = b"MIME-Version: 1.0\r\nContent-Type: text/html; charset=windows-1256\r\nContent-Transfer-Encoding: base64\r\n\r\nPHA+5t7H4SDH5efS7dE8L3A+";
        assert_eq!(guess(message).charset, Charset::Windows1256);
        assert!(preview(message, Charset::Windows1256).starts_with("وقال"));
    }

    #[test]
    fn twenty_megabytes_take_no_longer_than_a_look() {
        let text = "كلام في سطر واحد. ".repeat(600_000);
        let page = format!("<html><style>{}</style><p>نص</p>", "A".repeat(18_000_000));
        for bytes in [text.as_bytes(), page.as_bytes()] {
            for charset in Charset::ALL {
                let start = ThreadTime::now();
                assert!(preview(bytes, charset).chars().count() <= LENGTH);
                assert!(start.elapsed() < Duration::from_secs(5), "{}", charset.name());
            }
        }
        assert_eq!(preview(page.as_bytes(), Charset::Utf8), "نص");
    }
}
