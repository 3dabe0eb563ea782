//! Citations as they leave the program: whole, honest about what is speech, harmless wherever they are pasted.

use proptest::prelude::*;
use serde_json::Value;
use whosaid::diagnostics::{FileScope, SourceFile};
use whosaid::format::{self};
use whosaid::loader;
use whosaid::model::{Brief, Record};
use whosaid::view::citation::{CitationFormat, format_citations, reference};

const PLACE: &str = "kp-kabul-talks";

fn bundled() -> Brief {
    format::read(&loader::bundled()).0.unwrap()
}

fn written(text: &str) -> Brief {
    let file = SourceFile { name: "brief.toml".to_owned(), text: text.to_owned(), part: FileScope::Brief };
    let (brief, faults) = format::read(&[file]);
    assert!(faults.is_empty(), "{faults:#?}");
    brief.unwrap()
}

fn cited(brief: &Brief, ids: &[&str], form: CitationFormat) -> String {
    let records: Vec<Record> = ids.iter().map(|id| brief.record(id).unwrap_or_else(|| panic!("no {id}"))).collect();
    format_citations(PLACE, brief, &records, form)
}

fn items(csl: &str) -> Vec<Value> {
    serde_json::from_str(csl).unwrap_or_else(|error| panic!("{error}:\n{csl}"))
}

/// One of each kind: a direct quote, a partly quoted statement, a relayed and doubted one, an inferred one, an event, a claim.
const OF_EACH_KIND: &[&str] =
    &["asif-federation", "asif-deadly-poison", "khan-directive", "federal-deporting", "border-clash", "police-2024"];

#[test]
fn a_plain_citation_says_who_said_what_when_as_reported_by_whom_and_how_sure() {
    insta::assert_snapshot!(cited(&bundled(), OF_EACH_KIND, CitationFormat::Plain));
}

#[test]
fn a_markdown_citation_keeps_speech_apart_from_paraphrase() {
    insta::assert_snapshot!(cited(&bundled(), OF_EACH_KIND, CitationFormat::Markdown));
}

#[test]
fn a_csl_citation_states_what_the_source_states() {
    insta::assert_snapshot!(cited(&bundled(), OF_EACH_KIND, CitationFormat::Csl));
}

/// Everything that a source can state, and two sources of one event; ids that a record of another kind has too.
const FULL: &str = r##"
[brief]
format = 1
title = "All fields"
as_of = "2025-09"
bottom_line = "None."
tlp = "TLP:GREEN"
marking = "Desk 7 only"
note = "SECRET of the brief"

[[actor]]
id = "office"
name = "Foreign Office of Pakistan"
kind = "government"
note = "SECRET of the actor"

[[actor]]
id = "khan"
name = "Shafqat Ali Khan"
kind = "person"
aliases = ["Khan"]
[[actor.roles]]
title = "Spokesperson"
at = "office"
from = "2025-01"
[[actor.roles]]
title = "Ambassador"
to = "2024-12"

[[source]]
id = "wire"
outlet = "A *wire* service"
title = "Talks <b>fail</b> | again"
author = "A. Reporter"
place = "Peshawar"
url = "https://example.org/a_b?c=1"
lang = "en"
kind = "webpage"
published = "2024-09-12"
accessed = "2025-01-02"
reliability = "B"
note = "SECRET of the source"

[[source]]
id = "copy"
outlet = "Another paper"
url = "javascript:alert(1)"
published = "2024-09-05/2024-09-12"
published_basis = "the text says so"
reliability = "E"
origin = "wire"
tlp = "TLP:AMBER"

[[statement]]
id = "same"
actor = "office"
via = "khan"
source = "wire"
attribution = "mixed"
quote = ["_Under_ the constitution", "# it is [ours](http://x.org)"]
gist = "Foreign affairs are for the centre."
venue = "weekly briefing"
credibility = "1"
note = "SECRET of the statement"

[[statement]]
id = "read"
actor = "unnamed"
described_as = "a senior diplomat"
source = "copy"
attribution = "inferred"
gist = "He wants no talks."
said = "2024-09-XX"

[[event]]
id = "same"
title = "They meet"
date = "2024-09-10"
kind = "meeting"
place = "Kabul"
actors = ["office", "khan"]
sources = ["wire", "copy"]
gist = "Nothing came of it."
note = "SECRET of the event"

[[event]]
id = "bare"
title = "Something happened"
date = "2024"

[[claim]]
id = "same"
question = "How long is the border?"
value = 2640
unit = "km"
source = "wire"
actor = "khan"
as_of = "2024"
rank = "preferred"
why = "It counts the whole border."
note = "SECRET of the claim"
"##;

#[test]
fn all_that_a_source_states_is_cited_and_no_text_of_it_is_markup() {
    let brief = written(FULL);
    let records: Vec<Record> = brief.records().collect();
    insta::assert_snapshot!("full_plain", format_citations("my briefs/full", &brief, &records, CitationFormat::Plain));
    insta::assert_snapshot!(
        "full_markdown",
        format_citations("my briefs/full", &brief, &records, CitationFormat::Markdown)
    );
    insta::assert_snapshot!("full_csl", format_citations("my briefs/full", &brief, &records, CitationFormat::Csl));
}

#[test]
fn a_reference_names_the_kind_where_another_record_is_found_first() {
    let brief = written(FULL);
    let references: Vec<String> = brief.records().map(|record| reference("full.toml", &brief, record)).collect();
    let wanted = ["full.toml#same", "full.toml#read", "full.toml#event:same", "full.toml#bare", "full.toml#claim:same"];
    assert_eq!(references, wanted);
}

#[test]
fn what_the_brief_reads_into_a_position_is_never_shown_as_speech() {
    let brief = bundled();
    let plain = cited(&brief, &["federal-deporting"], CitationFormat::Plain);
    assert!(plain.starts_with("the brief's reading, not speech: "), "{plain}");
    for form in CitationFormat::ALL {
        let text = cited(&brief, &["federal-deporting"], form);
        assert!(!text.contains("said by") && !text.contains("Statement by") && !text.contains('“'), "{text}");
    }
}

#[test]
fn a_note_never_leaves() {
    let brief = bundled();
    let notes: Vec<String> = notes(&brief);
    assert!(notes.len() > 20, "the brief has notes to keep");
    for form in CitationFormat::ALL {
        for record in brief.records() {
            let text = format_citations(PLACE, &brief, &[record], form);
            assert!(notes.iter().all(|note| !text.contains(note.as_str())), "{text}");
        }
        let full = written(FULL);
        assert!(!format_citations("full", &full, &full.records().collect::<Vec<_>>(), form).contains("SECRET"));
    }
}

fn notes(brief: &Brief) -> Vec<String> {
    let notes = brief.statements.iter().map(|(_, statement)| statement.note.clone());
    let notes = notes.chain(brief.events.iter().map(|(_, event)| event.note.clone()));
    let notes = notes.chain(brief.claims.iter().map(|(_, claim)| claim.note.clone()));
    let notes = notes.chain(brief.sources.iter().map(|(_, source)| source.note.clone()));
    notes
        .chain(brief.actors.iter().map(|(_, actor)| actor.note.clone()))
        .chain([brief.note.clone()])
        .flatten()
        .collect()
}

#[test]
fn every_record_of_the_brief_has_a_citation_in_every_form() {
    let brief = bundled();
    for record in brief.records() {
        let reference = reference(PLACE, &brief, record);
        for form in [CitationFormat::Plain, CitationFormat::Markdown] {
            let text = format_citations(PLACE, &brief, &[record], form);
            assert!(text.contains(&reference) && text.contains("TLP:CLEAR") && text.contains("grade: "), "{text}");
        }
    }
    let items = items(&format_citations(PLACE, &brief, &brief.records().collect::<Vec<_>>(), CitationFormat::Csl));
    let mut ids: Vec<&str> = items.iter().map(|item| item["id"].as_str().unwrap()).collect();
    assert!(items.len() >= brief.records().count());
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), items.len(), "no id stands twice");
}

#[test]
fn dates_are_as_exact_as_the_source_states_them() {
    let table = [
        ("2024-09-12", r#"{"date-parts":[[2024,9,12]]}"#),
        ("2024-09", r#"{"date-parts":[[2024,9]]}"#),
        ("2024-09-XX", r#"{"date-parts":[[2024,9]]}"#),
        ("2024", r#"{"date-parts":[[2024]]}"#),
        ("2024-09-12~", r#"{"circa":true,"date-parts":[[2024,9,12]]}"#),
        ("2024-09?", r#"{"circa":true,"date-parts":[[2024,9]]}"#),
        ("2024-09-05/2024-10", r#"{"date-parts":[[2024,9,5],[2024,10]]}"#),
        ("../2024-10-01", r#"{"circa":true,"date-parts":[[2024,10,1]]}"#),
        ("[2025-09-10,2024-09-10]", r#"{"circa":true,"date-parts":[[2024,9,10],[2025,9,10]]}"#),
    ];
    for (written_date, wanted) in table {
        let brief = written(&FULL.replace("\"2024-09-12\"", &format!("\"{written_date}\"")));
        let csl = format_citations("x", &brief, &[brief.record("same").unwrap()], CitationFormat::Csl);
        assert_eq!(items(&csl)[0]["issued"].to_string(), wanted, "{written_date}");
    }
}

#[test]
fn a_form_is_asked_for_by_its_word() {
    for form in CitationFormat::ALL {
        assert_eq!(CitationFormat::from_name(form.name()), Some(form));
    }
    assert_eq!(CitationFormat::from_name("bibtex"), None);
}

/// A text as hostile as TOML lets one write it.
fn hostile() -> impl Strategy<Value = String> {
    let obeyed = [
        '\u{1b}',
        '\u{7}',
        '\u{9b}',
        '\r',
        '\n',
        '\u{202e}',
        '\u{2066}',
        '\u{200f}',
        '\u{2028}',
        '\u{e0041}',
        '`',
        '<',
    ];
    let char = prop_oneof![prop::sample::select(obeyed.to_vec()), any::<char>()];
    prop::collection::vec(char, 1..12).prop_map(|chars| format!("w{}w", chars.into_iter().collect::<String>()))
}

/// As a basic string of TOML.
fn quoted(text: &str) -> String {
    let escaped = |char: char| match char {
        '"' | '\\' => format!("\\{char}"),
        _ if char.is_control() => format!("\\u{:04X}", u32::from(char)),
        _ => char.to_string(),
    };
    format!("\"{}\"", text.chars().map(escaped).collect::<String>())
}

fn is_obeyed(char: char) -> bool {
    (char.is_control() && char != '\n')
        || matches!(char, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{206f}')
        || matches!(char, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

/// The brief of all fields, with `text` in each that is free.
fn hostile_everywhere(text: &str) -> String {
    const FREE: &[&str] =
        &["marking", "name", "title", "outlet", "author", "place", "lang", "gist", "venue", "question", "unit", "why"];
    let line = |line: &str| match line.split_once(" = ") {
        Some((field, _)) if FREE.contains(&field) => format!("{field} = {}", quoted(text)),
        Some(("quote", _)) => format!("quote = [{0}, {0}]", quoted(text)),
        Some(("described_as", _)) => format!("described_as = {}", quoted(text)),
        Some(("said", said)) => format!("said = {said}\nprinted_date = {}", quoted(text)),
        Some(_) | None => line.to_owned(),
    };
    FULL.lines().map(line).collect::<Vec<_>>().join("\n")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_that_a_terminal_or_a_reading_order_obeys_leaves(text in hostile(), place in hostile()) {
        let file = SourceFile { name: "brief.toml".to_owned(), text: hostile_everywhere(&text), part: FileScope::Brief };
        let (brief, _) = format::read(&[file]);
        let brief = brief.unwrap();
        let records: Vec<Record> = brief.records().collect();
        prop_assert_eq!(records.len(), 5);
        for form in CitationFormat::ALL {
            let cited = format_citations(&place, &brief, &records, form);
            prop_assert!(!cited.chars().any(is_obeyed), "{cited:?}");
        }
        let csl: Result<Vec<Value>, _> = serde_json::from_str(&format_citations(&place, &brief, &records, CitationFormat::Csl));
        prop_assert_eq!(csl.map(|items| items.len()).ok(), Some(6));
        let markdown = format_citations(&place, &brief, &records, CitationFormat::Markdown);
        let is_ours = |line: &str| line.is_empty() || line == "---" || line.starts_with("> “") || line.starts_with("- ");
        prop_assert!(markdown.lines().all(is_ours), "{markdown}");
    }
}
