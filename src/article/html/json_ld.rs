//! Reads the JSON-LD of a page as sites write it: in comments, broken, as a graph of objects that name each other.

use super::metadata::clean;
use serde_json::Value;

/// JSON as pages have it: in comments, and with line breaks inside strings.
pub(super) fn json(text: &str) -> Option<Value> {
    let text = text
        .trim()
        .trim_start_matches("<!--")
        .trim_start_matches("//<![CDATA[")
        .trim_start_matches("<![CDATA[");
    let text =
        text.trim_end().trim_end_matches("-->").trim_end_matches("//]]>").trim_end_matches("]]>").trim_end();
    let text = text.trim_end_matches(';').trim();
    serde_json::from_str(text)
        .or_else(|_| serde_json::from_str(&text.replace(|c: char| c.is_control(), " ")))
        .ok()
}

/// Arrays, `@graph` and `mainEntity` are nested a few levels deep; deeper is not about this page.
pub(super) const DEEPEST_JSON: usize = 6;

/// The object that describes the article, wherever the site has put it.
pub(super) fn news_article(value: &Value, depth: usize) -> Option<&serde_json::Map<String, Value>> {
    let depth = depth.checked_sub(1)?;
    match value {
        Value::Array(values) => values.iter().find_map(|value| news_article(value, depth)),
        Value::Object(object) if is_article(object.get("@type")) => Some(object),
        Value::Object(object) => ["@graph", "mainEntity", "mainEntityOfPage"]
            .iter()
            .find_map(|key| news_article(object.get(*key)?, depth)),
        _ => None,
    }
}

/// The name of the object that `id` stands for.
pub(super) fn named(value: &Value, id: &str, depth: usize) -> Option<String> {
    let depth = depth.checked_sub(1)?;
    match value {
        Value::Array(values) => values.iter().find_map(|value| named(value, id, depth)),
        Value::Object(object) => {
            let is_it = object.get("@id").and_then(Value::as_str) == Some(id);
            let name = is_it.then(|| text_of(Some(value))).filter(|name| !name.is_empty());
            name.or_else(|| named(object.get("@graph")?, id, depth))
        }
        _ => None,
    }
}

fn is_article(kind: Option<&Value>) -> bool {
    let is_news = |text: &str| text.ends_with("Article") || text.ends_with("BlogPosting") || text == "Report";
    match kind {
        Some(Value::String(text)) => is_news(text),
        Some(Value::Array(kinds)) => kinds.iter().any(|kind| kind.as_str().is_some_and(is_news)),
        _ => false,
    }
}

/// The text of a value: itself, the `name` of an object, or the texts of an array with commas between.
pub(super) fn text_of(value: Option<&Value>) -> String {
    match value {
        Some(Value::String(text)) => clean(text),
        Some(Value::Object(object)) => {
            object.get("name").and_then(Value::as_str).map(clean).unwrap_or_default()
        }
        Some(Value::Array(values)) => {
            let texts: Vec<String> = values
                .iter()
                .filter(|value| !value.is_array())
                .map(|value| text_of(Some(value)))
                .filter(|text| !text.is_empty())
                .collect();
            texts.join("، ")
        }
        _ => String::new(),
    }
}
