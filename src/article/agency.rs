//! News agencies, as articles credit them: in a line of their own at the end, in a dateline, or behind the
//! last sentence.
//!
//! Only names that are agencies beyond doubt; a wrong one would be printed in the document.

use super::fold::fold;

/// The credit, if the line says nothing else: «(رويترز)», «المصدر: وكالات», «ع.ش/ م.ن (أ ف ب، د ب أ)».
pub(super) fn agency_line(text: &str) -> Option<String> {
    if text.split_whitespace().count() > LONGEST_LINE {
        return None;
    }
    // German radio signs with the editors' initials before the bracket.
    if let Some((initials, rest)) = text.split_once('(')
        && !initials.trim().is_empty()
        && is_initials(initials)
    {
        let (inside, behind) = rest.split_once(')')?;
        return behind.trim().is_empty().then(|| credit(inside)).flatten();
    }
    let behind_label = text.split_once(':').filter(|(label, _)| LABELS.contains(&fold(label).as_str()));
    credit(behind_label.map_or(text, |(_, rest)| rest))
}

/// The agency in the dateline of a paragraph: «باكو - (أ ف ب) - …», «دبي (رويترز) -- …», «الأناضول: …».
pub(super) fn dateline_agency(text: &str) -> Option<String> {
    let start = text.get(..text.floor_char_boundary(NEAR)).unwrap_or(text);
    let mut before = String::new();
    let mut part = String::new();
    let mut rest = start.chars().peekable();
    while let Some(character) = rest.next() {
        if !is_separator(character) {
            part.push(character);
            continue;
        }
        let name = part.trim();
        if is_agency(&fold(name)) {
            // The bracket may close first; then the mark that begins the sentence must follow.
            let ahead: String = rest.clone().take(4).collect();
            let ahead = ahead.trim_start_matches([')', ' ']);
            let is_end = is_dash(character) || ahead.starts_with(is_dash);
            return is_end.then(|| name.to_owned());
        }
        before.push_str(&part);
        before.push(' ');
        part.clear();
        if before.split_whitespace().count() > LONGEST_PLACE {
            return None;
        }
    }
    None
}

/// The agency in brackets behind the last sentence of an article: «… قبل الموعد. (رويترز)».
pub(super) fn closing_agency(text: &str) -> Option<String> {
    let inner = text.trim_end_matches(['.', ' ']).strip_suffix(')')?;
    let (before, inside) = inner.rsplit_once('(')?;
    let is_short = inside.split_whitespace().count() <= LONGEST_LINE;
    (before.trim_end().ends_with(['.', '»', '"', '!', '؟', '…']) && is_short)
        .then(|| credit(inside))
        .flatten()
}

/// The names in `text` as it has them, if it is nothing but names of which one is an agency's.
pub(super) fn credit(text: &str) -> Option<String> {
    let inside =
        text.trim().trim_matches(|c: char| matches!(c, '(' | ')' | '[' | ']' | '"' | '«' | '»' | '.' | '/'));
    let inside = inside.trim();
    let mut has_agency = false;
    for name in
        inside.split(['،', ',', '+', '/', '-', '–', '|', '؛']).map(fold).filter(|name| !name.is_empty())
    {
        let bare = name.strip_prefix('و').unwrap_or(&name);
        if is_agency(&name) || is_agency(bare) {
            has_agency = true;
        } else if !OUTLETS.contains(&name.as_str()) && !is_row_of_agencies(&name) {
            return None;
        } else if is_row_of_agencies(&name) {
            has_agency = true;
        }
    }
    has_agency.then(|| inside.to_owned())
}

/// «رويترز وأ ف ب», «رويترز وكالات».
fn is_row_of_agencies(folded: &str) -> bool {
    let words: Vec<&str> = folded.split(' ').collect();
    let mut at = 0;
    while at < words.len() {
        let found = (1..=4).rev().find(|length| {
            words.get(at..at + length).is_some_and(|words| {
                let name = words.join(" ");
                is_agency(&name) || name.strip_prefix('و').is_some_and(is_agency)
            })
        });
        let Some(length) = found else { return false };
        at += length;
    }
    !folded.is_empty()
}

/// Whether a folded name is a news agency's.
pub(super) fn is_agency(folded: &str) -> bool {
    let name = folded.strip_prefix("وكاله ").unwrap_or(folded);
    AGENCIES.contains(&name) || AGENCIES.contains(&folded)
}

fn is_initials(text: &str) -> bool {
    text.split(['.', '/', ' ', '،', '-', '\u{200F}']).all(|piece| piece.chars().count() <= 2)
}

const fn is_separator(character: char) -> bool {
    matches!(character, '(' | ')' | '/' | '،' | ',') || is_dash(character)
}

const fn is_dash(character: char) -> bool {
    matches!(character, '-' | '–' | '—' | 'ـ' | ':' | '―')
}

/// Words of a credit.
const LONGEST_LINE: usize = 14;
/// Words of places before the agency.
const LONGEST_PLACE: usize = 5;
/// Bytes of a paragraph in which a dateline stands.
const NEAR: usize = 140;

/// What stands before the colon of a credit, folded.
const LABELS: [&str; 6] = ["المصدر", "المصادر", "مصدر", "وكاله", "نقلا عن", "source"];

/// Folded, without «وكالة».
const AGENCIES: [&str; 63] = [
    "رويترز",
    "reuters",
    "ا ف ب",
    "افب",
    "فرانس برس",
    "فرانس بريس",
    "الصحافه الفرنسيه",
    "الفرنسيه",
    "afp",
    "اسوشيتد برس",
    "اسوشيتدبرس",
    "اسوشييتد برس",
    "الاسوشيتد برس",
    "ا ب",
    "ap",
    "associated press",
    "د ب ا",
    "الالمانيه",
    "الانباء الالمانيه",
    "dpa",
    "الاناضول",
    "اناضول",
    "anadolu",
    "anadolu agency",
    "شينخوا",
    "xinhua",
    "سبوتنيك",
    "نوفوستي",
    "تاس",
    "انترفاكس",
    "بلومبيرغ",
    "بلومبرغ",
    "bloomberg",
    "افي",
    "efe",
    "اكي",
    "انسا",
    "واس",
    "الانباء السعوديه",
    "وام",
    "انباء الامارات",
    "كونا",
    "الانباء الكويتيه",
    "قنا",
    "الانباء القطريه",
    "بترا",
    "سانا",
    "وفا",
    "واع",
    "الانباء العراقيه",
    "نينا",
    "سبا",
    "سونا",
    "واج",
    "الشرق الاوسط للانباء",
    "ا ش ا",
    "الوطنيه للاعلام",
    "المركزيه",
    "ارنا",
    "تسنيم",
    "يونهاب",
    "كيودو",
    "وكالات",
];

/// Papers and channels that share a credit with an agency, folded.
const OUTLETS: [&str; 15] = [
    "الجزيره",
    "الجزيره نت",
    "العربيه",
    "العربيه نت",
    "الوكالات",
    "مواقع",
    "مواقع الكترونيه",
    "مواقع التواصل الاجتماعي",
    "الصحافه",
    "صحف",
    "فرانس 24",
    "فرانس24",
    "rt",
    "cnn",
    "مواقع التواصل",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_agencies_is_a_credit() {
        for (line, expected) in [
            ("(رويترز)", "رويترز"),
            ("(أ ف ب)", "أ ف ب"),
            ("أ.ف.ب", "أ.ف.ب"),
            ("الأناضول", "الأناضول"),
            ("المصدر: وكالات", "وكالات"),
            ("المصدر : الجزيرة + رويترز", "الجزيرة + رويترز"),
            ("رويترز، أ ف ب", "رويترز، أ ف ب"),
            ("(رويترز وأ ف ب)", "رويترز وأ ف ب"),
            ("ع.ش/ م.ن (د ب أ، رويترز)", "د ب أ، رويترز"),
            ("فرانس24/ أ ف ب", "فرانس24/ أ ف ب"),
            ("وكالة الأناضول", "وكالة الأناضول"),
        ] {
            assert_eq!(agency_line(line).as_deref(), Some(expected), "{line}");
        }
        for line in ["الجزيرة", "قالت رويترز", "المصدر: شهود عيان", "", "()", "فلان (رويترز)", "الوطن، أ ف ب"]
        {
            assert_eq!(agency_line(line), None, "{line}");
        }
    }

    #[test]
    fn datelines_name_the_agency() {
        for (text, expected) in [
            ("باكو - (أ ف ب) - قالت الوزارة", "أ ف ب"),
            ("دبي (رويترز) -- قال مصدر", "رويترز"),
            ("القاهرة، مصر (د ب أ)- أعلنت", "د ب أ"),
            ("واشنطن ـ رويترز: أعلن", "رويترز"),
            ("إسطنبول / الأناضول - قال", "الأناضول"),
            ("(رويترز) - قال", "رويترز"),
        ] {
            assert_eq!(dateline_agency(text).as_deref(), Some(expected), "{text}");
        }
        for text in
            ["قالت وكالة الأنباء (واس) عن مصدر", "باكو - قالت الوزارة لرويترز إن", "نقلت رويترز، أمس، عن مصدر"]
        {
            assert_eq!(dateline_agency(text), None, "{text}");
        }
    }

    #[test]
    fn the_last_sentence_may_carry_the_agency() {
        assert_eq!(closing_agency("وينتهي العمل في الربيع. (رويترز)").as_deref(), Some("رويترز"));
        assert_eq!(
            closing_agency("وينتهي العمل في الربيع.(أ ف ب، رويترز).").as_deref(),
            Some("أ ف ب، رويترز")
        );
        assert_eq!(closing_agency("بحسب الوكالة (رويترز)."), None);
        assert_eq!(closing_agency("وينتهي العمل. (في الربيع)"), None);
    }
}
