//! What is asked before anything is sent: consent for a service, and the size of a first pass.

use super::dialog::{Dialog, buttons_ui, choice};
use super::theme::{palette, space};
use crate::app::{self, App, Command};
use crate::text::{counted, grouped};
use egui::{Context, RichText, Ui};

const WIDTH: f32 = 460.0;

pub fn ui(ctx: &Context, app: &App, commands: &mut Vec<Command>) {
    agreement_ui(ctx, app, commands);
    first_pass_ui(ctx, app, commands);
}

fn agreement_ui(ctx: &Context, app: &App, commands: &mut Vec<Command>) {
    let Some(agreement) =
        app.services.agreement.as_ref().filter(|_| app.dialog == Some(app::Dialog::AgreeToSend))
    else {
        return;
    };
    let disclosure = &agreement.disclosure;
    let agree = format!("Send to {}", disclosure.service.service().title);
    let answer = asked(ctx, "Send text of this project?", ("Do not send", &agree), |ui| {
        for sentence in disclosure.sentences() {
            ui.label(sentence);
            ui.add_space(space::TINY);
        }
        let colours = palette(ui.visuals());
        let said = "This holds for this project only, and until you say that its text is never sent.";
        ui.label(RichText::new(said).color(colours.weak));
    });
    match answer {
        Some(true) => commands.push(Command::AgreeToSend),
        Some(false) => commands.push(Command::DisagreeToSend),
        None => {}
    }
}

fn first_pass_ui(ctx: &Context, app: &App, commands: &mut Vec<Command>) {
    let Some(pass) = app.services.first_pass.as_ref().filter(|_| app.dialog == Some(app::Dialog::FirstPass))
    else {
        return;
    };
    let estimate = pass.estimate();
    let answer = asked(ctx, "First pass for the whole article", ("Cancel", "Start"), |ui| {
        let colours = palette(ui.visuals());
        ui.label(format!(
            "{} will be filled by {}.",
            counted(estimate.segments, "empty segment"),
            pass.service()
        ));
        let disclosure = pass.disclosure().ok().flatten();
        let characters = grouped(estimate.characters);
        let known = if estimate.cached > 0 {
            format!(" {} known from before.", counted(estimate.cached, "answer"))
        } else {
            String::new()
        };
        if disclosure.is_none() {
            ui.label(format!(
                "About {characters} characters are translated on this computer. Nothing is sent."
            ));
        } else {
            ui.label(format!("About {characters} characters go out.{known}"));
        }
        if let Some(disclosure) = disclosure {
            let disclosure = disclosure.through(&app.settings.proxy);
            let through = if disclosure.proxy.is_empty() {
                String::new()
            } else {
                format!(" through {}", disclosure.proxy)
            };
            let said = format!("They go to {}{through}.", disclosure.host);
            ui.label(RichText::new(said).color(colours.weak));
        }
        ui.add_space(space::TINY);
        let said = "Drafts that you have written stay as they are. What comes is marked as a machine draft until you \
                    confirm it, and undo takes it back.";
        ui.label(RichText::new(said).color(colours.weak));
    });
    match answer {
        Some(true) => commands.push(Command::StartFirstPass),
        Some(false) => commands.push(Command::StopFirstPass),
        None => {}
    }
}

/// True for yes, false for no and for Escape. What sends nothing has the keyboard first.
fn asked(
    ctx: &Context,
    title: &str,
    (no, yes): (&str, &str),
    contents: impl FnOnce(&mut Ui),
) -> Option<bool> {
    let dialog = Dialog::new(title, WIDTH).show(ctx, |ui| {
        contents(ui);
        buttons_ui(ui, [choice(no, false).first(), choice(yes, true)])
    });
    dialog.inner.or_else(|| dialog.is_left.then_some(false))
}
