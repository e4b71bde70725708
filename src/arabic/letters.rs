//! Classes of characters: what belongs to a word, what only decorates it, and what ends it.
//!
//! One table for the ASCII and Arabic blocks, because a character costs a nanosecond there and ten in the
//! general Unicode tables. Nothing here looks at more than one character.

/// What a character does to the word it stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// A letter of the Arabic script.
    Arabic,
    /// A letter of any other script.
    Letter,
    Digit,
    /// Belongs to the letter before it: vowel signs, tanwin, tatweel, combining accents.
    Sign,
    /// Invisible: bidi controls, joiners, the soft hyphen. Never ends a word, never begins or closes one.
    Control,
    /// A space, or the low line that joins the words of a hashtag.
    Space,
    Hyphen,
    /// Any other character; it ends a word and stands between two words of a term only where the term has it.
    Mark,
}

impl Class {
    /// Whether a word may begin with it: a letter or a digit.
    #[must_use]
    pub const fn in_word(self) -> bool {
        matches!(self, Self::Arabic | Self::Letter | Self::Digit)
    }
}

/// The first code point after the Arabic block; the table covers everything below.
const TABLE_END: usize = 0x700;

static TABLE: [Class; TABLE_END] = table();

/// What a character does to its word.
#[must_use]
pub fn class(c: char) -> Class {
    TABLE.get(c as usize).copied().unwrap_or_else(|| beyond_table(c))
}

/// A vowel sign, tanwin, Koranic mark or tatweel: written on or after a letter, ignored in comparing.
#[must_use]
pub fn is_sign(c: char) -> bool {
    class(c) == Class::Sign
}

/// Tanwin in any of its three vowels: the word is an indefinite noun, and a foreign name hardly ever.
#[must_use]
pub const fn is_tanwin(c: char) -> bool {
    matches!(c, '\u{64B}'..='\u{64D}')
}

/// Two spellings with the same letters, whatever their vowel signs, tatweel and controls.
#[must_use]
pub fn same_letters(left: &str, right: &str) -> bool {
    let is_letter = |c: &char| !matches!(class(*c), Class::Sign | Class::Control);
    left.chars().filter(is_letter).eq(right.chars().filter(is_letter))
}

const fn table() -> [Class; TABLE_END] {
    let mut table = [Class::Mark; TABLE_END];
    let mut code = 0;
    while code < TABLE_END {
        table[code] = table_class(code as u32);
        code += 1;
    }
    table
}

const fn table_class(code: u32) -> Class {
    match code {
        0x09..=0x0D | 0x20 | 0x5F | 0x85 | 0xA0 => Class::Space,
        0x2D => Class::Hyphen,
        0xAD | 0x61C => Class::Control,
        // ASCII, Arabic-Indic and Persian.
        0x30..=0x39 | 0x660..=0x669 | 0x6F0..=0x6F9 => Class::Digit,
        // Combining accents of Latin, Cyrillic and Hebrew; vowel signs, Koranic marks and tatweel.
        0x300..=0x36F
        | 0x483..=0x489
        | 0x591..=0x5BD
        | 0x610..=0x61A
        | 0x640
        | 0x64B..=0x65F
        | 0x670
        | 0x6D6..=0x6DC
        | 0x6DF..=0x6E8
        | 0x6EA..=0x6ED => Class::Sign,
        0x620..=0x63F
        | 0x641..=0x64A
        | 0x66E..=0x66F
        | 0x671..=0x6D3
        | 0x6D5
        | 0x6EE..=0x6EF
        | 0x6FA..=0x6FC
        | 0x6FF => Class::Arabic,
        // Latin, Greek, Cyrillic and Armenian, Hebrew.
        0x41..=0x5A
        | 0x61..=0x7A
        | 0xAA
        | 0xB5
        | 0xBA
        | 0xC0..=0xD6
        | 0xD8..=0xF6
        | 0xF8..=0x2C1
        | 0x370..=0x373
        | 0x376..=0x37D
        | 0x37F
        | 0x386
        | 0x388..=0x559
        | 0x560..=0x588
        | 0x5D0..=0x5F2 => Class::Letter,
        _ => Class::Mark,
    }
}

fn beyond_table(c: char) -> Class {
    match c {
        '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}' => {
            Class::Control
        }
        '\u{2010}'..='\u{2015}' | '\u{2212}' => Class::Hyphen,
        // Arabic vowel signs as presentation forms and in the later blocks; accents for other scripts.
        '\u{FE70}'..='\u{FE7F}'
        | '\u{8CA}'..='\u{8FF}'
        | '\u{1AB0}'..='\u{1AFF}'
        | '\u{20D0}'..='\u{20FF}' => Class::Sign,
        // Whole phrases of praise drawn as one character, not words of a name.
        '\u{FDFA}' | '\u{FDFB}' => Class::Mark,
        // Arabic Supplement and Extended, then the presentation forms.
        '\u{750}'..='\u{77F}'
        | '\u{870}'..='\u{8C9}'
        | '\u{FB50}'..='\u{FBB1}'
        | '\u{FBD3}'..='\u{FD3D}'
        | '\u{FD50}'..='\u{FDFC}'
        | '\u{FE80}'..='\u{FEFC}' => Class::Arabic,
        _ if c.is_whitespace() => Class::Space,
        _ if c.is_alphanumeric() => Class::Letter,
        _ => Class::Mark,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arabic_punctuation_ends_a_word() {
        for mark in ['،', '؛', '؟', '«', '»', '٪', '٫', '"', '(', ':', '.', '…', '۔'] {
            assert_eq!(class(mark), Class::Mark, "{mark}");
        }
    }

    #[test]
    fn tatweel_and_vowels_decorate_a_word() {
        assert!("ـًٌٍَُِّْٰ".chars().all(is_sign));
        assert_eq!(class('\u{200F}'), Class::Control);
    }

    #[test]
    fn same_letters_looks_through_decoration_only() {
        assert!(same_letters("بومبيـــو", "بُومبيو"));
        assert!(!same_letters("احمد", "أحمد"));
    }
}
