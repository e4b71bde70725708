//! What a repair could not bring over, and how it is said.

use super::mend::Mended;
use super::salvage::Tally;
use crate::text::counted;
use std::path::Path;

/// What a repair could not bring over.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Losses {
    pub segments: Tally,
    /// Segments with a draft, of those that were saved.
    pub drafted: usize,
    pub blocks: Tally,
    /// The articles’ own files.
    pub articles: Tally,
    /// Titles, authors and so on.
    pub facts: Tally,
    /// What belongs to the whole project.
    pub metadata: Tally,
    pub mended: Mended,
    /// The log beside the file was not of this file, or unreadable.
    pub log_was_left: bool,
}

impl Losses {
    /// Everything could be brought over.
    pub(super) fn is_nothing(&self) -> bool {
        let tallies = [self.segments, self.blocks, self.articles, self.facts, self.metadata];
        tallies.iter().all(Tally::is_whole) && self.mended == Mended::default()
    }

    /// What happened, in plain words; `kept` is the damaged file under its new name.
    pub(super) fn warning(&self, path: &Path, kept: Option<&Path>) -> String {
        let name = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let mut said = vec![format!("“{}” was damaged.", name(path)), self.of_segments()];
        let mut say = |is_so: bool, sentence: &str| {
            if is_so {
                said.push(sentence.to_owned());
            }
        };
        say(
            self.mended.blocks > 0 || !self.blocks.is_whole(),
            "What some paragraphs were (headings, captions, what was left out) is lost: they are ordinary ones now.",
        );
        say(!self.facts.is_whole(), "Some facts about the article (title, author, date and so on) are lost.");
        say(
            !self.metadata.is_whole(),
            "The translator’s note and choices for exports may be lost, names that were not to be offered for the \
             glossary may be offered again, and if nothing of this project was to be sent to translation services, \
             that has to be said again.",
        );
        say(
            self.mended.original_is_lost || !self.articles.is_whole(),
            "The copy of the article’s file in the project is lost.",
        );
        say(self.mended.marks > 0, "Emphasis and links of some segments are lost.");
        say(self.mended.notes > 0, "Some notes of segments are lost.");
        say(self.log_was_left, "The last changes of a session that broke off could not be read.");
        said.push(match kept {
            Some(kept) => format!("The damaged file is kept as “{}”.", name(kept)),
            None => "The file itself was not changed.".to_owned(),
        });
        said.push("If something is missing, look at “Open a backup…” in the File menu.".to_owned());
        said.join(" ")
    }

    fn of_segments(&self) -> String {
        let Tally { saved, mended, lost, end_is_unknown } = self.segments;
        let of = if lost > 0 {
            format!("{saved} of {}", counted(saved + lost, "segment"))
        } else if end_is_unknown || saved == 1 {
            counted(saved, "segment")
        } else {
            format!("All {saved} segments")
        };
        let in_part = if mended > 0 { format!(", {mended} of them only in part") } else { String::new() };
        let end = if end_is_unknown { "; others may be missing at the end" } else { "" };
        let have = if self.drafted == 1 { "has" } else { "have" };
        format!("{of} could be read{in_part}; {} {have} a draft{end}.", self.drafted)
    }
}
