//! What of a term is text that the user writes, as one text each: what a cell or a field of a form shows and takes
//! back.

use crate::glossary::Term;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TermField {
    Arabic,
    English,
    Domain,
    Note,
    /// One a line, as the next two.
    Variants,
    Plural,
    Forbidden,
    FirstMention,
    LaterMention,
    SourceLink,
}

impl TermField {
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Arabic => "Arabic",
            Self::English => "English",
            Self::Domain => "Domain",
            Self::Note => "Note",
            Self::Variants => "Variants",
            Self::Plural => "Plural forms",
            Self::Forbidden => "Forbidden English",
            Self::FirstMention => "First mention",
            Self::LaterMention => "Later mention",
            Self::SourceLink => "Source link",
        }
    }

    /// Shown while the field is empty.
    #[must_use]
    pub const fn hint(self) -> &'static str {
        match self {
            Self::Variants => "Other spellings, one a line",
            Self::Plural => "Broken plurals, one a line",
            Self::Forbidden => "Not to be used, one a line",
            Self::FirstMention => "Mike Pompeo, the US secretary of state",
            Self::LaterMention => "Pompeo",
            Self::Domain => "military, energy",
            Self::SourceLink => "Where the rendering comes from",
            Self::Arabic | Self::English | Self::Note => "",
        }
    }

    /// Whether it holds several values, one a line.
    #[must_use]
    pub const fn is_list(self) -> bool {
        matches!(self, Self::Variants | Self::Plural | Self::Forbidden)
    }

    #[must_use]
    pub fn text(self, term: &Term) -> String {
        match self {
            Self::Arabic => term.source.clone(),
            Self::English => term.target.clone(),
            Self::Domain => term.domain.clone(),
            Self::Note => term.note.clone(),
            Self::Variants => term.variants.join("\n"),
            Self::Plural => term.plural.join("\n"),
            Self::Forbidden => term.forbidden.join("\n"),
            Self::FirstMention => term.first_mention.clone(),
            Self::LaterMention => term.later_mention.clone(),
            Self::SourceLink => term.source_link.clone(),
        }
    }

    pub fn set(self, term: &mut Term, text: &str) {
        let list =
            || text.lines().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect();
        match self {
            Self::Arabic => text.clone_into(&mut term.source),
            Self::English => text.clone_into(&mut term.target),
            Self::Domain => text.clone_into(&mut term.domain),
            Self::Note => text.clone_into(&mut term.note),
            Self::Variants => term.variants = list(),
            Self::Plural => term.plural = list(),
            Self::Forbidden => term.forbidden = list(),
            Self::FirstMention => text.clone_into(&mut term.first_mention),
            Self::LaterMention => text.clone_into(&mut term.later_mention),
            Self::SourceLink => text.clone_into(&mut term.source_link),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_field_takes_it_gives_back() {
        let fields = [
            TermField::Arabic,
            TermField::English,
            TermField::Domain,
            TermField::Note,
            TermField::Variants,
            TermField::Plural,
            TermField::Forbidden,
            TermField::FirstMention,
            TermField::LaterMention,
            TermField::SourceLink,
        ];
        let mut term = Term::default();
        for field in fields {
            field.set(&mut term, field.title());
        }
        for field in fields {
            assert_eq!(field.text(&term), field.title());
        }
        TermField::Variants.set(&mut term, " ترامب \n\nترمپ\n");
        assert_eq!(TermField::Variants.text(&term), "ترامب\nترمپ");
    }
}
