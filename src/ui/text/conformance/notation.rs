//! How the corpus of mixed lines writes down by hand where letters and carets stand.
//!
//! - A line is written in stored order, with `|` where its direction changes: `قال |Obama| أمس`.
//! - Its picture names those stretches from left to right as they stand on screen, each by its number and with
//!   the way it runs: `←3 →2 ←1`.
//! - Its stops are the places of the caret from left to right, by the number of characters before them.
//!   `9..6` and `4..7` count down or up. `9|4` is one place on screen with two offsets: 9 beside the letter on
//!   its left, 4 beside the letter on its right.

/// The text, and the characters of each stretch.
pub fn stretches(line: &str) -> (String, Vec<std::ops::Range<usize>>) {
    let mut start = 0;
    let stretches = line
        .split('|')
        .map(|stretch| {
            let end = start + stretch.chars().count();
            std::mem::replace(&mut start, end)..end
        })
        .collect();
    (line.replace('|', ""), stretches)
}

/// The characters from left to right and whether they run right to left; those of `←3` are the third stretch's.
pub fn picture(picture: &str, stretches: &[std::ops::Range<usize>]) -> Vec<(usize, bool)> {
    let mut characters = Vec::new();
    for word in picture.split_whitespace() {
        let rtl = word.starts_with('←');
        let number: usize = word.trim_start_matches(['←', '→']).parse().expect("an arrow and a number");
        let mut stretch: Vec<_> = stretches[number - 1].clone().map(|character| (character, rtl)).collect();
        if rtl {
            stretch.reverse();
        }
        characters.append(&mut stretch);
    }
    characters
}

/// A place of the caret, by the offset beside the letter on its left and the one beside the letter on its right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stop {
    pub left: usize,
    pub right: usize,
}

pub fn stops(list: &str) -> Vec<Stop> {
    let number = |digits: &str| digits.parse::<usize>().expect("a number");
    let mut stops = Vec::new();
    for word in list.split_whitespace() {
        if let Some((from, to)) = word.split_once("..") {
            let (from, to) = (number(from), number(to));
            let mut between: Vec<_> =
                (from.min(to)..=from.max(to)).map(|at| Stop { left: at, right: at }).collect();
            if from > to {
                between.reverse();
            }
            stops.append(&mut between);
        } else {
            let (left, right) = word.split_once('|').unwrap_or((word, word));
            stops.push(Stop { left: number(left), right: number(right) });
        }
    }
    stops
}

#[test]
fn the_notation_says_what_it_says() {
    let (text, parts) = stretches("قال |ab");
    assert_eq!((text.as_str(), &parts[..]), ("قال ab", &[0..4, 4..6][..]));
    assert_eq!(
        picture("→2 ←1", &parts),
        [(4, false), (5, false), (3, true), (2, true), (1, true), (0, true)]
    );
    let places: Vec<_> = stops("4 5 6|4 3..1 0").iter().map(|stop| (stop.left, stop.right)).collect();
    assert_eq!(places, [(4, 4), (5, 5), (6, 4), (3, 3), (2, 2), (1, 1), (0, 0)]);
}
