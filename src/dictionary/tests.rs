//! Dictionaries in every format and packing, and damaged ones.

use super::*;
use flate2::write::GzEncoder;
use flate2::{Compress, Compression, FlushCompress};
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use tempfile::TempDir;

const WORDS: [(&str, &str); 5] = [
    ("كتاب", "1. book\n2. letter"),
    ("وزير", "minister"),
    ("الحكومة", "government"),
    ("شعر", "poetry"),
    ("شَعر", "hair"),
];

/// The articles one after the other, and where each stands.
fn articles() -> (String, Vec<(&'static str, usize, usize)>) {
    let mut text = String::new();
    let mut places = Vec::new();
    for (word, meaning) in WORDS {
        let article = format!("{word} /x/\n{meaning}\n");
        places.push((word, text.len(), article.len()));
        text.push_str(&article);
    }
    (text, places)
}

fn base_64(mut number: usize) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut digits = Vec::new();
    loop {
        digits.insert(0, DIGITS[number % 64]);
        number /= 64;
        if number == 0 {
            return String::from_utf8(digits).unwrap();
        }
    }
}

/// As `dictzip` packs: chunks that can be unpacked by themselves, and a table of them in the head.
fn dictzip(text: &[u8], chunk: usize) -> Vec<u8> {
    let mut compress = Compress::new(Compression::default(), false);
    let mut packed: Vec<Vec<u8>> = Vec::new();
    for part in text.chunks(chunk) {
        let mut out = Vec::with_capacity(part.len() * 2 + 64);
        compress.compress_vec(part, &mut out, FlushCompress::Full).unwrap();
        packed.push(out);
    }
    let mut head = vec![0x1F, 0x8B, 8, 4 | 8, 0, 0, 0, 0, 0, 3];
    let field = 6 + 2 * packed.len();
    let mut put = |number: usize| head.extend(u16::try_from(number).unwrap().to_le_bytes());
    put(field + 4);
    put(usize::from(u16::from_le_bytes(*b"RA")));
    put(field);
    put(1);
    put(chunk);
    put(packed.len());
    for part in &packed {
        put(part.len());
    }
    head.extend(b"words.dict\0");
    head.extend(packed.concat());
    head.extend([3, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    head
}

/// A dictionary of dictd whose data is packed by `pack` into a file with this ending.
fn dictd(pack: impl Fn(&[u8]) -> Vec<u8>, ending: &str) -> (TempDir, Dictionary) {
    let folder = tempfile::tempdir().unwrap();
    let (text, places) = articles();
    let title = "00-database-short\nWords of ours\n";
    let mut index = format!("00-database-short\t{}\t{}\n", base_64(text.len()), base_64(title.len()));
    for (word, offset, length) in places {
        writeln!(index, "{word}\t{}\t{}", base_64(offset), base_64(length)).unwrap();
    }
    fs::write(folder.path().join("words.index"), index).unwrap();
    fs::write(folder.path().join(ending), pack(format!("{text}{title}").as_bytes())).unwrap();
    let dictionary = Dictionary::open(&folder.path().join("words.index")).unwrap();
    (folder, dictionary)
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::default());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}

fn said(dictionary: &Dictionary, word: &str) -> Vec<String> {
    dictionary.look_up(word).into_iter().map(|entry| entry.text).collect()
}

fn has_our_words(dictionary: &Dictionary) {
    assert_eq!(dictionary.len(), 5);
    assert_eq!(said(dictionary, "كتاب"), ["1. book\n2. letter"]);
    assert_eq!(said(dictionary, "والكتاب"), ["1. book\n2. letter"]);
    assert_eq!(said(dictionary, "حكومة"), ["government"]);
    assert_eq!(said(dictionary, "حكومتها"), ["government"]);
    assert_eq!(said(dictionary, "وزيرين"), ["minister"]);
    assert_eq!(said(dictionary, "شعر"), ["poetry", "hair"]);
    assert_eq!(said(dictionary, "مطر"), Vec::<String>::new());
}

#[test]
fn words_are_found_in_plain_chunked_and_packed_files() {
    for (dictionary, name) in [
        (dictd(<[u8]>::to_vec, "words.dict"), "plain"),
        (dictd(|text| dictzip(text, 7), "words.dict.dz"), "chunks of seven bytes"),
        (dictd(|text| dictzip(text, 50_000), "words.dict.dz"), "one chunk"),
        (dictd(gzip, "words.dict.dz"), "no chunks"),
    ] {
        let (_folder, dictionary) = dictionary;
        assert_eq!(dictionary.name, "Words of ours", "{name}");
        has_our_words(&dictionary);
    }
}

fn stardict(folder: &Path, is_wide: bool, is_packed: bool) -> Dictionary {
    let (mut text, mut index) = (Vec::new(), Vec::new());
    for (word, meaning) in WORDS {
        index.extend(word.bytes().chain([0]));
        let offset = text.len() as u64;
        index.extend(if is_wide {
            offset.to_be_bytes().to_vec()
        } else {
            offset.to_be_bytes()[4..].to_vec()
        });
        index.extend(u32::try_from(meaning.len()).unwrap().to_be_bytes());
        text.extend(meaning.bytes());
    }
    let bits = if is_wide { "idxoffsetbits=64\n" } else { "" };
    let facts = format!(
        "StarDict's dict ifo file\nversion=3.0.0\nbookname=Words of ours\nwordcount=5\n{bits}sametypesequence=m\n"
    );
    fs::write(folder.join("words.ifo"), facts).unwrap();
    if is_packed {
        fs::write(folder.join("words.idx.gz"), gzip(&index)).unwrap();
        fs::write(folder.join("words.dict.dz"), dictzip(&text, 5)).unwrap();
    } else {
        fs::write(folder.join("words.idx"), index).unwrap();
        fs::write(folder.join("words.dict"), text).unwrap();
    }
    Dictionary::open(&folder.join("words.ifo")).unwrap()
}

#[test]
fn words_are_found_in_dictionaries_of_stardict() {
    for (is_wide, is_packed) in [(false, false), (true, false), (false, true)] {
        let folder = tempfile::tempdir().unwrap();
        let dictionary = stardict(folder.path(), is_wide, is_packed);
        assert_eq!(dictionary.name, "Words of ours");
        has_our_words(&dictionary);
    }
}

#[test]
fn dictionaries_are_found_in_folders_and_below() {
    let folder = tempfile::tempdir().unwrap();
    let below = folder.path().join("ar-en/words");
    fs::create_dir_all(&below).unwrap();
    stardict(&below, false, false);
    fs::write(folder.path().join("readme.txt"), "no dictionary").unwrap();
    let found = find_in(&[folder.path().to_owned(), "/nowhere/at/all".into()]);
    assert_eq!(found, [below.join("words.ifo")]);
    let dictionaries: Vec<Dictionary> = found.iter().map(|path| Dictionary::open(path).unwrap()).collect();
    assert_eq!(look_up(&dictionaries, "للوزير")[0].headword, "وزير");
}

#[test]
fn what_is_no_arabic_dictionary_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, bytes: &[u8]| {
        fs::write(folder.path().join(name), bytes).unwrap();
        folder.path().join(name)
    };
    let problem = |path: &Path| Dictionary::open(path).unwrap_err().to_string();
    write("a.dict", b"hello\nsomething\n");
    assert!(problem(&write("a.index", "hello\tA\tP\n".as_bytes())).contains("no Arabic words"));
    assert!(problem(&write("b.index", b"")).contains("no .dict"));
    write("c.dict", b"");
    assert!(problem(&write("c.index", &vec![0xFF; 100_000])).contains("no index"));
    assert!(problem(&write("d.ifo", b"something else")).contains("does not begin"));
    assert!(problem(&write("e.ifo", b"StarDict's dict ifo file\nversion=3\n")).contains("no .dict"));
    assert!(problem(&write("f.txt", b"")).contains("neither"));
    assert!(problem(&folder.path().join("none.index")).contains("no .dict"));
}

#[test]
fn damaged_files_give_what_they_can_and_never_more_than_asked() {
    let (folder, dictionary) = dictd(|text| dictzip(text, 16), "words.dict.dz");
    let path = folder.path().join("words.dict.dz");
    let whole = fs::read(&path).unwrap();
    for cut in 0..whole.len() {
        fs::write(&path, &whole[..cut]).unwrap();
        let _ = dictionary.look_up("كتاب");
        if let Ok(damaged) = Dictionary::open(&folder.path().join("words.index")) {
            let _ = damaged.look_up("شعر");
        }
    }
    for at in 0..whole.len() {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x55;
        fs::write(&path, bytes).unwrap();
        if let Ok(damaged) = Dictionary::open(&folder.path().join("words.index")) {
            for (word, _) in WORDS {
                assert!(damaged.look_up(word).iter().all(|entry| entry.text.len() < 100));
            }
        }
    }
}

/// Debian's dict-freedict-ara-eng, where it is installed.
#[test]
#[allow(clippy::print_stdout, reason = "whoever runs the tests must know what did not run")]
fn a_real_dictionary_is_read() {
    let path = Path::new("/usr/share/dictd/freedict-ara-eng.index");
    if !path.exists() {
        println!("skipped: the dictionary dict-freedict-ara-eng is not installed");
        return;
    }
    let dictionary = Dictionary::open(path).unwrap();
    assert!(dictionary.name.contains("Arabic-English FreeDict"), "{}", dictionary.name);
    assert!(dictionary.len() > 50_000, "{}", dictionary.len());
    for (word, meaning) in [("كتاب", "book"), ("والحكومة", "government"), ("مدرسة", "school")]
    {
        let said = said(&dictionary, word).join("\n").to_lowercase();
        assert!(said.contains(meaning), "{word}: {said}");
    }
}
