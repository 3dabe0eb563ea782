//! Draws an article that is being coded: its text with the candidates lit, and what is left to do. It never judges one.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::{Clear, Widget as _};

use super::coding_form;
use crate::app::coding::{ArticleRow, CodingView, Judgement};
use crate::keys::{Action, CodingAction};
use crate::tui::frame::{RowState, begin_bar};
use crate::tui::pages::render_lines;
use crate::tui::row_writer::RowWriter;
use crate::tui::theme::{Theme, ThemeRole};
use crate::tui::{Screen, bars, title_line};
use crate::view;

/// Keys with a word each, the most important first. Those that do not fit are left out.
const HINTS: &[(CodingAction, &str)] = &[
    (CodingAction::Accept, "accept"),
    (CodingAction::Reject, "reject"),
    (CodingAction::NextCandidate, "next"),
    (CodingAction::Speaker, "who"),
    (CodingAction::Gist, "gist"),
    (CodingAction::Stance, "stance"),
    (CodingAction::Undo, "undo"),
    (CodingAction::Select, "select"),
    (CodingAction::Field, "field"),
    (CodingAction::OpenRecord, "edit"),
    (CodingAction::Leave, "leave"),
];
const QUESTION_HINTS: [(&str, &str); 3] = [("enter", "take it"), ("↓", "choose"), ("esc", "back")];
const SELECTION_HINTS: [(&str, &str); 4] =
    [("enter", "make a record"), ("← → ↑ ↓", "place"), ("w s (", "word, sentence, quotation"), ("esc", "back")];

pub(super) fn render(view: &CodingView, screen: Screen<'_>, area: Rect, buf: &mut Buffer) {
    Clear.render(area, buf);
    let regions = view.regions(area.as_size());
    let placed = |rect: Rect| Rect { y: rect.y + area.y, ..rect }.intersection(area);
    render_title(view, screen, placed(regions.title), buf);
    let article = placed(regions.article);
    for (line, row) in article.rows().zip(view.sheet.article.iter().skip(view.sheet.top)) {
        render_article_row(row, line, screen.theme, buf);
    }
    let rule = placed(regions.rule);
    if regions.is_stacked() {
        RowWriter::new(buf, rule).fill(screen.theme.style(ThemeRole::Rule), '─', 0);
    } else {
        for row in rule.rows() {
            RowWriter::new(buf, row).text(screen.theme.style(ThemeRole::Rule), "│");
        }
    }
    coding_form::render(view, screen, placed(regions.form), placed(regions.question), buf);
    RowWriter::new(buf, placed(regions.status)).skip(2).text(screen.theme.style(ThemeRole::Quiet), &view.sheet.status);
    render_footer(view, screen, placed(regions.footer), buf);
}

fn render_title(view: &CodingView, screen: Screen<'_>, area: Rect, buf: &mut Buffer) {
    let mut writer = RowWriter::new(buf, area);
    let theme = screen.theme;
    let number = view.items().iter().position(|item| view.current().is_some_and(|here| std::ptr::eq(here, item)));
    let place = number.map_or("no candidates".to_owned(), |at| format!("{} of {}", at + 1, view.items().len()));
    writer.at_end(theme.style(ThemeRole::Quiet), &format!(" {place} "));
    let reader = screen.app.reader.as_ref();
    let name = reader.and_then(|reader| {
        let brief = &reader.facts.brief;
        Some(view::source(brief, brief.sources.find(view.source())?))
    });
    title_line(&format!("Code  {}", name.unwrap_or_default()), writer, theme);
}

fn render_article_row(row: &ArticleRow, line: Rect, theme: Theme, buf: &mut Buffer) {
    let state = if row.is_current { RowState::CursorAway } else { RowState::None };
    let mut writer = begin_bar(buf, line, state, theme);
    let (role, mark) = match row.mark {
        Some(Judgement::Coded) => (ThemeRole::Quiet, "✓"),
        Some(Judgement::Open) => (ThemeRole::Key, "○"),
        Some(Judgement::Rejected) => (ThemeRole::Quiet, "✗"),
        None => (ThemeRole::Text, " "),
    };
    writer.column(theme.style(role), mark, 2);
    let text = Rect { x: line.x + 3.min(line.width), width: line.width.saturating_sub(3), ..line };
    render_lines(std::slice::from_ref(&row.line), 0, text, theme, buf);
}

fn render_footer(view: &CodingView, screen: Screen<'_>, area: Rect, buf: &mut Buffer) {
    if let Some(notice) = &screen.app.notice {
        bars::render_notice(notice, area, screen.theme, buf);
    } else if let Some(question) = &view.question {
        let has_options = !question.options.is_empty();
        let hints = QUESTION_HINTS.iter().filter(|(key, _)| has_options || *key != "↓");
        screen.render_hints(&hints.copied().collect::<Vec<_>>(), area, buf);
    } else if view.selected().is_some() {
        screen.render_hints(&SELECTION_HINTS, area, buf);
    } else {
        let help = [(Action::Help, "keys")].into_iter();
        let hints = HINTS.iter().map(|(action, word)| (Action::Coding(*action), *word));
        screen.render_key_hints(help.chain(hints), area, buf);
    }
}
