//! A presentation from both its ends: the speaker's keys, and what a follower sees.

use std::collections::BTreeSet;
use std::time::Duration;

use chrono::NaiveTime;
use ratatui::layout::Size;
use whosaid::app::presentation::{
    FollowerSummary, JoinedPresentation, PresentationClock, PresentationEvent, PresentationPlan,
};
use whosaid::app::{App, Effect, Msg, ReloadedBrief, update};
use whosaid::keys::{self, Action, CardAction};
use whosaid::model::Tlp;
use whosaid::share::protocol::{PresentationView, SpeakerView};
use whosaid::slides::{DeckLength, LetterSize, QuoteProofs};
use whosaid::storage::CardPosition;

use crate::harness::{bundled, press, text, written};

/// The bundled brief, presented to everybody.
fn presented(width: u16, height: u16) -> App {
    // The question is answered where it can be seen.
    let mut app = bundled(80, 24);
    press(&mut app, "p<enter>");
    assert!(app.presentation.is_some());
    let _ = update(&mut app, Msg::Resize(Size { width, height }));
    app
}

fn at(app: &App) -> usize {
    app.presentation.as_ref().unwrap().at
}

fn shows(app: &App) -> PresentationView {
    app.presentation.as_ref().unwrap().view
}

fn tell(app: &mut App, news: PresentationEvent) {
    assert_eq!(update(app, Msg::Presentation(news)), None);
}

/// Who follows what `app` presents.
fn follower(app: &App, width: u16, height: u16) -> App {
    let brief = app.reader.as_ref().unwrap().facts.brief.as_ref().clone();
    let joined = JoinedPresentation {
        name: "talks".to_owned(),
        brief,
        audience: Tlp::Clear,
        proofs: QuoteProofs::default(),
        length: DeckLength::EveryCard,
    };
    let mut follower = App::follower(Size { width, height }, joined, LetterSize::Large);
    tell(&mut follower, PresentationEvent::Shown(app.speaker_view().unwrap()));
    follower
}

fn last_row(app: &App) -> String {
    text(app).lines().last().unwrap_or_default().to_owned()
}

const MARKED: &str = r#"
[brief]
format = 1
title = "Harbour talks"
as_of = 2025-01-31
bottom_line = "The port is shut."
tlp = "TLP:GREEN"
note = "desk only: ask Ada"

[[issue]]
id = "port"
label = "the port"
question = "Should the port open?"

[[actor]]
id = "ann"
name = "Ann Open"
kind = "person"

[[actor]]
id = "bob"
name = "Bob Hidden"
kind = "person"

[[source]]
id = "post"
outlet = "The Post"

[[source]]
id = "wire"
outlet = "The Secret Wire"
tlp = "TLP:RED"

[[statement]]
id = "ann-open"
actor = "ann"
source = "post"
attribution = "direct"
quote = "The port will open."
said = 2025-01-02
stance = { port = "for" }

[[statement]]
id = "bob-shut"
actor = "bob"
source = "wire"
attribution = "direct"
quote = "It stays shut."
said = 2025-01-03
stance = { port = "against" }
contradicts = ["ann-open"]
"#;

#[test]
fn nothing_of_the_brief_is_seen_before_the_audience_is_named() {
    let mut app = written(MARKED, 100, 30);
    press(&mut app, "p");
    let asked = text(&app);
    assert!(asked.contains("Who is in the room?"), "{asked}");
    let labels: Vec<usize> = Tlp::WORDS.iter().map(|label| asked.find(&format!("{label} ")).unwrap()).collect();
    assert!(labels.is_sorted(), "the strictest first: {asked}");
    for word in ["Harbour", "port", "Ann", "Bob", "Post", "2025", "TLP:GREEN ·"] {
        assert!(!asked.contains(word), "{word} in:\n{asked}");
    }
    assert!(app.presentation.is_none());
}

#[test]
fn an_audience_below_the_label_of_the_brief_is_shown_nothing() {
    let mut app = written(MARKED, 100, 30);
    press(&mut app, "pj<enter>");
    assert!(app.presentation.is_none(), "TLP:CLEAR is below TLP:GREEN");
    assert!(last_row(&app).contains("TLP:GREEN as a whole"), "{}", last_row(&app));
    press(&mut app, "k<enter>");
    assert_eq!(app.presentation.as_ref().unwrap().audience, Tlp::Green);
}

#[test]
fn the_audience_is_typed_with_or_without_its_prefix_and_white_is_answered_as_in_files() {
    for (typed, audience) in [
        ("green", Tlp::Green),
        ("TLP:GREEN", Tlp::Green),
        ("amber", Tlp::Amber),
        ("amber+", Tlp::AmberStrict),
        ("rex<backspace>ed", Tlp::Red),
        ("tlp:whi<down><up>red", Tlp::Red),
    ] {
        let mut app = written(MARKED, 100, 30);
        press(&mut app, &format!("p{typed}<enter>"));
        assert_eq!(app.presentation.as_ref().map(|stage| stage.audience), Some(audience), "{typed}");
    }
    let mut app = written(MARKED, 100, 30);
    press(&mut app, "pTLP:WHITE");
    assert!(last_row(&app).contains("`TLP:WHITE` is no TLP label; TLP 2.0 calls it TLP:CLEAR"), "{}", last_row(&app));
    press(&mut app, "<esc>pgrx");
    assert!(last_row(&app).contains("no label begins so"), "{}", last_row(&app));
}

#[test]
fn a_talk_tells_its_speaker_how_many_cards_it_has_and_followers_have_the_same() {
    let mut app = bundled(100, 30);
    let plan = PresentationPlan { length: DeckLength::Minutes(5), ..PresentationPlan::default() };
    update(&mut app, Msg::Present(Some(Tlp::Clear), plan));
    assert!(last_row(&app).contains("7 cards for 5 minutes"), "{}", last_row(&app));
    press(&mut app, "G");
    assert!(text(&app).contains("Not in these 5 minutes") && text(&app).contains("quotes: all "), "{}", text(&app));
}

#[test]
fn cards_with_the_words_themselves_are_listed_before_those_whose_question_has_them() {
    let statement = |id: &str, day: &str, quote: &str| {
        format!(
            "[[statement]]\nid = \"{id}\"\nactor = \"ann\"\nattribution = \"direct\"\nquote = \"{quote}\"\nsaid = {day}\n\
             stance = {{ toll = \"for\" }}\n"
        )
    };
    let brief = format!(
        "[brief]\nformat = 1\ntitle = \"T\"\nas_of = 2025-01-03\nbottom_line = \"B.\"\ntlp = \"TLP:CLEAR\"\n\
         [[issue]]\nid = \"toll\"\nlabel = \"toll\"\nquestion = \"Should ships pay?\"\n\
         [[actor]]\nid = \"ann\"\nname = \"Ann\"\nkind = \"person\"\n[[source]]\nid = \"post\"\n{}{}",
        statement("one", "2025-01-01", "All the ships will sail away."),
        statement("two", "2025-01-02", "Nobody knows when they come back.")
    );
    let mut app = written(&brief, 100, 30);
    press(&mut app, "p<enter>/ships");
    let rows = text(&app);
    let first =
        |what: &str| rows.lines().position(|row| row.contains(what)).unwrap_or_else(|| panic!("{what}: {rows}"));
    assert!(first("All the ships will") < first("Should ships pay?"), "{rows}");
}

#[test]
fn a_brief_that_may_have_lost_a_label_is_presented_to_nobody_but_those_who_may_see_all() {
    let mut app = written(MARKED, 100, 30);
    app.reader.as_mut().unwrap().facts.faults =
        vec!["brief.toml:36: statement `bob-shut`: unknown field `tpl`".to_owned()];
    press(&mut app, "p<enter>");
    assert!(app.presentation.is_none());
    assert!(last_row(&app).contains("may be a label"), "{}", last_row(&app));
    press(&mut app, "red<enter>");
    assert_eq!(app.presentation.as_ref().unwrap().audience, Tlp::Red);
}

#[test]
fn the_question_is_not_answered_where_it_cannot_be_seen() {
    let mut app = written(MARKED, 39, 9);
    press(&mut app, "p<enter>k<enter>");
    assert!(app.presentation.is_none());
    let _ = update(&mut app, Msg::Resize(Size { width: 80, height: 24 }));
    assert!(text(&app).contains("Who is in the room?"));
}

#[test]
fn what_is_above_the_audience_is_found_by_nothing_that_is_pressed() {
    let mut app = written(MARKED, 120, 40);
    press(&mut app, "p<enter>");
    let mut seen = String::new();
    for _ in 0..30 {
        seen += &text(&app);
        press(&mut app, "<space>");
    }
    for keys in ["i", "<esc>Y", "<esc><tab>", "i", "<esc>b", "<esc>2G", "4G", "/hidden", "<esc>/secret", "<esc>!", "3"]
    {
        press(&mut app, keys);
        seen += &text(&app);
    }
    assert!(seen.contains("Ann Open") && seen.contains("The port will open."));
    for secret in ["Bob", "Hidden", "Secret", "Wire", "stays shut", "Ada", "desk only"] {
        let line =
            seen.lines().find(|line| line.contains(secret) && !line.contains("hidden") && !line.contains("secret"));
        assert_eq!(line, None, "{secret}");
    }
    press(&mut app, "<esc>qq");
    assert!(app.presentation.is_none());
    press(&mut app, "2G");
    assert!(text(&app).contains("Bob Hidden"), "the desk has its brief back, whole");
}

#[test]
fn a_clicker_an_arrow_and_a_number_go_on() {
    let mut app = presented(120, 40);
    for keys in ["<space>", "<right>", "<down>", "<pgdn>", "<enter>"] {
        let before = app.speaker_view();
        press(&mut app, keys);
        assert_ne!(app.speaker_view(), before, "{keys}");
    }
    for keys in ["<left>", "<up>", "<pgup>", "<backspace>", "k"] {
        press(&mut app, keys);
    }
    assert_eq!(at(&app), 0);
    press(&mut app, "<left>");
    assert!(last_row(&app).contains("first card"));
    press(&mut app, "5");
    assert!(last_row(&app).contains("card 5 · enter"), "{}", last_row(&app));
    press(&mut app, "<enter>");
    assert_eq!(at(&app), 4);
    press(&mut app, "9999<enter>");
    assert_eq!(at(&app), 4);
    assert!(last_row(&app).contains("there is no card 9999"), "{}", last_row(&app));
    press(&mut app, "1<space>");
    assert_ne!(at(&app), 0, "a number without enter is none");
    press(&mut app, "g");
    assert_eq!(at(&app), 0);
    press(&mut app, "G");
    let last = app.presentation.as_ref().unwrap().deck.cards.len() - 1;
    assert_eq!(at(&app), last);
    for _ in 0..3 {
        press(&mut app, "<space>");
    }
    assert_eq!(at(&app), last);
    assert!(last_row(&app).contains("last card"), "{}", last_row(&app));
}

#[test]
fn every_card_is_reached_in_order_and_back_again() {
    let mut app = presented(80, 24);
    let mut on = vec![app.presentation.as_ref().unwrap().position()];
    loop {
        press(&mut app, "<space>");
        let spot = app.presentation.as_ref().unwrap().position();
        if on.last() == Some(&spot) {
            break;
        }
        on.push(spot);
    }
    let cards: BTreeSet<&str> = on.iter().map(|spot| spot.card.as_str()).collect();
    assert_eq!(cards.len(), app.presentation.as_ref().unwrap().deck.cards.len());
    for spot in on.iter().rev().skip(1) {
        press(&mut app, "<left>");
        assert_eq!(app.presentation.as_ref().unwrap().position(), *spot);
    }
}

#[test]
fn the_index_finds_a_card_by_what_it_says() {
    let mut app = presented(100, 30);
    press(&mut app, "/direct attack on the federation");
    let found = text(&app);
    press(&mut app, "<enter>");
    assert_ne!(at(&app), 0, "{found}");
    press(&mut app, "/xyzzy");
    assert!(text(&app).contains("no card says that"));
    press(&mut app, "<esc>i");
    let stage = app.presentation.as_ref().unwrap();
    assert!(text(&app).contains(&stage.card().title), "the list begins at the card that is shown");
}

#[test]
fn a_blank_screen_tells_nothing_and_any_key_ends_it() {
    for key in ["b", ".", "<space>", "<left>", "<tab>", "<esc>", "x", "5", "q"] {
        let mut app = presented(80, 24);
        press(&mut app, "<space>b");
        let blank = text(&app);
        assert_eq!(blank.lines().filter(|row| !row.is_empty()).count(), 1, "{blank}");
        assert!(!blank.contains("TLP") && !blank.contains("Kabul"), "{blank}");
        press(&mut app, key);
        assert_eq!((at(&app), shows(&app)), (1, PresentationView::Card), "{key}");
    }
}

#[test]
fn tab_goes_to_the_reader_at_what_the_card_rests_on_and_back() {
    let mut app = presented(120, 40);
    let cards = &app.presentation.as_ref().unwrap().deck.cards;
    let number = cards.iter().position(|card| !card.records.is_empty()).unwrap() + 1;
    press(&mut app, &format!("{number}<enter>"));
    let (here, record) = (at(&app), app.presentation.as_ref().unwrap().card().records[0]);
    press(&mut app, "<tab>");
    assert_eq!(app.reader.as_ref().unwrap().timeline_record(), Some(record));
    assert!(text(&app).contains("4 Timeline") && last_row(&app).contains("tab to the card"));
    press(&mut app, "2j<space>");
    assert_eq!(app.speaker_view().unwrap().place.unwrap().pins.len(), 1, "the filter is shown too");
    press(&mut app, "L");
    assert!(last_row(&app).contains("not while presenting"), "{}", last_row(&app));
    press(&mut app, "R");
    assert!(last_row(&app).contains("not while presenting"), "{}", last_row(&app));
    for back in ["<tab>", "p", "q", "<esc><esc>"] {
        press(&mut app, back);
        assert_eq!((at(&app), shows(&app)), (here, PresentationView::Card), "{back}");
        press(&mut app, "<tab>");
    }
}

#[test]
fn a_card_of_the_whole_brief_leads_to_the_reader_as_it_stands() {
    let mut app = presented(120, 40);
    let before = app.reader.as_ref().unwrap().bookmark();
    press(&mut app, "<tab>");
    assert_eq!(app.reader.as_ref().unwrap().bookmark(), before);
    assert!(last_row(&app).contains("rests on the brief as a whole"), "{}", last_row(&app));
}

#[test]
fn the_title_has_the_strictest_label_of_what_is_to_come() {
    let mut app = written(&MARKED.replace("TLP:RED", "TLP:AMBER"), 100, 30);
    press(&mut app, "p<up><enter>");
    let title = text(&app);
    assert!(title.starts_with(" TLP:AMBER ") && title.contains("TLP:AMBER  for one’s own"), "{title}");
    assert!(last_row(&app).contains("room TLP:AMBER"), "{}", last_row(&app));
    press(&mut app, "<space>");
    assert!(text(&app).starts_with(" TLP:GREEN "), "each card has its own");
    press(&mut app, "<tab>");
    assert!(text(&app).starts_with(" TLP:AMBER "), "and in the reader everything counts");
}

#[test]
fn leaving_is_asked_once() {
    for (first, second) in
        [("<ctrl-c>", "<ctrl-c>"), ("q", "<ctrl-c>"), ("<tab><ctrl-c>", "<ctrl-c>"), ("b<ctrl-c>", "<ctrl-c>")]
    {
        let mut app = presented(80, 24);
        assert_eq!(press(&mut app, first), None);
        assert!(
            app.presentation.is_some() && last_row(&app).contains("once more leaves"),
            "{first}: {}",
            last_row(&app)
        );
        let before = app.speaker_view();
        press(&mut app, "j");
        assert_eq!(app.speaker_view(), before, "another key takes the question back, and does nothing else");
        press(&mut app, "<ctrl-c>");
        assert!(app.presentation.is_some());
        press(&mut app, second);
        assert!(app.presentation.is_none());
    }
    let mut app = bundled(80, 24);
    assert_eq!(
        update(
            &mut app,
            Msg::Present(Some(Tlp::Clear), PresentationPlan { is_standalone: true, ..PresentationPlan::default() })
        ),
        None
    );
    press(&mut app, "q");
    assert_eq!(press(&mut app, "q"), Some(Effect::Quit), "where there is nothing to come back to");
}

#[test]
fn a_presentation_is_gone_on_with_where_it_was_left() {
    let mut app = presented(80, 24);
    press(&mut app, "4<enter>qqp<enter>");
    assert_eq!(at(&app), 3);
    let presented = app.saved_presentation().unwrap();
    let mut app = bundled(120, 40);
    let plan = PresentationPlan { from: Some(presented.spot), ..PresentationPlan::default() };
    let _ = update(&mut app, Msg::Present(Tlp::from_word(&presented.audience), plan));
    assert_eq!(at(&app), 3);
    let gone = PresentationPlan {
        from: Some(CardPosition { card: "issue:no-more".to_owned(), step: 7 }),
        ..PresentationPlan::default()
    };
    let mut app = bundled(120, 40);
    let _ = update(&mut app, Msg::Present(Some(Tlp::Clear), gone));
    assert_eq!(at(&app), 0, "what the deck has no more is passed over");
}

#[test]
fn what_is_shown_stays_as_it_is_while_files_change() {
    let mut app = presented(100, 30);
    press(&mut app, "<space>");
    let before = text(&app);
    let reread = ReloadedBrief { opened: Err(vec!["a fault".to_owned()]), cause: Some("x.toml changed".to_owned()) };
    assert_eq!(update(&mut app, Msg::Reloaded(Box::new(reread))), None);
    let after = text(&app);
    assert!(last_row(&app).contains("the files have changed"), "{}", last_row(&app));
    let body = |text: &str| text.lines().take(29).collect::<Vec<_>>().join("\n");
    assert_eq!(body(&before), body(&after));
    assert_eq!(press(&mut app, "qq"), Some(Effect::Reload), "read once it is over");
}

#[test]
fn the_quiet_line_tells_the_time_and_who_follows() {
    let mut app = bundled(100, 30);
    let _ = update(
        &mut app,
        Msg::Present(Some(Tlp::Clear), PresentationPlan { minutes: Some(15), ..PresentationPlan::default() }),
    );
    let clock = PresentationClock { now: NaiveTime::from_hms_opt(9, 5, 0), elapsed: Duration::from_secs(7 * 60) };
    tell(&mut app, PresentationEvent::Clock(clock));
    tell(&mut app, PresentationEvent::Followers(FollowerSummary { count: 3, too_small: 1 }));
    let row = last_row(&app);
    assert!(row.starts_with(" 09:05 · 7 min · 8 left · room TLP:CLEAR · 3 follow, 1 cannot see all"), "{row}");
    let cards = app.presentation.as_ref().unwrap().deck.cards.len();
    assert!(row.ends_with(&format!("1/{cards}")), "{row}");
    tell(
        &mut app,
        PresentationEvent::Clock(PresentationClock { now: NaiveTime::from_hms_opt(3, 0, 0), elapsed: Duration::ZERO }),
    );
    assert!(last_row(&app).starts_with(" 03:00 · 0 min · 15 left"), "a clock that jumps: {}", last_row(&app));
}

#[test]
fn what_is_remembered_is_of_the_desk() {
    let mut app = bundled(120, 40);
    press(&mut app, "2jj*");
    let before = app.saved_state();
    press(&mut app, "p<enter><space><tab>4G<space>/talks<enter><esc><tab>");
    assert_eq!(
        app.saved_state(),
        before,
        "where the reader beside the cards stands, and what it looked up, is not kept"
    );
    press(&mut app, "qq");
    assert_eq!(app.saved_state(), before);
}

#[test]
fn stars_and_marks_that_are_set_beside_the_cards_are_kept_with_those_of_the_desk() {
    let mut app = bundled(120, 40);
    press(&mut app, "2jj*4gmamb");
    let desk = app.saved_state().unwrap();
    press(&mut app, "p<enter><space><tab>2jj*jjj*4G*ma");
    let beside = app.reader.as_ref().unwrap().bookmark();
    let kept = app.saved_state().unwrap();
    assert_eq!(kept.stars.len(), 4, "{:?}", kept.stars);
    assert!(kept.stars.is_superset(&desk.stars), "what was starred at the desk stays so");
    assert_eq!((&kept.marks["a"], &kept.marks["b"]), (&beside, &desk.marks["b"]));
    assert_eq!((&kept.last, &kept.questions), (&desk.last, &desk.questions));
    press(&mut app, "*");
    assert_eq!(app.saved_state().unwrap().stars.len(), 3, "the last of them is taken back");
    let kept = app.saved_state();
    press(&mut app, "<tab>qq");
    assert!(app.presentation.is_none());
    assert_eq!(app.saved_state(), kept, "and the desk has them");
    press(&mut app, "'a");
    assert_eq!(app.reader.as_ref().unwrap().bookmark().items, beside.items);
}

#[test]
fn a_follower_sees_what_the_speaker_shows_on_a_screen_of_his_own() {
    let mut speaker = presented(120, 40);
    let mut follower = follower(&speaker, 80, 24);
    assert!(last_row(&follower).contains("following talks"), "{}", last_row(&follower));
    for keys in ["<space>", "<space>", "7<enter>", "b", "b", "G", "<tab>", "3<space>", "j", "<tab>", "g"] {
        press(&mut speaker, keys);
        tell(&mut follower, PresentationEvent::Shown(speaker.speaker_view().unwrap()));
        assert_eq!((at(&follower), shows(&follower)), (at(&speaker), shows(&speaker)), "{keys}");
        let (theirs, ours) = (speaker.reader.as_ref().unwrap(), follower.reader.as_ref().unwrap());
        if shows(&speaker) == PresentationView::Reader {
            assert_eq!(theirs.selected_item(), ours.selected_item(), "{keys}");
            assert_eq!(theirs.pins.count(), ours.pins.count(), "{keys}");
        }
    }
    assert_eq!(follower.saved_state(), None, "nothing is kept of it here");
    assert_eq!(follower.speaker_view(), None, "and nobody follows a follower");
}

#[test]
fn a_follower_looks_around_and_returns() {
    let mut speaker = presented(120, 40);
    press(&mut speaker, "3<enter>");
    for keys in ["<space>", "g", "G", "2<enter>", "i<enter>", "<tab>", "<tab>2j"] {
        let mut follower = follower(&speaker, 120, 40);
        press(&mut follower, keys);
        assert!(!follower.presentation.as_ref().unwrap().follower().unwrap().live, "{keys}");
        let here = text(&follower);
        press(&mut speaker, "<space>");
        tell(&mut follower, PresentationEvent::Shown(speaker.speaker_view().unwrap()));
        let body = |text: &str| text.lines().take(39).collect::<Vec<_>>().join("\n");
        assert_eq!(body(&text(&follower)), body(&here), "{keys}: what one looks at stays");
        press(&mut follower, "<esc>f");
        assert_eq!((at(&follower), shows(&follower)), (at(&speaker), PresentationView::Card), "{keys}");
        assert!(last_row(&follower).contains("following"), "{}", last_row(&follower));
    }
}

#[test]
fn a_follower_of_a_blank_screen_has_the_card_back_for_himself() {
    let mut speaker = presented(120, 40);
    let mut follower = follower(&speaker, 120, 40);
    press(&mut speaker, "b");
    tell(&mut follower, PresentationEvent::Shown(speaker.speaker_view().unwrap()));
    assert!(last_row(&follower).starts_with(" the speaker has blanked the screen"), "{}", last_row(&follower));
    press(&mut follower, "x");
    assert_eq!(shows(&follower), PresentationView::Card);
    assert!(last_row(&follower).contains("looking around"), "{}", last_row(&follower));
    press(&mut follower, "f");
    assert_eq!(shows(&follower), PresentationView::Blank);
}

#[test]
fn a_follower_drives_nobody() {
    let speaker = presented(120, 40);
    let mut follower = follower(&speaker, 120, 40);
    press(&mut follower, "b");
    assert_eq!(shows(&follower), PresentationView::Card);
    assert!(last_row(&follower).contains("only the speaker"), "{}", last_row(&follower));
    assert_eq!(press(&mut follower, "q"), Some(Effect::Quit), "and leaves without being asked");
}

#[test]
fn a_follower_is_told_when_the_speaker_is_gone_and_goes_on_when_he_is_back() {
    let mut speaker = presented(120, 40);
    let mut follower = follower(&speaker, 120, 40);
    tell(&mut follower, PresentationEvent::Lost("the speaker is gone; trying again".to_owned()));
    assert!(last_row(&follower).contains("the speaker is gone"), "{}", last_row(&follower));
    press(&mut follower, "<space>");
    assert_eq!(at(&follower), 1, "the cards are still here");
    press(&mut follower, "f");
    press(&mut speaker, "5<enter>");
    let brief = speaker.reader.as_ref().unwrap().facts.brief.as_ref().clone();
    let joined = JoinedPresentation {
        name: "talks".to_owned(),
        brief,
        audience: Tlp::Clear,
        proofs: QuoteProofs::default(),
        length: DeckLength::EveryCard,
    };
    tell(&mut follower, PresentationEvent::Joined(Box::new(joined)));
    tell(&mut follower, PresentationEvent::Shown(speaker.speaker_view().unwrap()));
    assert_eq!(at(&follower), 4);
    assert!(last_row(&follower).contains("following talks"), "{}", last_row(&follower));
}

#[test]
fn whoever_looks_around_stays_there_when_the_speaker_comes_back() {
    let mut speaker = presented(120, 40);
    press(&mut speaker, "9<enter>");
    let mut seer = follower(&speaker, 120, 40);
    press(&mut seer, "4<enter>");
    let back = |speaker: &App, seer: &mut App| {
        tell(seer, PresentationEvent::Lost("the speaker has left".to_owned()));
        let brief = speaker.reader.as_ref().unwrap().facts.brief.as_ref().clone();
        let joined = JoinedPresentation {
            name: "talks".to_owned(),
            brief,
            audience: Tlp::Clear,
            proofs: QuoteProofs::default(),
            length: DeckLength::EveryCard,
        };
        tell(seer, PresentationEvent::Joined(Box::new(joined)));
        tell(seer, PresentationEvent::Shown(speaker.speaker_view().unwrap()));
    };
    back(&speaker, &mut seer);
    assert_eq!(at(&seer), 3);
    assert!(last_row(&seer).contains("looking around · f returns to the speaker · who is at 9"), "{}", last_row(&seer));
    let _ = update(&mut seer, Msg::Resize(Size { width: 40, height: 12 }));
    assert!(last_row(&seer).contains("looking around · f returns"), "the way back is told on any screen");
    let _ = update(&mut seer, Msg::Resize(Size { width: 120, height: 40 }));
    press(&mut seer, "<tab>2jj");
    let place = seer.reader.as_ref().unwrap().bookmark();
    back(&speaker, &mut seer);
    assert_eq!((shows(&seer), seer.reader.as_ref().unwrap().bookmark()), (PresentationView::Reader, place));
    press(&mut seer, "f");
    assert_eq!((at(&seer), shows(&seer)), (8, PresentationView::Card));
    back(&speaker, &mut seer);
    assert!(last_row(&seer).contains("following"), "whoever follows goes on to follow");
}

#[test]
fn a_speaker_who_says_what_is_not_there_does_no_harm() {
    let speaker = presented(120, 40);
    let mut follower = follower(&speaker, 120, 40);
    for (card, step) in [("no such card", 0), ("title", usize::MAX), ("", 3)] {
        let place = Some(whosaid::storage::Bookmark {
            pane: "Nowhere".to_owned(),
            items: vec!["statement:gone".to_owned(), "x".to_owned()],
            pins: vec!["find:\"".to_owned(), "actor:gone".to_owned()],
        });
        for view in [PresentationView::Card, PresentationView::Reader, PresentationView::Blank] {
            let showing = SpeakerView { view, card: card.to_owned(), step, place: place.clone() };
            tell(&mut follower, PresentationEvent::Shown(showing));
            text(&follower);
        }
    }
}

#[test]
fn on_too_small_a_screen_a_card_is_scrolled_and_that_is_told() {
    for (width, height) in [(80, 24), (60, 20), (45, 11), (20, 5)] {
        let mut app = presented(width, height);
        let mut pressed = 0;
        while !last_row(&app).contains("last card") && pressed < 3000 {
            text(&app);
            let stage = app.presentation.as_ref().unwrap();
            assert!(stage.fits() || (width, height) < (80, 24), "{} at {width}×{height}", stage.card().key);
            if at(&app) + 1 == stage.deck.cards.len()
                && stage.top >= stage.hidden_rows()
                && stage.step + 1 >= stage.card().steps
            {
                break;
            }
            press(&mut app, "<space>");
            pressed += 1;
        }
        assert!(pressed < 3000, "{width}×{height}");
    }
    let speaker = presented(120, 40);
    assert_eq!(follower(&speaker, 120, 40).fits(), Some(true));
    assert_eq!(follower(&speaker, 20, 5).fits(), Some(false));
    assert!(text(&presented(20, 5)).starts_with("whosaid needs 40×10"), "{}", text(&presented(20, 5)));
}

#[test]
fn a_brief_with_nothing_in_it_can_be_presented() {
    let bare = "[brief]\nformat = 1\ntitle = \"Bare\"\nas_of = 2025-01-01\nbottom_line = \"Nothing yet.\"\ntlp = \"TLP:CLEAR\"\n";
    let mut app = written(bare, 80, 24);
    press(&mut app, "p<enter>");
    assert!(text(&app).contains("Bare"));
    press(&mut app, "<space>");
    assert!(text(&app).contains("Nothing yet."));
    for keys in ["<space>", "y", "Y", "<tab>", "j", "<tab>", "i", "<esc>", "G"] {
        press(&mut app, keys);
        text(&app);
    }
}

#[test]
fn every_cue_can_be_run_from_the_help() {
    for (at, binding) in keys::CARD_BINDINGS.iter().enumerate() {
        let mut app = presented(100, 30);
        press(&mut app, "5<enter>?");
        assert!(text(&app).contains("Every key"));
        press(&mut app, &"<down>".repeat(at));
        let effect = press(&mut app, "<enter>");
        let views = [
            (Action::Card(CardAction::OpenReader), PresentationView::Reader),
            (Action::Card(CardAction::Blank), PresentationView::Blank),
        ];
        let view = views
            .iter()
            .find(|(action, _)| *action == binding.action)
            .map_or(PresentationView::Card, |(_, view)| *view);
        assert_eq!(shows(&app), view, "{}", binding.description);
        assert_eq!(effect == Some(Effect::Suspend), binding.action == Action::Suspend);
    }
}
