//! The glossary window with 100,000 terms: from a key press in the search to the rows it leaves, drawn.
//!
//! Two frames: the one that takes the key, and the one that shows the result. Commands, filter, layout and drawing
//! lists are in it; what the graphics card does is not.

#![allow(clippy::expect_used, reason = "a bench stops where it fails")]

use criterion::{Criterion, criterion_group, criterion_main};
use egui::{Event, Key, Modifiers};
use egui_kittest::Harness;
use std::fmt::Write as _;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tarjuman::app::{App, Command, Places};
use tarjuman::ui::Window;
use tarjuman::ui::text::FontChoice;

const TERMS: usize = 100_000;
const SOON: Duration = Duration::from_secs(30);

fn keystrokes(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path();
    std::fs::create_dir_all(path.join("data/glossary")).expect("a folder");
    std::fs::write(path.join("data/glossary/personal.csv"), glossary()).expect("a glossary");
    let places = Places { config: path.join("config"), data: path.join("data") };
    let mut app = App::new(places, Arc::new(|| {}));
    app.run(Command::ToggleGlossary);
    app.settle(SOON);
    let mut harness = Harness::builder().with_size([1440.0, 900.0]).build_ui_state(
        |ui, window: &mut Window| window.frame_ui(ui),
        Window::embedded(app, FontChoice::System),
    );
    let ctx = harness.ctx.clone();
    harness.state_mut().dress(&ctx);
    harness.run_steps(4);
    harness.state_mut().app.settle(SOON);
    harness.run_steps(4);

    let mut group = criterion.benchmark_group("glossary window, 100,000 terms");
    group.sample_size(20);
    for (name, before, key) in [
        ("first letter, Arabic", "", "م"),
        ("second letter, Arabic", "م", "و"),
        ("first letter, English", "", "r"),
        ("nothing found", "قق", "ق"),
    ] {
        group.bench_function(name, |bencher| {
            bencher.iter_custom(|turns| {
                let mut spent = Duration::ZERO;
                for _ in 0..turns {
                    type_text(&mut harness, before);
                    let begin = Instant::now();
                    harness.event(Event::Text(key.to_owned()));
                    harness.run_steps(2);
                    spent += begin.elapsed();
                    for _ in 0..=before.chars().count() {
                        harness.key_press_modifiers(Modifiers::NONE, Key::Backspace);
                        harness.run_steps(2);
                    }
                }
                spent
            });
        });
    }
    group.finish();
}

fn type_text(harness: &mut Harness<'_, Window>, text: &str) {
    for letter in text.chars() {
        harness.event(Event::Text(letter.to_string()));
        harness.run_steps(2);
    }
}

/// Terms of two made-up words each.
fn glossary() -> String {
    const LETTERS: [char; 22] = [
        'ا', 'ل', 'ي', 'م', 'و', 'ن', 'ر', 'ت', 'ب', 'ع', 'د', 'س', 'ف', 'ه', 'ك', 'ق', 'ح', 'ج', 'أ', 'ش',
        'ص', 'خ',
    ];
    let mut csv = "source,target,kind,variants,note\n".to_owned();
    let word = |number: usize| -> String {
        let mut rest = number.wrapping_mul(2_654_435_761);
        (0..5 + number % 3)
            .map(|_| {
                rest = rest / 22 + 7 * number;
                LETTERS[rest % 22]
            })
            .collect()
    };
    for number in 0..TERMS {
        let kind = ["person", "place", "organisation", "term"][number % 4];
        let (first, second) = (word(number), word(number + 31));
        let _ = writeln!(csv, "{first} {second},Rendering {number},{kind},,As agencies spell it");
    }
    csv
}

criterion_group!(benches, keystrokes);
criterion_main!(benches);
