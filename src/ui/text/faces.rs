//! The faces that Arabic and English are set in, and the line height they need.
//!
//! The user's choice comes first, then a list of good faces, then what [`super::fonts`] finds for a script.
//! A choice that is not installed is passed over: what is shown never depends on it alone.

use super::engine::TextStyle;
use super::fonts::EMBEDDED_FAMILY;
use super::line_height;
use parley::{FontContext, FontFamily, FontFamilyName, LayoutContext};
use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::rc::Rc;

/// Good news faces for Arabic, best first; those that are not installed are passed over.
const ARABIC_FAMILIES: [&str; 8] = [
    "Noto Naskh Arabic",
    "Amiri",
    "Scheherazade New",
    "Scheherazade",
    "Geeza Pro",
    "Segoe UI",
    "Traditional Arabic",
    "Noto Sans Arabic",
];
/// Faces for English, best first. The embedded one is not among them: it has black and white pictures of
/// many emoji and would hide the coloured ones.
pub const ENGLISH_FAMILIES: [&str; 6] =
    ["Noto Sans", "Segoe UI", "SF Pro Text", "Helvetica Neue", "Ubuntu", "Liberation Sans"];

/// Which of the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    Arabic,
    English,
}

pub struct Faces {
    arabic: Stack,
    english: Stack,
    /// In place of both while a sample of one face is drawn.
    sample: Option<Rc<Stack>>,
    samples: HashMap<String, Rc<Stack>>,
    /// What the user chose, Arabic and English.
    chosen: [Option<String>; 2],
    /// The first of each list that is installed.
    best: [&'static str; 2],
    /// Families that have letters no other one has, found as such letters were met.
    rescuers: Vec<String>,
    context: LayoutContext<()>,
}

/// Families in the order in which they are asked for a letter.
struct Stack {
    families: Vec<FontFamilyName<'static>>,
    /// What the first one needs, as a multiple of its size.
    line_height: f32,
    number: u64,
}

impl Faces {
    pub fn new(fonts: &mut FontContext) -> Self {
        let empty = || Stack { families: Vec::new(), line_height: 1.0, number: 0 };
        let mut faces = Self {
            arabic: empty(),
            english: empty(),
            sample: None,
            samples: HashMap::new(),
            chosen: [None, None],
            best: [first(fonts, &ARABIC_FAMILIES), first(fonts, &ENGLISH_FAMILIES)],
            rescuers: Vec::new(),
            context: LayoutContext::new(),
        };
        faces.arrange(fonts);
        faces
    }

    /// Chooses faces by family name; `None` is the best one installed. True when something changed.
    pub fn choose(&mut self, fonts: &mut FontContext, arabic: Option<&str>, english: Option<&str>) -> bool {
        if [arabic, english] == self.chosen.each_ref().map(|name| name.as_deref()) {
            return false;
        }
        self.chosen = [arabic, english].map(|name| name.map(str::to_owned));
        self.arrange(fonts);
        true
    }

    /// Asks `families` as well, after all others, for letters that were boxes so far.
    pub fn add_rescuers(&mut self, fonts: &mut FontContext, families: Vec<String>) {
        self.rescuers.extend(families);
        self.arrange(fonts);
    }

    /// Until [`Faces::end_sample`] everything is set in `family`, as far as it has the letters.
    pub fn begin_sample(&mut self, fonts: &mut FontContext, family: &str) {
        if !self.samples.contains_key(family) {
            let mut names = vec![family];
            names.extend(ENGLISH_FAMILIES.iter().chain(&ARABIC_FAMILIES));
            let sample = stack(fonts, &mut self.context, &names, false);
            self.samples.insert(family.to_owned(), Rc::new(sample));
        }
        self.sample = self.samples.get(family).cloned();
    }

    pub fn end_sample(&mut self) {
        self.sample = None;
    }

    /// The face that a language is set in now: the user's, or the one that takes its place.
    pub fn in_use(&self, language: Language) -> &str {
        match self.stack(language == Language::Arabic).families.first() {
            Some(FontFamilyName::Named(name)) => name,
            _ => EMBEDDED_FAMILY,
        }
    }

    /// The face a language is set in when the user chooses none.
    pub const fn best(&self, language: Language) -> &'static str {
        let [arabic, english] = self.best;
        match language {
            Language::Arabic => arabic,
            Language::English => english,
        }
    }

    pub fn families(&self, arabic: bool) -> FontFamily<'_> {
        FontFamily::List(Cow::Borrowed(&self.stack(arabic).families))
    }

    /// The line height of `text` as a multiple of its size: the style's, or more where the face needs it.
    pub fn line_height(&self, style: TextStyle, text: &str) -> f32 {
        let own = self.stack(style.arabic).line_height;
        let quoted = if !style.arabic && has_arabic(text) { self.stack(true).line_height } else { own };
        style.line_height.max(own).max(quoted)
    }

    /// Another number for other faces; part of what a layout is remembered by.
    pub fn number(&self) -> u64 {
        self.sample.as_ref().map_or(self.arabic.number ^ self.english.number.rotate_left(1), |it| it.number)
    }

    fn stack(&self, arabic: bool) -> &Stack {
        let own = if arabic { &self.arabic } else { &self.english };
        self.sample.as_deref().unwrap_or(own)
    }

    /// Each language has the other's faces behind its own: Arabic quotes Latin words, and the other way round.
    fn arrange(&mut self, fonts: &mut FontContext) {
        let [arabic, english] = self.chosen.each_ref().map(|name| name.as_deref());
        let of_arabic = arabic.into_iter().chain(ARABIC_FAMILIES);
        let of_english = english.into_iter().chain(ENGLISH_FAMILIES);
        let rescuers = || self.rescuers.iter().map(String::as_str);
        let for_arabic: Vec<&str> = of_arabic.clone().chain(of_english.clone()).chain(rescuers()).collect();
        let for_english: Vec<&str> = of_english.chain(of_arabic).chain(rescuers()).collect();
        self.arabic = stack(fonts, &mut self.context, &for_arabic, true);
        self.english = stack(fonts, &mut self.context, &for_english, false);
    }
}

fn first(fonts: &mut FontContext, families: &[&'static str]) -> &'static str {
    let installed = families.iter().find(|name| fonts.collection.family_id(name).is_some());
    installed.copied().unwrap_or(EMBEDDED_FAMILY)
}

/// Those of `names` that are installed, each once.
fn stack(fonts: &mut FontContext, context: &mut LayoutContext<()>, names: &[&str], arabic: bool) -> Stack {
    let mut installed: Vec<&str> = Vec::new();
    for name in names {
        if fonts.collection.family_id(name).is_some() && !installed.contains(name) {
            installed.push(name);
        }
    }
    if installed.is_empty() {
        installed.push(EMBEDDED_FAMILY);
    }
    let families: Vec<_> =
        installed.iter().map(|name| FontFamilyName::Named(Cow::Owned((*name).to_owned()))).collect();
    let line_height = line_height::needed(fonts, context, &families, arabic);
    let mut hasher = DefaultHasher::new();
    installed.hash(&mut hasher);
    Stack { families, line_height, number: hasher.finish() }
}

/// Letters of the Arabic blocks, presentation forms included.
fn has_arabic(text: &str) -> bool {
    text.chars().any(|letter| {
        matches!(letter, '\u{600}'..='\u{6FF}' | '\u{750}'..='\u{77F}' | '\u{870}'..='\u{8FF}'
            | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFE}')
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::text::fonts::{FontChoice, font_context};

    fn names(faces: &Faces, language: Language) -> Vec<&str> {
        let families = faces.stack(language == Language::Arabic).families.iter();
        families
            .map(|family| match family {
                FontFamilyName::Named(name) => name.as_ref(),
                FontFamilyName::Generic(_) => "generic",
            })
            .collect()
    }

    #[test]
    fn a_choice_comes_first_and_one_that_is_not_installed_is_passed_over() {
        let mut fonts = font_context(FontChoice::System);
        let mut faces = Faces::new(&mut fonts);
        let before = (faces.number(), faces.best(Language::Arabic));
        assert_eq!(faces.in_use(Language::Arabic), before.1);
        assert!(faces.choose(&mut fonts, Some("No such face"), Some("DejaVu Sans")));
        assert_eq!(faces.in_use(Language::Arabic), before.1);
        assert_eq!(faces.in_use(Language::English), "DejaVu Sans");
        assert_ne!(faces.number(), before.0, "what was laid out is out of date");
        assert!(!faces.choose(&mut fonts, Some("No such face"), Some("DejaVu Sans")), "the same again");
        assert!(faces.choose(&mut fonts, None, None));
        assert_eq!(faces.number(), before.0);
    }

    #[test]
    fn the_embedded_face_stands_in_when_nothing_else_is_there() {
        let mut fonts = font_context(FontChoice::EmbeddedOnly);
        let mut faces = Faces::new(&mut fonts);
        faces.choose(&mut fonts, Some("Amiri"), Some("  "));
        assert_eq!(names(&faces, Language::Arabic), [EMBEDDED_FAMILY]);
        assert_eq!(names(&faces, Language::English), [EMBEDDED_FAMILY]);
    }

    #[test]
    fn a_sample_is_set_in_its_own_face_and_leaves_the_others_alone() {
        let mut fonts = font_context(FontChoice::EmbeddedOnly);
        let mut faces = Faces::new(&mut fonts);
        let number = faces.number();
        faces.begin_sample(&mut fonts, EMBEDDED_FAMILY);
        assert_eq!(faces.in_use(Language::Arabic), EMBEDDED_FAMILY);
        faces.end_sample();
        assert_eq!(faces.number(), number);
    }

    #[test]
    fn arabic_is_seen_in_every_block_of_it_and_in_nothing_else() {
        for text in ["a ب", "ﷺ", "ﻼ", "ݐ", "\u{8A0}"] {
            assert!(has_arabic(text), "{text}");
        }
        for text in ["", "abc", "שלום", "\u{200F}\u{FEFF}", "Նոր"] {
            assert!(!has_arabic(text), "{text}");
        }
    }
}
