//! Terms marked inside the text that is sent, and the text without the marks.

use crate::machine::request::{Sentence, WantedTerm};
use scraper::Html;

/// The text with `mark` in the place of each term; what stands between passes through `escape`.
pub fn marked(
    sentence: &Sentence,
    escape: impl Fn(&str) -> String,
    mark: impl Fn(&WantedTerm, &str) -> String,
) -> String {
    let mut text = String::new();
    let mut end = 0;
    for term in &sentence.terms {
        let (Some(between), written) =
            (sentence.text.get(end..term.span.start), term.span.of(&sentence.text))
        else {
            continue;
        };
        if written.is_empty() {
            continue;
        }
        text.push_str(&escape(between));
        text.push_str(&mark(term, written));
        end = term.span.end;
    }
    text.push_str(&escape(sentence.text.get(end..).unwrap_or_default()));
    text
}

/// HTML in which the English of each term stands already, and is not to be translated.
pub fn html_with_english(sentence: &Sentence) -> String {
    marked(sentence, escape_html, |term, _| {
        format!("<span translate=\"no\">{}</span>", escape_html(&term.english))
    })
}

pub fn escape_html(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// The text of a piece of HTML: without elements, entities resolved.
pub fn text_of_html(html: &str) -> String {
    Html::parse_fragment(html).root_element().text().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    #[test]
    fn terms_are_marked_where_they_stand() {
        let text = "قال & وحماس \"هنا\"";
        let start = text.find("حماس").unwrap();
        let term = WantedTerm {
            span: Span::new(start, start + "حماس".len()),
            english: "Ham<as".to_owned(),
            ..WantedTerm::default()
        };
        let wrong = WantedTerm { span: Span::new(1, 2), ..WantedTerm::default() };
        let sentence = Sentence { text: text.to_owned(), terms: vec![wrong, term] };
        let html = html_with_english(&sentence);
        assert_eq!(html, "قال &amp; و<span translate=\"no\">Ham&lt;as</span> &quot;هنا&quot;");
        assert_eq!(text_of_html(&html), "قال & وHam<as \"هنا\"");
        assert_eq!(text_of_html("It&#39;s &lt;b&gt; &nbsp;fine"), "It's <b> \u{a0}fine");
    }
}
