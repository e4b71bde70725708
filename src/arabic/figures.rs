//! Numbers, shares and dates of a text and how English writes them: ٢٥ ألفا is 25,000, خمسة وعشرون is 25,
//! «17 أكتوبر (تشرين الأول) 2020» is 17 October 2020.
//!
//! A help for the translator's eye, not a parser of the language: what is not sure is left out. Months are those of
//! CLDR for Egypt and the Gulf, the Levant and Iraq, and the Maghreb; news often gives two names, and English wants the
//! month once. Nothing here converts calendars.

use super::fold::fold;
use crate::text::Span;

/// A number or date of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// In the text (`source_byte`).
    pub span: Span,
    pub english: String,
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
        let Some((count, english)) = read else {
            at += 1;
            continue;
        };
        if let (Some(first), Some(last)) = (rest.first(), rest.get(count - 1)) {
            found.push(Figure { span: Span::new(first.span.start, last.span.end), english });
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
fn amount(tokens: &[Token], text: &str) -> Option<(usize, String)> {
    let first = tokens.first()?;
    let (count, english) = if first.is_number {
        let number = in_english(&first.text);
        match tokens.get(1).and_then(|next| scale(&next.text)) {
            Some(1_000) if number.parse::<u32>().is_ok_and(|number| number < 1_000) => {
                (2, format!("{number},000"))
            }
            Some(scale) => (2, format!("{number} {}", scale_name(scale))),
            None => (1, number),
        }
    } else if let Some(found) = fraction(tokens).or_else(|| quantity(&first.text)) {
        found
    } else {
        let (count, value) = number_in_words(tokens)?;
        (count, written(value))
    };
    let end = tokens.get(count - 1)?.span.end;
    if let Some(words) = per_cent(tokens.get(count..).unwrap_or_default()) {
        return Some((count + words, format!("{english}%")));
    }
    let sign = text.get(end..).map(str::trim_start).and_then(|rest| rest.chars().next());
    let has_sign = first.is_number && matches!(sign, Some('%' | '\u{66A}'));
    Some((count, if has_sign { format!("{english}%") } else { english }))
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
fn fraction(tokens: &[Token]) -> Option<(usize, String)> {
    let part = match tokens.first()?.text.as_str() {
        "نصف" => "half a",
        "ربع" => "a quarter of a",
        _ => return None,
    };
    let scale = scale(&tokens.get(1)?.text).filter(|scale| *scale >= 1_000_000)?;
    Some((2, format!("{part} {}", scale_name(scale))))
}

/// Amounts that nobody counted.
fn quantity(word: &str) -> Option<(usize, String)> {
    let english = match word {
        "عشرات" => "dozens of",
        "مئات" | "مايات" => "hundreds of",
        "الاف" => "thousands of",
        "ملايين" => "millions of",
        "مليارات" => "billions of",
        _ => return None,
    };
    Some((1, english.to_owned()))
}

/// What a word multiplies by.
fn scale(word: &str) -> Option<u64> {
    Some(match word {
        "الف" | "الفا" | "الاف" => 1_000,
        "مليون" | "مليونا" | "ملايين" => 1_000_000,
        "مليار" | "مليارا" | "مليارات" | "بليون" | "بليونا" => 1_000_000_000,
        "تريليون" | "تريليونا" => 1_000_000_000_000,
        _ => return None,
    })
}

const fn scale_name(scale: u64) -> &'static str {
    match scale {
        1_000 => "thousand",
        1_000_000 => "million",
        1_000_000_000 => "billion",
        _ => "trillion",
    }
}

/// The value of one word: units, tens, hundreds, and the duals of what is larger, folded, in every gender and case.
fn small(word: &str) -> Option<u64> {
    Some(match word {
        "ثلاث" | "ثلاثه" => 3,
        "اربع" | "اربعه" => 4,
        "خمس" | "خمسه" => 5,
        "سته" => 6,
        "سبع" | "سبعه" => 7,
        "ثماني" | "ثمانيه" | "ثمان" => 8,
        "تسع" | "تسعه" => 9,
        "عشره" => 10,
        "عشرون" | "عشرين" => 20,
        "ثلاثون" | "ثلاثين" => 30,
        "اربعون" | "اربعين" => 40,
        "خمسون" | "خمسين" => 50,
        "ستون" | "ستين" => 60,
        "سبعون" | "سبعين" => 70,
        "ثمانون" | "ثمانين" => 80,
        "تسعون" | "تسعين" => 90,
        "مئه" | "مايه" | "مائه" => 100,
        "مئتان" | "مئتين" | "مئتا" | "مئتي" | "مائتان" | "مائتين" | "مائتا" | "مائتي" => {
            200
        }
        // ألفا is a thousand as well as two.
        "الفان" | "الفين" | "الفي" => 2_000,
        "مليونان" | "مليونين" | "مليوني" => 2_000_000,
        "ملياران" | "مليارين" | "ملياري" => 2_000_000_000,
        _ => {
            // «ثلاثمئة» and the like are one word.
            let units = ["مئه", "مايه", "مائه"].iter().find_map(|hundred| word.strip_suffix(hundred))?;
            let units = if units == "ست" { Some(6) } else { small(units) };
            return units.filter(|units| (3..10).contains(units)).map(|units| units * 100);
        }
    })
}

/// Ten and the units of eleven to nineteen, which stand behind a unit and have no و.
fn is_teen(word: &str) -> bool {
    matches!(word, "عشر" | "عشره")
}

/// Whether a word may begin a number and may as well be something else, with و or without.
fn may_begin(word: &str) -> bool {
    const WORDS: [&str; 19] = [
        "واحد",
        "واحده",
        "احد",
        "احدي",
        "اثنان",
        "اثنين",
        "اثنا",
        "اثني",
        "اثنتان",
        "اثنتين",
        "اثنتا",
        "اثنتي",
        "ست",
        "الف",
        "الفا",
        "مليون",
        "مليونا",
        "مليار",
        "مليارا",
    ];
    let is_listed = |word: &str| WORDS.contains(&word);
    is_listed(word) || word.strip_prefix('و').is_some_and(is_listed)
}

/// Whether a word goes on with the number before it: the ten of a teen, a scale, or whatever و joins.
fn goes_on(word: &str) -> bool {
    let is_joined = |rest: &str| small(rest).or_else(|| scale(rest)).is_some() || may_begin(rest);
    is_teen(word) || scale(word).is_some() || word.strip_prefix('و').is_some_and(is_joined)
}

/// A number in words, units before tens, joined by و. Words that may be something else («واحد», «ست», «ألف» alone) begin
/// none.
fn number_in_words(tokens: &[Token]) -> Option<(usize, u64)> {
    let (mut whole, mut part, mut count) = (0_u64, 0_u64, 0);
    // What comes behind a scale is less than it: five million and two million are two amounts.
    let mut last_scale = u64::MAX;
    while let Some(token) = tokens.get(count) {
        if token.is_number {
            break;
        }
        let joined = token.text.strip_prefix('و').filter(|_| count > 0 || small(&token.text).is_none());
        let word = joined.unwrap_or(&token.text);
        if count > 0 && joined.is_none() {
            // Without و only a scale, a hundred, or the ten of a teen can follow.
            if let Some(scale) = scale(word).filter(|scale| part > 0 && *scale < last_scale) {
                whole = whole.checked_add(part.checked_mul(scale)?)?;
                (part, last_scale) = (0, scale);
            } else if is_teen(word) && (3..10).contains(&(part % 100)) {
                part += 10;
            } else if matches!(word, "مئه" | "مايه" | "مائه") && (3..10).contains(&part) {
                part *= 100;
            } else {
                break;
            }
        } else if count > 0
            && let Some(scale) = scale(word)
            && whole + part > 0
            && scale < last_scale
        {
            whole = whole.checked_add(part)?.checked_add(scale)?;
            (part, last_scale) = (0, scale);
        } else if let Some(value) =
            small(word).filter(|value| *value < last_scale && fits(part, *value, count))
        {
            part += value;
        } else {
            break;
        }
        count += 1;
    }
    let value = whole.checked_add(part)?;
    (count > 0 && value > 0).then_some((count, value))
}

/// Whether a word of this value can follow what was read: smaller than what is open, or the tens behind a unit.
const fn fits(part: u64, value: u64, count: usize) -> bool {
    if count == 0 {
        return true;
    }
    let is_tens = value >= 20 && value < 100;
    (is_tens && !part.is_multiple_of(100) && part % 100 < 10)
        || (part.is_multiple_of(100) && value < 100)
        || (part == 0 && value >= 100)
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

/// The English of each month and its Arabic names, folded.
const MONTHS: [(&str, &[&str]); 12] = [
    ("January", &["يناير", "كانون الثاني", "جانفي"]),
    ("February", &["فبراير", "شباط", "فيفري"]),
    ("March", &["مارس", "اذار"]),
    ("April", &["ابريل", "نيسان", "افريل"]),
    ("May", &["مايو", "ايار", "ماي"]),
    ("June", &["يونيو", "يونيه", "حزيران", "جوان"]),
    ("July", &["يوليو", "يوليه", "تموز", "جويليه", "يوليوز"]),
    ("August", &["اغسطس", "اب", "اوت", "غشت"]),
    ("September", &["سبتمبر", "ايلول", "شتنبر"]),
    ("October", &["اكتوبر", "تشرين الاول"]),
    ("November", &["نوفمبر", "تشرين الثاني", "نونبر"]),
    ("December", &["ديسمبر", "كانون الاول", "دجنبر"]),
];

/// Months that are other words or names as well, so that they count only beside a number or another month: "he
/// practised", "father", Juan, May.
const UNSURE: [&str; 4] = ["مارس", "اب", "جوان", "ماي"];

/// The month that begins here: how many tokens its names take, and whether it is sure to be one.
fn month(tokens: &[Token]) -> Option<(usize, &'static str, bool)> {
    let first = tokens.first()?.text.as_str();
    for (english, names) in MONTHS {
        for name in names {
            let (head, tail) = name.split_once(' ').unwrap_or((name, ""));
            let is_head = first == head || first.strip_prefix('و') == Some(head);
            if !is_head {
                continue;
            }
            if tail.is_empty() {
                return Some((1, english, !UNSURE.contains(&head)));
            }
            if tokens.get(1).is_some_and(|next| next.text == tail) {
                return Some((2, english, true));
            }
        }
    }
    None
}

/// «17 أكتوبر (تشرين الأول) 2020», with or without day and year.
fn date(tokens: &[Token], before: Option<&Token>, text: &str) -> Option<(usize, String)> {
    let day = tokens.first().filter(|first| first.is_number);
    let day = day.and_then(|day| day.text.parse::<u8>().ok()).filter(|day| (1..=31).contains(day));
    let mut count = usize::from(day.is_some());
    let (taken, english, mut is_sure) = month(tokens.get(count..)?)?;
    count += taken;
    // The same month by its other name.
    if let Some((taken, other, _)) = month(tokens.get(count..).unwrap_or_default())
        && other == english
        && stands_between(tokens, count, text, &['(', '/', '-', '–', ' '])
    {
        count += taken;
        is_sure = true;
    }
    let year = tokens.get(count).filter(|next| {
        let is_year =
            next.is_number && next.text.parse::<u16>().is_ok_and(|year| (1000..2200).contains(&year));
        is_year && stands_between(tokens, count, text, &[')', ' ', '،'])
    });
    let follows_month = before.is_some_and(|before| matches!(before.text.as_str(), "شهر" | "بشهر" | "وشهر"));
    if !(is_sure || day.is_some() || year.is_some() || follows_month) {
        return None;
    }
    let mut written = day.map(|day| format!("{day} ")).unwrap_or_default();
    written.push_str(english);
    if let Some(year) = year {
        written.push(' ');
        written.push_str(&year.text);
        count += 1;
    }
    Some((count, written))
}

/// Whether nothing but these stands between the token at `at` and the one before it.
fn stands_between(tokens: &[Token], at: usize, text: &str, allowed: &[char]) -> bool {
    let (Some(before), Some(after)) =
        (at.checked_sub(1).and_then(|before| tokens.get(before)), tokens.get(at))
    else {
        return false;
    };
    let between = Span::new(before.span.end, after.span.start).of(text);
    between.chars().all(|letter| allowed.contains(&letter))
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
