//! Finding terms in a sentence: read every word, look its readings up, walk on from those that begin a term.
//!
//! A pure function of index and text. A word is analysed once however often it stands there; nothing is
//! searched for that the index does not hold.

use super::index::{Form, Index, KeyId, NodeId, Phrase, SPLIT_NAME_LETTERS, SPLIT_PART_LETTERS};
use super::settle::{Candidate, settle};
use super::spelling::{Origin, Style, mark_key};
use super::term::{Hit, Tier};
use crate::arabic::letters::{Class, class, is_tanwin};
use crate::arabic::nouns::{
    BROKEN_PLURAL_COST, NounReading, Scratch, WrittenWord, agreement_forms, noun_readings,
};
use crate::arabic::{Folded, FoldedByte, Gap, Word, chains, is_common, merge_hamza_seats, words};
use crate::text::Span;
use foldhash::fast::FixedState;
use std::collections::HashMap;
use std::ops::Range;

/// Every term in `text`, by place, the longer first.
pub(super) fn find(index: &Index, text: &str) -> Vec<Hit> {
    if index.is_empty() {
        return Vec::new();
    }
    let sentence = Sentence::read(index, text);
    let mut candidates = Vec::new();
    for at in 0..sentence.words.len() {
        sentence.find_at(at, &mut candidates);
    }
    settle(index, text, candidates)
}

/// A text with every word analysed.
struct Sentence<'i, 't> {
    index: &'i Index,
    text: &'t str,
    words: Vec<Word>,
    /// By word: which analysis is its.
    of_word: Vec<u32>,
    analyses: Analyses,
}

/// What a word can be, whatever stands around it. Shared by all places where the same word stands.
struct Analysis {
    folded: Range<usize>,
    key: Option<KeyId>,
    /// The key with hamza seats merged, where that is another.
    merged: Option<KeyId>,
    readings: Range<usize>,
    may_be_split: bool,
}

/// A word read as the beginning of a term.
#[derive(Clone, Copy)]
struct Reading {
    node: NodeId,
    /// The part of the word that is the term, relative to the word, and the proclitics before it.
    start: u32,
    end: u32,
    clitic_end: u32,
    level: u8,
    /// Proclitics and assumptions together: the likeliest reading of a word has the least.
    cost: u8,
    style: Style,
    /// Only spellings with the article: ل has swallowed its alif.
    needs_article: bool,
    head_only: bool,
    /// Number or gender were peeled, not only the article.
    head_changed: bool,
    alone: Alone,
}

/// What a reading is worth when the word alone is the term.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Alone {
    Sure,
    /// A short name, or one that is also a common word.
    Doubtful,
    Refused,
}

impl<'i, 't> Sentence<'i, 't> {
    fn read(index: &'i Index, text: &'t str) -> Self {
        let words: Vec<Word> = words(text).collect();
        let mut known: HashMap<&str, u32, FixedState> = HashMap::default();
        let mut analyses = Analyses::default();
        let of_word = words
            .iter()
            .map(|word| {
                let written = word.span.of(text);
                *known.entry(written).or_insert_with(|| analyses.add(index, written))
            })
            .collect();
        Self { index, text, words, of_word, analyses }
    }

    fn analysis(&self, at: usize) -> Option<&Analysis> {
        self.analyses.all.get(*self.of_word.get(at)? as usize)
    }

    fn folded(&self, at: usize) -> &str {
        self.analysis(at).map_or("", |analysis| self.analyses.folded(analysis))
    }

    fn find_at(&self, at: usize, candidates: &mut Vec<Candidate>) {
        let (Some(word), Some(analysis)) = (self.words.get(at), self.analysis(at)) else { return };
        let readings = self.analyses.readings.get(analysis.readings.clone()).unwrap_or_default();
        let mut best_alone = u8::MAX;
        for reading in readings {
            if self.index.goes_on(reading.node) {
                self.walk(at, reading, candidates);
            }
            if reading.alone != Alone::Refused
                && !reading.head_only
                && reading.cost < best_alone
                && self.index.forms(reading.node).any(|form| reading.allows(form))
            {
                best_alone = reading.cost;
            }
        }
        // The first level that hits wins: لبنان is never ل and بنان where both are terms.
        for reading in readings.iter().filter(|reading| reading.cost == best_alone) {
            if reading.alone == Alone::Refused || reading.head_only {
                continue;
            }
            let head = word.span.start + reading.start as usize;
            let span = Span::new(head, word.span.start + reading.end as usize);
            let phrase = (reading.style == Style::Noun).then(|| Phrase::of([self.stem(at, reading)]));
            self.accept(*word, reading, reading.node, span, phrase, candidates);
        }
        if analysis.may_be_split {
            self.find_split(at, *word, candidates);
        }
    }

    /// The folded word without its proclitics.
    fn stem(&self, at: usize, reading: &Reading) -> &str {
        let folded = self.folded(at);
        let clitics = folded.char_indices().nth(usize::from(reading.level)).map_or(0, |(byte, _)| byte);
        folded.get(clitics..).unwrap_or_default()
    }

    /// Follows the words after `at` as far as spellings go.
    fn walk(&self, at: usize, reading: &Reading, candidates: &mut Vec<Candidate>) {
        let Some(word) = self.words.get(at) else { return };
        let head = (reading.style == Style::Noun).then_some(reading.head_changed);
        let mut open = vec![(reading.node, at + 1)];
        while let Some((node, next_at)) = open.pop() {
            if next_at > at + 1 && self.index.is_end(node) {
                let end = self.words.get(next_at - 1).map_or(word.span.end, |last| last.span.end);
                let span = Span::new(word.span.start + reading.start as usize, end);
                let phrase = (reading.style == Style::Noun).then(|| {
                    let later = (at + 1..next_at).map(|later| self.folded(later));
                    Phrase::of(std::iter::once(self.stem(at, reading)).chain(later))
                });
                self.accept(*word, reading, node, span, phrase, candidates);
            }
            if self.index.goes_on(node) {
                self.step(node, next_at, head, &mut open);
            }
        }
    }

    /// Adds to `open` the nodes that the word at `at` leads to. For common nouns `head` says whether the first
    /// word stands in another number or gender than in the glossary, so that the others must agree with it.
    fn step(&self, node: NodeId, at: usize, head: Option<bool>, open: &mut Vec<(NodeId, usize)>) {
        let (Some(word), Some(analysis)) = (self.words.get(at), self.analysis(at)) else { return };
        let index = self.index;
        let node = match word.gap {
            Gap::Open => node,
            Gap::Mark(mark) => {
                let key = index.key(&mark_key(mark.of(self.text)));
                let Some(after_mark) = key.and_then(|key| index.next(node, key)) else { return };
                after_mark
            }
        };
        let mut found = |key: Option<KeyId>, next_at: usize| {
            if let Some(next) = key.and_then(|key| index.next(node, key))
                && !open.contains(&(next, next_at))
            {
                open.push((next, next_at));
            }
        };
        found(analysis.key, at + 1);
        found(analysis.merged, at + 1);
        if let Some(head_changed) = head {
            let folded = crate::arabic::fold(word.span.of(self.text));
            let written = WrittenWord { raw: word.span.of(self.text), folded: &folded };
            agreement_forms(written, head_changed, &mut |form| {
                found(index.key(form), at + 1);
                if let Some(merged) = merge_hamza_seats(form) {
                    found(index.key(&merged), at + 1);
                }
            });
        }
        let folded = self.folded(at);
        let joins_next = self.words.get(at + 1).is_some_and(|next| next.gap == Gap::Open);
        if joins_next && (folded == "و" || analysis.may_be_split) {
            found(index.key(&format!("{folded}{}", self.folded(at + 1))), at + 2);
        }
    }

    /// A name of one word that the text writes as two: «نيو يورك» for نيويورك.
    fn find_split(&self, at: usize, word: Word, candidates: &mut Vec<Candidate>) {
        let Some(next) = self.words.get(at + 1).filter(|next| next.gap == Gap::Open) else { return };
        let (head, tail) = (self.folded(at), self.folded(at + 1));
        if tail.chars().count() < SPLIT_PART_LETTERS {
            return;
        }
        for chain in chains(head) {
            let joined = format!("{}{tail}", chain.rest);
            let node = self.index.key(&joined).and_then(|key| self.index.root(key, Style::Name));
            let Some(node) = node else { continue };
            if joined.chars().count() < SPLIT_NAME_LETTERS
                || chain.rest.chars().count() < SPLIT_PART_LETTERS
                || is_common(chain.rest)
                || is_common(head)
            {
                continue;
            }
            let mut folded = Folded::default();
            folded.refill(word.span.of(self.text));
            let reading =
                Reading::new(node, &folded, chain.letters.len(), head.len(), chain.level, Style::Name);
            let span = Span::new(word.span.start + reading.start as usize, next.span.end);
            self.accept(word, &reading, node, span, None, candidates);
            if self.index.goes_on(node) {
                let mut open = Vec::new();
                self.step(node, at + 2, None, &mut open);
                while let Some((node, next_at)) = open.pop() {
                    let end = self.words.get(next_at - 1).map_or(span.end, |last| last.span.end);
                    self.accept(word, &reading, node, Span::new(span.start, end), None, candidates);
                    self.step(node, next_at, None, &mut open);
                }
            }
        }
    }

    /// Turns the spellings that end at `node` into candidates. `phrase` is given for nouns only.
    fn accept(
        &self,
        word: Word,
        reading: &Reading,
        node: NodeId,
        span: Span,
        phrase: Option<Phrase>,
        candidates: &mut Vec<Candidate>,
    ) {
        let alone = node == reading.node;
        let clitic = Span::new(word.span.start, word.span.start + reading.clitic_end as usize);
        for form in self.index.forms(node).filter(|form| reading.allows(form)) {
            let inflected =
                form.origin == Origin::Plural || phrase.is_some_and(|phrase| phrase != form.phrase);
            let tier = if alone && reading.alone == Alone::Doubtful {
                Tier::Guarded
            } else if inflected {
                Tier::Inflected
            } else if reading.level > 0 {
                Tier::Clitic
            } else {
                Tier::Exact
            };
            candidates.push(Candidate { term: form.term, span, clitic, tier, origin: form.origin });
        }
    }
}

impl Reading {
    fn new(node: NodeId, folded: &Folded, start: usize, end: usize, level: u8, style: Style) -> Self {
        let span = folded.source_span(FoldedByte(start), FoldedByte(end));
        let clitic = folded.source_span(FoldedByte(0), FoldedByte(start));
        Self {
            node,
            start: span.start as u32,
            end: span.end as u32,
            clitic_end: if start == 0 { 0 } else { clitic.end as u32 },
            level,
            cost: level * 10,
            style,
            needs_article: false,
            head_only: false,
            head_changed: false,
            alone: Alone::Sure,
        }
    }

    fn allows(&self, form: &Form) -> bool {
        form.style == self.style && (form.article || !self.needs_article)
    }
}

/// All analyses of one text, in shared memory.
#[derive(Default)]
struct Analyses {
    all: Vec<Analysis>,
    readings: Vec<Reading>,
    /// The folded words one after another.
    letters: String,
    buffer: Folded,
    scratch: String,
    nouns: Scratch,
}

impl Analyses {
    fn folded(&self, analysis: &Analysis) -> &str {
        self.letters.get(analysis.folded.clone()).unwrap_or_default()
    }

    fn add(&mut self, index: &Index, written: &str) -> u32 {
        let mut folded = std::mem::take(&mut self.buffer);
        folded.refill(written);
        let text = folded.text();
        let first_reading = self.readings.len();
        let seats = text.contains(['ؤ', 'ئ', 'ء']);
        self.read_as_name(index, written, &folded, seats);
        if index.has_nouns() {
            self.read_as_noun(index, written, &folded, seats);
        }
        let first_letter = self.letters.len();
        self.letters.push_str(text);
        self.all.push(Analysis {
            folded: first_letter..self.letters.len(),
            key: index.key(text),
            merged: if seats { merge_hamza_seats(text).and_then(|merged| index.key(&merged)) } else { None },
            readings: first_reading..self.readings.len(),
            may_be_split: chains(text).any(|chain| index.may_be_split_after(chain.rest)),
        });
        self.buffer = folded;
        self.all.len() as u32 - 1
    }

    fn read_as_name(&mut self, index: &Index, written: &str, folded: &Folded, seats: bool) {
        let whole = folded.text();
        for chain in chains(whole) {
            let mut found = |stem: &str, needs_article: bool| {
                let Some(node) = index.key(stem).and_then(|key| index.root(key, Style::Name)) else { return };
                let reading =
                    Reading::new(node, folded, chain.letters.len(), whole.len(), chain.level, Style::Name);
                let alone = name_alone(written, whole, stem, chain.level);
                self.readings.push(Reading { needs_article, alone, ..reading });
            };
            found(chain.rest, false);
            if seats && let Some(merged) = merge_hamza_seats(chain.rest) {
                found(&merged, false);
            }
            for doubled_lam in [false, true] {
                if chain.restores_article(doubled_lam, &mut self.scratch) {
                    found(&self.scratch, true);
                }
            }
        }
    }

    fn read_as_noun(&mut self, index: &Index, written: &str, folded: &Folded, seats: bool) {
        let whole = folded.text();
        let readings = &mut self.readings;
        noun_readings(WrittenWord { raw: written, folded }, &mut self.nouns, &mut |noun| {
            let root = |stem: &str| index.key(stem).and_then(|key| index.root(key, Style::Noun));
            let node = root(noun.stem)
                .or_else(|| merge_hamza_seats(noun.stem).filter(|_| seats).and_then(|merged| root(&merged)));
            let Some(node) = node else { return };
            let reading = Reading::new(node, folded, noun.start.0, noun.end.0, noun.level, Style::Noun);
            let alone = noun_alone(whole, &noun);
            readings.push(Reading {
                cost: noun.level * 10 + noun.cost,
                head_only: noun.head_only,
                head_changed: noun.cost > 1,
                alone,
                ..reading
            });
        });
    }
}

/// The guards of names of one word. They never touch longer terms, which their other words make sure.
fn name_alone(written: &str, whole: &str, stem: &str, level: u8) -> Alone {
    let letters = stem.chars().count();
    if level == 0 {
        return if letters < 3 || is_common(whole) { Alone::Doubtful } else { Alone::Sure };
    }
    if letters < 3 || written.chars().any(is_tanwin) || is_common(whole) {
        Alone::Refused
    } else if is_common(stem) {
        Alone::Doubtful
    } else {
        Alone::Sure
    }
}

/// The guards of nouns of one word: a common word is not a clitic and a noun (كامل is not ك and أمل), and it is
/// an inflected noun only where that noun is common too.
fn noun_alone(whole: &str, noun: &NounReading<'_>) -> Alone {
    let other_word = is_common(whole) && noun.cost != 1 && (noun.level > 0 || !is_common(noun.stem));
    if (noun.level > 0 || noun.cost > 1) && other_word {
        Alone::Refused
    } else if noun.cost >= BROKEN_PLURAL_COST {
        Alone::Doubtful
    } else {
        Alone::Sure
    }
}

/// The proclitic letters of a hit, folded: "ول" of «ولأذربيجان».
#[must_use]
pub fn clitic_letters(hit: &Hit, text: &str) -> String {
    let written: String = hit.clitic.of(text).chars().filter(|&c| class(c) != Class::Control).collect();
    let letters = crate::arabic::fold(&written).text().to_owned();
    letters.chars().filter(|letter| "وفبكل".contains(*letter)).collect()
}
