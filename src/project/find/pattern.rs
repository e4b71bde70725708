//! A query made ready: finds its stretches of a text, and says what is to be written for one.

use super::Query;
use crate::arabic::fold::{Folded, FoldedByte};
use regex::{Regex, RegexBuilder};
use std::ops::Range;
use unicode_normalization::char::is_combining_mark;

/// Bytes; nobody types more, and what was pasted by mistake is refused.
pub const LONGEST_QUERY: usize = 2_000;
/// Bytes that an expression may take once it is compiled.
const LARGEST_REGEX: usize = 1 << 20;
/// Bytes of its cache while it searches.
const LARGEST_CACHE: usize = 2 << 20;

/// Ready to search any number of texts.
#[derive(Clone, Debug)]
pub struct Pattern {
    matcher: Matcher,
    whole_word: bool,
}

#[derive(Clone, Debug)]
enum Matcher {
    /// Letter by letter.
    Exact(String),
    /// Text that is folded, as what is searched is.
    Folded(String),
    Regex(Regex),
}

/// Why a query or what is to be written cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PatternError {
    #[error("nothing is looked for")]
    Empty,
    #[error("it is longer than {LONGEST_QUERY} bytes")]
    TooLong,
    #[error("{0}")]
    Invalid(String),
    #[error("the expression is too large; use smaller repetitions")]
    TooLarge,
    #[error(
        "the expression has no group “{0}”; a dollar sign is written $$, and a letter behind a number ${{1}}a"
    )]
    NoGroup(String),
}

impl Pattern {
    /// # Errors
    /// The query is empty, too long, or no regular expression.
    pub fn new(query: &Query) -> Result<Self, PatternError> {
        if query.text.is_empty() {
            return Err(PatternError::Empty);
        }
        if query.text.len() > LONGEST_QUERY {
            return Err(PatternError::TooLong);
        }
        let matcher = if query.regex {
            Matcher::Regex(compile(query)?)
        } else {
            let mut folded = Folded::default();
            folded.refill(&query.text);
            // Of a vowel sign alone nothing is left.
            if query.match_case || folded.text().is_empty() {
                Matcher::Exact(query.text.clone())
            } else {
                Matcher::Folded(folded.text().to_owned())
            }
        };
        Ok(Self { matcher, whole_word: query.whole_word })
    }

    /// Where it stands in `text` (bytes), in order and apart; never an empty stretch. `scratch` is memory to fold in.
    #[must_use]
    pub fn find(&self, text: &str, scratch: &mut Folded) -> Vec<Range<usize>> {
        let is_wanted =
            |range: &Range<usize>| !range.is_empty() && (!self.whole_word || is_whole(text, range));
        match &self.matcher {
            Matcher::Exact(wanted) => {
                let found = text.match_indices(wanted.as_str()).map(|(at, _)| at..at + wanted.len());
                found.filter(is_wanted).collect()
            }
            Matcher::Folded(wanted) => {
                scratch.refill(text);
                let mut end = 0;
                let spans = scratch.text().match_indices(wanted.as_str()).map(|(at, _)| {
                    scratch.source_span(FoldedByte(at), FoldedByte(at + wanted.len())).range()
                });
                // Two hits may share a ligature.
                spans
                    .filter(is_wanted)
                    .filter(|range| {
                        let is_apart = range.start >= end;
                        end = end.max(range.end);
                        is_apart
                    })
                    .collect()
            }
            Matcher::Regex(regex) => {
                regex.find_iter(text).map(|found| found.range()).filter(is_wanted).collect()
            }
        }
    }

    /// What takes the place of a hit of `text`: `template` as it is, or with the groups of a regular expression in it:
    /// `$1`, `${name}`, `$$` for a dollar sign.
    #[must_use]
    pub fn replacement(&self, text: &str, hit: &Range<usize>, template: &str) -> String {
        let Matcher::Regex(regex) = &self.matcher else { return template.to_owned() };
        let mut written = String::new();
        match regex.captures_at(text, hit.start) {
            Some(groups) => groups.expand(template, &mut written),
            None => written.push_str(template),
        }
        written
    }

    /// # Errors
    /// `template` names a group that the expression does not have: the crate would write nothing for it.
    pub fn check_template(&self, template: &str) -> Result<(), PatternError> {
        let Matcher::Regex(regex) = &self.matcher else { return Ok(()) };
        let is_known = |name: &str| match name.parse::<usize>() {
            Ok(number) => number < regex.captures_len(),
            Err(_) => regex.capture_names().flatten().any(|known| known == name),
        };
        match groups_of(template).into_iter().find(|name| !is_known(name)) {
            Some(name) => Err(PatternError::NoGroup(name.to_owned())),
            None => Ok(()),
        }
    }
}

fn compile(query: &Query) -> Result<Regex, PatternError> {
    let built = RegexBuilder::new(&query.text)
        .case_insensitive(!query.match_case)
        .multi_line(true)
        .size_limit(LARGEST_REGEX)
        .dfa_size_limit(LARGEST_CACHE)
        .build();
    built.map_err(|error| match error {
        regex::Error::CompiledTooBig(_) => PatternError::TooLarge,
        // It draws the expression with a sign below the place, and says what is wrong in its last line.
        error => {
            let said = error.to_string();
            let last = said.lines().next_back().unwrap_or_default();
            PatternError::Invalid(last.trim_start_matches("error: ").to_owned())
        }
    })
}

/// The names of the groups in a template, by the rules of [`regex::Captures::expand`].
fn groups_of(template: &str) -> Vec<&str> {
    let mut names = Vec::new();
    let mut rest = template;
    while let Some((_, tail)) = rest.split_once('$') {
        if let Some(tail) = tail.strip_prefix('$') {
            rest = tail;
        } else if let Some((name, tail)) = tail.strip_prefix('{').and_then(|tail| tail.split_once('}')) {
            names.push(name);
            rest = tail;
        } else {
            let is_of_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
            let end = tail.find(|c: char| !is_of_name(c)).unwrap_or(tail.len());
            names.extend(tail.get(..end).filter(|name| !name.is_empty()));
            rest = tail.get(end..).unwrap_or_default();
        }
    }
    names
}

/// Neither end cuts a word in two.
fn is_whole(text: &str, range: &Range<usize>) -> bool {
    let hit = text.get(range.clone()).unwrap_or_default();
    let before = text.get(..range.start).and_then(|head| head.chars().next_back());
    let after = text.get(range.end..).and_then(|tail| tail.chars().next());
    let joins =
        |one: Option<char>, other: Option<char>| one.is_some_and(is_of_word) && other.is_some_and(is_of_word);
    !joins(before, hit.chars().next()) && !joins(hit.chars().next_back(), after)
}

fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c) || matches!(c, '_' | 'ـ' | '\u{200C}' | '\u{200D}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn plain(text: &str) -> Query {
        Query { text: text.to_owned(), ..Query::default() }
    }

    fn regex(text: &str) -> Query {
        Query { regex: true, ..plain(text) }
    }

    /// `⟦…⟧` marks what is found.
    #[track_caller]
    fn check(query: &Query, marked: &str) {
        let text = marked.replace(['⟦', '⟧'], "");
        let found = Pattern::new(query).unwrap().find(&text, &mut Folded::default());
        let mut shown = text.clone();
        for range in found.iter().rev() {
            shown.insert(range.end, '⟧');
            shown.insert(range.start, '⟦');
        }
        assert_eq!(shown, marked, "{query:?}");
    }

    #[test]
    fn arabic_spellings_meet_as_in_the_glossary() {
        check(&plain("اذربيجان"), "في ⟦أذربيجان⟧ و⟦أَذْرَبيجـــان⟧");
        check(&plain("قناه"), "⟦قناة⟧ الجزيرة");
        check(&plain("مبنى"), "⟦مبني⟧ و⟦مبنى⟧");
        check(&plain("لاتشين"), "⟦ﻻﺗﺸﻴﻦ⟧");
        check(&plain("25"), "عام ٢٠⟦٢٥⟧");
        check(&plain("figaro"), "Le ⟦Figaró⟧");
    }

    #[test]
    fn matching_case_is_letter_by_letter() {
        let exact = |text| Query { match_case: true, ..plain(text) };
        check(&exact("Baku"), "⟦Baku⟧, BAKU, baku");
        check(&exact("أذربيجان"), "اذربيجان ⟦أذربيجان⟧");
        // Of the sign alone folding leaves nothing.
        check(&plain("\u{64C}"), "حميد⟦\u{64C}⟧");
    }

    #[test]
    fn whole_words_are_not_cut() {
        let whole = |text| Query { whole_word: true, ..plain(text) };
        check(&whole("front"), "⟦Front⟧, confront, fronts, ⟦front⟧-line, ⟦front⟧’s");
        check(&whole("باكو"), "وباكو ⟦باكو⟧، «⟦باكُو⟧»");
        check(&Query { whole_word: true, ..regex("[0-9]+") }, "⟦12⟧ a3 ⟦4⟧");
        check(&whole("%"), "5⟦%⟧");
    }

    #[test]
    fn expressions_find_what_they_say_and_never_nothing() {
        check(&regex("b[ae]ku"), "⟦Baku⟧ ⟦beku⟧ biku");
        check(&Query { match_case: true, ..regex("b[ae]ku") }, "Baku ⟦beku⟧");
        check(&regex("^."), "⟦a⟧b\n⟦c⟧d");
        check(&regex("x*"), "⟦xx⟧a⟦x⟧");
        check(&regex(r"\p{Arabic}+"), "in ⟦باكو⟧ now");
    }

    #[test]
    fn what_is_wrong_with_an_expression_is_said_in_words() {
        let error = |query: &Query| Pattern::new(query).unwrap_err();
        assert_eq!(error(&regex("(a")), PatternError::Invalid("unclosed group".to_owned()));
        assert_eq!(error(&regex(r"\w{200}{200}{200}")), PatternError::TooLarge);
        assert_eq!(error(&plain(&"a".repeat(LONGEST_QUERY + 1))), PatternError::TooLong);
        assert_eq!(error(&plain("")), PatternError::Empty);
    }

    #[test]
    fn groups_are_written_and_unknown_ones_are_refused() {
        let text = "on 3 May and 4 May";
        let pattern = Pattern::new(&regex(r"(\d) (?<month>May)")).unwrap();
        let hits = pattern.find(text, &mut Folded::default());
        let written = |template| pattern.replacement(text, &hits[1], template);
        assert_eq!(written("$month $1"), "May 4");
        assert_eq!(written("${1}st, $$1"), "4st, $1");
        assert_eq!(pattern.check_template("$0 ${month} $$9"), Ok(()));
        assert_eq!(pattern.check_template("$1st"), Err(PatternError::NoGroup("1st".to_owned())));
        assert_eq!(pattern.check_template("$3"), Err(PatternError::NoGroup("3".to_owned())));
        let plain = Pattern::new(&plain("May")).unwrap();
        assert_eq!(plain.replacement(text, &(5..8), "$1"), "$1", "plain text is taken as it is");
        assert_eq!(plain.check_template("$1"), Ok(()));
    }

    proptest! {
        #[test]
        fn hits_are_text_in_order_and_apart(
            text in "[aA أاةه\u{64B}ـﻻ]{0,20}",
            query in "[aأاهل\u{64B}]{1,3}",
            whole_word in any::<bool>(),
        ) {
            let pattern = Pattern::new(&Query { whole_word, ..plain(&query) }).unwrap();
            let mut end = 0;
            for hit in pattern.find(&text, &mut Folded::default()) {
                prop_assert!(hit.start >= end && hit.end > hit.start);
                prop_assert!(text.get(hit.clone()).is_some());
                end = hit.end;
            }
        }

        #[test]
        fn any_expression_is_taken_or_refused(query in any::<String>(), text in any::<String>(), with in any::<String>()) {
            if let Ok(pattern) = Pattern::new(&regex(&query)) {
                for hit in pattern.find(&text, &mut Folded::default()) {
                    let _ = pattern.replacement(&text, &hit, &with);
                }
                let _ = pattern.check_template(&with);
            }
        }
    }
}
