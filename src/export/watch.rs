//! How a long export says how far it is, and hears that it is not wanted any more.

use super::ExportError;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// Told by a format after each row it has written. Clones share count and wish.
#[derive(Clone, Debug, Default)]
pub struct Watch {
    is_cancelled: Arc<AtomicBool>,
    rows: Arc<AtomicUsize>,
    all: Arc<AtomicUsize>,
    /// Cancels itself after so many rows.
    last: Option<usize>,
}

impl Watch {
    /// One that is cancelled after so many rows, as by somebody whose patience ends there.
    #[must_use]
    pub fn patient_for(rows: usize) -> Self {
        Self { last: Some(rows), ..Self::default() }
    }

    /// One more row is written.
    ///
    /// # Errors
    /// [`ExportError::Cancelled`] once somebody cancelled; the format returns it.
    pub fn row(&self) -> Result<(), ExportError> {
        let written = self.rows.fetch_add(1, Ordering::Relaxed) + 1;
        if self.last.is_some_and(|last| written >= last) {
            self.cancel();
        }
        self.check()
    }

    /// # Errors
    /// As [`row`](Self::row), without counting.
    pub fn check(&self) -> Result<(), ExportError> {
        if self.is_cancelled.load(Ordering::Relaxed) { Err(ExportError::Cancelled) } else { Ok(()) }
    }

    /// As [`row`](Self::row), for writers whose errors are those of input and output; [`ended`](Self::ended) tells
    /// later which it was.
    ///
    /// # Errors
    /// Any, once somebody cancelled.
    pub(super) fn row_of_writer(&self) -> io::Result<()> {
        self.row().map_err(io::Error::other)
    }

    /// Why a writer ended: because of the wish, or because `format` could not be put together.
    pub(super) fn ended(&self, format: &'static str, source: io::Error) -> ExportError {
        self.check().err().unwrap_or(ExportError::Assemble { format, source })
    }

    /// Ends the export at the next row; an earlier file stays as it is.
    pub fn cancel(&self) {
        self.is_cancelled.store(true, Ordering::Relaxed);
    }

    /// A watch that hears the same wish and counts for itself: for work that is no part of the progress.
    #[cfg(feature = "pdf")]
    pub(super) fn aside(&self) -> Self {
        Self { is_cancelled: self.is_cancelled.clone(), ..Self::default() }
    }

    /// So many rows will be written.
    pub(super) fn begin(&self, rows: usize) {
        self.all.store(rows, Ordering::Relaxed);
    }

    /// Rows to write; 0 until that is known.
    #[must_use]
    pub fn all(&self) -> usize {
        self.all.load(Ordering::Relaxed)
    }

    /// Rows written so far.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.rows.load(Ordering::Relaxed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_counted_and_a_cancelled_export_ends() {
        let watch = Watch::default();
        let window = watch.clone();
        watch.row().unwrap();
        watch.row().unwrap();
        assert_eq!(window.rows(), 2);
        window.cancel();
        assert!(matches!(watch.row(), Err(ExportError::Cancelled)));
    }
}
