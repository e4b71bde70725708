//! Files as articles in memory, and a look at what is in a file. Nothing is made here.

use super::OpenProblem;
use crate::article::{self, Article, Charset, CharsetFound, FoundCharset, ReadError, ReadOptions, Reading};
use crate::project::{Original, Project, SectionId, file, location};
use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

/// An article in memory and what it was read from.
#[derive(Debug)]
pub struct Imported {
    pub article: Article,
    pub original: Original,
    pub warnings: Vec<String>,
    pub charset: Option<FoundCharset>,
}

impl Imported {
    /// A guess that the translator should be asked about: UTF-8 cannot be taken for anything else.
    #[must_use]
    pub fn guessed(&self) -> Option<Charset> {
        let charset = self.charset.filter(|charset| charset.found == CharsetFound::Guessed)?.charset;
        (charset != Charset::Utf8).then_some(charset)
    }

    /// The warnings, each with the file it is about.
    pub fn named_warnings(&self) -> impl Iterator<Item = String> {
        let name = &self.original.file_name;
        self.warnings.iter().map(move |warning| format!("“{name}”: {warning}"))
    }
}

/// Reads articles that are to be added to a project, and says which could not be read.
///
/// # Errors
/// A project is among them, or none could be read.
pub fn read_several(
    paths: &[PathBuf],
    options: &ReadOptions,
) -> Result<(Vec<Imported>, Vec<String>), OpenProblem> {
    let (files, warnings) = read_files(paths, options)?;
    Ok((files.into_iter().map(|(.., imported)| imported).collect(), warnings))
}

pub(super) type FilesRead<'a> = Vec<(&'a Path, Vec<u8>, Imported)>;

pub(super) fn read_files<'a>(
    paths: &'a [PathBuf],
    options: &ReadOptions,
) -> Result<(FilesRead<'a>, Vec<String>), OpenProblem> {
    let mut files = Vec::new();
    let mut warnings = Vec::new();
    let mut first_problem = None;
    for path in paths {
        let read = || {
            if is_project(path)? {
                return Err(OpenProblem::ProjectAmongArticles { path: path.clone() });
            }
            let bytes = read_file(path)?;
            let imported = read_article(&bytes, path, options)?;
            Ok((path.as_path(), bytes, imported))
        };
        match read() {
            Ok(file) => files.push(file),
            Err(
                problem @ (OpenProblem::ProjectAmongArticles { .. }
                | OpenProblem::Article { error: ReadError::Stopped, .. }),
            ) => return Err(problem),
            Err(problem) => {
                warnings.push(format!("Left out: {problem}."));
                first_problem.get_or_insert(problem);
            }
        }
    }
    match first_problem {
        Some(first) if files.is_empty() => {
            Err(OpenProblem::NoneOpened { count: paths.len(), first: Box::new(first) })
        }
        _ => Ok((files, warnings)),
    }
}

/// What is in a file, for commands that only look.
#[derive(Debug)]
pub struct Looked {
    pub project: Project,
    pub warnings: Vec<String>,
    /// See [`Opening::guessed`].
    pub guessed: Option<(SectionId, Charset)>,
}

/// The article or project in a file; nothing is made and nothing changed.
///
/// # Errors
/// See [`OpenProblem`].
pub fn look(path: &Path, options: &ReadOptions) -> Result<Looked, OpenProblem> {
    if is_project(path)? {
        let (project, mut warnings) = file::look(path)?;
        warnings.extend(unused_charset(&project, options));
        return Ok(Looked { project, warnings, guessed: None });
    }
    let bytes = read_file(path)?;
    let imported = read_article(&bytes, path, options)?;
    let guess = imported.guessed();
    let Imported { article, original, warnings, .. } = imported;
    let project = Project::from_article(&article, original);
    let guessed = project.sections.first().map(|section| section.id).zip(guess);
    Ok(Looked { project, warnings, guessed })
}

/// What to say where a character set was chosen for articles that were read before.
pub(super) fn unused_charset(project: &Project, options: &ReadOptions) -> Option<String> {
    let chosen = options.charset?;
    let is_another = project.sections.iter().any(|section| section.original.charset != Some(chosen));
    is_another.then(|| {
        format!(
            "The project was there already and keeps its text, so it was not read as {}. “Character set…” in the \
             window reads an article of it in another set.",
            chosen.name()
        )
    })
}

/// Reads a file as an article, for a section that is read anew.
///
/// # Errors
/// See [`OpenProblem`].
pub fn read_one(path: &Path, options: &ReadOptions) -> Result<Imported, OpenProblem> {
    read_article(&read_file(path)?, path, options)
}

/// As [`read_one`], for bytes that a project has kept.
///
/// # Errors
/// See [`OpenProblem`].
pub fn read_kept(original: &Original, options: &ReadOptions) -> Result<Imported, OpenProblem> {
    read_article(&original.bytes, Path::new(&original.file_name), options)
}

pub(super) fn read_article(
    bytes: &[u8],
    path: &Path,
    options: &ReadOptions,
) -> Result<Imported, OpenProblem> {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let Reading { article, mut warnings, charset } = article::read_with(bytes, &name, options)
        .map_err(|error| OpenProblem::Article { path: path.to_owned(), error })?;
    let chosen = options.charset.filter(|_| article::has_charset(bytes));
    if let Some(unused) = options.charset.filter(|_| chosen.is_none()) {
        warnings.push(format!(
            "This kind of file says by itself how its letters are written, so it was not read as {}.",
            unused.name()
        ));
    }
    let original = Original { file_name: name, charset: chosen, bytes: bytes.into() };
    Ok(Imported { article, original, warnings, charset })
}

pub(super) fn not_stopped(path: &Path, options: &ReadOptions) -> Result<(), OpenProblem> {
    options.stop.check().map_err(|error| OpenProblem::Article { path: path.to_owned(), error })
}

/// A project is known by its name or its first bytes, so that a renamed one still opens.
pub(super) fn is_project(path: &Path) -> Result<bool, OpenProblem> {
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

pub(super) fn read_file(path: &Path) -> Result<Vec<u8>, OpenProblem> {
    let unreadable = |error| OpenProblem::Unreadable { path: path.to_owned(), error };
    let size = open_file(path)?.metadata().map_err(unreadable)?.len();
    let name = path.to_string_lossy();
    let largest = article::largest_file(&name);
    if size > largest {
        let error = ReadError::too_large_for(size, &name);
        return Err(OpenProblem::Article { path: path.to_owned(), error });
    }
    read_at_most(path, largest)
}

/// The bytes of a file; of one that has more than `largest`, one byte more than that. A device or pipe has no size to
/// check beforehand.
///
/// # Errors
/// [`OpenProblem::Missing`], [`OpenProblem::Folder`], [`OpenProblem::Unreadable`].
pub fn read_at_most(path: &Path, largest: u64) -> Result<Vec<u8>, OpenProblem> {
    let mut bytes = Vec::new();
    let read = open_file(path)?.take(largest + 1).read_to_end(&mut bytes);
    read.map_err(|error| OpenProblem::Unreadable { path: path.to_owned(), error })?;
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
