//! A name letter by letter: sounds for letters, and the short vowels that Arabic leaves out.
//!
//! Which vowels they were nobody can know; the rules put one where a mouth needs one, in Arabic words as the
//! commonest patterns have it (خالد with i, محمود with a), in foreign ones only where consonants would clash.

use crate::arabic::chains;
use crate::arabic::letters::{Class, class};
use unicode_normalization::UnicodeNormalization;

/// Endings of names that came from other languages, the longer before the shorter they end in.
const FOREIGN_ENDINGS: &[(&str, &str)] = &[
    ("وفيتش", "ovich"),
    ("يفيتش", "evich"),
    ("فيتش", "vich"),
    ("وفسكي", "ovsky"),
    ("يفسكي", "evsky"),
    ("سكايا", "skaya"),
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

/// Spellings of a word without article, the likeliest first. Letters of other scripts are kept.
pub(super) fn spell(word: &str, foreign: Option<bool>, apostrophes: bool) -> Vec<String> {
    let letters: Vec<char> = word.nfkc().filter(|&c| class(c).in_word()).map(plain).collect();
    if !letters.iter().any(|&c| class(c) == Class::Arabic) {
        return vec![word.to_owned()];
    }
    let folded: String =
        letters.iter().map(|&c| if matches!(c, 'أ' | 'إ' | 'آ') { 'ا' } else { c }).collect();
    let likely = foreign.unwrap_or_else(|| looks_foreign(&folded));
    let mut found = Vec::new();
    let mut add = |letters: &[char], foreign: bool, open: bool| {
        let english = capital(&romanised(letters, foreign, open, apostrophes));
        if !english.is_empty() && !found.contains(&english) {
            found.push(english);
        }
    };
    add(&letters, likely, true);
    if foreign.is_none() {
        add(&letters, !likely, true);
    }
    if likely {
        // The first sound that Arabic has no letter of its own for.
        let other = |c: &char| match c {
            'ب' => 'پ',
            'ف' => 'ڤ',
            'ج' => 'گ',
            'ق' => 'غ',
            other => *other,
        };
        if let Some(at) = letters.iter().position(|c| other(c) != *c) {
            let swapped: Vec<char> =
                letters.iter().enumerate().map(|(i, c)| if i == at { other(c) } else { *c }).collect();
            add(&swapped, true, true);
        }
    } else {
        add(&letters, false, false);
    }
    found
}

const fn plain(c: char) -> char {
    match c {
        'ٱ' => 'ا',
        'ی' => 'ي',
        'ک' => 'ك',
        'ہ' | 'ە' => 'ه',
        'ۀ' => 'ة',
        other => other,
    }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_ascii_uppercase().to_string() + letters.as_str())
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sound {
    Consonant(&'static str),
    Vowel(&'static str),
}

use Sound::{Consonant, Vowel};

/// `open` is the pattern faʿal for three consonants without a vowel, otherwise faʿl.
fn romanised(letters: &[char], foreign: bool, open: bool, apostrophes: bool) -> String {
    let (stem, ending) = if foreign { split_ending(letters) } else { (letters, "") };
    let sounds = sounds(stem, !ending.is_empty(), foreign, apostrophes);
    let mut english = if foreign {
        with_foreign_vowels(&sounds, ending.starts_with(|c: char| "aeiou".contains(c)))
    } else {
        with_arabic_vowels(&sounds, open)
    };
    english.push_str(ending);
    english
}

fn split_ending(letters: &[char]) -> (&[char], &'static str) {
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

const fn is_vowel_letter(c: char) -> bool {
    matches!(c, 'ا' | 'و' | 'ي' | 'ى' | 'آ' | 'ة')
}

fn sounds(letters: &[char], goes_on: bool, foreign: bool, apostrophes: bool) -> Vec<Sound> {
    let mut sounds: Vec<Sound> = Vec::new();
    let stop = |sounds: &mut Vec<Sound>| {
        if apostrophes && !sounds.is_empty() {
            sounds.push(Consonant("'"));
        }
    };
    let mut at = 0;
    while let Some(&c) = letters.get(at) {
        let next = letters.get(at + 1).copied();
        let before_vowel = next.is_some_and(is_vowel_letter);
        let after_vowel = matches!(sounds.last(), Some(Vowel(_)));
        let is_first = at == 0;
        let is_last = next.is_none() && !goes_on;
        at += 1;
        match c {
            'أ' | 'ا' | 'إ' if is_first => {
                let sound = match (next, letters.get(at + 1)) {
                    (Some('و'), Some(after)) if !is_vowel_letter(*after) => {
                        at += 1;
                        if foreign { "o" } else { "au" }
                    }
                    (Some('ي'), Some(after)) if !is_vowel_letter(*after) => {
                        at += 1;
                        if c == 'أ' { "ai" } else { "i" }
                    }
                    _ if c == 'إ' => {
                        if foreign {
                            "e"
                        } else {
                            "i"
                        }
                    }
                    _ => "a",
                };
                sounds.push(Vowel(sound));
            }
            'أ' | 'إ' | 'آ' => {
                stop(&mut sounds);
                sounds.push(Vowel("a"));
            }
            'ا' | 'ى' | 'ة' => sounds.push(Vowel("a")),
            'ع' => {
                if matches!(sounds.last(), Some(Consonant(_))) && !before_vowel {
                    sounds.push(Vowel("a"));
                }
                stop(&mut sounds);
                if !before_vowel && (is_first || !is_last) {
                    // سعد is Saad, جعفر Jaafar: two vowels in one.
                    let joins = !apostrophes && matches!(sounds.last(), Some(Vowel("a")));
                    if joins {
                        sounds.pop();
                    }
                    sounds.push(Vowel(if joins { "aa" } else { "a" }));
                }
            }
            'ئ' | 'ؤ' | 'ء' => {
                // رئيس is Rais: the hamza begins a syllable, so the letter before it has a vowel.
                if !foreign && before_vowel && matches!(sounds.last(), Some(Consonant(_))) {
                    sounds.push(Vowel("a"));
                    if next == Some('ي') {
                        stop(&mut sounds);
                        sounds.push(Vowel("i"));
                        at += 1;
                        continue;
                    }
                }
                stop(&mut sounds);
                if c != 'ء' && !before_vowel {
                    sounds.push(Vowel(if c == 'ئ' { "i" } else { "u" }));
                }
            }
            'و' if is_first || (before_vowel && next != Some('و')) || (after_vowel && !foreign) => {
                sounds.push(Consonant("w"));
            }
            'و' if foreign && matches!(sounds.last(), Some(Vowel("o"))) => {
                sounds.pop();
                sounds.push(Vowel("oo"));
            }
            'و' => sounds.push(Vowel(if foreign { "o" } else { "u" })),
            'ي' if is_first => sounds.push(Consonant("y")),
            'ي' if before_vowel && foreign && is_end(letters, at + 1, goes_on) && !after_vowel => {
                sounds.push(Vowel("i"));
            }
            'ي' if before_vowel || (after_vowel && !foreign) => sounds.push(Consonant("y")),
            'ي' => sounds.push(Vowel("i")),
            'ه' if foreign && is_last => sounds.push(Vowel(if after_vowel { "h" } else { "eh" })),
            'ت' if foreign && next == Some('ش') => {
                at += 1;
                sounds.push(Consonant("ch"));
            }
            'د' if foreign && next == Some('ج') => {
                at += 1;
                sounds.push(Consonant("j"));
            }
            other => sounds.extend(consonant(other, foreign).map(Consonant)),
        }
    }
    sounds
}

/// Whether the letter at `at` is the last of the word.
const fn is_end(letters: &[char], at: usize, goes_on: bool) -> bool {
    at == letters.len() && !goes_on
}

const fn consonant(c: char, foreign: bool) -> Option<&'static str> {
    Some(match c {
        'ب' => "b",
        'ت' | 'ط' => "t",
        'ث' => "th",
        'ج' => "j",
        'ح' | 'ه' => "h",
        'خ' => "kh",
        'د' | 'ض' => "d",
        'ذ' => "dh",
        'ر' => "r",
        'ز' | 'ظ' => "z",
        'س' | 'ص' => "s",
        'ش' => "sh",
        'غ' if foreign => "g",
        'غ' => "gh",
        'ف' => "f",
        'ق' if foreign => "k",
        'ق' => "q",
        'ك' => "k",
        'ل' => "l",
        'م' => "m",
        'ن' => "n",
        'پ' => "p",
        'چ' => "ch",
        'ڤ' | 'ڥ' => "v",
        'گ' | 'ڭ' => "g",
        'ژ' => "zh",
        _ => return None,
    })
}

/// Consonants that follow each other, and what is around them.
struct Run {
    begins: bool,
    ends: bool,
    after: Option<&'static str>,
}

/// Writes the sounds down; `vowel` says which vowel stands before the consonant number `at` of a run of `len`.
fn write(sounds: &[Sound], mut vowel: impl FnMut(&Run, &[&'static str], usize) -> &'static str) -> String {
    let mut english = String::new();
    let mut at = 0;
    let mut after = None;
    while at < sounds.len() {
        if let Some(Vowel(sound)) = sounds.get(at) {
            english.push_str(sound);
            after = Some(*sound);
            at += 1;
            continue;
        }
        let run: Vec<&'static str> = sounds
            .get(at..)
            .unwrap_or_default()
            .iter()
            .map_while(|sound| if let Consonant(letter) = sound { Some(*letter) } else { None })
            .collect();
        let place = Run { begins: at == 0, ends: at + run.len() == sounds.len(), after };
        for (number, letter) in run.iter().enumerate() {
            if number > 0 {
                english.push_str(vowel(&place, &run, number));
            }
            english.push_str(letter);
        }
        at += run.len();
    }
    english
}

fn with_arabic_vowels(sounds: &[Sound], open: bool) -> String {
    write(sounds, |run, letters, at| {
        let (last, len) = (letters.len() - 1, letters.len());
        let is_needed = match (run.begins, run.ends) {
            // A name of consonants alone: Hamad or Hamd, Jaafar.
            (true, true) => at == 1 || at == last && (open || len > 3),
            (true, false) => at % 2 == 1,
            (false, true) => at == last,
            (false, false) => at >= 2 && at % 2 == 0,
        };
        match (is_needed, run.after) {
            (false, _) => "",
            // The active participle: Khalid, Salim.
            (true, Some("a")) if run.ends && len == 2 => "i",
            (true, _) => "a",
        }
    })
}

fn with_foreign_vowels(sounds: &[Sound], before_vowel: bool) -> String {
    write(sounds, |run, letters, at| {
        let first = letters.get(at - 1).copied().unwrap_or_default();
        let second = letters.get(at).copied().unwrap_or_default();
        let last = letters.len() - 1;
        let is_liquid = matches!(second, "r" | "l");
        let opens = is_liquid || first == "s" || first == "sh";
        let closes = matches!(first, "r" | "l" | "n" | "m" | "s" | "sh")
            && !matches!(second, "r" | "l" | "n" | "m" | "w" | "y" | "h");
        let ends = run.ends && !before_vowel;
        let is_needed = match (run.begins, ends) {
            (true, true) => at == 1 && !(opens && last > 1) || at == 2 && !closes || at > 2,
            (true, false) => at == 1 && !opens,
            (false, true) => at == last && !closes,
            (false, false) => at == 2 && !is_liquid,
        };
        if is_needed { "e" } else { "" }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(word: &str, foreign: Option<bool>, expect: &str) {
        let found = spell(word, foreign, false);
        assert_eq!(found.first().map(String::as_str), Some(expect), "{word}: {found:?}");
    }

    #[test]
    fn arabic_words_get_the_vowels_of_common_patterns() {
        check("خالد", Some(false), "Khalid");
        check("محمود", Some(false), "Mahmud");
        check("جعفر", Some(false), "Jaafar");
        check("قمر", Some(false), "Qamar");
        check("سعد", Some(false), "Saad");
        check("رئيس", Some(false), "Rais");
    }

    #[test]
    fn foreign_words_keep_their_clusters() {
        check("بلينكن", Some(true), "Blinken");
        check("غريفيث", Some(true), "Grifith");
        check("أوباما", Some(true), "Obama");
        check("بيتر", Some(true), "Biter");
        check("بوروشنكو", None, "Boroshenko");
        check("باشينيان", None, "Bashinyan");
        check("غوليتش", Some(true), "Golic");
    }

    #[test]
    fn the_switch_changes_the_sounds() {
        assert_eq!(spell("غول", Some(true), false), ["Gol"]);
        assert_eq!(spell("غول", Some(false), false)[0], "Ghul");
        assert!(spell("بوتين", Some(true), false).contains(&"Potin".to_owned()));
    }

    #[test]
    fn an_apostrophe_is_written_when_asked_for() {
        assert_eq!(spell("معين", Some(false), true)[0], "Ma'in");
        assert_eq!(spell("عمان", Some(false), true)[0], "Aman");
    }

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
