//! Scores the matcher on the development set in `../shared/data/glossary-dev`, where that folder is there.
//!
//! The scoring is the one its README describes: a prediction is right when the same term has a gold span on the
//! same words. Set `TARJUMAN_SHOW_ERRORS=1` to see what is missed and what is wrong.

#![allow(clippy::print_stdout, clippy::unwrap_used, clippy::panic, reason = "a test that prints its report")]

use serde::Deserialize;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;
use std::path::{Path, PathBuf};
use tarjuman::arabic::{fold, words};
use tarjuman::glossary::{Index, csv, match_lines};

/// Precision and recall that must not be lost.
struct Floor {
    precision: f64,
    recall: f64,
}

#[test]
fn names() {
    check("pud_names", &Floor { precision: 0.995, recall: 1.0 });
}

#[test]
fn expressions_of_several_words() {
    check("pud_mwt", &Floor { precision: 0.975, recall: 0.975 });
}

#[test]
fn common_nouns() {
    check("pud_lemma", &Floor { precision: 0.92, recall: 0.90 });
}

/// Proposals are apart from the scores: how many are offered, and how many of them the set says are right. It labels
/// no spellings of names, so there every offer counts as wrong.
#[test]
fn proposals_are_few_and_mostly_right() {
    for (track, most_offers, least_right) in [("pud_names", 2, 0.0), ("pud_lemma", 230, 0.78)] {
        let Some((rows, index)) = set(track) else { return };
        let (mut offers, mut right) = (0_u32, 0_u32);
        for row in rows.lines() {
            let row: Labelled = serde_json::from_str(row).unwrap();
            for proposal in index.propose_variants(&row.text, &index.find(&row.text)) {
                let id = index.term(proposal.hit.term).id.as_deref();
                let at = |byte: usize| row.text.get(..byte).unwrap().chars().count();
                let (start, end) = (at(proposal.hit.span.start), at(proposal.hit.span.end));
                let is_right = |gold: &Gold| Some(gold.t.as_str()) == id && gold.s < end && start < gold.e;
                offers += 1;
                right += u32::from(row.gold.iter().any(is_right));
            }
        }
        println!("{track}: {offers} proposals, {right} of them labelled");
        assert!(offers <= most_offers, "{track}: {offers} proposals");
        assert!(
            f64::from(right) >= least_right * f64::from(offers),
            "{track}: {right} of {offers} are right"
        );
    }
}

#[derive(Deserialize)]
struct Labelled {
    id: String,
    text: String,
    gold: Vec<Gold>,
    ign: Vec<(usize, usize)>,
}

#[derive(Deserialize)]
struct Gold {
    t: String,
    s: usize,
    e: usize,
}

#[derive(Deserialize)]
struct Predicted {
    id: String,
    pred: Vec<Gold>,
}

fn check(track: &str, floor: &Floor) {
    let Some((rows, index)) = set(track) else { return };
    let forms: HashMap<String, Vec<String>> =
        index.terms().map(|term| (term.id.clone().unwrap(), folded_words(&term.source))).collect();
    let mut output = Vec::new();
    let report = match_lines(&index, rows.as_bytes(), &mut output).unwrap();
    assert!(report.bad_lines.is_empty());
    let predicted: HashMap<String, Vec<Gold>> = String::from_utf8(output)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str::<Predicted>(line).unwrap())
        .map(|row| (row.id, row.pred))
        .collect();
    let mut score = Score::default();
    for row in rows.lines() {
        let row: Labelled = serde_json::from_str(row).unwrap();
        let pred = predicted.get(&row.id).unwrap();
        score.add(&row, pred, &forms);
    }
    score.print(track, &forms);
    assert!(score.precision() >= floor.precision, "{track}: precision {:.4}", score.precision());
    assert!(score.recall() >= floor.recall, "{track}: recall {:.4}", score.recall());
}

/// The sentences of a track and the index of its terms; `None`, and said, where the set is not there.
fn set(track: &str) -> Option<(String, Index)> {
    let Some(folder) = folder() else {
        println!("skipped: ../shared is not here");
        return None;
    };
    let read = |name: String| std::fs::read_to_string(folder.join(name)).unwrap();
    let (glossary, warnings) = csv::read(track, as_csv(&read(format!("{track}.glossary.tsv"))).as_bytes());
    assert!(warnings.is_empty(), "{warnings:?}");
    Some((read(format!("{track}.jsonl")), Index::build(glossary.terms)))
}

fn folder() -> Option<PathBuf> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    // A checkout stands beside `shared`, a worktree one folder deeper.
    here.ancestors()
        .skip(1)
        .take(2)
        .map(|up| up.join("shared/data/glossary-dev"))
        .find(|folder| folder.is_dir())
}

/// The set's five tab-separated columns (id, form, type, count, kind) as a glossary file.
fn as_csv(tsv: &str) -> String {
    let mut csv = "id,source,target,kind\n".to_owned();
    for line in tsv.lines() {
        let cells: Vec<&str> = line.split('\t').collect();
        let [id, form, _, _, kind] = cells[..] else { panic!("{line}") };
        csv.extend([id, ",\"", &form.replace('"', "\"\""), "\",,", kind, "\n"]);
    }
    csv
}

fn folded_words(text: &str) -> Vec<String> {
    words(text).map(|word| fold(word.span.of(text)).text().to_owned()).collect()
}

#[derive(Default)]
struct Score {
    right: usize,
    wrong: BTreeMap<String, usize>,
    missed: BTreeMap<String, usize>,
    /// Unlabelled words identical to the term: no matcher without context can tell.
    homographs: usize,
    right_offsets: usize,
}

impl Score {
    fn add(&mut self, row: &Labelled, pred: &[Gold], forms: &HashMap<String, Vec<String>>) {
        let bounds = scorer_words(&row.text);
        let folded: Vec<String> =
            bounds.iter().map(|word| fold(&slice(&row.text, word.clone())).text().to_owned()).collect();
        let touched = |s: usize, e: usize| -> Range<usize> {
            let first = bounds.partition_point(|word| word.end <= s);
            first..bounds.partition_point(|word| word.start < e).max(first)
        };
        let gold: HashMap<(&str, Range<usize>), &Gold> =
            row.gold.iter().map(|gold| ((gold.t.as_str(), touched(gold.s, gold.e)), gold)).collect();
        let covered: HashSet<usize> = gold.keys().flat_map(|(_, words)| words.clone()).collect();
        let ignored: HashSet<usize> = row.ign.iter().flat_map(|&(s, e)| touched(s, e)).collect();
        let mut seen = HashSet::new();
        for found in pred {
            let words = touched(found.s, found.e);
            let key = (found.t.as_str(), words.clone());
            if words.is_empty() || !seen.insert(key.clone()) {
                continue;
            }
            let form = forms.get(&found.t).unwrap();
            let written = &folded[words.clone()];
            if let Some(gold) = gold.get(&key) {
                self.right += 1;
                self.right_offsets += usize::from(gold.s == found.s && gold.e == found.e);
            } else if words.clone().any(|word| ignored.contains(&word))
                || (words.clone().any(|word| covered.contains(&word)) && equal_but_clitics(written, form))
            {
            } else if written == form {
                self.homographs += 1;
            } else {
                *self.wrong.entry(format!("{} < {}", form.join(" "), written.join(" "))).or_default() += 1;
            }
        }
        for (key, gold) in &gold {
            if !seen.contains(key) {
                let form = forms.get(&gold.t).unwrap().join(" ");
                let written = folded[key.1.clone()].join(" ");
                *self.missed.entry(format!("{form} < {written}")).or_default() += 1;
            }
        }
    }

    fn precision(&self) -> f64 {
        let wrong: usize = self.wrong.values().sum();
        self.right as f64 / (self.right + wrong).max(1) as f64
    }

    fn recall(&self) -> f64 {
        let missed: usize = self.missed.values().sum();
        self.right as f64 / (self.right + missed).max(1) as f64
    }

    fn print(&self, track: &str, forms: &HashMap<String, Vec<String>>) {
        let (p, r) = (self.precision(), self.recall());
        println!(
            "{track}: {} terms, {} right, P {p:.4} R {r:.4} F {:.4}, {} homographs, offsets {:.4}",
            forms.len(),
            self.right,
            2.0 * p * r / (p + r),
            self.homographs,
            self.right_offsets as f64 / self.right.max(1) as f64
        );
        if std::env::var_os("TARJUMAN_SHOW_ERRORS").is_some() {
            println!("wrong: {:#?}\nmissed: {:#?}", self.wrong, self.missed);
        }
    }
}

/// Words as the set's scorer cuts them, in code points: letters, digits, low lines and Arabic signs.
fn scorer_words(text: &str) -> Vec<Range<usize>> {
    let is_sign = |c| matches!(c, '\u{610}'..='\u{61A}' | '\u{64B}'..='\u{65F}' | '\u{670}' | '\u{640}' | '\u{200C}' | '\u{200D}');
    let mut bounds: Vec<Range<usize>> = Vec::new();
    for (at, c) in text.chars().enumerate() {
        if !(c.is_alphanumeric() || c == '_' || is_sign(c)) {
            continue;
        }
        match bounds.last_mut() {
            Some(last) if last.end == at => last.end = at + 1,
            _ => bounds.push(at..at + 1),
        }
    }
    bounds
}

fn slice(text: &str, range: Range<usize>) -> String {
    text.chars().skip(range.start).take(range.len()).collect()
}

fn equal_but_clitics(written: &[String], form: &[String]) -> bool {
    let (Some((head, rest)), Some((form_head, form_rest))) = (written.split_first(), form.split_first())
    else {
        return false;
    };
    let chains = ["", "و", "ف", "ب", "ك", "ل", "وب", "وك", "ول", "فب", "فك", "فل"];
    rest == form_rest
        && chains.iter().any(|chain| {
            *head == format!("{chain}{form_head}")
                || (chain.ends_with('ل')
                    && form_head.strip_prefix("ال").is_some_and(|stem| *head == format!("{chain}ل{stem}")))
        })
}
