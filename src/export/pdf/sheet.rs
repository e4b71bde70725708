//! One page while it is drawn.

use super::super::reading_order::reads_right_to_left;
use super::band::{Band, WIDTH};
use super::begun::{Begun, first_lines, lines_from, plan};
use super::glyphs::{Line, Piece};
use super::pages::Furniture;
use super::text::{Colour, QUIET, Shaper, Style, Text, Words};
use krilla::color::rgb;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::paint::Fill;
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, Identifier, SpanTag};

/// A4 upright, in points.
pub(super) const PAGE: (f32, f32) = (595.28, 841.89);
const LEFT: f32 = 51.0;
pub(super) const TOP: f32 = 62.0;
const BOTTOM: f32 = PAGE.1 - 58.0;
const SMALL: Style = Style::english(8.0).in_colour(QUIET);

/// The room for the number of a page, in points.
const NUMBER_WIDTH: f32 = 96.0;

/// A link on the page.
pub(super) struct Link {
    pub(super) place: Rect,
    pub(super) address: String,
}

/// The page that is being drawn.
pub(super) struct Sheet<'p, 's> {
    pub(super) surface: Surface<'s>,
    pub(super) links: &'p mut Vec<Link>,
    pub(super) y: f32,
    /// Nothing but column titles stands on it.
    pub(super) is_fresh: bool,
}

impl Sheet<'_, '_> {
    /// False when a band had better begin on the next page.
    pub(super) fn has_room(&self, begun: &Begun, next: Option<&Band>) -> bool {
        /// The beginning of what a heading stands above: about three lines.
        const BEGINNING: f32 = 48.0;
        if self.is_fresh || begun.is_split {
            return true;
        }
        let band = &begun.band;
        let room = BOTTOM - self.y - band.before;
        let height = begun.height();
        // What leads in stands above more than what leads in below it: a heading, column titles, a row.
        let beginning =
            |next: &Band| next.height().min(BEGINNING) + if next.with_next { BEGINNING } else { 0.0 };
        let with = next.filter(|_| band.with_next).map_or(0.0, |next| next.before + beginning(next));
        if band.whole || band.with_next {
            // What is taller than a page has to be split wherever it begins.
            let tallest = BOTTOM - TOP - BEGINNING;
            return height + with <= room || height > tallest && room > BEGINNING;
        }
        // Two lines of a paragraph at least.
        height <= room || begun.band.cells.iter().all(|cell| first_lines(cell, 2) <= room)
    }

    /// Draws as much of a band as fits; true when that was all of it.
    pub(super) fn draw(&mut self, begun: &mut Begun) -> bool {
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
                self.line(text, line, (LEFT + cell.x + x, y), |id| {
                    if let Some(group) = &mut group {
                        group.push(id);
                    }
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
    pub(super) fn again(&mut self, titles: &Band) {
        let height = titles.height();
        self.grounds(titles, height);
        for cell in &titles.cells {
            for (x, text) in &cell.texts {
                self.artifact(text, (LEFT + cell.x + x, self.y + cell.pad), ArtifactType::PaginationOther);
            }
        }
        self.y += height;
        self.rule(titles.rule_below, self.y);
    }

    /// The headline above every page but the first.
    pub(super) fn header(&mut self, shaper: &mut Shaper, furniture: &Furniture, number: usize) {
        if number > 1 {
            let arabic = reads_right_to_left(&furniture.headline);
            let style = Style { arabic, right_to_left: arabic, ..SMALL };
            let headline = shaper.shape(Words::of(&furniture.headline), style, WIDTH);
            self.artifact(&headline, (LEFT, 34.0), ArtifactType::Header);
            self.rule(Some(([0xB8, 0xC0, 0xCA], 0.5)), 50.0);
        }
    }

    /// The state of the translation and the number, below every page.
    pub(super) fn footer(&mut self, shaper: &mut Shaper, furniture: &Furniture, number: usize) {
        let style = SMALL;
        let footer = shaper.shape(Words::of(&furniture.footer), style, WIDTH - NUMBER_WIDTH);
        self.artifact(&footer, (LEFT, PAGE.1 - 44.0), ArtifactType::Footer);
        let of = furniture.pages.map(|pages| format!(" of {pages}")).unwrap_or_default();
        let number = Words::of(&format!("Page {number}{of}"));
        let number = shaper.shape(number, Style { right_to_left: true, ..style }, NUMBER_WIDTH);
        self.artifact(&number, (LEFT + WIDTH - NUMBER_WIDTH, PAGE.1 - 44.0), ArtifactType::PageNumber);
    }

    /// The first line of a text that is no part of what is read.
    fn artifact(&mut self, text: &Text, at: (f32, f32), kind: ArtifactType) {
        let Some(line) = text.line(0) else { return };
        self.surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(kind)));
        for piece in line.pieces() {
            self.glyphs(text, line, piece, at);
        }
        self.surface.end_tagged();
    }

    /// Draws a line; `at` is its upper left corner.
    fn line(&mut self, text: &Text, number: usize, at: (f32, f32), mut drawn: impl FnMut(Identifier)) {
        let Some(line) = text.line(number) else { return };
        let (x, y) = at;
        for piece in line.pieces() {
            if let Some(fill) = piece.ink.fill {
                self.block(x + piece.x, y + 1.0, piece.advance, line.height - 1.0, fill);
            }
        }
        for pieces in line.pieces().chunk_by(|one, next| one.language == next.language) {
            let tag = SpanTag::empty().with_lang(pieces.first().map(|piece| piece.language));
            let id = self.surface.start_tagged(ContentTag::Span(tag));
            for piece in pieces {
                self.glyphs(text, line, piece, at);
            }
            self.surface.end_tagged();
            drawn(id);
        }
        for piece in line.pieces() {
            if let Some(address) = text.link(piece.ink) {
                let place = Rect::from_xywh(x + piece.x, y, piece.advance.max(1.0), line.height);
                let address = address.to_owned();
                self.links.extend(place.map(|place| Link { place, address }));
            }
        }
    }

    fn glyphs(&mut self, text: &Text, line: &Line, piece: &Piece, (x, y): (f32, f32)) {
        self.surface.set_fill(Some(paint(piece.ink.colour)));
        let at = Point::from_xy(x + piece.x, y + line.baseline);
        let glyphs = line.glyphs(piece);
        self.surface.draw_glyphs(at, glyphs, piece.font.clone(), &text.words, piece.size, false);
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
