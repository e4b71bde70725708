//! Colours: light and dark, each with more contrast for those who need it, and the paper of a preview.
//!
//! The tests at the end compute the contrast of every text on every ground it can stand on, by WCAG 2.2.

use crate::app::Level;
use crate::glossary::Kind;
use crate::project::Status;
use egui::{Color32, Visuals};

/// Colours of one look. Text on its ground has a contrast of at least 4.5 to 1, in high contrast 7 to 1; signs and the
/// edges of controls have 3 to 1.
#[derive(Clone, Copy, Debug)]
pub struct Palette {
    pub page: Color32,
    pub text: Color32,
    pub weak: Color32,
    pub accent: Color32,
    pub selected_row: Color32,
    pub draft_field: Color32,
    /// Of fields to write in.
    pub field_edge: Color32,
    /// Between things; nothing depends on seeing it.
    pub rule: Color32,
    /// Buttons and lists.
    pub control: Color32,
    /// The same under the pointer, and what slides in sliders and scroll bars.
    pub control_hovered: Color32,
    /// Of buttons and boxes.
    pub control_edge: Color32,
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

pub static LIGHT: Palette = Palette {
    page: Color32::from_rgb(0xFC, 0xFB, 0xF9),
    text: Color32::from_rgb(0x1C, 0x1B, 0x1A),
    weak: Color32::from_rgb(0x66, 0x62, 0x5C),
    accent: Color32::from_rgb(0x1F, 0x5F, 0x8B),
    selected_row: Color32::from_rgb(0xEC, 0xF2, 0xF6),
    draft_field: Color32::from_rgb(0xFF, 0xFF, 0xFF),
    field_edge: Color32::from_rgb(0x78, 0x8C, 0x9C),
    rule: Color32::from_rgb(0xE6, 0xE2, 0xDC),
    control: Color32::from_rgb(0xF5, 0xF3, 0xF0),
    control_hovered: Color32::from_rgb(0xEA, 0xE6, 0xE0),
    control_edge: Color32::from_rgb(0x8E, 0x89, 0x81),
    confirmed: Color32::from_rgb(0x2B, 0x74, 0x43),
    draft: Color32::from_rgb(0x94, 0x5C, 0x00),
    untranslated: Color32::from_rgb(0x8B, 0x86, 0x7E),
    person: Color32::from_rgb(0x8A, 0x3F, 0x8F),
    place: Color32::from_rgb(0x14, 0x73, 0x63),
    organisation: Color32::from_rgb(0x2A, 0x5D, 0xB0),
    term: Color32::from_rgb(0x96, 0x57, 0x10),
    figure: Color32::from_rgb(0x55, 0x5F, 0x6B),
    memory: Color32::from_rgb(0xA8, 0x2F, 0x4B),
    machine: Color32::from_rgb(0x5B, 0x4B, 0xA8),
    found: Color32::from_rgb(0xFB, 0xE6, 0x9C),
    found_now: Color32::from_rgb(0xFF, 0xB9, 0x4A),
    warning: Color32::from_rgb(0x8F, 0x58, 0x00),
    error: Color32::from_rgb(0xB0, 0x26, 0x26),
};

pub static DARK: Palette = Palette {
    page: Color32::from_rgb(0x1B, 0x1D, 0x20),
    text: Color32::from_rgb(0xE9, 0xE7, 0xE3),
    weak: Color32::from_rgb(0xA8, 0xA6, 0xA1),
    accent: Color32::from_rgb(0x7C, 0xB7, 0xE0),
    selected_row: Color32::from_rgb(0x25, 0x2D, 0x35),
    draft_field: Color32::from_rgb(0x15, 0x18, 0x1B),
    field_edge: Color32::from_rgb(0x6B, 0x80, 0x90),
    rule: Color32::from_rgb(0x31, 0x33, 0x36),
    control: Color32::from_rgb(0x27, 0x2A, 0x2E),
    control_hovered: Color32::from_rgb(0x36, 0x3A, 0x3F),
    control_edge: Color32::from_rgb(0x7C, 0x7D, 0x7E),
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

pub static LIGHT_HIGH: Palette = Palette {
    page: Color32::from_rgb(0xFF, 0xFF, 0xFF),
    text: Color32::from_rgb(0x00, 0x00, 0x00),
    weak: Color32::from_rgb(0x38, 0x38, 0x38),
    accent: Color32::from_rgb(0x00, 0x3A, 0x70),
    selected_row: Color32::from_rgb(0xE6, 0xF0, 0xF8),
    draft_field: Color32::from_rgb(0xFE, 0xFE, 0xFE),
    field_edge: Color32::from_rgb(0x2B, 0x3A, 0x46),
    rule: Color32::from_rgb(0x76, 0x76, 0x76),
    control: Color32::from_rgb(0xFF, 0xFF, 0xFF),
    control_hovered: Color32::from_rgb(0xE2, 0xE2, 0xE2),
    control_edge: Color32::from_rgb(0x38, 0x38, 0x38),
    confirmed: Color32::from_rgb(0x08, 0x48, 0x1E),
    draft: Color32::from_rgb(0x5A, 0x36, 0x00),
    untranslated: Color32::from_rgb(0x4A, 0x4A, 0x4A),
    person: Color32::from_rgb(0x5E, 0x16, 0x64),
    place: Color32::from_rgb(0x00, 0x48, 0x3C),
    organisation: Color32::from_rgb(0x0A, 0x36, 0x80),
    term: Color32::from_rgb(0x5C, 0x32, 0x00),
    figure: Color32::from_rgb(0x2C, 0x34, 0x3E),
    memory: Color32::from_rgb(0x78, 0x0E, 0x28),
    machine: Color32::from_rgb(0x34, 0x22, 0x88),
    found: Color32::from_rgb(0xFF, 0xE8, 0x8A),
    found_now: Color32::from_rgb(0xFF, 0xB0, 0x33),
    warning: Color32::from_rgb(0x5A, 0x36, 0x00),
    error: Color32::from_rgb(0x7A, 0x08, 0x08),
};

pub static DARK_HIGH: Palette = Palette {
    page: Color32::from_rgb(0x00, 0x00, 0x00),
    text: Color32::from_rgb(0xFF, 0xFF, 0xFF),
    weak: Color32::from_rgb(0xD8, 0xD8, 0xD8),
    accent: Color32::from_rgb(0x9C, 0xD4, 0xFF),
    selected_row: Color32::from_rgb(0x10, 0x20, 0x2E),
    draft_field: Color32::from_rgb(0x02, 0x02, 0x02),
    field_edge: Color32::from_rgb(0xD0, 0xDC, 0xE6),
    rule: Color32::from_rgb(0x8C, 0x8C, 0x8C),
    control: Color32::from_rgb(0x00, 0x00, 0x00),
    control_hovered: Color32::from_rgb(0x30, 0x30, 0x30),
    control_edge: Color32::from_rgb(0xD8, 0xD8, 0xD8),
    confirmed: Color32::from_rgb(0x9B, 0xE8, 0xAE),
    draft: Color32::from_rgb(0xFF, 0xD2, 0x7A),
    untranslated: Color32::from_rgb(0xC4, 0xC4, 0xC4),
    person: Color32::from_rgb(0xF0, 0xC2, 0xF4),
    place: Color32::from_rgb(0x93, 0xEA, 0xD6),
    organisation: Color32::from_rgb(0xB9, 0xD2, 0xFF),
    term: Color32::from_rgb(0xFF, 0xCB, 0x8F),
    figure: Color32::from_rgb(0xD0, 0xD9, 0xE3),
    memory: Color32::from_rgb(0xFF, 0xB9, 0xC6),
    machine: Color32::from_rgb(0xD2, 0xC9, 0xFF),
    found: Color32::from_rgb(0x4A, 0x3A, 0x00),
    found_now: Color32::from_rgb(0x70, 0x4A, 0x00),
    warning: Color32::from_rgb(0xFF, 0xD2, 0x7A),
    error: Color32::from_rgb(0xFF, 0xB3, 0xAE),
};

static ALL: [&Palette; 4] = [&LIGHT, &DARK, &LIGHT_HIGH, &DARK_HIGH];

/// What is printed is light, whatever the window is.
pub mod paper {
    use egui::Color32;

    pub const PAGE: Color32 = Color32::WHITE;
    pub const INK: Color32 = Color32::from_rgb(0x1C, 0x1B, 0x1A);
    pub const FAINT: Color32 = Color32::from_rgb(0x66, 0x62, 0x5C);
    pub const RULE: Color32 = Color32::from_rgb(0xD8, 0xDD, 0xE3);
    pub const HEAD: Color32 = Color32::from_rgb(0xE6, 0xEB, 0xF1);
    pub const WARNING: Color32 = Color32::from_rgb(0x7A, 0x43, 0x00);
    pub const DRAFT: Color32 = Color32::from_rgb(0xFF, 0xF4, 0xD6);
    pub const MACHINE_DRAFT: Color32 = Color32::from_rgb(0xEC, 0xE8, 0xF7);
    pub const NOT_TRANSLATED: Color32 = Color32::from_rgb(0xFB, 0xE6, 0xE3);
}

/// The palette that these visuals were made of. It is known by the colour of its page: visuals have no room for more.
pub fn palette(visuals: &Visuals) -> &'static Palette {
    let otherwise = if visuals.dark_mode { &DARK } else { &LIGHT };
    ALL.into_iter().find(|colours| colours.page == visuals.panel_fill).unwrap_or(otherwise)
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

    pub const fn level(&self, level: Level) -> Color32 {
        match level {
            Level::Info => self.accent,
            Level::Warning => self.warning,
            Level::Error => self.error,
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

#[cfg(test)]
mod tests {
    use super::super::tint;
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

    /// A tint as it is painted.
    fn over(ground: Color32, colour: Color32, part: f32) -> Color32 {
        ground.blend(colour.gamma_multiply(part))
    }

    /// The palette, its name, and what text on it must reach.
    fn all() -> [(&'static str, &'static Palette, f64); 4] {
        [
            ("light", &LIGHT, 4.5),
            ("dark", &DARK, 4.5),
            ("light, high contrast", &LIGHT_HIGH, 7.0),
            ("dark, high contrast", &DARK_HIGH, 7.0),
        ]
    }

    fn coloured_texts(colours: &Palette) -> [(&'static str, Color32); 14] {
        [
            ("text", colours.text),
            ("weak", colours.weak),
            ("accent", colours.accent),
            ("confirmed", colours.confirmed),
            ("draft", colours.draft),
            ("person", colours.person),
            ("place", colours.place),
            ("organisation", colours.organisation),
            ("term", colours.term),
            ("figure", colours.figure),
            ("memory", colours.memory),
            ("machine", colours.machine),
            ("warning", colours.warning),
            ("error", colours.error),
        ]
    }

    fn grounds(colours: &Palette) -> [(&'static str, Color32); 3] {
        [("page", colours.page), ("selected row", colours.selected_row), ("field", colours.draft_field)]
    }

    #[track_caller]
    fn check(theme: &str, (what, colour): (&str, Color32), (on, ground): (&str, Color32), least: f64) {
        let ratio = contrast(colour, ground);
        assert!(ratio >= least, "{theme}: {what} on {on} is {ratio:.2}, below {least}");
    }

    #[test]
    fn every_text_can_be_read_on_every_ground() {
        for (theme, colours, least) in all() {
            for ground in [("found", colours.found), ("found now", colours.found_now)] {
                check(theme, ("text", colours.text), ground, least);
            }
            for text in coloured_texts(colours) {
                for ground in grounds(colours) {
                    check(theme, text, ground, least);
                }
            }
            for ground in [("a button", colours.control), ("a button hovered", colours.control_hovered)] {
                check(theme, ("text", colours.text), ground, least);
            }
        }
    }

    #[test]
    fn text_can_be_read_on_tinted_grounds() {
        for (theme, colours, least) in all() {
            let text = ("text", colours.text);
            for (_, ground) in grounds(colours) {
                for (name, colour) in coloured_texts(colours).into_iter().skip(1) {
                    for part in [tint::FAINT, tint::SOFT, tint::STRONG] {
                        check(theme, text, (name, over(ground, colour, part)), least);
                    }
                }
                // Two marks may lie over each other, and a selection over both.
                let marked = over(over(ground, colours.accent, tint::FAINT), colours.warning, tint::FAINT);
                check(theme, text, ("marks", over(marked, colours.accent, tint::STRONG)), 4.5);
            }
        }
    }

    #[test]
    fn signs_edges_and_the_focus_can_be_seen() {
        for (theme, colours, _) in all() {
            for ground in grounds(colours) {
                for sign in coloured_texts(colours) {
                    check(theme, sign, ground, 3.0);
                }
                check(theme, ("untranslated", colours.untranslated), ground, 3.0);
                check(theme, ("edge of a field", colours.field_edge), ground, 3.0);
                check(theme, ("focus", colours.accent), ground, 3.0);
            }
            check(theme, ("edge of a button", colours.control_edge), ("page", colours.page), 3.0);
            // The ring around a button is beside its own ground and that of its neighbour.
            for ground in [("a button", colours.control), ("a button hovered", colours.control_hovered)] {
                check(theme, ("focus", colours.accent), ground, 3.0);
            }
        }
    }

    #[test]
    fn paper_can_be_read() {
        for ground in [paper::PAGE, paper::HEAD, paper::DRAFT, paper::MACHINE_DRAFT, paper::NOT_TRANSLATED] {
            for ink in [paper::INK, paper::FAINT, paper::WARNING] {
                check("paper", ("ink", ink), ("paper", ground), 4.5);
            }
        }
    }

    #[test]
    fn a_palette_is_known_by_its_page() {
        for (at, colours) in ALL.iter().enumerate() {
            let visuals = Visuals { panel_fill: colours.page, ..Visuals::dark() };
            assert!(std::ptr::eq(palette(&visuals), *colours), "{at}");
        }
    }
}
