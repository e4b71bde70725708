//! Markdown and plain text: parsed as a reader's program would, and looked at letter by letter.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops where it fails")]

mod export_fixture;

use export_fixture::{lists, one_row, rich};
use proptest::prelude::*;
use pulldown_cmark::{Event, HeadingLevel, Parser, Tag};
use tarjuman::article::BlockKind;
use tarjuman::export::{Document, Layout, Options, Watch, format_by_name};
use tarjuman::text::{Mark, MarkKind, Span};

const LAYOUTS: [Layout; 3] = [Layout::SideBySide, Layout::Interlinear, Layout::Translation];

fn written(name: &str, document: &Document, layout: Layout) -> String {
    let options = Options { layout, ..Options::default() };
    let bytes = (format_by_name(name).unwrap().write)(document, &options, &Watch::default()).unwrap();
    String::from_utf8(bytes).expect("UTF-8")
}

fn parsed(markdown: &str) -> Vec<Event<'_>> {
    let options = pulldown_cmark::Options::ENABLE_TABLES
        | pulldown_cmark::Options::ENABLE_FOOTNOTES
        | pulldown_cmark::Options::ENABLE_STRIKETHROUGH;
    Parser::new_ext(markdown, options).collect()
}

/// Text that would like to be something else.
fn hostile() -> Document {
    let hostile = "<script>alert(1)</script> [x](javascript:alert(1)) | `code`\n\n# heading\n- item\n    code\n***\n\u{202E}over";
    let mut document = one_row(&format!("باكو {hostile}"), hostile);
    hostile.clone_into(&mut document.title_draft);
    hostile.clone_into(&mut document.translators_note);
    hostile.clone_into(&mut document.metadata.site);
    "javascript:alert(1)".clone_into(&mut document.metadata.address);
    document.rows[0].marks =
        vec![Mark { span: Span::new(0, 8), kind: MarkKind::Link("javascript:alert(1)".to_owned()) }];
    document
}

#[test]
fn text_never_becomes_markdown_or_html() {
    for layout in LAYOUTS {
        let markdown = written("markdown", &hostile(), layout);
        for event in parsed(&markdown) {
            match event {
                Event::Html(html) => panic!("{layout:?}: {html}"),
                Event::InlineHtml(html) => assert_eq!(&*html, "<br>", "{layout:?}"),
                Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                    panic!("{layout:?}: a link to {dest_url}")
                }
                Event::Code(_)
                | Event::Start(Tag::CodeBlock(_) | Tag::Heading { level: HeadingLevel::H3, .. }) => {
                    panic!("{layout:?}: {event:?}")
                }
                _ => {}
            }
        }
    }
}

#[test]
fn the_article_has_headings_quotes_lists_tables_and_footnotes() {
    let markdown = written("markdown", &rich(), Layout::Translation);
    let events = parsed(&markdown);
    let count = |wanted: fn(&Tag<'_>) -> bool| {
        events.iter().filter(|event| matches!(event, Event::Start(tag) if wanted(tag))).count()
    };
    assert_eq!(count(|tag| matches!(tag, Tag::Heading { level: HeadingLevel::H1, .. })), 1);
    assert_eq!(count(|tag| matches!(tag, Tag::Heading { level: HeadingLevel::H2, .. })), 3);
    assert_eq!(count(|tag| matches!(tag, Tag::Table(_))), 2);
    assert_eq!(count(|tag| matches!(tag, Tag::FootnoteDefinition(_))), 3);
    assert_eq!(count(|tag| matches!(tag, Tag::Link { .. })), 2, "the address and the link of the draft");
    assert!(markdown.contains("said on Saturday that **36 of its 963** fighters"), "{markdown}");
}

#[test]
fn lists_stand_inside_each_other_and_begin_again() {
    let events_of = |markdown: &str| -> String {
        parsed(markdown)
            .iter()
            .filter_map(|event| match event {
                Event::Start(Tag::List(Some(number))) => Some(format!("({number}")),
                Event::Start(Tag::List(None)) => Some("(•".to_owned()),
                Event::Start(Tag::Item) => Some("i".to_owned()),
                Event::End(pulldown_cmark::TagEnd::List(_)) => Some(")".to_owned()),
                _ => None,
            })
            .collect()
    };
    let mut document = lists();
    document.exported_on.clear();
    assert_eq!(events_of(&written("markdown", &document, Layout::Translation)), "(1i(1ii)i)(•i)(1i)");
    for row in &mut document.rows {
        row.depth = 7;
    }
    let deep = written("markdown", &document, Layout::Translation);
    assert!(!parsed(&deep).iter().any(|event| matches!(event, Event::Start(Tag::CodeBlock(_)))), "{deep}");
}

#[test]
fn rows_of_a_markdown_table_are_the_segments() {
    let document = rich();
    let markdown = written("markdown", &document, Layout::SideBySide);
    let rows = parsed(&markdown).iter().filter(|event| matches!(event, Event::Start(Tag::TableRow))).count();
    assert_eq!(rows, document.rows.len() + document.names.len());
}

#[test]
fn arabic_keeps_its_order_among_letters() {
    let text = written("txt", &rich(), Layout::Interlinear);
    assert!(text.contains("\n\u{2067}ولم يصدر تعليق فوري من يريفان.\u{2069}\nThere was no"), "{text}");
    assert!(text.contains("5  Machine draft — not confirmed\n"), "{text}");
    assert!(text.contains("\u{2067}• فتح ممر لاتشين"), "{text}");
    let article = written("txt", &rich(), Layout::Translation);
    assert!(article.contains("1. English\n  1. English\n  2. English\n2. English English\n"), "{article}");
    assert!(article.contains("City | Dead\nGanja | 21\n"), "{article}");
    assert!(article.contains("or just 3.7%. [1] [2]"), "{article}");
}

#[test]
fn a_heading_is_a_heading_whatever_its_text_is() {
    let mut document = one_row("أ", "*Title* with\nbreak");
    document.rows[0].kind = BlockKind::Title;
    let markdown = written("markdown", &document, Layout::Translation);
    assert!(markdown.starts_with("# \\*Title\\* with break\n"), "{markdown}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn no_line_of_text_reaches_into_the_next(draft in "[a ا\u{202A}-\u{202E}\u{2066}-\u{2069}\n.]{0,24}") {
        for layout in [Layout::Interlinear, Layout::Translation] {
            for line in written("txt", &one_row(&draft, &draft), layout).lines() {
                let mut open = 0_i32;
                for letter in line.chars() {
                    match letter {
                        '\u{2066}'..='\u{2068}' => open += 1,
                        '\u{2069}' => open -= 1,
                        '\u{202A}'..='\u{202E}' => prop_assert!(open > 0, "{line:?}"),
                        _ => {}
                    }
                    prop_assert!(open >= 0, "{line:?}");
                }
                prop_assert_eq!(open, 0, "{:?}", line);
            }
        }
    }
}
