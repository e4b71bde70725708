//! The words that the window uses, for those who meet them for the first time. `docs/terms.md` has all words, for those
//! who change the program; what is in both must mean the same.

/// A word and what it is, in one sentence without a full stop.
pub struct Word {
    pub word: &'static str,
    pub meaning: &'static str,
}

const fn word(word: &'static str, meaning: &'static str) -> Word {
    Word { word, meaning }
}

/// By topic: what is worked on, names, suggestions, documents.
pub const WORDS: &[(&str, &[Word])] = &[
    (
        "The work",
        &[
            word("article", "a saved web page, text or document, as it was read"),
            word(
                "project",
                "one translation job: one or more articles with their drafts, in a file of its own",
            ),
            word("segment", "one sentence, heading or caption with its draft: a row of the window"),
            word("source", "the Arabic of a segment; it is never changed"),
            word("draft", "the English of a segment, and the status of one that is not confirmed yet"),
            word("confirmed", "you have said that the draft is right; a change makes it a draft again"),
            word("left out", "not part of the article, such as menus and “read more”: folded, not deleted"),
            word("to split, to join", "one segment becomes two, or two become one"),
            word(
                "note, query",
                "a remark to a segment; a query is a question that is open until it is settled",
            ),
            word("translator’s note", "what you say to the reader at the head of exported documents"),
            word("backup", "the project as it was at an earlier time; kept by itself"),
        ],
    ),
    (
        "Names and terms",
        &[
            word("glossary", "a file of terms; several are stacked, and the higher one wins"),
            word("term", "a name or expression with its English, kind and other spellings"),
            word("clitic", "a letter joined to the front of an Arabic word, such as و, ب or ل"),
            word("variant", "another Arabic spelling of a term"),
            word("forbidden", "an English rendering that must not be used for a term"),
            word("unknown name", "words that look like a name and that no glossary has"),
            word("romanisation", "an Arabic name in Latin letters, offered for an unknown name"),
        ],
    ),
    (
        "Suggestions",
        &[
            word("translation memory", "what you have confirmed so far, in every project"),
            word("match", "a unit of the memory whose Arabic is like this one; 100 % is the same"),
            word("concordance", "all units of the memory that hold what you selected"),
            word("service", "something that translates when you ask it, here or on the Internet"),
            word("first pass", "suggestions for all segments without a draft, in one go"),
            word("consent", "your permission to send the text of a project to a service; never assumed"),
        ],
    ),
    (
        "Documents",
        &[
            word("layout", "side by side, line below line, or the English alone"),
            word("correction", "what somebody changed in an exported document that came back"),
        ],
    ),
];

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_word_stands_once_and_in_the_engineers_list_too() {
        let terms = include_str!("../../docs/terms.md").to_lowercase();
        let mut seen = BTreeSet::new();
        for Word { word, meaning } in WORDS.iter().flat_map(|(_, words)| *words) {
            assert!(seen.insert(*word), "{word} is there twice");
            assert!(!meaning.ends_with('.') && !meaning.is_empty(), "{word}");
            for part in word.trim_start_matches("to ").split(", ") {
                let part = part.trim_start_matches("to ");
                assert!(terms.contains(part), "docs/terms.md does not have “{part}”");
            }
        }
    }
}
