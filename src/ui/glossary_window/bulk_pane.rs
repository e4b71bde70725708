//! What can be done with several selected terms at once; each is one step of undo.

use super::Scene;
use super::shapes::status_title;
use crate::app::Command;
use crate::app::glossaries::{TermTable, TermsChange};
use crate::glossary::{Kind, Status, TermId};
use crate::ui::choice;
use crate::ui::text::{Input, input};
use crate::ui::theme::{self, palette, space};
use egui::{Align, Button, Id, Layout, RichText, Ui, vec2};

/// Kept between frames.
#[derive(Default)]
pub struct BulkPane {
    domain: String,
    /// How many were chosen when a merge was asked for that had nothing to merge.
    nothing_to_merge: usize,
}

impl BulkPane {
    /// The groups to be merged, when that was asked for.
    pub fn ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, table: &TermTable) -> Option<Vec<Vec<TermId>>> {
        let count = table.count_selected();
        let colours = palette(ui.visuals());
        ui.label(RichText::new(format!("{count} terms selected")).strong());
        ui.label(
            RichText::new("Each of these is one step that Undo takes back.").small().color(colours.weak),
        );
        ui.add_space(space::SMALL);
        ui.spacing_mut().interact_size.y = 24.0;
        let mut change = None;
        egui::Grid::new("glossary bulk").num_columns(2).spacing([space::MEDIUM, space::SMALL]).show(
            ui,
            |ui| {
                let mut list = |ui: &mut Ui, name: &str, choices: &[(TermsChange, &str)]| {
                    let label = ui.label(name).id;
                    choice::list(("glossary bulk", name))
                        .selected_text("Choose…")
                        .width(140.0)
                        .show_ui(ui, |ui| {
                            for (choice, title) in choices {
                                if ui.add(Button::selectable(false, *title)).clicked() {
                                    change = Some(choice.clone());
                                    ui.close();
                                }
                            }
                        })
                        .response
                        .labelled_by(label);
                    ui.end_row();
                };
                list(
                    ui,
                    "Set kind",
                    &Kind::ALL.map(|kind| (TermsChange::Kind(kind), theme::kind_title(kind))),
                );
                let statuses = Status::ALL.map(|status| (TermsChange::Status(status), status_title(status)));
                list(ui, "Set status", &statuses);
                let writable =
                    || scene.app.glossaries.writable().map(|layer| (layer.id, layer.name.as_str()));
                let into: Vec<_> = writable().map(|(id, name)| (TermsChange::Move(id), name)).collect();
                list(ui, "Move to", &into);
                let into: Vec<_> = writable().map(|(id, name)| (TermsChange::Copy(id), name)).collect();
                list(ui, "Copy to", &into);
            },
        );
        change = change.or_else(|| self.domain_ui(ui, scene));
        ui.add_space(space::SMALL);
        let mut groups = None;
        ui.horizontal_wrapped(|ui| {
            let merge =
                ui.button("Merge…").on_hover_text("Terms of one spelling become one term; you see it first");
            if merge.clicked() {
                let found = scene.app.glossaries.merge_groups(&table.selected());
                self.nothing_to_merge = if found.is_empty() { count } else { 0 };
                groups = Some(found).filter(|found| !found.is_empty());
            }
            if ui.button("Remove").on_hover_text("Delete").clicked() {
                change = Some(TermsChange::Remove);
            }
        });
        if self.nothing_to_merge == count {
            let why = "Nothing to merge: no two of them that can be changed share an Arabic spelling.";
            ui.label(RichText::new(why).small().color(colours.warning));
        }
        if let Some(change) = change {
            scene.commands.push(Command::ChangeTerms { ids: table.selected(), change });
        }
        groups
    }

    fn domain_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) -> Option<TermsChange> {
        let colours = palette(ui.visuals());
        ui.add_space(space::SMALL);
        ui.label("Set domain");
        ui.horizontal(|ui| {
            let width = (ui.available_width() - 52.0).max(80.0);
            ui.allocate_ui_with_layout(vec2(width, 28.0), Layout::top_down(Align::Min), |ui| {
                let look = Input {
                    hint: "Empty to take it away",
                    ..theme::input(
                        Id::unique("glossary bulk domain"),
                        "Domain of all selected terms",
                        theme::small_style(&self.domain, theme::size::BODY),
                        colours,
                    )
                };
                input(ui, scene.engine, &look, &mut self.domain);
            });
            ui.button("Set").clicked().then(|| TermsChange::Domain(self.domain.clone()))
        })
        .inner
    }
}
