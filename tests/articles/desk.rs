//! A folder with articles, and the application at work in it.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tarjuman::app::{App, Command, Effect, Notice, Places, Session};
use tarjuman::project::{Contents, Project, Segment, SegmentId, Status};

pub const SOON: Duration = Duration::from_secs(30);

/// A title and two paragraphs; the first of them has two sentences.
pub const ARTICLE: &str = "\
بومبيو يصل إلى باكو

وصل وزير الخارجية الأميركي مايك بومبيو إلى باكو أمس. والتقى بومبيو الرئيس إلهام علييف.

وقالت موسكو إن الاتفاق لم يصمد.
";

/// Another one, with a title and a paragraph.
pub const OTHER: &str = "\
محادثات في أنقرة

وصل الوفد الروسي إلى أنقرة صباح اليوم.
";

pub struct Desk {
    folder: Arc<tempfile::TempDir>,
    pub app: App,
}

impl Desk {
    /// With both articles in the folder, and nothing open.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("article.txt"), ARTICLE).unwrap();
        std::fs::write(folder.path().join("other.txt"), OTHER).unwrap();
        let app = app(folder.path());
        Self { folder: Arc::new(folder), app }
    }

    /// With an article of this name open.
    pub fn on(name: &str, bytes: impl AsRef<[u8]>) -> Self {
        let mut desk = Self::new();
        desk.write(name, bytes);
        desk.open(&[name]);
        desk
    }

    /// Another run of the program in the same folder.
    pub fn second(&self) -> Self {
        Self { folder: Arc::clone(&self.folder), app: app(self.folder.path()) }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn paths(&self, names: &[&str]) -> Vec<PathBuf> {
        names.iter().map(|name| self.path(name)).collect()
    }

    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        std::fs::write(self.path(name), bytes).unwrap();
    }

    pub fn open(&mut self, names: &[&str]) {
        let paths = self.paths(names);
        self.run(Command::OpenPaths(paths));
    }

    /// Carries a command out and waits for what it started.
    pub fn run(&mut self, command: Command) {
        self.app.run(command);
        self.app.settle(SOON);
    }

    /// Ends this run of the program as closing the window does, and starts the next.
    pub fn restart(&mut self) {
        self.run(Command::Close);
        assert!(self.app.take_effects().contains(&Effect::CloseWindow), "{:?}", self.app.notices);
        self.app = app(self.folder.path());
    }

    /// What is open is word for word what its file holds, where the translator is included.
    #[track_caller]
    pub fn check_stored(&mut self) {
        let path = self.session().path.clone();
        let (project, _) = {
            self.run(Command::Save);
            tarjuman::project::file::look(&path).unwrap()
        };
        assert_eq!(project.segments, self.project().segments);
        assert!(Contents::of(&project) == Contents::of(self.project()), "sections or blocks differ");
        assert_eq!(project.view, self.project().view);
        let view = project.view;
        let segment = view.selected.and_then(|selected| project.segment(selected)).expect("one is selected");
        assert!(project.is_included(segment.block), "what was left out is selected");
        for at in [view.anchor, view.focus] {
            assert!(segment.draft.is_char_boundary(at), "{at} is not in “{}”", segment.draft);
        }
    }

    pub fn session(&self) -> &Session {
        self.app.session.as_ref().expect("a project is open")
    }

    pub fn project(&self) -> &Project {
        &self.session().project
    }

    /// The n-th segment, from 1.
    pub fn segment(&self, number: usize) -> &Segment {
        &self.project().segments[number - 1]
    }

    pub fn id(&self, number: usize) -> SegmentId {
        self.segment(number).id
    }

    /// The number of the selected segment.
    pub fn selected(&self) -> usize {
        self.session().selected_position().expect("a segment is selected") + 1
    }

    pub fn select(&mut self, number: usize) {
        let segment = self.id(number);
        self.run(Command::Select { segment });
    }

    /// Selects in the draft of the selected segment.
    pub fn select_draft(&mut self, text: &str) {
        let segment = self.session().selected().unwrap();
        let anchor = segment.draft.find(text).unwrap();
        let command = Command::MoveCaret { segment: segment.id, anchor, focus: anchor + text.len() };
        self.run(command);
    }

    /// Puts the caret of the selected draft behind a text.
    pub fn caret_behind(&mut self, text: &str) {
        let segment = self.session().selected().unwrap();
        let at = segment.draft.find(text).unwrap() + text.len();
        let command = Command::MoveCaret { segment: segment.id, anchor: at, focus: at };
        self.run(command);
    }

    /// Clicks in the Arabic of a segment, before a text.
    pub fn click_before(&mut self, number: usize, text: &str) {
        let segment = self.segment(number);
        let (id, at) = (segment.id, segment.source.find(text).unwrap());
        self.run(Command::Select { segment: id });
        self.run(Command::SelectInSource { segment: id, bytes: at..at });
    }

    /// Types at the caret, a letter at a time, as a keyboard does.
    pub fn type_text(&mut self, text: &str) {
        for letter in text.chars() {
            let view = self.project().view;
            let end = view.focus + letter.len_utf8();
            self.app.run(Command::Type {
                segment: view.selected.unwrap(),
                start: view.focus,
                removed: String::new(),
                inserted: letter.to_string(),
                anchor: end,
                focus: end,
            });
        }
        self.app.settle(SOON);
    }

    /// Writes the draft of each segment that has none: “draft 1” and so on.
    pub fn write_all(&mut self) {
        for number in 1..=self.project().segments.len() {
            self.select(number);
            if self.segment(number).draft.is_empty() {
                self.type_text(&format!("draft {number}"));
            }
        }
    }

    pub fn sources(&self) -> Vec<&str> {
        self.project().segments.iter().map(|segment| segment.source.as_str()).collect()
    }

    pub fn drafts(&self) -> Vec<&str> {
        self.project().segments.iter().map(|segment| segment.draft.as_str()).collect()
    }

    pub fn statuses(&self) -> Vec<Status> {
        self.project().segments.iter().map(|segment| segment.status).collect()
    }

    /// The drafts that are shown beside what has come in their place.
    pub fn earlier(&self) -> Vec<Option<&str>> {
        let drafts = self.project().segments.iter();
        drafts.map(|segment| segment.earlier.as_ref().map(|earlier| earlier.draft.as_str())).collect()
    }

    /// The titles of the sections.
    pub fn articles(&self) -> Vec<&str> {
        self.project().sections.iter().map(|section| section.metadata.title.as_str()).collect()
    }

    /// The newest notice.
    pub fn notice(&self) -> &Notice {
        self.app.notices.last().expect("something was said")
    }

    /// The newest notice with this in its title.
    #[track_caller]
    pub fn said(&self, title: &str) -> &Notice {
        let found = self.app.notices.iter().rev().find(|notice| notice.title.contains(title));
        found.unwrap_or_else(|| panic!("not said: {title}; said: {:?}", self.app.notices))
    }

    /// Whether something with this in its title was said.
    pub fn was_said(&self, title: &str) -> bool {
        self.app.notices.iter().any(|notice| notice.title.contains(title))
    }

    /// What the glossary panel has for each segment is what is in that segment.
    #[track_caller]
    pub fn check_terms(&self) {
        let session = self.session();
        let terms = session.terms.as_ref().expect("the terms have been looked for");
        let fresh = tarjuman::app::Terms::find(
            self.app.glossaries.index().expect("the glossaries are read"),
            &session.project,
        );
        for (position, segment) in session.project.segments.iter().enumerate() {
            let found = |terms: &tarjuman::app::Terms| {
                let hits = terms.primary(position);
                hits.map(|(hit, term)| (hit.span, term.target.clone())).collect::<Vec<_>>()
            };
            assert_eq!(found(terms), found(&fresh), "of segment {}", position + 1);
            for (span, _) in found(terms) {
                assert!(segment.source.get(span.range()).is_some(), "not in segment {}", position + 1);
            }
        }
    }
}

fn app(folder: &Path) -> App {
    let places = Places { config: folder.join("config"), data: folder.join("data") };
    App::new(places, Arc::new(|| {}))
}
