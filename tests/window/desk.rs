//! A translator at the window: the program on an article of ours, with keyboard, mouse and a look into
//! the project file.

use super::display::{Display, Hand, Share, wait_for, wait_or_say};
use super::{ARTICLE, browser};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::Duration;
use tarjuman::project::{Project, Status, file};
use tempfile::TempDir;
use x11rb::protocol::xproto::{ClientMessageEvent, ConnectionExt as _, EventMask};

pub const SIZE: (u32, u32) = (1280, 800);

pub struct Desk {
    program: Option<Program>,
    pub display: Display,
    pub folder: TempDir,
    _share: Share,
}

/// A running window.
pub struct Program {
    child: Child,
    /// Of the X server.
    window: String,
    errors: PathBuf,
}

impl Desk {
    /// The article is open in the window and everything has settled; `None` when a tool is missing.
    pub fn open() -> Option<Self> {
        Self::with(Share::together(), |_| {})
    }

    /// As [`Desk::open`], while no other test of the suite works.
    pub fn open_alone() -> Option<Self> {
        Self::with(Share::alone(), |_| {})
    }

    /// As [`Desk::open`], with an English dictionary of a few words in the user's data folder.
    pub fn open_with_dictionary() -> Option<Self> {
        Self::with(Share::together(), |data| {
            let (from, to) = (Path::new("tests/data/spelling"), data.join("dictionaries"));
            std::fs::create_dir_all(&to).unwrap();
            for ending in ["aff", "dic"] {
                let copied = std::fs::copy(from.join("en_XX").with_extension(ending), {
                    to.join("en_US").with_extension(ending)
                });
                copied.unwrap();
            }
        })
    }

    /// `prepare` gets the folder of the user's data before the window opens.
    fn with(share: Share, prepare: impl FnOnce(&Path)) -> Option<Self> {
        let display = Display::for_desk(SIZE.0, SIZE.1)?;
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("article.txt"), ARTICLE).unwrap();
        browser::install(folder.path());
        let mut desk = Self { program: None, display, folder, _share: share };
        prepare(&desk.data());
        desk.start();
        Some(desk)
    }

    /// The folder of the user's data: glossaries, dictionaries.
    pub fn data(&self) -> PathBuf {
        self.folder.path().join("home/data")
    }

    /// Opens the window on the article, or again on its project.
    pub fn start(&mut self) {
        assert!(self.program.is_none(), "one window at a time");
        self.program = Some(Program::start(&self.display, self.folder.path(), "article.txt"));
    }

    pub fn program(&mut self) -> &mut Program {
        self.program.as_mut().expect("the window is open")
    }

    pub fn project_path(&self) -> PathBuf {
        self.folder.path().join("article.tarjuman")
    }

    /// Presses keys one after the other, for example `alt+1` or `ctrl+Return`.
    pub fn press(&self, keys: &[&str]) {
        for key in keys {
            self.display.xdotool(&["key", "--clearmodifiers", key]);
        }
    }

    /// Types as fast as xdotool can, without a pause between letters.
    pub fn type_text(&self, text: &str) {
        self.hurry(&[Hand::Type(text)]);
    }

    /// Sends all of it in one go: nothing waits for the window in between.
    pub fn hurry(&self, hands: &[Hand<'_>]) {
        self.display.hurry(hands);
    }

    pub fn click(&self, place: (i32, i32)) {
        self.point(place);
        self.hurry(&[Hand::Click]);
    }

    /// Two clicks are a double click, three a triple click.
    pub fn click_often(&self, place: (i32, i32), times: usize) {
        self.point(place);
        self.display.xdotool(&["click", "--repeat", &times.to_string(), "--delay", "20", "1"]);
    }

    pub fn click_with_shift(&self, place: (i32, i32)) {
        self.point(place);
        self.display.xdotool(&["keydown", "shift", "click", "1", "keyup", "shift"]);
    }

    /// The click that opens a menu.
    pub fn click_other_button(&self, place: (i32, i32)) {
        self.point(place);
        self.display.xdotool(&["click", "3"]);
    }

    /// From one place to the other with the button down; `clicks` come right before, at the first place.
    pub fn drag(&self, from: (i32, i32), to: (i32, i32), clicks: usize) {
        self.point(from);
        let mut hands = ["click", "1"].repeat(clicks);
        hands.extend(["mousedown", "1"]);
        self.display.xdotool(&hands);
        // On the way there, as a hand goes.
        let middle = (i32::midpoint(from.0, to.0), i32::midpoint(from.1, to.1));
        self.point(middle);
        self.point(to);
        self.display.xdotool(&["mouseup", "1"]);
    }

    pub fn point(&self, (x, y): (i32, i32)) {
        // From beside it: xdotool waits fifteen seconds for a pointer that is there already to move.
        let (beside, x, y) = ((x + 1).to_string(), x.to_string(), y.to_string());
        self.display.xdotool(&["mousemove", &beside, &y, "mousemove", "--sync", &x, &y]);
    }

    /// The project as it is in the file now.
    pub fn stored(&self) -> Project {
        file::open(&self.project_path()).unwrap().project
    }

    pub fn stored_drafts(&self) -> Vec<String> {
        drafts(self.stored())
    }

    /// Waits until the file has these drafts, the rest empty.
    pub fn expect_drafts(&self, drafts: &[&str]) {
        self.expect_stored(&format!("the drafts {drafts:?}"), |project| {
            let wanted = drafts.iter().copied().chain(std::iter::repeat(""));
            project.segments.iter().zip(wanted).all(|(segment, draft)| segment.draft == draft)
        });
    }

    /// Waits until the n-th segment is stored with this draft and status.
    pub fn expect(&self, number: usize, draft: &str, status: Status) {
        self.expect_stored(&format!("segment {number} to be {draft:?}, {status:?}"), |project| {
            let segment = &project.segments[number - 1];
            segment.draft == draft && segment.status == status
        });
    }

    /// Waits until the n-th segment is selected with this draft, in which `‹` marks the anchor of the
    /// selection and `|` its moving end, in stored order; a caret is a `|` alone.
    pub fn expect_caret(&self, number: usize, marked: &str) {
        // A caret that only moved is stored when all is.
        self.press(&["ctrl+s"]);
        wait_or_say(&format!("{marked:?} in segment {number}"), || {
            let seen = marked_draft(&self.stored());
            if seen == (number, marked.to_owned()) { Ok(()) } else { Err(format!("stored is {seen:?}")) }
        });
    }

    pub fn expect_stored(&self, what: &str, is_so: impl Fn(&Project) -> bool) {
        let probe = || {
            let stored = self.stored();
            if is_so(&stored) { Ok(()) } else { Err(format!("stored are {:?}", drafts(stored))) }
        };
        wait_or_say(what, probe);
    }

    /// The number of the segment that is stored as the selected one.
    pub fn stored_selection(&self) -> Option<usize> {
        let project = self.stored();
        Some(project.position(project.view.selected?)? + 1)
    }

    pub fn ask_to_close(&self) {
        self.program.as_ref().expect("the window is open").ask_to_close(&self.display);
    }

    /// Sends the program a signal: `TERM`, `HUP` and so on.
    pub fn signal(&self, name: &str) {
        let id = self.program.as_ref().expect("the window is open").id().to_string();
        let sent = Command::new("kill").args(["-s", name, &id]).status().unwrap();
        assert!(sent.success(), "no signal {name} could be sent");
    }

    /// Waits for the window to go by itself; it must end well and without complaint.
    pub fn expect_closed(&mut self) {
        let status = self.program.take().expect("a window is open").ended();
        assert!(status.success(), "{status}");
        let beside: Vec<_> = std::fs::read_dir(self.folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .filter(|name| name.starts_with("article.tarjuman") && name != "article.tarjuman")
            .collect();
        assert!(beside.is_empty(), "left beside the closed project: {beside:?}");
    }

    /// Ends the program as a power cut does.
    pub fn kill(&mut self) {
        let mut program = self.program.take().expect("a window is open");
        program.child.kill().unwrap();
        program.child.wait().unwrap();
    }
}

/// The number and the draft of the selected segment, with the marks of [`Desk::expect_caret`].
fn marked_draft(project: &Project) -> (usize, String) {
    let view = project.view;
    let position = project.position(view.selected.unwrap()).unwrap();
    let mut draft = project.segments[position].draft.clone();
    let mut marks = vec![(view.focus, '|')];
    if view.anchor != view.focus {
        marks.push((view.anchor, '‹'));
    }
    // From the end, so that the places before it stay.
    marks.sort_unstable_by_key(|(byte, _)| std::cmp::Reverse(*byte));
    for (byte, mark) in marks {
        draft.insert(byte, mark);
    }
    (position + 1, draft)
}

fn drafts(project: Project) -> Vec<String> {
    project.segments.into_iter().map(|segment| segment.draft).collect()
}

impl Program {
    /// Starts the window on a file of the folder and waits until it has settled.
    pub fn start(display: &Display, folder: &Path, name: &str) -> Self {
        without_gloss(folder);
        let errors = folder.join(format!("said by {name}"));
        let child = display
            .command(env!("CARGO_BIN_EXE_tarjuman"))
            .arg(folder.join(name))
            .env("TARJUMAN_HOME", folder.join("home"))
            .env("BROWSER", browser::path(folder))
            .env("LIBGL_ALWAYS_SOFTWARE", "1")
            .env("WINIT_X11_SCALE_FACTOR", "1")
            .stdout(Stdio::null())
            .stderr(std::fs::File::create(&errors).unwrap())
            .spawn()
            .unwrap();
        let mut program = Self { child, window: String::new(), errors };
        let stem = Path::new(name).file_stem().unwrap().to_string_lossy().into_owned();
        program.window = wait_for("a window with the name of the article", || {
            program.expect_running();
            let windows = display.xdotool(&["search", "--onlyvisible", "--class", "tarjuman"]);
            let is_ours = |window: &&str| {
                display.xdotool(&["getwindowpid", window]) == program.child.id().to_string()
                    && display.xdotool(&["getwindowname", window]) == format!("{stem} – Tarjuman")
            };
            windows.lines().find(is_ours).map(str::to_owned)
        });
        // Where there is no manager, nobody gives the window the keyboard.
        display.xdotool(&["windowfocus", "--sync", &program.window]);
        program.settle();
        program
    }

    /// Waits until the program has nothing to do: terms are found, settings are saved.
    pub fn settle(&mut self) {
        let (mut before, mut calm) = (self.processor_ticks(), 0);
        wait_for("the window to come to rest", || {
            std::thread::sleep(Duration::from_millis(40));
            self.expect_running();
            let now = self.processor_ticks();
            calm = if now == before { calm + 1 } else { 0 };
            before = now;
            (calm >= 8).then_some(())
        });
    }

    /// Processor time used so far, in ticks of a hundredth of a second.
    pub fn processor_ticks(&self) -> u64 {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.child.id())).unwrap();
        // The name in brackets may hold anything: count from its end. 14 and 15 are utime and stime.
        let fields: Vec<&str> = stat.rsplit_once(')').unwrap().1.split_whitespace().collect();
        fields[11].parse::<u64>().unwrap() + fields[12].parse::<u64>().unwrap()
    }

    /// Asks the window to close, as the button of a window manager does.
    pub fn ask_to_close(&self, display: &Display) {
        let (connection, _) = x11rb::connect(Some(&display.name)).unwrap();
        let atom = |name: &str| connection.intern_atom(false, name.as_bytes()).unwrap().reply().unwrap().atom;
        let (protocols, delete) = (atom("WM_PROTOCOLS"), atom("WM_DELETE_WINDOW"));
        let window = self.window.parse().unwrap();
        let message = ClientMessageEvent::new(32, window, protocols, [delete, 0, 0, 0, 0]);
        connection.send_event(false, window, EventMask::NO_EVENT, message).unwrap().check().unwrap();
    }

    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Waits for the end of the program.
    pub fn ended(mut self) -> ExitStatus {
        let status = wait_for("the program to end", || self.child.try_wait().unwrap());
        let said = std::fs::read_to_string(&self.errors).unwrap_or_default();
        assert!(!said.contains("panicked"), "{said}");
        status
    }

    fn expect_running(&mut self) {
        if let Some(status) = self.child.try_wait().unwrap() {
            let said = std::fs::read_to_string(&self.errors).unwrap_or_default();
            panic!("the program ended ({status}): {said}");
        }
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The texts of the drafts stand where their fields begin: the gloss line of an empty one would lie under the pointer. It
/// has its own tests.
pub fn without_gloss(folder: &Path) {
    let config = folder.join("home/config");
    std::fs::create_dir_all(&config).unwrap();
    let settings = config.join("settings.json");
    if !settings.exists() {
        std::fs::write(settings, "{\"gloss\": false}").unwrap();
    }
}
