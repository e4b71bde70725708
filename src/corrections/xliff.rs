//! Corrections in XLIFF 1.2 and 2.x. White space is text here, to the letter.

mod states;

use super::CorrectionsError;
use super::returned::{Loose, NoteForm, Returned, ReturnedRow};
use crate::article::bilingual::inline::kind_of;
use crate::article::xml::{Piece, Tag, Xml, root_name, xml_text};
use crate::article::{ReadError, Stop};
use crate::export::Comment;
use crate::export::xliff::OURS;
use crate::text::{Mark, MarkKind, Rich, Span};
use states::States;
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
    let notes = if reading.is_second { NoteForm::Whole } else { NoteForm::Text };
    let (rows, loose) = (reading.rows, reading.loose);
    Ok(Returned { format: "XLIFF", has_marks: true, notes, rows, loose, warnings: Vec::new() })
}

#[derive(Default)]
struct Reading {
    /// It is version 2.
    is_second: bool,
    rows: Vec<ReturnedRow>,
    loose: Vec<Loose>,
    unit: Option<ReturnedRow>,
    /// The HTML of the links of a unit, by its id.
    codes: HashMap<String, String>,
    states: States,
}

impl Reading {
    fn open(&mut self, tag: &Tag<'_>, xml: &mut Xml<'_>) -> Result<(), ReadError> {
        match tag.name.as_str() {
            "trans-unit" | "unit" => {
                self.is_second = tag.name == "unit";
                let id = tag.get("id").unwrap_or_default();
                let number = ["resname", "name"].iter().find_map(|name| tag.get(name)?.trim().parse().ok());
                self.unit = Some(ReturnedRow { number, ..ReturnedRow::of_id(self.rows.len() + 1, &id) });
                self.codes.clear();
                let approved = tag.get("approved").map(|approved| approved == "yes");
                self.states = States { approved, ..States::default() };
            }
            "segment" => self.states.said.extend(tag.get("state")),
            "data" => {
                let id = tag.get("id").unwrap_or_default();
                let code = xml.text()?;
                self.codes.insert(id, code);
            }
            "source" => {
                let text = self.rich(xml)?.text;
                if let Some(unit) = &mut self.unit {
                    unit.source.push_str(&text);
                }
            }
            "target" => {
                self.states.said.extend(tag.get("state"));
                let Rich { text, marks } = self.rich(xml)?;
                if let Some(ReturnedRow { draft, .. }) = &mut self.unit {
                    // A unit that somebody cut into segments is one text again.
                    draft.marks.extend(crate::text::rich::shifted(&marks, draft.text.len()));
                    draft.text.push_str(&text);
                }
            }
            "note" => {
                let author = tag.get("from").unwrap_or_default();
                let is_ours = [&author, &tag.get("category").unwrap_or_default()]
                    .into_iter()
                    .any(|said| OURS.contains(&said.as_str()));
                let comment = Comment { author, text: xml.text()?, ..Comment::default() };
                match &mut self.unit {
                    Some(unit) => unit.comments.push(comment),
                    None if is_ours || comment.text.trim().is_empty() => {}
                    None => self.loose.push(Loose { on: String::new(), comment }),
                }
            }
            // They have sources and targets of their own, or repeat the source.
            "alt-trans" | "seg-source" | "matches" | "glossary" | "skl" | "skeleton" | "bin-unit"
            | "metadata" | "changeTrack" => xml.skip()?,
            _ => {}
        }
        Ok(())
    }

    /// The text of the element that was opened last; remarks in it are comments of the unit.
    fn rich(&mut self, xml: &mut Xml<'_>) -> Result<Rich, ReadError> {
        let (rich, remarks) = rich(xml, &self.codes)?;
        if let Some(unit) = &mut self.unit {
            unit.comments.extend(remarks.into_iter().map(|text| Comment { text, ..Comment::default() }));
        }
        Ok(rich)
    }

    fn close(&mut self, name: &str) {
        if matches!(name, "trans-unit" | "unit")
            && let Some(mut unit) = self.unit.take()
        {
            let exported = unit.stamp.map(|stamp| stamp.status);
            let is_empty = unit.draft.text.is_empty();
            let states = std::mem::take(&mut self.states);
            (unit.status, unit.unknown_status) = states.status(self.is_second, exported, is_empty);
            self.rows.push(unit);
        }
    }
}

/// Reads the element that was opened last up to its end.
fn rich(xml: &mut Xml<'_>, codes: &HashMap<String, String>) -> Result<(Rich, Vec<String>), ReadError> {
    let outside = xml.depth().saturating_sub(1);
    let mut text =
        Text { codes, rich: Rich::default(), open: Vec::new(), pairs: Vec::new(), remarks: Vec::new() };
    while xml.depth() > outside {
        match xml.next()? {
            Some(Piece::Open(tag)) => text.start(&tag, xml)?,
            Some(Piece::Close(_)) if xml.depth() > outside => text.end(),
            Some(Piece::Text(piece)) => text.rich.text.push_str(&piece),
            Some(Piece::Close(_)) | None => break,
        }
    }
    Ok((text.rich, text.remarks))
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
    /// What somebody wrote about a part of the text.
    remarks: Vec<String>,
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
            "mrk" => {
                let is_comment =
                    ["type", "mtype"].iter().any(|name| tag.get(name).as_deref() == Some("comment"));
                let remark = tag.get("comment").or_else(|| tag.get("value").filter(|_| is_comment));
                self.remarks.extend(remark.filter(|remark| !remark.trim().is_empty()));
                self.open.push(None);
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
    use crate::project::Status;

    #[test]
    fn comments_outside_units_and_on_parts_of_a_text_are_read() {
        let text = "<xliff><file><header><note from=\"Tarjuman\">Facts</note><note from=\"Mona\">All fine.</note></header>\
            <body><trans-unit id=\"s1_d_0123456789abcdef\"><source>نعم</source><target><mrk mtype=\"x-a\" \
            comment=\"Sure?\">yes</mrk></target></trans-unit></body></file></xliff>";
        let returned = read(text.as_bytes(), &Stop::default()).unwrap();
        let loose: Vec<_> = returned.loose.iter().map(|loose| loose.comment.text.as_str()).collect();
        assert_eq!((loose, returned.rows[0].comments[0].text.as_str()), (vec!["All fine."], "Sure?"));
        assert_eq!(returned.rows[0].draft.text, "yes");
    }

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
