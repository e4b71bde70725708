//! Where things are in the window, found by their accessible names: the same window is drawn once more in
//! memory, on a copy of the project.

use super::desk::{Desk, SIZE};
use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use std::sync::Arc;
use std::time::Duration;
use tarjuman::app::{App, Command, Places};
use tarjuman::ui::Window;
use tarjuman::ui::text::FontChoice;

/// What the harness leaves free around what it draws.
const MARGIN: f32 = 8.0;

pub struct Plan {
    harness: Harness<'static, Window>,
}

impl Plan {
    /// Of the window as it shows what is stored now.
    pub fn of(desk: &Desk) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let copy = folder.path().join("article.tarjuman");
        tarjuman::project::file::create(&copy, &desk.stored()).unwrap().close().unwrap();
        let home = folder.path();
        let places = Places { config: home.join("config"), data: home.join("data") };
        let mut app = App::new(places, Arc::new(|| {}));
        app.run(Command::OpenPath(copy));
        app.settle(Duration::from_secs(30));
        let window = Window::embedded(app, FontChoice::System);
        let mut harness = Harness::builder()
            .with_size([SIZE.0 as f32 + 2.0 * MARGIN, SIZE.1 as f32 + 2.0 * MARGIN])
            .build_ui_state(|ui, window: &mut Window| window.frame_ui(ui), window);
        let ctx = harness.ctx.clone();
        harness.state_mut().dress(&ctx);
        harness.run();
        Self { harness }
    }

    /// The middle of what is called so, in pixels.
    pub fn middle_of(&self, name: &str) -> (i32, i32) {
        pixel(self.harness.get_by_label(name).rect().center())
    }
    /// The gap before the n-th letter of the first line of a field, from 0, in pixels.
    pub fn caret_in(&self, field: &str, letter: usize) -> (i32, i32) {
        let field = self.harness.get_by_label(field);
        let run = field.children().find(|node| node.accesskit_node().role() == Role::TextRun).unwrap();
        let area = run.rect();
        let position = run.accesskit_node().data().character_positions().unwrap()[letter];
        pixel(egui::pos2(area.left() + position, area.center().y))
    }
}

fn pixel(place: egui::Pos2) -> (i32, i32) {
    ((place.x - MARGIN).round() as i32, (place.y - MARGIN).round() as i32)
}
