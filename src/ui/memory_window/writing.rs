//! What is being written about a unit: kept until the memory has it, whatever else is read meanwhile.

use crate::app::Command;
use crate::memory::{Stored, Unit};

/// The fields of the chosen unit.
pub struct Writing {
    /// The unit as the list had it last.
    before: Stored,
    /// As the fields say.
    pub written: Unit,
    /// As it was sent to be written, until the list has been read again.
    sent: Option<Unit>,
}

impl Writing {
    pub fn of(stored: &Stored) -> Self {
        Self { before: stored.clone(), written: stored.unit.clone(), sent: None }
    }

    pub const fn stored(&self) -> &Stored {
        &self.before
    }

    /// The list was read again: what is being written stays, the other fields say what the unit says now. `is_read`:
    /// nothing is on its way to the memory or from it.
    pub fn follow(&mut self, stored: &Stored, is_read: bool) {
        if self.before != *stored {
            let known = self.sent.take().unwrap_or_else(|| self.before.unit.clone());
            let written = std::mem::replace(&mut self.written, stored.unit.clone());
            for (field, (written, known)) in fields(&mut self.written)
                .into_iter()
                .zip([written.source, written.target, written.note].into_iter().zip(texts(&known)))
            {
                if written != known {
                    *field = written;
                }
            }
            self.before = stored.clone();
        } else if is_read {
            // What was sent did not arrive: it counts as not accepted yet.
            self.sent = None;
        }
    }

    /// What the field at this place in the pane said before anything was written there.
    pub fn take_back(&mut self, at: usize) {
        let said = texts(&self.before.unit).into_iter().nth(at).unwrap_or_default().to_owned();
        if let Some(field) = fields(&mut self.written).into_iter().nth(at) {
            *field = said;
        }
    }

    /// What makes the unit as the fields say; `None` if that is what it is. A unit needs both its texts: a field that
    /// was emptied stays as it was.
    pub fn accept(&mut self) -> Option<Command> {
        let mut unit = self.written.clone();
        for (text, before) in
            [(&mut unit.source, &self.before.unit.source), (&mut unit.target, &self.before.unit.target)]
        {
            if text.trim().is_empty() {
                text.clone_from(before);
            }
        }
        if unit == *self.sent.as_ref().unwrap_or(&self.before.unit) {
            return None;
        }
        self.sent = Some(unit.clone());
        unit.changed = jiff::Timestamp::now().as_second();
        Some(Command::ChangeUnit(Box::new(Stored { id: self.before.id, unit })))
    }
}

const fn fields(unit: &mut Unit) -> [&mut String; 3] {
    [&mut unit.source, &mut unit.target, &mut unit.note]
}

fn texts(unit: &Unit) -> [&str; 3] {
    [&unit.source, &unit.target, &unit.note]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::memory::UnitId;

    fn stored(source: &str, target: &str) -> Stored {
        let unit = Unit { source: source.to_owned(), target: target.to_owned(), ..Unit::default() };
        Stored { id: UnitId(1), unit }
    }

    /// Source, target and note of the unit that is sent.
    fn sent(writing: &mut Writing) -> Option<[String; 3]> {
        match writing.accept()? {
            Command::ChangeUnit(stored) => Some(texts(&stored.unit).map(str::to_owned)),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_unit_is_sent_once_and_again_where_it_did_not_arrive() {
        let before = stored("وصل", "Arrived");
        let mut writing = Writing::of(&before);
        assert_eq!(sent(&mut writing), None, "nothing was written");
        writing.written.target = "He arrived".to_owned();
        assert_eq!(sent(&mut writing).unwrap()[1], "He arrived");
        assert_eq!(sent(&mut writing), None, "it is on its way");
        writing.follow(&before, false);
        assert_eq!(sent(&mut writing), None, "it is on its way still");
        writing.follow(&before, true);
        assert_eq!(sent(&mut writing).unwrap()[1], "He arrived");
    }

    #[test]
    fn what_is_written_while_a_unit_is_on_its_way_stays() {
        let mut writing = Writing::of(&stored("وصل", "Arrived"));
        writing.written.target = "He arrived".to_owned();
        assert!(sent(&mut writing).is_some());
        writing.written.note = "see above".to_owned();
        writing.follow(&stored("وصل", "He arrived"), false);
        assert_eq!(writing.written.note, "see above");
        assert_eq!(sent(&mut writing).unwrap(), ["وصل", "He arrived", "see above"]);
    }

    #[test]
    fn what_was_taken_back_elsewhere_is_shown() {
        let mut writing = Writing::of(&stored("وصل", "Arrived"));
        writing.written.target = "He arrived".to_owned();
        assert!(sent(&mut writing).is_some());
        writing.follow(&stored("وصل", "He arrived"), true);
        writing.follow(&stored("وصل", "Arrived"), true);
        assert_eq!(writing.written.target, "Arrived");
        assert_eq!(sent(&mut writing), None);
    }

    #[test]
    fn an_emptied_text_stays_as_it_was_and_the_others_are_kept() {
        let mut writing = Writing::of(&stored("وصل", "Arrived"));
        writing.written.target = " ".to_owned();
        writing.written.note = "to be looked up".to_owned();
        assert_eq!(sent(&mut writing).unwrap(), ["وصل", "Arrived", "to be looked up"]);
    }
}
