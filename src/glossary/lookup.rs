//! Looking a selection up: the terms that stand in it, then those that contain it.
//!
//! Not for finding terms in sentences: that is the index. A term that a higher glossary hides is listed too, and
//! says so.

use super::entry::{Entry, search_key};
use super::stack::{GlossaryId, Stack};
use super::term::{Term, TermId, Tier};
use crate::arabic::letters::{Class, class};
use memchr::memmem::Finder;
use std::collections::HashMap;
use std::sync::Arc;

/// A term that has to do with what was looked up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LookUpHit {
    pub id: TermId,
    pub glossary: GlossaryId,
    pub term: Arc<Term>,
    pub relation: Relation,
    /// A term of a higher glossary stands for this one in the texts.
    pub hidden: bool,
}

/// How a term has to do with what was looked up, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Relation {
    /// One of its spellings, or its English, is just that.
    Same,
    /// The whole is a form of it: with clitics, inflected.
    Form(Tier),
    /// It stands in what was looked up.
    Within,
    /// What was looked up begins it, begins a word of it, stands somewhere in it.
    BeginsWith,
    HasWord,
    Contains,
}

/// The longest list anybody reads.
pub const MOST_HITS: usize = 50;

/// The terms of the glossaries that are on, best first, at most [`MOST_HITS`]. Text with Arabic letters is looked
/// for among Arabic spellings, other text among the English, whatever its case and accents.
#[must_use]
pub fn look_up(stack: &Stack, text: &str) -> Vec<LookUpHit> {
    let key = search_key(text);
    if key.is_empty() {
        return Vec::new();
    }
    let is_arabic = text.chars().any(|c| class(c) == Class::Arabic);
    let matched = if is_arabic { matched(stack, text) } else { HashMap::new() };
    let finder = Finder::new(key.as_bytes());
    let mut found: Vec<(Relation, usize, usize, &Entry)> = Vec::new();
    for (rank, layer) in stack.layers().iter().enumerate().filter(|(_, layer)| layer.on) {
        for entry in layer.entries() {
            let lines = if is_arabic { entry.keys.arabic() } else { entry.keys.english() };
            let relation = contained(lines, &finder).into_iter().chain(matched.get(&entry.id).copied()).min();
            if let Some(relation) = relation {
                let length = if is_arabic { entry.term.source.len() } else { entry.term.target.len() };
                found.push((relation, length, rank, entry));
            }
        }
    }
    // Within what was looked up the longest says most, around it the shortest is nearest.
    let order = |&(relation, length, rank, entry): &(Relation, usize, usize, &Entry)| {
        let length = if relation == Relation::Within { usize::MAX - length } else { length };
        (relation, length, rank, entry.id)
    };
    if found.len() > MOST_HITS {
        found.select_nth_unstable_by_key(MOST_HITS, order);
        found.truncate(MOST_HITS);
    }
    found.sort_unstable_by_key(order);
    let hit = |(relation, _, _, entry): (Relation, usize, usize, &Entry)| {
        let glossary = stack.home(entry.id)?.id;
        let hidden = stack.index().in_force(entry.id) != entry.id;
        Some(LookUpHit { id: entry.id, glossary, term: Arc::clone(&entry.term), relation, hidden })
    };
    found.into_iter().filter_map(hit).collect()
}

/// What the matcher finds in the text; where that is all of it but the clitics, the whole is a form of the term.
fn matched(stack: &Stack, text: &str) -> HashMap<TermId, Relation> {
    let mut relations = HashMap::new();
    let words: Vec<_> = crate::arabic::words(text).collect();
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return relations };
    for hit in stack.index().find(text) {
        let is_whole =
            hit.clitic.start.min(hit.span.start) <= first.span.start && hit.span.end >= last.span.end;
        let relation = if is_whole { Relation::Form(hit.tier) } else { Relation::Within };
        let known = relations.entry(hit.term).or_insert(relation);
        *known = relation.min(*known);
    }
    relations
}

/// How a key stands in lines of keys.
fn contained(lines: &str, key: &Finder<'_>) -> Option<Relation> {
    let mut best: Option<Relation> = None;
    for start in key.find_iter(lines.as_bytes()) {
        let end = start + key.needle().len();
        let before = lines.get(..start).and_then(|text| text.chars().next_back());
        let after = lines.get(end..).and_then(|text| text.chars().next());
        let relation = match (before, after) {
            (None | Some('\n'), None | Some('\n')) => Relation::Same,
            (None | Some('\n'), _) => Relation::BeginsWith,
            (Some(before), _) if !class(before).in_word() => Relation::HasWord,
            _ => Relation::Contains,
        };
        best = Some(best.map_or(relation, |best| best.min(relation)));
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::glossary::{Glossary, Kind, Layer};

    const PLACES: &[(&str, &str, &str)] = &[
        ("باكو", "Baku", ""),
        ("خط باكو تبليسي", "Baku–Tbilisi line", ""),
        ("لاتشين", "Lachin", "لاشين"),
        ("ممر لاتشين", "Lachin corridor", ""),
        ("السودان", "Sudan", ""),
        ("جنوب السودان", "South Sudan", ""),
    ];

    fn stack() -> Stack {
        let term = |&(source, target, variant): &(&str, &str, &str)| Term {
            source: source.to_owned(),
            target: target.to_owned(),
            kind: Kind::Place,
            variants: Some(variant.to_owned()).into_iter().filter(|variant| !variant.is_empty()).collect(),
            ..Term::default()
        };
        let glossary =
            |rows: &[_]| Glossary { terms: rows.iter().map(term).collect(), ..Glossary::default() };
        Stack::new([
            (
                Layer::new(GlossaryId::PERSONAL, "Personal", Some("p".into())),
                glossary(&[("باكو", "Bakou", "")]),
            ),
            (Layer::new(GlossaryId::shipped(0), "Places", None), glossary(PLACES)),
        ])
    }

    #[track_caller]
    fn check(text: &str, expect: &[(&str, Relation)]) {
        let hits = look_up(&stack(), text);
        let found: Vec<_> = hits.iter().map(|hit| (hit.term.target.as_str(), hit.relation)).collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn a_selection_with_clitics_finds_its_term() {
        check("ولاتشين،", &[("Lachin", Relation::Form(Tier::Clitic))]);
        check("للسودان", &[("Sudan", Relation::Form(Tier::Clitic))]);
    }

    #[test]
    fn what_contains_the_selection_comes_after_what_is_it() {
        check("لاتشين", &[("Lachin", Relation::Same), ("Lachin corridor", Relation::HasWord)]);
        check("لاشين", &[("Lachin", Relation::Same)]);
        check("السود", &[("Sudan", Relation::BeginsWith), ("South Sudan", Relation::HasWord)]);
    }

    #[test]
    fn a_whole_sentence_lists_what_stands_in_it() {
        check(
            "وصل من كنجة إلى جنوب السودان ولاتشين",
            &[("South Sudan", Relation::Within), ("Sudan", Relation::Within), ("Lachin", Relation::Within)],
        );
    }

    #[test]
    fn english_is_found_whatever_its_case() {
        check("SUDAN", &[("Sudan", Relation::Same), ("South Sudan", Relation::HasWord)]);
        check("chin", &[("Lachin", Relation::Contains), ("Lachin corridor", Relation::Contains)]);
        check("Ganja", &[]);
        check(" \n", &[]);
    }

    #[test]
    fn a_hidden_term_is_listed_and_says_so() {
        let hits = look_up(&stack(), "باكو");
        let told: Vec<_> = hits.iter().map(|hit| (hit.term.target.as_str(), hit.hidden)).collect();
        assert_eq!(told, [("Bakou", false), ("Baku", true), ("Baku–Tbilisi line", false)]);
    }

    #[test]
    fn the_list_ends_and_keeps_the_best() {
        let mut terms: Vec<Term> = (0..500)
            .map(|number| Term {
                source: "كلمة".to_owned(),
                target: format!("the word {number}"),
                ..Term::default()
            })
            .collect();
        terms.push(Term { source: "كلمة".to_owned(), target: "word".to_owned(), ..Term::default() });
        let layer = Layer::new(GlossaryId::PERSONAL, "Personal", Some("p".into()));
        let stack = Stack::new([(layer, Glossary { terms, ..Glossary::default() })]);
        let hits = look_up(&stack, "word");
        assert_eq!((hits.len(), hits[0].term.target.as_str()), (MOST_HITS, "word"));
    }
}
