//! The program as a script sees it: what it prints, what it writes, how it ends.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a test stops where it fails"
)]

use std::path::Path;
use std::process::{Command, Output};

/// Runs the program in `folder`, without a display and with settings of its own.
fn tarjuman(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_tarjuman"))
        .current_dir(folder)
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .env_remove("WAYLAND_SOCKET")
        .env("TARJUMAN_HOME", folder.join("home"))
        .args(arguments)
        .output()
        .unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn complaint(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn json_lines(output: &Output) -> Vec<serde_json::Value> {
    assert!(output.status.success(), "{}", complaint(output));
    out(output).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

const ARTICLE: &str = "\
بومبيو في باكو

وقالت موسكو إن بومبيو وصل لأذربيجان. ولم يذكر تفاصيل.

اقرأ المزيد
";

fn folder_with_article() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("article.txt"), ARTICLE).unwrap();
    folder
}

#[test]
fn drafts_are_checked_and_the_exit_code_says_whether_something_was_found() {
    let folder = folder_with_article();
    assert!(tarjuman(folder.path(), &["import", "article.txt"]).status.success());
    let check =
        |arguments: &[&str]| tarjuman(folder.path(), &[&["check", "article.tarjuman"], arguments].concat());
    assert!(check(&[]).status.success(), "no draft, no issue");
    let project = rusqlite::Connection::open(folder.path().join("article.tarjuman")).unwrap();
    let draft = "Moscow said Pompeo had arrived in Baku on 35 March.";
    project.execute("UPDATE segment SET draft = ?1, status = 'draft' WHERE id = 2", [draft]).unwrap();
    drop(project);
    let found = check(&[]);
    assert_eq!(found.status.code(), Some(1));
    assert!(
        out(&found).contains("figures") && out(&found).contains("The Arabic has no 35."),
        "{}",
        out(&found)
    );
    assert!(complaint(&found).contains("2 issues in 1 segment"), "{}", complaint(&found));
    let found = check(&["--json", "--only", "figures"]);
    let line: serde_json::Value = serde_json::from_str(out(&found).trim()).unwrap();
    assert_eq!(
        (&line["check"], &line["segment"], &line["draft"]),
        (&"figures".into(), &2.into(), &vec![42, 44].into())
    );
    assert!(check(&["--only", "quotations"]).status.success());
    assert!(complaint(&check(&["--only", "nonsense"])).contains("there is no check “nonsense”"));
}

#[test]
fn statistics_are_counted_for_people_and_for_scripts() {
    let folder = folder_with_article();
    let counted = tarjuman(folder.path(), &["statistics", "article.txt"]);
    assert!(counted.status.success(), "{}", complaint(&counted));
    assert!(out(&counted).contains("Segments         3\n  Words            12\n"), "{}", out(&counted));
    let counted = out(&tarjuman(folder.path(), &["statistics", "article.txt", "--json"]));
    let all = &serde_json::from_str::<serde_json::Value>(&counted).unwrap()["all"];
    assert_eq!((all["segments"].as_u64(), all["left_out"].as_u64()), (Some(3), Some(1)));
    assert_eq!((all["words"].as_u64(), all["untranslated"]["words"].as_u64()), (Some(12), Some(12)));
}

#[test]
fn segments_and_terms_come_as_json_lines() {
    let folder = folder_with_article();
    let segments = json_lines(&tarjuman(folder.path(), &["segments", "article.txt", "--json"]));
    let seen: Vec<_> = segments
        .iter()
        .map(|line| (line["n"].as_u64(), line["kind"].as_str().unwrap(), line["excluded"].as_str()))
        .collect();
    assert_eq!(
        seen,
        [
            (Some(1), "title", None),
            (Some(2), "paragraph", None),
            (Some(3), "paragraph", None),
            (None, "paragraph", Some("read-more")),
        ]
    );
    let terms = json_lines(&tarjuman(folder.path(), &["terms", "article.txt", "--json"]));
    let azerbaijan = terms.iter().find(|line| line["target"] == "Azerbaijan").unwrap();
    assert_eq!(
        *azerbaijan,
        serde_json::json!({
            "segment": 2, "start": 27, "end": 35, "text": "أذربيجان", "source": "أذربيجان",
            "target": "Azerbaijan", "kind": "place", "clitic": "ل", "tier": "clitic",
        })
    );
    assert!(!folder.path().join("article.tarjuman").exists(), "looking makes no project");
}

#[test]
fn what_is_left_out_has_no_number_and_makes_no_hole_in_the_others() {
    let folder = folder_with_article();
    let article = std::fs::read_to_string(folder.path().join("article.txt")).unwrap();
    std::fs::write(folder.path().join("more.txt"), format!("{article}\n\nوصمدت أذربيجان.\n")).unwrap();
    let segments = json_lines(&tarjuman(folder.path(), &["segments", "more.txt", "--json"]));
    let numbers: Vec<_> = segments.iter().map(|line| line["n"].as_u64()).collect();
    assert_eq!(numbers, [Some(1), Some(2), Some(3), None, Some(4)]);
    let shown = out(&tarjuman(folder.path(), &["segments", "more.txt"]));
    assert!(shown.contains("\n      paragraph   ") && shown.contains("\n   4  paragraph   "), "{shown}");
    let terms = json_lines(&tarjuman(folder.path(), &["terms", "more.txt", "--json"]));
    let last = terms.iter().rfind(|line| line["target"] == "Azerbaijan").unwrap();
    assert_eq!(last["segment"], 4);
}

#[test]
fn a_glossary_of_ones_own_takes_the_place_of_the_shipped_ones() {
    let folder = folder_with_article();
    std::fs::write(folder.path().join("mine.csv"), "source,target,kind\nموسكو,Moscow,place\n,nothing,term\n")
        .unwrap();
    let output = tarjuman(folder.path(), &["terms", "article.txt", "--glossary", "mine.csv", "--json"]);
    let targets: Vec<_> = json_lines(&output).iter().map(|line| line["target"].clone()).collect();
    assert_eq!(targets, ["Moscow"]);
    assert!(complaint(&output).contains("row 3"), "the bad row is named: {}", complaint(&output));
}

#[test]
fn a_glossary_is_converted_there_and_back() {
    let folder = tempfile::tempdir().unwrap();
    let glossary = "source,target,kind,variants,plural,forbidden,note,status,Desk\n\
                    باكو,Baku,place,باكوه,,Bakou,the capital,approved,Caucasus\n";
    std::fs::write(folder.path().join("a.csv"), glossary).unwrap();
    let chain = [
        ("a.csv", "b.tsv", None),
        ("b.tsv", "c.xlsx", None),
        ("c.xlsx", "d.tbx", None),
        ("d.tbx", "e.tbx", Some("tbx3-dct")),
        ("e.tbx", "f.csv", None),
    ];
    for (from, to, format) in chain {
        let mut arguments = vec!["glossary", "convert", from, to];
        arguments.extend(format.into_iter().flat_map(|format| ["--to", format]));
        let output = tarjuman(folder.path(), &arguments);
        assert!(output.status.success(), "{}", complaint(&output));
    }
    assert_eq!(std::fs::read_to_string(folder.path().join("f.csv")).unwrap(), glossary);
    let output = tarjuman(folder.path(), &["glossary", "stats", "e.tbx", "--json"]);
    assert!(out(&output).contains("\"places\":1"), "{}", out(&output));
    let output = tarjuman(folder.path(), &["glossary", "convert", "a.csv", "a.doc"]);
    assert!(!output.status.success() && complaint(&output).contains(".xlsx"), "{}", complaint(&output));
}

#[test]
fn glossary_check_lists_and_fixes() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.csv");
    let before = "source,target,kind\n,nobody,\nباكو,Baku ,place\nباكو,Baku,place\nوباكو,and Baku,place\n";
    std::fs::write(&file, before).unwrap();
    let output = tarjuman(folder.path(), &["glossary", "check", "a.csv"]);
    let said = out(&output);
    assert_eq!(output.status.code(), Some(1));
    // The row that is no term is counted all the same.
    assert!(
        said.contains("row 4: باكو: is listed before") && said.contains("row 5: وباكو: begins with و (and)"),
        "{said}"
    );
    let output = tarjuman(folder.path(), &["glossary", "check", "a.csv", "--fix"]);
    let said = out(&output);
    assert!(!said.contains("listed before") && said.contains("begins with و"), "{said}");
    let fixed = std::fs::read_to_string(&file).unwrap();
    assert_eq!(fixed, "source,target,kind\nباكو,Baku,place\nوباكو,and Baku,place\n,nobody,\n");
    assert_eq!(std::fs::read_to_string(folder.path().join("a.csv.bak")).unwrap(), before);
}

#[test]
fn glossary_match_writes_a_line_for_each_sentence() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("g.csv"), "id,source,target,kind\nt1,لاتشين,Lachin,name\n").unwrap();
    std::fs::write(folder.path().join("in.jsonl"), "{\"id\":7,\"text\":\"وصل بلاتشين\"}\nnonsense\n").unwrap();
    let arguments =
        ["glossary", "match", "--glossary", "g.csv", "--input", "in.jsonl", "--output", "out.jsonl"];
    let output = tarjuman(folder.path(), &arguments);
    assert!(output.status.success(), "{}", complaint(&output));
    let written = std::fs::read_to_string(folder.path().join("out.jsonl")).unwrap();
    assert_eq!(written, "{\"id\":7,\"pred\":[{\"t\":\"t1\",\"s\":5,\"e\":11}]}\n");
    assert!(complaint(&output).contains("line 2"));

    // Glossaries of other programs do as well.
    let converted = tarjuman(folder.path(), &["glossary", "convert", "g.csv", "g.tbx"]);
    assert!(converted.status.success(), "{}", complaint(&converted));
    let arguments =
        ["glossary", "match", "--glossary", "g.tbx", "--input", "in.jsonl", "--output", "again.jsonl"];
    let output = tarjuman(folder.path(), &arguments);
    assert!(output.status.success(), "{}", complaint(&output));
    assert_eq!(std::fs::read_to_string(folder.path().join("again.jsonl")).unwrap(), written);
}

#[test]
fn import_then_export_without_a_window() {
    let folder = folder_with_article();
    let made = tarjuman(folder.path(), &["import", "article.txt", "-o", "job.tarjuman"]);
    assert!(made.status.success(), "{}", complaint(&made));
    assert!(out(&made).contains("3 segments to translate, 1 block left out"), "{}", out(&made));
    let again = tarjuman(folder.path(), &["import", "article.txt", "-o", "job.tarjuman"]);
    assert!(
        !again.status.success() && complaint(&again).contains("was not overwritten"),
        "{}",
        complaint(&again)
    );
    for name in ["out.docx", "out.html"] {
        let written = tarjuman(folder.path(), &["export", "job.tarjuman", "-o", name]);
        assert!(written.status.success(), "{}", complaint(&written));
        assert!(folder.path().join(name).metadata().unwrap().len() > 1000);
    }
    let unknown = tarjuman(folder.path(), &["export", "job.tarjuman", "-o", "out.pages"]);
    assert!(!unknown.status.success() && complaint(&unknown).contains(".docx"), "{}", complaint(&unknown));
}

#[test]
fn corrections_are_listed_and_taken_over() {
    let folder = folder_with_article();
    for arguments in
        [&["import", "article.txt", "-o", "job.tarjuman"][..], &["export", "job.tarjuman", "-o", "out.csv"]]
    {
        let done = tarjuman(folder.path(), arguments);
        assert!(done.status.success(), "{}", complaint(&done));
    }
    let path = folder.path().join("out.csv");
    let table = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, table.replacen(",,Not translated", ",Pompeo in Baku,Not translated", 1)).unwrap();

    let listed = tarjuman(folder.path(), &["corrections", "job.tarjuman", "out.csv"]);
    assert!(out(&listed).contains("   1  {+Pompeo in Baku+}"), "{}{}", out(&listed), complaint(&listed));
    let lines = json_lines(&tarjuman(folder.path(), &["corrections", "job.tarjuman", "out.csv", "--json"]));
    assert_eq!((lines.len(), lines[0]["after"].as_str()), (1, Some("Pompeo in Baku")));

    let applied = tarjuman(folder.path(), &["corrections", "job.tarjuman", "out.csv", "--apply"]);
    assert!(out(&applied).contains("1 segment corrected"), "{}{}", out(&applied), complaint(&applied));
    let again = tarjuman(folder.path(), &["corrections", "job.tarjuman", "out.csv"]);
    assert!(out(&again).contains("0 segments changed, 3 not"), "{}", out(&again));
    let other = tarjuman(folder.path(), &["corrections", "job.tarjuman", "article.txt"]);
    assert!(!other.status.success() && complaint(&other).contains("article.txt"), "{}", complaint(&other));
}

#[test]
fn a_document_of_another_project_is_refused_in_one_sentence() {
    let folder = folder_with_article();
    std::fs::write(folder.path().join("other.txt"), "نص آخر.\n\nوجملة أخرى.\n").unwrap();
    for arguments in [
        &["import", "article.txt", "-o", "job.tarjuman"][..],
        &["import", "other.txt", "-o", "other.tarjuman"],
        &["export", "other.tarjuman", "-o", "out.csv"],
    ] {
        assert!(tarjuman(folder.path(), arguments).status.success());
    }
    for apply in [&[][..], &["--apply"]] {
        let arguments = [&["corrections", "job.tarjuman", "out.csv"], apply].concat();
        let refused = tarjuman(folder.path(), &arguments);
        assert_eq!((refused.status.code(), out(&refused)), (Some(1), String::new()));
        let said = complaint(&refused);
        assert_eq!(said.lines().count(), 1, "{said}");
        for part in ["“out.csv”", "“job.tarjuman”", "another project", "Nothing was changed"] {
            assert!(said.contains(part), "{said}");
        }
    }
    // A pipe that never ends is read up to the limit of a document.
    #[cfg(unix)]
    assert!(
        complaint(&tarjuman(folder.path(), &["corrections", "job.tarjuman", "/dev/zero"])).contains("100 MB")
    );
}

#[test]
fn the_comments_of_a_conflict_are_taken_and_its_draft_is_left() {
    let folder = folder_with_article();
    let run = |arguments: &[&str]| {
        let done = tarjuman(folder.path(), arguments);
        assert!(done.status.success(), "{}", complaint(&done));
        out(&done)
    };
    run(&["import", "article.txt", "-o", "job.tarjuman"]);
    run(&["export", "job.tarjuman", "-o", "out.csv"]);
    let path = folder.path().join("out.csv");
    let table = std::fs::read_to_string(&path).unwrap();
    let write = |cells: &str| std::fs::write(&path, table.replacen(",,Not translated,", cells, 1)).unwrap();
    write(",Pompeo in Baku,Not translated,");
    run(&["corrections", "job.tarjuman", "out.csv", "--apply"]);
    write(",Pompeo visits Baku,Not translated,Shorter?");
    let said = run(&["corrections", "job.tarjuman", "out.csv", "--apply"]);
    let expected = "0 segments corrected, 1 comment became a note, 1 segment left as a conflict (comments were \
                    taken, drafts were not)";
    assert!(said.contains(expected), "{said}");
    let again = run(&["corrections", "job.tarjuman", "out.csv"]);
    assert!(again.contains("conflict") && !again.contains("Shorter?"), "{again}");
}

#[test]
fn an_export_is_as_the_command_line_says() {
    let folder = folder_with_article();
    assert!(tarjuman(folder.path(), &["import", "article.txt", "-o", "job.tarjuman"]).status.success());
    let text = |arguments: &[&str]| {
        let written =
            tarjuman(folder.path(), &[&["export", "job.tarjuman", "-o", "out.txt"], arguments].concat());
        assert!(written.status.success(), "{}", complaint(&written));
        std::fs::read_to_string(folder.path().join("out.txt")).unwrap()
    };
    assert!(text(&[]).contains("  Not translated\n"));
    assert!(text(&["--layout", "translation"]).contains(" – not translated]"));
    assert!(text(&["--rows", "confirmed"]).contains("Confirmed segments only: 0 segments"));
    let bare = text(&["--without", "facts,numbers"]);
    assert!(!bare.contains("File: ") && !bare.contains("1  Not translated"), "{bare}");
    let to = tarjuman(folder.path(), &["export", "job.tarjuman", "--to", "markdown"]);
    assert!(to.status.success() && folder.path().join("job bilingual.md").is_file(), "{}", complaint(&to));
    let no_columns =
        tarjuman(folder.path(), &["export", "job.tarjuman", "-o", "no.txt", "--layout", "side-by-side"]);
    assert!(complaint(&no_columns).contains("interlinear, translation"), "{}", complaint(&no_columns));
    let unknown = tarjuman(folder.path(), &["export", "job.tarjuman", "--to", "pages"]);
    assert!(complaint(&unknown).contains("docx"), "{}", complaint(&unknown));
    assert!(!folder.path().join("no.txt").exists());
}

#[test]
fn an_ending_and_a_format_that_disagree_are_refused_and_other_endings_are_known() {
    let folder = folder_with_article();
    assert!(tarjuman(folder.path(), &["import", "article.txt", "-o", "job.tarjuman"]).status.success());
    let odd = tarjuman(folder.path(), &["export", "job.tarjuman", "-o", "x.docx", "--to", "odt"]);
    assert_eq!(odd.status.code(), Some(1));
    assert!(complaint(&odd).contains("name it “x.odt”, or leave --to out"), "{}", complaint(&odd));
    assert!(!folder.path().join("x.docx").exists());
    for (name, to) in [("a.xliff", None), ("a.htm", None), ("a.markdown", None), ("b.xlf", Some("xliff2"))] {
        let to = to.map(|to| ["--to", to]);
        let arguments = ["export", "job.tarjuman", "-o", name];
        let written =
            tarjuman(folder.path(), &[&arguments[..], to.as_ref().map_or(&[], |to| &to[..])].concat());
        assert!(written.status.success(), "{name}: {}", complaint(&written));
        assert!(folder.path().join(name).exists(), "{name}");
    }
    // An ending that says nothing is taken as it is.
    assert!(
        tarjuman(folder.path(), &["export", "job.tarjuman", "-o", "draft.v2", "--to", "csv"])
            .status
            .success()
    );
}

#[test]
fn an_export_says_what_it_wrote() {
    let folder = folder_with_article();
    let said = |arguments: &[&str]| {
        let output = tarjuman(folder.path(), &[&["export", "article.txt"], arguments].concat());
        assert!(output.status.success(), "{}", complaint(&output));
        String::from_utf8(output.stdout).unwrap()
    };
    let memory = said(&["-o", "a.tmx"]);
    assert!(memory.contains("a.tmx written: no translation unit, because nobody"), "{memory}");
    let table = said(&["-o", "a.csv"]);
    assert!(table.contains("a.csv written: ") && table.contains(" segment"), "{table}");
}

#[test]
fn a_document_that_somebody_changed_is_replaced_only_when_asked_to() {
    use tarjuman::app::{App, Command, Places};
    let folder = folder_with_article();
    let sheet = folder.path().join("sheet.csv");
    let places = Places { config: folder.path().join("config"), data: folder.path().join("data") };
    let mut app = App::new(places, std::sync::Arc::new(|| {}));
    for command in [Command::OpenPath(folder.path().join("article.txt")), Command::ExportTo(sheet.clone())] {
        app.run(command);
        app.settle(std::time::Duration::from_mins(1));
    }
    app.run(Command::Close);
    app.settle(std::time::Duration::from_mins(1));
    drop(app);
    let export = |more: &[&str]| {
        let arguments = ["export", "article.tarjuman", "-o", "sheet.csv"];
        tarjuman(folder.path(), &[&arguments[..], more].concat())
    };
    assert!(export(&[]).status.success(), "nobody has changed it");
    std::fs::write(&sheet, "signed off").unwrap();
    let refused = export(&[]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(complaint(&refused).contains("was changed since it was exported"), "{}", complaint(&refused));
    assert_eq!(std::fs::read_to_string(&sheet).unwrap(), "signed off");
    let replaced = export(&["--replace"]);
    assert!(replaced.status.success(), "{}", complaint(&replaced));
    assert!(export(&[]).status.success(), "the project knows what was written");
}

#[test]
fn a_folder_is_exported_in_one_go_and_one_failure_does_not_stop_it() {
    let folder = folder_with_article();
    assert!(tarjuman(folder.path(), &["import", "article.txt", "-o", "article.tarjuman"]).status.success());
    std::fs::write(folder.path().join("second.txt"), "عنوان\n\nوصل بومبيو إلى باكو أمس.").unwrap();
    std::fs::write(folder.path().join("broken.tarjuman"), "no project").unwrap();
    std::fs::write(folder.path().join("picture.png"), "no article").unwrap();
    let needs_format = tarjuman(folder.path(), &["export", "."]);
    assert!(!needs_format.status.success());
    let written = tarjuman(folder.path(), &["export", ".", "--to", "docx", "-o", "documents"]);
    assert!(!written.status.success(), "one of them is broken");
    assert!(out(&written).contains("2 of 3 documents written"), "{}", out(&written));
    assert!(complaint(&written).contains("broken.tarjuman"), "{}", complaint(&written));
    let mut names: Vec<_> = std::fs::read_dir(folder.path().join("documents"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(
        names,
        ["article bilingual.docx", "second bilingual.docx"],
        "the project stands for its article"
    );
}

#[test]
fn an_article_beside_its_project_is_not_written_over_by_a_name_that_nobody_said() {
    let folder = folder_with_article();
    assert!(tarjuman(folder.path(), &["import", "article.txt", "-o", "article.tarjuman"]).status.success());
    let article = || std::fs::read_to_string(folder.path().join("article.txt")).unwrap();
    let before = article();
    for arguments in [&["export", ".", "--to", "txt"][..], &["export", "article.tarjuman", "--to", "html"]] {
        let output = tarjuman(folder.path(), arguments);
        assert!(output.status.success(), "{arguments:?}: {}", complaint(&output));
        let again = tarjuman(folder.path(), arguments);
        assert_eq!(again.status.code(), Some(1), "{arguments:?}");
        assert!(complaint(&again).contains("--replace"), "{}", complaint(&again));
    }
    assert_eq!(article(), before);
    let replaced = tarjuman(folder.path(), &["export", ".", "--to", "txt", "--replace"]);
    assert!(replaced.status.success(), "{}", complaint(&replaced));
    assert!(out(&replaced).contains("1 of 1 document written"), "documents are no articles");
}

#[test]
fn an_export_never_takes_the_place_of_what_it_reads() {
    let folder = tempfile::tempdir().unwrap();
    let page =
        "<html><body><h1>بومبيو في باكو</h1><p>وصل بومبيو إلى باكو أمس والتقى الرئيس.</p></body></html>";
    std::fs::write(folder.path().join("page.html"), page).unwrap();
    let output = tarjuman(folder.path(), &["export", "page.html", "-o", "page.html"]);
    assert!(!output.status.success());
    assert_eq!(std::fs::read_to_string(folder.path().join("page.html")).unwrap(), page);
}

#[test]
fn bad_files_end_with_a_clear_message_and_one() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("folder")).unwrap();
    for (name, bytes, expected) in [
        ("empty.txt", b"".as_slice(), "empty"),
        ("binary.html", b"\x7FELF\x02\x01\x01\0\0\0\0\0\0\0".as_slice(), "binary"),
        ("paper.pdf", b"%PDF-1.7\n1 0 obj".as_slice(), "PDF"),
        ("fake.tarjuman", b"hello".as_slice(), "project"),
    ] {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        for arguments in [vec!["segments", name], vec!["terms", name], vec!["import", name], vec![name]] {
            let output = tarjuman(folder.path(), &arguments);
            assert_eq!(output.status.code(), Some(1), "{arguments:?}");
            assert!(complaint(&output).contains(expected), "{arguments:?}: {}", complaint(&output));
            assert!(!complaint(&output).contains("panicked"), "{}", complaint(&output));
        }
        assert_eq!(std::fs::read(&path).unwrap(), bytes, "{name} is as it was");
    }
    for name in ["missing.txt", "folder"] {
        let output = tarjuman(folder.path(), &["segments", name]);
        assert_eq!(output.status.code(), Some(1));
        assert!(complaint(&output).contains(name), "{}", complaint(&output));
    }
    let left: Vec<_> =
        std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left.len(), 5, "nothing was made beside them: {left:?}");
}

#[test]
fn a_project_of_a_newer_version_is_left_alone() {
    let folder = folder_with_article();
    let path = folder.path().join("job.tarjuman");
    tarjuman(folder.path(), &["import", "article.txt", "-o", "job.tarjuman"]);
    let newer = rusqlite::Connection::open(&path).unwrap();
    newer.pragma_update(None, "user_version", 7).unwrap();
    drop(newer);
    let before = std::fs::read(&path).unwrap();
    let output = tarjuman(folder.path(), &["segments", "job.tarjuman"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(complaint(&output).contains("newer Tarjuman"), "{}", complaint(&output));
    assert_eq!(std::fs::read(&path).unwrap(), before);
}

#[test]
fn without_a_display_the_headless_commands_are_named() {
    let folder = folder_with_article();
    let output = tarjuman(folder.path(), &["article.txt"]);
    assert_eq!(output.status.code(), Some(1));
    let complaint = complaint(&output);
    for expected in ["segments", "export"] {
        assert!(complaint.contains(expected), "{complaint}");
    }
}

#[test]
fn the_demonstration_needs_nothing() {
    let folder = tempfile::tempdir().unwrap();
    for expected in ["tarjuman-demo", "tarjuman-demo-2"] {
        let output = tarjuman(folder.path(), &["demo"]);
        assert!(output.status.success(), "{}", complaint(&output));
        assert!(out(&output).contains(expected), "{}", out(&output));
        assert!(out(&output).contains("No window was opened"), "it says how to see it: {}", out(&output));
        let made = folder.path().join(expected);
        for name in
            ["karabakh.html", "karabakh.tarjuman", "karabakh bilingual.docx", "karabakh bilingual.html"]
        {
            assert!(made.join(name).metadata().unwrap().len() > 1000, "{name}");
        }
    }
}

/// Letters of an article in Windows-1256: «وصل بومبيو إلى باكو. وغادر مساء.»
const WINDOWS_1256: &[u8] =
    b"\xE6\xD5\xE1 \xC8\xE6\xE3\xC8\xED\xE6 \xC5\xE1\xEC \xC8\xC7\xDF\xE6. \xE6\xDB\xC7\xCF\xD1 \xE3\xD3\xC7\xC1.\n";

#[test]
fn several_articles_become_one_project() {
    let folder = folder_with_article();
    std::fs::write(folder.path().join("other.txt"), "محادثات في أنقرة\n\nوصل الوفد إلى أنقرة.\n").unwrap();
    std::fs::write(folder.path().join("empty.txt"), "").unwrap();
    let files = ["import", "article.txt", "empty.txt", "other.txt"];
    let made = tarjuman(folder.path(), &files);
    assert!(made.status.success(), "{}", complaint(&made));
    assert!(out(&made).contains("article and 1 more.tarjuman made: 5 segments"), "{}", out(&made));
    assert!(complaint(&made).contains("Left out: “empty.txt”"), "{}", complaint(&made));
    let again = tarjuman(folder.path(), &files);
    assert!(out(&again).contains("was there already: 5 segments"), "{}", out(&again));

    let chosen = tarjuman(folder.path(), &["import", "other.txt", "article.txt", "-o", "job.tarjuman"]);
    assert!(chosen.status.success(), "{}", complaint(&chosen));
    let segments = json_lines(&tarjuman(folder.path(), &["segments", "job.tarjuman", "--json"]));
    assert_eq!(segments[0]["text"], "محادثات في أنقرة");
    assert_eq!(segments.len(), 6);
    let again = tarjuman(folder.path(), &["import", "other.txt", "article.txt", "-o", "job.tarjuman"]);
    assert!(
        !again.status.success() && complaint(&again).contains("was not overwritten"),
        "{}",
        complaint(&again)
    );

    // What is no article ends it before anything is made.
    for (files, expected) in [
        (["job.tarjuman", "article.txt"], "one at a time"),
        (["missing.txt", "empty.txt"], "none of the 2 files"),
    ] {
        let refused = tarjuman(folder.path(), &[&["import"], &files[..], &["-o", "no.tarjuman"]].concat());
        assert_eq!(refused.status.code(), Some(1));
        assert!(complaint(&refused).contains(expected), "{}", complaint(&refused));
        assert!(!folder.path().join("no.tarjuman").exists());
    }
}

#[test]
fn an_article_that_changed_is_said_by_name() {
    let folder = folder_with_article();
    std::fs::write(folder.path().join("other.txt"), "محادثات في أنقرة\n\nوصل الوفد إلى أنقرة.\n").unwrap();
    for files in [vec!["article.txt", "other.txt"], vec!["other.txt"]] {
        let arguments = [vec!["import"], files].concat();
        let made = tarjuman(folder.path(), &arguments);
        assert!(made.status.success() && !complaint(&made).contains("changed"), "{}", complaint(&made));
        std::fs::write(folder.path().join("other.txt"), "محادثات في أنقرة\n\nغادر الوفد.\n").unwrap();
        let again = tarjuman(folder.path(), &arguments);
        assert!(out(&again).contains("was there already"), "{}", out(&again));
        let said = complaint(&again);
        assert!(said.contains("other.txt") && said.contains("has changed"), "{said}");
        assert!(!said.contains("article.txt"), "{said}");
        std::fs::write(folder.path().join("other.txt"), "محادثات في أنقرة\n\nوصل الوفد إلى أنقرة.\n")
            .unwrap();
    }
}

#[test]
fn the_character_set_of_an_article_can_be_chosen() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("old.txt"), WINDOWS_1256).unwrap();
    let first = |arguments: &[&str]| {
        let output = tarjuman(folder.path(), arguments);
        json_lines(&output)[0]["text"].as_str().unwrap().to_owned()
    };
    let right = "وصل بومبيو إلى باكو. وغادر مساء.";
    assert_eq!(first(&["segments", "old.txt", "--json"]), right, "told from the bytes");
    assert_eq!(first(&["segments", "old.txt", "--charset", "windows-1256", "--json"]), right);
    assert_ne!(first(&["segments", "old.txt", "--charset", "iso-8859-6", "--json"]), right);

    let guessed = tarjuman(folder.path(), &["import", "old.txt", "-o", "guessed.tarjuman"]);
    assert!(complaint(&guessed).contains("is a guess; --charset"), "{}", complaint(&guessed));
    let arguments = ["import", "old.txt", "--charset", "iso-8859-6", "-o", "wrong.tarjuman"];
    let chosen = tarjuman(folder.path(), &arguments);
    assert!(chosen.status.success() && !complaint(&chosen).contains("guess"), "{}", complaint(&chosen));
    assert_ne!(first(&["segments", "wrong.tarjuman", "--json"]), right, "the project holds what was read");

    let unknown = tarjuman(folder.path(), &["segments", "old.txt", "--charset", "klingon"]);
    assert_eq!(unknown.status.code(), Some(2));
    let said = complaint(&unknown);
    assert!(said.contains("klingon") && said.contains("windows-1256"), "the names are said: {said}");
}

#[test]
fn of_several_files_for_the_window_the_wrong_one_is_named() {
    let folder = folder_with_article();
    let output = tarjuman(folder.path(), &["article.txt", "missing.txt"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(complaint(&output).contains("missing.txt"), "{}", complaint(&output));
    let output = tarjuman(folder.path(), &["article.txt", "article.txt"]);
    assert!(complaint(&output).contains("segments"), "no display: {}", complaint(&output));
}

#[test]
fn a_project_is_never_named_like_a_document() {
    let folder = folder_with_article();
    for (name, expected) in
        [("job", "job.tarjuman"), ("Baku v1.2", "Baku v1.2.tarjuman"), ("A.TARJUMAN", "A.TARJUMAN")]
    {
        let made = tarjuman(folder.path(), &["import", "article.txt", "-o", name]);
        assert!(
            made.status.success()
                && out(&made).starts_with(&format!("{}", folder.path().join(expected).display())),
            "{}{}",
            out(&made),
            complaint(&made)
        );
        assert!(folder.path().join(expected).is_file());
    }
    std::fs::create_dir(folder.path().join("folder")).unwrap();
    for (name, instead) in [
        ("x.docx", "x.tarjuman"),
        ("x.HTML", "x.tarjuman"),
        ("x.tmx", "x.tarjuman"),
        ("folder", "article.tarjuman"),
    ] {
        let refused = tarjuman(folder.path(), &["import", "article.txt", "-o", name]);
        assert_eq!(refused.status.code(), Some(1), "{name}");
        let said = complaint(&refused);
        assert!(said.contains("Nothing was made") && said.contains(instead), "{said}");
        assert!(!folder.path().join("x.docx").exists() && !folder.path().join("x.docx.tarjuman").exists());
    }
}

#[test]
fn every_command_that_reads_articles_takes_a_character_set() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("old.txt"), WINDOWS_1256).unwrap();
    let commands = [
        vec!["segments", "old.txt"],
        vec!["terms", "old.txt"],
        vec!["export", "old.txt", "-o", "old.html"],
        vec!["import", "old.txt", "-o", "old.tarjuman"],
    ];
    for command in &commands {
        let guessed = tarjuman(folder.path(), command);
        assert!(guessed.status.success(), "{}", complaint(&guessed));
        let said = complaint(&guessed);
        assert!(
            said.contains("was read as Windows-1256, which is a guess; --charset"),
            "{command:?}: {said}"
        );
        let _ = std::fs::remove_file(folder.path().join("old.tarjuman"));
        for name in ["windows-1256", "cp1256", "Windows-1256"] {
            let chosen = tarjuman(folder.path(), &[command, &["--charset", name][..]].concat());
            assert!(
                chosen.status.success() && complaint(&chosen).is_empty(),
                "{command:?}: {}",
                complaint(&chosen)
            );
            let _ = std::fs::remove_file(folder.path().join("old.tarjuman"));
        }
    }
    let terms =
        |name| json_lines(&tarjuman(folder.path(), &["terms", "old.txt", "--json", "--charset", name])).len();
    assert!(terms("windows-1256") > terms("iso-8859-6"), "the letters are other ones");
    // For the window as well, which there is no display for here.
    for command in commands.iter().map(Vec::as_slice).chain([["old.txt"].as_slice()]) {
        let unknown = tarjuman(folder.path(), &[command, &["--charset", "klingon"]].concat());
        assert_eq!(unknown.status.code(), Some(2), "{command:?}");
        let said = complaint(&unknown);
        for name in ["klingon", "utf-8", "utf-16le", "utf-16be", "windows-1256", "iso-8859-6", "mac-arabic"] {
            assert!(said.contains(name), "{command:?}: {said}");
        }
    }
    let window = tarjuman(folder.path(), &["old.txt", "--charset", "windows-1256"]);
    assert!(complaint(&window).contains("no display"), "{}", complaint(&window));
}

#[test]
fn a_character_set_that_cannot_be_used_is_said() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("old.txt"), WINDOWS_1256).unwrap();
    std::fs::write(folder.path().join("a.rtf"), r"{\rtf1\ansi\ansicpg1256 \'e6\'d5\'e1 \'c8\'c7\'df\'e6.}")
        .unwrap();
    let made = tarjuman(folder.path(), &["import", "old.txt", "--charset", "windows-1256"]);
    assert!(made.status.success(), "{}", complaint(&made));
    for arguments in [["import", "old.txt"], ["segments", "old.tarjuman"], ["terms", "old.tarjuman"]] {
        let again = tarjuman(folder.path(), &[&arguments[..], &["--charset", "iso-8859-6"]].concat());
        assert!(
            complaint(&again).contains("was not read as ISO-8859-6"),
            "{arguments:?}: {}",
            complaint(&again)
        );
        let same = tarjuman(folder.path(), &[&arguments[..], &["--charset", "windows-1256"]].concat());
        assert!(same.status.success() && complaint(&same).is_empty(), "{arguments:?}: {}", complaint(&same));
    }
    let document = tarjuman(folder.path(), &["segments", "a.rtf", "--charset", "utf-8"]);
    assert!(document.status.success(), "{}", complaint(&document));
    assert!(complaint(&document).contains("This kind of file says by itself"), "{}", complaint(&document));
}

#[test]
fn the_help_has_examples_and_the_exit_codes() {
    let folder = tempfile::tempdir().unwrap();
    for command in [
        &[][..],
        &["demo"],
        &["import"],
        &["segments"],
        &["terms"],
        &["export"],
        &["bench-ui"],
        &["glossary", "match"],
        &["glossary", "convert"],
        &["glossary", "stats"],
        &["glossary", "check"],
    ] {
        let help = tarjuman(folder.path(), &[command, &["--help"]].concat());
        let text = out(&help);
        assert!(help.status.success() && text.contains("Example"), "{text}");
        let example = format!("tarjuman {}", command.join(" "));
        assert!(text.split("Example").nth(1).unwrap().contains(example.trim()), "{text}");
    }
    assert!(out(&tarjuman(folder.path(), &["--help"])).contains("Exit codes: 0"));
}

#[test]
fn what_is_no_article_is_said_in_plain_words() {
    let folder = tempfile::tempdir().unwrap();
    let zip = |name: &str, method: u16, flags: u16| {
        // One part, packed by a method and with flags that are not used.
        let mut file = Vec::from(b"PK\x03\x04\x14\0".as_slice());
        let fields = |file: &mut Vec<u8>| {
            file.extend([flags.to_le_bytes(), method.to_le_bytes()].concat());
            file.extend([0; 8]);
            file.extend([4_u32.to_le_bytes(), 4_u32.to_le_bytes()].concat());
            file.extend([(name.len() as u16).to_le_bytes(), [0, 0]].concat());
        };
        fields(&mut file);
        file.extend(name.bytes());
        file.extend(b"text");
        let directory = file.len() as u32;
        file.extend(b"PK\x01\x02\x14\0\x14\0");
        fields(&mut file);
        file.extend([0; 14]);
        file.extend(name.bytes());
        let size = file.len() as u32 - directory;
        file.extend(b"PK\x05\x06\0\0\0\0\x01\0\x01\0");
        file.extend([size.to_le_bytes(), directory.to_le_bytes()].concat());
        file.extend([0; 2]);
        file
    };
    let old_word: Vec<u8> = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0".to_vec();
    let whole = zip("mimetype", 0, 0);
    let cases: [(&str, Vec<u8>, &str); 13] = [
        ("tiny.docx", b"PK".to_vec(), "the file is damaged"),
        ("tiny.txt", b"PK\x03\x04".to_vec(), "the file is damaged"),
        ("cut.docx", whole[..whole.len() / 2].to_vec(), "as if only a part of it had been copied"),
        ("sum.docx", whole, "a part of it, “mimetype”, is broken"),
        ("locked.docx", zip("mimetype", 0, 1), "locked by a password"),
        ("strange.epub", zip("mimetype", 14, 0), "packed in a way that cannot be unpacked here"),
        (
            "archive.zip",
            zip("photo.jpg", 0, 0),
            "a ZIP archive, and cannot be opened as an article. Unpack it",
        ),
        ("old.doc", old_word, "save it as .docx"),
        ("empty.html", Vec::new(), "the file is empty"),
        ("binary.txt", vec![0, 1, 2, 3, 200], "binary data"),
        ("english.txt", b"Pompeo arrived in Baku.".to_vec(), "there is no Arabic in it"),
        (
            "english.html",
            b"<html><body><p>Pompeo arrived in Baku.</p></body></html>".to_vec(),
            "there is no Arabic in it",
        ),
        ("numbers.txt", b"12 - 13".to_vec(), "no text to translate"),
    ];
    for (name, bytes, expected) in cases {
        std::fs::write(folder.path().join(name), &bytes).unwrap();
        for command in ["segments", "import"] {
            let refused = tarjuman(folder.path(), &[command, name]);
            let said = complaint(&refused);
            assert_eq!(refused.status.code(), Some(1), "{name}: {said}");
            assert!(said.contains(expected) && said.contains(name), "{name}: {said}");
            for jargon in ["EOCD", "archive:", "checksum", "deflate", "UTF8", "os error"] {
                assert!(!said.contains(jargon), "{name}: {said}");
            }
        }
        assert!(!folder.path().join(name).with_extension("tarjuman").exists(), "{name}");
    }
}

#[cfg(unix)]
#[test]
fn where_the_project_was_put_instead_is_said() {
    let folder = tempfile::tempdir().unwrap();
    // A path too long for a project, whoever runs this test.
    let mut deep = folder.path().to_owned();
    while deep.as_os_str().len() < 500 {
        deep.push("ب".repeat(40));
    }
    std::fs::create_dir_all(&deep).unwrap();
    std::fs::write(deep.join("article.txt"), ARTICLE).unwrap();
    let article = deep.join("article.txt");
    let made = tarjuman(folder.path(), &["import", article.to_str().unwrap()]);
    assert!(made.status.success(), "{}", complaint(&made));
    let place = folder.path().join("home/data/projects");
    assert!(
        complaint(&made).contains(&format!("so the project is in “{}”", place.display())),
        "{}",
        complaint(&made)
    );
    assert!(
        out(&made).starts_with(&format!("{}", place.join("article.tarjuman").display())),
        "{}",
        out(&made)
    );
}

#[test]
fn a_damaged_project_beside_an_article_is_named() {
    let folder = folder_with_article();
    std::fs::write(folder.path().join("article.tarjuman"), vec![7; 20_000]).unwrap();
    let made = tarjuman(folder.path(), &["import", "article.txt"]);
    assert!(made.status.success(), "{}", complaint(&made));
    assert!(out(&made).contains("article-2.tarjuman made"), "{}", out(&made));
    let said = complaint(&made);
    assert!(
        said.contains("article.tarjuman” is not a Tarjuman project") && said.contains("Nothing was changed"),
        "{said}"
    );
    assert!(!said.contains("SQLite") && !said.contains("malformed"), "{said}");
}

const MEMORY: &str = "\
<?xml version=\"1.0\"?><tmx version=\"1.4\"><header srclang=\"ar\"/><body>
<tu changeid=\"me\"><tuv xml:lang=\"ar\"><seg>وصل الوزير إلى باكو في 25 من الشهر.</seg></tuv>
<tuv xml:lang=\"en\"><seg>The minister reached Baku on the 25 of the month.</seg></tuv></tu>
<tu><tuv xml:lang=\"ar\"><seg>وزارة الدفاع</seg></tuv><tuv xml:lang=\"en\"><seg>the defence ministry</seg></tuv></tu>
<tu><tuv xml:lang=\"ar\"><seg>نعم</seg></tuv><tuv xml:lang=\"fr\"><seg>Oui</seg></tuv></tu>
</body></tmx>";

#[test]
fn a_memory_is_begun_by_an_import_looked_up_and_exported() {
    let folder = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str]| tarjuman(folder.path(), &[&["memory"], arguments].concat());
    let none = run(&["lookup", "نعم"]);
    assert!(!none.status.success() && complaint(&none).contains("memory import"), "{}", complaint(&none));

    std::fs::write(folder.path().join("a.tmx"), MEMORY).unwrap();
    let imported = out(&run(&["import", "a.tmx"]));
    assert!(imported.starts_with("a.tmx: 2 units added. 1 unit skipped: no English text."), "{imported}");
    let again = json_lines(&run(&["import", "--json", "a.tmx"]));
    assert_eq!((&again[0]["added"], &again[0]["same"]), (&0.into(), &2.into()));

    let found = json_lines(&run(&["lookup", "--json", "وصل الوزير إلى موسكو في 30 من الشهر."]));
    let first = &found[0]["matches"][0];
    assert_eq!(first["target"], "The minister reached Moscow on the 30 of the month.");
    assert_eq!((&first["kind"], &first["score"]), (&"adapted".into(), &95.into()));
    assert_eq!(first["differences"][0]["here"], serde_json::json!([15, 20]));
    let part = out(&run(&["lookup", "وقالت وزارة الدفاع أمس"]));
    assert!(part.contains("part   وزارة الدفاع  (unit): the defence ministry"), "{part}");
    assert!(out(&run(&["lookup", "كلام آخر"])).ends_with("nothing\n"));

    let stats = json_lines(&run(&["stats", "--check", "--json"]));
    assert_eq!((&stats[0]["units"], &stats[0]["origins"][0]["name"]), (&2.into(), &"a.tmx".into()));
    assert!(run(&["export", "b.tmx"]).status.success());
    let copied = run(&["import", "--memory", "copy.tarmem", "b.tmx"]);
    assert!(out(&copied).contains("2 units added"), "{}", complaint(&copied));
    let both = run(&["lookup", "--memory", "copy.tarmem", "--memory", "copy.tarmem", "وزارة الدفاع"]);
    assert!(out(&both).contains("100 %  the defence ministry"), "{}", complaint(&both));
}

#[test]
fn files_that_are_no_memory_are_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str]| tarjuman(folder.path(), &[&["memory"], arguments].concat());
    std::fs::write(folder.path().join("a.tmx"), MEMORY).unwrap();
    std::fs::write(folder.path().join("map.tmx"), "<map/>").unwrap();
    let output = run(&["import", "map.tmx", "a.tmx"]);
    assert!(!output.status.success());
    assert!(
        complaint(&output).contains("Tiled") && out(&output).contains("2 units added"),
        "the good one is taken"
    );
    let output = run(&["stats", "--memory", "a.tmx"]);
    assert!(!output.status.success() && complaint(&output).contains("no translation memory"));
    let output = run(&["import", "--memory", "a.tmx", "a.tmx"]);
    assert!(!output.status.success());
    assert_eq!(std::fs::read_to_string(folder.path().join("a.tmx")).unwrap(), MEMORY);
    let output = run(&["export", "--memory", "none.tarmem", "b.tmx"]);
    assert!(!output.status.success() && !folder.path().join("b.tmx").exists());
    assert!(!folder.path().join("none.tarmem").exists(), "looking makes no memory");
}
