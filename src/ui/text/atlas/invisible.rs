//! Which characters cannot be seen, and a mark for each: a dot, a ring, an arrow, or a box with its short name.

use super::picture::{Picture, Pixels};
use super::raster::Rasteriser;
use swash::zeno::{Cap, Command, Fill, Join, PathBuilder, Point, Stroke, Style};

/// How an invisible character is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Invisible {
    /// A dot.
    Space,
    /// A ring.
    NoBreakSpace,
    /// An arrow to the right; [`super::Slot::mirrored`] turns it for right-to-left text.
    Tab,
    /// An arrow down and back to the left; mirrored like the tab's.
    LineBreak,
    /// A box with these letters, the names of Unicode's code charts.
    Named(&'static str),
}

impl Invisible {
    /// The mark for a character; `None` for one that can be seen, and for those of no use to a translator.
    pub const fn of(character: char) -> Option<Self> {
        Some(match character {
            ' ' | '\u{2000}'..='\u{2006}' | '\u{2008}'..='\u{200a}' | '\u{205f}' | '\u{3000}' => Self::Space,
            '\u{a0}' | '\u{202f}' | '\u{2007}' => Self::NoBreakSpace,
            '\t' => Self::Tab,
            '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Self::LineBreak,
            '\u{ad}' => Self::Named("SHY"),
            '\u{61c}' => Self::Named("ALM"),
            '\u{200b}' => Self::Named("ZWSP"),
            '\u{200c}' => Self::Named("ZWNJ"),
            '\u{200d}' => Self::Named("ZWJ"),
            '\u{200e}' => Self::Named("LRM"),
            '\u{200f}' => Self::Named("RLM"),
            '\u{202a}' => Self::Named("LRE"),
            '\u{202b}' => Self::Named("RLE"),
            '\u{202c}' => Self::Named("PDF"),
            '\u{202d}' => Self::Named("LRO"),
            '\u{202e}' => Self::Named("RLO"),
            '\u{2060}' => Self::Named("WJ"),
            '\u{2066}' => Self::Named("LRI"),
            '\u{2067}' => Self::Named("RLI"),
            '\u{2068}' => Self::Named("FSI"),
            '\u{2069}' => Self::Named("PDI"),
            '\u{feff}' => Self::Named("BOM"),
            _ => return None,
        })
    }

    /// The mark in text of `em_px` pixels per em, about a pen in the middle of the character's width.
    pub(super) fn draw(self, rasteriser: &mut Rasteriser, em_px: u16) -> Option<Picture> {
        let em = f32::from(em_px);
        let pen = (em / 14.0).max(1.0);
        // The middle of small letters, where a dot reads as a space and not as a full stop.
        let middle = (em * 0.3).round();
        let mut path: Vec<Command> = Vec::new();
        match self {
            Self::Space => {
                path.add_circle(Point::new(0.0, middle), (em * 0.07).max(1.0));
                rasteriser.path(path.as_slice(), Fill::NonZero.into())
            }
            Self::NoBreakSpace => {
                path.add_circle(Point::new(0.0, middle), (em * 0.12).max(1.5));
                rasteriser.path(path.as_slice(), stroke(pen))
            }
            Self::Tab => {
                let (reach, barb) = (em * 0.35, em * 0.16);
                // On half pixels a line one pixel wide is one row of pixels.
                let y = middle + 0.5;
                path.move_to(Point::new(-reach, y)).line_to(Point::new(reach, y));
                path.move_to(Point::new(reach - barb, y + barb))
                    .line_to(Point::new(reach, y))
                    .line_to(Point::new(reach - barb, y - barb));
                rasteriser.path(path.as_slice(), stroke(pen))
            }
            Self::LineBreak => {
                let (reach, barb) = ((em * 0.28).round(), em * 0.14);
                let (y, right) = (middle - 0.5, reach + 0.5);
                path.move_to(Point::new(right, y + (em * 0.35).round()))
                    .line_to(Point::new(right, y))
                    .line_to(Point::new(-reach, y));
                path.move_to(Point::new(-reach + barb, y + barb))
                    .line_to(Point::new(-reach, y))
                    .line_to(Point::new(-reach + barb, y - barb));
                rasteriser.path(path.as_slice(), stroke(pen))
            }
            Self::Named(name) => named(rasteriser, name, em),
        }
    }
}

fn stroke(pen: f32) -> Style<'static> {
    let mut style = Stroke::new(pen);
    style.join(Join::Round).cap(Cap::Round);
    style.into()
}

/// A box around a name. Its letters are half as large as the text, but never smaller than can be read.
fn named(rasteriser: &mut Rasteriser, name: &str, em: f32) -> Option<Picture> {
    let letters = rasteriser.label(name, (em * 0.5).round().max(8.0))?;
    let Pixels::Coverage(ink) = &letters.pixels else { return None };
    let line = (em / 18.0).round().max(1.0) as usize;
    let frame = 2 * line;
    let [width, height] = letters.size.map(|edge| edge + 2 * frame);
    let mut bytes = vec![0_u8; width * height];
    for y in 0..height {
        for x in 0..width {
            let edge = x < line || y < line || x >= width - line || y >= height - line;
            let corner = (x == 0 || x == width - 1) && (y == 0 || y == height - 1);
            let inside = |at: usize, edge: usize| at.checked_sub(frame).filter(|&at| at < edge);
            let letter = inside(x, letters.size[0])
                .zip(inside(y, letters.size[1]))
                .and_then(|(x, y)| ink.get(y * letters.size[0] + x).copied());
            if let Some(byte) = bytes.get_mut(y * width + x) {
                *byte = letter.unwrap_or(if edge && !corner { 255 } else { 0 });
            }
        }
    }
    // The middle of the box is the middle of capital letters.
    let middle = (em * 0.36).round() as i32;
    Picture::coverage([width, height], [-(width as i32 / 2), -middle - height as i32 / 2], bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMED: &str = "\u{ad}\u{61c}\u{200b}\u{200c}\u{200d}\u{200e}\u{200f}\u{202a}\u{202b}\u{202c}\u{202d}\
                         \u{202e}\u{2060}\u{2066}\u{2067}\u{2068}\u{2069}\u{feff}";

    #[test]
    fn every_invisible_character_has_a_mark_of_its_own() {
        let mut rasteriser = Rasteriser::default();
        for em_px in [6, 14, 20, 21, 40, 400] {
            let mut seen = Vec::new();
            for character in " \u{a0}\t\n".chars().chain(NAMED.chars()) {
                let mark = Invisible::of(character).expect("a mark");
                let picture = mark.draw(&mut rasteriser, em_px).expect("a picture");
                let left = -picture.offset[0];
                let right = picture.size[0] as i32 - left;
                assert!(left.abs_diff(right) <= 2, "{mark:?} lies about its pen: {left} and {right}");
                assert!(!seen.contains(&picture), "{mark:?} at {em_px} looks like another");
                seen.push(picture);
            }
        }
    }

    #[test]
    fn marks_stand_on_the_line_among_the_letters() {
        let mut rasteriser = Rasteriser::default();
        for em_px in [14, 20, 40] {
            for character in " \u{a0}\t\n\u{200e}\u{200c}".chars() {
                let mark = Invisible::of(character).expect("a mark");
                let picture = mark.draw(&mut rasteriser, em_px).expect("a picture");
                let (top, height) = (picture.offset[1], picture.size[1] as i32);
                let em = i32::from(em_px);
                assert!(top >= -em, "{mark:?} at {em_px} is no higher than a letter: {top}");
                assert!(top + height <= em / 4, "{mark:?} at {em_px} hangs no deeper: {top} + {height}");
            }
        }
    }

    #[test]
    fn what_can_be_seen_has_no_mark() {
        for character in "aس٣،.\u{64e}\u{640}🙂".chars() {
            assert_eq!(Invisible::of(character), None, "{character}");
        }
    }
}
