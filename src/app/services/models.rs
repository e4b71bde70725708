//! Firefox's translation models, loaded once, on the worker that needs them first. A build without the feature `offline`
//! has no engine for them, and says so.

use super::{Question, ServiceOutcome, Services};
use crate::app::worker::Slot;
use crate::app::{App, Outcome};
use crate::machine::{Cancel, Failure, FailureKind, Request, Suggestion};
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

#[cfg(feature = "offline")]
use crate::machine::Offline;

/// The models of a folder.
pub struct Models {
    pub folder: PathBuf,
    loaded: OnceLock<Result<Offline, Failure>>,
}

impl Models {
    pub const fn new(folder: PathBuf) -> Self {
        Self { folder, loaded: OnceLock::new() }
    }

    /// Waits until they are loaded.
    ///
    /// # Errors
    /// They cannot be used.
    pub fn load(&self) -> Result<&Offline, &Failure> {
        self.loaded.get_or_init(|| Offline::open(&self.folder)).as_ref()
    }

    /// What came of loading them; `None` while nobody needed them or they are being loaded.
    #[must_use]
    pub fn state(&self) -> Option<Result<(), &Failure>> {
        self.loaded.get().map(|loaded| loaded.as_ref().map(|_| ()))
    }

    /// A suggestion for each sentence, or why there is none. Takes a while: for a worker.
    pub fn suggest(&self, request: &Request, cancel: &Cancel) -> Vec<Result<Suggestion, Failure>> {
        let made = jiff::Timestamp::now().as_second();
        match self.load() {
            Ok(models) => models.suggest(request, made, cancel),
            Err(failure) => request.sentences.iter().map(|_| Err(failure.clone())).collect(),
        }
    }
}

/// No folder was chosen yet.
pub fn none_chosen() -> Failure {
    let what = "No folder with the translation models of Firefox is chosen";
    Failure::new(FailureKind::NotSet, what, "Choose one in the settings, “Memories and dictionaries”")
}

impl Services {
    /// What came of loading the models; `None` while nobody needed them or they are being loaded.
    #[must_use]
    pub fn models_state(&self) -> Option<Result<(), &Failure>> {
        self.models.as_ref()?.state()
    }
}

impl App {
    /// The models of the folder in the settings, which may have to be loaded yet.
    pub(super) fn models(&mut self) -> Result<Arc<Models>, Failure> {
        let folder = self.settings.models.clone().ok_or_else(none_chosen)?;
        let models = self.services.models.take().filter(|models| models.folder == folder);
        let models = models.unwrap_or_else(|| Arc::new(Models::new(folder)));
        self.services.models = Some(Arc::clone(&models));
        Ok(models)
    }

    pub(super) fn set_models(&mut self, folder: Option<PathBuf>) {
        self.change_settings(|settings| settings.models = folder);
        self.models_changed();
    }

    pub(in crate::app) fn models_changed(&mut self) {
        self.services.models = None;
        self.load_models();
    }

    /// Sees whether they can be used, and keeps them for when they are.
    pub(super) fn load_models(&mut self) {
        let Ok(models) = self.models() else { return };
        self.workers.start(Slot::Models, "translation models", move || {
            let _ = models.load();
            Outcome::Service(Box::new(ServiceOutcome::ModelsLoaded))
        });
    }

    #[must_use]
    pub fn is_loading_models(&self) -> bool {
        self.workers.is_running(Slot::Models)
    }

    /// After a failure: the files may be there by now.
    pub(super) fn reload_models(&mut self) {
        self.services.models.take_if(|models| models.state().is_some_and(|state| state.is_err()));
    }

    /// Asks the models for a sentence. Nothing is sent, so nobody has to agree.
    pub(super) fn ask_models(&mut self, question: Question) {
        let models = match self.models() {
            Ok(models) => models,
            Err(failure) => {
                self.accept_answer(&question.of, question.sentence, Err(failure));
                return;
            }
        };
        self.workers.start(Slot::Service, "translation models", move || {
            let Question { of, request, sentence, cancel } = question;
            let result = models.suggest(&request, &cancel).pop();
            let result = result.unwrap_or_else(|| Err(Failure::cancelled()));
            Outcome::Service(Box::new(ServiceOutcome::Answered { of, sentence, result }))
        });
    }
}

#[cfg(not(feature = "offline"))]
pub use walled_up::Offline;

#[cfg(not(feature = "offline"))]
mod walled_up {
    use crate::machine::{Cancel, Failure, FailureKind, Request, Suggestion};
    use std::path::Path;

    /// There is none.
    pub enum Offline {}

    impl Offline {
        pub fn open(_: &Path) -> Result<Self, Failure> {
            let what = "This build of Tarjuman cannot use the translation models of Firefox";
            Err(Failure::new(FailureKind::NotSet, what, "Install one that can, or ask a service"))
        }

        pub fn suggest(&self, _: &Request, _: i64, _: &Cancel) -> Vec<Result<Suggestion, Failure>> {
            match *self {}
        }
    }
}

#[cfg(test)]
#[cfg(feature = "offline")]
mod tests {
    use crate::app::{App, Command, Dialog, Places, Suggestion};
    use crate::machine::{Engine, smallest_model};
    use std::fs;
    use std::sync::Arc;
    use std::time::Duration;

    struct Desk {
        app: App,
        folder: tempfile::TempDir,
    }

    impl Desk {
        /// With an article open, the models chosen as the engine, and a model in their folder.
        fn new() -> Self {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("article.txt");
            fs::write(&path, "محادثات في باكو\n\nوصل الوفد أمس. وغادر مساء.\n").unwrap();
            fs::create_dir(folder.path().join("models")).unwrap();
            smallest_model(&folder.path().join("models"));
            let places = Places { config: folder.path().join("config"), data: folder.path().join("data") };
            let mut desk = Self { app: App::new(places, Arc::new(|| {})), folder };
            desk.run(Command::OpenPath(path));
            desk.run(Command::ChooseModels(desk.folder.path().join("models")));
            desk.run(Command::ChooseService(Some(Engine::Offline)));
            desk
        }

        fn run(&mut self, command: Command) {
            self.app.run(command);
            self.app.settle(Duration::from_secs(30));
        }

        fn drafts(&self) -> Vec<&str> {
            let segments = &self.app.session.as_ref().unwrap().project.segments;
            segments.iter().map(|segment| segment.draft.as_str()).collect()
        }
    }

    #[test]
    fn models_on_this_machine_suggest_without_asking_for_consent() {
        let mut desk = Desk::new();
        assert_eq!(desk.app.services.models_state(), Some(Ok(())));
        desk.run(Command::AskService);
        assert_eq!(desk.app.dialog, None, "nothing is sent, so nobody has to agree");
        let Some(Suggestion::Machine(found)) = desk.app.suggestions.list.first() else {
            panic!("{:?} {:?}", desk.app.suggestions, desk.app.services.asking)
        };
        assert_eq!((found.0.text.as_str(), found.0.engine), ("talks", Engine::Offline));
        assert!(
            desk.app.services.door.as_ref().is_none_or(|door| door.opened().is_none()),
            "the door to the network stays closed"
        );
        desk.run(Command::InsertSuggestion(1));
        assert_eq!(desk.drafts(), ["talks", "", ""]);
    }

    #[test]
    fn the_first_pass_of_a_whole_article_works_without_a_network() {
        let mut desk = Desk::new();
        desk.run(Command::ToggleNeverSend);
        desk.run(Command::FirstPass);
        assert_eq!(desk.app.dialog, Some(Dialog::FirstPass));
        let pass = desk.app.services.first_pass.as_ref().unwrap();
        assert!(pass.disclosure().unwrap().is_none(), "there is nothing to disclose");
        desk.run(Command::StartFirstPass);
        assert_eq!(desk.drafts(), ["talks", "talks", "talks"]);
        let segments = &desk.app.session.as_ref().unwrap().project.segments;
        assert!(segments.iter().all(|segment| segment.suggested_by.as_deref() == Some("Firefox models")));
        assert!(desk.app.services.door.as_ref().is_none_or(|door| door.opened().is_none()));
    }

    #[test]
    fn a_folder_without_models_is_said_and_another_try_finds_them() {
        let mut desk = Desk::new();
        let folder = desk.folder.path().join("models");
        fs::rename(&folder, desk.folder.path().join("away")).unwrap();
        desk.run(Command::ChooseModels(folder.clone()));
        assert!(desk.app.services.models_state().is_some_and(|state| state.is_err()));
        desk.run(Command::AskService);
        let failure = desk.app.services.asking.as_ref().and_then(|asking| asking.failure.clone()).unwrap();
        assert!(failure.what.contains("folder"), "{failure}");
        fs::rename(desk.folder.path().join("away"), &folder).unwrap();
        desk.run(Command::RetryService);
        assert_eq!(desk.app.suggestions.list.len(), 1);
        desk.run(Command::ForgetModels);
        desk.run(Command::AskService);
        let failure = desk.app.services.asking.as_ref().and_then(|asking| asking.failure.clone()).unwrap();
        assert!(failure.what.contains("No folder"), "{failure}");
    }
}
