//! Wheels without gliding: egui spreads each notch of a wheel over several frames, unless it comes as small steps.

use egui::{Event, MouseWheelUnit};

/// Points; egui takes steps below 8 for those of a touchpad, which are smooth by themselves, and applies them at once.
const STEP: f32 = 7.5;

/// Puts small steps in the place of the notches of a wheel. `line` is how far a notch scrolls, points.
pub fn unglide(events: &mut Vec<Event>, line: f32) {
    if !events.iter().any(is_notch) {
        return;
    }
    *events = std::mem::take(events).into_iter().flat_map(|event| steps(event, line)).collect();
}

const fn is_notch(event: &Event) -> bool {
    matches!(event, Event::MouseWheel { unit: MouseWheelUnit::Line, .. })
}

fn steps(event: Event, line: f32) -> Vec<Event> {
    let Event::MouseWheel { unit: MouseWheelUnit::Line, delta, phase, modifiers, source } = event else {
        return vec![event];
    };
    let whole = delta * line;
    let count = (whole.length() / STEP).ceil().max(1.0);
    let step =
        Event::MouseWheel { unit: MouseWheelUnit::Point, delta: whole / count, phase, modifiers, source };
    vec![step; count as usize]
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::{Context, Modifiers, MouseWheelSource, RawInput, TouchPhase, vec2};

    fn notch() -> Event {
        Event::MouseWheel {
            unit: MouseWheelUnit::Line,
            delta: vec2(0.0, -3.0),
            phase: TouchPhase::Move,
            modifiers: Modifiers::NONE,
            source: MouseWheelSource::Unknown,
        }
    }

    /// How far the first frame after the notch scrolls, points.
    fn first_frame(events: Vec<Event>) -> f32 {
        let ctx = Context::default();
        let mut scrolled = 0.0;
        let input = RawInput { events, ..RawInput::default() };
        let mut output = ctx.run_ui(input, |ui| scrolled = ui.input(egui::InputState::smooth_scroll_delta).y);
        output.textures_delta.clear();
        scrolled
    }

    #[test]
    fn a_notch_scrolls_as_far_and_at_once() {
        let mut events = vec![Event::Copy, notch()];
        unglide(&mut events, 40.0);
        assert_eq!(events.first(), Some(&Event::Copy));
        assert!((first_frame(events) + 120.0).abs() < 0.5);
        assert!(first_frame(vec![notch()]) > -100.0, "egui alone lets it glide");
    }
}
