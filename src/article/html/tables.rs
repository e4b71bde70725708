//! Tells tables of data from tables that only lay out a page, and gives the cells of data their places.
//!
//! Old pages are tables all the way down. Data has one line of text to a cell and more than one column.

use super::page::Run;
use crate::article::{BlockKind, Cell};
use scraper::node::Element as Tag;

/// Every table of a page, and which are open.
#[derive(Default)]
pub(super) struct Tables {
    tables: Vec<Table>,
    /// Positions in `tables`, innermost last.
    open: Vec<usize>,
}

#[derive(Default)]
struct Table {
    is_layout: bool,
    /// The row and column of the cell that is open or was last; `None` before the first row.
    row: Option<u32>,
    column: u32,
    /// The column behind the last cell.
    next: u32,
    columns: u32,
    /// How many rows down each column is taken by a cell that spans rows.
    taken: Vec<u32>,
    cells: usize,
    is_in_cell: bool,
    /// Runs in the open cell.
    runs: usize,
    /// Whether all text is links: a menu.
    is_menu: bool,
}

/// Letters of the longest cell that still is data.
const LONGEST_CELL: usize = 1_000;
/// Columns beyond these are counted, but cells spanning rows are not looked after there.
const MOST_COLUMNS: u32 = 200;

impl Tables {
    pub(super) fn open(&mut self, tag: &Tag) {
        match tag.name() {
            "table" => {
                if let Some(outer) = self.innermost() {
                    outer.is_layout = true;
                }
                let is_layout = tag.attr("role").is_some_and(|role| matches!(role, "presentation" | "none"));
                self.open.push(self.tables.len());
                self.tables.push(Table { is_layout, is_menu: true, ..Table::default() });
            }
            "tr" => {
                if let Some(table) = self.innermost() {
                    table.begin_row();
                }
            }
            "td" | "th" => {
                if let Some(table) = self.innermost() {
                    let span = |name| tag.attr(name).and_then(|span| span.trim().parse().ok()).unwrap_or(1);
                    table.begin_cell(span("colspan"), span("rowspan"));
                }
            }
            _ => {}
        }
    }

    pub(super) fn close(&mut self, name: &str) {
        match name {
            "table" => {
                self.open.pop();
            }
            "td" | "th" => {
                if let Some(table) = self.innermost() {
                    table.is_in_cell = false;
                }
            }
            _ => {}
        }
    }

    /// The place of a run that ends here, if it stands in a cell. Its table is its position in `tables`.
    pub(super) fn place(&mut self, run: &Run) -> Option<Cell> {
        let number = u32::try_from(*self.open.last()?).ok()?;
        let table = self.innermost().filter(|table| table.is_in_cell)?;
        table.runs += 1;
        table.is_layout |= table.runs > 1 || run.kind != BlockKind::Paragraph || run.length > LONGEST_CELL;
        table.is_menu &= run.is_link();
        Some(Cell { table: number, row: table.row.unwrap_or(0), column: table.column })
    }

    /// Takes the places back from runs in tables that are not data, and counts the others from 0.
    pub(super) fn settle(&self, runs: &mut [Run]) {
        let mut data = 0;
        let numbers: Vec<Option<u32>> = self
            .tables
            .iter()
            .map(|table| {
                table.is_data().then(|| {
                    data += 1;
                    data - 1
                })
            })
            .collect();
        for run in runs {
            let Some(cell) = run.cell.take() else { continue };
            let number = usize::try_from(cell.table).ok().and_then(|table| *numbers.get(table)?);
            if let Some(table) = number {
                run.cell = Some(Cell { table, ..cell });
                run.kind = BlockKind::Cell;
            }
        }
    }

    fn innermost(&mut self) -> Option<&mut Table> {
        self.tables.get_mut(*self.open.last()?)
    }
}

impl Table {
    const fn is_data(&self) -> bool {
        !self.is_layout && !self.is_menu && self.columns > 1 && self.cells > 2
    }

    fn begin_row(&mut self) {
        self.row = Some(self.row.map_or(0, |row| row.saturating_add(1)));
        self.next = 0;
        for rows in &mut self.taken {
            *rows = rows.saturating_sub(1);
        }
    }

    fn begin_cell(&mut self, columns: u32, rows: u32) {
        let is_taken = |column: u32| {
            usize::try_from(column)
                .ok()
                .and_then(|column| self.taken.get(column))
                .is_some_and(|rows| *rows > 0)
        };
        let mut column = self.next;
        while is_taken(column) {
            column += 1;
        }
        self.column = column;
        self.next = column.saturating_add(columns.clamp(1, MOST_COLUMNS));
        self.columns = self.columns.max(self.next);
        if rows > 1 && self.next <= MOST_COLUMNS {
            for column in (column..self.next).filter_map(|column| usize::try_from(column).ok()) {
                if self.taken.len() <= column {
                    self.taken.resize(column + 1, 0);
                }
                if let Some(taken) = self.taken.get_mut(column) {
                    *taken = rows;
                }
            }
        }
        self.cells += 1;
        self.runs = 0;
        self.is_in_cell = true;
    }
}
