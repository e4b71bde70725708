//! What a source may count at the widest reading: whatever of it a number of the draft may come from.

use crate::arabic::figures::{Figure, THOUSANDTHS, Value, readings};
use crate::arabic::{fold, words};
use std::collections::HashSet;

/// The numbers that a source may mean, in thousandths.
#[derive(Default)]
pub struct Loose {
    values: HashSet<u64>,
    /// Numbers of times, scores and years, as they stand.
    pub parts: Vec<u64>,
    /// It has a year of the Muslim calendar.
    pub is_hijri: bool,
}

/// Words of the longest number.
const LONGEST: usize = 9;

impl Loose {
    #[must_use]
    pub fn of(source: &str, figures: &[Figure]) -> Self {
        let folded = fold(source);
        let mut loose = Self {
            is_hijri: source.contains("هـ") || source.contains("هجري") || source.contains("للهجرة"),
            ..Self::default()
        };
        for figure in figures {
            match &figure.value {
                Value::Amount { readings, .. } => {
                    loose.values.extend(readings);
                    loose.parts.extend(readings.iter().map(|value| value / THOUSANDTHS));
                }
                Value::Parts(parts) => {
                    loose.parts.extend(parts);
                    loose.values.extend(parts.iter().filter_map(|part| part.checked_mul(THOUSANDTHS)));
                }
                Value::Date(date) => {
                    let numbers =
                        [date.day.map(u64::from), Some(date.month.into()), date.year.map(u64::from)];
                    loose.parts.extend(numbers.into_iter().flatten());
                    loose.values.extend(numbers.into_iter().flatten().map(|part| part * THOUSANDTHS));
                }
                Value::Quantity => {}
            }
        }
        loose.add_digits(folded.text());
        let counted: Vec<Option<u64>> =
            words(source).map(|word| counts(fold(word.span.of(source)).text())).collect();
        for start in 0..counted.len() {
            let run: Vec<u64> = counted
                .get(start..)
                .unwrap_or_default()
                .iter()
                .map_while(|value| *value)
                .take(LONGEST)
                .collect();
            for length in 1..=run.len() {
                if let Some(value) = total(run.get(..length).unwrap_or_default()) {
                    loose.values.insert(value);
                }
            }
        }
        loose
    }

    #[must_use]
    pub fn has(&self, value: u64) -> bool {
        let is_sum = |part: &u64| {
            value.checked_sub(*part).is_some_and(|rest| are_one(*part, rest) && self.values.contains(&rest))
        };
        self.values.contains(&value) || self.values.iter().any(is_sum)
    }

    /// Every run of digits, whatever stands around it.
    fn add_digits(&mut self, folded: &str) {
        let is_inside = |letter: char| letter.is_ascii_digit() || matches!(letter, '.' | ',' | '٫' | '٬');
        for run in folded.split(|letter: char| !is_inside(letter)) {
            self.values.extend(readings(run.trim_matches(['.', ',', '٫', '٬'])));
            let digits = run.split(|letter: char| !letter.is_ascii_digit());
            self.values.extend(digits.flat_map(readings));
        }
    }
}

/// Whether two numbers may be one that a text writes half in digits: «50 ألفا و300» is 50,300.
pub(super) const fn are_one(large: u64, small: u64) -> bool {
    large.is_multiple_of(1_000 * THOUSANDTHS) && small > 0 && small < large
}

/// The value of words one after the other, in thousandths.
fn total(run: &[u64]) -> Option<u64> {
    let (mut whole, mut part) = (0_u64, 0_u64);
    for value in run {
        let scaled = part / THOUSANDTHS;
        if *value >= 1_000 * THOUSANDTHS && value.is_multiple_of(1_000 * THOUSANDTHS) && part > 0 {
            whole = whole.checked_add(value.checked_mul(scaled.max(1))?)?;
            part = 0;
        } else if *value == 100 * THOUSANDTHS && (3..10).contains(&scaled) {
            part = part.checked_mul(100)?;
        } else {
            part = part.checked_add(*value)?;
        }
    }
    whole.checked_add(part)
}

/// What a folded word may count, in thousandths, with what may hang in front of it.
fn counts(word: &str) -> Option<u64> {
    let bare = |word: &str| {
        let whole = value(word).or_else(|| {
            let units = ["مئه", "مايه", "مائه"].iter().find_map(|hundred| word.strip_suffix(hundred))?;
            value(units).filter(|units| (3..10).contains(units)).map(|units| units * 100)
        });
        whole.and_then(|value| value.checked_mul(THOUSANDTHS))
    };
    if word.starts_with(|first: char| first.is_ascii_digit()) {
        return readings(word).first().copied();
    }
    let mut word = word;
    for _ in 0..3 {
        if let Some(value) = bare(word).or_else(|| bare(word.strip_prefix("ال")?)) {
            return Some(value);
        }
        let mut letters = word.chars();
        if !matches!(letters.next(), Some('و' | 'ف' | 'ب' | 'ل' | 'ك')) {
            return None;
        }
        word = letters.as_str();
    }
    None
}

fn value(word: &str) -> Option<u64> {
    Some(match word {
        "صفر" => 0,
        "واحد" | "واحده" | "احد" | "احدي" | "حادي" | "حاديه" | "اول" | "اولي" => {
            1
        }
        "اثنان" | "اثنين" | "اثنا" | "اثني" | "اثنتان" | "اثنتين" | "اثنتا" | "اثنتي" | "ثاني" | "ثانيه"
        | "ثان" => 2,
        "ثلاث" | "ثلاثه" | "ثالث" | "ثالثه" => 3,
        "اربع" | "اربعه" | "رابع" | "رابعه" => 4,
        "خمس" | "خمسه" | "خامس" | "خامسه" => 5,
        "ست" | "سته" | "سادس" | "سادسه" => 6,
        "سبع" | "سبعه" | "سابع" | "سابعه" => 7,
        "ثمان" | "ثماني" | "ثمانيه" | "ثامن" | "ثامنه" => 8,
        "تسع" | "تسعه" | "تاسع" | "تاسعه" => 9,
        "عشر" | "عشره" | "عاشر" | "عاشره" | "عقد" | "عقدا" | "عقود" => 10,
        "عشرون" | "عشرين" | "عشرينات" | "عشرينيات" | "عقدان" | "عقدين" => {
            20
        }
        "ثلاثون" | "ثلاثين" | "ثلاثينات" | "ثلاثينيات" => 30,
        "اربعون" | "اربعين" | "اربعينات" | "اربعينيات" => 40,
        "خمسون" | "خمسين" | "خمسينات" | "خمسينيات" => 50,
        "ستون" | "ستين" | "ستينات" | "ستينيات" => 60,
        "سبعون" | "سبعين" | "سبعينات" | "سبعينيات" => 70,
        "ثمانون" | "ثمانين" | "ثمانينات" | "ثمانينيات" => 80,
        "تسعون" | "تسعين" | "تسعينات" | "تسعينيات" => 90,
        "مئه" | "مايه" | "مائه" | "مئات" | "قرن" | "قرنا" | "قرون" => 100,
        "مئتان" | "مئتين" | "مئتا" | "مئتي" | "مائتان" | "مائتين" | "مائتا" | "مائتي" | "قرنين" | "قرنان" => {
            200
        }
        "الف" | "الفا" | "الاف" | "الوف" => 1_000,
        "الفان" | "الفين" | "الفي" => 2_000,
        "مليون" | "مليونا" | "ملايين" => 1_000_000,
        "مليونان" | "مليونين" | "مليوني" => 2_000_000,
        "مليار" | "مليارا" | "مليارات" | "بليون" | "بلايين" => 1_000_000_000,
        "ملياران" | "مليارين" | "ملياري" => 2_000_000_000,
        "تريليون" | "تريليونا" | "تريليونات" => 1_000_000_000_000,
        _ => return None,
    })
}
