//! A document comes back with corrections: what it changes, what of it is accepted, one edit.

use super::articles::READING_LIMIT;
use super::documents::file_name;
use super::opening::{OpenProblem, read_at_most};
use super::worker::Slot;
use super::{App, Command, Dialog, Effect, FileChoice, Notice, Outcome};
use crate::article::{ReadError, Stop};
use crate::corrections::{self, Accepted, Corrections, CorrectionsError};
use crate::project::{SegmentId, Status, Stroke};
use crate::text::{counted, with_capital};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// What the dialog for corrections shows.
#[derive(Clone, Debug)]
pub struct Returned {
    pub path: PathBuf,
    pub corrections: Corrections,
    /// What will be applied; at first all that takes nothing away.
    pub accepted: Accepted,
}

/// A document that is being compared with the project.
#[derive(Clone, Debug)]
pub struct Comparing {
    pub path: PathBuf,
    stop: Stop,
}

/// Why a document gave no corrections.
#[derive(Debug, thiserror::Error)]
pub enum ReturnProblem {
    #[error(transparent)]
    File(#[from] OpenProblem),
    #[error(transparent)]
    Content(#[from] CorrectionsError),
}

impl ReturnProblem {
    fn was_wished(&self) -> bool {
        matches!(self, Self::Content(CorrectionsError::Read(ReadError::Stopped)))
    }
}

/// The bytes of a document that came back.
///
/// # Errors
/// The file cannot be read, or is larger than any document of ours.
pub fn read_returned(path: &Path) -> Result<Vec<u8>, ReturnProblem> {
    let too_large = || CorrectionsError::TooLarge.into();
    if path.metadata().is_ok_and(|found| found.len() > corrections::LARGEST) {
        return Err(too_large());
    }
    let bytes = read_at_most(path, corrections::LARGEST)?;
    if bytes.len() as u64 > corrections::LARGEST { Err(too_large()) } else { Ok(bytes) }
}

impl App {
    pub(super) fn handle_corrections(&mut self, command: Command) {
        match command {
            Command::ReadCorrections => {
                let folder = self.last_export().or_else(|| self.session.as_ref().map(|one| one.path.clone()));
                let folder = folder.and_then(|path| path.parent().map(Path::to_owned));
                self.effects.push(Effect::Choose(FileChoice::Corrections { folder }));
            }
            Command::ReadCorrectionsFrom(path) => self.read_corrections(path),
            Command::StopCorrections => {
                if let Some(path) = self.stop_corrections() {
                    let name = file_name(&path);
                    self.notify(Notice::info(format!("Reading corrections from “{name}” was stopped")));
                }
            }
            Command::ApplyCorrections => self.apply_corrections(),
            Command::PutCorrectionsAway => self.put_corrections_away(),
            command => self.choose_corrections(&command),
        }
    }

    /// What of a document is wanted.
    fn choose_corrections(&mut self, command: &Command) {
        let Some(Returned { corrections, accepted, .. }) = &mut self.returned else { return };
        match *command {
            Command::AcceptCorrection(segment, is_accepted) => {
                set(&mut accepted.drafts, segment, is_accepted);
            }
            Command::AcceptComments(segment, is_accepted) => {
                set(&mut accepted.comments, segment, is_accepted);
            }
            Command::AcceptUnplaced(is_accepted) => accepted.unplaced = is_accepted,
            Command::AcceptCorrections(all) => {
                *accepted = if all { corrections.everything() } else { Accepted::default() };
            }
            _ => self.nobody_takes(command),
        }
    }

    /// Also gives up one that is being read.
    pub(super) fn put_corrections_away(&mut self) {
        self.stop_corrections();
        self.returned = None;
        if self.dialog == Some(Dialog::Corrections) {
            self.dialog = None;
        }
    }

    fn stop_corrections(&mut self) -> Option<PathBuf> {
        let Comparing { path, stop } = self.comparing.take()?;
        stop.wish();
        // It may look up only after a while; nobody waits for that.
        self.workers.abandon(Slot::Corrections);
        Some(path)
    }

    fn read_corrections(&mut self, path: PathBuf) {
        self.stop_corrections();
        let Some(session) = &self.session else { return };
        let (serial, project) = (session.serial, session.project.clone());
        let stop = Stop::within(READING_LIMIT);
        self.comparing = Some(Comparing { path: path.clone(), stop: stop.clone() });
        self.workers.start(Slot::Corrections, "corrections", move || {
            let result = read_returned(&path)
                .and_then(|bytes| Ok(Corrections::read(&bytes, &project, &stop)?))
                .map(Box::new);
            Outcome::CorrectionsRead { serial, path, result }
        });
    }

    /// What was compared with a project that is closed by now is dropped.
    pub(super) fn accept_corrections(
        &mut self,
        serial: u64,
        path: PathBuf,
        result: Result<Box<Corrections>, ReturnProblem>,
    ) {
        self.comparing = None;
        let Some(session) = self.session.as_ref().filter(|session| session.serial == serial) else { return };
        let name = file_name(&path);
        match result {
            Err(problem) if problem.was_wished() => {}
            Err(ReturnProblem::Content(CorrectionsError::OtherProject { .. })) => {
                let project = file_name(&session.path);
                let details = format!("None of its rows is a segment of “{project}”. Nothing was changed.");
                self.notify(
                    Notice::error(format!("“{name}” was exported from another project"))
                        .details(details)
                        .hint("Open the project that it belongs to, and read it there.")
                        .action("Choose another file…", Command::ReadCorrections),
                );
            }
            Err(problem) => self.notify(
                Notice::error(format!("No corrections were read from “{name}”"))
                    .details(with_capital(&problem.to_string()) + ".")
                    .hint("The project is as it was.")
                    .action("Choose another file…", Command::ReadCorrections),
            ),
            Ok(corrections) if corrections.is_empty() => {
                self.notify(
                    Notice::info(format!("“{name}” has no corrections"))
                        .details(format!("{} as in the project.", counted(corrections.unchanged, "segment"))),
                );
            }
            Ok(corrections) => {
                let accepted = corrections.without_conflicts();
                self.returned = Some(Returned { path, corrections: *corrections, accepted });
                self.dialog = Some(Dialog::Corrections);
            }
        }
    }

    fn apply_corrections(&mut self) {
        let (Some(session), Some(returned)) = (&self.session, &self.returned) else { return };
        let name = file_name(&returned.path);
        match returned.corrections.edit(&session.project, &returned.accepted) {
            Ok(edit) => {
                let (confirmed, said) = (confirmed(returned), returned.said());
                let is_any = !returned.accepted.is_empty();
                if is_any && self.edit(&edit, "taking corrections over", Stroke::Whole, None) {
                    for segment in confirmed {
                        self.remember(segment);
                    }
                    self.notify(
                        Notice::info(format!("{said} taken over from “{name}”"))
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

impl Returned {
    /// What is accepted, counted: “3 corrections, 1 comment”.
    #[must_use]
    pub fn said(&self) -> String {
        let rows = self.corrections.rows.iter();
        let comments: usize = rows
            .filter(|row| self.accepted.comments.contains(&row.segment))
            .map(|row| row.comments.len())
            .sum();
        let unplaced = if self.accepted.unplaced { self.corrections.unplaced.len() } else { 0 };
        let drafts = self.accepted.drafts.len();
        match comments + unplaced {
            0 => counted(drafts, "correction"),
            comments if drafts == 0 => counted(comments, "comment"),
            comments => format!("{} and {}", counted(drafts, "correction"), counted(comments, "comment")),
        }
    }

    /// Accepted corrections that take something away, and of those the ones that empty a draft.
    #[must_use]
    pub fn taking_away(&self) -> (usize, usize) {
        let is_accepted = |row: &&corrections::Correction| self.accepted.drafts.contains(&row.segment);
        let rows = self.corrections.rows.iter().filter(is_accepted);
        rows.fold((0, 0), |(conflicts, emptied), row| {
            (conflicts + usize::from(row.conflict().is_some()), emptied + usize::from(row.empties_draft()))
        })
    }
}

fn set(segments: &mut BTreeSet<SegmentId>, segment: SegmentId, is_in: bool) {
    if is_in {
        segments.insert(segment);
    } else {
        segments.remove(&segment);
    }
}

/// What the corrections confirm belongs in the memory, as if it was confirmed here.
fn confirmed(returned: &Returned) -> Vec<SegmentId> {
    let rows = returned.corrections.rows.iter().filter(|row| row.status == Some(Status::Confirmed));
    rows.map(|row| row.segment).filter(|segment| returned.accepted.drafts.contains(segment)).collect()
}
