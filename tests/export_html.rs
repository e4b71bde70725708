//! The web page, parsed as a browser would.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test stops where it fails")]

mod export_fixture;

use export_fixture::{ENGLISH_TITLE, LINK, article, lists, one_row};
use proptest::prelude::*;
use scraper::{ElementRef, Html, Selector};
use tarjuman::article::BlockKind;
use tarjuman::export::{Article, Document, HitMark, Options, Watch, formats};
use tarjuman::glossary::Kind;
use tarjuman::text::Span;

#[test]
fn each_segment_is_a_row_with_language_and_direction() {
    let document = article();
    let page = parse(&document);
    let rows = all(&page, ".segments tbody tr");
    assert_eq!(rows.len(), document.rows.len());
    for (row, segment) in rows.iter().zip(&document.rows) {
        let [translation, source] = [inside(*row, "td.translation"), inside(*row, "td.source")];
        assert_eq!((text(translation), text(source)), (segment.draft.clone(), segment.source.clone()));
        assert_eq!((translation.attr("lang"), translation.attr("dir")), (Some("en"), Some("ltr")));
        assert_eq!((source.attr("lang"), source.attr("dir")), (Some("ar"), Some("rtl")));
        assert_eq!(inside(*row, "th").attr("scope"), Some("row"));
    }
}

#[test]
fn paragraphs_are_groups_of_rows() {
    let document = article();
    let starts = document.rows.iter().filter(|row| row.starts_block).count();
    assert_eq!(all(&parse(&document), ".segments tbody").len(), starts);
}

#[test]
fn statuses_are_words() {
    let page = parse(&article());
    let status = |number: usize| text(all(&page, &format!("#segment-{number} .status"))[0]);
    assert_eq!(status(4), "Confirmed");
    assert_eq!(status(5), "Draft — not confirmed");
    assert_eq!(status(12), "Not translated");
    assert_eq!(text(all(&page, ".summary")[0]), "10 of 14 segments confirmed, 2 drafts, 2 not translated");
}

#[test]
fn emphasis_and_links_stand_on_both_texts() {
    let page = parse(&article());
    for (cell, strong, link) in
        [("translation", "36 of its 963", "Defence Ministry"), ("source", "36/963", "الدفاع الأذربيجانية")]
    {
        let inside = |name: &str| {
            let found = all(&page, &format!("#segment-3 td.{cell} {name}"));
            found.iter().map(|element| text(*element)).collect::<Vec<_>>().concat()
        };
        assert_eq!((inside("strong"), inside("a")), (strong.to_owned(), link.to_owned()));
    }
    assert!(all(&page, "#segment-3 a").iter().all(|link| link.attr("href") == Some(LINK)));
}

#[test]
fn each_of_several_articles_has_its_line() {
    let mut document = article();
    let begins = |number, title: &str| {
        Some(Article { number, of: 2, title: title.to_owned(), facts: "Al-Marsad".to_owned() })
    };
    document.rows[0].article = begins(1, "عنوان");
    document.rows[5].article = begins(2, "Second");
    let page = parse(&document);
    let lines: Vec<_> = all(&page, "tr.article").iter().map(|line| text(*line)).collect();
    assert_eq!(lines, ["Article 1 of 2 عنوانAl-Marsad", "Article 2 of 2 SecondAl-Marsad"]);
}

#[test]
fn hits_are_marked_by_kind_and_titled_in_english() {
    let page = parse(&article());
    let marks = all(&page, "#segment-1 td.source mark");
    let found: Vec<_> =
        marks.iter().map(|mark| (text(*mark), mark.attr("class"), mark.attr("title"))).collect();
    assert_eq!(
        found,
        [
            ("قره باغ".to_owned(), Some("place"), Some("Karabakh")),
            ("باكو".to_owned(), Some("place"), Some("Baku")),
        ]
    );
}

#[test]
fn arabic_inside_an_english_draft_is_set_apart() {
    let page = parse(&article());
    let quoted: Vec<String> =
        all(&page, "#segment-8 td.translation span[lang=ar][dir=rtl]").into_iter().map(text).collect();
    assert_eq!(quoted, ["قره باغ", "آرتساخ"]);
}

#[test]
fn the_page_needs_nothing_from_elsewhere() {
    let document = article();
    let page = parse(&document);
    assert!(all(&page, "script, link, img, iframe, object, embed, form, base, [src], [style]").is_empty());
    let html = html(&document);
    assert!(!html.contains("url(") && !html.contains("@import"));
    assert!(html.starts_with("<!DOCTYPE html><html"), "{html:.40}");
    assert!(html.find("<meta charset=\"utf-8\"").is_some_and(|at| at < 1024), "browsers look no further");
    assert_eq!(text(all(&page, "title")[0]), ENGLISH_TITLE);
}

#[test]
fn tables_have_captions_and_column_headings() {
    let page = parse(&article());
    assert_eq!(all(&page, "table").len(), 2);
    assert_eq!(all(&page, "table > caption").len(), 2);
    assert_eq!(all(&page, "thead th[scope=col]").len(), 3 + 5);
    let names: Vec<String> = all(&page, ".names tbody tr:nth-child(1) td").into_iter().map(text).collect();
    assert_eq!(names, ["إلهام علييف", "Ilham Aliyev", "Person", "1", "President of Azerbaijan"]);
}

#[test]
fn only_a_web_address_is_a_link() {
    let links = |address: &str| -> Vec<String> {
        let mut document = article();
        for row in &mut document.rows {
            row.marks.clear();
            row.source_marks.clear();
        }
        address.clone_into(&mut document.metadata.address);
        let page = parse(&document);
        assert!(
            all(&page, "dd").into_iter().any(|fact| text(fact) == address),
            "the address is told: {address}"
        );
        all(&page, "[href]").iter().filter_map(|link| link.attr("href")).map(str::to_owned).collect()
    };
    assert_eq!(links("https://a.example/?a=1&b=2"), ["https://a.example/?a=1&b=2"]);
    assert!(links("javascript:alert(1)").is_empty());
    assert!(links("JAVASCRIPT:alert(1)").is_empty());
    assert!(links("data:text/html,<script>alert(1)</script>").is_empty());
}

#[test]
fn markup_in_text_stays_text_wherever_it_stands() {
    let evil = "\"'><script>alert(1)</script><img src=x onerror=alert(1)></title></style>";
    let mut document = one_row(evil, evil);
    document.metadata.title = evil.to_owned();
    document.metadata.author = evil.to_owned();
    document.metadata.site = evil.to_owned();
    document.title_draft = evil.to_owned();
    document.exported_on = evil.to_owned();
    document.names = article().names;
    document.names[0].note = evil.to_owned();
    document.rows[0].hits =
        vec![HitMark { span: Span::new(0, 4), kind: Kind::Person, target: evil.to_owned() }];
    let page = parse(&document);
    assert!(all(&page, "script, img, [onerror]").is_empty());
    assert_eq!(text(all(&page, "td.translation")[0]), evil);
    assert_eq!(text(all(&page, "td.source")[0]), evil);
    assert_eq!(all(&page, "mark[title]")[0].attr("title"), Some(evil));
}

#[test]
fn hits_that_do_not_fit_their_text_are_left_out() {
    let mut document = one_row("باكو ويريفان", "Baku and Yerevan");
    let hit = |start, end| HitMark { span: Span::new(start, end), kind: Kind::Place, target: "x".to_owned() };
    // Inside a letter; the good one; one that overlaps it; one that starts after its end; past the text.
    document.rows[0].hits = vec![hit(1, 3), hit(0, 8), hit(6, 12), hit(12, 9), hit(20, 900)];
    let page = parse(&document);
    assert_eq!(all(&page, "td.source mark").into_iter().map(text).collect::<Vec<_>>(), ["باكو"]);
    assert_eq!(text(all(&page, "td.source")[0]), "باكو ويريفان");
}

#[test]
fn items_are_lists_with_their_signs() {
    let page = parse(&lists());
    for column in ["translation", "source"] {
        let list = |number: usize| {
            let cell = all(&page, &format!("#segment-{number} td.{column}"))[0];
            let list = cell.child_elements().find(|element| matches!(element.value().name(), "ol" | "ul"));
            list.map(|list| {
                assert_eq!(text(list), text(cell));
                (list.value().name(), list.attr("start"))
            })
        };
        let number = |start| Some(("ol", Some(start)));
        let found: Vec<_> = (1..=8).map(list).collect();
        let bullet = Some(("ul", None));
        assert_eq!(
            found,
            [number("1"), number("1"), number("2"), number("2"), None, bullet, None, number("1")],
            "{column}"
        );
    }
    assert_eq!(all(&page, "tr.item.in-list").len(), 2, "a list in a list stands further in");
}

#[test]
fn a_row_that_continues_a_block_needs_no_first_one() {
    let mut document = one_row("باكو", "Baku");
    document.rows[0].starts_block = false;
    document.rows[0].kind = BlockKind::Item;
    assert_eq!(all(&parse(&document), ".segments tbody tr").len(), 1);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_text_comes_back_as_it_was(source in "\\PC{0,40}", draft in "(\\PC|[\n\t\r&<>\"'\u{B}]){0,40}") {
        let page = parse(&one_row(&source, &draft));
        prop_assert_eq!(text(all(&page, "td.source")[0]), source.replace(['\u{2028}', '\u{2029}'], "\n"));
        let kept = draft.replace("\r\n", "\n").replace(['\r', '\u{B}', '\u{2028}', '\u{2029}'], "\n");
        prop_assert_eq!(text(all(&page, "td.translation")[0]), kept);
    }
}

fn html(document: &Document) -> String {
    let format = formats().iter().find(|format| format.name == "html").expect("HTML is a format");
    String::from_utf8(
        (format.write)(document, &Options::default(), &Watch::default())
            .expect("a page can always be written"),
    )
    .expect("UTF-8")
}

fn parse(document: &Document) -> Html {
    let page = Html::parse_document(&html(document));
    assert_eq!(page.errors, Vec::<std::borrow::Cow<'static, str>>::new(), "a browser has nothing to repair");
    page
}

fn all<'p>(page: &'p Html, selector: &str) -> Vec<ElementRef<'p>> {
    page.select(&Selector::parse(selector).expect("a selector")).collect()
}

fn inside<'p>(row: ElementRef<'p>, selector: &str) -> ElementRef<'p> {
    row.select(&Selector::parse(selector).expect("a selector")).next().expect(selector)
}

/// The text of an element, its `<br>` as line breaks.
fn text(element: ElementRef<'_>) -> String {
    element
        .descendants()
        .map(|node| match node.value() {
            scraper::Node::Text(text) => text.to_string(),
            scraper::Node::Element(element) if element.name() == "br" => "\n".to_owned(),
            _ => String::new(),
        })
        .collect()
}
