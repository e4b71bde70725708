//! Two hundred newspaper sentences with traps, in `data/sentences.txt`.

#![allow(clippy::panic, reason = "a helper of tests")]

use tarjuman::article::{EndMark, SentenceRules, sentences, sentences_with};

const FILE: &str = include_str!("data/sentences.txt");

/// The paragraphs of the file, each as its sentences.
fn paragraphs() -> Vec<Vec<String>> {
    let lines = FILE.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#'));
    lines.map(|line| visible(line).split('|').map(str::to_owned).collect()).collect()
}

/// `\u{200F}` as the character it names.
fn visible(line: &str) -> String {
    let mut text = String::new();
    for (at, piece) in line.split("\\u{").enumerate() {
        match piece.split_once('}').filter(|_| at > 0) {
            Some((code, rest)) => {
                let code = u32::from_str_radix(code, 16).ok().and_then(char::from_u32);
                text.push(code.unwrap_or_else(|| panic!("{line}")));
                text.push_str(rest);
            }
            None => text.push_str(piece),
        }
    }
    text
}

/// With one space where the file has one on either side of the bar.
fn paragraph_of(expected: &[String]) -> String {
    expected.concat().replace("  ", " ")
}

fn cut(paragraph: &str, rules: &SentenceRules) -> Vec<String> {
    sentences_with(paragraph, rules).iter().map(|span| span.of(paragraph).to_owned()).collect()
}

#[test]
fn two_hundred_sentences_are_cut_right() {
    let paragraphs = paragraphs();
    let count: usize = paragraphs.iter().map(Vec::len).sum();
    assert!(count >= 200, "{count} sentences");
    let mut wrong = Vec::new();
    for expected in &paragraphs {
        let paragraph = paragraph_of(expected);
        let found: Vec<&str> = sentences(&paragraph).iter().map(|span| span.of(&paragraph)).collect();
        let trimmed: Vec<&str> = expected.iter().map(|sentence| sentence.trim()).collect();
        if found != trimmed {
            wrong.push(format!("{}\n   not {}", found.join(" | "), trimmed.join(" | ")));
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), paragraphs.len(), wrong.join("\n"));
}

#[test]
fn the_default_rules_are_what_articles_are_cut_by() {
    for expected in paragraphs() {
        let paragraph = paragraph_of(&expected);
        assert_eq!(sentences(&paragraph), sentences_with(&paragraph, &SentenceRules::default()));
    }
}

#[test]
fn every_mark_can_be_turned_on_and_off() {
    let text = "أولا: الماء، والنار؛ ثم الريح. فهل تكفي؟ لا! ربما... نعم";
    let count = |ends: &[EndMark]| {
        cut(text, &SentenceRules { ends: ends.iter().copied().collect(), ..SentenceRules::default() }).len()
    };
    assert_eq!(count(&[]), 1);
    for mark in EndMark::ALL {
        assert_eq!(count(&[mark]), 2, "{mark:?}");
    }
    assert_eq!(count(&EndMark::ALL), 8);
    assert_eq!(
        cut(
            "في 10:30، وبكلفة 2,500 دولار، عاد إلى http://a.example/b:c أمس",
            &SentenceRules { ends: EndMark::ALL.into(), ..SentenceRules::default() }
        ),
        ["في 10:30،", "وبكلفة 2,500 دولار،", "عاد إلى http://a.example/b:c أمس"]
    );
}

#[test]
fn quotations_may_be_cut() {
    let rules = SentenceRules { whole_quotations: false, ..SentenceRules::default() };
    assert_eq!(
        cut("قال: «لن نعود. هذا قرارنا (وهو نهائي. حقا)». ثم خرج.", &rules),
        ["قال: «لن نعود.", "هذا قرارنا (وهو نهائي. حقا)».", "ثم خرج."]
    );
}

#[test]
fn own_abbreviations_go_on() {
    let rules = SentenceRules {
        abbreviations: vec!["شر.".to_owned(), "م.ض".to_owned()],
        ..SentenceRules::default()
    };
    assert_eq!(cut("وقعت شر. الضفاف العقد. ثم باعته م.ض. لها.", &rules).len(), 2);
    assert_eq!(cut("هذا بشر. وذاك حجر.", &rules).len(), 2, "it is a word of its own");
}

#[test]
fn long_segments_are_cut_at_the_next_best_place() {
    let of = |longest| SentenceRules { longest: Some(longest), ..SentenceRules::default() };
    let text = "قال: «الطريق طويل. لكننا لن نغادر؛ فالبيت بيتنا، والأرض أرضنا». ثم خرج.";
    assert_eq!(cut(text, &of(500)).len(), 2);
    assert_eq!(
        cut(text, &of(60)),
        ["قال: «الطريق طويل.", "لكننا لن نغادر؛ فالبيت بيتنا، والأرض أرضنا».", "ثم خرج."]
    );
    assert_eq!(
        cut(text, &of(30)),
        ["قال: «الطريق طويل.", "لكننا لن نغادر؛", "فالبيت بيتنا، والأرض أرضنا».", "ثم خرج."]
    );
    assert_eq!(cut("كلمات كثيرة بلا علامة واحدة", &of(5)).len(), 1, "nothing allows a cut");
    for expected in paragraphs() {
        let paragraph = paragraph_of(&expected);
        let joined = |parts: Vec<String>| parts.concat().replace(char::is_whitespace, "");
        assert_eq!(joined(cut(&paragraph, &of(12))), joined(vec![paragraph.clone()]), "no letter is lost");
    }
}

#[test]
fn rules_are_kept_in_files() {
    let rules = SentenceRules { longest: Some(300), ..SentenceRules::default() };
    let kept = serde_json::to_string(&rules).unwrap_or_else(|error| panic!("{error}"));
    assert!(kept.contains("\"full-stop\""), "{kept}");
    assert_eq!(serde_json::from_str::<SentenceRules>(&kept).ok(), Some(rules));
    assert_eq!(
        serde_json::from_str::<SentenceRules>("{}").ok(),
        Some(SentenceRules::default()),
        "files of older versions"
    );
}
