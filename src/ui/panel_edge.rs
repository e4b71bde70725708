//! The edge of a panel at the right, for those who do not drag it: Tab goes there, the arrows move it, and it shows that
//! it has the keyboard. A screen reader finds it by its name.

use super::theme::{self, palette};
use egui::accesskit::{Action, ActionRequest, TreeId};
use egui::{Event, FocusDirection, Id, IdSalt, InnerResponse, Key, Modifiers, Panel, Ui};

/// Shows the panel that was made with this salt, whose edge is called so.
pub fn show<R>(
    ui: &mut Ui,
    (salt, name): (&str, &str),
    panel: Panel,
    content: impl FnOnce(&mut Ui) -> R,
) -> InnerResponse<R> {
    // As egui makes it.
    let edge = ui.scope_id().with_salt(IdSalt::new(salt)).with("__resize");
    let has_keyboard = ui.memory(|memory| memory.has_focus(edge));
    if has_keyboard {
        take_arrows(ui, edge);
    }
    let shown = panel.show(ui, content);
    ui.ctx().accesskit_node_builder(edge, |node| node.set_label(name));
    if has_keyboard && let Some(response) = ui.ctx().read_response(edge) {
        let line = theme::focus(palette(ui.visuals()));
        ui.painter().vline(response.rect.center().x, response.rect.y_range(), line);
    }
    shown
}

/// The panel is at the right: it grows to the left. egui moves edges for screen readers, and so for us.
fn take_arrows(ui: &Ui, edge: Id) {
    for (key, action) in [(Key::ArrowLeft, Action::Increment), (Key::ArrowRight, Action::Decrement)] {
        if !ui.input_mut(|input| input.consume_key(Modifiers::NONE, key)) {
            continue;
        }
        ui.memory_mut(|memory| memory.move_focus(FocusDirection::None));
        let (target_tree, target_node, data) = (TreeId::ROOT, edge.accesskit_id(), None);
        let request = ActionRequest { action, target_tree, target_node, data };
        ui.input_mut(|input| input.events.push(Event::AccessKitActionRequest(request)));
    }
}
