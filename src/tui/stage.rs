//! A presentation on the screen: a card under its label, one quiet line below it, the question who is in the room, and the index.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use super::card::CardView;
use super::frame::{Look, Mark, Standing, begin_row, line};
use super::pen::Pen;
use super::{bars, sheet};
use crate::app::Notice;
use crate::app::overlay::CARDS_BELOW;
use crate::app::reader::Reader;
use crate::app::stage::{CardList, Choice, Following, Role as Sits, Speaking, Stage, View};
use crate::keys::{Action, Cue, Keymap};
use crate::layout;
use crate::model::Tlp;
use crate::text;
use crate::tui::theme::{Role, Theme};

pub(super) const SEARCH: &str = "search ";

/// A card, or nothing at all.
pub(super) struct Shown<'a> {
    pub(super) stage: &'a Stage,
    pub(super) reader: &'a Reader,
    pub(super) notice: Option<&'a Notice>,
    pub(super) keys: &'a Keymap,
    pub(super) theme: Theme,
}

impl Widget for Shown<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let Self { stage, notice, keys, theme, .. } = self;
        let regions = layout::card(area);
        let quiet = Quiet { stage, notice, keys, theme };
        match stage.view {
            View::Card => {
                self.header(regions.header, buf);
                CardView { card: stage.card(), page: &stage.page, top: stage.top, theme }.render(area, buf);
                quiet.render(regions.footer, buf);
            }
            View::Blank => quiet.render(regions.footer, buf),
            // It has a screen of its own.
            View::Reader => {}
        }
    }
}

impl Shown<'_> {
    /// The label of the card, and what brief it is of.
    fn header(&self, area: Rect, buf: &mut Buffer) {
        let brief = &self.reader.brief;
        let style = |role| self.theme.style(role);
        let label = self.stage.card().label;
        let mut pen = Pen::new(buf, area);
        pen.text(style(Role::Tlp(label)), &format!(" {label} ")).skip(1);
        if let Some(marking) = &brief.marking {
            pen.text(style(Role::Strong), marking).skip(2);
        }
        if brief.as_of.earliest().is_some() {
            pen.at_end(style(Role::Quiet), &format!("as of {} ", brief.as_of));
        }
        pen.text(style(Role::Quiet), &brief.title);
    }
}

/// The one quiet line: who follows and how late it is, or whom one follows; at its end the number of the card.
pub(super) struct Quiet<'a> {
    pub(super) stage: &'a Stage,
    pub(super) notice: Option<&'a Notice>,
    pub(super) keys: &'a Keymap,
    pub(super) theme: Theme,
}

impl Widget for Quiet<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let Self { stage, notice, theme, .. } = self;
        let mut pen = Pen::new(buf, area);
        let number = format!(" {}/{} ", stage.at + 1, stage.deck.cards.len());
        pen.at_end(theme.style(Role::Quiet), &number);
        let left = Rect { width: u16::try_from(pen.left()).unwrap_or(0), ..area };
        if let Some(notice) = notice {
            return bars::told(notice, left, theme, buf);
        }
        let mut pen = Pen::new(buf, left);
        pen.skip(1);
        if !stage.typed.is_empty() {
            pen.text(theme.style(Role::Strong), &format!("card {}", stage.typed));
            pen.text(theme.style(Role::Quiet), " · enter goes there");
            return;
        }
        match &stage.role {
            Sits::Speaker(speaking) => self.speaker(speaking, &mut pen),
            Sits::Follower(following) => self.follower(following, &mut pen),
        }
    }
}

/// Columns from which on a sentence has room behind another.
const WIDE: usize = 45;

impl Quiet<'_> {
    fn speaker(&self, speaking: &Speaking, pen: &mut Pen<'_>) {
        let keys = [(Action::Cue(Cue::Next), "on"), (Action::Help, "keys")];
        let minutes = speaking.plan.minutes;
        let room = format!("room {}", self.stage.audience);
        let (over, followers) = (speaking.clock.is_over(minutes), speaking.followers.in_words());
        let mut parts: Vec<(Role, String)> = Vec::new();
        match self.stage.view {
            View::Blank => parts.push((Role::Quiet, "blank: any key brings the card back".to_owned())),
            View::Reader => {
                let key = self.keys.key_on_card(Action::Cue(Cue::Aside));
                parts.push((Role::Strong, format!("{key} to the card")));
            }
            View::Card => {}
        }
        parts.push((if over { Role::Strong } else { Role::Quiet }, speaking.clock.in_words(minutes)));
        parts.extend((self.stage.view != View::Blank).then_some((Role::Quiet, room)));
        parts.extend(followers.map(|told| (Role::Quiet, told)));
        parts.extend(speaking.changed.then(|| (Role::Quiet, "the files have changed".to_owned())));
        let to_join = speaking.name.as_ref().filter(|_| self.stage.at == 0 && speaking.followers.count == 0);
        parts.extend(to_join.map(|name| (Role::Quiet, format!("to join: whosaid follow {name}"))));
        told(parts, self.theme, pen);
        if self.stage.view == View::Card {
            let hint = keys.map(|(action, word)| format!("{} {word}", self.keys.key_on_card(action)));
            pen.at_end(self.theme.style(Role::Quiet), &format!("   {}   ", hint.join("  ")));
        }
    }

    fn follower(&self, following: &Following, pen: &mut Pen<'_>) {
        let mut parts = Vec::new();
        let key = self.keys.key_on_card(Action::Cue(Cue::Return));
        // The way back is told on any screen.
        let back = if pen.left() < WIDE { "returns" } else { "returns to the speaker" };
        if self.stage.view == View::Blank {
            parts.push((Role::Quiet, "the speaker has blanked the screen".to_owned()));
        }
        match (&following.lost, following.live) {
            (Some(lost), _) => parts.push((Role::Alert, lost.clone())),
            (None, true) => parts.push((Role::Quiet, format!("following {}", following.name))),
            (None, false) => {
                let at = following.speaker.as_ref().and_then(|showing| self.stage.deck.find(&showing.card));
                parts.push((Role::Strong, "looking around".to_owned()));
                parts.push((Role::Quiet, format!("{key} {back}")));
                parts.extend(at.map(|at| (Role::Quiet, format!("who is at {}", at + 1))));
            }
        }
        if self.stage.view == View::Reader && following.live {
            parts.push((Role::Quiet, "in the reader".to_owned()));
        }
        told(parts, self.theme, pen);
    }
}

fn told(parts: Vec<(Role, String)>, theme: Theme, pen: &mut Pen<'_>) {
    for (at, (role, part)) in parts.into_iter().enumerate() {
        let gap = if at == 0 { "" } else { " · " };
        // A part that does not fit is left out whole; what comes first matters most.
        if at > 0 && text::width(&part) + gap.chars().count() > pen.left() {
            break;
        }
        pen.text(theme.style(Role::Quiet), gap).text(theme.style(role), &part);
    }
}

/// The question who is in the room. It stands over all of the screen: nothing of the brief is seen.
pub(super) struct Question<'a> {
    pub(super) choice: &'a Choice,
    pub(super) notice: Option<&'a Notice>,
    pub(super) theme: Theme,
}

impl Widget for Question<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let theme = self.theme;
        let style = |role| theme.style(role);
        let body = sheet("Present", area, theme, buf);
        let labels = layout::audiences(area);
        let row = |at: u16| Rect { y: labels.y.saturating_sub(3 - at), height: 1, ..body }.intersection(body);
        Pen::new(buf, row(0)).text(style(Role::Strong), "Who is in the room?");
        Pen::new(buf, row(1))
            .text(style(Role::Quiet), "What is marked above it, and every note, is left out. RED shows all else.");
        for (at, label) in Tlp::ALL.iter().enumerate() {
            let standing = if at == self.choice.at { Standing::Cursor } else { Standing::None };
            let mut pen = begin_row(
                buf,
                line(labels, u16::try_from(at).unwrap_or(u16::MAX)),
                Look { standing, mark: Mark::None },
                theme,
            );
            pen.column(style(standing.role(Role::Strong)), label.word(), 18);
            pen.text(style(standing.role(Role::Text)), label.meaning());
        }
        let footer = line(area, area.height - 1);
        if let Some(notice) = self.notice {
            return bars::told(notice, footer, theme, buf);
        }
        let mut pen = Pen::new(buf, footer);
        for (key, does) in [("↓ ↑", "choose"), ("enter", "present"), ("esc", "back")] {
            pen.skip(2).text(style(Role::Key), key).text(style(Role::Quiet), &format!(" {does} "));
        }
    }
}

/// The index of the cards.
pub(super) struct Index<'a> {
    pub(super) list: &'a CardList,
    pub(super) stage: &'a Stage,
    pub(super) theme: Theme,
}

/// Columns of the number and of the section.
const NUMBER: usize = 4;
const SECTION: usize = 15;

impl Widget for Index<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let style = |role| self.theme.style(role);
        let body = sheet("Cards", area, self.theme, buf);
        Pen::new(buf, body).text(style(Role::Quiet), SEARCH).text(style(Role::Strong), self.list.filter.value());
        let rows = &self.list.rows;
        let list = layout::searched(area, CARDS_BELOW);
        for (line, (at, of)) in list.rows().zip(rows.rows().iter().enumerate().skip(rows.top())) {
            self.row(*of, at == rows.at(), line, buf);
        }
        if rows.rows().is_empty() {
            Pen::new(buf, list).text(style(Role::Quiet), "no card says that; backspace widens the search");
        }
        let mut pen = Pen::new(buf, line(area, area.height - 1));
        for (key, does) in [("enter", "go there"), ("esc", "back")] {
            pen.skip(2).text(style(Role::Key), key).text(style(Role::Quiet), &format!(" {does} "));
        }
        pen.at_end(style(Role::Quiet), &format!("{} of {} ", rows.rows().len(), self.stage.deck.cards.len()));
    }
}

impl Index<'_> {
    fn row(&self, of: usize, at_cursor: bool, line: Rect, buf: &mut Buffer) {
        let standing = if at_cursor { Standing::Cursor } else { Standing::None };
        let style = |role| self.theme.style(standing.role(role));
        let card = &self.stage.deck.cards[of];
        let section = card.section.map_or("title", |section| section.word());
        let here = if of == self.stage.at { Mark::Starred } else { Mark::None };
        let mut pen = begin_row(buf, line, Look { standing, mark: here }, self.theme);
        pen.column(style(Role::Quiet), &format!("{:>3}", of + 1), NUMBER).skip(1);
        pen.column(style(Role::Quiet), section, SECTION).skip(1);
        let part = if card.part.of > 1 { format!(" {}/{} ", card.part.at, card.part.of) } else { String::new() };
        pen.at_end(style(Role::Quiet), &part);
        pen.text(style(Role::Text), &card.title);
    }
}
