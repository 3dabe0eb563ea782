//! A brief that is shown before it is checked: nothing is said to be right or wrong before that is known.

use std::sync::Arc;

use ratatui::layout::Size;
use whosaid::app::overlay::Overlay;
use whosaid::app::presentation::PresentationPlan;
use whosaid::app::{App, BriefChecks, BriefFacts, Msg, Notice, OpenedBrief, update};
use whosaid::diagnostics::{Code, DescribedFault};
use whosaid::loader::LoadedBrief;
use whosaid::model::{Brief, Tlp};

use crate::harness::{press, text};

const SIZE: Size = Size { width: 120, height: 40 };

fn unchecked() -> (App, Arc<Brief>) {
    let brief = LoadedBrief::from_source_files(whosaid::loader::bundled()).brief.unwrap();
    let opened = OpenedBrief::new(BriefFacts { checked: None, ..BriefFacts::new(brief) });
    let brief = Arc::clone(&opened.facts.brief);
    (App::with_brief(SIZE, opened), brief)
}

fn checked(brief: Arc<Brief>) -> Msg {
    let told = DescribedFault {
        code: Code::UnknownActor,
        times: 1,
        at: "a.toml:1:1".to_owned(),
        message: "no actor `x`".to_owned(),
    };
    Msg::Checked(brief, Box::new(BriefChecks { diagnostics: vec![told], ..BriefChecks::default() }))
}

fn first_row(app: &App) -> String {
    text(app).lines().next().unwrap_or_default().to_owned()
}

#[test]
fn what_is_wrong_is_told_once_it_is_known() {
    let (mut app, brief) = unchecked();
    press(&mut app, "4gg");
    while !text(&app).contains("not compared yet") {
        let before = app.reader.as_ref().unwrap().timeline_record();
        press(&mut app, "j");
        assert_ne!(app.reader.as_ref().unwrap().timeline_record(), before, "some statement quotes");
    }
    assert!(first_row(&app).contains("checking…") && !text(&app).contains("no text held"), "{}", text(&app));
    assert_eq!(update(&mut app, checked(brief)), None);
    assert!(first_row(&app).contains("! 1 error") && !first_row(&app).contains("checking"), "{}", first_row(&app));
    assert!(text(&app).contains("no text held") && !text(&app).contains("not compared yet"), "{}", text(&app));
}

#[test]
fn the_page_of_doubts_is_written_again_when_they_are_known() {
    let (mut app, brief) = unchecked();
    press(&mut app, "i");
    assert!(text(&app).contains("still being looked for") && !text(&app).contains("no actor `x`"), "{}", text(&app));
    let _ = update(&mut app, checked(brief));
    assert!(matches!(app.overlay, Some(Overlay::Page(_))));
    assert!(!text(&app).contains("still being looked for") && text(&app).contains("no actor `x`"), "{}", text(&app));
}

#[test]
fn what_is_wrong_with_a_brief_that_is_not_open_any_more_is_not_told_of_another() {
    let (mut app, _) = unchecked();
    let (_, another) = unchecked();
    let _ = update(&mut app, checked(another));
    assert!(first_row(&app).contains("checking…"), "{}", first_row(&app));
}

#[test]
fn what_needs_the_quotes_waits_for_them() {
    let (mut app, brief) = unchecked();
    let refused = |app: &App| matches!(&app.notice, Some(Notice::Refused(why)) if why.contains("still being"));
    press(&mut app, "4v");
    assert!(app.overlay.is_none() && refused(&app), "{:?}", app.notice);
    let _ = update(&mut app, Msg::Present(Some(Tlp::Red), PresentationPlan::default()));
    assert!(app.presentation.is_none() && refused(&app), "{:?}", app.notice);
    let _ = update(&mut app, checked(brief));
    let _ = update(&mut app, Msg::Present(Some(Tlp::Red), PresentationPlan::default()));
    assert!(app.presentation.is_some());
}

#[test]
fn drafts_are_counted_apart_and_shown_to_no_audience() {
    let whole = include_str!("../../schema/whole.toml");
    for width in [140, 110] {
        let mut app = crate::harness::written(whole, width, 30);
        assert!(first_row(&app).contains(" · 3 drafts"), "{}", first_row(&app));
        assert!(!text(&app).contains("proposal"), "{}", text(&app));
        let _ = update(&mut app, Msg::Present(Some(Tlp::Red), PresentationPlan::default()));
        assert!(!text(&app).contains("draft"), "{}", text(&app));
    }
}
