//! A saved page or file becomes blocks and sentences.
//!
//! Readers work on bytes already in memory and never fetch anything. What is not the article stays in
//! its place as an excluded block that names the rule which left it out: nothing is deleted silently.

mod agency;
mod assemble;
pub(crate) mod bilingual;
mod charset;
mod credits;
mod dateline;
mod decode;
pub(crate) mod docx;
mod epub;
mod flow;
mod fold;
mod html;
mod kind;
mod list;
mod markdown;
mod mhtml;
mod model;
mod odt;
pub(crate) mod package;
mod pasted;
mod preview;
mod properties;
mod read;
mod recut;
mod rtf;
mod rules;
mod sentences;
mod stop;
mod text;
pub(crate) mod xml;

pub use charset::Charset;
pub use decode::LARGEST_FILE;
pub use kind::{has_charset, is_bilingual};
pub use list::{ListItem, Sign};
pub use model::{
    Article, ArticleBlock, BlockKind, Cell, CharsetFound, FoundCharset, Given, Metadata, ReadError, Reading,
};
pub use pasted::{Pasted, read_pasted};
pub use preview::{guess, preview};
pub use read::{EXTENSIONS, ReadOptions, largest_file, read, read_with};
pub use recut::cut;
pub use rules::{How, Rule, rule_title, rules};
pub use sentences::{EndMark, SentenceRules, sentences, sentences_with};
pub use stop::Stop;
