//! What other tools make of the exchange formats: the schemas of XLIFF, TMX and TBX, translate-toolkit, openpyxl.
//!
//! A tool that is not there is skipped, and said to be; with `CI=true` or `TARJUMAN_REQUIRE_TOOLS=1` that is a failure.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test stops where it fails")]

mod export_fixture;
#[path = "export_fixture/real.rs"]
mod real;
mod shared;
#[path = "export_fixture/tools.rs"]
mod tools;

use export_fixture::article;
use shared::shared;
use std::path::Path;
use std::process::Command;
use tarjuman::article::Metadata;
use tarjuman::export::{Article, Comment, Document, NameUsed, Options, Row, Watch, format_by_name, write_as};
use tarjuman::glossary::Kind;
use tarjuman::project::Status;
use tarjuman::text::{Mark, MarkKind, Span};
use tools::{answers, errors, python, run, skipped};

#[test]
fn every_exchange_format_is_valid_by_its_schema() {
    if !answers("xmllint", &["--version"]) {
        return skipped("xmllint is not installed (libxml2-utils)");
    }
    let folder = tempfile::tempdir().unwrap();
    for (format, option, schema) in [
        ("xliff", "--schema", "schemas/xliff12/xliff-core-1.2-strict.xsd"),
        ("xliff2", "--schema", "schemas/xliff2/xliff_core_2.0.xsd"),
        ("tmx", "--dtdvalid", "schemas/tmx/tmx14.dtd"),
        ("tbx", "--dtdvalid", "schemas/tbx/TBXcoreStructV02.dtd"),
        ("tbx3", "--relaxng", "schemas/tbx/TBXcoreStructV03.rng"),
    ] {
        let Some(schema) = shared(schema) else { continue };
        let made_up = [("article", rich()), ("hard", hard()), ("empty", Document::default())];
        let made_up = made_up.map(|(name, document)| (name.to_owned(), document));
        for (name, document) in made_up.into_iter().chain(real::articles()) {
            if document.names.is_empty() && format.starts_with("tbx") {
                continue;
            }
            let path = write(folder.path(), &name, format, &document);
            let output =
                run(Command::new("xmllint").args(["--noout", "--nonet", option]).arg(&schema).arg(&path));
            assert!(output.status.success(), "{name} as {format}: {}", errors(&output));
        }
    }
}

#[test]
fn translate_toolkit_reads_xliff_tmx_tbx_and_po() {
    const READ: &str = r"
import sys
from translate.storage import xliff, xliff2, tmx, tbx, po
old, new, memory, names, catalogue = sys.argv[1:]
store = xliff.xlifffile.parsefile(old)
assert store.sourcelanguage == 'ar' and store.targetlanguage == 'en', store.targetlanguage
units = [unit for unit in store.units if unit.istranslatable()]
assert len(units) == 15, len(units)
approved = [unit.xmlelement.get('approved') for unit in units]
assert approved.count('yes') == 10, approved
assert [bool(unit.target) for unit in units].count(False) == 2
assert 'Check the ministry' in units[2].getnotes(), units[2].getnotes()
assert units[2].source.startswith('قالت وزارة '), units[2].source
assert 'Defence Ministry' in units[2].target, units[2].target
store = xliff2.Xliff2File.parsefile(new)
units = [unit for unit in store.units if unit.istranslatable()]
assert len(units) == 15, len(units)
assert 'Defence Ministry' in str(units[2].target), units[2].target
store = tmx.tmxfile.parsefile(memory)
assert len(store.units) == 12, len(store.units)
assert store.units[0].source.startswith('تجدد القتال'), store.units[0].source
assert store.units[0].target.startswith('Fighting resumes')
store = tbx.tbxfile.parsefile(names)
assert (store.units[0].source, store.units[0].target) == ('باكو', 'Baku')
store = po.pofile.parsefile(catalogue)
units = [unit for unit in store.units if unit.istranslatable()]
assert len(units) == 15, len(units)
assert units[2].target.startswith('Azerbaijan’s Defence Ministry said'), units[2].target
assert sum(unit.isfuzzy() for unit in units) == 3, [unit.isfuzzy() for unit in units]
assert 'Check the ministry' in units[2].getnotes(), units[2].getnotes()
";
    if !answers("python3", &["-c", "import translate"]) {
        return skipped("translate-toolkit is not installed (pip install translate-toolkit)");
    }
    let folder = tempfile::tempdir().unwrap();
    let document = rich();
    let paths =
        ["xliff", "xliff2", "tmx", "tbx", "po"].map(|format| write(folder.path(), "a", format, &document));
    let output = run(Command::new("python3").args(["-c", READ]).args(&paths));
    assert!(output.status.success(), "{}", errors(&output));
}

#[test]
fn whole_articles_are_read_by_other_tools_sentence_by_sentence() {
    const READ: &str = r"
import json, sys
from translate.storage import xliff, xliff2, tmx, tbx, po
import openpyxl
old, new, memory, catalogue, book, names = sys.argv[1:]
def pairs(store, units):
    return [[str(unit.source), str(unit.target or '')] for unit in units]
store = xliff.xlifffile.parsefile(old)
found = {'xliff': pairs(store, [unit for unit in store.units if unit.istranslatable()])}
store = xliff2.Xliff2File.parsefile(new)
found['xliff2'] = pairs(store, [unit for unit in store.units if unit.istranslatable()])
store = tmx.tmxfile.parsefile(memory)
found['tmx'] = pairs(store, store.units)
store = po.pofile.parsefile(catalogue)
found['po'] = pairs(store, [unit for unit in store.units if unit.istranslatable()])
sheet = openpyxl.load_workbook(book)['Segments']
assert sheet.sheet_view.rightToLeft is True
found['xlsx'] = [[row[2].value, row[3].value or ''] for row in sheet.iter_rows(min_row=2)]
found['tbx'] = pairs(None, tbx.tbxfile.parsefile(names).units)
print(json.dumps(found))
";
    if !answers("python3", &["-c", "import translate, openpyxl"]) {
        return skipped(
            "translate-toolkit or openpyxl is not installed (pip install translate-toolkit openpyxl)",
        );
    }
    let folder = tempfile::tempdir().unwrap();
    for (name, document) in real::articles() {
        let formats = ["xliff", "xliff2", "tmx", "po", "xlsx", "tbx"];
        let paths = formats.map(|format| write(folder.path(), &name, format, &document));
        let read = python(READ, &paths.each_ref().map(|path| path.as_os_str()));
        let read: serde_json::Value = serde_json::from_str(&read).unwrap();
        let found = |format: &str| -> Vec<(String, String)> {
            serde_json::from_value(read.get(format).cloned().unwrap()).unwrap()
        };
        let pairs: Vec<(String, String)> =
            document.rows.iter().map(|row| (row.source.clone(), row.draft.clone())).collect();
        for format in ["po", "xlsx"] {
            assert_eq!(found(format), pairs, "{name} as {format}");
        }
        // What has emphasis or a link is more than a text to translate-toolkit.
        let plain: Vec<bool> = document.rows.iter().map(|row| row.source_marks.is_empty()).collect();
        for format in ["xliff", "xliff2"] {
            let found = found(format);
            assert_eq!(found.len(), pairs.len(), "{name} as {format}");
            let both = found.iter().zip(&pairs).zip(&plain).filter(|(_, plain)| **plain);
            for ((found, expected), _) in both {
                assert_eq!(found, expected, "{name} as {format}");
            }
        }
        let is_unit = |row: &&Row| row.suggested_by.is_none() && !row.draft.is_empty();
        let units: Vec<_> =
            document.rows.iter().filter(is_unit).map(|row| (row.source.clone(), row.draft.clone())).collect();
        assert_eq!(found("tmx"), units, "{name} as tmx");
        let names: Vec<_> =
            document.names.iter().map(|name| (name.source.clone(), name.target.clone())).collect();
        assert_eq!(found("tbx"), names, "{name} as tbx");
    }
}

#[test]
fn openpyxl_reads_a_sheet_from_right_to_left_with_text_in_every_cell() {
    const READ: &str = r#"
import sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
assert book.sheetnames == ['Segments', 'Names', 'About'], book.sheetnames
sheet = book['Segments']
assert sheet.sheet_view.rightToLeft is True
assert sheet.freeze_panes == 'A2', sheet.freeze_panes
assert sheet.auto_filter.ref == 'A1:F16', sheet.auto_filter.ref
assert [cell.value for cell in sheet[1]] == ['ID', 'No.', 'Arabic source', 'English translation', 'Status', 'Notes']
for row in sheet.iter_rows(min_row=2):
    assert all(cell.data_type in ('s', 'inlineStr', 'n') for cell in row)
    assert all(cell.value is None or isinstance(cell.value, str) for cell in row), [cell.value for cell in row]
    arabic = row[2]
    assert arabic.alignment.readingOrder == 2 and arabic.alignment.wrap_text, arabic.value
assert sheet['D16'].value == '=HYPERLINK("https://evil.example","x")', sheet['D16'].value
assert sheet['D16'].data_type == 's' and sheet['D16'].number_format == '@', sheet['D16'].data_type
assert book.properties.created.isoformat().startswith('2026-11-22'), book.properties.created
left = openpyxl.load_workbook(sys.argv[2])
assert left['Segments'].sheet_view.rightToLeft is not True
"#;
    if !answers("python3", &["-c", "import openpyxl"]) {
        return skipped("openpyxl is not installed (pip install openpyxl)");
    }
    let folder = tempfile::tempdir().unwrap();
    let path = write(folder.path(), "a", "xlsx", &rich());
    let left = folder.path().join("left.xlsx");
    let options = Options { arabic: tarjuman::export::Side::Left, ..Options::default() };
    write_as(format_by_name("xlsx").unwrap(), &rich(), &options, &left, &Watch::default()).unwrap();
    let output = run(Command::new("python3").args(["-c", READ]).arg(&path).arg(&left));
    assert!(output.status.success(), "{}", errors(&output));
}

#[test]
fn the_same_document_has_the_same_bytes() {
    for format in ["xlsx", "csv", "tsv", "xliff", "xliff2", "tmx", "tbx", "tbx3", "po"] {
        let written = || {
            let format = format_by_name(format).unwrap();
            (format.write)(&rich(), &Options::default(), &Watch::default()).unwrap()
        };
        assert_eq!(written(), written(), "{format}");
    }
}

#[test]
fn a_cancelled_export_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["xlsx", "csv", "tsv", "xliff", "xliff2", "tmx", "tbx", "tbx3", "po"] {
        let watch = Watch::default();
        watch.cancel();
        let path = folder.path().join(name);
        let format = format_by_name(name).unwrap();
        assert!(write_as(format, &rich(), &Options::default(), &path, &watch).is_err(), "{name}");
        assert!(!path.exists());
    }
}

/// The article of the other suites with notes, a machine draft, a formula and names.
fn rich() -> Document {
    let mut document = article();
    for (row, id) in document.rows.iter_mut().zip(1..) {
        row.id = id;
    }
    if let Some(row) = document.rows.get_mut(2) {
        let comment = |author: &str, text: &str, is_query| Comment {
            author: author.to_owned(),
            text: text.to_owned(),
            made: "2026-11-20T10:00:00Z".to_owned(),
            is_query,
            is_settled: false,
        };
        row.comments = vec![comment("Huda", "Check the ministry", true), comment("", "<b>]]></b>", false)];
    }
    if let Some(row) = document.rows.get_mut(4) {
        row.suggested_by = Some("DeepL".to_owned());
    }
    let number = document.rows.len() + 1;
    document.rows.push(Row {
        id: 15,
        number,
        starts_block: true,
        source: "=معادلة".to_owned(),
        draft: "=HYPERLINK(\"https://evil.example\",\"x\")".to_owned(),
        status: Status::Draft,
        ..Row::default()
    });
    "Dates are those of the page.".clone_into(&mut document.translators_note);
    document.names = vec![NameUsed {
        source: "باكو".to_owned(),
        target: "Baku".to_owned(),
        kind: Kind::Place,
        count: 2,
        note: "the capital".to_owned(),
    }];
    document
}

/// Text that breaks careless writers, overlapping marks, and two articles.
fn hard() -> Document {
    let hard = "]]> <w:p> &amp; \u{0}\u{B}\u{1F}\u{FFFF} line\r\nbreak\ttab \u{202E}override\u{202C} \u{2067}عربي\u{2069} 𝔘😀";
    let mark = |start, end, kind| Mark { span: Span::new(start, end), kind };
    let marks = vec![
        mark(0, 10, MarkKind::Strong),
        mark(4, 17, MarkKind::Link("https://example.org/باكو?a=1&b=\"2\"".to_owned())),
        mark(9, 12, MarkKind::Emphasis),
        mark(11, 17, MarkKind::Link("javascript:alert(1)".to_owned())),
    ];
    let row = |number: usize, article: Option<Article>| Row {
        id: u32::try_from(number).unwrap(),
        number,
        starts_block: number % 2 == 1,
        article,
        source: hard.to_owned(),
        source_marks: marks.clone(),
        draft: hard.to_owned(),
        marks: marks.clone(),
        status: Status::Draft,
        suggested_by: Some(hard.to_owned()),
        comments: vec![Comment { author: hard.to_owned(), text: hard.to_owned(), ..Comment::default() }],
        ..Row::default()
    };
    let second = Article { number: 2, of: 2, title: hard.to_owned(), facts: hard.to_owned() };
    Document {
        title_draft: hard.to_owned(),
        metadata: Metadata { site: hard.to_owned(), file_name: hard.to_owned(), ..Metadata::default() },
        translators_note: hard.to_owned(),
        rows: vec![row(1, None), row(2, None), row(3, Some(second)), row(4, None)],
        names: vec![NameUsed {
            source: hard.to_owned(),
            target: hard.to_owned(),
            kind: Kind::Person,
            count: 1,
            note: hard.to_owned(),
        }],
        ..Document::default()
    }
}

fn write(folder: &Path, name: &str, format: &str, document: &Document) -> std::path::PathBuf {
    let format = format_by_name(format).unwrap();
    let path = folder.join(format!("{name} {}.{}", format.name, format.extension));
    write_as(format, document, &Options::default(), &path, &Watch::default()).unwrap();
    path
}
