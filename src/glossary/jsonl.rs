//! Matching without a window: sentences in, hits out, one JSON object a line.
//!
//! Offsets are code points and leave the proclitics out, as scripts in any language count them.

use super::index::Index;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use std::io::{self, BufRead, Write};
use thiserror::Error;

/// What a run did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MatchReport {
    pub sentences: usize,
    pub hits: usize,
    /// Lines that were passed over, numbered from 1, with the reason.
    pub bad_lines: Vec<BadLine>,
}

/// A line that was passed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadLine {
    pub line: usize,
    pub problem: String,
}

/// Why a run ended early.
#[derive(Debug, Error)]
pub enum MatchError {
    #[error(
        "could not read the sentences after line {after_line}: {source}; the hits before it were written"
    )]
    Read { after_line: usize, source: io::Error },
    #[error(
        "could not write the hits of line {line}: {source}; check that the disk has room and is writable"
    )]
    Write { line: usize, source: io::Error },
}

#[derive(Deserialize)]
struct Sentence<'l> {
    /// Given back as it came: a string, a number, anything.
    #[serde(borrow)]
    id: &'l RawValue,
    text: String,
}

#[derive(Serialize)]
struct Found<'l> {
    id: &'l RawValue,
    pred: Vec<Prediction<'l>>,
}

#[derive(Serialize)]
struct Prediction<'l> {
    /// The term's id, or its source where it has none.
    t: &'l str,
    s: usize,
    e: usize,
}

/// Reads `{"id","text"}` lines and writes `{"id","pred":[{"t","s","e"}]}` for each. A line that is not such an
/// object is reported and passed over; an empty line is nothing.
///
/// # Errors
/// Only when `input` cannot be read or `output` cannot be written.
pub fn match_lines(
    index: &Index,
    mut input: impl BufRead,
    mut output: impl Write,
) -> Result<MatchReport, MatchError> {
    let mut report = MatchReport::default();
    let mut bytes = Vec::new();
    for line in 1.. {
        bytes.clear();
        let read = input
            .read_until(b'\n', &mut bytes)
            .map_err(|source| MatchError::Read { after_line: line - 1, source })?;
        if read == 0 {
            break;
        }
        if bytes.trim_ascii().is_empty() {
            continue;
        }
        let sentence: Sentence<'_> = match serde_json::from_slice(&bytes) {
            Ok(sentence) => sentence,
            Err(error) => {
                report.bad_lines.push(BadLine {
                    line,
                    problem: format!("it is no {{\"id\", \"text\"}}, so it was passed over ({error})"),
                });
                continue;
            }
        };
        let pred = predictions(index, &sentence.text);
        report.sentences += 1;
        report.hits += pred.len();
        serde_json::to_writer(&mut output, &Found { id: sentence.id, pred })
            .map_err(io::Error::from)
            .and_then(|()| output.write_all(b"\n"))
            .map_err(|source| MatchError::Write { line, source })?;
    }
    output.flush().map_err(|source| MatchError::Write { line: report.sentences, source })?;
    Ok(report)
}

fn predictions<'i>(index: &'i Index, text: &str) -> Vec<Prediction<'i>> {
    let starts: Vec<usize> = text.char_indices().map(|(byte, _)| byte).collect();
    let code_point = |byte: usize| starts.partition_point(|&start| start < byte);
    index
        .find(text)
        .iter()
        .map(|hit| {
            let term = index.term(hit.term);
            let t = term.id.as_deref().unwrap_or(&term.source);
            Prediction { t, s: code_point(hit.span.start), e: code_point(hit.span.end) }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::glossary::{Kind, Term};

    fn run(input: &str) -> (String, MatchReport) {
        let baku = Term { source: "باكو".to_owned(), kind: Kind::Place, ..Term::default() };
        let ganja = Term {
            id: Some("g".to_owned()),
            source: "كنجة".to_owned(),
            kind: Kind::Place,
            ..Term::default()
        };
        let index = Index::build([baku, ganja]);
        let mut output = Vec::new();
        let report = match_lines(&index, input.as_bytes(), &mut output).unwrap();
        (String::from_utf8(output).unwrap(), report)
    }

    #[test]
    fn offsets_are_code_points_without_the_clitic() {
        let (output, report) = run("{\"id\":\"s1\",\"text\":\"وباكو ثم كنجه\"}\n");
        assert_eq!(
            output,
            "{\"id\":\"s1\",\"pred\":[{\"t\":\"باكو\",\"s\":1,\"e\":5},{\"t\":\"g\",\"s\":9,\"e\":13}]}\n"
        );
        assert_eq!((report.sentences, report.hits), (1, 2));
    }

    #[test]
    fn a_bad_line_is_named_and_the_rest_goes_on() {
        let (output, report) = run(
            "{\"id\":7,\"text\":\"لا شيء\"}\nnot json\n\n{\"text\":\"باكو\"}\n{\"id\":8,\"text\":\"باكو\"}",
        );
        assert_eq!(output.lines().count(), 2);
        assert!(output.starts_with("{\"id\":7,\"pred\":[]}\n"));
        let bad: Vec<usize> = report.bad_lines.iter().map(|bad| bad.line).collect();
        assert_eq!(bad, [2, 4]);
    }
}
