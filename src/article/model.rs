//! What a reader gives: the article as blocks, what to tell about the file, or why it cannot be read. Plain data.

use super::Charset;
use crate::text::{Mark, Span};
use serde::{Deserialize, Serialize};

/// What a reader returns: the article and what it wants the translator to know about the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    pub article: Article,
    /// Plain sentences, for example that the title was missing or that the file was cut short.
    pub warnings: Vec<String>,
    /// How the bytes were read as text; `None` for formats that say it themselves.
    pub charset: Option<FoundCharset>,
}

/// A character set and why it was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FoundCharset {
    pub charset: Charset,
    pub found: CharsetFound,
}

/// Why a character set was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CharsetFound {
    /// A byte order mark says it.
    Signature,
    /// The file says it, and what it says fits.
    Declared,
    /// Told from the bytes.
    Guessed,
    /// The translator chose it.
    Chosen,
}

/// A saved article in document order, junk included but marked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Article {
    pub metadata: Metadata,
    pub blocks: Vec<ArticleBlock>,
}

/// One heading, paragraph, list item and so on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ArticleBlock {
    pub kind: BlockKind,
    /// The level of a heading, 1 to 6; of a list item that of [`ListItem`](super::ListItem); 0 where there is none.
    pub level: u8,
    /// Where a block of a table stands in it.
    pub cell: Option<Cell>,
    /// White space collapsed, no line breaks.
    pub text: String,
    /// Emphasis and links in `text`.
    pub marks: Vec<Mark>,
    /// The sentences in `text`, in order, without the spaces between them.
    pub sentences: Vec<Span>,
    /// What a bilingual file has for each of `sentences`; empty for other files.
    pub given: Vec<Given>,
    /// The name of the rule that left this block out of the translation.
    pub excluded: Option<String>,
}

/// A place in a table, each counted from 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// Which table of the article.
    pub table: u32,
    pub row: u32,
    pub column: u32,
}

/// A translation that came with a bilingual file; the default is none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Given {
    pub draft: String,
    pub marks: Vec<Mark>,
    /// The file says that somebody approved it.
    pub confirmed: bool,
}

/// What a block is. Titles and headings are one segment; short items, cells and captions too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum BlockKind {
    Title,
    Standfirst,
    Heading,
    #[default]
    Paragraph,
    Quote,
    Item,
    /// A cell of a table.
    Cell,
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
    /// The news agency that the article is credited to.
    pub agency: String,
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
    #[error("the file is empty. Save the article again and open the new file")]
    Empty,
    #[error("the file is not text: it holds binary data. Save the page as HTML or text and open that")]
    Binary,
    #[error("the file is {kind}, and cannot be opened as an article. {advice}")]
    OtherKind { kind: String, advice: &'static str },
    #[error(
        "there is no text to translate in it. If a browser shows the text, copy it there and paste it as a new article"
    )]
    NoText,
    #[error(
        "the file has more than {limit} paragraphs, so it is not one article. Save one article as its own file and open that"
    )]
    TooManyParagraphs { limit: usize },
    #[error("opening it was stopped, and nothing was changed")]
    Stopped,
    #[error(
        "reading the file takes too long, so it was given up. Save the article alone, or as plain text, and open that"
    )]
    TooSlow,
    #[error("the file is damaged: {detail}. Save it again in its own program and open the new file")]
    Damaged { detail: String },
    #[error(
        "the file unpacks to more than {limit} MB, which no article does. Nothing of it was opened. Save the article alone, or as plain text, and open that"
    )]
    UnpacksTooLarge { limit: u64 },
    #[error("the file is not safe to open: {detail}. Nothing of it was opened")]
    Unsafe { detail: String },
    #[error(
        "the file is locked by a password or by rights management. Open it in its own program, save it without them, and open that"
    )]
    Protected,
    #[error(
        "the file is for translating from {from} into {into}, and here articles are translated from Arabic. Export it again the other way round"
    )]
    IntoArabic { from: String, into: String },
    #[error(
        "there is no Arabic in it, and articles are translated from Arabic here. If another program shows Arabic in it, save it there as UTF-8 and open that"
    )]
    WithoutArabic,
    #[error(
        "none of the {units} units in the file has an Arabic text, and articles are translated from Arabic here"
    )]
    NoArabic { units: usize },
    #[error(
        "the file is too large: {megabytes} MB, and the limit is {limit} MB. Save the article alone, or as plain text, and open that"
    )]
    TooLarge { megabytes: u64, limit: u64 },
    #[error(
        "files of the kind “.{extension}” cannot be opened yet; save the article as .html, .docx or .txt"
    )]
    UnknownKind { extension: String },
}
