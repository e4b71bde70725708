use crate::article::{Article, BlockKind, Metadata};
use serde::{Deserialize, Serialize};

/// An article being translated. Only [`Edit`](super::Edit) changes blocks and segments.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Project {
    pub metadata: Metadata,
    /// The file as it was opened, so that a moved page never breaks the project.
    pub original: Original,
    pub blocks: Vec<Block>,
    /// In document order; the number the user sees is the position plus one.
    pub segments: Vec<Segment>,
    pub view: View,
    /// Names that are not to be offered for the glossary, as first written; saved, but not part of undo.
    pub dismissed_names: Vec<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Original {
    pub file_name: String,
    pub bytes: Vec<u8>,
}

/// Stable for the life of the project.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct BlockId(pub u32);

/// Stable for the life of the project; not the position.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct SegmentId(pub u32);

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    pub id: BlockId,
    pub kind: BlockKind,
    /// The rule that left this block out; `None` for a block that is translated.
    pub excluded: Option<String>,
    /// The rule that proposed leaving it out at import, kept so that a restored block can go back.
    pub rule: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    pub id: SegmentId,
    pub block: BlockId,
    pub source: String,
    pub draft: String,
    pub status: Status,
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
    /// A fresh project for `article`, every sentence an untranslated segment.
    #[must_use]
    pub fn from_article(article: &Article, original: Original) -> Self {
        let mut project = Self { metadata: article.metadata.clone(), original, ..Self::default() };
        let mut next_segment = 1;
        for (block_id, block) in (1..).zip(&article.blocks) {
            let id = BlockId(block_id);
            project.blocks.push(Block {
                id,
                kind: block.kind,
                excluded: block.excluded.clone(),
                rule: block.excluded.clone(),
            });
            for sentence in &block.sentences {
                project.segments.push(Segment {
                    id: SegmentId(next_segment),
                    block: id,
                    source: sentence.of(&block.text).to_owned(),
                    draft: String::new(),
                    status: Status::Untranslated,
                });
                next_segment += 1;
            }
        }
        project.view.selected = project
            .segments
            .iter()
            .find(|segment| project.is_included(segment.block))
            .map(|segment| segment.id);
        project
    }

    #[must_use]
    pub fn block(&self, id: BlockId) -> Option<&Block> {
        // Blocks are stored in id order: ids are given out once, in document order.
        let at = self.blocks.binary_search_by_key(&id, |block| block.id).ok()?;
        self.blocks.get(at)
    }

    #[must_use]
    pub fn is_included(&self, block: BlockId) -> bool {
        self.block(block).is_some_and(|block| block.excluded.is_none())
    }

    /// The position of a segment in [`Project::segments`].
    #[must_use]
    pub fn position(&self, id: SegmentId) -> Option<usize> {
        self.segments.binary_search_by_key(&id, |segment| segment.id).ok()
    }

    #[must_use]
    pub fn segment(&self, id: SegmentId) -> Option<&Segment> {
        self.segments.get(self.position(id)?)
    }
}
