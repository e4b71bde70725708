//! An X display for one test: Xvfb, and a window manager where there is one.

use super::tools;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// Small managers that need no settings; the first that is installed is used.
const MANAGERS: [(&str, &[&str]); 3] =
    [("matchbox-window-manager", &["-use_titlebar", "no"]), ("openbox", &[]), ("twm", &[])];

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
    /// `None` when a tool is missing; that was said.
    pub fn start(width: u32, height: u32, manager: Manager) -> Option<Self> {
        static TURN: Mutex<()> = Mutex::new(());
        if std::env::var_os("TARJUMAN_DISPLAY").is_some_and(|value| value == "keep") {
            let name = std::env::var("DISPLAY").expect("TARJUMAN_DISPLAY=keep needs a DISPLAY");
            let turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
            return tools::are_here(&["xdotool"]).then_some(Self {
                name,
                server: None,
                manager: None,
                _turn: Some(turn),
            });
        }
        if !tools::are_here(&["Xvfb", "xdotool"]) {
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
        Some(display)
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
