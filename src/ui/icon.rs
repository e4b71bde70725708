//! The program's icon, where the window system has no desktop file to take it from.

use eframe::egui::IconData;
use std::io::Cursor;

const PICTURE: &[u8] = include_bytes!("../../assets/linux/tarjuman.png");

/// Nothing where the picture cannot be read; the window then has the system's own sign.
pub fn icon() -> Option<IconData> {
    let mut reader = png::Decoder::new(Cursor::new(PICTURE)).read_info().ok()?;
    let mut rgba = vec![0; reader.output_buffer_size()?];
    let frame = reader.next_frame(&mut rgba).ok()?;
    let whole = (frame.color_type, frame.bit_depth) == (png::ColorType::Rgba, png::BitDepth::Eight);
    whole.then_some(IconData { rgba, width: frame.width, height: frame.height })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_icon_is_a_square_with_clear_corners() {
        let icon = icon().unwrap();
        assert_eq!((icon.width, icon.height, icon.rgba.len()), (256, 256, 256 * 256 * 4));
        assert_eq!(icon.rgba[3], 0);
    }
}
