use super::places::places;
use super::{Failure, glossary, never_overwrite, print_line, warn};
use crate::app::memories::kept_index;
use crate::article::Stop;
use crate::memory::{
    Difference, DifferenceKind, FragmentKind, LookUp, Match, MatchKind, Memory, PERSONAL, Progress, Stack,
    Store, Wanted, export_tmx, import_file,
};
use crate::text::{Span, counted};
use clap::{Args, Subcommand};
use serde_json::{Value, json};
use std::io::{BufRead as _, IsTerminal as _};
use std::path::{Path, PathBuf};

#[derive(Subcommand)]
pub enum MemoryCommand {
    /// Take over units from TMX, XLIFF, CSV or XLSX files; what is there already stays
    #[command(after_help = "Examples:
  tarjuman memory import desk.tmx old-articles.xlf
  tarjuman memory import --memory desk.tarmem pairs.csv

A table needs a column with Arabic and one with English. Files may be of any size; workbooks up to 128 MB.
Units without Arabic or without English are skipped and counted.")]
    Import {
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
        #[command(flatten)]
        memory: OneMemory,
        /// One JSON object a file
        #[arg(long)]
        json: bool,
    },
    /// Write all units as TMX 1.4, which OmegaT, Trados, memoQ and others read
    #[command(after_help = "Example:
  tarjuman memory export for-omegat.tmx")]
    Export {
        #[arg(value_name = "OUT.tmx")]
        output: PathBuf,
        #[command(flatten)]
        memory: OneMemory,
    },
    /// Look sentences up: matches, best first, and fragments
    #[command(after_help = "Examples:
  tarjuman memory lookup 'وصل الوزير إلى باكو'
  tarjuman memory lookup --memory mine.tarmem --memory desk.tarmem --least 75 'وصل الوزير إلى باكو'
  tarjuman segments page.html --json | jq -r .text | tarjuman memory lookup --json -

A score of 100 is the same text; 99 differs in its marks. Numbers, and names that the glossaries know, are put into
the English where nothing else differs.")]
    Lookup {
        /// Sentences; “-” reads one a line from standard input
        #[arg(required = true, value_name = "TEXT")]
        texts: Vec<String>,
        /// Look in this memory; may be given several times, the higher first
        #[arg(long, value_name = "PATH")]
        memory: Vec<PathBuf>,
        /// The lowest score, in per cent
        #[arg(long, value_name = "PERCENT", default_value_t = 60, value_parser = clap::value_parser!(u8).range(1..=100))]
        least: u8,
        /// How many matches
        #[arg(long, value_name = "N", default_value_t = 9)]
        most: usize,
        /// One JSON object a sentence; offsets are code points
        #[arg(long)]
        json: bool,
    },
    /// Count the units of a memory, where they come from and who wrote them
    #[command(after_help = "Example:
  tarjuman memory stats --check")]
    Stats {
        #[command(flatten)]
        memory: OneMemory,
        /// Also read the whole file and look for damage; fails where there is any
        #[arg(long)]
        check: bool,
        /// One JSON object
        #[arg(long)]
        json: bool,
    },
}

#[derive(Args)]
pub struct OneMemory {
    /// The memory to use instead of your own in the data folder
    #[arg(long, value_name = "PATH")]
    memory: Option<PathBuf>,
}

impl OneMemory {
    fn path(&self) -> Result<PathBuf, Failure> {
        match &self.memory {
            Some(path) => Ok(path.clone()),
            None => own(),
        }
    }

    /// A memory that is only read. Where the translator's own has never been begun, it says how.
    fn open(&self) -> Result<Store, Failure> {
        open(&self.path()?)
    }
}

pub fn run(command: MemoryCommand) -> Result<(), Failure> {
    match command {
        MemoryCommand::Import { files, memory, json } => import(&files, &memory.path()?, json),
        MemoryCommand::Export { output, memory } => export(&memory, &output),
        MemoryCommand::Lookup { texts, memory, least, most, json } => {
            look_up(&texts, memory, least, most, json)
        }
        MemoryCommand::Stats { memory, check, json } => stats(&memory.open()?, check, json),
    }
}

/// The translator's own memory.
fn own() -> Result<PathBuf, Failure> {
    Ok(places()?.data.join(PERSONAL))
}

fn open(path: &Path) -> Result<Store, Failure> {
    if !path.exists() && own().is_ok_and(|own| own == path) {
        return Err("there is no memory yet; “tarjuman memory import FILE” begins it".into());
    }
    Ok(Store::open_read_only(path)?)
}

fn import(files: &[PathBuf], memory: &Path, json: bool) -> Result<(), Failure> {
    let mut store = Store::open_or_create(memory)?;
    let mut failures = 0;
    for file in files {
        never_overwrite(file, store.path())?;
        let report = import_file(file, &mut store, &Stop::default(), &mut progress_line());
        match report {
            Ok(report) if json => {
                let skipped = report.skipped;
                print_line(&json_line(&json!({
                    "file": file.display().to_string(), "read": report.read, "added": report.added,
                    "same": report.same, "no_arabic": skipped.no_arabic, "no_english": skipped.no_english,
                    "untranslated": skipped.untranslated, "too_long": skipped.too_long,
                    "damaged": skipped.damaged, "languages": report.languages, "warnings": report.warnings,
                })))?;
            }
            Ok(report) => print_line(&format!("{}: {}", file.display(), report.sentences().join(" ")))?,
            Err(error) => {
                failures += 1;
                eprintln!("note: {error}");
            }
        }
    }
    if !json {
        print_line(&format!("{} now in {}", counted(store.len()?, "unit"), store.path().display()))?;
    }
    if failures > 0 { Err(format!("{} not imported", counted(failures, "file")).into()) } else { Ok(()) }
}

/// Shows on a terminal how far an import is.
fn progress_line() -> impl FnMut(Progress) {
    let is_terminal = std::io::stderr().is_terminal();
    move |Progress { bytes, read, added }| {
        if is_terminal {
            let share = (100 * read).checked_div(bytes).unwrap_or(100);
            let end = if read >= bytes { "\r\u{1B}[K" } else { "" };
            eprint!("\r{share} %, {added} units{end}");
        }
    }
}

fn export(memory: &OneMemory, output: &Path) -> Result<(), Failure> {
    let store = memory.open()?;
    never_overwrite(store.path(), output)?;
    let count = export_tmx(&store, output, &Stop::default(), &mut |_| {})?;
    print_line(&format!("{}: {}", counted(count, "unit"), output.display()))
}

fn look_up(
    texts: &[String],
    memories: Vec<PathBuf>,
    least: u8,
    most: usize,
    json: bool,
) -> Result<(), Failure> {
    let memories = if memories.is_empty() { vec![own()?] } else { memories };
    let mut stack = Stack::default();
    for path in &memories {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let kept = kept_index(&places()?, path);
        stack.push(Memory::load_cached(open(path)?, &name, &kept, &Stop::default())?);
    }
    let terms = glossary::index_without_project();
    let one = |text: &str| {
        let wanted = Wanted { least, most, terms: Some(&terms), ..Wanted::of(text) };
        let found = stack.look_up(&wanted);
        warn(&found.problems.iter().map(ToString::to_string).collect::<Vec<_>>());
        let name = |rank: usize| stack.memories().get(rank).map(Memory::name).unwrap_or_default();
        if json { print_line(&json_line(&as_json(text, &found, name))) } else { print(text, &found, name) }
    };
    for text in texts {
        if text == "-" {
            for line in std::io::stdin().lock().lines() {
                one(&line?)?;
            }
        } else {
            one(text)?;
        }
    }
    Ok(())
}

fn print<'s>(text: &str, found: &LookUp, name: impl Fn(usize) -> &'s str) -> Result<(), Failure> {
    print_line(text)?;
    for one in &found.matches {
        let how = match one.kind {
            MatchKind::InContext => "same text and context",
            MatchKind::Exact => "same text",
            MatchKind::Adapted => "numbers and names put in",
            MatchKind::Fuzzy => "",
        };
        print_line(&format!("  {:>3} %  {}", one.score, one.target))?;
        let place = [how, name(one.memory), &one.stored.unit.origin];
        let place: Vec<&str> = place.into_iter().filter(|part| !part.is_empty()).collect();
        print_line(&format!("         {}  ({})", one.stored.unit.source, place.join("; ")))?;
        for difference in &one.differences {
            let (here, there) = (difference.here.of(text), difference.there.of(&one.stored.unit.source));
            print_line(&format!("         {}: {here} / {there}", title(difference.kind)))?;
        }
    }
    for fragment in &found.fragments {
        let units = fragment.units.iter().map(|stored| stored.unit.target.as_str()).collect::<Vec<_>>();
        let what = match fragment.kind {
            FragmentKind::Unit => "unit".to_owned(),
            FragmentKind::Phrase(count) => format!("in {}", counted(count, "unit")),
        };
        print_line(&format!("  part   {}  ({what}): {}", fragment.span.of(text), units.join(" | ")))?;
    }
    if found.matches.is_empty() && found.fragments.is_empty() {
        print_line("  nothing")?;
    }
    Ok(())
}

const fn title(kind: DifferenceKind) -> &'static str {
    match kind {
        DifferenceKind::Changed => "other words",
        DifferenceKind::OnlyHere => "only here",
        DifferenceKind::OnlyThere => "only there",
        DifferenceKind::Form => "other form",
        DifferenceKind::Number => "number",
        DifferenceKind::Marks => "marks",
    }
}

fn as_json<'s>(text: &str, found: &LookUp, name: impl Fn(usize) -> &'s str) -> Value {
    let matches = found.matches.iter().map(|one| match_json(text, one, name(one.memory)));
    let fragments = found.fragments.iter().map(|fragment| {
        let units: Vec<Value> = fragment
            .units
            .iter()
            .map(|stored| json!({"source": stored.unit.source, "target": stored.unit.target}))
            .collect();
        let (kind, count) = match fragment.kind {
            FragmentKind::Unit => ("unit", None),
            FragmentKind::Phrase(count) => ("phrase", Some(count)),
        };
        let Span { start, end } = fragment.span.in_code_points(text);
        json!({
            "start": start, "end": end, "text": fragment.span.of(text), "kind": kind, "count": count,
            "memory": name(fragment.memory), "units": units,
        })
    });
    json!({"text": text, "matches": matches.collect::<Vec<_>>(), "fragments": fragments.collect::<Vec<_>>()})
}

fn match_json(text: &str, one: &Match, memory: &str) -> Value {
    let unit = &one.stored.unit;
    let kind = match one.kind {
        MatchKind::InContext => "context",
        MatchKind::Exact => "exact",
        MatchKind::Adapted => "adapted",
        MatchKind::Fuzzy => "fuzzy",
    };
    let differences = one.differences.iter().map(|difference: &Difference| {
        let (here, there) =
            (difference.here.in_code_points(text), difference.there.in_code_points(&unit.source));
        json!({
            "kind": title(difference.kind),
            "here": [here.start, here.end], "there": [there.start, there.end],
        })
    });
    json!({
        "score": one.score, "kind": kind, "target": one.target, "memory": memory, "id": one.stored.id.0,
        "source": unit.source, "unit_target": unit.target, "origin": unit.origin, "author": unit.author,
        "note": unit.note, "differences": differences.collect::<Vec<_>>(),
        "exchanged": one.exchanged.iter().map(|exchanged| {
            json!({"new": exchanged.span.of(&one.target), "old": exchanged.instead_of})
        }).collect::<Vec<_>>(),
    })
}

fn stats(store: &Store, check: bool, json: bool) -> Result<(), Failure> {
    if check {
        store.check()?;
    }
    let (units, origins, authors) = (store.len()?, store.origins()?, store.authors()?);
    if json {
        let all = |counts: Vec<(String, usize)>| {
            counts.into_iter().map(|(name, count)| json!({"name": name, "units": count})).collect::<Vec<_>>()
        };
        return print_line(&json_line(&json!({
            "units": units, "origins": all(origins), "authors": all(authors),
            "path": store.path().display().to_string(), "checked": check,
        })));
    }
    let health = if check { ", no damage" } else { "" };
    print_line(&format!("{}{health}: {}", counted(units, "unit"), store.path().display()))?;
    for (title, counts) in [("from", origins), ("by", authors)] {
        for (name, count) in counts.iter().filter(|(name, _)| !name.is_empty()).take(MOST_LINES) {
            print_line(&format!("{count:>8}  {title} {name}"))?;
        }
    }
    Ok(())
}

/// Origins, or authors, that are listed for people; JSON has all.
const MOST_LINES: usize = 20;

fn json_line(value: &Value) -> String {
    value.to_string()
}
