//! Words that say what kind of name they stand beside: الرئيس before a person, مدينة before a place, وزارة at the
//! head of an organisation's own name.
//!
//! The lists are ours, made from the offices and bodies of news. A word is compared folded, without clitics and
//! article, so each is listed once.

use super::term::Kind;
use crate::arabic::article::without_al;
use crate::arabic::{Gap, Word, chains, fold, words};

/// Before a person's name. Adjectives may stand between: «الرئيس الروسي فلاديمير بوتين».
const PERSON: &str = "\
    رئيس رئيسه رئيسا رئيسي وزير وزيره ملك ملكه امير اميره سلطان شيخ شيخه سيد سيده دكتور دكتوره بروفيسور \
    استاذ مهندس قاضي محامي جنرال فريق لواء عميد عقيد مقدم رائد نقيب ملازم مشير سفير سفيره مبعوث مبعوثه \
    نائب نائبه سيناتور متحدث متحدثه ناطق ناطقه مستشار مستشاره مدير مديره امين قائد زعيم زعيمه محافظ حاكم \
    بابا بطريرك مطران ايه خبير خبيره محلل كاتب صحافي صحفي مخرج ممثل ممثله مدعو مفوض مفوضه مستر رجل";

/// Right before the name of a place.
const PLACE_BEFORE: &str = "\
    مدينه بلده قريه اقليم محافظه منطقه مقاطعه ولايه قضاء ناحيه حي ضاحيه بلديه جزيره جزر جبل جبال نهر بحر \
    بحيره خليج مضيق ميناء مطار معبر مخيم شارع ساحه دوله عاصمه وادي صحراء هضبه سهل ممر";

/// Right before the name of an organisation.
const ORGANISATION_BEFORE: &str = "\
    حزب حركه جماعه تنظيم شركه مجموعه صحيفه جريده مجله وكاله قناه تلفزيون اذاعه موقع شبكه منظمه مؤسسه \
    مصرف بنك نادي فريق جامعه معهد مركز كتيبه لواء مليشيا ميليشيا";

/// At the head of an organisation's name.
const ORGANISATION_HEAD: &str = "\
    وزاره منظمه حزب حركه جماعه جيش بنك مصرف شركه صحيفه جريده مجله وكاله مجلس اتحاد جامعه هيئه لجنه قناه \
    مؤسسه محكمه جبهه كتائب ائتلاف تحالف برلمان معهد مركز جمعيه نقابه مفوضيه صندوق قوات سرايا الويه ديوان \
    رابطه مجموعه شبكه مديريه";

/// At the head of a place's name.
const PLACE_HEAD: &str = "\
    مدينه اقليم محافظه جبل جبال نهر بحر بحيره خليج مضيق جزيره جزر ميناء مطار معبر مخيم شارع ساحه جمهوريه \
    مملكه اماره وادي صحراء هضبه ممر ولايه مقاطعه شبه";

const ENGLISH_ORGANISATION: &str = "\
    ministry party organisation organization agency bank university council committee army company union \
    movement parliament court corps forces commission front brigade brigades institute foundation \
    association league office department group fund authority club tv";

const ENGLISH_PLACE: &str = "\
    city river mount mountain mountains lake province sea strait island islands gulf republic region \
    district airport port street square valley desert corridor crossing village town bay camp \
    governorate peninsula";

/// How far before a name its title may stand, in words.
const REACH: usize = 4;

/// The kind a title right before a name gives it. Between a person's title and the name only words with the
/// article may stand; a mark ends the search.
#[must_use]
pub fn kind_by_title(before: &str) -> Option<Kind> {
    let all: Vec<Word> = words(before).collect();
    let last = all.last()?;
    let after = before.get(last.span.end..)?;
    // «الرئيس: باكو» is no title of Baku.
    if after.chars().any(|c| !c.is_whitespace()) {
        return None;
    }
    for (distance, word) in all.iter().rev().take(REACH).enumerate() {
        let written = word.span.of(before);
        if distance == 0 && is_listed(written, PLACE_BEFORE) {
            return Some(Kind::Place);
        }
        // A rank and a team, an army and its brigade share their words; before a name the person is likelier.
        if is_listed(written, PERSON) {
            return Some(Kind::Person);
        }
        if distance == 0 && is_listed(written, ORGANISATION_BEFORE) {
            return Some(Kind::Organisation);
        }
        let has_article = chains(fold(written).text()).any(|chain| without_al(chain.rest).is_some());
        if !has_article || word.gap != Gap::Open {
            return None;
        }
    }
    None
}

/// Whether a word is the office of a person, with or without clitics and article.
#[must_use]
pub fn is_person_title(written: &str) -> bool {
    is_listed(written, PERSON)
}

/// Whether a folded word without clitics and article tells the kind of its neighbours, and is no name itself.
#[must_use]
pub fn is_title(folded: &str) -> bool {
    [PERSON, PLACE_BEFORE, ORGANISATION_BEFORE, ORGANISATION_HEAD, PLACE_HEAD]
        .iter()
        .any(|list| contains(list, folded))
}

/// The kind that the head of a name says itself: وزارة is an organisation, جبل a place.
#[must_use]
pub fn kind_by_first_word(name: &str) -> Option<Kind> {
    let mut all = words(name);
    let head = all.next()?.span.of(name);
    // Alone it is a common noun: جيش is no army by name.
    all.next()?;
    if is_listed(head, ORGANISATION_HEAD) {
        Some(Kind::Organisation)
    } else if is_listed(head, PLACE_HEAD) {
        Some(Kind::Place)
    } else {
        None
    }
}

/// The kind that a word of the English says: Ministry, River.
#[must_use]
pub fn kind_by_english(english: &str) -> Option<Kind> {
    let lower = english.to_lowercase();
    let has = |list: &str| lower.split(|c: char| !c.is_alphanumeric()).any(|word| contains(list, word));
    if has(ENGLISH_ORGANISATION) {
        Some(Kind::Organisation)
    } else if has(ENGLISH_PLACE) {
        Some(Kind::Place)
    } else {
        None
    }
}

/// Whether a list of words one space apart has this one.
fn contains(list: &str, word: &str) -> bool {
    list.split(' ').any(|listed| listed == word)
}

fn is_listed(written: &str, list: &str) -> bool {
    let folded = fold(written);
    chains(folded.text()).any(|chain| {
        let bare = without_al(chain.rest).unwrap_or(chain.rest);
        // للرئيس: the alif of the article is not written after ل.
        let after_lam = chain.letters.ends_with('ل').then(|| chain.rest.strip_prefix('ل')).flatten();
        [Some(chain.rest), Some(bare), after_lam].into_iter().flatten().any(|word| contains(list, word))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(before: &str, expect: Option<Kind>) {
        assert_eq!(kind_by_title(before), expect, "{before}");
    }

    #[test]
    fn a_title_stands_before_its_person() {
        check("أكد الرئيس ", Some(Kind::Person));
        check("وللرئيس التركي ", Some(Kind::Person));
        check("قال وزير الدفاع الروسي ", Some(Kind::Person));
        check("قال الرئيس إن ", None);
        check("الرئيس، ", None);
        check("الرئيس، الروسي ", None);
        check("", None);
    }

    #[test]
    fn places_and_organisations_have_words_of_their_own() {
        check("شرق مدينة ", Some(Kind::Place));
        check("بإقليم ", Some(Kind::Place));
        check("وقالت صحيفة ", Some(Kind::Organisation));
        check("المدينة القديمة ", None);
    }

    #[test]
    fn the_lists_are_folded_and_hold_nothing_twice() {
        for list in [PERSON, PLACE_BEFORE, ORGANISATION_BEFORE, ORGANISATION_HEAD, PLACE_HEAD] {
            let words: Vec<&str> = list.split(' ').collect();
            for (at, word) in words.iter().enumerate() {
                assert_eq!(fold(word).text(), *word);
                assert!(!words[..at].contains(word), "{word}");
            }
        }
    }
}
