//! For an audience, nothing that is above it is in what is exported, and all else is.

use std::collections::BTreeSet;

use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use whosaid::diagnostics::{FileScope, SourceFile};
use whosaid::format::read;
use whosaid::model::{Brief, Tlp};
use whosaid::redact::redact_for;

use super::*;
use crate::secret_marks::{SecretMarks, secret_mark};
use crate::secrets::{Secretive, any_brief};

const BRIEFS: usize = 48;

#[test]
fn what_is_above_the_audience_is_in_no_row_and_all_else_is() {
    let mut runner = TestRunner::deterministic();
    let briefs: Vec<Secretive> = (0..BRIEFS).map(|_| any_brief().new_tree(&mut runner).unwrap().current()).collect();
    let files: Vec<(String, &str)> =
        briefs.iter().enumerate().map(|(at, brief)| (format!("lib/{at:02}.toml"), brief.toml.as_str())).collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), *text)).collect();
    let home = home(&files);
    let mut seen = 0;
    for audience in Tlp::ALL {
        let Done { printed, told, status } = export(&home, &["lib", "--audience", audience.word()]);
        assert_eq!(status, Some(0), "{told}");
        let above = briefs.iter().filter(|secretive| model(secretive).tlp < *audience).count();
        assert_eq!(told.contains(&format!("{above} brief")), above > 0, "{told}");
        let rows = rows(&printed);
        seen += rows.len();
        for (at, secretive) in briefs.iter().enumerate() {
            let name = format!("{at:02}");
            let lines: Vec<&str> = printed
                .lines()
                .zip(&rows)
                .filter_map(|(line, row)| (row["brief"] == name.as_str()).then_some(line))
                .collect();
            let found: SecretMarks = crate::secret_marks::secret_marks(&lines.concat());
            let of = |secrets: Vec<String>| secrets.iter().map(|secret| secret_mark(secret)).collect::<SecretMarks>();
            let (hidden, shown) = (of(secretive.hidden(*audience)), of(secretive.shown(*audience)));
            let told: Vec<&String> = found.intersection(&hidden).filter(|mark| !shown.contains(*mark)).collect();
            assert!(told.is_empty(), "{audience} sees {told:?} of {name} in\n{}", lines.join("\n"));
            let expected: BTreeSet<String> = redact_for(&model(secretive), *audience).map_or_else(
                |_| BTreeSet::new(),
                |brief| brief.statements.iter().map(|(_, statement)| statement.id.clone()).collect(),
            );
            let ids = rows.iter().filter(|row| row["brief"] == name.as_str()).map(|row| row["id"].as_str().unwrap());
            assert_eq!(ids.map(str::to_owned).collect::<BTreeSet<_>>(), expected, "{audience} of {name}");
        }
    }
    assert!(seen > BRIEFS, "{seen} rows say nothing");
}

fn model(secretive: &Secretive) -> Brief {
    let file = SourceFile { name: "brief.toml".to_owned(), text: secretive.toml.clone(), part: FileScope::Brief };
    read(&[file]).0.unwrap()
}

#[test]
fn what_follows_from_what_is_removed_is_removed_too() {
    let home = home(&[("harbour/brief.toml", WHOLE)]);
    let terms = |words: &[&str]| {
        let rows = rows(&export(&home, words).printed);
        rows.into_iter().find(|row| row["id"] == "vidal-terms").unwrap()
    };
    assert_eq!(terms(&["harbour"])["disputed"], true);
    assert_eq!(terms(&["harbour", "--audience", "amber"])["disputed"], true);
    assert_eq!(terms(&["harbour", "--audience", "TLP:GREEN"])["disputed"], false, "the rival side is not shown");
}

#[test]
fn a_fault_may_have_cost_a_label() {
    let unknown = brief("a").replace("TLP:CLEAR", "TLP:CRIMSON");
    let home = home(&[("odd.toml", &unknown), ("good.toml", &brief("b"))]);
    let Done { printed, told, status } = export(&home, &["odd.toml", "good.toml", "--audience", "TLP:CLEAR"]);
    assert_eq!((texts(&rows(&printed), "id"), status), (vec!["b"], Some(2)));
    let why = "odd.toml: not exported to TLP:CLEAR, for a fault may have cost a label: odd.toml:6:";
    assert!(told.contains(why), "{told}");
    let all = rows(&export(&home, &["odd.toml", "--audience", "TLP:RED"]).printed);
    assert_eq!(texts(&all, "tlp"), ["TLP:RED"], "an unknown label is the strictest");
}

#[test]
fn an_audience_that_is_none_is_refused_before_anything_is_written() {
    let home = home(&[]);
    let Done { printed, told, status } = export(&home, &["--audience", "TLP:GREN", "-o", "rows"]);
    assert_eq!((printed.as_str(), status), ("", Some(2)));
    assert!(told.contains("no label `TLP:GREN`") && told.contains("did you mean TLP:GREEN?"), "{told}");
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 0);
}
