//! Answers that services have given, on disk: what was paid for once is not asked for again.
//!
//! One SQLite file in the data folder. It holds texts of articles and their translations, like the projects do, and no
//! key. A cache that is damaged is begun anew.

use super::account::Account;
use super::request::Sentence;
use crate::text::without_code;
use rusqlite::{Connection, ErrorCode, OptionalExtension as _, params};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Answers that are kept; the oldest go first.
const MOST_ANSWERS: u64 = 50_000;
/// “`TjMc`” in ASCII: tells our file from others.
const APPLICATION_ID: i64 = 0x546A_4D63;
const FORMAT: i64 = 1;
const TABLES: &str = "
CREATE TABLE answer (
    asked TEXT PRIMARY KEY,
    text  TEXT NOT NULL,
    made  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX answer_made ON answer (made);
";

#[derive(Debug)]
pub struct Cache {
    connection: Connection,
    most: u64,
}

/// A text that a service gave for a sentence, as it was accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CachedAnswer {
    pub text: String,
    /// Seconds since 1970.
    pub made: i64,
}

#[derive(Debug, thiserror::Error)]
pub enum CacheError {
    #[error("the answers of services cannot be kept in {}: {detail}", path.display())]
    Unusable { path: PathBuf, detail: String },
    #[error("the answers of services cannot be kept: {0}")]
    Sqlite(#[from] rusqlite::Error),
}

impl Cache {
    /// Opens the file, or makes it. One that is damaged, of another format or no database at all is begun anew; the
    /// database of another program is left alone.
    ///
    /// # Errors
    /// The folder cannot be written, or the file is the database of another program.
    pub fn open(path: &Path) -> Result<Self, CacheError> {
        let unusable = |detail: String| CacheError::Unusable {
            path: path.to_owned(),
            detail: without_code(&detail).to_owned(),
        };
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(|error| unusable(error.to_string()))?;
        }
        match Self::connect(path) {
            Ok(cache) => Ok(cache),
            Err(error) if is_damage(&error) => {
                for ending in ["", "-wal", "-shm", "-journal"] {
                    let mut name = path.as_os_str().to_owned();
                    name.push(ending);
                    match std::fs::remove_file(PathBuf::from(name)) {
                        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                            return Err(unusable(error.to_string()));
                        }
                        _ => {}
                    }
                }
                Self::connect(path).map_err(|error| unusable(error.to_string()))
            }
            Err(error) => Err(unusable(error.to_string())),
        }
    }

    /// Forgets everything with the program.
    ///
    /// # Errors
    /// There is no memory.
    pub fn in_memory() -> Result<Self, CacheError> {
        Ok(Self::prepared(Connection::open_in_memory()?)?)
    }

    fn connect(path: &Path) -> rusqlite::Result<Self> {
        // Absolute, so that no name is taken for a `file:` address.
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let connection = Connection::open(path)?;
        connection.busy_timeout(Duration::from_secs(2))?;
        Self::prepared(connection)
    }

    fn prepared(connection: Connection) -> rusqlite::Result<Self> {
        let number = |pragma| connection.pragma_query_value(None, pragma, |row| row.get::<_, i64>(0));
        let (id, format) = (number("application_id")?, number("user_version")?);
        let is_empty = !connection.prepare("SELECT 1 FROM sqlite_schema")?.exists([])?;
        if id != APPLICATION_ID && !is_empty {
            return Err(rusqlite::Error::InvalidQuery);
        }
        if id != APPLICATION_ID || format != FORMAT {
            connection.execute_batch(&format!("BEGIN; DROP TABLE IF EXISTS answer; {TABLES} COMMIT;"))?;
            connection.pragma_update(None, "application_id", APPLICATION_ID)?;
            connection.pragma_update(None, "user_version", FORMAT)?;
        }
        // Losing the last answers of a session to a power cut costs little.
        connection.pragma_update(None, "synchronous", "NORMAL")?;
        Ok(Self { connection, most: MOST_ANSWERS })
    }

    /// What this account answered to this sentence with these terms.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn find(&self, account: &Account, sentence: &Sentence) -> Result<Option<CachedAnswer>, CacheError> {
        let mut find = self.connection.prepare_cached("SELECT text, made FROM answer WHERE asked = ?1")?;
        let read = |row: &rusqlite::Row<'_>| Ok(CachedAnswer { text: row.get(0)?, made: row.get(1)? });
        Ok(find.query_row([asked(account, sentence)], read).optional()?)
    }

    /// Keeps an answer; `made` is when it came, in seconds since 1970.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn keep(
        &self,
        account: &Account,
        sentence: &Sentence,
        text: &str,
        made: i64,
    ) -> Result<(), CacheError> {
        self.connection
            .prepare_cached("INSERT OR REPLACE INTO answer (asked, text, made) VALUES (?1, ?2, ?3)")?
            .execute(params![asked(account, sentence), text, made])?;
        let count = self.count()?;
        if count > self.most {
            self.connection
                .prepare_cached(
                    "DELETE FROM answer WHERE asked IN (SELECT asked FROM answer ORDER BY made LIMIT ?1)",
                )?
                .execute([i64::try_from(count - self.most).unwrap_or(i64::MAX)])?;
        }
        Ok(())
    }

    /// How many answers are kept.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn count(&self) -> Result<u64, CacheError> {
        let count: i64 =
            self.connection.prepare_cached("SELECT count(*) FROM answer")?.query_row([], |row| row.get(0))?;
        Ok(u64::try_from(count).unwrap_or_default())
    }

    /// Forgets every answer, and leaves nothing of them in the file.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn clear(&self) -> Result<(), CacheError> {
        self.connection.pragma_update(None, "secure_delete", true)?;
        self.connection.execute_batch("DELETE FROM answer; VACUUM")?;
        Ok(())
    }
}

fn is_damage(error: &rusqlite::Error) -> bool {
    matches!(error.sqlite_error_code(), Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase))
}

/// What makes an answer another one: service, place, settings, terms, text. No key.
fn asked(account: &Account, sentence: &Sentence) -> String {
    let settings = &account.settings;
    let has_terms = account.service.sends.terms && settings.send_terms;
    let terms: Vec<[&str; 2]> = sentence
        .terms
        .iter()
        .filter(|_| has_terms)
        .map(|term| [term.source.as_str(), term.english.as_str()])
        .collect();
    let address = account.address().map(String::from).unwrap_or_default();
    let parts = (
        account.service.word,
        address,
        settings.model.trim(),
        settings.dialect,
        settings.send_neighbours && account.service.sends.neighbours,
        terms,
        sentence.text.as_str(),
    );
    serde_json::to_string(&parts).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::machine::account::{Dialect, ServiceSettings};
    use crate::machine::request::WantedTerm;
    use crate::machine::service::ServiceId;

    fn account(id: ServiceId) -> Account {
        Account::new(id, ServiceSettings::default(), Some("the-key".into()))
    }

    fn sentence(text: &str) -> Sentence {
        Sentence { text: text.to_owned(), terms: Vec::new() }
    }

    #[test]
    fn answers_are_found_by_all_that_makes_them_others() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("deep/answers.sqlite");
        let (deepl, asked) = (account(ServiceId::DeepL), sentence("وصل"));
        let cache = Cache::open(&path).unwrap();
        cache.keep(&deepl, &asked, "He came", 7).unwrap();
        drop(cache);
        let cache = Cache::open(&path).unwrap();
        let found = |account: &Account, sentence: &Sentence| cache.find(account, sentence).unwrap();
        let answer = CachedAnswer { text: "He came".to_owned(), made: 7 };
        assert_eq!(found(&deepl, &asked), Some(answer.clone()));
        let other_key = Account { key: Some("another".into()), ..deepl.clone() };
        assert_eq!(found(&other_key, &asked), Some(answer), "whoever paid");

        assert_eq!(found(&account(ServiceId::Google), &asked), None);
        assert_eq!(found(&deepl, &sentence("غادر")), None);
        let mut british = deepl.clone();
        british.settings.dialect = Dialect::British;
        assert_eq!(found(&british, &asked), None);
        let term =
            WantedTerm { source: "وصل".to_owned(), english: "arrive".to_owned(), ..WantedTerm::default() };
        let with_term = Sentence { terms: vec![term], ..asked.clone() };
        assert_eq!(found(&deepl, &with_term), None);
        let mut without = deepl;
        without.settings.send_terms = false;
        assert!(found(&without, &with_term).is_some(), "terms that are not sent make no difference");

        cache.clear().unwrap();
        assert_eq!((cache.count().unwrap(), found(&without, &asked)), (0, None));
        let bytes = std::fs::read(&path).unwrap();
        let holds = |text: &str| bytes.windows(text.len()).any(|part| part == text.as_bytes());
        assert!(!holds("He came") && !holds("the-key"));
    }

    #[test]
    fn the_oldest_answers_go_first() {
        let cache = Cache { most: 2, ..Cache::in_memory().unwrap() };
        for (made, text) in [(3, "three"), (1, "one"), (2, "two")] {
            cache.keep(&account(ServiceId::DeepL), &sentence(text), text, made).unwrap();
        }
        assert_eq!(cache.count().unwrap(), 2);
        assert_eq!(cache.find(&account(ServiceId::DeepL), &sentence("one")).unwrap(), None);
    }

    #[test]
    fn a_damaged_cache_is_begun_anew_and_other_files_are_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("answers.sqlite");
        std::fs::write(&path, "no database at all, but long enough to be read as one").unwrap();
        Cache::open(&path).unwrap().keep(&account(ServiceId::DeepL), &sentence("a"), "b", 1).unwrap();
        assert_eq!(Cache::open(&path).unwrap().count().unwrap(), 1);

        let other = folder.path().join("other.sqlite");
        Connection::open(&other).unwrap().execute_batch("CREATE TABLE mine (x)").unwrap();
        let before = std::fs::read(&other).unwrap();
        assert!(Cache::open(&other).is_err());
        assert_eq!(std::fs::read(&other).unwrap(), before);
    }
}
