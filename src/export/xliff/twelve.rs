//! XLIFF 1.2, valid by its strict schema.
//!
//! A link is a pair of `bpt` and `ept` with the HTML it stands for, because `g` has no place for an address. A
//! confirmed draft is approved; the draft of a service says whose it is, and stands as a proposal beside itself.

use super::frame::{self, Head, Version};
use super::inline::{self, Codes, Ids, Written};
use super::{FACTS_FROM, NOTE_FROM};
use crate::export::assemble::finished;
use crate::export::carried::carried_text;
use crate::export::stamp::{RowId, Stamp};
use crate::export::wording::{self, StatusWords, day_in_words};
use crate::export::{Comment, Document, ExportError, Format, Holds, Options, Purpose, Row, Watch};
use crate::text::MarkKind;
use crate::text::markup::Markup;
use std::io;

pub const FORMAT: Format = Format {
    name: "xliff",
    title: "XLIFF 1.2",
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
    finished(FORMAT.title, watch, frame::write::<Twelve>(document, options, watch))
}

struct Twelve;

impl Version for Twelve {
    const ROOT: &'static [(&'static str, &'static str)] =
        &[("version", "1.2"), ("xmlns", "urn:oasis:names:tc:xliff:document:1.2")];
    const KIND: (&'static str, &'static str) = ("restype", "x-");
    const GROUPS_NOTHING: bool = false;

    fn file(document: &Document, _: usize, name: &str) -> Vec<(&'static str, String)> {
        let said = [
            ("original", name),
            ("source-language", "ar"),
            ("target-language", "en"),
            ("datatype", "plaintext"),
            ("tool-id", "tarjuman"),
        ];
        let date = wording::day_as_timestamp(&document.exported_on).map(|date| ("date", date));
        said.into_iter().map(|(name, value)| (name, value.to_owned())).chain(date).collect()
    }

    fn content(
        markup: &mut Markup,
        head: Head<'_>,
        groups: impl FnOnce(&mut Markup) -> io::Result<()>,
    ) -> io::Result<()> {
        header(markup, head)?;
        markup.element("body", &[], groups)
    }

    fn unit(markup: &mut Markup, row: &Row, options: &Options) -> io::Result<()> {
        unit(markup, row, options)
    }
}

fn header(markup: &mut Markup, head: Head<'_>) -> io::Result<()> {
    let Head { document, options, is_first } = head;
    markup.element("header", &[], |markup| {
        if is_first && options.facts {
            markup.text_element("note", &[("from", FACTS_FROM)], &carried_text(&head.facts()))?;
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
