//! The glossaries that come with the program, compiled in so that it works without a folder beside it.

use super::csv;
use super::term::Glossary;

/// Title and file, in the order of precedence.
static FILES: &[(&str, &str)] = &[
    ("People", include_str!("../../glossary/people.csv")),
    ("Places", include_str!("../../glossary/places.csv")),
    ("Organisations", include_str!("../../glossary/organisations.csv")),
    ("Terms", include_str!("../../glossary/terms.csv")),
];

/// All shipped glossaries. Their rows are checked by the tests, so there are no warnings to pass on.
#[must_use]
pub fn shipped() -> Vec<Glossary> {
    FILES.iter().map(|(name, file)| csv::read(name, file.as_bytes()).0).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::arabic::fold;
    use std::collections::HashMap;

    #[test]
    fn every_shipped_row_reads_without_a_warning() {
        for (name, file) in FILES {
            let (glossary, warnings) = csv::read(name, file.as_bytes());
            assert!(warnings.is_empty(), "{name}: {}", warnings[0]);
            assert!(!glossary.terms.is_empty(), "{name}");
            assert!(glossary.terms.iter().all(|term| !term.target.is_empty()), "{name}");
        }
    }

    #[test]
    fn no_source_is_listed_twice() {
        let mut seen = HashMap::new();
        for term in shipped().into_iter().flat_map(|glossary| glossary.terms) {
            let earlier = seen.insert(fold(&term.source).text().to_owned(), term.source.clone());
            assert_eq!(earlier, None, "{}", term.source);
        }
    }
}
