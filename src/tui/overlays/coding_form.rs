//! Draws the form of a record that is being coded, and the question below it. It never changes the record.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect, Size};

use crate::app::coding::{CodingView, FORM_KEY_WIDTH, FORM_LABEL_WIDTH, FormQuestion, QuestionKind};
use crate::text;
use crate::tui::Screen;
use crate::tui::frame::{RowState, begin_bar, row_rect};
use crate::tui::pages::render_lines;
use crate::tui::row_writer::RowWriter;
use crate::tui::theme::{Theme, ThemeRole};

pub(super) fn render(view: &CodingView, screen: Screen<'_>, form: Rect, question: Rect, buf: &mut Buffer) {
    let theme = screen.theme;
    for (line, row) in form.rows().zip(view.sheet.form.iter().skip(view.sheet.form_top)) {
        if row.is_wide {
            render_lines(std::slice::from_ref(&row.line), 0, line, theme, buf);
            continue;
        }
        let mut writer = RowWriter::new(buf, line);
        writer.column(theme.style(ThemeRole::Key), &row.key, FORM_KEY_WIDTH);
        writer.column(theme.style(ThemeRole::Quiet), &row.label, FORM_LABEL_WIDTH);
        let left = u16::try_from(writer.left()).unwrap_or(0);
        let values = Rect { x: line.right() - left, width: left, ..line };
        render_lines(std::slice::from_ref(&row.line), 0, values, theme, buf);
    }
    if view.sheet.form.is_empty() {
        let words = "no candidate and no record in this article; v selects words by hand";
        RowWriter::new(buf, form).text(theme.style(ThemeRole::Quiet), words);
    }
    if let Some(asked) = &view.question {
        render_question(asked, question, theme, buf);
    }
}

/// Draws a rule, what may be chosen, why the last answer was none, and the line at the bottom.
fn render_question(question: &FormQuestion, area: Rect, theme: Theme, buf: &mut Buffer) {
    RowWriter::new(buf, row_rect(area, 0)).fill(theme.style(ThemeRole::Rule), '─', 0);
    let fault_rows = u16::from(question.fault.is_some());
    let options = Rect { y: area.y + 1, height: area.height.saturating_sub(2 + fault_rows), ..area };
    if question.is_numbered() {
        render_options(question, options, theme, buf);
    } else {
        render_stances(question, options, theme, buf);
    }
    if let Some(fault) = &question.fault {
        let row = row_rect(area, area.height.saturating_sub(2));
        RowWriter::new(buf, row).clipped(theme.style(ThemeRole::Alert), &format!("! {fault}"));
    }
    let line = row_rect(area, area.height.saturating_sub(1));
    let mut writer = RowWriter::new(buf, line);
    writer.text(theme.style(ThemeRole::Focus), &prompt(question));
    writer.text(theme.style(ThemeRole::Strong), question.line.value());
}

fn render_options(question: &FormQuestion, area: Rect, theme: Theme, buf: &mut Buffer) {
    let height = usize::from(area.height);
    let top = question.at.saturating_sub(height.saturating_sub(1));
    for (line, (at, option)) in area.rows().zip(question.shown.iter().enumerate().skip(top)) {
        let state = if at == question.at { RowState::Cursor } else { RowState::None };
        let option = &question.options[*option];
        let number = if at < 9 && question.line.value().is_empty() { (at + 1).to_string() } else { " ".to_owned() };
        let mut writer = begin_bar(buf, line, state, theme);
        writer.column(theme.style(state.role(ThemeRole::Key)), &number, 2);
        writer.text(theme.style(state.role(ThemeRole::Text)), &option.label).skip(2);
        writer.clipped(theme.style(state.role(ThemeRole::Quiet)), &option.detail);
    }
}

/// Draws the stances on one row, each with the letter that chooses it.
fn render_stances(question: &FormQuestion, area: Rect, theme: Theme, buf: &mut Buffer) {
    let mut writer = RowWriter::new(buf, area);
    for option in question.shown.iter().map(|at| &question.options[*at]) {
        let (letter, rest) = option.label.split_at(1);
        if text::width(&option.label) + 1 > writer.left() {
            break;
        }
        writer.text(theme.style(ThemeRole::Key), letter).text(theme.style(ThemeRole::Quiet), rest).skip(2);
    }
}

/// What stands before the typed text.
fn prompt(question: &FormQuestion) -> String {
    let sign = if question.kind == QuestionKind::Removal { "" } else { ": " };
    format!("{}{sign}", question.label())
}

/// The position of the text cursor. Returns `None` unless something is asked.
pub(super) fn cursor(view: &CodingView, size: Size) -> Option<Position> {
    let question = view.question.as_ref()?;
    let area = view.regions(size).question;
    let column = text::width(&prompt(question)) + question.line.visual_cursor();
    let x = area.x.saturating_add(u16::try_from(column).unwrap_or(u16::MAX)).min(area.right().saturating_sub(1));
    Some(Position { x, y: area.bottom().saturating_sub(1) })
}
