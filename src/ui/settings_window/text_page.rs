//! Settings of the text: faces, sizes, direction, invisibles, with a sample that shows them.

use super::face_picker::{self, Choice};
use super::{Page, PageContext, name_ui, remark_ui};
use crate::app::{Command, FACE_SIZES, Setting, SettingsControl, entry};
use crate::article::BlockKind;
use crate::text::Direction;
use crate::ui::choice;
use crate::ui::text::{Language, paragraph};
use crate::ui::theme::{self, palette, space};
use egui::{ComboBox, DragValue, Frame, Grid, Slider, Stroke, Ui};

pub const PAGE: Page = Page { title: "Text", ui };

/// Written for this page, with the marks that need the most room and a Latin word.
const ARABIC_SAMPLE: &str = "قَالَ مُتَحَدِّثٌ لِشَبَكَةِ CNN إِنَّ الهُدْنَةَ دَخَلَتْ حَيِّزَ التَّنْفِيذِ فِي الثَّامِنَةِ صَبَاحًا، وَإِنَّ \
                             65 مَدَنِيًّا عَادُوا إِلَى بُيُوتِهِمْ.";
const ENGLISH_SAMPLE: &str = "A spokesman told CNN that the truce (الهدنة) took effect at 8 a.m. and that 65 civilians \
                              had gone back to their homes.";

fn ui(ui: &mut Ui, page: &mut PageContext<'_>) {
    let settings = &page.app.settings;
    // Begun before a list is opened, so that it is full by then.
    let _ = page.engine.installed_faces(ui.ctx());
    ui.spacing_mut().slider_width = 180.0;
    ui.spacing_mut().interact_size.y = space::CONTROL;
    Grid::new("text settings").num_columns(2).spacing([space::LARGE, space::SMALL]).show(ui, |ui| {
        face_ui(ui, page, Language::Arabic, settings.arabic_face.as_deref());
        size_ui(ui, page, "Arabic size", settings.arabic_size, Setting::ArabicSize);
        face_ui(ui, page, Language::English, settings.english_face.as_deref());
        size_ui(ui, page, "English size", settings.english_size, Setting::EnglishSize);
        direction_ui(
            ui,
            page,
            ("Source direction", SettingsControl::SourceDirection),
            settings.source_direction,
            Setting::SourceDirection,
        );
        direction_ui(
            ui,
            page,
            ("Draft direction", SettingsControl::DraftDirection),
            settings.draft_direction,
            Setting::DraftDirection,
        );
        ui.label("");
        invisibles_ui(ui, page);
        ui.end_row();
    });
    ui.add_space(space::SMALL);
    sample_ui(ui, page);
}

fn face_ui(ui: &mut Ui, page: &mut PageContext<'_>, language: Language, chosen: Option<&str>) {
    let (name, setting): (_, fn(Option<String>) -> Setting) = match language {
        Language::Arabic => ("Arabic face", Setting::ArabicFace),
        Language::English => ("English face", Setting::EnglishFace),
    };
    let label = name_ui(ui, name);
    ui.vertical(|ui| {
        if let Some(choice) = face_picker::ui(ui, page.engine, language, chosen, label) {
            let family = match choice {
                Choice::BestInstalled => None,
                Choice::Family(name) => Some(name),
            };
            page.commands.push(Command::Set(setting(family)));
        }
        if let Some(missing) = chosen.filter(|face| !page.engine.has_face(face)) {
            let used = page.engine.face_in_use(language);
            remark_ui(ui, &format!("“{missing}” is not installed here, so {used} is used."));
        }
    });
    ui.end_row();
}

fn size_ui(ui: &mut Ui, page: &mut PageContext<'_>, name: &str, size: f32, setting: fn(f32) -> Setting) {
    let label = name_ui(ui, name);
    ui.horizontal(|ui| {
        let mut chosen = size;
        let slider = Slider::new(&mut chosen, FACE_SIZES).step_by(0.5).show_value(false);
        ui.add(slider).labelled_by(label);
        let value = DragValue::new(&mut chosen).range(FACE_SIZES).speed(0.1).max_decimals(1).suffix(" pt");
        ui.add(value).labelled_by(label);
        if (chosen - size).abs() > f32::EPSILON {
            page.commands.push(Command::Set(setting(chosen)));
        }
    });
    ui.end_row();
}

fn direction_ui(
    ui: &mut Ui,
    page: &mut PageContext<'_>,
    (name, control): (&str, SettingsControl),
    direction: Direction,
    setting: fn(Direction) -> Setting,
) {
    let label = name_ui(ui, name);
    let mut chosen = direction;
    let list = ComboBox::from_id_salt(name).selected_text(direction.title()).width(160.0);
    let shown = list.show_ui(ui, |ui| {
        for choice in Direction::ALL {
            choice::item(ui, &mut chosen, choice, choice.title());
        }
    });
    let button = shown.response.labelled_by(label);
    if page.focus == Some(control) {
        button.request_focus();
        button.scroll_to_me(None);
    }
    if chosen != direction {
        page.commands.push(Command::Set(setting(chosen)));
    }
    ui.end_row();
}

fn invisibles_ui(ui: &mut Ui, page: &mut PageContext<'_>) {
    let Some(entry) = entry(&Command::ToggleInvisibles) else { return };
    let mut show = page.app.settings.show_invisibles;
    if ui.checkbox(&mut show, entry.title).on_hover_text(entry.help).changed() {
        page.commands.push(entry.command.clone());
    }
}

fn sample_ui(ui: &mut Ui, page: &mut PageContext<'_>) {
    let colours = palette(ui.visuals());
    let settings = &page.app.settings;
    let frame = Frame::new()
        .fill(colours.draft_field)
        .stroke(Stroke::new(theme::line::HAIR, colours.rule))
        .corner_radius(theme::radius::CONTROL)
        .inner_margin(theme::inset::NOTICE);
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        let style = theme::source_style(BlockKind::Paragraph, settings);
        paragraph(ui, page.engine, ARABIC_SAMPLE, style, colours.text, 0..0);
        let style = theme::draft_style(BlockKind::Paragraph, settings);
        paragraph(ui, page.engine, ENGLISH_SAMPLE, style, colours.text, 0..0);
    });
    if (settings.text_scale - 1.0).abs() > f32::EPSILON {
        let percent = (settings.text_scale * 100.0).round();
        ui.label(format!("Shown at {percent} % of these sizes, as source and draft are."));
    }
}
