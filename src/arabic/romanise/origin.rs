//! Whether a name came from another language, as its letters and its ending tell.

use crate::arabic::chains;

/// Whether a folded word without article has the look of a name from another language: a letter for it, or an
/// ending like وف and سكي.
#[must_use]
pub fn looks_foreign(folded: &str) -> bool {
    if folded.contains(FOREIGN_ONLY) {
        return true;
    }
    if folded.contains(ARABIC_ONLY) {
        return false;
    }
    let stem = FOREIGN_ENDINGS.iter().find_map(|(ending, _)| folded.strip_suffix(ending));
    // تأليف and مخاوف end so too: words of Arabic patterns that begin with ت or م, perhaps after a clitic.
    let is_pattern = folded.ends_with('ف') && chains(folded).any(|chain| chain.rest.starts_with(['ت', 'م']));
    !is_pattern && stem.is_some_and(|stem| stem.chars().nth(2).is_some())
}

/// The word without an ending that only foreign names have, and that ending in Latin letters.
pub(super) fn split_ending(letters: &[char]) -> (&[char], &'static str) {
    for (ending, english) in FOREIGN_ENDINGS {
        let count = ending.chars().count();
        let Some(at) = letters.len().checked_sub(count).filter(|&at| at >= 2) else { continue };
        let Some((stem, tail)) = letters.split_at_checked(at) else { continue };
        if tail.iter().map(|&c| if c == 'أ' || c == 'آ' { 'ا' } else { c }).eq(ending.chars()) {
            return (stem, english);
        }
    }
    (letters, "")
}

/// Endings of names that came from other languages, the longer before the shorter they end in.
const FOREIGN_ENDINGS: &[(&str, &str)] = &[
    ("وفيتش", "ovich"),
    ("يفيتش", "evich"),
    ("فيتش", "vich"),
    ("وفسكي", "ovsky"),
    ("يفسكي", "evsky"),
    ("سكايا", "skaya"),
    ("وفسك", "ovsk"),
    ("يفسك", "evsk"),
    ("وفكا", "ovka"),
    ("يفكا", "evka"),
    ("سكي", "sky"),
    ("ييف", "yev"),
    ("ييفا", "yeva"),
    ("يفا", "eva"),
    ("وفا", "ova"),
    ("يف", "ev"),
    ("وف", "ov"),
    ("نيان", "nyan"),
    ("ميان", "myan"),
    ("ريان", "ryan"),
    ("سيان", "syan"),
    ("شيان", "shyan"),
    ("تيان", "tyan"),
    ("كيان", "kyan"),
    ("ديان", "dyan"),
    ("زاده", "zadeh"),
    ("اوغلو", "oglu"),
    ("اوغلي", "oghli"),
    ("شفيلي", "shvili"),
    ("نكو", "enko"),
    ("شتاين", "stein"),
    ("بورغ", "burg"),
    ("برغ", "berg"),
    ("غراد", "grad"),
    ("غورود", "gorod"),
    ("ستان", "stan"),
    ("كيرت", "kert"),
    ("اباد", "abad"),
    ("لاند", "land"),
    ("تاون", "town"),
    ("فورد", "ford"),
    ("فيل", "ville"),
    ("سون", "son"),
    ("لوف", "lov"),
    ("يتش", "ic"),
    ("تش", "ch"),
];

/// Letters that hardly any foreign name is written with.
const ARABIC_ONLY: &[char] = &['ح', 'ص', 'ض', 'ظ', 'ع', 'ذ', 'ة', 'ء', 'ؤ'];

/// Letters that only foreign names are written with.
const FOREIGN_ONLY: &[char] = &['پ', 'چ', 'ڤ', 'ڥ', 'گ', 'ژ', 'ڭ'];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_look_of_a_word_tells_where_it_came_from() {
        for word in ["لافروف", "تشايكوفسكي", "باشينيان", "غورباتشوف"] {
            assert!(looks_foreign(word), "{word}");
        }
        for word in ["محمود", "الموقف", "بيان", "معروف", "حصون"] {
            assert!(!looks_foreign(word), "{word}");
        }
    }
}
