//! What is found in the settings: the items themselves, ready to be used, below the titles of their pages.

use super::{Item, PAGES, Page, PageContext};
use crate::ui::theme::{self, palette, space};
use egui::{Button, RichText, Ui};

/// The page whose title was clicked, as its place in [`PAGES`].
pub(super) fn ui(ui: &mut Ui, query: &str, context: &mut PageContext<'_>) -> Option<usize> {
    let mut chosen = None;
    let mut is_empty = true;
    for (at, page) in PAGES.iter().enumerate() {
        let items: Vec<&Item> = found(page, query).collect();
        if items.is_empty() {
            continue;
        }
        is_empty = false;
        let title = Button::new(theme::section_title(page.title)).frame_when_inactive(false);
        if ui.add(title).on_hover_text("Show the whole page").clicked() {
            chosen = Some(at);
        }
        for item in items {
            (item.ui)(ui, context);
        }
        ui.add_space(space::MEDIUM);
    }
    if is_empty {
        let said = "No setting has these words.";
        ui.label(RichText::new(said).color(palette(ui.visuals()).weak));
    }
    chosen
}

/// The items of a page that have all the words, or all of them where its title has.
fn found<'a>(page: &'a Page, query: &str) -> impl Iterator<Item = &'a Item> {
    let words: Vec<String> = query.split_whitespace().map(str::to_lowercase).collect();
    page.items.iter().filter(move |item| {
        let text = format!("{} {} {}", page.title, item.title, item.words).to_lowercase();
        words.iter().all(|word| text.contains(word))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(query: &str, expected: &[&str]) {
        let titles: Vec<_> = PAGES
            .iter()
            .flat_map(|page| found(page, query).map(|item| format!("{}: {}", page.title, item.title)))
            .collect();
        assert_eq!(titles, expected, "{query}");
    }

    #[test]
    fn settings_are_found_by_title_by_what_they_do_and_by_the_words_of_others() {
        check("arabic size", &["Text: Arabic size"]);
        check("DPI", &["Appearance: Interface scale"]);
        check("dark mode", &["Appearance: Theme"]);
        check("animation", &["Appearance: Reduce motion"]);
        check("api key", &["Services: Account"]);
        check("autocomplete", &["Writing: Complete terms"]);
        check("no such thing", &[]);
    }
}
