//! An article from the clipboard: what was selected on a page or in another program.
//!
//! The translator chose what to copy, so none of it is «the rest of the page»; the rules for junk lines hold.

use super::decode::LARGEST_FILE;
use super::html::{self, Origin};
use super::{BlockKind, ReadError, ReadOptions, Reading, text};
use std::borrow::Cow;

/// Reads what the clipboard has as markup, and as text where there is no markup or no text in it. Only the wish to
/// stop counts of the options: text on the clipboard has no character set.
///
/// # Errors
/// [`ReadError::NoText`] for a clipboard without text to translate; [`ReadError::TooLarge`],
/// [`ReadError::TooManyParagraphs`] and what stopping gives.
pub fn read_pasted(html: Option<&str>, text: &str, options: &ReadOptions) -> Result<Reading, ReadError> {
    options.stop.check()?;
    let size = html.map_or(0, str::len).max(text.len()) as u64;
    if size > LARGEST_FILE {
        return Err(ReadError::too_large(size));
    }
    let from_markup = match html.map(Fragment::of) {
        Some(fragment) if !fragment.markup.trim().is_empty() => {
            let origin = Origin { address: fragment.address, title: String::new(), is_selection: true };
            html::read_from(&without_wrapper(fragment.markup), "", &origin, &options.stop)
        }
        _ => Err(ReadError::NoText),
    };
    let mut reading = match from_markup {
        Err(ReadError::NoText) => text::read(text, "", &options.stop)?,
        reading => reading?,
    };
    if reading.article.metadata.title.is_empty() {
        reading.warnings.retain(|warning| !warning.contains("has no title"));
        reading.warnings.push("The pasted text has no title line; its first words stand for it.".to_owned());
        reading.article.metadata.title = first_words(&reading);
    }
    Ok(reading)
}

/// Google Docs puts all it copies into a `<b>` that is not bold.
fn without_wrapper(markup: &str) -> Cow<'_, str> {
    const WRAPPER: &str = "<b style=\"font-weight:normal;\" id=\"docs-internal-guid";
    let Some((before, rest)) = markup.split_once(WRAPPER) else { return Cow::Borrowed(markup) };
    let (inside, after) = rest.rsplit_once("</b>").unwrap_or((rest, ""));
    Cow::Owned(format!("{before}<div id=\"{inside}</div>{after}"))
}

fn first_words(reading: &Reading) -> String {
    let is_text = |kind: BlockKind| kind != BlockKind::Caption;
    let mut blocks =
        reading.article.blocks.iter().filter(|block| block.excluded.is_none() && is_text(block.kind));
    let words: Vec<&str> =
        blocks.next().map(|block| block.text.split_whitespace().take(8).collect()).unwrap_or_default();
    words.join(" ")
}

/// The markup that was selected, and the page it is from where that is said.
struct Fragment<'a> {
    markup: &'a str,
    address: String,
}

impl<'a> Fragment<'a> {
    /// Windows puts lines with offsets and the address before the markup. The offsets count bytes of a text that we
    /// may have got in another form, so the comments say where the selection is.
    fn of(html: &'a str) -> Self {
        let html = html.trim_start_matches('\u{FEFF}').trim_start();
        let (head, mut markup) = match html.find('<') {
            Some(at) if html.starts_with("Version:") => html.split_at(at),
            _ => ("", html),
        };
        let address = head.lines().find_map(|line| line.strip_prefix("SourceURL:")).unwrap_or_default();
        let comment = |name: &str| markup.find(&format!("<!--{name}-->"));
        let start = comment("StartFragment").map_or(0, |at| at + "<!--StartFragment-->".len());
        let end = comment("EndFragment").filter(|end| *end >= start).unwrap_or(markup.len());
        markup = markup.get(start..end).unwrap_or(markup);
        Self { markup, address: address.trim().to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pasted(html: Option<&str>, text: &str) -> Result<Reading, ReadError> {
        read_pasted(html, text, &ReadOptions::default())
    }

    fn outline(reading: &Reading) -> Vec<(BlockKind, &str, Option<&str>)> {
        let line = |block: &'_ crate::article::ArticleBlock| (block.kind, block.excluded.clone());
        let blocks = &reading.article.blocks;
        blocks.iter().map(|block| (line(block).0, block.text.as_str(), block.excluded.as_deref())).collect()
    }

    #[test]
    fn all_of_a_selection_is_the_article() {
        let html = "<meta charset='utf-8'><h2>عنوان قصير للخبر</h2><p>سطر.</p><div>اقرأ المزيد</div><ul><li>أولا</li></ul>";
        let reading = pasted(Some(html), "عنوان").expect("text");
        assert_eq!(
            outline(&reading),
            [
                (BlockKind::Heading, "عنوان قصير للخبر", None),
                (BlockKind::Paragraph, "سطر.", None),
                (BlockKind::Paragraph, "اقرأ المزيد", Some("read-more")),
                (BlockKind::Item, "أولا", None),
            ]
        );
        assert_eq!(reading.article.metadata.title, "عنوان قصير للخبر");
        assert_eq!(reading.charset, None);
    }

    #[test]
    fn the_wrapper_of_google_docs_makes_nothing_bold() {
        let html = "<meta charset=\"utf-8\"><b style=\"font-weight:normal;\" id=\"docs-internal-guid-1\"><p>سطر قصير</p><p>وآخر قال فيه <b>الوزير</b> شيئا.</p><p>انتهى القتال.</p></b><br>";
        let reading = pasted(Some(html), "").expect("text");
        let kinds: Vec<_> = outline(&reading).into_iter().map(|(kind, ..)| kind).collect();
        assert_eq!(kinds, [BlockKind::Paragraph; 3]);
    }

    #[test]
    fn windows_says_where_it_is_from() {
        let html = "Version:0.9\r\nStartHTML:0000000105\r\nEndHTML:0000000200\r\nStartFragment:0000000141\r\nEndFragment:0000000164\r\nSourceURL:https://news.example/a/1\r\n<html><body>\r\n<!--StartFragment--><h1>عنوان الخبر هنا</h1><p>انتهى القتال.</p><!--EndFragment-->\r\n</body>\r\n</html>";
        let reading = pasted(Some(html), "").expect("text");
        assert_eq!(reading.article.metadata.address, "https://news.example/a/1");
        assert_eq!(reading.article.metadata.title, "عنوان الخبر هنا");
        assert_eq!(reading.article.blocks.len(), 2);
        assert_eq!(reading.warnings, [""; 0]);
    }

    #[test]
    fn without_markup_the_text_counts() {
        for html in [None, Some(""), Some("<img src=a.png>")] {
            let reading = pasted(html, "انتهى القتال في الإقليم بعد شهر من المعارك التي شردت آلافا من سكانه، وعاد أول النازحين إلى القرى صباح أمس.").expect("text");
            assert_eq!(reading.article.metadata.title, "انتهى القتال في الإقليم بعد شهر من المعارك");
            assert_eq!(reading.article.metadata.file_name, "");
            assert_eq!(reading.warnings.len(), 1, "{:?}", reading.warnings);
        }
        assert_eq!(pasted(Some("<p> </p>"), " \n"), Err(ReadError::NoText));
    }
}
