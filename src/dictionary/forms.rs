//! The forms under which a written word may stand in a dictionary.

use crate::arabic::article::without_al;
use crate::arabic::{chains, fold};

/// Under what a headword is filed: folded, without article, spaces single.
pub fn key(headword: &str) -> String {
    let folded = fold(headword);
    let words: Vec<&str> = folded.text().split_whitespace().collect();
    let joined = words.join(" ");
    without_al(&joined).filter(|rest| rest.chars().count() > 1).unwrap_or(&joined).to_owned()
}

/// Endings that may be taken off, the longer first: pronouns, duals, plurals, the feminine, the relative.
const ENDINGS: [&str; 17] =
    ["هما", "كما", "تين", "تان", "ات", "ون", "ين", "ان", "ها", "هم", "هن", "نا", "كم", "يه", "ه", "ي", "ا"];
/// Letters that must be left of a word.
const SHORTEST: usize = 3;

/// What to look a word up as, the surest first, each once: as it is; without clitics; without endings.
pub fn forms(word: &str) -> Vec<String> {
    let mut forms: Vec<String> = Vec::new();
    let mut add = |form: String| {
        if !form.is_empty() && !forms.contains(&form) {
            forms.push(form);
        }
    };
    let whole = key(word);
    add(whole);
    let folded = fold(word);
    let folded = folded.text().trim();
    let mut stems: Vec<String> = Vec::new();
    let mut restored = String::new();
    for chain in chains(folded) {
        // لل is ل and the article.
        if chain.restores_article(false, &mut restored) {
            stems.push(key(&restored));
        }
        stems.push(key(chain.rest));
    }
    stems.retain(|stem| stem.chars().count() >= SHORTEST);
    for stem in &stems {
        add(stem.clone());
    }
    for stem in &stems {
        for ending in ENDINGS {
            let Some(bare) = stem.strip_suffix(ending).filter(|bare| bare.chars().count() >= SHORTEST) else {
                continue;
            };
            add(bare.to_owned());
            // ت before a pronoun was ة: حكومتها is حكومة.
            if let Some(noun) = bare.strip_suffix('ت') {
                add(format!("{noun}ه"));
            } else {
                add(format!("{bare}ه"));
            }
        }
    }
    forms
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_looked_up_as_less_and_less() {
        let has = |word: &str, form: &str| {
            let forms = forms(word);
            assert!(forms.iter().any(|found| found == form), "{word}: {forms:?}");
        };
        assert_eq!(forms("كتاب")[0], "كتاب");
        assert_eq!(key("الكِتاب"), "كتاب");
        has("والكتاب", "كتاب");
        has("للكتاب", "كتاب");
        has("حكومتها", "حكومه");
        has("وزيرين", "وزير");
        has("المدرسة", "مدرسه");
        // Nothing is left of short words.
        assert!(forms("في").iter().all(|form| form == "في"));
    }
}
