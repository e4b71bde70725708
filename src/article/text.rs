//! Reads plain text, typically what was selected on a page and pasted into a file.
//!
//! Plain text has no marks for titles and headings, so they are told by their shape and place: short lines
//! without a full stop between paragraphs. Nothing here knows a particular site or article.

mod items;

use super::assemble::{Draft, MOST_BLOCKS, ends_sentence, finish, is_heading_like, mark_junk};
use super::credits::read_credits;
use super::dateline::{date_in, is_date_line};
use super::flow::stem;
use super::fold::{collapse, fold, is_same_line};
use super::rules::name;
use super::{BlockKind, Metadata, ReadError, Reading, Stop};
use items::mark_items;

/// Reads a text whose lines are paragraphs, or whose paragraphs are wrapped over several lines.
///
/// # Errors
/// [`ReadError::NoText`] when nothing but junk or blank lines is left, [`ReadError::TooManyParagraphs`], and what
/// stopping gives.
pub(super) fn read(text: &str, file_name: &str, stop: &Stop) -> Result<Reading, ReadError> {
    let lines = lines(text, stop).map(unwrap_lines)?;
    stop.check()?;
    if lines.len() > MOST_BLOCKS {
        return Err(ReadError::TooManyParagraphs { limit: MOST_BLOCKS });
    }
    let gaps: Vec<bool> = lines.iter().map(|line| line.gap).collect();
    let mut drafts: Vec<Draft> =
        lines.into_iter().map(|line| Draft::new(BlockKind::Paragraph, line.text)).collect();
    mark_junk(&mut drafts, "", stop)?;

    let mut metadata = Metadata { file_name: file_name.to_owned(), ..Metadata::default() };
    mark_date_lines(&mut drafts, &mut metadata);
    stop.check()?;
    mark_section_label(&mut drafts);
    let mut warnings = Vec::new();
    if let Some(title) = mark_title(&mut drafts) {
        metadata.title = title;
    } else {
        warnings.push("The text has no title line; the name of the file stands for it.".to_owned());
        stem(file_name).clone_into(&mut metadata.title);
    }
    mark_byline(&mut drafts, &mut metadata);
    stop.check()?;
    mark_captions(&mut drafts);
    read_credits(&mut drafts, &mut metadata);
    mark_items(&mut drafts);
    mark_standfirst(&mut drafts);
    mark_headings(&mut drafts, &gaps);
    stop.check()?;
    finish(metadata, drafts, warnings, stop)
}

struct Line {
    text: String,
    /// Whether an empty line stands before it.
    gap: bool,
}

/// The lines that are not empty.
fn lines(text: &str, stop: &Stop) -> Result<Vec<Line>, ReadError> {
    let mut lines = Vec::new();
    let mut gap = false;
    // Windows ends lines with "\r\n", old Macs with "\r" alone.
    let raws = text.split(['\n', '\u{2028}', '\u{2029}', '\u{85}', '\u{0B}', '\u{0C}']);
    for (at, raw) in raws.flat_map(|raw| raw.strip_suffix('\r').unwrap_or(raw).split('\r')).enumerate() {
        if at % 256 == 0 {
            stop.check()?;
        }
        let text = collapse(raw);
        if text.is_empty() {
            gap = true;
        } else {
            if lines.len() == MOST_LINES {
                return Err(ReadError::TooManyParagraphs { limit: MOST_BLOCKS });
            }
            lines.push(Line { text, gap });
            gap = false;
        }
    }
    Ok(lines)
}

/// Wrapped text has several lines to a paragraph.
const MOST_LINES: usize = 4 * MOST_BLOCKS;

/// Joins the lines of each paragraph where the text was wrapped at a fixed width.
fn unwrap_lines(lines: Vec<Line>) -> Vec<Line> {
    let Some(width) = wrap_width(&lines) else {
        return lines;
    };
    let mut joined: Vec<Line> = Vec::new();
    // The last line of a paragraph is shorter than the others, or a blank line follows.
    let mut ended = true;
    for line in lines {
        let length = line.text.chars().count();
        match joined.last_mut() {
            Some(paragraph) if !line.gap && !ended => {
                paragraph.text.push(' ');
                paragraph.text.push_str(&line.text);
            }
            _ => joined.push(Line { text: line.text.clone(), gap: line.gap }),
        }
        ended = length * 4 < width * 3 && (ends_sentence(&line.text) || length * 2 < width);
    }
    joined
}

/// The width a text was wrapped at, in characters, or `None` when its lines are whole paragraphs.
///
/// Wrapped text has many lines of nearly the same length that stop in the middle of a sentence.
fn wrap_width(lines: &[Line]) -> Option<usize> {
    /// Characters; mail programs wrap at 72 to 80, some editors at 100.
    const WIDTHS: std::ops::RangeInclusive<usize> = 40..=110;
    let inner: Vec<&Line> =
        lines.iter().zip(lines.iter().skip(1)).filter(|(_, next)| !next.gap).map(|(line, _)| line).collect();
    let width = inner.iter().map(|line| line.text.chars().count()).max()?;
    let is_full = |line: &&&Line| line.text.chars().count() * 4 >= width * 3;
    let full = inner.iter().filter(is_full).count();
    let ended = inner.iter().filter(is_full).filter(|line| ends_sentence(&line.text)).count();
    let is_wrapped =
        inner.len() >= 4 && WIDTHS.contains(&width) && full * 10 >= inner.len() * 6 && ended * 3 <= full;
    is_wrapped.then_some(width)
}

/// Lines above or below the article that only say when it appeared.
fn mark_date_lines(drafts: &mut [Draft], metadata: &mut Metadata) {
    let is_body = |draft: &Draft| draft.excluded.is_none() && draft.is_prose();
    let body_starts = drafts.iter().position(is_body).unwrap_or(drafts.len());
    let body_ends = drafts.iter().rposition(is_body).unwrap_or(0);
    let mut is_first = true;
    for (at, draft) in drafts.iter_mut().enumerate() {
        let outside = at < body_starts || at > body_ends;
        if outside && draft.excluded.is_none() && is_date_line(&draft.text, is_first) {
            draft.excluded = Some(name::DATE_LINE);
        }
        if draft.excluded == Some(name::DATE_LINE) && metadata.published.is_empty() {
            metadata.published = date_in(&draft.text).unwrap_or_default();
        }
        is_first &= draft.excluded.is_some();
    }
}

/// A single word above a headline is the section of the site («العالم»), not a title.
fn mark_section_label(drafts: &mut [Draft]) {
    let mut visible = drafts.iter_mut().filter(|draft| draft.excluded.is_none());
    if let (Some(label), Some(headline)) = (visible.next(), visible.next()) {
        let is_headline = (4..=LONGEST_TITLE).contains(&headline.words()) && !ends_sentence(&headline.text);
        if label.words() == 1 && is_headline {
            label.excluded = Some(name::SECTION_LABEL);
        }
    }
}

/// A line of two to four words beside the date, between title and text, is the author.
fn mark_byline(drafts: &mut [Draft], metadata: &mut Metadata) {
    let Some(title) = drafts.iter().position(|draft| draft.kind == BlockKind::Title) else { return };
    let body = drafts.iter().skip(title + 1).position(|draft| draft.excluded.is_none() && draft.is_prose());
    let head = title + 1..title + 1 + body.unwrap_or(0);
    let is_date = |at: usize| drafts.get(at).is_some_and(|draft| draft.excluded == Some(name::DATE_LINE));
    let is_name = |draft: &Draft| {
        draft.excluded.is_none()
            && (2..=4).contains(&draft.words())
            && draft.text.chars().all(|c| c.is_alphabetic() || c == ' ' || c == '.')
    };
    let found = head.into_iter().find(|&at| {
        drafts.get(at).is_some_and(is_name) && (is_date(at + 1) || at.checked_sub(1).is_some_and(is_date))
    });
    if let Some(draft) = found.and_then(|at| drafts.get_mut(at)) {
        draft.excluded = Some(name::BYLINE);
        metadata.author.clone_from(&draft.text);
    }
}

/// Makes the first line that is not junk the title, unless it is a whole paragraph. Gives its text.
fn mark_title(drafts: &mut [Draft]) -> Option<String> {
    let at = drafts.iter().position(|draft| draft.excluded.is_none())?;
    let draft = drafts.get_mut(at)?;
    if draft.words() > LONGEST_TITLE || (draft.words() > 14 && ends_sentence(&draft.text)) {
        return None;
    }
    draft.kind = BlockKind::Title;
    let title = draft.text.clone();
    let folded = fold(&title);
    for draft in drafts.iter_mut().skip(at + 1).filter(|draft| draft.excluded.is_none()) {
        if is_same_line(&draft.text, &folded) {
            draft.excluded = Some(name::DUPLICATE_TITLE);
        }
    }
    Some(title)
}

/// Words.
const LONGEST_TITLE: usize = 30;

/// Some pages name their captions for those who listen.
fn mark_captions(drafts: &mut [Draft]) {
    let is_named = |text: &str| text.starts_with("التعليق على الصورة،");
    for draft in drafts.iter_mut().filter(|draft| draft.kind == BlockKind::Paragraph && is_named(&draft.text))
    {
        draft.kind = BlockKind::Caption;
    }
}

/// Makes the lines between the title and the first paragraph the standfirst where they are long enough not
/// to be names or section labels.
fn mark_standfirst(drafts: &mut [Draft]) {
    let Some(title) = drafts.iter().position(|draft| draft.kind == BlockKind::Title) else {
        return;
    };
    let has_body = drafts.iter().skip(title + 1).any(|draft| draft.excluded.is_none() && draft.is_prose());
    let is_line = |draft: &&mut Draft| draft.excluded.is_none() && draft.kind != BlockKind::Caption;
    let below = drafts.iter_mut().skip(title + 1).filter(is_line);
    for draft in below.take(MOST_STANDFIRSTS) {
        let is_long_enough = (5..=60).contains(&draft.words());
        let fits =
            has_body && draft.kind == BlockKind::Paragraph && is_long_enough && !ends_sentence(&draft.text);
        if !fits || draft.text.ends_with([':', '،', '؛']) {
            return;
        }
        draft.kind = BlockKind::Standfirst;
    }
}

/// Some papers set two or three lines under the title.
const MOST_STANDFIRSTS: usize = 3;

/// Short lines without a full stop that stand between running text.
/// `gaps` says of each line whether an empty one stands before it.
fn mark_headings(drafts: &mut [Draft], gaps: &[bool]) {
    let has_gaps = gaps.contains(&true);
    let visible: Vec<usize> = (0..drafts.len())
        .filter(|at| drafts.get(*at).is_some_and(|draft| draft.excluded.is_none()))
        .collect();
    let mut before = None;
    for (place, &at) in visible.iter().enumerate() {
        let after = visible.get(place + 1).and_then(|next| drafts.get(*next));
        // Blank lines between paragraphs mean that a heading has one too, unless it is very short.
        let stands_apart = !has_gaps || gaps.get(at).is_some_and(|gap| *gap);
        let follows_text = matches!(before, Some((BlockKind::Title | BlockKind::Standfirst, _) | (_, true)));
        let leads_text = after.is_some_and(is_text);
        let Some(draft) = drafts.get(at) else { continue };
        let is_heading = draft.kind == BlockKind::Paragraph
            && is_heading_like(draft)
            && follows_text
            && leads_text
            && (stands_apart || draft.words() <= 6);
        before = Some((draft.kind, is_text(draft)));
        if is_heading && let Some(draft) = drafts.get_mut(at) {
            draft.kind = BlockKind::Heading;
        }
    }
}

/// Whether a heading may stand beside the block. Some papers leave the full stop of a paragraph out, so
/// everything longer than a heading counts.
fn is_text(draft: &Draft) -> bool {
    draft.is_prose() || draft.kind == BlockKind::Item || !is_heading_like(draft)
}

#[cfg(test)]
mod tests;
