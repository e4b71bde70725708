//! The Word document, unpacked and read back as XML.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test stops where it fails")]

mod export_fixture;

use export_fixture::{ARABIC_TITLE, ENGLISH_TITLE, LINK, article, lists, one_row};
use proptest::prelude::*;
use quick_xml::Reader;
use quick_xml::events::Event;
use std::collections::BTreeSet;
use std::io::{Cursor, Read};
use tarjuman::export::{Article, Document, Options, Watch, formats};
use zip::ZipArchive;

#[test]
fn each_segment_is_a_row_of_number_english_and_arabic() {
    let document = article();
    let table = &Body::of(&document).tables[0];
    assert_eq!(table[0].texts(), ["No.", "English translation", "Arabic source"]);
    assert!(table[0].repeats, "the column titles come back on every page");
    assert_eq!(table.len(), document.rows.len() + 1);
    for (row, segment) in table[1..].iter().zip(&document.rows) {
        assert_eq!(row.texts()[1..], [segment.draft.as_str(), segment.source.as_str()]);
        assert!(row.texts()[0].starts_with(&format!("{}\n", segment.number)), "{:?}", row.texts()[0]);
        assert!(row.keeps_whole && !row.repeats);
    }
}

#[test]
fn a_row_that_is_not_final_says_so_in_words_and_is_shaded() {
    let table = &Body::of(&article()).tables[0];
    let status = |number: usize| table[number].cells[0].paragraphs[1].text();
    assert_eq!((status(4).as_str(), table[4].cells[1].shaded), ("Confirmed", false));
    assert_eq!((status(5).as_str(), table[5].cells[1].shaded), ("Draft — not confirmed", true));
    assert_eq!((status(12).as_str(), table[12].cells[1].shaded), ("Not translated", true));
    assert!(table[1..].iter().all(|row| !row.cells[2].shaded), "the source is what it is");
}

#[test]
fn every_arabic_run_and_paragraph_runs_right_to_left() {
    let body = Body::of(&article());
    let mut arabic_runs = 0;
    for run in body.paragraphs().flat_map(|paragraph| &paragraph.runs) {
        let is_arabic = run.text.chars().any(|letter| ('\u{600}'..='\u{6FF}').contains(&letter));
        assert!(run.right_to_left || !is_arabic, "{run:?}");
        arabic_runs += usize::from(is_arabic);
    }
    assert!(arabic_runs > 30, "the article is there: {arabic_runs}");
    for row in &body.tables[0][1..] {
        assert!(row.cells[2].paragraphs.iter().all(|paragraph| paragraph.right_to_left));
        assert!(row.cells[1].paragraphs.iter().all(|paragraph| !paragraph.right_to_left));
    }
    for row in &body.tables[1][1..] {
        assert!(row.cells[0].paragraphs.iter().all(|paragraph| paragraph.right_to_left));
    }
}

#[test]
fn latin_and_figures_inside_arabic_are_runs_of_their_own() {
    let body = Body::of(&one_row("قال لـ«BBC News» إن 36/963 أصيبوا.", "The word «باكو» is Baku."));
    let cells = &body.tables[0][1].cells;
    let marked = |cell: &Cell| -> String {
        let runs = cell.paragraphs[0].runs.iter();
        runs.map(|run| if run.right_to_left { format!("[{}]", run.text) } else { run.text.clone() }).collect()
    };
    assert_eq!(marked(&cells[2]), "[قال لـ«]BBC News[» إن ]36/963[ أصيبوا.]");
    assert_eq!(marked(&cells[1]), "The word «[باكو]» is Baku.");
}

#[test]
fn items_are_in_lists_that_word_counts_by_itself() {
    let document = lists();
    let body = Body::of(&document);
    // Level and number of the list, of the translation and of the source.
    let of_row = |row: &TableRow| [1, 2].map(|cell| row.cells[cell].paragraphs[0].list.clone());
    let rows: Vec<_> = body.tables[0][1..].iter().map(of_row).collect();
    let list = |level: &str, draft: &str, source: &str| {
        [draft, source].map(|number| vec![level.to_owned(), number.to_owned()])
    };
    let none = || [vec![], vec![]];
    let expected = [
        list("0", "3", "4"),
        list("1", "5", "6"),
        list("1", "5", "6"),
        list("0", "3", "4"),
        none(),
        list("0", "1", "2"),
        none(),
        list("0", "7", "8"),
    ];
    assert_eq!(rows, expected);
    let numbering = part(&document, "word/numbering.xml");
    read_to_end(&numbering);
    for number in 1..=8 {
        assert!(numbering.contains(&format!("<w:num w:numId=\"{number}\">")), "{number}: {numbering}");
        let of_bullets = number <= 2;
        let definition = numbering.split("<w:abstractNum ").nth(number).unwrap();
        assert!(definition.starts_with(&format!("w:abstractNumId=\"{number}\"")));
        assert_eq!(definition.contains("decimal"), !of_bullets);
    }
}

#[test]
fn a_draft_wholly_in_arabic_starts_at_the_right() {
    let body = Body::of(&one_row("باكو", "«باكو» 25"));
    assert!(body.tables[0][1].cells[1].paragraphs[0].right_to_left);
}

#[test]
fn the_title_block_says_what_the_article_is_and_how_far_the_work_is() {
    let body = Body::of(&article());
    let before: Vec<(&str, String)> =
        body.outside.iter().map(|paragraph| (paragraph.style.as_str(), paragraph.text())).collect();
    let expected = [
        ("Title", ENGLISH_TITLE),
        ("SourceTitleLine", ARABIC_TITLE),
        ("Fact", "Source\tصحيفة المرصد (Al-Marsad)"),
        ("Fact", "Author\tسلمى الحداد"),
        ("Fact", "Published\t24 October 2020, 14:05"),
        ("Fact", "Address\thttps://marsad.example/news/1042?lang=ar&from=قره-باغ"),
        ("Fact", "Exported\t22 November 2026"),
        ("Summary", "10 of 14 segments confirmed, 2 drafts, 2 not translated"),
    ];
    for ((style, text), (expected_style, expected_text)) in before.iter().zip(expected) {
        assert_eq!((*style, text.as_str()), (expected_style, expected_text));
    }
    assert!(before.iter().any(|(style, text)| *style == "Warning" && text.contains("not final")));
    assert!(before.iter().any(|(style, text)| *style == "Heading1" && text == "Names used"));
}

#[test]
fn the_names_used_are_listed_with_kind_count_and_note() {
    let names = &Body::of(&article()).tables[1];
    assert_eq!(names[0].texts(), ["Arabic", "English", "Kind", "Count", "Note"]);
    assert!(names[0].repeats);
    assert_eq!(names[1].texts(), ["إلهام علييف", "Ilham Aliyev", "Person", "1", "President of Azerbaijan"]);
    assert_eq!(names[3].texts(), ["قره باغ", "Karabakh", "Place", "3", "Also written قرة باغ and كاراباخ"]);
    assert_eq!(names.len(), 5);
}

#[test]
fn nothing_to_list_is_no_table() {
    let body = Body::of(&Document::default());
    assert!(body.tables.is_empty());
    assert_eq!(body.outside[0].text(), "Untitled article");
    assert!(body.outside.iter().any(|paragraph| paragraph.text() == "No segments"));
}

#[test]
fn only_a_web_address_is_a_link() {
    let links = |address: &str| {
        let mut document = article();
        for row in &mut document.rows {
            row.marks.clear();
            row.source_marks.clear();
        }
        address.clone_into(&mut document.metadata.address);
        let relationships = part(&document, "word/_rels/document.xml.rels");
        let has_target = relationships.contains("TargetMode=\"External\"");
        assert_eq!(part(&document, "word/document.xml").contains("<w:hyperlink"), has_target, "{address}");
        assert!(Body::of(&document).outside.iter().any(|p| p.text() == format!("Address\t{address}")));
        relationships
            .split_once("relationships/hyperlink\" Target=\"")
            .map(|(_, target)| target.split_once('"').expect("the attribute is closed").0.to_owned())
    };
    assert_eq!(links("https://a.example/x?a=1&b=2").as_deref(), Some("https://a.example/x?a=1&amp;b=2"));
    assert_eq!(
        links("https://a.example/باكو").as_deref(),
        Some("https://a.example/%D8%A8%D8%A7%D9%83%D9%88")
    );
    assert_eq!(links("javascript:alert(document.cookie)"), None);
    assert_eq!(links("file:///etc/passwd"), None);
}

#[test]
fn emphasis_and_links_stand_on_both_texts() {
    let document = article();
    let xml = part(&document, "word/document.xml");
    // Bold has a twin for Arabic; both texts have it.
    assert_eq!(xml.matches("<w:b/><w:bCs/>").count(), 2);
    assert!(xml.contains("<w:t xml:space=\"preserve\">36 of its 963</w:t>"));
    assert_eq!(xml.matches("<w:hyperlink r:id=\"rIdLink1\">").count(), 2);
    let relationships = part(&document, "word/_rels/document.xml.rels");
    assert!(relationships.contains("Id=\"rIdLink1\"") && relationships.contains(LINK), "{relationships}");
    assert!(!relationships.contains("rIdLink2"));
}

#[test]
fn each_of_several_articles_has_its_line() {
    let mut document = article();
    document.rows[5].article =
        Some(Article { number: 2, of: 3, title: "عنوان".to_owned(), facts: String::new() });
    let body = Body::of(&document);
    assert_eq!(body.tables[0].len(), 1 + document.rows.len() + 1);
    assert_eq!(body.tables[0][6].texts(), ["Article 2 of 3\nعنوان"]);
}

#[test]
fn text_that_looks_like_markup_or_a_field_stays_text() {
    for draft in [
        "<script>alert(1)</script>",
        "=HYPERLINK(\"http://evil.example\",\"click\")",
        "</w:t></w:r></w:p>",
        "]]> &amp; &#0; {PAGE} <!--",
        "<?xml version=\"1.0\"?>",
    ] {
        let body = Body::of(&one_row(draft, draft));
        assert_eq!(body.tables[0][1].texts()[1..], [draft, draft]);
    }
}

#[test]
fn every_style_used_is_defined() {
    let document = article();
    let styles = part(&document, "word/styles.xml");
    let mut used = BTreeSet::new();
    for name in ["word/document.xml", "word/header1.xml", "word/footer1.xml"] {
        let xml = part(&document, name);
        for tag in ["w:pStyle", "w:rStyle", "w:tblStyle"] {
            let open = format!("<{tag} w:val=\"");
            used.extend(
                xml.split(&open).skip(1).filter_map(|rest| rest.split('"').next()).map(str::to_owned),
            );
        }
    }
    assert!(used.len() > 15, "{used:?}");
    for style in used {
        assert!(styles.contains(&format!("w:styleId=\"{style}\"")), "{style}");
    }
}

#[test]
fn header_footer_and_properties_carry_the_title_the_page_number_and_the_day() {
    let document = article();
    assert!(part(&document, "word/header1.xml").contains(ENGLISH_TITLE));
    let footer = part(&document, "word/footer1.xml");
    assert!(footer.contains("w:instr=\" PAGE \"") && footer.contains("w:instr=\" NUMPAGES \""), "{footer}");
    let properties = part(&document, "docProps/core.xml");
    assert!(properties.contains(&format!("<dc:title>{ENGLISH_TITLE}</dc:title>")), "{properties}");
    assert!(properties.contains("2026-11-22T00:00:00Z</dcterms:created>"), "{properties}");
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    assert_eq!(docx(&article()), docx(&article()));
}

#[test]
fn a_megabyte_in_one_cell_may_split_over_pages() {
    let long = "Baku باكو 25. ".repeat(70_000);
    let row = &Body::of(&one_row(&long, &long)).tables[0][1];
    assert_eq!(row.texts()[1..], [long.as_str(), long.as_str()]);
    assert!(!row.keeps_whole);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_text_comes_back_as_it_was(source in text(), draft in text(), title in text(), address in text()) {
        let mut document = one_row(&source, &draft);
        document.title_draft = title.clone();
        document.metadata.title = source.clone();
        document.metadata.address = address;
        document.exported_on = title;
        let body = Body::of(&document);
        prop_assert_eq!(&body.tables[0][1].texts()[1..], [as_kept(&draft), as_kept(&source)]);
        for name in ["word/header1.xml", "word/footer1.xml", "docProps/core.xml", "word/_rels/document.xml.rels"] {
            read_to_end(&part(&document, name));
        }
    }
}

/// Any characters at all, with the troublesome ones more often than chance would bring them.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        any::<char>().prop_map(String::from),
        "[ -~]{0,6}",
        "[\u{600}-\u{6FF} ]{1,8}",
        prop::sample::select(vec![
            "]]>", "&", "<", "\"", "\t", "\n", "\r\n", "\r", "\u{B}", "\0", "\u{FFFF}", "\u{2028}", "\u{85}",
            "\u{200F}", "\u{202E}", "\u{2067}", "\u{2069}", "\u{1C}", "36/963", "𝔘", "https://", "%",
        ])
        .prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

/// The promise: line breaks of every kind become `\n`, what XML cannot hold becomes U+FFFD, the rest stays.
fn as_kept(text: &str) -> String {
    let kept = text.replace("\r\n", "\n");
    kept.chars()
        .map(|character| match character {
            '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => '\n',
            '\t' | '\n' => character,
            '\0'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}' => '\u{FFFD}',
            _ => character,
        })
        .collect()
}

fn docx(document: &Document) -> Vec<u8> {
    let format = formats().iter().find(|format| format.name == "docx").expect("Word is a format");
    (format.write)(document, &Options::default(), &Watch::default())
        .expect("a document can always be written")
}

fn part(document: &Document, name: &str) -> String {
    let mut package = ZipArchive::new(Cursor::new(docx(document))).expect("a ZIP package");
    let mut xml = String::new();
    package.by_name(name).expect("the part is there").read_to_string(&mut xml).expect("UTF-8");
    xml
}

fn read_to_end(xml: &str) {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = true;
    while reader.read_event().expect("well-formed XML") != Event::Eof {}
    assert!(
        !xml.contains(
            |character: char| matches!(character, '\0'..='\u{8}' | '\u{E}'..='\u{1F}' | '\u{FFFF}')
        )
    );
}

/// What a reader finds in `word/document.xml`.
#[derive(Debug, Default)]
struct Body {
    /// Paragraphs that stand in no table.
    outside: Vec<Paragraph>,
    tables: Vec<Vec<TableRow>>,
}

#[derive(Debug, Default)]
struct TableRow {
    repeats: bool,
    keeps_whole: bool,
    cells: Vec<Cell>,
}

#[derive(Debug, Default)]
struct Cell {
    shaded: bool,
    paragraphs: Vec<Paragraph>,
}

#[derive(Debug, Default)]
struct Paragraph {
    /// Level and number of its list.
    list: Vec<String>,
    style: String,
    right_to_left: bool,
    runs: Vec<Run>,
}

#[derive(Debug, Default)]
struct Run {
    right_to_left: bool,
    text: String,
}

impl Paragraph {
    fn text(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }
}

impl TableRow {
    fn texts(&self) -> Vec<String> {
        let text = |cell: &Cell| cell.paragraphs.iter().map(Paragraph::text).collect::<Vec<_>>().join("\n");
        self.cells.iter().map(text).collect()
    }
}

impl Body {
    fn of(document: &Document) -> Self {
        let xml = part(document, "word/document.xml");
        read_to_end(&xml);
        let mut body = Self::default();
        let mut in_table = false;
        let mut in_text = false;
        let mut reader = Reader::from_str(&xml);
        loop {
            match reader.read_event().expect("well-formed XML") {
                Event::Start(tag) | Event::Empty(tag) => {
                    let value = tag.try_get_attribute("w:val").expect("well-formed attributes");
                    let value = value.map(|value| value.value.into_owned()).unwrap_or_default();
                    match tag.name().as_ref() {
                        "w:tbl" => {
                            in_table = true;
                            body.tables.push(Vec::new());
                        }
                        "w:tr" => body.tables.last_mut().expect("a table").push(TableRow::default()),
                        "w:tc" => body.row().cells.push(Cell::default()),
                        "w:tblHeader" => body.row().repeats = true,
                        "w:cantSplit" => body.row().keeps_whole = true,
                        "w:shd" => body.row().cells.last_mut().expect("a cell").shaded = true,
                        "w:p" if in_table => {
                            body.row()
                                .cells
                                .last_mut()
                                .expect("a cell")
                                .paragraphs
                                .push(Paragraph::default());
                        }
                        "w:p" => body.outside.push(Paragraph::default()),
                        "w:ilvl" | "w:numId" => body.paragraph(in_table).list.push(value),
                        "w:pStyle" => body.paragraph(in_table).style = value,
                        "w:bidi" => body.paragraph(in_table).right_to_left = true,
                        "w:r" => body.paragraph(in_table).runs.push(Run::default()),
                        "w:rtl" => body.run(in_table).right_to_left = true,
                        "w:br" => body.run(in_table).text.push('\n'),
                        "w:tab" => body.run(in_table).text.push('\t'),
                        "w:t" => in_text = true,
                        _ => {}
                    }
                }
                Event::End(tag) => match tag.name().as_ref() {
                    "w:tbl" => in_table = false,
                    "w:t" => in_text = false,
                    _ => {}
                },
                Event::Text(text) if in_text => body.run(in_table).text.push_str(&text),
                Event::GeneralRef(reference) if in_text => {
                    let character = match reference.as_ref() {
                        "amp" => '&',
                        "lt" => '<',
                        "gt" => '>',
                        "quot" => '"',
                        "apos" => '\'',
                        _ => {
                            reference.resolve_char_ref().expect("a character").expect("a character reference")
                        }
                    };
                    body.run(in_table).text.push(character);
                }
                Event::Eof => return body,
                _ => {}
            }
        }
    }

    fn paragraphs(&self) -> impl Iterator<Item = &Paragraph> {
        let cells = self.tables.iter().flatten().flat_map(|row| &row.cells);
        self.outside.iter().chain(cells.flat_map(|cell| &cell.paragraphs))
    }

    fn row(&mut self) -> &mut TableRow {
        self.tables.last_mut().and_then(|rows| rows.last_mut()).expect("a row")
    }

    fn paragraph(&mut self, in_table: bool) -> &mut Paragraph {
        let paragraph = if in_table {
            self.row().cells.last_mut().and_then(|cell| cell.paragraphs.last_mut())
        } else {
            self.outside.last_mut()
        };
        paragraph.expect("a paragraph")
    }

    fn run(&mut self, in_table: bool) -> &mut Run {
        self.paragraph(in_table).runs.last_mut().expect("a run")
    }
}
