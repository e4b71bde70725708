//! Broken plurals by their pattern: the singulars a word may be the plural of.
//!
//! Only patterns that few other words share are read, so أسواق gives سوق but دخول is not taken for a plural of دخل:
//! أفعال, أفعلة, فعلاء, أفعلاء, مفاعل and فواعل with their long forms, فعائل. The others must be listed with their
//! term. What comes out is a proposal: the caller shows it as less than sure.

/// A word that may be a plural, without article, proclitics and pronoun.
#[derive(Clone, Copy, Debug)]
pub struct Shape<'w> {
    pub folded: &'w str,
    /// Its first letter as written: the patterns in أ need the hamza, because with إ they are verbal nouns (إعلام).
    pub raw_first: Option<char>,
    /// Whether it ends in ة as written.
    pub ta_marbuta: bool,
}

/// Calls `visit` with each singular (folded, a final ه for ة) that the word may be a broken plural of, and whether
/// another singular of the same pattern is likelier.
pub fn broken_singulars(shape: Shape<'_>, scratch: &mut String, visit: &mut dyn FnMut(&str, bool)) {
    let mut letters = ['\0'; LONGEST];
    let mut count = 0;
    for letter in shape.folded.chars() {
        let Some(slot) = letters.get_mut(count) else { return };
        *slot = letter;
        count += 1;
    }
    if NUMBERS.contains(&shape.folded) {
        return;
    }
    let mut rarer = false;
    let mut propose = |singular: &[char]| {
        scratch.clear();
        scratch.extend(singular);
        visit(scratch, rarer);
        rarer = true;
    };
    let hamza = shape.raw_first == Some('أ');
    let madda = shape.raw_first == Some('آ');
    match *letters.get(..count).unwrap_or_default() {
        // أفعال: أسواق, أحوال (حال), أعضاء (عضو), آثار (أثر).
        ['ا', a, b, 'ا', c] if hamza => {
            propose(&[a, b, c]);
            if b == 'و' {
                propose(&[a, 'ا', c]);
            }
            if c == 'ء' {
                propose(&[a, b, 'و']);
                propose(&[a, b, 'ي']);
                // أسماء (اسم), أبناء (ابن): the alif of the singular is no letter of the root.
                propose(&['ا', a, b]);
            }
        }
        ['ا', b, 'ا', c] if madda => propose(&['ا', b, c]),
        // أيام (يوم): the و of the root has become ي.
        ['ا', 'ي', 'ا', c] if hamza => propose(&['ي', 'و', c]),
        // أفعلة: أسلحة (سلاح), أغذية (غذاء), أدلة (دليل). A ي in the middle is a feminine adjective (أخيرة).
        ['ا', a, b, c, 'ه'] if hamza && shape.ta_marbuta && b != 'ي' => {
            propose(&[a, b, 'ا', c]);
            propose(&[a, b, 'ي', c]);
            if c == 'ي' {
                propose(&[a, b, 'ا', 'ء']);
            }
        }
        ['ا', a, b, 'ه'] if hamza && shape.ta_marbuta => {
            propose(&[a, b, 'ي', b]);
            propose(&[a, b, 'ا', b]);
        }
        // أفعلاء: أصدقاء (صديق), أغنياء (غني).
        ['ا', a, b, c, 'ا', 'ء'] if hamza => {
            propose(&[a, b, 'ي', c]);
            if c == 'ي' {
                propose(&[a, b, c]);
            }
        }
        // فعلاء: خبراء (خبير), رؤساء (رئيس), علماء (عالم).
        [a, b, c, 'ا', 'ء'] if a != 'ا' => {
            propose(&[a, if b == 'ؤ' { 'ئ' } else { b }, 'ي', c]);
            propose(&[a, 'ا', b, c]);
        }
        // A final ه is a pronoun here, hardly ever a letter of the root.
        [.., 'ه'] => {}
        // فواعل: هواتف (هاتف), قواعد (قاعدة), صواريخ (صاروخ).
        [a, 'و', 'ا', b, c] => {
            with_and_without_ta(&[a, 'ا', b, c], &mut propose);
            with_and_without_ta(&[a, 'و', b, c], &mut propose);
        }
        [a, 'و', 'ا', b, 'ي', c] => {
            propose(&[a, 'ا', b, 'و', c]);
            propose(&[a, 'ا', b, c]);
        }
        // فعائل: وسائل (وسيلة), رسائل (رسالة), عجائز (عجوز).
        [a, b, 'ا', 'ئ', c] => {
            for vowel in ['ي', 'ا', 'و'] {
                propose(&[a, b, vowel, c, 'ه']);
                propose(&[a, b, vowel, c]);
            }
        }
        // مفاعل and its kind: مناطق (منطقة), عناصر (عنصر), مشاريع (مشروع), أسابيع (أسبوع).
        [a, b, 'ا', c, d] if !IMPERFECT.contains(&a) => with_and_without_ta(&[a, b, c, d], &mut propose),
        [a, b, 'ا', c, 'ي', d] if a == 'ت' || hamza || !IMPERFECT.contains(&a) => {
            for vowel in ['و', 'ي', 'ا'] {
                propose(&[a, b, c, vowel, d]);
            }
        }
        _ => {}
    }
}

/// The singulars of the patterns that verbal nouns and verbs share: فعول, فعال, فعل, فعلى, فعالي, فعايا. Only for a word of an
/// expression, whose other words say that it is meant: حروب أهلية is حرب أهلية, but حضور alone is not a plural of حضر.
/// `definite`: the word has the article, so it is no verb (قرر is not a plural of قرار, النظم is one of نظام).
pub fn shared_pattern_singulars(
    folded: &str,
    definite: bool,
    scratch: &mut String,
    visit: &mut dyn FnMut(&str),
) {
    let mut letters = ['\0'; LONGEST];
    let mut count = 0;
    for letter in folded.chars() {
        let Some(slot) = letters.get_mut(count) else { return };
        *slot = letter;
        count += 1;
    }
    let mut propose = |singular: &[char]| {
        scratch.clear();
        scratch.extend(singular);
        visit(scratch);
    };
    match *letters.get(..count).unwrap_or_default() {
        // قوى (قوة), قرى (قرية).
        [a, b, 'ي'] => {
            propose(&[a, b, 'ه']);
            propose(&[a, b, 'ي', 'ه']);
        }
        // فرص (فرصة), سكك (سكة), مدن (مدينة), نظم (نظام), طرق (طريق).
        [a, b, c] => {
            if b == c {
                propose(&[a, b, 'ه']);
            }
            propose(&[a, b, c, 'ه']);
            propose(&[a, b, 'ي', c, 'ه']);
            if definite {
                propose(&[a, b, 'ا', c]);
                propose(&[a, b, 'ي', c]);
            }
        }
        // حروب (حرب), صخور (صخرة), حدود (حد).
        [a, b, 'و', c] => {
            propose(&[a, b, c]);
            propose(&[a, b, c, 'ه']);
            if b == c {
                propose(&[a, b]);
            }
        }
        // جبال (جبل), نقاط (نقطة), كبار (كبير), عمال (عامل).
        [a, b, 'ا', c] => {
            propose(&[a, b, c]);
            propose(&[a, b, c, 'ه']);
            propose(&[a, b, 'ي', c]);
            propose(&[a, 'ا', b, c]);
        }
        // جرحى (جريح).
        [a, b, c, 'ي'] => propose(&[a, b, 'ي', c]),
        // أراضي (أرض).
        [a, b, 'ا', c, 'ي'] => propose(&[a, b, c]),
        // قضايا (قضية).
        [a, b, 'ا', 'ي', 'ا'] => propose(&[a, b, 'ي', 'ه']),
        _ => {}
    }
}

/// The feminine singular of a plural that shows itself: a doubled letter (سكك, سكة) or a final ى (قوى, قوة). `raw_last` is
/// the last letter as written.
#[must_use]
pub fn doubled_or_vowel_singular(folded: &str, raw_last: Option<char>) -> Option<String> {
    let mut letters = folded.chars();
    let (first, second, third) = (letters.next()?, letters.next()?, letters.next()?);
    let shows = second == third || raw_last == Some('ى');
    (shows && letters.next().is_none()).then(|| String::from_iter([first, second, 'ه']))
}

/// Numbers and a day that have the form of a plural.
const NUMBERS: &[&str] = &["اربعه", "اربعاء"];

/// The longest pattern above.
const LONGEST: usize = 6;

/// The first letters of an imperfect verb of the third form (يناقش), which looks like مفاعل.
const IMPERFECT: [char; 4] = ['ي', 'ت', 'ن', 'ا'];

fn with_and_without_ta(singular: &[char; 4], propose: &mut impl FnMut(&[char])) {
    propose(singular);
    let [a, b, c, d] = *singular;
    propose(&[a, b, c, d, 'ه']);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::arabic::fold;

    fn singulars(raw: &str) -> Vec<String> {
        let mut found = Vec::new();
        let folded = fold(raw);
        let shape =
            Shape { folded: folded.text(), raw_first: raw.chars().next(), ta_marbuta: raw.ends_with('ة') };
        broken_singulars(shape, &mut String::new(), &mut |singular, _| found.push(singular.to_owned()));
        found
    }

    #[test]
    fn regular_patterns_lead_to_the_singular() {
        for (plural, singular) in [
            ("أسواق", "سوق"),
            ("أحوال", "حال"),
            ("أعضاء", "عضو"),
            ("أسماء", "اسم"),
            ("أيام", "يوم"),
            ("آثار", "أثر"),
            ("أسلحة", "سلاح"),
            ("أغذية", "غذاء"),
            ("أدلة", "دليل"),
            ("أصدقاء", "صديق"),
            ("خبراء", "خبير"),
            ("علماء", "عالم"),
            ("رؤساء", "رئيس"),
            ("هواتف", "هاتف"),
            ("قواعد", "قاعدة"),
            ("صواريخ", "صاروخ"),
            ("وسائل", "وسيلة"),
            ("رسائل", "رسالة"),
            ("مناطق", "منطقة"),
            ("عناصر", "عنصر"),
            ("مباني", "مبنى"),
            ("مشاريع", "مشروع"),
            ("أسابيع", "أسبوع"),
            ("تدابير", "تدبير"),
        ] {
            let expect = fold(singular).text().to_owned();
            let found = singulars(plural);
            assert!(found.contains(&expect), "{plural} gave {found:?}");
        }
    }

    #[test]
    fn shared_patterns_lead_to_the_singular() {
        for (plural, singular) in [
            ("قوى", "قوة"),
            ("فرص", "فرصة"),
            ("قمم", "قمة"),
            ("سفن", "سفينة"),
            ("حقوق", "حق"),
            ("ضغوط", "ضغط"),
            ("نقاط", "نقطة"),
            ("حكام", "حاكم"),
            ("جرحى", "جريح"),
            ("ضحايا", "ضحية"),
        ] {
            let mut found = Vec::new();
            shared_pattern_singulars(fold(plural).text(), false, &mut String::new(), &mut |singular| {
                found.push(singular.to_owned());
            });
            assert!(found.contains(&fold(singular).text().to_owned()), "{plural} gave {found:?}");
        }
    }

    #[test]
    fn without_the_article_a_verb_is_no_plural() {
        let found = |definite| {
            let mut found = Vec::new();
            shared_pattern_singulars("قرر", definite, &mut String::new(), &mut |singular| {
                found.push(singular.to_owned());
            });
            found.contains(&"قرار".to_owned())
        };
        assert!(!found(false));
        assert!(found(true));
    }

    #[test]
    fn verbal_nouns_and_verbs_are_not_plurals() {
        for word in ["إعلام", "إنتاج", "دخول", "يناقش", "تبادل", "قتال", "نجاح", "أخيرة", "أربعة", "بلاده"]
        {
            assert_eq!(singulars(word), [""; 0], "{word}");
        }
    }
}
