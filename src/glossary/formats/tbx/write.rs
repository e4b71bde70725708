//! TBX-Basic, in the version and style that is asked for; valid by the core structure of each.

use super::super::table::{Row, Table};
use super::{Dialect, ENTRY_ID, FILLS, OWN, PREFIX};
use crate::glossary::Term;
use crate::text::markup::Markup;
use std::io;

/// `title` is the glossary's name; `table` holds the same terms, cell by cell.
pub fn write(table: &Table, terms: &[Term], dialect: Dialect, title: &str) -> Vec<u8> {
    // Writing to memory does not fail, so there is no error to pass on.
    document(table, terms, dialect, title).unwrap_or_default()
}

fn document(table: &Table, terms: &[Term], dialect: Dialect, title: &str) -> io::Result<Vec<u8>> {
    let mut markup = Markup::xml()?;
    let names = Names::of(dialect);
    markup.element(names.root, names.root_attributes, |markup| {
        markup.element(names.header, &[], |markup| {
            markup.element("fileDesc", &[], |markup| {
                markup.element("titleStmt", &[], |markup| markup.text_element("title", &[], title))?;
                markup.element("sourceDesc", &[], |markup| {
                    markup.text_element("p", &[], "An Arabic-English glossary, written by Tarjuman")
                })
            })
        })?;
        markup.element("text", &[], |markup| {
            // A body has entries, or is not there.
            if terms.is_empty() {
                return Ok(());
            }
            markup.element("body", &[], |markup| {
                for (term, row) in terms.iter().zip(&table.rows) {
                    Writer { names: &names, dialect }.entry(markup, term, &table.header, row)?;
                }
                Ok(())
            })
        })
    })?;
    Ok(markup.finish())
}

/// What the versions call their elements.
struct Names {
    root: &'static str,
    root_attributes: &'static [(&'static str, &'static str)],
    header: &'static str,
    entry: &'static str,
    language: &'static str,
    term: &'static str,
}

impl Names {
    const fn of(dialect: Dialect) -> Self {
        match dialect {
            Dialect::V2 => Self {
                root: "martif",
                root_attributes: &[("type", "TBX-Basic"), ("xml:lang", "ar")],
                header: "martifHeader",
                entry: "termEntry",
                language: "langSet",
                term: "tig",
            },
            Dialect::V3Dca => Self::third(DCA),
            Dialect::V3Dct => Self::third(DCT),
        }
    }

    const fn third(root_attributes: &'static [(&'static str, &'static str)]) -> Self {
        Self {
            root: "tbx",
            root_attributes,
            header: "tbxHeader",
            entry: "conceptEntry",
            language: "langSec",
            term: "termSec",
        }
    }
}

const DCA: &[(&str, &str)] =
    &[("type", "TBX-Basic"), ("style", "dca"), ("xml:lang", "ar"), ("xmlns", "urn:iso:std:iso:30042:ed-2")];

const DCT: &[(&str, &str)] = &[
    ("type", "TBX-Basic"),
    ("style", "dct"),
    ("xml:lang", "ar"),
    ("xmlns", "urn:iso:std:iso:30042:ed-2"),
    ("xmlns:min", "http://www.tbxinfo.net/ns/min"),
    ("xmlns:basic", "http://www.tbxinfo.net/ns/basic"),
    ("xmlns:ling", "http://www.tbxinfo.net/ns/linguist"),
    ("xmlns:tarjuman", "urn:tarjuman:glossary"),
];

struct Writer<'n> {
    names: &'n Names,
    dialect: Dialect,
}

/// What a category is called in DCA style, and in DCT style.
struct Category(&'static str, &'static str, &'static str);

const DOMAIN: Category = Category("descrip", "subjectField", "min:subjectField");
const LINK: Category = Category("admin", "source", "basic:source");
const GENDER: Category = Category("termNote", "grammaticalGender", "basic:grammaticalGender");
const NUMBER: Category = Category("termNote", "grammaticalNumber", "ling:grammaticalNumber");
const KIND_OF_TERM: Category = Category("termNote", "termType", "basic:termType");
const STATUS: Category = Category("termNote", "administrativeStatus", "min:administrativeStatus");

/// Columns that came from a term bank and have a place in an entry there.
const OF_TERM_BANKS: &[(&str, Category)] = &[
    ("definition", Category("descrip", "definition", "basic:definition")),
    ("context", Category("descrip", "context", "basic:context")),
];

/// Columns that have a place of their own in an entry.
const PLACED: &[&str] = &[
    "source",
    "target",
    "variants",
    "plural",
    "forbidden",
    "note",
    "domain",
    "gender",
    "first mention",
    "later mention",
    "source link",
];

impl Writer<'_> {
    fn entry(&self, markup: &mut Markup, term: &Term, header: &[String], row: &Row) -> io::Result<()> {
        // The header is row 1, so the first entry is number 1 again.
        let id = format!("{ENTRY_ID}{}", row.number - 1);
        let cell = |name: &str| {
            let at = header.iter().position(|column| column == name);
            at.and_then(|at| row.cells.get(at)).map_or("", String::as_str)
        };
        markup.element(self.names.entry, &[("id", &id)], |markup| {
            self.say(markup, &DOMAIN, &term.domain)?;
            self.say(markup, &LINK, &term.source_link)?;
            for (column, value) in header.iter().zip(&row.cells) {
                let known = OF_TERM_BANKS.iter().find(|(name, _)| name == column);
                match known {
                    _ if PLACED.contains(&column.as_str()) => {}
                    // A place of TBX gives the text back without white space around it.
                    Some((_, category)) if value.trim() == value => self.say(markup, category, value)?,
                    _ => self.own(markup, column, value)?,
                }
            }
            if !term.note.is_empty() {
                markup.text_element("note", &[], &term.note)?;
            }
            markup.element(self.names.language, &[("xml:lang", "ar")], |markup| {
                self.term(
                    markup,
                    &term.source,
                    &[(&STATUS, "preferredTerm-admn-sts"), (&GENDER, cell("gender"))],
                    "",
                )?;
                for variant in &term.variants {
                    self.term(markup, variant, &[(&KIND_OF_TERM, "variant")], "")?;
                }
                for plural in &term.plural {
                    self.term(markup, plural, &[(&NUMBER, "plural")], "")?;
                }
                Ok(())
            })?;
            let mentions = [("first mention", &term.first_mention), ("later mention", &term.later_mention)];
            if term.target.is_empty()
                && term.forbidden.is_empty()
                && mentions.iter().all(|(_, text)| text.is_empty())
            {
                return Ok(());
            }
            markup.element(self.names.language, &[("xml:lang", "en")], |markup| {
                if !term.target.is_empty() {
                    self.term(markup, &term.target, &[(&STATUS, "preferredTerm-admn-sts")], "")?;
                }
                for (column, text) in mentions.iter().filter(|(_, text)| !text.is_empty()) {
                    self.term(markup, text, &[], column)?;
                }
                for forbidden in &term.forbidden {
                    self.term(markup, forbidden, &[(&STATUS, "deprecatedTerm-admn-sts")], "")?;
                }
                Ok(())
            })
        })
    }

    /// A term with what is said about it; `fills` is the column of ours it stands for, where TBX does not tell.
    fn term(
        &self,
        markup: &mut Markup,
        text: &str,
        said: &[(&Category, &str)],
        fills: &str,
    ) -> io::Result<()> {
        markup.element(self.names.term, &[], |markup| {
            markup.text_element("term", &[], text)?;
            for (category, value) in said {
                self.say(markup, category, value)?;
            }
            if fills.is_empty() {
                Ok(())
            } else if self.dialect == Dialect::V3Dct {
                markup.text_element(&format!("{PREFIX}:fills"), &[], fills)
            } else {
                markup.text_element("admin", &[("type", FILLS)], fills)
            }
        })
    }

    fn say(&self, markup: &mut Markup, category: &Category, value: &str) -> io::Result<()> {
        let Category(element, kind, name) = category;
        if value.is_empty() {
            Ok(())
        } else if self.dialect == Dialect::V3Dct {
            markup.text_element(name, &[], value)
        } else {
            markup.text_element(element, &[("type", kind)], value)
        }
    }

    fn own(&self, markup: &mut Markup, column: &str, value: &str) -> io::Result<()> {
        if value.is_empty() {
            Ok(())
        } else if self.dialect == Dialect::V3Dct {
            markup.text_element(&format!("{PREFIX}:column"), &[("name", column)], value)
        } else {
            markup.text_element("admin", &[("type", &format!("{OWN}{column}"))], value)
        }
    }
}
