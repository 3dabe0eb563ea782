//! The labels of a screen: the strictest of what can be seen there stands in its first row, and is never cut.

use ratatui::layout::Size;
use whosaid::app::presentation::PresentationPlan;
use whosaid::app::{App, BriefFacts, Msg, OpenedBrief, ReloadedBrief, update};
use whosaid::diagnostics::{FileScope, SourceFile};
use whosaid::format::{self};
use whosaid::model::{Brief, Tlp};
use whosaid::search::library::{BriefListSummary, BriefListing};

use crate::harness::{press, text, written};

/// A brief of one statement, whose labels are those of the brief and of the statement.
fn labelled(own: Tlp, strictest: Tlp) -> String {
    format!(
        "[brief]\nformat = 1\ntitle = \"A title that is longer than most rows of a screen have room for beside labels\"\n\
         as_of = 2025-01-31\nbottom_line = \"B.\"\ntlp = \"{own}\"\n\n[[actor]]\nid = \"ann\"\nname = \"Ann\"\nkind = \"person\"\n\n\
         [[source]]\nid = \"post\"\n\n[[statement]]\nid = \"s\"\nactor = \"ann\"\nattribution = \"direct\"\nquote = \"No.\"\n\
         tlp = \"{strictest}\"\n"
    )
}

fn read(text: &str) -> (Brief, usize) {
    let file = SourceFile { name: "brief.toml".to_owned(), text: text.to_owned(), part: FileScope::Brief };
    let (brief, faults) = format::read(&[file]);
    (brief.unwrap(), faults.len())
}

fn first_row(app: &App) -> String {
    text(app).lines().next().unwrap_or_default().to_owned()
}

/// A list of briefs with these labels; `None` for one that is not read yet, `Err` for one that cannot be read.
fn list(labels: &[Option<Result<Tlp, ()>>], size: Size) -> App {
    let names = (0..labels.len()).map(|at| format!("brief-{at}")).collect();
    let mut app = App::with_unread_library(size, "desk".to_owned(), names);
    let volume = |at: usize, label: Result<Tlp, ()>| {
        let head = label.map(|label| BriefListSummary::new(&read(&labelled(Tlp::Clear, label)).0, 0));
        let listed =
            BriefListing { name: format!("brief-{at}"), summary: head.map_err(|()| "nothing can be read".to_owned()) };
        (at, whosaid::app::library::BriefListItem::from_listing(listed))
    };
    let heads = labels.iter().enumerate().filter_map(|(at, label)| Some(volume(at, (*label)?))).collect::<Vec<_>>();
    let reading = whosaid::app::library::LibraryProgress { read: heads.len(), is_long: false };
    update(&mut app, Msg::Library(whosaid::app::library::LibraryEvent::Summaries { heads, reading }));
    app
}

#[test]
fn the_reader_and_its_look_up_show_the_strictest_label_whole_at_every_width() {
    for own in Tlp::ALL {
        for strictest in Tlp::ALL.iter().filter(|strictest| *strictest <= own) {
            for width in (40..=130).step_by(5) {
                let mut app = written(&labelled(*own, *strictest), width, 24);
                let told = match (own == strictest, width >= 60) {
                    (true, _) => format!(" {own} "),
                    (false, true) => format!(" {own} · up to {strictest} "),
                    (false, false) => format!(" up to {strictest} "),
                };
                assert!(first_row(&app).starts_with(&told), "{width}: {}", first_row(&app));
                press(&mut app, "/");
                let row = first_row(&app);
                assert!(row.starts_with(&told) && row.contains("Look up"), "{width}: {row}");
            }
        }
    }
}

#[test]
fn a_brief_with_faults_may_have_anything_in_it() {
    let text = labelled(Tlp::Green, Tlp::Green).replace("kind = \"person\"", "kind = \"persn\"");
    let (brief, faults) = read(&text);
    assert_eq!(faults, 1);
    let opened =
        OpenedBrief::new(BriefFacts { faults: vec!["brief.toml:12:8: a fault".to_owned()], ..BriefFacts::new(brief) });
    let app = App::with_brief(Size { width: 80, height: 24 }, opened);
    assert!(first_row(&app).starts_with(" TLP:GREEN · up to TLP:RED "), "{}", first_row(&app));
}

#[test]
fn the_line_about_faults_in_the_files_leaves_the_label_in_sight() {
    for (width, height, row) in [(120, 40, 1), (60, 20, 1), (80, 20, 0), (40, 10, 0)] {
        let mut app = written(&labelled(Tlp::Green, Tlp::Amber), width, height);
        let again =
            ReloadedBrief { opened: Err(vec!["brief.toml:9:1: a word of a new record".to_owned()]), cause: None };
        update(&mut app, Msg::Reloaded(Box::new(again)));
        let told = text(&app).lines().nth(row).unwrap_or_default().to_owned();
        assert!(told.contains(" TLP:RED "), "{width}×{height}: {told}");
        assert!(text(&app).lines().next().unwrap_or_default().contains('!'), "and the fault");
    }
}

#[test]
fn a_presentation_has_one_label_for_all_that_is_shown() {
    let mut app = written(&labelled(Tlp::Green, Tlp::Red), 100, 30);
    update(&mut app, Msg::Present(Some(Tlp::Green), PresentationPlan::default()));
    press(&mut app, "<tab>");
    assert!(first_row(&app).starts_with(" TLP:GREEN  ") && !text(&app).contains("up to"), "{}", first_row(&app));
}

#[test]
fn a_list_shows_the_strictest_label_of_the_briefs_that_are_listed() {
    let wide = Size { width: 80, height: 24 };
    let read = |label| Some(Ok(label));
    let mut app = list(&[read(Tlp::Clear), read(Tlp::Amber), read(Tlp::Green)], wide);
    assert!(first_row(&app).starts_with(" up to TLP:AMBER  desk "), "{}", first_row(&app));
    press(&mut app, "TLP:GREEN");
    assert!(first_row(&app).starts_with(" up to TLP:GREEN  desk "), "{}", first_row(&app));
    press(&mut app, "<esc>no such brief");
    assert!(!first_row(&app).contains("TLP"), "{}", first_row(&app));
    let mut app = list(&[read(Tlp::Clear), read(Tlp::Amber)], wide);
    press(&mut app, "/");
    assert!(first_row(&app).starts_with(" up to TLP:AMBER  Look up in desk"), "{}", first_row(&app));
}

#[test]
fn no_label_is_shown_before_all_that_is_listed_is_read_unless_it_is_the_strictest() {
    let narrow = Size { width: 40, height: 10 };
    assert!(!first_row(&list(&[Some(Ok(Tlp::Clear)), None], narrow)).contains("TLP"));
    for known in [Ok(Tlp::Red), Err(())] {
        let app = list(&[None, Some(known)], narrow);
        assert!(first_row(&app).starts_with(" up to TLP:RED "), "{}", first_row(&app));
    }
}
