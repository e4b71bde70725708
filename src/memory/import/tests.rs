use super::*;
use crate::memory::{Placing, Stored, UnitId};
use rust_xlsxwriter::Workbook;
use std::ops::ControlFlow;

struct Case {
    folder: tempfile::TempDir,
    store: Store,
}

impl Case {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open_or_create(&folder.path().join("mine.tarmem")).unwrap();
        Self { folder, store }
    }

    fn import(&mut self, name: &str, bytes: impl AsRef<[u8]>) -> Result<Report, ImportError> {
        let path = self.folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        import_file(&path, &mut self.store, &Stop::default(), &mut |_| {})
    }

    fn texts(&self) -> Vec<(String, String)> {
        let mut all = Vec::new();
        let visit = |Stored { unit, .. }| {
            all.push((unit.source, unit.target));
            ControlFlow::Continue(())
        };
        self.store.each_after(UnitId::default(), visit).unwrap();
        all
    }
}

fn tmx(units: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?>\n<!DOCTYPE tmx SYSTEM \"tmx14.dtd\">\n<tmx version=\"1.4\"><header srclang=\"ar\"/>\
         <body>{units}</body></tmx>"
    )
}

fn tu(arabic: &str, english: &str) -> String {
    format!(
        "<tu><tuv xml:lang=\"ar\"><seg>{arabic}</seg></tuv><tuv xml:lang=\"en\"><seg>{english}</seg></tuv></tu>"
    )
}

fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(source, target)| ((*source).to_owned(), (*target).to_owned())).collect()
}

#[test]
fn what_is_taken_and_what_is_not_is_said() {
    let mut case = Case::new();
    let french = "<tu><tuv xml:lang='AR'><seg>نعم</seg></tuv><tuv lang='FR'><seg>Oui</seg></tuv></tu>";
    let foreign = "<tu><tuv xml:lang='he'><seg>כן</seg></tuv><tuv xml:lang='en'><seg>Yes</seg></tuv></tu>";
    let units =
        [&tu("نعم", "Yes"), &tu("لا", "No"), french, foreign, &tu("نعم", "Yes"), &tu("لا", ""), "<tu><b></tu>"];
    let report = case.import("a.tmx", tmx(&units.concat())).unwrap();
    assert_eq!((report.read, report.added, report.same), (7, 2, 1));
    let skipped = Skipped { no_arabic: 1, no_english: 1, untranslated: 1, damaged: 1, too_long: 0 };
    assert_eq!(report.skipped, skipped);
    assert_eq!(
        report.sentences(),
        [
            "2 units added, 1 already there.",
            "1 unit skipped: no Arabic text.",
            "1 unit skipped: no English text.",
            "1 unit skipped: not translated.",
            "1 unit skipped: damaged.",
            "Languages of what was skipped: ar (1), en (1), fr (1), he (1).",
        ]
    );
    assert_eq!(case.texts(), pairs(&[("نعم", "Yes"), ("لا", "No")]));
    assert_eq!(case.store.unit(UnitId(1)).unwrap().unwrap().unit.origin, "a.tmx");
    case.store.apply(&report.undo).unwrap();
    assert!(case.store.is_empty().unwrap());
}

#[test]
fn facts_of_units_are_kept() {
    let mut case = Case::new();
    let unit = "<tu creationdate='20200131T120000Z' creationid='a' changeid='b'><note>n</note>\
        <prop type='x-tarjuman-before'>00000000000000ff</prop><prop type='next'>وصل أحمد</prop>\
        <tuv xml:lang='ar'><seg>نعم</seg></tuv><tuv xml:lang='en'><seg>Yes</seg></tuv></tu>";
    case.import("a.tmx", tmx(unit)).unwrap();
    let unit = case.store.unit(UnitId(1)).unwrap().unwrap().unit;
    assert_eq!((unit.created, unit.changed), (1_580_472_000, 1_580_472_000));
    assert_eq!((unit.author.as_str(), unit.note.as_str()), ("b", "n"));
    let context =
        Context { before: Some(ContextHash(255)), after: Some(ContextHash::of(Some("وصل احمد"))) };
    assert_eq!(unit.context, context);
}

#[test]
fn what_stands_before_the_damage_is_taken() {
    let mut case = Case::new();
    let whole = tmx(&(tu("نعم", "Yes") + &tu("لا", "No")));
    let cut = whole.split_at(whole.find("No").unwrap()).0;
    let report = case.import("a.tmx", cut).unwrap();
    assert_eq!((report.added, report.skipped.damaged), (1, 1));
    assert!(report.sentences().contains(&"The file breaks off before its end.".to_owned()));
}

#[test]
fn tables_of_two_columns_are_taken() {
    let mut case = Case::new();
    let report = case.import("a.csv", "English;Arabic\nYes;نعم\n;لا\nNo;\n\"Two\nlines\";سطران\n").unwrap();
    assert_eq!((report.added, report.skipped.untranslated, report.skipped.no_arabic), (2, 1, 1));
    assert_eq!(case.texts(), pairs(&[("نعم", "Yes"), ("سطران", "Two\nlines")]));

    let mut case = Case::new();
    let (bytes, ..) = encoding_rs::WINDOWS_1256.encode("باكو,Baku,capital\nموسكو,Moscow,\n");
    case.import("b.csv", bytes).unwrap();
    assert_eq!(case.texts(), pairs(&[("باكو", "Baku"), ("موسكو", "Moscow")]));
    assert_eq!(case.store.unit(UnitId(1)).unwrap().unwrap().unit.note, "capital");

    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (row, cells) in [["Source", "Target"], ["نعم", "Yes"], ["لا", "No"]].iter().enumerate() {
        for (column, cell) in cells.iter().enumerate() {
            sheet.write_string(row as u32, column as u16, *cell).unwrap();
        }
    }
    let mut case = Case::new();
    case.import("c.xlsx", workbook.save_to_buffer().unwrap()).unwrap();
    assert_eq!(case.texts(), pairs(&[("نعم", "Yes"), ("لا", "No")]));
}

#[test]
fn what_is_no_memory_is_refused() {
    let mut case = Case::new();
    let mut refused = |name: &str, bytes: &[u8]| case.import(name, bytes).unwrap_err().to_string();
    assert!(refused("a.tmx", b"<map><layer/></map>").contains("Tiled"));
    assert!(refused("a.tbx", b"<martif><text/></martif>").contains("martif"));
    assert!(refused("a.csv", b"").contains("empty"));
    assert!(refused("a.csv", b"one\ntwo\n").contains("no column with Arabic"));
    assert!(refused("a.bin", b"\0\0\0\0").contains("not text"));
    assert!(refused("a.xlsx", b"PK\x03\x04broken").contains("workbook"));
    let entities =
        tmx("").replace("\"tmx14.dtd\"", "\"tmx14.dtd\" [<!ENTITY a SYSTEM 'file:///etc/passwd'>]");
    assert!(refused("a.tmx", entities.as_bytes()).contains("entities"));
    let missing = import_file(Path::new("/nowhere.tmx"), &mut case.store, &Stop::default(), &mut |_| {});
    assert!(matches!(missing, Err(ImportError::Unreadable { .. })));
    assert!(case.store.is_empty().unwrap());
}

#[test]
fn it_can_be_stopped_and_taken_back_and_says_how_far_it_is() {
    let mut case = Case::new();
    case.store
        .add(&Unit { source: "ا".into(), target: "a".into(), ..Unit::default() }, Placing::Beside)
        .unwrap();
    let units: String = (0..20_000).map(|number| tu(&format!("كلمة {number}"), "word")).collect();
    let path = case.folder.path().join("a.tmx");
    std::fs::write(&path, tmx(&units)).unwrap();
    let stop = Stop::default();
    let mut seen = Vec::new();
    let report = import_file(&path, &mut case.store, &stop, &mut |progress| {
        seen.push(progress);
        if progress.added >= 8_000 {
            stop.wish();
        }
    });
    let report = report.unwrap();
    assert!(report.is_stopped && report.added >= 8_000 && report.added < 20_000, "{}", report.added);
    assert_eq!(case.store.len().unwrap(), report.added + 1);
    assert!(seen.is_sorted_by_key(|progress| (progress.read, progress.added)));
    assert!(seen.iter().all(|progress| progress.read <= progress.bytes && progress.read > 0));
    let undo = case.store.apply(&report.undo).unwrap();
    assert_eq!(case.store.len().unwrap(), 1);
    case.store.apply(&undo).unwrap();
    assert_eq!(case.store.len().unwrap(), report.added + 1);
}
