//! What is wrong with one page of text, drawn into its lines, without codes. It knows nothing of briefs, and prints nothing.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

use super::LONGEST_DRAWN;
use crate::text::sanitize::{sanitize, sanitize_with_offsets};

/// One thing that is wrong, with the place where it is to be put right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigFault {
    /// Bytes of the text: always inside it, and on the bounds of characters.
    pub span: Range<usize>,
    /// A lower-case fragment.
    pub problem: String,
    /// The way out.
    pub help: String,
    /// Another place that has a part in it, with what it is.
    pub related: Option<(Range<usize>, String)>,
}

impl ConfigFault {
    /// `name:line:column: problem; help`.
    pub fn line(&self, name: &str, text: &str) -> String {
        let (line, column) = point(text, self.span.start);
        sanitize(&format!("{name}:{line}:{column}: {}; {}", self.problem, self.help))
    }

    /// `name:line`.
    pub fn place(name: &str, text: &str, at: usize) -> String {
        sanitize(&format!("{name}:{}", point(text, at).0))
    }
}

/// Every slip with the line that has it, an empty line after each.
///
/// No character that a terminal would obey is let through.
pub fn draw(name: &str, text: &str, slips: &[ConfigFault], color: bool) -> String {
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    let mut drawn = String::new();
    for slip in slips {
        let places = [Some(&slip.span), slip.related.as_ref().map(|(span, _)| span)];
        let lines: Vec<FaultLine<'_>> = places.into_iter().flatten().map(|span| FaultLine::new(text, span)).collect();
        if lines.iter().any(|line| line.text.len() > LONGEST_DRAWN) {
            drawn += &slip.line(name, text);
        } else {
            let labels = [None, slip.related.as_ref().map(|(_, what)| sanitize(what))];
            let kinds = [AnnotationKind::Primary, AnnotationKind::Context];
            let snippets = lines.iter().zip(kinds).zip(labels).map(|((line, kind), label)| {
                let (text, [start, end]) = sanitize_with_offsets(line.text, [line.span.start, line.span.end]);
                let annotation = kind.span(start..end).label(label);
                let snippet = Snippet::source(text).line_start(line.number);
                snippet.path(sanitize(name)).annotation(annotation)
            });
            let group = Level::ERROR.primary_title(sanitize(&slip.problem)).elements(snippets);
            drawn += &renderer.render(&[group.element(Level::HELP.message(sanitize(&slip.help)))]);
        }
        drawn += "\n\n";
    }
    drawn
}

/// The line that a place begins in.
struct FaultLine<'a> {
    number: usize,
    text: &'a str,
    span: Range<usize>,
}

impl<'a> FaultLine<'a> {
    fn new(text: &'a str, span: &Range<usize>) -> Self {
        let start = text[..span.start].rfind('\n').map_or(0, |at| at + 1);
        let line = text[start..].split('\n').next().unwrap_or_default().trim_end_matches('\r');
        let within = |at: usize| at.saturating_sub(start).min(line.len());
        Self { number: point(text, start).0, text: line, span: within(span.start)..within(span.end) }
    }
}

/// Line and column of a byte, both counted from 1; columns in characters.
fn point(text: &str, at: usize) -> (usize, usize) {
    let before = &text[..at];
    let line = before.rsplit('\n').next().unwrap_or_default();
    let column = line.chars().filter(|char| *char != '\u{feff}').count() + 1;
    (before.bytes().filter(|byte| *byte == b'\n').count() + 1, column)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_drawn_into_its_line_with_what_has_a_part_in_it() {
        let text = "[keys]\nhelp = \"q\"\nquit = \"q\"\n";
        let slip = ConfigFault {
            span: 25..28,
            problem: "`q` is the key of `quit` and of `help`".to_owned(),
            help: "give one of them another".to_owned(),
            related: Some((14..17, "given here as well".to_owned())),
        };
        assert_eq!(
            slip.line("c.toml", text),
            "c.toml:3:8: `q` is the key of `quit` and of `help`; give one of them another"
        );
        insta::assert_snapshot!(draw("c.toml", text, &[slip], false));
    }

    #[test]
    fn nothing_that_a_terminal_obeys_is_let_through() {
        let text = "a = \"\u{1b}[2J\u{9b}\u{202e}\"\r\n";
        let slip = ConfigFault { span: 4..11, problem: "\u{1b}".to_owned(), help: "\u{7}".to_owned(), related: None };
        let drawn = draw("\u{1b}.toml", text, std::slice::from_ref(&slip), false) + &slip.line("\u{1b}", text);
        assert!(!drawn.contains(crate::text::sanitize::is_terminal_control), "{drawn:?}");
    }
}
