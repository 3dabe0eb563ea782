//! Renders the faults of a single text that is not a brief, such as the configuration. It knows no codes and prints nothing.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

use super::LONGEST_DRAWN;
use super::line_index::SourceLine;
use crate::diagnostics::source_file::line_and_column;
use crate::text::sanitize::{sanitize, sanitize_with_offsets};

/// One problem, with the place where the user can correct it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigFault {
    /// Byte offsets into the text. They lie inside it and on character boundaries.
    pub span: Range<usize>,
    /// A lower-case fragment.
    pub problem: String,
    /// How to correct it.
    pub help: String,
    /// Another place that contributes to the problem, with a label.
    pub related: Option<(Range<usize>, String)>,
}

impl ConfigFault {
    /// `name:line:column: problem; help`.
    pub fn line(&self, name: &str, text: &str) -> String {
        let (line, column) = line_and_column(text, self.span.start);
        sanitize(&format!("{name}:{line}:{column}: {}; {}", self.problem, self.help))
    }

    /// `name:line` of a byte offset.
    pub fn place(name: &str, text: &str, at: usize) -> String {
        sanitize(&format!("{name}:{}", line_and_column(text, at).0))
    }
}

/// Renders every fault into the line that has it, with an empty line after each. The result has no terminal control characters.
pub fn draw(name: &str, text: &str, faults: &[ConfigFault], color: bool) -> String {
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    let mut drawn = String::new();
    for fault in faults {
        let places = [Some(&fault.span), fault.related.as_ref().map(|(span, _)| span)];
        let lines: Vec<SourceLine<'_>> =
            places.into_iter().flatten().map(|span| SourceLine::find(text, span)).collect();
        if lines.iter().any(|line| line.text.len() > LONGEST_DRAWN) {
            drawn += &fault.line(name, text);
        } else {
            let labels = [None, fault.related.as_ref().map(|(_, what)| sanitize(what))];
            let kinds = [AnnotationKind::Primary, AnnotationKind::Context];
            let snippets = lines.iter().zip(kinds).zip(labels).map(|((line, kind), label)| {
                let (text, [start, end]) = sanitize_with_offsets(line.text, [line.span.start, line.span.end]);
                let annotation = kind.span(start..end).label(label);
                let snippet = Snippet::source(text).line_start(line.number);
                snippet.path(sanitize(name)).annotation(annotation)
            });
            let group = Level::ERROR.primary_title(sanitize(&fault.problem)).elements(snippets);
            drawn += &renderer.render(&[group.element(Level::HELP.message(sanitize(&fault.help)))]);
        }
        drawn += "\n\n";
    }
    drawn
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_is_drawn_into_its_line_with_the_related_place() {
        let text = "[keys]\nhelp = \"q\"\nquit = \"q\"\n";
        let fault = ConfigFault {
            span: 25..28,
            problem: "`q` is the key of `quit` and of `help`".to_owned(),
            help: "give one of them another".to_owned(),
            related: Some((14..17, "given here as well".to_owned())),
        };
        assert_eq!(
            fault.line("c.toml", text),
            "c.toml:3:8: `q` is the key of `quit` and of `help`; give one of them another"
        );
        insta::assert_snapshot!(draw("c.toml", text, &[fault], false), @r#"
        error: `q` is the key of `quit` and of `help`
         --> c.toml:3:8
          |
        3 | quit = "q"
          |        ^^^
          |
         ::: c.toml:2:8
          |
        2 | help = "q"
          |        --- given here as well
          |
          = help: give one of them another
        "#);
    }

    #[test]
    fn no_terminal_control_character_is_rendered() {
        let text = "a = \"\u{1b}[2J\u{9b}\u{202e}\"\r\n";
        let fault = ConfigFault { span: 4..11, problem: "\u{1b}".to_owned(), help: "\u{7}".to_owned(), related: None };
        let drawn = draw("\u{1b}.toml", text, std::slice::from_ref(&fault), false) + &fault.line("\u{1b}", text);
        assert!(!drawn.contains(crate::text::sanitize::is_terminal_control), "{drawn:?}");
    }
}
