//! The atlas without a display: what egui would upload is applied to images in memory.

use super::*;
use egui::{Color32, ColorImage, RawInput, TextureId};
use parley::fontique::Blob;
use std::sync::Arc;

/// An atlas with a window's worth of egui around it, and the textures as the graphics card would have them.
struct Desk {
    ctx: Context,
    atlas: Atlas,
    font: FontData,
    textures: HashMap<TextureId, ColorImage>,
    largest_texture: usize,
    /// How often a whole texture was uploaded.
    whole_uploads: usize,
}

impl Desk {
    fn new(largest_texture: usize) -> Self {
        let ctx = Context::default();
        ctx.set_theme(egui::Theme::Light);
        Self {
            ctx,
            atlas: Atlas::default(),
            font: FontData::new(Blob::new(Arc::new(dejavu::sans::regular())), 0),
            textures: HashMap::new(),
            largest_texture,
            whole_uploads: 0,
        }
    }

    /// One frame; textures that egui frees are still there while `look` looks, as they are while it paints.
    fn frame<T>(&mut self, draw: impl FnOnce(&mut Atlas, &FontData) -> T) -> T {
        let mut draw = Some(draw);
        let mut result = None;
        let input = RawInput { max_texture_side: Some(self.largest_texture), ..RawInput::default() };
        let (atlas, font) = (&mut self.atlas, &self.font);
        let mut output = self.ctx.run_ui(input, |ui| {
            atlas.begin_frame(ui.ctx());
            if let Some(draw) = draw.take() {
                result = Some(draw(atlas, font));
            }
        });
        let delta = std::mem::take(&mut output.textures_delta.set);
        output.textures_delta.clear();
        for (id, images) in delta {
            for delta in images {
                let egui::ImageData::Color(image) = &delta.image;
                match delta.pos {
                    None => {
                        self.whole_uploads += usize::from(image.size[0] >= 256);
                        self.textures.insert(id, ColorImage::clone(image));
                    }
                    Some([left, top]) => {
                        let texture = self.textures.get_mut(&id).expect("a part of a texture that is there");
                        for row in 0..image.size[1] {
                            let to = (top + row) * texture.size[0] + left;
                            let from = row * image.size[0];
                            texture.pixels[to..to + image.size[0]]
                                .copy_from_slice(&image.pixels[from..from + image.size[0]]);
                        }
                    }
                }
            }
        }
        result.expect("a frame was drawn")
    }

    /// The pixels a vertex rectangle in texels shows, cut out of a texture.
    fn pixels(&self, texture: TextureId, texels: Rect) -> Vec<Color32> {
        let image = &self.textures[&texture];
        let [left, top, right, bottom] =
            [texels.min.x, texels.min.y, texels.max.x, texels.max.y].map(|edge| edge.round() as usize);
        (top..bottom).flat_map(|y| image.pixels[y * image.size[0]..][left..right].to_vec()).collect()
    }

    fn current(&self) -> TextureId {
        self.atlas.sheet.as_ref().expect("a sheet").texture()
    }

    fn side(&self) -> i32 {
        self.atlas.sheet.as_ref().expect("a sheet").side()
    }
}

fn key(glyph: u32, size: u32) -> GlyphKey {
    GlyphKey { font: 1, font_index: 0, glyph, size: size * 64, subpixel: 0, embolden: false }
}

/// The key of a glyph in the one face of these tests.
fn packed(key: GlyphKey) -> Key {
    Faces::default().key(&key, &[]).expect("a key that fits")
}

/// What swash itself draws, as egui's pixels.
fn expected(glyph: u16, size: u32) -> Vec<Color32> {
    let image = swash_image(glyph, size, 0.0, 0.0);
    image.data.iter().map(|&alpha| Color32::from_white_alpha(alpha)).collect()
}

fn swash_image(glyph: u16, size: u32, shift: f32, bold: f32) -> swash::scale::image::Image {
    use swash::scale::{Render, ScaleContext, Source};
    let face = swash::FontRef::from_index(dejavu::sans::regular(), 0).expect("the embedded face");
    let mut context = ScaleContext::new();
    let mut scaler = context.builder(face).size(size as f32).build();
    Render::new(&[Source::Outline])
        .offset(swash::zeno::Vector::new(shift, 0.0))
        .embolden(bold)
        .render(&mut scaler, glyph)
        .expect("a glyph")
}

/// No two pictures share a pixel, none lies outside, and the atlas has counted right.
fn assert_sound(atlas: &Atlas) {
    let sheet = atlas.sheet.as_ref().expect("a sheet");
    let all = Rect::from_min_max(Pos2::ZERO, pos2(sheet.side() as f32, sheet.side() as f32));
    let mut owner = vec![false; sheet.area() as usize];
    let mut area = 0;
    for place in atlas.entries.values().filter_map(|entry| entry.place.as_ref()) {
        let with_border = place.slot.uv.expand(1.0);
        assert!(all.contains_rect(with_border), "{with_border:?} in {all:?}");
        area += place.room.area;
        for y in with_border.min.y as usize..with_border.max.y as usize {
            for x in with_border.min.x as usize..with_border.max.x as usize {
                assert!(x > 2 || y > 2, "the white corner is nobody's");
                let taken = &mut owner[y * sheet.side() as usize + x];
                assert!(!*taken, "two pictures at {x}, {y}");
                *taken = true;
            }
        }
    }
    assert_eq!(area, atlas.used_area);
}

#[test]
fn a_glyph_in_the_sheet_is_what_was_rasterised() {
    let mut desk = Desk::new(4096);
    let slot = desk.frame(|atlas, font| atlas.slot(key(36, 40), font, &[])).expect("a glyph");
    assert_eq!(desk.pixels(desk.current(), slot.uv), expected(36, 40));
    let around = slot.uv.expand(1.0);
    let ink = |pixels: Vec<Color32>| pixels.iter().map(|pixel| u64::from(pixel.a())).sum::<u64>();
    assert_eq!(
        ink(desk.pixels(desk.current(), around)),
        ink(desk.pixels(desk.current(), slot.uv)),
        "the border is clear"
    );
}

#[test]
fn pictures_lie_where_swash_puts_them() {
    let mut desk = Desk::new(2048);
    for (glyph, size) in [(36, 17), (74, 20), (950, 31), (16, 24)] {
        for (subpixel, embolden) in [(0, false), (1, false), (3, false), (2, true)] {
            let key = GlyphKey { subpixel, embolden, ..key(glyph, size) };
            let slot = desk.frame(|atlas, font| atlas.slot(key, font, &[])).expect("a glyph");
            let bold = if embolden { size as f32 / 48.0 } else { 0.0 };
            let image = swash_image(glyph as u16, size, f32::from(subpixel) / 4.0, bold);
            let placement = image.placement;
            assert_eq!(slot.offset, vec2(placement.left as f32, -placement.top as f32), "{key:?}");
            assert_eq!(slot.size, vec2(placement.width as f32, placement.height as f32), "{key:?}");
            let pixels: Vec<u8> = desk.pixels(desk.current(), slot.uv).iter().map(Color32::a).collect();
            assert_eq!(pixels, image.data, "{key:?}");
        }
    }
}

#[test]
fn the_corner_and_the_white_texel_are_white() {
    let mut desk = Desk::new(1024);
    let white = desk.frame(|atlas, _| atlas.white_uv());
    let around = Rect::from_center_size(white, Vec2::splat(2.0));
    assert!(desk.pixels(desk.current(), around).iter().all(|&pixel| pixel == Color32::WHITE));
    assert_eq!(around.min, Pos2::ZERO);
}

#[test]
fn a_space_and_nonsense_have_no_picture() {
    let mut desk = Desk::new(1024);
    desk.frame(|atlas, font| {
        assert_eq!(atlas.slot(key(3, 20), font, &[]), None, "a space");
        assert_eq!(atlas.slot(key(36, 0), font, &[]), None, "no size");
        assert_eq!(atlas.slot(key(36, u32::MAX / 64), font, &[]), None, "an absurd size");
        assert_eq!(atlas.slot(key(70_000, 20), font, &[]), None, "no such glyph id");
        assert_eq!(atlas.slot(key(65_000, 20), font, &[]), None, "no such glyph");
        assert_eq!(atlas.slot(GlyphKey { font_index: 9, ..key(36, 20) }, font, &[]), None, "no such face");
        let broken = FontData::new(Blob::new(Arc::new([7_u8; 100])), 0);
        assert_eq!(atlas.slot(GlyphKey { font: 2, ..key(36, 20) }, &broken, &[]), None, "not a font");
        assert!(atlas.slot(key(36, 20), font, &[]).is_some(), "and a letter all the same");
        assert!(!atlas.wants_another_frame());
    });
}

#[test]
fn a_full_sheet_grows_within_the_frame_and_keeps_what_it_has() {
    let mut desk = Desk::new(4096);
    // Before and after growing, in one frame and one mesh.
    let (before, shape_before, after, mesh) = desk.frame(|atlas, font| {
        let before = atlas.slot(key(36, 40), font, &[]).expect("a glyph");
        let mut first = Mesh::default();
        first.add_rect_with_uv(before.uv, before.uv, Color32::WHITE);
        let shape_before = atlas.shape(first.clone()).expect("a shape");
        let mut glyph = 0;
        while atlas.sheet.as_ref().expect("a sheet").side() == FIRST_SIDE {
            glyph += 1;
            atlas.slot(key(40 + glyph, 60), font, &[]);
        }
        let after = atlas.slot(key(37, 40), font, &[]).expect("a glyph");
        first.add_rect_with_uv(after.uv, after.uv, Color32::WHITE);
        assert!(!atlas.wants_another_frame());
        (before, shape_before, after, atlas.shape(first).expect("a shape"))
    });
    assert_eq!(desk.side(), 2048);
    assert_sound(&desk.atlas);
    let Shape::Mesh(old) = shape_before else { panic!("a mesh") };
    let Shape::Mesh(new) = mesh else { panic!("a mesh") };
    assert_ne!(old.texture_id, new.texture_id);
    assert_eq!(old.vertices[0].uv * FIRST_SIDE as f32, before.uv.min);
    assert_eq!(new.vertices[0].uv * 2048.0, before.uv.min);
    assert_eq!(desk.pixels(old.texture_id, before.uv), expected(36, 40), "the old texture is still right");
    assert_eq!(desk.pixels(new.texture_id, before.uv), expected(36, 40), "and was carried over");
    assert_eq!(desk.pixels(new.texture_id, after.uv), expected(37, 40));
}

#[test]
fn thousands_of_glyphs_stay_within_bounds_and_apart() {
    let mut desk = Desk::new(2048);
    for frame in 0..40 {
        let size = 16 + frame;
        desk.frame(|atlas, font| {
            for glyph in 36..500 {
                atlas.slot(key(glyph, size), font, &[]);
            }
            assert!(!atlas.wants_another_frame());
        });
    }
    assert_eq!(desk.side(), 2048);
    assert_sound(&desk.atlas);
    let glyphs = |size: u32| {
        let place = |glyph| desk.atlas.entries.get(&packed(key(glyph, size)))?.place.as_ref();
        (36..500).filter_map(place).count()
    };
    assert_eq!(glyphs(16), 0, "the oldest went");
    assert!(glyphs(55) > 400, "those of this frame are all there");
    for glyph in [36, 80, 130] {
        let known = desk.atlas.entries.get(&packed(key(glyph, 55))).expect("a glyph of this frame");
        let uv = known.place.as_ref().expect("a picture").slot.uv;
        assert_eq!(desk.pixels(desk.current(), uv), expected(glyph as u16, 55));
    }
}

#[test]
fn the_least_recently_used_goes_first() {
    let mut desk = Desk::new(1024);
    let used_always = key(36, 50);
    for frame in 0..LATELY as u32 + 60 {
        desk.frame(|atlas, font| {
            atlas.slot(used_always, font, &[]).expect("a glyph in use");
            for glyph in 0..40 {
                atlas.slot(key(100 + frame * 40 + glyph, 40), font, &[]);
            }
        });
        assert_sound(&desk.atlas);
    }
    let oldest = |atlas: &Atlas| {
        let placed = atlas.entries.values().filter(|entry| entry.place.is_some());
        placed.map(|entry| entry.last_used).min().expect("something placed")
    };
    let (frame, gone) = (desk.atlas.frame, oldest(&desk.atlas));
    assert!(gone > 1 && gone < frame, "some are gone, some are kept: {gone} of {frame}");
    // What is there is a stretch of time without gaps: everything that went was older than what stayed.
    for entry in desk.atlas.entries.values().filter(|entry| entry.place.is_some()) {
        assert!(entry.last_used >= gone);
    }
    for glyph in 0..40 {
        let last = packed(key(100 + (frame as u32 - 1) * 40 + glyph, 40));
        assert!(desk.atlas.entries.contains_key(&last));
    }
}

#[test]
fn a_size_that_is_not_used_any_more_makes_room_before_the_sheet_grows() {
    let mut desk = Desk::new(4096);
    let show = |atlas: &mut Atlas, font: &FontData, size: u32| {
        for glyph in 36..400 {
            atlas.slot(key(glyph, size), font, &[]);
        }
    };
    desk.frame(|atlas, font| show(atlas, font, 30));
    assert_eq!(desk.side(), FIRST_SIDE);
    for size in [31, 30, 29, 28, 30, 31] {
        for _ in 0..=LATELY {
            desk.frame(|atlas, font| show(atlas, font, size));
        }
    }
    assert_eq!(desk.side(), FIRST_SIDE, "dragged between monitors, it stays small");
    assert_eq!(desk.whole_uploads, 2, "egui's own texture and ours");
    assert_sound(&desk.atlas);
}

#[test]
fn more_than_ever_fits_is_left_out_without_asking_for_frames_for_ever() {
    let mut desk = Desk::new(1024);
    for _ in 0..4 {
        let mut frames = 0;
        let mut again = true;
        while again {
            frames += 1;
            assert!(frames <= 2, "one more frame for one gesture, never a loop");
            again = desk.frame(|atlas, font| {
                let shown = (36..400).filter(|&glyph| atlas.slot(key(glyph, 120), font, &[]).is_some());
                assert!((10..300).contains(&shown.count()), "some fit, not all");
                atlas.wants_another_frame()
            });
            assert_sound(&desk.atlas);
        }
    }
    let slot = desk.frame(|atlas, font| atlas.slot(key(36, 20), font, &[]));
    assert!(slot.is_some(), "the next frame has room again");
}

#[test]
fn positions_of_a_variable_face_are_not_mixed_up() {
    let mut desk = Desk::new(1024);
    desk.frame(|atlas, font| {
        atlas.slot(key(36, 20), font, &[]);
        atlas.slot(key(36, 20), font, &[8192]);
        atlas.slot(key(36, 20), font, &[8192]);
        assert_eq!(atlas.entries.len(), 2);
    });
}

#[test]
fn another_theme_redraws_with_its_own_curve() {
    let mut desk = Desk::new(1024);
    let light = desk.frame(|atlas, font| atlas.slot(key(36, 20), font, &[])).expect("a glyph");
    let ink = |desk: &Desk, slot: Slot| {
        desk.pixels(desk.current(), slot.uv).iter().map(|pixel| u64::from(pixel.a())).sum::<u64>()
    };
    let light = ink(&desk, light);
    desk.ctx.set_theme(egui::Theme::Dark);
    let dark = desk.frame(|atlas, font| atlas.slot(key(36, 20), font, &[])).expect("a glyph");
    let dark = ink(&desk, dark);
    assert!(dark > light + light / 20, "light letters are heavier: {dark} and {light}");
}

/// The weight of light and of dark letters, ours and those of egui's labels, from the same face and size.
#[test]
fn our_letters_weigh_what_the_labels_of_egui_weigh() {
    const TEXT: &str = "Handwerker mSgto";
    for theme in [egui::Theme::Light, egui::Theme::Dark] {
        for scale in [1.0, 1.5, 2.0] {
            let mut desk = Desk::new(2048);
            desk.ctx.set_theme(theme);
            desk.ctx.set_pixels_per_point(scale);
            let mut fonts = egui::FontDefinitions::empty();
            let face = egui::FontData::from_static(dejavu::sans::regular());
            fonts.font_data.insert("dejavu".into(), Arc::new(face));
            fonts.families.insert(egui::FontFamily::Proportional, vec!["dejavu".into()]);
            fonts.families.insert(egui::FontFamily::Monospace, vec!["dejavu".into()]);
            desk.ctx.set_fonts(fonts);
            desk.frame(|_, _| ());
            let ctx = desk.ctx.clone();
            let (galley, slots) = desk.frame(|atlas, font| {
                let galley = ctx.fonts_mut(|fonts| {
                    let font = egui::FontId::proportional(16.0);
                    fonts.layout_no_wrap(TEXT.into(), font, Color32::WHITE)
                });
                let face = swash::FontRef::from_index(dejavu::sans::regular(), 0).expect("a face");
                let size = (16.0 * scale) as u32;
                let glyphs = TEXT.chars().map(|letter| u32::from(face.charmap().map(letter)));
                let slots = glyphs.filter_map(|glyph| atlas.slot(key(glyph, size), font, &[]));
                (galley, slots.collect::<Vec<_>>())
            });
            let ink = |pixels: Vec<Color32>| pixels.iter().map(|pixel| f32::from(pixel.a())).sum::<f32>();
            let ours: f32 = slots.iter().map(|slot| ink(desk.pixels(desk.current(), slot.uv))).sum();
            let theirs: f32 = galley
                .rows
                .iter()
                .flat_map(|row| &row.row.glyphs)
                .map(|glyph| {
                    let corner = |[x, y]: [u16; 2]| pos2(f32::from(x), f32::from(y));
                    let uv = Rect::from_min_max(corner(glyph.uv_rect.min), corner(glyph.uv_rect.max));
                    ink(desk.pixels(TextureId::default(), uv))
                })
                .sum();
            let ratio = ours / theirs;
            // egui fits its letters to the pixel grid, which moves the weight by up to a twentieth; without
            // the curve, light letters would lack a fifth.
            assert!((0.92..1.08).contains(&ratio), "{theme:?} at {scale}: {ratio}");
        }
    }
}
