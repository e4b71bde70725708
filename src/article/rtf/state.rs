//! What a group of an RTF file says about the text in it; the group's end takes it back.

use crate::article::flow::Look;

#[derive(Clone, Copy, Debug)]
pub(super) struct State {
    pub to: Destination,
    pub letters: Letters,
    pub paragraph: Paragraph,
    /// Characters that stand behind `\u` for programs that do not know it.
    pub fallback: usize,
    /// What the group began; its end ends that too.
    pub began: Began,
}

impl Default for State {
    fn default() -> Self {
        Self {
            to: Destination::default(),
            letters: Letters::default(),
            paragraph: Paragraph::default(),
            fallback: 1,
            began: Began::default(),
        }
    }
}

/// Where text goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Destination {
    #[default]
    Body,
    Nowhere,
    Fonts,
    Styles,
    Title,
    Author,
    Created,
    /// The instruction of the innermost field.
    Field,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Began {
    #[default]
    Nothing,
    /// An entry of the style sheet.
    Style,
    Field,
    Link,
    Note,
    Box,
}

/// Switches for left-to-right letters, and their twins for Arabic ones. Programs disagree about which of the
/// two holds where, so either will do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "they are switches in the format")]
pub(super) struct Letters {
    pub font: Option<i32>,
    pub bold: bool,
    pub arabic_bold: bool,
    pub italic: bool,
    pub arabic_italic: bool,
    pub hidden: bool,
    pub deleted: bool,
    /// As the numbers of notes are.
    pub is_raised: bool,
}

impl Letters {
    pub(super) const fn look(&self) -> Look {
        Look {
            bold: self.bold || self.arabic_bold,
            italic: self.italic || self.arabic_italic,
            hidden: self.hidden,
        }
    }

    /// Takes in a control word about letters; false when it is about something else.
    pub(super) fn take(&mut self, word: &str, number: Option<i32>) -> bool {
        let is_on = number != Some(0);
        match word {
            "plain" => *self = Self { deleted: self.deleted, ..Self::default() },
            "f" => self.font = number,
            "b" => self.bold = is_on,
            "ab" => self.arabic_bold = is_on,
            "i" => self.italic = is_on,
            "ai" => self.arabic_italic = is_on,
            "v" => self.hidden = is_on,
            "deleted" => self.deleted = is_on,
            "super" => self.is_raised = is_on,
            "nosupersub" => self.is_raised = false,
            _ => return false,
        }
        true
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Paragraph {
    pub style: i32,
    /// From 0; 9 is running text.
    pub outline: Option<u8>,
    pub is_item: bool,
    /// From 0.
    pub level: u8,
    pub is_in_table: bool,
}

impl Paragraph {
    /// Takes in a control word about paragraphs; false when it is about something else.
    pub(super) fn take(&mut self, word: &str, number: Option<i32>) -> bool {
        let small = |number: Option<i32>| number.unwrap_or(0).clamp(0, 9) as u8;
        match word {
            "pard" => *self = Self::default(),
            "s" => self.style = number.unwrap_or(0),
            "outlinelevel" => self.outline = Some(small(number)),
            "ls" => self.is_item = number.is_some_and(|list| list > 0),
            "ilvl" => self.level = small(number),
            "intbl" => self.is_in_table = number != Some(0),
            _ => return false,
        }
        true
    }
}
