//! The settings by the names that a screen reader says, with nothing but the keyboard: look, search, reset, keys.

#![cfg(feature = "gui")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may stop")]

mod desk;

use desk::{CTRL, Desk, NONE};
use egui::Key;
use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use tarjuman::app::{Command, Contrast, Dialog, Theme};
use tarjuman::project::Status;

const ARTICLE: &str = "بومبيو يصل إلى باكو\n\nوصل الوزير أمس.\n";

impl Desk {
    /// The settings are open, and the list of pages has the keyboard.
    fn new() -> Self {
        let mut desk = Self::on(ARTICLE);
        desk.press(CTRL, Key::Comma);
        desk
    }

    #[track_caller]
    fn go_to_page(&mut self, title: &str) {
        self.tab_to(title);
        self.press(NONE, Key::Enter);
    }

    /// Opens the list that is named so and takes the choice.
    #[track_caller]
    fn choose(&mut self, list: &str, choice: &str) {
        self.tab_to(list);
        self.press(NONE, Key::Enter);
        self.tab_to(choice);
        self.press(NONE, Key::Enter);
    }

    fn search(&mut self, words: &str) {
        self.press(CTRL, Key::F);
        self.press(CTRL, Key::A);
        self.type_text(words);
    }
}

#[test]
fn every_part_of_the_look_is_chosen_by_keyboard_and_holds_at_once() {
    let mut desk = Desk::new();
    desk.go_to_page("Appearance");
    desk.choose("Theme", "Dark");
    assert_eq!(desk.app().settings.theme, Theme::Dark);
    let dark = desk.harness.ctx.global_style().visuals.panel_fill;
    desk.tab_to("High contrast");
    desk.press(NONE, Key::Space);
    assert_eq!(desk.app().settings.contrast, Contrast::High);
    assert_ne!(desk.harness.ctx.global_style().visuals.panel_fill, dark);
    desk.tab_to("Reduce motion");
    assert!(!desk.harness.ctx.global_style().scroll_animation.points_per_second.is_infinite());
    desk.press(NONE, Key::Space);
    assert!(desk.harness.ctx.global_style().scroll_animation.points_per_second.is_infinite());
    desk.choose("Interface scale", "125 %");
    assert!((desk.app().settings.interface_scale - 1.25).abs() < 1e-6);
    assert!((desk.harness.ctx.zoom_factor() - 1.25).abs() < 1e-6);

    desk.tab_to("Reset this page");
    desk.press(NONE, Key::Enter);
    assert_eq!(desk.app().settings.theme, Theme::System);
    assert!((desk.harness.ctx.zoom_factor() - 1.0).abs() < 1e-6);
    desk.tab_to("Undo the reset");
    desk.press(NONE, Key::Enter);
    assert_eq!(desk.app().settings.theme, Theme::Dark);
    assert!(desk.app().settings.reduced_motion);
}

#[test]
fn settings_are_found_on_all_pages_and_used_where_they_are_found() {
    let mut desk = Desk::new();
    desk.search("scale");
    assert!(desk.is_there("Interface scale") && desk.is_there("Size of both"));
    assert!(!desk.is_there("Arabic face"), "only what was looked for");
    assert_eq!(desk.focused().map(|(_, label)| label).as_deref(), Some("Search the settings"));
    desk.search("misspelt");
    desk.tab_to("Mark misspelt English words in drafts");
    desk.press(NONE, Key::Space);
    assert!(!desk.app().settings.spelling);
    desk.search("nothing of the kind");
    assert!(desk.says("No setting has these words"));
    desk.press(NONE, Key::Escape);
    assert!(matches!(desk.app().dialog, Some(Dialog::Settings(_))), "Escape leaves the search first");
    assert!(desk.is_there("Arabic face"));
    desk.press(NONE, Key::Escape);
    assert_eq!(desk.app().dialog, None);
}

#[test]
fn a_preset_is_chosen_and_menus_palette_and_list_show_its_keys() {
    let mut desk = Desk::new();
    desk.go_to_page("Keys");
    desk.choose("Preset of keys", "OmegaT");
    assert_eq!(desk.app().settings.keys.preset, "omegat");
    desk.press(NONE, Key::Escape);
    desk.press(NONE, Key::F1);
    assert!(desk.says("Preset: OmegaT") && desk.is_there("Ctrl+Enter, Ctrl+P, Alt+↑"));
    desk.press(NONE, Key::Escape);
    desk.type_text("Pompeo");
    desk.press(CTRL, Key::N);
    let session = desk.app().session.as_ref().unwrap();
    assert_eq!(session.project.segments[0].status, Status::Confirmed, "Ctrl+N confirms there");
}

#[test]
fn a_key_is_changed_by_keyboard_and_a_clash_is_decided_by_the_user() {
    let mut desk = Desk::new();
    desk.go_to_page("Keys");
    desk.tab_to("Commands to show");
    desk.type_text("next unconfirmed");
    desk.tab_to("Add a key to Next unconfirmed segment");
    desk.press(NONE, Key::Enter);
    assert!(desk.says("Press the new key for"));
    desk.press(NONE, Key::K);
    assert!(desk.says("you need it for writing"));
    desk.press(CTRL, Key::U);
    assert!(desk.says("Ctrl+U is already: “Unknown names…” (Translate)"));
    assert_eq!(desk.app().keymap.keys(&Command::NextUnconfirmed).len(), 1, "nothing is changed yet");
    assert_eq!(desk.focused(), Some((Role::Button, "Take it from there".to_owned())));
    desk.press(NONE, Key::Enter);
    assert_eq!(desk.app().keymap.keys(&Command::NextUnconfirmed).len(), 2);
    assert_eq!(desk.app().keymap.keys(&Command::UnknownNames), []);

    desk.tab_to("Remove Ctrl+U from Next unconfirmed segment");
    desk.press(NONE, Key::Enter);
    assert_eq!(desk.app().keymap.keys(&Command::NextUnconfirmed).len(), 1);
    // The question is taken back by Escape, which closes nothing.
    desk.tab_to("Add a key to Next unconfirmed segment");
    desk.press(NONE, Key::Enter);
    desk.press(NONE, Key::Escape);
    assert_eq!(desk.app().capture, None);
    assert!(matches!(desk.app().dialog, Some(Dialog::Settings(_))));
    desk.tab_to("Reset this page");
    desk.press(NONE, Key::Enter);
    assert_eq!(desk.app().keymap.keys(&Command::UnknownNames).len(), 1);
}

#[test]
fn every_control_of_every_page_has_a_name() {
    let mut desk = Desk::new();
    let pages = [
        "Text",
        "Appearance",
        "Writing",
        "Sentences",
        "Names",
        "Notes",
        "Memories and dictionaries",
        "Services",
    ];
    for page in pages {
        desk.go_to_page(page);
        let mut reached = Vec::new();
        // Once around: the page that was chosen comes again.
        for _ in 0..60 {
            desk.press(NONE, Key::Tab);
            let focused = desk.harness.query_by(|node| node.is_focused() && !node.is_hidden());
            let Some(node) = focused else { continue };
            let node = node.accesskit_node();
            let name = node
                .label()
                .or_else(|| node.labelled_by().find_map(|label| label.label().or_else(|| label.value())));
            let name = name.filter(|name| !name.is_empty());
            let name = name.unwrap_or_else(|| panic!("{page}: a {:?} without a name", node.role()));
            if name == page {
                break;
            }
            reached.push(name);
        }
        assert!(reached.contains(&"Close".to_owned()), "{page}: {reached:?}");
    }
}
