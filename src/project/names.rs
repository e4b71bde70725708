//! The names of a project that no glossary knows, with what they may be in English.

use super::Project;
use crate::arabic::fold;
use crate::arabic::romanise::Style;
use crate::glossary::{Index, NameParts, NameProposal, propose_name, unknown_names};
use foldhash::fast::FixedState;
use std::collections::{HashMap, HashSet};

/// The unknown names of a whole project. Mentions count texts by segment position.
#[derive(Clone, Debug, Default)]
pub struct Names {
    proposals: Vec<NameProposal>,
    /// The proposals with a mention in the segment at a position, in sentence order.
    by_position: HashMap<usize, Vec<usize>, FixedState>,
    /// By folded Arabic.
    dismissed: HashSet<String, FixedState>,
}

impl Names {
    /// Looks for names in the sources of all segments, in order. Slow for a large glossary (it looks at every
    /// term), so not for the window's thread.
    #[must_use]
    pub fn find_in(index: &Index, sources: &[&str], style: Style) -> Self {
        let found = unknown_names(sources, index);
        let parts = NameParts::of(index, &found);
        let proposals: Vec<NameProposal> =
            found.into_iter().map(|name| propose_name(name, &parts, style)).collect();
        let mut places: Vec<(usize, usize, usize)> = Vec::new();
        for (number, proposal) in proposals.iter().enumerate() {
            let mentions = proposal.name.mentions.iter();
            places.extend(mentions.map(|mention| (mention.text, mention.span.start, number)));
        }
        places.sort_unstable();
        let mut by_position: HashMap<usize, Vec<usize>, FixedState> = HashMap::default();
        for (position, _, number) in places {
            let here = by_position.entry(position).or_default();
            if !here.contains(&number) {
                here.push(number);
            }
        }
        Self { proposals, by_position, dismissed: HashSet::default() }
    }

    /// Leaves out the names that the translator does not want to be offered.
    pub fn dismiss(&mut self, names: &[String]) {
        self.dismissed = names.iter().map(|name| key(name)).collect();
    }

    /// Offers a name no more until names are looked for anew: it has become a term.
    pub fn withhold(&mut self, arabic: &str) {
        self.dismissed.insert(key(arabic));
    }

    /// The names offered, in the order in which they first stand in what is translated.
    pub fn offered(&self, project: &Project) -> impl Iterator<Item = &NameProposal> {
        self.proposals.iter().filter(|proposal| self.is_offered(proposal) && times(project, proposal) > 0)
    }

    /// The names offered for the segment at `position`, in sentence order.
    pub fn of(&self, position: usize) -> impl Iterator<Item = &NameProposal> {
        let here = self.by_position.get(&position).map_or(&[][..], Vec::as_slice);
        here.iter().filter_map(|&number| self.proposals.get(number)).filter(|found| self.is_offered(found))
    }

    /// The proposal for a name, however it is spelt.
    #[must_use]
    pub fn named(&self, arabic: &str) -> Option<&NameProposal> {
        let wanted = key(arabic);
        self.proposals.iter().find(|proposal| key(&proposal.name.arabic) == wanted)
    }

    fn is_offered(&self, proposal: &NameProposal) -> bool {
        self.dismissed.is_empty() || !self.dismissed.contains(&key(&proposal.name.arabic))
    }
}

/// How often a name stands in the segments that are translated.
#[must_use]
pub fn times(project: &Project, proposal: &NameProposal) -> usize {
    let is_included = |position: usize| {
        project.segments.get(position).is_some_and(|segment| project.is_included(segment.block))
    };
    proposal.name.mentions.iter().filter(|mention| is_included(mention.text)).count()
}

fn key(arabic: &str) -> String {
    fold(arabic).text().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::BlockId;

    const SOURCES: [&str; 3] =
        ["وصل الوزير فاديم زيلمانوف إلى شوشا.", "وقصف الجيش شوشا، كما قال زيلمانوف.", "عاد الوفد."];

    fn arabic<'n>(names: impl Iterator<Item = &'n NameProposal>) -> Vec<&'n str> {
        names.map(|proposal| proposal.name.arabic.as_str()).collect()
    }

    #[test]
    fn names_are_found_by_sentence() {
        let mut names = Names::find_in(&Index::default(), &SOURCES, Style::default());
        assert_eq!(arabic(names.of(0)), ["فاديم زيلمانوف", "شوشا"]);
        assert_eq!(arabic(names.of(1)), ["شوشا", "فاديم زيلمانوف"]);
        assert_eq!(arabic(names.of(2)), [""; 0]);
        assert!(names.named("فَاديم زيلمانوف").is_some() && names.named("زيلمانوف").is_none());
        names.dismiss(&["شوشا".to_owned()]);
        assert_eq!(arabic(names.of(1)), ["فاديم زيلمانوف"]);
        assert!(names.named("شوشا").is_some(), "it can still be added");
    }

    #[test]
    fn what_is_left_out_does_not_count() {
        let mut project = crate::project::fixture::small_project();
        for (segment, source) in project.segments.iter_mut().zip(SOURCES) {
            source.clone_into(&mut segment.source);
        }
        let sources: Vec<&str> = project.segments.iter().map(|segment| segment.source.as_str()).collect();
        let names = Names::find_in(&Index::default(), &sources, Style::default());
        let shusha = names.named("شوشا").unwrap();
        assert_eq!(times(&project, shusha), 2);
        for block in [BlockId(1), BlockId(2)] {
            project.exclude(block).apply(&mut project).unwrap();
        }
        assert_eq!(times(&project, shusha), 0);
        assert_eq!(names.offered(&project).count(), 0);
    }
}
