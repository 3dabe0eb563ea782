//! The paragraphs of a text, whether they are set apart by empty lines, by lines alone, or wrapped. It never changes the text.

use std::ops::Range;

/// The longest line of a text that is wrapped, in characters.
const MAX_WRAPPED: usize = 100;

/// The ranges of the paragraphs in order, without the white space around them.
pub fn paragraphs(text: &str) -> Vec<Range<usize>> {
    let lines = lines(text);
    let wrapping = Wrapping::new(text, &lines);
    let mut paragraphs: Vec<Range<usize>> = Vec::new();
    let mut before: Option<Range<usize>> = None;
    for line in lines {
        let goes_on = before.as_ref().is_some_and(|before| !line.is_empty() && wrapping.goes_on(text, before, &line));
        match paragraphs.last_mut() {
            Some(paragraph) if goes_on => paragraph.end = line.end,
            Some(_) | None if !line.is_empty() => paragraphs.push(line.clone()),
            Some(_) | None => {}
        }
        before = Some(line).filter(|line| !line.is_empty());
    }
    paragraphs
}

/// The position of the paragraph at a byte of the text, or of the last one before it.
pub(super) fn paragraph_at(paragraphs: &[Range<usize>], at: usize) -> usize {
    paragraphs.partition_point(|paragraph| paragraph.start <= at).saturating_sub(1)
}

/// The lines, without the white space around them.
fn lines(text: &str) -> Vec<Range<usize>> {
    let mut from = 0;
    let trimmed = |line: &str| {
        let start = from + line.len() - line.trim_start().len();
        from += line.len();
        let end = start + line.trim().len();
        if line.trim().is_empty() { start..start } else { start..end }
    };
    text.split_inclusive('\n').map(trimmed).collect()
}

/// How the lines of a text make its paragraphs.
struct Wrapping {
    is_wrapped: bool,
    /// Whether empty lines stand between the paragraphs.
    has_empty_lines: bool,
    /// The length of the longest line, in characters.
    longest: usize,
}

impl Wrapping {
    fn new(text: &str, lines: &[Range<usize>]) -> Self {
        let longest = lines.iter().map(|line| text[line.clone()].chars().count()).max().unwrap_or(0);
        let written: &[Range<usize>] = match (lines.iter().position(|line| !line.is_empty()), lines) {
            (Some(first), lines) => &lines[first..=lines.iter().rposition(|line| !line.is_empty()).unwrap_or(first)],
            (None, _) => &[],
        };
        let joins = written.windows(2).filter(|two| !two[0].is_empty() && !two[1].is_empty());
        let (mut open, mut all) = (0, 0);
        for two in joins {
            all += 1;
            open += usize::from(!ends_sentence(&text[two[0].clone()]));
        }
        Self {
            is_wrapped: longest <= MAX_WRAPPED && open * 2 >= all && all > 0,
            has_empty_lines: written.iter().any(Range::is_empty),
            longest,
        }
    }

    /// Whether a line belongs to the paragraph of the line before it.
    fn goes_on(&self, text: &str, before: &Range<usize>, line: &Range<usize>) -> bool {
        let [above, this] = [before, line].map(|line| &text[line.clone()]);
        let begins_anew = ends_sentence(above) && this.starts_with(|char| is_turn_mark(char) || is_opening(char));
        let is_last = !self.has_empty_lines && ends_sentence(above) && above.chars().count() * 4 < self.longest * 3;
        self.is_wrapped && !begins_anew && !is_last
    }
}

const fn is_turn_mark(char: char) -> bool {
    matches!(char, '—' | '–' | '―' | '-')
}

const fn is_opening(char: char) -> bool {
    matches!(char, '“' | '„' | '«' | '»' | '‹' | '"' | '‘' | '「' | '『')
}

/// Whether the line ends as a sentence or a quotation does.
fn ends_sentence(line: &str) -> bool {
    let is_after =
        |char: char| matches!(char, '”' | '"' | '’' | '\'' | '»' | '«' | '“' | '›' | '」' | '』' | ')' | ']');
    line.ends_with(is_after) || line.ends_with(['.', '!', '?', '…', ':', '。', '！', '？', '؟', '۔', '।'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_are_set_apart_by_empty_lines_or_lines_and_wrapped_lines_are_one() {
        let long = "a word ".repeat(20);
        let two_long = format!("{long}ends.\n{long}ends.\n");
        for (text, expected) in [
            ("One.\n\nTwo.", 2),
            ("\n\n  One.\r\n\r\n\r\nTwo.\r\n", 2),
            (two_long.as_str(), 2),
            ("Nobody in the council would say that\nthe toll is dead, and nobody would say\nthat it lives.", 1),
            (
                "Nobody in the council would say that\nthe toll is dead.\nNobody in the port would say that\nit lives.",
                2,
            ),
            ("“We are waiting.\n“We will not pay,” she said.", 2),
            ("", 0),
            (" \n ", 0),
        ] {
            assert_eq!(paragraphs(text).len(), expected, "{text}");
        }
    }
}
