//! How much the project is, how far it is, and what was done today.

use super::dialog::{Dialog, close_ui};
use super::text::{TextEngine, paragraph};
use super::theme::{self, palette, space};
use crate::app::{self, App, Command, Day, today};
use crate::project::statistics::{Counted, Part, Statistics};
use crate::text::{counted, grouped};
use egui::{Context, Grid, RichText, ScrollArea, Ui};

const WIDTH: f32 = 560.0;
/// Points for the articles of a project.
const MOST_HEIGHT: f32 = 200.0;

pub fn ui(ctx: &Context, engine: &mut TextEngine, app: &App, commands: &mut Vec<Command>) {
    if app.dialog != Some(app::Dialog::Statistics) {
        return;
    }
    let dialog = Dialog::new("Statistics", WIDTH).show(ctx, |ui| {
        match app.statistics() {
            Some(statistics) => texts_ui(ui, engine, statistics),
            None => {
                ui.label("Counting…");
            }
        }
        ui.add_space(space::MEDIUM);
        work_ui(ui, app);
        close_ui(ui)
    });
    if dialog.inner || dialog.is_left {
        commands.push(Command::Statistics);
    }
}

fn texts_ui(ui: &mut Ui, engine: &mut TextEngine, statistics: &Statistics) {
    let Statistics { all, sections } = statistics;
    Grid::new("statistics").num_columns(2).spacing([space::LARGE, space::TINY]).show(ui, |ui| {
        for (name, value) in lines(all) {
            ui.label(name);
            ui.label(RichText::new(value).strong());
            ui.end_row();
        }
    });
    let weak = palette(ui.visuals()).weak;
    ui.add_space(space::TINY);
    for remark in [
        "Words are counted by the rules of Unicode: an Arabic word with what is joined to it is one, and so is a number.",
        "Characters are those stored, vowel signs too. What is left out does not count.",
    ] {
        ui.label(RichText::new(remark).small().color(weak));
    }
    if sections.len() < 2 {
        return;
    }
    ui.add_space(space::SMALL);
    ScrollArea::vertical().max_height(MOST_HEIGHT).auto_shrink([false, true]).show(ui, |ui| {
        for (number, section) in (1..).zip(sections) {
            let title = format!("Article {number} of {}: {}", sections.len(), section.title);
            paragraph(
                ui,
                engine,
                &title,
                theme::small_style("", theme::size::BODY),
                palette(ui.visuals()).text,
                0..0,
            );
            let Counted { segments, words, characters, characters_without_spaces, .. } = section.counted;
            let said = format!(
                "{}, {}, {} ({} without spaces), {} % confirmed",
                counted(segments, "segment"),
                counted(words, "word"),
                counted(characters, "character"),
                grouped(characters_without_spaces),
                section.counted.percent()
            );
            ui.label(RichText::new(said).color(weak));
            ui.add_space(space::TINY);
        }
    });
}

fn lines(all: &Counted) -> [(&'static str, String); 9] {
    let part = |part: Part| format!("{}, {}", counted(part.segments, "segment"), counted(part.words, "word"));
    [
        ("Segments", grouped(all.segments)),
        ("Words of the Arabic", grouped(all.words)),
        ("Characters of the Arabic", grouped(all.characters)),
        ("Characters without spaces", grouped(all.characters_without_spaces)),
        ("Not translated", part(all.untranslated)),
        ("Draft", part(all.drafts)),
        ("Confirmed", format!("{} ({} % of words)", part(all.confirmed), all.percent())),
        ("Words of the English", grouped(all.draft_words)),
        ("Left out", counted(all.left_out, "segment")),
    ]
}

fn work_ui(ui: &mut Ui, app: &App) {
    let today = app.work.day(&today());
    let (all, on_days) = app.work.all();
    Grid::new("work").num_columns(2).spacing([space::LARGE, space::TINY]).show(ui, |ui| {
        for (name, value) in [
            ("Today", done(today)),
            ("In this project", format!("{}, on {}", done(all), counted(on_days, "day"))),
        ] {
            ui.label(name);
            ui.label(RichText::new(value).strong());
            ui.end_row();
        }
    });
    ui.add_space(space::TINY);
    let remark = "Confirmed, less what was taken back. Time is measured between changes; a pause of more than two \
                  minutes is none. It is kept on this computer only, not in the project.";
    let colours = palette(ui.visuals());
    ui.label(RichText::new(remark).small().color(colours.weak));
    if let Some(problem) = app.work.problem() {
        let said = format!("It could not be written to its file: {problem}");
        ui.label(RichText::new(said).small().color(colours.warning));
    }
}

/// “12 segments (340 words) confirmed, 1 h 24 min at work”.
fn done(day: Day) -> String {
    let amount = |number: i64, noun: &str| counted(usize::try_from(number).unwrap_or(0), noun);
    let (segments, words) = (amount(day.segments, "segment"), amount(day.words, "word"));
    let minutes = day.milliseconds / 60_000;
    let time = match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes} min"),
        (hours, minutes) => format!("{hours} h {minutes} min"),
    };
    format!("{segments} ({words}) confirmed, {time} at work")
}
