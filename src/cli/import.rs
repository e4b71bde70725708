use super::{Failure, places, print_line, warn};
use crate::app::opening::{self, Opening};
use crate::article::ReadOptions;
use crate::text::counted;
use std::path::{Path, PathBuf};

/// Makes a project; an article that has one already keeps it.
pub fn run(files: &[PathBuf], output: Option<&Path>, options: &ReadOptions) -> Result<(), Failure> {
    let Opening { path, project, file: opened, warnings, moved, created, newer_articles, guessed, .. } =
        match output {
            Some(output) => opening::import(files, output, options)?,
            None => opening::open_several(files, &places::places()?.data, options)?,
        };
    warn(&warnings);
    for (_, article) in newer_articles {
        eprintln!(
            "note: “{}” has changed since this project was made; the project keeps the text it was made from",
            article.display()
        );
    }
    if let Some((section, charset)) = guessed {
        let section = project.section(section).filter(|_| project.sections.len() > 1);
        let name =
            section.map_or("the article".to_owned(), |section| format!("“{}”", section.original.file_name));
        eprintln!("note: {name} was read as {}, which is a guess; --charset chooses another", charset.name());
    }
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
