//! An item of a list that opens. egui closes such a list on a click only; one that is chosen with Return closes it too.

use egui::{IntoAtoms, Response, Ui};

/// As [`Ui::selectable_value`], and closes the list.
pub fn item<'a, T: PartialEq>(ui: &mut Ui, chosen: &mut T, value: T, title: impl IntoAtoms<'a>) -> Response {
    let response = ui.selectable_value(chosen, value, title);
    if response.clicked() {
        ui.close();
    }
    response
}
