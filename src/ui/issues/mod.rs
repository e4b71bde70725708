//! What the checks say of drafts: a section of the panel for the selected segment, a list of the whole project, and the
//! sign in the gutter.

mod list;
mod sentence;

pub use list::IssueList;
pub use sentence::sentence_ui;

use super::long_list::into_sight;
use super::scene::Scene;
use super::text::paragraph;
use super::theme::{self, palette, space};
use crate::app::Command;
use crate::checks::{Fix, Issue};
use crate::project::SegmentId;
use egui::{Color32, Painter, Pos2, Response, RichText, Role, Shape, Stroke, Ui, WidgetInfo, vec2};

pub const DISMISS: &str = "Not an issue here";

/// What a button that writes a fix says.
pub fn fix_title(fix: &Fix) -> String {
    const MOST: usize = 40;
    let with = fix.with.trim();
    if with.is_empty() {
        return "Take it out".to_owned();
    }
    if with.chars().count() > MOST {
        let shortened: String = with.chars().take(MOST).collect();
        return format!("Write “{}…”", shortened.trim_end());
    }
    format!("Write “{with}”")
}

/// A triangle, as no other sign beside a row has corners that point up.
pub fn mark(painter: &Painter, centre: Pos2, colour: Color32) {
    const HALF: f32 = 5.0;
    let corners = [vec2(0.0, -HALF), vec2(HALF + 0.5, HALF - 0.5), vec2(-HALF - 0.5, HALF - 0.5)];
    let stroke = Stroke::new(theme::line::HAIR, colour);
    painter.add(Shape::closed_line(corners.map(|corner| centre + corner).to_vec(), stroke));
    painter.vline(centre.x, centre.y - 2.0..=centre.y + 1.2, Stroke::new(theme::line::SIGN, colour));
    painter.vline(centre.x, centre.y + 2.2..=centre.y + 3.4, Stroke::new(theme::line::SIGN, colour));
}

/// What is wrong, under the pointer.
pub fn hover_ui(scene: &mut Scene<'_>, response: &Response, issue: &Issue) {
    response.clone().on_hover_ui_at_pointer(|ui| {
        ui.set_max_width(360.0);
        said_ui(ui, scene, issue);
    });
}

/// The sentence of an issue, which may hold Arabic.
fn said_ui(ui: &mut Ui, scene: &mut Scene<'_>, issue: &Issue) {
    let colour = palette(ui.visuals()).text;
    let style = theme::small_style(&issue.said, theme::size::BODY);
    paragraph(ui, scene.engine, &issue.said, style, colour, 0..0);
}

/// To write the fix, and to hear no more of the issue. `place` tells the names of these buttons from those elsewhere:
/// “ in segment 2”. True: one of them has the keyboard.
fn buttons_ui(ui: &mut Ui, scene: &mut Scene<'_>, segment: SegmentId, issue: &Issue, place: &str) -> bool {
    if scene.session.is_read_only() {
        return false;
    }
    let mut has_keyboard = false;
    let of = || (segment, issue.key.clone());
    if let Some(fix) = &issue.fix {
        let title = fix_title(fix);
        let response = ui.button(RichText::new(&title).strong()).on_hover_text("Change the draft so");
        response.widget_info(|| {
            WidgetInfo::labeled(Role::Button, true, format!("{title}{place}: {}", issue.said))
        });
        into_sight(&response);
        has_keyboard = response.has_focus();
        if response.clicked() {
            let (segment, key) = of();
            scene.commands.push(Command::FixIssue { segment, key });
        }
    }
    let response = ui.small_button(DISMISS).on_hover_text("Say no more of this in this segment");
    response
        .widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{DISMISS}{place}: {}", issue.said)));
    into_sight(&response);
    if response.clicked() {
        let (segment, key) = of();
        scene.commands.push(Command::DismissIssue { segment, key });
    }
    ui.add_space(space::TINY);
    has_keyboard || response.has_focus()
}
