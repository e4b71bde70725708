//! A parsed page as runs of text: what a reader would see as one paragraph, heading or item each.
//!
//! Walks the tree once, keeps the elements around each run for the class rules, and writes the skeleton the
//! extractor gets. Scripts, styles and form fields have no text; page CSS is never honoured, so hidden text
//! is text. Nothing is judged here.

use super::super::fold::collapse;
use super::super::rules::{self, name};
use super::tags::{heading_level, is_block, is_frame, is_skipped, is_void, skeleton_name};
use crate::article::BlockKind;
use ego_tree::iter::Edge;
use scraper::{Html, Node, node::Element as Tag};
use std::fmt::Write as _;

/// The text of a page in document order.
#[derive(Default)]
pub(super) struct Page {
    pub runs: Vec<Run>,
    pub elements: Vec<Element>,
    /// The body with every run in `<span data-run="n">`, and no scripts or styles.
    pub skeleton: String,
}

/// Text between two block boundaries.
pub(super) struct Run {
    pub text: String,
    pub kind: BlockKind,
    /// Heading level 1 to 6, or 0.
    pub level: u8,
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

impl Run {
    pub(super) const fn is_link(&self) -> bool {
        self.linked * 10 >= self.length * 9
    }

    pub(super) const fn is_bold(&self) -> bool {
        self.bold * 10 >= self.length * 9
    }
}

pub(super) struct Element {
    pub parent: Option<usize>,
    depth: usize,
    pub name: String,
    /// Class and id as the page writes them, with a space between.
    pub classes: String,
    /// Characters of text inside.
    pub length: usize,
}

impl Page {
    pub(super) fn of(html: &Html) -> Self {
        let mut walk = Walk::default();
        walk.page.elements.push(Element {
            parent: None,
            depth: 0,
            name: String::new(),
            classes: String::new(),
            length: 0,
        });
        let mut skipping = 0_usize;
        for edge in html.tree.root().traverse() {
            match edge {
                Edge::Open(node) => match node.value() {
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
                },
                Edge::Close(node) => match node.value() {
                    Node::Element(_) if skipping > 0 => skipping -= 1,
                    Node::Element(tag) => walk.close(tag),
                    _ => {}
                },
            }
        }
        walk.flush();
        walk.page
    }

    /// The element `at` and everything around it, innermost first.
    pub(super) fn around(&self, at: usize) -> impl Iterator<Item = &Element> {
        std::iter::successors(self.elements.get(at), |element| self.elements.get(element.parent?))
    }

    /// The parent of the block a run lies in: paragraphs of one article share it.
    pub(super) fn container(&self, run: &Run) -> usize {
        self.elements.get(run.block).and_then(|block| block.parent).unwrap_or(0)
    }
}

#[derive(Default)]
struct Walk {
    page: Page,
    /// Open elements, innermost last, as positions in [`Page::elements`].
    open: Vec<usize>,
    context: Context,
    run: Pending,
}

/// How many elements of each sort are open around the text.
#[derive(Default)]
struct Context {
    links: usize,
    bold: usize,
    quotes: usize,
    items: usize,
    captions: usize,
    preformatted: usize,
    /// Levels of the open headings.
    headings: Vec<u8>,
}

/// The run being collected.
#[derive(Default)]
struct Pending {
    text: String,
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
        let classes = [tag.attr("class"), tag.attr("id")].into_iter().flatten().collect::<Vec<_>>().join(" ");
        self.open.push(self.page.elements.len());
        self.page.elements.push(Element {
            parent: Some(parent),
            depth,
            name: tag.name().to_owned(),
            classes,
            length: 0,
        });
        if tag.name() == "a" && self.run.after_link {
            self.run.text.push(BETWEEN_LINKS);
        }
        self.context.enter(tag.name());
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
            if !is_frame(tag.name()) && !is_void(tag.name()) {
                self.page.skeleton.push_str("</");
                self.page.skeleton.push_str(skeleton_name(tag.name()));
                self.page.skeleton.push('>');
            }
        }
        self.context.leave(tag.name());
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
        let run = std::mem::take(&mut self.run);
        let is_menu = run.linked == run.length;
        let text = collapse(&run.text.replace(BETWEEN_LINKS, if is_menu { " " } else { "" }));
        let Some(element) = run.element.filter(|_| !text.is_empty()) else {
            return;
        };
        let block = self
            .open
            .iter()
            .rev()
            .copied()
            .find(|at| self.page.elements.get(*at).is_some_and(|element| is_block(&element.name)));
        let number = self.page.runs.len();
        // Writing to a string cannot fail.
        let _ = write!(self.page.skeleton, "<span {RUN}\"{number}\">{}</span>", run.markup);
        self.page.runs.push(Run {
            text,
            kind: self.context.kind(),
            level: self.context.headings.last().copied().unwrap_or(0),
            element,
            block: block.unwrap_or(0),
            linked: run.linked,
            bold: run.bold,
            length: run.length,
            notice: None,
        });
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
            kind: BlockKind::Paragraph,
            level: 0,
            element: here,
            block: here,
            linked: 0,
            bold: 0,
            length,
            notice: Some(rule),
        });
    }

    fn open_in_skeleton(&mut self, tag: &Tag) {
        let skeleton = &mut self.page.skeleton;
        skeleton.push('<');
        skeleton.push_str(skeleton_name(tag.name()));
        for attribute in ["class", "id", "role", "itemprop"] {
            if let Some(value) = tag.attr(attribute) {
                skeleton.push(' ');
                skeleton.push_str(attribute);
                skeleton.push_str("=\"");
                escape(value, skeleton);
                skeleton.push('"');
            }
        }
        skeleton.push('>');
    }
}

/// The attribute that numbers the runs in the skeleton, up to the value.
pub(super) const RUN: &str = "data-run=";

impl Context {
    fn enter(&mut self, tag: &str) {
        if let Some(level) = heading_level(tag) {
            self.headings.push(level);
        }
        if let Some(count) = self.count(tag) {
            *count += 1;
        }
    }

    fn leave(&mut self, tag: &str) {
        if heading_level(tag).is_some() {
            self.headings.pop();
        }
        if let Some(count) = self.count(tag) {
            *count = count.saturating_sub(1);
        }
    }

    fn count(&mut self, tag: &str) -> Option<&mut usize> {
        match tag {
            "a" => Some(&mut self.links),
            "b" | "strong" => Some(&mut self.bold),
            "blockquote" => Some(&mut self.quotes),
            "li" | "dt" | "dd" => Some(&mut self.items),
            "figcaption" => Some(&mut self.captions),
            "pre" => Some(&mut self.preformatted),
            _ => None,
        }
    }

    fn kind(&self) -> BlockKind {
        if !self.headings.is_empty() {
            BlockKind::Heading
        } else if self.captions > 0 {
            BlockKind::Caption
        } else if self.quotes > 0 {
            BlockKind::Quote
        } else if self.items > 0 {
            BlockKind::Item
        } else {
            BlockKind::Paragraph
        }
    }
}

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
