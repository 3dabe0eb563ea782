//! What the README says of the program is what the program does.

use std::fs;

use whosaid::keys::{CUES, TABLE};
use whosaid::query::FIELDS;

#[test]
fn the_tables_of_keys_are_the_program_s_own() {
    let readme = fs::read_to_string("README.md").expect("the README stands at the top");
    for (head, table) in [("| key | |", TABLE), ("| key, presenting | |", CUES)] {
        let rows = table.iter().map(|binding| {
            let keys: Vec<String> = binding.chords.iter().map(|chord| format!("`{chord}`")).collect();
            format!("| {} | {} |", keys.join(" "), binding.does)
        });
        let rows: Vec<String> = rows.collect();
        let told: Vec<&str> =
            readme.lines().skip_while(|line| *line != head).skip(2).take_while(|line| line.starts_with('|')).collect();
        assert_eq!(told, rows, "the table should be:\n{}", rows.join("\n"));
    }
}

#[test]
fn the_table_of_fields_is_the_program_s_own() {
    let readme = fs::read_to_string("README.md").expect("the README stands at the top");
    let rows: Vec<String> =
        FIELDS.iter().map(|line| format!("| `{}:` | {} | {} |", line.name, line.takes, line.finds)).collect();
    let told = readme.lines().skip_while(|line| *line != "| field | takes | finds |").skip(2);
    let told: Vec<&str> = told.take_while(|line| line.starts_with('|')).collect();
    assert_eq!(told, rows, "the table should be:\n{}", rows.join("\n"));
}

#[test]
fn the_brief_that_it_shows_how_to_write_is_one() {
    let readme = fs::read_to_string("README.md").expect("the README stands at the top");
    let text = readme.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next()).expect("an example in TOML");
    let file = whosaid::brief::SourceFile {
        name: "brief.toml".to_owned(),
        text: text.to_owned(),
        part: whosaid::brief::Part::Brief,
    };
    let (brief, faults) = whosaid::brief::read(&[file]);
    assert!(faults.is_empty(), "{faults:?}");
    assert_eq!(brief.map(|brief| brief.statements.len()), Some(1));
}
