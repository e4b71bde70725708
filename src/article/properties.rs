//! Title, author and date as a document's own properties give them (Dublin Core, in DOCX, ODT and EPUB).

use super::fold::collapse;
use super::xml::{Xml, xml_text};
use super::{Metadata, ReadError, Stop};

/// Fills what `metadata` does not know yet.
///
/// # Errors
/// As for any XML.
pub(super) fn read(part: &[u8], metadata: &mut Metadata, stop: &Stop) -> Result<(), ReadError> {
    let text = xml_text(part)?;
    let mut xml = Xml::new(&text, stop);
    let mut modified = String::new();
    let mut is_written_by = false;
    while let Some(tag) = xml.open_inside(0)? {
        let to = match tag.name.as_str() {
            "title" => &mut metadata.title,
            // What ODT calls the creator is who saved it last; who wrote it has a name of its own.
            "initial-creator" => {
                metadata.author = collapse(&xml.text()?);
                is_written_by = true;
                continue;
            }
            "creator" if !is_written_by => {
                let name = collapse(&xml.text()?);
                if !name.is_empty() && !metadata.author.is_empty() {
                    metadata.author.push_str("، ");
                }
                metadata.author.push_str(&name);
                continue;
            }
            "publisher" => &mut metadata.site,
            "created" | "creation-date" => &mut metadata.published,
            // Dublin Core's date is the day of publication in books; in ODT that of the last change.
            "modified" | "date" => &mut modified,
            _ => continue,
        };
        let found = collapse(&xml.text()?);
        if to.is_empty() {
            *to = found;
        }
    }
    if is_placeholder(&metadata.title) {
        metadata.title.clear();
    }
    if metadata.published.is_empty() {
        metadata.published = modified;
    }
    Ok(())
}

/// What programs write where nobody gave a title: "Microsoft Word - a.docx", "Document1", "Untitled".
fn is_placeholder(title: &str) -> bool {
    let title = title.to_ascii_lowercase();
    let is_numbered = |word: &str| {
        title.strip_prefix(word).is_some_and(|rest| rest.trim().chars().all(|c| c.is_ascii_digit()))
    };
    title.starts_with("microsoft word") || ["document", "untitled", "مستند"].iter().any(|w| is_numbered(w))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(part: &str) -> Metadata {
        let mut metadata = Metadata::default();
        read(part.as_bytes(), &mut metadata, &Stop::default()).unwrap();
        metadata
    }

    #[test]
    fn properties_become_metadata() {
        let word = of("<cp:coreProperties><dc:title> عنوان\n طويل </dc:title><dc:creator>ليلى</dc:creator>\
            <dcterms:created>2020-10-24T08:00:00Z</dcterms:created><dcterms:modified>2026</dcterms:modified></cp:coreProperties>");
        assert_eq!((word.title.as_str(), word.author.as_str()), ("عنوان طويل", "ليلى"));
        assert_eq!(word.published, "2020-10-24T08:00:00Z");
        let writer = of("<m><o:meta><meta:initial-creator>ليلى</meta:initial-creator>\
            <dc:creator>سامي</dc:creator><dc:date>2021</dc:date><dc:title>Document1</dc:title></o:meta></m>");
        assert_eq!((writer.author.as_str(), writer.published.as_str()), ("ليلى", "2021"));
        assert_eq!(writer.title, "", "a title that nobody gave");
    }
}
