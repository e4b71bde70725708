//! Wrapped lines stand as an independent implementation of the bidirectional algorithm orders them.
//!
//! Unicode's files know only whole paragraphs in one line. `unicode-bidi` takes the lines as the layout wrapped
//! them. The texts have no brackets: 0.3.18 gets those behind an isolate wrong (rule N0; `FriBidi` and parley agree
//! there), and `BidiCharacterTest.txt` has them all.

use super::sight::{Desk, seen, starts};
use parley::BaseDirection;
use proptest::prelude::*;
use unicode_bidi::BidiClass::{self, BN, LRE, LRO, PDF, RLE, RLO};
use unicode_bidi::{BidiInfo, Level};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]
    #[test]
    fn wrapped_lines_stand_as_another_implementation_orders_them(
        text in mixed(),
        rtl in any::<bool>(),
        width in 20.0_f32..200.0,
    ) {
        let direction = if rtl { BaseDirection::Rtl } else { BaseDirection::Ltr };
        let layout = Desk::new().lay_out(&text, direction, width);
        let theirs = BidiInfo::new(&text, Some(if rtl { Level::rtl() } else { Level::ltr() }));
        let starts = starts(&text);
        let classes: Vec<BidiClass> = text.chars().map(unicode_bidi::bidi_class).collect();
        let is_drawn = |character: usize| !matches!(classes[character], BN | LRE | LRO | PDF | RLE | RLO);
        for line in layout.lines() {
            let levels = theirs.reordered_levels(&theirs.paragraphs[0], line.bytes());
            let inside: Vec<usize> = (0..starts.len()).filter(|at| line.bytes().contains(&starts[*at])).collect();
            let inside_levels: Vec<Level> = inside.iter().map(|at| levels[starts[*at]]).collect();
            let expected: Vec<(usize, bool)> = BidiInfo::reorder_visual(&inside_levels)
                .into_iter()
                .map(|at| (inside[at], inside_levels[at].is_rtl()))
                .filter(|(character, _)| is_drawn(*character))
                .collect();
            let mut found = seen(&line, &starts);
            found.retain(|(character, _)| is_drawn(*character));
            prop_assert_eq!(found, expected, "{:?} of {}", line.bytes(), text.escape_unicode().to_string());
        }
    }
}

/// Short words of both scripts, numbers, signs and controls; no paragraph ends inside.
fn mixed() -> impl Strategy<Value = String> {
    let parts = vec![
        "باك", "قره", "و", "لا", "CNN", "a", "12", "٣", "2020/10", "-", "+", "%", "٪", ".", "،", "«", "»",
        "!", " ", " ", " ", "  ", "\t", "\u{64E}", "\u{301}", "\u{200B}", "\u{200D}", "\u{AD}", "\u{200E}",
        "\u{200F}", "\u{61C}", "\u{202A}", "\u{202B}", "\u{202C}", "\u{202D}", "\u{202E}", "\u{2066}",
        "\u{2067}", "\u{2068}", "\u{2069}",
    ];
    proptest::collection::vec(proptest::sample::select(parts), 1..30).prop_map(|parts| parts.concat())
}
