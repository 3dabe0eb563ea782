//! The pane of the timeline: dates as headings, and a row for each record. It never sorts records.

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

/// The pane of statements, events and claims in order of time.
pub(super) struct TimelineWidget<'a>(pub(super) PaneContext<'a>);

/// The widths of the columns of a row.
#[derive(Debug, Clone, Copy)]
struct TimelineColumns {
    who: usize,
    /// Glyph and issue, or only the glyph when this is 1.
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
                    let linked = view.reader.linked.has_record_at(view.reader.facts.timeline_index.position(*record));
                    let state = view.row_state(Pane::Timeline, at == list.at(), linked);
                    self.render_row(*record, state, columns, line, buf);
                }
            }
        }
    }
}

impl TimelineWidget<'_> {
    fn render_title(&self, area: Rect, buf: &mut Buffer) {
        let Self(view) = self;
        let reader = view.reader;
        let shown = reader.pin_filter.record_count().unwrap_or(reader.facts.timeline_index.records().len());
        let count = shown_of_all(shown, reader.facts.timeline_index.records().len());
        let title = PaneTitle {
            pane: Pane::Timeline,
            focused: reader.focus == Pane::Timeline,
            tabbed: view.tabbed,
            count,
            aside: "",
        };
        let mut writer = title.render_title(area, buf, view.theme);
        let current_bin = reader.timeline_record().and_then(|record| {
            reader.histogram.bin_for(&reader.facts.timeline_index, reader.facts.timeline_index.position(record))
        });
        render_histogram(&reader.histogram, current_bin, *view, &mut writer);
        title.fill_rule(&mut writer, view.theme);
    }

    fn render_row(&self, record: Record, state: RowState, columns: TimelineColumns, line: Rect, buf: &mut Buffer) {
        let Self(view) = self;
        let reader = view.reader;
        let brief = &reader.facts.brief;
        let style = |role| view.theme.style(state.role(role));
        let mut writer =
            begin_row(buf, line, RowPrefix { state, mark: row_mark(reader, BriefItem::Record(record)) }, view.theme);
        let position = reader.facts.timeline_index.position(record);
        let alert = if reader.facts.flags.is_wrong(position) { "!" } else { " " };
        let arrow = reader.facts.flags.shift_at(position).map_or(' ', view::arrow);
        writer.at_end(style(ThemeRole::Alert), alert).at_end(style(ThemeRole::Alert), &format!(" {arrow}"));
        let who_role = match record {
            Record::Statement(_) => ThemeRole::Text,
            Record::Event(_) | Record::Claim(_) => ThemeRole::Quiet,
        };
        writer.column(style(who_role), &view::who_in_column(brief, record, columns.who), columns.who).skip(1);
        self.render_stance(record, state, columns.stance, &mut writer);
        writer.skip(1);
        render_text(brief, record, &mut writer, &style);
    }

    /// Draws the first stance of a statement with its issue, or the kind of any other record.
    fn render_stance(&self, record: Record, state: RowState, width: usize, writer: &mut RowWriter<'_>) {
        let Self(view) = self;
        let brief = &view.reader.facts.brief;
        let style = |role| view.theme.style(state.role(role));
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
        writer.column(style(role), &glyph.to_string(), 1);
        if width > 1 {
            let label_role = if role == ThemeRole::Quiet { ThemeRole::Quiet } else { ThemeRole::Text };
            writer.skip(1).column(style(label_role), &label, width - 2);
        }
    }
}

/// Draws the content of a record on the rest of its row: the quote in quotation marks, then the gist.
fn render_text(
    brief: &Brief,
    record: Record,
    writer: &mut RowWriter<'_>,
    style: &impl Fn(ThemeRole) -> ratatui::style::Style,
) {
    match record {
        Record::Statement(ix) => {
            let statement = &brief.statements[ix];
            if let Some(quoted) = view::quote_text(statement) {
                writer.text(style(ThemeRole::Text), &quoted).skip(2);
            }
            let inferred = statement.attribution == Attribution::Inferred;
            if let Some(gist) = statement.gist.as_ref().filter(|_| writer.left() > 8) {
                writer.text(style(if inferred { ThemeRole::Quiet } else { ThemeRole::Text }), gist);
            }
        }
        Record::Event(ix) => {
            writer.text(style(ThemeRole::Text), &brief.events[ix].title);
        }
        Record::Claim(ix) => {
            // The value matters most: the question is cut first, down to half of the free columns.
            let value = view::value(brief, ix);
            let question = &brief.claims[ix].question;
            let room = writer.left().saturating_sub(text::width(&value) + 2).max(writer.left() / 2);
            writer.text(style(ThemeRole::Quiet), &text::fit(&text::clean(question), room)).skip(2);
            writer.text(style(ThemeRole::Text), &value);
        }
    }
}

/// Draws a date as a heading: EDTF, the weekday, and the time since the record before.
fn render_date(view: PaneContext<'_>, record: Record, before: Option<Record>, writer: &mut RowWriter<'_>) {
    let brief = &view.reader.facts.brief;
    writer.skip(1).text(view.theme.style(ThemeRole::Strong), &view::format_date(brief, record)).skip(1);
    if let Some(weekday) = view::weekday(brief, record) {
        writer.text(view.theme.style(ThemeRole::Quiet), &weekday).skip(1);
    }
    if let Some(gap) = before.and_then(|before| view::describe_gap(brief, before, record)) {
        writer.text(view.theme.style(ThemeRole::Quiet), &format!("· {gap}"));
    }
}

/// Draws the histogram of records over time between its first and last year, with the bin of the cursor highlighted. Draws nothing when there
/// is no room.
fn render_histogram(
    histogram: &Histogram,
    current_bin: Option<usize>,
    view: PaneContext<'_>,
    writer: &mut RowWriter<'_>,
) {
    const LEVELS: [&str; 9] = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];
    let Some((first, last)) = histogram.years() else { return };
    if writer.left() < crate::app::histogram::BINS + 16 {
        return;
    }
    writer.text(view.theme.style(ThemeRole::Quiet), &first.to_string()).skip(1);
    for (bin, level) in histogram.levels().into_iter().enumerate() {
        let role = if current_bin == Some(bin) { ThemeRole::Focus } else { ThemeRole::Quiet };
        // The bin of the cursor is visible even when its level rounds to 0.
        let level = if current_bin == Some(bin) { level.max(1) } else { level };
        writer.text(view.theme.style(role), LEVELS[usize::from(level)]);
    }
    writer.skip(1);
    if last != first {
        writer.text(view.theme.style(ThemeRole::Quiet), &last.to_string()).skip(1);
    }
}
