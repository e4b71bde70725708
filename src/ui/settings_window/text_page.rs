//! Settings of the text: faces, sizes, direction, invisibles, with a sample that shows them.

use super::controls::{command_box_ui, list_ui, remark_ui, row_ui};
use super::face_picker::{self, Choice};
use super::{Item, Page, PageContext};
use crate::app::settings::{LARGEST_TEXT, SMALLEST_TEXT};
use crate::app::{Command, FACE_SIZES, Setting, SettingsControl, SettingsPage};
use crate::article::BlockKind;
use crate::text::Direction;
use crate::ui::text::{Language, paragraph};
use crate::ui::theme::{self, palette, space};
use egui::{DragValue, Frame, Slider, Stroke, Ui};

pub const PAGE: Page = Page {
    page: SettingsPage::Text,
    title: "Text",
    about: "",
    items: &[
        Item {
            title: "Arabic face",
            words: "font family typeface source naskh letters",
            ui: |ui, page| {
                let face = page.app.settings.arabic_face.as_deref();
                face_ui(ui, page, Language::Arabic, face);
            },
        },
        Item {
            title: "Arabic size",
            words: "font points source letters larger smaller",
            ui: |ui, page| {
                size_ui(ui, page, "Arabic size", page.app.settings.arabic_size, Setting::ArabicSize);
            },
        },
        Item {
            title: "English face",
            words: "font family typeface draft letters",
            ui: |ui, page| {
                let face = page.app.settings.english_face.as_deref();
                face_ui(ui, page, Language::English, face);
            },
        },
        Item {
            title: "English size",
            words: "font points draft letters larger smaller",
            ui: |ui, page| {
                size_ui(ui, page, "English size", page.app.settings.english_size, Setting::EnglishSize);
            },
        },
        Item { title: "Size of both", words: "zoom scale factor per cent larger smaller text", ui: scale_ui },
        Item {
            title: "Source direction",
            words: "arabic lines begin right left rtl ltr bidi",
            ui: |ui, page| {
                let names = ("Source direction", SettingsControl::SourceDirection);
                direction_ui(ui, page, names, page.app.settings.source_direction, Setting::SourceDirection);
            },
        },
        Item {
            title: "Draft direction",
            words: "english lines begin right left rtl ltr bidi",
            ui: |ui, page| {
                let names = ("Draft direction", SettingsControl::DraftDirection);
                direction_ui(ui, page, names, page.app.settings.draft_direction, Setting::DraftDirection);
            },
        },
        Item {
            title: "Show invisibles",
            words: "spaces line breaks marks whitespace hidden characters pilcrow",
            ui: |ui, page| command_box_ui(ui, page, Command::ToggleInvisibles),
        },
        Item { title: "Sample", words: "preview example of faces and sizes", ui: sample_ui },
    ],
};

/// Points.
const SLIDER: f32 = 180.0;
const LIST: f32 = 200.0;

/// Written for this page, with the marks that need the most room and a Latin word.
const ARABIC_SAMPLE: &str = "قَالَ مُتَحَدِّثٌ لِشَبَكَةِ CNN إِنَّ الهُدْنَةَ دَخَلَتْ حَيِّزَ التَّنْفِيذِ فِي الثَّامِنَةِ صَبَاحًا، وَإِنَّ \
                             65 مَدَنِيًّا عَادُوا إِلَى بُيُوتِهِمْ.";
const ENGLISH_SAMPLE: &str = "A spokesman told CNN that the truce (الهدنة) took effect at 8 a.m. and that 65 civilians \
                              had gone back to their homes.";

fn face_ui(ui: &mut Ui, page: &mut PageContext<'_>, language: Language, chosen: Option<&str>) {
    let (name, setting): (_, fn(Option<String>) -> Setting) = match language {
        Language::Arabic => ("Arabic face", Setting::ArabicFace),
        Language::English => ("English face", Setting::EnglishFace),
    };
    // Begun before a list is opened, so that it is full by then.
    let _ = page.engine.installed_faces(ui.ctx());
    row_ui(ui, name, |ui, label| {
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
}

fn size_ui(ui: &mut Ui, page: &mut PageContext<'_>, name: &str, size: f32, setting: fn(f32) -> Setting) {
    row_ui(ui, name, |ui, label| {
        ui.horizontal(|ui| {
            ui.spacing_mut().slider_width = SLIDER;
            let mut chosen = size;
            let slider = Slider::new(&mut chosen, FACE_SIZES).step_by(0.5).show_value(false);
            let slider = ui.add(slider).labelled_by(label);
            theme::ring(ui, &slider);
            let value =
                DragValue::new(&mut chosen).range(FACE_SIZES).speed(0.1).max_decimals(1).suffix(" pt");
            ui.add(value).labelled_by(label);
            if (chosen - size).abs() > f32::EPSILON {
                page.commands.push(Command::Set(setting(chosen)));
            }
        });
    });
}

/// The factor that “Larger text” and “Smaller text” change.
fn scale_ui(ui: &mut Ui, page: &mut PageContext<'_>) {
    let percent = (page.app.settings.text_scale * 100.0).round();
    row_ui(ui, "Size of both", |ui, label| {
        let mut chosen = percent;
        let range = SMALLEST_TEXT * 100.0..=LARGEST_TEXT * 100.0;
        let value = DragValue::new(&mut chosen).range(range).speed(1.0).max_decimals(0).suffix(" %");
        ui.add(value).labelled_by(label);
        if (chosen - percent).abs() > f32::EPSILON {
            page.commands.push(Command::Set(Setting::TextScale(chosen / 100.0)));
        }
    });
}

fn direction_ui(
    ui: &mut Ui,
    page: &mut PageContext<'_>,
    (name, control): (&str, SettingsControl),
    direction: Direction,
    setting: fn(Direction) -> Setting,
) {
    row_ui(ui, name, |ui, label| {
        let choices = Direction::ALL.map(|choice| (choice, choice.title().to_owned()));
        let (wanted, list) = list_ui(ui, label, (direction.title(), LIST), &direction, choices);
        if page.focus == Some(control) {
            list.request_focus();
            list.scroll_to_me(None);
        }
        page.commands.extend(wanted.map(|direction| Command::Set(setting(direction))));
    });
}

fn sample_ui(ui: &mut Ui, page: &mut PageContext<'_>) {
    ui.add_space(space::SMALL);
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
}
