//! Names that no glossary knows, with what they may be in English: a section of the panel for the selected
//! sentence, and a list of the whole article.

mod list;
mod sentence;

pub use list::list_ui;
pub use sentence::sentence_ui;

use super::scene::Scene;
use super::term_panel::kind_mark;
use super::theme::{self, palette, space};
use crate::app::Command;
use crate::glossary::{Evidence, NameProposal};
use crate::project::times;
use egui::{Button, RichText, Role, Ui, WidgetInfo};

/// The romanisations of a name, one button each. `with_keys` says that the shortcuts are for this name,
/// `most` how many there is room for.
fn romanisations_ui(
    ui: &mut Ui,
    scene: &mut Scene<'_>,
    proposal: &NameProposal,
    with_keys: bool,
    most: usize,
) {
    let arabic = &proposal.name.arabic;
    for (number, romanisation) in (1..).zip(proposal.romanisations.iter().take(most)) {
        let english = &romanisation.english;
        let mut button = Button::new(RichText::new(english).strong());
        let key = scene.app.keymap.first(&Command::TakeRomanisation(number));
        if let Some(key) = key.filter(|_| with_keys) {
            button = button.shortcut_text(key.to_string());
        }
        let response = ui.add(button).on_hover_text("Make this the term, and put it into the drafts");
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Take {english}")));
        if response.clicked() {
            let (arabic, english) = (arabic.clone(), english.clone());
            scene.commands.push(Command::TakeName { arabic, english });
        }
    }
}

/// To change the romanisation first, and to have the name offered no more.
fn others_ui(ui: &mut Ui, scene: &mut Scene<'_>, proposal: &NameProposal) {
    let arabic = &proposal.name.arabic;
    let best = proposal.romanisations.first().map_or("", |best| best.english.as_str());
    for (title, help, command) in [
        (
            "Edit…",
            "Change the spelling or the kind before it becomes a term",
            Command::EditName(arabic.clone()),
        ),
        ("Dismiss", "Do not offer this name in this project", Command::DismissName(arabic.clone())),
    ] {
        let response = ui.small_button(title).on_hover_text(help);
        let name = format!("{} {best}", title.trim_end_matches('…'));
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
        if response.clicked() {
            scene.commands.push(command);
        }
    }
}

/// What the name is guessed to be, how often it stands in the article, and why it is taken for a name.
fn about_ui(ui: &mut Ui, scene: &Scene<'_>, proposal: &NameProposal) {
    let colours = palette(ui.visuals());
    let kind = proposal.name.kind;
    let colour = colours.kind(kind);
    ui.spacing_mut().item_spacing.x = space::TINY;
    kind_mark(ui, colour, kind);
    ui.label(RichText::new(format!("{}?", theme::kind_title(kind))).small().color(colour));
    let count = match times(&scene.session.project, proposal) {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        count => format!("{count} times"),
    };
    let label = ui.label(RichText::new(format!("· {count}")).small().color(colours.weak));
    label.on_hover_text(evidence(proposal.name.evidence));
}

const fn evidence(evidence: Evidence) -> &'static str {
    match evidence {
        Evidence::Title => "It stands after a title, or after a word like “city”",
        Evidence::Called => "The text says that something is called so",
        Evidence::GivenName => "It begins with a name that many people bear",
        Evidence::Foreign => "No Arabic word is written like this",
        Evidence::Speaks => "The text says that it says something",
        Evidence::Repeated => "It comes back in the article, always in the same form",
    }
}
