//! Whole screens of the bundled brief, stored. A change of one is a change of what people see: look before accepting it.

use crate::harness::{COLOUR, HARBOUR, bundled, draw, press, text, written};
use whosaid::tui::theme::{ColorDepth, MONO, Theme};

/// The screen of a size after the keys.
fn screen(width: u16, height: u16, keys: &str) -> String {
    let mut app = bundled(width, height);
    press(&mut app, keys);
    text(&app)
}

#[test]
fn all_panes_stand_at_120_by_40() {
    insta::assert_snapshot!(screen(120, 40, ""));
}

#[test]
fn all_panes_stand_at_80_by_24() {
    insta::assert_snapshot!(screen(80, 24, "3"));
}

#[test]
fn one_pane_stands_under_its_tabs_at_60_by_20() {
    insta::assert_snapshot!(screen(60, 20, "4"));
}

#[test]
fn one_pane_stands_under_digits_at_40_by_10() {
    insta::assert_snapshot!(screen(40, 10, "3"));
}

#[test]
fn a_sentence_stands_at_10_by_3() {
    insta::assert_snapshot!(screen(10, 3, ""));
}

#[test]
fn a_narrowed_screen_tells_its_pins_and_counts() {
    insta::assert_snapshot!(screen(120, 40, "jjjj<space>3"));
}

#[test]
fn a_contradiction_shows_both_its_sides() {
    insta::assert_snapshot!(screen(120, 40, "!!!!<esc>"));
}

#[test]
fn help_lists_every_action_that_has_the_words() {
    insta::assert_snapshot!(screen(80, 24, "?pin"));
}

#[test]
fn a_question_is_answered_while_it_is_typed_at_120_by_40() {
    insta::assert_snapshot!(screen(120, 40, "/who:asif federation"));
}

#[test]
fn the_hits_are_walked_at_80_by_24() {
    insta::assert_snapshot!(screen(80, 24, "/on:talks is:against<pgdn>"));
}

#[test]
fn the_hits_stand_alone_on_a_low_screen() {
    insta::assert_snapshot!(screen(60, 19, "/federation"));
}

#[test]
fn a_small_screen_tells_hit_and_proof() {
    insta::assert_snapshot!(screen(60, 20, "/federation<down>"));
}

#[test]
fn the_honesty_panel_says_how_sure_we_are() {
    insta::assert_snapshot!(screen(100, 30, "i"));
}

#[test]
fn the_bottom_line_keeps_likelihood_and_confidence_apart() {
    insta::assert_snapshot!(screen(100, 30, "b"));
}

#[test]
fn every_role_is_styled() {
    let mut app = bundled(80, 24);
    press(&mut app, "jjjj<space>*3");
    insta::assert_debug_snapshot!(draw(&app, COLOUR));
}

#[test]
fn ascii_shows_the_same_in_ascii_alone() {
    let mut app = bundled(80, 24);
    press(&mut app, "3j");
    let buffer = draw(&app, Theme::new(&MONO, ColorDepth::None).with_ascii(true));
    for cell in &buffer.content {
        assert!(cell.symbol().is_ascii(), "{:?}", cell.symbol());
    }
    let row: String = (0..80).map(|x| buffer[(x, 5)].symbol()).collect();
    assert!(row.contains("- against"), "{row}");
}

#[test]
fn what_is_left_out_of_a_quote_does_not_look_cut() {
    let mut app = written(
        "[brief]\nformat = 1\ntitle = \"T\"\nas_of = 2025-01-01\nbottom_line = \"B.\"\ntlp = \"TLP:CLEAR\"\n\
         [[actor]]\nid = \"a\"\nname = \"A\"\nkind = \"person\"\n[[source]]\nid = \"s\"\n\
         [[statement]]\nid = \"x\"\nactor = \"a\"\nsource = \"s\"\nattribution = \"direct\"\nsaid = 2020-01-01\n\
         quote = [\"No province\", \"can hold direct talks with any country, whatever is said of it in Peshawar\"]\n",
        80,
        24,
    );
    press(&mut app, "4");
    let buffer = draw(&app, Theme::new(&MONO, ColorDepth::None).with_ascii(true));
    let rows: Vec<String> = (0..24).map(|y| (0..80).map(|x| buffer[(x, y)].symbol()).collect()).collect();
    let quoting: Vec<&String> = rows.iter().filter(|row| row.contains("No province")).collect();
    assert!(quoting.iter().all(|row| row.contains("No province...can hold")), "{quoting:?}");
    assert!(quoting.iter().any(|row| row.trim_end().ends_with("_\"") || row.contains("_ ")), "cut: {quoting:?}");
}

#[test]
fn two_people_of_one_surname_are_told_apart_in_panes_and_on_cards() {
    let koval = |id: &str, name: &str, stance: &str| {
        format!(
            "[[actor]]\nid = \"{id}\"\nname = \"{name}\"\nkind = \"person\"\naliases = [\"Koval\"]\n\n\
             [[statement]]\nid = \"says-{id}\"\nactor = \"{id}\"\nattribution = \"indirect\"\ngist = \"G.\"\n\
             stance = {{ toll = \"{stance}\" }}\n"
        )
    };
    let brief = "[brief]\nformat = 1\ntitle = \"Homonyms\"\nas_of = 2025-06-30\nbottom_line = \"B.\"\ntlp = \"TLP:CLEAR\"\n\
         [[issue]]\nid = \"toll\"\nlabel = \"toll\"\nquestion = \"Should ships pay a toll?\"\n[[source]]\nid = \"courier\"\n";
    let brief = [brief, &koval("anna", "Anna Koval", "for"), &koval("ivan", "Ivan Koval", "against")].concat();
    let mut app = written(&brief, 120, 40);
    let panes = text(&app);
    for name in ["A. Koval", "I. Koval"] {
        assert!(panes.matches(name).count() >= 2, "in actors and timeline: {panes}");
    }
    press(&mut app, "p<enter>");
    let cards: Vec<String> = (0..6)
        .map(|_| {
            press(&mut app, "<space>");
            text(&app)
        })
        .collect();
    assert!(cards.iter().any(|card| card.contains("A. Koval") && card.contains("I. Koval")), "{cards:#?}");
}

#[test]
fn a_body_is_heard_when_one_of_its_people_is() {
    let body = |id: &str, more: &str| {
        format!("[[actor]]\nid = \"{id}\"\nname = \"The {id}\"\nkind = \"organization\"\n{more}\n")
    };
    let bodies = [("state", ""), ("council", "member_of = [\"state\"]"), ("port", ""), ("union", "")];
    let bodies: String = bodies.iter().map(|(id, more)| body(id, more)).collect();
    let of_bodies = "kind = \"person\"\nmember_of = [\"council\"]\nroles = [{ title = \"Director\", at = \"port\" }]";
    let mut app = written(&(HARBOUR.replace("kind = \"person\"", of_bodies) + &bodies), 120, 60);
    press(&mut app, "i");
    let page = text(&app);
    let row = page.lines().find(|row| row.contains("not heard")).unwrap_or_else(|| panic!("{page}"));
    assert!(row.contains("The union"), "{row}");
    assert!(["The state", "The council", "The port"].iter().all(|heard| !row.contains(heard)), "{row}");
}

#[test]
fn an_actor_in_detail_tells_when_it_belonged_to_a_body() {
    let more = "kind = \"person\"\nmember_of = [\"union\"]\n\
        memberships = [{ of = \"council\", from = \"2019\", to = \"2022\" }, { of = \"port\", from = \"2024-05-01\" }]";
    let bodies = ["council", "port", "union"]
        .map(|id| format!("[[actor]]\nid = \"{id}\"\nname = \"The {id}\"\nkind = \"organization\"\n"));
    let mut app = written(&(HARBOUR.replace("kind = \"person\"", more) + &bodies.concat()), 160, 60);
    press(&mut app, "2");
    assert!(text(&app).contains("The union · The council, 2019–2022 · The port, since 1 May 2024"), "{}", text(&app));
    press(&mut app, "j");
    assert!(text(&app).contains("Irena Vidal, 2019–2022"), "{}", text(&app));
}
