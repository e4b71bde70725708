//! Writing a glossary that is open in the format of another tool.

use super::disk;
use super::{App, Command, GlossaryOutcome, Notice, Outcome, Slot};
use crate::app::documents::file_name;
use crate::app::{Dialog, Effect, FileChoice};
use crate::glossary::formats::{self, Format};
use crate::glossary::{GlossaryId, Term};
use crate::text::counted;
use std::path::{Path, PathBuf};

/// A glossary, and the format to write it in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExportChoice {
    pub glossary: GlossaryId,
    pub format: Format,
}

impl App {
    /// The commands about an export of terms.
    pub(super) fn export_terms(&mut self, command: Command) {
        match command {
            Command::ExportTerms => {
                let is_open = self.dialog == Some(Dialog::ExportTerms);
                self.dialog = (!is_open).then_some(Dialog::ExportTerms);
            }
            Command::ChooseTermsFile(choice) => self.choose_terms_file(choice),
            Command::ExportTermsTo { choice, path } => self.export_terms_to(choice, path),
            command => self.nobody_takes(&command),
        }
    }

    fn choose_terms_file(&mut self, choice: ExportChoice) {
        let Some(layer) = self.glossaries.stack.layer(choice.glossary) else { return };
        let folder = self.session.as_ref().and_then(|session| session.path.parent());
        let name = format!("{}.{}", layer.name, choice.format.ending());
        let suggested = folder.unwrap_or(Path::new("")).join(name);
        self.dialog = None;
        self.effects.push(Effect::Choose(FileChoice::ExportTerms { choice, suggested }));
    }

    /// The ending that was typed has the last word on the format.
    fn export_terms_to(&mut self, choice: ExportChoice, path: PathBuf) {
        let stack = &self.glossaries.stack;
        let mut paths = stack.layers().iter().filter_map(|layer| Some((&layer.name, layer.path.as_ref()?)));
        if let Some((name, _)) = paths.find(|(_, open)| same_file::is_same_file(open, &path).unwrap_or(false))
        {
            let notice = Notice::error("The terms were not exported")
                .details(format!("{} is the file of the glossary “{name}”.", path.display()))
                .action("Choose another…", Command::ChooseTermsFile(choice));
            self.notify(notice);
            return;
        }
        let Some(layer) = stack.layer(choice.glossary).cloned() else { return };
        let typed = Format::of_name(&file_name(&path));
        let format = typed.filter(|typed| typed.ending() != choice.format.ending()).unwrap_or(choice.format);
        self.workers.start(Slot::Export, "export terms", move || {
            let terms: Vec<Term> = layer.entries().iter().map(|entry| (*entry.term).clone()).collect();
            let written = formats::write(&terms, format, &layer.name).map_err(|error| error.to_string());
            let result = written.and_then(|bytes| {
                disk::overwrite(&path, &bytes).map_err(|error| error.to_string())?;
                Ok(terms.len())
            });
            Outcome::Glossary(GlossaryOutcome::TermsExported { choice, path, result })
        });
    }

    pub(super) fn accept_exported_terms(
        &mut self,
        choice: ExportChoice,
        path: &Path,
        result: Result<usize, String>,
    ) {
        self.notify(match result {
            Ok(terms) => Notice::info(format!("{} exported to {}", counted(terms, "term"), path.display())),
            Err(problem) => Notice::error("The terms were not exported")
                .details(problem)
                .hint("Choose another place or name.")
                .action("Export again…", Command::ChooseTermsFile(choice)),
        });
    }
}
