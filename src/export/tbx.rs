//! TBX of the names used, for the term bases of other tools: version 2 (`martif`), which most of them read and which
//! `.tbx` therefore asks for, and version 3 in the style of attributes. The writer is that of glossaries.

use super::carried::carried_text;
use super::wording;
use super::{Document, ExportError, Format, Holds, NameUsed, Options, Purpose, Watch};
use crate::glossary::Term;
use crate::glossary::formats::{self, Dialect};
use std::io;

pub const VERSION_2: Format = Format {
    name: "tbx",
    title: "TBX 2 of the names",
    extension: "tbx",
    other_endings: &[],
    purpose: Purpose::Exchange,
    layouts: &[],
    comes_back: false,
    is_text: true,
    holds: Holds::Names,
    write: |document, _options: &Options, watch| write(document, watch, VERSION_2.title, Dialect::V2),
};

pub const VERSION_3: Format = Format {
    name: "tbx3",
    title: "TBX 3 of the names",
    extension: "tbx",
    other_endings: &[],
    purpose: Purpose::Exchange,
    layouts: &[],
    comes_back: false,
    is_text: true,
    holds: Holds::Names,
    write: |document, _options: &Options, watch| write(document, watch, VERSION_3.title, Dialect::V3Dca),
};

fn write(
    document: &Document,
    watch: &Watch,
    format: &'static str,
    dialect: Dialect,
) -> Result<Vec<u8>, ExportError> {
    watch.check()?;
    if document.names.is_empty() {
        return Err(ExportError::NoNames);
    }
    let terms = document.names.iter().map(|name| {
        watch.row()?;
        Ok(term(name))
    });
    let terms = terms.collect::<Result<Vec<Term>, ExportError>>()?;
    let title = carried_text(wording::headline(document));
    formats::write(&terms, formats::Format::Tbx(dialect), &title)
        .map_err(|error| ExportError::Assemble { format, source: io::Error::other(error) })
}

fn term(name: &NameUsed) -> Term {
    Term {
        source: carried_text(&name.source).into_owned(),
        target: carried_text(&name.target).into_owned(),
        kind: name.kind,
        note: carried_text(&name.note).into_owned(),
        extra: vec![("count".to_owned(), name.count.to_string())],
        ..Term::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::glossary::Kind;

    #[test]
    fn names_are_terms_that_say_how_often_they_were_used() {
        let name = NameUsed {
            source: "باكو".to_owned(),
            target: "Baku & \u{1}".to_owned(),
            kind: Kind::Place,
            count: 3,
            note: "capital".to_owned(),
        };
        let document = Document { names: vec![name], ..Document::default() };
        for format in [VERSION_2, VERSION_3] {
            let written = (format.write)(&document, &Options::default(), &Watch::default()).unwrap();
            let (glossary, warnings) = formats::read_guessed(&written, "names.tbx").unwrap();
            assert_eq!(warnings, []);
            let [term] = &glossary.terms[..] else { panic!("{:?}", glossary.terms) };
            assert_eq!(term.target, "Baku & \u{FFFD}");
            assert_eq!(term.kind, Kind::Place);
            assert_eq!(term.extra, [("count".to_owned(), "3".to_owned())]);
        }
        let empty = (VERSION_2.write)(&Document::default(), &Options::default(), &Watch::default());
        assert!(matches!(empty, Err(ExportError::NoNames)));
    }
}
