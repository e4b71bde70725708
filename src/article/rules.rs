//! The boilerplate rules: what stands on a news page without being the article.
//!
//! The rules are data, in `assets/boilerplate.toml`; this file reads them and says which one a line or an
//! element falls under. It removes nothing: the readers exclude the block and keep the rule's name with it.

use super::fold::fold;
use serde::Deserialize;
use std::collections::HashMap;
use std::sync::LazyLock;

/// One way to recognise something that is not the article.
#[allow(clippy::struct_excessive_bools, reason = "each is one word in the file of rules")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Stored with an excluded block. Several rules may share a name: they find the same kind of thing.
    pub name: String,
    /// Plain English for the window.
    pub title: String,
    pub how: How,
    #[serde(default)]
    pub patterns: Vec<String>,
    /// Lines of more words are left alone; counted between spaces.
    pub max_words: Option<usize>,
    /// A colon, comma, dash or the like stands behind the pattern, or nothing: «المصدر: …» is a credit,
    /// «المصدر الوحيد …» a sentence.
    #[serde(default)]
    pub mark: bool,
    /// Lines that end in a full stop are left alone: they are sentences.
    #[serde(default)]
    pub open_end: bool,
    /// A © or a year stands in the line.
    #[serde(default)]
    pub signed: bool,
    /// The rule holds only where no paragraph of the article follows.
    #[serde(default)]
    pub tail: bool,
    /// Headlines that follow the line belong to it and are excluded as `related-title`.
    #[serde(default)]
    pub list: bool,
    /// The rule holds only on this site and its subdomains.
    pub site: Option<String>,
    /// Text, or a piece of a page, on which the rule fires.
    pub example: String,
}

/// Where a rule looks for its patterns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum How {
    /// The whole line is the pattern, or several patterns of the rule in a row.
    Line,
    /// The whole line is the pattern and one number.
    Count,
    /// The line starts with the pattern.
    Start,
    /// The pattern stands anywhere in the line, as whole words.
    Contain,
    /// An HTML element around the text has the pattern as whole words of its class or id.
    Class,
    /// A reader finds it from the shape of the page.
    Structure,
}

/// Every rule, in the order of the file. Whole lines come before beginnings and parts of lines, whatever the order; of
/// rules of one sort the first that fits wins.
#[must_use]
pub fn rules() -> &'static [Rule] {
    &RULEBOOK.rules
}

/// What the window calls the rule `name`; the name itself when an older or newer version made it.
#[must_use]
pub fn rule_title(name: &str) -> &str {
    rules().iter().find(|rule| rule.name == name).map_or(name, |rule| rule.title.as_str())
}

/// The names the readers themselves give; each has a `structure` entry in the file.
pub(super) mod name {
    // What each stands for is its title in the file.
    pub const DUPLICATE_TITLE: &str = "duplicate-title";
    pub const DUPLICATE_CAPTION: &str = "duplicate-caption";
    pub const RELATED_TITLE: &str = "related-title";
    pub const DATE_LINE: &str = "date-line";
    pub const BYLINE: &str = "byline";
    pub const AGENCY_LINE: &str = "agency-line";
    pub const TAGS: &str = "tags";
    pub const RELATED_HEADING: &str = "related-heading";
    pub const COMMENT_LINK: &str = "comment-link";
    pub const RELATED_BLOCK: &str = "related-block";
    pub const SECTION_LABEL: &str = "section-label";
    pub const NOSCRIPT: &str = "noscript";
    pub const FRONT_MATTER: &str = "front-matter";
    pub const OUTSIDE_ARTICLE: &str = "outside-article";
    pub const MENU: &str = "menu";
    pub const HIDDEN_TEXT: &str = "hidden-text";
    pub const CONTENTS: &str = "table-of-contents";
    pub const NOT_TO_TRANSLATE: &str = "not-to-translate";
}

/// The rule a line of text falls under. `site` is the host of the page's address, or empty.
pub(super) fn rule_for_line(text: &str, site: &str) -> Option<&'static Rule> {
    let book = &*RULEBOOK;
    let words = text.split_whitespace().take(MOST_WORDS + 1).count();
    // Of a paragraph only the beginning can matter, and folding all of it would cost import time.
    let compared = if words <= MOST_WORDS { LONGEST_LINE } else { LONGEST_START };
    let end = text.char_indices().nth(compared).map_or(text.len(), |(at, _)| at);
    let folded = fold(text.get(..end).unwrap_or(text));
    let applies = |rule: &Rule| {
        rule.max_words.is_none_or(|most| words <= most)
            && rule.is_for(site)
            && (!rule.mark || has_mark(text, rule))
            && (!rule.open_end || !text.trim_end().ends_with('.'))
            && (!rule.signed || is_signed(text))
    };
    let whole = || book.whole_line(&folded, applies).or_else(|| book.count(&folded, applies));
    if words <= MOST_WORDS
        && let Some(rule) = whole()
    {
        return Some(rule);
    }
    let starts = |pattern: &str| {
        folded.strip_prefix(pattern).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    };
    book.parts
        .iter()
        .filter(|part| match part.how {
            How::Start => starts(&part.pattern),
            _ => words <= MOST_WORDS && contains_words(&folded, &part.pattern),
        })
        .filter_map(|part| book.rules.get(part.rule))
        .find(|rule| applies(rule))
        .or_else(|| if words <= LONGEST_ROW { book.row(&folded, applies) } else { None })
}

/// Whether a punctuation mark, or nothing, stands behind the pattern at the start of `text`.
fn has_mark(text: &str, rule: &Rule) -> bool {
    /// Characters; no pattern is longer.
    const NEAR: usize = 40;
    let is_pattern = |head: &str| {
        let head = fold(head);
        rule.patterns.iter().any(|pattern| fold(pattern) == head)
    };
    let marks = |c: char| {
        matches!(
            c,
            ':' | '،' | ',' | ';' | '؛' | '|' | '/' | '\\' | '-' | '–' | '—' | '©' | '#' | '(' | '[' | '='
        )
    };
    let mut near = text.char_indices().take(NEAR);
    near.any(|(at, c)| marks(c) && text.get(..at).is_some_and(is_pattern))
        || (text.len() <= 2 * NEAR && is_pattern(text))
}

/// Whether a line of a few words has a © or a year in it.
fn is_signed(text: &str) -> bool {
    // `fold` writes the digits of every script alike.
    let is_year = |number: &str| {
        let number = fold(number);
        number.len() == 4 && (number.starts_with("19") || number.starts_with("20"))
    };
    text.contains('©') || text.split(|c: char| !c.is_numeric()).any(is_year)
}

/// The rule an HTML element falls under by its `class` or `id` attribute, written as the page writes it.
pub(super) fn rule_for_class(class_or_id: &str, site: &str) -> Option<&'static Rule> {
    let book = &*RULEBOOK;
    class_or_id.split_whitespace().find_map(|token| {
        let words = class_words(token);
        // Posts and quotations that an article shows are part of it: «quote-author», «social-embed».
        if ["quote", "blockquote", "embed", "pullquote"].iter().any(|word| contains_words(&words, word)) {
            return None;
        }
        book.classes
            .iter()
            .filter(|part| contains_words(&words, &part.pattern))
            .filter_map(|part| book.rules.get(part.rule))
            .find(|rule| rule.is_for(site))
    })
}

/// No rule without its own limit looks at longer lines.
const MOST_WORDS: usize = 40;
/// Characters of a line that are compared, and of a longer paragraph.
const LONGEST_LINE: usize = 300;
const LONGEST_START: usize = 80;

impl Rule {
    /// Whether a class is not enough to leave out a whole paragraph.
    pub(super) fn spares_paragraphs(&self) -> bool {
        matches!(self.name.as_str(), "share-bar" | "advertisement" | "date-line" | "reading-time")
    }

    /// Whether the line is kept where it is a heading with text under it: «تويتر» may head a paragraph.
    pub(super) fn spares_headings(&self) -> bool {
        matches!(self.name.as_str(), "share-bar" | "photo-credit" | "player-notice" | "reading-time")
    }

    fn is_for(&self, site: &str) -> bool {
        self.site
            .as_deref()
            .is_none_or(|own| site.strip_suffix(own).is_some_and(|sub| sub.is_empty() || sub.ends_with('.')))
    }
}

#[derive(Deserialize)]
struct RuleFile {
    rule: Vec<Rule>,
}

/// The rules with their patterns folded once.
#[derive(Default)]
struct Rulebook {
    rules: Vec<Rule>,
    /// Folded whole line to the positions of its rules, of which one may hold on one site only.
    lines: HashMap<String, Vec<usize>>,
    /// The same, for lines with a number left out of them.
    counts: HashMap<String, Vec<usize>>,
    parts: Vec<Part>,
    classes: Vec<Part>,
}

struct Part {
    how: How,
    pattern: String,
    /// Position in [`Rulebook::rules`].
    rule: usize,
}

static RULEBOOK: LazyLock<Rulebook> = LazyLock::new(|| {
    // The file is part of the program and a test reads it, so the fallback is never seen by a user.
    let file = toml::from_str(include_str!("../../assets/boilerplate.toml"));
    Rulebook::new(file.map_or_else(|_| Vec::new(), |file: RuleFile| file.rule))
});

impl Rulebook {
    fn new(rules: Vec<Rule>) -> Self {
        let mut book = Self::default();
        for (index, rule) in rules.iter().enumerate() {
            for pattern in &rule.patterns {
                match rule.how {
                    How::Line => {
                        book.lines.entry(fold(pattern)).or_default().push(index);
                    }
                    How::Count => {
                        book.counts.entry(fold(pattern)).or_default().push(index);
                    }
                    How::Start | How::Contain => {
                        book.parts.push(Part { how: rule.how, pattern: fold(pattern), rule: index });
                    }
                    How::Class => {
                        book.classes.push(Part { how: rule.how, pattern: class_words(pattern), rule: index });
                    }
                    How::Structure => {}
                }
            }
        }
        book.rules = rules;
        book
    }

    fn whole_line(&self, folded: &str, applies: impl Fn(&Rule) -> bool) -> Option<&Rule> {
        let mut rules = self.lines.get(folded)?.iter().filter_map(|index| self.rules.get(*index));
        rules.find(|rule| applies(rule))
    }

    /// Share bars, stores and agencies are one line on some pages: «فيسبوك تويتر واتساب».
    fn row(&self, folded: &str, applies: impl Fn(&Rule) -> bool) -> Option<&Rule> {
        let words: Vec<&str> = folded.split(' ').collect();
        if !(2..=LONGEST_ROW).contains(&words.len()) {
            return None;
        }
        let mut found: Option<&Rule> = None;
        let mut at = 0;
        while at < words.len() {
            let (length, rule) = (1..=5).rev().find_map(|length| {
                let phrase = words.get(at..at + length)?.join(" ");
                Some((length, self.whole_line(&phrase, &applies)?))
            })?;
            let is_of_rows =
                matches!(rule.name.as_str(), "share-bar" | "app-store" | "photo-credit" | "follow-us");
            if !is_of_rows || found.is_some_and(|found| found.name != rule.name) {
                return None;
            }
            found = found.or(Some(rule));
            at += length;
        }
        found
    }

    fn count(&self, folded: &str, applies: impl Fn(&Rule) -> bool) -> Option<&Rule> {
        let is_number = |word: &&str| word.bytes().all(|byte| byte.is_ascii_digit());
        // A separator for thousands has made two words of a number.
        let numbers = folded.split(' ').filter(is_number).count();
        if !(1..=3).contains(&numbers) || folded.split(' ').count() > LONGEST_ROW {
            return None;
        }
        let rest = folded.split(' ').filter(|word| !is_number(word)).collect::<Vec<_>>().join(" ");
        let mut rules = self.counts.get(&rest)?.iter().filter_map(|index| self.rules.get(*index));
        rules.find(|rule| applies(rule))
    }
}

/// Words.
const LONGEST_ROW: usize = 14;

/// `articleShare_bar-2` as `article share bar 2`.
fn class_words(token: &str) -> String {
    let mut words = String::with_capacity(token.len() + 4);
    let mut after_lower = false;
    for character in token.chars() {
        if character.is_ascii_uppercase() && after_lower {
            words.push(' ');
        }
        after_lower = character.is_ascii_lowercase();
        words.push(if character.is_alphanumeric() { character.to_ascii_lowercase() } else { ' ' });
    }
    words
}

/// Whether `pattern` stands in `text` between spaces or the ends.
fn contains_words(text: &str, pattern: &str) -> bool {
    if pattern.is_empty() {
        return false;
    }
    text.match_indices(pattern).any(|(start, _)| {
        let before = text.get(..start).is_none_or(|head| head.is_empty() || head.ends_with(' '));
        let after =
            text.get(start + pattern.len()..).is_none_or(|rest| rest.is_empty() || rest.starts_with(' '));
        before && after
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_read_and_every_rule_has_its_parts() {
        let file = toml::from_str::<RuleFile>(include_str!("../../assets/boilerplate.toml"));
        assert!(file.is_ok(), "{:?}", file.err());
        assert!(rules().len() > 30);
        for rule in rules() {
            assert_eq!(rule.how == How::Structure, rule.patterns.is_empty(), "{}", rule.name);
            assert_eq!(rule_title(&rule.name), rule.title, "one name, one title");
        }
    }

    #[test]
    fn every_line_rule_fires_on_its_own_example() {
        let is_of_lines = |rule: &&Rule| !matches!(rule.how, How::Class | How::Structure);
        for rule in rules().iter().filter(is_of_lines) {
            let found = rule_for_line(&rule.example, rule.site.as_deref().unwrap_or_default());
            assert_eq!(found, Some(rule), "{}", rule.example);
        }
    }

    #[test]
    fn every_pattern_finds_its_rule_by_name() {
        for rule in rules() {
            let site = rule.site.as_deref().unwrap_or_default();
            for pattern in &rule.patterns {
                let found = match rule.how {
                    How::Class => rule_for_class(pattern, site),
                    How::Count => rule_for_line(&format!("٣ {pattern}"), site),
                    _ => rule_for_line(pattern, site),
                };
                assert_eq!(found.map(|rule| rule.name.as_str()), Some(rule.name.as_str()), "{pattern}");
            }
        }
    }

    #[test]
    fn article_text_is_not_junk() {
        for line in [
            "والتقى بومبيو بشكل منفصل نظيره الأذربيجاني.",
            "الدور التركي",
            "شارك آلاف المتظاهرين في مسيرة وسط العاصمة",
            "استمع المجلس إلى إحاطة من المبعوث الخاص",
            "المصدر الوحيد للدخل في القرية هو الزراعة التي تضررت كثيرا هذا العام",
            "المصدر الوحيد للدخل هو الزراعة.",
            "كتب الوزير رسالة إلى رئيس الحكومة.",
            "إعداد الدستور يحتاج إلى عامين.",
            "تصوير المشاهد الأولى بدأ أمس.",
            "صورة الجندي أمام الجسر",
            "وقالت الشركة إن حقوق النشر تعود إلى المؤلف.",
            "وتستخدم الشركة ملفات تعريف الارتباط لتتبع زوار مواقع أخرى.",
            "نشر في العام الماضي كتابه الأول.",
            "مشاهدات من الحرب",
            "مواقع التواصل الاجتماعي",
            "5 دقائق غيرت المدينة",
            "قتل 12 شخصا",
            "حمل تطبيق واتساب تحديثا جديدا لمستخدميه.",
            "انضم إلى قناة الضفاف عام 2010.",
            "وأكد الوزير أن كل الحقوق محفوظة بموجب الدستور.",
            "بقلم رصاص كتب رسالته الأخيرة.",
        ] {
            assert_eq!(rule_for_line(line, ""), None, "{line}");
        }
    }

    #[test]
    fn credits_and_rights_are_junk_with_or_without_a_full_stop() {
        let by_line = |line| rule_for_line(line, "").map(|rule| (rule.name.as_str(), rule.tail));
        for line in ["بقلم سامي الحداد", "بقلم: سامي الحداد.", "بقلم/ ليلى منصور"]
        {
            assert_eq!(by_line(line), Some(("byline", false)), "{line}");
        }
        for line in [
            "© كل الحقوق محفوظة للضفاف وموقعها.",
            "جميع الحقوق محفوظة لصحيفة الضفاف ٢٠٢٠.",
            "كل الحقوق محفوظة",
        ] {
            assert_eq!(by_line(line), Some(("copyright", false)), "{line}");
        }
        assert_eq!(
            by_line("جميع الحقوق محفوظة لصحيفة الضفاف."),
            Some(("copyright", true)),
            "behind the text"
        );
        assert_eq!(by_line("حملوا تطبيق الضفاف على هواتفكم"), Some(("follow-us", false)));
    }

    #[test]
    fn class_rules_match_whole_words_only() {
        let by_class = |class| rule_for_class(class, "").map(|rule| rule.name.as_str());
        assert_eq!(by_class("post socialShare_2"), Some("share-bar"));
        assert_eq!(by_class("field-name-related-nodes"), Some("related-block"));
        assert_eq!(by_class("shareholders header adventure"), None);
        assert_eq!(by_class("quote-author social-embed"), None);
    }

    #[test]
    fn a_site_rule_holds_only_on_its_site() {
        let rule =
            |site: &str| Rule { site: Some("aljazeera.net".into()), ..rules()[0].clone() }.is_for(site);
        assert!(rule("aljazeera.net") && rule("www.aljazeera.net"));
        assert!(!rule("notaljazeera.net") && !rule(""));
    }
}
