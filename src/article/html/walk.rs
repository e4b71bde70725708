//! Walks over the tree of a page once and writes down its runs, the elements around them, and the skeleton
//! the extractor gets.
//!
//! Scripts, styles and form fields have no text; page CSS is never honoured, so hidden text is text.

use super::super::fold::collapse;
use super::super::rules::{self, name};
use super::super::{ReadError, Stop};
use super::context::Context;
use super::marks::{Marks, Turn, rich};
use super::page::{Element, Page, RUN, Run};
use super::tables::Tables;
use super::tags::{is_block, is_frame, is_rule, is_skipped, skeleton_name};
use ego_tree::iter::Edge;
use scraper::{Html, Node, node::Element as Tag};
use std::fmt::Write as _;

/// The runs of a parsed page.
///
/// # Errors
/// [`ReadError::Stopped`], [`ReadError::TooSlow`].
pub(super) fn page_of(html: &Html, stop: &Stop) -> Result<Page, ReadError> {
    let mut walk = Walk::default();
    walk.page.elements.push(Element::default());
    let mut skipping = 0_usize;
    for edge in html.tree.root().traverse() {
        match edge {
            Edge::Open(node) => {
                stop.check()?;
                match node.value() {
                    Node::Element(tag) if skipping > 0 || is_skipped(tag.name()) => {
                        if skipping == 0 && tag.name() == "noscript" {
                            let markup: String = node
                                .children()
                                .filter_map(|child| child.value().as_text().map(|text| &**text))
                                .collect();
                            walk.noscript(&markup);
                        }
                        skipping += 1;
                    }
                    Node::Element(tag) => walk.open(tag),
                    Node::Text(text) if skipping == 0 => walk.text(text),
                    _ => {}
                }
            }
            Edge::Close(node) => match node.value() {
                Node::Element(_) if skipping > 0 => skipping -= 1,
                Node::Element(tag) => walk.close(tag),
                _ => {}
            },
        }
    }
    walk.flush();
    walk.tables.settle(&mut walk.page.runs);
    Ok(walk.page)
}

#[derive(Default)]
struct Walk {
    page: Page,
    /// Open elements, innermost last, as positions in [`Page::elements`].
    open: Vec<usize>,
    context: Context,
    marks: Marks,
    tables: Tables,
    run: Pending,
}

/// The run being collected.
#[derive(Default)]
struct Pending {
    /// White space as the page has it.
    text: String,
    /// Where in `text` marks begin and end, ascending.
    turns: Vec<(usize, Turn)>,
    markup: String,
    element: Option<usize>,
    linked: usize,
    bold: usize,
    length: usize,
    /// A single `<br>` was the last thing seen.
    line_break: bool,
    /// A link ended, and nothing has come since.
    after_link: bool,
}

/// Stands where one link follows another without a space: menus are written like that.
const BETWEEN_LINKS: char = '\u{1F}';

impl Walk {
    fn open(&mut self, tag: &Tag) {
        if tag.name() == "br" {
            self.line_break();
            return;
        }
        if is_block(tag.name()) {
            self.flush();
        }
        let parent = self.open.last().copied().unwrap_or(0);
        let depth = self.page.elements.get(parent).map_or(0, |element| element.depth + 1);
        let classes: Vec<&str> = ["class", "id"].iter().filter_map(|name| attribute(tag, name)).collect();
        let classes = classes.join(" ");
        self.open.push(self.page.elements.len());
        self.page.elements.push(Element {
            parent: Some(parent),
            depth,
            name: tag.name().to_owned(),
            classes,
            ..Element::default()
        });
        if tag.name() == "a" && self.run.after_link {
            self.run.text.push(BETWEEN_LINKS);
        }
        self.context.enter(tag);
        self.tables.open(tag);
        if let Some(turn) = self.marks.open(tag) {
            self.run.turns.push((self.run.text.len(), turn));
        }
        if is_block(tag.name()) && !is_frame(tag.name()) {
            self.open_in_skeleton(tag);
        }
    }

    fn close(&mut self, tag: &Tag) {
        if tag.name() == "br" {
            return;
        }
        if is_block(tag.name()) {
            self.flush();
            if !is_frame(tag.name()) && !is_rule(tag.name()) {
                self.page.skeleton.push_str("</");
                self.page.skeleton.push_str(skeleton_name(tag.name()));
                self.page.skeleton.push('>');
            }
        }
        self.context.leave(tag.name());
        self.tables.close(tag.name());
        if let Some(turn) = self.marks.close(tag) {
            self.run.turns.push((self.run.text.len(), turn));
        }
        self.run.after_link = tag.name() == "a";
        self.open.pop();
    }

    fn text(&mut self, text: &str) {
        if self.context.preformatted > 0 {
            for (at, line) in text.split('\n').enumerate() {
                if at > 0 {
                    self.flush();
                }
                self.piece(line);
            }
        } else {
            self.piece(text);
        }
    }

    fn piece(&mut self, text: &str) {
        let length = text.chars().filter(|c| !c.is_whitespace()).count();
        let here = self.open.last().copied().unwrap_or(0);
        let run = &mut self.run;
        run.text.push_str(text);
        run.after_link = false;
        if length == 0 {
            run.markup.push(' ');
            return;
        }
        run.line_break = false;
        run.length += length;
        run.bold += if self.context.bold > 0 { length } else { 0 };
        run.element = Some(match run.element {
            Some(element) => common_ancestor(&self.page.elements, element, here),
            None => here,
        });
        if self.context.links > 0 {
            run.linked += length;
            run.markup.push_str("<a href=\"/link\">");
            escape(text, &mut run.markup);
            run.markup.push_str("</a>");
        } else {
            escape(text, &mut run.markup);
        }
        for &open in &self.open {
            if let Some(element) = self.page.elements.get_mut(open) {
                element.length += length;
            }
        }
    }

    /// One `<br>` wraps a line, two end a paragraph, and so does one behind a full stop: old pages are
    /// written that way.
    fn line_break(&mut self) {
        let ends = super::super::assemble::ends_sentence(self.run.text.trim_end());
        if self.run.line_break || ends || self.context.preformatted > 0 {
            self.flush();
            self.page.skeleton.push_str("<br><br>");
        } else {
            self.run.text.push(' ');
            self.run.markup.push_str("<br>");
            self.run.line_break = true;
        }
    }

    /// Ends the run being collected.
    fn flush(&mut self) {
        let next = Pending { turns: self.marks.still_open(), ..Pending::default() };
        let run = std::mem::replace(&mut self.run, next);
        let Some(element) = run.element else { return };
        // White space for the builder, else nothing at all.
        let between = (run.linked != run.length).then_some(BETWEEN_LINKS);
        let rich = rich(&run.text, &run.turns, between);
        if rich.text.is_empty() {
            return;
        }
        let block = self
            .open
            .iter()
            .rev()
            .copied()
            .find(|at| self.page.elements.get(*at).is_some_and(|element| is_block(&element.name)));
        let number = self.page.runs.len();
        // Writing to a string cannot fail.
        let _ = write!(self.page.skeleton, "<span {RUN}\"{number}\">{}</span>", run.markup);
        let mut run = Run {
            text: rich.text,
            marks: rich.marks,
            kind: self.context.kind(),
            level: self.context.headings.last().copied().unwrap_or(0),
            item: self.context.item(),
            cell: None,
            element,
            block: block.unwrap_or(0),
            linked: run.linked,
            bold: run.bold,
            length: run.length,
            notice: None,
        };
        run.cell = self.tables.place(&run);
        self.page.runs.push(run);
    }

    /// What browsers without scripts would see: a notice, unless it is only a picture.
    fn noscript(&mut self, markup: &str) {
        let text = collapse(&super::flat::text_of(markup).replace('\n', " "));
        if !text.contains(char::is_alphabetic) {
            return;
        }
        self.flush();
        let rule = rules::rule_for_line(&text, "").map_or(name::NOSCRIPT, |rule| rule.name.as_str());
        let here = self.open.last().copied().unwrap_or(0);
        let length = text.chars().count();
        self.page.runs.push(Run {
            text,
            element: here,
            block: here,
            length,
            notice: Some(rule),
            ..Run::default()
        });
    }

    fn open_in_skeleton(&mut self, tag: &Tag) {
        let skeleton = &mut self.page.skeleton;
        skeleton.push('<');
        skeleton.push_str(skeleton_name(tag.name()));
        for name in ["class", "id", "role", "itemprop"] {
            if let Some(value) = attribute(tag, name) {
                skeleton.push(' ');
                skeleton.push_str(name);
                skeleton.push_str("=\"");
                escape(value, skeleton);
                skeleton.push('"');
            }
        }
        skeleton.push('>');
    }
}

/// The beginning of a class, an id or the like: it is compared for every run inside the element.
fn attribute<'a>(tag: &'a Tag, name: &str) -> Option<&'a str> {
    let value = tag.attr(name)?;
    value.get(..value.floor_char_boundary(LONGEST_CLASS))
}

/// Bytes. The longest classes of news pages, made by CSS frameworks, have about 500.
const LONGEST_CLASS: usize = 1_000;

/// The innermost element around both.
fn common_ancestor(elements: &[Element], mut one: usize, mut other: usize) -> usize {
    let depth = |at: usize| elements.get(at).map_or(0, |element| element.depth);
    let parent = |at: usize| elements.get(at).and_then(|element| element.parent).unwrap_or(0);
    while one != other {
        if depth(one) >= depth(other) {
            one = parent(one);
        } else {
            other = parent(other);
        }
    }
    one
}

fn escape(text: &str, markup: &mut String) {
    for character in text.chars() {
        match character {
            '&' => markup.push_str("&amp;"),
            '<' => markup.push_str("&lt;"),
            '>' => markup.push_str("&gt;"),
            '"' => markup.push_str("&quot;"),
            _ => markup.push(character),
        }
    }
}
