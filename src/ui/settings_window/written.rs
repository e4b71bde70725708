//! What is being written in the fields of the settings. A field is accepted when it is left, in whatever way: with
//! another field, with its page, with the window, with the program. Escape in it takes back what was written.
//!
//! A key is no exception: one that was pasted and left is kept in the key store, and the window says so, as it does
//! when “Keep” is pressed; whoever wants none presses Escape. Until then it is here and nowhere else. egui keeps what was
//! written in a field, for its undo: that is wiped in every frame.

use super::PageContext;
use super::controls::FIELD;
use crate::app::{App, Command, EnteredKey, KeyAction, Setting};
use crate::machine::{ServiceId, ServiceSettings};
use egui::text_edit::TextEditState;
use egui::{Context, Id, Response, TextEdit, Ui};
use secrecy::{ExposeSecret as _, SecretString};

/// Points, for the button beside the field of a key.
const KEEP: f32 = 60.0;

/// A field for a line of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    Account(ServiceId, Account),
    Key(ServiceId),
    Proxy,
    WebSearch,
}

/// What a service is told beside its key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Account {
    Address,
    Region,
    Email,
    Model,
}

/// Kept between frames.
#[derive(Default)]
pub struct Written {
    /// The field that has the keyboard, and what stands in it.
    field: Option<(Field, SecretString)>,
    /// It was drawn in this frame.
    is_drawn: bool,
}

impl Account {
    pub const fn of(self, settings: &mut ServiceSettings) -> &mut String {
        match self {
            Self::Address => &mut settings.address,
            Self::Region => &mut settings.region,
            Self::Email => &mut settings.email,
            Self::Model => &mut settings.model,
        }
    }
}

impl Field {
    fn id(self) -> Id {
        match self {
            Self::Account(service, account) => Id::unique(("service field", service, account)),
            Self::Key(service) => Id::unique(("service key", service)),
            Self::Proxy => Id::unique("proxy"),
            Self::WebSearch => Id::unique("web search"),
        }
    }

    /// What it says while nothing is written. A key is never shown.
    fn said(self, app: &App) -> String {
        match self {
            Self::Account(service, account) => {
                std::mem::take(account.of(&mut app.settings.service_settings(service)))
            }
            Self::Key(_) => String::new(),
            Self::Proxy => app.settings.proxy.clone(),
            Self::WebSearch => app.settings.web_search.clone(),
        }
    }

    /// What makes it say this; `None` if it says so already.
    fn command(self, app: &App, text: &str) -> Option<Command> {
        let text = text.trim();
        if text == self.said(app) {
            return None;
        }
        Some(match self {
            Self::Account(service, account) => {
                let mut settings = app.settings.service_settings(service);
                text.clone_into(account.of(&mut settings));
                Command::SetService { service, settings: Box::new(settings) }
            }
            Self::Key(service) => {
                let key = EnteredKey(SecretString::from(text.to_owned()));
                Command::ServiceKey { service, action: KeyAction::Keep(key) }
            }
            Self::Proxy => Command::SetProxy(text.to_owned()),
            Self::WebSearch => Command::Set(Setting::WebSearch(text.to_owned())),
        })
    }
}

impl Written {
    pub const fn begin_frame(&mut self) {
        self.is_drawn = false;
    }

    /// Accepts a field that went out of sight with its page or its window.
    pub fn end_frame(&mut self, ctx: &Context, app: &App) -> Option<Command> {
        if self.is_drawn {
            return None;
        }
        let (field, _) = self.field.as_ref()?;
        ctx.data_mut(|data| data.remove::<TextEditState>(field.id()));
        let command = self.accepted(app);
        self.field = None;
        command
    }

    /// What makes the setting as it is being written.
    pub fn accept(&mut self, app: &App) -> Option<Command> {
        let command = self.accepted(app);
        // A key is not kept twice.
        self.field.take_if(|(field, _)| matches!(field, Field::Key(_)));
        command
    }

    fn accepted(&self, app: &App) -> Option<Command> {
        let (field, text) = self.field.as_ref()?;
        field.command(app, text.expose_secret())
    }

    /// Escape takes back what was written; the field keeps the keyboard. False if nothing was written.
    pub fn take_back(&mut self, ctx: &Context, app: &App) -> bool {
        let Some((field, _)) = self.field.take_if(|(field, text)| *text.expose_secret() != field.said(app))
        else {
            return false;
        };
        ctx.memory_mut(|memory| memory.request_focus(field.id()));
        true
    }
}

/// A field of one line that is accepted when it is left.
pub fn field_ui(ui: &mut Ui, page: &mut PageContext<'_>, field: Field, label: Id, hint: &str) {
    let response = text_ui(ui, page, field, label, hint);
    accept_if_left(page, field, &response);
}

/// The field of a key and the button beside it.
pub fn key_ui(ui: &mut Ui, page: &mut PageContext<'_>, service: ServiceId, label: Id, hint: &str) {
    let field = Field::Key(service);
    ui.horizontal(|ui| {
        let response = text_ui(ui, page, field, label, hint);
        if let Some(mut state) = TextEditState::load(ui.ctx(), field.id()) {
            state.clear_undoer();
            state.store(ui.ctx(), field.id());
        }
        // A click on the button leaves the field as well.
        let _ = ui.button("Keep");
        accept_if_left(page, field, &response);
    });
}

fn text_ui(ui: &mut Ui, page: &mut PageContext<'_>, field: Field, label: Id, hint: &str) -> Response {
    let written = &mut *page.written;
    let is_written = written.field.as_ref().is_some_and(|(known, _)| *known == field);
    let mut text = match &written.field {
        Some((_, text)) if is_written => text.expose_secret().to_owned(),
        _ => field.said(page.app),
    };
    let is_key = matches!(field, Field::Key(_));
    let width = if is_key { FIELD - KEEP } else { FIELD };
    let edit = TextEdit::singleline(&mut text).id(field.id()).password(is_key);
    let edit = edit.hint_text(hint).desired_width(width);
    let response = ui.add(edit).labelled_by(label);
    if response.has_focus() {
        if !is_written {
            // The field before lost the keyboard in this frame, and may be drawn below.
            page.commands.extend(written.accept(page.app));
        }
        written.field = Some((field, SecretString::from(text)));
        written.is_drawn = true;
    } else if is_written {
        written.field = Some((field, SecretString::from(text)));
    }
    response
}

fn accept_if_left(page: &mut PageContext<'_>, field: Field, response: &Response) {
    if response.has_focus() {
        return;
    }
    if let Some((_, text)) = page.written.field.take_if(|(known, _)| *known == field) {
        page.commands.extend(field.command(page.app, text.expose_secret()));
    }
}
