//! Sizes and colours, in one place: drawing code names them and never a number.

use crate::app::{Settings, Theme};
use crate::article::BlockKind;
use crate::glossary::Kind;
use crate::project::{Segment, Status};
use crate::text::{Direction, Mark, MarkKind};
use crate::ui::text::{BaseDirection, Input, TextStyle};
use egui::{
    Color32, Context, CornerRadius, FontData, FontDefinitions, FontFamily, FontId, Frame, Id, Margin, Stroke,
    TextStyle as UiText, ThemePreference, Visuals,
};
use std::sync::Arc;

/// Points.
pub mod space {
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
}

/// Colours of one theme. Text on its ground has a contrast of at least 4.5 to 1.
#[derive(Clone, Copy, Debug)]
pub struct Palette {
    pub page: Color32,
    pub text: Color32,
    pub weak: Color32,
    pub accent: Color32,
    pub selected_row: Color32,
    pub draft_field: Color32,
    pub field_edge: Color32,
    pub rule: Color32,
    pub confirmed: Color32,
    pub draft: Color32,
    pub untranslated: Color32,
    pub person: Color32,
    pub place: Color32,
    pub organisation: Color32,
    pub term: Color32,
    /// Numbers and dates in English.
    pub figure: Color32,
    /// Suggestions of translation memories.
    pub memory: Color32,
    /// Those of services, and drafts that nobody has confirmed since.
    pub machine: Color32,
    /// Below a text that was looked for, and the one that the translator has gone to.
    pub found: Color32,
    pub found_now: Color32,
    pub warning: Color32,
    pub error: Color32,
}

const LIGHT: Palette = Palette {
    page: Color32::from_rgb(0xFC, 0xFB, 0xF9),
    text: Color32::from_rgb(0x1C, 0x1B, 0x1A),
    weak: Color32::from_rgb(0x66, 0x62, 0x5C),
    accent: Color32::from_rgb(0x1F, 0x5F, 0x8B),
    selected_row: Color32::from_rgb(0xEC, 0xF2, 0xF6),
    draft_field: Color32::from_rgb(0xFF, 0xFF, 0xFF),
    field_edge: Color32::from_rgb(0xA9, 0xBE, 0xCE),
    rule: Color32::from_rgb(0xE6, 0xE2, 0xDC),
    confirmed: Color32::from_rgb(0x2B, 0x74, 0x43),
    draft: Color32::from_rgb(0x9A, 0x62, 0x00),
    untranslated: Color32::from_rgb(0x8B, 0x86, 0x7E),
    person: Color32::from_rgb(0x8A, 0x3F, 0x8F),
    place: Color32::from_rgb(0x14, 0x73, 0x63),
    organisation: Color32::from_rgb(0x2A, 0x5D, 0xB0),
    term: Color32::from_rgb(0x9A, 0x5B, 0x12),
    figure: Color32::from_rgb(0x55, 0x5F, 0x6B),
    memory: Color32::from_rgb(0xA8, 0x2F, 0x4B),
    machine: Color32::from_rgb(0x5B, 0x4B, 0xA8),
    found: Color32::from_rgb(0xFB, 0xE6, 0x9C),
    found_now: Color32::from_rgb(0xFF, 0xB9, 0x4A),
    warning: Color32::from_rgb(0x8F, 0x58, 0x00),
    error: Color32::from_rgb(0xB0, 0x26, 0x26),
};

const DARK: Palette = Palette {
    page: Color32::from_rgb(0x1B, 0x1D, 0x20),
    text: Color32::from_rgb(0xE9, 0xE7, 0xE3),
    weak: Color32::from_rgb(0xA3, 0xA1, 0x9C),
    accent: Color32::from_rgb(0x7C, 0xB7, 0xE0),
    selected_row: Color32::from_rgb(0x25, 0x2D, 0x35),
    draft_field: Color32::from_rgb(0x15, 0x18, 0x1B),
    field_edge: Color32::from_rgb(0x4A, 0x5E, 0x6E),
    rule: Color32::from_rgb(0x31, 0x33, 0x36),
    confirmed: Color32::from_rgb(0x7C, 0xC7, 0x8F),
    draft: Color32::from_rgb(0xE0, 0xAE, 0x56),
    untranslated: Color32::from_rgb(0x84, 0x82, 0x7E),
    person: Color32::from_rgb(0xD8, 0x9B, 0xDD),
    place: Color32::from_rgb(0x6F, 0xCB, 0xB8),
    organisation: Color32::from_rgb(0x8F, 0xB5, 0xF2),
    term: Color32::from_rgb(0xE0, 0xAC, 0x6C),
    figure: Color32::from_rgb(0xAA, 0xB4, 0xC0),
    memory: Color32::from_rgb(0xF0, 0x92, 0xA5),
    machine: Color32::from_rgb(0xB4, 0xA7, 0xF0),
    found: Color32::from_rgb(0x52, 0x44, 0x17),
    found_now: Color32::from_rgb(0x7D, 0x52, 0x00),
    warning: Color32::from_rgb(0xE5, 0xB5, 0x5C),
    error: Color32::from_rgb(0xF0, 0x8C, 0x86),
};

pub fn palette(visuals: &Visuals) -> &'static Palette {
    if visuals.dark_mode { &DARK } else { &LIGHT }
}

impl Palette {
    pub const fn kind(&self, kind: Kind) -> Color32 {
        match kind {
            Kind::Person | Kind::Name => self.person,
            Kind::Place => self.place,
            Kind::Organisation => self.organisation,
            Kind::Term => self.term,
        }
    }

    pub const fn status(&self, status: Status) -> Color32 {
        match status {
            Status::Untranslated => self.untranslated,
            Status::Draft => self.draft,
            Status::Confirmed => self.confirmed,
        }
    }
}

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
        .stroke(Stroke::new(1.0, colours.rule))
        .corner_radius(CornerRadius::same(5))
        .inner_margin(Margin::symmetric(10, 6))
}

pub fn set_theme(ctx: &Context, theme: Theme) {
    ctx.set_theme(match theme {
        Theme::System => ThemePreference::System,
        Theme::Light => ThemePreference::Light,
        Theme::Dark => ThemePreference::Dark,
    });
}

/// Dresses egui's own widgets; once, at the start. `face` is the font file of their labels.
pub fn dress(ctx: &Context, face: Option<Vec<u8>>) {
    const NAME: &str = "labels";
    const EMBEDDED: &str = "embedded";
    let mut fonts = FontDefinitions::default();
    if let Some(face) = face {
        fonts.font_data.insert(NAME.to_owned(), Arc::new(FontData::from_owned(face)));
        fonts.families.entry(FontFamily::Proportional).or_default().insert(0, NAME.to_owned());
    }
    // Arrows of shortcuts and Arabic letters in messages, which the faces above may lack.
    fonts.font_data.insert(EMBEDDED.to_owned(), Arc::new(FontData::from_static(dejavu::sans::regular())));
    for family in [FontFamily::Proportional, FontFamily::Monospace] {
        fonts.families.entry(family).or_default().push(EMBEDDED.to_owned());
    }
    ctx.set_fonts(fonts);
    for (theme, colours) in [(egui::Theme::Light, &LIGHT), (egui::Theme::Dark, &DARK)] {
        ctx.style_mut_of(theme, |style| {
            let visuals = &mut style.visuals;
            visuals.panel_fill = colours.page;
            visuals.window_fill = colours.page;
            visuals.extreme_bg_color = colours.draft_field;
            visuals.override_text_color = Some(colours.text);
            visuals.weak_text_color = Some(colours.weak);
            visuals.selection.bg_fill = colours.accent.gamma_multiply(0.35);
            visuals.selection.stroke = Stroke::new(1.0, colours.text);
            visuals.hyperlink_color = colours.accent;
            visuals.text_cursor.stroke = Stroke::new(2.0, colours.accent);
            visuals.text_cursor.blink = false;
            // What is held down, or has the keyboard.
            visuals.widgets.active.weak_bg_fill = colours.accent.gamma_multiply(0.25);
            visuals.widgets.noninteractive.bg_stroke = Stroke::new(1.0, colours.rule);
            visuals.window_corner_radius = CornerRadius::same(8);
            visuals.menu_corner_radius = CornerRadius::same(6);
            for (text, size) in
                [(UiText::Body, 13.5), (UiText::Button, 13.5), (UiText::Small, 11.5), (UiText::Heading, 18.0)]
            {
                style.text_styles.insert(text, FontId::new(size, FontFamily::Proportional));
            }
            style.spacing.item_spacing = egui::vec2(space::SMALL, space::TINY + 2.0);
            style.spacing.button_padding = egui::vec2(space::SMALL, 3.0);
            style.spacing.menu_margin = egui::Margin::same(6);
            // Motion for its own sake costs frames, and some readers cannot bear it.
            style.animation_time = 0.0;
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// WCAG 2.2 relative luminance.
    fn luminance(colour: Color32) -> f64 {
        let channel = |value: u8| {
            let value = f64::from(value) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(colour.r()) + 0.7152 * channel(colour.g()) + 0.0722 * channel(colour.b())
    }

    fn contrast(a: Color32, b: Color32) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn text_can_be_read_on_every_ground() {
        for colours in [LIGHT, DARK] {
            for ground in [colours.found, colours.found_now] {
                assert!(contrast(colours.text, ground) >= 4.5, "text on {ground:?}");
            }
            for ground in [colours.page, colours.selected_row, colours.draft_field] {
                for text in [
                    colours.text,
                    colours.weak,
                    colours.accent,
                    colours.confirmed,
                    colours.draft,
                    colours.person,
                    colours.place,
                    colours.organisation,
                    colours.term,
                    colours.figure,
                    colours.memory,
                    colours.machine,
                    colours.warning,
                    colours.error,
                ] {
                    let ratio = contrast(text, ground);
                    assert!(ratio >= 4.5, "{text:?} on {ground:?} is only {ratio:.2}");
                }
            }
        }
    }
}
