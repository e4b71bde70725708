//! Gives egui's own widgets our colours, fonts and pace.

use super::palette::{DARK, DARK_HIGH, LIGHT, LIGHT_HIGH, Palette, palette};
use super::{inset, line, radius, size, space, tint};
use crate::app::{Contrast, Settings, Theme};
use egui::containers::menu::MenuConfig;
use egui::style::{ScrollAnimation, WidgetVisuals};
use egui::{
    Color32, Context, CornerRadius, FontData, FontDefinitions, FontFamily, FontId, Stroke, Style,
    TextStyle as UiText, ThemePreference, Ui, Visuals,
};
use std::sync::Arc;

/// What of the settings egui has to be told; told again only when it changes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Look {
    pub theme: Theme,
    pub contrast: Contrast,
    /// A factor on everything, beside the scale of the system.
    pub scale: f32,
    pub reduced_motion: bool,
}

impl Look {
    pub const fn of(settings: &Settings) -> Self {
        Self {
            theme: settings.theme,
            contrast: settings.contrast,
            scale: settings.interface_scale,
            reduced_motion: settings.reduced_motion,
        }
    }
}

/// Fonts, once at the start. `face` is the font file of labels.
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
    // Ctrl and plus are ours: they make source and draft larger.
    ctx.options_mut(|options| options.zoom_with_keyboard = false);
}

/// Colours, measures, scale and pace. `shown_at` is a factor that the window was opened with.
pub fn apply(ctx: &Context, look: Look, shown_at: f32) {
    ctx.set_theme(match look.theme {
        Theme::System => ThemePreference::System,
        Theme::Light => ThemePreference::Light,
        Theme::Dark => ThemePreference::Dark,
    });
    ctx.set_zoom_factor(look.scale * shown_at);
    let (light, dark) = match look.contrast {
        Contrast::Standard => (&LIGHT, &DARK),
        Contrast::High => (&LIGHT_HIGH, &DARK_HIGH),
    };
    for (theme, colours) in [(egui::Theme::Light, light), (egui::Theme::Dark, dark)] {
        ctx.style_mut_of(theme, |style| {
            style.visuals = visuals(theme, colours);
            measure(style);
            // Motion for its own sake costs frames. Lists may glide to what is asked for, unless the user would rather not.
            style.animation_time = 0.0;
            style.scroll_animation =
                if look.reduced_motion { ScrollAnimation::none() } else { ScrollAnimation::default() };
        });
    }
}

fn visuals(theme: egui::Theme, colours: &Palette) -> Visuals {
    let mut visuals = theme.default_visuals();
    visuals.panel_fill = colours.page;
    visuals.window_fill = colours.page;
    visuals.window_stroke = Stroke::new(line::HAIR, colours.control_edge);
    visuals.extreme_bg_color = colours.draft_field;
    visuals.override_text_color = Some(colours.text);
    visuals.weak_text_color = Some(colours.weak);
    visuals.warn_fg_color = colours.warning;
    visuals.error_fg_color = colours.error;
    visuals.selection.bg_fill = colours.accent.gamma_multiply(tint::STRONG);
    // The edge of fields that have the keyboard as well.
    visuals.selection.stroke = Stroke::new(line::FOCUS, colours.accent);
    visuals.hyperlink_color = colours.accent;
    visuals.text_cursor.stroke = Stroke::new(2.0, colours.accent);
    visuals.text_cursor.blink = false;
    visuals.window_corner_radius = CornerRadius::same(radius::WINDOW);
    visuals.menu_corner_radius = CornerRadius::same(radius::CARD);
    let look = |fill, edge: Stroke| WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: edge,
        corner_radius: CornerRadius::same(radius::CONTROL),
        fg_stroke: Stroke::new(line::SIGN, colours.text),
        expansion: 0.0,
    };
    let edge = |colour: Color32| Stroke::new(line::HAIR, colour);
    let widgets = &mut visuals.widgets;
    widgets.noninteractive = look(colours.page, edge(colours.rule));
    widgets.inactive = look(colours.control, edge(colours.control_edge));
    // Rails of sliders.
    widgets.inactive.bg_fill = colours.control_hovered;
    widgets.hovered = look(colours.control_hovered, edge(colours.text));
    widgets.open = look(colours.control_hovered, edge(colours.control_edge));
    // What is held down, or has the keyboard.
    widgets.active = look(colours.page.blend(colours.accent.gamma_multiply(tint::SOFT)), focus(colours));
    visuals
}

/// Dresses the button that a dialog is for, until the end of this [`Ui`]. Returns the colour of its letters.
pub fn primary(ui: &mut Ui) -> Color32 {
    let colours = palette(ui.visuals());
    let hovered = colours.accent.blend(colours.text.gamma_multiply(tint::FAINT));
    let widgets = &mut ui.visuals_mut().widgets;
    for (look, fill) in [
        (&mut widgets.inactive, colours.accent),
        (&mut widgets.hovered, hovered),
        (&mut widgets.active, hovered),
    ] {
        look.weak_bg_fill = fill;
        look.bg_stroke = Stroke::new(line::HAIR, fill);
    }
    colours.page
}

/// The ring around what has the keyboard.
pub fn focus(colours: &Palette) -> Stroke {
    Stroke::new(line::FOCUS, colours.accent)
}

fn measure(style: &mut Style) {
    for (text, size) in [
        (UiText::Body, size::BODY),
        (UiText::Button, size::BODY),
        (UiText::Monospace, size::BODY),
        (UiText::Small, size::CAPTION),
        (UiText::Heading, size::HEADING),
    ] {
        let family = if text == UiText::Monospace { FontFamily::Monospace } else { FontFamily::Proportional };
        style.text_styles.insert(text, FontId::new(size, family));
    }
    style.spacing.item_spacing = egui::vec2(space::SMALL, space::TINY + 2.0);
    style.spacing.button_padding = egui::vec2(space::SMALL, 3.0);
    style.spacing.menu_margin = inset::MENU;
}

/// Of menus and lists that drop down: flat until the pointer or the keyboard is there, which stays visible.
pub fn menu_style(style: &mut Style) {
    let focus = style.visuals.widgets.active.bg_stroke;
    egui::containers::menu::menu_style(style);
    style.visuals.widgets.active.bg_stroke = focus;
    style.spacing.button_padding = egui::vec2(space::SMALL, space::HAIR);
}

/// Of menus, and of those that open from their items.
pub fn menu_config() -> MenuConfig {
    MenuConfig::new().style(menu_style)
}

/// Something is at work. It turns, unless the user would rather that nothing does.
pub fn busy_ui(ui: &mut Ui, reduced_motion: bool) {
    if reduced_motion {
        ui.label("…");
    } else {
        ui.spinner();
    }
}
