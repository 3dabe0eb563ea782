//! A presentation on the screen: a card under its label, one quiet line below it, the question who is in the room, and the index.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use super::card::CardWidget;
use super::frame::{RowMark, RowPrefix, RowState, begin_row, row_rect};
use super::row_writer::RowWriter;
use super::{bars, overlay_frame};
use crate::app::Notice;
use crate::app::overlay::CARDS_BELOW;
use crate::app::presentation::{
    AudienceChoice, CardList, FollowerState, Presentation, PresentationRole as Sits, SpeakerState,
};
use crate::app::reader::BriefReader;
use crate::keys::{Action, CardAction, Keymap};
use crate::layout;
use crate::model::Tlp;
use crate::share::protocol::PresentationView;
use crate::text;
use crate::tui::theme::{Theme, ThemeRole};

pub(super) const SEARCH: &str = "search ";

/// A card, or nothing at all.
pub(super) struct PresentationWidget<'a> {
    pub(super) stage: &'a Presentation,
    pub(super) reader: &'a BriefReader,
    pub(super) notice: Option<&'a Notice>,
    pub(super) keys: &'a Keymap,
    pub(super) theme: Theme,
}

impl Widget for PresentationWidget<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let Self { stage, notice, keys, theme, .. } = self;
        let regions = layout::card(area);
        let quiet = PresentationStatus { stage, notice, keys, theme };
        match stage.view {
            PresentationView::Card => {
                self.render_header(regions.header, buf);
                CardWidget { card: stage.card(), page: &stage.page, top: stage.top, theme }.render(area, buf);
                quiet.render(regions.footer, buf);
            }
            PresentationView::Blank => quiet.render(regions.footer, buf),
            // It has a screen of its own.
            PresentationView::Reader => {}
        }
    }
}

impl PresentationWidget<'_> {
    /// The label of the card, and what brief it is of.
    fn render_header(&self, area: Rect, buf: &mut Buffer) {
        let brief = &self.reader.brief;
        let style = |role| self.theme.style(role);
        let label = self.stage.card().label;
        let mut pen = RowWriter::new(buf, area);
        pen.text(style(ThemeRole::Tlp(label)), &format!(" {label} ")).skip(1);
        if let Some(marking) = &brief.marking {
            pen.text(style(ThemeRole::Strong), marking).skip(2);
        }
        if brief.as_of.earliest().is_some() {
            pen.at_end(style(ThemeRole::Quiet), &format!("as of {} ", brief.as_of));
        }
        pen.text(style(ThemeRole::Quiet), &brief.title);
    }
}

/// The one quiet line: who follows and how late it is, or whom one follows; at its end the number of the card.
pub(super) struct PresentationStatus<'a> {
    pub(super) stage: &'a Presentation,
    pub(super) notice: Option<&'a Notice>,
    pub(super) keys: &'a Keymap,
    pub(super) theme: Theme,
}

impl Widget for PresentationStatus<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let Self { stage, notice, theme, .. } = self;
        let mut pen = RowWriter::new(buf, area);
        let number = format!(" {}/{} ", stage.at + 1, stage.deck.cards.len());
        pen.at_end(theme.style(ThemeRole::Quiet), &number);
        let left = Rect { width: u16::try_from(pen.left()).unwrap_or(0), ..area };
        if let Some(notice) = notice {
            return bars::render_notice(notice, left, theme, buf);
        }
        let mut pen = RowWriter::new(buf, left);
        pen.skip(1);
        if !stage.typed.is_empty() {
            pen.text(theme.style(ThemeRole::Strong), &format!("card {}", stage.typed));
            pen.text(theme.style(ThemeRole::Quiet), " · enter goes there");
            return;
        }
        match &stage.role {
            Sits::Speaker(speaking) => self.render_speaker(speaking, &mut pen),
            Sits::Follower(following) => self.render_follower(following, &mut pen),
        }
    }
}

/// Columns from which on a sentence has room behind another.
const WIDE: usize = 45;

impl PresentationStatus<'_> {
    fn render_speaker(&self, speaking: &SpeakerState, pen: &mut RowWriter<'_>) {
        let keys = [(Action::Card(CardAction::Next), "on"), (Action::Help, "keys")];
        let minutes = speaking.plan.minutes;
        let room = format!("room {}", self.stage.audience);
        let (over, followers) = (speaking.clock.is_over(minutes), speaking.followers.describe());
        let mut parts: Vec<(ThemeRole, String)> = Vec::new();
        match self.stage.view {
            PresentationView::Blank => parts.push((ThemeRole::Quiet, "blank: any key brings the card back".to_owned())),
            PresentationView::Reader => {
                let key = self.keys.card_key_label(Action::Card(CardAction::OpenReader));
                parts.push((ThemeRole::Strong, format!("{key} to the card")));
            }
            PresentationView::Card => {}
        }
        parts.push((if over { ThemeRole::Strong } else { ThemeRole::Quiet }, speaking.clock.describe(minutes)));
        parts.extend((self.stage.view != PresentationView::Blank).then_some((ThemeRole::Quiet, room)));
        parts.extend(followers.map(|told| (ThemeRole::Quiet, told)));
        parts.extend(speaking.changed.then(|| (ThemeRole::Quiet, "the files have changed".to_owned())));
        let to_join = speaking.name.as_ref().filter(|_| self.stage.at == 0 && speaking.followers.count == 0);
        parts.extend(to_join.map(|name| (ThemeRole::Quiet, format!("to join: whosaid follow {name}"))));
        render_parts(parts, self.theme, pen);
        if self.stage.view == PresentationView::Card {
            let hint = keys.map(|(action, word)| format!("{} {word}", self.keys.card_key_label(action)));
            pen.at_end(self.theme.style(ThemeRole::Quiet), &format!("   {}   ", hint.join("  ")));
        }
    }

    fn render_follower(&self, following: &FollowerState, pen: &mut RowWriter<'_>) {
        let mut parts = Vec::new();
        let key = self.keys.card_key_label(Action::Card(CardAction::ReturnToSpeaker));
        // The way back is told on any screen.
        let back = if pen.left() < WIDE { "returns" } else { "returns to the speaker" };
        if self.stage.view == PresentationView::Blank {
            parts.push((ThemeRole::Quiet, "the speaker has blanked the screen".to_owned()));
        }
        match (&following.lost, following.live) {
            (Some(lost), _) => parts.push((ThemeRole::Alert, lost.clone())),
            (None, true) => parts.push((ThemeRole::Quiet, format!("following {}", following.name))),
            (None, false) => {
                let at = following.speaker.as_ref().and_then(|showing| self.stage.deck.find(&showing.card));
                parts.push((ThemeRole::Strong, "looking around".to_owned()));
                parts.push((ThemeRole::Quiet, format!("{key} {back}")));
                parts.extend(at.map(|at| (ThemeRole::Quiet, format!("who is at {}", at + 1))));
            }
        }
        if self.stage.view == PresentationView::Reader && following.live {
            parts.push((ThemeRole::Quiet, "in the reader".to_owned()));
        }
        render_parts(parts, self.theme, pen);
    }
}

fn render_parts(parts: Vec<(ThemeRole, String)>, theme: Theme, pen: &mut RowWriter<'_>) {
    for (at, (role, part)) in parts.into_iter().enumerate() {
        let gap = if at == 0 { "" } else { " · " };
        // A part that does not fit is left out whole; what comes first matters most.
        if at > 0 && text::width(&part) + gap.chars().count() > pen.left() {
            break;
        }
        pen.text(theme.style(ThemeRole::Quiet), gap).text(theme.style(role), &part);
    }
}

/// The question who is in the room. It stands over all of the screen: nothing of the brief is seen.
pub(super) struct AudienceQuestion<'a> {
    pub(super) choice: &'a AudienceChoice,
    pub(super) notice: Option<&'a Notice>,
    pub(super) theme: Theme,
}

impl Widget for AudienceQuestion<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let theme = self.theme;
        let style = |role| theme.style(role);
        let body = overlay_frame("Present", area, theme, buf);
        let labels = layout::audience_area(area);
        let row = |at: u16| Rect { y: labels.y.saturating_sub(3 - at), height: 1, ..body }.intersection(body);
        RowWriter::new(buf, row(0)).text(style(ThemeRole::Strong), "Who is in the room?");
        RowWriter::new(buf, row(1))
            .text(style(ThemeRole::Quiet), "What is marked above it, and every note, is left out. RED shows all else.");
        for (at, label) in Tlp::ALL.iter().enumerate() {
            let standing = if at == self.choice.at { RowState::Cursor } else { RowState::None };
            let mut pen = begin_row(
                buf,
                row_rect(labels, u16::try_from(at).unwrap_or(u16::MAX)),
                RowPrefix { state: standing, mark: RowMark::None },
                theme,
            );
            pen.column(style(standing.role(ThemeRole::Strong)), label.word(), 18);
            pen.text(style(standing.role(ThemeRole::Text)), label.meaning());
        }
        let footer = row_rect(area, area.height - 1);
        if let Some(notice) = self.notice {
            return bars::render_notice(notice, footer, theme, buf);
        }
        let mut pen = RowWriter::new(buf, footer);
        for (key, does) in [("↓ ↑", "choose"), ("enter", "present"), ("esc", "back")] {
            pen.skip(2).text(style(ThemeRole::Key), key).text(style(ThemeRole::Quiet), &format!(" {does} "));
        }
    }
}

/// The index of the cards.
pub(super) struct CardListWidget<'a> {
    pub(super) list: &'a CardList,
    pub(super) stage: &'a Presentation,
    pub(super) theme: Theme,
}

/// Columns of the number and of the section.
const NUMBER_WIDTH: usize = 4;
const SECTION_WIDTH: usize = 15;

impl Widget for CardListWidget<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let style = |role| self.theme.style(role);
        let body = overlay_frame("Cards", area, self.theme, buf);
        RowWriter::new(buf, body)
            .text(style(ThemeRole::Quiet), SEARCH)
            .text(style(ThemeRole::Strong), self.list.filter.value());
        let rows = &self.list.rows;
        let list = layout::list_area(area, CARDS_BELOW);
        for (line, (at, of)) in list.rows().zip(rows.rows().iter().enumerate().skip(rows.top())) {
            self.render_row(*of, at == rows.at(), line, buf);
        }
        if rows.rows().is_empty() {
            RowWriter::new(buf, list).text(style(ThemeRole::Quiet), "no card says that; backspace widens the search");
        }
        let mut pen = RowWriter::new(buf, row_rect(area, area.height - 1));
        for (key, does) in [("enter", "go there"), ("esc", "back")] {
            pen.skip(2).text(style(ThemeRole::Key), key).text(style(ThemeRole::Quiet), &format!(" {does} "));
        }
        pen.at_end(style(ThemeRole::Quiet), &format!("{} of {} ", rows.rows().len(), self.stage.deck.cards.len()));
    }
}

impl CardListWidget<'_> {
    fn render_row(&self, of: usize, at_cursor: bool, line: Rect, buf: &mut Buffer) {
        let standing = if at_cursor { RowState::Cursor } else { RowState::None };
        let style = |role| self.theme.style(standing.role(role));
        let card = &self.stage.deck.cards[of];
        let section = card.section.map_or("title", |section| section.word());
        let here = if of == self.stage.at { RowMark::Starred } else { RowMark::None };
        let mut pen = begin_row(buf, line, RowPrefix { state: standing, mark: here }, self.theme);
        pen.column(style(ThemeRole::Quiet), &format!("{:>3}", of + 1), NUMBER_WIDTH).skip(1);
        pen.column(style(ThemeRole::Quiet), section, SECTION_WIDTH).skip(1);
        let part =
            if card.part.total > 1 { format!(" {}/{} ", card.part.number, card.part.total) } else { String::new() };
        pen.at_end(style(ThemeRole::Quiet), &part);
        pen.text(style(ThemeRole::Text), &card.title);
    }
}
