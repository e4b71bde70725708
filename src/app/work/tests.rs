use super::record::Record;
use super::{Day, Days, LONGEST_PAUSE, Work};
use crate::app::{App, Command, Places, today};
use crate::project::SegmentId;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

const DAY: &str = "2026-11-28";

fn days(milliseconds: u64, segments: i64) -> Days {
    let mut days = Days::default();
    days.add_to(DAY, Day { milliseconds, segments, words: segments * 2 });
    days
}

#[test]
fn long_pauses_are_no_work() {
    let mut work = Work::default();
    let seconds = |seconds| Some(Duration::from_secs(seconds));
    for pause in [None, seconds(30), Some(LONGEST_PAUSE), seconds(121), seconds(5)] {
        work.note(DAY, pause, 0, 0);
    }
    assert_eq!(work.day(DAY).milliseconds, 155_000);
}

#[test]
fn days_of_several_windows_are_added_up() {
    let folder = tempfile::tempdir().unwrap();
    let (one, other) = (Path::new("/desk/a.tarjuman"), Path::new("/desk/b.tarjuman"));
    let exchange = |project, more: &Days| Record::exchange(folder.path(), project, more).unwrap();
    assert_eq!(exchange(one, &Days::default()), Days::default());
    exchange(one, &days(1_000, 3));
    exchange(other, &days(7, 7));
    assert_eq!(exchange(one, &days(500, -1)), days(1_500, 2));
    assert_eq!(exchange(other, &Days::default()), days(7, 7));
    std::fs::write(folder.path().join("work.json"), "{ broken").unwrap();
    assert_eq!(exchange(one, &days(5, 0)), days(5, 0));
    assert_eq!(std::fs::read_to_string(folder.path().join("work.json.bad")).unwrap(), "{ broken");
}

#[test]
fn what_was_confirmed_is_kept_when_the_window_closes() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("article.txt"), "محادثات في باكو\n\nوصل الوزير.\n").unwrap();
    let places = || Places { config: folder.path().join("config"), data: folder.path().join("data") };
    let settle = |app: &mut App| app.settle(Duration::from_secs(30));
    let mut app = App::new(places(), Arc::new(|| {}));
    app.run(Command::OpenPath(folder.path().join("article.txt")));
    settle(&mut app);
    let segment = SegmentId(1);
    app.run(Command::Type {
        segment,
        start: 0,
        removed: String::new(),
        inserted: "Talks in Baku".to_owned(),
        anchor: 13,
        focus: 13,
    });
    app.run(Command::Confirm);
    let day = app.work.day(&today());
    assert_eq!((day.segments, day.words), (1, 3));
    app.run(Command::Undo);
    assert_eq!(app.work.day(&today()).segments, 0, "what is taken back was not done");
    app.run(Command::Redo);
    app.run(Command::Close);
    drop(app);
    let mut app = App::new(places(), Arc::new(|| {}));
    app.run(Command::OpenPath(folder.path().join("article.txt")));
    settle(&mut app);
    assert_eq!((app.work.day(&today()).segments, app.work.all().1), (1, 1));
}
