//! The project file against its budgets: opening 10,000 segments in 300 ms, one durable edit in 10 ms.

#![allow(clippy::expect_used, reason = "without its project a bench has nothing to measure")]

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use std::hint::black_box;
use std::time::Duration;
use tarjuman::article::BlockKind;
use tarjuman::project::file::{self, backup};
use tarjuman::project::{
    Block, BlockId, Change, Gesture, History, Original, Project, Saver, Section, Segment, SegmentId, Status,
    Stroke, View,
};

const SOURCE: &str = "وقال الوزير إن المحادثات التي جرت في باكو بشأن قره باغ كانت «صريحة وبناءة»، \
                      وإن الجانبين اتفقا على مواصلتها الأسبوع المقبل.";
const DRAFT: &str = "The minister said that the talks held in Baku on Karabakh had been “frank and \
                     constructive” and that both sides had agreed to continue them next week.";

fn large_project() -> Project {
    let blocks = (1..=2_500).map(|id| Block {
        id: BlockId(id),
        kind: BlockKind::Paragraph,
        excluded: (id % 10 == 0).then(|| "read-more".to_owned()),
        rule: (id % 10 == 0).then(|| "read-more".to_owned()),
        ..Block::default()
    });
    let segments = (1..=10_000).map(|id| Segment {
        id: SegmentId(id),
        block: BlockId((id - 1) / 4 + 1),
        source: SOURCE.to_owned(),
        draft: DRAFT.to_owned(),
        status: Status::Confirmed,
        ..Segment::default()
    });
    let bytes = SOURCE.repeat(10_000).into_bytes().into();
    let original = Original { file_name: "large.html".to_owned(), charset: None, bytes };
    Project {
        sections: vec![Section { original, ..Section::default() }],
        blocks: blocks.collect(),
        segments: segments.collect(),
        ..Project::default()
    }
}

fn project_file(bench: &mut Criterion) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("large.tarjuman");
    let mut project = large_project();
    file::create(&path, &project).and_then(file::ProjectFile::close).expect("a project");

    bench.bench_function("open and close 10,000 segments", |bencher| {
        bencher.iter(|| black_box(file::open(&path).expect("the project")));
    });
    bench.bench_function("open 10,000 segments", |bencher| {
        bencher.iter_batched(|| (), |()| file::open(&path).expect("the project"), BatchSize::PerIteration);
    });
    bench.bench_function("write a new file of 10,000 segments", |bencher| {
        let copy = folder.path().join("copy.tarjuman");
        bencher.iter(|| file::save_as(&project, &copy, file::Existing::Replace).expect("a copy"));
    });

    let root = folder.path().join("backups");
    bench.bench_function("back up 10,000 segments", |bencher| {
        let forget = || drop(std::fs::remove_dir_all(&root));
        bencher.iter_batched(
            forget,
            |()| backup::backup_now(&root, &path).expect("a backup"),
            BatchSize::PerIteration,
        );
    });
    bench.bench_function("see that 10,000 segments are backed up already", |bencher| {
        bencher.iter(|| backup::backup_now(&root, &path).expect("no need"));
    });
    bench.bench_function("open and repair 10,000 segments, two pages lost", |bencher| {
        let mut bytes = std::fs::read(&path).expect("the project");
        let half = bytes.len() / 8_192 * 4_096;
        bytes[half..half + 4_096].fill(0);
        let end = bytes.len() - 40_960;
        bytes[end..end + 4_096].fill(0);
        let damaged = || {
            let folder = tempfile::tempdir().expect("a folder");
            let path = folder.path().join("damaged.tarjuman");
            std::fs::write(&path, &bytes).expect("a file");
            (folder, path)
        };
        bencher.iter_batched(
            damaged,
            |(folder, path)| (file::open(&path).expect("a repaired project"), folder),
            BatchSize::PerIteration,
        );
    });

    let mut file = file::open(&path).expect("the project").file;
    let mut number = 0_u32;
    let mut next = || {
        number += 1;
        let draft = format!("{DRAFT} {number}");
        vec![
            Change::in_segment(&Segment {
                id: SegmentId(number % 10_000 + 1),
                draft,
                status: Status::Draft,
                ..Segment::default()
            }),
            Change::View(View::default()),
        ]
    };
    bench.bench_function("one durable edit", |bencher| {
        bencher.iter_batched(
            &mut next,
            |changes| file.save(&changes).expect("saved"),
            BatchSize::PerIteration,
        );
    });
    let saver = Saver::start(file, || ()).expect("a thread");
    bench.bench_function("one durable edit through the saver", |bencher| {
        bencher.iter_batched(
            &mut next,
            |changes| {
                saver.submit(changes);
                saver.flush(Duration::from_secs(10)).expect("saved");
            },
            BatchSize::PerIteration,
        );
    });

    let mut history = History::default();
    let mut now = Duration::ZERO;
    bench.bench_function("one keystroke: edit, history, changes", |bencher| {
        bencher.iter(|| {
            now += Duration::from_millis(1);
            let id = SegmentId(5_000);
            let end = project.segment(id).map_or(0, |segment| segment.draft.len());
            let edit = if end > 2_000 {
                let old = project.segment(id).map(|segment| segment.draft.clone()).unwrap_or_default();
                project.splice_with_status(id, 0, old, "")
            } else {
                project.splice_with_status(id, end, "", "x")
            };
            let after = View { selected: Some(id), ..View::default() };
            let gesture = Gesture { label: "typing".into(), stroke: Stroke::Typing, after, now };
            history.apply(&mut project, &edit, gesture).expect("an edit that fits");
            black_box(Change::after(&edit, &project))
        });
    });
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(50).measurement_time(Duration::from_secs(5));
    targets = project_file
}
criterion_main!(benches);
