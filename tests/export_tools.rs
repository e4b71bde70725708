//! What other programs make of our documents: the ECMA-376 schema, `python-docx`, `LibreOffice`, Chromium.
//!
//! A tool that is not there is skipped, and said to be; with `CI=true` or `TARJUMAN_REQUIRE_TOOLS=1` that is a failure. With `TARJUMAN_KEEP_EXPORTS=FOLDER` the documents
//! and the pictures of their pages are kept there, to be looked at.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test stops where it fails")]

mod export_fixture;
#[path = "export_fixture/real.rs"]
mod real;
mod shared;
#[path = "export_fixture/tools.rs"]
mod tools;

use export_fixture::{article, lists, one_row, rich};
use shared::shared;
use std::path::PathBuf;
use std::process::Command;
use tarjuman::article::Metadata;
use tarjuman::export::{Document, Layout, Options, Side, Watch, format_for_path, write_as, write_file};
use tools::{answers, errors, python, run, skipped};

#[test]
fn word_documents_are_valid_by_the_schema() {
    // Comments are not among the parts that the check looks at by itself.
    const WITH_COMMENTS: &str = r"
import sys
check, path = sys.argv[1:]
settings, comments = repr('word/settings.xml'), repr('word/comments.xml')
code = open(check).read().replace(settings.replace(chr(39), chr(34)), settings + ', ' + comments)
sys.argv = [check, path]
exec(compile(code, check, 'exec'), {'__name__': '__main__', '__file__': check})
";
    let Some(schema_check) = shared("schemas/ooxml/docx_valid.py") else { return };
    if !answers("python3", &["-c", "import lxml"]) {
        return skipped("the schema check needs python3 with lxml");
    }
    let folder = Folder::new("schema");
    let made_up = [
        ("article", article()),
        ("rich", rich()),
        ("lists", lists()),
        ("empty", Document::default()),
        ("hard", hard_text()),
    ];
    let made_up = made_up.map(|(name, document)| (name.to_owned(), document));
    for (name, document) in made_up.into_iter().chain(real::articles()) {
        for (layout, options) in layouts() {
            let path = folder.write_as(&document, &options, &format!("{name}-{layout}.docx"));
            let output =
                run(Command::new("python3").args(["-c", WITH_COMMENTS]).arg(&schema_check).arg(&path));
            let report = String::from_utf8_lossy(&output.stdout);
            assert!(output.status.success(), "{report}{}", String::from_utf8_lossy(&output.stderr));
            assert_eq!(
                report.matches(" valid").count(),
                6,
                "document, styles, settings, comments, header and footer: {report}"
            );
        }
    }
}

/// Every layout, with the Arabic on either side, with numbers and without.
fn layouts() -> [(&'static str, Options); 6] {
    let with = |layout| Options { layout, ..Options::default() };
    let bare =
        |layout| Options { layout, numbers: false, facts: false, arabic: Side::Left, ..Options::default() };
    [
        ("side-by-side", with(Layout::SideBySide)),
        ("interlinear", with(Layout::Interlinear)),
        ("translation", with(Layout::Translation)),
        ("bare-side-by-side", bare(Layout::SideBySide)),
        ("bare-interlinear", bare(Layout::Interlinear)),
        ("bare-translation", bare(Layout::Translation)),
    ]
}

#[test]
fn python_docx_reads_comments_beside_the_translation() {
    const READ: &str = r"
import sys, docx
document = docx.Document(sys.argv[1])
for comment in document.comments:
    print(comment.author, comment.initials, comment.timestamp.isoformat()[:16], comment.text, sep='|')
";
    if !answers("python3", &["-c", "import docx; docx.comments"]) {
        return skipped("python-docx with comments is not installed (pip install python-docx)");
    }
    let folder = Folder::new("comments");
    for (layout, options) in layouts() {
        let path = folder.write_as(&rich(), &options, &format!("{layout}.docx"));
        let output = run(Command::new("python3").args(["-c", READ]).arg(&path));
        let read = String::from_utf8(output.stdout).unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let lines: Vec<&str> = read.lines().collect();
        let expected = [
            "Salma Haddad|SH|2026-11-03T09:30|Figures as in the statement.",
            "Salma Haddad|SH|2026-11-03T09:30|Query: هل الرقم صحيح؟",
            "Salma Haddad|SH|2026-11-03T09:30|Query: Which clock?",
        ];
        assert_eq!(lines, expected);
    }
}

#[test]
fn python_docx_reads_the_direction_of_every_run() {
    const READ: &str = r"
import sys, docx
document = docx.Document(sys.argv[1])
assert document.core_properties.title, 'no title'
assert document.core_properties.created.isoformat().startswith('2026-11-22'), document.core_properties.created
table = document.tables[0]
arabic = [run for row in table.rows[1:] for run in row.cells[2].paragraphs[0].runs
          if any('\u0600' <= c <= '\u06ff' for c in run.text)]
assert len(arabic) >= 14 and all(run.font.rtl is True for run in arabic)
for row in table.rows:
    print('\t'.join(cell.text for cell in row.cells[1:]))
";
    if !answers("python3", &["-c", "import docx"]) {
        return skipped("python-docx is not installed (pip install python-docx)");
    }
    let folder = Folder::new("python-docx");
    let path = folder.write(&article(), "article.docx");
    let output = run(Command::new("python3").args(["-c", READ]).arg(&path));
    let read = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let rows: Vec<String> = read.lines().skip(1).map(str::to_owned).collect();
    let written: Vec<String> =
        article().rows.iter().map(|row| format!("{}\t{}", row.draft, row.source)).collect();
    assert_eq!(rows, written);
}

#[test]
fn python_docx_finds_every_sentence_of_whole_articles() {
    const READ: &str = r"
import sys, docx
document = docx.Document(sys.argv[1])
table = document.tables[0]
for row in table.rows[1:]:
    cells = [''.join(run.text for paragraph in cell.paragraphs for run in paragraph.runs) for cell in row.cells[1:3]]
    for run in (run for paragraph in row.cells[2].paragraphs for run in paragraph.runs):
        if any('\u0600' <= c <= '\u06ff' for c in run.text):
            assert run.font.rtl is True, run.text
    print('\t'.join(cell.replace('\n', ' ') for cell in cells))
";
    if !answers("python3", &["-c", "import docx; docx.comments"]) {
        return skipped("python-docx 1.2 is not installed (pip install python-docx)");
    }
    let folder = Folder::new("python-docx-articles");
    for (name, document) in real::articles() {
        let path = folder.write(&document, &format!("{name}.docx"));
        let read = python(READ, &[path.as_os_str()]);
        assert_eq!(read.lines().count(), document.rows.len(), "{name}");
        for row in &document.rows {
            if !row.draft.is_empty() {
                assert!(read.contains(&row.draft), "{name}: {}", row.draft);
            }
        }
    }
}

#[test]
fn libreoffice_shows_whole_articles_with_every_sentence() {
    if !answers("soffice", &["--version"]) || !answers("pdftotext", &["-v"]) {
        return skipped("LibreOffice (soffice) or pdftotext is not installed");
    }
    let folder = Folder::new("libreoffice-articles");
    let mut names = Vec::new();
    for (name, document) in real::articles() {
        for ending in ["docx", "odt", "html"] {
            folder.write(&document, &format!("{name}-{ending}.{ending}"));
            names.push((format!("{name}-{ending}"), ending, document.clone()));
        }
    }
    let files: Vec<String> = names.iter().map(|(name, ending, _)| format!("{name}.{ending}")).collect();
    let profile = format!("-env:UserInstallation=file://{}", folder.path.join("profile").display());
    let output = run(Command::new("soffice")
        .args(["--headless", &profile, "--convert-to", "pdf"])
        .args(&files)
        .current_dir(&folder.path));
    for (name, ending, document) in names {
        let pdf = format!("{name}.pdf");
        assert!(folder.path.join(&pdf).exists(), "{pdf}: {}", errors(&output));
        let output = run(Command::new("pdftotext").args(["-raw", &pdf, "-"]).current_dir(&folder.path));
        let words: String = String::from_utf8(output.stdout).unwrap().split_whitespace().collect();
        for row in document.rows.iter().filter(|row| !row.draft.is_empty()) {
            // LibreOffice splits the rows of a web page between two pages.
            let shown = if ending == "html" { 5 } else { usize::MAX };
            let expected: String = row.draft.split_whitespace().take(shown).collect();
            assert!(words.contains(&expected), "{name}: “{}” is missing from the pages", row.draft);
        }
        folder.picture(&pdf);
    }
}

#[test]
fn libreoffice_shows_every_layout_of_every_document() {
    if !answers("soffice", &["--version"]) || !answers("pdftotext", &["-v"]) {
        return skipped("LibreOffice (soffice) or pdftotext is not installed");
    }
    let folder = Folder::new("libreoffice");
    let mut names = Vec::new();
    for ending in ["docx", "odt", "html"] {
        for (layout, options) in layouts() {
            let name = format!("{layout}-{ending}.{ending}");
            folder.write_as(&rich(), &options, &name);
            names.push(name);
        }
    }
    let profile = format!("-env:UserInstallation=file://{}", folder.path.join("profile").display());
    let output = run(Command::new("soffice")
        .args(["--headless", &profile, "--convert-to", "pdf"])
        .args(&names)
        .current_dir(&folder.path));
    for name in names {
        let pdf = name.replace(&format!(".{}", name.rsplit('.').next().unwrap()), ".pdf");
        assert!(folder.path.join(&pdf).exists(), "{pdf}: {}", String::from_utf8_lossy(&output.stderr));
        let output = run(Command::new("pdftotext").args(["-layout", &pdf, "-"]).current_dir(&folder.path));
        let text = String::from_utf8(output.stdout).unwrap();
        let words: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let is_bare = name.starts_with("bare");
        let mut expected = vec!["BBC News", "F-16", "Ilham Aliyev", "Translator’s note", "Ganja"];
        if !name.contains("translation") {
            expected.extend(["36/963", "30/4/1993", "22 of 26 segments confirmed"]);
        }
        if name.contains("translation") && !is_bare {
            // Its bracket may stand at its other side, where the Arabic before it turns the line.
            expected.extend(["[draft]", "[machine draft]", "not translated"]);
        }
        if !name.contains("html") {
            expected.push("Page 1 of ");
        }
        // LibreOffice gives the narrow column of a web page its own width.
        if !name.contains("html") && !name.contains("translation") && !is_bare {
            expected.push("Not translated");
        }
        for shown in expected {
            assert!(words.contains(shown), "{name}: “{shown}” is missing from the page:\n{text}");
        }
        assert_eq!(words.contains("Published"), !is_bare, "{name}");
        folder.picture(&pdf);
    }
}

#[test]
fn chromium_shows_and_prints_the_web_page() {
    if !answers("chromium", &["--version"]) {
        return skipped("Chromium is not installed");
    }
    let folder = Folder::new("chromium");
    for (layout, options) in layouts() {
        let page = folder.write_as(&rich(), &options, &format!("{layout}.html"));
        let print = format!("{layout}.pdf");
        run(Command::new("chromium")
            .args(["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"])
            .arg(format!("--user-data-dir={}", folder.path.join("profile").display()))
            .arg(format!("--print-to-pdf={print}"))
            .arg(format!("file://{}", page.display()))
            .current_dir(&folder.path));
        assert!(folder.path.join(&print).exists(), "{print}");
        folder.picture(&print);
    }
    let page = folder.write(&article(), "article.html");
    let address = format!("file://{}", page.display());
    for arguments in [
        &["--screenshot=light.png", "--window-size=1200,1700"][..],
        &["--screenshot=dark.png", "--window-size=1200,1700", "--blink-settings=preferredColorScheme=0"],
        &["--print-to-pdf=print.pdf", "--no-pdf-header-footer"],
    ] {
        run(Command::new("chromium")
            .args(["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"])
            .arg(format!("--user-data-dir={}", folder.path.join("profile").display()))
            .args(arguments)
            .arg(&address)
            .current_dir(&folder.path));
    }
    for made in ["light.png", "dark.png", "print.pdf"] {
        assert!(folder.path.join(made).exists(), "{made}");
    }
    folder.picture("print.pdf");
}

/// Text that breaks careless writers, on one row.
fn hard_text() -> Document {
    let hard = "]]> <w:p> &amp; \u{0}\u{B}\u{1F}\u{FFFF} line\r\nbreak\ttab \u{202E}override\u{202C} \u{2067}عربي\u{2069} 𝔘😀";
    let long = "كلمة word 25 ".repeat(80_000);
    Document {
        title_draft: hard.to_owned(),
        metadata: Metadata {
            site: hard.to_owned(),
            address: "javascript:alert(1)".to_owned(),
            ..Metadata::default()
        },
        ..one_row(hard, &long)
    }
}

struct Folder {
    path: PathBuf,
    /// Removes the folder at the end, unless it is to be kept.
    temporary: Option<tempfile::TempDir>,
}

impl Folder {
    fn new(name: &str) -> Self {
        if let Some(kept) = std::env::var_os("TARJUMAN_KEEP_EXPORTS") {
            let path = PathBuf::from(kept).join(name);
            std::fs::create_dir_all(&path).unwrap();
            return Self { path, temporary: None };
        }
        let temporary = tempfile::tempdir().unwrap();
        Self { path: temporary.path().to_owned(), temporary: Some(temporary) }
    }

    fn write(&self, document: &Document, name: &str) -> PathBuf {
        let path = self.path.join(name);
        write_file(document, &path).unwrap();
        path
    }

    fn write_as(&self, document: &Document, options: &Options, name: &str) -> PathBuf {
        let path = self.path.join(name);
        write_as(format_for_path(&path).unwrap(), document, options, &path, &Watch::default()).unwrap();
        path
    }

    /// The pages of a PDF beside it as PNG, where someone will look at them.
    fn picture(&self, name: &str) {
        if self.temporary.is_none() && answers("pdftoppm", &["-v"]) {
            run(Command::new("pdftoppm").args(["-r", "80", "-png", name, name]).current_dir(&self.path));
        }
    }
}
