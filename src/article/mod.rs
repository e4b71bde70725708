//! A saved page or file becomes blocks and sentences.
//!
//! Readers work on bytes already in memory and never fetch anything. What is not the article stays in
//! its place as an excluded block that names the rule which left it out: nothing is deleted silently.

mod agency;
mod assemble;
mod charset;
mod credits;
mod dateline;
mod decode;
mod fold;
mod html;
mod model;
mod read;
mod recut;
mod rules;
mod sentences;
mod stop;
mod text;

pub use charset::Charset;
pub use decode::LARGEST_FILE;
pub use model::{
    Article, ArticleBlock, BlockKind, Cell, CharsetFound, FoundCharset, Given, Metadata, ReadError, Reading,
};
pub use read::{ReadOptions, read, read_with};
pub use recut::recut;
pub use rules::{How, Rule, rule_title, rules};
pub use sentences::{EndMark, SentenceRules, sentences, sentences_with};
pub use stop::Stop;
