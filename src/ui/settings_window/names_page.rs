//! How names are romanised that no glossary knows: the house style.

use super::controls::{list_ui, row_ui};
use super::{Item, Page, PageContext};
use crate::app::{Command, Setting, SettingsPage};
use crate::arabic::romanise::{Article, Origin, Style, romanise};
use crate::ui::text::paragraph;
use crate::ui::theme::{self, palette, space};
use egui::Ui;

pub const PAGE: Page = Page {
    page: SettingsPage::Names,
    title: "Names",
    about: "How names are written in English that no glossary knows. Names of a glossary, and those that the press \
            spells in one way, stay as they are.",
    items: &[
        Item { title: "Article", words: "al romanise transliteration capital", ui: article_ui },
        Item { title: "Letters", words: "romanise transliteration foreign gh j f g v", ui: letters_ui },
        Item {
            title: "Sun letters",
            words: "romanise transliteration article as spoken ash-sharqi assimilation",
            ui: |ui, page| {
                let title = "Write the article as it is spoken: ash-Sharqi";
                box_ui(ui, page, title, |style| &mut style.sun_letters);
            },
        },
        Item {
            title: "Apostrophes",
            words: "romanise transliteration ʿayn ayn hamza inside mas'udi",
            ui: |ui, page| {
                let title = "Write ʿayn and hamza inside a word: Mas'udi";
                box_ui(ui, page, title, |style| &mut style.apostrophes);
            },
        },
        Item { title: "Samples", words: "romanise transliteration example preview", ui: sample_ui },
    ],
};

/// With the article before a sun letter, with an ʿayn inside, and with letters that foreign names use otherwise.
const SAMPLES: [&str; 3] = ["الشرقي", "المسعودي", "غوفار"];

const LIST: f32 = 240.0;

fn article_ui(ui: &mut Ui, page: &mut PageContext<'_>) {
    let style = page.app.settings.names;
    row_ui(ui, "Article", |ui, label| {
        let choices =
            [Article::Lower, Article::Upper].map(|choice| (choice, article_title(choice).to_owned()));
        let (wanted, _) = list_ui(ui, label, (article_title(style.article), LIST), &style.article, choices);
        let wanted = wanted.map(|article| Command::Set(Setting::Names(Style { article, ..style })));
        page.commands.extend(wanted);
    });
}

fn letters_ui(ui: &mut Ui, page: &mut PageContext<'_>) {
    let style = page.app.settings.names;
    row_ui(ui, "Letters", |ui, label| {
        let choices = [Origin::Evident, Origin::Arabic, Origin::Foreign];
        let choices = choices.map(|choice| (choice, origin_title(choice).to_owned()));
        let (wanted, _) = list_ui(ui, label, (origin_title(style.origin), LIST), &style.origin, choices);
        let wanted = wanted.map(|origin| Command::Set(Setting::Names(Style { origin, ..style })));
        page.commands.extend(wanted);
    });
}

fn box_ui(ui: &mut Ui, page: &mut PageContext<'_>, title: &str, part: fn(&mut Style) -> &mut bool) {
    let mut style = page.app.settings.names;
    row_ui(ui, "", |ui, _| {
        if ui.checkbox(part(&mut style), title).changed() {
            page.commands.push(Command::Set(Setting::Names(style)));
        }
    });
}

fn sample_ui(ui: &mut Ui, page: &mut PageContext<'_>) {
    let style = page.app.settings.names;
    ui.add_space(space::SMALL);
    let colours = palette(ui.visuals());
    row_ui(ui, "", |ui, _| {
        for arabic in SAMPLES {
            let best = romanise(arabic, style, style.origin.is_foreign(), &|_| None).into_iter().next();
            let line = format!(
                "\u{2066}{}\u{2069}  ←  \u{2067}{arabic}\u{2069}",
                best.map(|best| best.english).unwrap_or_default()
            );
            let look = theme::small_style(&line, theme::size::ARABIC);
            paragraph(ui, page.engine, &line, look, colours.text, 0..0);
        }
    });
}

const fn origin_title(origin: Origin) -> &'static str {
    match origin {
        Origin::Evident => "As each name suggests",
        Origin::Arabic => "As in Arabic names: gh, j, f",
        Origin::Foreign => "As in foreign names: g, g, v",
    }
}

const fn article_title(article: Article) -> &'static str {
    match article {
        Article::Lower => "al-Sharqi",
        Article::Upper => "Al-Sharqi",
    }
}
