//! The frame loop: input, drawing, commands, effects, in this order.

use super::accessible::{Accessible, region};
use super::backups;
use super::bench::{self, Bench};
use super::corrections_dialog::CorrectionsDialog;
use super::dialogs::{self, FileDialogs};
use super::ending::Ending;
use super::export_dialog::ExportDialog;
use super::export_terms::ExportTerms;
use super::find_bar::{self, FindBar};
use super::glossary_window::GlossaryWindow;
use super::go_to::GoTo;
use super::import_window;
use super::issues::IssueList;
use super::keys::{Keys, Reach};
use super::memory_window::MemoryWindow;
use super::note_dialog::NoteDialog;
use super::palette::PaletteState;
use super::path_dialog::PathDialog;
use super::screenshot::Screenshot;
use super::settings_window::{self, SettingsWindow};
use super::table::Table;
use super::term_form::TermForm;
use super::text::{FontChoice, TextEngine};
use super::theme::{self, Look, palette};
use super::{
    charset_dialog, clipboard, dictionary_entries, help, icon, key_list, menu, motion, panel_edge, sending,
    statistics, status_bar, term_panel, tour, unknown_names, welcome,
};
use crate::app::{App, Command, Dialog, Effect, PANEL_WIDTHS, Page, Setting, Theme, Wake, commands};
use egui::{CentralPanel, Context, Event, Frame, OpenUrl, Panel, RawInput, Rect, Ui, ViewportCommand, vec2};
use std::ffi::OsStr;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock};
use std::time::Instant;

pub struct WindowOptions {
    /// Points.
    pub size: [f32; 2],
    /// A factor on everything that is drawn, 1 for the system's own scale.
    pub scale: f32,
    /// In place of the user's setting, and not kept.
    pub theme: Option<Theme>,
    pub task: WindowTask,
    /// When the program began, for the bench.
    pub started: Instant,
}

/// What the window is opened for.
pub enum WindowTask {
    Work,
    /// Draw, write a picture of the window, close.
    Screenshot {
        path: PathBuf,
        /// Commands by their titles, to be run before the picture, and pages of the settings: “Settings, Text”.
        steps: Vec<String>,
    },
    /// Scroll, jump and type by itself, then close.
    Bench,
}

#[derive(Debug, thiserror::Error)]
pub enum WindowError {
    #[error("no window could be opened: {0}")]
    NoDisplay(String),
    #[error("the picture could not be written: {0}")]
    Screenshot(String),
    #[error("{0}")]
    NothingOpen(String),
    #[error("the window closed before it had finished its task")]
    Unfinished,
}

/// Opens the window and works until it is closed. `make_app` gets the means to wake the window; it may
/// start workers, which then run while the window is being made.
///
/// # Errors
/// There is no display, or the task failed.
pub fn run(
    options: WindowOptions,
    make_app: impl FnOnce(Wake) -> App,
) -> Result<Option<bench::Report>, WindowError> {
    let context: Arc<OnceLock<Context>> = Arc::new(OnceLock::new());
    let waker = Arc::clone(&context);
    let app = make_app(Arc::new(move || {
        if let Some(ctx) = waker.get() {
            ctx.request_repaint();
        }
    }));
    let waker = Arc::clone(&context);
    let ending = Ending::listen(move || {
        if let Some(ctx) = waker.get() {
            ctx.request_repaint();
        }
    });
    let viewport = egui::ViewportBuilder::default()
        .with_app_id("tarjuman")
        .with_title("Tarjuman")
        .with_inner_size(vec2(options.size[0], options.size[1]) * options.scale)
        .with_min_inner_size([520.0, 320.0]);
    let native = eframe::NativeOptions {
        viewport: match icon::icon() {
            Some(icon) => viewport.with_icon(icon),
            None => viewport,
        },
        // Frames come as fast as they are asked for while measuring.
        glow_options: eframe::egui_glow::GlowConfiguration {
            vsync: !matches!(options.task, WindowTask::Bench),
            ..Default::default()
        },
        persist_window: false,
        ..Default::default()
    };
    let result: Arc<Mutex<Finish>> = Arc::default();
    let report = Arc::clone(&result);
    let create: eframe::AppCreator<'_> = Box::new(move |creation| {
        let ctx = &creation.egui_ctx;
        let _ = context.set(ctx.clone());
        let mut window = Window::new(app, options, report);
        window.ending = ending;
        window.dress(ctx);
        Ok(Box::new(window))
    });
    // The window system's own libraries panic where a part of them is not installed.
    let opened = catch_unwind(AssertUnwindSafe(|| eframe::run_native("tarjuman", native, create)));
    match opened {
        Ok(Ok(())) => {}
        Ok(Err(error)) => return Err(WindowError::NoDisplay(error.to_string())),
        Err(panic) => return Err(WindowError::NoDisplay(panic_text(panic.as_ref()))),
    }
    let finish = std::mem::take(&mut *result.lock().unwrap_or_else(std::sync::PoisonError::into_inner));
    match finish {
        Finish::Interactive => Ok(None),
        Finish::Pending => Err(WindowError::Unfinished),
        Finish::Screenshot(result) => result.map(|()| None).map_err(WindowError::Screenshot),
        Finish::Bench(report) => Ok(Some(*report)),
        Finish::Failed(why) => Err(WindowError::NothingOpen(why)),
    }
}

/// At most so long between the presses of a double click, as on Windows and close to GNOME's 0.4. Presses are timed
/// by their frames: with egui's 0.3 a slow frame between them took the word for a caret.
const DOUBLE_CLICK_SECONDS: f64 = 0.5;

/// What a panic said.
fn panic_text(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("it broke off").to_owned()
}

/// How a task ended.
#[derive(Default)]
pub enum Finish {
    #[default]
    Interactive,
    Pending,
    Screenshot(Result<(), String>),
    Bench(Box<bench::Report>),
    /// There was nothing to do the task on.
    Failed(String),
}

enum Task {
    Work,
    Screenshot(Screenshot),
    Bench(Box<Bench>),
}

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
    fn new(app: App, options: WindowOptions, finish: Arc<Mutex<Finish>>) -> Self {
        let mut window = Self::embedded(app, FontChoice::System);
        window.task = match options.task {
            WindowTask::Work => Task::Work,
            WindowTask::Screenshot { path, steps } => Task::Screenshot(Screenshot::new(path, steps)),
            WindowTask::Bench => Task::Bench(Box::new(Bench::new(options.started))),
        };
        if !matches!(window.task, Task::Work) {
            *finish.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = Finish::Pending;
        }
        window.finish = finish;
        window.dialogs = FileDialogs::of_the_system();
        window.theme_override = options.theme;
        window.scale = options.scale;
        window
    }

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
        self.draw(ui, &mut commands);
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

    fn draw(&mut self, ui: &mut Ui, commands: &mut Vec<Command>) {
        let Self {
            app,
            engine,
            table,
            palette: palette_state,
            find_bar,
            go_to,
            term_form,
            settings,
            glossary,
            memory,
            export,
            corrections,
            export_terms,
            path,
            note,
            issues,
            panel_width,
            ..
        } = self;
        let colours = palette(ui.visuals());
        let (menu, foot) = bars_ui(ui, engine, app, commands);
        let is_article = app.page == Page::Article;
        let terms = terms_ui(ui, engine, app, panel_width, commands);
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
        let ctx = ui.ctx().clone();
        palette_state.ui(&ctx, engine, app, commands);
        go_to.ui(&ctx, engine, app, commands);
        unknown_names::list_ui(&ctx, engine, app, commands);
        issues.ui(&ctx, engine, app, commands);
        term_form.ui(&ctx, engine, app, commands);
        settings.ui(&ctx, engine, app, commands);
        import_window::ui(&ctx, engine, app, commands);
        export.ui(&ctx, engine, app, commands);
        corrections.ui(&ctx, engine, app, commands);
        super::export_dialog::changed::ui(&ctx, engine, app, commands);
        export_terms.ui(&ctx, app, commands);
        charset_dialog::ui(&ctx, engine, app, commands);
        backups::ui(&ctx, app, commands);
        sending::ui(&ctx, app, commands);
        statistics::ui(&ctx, engine, app, commands);
        path.ui(&ctx, engine, app, commands);
        note.ui(&ctx, engine, app, commands);
        if app.dialog == Some(Dialog::Keys) {
            key_list::ui(&ctx, app, commands);
        }
        if app.dialog == Some(Dialog::Words) {
            help::words_ui(&ctx, engine, commands);
        }
        if app.dialog == Some(Dialog::Notices) {
            help::notices_ui(&ctx, engine, app, commands);
        }
        if app.dialog == Some(Dialog::About) {
            dialogs::about_ui(&ctx, app, commands);
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

    fn go_on_with_task(&mut self, ctx: &Context) {
        if matches!(self.task, Task::Work) {
            return;
        }
        let opened = self.app.session.is_some();
        let settled = self.app.opening.is_none() && !self.app.is_busy();
        let notice = self.app.notices.last();
        // A picture can be of the window without a project, where none was asked for.
        let wants_project = !matches!(self.task, Task::Screenshot(_)) || notice.is_some();
        let finish = if !opened && self.app.opening.is_none() && wants_project {
            let why = notice.map(|notice| format!("{}: {}", notice.title, notice.details));
            Some(Finish::Failed(why.unwrap_or_else(|| "nothing was opened".to_owned())))
        } else {
            match &mut self.task {
                Task::Work => None,
                Task::Screenshot(screenshot) => {
                    match screenshot.next_step().map(|step| run_step(&mut self.app, &step)) {
                        Some(Err(why)) => Some(Finish::Screenshot(Err(why))),
                        _ => screenshot.go_on(ctx, settled).map(Finish::Screenshot),
                    }
                }
                Task::Bench(bench) => {
                    bench.end_frame(ctx, &self.app).map(|report| Finish::Bench(Box::new(report)))
                }
            }
        };
        if let Some(finish) = finish {
            *self.finish.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = finish;
            self.closing = true;
            ctx.send_viewport_cmd(ViewportCommand::Close);
        }
    }
}

/// Whether a command leaves what is open, or says that all of it is saved: what is being written goes before. Where a
/// command only shows something else, the part of the window that is left accepts it in the frame that follows.
const fn leaves(command: &Command) -> bool {
    matches!(command, Command::Close | Command::CloseProject | Command::Save)
}

/// Runs the command with this title, or opens that page of the settings.
///
/// # Errors
/// There is none, or it cannot be used now.
fn run_step(app: &mut App, step: &str) -> Result<(), String> {
    if let Some(title) = step.strip_prefix("Settings, ") {
        let page = settings_window::page_titled(title)
            .ok_or_else(|| format!("the settings have no page “{title}”"))?;
        app.run(Command::OpenSettings(page));
        return Ok(());
    }
    let is_meant = |title: &str| title.trim_end_matches('…').eq_ignore_ascii_case(step.trim_end_matches('…'));
    let entry = commands().find(|entry| is_meant(entry.title));
    let entry = entry.ok_or_else(|| format!("there is no command “{step}”"))?;
    (entry.available)(app).map_err(|reason| format!("{step}: {reason}"))?;
    app.run(entry.command.clone());
    Ok(())
}

impl eframe::App for Window {
    fn raw_input_hook(&mut self, ctx: &Context, input: &mut RawInput) {
        if self.app.settings.reduced_motion {
            let line = ctx.options(|options| options.input_options.line_scroll_speed);
            motion::unglide(&mut input.events, line);
        }
    }

    fn logic(&mut self, ctx: &Context, _frame: &mut eframe::Frame) {
        if self.ending.is_asked() && !self.ending_seen {
            // A window that nobody sees closes as well.
            ctx.send_viewport_cmd(ViewportCommand::RequestPaintWhileHidden);
        }
    }

    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        self.frame_ui(ui);
    }
}

/// What stands above and below all pages: the menu bar, the status bar, the newest notice, the tour. Returns where the
/// first two are.
fn bars_ui(ui: &mut Ui, engine: &mut TextEngine, app: &App, commands: &mut Vec<Command>) -> (Rect, Rect) {
    let page = palette(ui.visuals()).page;
    let frame = |inset| Frame::new().fill(page).inner_margin(inset);
    let menu = Panel::top("menu").frame(frame(theme::inset::BAR)).show(ui, |ui| {
        region(ui, "Menu bar");
        menu::ui(ui, engine, app, commands);
    });
    let foot = Panel::bottom("status").frame(frame(theme::inset::FOOT)).show(ui, |ui| {
        region(ui, "Status bar");
        status_bar::ui(ui, engine, app, commands);
    });
    let card =
        |name: &'static str| Panel::bottom(name).frame(frame(theme::inset::CARD)).show_separator_line(false);
    if let Some(notice) = app.notices.last() {
        card("notice").show(ui, |ui| {
            region(ui, "Notice");
            status_bar::notice_ui(ui, engine, notice, app.notices.len() - 1, commands);
        });
    }
    if app.tour_step().is_some() && app.page == Page::Article {
        card("tour").show(ui, |ui| {
            region(ui, "Tour");
            tour::ui(ui, app, commands);
        });
    }
    (menu.response.rect, foot.response.rect)
}

/// The panel beside the rows, if it is shown: where it is. `told` is the width that egui was told last.
fn terms_ui(
    ui: &mut Ui,
    engine: &mut TextEngine,
    app: &App,
    told: &mut f32,
    commands: &mut Vec<Command>,
) -> Option<Rect> {
    if !app.settings.term_panel || app.session.is_none() || app.page != Page::Article {
        return None;
    }
    let frame = Frame::new().fill(palette(ui.visuals()).page).inner_margin(theme::inset::PANEL);
    let before = app.settings.term_panel_width;
    let panel = Panel::right("terms").frame(frame).default_size(before);
    // egui remembers how wide the panel was: a command has its way in one frame that allows no other width.
    #[expect(clippy::float_cmp, reason = "the same number, unless it was set anew")]
    let is_set = std::mem::replace(told, before) != before;
    let panel = if is_set { panel.exact_size(before) } else { panel.size_range(PANEL_WIDTHS) };
    let edge = ("terms", "Width of the glossary panel");
    let area = panel_edge::show(ui, edge, panel, |ui| {
        region(ui, "Glossary panel");
        term_panel::ui(ui, engine, app, commands);
    });
    let area = area.response.rect;
    // Kept when its edge is let go: a window that is narrow for a while changes nothing.
    let is_changed = (area.width() - before).abs() >= 1.0;
    let is_let_go = |input: &egui::InputState| {
        // A screen reader moves the edge in steps.
        let is_asked = |event: &Event| matches!(event, Event::AccessKitActionRequest(_));
        input.pointer.any_released() || input.events.iter().any(is_asked)
    };
    if is_changed && !is_set && ui.input(is_let_go) {
        commands.push(Command::Set(Setting::TermPanelWidth(area.width().round())));
    }
    Some(area)
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
