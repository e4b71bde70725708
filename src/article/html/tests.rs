//! The rules on pages, hostile pages, and pages no one would write.

use super::{classify, walk};
use crate::article::assemble::{Draft, finish, mark_junk};
use crate::article::{Article, BlockKind, How, ReadError, Reading, Rule, read, rules};
use crate::article::{Metadata, Stop, text};
use cpu_time::ThreadTime;
use proptest::prelude::*;
use std::time::Duration;

fn page(body: &str) -> Result<Reading, ReadError> {
    read(body.as_bytes(), "page.html")
}

/// An article with `inserted` between its paragraphs, saved from `site`.
fn article_with(inserted: &str, site: &str) -> Article {
    let paragraph = "<p>وقالت الوزارة إن القوات انسحبت من المرتفعات، وإن الطريق فتحت أمام القوافل، بحسب بيان وزع على الصحافيين أمس.</p>";
    let body = format!(
        "<head><link rel=canonical href=\"https://{site}/a/1\"><title>عنوان المثال يتكرر في الصفحة نفسها</title></head>
        <body><h1>عنوان المثال يتكرر في الصفحة نفسها</h1><div class=text>{}{inserted}{}</div></body>",
        paragraph.repeat(3),
        paragraph.repeat(3)
    );
    page(&body).map(|reading| reading.article).unwrap_or_default()
}

#[test]
fn every_class_and_structure_rule_fires_on_its_own_example() {
    // Those of documents are tried in tests/article_documents.rs.
    let is_document =
        |rule: &Rule| matches!(rule.name.as_str(), "hidden-text" | "table-of-contents" | "not-to-translate");
    let is_page = |rule: &&Rule| {
        matches!(rule.how, How::Class | How::Structure) && rule.example.contains('<') && !is_document(rule)
    };
    for rule in rules().iter().filter(is_page) {
        let site = rule.site.as_deref().unwrap_or("news.example");
        // Dates, menus and the like are told by standing outside the text.
        let is_outside = matches!(rule.name.as_str(), "date-line" | "outside-article" | "menu");
        let article = if is_outside {
            let inner = article_with("", site);
            let paragraphs = inner
                .blocks
                .iter()
                .skip(1)
                .map(|block| format!("<p>{}</p>", block.text))
                .collect::<Vec<_>>()
                .concat();
            page(&format!(
                "<title>عنوان المثال هنا</title>{}<h1>عنوان المثال هنا</h1>{}<div>{paragraphs}</div>",
                if rule.name == "date-line" { "" } else { rule.example.as_str() },
                if rule.name == "date-line" { rule.example.as_str() } else { "" }
            ))
            .map(|reading| reading.article)
            .unwrap_or_default()
        } else {
            article_with(&rule.example, site)
        };
        let names: Vec<&str> = article.blocks.iter().filter_map(|block| block.excluded.as_deref()).collect();
        assert!(names.contains(&rule.name.as_str()), "{} gave {names:?}: {}", rule.name, rule.example);
        let body = article
            .blocks
            .iter()
            .filter(|block| block.excluded.is_none() && block.kind == BlockKind::Paragraph);
        assert!(body.count() >= 6, "{} took text of the article with it", rule.name);
    }
}

#[test]
fn structure_survives() {
    let article = article_with(
        "<h3>عنوان فرعي</h3><blockquote>لن نعود. هذا قرارنا.</blockquote><ol><li>أولا نوقف القتال</li><li>ثم نتحدث</li></ol>
        <figure><figcaption>جسر مدمر</figcaption></figure><p>سطر<br>واحد في <b>المدينة</b> و<a href=/x>المرتفعات</a> معا.</p>",
        "news.example",
    );
    let inserted: Vec<(BlockKind, &str, usize)> = article
        .blocks
        .iter()
        .filter(|block| block.excluded.is_none() && !block.text.starts_with("وقالت الوزارة"))
        .map(|block| (block.kind, block.text.as_str(), block.sentences.len()))
        .collect();
    assert_eq!(
        inserted,
        [
            (BlockKind::Title, "عنوان المثال يتكرر في الصفحة نفسها", 1),
            (BlockKind::Heading, "عنوان فرعي", 1),
            (BlockKind::Quote, "لن نعود. هذا قرارنا.", 2),
            (BlockKind::Item, "أولا نوقف القتال", 1),
            (BlockKind::Item, "ثم نتحدث", 1),
            (BlockKind::Caption, "جسر مدمر", 1),
            (BlockKind::Paragraph, "سطر واحد في المدينة والمرتفعات معا.", 1),
        ]
    );
}

#[test]
fn a_page_with_nothing_but_a_paragraph_is_an_article_without_a_title() {
    let reading = page("<p>انتهى القتال.</p>").expect("text");
    assert_eq!(reading.article.blocks.len(), 1);
    assert_eq!(reading.warnings, ["The page has no title."]);
    assert_eq!(page("<p>&nbsp;</p><script>var a = 1;</script>"), Err(ReadError::NoText));
}

/// The promise is two seconds in a release build on an idle machine. Tests are built with less optimisation
/// and share the machine; what they must catch is time that grows with the square of the size: minutes.
const LIMIT: Duration = Duration::from_secs(15);

#[test]
fn hostile_pages_get_an_answer_in_time() {
    let fonts = (0..900).map(|n| format!("<font size={n}>")).collect::<Vec<_>>().concat();
    let cases = [
        ("deep", "<div>".repeat(8_000) + "عميق"),
        ("deep with text", "<div>نص ".repeat(8_000)),
        ("just deep enough", "<div>نص.".repeat(999)),
        ("brackets", "<".repeat(2_000_000)),
        ("open tags", "<a ".repeat(700_000)),
        (
            "attributes",
            format!("<p {}>نص", (0..500_000).map(|n| format!("a{n} ")).collect::<Vec<_>>().concat()),
        ),
        ("one line", format!("<p>{}", "كلام في سطر واحد. ".repeat(300_000))),
        ("one word", format!("<p>{}", "ب".repeat(4_500_000))),
        ("quotes", format!("<p>{}", "«قال \"".repeat(400_000))),
        ("dots", format!("<p>نص {}", ".".repeat(4_000_000))),
        ("paragraphs", "<p>نص</p>".repeat(100_000)),
        ("reopened", fonts + &"<p>نص".repeat(100_000)),
        ("tables", "<table><tr><td>نص".repeat(300)),
        ("comments", "<!--".repeat(2_000_000) + "<p>نص"),
        ("links", "<a href=x>نص</a> ".repeat(60_000)),
        ("lists", "<ul><li>نص طويل قليلا عن المدينة، وعن أهلها.</li></ul>".repeat(30_000)),
        ("entities", "&amp;".repeat(2_000_000)),
        ("one attribute", format!("<p><a href=\"{}\" title='{0}'>نص</a> وكلام.", "x".repeat(1_000_000))),
        (
            "many attributes",
            format!(
                "<div {}>نص",
                (0..100_000).map(|n| format!("a{n}=\"{n}\" ")).collect::<Vec<_>>().concat()
            ),
        ),
        ("deep lists", "<ul><li>نص من كلام.".repeat(480)),
        ("deep tables", "<table><tr><td>نص</td><td>".repeat(300)),
        (
            "wide table",
            format!(
                "<p>نص طويل.</p><table>{}",
                "<tr><td colspan=1000 rowspan=60000>نص<td colspan=9999>كلام".repeat(20_000)
            ),
        ),
        (
            "links to many places",
            (0..60_000).map(|n| format!("<a href=/{n}>نص</a> <b>ثم</b> ")).collect::<Vec<_>>().concat(),
        ),
        ("comment headings", "<p>نص من كلام.</p><h3>تعليقات</h3>".repeat(20_000)),
        ("next articles", "<div class=a><h1>عنوان من كلمات</h1><p>نص من كلام.</p></div>".repeat(15_000)),
        ("teasers", "<div><h3><a href=/a>عنوان خبر آخر هنا</a></h3><p>نص من كلام.</p></div>".repeat(15_000)),
        ("deep and long", format!("{}{}", "<div class=a>".repeat(900), "<p>نص من كلام.</p>".repeat(20_000))),
    ];
    for (name, content) in cases {
        let start = ThreadTime::now();
        let answer = page(&content).map(|reading| reading.article.blocks.len());
        let taken = start.elapsed();
        assert!(taken < LIMIT, "{name}: {taken:?} for {answer:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn no_page_panics_and_no_visible_letter_is_lost(
        body in r#"(<(p|div|h1|h2|b|a|ul|li|table|td|blockquote|figure|figcaption|br|form|nav|article|pre)( class="(share|text|related|title)")?>|</(p|div|b|a|ul|table|form|article)>|[ء-ي]{1,8}[ .؟«»،"]|&[a-z]{1,4};|<!--|-->|["<>/]){0,60}"#,
    ) {
        let page_text = |reading: &Reading| -> usize {
            reading.article.blocks.iter().flat_map(|block| block.text.chars()).filter(|c| ('ء'..='ي').contains(c)).count()
        };
        if let Ok(reading) = page(&body) {
            let html = scraper::Html::parse_document(&body);
            let letters = html.root_element().text().flat_map(str::chars).filter(|c| ('ء'..='ي').contains(c)).count();
            prop_assert!(page_text(&reading) >= letters);
            for block in &reading.article.blocks {
                prop_assert!(!block.text.is_empty() && !block.sentences.is_empty());
            }
        }
    }

    #[test]
    fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300), text in "\\PC{0,200}") {
        for name in ["a.txt", "a.html", "a"] {
            let _ = read(&bytes, name);
            let _ = read(text.as_bytes(), name);
        }
    }
}

#[test]
fn a_long_class_does_not_cost_its_length_for_every_paragraph() {
    let class = "Wide-Column ".repeat(80_000);
    let paragraph =
        format!("<p><span class=\"{class}\">{}</span></p>", "وقالت الوزارة إن الطريق فتحت أمام القوافل. ");
    let body = format!(
        "<div class=\"{class}\"><h1>عنوان المثال يتكرر</h1>{}</div>",
        "<p>وقالت الوزارة إن الطريق فتحت.</p>".repeat(3_000)
    );
    for source in [body, paragraph.repeat(4)] {
        let start = ThreadTime::now();
        assert!(page(&source).is_ok());
        assert!(start.elapsed() < Duration::from_secs(10), "{:?}", start.elapsed());
    }
}

#[test]
fn every_stage_of_a_large_page_stops_at_once() {
    let source = "<p>وقالت الوزارة إن الطريق فتحت أمام القوافل. وأضافت أنها آمنة.</p>".repeat(20_000);
    let html = scraper::Html::parse_document(&source);
    let late = Stop::within(Duration::ZERO);
    let wished = Stop::default();
    wished.wish();
    let page = walk::page_of(&html, &Stop::default()).expect("a page");
    let drafts: Vec<Draft> = page.runs.iter().map(|run| classify::draft(run, true)).collect();
    let text = source.replace("<p>", "").replace("</p>", "\n");
    let start = ThreadTime::now();
    for stop in [late, wished] {
        let error = || stop.check().unwrap_err();
        let facts = super::metadata::facts(&html, "");
        assert_eq!(walk::page_of(&html, &stop).err(), Some(error()));
        assert_eq!(classify::classify(&page, facts, false, &stop).err(), Some(error()));
        let headline = super::headline::Headline::of(&page, &Metadata::default(), "");
        assert_eq!(super::extract::article_runs(&page, &headline, "", &stop).err(), Some(error()));
        assert_eq!(mark_junk(&mut drafts.clone(), "", &stop), Err(error()));
        let finished = finish(Metadata::default(), drafts.clone(), Vec::new(), &stop);
        assert_eq!(finished, Err(error()));
        assert_eq!(super::read_whole(&source, &stop).err(), Some(error()));
        assert_eq!(super::read(&source, "", &stop), Err(error()));
        assert_eq!(text::read(&text, "", &stop), Err(error()));
    }
    assert!(start.elapsed() < Duration::from_secs(10), "{:?}", start.elapsed());
}

#[test]
fn the_time_runs_out_while_a_large_page_is_read() {
    let source = "<p>وقالت الوزارة إن الطريق فتحت أمام القوافل. وأضافت أنها آمنة.</p>".repeat(20_000);
    let text = source.replace("<p>", "").replace("</p>", "\n");
    let within = |milliseconds| Stop::within(Duration::from_millis(milliseconds));
    assert_eq!(super::read(&source, "", &within(5)), Err(ReadError::TooSlow));
    assert_eq!(text::read(&text, "", &within(5)), Err(ReadError::TooSlow));
}
