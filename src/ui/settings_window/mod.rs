//! The settings: a search and a list of pages on the left, the chosen page or what was found beside it.
//!
//! A page is a file here with a `pub const PAGE: Page`, and a line in [`PAGES`]. It is made of items, each a setting
//! with the words it is found by; they draw from the settings in `App` and ask for changes with commands, so
//! everything applies at once and there is nothing to confirm. Pages keep nothing of their own; what is being written in
//! their fields is in [`written`].

mod appearance_page;
mod checks_page;
mod controls;
mod face_picker;
mod keys_page;
mod local_page;
mod names_page;
mod notes_page;
mod search;
mod sentences_page;
mod services_page;
mod text_page;
mod writing_page;
mod written;

use super::dialog::{self, Dialog, buttons_ui, choice, give_keyboard, list_height};
use super::text::{TextEngine, input};
use super::theme::{self, palette, space};
use crate::app::{self, App, Command, SettingsControl, SettingsPage};
use egui::{Button, Context, Id, Key, Modifiers, RichText, ScrollArea, Ui, vec2};
use written::Written;

/// In the order of the list.
const PAGES: &[Page] = &[
    text_page::PAGE,
    keys_page::PAGE,
    appearance_page::PAGE,
    writing_page::PAGE,
    sentences_page::PAGE,
    names_page::PAGE,
    checks_page::PAGE,
    notes_page::PAGE,
    local_page::PAGE,
    services_page::PAGE,
];

#[expect(clippy::struct_field_names, reason = "the page as the settings know it")]
struct Page {
    /// What is put back with it.
    page: SettingsPage,
    title: &'static str,
    /// What holds for all of it; stands at its head.
    about: &'static str,
    items: &'static [Item],
}

/// A setting, or a few that belong together.
struct Item {
    title: &'static str,
    /// What else it is found by: what it does, and words of other programs.
    words: &'static str,
    ui: fn(&mut Ui, &mut PageContext<'_>),
}

/// What a page draws from and asks with.
struct PageContext<'a> {
    engine: &'a mut TextEngine,
    app: &'a App,
    commands: &'a mut Vec<Command>,
    /// The control that gets the keyboard in this frame, because its command opened the window.
    focus: Option<SettingsControl>,
    written: &'a mut Written,
}

/// Kept between frames.
#[derive(Default)]
pub struct SettingsWindow {
    page: usize,
    /// What is looked for; empty while a page is shown.
    query: String,
    /// How it was opened; `None` while it is closed.
    opened: Option<app::Dialog>,
    written: Written,
}

/// Points; less where the window is smaller.
const SIZE: [f32; 2] = [880.0, 530.0];
const PAGE_LIST: f32 = 192.0;

impl SettingsWindow {
    pub fn ui(&mut self, ctx: &Context, engine: &mut TextEngine, app: &App, commands: &mut Vec<Command>) {
        let Some(app::Dialog::Settings(control)) = app.dialog else {
            self.opened = None;
            self.written.begin_frame();
            commands.extend(self.written.end_frame(ctx, app));
            return;
        };
        self.written.begin_frame();
        let just_opened = self.opened != app.dialog;
        self.opened = app.dialog;
        if just_opened {
            self.query.clear();
        }
        if let Some(control) = control.filter(|_| just_opened) {
            let page = page_of(control);
            self.page = PAGES.iter().position(|known| known.page == page).unwrap_or_default();
        }
        // The search has Escape first, and a field that was written in.
        if dialog::is_escaped(ctx) && (self.leave_search(ctx) || self.written.take_back(ctx, app)) {
            ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
        }
        let dialog = Dialog::new("Settings", SIZE[0]).show(ctx, |ui| {
            let height = list_height(ctx, SIZE[1]);
            let focus = control.filter(|_| just_opened);
            let mut written = std::mem::take(&mut self.written);
            let mut context = PageContext { engine, app, commands, focus, written: &mut written };
            ui.horizontal_top(|ui| {
                // Both ways, or the line between list and page would make the window grow in every frame.
                ui.set_height(height);
                self.list_ui(ui, context.engine, control.is_none());
                ui.separator();
                self.page_ui(ui, &mut context);
            });
            self.written = written;
            self.foot_ui(ui, app)
        });
        commands.extend(self.written.end_frame(ctx, app));
        let shows_keys = PAGES.get(self.page).is_some_and(|page| page.page == SettingsPage::Keys);
        let is_asking = app.capture.is_some();
        if is_asking && (dialog.is_left || !(shows_keys && self.query.is_empty())) {
            commands.push(Command::CaptureKey(None));
        } else {
            commands.extend(dialog.inner.or(dialog.is_left.then_some(Command::Settings)));
        }
    }

    /// Makes settings of what is being written in a field.
    pub fn accept(&mut self, app: &App, commands: &mut Vec<Command>) {
        commands.extend(self.written.accept(app));
    }

    /// Escape goes from what was found back to the pages. False if nothing was looked for.
    fn leave_search(&mut self, ctx: &Context) -> bool {
        if self.query.is_empty() {
            return false;
        }
        self.query.clear();
        ctx.memory_mut(|memory| memory.request_focus(search_id()));
        true
    }

    fn list_ui(&mut self, ui: &mut Ui, engine: &mut TextEngine, is_first: bool) {
        if ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::F)) {
            ui.memory_mut(|memory| memory.request_focus(search_id()));
        }
        ui.vertical(|ui| {
            ui.set_width(PAGE_LIST);
            let style = theme::small_style(&self.query, theme::size::BODY);
            let mut look = theme::input(search_id(), "Search the settings", style, palette(ui.visuals()));
            look.hint = "Search the settings";
            input(ui, engine, &look, &mut self.query);
            ui.add_space(space::TINY);
            for (at, page) in PAGES.iter().enumerate() {
                let is_shown = at == self.page && self.query.is_empty();
                let button =
                    Button::selectable(is_shown, page.title).min_size(vec2(PAGE_LIST, space::CONTROL));
                let response = ui.add(button);
                if is_first && at == self.page {
                    give_keyboard(ui, &response);
                }
                if response.clicked() {
                    self.page = at;
                    self.query.clear();
                }
            }
        });
    }

    fn page_ui(&mut self, ui: &mut Ui, context: &mut PageContext<'_>) {
        let Some(page) = PAGES.get(self.page) else { return };
        let salt = if self.query.is_empty() { page.title } else { "found" };
        let mut chosen = None;
        ScrollArea::vertical().id_salt(salt).auto_shrink(false).show(ui, |ui| {
            ui.spacing_mut().interact_size.y = space::CONTROL;
            // The scroll bar must not lie on the controls.
            ui.set_max_width(ui.available_width() - space::MEDIUM);
            ui.vertical(|ui| {
                if self.query.is_empty() {
                    whole_page_ui(ui, page, context);
                } else {
                    chosen = search::ui(ui, &self.query, context);
                }
            });
        });
        if let Some(at) = chosen {
            self.page = at;
            self.query.clear();
        }
    }

    fn foot_ui(&self, ui: &mut Ui, app: &App) -> Option<Command> {
        let page = PAGES.get(self.page).filter(|_| self.query.is_empty());
        let reset = page.map(|Page { page, .. }| {
            if app.can_undo_reset(*page) {
                return choice("Undo the reset", Command::UndoReset).aside();
            }
            let unchanged = page.is_standard(&app.settings);
            choice("Reset this page", Command::ResetSettings(*page))
                .aside()
                .help("Every setting of this page as it was at first; it can be undone")
                .unless(unchanged.then_some("Every setting of this page is as it was at first"))
        });
        buttons_ui(ui, reset.into_iter().chain([choice("Close", Command::Settings)]))
    }
}

fn whole_page_ui(ui: &mut Ui, page: &Page, context: &mut PageContext<'_>) {
    if !page.about.is_empty() {
        ui.label(RichText::new(page.about).color(palette(ui.visuals()).weak));
        ui.add_space(space::SMALL);
    }
    for item in page.items {
        (item.ui)(ui, context);
    }
}

fn search_id() -> Id {
    Id::unique("settings search")
}

/// The page with this title, in any case.
pub fn page_titled(title: &str) -> Option<SettingsPage> {
    PAGES.iter().find(|page| page.title.eq_ignore_ascii_case(title)).map(|page| page.page)
}

const fn page_of(control: SettingsControl) -> SettingsPage {
    match control {
        SettingsControl::SourceDirection | SettingsControl::DraftDirection => SettingsPage::Text,
        SettingsControl::Keys => SettingsPage::Keys,
        SettingsControl::Service => SettingsPage::Services,
        SettingsControl::Models => SettingsPage::Memories,
        SettingsControl::Page(page) => page,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_of_the_settings_is_in_the_list_once() {
        for page in SettingsPage::ALL {
            assert_eq!(PAGES.iter().filter(|known| known.page == page).count(), 1, "{page:?}");
        }
    }

    #[test]
    fn settings_are_named_once_and_their_words_are_small() {
        let mut titles = std::collections::HashSet::new();
        for item in PAGES.iter().flat_map(|page| page.items) {
            assert!(titles.insert(item.title), "{} stands twice", item.title);
            assert_eq!(item.words, item.words.to_lowercase().trim(), "{}", item.title);
        }
    }
}
