//! The look-up: the line, the question in words, the hits, and the chosen one told whole.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect, Size};
use ratatui::widgets::Widget;

use super::frame::{Look, Mark, Standing, begin_row};
use super::pages::rows;
use super::pen::Pen;
use super::{bars, line_of, mark, title_line};
use crate::app::labels::LabelRange;
use crate::app::library::Library;
use crate::app::lookup::{HitRow, LookUp, PROMPT, Part};
use crate::app::reader::Reader;
use crate::app::{Item, Notice};
use crate::keys::{Action, Keymap, Verb};
use crate::layout::{self, LookUpRegions};
use crate::text;
use crate::tui::theme::{Role, Theme};

/// The look-up, over the whole screen.
pub(super) struct Sheet<'a> {
    pub(super) look: &'a LookUp,
    pub(super) over: Over<'a>,
    /// The labels of what is asked, once they are known.
    pub(super) labels: Option<LabelRange>,
    pub(super) notice: Option<&'a Notice>,
    pub(super) keys: &'a Keymap,
    pub(super) theme: Theme,
}

/// What is asked.
pub(super) enum Over<'a> {
    Brief(&'a Reader),
    Library(&'a Library),
}

/// Keys with a word each, the most needed first: those that do not fit are left out.
const IN_LINE: [(&str, &str); 5] =
    [("enter", "go"), ("↓", "hits"), ("tab", "complete"), ("↑", "earlier questions"), ("esc", "back")];
const IN_HITS: [(Action, &str); 7] = [
    (Action::Brief(Verb::Go), "go"),
    (Action::Brief(Verb::Narrow), "narrow to all"),
    (Action::LookUp, "the line"),
    (Action::Brief(Verb::UnpinAll), "back"),
    (Action::Copy, "copy"),
    (Action::ShowCopy, "show to copy"),
    (Action::Brief(Verb::DetailDown), "scroll below"),
];

impl Widget for Sheet<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let shown = &self.look.sheet;
        let style = |role| self.theme.style(role);
        self.title(area, buf);
        let regions = regions(self.look, area);
        let mut pen = Pen::new(buf, regions.line);
        pen.text(style(Role::Focus), PROMPT);
        for run in &shown.line {
            pen.text(style(Role::from(run.tone)), &run.text);
        }
        let mut pen = Pen::new(buf, regions.words);
        pen.at_end(style(Role::Quiet), &shown.tally).at_end(style(Role::Text), "  ");
        pen.text(style(Role::Text), &shown.words);
        rows(&shown.notes, 0, regions.notes, self.theme, buf);
        for (line, (at, hit)) in regions.hits.rows().zip((self.look.hits.top()..).zip(&shown.rows)) {
            self.row(hit, at == self.look.hits.at(), line, buf);
        }
        if shown.rows.is_empty() {
            Pen::new(buf, regions.hits).text(style(Role::Quiet), &shown.nothing);
        }
        self.preview(&regions, buf);
        self.footer(regions.footer, buf);
    }
}

impl Sheet<'_> {
    /// The labels, and what is asked: a library by its name, and how far it is read.
    fn title(&self, area: Rect, buf: &mut Buffer) {
        ratatui::widgets::Clear.render(area, buf);
        let mut pen = Pen::new(buf, line_of(area));
        if let Some(labels) = self.labels {
            bars::labels(labels, &mut pen, self.theme);
        }
        let title = match self.over {
            Over::Brief(_) => "Look up".to_owned(),
            Over::Library(library) => {
                bars::progress(library, &mut pen, self.theme);
                format!("Look up in {}", library.name)
            }
        };
        title_line(&title, pen, self.theme);
    }

    fn row(&self, hit: &HitRow, at_cursor: bool, line: Rect, buf: &mut Buffer) {
        let standing = match (at_cursor, self.look.part) {
            (true, Part::Hits) => Standing::Cursor,
            (true, Part::Line) => Standing::CursorAway,
            (false, Part::Hits | Part::Line) => Standing::None,
        };
        let mark = match (&self.over, hit.record) {
            (Over::Brief(reader), Some(record)) => mark(reader, Item::Record(record)),
            (Over::Brief(_), None) | (Over::Library(_), _) => Mark::None,
        };
        let look = Look { standing, mark };
        let mut pen = begin_row(buf, line, look, self.theme);
        for column in &hit.columns {
            let left = pen.left();
            for run in &column.runs {
                pen.text(self.theme.marked(standing.role(Role::from(run.tone)), run.marked), &run.text);
            }
            pen.skip(column.width.saturating_sub(left - pen.left()));
        }
    }

    fn preview(&self, regions: &LookUpRegions, buf: &mut Buffer) {
        let shown = &self.look.sheet;
        if shown.preview.is_empty() && shown.of.is_empty() {
            return;
        }
        let mut pen = Pen::new(buf, regions.rule);
        if !shown.of.is_empty() {
            pen.text(self.theme.style(Role::Rule), "── ").text(self.theme.style(Role::Quiet), &shown.of).skip(1);
        }
        let below = shown.preview.len().saturating_sub(shown.preview_top + usize::from(regions.preview.height));
        if below > 0 {
            let down = || format!(": {}", self.keys.key(Action::Brief(Verb::DetailDown)));
            let key = if self.look.part == Part::Hits { down() } else { String::new() };
            pen.at_end(self.theme.style(Role::Quiet), &format!(" {below} more{key}"));
        }
        pen.fill(self.theme.style(Role::Rule), '─', 0);
        rows(&shown.preview, shown.preview_top, regions.preview, self.theme, buf);
    }

    fn footer(&self, area: Rect, buf: &mut Buffer) {
        if let Some(notice) = self.notice {
            return bars::told(notice, area, self.theme, buf);
        }
        let hints = match self.look.part {
            Part::Line => IN_LINE.map(|(key, word)| (key.to_owned(), word)).to_vec(),
            Part::Hits => {
                let narrows = matches!(self.over, Over::Brief(_));
                let is_done = |action: &Action| narrows || *action != Action::Brief(Verb::Narrow);
                let hints = IN_HITS.into_iter().filter(|(action, _)| is_done(action));
                hints.map(|(action, word)| (self.keys.key(action), word)).collect()
            }
        };
        let mut pen = Pen::new(buf, area);
        pen.skip(2);
        for (key, word) in hints {
            if text::width(&key) + text::width(word) + 1 > pen.left() {
                break;
            }
            pen.text(self.theme.style(Role::Key), &key).skip(1).text(self.theme.style(Role::Quiet), word).skip(3);
        }
    }
}

fn regions(look: &LookUp, area: Rect) -> LookUpRegions {
    layout::look_up(area, u16::try_from(look.sheet.notes.len()).unwrap_or(1))
}

/// Where the text cursor stands, while the keys go to the line.
pub(super) fn cursor(look: &LookUp, size: Size) -> Option<Position> {
    let line = regions(look, Rect::from((Position::ORIGIN, size))).line;
    let column = u16::try_from(PROMPT.len() + look.sheet.cursor).unwrap_or(u16::MAX);
    let x = line.x.saturating_add(column).min(line.right().saturating_sub(1));
    (look.part == Part::Line).then_some(Position { x, y: line.y })
}
