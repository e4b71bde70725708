//! Glossaries as CSV with a header: what Excel, git and diff can work on.
//!
//! Reading keeps every good row and says why it left out a bad one. Columns, words and rows it does not know are
//! carried along, so a file that goes through here loses nothing. No I/O: bytes in, bytes out.

use super::cell::{gender, gender_name, join_values, kind, kind_name, split_values, status, status_name};
use super::columns::{MOST_CELLS, MOST_COLUMNS, column_names, header_for};
use super::term::{Glossary, Kind, Status, Term};
use csv::{ByteRecord, ReaderBuilder, Terminator, Writer, WriterBuilder};
use std::borrow::Cow;
use std::fmt;

/// A row that was left out, or read with a doubt. Numbers count rows as a spreadsheet does: the header is row 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowWarning {
    pub row: usize,
    pub problem: String,
    /// The row gave no term.
    pub is_skipped: bool,
}

impl RowWarning {
    /// The row was read, or it concerns the whole file.
    #[must_use]
    pub const fn doubt(row: usize, problem: String) -> Self {
        Self { row, problem, is_skipped: false }
    }

    /// The row gave no term.
    #[must_use]
    pub const fn skipped(row: usize, problem: String) -> Self {
        Self { row, problem, is_skipped: true }
    }
}

impl fmt::Display for RowWarning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "row {}: {}", self.row, self.problem)
    }
}

/// How a file is written. The default is our own way: our columns, commas, LF, no byte order mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    /// The cells of the header as they stand in the file; empty for a glossary that never was a file.
    pub header: Vec<String>,
    pub delimiter: u8,
    /// Excel wants one to see that a file is UTF-8.
    pub byte_order_mark: bool,
    pub crlf: bool,
    /// Rows that are no terms, cell by cell. They are written again, after the others.
    pub unusable: Vec<Vec<Vec<u8>>>,
    /// The file has no header of a glossary. Whoever writes it would replace what somebody else keeps there.
    pub foreign: bool,
}

impl Default for Layout {
    fn default() -> Self {
        Self {
            header: Vec::new(),
            delimiter: b',',
            byte_order_mark: false,
            crlf: false,
            unusable: Vec::new(),
            foreign: false,
        }
    }
}

/// Reads a glossary. The delimiter is the comma, semicolon or tab that stands in the header; several values in
/// one cell stand apart by `|` (a `\|` is a plain stroke). A file without a column `source` gives an empty
/// glossary and a warning for row 1.
#[must_use]
pub fn read(name: &str, bytes: &[u8]) -> (Glossary, Vec<RowWarning>) {
    let mut glossary = Glossary { name: name.to_owned(), ..Glossary::default() };
    let mut warnings = Vec::new();
    let layout = &mut glossary.layout;
    layout.byte_order_mark = bytes.starts_with(BYTE_ORDER_MARK);
    let bytes = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes);
    layout.delimiter = delimiter(bytes);
    layout.crlf =
        bytes.split_inclusive(|&byte| byte == b'\n').next().is_some_and(|line| line.ends_with(b"\r\n"));
    // Asked before any cell is kept: a file of nothing but cells would fill the memory.
    if memchr::memchr_iter(layout.delimiter, bytes).count() > MOST_CELLS {
        layout.foreign = true;
        let problem =
            format!("the file has more than {MOST_CELLS} cells, which no glossary has; nothing was read");
        warnings.push(RowWarning::doubt(1, problem));
        return (glossary, warnings);
    }
    let mut reader =
        ReaderBuilder::new().flexible(true).has_headers(false).delimiter(layout.delimiter).from_reader(bytes);
    let mut record = ByteRecord::new();
    let header = match reader.read_byte_record(&mut record) {
        Ok(true) if record.len() > MOST_COLUMNS => {
            Err(format!("the header has more than {MOST_COLUMNS} columns; nothing was read"))
        }
        Ok(true) => Header::parse(&record),
        Ok(false) => {
            Err("the file is empty; expected a header with the columns source and target".to_owned())
        }
        Err(error) => Err(error.to_string()),
    };
    let header = match header {
        Ok(header) => header,
        Err(problem) => {
            layout.foreign = !bytes.trim_ascii().is_empty();
            warnings.push(RowWarning::doubt(1, problem));
            return (glossary, warnings);
        }
    };
    layout.header.clone_from(&header.written);
    if header.lacks_target() {
        let problem = "the header has no column named target; the terms have no English".to_owned();
        warnings.push(RowWarning::doubt(1, problem));
    }
    for row in 2.. {
        match reader.read_byte_record(&mut record) {
            Ok(true) => {}
            Ok(false) => break,
            Err(error) => {
                // Bytes cannot fail halfway; if they ever do, what was read stays.
                warnings.push(RowWarning::skipped(row, error.to_string()));
                break;
            }
        }
        let term = match record.len() {
            0..=MOST_COLUMNS => header.term(&record),
            cells => Err(format!("{cells} cells are more than a glossary may have columns; row skipped")),
        };
        match term {
            Ok((term, doubts)) => {
                warnings.extend(doubts.into_iter().map(|problem| RowWarning::doubt(row, problem)));
                glossary.terms.push(term);
            }
            Err(problem) => {
                glossary.layout.unusable.push(record.iter().map(<[u8]>::to_vec).collect());
                warnings.push(RowWarning::skipped(row, problem));
            }
        }
    }
    (glossary, warnings)
}

/// Writes a glossary as UTF-8 CSV, laid out as it was read. [`read`] gives the same terms back.
#[must_use]
pub fn write(glossary: &Glossary) -> Vec<u8> {
    write_terms(&glossary.layout, || glossary.terms.iter())
}

/// As [`write`], for terms that are kept elsewhere; `terms` is asked for them twice.
pub fn write_terms<'t, I: Iterator<Item = &'t Term>>(layout: &Layout, terms: impl Fn() -> I) -> Vec<u8> {
    let header = header_for(layout, terms());
    let columns = column_names(&header);
    let mut bytes = Vec::new();
    if layout.byte_order_mark {
        bytes.extend(BYTE_ORDER_MARK);
    }
    let terminator = if layout.crlf { Terminator::CRLF } else { Terminator::Any(b'\n') };
    let mut writer = WriterBuilder::new()
        .flexible(true)
        .delimiter(layout.delimiter)
        .terminator(terminator)
        .from_writer(bytes);
    // Writing to memory does not fail, so there is no error to pass on.
    let _ = writer.write_record(&header);
    for term in terms() {
        write_row(&mut writer, &columns, term);
    }
    for row in &layout.unusable {
        let _ = writer.write_record(row);
    }
    writer.into_inner().unwrap_or_default()
}

fn write_row(writer: &mut Writer<Vec<u8>>, columns: &[String], term: &Term) {
    for column in columns {
        let _ = writer.write_field(cell(term, column).as_bytes());
    }
    let _ = writer.write_record(None::<&[u8]>);
}

/// What a term says in a column of a file.
pub(super) fn cell<'t>(term: &'t Term, column: &str) -> Cow<'t, str> {
    match column {
        "id" => term.id.as_deref().unwrap_or_default().into(),
        "source" => (&term.source).into(),
        "target" => (&term.target).into(),
        "kind" => kept(term, column, term.kind == Kind::Term, kind_name(term.kind)).into(),
        "variants" => join_values(&term.variants).into(),
        "plural" => join_values(&term.plural).into(),
        "forbidden" => join_values(&term.forbidden).into(),
        "note" => (&term.note).into(),
        "status" => {
            let is_doubtful = term.status == Status::Proposed;
            kept(term, column, is_doubtful, status_name(term.status)).into()
        }
        "domain" => (&term.domain).into(),
        "gender" => kept(term, column, term.gender.is_none(), gender_name(term.gender)).into(),
        "first mention" => (&term.first_mention).into(),
        "later mention" => (&term.later_mention).into(),
        "source link" => (&term.source_link).into(),
        own => kept(term, own, true, "").into(),
    }
}

/// What the file said in a column, where we did not understand it and nobody has changed it since.
fn kept<'t>(term: &'t Term, column: &str, is_unchanged: bool, ours: &'t str) -> &'t str {
    let said = term.extra.iter().find(|(name, _)| is_unchanged && name == column);
    said.map_or(ours, |(_, cell)| cell)
}

/// Where the known columns stand, and the names of the others.
pub(super) struct Header {
    written: Vec<String>,
    columns: Vec<String>,
}

impl Header {
    fn parse(record: &ByteRecord) -> Result<Self, String> {
        let written: Vec<String> =
            record.iter().map(|cell| String::from_utf8_lossy(cell).trim().to_owned()).collect();
        Self::of(written)
    }

    /// # Errors
    /// Where no column is named source, in words for the user.
    pub(super) fn of(written: Vec<String>) -> Result<Self, String> {
        let columns = column_names(&written);
        if columns.iter().any(|column| column == "source") {
            Ok(Self { written, columns })
        } else {
            Err("the header has no column named source; nothing was read".to_owned())
        }
    }

    /// A list of names without English can still be looked for, so this is only a doubt.
    pub(super) fn lacks_target(&self) -> bool {
        !self.columns.iter().any(|column| column == "target")
    }

    /// The term of a row and what was doubtful in it, or why the row is left out.
    pub(super) fn term<'c>(
        &self,
        cells: impl IntoIterator<Item = &'c [u8]>,
    ) -> Result<(Term, Vec<String>), String> {
        let mut term = Term::default();
        let mut doubts = Vec::new();
        for (at, cell) in cells.into_iter().enumerate() {
            let cell = std::str::from_utf8(cell)
                .map_err(|_| format!("cell {} is not UTF-8; row skipped", at + 1))?;
            let Some(column) = self.columns.get(at) else {
                if !cell.trim().is_empty() {
                    let name = format!("column {}", at + 1);
                    doubts.push(format!(
                        "cell {} stands outside the header's columns; kept as \"{name}\"",
                        at + 1
                    ));
                    term.extra.push((name, cell.to_owned()));
                }
                continue;
            };
            let mut keep = || term.extra.push((column.clone(), cell.to_owned()));
            match column.as_str() {
                "id" => term.id = Some(cell.trim().to_owned()).filter(|id| !id.is_empty()),
                "source" => cell.trim().clone_into(&mut term.source),
                "target" => cell.trim().clone_into(&mut term.target),
                "variants" => term.variants = split_values(cell),
                "plural" => term.plural = split_values(cell),
                "forbidden" => term.forbidden = split_values(cell),
                "note" => cell.trim().clone_into(&mut term.note),
                "domain" => cell.trim().clone_into(&mut term.domain),
                "first mention" => cell.trim().clone_into(&mut term.first_mention),
                "later mention" => cell.trim().clone_into(&mut term.later_mention),
                "source link" => cell.trim().clone_into(&mut term.source_link),
                "kind" => {
                    term.kind = kind(cell).unwrap_or_else(|| {
                        doubts.push(format!("unknown kind \"{}\", read as term", cell.trim()));
                        keep();
                        Kind::Term
                    });
                }
                "status" => {
                    term.status = status(cell).unwrap_or_else(|| {
                        doubts.push(format!("unknown status \"{}\", read as proposed", cell.trim()));
                        keep();
                        Status::Proposed
                    });
                }
                "gender" => {
                    term.gender = gender(cell).unwrap_or_else(|()| {
                        doubts.push(format!("unknown gender \"{}\", left open", cell.trim()));
                        keep();
                        None
                    });
                }
                _ if cell.is_empty() => {}
                _ => keep(),
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

const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::glossary::Gender;
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

    #[test]
    fn more_cells_than_any_glossary_has_are_refused_or_kept_as_they_are() {
        let wide = ",x".repeat(MOST_COLUMNS);
        assert!(
            read(
                "test",
                format!(
                    "source{wide}
باكو,Baku
"
                )
                .as_bytes()
            )
            .0
            .layout
            .foreign
        );
        assert!(read("test", "source,".repeat(MOST_CELLS + 1).as_bytes()).0.layout.foreign);
        let file = format!(
            "source,target
باكو,Baku
كنجة{wide}
"
        );
        let (glossary, warnings) = read("test", file.as_bytes());
        assert_eq!((glossary.terms.len(), warnings.len()), (1, 1));
        assert_eq!(write(&glossary), file.as_bytes());
    }

    fn check_written(before: &str, expect: &str) {
        let (glossary, _) = read("test", before.as_bytes());
        assert_eq!(String::from_utf8(write(&glossary)).unwrap(), expect);
    }

    #[test]
    fn a_file_is_written_the_way_it_was_read() {
        for file in [
            "\u{FEFF}Target;Source;id;Desk;Desk;Domain\r\nBaku;باكو;b1;one;two;\r\n",
            "source,target\nباكو,Baku\n",
            "source\ttarget\tFirst_mention\nباكو\tBaku\tBaku, the capital\n",
            "source,target,kind,status,gender\nكنجة,Ganja,town,checked,neuter\n",
        ] {
            check_written(file, file);
        }
    }

    #[test]
    fn what_is_no_term_is_written_last_and_never_lost() {
        let file = "source,target\n,nothing\nباكو,Baku,and more\n";
        check_written(file, "source,target,column 3\nباكو,Baku,and more\n,nothing\n");
        let (glossary, _) = read("test", b"source,target\n\xE8\xE9,x\n");
        assert_eq!(write(&glossary), b"source,target\n\xE8\xE9,x\n");
        assert!(read("test", b"name,phone\nx,1\n").0.layout.foreign);
        assert!(!read("test", b"\n").0.layout.foreign);
    }

    #[test]
    fn a_column_is_added_where_a_term_needs_it() {
        let (mut glossary, _) = read("test", "source,target\nباكو,Baku\n".as_bytes());
        glossary.terms[0].first_mention = "Baku, the capital".to_owned();
        let written = String::from_utf8(write(&glossary)).unwrap();
        assert_eq!(written, "source,target,first mention\nباكو,Baku,\"Baku, the capital\"\n");
    }

    #[test]
    fn a_word_we_did_not_know_gives_way_to_one_that_was_chosen() {
        let (mut glossary, _) = read("test", "source,kind\nكنجة,town\n".as_bytes());
        glossary.terms[0].kind = Kind::Place;
        assert_eq!(write(&glossary), "source,kind\nكنجة,place\n".as_bytes());
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
            status in 0usize..3, own in value(), gender in 0usize..3, rest in [value(), value(), value(), value()],
        ) -> Term {
            let kind = Kind::ALL[kind];
            let status = [Status::Approved, Status::Proposed, Status::Deprecated][status];
            let extra = if own.is_empty() { vec![] } else { vec![("desk".to_owned(), own)] };
            let gender = [None, Some(Gender::Masculine), Some(Gender::Feminine)][gender];
            let [domain, first_mention, later_mention, source_link] = rest;
            Term {
                id, source, target, kind, variants, plural, forbidden, note, status, domain, gender, first_mention,
                later_mention, source_link, extra,
            }
        }
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(terms in proptest::collection::vec(any_term(), 0..6)) {
            let glossary = Glossary { name: "test".to_owned(), terms, ..Glossary::default() };
            let written = write(&glossary);
            let (again, warnings) = read("test", &written);
            prop_assert!(warnings.is_empty(), "{warnings:?}");
            prop_assert_eq!(&again.terms, &glossary.terms);
            prop_assert_eq!(write(&again), written);
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
