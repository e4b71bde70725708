//! What keys, an input method and a menu ask of a text field, and which bytes a deletion removes.
//!
//! Pure: it reads events and text, so that it can be tested without a window.

use super::caret::{Motion, Selection, word_before, word_behind};
use super::layout::TextLayout;
use egui::{Event, Key, Modifiers, os::OperatingSystem};
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation as _;

/// A change of a text: `removed`, found at byte `start`, became `inserted`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Splice {
    pub start: usize,
    pub removed: String,
    pub inserted: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deletion {
    Backward,
    Forward,
    WordBackward,
    WordForward,
    ToLineStart,
    ToLineEnd,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    Move {
        motion: Motion,
        extend: bool,
    },
    /// Bytes, as a screen reader asks for them.
    Select {
        anchor: usize,
        focus: usize,
    },
    SelectAll,
    Delete(Deletion),
    /// So many characters before and behind the caret, as an input method asks for.
    DeleteAround {
        before: usize,
        behind: usize,
    },
    Insert(String),
    Paste(String),
    /// Asks the system for the clipboard; with direction marks only if they are wanted.
    RequestPaste {
        with_marks: bool,
    },
    /// Puts a pair of characters around the selection.
    Enclose(char, char),
    Copy,
    Cut,
}

/// What an input event means to a text field; `None` when it means nothing to it.
pub fn action_of(event: &Event, os: OperatingSystem) -> Option<Action> {
    match event {
        Event::Text(text) if !text.is_empty() && text != "\n" && text != "\r" => {
            Some(Action::Insert(text.clone()))
        }
        Event::Paste(text) => Some(Action::Paste(text.clone())),
        Event::Copy => Some(Action::Copy),
        Event::Cut => Some(Action::Cut),
        Event::Key { key, pressed: true, modifiers, .. } => key_action(*key, *modifiers, os),
        _ => None,
    }
}

fn key_action(key: Key, modifiers: Modifiers, os: OperatingSystem) -> Option<Action> {
    let mac = os == OperatingSystem::Mac;
    let by_word = if mac { modifiers.alt } else { modifiers.ctrl };
    let by_line = mac && modifiers.mac_cmd;
    let by_paragraph = if mac { modifiers.alt } else { modifiers.ctrl };
    let extend = modifiers.shift;
    let motion = |motion| Some(Action::Move { motion, extend });
    match key {
        Key::ArrowLeft if by_line => motion(Motion::LineStart),
        Key::ArrowRight if by_line => motion(Motion::LineEnd),
        Key::ArrowUp if by_line => motion(Motion::TextStart),
        Key::ArrowDown if by_line => motion(Motion::TextEnd),
        Key::ArrowLeft if by_word => motion(Motion::WordLeft),
        Key::ArrowRight if by_word => motion(Motion::WordRight),
        Key::ArrowUp if by_paragraph => motion(Motion::ParagraphStart),
        Key::ArrowDown if by_paragraph => motion(Motion::ParagraphEnd),
        Key::ArrowLeft if !modifiers.alt => motion(Motion::Left),
        Key::ArrowRight if !modifiers.alt => motion(Motion::Right),
        Key::ArrowUp if !modifiers.alt => motion(Motion::Up),
        Key::ArrowDown if !modifiers.alt => motion(Motion::Down),
        Key::Home if modifiers.command => motion(Motion::TextStart),
        Key::End if modifiers.command => motion(Motion::TextEnd),
        Key::Home => motion(Motion::LineStart),
        Key::End => motion(Motion::LineEnd),
        Key::A if modifiers.command && !modifiers.shift => Some(Action::SelectAll),
        Key::V if modifiers.command && modifiers.shift => Some(Action::RequestPaste { with_marks: true }),
        Key::Insert if modifiers.shift && !mac => Some(Action::RequestPaste { with_marks: false }),
        Key::Backspace if by_line => Some(Action::Delete(Deletion::ToLineStart)),
        Key::Backspace if by_word => Some(Action::Delete(Deletion::WordBackward)),
        Key::Backspace => Some(Action::Delete(Deletion::Backward)),
        Key::Delete if modifiers.shift && !mac => Some(Action::Cut),
        Key::Delete if by_line => Some(Action::Delete(Deletion::ToLineEnd)),
        Key::Delete if by_word => Some(Action::Delete(Deletion::WordForward)),
        Key::Delete => Some(Action::Delete(Deletion::Forward)),
        Key::Enter if !modifiers.command && !modifiers.alt => Some(Action::Insert("\n".to_owned())),
        _ => None,
    }
}

/// Pasted text as we keep it: line breaks are `\n`, no control characters ride along, and direction marks
/// only `with_marks`.
pub fn plain(text: &str, with_marks: bool) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\r' => {
                letters.next_if_eq(&'\n');
                kept.push('\n');
            }
            // Word processors end a line inside a paragraph with a vertical tab.
            '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => kept.push('\n'),
            '\n' | '\t' => kept.push(letter),
            letter if letter.is_control() || (is_bidi_control(letter) && !with_marks) => {}
            letter => kept.push(letter),
        }
    }
    kept
}

/// Characters without a picture that steer direction (UAX #9, section 2).
pub const fn is_bidi_control(letter: char) -> bool {
    matches!(letter, '\u{200E}' | '\u{200F}' | '\u{61C}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// The bytes a deletion removes: the selection if there is one.
pub fn deleted_range(
    selection: &Selection,
    layout: &TextLayout,
    text: &str,
    deletion: Deletion,
) -> Range<usize> {
    if !selection.is_caret() {
        return selection.bytes();
    }
    let at = selection.focus.byte;
    let line = || layout.line(layout.line_of(selection.focus)).map_or(at..at, |line| line.bytes());
    match deletion {
        Deletion::Backward => backspaced(text, at),
        Deletion::Forward => {
            let tail = text.get(at..).unwrap_or_default();
            at..at + tail.graphemes(true).next().map_or(0, str::len)
        }
        Deletion::WordBackward => word_before(text, at),
        Deletion::WordForward => word_behind(text, at),
        Deletion::ToLineStart => line().start.min(at)..at,
        Deletion::ToLineEnd => at..line().end.max(at),
    }
}

/// One mark or letter at a time, as writers of Arabic expect of backspace; an emoji or a line break goes whole.
fn backspaced(text: &str, at: usize) -> Range<usize> {
    let head = text.get(..at).unwrap_or_default();
    let Some(last) = head.graphemes(true).next_back() else { return at..at };
    let is_whole = last == "\r\n" || last.chars().any(is_emoji_part);
    let length = if is_whole { last.len() } else { last.chars().next_back().map_or(0, char::len_utf8) };
    at - length..at
}

/// Emoji, and what joins or colours them (UTS #51): joiner, keycap, variation selector, tags.
const fn is_emoji_part(letter: char) -> bool {
    matches!(letter, '\u{20E3}' | '\u{FE0F}' | '\u{1F000}'..='\u{1FAFF}' | '\u{E0020}'..='\u{E007F}')
}

/// So many characters around the caret, never half a letter more than asked for.
pub fn around(text: &str, at: usize, before: usize, behind: usize) -> Range<usize> {
    let (head, tail) = text.split_at_checked(at).unwrap_or_default();
    let start = before
        .checked_sub(1)
        .map_or(head.len(), |nth| head.char_indices().rev().nth(nth).map_or(0, |(at, _)| at));
    let end = tail.char_indices().nth(behind).map_or(tail.len(), |(at, _)| at);
    start..at + end
}
