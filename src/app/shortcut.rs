//! Keys as the user reads them, without a window system: the window translates them into its own.

use serde::{Serialize, Serializer};
use std::fmt;

/// A key with its modifiers. `command` is Ctrl, or ⌘ on macOS.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Shortcut {
    pub command: bool,
    pub shift: bool,
    pub alt: bool,
    pub key: Key,
}

/// Keys with a name, function keys, digits, letters.
const COUNT: usize = 20 + 12 + 10 + 26;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Key {
    /// An upper-case Latin letter, or a digit.
    Char(char),
    Enter,
    Space,
    Backspace,
    Insert,
    Delete,
    Left,
    Right,
    Up,
    Down,
    Home,
    End,
    PageUp,
    PageDown,
    Plus,
    Minus,
    Comma,
    Period,
    Semicolon,
    Slash,
    Backslash,
    /// F1 to F12.
    F(u8),
}

impl Key {
    /// Every key that a command can have.
    pub const ALL: [Self; COUNT] = all();

    #[must_use]
    pub const fn is_digit(self) -> bool {
        matches!(self, Self::Char('0'..='9'))
    }

    /// What it is called in the settings file, where it has a name of its own.
    const fn name(self) -> Option<&'static str> {
        Some(match self {
            Self::Enter => "Enter",
            Self::Space => "Space",
            Self::Backspace => "Backspace",
            Self::Insert => "Insert",
            Self::Delete => "Delete",
            Self::Left => "Left",
            Self::Right => "Right",
            Self::Up => "Up",
            Self::Down => "Down",
            Self::Home => "Home",
            Self::End => "End",
            Self::PageUp => "PageUp",
            Self::PageDown => "PageDown",
            Self::Plus => "Plus",
            Self::Minus => "Minus",
            Self::Comma => "Comma",
            Self::Period => "Period",
            Self::Semicolon => "Semicolon",
            Self::Slash => "Slash",
            Self::Backslash => "Backslash",
            Self::Char(_) | Self::F(_) => return None,
        })
    }

    fn spelling(self) -> String {
        match self {
            Self::Char(letter) => letter.to_string(),
            Self::F(number) => format!("F{number}"),
            other => other.name().unwrap_or_default().to_owned(),
        }
    }
}

const fn all() -> [Key; COUNT] {
    let named = [
        Key::Enter,
        Key::Space,
        Key::Backspace,
        Key::Insert,
        Key::Delete,
        Key::Left,
        Key::Right,
        Key::Up,
        Key::Down,
        Key::Home,
        Key::End,
        Key::PageUp,
        Key::PageDown,
        Key::Plus,
        Key::Minus,
        Key::Comma,
        Key::Period,
        Key::Semicolon,
        Key::Slash,
        Key::Backslash,
    ];
    let mut keys = [Key::Enter; COUNT];
    let mut at = 0;
    while at < keys.len() {
        keys[at] = match at {
            0..=19 => named[at],
            20..=31 => Key::F(at as u8 - 19),
            32..=41 => Key::Char((b'0' + (at as u8 - 32)) as char),
            _ => Key::Char((b'A' + (at as u8 - 42)) as char),
        };
        at += 1;
    }
    keys
}

impl Shortcut {
    #[must_use]
    pub const fn plain(key: Key) -> Self {
        Self { command: false, shift: false, alt: false, key }
    }

    #[must_use]
    pub const fn command(key: Key) -> Self {
        Self { command: true, ..Self::plain(key) }
    }

    #[must_use]
    pub const fn alt(key: Key) -> Self {
        Self { alt: true, ..Self::plain(key) }
    }

    #[must_use]
    pub const fn with_shift(self) -> Self {
        Self { shift: true, ..self }
    }

    #[must_use]
    pub const fn with_alt(self) -> Self {
        Self { alt: true, ..self }
    }

    /// Why no command can have it: it is needed for writing.
    #[must_use]
    pub const fn refusal(self) -> Option<&'static str> {
        match self.key {
            Key::F(_) | Key::Insert => None,
            _ if self.command || self.alt => None,
            _ => Some("you need it for writing; hold Ctrl or Alt with it"),
        }
    }

    /// As it stands in the settings file, the same on every system: “Ctrl+Alt+Shift+K”.
    #[must_use]
    pub fn spelling(self) -> String {
        let held = [(self.command, "Ctrl+"), (self.alt, "Alt+"), (self.shift, "Shift+")];
        let held: String = held.into_iter().filter(|(on, _)| *on).map(|(_, name)| name).collect();
        held + &self.key.spelling()
    }
}

/// The words are none of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no such key")]
pub struct UnknownKey;

impl std::str::FromStr for Shortcut {
    type Err = UnknownKey;

    fn from_str(spelling: &str) -> Result<Self, UnknownKey> {
        let mut parts = spelling.split('+').map(str::trim).rev();
        let name = parts.next().unwrap_or_default();
        let key = Key::ALL.into_iter().find(|key| key.spelling().eq_ignore_ascii_case(name));
        let mut shortcut = Self::plain(key.ok_or(UnknownKey)?);
        for held in parts {
            match held.to_ascii_lowercase().as_str() {
                "ctrl" => shortcut.command = true,
                "alt" => shortcut.alt = true,
                "shift" => shortcut.shift = true,
                _ => return Err(UnknownKey),
            }
        }
        Ok(shortcut)
    }
}

impl Serialize for Shortcut {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&self.spelling())
    }
}

impl fmt::Display for Shortcut {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mac = cfg!(target_os = "macos");
        for (on, name) in [
            (self.command, if mac { "⌘" } else { "Ctrl+" }),
            (self.alt, if mac { "⌥" } else { "Alt+" }),
            (self.shift, if mac { "⇧" } else { "Shift+" }),
        ] {
            if on {
                out.write_str(name)?;
            }
        }
        match self.key {
            Key::Left => out.write_str("←"),
            Key::Right => out.write_str("→"),
            Key::Up => out.write_str("↑"),
            Key::Down => out.write_str("↓"),
            Key::PageUp => out.write_str("Page up"),
            Key::PageDown => out.write_str("Page down"),
            Key::Plus => out.write_str("+"),
            Key::Minus => out.write_str("-"),
            Key::Comma => out.write_str(","),
            Key::Period => out.write_str("."),
            Key::Semicolon => out.write_str(";"),
            Key::Slash => out.write_str("/"),
            Key::Backslash => out.write_str("\\"),
            key => out.write_str(&key.spelling()),
        }
    }
}
