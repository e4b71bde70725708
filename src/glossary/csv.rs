//! Glossaries as CSV with a header: what Excel, git and diff can work on.
//!
//! Reading keeps every good row and says why it left out a bad one; columns it does not know are carried along,
//! so a file that goes through here loses nothing. No I/O: bytes in, bytes out.

use super::term::{Glossary, Kind, Status, Term};
use csv::{ByteRecord, ReaderBuilder, Writer};
use std::fmt;

/// A row that was left out, or read with a doubt. Numbers count rows as a spreadsheet does: the header is row 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowWarning {
    pub row: usize,
    pub problem: String,
}

impl fmt::Display for RowWarning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "row {}: {}", self.row, self.problem)
    }
}

/// The columns this version knows, in the order it writes them. `id` is written only when a term has one.
const COLUMNS: &[&str] =
    &["id", "source", "target", "kind", "variants", "plural", "forbidden", "note", "status"];

/// Reads a glossary. The delimiter is the comma, semicolon or tab that stands in the header; several values in
/// one cell stand apart by `|` (a `\|` is a plain stroke). A file without a column `source` gives an empty
/// glossary and a warning for row 1.
#[must_use]
pub fn read(name: &str, bytes: &[u8]) -> (Glossary, Vec<RowWarning>) {
    let mut glossary = Glossary { name: name.to_owned(), terms: Vec::new() };
    let mut warnings = Vec::new();
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let mut reader =
        ReaderBuilder::new().flexible(true).has_headers(false).delimiter(delimiter(bytes)).from_reader(bytes);
    let mut record = ByteRecord::new();
    let header = match reader.read_byte_record(&mut record) {
        Ok(true) => Header::parse(&record),
        Ok(false) => {
            Err("the file is empty; expected a header with the columns source and target".to_owned())
        }
        Err(error) => Err(error.to_string()),
    };
    let header = match header {
        Ok(header) => header,
        Err(problem) => {
            warnings.push(RowWarning { row: 1, problem });
            return (glossary, warnings);
        }
    };
    if header.lacks_target() {
        let problem = "the header has no column named target; the terms have no English".to_owned();
        warnings.push(RowWarning { row: 1, problem });
    }
    for row in 2.. {
        match reader.read_byte_record(&mut record) {
            Ok(true) => {}
            Ok(false) => break,
            Err(error) => {
                // Bytes cannot fail halfway; if they ever do, what was read stays.
                warnings.push(RowWarning { row, problem: error.to_string() });
                break;
            }
        }
        match header.term(&record) {
            Ok((term, doubts)) => {
                warnings.extend(doubts.into_iter().map(|problem| RowWarning { row, problem }));
                glossary.terms.push(term);
            }
            Err(problem) => warnings.push(RowWarning { row, problem }),
        }
    }
    (glossary, warnings)
}

/// Writes a glossary as UTF-8 CSV with commas and LF. [`read`] gives the same terms back.
#[must_use]
pub fn write(glossary: &Glossary) -> Vec<u8> {
    let with_id = glossary.terms.iter().any(|term| term.id.is_some());
    let mut extra_columns: Vec<&str> = Vec::new();
    for (column, _) in glossary.terms.iter().flat_map(|term| &term.extra) {
        if !extra_columns.contains(&column.as_str()) {
            extra_columns.push(column);
        }
    }
    let mut writer = Writer::from_writer(Vec::new());
    let known = COLUMNS.iter().skip(usize::from(!with_id)).copied();
    let header: Vec<&str> = known.chain(extra_columns.iter().copied()).collect();
    // Writing to memory does not fail and every row has the header's width, so there is no error to pass on.
    let _ = writer.write_record(&header);
    for term in &glossary.terms {
        let known = header.iter().map(|column| match *column {
            "id" => term.id.clone().unwrap_or_default(),
            "source" => term.source.clone(),
            "target" => term.target.clone(),
            "kind" => kind_name(term.kind).to_owned(),
            "variants" => join_values(&term.variants),
            "plural" => join_values(&term.plural),
            "forbidden" => join_values(&term.forbidden),
            "note" => term.note.clone(),
            "status" => status_name(term.status).to_owned(),
            other => {
                term.extra.iter().find(|(name, _)| name == other).map_or_else(String::new, |(_, v)| v.clone())
            }
        });
        let _ = writer.write_record(known);
    }
    writer.into_inner().unwrap_or_default()
}

/// Where the known columns stand, and the names of the others.
struct Header {
    columns: Vec<String>,
}

impl Header {
    fn parse(record: &ByteRecord) -> Result<Self, String> {
        let mut columns: Vec<String> = Vec::with_capacity(record.len());
        for cell in record {
            let name = String::from_utf8_lossy(cell).trim().to_owned();
            let lower = name.to_lowercase();
            // A known column counts once; a second of the same name is somebody's own.
            let known = COLUMNS.contains(&lower.as_str()) && !columns.contains(&lower);
            columns.push(if known { lower } else { name });
        }
        if columns.iter().any(|column| column == "source") {
            Ok(Self { columns })
        } else {
            Err("the header has no column named source; nothing was read".to_owned())
        }
    }

    /// A list of names without English can still be looked for, so this is only a doubt.
    fn lacks_target(&self) -> bool {
        !self.columns.iter().any(|column| column == "target")
    }

    /// The term of a row and what was doubtful in it, or why the row is left out.
    fn term(&self, record: &ByteRecord) -> Result<(Term, Vec<String>), String> {
        let mut term = Term::default();
        let mut doubts = Vec::new();
        let mut seen: Vec<&str> = Vec::new();
        for (at, cell) in record.iter().enumerate() {
            let cell = std::str::from_utf8(cell)
                .map_err(|_| format!("cell {} is not UTF-8; row skipped", at + 1))?;
            let Some(column) = self.columns.get(at) else {
                if !cell.trim().is_empty() {
                    doubts.push(format!("cell {} stands outside the header's columns; dropped", at + 1));
                }
                continue;
            };
            if seen.contains(&column.as_str()) {
                term.extra.push((column.clone(), cell.to_owned()));
                continue;
            }
            seen.push(column);
            match column.as_str() {
                "id" => term.id = Some(cell.trim().to_owned()).filter(|id| !id.is_empty()),
                "source" => cell.trim().clone_into(&mut term.source),
                "target" => cell.trim().clone_into(&mut term.target),
                "variants" => term.variants = split_values(cell),
                "plural" => term.plural = split_values(cell),
                "forbidden" => term.forbidden = split_values(cell),
                "note" => cell.trim().clone_into(&mut term.note),
                "kind" => {
                    term.kind = kind(cell).unwrap_or_else(|| {
                        doubts.push(format!("unknown kind \"{}\", read as term", cell.trim()));
                        Kind::Term
                    });
                }
                "status" => {
                    term.status = status(cell).unwrap_or_else(|| {
                        doubts.push(format!("unknown status \"{}\", read as proposed", cell.trim()));
                        Status::Proposed
                    });
                }
                _ => {
                    if !cell.is_empty() {
                        term.extra.push((column.clone(), cell.to_owned()));
                    }
                }
            }
        }
        if term.source.is_empty() {
            return Err("no source; row skipped".to_owned());
        }
        if crate::arabic::words(&term.source).next().is_none() {
            return Err(format!("the source \"{}\" has no letters; row skipped", term.source));
        }
        Ok((term, doubts))
    }
}

/// The likeliest delimiter: the one that gives the header's first line its columns.
fn delimiter(bytes: &[u8]) -> u8 {
    let line = bytes.split(|&byte| byte == b'\n' || byte == b'\r').next().unwrap_or_default();
    let count = |delimiter: u8| line.split(|&byte| byte == delimiter).count() - 1;
    let (comma, semicolon, tab) = (count(b','), count(b';'), count(b'\t'));
    if comma > 0 && comma >= semicolon.max(tab) {
        b','
    } else if semicolon > tab {
        b';'
    } else if tab > 0 {
        b'\t'
    } else {
        b','
    }
}

fn kind(cell: &str) -> Option<Kind> {
    match cell.trim().to_lowercase().as_str() {
        "person" => Some(Kind::Person),
        "place" => Some(Kind::Place),
        "organisation" | "organization" => Some(Kind::Organisation),
        "name" => Some(Kind::Name),
        "term" | "noun" | "" => Some(Kind::Term),
        _ => None,
    }
}

const fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Person => "person",
        Kind::Place => "place",
        Kind::Organisation => "organisation",
        Kind::Name => "name",
        Kind::Term => "term",
    }
}

fn status(cell: &str) -> Option<Status> {
    match cell.trim().to_lowercase().as_str() {
        "approved" | "" => Some(Status::Approved),
        "proposed" => Some(Status::Proposed),
        "deprecated" => Some(Status::Deprecated),
        _ => None,
    }
}

const fn status_name(status: Status) -> &'static str {
    match status {
        Status::Approved => "approved",
        Status::Proposed => "proposed",
        Status::Deprecated => "deprecated",
    }
}

fn split_values(cell: &str) -> Vec<String> {
    let mut values = vec![String::new()];
    let mut characters = cell.chars().peekable();
    while let Some(c) = characters.next() {
        let escaped = characters.next_if(|&next| c == '\\' && matches!(next, '|' | '\\'));
        match (c, escaped) {
            ('|', _) => values.push(String::new()),
            (c, escaped) => values.last_mut().into_iter().for_each(|value| value.push(escaped.unwrap_or(c))),
        }
    }
    values.iter().map(|value| value.trim().to_owned()).filter(|value| !value.is_empty()).collect()
}

fn join_values(values: &[String]) -> String {
    let escaped: Vec<String> =
        values.iter().map(|value| value.replace('\\', "\\\\").replace('|', "\\|")).collect();
    escaped.join("|")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read_text(text: &str) -> (Vec<Term>, Vec<String>) {
        let (glossary, warnings) = read("test", text.as_bytes());
        (glossary.terms, warnings.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn all_columns_are_read() {
        let (terms, warnings) = read_text(
            "\u{FEFF}source,target,kind,variants,plural,forbidden,note,status\n\
             دونالد ترمب,Donald Trump,person,ترامب | ترمب,,Tramp,\"president, twice\",approved\n",
        );
        assert_eq!(warnings, [""; 0]);
        let term = &terms[0];
        assert_eq!((term.source.as_str(), term.target.as_str()), ("دونالد ترمب", "Donald Trump"));
        assert_eq!(term.kind, Kind::Person);
        assert_eq!(term.variants, ["ترامب", "ترمب"]);
        assert_eq!(term.forbidden, ["Tramp"]);
        assert_eq!(term.note, "president, twice");
    }

    #[test]
    fn order_case_and_delimiter_are_free() {
        let (terms, warnings) = read_text("Target;Source;id;Desk\nBaku;باكو;b1;Caucasus\n");
        assert!(warnings.is_empty());
        assert_eq!(terms[0].source, "باكو");
        assert_eq!(terms[0].id.as_deref(), Some("b1"));
        assert_eq!(terms[0].extra, [("Desk".to_owned(), "Caucasus".to_owned())]);
    }

    #[test]
    fn a_bad_row_is_skipped_and_named() {
        let (terms, warnings) =
            read_text("source,target,kind\nباكو,Baku,place\n,nothing,\nكنجة,Ganja,town\n");
        assert_eq!(terms.len(), 2);
        assert_eq!(warnings, ["row 3: no source; row skipped", "row 4: unknown kind \"town\", read as term"]);
    }

    #[test]
    fn bytes_that_are_not_text_cost_one_row() {
        let (glossary, warnings) = read("test", b"source,target\n\xE8\xE9,x\nab,y\n");
        assert_eq!(glossary.terms.len(), 1);
        assert_eq!(warnings[0].to_string(), "row 2: cell 1 is not UTF-8; row skipped");
    }

    #[test]
    fn a_list_without_english_can_still_be_looked_for() {
        let (terms, warnings) = read_text("id,source,kind\n7,باكو,name\n");
        assert_eq!(terms[0].source, "باكو");
        assert_eq!(warnings, ["row 1: the header has no column named target; the terms have no English"]);
    }

    #[test]
    fn a_file_without_the_needed_column_is_one_warning() {
        let (terms, warnings) = read_text("arabic,english\nباكو,Baku\n");
        assert!(terms.is_empty());
        assert_eq!(warnings, ["row 1: the header has no column named source; nothing was read"]);
        assert_eq!(read_text("").1.len(), 1);
    }

    fn value() -> impl Strategy<Value = String> {
        "[ا-غف-يa-z|\\\\,;\" ]{0,12}".prop_map(|text| text.trim().to_owned())
    }

    fn values() -> impl Strategy<Value = Vec<String>> {
        proptest::collection::vec(value().prop_filter("empty values are dropped", |v| !v.is_empty()), 0..3)
    }

    prop_compose! {
        fn any_term()(
            id in proptest::option::of("[a-z0-9:]{1,8}"), source in "[ا-غف-ي]{1,8}( [ا-غف-ي]{1,8})?", target in value(),
            kind in 0usize..5, variants in values(), plural in values(), forbidden in values(), note in value(),
            status in 0usize..3, own in value(),
        ) -> Term {
            let kind = [Kind::Person, Kind::Place, Kind::Organisation, Kind::Name, Kind::Term][kind];
            let status = [Status::Approved, Status::Proposed, Status::Deprecated][status];
            let extra = if own.is_empty() { vec![] } else { vec![("desk".to_owned(), own)] };
            Term { id, source, target, kind, variants, plural, forbidden, note, status, extra }
        }
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(terms in proptest::collection::vec(any_term(), 0..6)) {
            let glossary = Glossary { name: "test".to_owned(), terms };
            let (again, warnings) = read("test", &write(&glossary));
            prop_assert!(warnings.is_empty(), "{warnings:?}");
            prop_assert_eq!(again, glossary);
        }

        #[test]
        fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let mut file = b"source,target\n".to_vec();
            file.extend(&bytes);
            let _ = read("test", &file);
            let _ = read("test", &bytes);
        }
    }
}
