use super::{Failure, never_overwrite, print_line, warn};
use crate::app::glossaries::disk;
use crate::glossary::formats::{self, Dialect, Format};
use crate::glossary::{Glossary, Kind, RowWarning, Status};
use crate::text::counted;
use serde::Serialize;
use std::path::Path;

#[derive(Clone, Copy, clap::ValueEnum)]
pub enum FormatName {
    Csv,
    Tsv,
    Xlsx,
    /// TBX version 2
    Tbx,
    /// TBX version 3, categories as attributes
    Tbx3,
    /// TBX version 3, categories as elements
    Tbx3Dct,
}

impl From<FormatName> for Format {
    fn from(name: FormatName) -> Self {
        match name {
            FormatName::Csv => Self::Csv,
            FormatName::Tsv => Self::Tsv,
            FormatName::Xlsx => Self::Xlsx,
            FormatName::Tbx => Self::Tbx(Dialect::V2),
            FormatName::Tbx3 => Self::Tbx(Dialect::V3Dca),
            FormatName::Tbx3Dct => Self::Tbx(Dialect::V3Dct),
        }
    }
}

/// Reads a glossary of any format and writes it in another.
pub fn run(input: &Path, output: &Path, to: Option<FormatName>) -> Result<(), Failure> {
    never_overwrite(input, output)?;
    let name = output.file_name().unwrap_or_default().to_string_lossy();
    let format = to.map(Format::from).or_else(|| Format::of_name(&name)).ok_or_else(|| {
        format!("“{name}” does not say which format it is to be; end it with .csv, .tsv, .xlsx or .tbx")
    })?;
    let (glossary, warnings) = read(input)?;
    say(input, &warnings);
    if glossary.terms.is_empty() {
        return Err(format!("“{}” holds no terms; nothing was written", input.display()).into());
    }
    let bytes = formats::write(&glossary.terms, format, &glossary.name)?;
    disk::overwrite(output, &bytes)?;
    let terms = counted(glossary.terms.len(), "term");
    print_line(&format!("{terms}, {}: {}", format.title(), output.display()))
}

#[derive(Default, Serialize)]
struct Stats {
    terms: usize,
    people: usize,
    places: usize,
    organisations: usize,
    names: usize,
    common_terms: usize,
    approved: usize,
    proposed: usize,
    deprecated: usize,
    variants: usize,
    plurals: usize,
    forbidden: usize,
    without_english: usize,
    rows_with_warnings: usize,
}

/// Counts what is in a glossary.
pub fn stats(file: &Path, json: bool) -> Result<(), Failure> {
    let (glossary, warnings) = read(file)?;
    say(file, &warnings);
    let of_kind = |kind| glossary.terms.iter().filter(|term| term.kind == kind).count();
    let of_status = |status| glossary.terms.iter().filter(|term| term.status == status).count();
    let stats = Stats {
        terms: glossary.terms.len(),
        people: of_kind(Kind::Person),
        places: of_kind(Kind::Place),
        organisations: of_kind(Kind::Organisation),
        names: of_kind(Kind::Name),
        common_terms: of_kind(Kind::Term),
        approved: of_status(Status::Approved),
        proposed: of_status(Status::Proposed),
        deprecated: of_status(Status::Deprecated),
        variants: glossary.terms.iter().map(|term| term.variants.len()).sum(),
        plurals: glossary.terms.iter().map(|term| term.plural.len()).sum(),
        forbidden: glossary.terms.iter().map(|term| term.forbidden.len()).sum(),
        without_english: glossary.terms.iter().filter(|term| term.target.is_empty()).count(),
        rows_with_warnings: warnings.len(),
    };
    if json {
        return print_line(&serde_json::to_string(&stats)?);
    }
    if let serde_json::Value::Object(counts) = serde_json::to_value(&stats)? {
        for (name, count) in counts {
            print_line(&format!("{:>8}  {}", count.to_string(), name.replace('_', " ")))?;
        }
    }
    Ok(())
}

/// A glossary of any format, with what was doubtful in it.
pub fn read(path: &Path) -> Result<(Glossary, Vec<RowWarning>), Failure> {
    let bytes = disk::read_foreign(path)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    formats::read_guessed(&bytes, &name).map_err(|error| format!("“{}”: {error}", path.display()).into())
}

pub fn say(path: &Path, warnings: &[RowWarning]) {
    warn(&warnings.iter().map(|warning| format!("{}: {warning}", path.display())).collect::<Vec<_>>());
}
