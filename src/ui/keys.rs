//! Our shortcuts in egui's terms, and the order of what was typed around them.
//!
//! A slow frame may hold "abc", Ctrl+Enter and "d" at once. The letters before the shortcut belong to the
//! draft that is left, those after it to the next one: so one shortcut is taken out of a frame, it is
//! carried out after the frame was drawn, and the keys behind it wait for the next frame. The same goes for
//! keys behind a click, behind Tab, or behind what opens or closes a dialog or a menu.

use super::dialogs;
use crate::app::{App, Command, Entry, Key, KeyCapture, KeyMap, Menu, Page, Shortcut};
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
    pub fn begin_frame(&mut self, ctx: &Context, reach: Reach, keymap: &KeyMap) -> Option<Command> {
        // What has just opened is drawn once before anything in it can have the keyboard.
        let is_new = self.reach.replace(reach).is_some_and(|before| before != reach);
        let (command, more) = ctx.input_mut(|input| {
            let mut events = std::mem::take(&mut self.waiting);
            events.append(&mut input.events);
            let (now, command, later) = if is_new {
                let (typed, others) = events.into_iter().partition(is_typing);
                (others, None, typed)
            } else {
                split(events, reach, keymap)
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

fn split(events: Vec<Event>, reach: Reach, keymap: &KeyMap) -> (Vec<Event>, Option<Command>, Vec<Event>) {
    if reach == Reach::Capture {
        return capture(events);
    }
    let (mut now, mut later) = (Vec::with_capacity(events.len()), Vec::new());
    let mut command = None;
    let mut after_alt = false;
    let mut focus_may_move = false;
    for event in events {
        if command.is_none() && !focus_may_move {
            command = command_of(&event, reach, keymap);
            if command.is_some() {
                after_alt = matches!(&event, Event::Key { modifiers, .. } if modifiers.alt);
                continue;
            }
            // What is typed behind it belongs to the field that gets the focus.
            focus_may_move = moves_focus(&event);
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

/// A click, and the keys that leave a field, open a menu, choose in it or close it.
const fn moves_focus(event: &Event) -> bool {
    use egui::Key::{Enter, Escape, F10, Menu, Tab};
    match event {
        Event::PointerButton { pressed, .. } => *pressed,
        Event::Key { key, pressed, .. } => *pressed && matches!(key, Tab | Enter | Escape | Menu | F10),
        _ => false,
    }
}

/// The key was pressed by itself. What was held with it counts: what is held when a slow frame is drawn is another key's.
pub fn is_alone(event: &Event, wanted: egui::Key) -> bool {
    matches!(event, Event::Key { key, pressed: true, modifiers, .. } if *key == wanted && modifiers.is_none())
}

/// A new key is asked for: the first one that a command could have is the answer, whatever it does otherwise, and
/// Escape takes the question back. Nothing that is typed goes anywhere else.
fn capture(events: Vec<Event>) -> (Vec<Event>, Option<Command>, Vec<Event>) {
    let (typed, others): (Vec<_>, Vec<_>) = events.into_iter().partition(is_typing);
    let answer = typed.iter().find_map(|event| match event {
        Event::Key { key: egui::Key::Escape, pressed: true, .. } => Some(Command::CaptureKey(None)),
        Event::Copy => Some(Command::PressKey(Shortcut::command(Key::Char('C')))),
        Event::Cut => Some(Command::PressKey(Shortcut::command(Key::Char('X')))),
        Event::Paste(_) => Some(Command::PressKey(Shortcut::command(Key::Char('V')))),
        event => shortcut_of(event).map(Command::PressKey),
    });
    (others, answer, Vec::new())
}

/// What was pressed, by the rules of [`command_of`].
fn shortcut_of(event: &Event) -> Option<Shortcut> {
    let Event::Key { key, physical_key, pressed: true, modifiers, .. } = event else { return None };
    let printed = Key::ALL.into_iter().find(|known| keys_of(*known).contains(key));
    let placed = || {
        let place = (*physical_key)?;
        Key::ALL.into_iter().find(|known| known.is_digit() && keys_of(*known).contains(&place))
    };
    let key = printed.or_else(placed)?;
    let shift = modifiers.shift && key != Key::Plus;
    Some(Shortcut { command: modifiers.command, alt: modifiers.alt, shift, key })
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
    /// A new key is asked for: none of them.
    Capture,
}

impl Reach {
    pub fn of(app: &App) -> Self {
        match app.page {
            _ if app.capture.as_ref().is_some_and(KeyCapture::wants_key) => Self::Capture,
            _ if dialogs::is_open(app) => Self::Dialog,
            Page::Glossary(_) | Page::Memory => Self::Glossary,
            Page::Article => Self::Article,
        }
    }

    fn takes(self, entry: &Entry) -> bool {
        match self {
            Self::Article => true,
            Self::Capture => false,
            Self::Glossary => !matches!(entry.menu, Menu::Edit | Menu::Translate),
            Self::Dialog => {
                matches!(
                    entry.command,
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

/// What is printed on a key counts before the place it has: on a French keyboard `Ctrl+-` is no digit. A key of two
/// commands is neither: [`Command::KeyClash`] says so.
fn command_of(event: &Event, reach: Reach, keymap: &KeyMap) -> Option<Command> {
    let Event::Key { key, physical_key, pressed: true, modifiers, .. } = event else { return None };
    let meant = |is_key: &dyn Fn(Shortcut) -> bool| {
        let is_it = |shortcut: Shortcut| has_modifiers(*modifiers, shortcut) && is_key(shortcut);
        let mut meanings = keymap.meanings_where(is_it).filter(|entry| reach.takes(entry));
        let first = meanings.next()?;
        if meanings.next().is_none() {
            Some(first.command.clone())
        } else {
            let keys = keymap.keys(&first.command).iter().copied();
            keys.into_iter().find(|shortcut| is_it(*shortcut)).map(Command::KeyClash)
        }
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
        Key::Space => vec![egui::Key::Space],
        Key::Backspace => vec![egui::Key::Backspace],
        Key::Insert => vec![egui::Key::Insert],
        Key::Delete => vec![egui::Key::Delete],
        Key::Left => vec![egui::Key::ArrowLeft],
        Key::Right => vec![egui::Key::ArrowRight],
        Key::Up => vec![egui::Key::ArrowUp],
        Key::Down => vec![egui::Key::ArrowDown],
        Key::Home => vec![egui::Key::Home],
        Key::End => vec![egui::Key::End],
        Key::PageUp => vec![egui::Key::PageUp],
        Key::PageDown => vec![egui::Key::PageDown],
        Key::Period => vec![egui::Key::Period],
        Key::Semicolon => vec![egui::Key::Semicolon],
        Key::Slash => vec![egui::Key::Slash],
        Key::Backslash => vec![egui::Key::Backslash],
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
    use crate::app::{KeyChoices, keys};

    fn standard() -> KeyMap {
        KeyMap::of(&KeyChoices::default())
    }

    fn split(events: Vec<Event>, reach: Reach) -> (Vec<Event>, Option<Command>, Vec<Event>) {
        super::split(events, reach, &standard())
    }

    fn command_of(event: &Event) -> Option<Command> {
        super::command_of(event, Reach::Article, &standard())
    }

    fn key(key: egui::Key, modifiers: Modifiers) -> Event {
        Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers }
    }

    fn text(text: &str) -> Event {
        Event::Text(text.to_owned())
    }

    #[test]
    fn every_shortcut_has_a_key_in_egui() {
        for key in Key::ALL {
            assert!(!keys_of(key).is_empty(), "{key:?} cannot be pressed");
        }
    }

    #[test]
    fn letters_behind_what_opens_a_dialog_wait_for_it() {
        let ctx = Context::default();
        let mut keys = Keys::default();
        let mut seen = |typed: Vec<Event>, reach| {
            ctx.input_mut(|input| input.events = typed);
            keys.begin_frame(&ctx, reach, &standard());
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
    fn typing_behind_what_opens_a_menu_or_closes_it_waits_for_the_field_that_gets_the_focus() {
        for (pressed, modifiers) in [
            (egui::Key::Menu, Modifiers::NONE),
            (egui::Key::F10, Modifiers::SHIFT),
            (egui::Key::Escape, Modifiers::NONE),
            (egui::Key::Enter, Modifiers::NONE),
        ] {
            let pressed = key(pressed, modifiers);
            let (now, command, later) = split(vec![text("a"), pressed.clone(), text("b")], Reach::Article);
            assert_eq!((now, command, later), (vec![text("a"), pressed], None, vec![text("b")]));
        }
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

    #[test]
    fn a_key_that_the_user_chose_does_its_command_and_one_of_two_does_neither() {
        let mut choices = KeyChoices::default();
        let confirm = keys::name_of(&Command::Confirm);
        choices.changed.insert(confirm, vec!["Ctrl+B".parse().unwrap(), "Ctrl+U".parse().unwrap()]);
        let keymap = KeyMap::of(&choices);
        let pressed = |pressed| key(pressed, Modifiers::CTRL | Modifiers::COMMAND);
        let command = |event: &Event, reach| super::command_of(event, reach, &keymap);
        assert_eq!(command(&pressed(egui::Key::B), Reach::Article), Some(Command::Confirm));
        assert_eq!(command(&pressed(egui::Key::Enter), Reach::Article), None);
        let clash = Command::KeyClash("Ctrl+U".parse().unwrap());
        assert_eq!(command(&pressed(egui::Key::U), Reach::Article), Some(clash));
        assert_eq!(command(&pressed(egui::Key::U), Reach::Dialog), Some(Command::UnknownNames));
    }

    #[test]
    fn a_new_key_is_taken_whatever_it_does_and_nothing_else_is_typed() {
        let ctrl = Modifiers::CTRL | Modifiers::COMMAND;
        let taken = |events| {
            let (now, command, later) = super::capture(events);
            assert_eq!((now, later), (vec![], vec![]));
            command
        };
        let answer = |key: &str| Some(Command::PressKey(key.parse().unwrap()));
        assert_eq!(
            taken(vec![key(egui::Key::P, ctrl | Modifiers::SHIFT), text("p")]),
            answer("Ctrl+Shift+P")
        );
        assert_eq!(taken(vec![Event::Copy]), answer("Ctrl+C"));
        assert_eq!(taken(vec![key(egui::Key::Equals, ctrl | Modifiers::SHIFT)]), answer("Ctrl+Plus"));
        assert_eq!(taken(vec![key(egui::Key::Escape, Modifiers::NONE)]), Some(Command::CaptureKey(None)));
        assert_eq!(taken(vec![text("ش")]), None);
        // With an Arabic layout egui names the key by its place, and Shift with a digit by what it prints.
        let exclamation = Event::Key {
            key: egui::Key::Exclamationmark,
            physical_key: Some(egui::Key::Num1),
            pressed: true,
            repeat: false,
            modifiers: ctrl | Modifiers::SHIFT,
        };
        assert_eq!(taken(vec![exclamation]), answer("Ctrl+Shift+1"));
    }
}
