//! Writes sounds down, with the short vowels that Arabic leaves out.
//!
//! Which they were nobody can know; a rule puts one where a mouth needs one.

use super::sounds::Sound::{self, Consonant, Vowel};

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

/// In Arabic words as the commonest patterns have it: خالد with i, محمود with a. `open` is the pattern faʿal for
/// three consonants without a vowel, otherwise faʿl.
pub(super) fn with_arabic_vowels(sounds: &[Sound], open: bool) -> String {
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

/// In foreign words only where consonants would clash.
pub(super) fn with_foreign_vowels(sounds: &[Sound], before_vowel: bool) -> String {
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
