//! What a field paints besides its letters: marks and the selection below them, the caret above.

use super::caret::{Selection, behind};
use super::engine::{InSight, TextEngine};
use super::field::{Field, Mark, MarkLine, Memory};
use super::layout::{Position, TextLayout};
use super::paint::{Ink, Placement, word_rects};
use egui::{Color32, Rect, Ui, pos2, vec2};
use std::ops::Range;

/// Returns where the caret is, points.
pub fn paint(
    ui: &Ui,
    engine: &mut TextEngine,
    field: &Field<'_>,
    layout: &TextLayout,
    placement: Placement,
    memory: &Memory,
    text: &str,
) -> Rect {
    let focused = ui.memory(|focus| focus.has_focus(field.id));
    let composed = (focused && !memory.composing.text.is_empty()).then(|| composed(text, memory)).flatten();
    let visible = ui.is_rect_visible(field.area);
    if !visible && composed.is_none() {
        return placement.rect(caret_line(layout, memory.selection.focus, placement.scale));
    }
    let hint = (text.is_empty() && composed.is_none() && !field.hint.is_empty())
        .then(|| engine.layout(field.hint, field.style, field.area.width(), placement.scale));
    let rows = placement.rows(ui.clip_rect());
    let shown = composed.as_ref().map(|composed| {
        let in_sight = InSight { rows: rows.clone(), caret: Some(composed.caret) };
        let width = field.area.width();
        engine.layout_in_sight(&composed.text, field.style, width, placement.scale, &in_sight)
    });
    let painter = ui.painter();
    let mut ink = engine.ink(painter, placement);
    let (text, layout, selection) = match (&composed, &shown) {
        (Some(composed), Some(shown)) => (composed.text.as_str(), shown, &behind(shown, composed.caret)),
        _ => (text, layout, &memory.selection),
    };
    let in_sight = layout.bytes_in(&rows);
    for mark in field.marks {
        let bytes =
            composed.as_ref().map_or(Some(mark.bytes.clone()), |composed| composed.moved(&mark.bytes));
        // An overlong draft has thousands.
        let bytes = bytes.filter(|bytes| bytes.start <= in_sight.end && in_sight.start <= bytes.end);
        if let Some(bytes) = bytes {
            paint_mark(&mut ink, text, layout, mark, bytes);
        }
    }
    // Without the focus the selection pales, but stays: a menu or a dialog may be about it.
    if !selection.is_caret() {
        let fill = ui.visuals().selection.bg_fill;
        let fill = if focused { fill } else { fill.gamma_multiply(crate::ui::theme::tint::PALE) };
        for rect in layout.rects(selection.bytes()) {
            ink.area(rect, fill);
        }
    }
    if let Some(hint) = &hint {
        ink.text(hint, ui.visuals().weak_text_color());
    }
    ink.text(layout, field.colour);
    if field.show_invisibles {
        let em = field.style.size * placement.scale;
        ink.invisibles(text, layout, em, ui.visuals().weak_text_color());
    }
    if let Some(composed) = &composed {
        underline(&mut ink, layout, composed.range.clone(), 1.0, field.colour);
        underline(&mut ink, layout, composed.active.clone(), 2.0, field.colour);
    }
    let caret = caret_line(layout, selection.focus, placement.scale);
    if focused {
        paint_caret(ui, &mut ink, field, layout, selection, caret);
    }
    ink.finish();
    let caret = placement.rect(caret);
    if focused && field.editable && ui.memory(|focus| focus.owns_ime_events(field.id)) {
        ui.output_mut(|output| {
            output.ime = Some(egui::output::IMEOutput {
                purpose: egui::IMEPurpose::Normal,
                rect: field.area,
                cursor_rect: caret,
                should_interrupt_composition: false,
            });
        });
    }
    caret
}

/// The text with what an input method composes in its place, before it is part of it.
struct Composed {
    text: String,
    range: Range<usize>,
    /// What of the stored text is not shown meanwhile.
    replaced: Range<usize>,
    /// What is being chosen.
    active: Range<usize>,
    caret: usize,
}

impl Composed {
    /// Where a stretch of the stored text is now; `None` around what is composed.
    fn moved(&self, bytes: &Range<usize>) -> Option<Range<usize>> {
        if bytes.end <= self.replaced.start {
            return Some(bytes.clone());
        }
        let moved = |byte: usize| Some(byte.checked_sub(self.replaced.end)? + self.range.end);
        Some(moved(bytes.start)?..moved(bytes.end)?)
    }
}

fn composed(text: &str, memory: &Memory) -> Option<Composed> {
    let replaced = memory.selection.bytes();
    text.get(replaced.clone())?;
    let composing = &memory.composing;
    let mut shown = text.to_owned();
    shown.replace_range(replaced.clone(), &composing.text);
    let start = replaced.start;
    let byte = |character: usize| {
        start + composing.text.char_indices().nth(character).map_or(composing.text.len(), |(at, _)| at)
    };
    let range = start..start + composing.text.len();
    let active =
        composing.active.as_ref().map_or(range.end..range.end, |chars| byte(chars.start)..byte(chars.end));
    Some(Composed { text: shown, caret: active.end, active, range, replaced })
}

fn paint_mark(ink: &mut Ink<'_>, text: &str, layout: &TextLayout, mark: &Mark, bytes: Range<usize>) {
    for rect in word_rects(text, layout, bytes) {
        // The line box is taller than the letters: the mark hugs them.
        let inner = rect.shrink2(vec2(-ink.scale(), rect.height() * 0.12));
        ink.area(inner, mark.fill);
        let width = (1.5 * ink.scale()).round().max(1.0);
        match mark.line {
            MarkLine::None => {}
            MarkLine::Solid => ink.line(inner.left(), inner.right(), inner.bottom(), width, mark.line_colour),
            MarkLine::Thick => {
                ink.line(inner.left(), inner.right(), inner.bottom(), width * 2.0, mark.line_colour);
            }
            MarkLine::Double => {
                let thin = ink.scale().round().max(1.0);
                ink.line(inner.left(), inner.right(), inner.bottom() - thin * 2.0, thin, mark.line_colour);
                ink.line(inner.left(), inner.right(), inner.bottom(), thin, mark.line_colour);
            }
            MarkLine::Dashed => {
                ink.dashes(inner.left(), inner.right(), inner.bottom() - width, mark.line_colour);
            }
            MarkLine::Dotted => {
                ink.dots(inner.left(), inner.right(), inner.bottom() - width, mark.line_colour);
            }
            MarkLine::Squiggle => {
                ink.squiggle(rect.left(), rect.right(), inner.bottom() - width, mark.line_colour);
            }
        }
    }
}

fn underline(ink: &mut Ink<'_>, layout: &TextLayout, bytes: Range<usize>, width: f32, colour: Color32) {
    for rect in layout.rects(bytes) {
        let width = width * ink.scale();
        ink.line(rect.left(), rect.right(), rect.bottom() - rect.height() * 0.1, width, colour);
    }
}

/// The caret in layout pixels, inside the field: one at its very edge would be clipped away.
fn caret_line(layout: &TextLayout, position: Position, scale: f32) -> Rect {
    let width = (1.5 * scale).round().max(1.0);
    let line = layout.caret_line(position);
    let x = (line.x - width / 2.0).clamp(0.0, (layout.width - width).max(0.0)).round();
    let inset = (line.bottom - line.top) * 0.08;
    Rect::from_min_max(pos2(x, line.top + inset), pos2(x + width, line.bottom - inset))
}

/// The caret is steady: one that blinks would wake the machine twice a second for nothing. In text of both
/// directions a flag at its top points where the letters beside it run.
fn paint_caret(
    ui: &Ui,
    ink: &mut Ink<'_>,
    field: &Field<'_>,
    layout: &TextLayout,
    selection: &Selection,
    caret: Rect,
) {
    let colour =
        if field.editable { ui.visuals().text_cursor.stroke.color } else { ui.visuals().weak_text_color() };
    ink.area(caret, colour);
    if !layout.is_mixed_at(selection.focus.byte) {
        return;
    }
    let length = (4.0 * ink.scale()).round();
    let flag = if layout.caret_line(selection.focus).rtl {
        Rect::from_min_max(
            pos2(caret.left() - length, caret.top()),
            pos2(caret.left(), caret.top() + caret.width()),
        )
    } else {
        Rect::from_min_max(
            pos2(caret.right(), caret.top()),
            pos2(caret.right() + length, caret.top() + caret.width()),
        )
    };
    ink.area(flag, colour);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_keep_to_their_words_while_something_is_composed_between_them() {
        let text = "wrng and wrnog";
        let layout = TextEngine::new(crate::ui::text::FontChoice::EmbeddedOnly).layout(
            text,
            crate::ui::theme::small_style(text, crate::ui::theme::size::ENTRY),
            400.0,
            1.0,
        );
        let mut memory = Memory::default();
        memory.selection = Selection::of_bytes(&layout, 5, 8);
        memory.composing.text = "سلام".to_owned();
        let composed = composed(text, &memory).unwrap();
        assert_eq!(composed.text, "wrng سلام wrnog");
        assert_eq!(composed.moved(&(0..4)), Some(0..4));
        assert_eq!(composed.moved(&(9..14)), Some(14..19));
        assert_eq!(composed.text.get(14..19), Some("wrnog"));
        assert_eq!(composed.moved(&(6..8)), None);
    }
}
