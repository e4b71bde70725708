//! Author and agency from the lines of an article that credit them.
//!
//! Works on drafts that are sorted already, and only fills in what the file did not say of itself. Of the
//! text nothing is cut: a dateline stays where it is.

use super::agency::{agency_line, closing_agency, credit, dateline_agency};
use super::assemble::Draft;
use super::fold::fold;
use super::rules::name;
use super::{BlockKind, Metadata};

/// Fills in author and agency, and marks the lines at the end that only name an agency. `drafts` are those
/// of the article and what stands close behind it.
pub(super) fn read_credits(drafts: &mut [Draft], metadata: &mut Metadata) {
    if metadata.author.is_empty() {
        let mut bylines = drafts.iter().filter(|draft| draft.excluded == Some(name::BYLINE));
        metadata.author = bylines.find_map(|draft| author_of(&draft.text)).unwrap_or_default();
    }
    let is_body = |draft: &Draft| draft.excluded.is_none() && draft.is_prose();
    let starts = drafts.iter().position(|draft| is_body(draft) && draft.kind != BlockKind::Title);
    let last = drafts.iter().rposition(is_body);
    let (Some(first), Some(last)) = (starts, last) else { return };

    let in_dateline = drafts.get(..=first).into_iter().flatten().find_map(|draft| {
        let is_line = draft.excluded.is_none() && draft.kind == BlockKind::Paragraph && draft.words() <= 6;
        // A dateline may be a paragraph of its own, without the dash.
        if is_line { dateline_agency(&format!("{} -", draft.text)) } else { None }
    });
    let in_dateline =
        in_dateline.or_else(|| drafts.get(first).and_then(|draft| dateline_agency(&draft.text)));
    let behind_text = drafts.get(last).and_then(|draft| closing_agency(&draft.text));
    let mut in_tail = None;
    for draft in drafts.iter_mut().skip(last + 1).take(NEAR_END) {
        let may_be = draft.is_open() || matches!(draft.excluded, Some(name::BYLINE | "photo-credit"));
        let found = agency_line(&draft.text);
        if !may_be || found.is_none() || draft.kind == BlockKind::Caption {
            continue;
        }
        if draft.excluded != Some(name::BYLINE) {
            draft.excluded = Some(name::AGENCY_LINE);
        }
        in_tail = in_tail.or(found);
    }
    if metadata.agency.is_empty() {
        metadata.agency = in_dateline.or(behind_text).or(in_tail).unwrap_or_default();
    }
}

/// Share bars and the like may stand between the text and its agency.
const NEAR_END: usize = 8;

/// The name in a byline: «بقلم: سامي الحداد», «كتبت ليلى منصور», or the name alone.
fn author_of(text: &str) -> Option<String> {
    let mut words: Vec<&str> = text.split_whitespace().collect();
    let is_label = |word: &&str| LABELS.contains(&fold(word).as_str());
    let has_label = words.first().is_some_and(is_label);
    if has_label {
        words.remove(0);
    }
    let name = words.join(" ");
    let name = name.trim_matches(|c: char| !c.is_alphanumeric());
    let is_name = |name: &str| {
        (2..=4).contains(&name.split_whitespace().count())
            && name.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '.' | '-' | '\'' | '’'))
    };
    // «الجزيرة نت», but not أنتوني.
    let is_source = fold(text).starts_with("المصدر") || fold(text).split(' ').any(|word| word == "نت");
    (!is_source && is_name(name) && credit(name).is_none()).then(|| name.to_owned())
}

/// Folded.
const LABELS: [&str; 13] = [
    "حاوره",
    "حاورها",
    "حاورته",
    "حاورتها",
    "بقلم",
    "كتب",
    "كتبت",
    "كتبها",
    "اعداد",
    "الكاتب",
    "by",
    "author",
    "تحرير",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bylines_name_the_author() {
        for (line, author) in [
            ("بقلم: سامي الحداد", Some("سامي الحداد")),
            ("كتبت - ليلى منصور", Some("ليلى منصور")),
            ("By Sami Haddad", Some("Sami Haddad")),
            ("د. سامي الحداد", Some("د. سامي الحداد")),
            ("المصدر: وكالات", None),
            ("بقلم: أنتوني الحداد", Some("أنتوني الحداد")),
            ("الجزيرة نت", None),
            ("الجزيرة.نت", None),
            ("متابعات", None),
            ("كاتب وصحافي يعيش في بيروت منذ عشرين عاما.", None),
        ] {
            assert_eq!(author_of(line).as_deref(), author, "{line}");
        }
    }

    #[test]
    fn agencies_are_filled_in_and_only_the_tail_is_left_out() {
        let texts = |last: &str| -> Vec<Draft> {
            ["باكو (رويترز) - أعلنت الوزارة أن القتال توقف.", "وعاد السكان إلى بيوتهم.", last]
                .map(|text| Draft::new(BlockKind::Paragraph, text.to_owned()))
                .to_vec()
        };
        let mut metadata = Metadata::default();
        let mut drafts = texts("(أ ف ب)");
        read_credits(&mut drafts, &mut metadata);
        assert_eq!(metadata.agency, "رويترز");
        assert_eq!(
            drafts.iter().map(|draft| draft.excluded).collect::<Vec<_>>(),
            [None, None, Some(name::AGENCY_LINE)]
        );
        let mut drafts = texts("انتهى.");
        read_credits(&mut drafts, &mut metadata);
        assert!(drafts.iter().all(|draft| draft.excluded.is_none()));
    }
}
