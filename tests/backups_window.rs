//! The dialog of backups, by the names that a screen reader says.

#![cfg(feature = "gui")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may stop")]

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use std::sync::Arc;
use std::time::Duration;
use tarjuman::app::{App, Command, Dialog, Places};
use tarjuman::project::file;
use tarjuman::ui::Window;
use tarjuman::ui::text::FontChoice;

const SOON: Duration = Duration::from_secs(30);

fn window(folder: &std::path::Path) -> Harness<'static, Window> {
    std::fs::write(folder.join("article.txt"), "وصل الوزير إلى باكو.\n").unwrap();
    let places = Places { config: folder.join("config"), data: folder.join("data") };
    let mut app = App::new(places, Arc::new(|| {}));
    app.run(Command::OpenPath(folder.join("article.txt")));
    app.settle(SOON);
    let window = Window::embedded(app, FontChoice::EmbeddedOnly);
    let mut harness = Harness::builder()
        .with_size([900.0, 600.0])
        .with_step_dt(1.0 / 60.0)
        .with_max_steps(12)
        .build_ui_state(|ui, window: &mut Window| window.frame_ui(ui), window);
    let ctx = harness.ctx.clone();
    harness.state_mut().dress(&ctx);
    harness.run();
    harness
}

fn show(harness: &mut Harness<'static, Window>) {
    let app = &mut harness.state_mut().app;
    app.run(Command::Backups);
    app.settle(SOON);
    harness.run();
}

#[test]
fn a_backup_is_chosen_by_its_date_and_what_is_in_it() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = window(folder.path());
    show(&mut harness);
    let made = harness.state().app.backups.found.as_ref().unwrap()[0].made;
    let label = format!("{}: 0 of 1 segments with a draft, 0 confirmed", file::minute(made));
    harness.query_by_role_and_label(Role::Button, &label).expect("no such backup").click();
    harness.run();
    harness.state_mut().app.settle(SOON);
    harness.run();
    let app = &harness.state().app;
    assert_eq!(app.dialog, None);
    let name = app.session.as_ref().unwrap().path.file_name().unwrap().to_string_lossy().into_owned();
    assert_eq!(name, format!("article (backup {}).tarjuman", file::minute(made)));
}

#[test]
fn enter_opens_the_newest_backup() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = window(folder.path());
    show(&mut harness);
    let made = harness.state().app.backups.found.as_ref().unwrap()[0].made;
    let label = format!("{}: 0 of 1 segments with a draft, 0 confirmed", file::minute(made));
    assert!(harness.query_by_role_and_label(Role::Button, &label).expect("no such backup").is_focused());
    harness.key_press_modifiers(Modifiers::NONE, Key::Enter);
    harness.run();
    harness.state_mut().app.settle(SOON);
    harness.run();
    assert_eq!(harness.state().app.dialog, None);
    assert!(harness.state().app.session.as_ref().unwrap().path.to_string_lossy().contains("(backup "));
}

#[test]
fn escape_and_cancel_put_the_dialog_away() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = window(folder.path());
    show(&mut harness);
    assert_eq!(harness.state().app.dialog, Some(Dialog::Backups));
    harness.key_press_modifiers(Modifiers::NONE, Key::Escape);
    harness.run();
    assert_eq!(harness.state().app.dialog, None);

    show(&mut harness);
    harness.query_by_role_and_label(Role::Button, "Cancel").expect("no way out").click();
    harness.run();
    assert_eq!(harness.state().app.dialog, None);
    assert!(harness.query_by_label("Open a backup").is_none());
}
