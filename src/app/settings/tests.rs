use super::*;
use std::path::Path;

#[test]
fn settings_come_back_as_they_were_saved() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("deep/settings.json");
    assert_eq!(Settings::load(&file).unwrap(), Settings::default());
    let mut settings = Settings {
        theme: Theme::Dark,
        swap_columns: true,
        completion: false,
        spelling: false,
        user_name: "Reem".to_owned(),
        dialect: "en_GB".to_owned(),
        dictionary_folder: Some(PathBuf::from("/dictionaries")),
        service: Some(Engine::Offline),
        proxy: "http://proxy.example.org:8080".to_owned(),
        memories: vec![PathBuf::from("/desk/agency.tarmem")],
        arabic_dictionaries: Some(PathBuf::from("/desk/dictionaries")),
        models: Some(PathBuf::from("/desk/models")),
        gloss: false,
        names: romanise::Style { article: romanise::Article::Upper, ..Default::default() },
        glossaries: vec![
            GlossaryChoice {
                glossary: GlossaryPlace::File("/desk/names.csv".into()),
                name: "Desk".to_owned(),
            },
            GlossaryChoice {
                glossary: GlossaryPlace::Shipped("People".to_owned()),
                name: "People".to_owned(),
            },
            GlossaryChoice { glossary: GlossaryPlace::Project, name: "Project".to_owned() },
        ],
        ..Settings::default()
    };
    settings.remember(Path::new("a.tarjuman"));
    settings.remember(Path::new("b.tarjuman"));
    settings.remember(Path::new("a.tarjuman"));
    settings.save(&file).unwrap();
    let loaded = Settings::load(&file).unwrap();
    assert_eq!(loaded, settings);
    assert_eq!(loaded.recent, [PathBuf::from("a.tarjuman"), PathBuf::from("b.tarjuman")]);
}

#[test]
fn a_broken_file_is_set_aside_and_unknown_words_cost_one_setting() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("settings.json");
    std::fs::write(&file, "{ broken").unwrap();
    assert!(Settings::load(&file).unwrap_err().to_string().contains("settings.json.bad"));
    assert_eq!(std::fs::read_to_string(folder.path().join("settings.json.bad")).unwrap(), "{ broken");
    std::fs::write(&file, r#"{"theme":"sepia","from_the_future":1,"names":{"sun_letters":true},"swap_columns":true,"text_scale":99}"#)
        .unwrap();
    let settings = Settings::load(&file).unwrap();
    assert_eq!(settings.theme, Theme::System);
    assert_eq!((settings.swap_columns, settings.text_scale), (true, LARGEST_TEXT));
    assert_eq!(settings.names, romanise::Style { sun_letters: true, ..Default::default() });
}

#[test]
fn text_settings_are_readable_and_brought_into_their_ranges() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("settings.json");
    let mut settings = Settings::default();
    for setting in [
        Setting::ArabicFace(Some("Amiri".to_owned())),
        Setting::ArabicSize(22.3),
        Setting::EnglishSize(f32::NAN),
        Setting::DraftDirection(Direction::LeftToRight),
    ] {
        settings.set(setting);
    }
    assert_eq!((settings.arabic_size, settings.english_size), (22.5, 15.0));
    settings.save(&file).unwrap();
    let written = std::fs::read_to_string(&file).unwrap();
    for line in [r#""arabic_face": "Amiri""#, r#""draft_direction": "left to right""#] {
        assert!(written.contains(line), "{written}");
    }
    assert_eq!(Settings::load(&file).unwrap(), settings);

    let by_hand = r#"{"arabic_size":400,"english_size":-1,"english_face":" ","arabic_face":7,
        "source_direction":"right to left","draft_direction":"upwards","show_invisibles":true,
        "glossaries":[{"glossary":"moon","name":"Moon"},{"glossary":"personal","name":"Mine"}]}"#;
    std::fs::write(&file, by_hand).unwrap();
    let settings = Settings::load(&file).unwrap();
    assert_eq!((settings.arabic_size, settings.english_size), (48.0, 8.0));
    assert_eq!((&settings.arabic_face, &settings.english_face), (&None, &None));
    assert_eq!(settings.source_direction, Direction::RightToLeft);
    assert_eq!((settings.draft_direction, settings.show_invisibles), (Direction::Auto, true));
    let mine = GlossaryChoice { glossary: GlossaryPlace::Personal, name: "Mine".to_owned() };
    assert_eq!(settings.glossaries, [mine], "what nobody knows is passed over");
}
