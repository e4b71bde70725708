//! Quotation marks and brackets: what the source quotes has to be a quotation in the draft too, and what the draft opens it
//! closes.
//!
//! Arabic puts names of papers and movements between marks, and English does not: only a quotation of several words is
//! asked for.

use super::{Check, Issue, Pair, quoted};
use crate::text::Span;

pub const CHECK: Check = Check {
    name: "quotations",
    title: "Quotations and brackets",
    help: "A quotation that the draft does not mark, and marks and brackets that are opened and not closed",
    is_on: true,
    run,
};

/// Words of the shortest quotation that is asked for.
const SHORTEST: usize = 4;

fn run(pair: &Pair<'_>) -> Vec<Issue> {
    let (source, draft) = (pair.source(), pair.draft());
    let mut found: Vec<Issue> = lost(source, draft).into_iter().collect();
    let of_source = open_marks(source);
    for (sign, at) in open_marks(draft) {
        // A quotation that goes on in the next sentence is open in both.
        if of_source.iter().any(|(other, _)| family(*other) == family(sign)) {
            continue;
        }
        let span = Span::new(at, at + sign.len_utf8());
        let what = if matches!(sign, ')' | ']' | '”' | '»') { "is not opened" } else { "is not closed" };
        let said = format!("The {} here {what}.", name(sign));
        found.push(Issue::new(&CHECK, &format!("{sign} {what}"), said).in_draft(span));
    }
    found
}

/// A quotation of the source where the draft has no mark at all.
fn lost(source: &str, draft: &str) -> Option<Issue> {
    if draft.contains(['"', '“', '”', '«', '»', '„', '‟']) || has_single_quotes(draft) {
        return None;
    }
    let (start, open) = source.char_indices().find(|(_, letter)| matches!(letter, '«' | '"' | '“' | '”'))?;
    let rest = source.get(start + open.len_utf8()..)?;
    let length = rest.find(['»', '"', '”', '“'])?;
    let inside = rest.get(..length)?;
    let end = start + open.len_utf8() + length + rest.get(length..)?.chars().next()?.len_utf8();
    (inside.split_whitespace().count() >= SHORTEST).then(|| {
        let said = format!("The quotation {} is none in the draft.", quoted(inside));
        let about = format!("lost {}", inside.chars().take(40).collect::<String>());
        Issue::new(&CHECK, &about, said).in_source(Span::new(start, end))
    })
}

/// ‘so’ or 'so', not an apostrophe.
fn has_single_quotes(draft: &str) -> bool {
    let mut before = None;
    draft.chars().any(|letter| {
        let opens =
            matches!(letter, '‘' | '\'') && before.is_none_or(|before: char| !before.is_alphanumeric());
        before = Some(letter);
        opens
    })
}

/// The marks that have no partner, with their places.
fn open_marks(text: &str) -> Vec<(char, usize)> {
    let mut open: Vec<(char, usize)> = Vec::new();
    let mut alone = Vec::new();
    let mut straight: Vec<usize> = Vec::new();
    let mut before = ' ';
    for (at, sign) in text.char_indices() {
        match sign {
            '(' | '[' | '“' | '«' => open.push((sign, at)),
            '„' => open.push(('“', at)),
            // German and Arabic close with the mark that opens in English.
            ')' | ']' | '”' | '»' => {
                match open.iter().rposition(|(other, _)| family(*other) == family(sign)) {
                    Some(place) => {
                        open.remove(place);
                    }
                    // “a)” and “1)” begin items; a smile is none.
                    None if sign == ')' && (is_item(text, at) || before == ':') => {}
                    None => alone.push((sign, at)),
                }
            }
            // Inches and minutes.
            '"' if before.is_ascii_digit() && straight.len().is_multiple_of(2) => {}
            '"' => straight.push(at),
            _ => {}
        }
        before = sign;
    }
    if !straight.len().is_multiple_of(2) {
        alone.extend(straight.last().map(|at| ('"', *at)));
    }
    alone.extend(open);
    alone
}

/// Whether nothing but a letter or a number stands before the bracket since the last space.
fn is_item(text: &str, bracket: usize) -> bool {
    let before = text.get(..bracket).unwrap_or_default();
    let word = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    let is_number = word.chars().all(char::is_numeric);
    !word.is_empty() && (word.chars().count() == 1 || is_number)
}

const fn family(sign: char) -> u8 {
    match sign {
        '(' | ')' => 0,
        '[' | ']' => 1,
        // The two languages use different marks for the same.
        _ => 2,
    }
}

const fn name(sign: char) -> &'static str {
    match sign {
        '(' | ')' => "bracket",
        '[' | ']' => "square bracket",
        _ => "quotation mark",
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::found;

    fn check(source: &str, draft: &str, expected: &[&str]) {
        assert_eq!(found("quotations", source, draft), expected, "{draft}");
    }

    #[test]
    fn a_quotation_stays_one() {
        let source = "وقال: «النص واضح في مواعيد الانسحاب».";
        check(source, "“The text is clear,” he said.", &[]);
        check(source, "\"The text is clear,\" he said.", &[]);
        check(source, "‘The text is clear,’ he said.", &[]);
        check(source, "The text isn’t clear, he said.", &["|«النص واضح في مواعيد الانسحاب»"]);
        // A name between marks.
        check("حركة «حماس» قالت", "Hamas said", &[]);
    }

    #[test]
    fn what_is_opened_is_closed() {
        check("نص", "a (text) [so] “and” \"so\"", &[]);
        check("نص", "a (text", &["(|"]);
        check("نص", "a text)", &[")|"]);
        check("نص", "“a text", &["“|"]);
        check("نص", "\"a text", &["\"|"]);
        check("نص", "a) first, 2) second, 6\" wide", &[]);
        // It goes on in the next sentence.
        check("قال: «نعم. ", "He said: “Yes.", &[]);
        check("ونعم».", "And yes.”", &[]);
    }
}
