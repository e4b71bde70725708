//! Adapting a match: where a sentence differs from a unit only in numbers and known names, those of the sentence are
//! put into the English of the unit.
//!
//! A name is what the glossary finds; it counts as one word, however many it has, and exchanging it for another name of
//! the same kind costs as little as a number. Nothing is adapted by halves: when one exchange cannot be made in the
//! English for certain, the match stays what it was.

use super::numbers;
use crate::glossary::{self, Hit, Kind, Term, TermId, Tier, clitic_letters};
use crate::memory::likeness::{FORM, WORD, exchange, score};
use crate::memory::tokens::Text;
use crate::text::{Span, find_phrase, in_case_of};
use std::ops::Range;

/// A text with the names that the glossary finds in it.
pub(super) struct Named<'t> {
    source: &'t str,
    pub text: Text,
    names: Vec<Name>,
}

/// A name, with the words that it takes.
struct Name {
    term: TermId,
    kind: Kind,
    /// The letters joined to its front, which the English says in words.
    clitic: String,
    words: Range<usize>,
}

/// English that was changed to fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adapted {
    /// Of the sentence and the unit, each name counted as one word.
    pub score: u8,
    pub target: String,
    /// What was exchanged, in the order of `target`.
    pub exchanged: Vec<Exchanged>,
}

/// A number or name that was put in place of another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exchanged {
    /// In the new target.
    pub span: Span,
    /// What stood there.
    pub instead_of: String,
}

/// A word, or a name as a whole.
#[derive(Clone, Debug)]
struct Piece {
    words: Range<usize>,
    /// Of [`Named::names`].
    name: Option<usize>,
}

/// What is said: the same thing in both languages.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Thing {
    Number(String),
    Name(TermId),
}

impl<'t> Named<'t> {
    pub(super) fn of(source: &'t str, terms: Option<&glossary::Index>) -> Self {
        let text = Text::of(source);
        let mut names: Vec<Name> = Vec::new();
        for (hit, kind) in terms.into_iter().flat_map(|terms| name_hits(source, terms)) {
            let words = text.words_in(hit.span);
            let is_free = names.last().is_none_or(|before| before.words.end <= words.start);
            if is_free && !words.is_empty() {
                names.push(Name { term: hit.term, kind, clitic: clitic_letters(&hit, source), words });
            }
        }
        Self { source, text, names }
    }

    /// The words of each name.
    pub(super) fn holes(&self) -> Vec<Range<usize>> {
        self.names.iter().map(|name| name.words.clone()).collect()
    }

    fn pieces(&self) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let mut word = 0;
        for (number, name) in self.names.iter().enumerate() {
            pieces.extend((word..name.words.start).map(|at| Piece { words: at..at + 1, name: None }));
            pieces.push(Piece { words: name.words.clone(), name: Some(number) });
            word = name.words.end;
        }
        pieces.extend((word..self.text.len()).map(|at| Piece { words: at..at + 1, name: None }));
        pieces
    }

    fn name(&self, piece: &Piece) -> Option<&Name> {
        self.names.get(piece.name?)
    }

    fn forms(&self, words: &Range<usize>) -> impl Iterator<Item = &str> {
        self.text.forms().skip(words.start).take(words.len()).map(|(form, _)| form)
    }

    /// What a piece says, if it is a number or a name.
    fn thing(&self, piece: &Piece) -> Option<Thing> {
        if let Some(name) = self.name(piece) {
            return Some(Thing::Name(name.term));
        }
        let word = self.text.word(piece.words.start).filter(|word| word.is_number)?;
        Some(Thing::Number(numbers::value(word.form)))
    }
}

/// The names of a text; not what is only a common noun, or perhaps no name at all.
fn name_hits<'i>(source: &str, terms: &'i glossary::Index) -> impl Iterator<Item = (Hit, Kind)> + 'i {
    let hits = terms.find(source).into_iter().filter(|hit| !hit.nested && hit.tier != Tier::Guarded);
    hits.map(|hit| (terms.term(hit.term).kind, hit))
        .filter(|(kind, _)| *kind != Kind::Term)
        .map(|(kind, hit)| (hit, kind))
}

/// The English of a unit with the numbers and names of a sentence, if these are all that differs.
pub(super) fn adapt(
    sentence: &Named<'_>,
    unit: &Named<'_>,
    target: &str,
    terms: Option<&glossary::Index>,
) -> Option<Adapted> {
    let (here, there) = (sentence.pieces(), unit.pieces());
    if here.len() != there.len() {
        return None;
    }
    let mut whole_cost = 0;
    let mut things: Vec<(Thing, Thing)> = Vec::new();
    for (piece, other) in here.iter().zip(&there) {
        if sentence.text.marks_before(piece.words.start) != unit.text.marks_before(other.words.start) {
            return None;
        }
        let cost = cost(sentence, piece, unit, other);
        whole_cost += cost;
        match (unit.thing(other), sentence.thing(piece)) {
            _ if cost == WORD => return None,
            (Some(old), Some(new)) => {
                // One thing cannot become two, nor stay in one place and change in another.
                if things.iter().any(|(known, becomes)| *known == old && *becomes != new) {
                    return None;
                }
                things.push((old, new));
            }
            // Two forms of a word are a difference that the English may have to show.
            _ if cost > 0 => return None,
            _ => {}
        }
    }
    if sentence.text.marks_before(sentence.text.len()) != unit.text.marks_before(unit.text.len()) {
        return None;
    }
    let mut places: Vec<(Span, String)> = Vec::new();
    for (at, (old, new)) in things.iter().enumerate() {
        let is_known = things.iter().take(at).any(|(known, _)| known == old);
        if old == new || is_known {
            continue;
        }
        match (old, new) {
            (Thing::Number(old), Thing::Number(new)) => {
                let found = numbers::places(target, old, new)?;
                places.extend(found.into_iter().map(|(span, as_in)| (span, numbers::written(new, as_in))));
            }
            (Thing::Name(old), Thing::Name(new)) => {
                places.extend(name_places(target, terms?.term(*old), terms?.term(*new))?);
            }
            _ => return None,
        }
    }
    if places.is_empty() {
        return None;
    }
    let (target, exchanged) = put_in(target, places)?;
    let score = score(whole_cost, here.len(), true);
    Some(Adapted { score, target, exchanged })
}

/// What a piece for a piece costs.
fn cost(sentence: &Named<'_>, piece: &Piece, unit: &Named<'_>, other: &Piece) -> u32 {
    match (sentence.name(piece), unit.name(other)) {
        (Some(name), Some(other_name)) => {
            if sentence.forms(&piece.words).eq(unit.forms(&other.words)) {
                return 0;
            }
            let is_kind = name.kind == other_name.kind || [name.kind, other_name.kind].contains(&Kind::Name);
            if is_kind && name.clitic == other_name.clitic { FORM } else { WORD }
        }
        (None, None) => {
            let word = sentence.text.word(piece.words.start);
            let other = unit.text.word(other.words.start);
            word.zip(other).map_or(WORD, |(word, other)| exchange(word, other))
        }
        _ => WORD,
    }
}

/// Where a target says a name, and what is to stand there.
fn name_places(target: &str, old: &Term, new: &Term) -> Option<Vec<(Span, String)>> {
    let mut forms = [
        (&old.first_mention, &new.first_mention),
        (&old.target, &new.target),
        (&old.later_mention, &new.later_mention),
    ];
    // The longer one first: “Mike Pompeo” is not “Mike” and another Pompeo.
    forms.sort_by_key(|(old, _)| usize::MAX - old.len());
    let mut places: Vec<(Span, String)> = Vec::new();
    for (form, becomes) in forms.into_iter().filter(|(form, _)| !form.is_empty()) {
        let becomes = if becomes.is_empty() { &new.target } else { becomes };
        if becomes.is_empty() {
            return None;
        }
        for place in find_phrase(target, form) {
            let span = Span::new(place.start, place.end);
            if !places.iter().any(|(taken, _)| taken.start < span.end && span.start < taken.end) {
                places.push((span, in_case_of(becomes, span.of(target))));
            }
        }
    }
    Some(places).filter(|places| !places.is_empty())
}

/// The target with all places exchanged; `None` where two of them meet.
fn put_in(target: &str, mut places: Vec<(Span, String)>) -> Option<(String, Vec<Exchanged>)> {
    places.sort_by_key(|(span, _)| span.start);
    let (mut text, mut exchanged) = (String::new(), Vec::new());
    let mut end = 0;
    for (span, new) in places {
        text.push_str(target.get(end..span.start)?);
        let start = text.len();
        text.push_str(&new);
        exchanged
            .push(Exchanged { span: Span::new(start, text.len()), instead_of: span.of(target).to_owned() });
        end = span.end;
    }
    text.push_str(target.get(end..)?);
    Some((text, exchanged))
}

impl std::fmt::Debug for Named<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_tuple("Named").field(&self.source).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms() -> glossary::Index {
        let term = |source: &str, target: &str, kind: Kind| Term {
            source: source.to_owned(),
            target: target.to_owned(),
            kind,
            ..Term::default()
        };
        let pompeo = Term {
            first_mention: "Mike Pompeo, the US secretary of state".to_owned(),
            later_mention: "Pompeo".to_owned(),
            ..term("مايك بومبيو", "Mike Pompeo", Kind::Person)
        };
        glossary::Index::build([
            term("باكو", "Baku", Kind::Place),
            term("موسكو", "Moscow", Kind::Place),
            term("السودان", "Sudan", Kind::Place),
            term("جنوب السودان", "South Sudan", Kind::Place),
            term("سيرغي لافروف", "Sergei Lavrov", Kind::Person),
            pompeo,
        ])
    }

    #[track_caller]
    fn check(sentence: &str, unit: &str, target: &str, expect: Option<(&str, u8)>) {
        let terms = terms();
        let named = |text| Named::of(text, Some(&terms));
        let adapted = adapt(&named(sentence), &named(unit), target, Some(&terms));
        let found = adapted.as_ref().map(|adapted| (adapted.target.as_str(), adapted.score));
        assert_eq!(found, expect, "{sentence} / {unit}");
        for exchanged in adapted.iter().flat_map(|adapted| &adapted.exchanged) {
            assert!(target.contains(&exchanged.instead_of));
        }
    }

    #[test]
    fn numbers_and_names_are_put_into_the_english() {
        check(
            "قتل 36 في باكو",
            "قتل ١٢ في باكو",
            "12 were killed in Baku",
            Some(("36 were killed in Baku", 95)),
        );
        check("قالت موسكو", "قالت باكو", "Baku said", Some(("Moscow said", 90)));
        check(
            "وصل سيرغي لافروف إلى موسكو",
            "وصل مايك بومبيو إلى باكو",
            "Mike Pompeo, the US Secretary of State, arrived in Baku.",
            Some(("Sergei Lavrov, arrived in Moscow.", 90)),
        );
        check(
            "وصل سيرغي لافروف",
            "وصل مايك بومبيو",
            "Pompeo has arrived",
            Some(("Sergei Lavrov has arrived", 90)),
        );
        check(
            "من باكو إلى موسكو",
            "من موسكو إلى باكو",
            "From Moscow to Baku",
            Some(("From Baku to Moscow", 90)),
        );
        check(
            "سافر إلى السودان ثم باكو",
            "سافر إلى جنوب السودان ثم باكو",
            "travelled to South Sudan, then Baku",
            Some(("travelled to Sudan, then Baku", 96)),
        );
    }

    #[test]
    fn nothing_is_adapted_by_halves() {
        // Another word differs, a clitic, a mark, the kind.
        check("قالت موسكو أمس", "قالت باكو", "Baku said", None);
        check("وقالت موسكو", "قالت باكو", "Baku said", None);
        check("قالت لموسكو", "قالت باكو", "Baku said", None);
        check("قالت موسكو؟", "قالت باكو", "Baku said", None);
        check("وصل إلى باكو", "وصل إلى سيرغي لافروف", "He reached Sergei Lavrov", None);
        // The English does not say it.
        check("قالت موسكو", "قالت باكو", "The capital said", None);
        check("قتل 36", "قتل 12", "Twelve were killed", None);
        check("قتل 36 وجرح 12", "قتل 12 وجرح 12", "12 were killed and 12 injured", None);
        // There is nothing to change.
        check("قالت باكو", "قالت باكو", "Baku said", None);
    }
}
