//! Nothing that was written is lost, however the window ends.

use super::desk::Desk;
use super::display::Hand::{Press, Type};
use std::time::{Duration, Instant};
use tarjuman::project::Status;

/// Between the beginnings of two chunks of three letters.
const PACE: Duration = Duration::from_millis(20);
/// What may be lost in a power cut, by design.
const GRACE: Duration = Duration::from_millis(250);
/// Where more wants to run than there are processors, the keystrokes themselves arrive late.
const GRACE_IN_A_CROWD: Duration = Duration::from_secs(2);

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
fn a_signal_ends_the_program_as_closing_does() {
    for signal in ["TERM", "HUP", "INT"] {
        let Some(mut desk) = Desk::open() else { return };
        desk.hurry(&[Type("Pompeo"), Press("ctrl+Return"), Type("Then")]);
        // They have reached the window; they need not have reached the file.
        desk.expect_stored("the last word to be begun", |project| !project.segments[1].draft.is_empty());
        desk.hurry(&[Type(" more")]);
        desk.signal(signal);
        desk.expect_closed();
        assert_eq!(desk.stored_drafts()[0], "Pompeo");
        // The next start finds nothing that broke off.
        let (opened, path) = (tarjuman::project::file::open(&desk.project_path()), desk.project_path());
        let opened = opened.unwrap();
        assert_eq!((opened.warnings, opened.file.path()), (Vec::<String>::new(), path.as_path()), "{signal}");
    }
}

#[test]
fn a_kill_in_the_middle_of_typing_loses_at_most_a_quarter_of_a_second() {
    let Some(mut desk) = Desk::open_alone() else { return };
    let mut typed = String::new();
    for round in 0..3 {
        let begun = typed.len();
        let mut chunks = Vec::new();
        let mut waiting = Vec::new();
        let started = Instant::now();
        // Each kill comes at another moment of a keystroke.
        let until = Duration::from_millis(900 + 70 * round);
        while started.elapsed() < until {
            let chunk = format!("{:02} ", chunks.len() % 100);
            desk.type_text(&chunk);
            typed.push_str(&chunk);
            chunks.push((typed.len(), Instant::now()));
            waiting.push(wanting_to_run());
            // Five times as fast as a key that repeats: what piles up unread before the window is not typed yet.
            let due = PACE * chunks.len() as u32;
            std::thread::sleep(due.saturating_sub(started.elapsed()));
        }
        desk.kill();
        let killed = Instant::now();
        let crowd = waiting.iter().sum::<usize>() as f32 / waiting.len() as f32;
        let processors = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        let grace = if crowd > processors as f32 + 1.0 { GRACE_IN_A_CROWD } else { GRACE };
        let owed = chunks.iter().rev().find(|(_, at)| *at + grace <= killed).map_or(begun, |(end, _)| *end);

        let stored = desk.stored_drafts().swap_remove(0);
        assert!(typed.starts_with(&stored), "{stored:?} is not the beginning of {typed:?}");
        assert!(
            stored.len() >= owed,
            "{} letters older than {grace:?} are lost, with {crowd:.1} wanting to run: {stored:?}",
            owed - stored.len()
        );
        println!(
            "killed after {} letters, {} not stored (owed: all older than {grace:?})",
            typed.len() - begun,
            typed.len() - stored.len()
        );

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

/// How many threads of the whole machine are running or wait for a processor.
fn wanting_to_run() -> usize {
    let stat = std::fs::read_to_string("/proc/stat").unwrap();
    let line = stat.lines().find_map(|line| line.strip_prefix("procs_running ")).unwrap();
    line.trim().parse().unwrap()
}
