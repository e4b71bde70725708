//! XLIFF 1.2, valid by its strict schema.
//!
//! A link is a pair of `bpt` and `ept` with the HTML it stands for, because `g` has no place for an address. A
//! confirmed draft is approved; the draft of a service says whose it is, and stands as a proposal beside itself.

use super::inline::{self, Codes, Ids, Written};
use super::{FACTS_FROM, NOTE_FROM, blocks, facts, files, kind, name};
use crate::export::assemble::{each_row, finished};
use crate::export::carried::carried_text;
use crate::export::stamp::{RowId, Stamp};
use crate::export::wording::{self, StatusWords, day_in_words};
use crate::export::{Comment, Document, ExportError, Format, Options, Purpose, Row, Watch};
use crate::text::MarkKind;
use crate::text::markup::Markup;
use std::io;

pub const FORMAT: Format = Format {
    name: "xliff",
    title: "XLIFF 1.2",
    extension: "xlf",
    purpose: Purpose::Exchange,
    layouts: &[],
    comes_back: true,
    write,
};

fn write(document: &Document, options: &Options, watch: &Watch) -> Result<Vec<u8>, ExportError> {
    finished(FORMAT.title, watch, xliff(document, options, watch))
}

fn xliff(document: &Document, options: &Options, watch: &Watch) -> io::Result<Vec<u8>> {
    let mut markup = Markup::xml()?;
    let root = [("version", "1.2"), ("xmlns", "urn:oasis:names:tc:xliff:document:1.2")];
    markup.element("xliff", &root, |markup| {
        let mut block_number = 0;
        for (at, rows) in files(&document.rows).into_iter().enumerate() {
            markup.verbatim("\n")?;
            markup.element("file", &file_attributes(document, rows).each(), |markup| {
                header(markup, document, options, at == 0)?;
                markup.element("body", &[], |markup| {
                    for rows in blocks(rows).into_iter().filter(|rows| !rows.is_empty()) {
                        block_number += 1;
                        block(markup, rows, block_number, options, watch)?;
                    }
                    markup.verbatim("\n")
                })
            })?;
        }
        markup.verbatim("\n")
    })?;
    Ok(markup.finish())
}

struct FileAttributes<'a> {
    original: &'a str,
    date: Option<String>,
}

impl FileAttributes<'_> {
    fn each(&self) -> Vec<(&str, &str)> {
        let mut attributes = vec![
            ("original", self.original),
            ("source-language", "ar"),
            ("target-language", "en"),
            ("datatype", "plaintext"),
            ("tool-id", "tarjuman"),
        ];
        attributes.extend(self.date.as_deref().map(|date| ("date", date)));
        attributes
    }
}

fn file_attributes<'a>(document: &'a Document, rows: &'a [Row]) -> FileAttributes<'a> {
    FileAttributes { original: name(document, rows), date: wording::day_as_timestamp(&document.exported_on) }
}

fn header(markup: &mut Markup, document: &Document, options: &Options, is_first: bool) -> io::Result<()> {
    markup.element("header", &[], |markup| {
        if is_first && options.facts {
            markup.text_element("note", &[("from", FACTS_FROM)], &carried_text(&facts(document, options)))?;
        }
        if is_first && !document.translators_note.trim().is_empty() {
            let from = [("from", NOTE_FROM)];
            markup.text_element("note", &from, &carried_text(&document.translators_note))?;
        }
        let tool =
            [("tool-id", "tarjuman"), ("tool-name", "Tarjuman"), ("tool-version", env!("CARGO_PKG_VERSION"))];
        markup.empty("tool", &tool)
    })
}

fn block(
    markup: &mut Markup,
    rows: &[Row],
    number: usize,
    options: &Options,
    watch: &Watch,
) -> io::Result<()> {
    let Some(first) = rows.first() else { return Ok(()) };
    let (id, restype) = (format!("b{number}"), format!("x-{}", kind(first.kind)));
    markup.verbatim("\n")?;
    markup.element("group", &[("id", &id), ("restype", &restype)], |markup| {
        each_row(rows, watch, |row| unit(markup, row, options))?;
        markup.verbatim("\n")
    })
}

fn unit(markup: &mut Markup, row: &Row, options: &Options) -> io::Result<()> {
    let status = wording::status(row);
    let notes = row.comments.iter().filter(|_| options.notes).map(|comment| comment.text.as_str());
    let (id, number) = (RowId::new(Stamp::rich(row), notes).to_string(), row.number.to_string());
    let is_approved = matches!(status, StatusWords::Confirmed | StatusWords::LeftEmpty);
    let attributes = [
        ("id", id.as_str()),
        ("resname", &number),
        ("approved", if is_approved { "yes" } else { "no" }),
        ("xml:space", "preserve"),
    ];
    let source = Written::of(&row.source, &row.source_marks);
    let target = Written::of(&row.draft, &row.marks);
    let mut ids = Ids::default();
    markup.verbatim("\n")?;
    markup.element("trans-unit", &attributes, |markup| {
        markup.element("source", &[("xml:lang", "ar")], |markup| {
            inline::write(markup, &source.source(&mut ids), &Twelve)
        })?;
        let pieces = target.target(&mut ids);
        let attributes = target_attributes(status);
        if status != StatusWords::NotTranslated || !row.draft.is_empty() {
            markup.element("target", &attributes, |markup| inline::write(markup, &pieces, &Twelve))?;
        }
        if options.notes {
            row.comments.iter().try_for_each(|comment| note(markup, comment))?;
        }
        let Some(by) = row.suggested_by.as_deref().filter(|_| status == StatusWords::MachineDraft) else {
            return Ok(());
        };
        markup.element("alt-trans", &[("origin", &carried_text(by))], |markup| {
            let language = [("xml:lang", "en")];
            markup.element("target", &language, |markup| inline::write(markup, &pieces, &Twelve))
        })
    })
}

fn target_attributes(status: StatusWords) -> Vec<(&'static str, &'static str)> {
    let state = match status {
        StatusWords::Confirmed | StatusWords::LeftEmpty => "translated",
        StatusWords::Draft | StatusWords::MachineDraft => "needs-review-translation",
        StatusWords::NotTranslated => "needs-translation",
    };
    let mut attributes = vec![("xml:lang", "en"), ("state", state)];
    if status == StatusWords::MachineDraft {
        attributes.push(("state-qualifier", "mt-suggestion"));
    }
    attributes
}

fn note(markup: &mut Markup, comment: &Comment) -> io::Result<()> {
    let kind = match (comment.is_query, comment.is_settled) {
        (true, false) => "query",
        (true, true) => "answered query",
        (false, _) => "",
    };
    let made = day_in_words(&comment.made);
    let from: Vec<&str> =
        [comment.author.trim(), &made, kind].into_iter().filter(|part| !part.is_empty()).collect();
    let from = from.join(", ");
    let attributes = [("from", from.as_str())];
    let attributes = if from.is_empty() { &[][..] } else { &attributes };
    markup.text_element("note", attributes, &carried_text(&comment.text))
}

/// The codes of 1.2.
struct Twelve;

impl Codes for Twelve {
    fn open(&self, markup: &mut Markup, id: usize, kind: &MarkKind) -> io::Result<()> {
        let id = id.to_string();
        match kind {
            MarkKind::Strong => markup.start("g", &[("id", &id), ("ctype", "bold")]),
            MarkKind::Emphasis => markup.start("g", &[("id", &id), ("ctype", "italic")]),
            MarkKind::Link(address) => {
                let attributes = [("id", id.as_str()), ("rid", &id), ("ctype", "link")];
                markup.text_element("bpt", &attributes, &format!("<a href=\"{address}\">"))
            }
        }
    }

    fn close(&self, markup: &mut Markup, id: usize, kind: &MarkKind) -> io::Result<()> {
        let id = id.to_string();
        match kind {
            MarkKind::Strong | MarkKind::Emphasis => markup.end("g"),
            MarkKind::Link(_) => markup.text_element("ept", &[("id", &id), ("rid", &id)], "</a>"),
        }
    }
}
