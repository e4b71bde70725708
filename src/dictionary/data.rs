//! The text of articles, from the middle of a file: plain, compressed in chunks (dictzip), or compressed as a whole.

use flate2::read::GzDecoder;
use flate2::{Decompress, FlushDecompress, Status};
use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};

/// The file with the articles of a dictionary.
#[derive(Debug)]
pub struct Data {
    path: PathBuf,
    packing: Packing,
}

#[derive(Debug)]
enum Packing {
    Plain,
    /// Dictzip: gzip whose chunks can be unpacked by themselves.
    Chunks {
        /// Bytes of each chunk but the last, unpacked.
        length: u64,
        /// Where each chunk begins in the file, and behind the last where it ends.
        starts: Vec<u64>,
    },
    /// Gzip without chunks: read from its beginning each time, up to a limit.
    Whole,
}

/// Unpacked bytes of a whole gzip file up to which an article is reached.
const FARTHEST: u64 = 256 * 1024 * 1024;
/// Bytes of one chunk, packed: the format has 16 bits for it.
const LARGEST_CHUNK: u64 = 65_536;

impl Data {
    /// # Errors
    /// The file cannot be read.
    pub fn open(path: &Path) -> io::Result<Self> {
        let mut file = File::open(path)?;
        let mut head = [0; 12];
        let read = read_up_to(&mut file, &mut head)?;
        let packing = match head {
            [0x1F, 0x8B, 8, flags, ..] if read >= 10 => chunks(&mut file, flags)?.unwrap_or(Packing::Whole),
            _ => Packing::Plain,
        };
        Ok(Self { path: path.to_owned(), packing })
    }

    /// The bytes at `offset` of the unpacked text; fewer where it ends before.
    ///
    /// # Errors
    /// The file cannot be read, or is not packed as it says.
    pub fn read(&self, offset: u64, length: u64) -> io::Result<Vec<u8>> {
        let mut file = File::open(&self.path)?;
        let mut bytes = Vec::new();
        match &self.packing {
            Packing::Plain => {
                file.seek(SeekFrom::Start(offset))?;
                file.take(length).read_to_end(&mut bytes)?;
            }
            Packing::Whole => {
                if offset > FARTHEST {
                    return Err(io::Error::other("too far in a file that is not packed in chunks"));
                }
                let mut unpacked = GzDecoder::new(io::BufReader::new(file));
                io::copy(&mut unpacked.by_ref().take(offset), &mut io::sink())?;
                unpacked.take(length).read_to_end(&mut bytes)?;
            }
            Packing::Chunks { length: chunk, starts } => {
                let first = offset / chunk;
                let last = offset.saturating_add(length.saturating_sub(1)) / chunk;
                for number in first..=last {
                    let Some(unpacked) = read_chunk(&mut file, number, *chunk, starts)? else { break };
                    bytes.extend_from_slice(&unpacked);
                }
                let skip = usize::try_from(offset - first * chunk).unwrap_or(usize::MAX).min(bytes.len());
                bytes.drain(..skip);
                bytes.truncate(usize::try_from(length).unwrap_or(usize::MAX));
            }
        }
        Ok(bytes)
    }
}

/// The table of chunks in the extra field of the head, if there is one: subfield “RA”, version 1.
fn chunks(file: &mut File, flags: u8) -> io::Result<Option<Packing>> {
    const HAS_EXTRA: u8 = 4;
    if flags & HAS_EXTRA == 0 {
        return Ok(None);
    }
    file.seek(SeekFrom::Start(10))?;
    let extra_length = u64::from(number(file)?);
    let mut extra = vec![0; usize::try_from(extra_length).unwrap_or_default()];
    file.read_exact(&mut extra)?;
    let mut rest = extra.as_slice();
    let mut table = None;
    while let [one, two, low, high, tail @ ..] = rest {
        let length = usize::from(u16::from_le_bytes([*low, *high]));
        let Some(field) = tail.get(..length) else { break };
        if (*one, *two) == (b'R', b'A') {
            table = Some(field.to_vec());
        }
        rest = tail.get(length..).unwrap_or_default();
    }
    let Some(table) = table else { return Ok(None) };
    let numbers: Vec<u16> = table
        .chunks_exact(2)
        .map(|pair| {
            u16::from_le_bytes([pair.first().copied().unwrap_or(0), pair.get(1).copied().unwrap_or(0)])
        })
        .collect();
    let [1, length, count, sizes @ ..] = numbers.as_slice() else { return Ok(None) };
    if *length == 0 || sizes.len() < usize::from(*count) {
        return Ok(None);
    }
    let mut start = 12 + extra_length + names_length(file, 12 + extra_length, flags)?;
    let mut starts = vec![start];
    for size in sizes.iter().take(usize::from(*count)) {
        start += u64::from(*size);
        starts.push(start);
    }
    Ok(Some(Packing::Chunks { length: u64::from(*length), starts }))
}

/// Bytes of the file name, the remark and the checksum that may stand before the chunks.
fn names_length(file: &mut File, at: u64, flags: u8) -> io::Result<u64> {
    const HAS_SUM: u8 = 2;
    const HAS_NAME: u8 = 8;
    const HAS_REMARK: u8 = 16;
    file.seek(SeekFrom::Start(at))?;
    let mut length = 0;
    for flag in [HAS_NAME, HAS_REMARK] {
        if flags & flag != 0 {
            let mut byte = [1];
            while byte != [0] {
                file.read_exact(&mut byte)?;
                length += 1;
                if length > 65_536 {
                    return Err(io::Error::other("a name in its head does not end"));
                }
            }
        }
    }
    Ok(length + if flags & HAS_SUM != 0 { 2 } else { 0 })
}

/// `None`: there is no such chunk.
fn read_chunk(file: &mut File, number: u64, length: u64, starts: &[u64]) -> io::Result<Option<Vec<u8>>> {
    let at = usize::try_from(number).unwrap_or(usize::MAX);
    let (Some(start), Some(end)) = (starts.get(at), at.checked_add(1).and_then(|next| starts.get(next)))
    else {
        return Ok(None);
    };
    file.seek(SeekFrom::Start(*start))?;
    let mut packed = Vec::new();
    file.take((end - start).min(LARGEST_CHUNK)).read_to_end(&mut packed)?;
    let mut unpacked = Vec::with_capacity(usize::try_from(length).unwrap_or_default());
    let mut inflate = Decompress::new(false);
    // Never more than a chunk holds, whatever the file says.
    match inflate.decompress_vec(&packed, &mut unpacked, FlushDecompress::Sync) {
        Ok(Status::Ok | Status::StreamEnd | Status::BufError) => Ok(Some(unpacked)),
        Err(error) => Err(io::Error::other(error)),
    }
}

fn number(file: &mut File) -> io::Result<u16> {
    let mut bytes = [0; 2];
    file.read_exact(&mut bytes)?;
    Ok(u16::from_le_bytes(bytes))
}

fn read_up_to(file: &mut File, buffer: &mut [u8]) -> io::Result<usize> {
    let mut bytes = Vec::new();
    file.take(buffer.len() as u64).read_to_end(&mut bytes)?;
    for (to, from) in buffer.iter_mut().zip(&bytes) {
        *to = *from;
    }
    Ok(bytes.len())
}
