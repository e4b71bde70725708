//! Well-formed XML and HTML from any strings, on quick-xml.
//!
//! Elements are closures, so they are always closed; text and attributes are always escaped, and
//! characters that XML 1.0 cannot hold are replaced. What elements mean is the formats' business.

use quick_xml::Writer;
use quick_xml::escape::escape;
use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use quick_xml::name::QName;
use std::borrow::Cow;
use std::io;

/// Attribute names and their unescaped values.
pub type Attributes<'a> = &'a [(&'a str, &'a str)];

/// A document being written, as a rule into memory. Errors are those of where it goes: of memory there are none.
pub struct Markup<W = Vec<u8>> {
    writer: Writer<W>,
}

impl Markup {
    /// Begins with the XML declaration.
    pub fn xml() -> io::Result<Self> {
        let mut writer = Writer::new(Vec::new());
        writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), Some("yes"))))?;
        Ok(Self { writer })
    }

    /// Begins with the HTML document type.
    pub fn html() -> io::Result<Self> {
        let mut writer = Writer::new(Vec::new());
        writer.write_event(Event::DocType(BytesText::from_escaped("html")))?;
        Ok(Self { writer })
    }

    /// The whole document.
    pub fn finish(self) -> Vec<u8> {
        self.writer.into_inner()
    }
}

impl<W: io::Write> Markup<W> {
    /// Begins an XML document that goes somewhere else, with its document type.
    pub fn xml_to(writer: W, document_type: &'static str) -> io::Result<Self> {
        let mut writer = Writer::new(writer);
        writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
        writer.write_event(Event::Text(BytesText::from_escaped("\n")))?;
        writer.write_event(Event::DocType(BytesText::from_escaped(document_type)))?;
        writer.write_event(Event::Text(BytesText::from_escaped("\n")))?;
        Ok(Self { writer })
    }

    /// Where the document went.
    pub fn into_inner(self) -> W {
        self.writer.into_inner()
    }

    /// `<name …>` what `content` writes `</name>`.
    pub fn element(
        &mut self,
        name: &str,
        attributes: Attributes<'_>,
        content: impl FnOnce(&mut Self) -> io::Result<()>,
    ) -> io::Result<()> {
        self.start(name, attributes)?;
        content(self)?;
        self.end(name)
    }

    /// `<name …>`, for what does not nest as closures do; [`end`](Self::end) must follow.
    pub fn start(&mut self, name: &str, attributes: Attributes<'_>) -> io::Result<()> {
        self.writer.write_event(Event::Start(tag(name, attributes)))
    }

    /// `</name>`
    pub fn end(&mut self, name: &str) -> io::Result<()> {
        self.writer.write_event(Event::End(BytesEnd::new(name)))
    }

    /// `<name …>text</name>`.
    pub fn text_element(&mut self, name: &str, attributes: Attributes<'_>, text: &str) -> io::Result<()> {
        self.element(name, attributes, |markup| markup.text(text))
    }

    /// `<name …/>`. In HTML only for elements that have no content, such as `<br/>`.
    pub fn empty(&mut self, name: &str, attributes: Attributes<'_>) -> io::Result<()> {
        self.writer.write_event(Event::Empty(tag(name, attributes)))
    }

    /// Text between tags, escaped.
    pub fn text(&mut self, text: &str) -> io::Result<()> {
        self.writer.write_event(Event::Text(BytesText::new(&legal(text))))
    }

    /// Markup or CSS of our own, written as it stands; never text from an article or a translator.
    pub fn verbatim(&mut self, markup: &'static str) -> io::Result<()> {
        self.writer.write_event(Event::Text(BytesText::from_escaped(markup)))
    }
}

fn tag<'a>(name: &'a str, attributes: Attributes<'_>) -> BytesStart<'a> {
    let mut tag = BytesStart::new(name);
    for &(name, value) in attributes {
        let value = legal(value);
        let mut escaped = escape(value.as_ref());
        // Readers make a space of a line break in an attribute, unless it is written as a reference.
        if escaped.contains(['\n', '\t']) {
            escaped = escaped.replace('\n', "&#10;").replace('\t', "&#9;").into();
        }
        tag.push_attribute(Attribute { key: QName(name), value: escaped });
    }
    tag
}

/// `text` with each character that XML 1.0 (section 2.2) forbids replaced by U+FFFD, so that a reader
/// sees that something stood there.
pub fn legal(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_legal) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(
        text.chars().map(|character| if is_legal(character) { character } else { '\u{FFFD}' }).collect(),
    )
}

fn is_legal(character: char) -> bool {
    // Surrogates are not `char`s, which leaves the control characters and two non-characters.
    !matches!(character, '\0'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}')
}

/// The lines of `text`, at least one. Any line break that Unicode knows (UAX #14, classes BK, CR, LF and
/// NL) ends a line; CR LF is one of them.
pub fn lines(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let Some(at) = text.find(is_line_break) else {
            return rest.take();
        };
        let (line, from_break) = text.split_at(at);
        rest = from_break.strip_prefix("\r\n").or_else(|| {
            let mut characters = from_break.chars();
            characters.next();
            Some(characters.as_str())
        });
        Some(line)
    })
}

fn is_line_break(character: char) -> bool {
    matches!(character, '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str) -> String {
        let mut markup = Markup::xml().unwrap();
        markup.text_element("t", &[("note", text)], text).unwrap();
        let xml = String::from_utf8(markup.finish()).unwrap();
        xml.split_once("?>").unwrap().1.to_owned()
    }

    #[test]
    fn markup_in_text_and_attributes_is_escaped() {
        assert_eq!(
            written("a<b>]]>\"&'"),
            "<t note=\"a&lt;b&gt;]]&gt;&quot;&amp;&apos;\">a&lt;b&gt;]]&gt;&quot;&amp;&apos;</t>"
        );
    }

    #[test]
    fn a_line_break_in_an_attribute_is_no_space() {
        assert_eq!(written("a\nb\tc\rd"), "<t note=\"a&#10;b&#9;c&#13;d\">a\nb\tc&#13;d</t>");
    }

    #[test]
    fn what_xml_cannot_hold_is_seen_as_a_replacement_character() {
        assert_eq!(legal("a\0b\u{1F}c\u{FFFF}\t\u{10FFFF}"), "a\u{FFFD}b\u{FFFD}c\u{FFFD}\t\u{10FFFF}");
        assert!(matches!(legal("قره باغ"), Cow::Borrowed(_)));
    }

    #[test]
    fn every_kind_of_line_break_ends_a_line() {
        let all = |text: &'static str| lines(text).collect::<Vec<_>>();
        assert_eq!(all("a\r\nb\nc\rd\u{2028}e\u{B}f"), ["a", "b", "c", "d", "e", "f"]);
        assert_eq!(all("\n\r\n"), ["", "", ""]);
        assert_eq!(all(""), [""]);
    }
}
