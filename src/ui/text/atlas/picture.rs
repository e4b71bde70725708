//! A small picture on its way into the sheet: coverage that takes the colour of the text, or colours.

use egui::{Color32, ColorImage};

/// Pixels and where they lie about the pen. Rows from top to bottom, without gaps.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// Width and height, pixels; never 0.
    pub size: [usize; 2],
    /// From the pen (on the base line, whole pixels) to the top left corner; y grows downwards.
    pub offset: [i32; 2],
    pub pixels: Pixels,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Pixels {
    /// How much of a pixel is ink, already adjusted for the theme.
    Coverage(Box<[u8]>),
    /// Premultiplied sRGB, as egui blends.
    Colour(Box<[Color32]>),
}

impl Picture {
    /// A picture of coverage; `None` if it is empty or the bytes are not `width` × `height`.
    pub fn coverage([width, height]: [usize; 2], offset: [i32; 2], bytes: Vec<u8>) -> Option<Self> {
        let fits = width > 0 && height > 0 && bytes.len() == width * height;
        fits.then(|| Self { size: [width, height], offset, pixels: Pixels::Coverage(bytes.into()) })
    }

    /// As [`Picture::coverage`], for a picture in colour.
    pub fn colour([width, height]: [usize; 2], offset: [i32; 2], pixels: Vec<Color32>) -> Option<Self> {
        let fits = width > 0 && height > 0 && pixels.len() == width * height;
        fits.then(|| Self { size: [width, height], offset, pixels: Pixels::Colour(pixels.into()) })
    }

    pub const fn coloured(&self) -> bool {
        matches!(self.pixels, Pixels::Colour(_))
    }

    /// The picture as egui wants it, with `border` clear pixels on every side.
    pub fn with_border(&self, border: usize) -> ColorImage {
        let mut image = ColorImage::filled(self.size.map(|edge| edge + 2 * border), Color32::TRANSPARENT);
        self.copy_into(&mut image, [border, border]);
        image
    }

    /// Copies the picture into `image`; what would lie outside is left out.
    pub fn copy_into(&self, image: &mut ColorImage, [left, top]: [usize; 2]) {
        let [width, height] = self.size;
        for row in 0..height {
            let start = (top + row) * image.size[0] + left;
            let Some(target) = image.pixels.get_mut(start..start + width) else { return };
            let from = row * width..(row + 1) * width;
            match &self.pixels {
                Pixels::Coverage(bytes) => {
                    for (pixel, &alpha) in target.iter_mut().zip(bytes.get(from).unwrap_or_default()) {
                        *pixel = Color32::from_white_alpha(alpha);
                    }
                }
                Pixels::Colour(colours) => {
                    for (pixel, &colour) in target.iter_mut().zip(colours.get(from).unwrap_or_default()) {
                        *pixel = colour;
                    }
                }
            }
        }
    }
}
