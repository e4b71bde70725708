//! `word/comments.xml`: notes and queries, which Word shows beside the text they belong to.

use super::super::reading_order::reads_right_to_left;
use super::super::{Comment, Document, Options, Row, wording};
use super::MAIN;
use super::paragraph::{Look, paragraph_of, text_runs};
use crate::text::markup::{Markup, lines};
use std::collections::HashMap;
use std::io;
use std::ops::Range;

/// The comments of the document, numbered from 0.
#[derive(Debug, Default)]
pub struct Comments<'d> {
    all: Vec<&'d Comment>,
    /// By the number of a row, those on it.
    of_rows: HashMap<usize, Range<usize>>,
}

impl<'d> Comments<'d> {
    pub fn of(document: &'d Document, options: &Options) -> Self {
        let mut comments = Self::default();
        for row in &document.rows {
            let first = comments.all.len();
            comments.all.extend(wording::comments(row, options));
            if comments.all.len() > first {
                comments.of_rows.insert(row.number, first..comments.all.len());
            }
        }
        comments
    }

    /// Those on a row.
    pub fn on(&self, row: &Row) -> &[&'d Comment] {
        let range = self.of_rows.get(&row.number).cloned();
        range.and_then(|range| self.all.get(range)).unwrap_or_default()
    }

    /// What `content` writes inside a paragraph, with the comments on `row` around it.
    pub fn around(
        &self,
        markup: &mut Markup,
        row: &Row,
        content: impl FnOnce(&mut Markup) -> io::Result<()>,
    ) -> io::Result<()> {
        let Some(numbers) = self.of_rows.get(&row.number) else { return content(markup) };
        for number in numbers.clone() {
            markup.empty("w:commentRangeStart", &[("w:id", &number.to_string())])?;
        }
        content(markup)?;
        for number in numbers.clone() {
            markup.empty("w:commentRangeEnd", &[("w:id", &number.to_string())])?;
            markup.element("w:r", &[], |markup| {
                reference_style(markup)?;
                markup.empty("w:commentReference", &[("w:id", &number.to_string())])
            })?;
        }
        Ok(())
    }

    /// The part; without comments it has nothing in it.
    pub fn write(&self) -> io::Result<Vec<u8>> {
        let mut markup = Markup::xml()?;
        markup.element("w:comments", &[("xmlns:w", MAIN)], |markup| {
            self.all.iter().enumerate().try_for_each(|(number, comment)| write_one(markup, number, comment))
        })?;
        Ok(markup.finish())
    }
}

fn write_one(markup: &mut Markup, number: usize, comment: &Comment) -> io::Result<()> {
    let number = number.to_string();
    let author = wording::comment_author(comment);
    let (initials, moment) = (initials(author), wording::moment(&comment.made));
    let mut attributes = vec![("w:id", number.as_str()), ("w:author", author)];
    attributes.extend(moment.as_deref().map(|moment| ("w:date", moment)));
    attributes.push(("w:initials", &initials));
    markup.element("w:comment", &attributes, |markup| {
        let text = wording::comment_text(comment);
        for (at, line) in lines(&text).enumerate() {
            let look =
                Look { right_to_left: reads_right_to_left(line), ..Look::left_to_right("CommentText") };
            paragraph_of(markup, look, |markup| {
                if at == 0 {
                    markup.element("w:r", &[], |markup| {
                        reference_style(markup)?;
                        markup.empty("w:annotationRef", &[])
                    })?;
                }
                text_runs(markup, line, look.right_to_left, None)
            })?;
        }
        Ok(())
    })
}

fn reference_style(markup: &mut Markup) -> io::Result<()> {
    markup.element("w:rPr", &[], |markup| markup.empty("w:rStyle", &[("w:val", "CommentReference")]))
}

/// The first letters of the first words, as Word shows them.
fn initials(author: &str) -> String {
    author.split_whitespace().take(3).filter_map(|word| word.chars().next()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_first_letters() {
        assert_eq!(initials("Salma al-Haddad"), "Sa");
        assert_eq!(initials("سلمى الحداد"), "سا");
        assert_eq!(initials(" "), "");
    }
}
