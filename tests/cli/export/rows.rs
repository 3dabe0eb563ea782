//! What a row says of its statement.

use std::collections::BTreeMap;

use serde_json::json;
use whosaid::format::read;
use whosaid::loader;

use super::*;

#[test]
fn a_row_has_all_that_a_brief_says_of_a_statement_but_notes() {
    let home = home(&[("harbour/brief.toml", WHOLE)]);
    let Done { printed, told, status } = export(&home, &["harbour"]);
    assert_eq!((told.as_str(), status), ("", Some(0)));
    assert!(!printed.contains("SECRET"), "a note is for the desk");
    assert!(!printed.contains(|char: char| char.is_control() && char != '\n'), "{printed:?}");
    // As it is written, but for a line each.
    insta::assert_snapshot!(printed.replace(",\"", ",\n\""));
}

#[test]
fn the_keys_of_every_line_stand_in_the_order_of_the_columns() {
    let home = home(&[("harbour/brief.toml", WHOLE)]);
    let columns = columns::of_schema(&home);
    for line in export(&home, &["harbour"]).printed.lines() {
        let mut rest = line;
        for (name, _) in &columns {
            let key = format!("\"{name}\":");
            let at = rest.find(&key).unwrap_or_else(|| panic!("{name} is not where it should be in {line}"));
            rest = &rest[at + key.len()..];
        }
        let row: BTreeMap<String, Value> = serde_json::from_str(line).unwrap();
        assert_eq!(row.len(), columns.len());
    }
}

#[test]
fn every_statement_of_a_brief_is_one_row_in_its_order() {
    let (brief, _) = read(&loader::bundled());
    let brief = brief.unwrap();
    let Done { printed, .. } = export(&home(&[]), &[]);
    let rows = rows(&printed);
    let ids: Vec<&str> = brief.statements.iter().map(|(_, statement)| statement.id.as_str()).collect();
    assert!(ids.len() > 40);
    assert_eq!(texts(&rows, "id"), ids);
    assert!(rows.iter().all(|row| row["brief"] == "kp-kabul-talks"));
}

/// What two commands say of one thing must be the same.
#[test]
fn a_row_says_what_find_says() {
    let home = home(&[("harbour/brief.toml", WHOLE), ("lib/a.toml", &brief("a"))]);
    let paths = ["harbour", "lib", "kp-kabul-talks"];
    let exported = rows(&export(&home, &paths).printed);
    let mut find = Command::new(env!("CARGO_BIN_EXE_whosaid"));
    find.env_clear().env("HOME", home.path()).current_dir(home.path());
    find.args(["find", "kind:statement", "--format", "json"]).args(paths);
    let found = rows(&done(find.output().unwrap()).printed);
    assert_eq!(exported.len(), found.len());
    for row in exported {
        let same = found.iter().find(|found| found["reference"] == row["reference"]).unwrap();
        for (column, field) in [
            ("id", "/id"),
            ("brief", "/brief"),
            ("brief_title", "/brief_title"),
            ("speaker_id", "/speaker/id"),
            ("speaker", "/speaker/name"),
            ("role", "/speaker/role"),
            ("described_as", "/speaker/described_as"),
            ("attribution", "/attribution"),
            ("quote", "/quote"),
            ("gist", "/gist"),
            ("cue", "/cue"),
            ("venue", "/venue"),
            ("said_earliest", "/date/earliest"),
            ("said_latest", "/date/latest"),
            ("said_basis", "/date/basis"),
            ("printed_date", "/date/printed"),
            ("stances", "/stances"),
            ("about", "/about"),
            ("source", "/source/id"),
            ("outlet", "/source/outlet"),
            ("source_title", "/source/title"),
            ("author", "/source/author"),
            ("source_place", "/source/place"),
            ("url", "/source/url"),
            ("lang", "/source/lang"),
            ("source_kind", "/source/kind"),
            ("published", "/source/published"),
            ("reliability", "/source/reliability"),
            ("origin", "/source/origin"),
            ("credibility", "/credibility"),
            ("grade", "/grade"),
            ("disputed", "/disputed"),
            ("tlp", "/tlp"),
        ] {
            assert_eq!(Some(&row[column]), same.pointer(field), "{column} of {}", row["reference"]);
        }
        let via = if same["via"].is_null() { json!({ "id": null, "name": null }) } else { same["via"].clone() };
        assert_eq!(json!({ "id": row["via_id"], "name": row["via"] }), via);
        let own = if row["said_basis"] == "stated" { same["date"]["edtf"].clone() } else { Value::Null };
        assert_eq!(row["said"], own);
    }
}
