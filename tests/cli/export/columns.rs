//! The schema: what `--schema` prints, what `docs/exporting.md` says, and what is written are the same.

use super::*;

/// The columns of `--schema`: their names, and their types with whether they can be missing.
pub(super) fn of_schema(home: &TempDir) -> Vec<(String, String)> {
    let Done { printed, told, status } = export(home, &["--schema"]);
    assert_eq!((told.as_str(), status), ("", Some(0)));
    let lines = printed.lines().filter_map(|line| line.strip_prefix("  "));
    let column = |line: &str| {
        let (typed, _) = line.split_once(" -- ").unwrap();
        let (name, kind) = typed.split_once(' ').unwrap();
        (name.to_owned(), kind.trim_end_matches(',').to_owned())
    };
    lines.map(column).collect()
}

#[test]
fn the_documentation_has_the_schema_word_for_word() {
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/exporting.md")).unwrap();
    let schema = export(&home(&[]), &["--schema"]).printed;
    assert!(page.contains(&format!("```sql\n{schema}```\n")), "docs/exporting.md should have:\n{schema}");
}

#[test]
fn a_row_has_what_its_column_says() {
    let home = home(&[("harbour/brief.toml", WHOLE)]);
    let rows = rows(&export(&home, &["harbour", "kp-kabul-talks"]).printed);
    for (name, kind) in of_schema(&home) {
        let (kind, may_be_null) = match kind.strip_suffix(" NOT NULL") {
            Some(kind) => (kind, false),
            None => (kind.as_str(), true),
        };
        for row in &rows {
            let value = &row[&name];
            let fits = match kind {
                "VARCHAR" => value.is_string(),
                "DATE" => value.as_str().is_some_and(|day| day.len() == 10 && day.as_bytes()[4] == b'-'),
                "BOOLEAN" => value.is_boolean(),
                "VARCHAR[]" => value.as_array().is_some_and(|all| all.iter().all(Value::is_string)),
                list => fields(list).is_some_and(|fields| {
                    let is_entry = |entry: &Value| {
                        entry.as_object().is_some_and(|entry| entry.keys().eq(&fields)) && fields.len() > 1
                    };
                    value.as_array().is_some_and(|all| all.iter().all(is_entry))
                }),
            };
            assert!(fits || (may_be_null && value.is_null()), "{name} {kind}: {value}");
        }
        assert!(!may_be_null || rows.iter().any(|row| row[&name].is_null()), "{name} is never missing");
        assert!(rows.iter().any(|row| !row[&name].is_null()), "{name} is always missing");
    }
}

/// The names of the fields of a list of records, in the order of the alphabet.
fn fields(kind: &str) -> Option<Vec<String>> {
    let inner = kind.strip_prefix("STRUCT(")?.strip_suffix(")[]")?;
    let names = inner.split(", ").map(|field| field.split(' ').next().unwrap_or(field).trim_matches('"').to_owned());
    let mut names: Vec<String> = names.collect();
    names.sort();
    Some(names)
}

#[test]
fn help_tells_how_to_export() {
    let Done { printed, status, .. } = export(&home(&[]), &["--help"]);
    assert_eq!(status, Some(0));
    for part in ["--format", "--audience", "--output", "--schema", "Examples:", "Exit status"] {
        assert!(printed.contains(part), "{part:?} is not in:\n{printed}");
    }
}
