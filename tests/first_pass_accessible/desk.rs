//! The window over a folder with an article.

use egui_kittest::kittest::{NodeT as _, Queryable as _};
use egui_kittest::{Harness, Node};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tarjuman::app::{App, Command, Places};
use tarjuman::ui::Window;
use tarjuman::ui::text::FontChoice;

pub const SOON: Duration = Duration::from_secs(30);

pub struct Desk {
    pub harness: Harness<'static, Window>,
    folder: tempfile::TempDir,
}

impl Desk {
    /// With this article open.
    pub fn on(article: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("article.txt");
        std::fs::write(&path, article).unwrap();
        let places = Places { config: folder.path().join("config"), data: folder.path().join("data") };
        let mut app = App::new(places, Arc::new(|| {}));
        app.run(Command::OpenPath(path));
        app.settle(SOON);
        let window = Window::embedded(app, FontChoice::EmbeddedOnly);
        let mut harness = Harness::builder()
            .with_size([1280.0, 800.0])
            .with_step_dt(1.0 / 60.0)
            .with_max_steps(40)
            .build_ui_state(|ui, window: &mut Window| window.frame_ui(ui), window);
        let ctx = harness.ctx.clone();
        harness.state_mut().dress(&ctx);
        harness.run();
        Self { harness, folder }
    }

    pub fn app(&self) -> &App {
        &self.harness.state().app
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Carries a command out, waits for its workers, and draws.
    pub fn run(&mut self, command: Command) {
        let app = &mut self.harness.state_mut().app;
        app.run(command);
        app.settle(SOON);
        self.harness.run();
    }

    /// Until no worker has anything to do.
    pub fn settle(&mut self) {
        self.harness.state_mut().app.settle(SOON);
    }

    pub fn named<'a>(&'a self, name: &'a str) -> Node<'a> {
        self.harness.query_by_label(name).unwrap_or_else(|| {
            let nodes = self.harness.query_all_by(|_| true);
            let labels: Vec<_> = nodes.filter_map(|node| node.accesskit_node().label()).collect();
            panic!("nothing is called {name:?} among {labels:?}")
        })
    }

    pub fn is_there(&self, name: &str) -> bool {
        self.harness.query_by_label(name).is_some()
    }

    /// Clicks, waits for what it started, and draws.
    pub fn click(&mut self, name: &str) {
        self.named(name).click();
        self.harness.run();
        self.settle();
        self.harness.run();
    }

    pub fn type_text(&mut self, text: &str) {
        for letter in text.chars() {
            self.harness.event(egui::Event::Text(letter.to_string()));
        }
        self.harness.run();
    }

    pub fn draft(&self, number: usize) -> &str {
        &self.app().session.as_ref().unwrap().project.segments[number - 1].draft
    }

    /// As a translator does: with a click into the draft.
    pub fn select(&mut self, number: usize) {
        self.click(&format!("Draft of segment {number}"));
    }
}
