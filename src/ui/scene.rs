//! What every part of the table is drawn from, and where what the user did is collected.

use super::text::TextEngine;
use crate::app::{App, Command, Session};

pub struct Scene<'a> {
    pub engine: &'a mut TextEngine,
    pub app: &'a App,
    pub session: &'a Session,
    pub commands: &'a mut Vec<Command>,
    /// Where the caret went in this frame, points: it has to come into sight.
    pub caret: Option<egui::Rect>,
}
