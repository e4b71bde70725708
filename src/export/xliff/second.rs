//! XLIFF 2.1, valid by the schema of its core.
//!
//! A unit has one segment, so that a note belongs to one sentence. The HTML of links stands in the unit's
//! `originalData`, whose a draft is in its metadata.

use super::frame::{self, Head, Version};
use super::inline::{self, Codes, Ids, Piece, Written};
use super::{FACTS_CATEGORY, NOTE_CATEGORY};
use crate::export::assemble::finished;
use crate::export::carried::carried_text;
use crate::export::stamp::{RowId, Stamp};
use crate::export::wording::{self, StatusWords};
use crate::export::{Comment, Document, ExportError, Format, Holds, Options, Purpose, Row, Watch};
use crate::text::MarkKind;
use crate::text::markup::Markup;
use std::io;

pub const FORMAT: Format = Format {
    name: "xliff2",
    title: "XLIFF 2.1",
    extension: "xlf",
    other_endings: &["xliff"],
    purpose: Purpose::Exchange,
    layouts: &[],
    comes_back: true,
    is_text: true,
    holds: Holds::Segments,
    write,
};

fn write(document: &Document, options: &Options, watch: &Watch) -> Result<Vec<u8>, ExportError> {
    finished(FORMAT.title, watch, frame::write::<Second>(document, options, watch))
}

struct Second;

impl Version for Second {
    const ROOT: &'static [(&'static str, &'static str)] = &[
        ("version", "2.1"),
        ("srcLang", "ar"),
        ("trgLang", "en"),
        ("xmlns", "urn:oasis:names:tc:xliff:document:2.0"),
        ("xmlns:mda", "urn:oasis:names:tc:xliff:metadata:2.0"),
    ];
    const KIND: (&'static str, &'static str) = ("type", "tarjuman:");
    // Its schema wants something in every file.
    const GROUPS_NOTHING: bool = true;

    fn file(_: &Document, number: usize, name: &str) -> Vec<(&'static str, String)> {
        vec![("id", format!("f{number}")), ("original", name.to_owned())]
    }

    fn content(
        markup: &mut Markup,
        head: Head<'_>,
        groups: impl FnOnce(&mut Markup) -> io::Result<()>,
    ) -> io::Result<()> {
        if head.is_first {
            file_notes(markup, head)?;
        }
        groups(markup)
    }

    fn unit(markup: &mut Markup, row: &Row, options: &Options) -> io::Result<()> {
        unit(markup, row, options)
    }
}

fn file_notes(markup: &mut Markup, head: Head<'_>) -> io::Result<()> {
    let facts = head.facts();
    let notes = [(FACTS_CATEGORY, facts.as_str()), (NOTE_CATEGORY, head.document.translators_note.trim())];
    if notes.iter().all(|(_, text)| text.is_empty()) {
        return Ok(());
    }
    markup.element("notes", &[], |markup| {
        notes.iter().filter(|(_, text)| !text.is_empty()).try_for_each(|(category, text)| {
            markup.text_element("note", &[("category", category)], &carried_text(text))
        })
    })
}

fn unit(markup: &mut Markup, row: &Row, options: &Options) -> io::Result<()> {
    let status = wording::status(row);
    let notes: Vec<String> = row.comments.iter().filter(|_| options.notes).map(note_text).collect();
    let id = RowId::new(Stamp::rich(row), notes.iter().map(String::as_str)).to_string();
    let number = row.number.to_string();
    let source = Written::of(&row.source, &row.source_marks);
    let target = Written::of(&row.draft, &row.marks);
    let mut ids = Ids::default();
    let sources = source.source(&mut ids);
    let targets = target.target(&mut ids);
    let attributes = [("id", id.as_str()), ("name", &number), ("xml:space", "preserve")];
    markup.verbatim("\n")?;
    markup.element("unit", &attributes, |markup| {
        if let Some(by) = row.suggested_by.as_deref().filter(|_| status == StatusWords::MachineDraft) {
            markup.element("mda:metadata", &[], |markup| {
                markup.element("mda:metaGroup", &[("category", "tarjuman")], |markup| {
                    markup.text_element("mda:meta", &[("type", "suggested-by")], &carried_text(by))
                })
            })?;
        }
        if options.notes && !row.comments.is_empty() {
            markup.element("notes", &[], |markup| {
                row.comments.iter().try_for_each(|comment| note(markup, comment))
            })?;
        }
        original_data(markup, [&sources, &targets])?;
        markup.element("segment", &segment_attributes(status), |markup| {
            markup.element("source", &[("xml:lang", "ar")], |markup| {
                inline::write(markup, &sources, &Second)
            })?;
            if status == StatusWords::NotTranslated && row.draft.is_empty() {
                return Ok(());
            }
            markup.element("target", &[("xml:lang", "en")], |markup| inline::write(markup, &targets, &Second))
        })
    })
}

fn segment_attributes(status: StatusWords) -> Vec<(&'static str, &'static str)> {
    match status {
        StatusWords::Confirmed | StatusWords::LeftEmpty => vec![("state", "reviewed")],
        StatusWords::Draft => vec![("state", "translated")],
        StatusWords::MachineDraft => vec![("state", "translated"), ("subState", "tarjuman:machine-draft")],
        StatusWords::NotTranslated => vec![("state", "initial")],
    }
}

fn note(markup: &mut Markup, comment: &Comment) -> io::Result<()> {
    let category = match (comment.is_query, comment.is_settled) {
        (true, false) => "query",
        (true, true) => "answered-query",
        (false, _) => "note",
    };
    markup.text_element("note", &[("category", category)], &carried_text(&note_text(comment)))
}

/// A note has no attributes for who wrote it and when.
fn note_text(comment: &Comment) -> String {
    super::super::assemble::note(&Comment { is_query: false, ..comment.clone() })
}

/// The HTML of every link of a unit, once for each id.
fn original_data(markup: &mut Markup, texts: [&[Piece<'_>]; 2]) -> io::Result<()> {
    let mut links: Vec<(usize, &str)> = Vec::new();
    for piece in texts.into_iter().flatten() {
        if let Piece::Open(id, MarkKind::Link(address)) = piece
            && !links.iter().any(|(known, _)| known == id)
        {
            links.push((*id, address));
        }
    }
    if links.is_empty() {
        return Ok(());
    }
    markup.element("originalData", &[], |markup| {
        for (id, address) in links {
            markup.text_element("data", &[("id", &opens(id))], &format!("<a href=\"{address}\">"))?;
        }
        markup.text_element("data", &[("id", CLOSES)], "</a>")
    })
}

/// The id of the HTML that opens a link.
fn opens(id: usize) -> String {
    format!("a{id}")
}

/// The id of the HTML that closes one.
const CLOSES: &str = "z";

impl Codes for Second {
    fn open(&self, markup: &mut Markup, id: usize, kind: &MarkKind) -> io::Result<()> {
        let number = id.to_string();
        let of_type = |kind, look| [("id", number.as_str()), ("type", kind), ("subType", look)];
        match kind {
            MarkKind::Strong => markup.start("pc", &of_type("fmt", "xlf:b")),
            MarkKind::Emphasis => markup.start("pc", &of_type("fmt", "xlf:i")),
            MarkKind::Link(_) => {
                let opens = opens(id);
                let data = [("dataRefEnd", CLOSES), ("dataRefStart", opens.as_str())];
                markup.start("pc", &[("id", number.as_str()), ("type", "link"), data[0], data[1]])
            }
        }
    }

    fn close(&self, markup: &mut Markup, _id: usize, _kind: &MarkKind) -> io::Result<()> {
        markup.end("pc")
    }
}
