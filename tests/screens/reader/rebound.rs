//! Keys that the user has chosen do what they are chosen for, and stand wherever keys are told.

use std::path::Path;

use whosaid::app::{App, Effect};
use whosaid::config::Config;
use whosaid::keys::Keymap;

use crate::harness::{bundled, press, text};

const KEYS: &str = "[keys]
look-up = \"ctrl-f\"
help = [\"ctrl-k\", \"f\"]
narrow = \"x\"
honesty = \"w\"
detail-down = \"ctrl-e\"
unpin-all = [\"D\", \"esc\"]
[keys.cards]
on = [\"ctrl-n\", \"space\"]
";

fn keys(text: &str) -> Keymap {
    let config = Config::parse(text, Path::new("config.toml"), Path::new("/"));
    assert!(config.problems.is_empty(), "{:?}", config.problems);
    config.keys
}

fn rebound() -> App {
    with(KEYS)
}

fn with(text: &str) -> App {
    let mut app = bundled(120, 40);
    app.keys = keys(text);
    app
}

#[test]
fn the_footer_and_the_titles_tell_the_users_keys() {
    let app = rebound();
    let shown = text(&app);
    let footer = shown.lines().last().unwrap_or_default();
    assert!(footer.contains("ctrl-k all keys") && footer.contains("ctrl-f look up"), "{footer}");
    assert!(footer.contains("x narrow"), "{footer}");
    let mut app = rebound();
    press(&mut app, "5");
    assert!(!text(&app).contains("more: J"), "{}", text(&app));
}

#[test]
fn the_help_lists_and_finds_the_users_keys() {
    let mut app = rebound();
    press(&mut app, "f");
    let shown = text(&app);
    assert!(shown.contains("Every key"), "{shown}");
    press(&mut app, "ctrl-f");
    let shown = text(&app);
    assert!(shown.contains("look up who said what") && !shown.contains("take all pins back"), "{shown}");
}

#[test]
fn the_users_keys_do_it_and_the_others_no_more() {
    let mut app = rebound();
    press(&mut app, "/?i");
    assert!(app.overlay.is_none());
    press(&mut app, "w");
    assert!(text(&app).contains("How sure are we?"));
    assert!(text(&app).lines().last().unwrap_or_default().contains("D back"));
    press(&mut app, "D<ctrl-f>");
    assert!(text(&app).contains("Look up"));
}

#[test]
fn a_quit_of_ones_own_on_the_stage_leaves_the_second_time() {
    let mut app = with("[keys.cards]\nquit = \"Q\"\n");
    press(&mut app, "p<enter>Q");
    assert!(app.presentation.is_some());
    press(&mut app, "Q");
    assert!(app.presentation.is_none());
}

#[test]
fn a_quit_of_ones_own_leaves_and_is_what_is_asked_for_once_more() {
    let mut app = with("[keys]\nquit = [\"Q\", \"ctrl-c\"]\n[keys.cards]\nquit = \"Q\"\n");
    assert_eq!(press(&mut app, "q"), None);
    assert_eq!(press(&mut app, "Q"), Some(Effect::Quit));
}
