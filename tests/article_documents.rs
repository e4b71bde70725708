//! Documents, books and bilingual files: the same article in every format, and what each format can say.

#![allow(clippy::panic, reason = "a helper of tests")]

use std::io::{Cursor, Write as _};
use tarjuman::article::{ArticleBlock, BlockKind, Given, ReadError, Reading, read, rules};
use tarjuman::text::{Mark, MarkKind};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

#[track_caller]
fn fixture(name: &str) -> Reading {
    let path = format!("{}/tests/data/formats/{name}", env!("CARGO_MANIFEST_DIR"));
    let bytes = std::fs::read(path).unwrap_or_default();
    read(&bytes, name).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// A ZIP file of these parts.
fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        let _ = writer.start_file(*name, SimpleFileOptions::default());
        let _ = writer.write_all(text.as_bytes());
    }
    writer.finish().map(Cursor::into_inner).unwrap_or_default()
}

const WORD: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

fn docx_with(body: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let document = format!("<?xml version=\"1.0\"?><w:document {WORD}><w:body>{body}</w:body></w:document>");
    let mut parts = vec![("[Content_Types].xml", "<Types/>"), ("word/document.xml", document.as_str())];
    parts.extend_from_slice(more);
    package(&parts)
}

fn odt_with(styles: &str, body: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content><office:automatic-styles>{styles}</office:automatic-styles>\
         <office:body><office:text>{body}</office:text></office:body></office:document-content>"
    );
    package(&[("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", &content)])
}

/// One line for each block: kind, level, cell, rule, text with marks as `*strong*`, `/emphasis/`, `[link](address)`.
fn outline(reading: &Reading) -> Vec<String> {
    reading.article.blocks.iter().map(line).collect()
}

fn line(block: &ArticleBlock) -> String {
    let kind = match block.kind {
        BlockKind::Title => "title",
        BlockKind::Standfirst => "standfirst",
        BlockKind::Heading => "heading",
        BlockKind::Paragraph => "paragraph",
        BlockKind::Quote => "quote",
        BlockKind::Item => "item",
        BlockKind::Cell => "cell",
        BlockKind::Caption => "caption",
    };
    let level = if block.level > 0 && block.kind != BlockKind::Title {
        block.level.to_string()
    } else {
        String::new()
    };
    let cell =
        block.cell.map(|cell| format!("@{}.{}.{}", cell.table, cell.row, cell.column)).unwrap_or_default();
    let rule = block.excluded.as_deref().map(|rule| format!(" ({rule})")).unwrap_or_default();
    format!("{kind}{level}{cell}{rule} {}", marked(&block.text, &block.marks))
}

fn marked(text: &str, marks: &[Mark]) -> String {
    let mut marks = marks.to_vec();
    // Of two over the same words neither is the outer one.
    marks.sort_by_key(|mark| {
        let kind = match mark.kind {
            MarkKind::Link(_) => 0,
            MarkKind::Strong => 1,
            MarkKind::Emphasis => 2,
        };
        (mark.span.start, std::cmp::Reverse(mark.span.end), kind)
    });
    let mut found = String::new();
    for (at, character) in text.char_indices().chain([(text.len(), '\0')]) {
        for mark in marks.iter().rev().filter(|mark| mark.span.end == at) {
            match &mark.kind {
                MarkKind::Strong => found.push('*'),
                MarkKind::Emphasis => found.push('/'),
                MarkKind::Link(address) => found.extend(["](", address, ")"]),
            }
        }
        for mark in marks.iter().filter(|mark| mark.span.start == at) {
            found += match mark.kind {
                MarkKind::Strong => "*",
                MarkKind::Emphasis => "/",
                MarkKind::Link(_) => "[",
            };
        }
        found.extend(Some(character).filter(|character| *character != '\0'));
    }
    found
}

#[track_caller]
fn check(bytes: &[u8], name: &str, expected: &[&str]) -> Reading {
    let reading = read(bytes, name).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(outline(&reading), expected);
    reading
}

const ARTICLE: [&str; 18] = [
    "title ميناء الصيادين يعود إلى العمل بعد عامين من الإغلاق",
    "paragraph عاد ميناء الصيادين في بلدة *رأس المرجان* إلى العمل صباح الأحد بعد عامين من الإغلاق. ووصل إلى الرصيف أول قارب في الساعة السادسة والنصف، وكان على متنه أربعة صيادين.",
    "paragraph وقال رئيس البلدية د. سامر الحلواني: «انتظرنا هذا اليوم طويلا. لن نغلق الميناء مرة أخرى». وأضاف أن كلفة الترميم بلغت 2.5 مليون دينار، وأن [التقرير الكامل](https://marsa.example/report) سينشر الشهر المقبل.",
    "heading2 مطالب الصيادين",
    "paragraph لكن الصيادين يقولون إن العمل لم ينته بعد؛ فالمخازن ما زالت بلا كهرباء. فهل تكفي الوعود؟ يجيب الصياد /عمر البحري/ بأنه سمع الكثير منها!",
    "paragraph ويطالب الصيادون بثلاثة أمور قبل نهاية العام:",
    "item1 إعادة الكهرباء إلى المخازن",
    "item1 خفض رسوم الرسو إلى النصف",
    "item1 تعميق المدخل الشمالي للميناء",
    "quote البحر لا ينتظر أحدا، ونحن لا نملك عملا غيره منذ أيام أجدادنا.",
    "heading2 أرقام الميناء",
    "cell@0.0.0 السنة",
    "cell@0.0.1 عدد القوارب",
    "cell@0.1.0 قبل الإغلاق",
    "cell@0.1.1 مئة وعشرون قاربا",
    "cell@0.2.0 اليوم",
    "cell@0.2.1 سبعة وأربعون قاربا",
    "paragraph وتأمل البلدية أن يعود العدد إلى ما كان عليه خلال ثلاثة أعوام، غير أن المراقبين يرون ذلك متفائلا أكثر مما ينبغي.",
];

fn segments(reading: &Reading) -> Vec<&str> {
    let of = |block: &'_ ArticleBlock| block.sentences.clone();
    reading
        .article
        .blocks
        .iter()
        .filter(|block| block.excluded.is_none())
        .flat_map(|block| of(block).into_iter().map(|span| span.of(&block.text)))
        .collect()
}

#[test]
fn word_processors_keep_all_of_the_article() {
    let page = fixture("article.html");
    for name in ["article.docx", "article.odt", "article.fodt", "article.rtf"] {
        let reading = fixture(name);
        assert_eq!(outline(&reading), ARTICLE, "{name}");
        assert_eq!(segments(&reading), segments(&page), "{name}");
        assert_eq!(reading.article.metadata.title, page.article.metadata.title, "{name}");
        assert_eq!(reading.article.metadata.author, "ليلى منصور", "{name}");
        assert_eq!(reading.warnings, Vec::<String>::new(), "{name}");
    }
}

const RICH: [&str; 21] = [
    "title الصيادون يعودون إلى البحر",
    "standfirst بعد عامين من الإغلاق تفتح الميناء أبوابها",
    "paragraph هذه فقرة *غليظة* و/مائلة/ فيها كلمة باقية، و[رابط طويل](https://a.example/x?y=1&z=2) وحاشية. ثم جملة ثانية.",
    "heading2 عنوان من الدرجة الثانية",
    "paragraph ظاهر ثم ظاهر.",
    "paragraph (hidden-text) مخفي تماما",
    "item1 بند أول",
    "item2 بند داخلي",
    "item1 بند ثان",
    "heading3 عنوان من الثالثة",
    "quote قول مقتبس من كتاب قديم.",
    "caption صورة الميناء في الصباح",
    "cell@0.0.0 خلية عريضة",
    "cell@0.0.2 ثالثة",
    "cell@0.1.0 واحد",
    "cell@0.1.2 ثلاثة",
    "cell@0.1.2 وفقرة أخرى",
    "paragraph فقرة مع إطار في وسطها.",
    "paragraph نص داخل الإطار.",
    "paragraph خاتمة في سطرين وجدولة.",
    "paragraph نص الحاشية هنا.",
];

#[test]
fn what_articles_seldom_hold_survives_a_word_processor() {
    for name in ["rich.fodt", "rich.odt", "rich.docx"] {
        let reading = fixture(name);
        assert_eq!(outline(&reading), RICH, "{name}");
        assert_eq!(reading.article.metadata.author, "سامي حداد", "{name}");
        assert!(reading.article.metadata.published.starts_with("2020-10-24T08:00:00"), "{name}");
    }
    // LibreOffice's RTF has no hidden text and no merged cells, and a box stands before its paragraph.
    let mut expected = RICH.map(str::to_owned).to_vec();
    expected.remove(5);
    expected[4] = "paragraph ظاهر ثم مخفي تماما ظاهر.".to_owned();
    expected[12] = "cell@0.0.1 ثالثة".to_owned();
    expected.swap(16, 17);
    let reading = fixture("rich.rtf");
    assert_eq!(outline(&reading), expected);
    assert_eq!(reading.article.metadata.published, "2020-10-24");
}

#[test]
fn a_book_is_one_article_in_the_order_of_its_spine() {
    let page = fixture("article.html");
    let book = fixture("article.epub");
    assert_eq!(segments(&book), segments(&page));
    let kinds = |reading: &Reading| {
        reading.article.blocks.iter().map(|block| (block.kind, block.level)).collect::<Vec<_>>()
    };
    assert_eq!(kinds(&book), kinds(&page), "as the page reader has them");
    let metadata = &book.article.metadata;
    assert_eq!((metadata.site.as_str(), metadata.published.as_str()), ("دار المرسى", "2026-03-01"));
    assert_eq!(metadata.author, "ليلى منصور");
    assert_eq!(segments(&fixture("article-libreoffice.epub")), segments(&page));
}

#[test]
fn bilingual_files_keep_units_drafts_and_marks() {
    for name in ["article.xlf", "article.xliff", "article.tmx"] {
        let reading = fixture(name);
        let texts = |line: &&str| line.split_once(' ').map(|(_, text)| text.to_owned());
        let expected: Vec<String> = ARTICLE.iter().filter_map(texts).collect();
        let blocks = reading.article.blocks.iter().filter(|block| block.excluded.is_none());
        let found: Vec<String> = blocks.clone().map(|block| marked(&block.text, &block.marks)).collect();
        assert_eq!(found, expected, "{name}");
        let drafts: Vec<&Given> = blocks.clone().flat_map(|block| &block.given).collect();
        assert_eq!(drafts.len(), 18, "{name}: one for each block");
        assert!(blocks.clone().all(|block| block.sentences.len() == 1), "{name}");
        assert_eq!(drafts[0].draft, "Fishermen’s harbour reopens after two years’ closure");
        assert_eq!(
            marked(&drafts[1].draft, &drafts[1].marks),
            "The fishermen’s harbour in *Ras al-Marjan* reopened on Sunday morning after two years of closure."
        );
        let confirmed: Vec<bool> = drafts.iter().take(3).map(|given| given.confirmed).collect();
        assert_eq!(confirmed, [name != "article.tmx", false, false], "{name}");
        assert!(drafts[2..].iter().all(|given| given.draft.is_empty()), "{name}");
        let left_out: Vec<_> = reading.article.blocks.iter().filter_map(|b| b.excluded.as_deref()).collect();
        if name == "article.tmx" {
            assert_eq!(reading.warnings, ["1 unit of the file has no Arabic text and was left out."]);
        } else {
            assert_eq!(left_out, ["not-to-translate"], "{name}");
        }
    }
}

#[test]
fn word_styles_are_known_in_any_language() {
    let styles = r#"<w:styles><w:docDefaults><w:rPrDefault><w:rPr><w:b/></w:rPr></w:rPrDefault></w:docDefaults>
        <w:style w:type="paragraph" w:styleId="Titre"><w:name w:val="Title"/></w:style>
        <w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>
        <w:style w:type="paragraph" w:styleId="Mine"><w:name w:val="عنوان فرعي"/><w:basedOn w:val="berschrift1"/></w:style>
        <w:style w:type="paragraph" w:styleId="Lvl"><w:name w:val="x"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>
        <w:style w:type="paragraph" w:styleId="Sub"><w:name w:val="Subtitle"/></w:style>
        <w:style w:type="paragraph" w:styleId="Q"><w:name w:val="Intense Quote"/></w:style>
        <w:style w:type="paragraph" w:styleId="C"><w:name w:val="caption"/></w:style>
        <w:style w:type="paragraph" w:styleId="L"><w:name w:val="List Bullet 2"/><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="3"/></w:numPr></w:pPr></w:style>
        <w:style w:type="paragraph" w:styleId="T"><w:name w:val="toc 1"/></w:style>
        <w:style w:type="paragraph" w:styleId="A"><w:name w:val="a"/><w:basedOn w:val="B"/></w:style>
        <w:style w:type="paragraph" w:styleId="B"><w:name w:val="b"/><w:basedOn w:val="A"/></w:style>
        <w:style w:type="character" w:styleId="Fort"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style></w:styles>"#;
    let relations = r#"<Relationships><Relationship Id="r1" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/styles" Target="styles.xml"/>
        <Relationship Id="r2" Type="x/hyperlink" Target="https://a.example/?a=1&amp;b=2" TargetMode="External"/></Relationships>"#;
    let p = |style: &str, text: &str| {
        format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
    };
    let body = [
        p("T", "الفصل الأول 3"),
        p("berschrift1", "قسم أول في الصفحة"),
        p("Titre", "العنوان الرئيسي للمقال"),
        p("Sub", "عنوان شارح تحت العنوان"),
        p("Mine", "قسم ثان"),
        p("Lvl", "قسم ثالث"),
        p("Q", "قال أحدهم."),
        p("C", "صورة الميناء"),
        p("L", "بند في قائمة"),
        p("A", "نمط يقوم على نفسه."),
        "<w:p><w:pPr><w:outlineLvl w:val=\"1\"/></w:pPr><w:r><w:t>قسم رابع</w:t></w:r></w:p>".to_owned(),
        "<w:p><w:pPr><w:pStyle w:val=\"L\"/><w:numPr><w:numId w:val=\"0\"/></w:numPr></w:pPr><w:r><w:t>ليس بندا.</w:t></w:r></w:p>".to_owned(),
        "<w:p><w:r><w:t xml:space=\"preserve\">نص </w:t></w:r><w:r><w:rPr><w:rStyle w:val=\"Fort\"/></w:rPr><w:t>قوي</w:t></w:r><w:r><w:rPr><w:rStyle w:val=\"Fort\"/><w:b w:val=\"0\"/><w:i w:val=\"false\"/></w:rPr><w:t xml:space=\"preserve\"> لا </w:t></w:r><w:hyperlink r:id=\"r2\" w:anchor=\"top\"><w:r><w:rPr><w:iCs/></w:rPr><w:t>رابط</w:t></w:r></w:hyperlink>.</w:p>".to_owned(),
    ];
    check(
        &docx_with(
            &body.concat(),
            &[("word/styles.xml", styles), ("word/_rels/document.xml.rels", relations)],
        ),
        "a.docx",
        &[
            "paragraph (table-of-contents) الفصل الأول 3",
            "heading1 قسم أول في الصفحة",
            "title العنوان الرئيسي للمقال",
            "standfirst عنوان شارح تحت العنوان",
            "heading1 قسم ثان",
            "heading3 قسم ثالث",
            "quote قال أحدهم.",
            "caption صورة الميناء",
            "item2 بند في قائمة",
            "paragraph نمط يقوم على نفسه.",
            "heading2 قسم رابع",
            "paragraph ليس بندا.",
            "paragraph نص *قوي* لا [/رابط/](https://a.example/?a=1&b=2#top)",
        ],
    );
}

#[test]
fn what_is_deleted_hidden_or_said_twice_in_word() {
    let footnotes = r#"<w:footnotes><w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:t>فاصل</w:t></w:r></w:p></w:footnote>
        <w:footnote w:id="1"><w:p><w:r><w:t>هذه حاشية.</w:t></w:r></w:p></w:footnote></w:footnotes>"#;
    let relations = r#"<Relationships><Relationship Id="r1" Type="a/footnotes" Target="/word/footnotes.xml"/></Relationships>"#;
    let body = r#"<w:p><w:r><w:t>عنوان المقال هنا</w:t></w:r></w:p>
        <w:p><w:pPr><w:pPrChange><w:pPr><w:pStyle w:val="x"/><w:outlineLvl w:val="0"/></w:pPr></w:pPrChange></w:pPr>
          <w:r><w:t xml:space="preserve">قبل </w:t></w:r><w:del><w:r><w:delText>محذوف</w:delText></w:r></w:del><w:ins><w:r><w:t>مضاف</w:t></w:r></w:ins>
          <w:r><w:br/><w:t>بعد</w:t><w:tab/><w:t>الجدولة.</w:t></w:r></w:p>
        <w:p><w:r><w:t>ظاهر</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>ملاحظة للمحرر لا تنشر</w:t></w:r><w:r><w:t xml:space="preserve"> أيضا.</w:t></w:r></w:p>
        <w:p><w:r><w:t>مع إطار.</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:posOffset>77</wp:posOffset><wps:txbx><w:txbxContent><w:p><w:r><w:t>نص الإطار.</w:t></w:r></w:p></w:txbxContent></wps:txbx></w:drawing></mc:Choice>
          <mc:Fallback><w:pict><v:textbox><w:txbxContent><w:p><w:r><w:t>نص الإطار.</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r><w:r><w:footnoteReference w:id="1"/></w:r></w:p>
        <w:p><w:r><w:t xml:space="preserve">في </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "https://b.example" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>الحقل</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:fldSimple w:instr="PAGE"><w:r><w:t xml:space="preserve"> 3</w:t></w:r></w:fldSimple></w:p>
        <w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:t>حقل لا ينتهي</w:t></w:r></w:p>
        <w:p><w:r><w:t>وبعده نص.</w:t></w:r></w:p>
        <w:sectPr><w:headerReference/></w:sectPr>"#;
    check(
        &docx_with(
            body,
            &[
                ("word/footnotes.xml", footnotes),
                ("word/_rels/document.xml.rels", relations),
                ("word/header1.xml", "<w:hdr><w:p><w:r><w:t>رأس الصفحة</w:t></w:r></w:p></w:hdr>"),
            ],
        ),
        "a.docx",
        &[
            "title عنوان المقال هنا",
            "paragraph قبل مضاف بعد الجدولة.",
            "paragraph ظاهر أيضا.",
            "paragraph (hidden-text) ملاحظة للمحرر لا تنشر",
            "paragraph مع إطار.",
            "paragraph نص الإطار.",
            "paragraph في [الحقل](https://b.example) 3",
            "paragraph وبعده نص.",
            "paragraph هذه حاشية.",
        ],
    );
}

#[test]
fn tables_in_word_count_merged_and_nested_cells() {
    let cell = |more: &str, text: &str| {
        format!("<w:tc><w:tcPr>{more}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>")
    };
    let inner = format!("<w:tbl><w:tr>{}{}</w:tr></w:tbl>", cell("", "داخل أول"), cell("", "داخل ثان"));
    let body = format!(
        "<w:p><w:r><w:t>عنوان المقال هنا</w:t></w:r></w:p><w:tbl><w:tr>{}{}</w:tr><w:tr><w:trPr><w:gridBefore w:val=\"1\"/></w:trPr>{}<w:tc>{inner}<w:p/></w:tc></w:tr></w:tbl>\
         <w:p/><w:tbl><w:tr>{}</w:tr></w:tbl><w:p><w:r><w:t>بعد الجدول.</w:t></w:r></w:p>",
        cell("<w:gridSpan w:val=\"2\"/>", "عريضة"),
        cell("<w:vMerge w:val=\"restart\"/>", "طويلة"),
        cell("", "تحتها"),
        cell("", "جدول آخر"),
    );
    check(
        &docx_with(&body, &[]),
        "a.docx",
        &[
            "title عنوان المقال هنا",
            "cell@0.0.0 عريضة",
            "cell@0.0.2 طويلة",
            "cell@0.1.1 تحتها",
            "cell@0.1.2 داخل أول",
            "cell@0.1.2 داخل ثان",
            "cell@1.0.0 جدول آخر",
            "paragraph بعد الجدول.",
        ],
    );
}

#[test]
fn an_open_document_says_what_is_text_and_what_is_not() {
    let styles = r#"<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title"/>
        <style:style style:name="P2" style:family="paragraph" style:parent-style-name="Standard"><style:text-properties style:font-weight-complex="bold"/></style:style>
        <style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="700" style:font-style-asian="italic"/></style:style>
        <style:style style:name="T2" style:family="text" style:parent-style-name="T1"><style:text-properties fo:font-weight="normal"/></style:style>
        <style:style style:name="T3" style:family="text"><style:text-properties text:display="none"/></style:style>"#;
    let body = r#"<text:tracked-changes><text:changed-region><text:deletion><text:p>محذوف</text:p></text:deletion></text:changed-region></text:tracked-changes>
        <office:forms><form:form/></office:forms>
        <text:table-of-content><text:index-body><text:p>الفصل الأول 3</text:p></text:index-body></text:table-of-content>
        <text:p text:style-name="P1">عنوان<text:s text:c="3"/>المقال<text:line-break/>هنا</text:p>
        <text:h text:outline-level="3">قسم</text:h>
        <text:p>نص <text:span text:style-name="T1">قوي</text:span> و<text:span text:style-name="T2">مائل</text:span><text:span text:style-name="T3">سر خفي</text:span> و<text:a xlink:href="https://c.example">رابط</text:a><text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>حاشية.</text:p></text:note-body></text:note>.<office:annotation><dc:creator>سامي</dc:creator><text:p>تعليق</text:p></office:annotation></text:p>
        <text:p text:style-name="P2">هذه فقرة غليظة كلها لأن كاتبها أراد ذلك.</text:p>
        <text:p>صورة:<draw:frame><draw:text-box><text:p text:style-name="Illustration">الميناء</text:p></draw:text-box><svg:title>عنوان الصورة</svg:title></draw:frame></text:p>
        <text:list><text:list-item><text:p>أول</text:p><text:list><text:list-item><text:p>ثان</text:p></text:list-item></text:list></text:list-item></text:list>
        <table:table><table:table-row><table:table-cell table:number-columns-spanned="2"><text:p>عريضة</text:p></table:table-cell><table:covered-table-cell/><table:table-cell table:number-columns-repeated="2"/><table:table-cell><text:p>خامسة</text:p></table:table-cell></table:table-row>
        <table:table-row table:number-rows-repeated="3"/><table:table-row><table:table-cell><text:p>أخيرة</text:p></table:table-cell></table:table-row></table:table>"#;
    check(
        &odt_with(styles, body),
        "a.odt",
        &[
            "paragraph (table-of-contents) الفصل الأول 3",
            "title عنوان المقال هنا",
            "heading3 قسم",
            "paragraph نص */قوي/* و/مائل/ و[رابط](https://c.example).",
            "paragraph (hidden-text) سر خفي",
            "paragraph *هذه فقرة غليظة كلها لأن كاتبها أراد ذلك.*",
            "paragraph (photo-credit) صورة:",
            "paragraph الميناء",
            "item1 أول",
            "item2 ثان",
            "cell@0.0.0 عريضة",
            "cell@0.0.4 خامسة",
            "cell@0.4.0 أخيرة",
            "paragraph حاشية.",
        ],
    );
}

#[test]
fn rich_text_reads_arabic_in_every_spelling() {
    let rtf = concat!(
        "{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0\\fcharset0 Arial;}{\\f1\\fcharset178 Arial (Arabic);}}",
        "{\\stylesheet{\\s1\\outlinelevel0\\b heading 1;}{\\s2\\sbasedon1 Mine;}{\\s3 Quote;}{\\*\\cs4 Strong;}}",
        "{\\info{\\title ?}{\\author {\\uc0\\u1604\\u1610\\u1604\\u1609}}{\\creatim\\yr2020\\mo10\\dy24}}",
        "{\\header\\pard \\u1585?\\par}",
        "\\pard\\s1\\b {\\f1\\'e3\\'ed\\'e4\\'c7\\'c1} {\\f1\\'c7\\'e1\\'d5\\'ed\\'c7\\'cf\\'ed\\'e4}\\par",
        "\\pard\\plain\\s2\\uc1 \\u1602 ?\\u1587 ?\\u1605 ?\\par",
        "\\pard\\plain\\uc2 \\u1606 \\'81\\'81\\u1589 \\'81\\'81 {\\b \\u1602 ??\\u1608 ??}{\\ab\\i \\u-10179 ??\\u-8704 ??}",
        "{\\v \\uc0 \\u1587\\u1585}{\\deleted \\uc0 \\u1605}{\\*\\unknown \\u1605}.\\par",
        "\\pard {\\field{\\*\\fldinst{HYPERLINK \"https://d.example\"}}{\\fldrslt {\\uc0\\u1585\\u1575\\u1576\\u1591}}}",
        "{\\super  \\chftn{\\*\\footnote \\chftn\\pard \\uc0\\u1581\\u1575\\u1588\\u1610\\u1577.}}.\\par",
        "\\pard\\s3 \\uc0\\u1602\\u1608\\u1604.\\par",
        "{\\pict\\bin5 }{}}\\u0}",
        "\\pard{\\listtext\\'b7\\tab}\\ls1\\ilvl1 \\uc0\\u1576\\u1606\\u1583\\par",
        "\\pard\\intbl \\uc0\\u1571\\cell \\cell \\u1576\\cell\\row\\intbl\\u1578\\cell\\row",
        "\\pard \\uc0\\u1582\\u1578\\u1575\\u1605 \\u99999999\\u-99999 .\\par}",
    );
    let reading = check(
        rtf.as_bytes(),
        "a.rtf",
        &[
            "title ميناء الصيادين",
            "heading1 قسم",
            "paragraph نص *قو/\u{1F600}/*.",
            "paragraph (hidden-text) سر",
            "paragraph [رابط](https://d.example).",
            "quote قول.",
            "item2 بند",
            "cell@0.0.0 أ",
            "cell@0.0.2 ب",
            "cell@0.1.0 ت",
            "paragraph ختام\u{FFFD}\u{FFFD}.",
            "paragraph حاشية.",
        ],
    );
    assert_eq!(reading.article.metadata.author, "ليلى");
    assert_eq!(reading.article.metadata.published, "2020-10-24");
}

#[test]
fn a_book_is_read_as_its_package_says() {
    let page = |text: &str| {
        format!(
            "<html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title/></head><body>{text}</body></html>"
        )
    };
    let (one, two) = (
        page("<h1>الكتاب الصغير في البحر</h1><p>الفصل الأول يبدأ هنا.&nbsp;ثم ينتهي.</p>"),
        page("<p>صفحة المحتويات</p>"),
    );
    let parts = [
        ("mimetype", "application/epub+zip"),
        (
            "META-INF/container.xml",
            "<container><rootfiles><rootfile full-path=\"book.opf\"/></rootfiles></container>",
        ),
        ("META-INF/encryption.xml", "<encryption><CipherReference URI=\"font.otf\"/></encryption>"),
        (
            "book.opf",
            "<package><metadata><dc:title>الكتاب الصغير في البحر</dc:title><dc:creator>أ</dc:creator><dc:creator>ب</dc:creator></metadata><manifest>\
            <item id=\"1\" href=\"a%20b.html\" media-type=\"application/xhtml+xml\"/><item id=\"2\" href=\"toc.html\" media-type=\"text/html\"/><item id=\"3\" href=\"missing.html\"/><item id=\"4\" href=\"a.png\" media-type=\"image/png\"/></manifest>\
            <spine><itemref idref=\"2\"/><itemref idref=\"3\"/><itemref idref=\"4\"/><itemref idref=\"1\"/><itemref idref=\"1\"/></spine><guide><reference type=\"toc\" href=\"toc.html#x\"/></guide></package>",
        ),
        ("a b.html", &one),
        ("toc.html", &two),
    ];
    let reading = check(
        &package(&parts),
        "a.epub",
        &["title الكتاب الصغير في البحر", "paragraph الفصل الأول يبدأ هنا. ثم ينتهي."],
    );
    assert_eq!(reading.article.metadata.author, "أ، ب");
    assert!(
        reading.warnings.iter().any(|warning| warning.starts_with("One chapter")),
        "{:?}",
        reading.warnings
    );
    let locked = [parts.as_slice(), &[("x", "")]].concat();
    let locked: Vec<_> = locked
        .into_iter()
        .map(|(name, text)| {
            (
                name,
                if name.ends_with("encryption.xml") {
                    "<encryption><CipherReference URI=\"a%20b.html\"/></encryption>"
                } else {
                    text
                },
            )
        })
        .collect();
    assert_eq!(read(&package(&locked), "a.epub"), Err(ReadError::Protected));
}

fn xliff12(attributes: &str, units: &str) -> String {
    format!(
        "<xliff version=\"1.2\"><file {attributes}><header><note>x</note></header><body>{units}</body></file></xliff>"
    )
}

#[test]
fn xliff_units_follow_their_states_groups_and_sentences() {
    let file = xliff12(
        "source-language=\"ar-SA\" target-language=\"en\"",
        r#"<group translate="no"><trans-unit id="1"><source>رمز أول</source></trans-unit><trans-unit id="2" translate="yes"><source>نص ثان</source></trans-unit></group>
        <trans-unit id="3" approved="yes"><source>نص ثالث<x id="1" equiv-text="!"/><ph id="2">&lt;br/&gt;</ph></source><target>Third</target><note>ملاحظة</note><alt-trans><source>بديل</source><target state="final">Other</target></alt-trans></trans-unit>
        <trans-unit id="4"><source>واحد. اثنان.</source><seg-source><mrk mtype="seg" mid="0">واحد.</mrk> <mrk mtype="seg" mid="1">اثنان.</mrk></seg-source><target state="signed-off"><mrk mtype="seg" mid="1">Two.</mrk></target></trans-unit>
        <trans-unit id="5" approved="yes"><source>بلا ترجمة</source><target/></trans-unit><trans-unit id="6"><source/></trans-unit>"#,
    );
    let reading = check(
        file.as_bytes(),
        "a.xlf",
        &[
            "paragraph (not-to-translate) رمز أول",
            "paragraph نص ثان",
            "paragraph نص ثالث!",
            "paragraph واحد.",
            "paragraph اثنان.",
            "paragraph بلا ترجمة",
        ],
    );
    let given: Vec<_> = reading
        .article
        .blocks
        .iter()
        .flat_map(|b| &b.given)
        .map(|g| (g.draft.as_str(), g.confirmed))
        .collect();
    assert_eq!(given, [("", false), ("", false), ("Third", true), ("", false), ("Two.", true), ("", false)]);
    assert_eq!(reading.warnings, Vec::<String>::new());

    let second = r#"<xliff version="2.1" srcLang="ar" trgLang="en"><file id="f"><notes><note>x</note></notes><unit id="1" translate="no"><segment><source>رمز</source></segment></unit>
        <unit id="2"><mtc:matches><mtc:match><source>بديل</source><target>x</target></mtc:match></mtc:matches><originalData><data id="d">&lt;em&gt;</data></originalData>
        <segment state="reviewed"><source>أول <sc id="1" dataRef="d"/>مائل<ec startRef="1"/><cp hex="0001"/></source><target>First</target></segment><ignorable><source> </source></ignorable>
        <segment state="translated"><source>ثان <pc id="2" type="link" subFs="href,https://e.example/a\,b">رابط</pc></source><target>Second</target></segment></unit></file></xliff>"#;
    let reading = check(
        second.as_bytes(),
        "a.xliff",
        &[
            "paragraph (not-to-translate) رمز",
            "paragraph أول /مائل/",
            "paragraph ثان [رابط](https://e.example/a,b)",
        ],
    );
    let confirmed: Vec<bool> =
        reading.article.blocks.iter().flat_map(|b| &b.given).map(|g| g.confirmed).collect();
    assert_eq!(confirmed, [false, true, false]);
}

#[test]
fn a_file_in_the_wrong_direction_says_so() {
    let unit = |source: &str, target: &str| {
        format!("<trans-unit id=\"1\"><source>{source}</source><target>{target}</target></trans-unit>")
    };
    let error = |attributes: &str, unit: &str| {
        read(xliff12(attributes, unit).as_bytes(), "a.xlf").map_err(|e| e.to_string())
    };
    let into = error("source-language=\"en\" target-language=\"ar\"", &unit("Harbour", "ميناء"));
    assert!(into.is_err_and(|text| text.contains("from “en” into “ar”")));
    let unlabelled = error("", &unit("Harbour", "ميناء"));
    assert!(unlabelled.is_err_and(|text| text.contains("a language it does not name")));
    let empty = error("source-language=\"en\" target-language=\"ar-SA\"", &unit("Harbour", ""));
    assert!(empty.is_err());
    let mislabelled = error("source-language=\"fa\" target-language=\"en\"", &unit("ميناء", ""));
    assert_eq!(
        mislabelled.map(|reading| reading.warnings),
        Ok(vec![
            "The file says that it translates from “fa”, not from Arabic; its texts have Arabic letters."
                .to_owned()
        ])
    );
}

#[test]
fn a_memory_names_languages_in_many_ways() {
    let tmx = r#"<?xml version="1.0"?><!DOCTYPE tmx SYSTEM "http://127.0.0.1:9/tmx14.dtd"><tmx version="1.4"><header srclang="en"><note>x</note></header><body>
        <tu><note>ملاحظة</note><prop type="a">خاصية</prop><tuv xml:lang="EN-us"><seg>One</seg></tuv><tuv xml:lang="en"><seg>Uno</seg></tuv><tuv lang="AR"><seg>واحد &amp; <hi type="bold">اثنان</hi><ph>&lt;br&gt;</ph></seg></tuv></tu>
        <tu><tuv xml:lang="fr"><seg>Deux</seg></tuv></tu><tu><tuv xml:lang="ar_EG"><seg>ثلاثة</seg></tuv></tu><tu><tuv xml:lang="en"><seg>Four</seg></tuv></tu></body></tmx>"#;
    let reading = check(tmx.as_bytes(), "a.tmx", &["paragraph واحد & *اثنان*", "paragraph ثلاثة"]);
    let drafts: Vec<_> =
        reading.article.blocks.iter().flat_map(|b| &b.given).map(|g| g.draft.as_str()).collect();
    assert_eq!(drafts, ["One", ""]);
    assert_eq!(reading.warnings, ["2 units of the file have no Arabic text and were left out."]);

    let none = "<tmx><body><tu><tuv xml:lang=\"fr\"><seg>Deux</seg></tuv></tu></body></tmx>";
    assert_eq!(read(none.as_bytes(), "a.tmx"), Err(ReadError::NoArabic { units: 1 }));
    let map = read(b"<?xml version=\"1.0\"?><map version=\"1.10\"><layer/></map>", "a.tmx");
    assert!(map.is_err_and(|error| error.to_string().contains("Tiled")));
    // Cut off in the middle: what stands before it is somebody's work.
    let cut = tmx.split("<tu><tuv xml:lang=\"fr\">").next().unwrap_or_default();
    let cut = read(cut.as_bytes(), "a.tmx");
    assert!(
        cut.is_ok_and(
            |reading| reading.warnings[0].contains("breaks off") && reading.article.blocks.len() == 1
        )
    );
}

#[test]
fn content_counts_for_more_than_the_name() {
    let path = |name: &str| format!("{}/tests/data/formats/{name}", env!("CARGO_MANIFEST_DIR"));
    for (name, wrong) in [
        ("article.docx", "a.odt"),
        ("article.odt", "a.docx"),
        ("article.epub", "a.zip"),
        ("article.rtf", "a.doc"),
        ("article.html", "a.docx"),
        ("article.tmx", "a.xml"),
        ("article.xlf", "a.tmx"),
        ("article.fodt", "a.xml"),
    ] {
        let bytes = std::fs::read(path(name)).unwrap_or_default();
        let reading = read(&bytes, wrong).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(reading.article.blocks.len(), fixture(name).article.blocks.len(), "{name}");
    }
    let error =
        |bytes: &[u8]| read(bytes, "a.docx").map_err(|error| error.to_string()).err().unwrap_or_default();
    assert!(error(b"%PDF-1.4").contains("is a PDF"));
    assert!(error(&package(&[("[Content_Types].xml", ""), ("xl/workbook.xml", "")])).contains("Excel"));
    assert!(
        error(&package(&[("mimetype", "application/vnd.oasis.opendocument.spreadsheet")]))
            .contains("spreadsheet")
    );
    assert!(error(&package(&[("a.txt", "نص")])).contains("ZIP archive"));
    assert!(error(&package(&[("[Content_Types].xml", "")])).contains("“word/document.xml” is missing"));
}

#[test]
fn a_document_without_a_title_is_called_by_its_file() {
    let text = "انتهى القتال في الإقليم صباح السبت بعد أسبوعين من المعارك.";
    let body = format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
    let reading = check(&docx_with(&body, &[]), "خبر.docx", &[&format!("paragraph {text}")]);
    assert_eq!(reading.article.metadata.title, "خبر");
    assert_eq!(reading.warnings, ["The document has no title line; the name of the file stands for it."]);
    assert_eq!(read(&docx_with("<w:p/>", &[]), "a.docx"), Err(ReadError::NoText));
}

#[test]
fn a_book_keeps_its_title_when_it_begins_with_a_chapter() {
    let parts = [
        ("META-INF/container.xml", "<container><rootfile full-path=\"book.opf\"/></container>"),
        (
            "book.opf",
            "<package><metadata><dc:title>كتاب البحر</dc:title></metadata><manifest><item id=\"1\" href=\"1.html\"/></manifest><spine><itemref idref=\"1\"/></spine></package>",
        ),
        ("1.html", "<h1>الفصل الأول</h1><p>بدأ الكتاب.</p>"),
    ];
    let reading = check(&package(&parts), "a.epub", &["heading1 الفصل الأول", "paragraph بدأ الكتاب."]);
    assert_eq!(reading.article.metadata.title, "كتاب البحر");
}

#[test]
fn every_rule_of_documents_fires_on_its_own_example() {
    let text = "انتهى القتال في الإقليم صباح السبت.";
    for (rule, name, wrap) in [
        (
            "hidden-text",
            "a.docx",
            &(|example: &str| docx_with(&format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>{example}"), &[]))
                as &dyn Fn(&str) -> Vec<u8>,
        ),
        ("table-of-contents", "a.odt", &|example| odt_with("", &format!("<text:p>{text}</text:p>{example}"))),
        ("not-to-translate", "a.xlf", &|example| {
            xliff12(
                "source-language=\"ar\"",
                &format!("<trans-unit id=\"0\"><source>{text}</source></trans-unit>{example}"),
            )
            .into_bytes()
        }),
    ] {
        let example = rules().iter().find(|known| known.name == rule).map(|rule| rule.example.as_str());
        let reading =
            read(&wrap(example.unwrap_or_default()), name).unwrap_or_else(|error| panic!("{error}"));
        let found: Vec<_> = reading.article.blocks.iter().map(|block| block.excluded.as_deref()).collect();
        assert_eq!(found, [None, Some(rule)]);
    }
}

#[test]
fn locked_files_say_so() {
    let manifest = "<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>";
    let odt = package(&[
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        ("META-INF/manifest.xml", manifest),
        ("content.xml", "x"),
    ]);
    assert_eq!(read(&odt, "a.odt"), Err(ReadError::Protected));
    // Bit 0 of the flags in both headers says that a part of a ZIP file is encrypted.
    let mut docx = docx_with("<w:p/>", &[]);
    for at in 0..docx.len() - 10 {
        match &docx[at..at + 4] {
            b"PK\x03\x04" => docx[at + 6] |= 1,
            b"PK\x01\x02" => docx[at + 8] |= 1,
            _ => {}
        }
    }
    assert_eq!(read(&docx, "a.docx"), Err(ReadError::Protected));
}

#[test]
fn wide_characters_and_symbols_are_read() {
    let tmx = "<?xml version=\"1.0\" encoding=\"UTF-16\"?><tmx><body><tu><tuv xml:lang=\"ar\"><seg>نص واسع</seg></tuv></tu></body></tmx>";
    for mark in ["\u{FEFF}", ""] {
        let wide: Vec<u8> = format!("{mark}{tmx}").encode_utf16().flat_map(u16::to_le_bytes).collect();
        check(&wide, "a.tmx", &["paragraph نص واسع"]);
    }
    let body = "<w:p><w:r><w:t>رمز</w:t><w:sym w:font=\"Symbol\" w:char=\"F0AE\"/><w:sym w:char=\"2190\"/><w:t>.</w:t></w:r></w:p>";
    check(&docx_with(body, &[]), "a.docx", &["paragraph رمز\u{FFFD}←."]);
}
