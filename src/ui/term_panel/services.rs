//! What translation services are doing: a request that is under way or failed, and the first pass.

use crate::app::{Command, FirstPass};
use crate::machine::{Phase, Retry};
use crate::ui::scene::Scene;
use crate::ui::theme::{self, palette, space};
use egui::{ProgressBar, RichText, Ui};

pub fn ui(ui: &mut Ui, scene: &mut Scene<'_>) {
    let services = &scene.app.services;
    if let Some(pass) = services.first_pass.as_ref().filter(|pass| pass.is_started()) {
        first_pass_ui(ui, scene, pass);
        ui.add_space(space::SMALL);
    }
    let Some(asking) = &services.asking else { return };
    let colours = palette(ui.visuals());
    let title = asking.engine.title();
    theme::card(colours).show(ui, |ui| {
        ui.set_width(ui.available_width());
        let Some(failure) = &asking.failure else {
            ui.horizontal_wrapped(|ui| {
                theme::busy_ui(ui, scene.app.settings.reduced_motion);
                ui.label(RichText::new(format!("Asking {title}…")).color(colours.weak));
                if ui.small_button("Stop").clicked() {
                    scene.commands.push(Command::StopService);
                }
            });
            return;
        };
        ui.label(RichText::new(format!("{}.", failure.what)).color(colours.warning));
        ui.label(RichText::new(format!("{}.", failure.hint)).color(colours.weak));
        ui.horizontal_wrapped(|ui| {
            if failure.retry != Retry::No && ui.small_button("Retry").clicked() {
                scene.commands.push(Command::RetryService);
            }
            if failure.retry == Retry::WhenSettingsChange && ui.small_button("Settings").clicked() {
                scene.commands.push(Command::Settings);
            }
            if ui.small_button("Close").clicked() {
                scene.commands.push(Command::StopService);
            }
        });
    });
    ui.add_space(space::SMALL);
}

fn first_pass_ui(ui: &mut Ui, scene: &mut Scene<'_>, pass: &FirstPass) {
    let colours = palette(ui.visuals());
    let progress = pass.progress();
    let done = progress.filled + progress.passed_over + progress.skipped;
    theme::card(colours).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.label(RichText::new(format!("First pass by {}", pass.service())).strong().color(colours.text));
        let share = done as f32 / progress.all.max(1) as f32;
        ui.add(ProgressBar::new(share).text(format!("{done} of {}", progress.all)));
        if let Phase::Stopped(failure) = pass.phase() {
            ui.label(RichText::new(format!("{}.", failure.what)).color(colours.warning));
            ui.label(RichText::new(format!("{}.", failure.hint)).color(colours.weak));
        }
        ui.horizontal_wrapped(|ui| {
            match pass.phase() {
                Phase::Running => {
                    if ui.small_button("Pause").clicked() {
                        scene.commands.push(Command::PauseFirstPass);
                    }
                }
                Phase::Paused | Phase::Stopped(_) => {
                    if ui.small_button("Go on").clicked() {
                        scene.commands.push(Command::ResumeFirstPass);
                    }
                }
                Phase::Finished | Phase::Cancelled => {}
            }
            if ui.small_button("Stop").on_hover_text("What is filled stays").clicked() {
                scene.commands.push(Command::StopFirstPass);
            }
        });
    });
}
