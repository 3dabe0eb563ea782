//! The timeline: dates as headings, with what lies between them, and a row for each record.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use super::frame::{PaneTitle, RowPrefix, RowState, begin_row, shown_of_all};
use super::row_writer::RowWriter;
use super::{PaneContext, row_mark};
use crate::app::BriefItem;
use crate::app::histogram::Histogram;
use crate::app::panes::TimelineRow;
use crate::layout::{Pane, below_title};
use crate::model::StancePosition;
use crate::model::{Attribution, Brief, Record};
use crate::text;
use crate::tui::theme::ThemeRole;
use crate::view;

/// Statements, events and claims in the order of time.
pub(super) struct TimelineWidget<'a>(pub(super) PaneContext<'a>);

/// Columns of a row.
#[derive(Debug, Clone, Copy)]
struct TimelineColumns {
    who: usize,
    /// Glyph and issue; the glyph alone where it is 1.
    stance: usize,
}

impl TimelineColumns {
    const fn for_width(width: u16) -> Self {
        match width {
            0..70 => Self { who: 14, stance: 1 },
            70..100 => Self { who: 15, stance: 17 },
            100.. => Self { who: 20, stance: 20 },
        }
    }
}

impl Widget for TimelineWidget<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let Self(view) = self;
        self.render_title(area, buf);
        let body = below_title(area);
        let list = &view.reader.panes.timeline;
        let columns = TimelineColumns::for_width(body.width);
        for (line, (at, row)) in body.rows().zip(list.rows().iter().enumerate().skip(list.top())) {
            match row {
                TimelineRow::Date(record) => {
                    let before = at.checked_sub(1).and_then(|before| list.rows()[before].record());
                    render_date(view, *record, before, &mut RowWriter::new(buf, line));
                }
                TimelineRow::Record(record) => {
                    let linked = view.reader.linked.has_record_at(view.reader.timeline_index.position(*record));
                    let standing = view.row_state(Pane::Timeline, at == list.at(), linked);
                    self.render_row(*record, standing, columns, line, buf);
                }
            }
        }
    }
}

impl TimelineWidget<'_> {
    fn render_title(&self, area: Rect, buf: &mut Buffer) {
        let Self(view) = self;
        let reader = view.reader;
        let shown = reader.pin_filter.record_count().unwrap_or(reader.timeline_index.records().len());
        let counted = shown_of_all(shown, reader.timeline_index.records().len());
        let title = PaneTitle {
            pane: Pane::Timeline,
            focused: reader.focus == Pane::Timeline,
            tabbed: view.tabbed,
            count: counted,
            aside: "",
        };
        let mut pen = title.render_title(area, buf, view.theme);
        let here = reader.timeline_record().and_then(|record| {
            reader.histogram.bin_for(&reader.timeline_index, reader.timeline_index.position(record))
        });
        render_histogram(&reader.histogram, here, *view, &mut pen);
        title.fill_rule(&mut pen, view.theme);
    }

    fn render_row(&self, record: Record, standing: RowState, columns: TimelineColumns, line: Rect, buf: &mut Buffer) {
        let Self(view) = self;
        let reader = view.reader;
        let brief = &reader.brief;
        let style = |role| view.theme.style(standing.role(role));
        let mut pen = begin_row(
            buf,
            line,
            RowPrefix { state: standing, mark: row_mark(reader, BriefItem::Record(record)) },
            view.theme,
        );
        let place = reader.timeline_index.position(record);
        let wrong = if reader.flags.is_wrong(place) { "!" } else { " " };
        let turn = reader.flags.shift_at(place).map_or(' ', view::arrow);
        pen.at_end(style(ThemeRole::Alert), wrong).at_end(style(ThemeRole::Alert), &format!(" {turn}"));
        let who = match record {
            Record::Statement(_) => ThemeRole::Text,
            Record::Event(_) | Record::Claim(_) => ThemeRole::Quiet,
        };
        pen.column(style(who), &view::who(brief, record), columns.who).skip(1);
        self.render_stance(record, standing, columns.stance, &mut pen);
        pen.skip(1);
        render_text(brief, record, &mut pen, &style);
    }

    /// The stance of a statement with its issue; the kind of anything else.
    fn render_stance(&self, record: Record, standing: RowState, width: usize, pen: &mut RowWriter<'_>) {
        let Self(view) = self;
        let brief = &view.reader.brief;
        let style = |role| view.theme.style(standing.role(role));
        let (role, glyph, label) = match record {
            Record::Statement(ix) => match brief.statements[ix].stances.as_slice() {
                [] => (ThemeRole::Quiet, view::SILENT, String::new()),
                [(issue, stance), more @ ..] => {
                    let position = StancePosition::Held(*stance);
                    let more = if more.is_empty() { String::new() } else { format!(" +{}", more.len()) };
                    let label = format!("{}{more}", brief.issues[*issue].label);
                    (ThemeRole::Stance(position), view::glyph(position), label)
                }
            },
            Record::Event(_) => (ThemeRole::Quiet, '◆', "event".to_owned()),
            Record::Claim(_) => (ThemeRole::Quiet, '≡', "claim".to_owned()),
        };
        pen.column(style(role), &glyph.to_string(), 1);
        if width > 1 {
            let label_role = if role == ThemeRole::Quiet { ThemeRole::Quiet } else { ThemeRole::Text };
            pen.skip(1).column(style(label_role), &label, width - 2);
        }
    }
}

/// What a record says, in what is left of its row: a quote between marks, the officer's words without.
fn render_text(
    brief: &Brief,
    record: Record,
    pen: &mut RowWriter<'_>,
    style: &impl Fn(ThemeRole) -> ratatui::style::Style,
) {
    match record {
        Record::Statement(ix) => {
            let statement = &brief.statements[ix];
            if let Some(quoted) = view::quote_text(statement) {
                pen.text(style(ThemeRole::Text), &quoted).skip(2);
            }
            let inferred = statement.attribution == Attribution::Inferred;
            if let Some(gist) = statement.gist.as_ref().filter(|_| pen.left() > 8) {
                pen.text(style(if inferred { ThemeRole::Quiet } else { ThemeRole::Text }), gist);
            }
        }
        Record::Event(ix) => {
            pen.text(style(ThemeRole::Text), &brief.events[ix].title);
        }
        Record::Claim(ix) => {
            // The value is what is claimed: the question gives way to it, down to half of the room.
            let value = view::value(brief, ix);
            let question = &brief.claims[ix].question;
            let room = pen.left().saturating_sub(text::width(&value) + 2).max(pen.left() / 2);
            pen.text(style(ThemeRole::Quiet), &text::fit(&text::clean(question), room)).skip(2);
            pen.text(style(ThemeRole::Text), &value);
        }
    }
}

/// A date as a heading: EDTF, its weekday, and how long after the one before.
fn render_date(view: PaneContext<'_>, record: Record, before: Option<Record>, pen: &mut RowWriter<'_>) {
    let brief = &view.reader.brief;
    pen.skip(1).text(view.theme.style(ThemeRole::Strong), &view::format_date(brief, record)).skip(1);
    if let Some(weekday) = view::weekday(brief, record) {
        pen.text(view.theme.style(ThemeRole::Quiet), &weekday).skip(1);
    }
    if let Some(gap) = before.and_then(|before| view::describe_gap(brief, before, record)) {
        pen.text(view.theme.style(ThemeRole::Quiet), &format!("· {gap}"));
    }
}

/// The density strip with its years, the stretch of the cursor lit. It is left out where the title has no room for it.
fn render_histogram(density: &Histogram, here: Option<usize>, view: PaneContext<'_>, pen: &mut RowWriter<'_>) {
    const LEVELS: [&str; 9] = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];
    let Some((first, last)) = density.years() else { return };
    if pen.left() < crate::app::histogram::BINS + 16 {
        return;
    }
    pen.text(view.theme.style(ThemeRole::Quiet), &first.to_string()).skip(1);
    for (bin, level) in density.levels().into_iter().enumerate() {
        let role = if here == Some(bin) { ThemeRole::Focus } else { ThemeRole::Quiet };
        // The cursor's stretch shows even where rounding leaves nothing.
        let level = if here == Some(bin) { level.max(1) } else { level };
        pen.text(view.theme.style(role), LEVELS[usize::from(level)]);
    }
    pen.skip(1);
    if last != first {
        pen.text(view.theme.style(ThemeRole::Quiet), &last.to_string()).skip(1);
    }
}
