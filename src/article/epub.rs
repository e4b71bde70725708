//! Reads books: the documents of an EPUB in reading order become one article.
//!
//! The container names the package file, the package file the documents and their order; each document is a web
//! page and goes through the page reader, all of it being the article. Navigation is not text.

use super::assemble::{Draft, MOST_BLOCKS};
use super::flow::{MOST_TEXT, Trust, finish_document, too_much_text};
use super::html;
use super::package::{Package, relative};
use super::xml::{Piece, Xml, xml_text};
use super::{Metadata, ReadError, ReadOptions, Reading, Stop, properties};
use percent_encoding::percent_decode_str;
use quick_xml::events::{BytesEnd, Event};
use quick_xml::{Reader, Writer};
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

/// # Errors
/// See [`super::read`].
pub(super) fn read(bytes: &[u8], file_name: &str, options: &ReadOptions) -> Result<Reading, ReadError> {
    let stop = &options.stop;
    let mut package = Package::open(bytes, stop)?;
    let container = package.need("META-INF/container.xml")?;
    let root = root_file(&xml_text(&container)?, stop)?;
    let opf = package.need(&root)?;
    let book = Book::of(&xml_text(&opf)?, &root, stop)?;
    let encryption = package.part("META-INF/encryption.xml")?.unwrap_or_default();
    let locked = locked(&xml_text(&encryption)?, stop)?;
    let mut metadata = Metadata { file_name: file_name.to_owned(), ..Metadata::default() };
    properties::read(book.metadata.as_bytes(), &mut metadata, stop)?;

    let mut drafts: Vec<Draft> = Vec::new();
    let mut bytes = 0;
    let mut missing = 0;
    // Tables are counted through the whole article.
    let mut tables = 0;
    for name in &book.documents {
        stop.check()?;
        if locked.contains(name) {
            return Err(ReadError::Protected);
        }
        let Some(part) = package.part(name)? else {
            missing += 1;
            continue;
        };
        // The page reader needs several times the room of a page.
        if part.len() > MOST_TEXT {
            return Err(too_much_text());
        }
        let mut chapter = html::read_whole(&as_html(&xml_text(&part)?), stop)?;
        let before = tables;
        for cell in chapter.iter_mut().filter_map(|draft| draft.cell.as_mut()) {
            cell.table = cell.table.saturating_add(before);
            tables = tables.max(cell.table.saturating_add(1));
        }
        bytes += chapter.iter().map(|draft| draft.text.len()).sum::<usize>();
        drafts.append(&mut chapter);
        if bytes > MOST_TEXT {
            return Err(too_much_text());
        }
        if drafts.len() > MOST_BLOCKS {
            return Err(ReadError::TooManyParagraphs { limit: MOST_BLOCKS });
        }
    }
    let mut reading = finish_document(metadata, drafts, Trust::Properties, stop)?;
    if missing > 0 {
        let (what, is) = if missing == 1 { ("One chapter", "is") } else { ("Several chapters", "are") };
        let warning =
            format!("{what} that the book lists {is} missing from the file: its text is not whole.");
        reading.warnings.push(warning);
    }
    Ok(reading)
}

fn root_file(container: &str, stop: &Stop) -> Result<String, ReadError> {
    let mut xml = Xml::new(container, stop);
    while let Some(tag) = xml.open_inside(0)? {
        if let Some(path) = tag.get("full-path").filter(|_| tag.name == "rootfile") {
            return Ok(relative("", &decoded(&path)));
        }
    }
    Err(ReadError::Damaged { detail: "it does not say where its text is".to_owned() })
}

/// Names in books are written as addresses: a space is "%20".
fn decoded(path: &str) -> String {
    percent_decode_str(path).decode_utf8_lossy().into_owned()
}

#[derive(Default)]
struct Book {
    /// The properties of the book, as an XML document of their own.
    metadata: String,
    /// Parts with text, in reading order.
    documents: Vec<String>,
}

impl Book {
    fn of(opf: &str, root: &str, stop: &Stop) -> Result<Self, ReadError> {
        let mut xml = Xml::new(opf, stop);
        let mut items: HashMap<String, String> = HashMap::new();
        let mut spine = Vec::new();
        // A set, as everything here that is asked for each document: a hostile book lists a million of both.
        let mut guides = HashSet::new();
        let mut metadata = "<metadata>".to_owned();
        while let Some(piece) = xml.next()? {
            let Piece::Open(tag) = piece else { continue };
            let target = || tag.get("href").map(|href| relative(root, &decoded(&href)));
            match tag.name.as_str() {
                "title" | "creator" | "publisher" | "date" => {
                    let name = if tag.name == "date" { "created" } else { tag.name.as_str() };
                    let text = xml.text()?;
                    let text = quick_xml::escape::escape(text.as_str());
                    metadata.extend(["<", name, ">", &text, "</", name, ">"]);
                }
                "item" => {
                    let is_page = tag.get("media-type").is_none_or(|kind| kind.contains("html"));
                    let words = tag.get("properties").unwrap_or_default();
                    let is_navigation = words.split_whitespace().any(|word| word == "nav");
                    if let (Some(id), Some(path), true) = (tag.get("id"), target(), is_page && !is_navigation)
                    {
                        items.insert(id, path);
                    }
                }
                "itemref" => spine.extend(tag.get("idref")),
                // Books before EPUB 3 mark their page of contents here.
                "reference" if tag.get("type").is_some_and(|kind| kind == "toc") => guides.extend(target()),
                _ => {}
            }
        }
        metadata += "</metadata>";
        // A document stands once, whatever the spine says: repeating it costs nothing but time.
        let documents = spine.iter().filter_map(|id| items.remove(id));
        let documents = documents.filter(|path| !guides.contains(path)).collect();
        Ok(Self { metadata, documents })
    }
}

/// The parts that only the right program can unlock; fonts are scrambled in many open books.
fn locked(encryption: &str, stop: &Stop) -> Result<HashSet<String>, ReadError> {
    let mut xml = Xml::new(encryption, stop);
    let mut parts = HashSet::new();
    while let Some(tag) = xml.open_inside(0)? {
        if tag.name == "CipherReference" {
            parts.extend(tag.get("URI").map(|path| relative("", &decoded(&path))));
        }
    }
    Ok(parts)
}

/// In XHTML `<a id="x"/>` is an empty element, in HTML it stays open: what is empty gets its closing tag.
/// A page that is no XML is left as it is.
fn as_html(page: &str) -> Cow<'_, str> {
    let mut reader = Reader::from_str(page);
    let mut writer = Writer::new(Vec::with_capacity(page.len()));
    loop {
        let written = match reader.read_event() {
            Ok(Event::Eof) => break,
            Ok(Event::Empty(tag)) if !html::is_void(tag.local_name().as_ref()) => {
                let end = BytesEnd::new(AsRef::<str>::as_ref(&tag.name()).to_owned());
                writer.write_event(Event::Start(tag)).and_then(|()| writer.write_event(Event::End(end)))
            }
            // The declaration would be a comment to HTML, and its text is UTF-8 by now.
            Ok(Event::Decl(_) | Event::PI(_) | Event::DocType(_)) => Ok(()),
            Ok(event) => writer.write_event(event),
            Err(_) => return Cow::Borrowed(page),
        };
        if written.is_err() {
            return Cow::Borrowed(page);
        }
    }
    String::from_utf8(writer.into_inner()).map_or(Cow::Borrowed(page), Cow::Owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_elements_do_not_swallow_the_page() {
        let page = "<?xml version=\"1.0\"?><html><head><title/><script src=\"a\"/></head><body><p>ا<br/>ب&nbsp;<a id=\"x\"/></p></body></html>";
        assert_eq!(
            as_html(page),
            "<html><head><title></title><script src=\"a\"></script></head><body><p>ا<br/>ب&nbsp;<a id=\"x\"></a></p></body></html>"
        );
        assert_eq!(as_html("<p>a<br>b"), "<p>a<br>b");
    }
}
