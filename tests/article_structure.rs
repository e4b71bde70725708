//! What survives of the structure of a page: levels, lists in lists, tables, emphasis and links.

#![allow(clippy::panic, reason = "a helper of tests")]

use std::fmt::Write as _;
use tarjuman::article::{ArticleBlock, BlockKind, ListItem, Sign, read};
use tarjuman::text::MarkKind;

const BEFORE: &str = "<p>أعلنت البلدية، صباح الأحد، نتائج الإحصاء الذي أجرته في أحياء المدينة القديمة خلال الصيف الماضي، بمشاركة مئات المتطوعين من طلاب الجامعة.</p>";
const AFTER: &str = "<p>وقالت رئيسة البلدية إن الأرقام أدهشت الجميع، وإن الخطة الجديدة ستبدأ في الربيع، بعد أن يوافق عليها المجلس في جلسته المقبلة.</p>";

/// What lies between the two paragraphs: kind, level or place, and the text with its marks as a page writes them.
#[track_caller]
fn check(between: &str, expected: &[&str]) {
    let page = format!(
        "<title>إحصاء جديد في المدينة القديمة</title><body><h1>إحصاء جديد في المدينة القديمة</h1><div>{BEFORE}{BEFORE}{between}{AFTER}{AFTER}</div>"
    );
    let reading = read(page.as_bytes(), "page.html").unwrap_or_else(|error| panic!("{error}"));
    let blocks = &reading.article.blocks;
    assert_eq!(blocks.first().map(|block| block.kind), Some(BlockKind::Title));
    let inner: Vec<String> = blocks
        .iter()
        .filter(|b| !b.text.starts_with("أعلنت البلدية") && !b.text.starts_with("وقالت رئيسة"))
        .skip(1)
        .map(line)
        .collect();
    assert_eq!(inner, expected);
}

fn line(block: &ArticleBlock) -> String {
    let mut line = format!("{:?}", block.kind).to_lowercase();
    if block.kind == BlockKind::Item {
        let ListItem { depth, sign } = ListItem::of(block.level);
        let _ = write!(line, " {depth}");
        line.push_str(match sign {
            Sign::Bullet => " •",
            Sign::Number => " #",
            Sign::None => "",
        });
    } else if block.level > 0 {
        let _ = write!(line, " {}", block.level);
    }
    if let Some(cell) = block.cell {
        let _ = write!(line, " {}.{}.{}", cell.table, cell.row, cell.column);
    }
    if let Some(rule) = &block.excluded {
        let _ = write!(line, " ({rule})");
    }
    format!("{line}: {}", marked(block))
}

fn marked(block: &ArticleBlock) -> String {
    let mut edges: Vec<(usize, isize, String)> = Vec::new();
    for (place, mark) in (1..).zip(&block.marks) {
        let (open, close) = match &mark.kind {
            MarkKind::Emphasis => ("<i>".to_owned(), "</i>"),
            MarkKind::Strong => ("<b>".to_owned(), "</b>"),
            MarkKind::Link(address) => (format!("<a {address}>"), "</a>"),
        };
        edges.push((mark.span.start, place, open));
        edges.push((mark.span.end, -place, close.to_owned()));
    }
    // The marks that began last end first.
    edges.sort();
    let mut text = String::new();
    let mut from = 0;
    for (at, _, tag) in edges {
        text.push_str(block.text.get(from..at).unwrap_or("?"));
        text.push_str(&tag);
        from = at;
    }
    text + block.text.get(from..).unwrap_or("?")
}

#[test]
fn emphasis_and_links_are_marks() {
    check(
        "<p>قال <em>المدير </em><strong>نبيل</strong> <b>الخوري</b> في <a href=https://example.com/x>تقريره <i>الأخير</i></a>، إن <a href=#a>الهامش</a> و<a href='javascript:x()'>الزر</a> لا يعنيان شيئا.</p>",
        &[
            "paragraph: قال <i>المدير</i> <b>نبيل الخوري</b> في <a https://example.com/x>تقريره <i>الأخير</i></a>، إن الهامش والزر لا يعنيان شيئا.",
        ],
    );
    check(
        "<b><p>سطر أول من كلام طويل ينتهي بنقطة.</p><p>وسطر ثان من كلام طويل ينتهي بنقطة.</p></b>",
        &[
            "paragraph: <b>سطر أول من كلام طويل ينتهي بنقطة.</b>",
            "paragraph: <b>وسطر ثان من كلام طويل ينتهي بنقطة.</b>",
        ],
    );
}

#[test]
fn headings_have_levels_and_no_bold_of_their_own() {
    check(
        "<h2><b>أرقام المدينة</b></h2><p>ارتفع عدد السكان مرتين خلال عشر سنوات.</p><h3>الأحياء <b>القديمة</b></h3><p>بقي العدد في الأحياء القديمة على حاله.</p><p><b>خلاصة القول</b></p>",
        &[
            "heading 2: أرقام المدينة",
            "paragraph: ارتفع عدد السكان مرتين خلال عشر سنوات.",
            "heading 3: الأحياء <b>القديمة</b>",
            "paragraph: بقي العدد في الأحياء القديمة على حاله.",
            "heading: خلاصة القول",
        ],
    );
}

#[test]
fn list_items_know_their_depth() {
    check(
        "<ol><li>السكان<ul><li>الرجال</li><li><p>النساء</p></li></ul></li><li>البيوت</li></ol>",
        &["item 1 #: السكان", "item 2 •: الرجال", "item 2 •: النساء", "item 1 #: البيوت"],
    );
}

#[test]
fn a_paragraph_goes_on_with_its_item_and_a_list_that_begins_elsewhere_has_no_numbers() {
    check(
        "<ol><li><p>السكان</p><p>وأهلهم</p></li></ol><ol start=4><li>الرجال</li></ol><ol reversed><li>النساء</li></ol>",
        &["item 1 #: السكان", "item 1: وأهلهم", "item 1 •: الرجال", "item 1 •: النساء"],
    );
}

#[test]
fn data_are_cells_with_places() {
    check(
        "<table><caption>سكان الأحياء</caption><thead><tr><th>الحي</th><th>قبل</th><th>بعد</th></tr></thead><tbody>
         <tr><td rowspan=2>القديم</td><td>مئة</td><td>مئتان</td></tr><tr><td><p>ألف</p></td><td></td></tr><tr><td colspan=2>المجموع</td><td>رويترز</td></tr></table>",
        &[
            "caption: سكان الأحياء",
            "cell 0.0.0: الحي",
            "cell 0.0.1: قبل",
            "cell 0.0.2: بعد",
            "cell 0.1.0: القديم",
            "cell 0.1.1: مئة",
            "cell 0.1.2: مئتان",
            "cell 0.2.1: ألف",
            "cell 0.3.0: المجموع",
            "cell 0.3.2: رويترز",
        ],
    );
}

#[test]
fn tables_that_lay_out_a_page_are_no_tables() {
    for (table, text) in [
        (
            "<table><tr><td>صورة من شرفة البلدية على الميدان الكبير.</td></tr></table>",
            "صورة من شرفة البلدية على الميدان الكبير.",
        ),
        (
            "<table role=presentation><tr><td>هذا عمود أول فيه كلام عادي.</td><td></td></tr><tr><td></td><td></td></tr></table>",
            "هذا عمود أول فيه كلام عادي.",
        ),
        (
            "<table><tr><td>فقرة أولى من كلام طويل ينتهي بنقطة.<br><br>وفقرة ثانية من كلام طويل.</td><td></td></tr></table>",
            "فقرة أولى من كلام طويل ينتهي بنقطة.",
        ),
    ] {
        let page = format!("<h1>عنوان الصفحة هنا اليوم</h1><div>{BEFORE}{BEFORE}{table}{AFTER}</div>");
        let reading = read(page.as_bytes(), "page.html").unwrap_or_else(|error| panic!("{error}"));
        let found = reading.article.blocks.iter().find(|block| block.text == text);
        assert_eq!(
            found.map(|block| (block.kind, block.cell, block.excluded.is_none())),
            Some((BlockKind::Paragraph, None, true)),
            "{table}"
        );
    }
}

/// The article that every format is compared with.
#[test]
fn the_common_article_keeps_its_structure() {
    let page = include_bytes!("data/formats/article.html");
    let reading = read(page, "article.html").unwrap_or_else(|error| panic!("{error}"));
    let lines: Vec<String> = reading.article.blocks.iter().map(line).collect();
    let short: Vec<&str> =
        lines.iter().map(|line| line.split_once('.').map_or(line.as_str(), |(head, _)| head)).collect();
    assert!(lines.iter().all(|line| !line.contains('(')), "{lines:#?}");
    for expected in
        ["heading 2: مطالب الصيادين", "item 1 •: خفض رسوم الرسو إلى النصف", "cell 0.1.1: مئة وعشرون قاربا"]
    {
        assert!(lines.iter().any(|line| line == expected), "{expected} is not in {lines:#?}");
    }
    assert!(
        short.contains(
            &"paragraph: عاد ميناء الصيادين في بلدة <b>رأس المرجان</b> إلى العمل صباح الأحد بعد عامين من الإغلاق"
        ),
        "{lines:#?}"
    );
    assert!(lines.iter().any(|line| line.contains("<a https://marsa.example/report>التقرير الكامل</a>")));
    assert!(lines.iter().any(|line| line.contains("<i>عمر البحري</i>")));
}
