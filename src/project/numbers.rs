//! The numbers by which a translator, an editor and a document speak of segments.

use super::Project;

/// The number of each segment by its position: from 1 over what is translated. What is left out has none, and makes no
/// hole in the others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Numbers(Vec<Option<usize>>);

impl Numbers {
    #[must_use]
    pub fn of(project: &Project) -> Self {
        let mut next = 0;
        let number = |is_included: bool| {
            next += usize::from(is_included);
            is_included.then_some(next)
        };
        let included = project.segments.iter().map(|segment| project.is_included(segment.block));
        Self(included.map(number).collect())
    }

    /// Of the segment at a position; `None` where it is left out, or where there is none.
    #[must_use]
    pub fn at(&self, position: usize) -> Option<usize> {
        self.0.get(position).copied().flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
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
}
