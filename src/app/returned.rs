//! A document comes back with corrections: what it changes, what of it is accepted, one edit.

use super::documents::file_name;
use super::worker::Slot;
use super::{App, Command, Dialog, Effect, FileChoice, Notice, Outcome};
use crate::article::Stop;
use crate::corrections::Corrections;
use crate::project::{SegmentId, Status, Stroke};
use crate::text::{counted, with_capital};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// What the dialog for corrections shows.
#[derive(Clone, Debug)]
pub struct Returned {
    pub path: PathBuf,
    pub corrections: Corrections,
    /// Those that will be applied; at first all that overwrite nothing.
    pub accepted: BTreeSet<SegmentId>,
}

/// Bytes of the largest document that is read.
const LARGEST: u64 = 100 * 1024 * 1024;

impl App {
    pub(super) fn handle_corrections(&mut self, command: Command) {
        match command {
            Command::ReadCorrections => {
                let folder = self.last_export().or_else(|| self.session.as_ref().map(|one| one.path.clone()));
                let folder = folder.and_then(|path| path.parent().map(Path::to_owned));
                self.effects.push(Effect::Choose(FileChoice::Corrections { folder }));
            }
            Command::ReadCorrectionsFrom(path) => self.read_corrections(path),
            Command::AcceptCorrection(segment, is_accepted) => {
                if let Some(returned) = &mut self.returned {
                    if is_accepted {
                        returned.accepted.insert(segment);
                    } else {
                        returned.accepted.remove(&segment);
                    }
                }
            }
            Command::AcceptCorrections(all) => {
                if let Some(returned) = &mut self.returned {
                    let every = returned.corrections.rows.iter().map(|row| row.segment);
                    returned.accepted = if all { every.collect() } else { BTreeSet::new() };
                }
            }
            Command::ApplyCorrections => self.apply_corrections(),
            Command::PutCorrectionsAway => self.put_corrections_away(),
            _ => {}
        }
    }

    pub(super) fn put_corrections_away(&mut self) {
        self.returned = None;
        if self.dialog == Some(Dialog::Corrections) {
            self.dialog = None;
        }
    }

    fn read_corrections(&mut self, path: PathBuf) {
        let Some(session) = &self.session else { return };
        let (serial, project) = (session.serial, session.project.clone());
        self.workers.start(Slot::Corrections, "corrections", move || {
            let result = read(&path).and_then(|bytes| {
                Corrections::read(&bytes, &project, &Stop::default()).map_err(|error| error.to_string())
            });
            Outcome::CorrectionsRead { serial, path, result }
        });
    }

    /// What was compared with a project that is closed by now is dropped.
    pub(super) fn accept_corrections(
        &mut self,
        serial: u64,
        path: PathBuf,
        result: Result<Corrections, String>,
    ) {
        if self.session.as_ref().is_none_or(|session| session.serial != serial) {
            return;
        }
        let name = file_name(&path);
        match result {
            Err(problem) => self.notify(
                Notice::error(format!("No corrections were read from “{name}”"))
                    .details(with_capital(&problem))
                    .hint("The project is as it was.")
                    .action("Choose another file…", Command::ReadCorrections),
            ),
            Ok(corrections) if corrections.rows.is_empty() && corrections.doubts.is_empty() => {
                self.notify(
                    Notice::info(format!("“{name}” has no corrections"))
                        .details(format!("{} as in the project.", counted(corrections.unchanged, "segment"))),
                );
            }
            Ok(corrections) => {
                let accepted = corrections.without_conflicts();
                self.returned = Some(Returned { path, corrections, accepted });
                self.dialog = Some(Dialog::Corrections);
            }
        }
    }

    fn apply_corrections(&mut self) {
        let (Some(session), Some(returned)) = (&self.session, &self.returned) else { return };
        let count = returned.accepted.len();
        let name = file_name(&returned.path);
        match returned.corrections.edit(&session.project, &returned.accepted) {
            Ok(edit) => {
                let confirmed = confirmed(returned);
                if count > 0 && self.edit(&edit, "taking corrections over", Stroke::Whole, None) {
                    for segment in confirmed {
                        self.remember(segment);
                    }
                    self.notify(
                        Notice::info(format!("{} taken over from “{name}”", counted(count, "correction")))
                            .details("Undo takes all of them back at once.")
                            .action("Undo", Command::Undo),
                    );
                }
                self.put_corrections_away();
            }
            Err(problem) => {
                let path = returned.path.clone();
                self.notify(
                    Notice::error("The corrections were not taken over")
                        .details(with_capital(&problem.to_string()))
                        .action("Compare again", Command::ReadCorrectionsFrom(path)),
                );
                self.put_corrections_away();
            }
        }
    }
}

/// What the corrections confirm belongs in the memory, as if it was confirmed here.
fn confirmed(returned: &Returned) -> Vec<SegmentId> {
    let rows = returned.corrections.rows.iter().filter(|row| row.status == Some(Status::Confirmed));
    rows.map(|row| row.segment).filter(|segment| returned.accepted.contains(segment)).collect()
}

fn read(path: &Path) -> Result<Vec<u8>, String> {
    let unreadable = |error: std::io::Error| format!("the file cannot be read: {error}");
    let size = path.metadata().map_err(unreadable)?.len();
    if size > LARGEST {
        return Err(format!("the file is larger than {} MB", LARGEST / (1024 * 1024)));
    }
    std::fs::read(path).map_err(unreadable)
}
