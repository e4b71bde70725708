//! A saved page of 500 kB becomes segments. Budget: 150 ms.

use criterion::{Criterion, criterion_group, criterion_main};
use std::fmt::Write as _;
use std::hint::black_box;
use tarjuman::article::{read, sentences};

/// A page as newspapers save them: a third of it is markup, menus and scripts, and the article is long.
fn page() -> String {
    let mut page = String::from(
        "<!DOCTYPE html><html lang=\"ar\"><head><title>الطريق إلى الهدنة | صحيفة</title><script>",
    );
    page.push_str(&"var a = {\"b\": 1};".repeat(2_000));
    page.push_str("</script></head><body><nav><ul>");
    for item in 0..400 {
        let _ = write!(page, "<li class=\"menu-item\"><a href=\"/section/{item}\">قسم رقم {item}</a></li>");
    }
    page.push_str("</ul></nav><div class=\"article-body\"><h1>الطريق إلى الهدنة</h1>");
    let mut paragraph = 0;
    while page.len() < 480_000 {
        paragraph += 1;
        let _ = writeln!(
            page,
            "<p class=\"text\">وقال المتحدث د. سمير حداد في اليوم {paragraph} إن «القتال توقف. لن نعود إليه»، بحسب \
             <a href=\"/agency\">وكالة</a>. وأضاف أن 3.5 في المئة من السكان عادوا إلى بيوتهم... لكن الطريق طويل. فمتى يعود الباقون؟</p>"
        );
        if paragraph % 8 == 0 {
            page.push_str(
                "<h2>عنوان فرعي جديد</h2><div class=\"share\"><a href=\"#\">شارك</a></div><p>اقرأ المزيد</p>",
            );
        }
    }
    page.push_str("</div><footer>");
    page.push_str(&"<a href=\"/x\">رابط في أسفل الصفحة</a> | ".repeat(200));
    page.push_str("</footer></body></html>");
    page
}

fn import(criterion: &mut Criterion) {
    let page = page();
    let segments = read(page.as_bytes(), "page.html")
        .map_or(0, |reading| reading.article.blocks.iter().map(|block| block.sentences.len()).sum());
    assert!(segments > 2_000, "the page is an article of {segments} segments");
    criterion.bench_function("import a 500 kB page", |bencher| {
        bencher.iter(|| read(black_box(page.as_bytes()), "page.html"));
    });
    let paragraph =
        "وقال د. سمير إن «القتال توقف. لن نعود إليه». وأضاف أن 3.5 في المئة عادوا. فمتى يعود الباقون؟ "
            .repeat(4);
    criterion.bench_function("sentences of a paragraph", |bencher| {
        bencher.iter(|| sentences(black_box(&paragraph)));
    });
}

criterion_group!(benches, import);
criterion_main!(benches);
