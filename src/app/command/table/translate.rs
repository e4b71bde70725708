//! The menu “Translate”.

use crate::app::command::when::{
    can_confirm, can_edit, can_fill, can_insert_term, can_save, can_unconfirm, has_glossaries, has_left_out,
    has_project, has_selection, is_article_in_sight,
};
use crate::app::command::{Command, Entry, Menu};
use crate::app::{App, Key, Session, Shortcut};

const fn insert_term(number: usize, digit: char, title: &'static str) -> Entry {
    Entry::new(
        Menu::Translate,
        Command::InsertTerm(number),
        title,
        "Put the English of this glossary hit of the segment at the caret",
    )
    .words("terminology")
    .key(Shortcut::alt(Key::Char(digit)))
    .when(can_insert_term)
}

const fn insert_suggestion(number: usize, digit: char, title: &'static str) -> Entry {
    Entry::new(
        Menu::Translate,
        Command::InsertSuggestion(number),
        title,
        "Put this suggestion in the place of the draft, or one for a part of the segment at the caret",
    )
    .words("translation memory match machine")
    .key(Shortcut::command(Key::Char(digit)))
    .when(can_edit)
}

const fn set_mark(number: usize, digit: char, title: &'static str) -> Entry {
    Entry::new(
        Menu::Translate,
        Command::SetMark(number),
        title,
        "Put this emphasis or link of the Arabic on what is selected in the draft, or on the word at the caret",
    )
    .words("bold italic formatting tag")
    .key(Shortcut::command(Key::Char(digit)).with_shift())
    .when(|app| {
        can_edit(app)?;
        let selected = app.session.as_ref().and_then(Session::selected);
        let has_marks = selected.is_some_and(|segment| !segment.source_marks.is_empty());
        has_marks.then_some(()).ok_or("the Arabic has no emphasis and no link")
    })
}

const fn take_romanisation(number: usize, title: &'static str) -> Entry {
    Entry::new(
        Menu::Translate,
        Command::TakeRomanisation(number),
        title,
        "Make this romanisation of the first unknown name of the segment its term, in every draft",
    )
    .words("transliteration")
    // No modifiers: Alt+Shift changes the keyboard layout where one writes Arabic and English.
    .key(Shortcut::plain(Key::F(3 + number as u8)))
    .when(App::can_take_name)
}

pub(super) static ENTRIES: &[Entry] = &[
    Entry::new(
        Menu::Translate,
        Command::Confirm,
        "Confirm",
        "The draft is right: mark it and go to the next unconfirmed segment",
    )
    .words("approve done finish")
    .key(Shortcut::command(Key::Enter))
    .when(can_confirm),
    Entry::new(
        Menu::Translate,
        Command::Unconfirm,
        "Take confirmation back",
        "Make the segment a draft again",
    )
    .words("unconfirm reopen")
    .key(Shortcut::command(Key::Enter).with_shift())
    .when(can_unconfirm),
    Entry::new(Menu::Translate, Command::NextSegment, "Next segment", "Go to the segment below").words("down forward")
        .key(Shortcut::alt(Key::Down))
        .group()
        .when(has_selection),
    Entry::new(Menu::Translate, Command::PreviousSegment, "Previous segment", "Go to the segment above").words("up back")
        .key(Shortcut::alt(Key::Up))
        .when(has_selection),
    Entry::new(Menu::Translate, Command::FirstSegment, "First segment", "Go to the beginning of the project").words("top start home")
        .key(Shortcut::alt(Key::Home))
        .when(has_selection),
    Entry::new(Menu::Translate, Command::LastSegment, "Last segment", "Go to the end of the project").words("bottom end")
        .key(Shortcut::alt(Key::End))
        .when(has_selection),
    Entry::new(
        Menu::Translate,
        Command::NextUnconfirmed,
        "Next unconfirmed segment",
        "Go to the next segment that is not confirmed",
    )
    .words("untranslated open todo")
    .key(Shortcut::command(Key::Char('G')))
    .when(has_selection),
    Entry::new(
        Menu::Translate,
        Command::GoTo,
        "Go to segment…",
        "Go to a segment by its number",
    )
    .words("jump number row line")
    .key(Shortcut::command(Key::Char('J')))
    .when(has_selection),
    Entry::new(
        Menu::Translate,
        Command::InsertSource,
        "Insert the source",
        "Put the Arabic of the segment at the caret",
    )
    .words("copy arabic")
    .key(Shortcut::command(Key::Insert))
    .group()
    .when(can_edit),
    Entry::new(
        Menu::Translate,
        Command::AskService,
        "Ask the translation service",
        "A suggestion for this segment from the service chosen in the settings; nothing is sent without your consent",
    )
    .words("machine translation mt deepl google libretranslate suggestion")
    .key(Shortcut::command(Key::Char('M')))
    .group()
    .when(has_selection),
    Entry::new(
        Menu::Translate,
        Command::FirstPass,
        "First pass for the whole article…",
        "Fill every empty draft with what the translation service suggests; what would be sent is counted first",
    )
    .words("machine translation mt pretranslate")
    .when(can_edit),
    Entry::new(
        Menu::Translate,
        Command::RepairSuggestion,
        "Put the suggestion right",
        "Write the glossary’s English where a suggestion has a name or term in other words",
    )
    .words("machine translation glossary repair fix")
    .key(Shortcut::alt(Key::Char('R')))
    .when(has_selection),
    Entry::new(
        Menu::Translate,
        Command::ToggleNeverSend,
        "Never send this project’s text",
        "No text of this project goes to a translation service, whatever was agreed to; kept in the project",
    )
    .words("privacy confidential machine translation consent")
    .when(can_save),
    insert_suggestion(1, '1', "Insert suggestion 1"),
    insert_suggestion(2, '2', "Insert suggestion 2"),
    insert_suggestion(3, '3', "Insert suggestion 3"),
    insert_suggestion(4, '4', "Insert suggestion 4"),
    insert_suggestion(5, '5', "Insert suggestion 5"),
    insert_suggestion(6, '6', "Insert suggestion 6"),
    insert_suggestion(7, '7', "Insert suggestion 7"),
    insert_suggestion(8, '8', "Insert suggestion 8"),
    insert_suggestion(9, '9', "Insert suggestion 9"),
    insert_term(1, '1', "Insert term 1"),
    insert_term(2, '2', "Insert term 2"),
    insert_term(3, '3', "Insert term 3"),
    insert_term(4, '4', "Insert term 4"),
    insert_term(5, '5', "Insert term 5"),
    insert_term(6, '6', "Insert term 6"),
    insert_term(7, '7', "Insert term 7"),
    insert_term(8, '8', "Insert term 8"),
    insert_term(9, '9', "Insert term 9"),
    Entry::new(
        Menu::Translate,
        Command::ApplyGlossary,
        "Fill from the glossary",
        "Write the English of every empty segment that is nothing but terms: headings, lists, captions",
    )
    .words("pretranslate autofill")
    .when(can_fill),
    Entry::new(
        Menu::Translate,
        Command::NewTerm,
        "Add to glossary…",
        "A new term from what is selected in the source and in the draft",
    )
    .words("terminology termbase create term")
    .key(Shortcut::command(Key::Char('E')))
    .group()
    .when(|app| {
        has_selection(app)?;
        has_glossaries(app)
    }),
    Entry::new(
        Menu::Translate,
        Command::AcceptSpelling(1),
        "Same name, other spelling",
        "Store the first spelling that the glossary panel asks about with its term",
    )
    .words("variant accept")
    .key(Shortcut::alt(Key::Char('S')))
    .when(|app| {
        has_selection(app)?;
        let asked = app.session.as_ref().is_some_and(|session| session.selected_proposals().next().is_some());
        if asked { Ok(()) } else { Err("the segment has no spelling to ask about") }
    }),
    Entry::new(
        Menu::Translate,
        Command::LookUpSelection,
        "Look up in glossary",
        "The terms that have to do with what is selected",
    )
    .words("search find lookup term")
    .key(Shortcut::command(Key::Char('L')))
    .when(App::can_look_up_selection),
    Entry::new(
        Menu::Translate,
        Command::LookUpWord,
        "Look up word",
        "What the Arabic dictionaries of this computer say of the word at the caret of the source",
    )
    .words("dictionary meaning lookup hover")
    .when(App::can_look_up_word),
    Entry::new(
        Menu::Translate,
        Command::Concordance,
        "Concordance",
        "Every unit of your translation memory that holds what is selected, with its English",
    )
    .words("translation memory search find")
    .key(Shortcut::command(Key::Char('K')))
    .or_key(Shortcut::plain(Key::F(3)))
    .when(App::can_look_up_selection),
    take_romanisation(1, "Take romanisation 1"),
    take_romanisation(2, "Take romanisation 2"),
    take_romanisation(3, "Take romanisation 3"),
    Entry::new(
        Menu::Translate,
        Command::UnknownNames,
        "Unknown names…",
        "The names of the article that no glossary has, with what they may be in English",
    )
    .words("romanisation transliteration people places")
    .key(Shortcut::command(Key::Char('U')))
    .when(has_project),
    Entry::new(
        Menu::Translate,
        Command::Issues,
        "Check the drafts…",
        "What may be wrong in the drafts of the project: names, figures, dates, marks",
    )
    .words("quality assurance qa verify issues errors mistakes proofread")
    .key(Shortcut::plain(Key::F(8)))
    .group()
    .when(has_project),
    Entry::new(
        Menu::Translate,
        Command::NextIssue,
        "Next issue",
        "Go to the next segment where a check has found something",
    )
    .words("check error mistake")
    .key(Shortcut::plain(Key::F(8)).with_shift())
    .when(|app| {
        is_article_in_sight(app)?;
        app.can_go_to_issue()
    }),
    Entry::new(
        Menu::Translate,
        Command::PreviousIssue,
        "Previous issue",
        "Go back to the segment before where a check has found something",
    )
    .words("check error mistake")
    .key(Shortcut::command(Key::F(8)).with_shift())
    .when(|app| {
        is_article_in_sight(app)?;
        app.can_go_to_issue()
    }),
    Entry::new(
        Menu::Translate,
        Command::RestoreIssues,
        "Look for dismissed issues again",
        "Show the issues of this project again that you said are none",
    )
    .words("check ignore restore")
    .when(|app| {
        can_save(app)?;
        app.can_restore_issues()
    }),
    Entry::new(
        Menu::Translate,
        Command::Split,
        "Split the segment",
        "At the place you clicked in the Arabic; the draft is split at its caret or between two sentences, and you stay in the first part",
    )
    .words("cut divide break sentence")
    .key(Shortcut::command(Key::Char('T')))
    .group()
    .when(App::can_split),
    Entry::new(
        Menu::Translate,
        Command::Join,
        "Join with the next segment",
        "Make one segment of this one and the next, with both drafts; right after splitting, this puts it together again",
    )
    .words("merge combine unite sentence")
    .key(Shortcut::command(Key::Char('T')).with_shift())
    .when(can_edit),
    Entry::new(
        Menu::Translate,
        Command::CutAnew,
        "Cut into segments again",
        "Split the paragraphs of the project by the rules of the settings; drafts are kept",
    )
    .words("resegment segmentation cut")
    .when(|app| {
        has_project(app)?;
        app.can_change_articles()
    }),
    set_mark(1, '1', "Set emphasis or link 1"),
    set_mark(2, '2', "Set emphasis or link 2"),
    set_mark(3, '3', "Set emphasis or link 3"),
    set_mark(4, '4', "Set emphasis or link 4"),
    set_mark(5, '5', "Set emphasis or link 5"),
    Entry::new(
        Menu::Translate,
        Command::ClearMarks,
        "Take emphasis and links off",
        "From what is selected in the draft, or from all of it",
    )
    .words("remove formatting tags bold italic")
    .when(App::can_clear_marks),
    Entry::new(
        Menu::Translate,
        Command::AddNote,
        "Add note",
        "Write a note about this segment, beside its draft; documents can have it as a comment",
    )
    .words("comment remark annotation")
    .key(Shortcut::command(Key::Char('N')).with_shift())
    .group()
    .when(can_edit),
    Entry::new(
        Menu::Translate,
        Command::AddQuery,
        "Add query",
        "Ask the editor or the client something about this segment; it stays open until you settle it",
    )
    .words("question comment note client editor")
    .when(can_edit),
    Entry::new(
        Menu::Translate,
        Command::NextOpenQuery,
        "Next open query",
        "Go to the next segment with an open query",
    )
    .words("question comment note")
    .when(has_selection),
    Entry::new(
        Menu::Translate,
        Command::TranslatorsNote,
        "Translator’s note…",
        "What you have to say about the whole translation; it stands at the head of exported documents",
    )
    .words("foreword preface remark comment")
    .when(can_save),
    Entry::new(
        Menu::Translate,
        Command::LeaveOut,
        "Leave this block out",
        "The heading or paragraph is not part of the article; it is folded and can come back",
    )
    .words("exclude skip hide remove delete")
    .group()
    .when(can_edit),
    Entry::new(
        Menu::Translate,
        Command::BringAllBack,
        "Bring every block back",
        "Translate everything that was left out as well",
    )
    .words("restore include unhide junk")
    .when(has_left_out),
];
