//! When a command can be used, and if not, why.

use super::Availability;
use crate::app::{App, Page};
use crate::project::Status;

const NO_PROJECT: &str = "open an article first";
const READ_ONLY: &str = "this project is open for reading only";

pub(super) fn has_project(app: &App) -> Availability {
    app.session.as_ref().map(|_| ()).ok_or(NO_PROJECT)
}

pub(super) fn has_selection(app: &App) -> Availability {
    is_article_in_sight(app)?;
    let session = app.session.as_ref().ok_or(NO_PROJECT)?;
    session.selected().map(|_| ()).ok_or("no segment is selected")
}

/// What is about the selected segment needs it in sight.
pub(super) fn is_article_in_sight(app: &App) -> Availability {
    if app.page == Page::Article { Ok(()) } else { Err("go back to the article first") }
}

pub(in crate::app) fn can_edit(app: &App) -> Availability {
    has_selection(app)?;
    let session = app.session.as_ref().ok_or(NO_PROJECT)?;
    if session.is_read_only() { Err(READ_ONLY) } else { Ok(()) }
}

pub(super) fn can_save(app: &App) -> Availability {
    let session = app.session.as_ref().ok_or(NO_PROJECT)?;
    if session.is_read_only() { Err(READ_ONLY) } else { Ok(()) }
}

pub(super) fn can_exchange(app: &App) -> Availability {
    if app.memories.exchange.is_some() { Err("another import or export is running") } else { Ok(()) }
}

pub(super) fn can_remember(app: &App) -> Availability {
    let session = app.session.as_ref().ok_or(NO_PROJECT)?;
    app.can_change_memory()?;
    if session.progress().confirmed == 0 { Err("no segment is confirmed") } else { Ok(()) }
}

pub(super) fn can_undo(app: &App) -> Availability {
    match app.page {
        Page::Article => {}
        Page::Glossary(_) => return app.glossaries.undo_label().map(|_| ()).ok_or("no term was changed"),
        Page::Memory => return app.memories.list.undo_label().map(|_| ()).ok_or("no unit was changed"),
    }
    let session = app.session.as_ref().ok_or(NO_PROJECT)?;
    if session.history.can_undo() { Ok(()) } else { Err("there is nothing to undo") }
}

pub(super) fn can_redo(app: &App) -> Availability {
    match app.page {
        Page::Article => {}
        Page::Glossary(_) => return app.glossaries.redo_label().map(|_| ()).ok_or("there is no such change"),
        Page::Memory => return app.memories.list.redo_label().map(|_| ()).ok_or("there is no such change"),
    }
    let session = app.session.as_ref().ok_or(NO_PROJECT)?;
    if session.history.can_redo() { Ok(()) } else { Err("there is nothing to redo") }
}

pub(super) fn can_confirm(app: &App) -> Availability {
    can_edit(app)?;
    let draft =
        app.session.as_ref().and_then(|session| session.selected()).map(|segment| segment.draft.trim());
    if draft.is_none_or(str::is_empty) { Err("write a draft first") } else { Ok(()) }
}

pub(super) fn can_unconfirm(app: &App) -> Availability {
    can_edit(app)?;
    let status = app.session.as_ref().and_then(|session| session.selected()).map(|segment| segment.status);
    if status == Some(Status::Confirmed) { Ok(()) } else { Err("the segment is not confirmed") }
}

pub(super) fn can_insert_term(app: &App) -> Availability {
    can_edit(app)?;
    let any = app.session.as_ref().is_some_and(|session| session.selected_hits().next().is_some());
    if any { Ok(()) } else { Err("the glossary has no term of this segment") }
}

pub(super) fn can_fill(app: &App) -> Availability {
    can_edit(app)?;
    let found = app.session.as_ref().is_some_and(|session| session.terms.is_some());
    if found { Ok(()) } else { Err("the terms are still being looked up") }
}

pub(super) fn has_left_out(app: &App) -> Availability {
    let session = app.session.as_ref().ok_or(NO_PROJECT)?;
    if session.is_read_only() {
        return Err(READ_ONLY);
    }
    let any = session.project.blocks.iter().any(|block| block.excluded.is_some());
    if any { Ok(()) } else { Err("nothing is left out") }
}

pub(super) fn has_glossaries(app: &App) -> Availability {
    app.glossaries.is_ready().then_some(()).ok_or("the glossaries are still being read")
}
