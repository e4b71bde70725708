//! Emphasis and links beside a text: spans that follow the text when it is cut, joined or edited.
//!
//! The text itself stays plain, so that looking up, spelling and checks need not know of them and typing
//! cannot break one.

use super::Span;
use serde::{Deserialize, Serialize};

/// A stretch of text that is set apart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    pub span: Span,
    pub kind: MarkKind,
}

/// How a stretch is set apart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MarkKind {
    /// Italics, as a rule.
    Emphasis,
    /// Bold, as a rule.
    Strong,
    /// Its address as the file gives it; never opened by itself.
    Link(String),
}

/// A text with its marks, in the order of their starts; the outer of two that start together comes first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rich {
    pub text: String,
    pub marks: Vec<Mark>,
}

impl Rich {
    /// A text without marks.
    #[must_use]
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), marks: Vec::new() }
    }

    /// The part that `span` covers.
    #[must_use]
    pub fn part(&self, span: Span) -> Self {
        Self { text: span.of(&self.text).to_owned(), marks: cut(&self.marks, span) }
    }
}

/// The marks of the part of a text that `span` covers, counted from the start of that part.
#[must_use]
pub fn cut(marks: &[Mark], span: Span) -> Vec<Mark> {
    let mut inside: Vec<Mark> = marks.iter().filter_map(|mark| cut_one(mark, span)).collect();
    inside.sort_by_key(in_order);
    inside
}

/// As [`cut`] for each of `spans`, which follow each other: one pass over a text of very many links and sentences.
#[must_use]
pub fn cut_each(marks: &[Mark], spans: &[Span]) -> Vec<Vec<Mark>> {
    let mut sorted: Vec<&Mark> = marks.iter().collect();
    sorted.sort_by_key(|mark| in_order(mark));
    let mut to_come = sorted.into_iter().peekable();
    // Those that have begun and may reach into the next span.
    let mut begun: Vec<&Mark> = Vec::new();
    let parts = spans.iter().map(|span| {
        begun.retain(|mark| mark.span.end > span.start);
        while let Some(mark) = to_come.next_if(|mark| mark.span.start < span.end) {
            begun.push(mark);
        }
        let mut inside: Vec<Mark> = begun.iter().filter_map(|mark| cut_one(mark, *span)).collect();
        inside.sort_by_key(in_order);
        inside
    });
    parts.collect()
}

fn cut_one(mark: &Mark, span: Span) -> Option<Mark> {
    let start = mark.span.start.clamp(span.start, span.end);
    let end = mark.span.end.clamp(span.start, span.end);
    // Asked before the address of a link is copied.
    (start < end)
        .then(|| Mark { span: Span::new(start - span.start, end - span.start), kind: mark.kind.clone() })
}

/// What [`Rich`] is sorted by.
const fn in_order(mark: &Mark) -> (usize, std::cmp::Reverse<usize>) {
    (mark.span.start, std::cmp::Reverse(mark.span.end))
}

/// Marks of a text that comes to stand behind `bytes` bytes of another.
#[must_use]
pub fn shifted(marks: &[Mark], bytes: usize) -> Vec<Mark> {
    let shift = |mark: &Mark| Mark {
        span: Span::new(mark.span.start + bytes, mark.span.end + bytes),
        kind: mark.kind.clone(),
    };
    marks.iter().map(shift).collect()
}

/// Lets the marks follow when `removed` bytes at `start` become `inserted` ones. What is written inside a mark
/// belongs to it, what is written at its ends does not; a mark whose text is gone is gone.
pub fn splice(marks: &mut Vec<Mark>, start: usize, removed: usize, inserted: usize) {
    let end = start + removed;
    for mark in marks.iter_mut() {
        let Span { start: from, end: to } = mark.span;
        // Typing over all of a marked text keeps its mark: the translation of a link is a link.
        let is_covered = start <= from && to <= end;
        let is_replaced = is_covered && (start, end) == (from, to) && inserted > 0;
        mark.span = if is_replaced {
            Span::new(from, from + inserted)
        } else if is_covered {
            Span::new(start, start)
        } else {
            let moved = |at: usize| at - removed + inserted;
            let from = match () {
                () if end <= from => moved(from),
                () if start <= from => start + inserted,
                () => from,
            };
            let to = match () {
                () if to <= start => to,
                () if to <= end => start,
                () => moved(to),
            };
            Span::new(from, to)
        };
    }
    marks.retain(|mark| !mark.span.is_empty());
    marks.sort_by_key(in_order);
}

/// Collects the pieces of a text as a reader meets them: white space collapses as it does on a page, and marks
/// cover the letters that came while they were open.
#[derive(Debug, Default)]
pub struct RichBuilder {
    text: String,
    /// A space is due before the next letter.
    is_gap: bool,
    open: Vec<Open>,
    /// How many of `open` have letters; those opened since the last letter stand behind them.
    started: usize,
    /// How many were ever opened.
    opened: usize,
    /// Each with its number among all that were opened, which tells which of two is the outer one.
    marks: Vec<(Mark, usize)>,
}

#[derive(Debug)]
struct Open {
    kind: MarkKind,
    number: usize,
    start: Option<usize>,
}

impl RichBuilder {
    /// Adds text; white space, line breaks and control characters become single spaces.
    pub fn push(&mut self, text: &str) {
        for character in text.chars() {
            // A byte order mark inside a page is a leftover of joined files, never part of a word.
            if character.is_whitespace() || character.is_control() || character == '\u{FEFF}' {
                self.is_gap = true;
                continue;
            }
            if std::mem::take(&mut self.is_gap) && !self.text.is_empty() {
                self.text.push(' ');
            }
            let at = self.text.len();
            for open in self.open.iter_mut().skip(self.started) {
                open.start = Some(at);
            }
            self.started = self.open.len();
            self.text.push(character);
        }
    }

    /// Begins a mark at the next letter.
    pub fn open(&mut self, kind: MarkKind) {
        self.open.push(Open { kind, number: self.opened, start: None });
        self.opened += 1;
    }

    /// Closes the innermost open mark of this kind; of links, whatever their address.
    pub fn close(&mut self, kind: &MarkKind) {
        let same = |open: &MarkKind| std::mem::discriminant(open) == std::mem::discriminant(kind);
        if let Some(at) = self.open.iter().rposition(|open| same(&open.kind)) {
            let open = self.open.remove(at);
            self.started -= usize::from(at < self.started);
            self.mark(open.kind, open.number, open.start);
        }
    }

    /// Ends the text. Marks that are still open end with it and are open in the next one.
    pub fn finish(&mut self) -> Rich {
        for at in 0..self.open.len() {
            let Some(open) = self.open.get_mut(at).filter(|open| open.start.is_some()) else { continue };
            let (kind, number, start) = (open.kind.clone(), open.number, open.start.take());
            self.mark(kind, number, start);
        }
        self.started = 0;
        self.is_gap = false;
        let text = std::mem::take(&mut self.text);
        let mut numbered = std::mem::take(&mut self.marks);
        numbered.sort_by_key(|(mark, number)| (in_order(mark), *number));
        let mut marks: Vec<Mark> = numbered.into_iter().map(|(mark, _)| mark).collect();
        let is_edge = |c: char| c == ' ' || is_invisible(c);
        let start = text.len() - text.trim_start_matches(is_edge).len();
        let end = start + text.trim_matches(is_edge).len();
        if (start, end) != (0, text.len()) {
            marks = cut(&marks, Span::new(start, end));
        }
        marks.dedup();
        Rich { text: Span::new(start, end).of(&text).to_owned(), marks }
    }

    /// Whether no letter has come yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    fn mark(&mut self, kind: MarkKind, number: usize, start: Option<usize>) {
        let Some(start) = start else { return };
        let span = Span::new(start, self.text.len());
        // One word in two runs of the same look, as word processors write them, is one mark.
        // It is near the end; looking through thousands of links for each of them would take seconds.
        let before = self.marks.iter_mut().rev().take(8).find(|(mark, _)| mark.kind == kind);
        match before {
            Some((mark, _))
                if self.text.get(mark.span.end..span.start).is_some_and(|gap| gap.trim().is_empty()) =>
            {
                mark.span.end = span.end;
            }
            _ => self.marks.push((Mark { span, kind }, number)),
        }
    }
}

/// Whether a character takes no room on the page and is no part of a word at the ends of a text: bidi marks, joiners,
/// the byte order mark, the soft hyphen.
pub(crate) const fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}' | '\u{00AD}' | '\u{061C}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strong(start: usize, end: usize) -> Mark {
        Mark { span: Span::new(start, end), kind: MarkKind::Strong }
    }

    fn after(start: usize, removed: usize, inserted: usize) -> Vec<Mark> {
        let mut marks = vec![strong(4, 8)];
        splice(&mut marks, start, removed, inserted);
        marks
    }

    #[test]
    fn marks_follow_what_is_typed() {
        assert_eq!(after(0, 0, 3), [strong(7, 11)], "before it");
        assert_eq!(after(4, 0, 3), [strong(7, 11)], "at its start");
        assert_eq!(after(6, 0, 3), [strong(4, 11)], "inside");
        assert_eq!(after(8, 0, 3), [strong(4, 8)], "at its end");
        assert_eq!(after(9, 1, 3), [strong(4, 8)], "behind it");
        assert_eq!(after(2, 4, 1), [strong(3, 5)], "over its start");
        assert_eq!(after(6, 4, 1), [strong(4, 6)], "over its end");
        assert_eq!(after(4, 4, 2), [strong(4, 6)], "over all of it and no more");
        assert_eq!(after(4, 4, 0), [], "all of it deleted");
        assert_eq!(after(2, 8, 3), [], "deleted with its neighbours");
    }

    #[test]
    fn a_builder_collapses_space_and_keeps_marks_on_letters() {
        let mut builder = RichBuilder::default();
        builder.push("\u{200F} قال \n");
        builder.open(MarkKind::Link("/a".to_owned()));
        builder.push(" الوزير ");
        builder.open(MarkKind::Strong);
        builder.push("اليوم");
        builder.close(&MarkKind::Strong);
        builder.close(&MarkKind::Link(String::new()));
        builder.open(MarkKind::Strong);
        builder.push(" هنا");
        let rich = builder.finish();
        assert_eq!(rich.text, "قال الوزير اليوم هنا");
        let marked: Vec<_> = rich.marks.iter().map(|mark| mark.span.of(&rich.text)).collect();
        assert_eq!(marked, ["الوزير اليوم", "اليوم هنا"]);
        builder.push("ثم");
        assert_eq!(builder.finish().marks, [strong(0, "ثم".len())], "it is still open in the next text");
    }

    #[test]
    fn a_part_has_the_marks_inside_it() {
        let rich = Rich { text: "abcdefghij".to_owned(), marks: vec![strong(4, 8)] };
        assert_eq!(rich.part(Span::new(6, 10)), Rich { text: "ghij".to_owned(), marks: vec![strong(0, 2)] });
        assert_eq!(rich.part(Span::new(0, 4)).marks, []);
        assert_eq!(shifted(&[strong(0, 2)], 5), [strong(5, 7)]);
    }

    fn link(start: usize, end: usize) -> Mark {
        Mark { span: Span::new(start, end), kind: MarkKind::Link("https://example.org/a".repeat(4)) }
    }

    #[test]
    fn the_outer_of_two_marks_over_the_same_words_comes_first() {
        let kinds = [MarkKind::Strong, MarkKind::Link("/a".to_owned()), MarkKind::Emphasis];
        let mut builder = RichBuilder::default();
        for kind in &kinds {
            builder.open(kind.clone());
        }
        builder.push(" اليوم ");
        for kind in kinds.iter().rev() {
            builder.close(kind);
        }
        let found = |rich: Rich| rich.marks.into_iter().map(|mark| mark.kind).collect::<Vec<_>>();
        assert_eq!(found(builder.finish()), kinds);
    }

    #[test]
    fn typing_keeps_the_order_of_marks() {
        let mut marks = vec![link(0, 4), strong(0, 2)];
        splice(&mut marks, 0, 2, 1);
        assert_eq!(marks, [strong(0, 1), link(1, 3)]);
    }

    #[test]
    fn cutting_at_every_sentence_gives_what_cutting_at_each_gives() {
        let marks = [link(0, 30), strong(0, 3), strong(5, 12), link(11, 22), strong(25, 30)];
        let spans = [Span::new(0, 6), Span::new(7, 11), Span::new(12, 13), Span::new(20, 31)];
        let one_by_one: Vec<_> = spans.iter().map(|span| cut(&marks, *span)).collect();
        assert_eq!(cut_each(&marks, &spans), one_by_one);
    }

    #[test]
    fn very_many_marks_are_cut_and_collected_in_time() {
        let started = cpu_time::ThreadTime::now();
        let marks: Vec<Mark> = (0..50_000).map(|at| link(at * 4, at * 4 + 3)).collect();
        let spans: Vec<Span> = (0..50_000).map(|at| Span::new(at * 4, at * 4 + 4)).collect();
        assert!(cut_each(&marks, &spans).iter().all(|part| part.len() == 1));
        // Without copies even one by one is bearable.
        assert!(spans.iter().take(500).all(|span| cut(&marks, *span).len() == 1));
        let mut builder = RichBuilder::default();
        for _ in 0..50_000 {
            builder.open(MarkKind::Strong);
        }
        builder.push(&"ا".repeat(500_000));
        assert_eq!(builder.finish().marks.len(), 1);
        assert!(started.elapsed().as_secs() < 10, "{:?}", started.elapsed());
    }
}
