//! Design tokens, in one place: drawing code names them and never a number.
//!
//! `tokens` has measures, `palette` the colours of each look, `dress` gives both to egui's own widgets; here is how
//! the texts of the article look, and the words for kinds and statuses.

mod dress;
mod palette;
mod tokens;

pub use dress::{Look, apply, busy_ui, dress, focus, menu_config, menu_style, primary};
pub use palette::{Palette, palette, paper};
pub use tokens::{inset, line, radius, size, space, tint};

use crate::app::Settings;
use crate::article::BlockKind;
use crate::glossary::Kind;
use crate::project::{Segment, Status};
use crate::text::{Direction, Mark, MarkKind};
use crate::ui::text::{BaseDirection, Input, TextStyle};
use egui::{CornerRadius, Frame, Id, Response, RichText, Stroke, StrokeKind, Ui};

pub const fn kind_title(kind: Kind) -> &'static str {
    match kind {
        Kind::Person => "person",
        Kind::Place => "place",
        Kind::Organisation => "organisation",
        Kind::Name => "name",
        Kind::Term => "term",
    }
}

/// The kind of a block in words; a paragraph needs none.
pub const fn block_title(kind: BlockKind) -> Option<&'static str> {
    match kind {
        BlockKind::Paragraph => None,
        BlockKind::Title => Some("Title"),
        BlockKind::Standfirst => Some("Standfirst"),
        BlockKind::Heading => Some("Heading"),
        BlockKind::Quote => Some("Quotation"),
        BlockKind::Item => Some("List item"),
        BlockKind::Cell => Some("Table cell"),
        BlockKind::Caption => Some("Caption"),
    }
}

pub const fn status_title(status: Status) -> &'static str {
    match status {
        Status::Untranslated => "Not translated",
        Status::Draft => "Draft",
        Status::Confirmed => "Confirmed",
    }
}

/// How the Arabic of a segment looks: bold throughout where all of it is.
pub fn source_of(segment: &Segment, kind: BlockKind, settings: &Settings) -> TextStyle {
    let style = source_style(kind, settings);
    TextStyle { bold: style.bold || is_all_bold(&segment.source, &segment.source_marks), ..style }
}

/// As [`source_of`], for the draft.
pub fn draft_of(segment: &Segment, kind: BlockKind, settings: &Settings) -> TextStyle {
    let style = draft_style(kind, settings);
    TextStyle { bold: style.bold || is_all_bold(&segment.draft, &segment.marks), ..style }
}

/// Whether one mark makes the whole text bold.
pub fn is_all_bold(text: &str, marks: &[Mark]) -> bool {
    let is_whole = |mark: &Mark| mark.span.start == 0 && mark.span.end == text.len();
    !text.is_empty() && marks.iter().any(|mark| mark.kind == MarkKind::Strong && is_whole(mark))
}

/// The type scale of the source column: sizes of the kinds of block, in proportion to the user's size for
/// a paragraph.
pub fn source_style(kind: BlockKind, settings: &Settings) -> TextStyle {
    let (proportion, bold) = match kind {
        BlockKind::Title => (1.32, true),
        BlockKind::Standfirst => (1.08, false),
        BlockKind::Heading => (1.13, true),
        BlockKind::Caption => (0.87, false),
        BlockKind::Paragraph | BlockKind::Quote | BlockKind::Item | BlockKind::Cell => (1.0, false),
    };
    let size = settings.arabic_size * proportion * settings.text_scale;
    TextStyle { size, line_height: 1.6, bold, arabic: true, direction: base(settings.source_direction) }
}

/// The type scale of the draft column.
pub fn draft_style(kind: BlockKind, settings: &Settings) -> TextStyle {
    let (proportion, bold) = match kind {
        BlockKind::Title => (1.33, true),
        BlockKind::Standfirst => (1.07, false),
        BlockKind::Heading => (1.13, true),
        BlockKind::Caption => (0.9, false),
        BlockKind::Paragraph | BlockKind::Quote | BlockKind::Item | BlockKind::Cell => (1.0, false),
    };
    let size = settings.english_size * proportion * settings.text_scale;
    TextStyle { size, line_height: 1.5, bold, arabic: false, direction: base(settings.draft_direction) }
}

const fn base(direction: Direction) -> BaseDirection {
    match direction {
        Direction::Auto => BaseDirection::Auto,
        Direction::LeftToRight => BaseDirection::Ltr,
        Direction::RightToLeft => BaseDirection::Rtl,
    }
}

/// For small text that may be in either script, such as notes and file names.
pub fn small_style(text: &str, size: f32) -> TextStyle {
    let arabic = text.chars().find(|letter| letter.is_alphabetic()).is_some_and(|letter| letter > '\u{590}');
    TextStyle {
        size,
        line_height: if arabic { 1.5 } else { 1.3 },
        bold: false,
        arabic,
        direction: BaseDirection::Auto,
    }
}

/// A field of one line in our colours, without a hint.
pub fn input<'a>(id: Id, label: &'a str, style: TextStyle, colours: &Palette) -> Input<'a> {
    Input {
        id,
        label,
        hint: "",
        style,
        colour: colours.text,
        ground: colours.draft_field,
        edge: colours.field_edge,
        accent: colours.accent,
        multiline: false,
    }
}

/// What stands by itself in a panel: a hit, an unknown name.
pub fn card(colours: &Palette) -> Frame {
    Frame::new()
        .stroke(Stroke::new(line::HAIR, colours.rule))
        .corner_radius(CornerRadius::same(radius::CARD))
        .inner_margin(inset::CARD)
}

/// The title of a section in a panel or on a page.
pub fn section_title(title: impl Into<String>) -> RichText {
    RichText::new(title).strong().size(size::READING)
}

/// A ring around something of our own while it has the keyboard, as egui's widgets have it.
pub fn ring(ui: &Ui, response: &Response) {
    ring_at(ui, response, 0.0);
}

/// As [`ring`], so many points away from it: around a text, whose letters reach its edge.
pub fn ring_at(ui: &Ui, response: &Response, distance: f32) {
    if response.has_focus() {
        let ring = focus(palette(ui.visuals()));
        let corners = CornerRadius::same(radius::CONTROL);
        ui.painter().rect_stroke(response.rect.expand(distance), corners, ring, StrokeKind::Inside);
    }
}

/// A ring with room between it and something in the colour of the ring.
pub fn ring_around(ui: &Ui, response: &Response) {
    if response.has_focus() {
        let corners = CornerRadius::same(radius::CARD);
        let ring = focus(palette(ui.visuals()));
        ui.painter().rect_stroke(response.rect.expand(space::HAIR), corners, ring, StrokeKind::Outside);
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    /// Text laid out and glyphs drawn are about pixels, and a test may write what it likes.
    const SPARED: [&str; 4] = ["/theme/", "/text/atlas/", "/text/conformance", "/tests"];
    /// What makes a colour or takes a measure, and the places where its numbers would stand.
    const MAKERS: [&str; 7] = [
        "Color32::from_rgb(",
        "Margin::same(",
        "Margin::symmetric(",
        "Stroke::new(",
        "CornerRadius::same(",
        "gamma_multiply(",
        "FontId::proportional(",
    ];

    fn look_through(folder: &Path, found: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.to_string_lossy().replace('\\', "/");
            if SPARED.iter().any(|spared| name.contains(spared)) {
                continue;
            }
            if path.is_dir() {
                look_through(&path, found);
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            let drawing = text.split("#[cfg(test)]").next().unwrap_or_default();
            for (at, line) in drawing.lines().enumerate() {
                let has_number = |maker: &&str| {
                    let behind = line.split(*maker).nth(1);
                    behind.is_some_and(|behind| behind.starts_with(|letter: char| letter.is_ascii_digit()))
                };
                if MAKERS.iter().any(has_number) {
                    found.push(format!("{name}:{}: {}", at + 1, line.trim()));
                }
            }
        }
    }

    #[test]
    fn drawing_code_names_tokens_and_never_a_number() {
        let mut found = Vec::new();
        look_through(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/ui"), &mut found);
        assert!(found.is_empty(), "{}", found.join("\n"));
    }
}
