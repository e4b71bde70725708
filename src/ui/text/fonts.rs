//! The fonts there are: the system's, the embedded one, and which of them helps out for which script.
//!
//! Which faces a text is set in is the business of [`super::faces`]. Here it is made sure that a letter they
//! lack comes from a fitting face of the system, and from the embedded one when there is none.

use parley::FontContext;
use parley::fontique::{
    Blob, Collection, CollectionOptions, FallbackKey, FamilyId, FontStyle, FontWeight, FontWidth, Script,
    SourceCache,
};
use std::sync::Arc;

/// The face that is compiled in; it covers the scripts of [`HELP`] and many signs.
pub(super) const EMBEDDED_FAMILY: &str = "DejaVu Sans";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FontChoice {
    /// The system's faces, then the embedded one.
    System,
    /// The embedded face alone: the same pixels on every machine.
    EmbeddedOnly,
}

/// Scripts that the embedded face covers, each with the faces to ask before the system's own answer.
///
/// A system answers with a face that has the letters, be it a strange one: fontconfig offers Rashi
/// letters for Hebrew where the Noto faces are installed. Scripts that are not listed have the system's
/// answer alone.
const HELP: [(&[u8; 4], &[&str]); 11] = [
    (b"Arab", &[]),
    (b"Latn", &[]),
    (b"Cyrl", &[]),
    (b"Grek", &[]),
    (b"Armn", &["Noto Sans Armenian"]),
    (b"Geor", &["Noto Sans Georgian"]),
    (b"Hebr", &["Noto Sans Hebrew", "Noto Serif Hebrew", "Arial Hebrew", "Segoe UI"]),
    (b"Laoo", &["Noto Sans Lao"]),
    (b"Nkoo", &["Noto Sans NKo"]),
    (b"Tfng", &["Noto Sans Tifinagh"]),
    // Signs that belong to no script: arrows, stars, currencies.
    (b"Zyyy", &[]),
];

pub fn font_context(choice: FontChoice) -> FontContext {
    let options = CollectionOptions { shared: false, system_fonts: choice == FontChoice::System };
    let mut fonts =
        FontContext { collection: Collection::new(options), source_cache: SourceCache::default() };
    for bytes in [dejavu::sans::regular(), dejavu::sans::bold()] {
        fonts.collection.register_fonts(Blob::new(Arc::new(bytes)), None);
    }
    for (script, preferred) in HELP {
        let key = FallbackKey::new(Script::from_bytes(*script), None);
        let mut families: Vec<FamilyId> =
            preferred.iter().filter_map(|name| fonts.collection.family_id(name)).collect();
        // Asked first, because what is set here takes the place of the system's answer.
        families.extend(fonts.collection.fallback_families(key));
        families.extend(fonts.collection.family_id(EMBEDDED_FAMILY));
        fonts.collection.set_fallbacks(key, families.into_iter());
    }
    fonts
}

/// The file of the first of `families` that is installed, for egui's own labels; `None` leaves them egui's.
pub fn label_face(fonts: &mut FontContext, families: &[&str]) -> Option<Vec<u8>> {
    let family = families.iter().find_map(|name| fonts.collection.family_by_name(name))?;
    let font = family.match_font(FontWidth::NORMAL, FontStyle::Normal, FontWeight::NORMAL, false)?;
    // A collection of several faces in one file would need an index that egui cannot be told here.
    let data = font.load(Some(&mut fonts.source_cache)).filter(|_| font.index() == 0)?;
    Some(data.as_ref().to_vec())
}
