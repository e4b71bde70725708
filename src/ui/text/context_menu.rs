//! The menu of a text field: what every field offers, with room above and below for what its owner adds.
//!
//! It opens at the pointer with the other mouse button, and at the caret with the menu key or Shift+F10, or when
//! a screen reader asks for it.

use super::edit::Action;
use super::field::{FieldOutput, ask};
use crate::ui::theme;
use egui::containers::menu::MenuConfig;
use egui::{
    Button, Event, Id, Key, Modifiers, Popup, TextWrapMode, Ui, UiBuilder, UiKind, UiStackInfo, accesskit,
};
use std::ops::Range;

/// Characters without a picture, or that look like another one, which no keyboard has.
const INSERTS: [(&str, &str); 7] = [
    ("Left-to-right mark", "\u{200E}"),
    ("Right-to-left mark", "\u{200F}"),
    ("Arabic letter mark", "\u{61C}"),
    ("No-break space", "\u{A0}"),
    ("Zero-width non-joiner", "\u{200C}"),
    ("Zero-width joiner", "\u{200D}"),
    ("Tatweel", "\u{640}"),
];

/// What keeps a stretch of text from changing the order of what is around it (UAX #9, section 2.4).
const ISOLATES: [(&str, char); 3] = [
    ("Isolate left to right", '\u{2066}'),
    ("Isolate right to left", '\u{2067}'),
    ("Isolate by its first letter", '\u{2068}'),
];
const END_OF_ISOLATE: char = '\u{2069}';

/// What the menu is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// The selection, or the word at the caret when nothing is selected.
    pub bytes: Range<usize>,
    pub is_selected: bool,
}

/// Shows the menu of a field while it is open. `above` comes first in it (suggestions) and returns the item that
/// keys begin with, once it has one; `below` comes last.
pub fn context_menu(
    ui: &Ui,
    id: Id,
    output: &FieldOutput,
    text: &str,
    editable: bool,
    above: impl FnOnce(&mut Ui, &Subject) -> Option<Id>,
    below: impl FnOnce(&mut Ui, &Subject),
) {
    let by_key = output.response.has_focus() && wants_menu(ui) || is_asked(ui, id);
    let popup = Popup::context_menu(&output.response);
    let popup_id = popup.get_id();
    if by_key {
        Popup::open_id(ui.ctx(), popup_id);
        ui.data_mut(|data| data.insert_temp(popup_id, Opened::ByKey));
    } else if output.response.secondary_clicked() {
        ui.data_mut(|data| data.insert_temp(popup_id, Opened::ByPointer));
    } else if !Popup::is_id_open(ui.ctx(), popup_id) {
        return;
    }
    let opened: Opened = ui.data(|data| data.get_temp(popup_id)).unwrap_or_default();
    let popup =
        if opened == Opened::ByPointer { popup } else { popup.at_position(output.caret_area.left_bottom()) };
    let subject = subject(text, output);
    // Said twice: for the items, and for the menu that one of them opens.
    let info =
        UiStackInfo::new(UiKind::Menu).with_tag_value(MenuConfig::MENU_CONFIG_TAG, theme::menu_config());
    popup.width(220.0).info(info).style(theme::menu_style).show(|ui| {
        ui.style_mut().wrap_mode = Some(TextWrapMode::Extend);
        let offered = above(ui, &subject);
        // With a name of its own: the keyboard stays on an item when suggestions come in above it.
        let items = UiBuilder::new().scope_id(popup_id.with("items"));
        let first = ui.scope_builder(items, |ui| standard(ui, id, text, editable, &subject)).inner;
        let opened = opened.go_on(ui, offered, first);
        ui.data_mut(|data| data.insert_temp(popup_id, opened));
        below(ui, &subject);
    });
}

/// How the menu came to be open, and which item the keyboard is to begin with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Opened {
    #[default]
    ByPointer,
    ByKey,
    /// The keyboard is on this item until there are suggestions.
    Waiting(Id),
    Settled,
}

impl Opened {
    /// Gives the keyboard to what is offered, or to the first item for as long as nothing is: the arrows and
    /// Enter go on from there. Who has gone on already is not called back.
    fn go_on(self, ui: &Ui, offered: Option<Id>, first: Id) -> Self {
        let is_due = match self {
            Self::ByPointer | Self::Settled => return self,
            Self::ByKey => true,
            Self::Waiting(item) if !ui.memory(|memory| memory.has_focus(item)) => return Self::Settled,
            Self::Waiting(_) => offered.is_some(),
        };
        if is_due {
            ui.memory_mut(|memory| memory.request_focus(offered.unwrap_or(first)));
        }
        if offered.is_some() { Self::Settled } else { Self::Waiting(first) }
    }
}

/// A screen reader wants the menu.
fn is_asked(ui: &Ui, id: Id) -> bool {
    ui.input(|input| input.has_accesskit_action_request(id, accesskit::Action::ShowContextMenu))
}

fn wants_menu(ui: &Ui) -> bool {
    ui.input(|input| {
        input.events.iter().any(|event| match event {
            Event::Key { key: Key::Menu, pressed: true, .. } => true,
            Event::Key { key: Key::F10, pressed: true, modifiers, .. } => {
                modifiers.matches_exact(Modifiers::SHIFT)
            }
            _ => false,
        })
    })
}

fn subject(text: &str, output: &FieldOutput) -> Subject {
    let selected = output.caret.bytes();
    if selected.is_empty() {
        Subject { bytes: super::caret::word_touching(text, selected.start), is_selected: false }
    } else {
        Subject { bytes: selected, is_selected: true }
    }
}

/// Returns the first item that can be used.
fn standard(ui: &mut Ui, id: Id, text: &str, editable: bool, subject: &Subject) -> Id {
    let mut first = None;
    let mut item = |ui: &mut Ui, title: &str, keys: &str, enabled: bool, action: Action| {
        let button = Button::new(title);
        let button = if keys.is_empty() { button } else { button.shortcut_text(keys) };
        let response = ui.add_enabled(enabled, button);
        if enabled {
            first.get_or_insert(response.id);
        }
        if response.clicked() {
            choose(ui, id, action);
        }
    };
    let command = if ui.os().is_mac() { "⌘" } else { "Ctrl+" };
    let has = subject.is_selected;
    item(ui, "Cut", &format!("{command}X"), editable && has, Action::Cut);
    item(ui, "Copy", &format!("{command}C"), has, Action::Copy);
    if editable {
        item(ui, "Paste", &format!("{command}V"), true, Action::RequestPaste { with_marks: false });
        let keys = if ui.os().is_mac() { "⇧⌘V" } else { "Ctrl+Shift+V" };
        item(ui, "Paste with direction marks", keys, true, Action::RequestPaste { with_marks: true });
    }
    item(ui, "Select all", &format!("{command}A"), !text.is_empty(), Action::SelectAll);
    if editable {
        ui.menu_button("Insert", |ui| {
            for (title, inserted) in INSERTS {
                item(ui, title, "", true, Action::Insert(inserted.to_owned()));
            }
            ui.separator();
            for (title, opening) in ISOLATES {
                item(ui, title, "", true, Action::Enclose(opening, END_OF_ISOLATE));
            }
        });
    }
    first.unwrap_or(id)
}

/// Carries an item out: the field gets the keyboard back, which a paste needs.
fn choose(ui: &Ui, id: Id, action: Action) {
    ask(ui, id, action);
    ui.memory_mut(|memory| memory.request_focus(id));
    ui.close();
}
