//! What the window does by itself: take its picture, or measure itself; and how that ended.

use super::Window;
use crate::app::{App, Command, commands};
use crate::ui::bench::{self, Bench};
use crate::ui::screenshot::Screenshot;
use crate::ui::settings_window;
use egui::{Context, ViewportCommand};
use std::path::PathBuf;

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

pub(super) enum Task {
    Work,
    Screenshot(Screenshot),
    Bench(Box<Bench>),
}

impl Window {
    pub(super) fn go_on_with_task(&mut self, ctx: &Context) {
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
