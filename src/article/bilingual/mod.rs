//! Files that hold a text and its translation: XLIFF 1.2 and 2, and TMX 1.4.
//!
//! Each unit is one block with one sentence and the draft that came with it. What is the article was decided by
//! whoever made the file, so no rule looks for page junk here.

mod cut;
pub(crate) mod inline;
pub(crate) mod stream;
mod tmx;
mod xliff;

use super::assemble::{Draft, MOST_BLOCKS, finish};
use super::flow::{MOST_TEXT, stem, too_much_text};
use super::rules::name;
use super::sentences::is_arabic_letter;
use super::xml::{root_name, xml_text};
use super::{BlockKind, Given, Metadata, ReadError, ReadOptions, Reading, Stop};
use crate::text::{Rich, counted};

/// # Errors
/// See [`super::read`].
pub(super) fn read(bytes: &[u8], file_name: &str, options: &ReadOptions) -> Result<Reading, ReadError> {
    let mut units = Units::default();
    let text = match root_name(bytes).as_deref() {
        Some("xliff" | "tmx") => xml_text(bytes)?,
        root => return Err(other_kind(root)),
    };
    let is_memory = root_name(bytes).as_deref() == Some("tmx");
    let read = if is_memory {
        tmx::read(&text, &mut units, &options.stop)
    } else {
        xliff::read(&text, &mut units, &options.stop)
    };
    match read {
        Ok(()) => {}
        // What stands before the damage is somebody's work.
        Err(ReadError::Damaged { detail }) if !units.drafts.is_empty() => {
            let kept = counted(units.drafts.len(), "unit");
            units.warnings.push(format!("The file is damaged: {detail}. {kept} before that could be read."));
        }
        Err(error) => return Err(error),
    }
    let metadata = Metadata {
        title: stem(file_name).to_owned(),
        file_name: file_name.to_owned(),
        ..Metadata::default()
    };
    units.finish(metadata, &options.stop)
}

fn other_kind(root: Option<&str>) -> ReadError {
    let (kind, advice) = match root {
        Some("map") => ("a map of the Tiled map editor".to_owned(), "There is no translation memory in it"),
        Some(root) => {
            (format!("XML of another kind (“{root}”)"), "Files with translations begin with “xliff” or “tmx”")
        }
        None => ("neither XLIFF nor TMX".to_owned(), "Export it again from the program it comes from"),
    };
    ReadError::OtherKind { kind, advice }
}

/// What a file says about the language of a text: "ar", "AR", "ar-SA".
fn is_arabic(language: &str) -> bool {
    is_language(language, "ar") || is_language(language, "ara")
}

fn is_language(language: &str, wanted: &str) -> bool {
    language.trim().split(['-', '_']).next().is_some_and(|primary| primary.eq_ignore_ascii_case(wanted))
}

/// Whether a text has Arabic letters.
fn has_arabic(text: &str) -> bool {
    text.chars().any(is_arabic_letter)
}

/// The units of a file, in order.
#[derive(Default)]
struct Units {
    drafts: Vec<Draft>,
    bytes: usize,
    warnings: Vec<String>,
    /// What the file says its texts are translated from and into.
    source_language: String,
    target_language: String,
    /// Texts, and drafts, with Arabic letters.
    arabic_sources: usize,
    arabic_targets: usize,
    /// Units of a memory that have no Arabic.
    without_arabic: usize,
}

impl Units {
    /// # Errors
    /// [`ReadError::TooManyParagraphs`], [`ReadError::UnpacksTooLarge`].
    fn push(&mut self, source: Rich, given: Given, is_translated: bool) -> Result<(), ReadError> {
        if source.text.is_empty() {
            return Ok(());
        }
        self.arabic_sources += usize::from(has_arabic(&source.text));
        self.arabic_targets += usize::from(has_arabic(&given.draft));
        self.bytes += source.text.len() + given.draft.len();
        if self.bytes > MOST_TEXT {
            return Err(too_much_text());
        }
        let excluded = (!is_translated).then_some(name::NOT_TO_TRANSLATE);
        let draft = Draft { given: Some(given), excluded, ..Draft::rich(BlockKind::Paragraph, source) };
        self.drafts.push(draft);
        if self.drafts.len() > MOST_BLOCKS {
            return Err(ReadError::TooManyParagraphs { limit: MOST_BLOCKS });
        }
        Ok(())
    }

    fn finish(mut self, metadata: Metadata, stop: &Stop) -> Result<Reading, ReadError> {
        let named = |language: &str| match language {
            "" => "a language it does not name".to_owned(),
            language => format!("“{language}”"),
        };
        let is_into_arabic = self.arabic_targets > 0 || is_arabic(&self.target_language);
        if self.arabic_sources == 0 && is_into_arabic && !self.drafts.is_empty() {
            return Err(ReadError::IntoArabic {
                from: named(&self.source_language),
                into: named(&self.target_language),
            });
        }
        if self.arabic_sources == 0 && self.without_arabic > 0 {
            return Err(ReadError::NoArabic { units: self.without_arabic });
        }
        if !is_arabic(&self.source_language) && !self.drafts.is_empty() {
            let language = named(&self.source_language);
            let what =
                if self.arabic_sources > 0 { "its texts have Arabic letters" } else { "check its texts" };
            self.warnings
                .push(format!("The file says that it translates from {language}, not from Arabic; {what}."));
        }
        if self.without_arabic > 0 {
            let count = counted(self.without_arabic, "unit");
            let (have, were) = if self.without_arabic == 1 { ("has", "was") } else { ("have", "were") };
            self.warnings.push(format!("{count} of the file {have} no Arabic text and {were} left out."));
        }
        finish(metadata, self.drafts, self.warnings, stop)
    }
}
