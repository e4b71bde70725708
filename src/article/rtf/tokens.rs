//! The bytes of an RTF file as tokens. Whatever the bytes are, every token moves on by at least one.

/// The smallest parts of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    Begin,
    End,
    /// A control word and its number.
    Word(&'a str, Option<i32>),
    /// A backslash and a character that is no letter.
    Symbol(u8),
    /// `\'xx`.
    Byte(u8),
    /// Bytes without any of the above.
    Text(&'a [u8]),
}

pub(super) struct Tokens<'a> {
    rest: &'a [u8],
}

impl<'a> Tokens<'a> {
    pub(super) const fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    fn take(&mut self, length: usize) -> &'a [u8] {
        let (taken, rest) = self.rest.split_at_checked(length).unwrap_or((self.rest, &[]));
        self.rest = rest;
        taken
    }

    fn take_while(&mut self, fits: impl Fn(u8) -> bool) -> &'a [u8] {
        self.take(self.rest.iter().position(|byte| !fits(*byte)).unwrap_or(self.rest.len()))
    }

    fn control(&mut self) -> Option<Token<'a>> {
        let letters = self.take_while(|byte| byte.is_ascii_alphabetic());
        if letters.is_empty() {
            let symbol = *self.take(1).first()?;
            if symbol != b'\'' {
                return Some(Token::Symbol(symbol));
            }
            let digits = self.rest.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
            let byte = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
            // Without two digits it stands for nothing, and what follows is text.
            return Some(byte.map_or(Token::Text(&[]), |byte| {
                self.take(2);
                Token::Byte(byte)
            }));
        }
        let is_negative =
            self.rest.first() == Some(&b'-') && self.rest.get(1).is_some_and(u8::is_ascii_digit);
        if is_negative {
            self.take(1);
        }
        let digits = self.take_while(|byte| byte.is_ascii_digit());
        let number = std::str::from_utf8(digits).ok().filter(|digits| !digits.is_empty());
        let number = number.map(|digits| digits.parse::<i32>().unwrap_or(i32::MAX));
        let number = number.map(|number| if is_negative { -number } else { number });
        if self.rest.first() == Some(&b' ') {
            self.take(1);
        }
        let word = std::str::from_utf8(letters).unwrap_or_default();
        if word == "bin" {
            // Raw bytes of a picture; a length beyond the end means the end.
            self.take(number.unwrap_or(0).max(0) as usize);
            return Some(Token::Text(&[]));
        }
        Some(Token::Word(word, number))
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        match self.rest.first()? {
            b'{' => {
                self.take(1);
                Some(Token::Begin)
            }
            b'}' => {
                self.take(1);
                Some(Token::End)
            }
            b'\\' => {
                self.take(1);
                self.control()
            }
            b'\r' | b'\n' | 0 => {
                self.take_while(|byte| matches!(byte, b'\r' | b'\n' | 0));
                Some(Token::Text(&[]))
            }
            _ => Some(Token::Text(
                self.take_while(|byte| !matches!(byte, b'{' | b'}' | b'\\' | b'\r' | b'\n' | 0)),
            )),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_become_tokens() {
        let tokens: Vec<_> = Tokens::new(b"{\\b0 a\\u-7 b\\'c7\\~\\*\n\\par}").collect();
        assert_eq!(
            tokens,
            [
                Token::Begin,
                Token::Word("b", Some(0)),
                Token::Text(b"a"),
                Token::Word("u", Some(-7)),
                Token::Text(b"b"),
                Token::Byte(0xC7),
                Token::Symbol(b'~'),
                Token::Symbol(b'*'),
                Token::Text(b""),
                Token::Word("par", None),
                Token::End
            ]
        );
    }

    #[test]
    fn broken_control_words_end_somewhere() {
        let all = |bytes: &'static [u8]| Tokens::new(bytes).collect::<Vec<_>>();
        assert_eq!(all(b"\\"), []);
        assert_eq!(all(b"\\'g1"), [Token::Text(b""), Token::Text(b"g1")]);
        assert_eq!(all(b"\\bin99999999999 abc}"), [Token::Text(b"")]);
        assert_eq!(all(b"\\bin-5 }"), [Token::Text(b""), Token::End]);
        assert_eq!(all(b"\\u99999999999 "), [Token::Word("u", Some(i32::MAX))]);
    }
}
