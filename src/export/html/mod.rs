//! The web page: one file that needs nothing else, in print and on screen, light and dark.
//!
//! No script, no font, picture or style from elsewhere, and a policy in the page that forbids them. Every
//! cell says its language and direction; glossary hits carry their English as a tooltip.

use super::reading_order::{reads_right_to_left, runs};
use super::stretches::{Stretch, stretches};
use super::wording::{self, Fact, StatusWords};
use super::{Document, ExportError, Format, HitMark, Layout, Marker, NameUsed, Options, Purpose, Row, Watch};
use crate::article::BlockKind;
use crate::glossary::Kind;
use crate::text::markup::{Markup, lines};
use crate::text::{Mark, Span};
use std::io;

pub const FORMAT: Format = Format {
    name: "html",
    title: "Web page",
    extension: "html",
    purpose: Purpose::Reading,
    layouts: &[Layout::SideBySide],
    comes_back: false,
    write,
};

fn write(document: &Document, _options: &Options, _watch: &Watch) -> Result<Vec<u8>, ExportError> {
    page(document).map_err(|source| ExportError::Assemble { format: "web page", source })
}

fn page(document: &Document) -> io::Result<Vec<u8>> {
    let mut markup = Markup::html()?;
    markup.element("html", ENGLISH, |markup| {
        markup.element("head", &[], |markup| head(markup, document))?;
        markup.element("body", &[], |markup| {
            title_block(markup, document)?;
            markup.element("main", &[], |markup| {
                if !document.rows.is_empty() {
                    legend(markup, &document.rows)?;
                    segments(markup, &document.rows)?;
                }
                if !document.names.is_empty() {
                    markup.text_element("h2", &[], wording::NAMES)?;
                    names(markup, &document.names)?;
                }
                Ok(())
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

fn title_block(markup: &mut Markup, document: &Document) -> io::Result<()> {
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
        markup.element("dl", &[], |markup| {
            wording::facts(document).iter().try_for_each(|fact| fact_lines(markup, fact))
        })?;
        markup.text_element("p", &[("class", "summary")], &wording::summary(&document.rows))?;
        match wording::warning(&document.rows) {
            Some(warning) => markup.text_element("p", &[("class", "warning")], warning),
            None => Ok(()),
        }
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

fn segments(markup: &mut Markup, rows: &[Row]) -> io::Result<()> {
    markup.element("table", &[("class", "segments")], |markup| {
        markup.text_element("caption", &[], "Each row is one segment: the translation and its source.")?;
        head_row(
            markup,
            &[(wording::NUMBER, "number"), (wording::DRAFT, "translation"), (wording::SOURCE, "source")],
        )?;
        // A `tbody` for each paragraph of the article, so that readers see where one ends.
        for block in rows.chunk_by(|_, next| !next.starts_block) {
            markup.element("tbody", &[], |markup| {
                block.iter().try_for_each(|row| {
                    article(markup, row)?;
                    segment(markup, row)
                })
            })?;
        }
        Ok(())
    })
}

/// A line above the first segment of each of several articles.
fn article(markup: &mut Markup, row: &Row) -> io::Result<()> {
    let Some(article) = &row.article else { return Ok(()) };
    markup.element("tr", &[("class", "article")], |markup| {
        markup.element("th", &[("colspan", "3"), ("scope", "rowgroup")], |markup| {
            markup.text(&wording::article(article))?;
            markup.text(" ")?;
            markup.element("span", language_of(&article.title), |markup| markup.text(&article.title))?;
            markup.text_element("small", language_of(&article.facts), &article.facts)
        })
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

fn segment(markup: &mut Markup, row: &Row) -> io::Result<()> {
    let status = wording::status(row);
    let deeper = match row.depth {
        0 | 1 => "",
        2 => " in-list",
        _ => " in-lists",
    };
    let class = format!("{}{deeper}{}", class_of_block(row.kind), class_of_status(status));
    let number = row.number.to_string();
    markup.element("tr", &[("id", &format!("segment-{number}")), ("class", &class)], |markup| {
        markup.element("th", &[("scope", "row")], |markup| {
            markup.text(&number)?;
            markup.text(" ")?;
            markup.text_element("span", &[("class", "status")], status.words())
        })?;
        cell(markup, "translation", language_of(&row.draft), |markup| {
            let all = Span::new(0, row.draft.len());
            item(markup, row, |markup| styled(markup, &row.draft, &row.marks, all, language_of(&row.draft)))
        })?;
        cell(markup, "source", ARABIC, |markup| item(markup, row, |markup| marked_source(markup, row)))
    })
}

/// A text as the item of a list, where the row begins one.
fn item(
    markup: &mut Markup,
    row: &Row,
    content: impl FnOnce(&mut Markup) -> io::Result<()>,
) -> io::Result<()> {
    let Some(marker) = row.marker else { return content(markup) };
    let text = |markup: &mut Markup| markup.element("li", &[], content);
    match marker {
        Marker::Bullet => markup.element("ul", &[], text),
        Marker::Number(number) => markup.element("ol", &[("start", &number.to_string())], text),
    }
}

fn cell(
    markup: &mut Markup,
    class: &str,
    language: Language,
    content: impl FnOnce(&mut Markup) -> io::Result<()>,
) -> io::Result<()> {
    let attributes: Vec<(&str, &str)> =
        [("class", class)].into_iter().chain(language.iter().copied()).collect();
    markup.element("td", &attributes, content)
}

/// The source with its hits; spans that do not fit the text, or overlap, are left unmarked.
fn marked_source(markup: &mut Markup, row: &Row) -> io::Result<()> {
    let mut done = 0;
    for HitMark { span, kind, target } in &row.hits {
        let before = Span::new(done, span.start);
        let fits = span.start >= done && row.source.get(span.range()).is_some_and(|text| !text.is_empty());
        if !fits {
            continue;
        }
        styled(markup, &row.source, &row.source_marks, before, ARABIC)?;
        markup.element("mark", &[("class", class_of_kind(*kind)), ("title", target)], |markup| {
            styled(markup, &row.source, &row.source_marks, *span, ARABIC)
        })?;
        done = span.end;
    }
    styled(markup, &row.source, &row.source_marks, Span::new(done, row.source.len()), ARABIC)
}

fn names(markup: &mut Markup, names: &[NameUsed]) -> io::Result<()> {
    markup.element("table", &[("class", "names")], |markup| {
        markup.text_element("caption", &[], "Names from the glossary that occur in this article.")?;
        head_row(
            markup,
            &[
                ("Arabic", "source"),
                ("English", "target"),
                ("Kind", "kind"),
                ("Count", "count"),
                ("Note", "note"),
            ],
        )?;
        markup.element("tbody", &[], |markup| names.iter().try_for_each(|name| name_row(markup, name)))
    })
}

fn name_row(markup: &mut Markup, name: &NameUsed) -> io::Result<()> {
    markup.element("tr", &[], |markup| {
        cell(markup, "source", ARABIC, |markup| inline(markup, &name.source, ARABIC))?;
        for (class, text) in [
            ("target", name.target.as_str()),
            ("kind", wording::kind(name.kind)),
            ("count", &name.count.to_string()),
            ("note", &name.note),
        ] {
            cell(markup, class, language_of(text), |markup| inline(markup, text, language_of(text)))?;
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
        StatusWords::Draft => " draft",
        StatusWords::MachineDraft => " draft machine",
        StatusWords::NotTranslated => " missing",
    }
}

fn class_of_block(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Title => "title",
        BlockKind::Standfirst => "standfirst",
        BlockKind::Heading => "heading",
        BlockKind::Paragraph => "paragraph",
        BlockKind::Quote => "quote",
        BlockKind::Item => "item",
        BlockKind::Cell => "cell",
        BlockKind::Caption => "caption",
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
