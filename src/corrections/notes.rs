//! Which comments of a file are new: those that neither went out with it nor were taken over from it before.
//!
//! What went out is told by the numbers in the row's id, so it makes no difference what became of a note in the project
//! since: edited, deleted or settled, it does not come back. Each is counted once: a second comment in the same words is
//! a new one.

use super::returned::{NoteForm, ReturnedRow};
use crate::export::Comment;
use crate::export::stamp::note_number;
use crate::export::wording;
use crate::project::Note;
use std::collections::HashMap;

/// The comments of `row` that are new, beside the notes that its segment has now.
pub fn new_comments(row: &ReturnedRow, form: NoteForm, notes: &[Note]) -> Vec<Comment> {
    let mut new = new_of(&row.comments, &row.notes, form, notes);
    new.extend(new_of(&row.beside, &[], NoteForm::Word, notes));
    new
}

/// Those of `comments` that are new, where notes with the numbers `sent` went out among them.
fn new_of(comments: &[Comment], sent: &[u32], form: NoteForm, notes: &[Note]) -> Vec<Comment> {
    let mut comments: Vec<&Comment> =
        comments.iter().filter(|comment| !comment.text.trim().is_empty()).collect();
    if comments.is_empty() {
        return Vec::new();
    }
    let mut exported = counts(sent);
    // Of two in the same words, the one that is a note here is the one that went out.
    let is_here = |comment: &Comment| notes.iter().any(|note| is_same(comment, note, form));
    for only_those_here in [true, false] {
        comments.retain(|comment| {
            (only_those_here && !is_here(comment)) || !taken(&mut exported, note_number(&comment.text))
        });
    }
    let mut exported = counts(sent);
    let mut others: Vec<(&Note, HashMap<u32, usize>)> = Vec::new();
    for note in notes {
        let numbers: Vec<u32> = in_form(note, form).iter().map(|text| note_number(text)).collect();
        if !numbers.iter().all(|number| taken(&mut exported, *number)) {
            others.push((note, counts(&numbers)));
        }
    }
    comments.retain(|comment| {
        let number = note_number(&comment.text);
        !others.iter_mut().any(|(note, numbers)| has_author(comment, note, form) && taken(numbers, number))
    });
    comments.into_iter().cloned().collect()
}

fn counts(numbers: &[u32]) -> HashMap<u32, usize> {
    let mut counts = HashMap::new();
    for number in numbers {
        *counts.entry(*number).or_insert(0) += 1;
    }
    counts
}

/// Takes one away, if there is one.
fn taken(counts: &mut HashMap<u32, usize>, number: u32) -> bool {
    let Some(count) = counts.get_mut(&number).filter(|count| **count > 0) else { return false };
    *count -= 1;
    true
}

/// The texts in which a note stands in a file, one for each that comes back by itself.
fn in_form(note: &Note, form: NoteForm) -> Vec<String> {
    let comment = Comment::of(note);
    match form {
        NoteForm::Word => vec![wording::comment_text(&comment)],
        NoteForm::Text => vec![comment.text],
        NoteForm::Whole => vec![crate::export::note(&Comment { is_query: false, ..comment })],
        NoteForm::Lines => {
            let text = crate::export::note(&comment);
            text.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned).collect()
        }
    }
}

fn is_same(comment: &Comment, note: &Note, form: NoteForm) -> bool {
    let number = note_number(&comment.text);
    has_author(comment, note, form) && in_form(note, form).iter().any(|text| note_number(text) == number)
}

fn has_author(comment: &Comment, note: &Note, form: NoteForm) -> bool {
    match form {
        NoteForm::Word => {
            [note.author.trim(), wording::comment_author(&Comment::of(note))].contains(&comment.author.trim())
        }
        NoteForm::Text => comment.author.trim().starts_with(note.author.trim()),
        NoteForm::Whole | NoteForm::Lines => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::NoteKind;

    fn comment(author: &str, text: &str) -> Comment {
        Comment { author: author.to_owned(), text: text.to_owned(), ..Comment::default() }
    }

    fn note(author: &str, text: &str) -> Note {
        Note { author: author.to_owned(), text: text.to_owned(), ..Note::default() }
    }

    /// Comments of a file, the notes that went out in their words, the notes of today; the texts that are new.
    #[track_caller]
    fn check(
        form: NoteForm,
        comments: &[(&str, &str)],
        exported: &[&str],
        notes: &[Note],
        expected: &[&str],
    ) {
        let row = ReturnedRow {
            comments: comments.iter().map(|(author, text)| comment(author, text)).collect(),
            notes: exported.iter().map(|text| note_number(text)).collect(),
            ..ReturnedRow::default()
        };
        let new = new_comments(&row, form, notes);
        assert_eq!(new.iter().map(|one| one.text.as_str()).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn what_went_out_is_not_new_whatever_became_of_it() {
        let comments = &[("Translator", "Which Baku?"), ("Mona", "This one.")];
        for notes in [&[][..], &[note("", "Another question")], &[note("", "Which Baku?")]] {
            check(NoteForm::Word, comments, &["Which Baku?"], notes, &["This one."]);
        }
    }

    #[test]
    fn a_query_that_was_settled_since_stays_settled() {
        let settled = Note { kind: NoteKind::Query, is_settled: true, ..note("", "Which Baku?") };
        check(NoteForm::Lines, &[("", "Query: Which Baku?")], &["Query: Which Baku?"], &[settled], &[]);
    }

    #[test]
    fn a_second_comment_in_the_same_words_is_a_new_one() {
        check(NoteForm::Lines, &[("", "OK"), ("", "OK")], &["OK"], &[note("", "OK")], &["OK"]);
        let notes = &[note("Huda", "OK")];
        let row = ReturnedRow {
            comments: vec![comment("Mona", "OK"), comment("Huda", "OK")],
            notes: vec![note_number("OK")],
            ..ReturnedRow::default()
        };
        assert_eq!(new_comments(&row, NoteForm::Word, notes), [comment("Mona", "OK")]);
    }

    #[test]
    fn a_line_of_another_note_hides_nothing() {
        let long = "See the map.\nOK";
        check(NoteForm::Word, &[("Mona", "OK")], &[], &[note("Mona", long)], &["OK"]);
        check(
            NoteForm::Lines,
            &[("", "See the map."), ("", "OK"), ("", "OK")],
            &["See the map.", "OK"],
            &[note("", long)],
            &["OK"],
        );
    }

    #[test]
    fn what_was_taken_over_before_is_not_new() {
        check(NoteForm::Word, &[("Mona", "Why?")], &[], &[note("Mona", "Why?")], &[]);
        check(NoteForm::Word, &[("Mona", "Why?")], &[], &[note("Huda", "Why?")], &["Why?"]);
        check(NoteForm::Text, &[("Mona", "Why?")], &[], &[note("Mona", "Why?")], &[]);
        check(NoteForm::Lines, &[("", "Mona: Why?")], &[], &[note("", "Mona: Why?")], &[]);
    }
}
