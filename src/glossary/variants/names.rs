//! Names of foreign origin in a spelling nobody listed: one word that is near, or several of which one is as listed.

use super::{Found, Read, Search, SpellingField};
use crate::arabic::article::{begins_with_bare_alif, without_al};
use crate::arabic::letters::{Class, class, is_tanwin};
use crate::arabic::likeness::{Ends, Tenths, budget, budget_alone, consonants, distance, looks_native};
use crate::arabic::{Gap, chains, is_common};
use crate::glossary::index::NodeId;
use crate::glossary::propose::tidy_arabic;
use crate::glossary::spelling::Style;
use crate::glossary::term::Kind;
use crate::text::Span;

/// The least letters of a name of one word; with another word beside it, four are enough.
const LEAST_ALONE: usize = 5;
const LEAST_BESIDE: usize = 4;

/// With fewer consonants a word alone is too like its neighbours.
const LEAST_CONSONANTS: usize = 3;

/// The longest name that is followed, words.
const MOST_WORDS: usize = 8;

/// Where a name begins in its first word.
#[derive(Clone, Copy)]
struct Cut {
    /// Folded bytes of proclitics.
    start: usize,
    /// Letters of the article that ل has swallowed: للرياض.
    lost: &'static str,
}

/// A word of a name that this word may be, and how: which letters are the name.
struct Likely {
    node_word: String,
    cut: Cut,
    distance: Tenths,
    ends: Ends,
}

/// A name of several words being followed.
#[derive(Clone, Copy)]
struct Way {
    node: NodeId,
    next: usize,
    /// Of the first word.
    cut: Cut,
    distance: Tenths,
    same_words: usize,
    ends: Ends,
}

impl Search<'_, '_> {
    /// Names of one word. Nothing beside it says that a name is meant, so words of the language are kept out: those
    /// with the article, and those with letters that transcriptions lack.
    pub(super) fn name(&mut self, at: usize) {
        let Some(read) = self.words.get(at).filter(|read| is_open(read)) else { return };
        if looks_native(read.folded.text()) || consonants(read.folded.text()) < LEAST_CONSONANTS {
            return;
        }
        for likely in self.likely(read, true) {
            let (stem, known) =
                (read.folded.text().get(likely.cut.start..).unwrap_or_default(), &likely.node_word);
            let letters = stem.chars().count().min(known.chars().count());
            let has_article =
                without_al(stem).is_some() && begins_with_bare_alif(read.raw_from(likely.cut.start));
            if letters < LEAST_ALONE
                || consonants(stem) < LEAST_CONSONANTS
                || likely.distance > budget_alone(letters)
                || likely.ends == Ends::Differ
                || has_article
                || (hides_article(read.folded.text()) && !known.starts_with('ل'))
                || looks_native(known)
            {
                continue;
            }
            if let Some(node) = self.index.root(known, Style::Name) {
                self.take(node, at..at + 1, likely.cut, likely.distance, Ends::Alike);
            }
        }
    }

    /// Names of several words of which at least one is spelt as listed.
    pub(super) fn names_from(&mut self, at: usize) {
        let Some(read) = self.words.get(at) else { return };
        let mut ways: Vec<Way> = Vec::new();
        let way = |node, cut, distance, ends| Way {
            node,
            next: at + 1,
            cut,
            distance,
            same_words: usize::from(distance == 0),
            ends,
        };
        stems(read, true, &mut |stem, cut| {
            if let Some(node) = self.index.root(stem, Style::Name) {
                ways.push(way(node, cut, 0, Ends::Alike));
            }
        });
        // The word after it must be as listed: to search for two unlisted ones costs much and finds little.
        let next = self.words.get(at + 1).filter(|next| next.word.gap == Gap::Open);
        let goes_on = next.is_some_and(|next| self.index.is_in_name(next.folded.text()));
        if goes_on && is_open(read) && ways.is_empty() {
            for likely in self.likely(read, true) {
                if let Some(node) = self.index.root(&likely.node_word, Style::Name) {
                    ways.push(way(node, likely.cut, likely.distance, likely.ends));
                }
            }
        }
        while let Some(way) = ways.pop() {
            if way.distance > 0 && way.same_words > 0 && way.next > at + 1 {
                self.take(way.node, at..way.next, way.cut, way.distance, way.ends);
            }
            if self.index.goes_on(way.node) && way.next < at + MOST_WORDS {
                self.step(way, &mut ways);
            }
        }
    }

    fn step(&self, way: Way, ways: &mut Vec<Way>) {
        let Some(read) = self.words.get(way.next).filter(|read| read.word.gap == Gap::Open) else { return };
        let same = self.index.key(read.folded.text()).and_then(|key| self.index.next(way.node, key));
        if let Some(node) = same {
            ways.push(Way { node, next: way.next + 1, same_words: way.same_words + 1, ..way });
        } else if is_open(read) {
            for likely in self.likely(read, false) {
                let key = self.index.key(&likely.node_word);
                if let Some(node) = key.and_then(|key| self.index.next(way.node, key)) {
                    let distance = way.distance.saturating_add(likely.distance);
                    let ends = if likely.ends == Ends::Differ { likely.ends } else { way.ends };
                    ways.push(Way { node, next: way.next + 1, distance, ends, ..way });
                }
            }
        }
    }

    /// The words of names that a word is near, as a first word with proclitics or as a later one without.
    fn likely(&self, read: &Read<'_>, is_first: bool) -> Vec<Likely> {
        let mut is_known = false;
        stems(read, is_first, &mut |stem, _| is_known |= self.index.is_in_name(stem));
        // A word of any name is that name's, and no slip for another.
        if is_known {
            return Vec::new();
        }
        let mut found: Vec<Likely> = Vec::new();
        stems(read, is_first, &mut |stem, cut| {
            if stem.chars().nth(LEAST_BESIDE - 1).is_none() || is_common(stem) {
                return;
            }
            self.index.near_words(stem, &mut |known| {
                let (one, other) = match (without_al(stem), without_al(known)) {
                    (Some(one), Some(other)) => (one, other),
                    (None, None) => (stem, known),
                    _ => return,
                };
                // Three vowels are all that any budget allows, and a letter is two bytes.
                if one.len().abs_diff(other.len()) > 6 {
                    return;
                }
                let most = budget(other.chars().count().min(one.chars().count()));
                if let Some((distance, ends)) = distance(one, other, most)
                    && !is_common(known)
                {
                    found.push(Likely { node_word: known.to_owned(), cut, distance, ends });
                }
            });
        });
        found
    }

    /// Takes the names that end at `node`, after the words `read`.
    fn take(&mut self, node: NodeId, read: std::ops::Range<usize>, cut: Cut, distance: Tenths, ends: Ends) {
        let (Some(first), Some(last)) = (self.words.get(read.start), self.words.get(read.end - 1)) else {
            return;
        };
        let span = Span::new(first.span_from(cut.start).start, last.word.span.end);
        let clitic = first.clitic_to(cut.start);
        let spelling = format!("{}{}", cut.lost, tidy_arabic(span.of(self.text)));
        for form in self.index.forms(node) {
            let kind = self.index.term(form.term).kind;
            // The words of an organisation are nouns and adjectives: another end is another form.
            if kind != Kind::Term && (ends == Ends::Alike || matches!(kind, Kind::Person | Kind::Place)) {
                let field = SpellingField::Variants;
                let spelling = spelling.clone();
                self.found.push(Found { term: form.term, span, clitic, distance, field, spelling });
            }
        }
    }
}

/// The word without each chain of proclitics it may have, with the article that ل has swallowed put back.
fn stems(read: &Read<'_>, with_clitics: bool, visit: &mut dyn FnMut(&str, Cut)) {
    let mut restored = String::new();
    for chain in chains(read.folded.text()).take(if with_clitics { 3 } else { 1 }) {
        let start = chain.letters.len();
        visit(chain.rest, Cut { start, lost: "" });
        for (doubled_lam, lost) in [(false, "ا"), (true, "ال")] {
            if chain.restores_article(doubled_lam, &mut restored) {
                visit(&restored, Cut { start, lost });
            }
        }
    }
}

/// Whether a word may be a name in another spelling: Arabic, long enough, no common word, and nobody's already.
fn is_open(read: &Read<'_>) -> bool {
    let letters = read.written.chars().filter(|&c| class(c) == Class::Arabic).count();
    !read.is_covered
        && letters >= LEAST_BESIDE
        && letters == read.folded.text().chars().count()
        && !read.written.chars().any(is_tanwin)
        && !is_common(read.folded.text())
}

/// Whether the article stands behind a proclitic: بالأمر.
fn hides_article(folded: &str) -> bool {
    chains(folded).skip(1).any(|chain| {
        without_al(chain.rest).is_some() || (chain.letters.ends_with('ل') && chain.rest.starts_with('ل'))
    })
}
