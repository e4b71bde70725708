//! Dates and the names of months: those of CLDR for Egypt and the Gulf, the Levant and Iraq, and the Maghreb.

use super::{Date, Token, Value};
use crate::text::Span;
use std::collections::HashMap;
use std::sync::LazyLock;

/// The English of each month and its Arabic names, folded.
pub(super) const MONTHS: [(&str, &[&str]); 12] = [
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

/// A name of a month behind its first word.
struct Name {
    /// Its second word; empty where it has none.
    tail: &'static str,
    english: &'static str,
    is_sure: bool,
}

/// The names of months by their first words: every word of a text is looked up here.
static NAMES: LazyLock<HashMap<&'static str, Vec<Name>>> = LazyLock::new(|| {
    let mut names: HashMap<_, Vec<Name>> = HashMap::new();
    for (english, name) in
        MONTHS.iter().flat_map(|(english, names)| names.iter().map(move |name| (*english, *name)))
    {
        let (head, tail) = name.split_once(' ').unwrap_or((name, ""));
        names.entry(head).or_default().push(Name { tail, english, is_sure: !UNSURE.contains(&name) });
    }
    names
});

/// The month that begins here: how many tokens its names take, and whether it is sure to be one.
fn month(tokens: &[Token]) -> Option<(usize, &'static str, bool)> {
    let first = tokens.first()?.text.as_str();
    let names = NAMES.get(first).or_else(|| NAMES.get(first.strip_prefix('و')?))?;
    names.iter().find_map(|name| {
        if name.tail.is_empty() {
            return Some((1, name.english, name.is_sure));
        }
        tokens.get(1).is_some_and(|next| next.text == name.tail).then_some((2, name.english, true))
    })
}

/// «17 أكتوبر (تشرين الأول) 2020», with or without day and year.
pub(super) fn date(tokens: &[Token], before: Option<&Token>, text: &str) -> Option<(usize, String, Value)> {
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
    let month = (1_u8..).zip(MONTHS).find(|(_, (name, _))| *name == english).map_or(1, |(number, _)| number);
    let mut value = Date { day, month, year: None };
    if let Some(year) = year {
        written.push(' ');
        written.push_str(&year.text);
        value.year = year.text.parse().ok();
        count += 1;
    }
    Some((count, written, Value::Date(value)))
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
