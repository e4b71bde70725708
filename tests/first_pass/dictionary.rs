//! A dictionary as dictd has it.

use std::fs;
use std::path::Path;

/// Writes one with these words and what they mean; it calls itself “Words of ours”.
pub fn write(folder: &Path, entries: &[(&str, &str)]) {
    fs::create_dir_all(folder).unwrap();
    let (mut index, mut text) = (String::new(), String::new());
    let title = ("00-database-short", "Words of ours");
    for (word, meaning) in std::iter::once(&title).chain(entries) {
        let article = format!("{word}\n{meaning}\n");
        let line = [(*word).to_owned(), base_64(text.len()), base_64(article.len())].join("\t");
        index.push_str(&line);
        index.push('\n');
        text.push_str(&article);
    }
    fs::write(folder.join("words.index"), index).unwrap();
    fs::write(folder.join("words.dict"), text).unwrap();
}

/// Numbers below 262,144, as the index writes them.
fn base_64(number: usize) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    [number / 4096 % 64, number / 64 % 64, number % 64]
        .map(|digit| char::from(DIGITS[digit]))
        .iter()
        .collect()
}
