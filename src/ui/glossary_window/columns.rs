//! How wide the columns of the table are, and which there is room for. What is left out stands beside the table.

use crate::app::glossaries::TermField;
use crate::app::glossaries::table::Column;
use egui::{Rect, pos2, vec2};

/// Points, at the left of every row: the signs of rows that are locked or in conflict.
pub const GUTTER: f32 = 24.0;

/// Points of empty room on both sides of a cell's text.
pub const CELL_PADDING: f32 = 7.0;

/// Points: what a column takes at least, and how much of what is left it gets.
const fn width(column: Column) -> (f32, f32) {
    match column {
        Column::Arabic => (130.0, 1.0),
        Column::English => (140.0, 1.2),
        Column::Note => (120.0, 1.1),
        Column::Kind => (104.0, 0.0),
        Column::Status => (98.0, 0.0),
        Column::Domain => (92.0, 0.0),
        Column::Glossary => (112.0, 0.0),
        Column::Used => (56.0, 0.0),
    }
}

/// The first to go where there is no room.
const BY_WORTH: [Column; 6] =
    [Column::Domain, Column::Note, Column::Status, Column::Glossary, Column::Used, Column::Kind];

/// The columns that fit into so many points, with their widths, from the left.
pub fn fitting(available: f32) -> Vec<(Column, f32)> {
    let mut columns = Column::ALL.to_vec();
    let least = |columns: &[Column]| GUTTER + columns.iter().map(|column| width(*column).0).sum::<f32>();
    for column in BY_WORTH {
        if least(&columns) > available {
            columns.retain(|shown| *shown != column);
        }
    }
    let room = (available - least(&columns)).max(0.0);
    let shares: f32 = columns.iter().map(|column| width(*column).1).sum();
    columns
        .into_iter()
        .map(|column| {
            let (least, share) = width(column);
            (column, (least + room * share / shares.max(1.0)).floor())
        })
        .collect()
}

/// Where the cells of a row are.
pub fn cells(area: Rect, columns: &[(Column, f32)]) -> Vec<(Column, Rect)> {
    let mut left = area.left() + GUTTER;
    columns
        .iter()
        .map(|(column, width)| {
            let cell = Rect::from_min_size(pos2(left, area.top()), vec2(*width, area.height()));
            left += width;
            (*column, cell)
        })
        .collect()
}

pub const fn title(column: Column) -> &'static str {
    match column {
        Column::Arabic => "Arabic",
        Column::English => "English",
        Column::Kind => "Kind",
        Column::Status => "Status",
        Column::Domain => "Domain",
        Column::Note => "Note",
        Column::Glossary => "Glossary",
        Column::Used => "Used",
    }
}

/// The text that is written in the cells of the column.
pub const fn field(column: Column) -> Option<TermField> {
    match column {
        Column::Arabic => Some(TermField::Arabic),
        Column::English => Some(TermField::English),
        Column::Domain => Some(TermField::Domain),
        Column::Note => Some(TermField::Note),
        Column::Kind | Column::Status | Column::Glossary | Column::Used => None,
    }
}

/// Whether its cells can be changed at all.
pub const fn is_editable(column: Column) -> bool {
    !matches!(column, Column::Glossary | Column::Used)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_fill_the_width_and_the_least_worth_go_first() {
        let fits = |available: f32| {
            let columns = fitting(available);
            let sum = GUTTER + columns.iter().map(|(_, width)| width).sum::<f32>();
            assert!(sum <= available && sum > available - 4.0, "{sum} of {available}");
            columns.len()
        };
        assert_eq!(fits(1100.0), Column::ALL.len());
        assert_eq!(fits(800.0), 7);
        assert_eq!(fits(420.0), 3);
        assert_eq!(fitting(100.0).len(), 2, "Arabic and English always");
    }
}
