//! The frame loop: input, drawing, commands, effects, in this order.

mod opening;
mod panels;
mod task;

pub use opening::{WindowError, WindowOptions, run};
pub use task::WindowTask;

use super::accessible::{Accessible, region};
use super::corrections_dialog::CorrectionsDialog;
use super::dialogs::FileDialogs;
use super::ending::Ending;
use super::export_dialog::{self, ExportDialog};
use super::export_terms::ExportTerms;
use super::find_bar::{self, FindBar};
use super::glossary_window::GlossaryWindow;
use super::go_to::GoTo;
use super::issues::IssueList;
use super::keys::{Keys, Reach};
use super::memory_window::MemoryWindow;
use super::note_dialog::NoteDialog;
use super::palette::PaletteState;
use super::path_dialog::PathDialog;
use super::settings_window::SettingsWindow;
use super::table::Table;
use super::term_form::TermForm;
use super::text::{FontChoice, TextEngine};
use super::theme::{self, Look, palette};
use super::{
    backups, charset_dialog, clipboard, dictionary_entries, help, import_window, key_list, sending,
    statistics, tour, unknown_names, welcome,
};
use crate::app::{App, Command, Dialog, Effect, Page, Theme};
use egui::{CentralPanel, Context, Event, Frame, OpenUrl, Panel, Ui, ViewportCommand};
use std::ffi::OsStr;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use task::{Finish, Task};

/// At most so long between the presses of a double click, as on Windows and close to GNOME's 0.4. Presses are timed
/// by their frames: with egui's 0.3 a slow frame between them took the word for a caret.
const DOUBLE_CLICK_SECONDS: f64 = 0.5;

pub struct Window {
    pub app: App,
    engine: TextEngine,
    table: Table,
    palette: PaletteState,
    find_bar: FindBar,
    go_to: GoTo,
    term_form: TermForm,
    settings: SettingsWindow,
    export: ExportDialog,
    corrections: CorrectionsDialog,
    export_terms: ExportTerms,
    path: PathDialog,
    note: NoteDialog,
    issues: IssueList,
    accessible: Accessible,
    /// Points: the width of the panel that egui was told last.
    panel_width: f32,
    glossary: GlossaryWindow,
    memory: MemoryWindow,
    dialogs: FileDialogs,
    keys: Keys,
    task: Task,
    finish: Arc<Mutex<Finish>>,
    theme_override: Option<Theme>,
    /// What egui was told last.
    shown_look: Option<Look>,
    /// A factor that the window was opened with.
    scale: f32,
    title: String,
    close_asked: bool,
    ending: Ending,
    /// The system's wish is granted once: the translator may have to answer first.
    ending_seen: bool,
    closing: bool,
}

impl Window {
    /// A window to be drawn inside another `Ui`, as tests do. It opens no dialogs of the system.
    #[must_use]
    pub fn embedded(app: App, fonts: FontChoice) -> Self {
        Self {
            app,
            engine: TextEngine::new(fonts),
            table: Table::default(),
            palette: PaletteState::default(),
            find_bar: FindBar::default(),
            go_to: GoTo::default(),
            term_form: TermForm::default(),
            settings: SettingsWindow::default(),
            export: ExportDialog::default(),
            corrections: CorrectionsDialog::default(),
            export_terms: ExportTerms::default(),
            path: PathDialog::default(),
            note: NoteDialog::default(),
            issues: IssueList::default(),
            accessible: Accessible::default(),
            panel_width: 0.0,
            glossary: GlossaryWindow::default(),
            memory: MemoryWindow::default(),
            dialogs: FileDialogs::default(),
            keys: Keys::default(),
            task: Task::Work,
            finish: Arc::default(),
            theme_override: None,
            shown_look: None,
            scale: 1.0,
            title: String::new(),
            close_asked: false,
            ending: Ending::default(),
            ending_seen: false,
            closing: false,
        }
    }

    /// Gives egui's own widgets our fonts, colours and pace; once, before the first frame.
    pub fn dress(&mut self, ctx: &Context) {
        theme::dress(ctx, self.engine.label_face());
        self.apply_look(ctx);
        ctx.options_mut(|options| options.input_options.max_double_click_delay = DOUBLE_CLICK_SECONDS);
    }

    /// One frame.
    pub fn frame_ui(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx().clone();
        let mut commands = Vec::new();
        if let Task::Bench(bench) = &mut self.task {
            bench.begin_frame(&ctx, &mut self.table);
        }
        if self.app.is_about_to_leave() {
            self.accept_written();
        }
        let reach = Reach::of(&self.app);
        let shortcut = self.keys.begin_frame(&ctx, reach, &self.app.keymap);
        self.accessible.begin_frame(&ctx);
        self.app.receive();
        self.engine.begin_frame(&ctx);
        dictionary_entries::begin_frame(&ctx);
        let settings = &self.app.settings;
        self.engine.set_faces(settings.arabic_face.as_deref(), settings.english_face.as_deref());
        self.apply_look(&ctx);
        self.page_ui(ui, &mut commands);
        self.dialogs_ui(&ctx, &mut commands);
        self.accessible.end_frame(&ctx, &self.app);
        commands.extend(std::iter::from_fn(|| self.dialogs.poll()));
        commands.extend(dropped_files(&ctx, self.app.page));
        // Other programs may have changed a glossary while they had the focus.
        let is_back = |event: &Event| matches!(event, Event::WindowFocused(true));
        if ctx.input(|input| input.events.iter().any(is_back)) {
            commands.push(Command::CheckGlossaries);
        }
        commands.extend(shortcut);
        let any = !commands.is_empty();
        // What was typed in this frame was typed before its click: the keys behind a click wait.
        commands.sort_by_key(|command| !matches!(command, Command::Type { .. } | Command::TypeNote { .. }));
        if commands.iter().any(leaves) {
            self.accept_written();
        }
        for command in commands {
            self.app.run(command);
        }
        if any || self.engine.wants_another_frame() {
            // What the commands changed is drawn in the next frame.
            ctx.request_repaint();
        }
        if reach == Reach::Dialog && Reach::of(&self.app) != reach {
            // A click that comes next is for what lies behind the dialog: draw it before the next frame.
            ctx.request_discard("a dialog is gone");
        }
        self.close_if_asked(&ctx);
        for effect in self.app.take_effects() {
            match effect {
                Effect::Choose(choice) => self.dialogs.ask(&ctx, choice),
                Effect::ReadClipboard => self.app.run(clipboard::article()),
                Effect::OpenAddress(address) => ctx.open_url(OpenUrl::new_tab(address)),
                Effect::CloseWindow => {
                    self.closing = true;
                    ctx.send_viewport_cmd(ViewportCommand::Close);
                }
            }
        }
        self.set_title(&ctx);
        self.go_on_with_task(&ctx);
    }

    /// The bars, the panel and the page between them.
    fn page_ui(&mut self, ui: &mut Ui, commands: &mut Vec<Command>) {
        let Self { app, engine, table, find_bar, glossary, memory, panel_width, .. } = self;
        let colours = palette(ui.visuals());
        let (menu, foot) = panels::bars_ui(ui, engine, app, commands);
        let is_article = app.page == Page::Article;
        let terms = panels::terms_ui(ui, engine, app, panel_width, commands);
        let article = CentralPanel::default().frame(Frame::new().fill(colours.page)).show(ui, |ui| {
            if app.page == Page::Memory {
                memory.ui(ui, engine, app, commands);
            } else if !is_article {
                glossary.ui(ui, engine, app, commands);
            } else if app.session.is_some() {
                if find_bar::is_wanted(app) {
                    let frame = Frame::new().fill(colours.page).inner_margin(theme::inset::FOOT);
                    Panel::top("find bar").frame(frame).show(ui, |ui| {
                        region(ui, "Find bar");
                        find_bar.ui(ui, engine, app, commands);
                    });
                }
                region(ui, "Article");
                table.ui(ui, engine, app, commands);
            } else {
                welcome::ui(ui, engine, app, commands);
            }
        });
        if is_article {
            let article = article.response.rect;
            tour::point(ui.ctx(), app, &tour::Spots { article, terms, menu, foot });
        }
        if !matches!(app.page, Page::Glossary(_)) {
            glossary.put_away(app, commands);
        }
        if app.page != Page::Memory {
            memory.put_away(commands);
        }
    }

    /// What lies over the page: one of these at the most.
    fn dialogs_ui(&mut self, ctx: &Context, commands: &mut Vec<Command>) {
        let Self {
            app,
            engine,
            palette,
            go_to,
            term_form,
            settings,
            export,
            corrections,
            export_terms,
            path,
            note,
            issues,
            ..
        } = self;
        palette.ui(ctx, engine, app, commands);
        go_to.ui(ctx, engine, app, commands);
        unknown_names::list_ui(ctx, engine, app, commands);
        issues.ui(ctx, engine, app, commands);
        term_form.ui(ctx, engine, app, commands);
        settings.ui(ctx, engine, app, commands);
        import_window::ui(ctx, engine, app, commands);
        export.ui(ctx, engine, app, commands);
        corrections.ui(ctx, engine, app, commands);
        export_dialog::changed::ui(ctx, engine, app, commands);
        export_terms.ui(ctx, app, commands);
        charset_dialog::ui(ctx, engine, app, commands);
        backups::ui(ctx, app, commands);
        sending::ui(ctx, app, commands);
        statistics::ui(ctx, engine, app, commands);
        path.ui(ctx, engine, app, commands);
        note.ui(ctx, engine, app, commands);
        if app.dialog == Some(Dialog::Keys) {
            key_list::ui(ctx, app, commands);
        }
        if app.dialog == Some(Dialog::Words) {
            help::words_ui(ctx, engine, commands);
        }
        if app.dialog == Some(Dialog::Notices) {
            help::notices_ui(ctx, engine, app, commands);
        }
        if app.dialog == Some(Dialog::About) {
            help::about_ui(ctx, app, commands);
        }
    }

    /// Colours, scale and pace of the settings, as soon as they change.
    fn apply_look(&mut self, ctx: &Context) {
        let mut look = Look::of(&self.app.settings);
        look.theme = self.theme_override.unwrap_or(look.theme);
        if self.shown_look != Some(look) {
            theme::apply(ctx, look, self.scale);
            self.shown_look = Some(look);
        }
    }

    /// The window closes only when everything is in the file, or the user says that it need not be.
    fn close_if_asked(&mut self, ctx: &Context) {
        if self.closing {
            return;
        }
        if ctx.input(|input| input.viewport().close_requested()) {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            self.close_asked = true;
        }
        if self.ending.is_asked() && !std::mem::replace(&mut self.ending_seen, true) {
            self.close_asked = true;
        }
        // What was typed before the close may still be on its way to its draft.
        if self.close_asked && !self.keys.are_waiting() {
            self.close_asked = false;
            self.accept_written();
            self.app.run(Command::Close);
        }
    }

    /// Makes changes of what is being written in fields that are accepted when they are left.
    fn accept_written(&mut self) {
        let mut commands = Vec::new();
        self.glossary.accept(&self.app, &mut commands);
        self.memory.accept(&mut commands);
        self.settings.accept(&self.app, &mut commands);
        for command in commands {
            self.app.run(command);
        }
    }

    fn set_title(&mut self, ctx: &Context) {
        let title = match &self.app.session {
            Some(session) => {
                let name = session.path.file_stem().unwrap_or_default().to_string_lossy();
                format!("{name} – Tarjuman")
            }
            None => "Tarjuman".to_owned(),
        };
        if self.title != title {
            ctx.send_viewport_cmd(ViewportCommand::Title(title.clone()));
            self.title = title;
        }
    }
}

/// Whether a command leaves what is open, or says that all of it is saved: what is being written goes before. Where a
/// command only shows something else, the part of the window that is left accepts it in the frame that follows.
const fn leaves(command: &Command) -> bool {
    matches!(command, Command::Close | Command::CloseProject | Command::Save)
}

/// Several articles become one project. A glossary is imported, the first of several; on the table of terms a CSV file
/// becomes one more glossary.
fn dropped_files(ctx: &Context, page: Page) -> Option<Command> {
    let paths: Vec<PathBuf> =
        ctx.input(|input| input.raw.dropped_files.iter().map(|file| file.path().to_owned()).collect());
    let path = paths.first()?.clone();
    let ending = path.extension().map(OsStr::to_ascii_lowercase);
    let ends = |known: &str| ending.as_ref().is_some_and(|ending| ending == known);
    Some(match page {
        Page::Glossary(_) if ends("csv") => Command::OpenGlossary(path),
        _ if ["csv", "tsv", "xlsx", "tbx"].into_iter().any(ends) => Command::ImportFrom(path),
        _ => Command::OpenPaths(paths),
    })
}
