//! What a project remembers of its documents: how they are made, where the last is, how each was when it was written.

use crate::export::{self, Format, Options, Written};
use crate::project::Project;
use serde::{Deserialize, Serialize};
use std::path::{Component, Path, PathBuf};

/// How a project is exported.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct ExportChoices {
    /// [`Format::name`]; empty or unknown stands for the usual one.
    pub format: String,
    pub options: Options,
    /// The document that was written last, as seen from the project's folder. One elsewhere is not kept: a project may
    /// come from somebody else, and must neither tell where files are nor say what is written over.
    pub path: Option<PathBuf>,
    /// The documents in the project's folder as they were when they were written, the newest last.
    pub written: Vec<(PathBuf, Written)>,
}

/// Documents of which a project knows how they were.
const MOST_WRITTEN: usize = 24;

impl ExportChoices {
    /// Those that the project keeps.
    #[must_use]
    pub fn of(project: &Project) -> Self {
        serde_json::from_str(&project.export_choices).unwrap_or_default()
    }

    #[must_use]
    pub fn format(&self) -> &'static Format {
        export::format_by_name(&self.format).unwrap_or_else(|_| export::usual_format())
    }

    /// The options with a layout that the format has.
    #[must_use]
    pub fn options(&self) -> Options {
        let layouts = self.format().layouts;
        let layout = self.options.layout;
        let fitting = if layouts.contains(&layout) { Some(layout) } else { layouts.first().copied() };
        Options { layout: fitting.unwrap_or_default(), ..self.options }
    }

    /// The last document; `project` is the path of the project.
    #[must_use]
    pub fn last(&self, project: &Path) -> Option<PathBuf> {
        self.path.as_ref().and_then(|path| beside(project, path))
    }

    /// How the document at `path` was when it was written, where that is known.
    #[must_use]
    pub fn written(&self, project: &Path, path: &Path) -> Option<&Written> {
        let path = seen_from(project, path)?;
        self.written.iter().find(|(known, _)| *known == path).map(|(_, written)| written)
    }

    /// Remembers that the document at `path` was written just now.
    pub fn remember(&mut self, project: &Path, path: &Path, written: Written) {
        self.path = seen_from(project, path);
        let Some(path) = self.path.clone() else { return };
        self.written.retain(|(known, _)| *known != path);
        self.written.push((path, written));
        let surplus = self.written.len().saturating_sub(MOST_WRITTEN);
        self.written.drain(..surplus);
    }
}

/// A path as kept in a project; none for what lies outside its folder.
fn seen_from(project: &Path, path: &Path) -> Option<PathBuf> {
    path.strip_prefix(project.parent()?).ok().map(Path::to_owned)
}

/// The place of a kept path; none for one that leads out of the project's folder.
fn beside(project: &Path, path: &Path) -> Option<PathBuf> {
    let is_inside = path.components().all(|part| matches!(part, Component::Normal(_)));
    is_inside.then(|| project.parent().unwrap_or(Path::new("")).join(path))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::Layout;

    #[test]
    fn a_path_in_the_projects_folder_moves_with_it() {
        let project = Path::new("/home/one/work/a.tarjuman");
        let kept = seen_from(project, Path::new("/home/one/work/out/a.docx")).unwrap();
        assert_eq!(kept, Path::new("out/a.docx"));
        let moved = beside(Path::new("/media/two/a.tarjuman"), &kept).unwrap();
        assert_eq!(moved, Path::new("/media/two/out/a.docx"));
    }

    #[test]
    fn a_project_tells_no_other_place_and_leads_to_none() {
        let project = Path::new("/home/one/work/a.tarjuman");
        assert_eq!(seen_from(project, Path::new("/srv/out/a.docx")), None);
        for foreign in ["/home/one/notes.md", "../../x.csv", "out/../../x.csv"] {
            assert_eq!(beside(project, Path::new(foreign)), None, "{foreign}");
        }
    }

    #[test]
    fn choices_of_another_version_fall_back_to_what_there_is() {
        let choices: ExportChoices = serde_json::from_str(r#"{"format": "papyrus", "new": 1}"#).unwrap();
        assert_eq!(choices.format().name, export::usual_format().name);
        let options = Options { layout: Layout::Interlinear, ..Options::default() };
        let sheet = ExportChoices { format: "docx".to_owned(), options, ..ExportChoices::default() };
        assert!(sheet.format().layouts.contains(&sheet.options().layout));
    }
}
