//! Whether what a service answered can be a translation at all.

use super::failure::{Failure, FailureKind, is_direction_mark};

/// Of the letters of a suggestion, how many may be Arabic, per cent.
const MOST_ARABIC: usize = 30;
/// How many times as long as its source a suggestion may be, in characters, and for how many characters more this is
/// not looked at. English is about 1.3 times as long as Arabic.
const LONGEST_RATIO: usize = 4;
const GRACE: usize = 60;
/// The other way round: a long source whose translation is shorter than a seventh of it.
const SHORTEST_RATIO: usize = 7;

/// The suggestion as it is shown: without signs that steer direction or cannot be seen, and without space around.
///
/// # Errors
/// It is empty, the source itself, largely Arabic, or much too long or short to be a translation of `source`.
pub fn accept(source: &str, text: &str, title: &str) -> Result<String, Failure> {
    let is_kept = |letter: &char| !is_direction_mark(*letter) && (!letter.is_control() || *letter == '\n');
    let text: String =
        text.chars().map(|letter| if letter == '\t' { ' ' } else { letter }).filter(is_kept).collect();
    let text = text.trim();
    let rejected = |what: &str| {
        let hint = "Ask another service, or translate it yourself";
        Err(Failure::new(FailureKind::Rejected, format!("What {title} answered {what}"), hint))
    };
    if text.is_empty() {
        return rejected("is empty");
    }
    if !source.chars().any(char::is_alphabetic) {
        // Figures and marks: they may well stay as they are.
        return Ok(text.to_owned());
    }
    if text == source.trim() {
        return rejected("is the source itself");
    }
    let letters = text.chars().filter(|letter| letter.is_alphabetic()).count();
    let arabic = text.chars().filter(|letter| is_arabic(*letter)).count();
    if arabic * 100 > letters * MOST_ARABIC {
        return rejected("is still in Arabic");
    }
    let (length, source_length) = (text.chars().count(), source.chars().count());
    if length > source_length * LONGEST_RATIO + GRACE {
        return rejected("is much longer than the source");
    }
    if length * SHORTEST_RATIO + GRACE < source_length {
        return rejected("is much shorter than the source");
    }
    Ok(text.to_owned())
}

const fn is_arabic(letter: char) -> bool {
    matches!(letter, '\u{0620}'..='\u{064A}' | '\u{066E}'..='\u{06D3}' | '\u{0750}'..='\u{077F}'
        | '\u{08A0}'..='\u{08C9}' | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accepted(source: &str, text: &str) -> Result<String, String> {
        accept(source, text, "X").map_err(|failure| failure.what)
    }

    #[test]
    fn translations_are_taken_without_signs_that_steer() {
        assert_eq!(accepted("قال", " \u{202B}He said\u{202C}\u{0} ").as_deref(), Ok("He said"));
        assert_eq!(accepted("٢٠٢٠", "٢٠٢٠").as_deref(), Ok("٢٠٢٠"));
        let named = "A leader of Hamas (حماس)";
        assert_eq!(accepted("قيادي في حماس", named).as_deref(), Ok(named));
        assert!(accepted("نعم", "Yes, that is so, and it will be so for ever").is_ok());
    }

    #[test]
    fn what_cannot_be_a_translation_is_said() {
        let long = "كلمة ".repeat(100);
        for (source, text, what) in [
            ("قال", " \u{200F}\n", "is empty"),
            ("قال الوزير", "قال الوزير", "is the source itself"),
            ("قال الوزير", "said الوزير", "is still in Arabic"),
            ("قال", &"said ".repeat(50), "is much longer"),
            (&long, "Word.", "is much shorter"),
        ] {
            let refused = accepted(source, text).unwrap_err();
            assert!(refused.contains(what), "{refused}");
        }
    }
}
