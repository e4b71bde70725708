//! Emoji that come as bitmaps (`CBDT`, `sbix`): decoded, scaled to the text size, put where they belong.
//!
//! A face has its bitmaps at one or few sizes, mostly much larger than text. They are scaled here, because
//! the edges of the result lie between pixels and the colours have to be premultiplied first.

use super::picture::Picture;
use egui::Color32;
use parley::FontData;
use skrifa::bitmap::{BitmapData, BitmapFormat, BitmapGlyph, Origin};
use skrifa::instance::Size;
use skrifa::raw::TableProvider;
use skrifa::{FontRef, GlyphId, MetadataProvider};
use std::io::Cursor;
use std::ops::Range;

/// Larger bitmaps are not decoded; Apple's emoji have 160 pixels, the largest known ones 512.
const LARGEST_EDGE: u32 = 1024;

/// The glyph's bitmap at `size` pixels per em, moved `shift` pixels to the right; `None` if it has none.
pub fn glyph(font: &FontData, glyph: u16, size: f32, shift: f32) -> Option<Picture> {
    let face = FontRef::from_index(font.data.as_ref(), font.index).ok()?;
    let strikes = face.bitmap_strikes();
    let bitmap = strikes.glyph_for_size(Size::new(size), GlyphId::from(glyph))?;
    let source = decode(&bitmap)?;
    let per_em = f32::from(face.head().ok()?.units_per_em().max(1));
    let [left, top] = corner(&bitmap, strikes.format(), size, size / per_em);
    let (scale_x, scale_y) = (size / bitmap.ppem_x, size / bitmap.ppem_y);
    let left = left + shift;
    let across = Axis::new(left, left + source.width as f32 * scale_x, source.width)?;
    let down = Axis::new(top, top + source.height as f32 * scale_y, source.height)?;
    scale(&source, &across, &down)
}

/// The top left corner of the scaled bitmap, from the pen, y downwards.
///
/// Bearings are upwards in both formats. `sbix` gives the lower left corner, in pixels of the strike on top
/// of the outline's corner in font units; Core Text moves emoji without an offset a tenth of an em down
/// (100 units of Apple's 800), and so does Skia.
fn corner(bitmap: &BitmapGlyph<'_>, format: Option<BitmapFormat>, size: f32, unit: f32) -> [f32; 2] {
    let apple = format == Some(BitmapFormat::Sbix) && bitmap.bearing_y == 0.0;
    let bearing_y = if apple { -100.0 } else { bitmap.bearing_y };
    let (scale_x, scale_y) = (size / bitmap.ppem_x, size / bitmap.ppem_y);
    let left = bitmap.bearing_x * unit + bitmap.inner_bearing_x * scale_x;
    let up = bearing_y * unit + bitmap.inner_bearing_y * scale_y;
    match bitmap.placement_origin {
        Origin::TopLeft => [left, -up],
        Origin::BottomLeft => [left, -up - bitmap.height as f32 * scale_y],
    }
}

/// Premultiplied red, green, blue and alpha, 0 to 1.
struct Bitmap {
    width: usize,
    height: usize,
    pixels: Vec<[f32; 4]>,
}

fn decode(bitmap: &BitmapGlyph<'_>) -> Option<Bitmap> {
    match &bitmap.data {
        BitmapData::Png(bytes) => decode_png(bytes),
        BitmapData::Bgra(bytes) => {
            let (width, height) = (bitmap.width as usize, bitmap.height as usize);
            let pixels: Vec<_> =
                bytes.chunks_exact(4).map(|bgra| unit_range([bgra[2], bgra[1], bgra[0], bgra[3]])).collect();
            (pixels.len() == width * height).then_some(Bitmap { width, height, pixels })
        }
        // One colour: the outline is better, and faces that have no outlines are not for reading.
        BitmapData::Mask(_) => None,
    }
}

fn decode_png(bytes: &[u8]) -> Option<Bitmap> {
    let mut decoder = png::Decoder::new(Cursor::new(bytes));
    decoder.set_transformations(png::Transformations::normalize_to_color8() | png::Transformations::ALPHA);
    let mut reader = decoder.read_info().ok()?;
    let (width, height) = (reader.info().width, reader.info().height);
    if width > LARGEST_EDGE || height > LARGEST_EDGE {
        return None;
    }
    let mut bytes = vec![0; reader.output_buffer_size()?];
    let frame = reader.next_frame(&mut bytes).ok()?;
    let rgba = |[red, green, blue, alpha]: [u8; 4]| {
        let [red, green, blue, alpha] = unit_range([red, green, blue, alpha]);
        [red * alpha, green * alpha, blue * alpha, alpha]
    };
    let pixels: Vec<[f32; 4]> = match frame.color_type {
        png::ColorType::Rgba => bytes.chunks_exact(4).map(|p| rgba([p[0], p[1], p[2], p[3]])).collect(),
        png::ColorType::GrayscaleAlpha => {
            bytes.chunks_exact(2).map(|p| rgba([p[0], p[0], p[0], p[1]])).collect()
        }
        _ => return None,
    };
    let (width, height) = (width as usize, height as usize);
    (pixels.len() == width * height).then_some(Bitmap { width, height, pixels })
}

fn unit_range(bytes: [u8; 4]) -> [f32; 4] {
    bytes.map(|byte| f32::from(byte) / 255.0)
}

/// Along one axis: which pixels of the bitmap go into each pixel of the picture, and how much of them.
struct Axis {
    /// The first pixel of the picture, from the pen.
    first: i32,
    pixels: Vec<(Range<usize>, Vec<f32>)>,
}

impl Axis {
    /// Maps `count` pixels of a bitmap to the stretch from `start` to `end`, which need not be whole pixels.
    /// `None` if nothing or far too much would come out.
    fn new(start: f32, end: f32, count: usize) -> Option<Self> {
        let (first, last) = (start.floor() as i32, end.ceil() as i32);
        let known = start.is_finite() && end.is_finite() && end > start && count > 0;
        if !known || last - first > LARGEST_EDGE as i32 * 2 {
            return None;
        }
        let step = count as f32 / (end - start);
        let pixels = (first..last).map(|pixel| weights((pixel as f32 - start) * step, step, count)).collect();
        Some(Self { first, pixels })
    }
}

/// The weights of one pixel that covers the bitmap from `from` on, `step` of its pixels wide.
///
/// Catmull-Rom, stretched to the step: sharper than an average, and made smaller it does not alias. Outside
/// the bitmap all is clear, so the weights of an edge do not add up to one, and edges are smooth.
fn weights(from: f32, step: f32, count: usize) -> (Range<usize>, Vec<f32>) {
    let stretch = step.max(1.0);
    let centre = from + step / 2.0;
    let first = (centre - 2.0 * stretch).floor();
    let last = (centre + 2.0 * stretch).ceil();
    let weight = |at: f32| catmull_rom((at + 0.5 - centre) / stretch);
    let everywhere = (0..(last - first) as i32).map(|step| weight(first + step as f32));
    let sum: f32 = everywhere.sum();
    let start = (first.max(0.0) as usize).min(count);
    let end = (last.max(0.0) as usize).clamp(start, count);
    let share = if sum.abs() > f32::EPSILON { 1.0 / sum } else { 0.0 };
    (start..end, (start..end).map(|at| weight(at as f32) * share).collect())
}

/// Catmull and Rom's cubic: 1 at 0, 0 at the other whole numbers, and nothing beyond 2.
fn catmull_rom(x: f32) -> f32 {
    let x = x.abs();
    if x < 1.0 {
        (1.5 * x - 2.5) * x * x + 1.0
    } else if x < 2.0 {
        ((-0.5 * x + 2.5) * x - 4.0) * x + 2.0
    } else {
        0.0
    }
}

fn scale(source: &Bitmap, across: &Axis, down: &Axis) -> Option<Picture> {
    // First every row of the bitmap, then every column of what comes out.
    let mut rows: Vec<[f32; 4]> = Vec::with_capacity(across.pixels.len() * source.height);
    for row in source.pixels.chunks_exact(source.width) {
        rows.extend(across.pixels.iter().map(|(range, weights)| mix(row.get(range.clone()), weights)));
    }
    let width = across.pixels.len();
    let mut pixels = Vec::with_capacity(width * down.pixels.len());
    let mut line = vec![[0.0_f32; 4]; width];
    for (range, weights) in &down.pixels {
        line.fill([0.0; 4]);
        for (row, weight) in rows.chunks_exact(width).skip(range.start).zip(weights) {
            for (sum, pixel) in line.iter_mut().zip(row) {
                add(sum, pixel, *weight);
            }
        }
        pixels.extend(line.iter().map(|&[red, green, blue, alpha]| {
            let alpha = alpha.clamp(0.0, 1.0);
            // The cubic overshoots at hard edges; light beyond the alpha would glow.
            let byte = |part: f32| (part.clamp(0.0, alpha) * 255.0).round() as u8;
            Color32::from_rgba_premultiplied(byte(red), byte(green), byte(blue), byte(alpha))
        }));
    }
    Picture::colour([width, down.pixels.len()], [across.first, down.first], pixels)
}

fn mix(pixels: Option<&[[f32; 4]]>, weights: &[f32]) -> [f32; 4] {
    let mut sum = [0.0; 4];
    for (pixel, weight) in pixels.unwrap_or_default().iter().zip(weights) {
        add(&mut sum, pixel, *weight);
    }
    sum
}

fn add(sum: &mut [f32; 4], pixel: &[f32; 4], weight: f32) {
    for (sum, part) in sum.iter_mut().zip(pixel) {
        *sum += part * weight;
    }
}

#[cfg(test)]
#[expect(clippy::print_stdout, reason = "a skipped test says so")]
mod tests {
    use super::*;
    use crate::ui::text::atlas::picture::Pixels;
    use parley::fontique::Blob;
    use std::sync::Arc;

    fn colours(picture: &Picture) -> &[Color32] {
        match &picture.pixels {
            Pixels::Colour(colours) => colours,
            Pixels::Coverage(_) => panic!("no colours"),
        }
    }

    /// A red square with a half transparent right half.
    fn square(edge: usize) -> Bitmap {
        let pixel = |x| if x < edge / 2 { [1.0, 0.0, 0.0, 1.0] } else { [0.5, 0.0, 0.0, 0.5] };
        let pixels = (0..edge * edge).map(|at| pixel(at % edge)).collect();
        Bitmap { width: edge, height: edge, pixels }
    }

    #[test]
    fn at_its_own_size_a_bitmap_is_copied() {
        let axis = Axis::new(3.0, 11.0, 8).expect("an axis");
        let picture = scale(&square(8), &axis, &axis).expect("a picture");
        assert_eq!((picture.size, picture.offset), ([8, 8], [3, 3]));
        for (at, pixel) in colours(&picture).iter().enumerate() {
            let (red, alpha) = if at % 8 < 4 { (255, 255) } else { (128, 128) };
            assert_eq!(*pixel, Color32::from_rgba_premultiplied(red, 0, 0, alpha), "pixel {at}");
        }
    }

    #[test]
    fn scaled_it_keeps_its_weight_and_stays_premultiplied() {
        for (start, end) in [(0.0, 10.0), (0.25, 10.25), (-7.5, 15.1), (0.0, 300.0), (0.4, 0.6)] {
            let axis = Axis::new(start, end, 64).expect("an axis");
            let picture = scale(&square(64), &axis, &axis).expect("a picture");
            let sum: f32 = colours(&picture).iter().map(|pixel| f32::from(pixel.a()) / 255.0).sum();
            let area = 0.75 * (end - start) * (end - start);
            assert!((sum - area).abs() < 0.05 * area + 0.05, "{start}..{end}: {sum} for {area}");
            for pixel in colours(&picture) {
                assert!(pixel.r() <= pixel.a() && pixel.g() == 0 && pixel.b() == 0, "{pixel:?}");
            }
        }
    }

    #[test]
    fn absurd_places_have_no_picture() {
        for (start, end) in [(0.0, 0.0), (5.0, 1.0), (0.0, 1e9), (f32::NAN, 1.0), (-1e30, f32::INFINITY)] {
            assert!(Axis::new(start, end, 10).is_none(), "{start}..{end}");
        }
        assert!(Axis::new(0.0, 5.0, 0).is_none());
    }

    #[test]
    fn noto_color_emoji_stands_on_the_line_like_a_letter() {
        let path = "/usr/share/fonts/truetype/noto/NotoColorEmoji.ttf";
        let Ok(bytes) = std::fs::read(path) else {
            println!("skipped: {path} is not installed");
            return;
        };
        let font = FontData::new(Blob::new(Arc::new(bytes)), 0);
        let face = FontRef::new(font.data.as_ref()).expect("a face");
        let id = face.charmap().map('🙂').expect("an emoji").to_u32() as u16;
        let picture = glyph(&font, id, 20.0, 0.0).expect("a picture");
        // Its strike of 109 pixels per em holds 136 × 128, 101 above the base line.
        assert_eq!(picture.offset, [0, -19]);
        assert_eq!(picture.size, [25, 24]);
        let middle = colours(&picture)[12 * 25 + 12];
        assert!(middle.r() > 150 && middle.g() > 100 && middle.b() < 120 && middle.a() == 255, "{middle:?}");
        let at = |shift| glyph(&font, id, 20.0, shift).expect("a picture");
        assert_ne!(at(0.5), picture, "placed between pixels");
        assert_eq!(glyph(&font, 3, 20.0, 0.0), None, "nothing for a space");
    }
}
