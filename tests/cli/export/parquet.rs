//! The same rows as Parquet, read back.

use std::fs::File;

use ::parquet::basic::Repetition;
use ::parquet::file::reader::{FileReader as _, SerializedFileReader};
use ::parquet::record::{Field, Row};
use chrono::{Days, NaiveDate};
use serde_json::Map;

use super::*;

fn read(path: &Path) -> SerializedFileReader<File> {
    SerializedFileReader::new(File::open(path).unwrap()).unwrap()
}

fn object(row: &Row) -> Value {
    Value::Object(row.get_column_iter().map(|(name, field)| (name.clone(), value(field))).collect::<Map<_, _>>())
}

fn value(field: &Field) -> Value {
    if let Field::Str(text) = field {
        Value::from(text.as_str())
    } else if let Field::Bool(flag) = field {
        Value::from(*flag)
    } else if let Field::Date(days) = field {
        let first = NaiveDate::default();
        let day = u64::try_from(*days)
            .map_or_else(|_| first - Days::new(u64::from(days.unsigned_abs())), |days| first + Days::new(days));
        Value::from(day.to_string())
    } else if let Field::ListInternal(list) = field {
        Value::from(list.elements().iter().map(value).collect::<Vec<_>>())
    } else if let Field::Group(row) = field {
        object(row)
    } else {
        assert_eq!(*field, Field::Null);
        Value::Null
    }
}

#[test]
fn both_forms_have_the_same_rows() {
    let old = brief("old").replace("quote = \"No.\"", "quote = \"No.\"\nsaid = 1857-05-10");
    let home = home(&[("harbour/brief.toml", WHOLE), ("old.toml", &old)]);
    let paths = ["harbour", "old.toml", "kp-kabul-talks"];
    let words = [&paths[..], &["--format", "parquet"]].concat();
    let status = export(&home, &[&words[..], &["-o", "rows.parquet"]].concat()).status;
    assert_eq!(status, Some(0));
    let path = home.path().join("rows.parquet");
    let told: Vec<Value> = read(&path).into_iter().map(|row| object(&row.unwrap())).collect();
    assert_eq!(told, rows(&export(&home, &paths).printed));
    assert!(told.iter().any(|row| row["said_earliest"] == "1857-05-10"), "before 1970");
    let piped = command(home.path(), &words).output().unwrap().stdout;
    assert!(piped == fs::read(&path).unwrap(), "into a pipe it is the same");
}

#[test]
fn the_columns_are_those_of_the_schema() {
    let home = home(&[]);
    export(&home, &["--format", "parquet", "-o", "rows.parquet"]);
    let file = read(&home.path().join("rows.parquet"));
    let schema = file.metadata().file_metadata().schema();
    let columns = schema.get_fields().iter().map(|field| {
        let required = field.get_basic_info().repetition() == Repetition::REQUIRED;
        (field.name().to_owned(), required)
    });
    let told = columns::of_schema(&home).into_iter().map(|(name, kind)| (name, kind.ends_with(" NOT NULL")));
    assert_eq!(columns.collect::<Vec<_>>(), told.collect::<Vec<_>>());
}

#[test]
fn what_is_above_the_audience_is_not_in_the_file() {
    let home = home(&[("harbour/brief.toml", WHOLE)]);
    let words = ["harbour", "--format", "parquet", "--audience", "TLP:GREEN"];
    let bytes = command(home.path(), &words).output().unwrap().stdout;
    for secret in ["official-doubt", "does not expect to pay", "SECRET"] {
        assert!(!bytes.windows(secret.len()).any(|window| window == secret.as_bytes()), "{secret}");
    }
}
