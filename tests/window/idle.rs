//! A window that nobody touches uses no processor time.

use super::desk::Desk;
use std::time::Duration;

#[test]
fn at_rest_the_processor_is_left_alone() {
    let Some(mut desk) = Desk::open() else { return };
    desk.type_text("Pompeo");
    desk.expect_drafts(&["Pompeo"]);
    desk.program().settle();
    let before = desk.program().processor_ticks();
    std::thread::sleep(Duration::from_secs(2));
    let used = desk.program().processor_ticks() - before;
    // A tick is 10 ms: two of them are one per cent of two seconds.
    assert!(used <= 2, "{} ms of processor time in two idle seconds", used * 10);
    println!("{} ms of processor time in two idle seconds", used * 10);
    desk.press(&["ctrl+q"]);
    desk.expect_closed();
}
