use super::desk::Desk;
use super::plan::Plan;
#[test]
fn zz() {
    let Some(mut desk) = Desk::open() else { return };
    let plan = Plan::of(&desk);
    let word = plan.on("Source of segment 6", "نياً");
    println!("{word:?}");
    desk.click_often(word, 2);
    desk.program().settle();
    desk.display.command("import").args(["-window", "root", "/tmp/drv/a.png"]).status().unwrap();
    desk.press(&["ctrl+e"]);
    desk.program().settle();
    desk.display.command("import").args(["-window", "root", "/tmp/drv/b.png"]).status().unwrap();
}
