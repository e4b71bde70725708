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

#[cfg(test)]
#[expect(clippy::print_stdout, reason = "a test says what it skipped")]
mod tests {
    use super::*;
    use crate::ui::text::{BaseDirection, TextEngine, TextStyle};

    /// The families that are asked for letters of `script`.
    fn families(fonts: &mut FontContext, script: [u8; 4]) -> Vec<String> {
        let key = FallbackKey::new(Script::from_bytes(script), None);
        let ids: Vec<FamilyId> = fonts.collection.fallback_families(key).collect();
        ids.iter().filter_map(|id| fonts.collection.family_name(*id).map(str::to_owned)).collect()
    }

    #[test]
    fn the_system_is_asked_before_the_embedded_face() {
        let mut fonts = font_context(FontChoice::System);
        for (script, preferred) in HELP {
            let found = families(&mut fonts, *script);
            assert_eq!(found.last().map(String::as_str), Some(EMBEDDED_FAMILY), "{script:?}");
            let installed: Vec<_> =
                preferred.iter().filter(|name| fonts.collection.family_id(name).is_some()).collect();
            if let Some(best) = installed.first() {
                assert_eq!(found.first().map(String::as_str), Some(**best), "{script:?}");
            } else if !preferred.is_empty() {
                println!("skipped: none of {preferred:?} is installed");
            }
        }
        let mut fonts = font_context(FontChoice::EmbeddedOnly);
        assert_eq!(families(&mut fonts, *b"Hebr"), [EMBEDDED_FAMILY]);
    }

    #[test]
    fn emoji_are_coloured_where_a_face_for_them_is_installed() {
        let mut engine = TextEngine::new(FontChoice::System);
        if !engine.has_face("Noto Color Emoji") {
            println!("skipped: Noto Color Emoji is not installed");
            return;
        }
        let style = TextStyle {
            size: 18.0,
            line_height: 1.5,
            bold: false,
            arabic: false,
            direction: BaseDirection::Auto,
        };
        let layout = engine.layout("🙂", style, 100.0, 1.0);
        let shaped = &layout.pieces[0].paragraph.as_ref().unwrap().shaped;
        let run = shaped.lines().next().and_then(|line| line.runs().next()).unwrap();
        let face = swash::FontRef::from_index(run.font().data.as_ref(), run.font().index as usize).unwrap();
        let is_coloured = face.color_strikes().next().is_some() || face.color_palettes().next().is_some();
        assert!(is_coloured, "not the outline of the embedded face");
    }
}
