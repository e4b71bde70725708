//! Where a text is cut before it is laid out: at its line breaks, and inside overlong paragraphs.

use super::paragraph::boundary_before;
use parley::BaseDirection;
use std::ops::Range;
use unicode_bidi::{Direction, get_base_direction};

/// What is laid out by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cut {
    /// Without the line break behind it.
    pub bytes: Range<usize>,
    /// Where the next piece begins; `None` for the last one.
    pub next: Option<usize>,
    pub rtl: bool,
}

/// A longer paragraph is cut, so that one key press never lays out more than so many bytes.
const LONGEST_PIECE: usize = 8 * 1024;
const SHORTEST_CUT: usize = 2 * 1024;

/// Every paragraph has a direction of its own; one without letters takes the text's, and a text without
/// letters the one its language has.
pub fn cuts(text: &str, direction: BaseDirection, arabic: bool) -> Vec<Cut> {
    let of = |text: &str| match direction {
        BaseDirection::Ltr => Some(false),
        BaseDirection::Rtl => Some(true),
        BaseDirection::Auto => match get_base_direction(text) {
            Direction::Ltr => Some(false),
            Direction::Rtl => Some(true),
            Direction::Mixed => None,
        },
    };
    let mut whole = None;
    let mut cuts = Vec::with_capacity(1);
    let mut start = 0;
    loop {
        let rest = text.get(start..).unwrap_or_default();
        let (length, break_length) = paragraph_break(rest);
        let paragraph = rest.get(..length).unwrap_or_default();
        let rtl = of(paragraph)
            .unwrap_or_else(|| *whole.get_or_insert_with(|| first_direction(text, of).unwrap_or(arabic)));
        let mut from = 0;
        while let Some(length) = paragraph.get(from..).and_then(piece_length) {
            cuts.push(Cut {
                bytes: start + from..start + from + length,
                next: Some(start + from + length),
                rtl,
            });
            from += length;
        }
        let bytes = start + from..start + length;
        let next = (break_length > 0).then_some(start + length + break_length);
        cuts.push(Cut { bytes, next, rtl });
        match next {
            Some(next) => start = next,
            None => return cuts,
        }
    }
}

fn first_direction(text: &str, of: impl Fn(&str) -> Option<bool>) -> Option<bool> {
    text.split(ends_paragraph).find_map(of)
}

/// Bidi class B (UAX #9).
const fn ends_paragraph(letter: char) -> bool {
    matches!(letter, '\n' | '\r' | '\u{1C}'..='\u{1E}' | '\u{85}' | '\u{2029}')
}

/// The length of the first paragraph and of the line break behind it (UAX #9, class B), 0 at the end.
fn paragraph_break(text: &str) -> (usize, usize) {
    let Some((at, letter)) = text.char_indices().find(|(_, letter)| ends_paragraph(*letter)) else {
        return (text.len(), 0);
    };
    let is_pair = letter == '\r' && text.as_bytes().get(at + 1) == Some(&b'\n');
    (at, letter.len_utf8() + usize::from(is_pair))
}

/// Where to cut a paragraph that is too long, `None` if it is not.
///
/// The place depends on the letters before it, not on how many there are: a letter typed into the first
/// piece leaves the cuts behind it where they were, and so their layouts.
fn piece_length(text: &str) -> Option<usize> {
    if text.len() <= LONGEST_PIECE {
        return None;
    }
    let bytes = text.as_bytes();
    let limit = text.floor_char_boundary(LONGEST_PIECE);
    let spaces = (SHORTEST_CUT..limit).filter(|at| bytes.get(*at) == Some(&b' '));
    let mut last = None;
    for at in spaces {
        let word = bytes.get(at - 4..at).unwrap_or_default();
        let mixed = word.iter().fold(0_u32, |sum, byte| sum.wrapping_mul(0x9E37_79B1) ^ u32::from(*byte));
        // One space in thirty-two: about every two hundred bytes of news.
        if (mixed.wrapping_mul(0x9E37_79B1) >> 27) == 0 {
            return Some(at + 1);
        }
        last = Some(at + 1);
    }
    last.or_else(|| Some(boundary_before(text, limit)))
}
