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
