use crate::checks::testing::{fixed, found};

fn quiet(source: &str, draft: &str) {
    assert_eq!(found("figures", source, draft), [""; 0], "{draft}");
}

fn check(source: &str, draft: &str, expected: &[&str]) {
    assert_eq!(found("figures", source, draft), expected, "{draft}");
}

#[test]
fn the_same_number_may_be_written_in_any_way() {
    for draft in
        ["25,000 people", "25 000 or twenty-five thousand", "25 thousand", "25k", "Twenty-five thousand"]
    {
        quiet("نزح ٢٥ ألف شخص", draft);
    }
    quiet("قتل خمسة وعشرون جنديا", "25 soldiers were killed");
    quiet("قتل 5 جنود", "five soldiers were killed");
    quiet("مليونا دولار، أو مليوني ليرة", "$2m, or two million lira");
    quiet("نصف مليون", "500,000, half a million");
    quiet("3.5 ملايين", "3.5 million");
    quiet("بلغ ١٬٢٠٠٫٥ دولار", "It was $1,200.5");
    quiet("1.200 مقاتل", "1,200 fighters");
    quiet("50 ألفا و300 شخص", "50,300 people");
    quiet("مليون و200 ألف شخص", "1.2 million people");
    quiet("ألف ومئتان وخمسة وعشرون", "1,225");
}

#[test]
fn a_number_that_is_not_in_the_draft_is_missed() {
    check("قتل 21 شخصا في قصف", "People died in shelling", &["|21"]);
    check("نزح ٢٥ ألف شخص", "People fled", &["|٢٥ ألف"]);
    check("بين 3 و7 قتلى", "three or so dead", &["|7"]);
    check("سقط قتيلان", "People died", &["|قتيلان"]);
    quiet("سقط قتيلان", "Two people died");
    quiet("سقط قتيلان", "Both died");
}

#[test]
fn a_number_that_the_arabic_has_not_is_marked() {
    check("قتل جنود", "35 soldiers were killed", &["35|"]);
    quiet("قتل جنود", "1 of 2 soldiers");
    quiet("طائرات حربية", "F-16s and T90s of the 1980s");
    quiet("مسافة طويلة", "a long way (some 60 miles) [12]");
    quiet("الساعة الخامسة مساء", "at 5 p.m.");
    quiet("عند 16:40", "at 4:40 p.m.");
    quiet("في تسعينيات القرن الماضي", "in the 1990s");
    quiet("اليوم الثالث", "the 3rd day");
}

#[test]
fn one_number_for_another_is_put_right() {
    check("قتل 21 شخصا", "12 people were killed", &["12|21 → 21"]);
    assert_eq!(fixed("figures", "نزح ٢٥ ألف شخص", "Some 2,500 people fled"), "Some 25,000 people fled");
    assert_eq!(fixed("figures", "ارتفع ٢٠٪", "It rose by 12%"), "It rose by 20%");
    // More than the digits would have to change.
    check("5 ملايين", "15 billion", &["15|5 ملايين"]);
}

#[test]
fn shares_keep_their_sign() {
    quiet("ارتفع ٢٠٪ و 5 في المئة", "It rose by 20 and 5 per cent");
    quiet("50 في المئة", "half of them");
    quiet("مئة في المئة", "entirely");
    check("ارتفع 20 في المئة", "It rose by 20", &["|20 في المئة"]);
}

#[test]
fn ranges_and_scores_keep_their_order() {
    quiet("فاز 3-1", "won 3–1");
    quiet("بين عامي 2019-2020", "in 2019–20");
    check("فاز 3-1", "won 1-3", &["1-3|3-1 → 3-1"]);
    quiet("في 17/10/2020", "on 17 October 2020");
}

#[test]
fn a_point_parts_decimals() {
    check("25,5 درجة", "25,5 degrees", &["25,5|25,5 → 25.5"]);
}

#[test]
fn the_same_amount_may_have_another_unit() {
    quiet("ثلاثة عقود", "thirty years");
    quiet("ثلاثة عقود", "three decades");
    quiet("خلال 48 ساعة", "within two days");
    quiet("خلال 24 ساعة", "within a day");
    quiet("عام 1442 هـ", "in 2020");
}
