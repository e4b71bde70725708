//! The line at the foot of the window: how far the translation is, and whether it is saved.

use super::accessible::say;
use super::text::{TextEngine, TextStyle, paragraph};
use super::theme::{self, palette, space};
use crate::app::{App, Command, Level, Notice};
use crate::text::{counted, grouped, with_capital};
use egui::{Button, CornerRadius, Frame, Layout, RichText, Sense, Stroke, Ui, vec2};

pub fn ui(ui: &mut Ui, engine: &mut TextEngine, app: &App, commands: &mut Vec<Command>) {
    let colours = palette(ui.visuals());
    if let Some(path) = &app.opening {
        ui.horizontal(|ui| {
            if ui.add(Button::new(RichText::new("Stop").small())).clicked() {
                commands.push(Command::StopOpening);
            }
            say(&ui.label(RichText::new("Opening").small().color(colours.weak)), Level::Info);
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            paragraph(ui, engine, &name, theme::small_style(&name, theme::size::CAPTION), colours.weak, 0..0);
        });
        return;
    }
    let Some(session) = &app.session else {
        ui.label(RichText::new("Nothing is open").small().color(colours.weak));
        return;
    };
    let progress = session.progress();
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::MEDIUM;
        let text = |text: String| RichText::new(text).small().color(colours.weak);
        let selected = session.selected_position().and_then(|position| session.number(position));
        ui.label(text(match selected {
            Some(number) => format!("Segment {} of {}", grouped(number), grouped(progress.segments)),
            None => counted(progress.segments, "segment"),
        }));
        ui.label(text(counted(progress.words, "word")));
        ui.separator();
        let (confirmed, drafts) = (grouped(progress.confirmed), grouped(progress.drafts));
        ui.label(text(format!("{confirmed} confirmed, {drafts} in draft")));
        let changed = app.segments_with_earlier();
        if changed > 0 {
            let hint = "The article was read again: what stood there before is shown below the text";
            ui.label(text(format!("{} changed", grouped(changed)))).on_hover_text(hint);
        }
        issues_ui(ui, app, commands);
        bar(ui, progress.percent());
        ui.label(RichText::new(format!("{} % of words", progress.percent())).small().color(colours.text));
        super::export_dialog::progress_ui(ui, app, commands);
        if let Some(comparing) = &app.comparing {
            if ui.add(Button::new(RichText::new("Stop").small())).clicked() {
                commands.push(Command::StopCorrections);
            }
            let name = comparing.path.file_name().unwrap_or_default().to_string_lossy();
            let said = format!("Reading corrections in “{name}”");
            paragraph(ui, engine, &said, theme::small_style(&said, theme::size::CAPTION), colours.weak, 0..0);
        }
        ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| {
            let saved = if session.is_read_only() {
                "Read only"
            } else if app.is_failing_to_save() {
                "Not saved"
            } else if session.is_saved() {
                "Saved"
            } else {
                "Saving…"
            };
            let path = session.path.display();
            let hint = match session.read_only_reason() {
                Some(reason) => format!("{path}\n{}", with_capital(reason)),
                None => path.to_string(),
            };
            ui.label(text(saved.to_owned())).on_hover_text(hint);
        });
    });
}

/// How many issues there are; a click lists them.
fn issues_ui(ui: &mut Ui, app: &App, commands: &mut Vec<Command>) {
    let (issues, segments) = app.count_issues();
    if issues == 0 {
        return;
    }
    let colours = palette(ui.visuals());
    let text = RichText::new(counted(issues, "issue")).small().color(colours.warning);
    let hint = format!("The checks have found something in {}. F8 lists it.", counted(segments, "segment"));
    let button = ui.add(Button::new(text).frame(false)).on_hover_text(hint);
    theme::ring(ui, &button);
    if button.clicked() {
        commands.push(Command::Issues);
    }
}

fn bar(ui: &mut Ui, percent: usize) {
    let colours = palette(ui.visuals());
    let (area, _) = ui.allocate_exact_size(vec2(90.0, 6.0), Sense::hover());
    ui.painter().rect_filled(area, CornerRadius::same(theme::radius::CONTROL), colours.rule);
    let mut done = area;
    done.set_width(area.width() * percent as f32 / 100.0);
    ui.painter().rect_filled(done, CornerRadius::same(theme::radius::CONTROL), colours.confirmed);
}

/// The newest notice, until it is dismissed or another one comes.
pub fn notice_ui(
    ui: &mut Ui,
    engine: &mut TextEngine,
    notice: &Notice,
    others: usize,
    commands: &mut Vec<Command>,
) {
    let colours = palette(ui.visuals());
    let colour = colours.level(notice.level);
    Frame::new()
        .fill(colours.selected_row)
        .stroke(Stroke::new(theme::line::HAIR, colour))
        .corner_radius(CornerRadius::same(theme::radius::CARD))
        .inner_margin(theme::inset::NOTICE)
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal_top(|ui| {
                ui.vertical(|ui| {
                    ui.set_max_width((ui.available_width() - 260.0).max(200.0));
                    // Names of files and what readers report may be Arabic: drawn by our own text.
                    let title = format!("{}{}", notice.level.sign(), notice.title);
                    let style = TextStyle { bold: true, ..theme::small_style(&title, theme::size::BODY) };
                    // Not the whole card: its buttons are not to be read out.
                    say(&paragraph(ui, engine, &title, style, colour, 0..0), notice.level);
                    for line in [&notice.details, &notice.hint] {
                        if !line.is_empty() {
                            let style = theme::small_style(line, theme::size::CAPTION);
                            say(&paragraph(ui, engine, line, style, colours.text, 0..0), notice.level);
                        }
                    }
                });
                ui.with_layout(Layout::right_to_left(egui::Align::TOP), |ui| {
                    let dismiss =
                        if others == 0 { "Dismiss".to_owned() } else { format!("Dismiss ({others} more)") };
                    if ui.add(Button::new(dismiss)).clicked() {
                        commands.push(Command::DismissNotice(notice.id));
                    }
                    // From right to left.
                    for (title, command) in [&notice.other, &notice.action].into_iter().flatten() {
                        if ui.add(Button::new(*title)).clicked() {
                            commands.push(Command::DismissNotice(notice.id));
                            commands.push(command.clone());
                        }
                    }
                });
            });
        });
}
