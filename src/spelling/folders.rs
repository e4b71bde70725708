//! Where English dictionaries are on this machine. Nothing is read here but the names of files.

use std::ffi::OsString;
use std::path::{Component, Path, PathBuf};

/// An English dictionary that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DictionaryFiles {
    /// Language and country as Hunspell names them, for example `en_GB`; `en` where there is no country.
    pub dialect: String,
    pub aff: PathBuf,
    pub dic: PathBuf,
}

/// The folders in which Linux, macOS and Windows keep Hunspell dictionaries, best first; `variable` reads the
/// environment. Some do not exist, and a name that ends in `*` stands for every folder that begins so: [`find`]
/// understands it.
///
/// Sources: Hunspell's manual (`DICPATH`), the XDG base directories, the packages of Debian, Fedora, Arch and Nix,
/// Homebrew, `MacPorts`, and where `LibreOffice` and Firefox install their dictionaries. Newer Firefox and Chrome keep
/// theirs in archives of their own, which are of no use to others.
#[must_use]
pub fn system_folders(variable: impl Fn(&str) -> Option<OsString>) -> Vec<PathBuf> {
    let path = |name: &str| variable(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let list = |name: &str| {
        variable(name).map(|value| std::env::split_paths(&value).collect::<Vec<_>>()).unwrap_or_default()
    };
    let mut folders = list("DICPATH");
    if cfg!(windows) {
        let roaming = path("APPDATA");
        folders.extend(roaming.iter().map(|data| data.join("hunspell")));
        for programs in [path("ProgramFiles"), path("ProgramFiles(x86)")].into_iter().flatten() {
            folders.push(programs.join("LibreOffice/share/extensions/dict-en"));
            folders.push(programs.join("Mozilla Firefox/dictionaries"));
            folders.push(programs.join("Mozilla Thunderbird/dictionaries"));
        }
        folders.extend(roaming.iter().map(|data| data.join(LIBREOFFICE_EXTENSIONS)));
        return folders;
    }
    let home = path("HOME").unwrap_or_default();
    if cfg!(target_os = "macos") {
        folders.push(home.join("Library/Spelling"));
        folders.extend(MACOS.map(PathBuf::from));
        folders.push(home.join("Library/Application Support").join(LIBREOFFICE_EXTENSIONS));
    } else {
        let data = path("XDG_DATA_HOME").unwrap_or_else(|| home.join(".local/share"));
        let shared = list("XDG_DATA_DIRS");
        for data in [vec![data], shared, vec!["/usr/local/share".into(), "/usr/share".into()]].concat() {
            folders.extend(["hunspell", "myspell", "myspell/dicts"].map(|name| data.join(name)));
        }
        folders.extend(LINUX.map(PathBuf::from));
        let config = path("XDG_CONFIG_HOME").unwrap_or_else(|| home.join(".config"));
        folders.push(config.join(LIBREOFFICE_EXTENSIONS.to_lowercase()));
    }
    // Without a home folder, its folders would be those of wherever the program was started.
    folders.retain(|folder| folder.is_absolute());
    folders
}

/// Below the folder of `LibreOffice` in a home: dictionaries that were installed as extensions.
const LIBREOFFICE_EXTENSIONS: &str = "LibreOffice/4/user/uno_packages/cache/uno_packages/*/*";

const MACOS: [&str; 6] = [
    "/Library/Spelling",
    "/opt/homebrew/share/hunspell",
    "/usr/local/share/hunspell",
    "/opt/local/share/hunspell",
    "/Applications/LibreOffice.app/Contents/Resources/extensions/dict-en",
    "/Applications/Firefox.app/Contents/Resources/dictionaries",
];

const LINUX: [&str; 7] = [
    "/run/current-system/sw/share/hunspell",
    "/usr/lib/libreoffice/share/extensions/dict-en",
    "/usr/lib64/libreoffice/share/extensions/dict-en",
    "/opt/libreoffice*/share/extensions/dict-en",
    "/snap/libreoffice/current/lib/libreoffice/share/extensions/dict-en",
    "/var/lib/flatpak/app/org.libreoffice.LibreOffice/current/active/files/libreoffice/share/extensions/dict-en",
    "/usr/lib/firefox/dictionaries",
];

/// The English dictionaries in `folders` and the folders right below them, in the order of the folders; each pair
/// of files once.
#[must_use]
pub fn find(folders: &[PathBuf]) -> Vec<DictionaryFiles> {
    let mut found: Vec<DictionaryFiles> = Vec::new();
    for folder in folders.iter().flat_map(|pattern| expand(pattern)) {
        let below = entries(&folder).into_iter().filter(|entry| entry.is_dir());
        for folder in std::iter::once(folder.clone()).chain(below) {
            let mut pairs: Vec<_> = entries(&folder).into_iter().filter_map(pair).collect();
            // The plain dictionary of a dialect has the shortest name.
            pairs.sort_by_key(|files| files.dic.as_os_str().len());
            for files in pairs {
                // The folders of distributions are often links to one another.
                let is_known = |known: &DictionaryFiles| {
                    same_file::is_same_file(&known.dic, &files.dic).unwrap_or(false)
                        && known.dialect == files.dialect
                };
                if !found.iter().any(is_known) {
                    found.push(files);
                }
            }
        }
    }
    found
}

/// The dictionary to use: of the `dialect` that was asked for, else American, else British, else any; the first
/// folder wins, and in a folder the plain dictionary before its varieties (`en_US` before `en_US-large`).
#[must_use]
pub fn choose<'f>(found: &'f [DictionaryFiles], dialect: &str) -> Option<&'f DictionaryFiles> {
    let wish = |files: &DictionaryFiles| {
        [dialect, "en_US", "en_GB"].iter().position(|wanted| files.dialect == *wanted).unwrap_or(3)
    };
    // Of equals, the first.
    found.iter().min_by_key(|files| wish(files))
}

/// The pair a `.dic` file belongs to, if it is an English one with its rules beside it.
fn pair(dic: PathBuf) -> Option<DictionaryFiles> {
    if dic.extension()? != "dic" {
        return None;
    }
    let dialect = dialect(dic.file_stem()?.to_str()?)?;
    let aff = dic.with_extension("aff");
    (dic.is_file() && aff.is_file()).then_some(DictionaryFiles { dialect, aff, dic })
}

/// `en_GB` of `en_GB`, `en-GB` (as Mozilla writes it) and `en_GB-ise`.
fn dialect(stem: &str) -> Option<String> {
    if stem == "en" {
        return Some(stem.to_owned());
    }
    let rest = stem.strip_prefix("en_").or_else(|| stem.strip_prefix("en-"))?;
    let country = rest.get(..2)?;
    let ends = rest.get(2..).is_some_and(|more| !more.starts_with(char::is_alphanumeric));
    let is_country = country.bytes().all(|letter| letter.is_ascii_alphabetic());
    (ends && is_country).then(|| format!("en_{}", country.to_ascii_uppercase()))
}

/// The folders that exist of a pattern.
fn expand(pattern: &Path) -> Vec<PathBuf> {
    let mut folders = vec![PathBuf::new()];
    for part in pattern.components() {
        let prefix = match part {
            Component::Normal(name) => name.to_str().and_then(|name| name.strip_suffix('*')),
            _ => None,
        };
        folders = match prefix {
            None => folders.into_iter().map(|folder| folder.join(part)).collect(),
            Some(prefix) => folders
                .iter()
                .flat_map(|folder| entries(folder))
                .filter(|entry| {
                    entry
                        .file_name()
                        .and_then(|name| name.to_str())
                        .is_some_and(|name| name.starts_with(prefix))
                })
                .collect(),
        };
    }
    folders.retain(|folder| folder.is_dir());
    folders
}

/// Sorted, so that the same folder always gives the same dictionary.
fn entries(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<_> =
        entries.filter_map(Result::ok).map(|entry| entry.path()).take(MOST_ENTRIES).collect();
    paths.sort();
    paths
}

/// Nobody waits for a folder of downloads to be looked through.
const MOST_ENTRIES: usize = 10_000;

#[cfg(test)]
mod tests {
    use super::*;

    fn folder_with(files: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for file in files {
            let path = folder.path().join(file);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "").unwrap();
        }
        folder
    }

    fn dialects(found: &[DictionaryFiles]) -> Vec<&str> {
        found.iter().map(|files| files.dialect.as_str()).collect()
    }

    #[test]
    fn english_dictionaries_are_found_with_both_their_files() {
        let folder = folder_with(&[
            "en_GB.aff",
            "en_GB.dic",
            "en-AU.aff",
            "en-AU.dic",
            "en_CA.dic",
            "de_DE.aff",
            "de_DE.dic",
            "hyph_en_US.dic",
            "dict-en/en_US.aff",
            "dict-en/en_US.dic",
            "dict-en/en_US-large.aff",
            "dict-en/en_US-large.dic",
            "a/b/en_ZA.aff",
            "a/b/en_ZA.dic",
        ]);
        let found = find(&[folder.path().to_owned()]);
        assert_eq!(dialects(&found), ["en_AU", "en_GB", "en_US", "en_US"]);
        assert!(found[2].dic.ends_with("dict-en/en_US.dic"), "the plain one first");
        assert_eq!(found[1].aff, found[1].dic.with_extension("aff"));
    }

    #[test]
    fn a_star_stands_for_the_rest_of_a_name() {
        let folder =
            folder_with(&["libreoffice7.6/share/en_US.aff", "libreoffice7.6/share/en_US.dic", "other/x"]);
        assert_eq!(dialects(&find(&[folder.path().join("libre*/share")])), ["en_US"]);
        assert_eq!(dialects(&find(&[folder.path().join("*/share")])), ["en_US"]);
        assert_eq!(find(&[folder.path().join("nothing*/share"), folder.path().join("gone")]), []);
    }

    #[test]
    fn the_dialect_that_was_asked_for_wins_then_the_first_folder() {
        let picked = folder_with(&["en_US-large.aff", "en_US-large.dic", "en_ZA.aff", "en_ZA.dic"]);
        let system = folder_with(&["en_GB.aff", "en_GB.dic", "en_US.aff", "en_US.dic"]);
        let found = find(&[picked.path().to_owned(), system.path().to_owned()]);
        let chosen = |dialect| choose(&found, dialect).unwrap().dic.file_name().unwrap().to_owned();
        assert_eq!(chosen("en_US"), "en_US-large.dic");
        assert_eq!(chosen("en_GB"), "en_GB.dic");
        assert_eq!(chosen("en_NZ"), "en_US-large.dic");
        assert_eq!(choose(&[], "en_US"), None);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn the_environment_says_where_to_look_first() {
        let folders = system_folders(|name| match name {
            "DICPATH" => Some("/dictionaries:relative".into()),
            "HOME" => Some("/home/layla".into()),
            _ => None,
        });
        assert_eq!(folders.first(), Some(&PathBuf::from("/dictionaries")));
        assert!(folders.contains(&PathBuf::from("/home/layla/.local/share/hunspell")));
        assert!(folders.contains(&PathBuf::from("/usr/share/myspell/dicts")));
        assert!(system_folders(|_| None).iter().all(|folder| folder.is_absolute()));
    }
}
