//! The window over a folder of its own, without a display: what is drawn is found by the names that a screen reader says
//! and driven by the events that a keyboard or a mouse sends. A suite adds what only it needs in an `impl Desk`.

#![allow(dead_code, reason = "no suite needs all of it")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop")]

use egui::accesskit::Role;
use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use egui_kittest::{Harness, Node};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tarjuman::app::{App, Command, Places, Session};
use tarjuman::ui::Window;
use tarjuman::ui::text::FontChoice;
use tempfile::TempDir;

pub const NONE: Modifiers = Modifiers::NONE;
pub const CTRL: Modifiers = Modifiers { ctrl: true, command: true, ..Modifiers::NONE };
pub const CTRL_SHIFT: Modifiers = Modifiers { shift: true, ..CTRL };
/// Points.
pub const SIZE: [f32; 2] = [1280.0, 800.0];
/// However slow the machine is, a worker has answered by then.
pub const SOON: Duration = Duration::from_mins(1);
/// More than there are controls in any view.
const MOST_TABS: usize = 900;
/// Frames after which a window that nobody touches has come to rest.
const MOST_FRAMES: u64 = 40;

pub struct Desk {
    pub harness: Harness<'static, Window>,
    pub folder: Arc<TempDir>,
    /// Whether workers finish after each gesture, before the next one.
    pub is_patient: bool,
}

/// A folder with these files.
pub fn folder_with(files: &[(&str, &[u8])]) -> Arc<TempDir> {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
    Arc::new(folder)
}

/// The application with everything of its own in this folder.
pub fn app_in(folder: &TempDir) -> App {
    let places = Places { config: folder.path().join("config"), data: folder.path().join("data") };
    App::new(places, Arc::new(|| {}))
}

/// The window around an application.
pub fn window(app: App, size: [f32; 2]) -> Harness<'static, Window> {
    let window = Window::embedded(app, FontChoice::EmbeddedOnly);
    let mut harness = Harness::builder()
        .with_size(size)
        .with_step_dt(1.0 / 60.0)
        .with_max_steps(MOST_FRAMES)
        .build_ui_state(|ui, window: &mut Window| window.frame_ui(ui), window);
    let ctx = harness.ctx.clone();
    harness.state_mut().dress(&ctx);
    harness.run();
    harness
}

impl Desk {
    /// With this article open.
    pub fn on(article: &str) -> Self {
        Self::open(folder_with(&[("article.txt", article.as_bytes())]), "article.txt", SIZE)
    }

    /// With a file of this folder open.
    pub fn open(folder: Arc<TempDir>, name: &str, size: [f32; 2]) -> Self {
        let app = app_in(&folder);
        Self::with(app, folder, name, size)
    }

    /// The same with an application that was told something before.
    pub fn with(mut app: App, folder: Arc<TempDir>, name: &str, size: [f32; 2]) -> Self {
        app.run(Command::OpenPath(folder.path().join(name)));
        app.settle(SOON);
        Self { harness: window(app, size), folder, is_patient: true }
    }

    pub fn app(&self) -> &App {
        &self.harness.state().app
    }

    #[track_caller]
    pub fn session(&self) -> &Session {
        self.app().session.as_ref().unwrap()
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The draft of the n-th segment.
    #[track_caller]
    pub fn draft(&self, number: usize) -> &str {
        &self.session().project.segments[number - 1].draft
    }

    pub fn drafts(&self) -> Vec<&str> {
        self.session().project.segments.iter().map(|segment| segment.draft.as_str()).collect()
    }

    /// The number of the selected segment.
    pub fn selected(&self) -> usize {
        self.session().selected_position().unwrap() + 1
    }

    /// Carries out what a menu or a dialog of the system would ask for, and waits for it.
    pub fn run(&mut self, command: Command) {
        self.harness.state_mut().app.run(command);
        self.settle();
    }

    /// Lets workers answer, and draws until nothing changes.
    pub fn settle(&mut self) {
        self.harness.run();
        self.harness.state_mut().app.settle(SOON);
        self.harness.run();
    }

    /// Draws what a gesture has done.
    pub fn rest(&mut self) {
        if self.is_patient {
            self.settle();
        } else {
            self.harness.run();
        }
    }

    #[track_caller]
    pub fn named<'a>(&'a self, name: &'a str) -> Node<'a> {
        self.harness.query_by_label(name).unwrap_or_else(|| {
            let nodes = self.harness.query_all_by(|_| true);
            let labels: Vec<_> = nodes.filter_map(|node| node.accesskit_node().label()).collect();
            panic!("nothing is called {name:?} among {labels:?}")
        })
    }

    pub fn is_there(&self, name: &str) -> bool {
        self.harness.query_all_by_label(name).next().is_some()
    }

    /// Whether something has these words in its name.
    pub fn says(&self, words: &str) -> bool {
        self.harness.query_all_by_label_contains(words).next().is_some()
    }

    /// What can be used, as opposed to the words beside it.
    pub fn find_control<'a>(&'a self, role: Role, name: &'a str) -> Option<Node<'a>> {
        self.harness.query_by_role_and_label(role, name)
    }

    #[track_caller]
    pub fn control<'a>(&'a self, role: Role, name: &'a str) -> Node<'a> {
        self.find_control(role, name).unwrap_or_else(|| panic!("no {role:?} is called {name:?}"))
    }

    /// Role and name of what has the keyboard.
    pub fn focused(&self) -> Option<(Role, String)> {
        let node = self.harness.query_by(|node| node.is_focused() && node.label().is_some())?;
        Some((node.accesskit_node().role(), node.accesskit_node().label()?))
    }

    /// Until a worker has brought it.
    #[track_caller]
    pub fn wait_for(&mut self, name: &str) {
        let begin = std::time::Instant::now();
        while !self.is_there(name) {
            assert!(begin.elapsed() < SOON, "{name} does not come");
            std::thread::sleep(Duration::from_millis(5));
            self.harness.run();
        }
    }

    #[track_caller]
    pub fn click(&mut self, name: &str) {
        self.named(name).click();
        self.rest();
    }

    #[track_caller]
    pub fn click_control(&mut self, role: Role, name: &str) {
        self.control(role, name).click();
        self.rest();
    }

    pub fn press(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.rest();
    }

    /// A keystroke a frame.
    pub fn type_text(&mut self, text: &str) {
        for event in strokes(text) {
            self.harness.event(event);
        }
        self.rest();
    }

    /// Everything in one frame, as after a slow one.
    pub fn all_at_once(&mut self, events: impl IntoIterator<Item = Event>) {
        self.harness.input_mut().events.extend(events);
        self.rest();
    }

    /// Presses Tab until a control has the keyboard.
    #[track_caller]
    pub fn tab_to(&mut self, name: &str) {
        let mut passed = Vec::new();
        for _ in 0..MOST_TABS {
            let focused = self.focused();
            if focused.as_ref().is_some_and(|(_, label)| label == name) {
                return;
            }
            passed.extend(focused.map(|(_, label)| label));
            self.press(NONE, Key::Tab);
        }
        passed.dedup();
        passed.truncate(60);
        panic!("{name:?} is not reached: {passed:?}");
    }
}

pub fn key(key: Key, modifiers: Modifiers) -> Event {
    Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers }
}

/// What a keyboard sends for each letter: the key, then its text.
pub fn strokes(text: &str) -> Vec<Event> {
    let stroke = |letter: char| {
        let name = if letter == ' ' { "Space".to_owned() } else { letter.to_uppercase().to_string() };
        let press = Key::from_name(&name).map(|pressed| key(pressed, NONE));
        press.into_iter().chain([Event::Text(letter.to_string())])
    };
    text.chars().flat_map(stroke).collect()
}
