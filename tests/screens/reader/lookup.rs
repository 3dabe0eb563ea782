//! Look-up, as one does it: ask, read, go, come back.

use crate::harness::{COLOUR, bundled, draw, press, reopened, text};
use ratatui::buffer::Cell;
use ratatui::layout::Size;
use ratatui::style::Modifier;
use whosaid::app::lookup::{LookUp, LookUpFocus};
use whosaid::app::overlay::Overlay;
use whosaid::app::{App, Msg, update};
use whosaid::layout::Pane;
use whosaid::model::Record;
use whosaid::storage::{Bookmark, SavedState};
use whosaid::tui::theme::{ColorDepth, MONO, Theme};

fn look(app: &App) -> &LookUp {
    let Some(Overlay::LookUp(look)) = &app.overlay else { panic!("the look-up is open") };
    look
}

fn hits(app: &App) -> Vec<Record> {
    look(app).hits.rows().iter().map(|hit| hit.record).collect()
}

fn place(app: &App) -> Bookmark {
    app.reader.as_ref().unwrap().bookmark()
}

fn record(app: &App) -> Option<Record> {
    app.reader.as_ref().unwrap().timeline_record()
}

/// The second row of the screen: the line in which a question is typed.
fn line(app: &App) -> String {
    text(app).lines().nth(1).unwrap_or_default().trim().to_owned()
}

fn footer(app: &App) -> String {
    text(app).lines().last().unwrap_or_default().trim().to_owned()
}

#[test]
fn results_stand_there_as_one_types_and_enter_goes_to_the_best() {
    let mut app = bundled(120, 40);
    let start = place(&app);
    press(&mut app, "/federation");
    assert_eq!(line(&app), "/ federation");
    assert!(text(&app).to_lowercase().contains("federation"), "{}", text(&app));
    let best = hits(&app)[0];
    press(&mut app, "<enter>");
    assert!(app.overlay.is_none());
    assert_eq!(record(&app), Some(best));
    assert_eq!(app.reader.as_ref().unwrap().focus, Pane::Timeline, "every other pane marks what belongs to it");
    assert!(footer(&app).starts_with("hit 1 of "), "{}", footer(&app));
    press(&mut app, "[");
    assert_eq!(place(&app), start);
}

#[test]
fn the_chosen_hit_is_told_whole_without_a_further_key() {
    let mut app = bundled(120, 40);
    press(&mut app, "/federation<down>");
    let reader = app.reader.as_ref().unwrap();
    let Some(Record::Statement(ix)) = look(&app).chosen_record() else { panic!("a statement is found") };
    let source = &reader.facts.brief.statements[ix].source;
    let told: String =
        look(&app).sheet.preview.iter().flat_map(|line| &line.runs).map(|run| run.text.as_str()).collect();
    assert!(told.contains("reported by"), "{told}");
    assert!(
        told.contains(&reader.facts.brief.sources[*source].id) || reader.facts.brief.sources[*source].outlet.is_some()
    );
    update(&mut app, Msg::Resize(Size { width: 80, height: 19 }));
    assert!(look(&app).sheet.preview.is_empty(), "on a low screen the list stands alone");
}

#[test]
fn n_walks_the_hits_round_and_round_and_capital_n_back() {
    let mut app = bundled(120, 40);
    press(&mut app, "n");
    assert_eq!(footer(&app), "nothing was looked up yet: / asks");
    press(&mut app, "/federation");
    let hits = hits(&app);
    assert!(hits.len() > 1, "the brief has enough of it to walk");
    press(&mut app, "<enter>n");
    assert_eq!(record(&app), Some(hits[1]));
    assert!(footer(&app).starts_with(&format!("hit 2 of {} for: ", hits.len())), "{}", footer(&app));
    press(&mut app, "NN");
    assert_eq!(record(&app), hits.last().copied());
    assert!(footer(&app).contains("from the end again"), "{}", footer(&app));
    press(&mut app, "1jn");
    assert_eq!(record(&app), Some(hits[0]), "whatever was looked at meanwhile");
    assert!(footer(&app).contains("from the top again"), "{}", footer(&app));
}

#[test]
fn n_goes_on_after_a_restart() {
    let mut app = bundled(120, 40);
    press(&mut app, "/federation");
    let best = hits(&app)[0];
    press(&mut app, "<enter>1");
    let mut app = reopened(&app, 120, 40);
    press(&mut app, "n");
    assert!(footer(&app).starts_with("hit "), "{}", footer(&app));
    press(&mut app, "/<up><enter>");
    assert_eq!(record(&app), Some(best));
}

#[test]
fn space_narrows_the_reader_to_the_whole_result() {
    let mut app = bundled(120, 40);
    let start = place(&app);
    press(&mut app, "/federation<pgdn>");
    let hits = hits(&app);
    press(&mut app, "<space>");
    assert!(app.overlay.is_none());
    assert!(text(&app).contains("◆ /federation"), "{}", text(&app));
    let reader = app.reader.as_ref().unwrap();
    let shown: Vec<Record> = reader.panes.timeline.rows().iter().filter_map(|row| row.record()).collect();
    assert_eq!(shown.len(), hits.len());
    assert!(shown.iter().all(|record| hits.contains(record)));
    assert_eq!(place(&app).pins, ["find:federation"]);
    assert_eq!(place(&reopened(&app, 120, 40)).pins, ["find:federation"], "the next start is narrowed to it too");
    press(&mut app, "[");
    assert_eq!(place(&app), start);
    press(&mut app, "]<backspace>");
    assert!(place(&app).pins.is_empty());
}

#[test]
fn a_question_is_a_pin_like_any_other() {
    let mut app = bundled(120, 40);
    press(&mut app, "jjjj<space>/federation<down><space>");
    assert!(text(&app).contains("◆ Asif × /federation"), "{}", text(&app));
    press(&mut app, "/federation<down><space>");
    assert_eq!(place(&app).pins, ["actor:asif"], "asked again, it is taken back");
    press(&mut app, "/federation<down><space><esc>");
    assert!(place(&app).pins.is_empty());
    press(&mut app, "/<down><space>");
    assert!(footer(&app).starts_with("everything is found"), "{}", footer(&app));
}

#[test]
fn pins_that_hide_a_hit_are_taken_back_on_the_way_to_it() {
    let mut app = bundled(120, 40);
    press(&mut app, "jjjj<space>/<down>G");
    let last = look(&app).chosen_record();
    press(&mut app, "<enter>");
    assert_eq!(record(&app), last);
}

#[test]
fn earlier_questions_come_back_with_up_and_go_again_with_down() {
    let mut app = bundled(120, 40);
    press(&mut app, "/asif<enter>/gandapur<enter>/asif<enter>/kab");
    let mut lines = Vec::new();
    for keys in ["<up>", "<up>", "<up>", "<down>", "<down>"] {
        press(&mut app, keys);
        lines.push(line(&app));
    }
    assert_eq!(lines, ["/ asif", "/ gandapur", "/ gandapur", "/ asif", "/ kab"], "none stands there twice");
    press(&mut app, "<up>");
    assert_eq!(look(&app).focus, LookUpFocus::Line);
    press(&mut app, "<pgdn>");
    assert_eq!(look(&app).focus, LookUpFocus::Hits);
    assert_eq!(app.saved_state().unwrap().questions, ["gandapur", "asif"]);
}

#[test]
fn keys_type_in_the_line_and_move_in_the_list() {
    let mut app = bundled(120, 40);
    press(&mut app, "/jk gG<ctrl-w>n");
    assert_eq!(line(&app), "/ jk n");
    press(&mut app, "<ctrl-u>");
    assert_eq!((line(&app).as_str(), look(&app).hits.at()), ("/", 0));
    press(&mut app, "<down>jnN");
    assert_eq!((look(&app).focus, look(&app).hits.at()), (LookUpFocus::Hits, 2));
    press(&mut app, "G");
    assert_eq!(look(&app).hits.at(), look(&app).hits.rows().len() - 1);
    press(&mut app, "g<up>");
    assert_eq!((look(&app).focus, look(&app).hits.at()), (LookUpFocus::Line, 0));
    press(&mut app, "<ctrl-n>/asif");
    assert_eq!(line(&app), "/ asif", "/ leads back into the line");
}

#[test]
fn esc_leaves_everything_as_it_was() {
    let mut app = bundled(120, 40);
    press(&mut app, "jj<space>3");
    let before = place(&app);
    press(&mut app, "/federation<pgdn>jj<esc>");
    assert!(app.overlay.is_none());
    assert_eq!(place(&app), before);
    press(&mut app, "/");
    assert_eq!(line(&app), "/", "it opens empty; up brings the last question back");
}

#[test]
fn what_is_pasted_is_looked_up_and_is_never_a_command() {
    let mut app = bundled(80, 24);
    press(&mut app, "/<pgdn>");
    update(&mut app, Msg::Paste("federation\n\x1b".to_owned()));
    assert_eq!((look(&app).focus, line(&app).as_str()), (LookUpFocus::Line, "/ federation"));
    update(&mut app, Msg::Paste("x".repeat(1_000_000)));
    press(&mut app, "yyyy");
    assert!(line(&app).ends_with('x'), "a question is no novel, and its end is in sight: {}", line(&app));
}

#[test]
fn a_new_size_shows_the_same_hit() {
    let mut app = bundled(120, 40);
    press(&mut app, "/<pgdn>");
    let chosen = look(&app).chosen_record();
    for (width, height) in [(60, 20), (40, 10), (1, 1), (200, 60)] {
        update(&mut app, Msg::Resize(Size { width, height }));
        assert_eq!(look(&app).chosen_record(), chosen);
        let window = look(&app).sheet.rows.iter().any(|row| row.record == chosen);
        assert!(window || height < 10, "{width}×{height}");
    }
}

#[test]
fn the_sources_that_were_there_are_known_the_next_time() {
    let app = bundled(80, 24);
    let brief = &app.reader.as_ref().unwrap().facts.brief;
    let memory = app.saved_state().unwrap();
    let known = memory.known.clone().unwrap();
    assert!(brief.sources.iter().all(|(_, source)| known.contains(&source.id)));
    let gone = SavedState { known: Some(["gone".to_owned()].into()), ..SavedState::default() };
    let memory = crate::harness::remembering(gone, 80, 24).saved_state().unwrap();
    assert!(memory.known.unwrap().contains("gone"), "what was met once is not new when it comes back");
}

#[test]
fn what_is_wrong_is_said_at_once_and_the_rest_is_looked_up() {
    let mut app = bundled(120, 40);
    press(&mut app, "/asif whom:khar after:2024-99");
    let screen = text(&app);
    assert!(screen.contains("no field `whom:`; did you mean"), "{screen}");
    assert!(screen.contains("`after:2024-99`: "), "{screen}");
    assert!(!hits(&app).is_empty());
    press(&mut app, "<ctrl-u>zzzq");
    assert!(text(&app).contains("nothing here has all of this: take a word back"), "{}", text(&app));
    press(&mut app, "<enter><down><space>");
    assert_eq!(line(&app), "/ zzzq", "there is nothing to go to, and the line stays open");
}

#[test]
fn tab_completes_fields_and_names_and_says_what_else_there_is() {
    let mut app = bundled(120, 40);
    press(&mut app, "/federation who:as<tab>");
    assert_eq!(line(&app), "/ federation who:Asif");
    press(&mut app, "is:<tab>");
    let first = line(&app);
    assert!(text(&app).lines().nth(3).is_some_and(|row| row.contains("against")), "{}", text(&app));
    press(&mut app, "<tab>");
    assert_ne!(line(&app), first);
    press(&mut app, "<shift-tab>");
    assert_eq!(line(&app), first);
    press(&mut app, "<ctrl-u><ctrl-u>zzzq<tab>");
    assert!(footer(&app).starts_with("nothing to complete here"), "{}", footer(&app));
}

#[test]
fn the_words_that_match_are_marked_with_and_without_colour() {
    let mut app = bundled(120, 40);
    press(&mut app, "/who:asif federation<down>");
    for theme in [COLOUR, Theme::new(&MONO, ColorDepth::None)] {
        let buffer = draw(&app, theme);
        let marked = |y: u16| -> String {
            let cells = (0..120).map(|x| &buffer[(x, y)]);
            cells.filter(|cell| cell.modifier.contains(Modifier::UNDERLINED)).map(Cell::symbol).collect()
        };
        for row in 0..look(&app).hits.rows().len() {
            let told = marked(5 + u16::try_from(row).unwrap());
            assert!(told.contains("federation"), "row {row}: {told}");
        }
    }
}

#[test]
fn the_stance_shown_is_the_one_on_the_issue_that_was_looked_for() {
    let mut app = bundled(120, 40);
    press(&mut app, "/asif auth");
    assert!(!hits(&app).is_empty());
    for row in text(&app).lines().skip(5).take(hits(&app).len()) {
        assert!(row.contains("● federal auth."), "not his stance on direct talks: {row}");
    }
}
