//! XML out of files from anywhere, piece by piece: nothing is fetched, no entity is expanded, depth is bounded.
//!
//! Names come without their prefix: the formats read here use each local name for one thing only, and programs
//! disagree about prefixes and the years in namespaces. What the names mean is the readers' business.

use super::{ReadError, Stop};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use std::borrow::Cow;

/// Elements inside each other; word processors stay below a hundred.
const DEEPEST: usize = 1_000;

/// One piece of a document, in order.
pub(crate) enum Piece<'a> {
    Open(Tag<'a>),
    /// The name of the element that ends.
    Close(String),
    Text(Cow<'a, str>),
}

/// The beginning of an element.
pub(crate) struct Tag<'a> {
    start: BytesStart<'a>,
    pub name: String,
}

impl Tag<'_> {
    /// The value of an attribute by its name without a prefix; `None` where it does not stand.
    pub(crate) fn get(&self, name: &str) -> Option<String> {
        self.attributes().find(|(found, _)| found == name).map(|(_, value)| value)
    }

    pub(crate) fn has_prefix(&self, prefix: &str) -> bool {
        let name = self.start.name();
        let name: &str = name.as_ref();
        name.split_once(':').is_some_and(|(found, _)| found == prefix)
    }

    /// Names without prefixes, and values.
    pub(crate) fn attributes(&self) -> impl Iterator<Item = (String, String)> {
        /// No format has more.
        const MOST: usize = 256;
        let mut attributes = self.start.attributes();
        // An attribute that stands twice is no reason to give a file up; the first counts.
        attributes.with_checks(false);
        attributes.take(MOST).filter_map(|attribute| {
            let attribute = attribute.ok()?;
            let key: &str = attribute.key.as_ref();
            let name = key.rsplit(':').next().unwrap_or(key).to_owned();
            let value = attribute.normalized_value(XmlVersion::Implicit1_0).ok()?.into_owned();
            Some((name, value))
        })
    }
}

/// A document being read.
pub(crate) struct Xml<'a> {
    reader: Reader<&'a [u8]>,
    stop: &'a Stop,
    depth: usize,
    pieces: usize,
}

impl<'a> Xml<'a> {
    pub(crate) fn new(text: &'a str, stop: &'a Stop) -> Self {
        let mut reader = Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        Self { reader, stop, depth: 0, pieces: 0 }
    }

    /// The next piece; `None` at the end of the document.
    ///
    /// # Errors
    /// [`ReadError::Damaged`] where it is no XML or breaks off, [`ReadError::Unsafe`], and those of
    /// [`Stop::check`].
    pub(crate) fn next(&mut self) -> Result<Option<Piece<'a>>, ReadError> {
        loop {
            self.pieces += 1;
            if self.pieces.is_multiple_of(4_096) {
                self.stop.check()?;
            }
            let event = self.reader.read_event().map_err(|error| self.damaged(&error.to_string()))?;
            match event {
                Event::Start(start) => {
                    self.depth += 1;
                    if self.depth > DEEPEST {
                        return Err(too_deep("elements", DEEPEST));
                    }
                    let name = AsRef::<str>::as_ref(&start.local_name()).to_owned();
                    return Ok(Some(Piece::Open(Tag { start, name })));
                }
                Event::End(end) => {
                    self.depth = self.depth.saturating_sub(1);
                    return Ok(Some(Piece::Close(AsRef::<str>::as_ref(&end.local_name()).to_owned())));
                }
                Event::Text(text) => return Ok(Some(Piece::Text(text.xml10_content()))),
                Event::CData(text) => return Ok(Some(Piece::Text(text.xml10_content()))),
                Event::GeneralRef(reference) => {
                    return Ok(Some(Piece::Text(Cow::Owned(self.resolve(&reference)?))));
                }
                Event::DocType(doctype) if doctype.xml10_content().contains("<!ENTITY") => {
                    return Err(ReadError::Unsafe {
                        detail: "it defines entities of its own, which can grow without end or pull in other files"
                            .to_owned(),
                    });
                }
                Event::Eof if self.depth > 0 => return Err(self.damaged("it breaks off in the middle")),
                Event::Eof => return Ok(None),
                Event::Empty(_) | Event::Decl(_) | Event::PI(_) | Event::Comment(_) | Event::DocType(_) => {}
            }
        }
    }

    /// Passes over the rest of the element that was opened last.
    pub(crate) fn skip(&mut self) -> Result<(), ReadError> {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside {
            if self.next()?.is_none() {
                break;
            }
        }
        Ok(())
    }

    /// The text of the element that was opened last, up to its end.
    pub(crate) fn text(&mut self) -> Result<String, ReadError> {
        let outside = self.depth.saturating_sub(1);
        let mut text = String::new();
        while self.depth > outside {
            match self.next()? {
                Some(Piece::Text(piece)) => text.push_str(&piece),
                Some(_) => {}
                None => break,
            }
        }
        Ok(text)
    }

    /// The next element opened inside the one at `depth`, at any level; `None` once that one has ended.
    /// For parts that are lists of things.
    pub(crate) fn open_inside(&mut self, depth: usize) -> Result<Option<Tag<'a>>, ReadError> {
        while let Some(piece) = self.next()? {
            match piece {
                Piece::Open(tag) => return Ok(Some(tag)),
                Piece::Close(_) if self.depth < depth => return Ok(None),
                Piece::Close(_) | Piece::Text(_) => {}
            }
        }
        Ok(None)
    }

    /// How many elements are open.
    pub(crate) const fn depth(&self) -> usize {
        self.depth
    }

    fn resolve(&self, reference: &BytesRef<'_>) -> Result<String, ReadError> {
        let character = reference.resolve_char_ref().map_err(|error| self.damaged(&error.to_string()))?;
        if let Some(character) = character {
            return Ok(character.to_string());
        }
        let name = reference.xml10_content();
        resolve_predefined_entity(&name)
            .map(str::to_owned)
            .ok_or_else(|| self.damaged(&format!("the entity “&{name};” is not known")))
    }

    fn damaged(&self, problem: &str) -> ReadError {
        let byte = self.reader.error_position().max(self.reader.buffer_position());
        ReadError::Damaged { detail: format!("{problem} (near byte {byte})") }
    }
}

pub(crate) fn too_deep(things: &str, limit: usize) -> ReadError {
    ReadError::Unsafe { detail: format!("its {things} stand in each other more than {limit} deep") }
}

/// The bytes of an XML file as text: by byte order mark, else as its first line says, else UTF-8.
///
/// # Errors
/// [`ReadError::Damaged`] when the bytes are not what they are said to be.
pub(crate) fn xml_text(bytes: &[u8]) -> Result<Cow<'_, str>, ReadError> {
    let (encoding, signature) = encoding(bytes);
    let bytes = bytes.get(signature..).unwrap_or_default();
    encoding.decode_without_bom_handling_and_without_replacement(bytes).ok_or_else(|| ReadError::Damaged {
        detail: format!("a part of it is not the {} text that it should be", encoding.name()),
    })
}

/// The character set of an XML file by its first bytes, and how many of them are its byte order mark.
pub(crate) fn encoding(start: &[u8]) -> (&'static Encoding, usize) {
    match (Encoding::for_bom(start), start) {
        (Some(found), _) => found,
        (None, [0, b'<', ..]) => (UTF_16BE, 0),
        (None, [b'<', 0, ..]) => (UTF_16LE, 0),
        _ => (declared(start).unwrap_or(UTF_8), 0),
    }
}

fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = bytes.get(..bytes.len().min(256)).unwrap_or_default();
    let start = String::from_utf8_lossy(start);
    let declaration = start.strip_prefix("<?xml")?.split("?>").next()?;
    let (_, value) = declaration.split_once("encoding")?;
    let label = value.split(['"', '\'']).nth(1)?;
    // What was read as single bytes so far is not UTF-16, whatever it says.
    Encoding::for_label(label.as_bytes()).filter(|encoding| ![UTF_16BE, UTF_16LE].contains(encoding))
}

/// The name of the outermost element of what may be an XML file, without its prefix.
pub(crate) fn root_name(bytes: &[u8]) -> Option<String> {
    /// Behind this no declaration, comment or document type goes on.
    const SEARCHED: usize = 16_384;
    let start = bytes.get(..bytes.len().min(SEARCHED)).unwrap_or_default();
    let is_wide = |start: &[u8]| start.starts_with(b"\xFF\xFE") || start.starts_with(b"<\0");
    let text = match start {
        _ if is_wide(start) => UTF_16LE.decode(start).0,
        [0xFE, 0xFF, ..] | [0, b'<', ..] => UTF_16BE.decode(start).0,
        _ => String::from_utf8_lossy(start),
    };
    let mut rest = text.trim_start_matches('\u{FEFF}').trim_start();
    loop {
        let inside = rest.strip_prefix('<')?;
        if inside.starts_with(|c: char| c.is_alphabetic() || c == '_') {
            let end = inside.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/'))?;
            let name = inside.get(..end)?;
            return Some(name.rsplit(':').next().unwrap_or(name).to_owned());
        }
        let end = match () {
            () if inside.starts_with("!--") => inside.find("-->")? + 3,
            () if inside.starts_with("!DOCTYPE") && inside.split('>').next()?.contains('[') => {
                inside.find("]>")? + 2
            }
            () if inside.starts_with(['?', '!']) => inside.find('>')? + 1,
            () => return None,
        };
        rest = inside.get(end..)?.trim_start();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<String, ReadError> {
        let stop = Stop::default();
        let mut xml = Xml::new(text, &stop);
        let mut found = String::new();
        while let Some(piece) = xml.next()? {
            match piece {
                Piece::Open(tag) => found.extend(["<", &tag.name, ">"]),
                Piece::Close(name) => found.extend(["</", &name, ">"]),
                Piece::Text(text) => found += &text,
            }
        }
        Ok(found)
    }

    #[test]
    fn names_lose_their_prefix_and_references_are_resolved() {
        assert_eq!(
            read("<w:p><w:t>a &amp; &#x628;<![CDATA[<]]></w:t><br/></w:p>").as_deref(),
            Ok("<p><t>a & ب<</t><br></br></p>")
        );
    }

    #[test]
    fn what_is_unsafe_or_broken_says_so() {
        let bomb = "<!DOCTYPE a [<!ENTITY b \"bb\"><!ENTITY c \"&b;&b;\">]><a>&c;</a>";
        assert!(matches!(read(bomb), Err(ReadError::Unsafe { .. })));
        let fetched = "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>";
        assert!(matches!(read(fetched), Err(ReadError::Unsafe { .. })));
        assert!(matches!(read(&"<a>".repeat(100_000)), Err(ReadError::Unsafe { .. })));
        for broken in ["<a>", "<a></b>", "<a>&b;</a>", "<a>&#x110000;</a>", "<a", "<a>]]<!"] {
            assert!(matches!(read(broken), Err(ReadError::Damaged { .. })), "{broken}");
        }
        assert_eq!(read("<!DOCTYPE tmx SYSTEM \"tmx14.dtd\"><tmx/>").as_deref(), Ok("<tmx></tmx>"));
    }

    #[test]
    fn the_outermost_element_is_found_behind_what_stands_before_it() {
        let root = |text: &str| root_name(text.as_bytes());
        assert_eq!(root("\u{FEFF}<?xml version='1.0'?>\n<!-- <b> --><x:tmx a='b'>").as_deref(), Some("tmx"));
        assert_eq!(root("<!DOCTYPE tmx [<!ELEMENT tmx (a)>]><tmx>").as_deref(), Some("tmx"));
        let wide: Vec<u8> = "\u{FEFF}<tmx>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(root_name(&wide).as_deref(), Some("tmx"));
        for text in ["", "نص", "< a", "<", "<!--", "<a", "5 < 6"] {
            assert_eq!(root(text), None, "{text}");
        }
    }

    #[test]
    fn the_character_set_is_the_one_that_the_file_names() {
        let arabic = b"<?xml version=\"1.0\" encoding=\"windows-1256\"?><a>\xC8</a>";
        assert!(xml_text(arabic).is_ok_and(|text| text.ends_with("<a>ب</a>")));
        let wide: Vec<u8> = "<a>ب</a>".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(xml_text(&wide).as_deref(), Ok("<a>ب</a>"));
        assert!(xml_text(b"<a>\xC8</a>").is_err());
    }
}
