//! Dates: the months, days and years of the source, and the days of the week.
//!
//! The traps are the months of the Levant: تشرين الأول is October and تشرين الثاني November, كانون الأول December and كانون
//! الثاني January. Years of the Muslim calendar are never demanded; where a draft has neither them nor ours, that is said
//! as a hint.

use super::figures::{is_hijri, numbers};
use super::letters::{Letters, Word};
use super::{Check, Issue, Pair, arabic};
use crate::arabic::figures::{Date, Figure, THOUSANDTHS, Value, figures};
use crate::arabic::{fold, words};
use crate::text::{Span, in_case_of};

pub const CHECK: Check = Check {
    name: "dates",
    title: "Dates",
    help: "Months, days, years and days of the week that differ between the two languages",
    is_on: true,
    run,
};

/// With what else English writes for them.
const MONTHS: [(&str, &[&str]); 12] = [
    ("January", &["jan"]),
    ("February", &["feb"]),
    ("March", &["mar"]),
    ("April", &["apr"]),
    ("May", &[]),
    ("June", &["jun"]),
    ("July", &["jul"]),
    ("August", &["aug"]),
    ("September", &["sep", "sept"]),
    ("October", &["oct"]),
    ("November", &["nov"]),
    ("December", &["dec"]),
];

/// The days as Arabic writes them with the article, folded.
const DAYS: [(&str, &str); 7] = [
    ("الاحد", "Sunday"),
    ("الاثنين", "Monday"),
    ("الثلاثاء", "Tuesday"),
    ("الاربعاء", "Wednesday"),
    ("الخميس", "Thursday"),
    ("الجمعه", "Friday"),
    ("السبت", "Saturday"),
];

fn run(pair: &Pair<'_>) -> Vec<Issue> {
    let (source, draft) = (pair.source(), pair.draft());
    let figures = figures(source);
    let dates: Vec<(&Figure, Date)> = figures
        .iter()
        .filter_map(|figure| match figure.value {
            Value::Date(date) => Some((figure, date)),
            _ => None,
        })
        .collect();
    let written = Letters::of(draft);
    let mut found = Vec::new();
    if !dates.is_empty() {
        found.extend(months(source, draft, &dates, &written));
        found.extend(days_and_years(source, draft, &dates));
    }
    found.extend(weekday(source, draft, &written));
    found.extend(hijri(source, draft));
    found
}

/// The month that a word of a draft names, from 1. Small letters are a verb or a march.
fn month_of(word: &Word) -> Option<u64> {
    let bare = word.text.strip_suffix("'s").or_else(|| word.text.strip_suffix("’s")).unwrap_or(&word.text);
    let is = |(name, others): &(&str, &[&str])| name.eq_ignore_ascii_case(bare) || others.contains(&bare);
    word.is_capital.then(|| (1..).zip(&MONTHS).find(|(_, month)| is(month)).map(|(number, _)| number))?
}

/// Whether a draft names this month, from 1.
pub(super) fn names_month(draft: &str, month: u64) -> bool {
    Letters::of(draft).words.iter().any(|word| month_of(word) == Some(month))
}

/// Months of the source that the draft has not; put right where it has another in their place.
fn months(source: &str, draft: &str, dates: &[(&Figure, Date)], written: &Letters) -> Vec<Issue> {
    let wanted = |month: u64| dates.iter().any(|(_, date)| u64::from(date.month) == month);
    let named: Vec<(&Word, u64)> =
        written.words.iter().filter_map(|word| Some((word, month_of(word)?))).collect();
    let is_number = |number: u64| {
        let digits = draft.split(|letter: char| !letter.is_ascii_digit());
        draft.contains(['/', '.', '-'])
            && digits.filter_map(|digits| digits.parse().ok()).any(|part: u64| part == number)
    };
    let is_there = |month: u64| named.iter().any(|(_, other)| *other == month) || is_number(month);
    let mut missing: Vec<(&Figure, u64)> = Vec::new();
    for (figure, date) in dates {
        let month = u64::from(date.month);
        if !is_there(month) && !missing.iter().any(|(_, other)| *other == month) {
            missing.push((*figure, month));
        }
    }
    // “May” and “March” begin sentences that are about no month.
    let is_sure = |word: &Word, month: u64| {
        let behind = draft.get(word.span.end..).unwrap_or_default().trim_start_matches([' ', '.', ',']);
        let before = draft.get(..word.span.start).unwrap_or_default().trim_end();
        !matches!(month, 3 | 5)
            || behind.starts_with(|letter: char| letter.is_ascii_digit())
            || before.ends_with(|letter: char| letter.is_ascii_digit())
            || ["in", "of", "last", "since", "until", "by"].iter().any(|word| before.ends_with(word))
    };
    let others: Vec<&(&Word, u64)> =
        named.iter().filter(|(word, month)| !wanted(*month) && is_sure(word, *month)).collect();
    let says_month =
        written.words.iter().any(|word| matches!(word.text.as_str(), "month" | "months" | "month's"));
    let issue = |(figure, month): &(&Figure, u64), other: Option<&&(&Word, u64)>| {
        let name = MONTHS.get(usize::try_from(*month).ok()?.checked_sub(1)?)?.0;
        let about = format!("month {name}");
        let Some((word, _)) = other else {
            let said = format!("{} is {name}, which is not in the draft.", arabic(figure.span.of(source)));
            return Some(Issue::new(&CHECK, &about, said).in_source(figure.span));
        };
        let here = word.span.of(draft);
        let said = format!("{} is {name}, and the draft says {here}.", arabic(figure.span.of(source)));
        let bare =
            Span::new(word.span.start, word.span.start + here.trim_end_matches(['\'', '’', 's']).len());
        let bare = if here.ends_with("'s") || here.ends_with("’s") { bare } else { word.span };
        let issue = Issue::new(&CHECK, &format!("{about} for {here}"), said);
        Some(issue.in_draft(word.span).in_source(figure.span).fix(bare, name))
    };
    match (missing.as_slice(), others.as_slice()) {
        ([one], [other]) => issue(one, Some(other)).into_iter().collect(),
        // “last month” is a month as well.
        (_, _) if says_month && others.is_empty() => Vec::new(),
        _ => missing.iter().filter_map(|one| issue(one, None)).collect(),
    }
}

/// Days and years of dates that the draft has not.
fn days_and_years(source: &str, draft: &str, dates: &[(&Figure, Date)]) -> Vec<Issue> {
    let written = numbers(draft);
    let has = |number: u64| {
        written.iter().any(|found| found.readings.iter().any(|value| *value == number * THOUSANDTHS))
    };
    let mut found = Vec::new();
    for (figure, date) in dates {
        let behind = source.get(figure.span.end..).unwrap_or_default().trim_start();
        let year = date.year.map(u64::from).filter(|_| !is_hijri(behind));
        let parts = [("day", date.day.map(u64::from)), ("year", year)];
        for (what, part) in parts {
            let Some(part) = part else { continue };
            let is_there = has(part) || what == "year" && has(part % 100);
            if !is_there {
                let said = format!(
                    "{} ({}): the {what} is not in the draft.",
                    arabic(figure.span.of(source)),
                    figure.english
                );
                found.push(Issue::new(&CHECK, &format!("{what} {part}"), said).in_source(figure.span));
            }
        }
    }
    found
}

/// One day of the week for another. What only one of the texts names is no mistake: «أمس الثلاثاء» may be “yesterday”.
fn weekday(source: &str, draft: &str, written: &Letters) -> Option<Issue> {
    let mut wanted: Vec<(Span, &str)> = Vec::new();
    for word in words(source) {
        let folded = fold(word.span.of(source));
        let mut bare = folded.text();
        if let Some(rest) = bare.strip_prefix(['و', 'ف']).filter(|rest| rest.starts_with("ال")) {
            bare = rest;
        }
        if let Some((_, day)) = DAYS.iter().find(|(arabic, _)| *arabic == bare) {
            wanted.push((word.span, day));
        }
    }
    let day_of = |word: &Word| {
        let text = word.text.trim_end_matches("'s").trim_end_matches("’s").trim_end_matches('s');
        DAYS.iter().map(|(_, day)| *day).find(|day| day.eq_ignore_ascii_case(text))
    };
    let named: Vec<(&Word, &str)> =
        written.words.iter().filter_map(|word| Some((word, day_of(word)?))).collect();
    let (span, day) = *wanted.iter().find(|(_, day)| !named.iter().any(|(_, other)| other == day))?;
    let (word, _) = *named.iter().find(|(_, day)| !wanted.iter().any(|(_, other)| other == day))?;
    let here = word.span.of(draft);
    let said = format!("{} is {day}, and the draft says {here}.", arabic(span.of(source)));
    let with = in_case_of(day, here);
    let end = word.span.start + here.find("day").map_or(here.len(), |at| at + "day".len());
    let issue = Issue::new(&CHECK, &format!("{day} for {here}"), said);
    Some(issue.in_draft(word.span).in_source(span).fix(Span::new(word.span.start, end), with))
}

/// A year of the Muslim calendar that the draft says in no calendar.
fn hijri(source: &str, draft: &str) -> Option<Issue> {
    let mut letters = source.char_indices().filter(|(_, letter)| letter.is_numeric());
    let (start, _) = letters.find(|(at, _)| {
        let digits = source.get(*at..).unwrap_or_default();
        let is_inside = source.get(..*at).is_some_and(|head| head.ends_with(char::is_numeric));
        let length: usize = digits.chars().take_while(|letter| letter.is_numeric()).map(char::len_utf8).sum();
        !is_inside && is_hijri(digits.get(length..).unwrap_or_default().trim_start())
    })?;
    let digits: String = source.get(start..)?.chars().take_while(|letter| letter.is_numeric()).collect();
    let span = Span::new(start, start + digits.len());
    let year: u64 = fold(&digits).text().parse().ok().filter(|year| (1..2_000).contains(year))?;
    // A year there is 0.970224 of ours; the first was 622.
    let ours = year * 970_224 / 1_000_000 + 621;
    let written = numbers(draft);
    let years = [year, ours, ours + 1, ours + 2];
    let is_there = written
        .iter()
        .flat_map(|number| &number.readings)
        .any(|value| years.iter().any(|year| value / THOUSANDTHS == *year));
    if is_there {
        return None;
    }
    let said = format!(
        "{year} is a year of the Muslim calendar, about {} or {}. The draft has none of them.",
        ours + 1,
        ours + 2
    );
    Some(Issue::new(&CHECK, &format!("hijri {year}"), said).in_source(span))
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::{fixed, found};

    fn check(source: &str, draft: &str, expected: &[&str]) {
        assert_eq!(found("dates", source, draft), expected, "{draft}");
    }

    #[test]
    fn a_date_may_be_written_in_any_way() {
        let source = "في 17 أكتوبر (تشرين الأول) 2020";
        for draft in ["17 October 2020", "Oct. 17, 2020", "the seventeenth of October 2020", "17/10/2020"] {
            check(source, draft, &[]);
        }
        check("في أكتوبر الماضي", "last month", &[]);
        check("في ٨ مارس", "On March 8th", &[]);
        check("مارس الرياضة", "He played sport", &[]);
    }

    #[test]
    fn the_months_of_the_levant_are_traps() {
        check("في تشرين الأول", "in November", &["November|تشرين الأول → October"]);
        check("في كانون الأول", "in January", &["January|كانون الأول → December"]);
        check("كانون الثاني 2021", "December 2021", &["December|كانون الثاني 2021 → January"]);
        check("ديسمبر/كانون الأول", "in December", &[]);
        assert_eq!(fixed("dates", "جويلية الماضي", "June's heat"), "July's heat");
        check("في 10 غشت", "On 10 July", &["July|10 غشت → August"]);
    }

    #[test]
    fn what_is_missing_of_a_date_is_said() {
        check("في 17 أكتوبر", "in October", &["|17 أكتوبر"]);
        check("في أكتوبر 2020", "in October", &["|أكتوبر 2020"]);
        check("في أكتوبر", "then", &["|أكتوبر"]);
        // A new sentence, not a month.
        check("في أكتوبر", "May it be so", &["|أكتوبر"]);
    }

    #[test]
    fn one_day_of_the_week_for_another() {
        check("أمس الثلاثاء", "on Wednesday", &["Wednesday|الثلاثاء → Tuesday"]);
        check("أمس الثلاثاء", "yesterday", &[]);
        check("ليل الاثنين - الثلاثاء", "on Monday night", &[]);
        check("اليوم", "on Friday", &[]);
        check("والجمعة", "Thursday's talks", &["Thursday's|والجمعة → Friday"]);
    }

    #[test]
    fn years_of_the_muslim_calendar_are_a_hint() {
        check("عام 1442 هـ", "in the year 2020", &[]);
        check("عام 1442هـ", "in 1442 AH", &[]);
        check("عام ١٤٤٢ هـ", "that year", &["|١٤٤٢"]);
        check("في 3 ديسمبر 1442 هـ", "on 3 December 2021", &[]);
    }
}
