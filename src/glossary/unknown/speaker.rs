//! Who says something: the words between a verb of saying and what is said, or before their own office.
//!
//! «قال فلان إن …» and «قال فلان الفلاني، المتحدث باسم …» show a name from both sides, which one side alone does
//! not: after «قال» stands «مسؤول» as well.

use super::sentence::{Sentence, Token, begins_like_verb, has_al};
use crate::arabic::{Gap, chains};
use crate::glossary::titles::is_person_title;

/// As many words as a speaker may have: given name, father, family.
const LONGEST_SPEAKER: usize = 4;

impl Sentence<'_> {
    /// How many words from `at` are a speaker; 0 for none.
    pub fn speaker_at(&self, at: usize) -> usize {
        let may_be_name = |word: &&Token| !word.taken && !word.ordinary;
        let rest = self.words.get(at..).unwrap_or_default();
        let Some(first) = rest.first().filter(may_be_name) else { return 0 };
        if has_al(&first.folded) || begins_like_verb(&first.folded) {
            return 0;
        }
        let goes_on = |word: &&Token| may_be_name(word) && word.gap == Gap::Open;
        let len = 1 + rest.iter().skip(1).take_while(goes_on).count();
        let Some(next) = rest.get(len).filter(|_| len <= LONGEST_SPEAKER) else { return 0 };
        let is_said = at.checked_sub(1).and_then(|before| self.words.get(before)).is_some_and(is_saying);
        let says = is_said && first.gap == Gap::Open && next.gap == Gap::Open && begins_speech(&next.folded);
        // «فلان الفلاني وزير الخارجية»: one word before an office is as often a noun of its own.
        let has_office =
            (is_said || len > 1) && is_person_title(next.span.of(self.text)) && !has_al(&next.folded);
        if says || has_office { len } else { 0 }
    }
}

fn is_saying(word: &Token) -> bool {
    chains(&word.folded).any(|chain| SAYS.contains(&chain.rest))
}

fn begins_speech(folded: &str) -> bool {
    ["ان", "انه", "انها", "انهم", "انهما", "بان", "بانه", "الي", "علي"].contains(&folded)
}

/// Folded; with and without the feminine ت.
const SAYS: &[&str] = &[
    "قال",
    "قالت",
    "اعلن",
    "اعلنت",
    "اكد",
    "اكدت",
    "صرح",
    "صرحت",
    "اضاف",
    "اضافت",
    "اوضح",
    "اوضحت",
    "ذكر",
    "ذكرت",
    "اعتبر",
    "اعتبرت",
    "شدد",
    "شددت",
    "اشار",
    "اشارت",
    "كتب",
    "كتبت",
    "راي",
    "رات",
    "يقول",
    "تقول",
    "يري",
    "تري",
    "كشف",
    "كشفت",
    "زعم",
    "زعمت",
    "اعرب",
    "اعربت",
    "حذر",
    "حذرت",
    "اتهم",
    "اتهمت",
    "تابع",
    "تابعت",
    "لفت",
    "لفتت",
    "نفي",
    "نفت",
    "افاد",
    "افادت",
    "يضيف",
    "تضيف",
    "يوضح",
    "توضح",
    "يوكد",
    "توكد",
];
