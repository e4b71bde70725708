//! What the theme decides about pictures: how coverage becomes opacity, and the colour of most text.

use super::picture::{Picture, Pixels};
use egui::Color32;
use egui::epaint::FontColorTransferFunction;

/// The theme's ink.
///
/// egui blends in gamma space, where half-covered pixels of light letters on a dark ground come out too dark
/// and stems look thin. Its own labels make up for that with a curve, which the theme chooses: none for dark
/// on light, 2c − c² for light on dark. Ours take the same one, so that both kinds of text weigh the same.
pub struct Ink {
    pub curve: FontColorTransferFunction,
    pub colour: Color32,
    opacity: [u8; 256],
}

impl Ink {
    pub fn new(curve: FontColorTransferFunction, colour: Color32) -> Self {
        let mut opacity = [0; 256];
        for (coverage, opacity) in opacity.iter_mut().enumerate() {
            let alpha = curve.alpha_from_coverage(coverage as f32 / 255.0);
            *opacity = (alpha.clamp(0.0, 1.0) * 255.0).round() as u8;
        }
        Self { curve, colour, opacity }
    }

    pub fn apply(&self, picture: &mut Picture) {
        if let Pixels::Coverage(bytes) = &mut picture.pixels {
            for byte in bytes {
                *byte = self.opacity.get(usize::from(*byte)).copied().unwrap_or(*byte);
            }
        }
    }
}
