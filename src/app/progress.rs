//! How far a translation is.

use crate::project::{Project, Segment, SegmentId, Status};
use crate::text::word_count;

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
    /// Counts one more segment that is translated, of so many words.
    pub(super) fn add(&mut self, status: Status, words: usize) {
        self.segments += 1;
        self.words += words;
        match status {
            Status::Untranslated => {}
            Status::Draft => self.drafts += 1,
            Status::Confirmed => {
                self.confirmed += 1;
                self.words_confirmed += words;
            }
        }
    }

    fn remove(&mut self, status: Status, words: usize) {
        self.segments -= 1;
        self.words -= words;
        match status {
            Status::Untranslated => {}
            Status::Draft => self.drafts -= 1,
            Status::Confirmed => {
                self.confirmed -= 1;
                self.words_confirmed -= words;
            }
        }
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

/// The progress of a project, kept up to date segment by segment: a keystroke in a long project costs
/// the same as in a short one.
#[derive(Clone, Debug)]
pub struct Tally {
    words: Vec<usize>,
    /// By position, as last counted; `None` for what is left out.
    counted: Vec<Option<Status>>,
    total: Progress,
}

impl Tally {
    #[must_use]
    pub fn of(project: &Project) -> Self {
        let words = project.segments.iter().map(|segment| word_count(&segment.source)).collect();
        let mut tally = Self { words, counted: Vec::new(), total: Progress::default() };
        tally.recount(project);
        tally
    }

    #[must_use]
    pub const fn progress(&self) -> Progress {
        self.total
    }

    /// Counts everything anew: blocks were left out or came back.
    pub fn recount(&mut self, project: &Project) {
        let status =
            |segment: &Segment| project.is_included(segment.block).then(|| segment.status_of_draft());
        self.counted = project.segments.iter().map(status).collect();
        self.total = Progress::default();
        for (status, words) in self.counted.iter().zip(&self.words) {
            if let Some(status) = status {
                self.total.add(*status, *words);
            }
        }
    }

    /// One segment may have another status now.
    pub fn update(&mut self, project: &Project, id: SegmentId) {
        let found = project.position(id).and_then(|at| {
            Some((
                project.segments.get(at)?.status_of_draft(),
                self.counted.get_mut(at)?.as_mut()?,
                *self.words.get(at)?,
            ))
        });
        let Some((status, counted, words)) = found else { return };
        let before = std::mem::replace(counted, status);
        self.total.remove(before, words);
        self.total.add(status, words);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Article, ArticleBlock, BlockKind};
    use crate::project::{Edit, Original};
    use crate::text::Span;

    #[test]
    fn counting_on_agrees_with_counting_anew() {
        let block = |text: &str| ArticleBlock {
            kind: BlockKind::Paragraph,
            text: text.to_owned(),
            sentences: vec![Span::new(0, text.len())],
            excluded: None,
            ..ArticleBlock::default()
        };
        let article = Article {
            blocks: vec![block("جبهة قره باغ"), block("قال بومبيو"), block("اقرأ المزيد هنا")],
            ..Article::default()
        };
        let mut project = Project::from_article(&article, Original::default());
        let mut tally = Tally::of(&project);
        assert_eq!((tally.progress().segments, tally.progress().words), (3, 8));
        let (first, second) = (project.segments[0].id, project.segments[1].id);
        for edit in [
            project.splice_with_status(first, 0, "", "Front"),
            Edit::confirm(first),
            project.splice_with_status(second, 0, "", "Pompeo said"),
        ] {
            edit.apply(&mut project).unwrap();
            tally.update(&project, first);
            tally.update(&project, second);
            assert_eq!(tally.progress(), Tally::of(&project).progress());
        }
        assert_eq!(tally.progress().percent(), 37, "three of eight words, rounded down");
        project.segments[2].draft = " ".to_owned();
        project.segments[2].status = Status::Draft;
        assert_eq!(Tally::of(&project).progress().drafts, 1, "only spaces, as earlier versions kept them");
        project.exclude(project.blocks[2].id).apply(&mut project).unwrap();
        tally.recount(&project);
        assert_eq!(tally.progress().percent(), 60);
    }
}
