//! Names for files that are kept beside a project or in its backups: with a remark, with a date, and free.

use jiff::civil::DateTime;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// The longest stem in bytes that still leaves room, of the 255 that file systems allow, for a remark with a
/// date, a number, the ending of a project and that of its log.
const LONGEST_STEM: usize = 180;

/// The minute, as it stands in names: no colon, which Windows forbids.
const MINUTE: &str = "%Y-%m-%d %H.%M";
const SECOND: &str = "%Y-%m-%d %H.%M.%S";

/// Now, where the user is. Only names and what people read depend on it.
pub(super) fn now() -> DateTime {
    jiff::Zoned::now().datetime()
}

/// “2026-11-27 14.30”
#[must_use]
pub fn minute(time: DateTime) -> String {
    time.strftime(MINUTE).to_string()
}

/// “2026-11-27 14.30.05”
pub(super) fn second(time: DateTime) -> String {
    time.strftime(SECOND).to_string()
}

/// The time in a name that [`second`] gave.
pub(super) fn parse_second(text: &str) -> Option<DateTime> {
    DateTime::strptime(SECOND, text).ok()
}

/// “a (copy).tarjuman”, “a (copy 2).tarjuman” and so on, all in `folder`, without end; the caller takes the first
/// that is free.
pub fn remarked(folder: &Path, path: &Path, remark: &str) -> impl Iterator<Item = PathBuf> {
    let stem = short_stem(path);
    let ending = path.extension().map(OsString::from);
    let (folder, remark) = (folder.to_owned(), remark.to_owned());
    (1_u64..).map(move |number| {
        let mut name = stem.clone();
        name.push(if number == 1 { format!(" ({remark})") } else { format!(" ({remark} {number})") });
        if let Some(ending) = &ending {
            name.push(".");
            name.push(ending);
        }
        folder.join(name)
    })
}

/// The name without its ending, cut at a letter where it is too long.
pub(super) fn short_stem(path: &Path) -> OsString {
    let stem = path.file_stem().unwrap_or_default();
    let text = stem.to_string_lossy();
    match text.get(..text.floor_char_boundary(LONGEST_STEM)) {
        Some(short) if short.len() < text.len() => short.trim_end().into(),
        _ => stem.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_remark_stands_before_the_ending_and_is_counted() {
        let mut names = remarked(Path::new("/b"), Path::new("/a/قره باغ.v2.tarjuman"), "copy");
        assert_eq!(names.next().unwrap(), Path::new("/b/قره باغ.v2 (copy).tarjuman"));
        assert_eq!(names.next().unwrap(), Path::new("/b/قره باغ.v2 (copy 2).tarjuman"));
    }

    #[test]
    fn a_long_name_leaves_room_for_everything_that_stands_beside_it() {
        let headline = format!("{}.tarjuman", "ب".repeat(120));
        let name = remarked(Path::new("/"), Path::new(&headline), "damaged 2026-11-27 14.30").nth(98);
        let name = name.unwrap().file_name().unwrap().to_owned();
        assert!(name.len() + "-journal".len() <= 255, "{}", name.len());
    }

    #[test]
    fn a_time_in_a_name_is_read_again() {
        let time = date(2026, 11, 27).at(4, 30, 5, 0);
        assert_eq!(minute(time), "2026-11-27 04.30");
        assert_eq!(parse_second(&second(time)), Some(time));
        assert_eq!(parse_second("2026-11-27"), None);
    }
}
