//! The commands of a translator at work: writing, inserting, confirming, moving, leaving out.

use super::{App, Command, Notice, Page, Session};
use crate::project::{Edit, Segment, Status, Stroke, View};
use crate::text::counted;

impl App {
    /// The commands that need an open project.
    pub(super) fn translate(&mut self, command: Command) {
        let Some(session) = &mut self.session else { return };
        match command {
            Command::Undo => self.travel(false),
            Command::Redo => self.travel(true),
            Command::UndoEdit(of) => {
                if session.edits() == of {
                    self.travel(false);
                    // The button may be pressed where the article is not in sight.
                    self.page = Page::Article;
                }
            }
            Command::Confirm => self.confirm(),
            Command::Unconfirm => {
                if let Some(segment) = session.project.view.selected {
                    let edit = session.project.unconfirm(segment);
                    self.edit(&edit, "taking the confirmation back", Stroke::Whole, None);
                }
            }
            Command::NextSegment => self.go(true, |_| true),
            Command::PreviousSegment => self.go(false, |_| true),
            Command::FirstSegment => session.select_end(false),
            Command::LastSegment => session.select_end(true),
            Command::NextUnconfirmed => self.go_to_unconfirmed(),
            Command::InsertSource => self.insert_source(),
            Command::InsertEnglish(english) => self.insert(&english, "inserting a term"),
            Command::InsertTerm(number) => self.insert_term(number),
            Command::InsertSuggestion(number) => self.insert_suggestion(number),
            Command::Complete(text) => self.complete(&text),
            Command::DismissCompletions => self.dismiss_completions(),
            Command::ApplyGlossary => self.apply_glossary(),
            Command::LeaveOut => {
                if let Some(block) = session.selected().map(|segment| segment.block) {
                    let edit = session.project.exclude(block);
                    self.edit(&edit, "leaving a block out", Stroke::Whole, None);
                }
            }
            Command::BringBack(block) => {
                session.reveal += 1;
                let first = session.project.segments.iter().find(|segment| segment.block == block);
                let view = first.map(View::at_end_of);
                self.edit(&Edit::restore(block), "bringing a block back", Stroke::Whole, view);
            }
            Command::BringAllBack => {
                let out = session.project.blocks.iter().filter(|block| block.excluded.is_some());
                let edits = out.map(|block| Edit::restore(block.id)).collect();
                self.edit(&Edit::Group(edits), "bringing every block back", Stroke::Whole, None);
            }
            Command::BringRuleBack(rule) => {
                let is_of = |excluded: &Option<String>| excluded.as_ref() == Some(&rule);
                let out = session.project.blocks.iter().filter(|block| is_of(&block.excluded));
                let edits = out.map(|block| Edit::restore(block.id)).collect();
                self.edit(&Edit::Group(edits), "bringing blocks back", Stroke::Whole, None);
            }
            Command::Select { segment } => session.select(segment, false),
            Command::MoveCaret { segment, anchor, focus } => session.move_caret(segment, anchor, focus),
            Command::Type { segment, start, removed, inserted, anchor, focus } => {
                let typed = inserted.chars().count() <= 1 && removed.chars().count() <= 1;
                let stroke = if typed { Stroke::Typing } else { Stroke::Whole };
                let edit = session.project.splice_with_status(segment, start, removed, inserted);
                let view = View { selected: Some(segment), anchor, focus };
                self.edit(&edit, "typing", stroke, Some(view));
            }
            Command::TypeInVain => self.explain_read_only(),
            Command::AddWord => self.add_word_at_caret(),
            Command::NextMisspelling => self.go_to_misspelling(),
            Command::ReplaceWord { segment, range, with } => self.replace_word(segment, range, &with),
            command => self.note(command),
        }
    }

    /// Every edit of the window passes here. `after` is where the selection goes; it stays by default. False when
    /// nothing was changed and the translator was told why.
    pub(super) fn edit(
        &mut self,
        edit: &Edit,
        label: &'static str,
        stroke: Stroke,
        after: Option<View>,
    ) -> bool {
        let Some(session) = &mut self.session else { return false };
        if session.is_read_only() {
            self.say_read_only();
            return false;
        }
        let after = after.unwrap_or(session.project.view);
        if let Err(error) = session.apply(edit, label, stroke, after) {
            self.notify(Notice::error("That change could not be made").details(error.to_string()));
            return false;
        }
        true
    }

    /// Takes the last step back, or does it again. A step that does not fit ends the history, which has to be said: the
    /// steps before it are gone too.
    fn travel(&mut self, forward: bool) {
        let Some(session) = &mut self.session else { return };
        let can = if forward { session.history.can_redo() } else { session.history.can_undo() };
        if !session.travel(forward) && can {
            let title = if forward { "Nothing could be done again" } else { "Nothing could be undone" };
            self.notify(
                Notice::warning(title)
                    .details("The project is not as that step left it, so what was done before cannot be undone any more.")
                    .hint("The texts are as they are. An earlier state may be among the backups.")
                    .action("Open a backup…", Command::Backups),
            );
        }
    }

    fn confirm(&mut self) {
        let Some(session) = &self.session else { return };
        let Some(segment) = session.project.view.selected else { return };
        if self.edit(&Edit::confirm(segment), "confirming", Stroke::Whole, None) {
            self.remember(segment);
        }
        self.go_to_unconfirmed();
    }

    fn go(&mut self, forward: bool, wanted: impl Fn(&Segment) -> bool) {
        let Some(session) = &mut self.session else { return };
        if let Some(segment) = session.neighbour(forward, wanted) {
            session.select(segment, true);
        }
    }

    fn go_to_unconfirmed(&mut self) {
        let Some(session) = &mut self.session else { return };
        let open = |segment: &Segment| segment.status != Status::Confirmed;
        let before_selected = |session: &Session| {
            let segments = session.project.segments.iter();
            segments
                .filter(|segment| session.is_shown(segment))
                .find(|segment| open(segment))
                .map(|segment| segment.id)
        };
        match session.neighbour(true, open).or_else(|| before_selected(session)) {
            Some(segment) => session.select(segment, true),
            None => {
                self.notify(Notice::info("Every segment is confirmed").action("Export…", Command::Export));
            }
        }
    }

    /// Gone to whatever the filter says.
    pub(super) fn go_to_number(&mut self, number: usize) {
        let Some(session) = &mut self.session else { return };
        let found = (0..session.project.segments.len()).find(|at| session.number(*at) == Some(number));
        if let Some(segment) = found.and_then(|at| session.project.segments.get(at)).map(|found| found.id) {
            self.dialog = None;
            session.select(segment, true);
        }
    }

    fn insert_source(&mut self) {
        let selected = self.session.as_ref().and_then(Session::selected);
        if let Some(source) = selected.map(|segment| segment.source.clone()) {
            self.insert(&source, "inserting the source");
        }
    }

    fn insert_term(&mut self, number: usize) {
        let Some(session) = &self.session else { return };
        match session.rendering(number).map(|rendering| rendering.text.to_owned()) {
            Some(target) if target.is_empty() => {
                self.notify(Notice::info(format!("Term {number} has no English yet")));
            }
            Some(target) => self.insert(&target, "inserting a term"),
            None => self.notify(Notice::info(format!("There is no term {number} in this segment"))),
        }
    }

    fn apply_glossary(&mut self) {
        let (filled, empty) = self.fill_from_glossary();
        let title = match filled {
            0 => "No empty segment is nothing but terms".to_owned(),
            _ => format!("{filled} of {} filled from the glossary", counted(empty, "empty segment")),
        };
        let hint = "Only headings, lists and captions that hold nothing but terms can be filled this way.";
        self.notify(Notice::info(title).hint(hint));
    }

    /// Puts `text` in place of the selection of the selected draft, with a space on either side where two
    /// words would run together.
    pub(super) fn insert(&mut self, text: &str, label: &'static str) {
        let Some(session) = &mut self.session else { return };
        let view = session.project.view;
        let Some(segment) = session.selected() else { return };
        let draft = segment.draft.as_str();
        let start = view.anchor.min(view.focus).min(draft.len());
        let end = view.anchor.max(view.focus).min(draft.len());
        let parts = (draft.get(..start), draft.get(start..end), draft.get(end..));
        let (Some(head), Some(removed), Some(tail)) = parts else { return };
        let mut inserted = String::new();
        if head.chars().next_back().is_some_and(|last| last.is_alphanumeric() || ",.;:!?)”’%".contains(last))
        {
            inserted.push(' ');
        }
        inserted.push_str(text);
        let caret = start + inserted.len();
        if tail.chars().next().is_some_and(char::is_alphanumeric) {
            inserted.push(' ');
        }
        let edit = session.project.splice_with_status(segment.id, start, removed, inserted);
        let after = View { selected: view.selected, anchor: caret, focus: caret };
        session.reveal += 1;
        self.edit(&edit, label, Stroke::Whole, Some(after));
    }
}
