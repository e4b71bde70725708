use super::*;
use crate::article::Stop;
use crate::memory::{Context, Unit};

fn unit(source: &str, target: &str) -> Unit {
    Unit {
        source: source.to_owned(),
        target: target.to_owned(),
        origin: "page.tarjuman".to_owned(),
        author: "me".to_owned(),
        created: 1_000,
        changed: 1_000,
        ..Unit::default()
    }
}

fn at_place(source: &str, target: &str, before: &str) -> Unit {
    Unit { context: Context::between(Some(before), None), ..unit(source, target) }
}

fn memory() -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open_or_create(&folder.path().join("memory/mine.tarmem")).unwrap();
    (folder, store)
}

fn all(store: &Store) -> Vec<(i64, String, String)> {
    let mut all = Vec::new();
    let visit = |stored: Stored| {
        all.push((stored.id.0, stored.unit.source, stored.unit.target));
        std::ops::ControlFlow::Continue(())
    };
    store.each_after(UnitId::default(), visit).unwrap();
    all
}

#[test]
fn a_unit_that_is_there_is_brought_up_to_date() {
    let (_folder, mut store) = memory();
    let first = store.add(&unit(" وصل أحمد ", "Ahmed arrived"), Placing::Beside).unwrap();
    assert_eq!((first.id, first.what), (UnitId(1), AddedAs::New));
    let again = store.add(&unit("وصل أحمد", "Ahmed arrived"), Placing::Beside).unwrap();
    assert_eq!((again.id, again.what), (first.id, AddedAs::Same));
    assert_eq!(store.apply(&again.undo).unwrap(), Edit::Group(Vec::new()));

    let later = Unit {
        created: 2_000,
        changed: 2_000,
        author: "you".to_owned(),
        ..unit("وصل أحمد", "Ahmed arrived")
    };
    let updated = store.add(&later, Placing::Beside).unwrap();
    assert_eq!((updated.id, updated.what), (first.id, AddedAs::Updated));
    let stored = store.unit(first.id).unwrap().unwrap().unit;
    assert_eq!((stored.created, stored.changed, stored.author.as_str()), (1_000, 2_000, "you"));
    store.apply(&updated.undo).unwrap();
    assert_eq!(store.unit(first.id).unwrap().unwrap().unit, unit("وصل أحمد", "Ahmed arrived"));

    let other = store.add(&unit("وصل أحمد", "Ahmed has arrived"), Placing::Beside).unwrap();
    assert_eq!((other.what, store.len().unwrap()), (AddedAs::New, 2));
}

#[test]
fn a_sentence_that_is_translated_anew_replaces_itself_and_no_other() {
    let (_folder, mut store) = memory();
    store.add(&at_place("نعم", "Yes.", "هل وصل؟"), Placing::InPlace).unwrap();
    store.add(&at_place("نعم", "Indeed.", "هل رحل؟"), Placing::InPlace).unwrap();
    let anew = store.add(&at_place("نعم", "He has.", "هل وصل؟"), Placing::InPlace).unwrap();
    assert_eq!((anew.id, anew.what), (UnitId(1), AddedAs::Replaced));
    let elsewhere =
        Unit { origin: "other.tarjuman".to_owned(), ..at_place("نعم", "Aye.", "هل وصل؟") };
    assert_eq!(store.add(&elsewhere, Placing::InPlace).unwrap().what, AddedAs::New);
    // Without a context nothing says that it is the same sentence.
    store.add(&unit("نعم", "Yes!"), Placing::InPlace).unwrap();
    store.add(&unit("نعم", "Yea."), Placing::InPlace).unwrap();
    let targets: Vec<String> = all(&store).into_iter().map(|(_, _, target)| target).collect();
    assert_eq!(targets, ["He has.", "Indeed.", "Aye.", "Yes!", "Yea."]);
    store.apply(&anew.undo).unwrap();
    assert_eq!(all(&store)[0].2, "Yes.");
}

#[test]
fn removing_and_changing_are_taken_back_with_their_numbers() {
    let (_folder, mut store) = memory();
    for number in 0..6 {
        store.add(&unit(&format!("كلمة {number}"), &format!("word {number}")), Placing::Beside).unwrap();
    }
    let before = all(&store);
    let undo = store.apply(&Edit::removal(vec![UnitId(6), UnitId(2), UnitId(3), UnitId(99)])).unwrap();
    assert_eq!(store.len().unwrap(), 3);
    let added = store.add(&unit("جديد", "new"), Placing::Beside).unwrap();
    assert_eq!(added.id, UnitId(7), "the number of a unit that is gone is not given again");
    let redo = store.apply(&undo).unwrap();
    assert_eq!(redo, Edit::removal(vec![UnitId(2), UnitId(3), UnitId(6)]));
    store.apply(&added.undo).unwrap();
    assert_eq!(all(&store), before);

    let changed = Stored { id: UnitId(4), unit: unit("كلمة أخرى", "another word") };
    let undo = store.apply(&Edit::Group(vec![Edit::of(changed), Edit::removal(vec![UnitId(1)])])).unwrap();
    assert_eq!(store.with_key(crate::memory::Text::of("كلمه اخري").key(), 9).unwrap().len(), 1);
    store.apply(&undo).unwrap();
    assert_eq!(all(&store), before);

    let empty = Edit::of(Stored { id: UnitId(4), unit: unit("كلمة", " ") });
    let refused = store.apply(&Edit::Group(vec![Edit::removal(vec![UnitId(1)]), empty]));
    assert_eq!(refused, Err(MemoryError::EmptyText));
    assert_eq!(all(&store), before, "of several changes all are made or none");
}

#[test]
fn of_duplicates_the_last_changed_stays() {
    let (_folder, mut store) = memory();
    store.add(&unit("وصل أحمد", "Ahmed arrived"), Placing::Beside).unwrap();
    let later = Unit { changed: 5_000, ..at_place("وصل احمد", "Ahmed  arrived", "باكو") };
    store.add(&later, Placing::Beside).unwrap();
    store.add(&at_place("وَصَل أحمد", "Ahmed arrived", "موسكو"), Placing::Beside).unwrap();
    store.add(&unit("وصل أحمد؟", "Ahmed arrived"), Placing::Beside).unwrap();
    store.add(&unit("وصل أحمد", "Ahmad arrived"), Placing::Beside).unwrap();
    let before = all(&store);
    let (count, undo) = store.remove_duplicates(&Stop::default()).unwrap();
    assert_eq!(count, 2);
    let left: Vec<i64> = all(&store).into_iter().map(|(id, ..)| id).collect();
    assert_eq!(left, [2, 4, 5]);
    assert_eq!(store.remove_duplicates(&Stop::default()).unwrap().0, 0);
    store.apply(&undo).unwrap();
    assert_eq!(all(&store), before);
    let stop = Stop::default();
    stop.wish();
    assert_eq!(store.remove_duplicates(&stop), Err(MemoryError::Stopped));
}

#[test]
fn a_filter_finds_both_languages_whatever_the_spelling() {
    let (_folder, mut store) = memory();
    store.add(&unit("وصل أحمد إلى القاهرة", "Ahmed reached Cairo"), Placing::Beside).unwrap();
    let noted = Unit { note: "to check".to_owned(), author: "you".to_owned(), ..unit("باكو", "Baku") };
    store.add(&noted, Placing::Beside).unwrap();
    let browse = |filter: Filter| {
        let ids = store.browse(&filter, &Stop::default()).unwrap();
        store.units(&ids).unwrap().iter().map(|stored| stored.id.0).collect::<Vec<_>>()
    };
    let text = |text: &str| Filter { text: text.to_owned(), ..Filter::default() };
    assert_eq!(browse(Filter::default()), [2, 1]);
    assert_eq!(browse(text("احمد الي")), [1]);
    assert_eq!(browse(text("BAK")), [2]);
    assert_eq!(browse(text("check")), [2]);
    assert_eq!(browse(Filter { author: "me".to_owned(), ..Filter::default() }), [1]);
    assert_eq!(browse(Filter { origin: "else".to_owned(), ..text("a") }), [] as [i64; 0]);
    assert_eq!(store.origins().unwrap(), [("page.tarjuman".to_owned(), 2)]);
    assert_eq!(store.authors().unwrap().len(), 2);
}

#[test]
fn what_another_window_does_is_news() {
    let (_folder, mut store) = memory();
    let mut other = Store::open(store.path()).unwrap();
    let start = store.seen().unwrap();
    other.add(&unit("باكو", "Baku"), Placing::Beside).unwrap();
    let News::Some { after, touched, now } = store.news(start).unwrap() else { panic!("no news") };
    assert_eq!((after, touched), (UnitId(0), vec![]));
    assert_eq!(store.news(now).unwrap(), News::None);

    other.add(&unit("موسكو", "Moscow"), Placing::Beside).unwrap();
    let undo = other.apply(&Edit::removal(vec![UnitId(1)])).unwrap();
    other.apply(&undo).unwrap();
    let News::Some { after, touched, now } = store.news(now).unwrap() else { panic!("no news") };
    assert_eq!((after, touched), (UnitId(1), vec![UnitId(1)]));

    let many: Vec<Unit> = (0..=edit::LOG_LENGTH).map(|n| unit(&n.to_string(), "n")).collect();
    let added = other.add_many(&many).unwrap();
    other.apply(&Edit::Remove(vec![added.new])).unwrap();
    assert!(matches!(store.news(now).unwrap(), News::Everything { .. }));
    // Both may write.
    assert_eq!(store.add(&unit("تبليسي", "Tbilisi"), Placing::Beside).unwrap().what, AddedAs::New);
}

#[test]
fn what_a_file_brings_is_added_once() {
    let (_folder, mut store) = memory();
    let units = [unit("باكو", "Baku"), unit("موسكو", "Moscow"), unit("باكو", "Baku")];
    let added = store.add_many(&units).unwrap();
    assert_eq!((added.new.clone(), added.same), (1..3, 1));
    assert_eq!(store.add_many(&units).unwrap().same, 3);
    store.apply(&Edit::Remove(vec![added.new])).unwrap();
    assert!(store.is_empty().unwrap());
}

#[test]
fn a_file_that_is_no_memory_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.tarmem");
    let refused = |path: &Path| Store::open_or_create(path).unwrap_err();
    assert!(matches!(Store::open(&path), Err(MemoryError::Missing { .. })));
    assert!(matches!(refused(folder.path()), MemoryError::NotAMemory { found: "it is a folder", .. }));

    std::fs::write(&path, "source,target\nباكو,Baku\n").unwrap();
    assert!(matches!(refused(&path), MemoryError::NotAMemory { found: "it is no database", .. }));
    assert!(std::fs::read_to_string(&path).unwrap().starts_with("source"));

    for (id, found) in [
        (crate::project::file::APPLICATION_ID, "it is a project"),
        (7, "it is a database of another program"),
    ] {
        let other = folder.path().join(format!("{id}.db"));
        let connection = Connection::open(&other).unwrap();
        connection.pragma_update(None, "application_id", id).unwrap();
        connection.execute_batch("CREATE TABLE t (a)").unwrap();
        drop(connection);
        let before = std::fs::read(&other).unwrap();
        assert!(matches!(refused(&other), MemoryError::NotAMemory { found: said, .. } if said == found));
        assert_eq!(std::fs::read(&other).unwrap(), before);
    }
}

#[test]
fn a_newer_memory_is_left_alone() {
    let (_folder, store) = memory();
    let path = store.path().to_owned();
    store.connection.pragma_update(None, "user_version", FORMAT + 1).unwrap();
    drop(store);
    let error = Store::open(&path).unwrap_err();
    assert_eq!(error, MemoryError::Newer { path: path.clone(), format: FORMAT + 1, reads: FORMAT });
    assert!(error.to_string().contains("Update Tarjuman"));
}

#[test]
fn a_damaged_memory_is_said_to_be_one() {
    let (_folder, mut store) = memory();
    let units: Vec<Unit> =
        (0..2_000).map(|n| unit(&format!("كلمة {n} {}", "ا ".repeat(40)), "word")).collect();
    store.add_many(&units).unwrap();
    assert_eq!(store.check(), Ok(()));
    let path = store.path().to_owned();
    drop(store);
    let good = std::fs::read(&path).unwrap();

    let mut bytes = good.clone();
    let middle = bytes.len() / 2;
    bytes[middle..middle + 30_000].fill(0xA5);
    std::fs::write(&path, &bytes).unwrap();
    let store = Store::open(&path).unwrap();
    assert!(matches!(store.check(), Err(MemoryError::Corrupt { .. })));
    let read = store.each_after(UnitId::default(), |_| std::ops::ControlFlow::Continue(()));
    assert!(matches!(read, Err(MemoryError::Corrupt { .. })), "{read:?}");
    drop(store);

    std::fs::write(&path, &good[..good.len() / 3]).unwrap();
    let cut = Store::open(&path).and_then(|store| store.check());
    assert!(matches!(cut, Err(MemoryError::Corrupt { .. })), "{cut:?}");

    std::fs::write(&path, &good[..50]).unwrap();
    let stump = Store::open(&path);
    assert!(matches!(stump, Err(MemoryError::Corrupt { .. })), "{stump:?}");
    assert_eq!(std::fs::read(&path).unwrap(), &good[..50]);

    std::fs::write(&path, &good).unwrap();
    Connection::open(&path).unwrap().execute_batch("DROP TABLE unit").unwrap();
    assert!(matches!(Store::open(&path), Err(MemoryError::Corrupt { .. })));
}

#[test]
fn a_memory_that_is_being_written_says_so() {
    let (_folder, mut store) = memory();
    let blocker = Connection::open(store.path()).unwrap();
    store.connection.busy_timeout(std::time::Duration::ZERO).unwrap();
    blocker.execute_batch("BEGIN IMMEDIATE").unwrap();
    let refused = store.add(&unit("باكو", "Baku"), Placing::Beside).unwrap_err();
    assert!(matches!(refused, MemoryError::Locked { .. }) && refused.is_passing());
    // Reading goes on meanwhile.
    assert_eq!(store.len(), Ok(0));
    blocker.execute_batch("ROLLBACK").unwrap();
    assert!(store.add(&unit("باكو", "Baku"), Placing::Beside).is_ok());
}

#[test]
fn a_memory_may_be_opened_only_to_read() {
    let (_folder, mut store) = memory();
    store.add(&unit("باكو", "Baku"), Placing::Beside).unwrap();
    let mut reader = Store::open_read_only(store.path()).unwrap();
    assert_eq!(reader.read_only_reason(), Some("it was added as one to read only"));
    assert_eq!(all(&reader).len(), 1);
    let refused = reader.add(&unit("موسكو", "Moscow"), Placing::Beside).unwrap_err();
    assert!(matches!(refused, MemoryError::ReadOnly { .. }));
    assert!(matches!(
        Store::open_read_only(Path::new("/nowhere/a.tarmem")),
        Err(MemoryError::Missing { .. })
    ));
}

#[cfg(unix)]
#[test]
fn a_memory_in_a_folder_that_cannot_be_written_is_read() {
    use std::os::unix::fs::PermissionsExt as _;
    let (_folder, mut store) = memory();
    store.add(&unit("باكو", "Baku"), Placing::Beside).unwrap();
    let path = store.path().to_owned();
    let folder = path.parent().unwrap().to_owned();
    drop(store);
    let allow = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    allow(&path, 0o444);
    allow(&folder, 0o555);
    let as_root = can_be_written_beside(&path);
    let mut store = if as_root {
        // Root may write everywhere: what others would get is asked for.
        let connection = schema::connect_immutable(&path).unwrap();
        Store { path: path.clone(), connection, access: Access::ReadOnly { reason: "r".to_owned() } }
    } else {
        Store::open(&path).unwrap()
    };
    assert_eq!(all(&store).len(), 1);
    let refused = store.add(&unit("موسكو", "Moscow"), Placing::Beside).unwrap_err();
    assert!(matches!(refused, MemoryError::ReadOnly { .. }), "{refused:?}");
    allow(&folder, 0o755);
}

#[test]
fn a_memory_that_was_replaced_is_not_written() {
    let (folder, mut store) = memory();
    fs::rename(store.path(), folder.path().join("moved")).unwrap();
    fs::write(store.path(), "").unwrap();
    let refused = store.add(&unit("باكو", "Baku"), Placing::Beside);
    assert!(cfg!(not(unix)) || matches!(refused, Err(MemoryError::Gone { .. })), "{refused:?}");
}

#[test]
fn what_a_project_has_is_added_as_confirming_would() {
    let (_folder, mut store) = memory();
    let here = |source: &str, target: &str| at_place(source, target, "قبل");
    store.add(&here("باكو", "Bakou"), Placing::InPlace).unwrap();
    store.add(&here("موسكو", "Moscow"), Placing::InPlace).unwrap();
    let units = [here("باكو", "Baku"), here("موسكو", "Moscow"), here("غزة", " "), here("تبليسي", "Tbilisi")];
    let targets = |store: &Store| all(store).into_iter().map(|(_, _, target)| target).collect::<Vec<_>>();
    let (count, undo) = store.add_all(&units).unwrap();
    assert_eq!(
        (count, targets(&store)),
        (2, vec!["Baku".to_owned(), "Moscow".to_owned(), "Tbilisi".to_owned()])
    );
    let (again, nothing) = store.add_all(&units).unwrap();
    assert!(again == 0 && nothing.is_empty());
    store.apply(&undo).unwrap();
    assert_eq!(targets(&store), ["Bakou", "Moscow"]);
}
