//! Dates as Arabic news pages write them above an article.
//!
//! Used to fill in the date of publication where a page states it only in words, and to tell a line that
//! is nothing but a date from a line of the article. Gregorian dates only.

use super::fold::fold;

/// The first complete Gregorian date in `text`, as ISO 8601 (2013-08-28).
pub(super) fn date_in(text: &str) -> Option<String> {
    let folded = fold(text);
    let words: Vec<&str> = folded.split(' ').collect();
    words.iter().enumerate().find_map(|(at, word)| {
        // Behind the day come one or two names of the month («آب/أغسطس», «أكتوبر (تشرين الأول)») and the year.
        let day = number(word)?;
        let behind = words.get(at + 1..)?;
        if let Some(month) = month_at(behind) {
            let year = behind.iter().take(6).find_map(|word| number(word).filter(|year| is_year(*year)))?;
            return iso(year, month, day);
        }
        let (second, third) = (number(behind.first()?)?, number(behind.get(1)?)?);
        // 28/8/2013 or 2013-08-28; the folding has made spaces of the separators.
        if is_year(third) { iso(third, second, day) } else { iso(day, second, third) }
    })
}

/// Whether the line says when the article appeared and hardly anything else.
///
/// `strict` asks for a weekday or a time as well, for places where a title such as «حرب 6 أكتوبر 1973» stands.
pub(super) fn is_date_line(text: &str, strict: bool) -> bool {
    let folded = fold(text);
    let words: Vec<&str> = folded.split(' ').collect();
    if words.len() > LONGEST || date_in(text).is_none() {
        return false;
    }
    let has_weekday = words.iter().any(|word| WEEKDAYS.contains(word));
    let has_time = text.contains(':') || text.contains('٫');
    let is_known = |word: &str| {
        number(word).is_some()
            || month(word).is_some()
            || WEEKDAYS.contains(&word)
            || COMPANIONS.contains(&word)
            || word.starts_with("gmt")
            || (word.starts_with(|c: char| c.is_ascii_digit()) && word.len() <= 6)
    };
    let others = words.iter().filter(|word| !is_known(word)).count();
    others <= 1 && (!strict || has_weekday || has_time)
}

/// Words in the longest date line seen: weekday, both calendars, time and «آخر تحديث».
const LONGEST: usize = 24;

/// Month names, folded, January to December: Egypt, the Levant and Iraq, the Maghreb.
const MONTHS: [&[&str]; 12] = [
    &["يناير", "كانون الثاني", "جانفي"],
    &["فبراير", "شباط", "فيفري"],
    &["مارس", "اذار"],
    &["ابريل", "نيسان", "افريل"],
    &["مايو", "ايار", "ماي"],
    &["يونيو", "حزيران", "جوان", "يونيه"],
    &["يوليو", "تموز", "جويليه", "يوليوز", "يوليه"],
    &["اغسطس", "اب", "اوت", "غشت"],
    &["سبتمبر", "ايلول", "شتنبر"],
    &["اكتوبر", "تشرين الاول"],
    &["نوفمبر", "تشرين الثاني", "نونبر"],
    &["ديسمبر", "كانون الاول", "دجنبر"],
];

const WEEKDAYS: [&str; 7] = ["السبت", "الاحد", "الاثنين", "الثلاثاء", "الاربعاء", "الخميس", "الجمعه"];

/// Words that stand beside a date without being part of an article, folded.
const COMPANIONS: [&str; 42] = [
    "اخر",
    "تحديث",
    "نشر",
    "نشرت",
    "في",
    "تاريخ",
    "النشر",
    "يوم",
    "الساعه",
    "بتوقيت",
    "غرينتش",
    "مكه",
    "المكرمه",
    "م",
    "ه",
    "ص",
    "am",
    "pm",
    "الموافق",
    "الاول",
    "الثاني",
    "الاولي",
    "الثانيه",
    "تشرين",
    "كانون",
    "محرم",
    "صفر",
    "ربيع",
    "جمادي",
    "رجب",
    "شعبان",
    "رمضان",
    "شوال",
    "القعده",
    "الحجه",
    "ذو",
    "ذي",
    "صباحا",
    "مساء",
    "gst",
    "ksa",
    "توقيت",
];

fn month_at(words: &[&str]) -> Option<u32> {
    let first = words.first()?;
    let pair = words.get(1).map(|second| format!("{first} {second}"));
    month(first).or_else(|| pair.as_deref().and_then(month))
}

fn month(name: &str) -> Option<u32> {
    MONTHS.iter().zip(1..).find(|(names, _)| names.contains(&name)).map(|(_, number)| number)
}

fn number(word: &str) -> Option<u32> {
    let is_short = (1..=4).contains(&word.len());
    (is_short && word.bytes().all(|byte| byte.is_ascii_digit())).then(|| word.parse().ok())?
}

const fn is_year(number: u32) -> bool {
    matches!(number, 1900..=2199)
}

fn iso(year: u32, month: u32, day: u32) -> Option<String> {
    let is_date = is_year(year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    is_date.then(|| format!("{year:04}-{month:02}-{day:02}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_in_every_common_form() {
        for (text, expected) in [
            ("الأربعاء، 28 آب/اغسطس 2013، آخر تحديث 14:00 (GMT+0400)", "2013-08-28"),
            ("السبت 24 أكتوبر (تشرين الأول) 2020 11:41", "2020-10-24"),
            ("نشر في: ٢٧ سبتمبر ٢٠٢٠", "2020-09-27"),
            ("3 كانون الثاني 2021", "2021-01-03"),
            ("27/9/2020 - 10:15", "2020-09-27"),
            ("2020-09-27T10:15", "2020-09-27"),
        ] {
            // The time behind an ISO date is glued to the day; pages show it with a space.
            assert_eq!(date_in(&text.replace('T', " ")).as_deref(), Some(expected), "{text}");
        }
        assert_eq!(date_in("قتل 15 شخصا عام 2013"), None);
        assert_eq!(date_in("في 31 من الشهر"), None);
    }

    #[test]
    fn a_date_line_says_nothing_else() {
        assert!(is_date_line("الأربعاء، 28 آب/اغسطس 2013، آخر تحديث 14:00 (GMT+0400)", true));
        assert!(is_date_line("7/3/1442 هـ - الموافق 24/10/2020 م - آخر تحديث 10:00", true));
        assert!(is_date_line("24 أكتوبر 2020", false));
        assert!(!is_date_line("حرب 6 أكتوبر 1973", true));
        assert!(!is_date_line("واندلع القتال في 27 سبتمبر 2020 من جديد في الإقليم", false));
    }
}
