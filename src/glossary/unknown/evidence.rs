//! What speaks for a name at a word of a sentence, and how far the name goes.

use super::Evidence;
use super::sentence::{Sentence, Token, begins_like_verb, has_al, is_particle, is_strong};
use crate::arabic::romanise::{is_given_name, is_only_a_name, looks_foreign};
use crate::arabic::{FoldedByte, Gap, chains, fold};
use crate::glossary::term::Kind;
use crate::glossary::titles::kind_by_title;
use crate::text::Span;
use foldhash::fast::FixedState;
use std::collections::HashMap;

/// A name where it stands.
pub(super) struct Found {
    pub text: usize,
    pub words: usize,
    pub span: Span,
    /// Folded.
    pub key: String,
    pub kind: Kind,
    pub evidence: Evidence,
}

impl Sentence<'_> {
    /// The name that begins with a word.
    pub fn name_at(&self, at: usize, counts: &HashMap<&str, usize, FixedState>) -> Option<Found> {
        let token = self.words.get(at).filter(|token| !token.taken)?;
        let (kind, evidence, cut) = self.evidence(at, token, counts)?;
        let mut end = at + 1;
        while end - at < LONGEST_NAME && self.goes_on(at, end, kind) {
            end += 1;
        }
        // A particle joins what is not there.
        while end > at + 1 && self.words.get(end - 1).is_some_and(|last| is_particle(&last.folded)) {
            end -= 1;
        }
        let run = self.words.get(at..end)?;
        let stem = token.folded.get(cut..)?;
        let is_lone_given = end == at + 1 && is_given_name(stem) && evidence == Evidence::GivenName;
        if is_lone_given || is_particle(stem) && end == at + 1 {
            return None;
        }
        let folded = fold(token.span.of(self.text));
        let begin = token.span.start + folded.source(FoldedByte(cut)).0;
        let tail = run.iter().skip(1).map(|word| word.folded.as_str());
        let key = std::iter::once(stem).chain(tail).collect::<Vec<_>>().join(" ");
        let span = Span::new(begin, run.last()?.span.end);
        Some(Found { text: 0, words: run.len(), span, key, kind, evidence })
    }

    /// What makes a word the beginning of a name, and how many folded bytes of it are clitics.
    fn evidence(
        &self,
        at: usize,
        token: &Token,
        counts: &HashMap<&str, usize, FixedState>,
    ) -> Option<(Kind, Evidence, usize)> {
        let word = token.folded.as_str();
        let follows = self.words.get(at + 1).filter(|next| next.gap == Gap::Open);
        if !token.ordinary || is_only_a_name(word) {
            let reach = self.words.get(at.saturating_sub(TITLE_REACH)).map_or(0, |word| word.span.start);
            let before = self.text.get(reach..token.span.start).unwrap_or_default();
            match kind_by_title(before) {
                Some(Kind::Person) if self.may_be_person(at, word, counts) => {
                    return Some((Kind::Person, Evidence::Title, 0));
                }
                Some(kind @ (Kind::Place | Kind::Organisation))
                    if is_strong(word) || may_be_thing(word, kind) =>
                {
                    return Some((kind, Evidence::Title, 0));
                }
                _ => {}
            }
            let previous = at.checked_sub(1).and_then(|before| self.words.get(before));
            if previous.is_some_and(|previous| CALLED.contains(&previous.folded.as_str())) && !has_al(word) {
                return Some((Kind::Name, Evidence::Called, 0));
            }
        }
        for chain in chains(word) {
            let cut = chain.letters.len();
            let stem = chain.rest;
            let is_sure = is_only_a_name(stem);
            let goes_on = follows.is_some_and(|next| !next.taken && is_strong(&next.folded));
            if is_sure && follows.is_some_and(|next| !next.taken)
                || is_given_name(stem) && goes_on && cut == 0
            {
                return Some((Kind::Person, Evidence::GivenName, cut));
            }
        }
        if token.ordinary || has_al(word) || !looks_foreign(word) {
            return None;
        }
        let attested = chains(word).skip(1).find(|chain| {
            counts.contains_key(chain.rest)
                || word.starts_with('و') && !matches!(chain.rest.chars().next(), Some('و' | 'ا' | 'ي'))
        });
        Some((Kind::Name, Evidence::Foreign, attested.map_or(0, |chain| chain.letters.len())))
    }

    /// Whether a word after a person's title is the person: an unknown word alone is more often what he did.
    fn may_be_person(&self, at: usize, word: &str, counts: &HashMap<&str, usize, FixedState>) -> bool {
        if is_strong(word) || is_given_name(word) {
            return true;
        }
        let follows = self.words.get(at + 1).is_some_and(|next| {
            next.gap == Gap::Open
                && !next.ordinary
                && (is_strong(&next.folded)
                    || counts.get(next.folded.as_str()).is_some_and(|&count| count > 1))
        });
        !begins_like_verb(word)
            && !has_al(word)
            && (follows || counts.get(word).is_some_and(|&count| count > 1))
    }

    /// Whether the name from `at` goes on with the word `next`.
    fn goes_on(&self, at: usize, next: usize, kind: Kind) -> bool {
        let Some(token) = self.words.get(next).filter(|token| token.gap == Gap::Open && !token.taken) else {
            return false;
        };
        let previous = self.words.get(next - 1).map_or("", |word| word.folded.as_str());
        let word = token.folded.as_str();
        if is_strong(word) || is_particle(previous) {
            return true;
        }
        let follows = self.words.get(next + 1).is_some_and(|after| after.gap == Gap::Open && !after.taken);
        if is_particle(word) && kind != Kind::Place {
            return follows;
        }
        if token.ordinary || kind == Kind::Place || kind == Kind::Organisation {
            return false;
        }
        // Of a family only where a given name stands before it: what follows is more often the verb.
        next == at + 1
            && !begins_like_verb(word)
            && (is_given_name(previous) || is_given_name(strip_one(previous)))
    }
}

/// Whether a word after مدينة or صحيفة is its name: adjectives of the city, the paper, stand there as well.
fn may_be_thing(word: &str, kind: Kind) -> bool {
    let is_definite = has_al(word);
    !begins_like_verb(word)
        && !word.ends_with('ه')
        && !(is_definite && (kind == Kind::Organisation || word.ends_with('ي')))
        && !chains(word).skip(1).any(|chain| has_al(chain.rest))
}

fn strip_one(folded: &str) -> &str {
    chains(folded).nth(1).map_or(folded, |chain| chain.rest)
}

/// As many words as a name may have.
const LONGEST_NAME: usize = 5;

/// As many words before a name are searched for its title.
const TITLE_REACH: usize = 6;

/// Before a name that is said to be one.
const CALLED: &[&str] = &[
    "اسم",
    "اسمه",
    "اسمها",
    "باسم",
    "يدعي",
    "تدعي",
    "المدعو",
    "المدعوه",
    "ويدعي",
    "وتدعي",
    "يسمي",
    "تسمي",
    "الملقب",
    "لقب",
    "بلقب",
];
