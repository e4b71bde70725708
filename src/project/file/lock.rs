//! One writer for each project: a lock that the operating system holds for us.
//!
//! The lock is taken on a file of its own, `NAME.tarjuman.lock`, never on the project: SQLite's own
//! locks on the project would be lost if this process closed another handle to it. The system gives the
//! lock back when its process ends in any way, so a lock file left by a crash blocks nobody. What the
//! file says, who holds the lock, is only for people.

use super::dated;
use same_file::Handle;
use std::ffi::OsString;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// Held until dropped; then the lock file is removed.
#[derive(Debug)]
pub(super) struct Lock {
    path: PathBuf,
    file: Option<File>,
    /// Whether the system really holds it; some network folders know no locks.
    is_firm: bool,
    /// Without firm locks: who signed the file before us and may still be there.
    before: Option<String>,
}

#[derive(Debug)]
pub(super) enum LockError {
    /// Another window or process has it; who, as far as the file says.
    Held(String),
    /// No lock can be taken here, as in a read-only folder.
    Unavailable(io::Error),
}

impl Lock {
    /// Takes the lock of the project at `project`, an absolute path without symbolic links, or says at
    /// once that it cannot be had.
    pub(super) fn acquire(project: &Path) -> Result<Self, LockError> {
        let path = beside(project, ".lock");
        // A holder that is just closing may remove the file between our opening and locking it; the
        // lock is then on a file without a name, and we try again.
        for _ in 0..100 {
            let file = open(&path).map_err(LockError::Unavailable)?;
            let is_firm = match file.try_lock() {
                Ok(()) => true,
                Err(TryLockError::WouldBlock) => return Err(LockError::Held(holder(&path))),
                Err(TryLockError::Error(error)) if knows_no_locks(&error) => false,
                Err(TryLockError::Error(error)) => return Err(LockError::Unavailable(error)),
            };
            if is_at(&file, &path) {
                let before = if is_firm { None } else { signature(&path) };
                // Only for people to read: a full disk must not keep a project from opening.
                let _ = sign(&file);
                return Ok(Self { path, file: Some(file), is_firm, before });
            }
        }
        Err(LockError::Unavailable(io::Error::other("its lock file changes all the time")))
    }
}

impl Lock {
    pub(super) const fn is_firm(&self) -> bool {
        self.is_firm
    }

    /// What to say when the lock holds nobody off.
    pub(super) fn warning(&self) -> Option<String> {
        if self.is_firm {
            return None;
        }
        let text = "This folder cannot lock files: take care not to open the project in two windows.";
        Some(match &self.before {
            Some(before) => format!("{text} It may be open already, or was not closed properly: {before}."),
            None => text.to_owned(),
        })
    }
}

/// Whether files beside `path` can be locked; also where nothing can be written to find out.
pub(super) fn are_known_beside(path: &Path) -> bool {
    let probe = path.parent().and_then(|folder| tempfile::tempfile_in(folder).ok());
    probe.is_none_or(
        |probe| !matches!(probe.try_lock(), Err(TryLockError::Error(error)) if knows_no_locks(&error)),
    )
}

/// Whether the file system has no locks at all, as some network folders.
fn knows_no_locks(error: &io::Error) -> bool {
    // ENOLCK, which the standard library has no kind for.
    const NO_LOCKS: i32 = if cfg!(any(target_os = "linux", target_os = "android")) { 37 } else { 77 };
    error.kind() == io::ErrorKind::Unsupported || cfg!(unix) && error.raw_os_error() == Some(NO_LOCKS)
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Removed while still locked, so that nobody else's lock file is removed.
        let _ = fs::remove_file(&self.path);
        self.file = None;
    }
}

/// `path` with `ending` after its whole name.
pub(super) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(ending);
    PathBuf::from(name)
}

fn open(path: &Path) -> io::Result<File> {
    let opened = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path);
    match opened {
        // Left by another user's crash: readable is enough to lock it.
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => File::open(path).map_err(|_| error),
        other => other,
    }
}

fn is_at(file: &File, path: &Path) -> bool {
    let opened = file.try_clone().and_then(Handle::from_file);
    matches!((opened, Handle::from_path(path)), (Ok(ours), Ok(there)) if ours == there)
}

/// The name of the user on this machine, where the system says it.
#[must_use]
pub fn user() -> Option<String> {
    let name = ["USER", "LOGNAME", "USERNAME"].iter().find_map(std::env::var_os)?;
    Some(name.to_string_lossy().into_owned())
}

fn sign(mut file: &File) -> io::Result<()> {
    let user = user().unwrap_or_else(|| "someone".to_owned());
    let host = gethostname::gethostname();
    let process = std::process::id();
    file.set_len(0)?;
    let (host, since) = (host.to_string_lossy(), dated::minute(dated::now()));
    writeln!(file, "{user}@{host} since {since}, process {process}")
}

/// What the lock file says about its holder, made safe to show.
fn holder(path: &Path) -> String {
    signature(path).unwrap_or_else(|| "holder unknown".to_owned())
}

fn signature(path: &Path) -> Option<String> {
    let mut text = Vec::new();
    File::open(path).and_then(|file| file.take(200).read_to_end(&mut text)).ok()?;
    let text = String::from_utf8_lossy(&text);
    let line: String = text.lines().next().unwrap_or_default().chars().filter(|c| !c.is_control()).collect();
    let line = line.trim();
    (!line.is_empty()).then(|| line.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_taker_learns_who_holds_the_lock() {
        let folder = tempfile::tempdir().unwrap();
        let project = folder.path().join("مقال.tarjuman");
        let held = Lock::acquire(&project).unwrap();
        let Err(LockError::Held(holder)) = Lock::acquire(&project) else { panic!("taken twice") };
        assert!(holder.ends_with(&format!("process {}", std::process::id())), "{holder}");
        assert!(holder.contains('@'));

        drop(held);
        assert!(!folder.path().join("مقال.tarjuman.lock").exists());
        assert!(Lock::acquire(&project).is_ok());
    }

    #[test]
    fn a_lock_file_left_by_a_crash_blocks_nobody() {
        let folder = tempfile::tempdir().unwrap();
        let project = folder.path().join("a.tarjuman");
        fs::write(beside(&project, ".lock"), "someone@elsewhere, process 1\n").unwrap();
        let lock = Lock::acquire(&project).unwrap();
        let signed = fs::read_to_string(beside(&project, ".lock")).unwrap();
        assert!(signed.contains(&std::process::id().to_string()) && !signed.contains("elsewhere"));
        drop(lock);
    }

    #[test]
    fn a_lock_says_who_holds_it_and_since_when() {
        let folder = tempfile::tempdir().unwrap();
        let project = folder.path().join("a.tarjuman");
        let _held = Lock::acquire(&project).unwrap();
        let signed = signature(&beside(&project, ".lock")).unwrap();
        let (who, rest) = signed.split_once(" since ").unwrap();
        let (since, process) = rest.split_once(", process ").unwrap();
        let (_, host) = who.split_once('@').unwrap();
        assert_eq!(host, gethostname::gethostname().to_string_lossy());
        assert!(dated::minute(dated::now()).starts_with(since.split_at(10).0), "{since}");
        assert_eq!(process, std::process::id().to_string());
    }

    #[test]
    fn a_folder_without_locks_is_warned_about_with_the_last_holder() {
        assert!(knows_no_locks(&io::Error::from(io::ErrorKind::Unsupported)));
        assert_eq!(knows_no_locks(&io::Error::from_raw_os_error(37)), cfg!(target_os = "linux"));
        assert!(!knows_no_locks(&io::Error::from(io::ErrorKind::PermissionDenied)));

        let folder = tempfile::tempdir().unwrap();
        let project = folder.path().join("a.tarjuman");
        assert!(are_known_beside(&project));
        let mut lock = Lock::acquire(&project).unwrap();
        assert_eq!(lock.warning(), None);
        lock.is_firm = false;
        assert!(lock.warning().unwrap().ends_with("in two windows."));
        lock.before = Some("someone@elsewhere since 2026-11-27 14.30, process 1".to_owned());
        assert!(
            lock.warning()
                .unwrap()
                .ends_with("closed properly: someone@elsewhere since 2026-11-27 14.30, process 1.")
        );
    }

    #[test]
    fn never_two_holders_however_they_race() {
        let folder = tempfile::tempdir().unwrap();
        let project = folder.path().join("a.tarjuman");
        let holders = std::sync::atomic::AtomicUsize::new(0);
        let taken = std::sync::atomic::AtomicUsize::new(0);
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    for _ in 0..300 {
                        if let Ok(lock) = Lock::acquire(&project) {
                            use std::sync::atomic::Ordering::SeqCst;
                            assert_eq!(holders.fetch_add(1, SeqCst), 0);
                            taken.fetch_add(1, SeqCst);
                            holders.fetch_sub(1, SeqCst);
                            drop(lock);
                        }
                    }
                });
            }
        });
        assert!(taken.into_inner() > 0);
    }

    #[test]
    fn what_a_lock_file_says_is_made_safe_to_show() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.lock");
        fs::write(&path, b"\x1b[31mme@here\x07\nsecond line").unwrap();
        assert_eq!(holder(&path), "[31mme@here");
        fs::write(&path, b"").unwrap();
        assert_eq!(holder(&path), "holder unknown");
    }
}
