//! How things look: styles of paragraphs, letters, cells and lists, and the page with its header and footer.

use super::super::reading_order::reads_right_to_left;
use super::super::wording::StatusWords;
use super::super::{Document, Options, wording};
use super::NAMESPACES;
use super::inline::paragraph;
use super::paragraphs::{PARAGRAPHS, Paragraphs, QUIET};
use crate::text::markup::Markup;
use std::io;

/// What may stand behind letters and cells: a name and its colour. The first is nothing.
pub const FILLS: [(&str, &str); 5] =
    [("", ""), ("head", "#e6ebf1"), ("draft", "#fff4d6"), ("machine", "#ece8f7"), ("missing", "#fbe6e3")];
/// Lines above cells: a name and the line.
pub const RULES: [(&str, &str); 3] =
    [("", "0.5pt dotted #b8c0ca"), ("block", "0.75pt solid #8593a3"), ("head", "1pt solid #44546a")];

/// The style of a paragraph that runs one way or the other.
pub fn in_order(style: &str, right_to_left: bool) -> String {
    if right_to_left { format!("{style}-rtl") } else { style.to_owned() }
}

/// The style of letters.
pub fn letters(strong: bool, emphasis: bool, fill: &str) -> String {
    let (strong, emphasis) = (if strong { "-strong" } else { "" }, if emphasis { "-emphasis" } else { "" });
    format!("letters{strong}{emphasis}{}{fill}", if fill.is_empty() { "" } else { "-" })
}

/// The style of a cell.
pub fn cell(fill: &str, rule: &str, bar: bool) -> String {
    format!("cell-{fill}-{rule}-{}", if bar { "bar" } else { "" })
}

pub fn fill(status: StatusWords) -> &'static str {
    match status {
        StatusWords::Confirmed | StatusWords::LeftEmpty => "",
        StatusWords::Draft => "draft",
        StatusWords::MachineDraft => "machine",
        StatusWords::NotTranslated => "missing",
    }
}

/// The styles that the body brings along: letters, cells, columns of `widths` in centimetres, lists.
pub fn automatic(markup: &mut Markup, widths: &[f32]) -> io::Result<()> {
    for (fill, colour) in FILLS {
        for (strong, emphasis) in [(false, false), (true, false), (false, true), (true, true)] {
            let mut look = Vec::new();
            if strong {
                look.extend([("fo:font-weight", "bold"), ("style:font-weight-complex", "bold")]);
            }
            if emphasis {
                look.extend([("fo:font-style", "italic"), ("style:font-style-complex", "italic")]);
            }
            if !fill.is_empty() {
                look.push(("fo:background-color", colour));
            }
            style(markup, &letters(strong, emphasis, fill), "text", "style:text-properties", &look)?;
        }
    }
    for (fill, colour) in FILLS {
        for ((rule, above), bar) in RULES.into_iter().flat_map(|rule| [(rule, false), (rule, true)]) {
            let mut look = vec![("fo:padding", "0.12cm"), ("fo:border-top", above)];
            if !fill.is_empty() {
                look.push(("fo:background-color", colour));
            }
            if bar {
                look.push((
                    "fo:border-left",
                    match fill {
                        "draft" => "3pt solid #d39b22",
                        "machine" => "3pt solid #6b4fa0",
                        _ => "3pt solid #c0392b",
                    },
                ));
            }
            style(markup, &cell(fill, rule, bar), "table-cell", "style:table-cell-properties", &look)?;
        }
    }
    for (at, width) in widths.iter().enumerate() {
        let look = [("style:column-width", format!("{width:.3}cm"))];
        let look = look.each_ref().map(|(name, value)| (*name, value.as_str()));
        style(markup, &format!("column-{at}"), "table-column", "style:table-column-properties", &look)?;
    }
    let look =
        [("style:width", "17.4cm"), ("table:align", "left"), ("fo:border-bottom", "1pt solid #44546a")];
    style(markup, "table", "table", "style:table-properties", &look)?;
    style(markup, "row-whole", "table-row", "style:table-row-properties", &[("fo:keep-together", "always")])?;
    style(markup, "row-long", "table-row", "style:table-row-properties", &[("fo:keep-together", "auto")])?;
    lists(markup)
}

fn lists(markup: &mut Markup) -> io::Result<()> {
    for (name, is_numbered) in [("bullets", false), ("numbers", true)] {
        markup.element("text:list-style", &[("style:name", name)], |markup| {
            (1..=9).try_for_each(|level: u8| {
                let level_name = level.to_string();
                let left = format!("{:.1}cm", 0.6 * f32::from(level));
                let inside = |markup: &mut Markup| {
                    let mode = [("text:list-level-position-and-space-mode", "label-alignment")];
                    markup.element("style:list-level-properties", &mode, |markup| {
                        let place = [
                            ("text:label-followed-by", "listtab"),
                            ("text:list-tab-stop-position", left.as_str()),
                            ("fo:text-indent", "-0.6cm"),
                            ("fo:margin-left", left.as_str()),
                        ];
                        markup.empty("style:list-level-label-alignment", &place)
                    })
                };
                if is_numbered {
                    let look = [
                        ("text:level", level_name.as_str()),
                        ("style:num-suffix", "."),
                        ("style:num-format", "1"),
                    ];
                    markup.element("text:list-level-style-number", &look, inside)
                } else {
                    let look = [("text:level", level_name.as_str()), ("text:bullet-char", "•")];
                    markup.element("text:list-level-style-bullet", &look, inside)
                }
            })
        })?;
    }
    Ok(())
}

fn style(markup: &mut Markup, name: &str, family: &str, kind: &str, look: &[(&str, &str)]) -> io::Result<()> {
    let attributes = [("style:name", name), ("style:family", family)];
    markup.element("style:style", &attributes, |markup| markup.empty(kind, look))
}

pub fn write(document: &Document, options: &Options) -> io::Result<Vec<u8>> {
    let mut markup = Markup::xml()?;
    markup.element("office:document-styles", NAMESPACES, |markup| {
        markup.element("office:styles", &[], named)?;
        markup.element("office:automatic-styles", &[], page_layout)?;
        markup.element("office:master-styles", &[], |markup| {
            let attributes = [("style:name", "Standard"), ("style:page-layout-name", "page")];
            markup.element("style:master-page", &attributes, |markup| furniture(markup, document, options))
        })
    })?;
    Ok(markup.finish())
}

/// The headline on every page but the first; state and number on all.
fn furniture(markup: &mut Markup, document: &Document, options: &Options) -> io::Result<()> {
    let headline = wording::short_headline(document);
    markup.element("style:header", &[], |markup| {
        paragraph(markup, "Header", reads_right_to_left(&headline), |inline| inline.text(&headline))
    })?;
    markup.element("style:header-first", &[], |markup| paragraph(markup, "Footer", false, |_| Ok(())))?;
    let footer = |markup: &mut Markup| {
        paragraph(markup, "Footer", false, |inline| {
            inline.text(&format!("{}\tPage ", wording::footer(document, options)))?;
            inline.markup.text_element("text:page-number", &[("text:select-page", "current")], "1")?;
            inline.markup.text(" of ")?;
            inline.markup.text_element("text:page-count", &[], "1")
        })
    };
    markup.element("style:footer", &[], footer)?;
    markup.element("style:footer-first", &[], footer)
}

fn page_layout(markup: &mut Markup) -> io::Result<()> {
    markup.element("style:page-layout", &[("style:name", "page")], |markup| {
        let page = [
            ("fo:page-width", "21cm"),
            ("fo:page-height", "29.7cm"),
            ("fo:margin-top", "1.2cm"),
            ("fo:margin-bottom", "1.1cm"),
            ("fo:margin-left", "1.8cm"),
            ("fo:margin-right", "1.8cm"),
            ("style:writing-mode", "lr-tb"),
        ];
        markup.empty("style:page-layout-properties", &page)?;
        for (name, gap) in
            [("style:header-style", "fo:margin-bottom"), ("style:footer-style", "fo:margin-top")]
        {
            markup.element(name, &[], |markup| {
                markup.empty("style:header-footer-properties", &[("fo:min-height", "0.9cm"), (gap, "0.3cm")])
            })?;
        }
        Ok(())
    })
}

fn named(markup: &mut Markup) -> io::Result<()> {
    markup.element("style:default-style", &[("style:family", "paragraph")], |markup| {
        markup.empty("style:paragraph-properties", &[("style:writing-mode", "lr-tb")])?;
        let letters = [
            ("fo:font-family", "Calibri, Carlito, sans-serif"),
            ("style:font-family-complex", "Arial"),
            ("fo:font-size", "10.5pt"),
            ("style:font-size-complex", "13pt"),
            ("fo:language", "en"),
            ("fo:country", "GB"),
            ("style:language-complex", "ar"),
            ("style:country-complex", "SA"),
        ];
        markup.empty("style:text-properties", &letters)
    })?;
    paragraphs(markup, &("Standard", "", &[], &[]))?;
    PARAGRAPHS.iter().try_for_each(|style| paragraphs(markup, style))?;
    let link = [
        ("fo:color", "#0b5394"),
        ("style:text-underline-style", "solid"),
        ("style:text-underline-width", "auto"),
    ];
    let tag = [("fo:color", "#8a4b00"), ("fo:font-size", "8pt"), ("fo:font-weight", "bold")];
    style(markup, "Internet_20_link", "text", "style:text-properties", &link)?;
    style(markup, "FactLabel", "text", "style:text-properties", &[("fo:color", QUIET)])?;
    style(markup, "StatusTag", "text", "style:text-properties", &tag)
}

/// A style and its twin from right to left.
fn paragraphs(markup: &mut Markup, (name, like, look, letters): &Paragraphs) -> io::Result<()> {
    let display = name.replace("_20_", " ");
    let mut attributes =
        vec![("style:name", *name), ("style:display-name", display.as_str()), ("style:family", "paragraph")];
    attributes.extend((!like.is_empty()).then_some(("style:parent-style-name", *like)));
    markup.element("style:style", &attributes, |markup| {
        markup.element("style:paragraph-properties", look, |markup| {
            let stop = match *name {
                "Fact" => [("style:position", "0cm")],
                "Footer" => [("style:position", "17.4cm")],
                _ => return Ok(()),
            };
            let kind = if *name == "Footer" { "right" } else { "left" };
            markup.element("style:tab-stops", &[], |markup| {
                markup.empty("style:tab-stop", &[stop[0], ("style:type", kind)])
            })
        })?;
        markup.empty("style:text-properties", letters)
    })?;
    let twin = in_order(name, true);
    let attributes =
        [("style:name", twin.as_str()), ("style:family", "paragraph"), ("style:parent-style-name", name)];
    markup.element("style:style", &attributes, |markup| {
        let order = [("style:writing-mode", "rl-tb"), ("fo:text-align", "right")];
        markup.empty("style:paragraph-properties", &order)
    })
}
