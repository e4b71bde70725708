//! The address that searches the web for some words. Nothing is sent from here: the window opens the address
//! in the user's browser, and only when asked.

use super::settings::WORDS_TO_SEARCH;

/// The address of a search for `words`, from a pattern with `{}` where the words go.
#[must_use]
pub fn address(pattern: &str, words: &str) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let encoded: String = form_urlencoded::byte_serialize(words.as_bytes()).collect();
    pattern.replacen(WORDS_TO_SEARCH, &encoded, 1)
}

/// Who will read the words: the host in the pattern, without `www.`.
#[must_use]
pub fn host(pattern: &str) -> &str {
    let rest = pattern.split_once("://").map_or(pattern, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    host.strip_prefix("www.").unwrap_or(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_encoded_and_the_host_is_named() {
        let pattern = "https://www.example.org/find?q={}&l=ar";
        assert_eq!(
            address(pattern, " قره\nباغ & co "),
            "https://www.example.org/find?q=%D9%82%D8%B1%D9%87+%D8%A8%D8%A7%D8%BA+%26+co&l=ar"
        );
        assert_eq!(host(pattern), "example.org");
    }
}
