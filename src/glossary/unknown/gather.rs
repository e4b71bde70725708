//! The mentions of each name, wherever it stands.

use super::evidence::Found;
use super::sentence::Sentence;
use super::{NameMention, UnknownName};
use crate::arabic::{FoldedByte, Gap, chains, fold};
use crate::glossary::term::Kind;
use crate::text::Span;
use foldhash::fast::FixedState;
use std::collections::{BTreeMap, HashMap};

/// Mentions of one name together; a family name alone belongs to the person it was said of.
pub(super) fn gather(sentences: &[Sentence<'_>], found: Vec<Found>) -> Vec<UnknownName> {
    let mut names: Vec<(String, UnknownName)> = Vec::new();
    let mut by_key: HashMap<String, usize, FixedState> = HashMap::default();
    let mut taken: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for name in found {
        let Some(sentence) = sentences.get(name.text) else { continue };
        let mention = NameMention { text: name.text, span: name.span };
        taken.insert((name.text, name.span.start), name.span.end);
        let number = by_key.get(&name.key).copied().unwrap_or_else(|| {
            let number = names.len();
            by_key.insert(name.key.clone(), number);
            if matches!(name.kind, Kind::Person | Kind::Name)
                && let Some((_, family)) = name.key.rsplit_once(' ')
            {
                by_key.entry(family.to_owned()).or_insert(number);
            }
            let unknown = UnknownName {
                arabic: name.span.of(sentence.text).to_owned(),
                kind: name.kind,
                evidence: name.evidence,
                mentions: Vec::new(),
            };
            names.push((name.key.clone(), unknown));
            number
        });
        if let Some((_, unknown)) = names.get_mut(number) {
            unknown.mentions.push(mention);
            if name.evidence < unknown.evidence {
                unknown.evidence = name.evidence;
                if name.kind != Kind::Name {
                    unknown.kind = name.kind;
                }
            }
        }
    }
    add_bare_mentions(sentences, &by_key, &taken, &mut names);
    let mut names: Vec<UnknownName> = names.into_iter().map(|(_, name)| name).collect();
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

/// The places where a name found elsewhere stands without evidence of its own.
fn add_bare_mentions(
    sentences: &[Sentence<'_>],
    by_key: &HashMap<String, usize, FixedState>,
    taken: &BTreeMap<(usize, usize), usize>,
    names: &mut [(String, UnknownName)],
) {
    for (text, sentence) in sentences.iter().enumerate() {
        for token in sentence.words.iter().filter(|token| !token.taken && !token.ordinary) {
            let before = taken.range(..=(text, token.span.end)).next_back();
            if before.is_some_and(|(&(of, _), &end)| of == text && end > token.span.start) {
                continue;
            }
            let known = chains(&token.folded).find_map(|chain| {
                let number = *by_key.get(chain.rest)?;
                Some((number, chain.letters.len()))
            });
            if let Some((number, cut)) = known
                && let Some((_, name)) = names.get_mut(number)
            {
                let folded = fold(token.span.of(sentence.text));
                let start = token.span.start + folded.source(FoldedByte(cut)).0;
                name.mentions.push(NameMention { text, span: Span::new(start, token.span.end) });
            }
        }
    }
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
