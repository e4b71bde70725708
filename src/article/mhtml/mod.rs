//! Reads a page that was saved with its pictures in one file: MHTML, a mail message whose parts are the page.
//!
//! Chrome's and old Internet Explorer's are read, whole or cut off. Of all parts only the page itself is
//! unpacked; nothing is fetched.

mod parts;
#[cfg(test)]
mod tests;

use super::charset::Charset;
use super::decode::{self, LARGEST_FILE};
use super::html::{self, Origin};
use super::{ReadError, ReadOptions, Reading, text};
use parts::{Message, Part};

/// Whether a file begins with the header lines of a saved page.
pub(super) fn looks_like_message(bytes: &[u8]) -> bool {
    /// Bytes. Subjects may be long, and some programs put their own lines first.
    const SEARCHED: usize = 8 * 1024;
    let start = bytes.get(..bytes.len().min(SEARCHED)).unwrap_or(bytes);
    let start = start.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(start).trim_ascii_start();
    let is_header = |line: &[u8]| {
        let name = line.split(|byte| *byte == b':').next().unwrap_or_default();
        let is_name = name.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'-');
        line.starts_with(b" ") || line.starts_with(b"\t") || (is_name && name.len() < line.len())
    };
    let begins = |line: &[u8], with: &[u8]| {
        line.get(..with.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(with))
    };
    let is_sign = |line: &[u8]| {
        begins(line, b"MIME-Version:")
            || begins(line, b"From: <Saved by")
            || begins(line, b"From: \"Saved by")
            || begins(line, b"Snapshot-Content-Location:")
    };
    start.split(|byte| *byte == b'\n').take_while(|line| is_header(line)).any(is_sign)
}

/// Reads the page in a message.
///
/// # Errors
/// [`ReadError::Damaged`] when there is no page in it; else as for pages.
pub(super) fn read(bytes: &[u8], file_name: &str, options: &ReadOptions) -> Result<Reading, ReadError> {
    let size = bytes.len() as u64;
    if size > LARGEST_FILE {
        return Err(ReadError::too_large(size));
    }
    options.stop.check()?;
    let message = Message::of(bytes);
    let page = page(&message).ok_or_else(|| ReadError::Damaged {
        detail: "it ends before the page begins, or holds no page".to_owned(),
    })?;
    let (body, is_damaged) = page.body();
    options.stop.check()?;
    let decoded = decode::decode(&body, page.charset().as_deref(), options.charset)?;
    options.stop.check()?;
    let origin = Origin {
        address: address(&message, page),
        title: title(&message, decoded.charset.charset),
        is_selection: false,
    };
    let is_page = page.is_page() || html::looks_like_page(&decoded.text);
    let reading = if is_page {
        html::read_from(&decoded.text, file_name, &origin, &options.stop)
    } else {
        text::read(&decoded.text, file_name, &options.stop)
    };
    let mut reading = decoded.told(reading?);
    if is_damaged || page.is_cut {
        reading.warnings.insert(
            0,
            "The file ends before the page does: the end of the article may be missing.".to_owned(),
        );
    }
    Ok(reading)
}

/// The bytes of the page in a message and the name of its character set, where a part says it.
pub(super) fn page_of(bytes: &[u8]) -> Option<(Vec<u8>, Option<String>)> {
    let message = Message::of(bytes);
    let page = page(&message)?;
    Some((page.body().0, page.charset()))
}

/// The page among the parts. Frames and advertisements are pages too, so what the message says comes first.
fn page<'a, 'b>(message: &'b Message<'a>) -> Option<&'b Part<'a>> {
    let pages = || message.parts.iter().filter(|part| part.is_page());
    let snapshot = message.head.header("Snapshot-Content-Location");
    let by_address = snapshot
        .and_then(|address| pages().find(|part| part.header("Content-Location").as_ref() == Some(&address)));
    let start = message.head.parameter("start");
    let without_brackets = |id: String| id.trim_matches(['<', '>']).to_owned();
    let id_of = |part: &Part<'_>| part.header("Content-ID").map(without_brackets);
    let by_id = || {
        let id = start.map(without_brackets)?;
        message.parts.iter().find(|part| id_of(part).as_ref() == Some(&id))
    };
    by_address
        .or_else(by_id)
        .or_else(|| pages().next())
        .or_else(|| message.parts.iter().find(|part| part.is_text()))
        .or_else(|| message.parts.iter().find(|part| part.is_unnamed() && begins_as_page(part)))
        .filter(|part| !part.bytes.is_empty())
}

/// Whether a part whose header lines are lost is a page all the same.
fn begins_as_page(part: &Part<'_>) -> bool {
    let start = part.bytes.get(..part.bytes.len().min(4_096)).unwrap_or(part.bytes);
    html::looks_like_page(&String::from_utf8_lossy(start))
}

/// Where the page was saved from.
fn address(message: &Message<'_>, page: &Part<'_>) -> String {
    let is_web = |address: &String| address.starts_with("http://") || address.starts_with("https://");
    let snapshot = message.head.header("Snapshot-Content-Location");
    let locations = [page.header("Content-Location"), message.head.header("Content-Location")];
    if let Some(address) = snapshot.into_iter().chain(locations.iter().flatten().cloned()).find(is_web) {
        return address;
    }
    // Internet Explorer may write the address in two halves.
    let bases = [page.header("Content-Base"), message.head.header("Content-Base")];
    let Some(base) = bases.into_iter().flatten().find(is_web) else { return String::new() };
    let name = locations.into_iter().flatten().find(|name| !name.contains(':') && !name.starts_with('/'));
    match (base.rsplit_once('/'), name) {
        (Some((folder, _)), Some(name)) if !folder.ends_with('/') => format!("{folder}/{name}"),
        _ => base,
    }
}

/// The subject. Old programs write its letters as they are, in the set of the page.
fn title(message: &Message<'_>, charset: Charset) -> String {
    let Some(raw) = message.head.raw_header("Subject") else { return String::new() };
    if !raw.is_ascii() {
        let utf8 = std::str::from_utf8(raw).map(str::to_owned);
        return utf8.unwrap_or_else(|_| charset.text_of(raw).0.into_owned());
    }
    let joined = joined_words(&String::from_utf8_lossy(raw));
    let line = format!("Subject: {joined}");
    mailparse::parse_header(line.as_bytes()).map(|(header, _)| header.get_value()).unwrap_or_default()
}

/// Chrome cuts encoded words in the middle of a letter; only together can they be read.
fn joined_words(subject: &str) -> String {
    let mut joined = String::with_capacity(subject.len());
    let mut before = "";
    for word in subject.split_whitespace() {
        let start = encoded_start(word);
        let goes_on = !start.is_empty() && start.eq_ignore_ascii_case(before) && joined.ends_with("?=");
        if goes_on {
            joined.truncate(joined.len() - 2);
            joined.push_str(word.get(start.len()..).unwrap_or_default());
        } else {
            joined.push_str(if joined.is_empty() { "" } else { " " });
            joined.push_str(word);
        }
        before = start;
    }
    joined
}

/// `=?utf-8?Q?` of a word that begins so. Words in base64 are whole letters: their padding sees to that.
fn encoded_start(word: &str) -> &str {
    let end = word.strip_prefix("=?").and_then(|rest| rest.to_ascii_lowercase().find("?q?"));
    end.and_then(|end| word.get(..end + 5)).unwrap_or_default()
}
