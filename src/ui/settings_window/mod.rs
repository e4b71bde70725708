//! The settings: a list of pages on the left, the chosen page beside it.
//!
//! A page is a file here with a `pub const PAGE: Page`, and a line in [`PAGES`]. It draws from the settings
//! in `App` and asks for changes with commands, so everything applies at once and there is nothing to
//! confirm; it keeps nothing of its own.

mod checks_page;
mod face_picker;
mod local_page;
mod names_page;
mod notes_page;
mod sentences_page;
mod services_page;
mod spelling_page;
mod text_page;

use super::text::TextEngine;
use super::theme::{palette, space};
use crate::app::{App, Command, Dialog, SettingsControl};
use egui::{Button, Context, Frame, Id, Key, Modal, Modifiers, Popup, RichText, ScrollArea, Ui, vec2};

/// In the order of the list.
const PAGES: &[Page] = &[
    text_page::PAGE,
    sentences_page::PAGE,
    spelling_page::PAGE,
    names_page::PAGE,
    checks_page::PAGE,
    notes_page::PAGE,
    local_page::PAGE,
    services_page::PAGE,
];

struct Page {
    title: &'static str,
    ui: fn(&mut Ui, &mut PageContext<'_>),
}

/// What a page draws from and asks with.
struct PageContext<'a> {
    engine: &'a mut TextEngine,
    app: &'a App,
    commands: &'a mut Vec<Command>,
    /// The control that gets the keyboard in this frame, because its command opened the window.
    focus: Option<SettingsControl>,
}

/// Kept between frames.
#[derive(Default)]
pub struct SettingsWindow {
    page: usize,
    /// How it was opened; `None` while it is closed.
    opened: Option<Dialog>,
}

/// Points; less where the window is smaller.
const SIZE: [f32; 2] = [776.0, 560.0];
/// The title above the page and the button below it.
const HEAD_AND_FOOT: f32 = 90.0;
const PAGE_LIST: f32 = 192.0;

impl SettingsWindow {
    pub fn ui(&mut self, ctx: &Context, engine: &mut TextEngine, app: &App, commands: &mut Vec<Command>) {
        let Some(Dialog::Settings(control)) = app.dialog else {
            self.opened = None;
            return;
        };
        let just_opened = self.opened != app.dialog;
        self.opened = app.dialog;
        if let Some(control) = control.filter(|_| just_opened) {
            let title = match control {
                SettingsControl::SourceDirection | SettingsControl::DraftDirection => text_page::PAGE.title,
                SettingsControl::Service => services_page::PAGE.title,
                SettingsControl::Models => local_page::PAGE.title,
            };
            self.page = PAGES.iter().position(|page| page.title == title).unwrap_or_default();
        }
        // The modal itself does not hear an Escape in its first frame; an open list has it first.
        let is_escaped = !Popup::is_any_open(ctx)
            && ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
        let screen = ctx.content_rect().size();
        let frame = Frame::popup(&ctx.global_style()).inner_margin(space::MEDIUM);
        let modal = Modal::new(Id::unique("settings")).frame(frame).show(ctx, |ui| {
            ui.set_width(SIZE[0].min(screen.x - space::LARGE * 3.0));
            let height = SIZE[1].min(screen.y - space::LARGE * 3.0) - HEAD_AND_FOOT;
            ui.heading("Settings");
            ui.add_space(space::SMALL);
            let focus = control.filter(|_| just_opened);
            let mut context = PageContext { engine, app, commands, focus };
            ui.horizontal_top(|ui| {
                // Both ways, or the line between list and page would make the window grow in every frame.
                ui.set_height(height);
                self.list_ui(ui, just_opened && control.is_none());
                ui.separator();
                self.page_ui(ui, &mut context);
            });
            ui.add_space(space::SMALL);
            ui.button("Close").clicked()
        });
        if modal.inner || is_escaped || modal.should_close() {
            commands.push(Command::Settings);
        }
    }

    fn list_ui(&mut self, ui: &mut Ui, take_keyboard: bool) {
        ui.vertical(|ui| {
            ui.set_width(PAGE_LIST);
            for (at, page) in PAGES.iter().enumerate() {
                let button = Button::selectable(at == self.page, page.title).min_size(vec2(PAGE_LIST, 0.0));
                let response = ui.add(button);
                if take_keyboard && at == self.page {
                    response.request_focus();
                }
                if response.clicked() {
                    self.page = at;
                }
            }
        });
    }

    fn page_ui(&self, ui: &mut Ui, context: &mut PageContext<'_>) {
        let Some(page) = PAGES.get(self.page) else { return };
        ScrollArea::vertical().id_salt(page.title).auto_shrink(false).show(ui, |ui| {
            ui.vertical(|ui| (page.ui)(ui, context));
        });
    }
}

/// The name of a control, at the left of it.
fn name_ui(ui: &mut Ui, name: &str) -> Id {
    ui.label(name).id
}

/// What has to be known about the control above.
fn remark_ui(ui: &mut Ui, remark: &str) {
    let colours = palette(ui.visuals());
    ui.label(RichText::new(remark).small().color(colours.warning));
}
