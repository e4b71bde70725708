//! The web addresses that the body links to, each with the name under which the package knows it.

use super::super::Document;
use super::super::stretches::stretches;
use crate::text::Span;
use std::collections::HashMap;

/// Addresses and their numbers.
#[derive(Debug, Default)]
pub struct Links {
    numbers: HashMap<String, usize>,
    /// In the order of their numbers.
    pub addresses: Vec<String>,
}

impl Links {
    pub fn of(document: &Document) -> Self {
        let mut links = Self::default();
        for row in &document.rows {
            for (text, marks) in [(&row.draft, &row.marks), (&row.source, &row.source_marks)] {
                let found = stretches(text, marks, Span::new(0, text.len()));
                found.into_iter().filter_map(|stretch| stretch.link).for_each(|link| links.add(link));
            }
        }
        links
    }

    fn add(&mut self, address: String) {
        if !self.numbers.contains_key(&address) {
            self.numbers.insert(address.clone(), self.addresses.len());
            self.addresses.push(address);
        }
    }

    /// The id of the relationship that leads there.
    pub fn reference(&self, address: &str) -> Option<String> {
        self.numbers.get(address).map(|number| Self::id(*number))
    }

    pub fn id(number: usize) -> String {
        format!("rIdLink{}", number + 1)
    }
}
