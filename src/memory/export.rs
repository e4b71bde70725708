//! A memory as TMX 1.4, for other programs and for other translators. Written unit by unit, so memory stays bounded.

use super::store::{MemoryError, Store};
use super::time;
use super::tmx::{self, TmxUnit};
use super::unit::{Stored, Unit, UnitId};
use crate::article::Stop;
use crate::disk;
use crate::text::disk_words;
use crate::text::markup::Markup;
use std::io::{self, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// Why no file was written.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    #[error("“{}” cannot be written: {}. Nothing was changed; choose another place", path.display(), disk_words(error))]
    Unwritable { path: PathBuf, error: io::Error },
    #[error(transparent)]
    Memory(#[from] MemoryError),
}

/// Writes all units of a memory into a file, or leaves what was there as it was. Gives how many units there are. `visit`
/// is called with the number so far, now and then.
///
/// # Errors
/// The memory cannot be read or the file cannot be written; [`MemoryError::Stopped`].
pub fn export_tmx(
    store: &Store,
    path: &Path,
    stop: &Stop,
    visit: &mut dyn FnMut(usize),
) -> Result<usize, ExportError> {
    let unwritable = |error| ExportError::Unwritable { path: path.to_owned(), error };
    let mut file = disk::Replacement::begin(path, disk::Access::Shared).map_err(unwritable)?;
    let count = write_tmx(store, &mut file, stop, visit).map_err(|trouble| match trouble {
        WriteTrouble::Io(error) => unwritable(error),
        WriteTrouble::Memory(error) => error.into(),
    })?;
    file.finish().map_err(unwritable)?;
    Ok(count)
}

/// What stops a memory from being written out.
#[derive(Debug, thiserror::Error)]
pub enum WriteTrouble {
    #[error(transparent)]
    Io(#[from] io::Error),
    #[error(transparent)]
    Memory(#[from] MemoryError),
}

/// Writes all units of a memory as TMX. Gives how many there are.
///
/// # Errors
/// The memory cannot be read or `out` cannot be written; [`MemoryError::Stopped`].
pub fn write_tmx(
    store: &Store,
    out: impl Write,
    stop: &Stop,
    visit: &mut dyn FnMut(usize),
) -> Result<usize, WriteTrouble> {
    let mut count = 0;
    let mut trouble = None;
    tmx::document(out, |markup| {
        let read = store.each_after(UnitId::default(), |stored| {
            if stop.check().is_err() {
                trouble = Some(MemoryError::Stopped.into());
            } else if let Err(error) = write_unit(markup, &stored) {
                trouble = Some(error.into());
            }
            count += 1;
            if count % 4_096 == 0 {
                visit(count);
            }
            if trouble.is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        if let Err(error) = read {
            trouble = Some(error.into());
        }
        Ok(())
    })?;
    match trouble {
        Some(trouble) => Err(trouble),
        None => Ok(count),
    }
}

fn write_unit<W: Write>(markup: &mut Markup<W>, stored: &Stored) -> io::Result<()> {
    let Unit { source, target, context, origin, author, created, changed, note } = &stored.unit;
    let id = stored.id.0.to_string();
    let (created, changed) = (time::written(*created), time::written(*changed));
    let mut facts = vec![("tuid", id.as_str())];
    facts.extend(created.as_deref().map(|time| ("creationdate", time)));
    facts.extend(changed.as_deref().map(|time| ("changedate", time)));
    facts.extend(
        [author.as_str()].into_iter().filter(|author| !author.is_empty()).map(|author| ("changeid", author)),
    );
    let notes: Vec<String> = [note.clone()].into_iter().filter(|note| !note.is_empty()).collect();
    let unit = TmxUnit { facts: &facts, notes: &notes, context: *context, origin, source, target };
    tmx::unit(markup, &unit)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::memory::{Context, ContextHash, Placing, import_file};
    use proptest::prelude::*;
    use std::fs;

    fn store(folder: &Path, name: &str, units: &[Unit]) -> Store {
        let mut store = Store::open_or_create(&folder.join(name)).unwrap();
        for unit in units {
            store.add(unit, Placing::Beside).unwrap();
        }
        store
    }

    fn all(store: &Store) -> Vec<Unit> {
        let ids = store.browse(&crate::memory::Filter::default(), &Stop::default()).unwrap();
        store.units(&ids).unwrap().into_iter().map(|stored| stored.unit).collect()
    }

    #[test]
    fn what_is_written_is_what_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let full = Unit {
            source: "قال: «نعم & لا» <b>".to_owned(),
            target: "He said “yes & no” <b>]]>".to_owned(),
            context: Context { before: Some(ContextHash(u64::MAX)), after: Some(ContextHash::EDGE) },
            origin: "a \"b\".tarjuman".to_owned(),
            author: "me & you".to_owned(),
            created: 1_580_472_000,
            changed: 1_580_472_001,
            note: "one\ntwo".to_owned(),
        };
        let plain = Unit { source: "نعم".to_owned(), target: "Yes".to_owned(), ..Unit::default() };
        let ours = store(folder.path(), "a.tarmem", &[full, plain.clone()]);
        let path = folder.path().join("out.tmx");
        fs::write(&path, "before").unwrap();
        assert_eq!(export_tmx(&ours, &path, &Stop::default(), &mut |_| {}).unwrap(), 2);
        let mut theirs = store(folder.path(), "b.tarmem", &[]);
        import_file(&path, &mut theirs, &Stop::default(), &mut |_| {}).unwrap();
        let expected = [Unit { origin: "out.tmx".to_owned(), ..plain }, all(&ours).remove(1)];
        assert_eq!(all(&theirs), expected);
    }

    #[test]
    fn a_file_is_written_whole_or_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        let units = [Unit { source: "ا".to_owned(), target: "a".to_owned(), ..Unit::default() }];
        let ours = store(folder.path(), "a.tarmem", &units);
        let path = folder.path().join("out.tmx");
        fs::write(&path, "before").unwrap();
        let stop = Stop::default();
        stop.wish();
        let stopped = export_tmx(&ours, &path, &stop, &mut |_| {});
        assert!(matches!(stopped, Err(ExportError::Memory(MemoryError::Stopped))));
        assert_eq!(fs::read_to_string(&path).unwrap(), "before");
        let nowhere = export_tmx(&ours, &folder.path().join("no/out.tmx"), &Stop::default(), &mut |_| {});
        assert!(matches!(nowhere, Err(ExportError::Unwritable { .. })));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 4, "nothing is left behind");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn any_text_comes_back(source in "[ء-ي][ء-ي<>&\"' ]{0,12}[ء-ي]", target in "[a-z][a-z<>&\"' \\]]{0,12}[a-z]") {
            let folder = tempfile::tempdir().unwrap();
            let ours = store(folder.path(), "a.tarmem", &[Unit { source, target, ..Unit::default() }]);
            let path = folder.path().join("out.tmx");
            export_tmx(&ours, &path, &Stop::default(), &mut |_| {}).unwrap();
            let mut theirs = store(folder.path(), "b.tarmem", &[]);
            import_file(&path, &mut theirs, &Stop::default(), &mut |_| {}).unwrap();
            let (ours, theirs) = (all(&ours).remove(0), all(&theirs).remove(0));
            // White space inside a sentence is one space.
            let tidy = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
            prop_assert_eq!((tidy(&ours.source), tidy(&ours.target)), (theirs.source, theirs.target));
        }
    }
}
