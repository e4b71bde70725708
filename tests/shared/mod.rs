//! The folder of real articles and data that stands beside a checkout on the project's own machines.

#![allow(clippy::print_stdout, reason = "a test says that it was skipped")]

use std::path::{Path, PathBuf};

/// The file or folder `../shared/<name>`, or that of the folder that `TARJUMAN_SHARED` names; where it is missing, says
/// that the test is skipped.
pub fn shared(name: &str) -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let path = std::env::var_os("TARJUMAN_SHARED").map_or_else(beside, PathBuf::from).join(name);
    if path.exists() {
        return Some(path);
    }
    println!("skipped: ../shared/{name} is not here");
    None
}
