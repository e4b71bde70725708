//! Which way text runs: whether a paragraph reads right to left, and which stretches of it do.
//!
//! Word applies direction run by run, so we must tell it what the Unicode bidirectional algorithm (UAX #9)
//! would find. The algorithm itself is the `unicode-bidi` crate's.

use std::borrow::Cow;
use std::iter;
use unicode_bidi::{BidiClass, Level, ParagraphBidiInfo, bidi_class};

/// A stretch of one line that runs one way. Joined together, the runs of a line are the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run<'t> {
    pub text: &'t str,
    pub right_to_left: bool,
}

/// The runs of `line`, which holds no line break, in logical order.
///
/// Arabic-Indic digits count as right to left although their digits do not run that way: they belong in
/// the Arabic typeface. European digits in an Arabic sentence are left to right, so that a word processor
/// neither turns 36/963 around nor shows it in other digits.
pub fn runs(line: &str, paragraph_is_right_to_left: bool) -> Vec<Run<'_>> {
    if line.is_empty() {
        return Vec::new();
    }
    if !paragraph_is_right_to_left && line.is_ascii() {
        return vec![Run { text: line, right_to_left: false }];
    }
    let base = if paragraph_is_right_to_left { Level::rtl() } else { Level::ltr() };
    let levels = ParagraphBidiInfo::new(line, Some(base)).levels;
    let level_at = |source_byte: usize| levels.get(source_byte).copied().unwrap_or(base);

    let mut runs: Vec<Run<'_>> = Vec::new();
    let mut start = 0;
    while start < line.len() {
        let level = level_at(start);
        let end = (start..line.len()).find(|&byte| level_at(byte) != level).unwrap_or(line.len());
        let Some(text) = line.get(start..end) else { break };
        let right_to_left = level.is_rtl() || text.chars().any(is_right_to_left);
        match runs.last_mut() {
            Some(last) if last.right_to_left == right_to_left => {
                last.text = line.get(start - last.text.len()..end).unwrap_or(text);
            }
            _ => runs.push(Run { text, right_to_left }),
        }
        start = end;
    }
    runs
}

/// True for text with any Arabic letter in it.
pub fn has_right_to_left(text: &str) -> bool {
    text.chars().any(is_right_to_left)
}

/// True for text in Arabic letters with no other alphabet in it: such a paragraph starts at the right.
/// An English sentence that opens with an Arabic word stays left to right.
pub fn reads_right_to_left(text: &str) -> bool {
    let mut arabic = false;
    for character in text.chars() {
        match bidi_class(character) {
            BidiClass::L => return false,
            BidiClass::R | BidiClass::AL => arabic = true,
            _ => {}
        }
    }
    arabic
}

/// `text` between the signs that keep its order to itself, for formats that have nothing but letters. Text of one
/// direction that can harm nobody stays as it is. No sign inside reaches out: what `text` leaves open is closed.
pub fn isolated(text: &str, right_to_left: bool) -> Cow<'_, str> {
    let is_sign = |c: char| matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    if !right_to_left && !text.contains(|c| is_sign(c) || is_right_to_left(c)) {
        return Cow::Borrowed(text);
    }
    let mut isolated = String::with_capacity(text.len() + 6);
    isolated.push(if right_to_left { RIGHT_TO_LEFT_ISOLATE } else { LEFT_TO_RIGHT_ISOLATE });
    let mut open = 0_usize;
    for character in text.chars() {
        match character {
            '\u{2066}'..='\u{2068}' => open += 1,
            // It would close ours.
            END_OF_ISOLATE if open == 0 => continue,
            END_OF_ISOLATE => open -= 1,
            _ => {}
        }
        isolated.push(character);
    }
    isolated.extend(iter::repeat_n(END_OF_ISOLATE, open + 1));
    Cow::Owned(isolated)
}

const LEFT_TO_RIGHT_ISOLATE: char = '\u{2066}';
const RIGHT_TO_LEFT_ISOLATE: char = '\u{2067}';
const END_OF_ISOLATE: char = '\u{2069}';

fn is_right_to_left(character: char) -> bool {
    matches!(bidi_class(character), BidiClass::R | BidiClass::AL | BidiClass::AN)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Right-to-left runs in brackets, as `[وفي] BBC[ قال]`.
    fn marked(line: &str, right_to_left: bool) -> String {
        let mark = |run: Run<'_>| {
            if run.right_to_left { format!("[{}]", run.text) } else { run.text.to_owned() }
        };
        runs(line, right_to_left).into_iter().map(mark).collect()
    }

    #[test]
    fn latin_names_and_european_figures_keep_their_order_inside_arabic() {
        assert_eq!(marked("قال لـ«BBC News» أمس", true), "[قال لـ«]BBC News[» أمس]");
        assert_eq!(marked("قُتل 36/963 في 27.9.2020.", true), "[قُتل ]36/963[ في ]27.9.2020[.]");
        assert_eq!(marked("مقاتلات F-16 (الأميركية)", true), "[مقاتلات ]F-16[ (الأميركية)]");
    }

    #[test]
    fn arabic_indic_figures_are_part_of_the_arabic() {
        assert_eq!(marked("في ٢٧ سبتمبر ٢٠٢٠، بنسبة ٥٪", true), "[في ٢٧ سبتمبر ٢٠٢٠، بنسبة ٥٪]");
    }

    #[test]
    fn arabic_quoted_in_english_is_split_out_with_the_spaces_inside_it() {
        assert_eq!(marked("The term «قره باغ» means", false), "The term «[قره باغ]» means");
        assert_eq!(marked("plain", false), "plain");
        assert_eq!(marked("", true), "");
    }

    #[test]
    fn a_text_keeps_its_order_to_itself() {
        assert_eq!(isolated("plain 25", false), "plain 25");
        assert_eq!(isolated("باكو.", true), "\u{2067}باكو.\u{2069}");
        assert_eq!(isolated("the «باكو»", false), "\u{2066}the «باكو»\u{2069}");
        assert_eq!(isolated("a\u{202E}b", false), "\u{2066}a\u{202E}b\u{2069}");
        assert_eq!(isolated("\u{2069}a\u{2067}b", true), "\u{2067}a\u{2067}b\u{2069}\u{2069}");
    }

    #[test]
    fn only_a_paragraph_without_other_letters_reads_right_to_left() {
        assert!(reads_right_to_left("«باكو» 25"));
        assert!(!reads_right_to_left("باكو is the capital"));
        assert!(!reads_right_to_left("25 %"));
        assert!(!reads_right_to_left(""));
    }
}
