//! A folder of briefs: a list that is there at once, and all of them asked who said what.

use std::fmt::Write as _;
use std::fs;

use ratatui::layout::Size;
use tempfile::TempDir;
use whosaid::app::library::{BriefListItem, LibraryEvent, LibraryProgress, LibraryRequest};
use whosaid::app::lookup::{LookUp, LookUpFocus, LookUpRequest, LookUpResponse};
use whosaid::app::overlay::Overlay;
use whosaid::app::{App, BriefFacts, Effect, Msg, OpenedBrief, update};
use whosaid::keys::Chord;
use whosaid::loader::BriefLocation;
use whosaid::loader::{self, UnreadBrief};
use whosaid::model::Tlp;
use whosaid::search::library::{BriefListSummary, BriefListing};
use whosaid::search::library::{LibraryIndex, ReadProgress, name_in};
use whosaid::search::{Counts, Query};

use crate::harness::{press, text};

/// Who said what.
type Said = &'static [(&'static str, &'static str)];

/// The briefs of the desk: their titles, the day of each, and what is said in it.
const BRIEFS: [(&str, &str, &str, Said); 5] = [
    ("2024/bridge-tolls", "Who pays for the bridge", "2024-03-02", &[("Marn", "The toll will be gone by the summer.")]),
    (
        "2024/harbour",
        "The harbour strike",
        "2024-06-11",
        &[("Vey", "Nobody will load a ship before we are heard."), ("Osk", "The strike has cost the town a summer.")],
    ),
    (
        "2025/harbour-again",
        "The harbour strike, a year on",
        "2025-06-10",
        &[("Vey", "A ship was loaded, and we were not heard."), ("Osk", "There was no strike, there was a delay.")],
    ),
    (
        "2025/library-levy",
        "The levy for the reading room",
        "2025-01-20",
        &[("Marn", "A levy is a toll by another name.")],
    ),
    ("2025/salt-road", "The salt road", "2025-09-30", &[("Ferrin", "The road will be open when the ship comes.")]),
];

/// A folder of briefs, with the world that reads it.
struct Desk {
    home: TempDir,
    entries: Vec<UnreadBrief>,
    archive: LibraryIndex,
}

/// Whoever waits for nothing.
struct Silent;

impl ReadProgress for Silent {
    fn listed(&self, _: usize, _: BriefListing) {}

    fn is_cancelled(&self) -> bool {
        false
    }
}

impl Desk {
    fn new() -> Self {
        let home = TempDir::new().unwrap();
        for (name, title, day, said) in BRIEFS {
            let mut brief = format!(
                "[brief]\nformat = 1\ntitle = \"{title}\"\nas_of = \"{day}\"\nbottom_line = \"B.\"\ntlp = \"TLP:GREEN\"\n\n\
                 [[source]]\nid = \"gazette\"\noutlet = \"Gazette\"\npublished = \"{day}\"\nreliability = \"B\"\n\n\
                 [[issue]]\nid = \"harbour\"\nlabel = \"the harbour\"\nquestion = \"Should it be closed?\"\n"
            );
            for (at, (who, quote)) in said.iter().enumerate() {
                write!(
                    brief,
                    "\n[[actor]]\nid = \"{id}\"\nname = \"{who}\"\nkind = \"person\"\n\n[[statement]]\nid = \"s{at}\"\n\
                     actor = \"{id}\"\nattribution = \"direct\"\ncue = \"said\"\nsaid = \"{day}\"\nquote = \"{quote}\"\n\
                     stance = {{ harbour = \"against\" }}\n",
                    id = who.to_lowercase(),
                )
                .unwrap();
            }
            let path = home.path().join(format!("{name}.toml"));
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, brief).unwrap();
        }
        let loader::PathContents::Library(entries) = loader::find(home.path()).unwrap() else {
            panic!("a folder of briefs")
        };
        let archive = LibraryIndex::read(home.path(), &entries, &Silent).unwrap();
        Self { home, entries, archive }
    }

    /// The list, of which nothing is read.
    fn list(&self, width: u16, height: u16) -> App {
        let names = self.entries.iter().map(|entry| name_in(self.home.path(), entry)).collect();
        App::with_unread_library(Size { width, height }, "desk".to_owned(), names)
    }

    /// The list, once all can be asked.
    fn read(&self, width: u16, height: u16) -> App {
        let mut app = self.list(width, height);
        self.tell_heads(&mut app, 0..BRIEFS.len());
        update(&mut app, Msg::Library(LibraryEvent::Ready));
        app
    }

    fn volume(&self, at: usize) -> (usize, BriefListItem) {
        let listed = &self.archive.entries()[at].listed;
        (at, BriefListItem::from_listing(BriefListing { name: listed.name.clone(), summary: listed.summary.clone() }))
    }

    /// Tells the app what these briefs are, and that it takes long.
    fn tell_heads(&self, app: &mut App, briefs: impl Iterator<Item = usize>) {
        let heads: Vec<_> = briefs.map(|at| self.volume(at)).collect();
        let reading = LibraryProgress { read: heads.len(), is_long: true };
        update(app, Msg::Library(LibraryEvent::Summaries { heads, reading }));
    }

    /// What a question finds.
    fn found(&self, ask: &LookUpRequest) -> LookUpResponse {
        let mut answer = self.archive.answer(&Query::parse(&ask.text));
        let first = ask.rows.start.min(answer.hits.len());
        answer.hits = answer.hits[first..ask.rows.end.min(answer.hits.len())].to_vec();
        let excerpts = answer.hits.iter().map(|hit| self.archive.excerpt(*hit)).collect();
        LookUpResponse { number: ask.number, answer, first, excerpts }
    }

    fn opened(&self, at: usize) -> Box<OpenedBrief> {
        let place = BriefLocation::InLibrary(self.entries[at].clone());
        let reading = place.read().unwrap();
        let (name, place) = (place.name(), place.path_as_given());
        Box::new(OpenedBrief::new(BriefFacts { name, place, ..BriefFacts::new(reading.brief.unwrap()) }))
    }

    /// Does what the app asks for, until it asks for nothing more; what this is not the world for comes back.
    fn fulfil(&self, app: &mut App, effect: Option<Effect>) -> Option<Effect> {
        let mut effect = effect;
        loop {
            let msg = match effect? {
                Effect::Library(LibraryRequest::Answer(ask)) => {
                    Msg::Library(LibraryEvent::Answer(Box::new(self.found(&ask))))
                }
                Effect::Library(LibraryRequest::Preview(brief)) => {
                    Msg::Library(LibraryEvent::Preview(brief, Ok(Box::new(self.opened(brief).facts))))
                }
                Effect::OpenAt { brief, item } => {
                    update(app, Msg::Opened(self.opened(brief)));
                    Msg::GoTo(item)
                }
                other @ (Effect::Quit
                | Effect::Suspend
                | Effect::Redraw
                | Effect::Open(_)
                | Effect::Library(LibraryRequest::Refresh)
                | Effect::Reload
                | Effect::SaveState
                | Effect::Copy(_)
                | Effect::Coding(_)) => return Some(other),
            };
            effect = update(app, msg);
        }
    }

    /// Presses keys in a world that answers each at once.
    fn press(&self, app: &mut App, keys: &str) -> Option<Effect> {
        let mut last = None;
        for chord in Chord::parse_all(keys) {
            let effect = update(app, Msg::Key(chord));
            last = self.fulfil(app, effect);
        }
        last
    }
}

fn look(app: &App) -> &LookUp {
    let Some(Overlay::LookUp(look)) = &app.overlay else { panic!("the look-up is open:\n{}", text(app)) };
    look
}

fn footer(app: &App) -> String {
    text(app).lines().last().unwrap_or_default().trim().to_owned()
}

fn chosen(app: &App) -> &str {
    let library = app.library.as_ref().unwrap();
    &library.briefs[library.rows.current().unwrap()].name
}

#[test]
fn the_list_stands_there_before_anything_is_read() {
    let desk = Desk::new();
    for (width, height) in [(120, 40), (80, 24), (60, 20)] {
        let mut app = desk.list(width, height);
        insta::assert_snapshot!(format!("unread_{width}"), text(&app));
        desk.tell_heads(&mut app, [0, 2].into_iter());
        insta::assert_snapshot!(format!("half_read_{width}"), text(&app));
        desk.tell_heads(&mut app, 0..5);
        update(&mut app, Msg::Library(LibraryEvent::Ready));
        insta::assert_snapshot!(format!("read_{width}"), text(&app));
    }
}

#[test]
fn all_briefs_are_asked_who_said_what() {
    let desk = Desk::new();
    for (width, height) in [(120, 40), (80, 24), (60, 20)] {
        let mut app = desk.read(width, height);
        desk.press(&mut app, "/ship<down>");
        insta::assert_snapshot!(format!("hits_{width}"), text(&app));
        desk.press(&mut app, "<esc>/ship yacht");
        insta::assert_snapshot!(format!("no_hit_{width}"), text(&app));
        let mut app = desk.list(width, height);
        desk.tell_heads(&mut app, 0..2);
        press(&mut app, "/ship");
        insta::assert_snapshot!(format!("asked_too_early_{width}"), text(&app));
    }
}

#[test]
fn what_the_eye_has_found_does_not_move_about_while_the_list_is_read() {
    let desk = Desk::new();
    let mut app = desk.list(80, 24);
    press(&mut app, "<down><down><down>");
    let (brief, row) = (chosen(&app).to_owned(), app.library.as_ref().unwrap().rows.at());
    desk.tell_heads(&mut app, 0..4);
    assert_eq!((chosen(&app), app.library.as_ref().unwrap().rows.at()), (brief.as_str(), row));
    desk.tell_heads(&mut app, 4..5);
    assert_eq!(chosen(&app), brief, "in its order, newest first, the cursor is on the same brief");
    assert_ne!(app.library.as_ref().unwrap().rows.at(), row);

    let mut untouched = desk.list(80, 24);
    desk.tell_heads(&mut untouched, 0..5);
    assert_eq!(chosen(&untouched), "2025/salt-road", "whoever has not moved yet has the newest under the cursor");
}

#[test]
fn the_cursor_stays_on_its_row_of_the_screen_when_a_long_list_finds_its_order() {
    let head = |at: usize| BriefListSummary {
        title: format!("Title {at}"),
        as_of: format!("2025-01-{:02}", 1 + (at * 7) % 28),
        tlp: Tlp::Clear,
        statements: 1,
        sources: 1,
        faults: 0,
    };
    let names: Vec<String> = (0..13_000).map(|at| format!("brief-{at:05}")).collect();
    let mut app = App::with_unread_library(Size { width: 120, height: 40 }, "desk".to_owned(), names.clone());
    press(&mut app, "<pgdn><pgdn><down><down>");
    let row_of = |app: &App| text(app).lines().position(|row| row.starts_with('▌')).unwrap();
    let (brief, row) = (chosen(&app).to_owned(), row_of(&app));
    let volume =
        |at: usize| (at, BriefListItem::from_listing(BriefListing { name: names[at].clone(), summary: Ok(head(at)) }));
    let heads = (0..13_000).map(volume).collect();
    update(
        &mut app,
        Msg::Library(LibraryEvent::Summaries { heads, reading: LibraryProgress { read: 13_000, is_long: true } }),
    );
    assert_eq!((chosen(&app), row_of(&app)), (brief.as_str(), row));
    press(&mut app, "title<space>12999");
    assert_eq!(chosen(&app), "brief-12999");
}

#[test]
fn names_are_filtered_at_once_and_titles_when_they_are_known() {
    let desk = Desk::new();
    let mut app = desk.list(80, 24);
    press(&mut app, "harbour");
    let shown = |app: &App| app.library.as_ref().unwrap().rows.rows().len();
    assert_eq!(shown(&app), 2);
    press(&mut app, "<esc>strike");
    assert_eq!(shown(&app), 0);
    desk.tell_heads(&mut app, 0..3);
    assert_eq!(shown(&app), 2, "what is read is found by its title too");
}

#[test]
fn a_sign_asks_and_a_letter_filters() {
    let desk = Desk::new();
    let mut app = desk.read(80, 24);
    press(&mut app, "2024/");
    assert_eq!(app.library.as_ref().unwrap().filter.value(), "2024/", "in a name a slash is one");
    press(&mut app, "<esc>/");
    assert_eq!(look(&app).focus, LookUpFocus::Line);
    press(&mut app, "<esc>");
    assert!(app.overlay.is_none() && app.at_list);
}

#[test]
fn q_leaves_when_it_is_pressed_again_and_is_a_letter_else() {
    let desk = Desk::new();
    let mut app = desk.list(80, 24);
    assert_eq!(press(&mut app, "q"), None);
    assert!(footer(&app).starts_with("q again leaves"), "{}", footer(&app));
    assert_eq!(press(&mut app, "q"), Some(Effect::Quit));
    let mut app = desk.list(80, 24);
    assert_eq!(press(&mut app, "qatar"), None);
    assert_eq!(app.library.as_ref().unwrap().filter.value(), "qatar");
    assert_eq!(press(&mut app, "<esc><esc>"), Some(Effect::Quit));
}

#[test]
fn enter_opens_the_brief_of_a_hit_there_and_every_way_back_leads_to_the_same_hit() {
    let desk = Desk::new();
    let mut app = desk.read(120, 40);
    for back in ["[", "<esc>", "L"] {
        desk.press(&mut app, "/ship<down>");
        let (asked, at) = (look(&app).query_text().to_owned(), look(&app).hits.at());
        desk.press(&mut app, "<enter>");
        let reader = app.reader.as_ref().unwrap();
        assert_eq!(reader.facts.brief.title, "The harbour strike, a year on", "the second newest that says it");
        assert_eq!(reader.facts.brief.record_id(reader.timeline_record().unwrap()), "s0");
        desk.press(&mut app, "n");
        assert!(footer(&app).starts_with("hit 1 of 1"), "the brief is asked the same: {}", footer(&app));
        desk.press(&mut app, back);
        assert_eq!(
            (look(&app).query_text(), look(&app).hits.at(), look(&app).focus),
            (asked.as_str(), at, LookUpFocus::Hits),
            "{back}"
        );
        desk.press(&mut app, "<esc>");
        assert!(app.at_list && app.overlay.is_none());
    }
    desk.press(&mut app, "/<up>");
    assert_eq!(look(&app).query_text(), "ship", "an earlier question");
}

#[test]
fn keys_that_are_pressed_before_the_library_is_read_are_not_lost() {
    let desk = Desk::new();
    let mut app = desk.list(80, 24);
    let asked = press(&mut app, "/levy<enter>");
    assert_eq!(asked, None, "the question is asked, and the key waits");
    let mut app = desk.list(80, 24);
    let effects: Vec<_> = Chord::parse_all("/toll<down><down><enter>")
        .into_iter()
        .filter_map(|chord| update(&mut app, Msg::Key(chord)))
        .collect();
    let Some(Effect::Library(LibraryRequest::Answer(ask))) = effects.last().cloned() else { panic!("{effects:?}") };
    assert_eq!((ask.text.as_str(), effects.len()), ("toll", 5), "each text is asked once");
    desk.tell_heads(&mut app, 0..5);
    update(&mut app, Msg::Library(LibraryEvent::Ready));
    let opened = update(&mut app, Msg::Library(LibraryEvent::Answer(Box::new(desk.found(&ask)))));
    assert_eq!(opened, Some(Effect::OpenAt { brief: 0, item: "statement:s0".to_owned() }));
}

#[test]
fn stepping_out_and_drawing_anew_work_over_the_list_too() {
    let mut app = Desk::new().read(80, 24);
    for (keys, effect) in [("<ctrl-z>", Effect::Suspend), ("<ctrl-l>", Effect::Redraw), ("/<ctrl-z>", Effect::Suspend)]
    {
        assert_eq!(press(&mut app, keys), Some(effect));
    }
}

#[test]
fn an_answer_to_what_is_no_longer_asked_is_passed_over() {
    let desk = Desk::new();
    let mut app = desk.read(80, 24);
    let of = |effect: Option<Effect>| match effect {
        Some(Effect::Library(LibraryRequest::Answer(ask))) => ask,
        other => panic!("{other:?}"),
    };
    let first = of(press(&mut app, "/ship"));
    let second = of(press(&mut app, "<backspace>"));
    update(&mut app, Msg::Library(LibraryEvent::Answer(Box::new(desk.found(&first)))));
    assert!(look(&app).is_awaited() && look(&app).hits.is_empty());
    update(&mut app, Msg::Library(LibraryEvent::Answer(Box::new(desk.found(&second)))));
    assert!(!look(&app).is_awaited() && !look(&app).hits.is_empty());
}

#[test]
fn a_hit_is_copied_as_soon_as_its_brief_is_at_hand() {
    let desk = Desk::new();
    let mut app = desk.read(120, 40);
    let effect = press(&mut app, "/levy");
    let Some(Effect::Library(LibraryRequest::Answer(ask))) = effect else { panic!("{effect:?}") };
    let leaf = update(&mut app, Msg::Library(LibraryEvent::Answer(Box::new(desk.found(&ask)))));
    press(&mut app, "<down>");
    assert_eq!(press(&mut app, "y"), None, "it waits for the brief");
    let Some(Effect::Copy(text)) = desk.fulfil(&mut app, leaf) else { panic!("{}", text(&app)) };
    assert!(text.contains("A levy is a toll by another name.") && text.contains("library-levy"), "{text}");
    desk.press(&mut app, "Y");
    assert!(matches!(app.overlay, Some(Overlay::Copy(_))));
    desk.press(&mut app, "m<esc>");
    assert_eq!(look(&app).query_text(), "levy");
}

#[test]
fn a_million_hits_cost_what_is_in_sight() {
    let desk = Desk::new();
    let mut app = desk.read(80, 24);
    let mut ask = match press(&mut app, "/ship") {
        Some(Effect::Library(LibraryRequest::Answer(ask))) => ask,
        other => panic!("{other:?}"),
    };
    let one = desk.found(&LookUpRequest { rows: 0..1, ..ask.clone() });
    // The same hit a million times, of which the world hands over what it is asked for.
    let found = |ask: &LookUpRequest| {
        let mut answer = one.answer.clone();
        answer.hits = ask.rows.clone().map(|_| one.answer.hits[0]).collect();
        let excerpts = ask.rows.clone().map(|_| one.excerpts[0].clone()).collect();
        answer.counts = Counts { statements: 1_000_000, events: 0, claims: 0 };
        LookUpResponse { number: ask.number, answer, first: ask.rows.start, excerpts }
    };
    let mut handed = 0;
    for key in ["", "<down>", "G", "g", "G", "<pgup>", "<pgup>"] {
        let mut effect = if key.is_empty() {
            Some(Effect::Library(LibraryRequest::Answer(ask.clone())))
        } else {
            press(&mut app, key)
        };
        while let Some(Effect::Library(wanted)) = effect {
            effect = match wanted {
                LibraryRequest::Answer(wanted) => {
                    ask = wanted;
                    handed += ask.rows.len();
                    update(&mut app, Msg::Library(LibraryEvent::Answer(Box::new(found(&ask)))))
                }
                LibraryRequest::Preview(_) | LibraryRequest::Refresh => None,
            };
        }
        assert!(
            look(&app).sheet.rows.iter().all(|row| !row.columns.is_empty()),
            "all in sight is at hand after {key:?}"
        );
        assert!(look(&app).sheet.rows.len() < 24);
    }
    assert_eq!(look(&app).hits.len(), 1_000_000);
    assert!(handed < 6 * 9 * 24, "{handed} hits were handed over");
}

#[test]
fn what_is_read_again_keeps_the_cursor_and_asks_again() {
    let desk = Desk::new();
    let mut app = desk.read(80, 24);
    press(&mut app, "<down><down>");
    let brief = chosen(&app).to_owned();
    assert_eq!(press(&mut app, "<ctrl-r>"), Some(Effect::Library(LibraryRequest::Refresh)));
    let names = ["2023/first", "2024/bridge-tolls", "2024/harbour", "2025/library-levy", "2025/salt-road"];
    let briefs = names.iter().map(|name| BriefListItem::unread((*name).to_owned())).collect();
    update(&mut app, Msg::Library(LibraryEvent::Briefs(briefs)));
    assert_eq!(chosen(&app), brief);
    assert!(text(&app).contains("The salt road"), "what is known stays until it is read again");
    desk.press(&mut app, "/ship");
    let briefs = names.iter().map(|name| BriefListItem::unread((*name).to_owned())).collect();
    let asked = update(&mut app, Msg::Library(LibraryEvent::Briefs(briefs)));
    assert!(matches!(asked, Some(Effect::Library(LibraryRequest::Answer(ask))) if ask.text == "ship"));
}
