//! Splits a paragraph that takes more rows than available into two. It loses no word.

use std::ops::Range;

use unicode_width::UnicodeWidthStr;

use super::{Paragraph, row_spans, runs_within, wrap, wrap_one};

impl Paragraph {
    /// Splits the paragraph into a head that fits into `rows` rows of `width` columns, and the rest.
    ///
    /// The split is at the end of a sentence if the head then still fills more than half of the space. Returns `None` when the whole
    /// paragraph fits, or when `rows` is 0.
    pub fn split_at_rows(&self, width: usize, rows: usize) -> Option<(Self, Self)> {
        let text = self.text();
        // Only the start of a long text is wrapped; otherwise splitting all of it would take quadratic time.
        let max_bytes = ((rows + 2) * width.max(1) * MAX_BYTES_PER_COLUMN).min(text.len());
        let near = (0..=max_bytes).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        if near < text.len()
            && let Some((head, _)) = self.part(0..near).split_whole(width, rows)
        {
            let rest = self.part(head.text().len()..text.len());
            return Some((head, rest));
        }
        self.split_whole(width, rows)
    }

    fn split_whole(&self, width: usize, rows: usize) -> Option<(Self, Self)> {
        let text = self.text();
        let spans = row_spans(self, &text, width);
        if spans.len() <= rows {
            return None;
        }
        (1..=rows).rev().find_map(|row| {
            let end = spans[row - 1].end;
            let head = self.part(0..end_of_sentence(&text[..end]).filter(|at| 2 * at > end).unwrap_or(end));
            let rest = self.part(head.text().len()..text.len());
            (wrap_one(&head, width).len() <= rows).then_some((head, rest))
        })
    }

    pub(super) fn text(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }

    /// Returns the part at the byte range `span`. If it is not the start of the paragraph, it is indented like the rows after the first.
    fn part(&self, span: Range<usize>) -> Self {
        let mut runs = runs_within(&self.runs, &span);
        if span.start == 0 {
            return Self { runs, ..*self };
        }
        while let Some(first) = runs.first_mut() {
            let spaces = first.text.len() - first.text.trim_start().len();
            first.text.drain(..spaces);
            if !first.text.is_empty() {
                break;
            }
            runs.remove(0);
        }
        Self { indent: self.indent + self.hang, hang: 0, runs }
    }
}

/// An upper bound of the bytes per column in ordinary text.
const MAX_BYTES_PER_COLUMN: usize = 8;

/// Whether `paragraphs` take more than `rows` rows of `width` columns. Long text is decided without wrapping it.
pub fn is_taller(paragraphs: &[Paragraph], width: usize, rows: usize) -> bool {
    let columns: usize = paragraphs.iter().flat_map(|paragraph| &paragraph.runs).map(|run| run.text.width()).sum();
    columns > 2 * rows * (width + 1) || wrap(paragraphs, width).len() > rows
}

/// Returns the byte offset at which the last sentence of `text` ends that is followed by another one.
fn end_of_sentence(text: &str) -> Option<usize> {
    let ends = |at: &usize| text[..*at].trim_end_matches(['”', '’', '"', ')', '»']).ends_with(['.', '!', '?', '…']);
    text.match_indices(' ').map(|(at, _)| at).rfind(ends)
}
