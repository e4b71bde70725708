//! Which glossary to write for another tool, and in which format; the file dialog comes next.

use super::dialog::{self, Dialog, buttons_ui};
use super::theme::{palette, space};
use crate::app::{self, App, Command, ExportChoice};
use crate::glossary::GlossaryId;
use crate::glossary::formats::{Dialect, Format};
use crate::ui::choice;
use egui::{Context, Grid, RichText, Ui};

/// Kept while the program runs: the next export is like the last.
pub struct ExportTerms {
    choice: ExportChoice,
}

impl Default for ExportTerms {
    fn default() -> Self {
        Self { choice: ExportChoice { glossary: GlossaryId::PERSONAL, format: Format::Csv } }
    }
}

/// Points.
const WIDTH: f32 = 420.0;

impl ExportTerms {
    pub fn ui(&mut self, ctx: &Context, app: &App, commands: &mut Vec<Command>) {
        if app.dialog != Some(app::Dialog::ExportTerms) {
            return;
        }
        let dialog = Dialog::new("Export terms", WIDTH).show(ctx, |ui| {
            ui.spacing_mut().interact_size.y = space::CONTROL;
            self.choice_ui(ui, app);
            ui.add_space(space::SMALL);
            ui.label(RichText::new(remark(self.choice.format)).color(palette(ui.visuals()).weak));
            let choose = dialog::primary("Choose a file…", Command::ChooseTermsFile(self.choice));
            buttons_ui(ui, [dialog::choice("Cancel", Command::ExportTerms), choose])
        });
        commands.extend(dialog.inner.or(dialog.is_left.then_some(Command::ExportTerms)));
    }

    fn choice_ui(&mut self, ui: &mut Ui, app: &App) {
        let layers = app.glossaries.stack().layers();
        Grid::new("export terms").num_columns(2).spacing([space::LARGE, space::SMALL]).show(ui, |ui| {
            let label = ui.label("Glossary").id;
            let chosen = layers.iter().find(|layer| layer.id == self.choice.glossary);
            let list = choice::list("export glossary")
                .selected_text(chosen.map_or("", |layer| layer.name.as_str()))
                .width(260.0);
            let list = list.show_ui(ui, |ui| {
                for layer in layers {
                    choice::item(ui, &mut self.choice.glossary, layer.id, &layer.name);
                }
            });
            list.response.labelled_by(label);
            ui.end_row();
            let label = ui.label("Format").id;
            let list = choice::list("export format").selected_text(self.choice.format.title()).width(260.0);
            let list = list.show_ui(ui, |ui| {
                for format in Format::ALL {
                    choice::item(ui, &mut self.choice.format, format, format.title());
                }
            });
            list.response.labelled_by(label);
            ui.end_row();
        });
    }
}

/// Who reads the format.
const fn remark(format: Format) -> &'static str {
    match format {
        Format::Csv => "As Tarjuman keeps its own glossaries; every column.",
        Format::Tsv => "OmegaT shows Arabic, English and note; our other columns stand behind them.",
        Format::Xlsx => "Every column, one sheet; for Excel and LibreOffice.",
        Format::Tbx(Dialect::V2) => "For term banks; the version that most tools read.",
        Format::Tbx(Dialect::V3Dca) => "For term banks that read TBX of 2019, categories as attributes.",
        Format::Tbx(Dialect::V3Dct) => "For term banks that read TBX of 2019, categories as elements.",
    }
}
