use super::{Note, Ordered, Sending};
use crate::article::{self, Article, ArticleBlock, BlockKind, Cell, Charset, Given, Metadata};
use crate::text::{Mark, Span, rich};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock};

/// Articles being translated. Only [`Edit`](super::Edit) changes sections, blocks, segments, dismissed
/// issues and the translator's note.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Project {
    /// One for each article, in order; never empty in a project file.
    pub sections: Vec<Section>,
    /// In document order.
    pub blocks: Ordered<Block>,
    /// In document order; the number the user sees is that of [`Numbers`](super::Numbers).
    pub segments: Ordered<Segment>,
    pub view: View,
    /// Names that are not to be offered for the glossary, as first written; saved, but not part of undo.
    pub dismissed_names: Vec<String>,
    /// What checks say of drafts and the translator does not want to hear, by [`Issue::key`](crate::checks::Issue).
    pub dismissed_issues: BTreeMap<SegmentId, BTreeSet<String>>,
    /// What may be sent to translation services; saved, but not part of undo.
    pub sending: Sending,
    /// Stands at the head of exported documents; empty for none.
    pub translators_note: String,
    /// How the project is exported, as JSON that only the dialog for it understands; empty where nothing was chosen.
    /// Saved, but not part of undo.
    pub export_choices: String,
}

/// One article of a project.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Section {
    pub id: SectionId,
    pub metadata: Metadata,
    pub original: Original,
}

impl Section {
    /// Whether its file holds translations, and so says itself how the text is cut.
    #[must_use]
    pub fn is_bilingual(&self) -> bool {
        article::is_bilingual(&self.original.bytes)
    }
}

/// The file as it was opened, so that a moved page never breaks the project.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Original {
    pub file_name: String,
    /// The character set, where the translator chose it.
    pub charset: Option<Charset>,
    pub bytes: Arc<[u8]>,
}

/// Stable for the life of the project.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SectionId(pub u32);

/// Stable for the life of the project.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct BlockId(pub u32);

/// Stable for the life of the project; not the position.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct SegmentId(pub u32);

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Block {
    pub id: BlockId,
    pub section: SectionId,
    pub kind: BlockKind,
    /// See [`ArticleBlock::level`].
    pub level: u8,
    pub cell: Option<Cell>,
    /// The rule that left this block out; `None` for a block that is translated.
    pub excluded: Option<String>,
    /// The rule that proposed leaving it out at import, kept so that a restored block can go back.
    pub rule: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Segment {
    pub id: SegmentId,
    pub block: BlockId,
    /// In the block, no space stands between this segment and the one before it.
    pub is_glued: bool,
    pub source: String,
    /// Emphasis and links in `source`.
    pub source_marks: Vec<Mark>,
    pub draft: String,
    /// Emphasis and links in `draft`.
    pub marks: Vec<Mark>,
    pub status: Status,
    /// What stood here before the article was read anew, or what its file has for it now.
    pub earlier: Option<Earlier>,
    /// The service or memory whose suggestion filled the draft, until somebody empties it or changes what was
    /// confirmed.
    pub suggested_by: Option<String>,
    /// Remarks and questions, in the order in which they were made.
    pub notes: Vec<Note>,
}

impl Segment {
    /// Whether the draft is a suggestion that nobody has confirmed.
    #[must_use]
    pub fn is_machine_draft(&self) -> bool {
        self.suggested_by.is_some() && self.status == Status::Draft
    }

    /// Who suggested the draft, as long as nobody has confirmed it: what another segment that takes the draft over is to
    /// say of it.
    #[must_use]
    pub fn origin_of_draft(&self) -> Option<String> {
        self.suggested_by.clone().filter(|_| self.is_machine_draft())
    }
}

impl Segment {
    /// There is nothing to read in the draft: spaces are no translation.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.draft.trim().is_empty()
    }

    /// The status that counts: earlier versions took spaces for a draft.
    #[must_use]
    pub fn status_of_draft(&self) -> Status {
        match self.status {
            Status::Draft if self.is_blank() => Status::Untranslated,
            status => status,
        }
    }
}

/// A segment of the article as it was, beside what has come in its place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Earlier {
    pub source: String,
    pub draft: String,
}

impl Earlier {
    /// Adds what stood in another segment, as lines of their own: no draft is lost.
    pub(super) fn add(&mut self, source: &str, draft: &str) {
        for (text, line) in [(&mut self.source, source), (&mut self.draft, draft)] {
            if !text.is_empty() && !line.is_empty() {
                text.push('\n');
            }
            text.push_str(line);
        }
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    #[default]
    Untranslated,
    Draft,
    Confirmed,
}

/// Where the translator was; saved, but not part of undo.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct View {
    pub selected: Option<SegmentId>,
    /// Selection in the selected draft, `draft_byte` offsets; equal for a plain caret.
    pub anchor: usize,
    pub focus: usize,
}

impl View {
    /// A segment selected, with the caret at the end of its draft.
    #[must_use]
    pub const fn at_end_of(segment: &Segment) -> Self {
        let end = segment.draft.len();
        Self { selected: Some(segment.id), anchor: end, focus: end }
    }
}

impl Project {
    /// A fresh project for `article`, every sentence an untranslated segment, or what a bilingual file has for it.
    #[must_use]
    pub fn from_article(article: &Article, original: Original) -> Self {
        let mut project = Self::default();
        project.add_article(article, original);
        let included = project.segments.iter().find(|segment| project.is_included(segment.block));
        project.view.selected = included.map(|segment| segment.id);
        project
    }

    /// Adds an article as a section of its own, behind those that are there.
    pub(super) fn add_article(&mut self, article: &Article, original: Original) {
        let id = SectionId(self.sections.iter().map(|section| section.id.0).max().unwrap_or(0) + 1);
        self.sections.push(Section { id, metadata: article.metadata.clone(), original });
        let (blocks, segments) = self.fresh(id, article);
        for block in blocks {
            self.blocks.push(block);
        }
        for segment in segments {
            self.segments.push(segment);
        }
    }

    /// The blocks and segments of an article, with ids that nothing in this project has.
    pub(super) fn fresh(&self, section: SectionId, article: &Article) -> (Vec<Block>, Vec<Segment>) {
        let (mut id, mut next) = (self.next_block_id(), self.next_segment_id());
        let (mut blocks, mut segments) = (Vec::new(), Vec::new());
        for block in &article.blocks {
            blocks.push(Block {
                id,
                section,
                kind: block.kind,
                level: block.level,
                cell: block.cell,
                excluded: block.excluded.clone(),
                rule: block.excluded.clone(),
            });
            for segment in segments_of(block, id) {
                segments.push(Segment { id: next, ..segment });
                next.0 = next.0.saturating_add(1);
            }
            id.0 = id.0.saturating_add(1);
        }
        (blocks, segments)
    }

    /// About the first article: what names the project.
    #[must_use]
    pub fn metadata(&self) -> &Metadata {
        static NONE: LazyLock<Metadata> = LazyLock::new(Metadata::default);
        self.sections.first().map_or(&NONE, |section| &section.metadata)
    }

    #[must_use]
    pub fn section(&self, id: SectionId) -> Option<&Section> {
        self.sections.iter().find(|section| section.id == id)
    }

    #[must_use]
    pub fn block(&self, id: BlockId) -> Option<&Block> {
        self.blocks.by_id(id)
    }

    #[must_use]
    pub fn is_included(&self, block: BlockId) -> bool {
        self.block(block).is_some_and(|block| block.excluded.is_none())
    }

    /// The position of a segment in [`Project::segments`].
    #[must_use]
    pub fn position(&self, id: SegmentId) -> Option<usize> {
        self.segments.position(id)
    }

    #[must_use]
    pub fn segment(&self, id: SegmentId) -> Option<&Segment> {
        self.segments.by_id(id)
    }

    /// The segments of the block that the segment at `position` is in.
    #[must_use]
    pub fn segments_around(&self, position: usize) -> &[Segment] {
        let Some(block) = self.segments.get(position).map(|segment| segment.block) else { return &[] };
        let is_other = |segment: &Segment| segment.block != block;
        let (before, after) = self.segments.split_at(position);
        let start = before.iter().rposition(is_other).map_or(0, |at| at + 1);
        let end = after.iter().position(is_other).map_or(self.segments.len(), |at| position + at);
        self.segments.get(start..end).unwrap_or_default()
    }

    /// Whether the translator has said that this is no issue in this segment.
    #[must_use]
    pub fn is_dismissed(&self, segment: SegmentId, issue: &str) -> bool {
        self.dismissed_issues.get(&segment).is_some_and(|issues| issues.contains(issue))
    }

    /// An id that no segment has.
    #[must_use]
    pub fn next_segment_id(&self) -> SegmentId {
        SegmentId(self.segments.iter().map(|segment| segment.id.0).max().unwrap_or(0).saturating_add(1))
    }

    /// An id that no block has.
    #[must_use]
    pub fn next_block_id(&self) -> BlockId {
        BlockId(self.blocks.iter().map(|block| block.id.0).max().unwrap_or(0).saturating_add(1))
    }
}

/// The sentences of a block as segments without an id of their own yet.
fn segments_of(block: &ArticleBlock, id: BlockId) -> Vec<Segment> {
    let mut given = block.given.iter();
    let mut end = 0;
    let marks = rich::cut_each(&block.marks, &block.sentences);
    let segment = |(sentence, source_marks): (&Span, Vec<Mark>)| {
        let is_glued = end > 0 && sentence.start == end;
        end = sentence.end;
        let Given { draft, marks, confirmed } = given.next().cloned().unwrap_or_default();
        let status = match (draft.trim().is_empty(), confirmed) {
            (true, _) => Status::Untranslated,
            (false, true) => Status::Confirmed,
            (false, false) => Status::Draft,
        };
        Segment {
            block: id,
            is_glued,
            source: sentence.of(&block.text).to_owned(),
            source_marks,
            draft,
            marks,
            status,
            ..Segment::default()
        }
    };
    block.sentences.iter().zip(marks).map(segment).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::fixture::small_project;

    #[test]
    fn what_a_bilingual_file_gives_becomes_the_draft() {
        let given = |draft: &str, confirmed| Given { draft: draft.to_owned(), marks: Vec::new(), confirmed };
        let block = ArticleBlock {
            text: "وصل.غادر. نام.".to_owned(),
            sentences: vec![Span::new(0, 7), Span::new(7, 16), Span::new(17, 24)],
            given: vec![given("He came.", true), given("He left.", false), given("", true)],
            ..ArticleBlock::default()
        };
        let segments = segments_of(&block, BlockId(1));
        let statuses: Vec<_> = segments.iter().map(|segment| segment.status).collect();
        assert_eq!(statuses, [Status::Confirmed, Status::Draft, Status::Untranslated]);
        assert_eq!(segments.iter().map(|segment| segment.is_glued).collect::<Vec<_>>(), [false, true, false]);
        assert_eq!(segments[1].source, "غادر.");
    }

    #[test]
    fn the_segments_of_a_block_are_found_from_any_of_them() {
        let project = small_project();
        let ids = |at| project.segments_around(at).iter().map(|segment| segment.id.0).collect::<Vec<_>>();
        assert_eq!((ids(0), ids(1), ids(2), ids(3)), (vec![1], vec![2, 3], vec![2, 3], vec![4]));
        assert_eq!(ids(4), Vec::<u32>::new());
    }

    #[test]
    fn a_second_article_has_ids_of_its_own() {
        let mut project = small_project();
        let article = Article {
            blocks: vec![ArticleBlock {
                text: "وصل.".to_owned(),
                sentences: vec![Span::new(0, 7)],
                ..ArticleBlock::default()
            }],
            ..Article::default()
        };
        project.add_article(&article, Original::default());
        assert_eq!(project.sections.iter().map(|section| section.id.0).collect::<Vec<_>>(), [1, 2]);
        let last = project.segments.last().unwrap();
        assert_eq!((last.id, last.block), (SegmentId(5), BlockId(4)));
        assert_eq!(project.block(last.block).unwrap().section, SectionId(2));
    }
}
