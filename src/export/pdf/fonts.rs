//! The faces of a PDF: the good news faces of the system, then the embedded one.

use parley::fontique::{Blob, Collection, CollectionOptions, FallbackKey, FamilyId, Script, SourceCache};
use parley::{FontContext, FontFamily, FontFamilyName};
use std::borrow::Cow;
use std::sync::Arc;

/// Where faces may come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Faces {
    OfSystem,
    Embedded,
}

const EMBEDDED: &str = "DejaVu Sans";
/// As the window has them, best first.
const ARABIC: [&str; 8] = [
    "Noto Naskh Arabic",
    "Amiri",
    "Scheherazade New",
    "Scheherazade",
    "Geeza Pro",
    "Segoe UI",
    "Traditional Arabic",
    "Noto Sans Arabic",
];
const ENGLISH: [&str; 6] =
    ["Noto Sans", "Segoe UI", "SF Pro Text", "Helvetica Neue", "Ubuntu", "Liberation Sans"];
/// Scripts that the embedded face covers.
const COVERED: [&[u8; 4]; 7] = [b"Arab", b"Latn", b"Cyrl", b"Grek", b"Armn", b"Geor", b"Zyyy"];

/// Clones share what they have read of the files of faces.
#[derive(Clone)]
pub struct Fonts {
    pub context: FontContext,
    arabic: Vec<FontFamilyName<'static>>,
    english: Vec<FontFamilyName<'static>>,
}

impl Fonts {
    pub fn new(faces: Faces) -> Self {
        let options = CollectionOptions { shared: true, system_fonts: faces == Faces::OfSystem };
        let mut context =
            FontContext { collection: Collection::new(options), source_cache: SourceCache::new_shared() };
        for bytes in [dejavu::sans::regular(), dejavu::sans::bold(), dejavu::sans::oblique()] {
            context.collection.register_fonts(Blob::new(Arc::new(bytes)), None);
        }
        for script in COVERED {
            let key = FallbackKey::new(Script::from_bytes(*script), None);
            let mut families: Vec<FamilyId> = context.collection.fallback_families(key).collect();
            families.extend(context.collection.family_id(EMBEDDED));
            context.collection.set_fallbacks(key, families.into_iter());
        }
        let mut installed = |first: &[&'static str], second: &[&'static str]| {
            let names = first.iter().chain(second).chain(&[EMBEDDED]);
            let names = names.filter(|name| context.collection.family_id(name).is_some());
            names.map(|name| FontFamilyName::Named(Cow::Borrowed(*name))).collect::<Vec<_>>()
        };
        let arabic = installed(&ARABIC, &ENGLISH);
        let english = installed(&ENGLISH, &ARABIC);
        Self { context, arabic, english }
    }

    /// Those asked for letters of a text in Arabic, or in English, in order.
    pub fn families(&self, arabic: bool) -> FontFamily<'static> {
        FontFamily::List(Cow::Owned(if arabic { self.arabic.clone() } else { self.english.clone() }))
    }
}
