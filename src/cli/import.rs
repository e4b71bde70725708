use super::{Failure, places, print_line, say_guess, warn};
use crate::app::opening::{self, Opening};
use crate::article::{self, ReadOptions};
use crate::export;
use crate::project::location;
use crate::text::counted;
use std::path::{Path, PathBuf};

/// Makes a project; an article that has one already keeps it.
pub fn run(files: &[PathBuf], output: Option<&Path>, options: &ReadOptions) -> Result<(), Failure> {
    let output = output.map(project_name).transpose()?;
    let Opening { path, project, file: opened, warnings, moved, created, newer_articles, guessed, .. } =
        match output {
            Some(output) => opening::import(files, &output, options)?,
            None => opening::open_several(files, &places::places()?.data, options)?,
        };
    warn(&warnings);
    for (_, article) in newer_articles {
        eprintln!(
            "note: “{}” has changed since this project was made; the project keeps the text it was made from. To \
             take the new text over, open the project in the window and choose “Read the article again…”",
            article.display()
        );
    }
    if let Some(guessed) = guessed {
        say_guess(&project, guessed);
    }
    if let Some(opened) = opened {
        opened.close()?;
    }
    if moved {
        eprintln!(
            "note: the folder of the article cannot be written to, so the project is in “{}”",
            path.parent().unwrap_or(&path).display()
        );
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

/// The name with the ending of projects, as “Save as…” completes it. What is named like a document is rather meant to be
/// one.
fn project_name(output: &Path) -> Result<PathBuf, Failure> {
    if output.is_dir() {
        return Err(format!(
            "“{0}” is a folder. Nothing was made; name the project in it, for example “{1}”",
            output.display(),
            output.join("article.tarjuman").display()
        )
        .into());
    }
    let ending = output.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    let articles = article::EXTENSIONS.iter().flat_map(|(_, endings)| endings.iter().copied());
    let documents = export::formats().iter().map(|format| format.extension);
    if articles.chain(documents).any(|known| known == ending) {
        return Err(format!(
            "“{0}” is the name of a document, and import makes a project. Nothing was made; name it “{1}”. \
             Documents are written by: tarjuman export FILE -o {0}",
            output.display(),
            output.with_extension(location::EXTENSION).display()
        )
        .into());
    }
    Ok(location::with_ending(output, location::EXTENSION))
}
