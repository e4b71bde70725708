//! Where the sentences of an Arabic paragraph are.
//!
//! sentencex proposes breaks (it knows terminators, decimals, lists and the abbreviations of embedded
//! English); our pass then takes back every break an Arabic newspaper reader would not make: inside
//! quotation marks, after «د.» or «أ.ب.», in the middle of an ellipsis. Unless the translator's rules say so, neither «:»
//! nor «،» ends a sentence: cutting «وقال:» from its quotation helps nobody, and newspapers chain clauses with commas.

mod abbreviation;
mod continuations;
mod quotes;
mod rules;
mod shorten;

use crate::text::Span;
use abbreviation::ends_in_abbreviation;
use continuations::{CONTINUES_AFTER_ELLIPSIS, CONTINUES_AFTER_QUOTE};
use quotes::Quotations;
pub use rules::{EndMark, SentenceRules};
use std::sync::LazyLock;

/// The sentences of one paragraph, in order, without the spaces between them.
///
/// Every character that is not white space is in exactly one sentence. Closing quotation marks, brackets
/// and footnote marks belong to the sentence they follow.
#[must_use]
pub fn sentences(paragraph: &str) -> Vec<Span> {
    static DEFAULT: LazyLock<SentenceRules> = LazyLock::new(SentenceRules::default);
    sentences_with(paragraph, &DEFAULT)
}

/// As [`sentences`], with the translator's own rules.
#[must_use]
pub fn sentences_with(paragraph: &str, rules: &SentenceRules) -> Vec<Span> {
    let found = spans_of(paragraph, rules);
    match rules.longest {
        Some(longest) => shorten::shorten(paragraph, &found, longest.max(1), rules),
        None => found,
    }
}

fn spans_of(paragraph: &str, rules: &SentenceRules) -> Vec<Span> {
    let quotations = Quotations::of(paragraph, rules.whole_quotations);
    let mut found = Vec::new();
    let mut start = 0;
    let mut first = first_word(paragraph, start);
    let mut last_break = 0;
    for candidate in candidates(paragraph, rules) {
        // Candidates on either side of a closing mark, or within a run of dots, are one break.
        if candidate <= last_break {
            continue;
        }
        let at = past_closers(paragraph, candidate);
        if at <= last_break {
            continue;
        }
        last_break = at;
        if at < paragraph.len() && is_break(paragraph, first, at, &quotations, rules) {
            push_trimmed(paragraph, Span::new(start, at), &mut found);
            start = at;
            first = first_word(paragraph, start);
        }
    }
    push_trimmed(paragraph, Span::new(start, paragraph.len()), &mut found);
    found
}

/// The whole of `text` as one segment, as titles, headings, items and captions stand.
#[must_use]
pub(super) fn whole(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    push_trimmed(text, Span::new(0, text.len()), &mut found);
    found
}

fn push_trimmed(text: &str, span: Span, found: &mut Vec<Span>) {
    let part = span.of(text);
    let end = span.start + part.trim_end().len();
    let start = end - part.trim().len();
    if start < end {
        found.push(Span::new(start, end));
    }
}

/// sentencex is asked about this much at a time (bytes): some of its rules look back over the whole text.
const PIECE: usize = 16 * 1024;

/// Byte offsets, ascending, where a sentence might end: what sentencex finds and what it misses.
fn candidates(paragraph: &str, rules: &SentenceRules) -> Vec<usize> {
    let masked = mask_marks(paragraph);
    let mut offsets = Vec::new();
    let mut from = 0;
    while let Some(rest) = masked.get(from..).filter(|rest| !rest.is_empty()) {
        let piece = rest.get(..piece_length(rest)).unwrap_or(rest);
        // Even the end of a piece is only a proposal, so a piece may end anywhere.
        offsets.extend(sentencex::get_sentence_boundaries("ar", piece).iter().map(|b| from + b.end_byte));
        from += piece.len();
    }
    offsets.extend(missed_breaks(paragraph));
    let soft = paragraph.match_indices(|c| rules.allow_more(c));
    offsets.extend(soft.map(|(at, mark)| at + mark.len()));
    offsets.sort_unstable();
    offsets.dedup();
    offsets
}

/// At most [`PIECE`] bytes, up to a space where there is one.
fn piece_length(rest: &str) -> usize {
    if rest.len() <= PIECE {
        return rest.len();
    }
    let limit = rest.floor_char_boundary(PIECE);
    rest.get(..limit).and_then(|head| head.rfind(' ')).map_or(limit, |space| space + 1)
}

/// Quotation marks and brackets become spaces of the same length, so that an unbalanced one cannot make
/// sentencex swallow the rest of the paragraph: which breaks are inside a quotation is our decision.
fn mask_marks(paragraph: &str) -> String {
    let mut masked = String::with_capacity(paragraph.len());
    for character in paragraph.chars() {
        let is_mark = quotes::is_mark(character)
            || matches!(character, '(' | ')' | '[' | ']' | '{' | '}' | '\'' | '`' | '\n' | '\r');
        if is_mark {
            masked.extend(std::iter::repeat_n(' ', character.len_utf8()));
        } else {
            masked.push(character);
        }
    }
    masked
}

/// Breaks sentencex does not see in Arabic: behind an ellipsis, before a footnote mark, and «انتهى.وقال»,
/// where the typist forgot the space.
fn missed_breaks(paragraph: &str) -> impl Iterator<Item = usize> + '_ {
    paragraph.match_indices(is_terminator).filter_map(|(at, mark)| {
        let end = at + mark.len();
        let before = paragraph.get(..at)?;
        let after = paragraph.get(end..)?;
        let is_ellipsis = mark == "…" || (mark == "." && before.ends_with(".."));
        if is_ellipsis || after.starts_with(is_superscript) || footnote_length(after).is_some() {
            return Some(end);
        }
        // Three letters on each side: shorter pieces are abbreviations such as أ.ف.ب.
        let left = before.chars().rev().take_while(|c| is_arabic_letter(*c)).take(3).count();
        let right = after.chars().take_while(|c| is_arabic_letter(*c)).take(3).count();
        (left == 3 && right == 3).then_some(end)
    })
}

/// The end of the marks that belong to the sentence ending at `at`: quotation marks and brackets that
/// close, footnote marks such as `[1]` or `¹`, and one more terminator («."…» and «."؟» happen).
fn past_closers(paragraph: &str, at: usize) -> usize {
    let mut end = before_openers(paragraph.get(..at).unwrap_or_default()).len();
    let mut rest = paragraph.get(end..).unwrap_or_default();
    while let Some(next) = rest.chars().next() {
        let length = if quotes::closes(next, rest) || is_terminator(next) || is_superscript(next) {
            next.len_utf8()
        } else if let Some(length) = footnote_length(rest) {
            length
        } else if ends_direction(next) {
            next.len_utf8()
        } else {
            break;
        };
        end += length;
        rest = rest.get(length..).unwrap_or_default();
    }
    end
}

/// `head` without spaces and opening marks at its end: sentencex saw them as spaces.
fn before_openers(head: &str) -> &str {
    let mut head = head.trim_end();
    while let Some(shorter) = head.strip_suffix(|c: char| quotes::is_mark(c) || is_bracket(c))
        && shorter.ends_with(char::is_whitespace)
    {
        head = shorter.trim_end();
    }
    head
}

/// Where a sentence that begins at `start` has its first letter, digit or mark that is no bracket.
///
/// Looked for once for each sentence: thousands of brackets may stand there, and thousands of candidates behind.
fn first_word(paragraph: &str, start: usize) -> usize {
    let rest = paragraph.get(start..).unwrap_or_default();
    let begins = |c: char| !(c.is_whitespace() || is_bracket(c) || super::fold::is_invisible(c));
    start + rest.find(begins).unwrap_or(rest.len())
}

/// Whether the sentence whose first word is at `start` ends at `at`, a byte offset behind its closing marks.
fn is_break(
    paragraph: &str,
    start: usize,
    at: usize,
    quotations: &Quotations,
    rules: &SentenceRules,
) -> bool {
    let left = paragraph.get(start..at).unwrap_or_default();
    let right = paragraph.get(at..).unwrap_or_default();
    let spaced = right.starts_with(|c: char| c.is_whitespace() || super::fold::is_invisible(c));
    let next = right.trim_start_matches(|c: char| c.is_whitespace() || super::fold::is_invisible(c));
    let bare = left.trim_end_matches(|c: char| {
        c.is_whitespace()
            || quotes::is_mark(c)
            || is_superscript(c)
            || super::fold::is_invisible(c)
            || is_bracket(c)
    });
    let bare = without_footnote(bare);
    let Some(mark) = bare.chars().next_back() else { return false };
    if rules.allow_more(mark) {
        let stands_apart = spaced || next.starts_with(quotes::is_mark);
        return stands_apart && !next.is_empty() && !quotations.enclose(at) && !is_list_number(bare);
    }
    if !is_terminator(mark) {
        return false;
    }
    let body = bare.trim_end_matches(is_terminator);
    let marks = bare.get(body.len()..).unwrap_or_default();
    let after_quote = left.trim_end().ends_with(quotes::is_mark);
    let is_ellipsis = mark == '…' || marks.ends_with("..");
    if next.is_empty() || quotations.enclose(at) || !rules.allow(marks, is_ellipsis) {
        return false;
    }
    // A sentence has something to say: «1.» and «أ.» before it are list numbers.
    if is_list_number(body) {
        return false;
    }
    if !spaced && (is_ellipsis || !next.starts_with(is_arabic_letter)) {
        return false;
    }
    let is_short = || ends_in_abbreviation(body) || rules.ends_in_own_abbreviation(body);
    if mark == '.' && !is_ellipsis && !after_quote && is_short() {
        return false;
    }
    if next.starts_with(|c: char| matches!(c, '،' | ',' | '؛' | ';' | ':' | ')' | ']') || is_terminator(c))
    {
        return false;
    }
    if is_ellipsis {
        return !after_quote && !goes_on(next, CONTINUES_AFTER_ELLIPSIS);
    }
    if after_quote {
        // A quotation may end in a mark of its own while the sentence around it goes on.
        return if mark == '.' {
            !goes_on(next, CONTINUES_AFTER_QUOTE)
        } else {
            next.starts_with(['و', 'ف'])
        };
    }
    // Embedded English goes on in lower case after an abbreviation sentencex does not know.
    !(mark == '.' && next.starts_with(|c: char| c.is_ascii_lowercase()))
}

fn goes_on(next: &str, words: &[&str]) -> bool {
    let first = next.split(|c: char| !c.is_alphanumeric() && !is_diacritic(c)).next().unwrap_or_default();
    words.contains(&first) || next.starts_with(|c: char| c.is_ascii_lowercase() || c.is_numeric())
}

/// A number of up to three digits, or one letter, alone before the mark: all of a sentence from its first word on.
fn is_list_number(body: &str) -> bool {
    let length = body.chars().take(4).count();
    length == 0
        || (length <= 3 && body.chars().all(char::is_numeric))
        || (length == 1 && body.chars().all(char::is_alphabetic))
}

const fn is_terminator(character: char) -> bool {
    matches!(character, '.' | '!' | '?' | '؟' | '…' | '۔' | '‼' | '⁇' | '⁈' | '⁉')
}

const fn is_bracket(character: char) -> bool {
    matches!(character, '(' | ')' | '[' | ']' | '{' | '}')
}

/// Invisible characters that belong to what stands before them; those that open a stretch of text do not.
const fn ends_direction(character: char) -> bool {
    super::fold::is_invisible(character)
        && !matches!(character, '\u{202A}' | '\u{202B}' | '\u{202D}' | '\u{202E}' | '\u{2066}'..='\u{2068}')
}

const fn is_superscript(character: char) -> bool {
    matches!(character, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹' | '†' | '‡' | '*')
}

const fn is_diacritic(character: char) -> bool {
    matches!(character, '\u{064B}'..='\u{065F}' | '\u{0670}' | '\u{0640}')
}

/// Also of the languages that borrowed the script, and drawn as programs that cannot join letters have them, which is
/// what comes out of many a PDF.
pub(super) const fn is_arabic_letter(character: char) -> bool {
    let is_letter = matches!(character, '\u{0620}'..='\u{064A}' | '\u{066E}'..='\u{06D3}' | '\u{06FA}'..='\u{06FF}' | '\u{0750}'..='\u{077F}' | '\u{08A0}'..='\u{08C9}');
    let is_presentation_form = matches!(character, '\u{FB50}'..='\u{FBB1}' | '\u{FBD3}'..='\u{FD3D}' | '\u{FD50}'..='\u{FDFC}' | '\u{FE70}'..='\u{FEFC}');
    is_letter || is_presentation_form || is_diacritic(character)
}

/// The length of `[12]` or `(3)` at the start of `rest`, bytes.
fn footnote_length(rest: &str) -> Option<usize> {
    let close = if rest.starts_with('[') {
        ']'
    } else if rest.starts_with('(') {
        ')'
    } else {
        return None;
    };
    // Three digits of any script; a bracket that closes later holds something else.
    let near = rest.get(1..rest.floor_char_boundary(16))?;
    let inside = near.split_once(close)?.0;
    let is_number = (1..=3).contains(&inside.chars().count()) && inside.chars().all(char::is_numeric);
    is_number.then_some(1 + inside.len() + 1)
}

/// `text` without a footnote number at its end whose closing bracket is gone already: `أمس.[1`.
fn without_footnote(text: &str) -> &str {
    let digits = text.trim_end_matches(char::is_numeric);
    if digits.len() == text.len() {
        return text;
    }
    match digits.strip_suffix(['[', '(']) {
        Some(head) if head.ends_with(|c: char| is_terminator(c) || quotes::is_mark(c)) => {
            head.trim_end_matches(quotes::is_mark)
        }
        _ => text,
    }
}

#[cfg(test)]
mod tests;
