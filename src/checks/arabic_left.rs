//! Arabic that was left in the draft: words, digits and marks.

use super::figures::numbers;
use super::letters::western;
use super::{Check, Issue, Pair, arabic};
use crate::text::{Span, find_phrase};

pub const CHECK: Check = Check {
    name: "arabic-left",
    title: "Arabic in the draft",
    help: "Arabic words, digits and marks that were left standing",
    is_on: true,
    run,
};

fn run(pair: &Pair<'_>) -> Vec<Issue> {
    let draft = pair.draft();
    if draft.is_ascii() {
        return Vec::new();
    }
    let mut found: Vec<Issue> = words(draft).into_iter().map(|span| word(pair, span)).collect();
    for number in numbers(draft) {
        let written = number.span.of(draft);
        let ours: String = written.chars().map(western).collect();
        if ours != written {
            let said = format!("English writes {ours}.");
            found.push(Issue::new(&CHECK, written, said).in_draft(number.span).fix(number.span, ours));
        }
    }
    for (at, sign) in draft.char_indices().filter(|(_, letter)| matches!(letter, '،' | '؛' | '؟' | '٪')) {
        let span = Span::new(at, at + sign.len_utf8());
        let ours = western(sign);
        let said = format!("English writes “{ours}”.");
        // Between digits it belongs to the number.
        if !found.iter().any(|issue| issue.draft.is_some_and(|place| place.contains(span))) {
            found.push(Issue::new(&CHECK, &sign.to_string(), said).in_draft(span).fix(span, ours));
        }
    }
    found
}

fn word(pair: &Pair<'_>, span: Span) -> Issue {
    let (source, written) = (pair.source(), span.of(pair.draft()));
    let said = format!("{} is Arabic.", arabic(written));
    let issue = Issue::new(&CHECK, written, said).in_draft(span);
    let term =
        pair.sentence().terms.iter().find(|term| term.span.of(source) == written || term.source == written);
    let issue = match term {
        Some(term) => issue.fix(span, term.english.clone()),
        None => issue,
    };
    match find_phrase(source, written).next() {
        Some(place) => issue.in_source(Span::new(place.start, place.end)),
        None => issue,
    }
}

/// Runs of Arabic words.
fn words(draft: &str) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    let mut is_joined = false;
    for (at, letter) in draft.char_indices() {
        if is_arabic(letter) {
            let end = at + letter.len_utf8();
            match found.last_mut().filter(|_| is_joined) {
                Some(last) => last.end = end,
                None => found.push(Span::new(at, end)),
            }
            is_joined = true;
        } else if letter != ' ' && !is_mark(letter) {
            is_joined = false;
        }
    }
    found
}

fn is_arabic(letter: char) -> bool {
    let is_ours = matches!(letter, '\u{620}'..='\u{64A}' | '\u{66E}'..='\u{6D3}' | '\u{750}'..='\u{77F}' | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}');
    is_ours && letter.is_alphabetic()
}

/// Vowel signs, and the marks of direction that stand around Arabic.
const fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{64B}'..='\u{65F}' | '\u{670}' | '\u{640}' | '\u{200E}' | '\u{200F}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::{Desk, fixed, found, shown};
    use crate::glossary::Term;

    #[test]
    fn what_was_left_standing_is_marked() {
        let check = |draft: &str, expected: &[&str]| {
            assert_eq!(found("arabic-left", "في قره باغ", draft), expected, "{draft}");
        };
        check("In Karabakh – “so”", &[]);
        check("In قره باغ so", &["قره باغ|قره باغ"]);
        check("the year ٢٠٢٠, so؟", &["٢٠٢٠| → 2020", "؟| → ?"]);
        assert_eq!(fixed("arabic-left", "", "١٬٢٠٠٫٥، ٢٠٪؟"), "1,200.5, 20%?");
    }

    #[test]
    fn a_term_that_was_left_standing_is_put_right() {
        let hamas = Term { source: "حماس".to_owned(), target: "Hamas".to_owned(), ..Term::default() };
        let desk = Desk::new("قالت حماس", "A leader of حماس said").with_terms([hamas]);
        let shown = shown(&desk.issues_of("arabic-left"), "قالت حماس", "A leader of حماس said");
        assert_eq!(shown, ["حماس|حماس → Hamas"]);
    }
}
