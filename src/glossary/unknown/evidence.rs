//! What speaks for a name at a word of a sentence, and how far the name goes.

use super::Evidence;
use super::counts::Counts;
use super::sentence::{Sentence, Token, begins_like_verb, has_al, is_particle, is_strong};
use crate::arabic::letters::{Class, class};
use crate::arabic::romanise::{is_given_name, is_only_a_name, looks_foreign};
use crate::arabic::{FoldedByte, Gap, chains, fold};
use crate::glossary::term::Kind;
use crate::glossary::titles::kind_by_title;
use crate::text::Span;

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

/// Where a name begins, and why.
struct Start {
    kind: Kind,
    evidence: Evidence,
    /// Folded bytes of the first word that are clitics.
    cut: usize,
    /// As many words at least.
    words: usize,
}

impl Found {
    pub fn has_several_words(&self) -> bool {
        self.key.contains(' ')
    }
}

impl Start {
    const fn new(kind: Kind, evidence: Evidence, cut: usize) -> Self {
        Self { kind, evidence, cut, words: 1 }
    }
}

impl Sentence<'_> {
    /// The name that begins with a word.
    pub fn name_at(&self, at: usize, counts: &Counts<'_>) -> Option<Found> {
        let token = self.words.get(at).filter(|token| !token.taken)?;
        let Start { kind, evidence, cut, words } = self.evidence(at, token, counts)?;
        let mut end = at + words;
        while end - at < LONGEST_NAME && self.goes_on(at, end, kind, counts) {
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

    /// What makes a word the beginning of a name, the strongest evidence first.
    fn evidence(&self, at: usize, token: &Token, counts: &Counts<'_>) -> Option<Start> {
        self.by_word_before(at, token, counts)
            .or_else(|| self.by_given_name(at, token))
            .or_else(|| match self.speaker_at(at) {
                0 => None,
                // States and ministries speak as well.
                1 => Some(Start::new(Kind::Name, Evidence::Speaks, 0)),
                words => Some(Start { words, ..Start::new(Kind::Person, Evidence::Speaks, 0) }),
            })
            .or_else(|| self.by_form(at, token, counts))
    }

    fn by_word_before(&self, at: usize, token: &Token, counts: &Counts<'_>) -> Option<Start> {
        let word = token.folded.as_str();
        if token.ordinary && !is_only_a_name(word) {
            return None;
        }
        let reach = self.words.get(at.saturating_sub(TITLE_REACH)).map_or(0, |word| word.span.start);
        let before = self.text.get(reach..token.span.start).unwrap_or_default();
        match kind_by_title(before) {
            Some(Kind::Person) if self.may_be_person(at, word, counts) => {
                return Some(Start::new(Kind::Person, Evidence::Title, 0));
            }
            Some(kind @ (Kind::Place | Kind::Organisation))
                if is_strong(word) || may_be_thing(word, kind) && !self.is_adjective(at) =>
            {
                return Some(Start::new(kind, Evidence::Title, 0));
            }
            _ => {}
        }
        let previous = self.words.get(at.checked_sub(1)?)?;
        let is_called = CALLED.contains(&previous.folded.as_str()) && !has_al(word);
        is_called.then_some(Start::new(Kind::Name, Evidence::Called, 0))
    }

    /// «البحر الأسود»: after a noun with the article stands no name with one.
    fn is_adjective(&self, at: usize) -> bool {
        let folded = |at: usize| self.words.get(at).map_or("", |word| word.folded.as_str());
        let before = at.checked_sub(1).map_or("", folded);
        has_al(folded(at)) && chains(before).any(|chain| has_al(chain.rest) || chain.rest.starts_with("لل"))
    }

    fn by_given_name(&self, at: usize, token: &Token) -> Option<Start> {
        let next = self.open_word(at + 1).filter(|next| !next.taken)?;
        let found = chains(&token.folded).find(|chain| {
            is_only_a_name(chain.rest)
                || chain.level == 0 && is_given_name(chain.rest) && is_strong(&next.folded)
        })?;
        Some(Start::new(Kind::Person, Evidence::GivenName, found.letters.len()))
    }

    /// By how the word itself is written, and how often.
    fn by_form(&self, at: usize, token: &Token, counts: &Counts<'_>) -> Option<Start> {
        let word = token.folded.as_str();
        if token.ordinary || has_al(word) {
            return None;
        }
        let is_foreign = looks_foreign(word) || counts.is_unlike_arabic(word);
        let repeated = chains(word).find(|chain| counts.is_repeated_and_rare(chain.rest));
        if !is_foreign && let Some(repeated) = repeated {
            return Some(Start::new(Kind::Name, Evidence::Repeated, repeated.letters.len()));
        }
        // A rare word is a name with the foreign one beside it.
        let next = self.open_word(at + 1).filter(|next| !next.taken && !next.ordinary);
        let is_pair = next.is_some_and(|next| {
            counts.is_rare(word)
                && counts.may_be_second(&next.folded)
                && (is_foreign || counts.is_unlike_arabic(&next.folded))
        });
        if !is_foreign && !is_pair {
            return None;
        }
        let clitic = chains(word).skip(1).find(|chain| {
            let begins_vowel = chain.rest.starts_with(['و', 'ا', 'ي']) && !self.begins_with_hamza(token, 1);
            counts.is_attested(chain.rest, word) || word.starts_with('و') && !begins_vowel
        });
        let start = Start::new(Kind::Name, Evidence::Foreign, clitic.map_or(0, |chain| chain.letters.len()));
        Some(Start { words: if is_pair { 2 } else { 1 }, ..start })
    }

    /// Whether the letter after `letters` others is a hamza on alif: inside a name there is hardly any.
    fn begins_with_hamza(&self, token: &Token, letters: usize) -> bool {
        let mut written = token.span.of(self.text).chars().filter(|&c| class(c) == Class::Arabic);
        written.nth(letters).is_some_and(|c| matches!(c, 'أ' | 'إ' | 'آ'))
    }

    /// A word that only a space parts from the one before.
    fn open_word(&self, at: usize) -> Option<&Token> {
        self.words.get(at).filter(|word| word.gap == Gap::Open)
    }

    /// Whether a word after a person's title is the person: an unknown word alone is more often what he did.
    fn may_be_person(&self, at: usize, word: &str, counts: &Counts<'_>) -> bool {
        if is_strong(word) || is_given_name(word) {
            return true;
        }
        let follows = self.open_word(at + 1).is_some_and(|next| {
            !next.ordinary && (is_strong(&next.folded) || counts.times(&next.folded) > 1)
        });
        !begins_like_verb(word) && !has_al(word) && (follows || counts.times(word) > 1)
    }

    /// Whether the name from `at` goes on with the word `next`.
    fn goes_on(&self, at: usize, next: usize, kind: Kind, counts: &Counts<'_>) -> bool {
        let Some(token) = self.open_word(next).filter(|token| !token.taken) else {
            return false;
        };
        let previous = self.words.get(next - 1).map_or("", |word| word.folded.as_str());
        let word = token.folded.as_str();
        let is_another =
            word.starts_with('و') && (self.begins_with_hamza(token, 1) || is_strong(strip_one(word)));
        if is_another {
            return false;
        }
        if is_strong(word) || is_particle(previous) {
            return true;
        }
        if kind == Kind::Person && counts.may_be_second(word) && counts.is_unlike_arabic(word) {
            return true;
        }
        let follows = self.open_word(next + 1).is_some_and(|after| !after.taken);
        if is_particle(word) && kind != Kind::Place {
            return follows;
        }
        // A family is called after a place or a trade: «خالد المصري».
        let is_nisba = next == at + 1 && has_al(word) && word.ends_with('ي');
        if is_nisba && kind == Kind::Person && is_only_a_name(previous) {
            return true;
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
    let is_short = word.chars().nth(3).is_none();
    let is_inflected = ["ه", "ها", "هم"].iter().any(|ending| word.ends_with(ending));
    let is_unit = is_short && kind == Kind::Organisation;
    !begins_like_verb(word)
        && !is_unit
        && !is_inflected
        && !(is_definite && (kind == Kind::Organisation || word.ends_with('ي')))
        && !chains(word).skip(1).any(|chain| has_al(chain.rest))
}

fn strip_one(folded: &str) -> &str {
    chains(folded).nth(1).map_or(folded, |chain| chain.rest)
}

/// As many words as a name may have.
pub(super) const LONGEST_NAME: usize = 5;

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
