//! The machine that walks through the tokens of an RTF file with the state of every open group.

use super::state::{Began, Destination, State};
use super::tables::{Fonts, Styles, of_code_page};
use super::tokens::{Token, Tokens};
use super::words::{is_passed_over, text_of_word};
use crate::article::flow::{Flow, Shape, link_of_field};
use crate::article::fold::collapse;
use crate::article::xml::too_deep;
use crate::article::{Metadata, ReadError, Reading, Stop};

/// Groups inside each other; word processors stay below a hundred.
const DEEPEST: usize = 1_000;

pub(super) struct Reader {
    metadata: Metadata,
    flow: Flow,
    fonts: Fonts,
    styles: Styles,
    states: Vec<State>,
    /// Bytes whose letters are not known yet: some character sets need two for one.
    bytes: Vec<u8>,
    /// The first half of a character that `\u` gives in two.
    half: Option<u16>,
    /// Characters to pass over behind `\u`.
    fallback_left: usize,
    /// `\*`: who does not know the next word passes over the group.
    is_optional: bool,
    /// Instructions of the open fields.
    fields: Vec<String>,
    /// For the text itself and each open note and box in it, whether a paragraph has begun.
    has_paragraph: Vec<bool>,
    is_in_table: bool,
    date: [i32; 3],
}

impl Reader {
    pub(super) fn new(metadata: Metadata) -> Self {
        Self {
            metadata,
            flow: Flow::default(),
            fonts: Fonts::default(),
            styles: Styles::default(),
            states: vec![State::default()],
            bytes: Vec::new(),
            half: None,
            fallback_left: 0,
            is_optional: false,
            fields: Vec::new(),
            has_paragraph: vec![false],
            is_in_table: false,
            date: [0; 3],
        }
    }

    pub(super) fn read(mut self, bytes: &[u8], stop: &Stop) -> Result<Reading, ReadError> {
        let mut is_whole = false;
        for (at, token) in Tokens::new(bytes).enumerate() {
            if at.is_multiple_of(4_096) {
                stop.check()?;
            }
            self.take(token)?;
            if token == Token::End && self.states.len() == 1 {
                is_whole = true;
                break;
            }
        }
        self.flush()?;
        self.end_paragraph()?;
        self.metadata.title = collapse(&self.metadata.title);
        self.metadata.author = collapse(&self.metadata.author);
        let [year, month, day] = self.date;
        if year > 0 {
            self.metadata.published = format!("{year:04}-{month:02}-{day:02}");
        }
        let mut reading = self.flow.finish(self.metadata, stop)?;
        if !is_whole {
            reading.warnings.push("The file breaks off; what stands before that was read.".to_owned());
        }
        Ok(reading)
    }

    fn state(&self) -> State {
        self.states.last().copied().unwrap_or_default()
    }

    fn change(&mut self, change: impl FnOnce(&mut State)) {
        if let Some(state) = self.states.last_mut() {
            change(state);
        }
    }

    fn take(&mut self, token: Token<'_>) -> Result<(), ReadError> {
        match token {
            Token::Text([]) => {}
            Token::Text(text) => {
                let passed = self.fallback_left.min(text.len());
                self.fallback_left -= passed;
                self.bytes.extend_from_slice(text.get(passed..).unwrap_or_default());
            }
            Token::Byte(_) | Token::Symbol(_) if self.fallback_left > 0 => self.fallback_left -= 1,
            Token::Byte(byte) => self.bytes.push(byte),
            other => {
                self.flush()?;
                self.fallback_left = 0;
                match other {
                    Token::Begin => self.begin()?,
                    Token::End => self.end()?,
                    Token::Symbol(symbol) => self.symbol(symbol)?,
                    Token::Word(word, number) => self.word(word, number)?,
                    Token::Byte(_) | Token::Text(_) => {}
                }
            }
        }
        Ok(())
    }

    fn begin(&mut self) -> Result<(), ReadError> {
        if self.states.len() > DEEPEST {
            return Err(too_deep("groups", DEEPEST));
        }
        let state = self.state();
        // The table of styles is a list of groups, one for each style.
        let is_style = state.to == Destination::Styles && state.began != Began::Style;
        let began = if is_style { Began::Style } else { Began::Nothing };
        self.states.push(State { began, ..state });
        Ok(())
    }

    fn end(&mut self) -> Result<(), ReadError> {
        if self.states.len() < 2 {
            return Ok(());
        }
        let state = self.state();
        match state.began {
            Began::Nothing => {}
            Began::Style => self.styles.end(&state.letters, &state.paragraph),
            Began::Field => {
                self.fields.pop();
            }
            Began::Link => self.flow.close_link(),
            Began::Note | Began::Box => {
                self.end_paragraph()?;
                self.has_paragraph.pop();
                if state.began == Began::Note {
                    self.flow.end_note();
                }
            }
        }
        self.states.pop();
        Ok(())
    }

    fn symbol(&mut self, symbol: u8) -> Result<(), ReadError> {
        match symbol {
            b'*' => {
                self.is_optional = true;
                Ok(())
            }
            b'\\' | b'{' | b'}' => self.text(char::from(symbol).encode_utf8(&mut [0; 4])),
            b'~' => self.text("\u{A0}"),
            b'_' => self.text("\u{2011}"),
            b'-' => self.text("\u{AD}"),
            b'\n' | b'\r' => self.paragraph_ends(),
            _ => Ok(()),
        }
    }

    fn word(&mut self, word: &str, number: Option<i32>) -> Result<(), ReadError> {
        let is_optional = std::mem::take(&mut self.is_optional);
        let to = self.state().to;
        match to {
            Destination::Nowhere => return Ok(()),
            Destination::Fonts => {
                self.fonts.take(word, number);
                return Ok(());
            }
            Destination::Styles => match word {
                "s" => self.styles.current.number = number,
                "cs" | "ds" | "ts" => self.styles.current.number = None,
                "sbasedon" => self.styles.current.based_on = number.unwrap_or(0),
                _ => {}
            },
            Destination::Created => match word {
                "yr" => self.date[0] = number.unwrap_or(0),
                "mo" => self.date[1] = number.unwrap_or(0),
                "dy" => self.date[2] = number.unwrap_or(0),
                _ => {}
            },
            _ => {}
        }
        let mut state = self.state();
        if state.letters.take(word, number) || state.paragraph.take(word, number) {
            self.change(|last| *last = state);
            return Ok(());
        }
        if let Some(text) = text_of_word(word) {
            return self.text(text);
        }
        match word {
            "u" => self.unicode(number.unwrap_or(0)),
            "uc" => {
                self.change(|state| state.fallback = number.unwrap_or(1).clamp(0, 64) as usize);
                Ok(())
            }
            "ansicpg" | "mac" | "pc" | "pca" => {
                let page = if word == "mac" { Some(10_000) } else { number };
                self.fonts.default = page.and_then(of_code_page).unwrap_or(self.fonts.default);
                Ok(())
            }
            "par" | "sect" => self.paragraph_ends(),
            "cell" | "nestcell" => self.cell_ends(word == "cell"),
            "row" => {
                self.flow.end_row(1);
                Ok(())
            }
            _ => {
                self.destination(word, is_optional);
                Ok(())
            }
        }
    }

    /// A word that says where the text of its group goes, or a word that is not known.
    fn destination(&mut self, word: &str, is_optional: bool) {
        let is_body = self.state().to == Destination::Body;
        // A group begins one thing; a word that is repeated a million times must not fill the memory.
        let is_free = self.state().began == Began::Nothing;
        let to = match word {
            "fonttbl" => Destination::Fonts,
            "stylesheet" => Destination::Styles,
            "title" => {
                // The same again in Unicode comes behind it.
                self.metadata.title.clear();
                Destination::Title
            }
            "author" => {
                self.metadata.author.clear();
                Destination::Author
            }
            "creatim" => Destination::Created,
            "field" if is_free => {
                self.fields.push(String::new());
                self.change(|state| state.began = Began::Field);
                return;
            }
            "fldinst" => Destination::Field,
            "fldrslt" => {
                let link = self.fields.last().and_then(|field| link_of_field(field));
                if let Some(link) = link.filter(|_| is_body) {
                    self.begin_paragraph();
                    self.flow.open_link(&link);
                    self.change(|state| state.began = Began::Link);
                }
                return;
            }
            "footnote" | "shptxt" if is_body && is_free => {
                let is_note = word == "footnote";
                if is_note {
                    self.flow.begin_note();
                }
                self.has_paragraph.push(false);
                self.change(|state| state.began = if is_note { Began::Note } else { Began::Box });
                return;
            }
            "listtext" | "pntext" => {
                // The bullet itself; the paragraph around the group is an item.
                let around = self.states.len().checked_sub(2).and_then(|at| self.states.get_mut(at));
                if let Some(around) = around {
                    around.paragraph.is_item = true;
                }
                Destination::Nowhere
            }
            "ud" | "shpinst" => return,
            word if is_passed_over(word) => Destination::Nowhere,
            // Styles of letters have the sign for passing over them.
            _ if is_optional && self.state().to != Destination::Styles => Destination::Nowhere,
            _ => return,
        };
        self.change(|state| state.to = to);
    }

    /// A UTF-16 unit, written as a number that may be negative.
    fn unicode(&mut self, number: i32) -> Result<(), ReadError> {
        self.fallback_left = self.state().fallback;
        let code = if (-0x8000..0).contains(&number) { number + 0x1_0000 } else { number };
        let code = u32::try_from(code).unwrap_or(0xFFFD);
        let character = match (self.half.take(), code) {
            (_, 0xD800..=0xDBFF) => {
                self.half = Some(code as u16);
                return Ok(());
            }
            (Some(high), 0xDC00..=0xDFFF) => {
                char::decode_utf16([high, code as u16]).next().and_then(Result::ok)
            }
            _ => char::from_u32(code),
        };
        self.text(character.unwrap_or('\u{FFFD}').encode_utf8(&mut [0; 4]))
    }

    fn flush(&mut self) -> Result<(), ReadError> {
        if self.bytes.is_empty() {
            return Ok(());
        }
        let bytes = std::mem::take(&mut self.bytes);
        if self.state().to == Destination::Nowhere {
            return Ok(());
        }
        let encoding = self.fonts.encoding(self.state().letters.font);
        let (text, _) = encoding.decode_without_bom_handling(&bytes);
        self.text(&text)
    }

    fn text(&mut self, text: &str) -> Result<(), ReadError> {
        let state = self.state();
        match state.to {
            Destination::Nowhere | Destination::Fonts | Destination::Created => {}
            Destination::Styles => self.styles.current.name.push_str(text),
            Destination::Title => self.metadata.title.push_str(text),
            Destination::Author => self.metadata.author.push_str(text),
            Destination::Field => {
                if let Some(field) = self.fields.last_mut() {
                    field.push_str(text);
                }
            }
            Destination::Body if state.letters.deleted => {}
            Destination::Body => {
                // LibreOffice writes a space before the number of a note, where nobody sees one.
                if state.letters.is_raised && text.trim().is_empty() {
                    return Ok(());
                }
                let has_begun = self.has_paragraph.last().copied().unwrap_or(false);
                // Space before a note's first letter is not the space of the text around it.
                if !has_begun && text.trim().is_empty() {
                    return Ok(());
                }
                self.begin_paragraph();
                self.flow.text(text, self.styles.look(&state.letters, &state.paragraph))?;
            }
        }
        Ok(())
    }

    fn begin_paragraph(&mut self) {
        let is_text = self.has_paragraph.len() == 1;
        let Some(has) = self.has_paragraph.last_mut().filter(|has| !**has) else { return };
        *has = true;
        if is_text {
            self.enter_or_leave_table();
        }
        self.flow.open(Shape::default());
    }

    fn enter_or_leave_table(&mut self) {
        let is_in_table = self.state().paragraph.is_in_table;
        if is_in_table && !self.is_in_table {
            self.flow.begin_table();
        } else if !is_in_table && self.is_in_table {
            self.flow.end_table();
        }
        if is_in_table {
            self.flow.begin_cell();
        }
        self.is_in_table = is_in_table;
    }

    fn end_paragraph(&mut self) -> Result<(), ReadError> {
        match self.has_paragraph.last_mut() {
            Some(has) if *has => *has = false,
            _ => return Ok(()),
        }
        self.flow.shape(self.styles.shape(&self.state().paragraph));
        self.flow.close()
    }

    fn paragraph_ends(&mut self) -> Result<(), ReadError> {
        if self.state().to != Destination::Body {
            return Ok(());
        }
        self.end_paragraph()?;
        // An empty line between two tables keeps them apart.
        if self.has_paragraph.len() == 1 && !self.state().paragraph.is_in_table {
            self.enter_or_leave_table();
        }
        Ok(())
    }

    fn cell_ends(&mut self, is_outer: bool) -> Result<(), ReadError> {
        if self.state().to != Destination::Body {
            return Ok(());
        }
        self.end_paragraph()?;
        if is_outer && self.has_paragraph.len() == 1 {
            // Empty cells have a place too, and some programs forget to say that a paragraph is in one.
            self.change(|state| state.paragraph.is_in_table = true);
            self.enter_or_leave_table();
            self.flow.end_cell(1);
        }
        Ok(())
    }
}
