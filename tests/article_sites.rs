//! More pages with the traits of Arabic news sites, each a bag of what such pages carry around an article.
//!
//! All texts were written for these tests. The worst fault is a paragraph that goes missing, the next is junk
//! that comes in.

#![allow(clippy::panic, reason = "a helper of tests")]

use tarjuman::article::{Article, ArticleBlock, read};

/// The outline of a page: one line for each block, `kind`, `(rule)` where it is excluded, and its first words.
#[track_caller]
fn check(page: &str, expected: &[&str]) -> Article {
    let reading = read(page.as_bytes(), "page.html").unwrap_or_else(|error| panic!("{error}"));
    let outline: Vec<String> = reading.article.blocks.iter().map(outline).collect();
    assert_eq!(outline, expected, "{outline:#?}");
    reading.article
}

fn outline(block: &ArticleBlock) -> String {
    let kind = format!("{:?}", block.kind).to_lowercase();
    let start: Vec<&str> = block.text.split_whitespace().take(4).collect();
    match &block.excluded {
        Some(rule) => format!("{kind} ({rule}) {}", start.join(" ")),
        None => format!("{kind} {}", start.join(" ")),
    }
}

/// `WordPress`: a byline under the title, share links, a list in a list, tags, an author box, the comment form.
#[test]
fn wordpress_magazine() {
    let article = check(
        r##"<!DOCTYPE html><html dir="rtl" lang="ar"><head><meta charset="utf-8"><title>حرفيو السوق القديم يعودون إلى ورشهم - مجلة الحارة</title>
<link rel="canonical" href="https://hara.example/2021/05/souq/"><meta property="og:site_name" content="مجلة الحارة"><meta property="og:title" content="حرفيو السوق القديم يعودون إلى ورشهم - مجلة الحارة">
<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"WebPage","@id":"https://hara.example/2021/05/souq/","datePublished":"2021-05-04T08:00:00+00:00"},
{"@type":"Article","headline":"حرفيو السوق القديم يعودون إلى ورشهم","author":{"@id":"https://hara.example/#/person/1"},"datePublished":"2021-05-04T08:00:00+00:00"},
{"@type":"Person","@id":"https://hara.example/#/person/1","name":"ليلى منصور"}]}</script></head>
<body class="single single-post postid-7 has-sidebar">
<a class="skip-link" href="#content">انتقل إلى المحتوى</a>
<header id="masthead"><div class="site-branding"><p class="site-title"><a href="/">مجلة الحارة</a></p></div><nav><ul id="menu"><li><a href="/c/1">مدن</a></li><li><a href="/c/2">ناس</a></li><li><a href="/c/3">صور</a></li></ul></nav></header>
<div id="primary"><main id="content"><article id="post-7" class="post type-post">
<header class="entry-header"><h1 class="entry-title">حرفيو السوق القديم يعودون إلى ورشهم</h1>
<div class="entry-meta"><span class="posted-on"><a href="/2021/05/04/"><time datetime="2021-05-04T08:00:00+00:00">4 مايو، 2021</time></a></span> <span class="byline">بقلم <a href="/author/layla">ليلى منصور</a></span> <span class="comments-link"><a href="#comments">3 تعليقات</a></span></div></header>
<div class="entry-content">
<p>بعد عشر سنوات من الغياب، فتح النحاسون والنجارون أبواب ورشهم في السوق القديم، وعاد صوت المطارق يملأ الأزقة التي ظلت صامتة منذ الحريق الكبير.</p>
<figure class="wp-block-image"><img src="1.jpg" alt=""><figcaption>نحاس في ورشته الجديدة (تصوير: نبيل الخوري)</figcaption></figure>
<p>يقول أبو سليم، وهو آخر من تعلم الحرفة عن أبيه: «المكان تغير. الجدران جديدة، لكن رائحة النحاس هي نفسها».</p>
<p>كتب على باب ورشته اسم جده.</p>
<h2 class="wp-block-heading">ما الذي عاد؟</h2>
<ul class="wp-block-list"><li>ورش النحاس<ul><li>الصواني</li><li>الأباريق</li></ul></li><li>ورش الخشب</li></ul>
<p>اقرأ أيضاً: <a href="/2020/01/fire/">كيف احترق السوق في ليلة واحدة</a></p>
<blockquote class="wp-block-quote"><p>لا أبيع الصينية إلا لمن يعرف قيمتها.</p><cite>أبو سليم</cite></blockquote>
<p>وتأمل البلدية أن يعود السياح مع الربيع، وأن يستعيد السوق ما فقده من زبائن خلال سنوات الترميم الطويلة، بعد أن افتتحت فيه مطاعم ومعارض صغيرة.</p>
</div>
<footer class="entry-footer"><span class="tags-links">الوسوم: <a href="/t/1">حرف</a>، <a href="/t/2">أسواق</a></span></footer></article>
<div class="sharedaddy"><h3 class="sd-title">شارك هذا الموضوع:</h3><ul><li><a href="#">فيسبوك</a></li><li><a href="#">تويتر</a></li></ul></div>
<div class="author-box"><h4>ليلى منصور</h4><p>صحافية تكتب عن المدن القديمة وأهلها، ولها كتابان عن الأسواق.</p></div>
<nav class="post-navigation"><a href="/p/6">المقال السابق: بيت على النهر</a><a href="/p/8">المقال التالي: مقهى بلا كراس</a></nav>
<div id="comments" class="comments-area"><h2>3 تعليقات</h2><ol><li><p>أحسنتم، مقال جميل عن السوق.</p></li></ol>
<div id="respond"><h3>اترك تعليقاً <small><a href="#">إلغاء الرد</a></small></h3><form><p>لن يتم نشر عنوان بريدك الإلكتروني. الحقول الإلزامية مشار إليها بـ *</p><label>التعليق *</label><textarea></textarea><label>الاسم *</label><input></form></div></div></main></div>
<aside id="secondary"><section class="widget"><h2>أحدث المقالات</h2><ul><li><a href="/a/1">حديقة وسط الركام في قلب المدينة</a></li></ul></section></aside>
<footer><p>© 2021 مجلة الحارة. جميع الحقوق محفوظة.</p></footer></body></html>"##,
        &[
            "title حرفيو السوق القديم يعودون",
            "paragraph (outside-article) انتقل إلى المحتوى ·",
            "paragraph (outside-article) 4 مايو، 2021 بقلم",
            "paragraph بعد عشر سنوات من",
            "caption نحاس في ورشته الجديدة",
            "paragraph يقول أبو سليم، وهو",
            "paragraph كتب على باب ورشته",
            "heading ما الذي عاد؟",
            "item ورش النحاس",
            "item الصواني",
            "item الأباريق",
            "item ورش الخشب",
            "paragraph (read-more) اقرأ أيضاً: كيف احترق",
            "quote لا أبيع الصينية إلا",
            "quote أبو سليم",
            "paragraph وتأمل البلدية أن يعود",
            "paragraph (tags) الوسوم: حرف، أسواق",
            "heading (share-bar) شارك هذا الموضوع:",
            "item (share-bar) فيسبوك",
            "item (share-bar) تويتر",
            "heading (byline) ليلى منصور",
            "paragraph (byline) صحافية تكتب عن المدن",
            "paragraph (related-block) المقال السابق: بيت على",
            "heading (comment-link) 3 تعليقات",
            "item (comment-link) أحسنتم، مقال جميل عن",
            "heading (comment-link) اترك تعليقاً إلغاء الرد",
            "paragraph (comment-link) لن يتم نشر عنوان",
            "paragraph (comment-link) التعليق *الاسم *",
            "paragraph (outside-article) أحدث المقالات · حديقة",
            "paragraph (copyright) © 2021 مجلة الحارة.",
        ],
    );
    assert_eq!(article.metadata.title, "حرفيو السوق القديم يعودون إلى ورشهم");
    assert_eq!(article.metadata.author, "ليلى منصور");
    assert_eq!(article.metadata.published, "2021-05-04T08:00:00+00:00");
    assert_eq!(article.metadata.site, "مجلة الحارة");
}

/// React with hashed class names: every paragraph in boxes of its own, a dateline, a newsletter in the middle.
#[test]
fn react_channel() {
    let article = check(
        r##"<!DOCTYPE html><html lang="ar"><head><title>قافلة مساعدات تصل إلى البلدة المحاصرة</title><meta property="og:url" content="https://channel.example/world/5">
<script type="application/ld+json">[{"@type":"BreadcrumbList"},{"@type":"NewsArticle","headline":"قافلة مساعدات تصل إلى البلدة المحاصرة","datePublished":"2022-02-11T06:30:00Z","author":[{"@type":"Organization","name":"القناة"}],"publisher":{"@type":"Organization","name":"القناة"}}]</script></head>
<body><div id="__next"><div class="css-1a2b"><button>القائمة</button><ul><li><a href="/1">مباشر</a></li><li><a href="/2">العالم</a></li></ul></div>
<main class="css-9z8y"><div class="css-77"><h1 class="css-h1">قافلة مساعدات تصل إلى البلدة المحاصرة</h1><div class="css-12"><span>11 فبراير 2022</span><span>آخر تحديث: 09:15</span></div>
<div class="css-55"><button>نسخ الرابط</button><button>شارك</button></div></div>
<div class="css-3c"><div><div class="css-p"><p>دمشق (أ ف ب) - وصلت قافلة من عشرين شاحنة إلى البلدة المحاصرة، الجمعة، للمرة الأولى منذ ستة أشهر، بحسب ما أعلنت منظمة إغاثة محلية في بيان.</p></div></div>
<div><div class="css-p"><p>وتحمل الشاحنات طحينا وأدوية تكفي عشرة آلاف شخص لشهر واحد، وفق المنظمة التي قالت إن قافلة ثانية ستتبعها بعد أسبوع.</p></div></div>
<div><div class="css-ad"><span>إعلان</span></div></div>
<div><div class="css-p"><p>لم يسمح بدخول الوقود.</p></div></div>
<div><div class="css-nl"><p>اشترك في نشرتنا البريدية ليصلك كل جديد</p><form><input><button>اشترك</button></form></div></div>
<div><div class="css-p"><p>وقال طبيب في المستشفى الوحيد: "نعمل على ضوء الهواتف. نحتاج إلى الوقود قبل الدواء". وأضاف أن ثلاثة أجهزة تعطلت.</p></div></div>
<div><div class="css-p"><h2>طريق واحدة</h2></div></div>
<div><div class="css-p"><p>وتمر الطريق الوحيدة إلى البلدة عبر خمسة حواجز، وتستغرق الرحلة التي كانت تستغرق ساعة واحدة نهارا كاملا، كما يقول السائقون.</p></div></div>
<div><div class="css-p"><p>(أ ف ب)</p></div></div></div>
<div class="css-rel"><h3>قد يهمك أيضاً</h3><ul><li><a href="/w/6">المستشفى الوحيد في البلدة يعمل بلا كهرباء</a></li></ul></div></main>
<footer class="css-f"><p>حمل تطبيقنا</p><a href="#">App Store</a><a href="#">Google Play</a><p>جميع الحقوق محفوظة © القناة 2022</p></footer></div></body></html>"##,
        &[
            "title قافلة مساعدات تصل إلى",
            "paragraph (outside-article) القائمة · مباشر ·",
            "paragraph (outside-article) 11 فبراير 2022آخر تحديث:",
            "paragraph (share-bar) نسخ الرابط",
            "paragraph (share-bar) شارك",
            "paragraph دمشق (أ ف ب)",
            "paragraph وتحمل الشاحنات طحينا وأدوية",
            "paragraph (advertisement) إعلان",
            "paragraph لم يسمح بدخول الوقود.",
            "paragraph (follow-us) اشترك في نشرتنا البريدية",
            "paragraph (follow-us) اشترك",
            "paragraph وقال طبيب في المستشفى",
            "heading طريق واحدة",
            "paragraph وتمر الطريق الوحيدة إلى",
            "paragraph (agency-line) (أ ف ب)",
            "heading (related-heading) قد يهمك أيضاً",
            "item (related-title) المستشفى الوحيد في البلدة",
            "paragraph (follow-us) حمل تطبيقنا",
            "paragraph (app-store) App Store Google Play",
            "paragraph (copyright) جميع الحقوق محفوظة ©",
        ],
    );
    assert_eq!(article.metadata.agency, "أ ف ب");
    assert_eq!(article.metadata.author, "");
    assert_eq!(article.metadata.published, "2022-02-11T06:30:00Z");
    assert_eq!(article.metadata.address, "https://channel.example/world/5");
}

/// An opinion piece: author above the text with a short life, a disclaimer below, a font size tool.
#[test]
fn opinion_piece() {
    let article = check(
        r##"<html lang="ar" dir="rtl"><head><title>المدينة التي نسيت نهرها | رأي</title><meta name="author" content="https://facebook.example/writer"></head><body>
<ul class="breadcrumb"><li><a href="/">الرئيسية</a></li><li><a href="/op">رأي</a></li></ul>
<div class="article-head"><span>مقالات</span><h1>المدينة التي نسيت نهرها</h1><div class="writer-info"><img src="w.jpg"><a href="/w/1">سامي الحداد</a><p>كاتب من العراق</p></div><span class="date">12 تشرين الأول 2019</span>
<div class="tools">حجم الخط <a href="#">A</a> <a href="#">A</a> <a href="#">A</a></div></div>
<div class="article-content"><p>كان النهر يمر في وسط المدينة مثل شارع كبير، وكان الناس يعرفون الساعة من لون مائه، ويعرفون الفصول من ارتفاعه عند الجسر الحجري القديم.</p>
<p>ثم جاء السد.</p>
<p>في الصيف الأول بعد السد، قال لنا أبي إن النهر مريض وسيشفى. صدقناه. وفي الصيف الثاني لم يقل شيئا، وفي الثالث باع قاربه لتاجر خشب من الضفة الأخرى.</p>
<p>*****</p>
<p>المصدر الوحيد لما أكتبه هنا هو الذاكرة.</p>
<p>أعرف أن الذاكرة تكذب، وأن الأنهار التي نحكي عنها أوسع من الأنهار التي سبحنا فيها، لكن المدينة التي تنسى نهرها لا تبقى مدينة، بل تصير محطة للعابرين.</p></div>
<p class="disclaimer">الآراء الواردة في هذا المقال لا تعبر بالضرورة عن رأي الصحيفة.</p>
<div class="kw"><b>كلمات مفتاحية</b><ul><li><a href="/t/1">أنهار</a></li><li><a href="/t/2">العراق</a></li></ul></div>
<div class="views">1,204 مشاهدة</div>
<div class="next"><a href="/op/2">التالي</a></div></body></html>"##,
        &[
            "title المدينة التي نسيت نهرها",
            "paragraph (outside-article) الرئيسية · رأي ·",
            "paragraph (byline) سامي الحداد",
            "paragraph (byline) كاتب من العراق",
            "paragraph (date-line) 12 تشرين الأول 2019",
            "paragraph (share-bar) حجم الخط A A",
            "paragraph كان النهر يمر في",
            "paragraph ثم جاء السد.",
            "paragraph في الصيف الأول بعد",
            "paragraph *****",
            "paragraph المصدر الوحيد لما أكتبه",
            "paragraph أعرف أن الذاكرة تكذب،",
            "paragraph (opinion-notice) الآراء الواردة في هذا",
            "paragraph (tags) كلمات مفتاحية",
            "item (tags) أنهار",
            "item (tags) العراق",
            "paragraph (reading-time) 1,204 مشاهدة",
            "paragraph (pager) التالي",
        ],
    );
    assert_eq!(article.metadata.author, "سامي الحداد");
    assert_eq!(article.metadata.published, "2019-10-12");
    assert_eq!(article.metadata.title, "المدينة التي نسيت نهرها");
}

/// A live blog: entries with times, a tweet shown in the text, the text of a player.
#[test]
fn live_blog() {
    let article = check(
        r##"<html lang="ar" dir="rtl"><head><title>لحظة بلحظة: العاصفة تضرب الساحل</title><script type="application/ld+json">{"@type":"LiveBlogPosting","headline":"لحظة بلحظة: العاصفة تضرب الساحل","datePublished":"2023-01-07T05:00:00+02:00",
"liveBlogUpdate":[{"@type":"BlogPosting","headline":"إغلاق الميناء"}]}</script></head><body>
<div class="topbar"><span>مباشر</span></div><h1>لحظة بلحظة: العاصفة تضرب الساحل</h1>
<div class="video-js"><button>Play Video</button><div>Video Player is loading.</div><div>متصفحك لا يدعم تشغيل الفيديو</div></div>
<div class="live-entries">
<div class="entry"><time datetime="2023-01-07T12:40:00+02:00">12:40</time><h3>إغلاق الميناء</h3><p>أعلنت هيئة الموانئ إغلاق الميناء أمام السفن حتى إشعار آخر، ودعت الصيادين إلى البقاء في بيوتهم طوال النهار.</p>
<blockquote class="twitter-tweet"><p>الأمواج وصلت إلى شرفة بيتنا. لم أر شيئا كهذا في حياتي.</p></blockquote></div>
<div class="entry"><time datetime="2023-01-07T11:05:00+02:00">11:05</time><h3>انقطاع الكهرباء</h3><p>قالت شركة الكهرباء إن التيار انقطع عن أربعين ألف بيت في القرى الساحلية، وإن فرق الإصلاح تنتظر هدوء الرياح.</p></div>
<div class="entry"><time datetime="2023-01-07T09:30:00+02:00">09:30</time><h3>صورة من الفضاء</h3><p>نشرت دائرة الأرصاد صورة التقطها قمر صناعي تظهر مركز العاصفة على بعد مئة كيلومتر من الشاطئ، وتوقعت أن تشتد مساء.</p></div>
</div><div class="social-bar"><a href="#">فيسبوك</a> <a href="#">تويتر</a> <a href="#">واتساب</a></div></body></html>"##,
        &[
            "title لحظة بلحظة: العاصفة تضرب",
            "paragraph (outside-article) مباشر",
            "paragraph (player-notice) Play Video",
            "paragraph (player-notice) Video Player is loading.",
            "paragraph (player-notice) متصفحك لا يدعم تشغيل",
            "paragraph 12:40",
            "heading إغلاق الميناء",
            "paragraph أعلنت هيئة الموانئ إغلاق",
            "quote الأمواج وصلت إلى شرفة",
            "paragraph 11:05",
            "heading انقطاع الكهرباء",
            "paragraph قالت شركة الكهرباء إن",
            "paragraph 09:30",
            "heading صورة من الفضاء",
            "paragraph نشرت دائرة الأرصاد صورة",
            "paragraph (share-bar) فيسبوك تويتر واتساب",
        ],
    );
    assert_eq!(article.metadata.published, "2023-01-07T05:00:00+02:00");
}

/// An Egyptian daily: «كتب», a photograph with its credit in brackets, related titles between paragraphs without a class.
#[test]
fn egyptian_daily() {
    let article = check(
        r#"<html lang="ar"><head><title>قطار جديد يربط الدلتا بالساحل - الجريدة</title><meta property="og:site_name" content="الجريدة"></head><body>
<div class="header"><div id="date-now">الاثنين 7 أغسطس 2023</div><ul><li><a href="/1">أخبار</a></li><li><a href="/2">حوادث</a></li><li><a href="/3">رياضة</a></li></ul></div>
<div class="article"><h1>قطار جديد يربط الدلتا بالساحل</h1><div class="publish-date">الأحد، 06 أغسطس 2023 02:15 م</div>
<div class="img-cont"><img src="t.jpg"><span class="img-caption">القطار في محطة المدينة</span></div><p>القطار في محطة المدينة</p>
<div id="articleBody"><p>كتب: محمود سالم</p>
<p>أعلنت هيئة السكك الحديدية تشغيل قطار جديد بين مدن الدلتا ومدن الساحل الشمالي ابتداء من الأسبوع المقبل، بواقع أربع رحلات يوميا في كل اتجاه.</p>
<p><a href="/n/8"><strong>اقرأ أيضا | أسعار التذاكر الجديدة على خطوط الوجه البحري</strong></a></p>
<p>وقال رئيس الهيئة إن الرحلة تستغرق ساعتين و45 دقيقة، وإن سعر التذكرة يبدأ من 2.5 دولار تقريبا للدرجة الثالثة المكيفة.</p>
<p><strong>مواعيد القطار</strong></p>
<table border="1"><tbody><tr><td><strong>الرحلة</strong></td><td><strong>القيام</strong></td><td><strong>الوصول</strong></td></tr><tr><td>الأولى</td><td>السادسة صباحا</td><td>الثامنة و45 دقيقة</td></tr><tr><td>الثانية</td><td>العاشرة صباحا</td><td>الواحدة إلا ربعا</td></tr></tbody></table>
<p>وأوضح أن الحجز متاح عبر الموقع والتطبيق وشبابيك المحطات، وأن الأطفال دون الرابعة يسافرون مجانا مع ذويهم على جميع الخطوط.</p>
<p>شارك</p></div>
<div class="related-news-list"><h3>الموضوعات المتعلقة</h3><ul><li><a href="/n/9">محطة الساحل تستعد لاستقبال أول رحلة</a></li></ul></div>
<div><h3>لا يفوتك</h3><a href="/n/10">جدول مباريات اليوم والقنوات الناقلة لها</a></div></div>
<div class="footer">حقوق النشر © 2023 الجريدة</div></body></html>"#,
        &[
            "title قطار جديد يربط الدلتا",
            "paragraph (outside-article) الاثنين 7 أغسطس 2023",
            "paragraph (date-line) الأحد، 06 أغسطس 2023",
            "caption القطار في محطة المدينة",
            "paragraph (duplicate-caption) القطار في محطة المدينة",
            "paragraph (byline) كتب: محمود سالم",
            "paragraph أعلنت هيئة السكك الحديدية",
            "paragraph (read-more) اقرأ أيضا | أسعار",
            "paragraph وقال رئيس الهيئة إن",
            "heading مواعيد القطار",
            "cell الرحلة",
            "cell القيام",
            "cell الوصول",
            "cell الأولى",
            "cell السادسة صباحا",
            "cell الثامنة و45 دقيقة",
            "cell الثانية",
            "cell العاشرة صباحا",
            "cell الواحدة إلا ربعا",
            "paragraph وأوضح أن الحجز متاح",
            "paragraph (share-bar) شارك",
            "heading (related-heading) الموضوعات المتعلقة",
            "item (related-title) محطة الساحل تستعد لاستقبال",
            "heading (related-heading) لا يفوتك",
            "paragraph (related-title) جدول مباريات اليوم والقنوات",
            "paragraph (outside-article) حقوق النشر © 2023",
        ],
    );
    assert_eq!(article.metadata.author, "محمود سالم");
    assert_eq!(article.metadata.published, "2023-08-06");
}

/// Pages of the nineties and after: tables in tables, `font`, line breaks for paragraphs, a table of figures inside.
#[test]
fn page_of_tables() {
    check(
        r#"<html dir=rtl><head><title>موقع الضفاف</title></head><body bgcolor=white><table width=100% border=0><tr><td colspan=3><a href="index.htm"><img src=logo.gif></a></td></tr>
<tr><td width=150 valign=top><font size=2><a href=1.htm>الصفحة الرئيسية</a><br><a href=2.htm>أخبار محلية</a><br><a href=3.htm>اتصل بنا</a></font></td>
<td valign=top><table width=100%><tr><td><font size=5><b>موسم التمر يبدأ مبكرا في الواحات</b></font></td></tr>
<tr><td><font size=3>بدأ موسم جني التمر هذا العام قبل موعده بأسبوعين في واحات الجنوب، بسبب الحر الشديد الذي ضرب المنطقة في حزيران وتموز الماضيين.<br><br>
ويقول المزارعون إن المحصول جيد في نوعه، قليل في كميته. ويبيع المزارع الكيلوغرام بنصف ما كان يبيعه به في العام الماضي.<br><br>
<table border=1><tr><td>العام</td><td>المحصول</td></tr><tr><td>2001</td><td>تسعة آلاف طن</td></tr><tr><td>2002</td><td>سبعة آلاف طن</td></tr></table><br>
وتستورد الأسواق تمرا من البلدان المجاورة، وهو أرخص ثمنا من التمر المحلي، مما يدفع كثيرا من أصحاب النخيل إلى بيع أراضيهم.<br><br>
(وكالات)</font></td></tr></table></td><td width=120></td></tr>
<tr><td colspan=3 align=center><font size=1>حقوق الطبع محفوظة لموقع الضفاف 2002</font></td></tr></table></body></html>"#,
        &[
            "title موقع الضفاف",
            "paragraph (menu) الصفحة الرئيسية أخبار محلية",
            "heading موسم التمر يبدأ مبكرا",
            "paragraph بدأ موسم جني التمر",
            "paragraph ويقول المزارعون إن المحصول",
            "cell العام",
            "cell المحصول",
            "cell 2001",
            "cell تسعة آلاف طن",
            "cell 2002",
            "cell سبعة آلاف طن",
            "paragraph وتستورد الأسواق تمرا من",
            "paragraph (byline) (وكالات)",
            "paragraph (copyright) حقوق الطبع محفوظة لموقع",
        ],
    );
}

/// A public broadcaster: bold lead, editors' initials and agencies as the last line, a box in the middle, image credits.
#[test]
fn public_broadcaster() {
    let article = check(
        r#"<html lang="ar"><head><title>خبراء: الجفاف يهدد غابات الشمال</title><link rel="canonical" href="https://www.dw.com/ar/a-1"><meta property="og:title" content="خبراء: الجفاف يهدد غابات الشمال – DW – 2022/8/3">
<meta name="author" content="Deutsche Welle"><meta property="og:site_name" content="dw.com"></head><body><header><nav><a href="/1">الأخبار</a><a href="/2">وسائط</a></nav></header>
<main><article><header><h1>خبراء: الجفاف يهدد غابات الشمال</h1><div><time datetime="2022-08-03">3 أغسطس 2022</time></div><p class="teaser-text"><strong>يحذر خبراء الغابات من أن أشجار التنوب قد تختفي من الجبال خلال جيل واحد، إذا لم يتوقف الجفاف الذي بدأ قبل أربعة أعوام.</strong></p></header>
<figure><img src="1.jpg"><figcaption>غابة في الشمال بعد الحريق<small class="copyright">صورة من: dpa/picture alliance</small></figcaption></figure>
<div class="rich-text"><p>تقف الأشجار الميتة في صفوف طويلة على السفح الجنوبي، كأنها أعمدة بيت لم يكتمل، ولا يسمع الزائر فيها صوت طير واحد طوال ساعات.</p>
<p>ويقول حارس الغابة إنه زرع ألف شجرة في الربيع، ولم يبق منها سوى سبعين. "نزرع ونسقي. ثم تأتي الخنفساء"، يضيف الرجل الذي يعمل هنا منذ ثلاثين عاما.</p>
<div class="embed-box"><h2>مختارات</h2><ul><li><a href="/ar/2">كيف تعيش المدن مع موجات الحر الطويلة</a></li></ul></div>
<p>وتنصح الدراسة بزراعة أشجار البلوط والزان مكان التنوب، لأنها تحتمل العطش، غير أن نموها يحتاج إلى عقود لا يملكها أصحاب الغابات.</p>
<p>س.ح/ ل.م (د ب أ، رويترز)</p></div></article></main>
<section><h2>مواضيع ذات صلة</h2><a href="/ar/3">الأنهار الجافة تكشف قرى غارقة منذ قرون</a></section><footer><a href="/imp">حقوق النشر</a></footer></body></html>"#,
        &[
            "title خبراء: الجفاف يهدد غابات",
            "paragraph (outside-article) الأخبار وسائط",
            "paragraph (date-line) 3 أغسطس 2022",
            "standfirst يحذر خبراء الغابات من",
            "caption غابة في الشمال بعد",
            "paragraph تقف الأشجار الميتة في",
            "paragraph ويقول حارس الغابة إنه",
            "heading (related-heading) مختارات",
            "item (related-title) كيف تعيش المدن مع",
            "paragraph وتنصح الدراسة بزراعة أشجار",
            "paragraph (agency-line) س.ح/ ل.م (د ب",
            "heading (related-heading) مواضيع ذات صلة",
            "paragraph (related-title) الأنهار الجافة تكشف قرى",
            "paragraph (copyright) حقوق النشر",
        ],
    );
    assert_eq!(article.metadata.agency, "د ب أ، رويترز");
    assert_eq!(article.metadata.title, "خبراء: الجفاف يهدد غابات الشمال");
    assert_eq!(article.metadata.published, "2022-08-03");
}

/// The British broadcaster's Arabic page: image credits as lines, links to jump over boxes, a most-read box in the text.
#[test]
fn skip_links_and_image_credits() {
    check(
        r##"<html lang="ar" dir="rtl"><head><title>قرية تعلم أطفالها لغة منسية - BBC News عربي</title><link rel="canonical" href="https://www.bbc.com/arabic/articles/x1"></head><body>
<header><a href="x">BBC News, عربي</a><nav><ul><li><a href="/a">رئيسية</a></li><li><a href="/b">فيديو</a></li></ul></nav></header>
<main role="main"><h1 id="content">قرية تعلم أطفالها لغة منسية</h1>
<figure><div><img src="1.jpg"></div><p role="text"><span class="visually-hidden">صدر الصورة، </span>Getty Images</p><figcaption><span class="visually-hidden">التعليق على الصورة، </span>أطفال في ساحة المدرسة</figcaption></figure>
<section><ul role="list"><li role="listitem">Author, <span>ليلى منصور</span></li><li>Role, <span>بي بي سي - عمان</span></li></ul></section>
<div><time datetime="2024-03-02">2 مارس/ آذار 2024</time></div>
<div class="bbc-1"><p><b>في قرية جبلية صغيرة، يجلس عشرون طفلا كل مساء حول عجوز في الثمانين، ليتعلموا منها كلمات لم يعد أحد في العالم يتكلم بها.</b></p></div>
<div class="bbc-1"><p>تقول العجوز إن جدتها كانت تغني بهذه اللغة، وإنها لم تسمعها من أحد منذ نصف قرن. وتضيف: "خفت أن تموت معي".</p></div>
<section class="podcast"><a href="#end">تخطى الأكثر قراءة وواصل القراءة</a><h2>الأكثر قراءة</h2><ol><li><a href="/c">لماذا تهاجر الطيور ليلا؟ سؤال حير العلماء</a></li></ol><p id="end">الأكثر قراءة نهاية</p></section>
<div class="bbc-1"><h2>ألف كلمة</h2></div>
<div class="bbc-1"><p>جمعت المدرسة حتى اليوم ألف كلمة في دفتر واحد، يكتب الأطفال فيه الكلمة ومعناها ويرسمون صورتها، ويحفظونه في خزانة المدرسة.</p></div>
<div class="bbc-1"><p>ويقول المعلم إن الدفتر لن يعيد اللغة إلى البيوت. "لكننا نعرف الآن ما الذي فقدناه"، كما يقول وهو يقفل الخزانة.</p></div>
</main><footer><p>© 2024 بي بي سي. بي بي سي ليست مسؤولة عن محتوى المواقع الخارجية.</p></footer></body></html>"##,
        &[
            "title قرية تعلم أطفالها لغة",
            "paragraph (menu) BBC News, عربي ·",
            "paragraph (photo-credit) صدر الصورة، Getty Images",
            "caption التعليق على الصورة، أطفال",
            "item (byline) Author, ليلى منصور",
            "item (byline) Role, بي بي سي",
            "paragraph (date-line) 2 مارس/ آذار 2024",
            "standfirst في قرية جبلية صغيرة،",
            "paragraph تقول العجوز إن جدتها",
            "paragraph (skip-link) تخطى الأكثر قراءة وواصل",
            "heading (related-heading) الأكثر قراءة",
            "item (related-title) لماذا تهاجر الطيور ليلا؟",
            "paragraph (related-heading) الأكثر قراءة نهاية",
            "heading ألف كلمة",
            "paragraph جمعت المدرسة حتى اليوم",
            "paragraph ويقول المعلم إن الدفتر",
            "paragraph (outside-article) © 2024 بي بي",
        ],
    );
}

/// A Russian channel's Arabic page and a French one's: source line, sponsored lines, follow lines, short sentences that
/// begin as junk does.
#[test]
fn paragraphs_that_look_like_junk_stay() {
    let article = check(
        r#"<html lang="ar"><head><title>سكان الجزيرة يبنون جسرهم بأنفسهم - RT Arabic</title><link rel="canonical" href="https://arabic.rt.com/world/1"/>
<meta name="author" content="RT Arabic"/><meta property="og:site_name" content="RT Arabic"/></head><body><div class="header"><a href="/">RT Arabic</a></div>
<div class="article"><h1>سكان الجزيرة يبنون جسرهم بأنفسهم</h1><div class="news-date">تاريخ النشر:24.10.2022 | 11:41 GMT</div>
<div class="media"><img src="1.jpg"><div class="media__caption">الجسر الخشبي قبل افتتاحه</div><div class="media__source">Globallookpress</div></div>
<div class="article__text"><p>المزيد من الأطفال يذهبون إلى المدرسة هذا العام، بعد أن بنى سكان الجزيرة جسرا خشبيا يصلهم بالبر، من دون انتظار الحكومة التي وعدتهم به مرارا.</p>
<p>شارك مئة رجل في العمل.</p>
<p>تصوير الجسر من البر صار هواية للسياح.</p>
<p>كتب الأطفال أسماءهم على أخشابه.</p>
<p>تابعوا أخبار الجسر في القرى البعيدة كأنها أخبارهم، يقول شيخ القرية: "ظنناه حلما. ثم مشينا عليه".</p>
<p>- ما الذي تغير؟</p>
<p>- كل شيء.</p>
<p>وتقول البلدية إن الجسر غير مرخص، لكنها لن تهدمه، وستعين مهندسا يفحص أعمدته كل شهر، وتدفع أجره من رسوم السياح الذين يعبرونه.</p>
<p><em>المصدر: نوفوستي</em></p></div>
<div class="follow"><p>تابعوا RT على</p><a href="https://t.example">تلغرام</a></div></div></body></html>"#,
        &[
            "title سكان الجزيرة يبنون جسرهم",
            "paragraph (outside-article) RT Arabic",
            "paragraph (date-line) تاريخ النشر:24.10.2022 | 11:41",
            "caption الجسر الخشبي قبل افتتاحه",
            "paragraph (photo-credit) Globallookpress",
            "paragraph المزيد من الأطفال يذهبون",
            "paragraph شارك مئة رجل في",
            "paragraph تصوير الجسر من البر",
            "paragraph كتب الأطفال أسماءهم على",
            "paragraph تابعوا أخبار الجسر في",
            "paragraph - ما الذي تغير؟",
            "paragraph - كل شيء.",
            "paragraph وتقول البلدية إن الجسر",
            "paragraph (byline) المصدر: نوفوستي",
            "paragraph (follow-us) تابعوا RT على",
            "paragraph (share-bar) تلغرام",
        ],
    );
    assert_eq!(article.metadata.agency, "نوفوستي");
    assert_eq!(article.metadata.author, "");
}

/// A news agency's page: the agency in the dateline, key points above the text, a video box, a gallery of captions, Hijri dates.
#[test]
fn agency_page() {
    let article = check(
        r#"<html lang="ar" dir="rtl"><head><title>افتتاح متحف الملح في الواحة</title><meta itemprop="datePublished" content="2020-01-15T09:00:00+03:00"></head><body itemscope itemtype="http://schema.org/NewsArticle">
<header><form><input type="search"><button>بحث</button></form><ul><li><a href="/ar">الرئيسية</a></li><li><a href="/ar/c">ثقافة</a></li></ul></header>
<article><div class="categ"><a href="/ar/c">ثقافة</a></div><h1 itemprop="headline">افتتاح متحف الملح في الواحة</h1>
<div class="key-points"><ul><li>يضم المتحف ألف قطعة من أدوات استخراج الملح</li><li>المبنى كله من ألواح الملح</li></ul></div>
<div class="info"><span itemprop="author" itemscope><span itemprop="name">عمر البحري</span></span> <span>15 يناير 2020</span></div>
<div class="tts"><span>استمع</span><span class="reading-time">3 دقائق</span></div>
<div itemprop="articleBody"><p>الواحة / عمر البحري / الأناضول - افتتح في الواحة الغربية، الأربعاء، متحف للملح يروي تاريخ القوافل التي كانت تحمله إلى مدن الساحل قبل ألف عام.</p>
<div class="video-box"><p>لتشغيل هذا الفيديو يرجى تفعيل المشغل</p></div>
<p>وفي حديث للأناضول، قال مدير المتحف إن المبنى شيد من ألواح الملح. وأضاف: «المطر عدونا الوحيد. لكنه لا يأتي إلا مرة كل عشر سنوات».</p>
<div class="gallery"><figure><img><figcaption>قاعة القوافل</figcaption></figure><figure><img><figcaption>باب من الملح</figcaption></figure><figure><img><figcaption>قاعة القوافل</figcaption></figure></div>
<h3>رحلة الأربعين يوما</h3>
<p>وكانت القافلة تقطع الطريق في أربعين يوما، وتحمل ألفي لوح من الملح، يضيع عشرها في الطريق، ويباع الباقي بوزنه ذهبا في بعض السنين.</p>
<ol><li>تقطع الألواح في الشتاء.</li><li>تجفف في الربيع.</li><li>وتحمل في الصيف</li></ol>
<p>ويفتح المتحف أبوابه كل يوم عدا الاثنين.</p></div>
<div class="article-tags"><a href="/t/1">متاحف</a></div><div class="read-next"><a href="/ar/2">كيف عاد طريق القوافل إلى خرائط السياح</a></div></article>
<div class="cookie-law"><p>نستخدم ملفات تعريف الارتباط لتحسين تجربتك.</p><button>موافق</button></div></body></html>"#,
        &[
            "title افتتاح متحف الملح في",
            "paragraph (menu) بحث · الرئيسية ·",
            "item يضم المتحف ألف قطعة",
            "item المبنى كله من ألواح",
            "paragraph (outside-article) عمر البحري 15 يناير",
            "paragraph (outside-article) استمع3 دقائق",
            "paragraph الواحة / عمر البحري",
            "paragraph (player-notice) لتشغيل هذا الفيديو يرجى",
            "paragraph وفي حديث للأناضول، قال",
            "caption قاعة القوافل",
            "caption باب من الملح",
            "caption (duplicate-caption) قاعة القوافل",
            "heading رحلة الأربعين يوما",
            "paragraph وكانت القافلة تقطع الطريق",
            "item تقطع الألواح في الشتاء.",
            "item تجفف في الربيع.",
            "item وتحمل في الصيف",
            "paragraph ويفتح المتحف أبوابه كل",
            "paragraph (tags) متاحف",
            "paragraph (related-block) كيف عاد طريق القوافل",
            "paragraph (cookie-notice) نستخدم ملفات تعريف الارتباط",
            "paragraph (cookie-notice) موافق",
        ],
    );
    assert_eq!(article.metadata.agency, "الأناضول");
    assert_eq!(article.metadata.author, "عمر البحري");
    assert_eq!(article.metadata.published, "2020-01-15T09:00:00+03:00");
}
