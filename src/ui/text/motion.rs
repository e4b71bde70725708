//! What a key does to a selection and a text: pure, so that it can be tested without a window.
//!
//! Arrows move visually (left goes left in both scripts); deletion and words are logical, as in the
//! native fields of macOS and Windows.

use super::engine::TextLayout;
use egui::{Event, Key, Modifiers, os::OperatingSystem};
use parley::{Affinity, Cursor, Selection};
use std::ops::Range;

/// A change of a text: `removed`, found at byte `start`, became `inserted`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Splice {
    pub start: usize,
    pub removed: String,
    pub inserted: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Motion {
    Left,
    Right,
    Up,
    Down,
    WordLeft,
    WordRight,
    LineStart,
    LineEnd,
    TextStart,
    TextEnd,
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

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    Move { motion: Motion, extend: bool },
    SelectAll,
    Delete(Deletion),
    Insert(String),
    Copy,
    Cut,
}

/// What an input event means to a text field; `None` when it means nothing to it.
pub fn action_of(event: &Event, os: OperatingSystem) -> Option<Action> {
    match event {
        Event::Text(text) if !text.is_empty() && text != "\n" && text != "\r" => {
            Some(Action::Insert(text.clone()))
        }
        Event::Paste(text) => Some(Action::Insert(plain(text))),
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
    let extend = modifiers.shift;
    let motion = |motion| Some(Action::Move { motion, extend });
    match key {
        Key::ArrowLeft if by_line => motion(Motion::LineStart),
        Key::ArrowRight if by_line => motion(Motion::LineEnd),
        Key::ArrowUp if by_line => motion(Motion::TextStart),
        Key::ArrowDown if by_line => motion(Motion::TextEnd),
        Key::ArrowLeft if by_word => motion(Motion::WordLeft),
        Key::ArrowRight if by_word => motion(Motion::WordRight),
        Key::ArrowLeft if !modifiers.alt => motion(Motion::Left),
        Key::ArrowRight if !modifiers.alt => motion(Motion::Right),
        Key::ArrowUp if !modifiers.alt => motion(Motion::Up),
        Key::ArrowDown if !modifiers.alt => motion(Motion::Down),
        Key::Home if modifiers.command => motion(Motion::TextStart),
        Key::End if modifiers.command => motion(Motion::TextEnd),
        Key::Home => motion(Motion::LineStart),
        Key::End => motion(Motion::LineEnd),
        Key::A if modifiers.command && !modifiers.shift => Some(Action::SelectAll),
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

/// Pasted text as we keep it: line breaks are `\n`, and no control characters ride along.
pub fn plain(text: &str) -> String {
    text.replace("\r\n", "\n")
        .chars()
        .map(|letter| if letter == '\r' { '\n' } else { letter })
        .filter(|letter| *letter == '\n' || *letter == '\t' || !letter.is_control())
        .filter(|letter| !is_bidi_control(*letter))
        .collect()
}

const fn is_bidi_control(letter: char) -> bool {
    matches!(letter, '\u{200E}' | '\u{200F}' | '\u{061C}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

pub fn moved(selection: Selection, layout: &TextLayout, motion: Motion, extend: bool) -> Selection {
    // Without shift, an arrow first collapses a selection to the end it points to.
    if !extend && !selection.is_collapsed() && matches!(motion, Motion::Left | Motion::Right) {
        let (anchor, focus) = (selection.anchor(), selection.focus());
        let x = |cursor: Cursor| {
            let bounds = cursor.geometry(layout, 1.0);
            (bounds.y0, bounds.x0)
        };
        let (upper, lower) = if x(anchor) <= x(focus) { (anchor, focus) } else { (focus, anchor) };
        let same_line = x(upper).0.total_cmp(&x(lower).0).is_eq();
        let logical_start = if anchor.index() <= focus.index() { anchor } else { focus };
        let logical_end = if anchor.index() <= focus.index() { focus } else { anchor };
        return match (motion, same_line) {
            (Motion::Left, true) => upper.into(),
            (_, true) => lower.into(),
            (Motion::Left, false) if !layout.is_rtl() => logical_start.into(),
            (Motion::Right, false) if layout.is_rtl() => logical_start.into(),
            _ => logical_end.into(),
        };
    }
    match motion {
        Motion::Left => selection.previous_visual(layout, extend),
        Motion::Right => selection.next_visual(layout, extend),
        Motion::Up => selection.previous_line(layout, extend),
        Motion::Down => selection.next_line(layout, extend),
        Motion::WordLeft => selection.previous_visual_word(layout, extend),
        Motion::WordRight => selection.next_visual_word(layout, extend),
        Motion::LineStart => selection.line_start(layout, extend),
        Motion::LineEnd => selection.line_end(layout, extend),
        Motion::TextStart => selection.move_lines(layout, isize::MIN, extend),
        Motion::TextEnd => selection.move_lines(layout, isize::MAX, extend),
    }
}

/// The bytes a deletion removes: the selection if there is one.
pub fn deleted_range(
    selection: Selection,
    layout: &TextLayout,
    text: &str,
    deletion: Deletion,
) -> Range<usize> {
    if !selection.is_collapsed() {
        return selection.text_range();
    }
    let focus = selection.focus();
    let at = focus.index();
    match deletion {
        Deletion::Backward => {
            let [before, _] = focus.logical_clusters(layout);
            let Some(cluster) = before else { return at..at };
            let range = cluster.text_range();
            if cluster.is_emoji() || cluster.is_hard_line_break() {
                return range;
            }
            // One mark or letter at a time, as writers of Arabic expect of backspace.
            let head = text.get(..range.end).unwrap_or_default();
            let last = head.chars().next_back().map_or(0, char::len_utf8);
            range.end - last..range.end
        }
        Deletion::Forward => {
            let [_, after] = focus.logical_clusters(layout);
            after.map_or(at..at, |cluster| cluster.text_range())
        }
        Deletion::WordBackward => focus.previous_logical_word(layout).index()..at,
        Deletion::WordForward => at..focus.next_logical_word(layout).index(),
        Deletion::ToLineStart => selection.line_start(layout, false).focus().index().min(at)..at,
        Deletion::ToLineEnd => at..selection.line_end(layout, false).focus().index().max(at),
    }
}

/// A caret or selection at byte offsets, kept inside the text and off the middle of clusters.
pub fn selection_at(layout: &TextLayout, anchor: usize, focus: usize) -> Selection {
    // At the end of a run the caret belongs to what was typed last: upstream of the boundary.
    let affinity = if focus >= layout.text_len() { Affinity::Upstream } else { Affinity::Downstream };
    Selection::new(
        Cursor::from_byte_index(layout, anchor, affinity),
        Cursor::from_byte_index(layout, focus, affinity),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::text::{FontChoice, TextEngine, TextStyle};

    const STYLE: TextStyle = TextStyle { size: 16.0, line_height: 1.5, bold: false, arabic: false };

    fn walk(text: &str, from: usize, motion: Motion, steps: usize) -> Vec<usize> {
        let mut engine = TextEngine::new(FontChoice::EmbeddedOnly);
        let layout = engine.layout(text, STYLE, 1000.0, 1.0);
        let mut selection = selection_at(&layout, from, from);
        (0..steps)
            .map(|_| {
                selection = moved(selection, &layout, motion, false);
                selection.focus().index()
            })
            .collect()
    }

    #[test]
    fn left_goes_forward_in_arabic_and_back_in_english() {
        assert_eq!(walk("abc", 3, Motion::Left, 3), [2, 1, 0]);
        assert_eq!(walk("باك", 0, Motion::Left, 3), [2, 4, 6]);
    }

    #[test]
    fn backspace_takes_one_mark_and_delete_takes_the_letter_with_it() {
        let mut engine = TextEngine::new(FontChoice::EmbeddedOnly);
        let text = "قُت";
        let layout = engine.layout(text, STYLE, 1000.0, 1.0);
        let after_damma = selection_at(&layout, 4, 4);
        assert_eq!(deleted_range(after_damma, &layout, text, Deletion::Backward), 2..4);
        let start = selection_at(&layout, 0, 0);
        assert_eq!(deleted_range(start, &layout, text, Deletion::Forward), 0..4);
    }

    #[test]
    fn a_word_at_a_time_is_deleted_logically() {
        let mut engine = TextEngine::new(FontChoice::EmbeddedOnly);
        let text = "the front line";
        let layout = engine.layout(text, STYLE, 1000.0, 1.0);
        let end = selection_at(&layout, text.len(), text.len());
        assert_eq!(deleted_range(end, &layout, text, Deletion::WordBackward), 10..14);
    }

    #[test]
    fn pasted_text_keeps_lines_and_loses_controls() {
        assert_eq!(plain("a\r\nb\rc\u{0}\u{200F}د"), "a\nb\ncد");
    }

    #[test]
    fn an_arrow_collapses_a_selection_to_its_side() {
        let mut engine = TextEngine::new(FontChoice::EmbeddedOnly);
        let layout = engine.layout("abcdef", STYLE, 1000.0, 1.0);
        let selected = selection_at(&layout, 4, 1);
        assert_eq!(moved(selected, &layout, Motion::Left, false).focus().index(), 1);
        assert_eq!(moved(selected, &layout, Motion::Right, false).focus().index(), 4);
    }
}
