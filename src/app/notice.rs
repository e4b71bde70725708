//! The one way to tell the user something that is not where they are looking.

use super::Command;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// It went well.
    Info,
    /// It went, but not as one would expect.
    Warning,
    /// It did not go.
    Error,
}

impl Level {
    /// What stands before the title, so that no colour is needed to tell.
    #[must_use]
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Info => "",
            Self::Warning => "Please note: ",
            Self::Error => "Problem: ",
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    /// Given out by [`super::App::notify`].
    pub id: u64,
    pub level: Level,
    /// What happened, in one line without a full stop.
    pub title: String,
    /// What was kept, which rows, which file; may be empty.
    pub details: String,
    /// What to do next; may be empty.
    pub hint: String,
    /// A button: its text and what it does.
    pub action: Option<(&'static str, Command)>,
    /// Another way to go on.
    pub other: Option<(&'static str, Command)>,
}

impl Notice {
    fn new(level: Level, title: impl Into<String>) -> Self {
        Self {
            id: 0,
            level,
            title: title.into(),
            details: String::new(),
            hint: String::new(),
            action: None,
            other: None,
        }
    }

    #[must_use]
    pub fn info(title: impl Into<String>) -> Self {
        Self::new(Level::Info, title)
    }

    #[must_use]
    pub fn warning(title: impl Into<String>) -> Self {
        Self::new(Level::Warning, title)
    }

    #[must_use]
    pub fn error(title: impl Into<String>) -> Self {
        Self::new(Level::Error, title)
    }

    #[must_use]
    pub fn details(mut self, details: impl Into<String>) -> Self {
        self.details = details.into();
        self
    }

    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }

    #[must_use]
    pub fn action(mut self, title: &'static str, command: Command) -> Self {
        self.action = Some((title, command));
        self
    }

    #[must_use]
    pub fn or(mut self, title: &'static str, command: Command) -> Self {
        self.other = Some((title, command));
        self
    }
}

/// A notice with the time of day, to be read again.
#[derive(Clone, Debug, PartialEq)]
pub struct Said {
    /// Hours and minutes where the user is.
    pub time: String,
    pub notice: Notice,
}

impl Said {
    pub(super) fn now(notice: Notice) -> Self {
        Self { time: jiff::Zoned::now().strftime("%H:%M").to_string(), notice }
    }
}
