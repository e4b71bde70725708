//! Whether a suggestion keeps to the glossary, and how to mend it where it does not. Nothing is rewritten silently: a
//! repair is an edit that the user makes with one key.

use super::request::{Sentence, WantedTerm};
use crate::glossary::Kind;
use crate::text::{Span, find_phrase, in_case_of};
use std::ops::Range;

/// How a suggestion renders the terms that its source says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// Each different term once, in the order of the source.
    pub terms: Vec<KeptTerm>,
}

/// One term in a suggestion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptTerm {
    /// In the source (`source_byte`).
    pub source_span: Span,
    pub source: String,
    pub english: String,
    pub rendered: Rendered,
    /// It is missed because only a short form stands there, and the article names it here for the first time.
    pub is_short: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rendered {
    /// As the glossary wants it, here (bytes of the suggestion).
    AsWanted(Span),
    /// In other words, or not at all.
    Missed(Option<Repair>),
}

/// What to put in the place of what stands in a suggestion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repair {
    /// Bytes of the suggestion.
    pub span: Span,
    pub with: String,
}

impl Repair {
    /// The suggestion with the repair made.
    #[must_use]
    pub fn of(&self, suggestion: &str) -> String {
        let mut text = suggestion.to_owned();
        if text.get(self.span.range()).is_some() {
            text.replace_range(self.span.range(), &self.with);
        }
        text
    }
}

impl Kept {
    /// Looks for every term of `sentence` in `suggestion`.
    #[must_use]
    pub fn of(sentence: &Sentence, suggestion: &str) -> Self {
        let mut distinct: Vec<&WantedTerm> = Vec::new();
        for term in &sentence.terms {
            if !distinct.iter().any(|known| known.source == term.source) {
                distinct.push(term);
            }
        }
        let mut places: Vec<Option<Span>> = distinct.iter().map(|term| place_of(term, suggestion)).collect();
        let mut taken: Vec<Span> = places.iter().flatten().copied().collect();
        // Where all full names stand: “Ilham Aliyev” is no mention of Heydar Aliyev.
        for (term, place) in distinct.iter().zip(&mut places).filter(|(term, _)| !term.is_first) {
            if place.is_none() {
                *place = short_place(term, suggestion, &taken);
                taken.extend(*place);
            }
        }
        let mut terms = Vec::with_capacity(distinct.len());
        for (term, place) in distinct.iter().zip(&places) {
            let is_short = place.is_none() && short_place(term, suggestion, &taken).is_some();
            let rendered = place.map_or_else(
                || Rendered::Missed(repair(term, &sentence.text, suggestion, &taken)),
                Rendered::AsWanted,
            );
            if let Rendered::Missed(Some(repair)) = &rendered {
                // What stands for one term does not stand for another.
                taken.push(repair.span);
            }
            terms.push(KeptTerm {
                source_span: term.span,
                source: term.source.clone(),
                english: term.english.clone(),
                rendered,
                is_short,
            });
        }
        Self { terms }
    }

    /// How many terms are as wanted, and how many there are.
    #[must_use]
    pub fn counts(&self) -> (usize, usize) {
        let kept = self.terms.iter().filter(|term| matches!(term.rendered, Rendered::AsWanted(_))).count();
        (kept, self.terms.len())
    }

    /// “glossary 2/3”; empty where the source says no term.
    #[must_use]
    pub fn label(&self) -> String {
        let (kept, all) = self.counts();
        if all == 0 { String::new() } else { format!("glossary {kept}/{all}") }
    }

    /// The terms that are not as wanted.
    pub fn missed(&self) -> impl Iterator<Item = &KeptTerm> {
        self.terms.iter().filter(|term| matches!(term.rendered, Rendered::Missed(_)))
    }

    /// The first repair that is known: what the one key does.
    #[must_use]
    pub fn next_repair(&self) -> Option<&Repair> {
        self.terms.iter().find_map(|term| match &term.rendered {
            Rendered::Missed(repair) => repair.as_ref(),
            Rendered::AsWanted(_) => None,
        })
    }
}

/// Where one of the forms of a term stands. Common expressions may stand in another number, and what ends in -ing as a
/// verb: «قصف» is shelling and shelled.
fn place_of(term: &WantedTerm, text: &str) -> Option<Span> {
    let forms = std::iter::once(&term.english).chain(&term.also);
    for form in forms {
        let form = form.strip_prefix("the ").unwrap_or(form);
        let others = if term.kind == Kind::Term { other_forms(form) } else { Vec::new() };
        for form in std::iter::once(form.to_owned()).chain(others) {
            if let Some(found) = find_phrase(text, &form).next() {
                return Some(span(&found));
            }
        }
    }
    None
}

/// Where a short form of a term stands that is no part of another name.
fn short_place(term: &WantedTerm, text: &str, taken: &[Span]) -> Option<Span> {
    let free = |form: &String| find_phrase(text, form).find(|place| is_free(place, taken));
    term.short.iter().find_map(free).as_ref().map(span)
}

fn is_free(place: &Range<usize>, taken: &[Span]) -> bool {
    !taken.iter().any(|taken| taken.start < place.end && place.start < taken.end)
}

const fn span(range: &Range<usize>) -> Span {
    Span::new(range.start, range.end)
}

/// A common expression in the other number, or as a verb: regular endings only.
fn other_forms(form: &str) -> Vec<String> {
    let mut forms = Vec::new();
    if let Some(stem) = form.strip_suffix("ies") {
        forms.push(format!("{stem}y"));
    }
    for ending in ["es", "s"] {
        forms.extend(form.strip_suffix(ending).map(str::to_owned));
    }
    if let Some(stem) = form.strip_suffix('y') {
        forms.push(format!("{stem}ies"));
    }
    if let Some(stem) = form.strip_suffix("ing") {
        forms.extend(["ed", "s", "", "e", "es"].map(|ending| format!("{stem}{ending}")));
    }
    let is_sibilant = ["s", "x", "ch", "sh"].iter().any(|ending| form.ends_with(ending));
    forms.push(format!("{form}{}", if is_sibilant { "es" } else { "s" }));
    forms.retain(|form| form.chars().count() > 2);
    forms
}

/// What stands for a missed term, as far as that can be told: a rendering that the glossary forbids, the Arabic itself,
/// a name that is spelt much alike, or a short form where the full one is wanted.
fn repair(term: &WantedTerm, source: &str, text: &str, taken: &[Span]) -> Option<Repair> {
    let is_free = |place: &Range<usize>| is_free(place, taken);
    let put = |place: Range<usize>| {
        let with = in_case_of(&term.english, text.get(place.clone()).unwrap_or_default());
        Some(Repair { span: span(&place), with })
    };
    for wrong in &term.forbidden {
        if let Some(place) = find_phrase(text, wrong).find(is_free) {
            return put(place);
        }
    }
    for arabic in [term.span.of(source), term.source.as_str()] {
        if let Some(place) = find_phrase(text, arabic).find(is_free) {
            return Some(Repair { span: span(&place), with: term.english.clone() });
        }
    }
    if term.kind == Kind::Term {
        return None;
    }
    let mut full = std::iter::once(&term.english).chain(&term.also);
    let place = full.find_map(|form| alike(form, text, &is_free));
    place.or_else(|| short_place(term, text, taken).map(Span::range)).and_then(put)
}

/// How alike a name must be spelt to be taken for the wanted one, 0 to 1.
const ALIKE: f64 = 0.62;

/// The words of `text` that are spelt most like `name`.
fn alike(name: &str, text: &str, is_free: &impl Fn(&Range<usize>) -> bool) -> Option<Range<usize>> {
    let words = words(text);
    let length = name.split_whitespace().count();
    let wanted = name.to_lowercase();
    let mut best: Option<(f64, Range<usize>)> = None;
    for count in length.saturating_sub(1).max(1)..=length + 1 {
        for run in words.windows(count) {
            let (Some(first), Some(last)) = (run.first(), run.last()) else { continue };
            let place = first.start..last.end;
            let written = text.get(place.clone()).unwrap_or_default();
            let is_name = |word: &Range<usize>| {
                text.get(word.clone()).and_then(|word| word.chars().next()).is_some_and(char::is_uppercase)
            };
            if !(is_name(first) && is_name(last) && is_free(&place)) {
                continue;
            }
            let likeness = strsim::normalized_damerau_levenshtein(&wanted, &written.to_lowercase());
            if likeness >= ALIKE && best.as_ref().is_none_or(|(most, _)| likeness > *most) {
                best = Some((likeness, place));
            }
        }
    }
    best.map(|(_, place)| place)
}

/// Words with hyphens and apostrophes inside, without the genitive's ending.
fn words(text: &str) -> Vec<Range<usize>> {
    let in_word = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '\'' | '’');
    let mut words = Vec::new();
    let mut start = None;
    for (at, letter) in text.char_indices().chain([(text.len(), ' ')]) {
        match (in_word(letter), start) {
            (true, None) => start = Some(at),
            (false, Some(begin)) => {
                let word = text.get(begin..at).unwrap_or_default();
                let bare = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word);
                let bare = bare.trim_end_matches(['-', '\'', '’']);
                if !bare.is_empty() {
                    words.push(begin..begin + bare.len());
                }
                start = None;
            }
            _ => {}
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn term(source: &str, english: &str, kind: Kind) -> WantedTerm {
        WantedTerm { source: source.to_owned(), english: english.to_owned(), kind, ..WantedTerm::default() }
    }

    fn sentence(text: &str, terms: &[WantedTerm]) -> Sentence {
        let placed = terms.iter().map(|term| {
            let start = text.find(&term.source).unwrap();
            WantedTerm { span: Span::new(start, start + term.source.len()), ..term.clone() }
        });
        Sentence { text: text.to_owned(), terms: placed.collect() }
    }

    /// The label, and the suggestion after every repair that is known.
    fn check(terms: &[WantedTerm], suggestion: &str) -> (String, String) {
        let source = terms.iter().map(|term| term.source.as_str()).collect::<Vec<_>>().join(" و ");
        let sentence = sentence(&source, terms);
        let label = Kept::of(&sentence, suggestion).label();
        let mut text = suggestion.to_owned();
        while let Some(repair) = Kept::of(&sentence, &text).next_repair().cloned() {
            let mended = repair.of(&text);
            assert_ne!(mended, text, "a repair changes something");
            text = mended;
        }
        (label, text)
    }

    #[test]
    fn kept_terms_are_counted_whatever_their_case_and_number() {
        let terms = [
            term("باكو", "Baku", Kind::Place),
            term("صاروخ", "missile", Kind::Term),
            term("الجيش", "the army", Kind::Term),
            term("قصف", "shelling", Kind::Term),
        ];
        let text = "BAKU's missiles hit an Army post, and shelled it";
        assert_eq!(check(&terms, text), ("glossary 4/4".to_owned(), text.to_owned()));
        assert_eq!(check(&[], "anything").0, "");
    }

    #[test]
    fn a_name_that_is_spelt_otherwise_is_put_right() {
        let terms = [term("إلهام علييف", "Ilham Aliyev", Kind::Person), term("كنجة", "Ganja", Kind::Place)];
        let (label, mended) = check(&terms, "Ilham Aliev’s visit to Gandja ended.");
        assert_eq!(label, "glossary 0/2");
        assert_eq!(mended, "Ilham Aliyev’s visit to Ganja ended.");
    }

    #[test]
    fn forbidden_words_and_arabic_left_standing_are_put_right() {
        let mut artsakh = term("قره باغ", "Karabakh", Kind::Place);
        artsakh.forbidden = vec!["Artsakh".to_owned()];
        assert_eq!(
            check(&[artsakh], "In Artsakh it rains"),
            ("glossary 0/1".into(), "In Karabakh it rains".into())
        );
        let hamas = term("حماس", "Hamas", Kind::Organisation);
        assert_eq!(check(&[hamas], "A leader of حماس said").1, "A leader of Hamas said");
        let mut trench = term("خندق", "trench", Kind::Term);
        trench.forbidden = vec!["ditch".to_owned()];
        assert_eq!(check(&[trench], "Ditches and a ditch").1, "Ditches and a trench");
    }

    #[test]
    fn where_nothing_is_alike_nothing_is_guessed() {
        let terms = [term("باكو", "Baku", Kind::Place), term("هدنة", "truce", Kind::Term)];
        let text = "The delegation agreed on a ceasefire in Yerevan.";
        assert_eq!(check(&terms, text), ("glossary 0/2".to_owned(), text.to_owned()));
    }

    #[test]
    fn one_name_does_not_stand_for_two() {
        let terms = [term("علييف", "Aliyev", Kind::Person), term("علييفا", "Aliyeva", Kind::Person)];
        let text = "Aliyeva spoke.";
        let sentence = sentence("علييف و علييفا", &terms);
        let kept = Kept::of(&sentence, text);
        assert_eq!(kept.counts(), (1, 2));
        assert_eq!(kept.missed().next().unwrap().english, "Aliyev");
        assert_eq!(kept.next_repair(), None);
    }

    #[test]
    fn other_forms_count_as_kept() {
        let mut pompeo = term("بومبيو", "Mike Pompeo, the US secretary of state", Kind::Person);
        pompeo.also = vec!["Pompeo".to_owned()];
        assert_eq!(check(&[pompeo], "Pompeo left").0, "glossary 1/1");
    }
}
