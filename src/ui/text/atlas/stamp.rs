//! Shapes of our own that lie in the sheet beside the glyphs: lines below text, marks for invisible characters.
//!
//! Each is drawn for the physical pixel size it is shown at, so that it is as sharp as the letters.

use super::invisible::Invisible;
use super::picture::Picture;
use super::raster::Rasteriser;
use swash::zeno::{Cap, Command, Join, PathBuilder, Point, Stroke};

/// Sizes are physical pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stamp {
    /// A wave so many pixels high, 2 to 32, several whole periods of it: [`Stamp::period`] says how long one
    /// is. The pen is at the top left corner. Repeated at whole pixels there is no seam.
    Squiggle { height_px: u16 },
    /// Dashes so many pixels thick, 1 to 32, with gaps; repeated like the squiggle.
    Dash { thickness_px: u16 },
    /// Square dots so many pixels wide, 1 to 32, twice as far apart; repeated like the squiggle.
    Dot { thickness_px: u16 },
    /// A mark for an invisible character, in text of so many pixels per em, 6 to 400. The pen is on the base
    /// line, in the middle of the character's width.
    Invisible { mark: Invisible, em_px: u16 },
}

/// Lines are at least so wide: a word needs one or two pieces of them, not one for each wave.
const LINE_WIDTH: u16 = 96;

impl Stamp {
    /// After how many pixels a line repeats itself; `None` for what is no line.
    pub fn period(self) -> Option<u16> {
        match self {
            Self::Squiggle { height_px } => Some(height_px.clamp(2, 32) * 2),
            Self::Dash { thickness_px } => Some(thickness_px.clamp(1, 32) * 5),
            Self::Dot { thickness_px } => Some(thickness_px.clamp(1, 32) * 3),
            Self::Invisible { .. } => None,
        }
    }

    /// Draws the stamp.
    pub(super) fn draw(self, rasteriser: &mut Rasteriser) -> Option<Picture> {
        match self {
            Self::Squiggle { height_px } => squiggle(rasteriser, height_px.clamp(2, 32), self.line_width()?),
            Self::Dash { thickness_px } => dashes(thickness_px.clamp(1, 32), [3, 5], self.line_width()?),
            Self::Dot { thickness_px } => dashes(thickness_px.clamp(1, 32), [1, 3], self.line_width()?),
            Self::Invisible { mark, em_px } => mark.draw(rasteriser, em_px.clamp(6, 400)),
        }
    }

    /// Whole periods, at least [`LINE_WIDTH`].
    fn line_width(self) -> Option<u16> {
        let period = self.period()?;
        Some(LINE_WIDTH.div_ceil(period) * period)
    }
}

/// A sine, which has no corners to alias, stroked with a third of its height.
fn squiggle(rasteriser: &mut Rasteriser, height: u16, width: u16) -> Option<Picture> {
    let (high, period) = (f32::from(height), f32::from(height) * 2.0);
    let pen = (high / 3.0).max(1.0);
    let swing = (high - pen) / 2.0;
    let at = |step: i32| {
        let x = step as f32 / 4.0;
        Point::new(x, high / 2.0 + swing * (x * std::f32::consts::TAU / period).sin())
    };
    // A period more on both sides, so that the ends are cut out of a line that goes on.
    let steps = -8 * i32::from(height)..=4 * i32::from(width) + 8 * i32::from(height);
    let mut path: Vec<Command> = Vec::new();
    for step in steps {
        if path.is_empty() {
            path.move_to(at(step));
        } else {
            path.line_to(at(step));
        }
    }
    let mut style = Stroke::new(pen);
    style.join(Join::Round).cap(Cap::Butt);
    rasteriser.cut_out(path.as_slice(), (&style).into(), [width, height])
}

/// Ink for so many thicknesses of every so many, with sharp ends: every edge is on a pixel.
fn dashes(thickness: u16, [ink, period]: [u16; 2], width: u16) -> Option<Picture> {
    let (ink, period) = (thickness * ink, thickness * period);
    let row: Vec<u8> = (0..width).map(|x| if x % period < ink { 255 } else { 0 }).collect();
    Picture::coverage([width.into(), thickness.into()], [0, 0], row.repeat(thickness.into()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::text::atlas::picture::Pixels;

    fn coverage(stamp: Stamp) -> (Picture, Vec<u8>) {
        let picture = stamp.draw(&mut Rasteriser::default()).expect("a picture");
        let Pixels::Coverage(bytes) = &picture.pixels else { panic!("no colours in a stamp") };
        let bytes = bytes.to_vec();
        (picture, bytes)
    }

    #[test]
    fn lines_repeat_without_a_seam() {
        for size in [1, 2, 3, 4, 5, 6, 9, 12, 500] {
            let (squiggle, dash) = (Stamp::Squiggle { height_px: size }, Stamp::Dash { thickness_px: size });
            for stamp in [squiggle, dash, Stamp::Dot { thickness_px: size }] {
                let (picture, bytes) = coverage(stamp);
                let [width, height] = picture.size;
                let period = usize::from(stamp.period().expect("a line"));
                assert_eq!(width % period, 0, "{stamp:?} is whole periods");
                for y in 0..height {
                    for x in 0..width {
                        let (here, next) = (bytes[y * width + x], bytes[y * width + (x + period) % width]);
                        assert!(here.abs_diff(next) <= 2, "{stamp:?} at {x}, {y}: {here} and {next}");
                    }
                }
            }
        }
    }

    #[test]
    fn a_squiggle_is_a_wave_of_even_weight() {
        for height_px in [3, 4, 6, 9] {
            let (picture, bytes) = coverage(Stamp::Squiggle { height_px });
            let [width, height] = picture.size;
            assert_eq!(height, usize::from(height_px));
            let columns: Vec<u32> =
                (0..width).map(|x| (0..height).map(|y| u32::from(bytes[y * width + x])).sum()).collect();
            let (least, most) = (columns.iter().min().unwrap(), columns.iter().max().unwrap());
            assert!(*least >= 200, "{height_px}: the line is nowhere broken");
            assert!(*most <= *least * 2, "{height_px}: and nowhere twice as dark");
            let ink = |row: usize| bytes[row * width..(row + 1) * width].iter().map(|&b| u32::from(b)).sum();
            let (top, bottom): (u32, u32) = (ink(0), ink(height - 1));
            assert!(top.abs_diff(bottom) <= top / 50, "as much above as below");
        }
    }
}
