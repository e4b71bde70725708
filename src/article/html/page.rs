//! A parsed page as runs of text: what a reader would see as one paragraph, heading or item each.
//!
//! Only what the walk over the tree wrote down, and where a run stands. Nothing is judged here.

use crate::article::rules::{Rule, rule_for_class};
use crate::article::{BlockKind, Cell, ListItem};
use crate::text::Mark;
use std::cell::OnceCell;

/// The text of a page in document order.
#[derive(Default)]
pub(super) struct Page {
    pub runs: Vec<Run>,
    pub elements: Vec<Element>,
    /// The body with every run in `<span data-run="n">`, and no scripts or styles.
    pub skeleton: String,
}

/// Text between two block boundaries.
#[derive(Default)]
pub(super) struct Run {
    pub text: String,
    /// Emphasis and links in `text`.
    pub marks: Vec<Mark>,
    pub kind: BlockKind,
    /// Heading level 1 to 6, or 0.
    pub level: u8,
    /// How it stands in the lists around it.
    pub item: ListItem,
    /// Its place in a table of data; in tables that only lay out the page there are none.
    pub cell: Option<Cell>,
    /// The innermost element around all of it, in [`Page::elements`].
    pub element: usize,
    /// The block the run lies in.
    pub block: usize,
    /// Characters inside links, and inside `b` and `strong`, of all characters.
    pub linked: usize,
    pub bold: usize,
    pub length: usize,
    /// The rule that is certain from the markup alone.
    pub notice: Option<&'static str>,
}

/// The attribute that numbers the runs in the skeleton, up to the value.
pub(super) const RUN: &str = "data-run=";

impl Run {
    pub(super) const fn is_link(&self) -> bool {
        self.linked * 10 >= self.length * 9
    }

    pub(super) const fn is_bold(&self) -> bool {
        self.bold * 10 >= self.length * 9
    }
}

#[derive(Default)]
pub(super) struct Element {
    pub parent: Option<usize>,
    pub depth: usize,
    pub name: String,
    /// Class and id as the page writes them, with a space between; the beginnings of long ones.
    pub classes: String,
    /// Characters of text inside.
    pub length: usize,
    /// The rule of its classes, once it was asked for: every run inside asks again.
    pub rule_found: OnceCell<Option<&'static Rule>>,
}

impl Element {
    /// The rule that its classes fall under; a page has one site.
    pub(super) fn rule(&self, site: &str) -> Option<&'static Rule> {
        *self.rule_found.get_or_init(|| rule_for_class(&self.classes, site))
    }

    /// The first of its classes; ids and further classes differ between one and the next.
    fn kind(&self) -> Option<&str> {
        self.classes.split_whitespace().next()
    }
}

impl Page {
    /// The element `at` and everything around it, innermost first.
    pub(super) fn around(&self, at: usize) -> impl Iterator<Item = &Element> {
        std::iter::successors(self.elements.get(at), |element| self.elements.get(element.parent?))
    }

    /// Whether one of the `nearest` elements around a run, of which it is the better part, has a class or id that
    /// contains one of `parts`, which are in lower case.
    pub(super) fn has_class_like(&self, run: &Run, nearest: usize, parts: &[&str]) -> bool {
        let near = self.around(run.element).take(nearest).filter(|element| element.length <= run.length * 2);
        let mut classes = near.map(|element| element.classes.to_ascii_lowercase());
        classes.any(|classes| parts.iter().any(|part| classes.contains(part)))
    }

    /// The parent of the block a run lies in: paragraphs of one article share it.
    pub(super) fn container(&self, run: &Run) -> usize {
        self.parent(run.block)
    }

    /// The container of the list or the table of data that a run lies in, else its own.
    pub(super) fn home(&self, run: &Run) -> usize {
        let is_inner = |at: usize| {
            self.elements.get(at).is_some_and(|element| match element.name.as_str() {
                "li" | "ul" | "ol" => run.item.depth > 0,
                "td" | "th" | "tr" | "tbody" | "thead" | "tfoot" | "table" => run.cell.is_some(),
                _ => false,
            })
        };
        let mut at = self.container(run);
        while is_inner(at) && at > 0 {
            at = self.parent(at);
        }
        at
    }

    pub(super) fn is_within(&self, run: &Run, element: usize) -> bool {
        self.path(run.element).any(|at| at == element)
    }

    /// The element around `other` that is made like the one around `run`, beside it: same name, same classes.
    pub(super) fn twin(&self, run: &Run, other: &Run) -> Option<usize> {
        let one: Vec<usize> = self.path(run.element).collect();
        let other: Vec<usize> = self.path(other.element).collect();
        let shared = one.iter().rev().zip(other.iter().rev()).take_while(|(one, other)| one == other).count();
        let fork = |path: &[usize]| path.len().checked_sub(shared + 1).and_then(|at| path.get(at)).copied();
        let (one, other) = (fork(&one)?, fork(&other)?);
        self.are_alike(one, other).then_some(other)
    }

    /// Whether two elements have the same name and class.
    pub(super) fn are_alike(&self, one: usize, other: usize) -> bool {
        let (Some(one), Some(other)) = (self.elements.get(one), self.elements.get(other)) else {
            return false;
        };
        one.name == other.name && one.kind() == other.kind() && one.kind().is_some()
    }

    /// The innermost element around two runs.
    pub(super) fn common(&self, one: usize, other: usize) -> Option<usize> {
        let other = self.runs.get(other)?;
        self.path(self.runs.get(one)?.element).find(|element| self.is_within(other, *element))
    }

    /// Positions of the element and everything around it, innermost first.
    fn path(&self, at: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(Some(at), |at| self.elements.get(*at)?.parent)
    }

    pub(super) fn parent(&self, at: usize) -> usize {
        self.elements.get(at).and_then(|element| element.parent).unwrap_or(0)
    }
}
