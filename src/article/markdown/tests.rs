//! Markdown as people write it, and front matter.

use crate::article::{ArticleBlock, BlockKind, Cell, ListItem, ReadError, Reading, Sign, read};
use crate::text::MarkKind;

fn md(text: &str) -> Reading {
    read(text.as_bytes(), "مقال.md").expect("text")
}

fn outline(reading: &Reading) -> Vec<String> {
    let line = |block: &ArticleBlock| {
        let rule = block.excluded.as_ref().map(|rule| format!("({rule}) ")).unwrap_or_default();
        let (level, sign) = match (block.kind, ListItem::of(block.level)) {
            (BlockKind::Item, ListItem { depth, sign: Sign::Bullet }) => (depth, " •"),
            (BlockKind::Item, ListItem { depth, sign: Sign::Number }) => (depth, " #"),
            (BlockKind::Item, ListItem { depth, sign: Sign::None }) => (depth, ""),
            _ => (block.level, ""),
        };
        format!("{:?}{level}{sign} {rule}{}", block.kind, block.text).to_lowercase()
    };
    reading.article.blocks.iter().map(line).collect()
}

#[test]
fn structure_is_what_is_written() {
    let reading = md(
        "# عنوان الخبر\n\nسطر أول\nوثان.\n\n## فرعي\n\n- أولا\n  - وداخله\n- ثانيا\n\n  تتمة\n\n1. واحد\n\n> قول.\n>\n> وآخر.\n\n***\n\n    فقرة في الداخل\n\n```\nرمز\n\nثان\n```\n",
    );
    assert_eq!(
        outline(&reading),
        [
            "title1 عنوان الخبر",
            "paragraph0 سطر أول وثان.",
            "heading2 فرعي",
            "item1 • أولا",
            "item2 • وداخله",
            "item1 • ثانيا",
            "item1 تتمة",
            "item1 # واحد",
            "quote0 قول.",
            "quote0 وآخر.",
            "paragraph0 فقرة في الداخل",
            "paragraph0 رمز",
            "paragraph0 ثان",
        ]
    );
    assert_eq!(reading.article.metadata.title, "عنوان الخبر");
    assert_eq!(reading.warnings, [""; 0]);
}

#[test]
fn a_list_that_begins_elsewhere_keeps_its_numbers_in_the_text() {
    let reading =
        md("نص.\n\n1. واحد\n2. اثنان\n\n   تتمة\n\nنص.\n\n3. **ثلاثة** معا\n\n4. أربعة\n   - فيها\n");
    assert_eq!(
        outline(&reading).get(1..),
        Some(
            [
                "item1 # واحد",
                "item1 # اثنان",
                "item1 تتمة",
                "paragraph0 نص.",
                "item1 3. ثلاثة معا",
                "item1 4. أربعة",
                "item2 • فيها",
            ]
            .map(str::to_owned)
            .as_slice()
        )
    );
    let [.., bold, _, _] = reading.article.blocks.as_slice() else { panic!("{:?}", outline(&reading)) };
    assert_eq!(bold.marks[0].span.of(&bold.text), "ثلاثة");
}

#[test]
fn tables_keep_their_places() {
    let reading = md("نص.\n\n| سنة | عدد |\n|---|---|\n| ١ | **٢ و٣** |\n\n| آخر |\n|---|\n| ب |\n");
    let cells: Vec<_> = reading
        .article
        .blocks
        .iter()
        .filter_map(|block| block.cell.map(|cell| (cell, block.text.as_str())))
        .collect();
    let at = |table, row, column| Cell { table, row, column };
    assert_eq!(
        cells,
        [
            (at(0, 0, 0), "سنة"),
            (at(0, 0, 1), "عدد"),
            (at(0, 1, 0), "١"),
            (at(0, 1, 1), "٢ و٣"),
            (at(1, 0, 0), "آخر"),
            (at(1, 1, 0), "ب"),
        ]
    );
}

#[test]
fn emphasis_and_links_are_marks_and_pictures_are_captions() {
    let reading = md("قال *الوزير* إن **[التقرير](https://a.example/r)** جاهز ![جسر مدمر](a.png) غدا.");
    let [text, caption] = reading.article.blocks.as_slice() else { panic!("{:?}", outline(&reading)) };
    assert_eq!(text.text, "قال الوزير إن التقرير جاهز غدا.");
    let marks: Vec<_> = text.marks.iter().map(|mark| (mark.span.of(&text.text), mark.kind.clone())).collect();
    assert_eq!(
        marks,
        [
            ("الوزير", MarkKind::Emphasis),
            ("التقرير", MarkKind::Strong),
            ("التقرير", MarkKind::Link("https://a.example/r".to_owned())),
        ]
    );
    assert_eq!((caption.kind, caption.text.as_str()), (BlockKind::Caption, "جسر مدمر"));
}

#[test]
fn front_matter_is_no_text() {
    let reading = md(
        "---\ntitle: \"عنوان: طويل\"\nauthor:\n  - ليلى منصور\n  - سامي\ndate: 2020-10-24\nurl: https://a.example/1\ntags: [سياسة]\n---\n\nانتهى القتال.\n",
    );
    assert_eq!(
        outline(&reading),
        [
            "title0 عنوان: طويل",
            "paragraph0 (front-matter) title: \"عنوان: طويل\" · author: · - ليلى منصور · - سامي · date: 2020-10-24 · url: https://a.example/1 · tags: [سياسة]",
            "paragraph0 انتهى القتال.",
        ]
    );
    let metadata = reading.article.metadata;
    assert_eq!(metadata.title, "عنوان: طويل");
    assert_eq!(metadata.author, "ليلى منصور، سامي");
    assert_eq!(metadata.published, "2020-10-24");
    assert_eq!(metadata.address, "https://a.example/1");
}

#[test]
fn the_title_of_the_front_matter_is_not_shown_twice() {
    let reading = md("---\ntitle: عنوان الخبر\n---\n\n# عنوان الخبر\n\nانتهى القتال.\n\n## عنوان الخبر\n");
    assert_eq!(
        outline(&reading),
        [
            "paragraph0 (front-matter) title: عنوان الخبر",
            "title1 عنوان الخبر",
            "paragraph0 انتهى القتال.",
            "heading2 (duplicate-title) عنوان الخبر",
        ]
    );
}

#[test]
fn markup_in_it_is_read_and_notes_are_kept() {
    let reading = md(
        "<div>نص في <b>وسم</b></div>\n\nسطر<br>آخر<!-- لا --> <b>مهم</b>[^1].\n\n[^1]: هامش.\n\nاقرأ المزيد\n",
    );
    assert_eq!(
        outline(&reading),
        [
            "paragraph0 نص في وسم",
            "paragraph0 سطر آخر مهم.",
            "paragraph0 هامش.",
            "paragraph0 (read-more) اقرأ المزيد",
        ]
    );
    assert_eq!(read("---\ntitle: عنوان\n---\n".as_bytes(), "a.md").map(|_| ()), Ok(()));
    assert_eq!(read(b"***\n", "a.md"), Err(ReadError::NoText));
}
