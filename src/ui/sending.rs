//! What is asked before anything is sent: consent for a service, and the size of a first pass.

use super::theme::{palette, space};
use crate::app::{App, Command, Dialog};
use crate::text::{counted, grouped};
use egui::{Context, Frame, Id, Key, Modal, Modifiers, RichText, Ui};

const WIDTH: f32 = 460.0;

pub fn ui(ctx: &Context, app: &App, commands: &mut Vec<Command>) {
    agreement_ui(ctx, app, commands);
    first_pass_ui(ctx, app, commands);
}

fn agreement_ui(ctx: &Context, app: &App, commands: &mut Vec<Command>) {
    let Some(agreement) = app.services.agreement.as_ref().filter(|_| app.dialog == Some(Dialog::AgreeToSend))
    else {
        return;
    };
    let disclosure = &agreement.disclosure;
    let agree = format!("Send to {}", disclosure.service.service().title);
    let answer = dialog(ctx, "agree to send", |ui| {
        ui.heading("Send text of this project?");
        ui.add_space(space::SMALL);
        for sentence in disclosure.sentences() {
            ui.label(sentence);
            ui.add_space(space::TINY);
        }
        let colours = palette(ui.visuals());
        let said = "This holds for this project only, and until you say that its text is never sent.";
        ui.label(RichText::new(said).color(colours.weak));
        ui.add_space(space::MEDIUM);
        buttons_ui(ui, &agree, "Do not send")
    });
    match answer {
        Some(true) => commands.push(Command::AgreeToSend),
        Some(false) => commands.push(Command::DisagreeToSend),
        None => {}
    }
}

fn first_pass_ui(ctx: &Context, app: &App, commands: &mut Vec<Command>) {
    let Some(pass) = app.services.first_pass.as_ref().filter(|_| app.dialog == Some(Dialog::FirstPass))
    else {
        return;
    };
    let estimate = pass.estimate();
    let answer = dialog(ctx, "first pass", |ui| {
        let colours = palette(ui.visuals());
        ui.heading("First pass for the whole article");
        ui.add_space(space::SMALL);
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
        ui.add_space(space::MEDIUM);
        buttons_ui(ui, "Start", "Cancel")
    });
    match answer {
        Some(true) => commands.push(Command::StartFirstPass),
        Some(false) => commands.push(Command::StopFirstPass),
        None => {}
    }
}

/// True for yes, false for no and for Escape.
fn dialog(ctx: &Context, name: &str, content: impl FnOnce(&mut Ui) -> Option<bool>) -> Option<bool> {
    let escaped = ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
    let frame = Frame::popup(&ctx.global_style()).inner_margin(space::MEDIUM);
    let modal = Modal::new(Id::unique(name)).frame(frame).show(ctx, |ui| {
        ui.set_width(WIDTH.min(ui.ctx().content_rect().width() - space::LARGE * 3.0));
        content(ui)
    });
    let is_left = escaped || modal.should_close();
    modal.inner.or_else(|| is_left.then_some(false))
}

/// Nothing has the keyboard at first but what sends nothing.
fn buttons_ui(ui: &mut Ui, yes: &str, no: &str) -> Option<bool> {
    ui.horizontal(|ui| {
        let refused = ui.button(no);
        if ui.memory(|memory| memory.focused().is_none()) {
            refused.request_focus();
        }
        let agreed = ui.button(yes);
        match () {
            () if agreed.clicked() => Some(true),
            () if refused.clicked() => Some(false),
            () => None,
        }
    })
    .inner
}
