//! One square texture and the rooms in it: finds room, uploads pictures, grows.
//!
//! It knows no glyphs and never decides what has to go; that is the atlas's business. A room keeps its place
//! when the sheet grows: the new texture has the old one in its top left corner.

use super::picture::Picture;
use egui::{Color32, ColorImage, Context, TextureHandle, TextureId, TextureOptions};
use etagere::{AllocId, AtlasAllocator, size2};

/// Clear pixels around every picture, so that filtering never takes a neighbour's colour.
const BORDER: i32 = 1;

/// The white corner is so many pixels wide and high; with the border, no filter sees anything else.
const WHITE: i32 = 2;

/// Rooms in one region. Its allocator numbers rooms and gaps with 16 bits and does not check.
const MOST_ROOMS: usize = 20_000;

/// A picture's place: which rectangle of the sheet is its own.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Room {
    region: usize,
    id: AllocId,
    /// Top left pixel of the picture itself, inside the border.
    pub min: [i32; 2],
    /// Pixels taken, border and rounding included.
    pub area: i32,
}

/// A part of the sheet with an allocator of its own: the first square, then two more with every growth.
struct Region {
    origin: [i32; 2],
    allocator: AtlasAllocator,
    rooms: usize,
}

pub struct Sheet {
    texture: TextureHandle,
    regions: Vec<Region>,
    side: i32,
}

impl Sheet {
    /// An empty sheet of `side` times `side` pixels; `side` is at least 1.
    pub fn new(ctx: &Context, side: i32) -> Self {
        let mut sheet = Self { texture: load(ctx, blank(side)), regions: Vec::new(), side };
        sheet.clear();
        sheet
    }

    /// Gives all rooms back.
    pub fn clear(&mut self) {
        let mut all = Region::new([0, 0], [self.side, self.side]);
        // The first room is the top left corner, which is white.
        let edge = WHITE + BORDER;
        let _ = all.allocator.allocate(size2(edge, edge));
        self.regions = vec![all];
    }

    pub fn texture(&self) -> TextureId {
        self.texture.id()
    }

    pub const fn side(&self) -> i32 {
        self.side
    }

    /// Pixels of the whole sheet.
    pub const fn area(&self) -> i32 {
        self.side * self.side
    }

    /// Takes room for a picture and uploads it; `None` when there is none.
    pub fn place(&mut self, picture: &Picture) -> Option<Room> {
        let [width, height] = picture.size.map(|edge| i32::try_from(edge).unwrap_or(i32::MAX - 2 * BORDER));
        let size = size2(width + 2 * BORDER, height + 2 * BORDER);
        let (region, id, rectangle) = self.regions.iter_mut().enumerate().find_map(|(index, region)| {
            if region.rooms >= MOST_ROOMS {
                return None;
            }
            let found = region.allocator.allocate(size)?;
            region.rooms += 1;
            Some((index, found.id, found.rectangle.translate(region.origin.into())))
        })?;
        // The border goes along: a picture that was here before may have left its colours in it.
        self.texture.set_partial(
            [rectangle.min.x as usize, rectangle.min.y as usize],
            picture.with_border(BORDER as usize),
            TextureOptions::LINEAR,
        );
        let min = [rectangle.min.x + BORDER, rectangle.min.y + BORDER];
        Some(Room { region, id, min, area: rectangle.area() })
    }

    /// Gives a room back. Its pixels stay until another picture takes the place.
    pub fn vacate(&mut self, room: Room) {
        if let Some(region) = self.regions.get_mut(room.region) {
            region.allocator.deallocate(room.id);
            region.rooms -= 1;
        }
    }

    /// Makes the sheet `side` pixels wide and high, with the pictures in their places.
    ///
    /// The larger texture is a new one. What was painted earlier in this frame refers to the old texture by
    /// its name and its own coordinates, and stays right: egui frees a texture after the frame is painted.
    pub fn grow<'a>(
        &mut self,
        ctx: &Context,
        side: i32,
        pictures: impl Iterator<Item = (Room, &'a Picture)>,
    ) {
        let mut image = blank(side);
        for (room, picture) in pictures {
            picture.copy_into(&mut image, room.min.map(|edge| edge as usize));
        }
        let old = self.side;
        self.texture = load(ctx, image);
        self.regions.push(Region::new([old, 0], [side - old, old]));
        self.regions.push(Region::new([0, old], [side, side - old]));
        self.side = side;
    }
}

impl Region {
    fn new(origin: [i32; 2], [width, height]: [i32; 2]) -> Self {
        Self { origin, allocator: AtlasAllocator::new(size2(width, height)), rooms: 0 }
    }
}

/// True if a sheet that may grow to `limit` will have room for a picture, were it empty.
pub fn can_hold(limit: i32, picture: &Picture) -> bool {
    let [width, height] = picture.size;
    // After growing, the largest region is as wide as the sheet and half as high.
    let (widest, highest) = (limit - 2 * BORDER, limit / 2 - 2 * BORDER - WHITE);
    width as i64 <= i64::from(widest) && height as i64 <= i64::from(highest)
}

/// Clear but for the white corner.
fn blank(side: i32) -> ColorImage {
    let side = side as usize;
    let mut image = ColorImage::filled([side; 2], Color32::TRANSPARENT);
    for row in image.pixels.chunks_exact_mut(side).take(WHITE as usize) {
        row.iter_mut().take(WHITE as usize).for_each(|pixel| *pixel = Color32::WHITE);
    }
    image
}

fn load(ctx: &Context, image: ColorImage) -> TextureHandle {
    ctx.load_texture("tarjuman-glyphs", image, TextureOptions::LINEAR)
}
