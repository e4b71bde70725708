//! The later words of an expression: how they follow its head through article, number and gender.
//!
//! «دولار أميركي» stands in a text as «الدولار الأميركي» and «دولارات أميركية». An entry's later word is filed under
//! one key; a written word gives all keys it may stand for. The head itself is read by [`super::nouns`].

use super::article::{begins_with_bare_alif, is_stem_without_article, without_al};
use super::letters::{Class, class};
use super::nouns::{PRONOUNS, WrittenWord, has_letters};
use super::plurals::{Shape, broken_singulars, shared_pattern_singulars};

/// The entries that a later word of an expression may stand for, filed by [`agreement_key`]: without its article,
/// a pronoun or ل that hangs it on the word before. Forms for which the agreement with the head is undone are given
/// with `true`: they hold only where the head's number or gender is not the entry's.
pub fn agreement_forms(word: WrittenWord<'_>, visit: &mut dyn FnMut(&str, bool)) {
    let whole = word.folded.text();
    let definite = without_al(whole).filter(|_| begins_with_bare_alif(word.raw));
    // «وقف لإطلاق النار»: the second noun may hang on ل instead of standing in construct.
    let hung = whole.strip_prefix('ل').filter(|rest| has_letters(rest, 3));
    let hung_definite = whole.strip_prefix("لل").filter(|rest| has_letters(rest, 2));
    let mut restored = String::new();
    let mut ending = |base: &str, cut: &str, restore: &str, after_change: bool| {
        let Some(stem) = base.strip_suffix(cut).filter(|stem| has_letters(stem, 2)) else { return };
        if restore.is_empty() {
            visit(stem, after_change);
        } else {
            restored.clear();
            restored.push_str(stem);
            restored.push_str(restore);
            visit(&restored, after_change);
        }
    };
    for base in [Some(whole), definite, hung, hung_definite].into_iter().flatten() {
        ending(base, "", "", false);
        for (cut, restore) in [("ا", ""), ("ون", "ين"), ("ين", "ون")] {
            ending(base, cut, restore, false);
        }
        for owned in PRONOUNS.iter().filter_map(|pronoun| base.strip_suffix(pronoun)) {
            ending(owned, "", "", false);
            ending(owned, "ت", "ه", false);
        }
        ending(base, "", "ه", true);
        for cut in ["ه", "ات", "ين", "ون", "ان", "تين", "تان"] {
            ending(base, cut, "", true);
            ending(base, cut, "ه", true);
        }
    }
    // «مشاريع القوانين» for «مشروع قانون»: the second noun follows the number of the head.
    let letters = || word.raw.chars().filter(|&c| class(c) == Class::Arabic);
    let ta_marbuta = letters().next_back() == Some('ة');
    for (base, raw_first) in [(Some(whole), letters().next()), (definite, letters().nth(2))] {
        let Some(folded) = base else { continue };
        let shape = Shape { folded, raw_first, ta_marbuta };
        broken_singulars(shape, &mut restored, &mut |singular, _| visit(singular, true));
        // A later word is never the verb of its clause: the words of an expression stand together.
        shared_pattern_singulars(folded, true, &mut restored, &mut |singular| visit(singular, true));
    }
}

/// How a later word of an entry is filed: folded, without its article.
#[must_use]
pub fn agreement_key<'f>(raw: &str, folded: &'f str) -> &'f str {
    match without_al(folded).filter(|_| begins_with_bare_alif(raw)) {
        Some(rest) if !is_stem_without_article(folded) => rest,
        _ => folded,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::arabic::fold::fold;

    #[test]
    fn later_words_agree() {
        let agrees = |entry: &str, written: &str, head_changed: bool| {
            let (entry_folded, folded) = (fold(entry), fold(written));
            let key = agreement_key(entry, entry_folded.text()).to_owned();
            let mut found = false;
            agreement_forms(WrittenWord { raw: written, folded: &folded }, &mut |form, after_change| {
                found |= form == key && (head_changed || !after_change);
            });
            found
        };
        assert!(agrees("أميركي", "الأميركي", false));
        assert!(agrees("أميركي", "الأميركية", true));
        assert!(agrees("دينية", "الديني", true));
        assert!(agrees("إطلاق", "لإطلاق", false));
        assert!(agrees("خارجية", "خارجيتها", false));
        assert!(agrees("قانون", "القوانين", true));
        assert!(agrees("كبير", "كبار", true));
        assert!(!agrees("قانون", "القوانين", false));
        assert!(!agrees("عامة", "عام", false));
        assert!(!agrees("أميركي", "أميركا", true));
    }
}
