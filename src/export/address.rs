//! Which addresses of articles may become links, and how they are written in one.
//!
//! An address comes from the page, so it may be anything; it never leads anywhere but the web.

/// `address` as a link that every reader accepts, or `None` for anything but a plain web address:
/// `javascript:`, a bare path, a host with odd characters (Word refuses the whole file over one), or an
/// address over Word's limit of about 2,080 characters.
pub fn web_link(address: &str) -> Option<String> {
    const LONGEST: usize = 2_000;
    if address.len() > LONGEST {
        return None;
    }
    let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"))?;
    let host_end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (host, _) = rest.split_at(host_end);
    let (name, port) = host.split_once(':').unwrap_or((host, "80"));
    let plain_name = name.split('.').all(|label| {
        !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    });
    if !plain_name || port.parse::<u16>().is_err() {
        return None;
    }
    let link = percent_encoded(address);
    (link.len() <= LONGEST).then_some(link)
}

/// Leaves what RFC 3986 allows in an address and encodes the rest as UTF-8 bytes.
fn percent_encoded(address: &str) -> String {
    let mut encoded = String::with_capacity(address.len());
    for (at, byte) in address.bytes().enumerate() {
        let is_escape = || {
            let digits = address.as_bytes().get(at + 1..at + 3);
            digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
        };
        let is_allowed = match byte {
            b'%' => is_escape(),
            // A second # would end the address early; brackets are only for hosts.
            b'#' => address.as_bytes().iter().position(|&other| other == b'#') == Some(at),
            _ => byte.is_ascii_alphanumeric() || b"-._~:/?@!$&'()*+,;=".contains(&byte),
        };
        if is_allowed {
            encoded.push(char::from(byte));
        } else {
            encoded.push('%');
            encoded.extend(
                [byte >> 4, byte & 0xF].map(|digit| char::from(b"0123456789ABCDEF"[usize::from(digit)])),
            );
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_addresses_become_links() {
        assert_eq!(web_link("https://example.org/a?b=1#c").as_deref(), Some("https://example.org/a?b=1#c"));
        assert_eq!(web_link("http://example.org:8080").as_deref(), Some("http://example.org:8080"));
        assert_eq!(
            web_link("https://example.org/باكو 100% \"x\"#a#b").as_deref(),
            Some("https://example.org/%D8%A8%D8%A7%D9%83%D9%88%20100%25%20%22x%22#a%23b")
        );
        for address in [
            "javascript:alert(1)",
            "JavaScript:alert(1)",
            "data:text/html,x",
            "file:///etc/passwd",
            "//example.org",
            "https://",
            "https://[::1",
            "https://user@example.org/",
            "https://example.org:99999/",
            "https://exa mple.org/",
            "",
        ] {
            assert_eq!(web_link(address), None, "{address}");
        }
        assert_eq!(web_link(&format!("https://example.org/{}", "a".repeat(3_000))), None);
    }
}
