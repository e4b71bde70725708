//! Documents that are packages: parts in a ZIP archive.

use std::io::{self, Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// How a part lies in the package.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kept {
    Packed,
    /// Letter for letter, for what others look for at the beginning of the file.
    AsItIs,
}

/// The package of `parts`, in their order; the same parts give the same bytes.
pub(super) fn package(parts: &[(&str, &[u8], Kept)]) -> io::Result<Vec<u8>> {
    let mut package = ZipWriter::new(Cursor::new(Vec::new()));
    // A fixed time keeps the bytes the same from one export to the next.
    let options = SimpleFileOptions::default().last_modified_time(DateTime::default());
    for (name, bytes, kept) in parts {
        let method = match kept {
            Kept::Packed => CompressionMethod::Deflated,
            Kept::AsItIs => CompressionMethod::Stored,
        };
        package.start_file(*name, options.compression_method(method))?;
        package.write_all(bytes)?;
    }
    Ok(package.finish()?.into_inner())
}
