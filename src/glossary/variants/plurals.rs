//! Common nouns in a broken plural nobody listed, of the patterns that verbs and verbal nouns share.

use super::{Found, Search, SpellingField};
use crate::arabic::article::{begins_with_bare_alif, without_al};
use crate::arabic::letters::{Class, class};
use crate::arabic::plurals::shared_pattern_singulars;
use crate::arabic::{chains, is_common};
use crate::glossary::propose::tidy_arabic;
use crate::glossary::spelling::{Origin, Style};
use crate::glossary::term::Kind;

impl Search<'_, '_> {
    /// Nouns of one word, by the patterns of plurals that other words share.
    pub(super) fn plural(&mut self, at: usize) {
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
                    let is_like_others =
                        is_three && singular.chars().nth(2) == Some('ي') && !singular.ends_with('ه');
                    let is_verb = is_common_word && !is_common(singular);
                    if !is_like_others && !is_verb {
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
            let spelling = tidy_arabic(read.span_from(bare).of(self.text));
            for form in self.index.forms(node).filter(|form| form.origin != Origin::Plural) {
                let term = self.index.term(form.term);
                if term.kind == Kind::Term && term.plural.is_empty() {
                    let field = SpellingField::Plural;
                    let spelling = spelling.clone();
                    self.found.push(Found { term: form.term, span, clitic, distance: 0, field, spelling });
                }
            }
        }
    }
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
