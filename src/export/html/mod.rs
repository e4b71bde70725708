//! The web page: one file that needs nothing else, in print and on screen, light and dark.
//!
//! No script, no font, picture or style from elsewhere, and a policy in the page that forbids them. Every
//! cell says its language and direction; glossary hits carry their English as a tooltip. `segments` writes the two layouts
//! that have rows, `translation` the article.

mod segments;
mod translation;

use super::reading_order::{reads_right_to_left, runs};
use super::stretches::{Stretch, stretches};
use super::wording::{self, Fact, Shown, StatusWords};
use super::{Document, ExportError, Format, Holds, Layout, NameUsed, Options, Purpose, Row, Watch};
use crate::glossary::Kind;
use crate::text::markup::{Markup, lines};
use crate::text::{Mark, Span};
use std::io;

pub const FORMAT: Format = Format {
    name: "html",
    title: "Web page",
    extension: "html",
    other_endings: &["htm"],
    purpose: Purpose::Reading,
    layouts: &[Layout::SideBySide, Layout::Interlinear, Layout::Translation],
    comes_back: false,
    is_text: false,
    holds: Holds::Segments,
    write,
};

fn write(document: &Document, options: &Options, watch: &Watch) -> Result<Vec<u8>, ExportError> {
    page(document, options, watch).map_err(|source| watch.ended("web page", source))
}

fn page(document: &Document, options: &Options, watch: &Watch) -> io::Result<Vec<u8>> {
    let mut markup = Markup::html()?;
    markup.element("html", ENGLISH, |markup| {
        markup.element("head", &[], |markup| head(markup, document))?;
        markup.element("body", &[], |markup| {
            if options.layout == Layout::Translation {
                return translation::write(markup, document, options, watch);
            }
            title_block(markup, document, options)?;
            markup.element("main", &[], |markup| {
                if !document.rows.is_empty() {
                    legend(markup, &document.rows)?;
                    segments::write(markup, &document.rows, options, watch)?;
                }
                names(markup, document, options)
            })
        })
    })?;
    Ok(markup.finish())
}

type Language = &'static [(&'static str, &'static str)];
const ENGLISH: Language = &[("lang", "en"), ("dir", "ltr")];
const ARABIC: Language = &[("lang", "ar"), ("dir", "rtl")];

/// The language of text that may be in either.
fn language_of(text: &str) -> Language {
    if reads_right_to_left(text) { ARABIC } else { ENGLISH }
}

fn head(markup: &mut Markup, document: &Document) -> io::Result<()> {
    const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";
    markup.empty("meta", &[("charset", "utf-8")])?;
    markup.empty("meta", &[("http-equiv", "Content-Security-Policy"), ("content", POLICY)])?;
    markup.empty("meta", &[("name", "viewport"), ("content", "width=device-width, initial-scale=1")])?;
    markup.empty("meta", &[("name", "generator"), ("content", "Tarjuman")])?;
    markup.text_element("title", &[], &wording::short_headline(document))?;
    markup.element("style", &[], |markup| markup.verbatim(include_str!("style.css")))
}

fn title_block(markup: &mut Markup, document: &Document, options: &Options) -> io::Result<()> {
    markup.element("header", &[], |markup| {
        let headline = wording::headline(document);
        markup
            .element("h1", language_of(headline), |markup| inline(markup, headline, language_of(headline)))?;
        if let Some(title) = wording::source_title(document) {
            let [lang, dir] = [("lang", "ar"), ("dir", "rtl")];
            markup.element("p", &[("class", "source-title"), lang, dir], |markup| {
                inline(markup, title, ARABIC)
            })?;
        }
        facts(markup, document, options)?;
        markup.text_element("p", &[("class", "summary")], &wording::state(document, options))?;
        if let Some(warning) = wording::warning(&document.rows, options, Shown::Shaded) {
            markup.text_element("p", &[("class", "warning")], warning)?;
        }
        note(markup, document)
    })
}

fn facts(markup: &mut Markup, document: &Document, options: &Options) -> io::Result<()> {
    let facts = wording::facts(document, options);
    if facts.is_empty() {
        return Ok(());
    }
    markup.element("dl", &[], |markup| facts.iter().try_for_each(|fact| fact_lines(markup, fact)))
}

/// What the translator says to every reader.
fn note(markup: &mut Markup, document: &Document) -> io::Result<()> {
    let note = document.translators_note.trim();
    if note.is_empty() {
        return Ok(());
    }
    markup.element("section", &[("class", "note")], |markup| {
        markup.text_element("h2", &[], wording::NOTE)?;
        markup.element("p", language_of(note), |markup| inline(markup, note, language_of(note)))
    })
}

fn fact_lines(markup: &mut Markup, fact: &Fact) -> io::Result<()> {
    markup.text_element("dt", &[], fact.label)?;
    markup.element("dd", &[], |markup| match &fact.link {
        Some(link) => {
            let attributes = [("href", link.as_str()), ("rel", "noopener noreferrer")];
            markup.element("a", &attributes, |markup| inline(markup, &fact.value, ENGLISH))
        }
        None => inline(markup, &fact.value, ENGLISH),
    })
}

/// What the underlines mean, for the kinds that occur.
fn legend(markup: &mut Markup, rows: &[Row]) -> io::Result<()> {
    let occurs = |kind| rows.iter().any(|row| row.hits.iter().any(|hit| hit.kind == kind));
    let mut kinds = Kind::ALL.into_iter().filter(|&kind| occurs(kind)).peekable();
    if kinds.peek().is_none() {
        return Ok(());
    }
    markup.element("p", &[("class", "legend")], |markup| {
        markup.text("Underlined in the Arabic: ")?;
        kinds.try_for_each(|kind| {
            markup.text_element("mark", &[("class", class_of_kind(kind))], wording::kind(kind))?;
            markup.text(" ")
        })?;
        // Paper has no pointer.
        markup.text_element("span", &[("class", "screen-only")], "Point at a word to see its English.")
    })
}

fn head_row(markup: &mut Markup, columns: &[(&str, &str)]) -> io::Result<()> {
    markup.element("thead", &[], |markup| {
        markup.element("tr", &[], |markup| {
            columns.iter().try_for_each(|&(title, class)| {
                markup.text_element("th", &[("scope", "col"), ("class", class)], title)
            })
        })
    })
}

/// An element with a class and a language.
fn element(
    markup: &mut Markup,
    name: &str,
    class: &str,
    language: Language,
    content: impl FnOnce(&mut Markup) -> io::Result<()>,
) -> io::Result<()> {
    let class = (!class.is_empty()).then_some(("class", class));
    let attributes: Vec<(&str, &str)> = class.into_iter().chain(language.iter().copied()).collect();
    markup.element(name, &attributes, content)
}

fn names(markup: &mut Markup, document: &Document, options: &Options) -> io::Result<()> {
    if !options.names || document.names.is_empty() {
        return Ok(());
    }
    markup.text_element("h2", &[], wording::NAMES)?;
    markup.element("table", &[("class", "names")], |markup| {
        markup.text_element("caption", &[], "Names from the glossary that occur in this article.")?;
        let columns = ["source", "target", "kind", "count", "note"];
        head_row(markup, &wording::NAME_COLUMNS.into_iter().zip(columns).collect::<Vec<_>>())?;
        let names = &document.names;
        markup.element("tbody", &[], |markup| names.iter().try_for_each(|name| name_row(markup, name)))
    })
}

fn name_row(markup: &mut Markup, name: &NameUsed) -> io::Result<()> {
    markup.element("tr", &[], |markup| {
        element(markup, "td", "source", ARABIC, |markup| inline(markup, &name.source, ARABIC))?;
        for (class, text) in [
            ("target", name.target.as_str()),
            ("kind", wording::kind(name.kind)),
            ("count", &name.count.to_string()),
            ("note", &name.note),
        ] {
            let language = language_of(text);
            element(markup, "td", class, language, |markup| inline(markup, text, language))?;
        }
        Ok(())
    })
}

/// Part of a text with its emphasis and links.
fn styled(
    markup: &mut Markup,
    text: &str,
    marks: &[Mark],
    within: Span,
    language: Language,
) -> io::Result<()> {
    for Stretch { span, strong, emphasis, link } in stretches(text, marks, within) {
        let text = span.of(text);
        let emphasised = |markup: &mut Markup| {
            if emphasis {
                markup.element("em", &[], |markup| inline(markup, text, language))
            } else {
                inline(markup, text, language)
            }
        };
        let weighted = |markup: &mut Markup| {
            if strong { markup.element("strong", &[], emphasised) } else { emphasised(markup) }
        };
        match &link {
            Some(link) => {
                markup.element("a", &[("href", link), ("rel", "noopener noreferrer")], weighted)?;
            }
            None => weighted(markup)?,
        }
    }
    Ok(())
}

/// Text with its line breaks. Arabic inside English is set apart, so that its face and its order are right;
/// browsers order Latin inside Arabic by themselves.
fn inline(markup: &mut Markup, text: &str, language: Language) -> io::Result<()> {
    for (at, line) in lines(text).enumerate() {
        if at > 0 {
            markup.empty("br", &[])?;
        }
        if language == ARABIC {
            markup.text(line)?;
            continue;
        }
        for run in runs(line, false) {
            if run.right_to_left {
                markup.text_element("span", ARABIC, run.text)?;
            } else {
                markup.text(run.text)?;
            }
        }
    }
    Ok(())
}

fn class_of_status(status: StatusWords) -> &'static str {
    match status {
        StatusWords::Confirmed | StatusWords::LeftEmpty => "",
        StatusWords::Draft => "draft",
        StatusWords::MachineDraft => "draft machine",
        StatusWords::NotTranslated => "missing",
    }
}

fn class_of_kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Person => "person",
        Kind::Place => "place",
        Kind::Organisation => "organisation",
        Kind::Name => "name",
        Kind::Term => "term",
    }
}
