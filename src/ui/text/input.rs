//! A field of a form: its own frame, a text that the caller holds, and undo for as long as the form is open.

use super::context_menu::context_menu;
use super::engine::{TextEngine, TextStyle};
use super::field::{Caret, Field, field};
use crate::ui::theme;
use egui::{Color32, CornerRadius, Event, Id, Key, Rect, Response, Sense, Stroke, StrokeKind, Ui, vec2};

/// How the field looks and what it is called.
pub struct Input<'a> {
    pub id: Id,
    /// For those who do not see the form.
    pub label: &'a str,
    /// Shown dimmed while the field is empty.
    pub hint: &'a str,
    pub style: TextStyle,
    pub colour: Color32,
    pub ground: Color32,
    pub edge: Color32,
    /// The edge while it has the keyboard.
    pub accent: Color32,
    /// Enter makes a new line.
    pub multiline: bool,
}

/// Steps that can be undone; a form is filled in less.
const MOST_STEPS: usize = 200;
/// Seconds after which the next letter is a step of its own.
const PAUSE: f64 = 1.0;

#[derive(Clone, Default)]
struct Steps {
    undone: Vec<(String, Caret)>,
    done: Vec<(String, Caret)>,
    last_typed: f64,
    caret: Caret,
    /// Where an undo wants the caret.
    wanted: Option<Caret>,
    /// The pass of egui the field was drawn in last.
    drawn: u64,
}

impl Steps {
    /// Of a form that was just opened: what was undone in it before is of another text.
    fn fresh(text: &str) -> Self {
        let end = Caret { anchor: text.len(), focus: text.len() };
        Self { wanted: Some(end), ..Self::default() }
    }
}

const PADDING: egui::Vec2 = vec2(8.0, 5.0);

/// As wide as there is room, as high as its text needs. The response says whether the text changed.
pub fn input(ui: &mut Ui, engine: &mut TextEngine, input: &Input<'_>, text: &mut String) -> Response {
    let scale = ui.ctx().pixels_per_point();
    let width = ui.available_width();
    let shown = if text.is_empty() { input.hint } else { text.as_str() };
    let layout = engine.layout(shown, input.style, width - PADDING.x * 2.0, scale);
    let (frame, _) =
        ui.allocate_exact_size(vec2(width, layout.height() / scale + PADDING.y * 2.0), Sense::hover());
    let has_focus = ui.memory(|memory| memory.has_focus(input.id));
    if has_focus {
        engine.give_keyboard(Some(input.id));
    }
    let edge =
        Stroke::new(if has_focus { 1.5 } else { 1.0 }, if has_focus { input.accent } else { input.edge });
    ui.painter().rect(
        frame,
        CornerRadius::same(theme::radius::CONTROL),
        input.ground,
        edge,
        StrokeKind::Inside,
    );

    let steps_id = input.id.with("steps");
    let pass = ui.ctx().cumulative_pass_nr();
    let kept: Option<Steps> = ui.data(|data| data.get_temp(steps_id));
    let mut steps = kept.filter(|steps| pass <= steps.drawn + 1).unwrap_or_else(|| Steps::fresh(text));
    steps.drawn = pass;
    let mut changed = has_focus && undo_or_redo(ui, &mut steps, text);
    let area = Rect::from_min_max(frame.min + PADDING, frame.max - PADDING);
    let output = field(
        ui,
        engine,
        &Field {
            id: input.id,
            label: input.label,
            text,
            style: input.style,
            colour: input.colour,
            hint: input.hint,
            marks: &[],
            editable: true,
            single_line: !input.multiline,
            keeps_tab: false,
            show_invisibles: false,
            caret: steps.wanted.take(),
            area,
        },
    );
    context_menu(ui, input.id, &output, text, true, |_, _| None, |_, _| {});
    if !output.splices.is_empty() {
        let now = ui.input(|input| input.time);
        let is_letter = output
            .splices
            .iter()
            .all(|splice| splice.removed.is_empty() && splice.inserted.chars().count() == 1);
        if !is_letter || now - steps.last_typed > PAUSE || steps.done.is_empty() {
            steps.done.push((text.clone(), steps.caret));
            let excess = steps.done.len().saturating_sub(MOST_STEPS);
            steps.done.drain(..excess);
        }
        steps.undone.clear();
        steps.last_typed = if is_letter { now } else { f64::NEG_INFINITY };
        for splice in &output.splices {
            text.replace_range(splice.start..splice.start + splice.removed.len(), &splice.inserted);
        }
        changed = true;
    }
    steps.caret = output.caret;
    ui.data_mut(|data| data.insert_temp(steps_id, steps));
    let mut response = output.response;
    if changed {
        response.mark_changed();
        // The frame takes its new height from the text.
        ui.request_repaint();
    }
    response
}

/// Selects all of a field, which has this text, when it is drawn next.
pub fn select_all(ui: &Ui, id: Id, text: &str) {
    let drawn = ui.ctx().cumulative_pass_nr();
    ui.data_mut(|data| {
        let steps = data.get_temp_mut_or_default::<Steps>(id.with("steps"));
        steps.wanted = Some(Caret { anchor: 0, focus: text.len() });
        steps.drawn = drawn;
    });
}

fn undo_or_redo(ui: &Ui, steps: &mut Steps, text: &mut String) -> bool {
    let mut wanted = None;
    ui.input_mut(|input| {
        input.events.retain(|event| {
            let Event::Key { key, pressed: true, modifiers, .. } = event else { return true };
            let redo = modifiers.command && (*key == Key::Y || (*key == Key::Z && modifiers.shift));
            let undo = modifiers.command && *key == Key::Z && !modifiers.shift;
            if undo || redo {
                wanted = Some(undo);
            }
            !undo && !redo
        });
    });
    let (from, to) = match wanted {
        Some(true) => (&mut steps.done, &mut steps.undone),
        Some(false) => (&mut steps.undone, &mut steps.done),
        None => return false,
    };
    let Some((before, caret)) = from.pop() else { return false };
    to.push((std::mem::replace(text, before), steps.caret));
    steps.wanted = Some(caret);
    steps.last_typed = f64::NEG_INFINITY;
    true
}
