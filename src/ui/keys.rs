//! Our shortcuts in egui's terms, and the order of what was typed around them.
//!
//! A slow frame may hold "abc", Ctrl+Enter and "d" at once. The letters before the shortcut belong to the
//! draft that is left, those after it to the next one: so one shortcut is taken out of a frame, it is
//! carried out after the frame was drawn, and the keys behind it wait for the next frame. The same goes for
//! keys behind a click, behind Tab, or behind what opens or closes a dialog.

use super::dialogs;
use crate::app::{App, Command, Key, Menu, Page, Shortcut, commands, entry};
use egui::{Context, Event, Modifiers};

#[derive(Default)]
pub struct Keys {
    waiting: Vec<Event>,
    /// What had the keyboard in the frame before.
    reach: Option<Reach>,
}

impl Keys {
    /// Call before anything of the frame is drawn. Returns the command to run after it.
    ///
    /// Only the commands of `reach` are taken; all else that is typed is for what is drawn.
    pub fn begin_frame(&mut self, ctx: &Context, reach: Reach) -> Option<Command> {
        // What has just opened is drawn once before anything in it can have the keyboard.
        let is_new = self.reach.replace(reach).is_some_and(|before| before != reach);
        let (command, more) = ctx.input_mut(|input| {
            let mut events = std::mem::take(&mut self.waiting);
            events.append(&mut input.events);
            let (now, command, later) = if is_new {
                let (typed, others) = events.into_iter().partition(is_typing);
                (others, None, typed)
            } else {
                split(events, reach)
            };
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

fn split(events: Vec<Event>, reach: Reach) -> (Vec<Event>, Option<Command>, Vec<Event>) {
    let (mut now, mut later) = (Vec::with_capacity(events.len()), Vec::new());
    let mut command = None;
    let mut after_alt = false;
    let mut focus_may_move = false;
    for event in events {
        if command.is_none() && !focus_may_move {
            command = command_of(&event).filter(|command| reach.takes(command));
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
                    reach == Reach::Dialog && *pressed && matches!(key, egui::Key::Enter | egui::Key::Escape)
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

/// Which shortcuts are commands, by what has the keyboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// The article: all of them.
    Article,
    /// The glossary window and that of the memory: those that are not about drafts. Undo is the window's own, or that of its fields.
    Glossary,
    /// A dialog: only those about dialogs.
    Dialog,
}

impl Reach {
    pub fn of(app: &App) -> Self {
        match app.page {
            _ if dialogs::is_open(app) => Self::Dialog,
            Page::Glossary(_) | Page::Memory => Self::Glossary,
            Page::Article => Self::Article,
        }
    }

    fn takes(self, command: &Command) -> bool {
        match self {
            Self::Article => true,
            Self::Glossary => {
                let menu = entry(command).map(|entry| entry.menu);
                menu.is_some_and(|menu| !matches!(menu, Menu::Edit | Menu::Translate))
            }
            Self::Dialog => {
                matches!(
                    command,
                    Command::Palette
                        | Command::Keys
                        | Command::UnknownNames
                        | Command::Issues
                        | Command::Settings
                        | Command::Close
                )
            }
        }
    }
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

/// What is printed on a key counts before the place it has: on a French keyboard `Ctrl+-` is no digit.
fn command_of(event: &Event) -> Option<Command> {
    let Event::Key { key, physical_key, pressed: true, modifiers, .. } = event else { return None };
    let meant = |meant: &dyn Fn(Shortcut) -> bool| {
        commands()
            .find(|entry| {
                entry.shortcuts().any(|shortcut| has_modifiers(*modifiers, shortcut) && meant(shortcut))
            })
            .map(|entry| entry.command.clone())
    };
    meant(&|shortcut| keys_of(shortcut.key).contains(key)).or_else(|| {
        let place = (*physical_key)?;
        // With Shift a digit prints something else, another on every keyboard.
        meant(&|shortcut| shortcut.key.is_digit() && keys_of(shortcut.key).contains(&place))
    })
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
        Key::Home => vec![egui::Key::Home],
        Key::End => vec![egui::Key::End],
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
            for shortcut in entry.shortcuts() {
                assert!(!keys_of(shortcut.key).is_empty(), "{shortcut} cannot be pressed");
            }
        }
    }

    #[test]
    fn letters_behind_what_opens_a_dialog_wait_for_it() {
        let ctx = Context::default();
        let mut keys = Keys::default();
        let mut seen = |typed: Vec<Event>, reach| {
            ctx.input_mut(|input| input.events = typed);
            keys.begin_frame(&ctx, reach);
            ctx.input(|input| input.events.clone())
        };
        assert_eq!(seen(vec![text("a")], Reach::Article), [text("a")]);
        assert_eq!(seen(vec![text("b")], Reach::Dialog), []);
        assert_eq!(seen(vec![text("c")], Reach::Dialog), [text("b"), text("c")]);
    }

    #[test]
    fn digits_are_where_they_are_whatever_is_printed_there() {
        let digit = |printed, place, modifiers| Event::Key {
            key: printed,
            physical_key: Some(place),
            pressed: true,
            repeat: false,
            modifiers,
        };
        let ctrl = Modifiers::CTRL | Modifiers::COMMAND;
        let shifted = digit(egui::Key::Exclamationmark, egui::Key::Num1, ctrl | Modifiers::SHIFT);
        assert_eq!(command_of(&shifted), Some(Command::SetMark(1)));
        // A French keyboard prints a hyphen where others have the 6.
        let hyphen = digit(egui::Key::Minus, egui::Key::Num6, ctrl);
        assert_eq!(command_of(&hyphen), Some(Command::SmallerText));
        let letter = digit(egui::Key::Q, egui::Key::A, Modifiers::NONE);
        assert_eq!(command_of(&letter), None, "only digits go by their place");
    }

    #[test]
    fn letters_stay_on_their_side_of_a_shortcut() {
        let ctrl_enter = key(egui::Key::Enter, Modifiers::CTRL | Modifiers::COMMAND);
        let (now, command, later) =
            split(vec![text("a"), ctrl_enter.clone(), text("b"), ctrl_enter.clone()], Reach::Article);
        assert_eq!(now, [text("a")]);
        assert_eq!(command, Some(Command::Confirm));
        assert_eq!(later, [text("b"), ctrl_enter]);
    }

    #[test]
    fn shift_tells_undo_from_redo_and_alt_digits_are_not_text() {
        let command = Modifiers::CTRL | Modifiers::COMMAND;
        let (_, undo, _) = split(vec![key(egui::Key::Z, command)], Reach::Article);
        let (_, redo, _) = split(vec![key(egui::Key::Z, command | Modifiers::SHIFT)], Reach::Article);
        assert_eq!((undo, redo), (Some(Command::Undo), Some(Command::Redo)));
        let (now, term, later) = split(vec![key(egui::Key::Num1, Modifiers::ALT), text("1")], Reach::Article);
        assert_eq!((now, term, later), (vec![], Some(Command::InsertTerm(1)), vec![]));
        let (_, nothing, _) = split(vec![key(egui::Key::Num1, Modifiers::NONE)], Reach::Article);
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
        let (now, command, later) = split(vec![text("a"), click.clone(), text("b")], Reach::Article);
        assert_eq!((now, command, later), (vec![text("a"), click], None, vec![text("b")]));
    }

    #[test]
    fn an_open_dialog_keeps_shortcuts_from_the_draft() {
        let command = Modifiers::CTRL | Modifiers::COMMAND;
        let (now, undo, _) = split(vec![key(egui::Key::Z, command)], Reach::Dialog);
        assert_eq!((now.len(), undo), (1, None), "it is the palette's own undo");
        let (_, palette, _) = split(vec![key(egui::Key::P, command | Modifiers::SHIFT)], Reach::Dialog);
        assert_eq!(palette, Some(Command::Palette));
    }

    #[test]
    fn the_glossary_window_has_its_own_undo_and_nothing_reaches_the_draft() {
        let command = Modifiers::CTRL | Modifiers::COMMAND;
        for (pressed, modifiers) in [
            (egui::Key::Z, command),
            (egui::Key::Enter, command),
            (egui::Key::ArrowDown, Modifiers::ALT),
            (egui::Key::Num1, Modifiers::ALT),
        ] {
            assert_eq!(split(vec![key(pressed, modifiers)], Reach::Glossary).1, None, "{pressed:?}");
        }
        let (_, toggle, _) = split(vec![key(egui::Key::G, command | Modifiers::SHIFT)], Reach::Glossary);
        assert_eq!(toggle, Some(Command::ToggleGlossary));
    }
}
