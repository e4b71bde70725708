//! Reads the documents of Word and of everything that writes its format (ECMA-376, transitional and strict).
//!
//! A package of XML parts that point at each other. Only parts with text are unpacked: pictures, fonts and
//! macros are not looked at, headers, footers and comments are not the article.

mod body;
mod styles;

use super::flow::Flow;
use super::package::{Package, relative};
use super::xml::{Xml, xml_text};
use super::{Metadata, ReadError, ReadOptions, Reading, Stop, properties};
use std::collections::HashMap;

/// # Errors
/// See [`super::read`].
pub(super) fn read(bytes: &[u8], file_name: &str, options: &ReadOptions) -> Result<Reading, ReadError> {
    let stop = &options.stop;
    let mut package = Package::open(bytes, stop)?;
    let root = Relations::of(&mut package, "", stop)?;
    let main = root.of_kind("officeDocument").unwrap_or_else(|| "word/document.xml".to_owned());
    let relations = Relations::of(&mut package, &main, stop)?;
    let styles = match relations.of_kind("styles") {
        Some(name) => package.part(&name)?.unwrap_or_default(),
        None => Vec::new(),
    };
    let styles = styles::Styles::read(&xml_text(&styles)?, stop)?;

    let mut flow = Flow::default();
    let part = package.need(&main)?;
    body::read(&xml_text(&part)?, &mut flow, &styles, &relations, stop)?;
    drop(part);
    for kind in ["footnotes", "endnotes"] {
        let Some(name) = relations.of_kind(kind) else { continue };
        let Some(part) = package.part(&name)? else { continue };
        let links = Relations::of(&mut package, &name, stop)?;
        flow.begin_note();
        body::read(&xml_text(&part)?, &mut flow, &styles, &links, stop)?;
        flow.end_note();
    }

    let mut metadata = Metadata { file_name: file_name.to_owned(), ..Metadata::default() };
    let core = root.of_kind("core-properties").unwrap_or_else(|| "docProps/core.xml".to_owned());
    if let Some(part) = package.part(&core)? {
        properties::read(&part, &mut metadata, stop)?;
    }
    flow.finish(metadata, stop)
}

/// What a part points at.
#[derive(Default)]
pub(crate) struct Relations {
    /// Addresses outside the package, by their id.
    pub links: HashMap<String, String>,
    parts: Vec<Related>,
}

/// A part that another one names.
#[derive(Debug)]
struct Related {
    id: String,
    /// The last word of it: the beginning differs between transitional and strict.
    kind: String,
    name: String,
}

impl Relations {
    /// Those of the part `of`; of the package itself for "".
    pub fn of(package: &mut Package<'_>, of: &str, stop: &Stop) -> Result<Self, ReadError> {
        let (folder, name) = of.rsplit_once('/').map_or(("", of), |(folder, name)| (folder, name));
        let slash = if folder.is_empty() { "" } else { "/" };
        let mut relations = Self::default();
        let Some(part) = package.part(&format!("{folder}{slash}_rels/{name}.rels"))? else {
            return Ok(relations);
        };
        let text = xml_text(&part)?;
        let mut xml = Xml::new(&text, stop);
        while let Some(tag) = xml.open_inside(0)? {
            let (Some(id), Some(target)) = (tag.get("Id"), tag.get("Target")) else { continue };
            if tag.get("TargetMode").is_some_and(|mode| mode.eq_ignore_ascii_case("external")) {
                relations.links.insert(id, target);
            } else {
                let kind = tag.get("Type").unwrap_or_default();
                let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                relations.parts.push(Related { id, kind, name: relative(of, &target) });
            }
        }
        Ok(relations)
    }

    pub fn of_kind(&self, kind: &str) -> Option<String> {
        self.parts.iter().find(|part| part.kind == kind).map(|part| part.name.clone())
    }

    pub fn of_id(&self, id: &str) -> Option<String> {
        self.parts.iter().find(|part| part.id == id).map(|part| part.name.clone())
    }
}
