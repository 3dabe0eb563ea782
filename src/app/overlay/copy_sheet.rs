//! The copy sheet: citations or links on a screen without frames, for selection by hand. Lines break at the right edge
//! and nowhere else. It never sends anything to the terminal.

use ratatui::layout::{Position, Size};
use unicode_segmentation::UnicodeSegmentation as _;

use super::Overlay;
use super::component::{Flow, OverlayComponent, close_text};
use crate::app::reader::BriefReader;
use crate::app::source_links::{LinkedSource, SourceLinks};
use crate::app::{App, BriefFacts, Effect, copy};
use crate::keys::{Action, Chord, Key};
use crate::model::{Brief, Record};
use crate::text;
use crate::view::citation::{self, CitationFormat};
use crate::view::pluralize;

/// Citations or links on a screen without frames.
#[derive(Debug)]
pub struct CopySheet {
    content: CopySheetContent,
    text: String,
    /// The text that is sent to the terminal's clipboard.
    clipboard_text: String,
    pub rows: Vec<CopySheetRow>,
    pub top: usize,
    size: Size,
}

/// The content of the sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CopySheetContent {
    Citations { records: Vec<Record>, format: CitationFormat },
    Links(Vec<LinkedSource>),
}

/// A row of the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CopySheetRow {
    pub text: String,
    /// Whether the row is full and the next one continues the same line. The terminal must then treat both as one line.
    pub is_soft_wrapped: bool,
    /// The byte offset of the row in the whole text.
    at: usize,
}

/// The number of rows of the footer, which names the keys.
const FOOTER_ROWS: u16 = 1;
/// The keys of the citation formats.
const FORMAT_KEYS: [(char, CitationFormat); 3] =
    [('p', CitationFormat::Plain), ('m', CitationFormat::Markdown), ('c', CitationFormat::Csl)];

/// Shows the plain citations of `records` above what is shown.
pub(in crate::app) fn show_citations(app: &mut App, records: &[Record]) -> Option<Effect> {
    if records.is_empty() {
        app.refuse(copy::NOTHING_TO_CITE);
    } else {
        open(app, CopySheetContent::Citations { records: records.to_vec(), format: CitationFormat::Plain });
    }
    None
}

/// Shows the links of `sources` above what is shown.
pub(in crate::app) fn show_links(app: &mut App, sources: Vec<LinkedSource>) {
    open(app, CopySheetContent::Links(sources));
}

fn open(app: &mut App, content: CopySheetContent) {
    let Some(facts) = app.shown_facts() else { return };
    let (text, clipboard_text, size) = (String::new(), String::new(), app.content_size());
    let mut sheet = CopySheet { content, text, clipboard_text, rows: Vec::new(), top: 0, size };
    sheet.rewrite(facts);
    app.overlay = Some(Overlay::Copy(sheet));
}

impl CopySheet {
    /// The content of the sheet.
    pub const fn content(&self) -> &CopySheetContent {
        &self.content
    }

    /// The lines of the text as it is shown.
    pub fn lines(&self) -> impl Iterator<Item = &str> {
        self.text.lines()
    }

    /// The text that is sent to the terminal's clipboard.
    pub fn clipboard_text(&self) -> &str {
        &self.clipboard_text
    }

    /// The citation formats in order: key, name, and whether it is the current one. Links have none.
    pub fn formats(&self) -> Vec<(char, &'static str, bool)> {
        let CopySheetContent::Citations { format: shown, .. } = &self.content else { return Vec::new() };
        FORMAT_KEYS.iter().map(|(key, format)| (*key, format.title(), format == shown)).collect()
    }

    /// The number of rows of text on the screen.
    pub fn height(&self) -> usize {
        usize::from(self.size.height.saturating_sub(FOOTER_ROWS))
    }

    /// The citation format that a key chooses.
    fn chosen_format(&self, chord: Chord) -> Option<CitationFormat> {
        let CopySheetContent::Citations { format: shown, .. } = &self.content else { return None };
        let current = CitationFormat::ALL.iter().position(|format| format == shown).unwrap_or(0);
        let neighbour = |steps: usize| CitationFormat::ALL.get((current + steps) % CitationFormat::ALL.len()).copied();
        match chord.key {
            Key::Tab => neighbour(1),
            Key::BackTab => neighbour(CitationFormat::ALL.len() - 1),
            Key::Char(_)
            | Key::Enter
            | Key::Esc
            | Key::Backspace
            | Key::Delete
            | Key::Up
            | Key::Down
            | Key::Left
            | Key::Right
            | Key::Home
            | Key::End
            | Key::PageUp
            | Key::PageDown => {
                FORMAT_KEYS.iter().find(|(key, _)| chord.typed_char() == Some(*key)).map(|(_, format)| *format)
            }
        }
    }

    /// Shows another citation format, from its beginning.
    fn set_format(&mut self, app: &App, new: CitationFormat) {
        if let (CopySheetContent::Citations { format, .. }, Some(facts)) = (&mut self.content, app.shown_facts()) {
            *format = new;
            self.rewrite(facts);
        }
    }

    /// What the sheet shows, such as `4 citations as CSL-JSON`.
    fn describe(&self, brief: &Brief) -> String {
        match &self.content {
            CopySheetContent::Citations { records, format } => copy::describe_citations(brief, records, *format),
            CopySheetContent::Links(_) => pluralize(self.clipboard_text.lines().count(), "link"),
        }
    }

    /// Whether the action sends what is shown.
    pub(super) fn accepts(action: Action) -> bool {
        action == Action::Copy
    }

    fn rewrite(&mut self, facts: &BriefFacts) {
        (self.text, self.clipboard_text) = match &self.content {
            CopySheetContent::Citations { records, format } => {
                let text = citation::format_citations(&facts.place, &facts.brief, records, *format);
                (text.clone(), text)
            }
            CopySheetContent::Links(sources) => {
                let SourceLinks { lines, addresses } = SourceLinks::new(&facts.brief, sources);
                (lines.join("\n"), addresses.join("\n"))
            }
        };
        self.rows = wrap_text(&self.text, self.size.width);
        self.top = 0;
    }

    fn scroll(&mut self, rows: isize) {
        let last = self.rows.len().saturating_sub(self.height());
        self.top = self.top.saturating_add_signed(rows).min(last);
    }
}

impl OverlayComponent for CopySheet {
    fn perform(&mut self, app: &mut App, action: Action) -> Flow {
        match action.text_motion() {
            Some(motion) => self.scroll(motion.rows(self.height())),
            None if action == Action::Copy => {
                let Some(what) = app.shown_facts().map(|facts| self.describe(&facts.brief)) else {
                    return Flow::Stay(None);
                };
                let text = self.clipboard_text.clone();
                return Flow::Stay(copy::send_to_clipboard(app, text, &what, "select it here by hand"));
            }
            None if matches!(action, Action::ShowCopy | Action::Link) => return Flow::Close(None),
            None => return close_text(action),
        }
        Flow::Stay(None)
    }

    fn handle_key(&mut self, app: &mut App, chord: Chord) -> Flow {
        match (self.chosen_format(chord), app.keys.action_for(chord)) {
            (Some(format), _) => self.set_format(app, format),
            (None, Some(action)) => return self.perform(app, action),
            (None, None) => {}
        }
        Flow::Stay(None)
    }

    fn scroll_at(&mut self, _app: &mut App, _at: Position, rows: isize) {
        self.scroll(rows);
    }

    /// Chooses a citation format.
    fn choose(&mut self, app: &mut App, at: usize) {
        if let Some((_, format)) = FORMAT_KEYS.get(at) {
            self.set_format(app, *format);
        }
    }

    /// Wraps the text for another size; the text at the top stays at the top.
    fn lay_out(&mut self, app: &mut App) {
        let at = self.rows.get(self.top).map_or(0, |row| row.at);
        self.size = app.content_size();
        self.rows = wrap_text(&self.text, self.size.width);
        self.top = self.rows.iter().rposition(|row| row.at <= at).unwrap_or(0);
        self.scroll(0);
    }

    fn reload(&mut self, old: &Brief, reader: &mut BriefReader) -> bool {
        let is_left = match &mut self.content {
            CopySheetContent::Citations { records, .. } => {
                *records =
                    records.iter().filter_map(|record| reader.facts.brief.record(old.record_id(*record))).collect();
                !records.is_empty()
            }
            CopySheetContent::Links(sources) => {
                let brief = &reader.facts.brief;
                let find = |linked: &LinkedSource| {
                    let record = linked.record.and_then(|record| brief.record(old.record_id(record)));
                    Some(LinkedSource { source: brief.sources.find(&old.sources[linked.source].id)?, record })
                };
                *sources = sources.iter().filter_map(find).collect();
                !sources.is_empty()
            }
        };
        let top = self.top;
        self.rewrite(&reader.facts);
        self.scroll(isize::try_from(top).unwrap_or(0));
        is_left
    }
}

/// Breaks every line at `width` columns, even within a word.
fn wrap_text(text: &str, width: u16) -> Vec<CopySheetRow> {
    let width = usize::from(width).max(1);
    let mut rows = Vec::new();
    let mut at = 0;
    for line in text.split('\n') {
        wrap_line(line, at, width, &mut rows);
        at += line.len() + 1;
    }
    rows
}

fn wrap_line(line: &str, at: usize, width: usize, rows: &mut Vec<CopySheetRow>) {
    let mut row = CopySheetRow { text: String::new(), is_soft_wrapped: false, at };
    let mut used = 0;
    // Sanitize the line as a whole: the treatment of a character depends on its neighbours.
    for (offset, cluster) in text::clean(line).grapheme_indices(true) {
        let columns = text::width(cluster);
        if used + columns > width {
            // A wide character that does not fit leaves a free column, which the terminal cannot tell from a space.
            row.is_soft_wrapped = used == width;
            rows.push(std::mem::replace(
                &mut row,
                CopySheetRow { text: String::new(), is_soft_wrapped: false, at: at + offset },
            ));
            used = 0;
        }
        row.text += cluster;
        used += columns;
    }
    rows.push(row);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str, width: u16) -> Vec<(String, bool)> {
        wrap_text(text, width).into_iter().map(|row| (row.text, row.is_soft_wrapped)).collect()
    }

    #[test]
    fn a_line_is_broken_at_the_edge_and_not_between_words() {
        let rows = texts("said by: Asif\n\nin 2024", 8);
        let wanted = [("said by:", true), (" Asif", false), ("", false), ("in 2024", false)];
        assert_eq!(rows, wanted.map(|(text, wrapped)| (text.to_owned(), wrapped)));
    }

    #[test]
    fn a_line_as_long_as_the_screen_is_wide_does_not_run_on() {
        assert_eq!(texts("12345678\n9", 8), [("12345678".to_owned(), false), ("9".to_owned(), false)]);
    }

    #[test]
    fn a_wide_character_at_the_edge_goes_to_the_next_row_and_does_not_run_on() {
        assert_eq!(texts("日本語", 5), [("日本".to_owned(), false), ("語".to_owned(), false)]);
        assert_eq!(texts("日本語", 4), [("日本".to_owned(), true), ("語".to_owned(), false)]);
    }
}
