//! Builds the edits that bring articles into a project: another one as a section of its own, and one that is read
//! anew because its file changed. What was translated is kept, and stays where it can be seen.

mod given;
mod pairs;
#[cfg(test)]
mod tests;

use super::{Block, BlockId, Contents, Edit, Original, Project, Section, SectionId, Segment, Status};
use crate::article::Article;
use given::Given;
use pairs::{BlockPairs, Run, SegmentPairs, is_alike, runs};
use std::collections::{HashMap, HashSet};

/// What reading an article anew does to it. Segments of blocks that are left out do not count: nobody sees them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reread {
    /// Segments that are in the article as they were and keep everything.
    pub unchanged: usize,
    /// Segments that stand where others stood; those are shown beside them.
    pub changed: usize,
    /// Segments where nothing stood before.
    pub new: usize,
    /// Segments that are no longer in the article.
    pub gone: usize,
    /// How many of those had a draft, which is now shown beside a neighbour.
    pub beside: usize,
    /// Some stand in another order now.
    pub is_moved: bool,
    /// The same text in other letters: what changed has kept its draft, and nothing is shown beside it.
    pub is_in_place: bool,
    /// Empty drafts that a bilingual file has filled.
    pub filled: usize,
    /// Translations of a bilingual file that are shown beside other drafts.
    pub offered: usize,
}

/// A newer reading of an article, ready to come in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rereading {
    /// `None` when the project is as the reading has it already.
    pub edit: Option<Edit>,
    pub found: Reread,
}

/// Why a newer reading cannot come in the place of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RereadError {
    #[error("it is not in the project any more")]
    NoSection,
    #[error(
        "the file has nothing left to translate, so there is no place for the drafts of the article. The project keeps the article as it was"
    )]
    NoPlace,
}

impl Project {
    /// Adds articles behind those that are there, as one step.
    #[must_use]
    pub fn adding<'a>(&self, articles: impl IntoIterator<Item = (&'a Article, Original)>) -> Edit {
        let mut after = self.clone();
        for (article, original) in articles {
            after.add_article(article, original);
        }
        self.reloaded(&after)
    }

    /// Puts a newer reading of an article in the place of a section.
    ///
    /// A block whose text is the same keeps its segments as they are cut. What was decided about a block stays, and one
    /// that was translated is not left out because a rule would do so now. Where only the character set is another one
    /// it is the same text: each draft stays in its place, however little the letters have in common.
    ///
    /// # Errors
    /// There is no such section, or its drafts would have no place.
    pub fn rereading(
        &self,
        id: SectionId,
        article: &Article,
        original: &Original,
    ) -> Result<Rereading, RereadError> {
        let before = &self.section(id).ok_or(RereadError::NoSection)?.original;
        let is_same_text = before.bytes == original.bytes && before.charset != original.charset;
        let old_blocks: HashMap<BlockId, &Block> =
            self.blocks.iter().filter(|block| block.section == id).map(|block| (block.id, block)).collect();
        let olds: Vec<&Segment> =
            self.segments.iter().filter(|segment| old_blocks.contains_key(&segment.block)).collect();
        let (blocks, news) = self.fresh(id, article);
        let (old_runs, new_runs) = (runs(olds.iter().copied()), runs(&news));
        let in_place = if is_same_text { pairs::blocks_in_place(&old_runs, &new_runs) } else { None };
        let is_in_place = in_place.is_some();
        let same = in_place.unwrap_or_else(|| pairs::blocks(&old_runs, &new_runs));
        let mut incoming =
            Incoming { given: Given::of(article, before, original), blocks, ..Incoming::default() };
        incoming.found.is_in_place = is_in_place;
        let new_runs = incoming.take_blocks_over(&olds, &news, (&old_runs, &new_runs), &same);
        let runs = (old_runs.as_slice(), new_runs.as_slice());
        let pairs = if is_in_place {
            pairs::segments_in_place(&olds, &incoming.segments, runs, &same)
        } else {
            pairs::segments(&olds, &incoming.segments, runs, &same)
        };
        incoming.decide(&olds, &old_blocks, runs, &same, &pairs);
        incoming.take_segments_over(&olds, &old_blocks, runs, &same, pairs)?;

        let Incoming { blocks, segments, found, .. } = incoming;
        let mut after = self.clone();
        if let Some(section) = after.sections.iter_mut().find(|section| section.id == id) {
            *section = Section { id, metadata: article.metadata.clone(), original: original.clone() };
        }
        let place = self.blocks.iter().position(|block| block.section == id).unwrap_or(self.blocks.len());
        after.blocks.replace(place..place + old_blocks.len(), blocks);
        let place = self.segments.iter().position(|segment| old_blocks.contains_key(&segment.block));
        let place = place.unwrap_or(self.segments.len());
        after.segments.replace(place..place + olds.len(), segments);
        let is_other =
            after.sections != self.sections || after.blocks != self.blocks || after.segments != self.segments;
        Ok(Rereading { edit: is_other.then(|| self.reloaded(&after)), found })
    }

    /// Takes away what is shown beside a segment of what stood there before; `None` when nothing is.
    #[must_use]
    pub fn without_earlier(&self, id: super::SegmentId) -> Option<Edit> {
        let before = self.segments_around(self.position(id)?).to_vec();
        let mut after = before.clone();
        after.iter_mut().find(|segment| segment.id == id)?.earlier.take()?;
        Some(Edit::Recut { block: before.first()?.block, before, after })
    }

    fn reloaded(&self, after: &Self) -> Edit {
        Edit::Reload { before: Box::new(Contents::of(self)), after: Box::new(Contents::of(after)) }
    }
}

/// The new reading while it takes over what was there.
#[derive(Default)]
struct Incoming {
    blocks: Vec<Block>,
    segments: Vec<Segment>,
    given: Given,
    found: Reread,
}

impl Incoming {
    /// Blocks with the same text keep their ids, and their segments as they were cut. Gives the runs anew.
    fn take_blocks_over(
        &mut self,
        olds: &[&Segment],
        news: &[Segment],
        (old_runs, new_runs): (&[Run], &[Run]),
        same: &BlockPairs,
    ) -> Vec<Run> {
        let pair_of: HashMap<usize, usize> = same.same.iter().map(|(old, new)| (*new, *old)).collect();
        let mut kept_ids = HashMap::new();
        for (at, run) in new_runs.iter().enumerate() {
            let fresh = news.get(run.segments.clone()).unwrap_or_default();
            let Some(old_run) = pair_of.get(&at).and_then(|old| old_runs.get(*old)) else {
                self.segments.extend_from_slice(fresh);
                continue;
            };
            let old: Vec<Segment> = olds
                .get(old_run.segments.clone())
                .unwrap_or_default()
                .iter()
                .map(|segment| (*segment).clone())
                .collect();
            kept_ids.insert(run.block, old_run.block);
            let mut kept = with_new_marks(old, fresh);
            self.given.add_to(&mut kept, fresh, &mut self.found);
            self.segments.extend(kept);
        }
        for block in &mut self.blocks {
            if let Some(id) = kept_ids.get(&block.id) {
                block.id = *id;
            }
        }
        runs(&self.segments)
    }

    /// Carries over what was decided about blocks. What was to be translated still is.
    fn decide(
        &mut self,
        olds: &[&Segment],
        old_blocks: &HashMap<BlockId, &Block>,
        (old_runs, new_runs): (&[Run], &[Run]),
        same: &BlockPairs,
        pairs: &SegmentPairs,
    ) {
        let block_of = |runs: &[Run], at: usize| runs.get(at).map(|run| run.block);
        let of_blocks =
            same.same.iter().map(|(old, new)| (block_of(old_runs, *old), block_of(new_runs, *new)));
        let is_same = |(old, new): &&(usize, usize)| match (olds.get(*old), self.segments.get(*new)) {
            (Some(old), Some(new)) => self.found.is_in_place || is_alike(&old.source, &new.source),
            _ => false,
        };
        let alike = pairs.same.iter().chain(pairs.changed.iter().filter(is_same));
        let of_segments = alike.map(|(old, new)| {
            (
                olds.get(*old).map(|segment| segment.block),
                self.segments.get(*new).map(|segment| segment.block),
            )
        });
        let mut befores: HashMap<BlockId, Vec<BlockId>> = HashMap::new();
        for (old, new) in of_blocks.chain(of_segments) {
            if let (Some(old), Some(new)) = (old, new) {
                befores.entry(new).or_default().push(old);
            }
        }
        let worked_on: HashSet<BlockId> =
            olds.iter().filter(|old| has_work(old)).map(|old| old.block).collect();
        for block in &mut self.blocks {
            let befores = befores.get(&block.id).map(Vec::as_slice).unwrap_or_default();
            let mut befores = befores.iter().filter_map(|id| old_blocks.get(id));
            // Of letters that could not be read no rule knew what they were.
            let is_kept_in = |before: &Block| {
                let has_say = !self.found.is_in_place || worked_on.contains(&before.id);
                before.excluded.is_none() && (has_say || before.rule.is_some())
            };
            if befores.clone().any(|before| is_kept_in(before)) {
                block.excluded = None;
            } else if let Some(decided) =
                befores.find(|before| before.excluded.is_some() && before.excluded != before.rule)
            {
                block.excluded.clone_from(&decided.excluded);
            }
        }
    }

    /// Segments of changed blocks get what belongs to them, and what is gone goes beside one that is shown.
    fn take_segments_over(
        &mut self,
        olds: &[&Segment],
        old_blocks: &HashMap<BlockId, &Block>,
        (old_runs, _): (&[Run], &[Run]),
        blocks: &BlockPairs,
        pairs: SegmentPairs,
    ) -> Result<(), RereadError> {
        let included: HashSet<BlockId> =
            self.blocks.iter().filter(|block| block.excluded.is_none()).map(|block| block.id).collect();
        let was_included =
            |old: &Segment| old_blocks.get(&old.block).is_some_and(|block| block.excluded.is_none());
        let SegmentPairs { same, changed, mut gone } = pairs;
        let mut found = self.found;
        let mut paired: HashSet<usize> = HashSet::new();
        for &(old, new) in &same {
            let (Some(old), Some(new_segment)) = (olds.get(old), self.segments.get_mut(new)) else {
                continue;
            };
            self.given.take_over(old, new_segment, &mut found);
            paired.insert(new);
        }
        for &(old_at, new) in &changed {
            let (Some(old), Some(segment)) = (olds.get(old_at), self.segments.get_mut(new)) else { continue };
            let is_in = included.contains(&segment.block);
            // Nothing to do with each other: one was read by the translator, the other is not, or never was.
            if !found.is_in_place && is_in != was_included(old) && !is_alike(&old.source, &segment.source) {
                gone.push((old_at, new));
                continue;
            }
            segment.id = old.id;
            if found.is_in_place {
                keep_draft(old, segment);
            } else {
                self.given.show_beside(old, segment);
            }
            found.changed += usize::from(is_in);
            paired.insert(new);
        }
        let shown = |segment: &&Segment| included.contains(&segment.block);
        let visible: Vec<usize> =
            (0..).zip(&self.segments).filter(|(_, segment)| shown(segment)).map(|(at, _)| at).collect();
        gone.sort_unstable();
        for (old, place) in gone {
            let Some(old) = olds.get(old) else { continue };
            // What had been left out with its draft is in sight now.
            found.gone += usize::from(was_included(old) || has_work(old));
            if !has_work(old) {
                continue;
            }
            let nearest = nearest(&visible, place).and_then(|at| self.segments.get_mut(at));
            add_earlier(nearest.ok_or(RereadError::NoPlace)?, old);
            found.beside += 1;
        }
        // In the order in which they stood before.
        let ids: HashMap<_, usize> =
            (0..).zip(&self.segments).map(|(at, segment)| (segment.id, at)).collect();
        let kept = olds.iter().filter_map(|old| ids.get(&old.id).copied());
        found.is_moved = !kept.filter(|at| self.segments.get(*at).as_ref().is_some_and(shown)).is_sorted();
        let of_blocks: usize = blocks
            .same
            .iter()
            .filter_map(|(old, _)| old_runs.get(*old))
            .filter(|run| included.contains(&run.block))
            .map(|run| run.segments.len())
            .sum();
        let of_segments = same.iter().filter_map(|(_, new)| self.segments.get(*new)).filter(shown).count();
        found.unchanged = of_blocks + of_segments;
        found.new = visible.len().saturating_sub(found.unchanged + found.changed);
        self.found = found;
        Ok(())
    }
}

/// The one of some places, in order, that is closest to where something stood between two of them.
fn nearest(visible: &[usize], place: usize) -> Option<usize> {
    let next = visible.partition_point(|at| *at < place);
    let before = next.checked_sub(1).and_then(|at| visible.get(at)).copied();
    match (before, visible.get(next).copied()) {
        (Some(before), Some(after)) if after - place < place - 1 - before => Some(after),
        (before, after) => before.or(after),
    }
}

/// Old segments with emphasis and links as the new reading of their text has them.
fn with_new_marks(mut olds: Vec<Segment>, news: &[Segment]) -> Vec<Segment> {
    let ((before, starts), (now, _)) =
        (super::cutting::whole_block(&olds), super::cutting::whole_block(news));
    if before.source_marks != now.source_marks {
        for (old, start) in olds.iter_mut().zip(starts) {
            let span = crate::text::Span::new(start, start + old.source.len());
            old.source_marks = crate::text::rich::cut(&now.source_marks, span);
        }
    }
    olds
}

fn has_work(segment: &Segment) -> bool {
    !segment.draft.trim().is_empty() || segment.earlier.is_some() || segment.written_notes().next().is_some()
}

/// The same segment, which could not be read before.
fn keep_draft(old: &Segment, new: &mut Segment) {
    new.draft.clone_from(&old.draft);
    new.marks.clone_from(&old.marks);
    new.earlier.clone_from(&old.earlier);
    new.notes.clone_from(&old.notes);
    new.suggested_by = old.origin_of_draft();
    if !new.draft.trim().is_empty() {
        new.status = Status::Draft;
    }
}

fn add_earlier(new: &mut Segment, old: &Segment) {
    new.notes.extend_from_slice(&old.notes);
    let earlier = new.earlier.get_or_insert_default();
    earlier.add(&old.source, &old.draft);
    // A reading before this one, whose text nobody has looked at yet.
    if let Some(older) = &old.earlier {
        earlier.add(&older.source, &older.draft);
    }
}
