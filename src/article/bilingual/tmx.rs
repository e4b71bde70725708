//! TMX 1.4, the exchange format of translation memories: Arabic texts with their English.

use super::inline::{self, Codes};
use super::{Units, is_arabic, is_language};
use crate::article::xml::{Piece, Xml};
use crate::article::{Given, ReadError, Stop};
use crate::text::Rich;

pub(super) fn read(text: &str, units: &mut Units, stop: &Stop) -> Result<(), ReadError> {
    // Units stand for themselves: each variant names its language, and the header's is only a default.
    "ar".clone_into(&mut units.source_language);
    let mut xml = Xml::new(text, stop);
    let (mut arabic, mut english) = (None::<Rich>, None::<Rich>);
    let mut language = String::new();
    while let Some(piece) = xml.next()? {
        match piece {
            Piece::Open(tag) => match tag.name.as_str() {
                "tu" => (arabic, english) = (None, None),
                "tuv" => language = tag.get("lang").unwrap_or_default(),
                "seg" if is_arabic(&language) && arabic.is_none() => {
                    arabic = Some(inline::read(&mut xml, &Codes::new())?.rich);
                }
                "seg" if is_language(&language, "en") && english.is_none() => {
                    english = Some(inline::read(&mut xml, &Codes::new())?.rich);
                }
                "seg" | "note" | "prop" | "header" => xml.skip()?,
                _ => {}
            },
            Piece::Close(name) if name == "tu" => match arabic.take().filter(|text| !text.text.is_empty()) {
                Some(source) => {
                    let english = english.take().unwrap_or_default();
                    let given = Given { draft: english.text, marks: english.marks, confirmed: false };
                    units.push(source, given, true)?;
                }
                None => units.without_arabic += 1,
            },
            Piece::Close(_) | Piece::Text(_) => {}
        }
    }
    Ok(())
}
