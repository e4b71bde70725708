//! The families that are installed and what they cover, found out on a thread of its own.
//!
//! Asking a system about each of its families opens every font file: about 0.2 seconds for 220 families
//! under fontconfig. It is done when the list is first wanted, and once.

use super::fonts::EMBEDDED_FAMILY;
use egui::Context;
use parley::fontique::{Blob, CharmapIndex, Collection, FontStyle, FontWeight, FontWidth};
use std::collections::HashSet;
use std::rc::Rc;
use std::sync::mpsc::{Receiver, TryRecvError, channel};

/// A family that is installed, or compiled in.
pub struct Installed {
    pub name: String,
    pub covers_arabic: bool,
    pub covers_english: bool,
    /// Mapped, not read: only the pages that were looked at take memory.
    data: Blob<u8>,
    letters: CharmapIndex,
}

#[derive(Default)]
pub enum Survey {
    #[default]
    NotBegun,
    Running(Receiver<Vec<Installed>>),
    /// Sorted by name.
    Done(Rc<[Installed]>),
}

impl Survey {
    pub const fn is_running(&self) -> bool {
        matches!(self, Self::Running(_))
    }

    /// What was found; `None` while it is being found out. The first call begins, and the end wakes the window.
    pub fn families(&mut self, collection: &Collection, ctx: &Context) -> Option<Rc<[Installed]>> {
        if matches!(self, Self::NotBegun) {
            *self = begin(collection.clone(), ctx.clone());
        }
        if let Self::Running(receiver) = self {
            match receiver.try_recv() {
                Ok(families) => *self = Self::Done(families.into()),
                // The thread broke off: better no list than to ask for ever.
                Err(TryRecvError::Disconnected) => *self = Self::Done(Rc::default()),
                Err(TryRecvError::Empty) => {}
            }
        }
        match self {
            Self::Done(families) => Some(Rc::clone(families)),
            Self::NotBegun | Self::Running(_) => None,
        }
    }
}

fn begin(collection: Collection, ctx: Context) -> Survey {
    let (sender, receiver) = channel();
    let work = move || {
        // Nobody listens when the window has gone.
        let _ = sender.send(look(collection));
        ctx.request_repaint();
    };
    match std::thread::Builder::new().name("faces".to_owned()).spawn(work) {
        Ok(_) => Survey::Running(receiver),
        Err(_) => Survey::Done(Rc::default()),
    }
}

fn look(mut collection: Collection) -> Vec<Installed> {
    let names: Vec<String> = collection.family_names().map(str::to_owned).collect();
    let mut known = HashSet::new();
    let mut families: Vec<Installed> = names
        .into_iter()
        // The system's own, not meant to be chosen: hidden ones of macOS, turned ones of Windows.
        .filter(|name| !name.starts_with(['.', '@']))
        .filter_map(|name| {
            let family = collection.family_by_name(&name)?;
            // A family may go by several names.
            if !known.insert(family.id()) {
                return None;
            }
            let font = family.match_font(FontWidth::NORMAL, FontStyle::Normal, FontWeight::NORMAL, false)?;
            let mut installed = Installed {
                name: family.name().to_owned(),
                covers_arabic: false,
                covers_english: false,
                data: font.load(None)?,
                letters: font.charmap_index(),
            };
            installed.covers_arabic = ARABIC_LETTERS.chars().all(|letter| installed.has(letter));
            installed.covers_english = ENGLISH_LETTERS.chars().all(|letter| installed.has(letter));
            Some(installed)
        })
        .collect();
    families.sort_by_cached_key(|family| (family.name.to_lowercase(), family.name != EMBEDDED_FAMILY));
    families.dedup_by(|later, first| later.name == first.name);
    families
}

/// Letters that every news text has and faces of a few signs lack; tatweel, hamza forms, a mark, two digits.
const ARABIC_LETTERS: &str = "سلامقيةىأإئؤجظغـ\u{64B}\u{651}0";
const ENGLISH_LETTERS: &str = "AQagkxz09.,“”’–";

impl Installed {
    /// Whether it has a glyph for `letter`.
    #[must_use]
    pub fn has(&self, letter: char) -> bool {
        let letters = self.letters.charmap(self.data.as_ref());
        letters.and_then(|letters| letters.map(letter)).is_some_and(|glyph| glyph != 0)
    }
}
