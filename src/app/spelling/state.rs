//! What there is to say about the dictionary, in words for the settings page.

use crate::spelling::DictionaryFiles;

/// How far the search for a dictionary is.
#[derive(Default)]
pub(super) enum Search {
    #[default]
    NotYet,
    Running,
    Done(DictionaryFiles),
    Missing,
    Unusable {
        problem: String,
    },
}

/// Whether words are checked, and by which dictionary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpellingState<'a> {
    /// The user does not want it.
    Off,
    Looking,
    Ready {
        files: &'a DictionaryFiles,
        /// There is none of the dialect that the settings name.
        is_another_dialect: bool,
    },
    Missing,
    Unusable {
        problem: &'a str,
    },
}

impl SpellingState<'_> {
    #[must_use]
    pub fn title(&self) -> String {
        match self {
            Self::Off => "Spelling is not checked".to_owned(),
            Self::Looking => "Looking for an English dictionary…".to_owned(),
            Self::Ready { files, .. } => {
                format!("Words are checked with {}, {}", files.dialect, files.dic.display())
            }
            Self::Missing => "No English dictionary was found".to_owned(),
            Self::Unusable { problem } => format!("The dictionary cannot be used: {problem}"),
        }
    }

    /// What to do about it, if there is something to do.
    #[must_use]
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            Self::Off | Self::Looking | Self::Ready { is_another_dialect: false, .. } => None,
            Self::Ready { is_another_dialect: true, .. } => {
                Some("There is no dictionary of the dialect you chose.")
            }
            Self::Missing if cfg!(any(windows, target_os = "macos")) => {
                Some("Install LibreOffice, or choose a folder that has en_US.aff and en_US.dic.")
            }
            Self::Missing => Some(
                "Install the package hunspell-en-us, or choose a folder that has en_US.aff and en_US.dic.",
            ),
            Self::Unusable { .. } => Some("Choose another dialect or another folder."),
        }
    }
}
