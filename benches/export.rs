//! Budget (design.md): 10,000 segments to DOCX in 1 s.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use std::hint::black_box;
use tarjuman::article::{BlockKind, Metadata};
use tarjuman::export::{Document, HitMark, Options, Row, Watch, formats};
use tarjuman::glossary::Kind;
use tarjuman::project::Status;
use tarjuman::text::Span;

const SEGMENTS: usize = 10_000;

/// Sentences of newspaper length, with figures and Latin in them, each a little different.
fn long_article() -> Document {
    let rows = (1..=SEGMENTS).map(|number| {
        let name = "ناغورنو قره باغ";
        let source = format!(
            "{name} تشهد اشتباكات جديدة لليوم {number} على التوالي، وقالت وزارة الدفاع لقناة BBC News إن 36/963 من \
             مقاتليها أصيبوا في قصف صاروخي على المناطق المحيطة بالإقليم منذ ٢٧ سبتمبر (أيلول) الماضي."
        );
        Row {
            number,
            kind: if number % 20 == 1 { BlockKind::Heading } else { BlockKind::Paragraph },
            starts_block: number % 3 == 1,
            hits: vec![HitMark {
                span: Span::new(0, name.len()),
                kind: Kind::Place,
                target: "Nagorno-Karabakh".to_owned(),
            }],
            source,
            draft: format!(
                "Nagorno-Karabakh saw new clashes for day {number} in a row, and the Defence Ministry told BBC News that \
                 36 of its 963 fighters had been wounded by rocket fire on the districts around «قره باغ» since last \
                 27 September."
            ),
            status: if number % 4 == 0 { Status::Draft } else { Status::Confirmed },
            ..Row::default()
        }
    });
    Document {
        metadata: Metadata { title: "جبهة قره باغ".to_owned(), ..Metadata::default() },
        title_draft: "The Karabakh front".to_owned(),
        exported_on: "2026-11-22".to_owned(),
        translators_note: String::new(),
        rows: rows.collect(),
        names: Vec::new(),
    }
}

fn export(criterion: &mut Criterion) {
    let document = long_article();
    let mut group = criterion.benchmark_group("export 10,000 segments");
    group.throughput(Throughput::Elements(SEGMENTS as u64)).sample_size(10);
    for format in formats() {
        group.bench_function(format.name, |bencher| {
            bencher.iter(|| (format.write)(black_box(&document), &Options::default(), &Watch::default()));
        });
    }
    group.finish();
}

criterion_group!(benches, export);
criterion_main!(benches);
