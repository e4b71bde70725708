//! A message cut into its parts, however damaged: what is there is taken, what is missing is noted.
//!
//! Header lines and transfer encodings are mailparse's; the cutting is ours, because a message that ends in its
//! middle, or nests a thousand messages, must still give the page that is in it.

use mailparse::{MailHeader, MailHeaderMap, MailParseError, ParsedContentType};
use memchr::memmem::Finder;

/// Saved pages nest two or three deep.
const DEEPEST: usize = 8;
/// A page with more pictures than this has its text before most of them.
const MOST_PARTS: usize = 2_000;

/// A message and its parts that hold no parts themselves.
pub(super) struct Message<'a> {
    pub head: Part<'a>,
    pub parts: Vec<Part<'a>>,
}

impl<'a> Message<'a> {
    pub fn of(bytes: &'a [u8]) -> Self {
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
        let mut parts = Vec::new();
        collect(bytes, false, DEEPEST, &mut parts);
        Self { head: Part::of(bytes, false), parts }
    }
}

fn collect<'a>(bytes: &'a [u8], is_cut: bool, depth: usize, parts: &mut Vec<Part<'a>>) {
    if parts.len() >= MOST_PARTS {
        return;
    }
    let part = Part::of(bytes, is_cut);
    let Some(boundary) = part.boundary() else {
        parts.push(part);
        return;
    };
    let Some(depth) = depth.checked_sub(1) else { return };
    let finder = Finder::new(&boundary);
    let mut rest = part.bytes;
    let mut is_first = true;
    while let Some(start) = behind_boundary(&mut rest, &finder, boundary.len(), is_first) {
        is_first = false;
        let from = start;
        let (inner, closed) = match next_boundary(from, &finder, boundary.len()) {
            Some(end) => (from.get(..end).unwrap_or(from), true),
            None => (from, false),
        };
        collect(without_line_end(inner), !closed, depth, parts);
        if !closed || parts.len() >= MOST_PARTS {
            return;
        }
        rest = from.get(inner.len()..).unwrap_or_default();
    }
}

/// What follows the next boundary's line; nothing behind the last one, which ends in two hyphens.
fn behind_boundary<'a>(
    rest: &mut &'a [u8],
    finder: &Finder<'_>,
    length: usize,
    is_first: bool,
) -> Option<&'a [u8]> {
    let at = if is_first { next_boundary(rest, finder, length)? } else { 0 };
    let behind = rest.get(at + length..)?;
    if behind.starts_with(b"--") {
        return None;
    }
    let end = memchr::memchr(b'\n', behind)?;
    behind.get(end + 1..)
}

/// Where a line begins that is a boundary and no longer name.
fn next_boundary(bytes: &[u8], finder: &Finder<'_>, length: usize) -> Option<usize> {
    finder.find_iter(bytes).find(|&at| {
        let is_start = at == 0 || bytes.get(at - 1) == Some(&b'\n');
        let is_end = match bytes.get(at + length..) {
            Some([]) | None => true,
            Some(behind) => {
                behind.starts_with(b"--")
                    || behind.starts_with(b"\r")
                    || behind.starts_with(b"\n")
                    || behind.starts_with(b" ")
            }
        };
        is_start && is_end
    })
}

/// The line end before a boundary belongs to the boundary.
fn without_line_end(bytes: &[u8]) -> &[u8] {
    let bytes = bytes.strip_suffix(b"\n").unwrap_or(bytes);
    bytes.strip_suffix(b"\r").unwrap_or(bytes)
}

/// One part, or the message as a whole.
pub(super) struct Part<'a> {
    headers: Vec<MailHeader<'a>>,
    kind: ParsedContentType,
    /// With the headers.
    whole: &'a [u8],
    /// Without them, not unpacked.
    pub bytes: &'a [u8],
    /// The file ends in it.
    pub is_cut: bool,
}

impl<'a> Part<'a> {
    fn of(whole: &'a [u8], is_cut: bool) -> Self {
        // Lines that are no headers: then all of it is the body.
        let (headers, body) = mailparse::parse_headers(whole).unwrap_or_default();
        let kind =
            mailparse::parse_content_type(&headers.get_first_value("Content-Type").unwrap_or_default());
        Self { headers, kind, whole, bytes: whole.get(body..).unwrap_or_default(), is_cut }
    }

    pub fn header(&self, name: &str) -> Option<String> {
        self.headers.get_first_value(name).map(|value| value.trim().to_owned())
    }

    pub fn raw_header(&self, name: &str) -> Option<&[u8]> {
        self.headers.get_first_header(name).map(MailHeader::get_value_raw)
    }

    /// What the content type has beside its name.
    pub fn parameter(&self, name: &str) -> Option<String> {
        self.kind.params.get(name).map(|value| value.trim().to_owned())
    }

    pub fn charset(&self) -> Option<String> {
        self.parameter("charset")
    }

    pub fn is_page(&self) -> bool {
        self.is_kind("text/html") || self.is_kind("application/xhtml+xml")
    }

    pub fn is_text(&self) -> bool {
        self.is_kind("text/plain")
    }

    pub fn is_unnamed(&self) -> bool {
        self.headers.get_first_header("Content-Type").is_none()
    }

    fn is_kind(&self, name: &str) -> bool {
        self.kind.mimetype.eq_ignore_ascii_case(name)
    }

    /// The line between the parts of this part, if it has parts.
    fn boundary(&self) -> Option<Vec<u8>> {
        if !self.kind.mimetype.to_ascii_lowercase().starts_with("multipart/") {
            return None;
        }
        let named = self.kind.params.get("boundary").filter(|name| !name.is_empty());
        if let Some(name) = named {
            return Some([b"--", name.as_bytes()].concat());
        }
        let mut lines = self.bytes.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii_end);
        lines.find(|line| line.starts_with(b"--") && line.len() > 4).map(<[u8]>::to_vec)
    }

    /// The bytes unpacked, and whether some of them could not be.
    pub fn body(&self) -> (Vec<u8>, bool) {
        match unpacked(self.whole) {
            Ok(body) => (body, false),
            Err(MailParseError::Base64DecodeError(error)) => {
                // What stands before the wrong place is good, in groups of four letters.
                let good = error.position / 4 * 4;
                let head = self.whole.len() - self.bytes.len();
                let letters = self.bytes.iter().enumerate().filter(|(_, byte)| !byte.is_ascii_whitespace());
                let end = letters.map(|(at, _)| at).nth(good).unwrap_or(self.bytes.len());
                let readable = self.whole.get(..head + end).unwrap_or_default();
                (unpacked(readable).unwrap_or_default(), true)
            }
            Err(_) => (self.bytes.to_vec(), true),
        }
    }
}

fn unpacked(part: &[u8]) -> Result<Vec<u8>, MailParseError> {
    mailparse::parse_mail(part)?.get_body_raw()
}
