//! Nothing that was written is lost, however the window ends.

use super::desk::Desk;
use super::display::Hand::{Press, Type};
use std::time::{Duration, Instant};
use tarjuman::project::Status;

/// What may be lost in a power cut, by design.
const GRACE: Duration = Duration::from_millis(250);

#[test]
fn closing_with_the_window_managers_button_right_after_typing_keeps_all() {
    let Some(mut desk) = Desk::open() else { return };
    // The close is asked for while the letters are still on their way.
    desk.hurry(&[Type("Pompeo"), Press("ctrl+Return"), Type("Then")]);
    desk.ask_to_close();
    desk.expect_closed();
    desk.expect_drafts(&["Pompeo", "Then"]);
}

#[test]
fn closing_with_a_shortcut_right_after_typing_keeps_all() {
    let Some(mut desk) = Desk::open() else { return };
    desk.hurry(&[Type("Pompeo"), Press("ctrl+Return"), Type("Then"), Press("ctrl+q")]);
    desk.expect_closed();
    let stored = desk.stored();
    assert_eq!((stored.segments[0].draft.as_str(), stored.segments[0].status), ("Pompeo", Status::Confirmed));
    assert_eq!(stored.segments[1].draft, "Then");
}

#[test]
fn a_kill_in_the_middle_of_typing_loses_at_most_a_quarter_of_a_second() {
    let Some(mut desk) = Desk::open() else { return };
    let mut typed = String::new();
    for round in 0..3 {
        let begun = typed.len();
        let mut chunks = Vec::new();
        let started = Instant::now();
        // Each kill comes at another moment of a keystroke.
        let until = Duration::from_millis(900 + 70 * round);
        while started.elapsed() < until {
            let chunk = format!("{:02} ", chunks.len() % 100);
            desk.type_text(&chunk);
            typed.push_str(&chunk);
            chunks.push((typed.len(), Instant::now()));
        }
        desk.kill();
        let killed = Instant::now();
        let owed = chunks.iter().rev().find(|(_, at)| *at + GRACE <= killed).map_or(begun, |(end, _)| *end);

        let stored = desk.stored_drafts().swap_remove(0);
        assert!(typed.starts_with(&stored), "{stored:?} is not the beginning of {typed:?}");
        assert!(stored.len() >= owed, "{} letters lost too many: {stored:?}", owed - stored.len());
        println!("killed after {} letters, {} not stored", typed.len(), typed.len() - stored.len());

        // The next session goes on from there.
        desk.start();
        assert_eq!(desk.stored_drafts()[0], stored, "reopening shows what was stored");
        typed = stored;
    }
    desk.type_text("end");
    desk.expect(1, &format!("{typed}end"), Status::Draft);
    desk.press(&["ctrl+q"]);
    desk.expect_closed();
}
