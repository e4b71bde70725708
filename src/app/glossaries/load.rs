//! From the folders of this machine to a stack of open glossaries.
//!
//! Runs on a worker, or in a headless command.

use super::disk::{self, Stamp};
use crate::app::{Places, Settings, settings_file};
use crate::glossary::{Glossary, GlossaryId, Incoming, Index, Layer, RowWarning, Stack, shipped};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Glossaries that are open, and the stamps of their files.
pub struct Loaded {
    pub stack: Stack,
    pub stamps: HashMap<GlossaryId, Stamp>,
    pub problems: Vec<LoadProblem>,
}

/// One glossary that was read again, or for the first time.
pub struct Reread {
    pub path: PathBuf,
    /// False for a file that must not be written over.
    pub writable: bool,
    pub incoming: Incoming,
    pub stamp: Option<Stamp>,
    pub problem: Option<LoadProblem>,
}

/// What the user should know about a glossary file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoadProblem {
    /// The glossary's name.
    pub name: String,
    /// Plain sentences.
    pub details: String,
    /// False: the file could not be used at all.
    pub is_usable: bool,
}

/// The glossary file of a project: beside it, with its name.
#[must_use]
pub fn beside(project: &Path) -> PathBuf {
    project.with_extension("glossary.csv")
}

/// The translator's own glossary.
#[must_use]
pub fn personal(places: &Places) -> PathBuf {
    places.data.join("glossary").join("personal.csv")
}

/// Opens all glossaries; `project` is the one that is open, `off` names glossaries that are switched off.
#[must_use]
pub fn load(places: &Places, project: Option<&Path>, off: &[String]) -> Loaded {
    let mut stamps = HashMap::new();
    let mut problems = Vec::new();
    let mut layers = Vec::new();
    // Without a project its place stays empty, so that ranks are the same for all.
    let files = [
        (GlossaryId::PROJECT, "Project", project.map(beside)),
        (GlossaryId::PERSONAL, "Personal", Some(personal(places))),
    ];
    for (id, name, path) in files {
        let read = path.as_deref().map_or_else(Read::default, |path| read(path, name));
        let mut layer = Layer::new(id, name, path);
        layer.writable &= read.writable;
        stamps.extend(read.stamp.map(|stamp| (id, stamp)));
        problems.extend(read.problem);
        layers.push((layer, read.glossary));
    }
    for (number, glossary) in (0..).zip(shipped()) {
        layers.push((Layer::new(GlossaryId::shipped(number), glossary.name.clone(), None), glossary));
    }
    for (layer, _) in &mut layers {
        layer.on = !off.contains(&layer.name);
    }
    Loaded { stack: Stack::new(layers), stamps, problems }
}

/// Reads the file of a glossary that is open.
#[must_use]
pub fn reread(layer: &Layer, path: PathBuf) -> Reread {
    let Read { glossary, writable, stamp, problem } = read(&path, &layer.name);
    Reread { path, writable, incoming: Incoming::compare(layer, glossary), stamp, problem }
}

/// The index that a window with this article or project would use, for commands that only look; and what is
/// wrong with the files.
#[must_use]
pub fn index_for(places: &Places, project: &Path) -> (Arc<Index>, Vec<String>) {
    // Settings that cannot be read are the window's business.
    let settings = Settings::load(&settings_file(places)).unwrap_or_default();
    let loaded = load(places, Some(project), &settings.glossaries_off);
    let problems = loaded
        .problems
        .into_iter()
        .map(|problem| format!("glossary “{}”: {}", problem.name, problem.details));
    (Arc::clone(loaded.stack.index()), problems.collect())
}

#[derive(Default)]
struct Read {
    glossary: Glossary,
    writable: bool,
    stamp: Option<Stamp>,
    problem: Option<LoadProblem>,
}

fn read(path: &Path, name: &str) -> Read {
    match disk::read(path, name) {
        Ok(read) => Read {
            glossary: read.glossary,
            writable: true,
            stamp: read.stamp,
            problem: said(name, &read.warnings),
        },
        Err(error) => Read {
            glossary: Glossary { name: name.to_owned(), ..Glossary::default() },
            writable: false,
            stamp: None,
            problem: Some(LoadProblem {
                name: name.to_owned(),
                details: error.to_string(),
                is_usable: false,
            }),
        },
    }
}

/// The first few warnings are read, the rest is a number.
fn said(name: &str, warnings: &[RowWarning]) -> Option<LoadProblem> {
    const SHOWN: usize = 5;
    let mut lines: Vec<String> = warnings.iter().take(SHOWN).map(ToString::to_string).collect();
    if warnings.len() > SHOWN {
        lines.push(format!("and {} more", warnings.len() - SHOWN));
    }
    (!lines.is_empty()).then(|| LoadProblem {
        name: name.to_owned(),
        details: lines.join("\n"),
        is_usable: true,
    })
}
