//! How the window looks: colours, contrast, scale, motion, and what stands where.

use super::controls::{command_box_ui, list_ui, row_ui};
use super::{Item, Page, PageContext};
use crate::app::{Command, Setting, SettingsPage, Theme};
use egui::Ui;

pub const PAGE: Page = Page {
    page: SettingsPage::Appearance,
    title: "Appearance",
    about: "",
    items: &[
        Item { title: "Theme", words: "light dark mode system colours day night", ui: theme_ui },
        Item {
            title: "High contrast",
            words: "accessibility colours vision text stands out edges",
            ui: |ui, page| command_box_ui(ui, page, Command::ToggleContrast),
        },
        Item {
            title: "Interface scale",
            words: "zoom larger smaller everything dpi hidpi factor accessibility vision",
            ui: scale_ui,
        },
        Item {
            title: "Reduce motion",
            words: "accessibility animation smooth scrolling glide spinner blink",
            ui: |ui, page| command_box_ui(ui, page, Command::ToggleReducedMotion),
        },
        Item {
            title: "Swap columns",
            words: "arabic left right sides source draft english order",
            ui: |ui, page| command_box_ui(ui, page, Command::SwapColumns),
        },
        Item {
            title: "Glossary panel",
            words: "show hide side terminology hits",
            ui: |ui, page| command_box_ui(ui, page, Command::ToggleTermPanel),
        },
    ],
};

const LIST: f32 = 200.0;
/// In per cent; a file may say anything between.
const SCALES: [u8; 9] = [80, 90, 100, 110, 125, 140, 150, 175, 200];

fn theme_ui(ui: &mut Ui, page: &mut PageContext<'_>) {
    let chosen = page.app.settings.theme;
    let title = |theme| match theme {
        Theme::System => "As the system",
        Theme::Light => "Light",
        Theme::Dark => "Dark",
    };
    row_ui(ui, "Theme", |ui, label| {
        let choices = [Theme::System, Theme::Light, Theme::Dark];
        let choices = choices.map(|theme| (theme, title(theme).to_owned()));
        let (wanted, _) = list_ui(ui, label, (title(chosen), LIST), &chosen, choices);
        page.commands.extend(wanted.map(Command::SetTheme));
    });
}

/// A list and no slider: what is under the pointer would move with every step of it.
fn scale_ui(ui: &mut Ui, page: &mut PageContext<'_>) {
    let chosen = (page.app.settings.interface_scale * 100.0).round() as u8;
    row_ui(ui, "Interface scale", |ui, label| {
        let choices = SCALES.map(|scale| (scale, format!("{scale} %")));
        let (wanted, _) = list_ui(ui, label, (&format!("{chosen} %"), LIST), &chosen, choices);
        let setting = |percent: u8| Command::Set(Setting::InterfaceScale(f32::from(percent) / 100.0));
        page.commands.extend(wanted.map(setting));
        super::controls::help_ui(ui, "Of everything in the window, beside the scale of the system");
    });
}
