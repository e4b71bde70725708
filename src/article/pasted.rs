//! An article from the clipboard: what was selected on a page or in another program.
//!
//! The translator chose what to copy, so none of it is «the rest of the page»; the rules for junk lines hold.

use super::decode::LARGEST_FILE;
use super::html::{self, Origin};
use super::read::has_arabic;
use super::recut::recut;
use super::{BlockKind, ReadError, ReadOptions, Reading, SentenceRules, Stop, text};
use std::borrow::Cow;

/// Where the selection is, as browsers and Windows say it.
const START: &str = "<!--StartFragment-->";
const END: &str = "<!--EndFragment-->";
/// Before the address, in what is kept.
const ADDRESS: &str = "<!--SourceURL:";

/// An article from the clipboard, and the file to keep of it, which is read as the same article again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pasted {
    pub reading: Reading,
    pub file: String,
    /// The ending of the file's name, without the dot.
    pub extension: &'static str,
}

/// Reads what the clipboard has as markup, and as text where there is no markup or no text in it. The character set of
/// the options does not count: text on the clipboard has none.
///
/// # Errors
/// [`ReadError::NoText`] for a clipboard without text to translate; [`ReadError::TooLarge`],
/// [`ReadError::TooManyParagraphs`] and what stopping gives.
pub fn read_pasted(html: Option<&str>, text: &str, options: &ReadOptions) -> Result<Pasted, ReadError> {
    options.stop.check()?;
    let size = html.map_or(0, str::len).max(text.len()) as u64;
    if size > LARGEST_FILE {
        return Err(ReadError::too_large(size));
    }
    let fragment = html.map(Fragment::of);
    let from_markup =
        fragment.as_ref().map_or(Err(ReadError::NoText), |fragment| fragment.read(&options.stop));
    let mut pasted = match (from_markup, fragment) {
        (Ok(reading), Some(fragment)) => Pasted { reading, file: fragment.file(), extension: "html" },
        (Ok(_), None) | (Err(ReadError::NoText), _) => Pasted {
            reading: with_title(text::read(text, "", &options.stop)?),
            file: text.to_owned(),
            extension: "txt",
        },
        (Err(error), _) => return Err(error),
    };
    if !has_arabic(&pasted.reading.article) {
        return Err(ReadError::WithoutArabic);
    }
    // Readers cut by the default rules.
    if options.sentences != SentenceRules::default() {
        recut(&mut pasted.reading.article, &options.sentences, &options.stop)?;
    }
    Ok(pasted)
}

/// The markup in a file that was kept of the clipboard. It says itself that it is a selection.
pub(super) fn kept(bytes: &[u8]) -> Option<&str> {
    let is_kept = bytes.starts_with(START.as_bytes()) || bytes.starts_with(ADDRESS.as_bytes());
    is_kept.then_some(bytes).and_then(|bytes| std::str::from_utf8(bytes).ok())
}

/// Reads what [`kept`] found.
///
/// # Errors
/// As for [`read_pasted`].
pub(super) fn read_kept(file: &str, file_name: &str, stop: &Stop) -> Result<Reading, ReadError> {
    let mut reading = Fragment::of(file).read(stop)?;
    file_name.clone_into(&mut reading.article.metadata.file_name);
    Ok(reading)
}

fn with_title(mut reading: Reading) -> Reading {
    if reading.article.metadata.title.is_empty() {
        reading.warnings.retain(|warning| !warning.contains("has no title"));
        reading.warnings.push("The pasted text has no title line; its first words stand for it.".to_owned());
        reading.article.metadata.title = first_words(&reading);
    }
    reading
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
        let (head, markup) = match html.find('<') {
            Some(at) if html.starts_with("Version:") => html.split_at(at),
            _ => ("", html),
        };
        let in_head = head.lines().find_map(|line| line.strip_prefix("SourceURL:"));
        let in_comment = markup.strip_prefix(ADDRESS).and_then(|rest| rest.split("-->").next());
        let address = in_head.or(in_comment).unwrap_or_default();
        let start = markup.find(START).map_or(0, |at| at + START.len());
        let end = markup.find(END).filter(|end| *end >= start).unwrap_or(markup.len());
        let markup = markup.get(start..end).unwrap_or(markup);
        Self { markup, address: address.trim().to_owned() }
    }

    fn read(&self, stop: &Stop) -> Result<Reading, ReadError> {
        if self.markup.trim().is_empty() {
            return Err(ReadError::NoText);
        }
        let origin = Origin { address: self.address.clone(), title: String::new(), is_selection: true };
        html::read_from(&without_wrapper(self.markup), "", &origin, stop).map(with_title)
    }

    /// What [`kept`] knows again. An address that would end its comment is no address.
    fn file(&self) -> String {
        let Self { markup, address } = self;
        let address = if address.is_empty() || address.contains("--") {
            String::new()
        } else {
            format!("{ADDRESS}{address}-->\n")
        };
        format!("{address}{START}{markup}{END}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pasted(html: Option<&str>, text: &str) -> Result<Reading, ReadError> {
        read_pasted(html, text, &ReadOptions::default()).map(|pasted| pasted.reading)
    }

    #[test]
    fn what_is_kept_is_read_as_the_same_article() {
        // On a page of its own the last line would be outside the article.
        let selection = "<meta charset=windows-1256><div><p>وصل الوفد إلى أنقرة.</p></div><ul><li><a href=/2>اقرأ المزيد</a></li></ul>";
        let of_windows = format!(
            "Version:0.9\r\nSourceURL:https://news.example/a/1\r\n<html><body><!--StartFragment-->{selection}<!--EndFragment--></body></html>"
        );
        for html in [selection, &of_windows] {
            let pasted = read_pasted(Some(html), "", &ReadOptions::default()).expect("text");
            let mut again = crate::article::read(pasted.file.as_bytes(), "Pasted.html").expect("text");
            assert_eq!(again.article.metadata.file_name, "Pasted.html");
            again.article.metadata.file_name.clear();
            assert_eq!(again, pasted.reading);
            // And kept once more it is the same file.
            let twice = read_pasted(Some(&pasted.file), "", &ReadOptions::default()).expect("text");
            assert_eq!(twice.file, pasted.file);
        }
        let of_text = read_pasted(Some("<img src=a.png>"), "باكو", &ReadOptions::default()).expect("text");
        assert_eq!((of_text.file.as_str(), of_text.extension), ("باكو", "txt"));
    }

    #[test]
    fn it_is_cut_as_the_rules_say() {
        let mut options = ReadOptions::default();
        options.sentences.ends.insert(crate::article::EndMark::Semicolon);
        for html in [Some("<p>وصل الوفد إلى أنقرة؛ ثم غادرها مساء.</p>"), None] {
            let pasted = read_pasted(html, "عنوان الخبر\n\nوصل الوفد إلى أنقرة؛ ثم غادرها مساء.", &options);
            let last = pasted.expect("text").reading.article.blocks.pop().expect("a block");
            assert_eq!(last.sentences.len(), 2, "{html:?}");
        }
    }

    fn outline(reading: &Reading) -> Vec<(BlockKind, &str, Option<&str>)> {
        let blocks = &reading.article.blocks;
        blocks.iter().map(|block| (block.kind, block.text.as_str(), block.excluded.as_deref())).collect()
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
