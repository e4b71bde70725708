//! Firefox's translation models on this machine, from a folder that the user chooses. Nothing is sent or fetched.
//!
//! The engine is the crate `fxtranslate`, without its code in C++ and without its downloads. It was not written for
//! broken files, so what panics in it becomes a failure here.

use super::accept::accept;
use super::cancel::Cancel;
use super::failure::{Failure, FailureKind};
use super::request::Request;
use super::suggestion::{Engine, Suggestion};
use crate::text::without_code;
use fxtranslate::engine::Engine as Model;
use fxtranslate::shortlist::Shortlist;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

/// Models that are loaded: a few dozen megabytes. Loading and translating take time, so both belong on a worker.
pub struct Offline {
    model: Model,
}

/// The files of a model in a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Files {
    model: PathBuf,
    source_vocabulary: PathBuf,
    target_vocabulary: PathBuf,
    /// Words that a word may become; faster with it.
    shortlist: Option<PathBuf>,
}

/// Bytes of the largest file that is read; Mozilla's models have about 60 million.
const LARGEST_FILE: u64 = 1_000_000_000;

impl Offline {
    /// Loads the model from Arabic into English in this folder, as Mozilla names its files: `model.aren….bin`,
    /// `vocab.aren….spm` (or one each for source and target), and, if it is there, `lex….aren….bin`.
    ///
    /// # Errors
    /// A file is missing, too large, or not what its name says.
    pub fn open(folder: &Path) -> Result<Self, Failure> {
        let files = Files::find(folder)?;
        let broken = |what: &str| {
            Failure::new(
                FailureKind::NotSet,
                format!("The translation model in “{}” cannot be used ({what})", folder.display()),
                "Choose a folder with the model, vocabulary and shortlist of Firefox for Arabic and English",
            )
        };
        let read = |path: &Path| {
            let size = path.metadata().map_err(|error| broken(without_code(&error.to_string())))?.len();
            if size > LARGEST_FILE {
                return Err(broken("a file in it is larger than a gigabyte"));
            }
            std::fs::read(path).map_err(|error| broken(without_code(&error.to_string())))
        };
        let (model, source) = (read(&files.model)?, read(&files.source_vocabulary)?);
        let target = read(&files.target_vocabulary)?;
        let shortlist = files.shortlist.as_deref().map(read).transpose()?;
        let load = move || {
            let model = Model::from_bytes(&model, &source, &target)?;
            Ok(match shortlist {
                Some(shortlist) => model.with_shortlist(Shortlist::from_bytes(&shortlist)),
                None => model,
            })
        };
        let loaded = quietly(load).unwrap_or_else(|| Err("its files are damaged".to_owned()));
        loaded.map(|model| Self { model }).map_err(|what| broken(&what))
    }

    /// A suggestion for each sentence, or why there is none; `made` is the time, in seconds since 1970. Stops between
    /// two sentences when it is cancelled.
    #[must_use]
    pub fn suggest(&self, request: &Request, made: i64, cancel: &Cancel) -> Vec<Result<Suggestion, Failure>> {
        let suggest = |sentence: &super::Sentence| {
            if cancel.is_cancelled() {
                return Err(Failure::cancelled());
            }
            let text = quietly(|| self.model.translate(&sentence.text)).ok_or_else(|| {
                let what = "The translation model broke down over this sentence";
                Failure::new(FailureKind::Rejected, what, "Translate it yourself, or ask a service")
            })?;
            let text = accept(&sentence.text, &text, Engine::Offline.title())?;
            Ok(Suggestion::new(sentence, text, Engine::Offline, made))
        };
        request.sentences.iter().map(suggest).collect()
    }
}

/// What the engine gives, or nothing if it panics.
fn quietly<T>(work: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(work)).ok()
}

impl Files {
    fn find(folder: &Path) -> Result<Self, Failure> {
        let entries = std::fs::read_dir(folder).map_err(|error| {
            let what = format!("The folder of translation models cannot be read ({error})");
            Failure::new(FailureKind::NotSet, what, "Choose another folder in the settings")
        })?;
        let mut names: Vec<String> =
            entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        let find = |begin: &str, end: &str| {
            let is_ours = |name: &&String| {
                let lower = name.to_lowercase();
                lower.starts_with(begin) && lower.ends_with(end) && lower.contains(".aren.")
            };
            names.iter().find(is_ours).map(|name| folder.join(name))
        };
        let both = find("vocab.", ".spm");
        let missing = |what: &str| {
            Failure::new(
                FailureKind::NotSet,
                format!("There is no {what} for Arabic into English in “{}”", folder.display()),
                "Choose a folder with the files of Firefox, such as model.aren.intgemm.alphas.bin",
            )
        };
        Ok(Self {
            model: find("model.", ".bin").ok_or_else(|| missing("model"))?,
            source_vocabulary: find("srcvocab.", ".spm")
                .or_else(|| both.clone())
                .ok_or_else(|| missing("vocabulary"))?,
            target_vocabulary: find("trgvocab.", ".spm").or(both).ok_or_else(|| missing("vocabulary"))?,
            shortlist: find("lex.", ".bin"),
        })
    }
}

/// A model for tests.
#[cfg(test)]
pub mod fixture {
    use std::fs;
    use std::path::Path;

    /// A file in the format of marian: named tables of 32-bit floats, and the configuration.
    fn marian(tables: &[(&str, [i32; 2], Vec<f32>)]) -> Vec<u8> {
        let config = b"dim-emb: 4\ntransformer-heads: 1\nenc-depth: 0\ndec-depth: 0\n\0".to_vec();
        let floats =
            |values: &[f32]| values.iter().flat_map(|value| value.to_le_bytes()).collect::<Vec<u8>>();
        let mut items = vec![("special:model.yml", 0x101_u64, vec![config.len() as i32], config.clone())];
        for (name, shape, values) in tables {
            items.push((name, 0x404, shape.to_vec(), floats(values)));
        }
        let mut file = Vec::new();
        let mut put = |number: u64| file.extend(number.to_le_bytes());
        put(1);
        put(items.len() as u64);
        for (name, kind, shape, bytes) in &items {
            put(name.len() as u64);
            put(*kind);
            put(shape.len() as u64);
            put(bytes.len() as u64);
        }
        for (name, ..) in &items {
            file.extend(name.bytes());
        }
        for (_, _, shape, _) in &items {
            file.extend(shape.iter().flat_map(|side| side.to_le_bytes()));
        }
        file.extend(0_u64.to_le_bytes());
        for (.., bytes) in &items {
            file.extend(bytes);
        }
        file
    }

    /// A vocabulary as `SentencePiece` writes it: each piece a message of text, score and type.
    fn vocabulary(pieces: &[(&str, u8)]) -> Vec<u8> {
        let mut file = Vec::new();
        for (piece, kind) in pieces {
            let mut message = vec![0x0A, u8::try_from(piece.len()).unwrap()];
            message.extend(piece.bytes());
            message.push(0x15);
            message.extend((-1.0_f32).to_le_bytes());
            message.extend([0x18, *kind]);
            file.extend([0x0A, u8::try_from(message.len()).unwrap()]);
            file.extend(message);
        }
        file
    }

    /// The smallest model there is: whatever it reads, it says “talks” and ends. Its only layer is the embedding; at the
    /// first place the word wins by its row, behind the word the end does.
    #[expect(clippy::missing_panics_doc, reason = "a test may stop")]
    pub fn smallest(folder: &Path) {
        let rows = vec![
            0., 0., 10., 0., /**/ 0., 0., 0., 0., /**/ 0., 0., 1., 0., /**/ 0., 0., 0., 0.,
        ];
        let bias = vec![-15., -100., 0., -100.];
        let model = marian(&[("Wemb", [4, 4], rows), ("decoder_ff_logit_out_b", [1, 4], bias)]);
        fs::write(folder.join("model.aren.bin"), model).unwrap();
        let pieces = [("</s>", 3), ("<unk>", 2), ("\u{2581}talks", 1), ("\u{2581}محادثات", 1)];
        fs::write(folder.join("vocab.aren.spm"), vocabulary(&pieces)).unwrap();
    }
}

#[cfg(test)]
mod tests {
    use super::fixture::smallest;
    use super::*;
    use crate::machine::request::Sentence;
    use std::fs;

    fn request() -> Request {
        Request::one(Sentence { text: "محادثات".to_owned(), terms: Vec::new() })
    }

    #[test]
    fn a_model_in_the_format_of_firefox_translates() {
        let folder = tempfile::tempdir().unwrap();
        smallest(folder.path());
        let offline = Offline::open(folder.path()).unwrap();
        let suggestion = offline.suggest(&request(), 7, &Cancel::default()).remove(0).unwrap();
        assert_eq!(
            (suggestion.text.as_str(), suggestion.engine, suggestion.made),
            ("talks", Engine::Offline, 7)
        );
        let cancel = Cancel::default();
        cancel.cancel();
        assert_eq!(offline.suggest(&request(), 7, &cancel), [Err(Failure::cancelled())]);
    }

    #[test]
    fn what_is_missing_or_damaged_is_said() {
        let folder = tempfile::tempdir().unwrap();
        let said = || Offline::open(folder.path()).err().unwrap().what;
        assert!(said().contains("no model"), "{}", said());
        smallest(folder.path());
        let model = folder.path().join("model.aren.bin");
        let whole = fs::read(&model).unwrap();
        for cut in [0, 1, 8, 20, 60, whole.len() / 2, whole.len() - 1] {
            fs::write(&model, &whole[..cut]).unwrap();
            if let Ok(offline) = Offline::open(folder.path()) {
                // Whatever it holds now, it ends without a panic of ours.
                let _ = offline.suggest(&request(), 7, &Cancel::default());
            }
        }
        fs::write(&model, [0xFF; 4_096]).unwrap();
        assert!(said().contains("cannot be used"), "{}", said());
        fs::remove_file(folder.path().join("vocab.aren.spm")).unwrap();
        assert!(said().contains("no vocabulary"), "{}", said());
    }
}
