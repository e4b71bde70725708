//! The first row of a glossary: where its columns stand; and the rows read by it.

use crate::glossary::cell::{gender, kind, split_values, status};
use crate::glossary::columns::column_names;
use crate::glossary::term::{Kind, Status, Term};
use csv::ByteRecord;

/// Where the known columns stand, and the names of the others.
pub(in crate::glossary) struct Header {
    pub(super) written: Vec<String>,
    columns: Vec<String>,
}

impl Header {
    pub(super) fn parse(record: &ByteRecord) -> Result<Self, String> {
        let written: Vec<String> =
            record.iter().map(|cell| String::from_utf8_lossy(cell).trim().to_owned()).collect();
        Self::of(written)
    }

    /// # Errors
    /// Where no column is named source, in words for the user.
    pub(in crate::glossary) fn of(written: Vec<String>) -> Result<Self, String> {
        let columns = column_names(&written);
        if columns.iter().any(|column| column == "source") {
            Ok(Self { written, columns })
        } else {
            Err("the header has no column named source; nothing was read".to_owned())
        }
    }

    /// A list of names without English can still be looked for, so this is only a doubt.
    pub(in crate::glossary) fn lacks_target(&self) -> bool {
        !self.columns.iter().any(|column| column == "target")
    }

    /// The term of a row and what was doubtful in it, or why the row is left out.
    pub(in crate::glossary) fn term<'c>(
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
