//! The comments that stand beside the cells of a workbook: the comments of Excel, and what it calls notes.

use crate::article::docx::Relations;
use crate::article::package::Package;
use crate::article::xml::{Piece, Xml, xml_text};
use crate::article::{ReadError, Stop};
use crate::export::Comment;
use std::collections::HashMap;

/// A comment and the cell that it stands on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellComment {
    /// From 1, as the sheet counts.
    pub row: usize,
    /// As Excel calls the cell: “D5”.
    pub cell: String,
    pub comment: Comment,
}

/// Those of the sheet that is called `sheet`, or of the first one, in the order of the file.
pub fn comments(bytes: &[u8], sheet: &str, stop: &Stop) -> Result<Vec<CellComment>, ReadError> {
    let mut package = Package::open(bytes, stop)?;
    let root = Relations::of(&mut package, "", stop)?;
    let workbook = root.of_kind("officeDocument").unwrap_or_else(|| "xl/workbook.xml".to_owned());
    let relations = Relations::of(&mut package, &workbook, stop)?;
    let Some(sheet) = sheet_of(&mut package, &workbook, &relations, sheet, stop)? else {
        return Ok(Vec::new());
    };
    let of_sheet = Relations::of(&mut package, &sheet, stop)?;
    let mut comments = Vec::new();
    if let Some(part) = of_sheet.of_kind("threadedComment") {
        let people = match relations.of_kind("person") {
            Some(part) => people(&text_of(&mut package, &part)?, stop)?,
            None => HashMap::new(),
        };
        comments.extend(threaded(&text_of(&mut package, &part)?, &people, stop)?);
    }
    if let Some(part) = of_sheet.of_kind("comments") {
        comments.extend(notes(&text_of(&mut package, &part)?, stop)?);
    }
    Ok(comments)
}

fn text_of(package: &mut Package<'_>, part: &str) -> Result<String, ReadError> {
    let bytes = package.part(part)?.unwrap_or_default();
    Ok(xml_text(&bytes)?.into_owned())
}

/// The part of a sheet.
fn sheet_of(
    package: &mut Package<'_>,
    workbook: &str,
    relations: &Relations,
    wanted: &str,
    stop: &Stop,
) -> Result<Option<String>, ReadError> {
    let text = text_of(package, workbook)?;
    let mut xml = Xml::new(&text, stop);
    let mut first = None;
    while let Some(tag) = xml.open_inside(0)? {
        if tag.name != "sheet" {
            continue;
        }
        let part = tag.get("id").and_then(|id| relations.of_id(&id));
        if tag.get("name").is_some_and(|name| name == wanted) {
            return Ok(part);
        }
        first = first.or(part);
    }
    Ok(first)
}

/// The names of those who comment, by their ids.
fn people(text: &str, stop: &Stop) -> Result<HashMap<String, String>, ReadError> {
    let mut people = HashMap::new();
    let mut xml = Xml::new(text, stop);
    while let Some(tag) = xml.open_inside(0)? {
        if let ("person", Some(id), Some(name)) = (tag.name.as_str(), tag.get("id"), tag.get("displayName")) {
            people.insert(id, name);
        }
    }
    Ok(people)
}

/// The comments of Excel since 2018; an answer is one more on the same cell.
fn threaded(
    text: &str,
    people: &HashMap<String, String>,
    stop: &Stop,
) -> Result<Vec<CellComment>, ReadError> {
    let mut comments = Vec::new();
    let mut open: Option<(String, Comment)> = None;
    let mut xml = Xml::new(text, stop);
    while let Some(piece) = xml.next()? {
        match piece {
            Piece::Open(tag) if tag.name == "threadedComment" => {
                let author = tag.get("personId").and_then(|id| people.get(&id).cloned()).unwrap_or_default();
                let made = tag.get("dT").unwrap_or_default();
                let comment = Comment { author, made, ..Comment::default() };
                open = Some((tag.get("ref").unwrap_or_default(), comment));
            }
            Piece::Open(tag) if tag.name == "text" => {
                let text = xml.text()?;
                if let Some((_, comment)) = &mut open {
                    comment.text = text;
                }
            }
            Piece::Close(name) if name == "threadedComment" => comments.extend(open.take().and_then(on_cell)),
            _ => {}
        }
    }
    Ok(comments)
}

/// What Excel calls notes, and other programs write as comments. Beside a comment of its own kind Excel leaves a note for
/// its older versions, which says no more than that.
fn notes(text: &str, stop: &Stop) -> Result<Vec<CellComment>, ReadError> {
    let (mut authors, mut comments) = (Vec::new(), Vec::new());
    let mut open: Option<(String, Comment)> = None;
    let mut xml = Xml::new(text, stop);
    while let Some(piece) = xml.next()? {
        match piece {
            Piece::Open(tag) => match tag.name.as_str() {
                "author" => authors.push(xml.text()?),
                "comment" => {
                    let author = tag.get("authorId").and_then(|at| at.parse().ok());
                    let author = author.and_then(|at: usize| authors.get(at)).cloned().unwrap_or_default();
                    let comment = Comment { author, ..Comment::default() };
                    open = Some((tag.get("ref").unwrap_or_default(), comment));
                }
                // How something is read aloud is no part of it.
                "rPh" => xml.skip()?,
                "t" => {
                    let text = xml.text()?;
                    if let Some((_, comment)) = &mut open {
                        comment.text.push_str(&text);
                    }
                }
                _ => {}
            },
            Piece::Close(name) if name == "comment" => comments.extend(open.take().and_then(on_cell)),
            Piece::Close(_) | Piece::Text(_) => {}
        }
    }
    comments.retain(|found| !found.comment.author.starts_with("tc={"));
    Ok(comments)
}

fn on_cell((cell, mut comment): (String, Comment)) -> Option<CellComment> {
    // Excel begins a note with the name of its author, on a line by itself.
    let said = comment.text.strip_prefix(comment.author.as_str()).and_then(|rest| rest.strip_prefix(":\n"));
    let said = said.filter(|_| !comment.author.is_empty()).unwrap_or(&comment.text);
    comment.text = String::from(said.trim());
    let row = cell.trim_start_matches(|letter: char| letter.is_ascii_alphabetic()).parse().ok()?;
    (!comment.text.is_empty()).then_some(CellComment { row, cell, comment })
}
