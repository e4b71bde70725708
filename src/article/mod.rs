//! A saved page or file becomes blocks and sentences.
//!
//! Readers work on bytes already in memory and never fetch anything. What is not the article stays in
//! its place as an excluded block that names the rule which left it out: nothing is deleted silently.

mod decode;
mod fold;
mod model;
mod rules;
mod sentences;

pub use model::{Article, ArticleBlock, BlockKind, Metadata, ReadError, Reading};
pub use rules::{How, Rule, rule_title, rules};
pub use sentences::sentences;
