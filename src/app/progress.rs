use crate::project::{Project, Status};
use unicode_segmentation::UnicodeSegmentation as _;

/// How far a translation is. Blocks that are left out do not count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    pub segments: usize,
    pub drafts: usize,
    pub confirmed: usize,
    /// Words of the Arabic source.
    pub words: usize,
    pub words_confirmed: usize,
}

impl Progress {
    /// `source_words` by segment position, from [`source_words`].
    #[must_use]
    pub fn of(project: &Project, source_words: &[usize]) -> Self {
        let mut progress = Self::default();
        for (segment, words) in project.segments.iter().zip(source_words) {
            if !project.is_included(segment.block) {
                continue;
            }
            progress.segments += 1;
            progress.words += words;
            match segment.status {
                Status::Untranslated => {}
                Status::Draft => progress.drafts += 1,
                Status::Confirmed => {
                    progress.confirmed += 1;
                    progress.words_confirmed += words;
                }
            }
        }
        progress
    }

    /// Confirmed words of all words, 0 to 100, rounded down so that 100 means done.
    #[must_use]
    pub const fn percent(&self) -> usize {
        match (self.words_confirmed * 100).checked_div(self.words) {
            Some(percent) => percent,
            None => 0,
        }
    }
}

#[must_use]
pub fn source_words(project: &Project) -> Vec<usize> {
    project.segments.iter().map(|segment| segment.source.unicode_words().count()).collect()
}
