//! Requests in parts that a service takes: sentences in batches, and a long sentence in pieces.

use super::request::{Request, Sentence, WantedTerm};
use super::service::Limits;
use crate::text::Span;

/// The request as several, each within the limits. What stands around goes with the first and the last.
#[must_use]
pub fn batches(request: &Request, limits: Limits) -> Vec<Request> {
    let mut batches: Vec<Request> = Vec::new();
    let mut characters = 0;
    for sentence in &request.sentences {
        let length = sentence.text.chars().count();
        let has_room = characters + length <= limits.characters;
        // A sentence that must go in pieces goes alone.
        let fits = |batch: &Request| {
            let is_short = |sentence: &Sentence| sentence.text.len() <= limits.bytes_a_sentence;
            batch.sentences.len() < limits.sentences
                && has_room
                && is_short(sentence)
                && batch.sentences.iter().all(is_short)
        };
        match batches.last_mut() {
            Some(batch) if fits(batch) => {
                batch.sentences.push(sentence.clone());
                characters += length;
            }
            _ => {
                batches.push(Request::one(sentence.clone()));
                characters = length;
            }
        }
    }
    if let Some(first) = batches.first_mut() {
        first.before.clone_from(&request.before);
    }
    if let Some(last) = batches.last_mut() {
        last.after.clone_from(&request.after);
    }
    batches
}

/// Marks after which a sentence may be cut.
const CUTS: [char; 7] = ['،', '؛', '؟', '.', '!', ':', ';'];

/// The sentence cut at its marks into pieces of at most `limit` bytes, as few as possible. `None`: some stretch
/// between two marks is longer than that. Nothing is ever cut off.
#[must_use]
pub fn pieces(sentence: &Sentence, limit: usize) -> Option<Vec<Sentence>> {
    let text = sentence.text.as_str();
    let is_cut = |at: usize| {
        // «3.5» and «10:30» are no ends; a mark is one where a space follows.
        text.get(at..).and_then(|rest| rest.chars().next()).is_none_or(char::is_whitespace)
    };
    let marks = text.char_indices().filter(|(_, letter)| CUTS.contains(letter));
    let mut ends: Vec<usize> =
        marks.map(|(at, mark)| at + mark.len_utf8()).filter(|&at| is_cut(at)).collect();
    ends.push(text.len());
    let mut pieces = Vec::new();
    let (mut start, mut last) = (0, 0);
    for end in ends {
        if end - start > limit {
            if last == start {
                return None;
            }
            pieces.push(Span::new(start, last));
            start = last;
            if end - start > limit {
                return None;
            }
        }
        last = end;
    }
    pieces.push(Span::new(start, text.len()));
    Some(
        pieces.into_iter().map(|span| piece(sentence, span)).filter(|piece| !piece.text.is_empty()).collect(),
    )
}

fn piece(sentence: &Sentence, span: Span) -> Sentence {
    let text = span.of(&sentence.text);
    let trimmed = text.trim();
    let start = span.start + (text.len() - text.trim_start().len());
    let inside = Span::new(start, start + trimmed.len());
    let terms = sentence.terms.iter().filter(|term| inside.contains(term.span)).map(|term| WantedTerm {
        span: Span::new(term.span.start - start, term.span.end - start),
        ..term.clone()
    });
    Sentence { text: trimmed.to_owned(), terms: terms.collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn sentence(text: &str) -> Sentence {
        Sentence { text: text.to_owned(), terms: Vec::new() }
    }

    #[test]
    fn batches_keep_to_the_limits() {
        let request = Request {
            sentences: ["أ".repeat(4), "ب".repeat(4), "ت".repeat(4), "ث".repeat(40)]
                .iter()
                .map(|text| sentence(text))
                .collect(),
            before: "قبل".to_owned(),
            after: "بعد".to_owned(),
        };
        let counts = |sentences, characters, bytes_a_sentence| {
            let limits = Limits { sentences, characters, bytes_a_sentence };
            batches(&request, limits).iter().map(|batch| batch.sentences.len()).collect::<Vec<_>>()
        };
        assert_eq!(counts(50, 1_000, usize::MAX), [4]);
        assert_eq!(counts(2, 1_000, usize::MAX), [2, 2]);
        assert_eq!(counts(50, 8, usize::MAX), [2, 1, 1]);
        assert_eq!(counts(50, 1_000, 20), [3, 1]);
        let limits = Limits { sentences: 2, characters: 1_000, bytes_a_sentence: 1_000 };
        let cut = batches(&request, limits);
        assert_eq!((cut[0].before.as_str(), cut[0].after.as_str()), ("قبل", ""));
        assert_eq!((cut[1].before.as_str(), cut[1].after.as_str()), ("", "بعد"));
    }

    #[test]
    fn long_sentences_are_cut_at_their_marks() {
        let text = "وصل الوزير، ثم قال: نعم، 3.5 مليون";
        let start = text.find("نعم").unwrap();
        let term = WantedTerm { span: Span::new(start, start + "نعم".len()), ..WantedTerm::default() };
        let whole = Sentence { text: text.to_owned(), terms: vec![term] };
        let cut = pieces(&whole, 30).unwrap();
        let texts: Vec<_> = cut.iter().map(|piece| piece.text.as_str()).collect();
        assert_eq!(texts, ["وصل الوزير،", "ثم قال: نعم،", "3.5 مليون"]);
        assert_eq!(cut[1].terms[0].span.of(&cut[1].text), "نعم");
        assert_eq!(pieces(&whole, 1_000).unwrap().len(), 1);
        assert_eq!(pieces(&whole, 10), None);
    }

    proptest! {
        #[test]
        fn no_letter_is_lost(text in "[اب،؛. ]{0,60}", limit in 4_usize..60) {
            if let Some(cut) = pieces(&sentence(&text), limit) {
                let squeezed = |text: &str| text.split_whitespace().collect::<String>();
                let joined: String = cut.iter().map(|piece| squeezed(&piece.text)).collect();
                prop_assert_eq!(joined, squeezed(&text));
                prop_assert!(cut.iter().all(|piece| piece.text.len() <= limit));
            }
        }
    }
}
