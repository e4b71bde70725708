//! An X display for one test: Xvfb, and a window manager where there is one.

use super::tools;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};
use std::time::{Duration, Instant};
use x11rb::connection::Connection as _;
use x11rb::protocol::xproto::{ConnectionExt as _, ImageFormat};

/// Small managers that need no settings; the first that is installed is used.
const MANAGERS: [(&str, &[&str]); 3] =
    [("matchbox-window-manager", &["-use_titlebar", "no"]), ("openbox", &[]), ("twm", &[])];

/// Tests that measure time hold this alone; all others share it.
static MACHINE: RwLock<()> = RwLock::new(());

/// A test's part of the machine.
pub enum Share {
    Together { _with_others: RwLockReadGuard<'static, ()> },
    Alone { _in_quiet: RwLockWriteGuard<'static, ()> },
}

impl Share {
    pub fn together() -> Self {
        Self::Together { _with_others: MACHINE.read().unwrap_or_else(PoisonError::into_inner) }
    }

    pub fn alone() -> Self {
        Self::Alone { _in_quiet: MACHINE.write().unwrap_or_else(PoisonError::into_inner) }
    }
}

pub struct Display {
    /// As in `DISPLAY`.
    pub name: String,
    server: Option<Child>,
    manager: Option<Child>,
    /// A display that is shared with the rest of the desk is for one test at a time.
    _turn: Option<MutexGuard<'static, ()>>,
}

/// What hands do at a desk.
pub enum Hand<'a> {
    Type(&'a str),
    /// A key with its modifiers, for example `ctrl+Return`.
    Press(&'a str),
    /// Where the pointer is.
    Click,
}

/// Who arranges the windows. A manager may make them as large as the screen.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Manager {
    IfInstalled,
    None,
}

impl Display {
    /// The display for a desk: a new one, or that of `DISPLAY` where it is to be kept. `None` when a tool is
    /// missing; that was said.
    pub fn for_desk(width: u32, height: u32) -> Option<Self> {
        static TURN: Mutex<()> = Mutex::new(());
        if std::env::var_os("TARJUMAN_DISPLAY").is_none_or(|value| value != "keep") {
            return Self::start(width, height, Manager::IfInstalled);
        }
        let name = std::env::var("DISPLAY").expect("TARJUMAN_DISPLAY=keep needs a DISPLAY");
        let turn = Some(TURN.lock().unwrap_or_else(PoisonError::into_inner));
        tools::are_here(&["xdotool"]).then_some(Self { name, server: None, manager: None, _turn: turn })
    }

    /// A new display. `None` when a tool is missing; that was said.
    pub fn start(width: u32, height: u32, manager: Manager) -> Option<Self> {
        if !tools::are_here(&["Xvfb", "xdotool", "setxkbmap"]) {
            return None;
        }
        // The server chooses a free number, and says it when it is ready.
        let mut server = Command::new("Xvfb")
            .args([
                "-displayfd",
                "1",
                "-screen",
                "0",
                &format!("{width}x{height}x24"),
                "-nolisten",
                "tcp",
                "-noreset",
            ])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut number = String::new();
        BufReader::new(server.stdout.take().unwrap()).read_line(&mut number).unwrap();
        let mut display =
            Self { name: format!(":{}", number.trim()), server: Some(server), manager: None, _turn: None };
        assert!(!number.trim().is_empty(), "Xvfb did not start");
        if manager == Manager::IfInstalled
            && let Some((program, arguments)) = MANAGERS.iter().find(|(name, _)| tools::find(name).is_some())
        {
            display.manager = display.command(program).args(*arguments).spawn().ok();
        }
        // A key that no layout has would be put on the keyboard by xdotool for a moment, too short for a
        // window to learn of it.
        display.set_layouts("us,ara");
        Some(display)
    }

    /// The keyboard layouts, the first in use: as in XKB's lists, for example `us,ara`.
    pub fn set_layouts(&self, layouts: &str) {
        let status = self.command("setxkbmap").args(["-layout", layouts]).status();
        assert!(status.is_ok_and(|status| status.success()), "setxkbmap -layout {layouts}");
    }

    /// What is on the screen in a rectangle: red, green and blue of its pixels, row by row.
    pub fn pixels(&self, (x, y): (i32, i32), (width, height): (u16, u16)) -> Vec<[u8; 3]> {
        let (connection, screen) = x11rb::connect(Some(&self.name)).unwrap();
        let root = connection.setup().roots[screen].root;
        let (x, y) = (i16::try_from(x).unwrap(), i16::try_from(y).unwrap());
        let image = connection.get_image(ImageFormat::Z_PIXMAP, root, x, y, width, height, !0).unwrap();
        let data = image.reply().unwrap().data;
        data.chunks_exact(4).map(|pixel| [pixel[2], pixel[1], pixel[0]]).collect()
    }

    /// A program that draws and listens on this display, and is quiet.
    pub fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command
            .env("DISPLAY", &self.name)
            .env_remove("WAYLAND_DISPLAY")
            .env_remove("WAYLAND_SOCKET")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        command
    }

    /// Sends keys and clicks without a pause.
    pub fn hurry(&self, hands: &[Hand<'_>]) {
        let mut arguments = Vec::new();
        for hand in hands {
            match hand {
                Hand::Type(text) => arguments.extend(["type", "--delay", "0", "--args", "1", text]),
                Hand::Press(key) => arguments.extend(["key", "--delay", "0", key]),
                Hand::Click => arguments.extend(["click", "1"]),
            }
        }
        self.xdotool(&arguments);
    }

    /// Runs xdotool and gives what it says; an empty text when it failed.
    pub fn xdotool(&self, arguments: &[&str]) -> String {
        let output = self.command("xdotool").args(arguments).stdout(Stdio::piped()).output().unwrap();
        String::from_utf8_lossy(&output.stdout).trim().to_owned()
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        for process in [&mut self.manager, &mut self.server].into_iter().flatten() {
            let _ = process.kill();
            let _ = process.wait();
        }
    }
}

/// Far beyond what anything here takes on a busy machine.
const PATIENCE: Duration = Duration::from_secs(30);

/// Looks again and again until `probe` finds something.
pub fn wait_for<T>(what: &str, mut probe: impl FnMut() -> Option<T>) -> T {
    wait_or_say(what, || probe().ok_or_else(String::new))
}

/// As [`wait_for`]; if it comes to nothing, says what the last look saw instead.
pub fn wait_or_say<T>(what: &str, mut probe: impl FnMut() -> Result<T, String>) -> T {
    let deadline = Instant::now() + PATIENCE;
    loop {
        match probe() {
            Ok(found) => return found,
            Err(seen) => assert!(Instant::now() < deadline, "waited in vain for {what}; {seen}"),
        }
        std::thread::sleep(Duration::from_millis(20));
    }
}
