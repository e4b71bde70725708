//! Measures: distances, sizes of letters, corners, lines, tints. Points, unless something else is said.
//!
//! Drawing code names one of these and never a number; what is left there is the geometry of a sign or the width of a
//! column.

/// Distances.
pub mod space {
    /// Between lines that belong together.
    pub const HAIR: f32 = 2.0;
    pub const TINY: f32 = 4.0;
    pub const SMALL: f32 = 8.0;
    pub const MEDIUM: f32 = 12.0;
    pub const LARGE: f32 = 20.0;
    /// The column of row numbers and statuses.
    pub const GUTTER: f32 = 58.0;
    /// Above and below the text of a row.
    pub const ROW: f32 = 7.0;
    /// More room above the first sentence of a block, so that paragraphs can be seen.
    pub const BLOCK: f32 = 9.0;
    pub const FOLDED_ROW: f32 = 28.0;
    /// The line above an article, where a project has several.
    pub const SECTION_ROW: f32 = 36.0;
    /// One height for buttons, lists and fields of a form, which puts their words on one baseline.
    pub const CONTROL: f32 = 24.0;
}

/// The type scale of what is not source or draft: those have sizes of the user's own.
pub mod size {
    /// Numbers with no room to spare.
    pub const TIGHT: f32 = 9.5;
    /// Letters inside a sign.
    pub const SIGN: f32 = 10.5;
    /// Remarks, the status bar, what stands beside something.
    pub const CAPTION: f32 = 12.0;
    /// Buttons, labels, lists.
    pub const BODY: f32 = 13.5;
    /// Text to be read, and titles of sections.
    pub const READING: f32 = 14.5;
    /// Text to be written.
    pub const ENTRY: f32 = 15.0;
    /// Arabic beside text of the sizes above: its letters are small for their size.
    pub const ARABIC: f32 = 16.0;
    /// Of a page or a dialog.
    pub const HEADING: f32 = 18.0;
    /// Of the window, where nothing is open.
    pub const TITLE: f32 = 20.0;
}

/// Of corners.
pub mod radius {
    /// Bars and signs.
    pub const SIGN: u8 = 2;
    /// Buttons, fields, rows.
    pub const CONTROL: u8 = 4;
    /// Cards and menus.
    pub const CARD: u8 = 6;
    pub const WINDOW: u8 = 8;
}

/// How thick lines are.
pub mod line {
    pub const HAIR: f32 = 1.0;
    /// Outlines of signs.
    pub const SIGN: f32 = 1.4;
    /// What has the keyboard.
    pub const FOCUS: f32 = 2.0;
    /// Strokes of signs that stand for themselves: a tick, a dash.
    pub const BOLD: f32 = 2.0;
}

/// Between an edge and what is inside.
pub mod inset {
    use egui::Margin;

    pub const LIST: Margin = Margin::same(4);
    /// Menus and small dialogs.
    pub const MENU: Margin = Margin::same(6);
    /// Dialogs.
    pub const DIALOG: Margin = Margin::same(12);
    /// The menu bar.
    pub const BAR: Margin = Margin::symmetric(8, 4);
    /// The panel beside the article.
    pub const PANEL: Margin = Margin::symmetric(12, 4);
    /// Above a page that fills the window.
    pub const HEAD: Margin = Margin::symmetric(14, 8);
    /// Beside one.
    pub const PANE: Margin = Margin::symmetric(12, 8);
    /// The status bar.
    pub const FOOT: Margin = Margin::symmetric(14, 5);
    pub const CARD: Margin = Margin::symmetric(10, 6);
    pub const NOTICE: Margin = Margin::symmetric(12, 8);
}

/// How much of a colour lies over its ground, 0 to 1. Text stays readable on all of them.
pub mod tint {
    /// Terms in a text, emphasis.
    pub const FAINT: f32 = 0.13;
    /// Differences and recurring words.
    pub const SOFT: f32 = 0.22;
    /// What is selected, what is to be repaired.
    pub const STRONG: f32 = 0.26;
    /// A selection in a field that has not got the keyboard, every other row of a table; of a tint that is one already.
    pub const PALE: f32 = 0.45;
}
