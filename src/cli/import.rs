use super::{Failure, places, print_line, warn};
use crate::app::opening::{self, Opening};
use crate::text::counted;
use std::path::Path;

/// Makes a project; an article that has one already keeps it.
pub fn run(file: &Path, output: Option<&Path>) -> Result<(), Failure> {
    let Opening { path, project, file: opened, warnings, moved, created, .. } = match output {
        Some(output) => opening::import(file, output)?,
        None => opening::open(file, &places::places()?.data)?,
    };
    warn(&warnings);
    if let Some(opened) = opened {
        opened.close()?;
    }
    if moved {
        eprintln!("note: the folder of the article cannot be written to, so the project is elsewhere");
    }
    let left_out = project.blocks.iter().filter(|block| block.excluded.is_some()).count();
    let included = project.segments.iter().filter(|segment| project.is_included(segment.block)).count();
    let what = if created { "made" } else { "was there already" };
    print_line(&format!(
        "{} {what}: {} to translate, {} left out",
        path.display(),
        counted(included, "segment"),
        counted(left_out, "block")
    ))
}
