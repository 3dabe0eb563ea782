//! The answer of the prompt: where one is, then what belongs to it. It changes nothing of what the reader looks at.

use super::{AT_ONCE, Prompt, Tells, over};
use crate::app::cases::CaseView;
use crate::app::overlay::Overlay;
use crate::app::reader::Reader;
use crate::app::stage::{Stage, View};
use crate::app::{Item, Notice, Stale, detail};
use crate::layout::Pane;
use crate::model::Record;
use crate::prompt::case::{self, Told};
use crate::prompt::paper::Writing;
use crate::prompt::{card, place, rows};
use crate::view::{self, count};

/// A list of more briefs than these is told in parts.
const LISTED: usize = 100;

impl Prompt {
    /// The answer to what was heard last.
    pub fn tell(&mut self) -> String {
        let mut out = self.paper.begin();
        let tells = std::mem::replace(&mut self.tells, Tells::Place);
        if let Tells::Words(words) = tells {
            return out.sentence(words).end();
        }
        match self.app.notice.take() {
            // What could not be done has changed nothing that would have to be told.
            Some(Notice::Refused(why)) if tells != Tells::Greeting => return out.sentence(why).end(),
            Some(Notice::Refused(told)) => {
                out.sentence(told);
            }
            Some(Notice::Done(told)) => {
                // It is told here, and sent nowhere.
                let told = told.strip_prefix("sent to the terminal: ").map_or(told.clone(), |what| format!("{what}:"));
                out.sentence(told);
            }
            None => {}
        }
        if self.leaving {
            return out.end();
        }
        if let Some(Stale { first, more }) = &self.app.stale {
            let more = if *more > 0 { format!(" and {more} more") } else { String::new() };
            out.sentence(format!("! last good state; not read: {first}{more}"));
        }
        if let Tells::Citation(text) = &tells {
            text.lines().for_each(|line| {
                out.whole(line);
            });
            return out.end();
        }
        self.scene_told(&tells, &mut out);
        out.end()
    }

    fn scene_told(&mut self, tells: &Tells, out: &mut Writing) {
        if self.app.overlay.is_some() {
            self.overlay(tells, out);
        } else if self.app.at_list {
            self.library(out);
        } else if let Some(stage) = self.app.stage.as_ref().filter(|stage| stage.view != View::Reader) {
            stage_told(stage, *tells == Tells::Place, self.paper.width, out);
        } else if let Some(reader) = &self.app.reader {
            self.listed = in_reader(reader, tells, out).unwrap_or_else(|| std::mem::take(&mut self.listed));
        }
    }

    fn library(&self, out: &mut Writing) {
        let Some(library) = &self.app.library else { return };
        let (shown, all) = (library.rows.rows().len(), library.briefs.len());
        let number = if shown == all { count(all, "brief") } else { format!("{shown} of {}", count(all, "brief")) };
        let labels = library.listed_labels().filter(|_| shown > 0).map(|labels| format!(", {labels}"));
        let labels = labels.unwrap_or_default();
        let what = format!("{}, {number}{labels}", library.name);
        out.sentence(format!("{what}; `go` and a number opens one, `look-up` and words asks all"));
        // Of a list that is long, some are told from the cursor on.
        let (from, many) = if shown <= LISTED { (0, shown) } else { (library.rows.at(), AT_ONCE) };
        for (number, at) in (from + 1..).zip(library.rows.rows().iter().skip(from).take(many)) {
            let here = if number == library.rows.at() + 1 { "here: " } else { "" };
            out.entry(number, format!("{here}{}", rows::listed(&library.briefs[*at])));
        }
        if from + many < shown {
            out.sentence("`page-down` goes on, `list` and words keeps those that have them");
        }
        if shown == 0 {
            out.sentence("no brief has these words; `list` lists all");
        }
    }

    fn overlay(&mut self, tells: &Tells, out: &mut Writing) {
        let Some(overlay) = &self.app.overlay else { return };
        if let (Overlay::LookUp(look), Some(library)) =
            (overlay, self.app.library.as_ref().filter(|_| self.app.at_list))
        {
            match self.app.hit_told() {
                Some(told) if *tells == Tells::Detail => out.say(&told),
                Some(_) | None => over::hits_of_library(library, look, tells, out),
            };
            return;
        }
        if let Overlay::Copy(handout) = overlay {
            return over::handout(handout, out);
        }
        let Some(reader) = &self.app.reader else { return };
        match overlay {
            Overlay::Help(help) => over::help(help, out),
            Overlay::Page(page) => {
                out.sentence(page.kind.title()).say(&page.kind.paragraphs(reader));
            }
            Overlay::LookUp(look) => {
                if *tells == Tells::Detail {
                    let record = look.chosen().map(Item::Record);
                    out.say(&record.map(|item| detail::of(reader, item)).unwrap_or_default());
                } else {
                    self.listed = over::hits(reader, look, tells, out);
                }
            }
            Overlay::Passage(passage) => over::passage(passage, *tells == Tells::Article, out),
            Overlay::Case(view) => self.listed = self.case_told(reader, view, out),
            // They are asked for by a question, or told already.
            Overlay::Audience(_) | Overlay::Date { .. } | Overlay::Copy(_) => {}
            Overlay::Cards(list) => {
                if let Some(stage) = &self.app.stage {
                    over::cards(list, stage, out);
                }
            }
        }
    }

    /// The case, whole; the records of its sides are numbered at its end.
    fn case_told(&self, reader: &Reader, view: &CaseView, out: &mut Writing) -> Vec<String> {
        let brief = &reader.brief;
        out.sentence(view.title());
        if let Some(case) = view.case(reader) {
            let told = Told { place: "", brief, case };
            out.lines(&case::rows(told, self.paper.width, &|text| self.paper.spell(text)));
        }
        let here = view.entry().map(|entry| entry.record);
        let records: Vec<Record> = view.sheet.entries.iter().map(|entry| entry.record).collect();
        out.gap();
        for (number, record) in (1..).zip(&records) {
            let mark = if Some(*record) == here { "here: " } else { "" };
            out.entry(number, format!("{mark}{}, {}", view::who(brief, *record), rows::when(brief, *record)));
        }
        records.into_iter().map(|record| Item::Record(record).spelt(brief)).collect()
    }
}

/// What is told of the open brief; the items that were numbered, where any were.
fn in_reader(reader: &Reader, tells: &Tells, out: &mut Writing) -> Option<Vec<String>> {
    match tells {
        Tells::Greeting => {
            place::greeting(reader, out);
            place::place(reader, out);
        }
        Tells::Rows if reader.focus == Pane::Stances && reader.panes.stances.on_heading => place::place(reader, out),
        Tells::Rows => return Some(list(reader, false, out)),
        Tells::All => return Some(list(reader, true, out)),
        Tells::Cases(sequence, words) => {
            over::cases(reader, *sequence, words, out);
            // Its numbers are those of cases, not of things to go to.
            return Some(Vec::new());
        }
        Tells::Detail => {
            place::spot(reader, out);
            out.say(&reader.subject().map(|item| detail::of(reader, item)).unwrap_or_default());
        }
        Tells::Pins => {
            place::pins(reader, out);
            place::spot(reader, out);
        }
        Tells::AsOf => {
            out.sentence(format!("stances are now {}; `stances` tells them", reader.as_of.in_words()));
            place::spot(reader, out);
        }
        Tells::Spot => place::spot(reader, out),
        Tells::Place | Tells::Article | Tells::Citation(_) | Tells::Words(_) => place::place(reader, out),
    }
    None
}

/// The rows of the pane that is looked at: all, or some from the cursor on. All are numbered, told or not.
fn list(reader: &Reader, whole: bool, out: &mut Writing) -> Vec<String> {
    let pane = reader.subject_pane();
    place::spot(reader, out);
    if pane == Pane::Stances {
        out.sentence(format!("positions: {}", reader.as_of.in_words()));
    }
    let items = rows::items(reader, pane);
    let here = place::row(reader, pane);
    // Of a list that is long, what comes next is told: the cursor's own row was told already.
    let is_short = whole || items.len() <= 2 * AT_ONCE;
    let from = if is_short { 0 } else { here.map_or(0, |at| at + 1) };
    let to = if is_short { items.len() } else { items.len().min(from + AT_ONCE) };
    for (number, item) in (from + 1..=to).zip(items.iter().skip(from)) {
        let mark = if here == Some(number - 1) { "here: " } else { "" };
        out.entry(number, format!("{mark}{}", rows::row(reader, *item)));
    }
    if to < items.len() {
        out.sentence("`page-down` goes on, `list` tells all");
    }
    items.into_iter().map(|item| item.spelt(&reader.brief)).collect()
}

/// The card; and where that is asked for, the clock and the room.
fn stage_told(stage: &Stage, all: bool, width: usize, out: &mut Writing) {
    if stage.view == View::Blank {
        out.sentence("the screen is blank for all; any command brings the card back, and does nothing else");
        return;
    }
    out.sentence(card::head(stage));
    for row in card::rows(stage, width) {
        out.whole(&row);
    }
    if let Some(speaking) = stage.speaking().filter(|_| all) {
        let join = speaking.name.as_ref().map(|name| format!("to join: whosaid follow {name}"));
        let parts = [
            Some(format!("room {}", stage.audience)),
            Some(speaking.clock.in_words(speaking.plan.minutes)),
            speaking.followers.in_words().or(join),
            speaking.changed.then(|| "the files have changed".to_owned()),
        ];
        out.sentence(parts.into_iter().flatten().collect::<Vec<_>>().join(", "));
    }
}
