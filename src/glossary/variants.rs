//! Terms that may be meant where the text has a spelling nobody listed: بيرموف for بيراموف, حروب for حرب.
//!
//! A proposal is a question. Nothing counts it as a hit, nothing inserts it by itself; the translator says yes, and
//! the spelling is stored with the term and is a hit from then on. So rather few than wrong: only words that are
//! neither common, nor part of a hit, nor of any name of the glossaries.

use super::index::{Index, NodeId};
use super::propose::tidy_arabic;
use super::spelling::{Origin, Style};
use super::term::{Hit, Kind, Term, TermId, Tier};
use crate::arabic::article::{begins_with_bare_alif, without_al};
use crate::arabic::letters::{Class, class, is_tanwin};
use crate::arabic::likeness::{Ends, Tenths, budget, budget_alone, consonants, distance, looks_native};
use crate::arabic::plurals::shared_pattern_singulars;
use crate::arabic::{Folded, FoldedByte, Gap, Word, chains, fold, is_common, words};
use crate::text::Span;
use std::cmp::Reverse;

/// A term that may be meant, and the spelling to store if it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VariantProposal {
    /// Of the tier [`Tier::Variant`]; it covers no other hit but such as stand inside it.
    pub hit: Hit,
    /// The spelling as a glossary has it.
    pub alias: String,
    pub field: AliasField,
}

/// Where a spelling that is accepted goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AliasField {
    Variants,
    Plural,
}

impl Index {
    /// What may stand in `text` under a spelling that is not listed, by place; `hits` are those of
    /// [`Index::find`] in the same text. The first call on an index of 100,000 terms takes a moment: it sorts the
    /// words of names by their consonants.
    #[must_use]
    pub fn propose_variants(&self, text: &str, hits: &[Hit]) -> Vec<VariantProposal> {
        let words: Vec<Read<'_>> = words(text).map(|word| Read::new(word, text, hits)).collect();
        let mut search = Search { index: self, text, words: &words, found: Vec::new() };
        for at in 0..words.len() {
            search.expressions_from(at);
            search.single(at);
            search.plural(at);
        }
        search.settle()
    }
}

impl VariantProposal {
    /// The term with the spelling among its own.
    #[must_use]
    pub fn accepted(&self, term: &Term) -> Term {
        let mut term = term.clone();
        let list = match self.field {
            AliasField::Variants => &mut term.variants,
            AliasField::Plural => &mut term.plural,
        };
        if !list.contains(&self.alias) {
            list.push(self.alias.clone());
        }
        term
    }
}

/// The least letters of a name of one word; with another word beside it, four are enough.
const LEAST_ALONE: usize = 5;
const LEAST_BESIDE: usize = 4;

/// With fewer consonants a word alone is too like its neighbours.
const LEAST_CONSONANTS: usize = 3;

/// The longest name that is followed, words.
const MOST_WORDS: usize = 8;

/// A word of the text.
struct Read<'t> {
    word: Word,
    written: &'t str,
    folded: Folded,
    /// Whether it may be a name in an unlisted spelling.
    is_open: bool,
    is_covered: bool,
}

/// A word of a name that this word may be, and how: which letters are the name.
struct Likely {
    node_word: String,
    /// Folded bytes of proclitics.
    start: usize,
    distance: Tenths,
    ends: Ends,
}

struct Search<'s, 't> {
    index: &'s Index,
    text: &'t str,
    words: &'s [Read<'t>],
    found: Vec<Found>,
}

struct Found {
    term: TermId,
    span: Span,
    clitic: Span,
    distance: Tenths,
    field: AliasField,
    alias: String,
}

/// A name of several words being followed.
#[derive(Clone, Copy)]
struct Way {
    node: NodeId,
    next: usize,
    /// Folded bytes of proclitics of the first word.
    start: usize,
    distance: Tenths,
    same_words: usize,
    ends: Ends,
}

impl<'t> Read<'t> {
    fn new(word: Word, text: &'t str, hits: &[Hit]) -> Self {
        let written = word.span.of(text);
        let folded = fold(written);
        let is_covered =
            hits.iter().any(|hit| hit.span.start < word.span.end && word.span.start < hit.span.end);
        let letters = written.chars().filter(|&c| class(c) == Class::Arabic).count();
        let is_open = !is_covered
            && letters >= LEAST_BESIDE
            && letters == folded.text().chars().count()
            && !written.chars().any(is_tanwin)
            && !is_common(folded.text());
        Self { word, written, folded, is_open, is_covered }
    }
}

impl Search<'_, '_> {
    /// Names of one word. Nothing beside it says that a name is meant, so words of the language are kept out: those
    /// with the article, and those with letters that transcriptions lack.
    fn single(&mut self, at: usize) {
        let Some(read) = self.words.get(at).filter(|read| read.is_open) else { return };
        for likely in self.likely(read, true) {
            let (stem, known) =
                (read.folded.text().get(likely.start..).unwrap_or_default(), &likely.node_word);
            let letters = stem.chars().count().min(known.chars().count());
            let has_article =
                without_al(stem).is_some() && begins_with_bare_alif(read.raw_from(likely.start));
            if letters < LEAST_ALONE
                || consonants(stem) < LEAST_CONSONANTS
                || likely.distance > budget_alone(letters)
                || likely.ends == Ends::MayDiffer
                || has_article
                || hides_article(read.folded.text())
                || looks_native(stem)
                || looks_native(known)
            {
                continue;
            }
            if let Some(node) = self.index.root(known, Style::Name) {
                self.take(node, at..at + 1, likely.start, likely.distance, Ends::Alike);
            }
        }
    }

    /// Names of several words of which at least one is spelt as listed.
    fn expressions_from(&mut self, at: usize) {
        let Some(read) = self.words.get(at) else { return };
        let mut ways: Vec<Way> = Vec::new();
        let way = |node, start, distance, ends| Way {
            node,
            next: at + 1,
            start,
            distance,
            same_words: usize::from(distance == 0),
            ends,
        };
        self.stems(read, true, &mut |stem, start| {
            if let Some(node) = self.index.root(stem, Style::Name) {
                ways.push(way(node, start, 0, Ends::Alike));
            }
        });
        if read.is_open && ways.is_empty() {
            for likely in self.likely(read, true) {
                if let Some(node) = self.index.root(&likely.node_word, Style::Name) {
                    ways.push(way(node, likely.start, likely.distance, likely.ends));
                }
            }
        }
        while let Some(way) = ways.pop() {
            if way.distance > 0 && way.same_words > 0 && way.next > at + 1 {
                self.take(way.node, at..way.next, way.start, way.distance, way.ends);
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
        } else if read.is_open {
            for likely in self.likely(read, false) {
                let key = self.index.key(&likely.node_word);
                if let Some(node) = key.and_then(|key| self.index.next(way.node, key)) {
                    let distance = way.distance.saturating_add(likely.distance);
                    let ends = if likely.ends == Ends::MayDiffer { likely.ends } else { way.ends };
                    ways.push(Way { node, next: way.next + 1, distance, ends, ..way });
                }
            }
        }
    }

    /// Nouns of one word, by the patterns of plurals that other words share.
    fn plural(&mut self, at: usize) {
        let Some(read) = self.words.get(at).filter(|read| !read.is_covered) else { return };
        let whole = read.folded.text();
        let is_common_word = is_common(whole);
        let mut scratch = String::new();
        // Each with the folded bytes of proclitics before it, and of proclitics and article.
        let mut singulars: Vec<(String, [usize; 2])> = Vec::new();
        for chain in chains(whole) {
            let raw = read.raw_from(chain.letters.len());
            let article = without_al(chain.rest).filter(|_| begins_with_bare_alif(raw));
            let contracted = chain.rest.strip_prefix('ل').filter(|_| chain.letters.ends_with('ل'));
            for (base, definite) in [(Some(chain.rest), false), (article.or(contracted), true)] {
                let Some(plural) = base.filter(|base| may_be_plural(base, raw)) else { continue };
                shared_pattern_singulars(plural, definite, &mut scratch, &mut |singular| {
                    // The singular in ـيـ is that of too many words that are none: سفر and سفير.
                    let is_three = plural.chars().nth(3).is_none();
                    let is_verb = is_common_word && !is_common(singular);
                    if !is_verb
                        && !(is_three && singular.chars().nth(2) == Some('ي') && !singular.ends_with('ه'))
                    {
                        let starts = [chain.letters.len(), whole.len() - plural.len()];
                        singulars.push((singular.to_owned(), starts));
                    }
                });
            }
        }
        for (singular, [start, bare]) in singulars {
            let Some(node) = self.index.root(&singular, Style::Noun) else { continue };
            let span = read.span_from(start);
            let clitic = read.clitic_to(start);
            let alias = tidy_arabic(read.span_from(bare).of(self.text));
            for form in self.index.forms(node).filter(|form| form.origin != Origin::Plural) {
                let term = self.index.term(form.term);
                if term.kind == Kind::Term && term.plural.is_empty() {
                    let field = AliasField::Plural;
                    let alias = alias.clone();
                    self.found.push(Found { term: form.term, span, clitic, distance: 0, field, alias });
                }
            }
        }
    }

    /// The words of names that a word is near, as a first word with proclitics or as a later one without.
    fn likely(&self, read: &Read<'_>, is_first: bool) -> Vec<Likely> {
        let mut found: Vec<Likely> = Vec::new();
        let mut is_known = false;
        self.stems(read, is_first, &mut |stem, start| {
            // A word of any name is that name's, and no slip for another.
            is_known |= self.index.is_in_name(stem);
            if stem.chars().nth(LEAST_BESIDE - 1).is_none() || is_common(stem) {
                return;
            }
            self.index.near_words(stem, &mut |known| {
                let known_rest = without_al(known);
                let (one, other) = match (without_al(stem), known_rest) {
                    (Some(one), Some(other)) => (one, other),
                    (None, None) => (stem, known),
                    _ => return,
                };
                let most = budget(other.chars().count().min(one.chars().count()));
                let alike = distance(one, other, Ends::Alike, most).map(|distance| (distance, Ends::Alike));
                let near = alike.or_else(|| {
                    distance(one, other, Ends::MayDiffer, most).map(|near| (near, Ends::MayDiffer))
                });
                if let Some((distance, ends)) = near
                    && !is_common(known)
                {
                    found.push(Likely { node_word: known.to_owned(), start, distance, ends });
                }
            });
        });
        if is_known {
            found.clear();
        }
        found
    }

    /// The word without each chain of proclitics it may have, with the article that ل has swallowed put back.
    fn stems(&self, read: &Read<'_>, with_clitics: bool, visit: &mut dyn FnMut(&str, usize)) {
        let mut restored = String::new();
        for chain in chains(read.folded.text()).take(if with_clitics { 3 } else { 1 }) {
            visit(chain.rest, chain.letters.len());
            for doubled_lam in [false, true] {
                if chain.restores_article(doubled_lam, &mut restored) {
                    visit(&restored, chain.letters.len());
                }
            }
        }
    }

    fn take(
        &mut self,
        node: NodeId,
        read: std::ops::Range<usize>,
        start: usize,
        distance: Tenths,
        ends: Ends,
    ) {
        let (Some(first), Some(last)) = (self.words.get(read.start), self.words.get(read.end - 1)) else {
            return;
        };
        let span = Span::new(first.span_from(start).start, last.word.span.end);
        let clitic = first.clitic_to(start);
        let alias = alias_of(span, clitic, self.text);
        for form in self.index.forms(node) {
            let kind = self.index.term(form.term).kind;
            // The words of an organisation are nouns and adjectives: another end is another form.
            if kind != Kind::Term && (ends == Ends::Alike || matches!(kind, Kind::Person | Kind::Place)) {
                let field = AliasField::Variants;
                let alias = alias.clone();
                self.found.push(Found { term: form.term, span, clitic, distance, field, alias });
            }
        }
    }

    /// One term a span, the nearest; nothing inside a longer proposal.
    fn settle(mut self) -> Vec<VariantProposal> {
        let index = self.index;
        self.found.sort_by_key(|found| {
            let place = (found.span.start, Reverse(found.span.end));
            (place, found.distance, index.rank(found.term), found.term)
        });
        let mut proposals: Vec<VariantProposal> = Vec::new();
        let mut covered_to = 0;
        for found in self.found {
            if found.span.start < covered_to {
                continue;
            }
            covered_to = found.span.end;
            let term = index.in_force(found.term);
            let hit =
                Hit { term, span: found.span, clitic: found.clitic, tier: Tier::Variant, nested: false };
            proposals.push(VariantProposal { hit, alias: found.alias, field: found.field });
        }
        proposals
    }
}

impl Read<'_> {
    fn raw_from(&self, folded_byte: usize) -> &str {
        self.written.get(self.folded.source(FoldedByte(folded_byte)).0..).unwrap_or_default()
    }

    /// The proclitics, so many folded bytes.
    fn clitic_to(&self, folded_byte: usize) -> Span {
        let start = self.word.span.start;
        Span::new(start, if folded_byte == 0 { start } else { self.span_from(folded_byte).start })
    }

    fn span_from(&self, folded_byte: usize) -> Span {
        let end = self.folded.text().len();
        let inside = self.folded.source_span(FoldedByte(folded_byte), FoldedByte(end));
        Span::new(self.word.span.start + inside.start, self.word.span.start + inside.end)
    }
}

/// Whether the article stands behind a proclitic: بالأمر.
fn hides_article(folded: &str) -> bool {
    chains(folded).skip(1).any(|chain| {
        without_al(chain.rest).is_some() || (chain.letters.ends_with('ل') && chain.rest.starts_with('ل'))
    })
}

/// Whether a word without its article and proclitics has the look of a plural and not of an adjective or a feminine;
/// `raw` is the word as written, perhaps with its article.
fn may_be_plural(base: &str, raw: &str) -> bool {
    // إ begins verbal nouns and particles.
    if raw.starts_with('إ') {
        return false;
    }
    let last_written = raw.chars().rev().find(|&c| class(c) == Class::Arabic);
    match base.chars().next_back() {
        Some('ه' | 'ء') => false,
        // A ي written with dots is a nisba, but for أراضي and its like; قوى has none.
        Some('ي') => last_written == Some('ى') || (base.starts_with('ا') && base.chars().count() == 5),
        // قضايا; a shorter word in ـا has tanwin.
        Some('ا') => base.chars().count() == 5,
        _ => true,
    }
}

/// The spelling as a glossary has it: plain letters, with the alif that the article lost after ل.
fn alias_of(span: Span, clitic: Span, text: &str) -> String {
    let plain = tidy_arabic(span.of(text));
    let contracted = fold(clitic.of(text)).text().ends_with('ل') && plain.starts_with('ل');
    if contracted { format!("ا{plain}") } else { plain }
}
