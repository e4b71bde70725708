//! Numbers in words: units before tens, joined by و, scaled by thousand, million and so on.

use super::Token;

/// What a word multiplies by.
pub(super) fn scale(word: &str) -> Option<u64> {
    Some(match word {
        "الف" | "الفا" | "الاف" => 1_000,
        "مليون" | "مليونا" | "ملايين" => 1_000_000,
        "مليار" | "مليارا" | "مليارات" | "بليون" | "بليونا" => 1_000_000_000,
        "تريليون" | "تريليونا" => 1_000_000_000_000,
        _ => return None,
    })
}

pub(super) const fn scale_name(scale: u64) -> &'static str {
    match scale {
        1_000 => "thousand",
        1_000_000 => "million",
        1_000_000_000 => "billion",
        _ => "trillion",
    }
}

/// The value of one word: units, tens, hundreds, and the duals of what is larger, folded, in every gender and case.
pub(super) fn small(word: &str) -> Option<u64> {
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
pub(super) fn may_begin(word: &str) -> bool {
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
pub(super) fn goes_on(word: &str) -> bool {
    let is_joined = |rest: &str| small(rest).or_else(|| scale(rest)).is_some() || may_begin(rest);
    is_teen(word) || scale(word).is_some() || word.strip_prefix('و').is_some_and(is_joined)
}

/// A number in words, units before tens, joined by و. Words that may be something else («واحد», «ست», «ألف» alone) begin
/// none.
pub(super) fn number_in_words(tokens: &[Token]) -> Option<(usize, u64)> {
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
