//! Nothing of a brief that is above an audience is in what is made for it, and all else is.

mod cases;
mod presented;
mod printed;
mod relabelled;
mod room;
mod walk;

use std::collections::{BTreeMap, BTreeSet};
use std::iter::successors;

use crate::secrets::{Secretive, any_brief};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use whosaid::diagnostics::Code;
use whosaid::diagnostics::render;
use whosaid::diagnostics::{FileScope, SourceFile};
use whosaid::format::{self};
use whosaid::loader;
use whosaid::model::{Brief, Record, Tlp};
use whosaid::redact::{AboveAudience, redact_for, under_labelled_key_points, withheld};

fn file(text: &str) -> [SourceFile; 1] {
    [SourceFile { name: "brief.toml".to_owned(), text: text.to_owned(), part: FileScope::Brief }]
}

/// Reads a brief that has no fault.
fn read(text: &str) -> Brief {
    let files = file(text);
    let (brief, faults) = format::read(&files);
    assert_eq!(render::lines(&files, &faults), [""; 0], "{text}");
    brief.unwrap()
}

/// What kind of record it is; ids are unique for their kind.
fn kind(record: Record) -> &'static str {
    match record {
        Record::Statement(_) => "statement",
        Record::Event(_) => "event",
        Record::Claim(_) => "claim",
    }
}

fn same(one: &Brief, other: &Brief) -> bool {
    format!("{one:?}") == format!("{other:?}")
}

/// The brief without what the desk keeps to itself.
fn without_the_desks(brief: &Brief) -> Brief {
    let text = format::write(brief);
    let kept =
        text.lines().filter(|line| !["note = ", "coder = ", "text = {"].iter().any(|field| line.starts_with(field)));
    read(&kept.collect::<Vec<_>>().join("\n"))
}

/// Which sources go back to one origin: for each source the first that shares its own.
fn shared_origins(brief: &Brief) -> Vec<usize> {
    let root = |source| successors(Some(source), |at| brief.sources[*at].origin).last();
    let roots: Vec<_> = brief.sources.positions().map(root).collect();
    roots.iter().map(|root| roots.iter().position(|other| other == root).unwrap()).collect()
}

/// The text of a brief but for the origins of its sources.
fn without_origins(brief: &Brief) -> String {
    let text = format::write(brief);
    text.lines().filter(|line| !line.starts_with("origin = ")).collect::<Vec<_>>().join("\n")
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(128) })]

    #[test]
    fn what_is_above_an_audience_is_gone_and_all_else_is_there(secretive in any_brief()) {
        let brief = read(&secretive.toml);
        for audience in Tlp::ALL {
            let shown = secretive.shown(*audience);
            let Ok(cleared) = redact_for(&brief, *audience) else {
                prop_assert!(shown.is_empty() && brief.tlp < *audience);
                continue;
            };
            let text = format::write(&cleared);
            for secret in secretive.hidden(*audience) {
                prop_assert!(!text.contains(&secret), "{audience} sees {secret} in\n{text}");
            }
            for secret in shown {
                prop_assert!(text.contains(&secret), "{audience} does not see {secret} in\n{text}");
            }
        }
    }

    #[test]
    fn what_is_withheld_is_what_is_not_cleared(secretive in any_brief()) {
        let brief = read(&secretive.toml);
        for audience in Tlp::ALL {
            let (cleared, withheld) = (redact_for(&brief, *audience), withheld(&brief, *audience));
            prop_assert_eq!(cleared.is_ok(), withheld.is_ok());
            let (Ok(cleared), Ok(withheld)) = (cleared, withheld) else { continue };
            let ids = |brief: &Brief| -> Vec<String> {
                let records = brief.records().map(|record| format!("{:?}", (kind(record), brief.record_id(record))));
                let sources = brief.sources.iter().map(|(_, source)| format!("source {}", source.id));
                let issues = brief.issues.iter().map(|(_, issue)| format!("issue {}", issue.id));
                records.chain(sources).chain(issues).chain(brief.actors.iter().map(|(_, actor)| format!("actor {}", actor.id))).collect()
            };
            let records = withheld.records.iter().map(|at| format!("{:?}", (kind(*at), brief.record_id(*at))));
            let sources = withheld.sources.iter().map(|at| format!("source {}", brief.sources[*at].id));
            let issues = withheld.issues.iter().map(|at| format!("issue {}", brief.issues[*at].id));
            let actors = withheld.actors.iter().map(|at| format!("actor {}", brief.actors[*at].id));
            let told: BTreeSet<String> = records.chain(sources).chain(issues).chain(actors).collect();
            let shown: BTreeSet<String> = ids(&cleared).into_iter().collect();
            prop_assert!(told.is_disjoint(&shown));
            prop_assert_eq!(&told | &shown, ids(&brief).into_iter().collect::<BTreeSet<String>>());
            prop_assert_eq!(withheld.key_points.len() + cleared.key_points.len(), brief.key_points.len());
            for loose in under_labelled_key_points(&brief) {
                prop_assert!(loose.stricter.iter().all(|record| brief.tlp_of(*record) < loose.label));
            }
        }
    }

    #[test]
    fn what_is_cleared_is_read_again_as_it_was(secretive in any_brief()) {
        let brief = read(&secretive.toml);
        prop_assert!(same(&read(&format::write(&brief)), &brief), "{}", format::write(&brief));
        for audience in Tlp::ALL {
            let Ok(once) = redact_for(&brief, *audience) else { continue };
            let again = read(&format::write(&once));
            prop_assert!(same(&again, &once), "{again:#?}\nwas\n{once:#?}");
            prop_assert!(same(&redact_for(&once, *audience).unwrap(), &once), "{audience}: cleared again, it differs");
        }
    }

    #[test]
    fn where_nothing_is_above_the_audience_only_the_desks_own_goes(secretive in any_brief()) {
        let brief = read(&secretive.toml);
        prop_assert!(same(&redact_for(&brief, Tlp::Red).unwrap(), &without_the_desks(&brief)));
    }

    #[test]
    fn it_makes_no_difference_whether_another_audience_came_before(secretive in any_brief()) {
        let brief = read(&secretive.toml);
        for before in Tlp::ALL {
            for audience in Tlp::ALL.iter().filter(|audience| *audience > before) {
                let (Ok(first), Ok(direct)) = (redact_for(&brief, *before), redact_for(&brief, *audience)) else { continue };
                let second = redact_for(&first, *audience).unwrap();
                prop_assert_eq!(without_origins(&second), without_origins(&direct));
                // Which of several stands for an origin that is hidden may differ; that they have one does not.
                prop_assert_eq!(shared_origins(&second), shared_origins(&direct));
            }
        }
    }

    #[test]
    fn an_audience_counts_no_origin_twice(secretive in any_brief()) {
        let brief = read(&secretive.toml);
        for audience in Tlp::ALL {
            let Ok(cleared) = redact_for(&brief, *audience) else { continue };
            let root = |id: &str| {
                let at = brief.sources.find(id).unwrap();
                successors(Some(at), |at| brief.sources[*at].origin).last()
            };
            let truly: BTreeSet<_> = cleared.sources.iter().map(|(_, source)| root(&source.id)).collect();
            let counted: BTreeSet<_> = shared_origins(&cleared).into_iter().collect();
            prop_assert_eq!(counted.len(), truly.len());
        }
    }
}

fn samples() -> Vec<Secretive> {
    let mut runner = TestRunner::deterministic();
    (0..300).map(|_| any_brief().new_tree(&mut runner).unwrap().current()).collect()
}

#[test]
fn the_secrets_are_in_every_field_of_every_table() {
    let samples = samples();
    let mut written: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for sample in &samples {
        let root = toml::Value::Table(sample.toml.parse().unwrap());
        for known in format::tables() {
            let rows = known.table.split('.').fold(vec![root.clone()], |rows, name| {
                let below = rows.iter().filter_map(|row| row.get(name).cloned());
                below.flat_map(|value| value.as_array().cloned().unwrap_or_else(|| vec![value])).collect()
            });
            let fields = rows.iter().filter_map(toml::Value::as_table).flatten().map(|(field, _)| field.clone());
            written.entry(known.table).or_default().extend(fields);
        }
    }
    for known in format::tables() {
        let fields: BTreeSet<String> = known.fields.iter().map(|field| (*field).to_owned()).collect();
        assert_eq!(written[known.table], fields, "{}", known.table);
    }
}

#[test]
fn every_audience_has_much_to_see_and_much_that_is_hidden_from_it() {
    let samples = samples();
    for audience in Tlp::ALL {
        let both = samples.iter().filter(|sample| {
            let (hidden, shown) = (sample.hidden(*audience), sample.shown(*audience));
            hidden.len() > 10 && shown.len() > 10
        });
        assert!(both.count() > samples.len() / 5, "{audience}");
    }
}

#[test]
fn the_brief_that_comes_with_the_program_is_written_as_it_was_read() {
    let (brief, faults) = format::read(&loader::bundled());
    assert!(faults.is_empty());
    let brief = brief.unwrap();
    assert!(same(&read(&format::write(&brief)), &brief));
    let shown = redact_for(&brief, brief.tlp).unwrap();
    assert!(same(&shown, &without_the_desks(&brief)));
}

const FRAME: &str = r#"[brief]
format = 1
title = "The harbour toll"
as_of = 2025-03-14
bottom_line = "The council is split."
tlp = "TLP:CLEAR"
"#;

#[test]
fn a_brief_that_is_above_the_audience_as_a_whole_is_refused() {
    let brief = read(&FRAME.replace("TLP:CLEAR", "TLP:AMBER"));
    let above = redact_for(&brief, Tlp::Green).unwrap_err();
    assert_eq!(above, AboveAudience { label: Tlp::Amber, audience: Tlp::Green });
    assert_eq!(above.to_string(), "the brief is TLP:AMBER as a whole: nothing of it may be shown to TLP:GREEN");
    assert!(redact_for(&brief, Tlp::Amber).is_ok());
}

/// A brief read in spite of labels that nobody knows.
#[test]
fn what_has_an_unknown_label_is_shown_to_nobody() {
    let text = format!(
        r#"{FRAME}
[[key_point]]
text = "Hidden point."
tlp = "TLP:PINK"
[[actor]]
id = "hidden-actor"
name = "Hidden actor"
kind = "person"
[[source]]
id = "hidden-source"
tlp = "tlp:clear"
[[source]]
id = "paper"
[[statement]]
id = "hidden-statement"
actor = "hidden-actor"
source = "paper"
attribution = "indirect"
gist = "Hidden gist."
tlp = "PUBLIC"
[[statement]]
id = "hidden-by-its-source"
actor = "hidden-actor"
source = "hidden-source"
attribution = "indirect"
gist = "Hidden gist too."
[[event]]
id = "hidden-event"
title = "Hidden event"
date = 2025-03-11
tlp = 5
[[claim]]
id = "hidden-claim"
question = "Hidden question?"
value = "Hidden value"
source = "paper"
tlp = ""
"#
    );
    let (brief, faults) = format::read(&file(&text));
    let codes: Vec<Code> = faults.iter().map(|fault| fault.code).collect();
    assert_eq!(codes, [Code::Tlp, Code::Tlp, Code::Tlp, Code::Type, Code::Tlp], "{faults:#?}");
    let shown = format::write(&redact_for(&brief.unwrap(), Tlp::Amber).unwrap());
    assert!(!shown.to_lowercase().contains("hidden"), "{shown}");
    assert!(shown.contains("paper"));

    let (brief, _) = format::read(&file(&FRAME.replace("TLP:CLEAR", "TLP:WHITE")));
    assert_eq!(redact_for(&brief.unwrap(), Tlp::AmberStrict).unwrap_err().label, Tlp::Red);
}

/// The origins of sources, each written `id`, `id < origin`, and with an `!` where it is hidden.
fn origins(sources: &[&str]) -> Vec<String> {
    let table = |source: &&str| {
        let (id, origin) = source.trim_end_matches('!').split_once(" < ").unwrap_or((source.trim_end_matches('!'), ""));
        let origin = if origin.is_empty() { String::new() } else { format!("origin = \"{origin}\"\n") };
        let label = if source.ends_with('!') { "tlp = \"TLP:RED\"\n" } else { "" };
        format!("[[source]]\nid = \"{id}\"\n{origin}{label}")
    };
    let brief = read(&format!("{FRAME}{}", sources.iter().map(table).collect::<String>()));
    let shown = redact_for(&brief, Tlp::Amber).unwrap();
    let told = shown.sources.iter().map(|(_, source)| match source.origin {
        Some(origin) => format!("{} < {}", source.id, shown.sources[origin].id),
        None => source.id.clone(),
    });
    told.collect()
}

#[test]
fn an_origin_that_is_hidden_is_still_one() {
    assert_eq!(origins(&["wire!", "dawn < wire"]), ["dawn"], "alone, it repeats nothing that is known");
    assert_eq!(origins(&["wire!", "dawn < wire", "tolo < wire"]), ["dawn", "tolo < dawn"]);
    assert_eq!(origins(&["wire", "agency < wire!", "dawn < agency"]), ["wire", "dawn < wire"], "up the chain");
    assert_eq!(
        origins(&["tolo < dawn", "dawn < agency", "agency < wire!", "khaama < wire", "wire!", "post"]),
        ["tolo < dawn", "dawn", "khaama < dawn", "post"],
        "one that repeats what is seen goes on to do so"
    );
}

/// What is left for AMBER of an order of cards. `s` and `i` are hidden; `t` and `j` are not.
fn deck(cards: &str) -> String {
    let issue = |id: &str| format!("[[issue]]\nid = \"{id}\"\nlabel = \"{id}\"\nquestion = \"{id}?\"\n");
    let statement = |id: &str, issue: &str, tlp: &str| {
        format!(
            "[[statement]]\nid = \"{id}\"\nactor = \"unnamed\"\ndescribed_as = \"a pilot\"\nsource = \"paper\"\nattribution = \"direct\"\n\
             quote = \"No.\"\nstance = {{ {issue} = \"for\" }}\ntlp = \"{tlp}\"\n"
        )
    };
    let tables = [
        issue("i"),
        issue("j"),
        "[[source]]\nid = \"paper\"\n".to_owned(),
        statement("s", "i", "TLP:RED"),
        statement("t", "j", "TLP:CLEAR"),
    ];
    let brief = read(&format!("{FRAME}{}[deck]\ncards = [{cards}]\n", tables.concat()));
    let text = format::write(&redact_for(&brief, Tlp::Amber).unwrap());
    text.split_once("cards = ").map(|(_, cards)| cards.trim_end().to_owned()).unwrap_or_default()
}

#[test]
fn an_order_of_cards_keeps_its_meaning_when_some_are_gone() {
    assert_eq!(deck(r#""quote:s", "issue:j", "-issue:i""#), r#"["issue:j"]"#);
    assert_eq!(deck(r#""contradiction:t", "-contradiction:s""#), r#"["contradiction:t"]"#);
    assert_eq!(deck(r#""-quote:s", "-quote:t""#), r#"["-quote:t"]"#);
    assert_eq!(deck(r#""-quote:s", "issues""#), "", "still all cards, in the usual order");
    assert_eq!(deck(r#""quote:s", "-issue:j", "issues""#), r#"["issues", "-issue:j"]"#, "still these cards alone");
    assert_eq!(deck(r#""issue:j", "-quote:s", "-timeline", "quotes""#), r#"["issue:j", "quotes", "-timeline"]"#);
    assert_eq!(deck(r#""issue:j", "-timeline", "quotes""#), r#"["issue:j", "-timeline", "quotes"]"#, "nothing is gone");
    let nothing = r#"["-bottom-line", "-key-points", "-issues", "-contradictions", "-timeline", "-quotes"]"#;
    assert_eq!(deck(r#""quote:s", "-issue:j""#), nothing, "not all cards in place of the one that is hidden");
}
