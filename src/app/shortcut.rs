//! Keys as the user reads them, without a window system: the window translates them into its own.

use std::fmt;

/// A key with its modifiers. `command` is Ctrl, or ⌘ on macOS.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Shortcut {
    pub command: bool,
    pub shift: bool,
    pub alt: bool,
    pub key: Key,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Key {
    /// An upper-case Latin letter, or a digit.
    Char(char),
    Enter,
    Insert,
    Up,
    Down,
    Home,
    End,
    Plus,
    Minus,
    Comma,
    /// F1 to F12.
    F(u8),
}

impl Key {
    #[must_use]
    pub const fn is_digit(self) -> bool {
        matches!(self, Self::Char('0'..='9'))
    }
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
            Key::Char(letter) => write!(out, "{letter}"),
            Key::Enter => out.write_str("Enter"),
            Key::Insert => out.write_str("Insert"),
            Key::Up => out.write_str("↑"),
            Key::Down => out.write_str("↓"),
            Key::Home => out.write_str("Home"),
            Key::End => out.write_str("End"),
            Key::Plus => out.write_str("+"),
            Key::Minus => out.write_str("-"),
            Key::Comma => out.write_str(","),
            Key::F(number) => write!(out, "F{number}"),
        }
    }
}
