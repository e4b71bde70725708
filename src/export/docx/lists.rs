//! `word/numbering.xml`: the lists of the document, and which one a row is in.
//!
//! Word counts the paragraphs of a list wherever they stand, so each list is there twice: for the column of the translation
//! and for that of the source. Lists of one definition would be counted together: each has its own.

use super::super::{Document, Marker, Row};
use super::MAIN;
use super::paragraph::ListLook;
use crate::text::markup::Markup;
use std::collections::HashMap;
use std::io;

/// Numbered lists, from 0, by the numbers of their rows.
#[derive(Debug, Default)]
pub struct Lists {
    of_rows: HashMap<usize, usize>,
    count: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    Draft,
    Source,
}

/// Word has as many.
const LEVELS: u8 = 9;

impl Lists {
    pub fn of(document: &Document) -> Self {
        let mut lists = Self::default();
        // By depth, the list that goes on.
        let mut open: HashMap<u8, usize> = HashMap::new();
        for row in &document.rows {
            let Some(Marker::Number(number)) = row.marker else { continue };
            if number == 1 || !open.contains_key(&row.depth) {
                open.insert(row.depth, lists.count);
                lists.count += 1;
            }
            lists.of_rows.extend(open.get(&row.depth).map(|list| (row.number, *list)));
        }
        lists
    }

    /// How the paragraph of a row stands in its list.
    pub fn look(&self, row: &Row, column: Column) -> Option<ListLook> {
        let level = row.depth.saturating_sub(1).min(LEVELS - 1);
        let list = match row.marker? {
            Marker::Bullet => 0,
            Marker::Number(_) => 1 + self.of_rows.get(&row.number)?,
        };
        Some(ListLook { level, list: number_of(list, column) })
    }

    pub fn write(&self) -> io::Result<Vec<u8>> {
        // All bullets are in the first list.
        let lists = || (0..=self.count).flat_map(|list| [(list, Column::Draft), (list, Column::Source)]);
        let mut markup = Markup::xml()?;
        markup.element("w:numbering", &[("xmlns:w", MAIN)], |markup| {
            lists().try_for_each(|(list, column)| definition(markup, list, column))?;
            lists().try_for_each(|(list, column)| {
                let number = number_of(list, column).to_string();
                markup.element("w:num", &[("w:numId", &number)], |markup| {
                    markup.empty("w:abstractNumId", &[("w:val", &number)])
                })
            })
        })?;
        Ok(markup.finish())
    }
}

/// The number by which the package knows a list.
const fn number_of(list: usize, column: Column) -> usize {
    1 + 2 * list + matches!(column, Column::Source) as usize
}

/// The signs of a list and where they stand, level by level.
fn definition(markup: &mut Markup, list: usize, column: Column) -> io::Result<()> {
    /// Twentieths of a point that each level goes further in.
    const STEP: usize = 284;
    let number = number_of(list, column).to_string();
    // LibreOffice writes a sign at the right edge from there outwards.
    let edge = if column == Column::Source { 200 } else { 0 };
    markup.element("w:abstractNum", &[("w:abstractNumId", &number)], |markup| {
        markup.empty("w:multiLevelType", &[("w:val", "hybridMultilevel")])?;
        for level in 0..LEVELS {
            let (format, sign) = if list == 0 {
                ("bullet", "•".to_owned())
            } else {
                ("decimal", format!("%{}.", level + 1))
            };
            let left = edge + STEP * (usize::from(level) + 1);
            markup.element("w:lvl", &[("w:ilvl", &level.to_string())], |markup| {
                markup.empty("w:start", &[("w:val", "1")])?;
                markup.empty("w:numFmt", &[("w:val", format)])?;
                markup.empty("w:lvlText", &[("w:val", &sign)])?;
                markup.empty("w:lvlJc", &[("w:val", "left")])?;
                markup.element("w:pPr", &[], |markup| {
                    let edges = [("w:left", left.to_string()), ("w:hanging", STEP.to_string())];
                    markup.empty("w:ind", &edges.each_ref().map(|(name, value)| (*name, value.as_str())))
                })?;
                markup.element("w:rPr", &[], |markup| {
                    let fonts = [("w:ascii", "Calibri"), ("w:hAnsi", "Calibri"), ("w:cs", "Arial")];
                    markup.empty("w:rFonts", &fonts)
                })
            })?;
        }
        Ok(())
    })
}
