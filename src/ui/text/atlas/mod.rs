//! Glyph pictures, and the few other shapes a text needs, in one texture, so that a field is one mesh.
//!
//! The sheet starts small. When it is full, pictures that were not used lately make room; if those that were
//! used lately fill more than half of it, it grows, up to [`LARGEST_SIDE`] or what the graphics card takes.
//! At its bound the least recently used go first. What was asked for in the current frame is never moved or
//! overwritten, so nothing that is on screen flickers. Sizes of another scale factor age like anything else.
//!
//! A mesh is built in texels, which growing does not change; [`Atlas::shape`] turns it into what egui paints.
//!
//! ```text
//! mod        what is in the sheet, what has to go, when it grows
//! key        what a picture is filed under
//! ink        what the theme decides about pictures
//! sheet      the texture and the rooms in it
//! picture    pixels on their way into the sheet
//! raster     glyph outlines become pictures
//! layers     emoji made of coloured outlines
//! bitmap     emoji that come as bitmaps
//! stamp      squiggles and dashes
//! invisible  marks for characters that cannot be seen
//! ```

mod bitmap;
mod ink;
mod invisible;
mod key;
mod layers;
mod picture;
mod raster;
mod sheet;
mod stamp;

pub use invisible::Invisible;
pub use key::{GlyphKey, SUBPIXEL_STEPS};
pub use stamp::Stamp;

#[cfg(test)]
mod tests;

use egui::epaint::FontColorTransferFunction;
use egui::{Color32, Context, Mesh, Pos2, Rect, Shape, Vec2, pos2, vec2};
use ink::Ink;
use key::{Faces, Key};
use parley::FontData;
use picture::Picture;
use raster::Rasteriser;
use sheet::{Room, Sheet};
use std::collections::HashMap;

/// A window of Arabic and English at 1× takes about a fifth of it.
const FIRST_SIDE: i32 = 1024;
/// 4096² RGBA is 64 MB: the bound on what glyphs may cost on the card. Below it the pictures are also kept in
/// memory, a byte a pixel for letters and four for emoji, to be copied when the sheet grows: 16 MB at most.
const LARGEST_SIDE: i32 = 4096;
/// A picture not used for so many frames makes room before the sheet grows. A second of scrolling.
const LATELY: u64 = 60;
/// Known glyphs without a picture, such as spaces, are forgotten beyond so many.
const MOST_BLANKS: usize = 10_000;

/// Where a picture is in the texture, and how it lies about its pen position.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Slot {
    /// Texels; for a mesh that is passed to [`Atlas::shape`].
    pub uv: Rect,
    /// From the pen to the top left corner, physical pixels, y downwards.
    pub offset: Vec2,
    /// Physical pixels.
    pub size: Vec2,
    /// Emoji keep their own colours: paint them white.
    pub coloured: bool,
}

impl Slot {
    /// The first `width` physical pixels of the picture, for the end of a squiggle.
    #[must_use]
    pub fn left_part(mut self, width: f32) -> Self {
        self.size.x = self.size.x.min(width);
        self.uv.max.x = self.uv.min.x + self.size.x;
        self
    }

    /// The picture turned round about the pen, for the arrows of right-to-left paragraphs.
    #[must_use]
    pub fn mirrored(mut self) -> Self {
        std::mem::swap(&mut self.uv.min.x, &mut self.uv.max.x);
        self.offset.x = -self.offset.x - self.size.x;
        self
    }
}

struct Entry {
    /// The frame in which it was last asked for.
    last_used: u64,
    /// `None` for what has no picture: a space, a glyph that is broken or too large.
    place: Option<Place>,
}

struct Place {
    room: Room,
    slot: Slot,
    /// Kept as long as the sheet can grow.
    picture: Option<Picture>,
}

pub struct Atlas {
    ctx: Option<Context>,
    sheet: Option<Sheet>,
    entries: HashMap<Key, Entry, foldhash::fast::RandomState>,
    rasteriser: Rasteriser,
    faces: Faces,
    ink: Ink,
    frame: u64,
    /// Pixels of the sheet that are taken.
    used_area: i32,
    /// Something found no room in this frame.
    overflown: bool,
    /// This frame began with an empty sheet; what finds no room in it never will.
    began_empty: bool,
}

impl Default for Atlas {
    fn default() -> Self {
        Self {
            ctx: None,
            sheet: None,
            entries: HashMap::default(),
            rasteriser: Rasteriser::default(),
            faces: Faces::default(),
            ink: Ink::new(FontColorTransferFunction::Off, Color32::BLACK),
            frame: 0,
            used_area: 0,
            overflown: false,
            began_empty: false,
        }
    }
}

impl Atlas {
    /// Call once a frame, before the first slot is asked for.
    pub fn begin_frame(&mut self, ctx: &Context) {
        self.frame += 1;
        self.ctx = Some(ctx.clone());
        let (curve, colour) = {
            let visuals = &ctx.global_style().visuals;
            (visuals.text_options.color_transfer_function, visuals.text_color())
        };
        let same_ink = self.ink.curve == curve && self.ink.colour == colour;
        let start_over = (self.overflown && !self.began_empty) || !same_ink;
        self.overflown = false;
        self.began_empty = start_over || self.sheet.is_none();
        if !same_ink {
            self.ink = Ink::new(curve, colour);
        }
        if self.began_empty {
            self.entries.clear();
            self.used_area = 0;
            match &mut self.sheet {
                Some(sheet) => sheet.clear(),
                None => self.sheet = Some(Sheet::new(ctx, FIRST_SIDE.min(bound(ctx)))),
            }
        } else if self.entries.len() > MOST_BLANKS {
            let frame = self.frame;
            self.entries.retain(|_, entry| entry.place.is_some() || entry.last_used + LATELY > frame);
        }
    }

    /// True when something painted in this frame is missing and will be there in the next.
    pub const fn wants_another_frame(&self) -> bool {
        self.overflown && !self.began_empty
    }

    /// A texel that is all white, for plain areas in the mesh of a text.
    ///
    /// The corner (0, 0) is white as well, so that [`Mesh::add_colored_rect`] does the same.
    #[expect(clippy::unused_self, reason = "the answer belongs to this texture and no other")]
    pub const fn white_uv(&self) -> Pos2 {
        pos2(1.0, 1.0)
    }

    /// The mesh as a shape: texels become what egui paints with. `None` if there is nothing in it.
    ///
    /// All slots in the mesh must have been asked for in this frame.
    pub fn shape(&self, mut mesh: Mesh) -> Option<Shape> {
        let sheet = self.sheet.as_ref().filter(|_| !mesh.is_empty())?;
        mesh.texture_id = sheet.texture();
        let texel = 1.0 / sheet.side() as f32;
        for vertex in &mut mesh.vertices {
            vertex.uv = (vertex.uv.to_vec2() * texel).to_pos2();
        }
        Some(Shape::mesh(mesh))
    }

    /// The glyph's slot; `None` for a glyph without a picture (a space), or when nothing more fits.
    pub fn slot(&mut self, key: GlyphKey, font: &FontData, coords: &[i16]) -> Option<Slot> {
        let colour = self.ink.colour;
        let packed = self.faces.key(&key, coords)?;
        self.find_or_draw(packed, |rasteriser| rasteriser.glyph(key, font, coords, colour))
    }

    /// The slot of one of our own shapes.
    pub fn stamp(&mut self, stamp: Stamp) -> Option<Slot> {
        self.find_or_draw(Key::Stamp(stamp), |rasteriser| stamp.draw(rasteriser))
    }

    fn find_or_draw(
        &mut self,
        key: Key,
        draw: impl FnOnce(&mut Rasteriser) -> Option<Picture>,
    ) -> Option<Slot> {
        if let Some(entry) = self.entries.get_mut(&key) {
            entry.last_used = self.frame;
            return entry.place.as_ref().map(|place| place.slot);
        }
        let limit = self.limit();
        let picture = draw(&mut self.rasteriser).filter(|picture| sheet::can_hold(limit, picture));
        let place = match picture {
            None => None,
            Some(mut picture) => {
                self.ink.apply(&mut picture);
                let Some(room) = self.make_room(&picture) else {
                    self.overflown = true;
                    return None;
                };
                self.used_area += room.area;
                let [x, y] = room.min.map(|edge| edge as f32);
                let size = vec2(picture.size[0] as f32, picture.size[1] as f32);
                let slot = Slot {
                    uv: Rect::from_min_size(pos2(x, y), size),
                    offset: vec2(picture.offset[0] as f32, picture.offset[1] as f32),
                    size,
                    coloured: picture.coloured(),
                };
                let can_grow = self.sheet.as_ref().is_some_and(|sheet| sheet.side() < limit);
                Some(Place { room, slot, picture: can_grow.then_some(picture) })
            }
        };
        let slot = place.as_ref().map(|place| place.slot);
        self.entries.insert(key, Entry { last_used: self.frame, place });
        slot
    }

    /// Places a picture, by the rules at the top of this file.
    fn make_room(&mut self, picture: &Picture) -> Option<Room> {
        if let Some(room) = self.sheet.as_mut()?.place(picture) {
            return Some(room);
        }
        let stale = self.frame.saturating_sub(LATELY);
        if self.area_used_since(stale) <= self.sheet.as_ref()?.area() / 2 {
            self.evict(0, stale);
            if let Some(room) = self.sheet.as_mut()?.place(picture) {
                return Some(room);
            }
        }
        while self.grow() {
            if let Some(room) = self.sheet.as_mut()?.place(picture) {
                return Some(room);
            }
        }
        // An eighth of the sheet at a time: the room lasts for a while, and most of what is known stays.
        let step = self.sheet.as_ref()?.area() / 8;
        while self.evict((self.used_area - step).max(0), self.frame) {
            if let Some(room) = self.sheet.as_mut()?.place(picture) {
                return Some(room);
            }
        }
        None
    }

    fn area_used_since(&self, frame: u64) -> i32 {
        let recent = self.entries.values().filter(|entry| entry.last_used >= frame);
        recent.filter_map(|entry| entry.place.as_ref()).map(|place| place.room.area).sum()
    }

    /// Takes out the least recently used until no more than `area` pixels are taken, but nothing that was
    /// used in the frame `since` or later. False if there was nothing to take out.
    fn evict(&mut self, area: i32, since: u64) -> bool {
        let Some(sheet) = self.sheet.as_mut() else { return false };
        let mut old: Vec<(u64, Key)> = self
            .entries
            .iter()
            .filter(|(_, entry)| entry.last_used < since && entry.place.is_some())
            .map(|(key, entry)| (entry.last_used, *key))
            .collect();
        old.sort_unstable_by_key(|&(last_used, _)| last_used);
        let before = self.used_area;
        for (_, key) in old {
            if self.used_area <= area {
                break;
            }
            if let Some(place) = self.entries.remove(&key).and_then(|entry| entry.place) {
                self.used_area -= place.room.area;
                sheet.vacate(place.room);
            }
        }
        self.used_area < before
    }

    /// Doubles the sheet's side if that is allowed; all pictures stay where they are.
    fn grow(&mut self) -> bool {
        let limit = self.limit();
        let (Some(ctx), Some(sheet)) = (&self.ctx, &mut self.sheet) else { return false };
        let side = sheet.side().saturating_mul(2).min(limit);
        if side <= sheet.side() {
            return false;
        }
        let places = self.entries.values().filter_map(|entry| entry.place.as_ref());
        sheet.grow(
            ctx,
            side,
            places.filter_map(|place| place.picture.as_ref().map(|picture| (place.room, picture))),
        );
        if side == limit {
            for entry in self.entries.values_mut() {
                if let Some(place) = &mut entry.place {
                    place.picture = None;
                }
            }
        }
        true
    }

    fn limit(&self) -> i32 {
        self.ctx.as_ref().map_or(FIRST_SIDE, bound)
    }
}

/// The largest side the sheet may have; some graphics cards take no more than 2048.
fn bound(ctx: &Context) -> i32 {
    ctx.input(|input| i32::try_from(input.max_texture_side).unwrap_or(i32::MAX)).clamp(1, LARGEST_SIDE)
}
