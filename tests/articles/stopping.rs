//! Giving up a file that is being read.

use crate::desk::{ARTICLE, Desk, OTHER, SOON};
use std::time::Instant;
use tarjuman::app::{Command, Level};
use tarjuman::article::Charset;

/// Starts something and wishes at once that it stopped.
fn stop(desk: &mut Desk, command: Command) {
    desk.app.run(command);
    // Where the file of the article is looked for first, it is read a moment later.
    let start = Instant::now();
    while desk.app.opening.is_none() && start.elapsed() < SOON {
        desk.app.receive();
    }
    assert!(desk.app.opening.is_some());
    desk.run(Command::StopOpening);
    assert!(desk.app.opening.is_none());
    assert!(desk.was_said("was stopped"), "{:?}", desk.app.notices);
    assert!(desk.app.notices.iter().all(|notice| notice.level == Level::Info), "{:?}", desk.app.notices);
}

#[test]
fn what_was_open_is_untouched() {
    let mut desk = Desk::on("article.txt", ARTICLE);
    desk.write_all();
    desk.write("article.txt", OTHER);
    let before = desk.project().clone();
    let (one, several) = (desk.paths(&["other.txt"]), desk.paths(&["other.txt", "missing.txt"]));
    for command in [
        Command::OpenPath(one[0].clone()),
        Command::OpenPaths(several.clone()),
        Command::AddPaths(several),
        Command::ReadAgain,
        Command::ReadAs(Some(Charset::Windows1256)),
        Command::OpenPasted { html: None, text: OTHER.to_owned() },
    ] {
        stop(&mut desk, command.clone());
        assert_eq!(*desk.project(), before, "{command:?}");
        assert_eq!(desk.session().path, desk.path("article.tarjuman"), "{command:?}");
    }
    desk.type_text("!");
    desk.check_stored();
    // The file can be opened afterwards, to write.
    desk.open(&["other.txt"]);
    assert_eq!(desk.sources()[0], "محادثات في أنقرة");
    assert!(!desk.session().is_read_only(), "{:?}", desk.app.notices);
}

#[test]
fn a_wish_to_stop_is_about_one_file_only() {
    let mut desk = Desk::new();
    let path = desk.path("article.txt");
    stop(&mut desk, Command::OpenPath(path));
    desk.open(&["article.txt"]);
    assert_eq!(desk.sources().len(), 4);
}

#[test]
fn with_nothing_to_stop_the_command_says_so() {
    let mut desk = Desk::new();
    desk.run(Command::StopOpening);
    assert!(desk.was_said("no file is being read"), "{:?}", desk.app.notices);
}

#[test]
fn while_a_file_is_read_no_other_is_added_and_nothing_is_read_again() {
    let mut desk = Desk::on("article.txt", ARTICLE);
    let (path, more) = (desk.path("other.txt"), desk.paths(&["missing.txt"]));
    desk.app.run(Command::OpenPath(path));
    for command in [Command::AddPaths(more), Command::ReadAgain, Command::ReadAs(None), Command::CutAnew] {
        desk.app.run(command.clone());
        assert!(desk.was_said("a file is being read"), "{command:?}: {:?}", desk.app.notices);
    }
    desk.app.settle(SOON);
    assert_eq!(desk.session().path, desk.path("other.tarjuman"), "the file that was asked for");
}
