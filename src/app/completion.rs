//! What the word that is being written may become: the English of the terms of the segment first, then that of
//! the whole article.

use super::{App, Session};
use crate::glossary::{Hit, Kind};
use crate::project::{Edit, SegmentId, Stroke, View};
use crate::text::{find_phrase, in_case_of, prefix_length};
use std::ops::Range;

/// Letters before the terms of the segment are offered; with one, every "a" would offer something.
const LETTERS_FOR_SENTENCE: usize = 2;
/// Letters before those of the rest of the article are.
const LETTERS_FOR_ARTICLE: usize = 3;
pub const MOST_COMPLETIONS: usize = 6;

/// A term that begins like what was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// What stands in the draft when it is taken.
    pub text: String,
    /// What it replaces (`draft_byte`); it ends at the caret.
    pub replaces: Range<usize>,
    /// The source of the term.
    pub arabic: String,
    pub kind: Kind,
    pub in_sentence: bool,
}

/// What [`App`] knows of completing.
#[derive(Default)]
pub(super) struct Completing {
    /// Put away: nothing is offered for the word that begins there.
    dismissed: Option<(SegmentId, usize)>,
}

impl App {
    /// What is offered for the word that is being written in a draft, the best first. Nothing while the caret is
    /// only moved, or when the setting is off.
    #[must_use]
    pub fn completions(&self, segment: SegmentId) -> Vec<Completion> {
        let Some(session) = self.session.as_ref().filter(|_| self.settings.completion) else {
            return Vec::new();
        };
        let Some((draft, caret)) = self.written_now(segment) else { return Vec::new() };
        let completions = session.completions(draft, caret);
        let is_dismissed = |completion: &Completion| {
            self.completing.dismissed == Some((segment, word_start(draft, completion.replaces.end)))
        };
        completions.into_iter().filter(|completion| !is_dismissed(completion)).collect()
    }

    /// Puts a completion in the place of what was written. More may have been typed since it was seen: `text` if it
    /// still fits, else what fits best.
    pub(super) fn complete(&mut self, text: &str) {
        let Some(segment) = self.selected() else { return };
        let mut offered = self.completions(segment);
        let at = offered.iter().position(|completion| completion.text == text).unwrap_or(0);
        if offered.is_empty() {
            return;
        }
        let Completion { text, replaces, .. } = offered.swap_remove(at);
        let Some(session) = &mut self.session else { return };
        let draft = session.selected().map(|segment| segment.draft.as_str()).unwrap_or_default();
        let Some(removed) = draft.get(replaces.clone()) else { return };
        let caret = replaces.start + text.len();
        let edit = session.project.splice_with_status(segment, replaces.start, removed, text);
        session.reveal += 1;
        let after = View { selected: Some(segment), anchor: caret, focus: caret };
        self.edit(&edit, "completing a term", Stroke::Whole, Some(after));
    }

    /// Offers nothing more for the word at the caret.
    pub(super) fn dismiss_completions(&mut self) {
        let Some(segment) = self.selected() else { return };
        let start = self.written_now(segment).map(|(draft, caret)| word_start(draft, caret));
        self.completing.dismissed = start.map(|start| (segment, start));
    }

    /// Fills every empty draft whose sentence is nothing but terms. Returns how many, of how many empty ones.
    pub(super) fn fill_from_glossary(&mut self) -> (usize, usize) {
        let Some(session) = &self.session else { return (0, 0) };
        let filled = session.filled_from_glossary();
        let edits: Vec<Edit> = filled
            .iter()
            .map(|(id, english)| {
                let blank = session.project.segment(*id).map(|segment| segment.draft.clone());
                session.project.splice_with_status(*id, 0, blank.unwrap_or_default(), english)
            })
            .collect();
        let project = &session.project;
        let is_empty =
            |segment: &&crate::project::Segment| segment.is_blank() && project.is_included(segment.block);
        let empty = project.segments.iter().filter(is_empty).count();
        if !edits.is_empty() {
            let selected = filled.iter().find(|(id, _)| project.view.selected == Some(*id));
            let after = selected.map(|(id, english)| View {
                selected: Some(*id),
                anchor: english.len(),
                focus: english.len(),
            });
            self.edit(&Edit::Group(edits), "applying the glossary", Stroke::Whole, after);
        }
        (filled.len(), empty)
    }
}

impl Session {
    fn completions(&self, draft: &str, caret: usize) -> Vec<Completion> {
        let (Some(terms), Some(position)) = (&self.terms, self.selected_position()) else {
            return Vec::new();
        };
        let goes_on =
            draft.get(caret..).and_then(|tail| tail.chars().next()).is_some_and(char::is_alphanumeric);
        let Some(head) = draft.get(..caret).filter(|_| !goes_on) else { return Vec::new() };
        let mut offered: Vec<(bool, Completion)> = Vec::new();
        let mut offer = |hit: &Hit, position: usize, letters: usize, in_sentence: bool| {
            let term = terms.index.term(hit.term);
            let fits = |form: &String| completed(head, form, term.kind, letters).is_some();
            // Which form its place asks for takes a look at the whole article; few terms begin like the word.
            if ![&term.target, &term.first_mention, &term.later_mention].into_iter().any(fits) {
                return;
            }
            let rendering = terms.rendering(&self.project, position, hit);
            for form in std::iter::once(rendering.text).chain(rendering.others) {
                let Some((replaces, text)) = completed(head, form, term.kind, letters) else { continue };
                if offered.iter().all(|(_, other)| other.text != text) {
                    let outside = draft.get(..replaces.start).unwrap_or_default();
                    let is_used = in_sentence && find_phrase(outside, form).next().is_some();
                    let arabic = term.source.clone();
                    let kind = term.kind;
                    offered.push((is_used, Completion { text, replaces, arabic, kind, in_sentence }));
                }
            }
        };
        for (hit, _) in terms.primary(position) {
            offer(hit, position, LETTERS_FOR_SENTENCE, true);
        }
        for hit in terms.of(position).iter().filter(|hit| hit.nested) {
            offer(hit, position, LETTERS_FOR_SENTENCE, true);
        }
        for (hit, elsewhere) in terms.distinct() {
            offer(hit, *elsewhere, LETTERS_FOR_ARTICLE, false);
        }
        // What the sentence still lacks comes before what the draft says already.
        offered.sort_by_key(|(is_used, completion)| (!completion.in_sentence, *is_used));
        offered.truncate(MOST_COMPLETIONS);
        offered.into_iter().map(|(_, completion)| completion).collect()
    }

    /// The empty drafts that the glossary alone can fill, with their English.
    fn filled_from_glossary(&self) -> Vec<(SegmentId, String)> {
        let Some(terms) = &self.terms else { return Vec::new() };
        let segments = self.project.segments.iter().enumerate();
        segments
            .filter(|(_, segment)| segment.is_blank() && self.project.is_included(segment.block))
            .filter_map(|(position, segment)| Some((segment.id, terms.composed(&self.project, position)?)))
            .collect()
    }
}

/// What `form` makes of the end of `head`, if that begins like it, or like a later word of a name: "Pash" is
/// Pashinyan although the name begins with Nikol. At least `letters` letters must be there already.
fn completed(head: &str, form: &str, kind: Kind, letters: usize) -> Option<(Range<usize>, String)> {
    // “Pompeo, the US secretary of state” is no name to call anybody by.
    let is_name = kind != Kind::Term && !form.contains(',');
    let tails = form.char_indices().filter_map(|(at, letter)| {
        let begins = at == 0 || form.get(..at).is_some_and(|before| before.ends_with([' ', '-']));
        (begins && letter.is_alphanumeric() && (at == 0 || is_name && letter.is_uppercase()))
            .then(|| form.get(at..))
            .flatten()
    });
    // A word can only have begun so far back.
    let reach = head.len().saturating_sub(form.len() + 8);
    let starts: Vec<usize> = (reach..head.len()).filter(|at| is_word_start(head, *at)).collect();
    tails.into_iter().find_map(|tail| {
        starts.iter().find_map(|start| {
            let written = head.get(*start..)?;
            let enough = written.chars().filter(|letter| letter.is_alphanumeric()).count() >= letters;
            let begins = prefix_length(tail, written)? < tail.len();
            (enough && begins).then(|| (*start..head.len(), in_case_of(tail, written)))
        })
    })
}

fn is_word_start(text: &str, at: usize) -> bool {
    let (Some(before), Some(after)) = (text.get(..at), text.get(at..)) else { return false };
    after.starts_with(char::is_alphanumeric) && !before.ends_with(char::is_alphanumeric)
}

/// Where the word begins that ends at `caret`.
fn word_start(draft: &str, caret: usize) -> usize {
    let head = draft.get(..caret).unwrap_or_default();
    head.trim_end_matches(char::is_alphanumeric).len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(head: &str, form: &str, kind: Kind) -> Option<(String, String)> {
        let (replaces, text) = completed(head, form, kind, 2)?;
        Some((head.get(replaces)?.to_owned(), text))
    }

    #[expect(clippy::unnecessary_wraps, reason = "to compare with")]
    fn some(replaced: &str, text: &str) -> Option<(String, String)> {
        Some((replaced.to_owned(), text.to_owned()))
    }

    #[test]
    fn a_term_completes_what_begins_like_it() {
        let place = Kind::Place;
        assert_eq!(text("near nag", "Nagorno-Karabakh", place), some("nag", "Nagorno-Karabakh"));
        assert_eq!(text("Nagorno-K", "Nagorno-Karabakh", place), some("Nagorno-K", "Nagorno-Karabakh"));
        assert_eq!(text("the Kara", "Nagorno-Karabakh", place), some("Kara", "Karabakh"));
        assert_eq!(text("n", "Nagorno-Karabakh", place), None, "one letter is too little");
        assert_eq!(text("Nagorno-Karabakh", "Nagorno-Karabakh", place), None, "it is whole");
        assert_eq!(text("Baku", "Ba", place), None);
        assert_eq!(text("anag", "Nagorno-Karabakh", place), None, "in the middle of a word");
    }

    #[test]
    fn a_person_can_be_called_by_a_later_name() {
        assert_eq!(text("said Pash", "Nikol Pashinyan", Kind::Person), some("Pash", "Pashinyan"));
        assert_eq!(text("Nikol Pa", "Nikol Pashinyan", Kind::Person), some("Nikol Pa", "Nikol Pashinyan"));
        assert_eq!(text("mini", "prime minister", Kind::Term), None);
    }

    #[test]
    fn a_capital_that_was_written_stays() {
        assert_eq!(text("Cea", "ceasefire", Kind::Term), some("Cea", "Ceasefire"));
        assert_eq!(text("un", "United Nations", Kind::Organisation), some("un", "United Nations"));
    }

    #[test]
    fn hostile_text_is_no_trouble() {
        for head in ["", "é", "اختبار", "a\u{301}b", "👩‍👩‍👧 Na", "-", "  "] {
            let _ = completed(head, "Naïve – ünit", Kind::Name, 1);
            let _ = completed(head, "", Kind::Name, 0);
        }
    }
}
