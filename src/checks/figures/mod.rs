//! Numbers: each figure of the source has to be in the draft, in digits or in words, and the draft has to have no number
//! that the source has not.
//!
//! Values are compared, not letters: ٢٥ ألفا is 25,000, twenty-five thousand and 25k. What is said by a word that may count
//! or not (a dual, an ordinal, “both”) excuses a number of the draft and is not demanded of it.

mod english;
mod loose;

pub(super) use english::{Form, Number, numbers};
pub(super) use loose::Loose;

use super::{Check, Issue, Pair, arabic};
use crate::arabic::figures::{Figure, THOUSANDTHS, Value, figures};
use crate::text::{Span, find_phrase};

pub const CHECK: Check = Check {
    name: "figures",
    title: "Figures",
    help: "Numbers, shares, ranges and scores that differ between the two languages",
    is_on: true,
    run,
};

fn run(pair: &Pair<'_>) -> Vec<Issue> {
    let (source, draft) = (pair.source(), pair.draft());
    let figures = figures(source);
    let written = numbers(draft);
    if figures.is_empty() && !written.iter().any(|number| number.form == Form::Digits) {
        return duals(source, draft, &written).into_iter().collect();
    }
    let loose = Loose::of(source, &figures);
    let known = Known { source, draft, written: &written, loose: &loose };
    let missing: Vec<&Figure> = figures.iter().filter(|figure| known.misses(figure)).collect();
    let extra: Vec<&Number> = written.iter().filter(|number| known.is_extra(number, pair)).collect();
    let mut found = Vec::new();
    if let ([figure], [number]) = (missing.as_slice(), extra.as_slice()) {
        let put = with_sign_once(draft, number.span, &figure.english);
        let (there, here) = (figure.span.of(source), number.span.of(draft));
        let said = if there == figure.english {
            format!("The Arabic has {there}, and the draft {here}.")
        } else {
            format!("{} is {}, and the draft has {here}.", arabic(there), figure.english)
        };
        let about = format!("{} for {}", number.span.of(draft), figure.english);
        let issue = Issue::new(&CHECK, &about, said).in_draft(number.span).in_source(figure.span);
        found.push(match put {
            Some((bytes, with)) => issue.fix(bytes, with),
            None => issue,
        });
    } else {
        found.extend(extra.iter().map(|number| {
            let digits = number.span.of(draft);
            let said = format!("The Arabic has no {digits}.");
            Issue::new(&CHECK, &format!("extra {digits}"), said).in_draft(number.span)
        }));
        found.extend(missing.iter().map(|figure| {
            let (written, english) = (figure.span.of(source), &figure.english);
            let said = if written == english {
                format!("{english} is not in the draft.")
            } else {
                format!("{} ({english}) is not in the draft.", arabic(written))
            };
            Issue::new(&CHECK, &format!("missing {}", figure.english), said).in_source(figure.span)
        }));
    }
    found.extend(shares(source, draft, &figures, &missing));
    found.extend(figures.iter().filter_map(|figure| turned_round(figure, source, draft, &written)));
    found.extend(written.iter().filter_map(|number| decimal_comma(number, draft, &figures)));
    found.extend(duals(source, draft, &written));
    found
}

/// What is known of both texts.
struct Known<'a> {
    source: &'a str,
    draft: &'a str,
    written: &'a [Number],
    loose: &'a Loose,
}

impl Known<'_> {
    /// Whether the draft has nothing that may stand for a figure.
    fn misses(&self, figure: &Figure) -> bool {
        let behind = self.source.get(figure.span.end..).unwrap_or_default().trim_start();
        if is_hijri(behind) {
            return false;
        }
        match &figure.value {
            Value::Amount { readings, is_share } => {
                let is_there = readings.is_empty()
                    || readings.iter().any(|value| self.says(*value))
                    || *is_share && readings.iter().any(|value| says_part(self.draft, *value))
                    || says_otherwise(readings, behind, self.written, self.draft);
                !is_there
            }
            Value::Parts(parts) => {
                !parts.iter().enumerate().all(|(at, part)| self.says_part_of(parts, at, *part))
            }
            // Dates have a check of their own.
            Value::Quantity | Value::Date(_) => false,
        }
    }

    /// Whether a number of the draft is this one, or this one with others of the source.
    fn says(&self, value: u64) -> bool {
        let numbers = self.written.iter().flat_map(|number| &number.readings);
        numbers.clone().any(|number| *number == value)
            || numbers.clone().any(|number| {
                number.checked_sub(value).is_some_and(|rest| {
                    self.loose.has(rest) && loose::are_one(value.max(rest), value.min(rest))
                })
            })
            || self.sums().any(|sum| sum == value)
    }

    /// “one million and two hundred thousand” are two numbers to a reader of words.
    fn sums(&self) -> impl Iterator<Item = u64> {
        let pairs = self.written.iter().zip(self.written.iter().skip(1));
        pairs.filter_map(|(one, other)| one.readings.first()?.checked_add(*other.readings.first()?))
    }

    fn says_part_of(&self, parts: &[u64], at: usize, part: u64) -> bool {
        let Some(value) = part.checked_mul(THOUSANDTHS) else { return true };
        let is_clock = parts.len() == 2 && at == 0 && (13..24).contains(&part);
        part == 0
            || self.says(value)
            || (is_clock && self.says(value - 12 * THOUSANDTHS))
            || (part > 1_000 && self.says(part % 100 * THOUSANDTHS))
            || (part <= 12 && super::dates::names_month(self.draft, part))
    }

    /// Whether a number of the draft cannot come from the source. Only digits are asked about: words count too many
    /// things.
    fn is_extra(&self, number: &Number, pair: &Pair<'_>) -> bool {
        let end = number.span.end;
        let behind = self.draft.get(end..).unwrap_or_default();
        let before = self.draft.get(..number.span.start).unwrap_or_default();
        let is_clock = || {
            let hour = behind.trim_start_matches(|letter: char| letter == ':' || letter.is_ascii_digit());
            let hour = hour.trim_start().to_lowercase();
            hour.starts_with("p.m")
                || hour.starts_with("pm")
                || hour.starts_with("a.m")
                || hour.starts_with("am")
        };
        let is_minute = before.ends_with(':') || before.ends_with('.');
        number.form == Form::Digits
            && !number.readings.is_empty()
            && !number.readings.iter().any(|value| self.loose.has(*value) || *value <= 2 * THOUSANDTHS)
            && !is_clock()
            && !is_minute
            && !is_in_brackets(before, behind)
            && !self.loose.is_hijri
            && !self.is_of_parts(number)
            && !is_of_term(pair, number.span)
    }

    /// A number of twelve hours or two figures for one of 24 hours or four: “4:40” for 16:40, “2019–20”.
    fn is_of_parts(&self, number: &Number) -> bool {
        number.readings.iter().any(|value| {
            let whole = value / THOUSANDTHS;
            self.loose.parts.iter().any(|part| *part == whole + 12 || (*part > 1_000 && part % 100 == whole))
                || self.loose.parts.contains(&whole)
        })
    }
}

/// A remark of the translator is not of the source.
fn is_in_brackets(before: &str, behind: &str) -> bool {
    let is_open = |open: char, close: char| before.rfind(open) > before.rfind(close);
    let is_closed = |open: char, close: char| {
        behind.find(close).is_some_and(|at| behind.find(open).is_none_or(|other| at < other))
    };
    [('(', ')'), ('[', ']')].iter().any(|(open, close)| is_open(*open, *close) && is_closed(*open, *close))
}

/// The number belongs to the English of a term: “Resolution 242”, “9/11”.
fn is_of_term(pair: &Pair<'_>, number: Span) -> bool {
    let terms = pair.terms.primary(pair.position).map(|(_, term)| term);
    let forms = terms.flat_map(|term| [&term.target, &term.first_mention, &term.later_mention]);
    let mut numbered = forms.filter(|form| form.contains(|letter: char| letter.is_ascii_digit()));
    numbered.any(|form| {
        find_phrase(pair.draft(), form).any(|place| Span::new(place.start, place.end).contains(number))
    })
}

/// A year of the Muslim calendar, which English mostly says otherwise.
pub(super) fn is_hijri(behind: &str) -> bool {
    behind.starts_with("هـ") || behind.starts_with("هجري") || behind.starts_with("للهجرة")
}

/// A share in words: half, a quarter, all.
fn says_part(draft: &str, value: u64) -> bool {
    let words: &[&str] = match value / THOUSANDTHS {
        100 => &["all", "fully", "full", "completely", "entirely", "entire", "whole", "total"],
        50 => &["half", "halve", "halved", "halves"],
        25 | 75 => &["quarter", "quarters"],
        33 | 34 | 66 | 67 => &["third", "thirds"],
        20 | 40 | 60 | 80 => &["fifth", "fifths"],
        10 => &["tenth"],
        _ => &[],
    };
    says_any(draft, words)
}

fn says_any(draft: &str, words: &[&str]) -> bool {
    words.iter().any(|word| find_phrase(draft, word).next().is_some())
}

/// The same amount in other units: three decades are thirty years, 48 hours two days.
fn says_otherwise(readings: &[u64], behind: &str, written: &[Number], draft: &str) -> bool {
    let factors: &[(&[&str], u64, u64)] = &[
        (&["عقود", "عقدا", "عقد"], 10, 1),
        (&["قرون", "قرنا", "قرن"], 100, 1),
        (&["ساعة"], 1, 24),
        (&["شهرا", "شهراً"], 1, 12),
        (&["يوما", "يوماً"], 1, 7),
        (&["أيام"], 1, 7),
        (&["سنوات", "أعوام", "عاما", "عاماً", "سنة"], 1, 10),
        (&["آلاف", "ألف", "مليون", "ملايين"], 1, 1),
    ];
    let word = behind.split_whitespace().next().unwrap_or_default();
    let unit = factors.iter().find(|(words, ..)| words.contains(&word));
    let Some((_, by, part)) = unit else { return false };
    let singular = ["day", "week", "year", "decade", "century"];
    readings.iter().filter(|value| value.is_multiple_of(*part * THOUSANDTHS)).any(|value| {
        let other = value * by / part;
        written.iter().any(|number| number.readings.contains(&other))
            || (other == THOUSANDTHS && *part > 1 && says_any(draft, &singular))
    })
}

/// A share whose sign was lost. Quiet where the draft says of any number that it is a share.
fn shares(source: &str, draft: &str, figures: &[Figure], missing: &[&Figure]) -> Option<Issue> {
    const SIGNS: [&str; 8] =
        ["per cent", "percent", "percentage", "pc", "half", "quarter", "third", "points"];
    let is_share = |figure: &&Figure| matches!(figure.value, Value::Amount { is_share: true, .. });
    let figure = figures.iter().filter(is_share).find(|figure| !missing.contains(figure))?;
    let has_sign = draft.contains(['%', '\u{66A}', '‰']) || says_any(draft, &SIGNS);
    let value = match &figure.value {
        Value::Amount { readings, .. } => readings.first().copied().unwrap_or_default(),
        _ => 0,
    };
    (!has_sign && !says_part(draft, value)).then(|| {
        let said = format!("{} is a share, and the draft has no per cent.", arabic(figure.span.of(source)));
        Issue::new(&CHECK, &format!("share {}", figure.english), said).in_source(figure.span)
    })
}

/// A score or range whose numbers changed places, as they do when they are copied by the eye.
fn turned_round(figure: &Figure, source: &str, draft: &str, written: &[Number]) -> Option<Issue> {
    let Value::Parts(parts) = &figure.value else { return None };
    let &[first, second] = parts.as_slice() else { return None };
    if first == second || !figure.span.of(source).contains('-') {
        return None;
    }
    let is = |number: &Number, part: u64| number.readings.iter().any(|value| *value == part * THOUSANDTHS);
    let beside = |one: &Number, other: &Number| {
        let between = draft.get(one.span.end..other.span.start).unwrap_or_default();
        !between.is_empty() && between.chars().all(|letter| matches!(letter, '-' | '–' | '—' | ' '))
    };
    let mut pairs = written.iter().zip(written.iter().skip(1));
    let right = pairs.clone().any(|(one, other)| beside(one, other) && is(one, first) && is(other, second));
    let (one, other) = pairs
        .find(|(one, other)| beside(one, other) && is(one, second) && is(other, first))
        .filter(|_| !right)?;
    let (span, sign) = (Span::new(one.span.start, other.span.end), Span::new(one.span.end, other.span.start));
    let said = format!("The Arabic has {first} before {second}.");
    let issue = Issue::new(&CHECK, &format!("order {first} {second}"), said);
    let with = format!("{}{}{}", other.span.of(draft), sign.of(draft), one.span.of(draft));
    Some(issue.in_draft(span).in_source(figure.span).fix(span, with))
}

/// 25,5 where English writes 25.5.
fn decimal_comma(number: &Number, draft: &str, figures: &[Figure]) -> Option<Issue> {
    let written = number.span.of(draft);
    let (whole, part) = written.split_once(',')?;
    let is_decimal = !part.contains([',', '.']) && (1..=2).contains(&part.chars().count());
    let is_wanted = |figure: &Figure| match &figure.value {
        Value::Amount { readings, .. } => readings.iter().any(|value| number.readings.contains(value)),
        _ => false,
    };
    let figure = figures.iter().find(|figure| is_decimal && is_wanted(figure))?;
    let with = format!("{whole}.{part}");
    let said = format!("English writes {with} with a point.");
    let issue = Issue::new(&CHECK, &format!("comma {written}"), said);
    Some(issue.in_draft(number.span).in_source(figure.span).fix(number.span, with))
}

/// People and things that news counts by the ending alone: «قتيلان» is two dead.
fn duals(source: &str, draft: &str, written: &[Number]) -> Option<Issue> {
    const WORDS: [&str; 14] = [
        "قتيلان",
        "قتيلين",
        "جريحان",
        "جريحين",
        "شخصان",
        "شخصين",
        "جنديان",
        "طفلان",
        "طفلين",
        "امرأتان",
        "امرأتين",
        "صاروخان",
        "صاروخين",
        "طائرتان",
    ];
    const EXCUSES: [&str; 7] = ["both", "pair", "couple", "twin", "twins", "duo", "either"];
    let is_two = |number: &Number| number.readings.contains(&(2 * THOUSANDTHS));
    let word = WORDS.iter().find_map(|word| {
        let at = source.match_indices(word).find(|(at, _)| {
            let is_edge = |letter: Option<char>| letter.is_none_or(|letter| !letter.is_alphabetic());
            let before = source.get(..*at).and_then(|head| head.chars().next_back());
            let after = source.get(at + word.len()..).and_then(|tail| tail.chars().next());
            is_edge(after) && (is_edge(before) || matches!(before, Some('و' | 'ب' | 'ل' | 'ف')))
        });
        at.map(|(at, word)| Span::new(at, at + word.len()))
    })?;
    if written.iter().any(is_two) || says_any(draft, &EXCUSES) {
        return None;
    }
    let said = format!("{} is two, which is not in the draft.", arabic(word.of(source)));
    Some(Issue::new(&CHECK, &format!("dual {}", word.of(source)), said).in_source(word))
}

/// What to put for a number of the draft. `None` where more than the number would have to change: a scale in words.
fn with_sign_once(draft: &str, number: Span, english: &str) -> Option<(Span, String)> {
    let behind = draft.get(number.end..).unwrap_or_default();
    let word = behind.trim_start_matches([' ', '-']).to_lowercase();
    let is_scaled = ["thousand", "million", "billion", "trillion", "hundred", "dozen", "bn", "mn", "k", "m"]
        .iter()
        .any(|scale| word.starts_with(scale));
    if is_scaled || english.contains(|letter: char| letter.is_alphabetic()) {
        return None;
    }
    let is_share = ["%", "per cent", "percent"].iter().any(|sign| word.starts_with(sign));
    let english = if is_share { english.trim_end_matches('%') } else { english };
    Some((number, english.to_owned()))
}

#[cfg(test)]
mod tests;
