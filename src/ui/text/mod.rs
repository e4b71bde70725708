//! Text that may hold Arabic: laid out by parley, rasterised by swash, painted as one egui mesh.
//!
//! [`TextEngine`] owns the fonts, the layout cache and the glyph atlas; [`field`] is the one widget, used
//! for the source (read only) and the draft alike. Plain English labels stay egui's own.
//! Offsets here are bytes of the text shown; positions inside a layout are physical pixels.

mod accessibility;
mod atlas;
mod cache;
mod caret;
#[cfg(test)]
mod conformance;
mod context_menu;
mod decoration;
mod edit;
mod engine;
mod faces;
mod field;
mod fonts;
mod input;
mod label;
mod layout;
mod line_height;
mod paint;
mod paragraph;
mod pieces;
mod pointer;
mod rescue;
mod survey;

pub use context_menu::{Subject, context_menu};
pub use edit::Splice;
pub use engine::{TextEngine, TextStyle};
pub use faces::Language;
pub use field::{Caret, Field, FieldOutput, Mark, MarkLine, field};
pub use fonts::FontChoice;
pub use input::{Input, input, select_all};
pub use label::{button, marked_paragraph, one_line, paragraph};
pub use layout::{Position, TextLayout};
pub use parley::BaseDirection;
pub use survey::Installed;
