//! Where things are in the window, found by their accessible names: the same window is drawn once more in
//! memory, on a copy of the project and of the user's data, and follows what is done at the desk.

use super::desk::{Desk, SIZE};
use egui::accesskit::{Role, TextDirection};
use egui::{Event, Modifiers, PointerButton, Pos2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use egui_kittest::{Harness, Node};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tarjuman::app::{App, Command, Places};
use tarjuman::ui::Window;
use tarjuman::ui::text::FontChoice;
use tempfile::TempDir;

/// What the harness leaves free around what it draws.
const MARGIN: f32 = 8.0;
const SOON: Duration = Duration::from_secs(30);

pub struct Plan {
    harness: Harness<'static, Window>,
    _folder: TempDir,
}

impl Plan {
    /// Of the window as it shows what is stored now.
    pub fn of(desk: &Desk) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let copy = folder.path().join("article.tarjuman");
        tarjuman::project::file::create(&copy, &desk.stored()).unwrap().close().unwrap();
        let home = folder.path();
        let places = Places { config: home.join("config"), data: home.join("data") };
        copy_folder(&desk.data(), &places.data);
        let mut app = App::new(places, Arc::new(|| {}));
        // As the program beside it, see `without_gloss`.
        app.settings.gloss = false;
        // The user's own dictionary is enough.
        app.start_spelling(Vec::new());
        app.run(Command::OpenPath(copy));
        app.settle(SOON);
        let window = Window::embedded(app, FontChoice::System);
        let mut harness = Harness::builder()
            .with_size([SIZE.0 as f32 + 2.0 * MARGIN, SIZE.1 as f32 + 2.0 * MARGIN])
            .with_max_steps(60)
            .build_ui_state(|ui, window: &mut Window| window.frame_ui(ui), window);
        let ctx = harness.ctx.clone();
        harness.state_mut().dress(&ctx);
        let mut plan = Self { harness, _folder: folder };
        plan.settle();
        plan
    }

    /// The middle of what is called so, in pixels.
    pub fn middle_of(&self, name: &str) -> (i32, i32) {
        pixel(self.named(name).rect().center())
    }

    pub fn has(&self, name: &str) -> bool {
        self.harness.query_by_label(name).is_some()
    }

    fn named<'a>(&'a self, name: &'a str) -> Node<'a> {
        self.harness.query_by_label(name).unwrap_or_else(|| {
            let labels = self.harness.query_all_by(|_| true).filter_map(|node| node.accesskit_node().label());
            panic!("nothing is called {name:?} among {:?}", labels.collect::<Vec<_>>())
        })
    }

    /// Inside a letter of a field, right behind the gap before it: the letter at which `text` begins.
    pub fn before(&self, field: &str, text: &str) -> (i32, i32) {
        let (start, end, y) = self.letter(field, text);
        pixel(egui::pos2(start + (end - start).signum(), y))
    }

    /// The middle of the letter at which `text` begins.
    pub fn on(&self, field: &str, text: &str) -> (i32, i32) {
        let (start, end, y) = self.letter(field, text);
        pixel(egui::pos2(f32::midpoint(start, end), y))
    }

    /// The side of a letter where it begins, the other side, and the middle of its line, in points.
    fn letter(&self, field: &str, text: &str) -> (f32, f32, f32) {
        let field = self.named(field);
        let is_run = |node: &Node<'_>| node.accesskit_node().role() == Role::TextRun;
        let wanted = field.value().unwrap().find(text).unwrap();
        let mut byte = 0;
        for node in field.children().filter(is_run) {
            let run = node.accesskit_node().data().clone();
            let (positions, widths) = (run.character_positions().unwrap(), run.character_widths().unwrap());
            for ((length, position), width) in run.character_lengths().iter().zip(positions).zip(widths) {
                if byte == wanted {
                    let area = node.rect();
                    let (start, end) = match run.text_direction().unwrap() {
                        TextDirection::RightToLeft => {
                            (area.right() - position, area.right() - position - width)
                        }
                        _ => (area.left() + position, area.left() + position + width),
                    };
                    return (start, end, area.center().y);
                }
                byte += usize::from(*length);
            }
        }
        panic!("{text:?} does not begin a letter");
    }

    /// How many corrections the menu of a misspelt word offers.
    pub fn suggestions(&mut self, word: &str) -> usize {
        let app = &mut self.harness.state_mut().app;
        app.run(Command::Suggest(word.to_owned()));
        app.settle(SOON);
        app.suggestions(word).unwrap().len()
    }

    /// Does here what was done at the desk.
    pub fn click_often(&mut self, place: (i32, i32), times: usize) {
        for _ in 0..times {
            self.click_with(PointerButton::Primary, place);
        }
        self.settle();
    }

    pub fn click_other_button(&mut self, place: (i32, i32)) {
        self.click_with(PointerButton::Secondary, place);
        self.settle();
    }

    fn click_with(&mut self, button: PointerButton, (x, y): (i32, i32)) {
        let pos = egui::pos2(x as f32 + MARGIN, y as f32 + MARGIN);
        let click = |pressed| Event::PointerButton { pos, button, pressed, modifiers: Modifiers::NONE };
        for event in [Event::PointerMoved(pos), click(true), click(false)] {
            self.harness.event(event);
        }
        self.harness.run();
    }

    /// Until no worker has anything to do.
    fn settle(&mut self) {
        self.harness.run();
        self.harness.state_mut().app.settle(SOON);
        self.harness.run();
    }
}

fn pixel(place: Pos2) -> (i32, i32) {
    ((place.x - MARGIN).round() as i32, (place.y - MARGIN).round() as i32)
}

fn copy_folder(from: &Path, to: &Path) {
    for entry in std::fs::read_dir(from).into_iter().flatten() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy_folder(&entry.path(), &target);
        } else {
            std::fs::create_dir_all(to).unwrap();
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}
