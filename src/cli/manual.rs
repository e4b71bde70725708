//! The manual pages and the completions of shells, both made from the same description as `--help`.

use super::arguments::Arguments;
use super::{Failure, print_line};
use clap::{Command, CommandFactory as _};
use clap_complete::Shell;
use clap_mangen::Man;
use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

/// Prints what `shell` is to read to complete our command line.
pub fn completions(shell: Shell) -> Result<(), Failure> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "tarjuman", &mut script);
    print(&script)
}

/// Prints the manual page of the program, or writes a page for it and one for each of its commands into `folder`.
pub fn manual(folder: Option<&Path>) -> Result<(), Failure> {
    let mut command = Arguments::command();
    // Gives the commands their whole names, and their help what was inherited.
    command.build();
    let Some(folder) = folder else { return print(&page(&command, "tarjuman")?) };
    let pages = pages(&command)?;
    fs::create_dir_all(folder).map_err(|error| unwritable(folder, &error))?;
    for (name, page) in &pages {
        let path = folder.join(name);
        fs::write(&path, page).map_err(|error| unwritable(&path, &error))?;
    }
    print_line(&format!("{} manual pages written to {}", pages.len(), folder.display()))
}

/// The file names and contents of all pages, those of commands of commands too.
fn pages(command: &Command) -> io::Result<Vec<(String, Vec<u8>)>> {
    let mut pages = Vec::new();
    let mut left = vec![("tarjuman".to_owned(), command)];
    while let Some((name, command)) = left.pop() {
        pages.push((format!("{name}.1"), page(command, &name)?));
        let below =
            command.get_subcommands().filter(|below| !below.is_hide_set() && below.get_name() != "help");
        left.extend(below.map(|below| (format!("{name}-{}", below.get_name()), below)));
    }
    Ok(pages)
}

fn page(command: &Command, name: &str) -> io::Result<Vec<u8>> {
    let mut page = Vec::new();
    let version = env!("CARGO_PKG_VERSION");
    let titled = command.clone().version(version).display_name(name.to_owned());
    Man::new(titled).source(format!("Tarjuman {version}")).manual("Tarjuman").render(&mut page)?;
    Ok(page)
}

/// As [`print_line`], for what ends its own lines.
fn print(bytes: &[u8]) -> Result<(), Failure> {
    match io::stdout().lock().write_all(bytes) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => std::process::exit(0),
        result => Ok(result?),
    }
}

fn unwritable(path: &Path, error: &io::Error) -> String {
    format!("“{}” cannot be written: {error}. Choose a folder where you may write", path.display())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_has_a_page_with_its_name_and_its_options() {
        let mut command = Arguments::command();
        command.build();
        let pages = pages(&command).unwrap();
        let page = |name: &str| {
            let (_, page) = pages.iter().find(|(found, _)| found == name).unwrap_or_else(|| panic!("{name}"));
            String::from_utf8(page.clone()).unwrap()
        };
        assert!(page("tarjuman.1").contains("TARJUMAN_HOME"), "the environment is in the page");
        assert!(page("tarjuman-export.1").contains("layout"));
        assert!(page("tarjuman-glossary-convert.1").contains("tarjuman glossary convert"));
        assert!(!pages.iter().any(|(name, _)| name.contains("help")));
    }

    #[test]
    fn every_shell_gets_a_script_that_knows_the_commands() {
        for shell in [Shell::Bash, Shell::Zsh, Shell::Fish, Shell::Elvish, Shell::PowerShell] {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Arguments::command(), "tarjuman", &mut script);
            let script = String::from_utf8(script).unwrap();
            assert!(script.contains("corrections"), "{shell}");
        }
    }
}
