//! What one TBX entry says, and the columns of ours it says it in.

use super::{ENTRY_ID, FILLS, OWN};
use crate::glossary::cell::join_values;
use crate::glossary::columns::is_known;

/// What stands in a row, column by column.
pub type Cells = Vec<(String, String)>;

/// More statements than any entry of a term bank has; each is compared with those before.
const MOST_STATEMENTS: usize = 1_000;

/// An entry being read, statement by statement.
#[derive(Default)]
pub struct Entry {
    id: String,
    said: Cells,
    languages: Vec<(String, Vec<Wording>)>,
    /// The one that is open.
    wording: Option<Wording>,
    statements: usize,
}

/// A term in one language with what is said about it.
#[derive(Default)]
struct Wording {
    text: String,
    said: Cells,
}

impl Entry {
    pub fn new(id: &str) -> Self {
        Self { id: id.to_owned(), ..Self::default() }
    }

    /// `language` is a language tag.
    pub fn begin_language(&mut self, language: &str) {
        self.languages.push((language.to_lowercase(), Vec::new()));
    }

    pub fn begin_wording(&mut self) {
        self.wording = Some(Wording::default());
    }

    pub fn end_wording(&mut self) {
        self.statements += 1;
        if let (Some(wording), Some((_, wordings))) = (self.wording.take(), self.languages.last_mut()) {
            wordings.push(wording);
        }
    }

    /// The term itself.
    pub fn word(&mut self, text: &str) {
        if let Some(wording) = &mut self.wording {
            text.clone_into(&mut wording.text);
        }
    }

    /// `category` with what it says; `target` is where a cross reference points to.
    pub fn say(&mut self, category: String, text: &str, target: &str) {
        // A column of somebody's own is given back to the letter.
        let text = if category.starts_with(OWN) { text } else { text.trim() };
        let value = match (text, target) {
            (text, "") => text.to_owned(),
            ("", target) => target.to_owned(),
            (text, target) => format!("{text} {target}"),
        };
        self.statements += 1;
        if !value.is_empty() && self.statements <= MOST_STATEMENTS {
            let said = self.wording.as_mut().map_or(&mut self.said, |wording| &mut wording.said);
            said.push((category, value));
        }
    }

    /// `None`: the entry is too large to be one.
    pub fn cells(self) -> Option<Cells> {
        if self.statements > MOST_STATEMENTS {
            return None;
        }
        let mut cells = Cells::new();
        if !self.id.is_empty() && !self.id.starts_with(ENTRY_ID) {
            cells.push(("id".to_owned(), self.id));
        }
        add_all(&mut cells, self.said);
        for (language, wordings) in self.languages {
            match language.split('-').next() {
                Some("ar" | "ara") => add_arabic(&mut cells, wordings),
                Some("en" | "eng") => add_english(&mut cells, wordings),
                _ => {
                    for wording in wordings {
                        add(&mut cells, &format!("term ({language})"), wording.text);
                        add_all(&mut cells, wording.said);
                    }
                }
            }
        }
        Some(cells)
    }
}

impl Wording {
    fn says(&self, category: &str) -> &str {
        self.said.iter().find(|(name, _)| name == category).map_or("", |(_, value)| value)
    }

    fn is_plural(&self) -> bool {
        self.says("grammaticalNumber") == "plural"
    }

    fn is_forbidden(&self) -> bool {
        let status = self.status();
        status.starts_with("deprecated") || status.starts_with("superseded")
    }

    fn is_preferred(&self) -> bool {
        self.status().starts_with("preferred")
    }

    fn status(&self) -> &str {
        match self.says("administrativeStatus") {
            "" => self.says("normativeAuthorization"),
            status => status,
        }
    }
}

fn add_arabic(cells: &mut Cells, wordings: Vec<Wording>) {
    let main = main(&wordings, |wording| !wording.is_plural());
    let (mut variants, mut plurals) = (Vec::new(), Vec::new());
    for (at, mut wording) in wordings.into_iter().enumerate() {
        if Some(at) == main {
            add(cells, "source", wording.text);
        } else if wording.is_plural() {
            plurals.push(wording.text);
        } else {
            variants.push(wording.text);
        }
        let is_told = |(category, value): &(String, String)| match category.as_str() {
            "grammaticalNumber" => value == "plural",
            "termType" => value == "variant",
            _ => false,
        };
        wording.said.retain(|said| !is_told(said));
        add_all(cells, wording.said);
    }
    add(cells, "variants", join_values(&variants));
    add(cells, "plural", join_values(&plurals));
}

fn add_english(cells: &mut Cells, wordings: Vec<Wording>) {
    let main = main(&wordings, |wording| !wording.is_forbidden() && wording.says(FILLS).is_empty());
    let (mut forbidden, mut others) = (Vec::new(), Vec::new());
    for (at, mut wording) in wordings.into_iter().enumerate() {
        let fills = wording.says(FILLS).to_owned();
        let is_forbidden = wording.is_forbidden();
        if !fills.is_empty() {
            add(cells, &fills, wording.text);
        } else if Some(at) == main {
            add(cells, "target", wording.text);
        } else if is_forbidden {
            forbidden.push(wording.text);
        } else {
            others.push(wording.text);
        }
        wording.said.retain(|(category, _)| category != FILLS && !(is_forbidden && is_status(category)));
        add_all(cells, wording.said);
    }
    add(cells, "forbidden", join_values(&forbidden));
    add(cells, "other renderings", join_values(&others));
}

/// The wording that stands for the entry: the preferred, or else the first.
fn main(wordings: &[Wording], may_be: impl Fn(&Wording) -> bool) -> Option<usize> {
    let preferred = wordings.iter().position(|wording| may_be(wording) && wording.is_preferred());
    preferred.or_else(|| wordings.iter().position(may_be))
}

fn is_status(category: &str) -> bool {
    matches!(category, "administrativeStatus" | "normativeAuthorization")
}

/// What is said stands in the column of ours that means the same, or in one under the name it has in TBX.
fn add_all(cells: &mut Cells, said: Cells) {
    for (category, value) in said {
        match category.as_str() {
            // Which wording is preferred shows by its column.
            _ if is_status(&category) && value.starts_with("preferred") => {}
            "subjectField" => add(cells, "domain", value),
            "grammaticalGender" => add(cells, "gender", value),
            "source" | "externalCrossReference" | "xref" => add(cells, "source link", value),
            "note" => add(cells, "note", value),
            theirs => match theirs.strip_prefix(OWN) {
                Some(ours) => add(cells, ours, value),
                None if is_known(theirs) => add(cells, &format!("{theirs} (TBX)"), value),
                None => add(cells, theirs, value),
            },
        }
    }
}

/// A second value of a column stands after the first.
fn add(cells: &mut Cells, column: &str, value: String) {
    if value.is_empty() {
        return;
    }
    match cells.iter_mut().find(|(name, _)| name == column) {
        Some((_, said)) if *said == value => {}
        Some((_, said)) => {
            said.push_str("; ");
            said.push_str(&value);
        }
        None => cells.push((column.to_owned(), value)),
    }
}
