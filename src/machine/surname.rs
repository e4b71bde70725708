//! The short forms of a person's name: what the press writes once an article has named somebody in full.

use crate::arabic::fold;

/// “Salman” and “bin Salman” of “Mohammed bin Salman”, the longest first; none of a name of one word.
///
/// `source` is the name in Arabic as the glossary has it, `said` as the sentence has it: where that is the beginning of the
/// name alone, as with صدام of صدام حسين or شي of شي جين بينغ, the beginning is a short form in English too.
#[must_use]
pub fn short_forms(english: &str, source: &str, said: &str) -> Vec<String> {
    // “Mike Pompeo, the US secretary of state”
    let name = english.split([',', '(']).next().unwrap_or_default();
    let words: Vec<&str> = name.split_whitespace().collect();
    let (Some((first, others)), Some(last)) = (words.split_first(), words.last()) else { return Vec::new() };
    if others.is_empty() {
        return Vec::new();
    }
    let mut forms = Vec::new();
    // bin, van, de: they are written small, and belong to what follows.
    let is_particle = |word: &&&str| word.chars().all(char::is_lowercase);
    let particles = others.iter().rev().skip(1).take_while(is_particle).count();
    if particles > 0 {
        let from = words.len() - 1 - particles;
        forms.push(words.get(from..).unwrap_or_default().join(" "));
    }
    forms.push((*last).to_owned());
    if let Some((article, bare)) = last.split_once('-')
        && matches!(
            article.to_lowercase().as_str(),
            "al" | "el" | "as" | "ar" | "an" | "ad" | "at" | "az" | "ash"
        )
    {
        forms.push(bare.to_owned());
    }
    let begins = |name: &str| fold(name).text().split_whitespace().next().map(str::to_owned);
    let is_beginning = said.split_whitespace().count() == 1 && begins(said) == begins(source);
    if is_beginning && source.split_whitespace().count() > 1 {
        forms.push((*first).to_owned());
    }
    forms
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_is_called_by_the_end_of_the_name() {
        let forms = |english: &str| short_forms(english, "ا ب", "ا ب").join(" | ");
        assert_eq!(forms("Mike Pompeo, the US secretary of state"), "Pompeo");
        assert_eq!(forms("Mohammed bin Salman"), "bin Salman | Salman");
        assert_eq!(forms("Bashar al-Assad"), "al-Assad | Assad");
        assert_eq!(forms("Pompeo"), "");
        assert_eq!(forms(""), "");
    }

    #[test]
    fn or_by_its_beginning_where_the_arabic_does_so() {
        assert_eq!(short_forms("Saddam Hussein", "صدام حسين", "صدّام"), ["Hussein", "Saddam"]);
        assert_eq!(short_forms("Saddam Hussein", "صدام حسين", "حسين"), ["Hussein"]);
        assert_eq!(short_forms("Mike Pompeo", "مايك بومبيو", "مايك بومبيو"), ["Pompeo"]);
    }
}
