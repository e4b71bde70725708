use super::{Failure, Open, print_line, window};
use crate::app::demo;
use std::time::Instant;

/// The whole job on the sample, then the window where there is a display.
pub fn run(no_window: bool, started: Instant) -> Result<(), Failure> {
    let parent = std::env::current_dir()?;
    let made = demo::run(&parent)?;
    let progress = made.progress;
    let (hits, terms) = made.hits;
    let name = |path: &std::path::Path| path.strip_prefix(&parent).unwrap_or(path).display().to_string();
    print_line(&format!("Tarjuman did the whole job on its sample article, in {}:", name(&made.folder)))?;
    print_line(&format!(
        "  read        {} sentences and headings ({} words); {} blocks of page junk left out, not deleted",
        progress.segments, progress.words, made.left_out
    ))?;
    print_line(&format!("  glossary    {hits} mentions of {terms} names and terms"))?;
    for (written, english) in &made.examples {
        print_line(&format!("              {written}  →  {english}"))?;
    }
    print_line(&format!(
        "  draft       the first {} come with English, {} of them confirmed",
        made.drafts, progress.confirmed
    ))?;
    print_line(&format!("  project     {}", name(&made.project)))?;
    for document in &made.documents {
        print_line(&format!("  document    {}", name(document)))?;
    }
    if no_window {
        return Ok(());
    }
    let shown = window::open(Open::file(made.project.clone()), started);
    if let Err(reason) = shown {
        print_line(&format!("\nNo window was opened: {reason}"))?;
        // As it was called: after `cargo run` the program is not on the path.
        let program = std::env::args().next().unwrap_or_else(|| "tarjuman".to_owned());
        print_line(&format!("On a machine with a display, see it with: {program} {}", name(&made.project)))?;
    }
    Ok(())
}
