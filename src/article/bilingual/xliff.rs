//! XLIFF 1.2 and 2.x: units of a text with the translations made so far.
//!
//! The two versions name things differently but nest alike: files hold groups, groups hold units, units hold
//! source and target, in 2.x in segments. Whether something is to be translated is inherited from what stands around
//! it, unless it says so itself.

use super::Units;
use super::inline::{self, Codes, Inline};
use crate::article::xml::{Piece, Tag, Xml};
use crate::article::{Given, ReadError, Stop};
use crate::text::Rich;
use std::collections::HashMap;

pub(super) fn read(text: &str, units: &mut Units, stop: &Stop) -> Result<(), ReadError> {
    let mut xml = Xml::new(text, stop);
    let mut reading = Reading { units, translates: vec![true], unit: Unit::default() };
    while let Some(piece) = xml.next()? {
        match piece {
            Piece::Open(tag) => reading.open(&tag, &mut xml)?,
            Piece::Close(name) => reading.close(&name)?,
            Piece::Text(_) => {}
        }
    }
    Ok(())
}

struct Reading<'a> {
    units: &'a mut Units,
    /// For each open file, group and unit, whether it is to be translated.
    translates: Vec<bool>,
    unit: Unit,
}

/// A unit of 1.2, or a segment of 2.x.
#[derive(Default)]
struct Unit {
    source: Inline,
    /// The source cut into sentences, where a 1.2 file has that.
    cut: Vec<(String, Rich)>,
    target: Inline,
    is_confirmed: bool,
    codes: Codes,
}

impl Reading<'_> {
    fn open(&mut self, tag: &Tag<'_>, xml: &mut Xml<'_>) -> Result<(), ReadError> {
        match tag.name.as_str() {
            "xliff" => self.languages(tag, "srcLang", "trgLang"),
            "file" => {
                self.languages(tag, "source-language", "target-language");
                self.enter(tag);
            }
            "group" => self.enter(tag),
            "unit" => {
                self.enter(tag);
                self.unit = Unit::default();
            }
            "trans-unit" => {
                self.enter(tag);
                let is_confirmed = tag.get("approved").as_deref() == Some("yes");
                self.unit = Unit { is_confirmed, ..Unit::default() };
            }
            "segment" => {
                let state = tag.get("state").unwrap_or_default();
                let is_confirmed = matches!(state.as_str(), "reviewed" | "final");
                let codes = std::mem::take(&mut self.unit.codes);
                self.unit = Unit { is_confirmed, codes, ..Unit::default() };
            }
            "data" => {
                let id = tag.get("id").unwrap_or_default();
                let code = xml.text()?;
                self.unit.codes.insert(id, code);
            }
            "source" => self.unit.source = inline::read(xml, &self.unit.codes)?,
            "seg-source" => self.unit.cut = inline::read(xml, &self.unit.codes)?.segments,
            "target" => {
                let state = tag.get("state").unwrap_or_default();
                self.unit.is_confirmed |= matches!(state.as_str(), "translated" | "final" | "signed-off");
                self.unit.target = inline::read(xml, &self.unit.codes)?;
            }
            // Proposals from memories have sources and targets too; white space between segments is none.
            "alt-trans" | "matches" | "glossary" | "note" | "notes" | "header" | "ignorable" | "skeleton"
            | "bin-unit" | "metadata" | "changeTrack" => xml.skip()?,
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, name: &str) -> Result<(), ReadError> {
        match name {
            "file" | "group" | "unit" => {
                self.translates.pop();
            }
            "trans-unit" => {
                self.unit_ends()?;
                self.translates.pop();
            }
            "segment" => self.unit_ends()?,
            _ => {}
        }
        Ok(())
    }

    fn enter(&mut self, tag: &Tag<'_>) {
        let around = self.translates.last().copied().unwrap_or(true);
        let own = tag.get("translate").map(|value| value != "no");
        self.translates.push(own.unwrap_or(around));
    }

    /// Files in one XLIFF 1.2 document may differ; the first that is not from Arabic is the one to warn about.
    fn languages(&mut self, tag: &Tag<'_>, source: &str, target: &str) {
        if let Some(language) = tag.get(source)
            && (self.units.source_language.is_empty() || !super::is_arabic(&language))
        {
            self.units.source_language = language;
        }
        if let Some(language) = tag.get(target) {
            self.units.target_language = language;
        }
    }

    fn unit_ends(&mut self) -> Result<(), ReadError> {
        let is_translated = self.translates.last().copied().unwrap_or(true);
        let codes = std::mem::take(&mut self.unit.codes);
        let Unit { source, cut, target, is_confirmed, .. } = std::mem::take(&mut self.unit);
        // The next segment of the unit shares them.
        self.unit.codes = codes;
        let given = |target: Rich| Given {
            confirmed: is_confirmed && !target.text.is_empty(),
            draft: target.text,
            marks: target.marks,
        };
        // Text outside the sentences would be lost, and so would a translation that is not cut like them.
        let is_all = letters(&source.rich) == cut.iter().map(|(_, part)| letters(part)).sum::<usize>();
        if cut.len() < 2 || !is_all || (!target.rich.text.is_empty() && target.segments.is_empty()) {
            return self.units.push(source.rich, given(target.rich), is_translated);
        }
        let mut targets: HashMap<String, Rich> = target.segments.into_iter().collect();
        for (number, source) in cut {
            let target = targets.remove(&number).unwrap_or_default();
            self.units.push(source, given(target), is_translated)?;
        }
        Ok(())
    }
}

fn letters(rich: &Rich) -> usize {
    rich.text.chars().filter(|character| !character.is_whitespace()).count()
}
