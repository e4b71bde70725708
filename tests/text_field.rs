//! The text field alone, driven by the events a keyboard, an input method, a menu or a screen reader sends.
//! No display is needed.

#![cfg(feature = "gui")]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop")]
#![allow(clippy::string_slice, reason = "a test stops where it fails")]

use egui::accesskit::{self, ActionData, ActionRequest, Role, TextDirection, TextPosition, TextSelection};
use egui::{Color32, Event, Id, ImeEvent, Key, Modifiers, Rect, ViewportCommand, pos2, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use egui_kittest::{Harness, Node};
use tarjuman::ui::text::{
    BaseDirection, Caret, Field, FontChoice, Input, Mark, MarkLine, Subject, TextEngine, TextStyle,
    context_menu, field, input,
};

const STYLE: TextStyle =
    TextStyle { size: 18.0, line_height: 1.6, bold: false, arabic: false, direction: BaseDirection::Auto };
const CTRL: Modifiers = Modifiers { ctrl: true, command: true, ..Modifiers::NONE };
const SHIFT: Modifiers = Modifiers::SHIFT;

/// One field with its text, as an application would hold it.
struct Page {
    engine: TextEngine,
    text: String,
    caret: Caret,
    caret_area: Rect,
    editable: bool,
    single_line: bool,
    show_invisibles: bool,
    marks: Vec<Mark>,
    hovered: Option<usize>,
    looked_up: Option<Subject>,
    /// Number of edits so far.
    edits: usize,
}

fn id() -> Id {
    Id::unique("draft")
}

impl Page {
    fn ui(&mut self, ui: &mut egui::Ui) {
        self.engine.begin_frame(ui.ctx());
        let area = Rect::from_min_size(pos2(20.0, 20.0), vec2(360.0, 300.0));
        let shown = self.text.clone();
        let output = field(
            ui,
            &mut self.engine,
            &Field {
                id: id(),
                label: "Draft",
                text: &shown,
                style: STYLE,
                colour: Color32::BLACK,
                hint: "Write here",
                marks: &self.marks,
                editable: self.editable,
                single_line: self.single_line,
                keeps_tab: false,
                show_invisibles: self.show_invisibles,
                caret: Some(self.caret),
                area,
            },
        );
        context_menu(
            ui,
            id(),
            &output,
            &shown,
            self.editable,
            |_, _| None,
            |ui, subject| {
                if ui.button("Look up").clicked() {
                    self.looked_up = Some(subject.clone());
                }
            },
        );
        for splice in &output.splices {
            assert_eq!(&self.text[splice.start..splice.start + splice.removed.len()], splice.removed);
            self.text.replace_range(splice.start..splice.start + splice.removed.len(), &splice.inserted);
            self.edits += 1;
        }
        self.caret = output.caret;
        self.caret_area = output.caret_area;
        self.hovered = output.hovered_mark;
    }
}

struct Desk(Harness<'static, Page>);

impl Desk {
    fn with(text: &str) -> Self {
        let end = text.len();
        let page = Page {
            engine: TextEngine::new(FontChoice::EmbeddedOnly),
            text: text.to_owned(),
            caret: Caret { anchor: end, focus: end },
            caret_area: Rect::NOTHING,
            editable: true,
            single_line: false,
            show_invisibles: false,
            marks: Vec::new(),
            hovered: None,
            looked_up: None,
            edits: 0,
        };
        let mut harness = Harness::builder()
            .with_size([400.0, 400.0])
            .with_step_dt(1.0 / 60.0)
            .with_max_steps(12)
            .build_ui_state(|ui, page: &mut Page| page.ui(ui), page);
        harness.ctx.memory_mut(|memory| memory.request_focus(id()));
        // The arrows are the field's after two frames with the focus.
        harness.run();
        harness.step();
        harness.step();
        Self(harness)
    }

    fn page(&mut self) -> &mut Page {
        self.0.state_mut()
    }

    fn text(&self) -> &str {
        &self.0.state().text
    }

    fn selected(&self) -> &str {
        let page = self.0.state();
        &page.text[page.caret.bytes()]
    }

    fn send(&mut self, events: impl IntoIterator<Item = Event>) {
        self.0.input_mut().events.extend(events);
        self.0.run();
    }

    fn press(&mut self, key: Key, modifiers: Modifiers) {
        self.send([Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers }]);
    }

    fn field(&self) -> Node<'_> {
        self.0.get_by_label("Draft")
    }

    /// The runs a screen reader gets: text, direction and the lengths of its letters in bytes.
    fn runs(&self) -> Vec<(String, TextDirection, Vec<u8>)> {
        self.field()
            .children()
            .filter(|node| node.accesskit_node().role() == Role::TextRun)
            .map(|node| {
                let data = node.accesskit_node().data().clone();
                let direction = data.text_direction().unwrap();
                (data.value().unwrap().to_owned(), direction, data.character_lengths().to_vec())
            })
            .collect()
    }
}

fn typed(text: &str) -> Vec<Event> {
    text.chars().map(|letter| Event::Text(letter.to_string())).collect()
}

#[test]
fn a_mixed_paragraph_is_told_run_by_run_with_its_selection() {
    use TextDirection::{LeftToRight, RightToLeft};
    let mut desk = Desk::with("The قُره باغ front");
    let node = desk.field().accesskit_node().data().clone();
    assert_eq!((node.role(), node.value()), (Role::MultilineTextInput, Some("The قُره باغ front")));
    assert_eq!(node.text_direction(), Some(LeftToRight));
    let runs = desk.runs();
    let told: Vec<_> = runs.iter().map(|(text, direction, _)| (text.as_str(), *direction)).collect();
    assert_eq!(told, [("The ", LeftToRight), ("قُره باغ", RightToLeft), (" front", LeftToRight)]);
    assert_eq!(runs[1].2, [4, 2, 2, 1, 2, 2, 2], "a letter counts with its mark");

    for _ in 0..3 {
        desk.press(Key::ArrowLeft, SHIFT);
    }
    assert_eq!(desk.selected(), "ont");
    let selection = *desk.field().accesskit_node().data().text_selection().unwrap();
    assert_eq!((selection.anchor.character_index, selection.focus.character_index), (6, 3));
}

#[test]
fn a_screen_reader_sets_the_selection_and_a_line_break_is_a_letter_of_its_line() {
    let mut desk = Desk::with("one\nقره باغ");
    let runs = desk.runs();
    assert_eq!(runs[0].0, "one\n");
    assert_eq!(runs[0].2, [1, 1, 1, 1]);
    let ids: Vec<_> = desk.field().children().map(|node| node.accesskit_node().locate()).collect();
    let target = desk.field().accesskit_node().locate();
    let place = |run: usize, character_index| TextPosition { node: ids[run].0, character_index };
    let selection = TextSelection { anchor: place(0, 1), focus: place(1, 3) };
    desk.send([Event::AccessKitActionRequest(ActionRequest {
        action: accesskit::Action::SetTextSelection,
        target_tree: target.1,
        target_node: target.0,
        data: Some(ActionData::SetTextSelection(selection)),
    })]);
    assert_eq!(desk.selected(), "ne\nقره");
}

#[test]
fn a_letter_under_hundreds_of_marks_is_told_in_pieces_that_are_text() {
    let text = format!("aب{}z", "\u{64B}".repeat(300));
    let mut desk = Desk::with(&text);
    for (value, _, lengths) in desk.runs() {
        let mut end = 0;
        for length in lengths {
            end += usize::from(length);
            assert!(value.is_char_boundary(end), "{end} is inside a character");
        }
        assert_eq!(end, value.len());
    }
    // The consumer of the tree cuts the text at the selection.
    desk.page().caret.anchor = 1;
    desk.send([]);
    assert_eq!(desk.field().accesskit_node().text_selection().unwrap().text(), &text[1..]);
}

#[test]
fn arabic_and_english_are_typed_selected_across_the_turn_and_cut() {
    let mut desk = Desk::with("");
    desk.send(typed("On جبهة قره"));
    desk.send(typed(" today"));
    assert_eq!(desk.text(), "On جبهة قره today");
    // From behind "today" to the left, over the space and into the Arabic.
    for _ in 0..7 {
        desk.press(Key::ArrowLeft, SHIFT);
    }
    // The eye has passed the first letter of the Arabic, so all that is read after it is selected.
    assert_eq!(desk.selected(), "بهة قره today");
    desk.press(Key::Delete, SHIFT);
    assert_eq!(desk.text(), "On ج");
}

#[test]
fn an_input_method_composes_at_the_caret_and_commits_once() {
    // Persian needs its joiners, Chinese chooses in the middle of what is composed.
    for (composed, committed) in
        [("سلام", "سلام"), ("می\u{200C}خواهم", "می\u{200C}خواهم"), ("nihao", "你好"), ("´", "é")]
    {
        let mut desk = Desk::with("ab");
        desk.press(Key::ArrowLeft, Modifiers::NONE);
        let before = desk.page().caret_area;
        let active = Some(0..composed.chars().count().min(2));
        desk.send([Event::Ime(ImeEvent::Preedit { text: composed.to_owned(), active_range_chars: active })]);
        assert_eq!(desk.text(), "ab", "what is composed is not text yet");
        let ime = desk.0.output().platform_output.ime.expect("the candidate window has a place");
        assert!((ime.cursor_rect.top() - before.top()).abs() < 1.0);
        assert!(ime.rect.contains_rect(ime.cursor_rect));
        desk.send([Event::Ime(ImeEvent::Commit(committed.to_owned()))]);
        assert_eq!(desk.text(), format!("a{committed}b"));
        assert_eq!(desk.page().edits, 1);
    }
}

#[test]
fn an_input_method_composes_in_an_overlong_text_too() {
    let mut desk = Desk::with("");
    desk.send([Event::Paste("northern front\n".repeat(10_000))]);
    let glyphs = |desk: &Desk| {
        let meshes = desk.0.output().shapes.iter().filter_map(|clipped| match &clipped.shape {
            egui::Shape::Mesh(mesh) => Some(mesh.vertices.len()),
            _ => None,
        });
        meshes.sum::<usize>()
    };
    desk.press(Key::Home, CTRL);
    let before = glyphs(&desk);
    desk.send([Event::Ime(ImeEvent::Preedit { text: "سلام".to_owned(), active_range_chars: None })]);
    // A line with Arabic is taller, so one less may have room.
    assert!(before > 0 && glyphs(&desk) > before / 2, "{before}, {} while composing", glyphs(&desk));
}

#[test]
fn an_input_method_that_commits_nothing_takes_nothing_away() {
    let mut desk = Desk::with("قره باغ");
    desk.press(Key::A, CTRL);
    for nothing in ["", "\n"] {
        desk.send([Event::Ime(ImeEvent::Commit(nothing.to_owned()))]);
        desk.send([Event::Ime(ImeEvent::Preedit { text: "x".to_owned(), active_range_chars: None })]);
        desk.send([Event::Ime(ImeEvent::Commit(String::new()))]);
        assert_eq!((desk.text(), desk.selected()), ("قره باغ", "قره باغ"));
    }
}

#[test]
fn an_input_method_takes_back_what_is_around_the_caret() {
    let mut desk = Desk::with("قره باغ");
    desk.press(Key::ArrowRight, Modifiers::NONE);
    desk.send([Event::Ime(ImeEvent::DeleteSurrounding { before_chars: 2, after_chars: 1 })]);
    assert_eq!(desk.text(), "قره ");
}

#[test]
fn what_is_pasted_is_plain_unless_its_marks_are_asked_for() {
    let mut desk = Desk::with("");
    desk.send([Event::Paste("a\r\nb\u{B}\u{0}\u{200F}د".to_owned())]);
    assert_eq!(desk.text(), "a\nb\nد");
    let command = Modifiers { shift: true, ..CTRL };
    desk.0.input_mut().events.push(Event::Key {
        key: Key::V,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers: command,
    });
    desk.0.step();
    let asked = desk.0.output().viewport_output.values().flat_map(|output| &output.commands);
    assert!(asked.into_iter().any(|command| *command == ViewportCommand::RequestPaste));
    desk.send([Event::Paste("\u{200F}1".to_owned())]);
    desk.send([Event::Paste("\u{200F}2".to_owned())]);
    assert_eq!(desk.text(), "a\nb\nد\u{200F}12", "asked for once");
}

#[test]
fn one_line_takes_no_line_breaks() {
    let mut desk = Desk::with("");
    desk.page().single_line = true;
    desk.send(typed("ab"));
    desk.press(Key::Enter, Modifiers::NONE);
    desk.send([Event::Paste("c\nd".to_owned())]);
    assert_eq!(desk.text(), "abc d");
    assert_eq!(desk.field().accesskit_node().role(), Role::TextInput);
}

#[test]
fn read_only_text_is_selected_and_copied_but_never_changed() {
    let mut desk = Desk::with("قره باغ");
    desk.page().editable = false;
    desk.press(Key::A, CTRL);
    desk.0.input_mut().events.extend([Event::Copy, Event::Text("x".to_owned()), Event::Cut]);
    desk.0.step();
    let copied: Vec<_> = desk.0.output().platform_output.commands.iter().collect();
    assert!(
        copied
            .iter()
            .any(|command| matches!(command, egui::OutputCommand::CopyText(text) if text == "قره باغ"))
    );
    desk.0.run();
    desk.press(Key::Backspace, Modifiers::NONE);
    assert_eq!(desk.text(), "قره باغ");
}

#[test]
fn the_menu_opens_at_the_caret_by_key_and_works_by_key() {
    let mut desk = Desk::with("قره باغ front");
    desk.press(Key::F10, SHIFT);
    for item in ["Cut", "Copy", "Paste", "Paste with direction marks", "Select all", "Insert", "Look up"] {
        let found = desk.0.query_all_by_label_contains(item).count();
        assert!(found > 0, "no “{item}” in the menu");
    }
    // Nothing is selected: the first item that can be used is “Paste”.
    let is_paste = |label: &str| label.starts_with("Paste") && !label.contains("marks");
    let paste = desk.0.get_by(|node| node.label().is_some_and(|label| is_paste(&label)));
    assert!(paste.is_focused(), "the arrows go on from here");
    desk.0.get_by_label_contains("Select all").click();
    desk.0.run();
    assert_eq!(desk.selected(), "قره باغ front");
    assert!(desk.0.query_by_label("Look up").is_none(), "the menu is closed");
    desk.send(typed("x"));
    assert_eq!(desk.text(), "x", "the field has the keyboard again");
}

#[test]
fn the_menu_is_about_the_word_at_the_pointer_or_the_selection() {
    let mut desk = Desk::with("the truce holds");
    desk.page().caret = Caret { anchor: 6, focus: 6 };
    desk.press(Key::Menu, Modifiers::NONE);
    desk.0.get_by_label("Look up").click();
    desk.0.run();
    assert_eq!(desk.page().looked_up, Some(Subject { bytes: 4..9, is_selected: false }));
}

#[test]
fn the_other_mouse_button_opens_the_menu_and_keeps_a_selection_it_is_on() {
    let mut desk = Desk::with("the truce holds");
    let click = |desk: &mut Desk, pos| {
        for pressed in [true, false] {
            let modifiers = Modifiers::NONE;
            let button = egui::PointerButton::Secondary;
            desk.send([Event::PointerMoved(pos), Event::PointerButton { pos, button, pressed, modifiers }]);
        }
    };
    click(&mut desk, pos2(70.0, 34.0));
    assert!(desk.0.query_by_label("Look up").is_some());
    desk.0.get_by_label("Look up").click();
    desk.0.run();
    assert_eq!(desk.page().looked_up, Some(Subject { bytes: 4..9, is_selected: false }));
    desk.press(Key::Escape, Modifiers::NONE);
    desk.page().caret = Caret { anchor: 0, focus: 9 };
    desk.0.run();
    click(&mut desk, pos2(70.0, 34.0));
    desk.0.get_by_label("Look up").click();
    desk.0.run();
    assert_eq!(desk.page().looked_up, Some(Subject { bytes: 0..9, is_selected: true }));
}

#[test]
fn an_isolate_goes_around_the_selection_and_a_mark_to_the_caret() {
    let mut desk = Desk::with("the قره باغ");
    desk.page().caret = Caret { anchor: 4, focus: 17 };
    desk.press(Key::F10, SHIFT);
    desk.0.get_by_label_contains("Insert").click();
    desk.0.run();
    desk.0.get_by_label("Isolate right to left").click();
    desk.0.run();
    assert_eq!(desk.text(), "the \u{2067}قره باغ\u{2069}");
    let caret = desk.page().caret;
    assert_eq!((caret.anchor, caret.focus), (20, 20), "inside, to go on writing");
}

#[test]
fn marks_have_hover_text_and_invisible_signs_move_nothing() {
    let mut desk = Desk::with("a truce\u{200F} holds\n");
    let caret = desk.page().caret_area;
    let mark = Mark { bytes: 2..7, fill: Color32::RED, line: MarkLine::Squiggle, line_colour: Color32::RED };
    desk.page().marks = vec![mark];
    desk.page().show_invisibles = true;
    desk.send([Event::PointerMoved(pos2(50.0, 32.0))]);
    assert_eq!(desk.page().hovered, Some(0));
    assert_eq!(desk.page().caret_area, caret);
    desk.send([Event::PointerMoved(pos2(140.0, 32.0))]);
    assert_eq!(desk.page().hovered, None);
}

#[test]
fn a_megabyte_is_pasted_and_edited_at_both_ends() {
    let mut desk = Desk::with("start ");
    let sentences: Vec<String> = (0..20_000).map(|n| format!("قتل {n} مدنيا في جبهة قره باغ.")).collect();
    let pasted = sentences.join(" ") + " ";
    assert!(pasted.len() > 900_000);
    desk.0.input_mut().events.push(Event::Paste(pasted.clone()));
    // Not to the end of measuring: the first frames must do.
    desk.0.step();
    assert_eq!(desk.text().len(), "start ".len() + pasted.len());
    desk.0.input_mut().events.extend(typed("end"));
    desk.0.step();
    desk.0.step();
    assert!(desk.text().ends_with("باغ. end"));
    for key in [Key::Home, Key::End, Key::Home] {
        desk.0.input_mut().events.push(Event::Key {
            key,
            physical_key: None,
            pressed: true,
            repeat: false,
            modifiers: CTRL,
        });
        desk.0.step();
    }
    assert_eq!(desk.page().caret.focus, 0);
    desk.0.input_mut().events.extend(typed("x"));
    desk.0.step();
    desk.0.step();
    assert!(desk.text().starts_with("xstart قتل 0"));
}

struct Form {
    engine: TextEngine,
    text: String,
    is_open: bool,
}

#[test]
fn a_field_of_a_form_undoes_and_redoes_by_word() {
    let form = Form { engine: TextEngine::new(FontChoice::EmbeddedOnly), text: String::new(), is_open: true };
    let mut harness = Harness::builder().with_max_steps(12).build_ui_state(
        |ui, form: &mut Form| {
            form.engine.begin_frame(ui.ctx());
            if !form.is_open {
                return;
            }
            let look = Input {
                id: id(),
                label: "Arabic",
                hint: "",
                style: STYLE,
                colour: Color32::BLACK,
                ground: Color32::WHITE,
                edge: Color32::GRAY,
                accent: Color32::BLUE,
                multiline: false,
            };
            input(ui, &mut form.engine, &look, &mut form.text);
        },
        form,
    );
    harness.ctx.memory_mut(|memory| memory.request_focus(id()));
    harness.run();
    let send = |harness: &mut Harness<'_, Form>, events: Vec<Event>| {
        harness.input_mut().events.extend(events);
        harness.run();
    };
    let command = |key, modifiers| {
        vec![Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers }]
    };
    send(&mut harness, typed("قره"));
    send(&mut harness, vec![Event::Paste(" باغ".to_owned())]);
    assert_eq!(harness.state().text, "قره باغ");
    send(&mut harness, command(Key::Z, CTRL));
    assert_eq!(harness.state().text, "قره");
    send(&mut harness, command(Key::Z, CTRL));
    assert_eq!(harness.state().text, "");
    send(&mut harness, command(Key::Z, Modifiers { shift: true, ..CTRL }));
    send(&mut harness, command(Key::Y, CTRL));
    assert_eq!(harness.state().text, "قره باغ");
    send(&mut harness, typed("!"));
    assert_eq!(harness.state().text, "قره باغ!", "the caret is where it was");

    harness.state_mut().is_open = false;
    harness.step();
    harness.step();
    harness.state_mut().text = "باكو".to_owned();
    harness.state_mut().is_open = true;
    harness.ctx.memory_mut(|memory| memory.request_focus(id()));
    harness.run();
    send(&mut harness, command(Key::Z, CTRL));
    assert_eq!(harness.state().text, "باكو", "the form before is closed for good");
    send(&mut harness, typed("!"));
    assert_eq!(harness.state().text, "باكو!", "the caret begins at the end");
}

#[test]
fn a_press_selects_by_how_often_it_was_repeated_even_in_slow_frames() {
    let text = "the truce holds";
    let button = |pos, pressed| Event::PointerButton {
        pos,
        button: egui::PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    };
    let place = pos2(70.0, 34.0);
    let far = pos2(110.0, 34.0);
    let click = [Event::PointerMoved(place), button(place, true), button(place, false)];
    // The second press selects, before the button is up; dragging on takes whole words.
    let mut desk = Desk::with(text);
    desk.send(click.clone());
    desk.send([button(place, true)]);
    assert_eq!(desk.selected(), "truce");
    desk.send([Event::PointerMoved(far)]);
    desk.send([button(far, false)]);
    assert_eq!(desk.selected(), "truce holds");
    // Three clicks in one frame.
    let mut desk = Desk::with(text);
    desk.send([click.clone(), click.clone(), click].concat());
    assert_eq!(desk.selected(), text);
    // A press in one frame, all the rest of a drag in the next; then a press that has moved already.
    for slow_press in [false, true] {
        let mut desk = Desk::with(text);
        desk.send([Event::PointerMoved(place)]);
        let (mut first, mut second) = (vec![button(place, true)], vec![Event::PointerMoved(far)]);
        if slow_press {
            first.append(&mut second);
        }
        second.push(button(far, false));
        desk.send(first);
        desk.send(second);
        let selected = desk.selected().to_owned();
        assert!(
            text.contains(&selected) && selected.len() > 3 && !selected.starts_with("the"),
            "{selected:?}"
        );
        desk.send([Event::PointerMoved(pos2(30.0, 34.0))]);
        assert_eq!(desk.selected(), selected, "the button is up");
    }
    // All of it in one frame.
    let mut desk = Desk::with(text);
    desk.send([Event::PointerMoved(place)]);
    desk.send([button(place, true), Event::PointerMoved(far), button(far, false)]);
    assert!(desk.selected().len() > 3 && text.contains(desk.selected()), "{:?}", desk.selected());
}
