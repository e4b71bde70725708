//! How names are romanised that no glossary knows: the house style.

use super::{Page, PageContext, name_ui};
use crate::app::{Command, Setting};
use crate::arabic::romanise::{Article, Origin, Style, romanise};
use crate::ui::choice;
use crate::ui::text::paragraph;
use crate::ui::theme::{self, palette, space};
use egui::{ComboBox, Grid, RichText, Ui};

pub const PAGE: Page = Page { title: "Names", ui };

/// With the article before a sun letter, with an ʿayn inside, and with letters that foreign names use otherwise.
const SAMPLES: [&str; 3] = ["الشرقي", "المسعودي", "غوفار"];

fn ui(ui: &mut Ui, page: &mut PageContext<'_>) {
    let chosen = page.app.settings.names;
    let mut style = chosen;
    Grid::new("names settings").num_columns(2).spacing([space::LARGE, space::SMALL]).show(ui, |ui| {
        let label = name_ui(ui, "Article");
        let list = ComboBox::from_id_salt("article").selected_text(article_title(style.article)).width(160.0);
        let shown = list.show_ui(ui, |ui| {
            for article in [Article::Lower, Article::Upper] {
                choice::item(ui, &mut style.article, article, article_title(article));
            }
        });
        shown.response.labelled_by(label);
        ui.end_row();
        let label = name_ui(ui, "Letters");
        let list = ComboBox::from_id_salt("origin").selected_text(origin_title(style.origin)).width(240.0);
        let shown = list.show_ui(ui, |ui| {
            for origin in [Origin::Evident, Origin::Arabic, Origin::Foreign] {
                choice::item(ui, &mut style.origin, origin, origin_title(origin));
            }
        });
        shown.response.labelled_by(label);
        ui.end_row();
        name_ui(ui, "");
        ui.checkbox(&mut style.sun_letters, "Write the article as it is spoken: ash-Sharqi");
        ui.end_row();
        name_ui(ui, "");
        ui.checkbox(&mut style.apostrophes, "Write ʿayn and hamza inside a word: Mas'udi");
        ui.end_row();
    });
    if style != chosen {
        page.commands.push(Command::Set(Setting::Names(style)));
    }
    ui.add_space(space::MEDIUM);
    sample_ui(ui, page, style);
    ui.add_space(space::SMALL);
    let colours = palette(ui.visuals());
    let said = "Names of a glossary, and those that the press spells in one way, stay as they are.";
    ui.label(RichText::new(said).color(colours.weak));
}

fn sample_ui(ui: &mut Ui, page: &mut PageContext<'_>, style: Style) {
    let colours = palette(ui.visuals());
    for arabic in SAMPLES {
        let best = romanise(arabic, style, style.origin.is_foreign(), &|_| None).into_iter().next();
        let line = format!(
            "\u{2066}{}\u{2069}  ←  \u{2067}{arabic}\u{2069}",
            best.map(|best| best.english).unwrap_or_default()
        );
        let look = theme::small_style(&line, theme::size::ARABIC);
        paragraph(ui, page.engine, &line, look, colours.text, 0..0);
    }
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
