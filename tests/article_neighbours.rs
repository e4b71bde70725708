//! What stands close to an article and reads like one, and what is part of it though it stands apart.

#![allow(clippy::panic, reason = "a helper of tests")]

use tarjuman::article::read;

const TEXT: [&str; 3] = [
    "بدأت في العاصمة صباح السبت محادثات جديدة حول تقاسم مياه النهر الذي يعبر ثلاث دول، بعد توقف دام أربع سنوات، بحضور وسطاء.",
    "وقال رئيس الوفد إن الأطراف اتفقت على جدول الأعمال، وإن الجلسة الأولى تناولت السدود الجديدة، ومواعيد فتح بواباتها.",
    "وتستمر المحادثات حتى الخميس، على أن تعقد الجولة المقبلة في الشتاء، كما قال مسؤول في الوزارة المضيفة.",
];

/// The texts that are in, of which the three of the article stand as `1`, `2` and `3`.
#[track_caller]
fn check(body: &str, expected: &[&str]) {
    let paragraphs = || TEXT.iter().map(|text| format!("<p>{text}</p>"));
    let mut page = format!("<title>محادثات جديدة حول مياه النهر</title>{body}")
        .replace("{all}", &paragraphs().collect::<String>());
    for (number, paragraph) in (1..).zip(paragraphs()) {
        page = page.replace(&format!("{{{number}}}"), &paragraph);
    }
    let reading = read(page.as_bytes(), "page.html").unwrap_or_else(|error| panic!("{error}"));
    let blocks = reading.article.blocks.iter().filter(|block| block.excluded.is_none()).skip(1);
    let found: Vec<String> = blocks
        .map(|block| match TEXT.iter().position(|text| *text == block.text) {
            Some(at) => (at + 1).to_string(),
            None => block.text.clone(),
        })
        .collect();
    assert_eq!(found, expected);
}

const HEAD: &str = "<h1>محادثات جديدة حول مياه النهر</h1>";

#[test]
fn a_short_article_is_not_lost_to_a_long_list_of_others() {
    let card = |text: &str| {
        format!("<div class=card><h4><a href=/1>عنوان خبر آخر في الصفحة</a></h4><p>{text}</p></div>")
    };
    let cards: String = TEXT.iter().map(|text| card(text)).collect();
    check(
        &format!(
            "<div class=main>{HEAD}<div class=b><p>ضرب زلزال الساحل الشمالي.</p><p>ولم ترد أنباء عن ضحايا.</p></div></div><div>{cards}{cards}</div>"
        ),
        &["ضرب زلزال الساحل الشمالي.", "ولم ترد أنباء عن ضحايا."],
    );
}

#[test]
fn comments_are_told_by_their_heading() {
    let comment = "<div><b>قارئ</b><p>أظن أن الكاتب لم يذكر السبب الحقيقي، وهو أن السدود بنيت من دون دراسة، وأن أحدا لم يسأل أهل القرى.</p></div>";
    check(
        &format!("{HEAD}<div>{{all}}</div><div class=x><h3>التعليقات</h3>{}</div>", comment.repeat(6)),
        &["1", "2", "3"],
    );
    // A counter above the text is not the heading of what follows.
    check(&format!("<div>{HEAD}<p>3 تعليقات</p>{{all}}</div>"), &["1", "2", "3"]);
}

#[test]
fn a_counter_between_lead_and_text_leaves_the_text_in() {
    let lead = "انطلقت المحادثات بين الدول الثلاث أمس.";
    for counter in ["<div class=meta>3 تعليقات</div>", "<div class=meta><h4>التعليقات (3)</h4></div>"]
    {
        let content = format!("<div class=content>{counter}{{all}}</div>");
        check(&format!("<div>{HEAD}<p>{lead}</p></div>{content}"), &[lead, "1", "2", "3"]);
        check(
            &format!("<div>{HEAD}<figure><img src=a><figcaption>{lead}</figcaption></figure></div>{content}"),
            &[lead, "1", "2", "3"],
        );
    }
}

#[test]
fn the_next_article_of_an_endless_page_is_another_one() {
    let next = "<div class=\"art n2\"><h1>ارتفاع أسعار القمح في الأسواق</h1><div>{3}{2}</div></div>";
    check(&format!("<main><div class=art>{HEAD}<div>{{all}}</div></div>{next}</main>"), &["1", "2", "3"]);
    // An h1 for a subhead, as some editors have it, ends nothing.
    check(
        &format!("<main><div class=art>{HEAD}{{1}}<h1>موعد الجولة المقبلة</h1>{{3}}</div></main>"),
        &["1", "موعد الجولة المقبلة", "3"],
    );
}

#[test]
fn boxes_in_the_text_are_part_of_it() {
    check(
        &format!(
            "<article>{HEAD}{{1}}<aside class=facts><h3>النهر في أرقام</h3><ul><li>طوله 2800 كيلومتر</li><li>يعبر ثلاث دول</li></ul></aside>{{2}}{{3}}</article>"
        ),
        &["1", "النهر في أرقام", "طوله 2800 كيلومتر", "يعبر ثلاث دول", "2", "3"],
    );
    check(
        &format!(
            "<main>{HEAD}<div>{{1}}</div><div><blockquote>النهر ليس ملكا لأحد.</blockquote><div class=quote-author>هدى علي</div></div><div>{{2}}</div><div>{{3}}</div></main>"
        ),
        &["1", "النهر ليس ملكا لأحد.", "هدى علي", "2", "3"],
    );
    check(
        &format!(
            "<main>{HEAD}{{1}}<div class=box><h3>مختارات</h3><a href=/1>سد جديد على النهر يثير الجدل</a></div>{{2}}{{3}}</main>"
        ),
        &["1", "2", "3"],
    );
}

#[test]
fn wrappers_of_advertisements_and_share_bars_do_not_take_the_paragraph_with_them() {
    check(
        &format!(
            "<article>{HEAD}{{1}}<div class=advert-wrapper>{{2}}<span>إعلان</span></div><div class=share-and-text>{{3}}<span>شارك</span></div></article>"
        ),
        &["1", "2", "3"],
    );
}
