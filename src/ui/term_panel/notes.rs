//! The notes of the selected segment: each in a field of its own, with who wrote it and when, above what the glossaries
//! say. A note that was begun is the last field until something is written in it.

use crate::app::{Command, Session};
use crate::project::{Note, NoteKind, Segment, SegmentId};
use crate::ui::gutter::{self, NoteSign};
use crate::ui::scene::Scene;
use crate::ui::term_panel::heading_ui;
use crate::ui::text::{Input, input, paragraph};
use crate::ui::theme::{self, palette, space};
use egui::{Button, Id, Key, RichText, Role, Sense, Ui, WidgetInfo, vec2};

pub fn ui(ui: &mut Ui, scene: &mut Scene<'_>) {
    let session = scene.session;
    let Some(segment) = session.selected() else { return };
    let begun = scene.app.notes.new.filter(|(of, _)| *of == segment.id);
    let begun = begun.map(|(_, kind)| Note { kind, ..Note::default() });
    let wanted = wanted(ui, scene, segment, segment.notes.len() + usize::from(begun.is_some()));
    if segment.notes.is_empty() && begun.is_none() {
        return;
    }
    heading_ui(ui, "Notes");
    for (place, note) in segment.notes.iter().chain(&begun).enumerate() {
        note_ui(ui, scene, segment, place, note, wanted == Some(place));
        ui.add_space(space::TINY);
    }
    ui.add_space(space::SMALL);
}

fn field_id(segment: SegmentId, place: usize) -> Id {
    Id::unique(("note", segment, place))
}

/// Whether what is typed in this frame is for a note of the selected segment: `had` is what had the keyboard when it
/// began, and the letters before a Tab in it.
pub fn have_keyboard(ui: &Ui, had: Option<Id>, session: &Session) -> bool {
    let focused = ui.memory(egui::Memory::focused);
    // Behind the last one is that of a note which was begun.
    session.selected().is_some_and(|segment| {
        (0..=segment.notes.len()).any(|place| {
            let field = Some(field_id(segment.id, place));
            focused == field || had == field
        })
    })
}

/// The place of the note, of so many, that is to get the keyboard. A request is answered once the field has the keyboard
/// at the beginning of a frame: a palette that closes takes it away once more. Where there is no such field it is
/// answered too.
fn wanted(ui: &Ui, scene: &Scene<'_>, segment: &Segment, count: usize) -> Option<usize> {
    let (requests, place) = (scene.app.notes.requests, scene.app.notes.wanted);
    let answered = Id::unique("note requests");
    if ui.data(|data| data.get_temp::<u64>(answered)).unwrap_or_default() == requests {
        return None;
    }
    let has_keyboard = ui.memory(|memory| memory.has_focus(field_id(segment.id, place)));
    if has_keyboard || place >= count || scene.session.is_read_only() {
        ui.data_mut(|data| data.insert_temp(answered, requests));
        return None;
    }
    ui.ctx().request_repaint();
    Some(place)
}

fn note_ui(
    ui: &mut Ui,
    scene: &mut Scene<'_>,
    segment: &Segment,
    place: usize,
    note: &Note,
    wants_keyboard: bool,
) {
    let colours = palette(ui.visuals());
    let number = place + 1;
    let name = match note.kind {
        NoteKind::Note => format!("Note {number}"),
        NoteKind::Query => format!("Query {number}"),
    };
    theme::card(colours).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = space::TINY;
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::TINY + 2.0;
            let sign = NoteSign::of(note);
            let (area, _) = ui.allocate_exact_size(vec2(10.0, 14.0), Sense::hover());
            gutter::note_mark(ui.painter(), area.center(), sign, sign.colour(colours));
            let title = RichText::new(title(note)).small().strong().color(sign.colour(colours));
            ui.label(title);
        });
        let style = theme::small_style(&note.text, theme::size::READING * scene.app.settings.text_scale);
        if scene.session.is_read_only() {
            paragraph(ui, scene.engine, &note.text, style, colours.text, 0..0);
        } else {
            let id = field_id(segment.id, place);
            if wants_keyboard {
                ui.memory_mut(|memory| memory.request_focus(id));
            }
            let hint = match note.kind {
                NoteKind::Note => "Write a note",
                NoteKind::Query => "Ask a question",
            };
            let look =
                Input { hint, multiline: true, label: &name, ..theme::input(id, &name, style, colours) };
            let mut text = note.text.clone();
            let response = input(ui, scene.engine, &look, &mut text);
            if wants_keyboard {
                response.scroll_to_me(None);
            }
            if let Some((start, removed, inserted)) = difference(&note.text, &text) {
                let (removed, inserted) = (removed.to_owned(), inserted.to_owned());
                scene.commands.push(Command::TypeNote {
                    segment: segment.id,
                    place,
                    start,
                    removed,
                    inserted,
                });
            }
            if response.has_focus() && ui.input(|input| input.key_pressed(Key::Escape)) {
                scene.commands.push(Command::LeaveNote);
            }
        }
        by_ui(ui, scene, note);
        if !scene.session.is_read_only() {
            buttons_ui(ui, scene, segment, place, note, &name);
        }
    });
}

/// What kind of note it is, and whether its question is open.
const fn title(note: &Note) -> &'static str {
    match (note.kind, note.is_settled) {
        (NoteKind::Note, _) => "Note",
        (NoteKind::Query, false) => "Open query",
        (NoteKind::Query, true) => "Settled query",
    }
}

/// Who wrote it, and when.
fn by_ui(ui: &mut Ui, scene: &mut Scene<'_>, note: &Note) {
    let day = note.day().parse::<jiff::civil::Date>();
    let day = day.map_or_else(|_| note.day().to_owned(), |day| day.strftime("%-d %b %Y").to_string());
    let parts = [note.author.as_str(), day.as_str()];
    let parts: Vec<String> = parts
        .into_iter()
        .filter(|part| !part.is_empty())
        // A name may be Arabic.
        .map(|part| format!("\u{2068}{part}\u{2069}"))
        .collect();
    if !parts.is_empty() {
        let said = parts.join(" · ");
        let style = theme::small_style("", theme::size::CAPTION * scene.app.settings.text_scale);
        paragraph(ui, scene.engine, &said, style, palette(ui.visuals()).weak, 0..0);
    }
}

fn buttons_ui(ui: &mut Ui, scene: &mut Scene<'_>, segment: &Segment, place: usize, note: &Note, name: &str) {
    let segment = segment.id;
    let other = match note.kind {
        NoteKind::Note => NoteKind::Query,
        NoteKind::Query => NoteKind::Note,
    };
    let mut buttons = Vec::with_capacity(3);
    if note.kind == NoteKind::Query && !note.is_blank() {
        let settled = !note.is_settled;
        let (text, spoken) = if settled { ("Settle", "Settle") } else { ("Open again", "Open again:") };
        let command = Command::SettleQuery { segment, place, settled };
        buttons.push((text, format!("{spoken} {}", name.to_lowercase()), command));
    }
    let text = if other == NoteKind::Query { "Make it a query" } else { "Make it a note" };
    let spoken = format!("{text}: {}", name.to_lowercase());
    buttons.push((text, spoken, Command::SetNoteKind { segment, place, kind: other }));
    let spoken = format!("Delete {}", name.to_lowercase());
    buttons.push(("Delete", spoken, Command::DeleteNote { segment, place }));
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::TINY, space::TINY);
        for (text, spoken, command) in buttons {
            let button = ui.add(Button::new(RichText::new(text).small()).min_size(vec2(0.0, 20.0)));
            button.widget_info(|| WidgetInfo::labeled(Role::Button, true, &spoken));
            if button.clicked() {
                scene.commands.push(command);
            }
        }
    });
}

/// Where a text became another one: the byte, what stood there, what stands there now. `None` where they are the same.
pub fn difference<'a>(before: &'a str, after: &'a str) -> Option<(usize, &'a str, &'a str)> {
    if before == after {
        return None;
    }
    let same = |one: &(char, char)| one.0 == one.1;
    let head: usize =
        before.chars().zip(after.chars()).take_while(same).map(|(letter, _)| letter.len_utf8()).sum();
    let (of_before, of_after) = (before.get(head..)?, after.get(head..)?);
    let ends = of_before.chars().rev().zip(of_after.chars().rev());
    let tail: usize = ends.take_while(same).map(|(letter, _)| letter.len_utf8()).sum();
    let part = |text: &'a str| text.get(..text.len() - tail);
    Some((head, part(of_before)?, part(of_after)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_difference_of_two_texts_is_one_stretch() {
        let check = |before: &str, after: &str, expect: Option<(usize, &str, &str)>| {
            assert_eq!(difference(before, after), expect, "{before} to {after}");
            if let Some((start, removed, inserted)) = difference(before, after) {
                let mut made = before.to_owned();
                made.replace_range(start..start + removed.len(), inserted);
                assert_eq!(made, after);
            }
        };
        check("Baku", "Baku", None);
        check("", "B", Some((0, "", "B")));
        check("Bku", "Baku", Some((1, "", "a")));
        check("aa", "aaa", Some((2, "", "a")));
        check("aaa", "aa", Some((2, "a", "")));
        check("in باكو now", "in بيروت now", Some((5, "اكو", "يروت")));
        // Two letters that share their first byte.
        check("ب", "ت", Some((0, "ب", "ت")));
    }
}
