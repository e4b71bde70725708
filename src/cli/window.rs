//! Opening the window from the command line.

use super::{Failure, Look, Open, ReadingArguments};
use std::path::{Path, PathBuf};
use std::time::Instant;

impl Open {
    pub fn file(file: PathBuf) -> Self {
        let look = Look { size: None, scale: None, theme: None };
        Self {
            files: vec![file],
            reading: ReadingArguments::default(),
            look,
            screenshot: None,
            run: Vec::new(),
        }
    }
}

#[cfg(not(feature = "gui"))]
mod with_or_without {
    use super::{Failure, Instant, Look, Open, Path};

    const NO_WINDOW: &str = "this Tarjuman was built without its window (feature “gui”). The headless commands \
                             are listed by tarjuman --help";

    pub fn open(_: Open, _: Instant) -> Result<(), Failure> {
        Err(NO_WINDOW.into())
    }

    pub fn bench_in_place(_: &Path, _: &Look, _: Instant) -> Result<(), Failure> {
        Err(NO_WINDOW.into())
    }

    pub fn bench_bare(_: &Look, _: Instant) -> Result<(), Failure> {
        Err(NO_WINDOW.into())
    }

    pub fn bench(_: Option<&Path>, _: Option<usize>, _: &Look) -> Result<(), Failure> {
        Err(NO_WINDOW.into())
    }
}

#[cfg(feature = "gui")]
mod with_or_without {
    use super::{Failure, Instant, Look, Open, Path};
    use crate::app::{App, Command, Theme, demo, opening};
    use crate::article::ReadOptions;
    use crate::cli::{ThemeName, places, print_line, unreadable};
    use crate::dictionary;
    use crate::machine::Keys;
    use crate::project::{Project, SegmentId, Status, file};
    use crate::spelling;
    use crate::ui::{WindowError, WindowOptions, WindowTask, bare_window, run};

    const STANDARD_SIZE: [f32; 2] = [1280.0, 800.0];

    pub fn open(open: Open, started: Instant) -> Result<(), Failure> {
        // A wrong name is said in the terminal it was typed in, not in a window.
        for file in &open.files {
            std::fs::metadata(file).map_err(|error| unreadable(file, &error))?;
            if need_display().is_err() {
                // Without a display the file itself may be the other problem: say that one first.
                opening::look(file, &open.reading.options())?;
            }
        }
        need_display()?;
        let steps = open.run;
        let task = open.screenshot.map_or(WindowTask::Work, |path| WindowTask::Screenshot { path, steps });
        let places = places::places()?;
        let files: Vec<_> = open.files.iter().map(std::path::absolute).collect::<Result<_, _>>()?;
        let charset = open.reading.charset;
        let start = move |app: &mut App| {
            if files.is_empty() {
                app.open_last();
            } else {
                app.open_in(files, charset);
            }
        };
        run(options(&open.look, task, started), |wake| {
            let mut app = App::new(places, wake);
            app.system_user = file::user();
            app.start_spelling(spelling::system_folders(|name| std::env::var_os(name)));
            app.services.use_keys(Keys::new(|name| std::env::var(name).ok()).with_store());
            app.home = directories::UserDirs::new().map(|folders| folders.home_dir().to_owned());
            let home = std::env::var_os("HOME").map(std::path::PathBuf::from);
            app.start_dictionaries(dictionary::usual_folders(home.as_deref()));
            start(&mut app);
            app
        })
        .map_err(explained)?;
        Ok(())
    }

    pub fn bench(file: Option<&Path>, segments: Option<usize>, look: &Look) -> Result<(), Failure> {
        need_display()?;
        // The bench types: it works on a copy, in folders of its own.
        let scratch = tempfile::tempdir()?;
        let path = scratch.path().join("bench.tarjuman");
        let opening::Looked { mut project, .. } = if let Some(file) = file {
            opening::look(file, &ReadOptions::default())?
        } else {
            let article = scratch.path().join(demo::SAMPLE_NAME);
            std::fs::write(&article, demo::SAMPLE)?;
            opening::look(&article, &ReadOptions::default())?
        };
        if let Some(segments) = segments {
            repeat(&mut project, segments);
        }
        for segment in &mut project.segments {
            segment.draft.clear();
            segment.status = Status::Untranslated;
        }
        file::create(&path, &project)?.close()?;
        // A fresh process: what was prepared above is not part of starting up.
        let mut again = std::process::Command::new(std::env::current_exe()?);
        again.arg("bench-ui").arg(&path).arg("--in-place").env("TARJUMAN_HOME", scratch.path());
        if let Some([width, height]) = look.size {
            again.arg("--size").arg(format!("{width}x{height}"));
        }
        if let Some(scale) = look.scale {
            again.arg("--scale").arg(scale.to_string());
        }
        match again.status()? {
            status if status.success() => Ok(()),
            status => Err(format!("the measuring window ended with {status}").into()),
        }
    }

    pub fn bench_in_place(file: &Path, look: &Look, started: Instant) -> Result<(), Failure> {
        let places = places::places()?;
        let path = file.to_owned();
        let report = run(options(look, WindowTask::Bench, started), |wake| {
            let mut app = App::new(places, wake);
            app.run(Command::OpenPath(path));
            app
        })
        .map_err(explained)?;
        print_line(&serde_json::to_string_pretty(&report)?)
    }

    pub fn bench_bare(look: &Look, started: Instant) -> Result<(), Failure> {
        need_display()?;
        let report = bare_window(started, look.size.unwrap_or(STANDARD_SIZE)).map_err(explained)?;
        print_line(&serde_json::to_string_pretty(&report)?)
    }

    /// Makes a long project of a short one: the same sentences again and again.
    fn repeat(project: &mut Project, segments: usize) {
        let once: Vec<_> =
            project.segments.iter().filter(|segment| project.is_included(segment.block)).cloned().collect();
        project.blocks = project.blocks.iter().filter(|block| block.excluded.is_none()).cloned().collect();
        let ids = 1u32..;
        project.segments = once
            .iter()
            .cycle()
            .zip(ids)
            .take(segments)
            .map(|(segment, id)| {
                let mut segment = segment.clone();
                segment.id = SegmentId(id);
                // No two alike, or one layout would serve them all.
                segment.source = format!("{} {id}", segment.source);
                segment
            })
            .collect();
        project.view = crate::project::View { selected: Some(SegmentId(1)), anchor: 0, focus: 0 };
    }

    fn options(look: &Look, task: WindowTask, started: Instant) -> WindowOptions {
        WindowOptions {
            size: look.size.unwrap_or(STANDARD_SIZE),
            scale: look.scale.unwrap_or(1.0),
            theme: look.theme.map(|theme| match theme {
                ThemeName::Light => Theme::Light,
                ThemeName::Dark => Theme::Dark,
                ThemeName::System => Theme::System,
            }),
            task,
            started,
        }
    }

    const HEADLESS: &str = "These commands work without one: tarjuman import FILE, tarjuman segments FILE, \
                            tarjuman terms FILE, tarjuman export FILE -o OUT.docx";

    /// On Linux and BSD a window needs X11 or Wayland; elsewhere there is always a display.
    fn need_display() -> Result<(), Failure> {
        let needs = cfg!(all(unix, not(target_os = "macos")));
        let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        if needs && !set("DISPLAY") && !set("WAYLAND_DISPLAY") && !set("WAYLAND_SOCKET") {
            return Err(format!("there is no display to open a window on. {HEADLESS}").into());
        }
        Ok(())
    }

    fn explained(error: WindowError) -> Failure {
        match error {
            WindowError::NoDisplay(reason) => {
                format!("no window could be opened on this display ({reason}). {HEADLESS}").into()
            }
            other => other.into(),
        }
    }
}

pub use with_or_without::{bench, bench_bare, bench_in_place, open};
