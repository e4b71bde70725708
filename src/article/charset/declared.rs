//! What a page says about its own character set.

/// Bytes. Pages say it near their start; `SingleFile` and old portals write something before it.
const SEARCHED: usize = 16 * 1024;

/// The name a page gives its set in `<meta charset>`, in `<meta http-equiv>` or in an XML declaration.
pub fn declared(bytes: &[u8]) -> Option<String> {
    let start = bytes.get(..bytes.len().min(SEARCHED)).unwrap_or(bytes);
    let start = String::from_utf8_lossy(start).to_ascii_lowercase();
    let in_xml = start.trim_start().strip_prefix("<?xml").and_then(|rest| rest.split_once("?>"));
    if let Some(label) = in_xml.and_then(|(declaration, _)| value(declaration, "encoding")) {
        return Some(label);
    }
    start.split("<meta").skip(1).find_map(|rest| {
        let tag = rest.split('>').next().unwrap_or_default();
        value(tag, "charset")
    })
}

/// What stands behind `name=`, in quotes or not, up to the next mark.
fn value(tag: &str, name: &str) -> Option<String> {
    let (_, rest) = tag.split_once(name)?;
    let rest = rest.trim_start().strip_prefix('=')?.trim_start_matches(['"', '\'', ' ']);
    let label: String = rest
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':' | '.'))
        .collect();
    (!label.is_empty()).then_some(label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_say_it_in_three_ways() {
        for (page, label) in [
            ("<!DOCTYPE html><head><meta charset=UTF-8>", Some("utf-8")),
            (
                r#"<META http-equiv="Content-Type" content="text/html; charset=windows-1256">"#,
                Some("windows-1256"),
            ),
            (r#"<meta name="a" content="b"><meta charset = "x-mac-arabic" />"#, Some("x-mac-arabic")),
            ("<?xml version='1.0' encoding='iso-8859-6'?><html>", Some("iso-8859-6")),
            ("<p>charset=utf-8</p>", None),
            ("<meta charset=>", None),
        ] {
            assert_eq!(declared(page.as_bytes()).as_deref(), label, "{page}");
        }
    }
}
