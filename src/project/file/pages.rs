//! Reads rows straight from the pages of a database file, for tables whose tree is broken: the pages at its tips are
//! whole in themselves, though nothing leads to them any more. (<https://sqlite.org/fileformat2.html>)

use rusqlite::types::Value;

/// A row as it stands in a page: its number and its values. The number's own column is null in them.
pub(super) struct RawRow {
    pub number: i64,
    pub values: Vec<Value>,
}

/// The kind of page that holds rows of a table with numbers.
const LEAF: u8 = 0x0d;

/// All rows in the file, whichever table they are of. Some may be older versions, in pages that were given up.
pub(super) fn rows(file: &[u8], page_size: usize) -> impl Iterator<Item = RawRow> {
    file.chunks_exact(page_size.max(512)).skip(1).flat_map(move |page| {
        let count = if page.first() == Some(&LEAF) { number_at(page, 3, 2) } else { 0 };
        let cells = (0..count).filter_map(move |cell| {
            let at = number_at(page, 8 + 2 * cell, 2);
            row(file, page, at, page_size)
        });
        // A page that is no page can say that it has many.
        cells.take(page_size / 4)
    })
}

fn row(file: &[u8], page: &[u8], at: usize, page_size: usize) -> Option<RawRow> {
    let (size, at) = varint(page, at)?;
    let (number, at) = varint(page, at)?;
    let size = usize::try_from(size).ok().filter(|size| *size <= file.len())?;
    let payload = payload(file, page, at, size, page_size)?;
    Some(RawRow { number, values: values(&payload)? })
}

/// The bytes of a row, which may go on in other pages.
fn payload(file: &[u8], page: &[u8], at: usize, size: usize, page_size: usize) -> Option<Vec<u8>> {
    let most = page_size.checked_sub(35)?;
    if size <= most {
        return page.get(at..at.checked_add(size)?).map(<[u8]>::to_owned);
    }
    let least = (page_size - 12) * 32 / 255 - 23;
    let even = least + (size - least) % (page_size - 4);
    let here = if even <= most { even } else { least };
    let mut bytes = page.get(at..at + here)?.to_owned();
    let mut next = number_at(page, at + here, 4);
    // Every page adds to the bytes, so a chain that bites its tail ends too.
    while bytes.len() < size {
        let start = next.checked_sub(1)?.checked_mul(page_size)?;
        let overflow = file.get(start..start.checked_add(page_size)?)?;
        let left = (size - bytes.len()).min(page_size - 4);
        bytes.extend_from_slice(overflow.get(4..4 + left)?);
        next = number_at(overflow, 0, 4);
    }
    Some(bytes)
}

fn values(payload: &[u8]) -> Option<Vec<Value>> {
    let (head, mut at) = varint(payload, 0)?;
    let head = usize::try_from(head).ok().filter(|head| *head <= payload.len())?;
    let mut body = head;
    let mut values = Vec::new();
    while at < head {
        let (kind, next) = varint(payload, at)?;
        at = next;
        let kind = usize::try_from(kind).ok()?;
        let size = match kind {
            0 | 8 | 9 => 0,
            1..=4 => kind,
            5 => 6,
            6 | 7 => 8,
            10 | 11 => return None,
            _ => (kind - 12) / 2,
        };
        let bytes = payload.get(body..body.checked_add(size)?)?;
        body += size;
        values.push(match kind {
            0 => Value::Null,
            1..=6 => Value::Integer(signed(bytes)),
            7 => Value::Real(f64::from_be_bytes(bytes.try_into().ok()?)),
            8 | 9 => Value::Integer(i64::from(kind == 9)),
            _ if kind % 2 == 0 => Value::Blob(bytes.to_owned()),
            _ => match String::from_utf8(bytes.to_owned()) {
                Ok(text) => Value::Text(text),
                Err(broken) => Value::Blob(broken.into_bytes()),
            },
        });
    }
    Some(values)
}

/// A number of one to nine bytes, and where it ends.
fn varint(bytes: &[u8], at: usize) -> Option<(i64, usize)> {
    let mut number = 0_u64;
    for length in 0..8 {
        let byte = *bytes.get(at.checked_add(length)?)?;
        number = number << 7 | u64::from(byte & 0x7f);
        if byte < 0x80 {
            return Some((number as i64, at + length + 1));
        }
    }
    let byte = *bytes.get(at.checked_add(8)?)?;
    Some(((number << 8 | u64::from(byte)) as i64, at + 9))
}

fn signed(bytes: &[u8]) -> i64 {
    let start = if bytes.first().is_some_and(|byte| *byte >= 0x80) { -1 } else { 0 };
    bytes.iter().fold(start, |number, byte| number << 8 | i64::from(*byte))
}

/// 0 where there is nothing.
fn number_at(bytes: &[u8], at: usize, size: usize) -> usize {
    let digits = bytes.get(at..at.saturating_add(size)).unwrap_or_default();
    digits.iter().fold(0, |number, byte| number << 8 | usize::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rusqlite::Connection;

    #[test]
    fn the_rows_of_the_pages_are_those_that_sqlite_reads() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        let connection = Connection::open(&path).unwrap();
        connection.execute_batch("CREATE TABLE t (id INTEGER PRIMARY KEY, a, b)").unwrap();
        let numbers = [0, 1, -1, 127, -128, 40_000, -9_000_000, 1 << 40, i64::MIN, i64::MAX];
        let mut expected = Vec::new();
        for (id, size) in (1..).zip([0_usize, 1, 60, 500, 4_020, 4_061, 4_062, 4_500, 9_000, 100_000]) {
            let (number, text) = (numbers[id as usize - 1], "باكو ".repeat(size / 9));
            connection.execute("INSERT INTO t VALUES (?1, ?2, ?3)", (id, number, &text)).unwrap();
            expected.push((id, vec![Value::Null, Value::Integer(number), Value::Text(text)]));
        }
        connection.execute("INSERT INTO t VALUES (?1, 1.5, x'00ff')", [i64::MAX]).unwrap();
        expected.push((i64::MAX, vec![Value::Null, Value::Real(1.5), Value::Blob(vec![0, 255])]));
        drop(connection);
        let file = std::fs::read(&path).unwrap();
        let mut found: Vec<_> = rows(&file, 4_096).map(|row| (row.number, row.values)).collect();
        found.sort_by_key(|(number, _)| *number);
        assert_eq!(found, expected);
    }

    #[test]
    fn whatever_stands_in_a_file_reading_it_ends() {
        for seed in 0..200_u64 {
            let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
            let mut file = vec![0; 5 * 512];
            for byte in &mut file {
                state ^= state << 13;
                state ^= state >> 7;
                state ^= state << 17;
                *byte = state as u8;
            }
            (0..5).for_each(|page| file[page * 512] = LEAF);
            rows(&file, 512).for_each(drop);
        }
    }
}
