//! The bars above and below the panes: banner, header, tabs, footer and notices. They never change the app.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use super::row_writer::RowWriter;
use crate::app::BriefFacts;
use crate::app::labels::LabelRange;
use crate::app::library::LibraryList;
use crate::app::reader::BriefReader;
use crate::app::{Notice, StaleFiles};
use crate::keys::{Action, BriefAction, Keymap};
use crate::layout::{self, Pane, SMALLEST};
use crate::model::Tlp;
use crate::text;
use crate::tui::theme::{Theme, ThemeRole};
use crate::view::{group_digits, pluralize};

/// The smallest width at which the label of the brief is shown next to the strictest label, in columns.
const BOTH_LABELS: usize = 60;

/// Writes the labels of a screen at the start of a row: `TLP:GREEN · up to TLP:RED`, or only the strictest on a narrow row. They are never
/// cut.
pub(super) fn labels(labels: LabelRange, writer: &mut RowWriter<'_>, theme: Theme) {
    let LabelRange { own, strictest } = labels;
    let style = |label| theme.style(ThemeRole::Tlp(label));
    let text = match own {
        Some(own) if own == strictest => format!(" {own} "),
        Some(own) if writer.left() >= BOTH_LABELS => {
            writer.text(style(own), &format!(" {own} "));
            format!("· up to {strictest} ")
        }
        Some(_) | None => format!(" up to {strictest} "),
    };
    writer.text(style(strictest), &text);
}

/// The banner at the top while the changed files have faults, so that the screen shows an older state.
pub(super) struct StaleBanner<'a> {
    pub(super) stale: &'a StaleFiles,
    /// The strictest label of the screen, when the banner replaces the header.
    pub(super) strictest: Option<Tlp>,
    pub(super) keys: &'a Keymap,
    pub(super) theme: Theme,
}

impl Widget for StaleBanner<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        if area.width < SMALLEST.width || area.height < SMALLEST.height {
            return;
        }
        let style = self.theme.style(ThemeRole::Stale);
        let StaleFiles { first, more } = self.stale;
        let key = self.keys.key_label(Action::Honesty);
        let rest = match *more {
            0 => format!(" {key} "),
            more => format!(" +{more}: {key} "),
        };
        let row = Rect { height: 1, ..area };
        ratatui::widgets::Clear.render(row, buf);
        let mut writer = RowWriter::new(buf, row);
        if let Some(strictest) = self.strictest {
            labels(LabelRange::one(strictest), &mut writer, self.theme);
        }
        let prefix = if area.width < 100 { " ! " } else { " ! last good state; not read: " };
        writer.text(style, prefix);
        writer.at_end(style, &rest);
        writer.clipped(style, first).fill(style, ' ', 0);
    }
}

/// The header: label, title and date, then the pins, or counts when nothing is pinned.
pub(super) struct HeaderBar<'a> {
    pub(super) reader: &'a BriefReader,
    pub(super) keys: &'a Keymap,
    pub(super) labels: LabelRange,
    pub(super) theme: Theme,
}

impl Widget for HeaderBar<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let brief = &self.reader.facts.brief;
        let style = |role| self.theme.style(role);
        let mut writer = RowWriter::new(buf, area);
        labels(self.labels, &mut writer, self.theme);
        writer.skip(1);
        if let Some(marking) = &brief.marking {
            writer.text(style(ThemeRole::Strong), marking).skip(2);
        }
        let errors = self.reader.error_count();
        if errors > 0 {
            writer.at_end(
                style(ThemeRole::Alert),
                &format!(" ! {}: {} ", pluralize(errors, "error"), self.keys.key_label(Action::Honesty)),
            );
        }
        if self.reader.facts.checked.is_none() {
            writer.at_end(style(ThemeRole::Quiet), " checking… ");
        }
        self.render_pins(&mut writer);
        writer.text(style(ThemeRole::Strong), &brief.title).skip(2);
        let as_of = format!("as of {}", brief.as_of);
        // A date that could not be read is stored as an open one, which is not worth showing.
        if brief.as_of.earliest().is_some() && text::width(&as_of) <= writer.left() {
            writer.text(style(ThemeRole::Quiet), &as_of).skip(1);
        }
        if self.reader.pins.is_empty() {
            let counts = self.count_texts();
            if let Some(counts) = counts.iter().find(|counts| text::width(counts) + 1 < writer.left()) {
                writer.at_end(style(ThemeRole::Quiet), &format!("{counts} "));
            }
        }
    }
}

impl HeaderBar<'_> {
    /// Writes the pins as text at the end of the row, in at most three fifths of the free columns.
    fn render_pins(&self, writer: &mut RowWriter<'_>) {
        let Some(left) = self.reader.pin_filter.record_count() else { return };
        let all = self.reader.facts.timeline_index.records().len();
        let words = self.reader.pins.describe(&self.reader.facts.brief);
        let count = format!(" {left} of {all} ");
        let room = (writer.left() * 3 / 5).saturating_sub(text::width(&count) + 2);
        writer.at_end(self.theme.style(ThemeRole::Quiet), &count);
        writer.at_end(self.theme.style(ThemeRole::Pin), &text::fit(&text::clean(&words), room));
        writer.at_end(self.theme.style(ThemeRole::Pin), "  ◆ ");
    }

    /// The counts of the brief, from the longest form to the shortest.
    fn count_texts(&self) -> [String; 3] {
        let BriefFacts { brief, findings, cases, drafts, .. } = &self.reader.facts;
        let statements = pluralize(brief.statements.len(), "statement");
        let waiting = if *drafts > 0 { format!(" · {}", pluralize(*drafts, "draft")) } else { String::new() };
        let contradictions = pluralize(cases.contradictions.len(), "contradiction");
        let origins = pluralize(findings.origins.count(), "origin");
        let sources = pluralize(brief.sources.len(), "source");
        let actors = pluralize(brief.actors.len(), "actor");
        [
            format!("{sources} ({origins}) · {actors} · {statements}{waiting} · {contradictions}"),
            format!("{sources} · {statements}{waiting} · {contradictions}"),
            // Drafts wait to be judged, so they are counted first.
            match drafts {
                0 => format!("{statements} · {contradictions}"),
                drafts => format!("{statements} · {}", pluralize(*drafts, "draft")),
            },
        ]
    }
}

/// The row of tabs, when one pane is shown at a time.
pub(super) struct PaneTabs {
    pub(super) focus: Pane,
    pub(super) theme: Theme,
}

impl Widget for PaneTabs {
    fn render(self, area: Rect, buf: &mut Buffer) {
        for (pane, tab) in Pane::ALL.into_iter().zip(layout::tabs(area, self.focus)) {
            let focused = pane == self.focus;
            let role = if focused { ThemeRole::Focus } else { ThemeRole::Quiet };
            let is_named = tab.width > 3;
            let name = if is_named { format!(" {}", pane.title()) } else { String::new() };
            RowWriter::new(buf, tab).skip(1).text(self.theme.style(role), &format!("{}{name}", pane.digit()));
        }
    }
}

/// The footer: a notice if there is one, else the most important keys.
pub(super) struct FooterBar<'a> {
    pub(super) notice: Option<&'a Notice>,
    pub(super) keys: &'a Keymap,
    pub(super) theme: Theme,
}

/// The actions in the footer with a short description, the most important first. Those that do not fit are left out.
const HINTS: &[(Action, &str)] = &[
    (Action::Help, "all keys"),
    (Action::LookUp, "look up"),
    (Action::Brief(BriefAction::NextPane), "pane"),
    (Action::Brief(BriefAction::Narrow), "narrow"),
    (Action::Brief(BriefAction::Go), "go"),
    (Action::Brief(BriefAction::Back), "back"),
    (Action::NextContradiction, "contradiction"),
    (Action::NextShift, "shift"),
    (Action::BottomLine, "bottom line"),
    (Action::Honesty, "how sure"),
    (Action::Brief(BriefAction::AsOf), "as of"),
    (Action::Quit, "leave"),
];

impl Widget for FooterBar<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        if let Some(notice) = self.notice {
            return render_notice(notice, area, self.theme, buf);
        }
        let mut writer = RowWriter::new(buf, area);
        writer.skip(1);
        for (action, word) in HINTS {
            let key = self.keys.key_label(*action);
            if text::width(&key) + text::width(word) + 4 > writer.left() {
                break;
            }
            writer.text(self.theme.style(ThemeRole::Key), &key).skip(1);
            writer.text(self.theme.style(ThemeRole::Quiet), word).skip(3);
        }
    }
}

/// Writes the progress of reading a library at the end of a row, if it takes long, as far as there is room.
pub(super) fn render_progress(library: &LibraryList, writer: &mut RowWriter<'_>, theme: Theme) {
    const CELLS: usize = 10;
    let Some(read) = library.progress() else { return };
    let all = library.briefs.len();
    let done = (read * CELLS).checked_div(all).unwrap_or(CELLS).min(CELLS);
    let (read, all) = (group_digits(read), group_digits(all));
    // A constant width, so that only digits change on the screen.
    let count = format!("{read:>width$} of {all}", width = all.len());
    if writer.left() >= SMALLEST.width.into() {
        writer.at_end(theme.style(ThemeRole::Text), " ");
        writer.at_end(theme.style(ThemeRole::Rule), &"·".repeat(CELLS - done));
        writer.at_end(theme.style(ThemeRole::Focus), &"█".repeat(done));
        writer.at_end(theme.style(ThemeRole::Text), " ");
    }
    let noun = if writer.left() >= 2 * usize::from(SMALLEST.width) { " briefs" } else { "" };
    writer.at_end(theme.style(ThemeRole::Quiet), &format!("  reading {count}{noun}"));
}

/// Draws a notice in place of the footer.
pub(super) fn render_notice(notice: &Notice, area: Rect, theme: Theme, buf: &mut Buffer) {
    let (role, text) = match notice {
        Notice::Done(text) => (ThemeRole::Strong, text.clone()),
        Notice::Refused(text) => (ThemeRole::Alert, text.clone()),
        Notice::Copied { what, lost: None } => (ThemeRole::Strong, format!("sent to the terminal: {what}")),
        Notice::Copied { what, lost: Some(lost) } => (ThemeRole::Strong, format!("sent, but {lost}: {what}")),
    };
    RowWriter::new(buf, area).skip(1).text(theme.style(role), &text);
}

/// Draws one wrapped sentence on a screen that is too small for anything else.
pub(super) fn render_too_small(area: Rect, buf: &mut Buffer) {
    let sentence = format!(
        "whosaid needs {}×{} cells; this terminal has {}×{}",
        SMALLEST.width, SMALLEST.height, area.width, area.height
    );
    let lines = textwrap::wrap(&sentence, usize::from(area.width).max(1));
    for (row, line) in area.rows().zip(lines) {
        RowWriter::new(buf, row).text(ratatui::style::Style::new(), &line);
    }
}
