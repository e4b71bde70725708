//! The real article and the real page of `../shared`, judged by hand-made lists. Skipped without the folder.

#![allow(
    clippy::print_stdout,
    clippy::expect_used,
    reason = "a test says that it was skipped, and may fail loudly"
)]

mod shared;

use shared::shared;
use tarjuman::article::{Article, ArticleBlock, BlockKind, read, rule_title};

/// The article in `../shared/<name>`, or `None` (and a word about it) where the folder is missing.
fn real(name: &str) -> Option<(Vec<u8>, Article)> {
    let path = shared(name)?;
    let bytes = std::fs::read(path).expect("the file can be read");
    let reading = read(&bytes, name).expect("the file is an article");
    Some((bytes, reading.article))
}

fn is_in(block: &ArticleBlock) -> bool {
    block.excluded.is_none()
}

#[test]
fn the_seed_has_its_title_standfirst_heads_and_junk() {
    let Some((bytes, article)) = real("seeds/000_6b2d5fff41c62f6f.txt") else { return };

    let junk: Vec<(&str, &str)> = article
        .blocks
        .iter()
        .filter_map(|block| Some((block.excluded.as_deref()?, block.text.as_str())))
        .collect();
    assert_eq!(
        junk,
        [
            ("javascript-notice", "Sorry, you need to enable JavaScript to visit this website."),
            ("read-more", "اقرأ المزيد"),
            ("related-nodes", "يحتوي هذا القسم على المقلات ذات صلة, الموضوعة في (Related Nodes field)"),
            ("read-more", "اقرأ المزيد"),
            ("more-from-section", "المزيد من دوليات"),
        ]
    );
    let of_kind = |kind| -> Vec<&str> {
        article
            .blocks
            .iter()
            .filter(|block| is_in(block))
            .filter(|b| b.kind == kind)
            .map(|b| b.text.as_str())
            .collect()
    };
    assert_eq!(of_kind(BlockKind::Title), ["جبهة قره باغ تشتعل على وقع مساعي بومبيو"]);
    assert_eq!(
        of_kind(BlockKind::Standfirst),
        ["وزيرا خارجية أرمينيا وأذربيجان أجريا مباحثات منفصلة مع نظيرهما الأميركي في واشنطن"]
    );
    assert_eq!(
        of_kind(BlockKind::Heading),
        ["علييف: سنواصل حتى النهاية", "لقاءات منفصلة", "الدور التركي", "الاتفاقات لم تصمد"]
    );
    assert_eq!(of_kind(BlockKind::Paragraph).len(), 26);

    // Every word of the file is in a block, in order.
    let file = String::from_utf8(bytes).expect("UTF-8");
    let blocks: Vec<&str> = article.blocks.iter().flat_map(|block| block.text.split_whitespace()).collect();
    assert_eq!(blocks, file.split_whitespace().collect::<Vec<_>>());
}

#[test]
fn the_sentences_of_the_seed_are_whole() {
    let Some((_, article)) = real("seeds/000_6b2d5fff41c62f6f.txt") else { return };
    let counts: Vec<usize> = article
        .blocks
        .iter()
        .filter(|block| is_in(block))
        .filter(|block| block.kind == BlockKind::Paragraph)
        .map(|block| block.sentences.len())
        .collect();
    // Counted by hand, paragraph by paragraph.
    assert_eq!(counts, [1, 2, 1, 1, 2, 1, 1, 1, 1, 1, 1, 3, 1, 1, 2, 2, 1, 1, 1, 1, 1, 1, 1, 2, 2, 1]);
    for block in article.blocks.iter().filter(|block| is_in(block)) {
        for sentence in &block.sentences {
            let text = sentence.of(&block.text);
            assert_eq!(text.matches('"').count() % 2, 0, "a quotation was cut: {text}");
            assert!(!text.ends_with(':'), "cut from its quotation: {text}");
        }
    }
}

#[test]
fn the_page_has_every_word_and_hardly_any_other() {
    let Some((_, article)) = real("pages/cnn-arabic-2013.html") else { return };
    let Some(expected) = shared("pages/cnn-arabic-2013.expected.txt") else { return };
    let expected = std::fs::read_to_string(expected).expect("the file can be read");
    let found: Vec<&str> = article
        .blocks
        .iter()
        .filter(|block| is_in(block))
        .filter(|block| block.kind != BlockKind::Title)
        .flat_map(|block| block.text.split_whitespace())
        .collect();
    let expected: Vec<&str> = expected.split_whitespace().collect();
    assert_eq!(found, expected);

    let metadata = &article.metadata;
    assert_eq!(metadata.title, "معارضون يسيطرون على مخازن للصواريخ بريف دمشق");
    assert_eq!(metadata.published, "2013-08-28");
    assert_eq!(metadata.site, "CNNArabic");
    assert_eq!(metadata.address, "http://arabic.cnn.com/2013/middle_east/8/3/syria.clashes/index.html");
}

#[test]
fn what_the_page_leaves_out_has_names_that_say_what_it_is() {
    let Some((_, article)) = real("pages/cnn-arabic-2013.html") else { return };
    let mut names: Vec<&str> = article.blocks.iter().filter_map(|block| block.excluded.as_deref()).collect();
    names.dedup();
    assert_eq!(
        names.into_iter().map(rule_title).collect::<Vec<_>>(),
        [
            "Menu of the site",
            "Date of the article",
            "Comment policy",
            "Heading of related articles",
            "Headline of another article",
            "Menu of the site",
            "Copyright line",
            "Menu of the site",
        ]
    );
}
