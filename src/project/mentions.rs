//! Which form of a name fits at a place: a text names somebody in full first, and shortly from then on.
//!
//! Mentions are counted in the source, because drafts are not written in order. Titles and headings stand outside
//! the text: they take the short form and count for nothing, and a caption, which is read by itself, takes the
//! plain target.

use super::{Project, SectionId, Terms};
use crate::article::BlockKind;
use crate::glossary::{Hit, Term, TermId};
use std::collections::HashMap;

/// Segment position and `source_byte` of the first mention of a term in each segment of a text, whether it is left out
/// or not, in document order; by article, because readers of one have not read the others.
pub(super) type Mentions = HashMap<(SectionId, TermId), Vec<(usize, usize)>>;

/// Where in a text a name stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mention {
    First,
    Later,
    /// Outside the text, or the term knows no forms.
    Plain,
}

/// The forms a term can be written in at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendering<'t> {
    pub mention: Mention,
    /// The one that fits.
    pub text: &'t str,
    /// The others, without those that say the same.
    pub others: Vec<&'t str>,
}

impl Terms {
    /// How the term of a hit in the segment at `position` is best written there.
    #[must_use]
    pub fn rendering(&self, project: &Project, position: usize, hit: &Hit) -> Rendering<'_> {
        let term = self.index.term(hit.term);
        let mention = self.mention(project, position, hit, term);
        let forms = [&term.target, &term.first_mention, &term.later_mention];
        let fits = match mention {
            Mention::First => &term.first_mention,
            Mention::Later => &term.later_mention,
            Mention::Plain => &term.target,
        };
        let text = if fits.is_empty() { &term.target } else { fits };
        let mut others: Vec<&str> = Vec::new();
        for form in forms {
            if !form.is_empty() && form != text && !others.contains(&form.as_str()) {
                others.push(form);
            }
        }
        Rendering { mention, text, others }
    }

    /// Whether the text that this segment belongs to names the term of a hit here for the first time. Titles, headings
    /// and captions stand outside the text.
    #[must_use]
    pub fn is_first_mention(&self, project: &Project, position: usize, hit: &Hit) -> bool {
        place_of(project, position) == Place::Text
            && self.first_in_text(project, position, hit.term) == Some((position, hit.span.start))
    }

    fn mention(&self, project: &Project, position: usize, hit: &Hit, term: &Term) -> Mention {
        if term.first_mention.is_empty() && term.later_mention.is_empty() {
            return Mention::Plain;
        }
        match place_of(project, position) {
            Place::Headline => Mention::Later,
            Place::Caption => Mention::Plain,
            Place::Text => match self.first_in_text(project, position, hit.term) {
                Some(first) if first != (position, hit.span.start) => Mention::Later,
                _ => Mention::First,
            },
        }
    }

    /// Segment position and `source_byte` of the first mention in the text that is translated, of the article that the
    /// segment at `within` belongs to: readers of one have not read the others.
    fn first_in_text(&self, project: &Project, within: usize, term: TermId) -> Option<(usize, usize)> {
        // What is left out changes while one works, articles and kinds of blocks only with the hits.
        let mentions = self.mentions.get_or_init(|| self.find_mentions(project));
        let of_term = mentions.get(&(section_of(project, within)?, term))?;
        of_term.iter().copied().find(|(position, _)| is_translated(project, *position))
    }

    fn find_mentions(&self, project: &Project) -> Mentions {
        let mut mentions = Mentions::new();
        for position in 0..project.segments.len() {
            let Some(section) = section_of(project, position) else { continue };
            if place_of(project, position) != Place::Text {
                continue;
            }
            for hit in self.of(position).iter().filter(|hit| !hit.nested) {
                let of_term = mentions.entry((section, hit.term)).or_default();
                if of_term.last().is_none_or(|(last, _)| *last != position) {
                    of_term.push((position, hit.span.start));
                }
            }
        }
        mentions
    }
}

#[derive(PartialEq, Eq)]
enum Place {
    Text,
    Headline,
    Caption,
}

fn place_of(project: &Project, position: usize) -> Place {
    let block = project.segments.get(position).and_then(|segment| project.block(segment.block));
    match block.map(|block| block.kind) {
        Some(BlockKind::Title | BlockKind::Heading) => Place::Headline,
        Some(BlockKind::Caption) => Place::Caption,
        _ => Place::Text,
    }
}

fn section_of(project: &Project, position: usize) -> Option<SectionId> {
    let segment = project.segments.get(position)?;
    project.block(segment.block).map(|block| block.section)
}

fn is_translated(project: &Project, position: usize) -> bool {
    project.segments.get(position).is_some_and(|segment| project.is_included(segment.block))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Article, ArticleBlock, Metadata};
    use crate::glossary::Index;
    use crate::project::Original;
    use crate::text::Span;
    use std::sync::Arc;

    fn project(blocks: &[(BlockKind, &str)]) -> Project {
        let blocks = blocks.iter().map(|(kind, text)| ArticleBlock {
            kind: *kind,
            text: (*text).to_owned(),
            sentences: vec![Span::new(0, text.len())],
            excluded: None,
            ..ArticleBlock::default()
        });
        let article = Article { metadata: Metadata::default(), blocks: blocks.collect() };
        Project::from_article(&article, Original::default())
    }

    fn pompeo() -> Term {
        Term {
            source: "مايك بومبيو".to_owned(),
            target: "Mike Pompeo".to_owned(),
            variants: vec!["بومبيو".to_owned()],
            first_mention: "Mike Pompeo, the US secretary of state".to_owned(),
            later_mention: "Pompeo".to_owned(),
            ..Term::default()
        }
    }

    fn written(project: &Project, terms: &[Term]) -> Vec<String> {
        let index = Arc::new(Index::build(terms.iter().cloned()));
        let terms = Terms::find(index, project);
        (0..project.segments.len())
            .flat_map(|position| {
                let hits = terms.of(position).iter().filter(|hit| !hit.nested);
                hits.map(|hit| terms.rendering(project, position, hit).text.to_owned()).collect::<Vec<_>>()
            })
            .collect()
    }

    #[test]
    fn a_text_names_in_full_once() {
        let project = project(&[
            (BlockKind::Title, "بومبيو في باكو"),
            (BlockKind::Caption, "مايك بومبيو"),
            (BlockKind::Paragraph, "وصل مايك بومبيو، وقال بومبيو إنه"),
            (BlockKind::Heading, "زيارة بومبيو"),
            (BlockKind::Paragraph, "وغادر بومبيو"),
        ]);
        let full = "Mike Pompeo, the US secretary of state";
        let expected = ["Pompeo", "Mike Pompeo", full, "Pompeo", "Pompeo", "Pompeo"];
        assert_eq!(written(&project, &[pompeo()]), expected);
    }

    #[test]
    fn what_is_left_out_is_no_mention() {
        let mut project =
            project(&[(BlockKind::Paragraph, "وصل بومبيو"), (BlockKind::Paragraph, "غادر بومبيو")]);
        let first = project.blocks[0].id;
        project.exclude(first).apply(&mut project).unwrap();
        assert_eq!(written(&project, &[pompeo()])[1], "Mike Pompeo, the US secretary of state");
    }

    #[test]
    fn what_is_left_out_later_is_no_mention_from_then_on() {
        let texts = ["وصل بومبيو", "غادر بومبيو", "عاد بومبيو"];
        let mut project = project(&texts.map(|text| (BlockKind::Paragraph, text)));
        let terms = Terms::find(Arc::new(Index::build([pompeo()])), &project);
        let first =
            |project: &Project| (0..3).find(|at| terms.is_first_mention(project, *at, &terms.of(*at)[0]));
        assert_eq!(first(&project), Some(0));
        let block = project.blocks[0].id;
        project.exclude(block).apply(&mut project).unwrap();
        assert_eq!(first(&project), Some(1));
        crate::project::Edit::restore(block).apply(&mut project).unwrap();
        assert_eq!(first(&project), Some(0));
    }

    #[test]
    fn every_article_of_a_project_names_in_full_once() {
        let mut project =
            project(&[(BlockKind::Paragraph, "وصل بومبيو"), (BlockKind::Paragraph, "غادر بومبيو")]);
        let block = ArticleBlock {
            kind: BlockKind::Paragraph,
            text: "قال بومبيو".to_owned(),
            sentences: vec![Span::new(0, "قال بومبيو".len())],
            ..ArticleBlock::default()
        };
        let second = Article { metadata: Metadata::default(), blocks: vec![block] };
        project.add_article(&second, Original::default());
        let full = "Mike Pompeo, the US secretary of state";
        assert_eq!(written(&project, &[pompeo()]), [full, "Pompeo", full]);
        let terms = Terms::find(Arc::new(Index::build([pompeo()])), &project);
        let firsts: Vec<bool> =
            (0..3).map(|at| terms.is_first_mention(&project, at, &terms.of(at)[0])).collect();
        assert_eq!(firsts, [true, false, true]);
    }

    #[test]
    fn a_form_that_is_not_given_is_the_target() {
        let project = project(&[(BlockKind::Paragraph, "بومبيو"), (BlockKind::Paragraph, "بومبيو")]);
        let term = Term { first_mention: String::new(), ..pompeo() };
        assert_eq!(written(&project, &[term]), ["Mike Pompeo", "Pompeo"]);
        let term = Term { first_mention: String::new(), later_mention: String::new(), ..pompeo() };
        assert_eq!(written(&project, &[term]), ["Mike Pompeo", "Mike Pompeo"]);
    }

    #[test]
    fn the_other_forms_are_offered_once() {
        let project = project(&[(BlockKind::Paragraph, "بومبيو")]);
        let terms = Terms::find(Arc::new(Index::build([pompeo()])), &project);
        let rendering = terms.rendering(&project, 0, &terms.of(0)[0]);
        assert_eq!((rendering.mention, rendering.others), (Mention::First, vec!["Mike Pompeo", "Pompeo"]));
        let term = Term { later_mention: "Mike Pompeo".to_owned(), ..pompeo() };
        let terms = Terms::find(Arc::new(Index::build([term])), &project);
        assert_eq!(terms.rendering(&project, 0, &terms.of(0)[0]).others, ["Mike Pompeo"]);
    }
}
