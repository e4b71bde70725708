//! Before duplicates become one term: what they become, and whose English it has.

use super::Scene;
use crate::app::Command;
use crate::app::glossaries::{Merge, TermField};
use crate::glossary::{Choice, Term, TermId};
use crate::text::counted;
use crate::ui::dialog::{Dialog, buttons_ui, choice, list_height, primary, remark_ui};
use crate::ui::text::paragraph;
use crate::ui::theme::{self, palette, space};
use egui::{Context, Frame, RichText, ScrollArea, Stroke, Ui, vec2};

pub struct MergeDialog {
    merges: Vec<Merge>,
}

/// Nobody reads more of them before saying yes.
const SHOWN: usize = 50;
const WIDTH: f32 = 560.0;

impl MergeDialog {
    /// In each group the first stays, with its English, until the user says otherwise.
    pub fn new(groups: Vec<Vec<TermId>>) -> Self {
        let merges = groups.into_iter().map(|ids| Merge { ids, choice: Choice::default() }).collect();
        Self { merges }
    }

    /// False when it is done with.
    pub fn ui(&mut self, ctx: &Context, scene: &mut Scene<'_>) -> bool {
        let dialog = Dialog::new("Merge terms", WIDTH).show(ctx, |ui| {
            let terms = self.merges.iter().map(|merge| merge.ids.len()).sum();
            remark_ui(ui, format!("{} become {}", counted(terms, "term"), self.merges.len()));
            let height = list_height(ctx, f32::INFINITY);
            ScrollArea::vertical().max_height(height).auto_shrink([false, true]).show(ui, |ui| {
                for (number, merge) in self.merges.iter_mut().take(SHOWN).enumerate() {
                    merge_ui(ui, scene, number, merge);
                }
                if self.merges.len() > SHOWN {
                    let more = self.merges.len() - SHOWN;
                    ui.label(format!("and {more} more, each with the English of its first term"));
                }
            });
            buttons_ui(ui, [choice("Cancel", false), primary("Merge", true)])
        });
        if dialog.inner == Some(true) {
            scene.commands.push(Command::MergeTerms(self.merges.clone()));
        }
        dialog.inner.is_none() && !dialog.is_left
    }
}

fn merge_ui(ui: &mut Ui, scene: &mut Scene<'_>, number: usize, merge: &mut Merge) {
    let colours = palette(ui.visuals());
    let frame =
        Frame::new().stroke(Stroke::new(theme::line::HAIR, colours.rule)).corner_radius(theme::radius::CARD);
    frame.inner_margin(theme::inset::CARD).show(ui, |ui| {
        ui.set_width(ui.available_width());
        let stack = scene.app.glossaries.stack();
        for (at, id) in merge.ids.iter().enumerate() {
            let Some((layer, entry)) = stack.entry(*id) else { continue };
            let Term { source, target, .. } = &*entry.term;
            let line = format!("\u{2068}{source}\u{2069} – {target} ({})", layer.name);
            ui.horizontal(|ui| {
                let response = ui.radio(merge.choice.english == at, "");
                response.widget_info(|| {
                    let label = format!("Keep the English of group {}: {target}", number + 1);
                    egui::WidgetInfo::selected(
                        egui::Role::RadioButton,
                        true,
                        merge.choice.english == at,
                        label,
                    )
                });
                if response.clicked() {
                    merge.choice = Choice { keep: at, english: at };
                }
                ui.allocate_ui(vec2(ui.available_width(), 20.0), |ui| {
                    paragraph(
                        ui,
                        scene.engine,
                        &line,
                        theme::small_style(&line, theme::size::READING),
                        colours.text,
                        0..0,
                    );
                });
            });
        }
        ui.separator();
        let Some(united) = scene.app.glossaries.merged(merge) else { return };
        ui.label(RichText::new("becomes").small().color(colours.weak));
        let line = format!("\u{2068}{}\u{2069} – {}", united.source, united.target);
        paragraph(ui, scene.engine, &line, theme::small_style(&line, theme::size::ENTRY), colours.text, 0..0);
        for field in [TermField::Variants, TermField::Plural, TermField::Forbidden, TermField::Note] {
            let text = field.text(&united).replace('\n', "، ");
            if !text.is_empty() {
                let line = format!("{}: \u{2068}{text}\u{2069}", field.title());
                paragraph(
                    ui,
                    scene.engine,
                    &line,
                    theme::small_style(&line, theme::size::CAPTION),
                    colours.weak,
                    0..0,
                );
            }
        }
    });
    ui.add_space(space::SMALL);
}
