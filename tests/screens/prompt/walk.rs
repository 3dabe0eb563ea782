//! Each action by its line and by its key: both readers then stand at the same place, and the answer tells what the panes show.

use super::{ask, bundled, close, prompt, reader};
use crate::harness::{HARBOUR, holding, press};
use whosaid::app::overlay::{HelpRow, Overlay};
use whosaid::app::reader::BriefReader;
use whosaid::app::{App, BriefItem, Effect, Notice};
use whosaid::keys::{Action, Binding, BriefAction, CARD_BINDINGS, Chord, KeyContext, Keymap, READER_BINDINGS};
use whosaid::layout::Pane;
use whosaid::prompt::Prompt;
use whosaid::share::protocol::PresentationView;
use whosaid::text::{TextLine, TextRow};
use whosaid::view;

/// An action, asked for by a line and by keys, after the same steps on either side.
#[derive(Debug, Clone, Copy)]
struct Walk {
    name: &'static str,
    /// Lines before, with semicolons between, and the keys that mean the same.
    before: (&'static str, &'static str),
    /// What stands behind the name, and what is typed behind the key.
    argument: (&'static str, &'static str),
    /// The keys that it means, where they are not the key of the action.
    keys: Option<&'static str>,
}

const fn walk(name: &'static str, before: (&'static str, &'static str)) -> Walk {
    Walk { name, before, argument: ("", ""), keys: None }
}

const fn with(walk: Walk, line: &'static str, typed: &'static str) -> Walk {
    Walk { argument: (line, typed), ..walk }
}

/// Where the prompt means other keys: a screenful is what it tells at once, and nothing is larger without a screen.
const fn as_keys(walk: Walk, keys: &'static str) -> Walk {
    Walk { keys: Some(keys), ..walk }
}

const START: (&str, &str) = ("", "");
const STANCES: (&str, &str) = ("stances; right; down", "3lj");
const ASKED: (&str, &str) = ("look-up asif; go 2", "/asif<down><enter>");
const STAGE: (&str, &str) = ("present TLP:GREEN", "pgreen<enter>");
const CARD_9: (&str, &str) = ("present TLP:GREEN; 9", "pgreen<enter>9<enter>");

/// Every action of the reader, in the order of the table.
const READER: &[Walk] = &[
    walk("down", START),
    walk("down", ("detail", "52")),
    walk("up", ("down; down", "jj")),
    walk("up", ("stances", "3")),
    walk("left", STANCES),
    walk("right", STANCES),
    walk("top", ("down; down", "jj")),
    walk("bottom", STANCES),
    as_keys(walk("page-down", START), "jjjjjjjjjj"),
    as_keys(walk("page-up", ("timeline; bottom", "4G")), "kkkkkkkkkk"),
    walk("detail-down", STANCES),
    walk("detail-up", ("timeline", "4")),
    walk("next-pane", START),
    walk("next-pane", ("timeline", "4")),
    walk("previous-pane", START),
    walk("sources", START),
    walk("actors", ("sources; down", "1j")),
    walk("stances", START),
    walk("timeline", STANCES),
    walk("detail", STANCES),
    as_keys(walk("zoom", START), ""),
    walk("go", START),
    walk("go", STANCES),
    walk("go", ("go; contradiction; unpin-all", "<enter>!<esc>")),
    walk("back", ("go", "<enter>")),
    walk("forward", ("go; back", "<enter>[")),
    walk("contradiction", START),
    walk("contradiction", ("contradiction; contradiction", "!!")),
    walk("shift", START),
    walk("shift", ("contradiction", "!")),
    with(walk("date", START), "2025-02", "2025-02<enter>"),
    with(walk("look-up", START), "asif federation", "asif federation<down>N"),
    with(walk("look-up", START), "nothing-like-it", "nothing-like-it"),
    walk("next", ASKED),
    walk("previous", ASKED),
    walk("next", ("contradiction", "!")),
    walk("narrow", STANCES),
    walk("narrow", ("look-up asif", "/asif<down>N")),
    walk("unpin", ("narrow; timeline; narrow", " 4 ")),
    walk("unpin-all", ("narrow; timeline; narrow", " 4 ")),
    walk("unpin-all", START),
    walk("as-of", ("date 2024-10", "t2024-10<enter>")),
    walk("bottom-line", START),
    walk("honesty", START),
    walk("article", ("timeline", "4")),
    walk("star", STANCES),
    walk("next-star", ("star; down; down; star; up", "*jj*k")),
    with(walk("mark", STANCES), "a", "a"),
    with(walk("to-mark", ("mark a; timeline; bottom", "ma4G")), "a", "a"),
    walk("copy", ("go", "<enter>")),
    walk("copy", ("contradiction", "!")),
    walk("show-copy", ("go", "<enter>")),
    walk("link", ("go", "<enter>")),
    walk("link", ("contradiction", "!")),
    with(walk("present", START), "green", "green<enter>"),
    with(walk("present", START), "red", "red<enter>"),
    walk("code", START),
    walk("library", START),
    walk("reload", START),
    walk("redraw", STANCES),
    walk("suspend", START),
    walk("help", START),
    with(walk("help", START), "cite", "cite"),
    walk("quit", START),
];

/// Every action of the stage, in the order of its table.
const CARDS: &[Walk] = &[
    walk("on", STAGE),
    walk("on", CARD_9),
    walk("back", CARD_9),
    walk("back", STAGE),
    walk("first", CARD_9),
    walk("last", STAGE),
    walk("cards", STAGE),
    with(walk("cards", STAGE), "saif", "saif"),
    walk("blank", CARD_9),
    walk("on", ("present TLP:GREEN; blank", "pgreen<enter>b")),
    walk("reader", CARD_9),
    walk("follow", STAGE),
    walk("scroll-down", CARD_9),
    walk("scroll-up", CARD_9),
    walk("copy", CARD_9),
    walk("show-copy", CARD_9),
    walk("link", CARD_9),
    walk("redraw", CARD_9),
    walk("suspend", STAGE),
    walk("help", STAGE),
    walk("quit", STAGE),
    walk("quit", ("present TLP:GREEN; quit", "pgreen<enter>q")),
];

#[test]
fn every_action_is_walked() {
    for (walks, table) in [(READER, READER_BINDINGS), (CARDS, CARD_BINDINGS)] {
        let unwalked: Vec<&str> = table.iter().map(|binding| binding.action.name()).collect();
        let unwalked: Vec<&str> =
            unwalked.into_iter().filter(|name| walks.iter().all(|walk| walk.name != *name)).collect();
        assert_eq!(unwalked, [""; 0]);
    }
}

#[test]
fn a_line_does_in_the_reader_what_its_key_does() {
    for walk in READER {
        take(walk, READER_BINDINGS);
    }
}

#[test]
fn a_line_does_on_the_stage_what_its_key_does() {
    for walk in CARDS {
        take(walk, CARD_BINDINGS);
    }
}

/// Keys of the user's own change nothing of what a line does: each action has one alone, a letter that nobody else has.
#[test]
fn a_line_does_the_same_whatever_the_keys_are() {
    let mut keys = Keymap::default();
    for (scene, first) in [(KeyContext::Reader, 'α'), (KeyContext::Cards, 'א')] {
        for (binding, letter) in scene.bindings().iter().zip(first..) {
            keys.rebind(scene, binding.action, vec![Chord::char(letter)]);
        }
    }
    every_line_does_the_same_with(&keys);
    let mut prompt = prompt(with_keys(harbour(), &keys));
    let told = ask(&mut prompt, "help look-up");
    let key = keys.key_label(Action::LookUp);
    assert!(told.contains(&format!("look-up ({key})")), "{told}");
    assert!(ask(&mut prompt, &format!("{key} zzz")).contains("nothing is found"), "the key is a line as well");
    assert!(ask(&mut prompt, "/ zzz").starts_with("no command"), "the other is none any more");
}

/// One key for all actions does the first of them alone; a line still does any of them.
#[test]
fn a_line_does_what_no_key_does() {
    let mut keys = Keymap::default();
    for scene in [KeyContext::Reader, KeyContext::Cards] {
        for binding in scene.bindings() {
            keys.rebind(scene, binding.action, vec![Chord::char('α')]);
        }
    }
    every_line_does_the_same_with(&keys);
}

/// On the sheet of citations, some letters choose a form; a line closes it even where these are all the keys that would.
#[test]
fn a_line_closes_what_no_key_closes() {
    let mut keys = Keymap::default();
    for (action, letter) in [(BriefAction::UnpinAll, 'm'), (BriefAction::Back, 'p'), (BriefAction::Go, 'c')] {
        keys.rebind(KeyContext::Reader, Action::Brief(action), vec![Chord::char(letter)]);
    }
    let mut prompt = prompt(with_keys(harbour(), &keys));
    ask(&mut prompt, "timeline");
    ask(&mut prompt, "show-copy");
    assert!(matches!(prompt.app().overlay, Some(Overlay::Copy(_))));
    ask(&mut prompt, "actors");
    assert!(prompt.app().overlay.is_none());
    assert_eq!(reader(prompt.app()).focus, Pane::Actors);
}

fn every_line_does_the_same_with(keys: &Keymap) {
    for (walk, table) in
        READER.iter().map(|walk| (walk, READER_BINDINGS)).chain(CARDS.iter().map(|walk| (walk, CARD_BINDINGS)))
    {
        let Taken { prompt, app, effects, effect, place, .. } = taken(walk, table, keys);
        stand_alike(prompt.app(), &app, &place);
        if !matches!(effect, Some(Effect::Copy(_) | Effect::Redraw)) {
            assert_eq!(effects, effect.into_iter().collect::<Vec<_>>(), "{place}");
        }
    }
}

/// The key of an action, as a line, is the action too.
#[test]
fn a_key_is_a_line_as_well() {
    for (before, table) in [("", READER_BINDINGS), ("present TLP:GREEN", CARD_BINDINGS)] {
        for binding in table {
            for chord in binding.chords {
                let mut told = [String::new(), String::new()];
                for (told, line) in told.iter_mut().zip([chord.to_string(), binding.action.name().to_owned()]) {
                    let mut prompt = prompt(harbour());
                    if !before.is_empty() {
                        ask(&mut prompt, before);
                    }
                    *told = ask(&mut prompt, &line);
                }
                assert_eq!(told[0], told[1], "{chord} and {}", binding.action.name());
            }
        }
    }
}

fn with_keys(mut app: App, keys: &Keymap) -> App {
    app.keys = keys.clone();
    app
}

/// What came of a walk.
struct Taken {
    prompt: Prompt,
    app: App,
    action: Action,
    effects: Vec<Effect>,
    effect: Option<Effect>,
    told: String,
    place: String,
}

/// Takes a walk with these keys at the prompt, and with the usual ones at the panes.
fn taken(walk: &Walk, table: &'static [Binding], keys_of_prompt: &Keymap) -> Taken {
    let Walk { name, before: (lines, keys), argument: (argument, typed), .. } = walk;
    let binding = table.iter().find(|binding| binding.action.name() == *name).unwrap();
    let mut prompt = prompt(with_keys(bundled(), keys_of_prompt));
    for line in lines.split("; ").filter(|line| !line.is_empty()) {
        ask(&mut prompt, line);
    }
    let mut app = bundled();
    press(&mut app, keys);
    let effect = match (walk.keys, *typed) {
        (Some(keys), _) => press(&mut app, keys),
        (None, "") => press(&mut app, &spelt(binding)),
        (None, typed) => press(&mut app, &(spelt(binding) + typed)),
    };
    let effects = prompt.run_line(format!("{name} {argument}").trim());
    let told = prompt.render();
    let place = format!("{name} {argument} after {lines:?}\n{told}");
    Taken { prompt, app, action: binding.action, effects, effect, told, place }
}

fn take(walk: &Walk, table: &'static [Binding]) {
    let Taken { prompt, app, action, effects, effect, told, place } = taken(walk, table, &Keymap::default());
    stand_alike(prompt.app(), &app, &place);
    tells(&app, action, &told, &place);
    match effect {
        Some(Effect::Copy(text)) => {
            assert_eq!(effects, [], "{place}");
            text.lines().for_each(|line| has(&told, line, &place));
        }
        // It is drawn anew by being told again.
        Some(Effect::Redraw) => assert_eq!(effects, [], "{place}"),
        effect => assert_eq!(effects, effect.into_iter().collect::<Vec<_>>(), "{place}"),
    }
}

/// The first key of an action, as a press is spelt.
fn spelt(binding: &Binding) -> String {
    match binding.chords[0].to_string().as_str() {
        "→" => "<right>".to_owned(),
        "←" => "<left>".to_owned(),
        key if key.chars().count() == 1 => key.to_owned(),
        key => format!("<{}>", key.to_lowercase()),
    }
}

/// Whether two readers look at the same.
fn stand_alike(prompt: &App, app: &App, place: &str) {
    let state = |app: &App| {
        let reader = reader(app);
        let overlay = app.overlay.as_ref().map(std::mem::discriminant);
        let stage = app.presentation.as_ref().map(|stage| (stage.at, stage.step, stage.view, stage.audience));
        (reader.bookmark(), reader.as_of, reader.stars.clone(), reader.marks.clone(), overlay, stage)
    };
    assert_eq!(state(prompt), state(app), "{place}");
    if let (Some(Overlay::LookUp(ours)), Some(Overlay::LookUp(theirs))) = (&prompt.overlay, &app.overlay) {
        assert_eq!((ours.query_text(), ours.chosen_record()), (theirs.query_text(), theirs.chosen_record()), "{place}");
    }
    if let (Some(Overlay::Case(ours)), Some(Overlay::Case(theirs))) = (&prompt.overlay, &app.overlay) {
        assert_eq!((ours.title(), ours.entry()), (theirs.title(), theirs.entry()), "{place}");
    }
}

#[track_caller]
fn has(told: &str, row: &str, place: &str) {
    assert!(close(told).contains(&close(row)), "{row:?} is not told: {place}");
}

/// Whether the answer tells what the screen of `app` shows.
fn tells(app: &App, action: Action, told: &str, place: &str) {
    match &app.notice {
        Some(Notice::Refused(why)) => return assert_eq!(close(told), close(why), "{place}"),
        // Nothing is sent anywhere.
        Some(Notice::Done(done) | Notice::Copied { what: done, .. }) => has(told, done, place),
        None => {}
    }
    if let Some(overlay) = app.overlay.as_ref().filter(|_| action != Action::Copy) {
        return shown(app, overlay).iter().for_each(|row| has(told, row, place));
    }
    match app.presentation.as_ref().filter(|stage| stage.view != PresentationView::Reader) {
        Some(stage) if stage.view == PresentationView::Blank => has(told, "the screen is blank", place),
        Some(_) if matches!(action, Action::Copy | Action::Quit) => {}
        Some(stage) => {
            has(told, &format!("card {} of {}", stage.at + 1, stage.deck.cards.len()), place);
            has(told, stage.card().label.word(), place);
            let cells = stage.page.rows.iter().flatten().map(|cell| text(&cell.line));
            cells.filter(|row| row.contains(char::is_alphanumeric)).for_each(|row| has(told, &row, place));
        }
        None if action == Action::Copy || action.name() == "zoom" => {}
        None => in_reader(app, action, told, place),
    }
}

fn in_reader(app: &App, action: Action, told: &str, place: &str) {
    let reader = reader(app);
    if let Some(item) = reader.selected_item() {
        for word in here(reader, item) {
            has(told, &word, place);
        }
    }
    if !reader.pins.is_empty() {
        let (left, all) = (reader.pin_filter.record_count().unwrap(), reader.facts.timeline_index.records().len());
        has(told, &reader.pins.describe(&reader.facts.brief), place);
        has(told, &format!("{left} of {all}"), place);
    }
    if reader.focus == Pane::Detail || action.name().starts_with("detail") {
        reader.detail.lines.iter().for_each(|line| has(told, &text(line), place));
    }
    if matches!(action, Action::Star) {
        assert_eq!(told.contains("starred"), reader.has_star(reader.selected_item().unwrap()), "{place}");
    }
    if action.name() == "as-of" {
        has(told, &format!("stances are now {}", reader.as_of.describe()), place);
    }
    // A pane that is entered is told row by row.
    let listed: Vec<BriefItem> = match (action.name(), reader.focus) {
        ("sources", _) => reader.panes.sources.rows().iter().copied().map(BriefItem::Source).collect(),
        ("stances", _) | ("next-pane", Pane::Stances) => {
            let issue = reader.panes.stances.issue().unwrap();
            reader.panes.stances.rows.rows().iter().map(|actor| BriefItem::Cell(*actor, issue)).collect()
        }
        ("actors", _) => {
            let list = &reader.panes.actors;
            list.rows().iter().copied().skip(list.at()).take(11).map(BriefItem::Actor).collect()
        }
        ("timeline", _) => {
            let list = &reader.panes.timeline;
            let rows = list.rows().iter().skip(list.at()).filter_map(|row| row.record());
            rows.take(11).map(BriefItem::Record).collect()
        }
        _ => Vec::new(),
    };
    listed.into_iter().flat_map(|item| here(reader, item)).for_each(|word| has(told, &word, place));
    // What is marked elsewhere is told where one has moved.
    if ["down", "up", "go", "back", "forward", "date"].contains(&action.name()) && reader.focus != Pane::Detail {
        let few = |names: Vec<String>| names.into_iter().take(6).collect::<Vec<_>>();
        let brief = &reader.facts.brief;
        let sources = reader.panes.sources.rows().iter().filter(|source| reader.linked.has_source(**source));
        let mut names = if reader.focus == Pane::Sources {
            Vec::new()
        } else {
            few(sources.map(|source| view::source_name(brief, *source)).collect())
        };
        let actors = reader.panes.actors.rows().iter().filter(|actor| reader.linked.has_actor(**actor));
        if reader.focus != Pane::Actors {
            names.extend(few(actors.map(|actor| view::short_name(brief, *actor).to_owned()).collect()));
        }
        for name in names {
            has(told, &name, place);
        }
    }
}

/// What a pane shows of an item, as far as words go.
fn here(reader: &BriefReader, item: BriefItem) -> Vec<String> {
    let brief = &reader.facts.brief;
    match item {
        BriefItem::Source(ix) => vec![view::source_name(brief, ix), brief.sources[ix].reliability.word().to_owned()],
        BriefItem::Actor(ix) => {
            let role = brief.actors[ix].role_on(None).map(|role| role.title.clone());
            let heard = reader.facts.timeline_index.statements_by(ix);
            let heard = (heard > 0).then(|| view::pluralize(heard, "statement"));
            [Some(view::short_name(brief, ix).to_owned()), role, heard].into_iter().flatten().collect()
        }
        BriefItem::Issue(ix) => vec![brief.issues[ix].label.clone(), brief.issues[ix].question.clone()],
        BriefItem::Cell(actor, issue) => {
            let position = reader.matrix.cell(actor, issue).map(|cell| {
                let turn = reader.facts.flags.cell_shift(actor, issue, cell).map(|turn| turn.word().to_owned());
                let position = format!("{} {}", view::position(cell.position), brief.issues[issue].label);
                [Some(position), turn]
            });
            let name = view::short_name(brief, actor).to_owned();
            position.into_iter().flatten().flatten().chain([name]).collect()
        }
        BriefItem::Record(record) => {
            let what: String = close(&view::record_text(brief, record)).chars().take(40).collect();
            let place = reader.facts.timeline_index.position(record);
            let turn = reader.facts.flags.shift_at(place).map(|turn| turn.word().to_owned());
            let wrong = reader.facts.flags.is_wrong(place).then(|| "disputed".to_owned());
            [view::who(brief, record).into_owned(), what].into_iter().chain(turn).chain(wrong).collect()
        }
    }
}

fn text(line: &TextLine) -> String {
    line.runs.iter().map(|run| run.text.as_str()).collect()
}

/// The rows of what stands over the panes, without those that are lines only.
fn shown(app: &App, overlay: &Overlay) -> Vec<String> {
    let reader = reader(app);
    let brief = &reader.facts.brief;
    let cells = |rows: &[TextRow]| rows.iter().flatten().map(|cell| text(&cell.line)).collect();
    let rows: Vec<String> = match overlay {
        Overlay::Help(help) => {
            let line = |row: &HelpRow| match row {
                HelpRow::Heading(group) => vec![group.title().to_owned()],
                HelpRow::Line(at) => {
                    let keys = help.table[*at].chords.iter().map(ToString::to_string);
                    keys.chain([help.table[*at].description.to_owned()]).collect()
                }
            };
            help.rows.rows().iter().flat_map(line).collect()
        }
        Overlay::Page(page) => page.lines.iter().map(text).chain([page.kind.title().to_owned()]).collect(),
        Overlay::Copy(handout) => handout.lines().map(str::to_owned).collect(),
        Overlay::LookUp(look) => {
            let hit = |record| [view::who(brief, record).into_owned(), view::pluralize(look.hits.rows().len(), "hit")];
            let hits = look.hits.rows().iter().take(10).flat_map(|hit_of| hit(hit_of.record));
            let notes = look.sheet.notes.iter().map(text);
            hits.chain([look.sheet.interpretation.clone()]).chain(notes).collect()
        }
        Overlay::Article(passage) => passage.head.iter().map(text).collect(),
        // Beside each other there, below each other here: cell by cell it is the same.
        Overlay::Case(view) => [cells(&view.sheet.rows), vec![view.title()]].concat(),
        Overlay::Coding(_) => Vec::new(),
        Overlay::Audience(_) | Overlay::Date { .. } => panic!("a question that the line has answered"),
        Overlay::Cards(list) => {
            let cards = &app.presentation.as_ref().unwrap().deck.cards;
            list.rows.rows().iter().map(|at| cards[*at].title.clone()).collect()
        }
    };
    rows.into_iter().filter(|row| row.contains(char::is_alphanumeric)).collect()
}

const COURIER: &str = "The mayor came at noon.\n\n“We will pay the toll,” she said. Rain fell.\n\nAnd “the port opens in May”, she added.\n\nNobody asked.\n";

fn harbour() -> App {
    holding(HARBOUR, COURIER, Prompt::SCREEN.width, Prompt::SCREEN.height)
}

/// In the panes the keys stay in Detail; here nobody does, and what is asked next is asked of the record.
#[test]
fn whoever_has_heard_all_of_a_record_goes_on_from_it() {
    let mut prompt = prompt(bundled());
    ask(&mut prompt, "go asif-attack");
    ask(&mut prompt, "detail");
    assert!(ask(&mut prompt, "contradiction").contains("printed in different words"));
    ask(&mut prompt, "go asif-attack");
    ask(&mut prompt, "detail");
    assert!(ask(&mut prompt, "up").starts_with("Timeline 23 of 134"));
}

/// On the timeline the panes mark the rival side of the case that was read.
#[test]
fn the_rival_side_is_told_where_one_stands() {
    let mut prompt = prompt(bundled());
    ask(&mut prompt, "contradiction 3");
    let told = ask(&mut prompt, "go 1");
    let against = told.lines().skip_while(|row| !row.starts_with("in the same case")).collect::<Vec<_>>().join(" ");
    let records = reader(prompt.app()).facts.cases.contradictions[2].records().collect::<Vec<_>>();
    assert_eq!(reader(prompt.app()).timeline_record(), Some(records[0]));
    for record in &records[1..] {
        has(&against, &view::who(&reader(prompt.app()).facts.brief, *record), &told);
    }
}

#[test]
fn an_article_is_told_at_the_words_and_whole() {
    let mut prompt = prompt(harbour());
    ask(&mut prompt, "go terms");
    let told = ask(&mut prompt, "article");
    assert!(told.contains("[We will pay the toll]") && told.contains("Rain fell."), "{told}");
    assert!(!told.contains("mayor") && told.contains("part 1 of 2"), "{told}");
    let told = ask(&mut prompt, "next");
    assert!(told.contains("[the port opens in May]") && !told.contains("Rain"), "{told}");
    let told = ask(&mut prompt, "article all");
    let paragraphs = COURIER.lines().filter(|line| !line.is_empty());
    paragraphs.for_each(|row| has(&told.replace(['[', ']'], ""), row, "the article"));
    assert!(ask(&mut prompt, "back").starts_with("Timeline 1 of 1"));
}
