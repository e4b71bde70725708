//! The folder of real articles and data that stands beside a checkout on the project's own machines.

#![allow(clippy::print_stdout, reason = "a test says that it was skipped")]

use std::path::{Path, PathBuf};

/// The file or folder `../shared/<name>`; where it is missing, says that the test is skipped.
pub fn shared(name: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared").join(name);
    if path.exists() {
        return Some(path);
    }
    println!("skipped: ../shared/{name} is not here");
    None
}
