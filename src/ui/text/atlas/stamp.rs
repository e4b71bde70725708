//! Stamps.
use super::picture::Picture;
use super::raster::Rasteriser;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Invisible {
    Space,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stamp {
    Squiggle { height_px: u16 },
}

impl Stamp {
    pub fn draw(self, _r: &mut Rasteriser) -> Option<Picture> {
        None
    }
}
