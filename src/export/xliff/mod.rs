//! XLIFF, the XML that translation tools exchange: 1.2, which most of them read and which `.xlf` therefore asks for,
//! and 2.1.
//!
//! An article is a file, a block a group, a segment a unit whose id is its stamp; `inline` writes emphasis and links.
//! White space in a unit is text, so what is laid out prettily is only what stands between units.

mod frame;
mod inline;
mod second;
mod twelve;

pub use second::FORMAT as TWO_ONE;
pub use twelve::FORMAT as ONE_TWO;

use super::wording;

/// Who wrote the notes about a whole document (1.2), and what they are (2.1). They do not come back.
pub(crate) const OURS: [&str; 4] = [FACTS_FROM, NOTE_FROM, FACTS_CATEGORY, NOTE_CATEGORY];
const FACTS_FROM: &str = "Tarjuman";
const NOTE_FROM: &str = wording::NOTE;
const FACTS_CATEGORY: &str = "facts";
const NOTE_CATEGORY: &str = "translators-note";
