//! `briefs/README.md` is what the program reads: no field, word, default or example differs.

use whosaid::diagnostics::render;
use whosaid::diagnostics::{FileScope, SourceFile};
use whosaid::format::{read, tables};
use whosaid::model::{
    ActorKind, Attribution, Confidence, Credibility, EventKind, Likelihood, Rank, Reliability, Review, Section,
    SourceKind, Stance, Tlp,
};

const REFERENCE: &str = include_str!("../../briefs/README.md");

/// What stands below the headings of the third level, section by section.
fn sections() -> Vec<(&'static str, &'static str)> {
    let sections = REFERENCE.split("\n### ").skip(1).filter_map(|section| section.split_once('\n'));
    sections.map(|(heading, body)| (heading, body.split("\n## ").next().unwrap_or(body))).collect()
}

/// A row of a table of the reference.
struct Row {
    /// The word in back-ticks that it begins with.
    word: &'static str,
    second: &'static str,
    text: &'static str,
}

fn rows(body: &'static str) -> Vec<Row> {
    let row = |line: &'static str| {
        let mut cells = line.strip_prefix("| `")?.split('|');
        let word = cells.next()?.trim().strip_suffix('`')?;
        Some(Row { word, second: cells.next().unwrap_or_default().trim(), text: line })
    };
    body.lines().filter_map(row).collect()
}

/// The table that a heading names: `[[actor.roles]]`.
fn table_of(heading: &str) -> Option<&str> {
    let table = heading.trim_matches('`').strip_prefix('[')?;
    Some(table.trim_matches(['[', ']']))
}

#[test]
fn every_table_has_the_fields_that_are_read() {
    let written = sections().into_iter().filter_map(|(heading, body)| Some((table_of(heading)?, rows(body))));
    let written: Vec<(&str, Vec<&str>)> =
        written.map(|(table, rows)| (table, rows.iter().map(|row| row.word).collect())).collect();
    let passages = tables().into_iter().filter(|table| table.table.ends_with(".passage"));
    let (of_statements, others): (Vec<_>, Vec<_>) = passages.partition(|table| table.table.starts_with("statement."));
    assert!(others.iter().all(|other| other.fields == of_statements[0].fields), "the reference has them once");
    let read = tables().into_iter().filter(|table| !others.contains(table));
    let read: Vec<(&str, Vec<&str>)> = read.map(|table| (table.table, table.fields.to_vec())).collect();
    assert_eq!(written, read);
}

#[test]
fn every_vocabulary_has_the_words_that_are_read() {
    let read: &[(&str, &[&str])] = &[
        ("TLP", Tlp::WORDS),
        ("Likelihood", Likelihood::WORDS),
        ("Confidence", Confidence::WORDS),
        ("Reliability", Reliability::WORDS),
        ("Credibility", Credibility::WORDS),
        ("Attribution", Attribution::WORDS),
        ("Stance", Stance::WORDS),
        ("Kind of actor", ActorKind::WORDS),
        ("Kind of source", SourceKind::WORDS),
        ("Kind of event", EventKind::WORDS),
        ("Rank", Rank::WORDS),
        ("Review", Review::WORDS),
        ("Part", Section::WORDS),
    ];
    let written = sections().into_iter().filter(|(heading, _)| table_of(heading).is_none());
    let written = written.filter(|(heading, _)| *heading != "Limits");
    let written: Vec<(&str, Vec<&str>)> =
        written.map(|(heading, body)| (heading, rows(body).iter().map(|row| row.word).collect())).collect();
    let read: Vec<(&str, Vec<&str>)> = read.iter().map(|(name, words)| (*name, words.to_vec())).collect();
    assert_eq!(written, read);
    for (heading, body) in sections() {
        for row in rows(body) {
            let meaning = match heading {
                "Reliability" => Reliability::from_word(row.word).map(Reliability::meaning),
                "Credibility" => Credibility::from_word(row.word).map(Credibility::meaning),
                _ => None,
            };
            assert_eq!(meaning.unwrap_or(row.second), row.second, "{}", row.text);
        }
    }
}

/// The files of the example: each block, named by the back-ticks before it.
fn example() -> Vec<SourceFile> {
    let blocks = REFERENCE.split("```toml\n").collect::<Vec<_>>();
    let blocks = blocks.windows(2).filter_map(|pair| {
        let name = pair[0].rsplit('`').nth(1)?;
        let text = pair[1].split("```").next()?;
        Some(SourceFile { name: name.to_owned(), text: text.to_owned(), part: FileScope::Brief })
    });
    blocks.collect()
}

#[test]
fn the_example_is_without_fault() {
    let files = example();
    let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
    assert_eq!(names, ["brief.toml", "2025-03-12-courier.toml"]);
    let (brief, faults) = read(&files);
    assert_eq!(render::lines(&files, &faults), [""; 0]);
    assert!(brief.is_some());
}

#[test]
fn what_is_said_to_be_required_is() {
    for (heading, body) in sections() {
        let Some(table) = table_of(heading).filter(|table| !table.contains('.')) else { continue };
        let header = if ["brief", "deck"].contains(&table) { format!("[{table}]") } else { format!("[[{table}]]") };
        let file = SourceFile { name: "b".to_owned(), text: format!("{header}\n"), part: FileScope::Brief };
        let missing = |field: &str| format!("`{field}` is missing");
        let (_, faults) = read(&[file]);
        for row in rows(body) {
            let is_reported = faults.iter().any(|fault| fault.problem.ends_with(&missing(row.word)));
            assert_eq!(is_reported, row.second == "required", "{table}: {}", row.word);
        }
    }
}

#[test]
fn what_is_said_to_be_the_default_is() {
    let example: Vec<SourceFile> = example();
    let text: String = example.iter().map(|file| file.text.as_str()).collect();
    let defaults = ["reliability", "credibility", "kind  = \"policy\""];
    let without = text.lines().filter(|line| !defaults.iter().any(|field| line.starts_with(field)));
    let text = without.collect::<Vec<_>>().join("\n");
    let (brief, faults) = read(&[SourceFile { name: "b".to_owned(), text, part: FileScope::Brief }]);
    assert_eq!(faults, []);
    let Some(brief) = brief else { panic!("a brief") };
    let source = brief.sources.iter().map(|(_, source)| (source.kind.word(), source.reliability.word())).next();
    let credibility = brief.statements.iter().map(|(_, statement)| statement.credibility.word()).next();
    let event = brief.events.iter().map(|(_, event)| event.kind.word()).next();
    let claim = brief.claims.iter().map(|(_, claim)| claim.rank.word()).next();
    let default = |table: &str, field: &str| {
        let (_, body) = sections().into_iter().find(|(heading, _)| table_of(heading) == Some(table))?;
        Some(rows(body).into_iter().find(|row| row.word == field)?.second.trim_matches('`'))
    };
    assert_eq!(source, default("source", "kind").zip(default("source", "reliability")));
    assert_eq!(credibility, default("statement", "credibility"));
    assert_eq!(event, default("event", "kind"));
    assert_eq!(claim, default("claim", "rank"));
}

#[test]
fn every_link_inside_leads_to_a_heading() {
    let slug = |heading: &str| {
        let kept = heading
            .trim_start_matches('#')
            .trim()
            .chars()
            .filter(|char| char.is_alphanumeric() || " _-".contains(*char));
        kept.collect::<String>().to_lowercase().replace(' ', "-")
    };
    let headings: Vec<String> = REFERENCE.lines().filter(|line| line.starts_with('#')).map(slug).collect();
    for link in REFERENCE.split("](#").skip(1).filter_map(|rest| rest.split(')').next()) {
        assert!(headings.iter().any(|heading| heading == link), "{link}");
    }
}
