//! Where sentences end: by which rules articles are cut into segments.

use super::controls::{help_ui, row_ui};
use super::{Item, Page, PageContext};
use crate::app::{Command, Setting, SettingsPage};
use crate::article::{EndMark, SentenceRules};
use crate::ui::text;
use crate::ui::theme::{self, palette, space};
use egui::{Button, DragValue, Id, Ui};

pub const PAGE: Page = Page {
    page: SettingsPage::Sentences,
    title: "Sentences",
    about: "Articles that you open from now on are split by these rules.",
    items: &[
        Item {
            title: "Ends of sentences",
            words: "segmentation split full stop question exclamation dots colon semicolon comma srx",
            ui: |ui, page| {
                row_ui(ui, "A sentence ends at", |ui, _| changed(page, |_, rules| ends_ui(ui, rules)));
            },
        },
        Item {
            title: "Quotations",
            words: "segmentation quotes whole one segment",
            ui: |ui, page| {
                row_ui(ui, "Quotations", |ui, _| {
                    changed(page, |_, rules| {
                        ui.checkbox(&mut rules.whole_quotations, "Stay in one segment");
                    });
                });
            },
        },
        Item {
            title: "Long segments",
            words: "segmentation split limit letters length",
            ui: |ui, page| {
                row_ui(ui, "Long segments", |ui, _| changed(page, |_, rules| longest_ui(ui, rules)));
            },
        },
        Item {
            title: "Abbreviations",
            words: "segmentation full stops exceptions",
            ui: |ui, page| {
                row_ui(ui, "Abbreviations", |ui, label| {
                    changed(page, |page, rules| abbreviations_ui(ui, page, label, rules));
                    help_ui(ui, "No sentence ends at their full stops. Separate them with commas.");
                });
            },
        },
        Item { title: "Cut again", words: "segmentation open project cut anew resegment", ui: split_ui },
    ],
};

/// Letters of the longest segment that can be set.
const LONGEST: std::ops::RangeInclusive<usize> = 40..=2_000;
/// What a limit begins with.
const FIRST_LIMIT: usize = 300;

/// Lets `ui` work on the rules, and asks for what it made of them.
fn changed(page: &mut PageContext<'_>, ui: impl FnOnce(&mut PageContext<'_>, &mut SentenceRules)) {
    let chosen = &page.app.settings.sentences;
    let mut rules = chosen.clone();
    ui(page, &mut rules);
    if rules != *chosen {
        page.commands.push(Command::Set(Setting::Sentences(rules)));
    }
}

fn ends_ui(ui: &mut Ui, rules: &mut SentenceRules) {
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
}

fn split_ui(ui: &mut Ui, page: &mut PageContext<'_>) {
    ui.add_space(space::SMALL);
    row_ui(ui, "", |ui, _| {
        let open = page.app.can_change_articles().is_ok();
        let cut = ui.add_enabled(open, Button::new("Cut the open project again"));
        if cut.clicked() {
            page.commands.push(Command::CutAnew);
        }
        help_ui(ui, "Drafts are kept, and it can be undone");
    });
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
