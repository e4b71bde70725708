//! How TMX 1.4 is written, unit by unit: for memories, and for what `export` has of a project.

use super::import::{AFTER, BEFORE, ORIGIN};
use super::unit::{Context, ContextHash};
use crate::text::markup::{Attributes, Markup};
use std::io::{self, Write};

/// What a unit of a file says.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct TmxUnit<'a> {
    /// Of the `tu`: its id, dates, who.
    pub facts: Attributes<'a>,
    pub notes: &'a [String],
    pub context: Context,
    /// Empty where nobody said.
    pub origin: &'a str,
    /// Arabic.
    pub source: &'a str,
    /// English.
    pub target: &'a str,
}

/// Writes a file whose units `body` writes.
pub(crate) fn document<W: Write>(
    out: W,
    body: impl FnOnce(&mut Markup<W>) -> io::Result<()>,
) -> io::Result<W> {
    let mut markup = Markup::xml_to(out, "tmx SYSTEM \"tmx14.dtd\"")?;
    markup.element("tmx", &[("version", "1.4")], |markup| {
        markup.empty(
            "header",
            &[
                ("creationtool", "Tarjuman"),
                ("creationtoolversion", env!("CARGO_PKG_VERSION")),
                ("segtype", "sentence"),
                ("o-tmf", "tarjuman"),
                ("adminlang", "en"),
                ("srclang", "ar"),
                ("datatype", "plaintext"),
            ],
        )?;
        markup.element("body", &[], |markup| {
            body(markup)?;
            markup.verbatim("\n")
        })
    })?;
    Ok(markup.into_inner())
}

/// Writes one unit.
pub(crate) fn unit<W: Write>(markup: &mut Markup<W>, unit: &TmxUnit<'_>) -> io::Result<()> {
    let hash = |hash: Option<ContextHash>| hash.map(|hash| format!("{:016x}", hash.0));
    let origin = Some(unit.origin.to_owned()).filter(|origin| !origin.is_empty());
    let properties =
        [(BEFORE, hash(unit.context.before)), (AFTER, hash(unit.context.after)), (ORIGIN, origin)];
    markup.verbatim("\n")?;
    markup.element("tu", unit.facts, |markup| {
        for note in unit.notes {
            markup.text_element("note", &[], note)?;
        }
        for (name, said) in properties {
            if let Some(said) = said {
                markup.text_element("prop", &[("type", name)], &said)?;
            }
        }
        for (language, text) in [("ar", unit.source), ("en", unit.target)] {
            markup
                .element("tuv", &[("xml:lang", language)], |markup| markup.text_element("seg", &[], text))?;
        }
        Ok(())
    })
}
