//! Why files are not opened, each said once.

use crate::article::ReadError;
use crate::project::SectionId;
use crate::project::file::backup::Backup;
use crate::project::file::{OpenError, SaveError};
use std::io;
use std::path::PathBuf;

/// Why a file could not be opened. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum OpenProblem {
    #[error("there is no file “{}”. Check its name and folder: it may have been moved", path.display())]
    Missing { path: PathBuf },
    #[error("“{}” is a folder. Open one of the files in it", path.display())]
    Folder { path: PathBuf },
    #[error("“{}” is a project, and projects are opened one at a time. Nothing was opened", path.display())]
    ProjectAmongArticles { path: PathBuf },
    #[error("“{}” is an article of the project that is open", path.display())]
    InOpenProject { path: PathBuf, section: SectionId },
    #[error("none of the {count} files could be opened. {first}")]
    NoneOpened { count: usize, first: Box<OpenProblem> },
    #[error("“{}” cannot be read: {error}", path.display())]
    Unreadable { path: PathBuf, error: io::Error },
    #[error("“{}”: {error}", path.display())]
    Article { path: PathBuf, error: ReadError },
    #[error("{0}")]
    Project(#[from] OpenError),
    #[error(
        "{error}. The newest backup was made on {}; {} of its {} segments have a draft",
        crate::text::time_in_words(newest.made),
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
