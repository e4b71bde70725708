//! Before duplicates become one term: what they become, and whose English it has.

use super::Scene;
use crate::app::Command;
use crate::app::glossaries::{Merge, TermField};
use crate::glossary::{Choice, Term, TermId};
use crate::text::counted;
use crate::ui::text::paragraph;
use crate::ui::theme::{self, palette, space};
use egui::{Context, Frame, Id, Key, Modal, Modifiers, RichText, ScrollArea, Stroke, Ui, vec2};

pub struct MergeDialog {
    merges: Vec<Merge>,
    just_opened: bool,
}

/// Nobody reads more of them before saying yes.
const SHOWN: usize = 50;
const WIDTH: f32 = 560.0;

impl MergeDialog {
    /// In each group the first stays, with its English, until the user says otherwise.
    pub fn new(groups: Vec<Vec<TermId>>) -> Self {
        let merges = groups.into_iter().map(|ids| Merge { ids, choice: Choice::default() }).collect();
        Self { merges, just_opened: true }
    }

    /// False when it is done with.
    pub fn ui(&mut self, ctx: &Context, scene: &mut Scene<'_>) -> bool {
        // The modal itself does not hear an Escape in its first frame.
        let is_escaped = ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
        let screen = ctx.content_rect().size();
        let frame = Frame::popup(&ctx.global_style()).inner_margin(space::MEDIUM);
        let id = Id::unique("merge terms");
        let area = Modal::default_area(id).accessible_name("Merge terms");
        let modal = Modal::new(id).area(area).frame(frame).show(ctx, |ui| {
            ui.set_width(WIDTH.min(screen.x - 60.0));
            ui.heading("Merge terms");
            let terms = self.merges.iter().map(|merge| merge.ids.len()).sum();
            ui.label(format!("{} become {}", counted(terms, "term"), self.merges.len()));
            ui.add_space(space::SMALL);
            let height = (screen.y - 220.0).max(120.0);
            ScrollArea::vertical().max_height(height).auto_shrink([false, true]).show(ui, |ui| {
                for (number, merge) in self.merges.iter_mut().take(SHOWN).enumerate() {
                    merge_ui(ui, scene, number, merge);
                }
                if self.merges.len() > SHOWN {
                    let more = self.merges.len() - SHOWN;
                    ui.label(format!("and {more} more, each with the English of its first term"));
                }
            });
            ui.add_space(space::SMALL);
            ui.horizontal(|ui| {
                let merge = ui.button("Merge");
                if std::mem::take(&mut self.just_opened) {
                    merge.request_focus();
                }
                let cancel = ui.button("Cancel");
                merge.clicked().then_some(true).or(cancel.clicked().then_some(false))
            })
            .inner
        });
        if modal.inner == Some(true) {
            scene.commands.push(Command::MergeTerms(self.merges.clone()));
        }
        modal.inner.is_none() && !is_escaped && !modal.should_close()
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
