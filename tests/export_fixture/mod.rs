//! A small article with everything that is hard about a bilingual document, for the tests of all formats.

use tarjuman::article::{BlockKind, Cell, Metadata};
use tarjuman::export::{Comment, Document, HitMark, Marker, NameUsed, Row};
use tarjuman::glossary::Kind;
use tarjuman::project::Status;
use tarjuman::text::{Mark, MarkKind, Span};

pub const ENGLISH_TITLE: &str = "Fighting resumes on the Karabakh front as mediators return to Baku";
pub const ARABIC_TITLE: &str = "تجدد القتال على جبهة قره باغ مع عودة الوسطاء إلى باكو";

/// What a link in the third row leads to.
pub const LINK: &str = "https://mod.example/statement?id=7";

/// Fourteen rows: ten confirmed, two drafts, two not translated.
#[allow(clippy::too_many_lines, reason = "an article is read from top to bottom")]
pub fn article() -> Document {
    use BlockKind::{Caption, Heading, Item, Paragraph, Quote, Standfirst, Title};
    use Kind::{Organisation, Person, Place, Term};
    use Status::{Confirmed, Draft, Untranslated};
    let mut rows = Rows::default();
    rows.add(Title, true, ARABIC_TITLE, ENGLISH_TITLE, Confirmed)
        .hit("قره باغ", Place, "Karabakh")
        .hit("باكو", Place, "Baku");
    rows.add(
        Standfirst,
        true,
        "وزارة الدفاع تتحدث عن «ليلة صعبة»، ومنظمة الأمن والتعاون تدعو إلى هدنة قبل 30 أكتوبر (تشرين الأول)",
        "The Defence Ministry speaks of “a hard night”; the OSCE calls for a truce before 30 October",
        Confirmed,
    );
    rows.add(
        Paragraph,
        true,
        "قالت وزارة الدفاع الأذربيجانية، السبت، إن 36/963 من مقاتليها أصيبوا منذ ٢٧ سبتمبر ٢٠٢٠، أي بنسبة 3.7% فقط.",
        "Azerbaijan’s Defence Ministry said on Saturday that 36 of its 963 fighters had been wounded since 27 September \
         2020, or just 3.7%.",
        Confirmed,
    )
    .mark(&MarkKind::Strong, "36/963", "36 of its 963")
    .mark(&MarkKind::Link(LINK.to_owned()), "الدفاع الأذربيجانية", "Defence Ministry")
    .hit("وزارة الدفاع الأذربيجانية", Organisation, "Azerbaijan’s Defence Ministry");
    rows.add(
        Paragraph,
        false,
        "وأضاف المتحدث باسمها لقناة BBC News أن مقاتلات F-16 «لم تشارك في أي طلعة».",
        "Its spokesman told BBC News that F-16 fighters “did not take part in a single sortie”.",
        Confirmed,
    );
    rows.add(
        Paragraph,
        false,
        "ولم يصدر تعليق فوري من يريفان.",
        "There was no immediate comment from Yerevan.",
        Draft,
    )
    .hit("يريفان", Place, "Yerevan");
    rows.add(Heading, true, "علييف: لن نعود إلى الوراء", "Aliyev: no way back", Confirmed).hit(
        "علييف",
        Person,
        "Ilham Aliyev",
    );
    rows.add(
        Quote,
        true,
        "«نحن لا نطلب المستحيل، بل نطلب أرضنا»، قال الرئيس لصحيفة \"Le Figaro\" الفرنسية.",
        "“We are not asking for the impossible, we are asking for our land,” the president told Le Figaro.",
        Confirmed,
    );
    rows.add(
        Paragraph,
        true,
        "ويرى محللون أن عبارة «قره باغ» نفسها موضع خلاف، إذ يفضل الأرمن تسمية «آرتساخ»، بينما تستخدم الأمم المتحدة \
         في وثائقها الرسمية تسمية ناغورنو قره باغ منذ القرار 822 الصادر في 30/4/1993، ثم القرارات 853 و874 و884 التي \
         دعت كلها إلى وقف الأعمال القتالية وانسحاب القوات من المناطق المحيطة بالإقليم وعودة النازحين إلى ديارهم بأمان.",
        "Analysts note that the name itself is disputed: «قره باغ» in Baku’s usage, «آرتساخ» (Artsakh) for Armenians, \
         while United Nations documents have said Nagorno-Karabakh since resolution 822 of 30 April 1993, followed by \
         853, 874 and 884, all of which called for an end to the fighting, the withdrawal of forces from the districts \
         around the region and the safe return of the displaced.",
        Draft,
    )
    .hit("ناغورنو قره باغ", Place, "Nagorno-Karabakh");
    rows.add(Heading, true, "مطالب الطرفين", "What each side wants", Confirmed);
    rows.add(
        Item,
        true,
        "جدول زمني للانسحاب خلال 90 يوماً؛",
        "A timetable for withdrawal within 90 days;",
        Confirmed,
    )
    .hit("لانسحاب", Term, "withdrawal");
    rows.add(
        Item,
        true,
        "فتح ممر لاتشين أمام قوافل الصليب الأحمر.",
        "Opening the Lachin corridor to Red Cross convoys.",
        Confirmed,
    )
    .hit("لاتشين", Place, "Lachin");
    rows.add(
        Paragraph,
        true,
        "ودخلت الهدنة حيز التنفيذ عند الساعة ٨:٠٠ صباحاً بالتوقيت المحلي.",
        "",
        Untranslated,
    );
    rows.add(Paragraph, false, "لكنها لم تصمد سوى ساعات.", "", Untranslated);
    rows.add(
        Caption,
        true,
        "جنود على خط التماس (أرشيف، AFP)",
        "Soldiers on the line of contact (archive, AFP)",
        Confirmed,
    );
    Document {
        metadata: Metadata {
            title: ARABIC_TITLE.to_owned(),
            author: "سلمى الحداد".to_owned(),
            site: "صحيفة المرصد (Al-Marsad)".to_owned(),
            agency: String::new(),
            published: "2020-10-24T14:05:00+03:00".to_owned(),
            address: "https://marsad.example/news/1042?lang=ar&from=قره-باغ".to_owned(),
            file_name: "marsad.html".to_owned(),
        },
        title_draft: ENGLISH_TITLE.to_owned(),
        exported_on: "2026-11-22".to_owned(),
        translators_note: String::new(),
        rows: rows.0,
        names: vec![
            name("إلهام علييف", "Ilham Aliyev", Person, 1, "President of Azerbaijan"),
            name("باكو", "Baku", Place, 1, ""),
            name("قره باغ", "Karabakh", Place, 3, "Also written قرة باغ and كاراباخ"),
            name("وزارة الدفاع الأذربيجانية", "Azerbaijan’s Defence Ministry", Organisation, 1, ""),
        ],
    }
}

/// The article with all that it can have besides: a note, comments, a machine draft, a table, a glued sentence, lists.
#[allow(dead_code, reason = "each test program uses its part of the fixture")]
pub fn rich() -> Document {
    let mut document = article();
    "Place names follow the usage of the client.\nSpellings of «قره باغ» differ."
        .clone_into(&mut document.translators_note);
    let rows = &mut document.rows;
    rows[3].is_glued = true;
    rows[4].suggested_by = Some("DeepL".to_owned());
    let comment = |text: &str, is_query| Comment {
        author: "Salma Haddad".to_owned(),
        made: "2026-11-03T09:30:00".to_owned(),
        text: text.to_owned(),
        is_query,
        is_settled: false,
    };
    rows[2].comments = vec![comment("Figures as in the statement.", false), comment("هل الرقم صحيح؟", true)];
    rows[11].comments = vec![comment("Which clock?", true), comment("Settled long ago", true)];
    rows[11].comments[1].is_settled = true;
    let mut more = Rows::default();
    for (at, (source, draft)) in
        [("المدينة", "City"), ("القتلى", "Dead"), ("كنجة", "Ganja"), ("21", "21")].into_iter().enumerate()
    {
        more.add(BlockKind::Cell, true, source, draft, Status::Confirmed);
        let at = at as u32;
        let cell = more.0.last_mut().expect("a row was just added");
        cell.cell = Some(Cell { table: 1, row: at / 2, column: at % 2 });
    }
    for row in more.0.into_iter().chain(lists().rows) {
        let number = rows.len() + 1;
        rows.push(Row { number, ..row });
    }
    document
}

/// A document with one confirmed row.
#[allow(dead_code, reason = "each test program uses its part of the fixture")]
pub fn one_row(source: &str, draft: &str) -> Document {
    let mut rows = Rows::default();
    rows.add(BlockKind::Paragraph, true, source, draft, Status::Confirmed);
    Document { rows: rows.0, exported_on: "2026-11-22".to_owned(), ..Document::default() }
}

/// Two numbered lists, the first with a list inside, and bullets; the second item has two sentences.
#[allow(dead_code, reason = "each test program uses its part of the fixture")]
pub fn lists() -> Document {
    let mut rows = Rows::default();
    for (starts_block, depth, marker, source) in [
        (true, 1, Some(Marker::Number(1)), "وقف القتال"),
        (true, 2, Some(Marker::Number(1)), "في الجبال"),
        (true, 2, Some(Marker::Number(2)), "في السهول"),
        (true, 1, Some(Marker::Number(2)), "تبادل الأسرى."),
        (false, 1, None, "وعودة الجثث."),
        (true, 1, Some(Marker::Bullet), "فتح الطريق"),
        (true, 1, None, "تتمة"),
        (true, 1, Some(Marker::Number(1)), "عودة النازحين"),
    ] {
        rows.add(BlockKind::Item, starts_block, source, "English", Status::Confirmed);
        let row = rows.0.last_mut().expect("a row was just added");
        (row.depth, row.marker) = (depth, marker);
    }
    Document { rows: rows.0, exported_on: "2026-11-22".to_owned(), ..Document::default() }
}

#[derive(Default)]
struct Rows(Vec<Row>);

struct Added<'r>(&'r mut Row);

impl Rows {
    fn add(
        &mut self,
        kind: BlockKind,
        starts_block: bool,
        source: &str,
        draft: &str,
        status: Status,
    ) -> Added<'_> {
        let number = self.0.len() + 1;
        let (source, draft) = (source.to_owned(), draft.to_owned());
        let marker = (kind == BlockKind::Item && starts_block).then_some(Marker::Bullet);
        let depth = u8::from(kind == BlockKind::Item);
        self.0.push(Row {
            number,
            kind,
            starts_block,
            depth,
            marker,
            source,
            draft,
            status,
            ..Row::default()
        });
        Added(self.0.last_mut().expect("a row was just added"))
    }
}

impl Added<'_> {
    /// Sets emphasis or a link on words of the source and on their English.
    #[allow(dead_code, reason = "each test program uses its part of the fixture")]
    fn mark(self, kind: &MarkKind, words: &str, english: &str) -> Self {
        let on = |text: &str, words: &str| {
            let start = text.find(words).expect("the fixture marks words of its texts");
            Mark { span: Span::new(start, start + words.len()), kind: kind.clone() }
        };
        self.0.source_marks.push(on(&self.0.source, words));
        self.0.marks.push(on(&self.0.draft, english));
        self
    }

    /// Marks the first place where `words` stands in the source.
    fn hit(self, words: &str, kind: Kind, target: &str) -> Self {
        let start = self.0.source.find(words).expect("the fixture marks words of its source");
        let span = Span::new(start, start + words.len());
        self.0.hits.push(HitMark { span, kind, target: target.to_owned() });
        self
    }
}

fn name(source: &str, target: &str, kind: Kind, count: usize, note: &str) -> NameUsed {
    NameUsed { source: source.to_owned(), target: target.to_owned(), kind, count, note: note.to_owned() }
}
