//! Any keys at any sizes on any brief: after each, the screen is lawful. What the reader asks of the world, it gets.

use std::time::Duration;

use ratatui::layout::{Position, Size};
use whosaid::app::presentation::{
    FollowerSummary, JoinedPresentation, PresentationClock, PresentationEvent, PresentationPlan,
};
use whosaid::app::{App, BriefChecks, BriefFacts, Effect, MouseAction, Msg, OpenedBrief, ReloadedBrief, update};
use whosaid::diagnostics::DescribedFault;
use whosaid::keys::{Chord, Key};
use whosaid::model::Tlp;
use whosaid::quotes::{Article, Quotes, TextState};
use whosaid::search::library::{BriefListSummary, BriefListing};
use whosaid::share::protocol::{PresentationView, SpeakerView};
use whosaid::slides::{DeckLength, LetterSize, QuoteProof, QuoteProofs};
use whosaid::storage::CardPosition;
use whosaid::storage::{Bookmark, SavedState};

use super::drawn::{lawful, lawful_in_ascii};
use super::supply::{Sample, Supply, next};

/// More keys than these show nothing new.
const MOST: usize = 96;

/// Opens a brief at a size in one of the ways that there are, and does what the rest of the bytes say.
pub(crate) fn any(bytes: &[u8]) {
    let mut supply = Supply(bytes);
    let size = size(&mut supply);
    let way = supply.byte();
    let Some(sample) = next(&mut supply) else { return };
    let mut app = opened(way, size, &sample, SavedState::default());
    lawful(&app);
    lawful_in_ascii(&app);
    for _ in 0..MOST {
        if supply.is_empty() {
            break;
        }
        let msg = message(&mut supply, &sample);
        match update(&mut app, msg) {
            Some(Effect::Open(_)) => {
                drop(update(&mut app, Msg::Opened(Box::new(reading(&sample, SavedState::default())))));
            }
            Some(Effect::OpenAt { item, .. }) => {
                drop(update(&mut app, Msg::Opened(Box::new(reading(&sample, SavedState::default())))));
                drop(update(&mut app, Msg::GoTo(item)));
            }
            Some(Effect::Reload) => drop(update(&mut app, again(&sample, None))),
            // It is started again, and goes on where it was.
            Some(Effect::Quit) => {
                let memory = app.saved_state().unwrap_or_default();
                app = opened(way, app.size, &sample, memory);
            }
            Some(
                Effect::Suspend
                | Effect::Redraw
                | Effect::SaveState
                | Effect::Copy(_)
                | Effect::Library(_)
                | Effect::Coding(_),
            )
            | None => {}
        }
        lawful(&app);
    }
    lawful_in_ascii(&app);
}

fn opened(way: u8, size: Size, sample: &Sample, memory: SavedState) -> App {
    match way % 4 {
        0 | 1 => App::with_brief(size, reading(sample, memory)),
        2 => App::with_library(size, "briefs \u{202e}".to_owned(), briefs(sample)),
        _ => App::follower(size, joined(sample), LetterSize::Large),
    }
}

fn reading(sample: &Sample, memory: SavedState) -> OpenedBrief {
    let Sample { brief, faults } = sample.clone();
    let article = |text: &str| TextState::Text(Box::new(Article::new(text.to_owned())));
    let quotes = brief.statements.iter().flat_map(|(_, statement)| &statement.quote);
    // An article that has every quote, and one that has none.
    let all = quotes.map(String::as_str).collect::<Vec<_>>().join("\n\n\u{1b}[2J 日本 ");
    let held = vec![article(&all), article("\u{9b}\u{202e}nothing"), article(&all)];
    let quotes = Quotes::new(&brief, held);
    let told = faults.iter().map(|fault| DescribedFault {
        code: whosaid::diagnostics::Code::ALL[0],
        times: 1,
        at: fault.clone(),
        message: fault.clone(),
    });
    let told = told.collect();
    let (name, place) = ("a\u{1b}brief".to_owned(), "kp-kabul-talks".to_owned());
    let checked = Some(BriefChecks { diagnostics: told, quotes });
    OpenedBrief { saved_state: memory, facts: BriefFacts { name, place, faults, checked, ..BriefFacts::new(brief) } }
}

fn joined(sample: &Sample) -> JoinedPresentation {
    let brief = sample.brief.clone();
    let ids = brief.statements.iter().map(|(_, statement)| statement.id.clone());
    let proofs: QuoteProofs = ids
        .zip(
            [QuoteProof::Verbatim, QuoteProof::Normalized, QuoteProof::Unmarked, QuoteProof::Otherwise]
                .into_iter()
                .cycle(),
        )
        .collect();
    JoinedPresentation {
        name: "talks \u{7}".to_owned(),
        brief,
        audience: Tlp::Green,
        proofs,
        length: DeckLength::EveryCard,
    }
}

fn briefs(sample: &Sample) -> Vec<BriefListing> {
    let head = |title: &str| BriefListSummary {
        title: title.to_owned(),
        as_of: sample.brief.as_of.to_string(),
        tlp: sample.brief.tlp,
        statements: usize::MAX,
        sources: 0,
        faults: sample.faults.len(),
    };
    let titles = [sample.brief.title.as_str(), "日本語\u{1b}[2J", "", "a b c"];
    let mut briefs: Vec<BriefListing> =
        (0..40).map(|at| BriefListing { name: format!("brief-{at}"), summary: Ok(head(titles[at % 4])) }).collect();
    briefs.push(BriefListing { name: "\u{202e}broken\n".to_owned(), summary: Err("no \u{9b}2J brief".to_owned()) });
    briefs
}

fn again(sample: &Sample, cause: Option<String>) -> Msg {
    Msg::Reloaded(Box::new(ReloadedBrief { opened: Ok(reading(sample, SavedState::default())), cause }))
}

/// From 0 by 0, which a terminal without a size has, to more than any has.
fn size(supply: &mut Supply<'_>) -> Size {
    let (width, height) = (u16::from(supply.byte()), u16::from(supply.byte()));
    Size { width: if width == 255 { 400 } else { width }, height: height / 2 }
}

/// Characters are keys; what is no character is everything else that can happen.
fn message(supply: &mut Supply<'_>, sample: &Sample) -> Msg {
    let key = |key| Msg::Key(Chord::plain(key));
    match supply.byte() {
        b'\n' => key(Key::Enter),
        b'\t' => key(Key::Tab),
        0x1b => key(Key::Esc),
        0x7f => key(Key::Backspace),
        letter @ 1..=26 => Msg::Key(Chord::ctrl(char::from(letter + b'a' - 1))),
        char @ (b' '..=b'~') => Msg::Key(Chord::char(char::from(char))),
        special @ 0x80..=0x89 => key(SPECIAL[usize::from(special - 0x80)]),
        0x90 => Msg::Resize(size(supply)),
        0x91 => Msg::Paste(supply.text()),
        0x92 => {
            let number = u32::from(supply.number()) | u32::from(supply.byte() % 17) << 16;
            Msg::Key(Chord { key: Key::Char(char::from_u32(number).unwrap_or('\u{202e}')), ctrl: number % 5 == 4 })
        }
        0xa1..=0xa3 => {
            let at = Position { x: supply.byte().into(), y: supply.byte().into() };
            Msg::Mouse { at, what: *supply.pick(&[MouseAction::Press, MouseAction::WheelUp, MouseAction::WheelDown]) }
        }
        0x93 => again(sample, None),
        0x94 => again(sample, Some(supply.text())),
        0x95 => {
            let faults = vec![supply.text(); 3];
            Msg::Reloaded(Box::new(ReloadedBrief { opened: Err(faults), cause: None }))
        }
        0x96 => Msg::GoTo(supply.text()),
        0x97 => Msg::Present(Tlp::from_word(supply.pick::<&str>(Tlp::WORDS)), plan(supply)),
        0x98..=0x9e => Msg::Presentation(news(supply, sample)),
        0x9f => Msg::Failed(supply.text()),
        0xa0 => {
            let other = next(supply).unwrap_or_else(|| sample.clone());
            again(&other, Some("another".to_owned()))
        }
        other => Msg::Key(Chord::char(char::from(other))),
    }
}

const SPECIAL: [Key; 10] = [
    Key::Up,
    Key::Down,
    Key::Left,
    Key::Right,
    Key::Home,
    Key::End,
    Key::PageUp,
    Key::PageDown,
    Key::BackTab,
    Key::Delete,
];

fn plan(supply: &mut Supply<'_>) -> PresentationPlan {
    let (minutes, step) = (supply.number(), usize::from(supply.byte()));
    let from = (step > 128).then(|| CardPosition { card: supply.text(), step });
    let minutes = (minutes > 0).then_some(minutes);
    let length = DeckLength::from_minutes(minutes.filter(|_| step % 4 < 2));
    PresentationPlan { minutes, length, from, is_standalone: step % 2 == 1 }
}

fn news(supply: &mut Supply<'_>, sample: &Sample) -> PresentationEvent {
    match supply.byte() % 8 {
        0 => PresentationEvent::Clock(PresentationClock {
            now: None,
            elapsed: Duration::from_secs(u64::from(supply.number()) << 7),
        }),
        1 => PresentationEvent::Followers(FollowerSummary {
            count: supply.number().into(),
            too_small: supply.number().into(),
        }),
        2 => PresentationEvent::Open(Ok(supply.text())),
        3 => PresentationEvent::Open(Err(supply.text())),
        4 => PresentationEvent::Changed,
        5 => PresentationEvent::Joined(Box::new(joined(sample))),
        6 => PresentationEvent::Lost(supply.text()),
        _ => PresentationEvent::Shown(showing(supply)),
    }
}

fn showing(supply: &mut Supply<'_>) -> SpeakerView {
    let view = *supply.pick(&[PresentationView::Card, PresentationView::Reader, PresentationView::Blank]);
    let step = if supply.byte() == 0xff { usize::MAX } else { usize::from(supply.byte()) };
    let card = supply.text();
    let place = (view == PresentationView::Reader).then(|| Bookmark {
        pane: (*supply.pick(&["Timeline", "Sources", "Actors", "Stances", "Detail", "", "no"])).to_owned(),
        items: (0..supply.byte() % 5).map(|_| supply.text()).collect(),
        pins: (0..supply.byte() % 5).map(|_| supply.text()).collect(),
    });
    SpeakerView { view, card, step, place }
}
