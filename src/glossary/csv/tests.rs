use super::*;
use crate::glossary::Gender;
use proptest::prelude::*;

fn read_text(text: &str) -> (Vec<Term>, Vec<String>) {
    let (glossary, warnings) = read("test", text.as_bytes());
    (glossary.terms, warnings.iter().map(ToString::to_string).collect())
}

#[test]
fn all_columns_are_read() {
    let (terms, warnings) = read_text(
        "\u{FEFF}source,target,kind,variants,plural,forbidden,note,status\n\
         دونالد ترمب,Donald Trump,person,ترامب | ترمب,,Tramp,\"president, twice\",approved\n",
    );
    assert_eq!(warnings, [""; 0]);
    let term = &terms[0];
    assert_eq!((term.source.as_str(), term.target.as_str()), ("دونالد ترمب", "Donald Trump"));
    assert_eq!(term.kind, Kind::Person);
    assert_eq!(term.variants, ["ترامب", "ترمب"]);
    assert_eq!(term.forbidden, ["Tramp"]);
    assert_eq!(term.note, "president, twice");
}

#[test]
fn order_case_and_delimiter_are_free() {
    let (terms, warnings) = read_text("Target;Source;id;Desk\nBaku;باكو;b1;Caucasus\n");
    assert!(warnings.is_empty());
    assert_eq!(terms[0].source, "باكو");
    assert_eq!(terms[0].id.as_deref(), Some("b1"));
    assert_eq!(terms[0].extra, [("Desk".to_owned(), "Caucasus".to_owned())]);
}

#[test]
fn a_bad_row_is_skipped_and_named() {
    let (terms, warnings) = read_text("source,target,kind\nباكو,Baku,place\n,nothing,\nكنجة,Ganja,town\n");
    assert_eq!(terms.len(), 2);
    assert_eq!(warnings, ["row 3: no source; row skipped", "row 4: unknown kind \"town\", read as term"]);
}

#[test]
fn bytes_that_are_not_text_cost_one_row() {
    let (glossary, warnings) = read("test", b"source,target\n\xE8\xE9,x\nab,y\n");
    assert_eq!(glossary.terms.len(), 1);
    assert_eq!(warnings[0].to_string(), "row 2: cell 1 is not UTF-8; row skipped");
}

#[test]
fn a_list_without_english_can_still_be_looked_for() {
    let (terms, warnings) = read_text("id,source,kind\n7,باكو,name\n");
    assert_eq!(terms[0].source, "باكو");
    assert_eq!(warnings, ["row 1: the header has no column named target; the terms have no English"]);
}

#[test]
fn a_file_without_the_needed_column_is_one_warning() {
    let (terms, warnings) = read_text("arabic,english\nباكو,Baku\n");
    assert!(terms.is_empty());
    assert_eq!(warnings, ["row 1: the header has no column named source; nothing was read"]);
    assert_eq!(read_text("").1.len(), 1);
}

#[test]
fn more_cells_than_any_glossary_has_are_refused_or_kept_as_they_are() {
    let wide = ",x".repeat(MOST_COLUMNS);
    assert!(
        read(
            "test",
            format!(
                "source{wide}
باكو,Baku
"
            )
            .as_bytes()
        )
        .0
        .layout
        .foreign
    );
    assert!(read("test", "source,".repeat(MOST_CELLS + 1).as_bytes()).0.layout.foreign);
    let file = format!(
        "source,target
باكو,Baku
كنجة{wide}
"
    );
    let (glossary, warnings) = read("test", file.as_bytes());
    assert_eq!((glossary.terms.len(), warnings.len()), (1, 1));
    assert_eq!(write(&glossary), file.as_bytes());
}

fn check_written(before: &str, expect: &str) {
    let (glossary, _) = read("test", before.as_bytes());
    assert_eq!(String::from_utf8(write(&glossary)).unwrap(), expect);
}

#[test]
fn a_file_is_written_the_way_it_was_read() {
    for file in [
        "\u{FEFF}Target;Source;id;Desk;Desk;Domain\r\nBaku;باكو;b1;one;two;\r\n",
        "source,target\nباكو,Baku\n",
        "source\ttarget\tFirst_mention\nباكو\tBaku\tBaku, the capital\n",
        "source,target,kind,status,gender\nكنجة,Ganja,town,checked,neuter\n",
    ] {
        check_written(file, file);
    }
}

#[test]
fn what_is_no_term_is_written_last_and_never_lost() {
    let file = "source,target\n,nothing\nباكو,Baku,and more\n";
    check_written(file, "source,target,column 3\nباكو,Baku,and more\n,nothing\n");
    let (glossary, _) = read("test", b"source,target\n\xE8\xE9,x\n");
    assert_eq!(write(&glossary), b"source,target\n\xE8\xE9,x\n");
    assert!(read("test", b"name,phone\nx,1\n").0.layout.foreign);
    assert!(!read("test", b"\n").0.layout.foreign);
}

#[test]
fn a_column_is_added_where_a_term_needs_it() {
    let (mut glossary, _) = read("test", "source,target\nباكو,Baku\n".as_bytes());
    glossary.terms[0].first_mention = "Baku, the capital".to_owned();
    let written = String::from_utf8(write(&glossary)).unwrap();
    assert_eq!(written, "source,target,first mention\nباكو,Baku,\"Baku, the capital\"\n");
}

#[test]
fn a_word_we_did_not_know_gives_way_to_one_that_was_chosen() {
    let (mut glossary, _) = read("test", "source,kind\nكنجة,town\n".as_bytes());
    glossary.terms[0].kind = Kind::Place;
    assert_eq!(write(&glossary), "source,kind\nكنجة,place\n".as_bytes());
}

fn value() -> impl Strategy<Value = String> {
    "[ا-غف-يa-z|\\\\,;\" ]{0,12}".prop_map(|text| text.trim().to_owned())
}

fn values() -> impl Strategy<Value = Vec<String>> {
    proptest::collection::vec(value().prop_filter("empty values are dropped", |v| !v.is_empty()), 0..3)
}

prop_compose! {
    fn any_term()(
        id in proptest::option::of("[a-z0-9:]{1,8}"), source in "[ا-غف-ي]{1,8}( [ا-غف-ي]{1,8})?", target in value(),
        kind in 0usize..5, variants in values(), plural in values(), forbidden in values(), note in value(),
        status in 0usize..3, own in value(), gender in 0usize..3, rest in [value(), value(), value(), value()],
    ) -> Term {
        let kind = Kind::ALL[kind];
        let status = [Status::Approved, Status::Proposed, Status::Deprecated][status];
        let extra = if own.is_empty() { vec![] } else { vec![("desk".to_owned(), own)] };
        let gender = [None, Some(Gender::Masculine), Some(Gender::Feminine)][gender];
        let [domain, first_mention, later_mention, source_link] = rest;
        Term {
            id, source, target, kind, variants, plural, forbidden, note, status, domain, gender, first_mention,
            later_mention, source_link, extra,
        }
    }
}

proptest! {
    #[test]
    fn what_is_written_reads_back(terms in proptest::collection::vec(any_term(), 0..6)) {
        let glossary = Glossary { name: "test".to_owned(), terms, ..Glossary::default() };
        let written = write(&glossary);
        let (again, warnings) = read("test", &written);
        prop_assert!(warnings.is_empty(), "{warnings:?}");
        prop_assert_eq!(&again.terms, &glossary.terms);
        prop_assert_eq!(write(&again), written);
    }

    #[test]
    fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let mut file = b"source,target\n".to_vec();
        file.extend(&bytes);
        let _ = read("test", &file);
        let _ = read("test", &bytes);
    }
}
