//! Laying out, hitting and painting text: what a key press and a frame cost. Peers and budgets are in
//! docs/performance.md.

use criterion::{Criterion, criterion_group, criterion_main};
use parley::fontique::{Blob, Collection, CollectionOptions, SourceCache};
use parley::{
    Alignment, AlignmentOptions, FontContext, FontFamily, Layout, LayoutContext, LineHeight, OverflowWrap,
    StyleProperty,
};
use std::hint::black_box;
use std::sync::Arc;
use tarjuman::ui::text::{BaseDirection, Field, FontChoice, TextEngine, TextStyle, field};

const STYLE: TextStyle =
    TextStyle { size: 19.0, line_height: 1.65, bold: false, arabic: true, direction: BaseDirection::Auto };
const WIDTH: f32 = 480.0;

/// News with a number and a Latin name in it, `letters` long.
fn news(letters: usize) -> String {
    let sentence =
        "وأعلنت وزارة الدفاع الروسية يوم 27 سبتمبر أن قوات حفظ السلام (CNN) دخلت إقليم ناغورنو قره باغ، ";
    sentence.chars().cycle().take(letters).collect()
}

fn fonts() -> FontContext {
    let options = CollectionOptions { shared: false, system_fonts: false };
    let mut fonts =
        FontContext { collection: Collection::new(options), source_cache: SourceCache::default() };
    fonts.collection.register_fonts(Blob::new(Arc::new(dejavu::sans::regular())), None);
    fonts
}

/// The yardstick: the same paragraph through parley, and nothing else.
fn parley_alone(fonts: &mut FontContext, context: &mut LayoutContext<()>, text: &str) -> Layout<()> {
    let mut builder = context.ranged_builder(fonts, text, 1.0, true);
    builder.push_default(StyleProperty::FontFamily(FontFamily::Source("DejaVu Sans".into())));
    builder.push_default(StyleProperty::FontSize(STYLE.size));
    builder.push_default(StyleProperty::LineHeight(LineHeight::FontSizeRelative(STYLE.line_height)));
    builder.push_default(StyleProperty::OverflowWrap(OverflowWrap::Anywhere));
    let mut layout = builder.build(text);
    layout.break_all_lines(Some(WIDTH));
    layout.align(Alignment::Start, AlignmentOptions::default());
    layout
}

fn layout(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("text_layout");
    let (mut fonts, mut context) = (fonts(), LayoutContext::new());
    let mut engine = TextEngine::new(FontChoice::EmbeddedOnly);
    let ctx = egui::Context::default();
    for letters in [300, 2_000] {
        let text = news(letters);
        group.bench_function(format!("parley alone, {letters} letters"), |bencher| {
            bencher.iter(|| black_box(parley_alone(&mut fonts, &mut context, black_box(&text))));
        });
        // A letter typed at the end: every layout is a new one.
        let mut typed = 0_usize;
        group.bench_function(format!("a key press, {letters} letters"), |bencher| {
            bencher.iter(|| {
                typed += 1;
                engine.begin_frame(&ctx);
                black_box(engine.layout(&format!("{text}{typed}"), STYLE, WIDTH, 1.0))
            });
        });
        group.bench_function(format!("found again, {letters} letters"), |bencher| {
            bencher.iter(|| black_box(engine.layout(black_box(&text), STYLE, WIDTH, 1.0)));
        });
    }
    let text = news(600_000);
    group.bench_function("found again, 1 MB", |bencher| {
        bencher.iter(|| black_box(engine.layout(black_box(&text), STYLE, WIDTH, 1.0)));
    });
    group.finish();
}

fn hit(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("text_hit");
    let mut engine = TextEngine::new(FontChoice::EmbeddedOnly);
    let layout = engine.layout(&news(2_000), STYLE, WIDTH, 1.0);
    let (width, height) = (WIDTH, layout.height());
    let points: Vec<(f32, f32)> =
        (0..100).map(|at| (width * (at % 10) as f32 / 10.0, height * at as f32 / 100.0)).collect();
    group.bench_function("100 clicks into 2,000 letters", |bencher| {
        bencher.iter(|| points.iter().map(|(x, y)| layout.hit(*x, *y).byte).sum::<usize>());
    });
    group.bench_function("the selection of 2,000 letters", |bencher| {
        bencher.iter(|| black_box(layout.rects(1..3_000)));
    });
    group.finish();
}

/// One frame of a window with one field in it.
fn field_frame(ctx: &egui::Context, engine: &mut TextEngine, text: &str) -> usize {
    let output = ctx.run_ui(egui::RawInput::default(), |ui| {
        engine.begin_frame(ui.ctx());
        let look = Field {
            id: egui::Id::unique("field"),
            label: "",
            text,
            style: STYLE,
            colour: egui::Color32::BLACK,
            hint: "",
            marks: &[],
            editable: true,
            single_line: false,
            keeps_tab: false,
            show_invisibles: false,
            caret: None,
            area: egui::Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(WIDTH, 2_000.0)),
        };
        field(ui, engine, &look);
    });
    output.shapes.len()
}

fn frame(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("text_frame");
    let mut engine = TextEngine::new(FontChoice::EmbeddedOnly);
    let ctx = egui::Context::default();
    let megabyte = news(600_000);
    for (title, text) in [("2,000 letters", &news(2_000)), ("1 MB", &megabyte)] {
        group.bench_function(format!("a field of {title}"), |bencher| {
            bencher.iter(|| black_box(field_frame(&ctx, &mut engine, text)));
        });
    }
    // Nothing of it was ever laid out, as in the frame of a paste.
    let mut pasted = 0_usize;
    group.sample_size(20).bench_function("the first frame of 1 MB", |bencher| {
        bencher.iter_batched(
            || {
                pasted += 1;
                megabyte.replace("27", &pasted.to_string())
            },
            |text| black_box(field_frame(&ctx, &mut engine, &text)),
            criterion::BatchSize::LargeInput,
        );
    });
    group.finish();
}

criterion_group!(benches, layout, hit, frame);
criterion_main!(benches);
