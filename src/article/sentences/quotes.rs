//! Which stretches of a paragraph stand inside quotation marks or round brackets.
//!
//! A mark that is never closed is ignored: it must not swallow the rest of the paragraph. Nothing here
//! decides where sentences end.

use crate::text::Span;

/// The balanced quotations of a paragraph, merged and ascending.
pub(super) struct Quotations {
    spans: Vec<Span>,
}

impl Quotations {
    /// Without `all`, those in round brackets only.
    pub(super) fn of(paragraph: &str, all: bool) -> Self {
        let mut open = Open::default();
        let mut spans = Vec::new();
        let mut before = ' ';
        let mut rest = paragraph.char_indices().peekable();
        while let Some((at, mark)) = rest.next() {
            let after = rest.peek().map_or(' ', |(_, next)| *next);
            if let Some(family) = Family::of(mark).filter(|family| all || *family == Family::Bracket) {
                let here = Mark {
                    at,
                    character: mark,
                    opens: may_open(before, after),
                    closes: may_close(before, after),
                };
                if let Some(start) = open.of(family).read(&here) {
                    spans.push(Span::new(start, at + mark.len_utf8()));
                }
            }
            before = mark;
        }
        spans.retain(|span| is_plausible(span.of(paragraph)));
        spans.sort_unstable();
        Self { spans: merge(&spans) }
    }

    /// Whether the offset lies inside a quotation; its two ends do not.
    pub(super) fn enclose(&self, at: usize) -> bool {
        let next = self.spans.partition_point(|span| span.end <= at);
        self.spans.get(next).is_some_and(|span| span.start < at)
    }
}

/// Whether `character` is any quotation mark.
pub(super) fn is_mark(character: char) -> bool {
    matches!(
        Family::of(character),
        Some(Family::Guillemet | Family::Curly | Family::Straight | Family::Single)
    )
}

/// Whether `mark`, the first character of `rest`, closes something that came before it.
pub(super) fn closes(mark: char, rest: &str) -> bool {
    let after = rest.chars().nth(1).unwrap_or(' ');
    match mark {
        ')' | ']' | '}' | '»' => true,
        _ => is_mark(mark) && !after.is_alphanumeric(),
    }
}

/// Marks that pair with each other.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Family {
    Guillemet,
    Curly,
    Single,
    Straight,
    Bracket,
}

impl Family {
    const fn of(mark: char) -> Option<Self> {
        match mark {
            '«' | '»' => Some(Self::Guillemet),
            '“' | '”' | '„' | '‟' => Some(Self::Curly),
            '‘' | '’' | '‹' | '›' => Some(Self::Single),
            '"' | '＂' => Some(Self::Straight),
            '(' | ')' => Some(Self::Bracket),
            _ => None,
        }
    }
}

/// One mark with what its neighbours allow it to be.
struct Mark {
    at: usize,
    character: char,
    opens: bool,
    closes: bool,
}

/// An opening mark has text behind it.
fn may_open(before: char, after: char) -> bool {
    !after.is_whitespace() && (!is_closing_punctuation(after) || before.is_whitespace())
}

/// A closing mark has text before it, or at least no text right behind it.
fn may_close(before: char, after: char) -> bool {
    !before.is_whitespace() || after.is_whitespace() || is_closing_punctuation(after)
}

const fn is_closing_punctuation(character: char) -> bool {
    matches!(character, '.' | '،' | ',' | '؛' | ';' | ':' | '؟' | '?' | '!' | '…' | ')' | ']' | '»' | '”')
}

/// The open mark of each family, if any.
#[derive(Default)]
struct Open {
    guillemet: State,
    curly: State,
    single: State,
    straight: State,
    bracket: State,
}

impl Open {
    const fn of(&mut self, family: Family) -> &mut State {
        match family {
            Family::Guillemet => &mut self.guillemet,
            Family::Curly => &mut self.curly,
            Family::Single => &mut self.single,
            Family::Straight => &mut self.straight,
            Family::Bracket => &mut self.bracket,
        }
    }
}

/// The open marks of one family, outermost first: where each stands and which it is.
#[derive(Default)]
struct State {
    open: Vec<(usize, char)>,
}

impl State {
    /// Takes the next mark of the family; the start of a quotation when this mark closes one.
    fn read(&mut self, here: &Mark) -> Option<usize> {
        let Some(&(start, opener)) = self.open.last() else {
            // A mark that can only close, with nothing open, is a leftover.
            if opens_first(here) {
                self.open.push((here.at, here.character));
            }
            return None;
        };
        if is_directional(here.character) && here.character == opener {
            self.open.push((here.at, here.character));
            return None;
        }
        self.open.pop();
        if !is_directional(here.character) && !here.closes {
            // A second opening mark: the first was never closed, so it does not count.
            self.open.push((here.at, here.character));
            return None;
        }
        Some(start)
    }
}

/// Whether a mark opens a quotation where none of its family is open.
const fn opens_first(here: &Mark) -> bool {
    match here.character {
        '«' | '“' | '„' | '‟' | '‘' | '‹' | '(' => true,
        ')' => false,
        // Some newspapers type »…« and ”…“; then the mark stands where an opening one does.
        '»' | '”' | '’' | '›' => here.opens && !here.closes,
        _ => here.opens,
    }
}

const fn is_directional(mark: char) -> bool {
    !matches!(mark, '"' | '＂')
}

/// Brackets hold a remark, not a page: a bracket that closes far away was not meant as its partner.
fn is_plausible(quotation: &str) -> bool {
    !quotation.starts_with('(') || quotation.len() <= LONGEST_BRACKET
}

/// Bytes; about 300 Arabic letters.
const LONGEST_BRACKET: usize = 600;

fn merge(sorted: &[Span]) -> Vec<Span> {
    let mut merged: Vec<Span> = Vec::new();
    for span in sorted {
        match merged.last_mut() {
            Some(last) if span.start < last.end => last.end = last.end.max(span.end),
            _ => merged.push(*span),
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The quotations of `text`, joined by `|`.
    fn quoted(text: &str) -> String {
        let spans = Quotations::of(text, true).spans;
        spans.iter().map(|span| span.of(text)).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn every_kind_of_mark_is_paired() {
        assert_eq!(quoted("قال «نعم. لا» ثم “حسنا” و\"كفى\"."), "«نعم. لا»|“حسنا”|\"كفى\"");
        assert_eq!(quoted("وصف بـ\"الجيش الحر\" و\"حدات حماية\"."), "\"الجيش الحر\"|\"حدات حماية\"");
        assert_eq!(quoted("قال »نعم. لا« ثم ”حسنا“."), "»نعم. لا«|”حسنا“");
        assert_eq!(quoted("قال «إن «الاتفاق» انتهى. انتهى» أمس."), "«إن «الاتفاق» انتهى. انتهى»");
    }

    #[test]
    fn a_mark_that_is_never_closed_is_ignored() {
        assert_eq!(quoted("قال «نعم. ثم مضى. ثم عاد."), "");
        assert_eq!(quoted("قال «نعم. ثم قال «لا»."), "«لا»");
        assert_eq!(quoted("قال \"نعم. ثم قال \"لا\"."), "\"لا\"");
        assert_eq!(quoted("نعم\" ثم قال \"لا\"."), "\"لا\"");
    }
}
