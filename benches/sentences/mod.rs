//! Sentences like those of a news desk's memory, for benches and tests: made up from letters by a fixed recipe, so that
//! every run sees the same. About a third are variants of earlier ones, as in real memories.

/// A fixed stream of numbers (Knuth's 64-bit linear congruential generator).
pub struct Source {
    state: u64,
    vocabulary: Vec<String>,
}

/// The words of the made-up language.
const WORDS: usize = 60_000;

const CLITICS: [&str; 12] = ["", "", "", "", "", "ال", "ال", "و", "وال", "ب", "ل", "بال"];

impl Source {
    #[must_use]
    pub fn new() -> Self {
        let mut source = Self { state: 0x7A12, vocabulary: Vec::new() };
        source.vocabulary = (0..WORDS).map(|number| source.word(if number < 200 { 1 } else { 3 })).collect();
        source
    }

    /// So many sentences of which some are variants of others.
    pub fn memory(&mut self, sentences: usize) -> Vec<String> {
        let mut all: Vec<String> = Vec::with_capacity(sentences);
        for number in 0..sentences {
            let sentence = match self.below(10) {
                0..3 if number > 0 => {
                    let earlier = all[self.below(number)].clone();
                    let edits = 1 + self.below(3);
                    self.variant(&earlier, edits)
                }
                _ => self.sentence(),
            };
            all.push(sentence);
        }
        all
    }

    /// Sentences to look up: half of them like one of the memory, more or less, half of them new.
    pub fn queries(&mut self, memory: &[String], queries: usize) -> Vec<String> {
        let query = |number: usize| {
            if number % 2 == 1 {
                return self.sentence();
            }
            let known = memory[self.below(memory.len())].clone();
            let most = known.split(' ').count() * 4 / 10;
            let edits = self.below(most + 1);
            self.variant(&known, edits)
        };
        (0..queries).map(query).collect()
    }

    fn sentence(&mut self) -> String {
        // Two to about fifty words, most of them about twenty.
        let words = 2 + (0..6).map(|_| self.below(8)).sum::<usize>() * (1 + self.below(8) / 7);
        let words: Vec<String> = (0..words).map(|_| self.news_word()).collect();
        words.join(" ") + "."
    }

    /// The sentence with so many words exchanged, left out or put in.
    fn variant(&mut self, sentence: &str, edits: usize) -> String {
        let mut words: Vec<String> = sentence.split(' ').map(str::to_owned).collect();
        for _ in 0..edits {
            let at = self.below(words.len());
            match self.below(4) {
                0 if words.len() > 2 => drop(words.remove(at)),
                1 => words.insert(at, self.news_word()),
                2 => words[at] = format!("و{}", words[at]),
                _ => words[at] = self.news_word(),
            }
        }
        words.join(" ")
    }

    fn news_word(&mut self) -> String {
        if self.below(40) == 0 {
            return self.below(3_000).to_string();
        }
        let word = self.zipf(WORDS);
        let clitic = if word < 200 { "" } else { CLITICS[self.below(CLITICS.len())] };
        format!("{clitic}{}", self.vocabulary[word])
    }

    pub fn below(&mut self, end: usize) -> usize {
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
        (0..shortest + self.below(4)).map(|_| LETTERS[self.below(LETTERS.len())]).collect()
    }
}
