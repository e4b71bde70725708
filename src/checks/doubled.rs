//! Words and spaces that stand twice, and a space before a mark.

use super::letters::Letters;
use super::{Check, Issue, Pair, quoted};
use crate::text::Span;

pub const CHECK: Check = Check {
    name: "doubled",
    title: "Doubled words and spaces",
    help: "A word or a space that stands twice, and a space before a comma or a full stop",
    is_on: true,
    run,
};

/// What English says twice.
const TWICE: [&str; 9] = ["had", "that", "very", "so", "no", "ha", "bye", "many", "far"];

fn run(pair: &Pair<'_>) -> Vec<Issue> {
    let draft = pair.draft();
    let words = Letters::of(draft).words;
    let mut found = Vec::new();
    for (one, other) in words.iter().zip(words.iter().skip(1)) {
        let between = Span::new(one.span.end, other.span.start).of(draft);
        let is_word = one.text.chars().all(char::is_alphabetic) && !TWICE.contains(&one.text.as_str());
        let is_blank = !between.is_empty() && between.chars().all(char::is_whitespace);
        // “Sirhan Sirhan” is a name.
        if one.text == other.text && is_word && is_blank && !other.is_capital {
            let span = Span::new(one.span.end, other.span.end);
            let said = format!("{} stands twice.", quoted(&one.text));
            found.push(Issue::new(&CHECK, &one.text, said).in_draft(other.span).fix(span, ""));
        }
    }
    found.extend(spaces(draft));
    found
}

/// Two spaces inside a line, and one before a mark.
fn spaces(draft: &str) -> Vec<Issue> {
    let mut found = Vec::new();
    let mut start = None;
    for (at, letter) in draft.char_indices() {
        if letter == ' ' {
            start.get_or_insert(at);
            continue;
        }
        let Some(begin) = start.take() else { continue };
        let span = Span::new(begin, at);
        // With what stands behind it, because nobody sees a space that is marked.
        let shown = Span::new(begin, at + letter.len_utf8());
        let begins_line = draft.get(..begin).is_none_or(|head| head.is_empty() || head.ends_with('\n'));
        let behind = draft.get(at + letter.len_utf8()..).and_then(|tail| tail.chars().next());
        let is_mark = matches!(letter, ',' | ';' | ':' | '!' | '?')
            || letter == '.' && behind.is_none_or(char::is_whitespace);
        let ends = behind.is_none_or(|behind| behind.is_whitespace() || matches!(behind, '"' | '”'));
        if begins_line {
        } else if is_mark && ends {
            let said = format!("A space stands before “{letter}”.");
            found.push(Issue::new(&CHECK, &format!("space {letter}"), said).in_draft(shown).fix(span, ""));
        } else if span.len() > 1 && letter != '\n' {
            let said = "Two spaces stand here.".to_owned();
            found.push(Issue::new(&CHECK, "spaces", said).in_draft(shown).fix(span, " "));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::{fixed, found};

    fn check(draft: &str, expected: &[&str]) {
        assert_eq!(found("doubled", "نص", draft), expected, "{draft}");
    }

    #[test]
    fn what_stands_twice_is_marked() {
        check("The the end", &["the| → "]);
        check("a  text", &["  t| →  "]);
        check("a text , so .", &[" ,| → ", " .| → "]);
        assert_eq!(fixed("doubled", "نص", "It is in  in the the text ."), "It is in the text.");
    }

    #[test]
    fn what_english_says_twice_is_no_mistake() {
        check("He had had it; Sirhan Sirhan; so so, very very far, far away", &[]);
        check("a, a b\n  indented  \n and .NET or ... so", &[]);
        check("trailing  ", &[]);
        check("what it is, is this", &[]);
    }
}
