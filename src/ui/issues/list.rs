//! The issues of the whole project by check, over the table.

use super::{buttons_ui, said_ui};
use crate::app::{App, Command, Dialog};
use crate::checks::{CHECKS, Check, Issue};
use crate::project::SegmentId;
use crate::text::counted;
use crate::ui::scene::Scene;
use crate::ui::text::TextEngine;
use crate::ui::theme::{self, palette, space};
use egui::{
    Align2, Button, Context, CursorIcon, Frame, Id, Key, Modal, Modifiers, RichText, Role, ScrollArea, Sense,
    Ui, UiBuilder, WidgetInfo, vec2,
};

/// Points; less where the window is smaller.
const SIZE: [f32; 2] = [880.0, 480.0];
const FROM_TOP: f32 = 80.0;
/// For the number of the segment.
const NUMBER: f32 = 44.0;
/// Issues of one check that are shown: who mends these sees the next.
const MOST_SHOWN: usize = 100;

pub fn list_ui(ctx: &Context, engine: &mut TextEngine, app: &App, commands: &mut Vec<Command>) {
    let Some(session) = app.session.as_ref().filter(|_| app.dialog == Some(Dialog::Issues)) else { return };
    // The modal itself does not hear an Escape in its first frame.
    let is_escaped = ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
    let screen = ctx.content_rect().size();
    let frame = Frame::popup(&ctx.global_style()).inner_margin(space::MEDIUM);
    // By its top, so that the rows stay where they are while one after the other is dealt with.
    let id = Id::unique("issues");
    let area = Modal::default_area(id).anchor(Align2::CENTER_TOP, vec2(0.0, FROM_TOP));
    let modal = Modal::new(id).area(area).frame(frame).show(ctx, |ui| {
        ui.set_width(SIZE[0].min(screen.x - space::LARGE * 3.0));
        ui.heading("Check the drafts");
        let colours = palette(ui.visuals());
        ui.label(RichText::new(summary(app)).color(colours.weak));
        ui.add_space(space::SMALL);
        let mut scene = Scene { engine, app, session, commands, caret: None };
        let height = SIZE[1].min(screen.y - 220.0).max(120.0);
        ScrollArea::vertical().max_height(height).auto_shrink([false, true]).show(ui, |ui| {
            for check in CHECKS {
                group_ui(ui, &mut scene, check);
            }
        });
        ui.add_space(space::SMALL);
        foot_ui(ui, app, commands)
    });
    if modal.inner || is_escaped || modal.should_close() {
        commands.push(Command::Issues);
    }
}

fn summary(app: &App) -> String {
    let (issues, segments) = app.count_issues();
    match (app.is_checking(), issues) {
        (true, 0) => "Looking through the drafts…".to_owned(),
        (_, 0) => "The checks have found nothing in the drafts.".to_owned(),
        (is_checking, issues) => {
            let more = if is_checking { " so far" } else { "" };
            format!(
                "{} in {}{more}. A click on one goes to its segment; none keeps you from confirming.",
                counted(issues, "issue"),
                counted(segments, "segment")
            )
        }
    }
}

/// Close, and what else can be done from here.
fn foot_ui(ui: &mut Ui, app: &App, commands: &mut Vec<Command>) -> bool {
    ui.horizontal(|ui| {
        let closed = ui.button("Close").clicked();
        let dismissed = app.dismissed_issues();
        if dismissed > 0 {
            let title = format!("Look for {} again", counted(dismissed, "dismissed issue"));
            if ui.button(title).clicked() {
                commands.push(Command::RestoreIssues);
            }
        }
        closed
    })
    .inner
}

fn group_ui(ui: &mut Ui, scene: &mut Scene<'_>, check: &'static Check) {
    let app = scene.app;
    let issues = app.issues_by(check);
    if issues.is_empty() {
        return;
    }
    let colours = palette(ui.visuals());
    ui.horizontal(|ui| {
        ui.label(theme::section_title(check.title).color(colours.text)).on_hover_text(check.help);
        ui.label(RichText::new(issues.len().to_string()).small().color(colours.weak));
    });
    for (segment, issue) in issues.iter().take(MOST_SHOWN) {
        ui.push_id((check.name, segment, &issue.key), |ui| row_ui(ui, scene, *segment, issue));
    }
    if issues.len() > MOST_SHOWN {
        let others = format!("and {} more", issues.len() - MOST_SHOWN);
        ui.label(RichText::new(others).small().color(colours.weak));
    }
    ui.add_space(space::SMALL);
}

fn row_ui(ui: &mut Ui, scene: &mut Scene<'_>, segment: SegmentId, issue: &Issue) {
    let colours = palette(ui.visuals());
    let session = scene.session;
    let number = session.project.position(segment).and_then(|at| session.number(at));
    ui.horizontal_top(|ui| {
        let title = number.map(|number| number.to_string()).unwrap_or_default();
        let button = Button::new(RichText::new(title).small().color(colours.weak)).frame(false);
        let go = ui.add_sized(vec2(NUMBER, 18.0), button);
        let name = format!("Segment {}: {}", number.unwrap_or_default(), issue.said);
        go.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
        theme::ring(ui, &go);
        let mut is_chosen = go.clicked();
        ui.vertical(|ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = space::TINY;
            let builder = UiBuilder::new().id_salt("said").sense(Sense::click());
            let said = ui.scope_builder(builder, |ui| {
                ui.set_width(ui.available_width());
                said_ui(ui, scene, issue);
            });
            let said = said.response.on_hover_cursor(CursorIcon::PointingHand);
            is_chosen |= said.clicked();
            let place = format!(" in segment {}", number.unwrap_or_default());
            ui.horizontal(|ui| buttons_ui(ui, scene, segment, issue, &place));
        });
        if is_chosen {
            scene.commands.push(Command::ShowIssue { segment, key: issue.key.clone() });
        }
    });
}
