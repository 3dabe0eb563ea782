//! Renders the response of the prompt: the current location, then what is linked to it. It never changes the state of the reader, except
//! to clear its notice.

use super::{PAGE_ROWS, Prompt, PromptResponse, coding, overlays};
use crate::app::cases::CaseView;
use crate::app::overlay::Overlay;
use crate::app::presentation::Presentation;
use crate::app::reader::BriefReader;
use crate::app::{BriefItem, Notice, StaleFiles};
use crate::layout::Pane;
use crate::model::Record;
use crate::plain::case::{self, CaseText};
use crate::plain::rows::date_text;
use crate::plain::{PlainBuilder, library_row};
use crate::prompt::{card, location, rows};
use crate::share::protocol::PresentationView;
use crate::view::{self, pluralize};

/// A list of more briefs than this is shown in pages.
const FULL_LIST_MAX: usize = 100;

impl Prompt {
    /// Renders the response to the last line or message, and resets it to the current location.
    pub fn render(&mut self) -> String {
        let mut out = self.plain.builder();
        let response = std::mem::replace(&mut self.response, PromptResponse::Location);
        if let PromptResponse::Message(words) = response {
            return out.sentence(words).finish();
        }
        match self.app.notice.take() {
            // A refused action has changed nothing else.
            Some(Notice::Refused(why)) if response != PromptResponse::Greeting => return out.sentence(why).finish(),
            Some(Notice::Refused(text) | Notice::Done(text)) => {
                out.sentence(text);
            }
            // The prompt shows the text instead of sending it.
            Some(Notice::Copied { what, .. }) => {
                out.sentence(format!("{what}:"));
            }
            None => {}
        }
        if self.is_confirming_quit() {
            return out.finish();
        }
        if let Some(StaleFiles { first, more }) = &self.app.stale {
            let more = if *more > 0 { format!(" and {more} more") } else { String::new() };
            out.sentence(format!("! last good state; not read: {first}{more}"));
        }
        if let PromptResponse::Citation(text) = &response {
            text.lines().for_each(|line| {
                out.unwrapped_row(line);
            });
            return out.finish();
        }
        self.render_content(&response, &mut out);
        out.finish()
    }

    fn render_content(&mut self, response: &PromptResponse, out: &mut PlainBuilder) {
        if self.app.overlay.is_some() {
            self.render_overlay(response, out);
        } else if self.app.at_list {
            self.render_library(out);
        } else if let Some(presentation) =
            self.app.presentation.as_ref().filter(|presentation| presentation.view != PresentationView::Reader)
        {
            render_presentation(presentation, *response == PromptResponse::Location, self.plain.width, out);
        } else if let Some(reader) = &self.app.reader {
            self.listed_items =
                render_reader(reader, response, out).unwrap_or_else(|| std::mem::take(&mut self.listed_items));
        }
    }

    fn render_library(&self, out: &mut PlainBuilder) {
        let Some(library) = &self.app.library else { return };
        let (shown, all) = (library.rows.rows().len(), library.briefs.len());
        let number =
            if shown == all { pluralize(all, "brief") } else { format!("{shown} of {}", pluralize(all, "brief")) };
        let labels = library.listed_labels().filter(|_| shown > 0).map(|labels| format!(", {labels}"));
        let labels = labels.unwrap_or_default();
        let what = format!("{}, {number}{labels}", library.name);
        out.sentence(format!("{what}; `go` and a number opens one, `look-up` and words asks all"));
        // A long list is shown from the cursor on.
        let (from, many) = if shown <= FULL_LIST_MAX { (0, shown) } else { (library.rows.at(), PAGE_ROWS) };
        for (number, at) in (from + 1..).zip(library.rows.rows().iter().skip(from).take(many)) {
            let brief = &library.briefs[*at];
            let here = if number == library.rows.at() + 1 { "here: " } else { "" };
            out.numbered_entry(number, format!("{here}{}", library_row(&brief.name, brief.summary.as_ref())));
        }
        if from + many < shown {
            out.sentence("`page-down` goes on, `list` and words keeps those that have them");
        }
        if shown == 0 {
            out.sentence("no brief has these words; `list` lists all");
        }
    }

    fn render_overlay(&mut self, response: &PromptResponse, out: &mut PlainBuilder) {
        let Some(overlay) = &self.app.overlay else { return };
        if let (Overlay::LookUp(lookup), Some(library)) =
            (overlay, self.app.library.as_ref().filter(|_| self.app.at_list))
        {
            match self.app.hit_paragraphs() {
                Some(text) if *response == PromptResponse::Detail => out.paragraphs(&text),
                Some(_) | None => overlays::render_library_hits(library, lookup, response, out),
            };
            return;
        }
        if let Overlay::Copy(copy_sheet) = overlay {
            return overlays::render_copy_sheet(copy_sheet, out);
        }
        let Some(reader) = &self.app.reader else { return };
        match overlay {
            Overlay::Help(help) => overlays::render_help(help, out),
            Overlay::Page(page) => {
                out.sentence(page.kind.title()).paragraphs(&page.kind.paragraphs(&reader.facts));
            }
            Overlay::LookUp(lookup) => {
                if *response == PromptResponse::Detail {
                    let record = lookup.chosen_record().map(BriefItem::Record);
                    out.paragraphs(&record.map(|item| reader.describe(item)).unwrap_or_default());
                } else {
                    self.listed_items = overlays::render_hits(reader, lookup, response, out);
                }
            }
            Overlay::Article(article) => overlays::render_article(article, *response == PromptResponse::Article, out),
            Overlay::Case(view) => self.listed_items = self.render_case(reader, view, out),
            // The first two are asked as questions; the copy sheet is rendered above.
            Overlay::Audience(_) | Overlay::Date(_) | Overlay::Copy(_) => {}
            Overlay::Coding(view) => coding::render_coding(view, out),
            Overlay::Cards(list) => {
                if let Some(presentation) = &self.app.presentation {
                    overlays::render_cards(list, presentation, out);
                }
            }
        }
    }

    /// Renders a whole case, then a numbered list of the records of its sides. Returns the keys of these records.
    fn render_case(&self, reader: &BriefReader, view: &CaseView, out: &mut PlainBuilder) -> Vec<String> {
        let brief = &reader.facts.brief;
        out.sentence(view.title());
        if let Some(case) = view.case(reader) {
            let text = CaseText { path: "", brief, case };
            out.wrapped_lines(&case::render_rows(text, self.plain.width, &|text| self.plain.map_letters(text)));
        }
        let here = view.entry().map(|entry| entry.record);
        let records: Vec<Record> = view.sheet.entries.iter().map(|entry| entry.record).collect();
        out.blank_row();
        for (number, record) in (1..).zip(&records) {
            let mark = if Some(*record) == here { "here: " } else { "" };
            out.numbered_entry(number, format!("{mark}{}, {}", view::who(brief, *record), date_text(brief, *record)));
        }
        records.into_iter().map(|record| BriefItem::Record(record).to_key(brief)).collect()
    }
}

/// Renders the response for the open brief. Returns the keys of the numbered items, if there was a list.
fn render_reader(reader: &BriefReader, response: &PromptResponse, out: &mut PlainBuilder) -> Option<Vec<String>> {
    match response {
        PromptResponse::Greeting => {
            location::describe_brief(reader, out);
            location::describe_location(reader, out);
        }
        PromptResponse::Rows if reader.focus == Pane::Stances && reader.panes.stances.on_heading => {
            location::describe_location(reader, out);
        }
        PromptResponse::Rows => return Some(render_list(reader, false, out)),
        PromptResponse::All => return Some(render_list(reader, true, out)),
        PromptResponse::Cases(sequence, words) => {
            overlays::render_cases(reader, *sequence, words, out);
            // The numbers are those of cases, not of items to go to.
            return Some(Vec::new());
        }
        PromptResponse::Detail => {
            location::describe_current_row(reader, out);
            out.paragraphs(&reader.selected_item().map(|item| reader.describe(item)).unwrap_or_default());
        }
        PromptResponse::Pins => {
            location::describe_pins(reader, out);
            location::describe_current_row(reader, out);
        }
        PromptResponse::AsOf => {
            out.sentence(format!("stances are now {}; `stances` shows them", reader.as_of.describe()));
            location::describe_current_row(reader, out);
        }
        PromptResponse::CurrentRow => location::describe_current_row(reader, out),
        PromptResponse::Location
        | PromptResponse::Article
        | PromptResponse::Citation(_)
        | PromptResponse::Message(_) => location::describe_location(reader, out),
    }
    None
}

/// Lists the rows of the current pane: all, or a page from the cursor on. Returns the keys of all items of the pane.
fn render_list(reader: &BriefReader, whole: bool, out: &mut PlainBuilder) -> Vec<String> {
    let pane = reader.selected_pane();
    location::describe_current_row(reader, out);
    if pane == Pane::Stances {
        out.sentence(format!("positions: {}", reader.as_of.describe()));
    }
    let items = rows::pane_items(reader, pane);
    let here = location::cursor_row(reader, pane);
    // A long list continues after the cursor's row, which is described already.
    let is_short = whole || items.len() <= 2 * PAGE_ROWS;
    let from = if is_short { 0 } else { here.map_or(0, |at| at + 1) };
    let to = if is_short { items.len() } else { items.len().min(from + PAGE_ROWS) };
    for (number, item) in (from + 1..=to).zip(items.iter().skip(from)) {
        let mark = if here == Some(number - 1) { "here: " } else { "" };
        out.numbered_entry(number, format!("{mark}{}", rows::pane_row(reader, *item)));
    }
    if to < items.len() {
        out.sentence("`page-down` goes on, `list` shows all");
    }
    items.into_iter().map(|item| item.to_key(&reader.facts.brief)).collect()
}

/// Renders the current card; with `all`, also the clock and the audience.
fn render_presentation(presentation: &Presentation, all: bool, width: usize, out: &mut PlainBuilder) {
    if presentation.view == PresentationView::Blank {
        out.sentence("the screen is blank for all; any command brings the card back, and does nothing else");
        return;
    }
    out.sentence(card::heading(presentation));
    for row in card::card_rows(presentation, width) {
        out.unwrapped_row(&row);
    }
    if let Some(speaker) = presentation.speaker().filter(|_| all) {
        let join = speaker.name.as_ref().map(|name| format!("to join: whosaid follow {name}"));
        let parts = [
            Some(format!("room {}", presentation.audience)),
            Some(speaker.clock.describe(speaker.plan.minutes)),
            speaker.followers.describe().or(join),
            speaker.changed.then(|| "the files have changed".to_owned()),
        ];
        out.sentence(parts.into_iter().flatten().collect::<Vec<_>>().join(", "));
    }
}
