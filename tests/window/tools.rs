//! The programs the suite needs, and what is said when one is missing.

use std::path::PathBuf;

/// Whether the suite is wanted and all `tools` are installed. If not, says that the test is skipped, and
/// why; fails where the tools are required.
pub fn are_here(tools: &[&str]) -> bool {
    if std::env::var_os("TARJUMAN_WINDOW_SUITE").is_none() {
        println!("skipped: TARJUMAN_WINDOW_SUITE=1 drives a real window; ./check sets it");
        return false;
    }
    let Some(missing) = tools.iter().find(|tool| find(tool).is_none()) else { return true };
    let required = std::env::var_os("TARJUMAN_REQUIRE_TOOLS").is_some_and(|value| value == "1");
    assert!(!required, "{missing} is not installed, and TARJUMAN_REQUIRE_TOOLS=1 asks for it");
    println!("skipped: {missing} is not installed");
    false
}

pub fn find(tool: &str) -> Option<PathBuf> {
    let folders = std::env::var_os("PATH")?;
    std::env::split_paths(&folders).map(|folder| folder.join(tool)).find(|path| path.is_file())
}
