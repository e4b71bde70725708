//! A layout as it is seen: characters from left to right.

use super::super::engine::{TextEngine, TextStyle};
use super::super::fonts::FontChoice;
use super::super::layout::{LineView, TextLayout};
use parley::BaseDirection;
use std::path::Path;

/// Wide enough for any line of the tests, and narrow enough for `f32` to tell hundredths of a pixel.
pub const ONE_LINE: f32 = 100_000.0;

/// Text in the embedded face alone, 16 pixels an em.
pub struct Desk(pub TextEngine);

impl Desk {
    pub fn new() -> Self {
        Self(TextEngine::new(FontChoice::EmbeddedOnly))
    }

    pub fn lay_out(&mut self, text: &str, direction: BaseDirection, width: f32) -> TextLayout {
        self.0.layout(text, style(direction), width, 1.0)
    }
}

pub const fn style(direction: BaseDirection) -> TextStyle {
    TextStyle { size: 16.0, line_height: 1.5, bold: false, arabic: false, direction }
}

/// The characters of a line from left to right, by their numbers in `starts` (the byte each one begins at), and
/// whether they run right to left. Inside a cluster they follow the cluster's direction.
pub fn seen(line: &LineView<'_>, starts: &[usize]) -> Vec<(usize, bool)> {
    let mut order = Vec::new();
    for cluster in line.clusters() {
        let first = starts.partition_point(|start| *start < cluster.start);
        let end = starts.partition_point(|start| *start < cluster.end);
        let mut inside: Vec<_> = (first..end).map(|character| (character, cluster.rtl)).collect();
        if cluster.rtl {
            inside.reverse();
        }
        order.append(&mut inside);
    }
    order
}

/// The byte at which each character begins.
pub fn starts(text: &str) -> Vec<usize> {
    text.char_indices().map(|(start, _)| start).collect()
}

/// A file of Debian's `unicode-data`. Where it is missing, says that the test is skipped; fails where tools are
/// required.
#[expect(clippy::print_stdout, reason = "a test says that it was skipped")]
pub fn unicode_data(name: &str) -> Option<String> {
    let path = Path::new("/usr/share/unicode").join(name);
    match std::fs::read_to_string(&path) {
        Ok(content) => Some(content),
        Err(error) => {
            assert!(!are_required(), "{}: {error}, and TARJUMAN_REQUIRE_TOOLS=1 asks for it", path.display());
            println!("skipped: {} is not here (Debian: unicode-data)", path.display());
            None
        }
    }
}

/// Whether a missing tool is a failure.
pub fn are_required() -> bool {
    std::env::var_os("TARJUMAN_REQUIRE_TOOLS").is_some_and(|value| value == "1")
}
