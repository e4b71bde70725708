//! The words of a draft, as checks compare them: in small letters, without what hangs on them.

use crate::text::Span;

/// A text as words.
pub struct Letters {
    pub words: Vec<Word>,
}

/// A stretch of letters and digits. A comma, a point or an apostrophe inside belongs to it, a hyphen parts words.
pub struct Word {
    /// In the text (`draft_byte`).
    pub span: Span,
    /// In small letters, Arabic digits as ours.
    pub text: String,
    /// It begins with a capital.
    pub is_capital: bool,
}

impl Letters {
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut words = Vec::new();
        let mut letters = text.char_indices().peekable();
        while let Some((start, first)) = letters.next() {
            if !first.is_alphanumeric() {
                continue;
            }
            let mut end = start + first.len_utf8();
            let mut last = first;
            while let Some(&(at, letter)) = letters.peek() {
                let next = || text.get(at + letter.len_utf8()..).and_then(|rest| rest.chars().next());
                let is_between_digits = matches!(letter, '.' | ',' | '\u{66B}' | '\u{66C}')
                    && last.is_numeric()
                    && next().is_some_and(char::is_numeric);
                let is_apostrophe = matches!(letter, '\'' | '’')
                    && next().is_some_and(char::is_alphabetic)
                    && last.is_alphabetic();
                if !(letter.is_alphanumeric() || is_between_digits || is_apostrophe) {
                    break;
                }
                end = at + letter.len_utf8();
                last = letter;
                letters.next();
            }
            let span = Span::new(start, end);
            let text = span.of(text).chars().map(western).collect::<String>();
            words.push(Word { span, text: text.to_lowercase(), is_capital: first.is_uppercase() });
        }
        Self { words }
    }
}

/// Arabic and Persian digits and their signs as ours; other letters as they are.
#[must_use]
pub fn western(letter: char) -> char {
    let digit = |zero: u32| char::from_digit(u32::from(letter).wrapping_sub(zero), 10);
    match letter {
        '\u{660}'..='\u{669}' => digit(0x660).unwrap_or(letter),
        '\u{6F0}'..='\u{6F9}' => digit(0x6F0).unwrap_or(letter),
        '\u{66B}' => '.',
        '\u{66C}' | '،' => ',',
        '\u{66A}' => '%',
        '؛' => ';',
        '؟' => '?',
        letter => letter,
    }
}
