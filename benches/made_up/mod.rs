//! A glossary of 100,000 terms and texts that hold some of them, for the benches.
//!
//! All Arabic here is made up from letters by a fixed recipe; names, nouns and clitics stand in about the shares
//! of news text. Every run sees the same.

use tarjuman::glossary::{Kind, Term};

pub const TERMS: usize = 100_000;

/// The terms, an article of 1,500 words and one of 1.1 MB.
pub struct MadeUp {
    pub terms: Vec<Term>,
    pub article: String,
    pub book: String,
}

pub fn make_up() -> MadeUp {
    let mut source = Source::new();
    let vocabulary: Vec<String> = (0..30_000).map(|_| source.word(3)).collect();
    let terms = terms(&mut source, &vocabulary);
    let article = self::article(&mut source, &vocabulary, &terms, 1_500);
    let mut book = String::new();
    while book.len() < 1_110_000 {
        book += &self::article(&mut source, &vocabulary, &terms, 1_500);
    }
    MadeUp { terms, article, book }
}

/// A fixed stream of numbers (Knuth's 64-bit linear congruential generator), so that every run sees the same text.
struct Source {
    state: u64,
}

impl Source {
    fn new() -> Self {
        Self { state: 0x7A12 }
    }

    fn below(&mut self, end: usize) -> usize {
        self.state =
            self.state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.state >> 33) as usize % end
    }

    /// Small numbers far more often than large ones, about as Zipf has it.
    fn zipf(&mut self, end: usize) -> usize {
        let share = self.below(1 << 20) as f64 / f64::from(1 << 20);
        ((end as f64).powf(share) as usize).min(end - 1)
    }

    fn word(&mut self, shortest: usize) -> String {
        const LETTERS: [char; 30] = [
            'ا', 'ا', 'ا', 'ل', 'ل', 'ي', 'ي', 'م', 'م', 'و', 'ن', 'ر', 'ت', 'ب', 'ع', 'د', 'س', 'ف', 'ه',
            'ك', 'ق', 'ح', 'ج', 'أ', 'ش', 'ص', 'خ', 'ط', 'ز', 'غ',
        ];
        let mut word: String =
            (0..shortest + self.below(5)).map(|_| LETTERS[self.below(LETTERS.len())]).collect();
        if self.below(8) == 0 {
            word.push('ة');
        }
        word
    }
}

fn terms(source: &mut Source, vocabulary: &[String]) -> Vec<Term> {
    let kinds = [Kind::Person, Kind::Place, Kind::Organisation, Kind::Term];
    (0..TERMS)
        .map(|number| {
            let words = [1, 2, 2, 3][source.below(4)];
            // Single names are words of their own; longer ones mix them with the words of the language.
            let term: Vec<String> = (0..words)
                .map(|at| match source.below(2) {
                    0 if words > 1 && at > 0 => vocabulary[source.below(vocabulary.len())].clone(),
                    _ => source.word(5),
                })
                .collect();
            Term {
                source: term.join(" "),
                target: format!("Term {number}"),
                kind: kinds[source.below(kinds.len())],
                ..Term::default()
            }
        })
        .collect()
}

fn article(source: &mut Source, vocabulary: &[String], terms: &[Term], words: usize) -> String {
    let mut text = String::new();
    let mut count = 0;
    while count < words {
        for place in 0..30 {
            text.push_str(["", "", "", "", "", "", "و", "ل", "ب", "ال"][source.below(10)]);
            if source.below(12) == 0 {
                text.push_str(&terms[source.zipf(terms.len())].source);
            } else {
                text.push_str(&vocabulary[source.zipf(vocabulary.len())]);
            }
            text.push_str(if place == 14 { "، " } else { " " });
            count += 1;
        }
        text.push_str(". ");
    }
    text
}
