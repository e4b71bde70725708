//! Saving under another name while segments become other ones.

use crate::desk::{ARTICLE, Desk, OTHER};
use std::time::{Duration, Instant};
use tarjuman::app::Command;
use tarjuman::project::Contents;

/// Saves under another name, does something before the copy is written, and compares the copy with what is open.
#[track_caller]
fn check(desk: &mut Desk, name: &str, meanwhile: impl FnOnce(&mut Desk)) {
    let path = desk.path(name);
    let old = desk.session().path.clone();
    desk.app.run(Command::SaveAsTo(path.clone()));
    // No answer of a worker is taken before `settle`.
    meanwhile(desk);
    desk.app.settle(crate::desk::SOON);
    assert_eq!(desk.session().path, path);
    desk.check_stored();
    // The old file is written to its end on a thread of its own.
    let started = Instant::now();
    let left = || Contents::of(&tarjuman::project::file::look(&old).unwrap().0).segments;
    while left() != desk.project().segments && started.elapsed() < crate::desk::SOON {
        std::thread::sleep(Duration::from_millis(10));
    }
    assert_eq!(left(), desk.project().segments, "the old file has it too");
}

#[test]
fn a_split_a_join_and_a_cut_while_the_copy_is_written_are_in_it() {
    let mut desk = Desk::on("article.txt", ARTICLE);
    desk.write_all();
    desk.click_before(2, "إلى باكو");
    check(&mut desk, "split.tarjuman", |desk| desk.app.run(Command::Split));
    desk.select(2);
    check(&mut desk, "joined.tarjuman", |desk| desk.app.run(Command::Join));
    check(&mut desk, "undone.tarjuman", |desk| desk.app.run(Command::Undo));
    // There and back: the same segments as in the copy.
    check(&mut desk, "both.tarjuman", |desk| {
        desk.app.run(Command::Join);
        desk.app.run(Command::Undo);
    });
}

#[test]
fn what_is_put_away_while_the_copy_is_written_is_put_away_in_it() {
    let mut desk = Desk::on("article.txt", ARTICLE);
    desk.write_all();
    desk.write("article.txt", ARTICLE.replace("أمس", "اليوم"));
    desk.run(Command::ReadAgain);
    let id = desk.id(2);
    assert!(desk.segment(2).earlier.is_some());
    check(&mut desk, "away.tarjuman", |desk| desk.app.run(Command::DropEarlier(id)));
    check(&mut desk, "back.tarjuman", |desk| desk.app.run(Command::Undo));
    assert!(desk.segment(2).earlier.is_some());
    check(&mut desk, "used.tarjuman", |desk| desk.app.run(Command::UseEarlier(id)));
}

#[test]
fn an_article_taken_back_or_read_again_while_the_copy_is_written_is_so_in_it() {
    let mut desk = Desk::on("article.txt", ARTICLE);
    desk.write_all();
    let paths = desk.paths(&["other.txt"]);
    desk.run(Command::AddPaths(paths));
    check(&mut desk, "fewer.tarjuman", |desk| desk.app.run(Command::Undo));
    check(&mut desk, "more.tarjuman", |desk| desk.app.run(Command::Redo));
    desk.write("article.txt", ARTICLE.replace("أمس", "اليوم"));
    desk.run(Command::ReadAgain);
    check(&mut desk, "before.tarjuman", |desk| desk.app.run(Command::Undo));
    check(&mut desk, "after.tarjuman", |desk| {
        desk.app.run(Command::Redo);
        desk.app.run(Command::Select { segment: desk.id(1) });
    });
    assert!(desk.sources().contains(&OTHER.lines().next().unwrap()));
}

#[test]
fn a_split_and_what_is_typed_right_behind_it_are_stored_together() {
    let mut desk = Desk::on("article.txt", ARTICLE);
    for _ in 0..30 {
        // Without waiting: the saver merges what it has not written yet.
        let source = desk.segment(2).source.find("إلى باكو").unwrap();
        let segment = desk.id(2);
        desk.app.run(Command::Select { segment });
        desk.app.run(Command::SelectInSource { segment, bytes: source..source });
        desk.app.run(Command::Split);
        let second = desk.app.selected().unwrap();
        for (segment, text) in [(second, "Baku "), (segment, "He ")] {
            desk.app.run(Command::Type {
                segment,
                start: 0,
                removed: String::new(),
                inserted: text.to_owned(),
                anchor: text.len(),
                focus: text.len(),
            });
        }
        desk.app.run(Command::Join);
    }
    desk.app.settle(crate::desk::SOON);
    assert!(desk.segment(2).draft.contains("Baku"));
    desk.check_terms();
    desk.check_stored();
}
