//! TMX and XLIFF of any size, unit by unit: for a translation memory, which wants all of them and their facts.
//!
//! What is read here is no article: units keep who, when and where, other languages are counted, and nothing that is
//! damaged or foreign stops the rest. Memory stays bounded whatever the file.

use super::cut::{Cut, Cutter};
use super::inline::{self, Codes};
use super::{Units, has_arabic, is_arabic, is_language, other_kind, xliff};
use crate::article::xml::{Piece, Tag, Xml, encoding, root_name};
use crate::article::{ReadError, Stop};
use encoding_rs_io::{DecodeReaderBytes, DecodeReaderBytesBuilder};
use std::io::{self, BufReader, Cursor, Read};

/// A unit as its file has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileUnit {
    pub arabic: String,
    /// Every English there is, at least one.
    pub english: Vec<String>,
    /// As TMX writes times: 20261127T143000Z.
    pub created: String,
    pub changed: String,
    /// Who wrote it first, and who changed it.
    pub author: String,
    pub editor: String,
    pub note: String,
    /// Types and texts of properties.
    pub properties: Vec<(String, String)>,
}

/// What stands in a file, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Streamed {
    Unit(FileUnit),
    /// A unit without Arabic, and its languages.
    NoArabic(Vec<String>),
    /// A unit without English, and its languages.
    NoEnglish(Vec<String>),
    /// The file has no translation for it.
    Untranslated,
    TooLong,
    Damaged,
}

/// Why a file is not read on.
#[derive(Debug, thiserror::Error)]
pub enum StreamError {
    #[error(transparent)]
    Unreadable(#[from] io::Error),
    #[error(transparent)]
    Refused(#[from] ReadError),
}

/// A file with its beginning, which was read already, put back, as UTF-8.
type Decoded<R> = BufReader<DecodeReaderBytes<io::Chain<Cursor<Vec<u8>>, R>, Vec<u8>>>;

/// A TMX or XLIFF file being read.
pub struct Stream<R: Read> {
    cutter: Cutter<Decoded<R>>,
    is_tmx: bool,
    /// What the file says it translates from and into.
    from: String,
    into: String,
    /// Read, but not handed out yet, in reverse.
    waiting: Vec<Streamed>,
    stop: Stop,
    cuts: usize,
}

/// Bytes at the beginning of a file that tell what it is.
const HEAD: usize = 16_384;

/// Bytes that are read at once.
const BUFFER: usize = 1 << 16;

/// Whether a file begins as one of XML, whatever is in it.
pub fn is_markup(head: &[u8]) -> bool {
    root_name(head).is_some()
}

impl<R: Read> Stream<R> {
    /// Looks at the beginning of a file.
    ///
    /// # Errors
    /// It cannot be read; [`ReadError::OtherKind`].
    pub fn open(mut file: R, stop: &Stop) -> Result<Self, StreamError> {
        let mut head = Vec::new();
        file.by_ref().take(HEAD as u64).read_to_end(&mut head)?;
        let root = root_name(&head);
        let is_tmx = root.as_deref() == Some("tmx");
        if !is_tmx && root.as_deref() != Some("xliff") {
            return Err(other_kind(root.as_deref()).into());
        }
        let (encoding, _) = encoding(&head);
        let bytes = Cursor::new(head).chain(file);
        // Bytes that mean nothing become a sign that is looked for in every unit.
        let decoded = DecodeReaderBytesBuilder::new()
            .encoding(Some(encoding))
            .bom_override(true)
            .build_with_buffer(bytes, vec![0; BUFFER])?;
        let (root, wanted): (_, &'static [&'static str]) =
            if is_tmx { ("tmx", &["tu"]) } else { ("xliff", &["trans-unit", "unit"]) };
        Ok(Self {
            cutter: Cutter::new(BufReader::with_capacity(BUFFER, decoded), root, wanted),
            is_tmx,
            from: String::new(),
            into: String::new(),
            waiting: Vec::new(),
            stop: stop.clone(),
            cuts: 0,
        })
    }

    /// The next unit, or what stands in its place; `None` at the end.
    ///
    /// # Errors
    /// The file cannot be read on; [`ReadError::Unsafe`], [`ReadError::Stopped`].
    pub fn next_unit(&mut self) -> Result<Option<Streamed>, StreamError> {
        loop {
            if let Some(unit) = self.waiting.pop() {
                return Ok(Some(unit));
            }
            self.cuts += 1;
            if self.cuts.is_multiple_of(256) {
                self.stop.check()?;
            }
            match self.cutter.next()? {
                None => return Ok(None),
                Some(Cut::Open(tag)) => self.languages(&tag),
                Some(Cut::TooLong) => return Ok(Some(Streamed::TooLong)),
                Some(Cut::Broken) => return Ok(Some(Streamed::Damaged)),
                Some(Cut::Entities) => {
                    let detail =
                        "it defines entities of its own, which can grow without end or pull in other files";
                    return Err(ReadError::Unsafe { detail: detail.to_owned() }.into());
                }
                Some(Cut::Element(element)) => {
                    let read = if self.is_tmx { self.tmx_unit(&element) } else { self.xliff_units(&element) };
                    match read {
                        Err(error @ (ReadError::Stopped | ReadError::TooSlow)) => return Err(error.into()),
                        Err(_) => return Ok(Some(Streamed::Damaged)),
                        Ok(()) => self.waiting.reverse(),
                    }
                }
            }
        }
    }

    /// Whether the file has ended before it was complete. Asked at its end.
    pub const fn is_truncated(&self) -> bool {
        !self.cutter.is_closed
    }

    fn languages(&mut self, tag: &str) {
        // A tag alone is a document, if it is closed.
        let closed = format!("{}/>", tag.trim_end_matches('>').trim_end_matches('/'));
        let mut xml = Xml::new(&closed, &self.stop);
        let Ok(Some(Piece::Open(tag))) = xml.next() else { return };
        let names = match tag.name.as_str() {
            "header" => ["srclang", ""],
            "file" => ["source-language", "target-language"],
            "xliff" => ["srcLang", "trgLang"],
            _ => return,
        };
        for (name, language) in names.into_iter().zip([&mut self.from, &mut self.into]) {
            if let Some(found) = tag.get(name) {
                *language = found;
            }
        }
    }

    fn tmx_unit(&mut self, element: &str) -> Result<(), ReadError> {
        let mut texts: Vec<(String, String)> = Vec::new();
        let mut unit = FileUnit::default();
        let mut language = String::new();
        let mut xml = Xml::new(element, &self.stop);
        while let Some(piece) = xml.next()? {
            let Piece::Open(tag) = piece else { continue };
            match tag.name.as_str() {
                "tu" => unit.facts(&tag),
                "tuv" => {
                    language = tag.get("lang").unwrap_or_default();
                    if is_language(&language, "en") {
                        unit.facts(&tag);
                    }
                }
                "seg" => texts.push((language.clone(), inline::read(&mut xml, &Codes::new())?.rich.text)),
                "note" => {
                    let note = xml.text()?;
                    if !unit.note.is_empty() {
                        unit.note.push('\n');
                    }
                    unit.note.push_str(note.trim());
                }
                "prop" => {
                    let kind = tag.get("type").unwrap_or_default();
                    let said = xml.text()?;
                    unit.properties.push((kind, said.trim().to_owned()));
                }
                _ => {}
            }
        }
        self.waiting.push(choose(texts, unit));
        Ok(())
    }

    fn xliff_units(&mut self, element: &str) -> Result<(), ReadError> {
        let mut units = Units::default();
        xliff::read(element, &mut units, &self.stop)?;
        for draft in units.drafts {
            let target = draft.given.map(|given| given.draft).unwrap_or_default();
            let streamed = match () {
                () if target.is_empty() || draft.excluded.is_some() => Streamed::Untranslated,
                () => choose(
                    vec![(self.from.clone(), draft.text), (self.into.clone(), target)],
                    FileUnit::default(),
                ),
            };
            self.waiting.push(streamed);
        }
        Ok(())
    }
}

impl FileUnit {
    /// Later ones, of the translation itself, count more.
    fn facts(&mut self, tag: &Tag<'_>) {
        let facts = [
            ("creationdate", &mut self.created),
            ("changedate", &mut self.changed),
            ("creationid", &mut self.author),
            ("changeid", &mut self.editor),
        ];
        for (name, fact) in facts {
            if let Some(said) = tag.get(name).filter(|said| !said.is_empty()) {
                *fact = said;
            }
        }
    }
}

/// The Arabic and the English among texts in many languages, by what they are said to be, and by their letters.
fn choose(texts: Vec<(String, String)>, mut unit: FileUnit) -> Streamed {
    if texts.iter().any(|(_, text)| text.contains(char::REPLACEMENT_CHARACTER)) {
        return Streamed::Damaged;
    }
    if texts.iter().any(|(_, text)| text.len() > LONGEST_TEXT) {
        return Streamed::TooLong;
    }
    let languages = || texts.iter().map(|(language, _)| language.clone()).collect();
    // Some files say that a text is Arabic which is English still.
    let is_arabic = |language: &str, text: &str| {
        (is_arabic(language) || language.trim().is_empty()) && may_be_arabic(text)
    };
    let is_english = |language: &str, text: &str| {
        (is_language(language, "en") || language.trim().is_empty()) && may_be_english(text)
    };
    let arabic = texts.iter().position(|(language, text)| !text.is_empty() && is_arabic(language, text));
    let Some(arabic) = arabic else { return Streamed::NoArabic(languages()) };
    let others = texts.iter().enumerate().filter(|(at, _)| *at != arabic).map(|(_, text)| text);
    let mut english: Vec<String> = others
        .filter(|(language, text)| !text.is_empty() && is_english(language, text))
        .map(|(_, text)| text.clone())
        .collect();
    english.dedup();
    if english.is_empty() {
        let is_empty = texts.iter().any(|(language, text)| text.is_empty() && is_language(language, "en"));
        return if is_empty { Streamed::Untranslated } else { Streamed::NoEnglish(languages()) };
    }
    unit.english = english;
    unit.arabic = texts.into_iter().nth(arabic).map(|(_, text)| text).unwrap_or_default();
    Streamed::Unit(unit)
}

/// Whether a text has Arabic letters, or none that tell its language: figures are the same in both.
pub fn may_be_arabic(text: &str) -> bool {
    has_arabic(text) || !has_latin(text)
}

/// Whether a text has Latin letters, or none that tell its language.
pub fn may_be_english(text: &str) -> bool {
    has_latin(text) || !has_arabic(text)
}

fn has_latin(text: &str) -> bool {
    text.chars().any(|c| c.is_ascii_alphabetic())
}

/// Bytes of one text of a unit; what is longer is a document.
const LONGEST_TEXT: usize = 32_768;

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> (Vec<Streamed>, bool) {
        let mut stream = Stream::open(bytes, &Stop::default()).unwrap();
        let mut all = Vec::new();
        while let Some(unit) = stream.next_unit().unwrap() {
            all.push(unit);
        }
        (all, stream.is_truncated())
    }

    fn texts(streamed: &Streamed) -> (&str, Vec<&str>) {
        let Streamed::Unit(unit) = streamed else { panic!("{streamed:?}") };
        (&unit.arabic, unit.english.iter().map(String::as_str).collect())
    }

    #[test]
    fn a_memory_of_other_programs_is_read_with_its_facts() {
        let tmx = r#"<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx11.dtd">
<tmx version="1.1"><header srclang="EN-US"/><body>
<tu creationid="a" creationdate="20200102T030405Z"><note>one</note><prop type="file">x.txt</prop><note>two</note>
 <tuv lang="EN-US" changeid="b" changedate="20210102T030405Z"><seg>He <bpt i="1">&lt;b></bpt>said<ept i="1"/> so</seg></tuv>
 <tuv lang="FR-FR"><seg>Il l'a dit</seg></tuv>
 <tuv xml:lang="ar"><seg>قال &amp; ذلك</seg></tuv>
 <tuv xml:lang="en-gb"><seg>So said he</seg></tuv></tu>
<tu><tuv xml:lang="ar"><seg>نعم</seg></tuv><tuv xml:lang="fr"><seg>Oui</seg></tuv></tu>
<tu><tuv xml:lang="en"><seg>Yes</seg></tuv><tuv xml:lang="fr"><seg>Oui</seg></tuv></tu>
<tu><tuv xml:lang="ar"><seg>نعم</seg></tuv><tuv xml:lang="en"><seg></seg></tuv></tu>
<tu><tuv xml:lang="ar"><seg>English still</seg></tuv><tuv xml:lang="en"><seg>English still</seg></tuv></tu>
<tu><tuv xml:lang="ar"><seg>&nbsp;</seg></tuv><tuv xml:lang="en"><seg>a</seg></tuv></tu>
</body></tmx>"#;
        let (all, is_truncated) = read(tmx.as_bytes());
        let Streamed::Unit(unit) = &all[0] else { panic!("{all:?}") };
        assert_eq!(texts(&all[0]), ("قال & ذلك", vec!["He said so", "So said he"]));
        assert_eq!((unit.created.as_str(), unit.changed.as_str()), ("20200102T030405Z", "20210102T030405Z"));
        assert_eq!((unit.author.as_str(), unit.editor.as_str(), unit.note.as_str()), ("a", "b", "one\ntwo"));
        assert_eq!(unit.properties, [("file".to_owned(), "x.txt".to_owned())]);
        let languages = |all: &[&str]| all.iter().map(|language| (*language).to_owned()).collect::<Vec<_>>();
        assert_eq!(
            all[1..],
            [
                Streamed::NoEnglish(languages(&["ar", "fr"])),
                Streamed::NoArabic(languages(&["en", "fr"])),
                Streamed::Untranslated,
                Streamed::NoArabic(languages(&["ar", "en"])),
                Streamed::Damaged,
            ]
        );
        assert!(!is_truncated);
    }

    #[test]
    fn both_versions_of_xliff_are_read_in_both_directions() {
        let old = r#"<xliff version="1.2"><file source-language="ar" target-language="en-GB"><header/><body>
<group><trans-unit id="1"><source>نعم</source><target>Yes</target></trans-unit></group>
<trans-unit id="2"><source>لا</source></trans-unit>
<trans-unit id="3" translate="no"><source>لا</source><target>No</target></trans-unit></body></file>
<file source-language="en" target-language="ar"><body><trans-unit id="4"><source>He</source><target>هو</target></trans-unit>
</body></file><file source-language="ar" target-language="fr"><body>
<trans-unit id="5"><source>هو</source><target>Lui</target></trans-unit></body></file></xliff>"#;
        let (all, _) = read(old.as_bytes());
        assert_eq!(texts(&all[0]), ("نعم", vec!["Yes"]));
        assert_eq!(all[1..3], [Streamed::Untranslated, Streamed::Untranslated]);
        assert_eq!(texts(&all[3]), ("هو", vec!["He"]));
        assert_eq!(all[4], Streamed::NoEnglish(vec!["ar".to_owned(), "fr".to_owned()]));

        let new = r#"<xliff version="2.0" xmlns="urn:x" srcLang="ar" trgLang="en"><file id="f"><unit id="1">
<originalData><data id="d">&lt;b></data></originalData>
<segment><source>قال <pc dataRefStart="d">نعم</pc></source><target>He said yes</target></segment>
<segment><source>ثم رحل</source><target>and left</target></segment></unit></file></xliff>"#;
        let (all, _) = read(new.as_bytes());
        assert_eq!(texts(&all[0]), ("قال نعم", vec!["He said yes"]));
        assert_eq!(texts(&all[1]), ("ثم رحل", vec!["and left"]));
    }

    #[test]
    fn character_sets_are_those_of_the_file_and_bad_bytes_cost_a_unit() {
        let unit = |arabic: &str| {
            format!(
                "<tu><tuv xml:lang='ar'><seg>{arabic}</seg></tuv><tuv xml:lang='en'><seg>a</seg></tuv></tu>"
            )
        };
        let wide: Vec<u8> =
            format!("\u{FEFF}<tmx>{}</tmx>", unit("نعم")).encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(texts(&read(&wide).0[0]).0, "نعم");
        let arabic = format!("<?xml version='1.0' encoding='windows-1256'?><tmx>{}</tmx>", unit("نعم"));
        let (bytes, ..) = encoding_rs::WINDOWS_1256.encode(&arabic);
        assert_eq!(texts(&read(&bytes).0[0]).0, "نعم");
        let mut bytes = format!("<tmx>{}", unit("نع")).into_bytes();
        let at = bytes.windows(4).position(|window| window == "نع".as_bytes()).unwrap();
        bytes.insert(at, 0xFF);
        bytes.extend_from_slice(format!("{}</tmx>", unit("لا")).as_bytes());
        let (all, _) = read(&bytes);
        assert_eq!(all[0], Streamed::Damaged);
        assert_eq!(texts(&all[1]).0, "لا");
    }

    #[test]
    fn what_is_no_memory_is_refused() {
        let refused = |text: &str| match Stream::open(text.as_bytes(), &Stop::default()) {
            Ok(mut stream) => stream.next_unit().unwrap_err().to_string(),
            Err(error) => error.to_string(),
        };
        assert!(refused("<map></map>").contains("Tiled"));
        assert!(refused("<html></html>").contains("html"));
        assert!(refused("نص").contains("neither"));
        assert!(refused("<!DOCTYPE tmx [<!ENTITY a 'b'>]><tmx><tu/></tmx>").contains("entities"));
    }
}
