//! Hand-made newspaper sentences with the traps that cut or glue Arabic sentences wrongly.

use super::*;
use proptest::prelude::*;

/// `¦` stands where a sentence ends; everything else is the paragraph.
#[track_caller]
fn check(marked: &str) {
    let paragraph = marked.replace('¦', "");
    let spans = sentences(&paragraph);
    let found: Vec<&str> = spans.iter().map(|span| span.of(&paragraph)).collect();
    let expected: Vec<&str> = marked.split('¦').map(str::trim).collect();
    assert_eq!(found, expected, "{marked}");
}

#[test]
fn full_stops_questions_and_exclamations_end_sentences() {
    for marked in [
        "اندلعت اشتباكات جديدة في الإقليم.",
        "اندلعت اشتباكات جديدة في الإقليم.¦ وقالت الوزارة إنها ردت.",
        "فمن يوقف الحرب؟¦ لا أحد يعرف.",
        "يا لها من مفارقة!¦ فالوسيط طرف في النزاع.",
        "انتهت الهدنة…¦ وعاد القصف.",
        "من المسؤول؟!¦ سؤال لم يجب عنه أحد.",
        "هل ينجح الوسطاء ؟¦ هذا ما يأمله السكان .¦ والأيام ستحكم.",
        "قال الوزير إن الجيش تقدم",
        "انتهى الاجتماع.وقال المتحدث إن الوفد غادر.".replace(".و", ".¦و").as_str(),
        "هل وصلت المساعدات؟وأين ذهبت؟".replace("؟و", "؟¦و").as_str(),
        "Is it over?¦ نعم انتهى الأمر.",
    ] {
        check(marked);
    }
}

#[test]
fn colons_commas_and_semicolons_never_do() {
    for marked in [
        "وقال: نحن مستعدون للتفاوض.",
        "وقال: «نحن مستعدون».¦ ثم غادر.",
        "وأضاف المتحدث: \"الوضع صعب، لكنه تحت السيطرة؛ لا داعي للقلق\".",
        "وصل الوفد إلى باكو، ثم إلى يريفان، وعاد مساء.",
        "الهدف واحد: السلام، والطريق إليه طويل؛ فلا بد من الصبر.",
        "الساعة 10:30 صباحا بدأ القصف.¦ وتوقف ظهرا.",
    ] {
        check(marked);
    }
}

#[test]
fn a_quotation_stays_in_one_piece() {
    for marked in [
        "وأضاف «تركيا دولة جارة. لا توجد دولة أخرى مثلها. بالطبع، يجب أن تشارك».¦ ثم ختم كلمته.",
        "وأضاف \"تركيا دولة جارة. لا توجد دولة أخرى مثلها... ونحن نؤيد ذلك\".¦ ثم ختم كلمته.",
        "وأضاف “لن نتراجع. لن نستسلم!” ¦وغادر القاعة.",
        "قال \"نحن مستعدون للتوقف ولو اليوم...لكن للأسف تنتهك أرمينيا الهدنة...إذا لم يتوقفوا فسنواصل\".",
        "دعا إلى \"ضبط النفس.\"¦ وقال المرصد إن القتال مستمر.",
        "دعا إلى \"ضبط النفس.\" في بيان وزعه مكتبه.",
        "دعا إلى \"ضبط النفس.\" 25 مرة.",
        "دعا إلى \"ضبط النفس.\" ٢٥ مرة.",
        "قال: «هل انتهت الحرب؟» سؤال يتردد كل يوم.",
        "قال: «لن نستسلم!» وأضاف أن الجيش صامد.".replace("» و", "»¦ و").as_str(),
        "قال \"لا. أبدا.\"، ثم خرج.",
        "قال »لن نقبل. انتهى الأمر« وخرج.",
        "كتب ”لن نقبل. انتهى الأمر“ على حسابه.",
        "قال «إن «اتفاق مينسك» مات. ولا رجعة».¦ ورفض التعليق.",
        "يقاتل في صفوف \"الجيش الحر\" و\"حدات حماية الشعب\" الكردية.¦ وقتل اثنان.",
        "قال المسؤول (وهو عقيد. متقاعد) إن المعركة انتهت.",
        "قال: ‘لن نعود. انتهى’.¦ ثم صمت.",
    ] {
        check(marked);
    }
}

#[test]
fn a_mark_that_is_never_closed_does_not_swallow_the_paragraph() {
    for marked in [
        "قال «إن الحرب انتهت.¦ وعاد الجنود.¦ وفتحت المدارس.",
        "قال \"إن الحرب انتهت.¦ وعاد الجنود.¦ وقال آخر \"نعم. صحيح\".",
        "الحرب انتهت\".¦ وعاد الجنود.¦ وفتحت المدارس.",
        "قال (إن الحرب انتهت.¦ وعاد الجنود.",
        "الحرب انتهت).¦ وعاد الجنود.",
    ] {
        check(marked);
    }
}

#[test]
fn abbreviations_and_initials_go_on() {
    for marked in [
        "التقى د. سمير مع الوفد.¦ ثم غادر.",
        "قالت أ. د. ليلى حسن إن النتائج جيدة.",
        "ألقى م. خالد كلمة قصيرة.",
        "بنيت القلعة سنة 300 ق.م. على يد الرومان.",
        "توفي عام 656 هـ. في دمشق.",
        "ولد عام 1250 م. في بغداد.",
        "المراسلات على ص.ب. 1234 بيروت.",
        "ذكرت وكالة أ.ف.ب. أن المعارك توقفت.",
        "نقلت د.ب.أ عن مصدر قوله إن الوفد غادر.",
        "وقع أ.ب.ج. على الوثيقة.",
        "التقى د\u{200F}. سمير مع الوفد.",
        "تبعد القرية 40 كلم. عن الحدود.",
        "الاتفاق لا بديل له.¦ وهذا رأي الجميع.",
        "القرار قراره هو.¦ ولن يغيره.",
        "ورد عليه بكلمة لا.¦ ثم خرج.",
    ] {
        check(marked);
    }
}

#[test]
fn numbers_addresses_and_latin_names_go_on() {
    for marked in [
        "بلغ النمو 3.5 في المئة.¦ وتراجع التضخم.",
        "بلغ النمو ٣.٥ في المئة.¦ وتراجع التضخم.",
        "كلف المشروع 1.250.000 دولار.",
        "نشر البيان على موقع www.mfa.gov.az أمس.¦ ورحبت به موسكو.",
        "نشر البيان على mfa.gov.az.¦ ورحبت به موسكو.",
        "للتواصل: info@example.com أو بالهاتف.",
        "شركة Apple Inc. أعلنت أرباحها.",
        "قال J. K. Rowling إن الكتاب جاهز.",
        "بلغ عدد القتلى 15.¦ وجرح آخرون.",
        "1. وقف إطلاق النار.¦ 2. تبادل الأسرى.",
        "في 24.10.2020 بدأت الهدنة.¦ وانهارت بعد ساعات.",
        "النسخة 2.0 من الاتفاق جاهزة.",
    ] {
        check(marked);
    }
}

#[test]
fn an_ellipsis_goes_on_without_a_space_or_before_a_continuation() {
    for marked in [
        "انتظر اليوم...لكن أحدا لم يأت.",
        "انتظر اليوم... لكن أحدا لم يأت.",
        "انتظر اليوم… ولكنه لم يأت.",
        "انتظر طويلا...¦ وفي المساء عاد.",
        "جاء وزراء ورؤساء و... 3 سفراء.",
        "سياسة، اقتصاد... إلخ.",
    ] {
        check(marked);
    }
}

#[test]
fn closing_marks_and_footnotes_belong_to_the_sentence() {
    for marked in [
        "انتهت الحرب.[1]¦ وعاد الجنود.[2]",
        "انتهت الحرب.¹¦ وعاد الجنود.",
        "انتهت الحرب (حسب الوزارة.)¦ وعاد الجنود.",
        "قال «انتهت».¦ «لم تنته» رد آخر.",
        "هل انتهت؟».¦ وعاد الجنود.",
        "انتهت الحرب (1).¦ وعاد الجنود.",
    ] {
        check(marked);
    }
}

#[test]
fn nothing_gives_no_sentences_and_a_long_line_is_quick() {
    assert_eq!(sentences("  \u{00A0} "), []);
    let long = "وقالت الوزارة إن «الوضع. هادئ» في المنطقة. ".repeat(5_000);
    assert_eq!(sentences(&long).len(), 5_000);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn every_visible_character_is_in_exactly_one_sentence(
        paragraph in r#"([ء-ي]{1,4}|[ .؟!…"«»“”()\[\]،:0-9a-zA-Z'\n]|د\.|\u{200F}|\PC){0,60}"#,
        ends in proptest::collection::btree_set(proptest::sample::select(EndMark::ALL.to_vec()), 0..8),
        longest in proptest::option::of(1_usize..60),
        whole_quotations in any::<bool>(),
        is_default in any::<bool>(),
    ) {
        let rules = SentenceRules { ends, longest, whole_quotations, abbreviations: vec!["ب".to_owned()] };
        let rules = if is_default { SentenceRules::default() } else { rules };
        let spans = sentences_with(&paragraph, &rules);
        let mut covered = String::new();
        let mut end = 0;
        for span in spans {
            prop_assert!(span.start >= end && !span.is_empty());
            covered.push_str(span.of(&paragraph));
            end = span.end;
        }
        let visible = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        prop_assert_eq!(visible(&covered), visible(&paragraph));
    }
}

#[test]
fn brackets_before_many_marks_are_passed_once() {
    for (opening, marks) in [("(", "…,"), ("( ", "…,"), ("[\u{200F}", ".،"), ("(", "، ")] {
        let text = opening.repeat(100_000) + &marks.repeat(100_000);
        let started = cpu_time::ThreadTime::now();
        let _ = sentences(&text);
        assert!(started.elapsed().as_secs() < 10, "{opening:?} {marks:?}: {:?}", started.elapsed());
    }
}
