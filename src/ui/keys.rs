//! Our shortcuts in egui's terms, and the order of what was typed around them.
//!
//! A slow frame may hold "abc", Ctrl+Enter and "d" at once. The letters before the shortcut belong to the
//! draft that is left, those after it to the next one: so one shortcut is taken out of a frame, it is
//! carried out after the frame was drawn, and the keys behind it wait for the next frame. The same goes for
//! keys behind a click, behind Tab, or behind what closes a dialog.

use crate::app::{Command, Key, Shortcut, commands};
use egui::{Context, Event, Modifiers};

#[derive(Default)]
pub struct Keys {
    waiting: Vec<Event>,
}

impl Keys {
    /// Call before anything of the frame is drawn. Returns the command to run after it.
    ///
    /// While a dialog is open, typing is the dialog's, and only commands about dialogs are taken.
    pub fn begin_frame(&mut self, ctx: &Context, dialog_is_open: bool) -> Option<Command> {
        let (command, more) = ctx.input_mut(|input| {
            let mut events = std::mem::take(&mut self.waiting);
            events.append(&mut input.events);
            let (now, command, later) = split(events, dialog_is_open);
            input.events = now;
            self.waiting = later;
            (command, !self.waiting.is_empty())
        });
        if more {
            ctx.request_repaint();
        }
        command
    }

    /// Something typed has not reached its field yet.
    pub const fn are_waiting(&self) -> bool {
        !self.waiting.is_empty()
    }
}

fn split(events: Vec<Event>, dialog_is_open: bool) -> (Vec<Event>, Option<Command>, Vec<Event>) {
    let (mut now, mut later) = (Vec::with_capacity(events.len()), Vec::new());
    let mut command = None;
    let mut after_alt = false;
    let mut focus_may_move = false;
    for event in events {
        if command.is_none() && !focus_may_move {
            command = command_of(&event).filter(|command| !dialog_is_open || is_for_dialogs(command));
            if command.is_some() {
                after_alt = matches!(&event, Event::Key { modifiers, .. } if modifiers.alt);
                continue;
            }
            // What is typed behind it belongs to the field that gets the focus.
            focus_may_move = match &event {
                Event::PointerButton { pressed, .. } | Event::Key { key: egui::Key::Tab, pressed, .. } => {
                    *pressed
                }
                Event::Key { key, pressed, .. } => {
                    dialog_is_open && *pressed && matches!(key, egui::Key::Enter | egui::Key::Escape)
                }
                _ => false,
            };
            now.push(event);
        } else if std::mem::take(&mut after_alt) && matches!(event, Event::Text(_)) {
            // Alt+1 also arrives as the text "1" on some systems: it was the shortcut.
        } else if is_typing(&event) {
            later.push(event);
        } else {
            now.push(event);
        }
    }
    (now, command, later)
}

const fn is_for_dialogs(command: &Command) -> bool {
    matches!(
        command,
        Command::Palette | Command::Keys | Command::UnknownNames | Command::Settings | Command::Close
    )
}

const fn is_typing(event: &Event) -> bool {
    matches!(
        event,
        Event::Text(_)
            | Event::Key { pressed: true, .. }
            | Event::Paste(_)
            | Event::Copy
            | Event::Cut
            | Event::Ime(_)
    )
}

fn command_of(event: &Event) -> Option<Command> {
    let Event::Key { key, pressed: true, modifiers, .. } = event else { return None };
    let entry = commands().iter().find(|entry| {
        entry.shortcut.is_some_and(|shortcut| {
            keys_of(shortcut.key).contains(key) && has_modifiers(*modifiers, shortcut)
        })
    });
    entry.map(|entry| entry.command.clone())
}

fn has_modifiers(pressed: Modifiers, shortcut: Shortcut) -> bool {
    // On many keyboards + and = are one key, with or without shift.
    let shift_matters = shortcut.key != Key::Plus;
    pressed.command == shortcut.command
        && pressed.alt == shortcut.alt
        && (pressed.shift == shortcut.shift || !shift_matters)
}

fn keys_of(key: Key) -> Vec<egui::Key> {
    match key {
        Key::Enter => vec![egui::Key::Enter],
        Key::Insert => vec![egui::Key::Insert],
        Key::Up => vec![egui::Key::ArrowUp],
        Key::Down => vec![egui::Key::ArrowDown],
        Key::Plus => vec![egui::Key::Plus, egui::Key::Equals],
        Key::Minus => vec![egui::Key::Minus],
        Key::Comma => vec![egui::Key::Comma],
        Key::Char(letter) => egui::Key::from_name(&letter.to_string()).into_iter().collect(),
        Key::F(number) => egui::Key::from_name(&format!("F{number}")).into_iter().collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(key: egui::Key, modifiers: Modifiers) -> Event {
        Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers }
    }

    fn text(text: &str) -> Event {
        Event::Text(text.to_owned())
    }

    #[test]
    fn every_shortcut_has_a_key_in_egui() {
        for entry in commands() {
            if let Some(shortcut) = entry.shortcut {
                assert!(!keys_of(shortcut.key).is_empty(), "{shortcut} cannot be pressed");
            }
        }
    }

    #[test]
    fn letters_stay_on_their_side_of_a_shortcut() {
        let ctrl_enter = key(egui::Key::Enter, Modifiers::CTRL | Modifiers::COMMAND);
        let (now, command, later) =
            split(vec![text("a"), ctrl_enter.clone(), text("b"), ctrl_enter.clone()], false);
        assert_eq!(now, [text("a")]);
        assert_eq!(command, Some(Command::Confirm));
        assert_eq!(later, [text("b"), ctrl_enter]);
    }

    #[test]
    fn shift_tells_undo_from_redo_and_alt_digits_are_not_text() {
        let command = Modifiers::CTRL | Modifiers::COMMAND;
        let (_, undo, _) = split(vec![key(egui::Key::Z, command)], false);
        let (_, redo, _) = split(vec![key(egui::Key::Z, command | Modifiers::SHIFT)], false);
        assert_eq!((undo, redo), (Some(Command::Undo), Some(Command::Redo)));
        let (now, term, later) = split(vec![key(egui::Key::Num1, Modifiers::ALT), text("1")], false);
        assert_eq!((now, term, later), (vec![], Some(Command::InsertTerm(1)), vec![]));
        let (_, nothing, _) = split(vec![key(egui::Key::Num1, Modifiers::NONE)], false);
        assert_eq!(nothing, None);
    }

    #[test]
    fn typing_behind_a_click_waits_for_the_field_that_gets_the_focus() {
        let click = Event::PointerButton {
            pos: egui::Pos2::ZERO,
            button: egui::PointerButton::Primary,
            pressed: true,
            modifiers: Modifiers::NONE,
        };
        let (now, command, later) = split(vec![text("a"), click.clone(), text("b")], false);
        assert_eq!((now, command, later), (vec![text("a"), click], None, vec![text("b")]));
    }

    #[test]
    fn an_open_dialog_keeps_shortcuts_from_the_draft() {
        let command = Modifiers::CTRL | Modifiers::COMMAND;
        let (now, undo, _) = split(vec![key(egui::Key::Z, command)], true);
        assert_eq!((now.len(), undo), (1, None), "it is the palette's own undo");
        let (_, palette, _) = split(vec![key(egui::Key::P, command | Modifiers::SHIFT)], true);
        assert_eq!(palette, Some(Command::Palette));
    }
}
