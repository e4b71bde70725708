//! Tables: widths, edges, rows that stay whole, a head that comes back on every page.
//!
//! English stands left and Arabic right or the other way round, by the order of the cells, so tables themselves run
//! left to right (no `w:bidiVisual`) while every Arabic cell runs right to left.

use super::super::Row;
use super::super::wording::StatusWords;
use super::paragraph::{Look, paragraph};
use crate::text::markup::Markup;
use std::io;

/// The width between the margins, in twentieths of a point.
pub const TEXT_WIDTH: usize = 9864;
const TEXT_WIDTH_WORDS: &str = "9864";
/// Behind column titles and the lines above articles.
pub const HEAD_FILL: &str = "E6EBF1";

pub fn table(
    markup: &mut Markup,
    style: &str,
    widths: &[&str],
    content: impl FnOnce(&mut Markup) -> io::Result<()>,
) -> io::Result<()> {
    markup.element("w:tbl", &[], |markup| {
        markup.element("w:tblPr", &[], |markup| {
            markup.empty("w:tblStyle", &[("w:val", style)])?;
            markup.empty("w:tblW", &[("w:w", TEXT_WIDTH_WORDS), ("w:type", "dxa")])?;
            markup.empty("w:tblLayout", &[("w:type", "fixed")])?;
            // Bits: first row is special (0020), no bands of rows (0200) or columns (0400).
            markup.empty("w:tblLook", &[("w:val", "0620")])
        })?;
        markup.element("w:tblGrid", &[], |markup| {
            widths.iter().try_for_each(|width| markup.empty("w:gridCol", &[("w:w", width)]))
        })?;
        content(markup)
    })
}

/// Styles of column titles that stand at the side where the text of their column begins.
pub const LEFT: &str = "ColumnHead";
pub const RIGHT: &str = "ColumnHeadRight";

/// Column titles and their styles.
pub fn head_row(markup: &mut Markup, widths: &[&str], titles: &[(&str, &str)]) -> io::Result<()> {
    table_row(markup, RowProperties { keep_whole: true, repeat: true }, |markup| {
        for (width, (title, style)) in widths.iter().zip(titles) {
            let edges = Edges { fill: Some(HEAD_FILL), ..Edges::default() };
            cell(markup, width, edges, |markup| paragraph(markup, Look::left_to_right(style), title))?;
        }
        Ok(())
    })
}

#[derive(Clone, Copy, Debug)]
pub struct RowProperties {
    /// Not split between two pages.
    pub keep_whole: bool,
    /// Shown again at the top of each page.
    pub repeat: bool,
}

impl RowProperties {
    /// Those of a row whose texts together have a length as `tall` says.
    pub fn of(row: &Row, tall: Tall) -> Self {
        // Bytes, about three quarters of a page: a row that may not split but is taller than a page would lose
        // its end. Arabic letters are two bytes.
        const LONGEST_WHOLE: usize = 1_500;
        let (draft, source) = (row.draft.len(), row.source.len() / 2);
        let length = match tall {
            Tall::Longest => draft.max(source),
            // A line holds twice as much.
            Tall::Sum => usize::midpoint(draft, source),
        };
        Self { keep_whole: length <= LONGEST_WHOLE, repeat: false }
    }
}

/// Which texts make a row tall.
#[derive(Clone, Copy, Debug)]
pub enum Tall {
    /// They stand side by side.
    Longest,
    /// They stand below each other.
    Sum,
}

pub fn table_row(
    markup: &mut Markup,
    properties: RowProperties,
    content: impl FnOnce(&mut Markup) -> io::Result<()>,
) -> io::Result<()> {
    markup.element("w:tr", &[], |markup| {
        if properties.keep_whole || properties.repeat {
            markup.element("w:trPr", &[], |markup| {
                if properties.keep_whole {
                    markup.empty("w:cantSplit", &[])?;
                }
                if properties.repeat {
                    markup.empty("w:tblHeader", &[])?;
                }
                Ok(())
            })?;
        }
        content(markup)
    })
}

/// What a cell has beyond its table's style; colours are RRGGBB.
#[derive(Clone, Copy, Debug, Default)]
pub struct Edges {
    /// A line above, where a new paragraph of the article begins.
    pub rule_above: bool,
    /// A bar at the left, in this colour.
    pub bar: Option<&'static str>,
    pub fill: Option<&'static str>,
}

impl Edges {
    pub fn of(row: &Row, shade: Option<Shade>, with_bar: bool) -> Self {
        Self {
            rule_above: row.starts_block,
            bar: shade.filter(|_| with_bar).map(|shade| shade.bar),
            fill: shade.map(|shade| shade.fill),
        }
    }
}

/// Background and bar of a text that is not final.
#[derive(Clone, Copy, Debug)]
pub struct Shade {
    pub fill: &'static str,
    pub bar: &'static str,
}

/// Shading only repeats what is said in words.
pub fn shade(status: StatusWords) -> Option<Shade> {
    match status {
        StatusWords::Confirmed | StatusWords::LeftEmpty => None,
        StatusWords::Draft => Some(Shade { fill: "FFF4D6", bar: "D39B22" }),
        StatusWords::MachineDraft => Some(Shade { fill: "ECE8F7", bar: "6B4FA0" }),
        StatusWords::NotTranslated => Some(Shade { fill: "FBE6E3", bar: "C0392B" }),
    }
}

pub fn cell(
    markup: &mut Markup,
    width: &str,
    edges: Edges,
    content: impl FnOnce(&mut Markup) -> io::Result<()>,
) -> io::Result<()> {
    markup.element("w:tc", &[], |markup| {
        markup.element("w:tcPr", &[], |markup| {
            markup.empty("w:tcW", &[("w:w", width), ("w:type", "dxa")])?;
            if edges.rule_above || edges.bar.is_some() {
                markup.element("w:tcBorders", &[], |markup| {
                    if edges.rule_above {
                        markup.empty("w:top", &line("6", "8593A3"))?;
                    }
                    match edges.bar {
                        Some(colour) => markup.empty("w:left", &line("24", colour)),
                        None => Ok(()),
                    }
                })?;
            }
            match edges.fill {
                Some(fill) => markup.empty("w:shd", &filled(fill)),
                None => Ok(()),
            }
        })?;
        content(markup)
    })
}

/// One cell over `columns` columns.
pub fn wide_cell(
    markup: &mut Markup,
    columns: usize,
    content: impl FnOnce(&mut Markup) -> io::Result<()>,
) -> io::Result<()> {
    markup.element("w:tc", &[], |markup| {
        markup.element("w:tcPr", &[], |markup| {
            markup.empty("w:tcW", &[("w:w", TEXT_WIDTH_WORDS), ("w:type", "dxa")])?;
            markup.empty("w:gridSpan", &[("w:val", &columns.to_string())])?;
            markup.empty("w:shd", &filled(HEAD_FILL))
        })?;
        content(markup)
    })
}

/// A background.
pub fn filled(colour: &str) -> [(&'static str, &str); 3] {
    [("w:val", "clear"), ("w:color", "auto"), ("w:fill", colour)]
}

/// A solid line; its width is in eighths of a point.
fn line<'a>(width: &'a str, colour: &'a str) -> [(&'a str, &'a str); 4] {
    [("w:val", "single"), ("w:sz", width), ("w:space", "0"), ("w:color", colour)]
}
