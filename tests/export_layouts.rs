//! What is in a document and where it stands, by the choices of the translator, in every format for readers.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops where it fails")]

mod export_fixture;

use export_fixture::{one_row, rich};
use proptest::prelude::*;
use std::io::{Cursor, Read};
use tarjuman::export::{
    Comment, Document, ExportError, Format, Layout, NameUsed, Options, Purpose, RowsWanted, Side, Watch,
    formats,
};
use tarjuman::glossary::Kind;
use tarjuman::text::{Mark, MarkKind, Span};
use zip::ZipArchive;

const LAYOUTS: [Layout; 3] = [Layout::SideBySide, Layout::Interlinear, Layout::Translation];

fn with(layout: Layout) -> Options {
    Options { layout, ..Options::default() }
}

fn for_readers() -> impl Iterator<Item = &'static Format> {
    formats().iter().filter(|format| format.purpose == Purpose::Reading && format.name != "pdf")
}

fn bytes(format: &Format, document: &Document, options: &Options) -> Vec<u8> {
    (format.write)(document, options, &Watch::default()).expect("a document can always be written")
}

/// The words of a document in the order in which they stand, one space between them.
fn words(format: &Format, document: &Document, options: &Options) -> String {
    let bytes = bytes(format, document, options);
    let text = match format.name {
        "docx" => without_tags(&part(bytes, "word/document.xml")),
        "odt" => without_tags(&part(bytes, "content.xml")),
        "html" => {
            let page = String::from_utf8(bytes).expect("UTF-8");
            without_tags(page.split_once("</head>").expect("a head").1)
        }
        _ => String::from_utf8(bytes).expect("UTF-8"),
    };
    let text = text.replace(['\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}', '\\', '*'], "");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn part(bytes: Vec<u8>, name: &str) -> String {
    let mut package = ZipArchive::new(Cursor::new(bytes)).expect("a package");
    let mut text = String::new();
    package.by_name(name).expect("the part is there").read_to_string(&mut text).expect("UTF-8");
    text
}

fn without_tags(markup: &str) -> String {
    const INSIDE_WORDS: [&str; 12] =
        ["w:t", "w:r", "w:rPr", "w:rtl", "w:lang", "w:b", "w:bCs", "w:shd", "span", "strong", "a", "mark"];
    let mut text = String::new();
    for piece in markup.split('<') {
        let Some((tag, after)) = piece.split_once('>') else { continue };
        let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap_or_default();
        let is_inside =
            INSIDE_WORDS.contains(&name) || name == "w:hyperlink" || name == "text:span" || name == "text:a";
        if !is_inside {
            text.push(' ');
        }
        if name == "text:s" {
            text.push(' ');
        }
        text.push_str(after);
    }
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&apos;", "'")
        .replace("&amp;", "&")
}

/// Fails unless each of `expected` follows the one before.
fn in_order(text: &str, expected: &[&str], what: &str) {
    let mut rest = text;
    for words in expected {
        let Some((_, after)) = rest.split_once(words) else {
            panic!("{what}: “{words}” is not where it should be in:\n{text}");
        };
        rest = after;
    }
}

#[test]
fn every_format_for_readers_has_all_layouts() {
    for format in for_readers() {
        let side_by_side = format.layouts.contains(&Layout::SideBySide);
        assert_eq!(side_by_side, format.name != "txt", "{}: letters alone make no columns", format.name);
        assert!(
            format.layouts.contains(&Layout::Translation) && format.layouts.contains(&Layout::Interlinear)
        );
    }
}

#[test]
fn the_arabic_column_stands_where_it_is_wanted() {
    for format in for_readers().filter(|format| format.layouts.contains(&Layout::SideBySide)) {
        for (side, first, second) in [
            (Side::Right, "There was no immediate comment", "ولم يصدر تعليق"),
            (Side::Left, "ولم يصدر تعليق", "There was no immediate comment"),
        ] {
            let text = words(format, &rich(), &Options { arabic: side, ..Options::default() });
            in_order(&text, &[first, second, "Aliyev: no way back"], format.name);
        }
    }
}

#[test]
fn between_lines_each_draft_stands_below_its_source() {
    for format in for_readers() {
        let text = words(format, &rich(), &with(Layout::Interlinear));
        in_order(
            &text,
            &[
                "Fighting resumes",
                "لم تشارك في أي طلعة",
                "Its spokesman told BBC News",
                "ولم يصدر تعليق",
                "There was no immediate comment",
                "علييف: لن نعود",
                "Aliyev: no way back",
                "Names used",
            ],
            format.name,
        );
    }
}

#[test]
fn the_translation_alone_is_an_article_that_marks_what_is_not_final() {
    for format in for_readers() {
        let text = words(format, &rich(), &with(Layout::Translation));
        in_order(
            &text,
            &[
                "Fighting resumes on the Karabakh front",
                "Translator’s note",
                "The Defence Ministry speaks of “a hard night”",
                "or just 3.7%.",
                "There was no immediate comment from Yerevan. [machine draft]",
                "Aliyev: no way back",
                "return of the displaced. [draft]",
                "ودخلت الهدنة",
                "not translated]",
                "Ganja",
            ],
            format.name,
        );
        assert_eq!(text.matches("Fighting resumes on").count(), 1, "{}: the title stands once", format.name);
        assert!(!text.contains("قالت وزارة الدفاع"), "{}: the Arabic of what is translated", format.name);
    }
}

#[test]
fn sentences_have_a_space_between_them_unless_they_are_glued() {
    let mut document = one_row("أ", "One.");
    for (number, draft, is_glued) in [(2, "Two.", false), (3, "Three.", true)] {
        let mut row = document.rows[0].clone();
        (row.number, row.draft, row.is_glued, row.starts_block) = (number, draft.to_owned(), is_glued, false);
        document.rows.push(row);
    }
    for format in for_readers() {
        let text = words(format, &document, &with(Layout::Translation));
        assert!(text.contains("One. Two.Three."), "{}: {text}", format.name);
    }
}

#[test]
fn what_is_not_wanted_is_not_there() {
    let all = [Layout::SideBySide, Layout::Interlinear, Layout::Translation];
    for (format, layout) in for_readers().flat_map(|format| all.map(|layout| (format, layout))) {
        let shown = |options: Options| words(format, &rich(), &Options { layout, ..options });
        let full = shown(Options::default());
        for words in ["Published", "Names used", "President of Azerbaijan"] {
            assert!(full.contains(words), "{} {layout:?}: {words}", format.name);
        }
        let without = shown(Options { facts: false, names: false, notes: false, ..Options::default() });
        for words in
            ["Published", "Names used", "President of Azerbaijan", "Which clock?", "Settled long ago"]
        {
            assert!(!without.contains(words), "{} {layout:?}: {words}", format.name);
        }
        let plain = shown(Options { numbers: false, ..Options::default() });
        assert!(!plain.contains("No. "), "{} {layout:?}", format.name);
        assert!(
            plain.contains("raft"),
            "{} {layout:?}: what is not confirmed is marked all the same",
            format.name
        );
    }
}

#[test]
fn notes_and_open_queries_are_shown_with_who_made_them() {
    for format in for_readers() {
        for layout in [Layout::SideBySide, Layout::Interlinear, Layout::Translation] {
            let options = with(layout);
            let text = if format.name == "docx" {
                part(bytes(format, &rich(), &options), "word/comments.xml")
            } else {
                words(format, &rich(), &options)
            };
            for words in
                ["Figures as in the statement.", "Query: Which clock?", "Salma Haddad", "هل الرقم صحيح؟"]
            {
                assert!(text.contains(words), "{} {layout:?}: {words}\n{text}", format.name);
            }
            assert!(!text.contains("Settled long ago"), "{} {layout:?}", format.name);
        }
    }
}

#[test]
fn a_document_of_confirmed_segments_says_so() {
    for format in for_readers() {
        let options = Options { rows: RowsWanted::Confirmed, ..Options::default() };
        assert!(
            words(format, &rich(), &options).contains("Confirmed segments only: 26 segments"),
            "{}",
            format.name
        );
    }
}

#[test]
fn a_cancelled_export_ends_and_says_so() {
    let watch = Watch::default();
    watch.cancel();
    for format in for_readers() {
        for layout in [Layout::SideBySide, Layout::Interlinear, Layout::Translation] {
            let ended = (format.write)(&rich(), &with(layout), &watch);
            assert!(matches!(ended, Err(ExportError::Cancelled)), "{} {layout:?}: {ended:?}", format.name);
        }
    }
}

#[test]
fn progress_counts_every_row() {
    for format in for_readers() {
        for layout in [Layout::SideBySide, Layout::Interlinear, Layout::Translation] {
            let watch = Watch::default();
            (format.write)(&rich(), &with(layout), &watch).unwrap();
            assert_eq!(watch.rows(), rich().rows.len(), "{} {layout:?}", format.name);
        }
    }
}

/// Text that would like to be something else, wherever text can stand.
fn hostile() -> Document {
    let hostile =
        "<script>alert(1)</script> ]]> &amp; \u{0}\u{B}\u{1F}\u{FFFF} \u{202E}over\u{2069} <w:p/> <text:p/>";
    let mut document = one_row(&format!("باكو {hostile}"), hostile);
    hostile.clone_into(&mut document.title_draft);
    hostile.clone_into(&mut document.metadata.title);
    hostile.clone_into(&mut document.metadata.site);
    "javascript:alert(1)".clone_into(&mut document.metadata.address);
    hostile.clone_into(&mut document.translators_note);
    let row = &mut document.rows[0];
    let all = Span::new(0, row.draft.len());
    row.marks = vec![Mark { span: all, kind: MarkKind::Link("javascript:alert(1)".to_owned()) }];
    row.comments = vec![Comment {
        author: hostile.to_owned(),
        made: hostile.to_owned(),
        text: hostile.to_owned(),
        is_query: true,
        is_settled: false,
    }];
    let name = NameUsed {
        source: hostile.to_owned(),
        target: hostile.to_owned(),
        kind: Kind::Place,
        count: 1,
        note: hostile.to_owned(),
    };
    document.names = vec![name];
    document
}

#[test]
fn text_stays_text_in_every_layout() {
    for (format, layout) in for_readers().flat_map(|format| LAYOUTS.map(|layout| (format, layout))) {
        let bytes = bytes(format, &hostile(), &with(layout));
        let xml = match format.name {
            "docx" => ["word/document.xml", "word/comments.xml", "word/header1.xml"]
                .map(|name| part(bytes.clone(), name))
                .to_vec(),
            "odt" => ["content.xml", "styles.xml", "meta.xml"].map(|name| part(bytes.clone(), name)).to_vec(),
            "html" => {
                let page = scraper::Html::parse_document(std::str::from_utf8(&bytes).unwrap());
                let none = scraper::Selector::parse("script, [href^=javascript]").unwrap();
                assert_eq!(page.select(&none).count(), 0, "{layout:?}");
                continue;
            }
            _ => continue,
        };
        for xml in xml {
            assert!(!xml.contains("javascript:alert(1)\""), "{} {layout:?}: a link to a script", format.name);
            let is_control = |c: char| matches!(c, '\0'..='\u{8}' | '\u{B}'..='\u{C}' | '\u{E}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}');
            assert!(!xml.contains(is_control), "{} {layout:?}", format.name);
            let mut reader = quick_xml::Reader::from_str(&xml);
            while reader.read_event().expect("well-formed XML") != quick_xml::events::Event::Eof {}
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn spaces_and_letters_of_any_text_come_back_from_an_open_document(
        draft in "([a-zا-ي .\\t]|\\PC){0,40}",
    ) {
        let format = tarjuman::export::format_by_name("odt").unwrap();
        let xml = part(bytes(format, &one_row("أ", &draft), &Options::default()), "content.xml");
        let mut found = String::new();
        let mut inside = false;
        let mut reader = quick_xml::Reader::from_str(&xml);
        // The second cell of the second row: number, draft, source.
        let mut cells = 0;
        loop {
            use quick_xml::events::Event;
            match reader.read_event().expect("well-formed XML") {
                Event::Start(tag) if tag.name().as_ref() == "table:table-cell" => {
                    cells += 1;
                    inside = cells == 5;
                }
                Event::End(tag) if tag.name().as_ref() == "table:table-cell" => inside = false,
                Event::Empty(tag) if inside => match tag.name().as_ref() {
                    "text:s" => found.push(' '),
                    "text:tab" => found.push('\t'),
                    "text:line-break" => found.push('\n'),
                    _ => {}
                },
                Event::Text(text) if inside => found.push_str(&text.xml10_content()),
                Event::GeneralRef(name) if inside => found.extend(["&", &*name, ";"]),
                Event::Eof => break,
                _ => {}
            }
        }
        let found = quick_xml::escape::unescape(&found).unwrap().into_owned();
        let kept: String = draft.chars().map(|c| if matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}') { '\n' } else { c }).collect();
        prop_assert_eq!(found, kept);
    }
}

#[test]
fn a_link_keeps_emphasis_and_shade_in_opendocument() {
    let mut document = one_row("باكو", "See the statement of today.");
    let mark = |kind| Mark { span: Span::new(8, 17), kind };
    document.rows[0].status = tarjuman::project::Status::Draft;
    document.rows[0].marks =
        vec![mark(MarkKind::Link("https://example.org/".to_owned())), mark(MarkKind::Emphasis)];
    let odt = formats().iter().find(|format| format.name == "odt").expect("there is ODT");
    for (layout, style) in
        [(Layout::SideBySide, "letters-emphasis"), (Layout::Translation, "letters-emphasis-draft")]
    {
        let content = part(bytes(odt, &document, &with(layout)), "content.xml");
        let link =
            content.split_once("<text:a ").expect("a link").1.split_once("</text:a>").expect("its end").0;
        let span = format!("<text:span text:style-name=\"{style}\">statement</text:span>");
        assert!(link.contains(&span), "{layout:?}: {link}");
    }
}

#[test]
fn settled_queries_are_there_when_they_are_wanted() {
    for format in for_readers() {
        for layout in format.layouts {
            let shown = |settled| {
                let options = Options { settled, ..with(*layout) };
                let bytes = bytes(format, &rich(), &options);
                match format.name {
                    "docx" => without_tags(&part(bytes, "word/comments.xml")),
                    _ => words(format, &rich(), &options),
                }
            };
            assert!(shown(true).contains("Query, settled: Settled long ago"), "{} {layout:?}", format.name);
            assert!(!shown(false).contains("Settled long ago"), "{} {layout:?}", format.name);
        }
    }
}
