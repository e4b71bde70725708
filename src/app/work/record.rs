//! The file of the work of all projects, by day.

use crate::disk;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io;
use std::path::Path;

/// What was done on a day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Day {
    pub milliseconds: u64,
    /// Segments confirmed, less those whose confirmation was taken back: fewer than none on a day of second thoughts.
    pub segments: i64,
    /// Their words, of the source.
    pub words: i64,
}

impl Day {
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self {
            milliseconds: self.milliseconds.saturating_add(other.milliseconds),
            segments: self.segments.saturating_add(other.segments),
            words: self.words.saturating_add(other.words),
        }
    }
}

/// By date, ISO 8601.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Days(BTreeMap<String, Day>);

impl Days {
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    #[must_use]
    pub fn count(&self) -> usize {
        self.0.len()
    }

    #[must_use]
    pub fn day(&self, date: &str) -> Day {
        self.0.get(date).copied().unwrap_or_default()
    }

    #[must_use]
    pub fn total(&self) -> Day {
        self.0.values().fold(Day::default(), |total, day| total.plus(*day))
    }

    pub(super) fn add_to(&mut self, date: &str, more: Day) {
        let day = self.0.entry(date.to_owned()).or_default();
        *day = day.plus(more);
    }

    pub(super) fn add(&mut self, other: &Self) {
        for (date, day) in &other.0 {
            self.add_to(date, *day);
        }
    }

    pub(super) fn without(mut self, other: &Self) -> Self {
        for (date, less) in &other.0 {
            if let Some(day) = self.0.get_mut(date) {
                day.milliseconds = day.milliseconds.saturating_sub(less.milliseconds);
                day.segments = day.segments.saturating_sub(less.segments);
                day.words = day.words.saturating_sub(less.words);
                if *day == Day::default() {
                    self.0.remove(date);
                }
            }
        }
        self
    }
}

#[derive(Default, Serialize, Deserialize)]
pub(super) struct Record {
    /// By the path of the project's file.
    #[serde(default)]
    projects: BTreeMap<String, Days>,
}

const FILE: &str = "work.json";

impl Record {
    /// Adds days of a project to the file, if there are any, and gives all that are kept of it. Several windows take
    /// turns; a file that cannot be understood is set aside as `work.json.bad`.
    ///
    /// # Errors
    /// The folder cannot be read or written; the file is as it was.
    pub(super) fn exchange(folder: &Path, project: &Path, more: &Days) -> io::Result<Days> {
        let path = folder.join(FILE);
        if more.is_empty() && !path.exists() {
            return Ok(Days::default());
        }
        std::fs::create_dir_all(folder)?;
        let turn =
            OpenOptions::new().create(true).truncate(false).write(true).open(folder.join("work.lock"))?;
        turn.lock()?;
        let mut record = Self::read(&path)?;
        let days = record.projects.entry(project.to_string_lossy().into_owned()).or_default();
        days.add(more);
        let days = days.clone();
        if !more.is_empty() {
            disk::write_whole(&path, disk::Access::Own, &serde_json::to_vec_pretty(&record)?)?;
        }
        Ok(days)
    }

    fn read(path: &Path) -> io::Result<Self> {
        let file = match File::open(path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Self::default()),
            Err(error) => return Err(error),
        };
        if let Ok(record) = serde_json::from_reader(io::BufReader::new(file)) {
            return Ok(record);
        }
        std::fs::rename(path, path.with_extension("json.bad"))?;
        Ok(Self::default())
    }
}
