//! Citations, or links, on a clean screen, for selection by hand: from the first column to the last, broken where the screen ends and nowhere else.

use ratatui::layout::Size;
use unicode_segmentation::UnicodeSegmentation as _;

use super::Item;
use super::link::Links;
use super::overlay::Overlay;
use super::reader::Reader;
use crate::keys::{Chord, Key};
use crate::model::{Ix, Record, Source};
use crate::text;
use crate::view::citation::{self, Form};

/// Citations, or links, on a clean screen.
#[derive(Debug)]
pub struct Handout {
    of: Handed,
    text: String,
    /// As it is sent to the terminal.
    sent: String,
    pub rows: Vec<Row>,
    pub top: usize,
    size: Size,
    /// What it was asked for from, and goes back to.
    pub(super) beneath: Option<Box<Overlay>>,
}

/// What is on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Handed {
    Citations { records: Vec<Record>, form: Form },
    Links(Vec<Ix<Source>>),
}

/// A row of the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub text: String,
    /// Whether it is full and the next row goes on with the same line: the terminal is to know both as one.
    pub runs_on: bool,
    /// Where it begins in the whole text, in bytes.
    at: usize,
}

/// The last row of the screen, which names the keys.
const FOOTER: u16 = 1;
/// The keys of the forms.
const KEYS: [(char, Form); 3] = [('p', Form::Plain), ('m', Form::Markdown), ('c', Form::Csl)];

impl Handout {
    /// The plain citations of `records`, for a screen of `size`.
    pub(super) fn new(records: Vec<Record>, reader: &Reader, size: Size) -> Self {
        Self::made(Handed::Citations { records, form: Form::Plain }, reader, size)
    }

    /// The links of `sources`, for a screen of `size`.
    pub(super) fn of_links(sources: Vec<Ix<Source>>, reader: &Reader, size: Size) -> Self {
        Self::made(Handed::Links(sources), reader, size)
    }

    fn made(of: Handed, reader: &Reader, size: Size) -> Self {
        let (text, sent) = (String::new(), String::new());
        let mut handout = Self { of, text, sent, rows: Vec::new(), top: 0, size, beneath: None };
        handout.write(reader);
        handout
    }

    /// What is on it.
    pub const fn of(&self) -> &Handed {
        &self.of
    }

    /// The whole text, as it is shown.
    pub fn lines(&self) -> impl Iterator<Item = &str> {
        self.text.lines()
    }

    /// The whole text, as it is sent to the terminal.
    pub fn to_send(&self) -> &str {
        &self.sent
    }

    /// The forms in their order: key, name, and whether it is the one shown. Links have none.
    pub fn forms(&self) -> Vec<(char, &'static str, bool)> {
        let Handed::Citations { form: shown, .. } = &self.of else { return Vec::new() };
        KEYS.iter().map(|(key, form)| (*key, form.title(), form == shown)).collect()
    }

    /// Rows of text on the screen.
    pub fn height(&self) -> usize {
        usize::from(self.size.height.saturating_sub(FOOTER))
    }

    /// The form that a press chooses.
    pub(super) fn chosen(&self, chord: Chord) -> Option<Form> {
        let Handed::Citations { form: shown, .. } = &self.of else { return None };
        let here = Form::ALL.iter().position(|form| form == shown).unwrap_or(0);
        let beside = |steps: usize| Form::ALL.get((here + steps) % Form::ALL.len()).copied();
        match chord.key {
            Key::Tab => beside(1),
            Key::BackTab => beside(Form::ALL.len() - 1),
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
            | Key::PageDown => KEYS.iter().find(|(key, _)| chord.typed() == Some(*key)).map(|(_, form)| *form),
        }
    }

    /// Shows another form, from its beginning.
    pub(super) fn set_form(&mut self, wanted: Form, reader: &Reader) {
        if let Handed::Citations { form, .. } = &mut self.of {
            *form = wanted;
        }
        self.write(reader);
    }

    fn write(&mut self, reader: &Reader) {
        (self.text, self.sent) = match &self.of {
            Handed::Citations { records, form } => {
                let text = citation::cite(&reader.place, &reader.brief, records, *form);
                (text.clone(), text)
            }
            Handed::Links(sources) => {
                let Links { lines, addresses } = Links::of(&reader.brief, sources);
                (lines.join("\n"), addresses.join("\n"))
            }
        };
        self.rows = rows(&self.text, self.size.width);
        self.top = 0;
    }

    /// What it is of, as items.
    pub(super) fn items(&self) -> Vec<Item> {
        match &self.of {
            Handed::Citations { records, .. } => records.iter().copied().map(Item::Record).collect(),
            Handed::Links(sources) => sources.iter().copied().map(Item::Source).collect(),
        }
    }

    /// Tells of the items of a brief that was read again, in the same form and from the same row on. Whether any is left.
    pub(super) fn renew(&mut self, items: &[Item], reader: &Reader) -> bool {
        let is_left = match &mut self.of {
            Handed::Citations { records, .. } => {
                *records = items.iter().copied().filter_map(record).collect();
                !records.is_empty()
            }
            Handed::Links(sources) => {
                *sources = items.iter().copied().filter_map(source).collect();
                !sources.is_empty()
            }
        };
        let top = self.top;
        self.write(reader);
        self.scroll(isize::try_from(top).unwrap_or(0));
        is_left
    }

    /// Breaks the text for another size; what was the first row stays on it.
    pub(super) fn resize(&mut self, size: Size) {
        let at = self.rows.get(self.top).map_or(0, |row| row.at);
        self.size = size;
        self.rows = rows(&self.text, size.width);
        self.top = self.rows.iter().rposition(|row| row.at <= at).unwrap_or(0);
        self.scroll(0);
    }

    /// Scrolls by rows.
    pub(super) fn scroll(&mut self, rows: isize) {
        let last = self.rows.len().saturating_sub(self.height());
        self.top = self.top.saturating_add_signed(rows).min(last);
    }
}

fn record(item: Item) -> Option<Record> {
    match item {
        Item::Record(record) => Some(record),
        Item::Source(_) | Item::Actor(_) | Item::Issue(_) | Item::Cell(..) => None,
    }
}

fn source(item: Item) -> Option<Ix<Source>> {
    match item {
        Item::Source(source) => Some(source),
        Item::Record(_) | Item::Actor(_) | Item::Issue(_) | Item::Cell(..) => None,
    }
}

/// Rows of `width` columns: each line filled to the edge, whatever word stands there.
fn rows(text: &str, width: u16) -> Vec<Row> {
    let width = usize::from(width).max(1);
    let mut rows = Vec::new();
    let mut at = 0;
    for line in text.split('\n') {
        fill(line, at, width, &mut rows);
        at += line.len() + 1;
    }
    rows
}

fn fill(line: &str, at: usize, width: usize, rows: &mut Vec<Row>) {
    let mut row = Row { text: String::new(), runs_on: false, at };
    let mut used = 0;
    // What becomes of a character hangs on its neighbours, so the line is made harmless as a whole.
    for (offset, cluster) in text::clean(line).grapheme_indices(true) {
        let columns = text::width(cluster);
        if used + columns > width {
            // A wide character that does not fit leaves a column free: the terminal could not tell it from a space.
            row.runs_on = used == width;
            rows.push(std::mem::replace(&mut row, Row { text: String::new(), runs_on: false, at: at + offset }));
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
        rows(text, width).into_iter().map(|row| (row.text, row.runs_on)).collect()
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
