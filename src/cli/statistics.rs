use super::{Failure, look, print_line};
use crate::article::ReadOptions;
use crate::project::statistics::{Counted, Part, Statistics};
use crate::text::{counted, grouped};
use std::path::Path;

/// Says how much a project is, and how far.
pub fn run(file: &Path, options: &ReadOptions, json: bool) -> Result<(), Failure> {
    let statistics = Statistics::of(&look(file, options)?);
    if json {
        return print_line(&serde_json::to_string_pretty(&statistics)?);
    }
    if statistics.sections.len() > 1 {
        for section in &statistics.sections {
            print_line(&section.title)?;
            print_counted(&section.counted)?;
            print_line("")?;
        }
        print_line("All articles")?;
    }
    print_counted(&statistics.all)
}

fn print_counted(all: &Counted) -> Result<(), Failure> {
    let part = |part: Part| format!("{}, {}", counted(part.segments, "segment"), counted(part.words, "word"));
    for (name, value) in [
        ("Segments", grouped(all.segments)),
        ("Words", grouped(all.words)),
        ("Characters", grouped(all.characters)),
        ("Without spaces", grouped(all.characters_without_spaces)),
        ("Not translated", part(all.untranslated)),
        ("Draft", part(all.drafts)),
        ("Confirmed", format!("{} ({} % of words)", part(all.confirmed), all.percent())),
        ("Words of English", grouped(all.draft_words)),
        ("Left out", counted(all.left_out, "segment")),
    ] {
        print_line(&format!("  {name:<17}{value}"))?;
    }
    Ok(())
}
