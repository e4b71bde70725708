//! Finding terms in a text: from every word that begins a term, walk on as far as its spellings go.
//!
//! A pure function of index and text; nothing is searched for that the index does not hold.

use super::index::{Index, KeyId, NodeId, Phrase, SPLIT_NAME_LETTERS, SPLIT_PART_LETTERS};
use super::reading::{Alone, Analyses, Analysis, Reading};
use super::settle::{Candidate, settle};
use super::spelling::{Origin, Style, mark_key};
use super::term::{Hit, Tier};
use crate::arabic::letters::{Class, class};
use crate::arabic::{Gap, Word, chains, fold, is_common, words};
use crate::text::Span;

/// The hits of each of `texts`, by place, the longer first. Words are read once for all of them.
pub(super) fn find_each<'t>(index: &Index, texts: impl IntoIterator<Item = &'t str>) -> Vec<Vec<Hit>> {
    let mut analyses = Analyses::default();
    let mut found = Vec::new();
    for text in texts {
        if index.is_empty() {
            found.push(Vec::new());
            continue;
        }
        analyses.expect(text.len());
        // About twelve bytes a word, the space with it.
        let mut read: Vec<(Word, u32)> = Vec::with_capacity(text.len() / 12 + 1);
        read.extend(words(text).map(|word| (word, analyses.number(index, word.span.of(text)))));
        let sentence = Sentence { index, text, words: &read, analyses: &analyses };
        found.push(settle(index, text, sentence.find()));
    }
    found
}

/// The proclitic letters of a hit, folded: "ول" of «ولأذربيجان».
#[must_use]
pub fn clitic_letters(hit: &Hit, text: &str) -> String {
    let written: String = hit.clitic.of(text).chars().filter(|&c| class(c) != Class::Control).collect();
    fold(&written).text().chars().filter(|letter| "وفبكل".contains(*letter)).collect()
}

/// A text whose words are read.
struct Sentence<'s, 't> {
    index: &'s Index,
    text: &'t str,
    /// Each word, and the number of its analysis.
    words: &'s [(Word, u32)],
    analyses: &'s Analyses<'t>,
}

/// Where the walk from one word has got to. Kept between words for its memory.
#[derive(Default)]
struct Walk {
    /// Nodes reached, each with the number of the next word to read.
    open: Vec<(NodeId, usize)>,
    joined: String,
    candidates: Vec<Candidate>,
}

impl Sentence<'_, '_> {
    fn find(&self) -> Vec<Candidate> {
        let mut walk = Walk::default();
        for at in 0..self.words.len() {
            self.find_at(at, &mut walk);
        }
        walk.candidates
    }

    fn find_at(&self, at: usize, walk: &mut Walk) {
        let Some((word, analysis)) = self.word(at) else { return };
        let readings = self.analyses.readings(analysis);
        let mut least_cost = u8::MAX;
        for reading in readings {
            if self.index.goes_on(reading.node) {
                walk.open.push((reading.node, at + 1));
                self.walk(word, at, reading, walk);
            }
            if reading.alone != Alone::Refused
                && !reading.head_only
                && reading.cost < least_cost
                && self.index.forms(reading.node).any(|form| reading.allows(form))
            {
                least_cost = reading.cost;
            }
        }
        // The first level that hits wins: لبنان is never ل and بنان where both are terms.
        for reading in readings.iter().filter(|reading| reading.cost == least_cost) {
            if reading.alone != Alone::Refused && !reading.head_only {
                let span = Span::new(
                    word.span.start + reading.start as usize,
                    word.span.start + reading.end as usize,
                );
                self.accept(word, at..at + 1, reading, reading.node, span, walk);
            }
        }
        if analysis.may_begin_split {
            self.find_split(at, word, walk);
        }
    }

    /// Follows the open nodes as far as spellings go and takes those that end on the way.
    fn walk(&self, word: Word, at: usize, reading: &Reading, walk: &mut Walk) {
        while let Some((node, next_at)) = walk.open.pop() {
            if node != reading.node && self.index.is_end(node) {
                let end = self.words.get(next_at - 1).map_or(word.span.end, |(last, _)| last.span.end);
                let span = Span::new(word.span.start + reading.start as usize, end);
                self.accept(word, at..next_at, reading, node, span, walk);
            }
            if self.index.goes_on(node) {
                self.step(node, next_at, reading, walk);
            }
        }
    }

    /// Opens the nodes that the word at `at` leads to from `node`.
    fn step(&self, node: NodeId, at: usize, reading: &Reading, walk: &mut Walk) {
        let Some((word, analysis)) = self.word(at) else { return };
        let index = self.index;
        let node = match word.gap {
            Gap::Open => node,
            Gap::Mark(mark) => {
                let key = index.key(&mark_key(mark.of(self.text)));
                let Some(after_mark) = key.and_then(|key| index.next(node, key)) else { return };
                after_mark
            }
        };
        let open = &mut walk.open;
        let mut follow = |key: KeyId, next_at: usize| {
            if let Some(next) = index.next(node, key)
                && !open.contains(&(next, next_at))
            {
                open.push((next, next_at));
            }
        };
        for key in self.analyses.keys(index, analysis).into_iter().flatten() {
            follow(key, at + 1);
        }
        if reading.style == Style::Noun {
            for form in analysis.agreement(index) {
                if reading.head_changed || !form.after_change {
                    follow(form.key, at + 1);
                }
            }
        }
        let folded = self.analyses.folded(analysis);
        // «و التعاون» for «والتعاون», «نيو يورك» for «نيويورك».
        if let Some(next) = self.joined_next(at)
            && (folded == "و" || (analysis.may_begin_split && self.analyses.may_end_split(index, next)))
        {
            join(folded, self.analyses.folded(next), &mut walk.joined);
            if let Some(key) = index.key(&walk.joined) {
                follow(key, at + 2);
            }
        }
    }

    /// A word of a name that the text writes as two: «نيو يورك» for نيويورك.
    fn find_split(&self, at: usize, word: Word, walk: &mut Walk) {
        let (Some((_, analysis)), Some(next)) = (self.word(at), self.joined_next(at)) else { return };
        if !self.analyses.may_end_split(self.index, next) {
            return;
        }
        let (head, tail) = (self.analyses.folded(analysis), self.analyses.folded(next));
        for chain in chains(head) {
            join(chain.rest, tail, &mut walk.joined);
            let Some(node) = self.index.root(&walk.joined, Style::Name) else { continue };
            let by_chance = |letters: usize, text: &str| text.chars().nth(letters - 1).is_none();
            if by_chance(SPLIT_NAME_LETTERS, &walk.joined)
                || by_chance(SPLIT_PART_LETTERS, chain.rest)
                || is_common(chain.rest)
            {
                continue;
            }
            let folded = fold(word.span.of(self.text));
            let reading =
                Reading::new(node, &folded, chain.letters.len()..head.len(), chain.level, Style::Name);
            let end = self.words.get(at + 1).map_or(word.span.end, |(next, _)| next.span.end);
            let span = Span::new(word.span.start + reading.start as usize, end);
            self.accept(word, at..at + 2, &reading, node, span, walk);
            if self.index.goes_on(node) {
                walk.open.push((node, at + 2));
                self.walk(word, at, &reading, walk);
            }
        }
    }

    /// Turns the spellings that end at `node`, having read the words `read`, into candidates.
    fn accept(
        &self,
        word: Word,
        read: std::ops::Range<usize>,
        reading: &Reading,
        node: NodeId,
        span: Span,
        walk: &mut Walk,
    ) {
        let phrase = (reading.style == Style::Noun).then(|| self.phrase(read, reading));
        let clitic = Span::new(word.span.start, word.span.start + reading.clitic_end as usize);
        for form in self.index.forms(node).filter(|form| reading.allows(form)) {
            let inflected =
                form.origin == Origin::Plural || phrase.is_some_and(|phrase| phrase != form.phrase);
            let tier = if node == reading.node && reading.alone == Alone::Doubtful {
                Tier::Guarded
            } else if inflected {
                Tier::Inflected
            } else if reading.level > 0 {
                Tier::Clitic
            } else {
                Tier::Exact
            };
            walk.candidates.push(Candidate {
                term: form.term,
                rank: form.rank,
                span,
                clitic,
                tier,
                origin: form.origin,
                contracted: reading.needs_article,
            });
        }
    }

    /// The fingerprint of the words read, the first without its proclitics.
    fn phrase(&self, read: std::ops::Range<usize>, reading: &Reading) -> Phrase {
        let folded = |at: usize| self.word(at).map_or("", |(_, analysis)| self.analyses.folded(analysis));
        let first = folded(read.start);
        let clitics = first.char_indices().nth(usize::from(reading.level)).map_or(0, |(byte, _)| byte);
        let stem = first.get(clitics..).unwrap_or_default();
        Phrase::of(std::iter::once(stem).chain((read.start + 1..read.end).map(folded)))
    }

    fn word(&self, at: usize) -> Option<(Word, &Analysis<'_>)> {
        let &(word, number) = self.words.get(at)?;
        Some((word, self.analyses.get(number)?))
    }

    /// The word after `at`, when nothing but space stands between.
    fn joined_next(&self, at: usize) -> Option<&Analysis<'_>> {
        let (next, analysis) = self.word(at + 1)?;
        (next.gap == Gap::Open).then_some(analysis)
    }
}

fn join(head: &str, tail: &str, joined: &mut String) {
    joined.clear();
    joined.push_str(head);
    joined.push_str(tail);
}
