//! Opens the window, and keeps it open until it is closed or has done its task.

use super::Window;
use super::task::{Finish, Task, WindowTask};
use crate::app::{App, Theme, Wake};
use crate::ui::bench::{self, Bench};
use crate::ui::dialogs::FileDialogs;
use crate::ui::ending::Ending;
use crate::ui::screenshot::Screenshot;
use crate::ui::text::FontChoice;
use crate::ui::{icon, motion};
use egui::{Context, RawInput, Ui, ViewportCommand, vec2};
use std::panic::{AssertUnwindSafe, catch_unwind};
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

/// What a panic said.
fn panic_text(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("it broke off").to_owned()
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
