//! The parser's events become blocks.

use crate::article::assemble::Draft;
use crate::article::{BlockKind, Cell, ListItem, Sign, html};
use crate::text::{MarkKind, Rich, RichBuilder};
use pulldown_cmark::{CowStr, Event, HeadingLevel, Tag, TagEnd};

/// Takes event after event.
#[derive(Default)]
pub(super) struct Blocks {
    pub drafts: Vec<Draft>,
    /// The lines between the dashes at the start of the file.
    pub front_matter: String,
    text: RichBuilder,
    /// The text that stands for pictures, behind the block they are in.
    captions: Vec<Draft>,
    caption: RichBuilder,
    markup: String,
    heading: Option<u8>,
    quotes: usize,
    lists: Vec<List>,
    items: usize,
    /// In front of the item that is being read; what follows in the same item has none.
    sign: Sign,
    /// The number of that item, where the text has to say it.
    number: Option<u64>,
    images: usize,
    inside: Inside,
    cell: Cell,
    tables: u32,
    is_cell: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum List {
    Bullets,
    /// From 1 on.
    Numbers,
    /// From somewhere else on: the numbers stay in the text. This is the next one.
    Written(u64),
}

/// What text events are about.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Inside {
    #[default]
    Text,
    Code,
    Markup,
    FrontMatter,
}

impl Blocks {
    pub fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.open(tag),
            Event::End(tag) => self.close(tag),
            Event::Text(text) | Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.words(&text);
            }
            Event::Html(markup) => self.markup.push_str(&markup),
            Event::InlineHtml(tag) if tag.to_ascii_lowercase().starts_with("<br") => self.words(" "),
            Event::SoftBreak | Event::HardBreak => self.words(" "),
            Event::Rule => self.flush(),
            Event::InlineHtml(_) | Event::FootnoteReference(_) | Event::TaskListMarker(_) => {}
        }
    }

    fn open(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Heading { level, .. } => {
                self.flush();
                self.heading = Some(number(level));
            }
            Tag::BlockQuote(_) => {
                self.flush();
                self.quotes += 1;
            }
            Tag::List(start) => {
                self.flush();
                self.lists.push(match start {
                    None => List::Bullets,
                    Some(1) => List::Numbers,
                    Some(start) => List::Written(start),
                });
            }
            Tag::Item => {
                self.flush();
                self.items += 1;
                self.begin_item();
            }
            Tag::CodeBlock(_) => self.enter(Inside::Code),
            Tag::HtmlBlock => self.enter(Inside::Markup),
            Tag::MetadataBlock(_) => self.enter(Inside::FrontMatter),
            Tag::TableCell => {
                self.flush();
                self.is_cell = true;
            }
            Tag::Table(_) => {
                self.flush();
                self.cell = Cell { table: self.tables, row: 0, column: 0 };
                self.tables += 1;
            }
            Tag::Emphasis => self.open_mark(MarkKind::Emphasis),
            Tag::Strong => self.open_mark(MarkKind::Strong),
            Tag::Link { dest_url, .. } => self.open_mark(link(dest_url)),
            Tag::Image { .. } => self.images += 1,
            Tag::Strikethrough | Tag::Superscript | Tag::Subscript | Tag::TableHead | Tag::TableRow => {}
            _ => self.flush(),
        }
    }

    fn close(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) => {
                self.flush();
                self.heading = None;
            }
            TagEnd::BlockQuote(_) => {
                self.flush();
                self.quotes = self.quotes.saturating_sub(1);
            }
            TagEnd::List(_) => {
                self.flush();
                self.lists.pop();
            }
            TagEnd::Item => {
                self.flush();
                self.items = self.items.saturating_sub(1);
                (self.sign, self.number) = (Sign::None, None);
            }
            TagEnd::CodeBlock | TagEnd::MetadataBlock(_) => self.enter(Inside::Text),
            TagEnd::HtmlBlock => {
                self.enter(Inside::Text);
                let markup = std::mem::take(&mut self.markup);
                for line in html::beginning(&markup, usize::MAX).lines() {
                    self.words(line);
                    self.flush();
                }
            }
            TagEnd::TableCell => {
                self.flush();
                self.is_cell = false;
                self.cell.column += 1;
            }
            TagEnd::TableHead | TagEnd::TableRow => {
                self.cell.row += 1;
                self.cell.column = 0;
            }
            TagEnd::Emphasis => self.text.close(&MarkKind::Emphasis),
            TagEnd::Strong => self.text.close(&MarkKind::Strong),
            TagEnd::Link => self.text.close(&link(CowStr::Borrowed(""))),
            TagEnd::Image => {
                self.images = self.images.saturating_sub(1);
                if self.images == 0 {
                    let caption = self.caption.finish();
                    self.captions.extend(draft(BlockKind::Caption, caption));
                }
            }
            TagEnd::Strikethrough | TagEnd::Superscript | TagEnd::Subscript => {}
            _ => self.flush(),
        }
    }

    fn begin_item(&mut self) {
        self.sign = match self.lists.last_mut() {
            Some(List::Numbers) => Sign::Number,
            Some(List::Written(next)) => {
                self.number = Some(*next);
                *next = next.saturating_add(1);
                Sign::None
            }
            Some(List::Bullets) | None => Sign::Bullet,
        };
    }

    fn open_mark(&mut self, mark: MarkKind) {
        self.write_number();
        self.text.open(mark);
    }

    fn write_number(&mut self) {
        if let Some(number) = self.number.take() {
            self.text.push(&format!("{number}. "));
        }
    }

    fn enter(&mut self, inside: Inside) {
        self.flush();
        self.inside = inside;
    }

    fn words(&mut self, text: &str) {
        match self.inside {
            _ if self.images > 0 => self.caption.push(text),
            Inside::Text => {
                self.write_number();
                self.text.push(text);
            }
            Inside::Markup => self.markup.push_str(text),
            Inside::FrontMatter => self.front_matter.push_str(text),
            Inside::Code => {
                for (at, line) in text.split('\n').enumerate() {
                    if at > 0 {
                        self.flush();
                    }
                    self.text.push(line);
                }
            }
        }
    }

    /// Ends the block being collected.
    fn flush(&mut self) {
        let rich = self.text.finish();
        let (kind, level) = match self.heading {
            _ if self.is_cell => (BlockKind::Cell, 0),
            Some(level) => (BlockKind::Heading, level),
            None if self.quotes > 0 => (BlockKind::Quote, 0),
            None if self.items > 0 => {
                let depth = u8::try_from(self.lists.len()).unwrap_or(u8::MAX);
                (BlockKind::Item, ListItem { depth, sign: self.sign }.level())
            }
            None => (BlockKind::Paragraph, 0),
        };
        let cell = self.is_cell.then_some(self.cell);
        if kind == BlockKind::Item && !rich.text.is_empty() {
            self.sign = Sign::None;
        }
        self.drafts.extend(draft(kind, rich).map(|draft| Draft { level, cell, ..draft }));
        self.drafts.append(&mut self.captions);
    }
}

fn draft(kind: BlockKind, rich: Rich) -> Option<Draft> {
    let is_link = rich.marks.first().is_some_and(|mark| {
        matches!(mark.kind, MarkKind::Link(_)) && mark.span.start == 0 && mark.span.end == rich.text.len()
    });
    (!rich.text.is_empty()).then(|| Draft { linked: Some(is_link), ..Draft::rich(kind, rich) })
}

fn link(address: CowStr<'_>) -> MarkKind {
    MarkKind::Link(address.into_string())
}

const fn number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}
