//! Citations, or links, on a clean screen, for selection by hand: from the first column to the last, broken where the screen ends and nowhere else.

use ratatui::layout::Size;
use unicode_segmentation::UnicodeSegmentation as _;

use super::BriefItem;
use super::link::SourceLinks;
use super::overlay::Overlay;
use super::reader::BriefReader;
use crate::keys::{Chord, Key};
use crate::model::{Ix, Record, Source};
use crate::text;
use crate::view::citation::{self, CitationFormat};

/// Citations, or links, on a clean screen.
#[derive(Debug)]
pub struct CopySheet {
    content: CopySheetContent,
    text: String,
    /// As it is sent to the terminal.
    clipboard_text: String,
    pub rows: Vec<CopySheetRow>,
    pub top: usize,
    size: Size,
    /// What it was asked for from, and goes back to.
    pub(super) underlying: Option<Box<Overlay>>,
}

/// What is on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CopySheetContent {
    Citations { records: Vec<Record>, form: CitationFormat },
    Links(Vec<Ix<Source>>),
}

/// A row of the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CopySheetRow {
    pub text: String,
    /// Whether it is full and the next row goes on with the same line: the terminal is to know both as one.
    pub is_soft_wrapped: bool,
    /// Where it begins in the whole text, in bytes.
    at: usize,
}

/// The last row of the screen, which names the keys.
const FOOTER_ROWS: u16 = 1;
/// The keys of the forms.
const FORMAT_KEYS: [(char, CitationFormat); 3] =
    [('p', CitationFormat::Plain), ('m', CitationFormat::Markdown), ('c', CitationFormat::Csl)];

impl CopySheet {
    /// The plain citations of `records`, for a screen of `size`.
    pub(super) fn new(records: Vec<Record>, reader: &BriefReader, size: Size) -> Self {
        Self::build(CopySheetContent::Citations { records, form: CitationFormat::Plain }, reader, size)
    }

    /// The links of `sources`, for a screen of `size`.
    pub(super) fn for_links(sources: Vec<Ix<Source>>, reader: &BriefReader, size: Size) -> Self {
        Self::build(CopySheetContent::Links(sources), reader, size)
    }

    fn build(of: CopySheetContent, reader: &BriefReader, size: Size) -> Self {
        let (text, sent) = (String::new(), String::new());
        let mut handout =
            Self { content: of, text, clipboard_text: sent, rows: Vec::new(), top: 0, size, underlying: None };
        handout.rewrite(reader);
        handout
    }

    /// What is on it.
    pub const fn content(&self) -> &CopySheetContent {
        &self.content
    }

    /// The whole text, as it is shown.
    pub fn lines(&self) -> impl Iterator<Item = &str> {
        self.text.lines()
    }

    /// The whole text, as it is sent to the terminal.
    pub fn clipboard_text(&self) -> &str {
        &self.clipboard_text
    }

    /// The forms in their order: key, name, and whether it is the one shown. Links have none.
    pub fn formats(&self) -> Vec<(char, &'static str, bool)> {
        let CopySheetContent::Citations { form: shown, .. } = &self.content else { return Vec::new() };
        FORMAT_KEYS.iter().map(|(key, form)| (*key, form.title(), form == shown)).collect()
    }

    /// Rows of text on the screen.
    pub fn height(&self) -> usize {
        usize::from(self.size.height.saturating_sub(FOOTER_ROWS))
    }

    /// The form that a press chooses.
    pub(super) fn chosen_format(&self, chord: Chord) -> Option<CitationFormat> {
        let CopySheetContent::Citations { form: shown, .. } = &self.content else { return None };
        let here = CitationFormat::ALL.iter().position(|form| form == shown).unwrap_or(0);
        let beside = |steps: usize| CitationFormat::ALL.get((here + steps) % CitationFormat::ALL.len()).copied();
        match chord.key {
            Key::Tab => beside(1),
            Key::BackTab => beside(CitationFormat::ALL.len() - 1),
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
                FORMAT_KEYS.iter().find(|(key, _)| chord.typed_char() == Some(*key)).map(|(_, form)| *form)
            }
        }
    }

    /// Shows another form, from its beginning.
    pub(super) fn set_format(&mut self, wanted: CitationFormat, reader: &BriefReader) {
        if let CopySheetContent::Citations { form, .. } = &mut self.content {
            *form = wanted;
        }
        self.rewrite(reader);
    }

    fn rewrite(&mut self, reader: &BriefReader) {
        (self.text, self.clipboard_text) = match &self.content {
            CopySheetContent::Citations { records, form } => {
                let text = citation::format_citations(&reader.place, &reader.brief, records, *form);
                (text.clone(), text)
            }
            CopySheetContent::Links(sources) => {
                let SourceLinks { lines, addresses } = SourceLinks::new(&reader.brief, sources);
                (lines.join("\n"), addresses.join("\n"))
            }
        };
        self.rows = wrap_text(&self.text, self.size.width);
        self.top = 0;
    }

    /// What it is of, as items.
    pub(super) fn items(&self) -> Vec<BriefItem> {
        match &self.content {
            CopySheetContent::Citations { records, .. } => records.iter().copied().map(BriefItem::Record).collect(),
            CopySheetContent::Links(sources) => sources.iter().copied().map(BriefItem::Source).collect(),
        }
    }

    /// Tells of the items of a brief that was read again, in the same form and from the same row on. Whether any is left.
    pub(super) fn refresh(&mut self, items: &[BriefItem], reader: &BriefReader) -> bool {
        let is_left = match &mut self.content {
            CopySheetContent::Citations { records, .. } => {
                *records = items.iter().copied().filter_map(as_record).collect();
                !records.is_empty()
            }
            CopySheetContent::Links(sources) => {
                *sources = items.iter().copied().filter_map(as_source).collect();
                !sources.is_empty()
            }
        };
        let top = self.top;
        self.rewrite(reader);
        self.scroll(isize::try_from(top).unwrap_or(0));
        is_left
    }

    /// Breaks the text for another size; what was the first row stays on it.
    pub(super) fn resize(&mut self, size: Size) {
        let at = self.rows.get(self.top).map_or(0, |row| row.at);
        self.size = size;
        self.rows = wrap_text(&self.text, size.width);
        self.top = self.rows.iter().rposition(|row| row.at <= at).unwrap_or(0);
        self.scroll(0);
    }

    /// Scrolls by rows.
    pub(super) fn scroll(&mut self, rows: isize) {
        let last = self.rows.len().saturating_sub(self.height());
        self.top = self.top.saturating_add_signed(rows).min(last);
    }
}

fn as_record(item: BriefItem) -> Option<Record> {
    match item {
        BriefItem::Record(record) => Some(record),
        BriefItem::Source(_) | BriefItem::Actor(_) | BriefItem::Issue(_) | BriefItem::Cell(..) => None,
    }
}

fn as_source(item: BriefItem) -> Option<Ix<Source>> {
    match item {
        BriefItem::Source(source) => Some(source),
        BriefItem::Record(_) | BriefItem::Actor(_) | BriefItem::Issue(_) | BriefItem::Cell(..) => None,
    }
}

/// Rows of `width` columns: each line filled to the edge, whatever word stands there.
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
    // What becomes of a character hangs on its neighbours, so the line is made harmless as a whole.
    for (offset, cluster) in text::clean(line).grapheme_indices(true) {
        let columns = text::width(cluster);
        if used + columns > width {
            // A wide character that does not fit leaves a column free: the terminal could not tell it from a space.
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
        assert_eq!(rows, wanted.map(|(text, runs_on)| (text.to_owned(), runs_on)));
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
