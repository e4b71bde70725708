//! The window by the names that a screen reader says, without a display.
//!
//! What is drawn is found by its accessible name and driven by the events that a keyboard, a mouse or an
//! input method would send; the outcome is read from the application.

#![cfg(feature = "gui")]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop")]

mod desk;

use desk::{CTRL, CTRL_SHIFT, Desk, SIZE, SOON, folder_with, key, strokes};
use egui::accesskit::{Role, TextDirection, Toggled};
use egui::{Event, ImeEvent, Key, Modifiers, PointerButton};
use egui_kittest::Node;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use std::sync::Arc;
use tarjuman::app::{Command, Dialog, Setting};
use tarjuman::project::Status;
use tarjuman::text::Direction;

/// Six segments; the fourth is junk that a rule leaves out, so the window counts the others from 1 to 5.
const ARTICLE: &str = "\
بومبيو يصل إلى باكو

وصل وزير الخارجية الأميركي مايك بومبيو إلى باكو أمس. والتقى بومبيو الرئيس إلهام علييف.

اقرأ المزيد

وقالت موسكو إن الاتفاق «لم يصمد». وأعلنت أذربيجان وفاة 13 مدنياً في كنجة.
";

impl Desk {
    fn new() -> Self {
        Self::over(ARTICLE)
    }

    fn over(article: &str) -> Self {
        Self::again(folder_with(&[("article.txt", article.as_bytes())]))
    }

    /// What is typed and clicked does not wait for workers, as nobody does.
    fn again(folder: Arc<tempfile::TempDir>) -> Self {
        Self { is_patient: false, ..Self::open(folder, "article.txt", SIZE) }
    }

    /// Wholly between the menu and the status bar.
    fn is_in_sight(&self, name: &str) -> bool {
        let area = self.named(name).rect();
        area.top() > 30.0 && area.bottom() < 770.0
    }

    /// Draft and status of the n-th segment.
    fn segment(&self, number: usize) -> (&str, Status) {
        let segment = &self.app().session.as_ref().unwrap().project.segments[number - 1];
        (&segment.draft, segment.status)
    }
}

#[test]
fn a_draft_is_a_text_input_with_its_text_as_value() {
    let mut desk = Desk::new();
    desk.click("Draft of segment 3");
    desk.type_text("Pompeo met Aliyev");
    let draft = desk.named("Draft of segment 3");
    assert_eq!(draft.accesskit_node().role(), Role::MultilineTextInput);
    assert_eq!(draft.value().as_deref(), Some("Pompeo met Aliyev"));
    assert!(draft.is_focused() && !draft.accesskit_node().is_read_only());
    assert_eq!(desk.segment(3), ("Pompeo met Aliyev", Status::Draft));
    assert_eq!(runs(&draft), [("Pompeo met Aliyev".to_owned(), TextDirection::LeftToRight)]);
}

#[test]
fn a_source_is_read_only_and_its_runs_tell_their_direction() {
    let desk = Desk::new();
    let source = desk.named("Source of segment 5");
    assert!(source.accesskit_node().is_read_only());
    let runs = runs(&source);
    assert_eq!(runs.iter().map(|(text, _)| text.as_str()).collect::<String>(), source.value().unwrap());
    for (text, direction) in &runs {
        let figures = text.contains("13");
        let expected = if figures { TextDirection::LeftToRight } else { TextDirection::RightToLeft };
        assert_eq!(*direction, expected, "{text}");
    }
    assert!(runs.len() >= 3, "Arabic, figures, Arabic: {runs:?}");
}

#[test]
fn the_selection_is_told() {
    let mut desk = Desk::new();
    desk.type_text("Baku");
    for _ in 0..3 {
        desk.press(Modifiers::SHIFT, Key::ArrowLeft);
    }
    let draft = desk.named("Draft of segment 1");
    let selection = draft.accesskit_node().data().text_selection().copied().unwrap();
    assert_eq!((selection.anchor.character_index, selection.focus.character_index), (4, 1));
}

#[test]
fn every_segment_says_its_status() {
    let mut desk = Desk::new();
    assert!(desk.is_there("Segment 1, title: Not translated"));
    desk.type_text("Pompeo in Baku");
    assert!(desk.is_there("Segment 1, title: Draft"));
    desk.press(CTRL, Key::Enter);
    assert!(desk.is_there("Segment 1, title: Confirmed"));
    assert_eq!((desk.segment(1), desk.selected()), (("Pompeo in Baku", Status::Confirmed), 2));
    assert!(desk.named("Draft of segment 2").is_focused());
}

#[test]
fn a_segment_says_what_kind_of_text_it_is() {
    let mut desk = Desk::over(
        "بومبيو يصل إلى باكو\n\nوصل الوزير إلى باكو أمس، ومن أبرز البنود:\n\n- وقف القتال\n- تبادل الأسرى\n\nوقال الوزير إن الاتفاق لم يصمد.\n",
    );
    for name in ["1, title", "2", "3, list item", "4, list item", "5"] {
        assert!(desk.is_there(&format!("Segment {name}: Not translated")), "{name}");
    }
    let item = desk.named("Segment 3, list item: Not translated").rect().center();
    desk.harness.event(Event::PointerMoved(item));
    desk.harness.run();
    desk.wait_for("List item. Not translated");
}

#[test]
fn the_first_and_the_last_segment_are_a_key_away() {
    let mut desk = Desk::new();
    desk.press(Modifiers::ALT, Key::End);
    assert_eq!(desk.selected(), 6);
    assert!(desk.named("Draft of segment 5").is_focused());
    assert!(desk.is_there("Segment 5 of 5"), "in the status bar");
    desk.press(Modifiers::ALT, Key::Home);
    assert_eq!(desk.selected(), 1);
    assert!(desk.named("Draft of segment 1").is_focused());
    assert!(desk.is_there("Segment 1 of 5"));
}

#[test]
fn a_menu_says_what_is_switched_on() {
    let mut desk = Desk::new();
    let is_on = |desk: &Desk, name: &str| desk.harness.get_by_label_contains(name).accesskit_node().toggled();
    desk.click("View");
    assert_eq!(is_on(&desk, "Show the whole page"), Some(Toggled::False));
    assert_eq!(is_on(&desk, "Larger text"), None);
    desk.click("Show the whole page");
    desk.click("View");
    assert_eq!(is_on(&desk, "Show the whole page"), Some(Toggled::True));
}

#[test]
fn what_is_left_out_stands_in_the_columns_of_the_texts() {
    let mut desk = Desk::new();
    for _ in 0..2 {
        let (draft, line) =
            (desk.named("Draft of segment 3").rect(), desk.named("Left out: Read-more link").rect());
        let button = desk.named("Bring back: Read-more link").rect();
        assert!((line.left() - draft.left()).abs() < 1.5, "{line:?} {draft:?}");
        assert!(button.left() > line.left() && button.right() <= draft.right() + 1.0, "{button:?} {draft:?}");
        desk.harness.state_mut().app.run(Command::SwapColumns);
        desk.harness.run();
    }
}

#[test]
fn what_the_translator_leaves_out_says_so() {
    let mut desk = Desk::new();
    desk.click("Draft of segment 2");
    let app = &mut desk.harness.state_mut().app;
    app.run(Command::LeaveOut);
    desk.harness.run();
    assert!(desk.is_there("Left out by you (2 segments)"));
    desk.click("Bring back: Left out by you");
    assert!(!desk.is_there("Left out by you (2 segments)"));
}

#[test]
fn a_left_out_block_comes_back_with_its_button() {
    let mut desk = Desk::new();
    assert!(!desk.is_there("Source of segment 6"), "the junk is folded");
    desk.click("Bring back: Read-more link");
    assert_eq!(desk.named("Source of segment 4").value().as_deref(), Some("اقرأ المزيد"));
    assert_eq!(desk.selected(), 4);
    desk.press(CTRL, Key::Z);
    assert!(!desk.is_there("Source of segment 6"), "undo leaves it out again");
    assert!(desk.named("Source of segment 4").value().unwrap().starts_with("وقالت"), "numbers have no holes");
}

#[test]
fn a_term_is_inserted_with_its_button() {
    let mut desk = Desk::new();
    desk.type_text("In");
    let offered = desk.app().session.as_ref().unwrap().selected_hits().count();
    let last = format!("Insert term {offered}: Baku");
    desk.click(&last);
    assert_eq!(desk.segment(1).0, "In Baku");
    desk.type_text(" today");
    assert_eq!(desk.segment(1).0, "In Baku today", "the keyboard is in the draft again");
}

#[test]
fn menus_open_by_title_and_run_commands() {
    let mut desk = Desk::new();
    desk.type_text("Baku");
    for menu in ["File", "Edit", "Translate", "View", "Help"] {
        assert_eq!(desk.named(menu).accesskit_node().role(), Role::Button, "{menu}");
    }
    desk.click("Edit");
    let undo = desk.harness.get_by_label_contains("Undo typing");
    undo.click();
    desk.harness.run();
    assert_eq!(desk.segment(1), ("", Status::Untranslated));
    desk.type_text("Yerevan");
    assert_eq!(desk.segment(1).0, "Yerevan", "the keyboard is in the draft again");
}

#[test]
fn the_palette_finds_a_command_and_gives_the_keyboard_back() {
    let mut desk = Desk::new();
    desk.type_text("Baku");
    desk.press(CTRL_SHIFT, Key::P);
    assert_eq!(desk.app().dialog, Some(Dialog::Palette));
    desk.type_text("bring every");
    desk.press(Modifiers::NONE, Key::Enter);
    assert_eq!(desk.app().dialog, None);
    assert!(desk.is_there("Source of segment 6"));
    assert_eq!(desk.segment(1).0, "Baku", "what was typed in the palette stays there");
    desk.type_text("!");
    assert_eq!(desk.segment(1).0, "Baku!");
}

#[test]
fn escape_closes_the_palette_and_leaves_the_draft_alone() {
    let mut desk = Desk::new();
    desk.type_text("Baku");
    desk.press(CTRL_SHIFT, Key::P);
    desk.type_text("undo");
    desk.press(Modifiers::NONE, Key::Escape);
    assert_eq!(desk.app().dialog, None);
    assert_eq!(desk.segment(1), ("Baku", Status::Draft));
    desk.type_text("!");
    assert_eq!(desk.segment(1).0, "Baku!", "the keyboard is in the draft again");
}

#[test]
fn the_keyboard_comes_back_from_menus_and_dialogs() {
    let mut desk = Desk::new();
    desk.type_text("a");
    desk.click("View");
    desk.click("Swap columns");
    desk.type_text("b");
    desk.click("Help");
    desk.press(Modifiers::NONE, Key::Escape);
    desk.type_text("c");
    for (dialog, by_key) in [("Keys F1", true), ("About Tarjuman", false)] {
        desk.click("Help");
        desk.click(dialog);
        // No space, which would use the button that has the keyboard.
        desk.type_text("elsewhere");
        if by_key {
            desk.press(Modifiers::NONE, Key::Escape);
        } else {
            desk.click("Close");
        }
        desk.type_text("d");
    }
    assert_eq!(desk.drafts(), ["abcdd", "", "", "", "", ""]);
}

#[test]
fn a_click_on_the_source_selects_its_draft_and_a_double_click_a_word_to_copy() {
    let mut desk = Desk::new();
    desk.click("Source of segment 2");
    desk.type_text("Pompeo");
    assert_eq!(desk.segment(2).0, "Pompeo");
    let area = desk.named("Source of segment 3").rect();
    let word = egui::pos2(area.right() - 6.0, area.top() + 12.0);
    desk.all_at_once(click_at(word));
    desk.all_at_once(click_at(word));
    assert!(desk.named("Source of segment 3").is_focused());
    desk.harness.event(Event::Copy);
    desk.harness.step();
    let commands = &desk.harness.output().platform_output.commands;
    let copied = commands.iter().find_map(|command| match command {
        egui::OutputCommand::CopyText(text) => Some(text.as_str()),
        _ => None,
    });
    assert_eq!(copied, Some("والتقى"));
}

#[test]
fn dictation_sets_a_draft_and_replaces_its_selection() {
    let mut desk = Desk::new();
    desk.named("Draft of segment 2").set_text_value_accesskit("Pompeo in\r\nBaku");
    desk.harness.run();
    assert_eq!(desk.segment(2), ("Pompeo in\nBaku", Status::Draft));
    desk.click("Draft of segment 2");
    desk.press(CTRL, Key::A);
    desk.named("Draft of segment 2").replace_selected_text_accesskit("باكو");
    desk.harness.run();
    assert_eq!(desk.segment(2).0, "باكو");
    desk.named("Source of segment 2").set_text_value_accesskit("not this");
    desk.harness.run();
    assert!(desk.named("Source of segment 2").value().unwrap().starts_with("وصل"));
}

#[test]
fn arrows_stay_in_the_draft_right_after_it_was_reached() {
    let mut desk = Desk::new();
    desk.type_text("Baku");
    desk.press(Modifiers::ALT, Key::ArrowDown);
    desk.press(Modifiers::ALT, Key::ArrowUp);
    for _ in 0..2 {
        desk.press(Modifiers::NONE, Key::ArrowLeft);
    }
    desk.type_text("-");
    assert_eq!(desk.segment(1).0, "Ba-ku");
}

#[test]
fn arrows_frames_behind_a_shortcut_are_for_the_draft_it_went_to() {
    for frames_between in 0..4 {
        let mut desk = Desk::new();
        desk.type_text("Baku");
        desk.press(Modifiers::ALT, Key::ArrowDown);
        desk.type_text("Moscow");
        desk.harness.event(key(Key::ArrowUp, Modifiers::ALT));
        desk.harness.step();
        for _ in 0..frames_between {
            desk.harness.step();
        }
        // A key a frame.
        for arrow in [Key::ArrowLeft, Key::ArrowRight, Key::ArrowLeft, Key::ArrowUp] {
            desk.harness.event(key(arrow, Modifiers::NONE));
        }
        desk.harness.run();
        assert!(desk.named("Draft of segment 1").is_focused(), "{frames_between} frames behind");
        desk.type_text("-");
        assert_eq!(desk.segment(1).0, "-Baku", "{frames_between} frames behind");
    }
}

#[test]
fn what_was_selected_pales_only_while_its_segment_is_selected() {
    let mut desk = Desk::new();
    desk.type_text("Baku");
    desk.press(CTRL, Key::A);
    let selection = |desk: &Desk, name: &str| {
        let field = desk.named(name).accesskit_node().data().text_selection().copied().unwrap();
        (field.anchor.character_index, field.focus.character_index)
    };
    assert_eq!(selection(&desk, "Draft of segment 1"), (0, 4));
    // A menu is about it, wherever the keyboard is.
    desk.press(Modifiers::SHIFT, Key::F10);
    assert_eq!(selection(&desk, "Draft of segment 1"), (0, 4));
    desk.press(Modifiers::NONE, Key::Escape);
    assert_eq!(selection(&desk, "Draft of segment 1"), (0, 4));
    desk.press(Modifiers::ALT, Key::ArrowDown);
    assert_eq!(selection(&desk, "Draft of segment 1"), (0, 0));
    // The same for a source.
    let area = desk.named("Source of segment 3").rect();
    let word = egui::pos2(area.right() - 6.0, area.top() + 12.0);
    desk.all_at_once([click_at(word), click_at(word)].concat());
    assert_eq!(selection(&desk, "Source of segment 3"), (0, 6));
    desk.click("Draft of segment 3");
    assert_eq!(selection(&desk, "Source of segment 3"), (0, 6), "it may become a term");
    desk.click("Draft of segment 2");
    assert_eq!(selection(&desk, "Source of segment 3"), (0, 0));
}

#[test]
fn escape_in_a_draft_does_not_take_the_keyboard_away() {
    let mut desk = Desk::new();
    desk.type_text("Baku");
    desk.press(Modifiers::NONE, Key::Escape);
    desk.type_text("!");
    assert_eq!(desk.segment(1).0, "Baku!");
}

#[test]
fn alt_and_arrows_take_the_keyboard_along() {
    let mut desk = Desk::new();
    for (arrow, number) in [(Key::ArrowDown, 2), (Key::ArrowDown, 3), (Key::ArrowDown, 5), (Key::ArrowUp, 3)]
    {
        desk.press(Modifiers::ALT, arrow);
        assert_eq!(desk.selected(), number);
        desk.type_text(&number.to_string());
    }
    assert_eq!(desk.drafts(), ["", "2", "33", "", "5", ""]);
}

#[test]
fn typing_brings_a_draft_back_that_was_scrolled_out_of_sight() {
    let sentences = (1..200).map(|number| format!("وصل الوزير رقم {number} إلى باكو.\n\n"));
    let mut desk = Desk::over(&sentences.collect::<String>());
    desk.press(Modifiers::ALT, Key::ArrowDown);
    desk.press(Modifiers::ALT, Key::ArrowDown);
    let wheel = |lines: f32| Event::MouseWheel {
        unit: egui::MouseWheelUnit::Line,
        delta: egui::vec2(0.0, -lines),
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Wheel,
        modifiers: Modifiers::NONE,
    };
    desk.harness.hover_at(egui::pos2(300.0, 400.0));
    for lines in [10.0, 200.0] {
        desk.harness.event(wheel(lines));
        for _ in 0..60 {
            desk.harness.step();
        }
        assert!(!desk.is_in_sight("Draft of segment 3"), "the wheel scrolls");
        desk.type_text("Baku ");
        assert!(desk.is_in_sight("Draft of segment 3"));
    }
    assert_eq!(desk.segment(3).0, "Baku Baku ");
}

#[test]
fn a_click_into_another_draft_selects_it_and_puts_the_caret_there() {
    let mut desk = Desk::new();
    desk.click("Draft of segment 4");
    desk.type_text("Moscow says");
    desk.click("Draft of segment 2");
    desk.type_text("Pompeo");
    // Into the middle of the first word, by position.
    let area = desk.named("Draft of segment 4").rect();
    let pos = egui::pos2(area.left() + 1.0, area.top() + 8.0);
    desk.all_at_once(click_at(pos));
    assert_eq!(desk.selected(), 5);
    desk.type_text("As ");
    assert_eq!((desk.segment(5).0, desk.segment(2).0), ("As Moscow says", "Pompeo"));
}

#[test]
fn letters_before_and_after_confirming_in_one_frame_go_to_their_own_drafts() {
    let mut desk = Desk::new();
    desk.all_at_once([strokes("one"), vec![key(Key::Enter, CTRL)], strokes("two")].concat());
    assert_eq!(desk.segment(1), ("one", Status::Confirmed));
    assert_eq!(desk.drafts(), ["one", "two", "", "", "", ""]);
    let (up, down) = (key(Key::ArrowUp, Modifiers::ALT), key(Key::ArrowDown, Modifiers::ALT));
    desk.all_at_once([strokes("a"), vec![up], strokes("b"), vec![down], strokes("c")].concat());
    assert_eq!(desk.drafts(), ["oneb", "twoac", "", "", "", ""]);
}

#[test]
fn letters_around_the_palette_in_one_frame_go_where_they_belong() {
    let mut desk = Desk::new();
    desk.all_at_once([strokes("Baku"), vec![key(Key::P, CTRL_SHIFT)], strokes("bring every")].concat());
    let enter = key(Key::Enter, Modifiers::NONE);
    desk.all_at_once([vec![enter], strokes(" today")].concat());
    assert!(desk.is_there("Source of segment 6"), "the palette got its letters");
    assert_eq!(desk.segment(1).0, "Baku today");
    let escape = key(Key::Escape, Modifiers::NONE);
    desk.all_at_once([vec![key(Key::P, CTRL_SHIFT)], strokes("undo"), vec![escape], strokes("!")].concat());
    assert_eq!(desk.segment(1).0, "Baku today!");
}

#[test]
fn letters_around_a_menu_in_one_frame_stay_in_the_draft() {
    for opens in [key(Key::Menu, Modifiers::NONE), key(Key::F10, Modifiers::SHIFT)] {
        let mut desk = Desk::new();
        desk.all_at_once(
            [strokes("a"), vec![opens, key(Key::Escape, Modifiers::NONE)], strokes("b!")].concat(),
        );
        assert_eq!(desk.drafts(), ["ab!", "", "", "", "", ""]);
    }
    // The first item that can be used without a selection is Paste; nothing is behind it here.
    let mut desk = Desk::new();
    desk.type_text("a");
    desk.press(Modifiers::NONE, Key::Menu);
    desk.all_at_once([vec![key(Key::Escape, Modifiers::NONE)], strokes("b")].concat());
    desk.press(Modifiers::NONE, Key::Menu);
    desk.all_at_once([vec![key(Key::Enter, Modifiers::NONE)], strokes("c")].concat());
    assert_eq!(desk.drafts(), ["abc", "", "", "", "", ""]);
}

#[test]
fn a_dialog_keeps_shortcuts_from_the_draft() {
    let mut desk = Desk::new();
    desk.type_text("Baku");
    desk.press(CTRL_SHIFT, Key::P);
    desk.press(CTRL, Key::Z);
    desk.press(CTRL, Key::Enter);
    assert_eq!(desk.segment(1), ("Baku", Status::Draft));
    desk.press(CTRL_SHIFT, Key::P);
    assert_eq!(desk.app().dialog, None);
    desk.press(CTRL, Key::Z);
    assert_eq!(desk.segment(1).0, "");
}

#[test]
fn letters_before_a_click_in_one_frame_stay_where_they_were_typed() {
    for (first, second) in [(1, 3), (3, 1)] {
        let mut desk = Desk::new();
        desk.click(&format!("Draft of segment {first}"));
        let other = desk.named(&format!("Draft of segment {second}")).rect().center();
        desk.all_at_once([strokes("a"), click_at(other), strokes("b")].concat());
        assert_eq!((desk.segment(first).0, desk.segment(second).0), ("a", "b"), "from {first} to {second}");
    }
}

#[test]
fn an_input_method_composes_in_place_and_commits_once() {
    let mut desk = Desk::new();
    desk.type_text("in ");
    let preedit =
        |text: &str| Event::Ime(ImeEvent::Preedit { text: text.to_owned(), active_range_chars: None });
    for composed in ["ب", "با", "باك", "باكو"] {
        desk.harness.event(preedit(composed));
        desk.harness.run();
        assert_eq!(desk.segment(1).0, "in ", "what is being composed is not text yet");
    }
    desk.harness.event(preedit(""));
    desk.harness.event(Event::Ime(ImeEvent::Commit("باكو".to_owned())));
    desk.harness.run();
    assert_eq!(desk.segment(1).0, "in باكو");
    desk.type_text("!");
    assert_eq!(desk.segment(1).0, "in باكو!");
}

#[test]
fn arabic_is_pasted_cut_and_taken_back_in_logical_order() {
    let mut desk = Desk::new();
    desk.all_at_once([Event::Paste("قره باغ اليوم".to_owned())]);
    assert_eq!(desk.segment(1).0, "قره باغ اليوم");
    // Right goes back in Arabic: the last five letters are selected.
    for _ in 0..5 {
        desk.press(Modifiers::SHIFT, Key::ArrowRight);
    }
    desk.all_at_once([Event::Cut]);
    assert_eq!(desk.segment(1).0, "قره باغ ");
    desk.press(CTRL, Key::Z);
    assert_eq!(desk.segment(1).0, "قره باغ اليوم");
    desk.press(CTRL, Key::Z);
    assert_eq!(desk.segment(1), ("", Status::Untranslated));
}

#[test]
fn settings_open_by_shortcut_and_close_by_escape() {
    let mut desk = Desk::new();
    desk.type_text("Baku");
    desk.press(CTRL, Key::Comma);
    assert_eq!(desk.app().dialog, Some(Dialog::Settings(None)));
    assert!(desk.named("Text").is_focused(), "the list of pages has the keyboard");
    for (name, role) in [
        ("Arabic face", Role::ComboBox),
        ("English face", Role::ComboBox),
        ("Source direction", Role::ComboBox),
        ("Draft direction", Role::ComboBox),
        ("Show invisibles", Role::CheckBox),
    ] {
        assert!(desk.find_control(role, name).is_some(), "{name}");
    }
    for size in ["Arabic size", "English size"] {
        assert!(desk.find_control(Role::Slider, size).is_some(), "{size}");
        assert!(desk.find_control(Role::SpinButton, size).is_some(), "{size}");
    }
    let place = desk.named("Close").rect();
    desk.harness.run();
    assert_eq!(desk.named("Close").rect(), place, "the window does not creep");
    desk.type_text("not here");
    desk.press(Modifiers::NONE, Key::Escape);
    assert_eq!(desk.app().dialog, None);
    desk.type_text("!");
    assert_eq!(desk.segment(1).0, "Baku!", "the keyboard is in the draft again");
}

#[test]
fn every_text_setting_is_reached_by_tab_and_changed_by_keys() {
    let mut desk = Desk::new();
    desk.press(CTRL, Key::Comma);
    let mut reached = Vec::new();
    while reached.len() < 40 && reached.last().is_none_or(|name: &String| name != "Close") {
        desk.press(Modifiers::NONE, Key::Tab);
        let focused = desk.harness.query_by(|node| node.is_focused() && node.label().is_some());
        reached.extend(focused.and_then(|node| node.accesskit_node().label()));
        match reached.last().map(String::as_str) {
            Some("Arabic size") => desk.press(Modifiers::NONE, Key::ArrowRight),
            Some("Show invisibles") => desk.press(Modifiers::NONE, Key::Space),
            _ => {}
        }
    }
    for name in [
        "Arabic face",
        "Arabic size",
        "English face",
        "English size",
        "Source direction",
        "Draft direction",
        "Show invisibles",
        "Close",
    ] {
        assert!(reached.iter().any(|label| label == name), "{name} is not among {reached:?}");
    }
    let settings = &desk.app().settings;
    assert!(settings.arabic_size > 19.0 && settings.show_invisibles, "{settings:?}");
}

#[test]
fn a_direction_is_chosen_with_its_command_and_keys() {
    let mut desk = Desk::new();
    desk.press(CTRL_SHIFT, Key::P);
    desk.type_text("draft direction");
    desk.press(Modifiers::NONE, Key::Enter);
    let list = desk.find_control(Role::ComboBox, "Draft direction").unwrap();
    assert!(list.is_focused());
    desk.press(Modifiers::NONE, Key::Enter);
    desk.click("Left to right");
    assert_eq!(desk.app().settings.draft_direction, Direction::LeftToRight);
    assert_eq!(desk.app().settings.source_direction, Direction::Auto);
    desk.press(Modifiers::NONE, Key::Escape);
    assert_eq!(desk.app().dialog, None);
}

#[test]
fn a_face_is_chosen_from_the_list_with_keys() {
    let mut desk = Desk::new();
    desk.press(CTRL, Key::Comma);
    // Past the pages of the list.
    let is_reached = |desk: &Desk| desk.find_control(Role::ComboBox, "Arabic face").unwrap().is_focused();
    for _ in 0..20 {
        if !is_reached(&desk) {
            desk.press(Modifiers::NONE, Key::Tab);
        }
    }
    assert!(is_reached(&desk));
    desk.press(Modifiers::NONE, Key::Enter);
    desk.wait_for("DejaVu Sans");
    assert!(desk.named("Best installed: DejaVu Sans").is_focused(), "the face in use");
    desk.press(Modifiers::NONE, Key::ArrowDown);
    assert!(desk.named("DejaVu Sans").is_focused());
    // Escape puts the list away, not the settings.
    desk.press(Modifiers::NONE, Key::Escape);
    assert!(!desk.is_there("Best installed: DejaVu Sans"));
    assert_eq!(desk.app().dialog, Some(Dialog::Settings(None)));
    desk.find_control(Role::ComboBox, "Arabic face").unwrap().focus();
    desk.harness.run();
    for key in [Key::Enter, Key::ArrowDown, Key::Enter] {
        desk.press(Modifiers::NONE, key);
    }
    assert_eq!(desk.app().settings.arabic_face.as_deref(), Some("DejaVu Sans"));
    assert!(!desk.is_there("Best installed: DejaVu Sans"), "the list is put away");
}

#[test]
fn a_face_that_is_gone_is_said_and_another_one_used() {
    let mut desk = Desk::new();
    let setting = Setting::ArabicFace(Some("Old Naskh".to_owned()));
    desk.harness.state_mut().app.run(Command::Set(setting));
    desk.press(CTRL, Key::Comma);
    assert!(desk.is_there("“Old Naskh” is not installed here, so DejaVu Sans is used."));
    assert!(desk.named("Source of segment 1").value().unwrap().starts_with("بومبيو"));
}

#[test]
fn a_forced_direction_moves_the_text_to_the_other_side() {
    let mut desk = Desk::new();
    desk.click("Draft of segment 3");
    desk.type_text("Baku");
    let left_edge = |desk: &Desk| {
        let draft = desk.named("Draft of segment 3");
        let run = draft.children_recursive().find(|node| node.accesskit_node().role() == Role::TextRun);
        run.unwrap().rect().left()
    };
    let before = left_edge(&desk);
    let setting = Setting::DraftDirection(Direction::RightToLeft);
    desk.harness.state_mut().app.run(Command::Set(setting));
    desk.harness.run();
    assert!(left_edge(&desk) > before + 100.0, "{before}, {}", left_edge(&desk));
}

#[test]
fn larger_sizes_apply_at_once() {
    let mut desk = Desk::new();
    let height = |desk: &Desk, name: &str| desk.named(name).rect().height();
    let before = height(&desk, "Source of segment 3");
    desk.harness.state_mut().app.run(Command::Set(Setting::ArabicSize(38.0)));
    desk.harness.run();
    assert!(height(&desk, "Source of segment 3") > before * 1.9);
}

#[test]
fn a_second_window_reads_only_and_says_so() {
    let first = Desk::new();
    let mut second = Desk::again(Arc::clone(&first.folder));
    assert!(second.is_there("Please note: This project is open for reading only"));
    assert!(second.named("Draft of segment 1").accesskit_node().is_read_only());
    second.click("Draft of segment 1");
    second.type_text("lost");
    assert_eq!(second.drafts(), [""; 6]);
    let says = |second: &Desk| second.is_there("Please note: This project is open for reading only");
    assert!(says(&second), "typing does not put the reason away");
    assert!(second.harness.query_by_label_contains("It is open in another window").is_some());
    assert!(second.is_there("Duplicate") && second.is_there("Save as…"), "both ways on");
    // Put away, it is said once more to who types, and then left at that.
    second.click("Dismiss");
    assert!(!says(&second));
    second.press(Modifiers::NONE, Key::Backspace);
    assert!(says(&second));
    second.click("Dismiss");
    second.type_text("lost");
    assert!(!says(&second));
    assert_eq!(second.drafts(), [""; 6]);
    assert!(second.named("Bring back: Read-more link").accesskit_node().is_disabled());
}

fn click_at(pos: egui::Pos2) -> Vec<Event> {
    let button = |pressed| Event::PointerButton {
        pos,
        button: PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    };
    vec![Event::PointerMoved(pos), button(true), button(false)]
}

fn runs(field: &Node<'_>) -> Vec<(String, TextDirection)> {
    field
        .children_recursive()
        .filter(|node| node.accesskit_node().role() == Role::TextRun)
        .map(|node| {
            let run = node.accesskit_node().data().clone();
            (run.value().unwrap_or_default().to_owned(), run.text_direction().unwrap())
        })
        .collect()
}

#[test]
fn a_term_is_added_from_what_is_selected_and_found_at_once() {
    let mut desk = Desk::over("قال المتحدث باسم زغرافستان إن وفدا وصل. ووصل وفد زغرافستان.\n");
    desk.type_text("Zagrafistan said");
    for _ in 0.." said".len() {
        desk.press(Modifiers::NONE, Key::ArrowLeft);
    }
    desk.press(CTRL_SHIFT, Key::ArrowLeft);
    // The word in the source, as a double click selects it.
    let bytes = "قال المتحدث باسم ".len().."قال المتحدث باسم زغرافستان".len();
    let segment = desk.app().selected().unwrap();
    desk.harness.state_mut().app.run(Command::SelectInSource { segment, bytes });
    desk.press(CTRL, Key::E);
    assert_eq!(desk.find_control(Role::TextInput, "Arabic").unwrap().value().as_deref(), Some("زغرافستان"));
    assert_eq!(
        desk.find_control(Role::TextInput, "English").unwrap().value().as_deref(),
        Some("Zagrafistan")
    );
    // What is typed is the form's, and Enter saves it.
    desk.press(Modifiers::NONE, Key::End);
    desk.type_text("!");
    assert_eq!(
        desk.find_control(Role::TextInput, "English").unwrap().value().as_deref(),
        Some("Zagrafistan!")
    );
    desk.press(CTRL, Key::Z);
    desk.press(Modifiers::NONE, Key::Enter);
    assert_eq!(desk.app().dialog, None);
    desk.wait_for("Insert term 2: Zagrafistan");
    let personal = desk.folder.path().join("data/glossary/personal.csv");
    desk.harness.state_mut().app.settle(SOON);
    assert!(std::fs::read_to_string(personal).unwrap().contains("زغرافستان,Zagrafistan"));

    desk.press(CTRL, Key::L);
    desk.wait_for("Insert Zagrafistan");
    desk.click("Close");
    assert!(!desk.is_there("Insert Zagrafistan"));
}

#[test]
fn escape_puts_the_form_away_and_adds_nothing() {
    let mut desk = Desk::new();
    desk.press(CTRL, Key::E);
    assert!(desk.is_there("Add to glossary"));
    desk.type_text("جبهة");
    desk.press(Modifiers::NONE, Key::Escape);
    assert_eq!(desk.app().dialog, None);
    assert!(!desk.is_there("Arabic"));
    desk.type_text("on");
    assert_eq!(desk.app().session.as_ref().unwrap().selected().unwrap().draft, "on");
}

#[test]
fn a_click_right_behind_what_closes_a_dialog_reaches_what_lies_behind_it() {
    let mut desk = Desk::new();
    let second = desk.named("Draft of segment 2").rect().center();
    desk.press(CTRL, Key::E);
    assert!(desk.is_there("Add to glossary"));
    // One frame each.
    let escape = Event::Key {
        key: Key::Escape,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers: Modifiers::NONE,
    };
    for events in [vec![escape], click_at(second)] {
        desk.harness.input_mut().events.extend(events);
        desk.harness.step();
    }
    desk.harness.run();
    desk.type_text("on");
    assert_eq!(desk.segment(2).0, "on");
}

#[test]
fn a_click_beside_a_dialog_puts_it_away_and_touches_nothing_behind_it() {
    let dialogs = [
        Command::Palette,
        Command::Keys,
        Command::About,
        Command::NewTerm,
        Command::UnknownNames,
        Command::Issues,
        Command::Settings,
        Command::Charset,
        Command::Backups,
    ];
    // Quick ones come in one frame, and a slow machine has the second press of a double click in the next.
    for in_one_frame in [true, false] {
        for dialog in &dialogs {
            let mut desk = Desk::new();
            for behind in ["Draft of segment 4", "Translate", "Segment 3: Not translated"] {
                let area = desk.named(behind).rect();
                let app = &mut desk.harness.state_mut().app;
                app.run(dialog.clone());
                app.settle(SOON);
                desk.harness.run();
                assert!(desk.app().dialog.is_some(), "{dialog:?}");
                let pos = area.left_center() + egui::vec2(12.0, 0.0);
                for event in click_at(pos) {
                    desk.harness.input_mut().events.push(event);
                    if !in_one_frame {
                        desk.harness.step();
                    }
                }
                desk.harness.run();
                let what = format!("{dialog:?} over {behind}, in one frame: {in_one_frame}");
                assert_eq!(desk.app().dialog, None, "{what}");
                assert_eq!(desk.selected(), 1, "{what}");
                assert!(desk.named("Draft of segment 1").is_focused(), "{what}");
                assert!(
                    !desk.is_there("Source of segment 6") && !desk.is_there("Leave this block out"),
                    "{what}"
                );
                // Not the second press of a double click.
                for _ in 0..40 {
                    desk.harness.step();
                }
            }
        }
    }
}

#[test]
fn the_spelling_page_says_what_is_missing_and_where_own_words_are() {
    let mut desk = Desk::new();
    desk.press(CTRL, Key::Comma);
    desk.click("Writing");
    assert!(desk.harness.query_by_label_contains("dictionary.txt").is_some());
    assert!(desk.is_there("Choose a dictionary folder…"));
    desk.click("Mark misspelt English words in drafts");
    assert!(!desk.app().settings.spelling);
    assert!(desk.is_there("Spelling is not checked"));
}

#[test]
fn issues_are_listed_mended_and_dismissed_by_name() {
    let mut desk = Desk::over("محادثات في باكو\n\nقتل 21 شخصا في القصف. وعاد الوزير.\n");
    desk.press(Modifiers::ALT, Key::ArrowDown);
    desk.type_text("Some 12 people were killed in the the shelling.");
    desk.wait_for("Issues");
    assert!(!desk.is_there("Segment 2: Draft. 2 issues"), "it is being written");
    desk.press(Modifiers::ALT, Key::ArrowUp);
    desk.wait_for("Segment 2: Draft. 2 issues");
    desk.press(Modifiers::NONE, Key::F8);
    assert_eq!(desk.app().dialog, Some(Dialog::Issues));
    desk.click("Write “21” in segment 2: The Arabic has 21, and the draft 12.");
    assert_eq!(desk.segment(2).0, "Some 21 people were killed in the the shelling.");
    desk.click("Not an issue here in segment 2: “the” stands twice.");
    assert_eq!(desk.app().count_issues(), (0, 0));
    desk.click("Look for 1 dismissed issue again");
    desk.click("Segment 2: “the” stands twice.");
    assert_eq!((desk.app().dialog, desk.selected()), (None, 2));
    desk.press(CTRL, Key::Comma);
    desk.click("Checks");
    desk.find_control(Role::CheckBox, "Doubled words and spaces").unwrap().click();
    desk.harness.run();
    desk.press(Modifiers::NONE, Key::Escape);
    assert_eq!(desk.app().count_issues(), (0, 0));
}

#[test]
fn unknown_names_are_taken_by_key_and_by_click() {
    let article = "محادثات في باكو\n\nقال الوزير فاديم زيلمانوف إن الاتفاق صمد. ووصل الوزير كلاوس شترومبرغ إلى باكو أمس.\n";
    let mut desk = Desk::over(article);
    desk.press(Modifiers::ALT, Key::ArrowDown);
    desk.wait_for("Unknown names");
    let best = |desk: &Desk, arabic: &str| {
        let session = desk.app().session.as_ref().unwrap();
        session.names.as_ref().unwrap().named(arabic).unwrap().romanisations[0].english.clone()
    };
    let (first, second) = (best(&desk, "فاديم زيلمانوف"), best(&desk, "كلاوس شترومبرغ"));
    assert!(desk.find_control(Role::Button, &format!("Take {first}")).is_some());
    assert!(!desk.is_there(&format!("Take {second}")), "it is of the next sentence");
    desk.press(Modifiers::NONE, Key::F4);
    assert!(desk.app().notices.last().unwrap().title.ends_with(&first));
    desk.wait_for(&format!("Insert term 1: {first}"));

    desk.press(CTRL, Key::U);
    assert_eq!(desk.app().dialog, Some(Dialog::UnknownNames));
    assert!(!desk.is_there(&format!("Take {first}")), "it is a term now");
    desk.click(&format!("Edit {second}"));
    assert_eq!(desk.app().dialog, Some(Dialog::NewTerm));
    desk.press(Modifiers::NONE, Key::Escape);
    desk.press(CTRL, Key::U);
    desk.click(&format!("Take {second}"));
    desk.press(Modifiers::NONE, Key::Escape);
    assert_eq!(desk.app().dialog, None);
    let session = desk.app().session.as_ref().unwrap();
    assert_eq!(session.names.as_ref().unwrap().offered(&session.project).count(), 0);
}

#[test]
fn the_style_of_names_is_a_page_of_the_settings() {
    let mut desk = Desk::new();
    desk.press(CTRL, Key::Comma);
    desk.click("Names");
    desk.click("Write the article as it is spoken: ash-Sharqi");
    assert!(desk.app().settings.names.sun_letters);
    assert!(desk.is_there("Article"));
}

#[test]
fn tab_takes_the_term_that_is_offered_and_the_draft_keeps_the_keyboard() {
    let mut desk = Desk::new();
    desk.press(Modifiers::ALT, Key::ArrowDown);
    desk.type_text("In Bak");
    assert!(desk.is_there("Complete: Baku"));
    desk.press(Modifiers::NONE, Key::Tab);
    assert!(!desk.is_there("Complete: Baku"));
    desk.type_text(" now");
    assert_eq!(desk.segment(2).0, "In Baku now");
}

#[test]
fn what_is_typed_around_tab_in_one_frame_stays_in_order() {
    let mut desk = Desk::new();
    desk.press(Modifiers::ALT, Key::ArrowDown);
    desk.type_text("Ba");
    let tab = key(Key::Tab, Modifiers::NONE);
    desk.all_at_once(strokes("k").into_iter().chain([tab]).chain(strokes(" is")));
    assert_eq!(desk.segment(2).0, "Baku is");
}

#[test]
fn arrows_choose_from_the_list_and_enter_takes_only_what_they_chose() {
    let mut desk = Desk::over("باكو وباريس وبانكوك\n");
    desk.type_text("Ba");
    desk.press(Modifiers::NONE, Key::Enter);
    assert_eq!(desk.segment(1).0, "Ba\n", "Enter is a line break while nothing was chosen");
    desk.type_text("ba");
    desk.press(Modifiers::NONE, Key::ArrowDown);
    desk.press(Modifiers::NONE, Key::Enter);
    assert_eq!(desk.segment(1).0, "Ba\nBangkok");
    desk.type_text(" pa");
    desk.press(Modifiers::NONE, Key::Escape);
    assert!(!desk.is_there("Complete: Paris"));
    desk.press(Modifiers::NONE, Key::Tab);
    assert_eq!(desk.segment(1).0, "Ba\nBangkok pa", "Tab goes to the next control when there is no list");
}

#[test]
fn a_click_takes_an_offered_term() {
    let mut desk = Desk::new();
    desk.press(Modifiers::ALT, Key::ArrowDown);
    desk.type_text("Bak");
    desk.click("Complete: Baku");
    desk.type_text("!");
    assert_eq!(desk.segment(2).0, "Baku!");
}
