//! Tells what of an article belongs together before and after it was read again: first whole blocks, whose cuts are
//! the translator's, then the segments of blocks that are other ones now.

use super::super::{BlockId, Segment};
use similar::{Algorithm, DiffOp, capture_diff_slices, capture_diff_slices_deadline};
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::time::{Duration, Instant};

/// The segments of one block.
#[derive(Debug)]
pub(super) struct Run {
    pub block: BlockId,
    pub segments: Range<usize>,
    /// The sources as one text, however they are cut.
    pub text: String,
}

/// The runs of segments that are in document order.
pub(super) fn runs<'a>(segments: impl IntoIterator<Item = &'a Segment>) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for (at, segment) in segments.into_iter().enumerate() {
        match runs.last_mut() {
            Some(run) if run.block == segment.block => {
                run.segments.end = at + 1;
                if !segment.is_glued {
                    run.text.push(' ');
                }
                run.text.push_str(&segment.source);
            }
            _ => {
                let text = segment.source.clone();
                runs.push(Run { block: segment.block, segments: at..at + 1, text });
            }
        }
    }
    runs
}

/// Blocks that are in the article as they were.
#[derive(Debug, Default)]
pub(super) struct BlockPairs {
    /// Places of runs.
    pub same: Vec<(usize, usize)>,
    /// Places of runs between those; they may hold some that have moved.
    gaps: Vec<(Range<usize>, Range<usize>)>,
}

/// Places of segments that belong together, where their blocks do not.
#[derive(Debug, Default)]
pub(super) struct SegmentPairs {
    pub same: Vec<(usize, usize)>,
    pub changed: Vec<(usize, usize)>,
    /// With the place where they would stand.
    pub gone: Vec<(usize, usize)>,
}

/// A long comparison stops looking for the shortest answer after this time.
const PATIENCE: Duration = Duration::from_millis(500);

pub(super) fn blocks(olds: &[Run], news: &[Run]) -> BlockPairs {
    let old_texts: Vec<&str> = olds.iter().map(|run| run.text.as_str()).collect();
    let new_texts: Vec<&str> = news.iter().map(|run| run.text.as_str()).collect();
    let deadline = Instant::now().checked_add(PATIENCE);
    let mut pairs = BlockPairs::default();
    for operation in capture_diff_slices_deadline(Algorithm::Patience, &old_texts, &new_texts, deadline) {
        match operation {
            DiffOp::Equal { old_index, new_index, len } => {
                pairs.same.extend((0..len).map(|at| (old_index + at, new_index + at)));
            }
            _ => pairs.gaps.push((operation.old_range(), operation.new_range())),
        }
    }
    let olds = pairs.gaps.iter().flat_map(|(old, _)| old.clone());
    let news = pairs.gaps.iter().flat_map(|(_, new)| new.clone());
    let moved = moved(&old_texts, &new_texts, olds, news);
    pairs.same.extend(moved);
    pairs
}

/// The same text in other letters: block by block. `None` where there are other blocks.
pub(super) fn blocks_in_place(olds: &[Run], news: &[Run]) -> Option<BlockPairs> {
    if olds.len() != news.len() {
        return None;
    }
    let is_same = |at: &usize| olds.get(*at).map(|run| &run.text) == news.get(*at).map(|run| &run.text);
    let same = (0..olds.len()).filter(is_same).map(|at| (at, at)).collect();
    Some(BlockPairs { same, gaps: Vec::new() })
}

/// What [`blocks_in_place`] leaves, in each block by place.
pub(super) fn segments_in_place(
    olds: &[&Segment],
    news: &[Segment],
    runs: (&[Run], &[Run]),
    blocks: &BlockPairs,
) -> SegmentPairs {
    let taken: HashSet<usize> = blocks.same.iter().map(|(old, _)| *old).collect();
    let mut pairs = SegmentPairs::default();
    for (_, (old_run, new_run)) in runs.0.iter().zip(runs.1).enumerate().filter(|(at, _)| !taken.contains(at))
    {
        let mut before = None;
        let (old_run, new_run) = (&old_run.segments, &new_run.segments);
        for (at, old) in old_run.clone().enumerate() {
            let new = new_run.start + at * new_run.len() / old_run.len();
            let is_same = olds.get(old).map(|old| &old.source) == news.get(new).map(|new| &new.source);
            match before.replace(new) == Some(new) {
                // Two have become one: the second is shown beside it.
                true => pairs.gone.push((old, new + 1)),
                false if is_same => pairs.same.push((old, new)),
                false => pairs.changed.push((old, new)),
            }
        }
    }
    pairs
}

/// Segments of a gap that nothing has been found for yet.
struct Stretch {
    olds: Vec<usize>,
    news: Vec<usize>,
    /// Where the old ones would stand.
    place: usize,
}

/// The segments of blocks that are not the same.
pub(super) fn segments(
    olds: &[&Segment],
    news: &[Segment],
    (old_runs, new_runs): (&[Run], &[Run]),
    blocks: &BlockPairs,
) -> SegmentPairs {
    let old_texts: Vec<&str> = olds.iter().map(|segment| segment.source.as_str()).collect();
    let new_texts: Vec<&str> = news.iter().map(|segment| segment.source.as_str()).collect();
    let (taken_olds, taken_news): (HashSet<usize>, HashSet<usize>) = blocks.same.iter().copied().unzip();
    let deadline = Instant::now().checked_add(PATIENCE);
    let mut pairs = SegmentPairs::default();
    let mut stretches = Vec::new();
    for (old_gap, new_gap) in &blocks.gaps {
        let free_before = places(old_runs, old_gap, &taken_olds);
        let free_here = places(new_runs, new_gap, &taken_news);
        let place = new_runs.get(new_gap.start).map_or(news.len(), |run| run.segments.start);
        let old_gap_texts: Vec<&str> =
            free_before.iter().filter_map(|at| old_texts.get(*at).copied()).collect();
        let new_gap_texts: Vec<&str> =
            free_here.iter().filter_map(|at| new_texts.get(*at).copied()).collect();
        for operation in
            capture_diff_slices_deadline(Algorithm::Patience, &old_gap_texts, &new_gap_texts, deadline)
        {
            let old = free_before.get(operation.old_range()).unwrap_or_default();
            let new = free_here.get(operation.new_range()).unwrap_or_default();
            if let DiffOp::Equal { .. } = operation {
                pairs.same.extend(old.iter().copied().zip(new.iter().copied()));
                continue;
            }
            let before = operation.new_range().start.checked_sub(1).and_then(|at| free_here.get(at));
            let place = new.first().copied().or(before.map(|before| before + 1)).unwrap_or(place);
            stretches.push(Stretch { olds: old.to_vec(), news: new.to_vec(), place });
        }
    }
    let free_olds = stretches.iter().flat_map(|stretch| stretch.olds.iter().copied());
    let free_news = stretches.iter().flat_map(|stretch| stretch.news.iter().copied());
    let moved = moved(&old_texts, &new_texts, free_olds, free_news);
    let (taken_olds, taken_news): (HashSet<usize>, HashSet<usize>) = moved.iter().copied().unzip();
    pairs.same.extend(moved);
    for mut stretch in stretches {
        stretch.olds.retain(|at| !taken_olds.contains(at));
        stretch.news.retain(|at| !taken_news.contains(at));
        let aligned = aligned(&stretch.olds, &stretch.news, &old_texts, &new_texts);
        for old in stretch.olds {
            match aligned.get(&old) {
                Some(&new) => pairs.changed.push((old, new)),
                None => pairs.gone.push((old, stretch.place)),
            }
        }
    }
    pairs
}

/// The segments of the runs in a gap, without runs that have a pair.
fn places(runs: &[Run], gap: &Range<usize>, taken: &HashSet<usize>) -> Vec<usize> {
    let free = gap.clone().filter(|at| !taken.contains(at));
    free.filter_map(|at| runs.get(at)).flat_map(|run| run.segments.clone()).collect()
}

/// Texts that are in another place now, word for word.
fn moved(
    old_texts: &[&str],
    new_texts: &[&str],
    olds: impl Iterator<Item = usize>,
    news: impl Iterator<Item = usize>,
) -> Vec<(usize, usize)> {
    let mut places: HashMap<&str, Vec<usize>> = HashMap::new();
    let news: Vec<usize> = news.collect();
    for at in news.into_iter().rev() {
        if let Some(text) = new_texts.get(at) {
            places.entry(text).or_default().push(at);
        }
    }
    olds.filter_map(|at| Some((at, places.get_mut(old_texts.get(at)?)?.pop()?))).collect()
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

/// Whether one text is the other one, reworded.
pub(super) fn is_alike(one: &str, other: &str) -> bool {
    likeness(one, other) >= ALIKE
}

/// From 0 to 1: the share of words that two texts have in common, in order.
fn likeness(one: &str, other: &str) -> f32 {
    let words = |text: &str| text.split_whitespace().take(200).map(str::to_owned).collect::<Vec<_>>();
    let (one, other) = (words(one), words(other));
    let shared = capture_diff_slices(Algorithm::Myers, &one, &other)
        .into_iter()
        .map(|operation| if let DiffOp::Equal { len, .. } = operation { len } else { 0 });
    2.0 * shared.sum::<usize>() as f32 / (one.len() + other.len()).max(1) as f32
}
