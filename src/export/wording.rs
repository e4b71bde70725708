//! What every format says about a document, in the same words: titles, facts, statuses, the summary.
//!
//! Written for an editor who reads no Arabic and did not make the translation. Plain text only: how it
//! looks is the formats' business.

use super::address::web_link;
use super::{Article, Comment, Document, Options, Row, RowsWanted};
use crate::glossary::Kind;
use crate::project::Status;
use crate::text::counted;
use jiff::fmt::temporal::Pieces;
use unicode_segmentation::UnicodeSegmentation;

/// The columns of the table of segments.
pub const NUMBER: &str = "No.";
pub const DRAFT: &str = "English translation";
pub const SOURCE: &str = "Arabic source";
pub const SOURCE_AND_DRAFT: &str = "Arabic source and its English translation";

/// The list of names at the end.
pub const NAMES: &str = "Names used";

/// What the translator says to every reader.
pub const NOTE: &str = "Translator’s note";

/// Notes and queries of formats that list them at the end.
pub const COMMENTS: &str = "Notes and queries";

/// The columns of the list of names.
pub const NAME_COLUMNS: [&str; 5] = ["Arabic", "English", "Kind", "Count", "Note"];

/// Who made a comment that does not say.
const SOMEBODY: &str = "Translator";

/// A labelled fact about the article, such as "Published: 24 October 2020".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    pub label: &'static str,
    pub value: String,
    /// Where a click may go: only web addresses, percent-encoded.
    pub link: Option<String>,
}

/// The headline of the document: English where there is one, else Arabic, else the name of the file.
pub fn headline(document: &Document) -> &str {
    [&document.title_draft, &document.metadata.title, &document.metadata.file_name]
        .into_iter()
        .map(|text| text.trim())
        .find(|text| !text.is_empty())
        .unwrap_or("Untitled article")
}

/// The headline on one line of at most about 120 characters, for page headers and window titles.
pub fn short_headline(document: &Document) -> String {
    const LIMIT: usize = 120;
    let mut short = String::new();
    for word in headline(document).split_whitespace() {
        let room = LIMIT.saturating_sub(short.graphemes(true).count() + 1);
        let mut rest = word.graphemes(true).skip(room);
        if rest.next().is_some() {
            if short.is_empty() {
                short.extend(word.graphemes(true).take(LIMIT));
            }
            short.push('…');
            break;
        }
        if !short.is_empty() {
            short.push(' ');
        }
        short.push_str(word);
    }
    short
}

/// The Arabic title, where the headline is not that already.
pub fn source_title(document: &Document) -> Option<&str> {
    let title = document.metadata.title.trim();
    (!title.is_empty() && title != headline(document)).then_some(title)
}

/// What is known about the article, in reading order; nothing for what the file did not say.
pub fn facts(document: &Document, options: &Options) -> Vec<Fact> {
    let metadata = &document.metadata;
    let mut facts = Vec::new();
    if !options.facts {
        return facts;
    }
    let mut add = |label, value: String, link| {
        if !value.is_empty() {
            facts.push(Fact { label, value, link });
        }
    };
    add("Source", metadata.site.trim().to_owned(), None);
    add("Agency", metadata.agency.trim().to_owned(), None);
    add("Author", metadata.author.trim().to_owned(), None);
    add("Published", day_in_words(&metadata.published), None);
    add("Address", metadata.address.trim().to_owned(), web_link(metadata.address.trim()));
    if metadata.address.trim().is_empty() {
        add("File", metadata.file_name.trim().to_owned(), None);
    }
    add("Exported", exported(document), None);
    facts
}

/// The day of export in words.
pub fn exported(document: &Document) -> String {
    day_in_words(&document.exported_on)
}

/// Which of several articles it is: "Article 2 of 3".
pub fn article(article: &Article) -> String {
    format!("Article {} of {}", article.number, article.of)
}

/// How far the translation is, such as "34 of 36 segments confirmed, 1 draft, 1 not translated".
pub fn summary(rows: &[Row]) -> String {
    let count = |words| rows.iter().filter(|row| status(row) == words).count();
    let (own, machine) = (count(StatusWords::Draft), count(StatusWords::MachineDraft));
    let (drafts, missing) = (own + machine, count(StatusWords::NotTranslated));
    match (rows.len(), rows.len() - drafts - missing) {
        (0, _) => "No segments".to_owned(),
        (1, 1) => "The one segment is confirmed".to_owned(),
        (all, confirmed) if all == confirmed => format!("All {all} segments confirmed"),
        (all, confirmed) => {
            let drafts = match drafts {
                0 => String::new(),
                1 => ", 1 draft".to_owned(),
                _ => format!(", {drafts} drafts"),
            };
            let machine = if machine == 0 { String::new() } else { format!(" ({machine} by machine)") };
            let missing = if missing == 0 { String::new() } else { format!(", {missing} not translated") };
            format!("{confirmed} of {all} segments confirmed{drafts}{machine}{missing}")
        }
    }
}

/// The summary of what is in the document, for its head and its pages.
pub fn state(document: &Document, options: &Options) -> String {
    match options.rows {
        RowsWanted::All => summary(&document.rows),
        RowsWanted::Confirmed => {
            format!("Confirmed segments only: {}", counted(document.rows.len(), "segment"))
        }
    }
}

/// What stands below each page beside its number: day of export and state.
pub fn footer(document: &Document, options: &Options) -> String {
    let (exported, state) = (exported(document), state(document, options));
    if exported.is_empty() { state } else { format!("{exported} · {state}") }
}

/// How a format tells apart what is not final.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// By a shade behind it, and by words.
    Shaded,
    /// By words alone.
    Said,
}

/// What an editor must know before relying on the text; `None` when every row is confirmed.
pub fn warning(rows: &[Row], options: &Options, shown: Shown) -> Option<&'static str> {
    is_any_open(rows).then_some(match (shown, options.numbers) {
        (Shown::Shaded, true) => {
            "Shaded rows are not final: the translator has not confirmed them. Each says so beside its number."
        }
        (Shown::Shaded, false) => {
            "Shaded rows are not final: the translator has not confirmed them. Each says so below its English."
        }
        (Shown::Said, true) => {
            "Not all of this is final: what the translator has not confirmed says so beside its number."
        }
        (Shown::Said, false) => {
            "Not all of this is final: what the translator has not confirmed says so beside it."
        }
    })
}

/// As [`warning`], where sentences are joined into paragraphs.
pub fn warning_in_prose(rows: &[Row], shown: Shown) -> Option<&'static str> {
    is_any_open(rows).then_some(match shown {
        Shown::Shaded => {
            "Shaded text is not final: the translator has not confirmed it. A word in brackets behind it says what it \
             is; what is not translated stands there in Arabic."
        }
        Shown::Said => {
            "Not all of this is final: a word in brackets behind a text says what it is. What is not translated stands \
             here in Arabic."
        }
    })
}

fn is_any_open(rows: &[Row]) -> bool {
    rows.iter().any(|row| !matches!(status(row), StatusWords::Confirmed | StatusWords::LeftEmpty))
}

/// The comments of a row that a reader gets: notes, open queries, and settled ones where they are wanted.
pub fn comments<'r>(row: &'r Row, options: &Options) -> impl Iterator<Item = &'r Comment> {
    let Options { notes, settled, .. } = *options;
    row.comments.iter().filter(move |comment| notes && (settled || !comment.is_settled))
}

/// A comment as its reader sees it, without author and day.
pub fn comment_text(comment: &Comment) -> String {
    let text = comment.text.trim();
    match (comment.is_query, comment.is_settled) {
        (true, false) => format!("Query: {text}"),
        (true, true) => format!("Query, settled: {text}"),
        (false, _) => text.to_owned(),
    }
}

pub fn comment_author(comment: &Comment) -> &str {
    match comment.author.trim() {
        "" => SOMEBODY,
        author => author,
    }
}

/// A comment on one line or several, with who made it and when: "Query: which one? — Salma, 3 November 2026".
pub fn comment_line(comment: &Comment) -> String {
    let made = day_in_words(&comment.made);
    let separator = if made.is_empty() { "" } else { ", " };
    format!("{} — {}{separator}{made}", comment_text(comment), comment_author(comment))
}

/// What a row's status means to its reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatusWords {
    Confirmed,
    /// Confirmed with no English: its content stands elsewhere, or was left out on purpose.
    LeftEmpty,
    Draft,
    /// A suggestion that nobody has looked at.
    MachineDraft,
    NotTranslated,
}

impl StatusWords {
    pub fn words(self) -> &'static str {
        match self {
            Self::Confirmed => "Confirmed",
            Self::LeftEmpty => "Confirmed as empty",
            Self::Draft => "Draft — not confirmed",
            Self::MachineDraft => "Machine draft — not confirmed",
            Self::NotTranslated => "Not translated",
        }
    }

    /// Beside a sentence inside a paragraph; nothing for what is final.
    pub fn tag(self) -> Option<&'static str> {
        match self {
            Self::Confirmed | Self::LeftEmpty => None,
            Self::Draft => Some("draft"),
            Self::MachineDraft => Some("machine draft"),
            Self::NotTranslated => Some("not translated"),
        }
    }
}

/// A tag behind its sentence. In a paragraph from right to left, marks of direction hold its brackets together.
pub fn tag_behind(tag: &str, right_to_left: bool) -> String {
    if right_to_left { format!(" \u{200E}[{tag}]\u{200E}") } else { format!(" [{tag}]") }
}

pub fn status(row: &Row) -> StatusWords {
    match (row.status, row.draft.trim().is_empty()) {
        (Status::Confirmed, false) => StatusWords::Confirmed,
        (Status::Confirmed, true) => StatusWords::LeftEmpty,
        (Status::Draft | Status::Untranslated, false) if row.suggested_by.is_some() => {
            StatusWords::MachineDraft
        }
        (Status::Draft | Status::Untranslated, false) => StatusWords::Draft,
        (Status::Draft | Status::Untranslated, true) => StatusWords::NotTranslated,
    }
}

pub fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Person => "Person",
        Kind::Place => "Place",
        Kind::Organisation => "Organisation",
        Kind::Name => "Name",
        Kind::Term => "Term",
    }
}

/// "2020-10-24T14:05:00+03:00" as "24 October 2020, 14:05", the time being that of the page; a date in
/// another form stays as it is.
pub fn day_in_words(date: &str) -> String {
    let date = date.trim();
    let Ok(pieces) = Pieces::parse(date) else { return date.to_owned() };
    let day = pieces.date().strftime("%-d %B %Y").to_string();
    match pieces.time() {
        Some(time) => format!("{day}, {}", time.strftime("%H:%M")),
        None => day,
    }
}

/// A moment in the form that comments of documents want, without its zone; `None` where `made` states no day.
pub fn moment(made: &str) -> Option<String> {
    let pieces = Pieces::parse(made.trim()).ok()?;
    let time =
        pieces.time().map_or_else(|| "00:00:00".to_owned(), |time| time.strftime("%H:%M:%S").to_string());
    Some(format!("{}T{time}", pieces.date()))
}

/// Midnight of the day in `date`, in the form file properties want; `None` where it states no day.
pub fn day_as_timestamp(date: &str) -> Option<String> {
    let day = Pieces::parse(date.trim()).ok()?.date();
    Some(format!("{day}T00:00:00Z"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{BlockKind, Metadata};
    use std::slice::from_ref;

    fn row(status: Status, draft: &str) -> Row {
        Row {
            number: 1,
            kind: BlockKind::Paragraph,
            starts_block: true,
            source: "باكو".to_owned(),
            draft: draft.to_owned(),
            status,
            ..Row::default()
        }
    }

    #[test]
    fn the_summary_counts_what_is_left_to_do() {
        let confirmed = row(Status::Confirmed, "Baku");
        let draft = row(Status::Draft, "Baku");
        let missing = row(Status::Untranslated, "");
        assert_eq!(summary(&[]), "No segments");
        assert_eq!(summary(from_ref(&confirmed)), "The one segment is confirmed");
        assert_eq!(summary(&[confirmed.clone(), confirmed.clone()]), "All 2 segments confirmed");
        assert_eq!(
            summary(&[confirmed.clone(), draft.clone(), missing.clone()]),
            "1 of 3 segments confirmed, 1 draft, 1 not translated"
        );
        assert_eq!(summary(&[draft.clone(), draft.clone()]), "0 of 2 segments confirmed, 2 drafts");
        let machine = Row { suggested_by: Some("DeepL".to_owned()), ..draft.clone() };
        assert_eq!(status(&machine), StatusWords::MachineDraft);
        assert_eq!(
            summary(&[confirmed.clone(), machine]),
            "1 of 2 segments confirmed, 1 draft (1 by machine)"
        );
        let options = Options::default();
        assert_eq!(warning(from_ref(&confirmed), &options, Shown::Shaded), None);
        let open = [confirmed, missing];
        assert!(warning(&open, &options, Shown::Shaded).unwrap().starts_with("Shaded rows"));
        for words in [warning(&open, &options, Shown::Said), warning_in_prose(&open, Shown::Said)] {
            assert!(!words.unwrap().to_lowercase().contains("shade"));
        }
    }

    #[test]
    fn a_status_never_promises_more_than_there_is() {
        assert_eq!(status(&row(Status::Draft, " \n")), StatusWords::NotTranslated);
        assert_eq!(status(&row(Status::Untranslated, "Baku")), StatusWords::Draft);
        assert_eq!(status(&row(Status::Confirmed, "")), StatusWords::LeftEmpty);
    }

    #[test]
    fn a_comment_says_who_made_it_and_what_it_asks() {
        let mut comment = Comment { text: " Which Baku? ".to_owned(), is_query: true, ..Comment::default() };
        assert_eq!(comment_line(&comment), "Query: Which Baku? — Translator");
        (comment.author, comment.made) = ("Salma".to_owned(), "2026-11-03".to_owned());
        assert_eq!(comment_line(&comment), "Query: Which Baku? — Salma, 3 November 2026");
        assert_eq!(moment(&comment.made).as_deref(), Some("2026-11-03T00:00:00"));
        assert_eq!(moment("2026-11-03T14:05:09.25+03:00").as_deref(), Some("2026-11-03T14:05:09"));
        assert_eq!(moment("yesterday"), None);
        comment.is_query = false;
        assert_eq!(comment_text(&comment), "Which Baku?");
        let mut row = Row { comments: vec![comment.clone(), comment], ..Row::default() };
        row.comments[1].is_settled = true;
        assert_eq!(comments(&row, &Options::default()).count(), 1);
        assert_eq!(comments(&row, &Options { settled: true, ..Options::default() }).count(), 2);
        assert_eq!(comments(&row, &Options { notes: false, ..Options::default() }).count(), 0);
    }

    #[test]
    fn what_is_left_out_is_said() {
        let document = Document { rows: vec![row(Status::Confirmed, "Baku")], ..Document::default() };
        let options = Options { rows: RowsWanted::Confirmed, ..Options::default() };
        assert_eq!(state(&document, &options), "Confirmed segments only: 1 segment");
        assert_eq!(state(&document, &Options::default()), "The one segment is confirmed");
    }

    #[test]
    fn dates_are_words_where_they_can_be() {
        assert_eq!(day_in_words("2020-10-24"), "24 October 2020");
        assert_eq!(day_in_words("2020-10-24T14:05:09+03:00"), "24 October 2020, 14:05");
        assert_eq!(day_in_words("2020-10-24T14:05:09Z"), "24 October 2020, 14:05");
        assert_eq!(day_in_words("السبت 24 أكتوبر"), "السبت 24 أكتوبر");
        assert_eq!(day_in_words(""), "");
    }

    #[test]
    fn the_headline_falls_back_to_what_there_is() {
        let mut document = Document::default();
        assert_eq!(headline(&document), "Untitled article");
        document.metadata = Metadata { file_name: "page.html".to_owned(), ..Metadata::default() };
        assert_eq!(headline(&document), "page.html");
        document.metadata.title = "جبهة تشتعل".to_owned();
        assert_eq!((headline(&document), source_title(&document)), ("جبهة تشتعل", None));
        document.title_draft = "A front in flames".to_owned();
        assert_eq!((headline(&document), source_title(&document)), ("A front in flames", Some("جبهة تشتعل")));
    }

    #[test]
    fn a_page_header_stays_one_line() {
        let short =
            |title: &str| short_headline(&Document { title_draft: title.to_owned(), ..Document::default() });
        assert_eq!(short("A front\nin  flames"), "A front in flames");
        let long = short(&"word ".repeat(100));
        assert!(
            long.starts_with("word word") && long.ends_with("word…") && long.chars().count() <= 121,
            "{long}"
        );
        assert_eq!(short(&"x".repeat(1_000_000)).chars().count(), 121);
    }
}
