//! Translation services: which one is asked, where it is, its key, and whether it answers.
//!
//! What is being written stays in egui's memory until the field is left: an address is none before that, and a key goes
//! straight to the key store.

use super::{Page, PageContext, name_ui, remark_ui};
use crate::app::{Check, Command, EnteredKey, KeyAction, SettingsControl};
use crate::machine::{Dialect, Engine, KeyPlace, Keys, Need, ServiceId, ServiceSettings};
use crate::ui::choice;
use crate::ui::theme::{self, palette, space};
use egui::{ComboBox, Grid, Id, ProgressBar, RichText, TextEdit, Ui};
use secrecy::SecretString;

pub const PAGE: Page = Page { title: "Services", ui };

const FIELD_WIDTH: f32 = 300.0;

fn ui(ui: &mut Ui, page: &mut PageContext<'_>) {
    let colours = palette(ui.visuals());
    let said = "A service is asked only when you press Ctrl+M or start a first pass, and only after you have agreed to it \
                for the project.";
    ui.label(RichText::new(said).color(colours.weak));
    ui.add_space(space::SMALL);
    choice_ui(ui, page);
    let id = match page.app.settings.service {
        None => return,
        Some(Engine::Offline) => {
            let said = "It translates on this computer, and nothing is sent. Its folder is chosen under “Memories and \
                        dictionaries”.";
            ui.label(RichText::new(said).color(colours.weak));
            return;
        }
        Some(Engine::Service(id)) => id,
    };
    ui.add_space(space::SMALL);
    let chosen = page.app.settings.service_settings(id);
    let mut settings = chosen.clone();
    Grid::new("service settings").num_columns(2).spacing([space::LARGE, space::SMALL]).show(ui, |ui| {
        account_ui(ui, id, &mut settings);
        key_ui(ui, page, id);
        options_ui(ui, id, &mut settings);
    });
    if settings != chosen {
        page.commands.push(Command::SetService { service: id, settings: Box::new(settings) });
    }
    ui.add_space(space::MEDIUM);
    check_ui(ui, page, id);
    ui.add_space(space::MEDIUM);
    proxy_ui(ui, page);
    ui.add_space(space::MEDIUM);
    if ui
        .button("Forget all answers")
        .on_hover_text("Services are asked again for what they answered")
        .clicked()
    {
        page.commands.push(Command::ForgetAnswers);
    }
}

fn choice_ui(ui: &mut Ui, page: &mut PageContext<'_>) {
    let chosen = page.app.settings.service;
    ui.horizontal(|ui| {
        let label = name_ui(ui, "Translation service");
        let title = |engine: Option<Engine>| engine.map_or("None", Engine::title);
        let list = ComboBox::from_id_salt("service").selected_text(title(chosen)).width(220.0);
        let shown = list.show_ui(ui, |ui| {
            for engine in std::iter::once(None).chain(Engine::all().map(Some)) {
                let mut wanted = chosen;
                choice::item(ui, &mut wanted, engine, title(engine));
                if wanted != chosen {
                    page.commands.push(Command::ChooseService(wanted));
                }
            }
        });
        let response = shown.response.labelled_by(label);
        if page.focus == Some(SettingsControl::Service) {
            response.request_focus();
            page.commands.push(Command::LookForKeys);
        }
    });
}

/// Where the service is, and what else it has to be told.
fn account_ui(ui: &mut Ui, id: ServiceId, settings: &mut ServiceSettings) {
    let service = id.service();
    let usual = (service.default_address)(None);
    let hint = if usual.is_empty() { "http://127.0.0.1:5000" } else { usual };
    field_ui(ui, (id, "Address"), hint, &mut settings.address);
    for (name, need, text, hint) in [
        ("Region", service.needs.region, &mut settings.region, "westeurope"),
        ("E-mail", service.needs.email, &mut settings.email, "raises the daily limit; goes along"),
        ("Model", service.needs.model, &mut settings.model, "as the server names it"),
    ] {
        if need != Need::No {
            field_ui(ui, (id, name), hint, text);
        }
    }
}

/// A field that is accepted when it is left.
fn field_ui(ui: &mut Ui, (service, name): (ServiceId, &str), hint: &str, text: &mut String) {
    written_ui(ui, Id::unique(("service field", service, name)), name, hint, text);
    ui.end_row();
}

/// What all services are asked through.
fn proxy_ui(ui: &mut Ui, page: &mut PageContext<'_>) {
    let mut proxy = page.app.settings.proxy.clone();
    ui.horizontal(|ui| {
        let hint = "none; http://host:port where your network wants one";
        written_ui(ui, Id::unique("proxy"), "Proxy of all services", hint, &mut proxy);
    });
    if proxy != page.app.settings.proxy {
        page.commands.push(Command::SetProxy(proxy));
    }
    if let Some(problem) = &page.app.services.proxy_problem {
        remark_ui(ui, &format!("{}. {}.", problem.what, problem.hint));
    }
}

fn written_ui(ui: &mut Ui, id: Id, name: &str, hint: &str, text: &mut String) {
    let label = name_ui(ui, name);
    let mut written: String = ui.data(|data| data.get_temp(id)).unwrap_or_else(|| text.clone());
    let field = TextEdit::singleline(&mut written).id(id).hint_text(hint).desired_width(FIELD_WIDTH);
    let response = ui.add(field).labelled_by(label);
    if response.has_focus() {
        ui.data_mut(|data| data.insert_temp(id, written));
    } else {
        ui.data_mut(|data| data.remove::<String>(id));
        if response.lost_focus() {
            written.trim().clone_into(text);
        }
    }
}

fn key_ui(ui: &mut Ui, page: &mut PageContext<'_>, id: ServiceId) {
    let need = id.service().needs.key;
    if need == Need::No {
        return;
    }
    let label = name_ui(ui, "Key");
    let place = page.app.services.keys_at.get(&id).copied().flatten();
    ui.vertical(|ui| {
        let field_id = Id::unique(("service key", id));
        let mut written: String = ui.data(|data| data.get_temp(field_id)).unwrap_or_default();
        ui.horizontal(|ui| {
            let hint =
                if place.is_some() { "there is one; write another to replace it" } else { "paste the key" };
            let field = TextEdit::singleline(&mut written).id(field_id).password(true).hint_text(hint);
            let response = ui.add(field.desired_width(FIELD_WIDTH - 60.0)).labelled_by(label);
            let is_entered = response.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
            let is_kept = ui.button("Keep").clicked() || is_entered;
            if is_kept && !written.trim().is_empty() {
                let key = EnteredKey(SecretString::from(written.trim().to_owned()));
                page.commands.push(Command::ServiceKey { service: id, action: KeyAction::Keep(key) });
                written.clear();
            }
        });
        ui.data_mut(|data| data.insert_temp(field_id, written));
        let colours = palette(ui.visuals());
        let said = match place {
            Some(KeyPlace::System) => "It is in the key store of the system.".to_owned(),
            Some(KeyPlace::ThisRun) => "It is kept until Tarjuman is closed.".to_owned(),
            Some(KeyPlace::Environment) => format!("It comes from the variable {}.", Keys::variable(id)),
            None if need == Need::Optional => "Not every server wants one.".to_owned(),
            None => format!("None yet. The variable {} works as well.", Keys::variable(id)),
        };
        ui.label(RichText::new(said).small().color(colours.weak));
        let can_be_forgotten = matches!(place, Some(KeyPlace::System | KeyPlace::ThisRun));
        if can_be_forgotten && ui.small_button("Forget the key").clicked() {
            page.commands.push(Command::ServiceKey { service: id, action: KeyAction::Forget });
        }
    });
    ui.end_row();
}

/// What goes along with a sentence.
fn options_ui(ui: &mut Ui, id: ServiceId, settings: &mut ServiceSettings) {
    let sends = id.service().sends;
    if sends.terms {
        name_ui(ui, "Glossary");
        ui.checkbox(&mut settings.send_terms, "Send the terms that a sentence says");
        ui.end_row();
    }
    if sends.neighbours {
        name_ui(ui, "Context");
        ui.checkbox(&mut settings.send_neighbours, "Send the sentences around");
        ui.end_row();
    }
    if matches!(id, ServiceId::DeepL | ServiceId::Chat) {
        name_ui(ui, "English");
        ui.horizontal(|ui| {
            ui.radio_value(&mut settings.dialect, Dialect::American, "American");
            ui.radio_value(&mut settings.dialect, Dialect::British, "British");
        });
        ui.end_row();
    }
}

fn check_ui(ui: &mut Ui, page: &mut PageContext<'_>, id: ServiceId) {
    let colours = palette(ui.visuals());
    let check = page.app.services.checks.get(&id);
    ui.horizontal(|ui| {
        let is_running = check == Some(&Check::Running);
        let button = ui.add_enabled(!is_running, egui::Button::new("Test the connection"));
        if button.on_hover_text("No text of a project goes along").clicked() {
            page.commands.push(Command::CheckService(id));
        }
        if is_running {
            theme::busy_ui(ui, page.app.settings.reduced_motion);
        }
    });
    match check {
        Some(Check::Answers(status)) => {
            ui.label(RichText::new(format!("{}.", status.message)).color(colours.confirmed));
            if let Some(quota) = status.quota {
                let share = quota.used as f32 / quota.allowed.max(1) as f32;
                let said = format!("{} of {} characters used", quota.used, quota.allowed);
                ui.add(ProgressBar::new(share).desired_width(FIELD_WIDTH).text(said));
            }
            if !status.models.is_empty() {
                let mut settings = page.app.settings.service_settings(id);
                let before = settings.model.clone();
                ui.horizontal(|ui| {
                    let label = name_ui(ui, "Models there");
                    let list = ComboBox::from_id_salt("models").selected_text(&before).width(220.0);
                    let shown = list.show_ui(ui, |ui| {
                        for model in &status.models {
                            choice::item(ui, &mut settings.model, model.clone(), model);
                        }
                    });
                    shown.response.labelled_by(label);
                });
                if settings.model != before {
                    page.commands.push(Command::SetService { service: id, settings: Box::new(settings) });
                }
            }
        }
        Some(Check::Failed(failure)) => {
            remark_ui(ui, &format!("{}. {}.", failure.what, failure.hint));
        }
        Some(Check::Running) | None => {}
    }
}
