//! From a path to an open project: an article is read and given a project file, a project is opened.
//!
//! Runs on a worker, or in a headless command. Nothing that exists is ever overwritten here.

use crate::article::{
    self, Article, Charset, CharsetFound, FoundCharset, Pasted, ReadError, ReadOptions, Reading,
};
use crate::project::file::backup::{self, Backup};
use crate::project::file::{self, OpenError, SaveError};
use crate::project::location::{self, ArticleFile};
use crate::project::{Access, Found, Location, Original, Project, ProjectFile, SectionId};
use std::collections::HashSet;
use std::fs::File;
use std::io::{self, Read as _};
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

type FilesRead<'a> = Vec<(&'a Path, Vec<u8>, Imported)>;

fn read_files<'a>(
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
fn unused_charset(project: &Project, options: &ReadOptions) -> Option<String> {
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

fn read_article(bytes: &[u8], path: &Path, options: &ReadOptions) -> Result<Imported, OpenProblem> {
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

fn not_stopped(path: &Path, options: &ReadOptions) -> Result<(), OpenProblem> {
    options.stop.check().map_err(|error| OpenProblem::Article { path: path.to_owned(), error })
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
    let name = path.to_string_lossy();
    let largest = article::largest_file(&name);
    if size > largest {
        let error = ReadError::too_large_for(size, &name);
        return Err(OpenProblem::Article { path: path.to_owned(), error });
    }
    let mut bytes = Vec::new();
    // A device or pipe has no size to check beforehand.
    file.take(largest + 1).read_to_end(&mut bytes).map_err(unreadable)?;
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
