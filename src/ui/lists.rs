//! The panes of sources and actors.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use super::frame::{Look, Mark, Standing, Title, begin_row, count};
use super::{View, mark};
use crate::app::Item;
use crate::app::panes::statements_of;
use crate::app::{text, words};
use crate::layout::Pane;
use crate::layout::below_title;
use crate::model::{Actor, Ix, Source, When};
use crate::theme::Role;

/// Sources: grade, outlet, date.
pub(super) struct Sources<'a>(pub(super) View<'a>);

impl Widget for Sources<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let Self(view) = self;
        let list = &view.reader.panes.sources;
        view.title(Pane::Sources, count(list.rows().len(), view.reader.brief.sources.len()), "", area, buf);
        let body = below_title(area);
        for (line, (at, source)) in body.rows().zip(list.rows().iter().enumerate().skip(list.top())) {
            let linked = view.reader.linked.has_source(*source);
            let standing = view.standing(Pane::Sources, at == list.at(), linked);
            self.row(*source, standing, line, buf);
        }
    }
}

impl Sources<'_> {
    fn row(&self, ix: Ix<Source>, standing: Standing, line: Rect, buf: &mut Buffer) {
        let Self(view) = self;
        let source = &view.reader.brief.sources[ix];
        let style = |role| view.theme.style(standing.role(role));
        let mut pen = begin_row(buf, line, Look { standing, mark: mark(view.reader, Item::Source(ix)) }, view.theme);
        pen.column(style(Role::Strong), source.reliability.word(), 2);
        let name = source.outlet.clone().unwrap_or_else(|| format!("({})", source.id));
        // The date gives way to the name: first its day, then its month, then all of it.
        let room = pen.left().saturating_sub(text::width(&text::clean(&name)) + 1);
        let date = dates(source.published.as_ref()).into_iter().find(|date| text::width(date) <= room);
        pen.at_end(style(Role::Quiet), &date.unwrap_or_default()).at_end(style(Role::Text), " ");
        pen.text(style(Role::Text), &name);
    }
}

/// A date of publication, from the fullest telling to the shortest. What is doubted or estimated stays so.
fn dates(published: Option<&When>) -> Vec<String> {
    let Some(when) = published else { return vec!["undated".to_owned()] };
    let mark = match (when.is_uncertain(), when.is_approximate()) {
        (false, false) => "",
        (true, false) => "?",
        (false, true) => "~",
        (true, true) => "%",
    };
    let shorter = when.earliest().map(|day| ["%Y-%m", "%Y"].map(|form| format!("{}{mark}", day.format(form))));
    std::iter::once(when.to_string()).chain(shorter.into_iter().flatten()).collect()
}

/// Actors: name, role, number of statements.
pub(super) struct Actors<'a>(pub(super) View<'a>);

impl Widget for Actors<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let Self(view) = self;
        let list = &view.reader.panes.actors;
        view.title(Pane::Actors, count(list.rows().len(), view.reader.brief.actors.len()), "", area, buf);
        let body = below_title(area);
        for (line, (at, actor)) in body.rows().zip(list.rows().iter().enumerate().skip(list.top())) {
            let linked = view.reader.linked.has_actor(*actor);
            let standing = view.standing(Pane::Actors, at == list.at(), linked);
            self.row(*actor, standing, line, buf);
        }
    }
}

impl Actors<'_> {
    fn row(&self, ix: Ix<Actor>, standing: Standing, line: Rect, buf: &mut Buffer) {
        let Self(view) = self;
        let brief = &view.reader.brief;
        let actor = &brief.actors[ix];
        let style = |role| view.theme.style(standing.role(role));
        let mut pen = begin_row(buf, line, Look { standing, mark: mark(view.reader, Item::Actor(ix)) }, view.theme);
        let statements = match statements_of(brief, &view.reader.chronicle, ix) {
            0 => format!("{:>3}", words::SILENT),
            number => format!("{number:>3}"),
        };
        pen.at_end(style(Role::Quiet), &statements).at_end(style(Role::Text), " ");
        let role = actor.role_on(None).map(|role| role.title.as_str());
        let both_fit = |name: &str, role: &str| text::width(name) + 2 + text::width(role) <= pen.left();
        let names = [actor.name.as_str(), actor.short_name()];
        // The whole name with the role, else the short one with it; a role is never cut, and gives way to the whole name.
        let told = role.and_then(|role| names.into_iter().find(|name| both_fit(name, role)).map(|name| (name, role)));
        let alone = if text::width(&actor.name) <= pen.left() { names[0] } else { names[1] };
        let (name, role) = told.unwrap_or((alone, ""));
        pen.text(style(Role::Text), name).skip(2).text(style(Role::Quiet), role);
    }
}

impl Mark {
    /// The mark of an item; a pin is told before a star.
    pub(super) const fn of(pinned: bool, starred: bool) -> Self {
        match (pinned, starred) {
            (true, _) => Self::Pinned,
            (false, true) => Self::Starred,
            (false, false) => Self::None,
        }
    }
}

impl View<'_> {
    /// Draws a pane's title with its line.
    pub(super) fn title(&self, pane: Pane, count: String, aside: &str, area: Rect, buf: &mut Buffer) {
        let title = Title { pane, focused: self.reader.focus == pane, tabbed: self.tabbed, count, aside };
        let mut pen = title.draw(area, buf, self.theme);
        title.rule(&mut pen, self.theme);
    }

    /// How a row of `pane` stands to the cursor.
    ///
    /// In the pane that leads, everything linked is the cursor's own or its kin; only other panes' rows are marked.
    pub(super) fn standing(&self, pane: Pane, at_cursor: bool, linked: bool) -> Standing {
        let leads = self.reader.subject_pane() == pane;
        match (leads, at_cursor, linked) {
            (true, true, _) if self.reader.focus == pane => Standing::Cursor,
            (true, true, _) => Standing::CursorAway,
            (false, _, true) => Standing::Linked,
            (true, false, _) | (false, _, false) => Standing::None,
        }
    }
}
