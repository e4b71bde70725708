//! From a path to an open project: an article is read and given a project file, a project is opened.
//!
//! Runs on a worker, or in a headless command. Nothing that exists is ever overwritten here.

mod problem;
mod reading;

pub use problem::OpenProblem;
pub use reading::{Imported, Looked, look, read_at_most, read_kept, read_one, read_several};

use crate::article::{self, Charset, Pasted, ReadOptions, Reading};
use crate::project::file::backup;
use crate::project::file::{self, OpenError};
use crate::project::location::{self, ArticleFile};
use crate::project::{Access, Found, Location, Original, Project, ProjectFile, SectionId};
use reading::{is_project, not_stopped, read_article, read_file, read_files, unused_charset};
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A project, ready to work on.
#[derive(Debug)]
pub struct Opening {
    pub path: PathBuf,
    pub project: Project,
    /// `None` when the project can only be read.
    pub file: Option<ProjectFile>,
    pub access: Access,
    /// Plain sentences for the translator.
    pub warnings: Vec<String>,
    /// The project had to go to the data folder.
    pub moved: bool,
    pub origin: Origin,
    /// The project file was made just now.
    pub created: bool,
    /// Files that have changed since sections of this project were read from them.
    pub newer_articles: Vec<(SectionId, PathBuf)>,
    /// A section whose character set was only told from the bytes.
    pub guessed: Option<(SectionId, Charset)>,
    /// The project file was damaged, and what was readable is open now.
    pub repaired: bool,
}

/// What a project was opened from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    File,
    /// It was made just now, in a folder that nobody chose.
    Clipboard,
    /// A copy of the project of this session. What has been written there since goes along.
    Session(u64),
}

/// Opens a project, or an article: its project is found, or made beside it.
///
/// # Errors
/// See [`OpenProblem`].
pub fn open(path: &Path, data_dir: &Path, options: &ReadOptions) -> Result<Opening, OpenProblem> {
    if is_project(path)? {
        return open_made(path, data_dir, options);
    }
    let bytes = read_file(path)?;
    open_bytes(&bytes, path, data_dir, options)
}

/// As [`open`], but an article that is a section of the project that is open now, and has no project of its own, is
/// not made into one silently.
///
/// # Errors
/// [`OpenProblem::InOpenProject`], and see there.
pub fn open_unless_in(
    sections: &[(SectionId, Arc<[u8]>)],
    path: &Path,
    data_dir: &Path,
    options: &ReadOptions,
) -> Result<Opening, OpenProblem> {
    if is_project(path)? {
        return open_project(path, data_dir);
    }
    let bytes = read_file(path)?;
    let section = sections.iter().find(|(_, known)| **known == *bytes).map(|(section, _)| *section);
    match section {
        Some(section) if location::for_article(path, &bytes, data_dir).found == Found::Nothing => {
            Err(OpenProblem::InOpenProject { path: path.to_owned(), section })
        }
        _ => open_bytes(&bytes, path, data_dir, options),
    }
}

/// As [`open`], for an article already in memory; `article_path` says where its project belongs.
///
/// # Errors
/// See [`OpenProblem`].
pub fn open_bytes(
    bytes: &[u8],
    article_path: &Path,
    data_dir: &Path,
    options: &ReadOptions,
) -> Result<Opening, OpenProblem> {
    let location = location::for_article(article_path, bytes, data_dir);
    match location.found {
        Found::Project | Found::Unreadable => {
            Ok(Opening { moved: location.moved, ..open_made(&location.path, data_dir, options)? })
        }
        Found::ProjectOfOlderVersion => {
            let opening = open_made(&location.path, data_dir, options)?;
            let section = opening.project.sections.first();
            let newer = section.map(|section| (section.id, article_path.to_owned()));
            Ok(Opening { newer_articles: newer.into_iter().collect(), ..opening })
        }
        Found::Nothing => {
            // Read before anything is made: a file that is no article must not leave a project behind.
            let imported = read_article(bytes, article_path, options)?;
            // Nothing is made for somebody who does not want it any more.
            not_stopped(article_path, options)?;
            no_backup_is_better(&location, &[bytes], data_dir)?;
            location.make_folder().map_err(OpenProblem::Folders)?;
            create_from(&location, &[imported], Vec::new())
        }
    }
}

/// Opens several articles as one project, each a section of it. What cannot be read is left out and said.
///
/// # Errors
/// A project is among them, or none could be read.
pub fn open_several(
    paths: &[PathBuf],
    data_dir: &Path,
    options: &ReadOptions,
) -> Result<Opening, OpenProblem> {
    if let [path] = paths {
        return open(path, data_dir, options);
    }
    let (mut files, mut warnings) = read_files(paths, options)?;
    let mut seen: HashSet<Vec<u8>> = HashSet::new();
    files.retain(|(_, bytes, imported)| {
        let is_new = seen.insert(bytes.clone());
        if !is_new {
            warnings.push(format!("“{}” was there twice and was taken once.", imported.original.file_name));
        }
        is_new
    });
    if let [(path, bytes, _)] = files.as_slice() {
        let mut opening = open_bytes(bytes, path, data_dir, options)?;
        opening.warnings.append(&mut warnings);
        return Ok(opening);
    }
    let articles: Vec<ArticleFile<'_>> =
        files.iter().map(|(path, bytes, _)| ArticleFile { path, bytes }).collect();
    let location = location::for_articles(&articles, data_dir);
    if location.found != Found::Nothing {
        let mut opening = open_made(&location.path, data_dir, options)?;
        opening.warnings.append(&mut warnings);
        let sections = opening.project.sections.iter().zip(&articles);
        let newer = sections.filter(|(section, article)| *section.original.bytes != *article.bytes);
        opening.newer_articles =
            newer.map(|(section, article)| (section.id, article.path.to_owned())).collect();
        return Ok(Opening { moved: location.moved, ..opening });
    }
    if let Some(first) = paths.first() {
        not_stopped(first, options)?;
    }
    let bytes: Vec<&[u8]> = articles.iter().map(|article| article.bytes).collect();
    no_backup_is_better(&location, &bytes, data_dir)?;
    location.make_folder().map_err(OpenProblem::Folders)?;
    let imported: Vec<Imported> = files.into_iter().map(|(.., imported)| imported).collect();
    create_from(&location, &imported, warnings)
}

/// Reads articles and makes their project at `project_path`, which must not exist yet.
///
/// # Errors
/// See [`OpenProblem`].
pub fn import(
    articles: &[PathBuf],
    project_path: &Path,
    options: &ReadOptions,
) -> Result<Opening, OpenProblem> {
    let (imported, warnings) = match articles {
        [article] => (vec![read_article(&read_file(article)?, article, options)?], Vec::new()),
        _ => read_several(articles, options)?,
    };
    let location = Location {
        path: project_path.to_owned(),
        found: Found::Nothing,
        moved: false,
        passed_over: Vec::new(),
    };
    create_from(&location, &imported, warnings)
}

/// Makes a project of what was on the clipboard, in the data folder; `name` says when it came.
///
/// # Errors
/// See [`OpenProblem`].
pub fn open_pasted(
    html: Option<&str>,
    text: &str,
    name: &Path,
    data_dir: &Path,
    options: &ReadOptions,
) -> Result<Opening, OpenProblem> {
    let Pasted { reading, file, extension } = article::read_pasted(html, text, options)
        .map_err(|error| OpenProblem::Article { path: name.to_owned(), error })?;
    let mut file_name = name.as_os_str().to_owned();
    file_name.push(".");
    file_name.push(extension);
    let folder = data_dir.join("pasted");
    not_stopped(name, options)?;
    // If this fails, so will making the project, which says why.
    let _ = std::fs::create_dir_all(&folder);
    let path = folder.join(&file_name);
    let location = location::for_pasted(&path, file.as_bytes());
    if location.found != Found::Nothing {
        return open_project(&location.path, data_dir);
    }
    location.make_folder().map_err(OpenProblem::Folders)?;
    let original = Original {
        file_name: file_name.to_string_lossy().into_owned(),
        charset: None,
        bytes: file.as_bytes().into(),
    };
    let Reading { mut article, warnings, charset } = reading;
    article.metadata.file_name.clone_from(&original.file_name);
    let imported = Imported { article, original, warnings, charset };
    Ok(Opening { origin: Origin::Clipboard, ..create_from(&location, &[imported], Vec::new())? })
}

fn create_from(
    location: &Location,
    imported: &[Imported],
    mut warnings: Vec<String>,
) -> Result<Opening, OpenProblem> {
    let Some((first, more)) = imported.split_first() else {
        return Err(OpenProblem::Missing { path: location.path.clone() });
    };
    if more.is_empty() {
        warnings.splice(0..0, first.warnings.clone());
    } else {
        warnings.extend(imported.iter().flat_map(Imported::named_warnings));
    }
    warnings.splice(0..0, passed_over(location));
    let mut project = Project::from_article(&first.article, first.original.clone());
    let adding = project.adding(more.iter().map(|more| (&more.article, more.original.clone())));
    // Adding to a project that has just been made always fits it.
    let _ = adding.apply(&mut project);
    let mut read = project.sections.iter().zip(imported);
    let guessed = read.find_map(|(section, imported)| Some((section.id, imported.guessed()?)));
    Ok(Opening { warnings, guessed, ..create(location, project)? })
}

/// What to say about files with the name of a new project's article.
fn passed_over(location: &Location) -> Option<String> {
    let mut said: Vec<String> = location.passed_over.iter().map(|error| format!("{error}.")).collect();
    if said.is_empty() {
        return None;
    }
    let name = location.path.file_name().unwrap_or_default().to_string_lossy();
    said.push(format!("What you have opened now has a project of its own, “{name}”."));
    Some(said.join(" "))
}

/// Before a project is made beside a file that cannot be read: if a backup says that it was the project of these
/// articles, the translator should know of that work first.
fn no_backup_is_better(location: &Location, articles: &[&[u8]], data_dir: &Path) -> Result<(), OpenProblem> {
    let root = backups_root(data_dir);
    for error in &location.passed_over {
        let Some(newest) = backup::newest(&root, error.path()) else { continue };
        let originals = file::originals(&newest.path).unwrap_or_default();
        let firsts = originals.get(..articles.len()).unwrap_or_default();
        if !firsts.is_empty()
            && firsts.iter().zip(articles).all(|(original, bytes)| *original.bytes == **bytes)
        {
            let (path, error) = (error.path().to_owned(), error.clone());
            return Err(OpenProblem::HasBackup { path, error, newest: Box::new(newest) });
        }
    }
    Ok(())
}

fn create(location: &Location, project: Project) -> Result<Opening, OpenProblem> {
    let file = file::create(&location.path, &project)?;
    Ok(Opening {
        path: file.path().to_owned(),
        project,
        file: Some(file),
        access: Access::ReadWrite,
        warnings: Vec::new(),
        moved: location.moved,
        origin: Origin::File,
        created: true,
        newer_articles: Vec::new(),
        guessed: None,
        repaired: false,
    })
}

/// Where the backups of all projects are.
#[must_use]
pub fn backups_root(data_dir: &Path) -> PathBuf {
    data_dir.join("backups")
}

/// Opens a project for somebody who may have chosen a character set for its articles.
fn open_made(path: &Path, data_dir: &Path, options: &ReadOptions) -> Result<Opening, OpenProblem> {
    let mut opening = open_project(path, data_dir)?;
    opening.warnings.extend(unused_charset(&opening.project, options));
    Ok(opening)
}

fn open_project(path: &Path, data_dir: &Path) -> Result<Opening, OpenProblem> {
    let root = backups_root(data_dir);
    let opened = file::open_with_backups(path, &root).map_err(|error| with_backup(error, path, &root))?;
    let path = opened.file.path().to_owned();
    let file = (opened.access == Access::ReadWrite).then_some(opened.file);
    Ok(Opening {
        path,
        project: opened.project,
        file,
        access: opened.access,
        warnings: opened.warnings,
        moved: false,
        origin: Origin::File,
        created: false,
        newer_articles: Vec::new(),
        guessed: None,
        repaired: opened.repaired,
    })
}

/// What cannot be opened may be there as a backup.
fn with_backup(error: OpenError, path: &Path, root: &Path) -> OpenProblem {
    let newest = match &error {
        OpenError::Busy { .. } | OpenError::PathTooLong { .. } | OpenError::Newer { .. } => None,
        _ => backup::newest(root, path).map(Box::new),
    };
    match newest {
        Some(newest) => OpenProblem::HasBackup { path: path.to_owned(), error, newest },
        None => OpenProblem::Project(error),
    }
}
