//! Glyph pictures in one texture. It grows when it is full, then starts over with what is on screen.

use egui::{Color32, ColorImage, Context, Rect, TextureHandle, TextureOptions, Vec2, pos2, vec2};
use etagere::{AtlasAllocator, size2};
use parley::FontData;
use std::collections::HashMap;
use swash::FontRef;
use swash::scale::image::{Content, Image};
use swash::scale::{Render, ScaleContext, Source, StrikeWith};
use swash::zeno::{Format, Vector};

/// Horizontal positions a glyph is rasterised at within one pixel; four are enough for even spacing.
pub const SUBPIXEL_STEPS: u8 = 4;

const FIRST_SIDE: i32 = 1024;
/// 4096² RGBA is 64 MB: the bound on what glyphs may cost.
const LARGEST_SIDE: i32 = 4096;

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct GlyphKey {
    pub font: u64,
    pub font_index: u32,
    pub glyph: u32,
    /// Physical pixels per em, in 1/64.
    pub size: u32,
    pub subpixel: u8,
    /// The face has no bold of its own: its outline is thickened.
    pub embolden: bool,
}

/// Where a glyph is in the texture, and how it lies about its pen position (physical pixels).
#[derive(Clone, Copy)]
pub struct Slot {
    pub uv: Rect,
    pub offset: Vec2,
    pub size: Vec2,
    /// Emoji keep their own colours.
    pub coloured: bool,
}

/// The place a picture was given; the texture coordinates depend on the side at the time.
#[derive(Clone, Copy)]
struct Place {
    min: [i32; 2],
    offset: Vec2,
    size: [i32; 2],
    coloured: bool,
}

#[derive(Default)]
pub struct Atlas {
    sheet: Option<Sheet>,
    places: HashMap<GlyphKey, Option<Place>>,
    scaler: ScaleContext,
    /// Set when a glyph found no room: the next frame begins with a larger or an empty sheet.
    full: bool,
}

struct Sheet {
    allocator: AtlasAllocator,
    texture: TextureHandle,
    side: i32,
}

impl Atlas {
    pub fn begin_frame(&mut self, ctx: &Context) {
        let side = match &self.sheet {
            None => FIRST_SIDE.min(largest_side(ctx)),
            Some(sheet) if self.full => (sheet.side * 2).min(LARGEST_SIDE).min(largest_side(ctx)),
            Some(_) => return,
        };
        self.places.clear();
        self.full = false;
        let blank = ColorImage::filled([side as usize, side as usize], Color32::TRANSPARENT);
        self.sheet = Some(Sheet {
            allocator: AtlasAllocator::new(size2(side, side)),
            texture: ctx.load_texture("tarjuman-glyphs", blank, TextureOptions::LINEAR),
            side,
        });
    }

    /// True when something painted in this frame is missing, so that another frame is needed.
    pub fn wants_another_frame(&self) -> bool {
        self.full
    }

    pub const fn white_uv(&self) -> egui::Pos2 {
        egui::Pos2::ZERO
    }

    pub fn shape(&self, mut mesh: egui::Mesh) -> Option<egui::Shape> {
        let sheet = self.sheet.as_ref().filter(|_| !mesh.is_empty())?;
        mesh.texture_id = sheet.texture.id();
        Some(egui::Shape::mesh(mesh))
    }

    pub fn texture(&self) -> Option<egui::TextureId> {
        self.sheet.as_ref().map(|sheet| sheet.texture.id())
    }

    /// The glyph's slot; `None` for a glyph without a picture (a space), or when the sheet is full.
    pub fn slot(&mut self, key: GlyphKey, font: &FontData, coords: &[i16]) -> Option<Slot> {
        let side = self.sheet.as_ref()?.side as f32;
        let place = if let Some(place) = self.places.get(&key) {
            *place
        } else {
            let place = match self.rasterise(key, font, coords) {
                None => None,
                Some(image) => {
                    let Some(place) = self.store(&image) else {
                        self.full = true;
                        return None;
                    };
                    Some(place)
                }
            };
            self.places.insert(key, place);
            place
        }?;
        let [x, y] = place.min.map(|edge| edge as f32);
        let [width, height] = place.size.map(|edge| edge as f32);
        Some(Slot {
            uv: Rect::from_min_max(pos2(x / side, y / side), pos2((x + width) / side, (y + height) / side)),
            offset: place.offset,
            size: vec2(width, height),
            coloured: place.coloured,
        })
    }

    fn rasterise(&mut self, key: GlyphKey, font: &FontData, coords: &[i16]) -> Option<Image> {
        let face = FontRef::from_index(font.data.as_ref(), key.font_index as usize)?;
        let size = key.size as f32 / 64.0;
        let mut scaler = self
            .scaler
            .builder(face)
            .size(size)
            .hint(false)
            .normalized_coords(coords.iter().copied())
            .build();
        let image = Render::new(&[
            Source::ColorOutline(0),
            Source::ColorBitmap(StrikeWith::BestFit),
            Source::Outline,
        ])
        .format(Format::Alpha)
        .embolden(if key.embolden { size / 48.0 } else { 0.0 })
        .offset(Vector::new(f32::from(key.subpixel) / f32::from(SUBPIXEL_STEPS), 0.0))
        .render(&mut scaler, u16::try_from(key.glyph).ok()?)?;
        (image.placement.width > 0 && image.placement.height > 0).then_some(image)
    }

    /// Copies a picture into the sheet, with a clear pixel around it; `None` when there is no room.
    fn store(&mut self, image: &Image) -> Option<Place> {
        let sheet = self.sheet.as_mut()?;
        let (width, height) = (image.placement.width as i32, image.placement.height as i32);
        let room = sheet.allocator.allocate(size2(width + 2, height + 2))?;
        let min = [room.rectangle.min.x + 1, room.rectangle.min.y + 1];
        let coloured = image.content != Content::Mask;
        let pixels = if coloured {
            image
                .data
                .chunks_exact(4)
                .map(|rgba| match *rgba {
                    [r, g, b, a] => Color32::from_rgba_unmultiplied(r, g, b, a),
                    _ => Color32::TRANSPARENT,
                })
                .collect()
        } else {
            image.data.iter().map(|&alpha| Color32::from_white_alpha(alpha)).collect()
        };
        sheet.texture.set_partial(
            min.map(|edge| edge as usize),
            ColorImage::new([width as usize, height as usize], pixels),
            TextureOptions::LINEAR,
        );
        Some(Place {
            min,
            offset: vec2(image.placement.left as f32, -(image.placement.top as f32)),
            size: [width, height],
            coloured,
        })
    }
}

/// What the graphics card takes; some take no more than 2048.
fn largest_side(ctx: &Context) -> i32 {
    ctx.input(|input| i32::try_from(input.max_texture_side).unwrap_or(i32::MAX))
}
