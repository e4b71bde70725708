//! The Unicode Bidirectional Algorithm, by the two test files that come with it.
//!
//! `BidiCharacterTest.txt` has whole lines of characters: brackets, isolates, overrides, numbers.
//! `BidiTest.txt` has every sequence of up to four bidi classes, and is the one that knows rule L1, white space
//! at the end of a line. Each case is laid out as one line; its levels are seen as directions, so a level counts
//! as right if it is odd where the file's is.
//!
//! `BidiTest.txt` has 770,000 cases and takes ten seconds: all of it runs where `TARJUMAN_REQUIRE_TOOLS=1` is set,
//! otherwise every case of up to three classes and one in eight of the longer ones.

use super::sight::{Desk, ONE_LINE, are_required, seen, starts, unicode_data};
use parley::BaseDirection;

struct Case {
    line_number: usize,
    characters: Vec<char>,
    direction: BaseDirection,
    /// `None` for characters that rule X9 removes: where they stand is not said.
    levels: Vec<Option<u8>>,
    /// Characters from left to right, without those.
    order: Vec<usize>,
    /// The paragraph's direction, where the file says it.
    rtl: Option<bool>,
}

#[test]
fn lines_of_characters_stand_as_unicode_orders_them() {
    let Some(file) = unicode_data("BidiCharacterTest.txt") else { return };
    check(file.lines().enumerate().filter_map(|(at, line)| character_case(at + 1, line)), 91_000);
}

#[test]
fn sequences_of_bidi_classes_stand_as_unicode_orders_them() {
    let Some(file) = unicode_data("BidiTest.txt") else { return };
    let all = are_required();
    let (mut levels, mut order) = (Vec::new(), Vec::new());
    let cases = file.lines().enumerate().flat_map(|(at, line)| {
        if let Some(list) = line.strip_prefix("@Levels:") {
            levels = list.split_whitespace().map(|level| level.parse().ok()).collect();
        } else if let Some(list) = line.strip_prefix("@Reorder:") {
            order = numbers(list);
        } else if !line.is_empty() && !line.starts_with(['#', '@']) && (all || is_sampled(at, line)) {
            return class_cases(at + 1, line, &levels, &order);
        }
        Vec::new()
    });
    check(cases, if all { 770_000 } else { 100_000 });
}

/// Whether a line of `BidiTest.txt` is short, or one of those that stand for the others.
fn is_sampled(at: usize, line: &str) -> bool {
    line.split(';').next().is_some_and(|classes| classes.split_whitespace().count() <= 3)
        || at.is_multiple_of(8)
}

fn character_case(line_number: usize, line: &str) -> Option<Case> {
    if line.is_empty() || line.starts_with('#') {
        return None;
    }
    let fields: Vec<&str> = line.split(';').collect();
    let [characters, direction, base, levels, order] = fields[..] else { panic!("{line_number}: {line}") };
    Some(Case {
        line_number,
        characters: characters
            .split_whitespace()
            .map(|code| char::from_u32(u32::from_str_radix(code, 16).expect("a hexadecimal number")))
            .collect::<Option<_>>()
            .expect("code points"),
        direction: match direction {
            "0" => BaseDirection::Ltr,
            "1" => BaseDirection::Rtl,
            _ => BaseDirection::Auto,
        },
        levels: levels.split_whitespace().map(|level| level.parse().ok()).collect(),
        order: numbers(order),
        rtl: Some(base == "1"),
    })
}

/// The cases of one line: its classes with each of the directions it is for.
fn class_cases(line_number: usize, line: &str, levels: &[Option<u8>], order: &[usize]) -> Vec<Case> {
    let (classes, directions) = line.split_once(';').expect("classes; directions");
    let directions: u8 = directions.trim().parse().expect("three bits");
    let characters: Vec<char> = classes.split_whitespace().map(of_class).collect();
    [(1, BaseDirection::Auto), (2, BaseDirection::Ltr), (4, BaseDirection::Rtl)]
        .into_iter()
        .filter(|(bit, _)| directions & bit != 0)
        .map(|(_, direction)| Case {
            line_number,
            characters: characters.clone(),
            direction,
            levels: levels.to_vec(),
            order: order.to_vec(),
            rtl: None,
        })
        .collect()
}

/// A character of a bidi class (`DerivedBidiClass.txt`).
fn of_class(class: &str) -> char {
    match class {
        "L" => 'a',
        "R" => 'א',
        "AL" => 'ا',
        "EN" => '1',
        "AN" => '٠',
        "ES" => '+',
        "ET" => '$',
        "CS" => ',',
        "B" => '\u{2029}',
        "S" => '\t',
        "WS" => ' ',
        "ON" => '!',
        "BN" => '\u{200B}',
        "NSM" => '\u{301}',
        "LRE" => '\u{202A}',
        "RLE" => '\u{202B}',
        "PDF" => '\u{202C}',
        "LRO" => '\u{202D}',
        "RLO" => '\u{202E}',
        "LRI" => '\u{2066}',
        "RLI" => '\u{2067}',
        "FSI" => '\u{2068}',
        "PDI" => '\u{2069}',
        other => panic!("a bidi class of a later Unicode: {other}"),
    }
}

fn numbers(list: &str) -> Vec<usize> {
    list.split_whitespace().map(|number| number.parse().expect("a number")).collect()
}

fn check(cases: impl Iterator<Item = Case>, at_least: usize) {
    let mut desk = Desk::new();
    let (mut count, mut wrong) = (0, Vec::new());
    for case in cases {
        count += 1;
        wrong.extend(difference(&mut desk, case));
    }
    assert!(
        wrong.is_empty(),
        "{} of {count} are wrong, such as\n{}",
        wrong.len(),
        wrong[..wrong.len().min(10)].join("\n")
    );
    assert!(count >= at_least, "only {count} cases were read");
}

/// What is wrong with the layout of a case, if anything is.
fn difference(desk: &mut Desk, mut case: Case) -> Option<String> {
    // A paragraph separator is not drawn, and only ever the last character of a case.
    if case.characters.last() == Some(&'\u{2029}') {
        let last = case.characters.len() - 1;
        case.order.retain(|character| *character != last);
        case.levels.truncate(last);
    }
    let text: String = case.characters.iter().collect();
    let layout = desk.lay_out(&text, case.direction, ONE_LINE);
    let line = layout.lines().next()?;
    let mut seen = seen(&line, &starts(&text));
    seen.retain(|(character, _)| case.levels.get(*character).is_some_and(Option::is_some));
    let order: Vec<usize> = seen.iter().map(|(character, _)| *character).collect();
    let backwards = |level: Option<u8>| level.is_some_and(|level| level % 2 == 1);
    let directions_are_right = seen.iter().all(|(character, rtl)| *rtl == backwards(case.levels[*character]));
    if order == case.order && directions_are_right && case.rtl.is_none_or(|rtl| rtl == line.rtl()) {
        return None;
    }
    let codes: Vec<String> =
        case.characters.iter().map(|letter| format!("{:04X}", u32::from(*letter))).collect();
    Some(format!(
        "line {} {:?} [{}]: levels {:?}, order {:?}, but seen {seen:?}",
        case.line_number,
        case.direction,
        codes.join(" "),
        case.levels,
        case.order
    ))
}
