//! The schema of the format refuses what reading refuses, as far as one file can tell, and nothing that reading takes.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use jsonschema::Validator;
use whosaid::diagnostics::{FileScope, SourceFile};
use whosaid::format::{self};

use crate::json::{json, table_of};

fn validator() -> Validator {
    jsonschema::draft202012::new(&serde_json::from_str(&format::schema()).unwrap()).unwrap()
}

fn files(folder: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> = entries.filter(|path| path.extension().is_some_and(|end| end == "toml")).collect();
    files.sort();
    files
}

/// What the schema says against a file.
fn refusals(validator: &Validator, path: &Path) -> Vec<String> {
    let table = table_of(&fs::read_to_string(path).unwrap()).unwrap_or_else(|| panic!("{} is TOML", path.display()));
    validator.iter_errors(&json(table)).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

#[test]
fn the_schema_that_is_kept_is_the_one_that_is_printed() {
    let kept = fs::read_to_string("assets/brief.schema.json").unwrap();
    assert!(kept == format::schema(), "to be made anew: cargo run -- schema > assets/brief.schema.json");
}

#[test]
fn it_takes_the_brief_that_comes_with_the_program_and_one_with_every_field() {
    let validator = validator();
    for path in files("briefs/kp-kabul-talks").into_iter().chain([PathBuf::from("tests/schema/whole.toml")]) {
        assert_eq!(refusals(&validator, &path), [""; 0], "{}", path.display());
    }
}

/// Each file is named after the one fault that reading finds in it.
#[test]
fn it_refuses_every_mistake_that_one_file_can_tell() {
    let validator = validator();
    let broken = files("tests/schema").into_iter().filter(|path| !path.ends_with("whole.toml"));
    let mut tried = 0;
    for path in broken {
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let file = SourceFile { name: name.clone(), text: fs::read_to_string(&path).unwrap(), part: FileScope::Brief };
        let (_, faults) = format::read(&[file]);
        assert!(faults.len() == 1 && name.starts_with(faults[0].code.word()), "{name}: {faults:#?}");
        assert_ne!(refusals(&validator, &path), [""; 0], "{name}");
        tried += 1;
    }
    assert!(tried >= 20);
}

#[test]
fn the_whole_file_has_every_field_of_every_table() {
    let file = SourceFile {
        name: "whole.toml".to_owned(),
        text: fs::read_to_string("tests/schema/whole.toml").unwrap(),
        part: FileScope::Brief,
    };
    let root = table_of(&file.text).unwrap();
    let (_, faults) = format::read(&[file]);
    assert!(faults.is_empty(), "{faults:#?}");
    for known in format::tables() {
        let rows = known.table.split('.').fold(vec![toml::Value::Table(root.clone())], |rows, name| {
            let below = rows.iter().filter_map(|row| row.get(name).cloned());
            below.flat_map(|value| value.as_array().cloned().unwrap_or_else(|| vec![value])).collect()
        });
        let written: BTreeSet<&str> =
            rows.iter().filter_map(toml::Value::as_table).flatten().map(|(key, _)| key.as_str()).collect();
        for field in known.fields {
            assert!(written.contains(field), "{}.{field} is not in it", known.table);
        }
    }
}

#[test]
fn every_field_is_explained() {
    let schema: serde_json::Value = serde_json::from_str(&format::schema()).unwrap();
    let mut open = vec![&schema];
    let mut fields = 0;
    while let Some(at) = open.pop() {
        for (name, field) in at["properties"].as_object().into_iter().flatten() {
            assert!(field["description"].as_str().is_some_and(|text| text.ends_with('.')), "{name}: {field}");
            assert!(!field.to_string().contains("null"), "TOML has no null: {field}");
            fields += 1;
            open.extend([field, &field["items"]]);
        }
    }
    let known: usize = format::tables().iter().map(|table| table.fields.len()).sum();
    assert_eq!(fields, known + 9, "every field, and the tables at the top");
}
