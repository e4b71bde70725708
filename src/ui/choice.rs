//! Lists that drop down, as everywhere in the window: the item that has the keyboard shows it, and one that is chosen
//! with Return closes the list as a click does, which egui leaves open.

use super::theme;
use egui::{AsIdSalt, ComboBox, IntoAtoms, Response, Ui};

/// A list that drops down. egui's own shows what has the keyboard by a tint alone.
pub fn list(salt: impl AsIdSalt) -> ComboBox<'static> {
    ComboBox::from_id_salt(salt).popup_style(theme::menu_style.into())
}

/// As [`Ui::selectable_value`], and closes the list.
pub fn item<'a, T: PartialEq>(ui: &mut Ui, chosen: &mut T, value: T, title: impl IntoAtoms<'a>) -> Response {
    let response = ui.selectable_value(chosen, value, title);
    if response.clicked() {
        ui.close();
    }
    response
}
