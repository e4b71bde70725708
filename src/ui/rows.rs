//! Which rows the table has: segments, folded lines for what was left out, and a line above each of several articles.

use crate::app::Filtered;
use crate::project::{BlockId, Project, SectionId};
use std::collections::HashSet;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Row {
    /// Above the first segment of an article, where there are several.
    Section {
        section: SectionId,
        /// The position of its first segment.
        position: usize,
    },
    Segment {
        position: usize,
        starts_block: bool,
    },
    /// One block that was left out, with a button to bring it back.
    LeftOut {
        block: BlockId,
        /// The position of its first segment, whose source stands for the block.
        position: usize,
    },
    /// A long run of such blocks behind one line; `first` names the run.
    Run {
        first: BlockId,
        /// The position of the first segment of the run.
        position: usize,
        count: usize,
        open: bool,
    },
}

/// The row of an included segment; rows are in document order.
pub fn row_of(rows: &[Row], segment: usize) -> Option<usize> {
    // A run that is open has the position of its first block too: it comes before that block's row.
    let after = rows.partition_point(|row| row.position() <= segment);
    let at = after.checked_sub(1)?;
    matches!(rows.get(at), Some(Row::Segment { position, .. }) if *position == segment).then_some(at)
}

impl Row {
    /// The position of the first segment this row stands for.
    pub const fn position(&self) -> usize {
        match self {
            Self::Segment { position, .. }
            | Self::LeftOut { position, .. }
            | Self::Run { position, .. }
            | Self::Section { position, .. } => *position,
        }
    }
}

/// A run of more blocks than this is folded into one line.
const SHORT_RUN: usize = 3;

/// `open_runs` are those the user wants to see block by block; on the whole page nothing is folded. Where rows are
/// filtered, what is left out has none at all.
pub fn rows(
    project: &Project,
    open_runs: &HashSet<BlockId>,
    whole_page: bool,
    filtered: &Filtered,
) -> Vec<Row> {
    let mut rows = Vec::with_capacity(project.segments.len());
    let mut run: Vec<Row> = Vec::new();
    // The block of the row before, left out or not.
    let mut block_before = None;
    let mut section_before = None;
    let shown = Shown { open_runs, whole_page };
    for (position, segment) in project.segments.iter().enumerate() {
        let is_included = project.is_included(segment.block);
        if filtered.hides_any() && !(is_included && filtered.shows(segment.id)) {
            continue;
        }
        let starts_block = block_before != Some(segment.block);
        block_before = Some(segment.block);
        if starts_block && project.sections.len() > 1 {
            let section = project.block(segment.block).map(|block| block.section);
            if let Some(section) = section.filter(|section| section_before != Some(*section)) {
                close_run(&mut rows, &mut run, &shown);
                rows.push(Row::Section { section, position });
                section_before = Some(section);
            }
        }
        if is_included {
            close_run(&mut rows, &mut run, &shown);
            rows.push(Row::Segment { position, starts_block });
        } else if starts_block {
            run.push(Row::LeftOut { block: segment.block, position });
        }
    }
    close_run(&mut rows, &mut run, &shown);
    rows
}

struct Shown<'a> {
    open_runs: &'a HashSet<BlockId>,
    whole_page: bool,
}

fn close_run(rows: &mut Vec<Row>, run: &mut Vec<Row>, shown: &Shown<'_>) {
    if run.len() > SHORT_RUN
        && !shown.whole_page
        && let Some(Row::LeftOut { block, position }) = run.first().copied()
    {
        let open = shown.open_runs.contains(&block);
        rows.push(Row::Run { first: block, position, count: run.len(), open });
        if !open {
            run.clear();
        }
    }
    rows.append(run);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::BlockKind;
    use crate::project::{Block, Section, Segment, SegmentId};

    /// One segment a block; `-` leaves the block out.
    fn project(blocks: &str) -> Project {
        let mut project = Project::default();
        for (id, mark) in (1..).zip(blocks.chars()) {
            let excluded = (mark == '-').then(|| "read-more".to_owned());
            project.blocks.push(Block {
                id: BlockId(id),
                kind: BlockKind::Paragraph,
                rule: excluded.clone(),
                excluded,
                ..Block::default()
            });
            project.segments.push(Segment {
                id: SegmentId(id),
                block: BlockId(id),
                source: "نص".to_owned(),
                ..Segment::default()
            });
        }
        project
    }

    fn drawn(project: &Project, open: &HashSet<BlockId>) -> String {
        rows(project, open, false, &Filtered::default())
            .iter()
            .map(|row| match row {
                Row::Section { .. } => '#',
                Row::Segment { .. } => 's',
                Row::LeftOut { .. } => 'o',
                Row::Run { open: false, .. } => '+',
                Row::Run { open: true, .. } => 'v',
            })
            .collect()
    }

    #[test]
    fn a_segments_row_is_found_and_what_is_left_out_has_none() {
        let project = project("s--s-----s");
        for open in [HashSet::new(), HashSet::from([BlockId(5)])] {
            let rows = rows(&project, &open, false, &Filtered::default());
            for position in 0..10 {
                let found = row_of(&rows, position).map(|at| rows[at]);
                let included = [0, 3, 9].contains(&position);
                assert_eq!(found, included.then_some(Row::Segment { position, starts_block: true }));
            }
        }
    }

    #[test]
    fn short_runs_stand_in_their_place_and_long_ones_fold() {
        let project = project("s--s-----s");
        assert_eq!(drawn(&project, &HashSet::new()), "soos+s");
        assert_eq!(drawn(&project, &HashSet::from([BlockId(5)])), "soosvooooos");
        let whole = rows(&project, &HashSet::new(), true, &Filtered::default());
        assert_eq!(whole.iter().filter(|row| matches!(row, Row::LeftOut { .. })).count(), 7);
        assert!(!whole.iter().any(|row| matches!(row, Row::Run { .. })), "a line that folds nothing");
    }

    #[test]
    fn each_of_several_articles_has_a_line_above_it() {
        let mut project = project("s-s--s");
        project.sections = [1, 2].map(|id| Section { id: SectionId(id), ..Section::default() }).into();
        for (at, block) in project.blocks.iter_mut().enumerate() {
            block.section = SectionId(if at < 3 { 1 } else { 2 });
        }
        assert_eq!(drawn(&project, &HashSet::new()), "#sos#oos");
        let rows = rows(&project, &HashSet::new(), false, &Filtered::default());
        for position in [0, 2, 5] {
            assert!(row_of(&rows, position).is_some(), "{position}");
        }
    }
}
