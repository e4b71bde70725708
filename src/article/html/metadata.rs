//! Title, author, site, date and address from what a page says about itself.
//!
//! JSON-LD first, then Open Graph, then plain meta elements; the text of the page is the caller's fallback.
//! Extractors' bylines are not used: they are often section names.

use super::Origin;
use super::flat::unescape;
use super::json_ld::{DEEPEST_JSON, json, named, news_article, text_of};
use crate::article::Metadata;
use crate::article::agency::credit;
use crate::article::fold::{collapse, fold};
use scraper::{Html, Node};
use serde_json::Value;

/// What the page says about itself.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Facts {
    pub metadata: Metadata,
    /// The page's own summary, to recognise the standfirst by.
    pub description: String,
    /// The `<title>` of the window, usually with the name of the site.
    pub window_title: String,
}

impl Facts {
    /// What the page does not say, what it came in may.
    pub(super) fn fall_back_on(&mut self, origin: &Origin) {
        if self.metadata.address.is_empty() {
            self.metadata.address = web_address(&origin.address);
        }
        if self.metadata.title.is_empty() && self.window_title.is_empty() {
            self.window_title = collapse(&origin.title);
        }
    }
}

/// Reads the head of a page. `source` is the page as saved, for the comment browsers put before it.
pub(super) fn facts(html: &Html, source: &str) -> Facts {
    let head = Head::of(html);
    let news = head.json.iter().find_map(|value| news_article(value, DEEPEST_JSON));
    let news_text = |key: &str| {
        let value = news.and_then(|object| object.get(key));
        let text = text_of(value);
        // «{"@id": "…#person"}»: the object itself stands elsewhere in the graph.
        let id = value.and_then(|value| value.get("@id")).and_then(Value::as_str).filter(|_| text.is_empty());
        id.and_then(|id| head.json.iter().find_map(|value| named(value, id, DEEPEST_JSON)))
            .or_else(|| if key == "mainEntityOfPage" { id.map(str::to_owned) } else { None })
            .unwrap_or(text)
    };
    let first =
        |choices: &[String]| choices.iter().find(|text| !text.is_empty()).cloned().unwrap_or_default();

    let site = first(&[
        head.meta("og:site_name"),
        news_text("publisher"),
        head.item("publisher"),
        head.meta("application-name"),
    ]);
    let authors = [
        news_text("author"),
        head.meta("author"),
        head.meta("article:author"),
        head.meta("dc.creator"),
        head.meta("sailthru.author"),
        head.meta("parsely-author"),
        head.item("author"),
    ];
    let is_agency = |author: &&String| credit(author).is_some();
    let metadata = Metadata {
        title: first(&[
            news_text("headline"),
            head.meta("og:title"),
            head.meta("twitter:title"),
            head.item("headline"),
        ]),
        author: authors
            .iter()
            .find(|author| is_author(author, &site) && !is_agency(author))
            .cloned()
            .unwrap_or_default(),
        agency: authors.iter().find(is_agency).cloned().unwrap_or_default(),
        site,
        published: first(&[
            news_text("datePublished"),
            head.meta("article:published_time"),
            head.meta("datePublished"),
            head.meta("pubdate"),
            head.meta("date"),
            head.meta("dc.date"),
            head.meta("dc.date.issued"),
            head.meta("dcterms.created"),
            head.meta("sailthru.date"),
            head.meta("parsely-pub-date"),
            head.meta("publish-date"),
            head.meta("publish_date"),
            head.meta("publication_date"),
            head.item("datePublished"),
            news_text("dateCreated"),
            head.times.first().cloned().unwrap_or_default(),
        ]),
        address: first(&[
            web_address(&head.canonical),
            web_address(&head.meta("og:url")),
            web_address(&news_text("url")),
            web_address(&news_text("mainEntityOfPage")),
            web_address(&saved_from(source)),
        ]),
        file_name: String::new(),
    };
    let description =
        first(&[head.meta("og:description"), head.meta("description"), news_text("description")]);
    Facts { metadata, description, window_title: head.title }
}

/// Whether it is a person's name as far as one can tell: not an address, not the site, not an account.
fn is_author(text: &str, site: &str) -> bool {
    let folded = fold(text);
    !folded.is_empty()
        && !text.contains("://")
        && !text.contains('@')
        && folded != fold(site)
        && !["admin", "administrator", "editor", "webmaster", "المحرر", "مدير الموقع"]
            .contains(&folded.as_str())
        && text.split_whitespace().count() <= LONGEST_AUTHORS
}

/// Words; several authors may share an article.
const LONGEST_AUTHORS: usize = 20;

/// The host of an address, without "www.".
pub(super) fn host(address: &str) -> &str {
    let rest = address.split_once("://").map_or("", |(_, rest)| rest);
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or_default();
    host.strip_prefix("www.").unwrap_or(host)
}

#[derive(Default)]
struct Head {
    metas: Vec<(String, String)>,
    canonical: String,
    title: String,
    json: Vec<Value>,
    /// Microdata: name and text.
    items: Vec<(String, String)>,
    /// Times behind the first h1, as `datetime` has them; those before it, if there are none.
    times: Vec<String>,
}

impl Head {
    fn of(html: &Html) -> Self {
        let mut head = Self::default();
        let mut early = Vec::new();
        let mut is_below_title = false;
        for node in html.tree.nodes() {
            let Node::Element(tag) = node.value() else { continue };
            let inner =
                || -> String { node.children().filter_map(|c| c.value().as_text().map(|t| &**t)).collect() };
            match tag.name() {
                "meta" => {
                    let name =
                        tag.attr("property").or_else(|| tag.attr("name")).or_else(|| tag.attr("itemprop"));
                    if let (Some(name), Some(content)) = (name, tag.attr("content")) {
                        head.metas.push((name.trim().to_ascii_lowercase(), clean(content)));
                    }
                }
                "link" if tag.attr("rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")) => {
                    head.canonical = clean(tag.attr("href").unwrap_or_default());
                }
                // Drawings have titles too; the first one is the window's.
                "title" if head.title.is_empty() => head.title = clean(&inner()),
                "script"
                    if tag
                        .attr("type")
                        .is_some_and(|kind| kind.eq_ignore_ascii_case("application/ld+json")) =>
                {
                    head.json.extend(json(&inner()));
                }
                "h1" => is_below_title = true,
                "time" => {
                    let time = clean(tag.attr("datetime").unwrap_or_default());
                    if time.starts_with(|c: char| c.is_ascii_digit()) {
                        if is_below_title { head.times.push(time) } else { early.push(time) }
                    }
                }
                _ => {}
            }
            if let Some(item) = tag.attr("itemprop").filter(|_| head.items.len() < MOST_ITEMS)
                && matches!(item, "author" | "headline" | "datePublished" | "publisher" | "name")
            {
                let said = tag.attr("content").or_else(|| tag.attr("datetime")).map(clean);
                head.items.push((item.to_owned(), said.unwrap_or_else(|| text_below(node))));
            }
            if tag.name() == "a" && tag.attr("rel") == Some("author") {
                head.items.push(("author".to_owned(), text_below(node)));
            }
        }
        // Pages with one time above the title mean the article; several are other articles or the clock.
        if head.times.is_empty() && early.len() == 1 {
            head.times = early;
        }
        head
    }

    /// The first property of that name in the page's microdata.
    fn item(&self, name: &str) -> String {
        let mut found = self.items.iter().filter(|(n, text)| n == name && !text.is_empty());
        found.next().map_or_else(String::new, |(_, text)| text.clone())
    }

    /// The first meta element of that name that says something.
    fn meta(&self, name: &str) -> String {
        let name = name.to_ascii_lowercase();
        self.metas
            .iter()
            .find(|(n, text)| *n == name && !text.is_empty())
            .map_or_else(String::new, |(_, t)| t.clone())
    }
}

/// Beyond so many the page lists other articles.
const MOST_ITEMS: usize = 50;

/// The text in an element, of which a name or a title needs no more than the beginning.
fn text_below(node: ego_tree::NodeRef<'_, Node>) -> String {
    let pieces = node.descendants().take(30).filter_map(|inner| inner.value().as_text().map(|text| &**text));
    let text = clean(&pieces.collect::<Vec<_>>().join(" "));
    if text.chars().count() <= 200 { text } else { String::new() }
}

/// Sites escape twice: the parser has resolved one layer of character references, this is the other.
pub(super) fn clean(text: &str) -> String {
    collapse(&unescape(text))
}

/// `address` if it is one on the web; a canonical link of "/" says nothing.
fn web_address(address: &str) -> String {
    let is_web = address.starts_with("http://") || address.starts_with("https://");
    if is_web { address.to_owned() } else { String::new() }
}

/// The address in the comment browsers write: `<!-- saved from url=(0042)https://… -->`.
fn saved_from(source: &str) -> String {
    /// Browsers put it behind the doctype, `SingleFile` a little later.
    const SEARCHED: usize = 16 * 1024;
    let start = source.get(..source.floor_char_boundary(SEARCHED)).unwrap_or(source);
    let found =
        start.split_once("saved from url=(").and_then(|(_, rest)| rest.split_once(')')).map(|(_, rest)| rest);
    let found = found.or_else(|| {
        let (_, rest) = start.split_once("Page saved with SingleFile")?;
        rest.split_once("url:").map(|(_, rest)| rest.trim_start())
    });
    found.and_then(|rest| rest.split_whitespace().next()).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(page: &str) -> Facts {
        facts(&Html::parse_document(page), page)
    }

    #[test]
    fn json_ld_comes_first_and_is_unescaped() {
        let facts = of(r#"<head><meta property="og:title" content="آخر">
            <script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"WebSite","name":"موقع"},
            {"@type":["NewsArticle"],"headline":"قال &quot;نعم&quot; للسلام","author":[{"@type":"Person","name":"ليلى"},"سامي"],
            "datePublished":"2020-10-24T11:41:00+03:00","publisher":{"name":"الصحيفة"}}]}</script></head>"#);
        assert_eq!(facts.metadata.title, "قال \"نعم\" للسلام");
        assert_eq!(facts.metadata.author, "ليلى، سامي");
        assert_eq!(facts.metadata.published, "2020-10-24T11:41:00+03:00");
        assert_eq!(facts.metadata.site, "الصحيفة");
    }

    #[test]
    fn open_graph_and_plain_meta_elements_follow() {
        let facts = of(
            r#"<title>عنوان &amp;quot;طويل&amp;quot; | صحيفة</title><meta name="Author" content="ليلى">
            <meta property="og:title" content="عنوان &amp;quot;قصير&amp;quot;"><meta property="og:url" content="https://www.example.com/a">
            <meta property="article:published_time" content="2020-10-24"><link rel="canonical" href="/">
            <script type="application/ld+json">{ broken</script>"#,
        );
        assert_eq!(facts.metadata.title, "عنوان \"قصير\"");
        assert_eq!(facts.metadata.author, "ليلى");
        assert_eq!(facts.metadata.address, "https://www.example.com/a");
        assert_eq!(facts.window_title, "عنوان \"طويل\" | صحيفة");
        assert_eq!(host(&facts.metadata.address), "example.com");
    }

    #[test]
    fn graphs_broken_lines_and_microdata_are_read() {
        let facts = of(
            "<script type='application/ld+json'>{\"@graph\":[{\"@type\":\"Article\",\"headline\":\"سطر\nوسطر\",\"author\":{\"@id\":\"#p\"},\"mainEntityOfPage\":{\"@id\":\"https://example.com/a\"}},{\"@type\":\"Person\",\"@id\":\"#p\",\"name\":\"ليلى\"}]}</script>",
        );
        assert_eq!(facts.metadata.title, "سطر وسطر");
        assert_eq!(facts.metadata.author, "ليلى");
        assert_eq!(facts.metadata.address, "https://example.com/a");
        let facts = of(
            "<time datetime=2019-01-01></time><h1 itemprop=headline>عنوان طويل</h1><span itemprop=author itemscope><a href=/u><b itemprop=name>سامي الحداد</b></a></span><time datetime=2020-02-03T10:00>أمس</time>",
        );
        assert_eq!(facts.metadata.title, "عنوان طويل");
        assert_eq!(facts.metadata.author, "سامي الحداد");
        assert_eq!(facts.metadata.published, "2020-02-03T10:00");
    }

    #[test]
    fn accounts_sites_and_agencies_are_no_authors() {
        for (author, agency) in [
            ("https://facebook.example/x", ""),
            ("admin", ""),
            ("الصحيفة", ""),
            ("رويترز", "رويترز"),
            ("AFP", "AFP"),
        ] {
            let facts = of(&format!(
                "<meta property=og:site_name content='الصحيفة'><meta name=author content='{author}'>"
            ));
            assert_eq!(
                (facts.metadata.author.as_str(), facts.metadata.agency.as_str()),
                ("", agency),
                "{author}"
            );
        }
    }

    #[test]
    fn browsers_say_where_a_page_was_saved_from() {
        assert_eq!(
            of("<!DOCTYPE html>\n<!-- saved from url=(0024)https://example.com/a/b -->\n<p>")
                .metadata
                .address,
            "https://example.com/a/b"
        );
        assert_eq!(
            of("<!--\n Page saved with SingleFile\n url: https://example.com/c\n saved date: x --><p>")
                .metadata
                .address,
            "https://example.com/c"
        );
    }
}
