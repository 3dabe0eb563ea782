//! A brief whose labels are made stricter while it is presented: whoever then follows anew, or is presented to anew, has nothing of what was
//! relabelled.

use ratatui::layout::Size;
use whosaid::app::presentation::{JoinedPresentation, PresentationEvent, PresentationPlan};
use whosaid::app::{App, BriefFacts, Msg, Notice, OpenedBrief, ReloadedBrief, update};
use whosaid::format;
use whosaid::model::{Brief, Tlp};
use whosaid::slides::{DeckLength, LetterSize, QuoteProofs};

use super::room::{Room, follower, welcome};
use super::{read, samples};
use crate::harness::{press, text, written};
use crate::secret_marks::{SecretMarks, secret_marks};
use crate::secrets::Secretive;

const SIZE: Size = Size { width: 100, height: 30 };

/// Briefs of which Red sees much that Amber does not.
fn briefs() -> Vec<Secretive> {
    let briefs = samples().into_iter().filter(|secretive| {
        let room = Room::of(secretive, Tlp::Amber);
        room.may_see() && room.hidden.len() > 20 && room.brief.statements.len() > 3
    });
    briefs.take(12).collect()
}

/// What a follower can leave behind: marks, stars, a trail, pins, a question, something open.
fn look_around(app: &mut App, last: &str) {
    press(app, "<tab>4jsmajjsmb1jsm2f");
    press(app, "<tab>4G<space>/zq<enter><esc>");
    press(app, last);
}

#[test]
fn a_follower_who_is_welcomed_anew_keeps_nothing_of_what_was_relabelled() {
    for (secretive, last) in
        briefs().iter().zip(["", "!", "~", "i", "b", "y", "/zq", "?", "Y", "c", "4G", "<tab>"].iter().cycle())
    {
        let before = Room::of(secretive, Tlp::Red);
        let mut speaker = before.desk(SIZE, LetterSize::Plain);
        before.present(&mut speaker);
        let mut app = follower(&welcome(&speaker).1, SIZE, LetterSize::Plain);
        let showing = speaker.speaker_view().unwrap();
        let _ = update(&mut app, Msg::Presentation(PresentationEvent::Shown(showing.clone())));
        look_around(&mut app, last);
        let after = Room::of(secretive, Tlp::Amber);
        assert!(!secret_marks(&format!("{app:?}")).is_disjoint(&after.hidden), "there was something to keep");
        let brief = whosaid::redact::redact_for(&after.brief, Tlp::Amber).unwrap();
        let joined = JoinedPresentation {
            name: "talks".to_owned(),
            brief,
            audience: Tlp::Amber,
            proofs: QuoteProofs::default(),
            length: DeckLength::EveryCard,
        };
        let _ = update(&mut app, Msg::Presentation(PresentationEvent::Joined(Box::new(joined))));
        let kept = secret_marks(&format!("{app:?}"));
        let leaked: Vec<&String> = kept.intersection(&after.hidden).collect();
        assert!(leaked.is_empty(), "{leaked:?} after {last:?}");
        // The speaker may still show what is not there any more.
        for keys in ["f", "<tab>", "4G", "`a", "[", "]", "/<up>"] {
            press(&mut app, keys);
            assert!(secret_marks(&text(&app)).is_disjoint(&after.hidden), "{keys}: {}", text(&app));
        }
    }
}

const HARBOUR: &str = "[brief]\nformat = 1\ntitle = \"Harbour\"\nas_of = 1999-01-31\nbottom_line = \"B.\"\ntlp = \"TLP:GREEN\"\n\n\
    [[actor]]\nid = \"ann\"\nname = \"Ann\"\nkind = \"person\"\n\n[[source]]\nid = \"post\"\n\n\
    [[statement]]\nid = \"ann-open\"\nactor = \"ann\"\nattribution = \"direct\"\nquote = \"It opens.\"\n\n\
    [[statement]]\nid = \"ann-zq0001k\"\nactor = \"ann\"\nattribution = \"direct\"\nquote = \"Secret zq0002k.\"\n";

fn relabelled(label: &str) -> String {
    format!("{HARBOUR}tlp = \"{label}\"\n")
}

fn reread(app: &mut App, opened: Result<Brief, Vec<String>>) {
    let again = ReloadedBrief {
        opened: opened.map(|brief| OpenedBrief::new(BriefFacts::new(brief))),
        cause: Some("brief.toml changed".to_owned()),
    };
    let _ = update(app, Msg::Reloaded(Box::new(again)));
}

fn present(app: &mut App, audience: Tlp) {
    let _ = update(app, Msg::Present(Some(audience), PresentationPlan::default()));
}

#[test]
fn what_is_presented_stays_while_files_are_relabelled_and_the_next_presentation_has_the_new_labels() {
    let mut app = written(HARBOUR, 100, 30);
    app.letters = LetterSize::Plain;
    present(&mut app, Tlp::Green);
    press(&mut app, "G");
    let shown = text(&app);
    assert!(shown.contains("zq0002k"), "{shown}");
    reread(&mut app, Ok(read(&relabelled("TLP:RED"))));
    // Whoever joins now gets what those in the room see.
    assert!(!secret_marks(&String::from_utf8(welcome(&app).1).unwrap()).is_empty());
    assert!(text(&app).contains("the files have changed"), "the speaker is told: {}", text(&app));
    press(&mut app, "qq");
    reread(&mut app, Ok(read(&relabelled("TLP:RED"))));
    present(&mut app, Tlp::Green);
    assert!(app.presentation.is_some());
    assert_eq!(secret_marks(&String::from_utf8(welcome(&app).1).unwrap()), SecretMarks::new());
    assert_eq!(secret_marks(&format!("{:?} {:?} {:?}", app.reader, app.overlay, app.notice)), SecretMarks::new());
    assert_eq!(secret_marks(&format::write(&app.reader.as_ref().unwrap().facts.brief)), SecretMarks::new());
}

#[test]
fn a_label_that_is_mistyped_in_the_files_is_not_overlooked_because_the_last_good_state_is_still_shown() {
    let mut app = written(HARBOUR, 100, 30);
    reread(&mut app, Err(vec!["brief.toml:26:7: no label `TLP:RDE`".to_owned()]));
    assert!(app.stale.is_some(), "the last good state stays open");
    present(&mut app, Tlp::Green);
    assert!(app.presentation.is_none(), "the new label is not known");
    let Some(Notice::Refused(why)) = &app.notice else { panic!("{:?}", app.notice) };
    assert!(why.contains("the brief has faults"), "{why}");
    present(&mut app, Tlp::Red);
    assert!(app.presentation.is_some(), "who may see all is shown it");
}
