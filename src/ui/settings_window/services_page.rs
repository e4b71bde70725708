//! Translation services: which one is asked, where it is, its key, and whether it answers.
//!
//! An address is none before its field is left, and a key goes straight to the key store: see [`super::written`].

use super::controls::{FIELD, help_ui, list_ui, remark_ui, row_ui};
use super::written::{self, Account, Field, field_ui};
use super::{Item, Page, PageContext};
use crate::app::{Check, Command, KeyAction, SettingsControl, SettingsPage};
use crate::machine::{Dialect, Engine, KeyPlace, Keys, Need, ServiceId, ServiceSettings, origin_of};
use crate::ui::theme::{self, palette};
use egui::{ProgressBar, RichText, Ui};

pub const PAGE: Page = Page {
    page: SettingsPage::Services,
    title: "Services",
    about: "A service is asked only when you ask for a suggestion or start a first pass, and only after you have agreed \
            to it for the project.",
    items: &[
        Item {
            title: "Translation service",
            words: "machine translation mt provider deepl google libretranslate choose",
            ui: choice_ui,
        },
        Item {
            title: "Account",
            words: "api key address region e-mail model server glossary context dialect password send",
            ui: chosen_account_ui,
        },
        Item { title: "Test the connection", words: "check quota models service", ui: chosen_check_ui },
        Item { title: "Proxy of all services", words: "network http", ui: proxy_ui },
        Item { title: "Forget all answers", words: "cache services clear privacy", ui: forget_ui },
    ],
};

/// Points.
const LIST: f32 = 240.0;

/// The service that is chosen, if it is one of the network.
fn chosen(page: &PageContext<'_>) -> Option<ServiceId> {
    match page.app.settings.service {
        Some(Engine::Service(id)) => Some(id),
        Some(Engine::Offline) | None => None,
    }
}

fn chosen_account_ui(ui: &mut Ui, page: &mut PageContext<'_>) {
    let Some(id) = chosen(page) else { return };
    account_ui(ui, page, id);
    key_ui(ui, page, id);
    let chosen = settings_of(page, id);
    let mut settings = chosen.clone();
    options_ui(ui, id, &mut settings);
    if settings != chosen {
        page.commands.push(Command::SetService { service: id, settings: Box::new(settings) });
    }
}

/// With what is changed in this frame: the click on a box leaves a field as well.
fn settings_of(page: &PageContext<'_>, id: ServiceId) -> ServiceSettings {
    let changed = page.commands.iter().rev().find_map(|command| match command {
        Command::SetService { service, settings } if *service == id => Some(ServiceSettings::clone(settings)),
        _ => None,
    });
    changed.unwrap_or_else(|| page.app.settings.service_settings(id))
}

fn chosen_check_ui(ui: &mut Ui, page: &mut PageContext<'_>) {
    if let Some(id) = chosen(page) {
        row_ui(ui, "", |ui, _| check_ui(ui, page, id));
    }
}

fn forget_ui(ui: &mut Ui, page: &mut PageContext<'_>) {
    row_ui(ui, "", |ui, _| {
        if ui.button("Forget all answers").clicked() {
            page.commands.push(Command::ForgetAnswers);
        }
        help_ui(ui, "Services are asked again for what they answered");
    });
}

fn choice_ui(ui: &mut Ui, page: &mut PageContext<'_>) {
    let chosen = page.app.settings.service;
    let title = |engine: Option<Engine>| engine.map_or("None", Engine::title);
    row_ui(ui, "Translation service", |ui, label| {
        let engines = std::iter::once(None).chain(Engine::all().map(Some));
        let choices = engines.map(|engine| (engine, title(engine).to_owned()));
        let (wanted, list) = list_ui(ui, label, (title(chosen), LIST), &chosen, choices);
        if page.focus == Some(SettingsControl::Service) {
            list.request_focus();
            page.commands.push(Command::LookForKeys);
        }
        page.commands.extend(wanted.map(Command::ChooseService));
        if chosen == Some(Engine::Offline) {
            let said = "It translates on this computer, and nothing is sent. Its folder is chosen under “Memories and \
                        dictionaries”.";
            help_ui(ui, said);
        }
    });
}

/// Where the service is, and what else it has to be told.
fn account_ui(ui: &mut Ui, page: &mut PageContext<'_>, id: ServiceId) {
    let service = id.service();
    let usual = (service.default_address)(None);
    let address = if usual.is_empty() { "http://127.0.0.1:5000" } else { usual };
    for (name, need, account, hint) in [
        ("Address", Need::Optional, Account::Address, address),
        ("Region", service.needs.region, Account::Region, "westeurope"),
        ("E-mail", service.needs.email, Account::Email, "raises the daily limit; goes along"),
        ("Model", service.needs.model, Account::Model, "as the server names it"),
    ] {
        if need != Need::No {
            row_ui(ui, name, |ui, label| field_ui(ui, page, Field::Account(id, account), label, hint));
        }
    }
}

/// What all services are asked through.
fn proxy_ui(ui: &mut Ui, page: &mut PageContext<'_>) {
    row_ui(ui, "Proxy of all services", |ui, label| {
        field_ui(ui, page, Field::Proxy, label, "none; http://host:port where your network wants one");
    });
    if let Some(problem) = &page.app.services.proxy_problem {
        remark_ui(ui, &format!("{}. {}.", problem.what, problem.hint));
    }
}

fn key_ui(ui: &mut Ui, page: &mut PageContext<'_>, id: ServiceId) {
    let need = id.service().needs.key;
    if need == Need::No {
        return;
    }
    let place = page.app.services.keys_at.get(&id).copied().flatten();
    row_ui(ui, "Key", |ui, label| {
        let hint =
            if place.is_some() { "there is one; write another to replace it" } else { "paste the key" };
        written::key_ui(ui, page, id, label, hint);
        let said = match place {
            Some(KeyPlace::System) => "It is in the key store of the system.".to_owned(),
            Some(KeyPlace::ThisRun) => "It is kept until Tarjuman is closed.".to_owned(),
            Some(KeyPlace::Environment) => format!("It comes from the variable {}.", Keys::variable(id)),
            Some(KeyPlace::Withheld) => format!(
                "The key of the variable {} goes to the usual address only, unless you let it.",
                Keys::variable(id)
            ),
            None if need == Need::Optional => "Not every server wants one.".to_owned(),
            None => format!("None yet. The variable {} works as well.", Keys::variable(id)),
        };
        help_ui(ui, &said);
        let can_be_forgotten = matches!(place, Some(KeyPlace::System | KeyPlace::ThisRun));
        let settings = page.app.settings.service_settings(id);
        if let Some(origin) = origin_of(&settings).filter(|_| place == Some(KeyPlace::Withheld))
            && ui.small_button(format!("Send it to {origin} as well")).clicked()
        {
            page.commands.push(Command::ServiceKey { service: id, action: KeyAction::UseEnvironment });
        }
        if can_be_forgotten && ui.small_button("Forget the key").clicked() {
            page.commands.push(Command::ServiceKey { service: id, action: KeyAction::Forget });
        }
    });
}

/// What goes along with a sentence.
fn options_ui(ui: &mut Ui, id: ServiceId, settings: &mut ServiceSettings) {
    let sends = id.service().sends;
    if sends.terms {
        row_ui(ui, "Glossary", |ui, _| {
            ui.checkbox(&mut settings.send_terms, "Send the terms that a sentence says");
        });
    }
    if sends.neighbours {
        row_ui(ui, "Context", |ui, _| {
            ui.checkbox(&mut settings.send_neighbours, "Send the sentences around");
        });
    }
    if id.service().dialects {
        row_ui(ui, "English", |ui, _| {
            ui.horizontal(|ui| {
                ui.radio_value(&mut settings.dialect, Dialect::American, "American");
                ui.radio_value(&mut settings.dialect, Dialect::British, "British");
            });
        });
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
                ui.add(ProgressBar::new(share).desired_width(FIELD).text(said));
            }
            if !status.models.is_empty() {
                models_ui(ui, page, id, &status.models);
            }
        }
        Some(Check::Failed(failure)) => {
            remark_ui(ui, &format!("{}. {}.", failure.what, failure.hint));
        }
        Some(Check::Running) | None => {}
    }
}

/// The models that the server has.
fn models_ui(ui: &mut Ui, page: &mut PageContext<'_>, id: ServiceId, models: &[String]) {
    let settings = settings_of(page, id);
    ui.horizontal(|ui| {
        let label = ui.label("Models there").id;
        let choices = models.iter().map(|model| (model.clone(), model.clone()));
        let (wanted, _) = list_ui(ui, label, (&settings.model, LIST), &settings.model, choices);
        let set = |model| Command::SetService {
            service: id,
            settings: Box::new(ServiceSettings { model, ..settings.clone() }),
        };
        page.commands.extend(wanted.map(set));
    });
}
