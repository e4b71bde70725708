//! The inside of a unit's text: emphasis and links become marks, other tags lose themselves but not their text.
//!
//! Native codes (the tags of the original format) are not text. Those that stand for something a reader sees
//! say what in an attribute, and that is taken.

use crate::article::ReadError;
use crate::article::xml::{Piece, Tag, Xml};
use crate::text::{MarkKind, Rich, RichBuilder};
use std::collections::HashMap;

/// Native codes of a unit by their id (XLIFF 2 keeps them apart from the text).
pub(super) type Codes = HashMap<String, String>;

/// Marks in one text; more are not kept.
const MOST_MARKS: usize = 2_000;

/// A text and its parts.
#[derive(Default)]
pub(super) struct Inline {
    pub rich: Rich,
    /// Sentences that the file itself marks, by their number.
    pub segments: Vec<(String, Rich)>,
}

/// Reads the element that was opened last up to its end.
pub(super) fn read(xml: &mut Xml<'_>, codes: &Codes) -> Result<Inline, ReadError> {
    let outside = xml.depth() - 1;
    let mut text = Text {
        codes,
        whole: RichBuilder::default(),
        part: None,
        open: Vec::new(),
        pairs: HashMap::new(),
        marks: 0,
        found: Inline::default(),
    };
    while xml.depth() > outside {
        match xml.next()? {
            Some(Piece::Open(tag)) => text.start(&tag, xml)?,
            Some(Piece::Close(_)) if xml.depth() > outside => text.end(),
            Some(Piece::Text(piece)) => text.push(&piece),
            Some(Piece::Close(_)) | None => break,
        }
    }
    text.found.rich = text.whole.finish();
    Ok(text.found)
}

struct Text<'a> {
    codes: &'a Codes,
    whole: RichBuilder,
    /// The sentence that is open, and its number.
    part: Option<(String, RichBuilder)>,
    open: Vec<Element>,
    /// Marks that open and close in elements of their own, by the number that joins the two.
    pairs: HashMap<String, MarkKind>,
    marks: usize,
    found: Inline,
}

enum Element {
    Plain,
    Marked(MarkKind),
    Segment,
}

impl Text<'_> {
    fn start(&mut self, tag: &Tag<'_>, xml: &mut Xml<'_>) -> Result<(), ReadError> {
        let number = |names: &[&str]| names.iter().find_map(|name| tag.get(name)).unwrap_or_default();
        match tag.name.as_str() {
            "mrk" if tag.get("mtype").as_deref() == Some("seg") && self.part.is_none() => {
                self.part = Some((number(&["mid"]), RichBuilder::default()));
                self.open.push(Element::Segment);
            }
            "g" | "pc" | "mrk" | "hi" => {
                let native = tag.get("dataRefStart").and_then(|id| self.codes.get(&id));
                let kind = kind_of(tag, native.map_or("", String::as_str));
                match kind.filter(|_| self.may_mark()) {
                    Some(kind) => {
                        self.begin(kind.clone());
                        self.open.push(Element::Marked(kind));
                    }
                    None => self.open.push(Element::Plain),
                }
            }
            // The beginning of a pair: in XLIFF 1.2 and TMX with its native code inside.
            "bpt" | "sc" => {
                let native = tag.get("dataRef").and_then(|id| self.codes.get(&id)).cloned();
                let pair = number(&["i", "rid", "id"]);
                let inside = xml.text()?;
                if let Some(kind) = kind_of(tag, &native.unwrap_or(inside)).filter(|_| self.may_mark()) {
                    self.begin(kind.clone());
                    self.pairs.insert(pair, kind);
                }
            }
            "ept" | "ec" => {
                let pair = number(&["i", "startRef", "rid", "id"]);
                if let Some(kind) = self.pairs.remove(&pair) {
                    self.finish(&kind);
                }
                xml.skip()?;
            }
            "cp" => {
                let code = tag.get("hex").and_then(|hex| u32::from_str_radix(&hex, 16).ok());
                if let Some(character) = code.and_then(char::from_u32).filter(|c| !c.is_control()) {
                    self.push(character.encode_utf8(&mut [0; 4]));
                }
                xml.skip()?;
            }
            "x" | "bx" | "ex" | "ph" | "it" | "ut" | "sm" | "em" => {
                let shown = number(&["equiv-text", "equiv"]);
                let is_break = tag.get("ctype").or_else(|| tag.get("type")).is_some_and(|kind| kind == "lb");
                self.push(if is_break && shown.is_empty() { " " } else { &shown });
                xml.skip()?;
            }
            _ => self.open.push(Element::Plain),
        }
        Ok(())
    }

    fn end(&mut self) {
        match self.open.pop() {
            Some(Element::Marked(kind)) => self.finish(&kind),
            Some(Element::Segment) => {
                if let Some((number, mut part)) = self.part.take() {
                    self.found.segments.push((number, part.finish()));
                }
            }
            Some(Element::Plain) | None => {}
        }
    }

    const fn may_mark(&mut self) -> bool {
        self.marks += 1;
        self.marks <= MOST_MARKS
    }

    fn begin(&mut self, kind: MarkKind) {
        if let Some((_, part)) = &mut self.part {
            part.open(kind.clone());
        }
        self.whole.open(kind);
    }

    fn finish(&mut self, kind: &MarkKind) {
        if let Some((_, part)) = &mut self.part {
            part.close(kind);
        }
        self.whole.close(kind);
    }

    fn push(&mut self, text: &str) {
        if let Some((_, part)) = &mut self.part {
            part.push(text);
        }
        self.whole.push(text);
    }
}

/// The mark an element stands for, by what it says of itself or by its native code.
pub(crate) fn kind_of(tag: &Tag<'_>, native: &str) -> Option<MarkKind> {
    let lower = |name: &str| tag.get(name).unwrap_or_default().to_ascii_lowercase();
    let words = [lower("ctype"), lower("type"), lower("subType"), lower("fs")];
    let words: Vec<&str> =
        words.iter().map(|word| word.trim_start_matches("x-").trim_start_matches("xlf:")).collect();
    let is = |names: &[&str]| words.iter().any(|word| names.contains(word));
    let native_name = native.trim_start().trim_start_matches('<');
    let native_name = native_name.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    let native_is = |names: &[&str]| names.iter().any(|name| name.eq_ignore_ascii_case(native_name));
    if is(&["link", "a", "html-a"]) || native_is(&["a"]) {
        return Some(MarkKind::Link(address(tag, native).unwrap_or_default()));
    }
    if is(&["bold", "b", "strong", "html-b", "html-strong"]) || native_is(&["b", "strong"]) {
        return Some(MarkKind::Strong);
    }
    if is(&["italic", "i", "em", "emphasis", "html-i", "html-em"]) || native_is(&["i", "em"]) {
        return Some(MarkKind::Emphasis);
    }
    None
}

/// Where a link leads: in an attribute, in XLIFF 2's list of the original's attributes, or in its native code.
fn address(tag: &Tag<'_>, native: &str) -> Option<String> {
    let listed = || {
        let list = tag.get("subFs")?;
        let value = list.strip_prefix("href,")?;
        // `\` separates attributes, and escapes itself and commas.
        let mut address = String::new();
        let mut characters = value.chars();
        while let Some(character) = characters.next() {
            match (character, characters.clone().next()) {
                ('\\', Some(escaped @ ('\\' | ','))) => {
                    address.push(escaped);
                    characters.next();
                }
                ('\\', _) => break,
                (character, _) => address.push(character),
            }
        }
        Some(address)
    };
    let in_code = || {
        let (_, value) = native.split_once("href=")?;
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        value.split(quote).nth(1).map(str::to_owned)
    };
    tag.get("href").or_else(listed).or_else(in_code)
}
