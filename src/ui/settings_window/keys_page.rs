//! The keys of commands: a preset, and every key by itself. What is pressed for a new key comes in through
//! `ui/keys.rs`; what has to be decided about it is in [`crate::app::keys`].

use super::controls::{buttons_ui, help_ui, list_ui, row_ui};
use super::{Item, Page, PageContext};
use crate::app::keys::preset::PRESETS;
use crate::app::keys::{Clash, name_of};
use crate::app::{Command, Entry, KeyCapture, KeyChange, Menu, SettingsControl, SettingsPage, Shortcut};
use crate::ui::text::input;
use crate::ui::theme::{self, palette, space};
use egui::{Align, Button, Frame, Id, Layout, RichText, Role, Stroke, Ui, WidgetInfo, vec2};

pub const PAGE: Page = Page {
    page: SettingsPage::Keys,
    title: "Keys",
    about: "",
    items: &[
        Item {
            title: "Preset of keys",
            words: "keyboard shortcuts hotkeys omegat trados memoq bindings scheme",
            ui: preset_ui,
        },
        Item {
            title: "Keys of commands",
            words: "keyboard shortcuts hotkeys customise remap change bindings clash conflict",
            ui: commands_ui,
        },
    ],
};

/// Points.
const LIST: f32 = 200.0;
const TITLES: f32 = 250.0;

fn preset_ui(ui: &mut Ui, page: &mut PageContext<'_>) {
    let chosen = page.app.settings.keys.preset();
    row_ui(ui, "Preset of keys", |ui, label| {
        let choices = PRESETS.map(|preset| (preset.name, preset.title.to_owned()));
        let (wanted, list) = list_ui(ui, label, (chosen.title, LIST), &chosen.name, choices);
        if page.focus == Some(SettingsControl::Keys) {
            list.request_focus();
        }
        let change = |name: &str| Command::ChangeKeys(KeyChange::Preset(name.to_owned()));
        page.commands.extend(wanted.map(change));
        help_ui(ui, "The keys that you change below stay as you changed them");
        buttons_ui(ui, page, [Command::PrintKeys]);
    });
}

fn commands_ui(ui: &mut Ui, page: &mut PageContext<'_>) {
    let id = Id::unique("key filter");
    let mut filter: String = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    row_ui(ui, "Filter", |ui, _| {
        let style = theme::small_style(&filter, theme::size::BODY);
        let mut look = theme::input(id, "Commands to show", style, palette(ui.visuals()));
        look.hint = "A command or a key";
        input(ui, page.engine, &look, &mut filter);
    });
    clashes_ui(ui, page);
    for menu in Menu::ALL {
        let app = page.app;
        let entries = app.keymap.entries().filter(|(entry, _)| entry.menu == menu);
        let mut entries = entries.filter(|(entry, keys)| is_found(entry, keys, &filter)).peekable();
        if entries.peek().is_some() {
            ui.add_space(space::SMALL);
            ui.label(theme::section_title(menu.title()));
        }
        for (entry, keys) in entries {
            command_ui(ui, page, entry, keys);
        }
    }
    ui.data_mut(|data| data.insert_temp(id, filter));
}

fn is_found(entry: &Entry, keys: &[Shortcut], filter: &str) -> bool {
    let keys: Vec<_> = keys.iter().map(ToString::to_string).collect();
    let text = format!("{} {} {}", entry.title, entry.words, keys.join(" ")).to_lowercase();
    filter.to_lowercase().split_whitespace().all(|word| text.contains(word))
}

/// How many keys mean two things, above the list, where nobody can miss it.
fn clashes_ui(ui: &mut Ui, page: &PageContext<'_>) {
    let keymap = &page.app.keymap;
    let clashing =
        keymap.entries().flat_map(|(_, keys)| keys).filter(|key| keymap.meanings(**key).count() > 1);
    let clashing: std::collections::BTreeSet<String> = clashing.map(ToString::to_string).collect();
    if !clashing.is_empty() {
        let keys: Vec<_> = clashing.into_iter().collect();
        let said = format!("More than one command has {}. Such a key does nothing.", keys.join(", "));
        ui.label(RichText::new(said).color(palette(ui.visuals()).error));
    }
}

fn command_ui(ui: &mut Ui, page: &mut PageContext<'_>, entry: &Entry, keys: &[Shortcut]) {
    let command = &entry.command;
    let title = entry.title.trim_end_matches('…');
    ui.horizontal_top(|ui| {
        let room = vec2(TITLES, space::CONTROL);
        ui.allocate_ui_with_layout(room, Layout::left_to_right(Align::Center), |ui| {
            ui.set_min_size(room);
            ui.label(title).on_hover_text(entry.help);
        });
        ui.vertical(|ui| {
            ui.horizontal_wrapped(|ui| {
                for &key in keys {
                    key_ui(ui, page, (command, title), key);
                }
                if button_ui(ui, "Add…", &format!("Add a key to {title}")) {
                    page.commands.push(Command::CaptureKey(Some(Box::new(command.clone()))));
                }
                let is_changed = page.app.settings.keys.changed.contains_key(&name_of(command));
                if is_changed && button_ui(ui, "Reset", &format!("Reset the keys of {title}")) {
                    page.commands.push(Command::ChangeKeys(KeyChange::Reset(Box::new(command.clone()))));
                }
            });
            for &key in keys {
                let clashes = page.app.keymap.clashes(entry, key);
                if !clashes.is_empty() {
                    let said = format!("{key} is also: {}", titles(&clashes));
                    ui.label(RichText::new(said).small().color(palette(ui.visuals()).error));
                }
            }
            if let Some(capture) = page.app.capture.as_ref().filter(|capture| capture.command == *command) {
                capture_ui(ui, page, capture, title);
            }
        });
    });
}

/// A key that a command has, and the button that takes it away.
fn key_ui(ui: &mut Ui, page: &mut PageContext<'_>, (command, title): (&Command, &str), key: Shortcut) {
    let colours = palette(ui.visuals());
    ui.label(RichText::new(key.to_string()).monospace().background_color(colours.control_hovered));
    if button_ui(ui, "×", &format!("Remove {key} from {title}")) {
        page.commands.push(Command::ChangeKeys(KeyChange::Remove(Box::new(command.clone()), key)));
    }
}

/// A small button whose name says more than there is room for.
fn button_ui(ui: &mut Ui, shown: &str, name: &str) -> bool {
    let button = ui.small_button(shown).on_hover_text(name);
    button.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    button.clicked()
}

/// The question for a new key, and what has to be decided about the one that was pressed.
fn capture_ui(ui: &mut Ui, page: &mut PageContext<'_>, capture: &KeyCapture, title: &str) {
    let colours = palette(ui.visuals());
    let frame = Frame::new()
        .fill(colours.selected_row)
        .stroke(Stroke::new(theme::line::HAIR, colours.accent))
        .corner_radius(theme::radius::CARD)
        .inner_margin(theme::inset::CARD);
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        let key = capture.pressed.map(|key| key.to_string()).unwrap_or_default();
        if let Some(refusal) = capture.refusal {
            ui.label(
                RichText::new(format!("{key} cannot be a key of a command: {refusal}.")).color(colours.error),
            );
        }
        if capture.wants_key() {
            ui.label(format!("Press the new key for “{title}”. Escape leaves it as it is."));
            if ui.small_button("Cancel").clicked() {
                page.commands.push(Command::CaptureKey(None));
            }
            return;
        }
        ui.label(
            RichText::new(format!("{key} is already: {}.", titles(&capture.clashes))).color(colours.error),
        );
        ui.horizontal_wrapped(|ui| decision_ui(ui, page, capture));
    });
}

/// What is to become of what has the key: nothing is decided for the user.
fn decision_ui(ui: &mut Ui, page: &mut PageContext<'_>, capture: &KeyCapture) {
    let Some(key) = capture.pressed else { return };
    let command = || Box::new(capture.command.clone());
    let has_command = capture.clashes.iter().any(|clash| clash.is_command);
    let mut choices = Vec::new();
    if has_command {
        choices.push(("Take it from there", Command::ChangeKeys(KeyChange::TakeOver(command(), key))));
    }
    let both = if has_command { "Keep both" } else { "Use it all the same" };
    choices.push((both, Command::ChangeKeys(KeyChange::Add(command(), key))));
    choices.push(("Press another", Command::CaptureKey(Some(command()))));
    choices.push(("Cancel", Command::CaptureKey(None)));
    let asked = Id::unique("key decision").with((&key, name_of(&capture.command)));
    let is_new = ui.data_mut(|data| !std::mem::replace(data.get_temp_mut_or_default(asked), true));
    for (at, (title, command)) in choices.into_iter().enumerate() {
        let button = ui.add(Button::new(title));
        if at == 0 && is_new {
            button.request_focus();
        }
        if button.clicked() {
            ui.data_mut(|data| data.remove::<bool>(asked));
            page.commands.push(command);
        }
    }
}

/// “Unknown names…” (Translate), “Copy” (in every text)
fn titles(clashes: &[Clash]) -> String {
    let titles: Vec<_> =
        clashes.iter().map(|clash| format!("“{}” ({})", clash.title, clash.context)).collect();
    titles.join(", ")
}
