//! Text that may hold Arabic: laid out by parley, rasterised by swash, painted as one egui mesh.
//!
//! [`TextEngine`] owns the fonts, the layout cache and the glyph atlas; [`field`] is the one widget, used
//! for the source (read only) and the draft alike. Plain English labels stay egui's own.
//! Offsets here are bytes of the text shown; positions inside a layout are physical pixels.

mod accessibility;
mod atlas;
mod engine;
mod faces;
mod field;
mod fonts;
mod label;
mod line_height;
mod motion;
mod paint;
mod rescue;
mod survey;

pub use engine::{TextEngine, TextLayout, TextStyle};
pub use faces::Language;
pub use field::{Caret, Field, FieldOutput, Mark, field};
pub use fonts::FontChoice;
pub use label::{one_line, paragraph};
pub use motion::Splice;
pub use survey::Installed;
