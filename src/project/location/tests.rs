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
fn what_cannot_be_read_holds_no_article_up_and_is_named() {
    let desk = Desk::new();
    desk.project("articles/a.tarjuman", "a.html", b"text");
    let path = desk.article("a.tarjuman");
    let whole = fs::read(&path).unwrap();
    // Cut to less than its tables; begun by something else; of a version whose tables are others.
    let mut newer = whole.clone();
    newer[60..64].copy_from_slice(&99_u32.to_be_bytes());
    for bytes in [&whole[..whole.len() / 20], b"no project", &newer] {
        fs::write(&path, bytes).unwrap();
        if bytes == newer {
            let other = rusqlite::Connection::open(&path).unwrap();
            other.execute_batch("ALTER TABLE section RENAME TO part").unwrap();
        }
        let before = fs::read(&path).unwrap();
        let location = for_article(&desk.article("a.html"), b"text", &desk.data());
        assert_eq!((location.path, location.found), (desk.article("a-2.tarjuman"), Found::Nothing));
        let [error] = location.passed_over.as_slice() else { panic!("{:?}", location.passed_over) };
        assert_eq!(error.path(), path);
        assert_eq!(fs::read(&path).unwrap(), before);
    }
}

#[test]
fn a_newer_project_is_still_its_articles() {
    let desk = Desk::new();
    desk.project("articles/a.tarjuman", "a.html", b"text");
    let path = desk.article("a.tarjuman");
    let mut newer = fs::read(&path).unwrap();
    newer[60..64].copy_from_slice(&99_u32.to_be_bytes());
    fs::write(&path, &newer).unwrap();
    assert_eq!(desk.place("a.html", b"text"), ("articles/a.tarjuman".to_owned(), Found::Project, false));
    assert_eq!(desk.place("a.txt", b"other"), ("articles/a-2.tarjuman".to_owned(), Found::Nothing, false));
}

#[test]
fn a_project_that_lost_its_article_is_told_by_its_name() {
    let desk = Desk::new();
    desk.project("articles/a.tarjuman", "a.html", b"");
    let older = ("articles/a.tarjuman".to_owned(), Found::ProjectOfOlderVersion, false);
    assert_eq!(desk.place("a.html", b"text"), older);
    assert_eq!(desk.place("a.txt", b"text").0, "articles/a-2.tarjuman");
    desk.project("articles/b.tarjuman", "", b"");
    assert_eq!(desk.place("b.html", b"text").1, Found::ProjectOfOlderVersion);
    // In the data folder, the name says nothing.
    desk.project("pasted/b.tarjuman", "", b"");
    assert_eq!(for_pasted(&desk.root.path().join("pasted/b"), b"text").found, Found::Nothing);
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
fn a_project_of_several_that_cannot_be_read_holds_nothing_up_and_is_named() {
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

    fs::write(&path, &whole[..whole.len() / 20]).unwrap();
    let location = locate();
    assert_eq!((location.path, location.found), (desk.article("a and 1 more-2.tarjuman"), Found::Nothing));
    assert_eq!(location.passed_over.iter().map(OpenError::path).collect::<Vec<_>>(), [&path]);
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
    assert_eq!((locate().path, locate().found), (path, Found::Project));
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

#[test]
fn an_ending_is_added_never_swapped() {
    for (name, expected) in [
        ("report", "report.tarjuman"),
        ("Baku v1.2", "Baku v1.2.tarjuman"),
        ("a/b.tarjuman", "a/b.tarjuman"),
        ("B.TARJUMAN", "B.TARJUMAN"),
    ] {
        assert_eq!(with_ending(Path::new(name), EXTENSION), Path::new(expected));
    }
}
