//! Arabic through the system's clipboard, into a draft and out again.

use super::desk::Desk;
use super::display::{Display, wait_for};
use super::tools;
use std::io::Write as _;
use std::process::{Child, Stdio};
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
    assert_eq!(clipboard(&desk.display), "اليوم", "other programs get it in logical order");

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

/// A program that owns the clipboard until it is dropped or another one copies.
struct Owner(Child);

impl Drop for Owner {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn copy(display: &Display, text: &str) -> Owner {
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
