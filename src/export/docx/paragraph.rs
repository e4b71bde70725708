//! Paragraphs of text in two directions.
//!
//! An Arabic paragraph has `w:bidi`, an Arabic run `w:rtl`; the order of the elements inside `w:pPr` and
//! `w:rPr` is the schema's. Sizes and typefaces come from the style, never from here.

use super::super::reading_order::{Run, runs};
use super::super::stretches::{Stretch, stretches};
use super::links::Links;
use super::table::filled;
use crate::text::markup::{Markup, legal, lines};
use crate::text::{Mark, Span};
use std::io;

/// How a paragraph looks and runs.
#[derive(Clone, Copy, Debug)]
pub struct Look<'a> {
    /// A paragraph style of `styles.xml`.
    pub style: &'a str,
    pub right_to_left: bool,
    /// Puts a bullet or a number in front.
    pub list: Option<ListLook>,
}

/// The place of a paragraph in the lists of `word/numbering.xml`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ListLook {
    /// From 0.
    pub level: u8,
    /// The number by which the lists there are known.
    pub list: usize,
}

impl<'a> Look<'a> {
    pub fn left_to_right(style: &'a str) -> Self {
        Self { style, right_to_left: false, list: None }
    }

    pub fn right_to_left(style: &'a str) -> Self {
        Self { style, right_to_left: true, list: None }
    }
}

/// One paragraph holding `text`; its line breaks stay inside it.
pub fn paragraph(markup: &mut Markup, look: Look<'_>, text: &str) -> io::Result<()> {
    paragraph_of(markup, look, |markup| text_runs(markup, text, look.right_to_left, None))
}

/// One paragraph with the runs that `content` writes.
pub fn paragraph_of(
    markup: &mut Markup,
    look: Look<'_>,
    content: impl FnOnce(&mut Markup) -> io::Result<()>,
) -> io::Result<()> {
    markup.element("w:p", &[], |markup| {
        markup.element("w:pPr", &[], |markup| {
            markup.empty("w:pStyle", &[("w:val", look.style)])?;
            if let Some(ListLook { level, list }) = look.list {
                markup.element("w:numPr", &[], |markup| {
                    markup.empty("w:ilvl", &[("w:val", &level.to_string())])?;
                    markup.empty("w:numId", &[("w:val", &list.to_string())])
                })?;
            }
            if look.right_to_left {
                markup.empty("w:bidi", &[])?;
            }
            Ok(())
        })?;
        content(markup)
    })
}

/// How the letters of a run look.
#[derive(Clone, Copy, Debug, Default)]
pub struct Letters<'a> {
    /// A character style of `styles.xml`.
    pub style: Option<&'a str>,
    pub bold: bool,
    pub italic: bool,
    /// A background, RRGGBB.
    pub fill: Option<&'a str>,
}

/// `text` as runs, each in one direction; `style` is a character style.
pub fn text_runs(
    markup: &mut Markup,
    text: &str,
    right_to_left: bool,
    style: Option<&str>,
) -> io::Result<()> {
    letter_runs(markup, text, right_to_left, Letters { style, ..Letters::default() })
}

/// As [`text_runs`], with emphasis.
pub fn letter_runs(
    markup: &mut Markup,
    text: &str,
    right_to_left: bool,
    letters: Letters<'_>,
) -> io::Result<()> {
    for (at, line) in lines(text).enumerate() {
        if at > 0 {
            markup.element("w:r", &[], |markup| markup.empty("w:br", &[]))?;
        }
        // Before the direction is found: some control characters would end a paragraph there.
        for run in runs(&legal(line), right_to_left) {
            text_run(markup, run, letters)?;
        }
    }
    Ok(())
}

/// As [`letter_runs`], with the emphasis and links of the text itself.
pub fn marked_runs(
    markup: &mut Markup,
    (text, marks): (&str, &[Mark]),
    right_to_left: bool,
    letters: Letters<'_>,
    links: &Links,
) -> io::Result<()> {
    if marks.is_empty() {
        return letter_runs(markup, text, right_to_left, letters);
    }
    for stretch in stretches(text, marks, Span::new(0, text.len())) {
        let Stretch { span, strong: bold, emphasis: italic, link } = stretch;
        let reference = link.as_deref().and_then(|link| links.reference(link));
        let style = reference.as_ref().map_or(letters.style, |_| Some("Hyperlink"));
        let letters = Letters { style, bold, italic, ..letters };
        let runs = |markup: &mut Markup| letter_runs(markup, span.of(text), right_to_left, letters);
        match &reference {
            Some(reference) => markup.element("w:hyperlink", &[("r:id", reference)], runs)?,
            None => runs(markup)?,
        }
    }
    Ok(())
}

fn text_run(markup: &mut Markup, run: Run<'_>, letters: Letters<'_>) -> io::Result<()> {
    let Letters { style, bold, italic, fill } = letters;
    markup.element("w:r", &[], |markup| {
        if style.is_some() || bold || italic || fill.is_some() || run.right_to_left {
            markup.element("w:rPr", &[], |markup| {
                if let Some(style) = style {
                    markup.empty("w:rStyle", &[("w:val", style)])?;
                }
                // Each has a twin for Arabic and other complex scripts.
                for name in [(bold, "w:b"), (bold, "w:bCs"), (italic, "w:i"), (italic, "w:iCs")] {
                    if name.0 {
                        markup.empty(name.1, &[])?;
                    }
                }
                if let Some(fill) = fill {
                    markup.empty("w:shd", &filled(fill))?;
                }
                if run.right_to_left {
                    markup.empty("w:rtl", &[])?;
                    markup.empty("w:lang", &[("w:bidi", "ar-SA")])?;
                }
                Ok(())
            })?;
        }
        for (at, piece) in run.text.split('\t').enumerate() {
            if at > 0 {
                markup.empty("w:tab", &[])?;
            }
            if !piece.is_empty() {
                markup.text_element("w:t", &[("xml:space", "preserve")], piece)?;
            }
        }
        Ok(())
    })
}
