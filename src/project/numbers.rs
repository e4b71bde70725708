//! The numbers by which a translator, an editor and a document speak of segments, and those of lists.

use super::{BlockId, Project};
use crate::article::{BlockKind, ListItem, Sign};
use std::collections::HashMap;

/// Numbers count what is translated. What is left out has none, and makes no hole in the others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Numbers {
    /// By position.
    segments: Vec<Option<usize>>,
    items: HashMap<BlockId, usize>,
}

impl Numbers {
    #[must_use]
    pub fn of(project: &Project) -> Self {
        let mut next = 0;
        let number = |is_included: bool| {
            next += usize::from(is_included);
            is_included.then_some(next)
        };
        let included = project.segments.iter().map(|segment| project.is_included(segment.block));
        Self { segments: included.map(number).collect(), items: items(project) }
    }

    /// Of the segment at a position, from 1; `None` where it is left out, or where there is none.
    #[must_use]
    pub fn at(&self, position: usize) -> Option<usize> {
        self.segments.get(position).copied().flatten()
    }

    /// Of an item in its numbered list, from 1; `None` for all other blocks.
    #[must_use]
    pub fn item(&self, block: BlockId) -> Option<usize> {
        self.items.get(&block).copied()
    }
}

/// Lists in lists count for themselves; whatever is no item ends them all.
fn items(project: &Project) -> HashMap<BlockId, usize> {
    let mut items = HashMap::new();
    let mut section = None;
    // Depth and last number of the numbered lists that are open, the innermost last.
    let mut open: Vec<(u8, usize)> = Vec::new();
    for block in project.blocks.iter().filter(|block| block.excluded.is_none()) {
        if block.kind != BlockKind::Item || section.replace(block.section) != Some(block.section) {
            open.clear();
        }
        if block.kind != BlockKind::Item {
            continue;
        }
        let ListItem { depth, sign } = ListItem::of(block.level);
        open.retain(|(outer, _)| *outer < depth || *outer == depth && sign != Sign::Bullet);
        if sign != Sign::Number {
            continue;
        }
        if open.last().is_none_or(|(innermost, _)| *innermost < depth) {
            open.push((depth, 0));
        }
        if let Some((_, number)) = open.last_mut() {
            *number += 1;
            items.insert(block.id, *number);
        }
    }
    items
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::Block;
    use crate::project::fixture::small_project;

    #[test]
    fn what_is_left_out_has_no_number_and_makes_no_hole() {
        let mut project = small_project();
        let numbers = |project: &Project| {
            let numbers = Numbers::of(project);
            (0..5).map(|position| numbers.at(position)).collect::<Vec<_>>()
        };
        assert_eq!(numbers(&project), [Some(1), Some(2), Some(3), None, None]);
        let title = project.segments[0].block;
        project.exclude(title).apply(&mut project).unwrap();
        assert_eq!(numbers(&project), [None, Some(1), Some(2), None, None]);
    }

    /// `1`, `2`: numbered items of that depth; `a`, `b`: items with a bullet; `=`: one goes on; `x`: a numbered one that
    /// is left out; `p`: a paragraph.
    fn check(blocks: &str, expected: &str) {
        let mut project = Project::default();
        for (id, mark) in (1..).zip(blocks.chars()) {
            let item = |depth, sign| (BlockKind::Item, ListItem { depth, sign }.level());
            let (kind, level) = match mark {
                '1' | 'x' => item(1, Sign::Number),
                '2' => item(2, Sign::Number),
                'a' => item(1, Sign::Bullet),
                'b' => item(2, Sign::Bullet),
                '=' => item(1, Sign::None),
                _ => (BlockKind::Paragraph, 0),
            };
            let excluded = (mark == 'x').then(|| "by-hand".to_owned());
            project.blocks.push(Block { id: BlockId(id), kind, level, excluded, ..Block::default() });
        }
        let numbers = Numbers::of(&project);
        let number =
            |block: &Block| numbers.item(block.id).map_or("-".to_owned(), |number| number.to_string());
        assert_eq!(project.blocks.iter().map(number).collect::<String>(), expected, "{blocks}");
    }

    #[test]
    fn items_of_numbered_lists_are_counted() {
        check("111p11", "123-12");
        check("1221211", "1122134");
        check("1=1b1", "1-2-3");
        check("1x11a1", "1-23-1");
        check("aab", "---");
        check("212", "111");
    }
}
