//! What an import would do, before it does it: how the file is read, what its columns are, its first rows, and how
//! many terms would be added, merged and skipped.

use super::dialog::{self, Dialog, buttons_ui};
use super::text::{TextEngine, one_line, paragraph};
use super::theme::{self, palette, space};
use crate::app::glossaries::Prepared;
use crate::app::{self, App, Command, Import, entry};
use crate::glossary::formats::{Format, Mapping, Report, Row, known_columns};
use crate::text::{counted, with_capital};
use crate::ui::choice;
use egui::style::ScrollStyle;
use egui::{
    Align, Color32, Context, Layout, Rect, RichText, Role, ScrollArea, Sense, Stroke, Ui, WidgetInfo, pos2,
    vec2,
};
use encoding_rs::{Encoding, ISO_8859_6, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, WINDOWS_1256};

/// Points; less where the window is smaller.
const WIDTH: f32 = 860.0;
const COLUMN: f32 = 168.0;
const NUMBERS: f32 = 36.0;
const ROW: f32 = 25.0;
const ROWS_IN_SIGHT: f32 = 8.0;
/// All our columns, so that none has to be scrolled to.
const LIST_HEIGHT: f32 = 520.0;

const ENCODINGS: [&Encoding; 6] = [UTF_8, UTF_16LE, UTF_16BE, WINDOWS_1256, ISO_8859_6, WINDOWS_1252];
const DELIMITERS: [(u8, &str); 4] = [(b',', "Comma"), (b';', "Semicolon"), (b'\t', "Tab"), (b'|', "Stroke")];

pub fn ui(ctx: &Context, engine: &mut TextEngine, app: &App, commands: &mut Vec<Command>) {
    let Some(import) = app.glossaries.import().filter(|_| app.dialog == Some(app::Dialog::Import)) else {
        return;
    };
    let dialog = Dialog::new("Import terms", WIDTH).show(ctx, |ui| {
        let path = import.path.display().to_string();
        let style = theme::small_style(&path, theme::size::CAPTION);
        paragraph(ui, engine, &path, style, palette(ui.visuals()).weak, 0..0);
        ui.add_space(space::SMALL);
        // One height puts names, lists and boxes on one line.
        ui.spacing_mut().interact_size.y = space::CONTROL;
        if let Some(prepared) = &import.prepared {
            reading_ui(ui, prepared, commands);
            ui.add_space(space::SMALL);
            columns_ui(ui, engine, prepared, commands);
            ui.add_space(space::SMALL);
            into_ui(ui, app, import, commands);
            numbers_ui(ui, engine, import, &prepared.plan.report);
        } else {
            ui.label("Reading the file…");
        }
        let nothing = (!import.is_ready()).then_some("There is nothing to take over");
        let take = dialog::primary("Import", Command::TakeImport).unless(nothing);
        buttons_ui(ui, [dialog::choice("Cancel", Command::PutImportAway), take])
    });
    commands.extend(dialog.inner.or(dialog.is_left.then_some(Command::PutImportAway)));
}

/// Format, character set, delimiter and header.
fn reading_ui(ui: &mut Ui, prepared: &Prepared, commands: &mut Vec<Command>) {
    let mapping = &prepared.preview.mapping;
    let mut wanted = mapping.clone();
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new(mapping.format.title()).strong());
        ui.label(counted(prepared.preview.rows, "row"));
        ui.add_space(space::MEDIUM);
        if mapping.format != Format::Xlsx {
            list_ui(ui, "Encoding", mapping.encoding.name(), |ui| {
                for encoding in ENCODINGS {
                    choice::item(ui, &mut wanted.encoding, encoding, encoding.name());
                }
            });
        }
        if mapping.format == Format::Csv {
            ui.add_space(space::SMALL);
            let shown = DELIMITERS.iter().find(|(byte, _)| *byte == mapping.delimiter);
            list_ui(ui, "Cells apart by", shown.map_or("", |(_, title)| *title), |ui| {
                for (byte, title) in DELIMITERS {
                    choice::item(ui, &mut wanted.delimiter, byte, title);
                }
            });
        }
        if !matches!(mapping.format, Format::Tbx(_)) {
            ui.add_space(space::SMALL);
            ui.checkbox(&mut wanted.has_header, "The first row names the columns");
        }
    });
    if wanted != *mapping {
        commands.push(Command::ReadImport(Box::new(wanted)));
    }
}

fn list_ui(ui: &mut Ui, name: &str, shown: &str, choices: impl FnOnce(&mut Ui)) {
    let label = ui.label(name).id;
    choice::list(("import", name)).selected_text(shown).show_ui(ui, choices).response.labelled_by(label);
}

/// The first rows under lists that say what each column is.
fn columns_ui(ui: &mut Ui, engine: &mut TextEngine, prepared: &Prepared, commands: &mut Vec<Command>) {
    let preview = &prepared.preview;
    let colours = palette(ui.visuals());
    // A bar that only shows under the pointer would hide that there are more columns.
    ui.spacing_mut().scroll = ScrollStyle::solid();
    ScrollArea::horizontal().id_salt("import columns").auto_shrink([false, true]).show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.add_space(NUMBERS);
            ui.spacing_mut().item_spacing.x = 0.0;
            for (at, title) in preview.columns.iter().enumerate() {
                let cell = Layout::top_down(Align::Min);
                ui.allocate_ui_with_layout(vec2(COLUMN, 46.0), cell, |ui| {
                    ui.set_width(COLUMN);
                    column_ui(ui, engine, &preview.mapping, (at, title), &preview.columns, commands);
                });
            }
        });
        let width = NUMBERS + COLUMN * preview.columns.len() as f32;
        let height = ROW * ROWS_IN_SIGHT;
        ScrollArea::vertical().id_salt("import rows").max_height(height).auto_shrink([false, true]).show(
            ui,
            |ui| {
                ui.set_width(width);
                ui.spacing_mut().item_spacing.y = 0.0;
                for row in &preview.first_rows {
                    let (area, response) = ui.allocate_exact_size(vec2(width, ROW), Sense::hover());
                    let said = format!("Row {}: {}", row.number, row.cells.join(", "));
                    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &said));
                    if ui.is_rect_visible(area) {
                        row_ui(ui, engine, area, row, &preview.mapping);
                        ui.painter().hline(
                            area.x_range(),
                            area.bottom(),
                            Stroke::new(theme::line::HAIR, colours.rule),
                        );
                    }
                }
            },
        );
    });
}

fn row_ui(ui: &Ui, engine: &mut TextEngine, area: Rect, row: &Row, mapping: &Mapping) {
    let colours = palette(ui.visuals());
    let number = row.number.to_string();
    let numbers = Rect::from_min_size(area.min, vec2(NUMBERS - space::SMALL, area.height()));
    one_line(ui, engine, numbers, &number, theme::small_style(&number, theme::size::CAPTION), colours.weak);
    for (at, cell) in row.cells.iter().enumerate() {
        let left = area.left() + NUMBERS + COLUMN * at as f32;
        let cell_area =
            Rect::from_min_max(pos2(left, area.top()), pos2(left + COLUMN - space::MEDIUM, area.bottom()));
        if !ui.is_rect_visible(cell_area) || cell.is_empty() {
            continue;
        }
        let is_used = mapping.columns.get(at).is_some_and(|column| !column.is_empty());
        let style = theme::small_style(cell, if is_arabic(cell) { 15.0 } else { 13.0 });
        let colour: Color32 = if is_used { colours.text } else { colours.weak };
        one_line(ui, engine, cell_area, cell, style, colour);
    }
}

fn is_arabic(text: &str) -> bool {
    theme::small_style(text, 1.0).arabic
}

/// The file's name for a column, and the list of what it is for us.
fn column_ui(
    ui: &mut Ui,
    engine: &mut TextEngine,
    mapping: &Mapping,
    (at, title): (usize, &str),
    titles: &[String],
    commands: &mut Vec<Command>,
) {
    let colours = palette(ui.visuals());
    let (area, name) = ui.allocate_exact_size(vec2(COLUMN - space::MEDIUM, 16.0), Sense::hover());
    name.widget_info(|| WidgetInfo::labeled(Role::Label, true, title));
    one_line(ui, engine, area, title, theme::small_style(title, theme::size::CAPTION), colours.weak);
    let chosen = mapping.columns.get(at).map_or("", String::as_str);
    let is_own = !chosen.is_empty() && known_columns().all(|column| column != chosen);
    let mut wanted = chosen.to_owned();
    let shown = if is_own { "Keep as it is".to_owned() } else { column_title(chosen) };
    let list = choice::list(("import column", at)).selected_text(shown).width(COLUMN - space::LARGE);
    let list = list.height(LIST_HEIGHT).show_ui(ui, |ui| {
        choice::item(ui, &mut wanted, String::new(), column_title(""));
        let own = if is_own { chosen } else { title };
        if is_own || known_columns().all(|column| column != own) {
            choice::item(ui, &mut wanted, own.to_owned(), "Keep as it is");
        }
        ui.separator();
        for column in known_columns() {
            choice::item(ui, &mut wanted, column.to_owned(), column_title(column));
        }
    });
    list.response.labelled_by(name.id);
    if wanted != chosen {
        let mut mapping = mapping.clone();
        mapping.choose(at, &wanted, titles);
        commands.push(Command::ReadImport(Box::new(mapping)));
    }
}

/// A column of ours as the window calls it.
fn column_title(column: &str) -> String {
    match column {
        "" => "Leave out".to_owned(),
        "source" => "Arabic".to_owned(),
        "target" => "English".to_owned(),
        "id" => "Number of the term".to_owned(),
        other => with_capital(other),
    }
}

fn into_ui(ui: &mut Ui, app: &App, import: &Import, commands: &mut Vec<Command>) {
    ui.horizontal(|ui| {
        let mut wanted = import.into;
        let chosen = app.glossaries.stack().layer(import.into).map_or("", |layer| layer.name.as_str());
        list_ui(ui, "Into the glossary", chosen, |ui| {
            for layer in app.glossaries.writable() {
                choice::item(ui, &mut wanted, layer.id, &layer.name);
            }
        });
        if wanted != import.into {
            commands.push(Command::ImportInto(wanted));
        }
        if let Some(new) = entry(&Command::AskNewGlossary)
            && ui.button(new.title).on_hover_text(new.help).clicked()
        {
            commands.push(Command::AskNewGlossary);
        }
    });
}

/// What would be done, and what would not and why.
fn numbers_ui(ui: &mut Ui, engine: &mut TextEngine, import: &Import, report: &Report) {
    const MOST_LINES: usize = 200;
    const HEIGHT: f32 = 84.0;
    let colours = palette(ui.visuals());
    if let Some(problem) = &import.problem {
        ui.label(RichText::new(problem).color(colours.error));
        return;
    }
    if import.is_running {
        ui.label(RichText::new("Counting…").color(colours.weak));
        return;
    }
    ui.label(RichText::new(numbers(report)).strong());
    let contradictory = report
        .contradictory
        .iter()
        .map(|arabic| format!("\u{2068}{arabic}\u{2069} is there with another English; both are kept"));
    let lines: Vec<String> = contradictory
        .chain(report.warnings.iter().map(|warning| with_capital(&warning.to_string())))
        .take(MOST_LINES)
        .collect();
    let left = report.contradictory.len() + report.warnings.len() - lines.len();
    ScrollArea::vertical().id_salt("import problems").max_height(HEIGHT).auto_shrink([false, true]).show(
        ui,
        |ui| {
            ui.spacing_mut().item_spacing.y = 1.0;
            for line in &lines {
                paragraph(
                    ui,
                    engine,
                    line,
                    theme::small_style("a", theme::size::CAPTION),
                    colours.warning,
                    0..0,
                );
            }
            if left > 0 {
                ui.label(RichText::new(format!("and {left} more")).small().color(colours.weak));
            }
        },
    );
}

/// “812 to add, 14 to merge, 3 skipped”.
fn numbers(report: &Report) -> String {
    let mut numbers = vec![
        format!("{} to add", report.added),
        format!("{} to merge", report.merged),
        format!("{} skipped", report.skipped()),
    ];
    if report.unchanged > 0 {
        numbers.push(format!("{} already there", report.unchanged));
    }
    numbers.join(", ")
}
