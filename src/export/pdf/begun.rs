//! A band of which some is drawn, line by line.

use super::band::{Band, Cell};
use krilla::tagging::{Tag, TagGroup};

/// Less than this is no difference between heights, in points.
const NOTHING: f32 = 0.01;

/// A band of which some is drawn.
pub(super) struct Begun {
    pub(super) band: Band,
    /// Of each cell, the text and the line that come next.
    pub(super) cursors: Vec<(usize, usize)>,
    /// Of each cell, its texts as far as they are drawn.
    pub(super) groups: Vec<Vec<TagGroup>>,
    pub(super) is_split: bool,
}

impl Begun {
    pub(super) fn new(band: Band) -> Self {
        let cells = band.cells.len();
        let groups = band.cells.iter().map(|cell| vec![(); cell.texts.len()]);
        let groups = groups.map(|texts| texts.iter().map(|()| TagGroup::new(Tag::P)).collect()).collect();
        Self { band, cursors: vec![(0, 0); cells], groups, is_split: false }
    }

    pub(super) fn rest(&self, cell: usize) -> f32 {
        let (Some(of), Some(&(text, line))) = (self.band.cells.get(cell), self.cursors.get(cell)) else {
            return 0.0;
        };
        let lines = lines_from(of, text, line);
        lines.map(|(text, line)| of.texts.get(text).map_or(0.0, |(_, text)| text.height(line))).sum::<f32>()
            + 2.0 * of.pad
    }

    pub(super) fn height(&self) -> f32 {
        (0..self.band.cells.len()).map(|cell| self.rest(cell)).fold(0.0, f32::max)
    }
}

/// The lines of a cell from one on: number of the text, number of the line.
pub(super) fn lines_from(cell: &Cell, text: usize, line: usize) -> impl Iterator<Item = (usize, usize)> {
    let lines: Vec<usize> = cell.texts.iter().map(|(_, text)| text.lines()).collect();
    let all = lines.into_iter().enumerate().skip(text);
    all.flat_map(move |(number, lines)| {
        let first = if number == text { line } else { 0 };
        (first..lines).map(move |line| (number, line))
    })
}

/// The height of the first lines of a cell.
pub(super) fn first_lines(cell: &Cell, count: usize) -> f32 {
    let lines = lines_from(cell, 0, 0).take(count);
    lines.map(|(text, line)| cell.texts.get(text).map_or(0.0, |(_, text)| text.height(line))).sum()
}

/// The lines of a cell that fit into `room`, and the height they take; on a fresh page one at least.
pub(super) fn plan(begun: &Begun, cell: usize, room: f32, is_fresh: bool) -> (Vec<(usize, usize)>, f32) {
    let (Some(of), Some(&(text, line))) = (begun.band.cells.get(cell), begun.cursors.get(cell)) else {
        return (Vec::new(), 0.0);
    };
    let mut height = 2.0 * of.pad;
    let mut lines = Vec::new();
    for (number, line) in lines_from(of, text, line) {
        let tall = of.texts.get(number).map_or(0.0, |(_, text)| text.height(line));
        let is_first = is_fresh && lines.is_empty();
        if height + tall > room + NOTHING && !is_first {
            break;
        }
        height += tall;
        lines.push((number, line));
    }
    (lines, height)
}
