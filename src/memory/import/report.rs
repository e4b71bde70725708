//! What an import did, in numbers and in words, and the way into the memory.

use super::super::store::tidied;
use super::{Edit, MemoryError, Progress, Store, Streamed, Unit};
use crate::text::counted;
use std::cell::Cell;
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;
use std::rc::Rc;

/// What became of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Units of the file that were looked at, those that were skipped among them.
    pub read: usize,
    /// New in the memory. A unit with two English texts gives two.
    pub added: usize,
    /// Were there already.
    pub same: usize,
    pub skipped: Skipped,
    /// The languages of units without Arabic or without English, with how many had each.
    pub languages: BTreeMap<String, usize>,
    /// Other sentences for the user.
    pub warnings: Vec<String>,
    /// It was ended before the file did.
    pub is_stopped: bool,
    /// Takes back what was added.
    pub undo: Edit,
}

/// Units that were not taken, by why.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Skipped {
    pub no_arabic: usize,
    pub no_english: usize,
    pub untranslated: usize,
    pub too_long: usize,
    pub damaged: usize,
}

impl Skipped {
    #[must_use]
    pub const fn all(&self) -> usize {
        self.no_arabic + self.no_english + self.untranslated + self.too_long + self.damaged
    }
}

impl Report {
    /// What to tell the user, a sentence each.
    #[must_use]
    pub fn sentences(&self) -> Vec<String> {
        let Skipped { no_arabic, no_english, untranslated, too_long, damaged } = self.skipped;
        let mut said = vec![match self.same {
            0 => format!("{} added.", counted(self.added, "unit")),
            same => format!("{} added, {same} already there.", counted(self.added, "unit")),
        }];
        let mut skipped = |count: usize, why: &str| {
            if count > 0 {
                said.push(format!("{} skipped: {why}.", counted(count, "unit")));
            }
        };
        skipped(no_arabic, "no Arabic text");
        skipped(no_english, "no English text");
        skipped(untranslated, "not translated");
        skipped(too_long, "longer than any sentence");
        skipped(damaged, "damaged");
        if !self.languages.is_empty() {
            let languages: Vec<String> = self
                .languages
                .iter()
                .map(|(language, count)| {
                    let language = if language.is_empty() { "no language named" } else { language };
                    format!("{language} ({count})")
                })
                .collect();
            said.push(format!("Languages of what was skipped: {}.", languages.join(", ")));
        }
        said.extend(self.warnings.iter().cloned());
        if self.is_stopped {
            said.push("It was stopped; what was added before is there, and undo takes it out.".to_owned());
        }
        said
    }
}

/// Units on their way into a memory.
pub(super) struct Sink<'s> {
    store: &'s mut Store,
    progress: &'s mut dyn FnMut(Progress),
    bytes: u64,
    /// Bytes of the file that were read.
    pub(super) read: Rc<Cell<u64>>,
    /// The name of the file.
    pub(super) origin: String,
    batch: Vec<Unit>,
    batch_bytes: usize,
    new: Vec<Range<i64>>,
    pub(super) report: Report,
}

/// Units in one transaction, and bytes of their texts: little enough that another window waits for no longer than the
/// blink of an eye.
const BATCH: usize = 4_000;
const BATCH_BYTES: usize = 4_000_000;

/// Languages that are counted; a file with more has something else in the place of languages.
const MOST_LANGUAGES: usize = 50;

impl<'s> Sink<'s> {
    pub(super) fn new(
        store: &'s mut Store,
        path: &Path,
        bytes: u64,
        progress: &'s mut dyn FnMut(Progress),
    ) -> Self {
        let origin = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let report = Report {
            read: 0,
            added: 0,
            same: 0,
            skipped: Skipped::default(),
            languages: BTreeMap::new(),
            warnings: Vec::new(),
            is_stopped: false,
            undo: Edit::Group(Vec::new()),
        };
        Self {
            store,
            progress,
            bytes,
            read: Rc::default(),
            origin,
            batch: Vec::new(),
            batch_bytes: 0,
            new: Vec::new(),
            report,
        }
    }

    pub(super) fn push(&mut self, unit: Unit) -> Result<(), MemoryError> {
        self.report.read += 1;
        let Some(unit) = tidied(unit) else {
            self.report.skipped.untranslated += 1;
            return Ok(());
        };
        self.batch_bytes += unit.source.len() + unit.target.len() + unit.note.len();
        self.batch.push(unit);
        if self.batch.len() >= BATCH || self.batch_bytes >= BATCH_BYTES { self.flush() } else { Ok(()) }
    }

    pub(super) fn skip(&mut self, skipped: &Streamed) {
        self.report.read += 1;
        let counts = &mut self.report.skipped;
        let (count, languages) = match skipped {
            Streamed::NoArabic(languages) => (&mut counts.no_arabic, Some(languages)),
            Streamed::NoEnglish(languages) => (&mut counts.no_english, Some(languages)),
            Streamed::TooLong => (&mut counts.too_long, None),
            Streamed::Damaged => (&mut counts.damaged, None),
            Streamed::Untranslated | Streamed::Unit(_) => (&mut counts.untranslated, None),
        };
        *count += 1;
        for language in languages.into_iter().flatten() {
            let language: String = language.chars().take(20).collect::<String>().to_lowercase();
            if self.report.languages.len() < MOST_LANGUAGES || self.report.languages.contains_key(&language) {
                *self.report.languages.entry(language).or_default() += 1;
            }
        }
    }

    pub(super) fn finish(mut self) -> Result<Report, MemoryError> {
        self.flush()?;
        self.report.undo = Edit::Remove(self.new);
        Ok(self.report)
    }

    fn flush(&mut self) -> Result<(), MemoryError> {
        let added = self.store.add_many(&self.batch)?;
        self.batch.clear();
        self.batch_bytes = 0;
        self.report.same += added.same;
        self.report.added += (added.new.end - added.new.start) as usize;
        match self.new.last_mut().filter(|last| last.end == added.new.start) {
            Some(last) => last.end = added.new.end,
            None if added.new.is_empty() => {}
            None => self.new.push(added.new),
        }
        let read = self.read.get().min(self.bytes);
        (self.progress)(Progress { bytes: self.bytes, read, added: self.report.added });
        Ok(())
    }
}
