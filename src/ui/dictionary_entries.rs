//! What dictionaries say of a word, shortened: where the pointer rests on it, and in the panel.

use super::scene::Scene;
use super::text::{TextEngine, TextStyle, paragraph};
use super::theme::{self, palette, space};
use crate::app::Command;
use crate::app::dictionaries::word_at;
use crate::dictionary::Entry;
use egui::{Context, Event, Id, Pos2, RichText, Ui};
use std::time::Duration;

/// How long the pointer rests on a word that is looked up; about as long as tooltips wait.
const REST: f32 = 0.4;
/// Entries beside the pointer, and characters of each.
pub const FEW: Shown = Shown { entries: 3, characters: 160 };
/// In the panel.
pub const MORE: Shown = Shown { entries: 8, characters: 700 };

/// How much is shown.
#[derive(Clone, Copy)]
pub struct Shown {
    pub entries: usize,
    pub characters: usize,
}

/// The entries of the word at `byte` of a source. One that the pointer rests on is looked up.
pub fn at_pointer<'a>(ui: &Ui, scene: &mut Scene<'a>, source: &str, byte: usize) -> &'a [Entry] {
    let dictionaries = &scene.app.dictionaries;
    if is_parked(ui.ctx()) {
        return &[];
    }
    let Some(word) = word_at(source, byte).map(|span| span.of(source)) else { return &[] };
    if let Some(entries) = dictionaries.entries(word) {
        return entries;
    }
    let (rests, is_busy) =
        ui.input(|input| (input.pointer.time_since_last_movement(), input.pointer.any_down()));
    if !is_busy && dictionaries.is_worth_asking(word) {
        if rests >= REST {
            scene.commands.push(Command::AskDictionaries(word.to_owned()));
        } else {
            ui.ctx().request_repaint_after(Duration::from_secs_f32(REST - rests + 0.01));
        }
    }
    &[]
}

/// A pointer that lies where it lay when the window opened, or when a key was pressed, asks about nothing: the text came
/// to the pointer. Call it once a frame.
pub fn begin_frame(ctx: &Context) {
    let (pointer, is_typing) = ctx.input(|input| {
        let is_key = |event: &Event| matches!(event, Event::Key { pressed: true, .. } | Event::Text(_));
        (input.pointer.latest_pos(), input.events.iter().any(is_key))
    });
    ctx.data_mut(|data| {
        let parked = data.get_temp_mut_or_default::<Option<Pos2>>(parked_id());
        if parked.is_none() || is_typing {
            *parked = pointer;
        }
    });
}

fn is_parked(ctx: &Context) -> bool {
    let parked = ctx.data(|data| data.get_temp::<Option<Pos2>>(parked_id())).flatten();
    parked.is_some() && ctx.input(|input| input.pointer.latest_pos()) == parked
}

fn parked_id() -> Id {
    Id::unique("parked pointer")
}

pub fn ui(ui: &mut Ui, engine: &mut TextEngine, entries: &[Entry], shown: Shown) {
    let colours = palette(ui.visuals());
    for (number, entry) in entries.iter().take(shown.entries).enumerate() {
        if number > 0 {
            ui.add_space(space::TINY);
        }
        let headword = TextStyle { bold: true, ..theme::small_style(&entry.headword, theme::size::ARABIC) };
        paragraph(ui, engine, &entry.headword, headword, colours.text, 0..0);
        let text = shortened(&entry.text, shown.characters);
        paragraph(ui, engine, &text, theme::small_style(&text, theme::size::BODY), colours.text, 0..0);
        ui.label(RichText::new(&entry.dictionary).small().color(colours.weak));
    }
}

/// As one paragraph of at most so many characters, cut between words.
fn shortened(text: &str, most: usize) -> String {
    let mut short = String::new();
    let mut count = 0;
    for word in text.split_whitespace() {
        count += word.chars().count() + 1;
        if count > most && !short.is_empty() {
            short.push_str(" …");
            break;
        }
        if !short.is_empty() {
            short.push(' ');
        }
        short.extend(word.chars().take(most));
    }
    short
}

#[cfg(test)]
mod tests {
    use super::shortened;

    #[test]
    fn entries_are_one_paragraph_and_cut_between_words() {
        assert_eq!(shortened("1. book\n\n2. letter", 40), "1. book 2. letter");
        assert_eq!(shortened("1. book\n2. letter", 10), "1. book …");
        assert_eq!(shortened("pneumonoultramicroscopic", 5), "pneum");
        assert_eq!(shortened("", 5), "");
    }
}
