use crate::text::Span;
use serde::{Deserialize, Serialize};

/// What a reader returns: the article and what it wants the translator to know about the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    pub article: Article,
    /// Plain sentences, for example that the title was missing or that the file was cut short.
    pub warnings: Vec<String>,
}

/// A saved article in document order, junk included but marked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Article {
    pub metadata: Metadata,
    pub blocks: Vec<ArticleBlock>,
}

/// One heading, paragraph, list item and so on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArticleBlock {
    pub kind: BlockKind,
    /// White space collapsed, no line breaks.
    pub text: String,
    /// The sentences in `text`, in order, without the spaces between them.
    pub sentences: Vec<Span>,
    /// The name of the rule that left this block out of the translation.
    pub excluded: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum BlockKind {
    Title,
    Standfirst,
    Heading,
    Paragraph,
    Quote,
    Item,
    Caption,
}

/// Facts about the article that are not part of its text; empty strings where the file does not say.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Metadata {
    /// The headline, as the article gives it.
    pub title: String,
    pub author: String,
    /// The site or newspaper.
    pub site: String,
    /// Publication date as the page states it, normally ISO 8601.
    pub published: String,
    /// The canonical address of the page.
    pub address: String,
    /// The name of the file that was opened, without its folder.
    pub file_name: String,
}

/// Why a file is not an article we can open. The text says what happened and what to do.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum ReadError {
    #[error("the file is empty")]
    Empty,
    #[error("the file is not text: it holds binary data. Save the page as HTML or text and open that")]
    Binary,
    #[error(
        "the text is not UTF-8 (first wrong byte at position {byte}). Save it as UTF-8 and open it again"
    )]
    NotUtf8 { byte: usize },
    #[error("there is no text to translate in this file")]
    NoText,
    #[error(
        "the file has more than {limit} paragraphs, so it is not one article. Save one article as its own file and open that"
    )]
    TooManyParagraphs { limit: usize },
    #[error("the file is too large: {megabytes} MB, and the limit is {limit} MB")]
    TooLarge { megabytes: u64, limit: u64 },
    #[error("files of the kind “.{extension}” cannot be opened yet; save the article as .html or .txt")]
    UnknownKind { extension: String },
}
