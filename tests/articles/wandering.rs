//! Hundreds of steps of a translator who cannot make up their mind: whatever they do in whatever order, the file holds
//! what the window shows, the glossary panel is about the right segments, and everything can be taken back.
//!
//! One walk, always the same, by default; `TARJUMAN_WALKS=200` for many.

use crate::desk::{ARTICLE, Desk, OTHER, SOON};
use std::hash::{BuildHasher, RandomState};
use tarjuman::app::{Command, Setting};
use tarjuman::article::{Charset, EndMark, SentenceRules};
use tarjuman::project::{Contents, Segment};

const STEPS: usize = 120;

/// Numbers that look like chance, the same ones for the same seed.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit.max(1)
    }
}

#[test]
fn whatever_is_done_in_whatever_order_is_stored_and_can_be_taken_back() {
    let walks: u64 = std::env::var("TARJUMAN_WALKS").map_or(1, |walks| walks.parse().unwrap());
    let random = RandomState::new();
    // New ways each time, and the seed is said when one fails.
    for seed in [1].into_iter().chain((1..walks).map(|walk| random.hash_one(walk))) {
        println!("seed {seed}");
        wander(seed);
    }
}

fn wander(seed: u64) {
    let chance = &mut Chance(seed);
    let mut desk = Desk::on("article.txt", ARTICLE);
    let begin = Contents::of(desk.project());
    for step in 0..STEPS {
        let command = next(&mut desk, chance);
        let said = format!("step {step}: {command:?}");
        desk.app.run(command);
        if chance.below(4) > 0 {
            desk.app.settle(SOON);
        }
        check(&desk, &said);
        if chance.below(20) == 0 {
            desk.app.settle(SOON);
            desk.check_terms();
            desk.check_stored();
        }
    }
    desk.app.settle(SOON);
    desk.check_stored();
    let mut steps = 0;
    while desk.session().history.can_undo() {
        desk.app.run(Command::Undo);
        check(&desk, "taking back");
        steps += 1;
    }
    assert_eq!(Contents::of(desk.project()), begin);
    desk.app.settle(SOON);
    desk.check_terms();
    desk.check_stored();
    while desk.session().history.can_redo() {
        desk.app.run(Command::Redo);
        check(&desk, "doing again");
    }
    assert!(steps > STEPS / 4, "{steps} steps");
    desk.app.settle(SOON);
    desk.check_stored();
}

/// What holds at every moment.
fn check(desk: &Desk, said: &str) {
    let wrong = desk.app.notices.iter().find(|notice| {
        let title = &notice.title;
        let wrong = ["could not be made", "Something went wrong", "not being saved", "not saved yet"];
        wrong.iter().any(|wrong| title.contains(wrong))
    });
    assert_eq!(wrong, None, "{said}");
    let project = desk.project();
    let mut ids: Vec<_> = project.segments.iter().map(|segment| segment.id).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), project.segments.len(), "{said}: two segments of one id");
    let selected = project.view.selected.and_then(|selected| project.segment(selected));
    let any = project.segments.iter().any(|segment| project.is_included(segment.block));
    assert_eq!(selected.is_some(), any, "{said}: nothing is selected");
    if let Some(segment) = selected {
        assert!(project.is_included(segment.block), "{said}");
        for at in [project.view.anchor, project.view.focus] {
            assert!(segment.draft.is_char_boundary(at), "{said}: {at} in “{}”", segment.draft);
        }
    }
    for segment in &project.segments {
        assert!(!segment.source.trim().is_empty(), "{said}: an empty segment");
        for (text, marks) in [(&segment.source, &segment.source_marks), (&segment.draft, &segment.marks)] {
            let is_inside = |mark: &tarjuman::text::Mark| text.get(mark.span.range()).is_some();
            assert!(marks.iter().all(is_inside), "{said}: {marks:?} in “{text}”");
        }
    }
    let progress = desk.session().progress();
    let drafted = project.segments.iter().filter(|segment| {
        project.is_included(segment.block) && segment.status == tarjuman::project::Status::Draft
    });
    assert_eq!(progress.drafts, drafted.count(), "{said}");
}

fn next(desk: &mut Desk, chance: &mut Chance) -> Command {
    // Only what has a row can be clicked.
    let is_shown = |segment: &&Segment| desk.project().is_included(segment.block);
    let shown: Vec<_> = desk.project().segments.iter().filter(is_shown).collect();
    let Some(segment) = shown.get(chance.below(shown.len())).map(|segment| (*segment).clone()) else {
        return Command::BringAllBack;
    };
    let view = desk.project().view;
    match chance.below(24) {
        0..=3 => {
            let place = segment.source.floor_char_boundary(chance.below(segment.source.len()));
            desk.app.run(Command::Select { segment: segment.id });
            desk.app.run(Command::SelectInSource { segment: segment.id, bytes: place..place });
            Command::Split
        }
        4 | 5 => Command::Join,
        6 => {
            let mut rules = SentenceRules::default();
            if chance.below(2) == 0 {
                rules.ends.remove(&EndMark::FullStop);
            }
            desk.app.run(Command::Set(Setting::Sentences(rules)));
            Command::CutAnew
        }
        7..=11 => {
            let Some(id) = view.selected else { return Command::Undo };
            let words = ["He came. ", "Baku ", "بومبيو ", "x", ". He left"];
            let inserted = words[chance.below(words.len())].to_owned();
            let end = view.focus + inserted.len();
            let (anchor, focus) = (end, end);
            Command::Type { segment: id, start: view.focus, removed: String::new(), inserted, anchor, focus }
        }
        12 => {
            let caret = |chance: &mut Chance| {
                segment.draft.floor_char_boundary(chance.below(segment.draft.len() + 1))
            };
            Command::MoveCaret { segment: segment.id, anchor: caret(chance), focus: caret(chance) }
        }
        13 => Command::Confirm,
        14 => Command::Select { segment: segment.id },
        // With nothing left there is nothing to select.
        15 if desk.session().progress().segments > 3 => Command::LeaveOut,
        16 => Command::BringAllBack,
        17 => {
            let texts =
                [ARTICLE.to_owned(), ARTICLE.replace("أمس", "اليوم"), ARTICLE.replace("إلى باكو أمس.", ".")];
            desk.write("article.txt", &texts[chance.below(texts.len())]);
            Command::ReadAgain
        }
        18 => match desk.project().segments.iter().find(|segment| segment.earlier.is_some()) {
            Some(found) if chance.below(2) == 0 => Command::UseEarlier(found.id),
            Some(found) => Command::DropEarlier(found.id),
            None => Command::NextSegment,
        },
        19 if desk.articles().len() < 3 => {
            desk.write("other.txt", OTHER);
            Command::AddPaths(desk.paths(&["other.txt"]))
        }
        20 => Command::ReadAs([None, Some(Charset::Windows1256), Some(Charset::Utf8)][chance.below(3)]),
        21 | 22 => Command::Undo,
        _ => Command::Redo,
    }
}
