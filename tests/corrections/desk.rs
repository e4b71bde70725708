//! A project, its export in any format, and a file that somebody changed.

use std::io::{Cursor, Read as _, Write as _};
use std::sync::Arc;
use tarjuman::app::Terms;
use tarjuman::article::{Article, ArticleBlock, BlockKind, Given, Stop};
use tarjuman::corrections::Corrections;
use tarjuman::export::{Document, Options, RowsWanted, Watch, format_by_name};
use tarjuman::glossary::{Index, Term};
use tarjuman::project::{Original, Project};
use tarjuman::text::{Mark, Rich, Span};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// Every format that comes back.
pub const FORMATS: [&str; 6] = ["docx", "xlsx", "csv", "tsv", "xliff", "xliff2"];

/// A segment of a test: source, draft with its marks, whether it is confirmed.
pub type Segment = (String, Rich, bool);

pub fn segment(source: &str, draft: &str) -> Segment {
    (source.to_owned(), Rich::plain(draft), true)
}

/// A project with a block for each segment.
pub fn project(segments: &[Segment]) -> Project {
    let blocks = segments.iter().map(|(source, draft, confirmed)| ArticleBlock {
        kind: BlockKind::Paragraph,
        text: source.clone(),
        sentences: vec![Span::new(0, source.len())],
        given: vec![Given { draft: draft.text.clone(), marks: draft.marks.clone(), confirmed: *confirmed }],
        ..ArticleBlock::default()
    });
    let article = Article { blocks: blocks.collect(), ..Article::default() };
    Project::from_article(&article, Original::default())
}

/// Four confirmed segments and a draft.
pub fn small() -> Project {
    let mut segments = vec![
        segment("وصل الوزير إلى باكو.", "The minister came to Baku."),
        segment("قال إنه سعيد.", "He said he was glad."),
        segment("غادر مساء.", "He left in the evening."),
        segment("انتهت الزيارة.", "The visit was over."),
        segment("لا تعليق.", "No comment."),
    ];
    segments[4].2 = false;
    project(&segments)
}

pub fn document(project: &Project) -> Document {
    let terms = Terms::find(Arc::new(Index::build::<Term>([])), project);
    Document::of_project(project, &terms, "2026-11-22".to_owned(), RowsWanted::All)
}

pub fn exported(project: &Project, format: &str) -> Vec<u8> {
    exported_with(project, format, &Options::default())
}

pub fn exported_with(project: &Project, format: &str, options: &Options) -> Vec<u8> {
    let format = format_by_name(format).unwrap();
    (format.write)(&document(project), options, &Watch::default()).unwrap()
}

pub fn read(bytes: &[u8], project: &Project) -> Corrections {
    Corrections::read(bytes, project, &Stop::default()).unwrap()
}

/// A file with one text in the place of another, wherever it stands.
pub fn replaced(bytes: &[u8], from: &str, to: &str) -> Vec<u8> {
    if !bytes.starts_with(b"PK") {
        return String::from_utf8(bytes.to_vec()).unwrap().replace(from, to).into_bytes();
    }
    let mut package = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut written = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..package.len() {
        let mut part = package.by_index(at).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut content = Vec::new();
        part.read_to_end(&mut content).unwrap();
        let content = match String::from_utf8(content) {
            Ok(text) => text.replace(from, to).into_bytes(),
            Err(binary) => binary.into_bytes(),
        };
        written.start_file(name, SimpleFileOptions::default()).unwrap();
        written.write_all(&content).unwrap();
    }
    written.finish().unwrap().into_inner()
}

/// The words that differ: those that are there now and those that would be.
pub fn words(corrections: &Corrections) -> Vec<(usize, Vec<(&str, &str)>)> {
    let of_row = |row: &'_ tarjuman::corrections::Correction| row.number;
    corrections
        .rows
        .iter()
        .map(|row| {
            let change = row.text.as_ref();
            let words = change.map(|change| {
                let of = |difference: &tarjuman::corrections::Difference| {
                    (difference.before.of(&change.before.text), difference.after.of(&change.after.text))
                };
                change.differences.iter().map(of).collect()
            });
            (of_row(row), words.unwrap_or_default())
        })
        .collect()
}

pub fn draft<'a>(project: &'a Project, number: usize) -> (&'a str, &'a [Mark]) {
    let segment = project.segments.get(number - 1).unwrap();
    (&segment.draft, &segment.marks)
}
