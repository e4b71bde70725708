//! Cuts an XML file of any size into the elements that are wanted, one in memory at a time.
//!
//! This only finds where elements begin and end, and survives whatever is broken between: what is in one is the business
//! of [`xml`](crate::article::xml), which reads it as a document of its own. Input is UTF-8.

use memchr::memchr;
use std::io::{self, BufRead};

/// A piece of the file, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Cut {
    /// A wanted element with its tags.
    Element(String),
    /// A tag around them, with its angle brackets.
    Open(String),
    /// A wanted element that is too long to be looked at.
    TooLong,
    /// A wanted element that does not end, or holds what is no XML.
    Broken,
    /// The document type defines entities.
    Entities,
}

/// Bytes of an element, of its tags and its text. Units of memories are sentences.
const LONGEST_ELEMENT: usize = 1 << 20;

/// Bytes of a tag. One that is longer has lost its closing quotation mark.
const LONGEST_TAG: usize = 1 << 16;

pub(super) struct Cutter<R> {
    input: R,
    wanted: &'static [&'static str],
    /// What was read last, as far as it is kept.
    raw: Vec<u8>,
    /// A wanted tag that was met where none may be: the element before it is broken.
    pending: Option<Vec<u8>>,
    /// The file ended inside a wanted element.
    pub(super) is_truncated: bool,
}

enum Token {
    Text,
    Start {
        name: String,
        is_empty: bool,
    },
    End {
        name: String,
    },
    /// Comments, instructions, declarations.
    Other,
    Entities,
    Broken,
    Eof,
}

impl<R: BufRead> Cutter<R> {
    /// Names are without a prefix.
    pub(super) const fn new(input: R, wanted: &'static [&'static str]) -> Self {
        Self { input, wanted, raw: Vec::new(), pending: None, is_truncated: false }
    }

    /// The next piece; `None` at the end of the file.
    pub(super) fn next(&mut self) -> io::Result<Option<Cut>> {
        if let Some(start) = self.pending.take() {
            return self.element(start).map(Some);
        }
        loop {
            match self.token()? {
                Token::Start { name, is_empty } if self.wanted.contains(&name.as_str()) => {
                    let start = std::mem::take(&mut self.raw);
                    return if is_empty {
                        Ok(Some(Cut::Element(text(&start))))
                    } else {
                        self.element(start).map(Some)
                    };
                }
                Token::Start { .. } => return Ok(Some(Cut::Open(text(&self.raw)))),
                Token::Entities => return Ok(Some(Cut::Entities)),
                Token::Eof => return Ok(None),
                Token::Text | Token::End { .. } | Token::Other | Token::Broken => {}
            }
        }
    }

    /// Reads to the end of a wanted element, whose first tag was read.
    fn element(&mut self, start: Vec<u8>) -> io::Result<Cut> {
        let mut element = start;
        let mut is_broken = false;
        let mut is_too_long = false;
        loop {
            match self.token()? {
                Token::Start { name, is_empty } if self.wanted.contains(&name.as_str()) => {
                    if !is_empty {
                        self.pending = Some(std::mem::take(&mut self.raw));
                    }
                    return Ok(Cut::Broken);
                }
                Token::Eof => {
                    self.is_truncated = true;
                    return Ok(Cut::Broken);
                }
                Token::End { name } if self.wanted.contains(&name.as_str()) => {
                    element.extend_from_slice(&self.raw);
                    return Ok(match () {
                        () if is_too_long => Cut::TooLong,
                        () if is_broken => Cut::Broken,
                        () => Cut::Element(text(&element)),
                    });
                }
                Token::Broken => is_broken = true,
                Token::Text | Token::Start { .. } | Token::End { .. } => {
                    is_too_long |= element.len() + self.raw.len() >= LONGEST_ELEMENT;
                    if !is_too_long {
                        element.extend_from_slice(&self.raw);
                    }
                }
                Token::Other | Token::Entities => {}
            }
        }
    }

    fn token(&mut self) -> io::Result<Token> {
        self.raw.clear();
        match self.peek()? {
            None => Ok(Token::Eof),
            Some(b'<') => {
                self.take()?;
                self.markup()
            }
            Some(_) => self.text().map(|()| Token::Text),
        }
    }

    /// Text up to the next tag.
    fn text(&mut self) -> io::Result<()> {
        loop {
            let Self { input, raw, .. } = self;
            let buffer = input.fill_buf()?;
            let end = memchr(b'<', buffer);
            let read = end.unwrap_or(buffer.len());
            let room = (LONGEST_ELEMENT + 1).saturating_sub(raw.len()).min(read);
            raw.extend_from_slice(buffer.get(..room).unwrap_or_default());
            let is_done = end.is_some() || buffer.is_empty();
            input.consume(read);
            if is_done {
                return Ok(());
            }
        }
    }

    /// What begins with an angle bracket, which was taken.
    fn markup(&mut self) -> io::Result<Token> {
        match self.peek()? {
            Some(b'?') => self.through(b"?>").map(|()| Token::Other),
            Some(b'!') => self.declaration(),
            _ => self.tag(),
        }
    }

    fn declaration(&mut self) -> io::Result<Token> {
        const CDATA: &[u8] = b"<![CDATA[";
        self.take()?;
        while self.raw.len() < CDATA.len() {
            if self.raw == b"<!--" {
                return self.through(b"-->").map(|()| Token::Other);
            }
            if !(b"<!--".starts_with(&self.raw) || CDATA.starts_with(&self.raw)) || self.take()?.is_none() {
                break;
            }
        }
        if self.raw == CDATA {
            return self.through(b"]]>").map(|()| Token::Text);
        }
        // A document type may have declarations of its own, in square brackets.
        let mut depth = 0_usize;
        while let Some(byte) = self.take()? {
            match byte {
                b'<' | b'[' => depth += 1,
                b'>' if depth == 0 => break,
                b'>' | b']' => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
        let is_entity = self.raw.windows(8).any(|bytes| bytes == b"<!ENTITY");
        Ok(if is_entity { Token::Entities } else { Token::Other })
    }

    fn tag(&mut self) -> io::Result<Token> {
        let mut quote = None;
        loop {
            match self.peek()? {
                None => return Ok(Token::Broken),
                // The tag before was never closed.
                Some(b'<') if quote.is_none() => return Ok(Token::Broken),
                _ if self.raw.len() > LONGEST_TAG => return Ok(Token::Broken),
                Some(b'>') if quote.is_none() => {
                    self.take()?;
                    return Ok(named(&self.raw));
                }
                Some(byte @ (b'"' | b'\'')) if quote.is_none() => quote = Some(byte),
                Some(byte) if quote == Some(byte) => quote = None,
                Some(_) => {}
            }
            self.take()?;
        }
    }

    /// Reads through these bytes, and keeps what has room.
    fn through(&mut self, end: &[u8]) -> io::Result<()> {
        let mut last = Vec::with_capacity(end.len() + 1);
        while let Some(byte) = self.take()? {
            last.push(byte);
            if last.len() > end.len() {
                last.remove(0);
            }
            if last == end {
                break;
            }
        }
        Ok(())
    }

    fn peek(&mut self) -> io::Result<Option<u8>> {
        Ok(self.input.fill_buf()?.first().copied())
    }

    fn take(&mut self) -> io::Result<Option<u8>> {
        let byte = self.peek()?;
        if let Some(byte) = byte {
            self.input.consume(1);
            if self.raw.len() <= LONGEST_ELEMENT {
                self.raw.push(byte);
            }
        }
        Ok(byte)
    }
}

fn named(tag: &[u8]) -> Token {
    let inside = tag.get(1..tag.len().saturating_sub(1)).unwrap_or_default();
    let (is_end, inside) = inside.strip_prefix(b"/").map_or((false, inside), |inside| (true, inside));
    let end = inside.iter().position(|byte| byte.is_ascii_whitespace() || *byte == b'/');
    let name = inside.get(..end.unwrap_or(inside.len())).unwrap_or_default();
    let name = name.rsplit(|byte| *byte == b':').next().unwrap_or_default();
    let name = text(name);
    match name.is_empty() {
        true => Token::Broken,
        false if is_end => Token::End { name },
        false => Token::Start { name, is_empty: inside.ends_with(b"/") },
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::io::BufReader;

    /// Cuts with a buffer of so many bytes.
    fn cut(text: &str, buffer: usize) -> (Vec<Cut>, bool) {
        let mut cutter = Cutter::new(BufReader::with_capacity(buffer, text.as_bytes()), &["tu"]);
        let mut found = Vec::new();
        while let Some(cut) = cutter.next().unwrap() {
            found.push(cut);
        }
        (found, cutter.is_truncated)
    }

    #[track_caller]
    fn check(text: &str, expect: &[Cut]) {
        for buffer in [1, 3, 1_000] {
            assert_eq!(cut(text, buffer).0, expect, "{text}");
        }
    }

    fn element(text: &str) -> Cut {
        Cut::Element(text.to_owned())
    }

    fn open(text: &str) -> Cut {
        Cut::Open(text.to_owned())
    }

    #[test]
    fn elements_are_cut_out_as_they_stand() {
        check(
            "<?xml version='1.0'?><!DOCTYPE tmx SYSTEM \"tmx14.dtd\"><tmx a='<tu>'><!-- <tu></tu> -->\
             <x:tu i=\"a>b\"><seg>ب &amp; <![CDATA[</tu>]]></seg></x:tu> <tu/><a><tu>c<!-- d --></tu></a></tmx>",
            &[
                open("<tmx a='<tu>'>"),
                element("<x:tu i=\"a>b\"><seg>ب &amp; <![CDATA[</tu>]]></seg></x:tu>"),
                element("<tu/>"),
                open("<a>"),
                element("<tu>c</tu>"),
            ],
        );
    }

    #[test]
    fn what_is_broken_costs_one_element() {
        check("<tu><seg>a<tu>b</tu>", &[Cut::Broken, element("<tu>b</tu>")]);
        check("<tu><seg a=1 <b>c</seg></tu><tu>d</tu>", &[Cut::Broken, element("<tu>d</tu>")]);
        check("<tu>a</tu><tu>b", &[element("<tu>a</tu>"), Cut::Broken]);
        assert!(cut("<tu>b", 9).1 && !cut("<tu>b</tu>", 9).1);
        let long = format!("<tu>{}</tu><tu>b</tu>", "x".repeat(LONGEST_ELEMENT * 2));
        check(&long, &[Cut::TooLong, element("<tu>b</tu>")]);
    }

    #[test]
    fn entities_are_seen() {
        check(
            "<!DOCTYPE tmx [<!ELEMENT a (b)><!ENTITY x \"y>\">]><tu>a</tu>",
            &[Cut::Entities, element("<tu>a</tu>")],
        );
        check("<!DOCTYPE tmx [<!ELEMENT a (b)>]><tu>a</tu>", &[element("<tu>a</tu>")]);
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_fail(text in "(<|>|tu|/|\"|'|!--|--|\\[CDATA\\[|\\]\\]|\\?|ب| |=){0,60}") {
            let whole = cut(&text, 1_000);
            prop_assert_eq!(cut(&text, 1), whole);
        }
    }
}
