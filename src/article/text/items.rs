//! Lists in plain text: lines behind a bullet or a number. The sign is taken off where a list can be made of it, because
//! a document of the translation puts it in front again.

use crate::article::assemble::Draft;
use crate::article::{BlockKind, ListItem, Sign};

/// What a line begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Found {
    /// A sign that has no other use.
    Bullet,
    /// May as well begin a paragraph in which somebody speaks.
    Dash,
    Number(u32),
}

/// Words. A longer line behind a dash or a number is a paragraph.
const LONGEST_ITEM: usize = 40;

/// Makes items of lines behind a bullet or a number.
pub(super) fn mark_items(drafts: &mut [Draft]) {
    let found: Vec<_> = drafts.iter().map(item_of).collect();
    let numbered = numbered(drafts, &found);
    for (at, (draft, found)) in drafts.iter_mut().zip(found).enumerate() {
        let Some((sign, length)) = found else { continue };
        let sign = match sign {
            Found::Bullet | Found::Dash => Sign::Bullet,
            Found::Number(_) if numbered.contains(&at) => Sign::Number,
            // A number that counts nothing here says something of its own.
            Found::Number(_) => Sign::None,
        };
        draft.kind = BlockKind::Item;
        draft.level = ListItem { depth: 1, sign }.level();
        if sign != Sign::None {
            draft.text = draft.text.get(length..).unwrap_or_default().trim_start().to_owned();
        }
    }
}

/// What a plain paragraph begins with, and how many bytes of it that is.
fn item_of(draft: &Draft) -> Option<(Found, usize)> {
    if draft.kind != BlockKind::Paragraph || draft.excluded.is_some() {
        return None;
    }
    let (found, length) = sign_of(&draft.text)?;
    let has_text = draft.text.get(length..).is_some_and(|text| !text.trim().is_empty());
    (has_text && (found == Found::Bullet || draft.words() <= LONGEST_ITEM)).then_some((found, length))
}

fn sign_of(text: &str) -> Option<(Found, usize)> {
    if let Some(rest) = text.strip_prefix(['•', '●', '▪', '■', '◦', '‣', '◾']) {
        return Some((Found::Bullet, text.len() - rest.len()));
    }
    let behind =
        |marks: &[&str], text: &str| marks.iter().find_map(|mark| text.strip_prefix(mark).map(str::len));
    if let Some(rest) = behind(&["- ", "– ", "— ", "* ", "· "], text) {
        return Some((Found::Dash, text.len() - rest));
    }
    // No list is that long; a telephone number is longer than any number here.
    let digits = text.chars().map_while(digit).take(4);
    let (count, number) = digits.fold((0, 0), |(count, number), digit| (count + 1, number * 10 + digit));
    if !(1..=3).contains(&count) {
        return None;
    }
    let length = text.chars().take(count).map(char::len_utf8).sum();
    let rest = behind(&[". ", ") ", "- ", "– ", " - "], text.get(length..)?)?;
    Some((Found::Number(number), text.len() - rest))
}

/// The value of a European, Arabic or Persian digit.
fn digit(letter: char) -> Option<u32> {
    match letter {
        '0'..='9' => Some(letter as u32 - '0' as u32),
        '٠'..='٩' => Some(letter as u32 - '٠' as u32),
        '۰'..='۹' => Some(letter as u32 - '۰' as u32),
        _ => None,
    }
}

/// The places of lines that count from 1 on, one below the other.
fn numbered(drafts: &[Draft], found: &[Option<(Found, usize)>]) -> Vec<usize> {
    let mut numbered = Vec::new();
    let mut list: Vec<usize> = Vec::new();
    let mut end = |list: &mut Vec<usize>| {
        if list.len() > 1 {
            numbered.append(list);
        }
        list.clear();
    };
    for (at, (draft, found)) in drafts.iter().zip(found).enumerate() {
        match found {
            Some((Found::Number(number), _)) if *number as usize == list.len() + 1 => list.push(at),
            Some((Found::Number(1), _)) => {
                end(&mut list);
                list.push(at);
            }
            // What is left out between two items does not part them.
            None if draft.excluded.is_some() => {}
            _ => end(&mut list),
        }
    }
    end(&mut list);
    numbered
}
