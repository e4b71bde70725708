//! Emoji and coloured letters made of outlines one above the other (`COLR` version 0).
//!
//! swash reads version 0 only. A face that has nothing but version 1 (gradients) shows its plain outlines.

use super::picture::{Picture, Pixels};
use egui::Color32;

/// One outline as coverage, and its colour; `None` stands for the colour of the text.
pub struct Layer {
    pub picture: Picture,
    pub colour: Option<[u8; 4]>,
}

/// Puts the layers on top of each other, the first at the bottom. `ink` is the colour of the text.
///
/// Layers that are all of the text's colour stay coverage, and so follow it; where the face mixes them with
/// its own colours, a picture has to settle for the theme's.
pub fn compose(layers: &[Layer], ink: Color32) -> Option<Picture> {
    let min = |axis: usize| layers.iter().map(|layer| layer.picture.offset[axis]).min();
    let max = |axis: usize| {
        layers.iter().map(|layer| layer.picture.offset[axis] + layer.picture.size[axis] as i32).max()
    };
    let (left, top) = (min(0)?, min(1)?);
    let size = [usize::try_from(max(0)? - left).ok()?, usize::try_from(max(1)? - top).ok()?];
    let mut pixels = vec![[0.0_f32; 4]; size[0].checked_mul(size[1])?];
    for layer in layers {
        let colour = layer.colour.map_or(ink, |[red, green, blue, alpha]| {
            Color32::from_rgba_unmultiplied(red, green, blue, alpha)
        });
        let colour = colour.to_array().map(|part| f32::from(part) / 255.0);
        let Pixels::Coverage(coverage) = &layer.picture.pixels else { continue };
        let shift_x = usize::try_from(layer.picture.offset[0] - left).ok()?;
        let shift_y = usize::try_from(layer.picture.offset[1] - top).ok()?;
        for (y, row) in coverage.chunks_exact(layer.picture.size[0]).enumerate() {
            let start = (y + shift_y) * size[0] + shift_x;
            let below = pixels.get_mut(start..start + row.len())?;
            for (below, &cover) in below.iter_mut().zip(row) {
                let cover = f32::from(cover) / 255.0;
                for (part, over) in below.iter_mut().zip(colour) {
                    *part = over * cover + *part * (1.0 - colour[3] * cover);
                }
            }
        }
    }
    let byte = |part: f32| (part * 255.0).round() as u8;
    if layers.iter().all(|layer| layer.colour.is_none()) {
        let opaque = f32::from(ink.a()).max(1.0) / 255.0;
        let bytes = pixels.iter().map(|pixel| byte(pixel[3] / opaque)).collect();
        return Picture::coverage(size, [left, top], bytes);
    }
    let colours = pixels
        .iter()
        .map(|&[red, green, blue, alpha]| {
            Color32::from_rgba_premultiplied(byte(red), byte(green), byte(blue), byte(alpha))
        })
        .collect();
    Picture::colour(size, [left, top], colours)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Three pixels in a row: covered, half covered, clear.
    fn layer(offset: [i32; 2], colour: Option<[u8; 4]>) -> Layer {
        let picture = Picture::coverage([3, 1], offset, vec![255, 128, 0]).expect("a picture");
        Layer { picture, colour }
    }

    #[test]
    fn layers_cover_what_is_below_and_stay_premultiplied() {
        let red = layer([0, 0], Some([255, 0, 0, 255]));
        let blue = layer([1, 0], Some([0, 0, 255, 128]));
        let picture = compose(&[red, blue], Color32::BLACK).expect("a picture");
        assert_eq!((picture.size, picture.offset), ([4, 1], [0, 0]));
        let Pixels::Colour(colours) = picture.pixels else { panic!("no colours") };
        let colours: Vec<[u8; 4]> = colours.iter().map(Color32::to_array).collect();
        assert_eq!(colours[0], [255, 0, 0, 255], "opaque red, to the last bit");
        assert_eq!(colours[1], [64, 0, 128, 192], "half blue over half red");
        assert_eq!(colours[2], [0, 0, 64, 64], "a quarter of blue over nothing");
        assert_eq!(colours[3], [0, 0, 0, 0]);
    }

    #[test]
    fn a_letter_of_the_texts_own_colour_stays_coverage() {
        for ink in [Color32::BLACK, Color32::WHITE, Color32::from_gray(60)] {
            let picture = compose(&[layer([0, -4], None), layer([0, -5], None)], ink).expect("a picture");
            assert_eq!((picture.size, picture.offset), ([3, 2], [0, -5]));
            let expected: Box<[u8]> = Box::new([255, 128, 0, 255, 128, 0]);
            assert_eq!(picture.pixels, Pixels::Coverage(expected));
        }
        assert_eq!(compose(&[], Color32::BLACK), None);
    }
}
