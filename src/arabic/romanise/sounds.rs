//! Which sounds the letters of a name stand for. Short vowels are not written, so they are not here yet.

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sound {
    Consonant(&'static str),
    Vowel(&'static str),
}

use self::Sound::{Consonant, Vowel};

const fn is_vowel_letter(c: char) -> bool {
    matches!(c, 'ا' | 'و' | 'ي' | 'ى' | 'آ' | 'ة')
}

/// `goes_on` says that an ending follows, so the last letter here is not the last of the word.
pub(super) fn sounds(letters: &[char], goes_on: bool, foreign: bool, apostrophes: bool) -> Vec<Sound> {
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
