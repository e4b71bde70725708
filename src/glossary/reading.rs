//! What a word can be, whatever stands around it: its readings as the beginning of a term.
//!
//! A word is read once however often it stands in the text; most words of a language stand in it often. Which
//! reading is meant, and what the words after it say, is [`super::find`]'s business.

use super::index::{Form, Index, KeyId, NodeId};
use super::spelling::Style;
use crate::arabic::agreement::agreement_forms;
use crate::arabic::letters::is_tanwin;
use crate::arabic::nouns::{BROKEN_PLURAL_COST, NounReading, Scratch, WrittenWord, noun_readings};
use crate::arabic::{Folded, FoldedByte, chains, fold, is_common, merge_hamza_seats};
use foldhash::fast::FixedState;
use std::cell::OnceCell;
use std::collections::HashMap;
use std::ops::Range;

/// A word read as the beginning of a term.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reading {
    pub node: NodeId,
    /// The part of the word that is the term, and the end of the proclitics before it; relative to the word.
    pub start: u32,
    pub end: u32,
    pub clitic_end: u32,
    /// Proclitic letters cut.
    pub level: u8,
    /// Proclitics and assumptions together: the likeliest reading of a word has the least.
    pub cost: u8,
    pub style: Style,
    /// Only spellings with the article: ل has swallowed its alif.
    pub needs_article: bool,
    /// Only spellings of several words.
    pub head_only: bool,
    /// Number or gender were peeled, not only the article.
    pub head_changed: bool,
    pub alone: Alone,
}

/// What a reading is worth when the word alone is the term.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Alone {
    Sure,
    /// A short name, or one that is also a common word, or a plural by its pattern only.
    Doubtful,
    Refused,
}

/// One word of a text, read.
pub(super) struct Analysis<'t> {
    written: &'t str,
    folded: Range<usize>,
    readings: Range<usize>,
    keys: OnceCell<[Option<KeyId>; 2]>,
    /// Whether the word and the next may be one word of a name.
    pub may_begin_split: bool,
    may_end_split: OnceCell<bool>,
    agreement: OnceCell<Vec<Agreement>>,
}

/// A later word of an entry that this word may stand for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Agreement {
    pub key: KeyId,
    /// Only after a head whose number or gender changed.
    pub after_change: bool,
}

/// The words read so far, of one text or of many.
#[derive(Default)]
pub(super) struct Analyses<'t> {
    known: HashMap<&'t str, u32, FixedState>,
    all: Vec<Analysis<'t>>,
    readings: Vec<Reading>,
    /// The folded words one after another.
    letters: String,
    buffer: Folded,
    stem: String,
    nouns: Scratch,
}

impl<'t> Analyses<'t> {
    /// Makes room for a text of that many bytes; of a long one about every fiftieth byte begins a new word.
    pub(super) fn expect(&mut self, bytes: usize) {
        self.known.reserve(bytes / 50);
    }

    /// The number under which `written` is read; see [`Analyses::get`].
    pub(super) fn number(&mut self, index: &Index, written: &'t str) -> u32 {
        if let Some(&number) = self.known.get(written) {
            return number;
        }
        let number = self.all.len() as u32;
        self.add(index, written);
        self.known.insert(written, number);
        number
    }

    pub(super) fn get(&self, number: u32) -> Option<&Analysis<'t>> {
        self.all.get(number as usize)
    }

    pub(super) fn folded(&self, analysis: &Analysis<'t>) -> &str {
        self.letters.get(analysis.folded.clone()).unwrap_or_default()
    }

    /// The word as a later one of a name: its key, and the key with hamza seats merged. Looked up when first asked
    /// for; most words never follow one that begins a longer term.
    pub(super) fn keys(&self, index: &Index, analysis: &Analysis<'t>) -> [Option<KeyId>; 2] {
        *analysis.keys.get_or_init(|| {
            let folded = self.folded(analysis);
            [index.key(folded), merge_hamza_seats(folded).and_then(|merged| index.key(&merged))]
        })
    }

    /// Whether the word may be the rest of a name whose beginning stands before it.
    pub(super) fn may_end_split(&self, index: &Index, analysis: &Analysis<'t>) -> bool {
        *analysis.may_end_split.get_or_init(|| index.may_end_split(self.folded(analysis)))
    }

    pub(super) fn readings(&self, analysis: &Analysis<'t>) -> &[Reading] {
        self.readings.get(analysis.readings.clone()).unwrap_or_default()
    }

    fn add(&mut self, index: &Index, written: &'t str) {
        let mut folded = std::mem::take(&mut self.buffer);
        folded.refill(written);
        let text = folded.text();
        let word = WordRead {
            written,
            folded: &folded,
            seats: text.contains(['ؤ', 'ئ', 'ء']),
            common: OnceCell::new(),
        };
        let first_reading = self.readings.len();
        self.read_as_name(index, &word);
        if index.has_nouns() {
            self.read_as_noun(index, &word);
        }
        let first_letter = self.letters.len();
        self.letters.push_str(text);
        self.all.push(Analysis {
            written,
            folded: first_letter..self.letters.len(),
            readings: first_reading..self.readings.len(),
            keys: OnceCell::new(),
            may_begin_split: index.may_begin_split(text) && !word.is_common(),
            may_end_split: OnceCell::new(),
            agreement: OnceCell::new(),
        });
        self.buffer = folded;
    }

    fn read_as_name(&mut self, index: &Index, word: &WordRead<'_>) {
        let whole = word.folded.text();
        for chain in chains(whole) {
            let mut found = |stem: &str, needs_article: bool| {
                let Some(node) = index.root(stem, Style::Name) else { return };
                let start = chain.letters.len();
                let reading = Reading::new(node, word.folded, start..whole.len(), chain.level, Style::Name);
                let alone = word.name_alone(stem, chain.level);
                self.readings.push(Reading { needs_article, alone, ..reading });
            };
            found(chain.rest, false);
            if word.seats
                && let Some(merged) = merge_hamza_seats(chain.rest)
            {
                found(&merged, false);
            }
            for doubled_lam in [false, true] {
                if chain.restores_article(doubled_lam, &mut self.stem) {
                    found(&self.stem, true);
                }
            }
        }
    }

    fn read_as_noun(&mut self, index: &Index, word: &WordRead<'_>) {
        let readings = &mut self.readings;
        let written = WrittenWord { raw: word.written, folded: word.folded };
        noun_readings(written, &mut self.nouns, &mut |noun| {
            let root = |stem: &str| {
                if noun.head_only { index.noun_head(stem) } else { index.root(stem, Style::Noun) }
            };
            let merged = |stem: &str| merge_hamza_seats(stem).and_then(|merged| root(&merged));
            let node = root(noun.stem);
            let node = if node.is_none() && word.seats { merged(noun.stem) } else { node };
            let Some(node) = node else { return };
            let reading = Reading::new(node, word.folded, noun.start.0..noun.end.0, noun.level, Style::Noun);
            readings.push(Reading {
                cost: noun.level * 10 + noun.cost,
                head_only: noun.head_only,
                head_changed: noun.cost > 1,
                alone: word.noun_alone(&noun),
                ..reading
            });
        });
    }
}

impl Analysis<'_> {
    /// What the word may stand for after the head of an expression; worked out when first asked for.
    pub(super) fn agreement(&self, index: &Index) -> &[Agreement] {
        self.agreement.get_or_init(|| {
            let folded = fold(self.written);
            let mut found = Vec::new();
            let mut add = |form: &str, after_change: bool| {
                if let Some(key) = index.key(form) {
                    found.push(Agreement { key, after_change });
                }
            };
            agreement_forms(WrittenWord { raw: self.written, folded: &folded }, &mut |form, after_change| {
                add(form, after_change);
                if let Some(merged) = merge_hamza_seats(form) {
                    add(&merged, after_change);
                }
            });
            found
        })
    }
}

impl Reading {
    /// A reading of the bytes `noun` of a folded word.
    pub(super) fn new(node: NodeId, folded: &Folded, noun: Range<usize>, level: u8, style: Style) -> Self {
        let span = folded.source_span(FoldedByte(noun.start), FoldedByte(noun.end));
        let clitic_end =
            if noun.start == 0 { 0 } else { folded.source_span(FoldedByte(0), FoldedByte(noun.start)).end };
        Self {
            node,
            start: span.start as u32,
            end: span.end as u32,
            clitic_end: clitic_end as u32,
            level,
            cost: level * 10,
            style,
            needs_article: false,
            head_only: false,
            head_changed: false,
            alone: Alone::Sure,
        }
    }

    pub(super) fn allows(&self, form: &Form) -> bool {
        form.article || !self.needs_article
    }
}

/// A word while it is read.
struct WordRead<'w> {
    written: &'w str,
    folded: &'w Folded,
    /// Whether it has a hamza that other writers seat on another letter.
    seats: bool,
    common: OnceCell<bool>,
}

impl WordRead<'_> {
    fn is_common(&self) -> bool {
        *self.common.get_or_init(|| is_common(self.folded.text()))
    }

    /// The guards of names of one word. They never touch longer terms, which their other words make sure.
    fn name_alone(&self, stem: &str, level: u8) -> Alone {
        let short = stem.chars().nth(2).is_none();
        if level == 0 {
            return if short || self.is_common() { Alone::Doubtful } else { Alone::Sure };
        }
        if short || self.written.chars().any(is_tanwin) || self.is_common() {
            Alone::Refused
        } else if is_common(stem) {
            Alone::Doubtful
        } else {
            Alone::Sure
        }
    }

    /// The guards of nouns of one word: a common word is not a clitic and a noun (كامل is not ك and أمل), and it
    /// is an inflected noun only where that noun is common too.
    fn noun_alone(&self, noun: &NounReading<'_>) -> Alone {
        let changed = noun.level > 0 || noun.cost > 1;
        let article_only = noun.cost == 1;
        if changed && !article_only && self.is_common() && (noun.level > 0 || !is_common(noun.stem)) {
            Alone::Refused
        } else if noun.cost >= BROKEN_PLURAL_COST {
            Alone::Doubtful
        } else {
            Alone::Sure
        }
    }
}
