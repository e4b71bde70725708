//! Comments that stand on no row: on the title, on the list of names, above the table, on a row that was taken out.

use crate::corrections::returned::Loose;
use crate::export::Comment;

#[derive(Default)]
pub struct Outside {
    loose: Vec<Loose>,
    /// The open paragraph, and the comments in it.
    paragraph: String,
    comments: Vec<Comment>,
    is_text: bool,
}

impl Outside {
    pub fn open(&mut self, name: &str) {
        match name {
            "p" => self.paragraph_ends(),
            "t" => self.is_text = true,
            "tab" | "br" | "cr" => self.paragraph.push(' '),
            _ => {}
        }
    }

    pub fn close(&mut self, name: &str) {
        match name {
            "p" => self.paragraph_ends(),
            "t" => self.is_text = false,
            _ => {}
        }
    }

    pub fn text(&mut self, text: &str) {
        if self.is_text {
            self.paragraph.push_str(text);
        }
    }

    pub fn comments(&mut self, comments: impl IntoIterator<Item = Comment>) {
        self.comments.extend(comments);
    }

    /// A row of a table that is no segment.
    pub fn row(&mut self, words: &str, comments: Vec<Comment>) {
        self.loose.extend(comments.into_iter().map(|comment| Loose { on: words.to_owned(), comment }));
    }

    /// All of them, and those that stand on nothing.
    pub fn finish(mut self, left: impl Iterator<Item = Comment>) -> Vec<Loose> {
        self.paragraph_ends();
        self.loose.extend(left.map(|comment| Loose { on: String::new(), comment }));
        self.loose
    }

    fn paragraph_ends(&mut self) {
        let on = std::mem::take(&mut self.paragraph);
        let comments = std::mem::take(&mut self.comments);
        self.loose.extend(comments.into_iter().map(|comment| Loose { on: on.clone(), comment }));
    }
}
