//! How far two spellings of one foreign name are from each other: بيرموف and بيراموف, غوتيريس and جوتيريش.
//!
//! Arabic writes the long vowels of a name or does not, and has several letters for a sound it lacks. So a vowel
//! letter weighs little and letters that stand for one sound are near. Nothing here knows which names there are: a
//! small distance is a question for the translator, never an answer. Words are folded.

/// A distance, in tenths of one letter exchanged for an unrelated one.
pub type Tenths = u8;

/// The letters that write one foreign sound: /g/, /t/, /s/ and /th/, /d/ and /dh/, /kh/ and /h/, /f/ and /p/ and /v/.
const SOUNDS: [&str; 6] = ["جغقكگ", "تط", "سصزثش", "دضذظ", "هحخ", "فبپڤ"];

/// Letters of two sounds that are taken for each other now and then: /w/ and /v/, /j/ and /y/, /gh/ and /kh/, /th/
/// and /t/.
const NEAR: [(char, char); 5] = [('و', 'ف'), ('و', 'ڤ'), ('ي', 'ج'), ('غ', 'خ'), ('ث', 'ت')];

/// A vowel letter written or not.
const VOWEL: Tenths = 3;
/// One vowel for another: rarer in spellings of one name, frequent between two words of one root.
const OTHER_VOWEL: Tenths = 5;
const SAME_SOUND: Tenths = 4;
const NEAR_SOUND: Tenths = 6;
const OTHER: Tenths = 10;

/// The longest word that is compared, letters.
const LONGEST: usize = 24;

/// The distance of two words if it is not above `most`. The first letters must be alike, because a prefix makes
/// another word. So must the last, because ـي, ـا and ـة do, but for vowels, which the answer then says.
#[must_use]
pub fn distance(one: &str, other: &str, most: Tenths) -> Option<(Tenths, Ends)> {
    let (one, other) = (Letters::of(one)?, Letters::of(other)?);
    let ([first, ..], [other_first, ..]) = (one.all(), other.all()) else { return None };
    let ([.., last], [.., other_last]) = (one.all(), other.all()) else { return None };
    if is_vowel(*first) != is_vowel(*other_first) || exchange(*first, *other_first) > SAME_SOUND {
        return None;
    }
    let are_alike = last == other_last
        || (!is_vowel(*last) && !is_vowel(*other_last) && exchange(*last, *other_last) <= NEAR_SOUND);
    let ends = if are_alike { Ends::Alike } else { Ends::Differ };
    let end_in_vowels = is_vowel_at_end(*last) && is_vowel_at_end(*other_last);
    if !are_alike && !end_in_vowels {
        return None;
    }
    weigh(one.all(), other.all()).filter(|&distance| distance <= most).map(|distance| (distance, ends))
}

/// Whether two words end alike, or in different vowels (ناغورني, ناغورنو).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ends {
    Alike,
    Differ,
}

/// How far a word may be from a name of that many letters and still be offered, where other words of the name stand
/// beside it.
#[must_use]
pub const fn budget(letters: usize) -> Tenths {
    match letters {
        0..5 => 3,
        5 | 6 => 6,
        _ => 9,
    }
}

/// The same for a word that stands alone.
#[must_use]
pub const fn budget_alone(letters: usize) -> Tenths {
    match letters {
        0..7 => 4,
        7 | 8 => 6,
        _ => 9,
    }
}

/// Whether a folded word has a letter that transcribed names hardly ever have: it is then a word of the language, and
/// a word of the language with other vowels is another word.
#[must_use]
pub fn looks_native(folded: &str) -> bool {
    folded.contains(['ع', 'ح', 'ص', 'ض', 'ظ', 'ذ', 'ث', 'ء']) || folded.ends_with('ه')
}

/// What is left of a word without vowels, one sign a sound: equal for all spellings that [`distance`] finds near,
/// but for [`NEAR`] letters, see [`skeletons`].
#[must_use]
pub fn skeleton(folded: &str) -> String {
    let mut left = String::new();
    push_skeleton(folded.chars(), &mut left);
    left
}

/// The skeleton of a word, and those it has with one letter taken for a near one.
pub fn skeletons(folded: &str, visit: &mut dyn FnMut(&str)) {
    let mut left = String::new();
    push_skeleton(folded.chars(), &mut left);
    visit(&left);
    for (at, letter) in folded.chars().enumerate().skip(1) {
        for (near, other) in NEAR {
            let read = match letter {
                _ if letter == near => other,
                _ if letter == other => near,
                _ => continue,
            };
            left.clear();
            push_skeleton(folded.chars().enumerate().map(|(i, c)| if i == at { read } else { c }), &mut left);
            visit(&left);
        }
    }
}

/// How many consonants a word has: with three or fewer, Arabic roots meet by chance.
#[must_use]
pub fn consonants(folded: &str) -> usize {
    let last = folded.chars().count().saturating_sub(1);
    let is_vowel_here = |at: usize, c: char| is_vowel(c) || (at == last && c == 'ه');
    folded.chars().enumerate().filter(|&(at, c)| !is_vowel_here(at, c)).count()
}

fn push_skeleton(letters: impl Iterator<Item = char>, left: &mut String) {
    let mut letters = letters.peekable();
    while let Some(letter) = letters.next() {
        // A final ه is ة, written for a vowel: كنجة, كنجا.
        let is_end = letter == 'ه' && letters.peek().is_none();
        if !is_end && !is_vowel(letter) {
            left.push(sound(letter));
        }
    }
}

/// The first letter of a sound stands for it.
fn sound(letter: char) -> char {
    SOUNDS
        .iter()
        .find(|letters| letters.contains(letter))
        .and_then(|letters| letters.chars().next())
        .unwrap_or(letter)
}

const fn is_vowel(letter: char) -> bool {
    matches!(letter, 'ا' | 'و' | 'ي' | 'ء' | 'ئ' | 'ؤ')
}

const fn is_vowel_at_end(letter: char) -> bool {
    is_vowel(letter) || letter == 'ه'
}

fn exchange(one: char, other: char) -> Tenths {
    if one == other {
        0
    } else if is_vowel(one) && is_vowel(other) {
        OTHER_VOWEL
    } else if matches!(
        (one, other),
        ('ش', 'س' | 'ص' | 'ز' | 'ث') | ('س' | 'ص' | 'ز' | 'ث', 'ش') | ('ف', 'ب') | ('ب', 'ف')
    ) || NEAR.iter().any(|&near| near == (one, other) || near == (other, one))
    {
        NEAR_SOUND
    } else if sound(one) == sound(other) {
        SAME_SOUND
    } else {
        OTHER
    }
}

/// The weighted edit distance, a row at a time.
fn weigh(one: &[char], other: &[char]) -> Option<Tenths> {
    let mut row = [0u16; LONGEST + 1];
    let gap = |letter: char, is_end: bool| {
        u16::from(if is_vowel(letter) || (is_end && letter == 'ه') { VOWEL } else { OTHER })
    };
    let (ends, other_ends) = (one.len(), other.len());
    for (at, &letter) in other.iter().enumerate() {
        let before = *row.get(at)?;
        *row.get_mut(at + 1)? = before + gap(letter, at + 1 == other_ends);
    }
    for (at, &letter) in one.iter().enumerate() {
        let mut diagonal = *row.first()?;
        let cut = gap(letter, at + 1 == ends);
        *row.first_mut()? += cut;
        for (other_at, &other_letter) in other.iter().enumerate() {
            let above = *row.get(other_at + 1)?;
            let left = *row.get(other_at)?;
            let both_end = at + 1 == ends && other_at + 1 == other_ends;
            let change = match (letter, other_letter) {
                ('ه', vowel) | (vowel, 'ه') if both_end && is_vowel(vowel) => OTHER_VOWEL,
                _ => exchange(letter, other_letter),
            };
            let least = (diagonal + u16::from(change))
                .min(above + cut)
                .min(left + gap(other_letter, other_at + 1 == other_ends));
            *row.get_mut(other_at + 1)? = least;
            diagonal = above;
        }
    }
    row.get(other.len()).map(|&distance| Tenths::try_from(distance).unwrap_or(Tenths::MAX))
}

struct Letters {
    letters: [char; LONGEST],
    count: usize,
}

impl Letters {
    /// `None` for a word that is longer than any name.
    fn of(folded: &str) -> Option<Self> {
        let mut all = Self { letters: ['\0'; LONGEST], count: 0 };
        for letter in folded.chars() {
            *all.letters.get_mut(all.count)? = letter;
            all.count += 1;
        }
        Some(all)
    }

    fn all(&self) -> &[char] {
        self.letters.get(..self.count).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::arabic::fold;
    use proptest::prelude::*;

    #[track_caller]
    fn check(one: &str, other: &str, expect: Option<Tenths>) {
        let (one, other) = (fold(one).text().to_owned(), fold(other).text().to_owned());
        let most = budget(other.chars().count());
        let found = distance(&one, &other, most).filter(|(_, ends)| *ends == Ends::Alike);
        assert_eq!(found.map(|(distance, _)| distance), expect, "{one}, {other}");
        if expect.is_some() {
            let mut met = false;
            skeletons(&one, &mut |left| met |= left == skeleton(&other));
            assert!(met, "{one} and {other} have no skeleton in common");
        }
    }

    #[test]
    fn spellings_of_one_name_are_near() {
        check("بيرموف", "بيراموف", Some(3));
        check("غوتيريس", "جوتيريس", Some(4));
        check("غوتيريس", "غوتيريش", Some(6));
        check("انكلترا", "انجلترا", Some(4));
        check("جيحون", "جيهون", Some(4));
        check("ايفانوف", "ايوانوف", Some(6));
        check("كرباشوف", "غورباتشوف", None);
    }

    #[test]
    fn beginnings_and_ends_make_other_words() {
        check("فرنسي", "فرنسا", None);
        check("ارمينيه", "ارمينيا", None);
        check("لبناني", "لبنان", None);
        check("يمارس", "مارس", None);
        assert_eq!(distance("ناغورني", "ناغورنو", 9), Some((5, Ends::Differ)));
    }

    #[test]
    fn short_names_allow_little() {
        check("شوشه", "شوشا", None);
        check("كمال", "كامل", None);
    }

    proptest! {
        #[test]
        fn near_is_near_both_ways(one in "[ابتجسصفقكوينرله]{1,9}", other in "[ابتجسصفقكوينرله]{1,9}") {
            let there = distance(&one, &other, Tenths::MAX);
            prop_assert_eq!(there, distance(&other, &one, Tenths::MAX));
            prop_assert_eq!(there.is_some_and(|(distance, _)| distance == 0), one == other);
        }

        #[test]
        fn no_word_panics(one in any::<String>(), other in any::<String>()) {
            let _ = distance(&one, &other, 9);
            skeletons(&one, &mut |_| {});
        }
    }
}
