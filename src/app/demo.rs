//! The demonstration: the whole job on the sample, in a folder of its own, with nothing to configure.

use super::opening::{self, OpenProblem};
use super::progress::{Progress, Tally};
use super::{shipped_index, today};
use crate::article::ReadOptions;
use crate::export::{self, Document, ExportError, RowsWanted};
use crate::project::{Change, Edit, Project, ProjectFile, SegmentId, Status, Terms};
use std::io;
use std::path::{Path, PathBuf};

pub const SAMPLE_NAME: &str = "karabakh.html";
/// A saved page of our own writing.
pub const SAMPLE: &[u8] = include_bytes!("../../assets/samples/karabakh.html");
/// Its first sentences in English: the first words of the Arabic, a tab, the English.
const SAMPLE_ENGLISH: &str = include_str!("../../assets/samples/karabakh.en.tsv");
const FOLDER: &str = "tarjuman-demo";

/// What the demonstration made and found.
#[derive(Debug)]
pub struct Demonstration {
    pub folder: PathBuf,
    pub project: PathBuf,
    pub documents: Vec<PathBuf>,
    pub progress: Progress,
    pub left_out: usize,
    /// Glossary hits, and of how many different terms.
    pub hits: (usize, usize),
    /// A few hits worth showing: as written with its clitic, and the English.
    pub examples: Vec<(String, String)>,
    /// Sentences that came with a draft.
    pub drafts: usize,
}

#[derive(Debug, thiserror::Error)]
pub enum DemoProblem {
    #[error("no new folder for the demonstration could be made in “{}”: {error}. Run it in a folder you can write to", parent.display())]
    Folder { parent: PathBuf, error: io::Error },
    #[error("the sample could not be written: {0}")]
    Sample(io::Error),
    #[error("{0}")]
    Open(#[from] OpenProblem),
    #[error("{0}")]
    Save(#[from] crate::project::file::SaveError),
    #[error("{0}")]
    Export(#[from] ExportError),
}

/// Makes a new folder in `parent`, and in it the article, its project and both documents.
///
/// # Errors
/// See [`DemoProblem`]. What was made so far stays in the new folder.
pub fn run(parent: &Path) -> Result<Demonstration, DemoProblem> {
    let folder = new_folder(parent)?;
    let article = folder.join(SAMPLE_NAME);
    std::fs::write(&article, SAMPLE).map_err(DemoProblem::Sample)?;
    let project_path = article.with_extension("tarjuman");
    let mut opening =
        opening::import(std::slice::from_ref(&article), &project_path, &ReadOptions::default())?;
    let drafts = write_drafts(&mut opening.project, opening.file.as_mut())?;
    let project = &opening.project;

    let terms = Terms::find(shipped_index(), project);
    let document = Document::of_project(project, &terms, today(), RowsWanted::All);
    let mut documents = Vec::new();
    for extension in ["docx", "html"] {
        let path = folder.join(format!("karabakh bilingual.{extension}"));
        export::write_file(&document, &path)?;
        documents.push(path);
    }
    if let Some(file) = opening.file.take() {
        file.close()?;
    }
    Ok(Demonstration {
        progress: Tally::of(project).progress(),
        left_out: project.blocks.iter().filter(|block| block.excluded.is_some()).count(),
        hits: terms.counts(project),
        examples: examples(project, &terms),
        drafts,
        folder,
        project: project_path,
        documents,
    })
}

/// `tarjuman-demo`, or `tarjuman-demo-2` and so on: what an earlier run left is never touched.
fn new_folder(parent: &Path) -> Result<PathBuf, DemoProblem> {
    let mut number = 1;
    loop {
        let name = if number == 1 { FOLDER.to_owned() } else { format!("{FOLDER}-{number}") };
        let folder = parent.join(name);
        match std::fs::create_dir(&folder) {
            Ok(()) => return Ok(folder),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => number += 1,
            Err(error) => return Err(DemoProblem::Folder { parent: parent.to_owned(), error }),
        }
    }
}

/// Fills in the English that comes with the sample; all but the last sentence of it is confirmed.
fn write_drafts(project: &mut Project, file: Option<&mut ProjectFile>) -> Result<usize, DemoProblem> {
    let pairs = sample_english(project);
    let mut changes = Vec::new();
    for (number, (segment, english)) in (1..).zip(&pairs) {
        let mut edits = vec![project.splice_with_status(*segment, 0, "", *english)];
        if number < pairs.len() {
            edits.push(Edit::confirm(*segment));
        }
        let edit = Edit::Group(edits);
        // The drafts are empty, so the edit fits.
        if edit.apply(project).is_ok() {
            changes.extend(Change::after(&edit, project));
        }
    }
    let next = project
        .segments
        .iter()
        .find(|segment| segment.status == Status::Untranslated && project.is_included(segment.block));
    project.view.selected = next.map(|segment| segment.id).or(project.view.selected);
    changes.push(Change::View(project.view));
    if let Some(file) = file {
        file.save(&changes)?;
    }
    Ok(pairs.len())
}

/// The segments of the sample that come with English. They are known by their first words, so that a
/// better reader can never put English beside another sentence.
fn sample_english(project: &Project) -> Vec<(SegmentId, &'static str)> {
    let known = SAMPLE_ENGLISH.lines().filter_map(|line| line.split_once('\t'));
    known
        .filter_map(|(beginning, english)| {
            let included = project.segments.iter().filter(|segment| project.is_included(segment.block));
            let segment = included.into_iter().find(|segment| segment.source.starts_with(beginning))?;
            Some((segment.id, english))
        })
        .collect()
}

/// Up to five different names that Arabic writes with a clitic.
fn examples(project: &Project, terms: &Terms) -> Vec<(String, String)> {
    let mut examples: Vec<(String, String)> = Vec::new();
    for (position, segment) in project.segments.iter().enumerate() {
        if !project.is_included(segment.block) {
            continue;
        }
        for (hit, term) in terms.primary(position) {
            if hit.clitic.is_empty() || examples.iter().any(|(_, english)| *english == term.target) {
                continue;
            }
            let written = segment.source.get(hit.clitic.start..hit.span.end).unwrap_or_default();
            examples.push((written.to_owned(), term.target.clone()));
            if examples.len() == 5 {
                return examples;
            }
        }
    }
    examples
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article;
    use crate::project::Original;

    #[test]
    fn all_the_english_of_the_sample_finds_its_sentence() {
        let reading = article::read(SAMPLE, SAMPLE_NAME).unwrap();
        let project = Project::from_article(&reading.article, Original::default());
        let pairs = sample_english(&project);
        assert_eq!(pairs.len(), SAMPLE_ENGLISH.lines().count());
        assert!(pairs.is_sorted_by_key(|(segment, _)| segment), "in the order of the article");
    }
}
