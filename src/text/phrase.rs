//! Finding whole words of English in a text, whatever their case; capitals and full stops of what is said to the user.

use std::ops::Range;

/// Where `phrase` stands in `text` as whole words (bytes of `text`), without regard to case, the kind of
/// apostrophe and the amount of white space. Places do not overlap. An empty phrase stands nowhere.
pub fn find_phrase<'t>(text: &'t str, phrase: &'t str) -> impl Iterator<Item = Range<usize>> + 't {
    let phrase = phrase.trim();
    let mut from = 0;
    std::iter::from_fn(move || {
        let found = word_starts(text, from, phrase.chars().next()?)
            .find_map(|start| Some(start..start + length_at(text.get(start..)?, phrase)?));
        from = found.as_ref().map_or(text.len(), |found| found.end);
        found
    })
}

/// The byte positions from `from` on where a word can begin with this letter, in any case.
fn word_starts(text: &str, from: usize, first: char) -> impl Iterator<Item = usize> + '_ {
    let tail = text.get(from..).unwrap_or_default();
    let starts = tail.match_indices(move |letter| same_letter(first, letter)).map(move |(at, _)| from + at);
    starts.filter(move |at| {
        let before = text.get(..*at).and_then(|head| head.chars().next_back());
        !(first.is_alphanumeric() && before.is_some_and(char::is_alphanumeric))
    })
}

/// How many bytes of the beginning of `text` are `phrase`, if it stands there and no word goes on behind it.
fn length_at(text: &str, phrase: &str) -> Option<usize> {
    let length = prefix_length(text, phrase)?;
    let ends_in_word = phrase.chars().next_back().is_some_and(char::is_alphanumeric);
    let goes_on = text.get(length..)?.chars().next().is_some_and(char::is_alphanumeric);
    (!(ends_in_word && goes_on)).then_some(length)
}

/// How many bytes of the beginning of `text` say the whole of `phrase`, whatever their case; `None` when they do
/// not.
#[must_use]
pub fn prefix_length(text: &str, phrase: &str) -> Option<usize> {
    let mut letters = text.char_indices().peekable();
    let mut wanted = phrase.chars().peekable();
    while let Some(letter) = wanted.next() {
        let (_, found) = letters.next()?;
        if letter.is_whitespace() {
            if !found.is_whitespace() {
                return None;
            }
            while wanted.next_if(|letter| letter.is_whitespace()).is_some() {}
            while letters.next_if(|(_, letter)| letter.is_whitespace()).is_some() {}
        } else if !same_letter(letter, found) {
            return None;
        }
    }
    Some(letters.peek().map_or(text.len(), |(at, _)| *at))
}

/// `form` as it stands where `written` stood: "Ceasefire" for "ceasefire" where a sentence begins with it.
#[must_use]
pub fn in_case_of(form: &str, written: &str) -> String {
    let is_capital = written.chars().next().is_some_and(char::is_uppercase);
    if is_capital { with_capital(form) } else { form.to_owned() }
}

/// `text` with a capital at its beginning.
#[must_use]
pub fn with_capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// What an error says, as a sentence among others: with a capital and a full stop.
#[must_use]
pub fn as_sentence(said: &str) -> String {
    let said = with_capital(said.trim());
    if said.is_empty() || said.ends_with(['.', '!', '?', '…']) { said } else { format!("{said}.") }
}

/// What the system says of a failure, without the number that it puts behind: “Permission denied (os error 13)”.
#[must_use]
pub fn without_code(said: &str) -> &str {
    said.split_once(" (os error ").map_or(said, |(words, _)| words)
}

fn same_letter(a: char, b: char) -> bool {
    let plain = |letter| if letter == '’' { '\'' } else { letter };
    a == b
        || plain(a) == plain(b)
        || a.eq_ignore_ascii_case(&b)
        || !(a.is_ascii() && b.is_ascii()) && a.to_lowercase().eq(b.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn found<'t>(text: &'t str, phrase: &'t str) -> Vec<&'t str> {
        find_phrase(text, phrase).filter_map(|place| text.get(place)).collect()
    }

    #[test]
    fn what_errors_say_becomes_a_sentence() {
        assert_eq!(as_sentence("there is no memory"), "There is no memory.");
        assert_eq!(as_sentence("“a” is damaged. Keep it"), "“a” is damaged. Keep it.");
        assert_eq!(as_sentence("Done."), "Done.");
        assert_eq!(as_sentence(" "), "");
        assert_eq!(without_code("Permission denied (os error 13)"), "Permission denied");
        assert_eq!(without_code("it is (not) there"), "it is (not) there");
    }

    #[test]
    fn whole_words_are_found_whatever_their_case() {
        assert_eq!(found("Artsakh, ARTSAKH and Artsakhi", "artsakh"), ["Artsakh", "ARTSAKH"]);
        assert!(found("pretreat, retreats", "retreat").is_empty());
        assert_eq!(found("the  prime\nminister", "Prime Minister"), ["prime\nminister"]);
        assert_eq!(found("Iran’s Irans", "Iran's"), ["Iran’s"]);
        assert!(found("anything", " ").is_empty());
        assert_eq!(found("U.S.-led", "U.S."), ["U.S."]);
        assert_eq!(found("İzmir izmir", "izmir"), ["izmir"]);
    }

    proptest! {
        #[test]
        fn places_are_text_and_in_order(text in "[aA ’'éİ\n]{0,20}", phrase in "[aA ’'é]{0,4}") {
            let mut end = 0;
            for place in find_phrase(&text, &phrase) {
                prop_assert!(place.start >= end && place.end > place.start);
                prop_assert!(text.get(place.clone()).is_some());
                end = place.end;
            }
        }
    }
}
