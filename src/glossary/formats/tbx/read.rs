//! TBX of any version and style, element by element; entries become rows under our column names.
//!
//! Nothing outside the file is ever fetched, and a file that declares entities is refused.

use super::super::super::cell::join_values;
use super::super::super::csv::RowWarning;
use super::super::FormatError;
use super::super::table::{MOST_ROWS, Row, Table};
use super::{ENTRY_ID, OWN};
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// Deeper than any TBX: the core structure ends at nine.
const DEEPEST: usize = 64;

pub fn parse(text: &str) -> Result<Table, FormatError> {
    let mut reader = Reader::from_str(text);
    let mut open: Vec<Element> = Vec::new();
    let mut entry = None;
    let mut rows: Vec<(usize, Cells)> = Vec::new();
    let mut warnings = Vec::new();
    loop {
        let byte = reader.buffer_position();
        let failed = |problem: String| FormatError::Tbx { problem, byte };
        let event = reader.read_event().map_err(|error| failed(error.to_string()))?;
        match event {
            Event::Start(start) => {
                if open.len() >= DEEPEST {
                    return Err(failed(format!("elements stand in each other more than {DEEPEST} deep")));
                }
                let element = Element::new(&start).map_err(failed)?;
                if element.is_entry() {
                    entry = Some(Entry { id: element.id.clone(), ..Entry::default() });
                }
                if let (Some(entry), "langSet" | "langSec") = (&mut entry, element.name.as_str()) {
                    entry.languages.push((element.language.to_lowercase(), Vec::new()));
                }
                if let (Some(entry), "tig" | "ntig" | "termSec") = (&mut entry, element.name.as_str()) {
                    entry.term = Some(Wording::default());
                }
                open.push(element);
            }
            Event::Empty(start) => {
                let element = Element::new(&start).map_err(failed)?;
                if let Some(entry) = &mut entry {
                    entry.close(element);
                }
            }
            Event::End(_) => {
                let Some(element) = open.pop() else { continue };
                if element.is_inline() {
                    if let Some(parent) = open.last_mut() {
                        parent.text.push_str(&element.text);
                    }
                } else if element.is_entry() {
                    let cells = entry.take().map(Entry::cells).unwrap_or_default();
                    rows.push((rows.len() + 1, cells));
                    if rows.len() > MOST_ROWS {
                        return Err(FormatError::TooManyRows);
                    }
                } else if let Some(entry) = &mut entry {
                    entry.close(element);
                }
            }
            Event::Text(text) => push(&mut open, &text.xml10_content()),
            Event::CData(text) => push(&mut open, &text.xml10_content()),
            Event::GeneralRef(reference) => {
                let character = reference.resolve_char_ref().map_err(|error| failed(error.to_string()))?;
                let name = reference.xml10_content();
                match (character, resolve_predefined_entity(&name)) {
                    (Some(character), _) => push(&mut open, character.encode_utf8(&mut [0; 4])),
                    (None, Some(text)) => push(&mut open, text),
                    (None, None) => return Err(failed(format!("the entity “&{name};” is not known"))),
                }
            }
            Event::DocType(doctype) => {
                let doctype = doctype.xml10_content();
                if doctype.contains(['[', '%']) || doctype.contains("<!ENTITY") {
                    return Err(FormatError::Entities);
                }
                let problem = format!("the document type “{}” was not fetched or checked", doctype.trim());
                warnings.push(RowWarning { row: 1, problem });
            }
            Event::Eof if open.is_empty() => break,
            Event::Eof => return Err(failed("the file ends in the middle; it may be cut off".to_owned())),
            Event::Decl(_) | Event::PI(_) | Event::Comment(_) => {}
        }
    }
    Ok(Table { warnings, ..table(rows) })
}

fn push(open: &mut [Element], text: &str) {
    if let Some(element) = open.last_mut() {
        element.text.push_str(text);
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
        if let ("column", Some(column)) = (element.name.as_str(), column) {
            element.category = format!("{OWN}{column}");
        }
        Ok(element)
    }

    fn is_entry(&self) -> bool {
        matches!(self.name.as_str(), "termEntry" | "conceptEntry")
    }

    /// Markup within a text, which is kept as text.
    fn is_inline(&self) -> bool {
        matches!(self.name.as_str(), "hi" | "foreign" | "bpt" | "ept" | "ph" | "sc" | "ec")
    }
}

/// What stands in a row, column by column.
type Cells = Vec<(String, String)>;

#[derive(Default)]
struct Entry {
    id: String,
    said: Cells,
    languages: Vec<(String, Vec<Wording>)>,
    /// The one that is open.
    term: Option<Wording>,
}

/// A term in one language with what is said about it.
#[derive(Default)]
struct Wording {
    text: String,
    said: Cells,
}

impl Wording {
    fn says(&self, category: &str) -> &str {
        self.said.iter().find(|(name, _)| name == category).map_or("", |(_, value)| value)
    }

    fn is_plural(&self) -> bool {
        self.says("grammaticalNumber") == "plural"
    }

    fn is_forbidden(&self) -> bool {
        let status = self.status();
        status.starts_with("deprecated") || status.starts_with("superseded")
    }

    fn is_preferred(&self) -> bool {
        self.status().starts_with("preferred")
    }

    fn status(&self) -> &str {
        match self.says("administrativeStatus") {
            "" => self.says("normativeAuthorization"),
            status => status,
        }
    }
}

impl Entry {
    fn close(&mut self, element: Element) {
        let Element { name, category, target, text, .. } = element;
        match name.as_str() {
            "tig" | "ntig" | "termSec" => {
                if let (Some(term), Some((_, terms))) = (self.term.take(), self.languages.last_mut()) {
                    terms.push(term);
                }
                return;
            }
            "term" => {
                if let Some(term) = &mut self.term {
                    text.trim().clone_into(&mut term.text);
                }
                return;
            }
            _ => {}
        }
        let value = if category.starts_with(OWN) { text.as_str() } else { text.trim() };
        let value = if target.is_empty() || !value.is_empty() { value } else { &target };
        if !value.is_empty() {
            let said = self.term.as_mut().map_or(&mut self.said, |term| &mut term.said);
            said.push((category, value.to_owned()));
        }
    }

    fn cells(self) -> Cells {
        let mut cells = Cells::new();
        if !self.id.is_empty() && !self.id.starts_with(ENTRY_ID) {
            cells.push(("id".to_owned(), self.id));
        }
        add_all(&mut cells, self.said);
        for (language, wordings) in self.languages {
            if language.starts_with("ar") {
                add_arabic(&mut cells, wordings);
            } else if language.starts_with("en") {
                add_english(&mut cells, wordings);
            } else {
                for wording in wordings {
                    add(&mut cells, &format!("term ({language})"), wording.text);
                    add_all(&mut cells, wording.said);
                }
            }
        }
        cells
    }
}

fn add_arabic(cells: &mut Cells, wordings: Vec<Wording>) {
    let main = main(&wordings, |wording| !wording.is_plural());
    let (mut variants, mut plurals) = (Vec::new(), Vec::new());
    for (at, wording) in wordings.into_iter().enumerate() {
        let is_plural = wording.is_plural();
        match (Some(at) == main, is_plural) {
            (true, _) => add(cells, "source", wording.text),
            (false, true) => plurals.push(wording.text),
            (false, false) => variants.push(wording.text),
        }
        add_all(cells, wording.said);
    }
    add(cells, "variants", join_values(&variants));
    add(cells, "plural", join_values(&plurals));
}

fn add_english(cells: &mut Cells, wordings: Vec<Wording>) {
    let is_use = |wording: &Wording| !wording.says(USE).is_empty();
    let main = main(&wordings, |wording| !wording.is_forbidden() && !is_use(wording));
    let (mut forbidden, mut others) = (Vec::new(), Vec::new());
    for (at, wording) in wordings.into_iter().enumerate() {
        let place = wording.says(USE).to_owned();
        if !place.is_empty() {
            add(cells, &place, wording.text);
        } else if Some(at) == main {
            add(cells, "target", wording.text);
        } else if wording.is_forbidden() {
            forbidden.push(wording.text);
        } else {
            others.push(wording.text);
        }
        add_all(cells, wording.said);
    }
    add(cells, "forbidden", join_values(&forbidden));
    add(cells, "other renderings", join_values(&others));
}

/// Which of our columns an English wording fills, where it is not the target.
const USE: &str = "x-tarjuman:use";

/// The wording that stands for the entry: the preferred, or else the first.
fn main(wordings: &[Wording], may_be: impl Fn(&Wording) -> bool) -> Option<usize> {
    let preferred = wordings.iter().position(|wording| may_be(wording) && wording.is_preferred());
    preferred.or_else(|| wordings.iter().position(may_be))
}

fn add_all(cells: &mut Cells, said: Cells) {
    for (category, value) in said {
        let column = match category.as_str() {
            // Read before, to tell the wordings apart.
            USE => continue,
            "grammaticalNumber" if value == "plural" => continue,
            "termType" if value == "variant" => continue,
            "administrativeStatus" | "normativeAuthorization" if !value.starts_with("admitted") => continue,
            "subjectField" => "domain",
            "grammaticalGender" => "gender",
            "source" | "externalCrossReference" | "xref" => "source link",
            other => other.strip_prefix(OWN).unwrap_or(other),
        };
        add(cells, column, value);
    }
}

/// A second value of a column stands after the first.
fn add(cells: &mut Cells, column: &str, value: String) {
    if value.is_empty() {
        return;
    }
    match cells.iter_mut().find(|(name, _)| name == column) {
        Some((_, said)) if *said == value => {}
        Some((_, said)) => {
            said.push_str("; ");
            said.push_str(&value);
        }
        None => cells.push((column.to_owned(), value)),
    }
}

/// Entries under the columns that any of them has.
fn table(entries: Vec<(usize, Cells)>) -> Table {
    let mut header = vec!["source".to_owned(), "target".to_owned()];
    let mut places: std::collections::HashMap<String, usize> = header.iter().cloned().zip(0..).collect();
    let mut rows = Vec::with_capacity(entries.len());
    for (number, entry) in entries {
        let mut cells = Vec::new();
        for (column, value) in entry {
            let at = *places.entry(column).or_insert_with_key(|column| {
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
        // A row without anything is said to have no source, not passed over as empty.
        rows.push(Row { number, cells });
    }
    Table { header, rows, warnings: Vec::new() }
}
