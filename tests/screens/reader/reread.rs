//! The brief read again under the reader's hands: the place and what is typed stay, and faults are told over the last good state.

use ratatui::layout::Size;
use whosaid::app::overlay::Overlay;
use whosaid::app::{App, BriefChecks, BriefFacts, Msg, Notice, OpenedBrief, ReloadedBrief, update};
use whosaid::diagnostics::{FileScope, SourceFile};
use whosaid::format::{self};
use whosaid::loader;
use whosaid::loader::LoadedBrief;
use whosaid::quotes::Quotes;

use crate::harness::{COLOUR, bundled, draw, press, text};

/// What the bundled brief becomes by an edit of one word in all of its files.
fn edited(from: &str, to: &str) -> Result<OpenedBrief, Vec<String>> {
    let edit = |file: SourceFile| SourceFile { text: file.text.replace(from, to), ..file };
    let files: Vec<SourceFile> = loader::bundled().into_iter().map(edit).collect();
    let reading = LoadedBrief::from_source_files(files);
    let (faults, told) = (reading.fault_lines(), reading.diagnostics(&Quotes::default()));
    let brief = reading.brief.ok_or_else(|| faults.clone())?;
    let (name, place) = ("test".to_owned(), "kp-kabul-talks".to_owned());
    let checked = Some(BriefChecks { diagnostics: told, ..BriefChecks::default() });
    Ok(OpenedBrief::new(BriefFacts { name, place, faults, checked, ..BriefFacts::new(brief) }))
}

fn reread(app: &mut App, opened: Result<OpenedBrief, Vec<String>>) {
    let cause = Some("brief.toml changed".to_owned());
    // As whoever reads it does, with what the reader remembers now.
    let opened = opened.map(|opened| OpenedBrief { saved_state: app.saved_state().unwrap(), ..opened });
    assert_eq!(update(app, Msg::Reloaded(Box::new(ReloadedBrief { opened, cause }))), None);
}

fn first_row(app: &App) -> String {
    text(app).lines().next().unwrap_or_default().to_owned()
}

#[test]
fn what_is_new_is_shown_where_one_was() {
    let mut app = bundled(120, 40);
    press(&mut app, "4ggjjj<space>z");
    let before = text(&app);
    reread(&mut app, edited("KP–Kabul talks", "KP–Kabul calls"));
    let after = text(&app);
    assert!(before.contains("KP–Kabul talks") && after.contains("KP–Kabul calls"), "{after}");
    assert!(after.ends_with("read again: brief.toml changed"), "{after}");
    let without = |screen: &str| {
        let rows: Vec<&str> = screen.lines().collect();
        rows[..rows.len() - 1].join("\n").replace("KP–Kabul talks", "KP–Kabul calls")
    };
    assert_eq!(without(&after), without(&before), "nothing else moved");
}

#[test]
fn a_brief_that_did_not_change_is_drawn_as_it_was() {
    for keys in ["", "2jj", "3jl", "4G", "4gg<enter>5J", "a4gg", "4jjz"] {
        let mut app = bundled(100, 30);
        press(&mut app, keys);
        let before = draw(&app, COLOUR);
        reread(&mut app, edited("", ""));
        app.notice = None;
        let mut anew = draw(&app, COLOUR);
        // The last row has what the keys had to say.
        let last = (100 * 29)..(100 * 30);
        anew.content[last.clone()].clone_from_slice(&before.content[last]);
        assert_eq!(anew, before, "{keys}");
    }
}

#[test]
fn what_is_typed_and_read_stays() {
    let mut app = bundled(120, 40);
    press(&mut app, "/asif");
    let before = text(&app);
    reread(&mut app, edited("Khawaja Asif", "Kh. Asif"));
    let after = text(&app);
    assert!(matches!(app.overlay, Some(Overlay::LookUp(_))));
    assert!(after.contains("asif") && after.contains("Kh. Asif") && before.contains("Khawaja Asif"), "{after}");
    press(&mut app, " federation");
    assert!(text(&app).contains("asif federation"));

    for (keys, shown) in [("?copy", "copy"), ("t2024-0", "2024-0"), ("bJJ", "Bottom line"), ("i", "How sure")] {
        let mut app = bundled(80, 24);
        press(&mut app, keys);
        reread(&mut app, edited("", ""));
        assert!(app.overlay.is_some() && text(&app).contains(shown), "{keys}: {}", text(&app));
    }
}

#[test]
fn citations_are_of_the_brief_as_it_now_is() {
    let mut app = bundled(100, 30);
    press(&mut app, "/who:asif<down>Y");
    assert!(text(&app).contains("Khawaja Asif"), "{}", text(&app));
    reread(&mut app, edited("Khawaja Asif", "Kh. Asif"));
    assert!(matches!(app.overlay, Some(Overlay::Copy(_))) && text(&app).contains("Kh. Asif"), "{}", text(&app));
    press(&mut app, "<esc>");
    assert!(matches!(app.overlay, Some(Overlay::LookUp(_))) && text(&app).contains("Kh. Asif"), "{}", text(&app));
}

#[test]
fn records_that_are_gone_take_their_citation_along() {
    let brief = |id: &str| {
        let text = format!(
            "[brief]\nformat = 1\ntitle = \"T\"\nas_of = 2025-01-01\nbottom_line = \"B.\"\ntlp = \"TLP:CLEAR\"\n\
             [[source]]\nid = \"s\"\n[[claim]]\nid = \"{id}\"\nquestion = \"Q?\"\nvalue = 1\n"
        );
        let file = SourceFile { name: "brief.toml".to_owned(), text, part: FileScope::Brief };
        let (brief, faults) = format::read(&[file]);
        assert!(faults.is_empty(), "{faults:?}");
        let (name, place) = ("t".to_owned(), "t".to_owned());
        OpenedBrief::new(BriefFacts { name, place, ..BriefFacts::new(brief.unwrap()) })
    };
    let mut app = App::with_brief(Size { width: 80, height: 24 }, brief("a"));
    press(&mut app, "4Y");
    assert!(matches!(app.overlay, Some(Overlay::Copy(_))));
    reread(&mut app, Ok(brief("b")));
    assert!(app.overlay.is_none());
    press(&mut app, "4yY<esc>/q<down>Y");
    reread(&mut app, Ok(brief("c")));
    assert!(matches!(app.overlay, Some(Overlay::LookUp(_))), "back to where it was asked for");
}

#[test]
fn faults_are_told_over_the_last_good_state_until_they_are_mended() {
    for (width, height) in [(120, 40), (80, 24), (80, 20), (60, 20), (40, 10)] {
        let mut app = bundled(width, height);
        press(&mut app, "2jj/asif");
        let before = text(&app);
        reread(&mut app, edited("attribution  =", "atribution   ="));
        let told = first_row(&app);
        // In place of the header, the line has its label.
        let line = told.strip_prefix(" TLP:RED ").unwrap_or(&told);
        assert!(line.starts_with(" ! ") && line.contains("2024-09-12-asif") && line.contains(" +"), "{told}");
        assert!(text(&app).contains("asif"), "the look-up is still there");
        assert!(draw(&app, COLOUR).content.len() == usize::from(width) * usize::from(height));
        // It says so over whatever is shown.
        press(&mut app, "<esc>");
        assert_eq!(first_row(&app), told);
        press(&mut app, "?<esc>jjjk");
        assert_eq!(first_row(&app), told, "no key takes it away");
        // Another fault takes the place of the first.
        reread(&mut app, Err(vec!["kp-kabul-talks/brief.toml:1:1: no `[brief]`".to_owned()]));
        assert!(first_row(&app).contains(" brief.toml:1:1: no `["), "{}", first_row(&app));
        let _ = update(&mut app, Msg::Resize(Size { width: 120, height: 30 }));
        assert!(first_row(&app).contains(" brief.toml:1:1: no `[brief]`"), "{}", first_row(&app));
        let _ = update(&mut app, Msg::Resize(Size { width, height }));
        press(&mut app, "k/asif");
        reread(&mut app, edited("", ""));
        app.notice = None;
        assert_eq!(text(&app), before, "mended, and as it was");
    }
}

#[test]
fn who_asks_in_vain_is_told_and_who_agreed_to_faults_sees_them() {
    let mut app = bundled(80, 24);
    let faulty = || edited("attribution  =", "atribution   =");
    let asked = ReloadedBrief { opened: faulty(), cause: None };
    let _ = update(&mut app, Msg::Reloaded(Box::new(asked)));
    assert!(matches!(&app.notice, Some(Notice::Refused(why)) if why.starts_with("not read again")), "{:?}", app.notice);
    assert!(app.stale.is_some());

    let mut app = App::with_brief(Size { width: 80, height: 24 }, faulty().unwrap());
    reread(&mut app, faulty());
    assert!(app.stale.is_none() && text(&app).contains("154 errors"), "{}", text(&app));
}
