//! What a screen reader is told of notices; and that the keyboard is in a dialog as soon as it is there, and in sight
//! wherever Tab takes it.

use super::cells;
use crate::app::{App, Level};
use egui::accesskit::{Action, ActionRequest, Live, Role, TreeId};
use egui::{Context, Event, FocusDirection, Id, LayerId, Response, Ui};

/// A dialog that wants the keyboard for a control of its own has asked for it by then.
const FRAMES_TO_CLAIM: u8 = 2;
/// A dialog whose controls come and go by themselves is not drawn for ever.
const MOST_ANEW: u8 = 3;

/// Kept between frames.
#[derive(Default)]
pub struct Accessible {
    /// The dialog in front.
    dialog: Option<LayerId>,
    /// Frames until its first control gets the keyboard, if nothing else has it.
    claim: Option<u8>,
    focused: Option<Id>,
    /// What has the keyboard and is cut off.
    hidden: Option<Id>,
    /// How often the keyboard was given anew since anything was typed or clicked.
    given_anew: u8,
}

impl Accessible {
    /// Before anything of the frame is drawn.
    pub fn begin_frame(&mut self, ctx: &Context) {
        if ctx.input(|input| !input.events.is_empty()) {
            self.given_anew = 0;
        }
        let dialog = ctx.memory(egui::Memory::top_modal_layer);
        if self.dialog != dialog {
            self.dialog = dialog;
            self.claim = dialog.map(|_| FRAMES_TO_CLAIM);
        }
        if let Some(left) = self.claim {
            // What lies behind the dialog has lost it by then, too.
            if left == 0 && ctx.memory(|memory| memory.focused().is_none()) {
                ctx.memory_mut(|memory| memory.move_focus(FocusDirection::Next));
            }
            self.claim = left.checked_sub(1);
            ctx.request_repaint();
        }
        if let Some(id) = self.hidden.take() {
            let request = ActionRequest {
                action: Action::ScrollIntoView,
                target_tree: TreeId::ROOT,
                target_node: id.accesskit_id(),
                data: None,
            };
            ctx.input_mut(|input| input.events.push(Event::AccessKitActionRequest(request)));
        }
    }

    /// After everything of the frame was drawn.
    pub fn end_frame(&mut self, ctx: &Context, app: &App) {
        let focused = ctx.memory(egui::Memory::focused);
        let before = std::mem::replace(&mut self.focused, focused);
        if before != focused {
            // The table brings drafts into sight by itself, and what was clicked is in sight.
            let is_clicked = ctx.input(|input| input.pointer.any_pressed() || input.pointer.any_released());
            let is_draft = |id: &Id| {
                let view = app.session.as_ref().map(|session| session.project.view);
                view.and_then(|view| view.selected).map(cells::draft_id) == Some(*id)
            };
            let moved = focused.filter(|id| !is_clicked && !is_draft(id));
            self.hidden = moved.filter(|id| ctx.read_response(*id).is_some_and(|response| is_cut(&response)));
            // What had the keyboard is gone, a row that was dealt with: the dialog keeps it all the same.
            if focused.is_none() && !is_clicked && self.claim.is_none() && self.given_anew < MOST_ANEW {
                self.claim = self.dialog.map(|_| FRAMES_TO_CLAIM);
                self.given_anew += 1;
            }
            if self.hidden.is_some() || self.claim.is_some() {
                ctx.request_repaint();
            }
        }
    }
}

/// A part of it is out of sight.
fn is_cut(response: &Response) -> bool {
    let (whole, seen) = (response.rect.size(), response.interact_rect.size());
    seen.x < whole.x - 1.0 || seen.y < whole.y - 1.0
}

/// Has a screen reader say it as soon as it is there, and again when it changes.
pub fn say(response: &Response, level: Level) {
    response.ctx.accesskit_node_builder(response.id, |node| {
        node.set_live(if level == Level::Error { Live::Assertive } else { Live::Polite });
    });
}

/// Calls a part of the window by its name, which tells its controls from those of other parts.
pub fn region(ui: &Ui, name: &str) {
    ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
        node.set_role(Role::Region);
        node.set_label(name);
    });
}
