//! Builds the edits that bring articles into a project: another one as a section of its own, and one that is read
//! anew because its file changed. What was translated is kept.

use super::{Block, BlockId, Contents, Edit, Original, Project, Section, SectionId, Segment, Status};
use crate::article::Article;
use similar::{Algorithm, DiffOp, capture_diff_slices, capture_diff_slices_deadline};
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::time::{Duration, Instant};

/// What reading an article anew does to its segments.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reread {
    /// Segments that are in the article as they were and keep everything.
    pub unchanged: usize,
    /// Segments that stand where others stood; those are shown beside them.
    pub changed: usize,
    /// Segments where nothing stood before.
    pub new: usize,
    /// Segments that are no longer in the article. Their drafts are shown beside a neighbour.
    pub gone: usize,
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

    /// Puts a newer reading of an article in the place of a section. `None` when there is no such section.
    ///
    /// Where only the character set is another one it is the same text: each draft stays in its place, however
    /// little the letters have in common.
    #[must_use]
    pub fn rereading(&self, id: SectionId, article: &Article, original: &Original) -> Option<(Edit, Reread)> {
        let before = &self.section(id)?.original;
        let is_same_text = before.bytes == original.bytes && before.charset != original.charset;
        let of_section = |block: BlockId| self.block(block).is_some_and(|block| block.section == id);
        let olds: Vec<&Segment> = self.segments.iter().filter(|segment| of_section(segment.block)).collect();
        let (mut blocks, mut news) = self.fresh(id, article);
        let mut reread = Reread::default();
        let in_place = if is_same_text { in_place(&olds, &news) } else { None };
        let is_in_place = in_place.is_some();
        let pairs = in_place.unwrap_or_else(|| pairs(&olds, &news));
        reread.unchanged = pairs.same.len();
        for &(old, new) in &pairs.same {
            if let (Some(old), Some(new)) = (olds.get(old), news.get_mut(new)) {
                take_over(old, new, &mut blocks, self);
            }
        }
        for &(old, new) in &pairs.changed {
            if let (Some(old), Some(new)) = (olds.get(old), news.get_mut(new)) {
                reread.changed += 1;
                new.id = old.id;
                if is_in_place {
                    keep_draft(old, new);
                } else {
                    show_beside(old, new);
                }
            }
        }
        for &(old, new) in &pairs.gone {
            reread.gone += 1;
            if let (Some(old), Some(new)) = (olds.get(old).filter(|old| has_work(old)), news.get_mut(new)) {
                add_earlier(new, old);
            }
        }
        reread.new = news.len() - reread.unchanged - reread.changed;
        let mut after = self.clone();
        if let Some(section) = after.sections.iter_mut().find(|section| section.id == id) {
            *section = Section { id, metadata: article.metadata.clone(), original: original.clone() };
        }
        let place = self.blocks.iter().position(|block| block.section == id).unwrap_or(self.blocks.len());
        let old_blocks = self.blocks.iter().filter(|block| block.section == id).count();
        after.blocks.replace(place..place + old_blocks, blocks);
        let place = self.segments.iter().position(|segment| of_section(segment.block));
        let place = place.unwrap_or(self.segments.len());
        after.segments.replace(place..place + olds.len(), news);
        Some((self.reloaded(&after), reread))
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

/// Places of old and new segments that belong together.
#[derive(Debug, Default)]
struct Pairs {
    same: Vec<(usize, usize)>,
    changed: Vec<(usize, usize)>,
    /// With the new segment that is closest to where they stood.
    gone: Vec<(usize, usize)>,
}

/// The same text in other letters: block by block, and in a block by place. `None` where there are other blocks.
fn in_place(olds: &[&Segment], news: &[Segment]) -> Option<Pairs> {
    let old_blocks = starts(olds.iter().map(|segment| segment.block));
    let new_blocks = starts(news.iter().map(|segment| segment.block));
    if old_blocks.len() != new_blocks.len() {
        return None;
    }
    let mut pairs = Pairs::default();
    for (old_block, new_block) in old_blocks.into_iter().zip(new_blocks) {
        let mut before = None;
        for (at, old) in old_block.clone().enumerate() {
            let new = new_block.start + at * new_block.len() / old_block.len();
            let is_same = olds.get(old).map(|old| &old.source) == news.get(new).map(|new| &new.source);
            match before.replace(new) == Some(new) {
                // Two have become one: the second is shown beside it.
                true => pairs.gone.push((old, new)),
                false if is_same => pairs.same.push((old, new)),
                false => pairs.changed.push((old, new)),
            }
        }
    }
    Some(pairs)
}

/// Where each run of one block is.
fn starts(blocks: impl Iterator<Item = BlockId>) -> Vec<Range<usize>> {
    let mut runs: Vec<(BlockId, Range<usize>)> = Vec::new();
    for (at, block) in blocks.enumerate() {
        match runs.last_mut() {
            Some((of, run)) if *of == block => run.end = at + 1,
            _ => runs.push((block, at..at + 1)),
        }
    }
    runs.into_iter().map(|(_, run)| run).collect()
}

/// A long comparison stops looking for the shortest answer after this time.
const PATIENCE: Duration = Duration::from_millis(500);

fn pairs(olds: &[&Segment], news: &[Segment]) -> Pairs {
    let old_texts: Vec<&str> = olds.iter().map(|segment| segment.source.as_str()).collect();
    let new_texts: Vec<&str> = news.iter().map(|segment| segment.source.as_str()).collect();
    let deadline = Instant::now().checked_add(PATIENCE);
    let operations = capture_diff_slices_deadline(Algorithm::Patience, &old_texts, &new_texts, deadline);
    let mut pairs = Pairs::default();
    let mut free = Vec::new();
    for operation in &operations {
        match *operation {
            DiffOp::Equal { old_index, new_index, len } => {
                pairs.same.extend((0..len).map(|at| (old_index + at, new_index + at)));
            }
            _ => free.push((operation.old_range(), operation.new_range())),
        }
    }
    pairs.same.extend(moved(&old_texts, &new_texts, &free));
    let (taken_olds, taken_news): (HashSet<usize>, HashSet<usize>) = pairs.same.iter().copied().unzip();
    for (old, new) in free {
        let olds: Vec<usize> = old.filter(|at| !taken_olds.contains(at)).collect();
        let news_here: Vec<usize> = new.clone().filter(|at| !taken_news.contains(at)).collect();
        let aligned = aligned(&olds, &news_here, &old_texts, &new_texts);
        for old in olds {
            match aligned.get(&old) {
                Some(&new) => pairs.changed.push((old, new)),
                None if !news.is_empty() => {
                    let nearest = new.start.saturating_sub(usize::from(new.start > 0));
                    pairs.gone.push((old, nearest.min(news.len() - 1)));
                }
                None => {}
            }
        }
    }
    pairs
}

/// Segments that are in another place now, word for word.
fn moved(olds: &[&str], news: &[&str], free: &[(Range<usize>, Range<usize>)]) -> Vec<(usize, usize)> {
    let mut places: HashMap<&str, Vec<usize>> = HashMap::new();
    for at in free.iter().flat_map(|(_, new)| new.clone()).rev() {
        if let Some(text) = news.get(at) {
            places.entry(text).or_default().push(at);
        }
    }
    let places_before = free.iter().flat_map(|(old, _)| old.clone());
    places_before.filter_map(|at| Some((at, places.get_mut(olds.get(at)?)?.pop()?))).collect()
}

/// In a stretch where others stand now, which new segment each old one has become: in order, and only where they
/// share enough of their words.
fn aligned(olds: &[usize], news: &[usize], old_texts: &[&str], new_texts: &[&str]) -> HashMap<usize, usize> {
    let likeness = |old: usize, new: usize| match (old_texts.get(old), new_texts.get(new)) {
        (Some(old), Some(new)) => likeness(old, new),
        _ => 0.0,
    };
    let mut aligned = HashMap::new();
    if olds.len() == news.len() {
        // As many as before: each in its place, as an editor who reworded them would see it.
        aligned.extend(olds.iter().copied().zip(news.iter().copied()));
        return aligned;
    }
    let mut next = 0;
    for &old in olds {
        let rest = news.get(next..).unwrap_or_default().iter().take(LOOK_AHEAD).enumerate();
        let likely = rest.map(|(at, &new)| (at, new, likeness(old, new)));
        let best =
            likely.filter(|(.., likeness)| *likeness >= ALIKE).max_by(|one, other| one.2.total_cmp(&other.2));
        if let Some((at, new, _)) = best {
            aligned.insert(old, new);
            next += at + 1;
        }
    }
    aligned
}

/// New segments that one old segment is compared with.
const LOOK_AHEAD: usize = 20;
/// The share of words from which two segments are the same one, reworded.
const ALIKE: f32 = 0.4;

/// From 0 to 1: the share of words that two texts have in common, in order.
fn likeness(one: &str, other: &str) -> f32 {
    let words = |text: &str| text.split_whitespace().take(200).map(str::to_owned).collect::<Vec<_>>();
    let (one, other) = (words(one), words(other));
    let shared = capture_diff_slices(Algorithm::Myers, &one, &other)
        .into_iter()
        .map(|operation| if let DiffOp::Equal { len, .. } = operation { len } else { 0 });
    2.0 * shared.sum::<usize>() as f32 / (one.len() + other.len()).max(1) as f32
}

fn has_work(segment: &Segment) -> bool {
    !segment.draft.trim().is_empty() || segment.earlier.is_some()
}

/// The segment is as it was: all that was done in it stays, and so does what was decided about its block.
fn take_over(old: &Segment, new: &mut Segment, blocks: &mut [Block], project: &Project) {
    let fresh = std::mem::take(new);
    *new = Segment {
        block: fresh.block,
        is_glued: fresh.is_glued,
        source_marks: fresh.source_marks,
        ..old.clone()
    };
    let decided = project.block(old.block).filter(|block| block.excluded != block.rule);
    if let Some(block) = blocks.iter_mut().find(|block| block.id == fresh.block)
        && let Some(decided) = decided
    {
        block.excluded.clone_from(&decided.excluded);
    }
}

/// The segment stands where another one stood: its draft is a beginning, and both are shown beside it.
fn show_beside(old: &Segment, new: &mut Segment) {
    add_earlier(new, old);
    if new.draft.is_empty() && likeness(&old.source, &new.source) >= ALIKE {
        new.draft.clone_from(&old.draft);
        new.marks.clone_from(&old.marks);
        if !new.draft.trim().is_empty() {
            new.status = Status::Draft;
        }
    }
}

/// The same segment, which could not be read before.
fn keep_draft(old: &Segment, new: &mut Segment) {
    new.draft.clone_from(&old.draft);
    new.marks.clone_from(&old.marks);
    new.earlier.clone_from(&old.earlier);
    if !new.draft.trim().is_empty() {
        new.status = Status::Draft;
    }
}

fn add_earlier(new: &mut Segment, old: &Segment) {
    let earlier = new.earlier.get_or_insert_default();
    earlier.add(&old.source, &old.draft);
    // A reading before this one, whose text nobody has looked at yet.
    if let Some(older) = &old.earlier {
        earlier.add(&older.source, &older.draft);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{ArticleBlock, Metadata};
    use crate::project::SegmentId;
    use crate::text::Span;

    /// A paragraph for each text.
    fn article(texts: &[&str]) -> Article {
        let block = |text: &&str| ArticleBlock {
            text: (*text).to_owned(),
            sentences: vec![Span::new(0, text.len())],
            ..ArticleBlock::default()
        };
        Article { metadata: Metadata::default(), blocks: texts.iter().map(block).collect() }
    }

    fn project(texts: &[&str]) -> Project {
        let mut project = Project::from_article(&article(texts), Original::default());
        for (number, segment) in (1..).zip(&mut project.segments) {
            segment.draft = format!("draft {number}");
            segment.status = Status::Confirmed;
        }
        project
    }

    fn reread(project: &mut Project, texts: &[&str]) -> Reread {
        let (edit, reread) = project.rereading(SectionId(1), &article(texts), &Original::default()).unwrap();
        let before = project.clone();
        let inverse = edit.apply(project).unwrap();
        let after = project.clone();
        inverse.apply(project).unwrap();
        assert_eq!(*project, before);
        *project = after;
        reread
    }

    fn seen(project: &Project) -> Vec<(&str, &str, Option<&str>)> {
        project
            .segments
            .iter()
            .map(|segment| {
                let earlier = segment.earlier.as_ref().map(|earlier| earlier.draft.as_str());
                (segment.source.as_str(), segment.draft.as_str(), earlier)
            })
            .collect()
    }

    #[test]
    fn unchanged_segments_keep_everything_and_changed_ones_show_what_was_there() {
        let mut project = project(&["وصل الوزير إلى باكو أمس", "وغادر مساء", "ثم نام"]);
        let found =
            reread(&mut project, &["وصل الوزير إلى باكو اليوم", "وغادر مساء", "خبر جديد تماما", "ثم نام"]);
        assert_eq!(found, Reread { unchanged: 2, changed: 1, new: 1, gone: 0 });
        assert_eq!(
            seen(&project),
            [
                ("وصل الوزير إلى باكو اليوم", "draft 1", Some("draft 1")),
                ("وغادر مساء", "draft 2", None),
                ("خبر جديد تماما", "", None),
                ("ثم نام", "draft 3", None),
            ]
        );
        let statuses: Vec<_> = project.segments.iter().map(|segment| segment.status).collect();
        assert_eq!(statuses, [Status::Draft, Status::Confirmed, Status::Untranslated, Status::Confirmed]);
        let earlier = project.segments[0].earlier.clone().unwrap();
        assert_eq!(earlier.source, "وصل الوزير إلى باكو أمس");
        let first = project.segments[0].id;
        project.without_earlier(first).unwrap().apply(&mut project).unwrap();
        assert_eq!((project.segments[0].earlier.as_ref(), project.without_earlier(first)), (None, None));
    }

    #[test]
    fn a_segment_that_moved_is_the_same_and_one_that_is_gone_leaves_its_draft() {
        let mut project = project(&["الفقرة الأولى هنا", "الفقرة الثانية هنا", "الثالثة"]);
        let found = reread(&mut project, &["الثالثة", "الفقرة الأولى هنا"]);
        assert_eq!((found.unchanged, found.gone), (2, 1));
        let drafts: Vec<_> = project.segments.iter().map(|segment| segment.draft.as_str()).collect();
        assert_eq!(drafts, ["draft 3", "draft 1"]);
        assert!(
            project.segments.iter().any(|segment| {
                segment.earlier.as_ref().is_some_and(|earlier| earlier.draft == "draft 2")
            })
        );
    }

    #[test]
    fn what_was_decided_about_a_block_stays() {
        let mut project = project(&["الأولى", "الثانية", "الثالثة"]);
        let block = project.segments[1].block;
        project.exclude(block).apply(&mut project).unwrap();
        reread(&mut project, &["مقدمة", "الأولى", "الثانية", "الثالثة"]);
        let included: Vec<_> =
            project.segments.iter().map(|segment| project.is_included(segment.block)).collect();
        assert_eq!(included, [true, true, false, true]);
    }

    #[test]
    fn in_another_character_set_every_draft_stays_in_its_place() {
        let two = |text: &str, cut: usize| ArticleBlock {
            text: text.to_owned(),
            sentences: vec![Span::new(0, cut), Span::new(cut + 1, text.len())],
            ..ArticleBlock::default()
        };
        let one = |text: &str| ArticleBlock {
            text: text.to_owned(),
            sentences: vec![Span::new(0, text.len())],
            ..ArticleBlock::default()
        };
        let article = |blocks| Article { metadata: Metadata::default(), blocks };
        let wrong = article(vec![one("A"), two("B. C.", 2), two("D. E.", 2)]);
        let mut project = Project::from_article(&wrong, Original::default());
        for (number, segment) in (1..).zip(&mut project.segments) {
            segment.draft = format!("draft {number}");
        }
        let right = article(vec![one("باكو"), two("ف. ق.", 3), one("ك ل")]);
        let original = Original { charset: Some(crate::article::Charset::Iso8859_6), ..Original::default() };
        let (edit, reread) = project.rereading(SectionId(1), &right, &original).unwrap();
        edit.apply(&mut project).unwrap();
        assert_eq!(reread, Reread { unchanged: 0, changed: 4, new: 0, gone: 1 });
        assert_eq!(
            seen(&project),
            [
                ("باكو", "draft 1", None),
                ("ف.", "draft 2", None),
                ("ق.", "draft 3", None),
                ("ك ل", "draft 4", Some("draft 5")),
            ]
        );
    }

    #[test]
    fn only_its_own_section_is_read_anew_and_an_added_one_comes_last() {
        let mut project = project(&["الأولى"]);
        project.adding([(&article(&["أخرى"]), Original::default())]).apply(&mut project).unwrap();
        reread(&mut project, &["قبل", "الأولى"]);
        let sources: Vec<_> = project.segments.iter().map(|segment| segment.source.as_str()).collect();
        assert_eq!(sources, ["قبل", "الأولى", "أخرى"]);
        let mut ids: Vec<SegmentId> = project.segments.iter().map(|segment| segment.id).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), 3);
        assert_eq!(project.rereading(SectionId(9), &article(&[]), &Original::default()), None);
    }
}
