//! Briefs full of secrets, taken through the whole program for each audience: on no card, no screen, no line and in no copy is anything
//! that is above it.

use proptest::prelude::*;
use ratatui::layout::{Rect, Size};
use whosaid::app::presentation::PresentationEvent;
use whosaid::app::{App, Msg, Notice, update};
use whosaid::format;
use whosaid::layout;
use whosaid::model::Tlp;
use whosaid::runtime::{self, ColorDepth, Environment, Glyphs, TerminalBackground};
use whosaid::share::FollowEvent;
use whosaid::share::protocol::{ShownMessage, SpeakerMessage};
use whosaid::slides::{Deck, LetterSize};

use super::room::{Room, follower, welcome};
use super::walk::Watch;
use crate::harness::{press, text};
use crate::secret_marks::{SecretMarks, secret_marks};
use crate::secrets::{Secretive, any_brief};

/// Drawing takes its time: a few briefs, each before every audience.
const CASES: u32 = 2;

const SIZES: [Size; 2] = [Size { width: 80, height: 24 }, Size { width: 120, height: 40 }];
const LETTERS: [LetterSize; 2] = [LetterSize::Plain, LetterSize::Large];

/// The rooms in which something of a brief may be seen.
fn rooms(secretive: &Secretive) -> Vec<Room> {
    Tlp::ALL.iter().map(|audience| Room::of(secretive, *audience)).filter(Room::may_see).collect()
}

/// A brief without an order of cards, so that all there are is shown.
fn any_brief_in_the_usual_order() -> impl Strategy<Value = Secretive> {
    any_brief().prop_map(|mut secretive| {
        let end = secretive.toml.find("[deck]").unwrap_or(secretive.toml.len());
        secretive.toml.truncate(end);
        secretive
    })
}

/// All that is on the cards, on both screens and with letters of both kinds.
fn on_cards(deck: &Deck, watch: &mut Watch<'_>) {
    for card in &deck.cards {
        watch.see("names of a card", &format!("{} {} {}", card.key, card.title, card.short));
        for (size, letters, step) in SIZES.iter().flat_map(|size| {
            LETTERS.iter().flat_map(move |letters| (0..card.steps).map(move |step| (size, *letters, step)))
        }) {
            let body = layout::card(Rect::new(0, 0, size.width, size.height)).body.as_size();
            let page = card.page(step, body, letters);
            watch.see("large letters", &page.large.join(" "));
            for cell in page.rows.iter().flatten() {
                let runs: String = cell.line.runs.iter().map(|run| run.text.as_str()).collect();
                watch.see("rows", &runs);
            }
        }
    }
}

fn missed(promised: &SecretMarks, watch: &Watch<'_>) -> Vec<String> {
    promised.difference(&watch.seen).cloned().collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, max_shrink_iters: 40, ..ProptestConfig::with_cases(12 * CASES) })]

    #[test]
    fn an_audience_below_a_brief_is_shown_nothing_of_it(secretive in any_brief()) {
        for audience in Tlp::ALL {
            let room = Room::of(&secretive, *audience);
            let mut app = room.desk(SIZES[1], LetterSize::Large);
            press(&mut app, "<esc><esc>p");
            prop_assert_eq!(secret_marks(&text(&app)), SecretMarks::new(), "before the audience is named");
            room.choose(&mut app);
            prop_assert_eq!(app.presentation.is_some(), room.may_see());
            if !room.may_see() {
                let Some(Notice::Refused(why)) = &app.notice else { panic!("{:?}", app.notice) };
                prop_assert_eq!(secret_marks(why), SecretMarks::new());
                prop_assert_eq!(secret_marks(&text(&app)), SecretMarks::new(), "when it is refused");
                prop_assert!(app.speaker_view().is_none() && app.saved_presentation().is_none());
            }
        }
    }

    #[test]
    fn no_card_has_what_is_above_the_audience(secretive in any_brief()) {
        for room in rooms(&secretive) {
            let mut app = room.desk(SIZES[0], LetterSize::Large);
            room.present(&mut app);
            on_cards(&app.presentation.as_ref().unwrap().deck, &mut Watch::over(&room.hidden));
        }
    }

    #[test]
    fn every_card_has_what_it_promises(secretive in any_brief_in_the_usual_order()) {
        for room in rooms(&secretive) {
            let mut app = room.desk(SIZES[0], LetterSize::Plain);
            room.present(&mut app);
            let mut watch = Watch::over(&room.hidden);
            on_cards(&app.presentation.as_ref().unwrap().deck, &mut watch);
            prop_assert_eq!(missed(&room.promised, &watch), [""; 0]);
            for id in room.quotes() {
                let key = format!("quote:{id}");
                prop_assert!(app.presentation.as_ref().unwrap().deck.find(&key).is_some(), "there is no card {}", key);
            }
        }
    }
}

/// A presentation from its beginning to its end: all that its speaker sees, and what he shows to others.
fn speak<'a>(room: &'a Room, app: &mut App) -> Watch<'a> {
    let kept = app.saved_state();
    let mut watch = Watch::over(&room.hidden);
    watch.look(app);
    watch.reach(app);
    watch.cards(app);
    watch.panes(app);
    watch.searches(app, &room.secrets);
    watch.reach(app);
    // But for the mark that was set beside the cards.
    let mut now = app.saved_state();
    let set = now.as_mut().and_then(|memory| memory.marks.remove("x"));
    assert!(
        set.is_none_or(|place| secret_marks(&format!("{place:?}")).is_disjoint(&room.hidden)),
        "a place of what is cleared"
    );
    if let (Some(now), Some(kept)) = (&mut now, &kept) {
        let set: Vec<String> = now.stars.difference(&kept.stars).cloned().collect();
        assert!(
            set.iter().all(|star| secret_marks(star).is_disjoint(&room.hidden)),
            "a star of what is cleared: {set:?}"
        );
        now.stars.retain(|star| kept.stars.contains(star));
    }
    assert_eq!(now, kept, "what the desk remembers stays its own");
    watch
}

/// What a follower makes of the lines of a speaker, and then finds by himself.
fn follow(room: &Room, speaker: &App, spoken: &Watch<'_>, size: Size, letters: LetterSize) {
    let mut watch = Watch::over(&room.hidden);
    let (welcome, line) = welcome(speaker);
    watch.see("welcome", &String::from_utf8_lossy(&line));
    let mut app = follower(&line, size, letters);
    let mut heard = vec![FollowEvent::Welcome(Box::new(welcome.clone()))];
    for (at, showing) in spoken.showings.iter().enumerate() {
        let seq = u64::try_from(at).unwrap();
        let said = ShownMessage { seq, hash: welcome.hash.clone(), showing: showing.clone(), cut: false }.to_line();
        // A hash has digits of its own, which are of no year.
        let line = String::from_utf8(said.clone()).unwrap().replace(&welcome.hash, "");
        watch.see("line", &line);
        let Ok(Some(SpeakerMessage::Shown(shown))) = SpeakerMessage::parse(&said) else { panic!("{line}") };
        heard.push(FollowEvent::Shown(shown.clone()));
        let _ = update(&mut app, Msg::Presentation(PresentationEvent::Shown(shown.showing)));
        watch.look(&app);
    }
    if letters == LetterSize::Plain {
        let missed = missed(&room.promised, &watch);
        assert!(!room.brief.deck.is_empty() || missed.is_empty(), "{missed:?} are on no screen of a follower");
    }
    watch.see("follower", &format!("{app:?}").replace(&welcome.hash, ""));
    // Half of them look around.
    if app.size == SIZES[0] {
        watch.panes(&mut app);
        watch.searches(&mut app, &room.secrets);
    }
    watch.see("follower", &format!("{app:?}"));
    plainly(room, heard);
}

/// What a follower reads who has no screen.
fn plainly(room: &Room, heard: Vec<FollowEvent>) {
    let mut out = Vec::new();
    let environment =
        Environment { colors: ColorDepth::None, glyphs: Glyphs::Unicode, background: TerminalBackground::Unknown };
    runtime::write_plain(heard, environment, 80, &mut out).unwrap();
    let mut watch = Watch::over(&room.hidden);
    watch.see("plain text", &String::from_utf8(out).unwrap());
    let missed = missed(&room.promised, &watch);
    assert!(!room.brief.deck.is_empty() || missed.is_empty(), "{missed:?} are not in the plain text");
}

/// One presentation to each audience, begun by the command or by keys.
fn present(secretive: &Secretive, size: Size, letters: LetterSize) {
    for (at, room) in rooms(secretive).into_iter().enumerate() {
        let mut app = room.desk(size, letters);
        let kept = app.saved_state();
        if at.is_multiple_of(2) {
            // Whatever the desk had open.
            press(&mut app, "<esc><esc>4y");
            press(&mut app, ["i", "!", "y", "Y", "/zq"][at]);
            room.present(&mut app);
        } else {
            room.choose(&mut app);
        }
        assert!(app.presentation.is_some());
        let watch = speak(&room, &mut app);
        if letters == LetterSize::Plain && room.brief.deck.is_empty() {
            assert_eq!(missed(&room.promised, &watch), [""; 0], "on no screen of the speaker");
        }
        let quotes = app.presentation.as_ref().unwrap().deck.cards.iter().any(|card| card.key.starts_with("quote:"));
        assert!(watch.copies > 0 || !quotes, "of a quote is a copy");
        follow(&room, &app, &watch, SIZES[at % 2], letters);
        press(&mut app, "<esc>qq");
        assert!(app.presentation.is_none(), "the presentation is over");
        let back = app.reader.as_ref().map(|reader| format::write(&reader.facts.brief));
        assert_eq!(back, Some(format::write(&room.brief)), "the desk has its brief back");
        let (now, kept) = (app.saved_state().unwrap(), kept.unwrap());
        assert_eq!(now.questions, kept.questions);
        // Those that were set beside the cards have come with it.
        assert!(now.stars.is_superset(&kept.stars));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, max_shrink_iters: 0, ..ProptestConfig::with_cases(CASES) })]

    #[test]
    fn no_screen_and_no_line_has_what_is_above_the_audience(secretive in any_brief_in_the_usual_order()) {
        present(&secretive, SIZES[0], LetterSize::Plain);
    }

    #[test]
    fn nor_has_one_of_a_brief_with_an_order_of_cards(secretive in any_brief()) {
        present(&secretive, SIZES[1], LetterSize::Large);
    }
}

#[test]
fn to_its_own_people_a_brief_hides_its_notes_drafts_and_texts_alone() {
    for secretive in super::samples().into_iter().take(40) {
        let of_desk = |line: &&str| ["note = ", "coder = ", "text = {"].iter().any(|field| line.starts_with(field));
        let (drafts, others): (Vec<&str>, Vec<&str>) =
            secretive.toml.split("\n[").partition(|table| table.contains("\nreview = \"draft\""));
        let desk: SecretMarks =
            others.into_iter().flat_map(str::lines).filter(of_desk).flat_map(secret_marks).collect();
        let drafted: SecretMarks = drafts.into_iter().flat_map(secret_marks).collect();
        let hidden = Room::of(&secretive, Tlp::Red).hidden;
        assert!(hidden.is_superset(&desk), "{hidden:?}\n{desk:?}");
        let others: Vec<&String> = hidden.difference(&desk).filter(|mark| !drafted.contains(*mark)).collect();
        assert!(others.is_empty(), "{others:?}");
    }
}
