//! Programs of others that read what we write. One that is not there is skipped, and said to be; with `CI=true` or
//! `TARJUMAN_REQUIRE_TOOLS=1` that is a failure.

#![allow(dead_code, reason = "each test program uses its part")]

use std::process::{Command, Output};

pub fn answers(program: &str, arguments: &[&str]) -> bool {
    Command::new(program).args(arguments).output().is_ok_and(|output| output.status.success())
}

pub fn run(command: &mut Command) -> Output {
    command.output().expect("the program answered before")
}

/// What a program said when it failed, as far as a person reads it.
pub fn errors(output: &Output) -> String {
    let said =
        String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    said.chars().take(2_000).collect()
}

/// Runs a Python script; fails with what it said unless it ends well.
pub fn python(script: &str, arguments: &[&std::ffi::OsStr]) -> String {
    let output = run(Command::new("python3").args(["-c", script]).args(arguments));
    assert!(output.status.success(), "{}", errors(&output));
    String::from_utf8(output.stdout).expect("UTF-8")
}

#[allow(clippy::print_stdout, reason = "whoever runs the tests must know what did not run")]
pub fn skipped(why: &str) {
    let is_set = |name: &str, value: &str| std::env::var(name).is_ok_and(|found| found == value);
    assert!(!is_set("CI", "true") && !is_set("TARJUMAN_REQUIRE_TOOLS", "1"), "needed here: {why}");
    println!("skipped: {why}");
}
