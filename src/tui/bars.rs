//! The lines above and below the panes: what is read, what is pinned, what can be done.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use super::pen::Pen;
use crate::app::labels::LabelRange;
use crate::app::library::Library;
use crate::app::reader::Reader;
use crate::app::{Notice, Stale};
use crate::keys::{Action, Keymap, Verb};
use crate::layout::{self, Pane, SMALLEST};
use crate::model::Tlp;
use crate::text;
use crate::tui::theme::{Role, Theme};
use crate::view::{count, grouped};

/// The narrowest row on which a brief's own label stands beside the strictest.
const BOTH_LABELS: usize = 60;

/// Writes the labels of a screen at the beginning of a row: `TLP:GREEN · up to TLP:RED`, or on a narrow row the strictest alone. They are
/// never cut.
pub(super) fn labels(labels: LabelRange, pen: &mut Pen<'_>, theme: Theme) {
    let LabelRange { own, strictest } = labels;
    let style = |label| theme.style(Role::Tlp(label));
    let text = match own {
        Some(own) if own == strictest => format!(" {own} "),
        Some(own) if pen.left() >= BOTH_LABELS => {
            pen.text(style(own), &format!(" {own} "));
            format!("· up to {strictest} ")
        }
        Some(_) | None => format!(" up to {strictest} "),
    };
    pen.text(style(strictest), &text);
}

/// The row above all others, while the files have faults that what is shown has not.
pub(super) struct Banner<'a> {
    pub(super) stale: &'a Stale,
    /// The strictest label of the screen, where it stands in place of the header.
    pub(super) strictest: Option<Tlp>,
    pub(super) keys: &'a Keymap,
    pub(super) theme: Theme,
}

impl Widget for Banner<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        if area.width < SMALLEST.width || area.height < SMALLEST.height {
            return;
        }
        let style = self.theme.style(Role::Stale);
        let Stale { first, more } = self.stale;
        let key = self.keys.key(Action::Honesty);
        let rest = match *more {
            0 => format!(" {key} "),
            more => format!(" +{more}: {key} "),
        };
        let row = Rect { height: 1, ..area };
        ratatui::widgets::Clear.render(row, buf);
        let mut pen = Pen::new(buf, row);
        if let Some(strictest) = self.strictest {
            labels(LabelRange::one(strictest), &mut pen, self.theme);
        }
        let why = if area.width < 100 { " ! " } else { " ! last good state; not read: " };
        pen.text(style, why);
        pen.at_end(style, &rest);
        pen.clipped(style, first).fill(style, ' ', 0);
    }
}

/// The first line: label, title and date; then the pins, or the counts where nothing is pinned.
pub(super) struct Header<'a> {
    pub(super) reader: &'a Reader,
    pub(super) keys: &'a Keymap,
    pub(super) labels: LabelRange,
    pub(super) theme: Theme,
}

impl Widget for Header<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let brief = &self.reader.brief;
        let style = |role| self.theme.style(role);
        let mut pen = Pen::new(buf, area);
        labels(self.labels, &mut pen, self.theme);
        pen.skip(1);
        if let Some(marking) = &brief.marking {
            pen.text(style(Role::Strong), marking).skip(2);
        }
        let errors = self.reader.errors();
        if errors > 0 {
            pen.at_end(
                style(Role::Alert),
                &format!(" ! {}: {} ", count(errors, "error"), self.keys.key(Action::Honesty)),
            );
        }
        if self.reader.checked.is_none() {
            pen.at_end(style(Role::Quiet), " checking… ");
        }
        self.pins(&mut pen);
        pen.text(style(Role::Strong), &brief.title).skip(2);
        let as_of = format!("as of {}", brief.as_of);
        // A brief whose date could not be read has an open one in its stead, which says nothing.
        if brief.as_of.earliest().is_some() && text::width(&as_of) <= pen.left() {
            pen.text(style(Role::Quiet), &as_of).skip(1);
        }
        if self.reader.pins.is_empty() {
            let counts = self.counts();
            if let Some(told) = counts.iter().find(|told| text::width(told) + 1 < pen.left()) {
                pen.at_end(style(Role::Quiet), &format!("{told} "));
            }
        }
    }
}

impl Header<'_> {
    /// The pins as words, never wider than half of what is left.
    fn pins(&self, pen: &mut Pen<'_>) {
        let Some(left) = self.reader.narrowing.left() else { return };
        let all = self.reader.chronicle.order().len();
        let words = self.reader.pins.in_words(&self.reader.brief);
        let told = format!(" {left} of {all} ");
        let room = (pen.left() * 3 / 5).saturating_sub(text::width(&told) + 2);
        pen.at_end(self.theme.style(Role::Quiet), &told);
        pen.at_end(self.theme.style(Role::Pin), &text::fit(&text::clean(&words), room));
        pen.at_end(self.theme.style(Role::Pin), "  ◆ ");
    }

    /// The counts, from the fullest telling to the shortest.
    fn counts(&self) -> [String; 3] {
        let Reader { brief, findings, cases, .. } = self.reader;
        let statements = count(brief.statements.len(), "statement");
        let contradictions = count(cases.contradictions.len(), "contradiction");
        let origins = count(findings.origins.count(), "origin");
        let sources = count(brief.sources.len(), "source");
        let actors = count(brief.actors.len(), "actor");
        [
            format!("{sources} ({origins}) · {actors} · {statements} · {contradictions}"),
            format!("{sources} · {statements} · {contradictions}"),
            format!("{statements} · {contradictions}"),
        ]
    }
}

/// The line of tabs, where one pane is shown at a time.
pub(super) struct Tabs {
    pub(super) focus: Pane,
    pub(super) theme: Theme,
}

impl Widget for Tabs {
    fn render(self, area: Rect, buf: &mut Buffer) {
        for (pane, tab) in Pane::ALL.into_iter().zip(layout::tabs(area, self.focus)) {
            let focused = pane == self.focus;
            let role = if focused { Role::Focus } else { Role::Quiet };
            let is_named = tab.width > 3;
            let name = if is_named { format!(" {}", pane.title()) } else { String::new() };
            Pen::new(buf, tab).skip(1).text(self.theme.style(role), &format!("{}{name}", pane.digit()));
        }
    }
}

/// The last line: a sentence where there is one to say, else the keys that matter most.
pub(super) struct Footer<'a> {
    pub(super) notice: Option<&'a Notice>,
    pub(super) keys: &'a Keymap,
    pub(super) theme: Theme,
}

/// The actions of the footer with a word each, the most needed first: those that do not fit are left out.
const HINTS: &[(Action, &str)] = &[
    (Action::Help, "all keys"),
    (Action::LookUp, "look up"),
    (Action::Brief(Verb::NextPane), "pane"),
    (Action::Brief(Verb::Narrow), "narrow"),
    (Action::Brief(Verb::Go), "go"),
    (Action::Brief(Verb::Back), "back"),
    (Action::NextContradiction, "contradiction"),
    (Action::NextShift, "shift"),
    (Action::BottomLine, "bottom line"),
    (Action::Honesty, "how sure"),
    (Action::Brief(Verb::AsOf), "as of"),
    (Action::Quit, "leave"),
];

impl Widget for Footer<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        if let Some(notice) = self.notice {
            return told(notice, area, self.theme, buf);
        }
        let mut pen = Pen::new(buf, area);
        pen.skip(1);
        for (action, word) in HINTS {
            let key = self.keys.key(*action);
            if text::width(&key) + text::width(word) + 4 > pen.left() {
                break;
            }
            pen.text(self.theme.style(Role::Key), &key).skip(1);
            pen.text(self.theme.style(Role::Quiet), word).skip(3);
        }
    }
}

/// How far a library is read, at the end of a row, where that takes long: told in what there is room for.
pub(super) fn progress(library: &Library, pen: &mut Pen<'_>, theme: Theme) {
    const CELLS: usize = 10;
    let Some(read) = library.progress() else { return };
    let all = library.briefs.len();
    let done = (read * CELLS).checked_div(all).unwrap_or(CELLS).min(CELLS);
    let (read, of) = (grouped(read), grouped(all));
    // As wide at its beginning as at its end: only the digits change.
    let told = format!("{read:>width$} of {of}", width = of.len());
    if pen.left() >= SMALLEST.width.into() {
        pen.at_end(theme.style(Role::Text), " ");
        pen.at_end(theme.style(Role::Rule), &"·".repeat(CELLS - done));
        pen.at_end(theme.style(Role::Focus), &"█".repeat(done));
        pen.at_end(theme.style(Role::Text), " ");
    }
    let words = if pen.left() >= 2 * usize::from(SMALLEST.width) { " briefs" } else { "" };
    pen.at_end(theme.style(Role::Quiet), &format!("  reading {told}{words}"));
}

/// A notice in place of the footer.
pub(super) fn told(notice: &Notice, area: Rect, theme: Theme, buf: &mut Buffer) {
    let (role, text) = match notice {
        Notice::Done(text) => (Role::Strong, text),
        Notice::Refused(text) => (Role::Alert, text),
    };
    Pen::new(buf, area).skip(1).text(theme.style(role), text);
}

/// One sentence, wrapped, on a screen that is too small for anything else.
pub(super) fn too_small(area: Rect, buf: &mut Buffer) {
    let sentence = format!(
        "whosaid needs {}×{} cells; this terminal has {}×{}",
        SMALLEST.width, SMALLEST.height, area.width, area.height
    );
    let lines = textwrap::wrap(&sentence, usize::from(area.width).max(1));
    for (row, line) in area.rows().zip(lines) {
        Pen::new(buf, row).text(ratatui::style::Style::new(), &line);
    }
}
