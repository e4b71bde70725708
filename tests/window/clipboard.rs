//! Through the system's clipboard, into a draft and out again.

use super::desk::Desk;
use super::display::{Display, wait_for, wait_or_say};
use super::tools;
use std::io::Write as _;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};
use tarjuman::project::Status;

#[test]
fn arabic_is_pasted_cut_pasted_and_taken_back() {
    if !tools::are_here(&["xclip"]) {
        return;
    }
    let Some(mut desk) = Desk::open() else { return };
    let _owner = copy(&desk.display, "قره باغ اليوم");
    desk.press(&["ctrl+v"]);
    desk.expect(1, "قره باغ اليوم", Status::Draft);

    // The caret is at the end, on the left; right goes back over the last word.
    for _ in 0.."اليوم".chars().count() {
        desk.press(&["shift+Right"]);
    }
    desk.press(&["ctrl+x"]);
    desk.expect(1, "قره باغ ", Status::Draft);
    expect_clipboard(&desk.display, "اليوم");

    desk.press(&["Home", "ctrl+v"]);
    desk.expect(1, "اليومقره باغ ", Status::Draft);
    for (expected, status) in
        [("قره باغ ", Status::Draft), ("قره باغ اليوم", Status::Draft), ("", Status::Untranslated)]
    {
        desk.press(&["ctrl+z"]);
        desk.expect(1, expected, status);
    }
    desk.press(&["ctrl+q"]);
    desk.expect_closed();
}

#[test]
fn a_megabyte_is_pasted_and_typing_goes_on() {
    if !tools::are_here(&["xclip"]) {
        return;
    }
    let sentence = "وقالت موسكو إن الاتفاق “did not hold” في كنجة. ";
    // In paragraphs, and in one that never ends.
    for line_break in ["\n", ""] {
        let Some(mut desk) = Desk::open_alone() else { return };
        let paragraph = sentence.repeat(4) + line_break;
        let pasted = paragraph.repeat(1_000_000 / paragraph.len());
        let _owner = copy(&desk.display, &pasted);
        let begun = Instant::now();
        desk.press(&["ctrl+v"]);
        desk.type_text("The end.");
        let wanted = pasted.clone() + "The end.";
        desk.expect_stored("a megabyte and what was typed", |project| project.segments[0].draft == wanted);
        let took = begun.elapsed();
        println!("stored after {} ms", took.as_millis());
        assert!(took < A_FEW_SECONDS, "{took:?}");

        // The beginning and the end are as far as they ever were.
        let begun = Instant::now();
        desk.press(&["ctrl+Home"]);
        desk.type_text("First");
        desk.press(&["ctrl+End", "BackSpace", "ctrl+Return"]);
        desk.type_text("next");
        let wanted = format!("First{pasted}The end");
        desk.expect_stored("both ends to be changed", |project| {
            project.segments[0].draft == wanted && project.segments[1].draft == "next"
        });
        let took = begun.elapsed();
        println!("both ends changed after {} ms", took.as_millis());
        assert!(took < A_FEW_SECONDS, "{took:?}");
        desk.press(&["ctrl+q"]);
        desk.expect_closed();
    }
}

/// For what a hand waits for without wondering, on a machine that has other work as well.
const A_FEW_SECONDS: Duration = Duration::from_secs(8);

/// Waits until other programs get this text, in logical order.
pub fn expect_clipboard(display: &Display, text: &str) {
    wait_or_say(&format!("{text:?} on the clipboard"), || {
        let seen = clipboard(display);
        if seen == text { Ok(()) } else { Err(format!("it has {seen:?}")) }
    });
}

/// A program that owns the clipboard until it is dropped or another one copies.
pub struct Owner(Child);

impl Drop for Owner {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

pub fn copy(display: &Display, text: &str) -> Owner {
    // `-quiet` keeps xclip in the foreground, where it can be ended.
    let mut child = display
        .command("xclip")
        .args(["-quiet", "-in", "-selection", "clipboard"])
        .stdin(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    let owner = Owner(child);
    wait_for("the clipboard to have the text", || (clipboard(display) == text).then_some(()));
    owner
}

fn clipboard(display: &Display) -> String {
    let mut command = display.command("xclip");
    let output = command.args(["-out", "-selection", "clipboard"]).stdout(Stdio::piped()).output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}
