//! A browser that only writes down what it is asked to open, in the place of the user's.

use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

/// Puts it into a folder, where the programs of this folder's tests find it.
pub fn install(folder: &Path) {
    let program = path(folder);
    let script = format!("#!/bin/sh\nprintf '%s\\n' \"$@\" >> '{}'\n", asked(folder).display());
    std::fs::write(&program, script).unwrap();
    std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
}

/// What `BROWSER` is set to.
pub fn path(folder: &Path) -> PathBuf {
    folder.join("browser")
}

/// The addresses that were asked for so far.
pub fn opened(folder: &Path) -> Vec<String> {
    std::fs::read_to_string(asked(folder)).unwrap_or_default().lines().map(str::to_owned).collect()
}

fn asked(folder: &Path) -> PathBuf {
    folder.join("addresses asked for")
}
