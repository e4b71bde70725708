//! Title, headings and junk among the blocks of a document that has no markup for them, or wrong one.

use crate::article::assemble::{Draft, ends_sentence, finish, is_heading_like, mark_junk};
use crate::article::fold::{fold, is_same_line};
use crate::article::rules::name;
use crate::article::{BlockKind, Metadata, ReadError, Reading, Stop};
use crate::text::MarkKind;

/// Where the title of a document is to be believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::article) enum Trust {
    /// What stands first, if need be: properties are often those of the document it was copied from.
    Text,
    /// A book's properties name the book; what stands first may be its first chapter.
    Properties,
}

/// Title, headings and junk among the blocks of a document; the rest is as for every format.
///
/// # Errors
/// [`ReadError::NoText`], and what stopping gives.
pub(in crate::article) fn finish_document(
    mut metadata: Metadata,
    mut drafts: Vec<Draft>,
    trust: Trust,
    stop: &Stop,
) -> Result<Reading, ReadError> {
    let mut warnings = Vec::new();
    mark_junk(&mut drafts, "", stop)?;
    mark_bold_headings(&mut drafts);
    match title_at(&drafts, &metadata.title, trust) {
        Some(at) => {
            if let Some(draft) = drafts.get_mut(at) {
                draft.kind = BlockKind::Title;
                draft.level = 0;
                draft.excluded = None;
                metadata.title.clone_from(&draft.text);
            }
            mark_doubles(drafts.get_mut(at + 1..).unwrap_or_default(), &metadata.title);
        }
        None if metadata.title.is_empty() => {
            warnings.push("The document has no title line; the name of the file stands for it.".to_owned());
            stem(&metadata.file_name).clone_into(&mut metadata.title);
        }
        None => {}
    }
    finish(metadata, drafts, warnings, stop)
}

/// The name of a file without its extension.
pub(in crate::article) fn stem(file_name: &str) -> &str {
    // A hidden file such as `.article` is all name.
    match file_name.rsplit_once('.') {
        Some((stem, _)) if !stem.is_empty() => stem,
        _ => file_name,
    }
}

/// The title by its style; else what the document calls its title; else its first heading or short line.
fn title_at(drafts: &[Draft], known: &str, trust: Trust) -> Option<usize> {
    let is_free = |draft: &Draft| draft.excluded.is_none() && draft.cell.is_none();
    let position =
        |fits: &dyn Fn(&Draft) -> bool| drafts.iter().position(|draft| is_free(draft) && fits(draft));
    let folded = fold(known);
    let first = position(&|draft| draft.kind != BlockKind::Standfirst)?;
    let begins = |draft: &Draft| match draft.kind {
        BlockKind::Heading => true,
        BlockKind::Paragraph => draft.words() <= LONGEST_TITLE && !ends_sentence(&draft.text),
        _ => false,
    };
    position(&|draft| draft.kind == BlockKind::Title)
        .or_else(|| position(&|draft| !folded.is_empty() && is_same_line(&draft.text, &folded)))
        .or_else(|| {
            let is_known = trust == Trust::Properties && !folded.is_empty();
            drafts.get(first).filter(|draft| !is_known && begins(draft)).map(|_| first)
        })
}

/// Words.
const LONGEST_TITLE: usize = 30;

fn mark_doubles(rest: &mut [Draft], title: &str) {
    let folded = fold(title);
    for draft in rest.iter_mut().filter(|draft| draft.excluded.is_none()) {
        if draft.kind == BlockKind::Title {
            // A document has one title; books have one for each chapter.
            draft.kind = BlockKind::Heading;
            draft.level = 1;
        }
        if is_same_line(&draft.text, &folded) && draft.cell.is_none() {
            draft.excluded = Some(name::DUPLICATE_TITLE);
        }
    }
}

/// Writers who know no styles set subheads as short bold paragraphs.
fn mark_bold_headings(drafts: &mut [Draft]) {
    let last = drafts.iter().rposition(|draft| draft.excluded.is_none()).unwrap_or(0);
    for draft in drafts.iter_mut().take(last) {
        let is_plain =
            draft.kind == BlockKind::Paragraph && draft.excluded.is_none() && draft.given.is_none();
        let bold = draft.marks.iter().filter(|mark| mark.kind == MarkKind::Strong);
        let bold: usize = bold.map(|mark| mark.span.end - mark.span.start).sum();
        if is_plain && bold * 10 >= draft.text.len() * 9 && is_heading_like(draft) {
            draft.kind = BlockKind::Heading;
        }
    }
}
