//! A quote and its article: how the one stands in the other, and the article opened at the words.

use crate::harness::{COLOUR, HARBOUR, bundled, draw, holding, press, text};
use ratatui::style::Modifier;
use whosaid::app::{Msg, update};
use whosaid::tui::theme::{ColorDepth, MONO, Theme};

/// Further statements of the brief of the harbour.
const MORE: &str = r#"
[[statement]]
id = "refusal"
actor = "vidal"
attribution = "direct"
quote = "Nobody has always asked the city for a single coin"

[[statement]]
id = "dredging"
actor = "vidal"
attribution = "direct"
quote = "the dredging – all of it – is late"

[[statement]]
id = "summer"
actor = "vidal"
attribution = "direct"
quote = "The swimmers shall keep their beach"

[[statement]]
id = "heard"
actor = "vidal"
attribution = "indirect"
gist = "She is tired of it."
"#;

fn brief() -> String {
    [HARBOUR, MORE].concat()
}

fn article() -> String {
    let filler = "The council sat until the evening, as it does every other week, and drank its tea.\n\n";
    format!(
        "Harbour talks go on\n\n{}“We will pay the toll,” the mayor said on Tuesday, “if the port opens in May.” \
         She then sat down. The dredging is a sore point: the dredging — all of it — is late, and dear.\n\n{}\
         “Nobody has ever asked the city for a single coin,” she said. The meeting went on.\n\n{}\
         “The harbour waits for the council, and the dredging — all of it — is late,” she said in the end.\n\n",
        filler.repeat(8),
        filler.repeat(12),
        filler.repeat(19)
    )
}

/// The timeline stands at the statement of this number, from the top.
fn at(statement: usize, width: u16, height: u16) -> whosaid::app::App {
    let mut app = holding(&brief(), &article(), width, height);
    press(&mut app, &format!("4g{}", "j".repeat(statement)));
    app
}

#[test]
fn detail_tells_how_the_quote_stands_in_its_text() {
    let told: Vec<String> = (0..6).map(|statement| text(&at(statement, 120, 40))).collect();
    let all = told.join("\n");
    for state in [
        "✓ verbatim",
        "✓ normalized: dashes",
        "✗ changed",
        "Nobody has [-always-]{+ever+} asked the city for …",
        "✗ not in the text held",
    ] {
        assert!(all.contains(state), "{state} in {all}");
    }
}

#[test]
fn the_honesty_panel_counts_the_states() {
    let mut app = at(0, 120, 40);
    press(&mut app, "i");
    let told = text(&app);
    assert!(told.contains("4: 1 verbatim · 1 normalized · 1 changed · 1 not found"), "{told}");
}

#[test]
fn the_article_opens_at_the_words_at_80_by_24() {
    let mut app = holding(&brief(), &article(), 80, 24);
    update(&mut app, Msg::GoTo("statement:terms".to_owned()));
    press(&mut app, "v");
    insta::assert_snapshot!(text(&app));
    update(&mut app, Msg::GoTo("statement:refusal".to_owned()));
    press(&mut app, "vv");
    insta::assert_snapshot!("a_changed_quote_opens_at_the_nearest_passage", text(&app));
}

#[test]
fn the_words_are_lit_and_nothing_else() {
    let mut app = holding(&brief(), &article(), 100, 30);
    update(&mut app, Msg::GoTo("statement:terms".to_owned()));
    press(&mut app, "v");
    for theme in [COLOUR, Theme::new(&MONO, ColorDepth::None)] {
        let buffer = draw(&app, theme);
        let lit: String = buffer
            .content
            .iter()
            .filter(|cell| cell.modifier.contains(Modifier::UNDERLINED))
            .map(ratatui::buffer::Cell::symbol)
            .collect();
        assert_eq!(lit, "We will pay the tollthe port opens in May");
    }
}

#[test]
fn the_article_scrolls_and_closes() {
    let mut app = holding(&brief(), &article(), 80, 24);
    update(&mut app, Msg::GoTo("statement:refusal".to_owned()));
    let before = text(&app);
    press(&mut app, "v");
    let opened = text(&app);
    press(&mut app, "g");
    assert!(text(&app).contains("Harbour talks go on"));
    press(&mut app, "n");
    assert_eq!(text(&app), opened, "back at the words");
    press(&mut app, "Gjj<pgdn>kk<pgup><pgup>N");
    assert_eq!(text(&app), opened);
    for close in ["v", "q", "<esc>"] {
        press(&mut app, close);
        assert_eq!(text(&app), before, "{close}");
        press(&mut app, "v");
    }
    update(&mut app, Msg::Resize(ratatui::layout::Size { width: 60, height: 20 }));
    assert!(text(&app).contains("Nobody has ever asked"), "{}", text(&app));
}

#[test]
fn without_a_text_a_sentence_says_what_would_help() {
    let mut app = bundled(120, 40);
    press(&mut app, "1v");
    let told = text(&app);
    let notice = "no text held; start with --texts DIR, or lay it beside the brief as articles/";
    assert!(told.contains(notice), "{told}");
    press(&mut app, "2v");
    assert!(text(&app).contains("no article here; go to a statement or a source"));
}

#[test]
fn a_paraphrase_opens_at_its_passage() {
    let passage = "passage = { start = \"The dredging is a\", end = \"sore point\" }\n";
    let brief = format!("{}{passage}", brief());
    let mut app = holding(&brief, &article(), 100, 30);
    update(&mut app, Msg::GoTo("statement:heard".to_owned()));
    assert!(text(&app).contains("¶\u{a0}passage"), "{}", text(&app));
    press(&mut app, "i");
    assert!(text(&app).contains("1 of 5 records: 1 found"), "{}", text(&app));
    press(&mut app, "<esc>v");
    let buffer = draw(&app, COLOUR);
    let lit = buffer.content.iter().filter(|cell| cell.modifier.contains(Modifier::UNDERLINED));
    assert_eq!(lit.map(ratatui::buffer::Cell::symbol).collect::<String>(), "The dredging is a sore point");
}

#[test]
fn a_paraphrase_without_a_passage_says_so() {
    let mut app = holding(&brief(), &article(), 100, 30);
    update(&mut app, Msg::GoTo("statement:heard".to_owned()));
    assert!(text(&app).contains("¶\u{a0}no\u{a0}passage"), "{}", text(&app));
}
