//! An article on the clipboard: as a web page where there is one, else as text.

use crate::app::Command;
use arboard::Clipboard;

/// What is there now; nothing where the system gives no clipboard.
pub fn article() -> Command {
    let clipboard = Clipboard::new();
    let (mut html, mut text) = (None, String::new());
    if let Ok(mut clipboard) = clipboard {
        html = clipboard.get().html().ok();
        text = clipboard.get_text().unwrap_or_default();
    }
    Command::OpenPasted { html, text }
}
