//! Bands on pages: what fits, what is split, which column titles come back, and what each thing is to programs that read
//! the page aloud.

use super::super::ExportError;
use super::super::reading_order::reads_right_to_left;
use super::bands::{Band, Bands, Cell, Role, WIDTH};
use super::text::{Colour, Drawn, QUIET, Shaper, Style, Text, Words};
use krilla::Document;
use krilla::action::{Action, LinkAction};
use krilla::annotation::{Annotation, LinkAnnotation, Target};
use krilla::color::rgb;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::page::PageSettings;
use krilla::paint::Fill;
use krilla::surface::Surface;
use krilla::tagging::{
    Artifact, ArtifactType, ContentTag, ListNumbering, SpanTag, TableHeaderScope, Tag, TagGroup, TagKind,
    TagTree,
};
use std::num::NonZeroU16;

/// A4 upright, in points.
const PAGE: (f32, f32) = (595.28, 841.89);
const LEFT: f32 = 51.0;
const TOP: f32 = 62.0;
const BOTTOM: f32 = PAGE.1 - 58.0;
/// Less than this is no difference between heights, in points.
const NOTHING: f32 = 0.01;

const SMALL: Style = Style::english(8.0).in_colour(QUIET);

/// What stands on every page.
pub struct Furniture {
    pub headline: String,
    pub footer: String,
}

pub struct Pages<'d> {
    pdf: &'d mut Document,
    furniture: &'d Furniture,
    tree: TagTree,
    open: Open,
    number: usize,
}

/// The group that following bands belong to.
enum Open {
    Nothing,
    Table(TagGroup),
    List(TagGroup),
}

/// A band of which some is drawn.
struct Begun {
    band: Band,
    /// Of each cell, the text and the line that come next.
    cursors: Vec<(usize, usize)>,
    /// Of each cell, its texts as far as they are drawn.
    groups: Vec<Vec<TagGroup>>,
    is_split: bool,
}

impl Begun {
    fn new(band: Band) -> Self {
        let cells = band.cells.len();
        let groups = band.cells.iter().map(|cell| vec![(); cell.texts.len()]);
        let groups = groups.map(|texts| texts.iter().map(|()| TagGroup::new(Tag::P)).collect()).collect();
        Self { band, cursors: vec![(0, 0); cells], groups, is_split: false }
    }

    fn rest(&self, cell: usize) -> f32 {
        let (Some(of), Some(&(text, line))) = (self.band.cells.get(cell), self.cursors.get(cell)) else {
            return 0.0;
        };
        let lines = lines_from(of, text, line);
        lines.map(|(text, line)| of.texts.get(text).map_or(0.0, |(_, text)| text.height(line))).sum::<f32>()
            + 2.0 * of.pad
    }

    fn height(&self) -> f32 {
        (0..self.band.cells.len()).map(|cell| self.rest(cell)).fold(0.0, f32::max)
    }
}

/// The lines of a cell from one on: number of the text, number of the line.
fn lines_from(cell: &Cell, text: usize, line: usize) -> impl Iterator<Item = (usize, usize)> {
    let lines: Vec<usize> = cell.texts.iter().map(|(_, text)| text.lines()).collect();
    let all = lines.into_iter().enumerate().skip(text);
    all.flat_map(move |(number, lines)| {
        let first = if number == text { line } else { 0 };
        (first..lines).map(move |line| (number, line))
    })
}

/// A link on the page.
struct Link {
    place: Rect,
    address: String,
}

impl<'d> Pages<'d> {
    pub fn new(pdf: &'d mut Document, furniture: &'d Furniture) -> Self {
        let tree = TagTree::new().with_lang(Some("en".to_owned()));
        Self { pdf, furniture, tree, open: Open::Nothing, number: 0 }
    }

    pub fn write(mut self, shaper: &mut Shaper, mut bands: Bands<'_>) -> Result<(), ExportError> {
        let mut now = bands.next(shaper)?.map(Begun::new);
        let mut next = bands.next(shaper)?;
        let mut titles: Option<Band> = None;
        while now.is_some() || self.number == 0 {
            self.number += 1;
            let Some(settings) = PageSettings::from_wh(PAGE.0, PAGE.1) else { break };
            // Taken out so that the page may borrow it.
            let (mut tree, mut open) =
                (std::mem::take(&mut self.tree), std::mem::replace(&mut self.open, Open::Nothing));
            let mut links = Vec::new();
            let (number, furniture) = (self.number, self.furniture);
            let mut page = self.pdf.start_page_with(settings);
            let mut sheet = Sheet { surface: page.surface(), links: &mut links, y: TOP, is_fresh: true };
            sheet.header(shaper, furniture, number);
            let goes_on = now.as_ref().is_some_and(|now| now.band.role == Role::Row);
            if let Some(titles) = titles.as_ref().filter(|_| goes_on) {
                sheet.again(shaper, titles);
            }
            while let Some(mut begun) = now.take() {
                if !sheet.has_room(&begun, next.as_ref()) {
                    now = Some(begun);
                    break;
                }
                if !sheet.draw(shaper, &mut begun) {
                    now = Some(begun);
                    break;
                }
                close(&mut tree, &mut open, &begun);
                let Begun { band, groups, .. } = begun;
                finish(&mut tree, &mut open, &band, groups);
                match band.role {
                    Role::Head => titles = Some(band),
                    Role::Row => {}
                    _ => titles = None,
                }
                now = std::mem::take(&mut next).map(Begun::new);
                next = bands.next(shaper)?;
            }
            sheet.footer(shaper, furniture, number);
            drop(sheet);
            for Link { place, address } in links {
                let target = Target::Action(Action::from(LinkAction::new(address.clone())));
                page.add_annotation(Annotation::new_link(LinkAnnotation::new(place, target), Some(address)));
            }
            page.finish();
            (self.tree, self.open) = (tree, open);
        }
        let open = std::mem::replace(&mut self.open, Open::Nothing);
        put(&mut self.tree, open);
        self.pdf.set_tag_tree(self.tree);
        Ok(())
    }
}

/// Ends the table or list before a band that is not part of it.
fn close(tree: &mut TagTree, open: &mut Open, begun: &Begun) {
    let goes_on = match (&*open, begun.band.role) {
        (Open::Table(_), Role::Row) | (Open::List(_), Role::Item) => true,
        (Open::Nothing, _) => true,
        _ => false,
    };
    if !goes_on {
        put(tree, std::mem::replace(open, Open::Nothing));
    }
}

fn put(tree: &mut TagTree, open: Open) {
    match open {
        Open::Nothing => {}
        Open::Table(group) | Open::List(group) => tree.push(group),
    }
}

/// Puts what was drawn of a band into its place in the tree.
fn finish(tree: &mut TagTree, open: &mut Open, band: &Band, cells: Vec<Vec<TagGroup>>) {
    match band.role {
        Role::Head | Role::Row => {
            let mut row = TagGroup::new(Tag::TR);
            for texts in cells {
                let tag: TagKind = match band.role {
                    Role::Head => Tag::TH(TableHeaderScope::Column).into(),
                    _ => Tag::TD.into(),
                };
                let mut cell = TagGroup::new(tag);
                texts.into_iter().for_each(|text| cell.push(text));
                row.push(cell);
            }
            if matches!(open, Open::Nothing) {
                *open = Open::Table(TagGroup::new(Tag::Table));
            }
            if let Open::Table(table) = open {
                table.push(row);
            }
        }
        Role::Item => {
            let mut item = TagGroup::new(Tag::LI);
            let mut cells = cells.into_iter().rev();
            let body = cells.next();
            for sign in cells.flatten() {
                let mut label = TagGroup::new(Tag::Lbl);
                label.push(sign);
                item.push(label);
            }
            let mut group = TagGroup::new(Tag::LBody);
            body.into_iter().flatten().for_each(|text| group.push(text));
            item.push(group);
            if matches!(open, Open::Nothing) {
                *open = Open::List(TagGroup::new(Tag::L(ListNumbering::None)));
            }
            if let Open::List(list) = open {
                list.push(item);
            }
        }
        role => {
            let tag: TagKind = match role {
                Role::Heading(level) => {
                    Tag::Hn(NonZeroU16::new(level).unwrap_or(NonZeroU16::MIN), None).into()
                }
                Role::Quote => Tag::BlockQuote.into(),
                Role::Caption => Tag::Caption.into(),
                _ => Tag::Div.into(),
            };
            let mut group = TagGroup::new(tag);
            cells.into_iter().flatten().for_each(|text| group.push(text));
            tree.push(group);
        }
    }
}

/// The page that is being drawn.
struct Sheet<'p, 's> {
    surface: Surface<'s>,
    links: &'p mut Vec<Link>,
    y: f32,
    /// Nothing but column titles stands on it.
    is_fresh: bool,
}

impl Sheet<'_, '_> {
    /// False when a band had better begin on the next page.
    fn has_room(&self, begun: &Begun, next: Option<&Band>) -> bool {
        /// The beginning of what a heading stands above: about three lines.
        const BEGINNING: f32 = 48.0;
        if self.is_fresh || begun.is_split {
            return true;
        }
        let band = &begun.band;
        let room = BOTTOM - self.y - band.before;
        let height = begun.height();
        let with =
            next.filter(|_| band.with_next).map_or(0.0, |next| next.before + next.height().min(BEGINNING));
        if band.whole || band.with_next {
            // What is taller than a page has to be split wherever it begins.
            let tallest = BOTTOM - TOP - BEGINNING;
            return height + with <= room || height > tallest && room > BEGINNING;
        }
        // Two lines of a paragraph at least.
        height <= room || begun.band.cells.iter().all(|cell| first_lines(cell, 2) <= room)
    }

    /// Draws as much of a band as fits; true when that was all of it.
    fn draw(&mut self, shaper: &mut Shaper, begun: &mut Begun) -> bool {
        if !self.is_fresh && !begun.is_split {
            self.y += begun.band.before;
        }
        let room = BOTTOM - self.y;
        let plans: Vec<(Vec<(usize, usize)>, f32)> =
            (0..begun.band.cells.len()).map(|cell| plan(begun, cell, room, self.is_fresh)).collect();
        let height = plans.iter().map(|(_, height)| *height).fold(0.0, f32::max);
        self.grounds(&begun.band, height);
        let Begun { band, cursors, groups, is_split } = begun;
        let mut is_done = true;
        let drawing = band.cells.iter().zip(&plans).zip(cursors.iter_mut()).zip(groups.iter_mut());
        for (((cell, (lines, _)), cursor), groups) in drawing {
            let mut y = self.y + cell.pad;
            for &(number, line) in lines {
                let Some((x, text)) = cell.texts.get(number) else { continue };
                let mut group = groups.get_mut(number);
                self.line(shaper, text, line, (LEFT + cell.x + x, y), |id| {
                    group.iter_mut().for_each(|group| group.push(id));
                });
                y += text.height(line);
                *cursor = (number, line + 1);
            }
            is_done &= lines_from(cell, cursor.0, cursor.1).next().is_none();
        }
        *is_split = !is_done;
        self.y += height;
        self.is_fresh = false;
        if is_done {
            self.rule(band.rule_below, self.y);
        }
        is_done
    }

    /// Backgrounds, bars and the line above a band.
    fn grounds(&mut self, band: &Band, height: f32) {
        for cell in &band.cells {
            if let Some(fill) = cell.fill {
                self.block(LEFT + cell.x, self.y, cell.width, height, fill);
            }
            if let Some(bar) = cell.bar {
                self.block(LEFT + cell.x, self.y, 2.2, height, bar);
            }
        }
        self.rule(band.rule, self.y);
    }

    fn rule(&mut self, rule: Option<(Colour, f32)>, y: f32) {
        if let Some((colour, width)) = rule {
            self.block(LEFT, y - width / 2.0, WIDTH, width, colour);
        }
    }

    /// Column titles on a further page of their table: there for the eye alone.
    fn again(&mut self, shaper: &mut Shaper, titles: &Band) {
        let height = titles.height();
        self.grounds(titles, height);
        for cell in &titles.cells {
            for (x, text) in &cell.texts {
                self.artifact(
                    shaper,
                    text,
                    (LEFT + cell.x + x, self.y + cell.pad),
                    ArtifactType::PaginationOther,
                );
            }
        }
        self.y += height;
        self.rule(titles.rule_below, self.y);
    }

    /// The headline above every page but the first.
    fn header(&mut self, shaper: &mut Shaper, furniture: &Furniture, number: usize) {
        if number > 1 {
            let arabic = reads_right_to_left(&furniture.headline);
            let style = Style { arabic, right_to_left: arabic, ..SMALL };
            let headline = shaper.shape(Words::of(&furniture.headline), style, WIDTH);
            self.artifact(shaper, &headline, (LEFT, 34.0), ArtifactType::Header);
            self.rule(Some(([0xB8, 0xC0, 0xCA], 0.5)), 50.0);
        }
    }

    /// The state of the translation and the number, below every page.
    fn footer(&mut self, shaper: &mut Shaper, furniture: &Furniture, number: usize) {
        let style = SMALL;
        let footer = shaper.shape(Words::of(&furniture.footer), style, WIDTH - 60.0);
        self.artifact(shaper, &footer, (LEFT, PAGE.1 - 44.0), ArtifactType::Footer);
        let number = Words::of(&format!("Page {number}"));
        let number = shaper.shape(number, Style { right_to_left: true, ..style }, 60.0);
        self.artifact(shaper, &number, (LEFT + WIDTH - 60.0, PAGE.1 - 44.0), ArtifactType::PageNumber);
    }

    /// The first line of a text that is no part of what is read.
    fn artifact(&mut self, shaper: &mut Shaper, text: &Text, at: (f32, f32), kind: ArtifactType) {
        let Some(line) = text.layout.get(0) else { return };
        let baseline = at.1 + line.metrics().baseline - line.metrics().block_min_coord;
        self.surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(kind)));
        for piece in shaper.drawn(text, 0) {
            self.glyphs(text, &piece, at.0, baseline);
        }
        self.surface.end_tagged();
    }

    fn line(
        &mut self,
        shaper: &mut Shaper,
        text: &Text,
        number: usize,
        (x, y): (f32, f32),
        mut drawn: impl FnMut(krilla::tagging::Identifier),
    ) {
        let Some(line) = text.layout.get(number) else { return };
        let metrics = *line.metrics();
        let baseline = y + metrics.baseline - metrics.block_min_coord;
        let pieces = shaper.drawn(text, number);
        for piece in &pieces {
            if let Some(fill) = piece.ink.fill {
                self.block(x + piece.x, y + 1.0, piece.advance, metrics.line_height - 1.0, fill);
            }
        }
        let language = |piece: &Drawn| text.language(piece);
        for pieces in pieces.chunk_by(|one, next| language(one) == language(next)) {
            let tag = SpanTag::empty().with_lang(pieces.first().map(language));
            let id = self.surface.start_tagged(ContentTag::Span(tag));
            pieces.iter().for_each(|piece| self.glyphs(text, piece, x, baseline));
            self.surface.end_tagged();
            drawn(id);
        }
        for piece in &pieces {
            if let Some(address) = text.link(piece.ink) {
                let place = Rect::from_xywh(x + piece.x, y, piece.advance.max(1.0), metrics.line_height);
                let address = address.to_owned();
                self.links.extend(place.map(|place| Link { place, address }));
            }
        }
    }

    fn glyphs(&mut self, text: &Text, piece: &Drawn, x: f32, baseline: f32) {
        self.surface.set_fill(Some(paint(piece.ink.colour)));
        let at = Point::from_xy(x + piece.x, baseline);
        self.surface.draw_glyphs(at, &piece.glyphs, piece.font.clone(), &text.words, piece.size, false);
    }

    /// A rectangle that is no part of what is read.
    fn block(&mut self, x: f32, y: f32, width: f32, height: f32, colour: Colour) {
        let mut path = PathBuilder::new();
        let Some(rect) = Rect::from_xywh(x, y, width, height) else { return };
        path.push_rect(rect);
        let Some(path) = path.finish() else { return };
        self.surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
        self.surface.set_fill(Some(paint(colour)));
        self.surface.draw_path(&path);
        self.surface.end_tagged();
    }
}

fn paint([red, green, blue]: Colour) -> Fill {
    Fill { paint: rgb::Color::new(red, green, blue).into(), ..Fill::default() }
}

/// The height of the first lines of a cell.
fn first_lines(cell: &Cell, count: usize) -> f32 {
    let lines = lines_from(cell, 0, 0).take(count);
    lines.map(|(text, line)| cell.texts.get(text).map_or(0.0, |(_, text)| text.height(line))).sum()
}

/// The lines of a cell that fit into `room`, and the height they take; on a fresh page one at least.
fn plan(begun: &Begun, cell: usize, room: f32, is_fresh: bool) -> (Vec<(usize, usize)>, f32) {
    let (Some(of), Some(&(text, line))) = (begun.band.cells.get(cell), begun.cursors.get(cell)) else {
        return (Vec::new(), 0.0);
    };
    let mut height = 2.0 * of.pad;
    let mut lines = Vec::new();
    for (number, line) in lines_from(of, text, line) {
        let tall = of.texts.get(number).map_or(0.0, |(_, text)| text.height(line));
        let is_first = is_fresh && lines.is_empty();
        if height + tall > room + NOTHING && !is_first {
            break;
        }
        height += tall;
        lines.push((number, line));
    }
    (lines, height)
}
