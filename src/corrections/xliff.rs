//! Corrections in XLIFF 1.2 and 2.x. White space is text here, to the letter.

use super::CorrectionsError;
use super::returned::{Returned, ReturnedRow};
use crate::article::bilingual::inline::kind_of;
use crate::article::xml::{Piece, Tag, Xml, root_name, xml_text};
use crate::article::{ReadError, Stop};
use crate::export::Comment;
use crate::export::stamp::Stamp;
use crate::project::Status;
use crate::text::{Mark, MarkKind, Rich, Span};
use std::collections::HashMap;

pub fn is_xliff(bytes: &[u8]) -> bool {
    root_name(bytes).as_deref() == Some("xliff")
}

pub fn read(bytes: &[u8], stop: &Stop) -> Result<Returned, CorrectionsError> {
    let text = xml_text(bytes)?;
    let mut xml = Xml::new(&text, stop);
    let mut reading = Reading::default();
    while let Some(piece) = xml.next()? {
        match piece {
            Piece::Open(tag) => reading.open(&tag, &mut xml)?,
            Piece::Close(name) => reading.close(&name),
            Piece::Text(_) => {}
        }
    }
    Ok(Returned { format: "XLIFF", has_marks: true, rows: reading.rows, warnings: Vec::new() })
}

#[derive(Default)]
struct Reading {
    rows: Vec<ReturnedRow>,
    unit: Option<ReturnedRow>,
    /// The HTML of the links of a unit, by its id.
    codes: HashMap<String, String>,
    approved: Option<bool>,
}

impl Reading {
    fn open(&mut self, tag: &Tag<'_>, xml: &mut Xml<'_>) -> Result<(), ReadError> {
        match tag.name.as_str() {
            "trans-unit" | "unit" => {
                let place = self.rows.len() + 1;
                let stamp = tag.get("id").as_deref().and_then(Stamp::read);
                let number = ["resname", "name"].iter().find_map(|name| tag.get(name)?.trim().parse().ok());
                self.unit = Some(ReturnedRow { place, stamp, number, ..ReturnedRow::default() });
                self.codes.clear();
                self.approved = tag.get("approved").map(|approved| approved == "yes");
                self.set_status(self.approved.map(|is| if is { Status::Confirmed } else { Status::Draft }));
            }
            "segment" => {
                let status = match tag.get("state").as_deref() {
                    Some("reviewed" | "final") => Some(Status::Confirmed),
                    Some("translated") => Some(Status::Draft),
                    Some("initial") => Some(Status::Untranslated),
                    _ => None,
                };
                self.set_status(status);
            }
            "data" => {
                let id = tag.get("id").unwrap_or_default();
                let code = xml.text()?;
                self.codes.insert(id, code);
            }
            "source" => {
                let text = rich(xml, &self.codes)?.text;
                if let Some(unit) = &mut self.unit {
                    unit.source.push_str(&text);
                }
            }
            "target" => self.target(tag, xml)?,
            "note" => {
                let author = tag.get("from").unwrap_or_default();
                let text = xml.text()?;
                if let Some(unit) = &mut self.unit {
                    unit.comments.push(Comment { author, text, ..Comment::default() });
                }
            }
            // They have sources and targets of their own, or repeat the source.
            "alt-trans" | "seg-source" | "matches" | "glossary" | "header" | "skeleton" | "bin-unit"
            | "metadata" | "changeTrack" => xml.skip()?,
            _ => {}
        }
        Ok(())
    }

    fn target(&mut self, tag: &Tag<'_>, xml: &mut Xml<'_>) -> Result<(), ReadError> {
        if self.approved.is_none() {
            let status = match tag.get("state").as_deref() {
                Some("translated" | "signed-off" | "final") => Some(Status::Confirmed),
                Some("new" | "needs-translation") => Some(Status::Untranslated),
                Some(_) => Some(Status::Draft),
                None => None,
            };
            if status.is_some() {
                self.set_status(status);
            }
        }
        let Rich { text, marks } = rich(xml, &self.codes)?;
        if let Some(ReturnedRow { draft, .. }) = &mut self.unit {
            // A unit that somebody cut into segments is one text again.
            draft.marks.extend(crate::text::rich::shifted(&marks, draft.text.len()));
            draft.text.push_str(&text);
        }
        Ok(())
    }

    fn close(&mut self, name: &str) {
        if matches!(name, "trans-unit" | "unit")
            && let Some(mut unit) = self.unit.take()
        {
            // Not approved says nothing of a unit without a text.
            if unit.draft.text.is_empty() && unit.status == Some(Status::Draft) {
                unit.status = Some(Status::Untranslated);
            }
            self.rows.push(unit);
        }
    }

    fn set_status(&mut self, status: Option<Status>) {
        if let Some(unit) = &mut self.unit {
            unit.status = status;
        }
    }
}

/// Reads the element that was opened last up to its end.
fn rich(xml: &mut Xml<'_>, codes: &HashMap<String, String>) -> Result<Rich, ReadError> {
    let outside = xml.depth().saturating_sub(1);
    let mut text = Text { codes, rich: Rich::default(), open: Vec::new(), pairs: Vec::new() };
    while xml.depth() > outside {
        match xml.next()? {
            Some(Piece::Open(tag)) => text.start(&tag, xml)?,
            Some(Piece::Close(_)) if xml.depth() > outside => text.end(),
            Some(Piece::Text(piece)) => text.rich.text.push_str(&piece),
            Some(Piece::Close(_)) | None => break,
        }
    }
    Ok(text.rich)
}

/// Marks in one text; more are not kept.
const MOST_MARKS: usize = 2_000;

struct Text<'a> {
    codes: &'a HashMap<String, String>,
    rich: Rich,
    /// For each open element the mark it stands for, and where that begins.
    open: Vec<Option<(MarkKind, usize)>>,
    /// Marks that begin and end in elements of their own, by what joins the two.
    pairs: Vec<(String, MarkKind, usize)>,
}

impl Text<'_> {
    fn start(&mut self, tag: &Tag<'_>, xml: &mut Xml<'_>) -> Result<(), ReadError> {
        let first = |names: &[&str]| names.iter().find_map(|name| tag.get(name)).unwrap_or_default();
        let here = self.rich.text.len();
        let native = ["dataRefStart", "dataRef"].iter().find_map(|name| self.codes.get(&tag.get(name)?));
        match tag.name.as_str() {
            "g" | "pc" => {
                let kind = kind_of(tag, native.map_or("", String::as_str));
                self.open.push(kind.map(|kind| (kind, here)));
            }
            "bpt" | "sc" | "bx" => {
                let pair = first(&["rid", "id"]);
                let native = native.cloned();
                let inside = xml.text()?;
                if let Some(kind) = kind_of(tag, &native.unwrap_or(inside))
                    && self.pairs.len() < MOST_MARKS
                {
                    self.pairs.push((pair, kind, here));
                }
            }
            "ept" | "ec" | "ex" => {
                let pair = first(&["rid", "startRef", "id"]);
                if let Some(at) = self.pairs.iter().rposition(|(id, ..)| *id == pair) {
                    let (_, kind, start) = self.pairs.remove(at);
                    self.mark(kind, start);
                }
                xml.skip()?;
            }
            "cp" => {
                let code = tag.get("hex").and_then(|hex| u32::from_str_radix(&hex, 16).ok());
                self.rich.text.push(code.and_then(char::from_u32).unwrap_or('\u{FFFD}'));
                xml.skip()?;
            }
            "x" | "ph" => {
                let kind = first(&["ctype", "subType"]);
                if matches!(kind.as_str(), "lb" | "xlf:lb") {
                    self.rich.text.push('\n');
                }
                xml.skip()?;
            }
            "it" | "ut" | "sub" | "sm" | "em" => xml.skip()?,
            _ => self.open.push(None),
        }
        Ok(())
    }

    fn end(&mut self) {
        if let Some(Some((kind, start))) = self.open.pop() {
            self.mark(kind, start);
        }
    }

    fn mark(&mut self, kind: MarkKind, start: usize) {
        let span = Span::new(start, self.rich.text.len());
        if !span.is_empty() && self.rich.marks.len() < MOST_MARKS {
            self.rich.marks.push(Mark { span, kind });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_of_both_versions_are_read() {
        let first = "<xliff version=\"1.2\"><file><body><trans-unit id=\"s1_d_0123456789abcdef\" resname=\"4\" approved=\"yes\">\
            <source>نعم</source><target> a <g id=\"1\" ctype=\"bold\">b\n</g><x id=\"9\" ctype=\"lb\"/></target>\
            <note from=\"Huda\">Why?</note><alt-trans><target>no</target></alt-trans></trans-unit></body></file></xliff>";
        let second = "<xliff version=\"2.1\"><file><unit id=\"s1_d_0123456789abcdef\" name=\"4\"><notes><note>Why?</note></notes>\
            <segment state=\"final\"><source>نعم</source><target> a <pc id=\"1\" type=\"fmt\" subType=\"xlf:b\">b\n</pc>\
            <ph id=\"9\" type=\"fmt\" subType=\"xlf:lb\"/></target></segment></unit></file></xliff>";
        for text in [first, second] {
            let rows = read(text.as_bytes(), &Stop::default()).unwrap().rows;
            let [row] = &rows[..] else { panic!("{rows:?}") };
            assert_eq!((row.number, row.status), (Some(4), Some(Status::Confirmed)));
            assert_eq!((row.source.as_str(), row.draft.text.as_str()), ("نعم", " a b\n\n"));
            assert_eq!(row.draft.marks, [Mark { span: Span::new(3, 5), kind: MarkKind::Strong }]);
            assert_eq!(
                row.comments.iter().map(|comment| comment.text.as_str()).collect::<Vec<_>>(),
                ["Why?"]
            );
        }
    }
}
