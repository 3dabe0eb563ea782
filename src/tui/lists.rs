//! The panes of sources and actors, and the parts that item lists share. It never changes the selection.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use super::frame::{PaneTitle, RowMark, RowPrefix, RowState, begin_row, count_label};
use super::{PaneContext, row_mark};
use crate::app::BriefItem;
use crate::layout::Pane;
use crate::layout::below_title;
use crate::model::{Actor, Ix, Source};
use crate::text;
use crate::tui::theme::ThemeRole;
use crate::view;

/// The pane of sources: reliability, outlet, date.
pub(super) struct SourcesWidget<'a>(pub(super) PaneContext<'a>);

impl Widget for SourcesWidget<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let Self(view) = self;
        let list = &view.reader.panes.sources;
        view.render_title(
            Pane::Sources,
            count_label(list, view.reader.facts.brief.sources.len(), below_title(area)),
            "",
            area,
            buf,
        );
        let body = below_title(area);
        for (line, (at, source)) in body.rows().zip(list.rows().iter().enumerate().skip(list.top())) {
            let linked = view.reader.linked.has_source(*source);
            let state = view.row_state(Pane::Sources, at == list.at(), linked);
            self.render_row(*source, state, line, buf);
        }
    }
}

impl SourcesWidget<'_> {
    fn render_row(&self, ix: Ix<Source>, state: RowState, line: Rect, buf: &mut Buffer) {
        let Self(view) = self;
        let source = &view.reader.facts.brief.sources[ix];
        let style = |role| view.theme.style(state.role(role));
        let mut writer =
            begin_row(buf, line, RowPrefix { state, mark: row_mark(view.reader, BriefItem::Source(ix)) }, view.theme);
        writer.column(style(ThemeRole::Strong), source.reliability.word(), 2);
        let name = view::source_name(&view.reader.facts.brief, ix);
        // A date that does not fit is left out: a part of a date would be another date.
        let room = writer.left().saturating_sub(text::width(&text::clean(&name)) + 1);
        let published = source.published.as_ref().map_or_else(|| "undated".to_owned(), ToString::to_string);
        if text::width(&published) <= room {
            writer.at_end(style(ThemeRole::Quiet), &published).at_end(style(ThemeRole::Text), " ");
        }
        writer.text(style(ThemeRole::Text), &name);
    }
}

/// The pane of actors: name, role, number of statements.
pub(super) struct ActorsWidget<'a>(pub(super) PaneContext<'a>);

impl Widget for ActorsWidget<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let Self(view) = self;
        let list = &view.reader.panes.actors;
        view.render_title(
            Pane::Actors,
            count_label(list, view.reader.facts.brief.actors.len(), below_title(area)),
            "",
            area,
            buf,
        );
        let body = below_title(area);
        for (line, (at, actor)) in body.rows().zip(list.rows().iter().enumerate().skip(list.top())) {
            let linked = view.reader.linked.has_actor(*actor);
            let state = view.row_state(Pane::Actors, at == list.at(), linked);
            self.render_row(*actor, state, line, buf);
        }
    }
}

impl ActorsWidget<'_> {
    fn render_row(&self, ix: Ix<Actor>, state: RowState, line: Rect, buf: &mut Buffer) {
        let Self(view) = self;
        let brief = &view.reader.facts.brief;
        let actor = &brief.actors[ix];
        let style = |role| view.theme.style(state.role(role));
        let mut writer =
            begin_row(buf, line, RowPrefix { state, mark: row_mark(view.reader, BriefItem::Actor(ix)) }, view.theme);
        let statements = match view.reader.facts.timeline_index.statements_by(ix) {
            0 => format!("{:>3}", view::SILENT),
            count => format!("{count:>3}"),
        };
        writer.at_end(style(ThemeRole::Quiet), &statements).at_end(style(ThemeRole::Text), " ");
        writer.text(style(ThemeRole::Text), brief.short_name(ix));
        // A role that does not fit is left out, never cut.
        let role = actor.role_on(None).map(|role| role.title.as_str());
        if let Some(role) = role.filter(|role| text::width(role) + 2 <= writer.left()) {
            writer.skip(2).text(style(ThemeRole::Quiet), role);
        }
    }
}

impl RowMark {
    /// The mark of an item; a pin precedes a star.
    pub(super) const fn new(pinned: bool, starred: bool) -> Self {
        match (pinned, starred) {
            (true, _) => Self::Pinned,
            (false, true) => Self::Starred,
            (false, false) => Self::None,
        }
    }
}

impl PaneContext<'_> {
    /// Draws the title line of a pane.
    pub(super) fn render_title(&self, pane: Pane, count: String, aside: &str, area: Rect, buf: &mut Buffer) {
        let title = PaneTitle { pane, focused: self.reader.focus == pane, tabbed: self.tabbed, count, aside };
        let mut writer = title.render_title(area, buf, self.theme);
        title.fill_rule(&mut writer, self.theme);
    }

    /// The state of a row of `pane`.
    ///
    /// The pane of the selection does not mark linked rows, except the timeline, where they are records of an opposing side.
    pub(super) fn row_state(&self, pane: Pane, at_cursor: bool, linked: bool) -> RowState {
        let is_selected = self.reader.selected_pane() == pane;
        match (is_selected, at_cursor, linked) {
            (true, true, _) if self.reader.focus == pane => RowState::Cursor,
            (true, true, _) => RowState::CursorAway,
            (false, _, true) => RowState::Linked,
            (true, false, true) if pane == Pane::Timeline => RowState::Linked,
            (true, false, _) | (false, _, false) => RowState::None,
        }
    }
}
