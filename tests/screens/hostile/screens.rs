//! Naughty strings on every screen, in every copy and in plain text: nothing of them is obeyed.

use ratatui::layout::Size;
use whosaid::app::presentation::PresentationEvent;
use whosaid::app::{App, BriefChecks, BriefFacts, Effect, Msg, OpenedBrief, update};
use whosaid::diagnostics::{FileScope, SourceFile};
use whosaid::format::{self};
use whosaid::loader::LoadedBrief;
use whosaid::model::Brief;
use whosaid::quotes::{Article, Quotes, TextState};
use whosaid::runtime;
use whosaid::share::FollowEvent;
use whosaid::share::protocol::{PresentationView, SpeakerView};
use whosaid::share::protocol::{ShownMessage, Welcome};

use super::{eye, naughty};
use crate::harness::{COLOUR, draw, press};

const SIZE: Size = Size { width: 100, height: 30 };

/// Keys that bring up every pane, page and question, from the panes and back.
const WALK: &[&str] = &[
    "",
    "1jj<enter>",
    "2jjjj<enter>",
    "3lljj<enter>",
    "4jjj",
    "5JJJ",
    "4G<enter>",
    "z",
    "z",
    "b",
    "jjj<esc>",
    "i",
    "jjjj<esc>",
    "v",
    "<esc>",
    "!",
    "jjll<tab>o",
    "<esc>q",
    "~",
    "<esc>",
    "4jo",
    "<esc>",
    "1jo",
    "m<tab>p<esc>",
    "Y",
    "m",
    "c",
    "<esc>",
    " ",
    "2 ",
    "<esc>",
    "/who:",
    "<tab><tab>",
    "<enter>",
    "<esc>",
    "t2025-03<enter>",
    "?link",
    "<esc>",
    "a",
    "*s",
    "p",
];

fn file(text: String) -> SourceFile {
    SourceFile { name: "brief.toml".to_owned(), text, part: FileScope::Brief }
}

/// A brief with whatever can be read of it, its place and name being of no better make.
fn desk(text: &str, name: &str, article: &str) -> App {
    let reading = LoadedBrief::from_source_files(vec![file(text.to_owned())]);
    let quotes = Quotes::default();
    let (faults, told) = (reading.fault_lines(), reading.diagnostics(&quotes));
    let brief = reading.brief.unwrap();
    let held = brief.sources.iter().map(|_| TextState::Text(Box::new(Article::new(article.to_owned())))).collect();
    let quotes = Quotes::new(&brief, held);
    let opened = OpenedBrief::new(BriefFacts {
        name: name.to_owned(),
        place: name.to_owned(),
        faults,
        checked: Some(BriefChecks { diagnostics: told, quotes }),
        ..BriefFacts::new(brief)
    });
    App::with_brief(SIZE, opened)
}

/// Looks at the screen, and at what is sent to the clipboard.
fn see(app: &App, done: Option<Effect>, what: &str) {
    eye::look_at_screen(what, &draw(app, COLOUR));
    if let Some(Effect::Copy(text)) = done {
        eye::look_at_spelling(what, &text);
    }
    eye::look(what, &format!("{:?}", app.notice).replace("\\n", " "));
}

fn walk(app: &mut App, what: &str) {
    for keys in WALK {
        let done = press(app, keys);
        see(app, done, &format!("{what}, {keys}"));
        for copy in ["y", "Y", "y", "<esc>"] {
            let is_panes = app.overlay.is_none() || copy != "Y";
            if is_panes && !keys.starts_with(['/', '?', 't', 'p']) {
                let done = press(app, copy);
                see(app, done, &format!("{what}, {keys}, {copy}"));
            }
        }
    }
}

/// All cards, on the screen of a speaker and beside it.
fn present(app: &mut App, what: &str) {
    press(app, "<esc><esc><esc>");
    press(app, "p");
    press(app, "<home><enter>");
    see(app, None, &format!("{what}, audience"));
    assert!(app.presentation.is_some(), "{what}: nothing is presented:\n{}", crate::harness::text(app));
    let mut copies = 0;
    // So many are enough: each kind of card comes among them.
    for _ in 0..120 {
        let Some(stage) = &app.presentation else { break };
        let before = (stage.at, stage.step, stage.top);
        let done = press(app, "y");
        copies += usize::from(matches!(done, Some(Effect::Copy(_))));
        see(app, done, &format!("{what}, card"));
        let done = press(app, "o");
        see(app, done, &format!("{what}, links of a card"));
        press(app, "<esc>");
        press(app, " ");
        let Some(stage) = &app.presentation else { break };
        if (stage.at, stage.step, stage.top) == before {
            break;
        }
    }
    assert!(copies > 10, "{what}: {copies} cards have something to copy");
    let done = press(app, "/");
    see(app, done, &format!("{what}, list of cards"));
}

/// What a follower without a screen reads, of a speaker who calls himself what he likes.
fn plainly(brief: &Brief, name: &str, what: &str) {
    let welcome = Welcome::new(name, name, format::write(brief));
    let shown = |seq, view| {
        let showing = SpeakerView { view, card: "title".to_owned(), step: 0, place: None };
        FollowEvent::Shown(Box::new(ShownMessage { seq, hash: welcome.hash.clone(), showing, cut: false }))
    };
    let heard = vec![
        FollowEvent::Welcome(Box::new(welcome.clone())),
        shown(1, PresentationView::Card),
        shown(2, PresentationView::Reader),
        FollowEvent::Lost(name.to_owned()),
        FollowEvent::Ended(name.to_owned()),
    ];
    let environment = runtime::Environment {
        colors: runtime::ColorDepth::None,
        glyphs: runtime::Glyphs::Unicode,
        background: runtime::TerminalBackground::Unknown,
    };
    let mut out = Vec::new();
    let _ = runtime::write_plain(heard, environment, 80, &mut out);
    eye::look(what, &String::from_utf8(out).unwrap());
}

#[test]
fn no_screen_copy_or_plain_line_obeys_a_naughty_string() {
    for (at, strings) in naughty::strings().chunks(40).enumerate() {
        let text = naughty::brief(strings);
        let what = format!("naughty strings from {}", at * 40);
        let mut app = desk(&text, &strings[0], &strings.join("\n"));
        plainly(&app.reader.as_ref().unwrap().facts.brief, &strings[0], &what);
        walk(&mut app, &what);
        present(&mut app, &what);
    }
}

#[test]
fn every_naughty_string_is_a_harmless_title_and_name() {
    let strings = naughty::strings();
    // The worst are the last; of the others, every tenth is looked at as a title.
    let worst = strings.len() - 24;
    for (_, text) in strings.into_iter().enumerate().filter(|(at, _)| at % 10 == 0 || *at >= worst) {
        let what = format!("{:?}", text.chars().take(20).collect::<String>());
        let mut app = desk(&naughty::brief(std::slice::from_ref(&text)), &text, &text);
        see(&app, None, &what);
        let done = press(&mut app, "b");
        see(&app, done, &what);
        plainly(&app.reader.as_ref().unwrap().facts.brief, &text, &what);
        let _ = update(&mut app, Msg::Presentation(PresentationEvent::Open(Err(text.clone()))));
        let _ = update(&mut app, Msg::Failed(text));
        eye::look_at_screen(&what, &draw(&app, COLOUR));
    }
}
