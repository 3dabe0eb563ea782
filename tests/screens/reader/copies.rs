//! What is copied: the citation of whatever the cursor is on, and the clean screen for selection by hand.

use crate::harness::{bundled, press, text, written};
use ratatui::layout::Size;
use whosaid::app::overlay::Overlay;
use whosaid::app::{App, Effect, Msg, update};
use whosaid::model::Record;
use whosaid::view::citation::{CitationFormat, format_citations};

fn copied(app: &mut App, keys: &str) -> String {
    match press(app, keys) {
        Some(Effect::Copy(text)) => text,
        other => panic!("{keys} copies nothing but asks for {other:?}:\n{}", crate::harness::text(app)),
    }
}

fn count(text: &str) -> usize {
    text.matches("reference: ").count()
}

/// How many records of the timeline are of a kind.
fn in_timeline(app: &App, is_cited: impl Fn(Record) -> bool) -> usize {
    let reader = app.reader.as_ref().unwrap();
    reader.panes.timeline.rows().iter().filter_map(|row| row.record()).filter(|record| is_cited(*record)).count()
}

fn is_statement(record: Record) -> bool {
    matches!(record, Record::Statement(_))
}

fn last_line(app: &App) -> String {
    text(app).lines().last().unwrap().trim().to_owned()
}

#[test]
fn y_on_a_record_copies_its_citation() {
    let mut app = bundled(120, 40);
    let copy = copied(&mut app, "t2024-09-12<enter>y");
    let reader = app.reader.as_ref().unwrap();
    let record = reader.timeline_record().unwrap();
    assert_eq!(copy, format_citations("kp-kabul-talks", &reader.facts.brief, &[record], CitationFormat::Plain));
    let id = reader.facts.brief.record_id(record).to_owned();
    assert_eq!(last_line(&app), format!("sent to the terminal: the citation of {id}"));
}

#[test]
fn y_on_an_actor_a_cell_or_an_issue_copies_the_statements_behind_it() {
    for keys in ["jjjj", "3", "3k"] {
        let mut app = bundled(120, 40);
        let copy = copied(&mut app, &format!("{keys}y"));
        let copies = last_line(&app);
        press(&mut app, "<space>");
        assert_eq!(count(&copy), in_timeline(&app, is_statement), "{keys}: what the pin would leave");
        assert_eq!(copies, format!("sent to the terminal: {} citations", count(&copy)), "{keys}");
        assert!(!copy.contains("event: ") && !copy.contains("claim: "), "{keys}: statements alone");
    }
}

#[test]
fn y_on_a_source_copies_all_that_it_reports() {
    let mut app = bundled(120, 40);
    let copy = copied(&mut app, "1y");
    press(&mut app, "<space>");
    assert_eq!(count(&copy), in_timeline(&app, |_| true));
    assert!(copy.contains("event: ") && copy.contains("claim: "));
}

#[test]
fn y_copies_no_more_than_the_pins_let_the_timeline_show() {
    let mut app = bundled(120, 40);
    let all = count(&copied(&mut app, "y"));
    let copy = copied(&mut app, "3k<space>2y");
    assert!(count(&copy) < all, "those on the pinned issue alone");
}

#[test]
fn what_cannot_be_copied_is_said_with_a_way_out() {
    let mut app = bundled(120, 40);
    assert_eq!(press(&mut app, "3jjjy"), None);
    assert_eq!(last_line(&app), "Foreign Office × direct talks: no statement to cite; 4 goes to the timeline");
    let mut app = bundled(120, 40);
    assert_eq!(press(&mut app, "<space>jy"), None);
    assert_eq!(last_line(&app), "Imran Khan: the pins hide all that could be cited; esc takes them back");
    let mut app = written(&long(400), 120, 40);
    assert_eq!(press(&mut app, "1y"), None);
    assert!(last_line(&app).contains("Y shows it"), "{}", last_line(&app));
    assert_eq!(press(&mut app, "Yy"), None);
    assert!(last_line(&app).contains("by hand"), "{}", last_line(&app));
}

/// A brief of one source and many statements.
fn long(statements: usize) -> String {
    let head = "[brief]\nformat = 1\ntitle = \"Long\"\nas_of = \"2025\"\nbottom_line = \"None.\"\ntlp = \"TLP:GREEN\"\n\
        [[actor]]\nid = \"x\"\nname = \"X\"\nkind = \"person\"\n[[source]]\nid = \"s\"\n";
    let statement =
        |at| format!("[[statement]]\nid = \"s{at}\"\nactor = \"x\"\nattribution = \"indirect\"\ngist = \"G.\"\n");
    head.to_owned() + &(0..statements).map(statement).collect::<String>()
}

#[test]
fn capital_y_shows_the_text_alone_from_the_first_column() {
    let mut app = bundled(80, 24);
    press(&mut app, "t2024-09-12<enter>Y");
    insta::assert_snapshot!(text(&app));
}

#[test]
fn p_m_and_c_or_tab_choose_the_form_and_y_sends_it() {
    let mut app = bundled(80, 24);
    press(&mut app, "t2024-09-12<enter>Y");
    for (keys, form) in [
        ("m", CitationFormat::Markdown),
        ("c", CitationFormat::Csl),
        ("p", CitationFormat::Plain),
        ("<tab>", CitationFormat::Markdown),
    ] {
        let copy = copied(&mut app, &format!("{keys}y"));
        let reader = app.reader.as_ref().unwrap();
        assert_eq!(
            copy,
            format_citations("kp-kabul-talks", &reader.facts.brief, &[reader.timeline_record().unwrap()], form)
        );
        let told = match form {
            CitationFormat::Plain => "sent to the terminal: the citation of asif-attack".to_owned(),
            CitationFormat::Markdown | CitationFormat::Csl => {
                format!("sent to the terminal: the citation of asif-attack as {}", form.title())
            }
        };
        assert_eq!(last_line(&app), told);
    }
    press(&mut app, "<shift-tab>c");
    insta::assert_snapshot!(text(&app));
    press(&mut app, "q");
    assert!(app.overlay.is_none() && text(&app).contains("Timeline"));
}

#[test]
fn a_clean_screen_scrolls_and_stays_at_its_line_when_the_size_changes() {
    let mut app = bundled(80, 24);
    press(&mut app, "1Y<pgdn><pgdn>j");
    let first = |app: &App| {
        let Some(Overlay::Copy(handout)) = &app.overlay else { panic!("the clean screen is open") };
        handout.rows[handout.top].text.clone()
    };
    let before = first(&app);
    for width in [60, 120, 80] {
        update(&mut app, Msg::Resize(Size { width, height: 24 }));
        let now = first(&app);
        assert!(now.contains(before.trim()) || before.contains(now.trim()), "{before:?} and {now:?}");
    }
    press(&mut app, "G");
    assert!(text(&app).contains("reference: "), "{}", text(&app));
    let end = text(&app);
    press(&mut app, "jjj");
    assert_eq!(text(&app), end, "the end is the end");
}

#[test]
fn ctrl_c_leaves_from_the_clean_screen() {
    let mut app = bundled(80, 24);
    assert_eq!(press(&mut app, "Y<ctrl-c>"), Some(Effect::Quit));
}

#[test]
fn o_shows_the_link_of_a_record_s_source_and_y_sends_the_address_alone() {
    let mut app = crate::harness::written(include_str!("../../schema/whole.toml"), 100, 30);
    assert_eq!(press(&mut app, "4go"), None, "nothing is opened");
    let shown = text(&app);
    let address = "https://example.org/toll#:~:text=Harbour-,The%20council%20met,on%20Tuesday,-Not";
    assert!(shown.contains(&format!("{address}\nhost: example.org\n")), "{shown}");
    assert_eq!(copied(&mut app, "y"), address, "it opens at the passage");
    assert_eq!(last_line(&app), "sent to the terminal: 1 link");
    press(&mut app, "o");
    assert!(app.overlay.is_none(), "what opens it closes it");
    press(&mut app, "2o");
    assert_eq!(last_line(&app), "a link is a source's: go to one, or to what it reports");
}
