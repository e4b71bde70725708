//! What the styles of an `OpenDocument` text mean.
//!
//! What a writer sets by hand becomes an automatic style based on a named one, so a style is always seen with
//! those it is based on.

use crate::article::flow::{Look, Shape, shape_of_style};
use crate::article::xml::{Piece, Tag, Xml};
use crate::article::{ReadError, Stop};
use std::collections::HashMap;

/// Styles based on each other; in a circle they would never end.
const LONGEST_CHAIN: usize = 16;

/// By family ("paragraph", "text") and name.
#[derive(Default)]
pub(super) struct Styles {
    by_name: HashMap<(String, String), Style>,
}

#[derive(Default)]
struct Style {
    /// Lower case, without the numbers that stand for spaces in it.
    name: String,
    parent: String,
    is_automatic: bool,
    bold: Option<bool>,
    italic: Option<bool>,
    hidden: Option<bool>,
}

impl Styles {
    /// Takes in the styles of a part, named and automatic.
    pub(super) fn add(&mut self, text: &str, stop: &Stop) -> Result<(), ReadError> {
        let mut xml = Xml::new(text, stop);
        let mut open: Option<((String, String), Style)> = None;
        let mut is_automatic = false;
        while let Some(piece) = xml.next()? {
            match piece {
                Piece::Open(tag) => match tag.name.as_str() {
                    "automatic-styles" => is_automatic = true,
                    "style" => {
                        let name = tag.get("name").unwrap_or_default();
                        let style = Style {
                            name: name.replace("_20_", " ").to_lowercase(),
                            parent: tag.get("parent-style-name").unwrap_or_default(),
                            is_automatic,
                            ..Style::default()
                        };
                        open = Some(((tag.get("family").unwrap_or_default(), name), style));
                    }
                    "text-properties" => {
                        if let Some((_, style)) = &mut open {
                            style.take(&tag);
                        }
                    }
                    "body" => xml.skip()?,
                    _ => {}
                },
                Piece::Close(name) => match name.as_str() {
                    "style" => self.by_name.extend(open.take()),
                    "automatic-styles" => is_automatic = false,
                    _ => {}
                },
                Piece::Text(_) => {}
            }
        }
        Ok(())
    }

    fn chain<'a>(&'a self, family: &'static str, name: &str) -> impl Iterator<Item = &'a Style> {
        let get = move |name: &str| self.by_name.get(&(family.to_owned(), name.to_owned()));
        std::iter::successors(get(name), move |style| get(&style.parent)).take(LONGEST_CHAIN)
    }

    /// What a paragraph of this style is by the names `LibreOffice` gives; `None` for running text.
    pub(super) fn shape(&self, name: &str) -> Option<Shape> {
        self.chain("paragraph", name).find_map(|style| shape_of_style(&style.name))
    }

    /// How letters of a paragraph look before any span. That a named style is bold says what kind of paragraph
    /// it is; only what was set by hand emphasises.
    pub(super) fn of_paragraph(&self, name: &str) -> Look {
        let by_hand =
            self.chain("paragraph", name).take_while(|style| style.is_automatic).collect::<Vec<_>>();
        let hidden = self.chain("paragraph", name).find_map(|style| style.hidden);
        Look {
            bold: by_hand.iter().find_map(|style| style.bold).unwrap_or(false),
            italic: by_hand.iter().find_map(|style| style.italic).unwrap_or(false),
            hidden: hidden.unwrap_or(false),
        }
    }

    /// How letters look in a span of this style.
    pub(super) fn in_span(&self, name: &str, around: Look) -> Look {
        let first = |of: fn(&Style) -> Option<bool>| self.chain("text", name).find_map(of);
        Look {
            bold: first(|style| style.bold).unwrap_or(around.bold),
            italic: first(|style| style.italic).unwrap_or(around.italic),
            hidden: first(|style| style.hidden).unwrap_or(around.hidden),
        }
    }
}

impl Style {
    /// Arabic and Chinese letters have switches of their own; any will do.
    fn take(&mut self, tag: &Tag<'_>) {
        for (name, value) in tag.attributes() {
            let (to, is_on) = match name.as_str() {
                "font-weight" | "font-weight-complex" | "font-weight-asian" => {
                    let is_heavy = value.parse::<u32>().is_ok_and(|weight| weight >= 600);
                    (&mut self.bold, value == "bold" || is_heavy)
                }
                "font-style" | "font-style-complex" | "font-style-asian" => {
                    (&mut self.italic, value == "italic" || value == "oblique")
                }
                "display" => (&mut self.hidden, value == "none"),
                _ => continue,
            };
            *to = Some(to.unwrap_or(false) || is_on);
        }
    }
}
