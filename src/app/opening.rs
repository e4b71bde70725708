//! From a path to an open project: an article is read and given a project file, a project is opened.
//!
//! Runs on a worker, or in a headless command. Nothing that exists is ever overwritten here.

use crate::article::{self, ReadError};
use crate::project::file::backup::{self, Backup};
use crate::project::file::{self, OpenError, SaveError};
use crate::project::{Access, Found, Location, Original, Project, ProjectFile, location};
use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

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
    /// The project file was made just now.
    pub created: bool,
    /// The project file was damaged, and what was readable is open now.
    pub repaired: bool,
}

/// Why a file could not be opened. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum OpenProblem {
    #[error("there is no file “{}”", path.display())]
    Missing { path: PathBuf },
    #[error("“{}” is a folder. Open one of the files in it", path.display())]
    Folder { path: PathBuf },
    #[error("“{}” cannot be read: {error}", path.display())]
    Unreadable { path: PathBuf, error: io::Error },
    #[error("“{}”: {error}", path.display())]
    Article { path: PathBuf, error: ReadError },
    #[error("{0}")]
    Project(#[from] OpenError),
    #[error(
        "{error}. The newest backup was made on {}; {} of its {} segments have a draft",
        file::minute(newest.made),
        newest.contents.drafted,
        newest.contents.segments
    )]
    HasBackup { path: PathBuf, error: OpenError, newest: Box<Backup> },
    #[error("no copy could be made: {0}")]
    Copy(String),
    #[error("the article was read, but its project could not be made: {0}")]
    Create(#[from] SaveError),
    #[error("the article was read, but the folder for its project could not be made: {0}")]
    Folders(io::Error),
}

/// Opens a project, or an article: its project is found, or made beside it.
///
/// # Errors
/// See [`OpenProblem`].
pub fn open(path: &Path, data_dir: &Path) -> Result<Opening, OpenProblem> {
    if is_project(path)? {
        return open_project(path, data_dir);
    }
    let bytes = read_file(path)?;
    open_bytes(&bytes, path, data_dir)
}

/// As [`open`], for an article already in memory; `article_path` says where its project belongs.
///
/// # Errors
/// See [`OpenProblem`].
pub fn open_bytes(bytes: &[u8], article_path: &Path, data_dir: &Path) -> Result<Opening, OpenProblem> {
    let location = location::for_article(article_path, bytes, data_dir);
    match location.found {
        Found::Project | Found::Unreadable => {
            Ok(Opening { moved: location.moved, ..open_project(&location.path, data_dir)? })
        }
        Found::ProjectOfOlderVersion => {
            let mut opening = open_project(&location.path, data_dir)?;
            opening.warnings.push(
                "The article file has changed since this project was made. The project keeps the text it was made from."
                    .to_owned(),
            );
            Ok(opening)
        }
        Found::Nothing => {
            // Read before anything is made: a file that is no article must not leave a project behind.
            let (project, warnings) = read_article(bytes, article_path)?;
            location.make_folder().map_err(OpenProblem::Folders)?;
            let opening = create(&location, project)?;
            Ok(Opening { warnings, ..opening })
        }
    }
}

/// Reads an article and makes its project at `project_path`, which must not exist yet.
///
/// # Errors
/// See [`OpenProblem`].
pub fn import(article_path: &Path, project_path: &Path) -> Result<Opening, OpenProblem> {
    let bytes = read_file(article_path)?;
    let (project, warnings) = read_article(&bytes, article_path)?;
    let location = Location { path: project_path.to_owned(), found: Found::Nothing, moved: false };
    let mut opening = create(&location, project)?;
    opening.warnings = warnings;
    Ok(opening)
}

/// The article or project in a file, for commands that only look: nothing is made and nothing changed.
///
/// # Errors
/// See [`OpenProblem`].
pub fn look(path: &Path) -> Result<(Project, Vec<String>), OpenProblem> {
    if is_project(path)? {
        return Ok(file::look(path)?);
    }
    let bytes = read_file(path)?;
    read_article(&bytes, path)
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
        created: true,
        repaired: false,
    })
}

/// Where the backups of all projects are.
#[must_use]
pub fn backups_root(data_dir: &Path) -> PathBuf {
    data_dir.join("backups")
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
        created: false,
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

fn read_article(bytes: &[u8], path: &Path) -> Result<(Project, Vec<String>), OpenProblem> {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let reading =
        article::read(bytes, &name).map_err(|error| OpenProblem::Article { path: path.to_owned(), error })?;
    let original = Original { file_name: name, bytes: bytes.to_owned() };
    Ok((Project::from_article(&reading.article, original), reading.warnings))
}

/// A project is known by its name or its first bytes, so that a renamed one still opens.
fn is_project(path: &Path) -> Result<bool, OpenProblem> {
    const SQLITE: &[u8] = b"SQLite format 3\0";
    if path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case(location::EXTENSION)) {
        return Ok(true);
    }
    let mut head = Vec::new();
    open_file(path)?
        .take(SQLITE.len() as u64)
        .read_to_end(&mut head)
        .map_err(|error| OpenProblem::Unreadable { path: path.to_owned(), error })?;
    Ok(head == SQLITE)
}

fn read_file(path: &Path) -> Result<Vec<u8>, OpenProblem> {
    let unreadable = |error| OpenProblem::Unreadable { path: path.to_owned(), error };
    let file = open_file(path)?;
    let size = file.metadata().map_err(unreadable)?.len();
    if size > article::LARGEST_FILE {
        let error = ReadError::too_large(size);
        return Err(OpenProblem::Article { path: path.to_owned(), error });
    }
    let mut bytes = Vec::new();
    // A device or pipe has no size to check beforehand.
    file.take(article::LARGEST_FILE + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    Ok(bytes)
}

fn open_file(path: &Path) -> Result<File, OpenProblem> {
    if path.is_dir() {
        return Err(OpenProblem::Folder { path: path.to_owned() });
    }
    File::open(path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => OpenProblem::Missing { path: path.to_owned() },
        _ => OpenProblem::Unreadable { path: path.to_owned(), error },
    })
}
