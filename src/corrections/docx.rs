//! Corrections in a Word document: the rows of its tables that still have their bookmark.
//!
//! A tracked change counts as accepted: what was inserted is text, what was deleted is none. Which column is the draft
//! is told by the titles above; `text` collects the text of a cell. Comments that stand on no such row are kept with the
//! words that they stand on.

mod comments;
mod outside;
mod text;

use super::CorrectionsError;
use super::returned::{Loose, NoteForm, Returned, ReturnedRow};
use crate::article::docx::Relations;
use crate::article::package::Package;
use crate::article::xml::{Piece, Tag, Xml, xml_text};
use crate::article::{ReadError, Stop};
use crate::export::Comment;
use crate::export::docx::anchor::{NOTE_PREFIX, PREFIX};
use crate::export::stamp::{Stamp, read_note};
use crate::export::wording;
use outside::Outside;
use std::collections::HashMap;
use text::CellText;

/// Whether a package is a Word document.
pub fn is_document(bytes: &[u8], stop: &Stop) -> Result<bool, ReadError> {
    Ok(Package::open(bytes, stop)?.has_folder("word/"))
}

pub fn read(bytes: &[u8], stop: &Stop) -> Result<Returned, CorrectionsError> {
    let mut package = Package::open(bytes, stop)?;
    let root = Relations::of(&mut package, "", stop)?;
    let main = root.of_kind("officeDocument").unwrap_or_else(|| "word/document.xml".to_owned());
    let relations = Relations::of(&mut package, &main, stop)?;
    let comments = match relations.of_kind("comments") {
        Some(name) => package.part(&name)?.unwrap_or_default(),
        None => Vec::new(),
    };
    let comments = comments::read(&xml_text(&comments)?, stop)?;
    let part = package.need(&main)?;
    let (rows, loose) = Body::new(&relations.links, comments).read(&xml_text(&part)?, stop)?;
    Ok(Returned {
        format: "Word document",
        has_marks: true,
        notes: NoteForm::Word,
        rows,
        loose,
        warnings: Vec::new(),
    })
}

struct Body<'a> {
    links: &'a HashMap<String, String>,
    /// Those that were not met yet.
    comments: HashMap<String, Comment>,
    rows: Vec<ReturnedRow>,
    outside: Outside,
    /// Tables inside each other; one inside a cell is a part of its text.
    tables: usize,
    /// Where the columns of the open table stand.
    columns: Option<Columns>,
    row: Row,
}

/// The columns of a table, from 0.
#[derive(Clone, Copy)]
struct Columns {
    number: Option<usize>,
    texts: Texts,
}

/// Where source and draft stand.
#[derive(Clone, Copy)]
enum Texts {
    Apart {
        source: usize,
        draft: usize,
    },
    /// The source above the draft, in one cell.
    Together(usize),
}

/// What is found in the open row.
#[derive(Default)]
struct Row {
    stamp: Option<Stamp>,
    notes: Vec<u32>,
    cells: Vec<CellText>,
    comments: Vec<Comment>,
    is_tracked: bool,
    is_deleted: bool,
}

impl<'a> Body<'a> {
    fn new(links: &'a HashMap<String, String>, comments: HashMap<String, Comment>) -> Self {
        let (rows, row) = (Vec::new(), Row::default());
        Self { links, comments, rows, outside: Outside::default(), tables: 0, columns: None, row }
    }

    fn read(mut self, text: &str, stop: &Stop) -> Result<(Vec<ReturnedRow>, Vec<Loose>), ReadError> {
        let mut xml = Xml::new(text, stop);
        while let Some(piece) = xml.next()? {
            match piece {
                Piece::Open(tag) => self.open(&tag, &mut xml)?,
                Piece::Close(name) => self.close(&name),
                Piece::Text(text) => match self.cell() {
                    Some(cell) => cell.text(&text),
                    None => self.outside.text(&text),
                },
            }
        }
        // Those that stand in a part that is not read, or in what was taken out.
        let mut left: Vec<(String, Comment)> = self.comments.into_iter().collect();
        left.sort_by_key(|(id, _)| (id.len(), id.clone()));
        Ok((self.rows, self.outside.finish(left.into_iter().map(|(_, comment)| comment))))
    }

    fn open(&mut self, tag: &Tag<'_>, xml: &mut Xml<'_>) -> Result<(), ReadError> {
        match tag.name.as_str() {
            "tbl" => {
                self.tables += 1;
                if self.tables == 1 {
                    self.columns = None;
                }
            }
            "tr" if self.tables == 1 => self.row = Row::default(),
            "tc" if self.tables == 1 => self.row.cells.push(CellText::default()),
            "trPr" => self.row_properties(xml)?,
            "bookmarkStart" => {
                let name = tag.get("name").unwrap_or_default();
                self.row.stamp = self.row.stamp.or(name.strip_prefix(PREFIX).and_then(Stamp::read));
                let note = name.strip_prefix(NOTE_PREFIX).and_then(|name| name.rsplit_once('_'));
                self.row.notes.extend(note.and_then(|(_, digits)| read_note(digits)));
            }
            "commentReference" | "commentRangeStart" => {
                let comment = tag.get("id").and_then(|id| self.comments.remove(&id));
                if self.tables == 0 {
                    self.outside.comments(comment);
                } else {
                    self.row.comments.extend(comment);
                }
            }
            "ins" | "moveTo" => self.row.is_tracked = true,
            "del" | "moveFrom" => {
                self.row.is_tracked = true;
                xml.skip()?;
            }
            name if is_passed_over(name) => xml.skip()?,
            _ => {
                let links = self.links;
                match self.cell() {
                    Some(cell) => cell.open(tag, xml, links)?,
                    None => self.outside.open(&tag.name),
                }
            }
        }
        Ok(())
    }

    fn close(&mut self, name: &str) {
        match name {
            "tbl" => self.tables = self.tables.saturating_sub(1),
            "tr" if self.tables == 1 => self.row_ends(),
            _ => match self.cell() {
                Some(cell) => cell.close(name),
                None => self.outside.close(name),
            },
        }
    }

    /// The cell that is open, or was last.
    fn cell(&mut self) -> Option<&mut CellText> {
        if self.tables == 0 { None } else { self.row.cells.last_mut() }
    }

    fn row_properties(&mut self, xml: &mut Xml<'_>) -> Result<(), ReadError> {
        let depth = xml.depth();
        while let Some(tag) = xml.open_inside(depth)? {
            self.row.is_deleted |= tag.name == "del";
        }
        Ok(())
    }

    fn row_ends(&mut self) {
        let mut row = std::mem::take(&mut self.row);
        let titles = if row.stamp.is_none() { Columns::of(&row.cells) } else { None };
        let is_head = titles.is_some();
        self.columns = titles.or(self.columns);
        let columns = self.columns.filter(|_| !is_head && !row.is_deleted);
        let mut number = None;
        if let Some(at) = columns.and_then(|columns| columns.number) {
            number = row.cells.get(at).and_then(|cell| cell.as_text().trim().parse().ok());
        }
        let Some(columns) = columns.filter(|_| row.stamp.is_some() || number.is_some()) else {
            let words: Vec<&str> = row.cells.iter().map(CellText::as_text).collect();
            self.outside.row(&words.join(" · "), row.comments);
            return;
        };
        let mut cell = |at: usize| row.cells.get_mut(at).map(std::mem::take).unwrap_or_default();
        let (source, draft) = match columns.texts {
            Texts::Apart { source, draft } => (cell(source).finish(), cell(draft).finish()),
            Texts::Together(at) => cell(at).finish_pair(),
        };
        self.rows.push(ReturnedRow {
            place: self.rows.len() + 1,
            stamp: row.stamp,
            notes: row.notes,
            number,
            source: source.text,
            draft,
            comments: row.comments,
            is_tracked: row.is_tracked,
            ..ReturnedRow::default()
        });
    }
}

impl Columns {
    /// Those that a row of titles names.
    fn of(cells: &[CellText]) -> Option<Self> {
        let at = |title: &str| cells.iter().position(|cell| cell.as_text().trim() == title);
        let texts = match (at(wording::SOURCE), at(wording::DRAFT)) {
            (Some(source), Some(draft)) => Texts::Apart { source, draft },
            _ => Texts::Together(at(wording::SOURCE_AND_DRAFT)?),
        };
        Some(Self { number: at(wording::NUMBER), texts })
    }
}

/// What is not there for a reader, or says how things look and not what they are.
fn is_passed_over(name: &str) -> bool {
    matches!(
        name,
        "tblPr"
            | "tcPr"
            | "tblGrid"
            | "tblPrEx"
            | "sectPr"
            | "sdtPr"
            | "sdtEndPr"
            | "Fallback"
            | "instrText"
            | "delText"
            | "rt"
            | "drawing"
            | "pict"
            | "object"
    )
}
