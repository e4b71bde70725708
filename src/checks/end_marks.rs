//! Marks at the end of a sentence: a draft ends with one where the source does, and asks where the source asks.
//!
//! Headings, captions and cells are asked for nothing that their Arabic has not; a comma or a dash at the end means that
//! the sentence goes on, which is the translator’s choice.

use super::{Check, Issue, Pair};
use crate::text::Span;

pub const CHECK: Check = Check {
    name: "end-marks",
    title: "Marks at the end",
    help: "A draft without a full stop or question mark where the Arabic has one",
    is_on: true,
    run,
};

const CLOSERS: [char; 12] = ['"', '”', '’', '\'', '»', ')', ']', ' ', '\n', '\u{A0}', '*', '\u{2069}'];

fn run(pair: &Pair<'_>) -> Vec<Issue> {
    issue(pair.source(), pair.draft()).into_iter().collect()
}

fn issue(source: &str, draft: &str) -> Option<Issue> {
    let wanted = last(source)?.1;
    let (end, found) = last(draft)?;
    let end_span = Span::new(end, end + found.len_utf8());
    let is_question = matches!(wanted, '؟' | '?');
    if is_question && matches!(found, '.' | '!') && !draft.contains('?') {
        let said = "The Arabic asks, and the draft does not.".to_owned();
        return Some(Issue::new(&CHECK, "no question", said).in_draft(end_span).fix(end_span, "?"));
    }
    if !is_question && found == '?' && !asks(source) {
        let said = "The draft asks, and the Arabic does not.".to_owned();
        return Some(Issue::new(&CHECK, "question", said).in_draft(end_span));
    }
    let ends = matches!(wanted, '.' | '!' | '؟' | '?' | '…');
    (ends && found.is_alphanumeric()).then(|| {
        let mark = if is_question { "?" } else { "." };
        let trimmed = draft.trim_end().len();
        let said = format!("The draft has no “{mark}” at its end.");
        let issue = Issue::new(&CHECK, "no mark", said);
        // Behind a closing quotation mark or before it: that is for the translator to say.
        let is_bare = end_span.end == trimmed;
        if is_bare { issue.fix(Span::new(trimmed, trimmed), mark) } else { issue }
    })
}

/// The last letter or mark that closes nothing.
fn last(text: &str) -> Option<(usize, char)> {
    text.char_indices().rfind(|(_, letter)| !CLOSERS.contains(letter) && !letter.is_whitespace())
}

/// Whether an Arabic sentence may be a question, whatever it ends with.
fn asks(source: &str) -> bool {
    const WORDS: [&str; 14] =
        ["هل", "لماذا", "كيف", "متى", "أين", "ماذا", "لم", "ما", "من", "كم", "أي", "أ", "أليس", "أفلا"];
    source.contains(['؟', '?'])
        || crate::arabic::words(source).any(|word| {
            let word = word.span.of(source);
            WORDS.contains(&word) || word.strip_prefix(['و', 'ف']).is_some_and(|word| WORDS.contains(&word))
        })
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::{fixed, found};

    fn check(source: &str, draft: &str, expected: &[&str]) {
        assert_eq!(found("end-marks", source, draft), expected, "{draft}");
    }

    #[test]
    fn a_sentence_ends_as_its_source_does() {
        check("وصل الوزير.", "The minister arrived.", &[]);
        check("وصل الوزير.", "The minister arrived", &["| → ."]);
        check("وصل الوزير", "The minister arrived", &[]);
        check("وصل الوزير", "The minister arrived.", &[]);
        check("قال: «وصل».", "“He arrived,” he said", &["| → ."]);
        check("قال: «وصل».", "He said: “He arrived.”", &[]);
        check("قال: «وصل».", "He said: “He arrived”", &["|"]);
        check("وصل الوزير.", "The minister arrived;", &[]);
        check("وقال:", "He said", &[]);
        assert_eq!(fixed("end-marks", "هل وصل؟", "Did he arrive "), "Did he arrive? ");
    }

    #[test]
    fn a_question_stays_one() {
        check("هل وصل الوزير؟", "Did the minister arrive?", &[]);
        check("هل وصل الوزير؟", "Did the minister arrive.", &[".| → ?"]);
        check("وصل الوزير.", "The minister arrived?", &["?|"]);
        check("سأل هل وصل الوزير.", "Did the minister arrive?", &[]);
        check("من رأى أخي؟ كان هنا!", "Who saw my brother? He was here!", &[]);
    }
}
