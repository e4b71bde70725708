//! The comments of a Word document, by their ids.

use crate::article::xml::{Piece, Xml};
use crate::article::{ReadError, Stop};
use crate::export::Comment;
use std::collections::HashMap;

pub fn read(text: &str, stop: &Stop) -> Result<HashMap<String, Comment>, ReadError> {
    let mut comments = HashMap::new();
    let mut open: Option<(String, Comment)> = None;
    let (mut is_text, mut paragraphs) = (false, 0);
    let mut xml = Xml::new(text, stop);
    while let Some(piece) = xml.next()? {
        match piece {
            Piece::Open(tag) => match tag.name.as_str() {
                "comment" => {
                    let get = |name: &str| tag.get(name).unwrap_or_default();
                    let comment = Comment { author: get("author"), made: get("date"), ..Comment::default() };
                    open = Some((get("id"), comment));
                    paragraphs = 0;
                }
                "p" => {
                    paragraphs += 1;
                    if paragraphs > 1 {
                        add(&mut open, "\n");
                    }
                }
                "t" => is_text = true,
                "tab" => add(&mut open, "\t"),
                "br" | "cr" => add(&mut open, "\n"),
                "del" | "pPr" | "rPr" => xml.skip()?,
                _ => {}
            },
            Piece::Close(name) => match name.as_str() {
                "comment" => comments.extend(open.take()),
                "t" => is_text = false,
                _ => {}
            },
            Piece::Text(text) if is_text => add(&mut open, &text),
            Piece::Text(_) => {}
        }
    }
    Ok(comments)
}

fn add(open: &mut Option<(String, Comment)>, text: &str) {
    if let Some((_, comment)) = open {
        comment.text.push_str(text);
    }
}
