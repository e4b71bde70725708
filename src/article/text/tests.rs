//! Plain texts of the shapes people paste and save.

use crate::article::{BlockKind, How, ListItem, Sign, read, rules};

/// `kind (rule) text` of every block, the text cut to four words; behind the kind of an item `•` or `#` is its sign.
fn outline(text: &str) -> Vec<String> {
    let article = read(text.as_bytes(), "saved.txt").map(|reading| reading.article).unwrap_or_default();
    let line = |block: &crate::article::ArticleBlock| {
        let start: Vec<&str> = block.text.split(' ').take(4).collect();
        let rule = block.excluded.as_ref().map(|rule| format!("({rule}) ")).unwrap_or_default();
        let sign = match ListItem::of(block.level).sign {
            _ if block.kind != BlockKind::Item => "",
            Sign::Bullet => "• ",
            Sign::Number => "# ",
            Sign::None => "",
        };
        format!("{:?} {sign}{rule}{}", block.kind, start.join(" ")).to_lowercase()
    };
    article.blocks.iter().map(line).collect()
}

const FIRST: &str =
    "بدأت في جنيف، صباح السبت، محادثات جديدة حول فتح الممرات الجبلية التي أغلقتها الحرب قبل شهر.";
const SECOND: &str = "وقال الوسيط الأوروبي إن الأطراف أقرب من أي وقت مضى إلى الاتفاق، وإن الطريق ما زال طويلا.";

#[test]
fn paragraphs_a_single_line_apart_are_separate() {
    let text = format!("محادثات جديدة في جنيف\n{FIRST}\n{SECOND}\nشروط باكو\n{SECOND}");
    assert_eq!(
        outline(&text),
        [
            "title محادثات جديدة في جنيف",
            "paragraph بدأت في جنيف، صباح",
            "paragraph وقال الوسيط الأوروبي إن",
            "heading شروط باكو",
            "paragraph وقال الوسيط الأوروبي إن",
        ]
    );
}

#[test]
fn wrapped_lines_are_joined() {
    let wrapped = "محادثات جديدة في جنيف

بدأت في جنيف، صباح السبت، محادثات جديدة حول فتح الممرات الجبلية
التي أغلقتها الحرب قبل شهر، بحضور وسطاء من ثلاث دول أوروبية، وفق
بيان رسمي صدر في المساء.
وقال الوسيط إن الأطراف أقرب من أي وقت مضى إلى الاتفاق، وإن الطريق
ما زال طويلا أمام الجميع، وإن أحدا لن يغادر القاعة قبل التوقيع على
كل البنود.
";
    assert_eq!(
        outline(&wrapped.replace('\n', "\r\n")),
        ["title محادثات جديدة في جنيف", "paragraph بدأت في جنيف، صباح", "paragraph وقال الوسيط إن الأطراف"]
    );
}

#[test]
fn date_lines_and_repeated_titles_are_excluded() {
    let text = format!(
        "محادثات جديدة في جنيف\nالسبت 24 أكتوبر 2020 11:41\nمحادثات جديدة في جنيف\n\n{FIRST}\n\n{SECOND}"
    );
    assert_eq!(
        outline(&text),
        [
            "title محادثات جديدة في جنيف",
            "paragraph (date-line) السبت 24 أكتوبر 2020",
            "paragraph (duplicate-title) محادثات جديدة في جنيف",
            "paragraph بدأت في جنيف، صباح",
            "paragraph وقال الوسيط الأوروبي إن",
        ]
    );
    let metadata = read(text.as_bytes(), "a.txt").map(|reading| reading.article.metadata).unwrap_or_default();
    assert_eq!(metadata.published, "2020-10-24");
    assert_eq!(metadata.title, "محادثات جديدة في جنيف");
}

#[test]
fn lists_are_items_and_introductions_are_not_headings() {
    let text = format!(
        "عنوان المقال هنا\n\n{FIRST}\n\nومن أبرز البنود:\n• وقف القتال\n• تبادل الأسرى\n1- فتح الطريق\n\n{SECOND}"
    );
    assert_eq!(
        outline(&text),
        [
            "title عنوان المقال هنا",
            "paragraph بدأت في جنيف، صباح",
            "paragraph ومن أبرز البنود:",
            "item • وقف القتال",
            "item • تبادل الأسرى",
            "item 1- فتح الطريق",
            "paragraph وقال الوسيط الأوروبي إن",
        ]
    );
}

#[test]
fn the_sign_of_an_item_is_not_in_its_text() {
    let list = |lines: &str| {
        let lines = outline(&format!("عنوان المقال هنا\n\n{FIRST}\n\n{lines}\n\n{SECOND}"));
        lines.get(2..lines.len() - 1).unwrap_or_default().join(" | ")
    };
    assert_eq!(
        list("- وقف القتال\n• تبادل الأسرى\n— فتح الطريق\n* عودة"),
        "item • وقف القتال | item • تبادل الأسرى | item • فتح الطريق | item • عودة"
    );
    assert_eq!(list("1. وقف القتال\n2. تبادل الأسرى"), "item # وقف القتال | item # تبادل الأسرى");
    assert_eq!(
        list("١- وقف القتال\nاقرأ المزيد\n٢- تبادل"),
        "item # وقف القتال | paragraph (read-more) اقرأ المزيد | item # تبادل"
    );
    assert_eq!(
        list("1) وقف\n2) تبادل\n1) فتح\n2) عودة"),
        "item # وقف | item # تبادل | item # فتح | item # عودة"
    );
    // What counts nothing stays in the text.
    assert_eq!(list("1. وقف القتال"), "item 1. وقف القتال");
    assert_eq!(list("3. وقف القتال\n4. تبادل الأسرى"), "item 3. وقف القتال | item 4. تبادل الأسرى");
    assert_eq!(list("2020 - عام الحرب"), "heading 2020 - عام الحرب");
    assert!(list("00966501234567 - للاتصال").ends_with("00966501234567 - للاتصال"), "a telephone number");
    // A bullet makes an item of any length, a dash may begin what somebody says.
    let long = "وقال الوسيط إن الطريق ما زال طويلا أمام الجميع ".repeat(6);
    assert_eq!(list(&format!("• {long}")), "item • وقال الوسيط إن الطريق");
    assert_eq!(list(&format!("— {long}")), "paragraph — وقال الوسيط إن");
}

#[test]
fn points_below_the_title_are_no_standfirst() {
    let text = format!(
        "محادثات جديدة في جنيف\n- الوسيط يرى تقدما في كل الملفات المطروحة\n- باكو تضع شروطا جديدة للعودة إلى الطاولة\n\n{FIRST}\n\n{SECOND}"
    );
    assert_eq!(
        outline(&text),
        [
            "title محادثات جديدة في جنيف",
            "item • الوسيط يرى تقدما في",
            "item • باكو تضع شروطا جديدة",
            "paragraph بدأت في جنيف، صباح",
            "paragraph وقال الوسيط الأوروبي إن",
        ]
    );
}

#[test]
fn captions_are_told_by_their_name() {
    let text = format!(
        "محادثات جديدة في جنيف\nصدر الصورة، Getty Images\nالتعليق على الصورة، مزارع على ضفة النهر\n{FIRST}\n{SECOND}\n(إعداد سامي الحداد للنشرة العربية - تحرير ليلى منصور)"
    );
    assert_eq!(
        outline(&text),
        [
            "title محادثات جديدة في جنيف",
            "paragraph (photo-credit) صدر الصورة، getty images",
            "caption التعليق على الصورة، مزارع",
            "paragraph بدأت في جنيف، صباح",
            "paragraph وقال الوسيط الأوروبي إن",
            "paragraph (byline) (إعداد سامي الحداد للنشرة",
        ]
    );
}

#[test]
fn a_text_that_starts_with_a_paragraph_has_no_title() {
    let reading = read(format!("{FIRST}\n{SECOND}").as_bytes(), "جنيف.txt").expect("text");
    assert!(reading.article.blocks.iter().all(|block| block.kind == BlockKind::Paragraph));
    assert_eq!(reading.article.metadata.title, "جنيف");
    assert_eq!(reading.warnings.len(), 1);
}

#[test]
fn paragraphs_without_a_full_stop_still_carry_headings() {
    let bare = FIRST.trim_end_matches('.');
    let text = format!(
        "محادثات جديدة في جنيف\n\n{FIRST}\n\n{bare}\n\nشروط باكو\n\n{bare}\n\nمطالب يريفان\n\n{SECOND}"
    );
    let headings: Vec<String> =
        outline(&text).into_iter().filter(|line| line.starts_with("heading")).collect();
    assert_eq!(headings, ["heading شروط باكو", "heading مطالب يريفان"]);
}

#[test]
fn every_structure_rule_of_texts_fires_on_its_own_example() {
    let examples = rules().iter().filter(|rule| rule.how == How::Structure && !rule.example.contains('<'));
    for rule in examples {
        let name = if rule.name == "front-matter" { "a.md" } else { "a.txt" };
        let article = read(rule.example.as_bytes(), name).map(|reading| reading.article).unwrap_or_default();
        let names: Vec<&str> = article.blocks.iter().filter_map(|block| block.excluded.as_deref()).collect();
        assert!(names.contains(&rule.name.as_str()), "{} gave {names:?}", rule.name);
        assert_eq!(article.metadata.title, "عنوان المثال يتكرر في الصفحة نفسها");
    }
}
