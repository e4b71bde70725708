//! Small pages with the traits of five families of Arabic news sites, written for these tests.

#![allow(clippy::panic, reason = "a helper of tests")]

use tarjuman::article::{Article, BlockKind, read};

/// The outline of a page: one line for each block, `kind`, `(rule)` where it is excluded, and its text.
#[track_caller]
fn check(page: &str, expected: &[&str]) -> Article {
    let reading = read(page.as_bytes(), "page.html");
    let article = reading.map_or_else(|error| panic!("{error}"), |reading| reading.article);
    let outline: Vec<String> = article.blocks.iter().map(outline).collect();
    assert_eq!(outline, expected);
    article
}

fn outline(block: &tarjuman::article::ArticleBlock) -> String {
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
    let start: Vec<&str> = block.text.split_whitespace().take(4).collect();
    match &block.excluded {
        Some(rule) => format!("{kind} ({rule}) {}", start.join(" ")),
        None => format!("{kind} {}", start.join(" ")),
    }
}

/// Drupal with `SecKit`: a notice in the body, related titles in the middle, a section link at the end.
#[test]
fn independent_arabia() {
    let article = check(
        r#"<!DOCTYPE html><html lang="ar" dir="rtl"><head><title>محادثات جديدة حول الممرات الجبلية | اندبندنت عربية</title>
<link rel="canonical" href="https://www.independentarabia.com/node/1/%D8%A7">
<meta property="og:site_name" content="اندبندنت عربية"><meta property="og:title" content="محادثات جديدة حول الممرات الجبلية">
<meta property="article:published_time" content="2020-10-24T11:41:00+03:00"></head><body class="page-node not-front has-related">
<div id="seckit-noscript-tag">Sorry, you need to enable JavaScript to visit this website.</div>
<noscript><img src="https://counter.example/p.gif"></noscript>
<header><nav><ul><li><a href="/a">الأخبار</a></li><li><a href="/b">تحليل</a></li></ul></nav></header>
<div class="article-top"><h1 class="title">محادثات جديدة حول الممرات الجبلية</h1>
<h2 class="field-subtitle">الوسطاء يقترحون مراقبين دوليين على الطريق الوحيد بين العاصمتين</h2>
<div class="author-name"><a href="/u/1">سامي الحداد</a></div><div class="article-date">السبت 24 أكتوبر (تشرين الأول) 2020 11:41</div></div>
<div class="article-body field-body"><div class="field-item">
<p>بدأت في جنيف، صباح السبت، محادثات جديدة حول فتح الممرات الجبلية التي أغلقتها الحرب قبل شهر، بحضور وسطاء من ثلاث دول، وفق بيان رسمي.</p>
<p>وقال الوسيط الأوروبي إن الأطراف "أقرب من أي وقت مضى إلى الاتفاق". وأضاف: "الطريق ما زال طويلا. لكننا لن نغادر قبل التوقيع".</p>
<p><strong>شروط باكو</strong></p>
<div class="views-related"><p>اقرأ المزيد</p><div>يحتوي هذا القسم على المقلات ذات صلة, الموضوعة في (Related Nodes field)</div>
<ul><li><a href="/node/2">الثلوج تغلق الطريق الجبلي الوحيد إلى الإقليم</a></li><li><a href="/node/3">وسطاء يصلون إلى العاصمة قبل المحادثات</a></li></ul></div>
<p>وتشترط باكو انسحاب المسلحين من المرتفعات قبل فتح الطريق، وترفض أي وجود عسكري أجنبي فيه، بحسب ما أعلنت وزارة الخارجية.</p>
<p>في المقابل، تطالب يريفان بضمانات مكتوبة لسلامة القوافل، وبمراقبين دوليين عند الحواجز، كما قال مسؤول في الوفد.</p>
</div></div>
<div class="more"><a href="/politics">المزيد من دوليات</a></div>
<footer><p>جميع الحقوق محفوظة</p></footer></body></html>"#,
        &[
            "title محادثات جديدة حول الممرات",
            "paragraph (javascript-notice) Sorry, you need to",
            "paragraph (outside-article) الأخبار · تحليل",
            "standfirst الوسطاء يقترحون مراقبين دوليين",
            "paragraph (byline) سامي الحداد",
            "paragraph (date-line) السبت 24 أكتوبر (تشرين",
            "paragraph بدأت في جنيف، صباح",
            "paragraph وقال الوسيط الأوروبي إن",
            "heading شروط باكو",
            "paragraph (read-more) اقرأ المزيد",
            "paragraph (related-nodes) يحتوي هذا القسم على",
            "item (related-title) الثلوج تغلق الطريق الجبلي",
            "item (related-title) وسطاء يصلون إلى العاصمة",
            "paragraph وتشترط باكو انسحاب المسلحين",
            "paragraph في المقابل، تطالب يريفان",
            "paragraph (more-from-section) المزيد من دوليات",
            "paragraph (copyright) جميع الحقوق محفوظة",
        ],
    );
    assert_eq!(article.metadata.site, "اندبندنت عربية");
    assert_eq!(article.metadata.published, "2020-10-24T11:41:00+03:00");
    assert_eq!(article.metadata.address, "https://www.independentarabia.com/node/1/%D8%A7");
}

/// The title twice, the caption twice, a stray "TT", facts in JSON-LD with quotes escaped twice.
#[test]
fn asharq_al_awsat() {
    let article = check(
        r#"<!-- saved from url=(0028)https://aawsat.com/home/art/1 --><html><head><title>x</title>
<script type="application/ld+json">{"@graph":[{"@type":"Organization","name":"الشرق"},{"@type":"NewsArticle","headline":"الميناء &quot;لن يغلق&quot; أمام السفن",
"datePublished":"2021-03-02","author":{"@type":"Person","name":"ليلى منصور"}}]}</script></head><body>
<div class="breadcrumb"><a href="/">الأولى</a> <a href="/w">العالم</a></div>
<h1>الميناء "لن يغلق" أمام السفن</h1><h2>الميناء "لن يغلق" أمام السفن</h2>
<figure><img src="1.jpg"><figcaption>سفن تنتظر خارج الميناء (رويترز)</figcaption></figure>
<figure><img src="1.jpg"><figcaption>سفن تنتظر خارج الميناء (رويترز)</figcaption></figure>
<div class="node_new_body"><p>لندن: «الشرق»</p>
<p>أكدت سلطات الميناء، أمس، أن الأرصفة ستبقى مفتوحة أمام السفن التجارية، رغم الإضراب الذي دعت إليه نقابة العمال، وأن الخسائر محدودة حتى الآن.</p>
<p>وقال مدير الميناء: «لن نغلق. لدينا خطة بديلة، وعمال يكفون لأسبوع». وأوضح أن 3.5 في المئة فقط من الحاويات تأخرت عن مواعيدها.</p>
<blockquote><p>من حق العمال أن يضربوا، ومن حق المدينة أن تأكل.</p></blockquote>
<p>TT</p>
<p>من جهتها، قالت النقابة إن الإضراب مستمر حتى تلبى المطالب، وفي مقدمتها زيادة الأجور وتحسين شروط السلامة على الأرصفة.</p>
</div><div class="social-share"><a href="https://fb.example">فيسبوك</a><a href="https://tw.example">تويتر</a></div></body></html>"#,
        &[
            "title الميناء \"لن يغلق\" أمام",
            "paragraph (outside-article) الأولى العالم",
            "heading (duplicate-title) الميناء \"لن يغلق\" أمام",
            "caption سفن تنتظر خارج الميناء",
            "caption (duplicate-caption) سفن تنتظر خارج الميناء",
            "paragraph لندن: «الشرق»",
            "paragraph أكدت سلطات الميناء، أمس،",
            "paragraph وقال مدير الميناء: «لن",
            "quote من حق العمال أن",
            "paragraph (photo-credit) TT",
            "paragraph من جهتها، قالت النقابة",
            "paragraph (share-bar) فيسبوك تويتر",
        ],
    );
    assert_eq!(article.metadata.title, "الميناء \"لن يغلق\" أمام السفن");
    assert_eq!(article.metadata.author, "ليلى منصور");
    assert_eq!(article.metadata.address, "https://aawsat.com/home/art/1");
    let sentences: Vec<usize> = article.blocks.iter().map(|block| block.sentences.len()).collect();
    assert_eq!(sentences, [1, 1, 1, 1, 1, 1, 1, 2, 1, 1, 1, 1]);
}

/// The body in `div.wysiwyg`, a box of links in its middle, the source as a last line, Hijri and Gregorian date.
#[test]
fn al_jazeera() {
    let article = check(
        r#"<html dir="rtl"><head><meta property="og:title" content="مزارعو الهضبة يعودون إلى حقولهم"><meta property="og:url" content="https://www.aljazeera.net/news/1">
<meta property="og:description" content="عاد مئات المزارعين إلى الهضبة بعد إزالة الألغام من حقولهم"></head><body>
<header class="article-header"><h1>مزارعو الهضبة يعودون إلى حقولهم</h1><p class="article__subhead">عاد مئات المزارعين إلى الهضبة بعد إزالة الألغام من حقولهم</p></header>
<div class="date-simple">7/3/1442 هـ - الموافق 24/10/2020 م - آخر تحديث 10:00</div>
<div class="wysiwyg"><p>عاد مئات المزارعين هذا الأسبوع إلى حقول الهضبة، بعدما أعلنت فرق الهندسة إزالة آخر الألغام التي زرعت خلال سنوات القتال الطويلة.</p>
<h2>موسم متأخر</h2>
<p>ويقول المزارع أبو سليم إن الموسم تأخر شهرين، لكن الأرض "لا تنسى أصحابها". ويأمل أن يبيع محصوله في أسواق العاصمة قبل الشتاء.</p>
<div class="more-on"><h3><a href="/2">خريطة الألغام في الهضبة بعد عشر سنوات</a></h3></div>
<div class="container--ads"><div class="ad-container">إعلان</div></div>
<ul><li>أزيل 12 ألف لغم من الحقول.</li><li>عادت 300 أسرة إلى القرى.</li></ul>
<p>وتعد الحكومة بتعويض المتضررين، غير أن كثيرين منهم يشكون بطء الإجراءات وضياع الأوراق في سنوات النزوح.</p></div>
<div class="article-source"><span>المصدر: الجزيرة + وكالات</span></div></body></html>"#,
        &[
            "title مزارعو الهضبة يعودون إلى",
            "standfirst عاد مئات المزارعين إلى",
            "paragraph (date-line) 7/3/1442 هـ - الموافق",
            "paragraph عاد مئات المزارعين هذا",
            "heading موسم متأخر",
            "paragraph ويقول المزارع أبو سليم",
            "heading (related-block) خريطة الألغام في الهضبة",
            "paragraph (advertisement) إعلان",
            "item أزيل 12 ألف لغم",
            "item عادت 300 أسرة إلى",
            "paragraph وتعد الحكومة بتعويض المتضررين،",
            "paragraph (byline) المصدر: الجزيرة + وكالات",
        ],
    );
    assert_eq!(article.metadata.published, "2020-10-24");
}

/// No `dir`, unclosed elements, a first h1 that is the logo, a comment policy behind the text.
#[test]
fn cnn_arabic() {
    check(
        r#"<html lang="ar"><head><title>هدوء حذر في المدينة القديمة - CNNArabic.com</title></head><body><a name="top"/><div id="root"/>
<div id="hdr"><h1><span>CNN</span><a href="/"><img src="l.gif"></a></h1><ul><li><a href="/">الصفحة الرئيسية</a></li><li><a href="/v">فيديو</a></li></ul></div>
<div class="story"><h1>هدوء حذر في المدينة القديمة</h1><div class="cnn_strytmstmp">الأربعاء، 28 آب/اغسطس 2013، آخر تحديث 14:00 (GMT+0400)</div>
<div class="rgt"><p><b>المدينة (CNN) -- عاد الهدوء إلى أحياء المدينة القديمة بعد ليلة من الاشتباكات، بحسب شهود عيان تحدثوا عبر الهاتف، في وقت انتشرت فيه وحدات من الجيش عند مداخل الأسواق وأغلقت الجسور المؤدية إليها، ومنعت حركة السيارات والدراجات حتى إشعار آخر، فيما بقيت المدارس والدوائر مغلقة لليوم الثاني على التوالي."</b></p>
<p>وقال شاهد إن "الناس يخافون الليل." وأضاف أن المخابز فتحت أبوابها ساعتين فقط.</p>
<p>ولم ترد تقارير حول الخسائر البشرية، في حين دعت البلدية السكان إلى البقاء في منازلهم حتى صباح السبت.</p>
<div style="padding:10px 0"><p style="font:12px">ترحب شبكة CNN بالنقاش الحيوي والمفيد، وكي لا نضطر في موقع CNN بالعربية إلى مراجعة التعليقات قبل نشرها.</p></div></div></div>
<div id="ftr"><a href="/a">من نحن</a> | <a href="/b">شروط الخدمة</a></div></body></html>"#,
        &[
            "title هدوء حذر في المدينة",
            "paragraph (outside-article) CNN · الصفحة الرئيسية",
            "paragraph (date-line) الأربعاء، 28 آب/اغسطس 2013،",
            "paragraph المدينة (CNN) -- عاد",
            "paragraph وقال شاهد إن \"الناس",
            "paragraph ولم ترد تقارير حول",
            "paragraph (comment-policy) ترحب شبكة CNN بالنقاش",
            "paragraph (outside-article) من نحن | شروط",
        ],
    );
}

/// A Drupal newspaper: `.submitted`, paragraphs as line breaks in one div, a comment form, a pager.
#[test]
fn drupal_newspaper() {
    let article = check(
        r#"<html xml:lang="ar" dir="rtl"><head><title>قرار بإعادة فتح المكتبة الوطنية | صحيفة المدينة</title></head><body class="html not-front sidebar-right">
<ul class="menu"><li><a href="/">الرئيسية</a></li><li><a href="/2">محليات</a></li></ul>
<div id="content"><h1 class="page-title">قرار بإعادة فتح المكتبة الوطنية</h1><div class="submitted">نشر بواسطة المحرر في 5 أيار 2019</div>
<div class="field field-name-body"><div class="field-item even">أعلنت وزارة الثقافة، الأحد، إعادة فتح المكتبة الوطنية أمام القراء بعد سبع سنوات من الترميم، في احتفال حضره كتاب وناشرون من دول عدة.<br>
وتضم المكتبة نحو مليون كتاب ومخطوط، نقل بعضها إلى الخارج خلال الحرب، ثم أعيد على مراحل بالتعاون مع منظمات دولية متخصصة.<br><br>
وقال مديرها د. نبيل الخوري إن الدخول مجاني حتى نهاية العام.</div></div>
<div class="social-block"><span>شارك</span></div>
<ul class="links"><li><a href="/user/login">تسجيل الدخول</a></li><li><a href="/comment/reply/1">إضافة تعليق جديد</a></li></ul>
<div class="pager"><a href="/n/1">السابق</a> <a href="/n/3">التالي</a></div></div></body></html>"#,
        &[
            "title قرار بإعادة فتح المكتبة",
            "paragraph (outside-article) الرئيسية · محليات",
            "paragraph (date-line) نشر بواسطة المحرر في",
            "paragraph أعلنت وزارة الثقافة، الأحد،",
            "paragraph وتضم المكتبة نحو مليون",
            "paragraph وقال مديرها د. نبيل",
            "paragraph (share-bar) شارك",
            "item (comment-link) تسجيل الدخول",
            "item (comment-link) إضافة تعليق جديد",
            "paragraph (outside-article) السابق التالي",
        ],
    );
    assert_eq!(article.metadata.title, "قرار بإعادة فتح المكتبة الوطنية");
    assert_eq!(article.metadata.published, "2019-05-05");
}
