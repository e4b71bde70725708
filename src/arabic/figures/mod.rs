//! Numbers, shares and dates of a text and how English writes them: ٢٥ ألفا is 25,000, خمسة وعشرون is 25,
//! «17 أكتوبر (تشرين الأول) 2020» is 17 October 2020.
//!
//! A help for the translator's eye, not a parser of the language: what is not sure is left out. Months are those of
//! CLDR for Egypt and the Gulf, the Levant and Iraq, and the Maghreb; news often gives two names, and English wants the
//! month once. Nothing here converts calendars.

mod dates;
mod in_words;

use super::fold::fold;
use crate::text::Span;
use dates::date;
use in_words::{goes_on, may_begin, number_in_words, scale, scale_name};

/// A number or date of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// In the text (`source_byte`).
    pub span: Span,
    pub english: String,
    pub value: Value,
}

/// What a figure amounts to, to be compared with one of another text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A number in thousandths; several where a sign between digits may part groups or be a decimal one, none where it is
    /// beyond all counting.
    Amount {
        readings: Vec<u64>,
        is_share: bool,
    },
    /// Whole numbers with signs between them, in the order of the text: a score, a range, a time of day, 17/10/2020.
    Parts(Vec<u64>),
    /// «عشرات»: nobody counted.
    Quantity,
    Date(Date),
}

/// A month, with the day and the year as far as they are said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Date {
    pub day: Option<u8>,
    /// 1 to 12.
    pub month: u8,
    pub year: Option<u16>,
}

/// Of numbers in [`Value::Amount`].
pub const THOUSANDTHS: u64 = 1_000;

/// What digits with `.` `,` `٫` `٬` between them may amount to, in thousandths. The comma is a decimal sign in the Maghreb
/// and parts groups elsewhere, so both may be meant. Empty for what is no such number, or beyond all counting.
#[must_use]
pub fn readings(digits: &str) -> Vec<u64> {
    let is_sign = |letter: char| matches!(letter, '.' | ',' | '\u{66B}' | '\u{66C}');
    let signs: Vec<char> = digits.chars().filter(|letter| is_sign(*letter)).collect();
    let parts: Vec<&str> = digits.split(is_sign).collect();
    let whole = || thousandths(&parts.concat(), "");
    let with_decimals = || {
        let (last, before) = parts.split_last()?;
        thousandths(&before.concat(), last)
    };
    let is_group = parts.last().is_some_and(|last| last.len() == 3)
        && parts.first().is_some_and(|first| (1..=3).contains(&first.len()) && *first != "0");
    let found = match *signs.as_slice() {
        [] | ['\u{66C}'] => [whole(), None],
        ['\u{66B}'] => [with_decimals(), None],
        [_] if is_group => [whole(), with_decimals()],
        [_] => [with_decimals(), None],
        [first, .., last] if first != last => [with_decimals(), None],
        _ => [whole(), None],
    };
    found.into_iter().flatten().collect()
}

fn thousandths(whole: &str, decimals: &str) -> Option<u64> {
    let decimals: String = decimals.chars().chain("000".chars()).take(3).collect();
    let is_digits = |text: &str| text.chars().all(|letter| letter.is_ascii_digit());
    if whole.is_empty() || !is_digits(whole) || !is_digits(&decimals) {
        return None;
    }
    whole.parse::<u64>().ok()?.checked_mul(THOUSANDTHS)?.checked_add(decimals.parse().ok()?)
}

/// The names of months in Arabic texts, folded, with their number from 1. Names of two words have a space.
pub fn months() -> impl Iterator<Item = (u8, &'static str)> {
    (1..).zip(dates::MONTHS).flat_map(|(number, (_, names))| names.iter().map(move |name| (number, *name)))
}

/// The numbers and dates of `text`, in order, none inside another.
#[must_use]
pub fn figures(text: &str) -> Vec<Figure> {
    let tokens = tokens(text);
    let mut found = Vec::new();
    let mut at = 0;
    // The number that is being passed began with a word that may be something else: then all of it is left out, because
    // «ألف ومئتان» is not 200 and «إحدى عشرة» not 10.
    let mut is_left_out = false;
    while let Some(first) = tokens.get(at) {
        if is_left_out && goes_on(&first.text) {
            at += 1;
            continue;
        }
        is_left_out = may_begin(&first.text);
        let rest = tokens.get(at..).unwrap_or_default();
        let before = at.checked_sub(1).and_then(|before| tokens.get(before));
        let read = date(rest, before, text).or_else(|| amount(rest, text));
        let Some((count, english, value)) = read else {
            at += 1;
            continue;
        };
        if let (Some(first), Some(last)) = (rest.first(), rest.get(count - 1)) {
            found.push(Figure { span: Span::new(first.span.start, last.span.end), english, value });
        }
        at += count.max(1);
    }
    found
}

/// A stretch of digits or of letters.
struct Token {
    span: Span,
    /// Folded: without vowel marks, hamzas on their seats, digits as ASCII.
    text: String,
    is_number: bool,
}

fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut letters = text.char_indices().peekable();
    while let Some((start, first)) = letters.next() {
        let is_number = first.is_numeric();
        if !is_number && !is_letter(first) {
            continue;
        }
        let mut end = start + first.len_utf8();
        while let Some(&(at, letter)) = letters.peek() {
            let goes_on = if is_number {
                let next = text.get(at + letter.len_utf8()..).and_then(|rest| rest.chars().next());
                letter.is_numeric() || (is_separator(letter) && next.is_some_and(char::is_numeric))
            } else {
                is_letter(letter) && !letter.is_numeric()
            };
            if !goes_on {
                break;
            }
            end = at + letter.len_utf8();
            letters.next();
        }
        let span = Span::new(start, end);
        tokens.push(Token { span, text: fold(span.of(text)).text().to_owned(), is_number });
    }
    tokens
}

fn is_letter(letter: char) -> bool {
    letter.is_alphabetic() || matches!(letter, '\u{64B}'..='\u{65F}' | '\u{670}' | '\u{640}')
}

const fn is_separator(letter: char) -> bool {
    matches!(letter, '.' | ',' | '\u{66B}' | '\u{66C}' | '/' | ':' | '-')
}

/// A number as English writes it: Arabic signs between digits become ours.
fn in_english(number: &str) -> String {
    number
        .chars()
        .map(|letter| match letter {
            '\u{66B}' => '.',
            '\u{66C}' => ',',
            letter => letter,
        })
        .collect()
}

/// An amount: digits or words, with what scales them and a per cent sign. Gives how many tokens it takes.
fn amount(tokens: &[Token], text: &str) -> Option<(usize, String, Value)> {
    let first = tokens.first()?;
    let (count, english, mut value) = if first.is_number {
        in_digits(first, tokens.get(1))
    } else if let Some(found) = fraction(tokens).or_else(|| quantity(&first.text)) {
        found
    } else {
        let (count, value) = number_in_words(tokens)?;
        (count, written(value), whole(Some(value)))
    };
    let end = tokens.get(count - 1)?.span.end;
    if let Some(words) = per_cent(tokens.get(count..).unwrap_or_default()) {
        set_share(&mut value);
        return Some((count + words, format!("{english}%"), value));
    }
    let sign = text.get(end..).map(str::trim_start).and_then(|rest| rest.chars().next());
    let has_sign = first.is_number && matches!(sign, Some('%' | '\u{66A}'));
    if has_sign {
        set_share(&mut value);
    }
    Some((count, if has_sign { format!("{english}%") } else { english }, value))
}

/// A number in digits, with the word behind it where that scales it.
fn in_digits(first: &Token, next: Option<&Token>) -> (usize, String, Value) {
    let number = in_english(&first.text);
    let Some(scale) = next.and_then(|next| scale(&next.text)) else {
        return (1, number, value_of(&first.text, 1));
    };
    let value = value_of(&first.text, scale);
    match scale {
        1_000 if number.parse::<u32>().is_ok_and(|number| number < 1_000) => {
            (2, format!("{number},000"), value)
        }
        scale => (2, format!("{number} {}", scale_name(scale)), value),
    }
}

fn value_of(digits: &str, scale: u64) -> Value {
    if digits.contains(['/', ':', '-']) {
        let parts = digits.split(['/', ':', '-']).map(|part| part.parse().ok());
        return Value::Parts(parts.collect::<Option<_>>().unwrap_or_default());
    }
    let readings = readings(digits).into_iter().filter_map(|reading| reading.checked_mul(scale)).collect();
    Value::Amount { readings, is_share: false }
}

fn whole(number: Option<u64>) -> Value {
    let readings = number.and_then(|number| number.checked_mul(THOUSANDTHS)).into_iter().collect();
    Value::Amount { readings, is_share: false }
}

const fn set_share(value: &mut Value) {
    if let Value::Amount { is_share, .. } = value {
        *is_share = true;
    }
}

fn per_cent(tokens: &[Token]) -> Option<usize> {
    let word = |at: usize| tokens.get(at).map(|token| token.text.as_str());
    match (word(0)?, word(1)) {
        ("بالمئه" | "بالمايه" | "بالمائه", _) => Some(1),
        ("في", Some("المئه" | "المايه" | "المائه")) => Some(2),
        _ => None,
    }
}

/// «نصف مليون», «ربع مليون».
fn fraction(tokens: &[Token]) -> Option<(usize, String, Value)> {
    let part = match tokens.first()?.text.as_str() {
        "نصف" => ("half a", 2),
        "ربع" => ("a quarter of a", 4),
        _ => return None,
    };
    let (part, divisor) = part;
    let scale = scale(&tokens.get(1)?.text).filter(|scale| *scale >= 1_000_000)?;
    Some((2, format!("{part} {}", scale_name(scale)), whole(Some(scale / divisor))))
}

/// Amounts that nobody counted.
fn quantity(word: &str) -> Option<(usize, String, Value)> {
    let english = match word {
        "عشرات" => "dozens of",
        "مئات" | "مايات" => "hundreds of",
        "الاف" => "thousands of",
        "ملايين" => "millions of",
        "مليارات" => "billions of",
        _ => return None,
    };
    Some((1, english.to_owned(), Value::Quantity))
}

/// With commas between thousands; millions in words where they are round.
fn written(value: u64) -> String {
    for scale in [1_000_000_000_000, 1_000_000_000, 1_000_000] {
        if value >= scale && value.is_multiple_of(scale) {
            return format!("{} {}", value / scale, scale_name(scale));
        }
    }
    let digits = value.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Each figure as “Arabic = English”.
    fn found(text: &str) -> Vec<String> {
        let figures = figures(text).into_iter();
        figures.map(|figure| format!("{} = {}", figure.span.of(text), figure.english)).collect()
    }

    #[test]
    fn digits_become_ours_and_scales_english() {
        assert_eq!(found("قتل ٢٥ شخصا"), ["٢٥ = 25"]);
        assert_eq!(found("بلغ ١٬٢٠٠٫٥ دولار"), ["١٬٢٠٠٫٥ = 1,200.5"]);
        assert_eq!(
            found("نحو 50 ألفا و1.5 مليون و3 مليارات"),
            ["50 ألفا = 50,000", "1.5 مليون = 1.5 million", "3 مليارات = 3 billion"]
        );
        assert_eq!(
            found("ارتفع ٢٠٪ و 5 في المئة و7 بالمائة"),
            ["٢٠ = 20%", "5 في المئة = 5%", "7 بالمائة = 7%"]
        );
    }

    #[test]
    fn figures_have_values_whatever_writes_them() {
        let values =
            |text: &str| -> Vec<Value> { figures(text).into_iter().map(|found| found.value).collect() };
        let amounts = |readings: &[u64], is_share| [Value::Amount { readings: readings.to_vec(), is_share }];
        assert_eq!(values("٢٥"), amounts(&[25_000], false));
        assert_eq!(values("1,5 في المئة"), amounts(&[1_500], true));
        assert_eq!(values("1.200"), amounts(&[1_200_000, 1_200], false));
        assert_eq!(values("١٬٢٠٠٫٥"), amounts(&[1_200_500], false));
        assert_eq!(values("1,234,567"), amounts(&[1_234_567_000], false));
        assert_eq!(values("1.5 مليون"), amounts(&[1_500_000_000], false));
        assert_eq!(values("نصف مليون"), amounts(&[500_000_000], false));
        assert_eq!(values("ثلاثة آلاف ومئتان"), amounts(&[3_200_000], false));
        assert_eq!(values("99999999999999999999"), amounts(&[], false));
        assert_eq!(values("2-1 12:30"), [Value::Parts(vec![2, 1]), Value::Parts(vec![12, 30])]);
        assert_eq!(values("عشرات"), [Value::Quantity]);
        let date = Date { day: Some(17), month: 10, year: Some(2020) };
        assert_eq!(values("17 أكتوبر (تشرين الأول) 2020"), [Value::Date(date)]);
    }

    #[test]
    fn numbers_in_words_have_units_before_tens() {
        assert_eq!(found("قتل خمسة وعشرون جنديا"), ["خمسة وعشرون = 25"]);
        assert_eq!(found("ثلاثة آلاف ومئتان وخمسة وعشرون"), ["ثلاثة آلاف ومئتان وخمسة وعشرون = 3,225"]);
        assert_eq!(found("خمسة عشر قتيلا"), ["خمسة عشر = 15"]);
        assert_eq!(found("ثلاثمئة وخمسون ألف لاجئ"), ["ثلاثمئة وخمسون ألف = 350,000"]);
        assert_eq!(found("خمسة ملايين ومليوني شخص"), ["خمسة ملايين = 5 million", "ومليوني = 2 million"]);
        assert_eq!(found("مليوني لاجئ"), ["مليوني = 2 million"]);
        assert_eq!(found("نصف مليون وربع مليار"), ["نصف مليون = half a million"]);
        assert_eq!(found("عشرات القتلى وآلاف"), ["عشرات = dozens of"]);
    }

    #[test]
    fn a_number_is_read_whole_or_not_at_all() {
        for text in [
            "إحدى عشرة دولة",
            "اثنتي عشرة سنة",
            "ست عشرة ولاية",
            "واحد وعشرون قتيلا",
            "اثنان وثلاثون",
            "ألف ومئتان وخمسون",
            "ألفا وخمسمئة دولار",
            "مليون ومئتا ألف لاجئ",
            "واحد وعشرون ألفا",
        ] {
            assert_eq!(found(text), Vec::<String>::new(), "{text}");
        }
        assert_eq!(found("خمسة آلاف وستمئة جندي"), ["خمسة آلاف وستمئة = 5,600"]);
        assert_eq!(found("قتل واحد وجرح خمسة"), ["خمسة = 5"]);
        assert_eq!(found("17 يوليه 2020"), ["17 يوليه 2020 = 17 July 2020"]);
    }

    #[test]
    fn months_are_said_once() {
        assert_eq!(
            found("في 17 أكتوبر (تشرين الأول) 2020"),
            ["17 أكتوبر (تشرين الأول) 2020 = 17 October 2020"]
        );
        assert_eq!(found("ديسمبر/كانون الأول الماضي"), ["ديسمبر/كانون الأول = December"]);
        assert_eq!(
            found("كانون الثاني وتشرين الثاني"),
            ["كانون الثاني = January", "وتشرين الثاني = November"]
        );
        assert_eq!(found("٢٧ سبتمبر ٢٠٢٠"), ["٢٧ سبتمبر ٢٠٢٠ = 27 September 2020"]);
        assert_eq!(found("غشت المقبل"), ["غشت = August"]);
    }

    #[test]
    fn words_that_are_also_months_need_a_number_or_a_month_beside_them() {
        assert_eq!(found("مارس الرياضة وقال أب لابنه"), Vec::<String>::new());
        assert_eq!(found("8 مارس"), ["8 مارس = 8 March"]);
        assert_eq!(found("في شهر آب"), ["آب = August"]);
        assert_eq!(found("آب 2020"), ["آب 2020 = August 2020"]);
        assert_eq!(found("آب/أغسطس"), ["آب/أغسطس = August"]);
        assert_eq!(found("وصل الوزير إلى باكو"), Vec::<String>::new());
    }

    proptest! {
        #[test]
        fn any_text_gives_spans_in_order(
            text in "(خمسة|وعشرون|ألف|مئة|مليون|2020|٣|في المئة|أكتوبر|تشرين|الأول|و| |/|\\(|x|،){0,12}"
        ) {
            let mut end = 0;
            for figure in figures(&text) {
                prop_assert!(figure.span.start >= end && !figure.span.of(&text).is_empty());
                let is_arabic = |letter: char| ('\u{600}'..'\u{700}').contains(&letter);
                prop_assert!(!figure.english.chars().any(is_arabic));
                end = figure.span.end;
            }
        }
    }
}
