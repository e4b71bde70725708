//! The English of a sentence that is nothing but terms: a heading, an item of a list, a caption of names.
//!
//! It is composed only where the order of the words cannot go wrong: terms between marks and figures, joined by
//! و, and a title before a person's name. Where any other word or clitic stands, there is no answer.

use super::term::{Hit, Kind, Term};
use super::titles::kind_by_title;
use crate::arabic::letters::{Class, class};
use crate::text::{Span, with_capital};

/// What one term is written as, and what it is.
#[derive(Clone, Copy, Debug)]
pub struct Piece<'t> {
    pub span: Span,
    pub clitic: Span,
    pub term: &'t Term,
    pub english: &'t str,
}

impl<'t> Piece<'t> {
    #[must_use]
    pub const fn new(hit: &Hit, term: &'t Term, english: &'t str) -> Self {
        Self { span: hit.span, clitic: hit.clitic, term, english }
    }
}

/// The English of `sentence`, whose terms are `pieces`, in order and apart. `None` when it holds anything that
/// they, marks and figures do not cover.
#[must_use]
pub fn compose(sentence: &str, pieces: &[Piece<'_>]) -> Option<String> {
    let mut english = String::new();
    let mut end = 0;
    let mut before: Option<&Piece<'_>> = None;
    for piece in pieces {
        let start = if piece.clitic.is_empty() { piece.span.start } else { piece.clitic.start };
        let between = sentence.get(end..start)?;
        let joined = match piece.clitic.of(sentence) {
            "" => false,
            // A sentence that begins with "and" follows one we do not see.
            "و" if before.is_some() => true,
            _ => return None,
        };
        let adjacent = between.trim().is_empty() && before.is_some();
        if joined {
            if adjacent {
                english.push(' ');
            } else {
                push_between(between, &mut english)?;
            }
            english.push_str("and ");
            english.push_str(piece.english);
        } else if adjacent {
            let title = before.filter(|title| is_title(title.term) && piece.term.kind == Kind::Person)?;
            english.truncate(english.len().checked_sub(title.english.len())?);
            english.push_str(&capitalised(title.english));
            english.push(' ');
            english.push_str(piece.english);
        } else {
            push_between(between, &mut english)?;
            english.push_str(piece.english);
        }
        end = piece.span.end;
        before = Some(piece);
    }
    before?;
    push_between(sentence.get(end..)?, &mut english)?;
    Some(with_capital(english.trim()))
}

/// Marks and figures, in English; `None` when there is a word among them, or a tatweel by itself, which may be a dash.
fn push_between(between: &str, english: &mut String) -> Option<()> {
    for letter in between.chars() {
        match letter {
            '،' | '٬' => english.push(','),
            '؛' => english.push(';'),
            '؟' => english.push('?'),
            '«' => english.push('“'),
            '»' => english.push('”'),
            '٪' => english.push('%'),
            '٫' => english.push('.'),
            letter if digit_of(letter).is_some() => english.extend(digit_of(letter)),
            letter if letter.is_alphanumeric() => return None,
            letter if class(letter) == Class::Control => {}
            letter if letter.is_whitespace() => {
                if !english.is_empty() && !english.ends_with(' ') {
                    english.push(' ');
                }
            }
            letter => english.push(letter),
        }
    }
    Some(())
}

/// The digit that Arabic-Indic, Persian and European digits stand for.
fn digit_of(letter: char) -> Option<char> {
    let value = match letter {
        '0'..='9' => u32::from(letter) - u32::from('0'),
        '٠'..='٩' => u32::from(letter) - u32::from('٠'),
        '۰'..='۹' => u32::from(letter) - u32::from('۰'),
        _ => return None,
    };
    char::from_digit(value, 10)
}

/// An office that stands before a name: its English is a common noun.
fn is_title(term: &Term) -> bool {
    term.kind == Kind::Term && kind_by_title(&term.source) == Some(Kind::Person)
}

/// "prime minister" before a name: "Prime Minister".
fn capitalised(title: &str) -> String {
    let small = ["of", "the", "and", "for", "to", "in"];
    let words = title.split(' ');
    words
        .map(|word| if small.contains(&word) { word.to_owned() } else { with_capital(word) })
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::glossary::Index;

    fn composed(sentence: &str) -> Option<String> {
        let term = |source: &str, target: &str, kind| Term {
            source: source.to_owned(),
            target: target.to_owned(),
            kind,
            ..Term::default()
        };
        let index = Index::build([
            term("باكو", "Baku", Kind::Place),
            term("يريفان", "Yerevan", Kind::Place),
            term("رئيس الوزراء", "prime minister", Kind::Term),
            term("نيكول باشينيان", "Nikol Pashinyan", Kind::Person),
            term("سبتمبر", "September", Kind::Term),
            term("اغتيال", "assassination", Kind::Term),
            term("وزارة الدفاع", "Defence Ministry", Kind::Organisation),
        ]);
        let hits = index.find(sentence);
        let pieces: Vec<_> = hits
            .iter()
            .filter(|hit| !hit.nested)
            .map(|hit| Piece::new(hit, index.term(hit.term), &index.term(hit.term).target))
            .collect();
        compose(sentence, &pieces)
    }

    #[test]
    fn nothing_but_terms_has_an_english() {
        let english = |sentence| composed(sentence).unwrap();
        assert_eq!(english("باكو"), "Baku");
        assert_eq!(english(" باكو، يريفان "), "Baku, Yerevan");
        assert_eq!(english("باكو ويريفان"), "Baku and Yerevan");
        assert_eq!(english("باكو، ويريفان؟"), "Baku, and Yerevan?");
        assert_eq!(english("باكو - ٢٧ سبتمبر ٢٠٢٠"), "Baku - 27 September 2020");
        assert_eq!(english("رئيس الوزراء نيكول باشينيان:"), "Prime Minister Nikol Pashinyan:");
        assert_eq!(english("رئيس الوزراء"), "Prime minister");
        assert_eq!(english("«باكو»"), "“Baku”");
        assert_eq!(english("\u{200F}باكو\u{200F}، \u{2067}يريفان\u{2069}"), "Baku, Yerevan");
    }

    #[test]
    fn anything_else_has_none() {
        for sentence in [
            "",
            "2020",
            "وصل إلى باكو",
            "في باكو",
            "باكو اليوم",
            "باكو ـ يريفان",
            "ويريفان",
            "لباكو",
            "باكو وبيريفان",
            // "The defence ministry of Yerevan": English would have it the other way round.
            "وزارة الدفاع يريفان",
            "نيكول باشينيان رئيس الوزراء",
            "اغتيال نيكول باشينيان",
        ] {
            assert_eq!(composed(sentence), None, "{sentence}");
        }
    }
}
