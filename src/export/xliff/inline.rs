//! Emphasis and links inside a unit, as elements that nest.

use crate::export::carried::carried;
use crate::export::stretches::{Stretch, stretches};
use crate::text::markup::Markup;
use crate::text::{Mark, MarkKind, Span};
use std::io;

/// How a version writes what begins and ends.
pub trait Codes {
    /// A mark begins; `id` tells it from the others of its unit.
    fn open(&self, markup: &mut Markup, id: usize, kind: &MarkKind) -> io::Result<()>;
    fn close(&self, markup: &mut Markup, id: usize, kind: &MarkKind) -> io::Result<()>;
}

/// The ids of a unit: what stands for the same in source and target has the same.
#[derive(Default)]
pub struct Ids {
    of_source: Vec<MarkKind>,
    others: usize,
}

impl Ids {
    fn source(&mut self, kind: &MarkKind) -> usize {
        self.of_source.push(kind.clone());
        self.of_source.len()
    }

    /// `taken` are those that the target has already.
    fn target(&mut self, kind: &MarkKind, taken: &[usize]) -> usize {
        let same = (1..).zip(&self.of_source).find(|(id, known)| *known == kind && !taken.contains(id));
        same.map_or_else(
            || {
                self.others += 1;
                self.of_source.len() + self.others
            },
            |(id, _)| id,
        )
    }
}

/// A part of a text with codes where its looks begin and end.
pub enum Piece<'a> {
    Text(&'a str),
    Open(usize, MarkKind),
    Close(usize, MarkKind),
}

/// The pieces of a text that is carried: marks that overlap are cut, so that all nest. A link is always outside.
fn pieces<'a>(text: &'a str, marks: &[Mark], mut id: impl FnMut(&MarkKind) -> usize) -> Vec<Piece<'a>> {
    let mut found = Vec::new();
    let mut open: Vec<(usize, MarkKind)> = Vec::new();
    for stretch in stretches(text, marks, Span::new(0, text.len())) {
        let looks = looks(&stretch);
        let kept = open.iter().zip(&looks).take_while(|((_, open), look)| open == *look).count();
        for (id, kind) in open.drain(kept..).rev() {
            found.push(Piece::Close(id, kind));
        }
        for kind in looks.into_iter().skip(kept) {
            let id = id(&kind);
            found.push(Piece::Open(id, kind.clone()));
            open.push((id, kind));
        }
        found.push(Piece::Text(stretch.span.of(text)));
    }
    found.extend(open.into_iter().rev().map(|(id, kind)| Piece::Close(id, kind)));
    found
}

fn looks(stretch: &Stretch) -> Vec<MarkKind> {
    let link = stretch.link.clone().map(MarkKind::Link);
    let strong = stretch.strong.then_some(MarkKind::Strong);
    let emphasis = stretch.emphasis.then_some(MarkKind::Emphasis);
    [link, strong, emphasis].into_iter().flatten().collect()
}

/// A text of a unit, and where its marks begin and end.
pub struct Written {
    text: String,
    marks: Vec<Mark>,
}

impl Written {
    pub fn of(text: &str, marks: &[Mark]) -> Self {
        let rich = carried(text, marks);
        Self { text: rich.text, marks: rich.marks }
    }

    pub fn source(&self, ids: &mut Ids) -> Vec<Piece<'_>> {
        pieces(&self.text, &self.marks, |kind| ids.source(kind))
    }

    pub fn target(&self, ids: &mut Ids) -> Vec<Piece<'_>> {
        let mut taken = Vec::new();
        pieces(&self.text, &self.marks, |kind| {
            let id = ids.target(kind, &taken);
            taken.push(id);
            id
        })
    }
}

/// Writes the pieces of a text.
pub fn write(markup: &mut Markup, pieces: &[Piece<'_>], codes: &impl Codes) -> io::Result<()> {
    pieces.iter().try_for_each(|piece| match piece {
        Piece::Text(text) => markup.text(text),
        Piece::Open(id, kind) => codes.open(markup, *id, kind),
        Piece::Close(id, kind) => codes.close(markup, *id, kind),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(pieces: &[Piece<'_>]) -> String {
        let shown = pieces.iter().map(|piece| match piece {
            Piece::Text(text) => (*text).to_owned(),
            Piece::Open(id, _) => format!("<{id}>"),
            Piece::Close(id, _) => format!("</{id}>"),
        });
        shown.collect()
    }

    #[test]
    fn marks_that_overlap_are_cut_and_the_same_marks_have_the_same_ids() {
        let mark = |start, end, kind| Mark { span: Span::new(start, end), kind };
        let link = MarkKind::Link("https://example.org".to_owned());
        let source = Written::of("abcdef", &[mark(0, 4, MarkKind::Strong), mark(2, 6, link.clone())]);
        let target = Written::of("abc", &[mark(0, 1, link), mark(1, 2, MarkKind::Emphasis)]);
        let mut ids = Ids::default();
        assert_eq!(shown(&source.source(&mut ids)), "<1>ab</1><2><3>cd</3>ef</2>");
        assert_eq!(shown(&target.target(&mut ids)), "<2>a</2><4>b</4>c");
        assert_eq!(shown(&Written::of("", &[]).target(&mut ids)), "");
    }
}
