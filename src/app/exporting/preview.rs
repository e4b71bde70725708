//! A look at the first page of a document.

use super::super::today;
use crate::export::{self, Document, Format, Options, Watch};
use crate::project::{Project, Terms};
use std::sync::Arc;

/// A look at the first page.
#[derive(Clone, Debug)]
pub struct Preview {
    pub options: Options,
    /// The head of the document: its first rows and names.
    pub document: Document,
    /// Rows of the whole document.
    pub rows: usize,
    /// Rows of it that are not confirmed.
    pub unconfirmed: usize,
    /// The beginning of the file itself, where it is text.
    pub text: Option<String>,
    /// All of the document.
    whole: Arc<Document>,
}

/// Rows and names that a look at the first page has.
const ROWS: usize = 24;
const NAMES: usize = 8;
/// Characters of a file of text that are shown.
const TEXT: usize = 4_000;

impl Preview {
    /// Takes as long as writing the document, where it is text.
    pub(super) fn of_project(project: &Project, terms: &Terms, format: &Format, options: Options) -> Self {
        Self::of(Arc::new(Document::of_project(project, terms, today(), options.rows)), format, options)
    }

    /// The same document with another note of the translator.
    pub(super) fn with_note(&self, note: String, format: &Format, options: Options) -> Self {
        let whole = Document { translators_note: note, ..Document::clone(&self.whole) };
        Self::of(Arc::new(whole), format, options)
    }

    /// Whether it is of a document with such rows.
    pub(super) fn fits(&self, options: Options) -> bool {
        self.options.rows == options.rows
    }

    fn of(whole: Arc<Document>, format: &Format, options: Options) -> Self {
        let (rows, unconfirmed) = (whole.rows.len(), export::unconfirmed(&whole.rows));
        let text =
            if format.is_text { (format.write)(&whole, &options, &Watch::default()).ok() } else { None };
        let text = text.and_then(|bytes| String::from_utf8(bytes).ok());
        let text = text.map(|text| text.trim_start_matches('\u{feff}').chars().take(TEXT).collect());
        let document = Document {
            metadata: whole.metadata.clone(),
            title_draft: whole.title_draft.clone(),
            exported_on: whole.exported_on.clone(),
            translators_note: whole.translators_note.clone(),
            rows: whole.rows.iter().take(ROWS).cloned().collect(),
            names: whole.names.iter().take(NAMES).cloned().collect(),
        };
        Self { options, document, rows, unconfirmed, text, whole }
    }
}
