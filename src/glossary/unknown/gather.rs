//! The mentions of each name, wherever it stands.
//!
//! A name of several words is looked for everywhere first; a family name alone then belongs to the person it was
//! said of, and what is left are names of one word.

use super::evidence::{Found, LONGEST_NAME};
use super::sentence::{Sentence, Token};
use super::{NameMention, UnknownName};
use crate::arabic::{FoldedByte, Gap, chains, fold};
use crate::glossary::term::Kind;
use crate::text::Span;
use foldhash::fast::FixedState;
use std::collections::{BTreeMap, HashMap, HashSet};

/// Mentions of one name together, in the order in which the names first stand in the texts.
pub(super) fn gather(sentences: &[Sentence<'_>], mut found: Vec<Found>) -> Vec<UnknownName> {
    let mut gathered = Gathered::default();
    found.sort_by_key(|name| !name.has_several_words());
    let several = found.partition_point(Found::has_several_words);
    for name in found.iter().take(several) {
        gathered.add(sentences, name);
    }
    gathered.find_whole_names(sentences);
    for name in found.iter().skip(several) {
        if !gathered.is_covered(name.text, name.span) {
            gathered.add(sentences, name);
        }
    }
    gathered.find_words(sentences);
    gathered.into_names(sentences)
}

#[derive(Default)]
struct Gathered {
    names: Vec<UnknownName>,
    /// By folded name; by family name as well.
    by_key: HashMap<String, usize, FixedState>,
    /// First words of the names of several.
    begins: HashSet<String, FixedState>,
    /// Where mentions begin and end.
    covered: BTreeMap<(usize, usize), usize>,
}

impl Gathered {
    fn add(&mut self, sentences: &[Sentence<'_>], found: &Found) {
        let Some(sentence) = sentences.get(found.text) else { return };
        let number = self.by_key.get(&found.key).copied().unwrap_or_else(|| {
            let number = self.names.len();
            self.names.push(UnknownName {
                arabic: found.span.of(sentence.text).to_owned(),
                kind: found.kind,
                evidence: found.evidence,
                is_foreign: false,
                mentions: Vec::new(),
            });
            self.by_key.insert(found.key.clone(), number);
            if let Some((first, _)) = found.key.split_once(' ') {
                self.begins.insert(first.to_owned());
            }
            if matches!(found.kind, Kind::Person | Kind::Name)
                && let Some((_, family)) = found.key.rsplit_once(' ')
            {
                self.by_key.entry(family.to_owned()).or_insert(number);
            }
            number
        });
        self.mention(number, NameMention { text: found.text, span: found.span });
        if let Some(name) = self.names.get_mut(number).filter(|name| found.evidence < name.evidence) {
            name.evidence = found.evidence;
            if found.kind != Kind::Name {
                name.kind = found.kind;
            }
        }
    }

    fn mention(&mut self, number: usize, mention: NameMention) {
        if let Some(name) = self.names.get_mut(number) {
            name.mentions.push(mention);
            self.covered.insert((mention.text, mention.span.start), mention.span.end);
        }
    }

    fn is_covered(&self, text: usize, span: Span) -> bool {
        let before = self.covered.range(..(text, span.end)).next_back();
        before.is_some_and(|(&(of, _), &end)| of == text && end > span.start)
    }

    /// The other places of the names of several words.
    fn find_whole_names(&mut self, sentences: &[Sentence<'_>]) {
        for (text, sentence) in sentences.iter().enumerate() {
            for (at, token) in sentence.words.iter().enumerate() {
                let begins = chains(&token.folded).find(|chain| self.begins.contains(chain.rest));
                let Some(begins) = begins.filter(|_| !token.taken) else { continue };
                let mut key = begins.rest.to_owned();
                let mut whole = None;
                let rest = sentence.words.iter().skip(at + 1).take(LONGEST_NAME - 1);
                for next in rest.take_while(|next| next.gap == Gap::Open && !next.taken) {
                    key.push(' ');
                    key.push_str(&next.folded);
                    whole = self.by_key.get(&key).map(|&number| (number, next.span.end)).or(whole);
                }
                let Some((number, end)) = whole else { continue };
                let span = Span::new(start_after(sentence, token, begins.letters.len()), end);
                if !self.is_covered(text, span) {
                    self.mention(number, NameMention { text, span });
                }
            }
        }
    }

    /// The places where a name found elsewhere stands without evidence of its own.
    fn find_words(&mut self, sentences: &[Sentence<'_>]) {
        for (text, sentence) in sentences.iter().enumerate() {
            for token in sentence.words.iter().filter(|token| !token.taken && !token.ordinary) {
                if self.is_covered(text, token.span) {
                    continue;
                }
                let known = chains(&token.folded)
                    .find_map(|chain| Some((*self.by_key.get(chain.rest)?, chain.letters.len())));
                if let Some((number, cut)) = known {
                    let span = Span::new(start_after(sentence, token, cut), token.span.end);
                    self.mention(number, NameMention { text, span });
                }
            }
        }
    }

    fn into_names(self, sentences: &[Sentence<'_>]) -> Vec<UnknownName> {
        let mut names = self.names;
        for name in &mut names {
            name.mentions.sort_unstable();
            name.mentions.dedup();
            if name.kind == Kind::Name && name.mentions.iter().any(|mention| is_where(sentences, *mention)) {
                name.kind = Kind::Place;
            }
        }
        names.sort_by_key(|name| name.mentions.first().copied());
        names
    }
}

/// The `source_byte` of a word behind its first `cut` folded bytes.
fn start_after(sentence: &Sentence<'_>, token: &Token, cut: usize) -> usize {
    token.span.start + fold(token.span.of(sentence.text)).source(FoldedByte(cut)).0
}

/// Whether a mention says where something is: «في شوشا».
fn is_where(sentences: &[Sentence<'_>], mention: NameMention) -> bool {
    let Some(sentence) = sentences.get(mention.text) else { return false };
    let at = sentence.words.partition_point(|word| word.span.end <= mention.span.start);
    let before = at.checked_sub(1).and_then(|before| sentence.words.get(before));
    let is_next = sentence
        .words
        .get(at)
        .is_some_and(|word| word.gap == Gap::Open && word.span.start == mention.span.start);
    is_next && before.is_some_and(|before| WHERE.contains(&before.folded.as_str()))
}

/// Before places, folded. A person may come after من and إلى as well.
const WHERE: &[&str] =
    &["في", "وفي", "قرب", "شمال", "جنوب", "شرق", "غرب", "وسط", "شرقي", "غربي", "شمالي", "جنوبي"];
