//! TBX of any version and style, element by element; entries become rows under our column names.
//!
//! Nothing outside the file is ever fetched, and a file that declares entities is refused. Where a file breaks off,
//! what was read before stays.

use super::super::FormatError;
use super::super::table::{Row, Table};
use super::entry::{Cells, Entry};
use super::{FILLS, OWN, PREFIX};
use crate::glossary::csv::RowWarning;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use std::collections::HashMap;

/// Deeper than any TBX: the core structure ends at nine.
const DEEPEST: usize = 64;

pub fn parse(text: &str) -> Result<Table, FormatError> {
    let mut reading = Reading::default();
    let mut reader = Reader::from_str(text);
    loop {
        let byte = reader.buffer_position();
        let event = reader.read_event().map_err(|error| Stop::Broken(error.to_string()));
        match event.and_then(|event| reading.take(event)) {
            Ok(false) => {}
            Ok(true) => break,
            Err(Stop::Refused(error)) => return Err(error),
            Err(Stop::Broken(problem)) => {
                let entries = reading.rows.table.rows.len();
                if entries == 0 {
                    return Err(FormatError::Tbx { problem, byte });
                }
                let problem = format!("nothing after this entry could be read: {problem} (near byte {byte})");
                reading.rows.table.doubt(entries, problem);
                break;
            }
        }
    }
    Ok(reading.rows.table)
}

/// Why the rest of a file is not read.
enum Stop {
    /// What was read stays.
    Broken(String),
    /// The file is not read at all.
    Refused(FormatError),
}

impl From<FormatError> for Stop {
    fn from(error: FormatError) -> Self {
        Self::Refused(error)
    }
}

#[derive(Default)]
struct Reading {
    open: Vec<Element>,
    entry: Option<Entry>,
    rows: Rows,
}

impl Reading {
    /// True at the end of the file.
    fn take(&mut self, event: Event<'_>) -> Result<bool, Stop> {
        match event {
            Event::Start(start) => self.start(&start)?,
            Event::Empty(start) => {
                let element = Element::new(&start).map_err(Stop::Broken)?;
                self.close(element);
            }
            Event::End(_) => self.end()?,
            Event::Text(text) => self.push(&text.xml10_content()),
            Event::CData(text) => self.push(&text.xml10_content()),
            Event::GeneralRef(reference) => self.push_reference(&reference)?,
            Event::DocType(doctype) => self.note_document_type(&doctype.xml10_content())?,
            Event::Eof if self.open.is_empty() => return Ok(true),
            Event::Eof => {
                return Err(Stop::Broken("the file ends in the middle; it may be cut off".to_owned()));
            }
            Event::Decl(_) | Event::PI(_) | Event::Comment(_) => {}
        }
        Ok(false)
    }

    fn start(&mut self, start: &BytesStart<'_>) -> Result<(), Stop> {
        if self.open.len() >= DEEPEST {
            let problem = format!("elements stand in each other more than {DEEPEST} deep");
            return Err(Stop::Broken(problem));
        }
        let element = Element::new(start).map_err(Stop::Broken)?;
        if element.is_entry() {
            self.entry = Some(Entry::new(&element.id));
        } else if let Some(entry) = &mut self.entry {
            if element.is_language() {
                entry.begin_language(&element.language);
            } else if element.is_wording() {
                entry.begin_wording();
            }
        }
        self.open.push(element);
        Ok(())
    }

    fn end(&mut self) -> Result<(), Stop> {
        let Some(element) = self.open.pop() else { return Ok(()) };
        if element.is_inline() {
            self.push(&element.text);
        } else if element.is_entry() {
            match self.entry.take().unwrap_or_default().cells() {
                Some(cells) => self.rows.push(cells)?,
                None => self.rows.skip("says more than any term can; entry skipped"),
            }
        } else {
            self.close(element);
        }
        Ok(())
    }

    fn close(&mut self, element: Element) {
        let Some(entry) = &mut self.entry else { return };
        if element.is_wording() {
            entry.end_wording();
        } else if element.name == "term" {
            entry.word(element.text.trim());
        } else {
            entry.say(element.category, &element.text, &element.target);
        }
    }

    fn push(&mut self, text: &str) {
        if let Some(element) = self.open.last_mut() {
            element.text.push_str(text);
        }
    }

    fn push_reference(&mut self, reference: &BytesRef<'_>) -> Result<(), Stop> {
        let character = reference.resolve_char_ref().map_err(|error| Stop::Broken(error.to_string()))?;
        let name = reference.xml10_content();
        match (character, resolve_predefined_entity(&name)) {
            (Some(character), _) => self.push(character.encode_utf8(&mut [0; 4])),
            (None, Some(text)) => self.push(text),
            (None, None) => return Err(Stop::Broken(format!("the entity “&{name};” is not known"))),
        }
        Ok(())
    }

    fn note_document_type(&mut self, doctype: &str) -> Result<(), Stop> {
        if doctype.contains(['[', '%']) || doctype.contains("<!ENTITY") {
            return Err(FormatError::Entities.into());
        }
        let problem = format!("the document type “{}” was not fetched or checked", doctype.trim());
        self.rows.table.doubt(1, problem);
        Ok(())
    }
}

/// An element that is open, with the text read in it so far.
struct Element {
    /// Without its prefix.
    name: String,
    /// What it says: its `type`, or in DCT style its name.
    category: String,
    id: String,
    language: String,
    /// Where a cross reference points to.
    target: String,
    text: String,
}

impl Element {
    fn new(start: &BytesStart<'_>) -> Result<Self, String> {
        let name = AsRef::<str>::as_ref(&start.local_name()).to_owned();
        let mut element = Self {
            category: name.clone(),
            name,
            id: String::new(),
            language: String::new(),
            target: String::new(),
            text: String::new(),
        };
        let mut column = None;
        for attribute in start.attributes() {
            let attribute = attribute.map_err(|error| error.to_string())?;
            let value = attribute
                .normalized_value(XmlVersion::Implicit1_0)
                .map_err(|error| error.to_string())?
                .into_owned();
            match AsRef::<str>::as_ref(&attribute.key) {
                "type" => element.category = value,
                "name" => column = Some(value),
                "id" => element.id = value,
                "xml:lang" => element.language = value,
                "target" => element.target = value,
                _ => {}
            }
        }
        if start.name().prefix().is_some_and(|prefix| AsRef::<str>::as_ref(&prefix) == PREFIX) {
            element.category = match (element.name.as_str(), column) {
                ("column", Some(column)) => format!("{OWN}{column}"),
                _ => FILLS.to_owned(),
            };
        }
        Ok(element)
    }

    fn is_entry(&self) -> bool {
        matches!(self.name.as_str(), "termEntry" | "conceptEntry")
    }

    fn is_language(&self) -> bool {
        matches!(self.name.as_str(), "langSet" | "langSec")
    }

    fn is_wording(&self) -> bool {
        matches!(self.name.as_str(), "tig" | "ntig" | "termSec")
    }

    /// Markup within a text, which is kept as text.
    fn is_inline(&self) -> bool {
        matches!(self.name.as_str(), "hi" | "foreign" | "bpt" | "ept" | "ph" | "sc" | "ec")
    }
}

/// Entries under the columns that any of them has.
struct Rows {
    table: Table,
    skipped: usize,
    places: HashMap<String, usize>,
}

impl Default for Rows {
    fn default() -> Self {
        let mut table = Table::default();
        table.header = vec!["source".to_owned(), "target".to_owned()];
        let places = table.header.iter().cloned().zip(0..).collect();
        Self { table, skipped: 0, places }
    }
}

impl Rows {
    /// A row without anything is said to have no source, not passed over as empty.
    fn push(&mut self, entry: Cells) -> Result<(), FormatError> {
        let number = self.next_number();
        let header = &mut self.table.header;
        let mut cells = Vec::new();
        for (column, value) in entry {
            let at = *self.places.entry(column).or_insert_with_key(|column| {
                header.push(column.clone());
                header.len() - 1
            });
            if cells.len() <= at {
                cells.resize(at + 1, String::new());
            }
            if let Some(cell) = cells.get_mut(at) {
                *cell = value;
            }
        }
        self.table.push(Row { number, cells })
    }

    fn skip(&mut self, problem: &str) {
        self.table.warnings.push(RowWarning::skipped(self.next_number(), problem.to_owned()));
        self.skipped += 1;
    }

    /// Entries are counted from 1.
    fn next_number(&self) -> usize {
        self.table.rows.len() + self.skipped + 1
    }
}
