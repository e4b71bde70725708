//! Numbers of an English text exchanged for others, written as the text writes them.

use crate::memory::tokens::Text;
use crate::text::Span;

/// A number without what only helps the eye: 1,200 and ١٬٢٠٠ are 1200, 3٫5 is 3.5.
#[must_use]
pub(super) fn value(number: &str) -> String {
    let plain = number.replace('٬', ",").replace('٫', ".");
    let mut parts = plain.split(',');
    let first = parts.next().unwrap_or_default();
    let groups: Vec<&str> = parts.collect();
    let is_group = |group: &&str| {
        let whole = group.split('.').next().unwrap_or_default();
        whole.len() == 3
    };
    // 3,5 is a decimal comma.
    if groups.iter().all(is_group) {
        [&[first][..], &groups].concat().concat()
    } else {
        plain.replace(',', ".")
    }
}

/// Where a text has a number of this value, and how it writes it. `None` where it cannot be exchanged for `new` alone:
/// 1st would not become 2nd, and one soldier is not two.
pub(super) fn places<'t>(text: &'t str, old: &str, new: &str) -> Option<Vec<(Span, &'t str)>> {
    let read = Text::of(text);
    let mut found = Vec::new();
    for (at, word) in read.words().enumerate().filter(|(_, word)| word.is_number) {
        if value(word.form) != old {
            continue;
        }
        let span = read.span(at);
        let goes_on = text.get(span.end..)?.chars().next().is_some_and(char::is_alphabetic);
        if goes_on || (old == "1") != (new == "1") {
            return None;
        }
        found.push((span, span.of(text)));
    }
    Some(found).filter(|found| !found.is_empty())
}

/// A value as it stands in English: in groups where the number before was, or where it is long.
#[must_use]
pub(super) fn written(value: &str, as_in: &str) -> String {
    /// Years have four digits and no comma.
    const LONGEST_UNGROUPED: usize = 4;
    let (whole, rest) = value.split_once('.').map_or((value, None), |(whole, rest)| (whole, Some(rest)));
    let mut text = String::new();
    let is_grouped = as_in.contains(',') || whole.len() > LONGEST_UNGROUPED;
    for (at, digit) in whole.chars().enumerate() {
        if is_grouped && at > 0 && (whole.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if let Some(rest) = rest {
        text.push('.');
        text.push_str(rest);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_look_through_the_way_they_are_written() {
        for (number, expected) in [
            ("1,200", "1200"),
            ("1٬200", "1200"),
            ("3٫5", "3.5"),
            ("3,5", "3.5"),
            ("1,234,567.8", "1234567.8"),
            ("36", "36"),
        ] {
            assert_eq!(value(number), expected, "{number}");
        }
    }

    #[test]
    fn a_number_is_written_as_the_text_writes_it() {
        for (value, as_in, expected) in [
            ("2020", "36", "2020"),
            ("2020", "1,200", "2,020"),
            ("45000", "36", "45,000"),
            ("3.5", "2.1", "3.5"),
            ("7", "1,200", "7"),
        ] {
            assert_eq!(written(value, as_in), expected);
        }
    }

    #[test]
    fn what_is_more_than_a_number_is_left_alone() {
        let text = "In 2016, 36 soldiers of the 36th brigade died; 1,200 fled.";
        assert_eq!(places(text, "1200", "90").unwrap()[0].1, "1,200");
        assert_eq!(places(text, "36", "40"), None);
        assert_eq!(places(text, "77", "40"), None);
        assert_eq!(places("1 soldier", "1", "2"), None);
        assert_eq!(places("7 soldiers", "7", "1"), None);
    }
}
