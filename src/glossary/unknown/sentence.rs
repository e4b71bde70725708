//! A text as the search for names sees it: its words, which of them are terms already, which may be ordinary.

use crate::arabic::article::without_al;
use crate::arabic::letters::{Class, class, is_tanwin};
use crate::arabic::nouns::{Scratch, WrittenWord, noun_readings};
use crate::arabic::romanise::{is_given_name, is_only_a_name, looks_foreign};
use crate::arabic::{Folded, Gap, chains, fold, is_common, words};
use crate::text::Span;

/// A word of a text, as this search sees it.
pub(super) struct Token {
    pub span: Span,
    pub gap: Gap,
    pub folded: String,
    /// A term stands here, or no Arabic word.
    pub taken: bool,
    /// It may be something else than a name.
    pub ordinary: bool,
}

pub(super) struct Sentence<'t> {
    pub text: &'t str,
    pub words: Vec<Token>,
}

impl<'t> Sentence<'t> {
    pub fn read(text: &'t str, known: &[Span]) -> Self {
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
}

pub(super) fn is_particle(folded: &str) -> bool {
    PARTICLES.contains(&folded)
}

pub(super) fn has_al(folded: &str) -> bool {
    without_al(folded).is_some()
}

/// A word that is a name whatever stands around it.
pub(super) fn is_strong(folded: &str) -> bool {
    is_only_a_name(folded)
        || without_al(folded).is_some_and(is_only_a_name)
        || !has_al(folded) && looks_foreign(folded)
}

/// The first letters of the imperfect, and of the tenth form.
pub(super) fn begins_like_verb(folded: &str) -> bool {
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

/// Words of names that only join others.
const PARTICLES: &[&str] = &["بن", "ابن", "بنت", "ابو", "ابي", "ابا", "ال", "عبد", "ام", "دي", "فان", "فون"];
