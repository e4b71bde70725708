//! The window measures itself: start, scrolling, jumps, typing, idling. Nothing is simulated but the user.

use super::WindowError;
use super::table::Table;
use crate::app::App;
use cpu_time::{ProcessTime, ThreadTime};
use egui::{Context, Event};
use serde::Serialize;
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// What was measured. Times are milliseconds.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    pub segments: usize,
    /// From the start of the program to the end of the first frame, whatever it showed.
    pub first_frame_ms: f64,
    /// From the start of the program to the end of the first frame with the project in it.
    pub first_content_ms: f64,
    /// CPU time of the window's thread a frame, drawing commands and their painting included.
    pub scroll: Percentiles,
    /// Jumps to places that were never shown.
    pub jump: Percentiles,
    /// One key a frame into the selected draft.
    pub typing: Percentiles,
    /// The part of the above that is ours: building the frame, before tessellation and painting.
    pub scroll_build: Percentiles,
    pub jump_build: Percentiles,
    pub typing_build: Percentiles,
    /// Frames drawn and CPU used by the whole program while nothing happened.
    pub idle_seconds: f64,
    pub idle_frames: u32,
    pub idle_cpu_percent: f64,
    pub resident_mb: f64,
}

#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct Percentiles {
    pub p50: f64,
    pub p95: f64,
    pub p99: f64,
    pub frames: usize,
}

/// A window with nothing in it, to compare with.
#[derive(Clone, Debug, Serialize)]
pub struct BareReport {
    /// From the start of the program to the end of the first frame.
    pub first_frame_ms: f64,
    pub resident_mb: f64,
}

/// Opens an empty window, measures it and closes it.
///
/// # Errors
/// There is no display.
pub fn bare_window(started: Instant, size: [f32; 2]) -> Result<BareReport, WindowError> {
    let report: Arc<Mutex<Option<BareReport>>> = Arc::default();
    let result = Arc::clone(&report);
    let native = eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default().with_inner_size(size),
        persist_window: false,
        ..Default::default()
    };
    eframe::run_ui_native("bare", native, move |ui, _| {
        let mut report = report.lock().unwrap_or_else(PoisonError::into_inner);
        report.get_or_insert_with(|| BareReport {
            first_frame_ms: milliseconds(started.elapsed()),
            resident_mb: resident_mb(),
        });
        ui.ctx().send_viewport_cmd(egui::ViewportCommand::Close);
    })
    .map_err(|error| WindowError::NoDisplay(error.to_string()))?;
    let measured = result.lock().unwrap_or_else(PoisonError::into_inner).take();
    measured.ok_or(WindowError::Unfinished)
}

const SCROLL_FRAMES: usize = 600;
const JUMP_FRAMES: usize = 100;
const TYPING_FRAMES: usize = 300;
const SETTLE: Duration = Duration::from_millis(700);
const IDLE: Duration = Duration::from_secs(3);
const TYPED: &str = "Armenia and Azerbaijan traded accusations on Friday ";

#[derive(Clone, Copy, PartialEq, Eq)]
enum Phase {
    Opening,
    /// Let workers finish and caches settle, without asking for frames.
    Settling(Instant),
    Scrolling,
    Jumping,
    Typing,
    /// As `Settling`, so that saving is over before idling is measured.
    Calming(Instant),
    Idling,
}

pub struct Bench {
    started: Instant,
    phase: Phase,
    frame: usize,
    /// Points a frame; turns round at the ends.
    speed: f32,
    frame_cpu: ThreadTime,
    previous_start: Option<ThreadTime>,
    first_frame: Option<Duration>,
    first_content: Option<Duration>,
    whole: [Vec<f64>; 3],
    build: [Vec<f64>; 3],
    idle: Option<Receiver<Duration>>,
    idle_frames: u32,
}

impl Bench {
    pub fn new(started: Instant) -> Self {
        Self {
            started,
            phase: Phase::Opening,
            frame: 0,
            speed: 37.0,
            frame_cpu: ThreadTime::now(),
            previous_start: None,
            first_frame: None,
            first_content: None,
            whole: Default::default(),
            build: Default::default(),
            idle: None,
            idle_frames: 0,
        }
    }

    pub fn begin_frame(&mut self, ctx: &Context, table: &mut Table) {
        // From the start of one frame to the start of the next is all the thread did for it.
        if let (Some(before), Some(series)) = (self.previous_start, self.series())
            && self.frame > 0
            && let Some(whole) = self.whole.get_mut(series)
        {
            whole.push(milliseconds(before.elapsed()));
        }
        self.frame_cpu = ThreadTime::now();
        self.previous_start = Some(self.frame_cpu);
        match self.phase {
            Phase::Scrolling if !table.scroll_by(self.speed) => {
                self.speed = -self.speed;
            }
            Phase::Jumping => table.jump_to((self.frame * 7919 % 1000) as f32 / 1000.0),
            Phase::Typing => {
                let letter = TYPED.chars().cycle().nth(self.frame).map(String::from).unwrap_or_default();
                ctx.input_mut(|input| input.events.push(Event::Text(letter)));
            }
            _ => {}
        }
    }

    /// `Some` when everything has been measured.
    pub fn end_frame(&mut self, ctx: &Context, app: &App) -> Option<Report> {
        let build = milliseconds(self.frame_cpu.elapsed());
        self.first_frame.get_or_insert_with(|| self.started.elapsed());
        if let Some(series) = self.series()
            && let Some(builds) = self.build.get_mut(series)
        {
            builds.push(build);
        }
        self.frame += 1;
        self.phase = match self.phase {
            Phase::Opening if app.session.is_some() => {
                self.first_content = Some(self.started.elapsed());
                Phase::Settling(Instant::now())
            }
            Phase::Settling(since) if since.elapsed() > SETTLE && !app.is_busy() => {
                self.next(Phase::Scrolling)
            }
            Phase::Scrolling if self.frame > SCROLL_FRAMES => self.next(Phase::Jumping),
            Phase::Jumping if self.frame > JUMP_FRAMES => self.next(Phase::Typing),
            Phase::Typing if self.frame > TYPING_FRAMES => self.next(Phase::Calming(Instant::now())),
            Phase::Calming(since) if since.elapsed() > SETTLE => {
                self.idle = watch_idling(ctx);
                self.idle_frames = 0;
                Phase::Idling
            }
            Phase::Idling => {
                match self.idle.as_ref().map(Receiver::try_recv) {
                    Some(Ok(cpu)) => return Some(self.report(app, cpu)),
                    None => return Some(self.report(app, Duration::ZERO)),
                    Some(Err(_)) => self.idle_frames += 1,
                }
                Phase::Idling
            }
            phase => phase,
        };
        match self.phase {
            Phase::Idling => {}
            Phase::Settling(_) | Phase::Calming(_) => ctx.request_repaint_after(SETTLE),
            _ => ctx.request_repaint(),
        }
        None
    }

    fn next(&mut self, phase: Phase) -> Phase {
        self.frame = 0;
        self.previous_start = None;
        phase
    }

    const fn series(&self) -> Option<usize> {
        match self.phase {
            Phase::Scrolling => Some(0),
            Phase::Jumping => Some(1),
            Phase::Typing => Some(2),
            _ => None,
        }
    }

    fn report(&self, app: &App, idle_cpu: Duration) -> Report {
        let of = |series: &[Vec<f64>; 3], at: usize| {
            series.get(at).map(|times| percentiles(times)).unwrap_or_default()
        };
        Report {
            segments: app.session.as_ref().map_or(0, |session| session.project.segments.len()),
            first_frame_ms: milliseconds(self.first_frame.unwrap_or_default()),
            first_content_ms: milliseconds(self.first_content.unwrap_or_default()),
            scroll: of(&self.whole, 0),
            jump: of(&self.whole, 1),
            typing: of(&self.whole, 2),
            scroll_build: of(&self.build, 0),
            jump_build: of(&self.build, 1),
            typing_build: of(&self.build, 2),
            idle_seconds: IDLE.as_secs_f64(),
            idle_frames: self.idle_frames,
            idle_cpu_percent: idle_cpu.as_secs_f64() / IDLE.as_secs_f64() * 100.0,
            resident_mb: resident_mb(),
        }
    }
}

/// Measures the CPU time of the whole program over [`IDLE`], then wakes the window. The painting of the
/// last frame may still be under way on other threads, so it waits a little first.
fn watch_idling(ctx: &Context) -> Option<Receiver<Duration>> {
    let (sender, receiver) = channel();
    let ctx = ctx.clone();
    let watch = move || {
        std::thread::sleep(SETTLE);
        let from = ProcessTime::now();
        std::thread::sleep(IDLE);
        // The window may have been closed by hand meanwhile.
        let _ = sender.send(from.elapsed());
        ctx.request_repaint();
    };
    std::thread::Builder::new().name("idle watch".to_owned()).spawn(watch).ok()?;
    Some(receiver)
}

fn resident_mb() -> f64 {
    memory_stats::memory_stats().map_or(0.0, |memory| memory.physical_mem as f64 / 1_048_576.0)
}

fn milliseconds(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1000.0
}

fn percentiles(times: &[f64]) -> Percentiles {
    let mut sorted = times.to_vec();
    sorted.sort_by(f64::total_cmp);
    let at = |percent: usize| {
        let rank = (sorted.len() * percent).div_ceil(100).saturating_sub(1);
        sorted.get(rank).map_or(0.0, |time| (time * 1000.0).round() / 1000.0)
    };
    Percentiles { p50: at(50), p95: at(95), p99: at(99), frames: sorted.len() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_nearest_ranks() {
        let times: Vec<f64> = (1..=200).map(f64::from).collect();
        let found = percentiles(&times);
        assert_eq!((found.p50, found.p95, found.p99, found.frames), (100.0, 190.0, 198.0, 200));
        assert_eq!(percentiles(&[]).frames, 0);
    }
}
