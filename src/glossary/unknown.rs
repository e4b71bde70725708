//! Words that look like names and that no glossary knows, offered with what they may be in English.
//!
//! Precision goes before recall: an offer nobody wants costs more than a name added by hand. So a word needs
//! evidence (a title before it, a name everybody bears, an ending that only foreign names have), and whatever
//! may be an ordinary word is no name. Pure functions of texts and index.

#[cfg(test)]
mod measured;

use super::index::Index;
use super::term::Kind;
use super::titles::kind_by_title;
use crate::arabic::article::without_al;
use crate::arabic::letters::{Class, class, is_tanwin};
use crate::arabic::nouns::{Scratch, WrittenWord, noun_readings};
use crate::arabic::romanise::{Romanisation, Style, is_given_name, is_only_a_name, looks_foreign, romanise};
use crate::arabic::{Folded, FoldedByte, Gap, chains, fold, is_common, words};
use crate::text::Span;
use foldhash::fast::FixedState;
use std::collections::{BTreeMap, HashMap};

/// A name that the index does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownName {
    /// As first written, without clitics.
    pub arabic: String,
    /// A guess.
    pub kind: Kind,
    /// Why it is taken for a name; the strongest reason found.
    pub evidence: Evidence,
    /// By place.
    pub mentions: Vec<NameMention>,
}

/// Where a name stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct NameMention {
    /// The number of the text.
    pub text: usize,
    /// In source bytes of that text, without clitics.
    pub span: Span,
}

/// What speaks for a name, the strongest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Evidence {
    /// After a title, or after a word like مدينة and صحيفة.
    Title,
    /// After اسم, يدعى and the like.
    Called,
    /// It begins with a name that many people bear.
    GivenName,
    /// It is written as only names from other languages are.
    Foreign,
}

/// A name with the English it may become a term with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameProposal {
    pub name: UnknownName,
    /// One to three, the best first.
    pub romanisations: Vec<Romanisation>,
}

/// The English of the words that the names of an index are made of.
#[derive(Clone, Debug, Default)]
pub struct NameParts(HashMap<String, String, FixedState>);

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

/// Words of names that only join others.
const PARTICLES: &[&str] = &["بن", "ابن", "بنت", "ابو", "ابي", "ابا", "ال", "عبد", "ام", "دي", "فان", "فون"];

/// The unknown names of `texts`, in the order in which they first stand there.
#[must_use]
pub fn unknown_names(texts: &[&str], index: &Index) -> Vec<UnknownName> {
    let sentences: Vec<Sentence<'_>> = texts
        .iter()
        .zip(index.find_each(texts.iter().copied()))
        .map(|(text, hits)| {
            let known: Vec<Span> = hits.iter().map(|hit| hit.span).collect();
            Sentence::read(text, &known)
        })
        .collect();
    let mut counts: HashMap<&str, usize, FixedState> = HashMap::default();
    for word in sentences.iter().flat_map(|sentence| &sentence.words) {
        *counts.entry(word.folded.as_str()).or_default() += 1;
    }
    let mut found: Vec<Found> = Vec::new();
    for (text, sentence) in sentences.iter().enumerate() {
        let mut at = 0;
        while at < sentence.words.len() {
            let name = sentence.name_at(at, &counts);
            at += name.as_ref().map_or(1, |name| name.words);
            found.extend(name.map(|name| Found { text, ..name }));
        }
    }
    gather(&sentences, found)
}

/// Romanises an unknown name, with the parts that the glossaries know.
#[must_use]
pub fn propose_name(
    name: UnknownName,
    parts: &NameParts,
    style: Style,
    foreign: Option<bool>,
) -> NameProposal {
    let romanisations = romanise(&name.arabic, style, foreign, &|part| parts.english(part));
    NameProposal { name, romanisations }
}

impl NameParts {
    /// Of the names that have as many words in English as in Arabic, each word; of all names, the whole.
    #[must_use]
    pub fn of(index: &Index) -> Self {
        let mut parts: HashMap<String, String, FixedState> = HashMap::default();
        for term in index.terms().filter(|term| term.kind != Kind::Term) {
            let arabic: Vec<&str> = words(&term.source).map(|word| word.span.of(&term.source)).collect();
            let english: Vec<&str> = term.target.split_whitespace().collect();
            parts.insert(fold(&arabic.join(" ")).text().to_owned(), term.target.clone());
            if term.kind == Kind::Person && arabic.len() == english.len() {
                for (arabic, english) in arabic.iter().zip(english) {
                    parts.entry(fold(arabic).text().to_owned()).or_insert_with(|| english.to_owned());
                }
            }
        }
        Self(parts)
    }

    #[must_use]
    pub fn english(&self, arabic: &str) -> Option<String> {
        self.0.get(fold(arabic).text()).cloned()
    }
}

/// A word of a text, as this search sees it.
struct Token {
    span: Span,
    gap: Gap,
    folded: String,
    /// A term stands here, or no Arabic word.
    taken: bool,
    /// It may be something else than a name.
    ordinary: bool,
}

struct Sentence<'t> {
    text: &'t str,
    words: Vec<Token>,
}

/// A name where it stands.
struct Found {
    text: usize,
    words: usize,
    span: Span,
    /// Folded.
    key: String,
    kind: Kind,
    evidence: Evidence,
}

impl<'t> Sentence<'t> {
    fn read(text: &'t str, known: &[Span]) -> Self {
        let mut scratch = Scratch::default();
        let mut known = known.iter().peekable();
        let mut known_until = 0;
        let words = words(text)
            .map(|word| {
                let raw = word.span.of(text);
                let folded = fold(raw);
                let is_arabic = raw.chars().next().is_some_and(|c| class(c) == Class::Arabic);
                while let Some(hit) = known.next_if(|hit| hit.start < word.span.end) {
                    known_until = known_until.max(hit.end);
                }
                let taken = !is_arabic || known_until > word.span.start;
                let ordinary = taken || is_ordinary(raw, &folded, &mut scratch);
                Token { span: word.span, gap: word.gap, folded: folded.text().to_owned(), taken, ordinary }
            })
            .collect();
        Self { text, words }
    }

    /// The name that begins with a word.
    fn name_at(&self, at: usize, counts: &HashMap<&str, usize, FixedState>) -> Option<Found> {
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

fn is_particle(folded: &str) -> bool {
    PARTICLES.contains(&folded)
}

fn has_al(folded: &str) -> bool {
    without_al(folded).is_some()
}

/// A word that is a name whatever stands around it.
fn is_strong(folded: &str) -> bool {
    is_only_a_name(folded)
        || without_al(folded).is_some_and(is_only_a_name)
        || !has_al(folded) && looks_foreign(folded)
}

/// The first letters of the imperfect, and of the tenth form.
fn begins_like_verb(folded: &str) -> bool {
    folded.starts_with(['ي', 'ت', 'ن']) && !is_given_name(folded) && !looks_foreign(folded)
        || folded.starts_with("است")
}

/// Whether a word may be a common one, in any of its forms.
fn is_ordinary(raw: &str, folded: &Folded, scratch: &mut Scratch) -> bool {
    let text = folded.text();
    if text.chars().nth(2).is_none() || raw.chars().any(is_tanwin) {
        return true;
    }
    if is_only_a_name(text) {
        return false;
    }
    let mut ordinary = chains(text).any(|chain| is_common(chain.rest));
    noun_readings(WrittenWord { raw, folded }, scratch, &mut |reading| ordinary |= is_common(reading.stem));
    // A nisba of a common noun, and the endings of inflected words.
    let nisba = without_al(text).unwrap_or(text);
    let base = nisba.strip_suffix("يه").or_else(|| nisba.strip_suffix('ي'));
    ordinary
        || base.is_some_and(|base| is_common(base) || is_common(&format!("{base}ه")))
        || ["ات", "ون", "وا", "تها", "هما", "اتهم", "ته", "هم"].iter().any(|ending| text.ends_with(ending))
}

/// Mentions of one name together; a family name alone belongs to the person it was said of.
fn gather(sentences: &[Sentence<'_>], found: Vec<Found>) -> Vec<UnknownName> {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::glossary::Term;
    use proptest::prelude::*;

    #[track_caller]
    fn check(texts: &[&str], expect: &[(&str, Kind, usize)]) {
        let found = unknown_names(texts, &Index::default());
        let found: Vec<_> =
            found.iter().map(|name| (name.arabic.as_str(), name.kind, name.mentions.len())).collect();
        assert_eq!(found, expect);
    }

    #[test]
    fn a_title_shows_its_name() {
        check(&["قال الرئيس الروسي فلاديمير بوتين إن"], &[("فلاديمير بوتين", Kind::Person, 1)]);
        check(&["في مدينة شوشا أمس"], &[("شوشا", Kind::Place, 1)]);
        check(&["قال الرئيس إن الوضع خطير"], &[]);
        check(&["الرئيس الروسي الجديد يلتقي"], &[]);
    }

    #[test]
    fn a_family_name_alone_is_the_same_person() {
        let texts = ["وصل الوزير سيرغي لافروف", "وقال لافروف إن", "ولافروف"];
        check(&texts, &[("سيرغي لافروف", Kind::Person, 3)]);
    }

    #[test]
    fn what_the_index_has_is_not_offered() {
        let term = Term { source: "سيرغي لافروف".into(), kind: Kind::Person, ..Term::default() };
        assert!(unknown_names(&["الوزير سيرغي لافروف"], &Index::build([term])).is_empty());
    }

    #[test]
    fn a_proposal_uses_what_the_glossary_knows() {
        let term = Term {
            source: "إلهام علييف".into(),
            target: "Ilham Aliyev".into(),
            kind: Kind::Person,
            ..Term::default()
        };
        let index = Index::build([term]);
        let name = unknown_names(&["قال الرئيس حيدر علييف إن"], &index).remove(0);
        let proposal = propose_name(name, &NameParts::of(&index), Style::default(), None);
        assert_eq!(proposal.name.arabic, "حيدر علييف");
        assert_eq!(proposal.romanisations[0].english, "Haidar Aliyev");
    }

    proptest! {
        #[test]
        fn mentions_are_stretches_of_their_texts(texts in proptest::collection::vec("(الرئيس|مدينة|محمد|[ء-ي]{1,6}|،|\u{200F}| ){0,9}", 0..4)) {
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            for name in unknown_names(&texts, &Index::default()) {
                prop_assert!(!name.mentions.is_empty());
                for mention in name.mentions {
                    prop_assert!(texts[mention.text].get(mention.span.range()).is_some_and(|text| !text.is_empty()));
                }
            }
        }
    }
}
