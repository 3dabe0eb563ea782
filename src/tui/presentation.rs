//! Draws a presentation: the card, its header and its status line. It never changes the presentation.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use super::bars;
use super::card::CardWidget;
use super::row_writer::RowWriter;
use crate::app::Notice;
use crate::app::presentation::{FollowerState, Presentation, PresentationRole, SpeakerState};
use crate::app::reader::BriefReader;
use crate::keys::{Action, CardAction, Keymap};
use crate::layout;
use crate::share::protocol::PresentationView;
use crate::text;
use crate::tui::theme::{Theme, ThemeRole};

/// The current card, or a blank screen.
pub(super) struct PresentationWidget<'a> {
    pub(super) presentation: &'a Presentation,
    pub(super) reader: &'a BriefReader,
    pub(super) notice: Option<&'a Notice>,
    pub(super) keys: &'a Keymap,
    pub(super) theme: Theme,
}

impl Widget for PresentationWidget<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let Self { presentation, notice, keys, theme, .. } = self;
        let regions = layout::card(area);
        let status = PresentationStatus { presentation, notice, keys, theme };
        match presentation.view {
            PresentationView::Card => {
                self.render_header(regions.header, buf);
                CardWidget { card: presentation.card(), page: &presentation.page, top: presentation.top, theme }
                    .render(area, buf);
                status.render(regions.footer, buf);
            }
            PresentationView::Blank => status.render(regions.footer, buf),
            // `Screen` draws the reader.
            PresentationView::Reader => {}
        }
    }
}

impl PresentationWidget<'_> {
    /// Draws the label of the card and the title and date of the brief.
    fn render_header(&self, area: Rect, buf: &mut Buffer) {
        let brief = &self.reader.facts.brief;
        let style = |role| self.theme.style(role);
        let label = self.presentation.card().label;
        let mut writer = RowWriter::new(buf, area);
        writer.text(style(ThemeRole::Tlp(label)), &format!(" {label} ")).skip(1);
        if let Some(marking) = &brief.marking {
            writer.text(style(ThemeRole::Strong), marking).skip(2);
        }
        if brief.as_of.earliest().is_some() {
            writer.at_end(style(ThemeRole::Quiet), &format!("as of {} ", brief.as_of));
        }
        writer.text(style(ThemeRole::Quiet), &brief.title);
    }
}

/// The status line: clock and followers for a speaker, the name of the presentation for a follower, and the number of the card.
pub(super) struct PresentationStatus<'a> {
    pub(super) presentation: &'a Presentation,
    pub(super) notice: Option<&'a Notice>,
    pub(super) keys: &'a Keymap,
    pub(super) theme: Theme,
}

impl Widget for PresentationStatus<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let Self { presentation, notice, theme, .. } = self;
        let mut writer = RowWriter::new(buf, area);
        let number = format!(" {}/{} ", presentation.at + 1, presentation.deck.cards.len());
        writer.at_end(theme.style(ThemeRole::Quiet), &number);
        let rest = Rect { width: u16::try_from(writer.left()).unwrap_or(0), ..area };
        if let Some(notice) = notice {
            return bars::render_notice(notice, rest, theme, buf);
        }
        let mut writer = RowWriter::new(buf, rest);
        writer.skip(1);
        if !presentation.typed.is_empty() {
            writer.text(theme.style(ThemeRole::Strong), &format!("card {}", presentation.typed));
            writer.text(theme.style(ThemeRole::Quiet), " · enter goes there");
            return;
        }
        match &presentation.role {
            PresentationRole::Speaker(speaker) => self.render_speaker(speaker, &mut writer),
            PresentationRole::Follower(follower) => self.render_follower(follower, &mut writer),
        }
    }
}

/// The smallest width at which the longer hint fits, in columns.
const LONG_HINT_FROM: usize = 45;

impl PresentationStatus<'_> {
    fn render_speaker(&self, speaker: &SpeakerState, writer: &mut RowWriter<'_>) {
        let keys = [(Action::Card(CardAction::Next), "on"), (Action::Help, "keys")];
        let minutes = speaker.plan.minutes;
        let audience = format!("room {}", self.presentation.audience);
        let (is_over, followers) = (speaker.clock.is_over(minutes), speaker.followers.describe());
        let mut parts: Vec<(ThemeRole, String)> = Vec::new();
        match self.presentation.view {
            PresentationView::Blank => parts.push((ThemeRole::Quiet, "blank: any key brings the card back".to_owned())),
            PresentationView::Reader => {
                let key = self.keys.card_key_label(Action::Card(CardAction::OpenReader));
                parts.push((ThemeRole::Strong, format!("{key} to the card")));
            }
            PresentationView::Card => {}
        }
        parts.push((if is_over { ThemeRole::Strong } else { ThemeRole::Quiet }, speaker.clock.describe(minutes)));
        parts.extend((self.presentation.view != PresentationView::Blank).then_some((ThemeRole::Quiet, audience)));
        parts.extend(followers.map(|text| (ThemeRole::Quiet, text)));
        parts.extend(speaker.changed.then(|| (ThemeRole::Quiet, "the files have changed".to_owned())));
        let to_join = speaker.name.as_ref().filter(|_| self.presentation.at == 0 && speaker.followers.count == 0);
        parts.extend(to_join.map(|name| (ThemeRole::Quiet, format!("to join: whosaid follow {name}"))));
        render_parts(parts, self.theme, writer);
        if self.presentation.view == PresentationView::Card {
            let hint = keys.map(|(action, word)| format!("{} {word}", self.keys.card_key_label(action)));
            writer.at_end(self.theme.style(ThemeRole::Quiet), &format!("   {}   ", hint.join("  ")));
        }
    }

    fn render_follower(&self, follower: &FollowerState, writer: &mut RowWriter<'_>) {
        let mut parts = Vec::new();
        let key = self.keys.card_key_label(Action::Card(CardAction::ReturnToSpeaker));
        // The key to return to the speaker fits on any screen.
        let hint = if writer.left() < LONG_HINT_FROM { "returns" } else { "returns to the speaker" };
        if self.presentation.view == PresentationView::Blank {
            parts.push((ThemeRole::Quiet, "the speaker has blanked the screen".to_owned()));
        }
        match (&follower.lost, follower.live) {
            (Some(lost), _) => parts.push((ThemeRole::Alert, lost.clone())),
            (None, true) => parts.push((ThemeRole::Quiet, format!("following {}", follower.name))),
            (None, false) => {
                let at = follower.speaker.as_ref().and_then(|view| self.presentation.deck.find(&view.card));
                parts.push((ThemeRole::Strong, "looking around".to_owned()));
                parts.push((ThemeRole::Quiet, format!("{key} {hint}")));
                parts.extend(at.map(|at| (ThemeRole::Quiet, format!("who is at {}", at + 1))));
            }
        }
        if self.presentation.view == PresentationView::Reader && follower.live {
            parts.push((ThemeRole::Quiet, "in the reader".to_owned()));
        }
        render_parts(parts, self.theme, writer);
    }
}

/// Writes the parts with dots between them, the most important first.
fn render_parts(parts: Vec<(ThemeRole, String)>, theme: Theme, writer: &mut RowWriter<'_>) {
    for (at, (role, part)) in parts.into_iter().enumerate() {
        let gap = if at == 0 { "" } else { " · " };
        // A part that does not fit is left out, with all that follow.
        if at > 0 && text::width(&part) + gap.chars().count() > writer.left() {
            break;
        }
        writer.text(theme.style(ThemeRole::Quiet), gap).text(theme.style(role), &part);
    }
}
