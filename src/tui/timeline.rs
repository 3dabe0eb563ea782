//! The timeline: dates as headings, with what lies between them, and a row for each record.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use super::frame::{Look, Standing, Title, begin_row, number_of};
use super::pen::Pen;
use super::{View, mark};
use crate::analysis::Position;
use crate::app::Item;
use crate::app::density::Density;
use crate::app::panes::TimeRow;
use crate::layout::{Pane, below_title};
use crate::model::{Attribution, Brief, Record};
use crate::text;
use crate::tui::theme::Role;
use crate::view;

/// Statements, events and claims in the order of time.
pub(super) struct Timeline<'a>(pub(super) View<'a>);

/// Columns of a row.
#[derive(Debug, Clone, Copy)]
struct Columns {
    who: usize,
    /// Glyph and issue; the glyph alone where it is 1.
    stance: usize,
}

impl Columns {
    const fn of(width: u16) -> Self {
        match width {
            0..70 => Self { who: 14, stance: 1 },
            70..100 => Self { who: 15, stance: 17 },
            100.. => Self { who: 20, stance: 20 },
        }
    }
}

impl Widget for Timeline<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let Self(view) = self;
        self.title(area, buf);
        let body = below_title(area);
        let list = &view.reader.panes.timeline;
        let columns = Columns::of(body.width);
        for (line, (at, row)) in body.rows().zip(list.rows().iter().enumerate().skip(list.top())) {
            match row {
                TimeRow::Date(record) => {
                    let before = at.checked_sub(1).and_then(|before| list.rows()[before].record());
                    date(view, *record, before, &mut Pen::new(buf, line));
                }
                TimeRow::Record(record) => {
                    let linked = view.reader.linked.has_place(view.reader.chronicle.place(*record));
                    let standing = view.standing(Pane::Timeline, at == list.at(), linked);
                    self.row(*record, standing, columns, line, buf);
                }
            }
        }
    }
}

impl Timeline<'_> {
    fn title(&self, area: Rect, buf: &mut Buffer) {
        let Self(view) = self;
        let reader = view.reader;
        let shown = reader.narrowing.left().unwrap_or(reader.chronicle.order().len());
        let counted = number_of(shown, reader.chronicle.order().len());
        let title = Title {
            pane: Pane::Timeline,
            focused: reader.focus == Pane::Timeline,
            tabbed: view.tabbed,
            count: counted,
            aside: "",
        };
        let mut pen = title.draw(area, buf, view.theme);
        let here =
            reader.record().and_then(|record| reader.density.bin_of(&reader.chronicle, reader.chronicle.place(record)));
        strip(&reader.density, here, *view, &mut pen);
        title.rule(&mut pen, view.theme);
    }

    fn row(&self, record: Record, standing: Standing, columns: Columns, line: Rect, buf: &mut Buffer) {
        let Self(view) = self;
        let reader = view.reader;
        let brief = &reader.brief;
        let style = |role| view.theme.style(standing.role(role));
        let mut pen = begin_row(buf, line, Look { standing, mark: mark(reader, Item::Record(record)) }, view.theme);
        let place = reader.chronicle.place(record);
        let wrong = if reader.flags.is_wrong(place) { "!" } else { " " };
        let turn = reader.flags.turn(place).map_or(' ', view::arrow);
        pen.at_end(style(Role::Alert), wrong).at_end(style(Role::Alert), &format!(" {turn}"));
        let who = match record {
            Record::Statement(_) => Role::Text,
            Record::Event(_) | Record::Claim(_) => Role::Quiet,
        };
        pen.column(style(who), &view::who(brief, record), columns.who).skip(1);
        self.stance(record, standing, columns.stance, &mut pen);
        pen.skip(1);
        says(brief, record, &mut pen, &style);
    }

    /// The stance of a statement with its issue; the kind of anything else.
    fn stance(&self, record: Record, standing: Standing, width: usize, pen: &mut Pen<'_>) {
        let Self(view) = self;
        let brief = &view.reader.brief;
        let style = |role| view.theme.style(standing.role(role));
        let (role, glyph, label) = match record {
            Record::Statement(ix) => match brief.statements[ix].stances.as_slice() {
                [] => (Role::Quiet, view::SILENT, String::new()),
                [(issue, stance), more @ ..] => {
                    let position = Position::Held(*stance);
                    let more = if more.is_empty() { String::new() } else { format!(" +{}", more.len()) };
                    let label = format!("{}{more}", brief.issues[*issue].label);
                    (Role::Stance(position), view::glyph(position), label)
                }
            },
            Record::Event(_) => (Role::Quiet, '◆', "event".to_owned()),
            Record::Claim(_) => (Role::Quiet, '≡', "claim".to_owned()),
        };
        pen.column(style(role), &glyph.to_string(), 1);
        if width > 1 {
            let label_role = if role == Role::Quiet { Role::Quiet } else { Role::Text };
            pen.skip(1).column(style(label_role), &label, width - 2);
        }
    }
}

/// What a record says, in what is left of its row: a quote between marks, the officer's words without.
fn says(brief: &Brief, record: Record, pen: &mut Pen<'_>, style: &impl Fn(Role) -> ratatui::style::Style) {
    match record {
        Record::Statement(ix) => {
            let statement = &brief.statements[ix];
            if let Some(quoted) = view::quoted(statement) {
                pen.text(style(Role::Text), &quoted).skip(2);
            }
            let inferred = statement.attribution == Attribution::Inferred;
            if let Some(gist) = statement.gist.as_ref().filter(|_| pen.left() > 8) {
                pen.text(style(if inferred { Role::Quiet } else { Role::Text }), gist);
            }
        }
        Record::Event(ix) => {
            pen.text(style(Role::Text), &brief.events[ix].title);
        }
        Record::Claim(ix) => {
            // The value is what is claimed: the question gives way to it, down to half of the room.
            let value = view::value(brief, ix);
            let question = &brief.claims[ix].question;
            let room = pen.left().saturating_sub(text::width(&value) + 2).max(pen.left() / 2);
            pen.text(style(Role::Quiet), &text::fit(&text::clean(question), room)).skip(2);
            pen.text(style(Role::Text), &value);
        }
    }
}

/// A date as a heading: EDTF, its weekday, and how long after the one before.
fn date(view: View<'_>, record: Record, before: Option<Record>, pen: &mut Pen<'_>) {
    let brief = &view.reader.brief;
    pen.skip(1).text(view.theme.style(Role::Strong), &view::when(brief, record)).skip(1);
    if let Some(weekday) = view::weekday(brief, record) {
        pen.text(view.theme.style(Role::Quiet), &weekday).skip(1);
    }
    if let Some(gap) = before.and_then(|before| view::gap(brief, before, record)) {
        pen.text(view.theme.style(Role::Quiet), &format!("· {gap}"));
    }
}

/// The density strip with its years, the stretch of the cursor lit. It is left out where the title has no room for it.
fn strip(density: &Density, here: Option<usize>, view: View<'_>, pen: &mut Pen<'_>) {
    const LEVELS: [&str; 9] = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];
    let Some((first, last)) = density.years() else { return };
    if pen.left() < crate::app::density::BINS + 16 {
        return;
    }
    pen.text(view.theme.style(Role::Quiet), &first.to_string()).skip(1);
    for (bin, level) in density.levels().into_iter().enumerate() {
        let role = if here == Some(bin) { Role::Focus } else { Role::Quiet };
        // The cursor's stretch shows even where rounding leaves nothing.
        let level = if here == Some(bin) { level.max(1) } else { level };
        pen.text(view.theme.style(role), LEVELS[usize::from(level)]);
    }
    pen.skip(1);
    if last != first {
        pen.text(view.theme.style(Role::Quiet), &last.to_string()).skip(1);
    }
}
