//! What a document was when it was written, to tell later whether somebody has changed it.

use crate::text::fnv::{FNV_START, fnv};
use serde::{Deserialize, Serialize};
use std::fs::{self, Metadata};
use std::path::Path;
use std::time::UNIX_EPOCH;

/// The state of a written file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Written {
    /// Bytes.
    size: u64,
    /// Milliseconds since 1970 by the clock of the disk, where it has one. A copy of the file has another.
    modified: Option<u64>,
    /// FNV-1a over the bytes.
    hash: String,
}

impl Written {
    /// Of the file at `path`, which holds `bytes`.
    pub(super) fn of(path: &Path, bytes: &[u8]) -> Self {
        let modified = fs::metadata(path).ok().as_ref().and_then(modified);
        Self { size: bytes.len() as u64, modified, hash: hash(bytes) }
    }

    /// Whether the file is another one by now. What is not there any more was not changed: nothing would be lost by
    /// writing it again.
    #[must_use]
    pub fn has_changed(&self, path: &Path) -> bool {
        let Ok(found) = fs::metadata(path) else { return false };
        if found.len() != self.size {
            return true;
        }
        if self.modified.is_some() && modified(&found) == self.modified {
            return false;
        }
        // Who cannot read it cannot know either.
        fs::read(path).is_ok_and(|bytes| hash(&bytes) != self.hash)
    }
}

fn modified(of: &Metadata) -> Option<u64> {
    let since = of.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    u64::try_from(since.as_millis()).ok()
}

fn hash(bytes: &[u8]) -> String {
    format!("{:016x}", fnv(FNV_START, bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_file_is_told_from_one_that_was_only_touched_or_copied() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        fs::write(&path, "one").unwrap();
        let written = Written::of(&path, b"one");
        assert!(!written.has_changed(&path));
        let touch = |seconds| {
            let file = fs::File::options().write(true).open(&path).unwrap();
            file.set_modified(UNIX_EPOCH + std::time::Duration::from_secs(seconds)).unwrap();
        };
        touch(1_000);
        assert!(!written.has_changed(&path), "only its time is another");
        fs::write(&path, "two").unwrap();
        touch(2_000);
        assert!(written.has_changed(&path));
        fs::write(&path, "longer").unwrap();
        assert!(written.has_changed(&path));
        fs::remove_file(&path).unwrap();
        assert!(!written.has_changed(&path));
        let json = serde_json::to_string(&written).unwrap();
        assert_eq!(serde_json::from_str::<Written>(&json).unwrap(), written);
    }
}
