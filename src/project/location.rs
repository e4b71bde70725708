//! Where the project of an article is or should be.
//!
//! A decision and small probes: nothing is written here except an empty file that shows whether a
//! folder can be written, and is gone at once.

use super::Original;
use super::file::{self, OpenError};
use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use unicode_normalization::UnicodeNormalization;

/// The ending of project files, without its dot.
pub const EXTENSION: &str = "tarjuman";

/// The longest stem in bytes. File systems allow 255 for a name; SQLite, the lock and a number need the
/// rest. An Arabic letter is two bytes, so headlines saved as file names reach this.
const LONGEST_STEM: usize = 220;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Location {
    pub path: PathBuf,
    pub found: Found,
    /// The project is not beside the article but in the data folder, because the article's folder
    /// cannot be written. The user should be told.
    pub moved: bool,
}

/// What stands at a [`Location`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// Nothing yet: create the project here.
    Nothing,
    /// The project of this very article.
    Project,
    /// The project of this file, which has changed since: the project keeps what it was made from.
    ProjectOfOlderVersion,
    /// A project that cannot be read now (damaged, of a newer version, …) and may be this article's:
    /// opening it tells more, and starting another beside it would hide work.
    Unreadable,
}

/// The place for the project of the article `bytes`, read from `article`.
///
/// Beside the article as `STEM.tarjuman`, or `STEM-2.tarjuman` and so on where other articles have
/// taken the name; with the same names in `data_dir/projects` if there is no project beside it and none
/// can be made there.
#[must_use]
pub fn for_article(article: &Path, bytes: &[u8], data_dir: &Path) -> Location {
    let article = std::path::absolute(article).unwrap_or_else(|_| article.to_owned());
    let folder = article.parent().unwrap_or(&article);
    let beside = look_in(folder, &article, bytes, SameName::IsSameFile);
    if beside.found != Found::Nothing || can_hold(&beside.path) {
        return beside;
    }
    let projects = data_dir.join("projects");
    // Articles of one name from many folders meet there: the name alone says nothing.
    Location { moved: true, ..look_in(&projects, &article, bytes, SameName::SaysNothing) }
}

/// As [`for_article`], for an article that is no file: two of one name may have nothing to do with each other. Its
/// project is in the folder of the name.
#[must_use]
pub fn for_pasted(name: &Path, bytes: &[u8]) -> Location {
    look_in(name.parent().unwrap_or(name), name, bytes, SameName::SaysNothing)
}

/// A file that is to become a section of a project.
#[derive(Clone, Copy, Debug)]
pub struct ArticleFile<'a> {
    pub path: &'a Path,
    pub bytes: &'a [u8],
}

/// The place for one project of several articles: beside the first as “STEM and 2 more.tarjuman”, with a number
/// where other articles have taken the name; in `data_dir/projects` if none can be made there.
#[must_use]
pub fn for_articles(articles: &[ArticleFile<'_>], data_dir: &Path) -> Location {
    let Some((first, rest)) = articles.split_first() else {
        return for_article(Path::new("article"), &[], data_dir);
    };
    if rest.is_empty() {
        return for_article(first.path, first.bytes, data_dir);
    }
    let article = std::path::absolute(first.path).unwrap_or_else(|_| first.path.to_owned());
    let mut name = short_stem(&article);
    name.push(format!(" and {} more", rest.len()));
    let folder = article.parent().unwrap_or(&article);
    let beside = look_for(folder, &name, articles, SameName::IsSameFile);
    if beside.found != Found::Nothing || can_hold(&beside.path) {
        return beside;
    }
    Location { moved: true, ..look_for(&data_dir.join("projects"), &name, articles, SameName::SaysNothing) }
}

fn look_for(folder: &Path, name: &OsString, articles: &[ArticleFile<'_>], same_name: SameName) -> Location {
    first_place(folder, name, |path| {
        probe(path, file::originals(path), |originals| found_for(&originals, articles, same_name))
    })
}

/// Whether a project with these originals is that of the articles; more may have been added to it since.
fn found_for(originals: &[Original], articles: &[ArticleFile<'_>], same_name: SameName) -> Option<Found> {
    let firsts = originals.get(..articles.len())?;
    let is_same = |(original, article): (&Original, &ArticleFile<'_>)| *original.bytes == *article.bytes;
    let has_name = |pair: (&Original, &ArticleFile<'_>)| {
        is_same(pair) || (same_name == SameName::IsSameFile && is_name_of(&pair.0.file_name, pair.1.path))
    };
    let mut pairs = firsts.iter().zip(articles);
    if pairs.clone().all(is_same) {
        return Some(Found::Project);
    }
    pairs.all(has_name).then_some(Found::ProjectOfOlderVersion)
}

impl Location {
    /// Makes the folder if it is not there yet, as for the first project in the data folder.
    ///
    /// # Errors
    /// The folder cannot be made; the text is the system's.
    pub fn make_folder(&self) -> io::Result<()> {
        self.path.parent().map_or(Ok(()), std::fs::create_dir_all)
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum SameName {
    IsSameFile,
    SaysNothing,
}

fn look_in(folder: &Path, article: &Path, bytes: &[u8], same_name: SameName) -> Location {
    first_place(folder, &short_stem(article), |path| {
        probe(path, file::original(path), |original| {
            if *original.bytes == *bytes {
                return Some(Found::Project);
            }
            let is_same = same_name == SameName::IsSameFile && is_name_of(&original.file_name, article);
            is_same.then_some(Found::ProjectOfOlderVersion)
        })
    })
}

/// The first of the names “STEM”, “STEM-2” and so on where something is found.
fn first_place(folder: &Path, stem: &OsString, found: impl Fn(&Path) -> Option<Found>) -> Location {
    let mut number = 1_u64;
    loop {
        let mut name = stem.clone();
        if number > 1 {
            name.push(format!("-{number}"));
        }
        name.push(format!(".{EXTENSION}"));
        let path = folder.join(name);
        if let Some(found) = found(&path) {
            return Location { path, found, moved: false };
        }
        number += 1;
    }
}

/// What stands at `path`, of which `read` was read; or `None` for something that is not the article's.
fn probe<T>(
    path: &Path,
    read: Result<T, OpenError>,
    found: impl FnOnce(T) -> Option<Found>,
) -> Option<Found> {
    match read {
        Ok(read) => found(read),
        // A link to nothing has the name too, though there is no file.
        Err(OpenError::Missing { .. }) => path.symlink_metadata().is_err().then_some(Found::Nothing),
        Err(OpenError::PathTooLong { .. }) => Some(Found::Nothing),
        Err(OpenError::NotAProject { .. }) => None,
        Err(_) => Some(Found::Unreadable),
    }
}

/// Compared in one Unicode form: some systems take the hamza off its letter in file names.
fn is_name_of(recorded: &str, article: &Path) -> bool {
    let name = article.file_name().unwrap_or_default().to_string_lossy();
    !recorded.is_empty() && recorded.nfc().eq(name.nfc())
}

fn short_stem(article: &Path) -> OsString {
    let stem = article.file_stem().unwrap_or_default();
    let text = stem.to_string_lossy();
    if text.is_empty() {
        return "article".into();
    }
    match text.get(..text.floor_char_boundary(LONGEST_STEM)) {
        Some(short) if short.len() < text.len() => short.trim_end().into(),
        _ => stem.to_owned(),
    }
}

/// Whether a project can be made at `path`, found out by making a file there.
fn can_hold(path: &Path) -> bool {
    let Some(folder) = path.parent() else { return false };
    !file::is_too_long_to_create(path)
        && tempfile::Builder::new().prefix(".tarjuman-").suffix(".tmp").tempfile_in(folder).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::fixture::small_project;
    use crate::project::{Section, SectionId};
    use std::fs;
    use tempfile::TempDir;

    /// An article's folder and a data folder.
    struct Desk {
        root: TempDir,
    }

    impl Desk {
        fn new() -> Self {
            let root = tempfile::tempdir().unwrap();
            fs::create_dir(root.path().join("articles")).unwrap();
            Self { root }
        }

        fn article(&self, name: &str) -> PathBuf {
            self.root.path().join("articles").join(name)
        }

        fn data(&self) -> PathBuf {
            self.root.path().join("data")
        }

        /// Where the article goes, as (folder/name, found, moved).
        fn place(&self, name: &str, bytes: &[u8]) -> (String, Found, bool) {
            let location = for_article(&self.article(name), bytes, &self.data());
            let path = location.path.strip_prefix(self.root.path()).unwrap();
            (path.to_str().unwrap().to_owned(), location.found, location.moved)
        }

        /// Makes the project of an article at `path`, under the root.
        fn project(&self, path: &str, file_name: &str, bytes: &[u8]) {
            let mut project = small_project();
            project.sections[0].original =
                Original { file_name: file_name.to_owned(), charset: None, bytes: bytes.into() };
            let path = self.root.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            file::create(&path, &project).unwrap().close().unwrap();
        }
    }

    #[test]
    fn a_new_project_goes_beside_its_article() {
        let desk = Desk::new();
        let expected = ("articles/قره باغ.tarjuman".to_owned(), Found::Nothing, false);
        assert_eq!(desk.place("قره باغ.html", b"text"), expected);
        // Looking leaves nothing behind.
        assert_eq!(fs::read_dir(desk.article("")).unwrap().count(), 0);
        assert!(!desk.data().exists());
    }

    #[test]
    fn the_project_of_the_same_bytes_is_found() {
        let desk = Desk::new();
        desk.project("articles/a.tarjuman", "renamed since.html", b"text");
        assert_eq!(desk.place("a.html", b"text"), ("articles/a.tarjuman".to_owned(), Found::Project, false));
    }

    #[test]
    fn the_project_of_an_article_that_changed_is_found_by_its_name() {
        let desk = Desk::new();
        // The name as a Mac stores it: alef and hamza apart.
        desk.project("articles/أخبار.tarjuman", "ا\u{654}خبار.html", b"before");
        let (path, found, _) = desk.place("أخبار.html", b"after");
        assert_eq!((path.as_str(), found), ("articles/أخبار.tarjuman", Found::ProjectOfOlderVersion));
    }

    #[test]
    fn another_articles_project_is_left_alone() {
        let desk = Desk::new();
        desk.project("articles/a.tarjuman", "a.txt", b"one");
        fs::write(desk.article("a-2.tarjuman"), "not a project").unwrap();
        fs::create_dir(desk.article("a-3.tarjuman")).unwrap();
        assert_eq!(desk.place("a.html", b"two"), ("articles/a-4.tarjuman".to_owned(), Found::Nothing, false));

        desk.project("articles/a-4.tarjuman", "a.html", b"two");
        assert_eq!(desk.place("a.html", b"two"), ("articles/a-4.tarjuman".to_owned(), Found::Project, false));
        assert_eq!(desk.place("a.txt", b"one").0, "articles/a.tarjuman");
    }

    #[test]
    fn a_damaged_project_is_offered_rather_than_hidden() {
        let desk = Desk::new();
        desk.project("articles/a.tarjuman", "a.html", b"text");
        let path = desk.article("a.tarjuman");
        let bytes = fs::read(&path).unwrap();
        fs::write(&path, &bytes[..bytes.len() / 2]).unwrap();
        assert_eq!(desk.place("a.html", b"text").1, Found::Unreadable);
    }

    #[test]
    fn a_damaged_project_that_can_be_read_is_still_its_articles() {
        let desk = Desk::new();
        desk.project("articles/a.tarjuman", "a.html", b"text");
        let path = desk.article("a.tarjuman");
        let mut bytes = fs::read(&path).unwrap();
        bytes[..100].fill(0);
        fs::write(&path, &bytes).unwrap();
        assert_eq!(desk.place("a.html", b"text"), ("articles/a.tarjuman".to_owned(), Found::Project, false));
        assert_eq!(fs::read(&path).unwrap(), bytes);
    }

    #[test]
    fn an_open_project_is_found_too() {
        let desk = Desk::new();
        desk.project("articles/a.tarjuman", "a.html", b"text");
        let open = file::open(&desk.article("a.tarjuman")).unwrap();
        assert_eq!(desk.place("a.html", b"text").1, Found::Project);
        drop(open);
    }

    #[test]
    fn a_folder_that_cannot_hold_a_project_moves_it_to_the_data_folder() {
        let desk = Desk::new();
        // A folder that is not there can hold nothing, whoever runs this test.
        let location = for_article(&desk.article("gone/a.html"), b"text", &desk.data());
        assert_eq!(location.path, desk.data().join("projects/a.tarjuman"));
        assert_eq!((location.found, location.moved), (Found::Nothing, true));
        location.make_folder().unwrap();
        assert!(desk.data().join("projects").is_dir());

        // There, one name is not one file: only the bytes count.
        desk.project("data/projects/a.tarjuman", "a.html", b"of another folder");
        let location = for_article(&desk.article("gone/a.html"), b"text", &desk.data());
        assert_eq!(location.path, desk.data().join("projects/a-2.tarjuman"));
        let location = for_article(&desk.article("gone/a.html"), b"of another folder", &desk.data());
        assert_eq!((location.found, location.moved), (Found::Project, true));
    }

    #[test]
    fn a_headline_as_file_name_is_shortened_at_a_letter() {
        let desk = Desk::new();
        let headline = "ب".repeat(125);
        let (path, found, _) = desk.place(&format!("{headline}.html"), b"text");
        assert_eq!((path.len(), found), ("articles/.tarjuman".len() + LONGEST_STEM, Found::Nothing));
        desk.project(&path, "x.html", b"other");
        let (second, ..) = desk.place(&format!("{headline}.html"), b"text");
        assert!(second.ends_with("ب-2.tarjuman"));
        desk.project(&second, "x.html", b"text");
        let opened = file::open(&desk.root.path().join(&second)).unwrap();
        assert_eq!(opened.access, file::Access::ReadWrite);
    }

    #[test]
    fn a_path_too_deep_for_a_project_moves_it() {
        let desk = Desk::new();
        let mut deep = desk.article("");
        while deep.as_os_str().len() < 500 {
            deep.push("ب".repeat(40));
        }
        fs::create_dir_all(&deep).unwrap();
        let location = for_article(&deep.join("a.html"), b"text", &desk.data());
        assert_eq!(location.moved, cfg!(unix));
    }

    #[test]
    fn odd_article_paths_get_a_place() {
        let desk = Desk::new();
        for odd in [Path::new(""), Path::new("/"), Path::new(".."), Path::new(".html")] {
            let location = for_article(odd, b"text", &desk.data());
            assert_eq!(location.path.extension().unwrap(), EXTENSION, "{}", odd.display());
        }
    }

    #[test]
    fn several_articles_have_one_project_and_find_it_again() {
        let desk = Desk::new();
        let root = desk.root.path();
        let articles = |second: &'static [u8]| {
            let of = |name: &str, bytes| (root.join(name), bytes);
            [of("a.html", b"one".as_slice()), of("b.html", second)]
        };
        let locate = |articles: &[(PathBuf, &[u8])]| {
            let files: Vec<_> = articles.iter().map(|(path, bytes)| ArticleFile { path, bytes }).collect();
            for_articles(&files, &root.join("data"))
        };
        let fresh = locate(&articles(b"two"));
        assert_eq!((fresh.path.clone(), fresh.found), (root.join("a and 1 more.tarjuman"), Found::Nothing));
        let mut project = small_project();
        project.sections.push(project.sections[0].clone());
        project.sections[1].id = crate::project::SectionId(2);
        for (section, bytes) in project.sections.iter_mut().zip([b"one", b"two"]) {
            section.original.bytes = bytes.as_slice().into();
        }
        file::create(&fresh.path, &project).unwrap().close().unwrap();
        assert_eq!(locate(&articles(b"two")).found, Found::Project);
        let others = locate(&articles(b"three"));
        assert_eq!((others.path, others.found), (root.join("a and 1 more-2.tarjuman"), Found::Nothing));

        // One of them has changed, and a third was added to the project: it is theirs all the same.
        project.sections.push(Section { id: SectionId(3), ..project.sections[0].clone() });
        project.sections[1].original.file_name = "b.html".to_owned();
        fs::remove_file(&fresh.path).unwrap();
        file::create(&fresh.path, &project).unwrap().close().unwrap();
        assert_eq!(locate(&articles(b"two")), Location { found: Found::Project, ..fresh.clone() });
        assert_eq!(locate(&articles(b"three")), Location { found: Found::ProjectOfOlderVersion, ..fresh });
    }

    #[test]
    fn a_project_of_several_that_cannot_be_read_is_offered_rather_than_hidden() {
        let desk = Desk::new();
        let files = [(desk.article("a.html"), b"one".as_slice()), (desk.article("b.html"), b"two")];
        let articles = files.each_ref().map(|(path, bytes)| ArticleFile { path, bytes });
        let locate = || for_articles(&articles, &desk.data());
        let path = desk.article("a and 1 more.tarjuman");
        let mut project = small_project();
        project.sections.push(Section { id: SectionId(2), ..project.sections[0].clone() });
        for (section, bytes) in project.sections.iter_mut().zip([b"one", b"two"]) {
            section.original.bytes = bytes.as_slice().into();
        }
        file::create(&path, &project).unwrap().close().unwrap();
        let whole = fs::read(&path).unwrap();

        fs::write(&path, &whole[..whole.len() / 2]).unwrap();
        assert_eq!(locate(), Location { path: path.clone(), found: Found::Unreadable, moved: false });
        // What can still be read of it is enough to know it.
        let mut damaged = whole.clone();
        damaged[..100].fill(0);
        fs::write(&path, &damaged).unwrap();
        assert_eq!(locate().found, Found::Project);
        assert_eq!(fs::read(&path).unwrap(), damaged);
        // The format, where SQLite keeps it: one of a later version.
        let mut newer = whole;
        newer[60..64].copy_from_slice(&99_u32.to_be_bytes());
        fs::write(&path, &newer).unwrap();
        assert_eq!(locate(), Location { path, found: Found::Unreadable, moved: false });
    }

    #[test]
    fn pasted_articles_of_one_name_are_told_apart_by_what_is_in_them() {
        let desk = Desk::new();
        desk.project("pasted/now.tarjuman", "now.txt", b"one");
        let place = |bytes| {
            let location = for_pasted(&desk.root.path().join("pasted/now.txt"), bytes);
            (location.path.file_name().unwrap().to_owned(), location.found)
        };
        assert_eq!(place(b"one"), ("now.tarjuman".into(), Found::Project));
        assert_eq!(place(b"two"), ("now-2.tarjuman".into(), Found::Nothing));
    }
}
