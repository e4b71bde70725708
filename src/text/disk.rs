//! What a disk says of a failure, in our words.

use super::without_code;
use std::io::{self, ErrorKind};

/// Why a file could not be read or written: “the disk is full”. What we have no words for is said in those of the
/// system, without its numbers.
#[must_use]
pub fn disk_words(error: &io::Error) -> String {
    let words = match error.kind() {
        ErrorKind::PermissionDenied => "it is not allowed there",
        ErrorKind::ReadOnlyFilesystem => "the disk can only be read",
        ErrorKind::StorageFull => "the disk is full",
        ErrorKind::QuotaExceeded => "no more room on the disk is allowed to you",
        ErrorKind::FileTooLarge => "the file would be larger than is allowed",
        ErrorKind::NotFound => "there is no such file or folder",
        ErrorKind::NotADirectory => "what should be a folder is a file",
        ErrorKind::InvalidFilename => "the disk does not allow such a name; it may be too long",
        ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy => "another program is using it",
        ErrorKind::TimedOut | ErrorKind::StaleNetworkFileHandle => "the disk does not answer",
        _ => return without_code(&error.to_string()).to_owned(),
    };
    words.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_number_of_the_system_is_said() {
        for code in 1..=133 {
            let said = disk_words(&io::Error::from_raw_os_error(code));
            assert!(!said.is_empty() && !said.contains("os error"), "{code}: {said}");
        }
        assert_eq!(disk_words(&ErrorKind::StorageFull.into()), "the disk is full");
        assert_eq!(disk_words(&io::Error::other("a wall")), "a wall");
    }
}
