//! The questions that the reader is there for, each asked from the start in at most five keys.

use crate::harness::{bundled, press, text};
use whosaid::app::overlay::Overlay;
use whosaid::app::{App, BriefItem, Effect, Msg, update};
use whosaid::layout::Pane;
use whosaid::model::Record;

fn ask(keys: &str) -> App {
    let mut app = bundled(120, 40);
    press(&mut app, keys);
    app
}

fn timeline(app: &App) -> Vec<Record> {
    let reader = app.reader.as_ref().unwrap();
    reader.panes.timeline.rows().iter().filter_map(|row| row.record()).collect()
}

#[test]
fn all_that_asif_said() {
    let app = ask("jjjj<space>");
    let brief = &app.reader.as_ref().unwrap().facts.brief;
    let asif = brief.actors.find("asif").unwrap();
    let said: Vec<Record> = brief
        .statements
        .iter()
        .filter(|(_, statement)| statement.actors().contains(&asif))
        .map(|(ix, _)| Record::Statement(ix))
        .collect();
    let shown = timeline(&app);
    assert!(said.len() >= 4, "the brief has enough of him to ask about");
    assert!(said.iter().all(|record| shown.contains(record)));
    for record in shown {
        assert!(brief.actors_of(record).contains(&asif), "{}", brief.record_id(record));
    }
    let screen = text(&app);
    assert!(screen.contains("direct attack on the federation"), "{screen}");
    assert!(screen.contains("◆ Asif"), "the pin stands in the title line as a word");
}

#[test]
fn who_is_against_direct_talks_and_the_proof() {
    let camp = text(&ask("3k"));
    let against = camp.lines().find(|line| line.trim_start().starts_with("○ against")).unwrap_or_default();
    for name in ["Asif", "Islamabad", "Khar"] {
        assert!(against.contains(name), "{name} in {against:?}");
    }
    let proof = ask("3k<space>");
    let reader = proof.reader.as_ref().unwrap();
    let issue = reader.facts.brief.issues.find("direct-talks").unwrap();
    let on_issue = |record: &Record| match record {
        Record::Statement(ix) => reader.facts.brief.statements[*ix].stance_on(issue).is_some(),
        Record::Event(_) | Record::Claim(_) => false,
    };
    assert!(timeline(&proof).iter().all(on_issue));
    assert_eq!(
        ask("3jjjj<enter>").reader.unwrap().focus,
        Pane::Timeline,
        "from a cell to the statement that proves it"
    );
}

#[test]
fn what_one_source_alone_reports() {
    let app = ask("1");
    let reader = app.reader.as_ref().unwrap();
    let Some(BriefItem::Source(source)) = reader.selected_item() else { panic!("the cursor stands on a source") };
    let told: String = reader.detail.lines.iter().flat_map(|line| &line.runs).map(|run| run.text.as_str()).collect();
    let alone = reader.facts.findings.origins.alone(source);
    assert!(told.contains(&format!("{} records that no other origin", alone.len())), "{told}");
    let narrowed = ask("1<space>");
    assert!(timeline(&narrowed).len() >= alone.len());
}

#[test]
fn the_next_contradiction_and_both_its_sides_and_back() {
    let mut app = bundled(120, 40);
    let start = app.reader.as_ref().unwrap().bookmark();
    press(&mut app, "!");
    let sides = app.reader.as_ref().unwrap().facts.cases.contradictions[0].sides.clone();
    let screen = text(&app);
    for side in &sides {
        assert!(screen.contains(side.label.as_str()), "{} on the screen", side.label);
    }
    assert_eq!(app.reader.as_ref().unwrap().bookmark(), start, "to read a case moves nothing behind it");
    press(&mut app, "<esc>");
    let here = app.reader.as_ref().unwrap().timeline_record().unwrap();
    assert!(sides[0].records.contains(&here));
    press(&mut app, "<enter>");
    let there = app.reader.as_ref().unwrap().timeline_record().unwrap();
    assert!(sides[1].records.contains(&there), "enter goes to the rival side");
    press(&mut app, "[[");
    assert_eq!(app.reader.as_ref().unwrap().bookmark(), start);
    press(&mut app, "]");
    assert_eq!(app.reader.as_ref().unwrap().timeline_record(), Some(here));
}

#[test]
fn pasted_text_goes_into_the_line_that_is_open_and_is_never_a_command() {
    let mut app = bundled(120, 40);
    let start = app.reader.as_ref().unwrap().bookmark();
    update(&mut app, Msg::Paste("qqq!!!jjj".repeat(1000)));
    assert_eq!(app.reader.as_ref().unwrap().bookmark(), start);
    press(&mut app, "?");
    update(&mut app, Msg::Paste("take\nback".to_owned()));
    press(&mut app, "<left><left><left><left> ");
    assert!(text(&app).contains("take back all pins") || text(&app).contains("take all pins back"), "{}", text(&app));
    update(&mut app, Msg::Paste("x".repeat(1_000_000)));
    let Some(Overlay::Help(help)) = &app.overlay else { panic!("help is open") };
    assert!(help.search.value().chars().count() < 1000, "a search needs no novel");
}

#[test]
fn ctrl_c_leaves_from_everywhere() {
    for keys in ["", "m", "'", "t", "?", "i", "b", "z", "<space>", "/", "/asif<pgdn>", "!", "~"] {
        let mut app = bundled(80, 24);
        press(&mut app, keys);
        assert_eq!(press(&mut app, "<ctrl-c>"), Some(Effect::Quit), "after {keys:?}");
    }
}

#[test]
fn marks_stars_and_the_place_are_remembered_by_id() {
    let mut app = bundled(120, 40);
    press(&mut app, "jj*3mamb4");
    let memory = app.saved_state().unwrap();
    assert_eq!(memory.stars.iter().map(String::as_str).collect::<Vec<_>>(), ["actor:federal-govt"]);
    assert_eq!(memory.marks.keys().map(String::as_str).collect::<Vec<_>>(), ["a", "b"]);
    assert_eq!(memory.last.as_ref().map(|place| place.pane.as_str()), Some("Timeline"));
    press(&mut app, "gg2gg'a");
    assert_eq!(app.reader.as_ref().unwrap().bookmark().items, memory.marks["a"].items);
    press(&mut app, "'z");
    assert!(text(&app).contains("no mark 'z; set are a b"), "{}", text(&app));
}

#[test]
fn stances_follow_the_date_under_the_timeline_s_cursor() {
    let mut app = bundled(120, 40);
    press(&mut app, "t2024-09-12<enter>a");
    assert!(text(&app).contains("as of 2024-09-12"));
    let count = |app: &App| app.reader.as_ref().unwrap().matrix.actors().len();
    let then = count(&app);
    let gandapur = text(&app).lines().find(|line| line.contains("Gandapur   ")).unwrap_or_default().to_owned();
    assert!(!gandapur.contains('↘'), "a shift that was still to come flags nothing: {gandapur}");
    press(&mut app, "a");
    assert!(text(&app).lines().any(|line| line.contains("Gandapur   ") && line.contains('↘')));
    assert!(then < count(&app), "fewer had spoken by then");
    press(&mut app, "tsoon<enter>");
    assert!(text(&app).contains("no date: "), "what is no date is said at once");
}

#[test]
fn a_reference_leads_to_its_record_even_where_pins_hid_it() {
    let mut app = ask("jjjj<space>");
    let _ = update(&mut app, Msg::GoTo("event:haqqania-bombing".to_owned()));
    let reader = app.reader.as_ref().unwrap();
    let bombing = reader.facts.brief.record("haqqania-bombing").map(BriefItem::Record);
    assert_eq!((reader.focus, reader.selected_item()), (Pane::Timeline, bombing));
    press(&mut app, "[");
    assert!(text(&app).contains("◆ Asif"), "the way back leads to the pins");
    let _ = update(&mut app, Msg::GoTo("event:gone".to_owned()));
    assert!(text(&app).contains("the brief has no event:gone"));
}
