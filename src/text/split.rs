//! A paragraph in two, where it takes more rows than there are. No word of it is lost.

use std::ops::Range;

use unicode_width::UnicodeWidthStr;

use super::{Paragraph, row_spans, runs_within, wrap, wrap_one};

impl Paragraph {
    /// The paragraph in two, where it takes more than `rows` on a screen of `width` columns: what fits them, at the end of a sentence if
    /// that leaves most of them in use, and the rest. `None` where it fits whole, or where there are no rows.
    pub fn split_at_rows(&self, width: usize, rows: usize) -> Option<(Self, Self)> {
        let text = self.text();
        // Of a long text only the beginning is looked at, or the time to cut all of it would grow with its square.
        let most = ((rows + 2) * width.max(1) * MAX_BYTES_PER_COLUMN).min(text.len());
        let near = (0..=most).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
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

    /// The bytes of `span`; what does not begin with the paragraph stands as its rows after the first do.
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

/// More bytes than a column of text takes anywhere but in jest.
const MAX_BYTES_PER_COLUMN: usize = 8;

/// Whether `paragraphs` take more than `rows` on a screen of `width` columns. A long text need not be wrapped for that.
pub fn is_taller(paragraphs: &[Paragraph], width: usize, rows: usize) -> bool {
    let columns: usize = paragraphs.iter().flat_map(|paragraph| &paragraph.runs).map(|run| run.text.width()).sum();
    columns > 2 * rows * (width + 1) || wrap(paragraphs, width).len() > rows
}

/// Where the last sentence of `text` ends that is followed by another.
fn end_of_sentence(text: &str) -> Option<usize> {
    let ends = |at: &usize| text[..*at].trim_end_matches(['”', '’', '"', ')', '»']).ends_with(['.', '!', '?', '…']);
    text.match_indices(' ').map(|(at, _)| at).rfind(ends)
}
