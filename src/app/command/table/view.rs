//! The menu “View”.

use crate::app::command::when::has_project;
use crate::app::command::{Command, Entry, Menu};
use crate::app::{App, Availability, Filter, Key, Shortcut, Theme, settings};

const fn show_only(filter: Filter, title: &'static str, help: &'static str) -> Entry {
    Entry::new(Menu::View, Command::ShowOnly(filter), title, help)
        .words("filter rows hide todo")
        .when(App::can_filter)
}

fn has_panel(app: &App) -> Availability {
    has_project(app)?;
    if app.settings.term_panel { Ok(()) } else { Err("the glossary panel is hidden") }
}

pub(super) static ENTRIES: &[Entry] = &[
    Entry::new(
        Menu::View,
        Command::ToggleWholePage,
        "Show the whole page",
        "Show everything that was left out in its place, block by block, or fold it again",
    )
    .words("junk hidden folded unfold")
    .when(has_project),
    show_only(Filter::All, "Show all segments", "Take the filter off: every segment has its row").group(),
    show_only(Filter::Untranslated, "Show what is not translated", "Only the segments whose draft is empty"),
    show_only(Filter::Unconfirmed, "Show what is not confirmed", "Only the segments that are not confirmed"),
    show_only(Filter::Notes, "Show what has notes", "Only the segments with a note or a query"),
    show_only(Filter::OpenQueries, "Show open queries", "Only the segments with an open query"),
    show_only(
        Filter::Issues,
        "Show what has issues",
        "Only the segments with a misspelt word, a rendering that the glossary forbids, or a change in the article",
    ),
    show_only(Filter::Found, "Show what is found", "Only the segments that have the text you look for"),
    Entry::new(
        Menu::View,
        Command::Statistics,
        "Statistics…",
        "Segments, words and characters of the project, how far it is, and what you did today",
    )
    .words("count words characters progress time report")
    .group()
    .when(has_project),
    Entry::new(
        Menu::View,
        Command::ToggleTermPanel,
        "Glossary panel",
        "Show or hide the glossary terms of the segment",
    )
    .words("sidebar terminology")
    .key(Shortcut::plain(Key::F(9))),
    Entry::new(Menu::View, Command::WiderPanel, "Wider panel", "More room for the glossary panel, less for the texts")
        .words("resize width sidebar larger")
        .when(|app| match has_panel(app) {
            Ok(()) if app.settings.term_panel_width >= *settings::PANEL_WIDTHS.end() => {
                Err("the panel is as wide as it gets")
            }
            availability => availability,
        }),
    Entry::new(Menu::View, Command::NarrowerPanel, "Narrower panel", "Less room for the glossary panel, more for the texts")
        .words("resize width sidebar smaller")
        .when(|app| match has_panel(app) {
            Ok(()) if app.settings.term_panel_width <= *settings::PANEL_WIDTHS.start() => {
                Err("the panel is as narrow as it gets")
            }
            availability => availability,
        }),
    Entry::new(Menu::View, Command::SwapColumns, "Swap columns", "Arabic on the left or on the right").words("sides order exchange"),
    Entry::new(Menu::View, Command::LargerText, "Larger text", "Make source and draft larger").words("zoom in bigger font")
        .key(Shortcut::command(Key::Plus))
        .group()
        .when(|app| {
            if app.settings.text_scale < settings::LARGEST_TEXT {
                Ok(())
            } else {
                Err("the text is as large as it gets")
            }
        }),
    Entry::new(Menu::View, Command::SmallerText, "Smaller text", "Make source and draft smaller").words("zoom out font")
        .key(Shortcut::command(Key::Minus))
        .when(|app| {
            if app.settings.text_scale > settings::SMALLEST_TEXT {
                Ok(())
            } else {
                Err("the text is as small as it gets")
            }
        }),
    Entry::new(Menu::View, Command::StandardText, "Standard text size", "Back to the size we chose").words("zoom reset normal font")
        .key(Shortcut::command(Key::Char('0'))),
    Entry::new(
        Menu::View,
        Command::AskArabicDictionaries,
        "Choose a folder of Arabic dictionaries…",
        "Use the dictionaries of a folder, too, in the formats of dictd and StarDict",
    )
    .words("look up word meaning"),
    Entry::new(
        Menu::View,
        Command::AskModels,
        "Choose a folder of translation models…",
        "Translate on this computer with the models of Firefox from a folder; nothing is sent",
    )
    .words("offline machine translation bergamot"),
    Entry::new(
        Menu::View,
        Command::ToggleInvisibles,
        "Show invisibles",
        "Show spaces, line breaks and the marks that steer the direction of text",
    )
    .words("whitespace hidden characters pilcrow")
    // As in LibreOffice; the digit of Word's Ctrl+Shift+8 is elsewhere on many keyboards.
    .key(Shortcut::command(Key::F(10)))
    .group(),
    Entry::new(
        Menu::View,
        Command::ToggleGloss,
        "Show the gloss line",
        "Show the names, terms, figures and dates of a segment in English above its empty draft, in the order of the Arabic",
    )
    .words("interlinear glossary hints numbers"),
    Entry::new(
        Menu::View,
        Command::SourceDirection,
        "Source direction…",
        "Where the lines of the Arabic begin: by their first letter, left or right",
    )
    .words("rtl ltr bidi right-to-left"),
    Entry::new(
        Menu::View,
        Command::DraftDirection,
        "Draft direction…",
        "Where the lines of the English begin: by their first letter, left or right",
    )
    .words("rtl ltr bidi left-to-right"),
    Entry::new(Menu::View, Command::SetTheme(Theme::Light), "Light theme", "Dark text on a light ground").words("mode appearance colours day")
        .group(),
    Entry::new(Menu::View, Command::SetTheme(Theme::Dark), "Dark theme", "Light text on a dark ground").words("mode appearance colours night"),
    Entry::new(
        Menu::View,
        Command::SetTheme(Theme::System),
        "Theme of the system",
        "Follow the light or dark setting of the desktop",
    )
    .words("mode appearance colours automatic"),
    Entry::new(
        Menu::View,
        Command::ToggleContrast,
        "High contrast",
        "Text and controls that stand out more, in the light theme and in the dark one",
    )
    .words("accessibility mode appearance colours vision"),
    Entry::new(
        Menu::View,
        Command::LargerInterface,
        "Larger interface",
        "Make everything in the window larger",
    )
    .words("zoom in scale ui accessibility vision")
    .group()
    .when(|app| {
        let largest = *settings::INTERFACE_SCALES.end();
        if app.settings.interface_scale < largest { Ok(()) } else { Err("it is as large as it gets") }
    }),
    Entry::new(
        Menu::View,
        Command::SmallerInterface,
        "Smaller interface",
        "Make everything in the window smaller",
    )
    .words("zoom out scale ui")
    .when(|app| {
        let smallest = *settings::INTERFACE_SCALES.start();
        if app.settings.interface_scale > smallest { Ok(()) } else { Err("it is as small as it gets") }
    }),
    Entry::new(
        Menu::View,
        Command::StandardInterface,
        "Standard interface size",
        "Back to the size that the system asks for",
    )
    .words("zoom reset normal scale ui"),
    Entry::new(
        Menu::View,
        Command::ToggleReducedMotion,
        "Reduce motion",
        "Lists jump instead of gliding, and nothing turns while it works",
    )
    .words("accessibility animation smooth scrolling"),
    Entry::new(
        Menu::View,
        Command::Settings,
        "Settings…",
        "Everything you can choose, on pages with a search",
    )
    .words("preferences options configuration fonts")
        .key(Shortcut::command(Key::Comma))
        .group(),
];
