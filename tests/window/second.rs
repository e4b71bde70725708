//! Two windows on one project: one writes, the other reads and says so.

use super::desk::{Desk, Program, SIZE};
use super::display::Hand::{Press, Type};
use super::display::{Display, Manager};
use tarjuman::project::Status;
use tarjuman::project::file::{self, Access};

#[test]
fn the_second_window_stores_nothing_and_the_first_goes_on() {
    let Some(mut desk) = Desk::open() else { return };
    desk.type_text("Pompeo");
    desk.expect_drafts(&["Pompeo"]);
    let Some(other) = Display::start(SIZE.0, SIZE.1, Manager::IfInstalled) else { return };
    let mut second = Program::start(&other, desk.folder.path(), "article.tarjuman");
    other.hurry(&[Type("lost"), Press("ctrl+Return"), Press("alt+1"), Press("alt+Down"), Type("too")]);
    second.settle();

    let holder = file::open(&desk.project_path()).unwrap().access;
    let first = desk.program().id();
    assert!(
        matches!(&holder, Access::ReadOnly { reason } if reason.ends_with(&format!("process {first})"))),
        "{holder:?}"
    );
    desk.type_text(" arrives");
    desk.expect(1, "Pompeo arrives", Status::Draft);
    desk.expect_drafts(&["Pompeo arrives"]);

    // The second closes without asking anything; then the first.
    other.hurry(&[Press("ctrl+q")]);
    assert!(second.ended().success());
    desk.press(&["ctrl+q"]);
    desk.expect_closed();
    assert_eq!(desk.stored_selection(), Some(1), "the selection of the reader is not stored");
}
