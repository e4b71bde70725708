//! What stood in the place of a segment before its article was read again, or what a bilingual file has for it since,
//! side by side below the row.

use super::scene::Scene;
use super::text::{TextEngine, TextStyle, paragraph};
use super::theme::{self, palette, space};
use crate::app::Command;
use crate::project::Segment;
use egui::{Button, Layout, Rect, RichText, Role, Ui, UiBuilder, WidgetInfo, pos2, vec2};

/// Points for the gap and the line above both texts, and for the buttons below them.
const GAP: f32 = 7.0;
const HEAD: f32 = 18.0;
const FOOT: f32 = 28.0;

fn style(text: &str) -> TextStyle {
    theme::small_style(text, theme::size::READING)
}

/// Points that it takes below the texts of a row; 0 when nothing is shown.
pub fn height(ui: &Ui, engine: &mut TextEngine, segment: &Segment, width: f32) -> f32 {
    let Some(earlier) = &segment.earlier else { return 0.0 };
    let scale = ui.ctx().pixels_per_point();
    let mut measure = |text: &str| engine.layout(text, style(text), width, scale).height() / scale;
    GAP + HEAD + measure(&earlier.source).max(measure(&earlier.draft)) + FOOT
}

/// `draft` and `source` are the columns of the row below its texts.
pub fn ui(ui: &mut Ui, scene: &mut Scene<'_>, position: usize, draft: Rect, source: Rect) {
    let Some(segment) = scene.session.project.segments.get(position) else { return };
    let Some(earlier) = &segment.earlier else { return };
    let colours = palette(ui.visuals());
    let text_of = |ui: &mut Ui, scene: &mut Scene<'_>, column: Rect, title: &str, text: &str| {
        let mut part = child(ui, (segment.id, title), column.with_min_y(column.top() + GAP));
        part.label(RichText::new(title).small().color(colours.weak));
        paragraph(&mut part, scene.engine, text, style(text), colours.weak, 0..0);
    };
    // A newer translation of the same text comes from a bilingual file.
    let (of_source, of_draft) = if earlier.source == segment.source {
        ("The Arabic is the same", "The file has now")
    } else {
        ("Earlier Arabic", "Earlier draft")
    };
    text_of(ui, scene, source, of_source, &earlier.source);
    text_of(ui, scene, draft, of_draft, &earlier.draft);
    let line = Rect::from_min_max(pos2(draft.left(), draft.bottom() - FOOT + 4.0), draft.max);
    let mut buttons = ui.new_child(
        UiBuilder::new()
            .id_salt((segment.id, "earlier"))
            .max_rect(line)
            .layout(Layout::left_to_right(egui::Align::Center)),
    );
    let enabled = !scene.session.is_read_only();
    let other = enabled && earlier.draft != segment.draft && !earlier.draft.is_empty();
    // Many rows may have these buttons: their names say whose they are.
    let number = scene.session.number(position).unwrap_or_default();
    for (enabled, text, name, command) in [
        (
            other,
            "Use that draft",
            format!("Use the earlier draft of segment {number}"),
            Command::UseEarlier(segment.id),
        ),
        (
            enabled,
            "Put away",
            format!("Put the earlier text of segment {number} away"),
            Command::DropEarlier(segment.id),
        ),
    ] {
        let button = Button::new(RichText::new(text).small()).min_size(vec2(0.0, 20.0));
        let response = buttons.add_enabled(enabled, button);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, &name));
        if response.clicked() {
            scene.commands.push(command);
        }
        buttons.add_space(space::TINY);
    }
}

fn child(ui: &mut Ui, salt: impl egui::AsIdSalt, area: Rect) -> Ui {
    let mut part = ui
        .new_child(UiBuilder::new().id_salt(salt).max_rect(area).layout(Layout::top_down(egui::Align::Min)));
    part.spacing_mut().item_spacing.y = 2.0;
    part
}
