//! `word/numbering.xml`: the lists of the document, and which one a row is in.
//!
//! Word counts the paragraphs of a list wherever they stand, so each numbered list is there twice: for the column of the
//! translation and for that of the source.

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
/// The numbers of the two kinds of list, and of the one list that all bullets are in.
const BULLETS: &str = "0";
const NUMBERS: &str = "1";
const BULLET_LIST: usize = 1;

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
            Marker::Bullet => BULLET_LIST,
            Marker::Number(_) => number_of(*self.of_rows.get(&row.number)?, column),
        };
        Some(ListLook { level, list })
    }

    pub fn write(&self) -> io::Result<Vec<u8>> {
        let mut markup = Markup::xml()?;
        markup.element("w:numbering", &[("xmlns:w", MAIN)], |markup| {
            kind(markup, BULLETS, "bullet", |_| "•".to_owned())?;
            kind(markup, NUMBERS, "decimal", |level| format!("%{}.", level + 1))?;
            list(markup, BULLET_LIST, BULLETS, false)?;
            for number in 0..self.count {
                for column in [Column::Draft, Column::Source] {
                    list(markup, number_of(number, column), NUMBERS, true)?;
                }
            }
            Ok(())
        })?;
        Ok(markup.finish())
    }
}

const fn number_of(list: usize, column: Column) -> usize {
    BULLET_LIST + 1 + 2 * list + matches!(column, Column::Source) as usize
}

/// A kind of list, with its sign at each level.
fn kind(markup: &mut Markup, id: &str, format: &str, sign: impl Fn(u8) -> String) -> io::Result<()> {
    /// Twentieths of a point that each level goes further in.
    const STEP: usize = 284;
    markup.element("w:abstractNum", &[("w:abstractNumId", id)], |markup| {
        markup.empty("w:multiLevelType", &[("w:val", "hybridMultilevel")])?;
        for level in 0..LEVELS {
            markup.element("w:lvl", &[("w:ilvl", &level.to_string())], |markup| {
                markup.empty("w:start", &[("w:val", "1")])?;
                markup.empty("w:numFmt", &[("w:val", format)])?;
                markup.empty("w:lvlText", &[("w:val", &sign(level))])?;
                markup.empty("w:lvlJc", &[("w:val", "left")])?;
                let left = (STEP * (usize::from(level) + 1)).to_string();
                markup.element("w:pPr", &[], |markup| {
                    markup.empty("w:ind", &[("w:left", &left), ("w:hanging", &STEP.to_string())])
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

/// A list of that kind; one that `begins` counts from 1 whatever stands above it.
fn list(markup: &mut Markup, number: usize, kind: &str, begins: bool) -> io::Result<()> {
    markup.element("w:num", &[("w:numId", &number.to_string())], |markup| {
        markup.empty("w:abstractNumId", &[("w:val", kind)])?;
        for level in (0..LEVELS).filter(|_| begins) {
            markup.element("w:lvlOverride", &[("w:ilvl", &level.to_string())], |markup| {
                markup.empty("w:startOverride", &[("w:val", "1")])
            })?;
        }
        Ok(())
    })
}
