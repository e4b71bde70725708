//! stub
use super::text::TextEngine;
use crate::app::{App, Command};
use egui::Ui;
#[derive(Default)]
pub struct GlossaryWindow {}
impl GlossaryWindow {
    pub fn ui(&mut self, _ui: &mut Ui, _engine: &mut TextEngine, _app: &App, _commands: &mut Vec<Command>) {}
    pub fn put_away(&mut self) {}
}
