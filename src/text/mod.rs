//! Text for the screen: sanitized, styled by tone and wrapped into rows. It draws nothing.

mod ascii;
pub mod encoding;
pub mod fold;
pub mod markup;
pub mod sanitize;
mod split;
pub mod suggest;

use std::borrow::Cow;
use std::ops::Range;

use textwrap::core::Word;
use textwrap::wrap_algorithms::Penalties;
use textwrap::{WordSeparator, WrapAlgorithm};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

pub use ascii::ascii_char;
pub use split::is_taller;

use crate::model::StancePosition;
use crate::text::sanitize::sanitize;

/// A text on one line: one space for each run of white space, and none at its ends.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a run of text means; the theme maps it to a style.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    Plain,
    /// Emphasized text, such as headings and names.
    Strong,
    /// Secondary text, such as labels and dates.
    Quiet,
    /// A verbatim quote.
    Quote,
    /// Something is wrong, or disputed.
    Alert,
    /// A stance, as a word or a glyph.
    Stance(StancePosition),
    /// A name in its own script, isolated from the direction of the text around it.
    Native,
}

/// A piece of text in one tone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextRun {
    pub text: String,
    pub tone: Tone,
    /// Whether it is highlighted as a match of a search.
    pub marked: bool,
}

/// One row of the screen.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TextLine {
    /// Columns left free before the first run.
    pub indent: usize,
    pub runs: Vec<TextRun>,
}

/// The cells of one row, from left to right.
pub type TextRow = Vec<TextCell>;

/// A part of a row, in a column of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextCell {
    /// Columns from the left edge.
    pub column: usize,
    pub width: usize,
    pub line: TextLine,
}

/// Text that is wrapped as a whole. Rows after the first are indented by `hang` more columns.
#[derive(Debug, Clone, Default)]
pub struct Paragraph {
    indent: usize,
    hang: usize,
    runs: Vec<TextRun>,
}

impl Paragraph {
    /// An empty paragraph, `indent` columns from the left.
    pub fn indented(indent: usize) -> Self {
        Self { indent, ..Self::default() }
    }

    /// Indents rows after the first by `hang` more columns.
    #[must_use]
    pub fn hanging(mut self, hang: usize) -> Self {
        self.hang = hang;
        self
    }

    /// Appends `text`, sanitized by [`clean`].
    #[must_use]
    pub fn with(mut self, tone: Tone, text: impl AsRef<str>) -> Self {
        let text = clean(text.as_ref()).into_owned();
        if !text.is_empty() {
            self.runs.push(TextRun { text, tone, marked: false });
        }
        self
    }

    /// Appends `text` as a marked run.
    #[must_use]
    pub fn with_marked(self, tone: Tone, text: impl AsRef<str>) -> Self {
        let before = self.runs.len();
        let mut paragraph = self.with(tone, text);
        paragraph.runs.iter_mut().skip(before).for_each(|run| run.marked = true);
        paragraph
    }

    /// Appends `text` if there is any.
    #[must_use]
    pub fn with_optional(self, tone: Tone, text: Option<impl AsRef<str>>) -> Self {
        match text {
            Some(text) => self.with(tone, text),
            None => self,
        }
    }

    /// Replaces the text of each run by `map` of it.
    #[must_use]
    pub fn map_text(mut self, map: impl Fn(&str) -> String) -> Self {
        self.runs.iter_mut().for_each(|run| run.text = map(&run.text));
        self
    }

    /// Marks the byte ranges that `marks` returns for the text of each run. Runs in the tones `Quiet` and `Native` are not searched.
    #[must_use]
    pub fn with_marks(mut self, marks: &impl Fn(&str) -> Vec<Range<usize>>) -> Self {
        let split = |run: TextRun| match run.tone {
            Tone::Quiet | Tone::Native => vec![run],
            Tone::Plain | Tone::Strong | Tone::Quote | Tone::Alert | Tone::Stance(_) => {
                marked_runs(&run.text, &marks(&run.text), run.tone)
            }
        };
        self.runs = self.runs.into_iter().flat_map(split).collect();
        self
    }

    /// Whether it has no text.
    pub fn is_empty(&self) -> bool {
        self.runs.is_empty()
    }
}

/// Splits `text` into runs of one tone. A grapheme cluster is marked if any of `marks` (byte ranges) overlaps it.
pub fn marked_runs(text: &str, marks: &[Range<usize>], tone: Tone) -> Vec<TextRun> {
    let mut runs: Vec<TextRun> = Vec::new();
    for (at, cluster) in text.grapheme_indices(true) {
        let marked = marks.iter().any(|mark| mark.start < at + cluster.len() && at < mark.end);
        match runs.last_mut() {
            Some(run) if run.marked == marked => run.text.push_str(cluster),
            Some(_) | None => runs.push(TextRun { text: cluster.to_owned(), tone, marked }),
        }
    }
    runs
}

/// Wraps `paragraphs` to `width` columns. An empty paragraph becomes an empty row.
pub fn wrap(paragraphs: &[Paragraph], width: usize) -> Vec<TextLine> {
    paragraphs.iter().flat_map(|paragraph| wrap_one(paragraph, width)).collect()
}

fn wrap_one(paragraph: &Paragraph, width: usize) -> Vec<TextLine> {
    let spans = row_spans(paragraph, &paragraph.text(), width);
    let line = |span| TextLine { indent: paragraph.indent, runs: runs_within(&paragraph.runs, span) };
    let mut lines: Vec<TextLine> = spans.iter().map(line).collect();
    for line in lines.iter_mut().skip(1) {
        line.indent += paragraph.hang;
    }
    if lines.is_empty() { vec![TextLine::default()] } else { lines }
}

/// Returns the byte range of each row of a paragraph whose text is `text`.
fn row_spans(paragraph: &Paragraph, text: &str, width: usize) -> Vec<Range<usize>> {
    let rest = width.saturating_sub(paragraph.indent + paragraph.hang).max(1);
    let first = width.saturating_sub(paragraph.indent).max(1);
    let words = WordSeparator::new().find_words(text);
    let words = textwrap::core::break_words(words, rest);
    let widths = [first, rest];
    // A row that is too wide would be cut, which is worse than any number of ragged edges.
    let penalties = Penalties { overflow_penalty: 1_000_000, ..Penalties::new() };
    let rows = WrapAlgorithm::OptimalFit(penalties).wrap(&words, &widths);
    // Leading spaces may fill a row by themselves; such a row is dropped.
    let spans = rows.iter().filter_map(|row| Some(word_span(text, row.first()?, row.last()?)));
    spans.filter(|span| !span.is_empty()).collect()
}

/// Returns the byte range from the start of `first` to the end of `last`. Both must be slices of `text`.
fn word_span(text: &str, first: &Word<'_>, last: &Word<'_>) -> Range<usize> {
    let offset = |word: &str| word.as_ptr() as usize - text.as_ptr() as usize;
    offset(first.word)..offset(last.word) + last.word.len()
}

fn runs_within(runs: &[TextRun], span: &Range<usize>) -> Vec<TextRun> {
    let mut begin = 0;
    let mut within = Vec::new();
    for run in runs {
        let end = begin + run.text.len();
        let (from, to) = (span.start.max(begin), span.end.min(end));
        if from < to {
            let text = run.text[from - begin..to - begin].to_owned();
            within.push(TextRun { text, tone: run.tone, marked: run.marked });
        }
        begin = end;
    }
    within
}

/// Returns `text` on one line and safe for a terminal; see [`sanitize`](mod@crate::text::sanitize).
pub fn clean(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| (b' '..0x7f).contains(&byte)) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(sanitize(text))
}

/// Returns the width of `text` in terminal columns. Each grapheme cluster counts on its own: terminals draw no ligatures.
pub fn width(text: &str) -> usize {
    if text.is_ascii() { text.width() } else { text.graphemes(true).map(UnicodeWidthStr::width).sum() }
}

/// Truncates `text` to at most `columns` columns. The cut is between words if possible and is shown by `…`.
pub fn fit(text: &str, columns: usize) -> Cow<'_, str> {
    if width(text) <= columns {
        return Cow::Borrowed(text);
    }
    if columns == 0 {
        return Cow::Borrowed("");
    }
    let mut end = 0;
    let mut used = 0;
    for (at, cluster) in text.grapheme_indices(true) {
        used += width(cluster);
        if used > columns - 1 {
            break;
        }
        end = at + cluster.len();
    }
    let cut = &text[..end];
    let at_word = text[end..].starts_with(' ').then_some(end).or_else(|| cut.rfind(' ')).filter(|space| *space > 0);
    let at_hyphen = cut.rfind('-').map(|hyphen| hyphen + 1);
    let kept = at_word.or(at_hyphen).map_or(cut, |end| &cut[..end]);
    Cow::Owned(format!("{}…", kept.trim_end_matches([' ', ',', '.', ';', ':', '…', '—', '–'])))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rows(paragraph: Paragraph, width: usize) -> Vec<String> {
        let text = |line: &TextLine| line.runs.iter().map(|run| run.text.as_str()).collect::<String>();
        wrap(&[paragraph], width).iter().map(|line| " ".repeat(line.indent) + &text(line)).collect()
    }

    #[test]
    fn rows_break_between_words_and_keep_their_tones() {
        let paragraph = Paragraph::indented(1)
            .hanging(2)
            .with(Tone::Strong, "Khawaja Asif")
            .with(Tone::Quiet, ", Defence Minister");
        assert_eq!(rows(paragraph.clone(), 16), [" Khawaja Asif,", "   Defence", "   Minister"]);
        let lines = wrap(&[paragraph], 16);
        assert_eq!(lines[0].runs.iter().map(|run| run.tone).collect::<Vec<_>>(), [Tone::Strong, Tone::Quiet]);
    }

    #[test]
    fn a_ragged_edge_is_better_than_a_row_that_is_too_wide() {
        let long = format!("ab {}", "x".repeat(58));
        assert_eq!(rows(Paragraph::indented(0).with(Tone::Plain, &long), 60), ["ab".to_owned(), "x".repeat(58)]);
    }

    #[test]
    fn a_paragraph_is_cut_behind_a_sentence_where_one_ends_late_enough() {
        let cut = |text: &str, rows| {
            let (head, rest) = Paragraph::indented(1).hanging(2).with(Tone::Plain, text).split_at_rows(16, rows)?;
            Some((head.text(), rest.text(), rest.indent))
        };
        let wanted = |head: &str, rest: &str| Some((head.to_owned(), rest.to_owned(), 3));
        let sentence = wanted("One two three four.", "Five six seven eight.");
        assert_eq!(cut("One two three four. Five six seven eight.", 2), sentence);
        let row = wanted("One. Two three four five six", "seven eight.");
        assert_eq!(cut("One. Two three four five six seven eight.", 2), row);
        assert_eq!(cut("One two.", 2), None);
        assert_eq!(cut("One two three four five six.", 0), None);
    }

    #[test]
    fn spaces_before_a_wide_letter_are_no_row() {
        let spaces = || Paragraph::indented(1).hanging(1).with(Tone::Plain, "   日").with(Tone::Strong, "   日");
        assert_eq!(rows(spaces(), 4), [" 日", "  日"]);
        let (head, rest) = spaces().split_at_rows(4, 1).expect("it takes two rows");
        assert_eq!((head.text().as_str(), rest.text().as_str()), ("   日", "日"));
    }

    #[test]
    fn an_empty_paragraph_is_an_empty_row() {
        assert_eq!(wrap(&[Paragraph::default()], 10), [TextLine::default()]);
    }

    #[test]
    fn nothing_that_commands_a_terminal_is_shown() {
        assert_eq!(clean("a\x1b[31mb\u{9b}c\u{202e}d\u{200b}e\tf"), "a␛[31mb�c�d�e f");
    }

    #[test]
    fn what_does_not_fit_is_cut_between_words() {
        assert_eq!(fit("Pakistan Tehreek-e-Insaf", 24), "Pakistan Tehreek-e-Insaf");
        assert_eq!(fit("This is a direct attack on the federation", 20), "This is a direct…");
        assert_eq!(fit("Tehreek-e-Taliban", 12), "Tehreek-e-…");
        assert_eq!(fit("Balochistan", 8), "Balochi…", "a word alone is cut where it must be");
        assert_eq!(fit("日本語の文", 5), "日本…");
        assert_eq!((width("لا"), width("عمران لا")), (2, 8), "two letters are two cells, whatever a font makes of them");
        assert_eq!(fit("عمران لا", 7), "عمران…");
        assert_eq!(fit("anything", 0), "");
    }

    proptest! {
        #[test]
        fn no_row_is_wider_than_the_screen(text in "\\PC{0,80}", columns in 8_usize..60) {
            let paragraph = Paragraph::indented(2).hanging(2).with(Tone::Plain, &text);
            for row in rows(paragraph, columns) {
                prop_assert!(width(&row) <= columns, "{row:?} in {columns}");
            }
            prop_assert!(width(&fit(&clean(&text), columns)) <= columns);
        }

        #[test]
        fn a_cut_loses_nothing_but_spaces_and_fits(text in "[a-z. “”日]{0,160}", columns in 4_usize..40, most in 1_usize..6) {
            let paragraph = Paragraph::indented(1).hanging(1).with(Tone::Plain, &text).with(Tone::Strong, &text);
            match paragraph.split_at_rows(columns, most) {
                None => prop_assert!(wrap_one(&paragraph, columns).len() <= most),
                Some((head, rest)) => {
                    prop_assert!(wrap_one(&head, columns).len() <= most && !head.is_empty() && !rest.is_empty());
                    let letters = |text: &str| text.replace(' ', "");
                    prop_assert_eq!(letters(&head.text()) + &letters(&rest.text()), letters(&paragraph.text()));
                }
            }
        }
    }
}
