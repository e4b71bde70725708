//! Which faces are used. System faces come first; the embedded one makes sure that text is never boxes.

use parley::FontContext;
use parley::fontique::{
    Blob, Collection, CollectionOptions, FallbackKey, FontStyle, FontWeight, FontWidth, Script, SourceCache,
};
use std::sync::Arc;

/// Good news faces for Arabic, best first; those that are not installed are passed over.
pub const ARABIC_FAMILIES: &str = "Noto Naskh Arabic, Amiri, Scheherazade New, Geeza Pro, Segoe UI, \
                                   Traditional Arabic, Noto Sans Arabic, DejaVu Sans";
/// Faces for the English draft, best first.
pub const ENGLISH_FAMILIES: &str =
    "Noto Sans, Segoe UI, SF Pro Text, Helvetica Neue, Ubuntu, Liberation Sans, DejaVu Sans";
/// The face that is compiled in; it covers Latin, Arabic, Cyrillic, Greek and Armenian.
const EMBEDDED_FAMILY: &str = "DejaVu Sans";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FontChoice {
    /// The system's faces, then the embedded one.
    System,
    /// The embedded face alone: the same pixels on every machine.
    EmbeddedOnly,
}

pub fn font_context(choice: FontChoice) -> FontContext {
    let options = CollectionOptions { shared: false, system_fonts: choice == FontChoice::System };
    let mut fonts =
        FontContext { collection: Collection::new(options), source_cache: SourceCache::default() };
    for bytes in [dejavu::sans::regular(), dejavu::sans::bold()] {
        fonts.collection.register_fonts(Blob::new(Arc::new(bytes)), None);
    }
    if let Some(embedded) = fonts.collection.family_id(EMBEDDED_FAMILY) {
        for script in [*b"Arab", *b"Latn", *b"Cyrl", *b"Grek", *b"Armn", *b"Zyyy"] {
            let key = FallbackKey::new(Script::from_bytes(script), None);
            fonts.collection.append_fallbacks(key, std::iter::once(embedded));
        }
    }
    fonts
}

/// The file of the first English face that is installed, for egui's own labels; `None` leaves them egui's.
pub fn label_face(fonts: &mut FontContext) -> Option<Vec<u8>> {
    let family = ENGLISH_FAMILIES
        .split(',')
        .map(str::trim)
        .filter(|name| *name != EMBEDDED_FAMILY)
        .find_map(|name| fonts.collection.family_by_name(name))?;
    let font = family.match_font(FontWidth::NORMAL, FontStyle::Normal, FontWeight::NORMAL, false)?;
    // A collection of several faces in one file would need an index that egui cannot be told here.
    let data = font.load(Some(&mut fonts.source_cache)).filter(|_| font.index() == 0)?;
    Some(data.as_ref().to_vec())
}
