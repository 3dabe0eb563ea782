//! One message, one change: keys find their action in the table, text goes to the line that is open, and the world answers.

use ratatui::layout::Size;
use tui_input::Input;

use super::entry::{in_copy, in_date, in_help, in_library, in_page, overlay_height, show_help};
use super::jumps::Jump;
use super::lookup::{self, LookUp};
use super::overlay::{Help, Overlay, Page, PageKind};
use super::passage::{Passage, in_passage};
use super::paste::paste;
use super::reader::{Reader, Sequence};
use super::reread::{self, reread};
use super::stage::{self, View};
use super::{App, Awaits, Effect, Msg, Notice, Opened, cases, copy, entry, library, link, mouse};
use crate::keys::{Action, Chord, Scene, Verb};

/// Changes the reader by one message, and says what the world is to do.
pub fn update(app: &mut App, msg: Msg) -> Option<Effect> {
    let effect = change(app, msg);
    effect.or_else(|| library::wants(app))
}

fn change(app: &mut App, msg: Msg) -> Option<Effect> {
    match msg {
        Msg::Key(chord) => key(app, chord),
        Msg::Mouse { at, what } => mouse::mouse(app, at, what),
        Msg::Paste(text) => {
            paste(app, &text);
            None
        }
        Msg::Resize(size) => {
            resize(app, size);
            None
        }
        Msg::Opened(opened) => {
            show(app, *opened);
            None
        }
        Msg::Reread(again) => {
            reread(app, *again);
            None
        }
        Msg::Checked(brief, checked) => reread::check(app, &brief, *checked),
        Msg::GoTo(spelt) => go_to(app, &spelt, Reader::go_to),
        Msg::Library(news) => library::hear(app, news),
        Msg::JumpTo(spelt) => go_to(app, &spelt, Reader::go_as_by_key),
        Msg::Choose(at) => {
            entry::choose(app, at);
            None
        }
        Msg::Present(audience, plan) => stage::present_to(app, audience, plan),
        Msg::Stage(news) => {
            stage::hear(app, news);
            None
        }
        Msg::Failed(why) => {
            app.notice = Some(Notice::Refused(why));
            None
        }
    }
}

fn go_to(app: &mut App, spelt: &str, go: fn(&mut Reader, &str) -> Jump) -> Option<Effect> {
    let done = go(app.reader.as_mut()?, spelt);
    tell(app, done);
    library::arrive(app);
    None
}

/// Shows a brief that was chosen from the list.
fn show(app: &mut App, opened: Opened) {
    library::leave(app);
    (app.overlay, app.at_list, app.stale) = (None, false, None);
    app.reader = Some(Box::new(Reader::new(app.size, opened)));
    // The list has its row back, if it had lost one.
    resize(app, app.size);
}

/// Writes a page again, which stays where it is as near as can be.
pub(super) fn write_anew(page: &mut Page, reader: &Reader, size: Size) {
    let top = page.top;
    *page = Page::new(page.kind, reader, size.width);
    page.scroll(isize::try_from(top).unwrap_or(0), overlay_height(size));
}

pub(super) fn resize(app: &mut App, size: Size) {
    app.size = size;
    let size = app.room();
    if let Some(library) = &mut app.library {
        library.size = size;
        library.rows.show_cursor(library.height());
    }
    if let Some(reader) = &mut app.reader {
        reader.size = size;
        reader.after_move();
        if let Some(Overlay::Page(page)) = &mut app.overlay {
            write_anew(page, reader, size);
        }
        if let Some(Overlay::Passage(passage)) = &mut app.overlay {
            passage.resize(reader);
        }
    }
    if let Some(Overlay::Copy(handout)) = &mut app.overlay {
        handout.resize(size);
    }
    if let Some(stage) = &mut app.stage {
        stage.resize(size);
    }
    show_help(app);
    stage::lay_out_cards(app);
    lookup::lay_out(app);
    cases::lay_out(app);
}

fn key(app: &mut App, chord: Chord) -> Option<Effect> {
    app.notice = None;
    // A key that takes a question back does nothing else.
    if let Some(stage) = &mut app.stage
        && !stage.is_left_by(chord, &app.keys)
        && std::mem::take(&mut stage.leaving)
    {
        return None;
    }
    // To leave, to step out and to draw anew: these mean one thing everywhere, even where text is typed.
    if let Some(action @ (Action::Quit | Action::Suspend | Action::Redraw)) = app.keys.action_for(chord)
        && chord.ctrl
    {
        app.awaits = None;
        return perform(app, action);
    }
    if let Some(awaits) = app.awaits.take() {
        return letter(app, awaits, chord);
    }
    match &app.overlay {
        Some(Overlay::Help(_)) => in_help(app, chord),
        Some(Overlay::Page(_)) => in_page(app, chord),
        Some(Overlay::Passage(_)) => in_passage(app, chord),
        Some(Overlay::Copy(_)) => in_copy(app, chord),
        Some(Overlay::Case(_)) => cases::in_case(app, chord),
        Some(Overlay::LookUp(_)) => lookup::in_look_up(app, chord),
        Some(Overlay::Date { .. }) => in_date(app, chord),
        Some(Overlay::Audience(_)) => stage::in_choice(app, chord),
        Some(Overlay::Cards(_)) => stage::in_cards(app, chord),
        None if app.stage.is_some() => stage::on_stage(app, chord),
        None if app.at_list => in_library(app, chord),
        None => perform(app, app.keys.action_for(chord)?),
    }
}

/// The letter of a mark; anything else takes the question back.
fn letter(app: &mut App, awaits: Awaits, chord: Chord) -> Option<Effect> {
    let letter = chord.typed().filter(|char| char.is_alphanumeric());
    let (Some(letter), Some(reader)) = (letter, &mut app.reader) else {
        app.notice = Some(Notice::Refused("a mark is a letter or a digit".to_owned()));
        return None;
    };
    match awaits {
        Awaits::SetMark => {
            reader.set_mark(letter);
            app.notice = Some(Notice::Done(format!("this place is now '{letter}")));
            Some(Effect::Remember)
        }
        Awaits::GoToMark => {
            let done = reader.go_to_mark(letter);
            tell(app, done);
            None
        }
    }
}

/// Does what the table says of an action.
pub(super) fn perform(app: &mut App, action: Action) -> Option<Effect> {
    match action {
        Action::Quit if app.stage.is_some() => return stage::leave(app),
        Action::Quit => return Some(Effect::Quit),
        Action::Suspend => return Some(Effect::Suspend),
        Action::Redraw => return Some(Effect::Redraw),
        Action::Reload | Action::Library if app.stage.is_some() => {
            let why = "not while presenting: what is shown stays as it is";
            app.notice = Some(Notice::Refused(why.to_owned()));
        }
        Action::Reload => return app.reader.is_some().then_some(Effect::Reload),
        Action::Library => return to_library(app),
        Action::Copy => return copy::subject(app, copy::copy),
        Action::ShowCopy => return copy::subject(app, copy::show),
        Action::Link => return link::subject(app),
        Action::Help => open_help(app),
        Action::Present => stage::present(app),
        Action::Cue(cue) => stage::cue(app, cue),
        Action::Honesty => open_page(app, PageKind::Honesty),
        Action::BottomLine => open_page(app, PageKind::BottomLine),
        Action::Passage => open_passage(app),
        Action::GoToDate => app.overlay = Some(Overlay::Date { line: Input::default(), fault: None }),
        Action::LookUp => open_look_up(app),
        Action::NextContradiction => cases::open(app, Sequence::Contradictions),
        Action::NextShift => cases::open(app, Sequence::Shifts),
        Action::SetMark => await_letter(app, Awaits::SetMark, "mark this place with which letter?"),
        Action::GoToMark => await_letter(app, Awaits::GoToMark, "go to the mark of which letter?"),
        Action::Star => {
            app.reader.as_mut()?.toggle_star();
            return Some(Effect::Remember);
        }
        Action::Brief(verb) => return act(app, verb),
    }
    None
}

/// Does what the table says of a verb; where no way leads further back, the one on which the brief was come to does.
fn act(app: &mut App, verb: Verb) -> Option<Effect> {
    let done = in_brief(app.reader.as_mut()?, verb);
    if done.is_err() && matches!(verb, Verb::Back | Verb::UnpinAll) && library::leads_back(app) {
        return to_library(app);
    }
    tell(app, done);
    None
}

fn open_help(app: &mut App) {
    let on_card = app.stage.as_ref().is_some_and(|stage| stage.view != View::Reader);
    app.overlay = Some(Overlay::Help(Help::of(app.keys.bound(if on_card { Scene::Cards } else { Scene::Reader }))));
    show_help(app);
}

/// Does what the table says of a verb.
fn in_brief(reader: &mut Reader, verb: Verb) -> Jump {
    match verb {
        Verb::Down => reader.step(1),
        Verb::Up => reader.step(-1),
        Verb::Left => reader.step_column(false),
        Verb::Right => reader.step_column(true),
        Verb::Top => reader.end(false),
        Verb::Bottom => reader.end(true),
        Verb::PageDown => reader.page(true),
        Verb::PageUp => reader.page(false),
        Verb::DetailDown => reader.scroll_detail(1),
        Verb::DetailUp => reader.scroll_detail(-1),
        Verb::NextPane => reader.enter(reader.neighbour(true)),
        Verb::PreviousPane => reader.enter(reader.neighbour(false)),
        Verb::Focus(pane) => reader.enter(pane),
        Verb::Zoom => {
            reader.zoomed = !reader.zoomed;
            reader.after_move();
        }
        Verb::Go => return reader.go(),
        Verb::Back => return reader.travel(true),
        Verb::Forward => return reader.travel(false),
        Verb::NextHit => return reader.next_hit(true),
        Verb::PreviousHit => return reader.next_hit(false),
        Verb::NextStar => return reader.next_star(),
        Verb::Narrow => reader.toggle_pin()?,
        Verb::Unpin => reader.unpin(false)?,
        Verb::UnpinAll => reader.unpin(true)?,
        Verb::AsOf => reader.toggle_as_of()?,
    }
    Ok(None)
}

pub(super) fn tell(app: &mut App, done: Jump) {
    app.notice = match done {
        Ok(done) => done.map(Notice::Done),
        Err(why) => Some(Notice::Refused(why)),
    };
}

/// Shows the list over the open brief, which is kept as it stands.
fn to_library(app: &mut App) -> Option<Effect> {
    if app.library.is_none() {
        app.notice = Some(Notice::Refused("this brief was opened by itself, not from a folder of briefs".to_owned()));
        return None;
    }
    (!library::come_back(app)).then_some(Effect::Remember)
}

fn open_page(app: &mut App, kind: PageKind) {
    if let Some(reader) = &app.reader {
        app.overlay = Some(Overlay::Page(Page::new(kind, reader, app.size.width)));
    }
}

fn open_passage(app: &mut App) {
    let Some(reader) = &app.reader else { return };
    match Passage::open(reader) {
        Ok(passage) => app.overlay = Some(Overlay::Passage(Box::new(passage))),
        Err(why) => app.notice = Some(Notice::Refused(why)),
    }
}

fn open_look_up(app: &mut App) {
    if let Some(reader) = &mut app.reader {
        app.overlay = Some(Overlay::LookUp(Box::new(LookUp::open(reader))));
        lookup::lay_out(app);
    }
}

fn await_letter(app: &mut App, awaits: Awaits, question: &str) {
    if app.reader.is_some() {
        (app.awaits, app.notice) = (Some(awaits), Some(Notice::Done(question.to_owned())));
    }
}
