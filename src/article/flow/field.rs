//! The fields of word processors, of which only links concern a reader.

/// Where a HYPERLINK field leads, or `None` for other fields: `HYPERLINK "address" \l "place"`.
pub(in crate::article) fn link_of_field(instruction: &str) -> Option<String> {
    let rest = instruction.trim_start();
    let rest = rest.strip_prefix("HYPERLINK").or_else(|| rest.strip_prefix("hyperlink"))?;
    let mut words = words_of_field(rest).into_iter();
    let (mut address, mut place) = (String::new(), String::new());
    while let Some(word) = words.next() {
        match word.as_str() {
            "\\l" => place = words.next().unwrap_or_default(),
            "\\o" | "\\t" => {
                words.next();
            }
            switch if switch.starts_with('\\') => {}
            _ if address.is_empty() => address = word,
            _ => {}
        }
    }
    with_place(&address, &place)
}

/// An address with the place in it, either of which may be empty.
pub(in crate::article) fn with_place(address: &str, place: &str) -> Option<String> {
    match (address, place) {
        ("", "") => None,
        (address, "") => Some(address.to_owned()),
        (address, place) => Some(format!("{address}#{place}")),
    }
}

/// The words of a field, those in quotation marks whole and without them.
fn words_of_field(text: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut is_quoted = false;
    for character in text.chars() {
        match character {
            '"' | '“' | '”' => is_quoted = !is_quoted,
            ' ' | '\t' if !is_quoted => words.push(String::new()),
            _ => {
                if let Some(word) = words.last_mut() {
                    word.push(character);
                }
            }
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_field_says_where_it_leads() {
        let link = |field: &str| link_of_field(field).unwrap_or_default();
        assert_eq!(link(" HYPERLINK \"https://a.example/b c\" \\o \"tip\" "), "https://a.example/b c");
        assert_eq!(link("HYPERLINK https://a.example \\l \"top\""), "https://a.example#top");
        assert_eq!(link("HYPERLINK \\l \"_Ref1\""), "#_Ref1");
        assert_eq!(link_of_field("PAGEREF a"), None);
        assert_eq!(link_of_field("HYPERLINK \\l"), None);
    }
}
