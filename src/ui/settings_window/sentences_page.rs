//! Where sentences end: by which rules articles are cut into segments.

use super::{Page, PageContext, name_ui};
use crate::app::{Command, Setting};
use crate::article::{EndMark, SentenceRules};
use crate::ui::text;
use crate::ui::theme::{self, palette, space};
use egui::{Align, Button, DragValue, Grid, Id, Layout, RichText, TextWrapMode, Ui};

pub const PAGE: Page = Page { title: "Sentences", ui };

/// Letters of the longest segment that can be set.
const LONGEST: std::ops::RangeInclusive<usize> = 40..=2_000;
/// What a limit begins with.
const FIRST_LIMIT: usize = 300;

fn ui(ui: &mut Ui, page: &mut PageContext<'_>) {
    let chosen = page.app.settings.sentences.clone();
    let mut rules = chosen.clone();
    Grid::new("sentence settings").num_columns(2).spacing([space::LARGE, space::SMALL]).show(ui, |ui| {
        top_name_ui(ui, "A sentence ends at", 0.0);
        ui.vertical(|ui| {
            for mark in EndMark::ALL {
                let mut ends = rules.ends.contains(&mark);
                if ui.checkbox(&mut ends, mark_title(mark)).changed() {
                    if ends {
                        rules.ends.insert(mark)
                    } else {
                        rules.ends.remove(&mark)
                    };
                }
            }
        });
        ui.end_row();
        name_ui(ui, "Quotations");
        ui.checkbox(&mut rules.whole_quotations, "Stay in one segment");
        ui.end_row();
        name_ui(ui, "Long segments");
        longest_ui(ui, &mut rules);
        ui.end_row();
        let label = top_name_ui(ui, "Abbreviations", space::TINY);
        ui.vertical(|ui| {
            abbreviations_ui(ui, page, label, &mut rules);
            let remark = "No sentence ends at their full stops. Separate them with commas.";
            ui.label(RichText::new(remark).small().color(palette(ui.visuals()).weak));
        });
        ui.end_row();
    });
    if rules != chosen {
        page.commands.push(Command::Set(Setting::Sentences(rules)));
    }
    ui.add_space(space::MEDIUM);
    let colours = palette(ui.visuals());
    let said = "Articles that you open from now on are split by these rules.";
    ui.label(RichText::new(said).color(colours.weak));
    ui.add_space(space::SMALL);
    ui.horizontal(|ui| {
        let open = page.app.can_change_articles().is_ok();
        let cut = ui.add_enabled(open, Button::new("Split the open project again"));
        if cut.on_hover_text("Drafts are kept, and it can be undone").clicked() {
            page.commands.push(Command::CutAnew);
        }
        let standard = SentenceRules::default();
        if ui.add_enabled(chosen != standard, Button::new("Standard rules")).clicked() {
            page.commands.push(Command::Set(Setting::Sentences(standard)));
        }
    });
}

/// The name of something tall, at the height of its first line.
fn top_name_ui(ui: &mut Ui, name: &str, below_top: f32) -> Id {
    let name = |ui: &mut Ui| {
        ui.style_mut().wrap_mode = Some(TextWrapMode::Extend);
        ui.add_space(below_top);
        name_ui(ui, name)
    };
    ui.with_layout(Layout::top_down(Align::Min), name).inner
}

fn longest_ui(ui: &mut Ui, rules: &mut SentenceRules) {
    ui.horizontal(|ui| {
        let mut is_limited = rules.longest.is_some();
        if ui.checkbox(&mut is_limited, "Split at semicolons and commas above").changed() {
            rules.longest = is_limited.then_some(FIRST_LIMIT);
        }
        let mut letters = rules.longest.unwrap_or(FIRST_LIMIT);
        let drag = DragValue::new(&mut letters).range(LONGEST).suffix(" letters");
        if ui.add_enabled(is_limited, drag).changed() && is_limited {
            rules.longest = Some(letters);
        }
    });
}

/// What is being written is kept as it is until the field is left: a comma at its end is no abbreviation yet.
fn abbreviations_ui(ui: &mut Ui, page: &mut PageContext<'_>, label: Id, rules: &mut SentenceRules) {
    let colours = palette(ui.visuals());
    let id = Id::unique("abbreviations");
    let written = ui.data(|data| data.get_temp::<String>(id));
    let mut abbreviations = written.unwrap_or_else(|| rules.abbreviations.join("، "));
    let style = theme::small_style(&abbreviations, theme::size::ENTRY);
    let mut look = theme::input(id, "Abbreviations", style, colours);
    look.hint = "أ.د، شر.";
    let response = text::input(ui, page.engine, &look, &mut abbreviations).labelled_by(label);
    if response.changed() {
        let words = abbreviations.split(['،', ',', '\n']).map(str::trim);
        rules.abbreviations = words.filter(|word| !word.is_empty()).map(str::to_owned).collect();
    }
    if response.has_focus() {
        ui.data_mut(|data| data.insert_temp(id, abbreviations));
    } else {
        ui.data_mut(|data| data.remove::<String>(id));
    }
}

const fn mark_title(mark: EndMark) -> &'static str {
    match mark {
        EndMark::FullStop => "Full stop",
        EndMark::Question => "Question mark",
        EndMark::Exclamation => "Exclamation mark",
        EndMark::Ellipsis => "Three dots",
        EndMark::Colon => "Colon",
        EndMark::Semicolon => "Semicolon",
        EndMark::Comma => "Comma",
    }
}
