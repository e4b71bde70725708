//! From the folders of this machine to a stack of open glossaries.
//!
//! Runs on a worker, or in a headless command.

use super::disk::{self, Stamp};
use crate::app::settings::{GlossaryChoice, GlossaryPlace};
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

/// Opens all glossaries in the order that the settings say; `project` is the one that is open.
#[must_use]
pub fn load(places: &Places, project: Option<&Path>, settings: &Settings) -> Loaded {
    let mut stamps = HashMap::new();
    let mut problems = Vec::new();
    let mut layers: Vec<(Layer, Glossary)> = Vec::new();
    let shipped: Vec<Glossary> = shipped();
    for choice in arranged(&settings.glossaries, &shipped) {
        let name = free_name(&choice.name, &layers.iter().map(|(layer, _)| layer.name.as_str()));
        let (id, path) = match &choice.glossary {
            // Without a project its place stays empty, so that ranks are the same for all.
            GlossaryPlace::Project => (GlossaryId::PROJECT, project.map(beside)),
            GlossaryPlace::Personal => (GlossaryId::PERSONAL, Some(personal(places))),
            GlossaryPlace::File(path) => {
                let others = layers.iter().filter(|(layer, _)| is_added(layer.id)).count();
                (GlossaryId::added(others as u16), Some(path.clone()))
            }
            GlossaryPlace::Shipped(name) => {
                let found = (0..).zip(&shipped).find(|(_, glossary)| glossary.name == *name);
                if let Some((number, glossary)) = found {
                    let layer = Layer::new(GlossaryId::shipped(number), name.clone(), None);
                    layers.push((layer, glossary.clone()));
                }
                continue;
            }
        };
        let read = path.as_deref().map_or_else(Read::default, |path| read(path, &name));
        let mut layer = Layer::new(id, name, path);
        layer.writable &= read.writable;
        stamps.extend(read.stamp.map(|stamp| (id, stamp)));
        problems.extend(read.problem);
        layers.push((layer, read.glossary));
    }
    for (layer, _) in &mut layers {
        layer.on = !settings.glossaries_off.contains(&layer.name);
    }
    Loaded { stack: Stack::new(layers), stamps, problems }
}

/// The user's order, with what it does not name in its standard place: the project's and the translator's own
/// above all, what ships below.
fn arranged(choices: &[GlossaryChoice], shipped: &[Glossary]) -> Vec<GlossaryChoice> {
    let choice = |glossary, name: &str| GlossaryChoice { glossary, name: name.to_owned() };
    let own = [choice(GlossaryPlace::Project, "Project"), choice(GlossaryPlace::Personal, "Personal")];
    let is_new = |choice: &GlossaryChoice| !choices.iter().any(|known| known.glossary == choice.glossary);
    let shipped = shipped.iter().map(|found| choice(GlossaryPlace::Shipped(found.name.clone()), &found.name));
    let own = own.into_iter().filter(is_new);
    own.chain(choices.iter().cloned()).chain(shipped.filter(is_new)).collect()
}

/// The name, with a number behind it where another glossary is called so.
pub(super) fn free_name<'n>(wanted: &str, taken: &(impl Iterator<Item = &'n str> + Clone)) -> String {
    let numbered = (1..).map(|number| match number {
        1 => wanted.to_owned(),
        number => format!("{wanted} ({number})"),
    });
    let mut free = numbered.filter(|name| taken.clone().all(|other| other != name));
    free.next().unwrap_or_default()
}

/// Whether the user added it.
pub(super) const fn is_added(id: GlossaryId) -> bool {
    id.0 >= GlossaryId::added(0).0
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
pub fn index_for(places: &Places, project: Option<&Path>) -> (Arc<Index>, Vec<String>) {
    // Settings that cannot be read are the window's business.
    let settings = Settings::load(&settings_file(places)).unwrap_or_default();
    let loaded = load(places, project, &settings);
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
            writable: !read.is_read_only,
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
