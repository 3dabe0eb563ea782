//! Contradictions and shifts as they are read: their sides, the ways on and back, and whole screens of them.

use crate::harness::{COLOUR, bundled, draw, press, text, written};
use whosaid::app::overlay::Overlay;
use whosaid::app::{App, Effect, Msg, update};
use whosaid::layout::Pane;
use whosaid::model::Record;
use whosaid::tui::theme::{ColorDepth, MONO, Theme};
use whosaid::view::cases::{Case, Cases};

/// One utterance in the words of two papers, a length with a value that is preferred, and a change of mind.
const BRIEF: &str = r#"
[brief]
format = 1
title = "Border talks"
as_of = "2024-10-01"
bottom_line = "They differ."
tlp = "TLP:GREEN"

[[issue]]
id = "talks"
label = "talks"
question = "Should the province talk to Kabul by itself?"

[[actor]]
id = "rana"
name = "Rana Iqbal"
kind = "person"
role = "Minister of Roads"

[[actor]]
id = "office"
name = "Survey Office"
kind = "organization"

[[source]]
id = "wire"
outlet = "A wire"
published = "2024-09-12"
reliability = "B"

[[source]]
id = "daily"
outlet = "The Daily"
published = "2024-09-13"
reliability = "C"
origin = "wire"

[[statement]]
id = "rana-wire"
actor = "rana"
source = "wire"
attribution = "direct"
cue = "said"
quote = ["The road stays shut until spring,", "and nobody will open it before the survey is done."]
said = "2024-09-12"
venue = "the assembly"
stance = { talks = "against" }
credibility = 2

[[statement]]
id = "rana-daily"
actor = "rana"
source = "daily"
attribution = "direct"
cue = "told"
quote = "The road stays open until spring, and nobody may shut it before the survey is done."
said = "2024-09-12"
rewords = ["rana-wire"]

[[statement]]
id = "rana-before"
actor = "rana"
source = "wire"
attribution = "inferred"
gist = "A province may well talk to its neighbour."
said = "2023-05"
stance = { talks = "for" }

[[claim]]
id = "long-wire"
question = "How long is the road?"
value = 120
unit = "km"
source = "wire"
actor = "office"
as_of = "2024-09"
rank = "preferred"
why = "It was measured, and the other figure is older."

[[claim]]
id = "long-daily"
question = "How long is the road?"
value = 180
unit = "km"
source = "daily"
rank = "deprecated"
why = "It counts a branch that is closed."
"#;

/// The screen of a size after the keys, on the brief above.
fn screen(width: u16, height: u16, keys: &str) -> String {
    let mut app = written(BRIEF, width, height);
    press(&mut app, keys);
    text(&app)
}

#[test]
fn words_that_differ_stand_beside_each_other_and_word_by_word_at_120_by_40() {
    insta::assert_snapshot!(screen(120, 40, "4g!n"));
}

#[test]
fn words_that_differ_stand_below_each_other_and_word_by_word_at_80_by_24() {
    insta::assert_snapshot!(screen(80, 24, "4g!n<pgdn>"));
}

#[test]
fn a_value_that_is_preferred_says_why_at_120_by_40() {
    insta::assert_snapshot!(screen(120, 40, "4g!"));
}

#[test]
fn a_value_that_is_preferred_says_why_at_80_by_24() {
    insta::assert_snapshot!(screen(80, 24, "4g!"));
}

#[test]
fn a_shift_goes_from_one_side_to_the_other_at_120_by_40() {
    insta::assert_snapshot!(screen(120, 40, "~"));
}

#[test]
fn a_shift_goes_from_one_side_to_the_other_at_80_by_24() {
    insta::assert_snapshot!(screen(80, 24, "~"));
}

#[test]
fn one_dispute_of_many_links_stands_in_two_columns() {
    let mut app = bundled(120, 40);
    press(&mut app, "!<tab>");
    insta::assert_snapshot!(text(&app));
}

#[test]
fn without_colour_and_in_ascii_the_sides_and_the_cursor_are_told() {
    let mut app = written(BRIEF, 120, 40);
    press(&mut app, "4g!n");
    let buffer = draw(&app, Theme::new(&MONO, ColorDepth::None).with_ascii(true));
    let row = |y: u16| (0..120).map(|x| buffer[(x, y)].symbol()).collect::<String>();
    let all: String = (0..40).map(|y| row(y) + "\n").collect();
    assert!(all.is_ascii());
    assert!(all.contains("[-") && all.contains("{+"), "{all}");
    assert!(all.contains("> Rana Iqbal"), "{all}");
}

fn cases(app: &App) -> &Cases {
    &app.reader.as_ref().unwrap().facts.cases
}

fn has(case: &Case, record: Option<Record>) -> bool {
    record.is_some_and(|record| case.has(record))
}

#[test]
fn every_contradiction_is_passed_and_then_the_first_again() {
    let mut app = bundled(120, 40);
    let count = cases(&app).contradictions.len();
    press(&mut app, "!");
    for at in 1..=count {
        assert!(text(&app).contains(&format!("case {at} of {count}")), "{}", text(&app));
        press(&mut app, if at % 2 == 0 { "n" } else { "!" });
    }
    assert!(text(&app).contains(&format!("case 1 of {count}")));
    assert!(text(&app).contains("from the top again"));
    press(&mut app, "N");
    assert!(text(&app).contains(&format!("case {count} of {count}")));
    press(&mut app, "<left><right><right><left>~");
    assert!(text(&app).contains("Shifts of position"), "{}", text(&app));
}

#[test]
fn from_detail_it_is_the_case_of_what_detail_tells_of() {
    let case_of = |keys: &str| {
        let mut app = bundled(120, 40);
        press(&mut app, keys);
        let Some(Overlay::Case(view)) = &app.overlay else { panic!("no case is open") };
        format!("{:?}", view.case(app.reader.as_ref().unwrap()))
    };
    assert_eq!(case_of("!nn<esc>5!"), case_of("!nn<esc>4!"));
    assert_eq!(case_of("4G5!"), case_of("4G!"));
    assert_ne!(case_of("!nn<esc>5!"), case_of("!"));
}

#[test]
fn the_next_case_is_the_one_after_that_which_was_left() {
    let mut app = bundled(120, 40);
    press(&mut app, "!nn<esc>");
    let (record, cases) = (app.reader.as_ref().unwrap().timeline_record(), cases(&app));
    assert!(has(&cases.contradictions[2], record));
    assert_eq!(app.reader.as_ref().unwrap().focus, Pane::Timeline);
    press(&mut app, "!");
    assert!(text(&app).contains("case 4 of"), "{}", text(&app));
    press(&mut app, "[");
    assert!(app.overlay.is_none());
    assert_eq!(app.reader.as_ref().unwrap().timeline_record(), record, "[ leaves the reader where it stood");
}

#[test]
fn enter_goes_to_the_record_under_the_cursor_on_either_side() {
    let mut app = bundled(120, 40);
    press(&mut app, "!<tab>j<enter>");
    let reader = app.reader.as_ref().unwrap();
    let second = reader.facts.cases.contradictions[0].sides[1].records[1];
    assert_eq!((reader.timeline_record(), reader.focus), (Some(second), Pane::Timeline));
    press(&mut app, "<enter>");
    let reader = app.reader.as_ref().unwrap();
    assert_eq!(
        reader.timeline_record(),
        Some(reader.facts.cases.contradictions[0].sides[0].records[0]),
        "and then to the rival side"
    );
}

#[test]
fn one_can_read_to_the_last_row_by_going_down_and_back_by_going_up() {
    let mut app = bundled(60, 20);
    press(&mut app, "!");
    let start = text(&app);
    press(&mut app, &"j".repeat(200));
    assert!(text(&app).contains("not say which is so"), "{}", text(&app));
    press(&mut app, &"k".repeat(200));
    assert_eq!(text(&app), start);
    press(&mut app, "G");
    assert!(text(&app).contains("not say which is so"));
}

#[test]
fn the_citations_of_all_sides_are_sent_and_shown() {
    let mut app = bundled(120, 40);
    press(&mut app, "!");
    let ids: Vec<String> = {
        let reader = app.reader.as_ref().unwrap();
        reader.facts.cases.contradictions[0]
            .records()
            .map(|record| reader.facts.brief.record_id(record).to_owned())
            .collect()
    };
    let Some(Effect::Copy(sent)) = press(&mut app, "y") else { panic!("nothing is sent") };
    for id in &ids {
        assert!(sent.contains(&format!("#{id}")), "{id}");
    }
    assert!(text(&app).contains(&format!("sent to the terminal: {} citations", ids.len())));
    press(&mut app, "Y");
    assert!(matches!(app.overlay, Some(Overlay::Copy(_))));
    press(&mut app, "<esc>");
    assert!(text(&app).contains("case 1 of"), "and back to the case");
}

#[test]
fn a_case_is_laid_out_anew_for_another_size() {
    let mut app = bundled(120, 40);
    press(&mut app, "!<tab>j");
    let side = |app: &App| {
        let Some(Overlay::Case(view)) = &app.overlay else { return None };
        view.entry().map(|entry| (entry.side, entry.column))
    };
    let (_, column) = side(&app).unwrap();
    assert!(column > 0, "the second side stands on the right");
    update(&mut app, Msg::Resize(ratatui::layout::Size { width: 80, height: 24 }));
    assert_eq!(side(&app), Some((1, 0)), "the cursor stays on its record");
    let _ = draw(&app, COLOUR);
}
