//! Reads the documents of `LibreOffice` and `OpenOffice` (ODF 1.0 to 1.3), packed or as one flat XML file.

mod body;
mod styles;

use super::flow::Flow;
use super::package::Package;
use super::xml::xml_text;
use super::{Metadata, ReadError, ReadOptions, Reading, properties};
use styles::Styles;

/// # Errors
/// See [`super::read`].
pub(super) fn read(bytes: &[u8], file_name: &str, options: &ReadOptions) -> Result<Reading, ReadError> {
    let stop = &options.stop;
    let mut package = Package::open(bytes, stop)?;
    let manifest = package.part("META-INF/manifest.xml")?.unwrap_or_default();
    if memchr::memmem::find(&manifest, b"encryption-data").is_some() {
        return Err(ReadError::Protected);
    }
    let mut styles = Styles::default();
    if let Some(part) = package.part("styles.xml")? {
        styles.add(&xml_text(&part)?, stop)?;
    }
    let content = package.need("content.xml")?;
    let content = xml_text(&content)?;
    styles.add(&content, stop)?;
    let mut flow = Flow::default();
    body::read(&content, &mut flow, &styles, stop)?;
    let mut metadata = Metadata { file_name: file_name.to_owned(), ..Metadata::default() };
    if let Some(part) = package.part("meta.xml")? {
        properties::read(&part, &mut metadata, stop)?;
    }
    flow.finish(metadata, stop)
}

/// Reads the flat form, in which all parts stand in one file.
///
/// # Errors
/// See [`super::read`].
pub(super) fn read_flat(bytes: &[u8], file_name: &str, options: &ReadOptions) -> Result<Reading, ReadError> {
    let stop = &options.stop;
    let text = xml_text(bytes)?;
    let mut styles = Styles::default();
    styles.add(&text, stop)?;
    let mut flow = Flow::default();
    body::read(&text, &mut flow, &styles, stop)?;
    let mut metadata = Metadata { file_name: file_name.to_owned(), ..Metadata::default() };
    if let Some(meta) = text.find("<office:meta>").and_then(|from| text.get(from..)) {
        // Behind its end comes the rest of the document, which has no properties.
        let end = meta.find("</office:meta>").map_or(0, |end| end + "</office:meta>".len());
        properties::read(meta.get(..end).unwrap_or_default().as_bytes(), &mut metadata, stop)?;
    }
    flow.finish(metadata, stop)
}
