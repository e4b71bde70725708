//! A picture of the real window, once it has settled.

use egui::{ColorImage, Context, ScreenshotCallback, ViewportCommand};
use std::collections::VecDeque;
use std::fs::File;
use std::io::BufWriter;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};

pub struct Screenshot {
    path: PathBuf,
    /// What is to be done before the picture, see `window::task`.
    steps: VecDeque<String>,
    quiet_frames: u32,
    asked: bool,
    sender: Sender<Arc<ColorImage>>,
    receiver: Receiver<Arc<ColorImage>>,
}

/// Frames without work before the picture: layouts and glyphs are in place by then.
const QUIET_FRAMES: u32 = 6;

impl Screenshot {
    pub fn new(path: PathBuf, steps: Vec<String>) -> Self {
        let (sender, receiver) = channel();
        Self { path, steps: steps.into(), quiet_frames: 0, asked: false, sender, receiver }
    }

    /// The next thing to do, once what was done before has settled.
    pub fn next_step(&mut self) -> Option<String> {
        if self.quiet_frames < QUIET_FRAMES {
            return None;
        }
        let step = self.steps.pop_front()?;
        self.quiet_frames = 0;
        Some(step)
    }

    /// Call at the end of every frame; `Some` when the picture is written, or cannot be.
    pub fn go_on(&mut self, ctx: &Context, settled: bool) -> Option<Result<(), String>> {
        if let Ok(image) = self.receiver.try_recv() {
            return Some(
                write(&image, &self.path).map_err(|error| format!("{}: {error}", self.path.display())),
            );
        }
        self.quiet_frames = if settled { self.quiet_frames + 1 } else { 0 };
        if self.quiet_frames >= QUIET_FRAMES && self.steps.is_empty() && !self.asked {
            self.asked = true;
            let (sender, ctx_to_wake) = (self.sender.clone(), ctx.clone());
            let callback = ScreenshotCallback::new(move |image| {
                let _ = sender.send(image);
                ctx_to_wake.request_repaint();
            });
            ctx.send_viewport_cmd(ViewportCommand::Screenshot(callback));
        }
        ctx.request_repaint();
        None
    }
}

fn write(image: &ColorImage, path: &Path) -> Result<(), Box<dyn std::error::Error>> {
    let [width, height] = image.size;
    let mut encoder =
        png::Encoder::new(BufWriter::new(File::create(path)?), u32::try_from(width)?, u32::try_from(height)?);
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_depth(png::BitDepth::Eight);
    let bytes: Vec<u8> = image.pixels.iter().flat_map(egui::Color32::to_srgba_unmultiplied).collect();
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&bytes)?;
    writer.finish()?;
    Ok(())
}
