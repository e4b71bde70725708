//! `--screenshot`: the picture has the size asked for, is not blank, shows Arabic on the right, and the
//! themes differ.

use super::ARTICLE;
use super::desk::without_gloss;
use super::display::{Display, Manager};
use std::fs::File;
use std::io::BufReader;
use std::path::Path;

#[test]
fn pictures_have_their_size_their_theme_and_arabic_on_the_right() {
    // Without a manager: none may change the size of the window.
    let Some(display) = Display::start(2600, 1700, Manager::None) else { return };
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("article.txt"), ARTICLE).unwrap();
    without_gloss(folder.path());
    for scale in [1, 2] {
        let mut grounds = Vec::new();
        for theme in ["light", "dark"] {
            let picture = take(&display, folder.path(), scale, theme);
            assert_eq!((picture.width, picture.height), (1280 * scale, 800 * scale), "{theme} at {scale}x");
            // The two columns are left of the panel: the drafts are empty, the sources are not.
            let (draft, source) = (picture.ink(0.08..0.36), picture.ink(0.44..0.76));
            assert!(source > 0.005, "{theme} at {scale}x: {source} of the source column is ink");
            assert!(source > draft * 3.0, "{theme} at {scale}x: {draft} of the draft column is ink");
            grounds.push(picture.mean());
        }
        assert!(grounds[0] > grounds[1] + 100.0, "light and dark at {scale}x: {grounds:?}");
    }
}

/// Luminance, row by row, 0 to 255.
struct Picture {
    width: usize,
    height: usize,
    pixels: Vec<f32>,
}

fn take(display: &Display, folder: &Path, scale: usize, theme: &str) -> Picture {
    let path = folder.join(format!("{theme}-{scale}.png"));
    let status = display
        .command(env!("CARGO_BIN_EXE_tarjuman"))
        .arg(folder.join("article.txt"))
        .args(["--size", "1280x800", "--scale", &scale.to_string(), "--theme", theme, "--screenshot"])
        .arg(&path)
        .env("TARJUMAN_HOME", folder.join("home"))
        .env("LIBGL_ALWAYS_SOFTWARE", "1")
        .env("WINIT_X11_SCALE_FACTOR", "1")
        .status()
        .unwrap();
    assert!(status.success(), "{status}");
    let mut reader = png::Decoder::new(BufReader::new(File::open(&path).unwrap())).read_info().unwrap();
    let mut bytes = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut bytes).unwrap();
    assert_eq!((info.color_type, info.bit_depth), (png::ColorType::Rgba, png::BitDepth::Eight));
    let luminance = |pixel: &[u8]| {
        0.2126 * f32::from(pixel[0]) + 0.7152 * f32::from(pixel[1]) + 0.0722 * f32::from(pixel[2])
    };
    Picture {
        width: info.width as usize,
        height: info.height as usize,
        pixels: bytes.chunks_exact(4).map(luminance).collect(),
    }
}

impl Picture {
    fn mean(&self) -> f32 {
        self.pixels.iter().sum::<f32>() / self.pixels.len() as f32
    }

    /// The share of strongly different pixels in a vertical band, given as parts of the width, between
    /// the menu and the foot of the window.
    fn ink(&self, band: std::ops::Range<f32>) -> f32 {
        let columns = (band.start * self.width as f32) as usize..(band.end * self.width as f32) as usize;
        let rows = self.height / 10..self.height * 9 / 10;
        let ground = self.pixels[self.width * rows.end + columns.start];
        let all = columns.len() * rows.len();
        let inked = rows
            .flat_map(|row| columns.clone().map(move |column| row * self.width + column))
            .filter(|at| (self.pixels[*at] - ground).abs() > 90.0)
            .count();
        inked as f32 / all as f32
    }
}
