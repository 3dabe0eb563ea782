//! Renders faults as text: drawn into their lines, or one fault a line. It prints nothing.

mod config_fault;
mod line_index;

use std::collections::BTreeSet;
use std::fmt::Write as _;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Renderer, Snippet};

use crate::diagnostics::{DescribedFault, Fault, FilePlace, LintPolicy, Severity, SourceFile};
use crate::text::sanitize::{sanitize, sanitize_with_offsets};

pub use config_fault::{ConfigFault, draw};
pub use line_index::{LineColumn, LineIndex};

/// A line longer than this, in bytes, is not drawn. Its fault is rendered as one line instead.
const LONGEST_DRAWN: usize = 4096;

/// How faults are rendered.
#[derive(Debug, Clone)]
pub struct RenderStyle<'a> {
    pub policy: &'a LintPolicy,
    pub color: bool,
    /// The number of faults to render. Further faults are only counted.
    pub most: usize,
}

/// Renders every fault into the line that has it, with an empty line after each. Faults that the policy allows are left out. The text is
/// empty when there are no faults.
///
/// The result has no terminal control characters from the brief.
pub fn render(files: &[SourceFile], faults: &[Fault], style: &RenderStyle<'_>) -> String {
    let renderer = if style.color { Renderer::styled() } else { Renderer::plain() };
    let index = LineIndex::new(files, faults);
    let reported: Vec<(&Fault, Severity)> =
        faults.iter().filter_map(|fault| Some((fault, style.policy.level(fault.code)?))).collect();
    let mut text = String::new();
    for (fault, level) in reported.iter().take(style.most) {
        if can_draw(&index, fault) {
            text.push_str(&renderer.render(&[group(&index, fault, *level)]));
        } else {
            let _ = write!(text, "{}[{}]: {}", level.word(), fault.code, one_line(&index, fault));
        }
        text.push_str("\n\n");
    }
    let more: usize = reported.iter().skip(style.most).map(|(fault, _)| fault.times).sum();
    if more > 0 {
        let _ = writeln!(text, "… and {more} more, some of which may disappear when these are corrected");
    }
    text
}

/// Describes every fault as text, without the line that has it.
pub fn describe(files: &[SourceFile], faults: &[Fault]) -> Vec<DescribedFault> {
    let index = LineIndex::new(files, faults);
    faults.iter().map(|fault| describe_fault(&index, fault)).collect()
}

/// Renders every fault as one line, for tools that jump to places: `file:line:column: problem; help`.
pub fn lines(files: &[SourceFile], faults: &[Fault]) -> Vec<String> {
    let index = LineIndex::new(files, faults);
    faults.iter().map(|fault| one_line(&index, fault)).collect()
}

/// The number of faults of each severity, the most serious first, and of their files: `3 errors and 1 note in 2 files`.
pub fn count(faults: &[Fault], policy: &LintPolicy) -> String {
    let number = |count: usize, what: &str| format!("{count} {what}{}", if count == 1 { "" } else { "s" });
    let reported = || faults.iter().filter_map(|fault| Some((fault, policy.level(fault.code)?)));
    let levels = Severity::ALL.map(|level| {
        (
            reported().filter(|(_, severity)| *severity == level).map(|(fault, _)| fault.times).sum::<usize>(),
            level.word(),
        )
    });
    let counts: Vec<String> =
        levels.iter().filter(|(count, _)| *count > 0).map(|(count, what)| number(*count, what)).collect();
    let files: BTreeSet<usize> = reported().map(|(fault, _)| fault.place.file).collect();
    let counts = match counts.as_slice() {
        [] => return "nothing is wrong".to_owned(),
        [only] => only.clone(),
        [before @ .., last] => format!("{} and {last}", before.join(", ")),
    };
    format!("{counts} in {}", number(files.len(), "file"))
}

/// `file:line:column: problem; help`.
fn one_line(index: &LineIndex<'_>, fault: &Fault) -> String {
    let DescribedFault { at, message, .. } = describe_fault(index, fault);
    format!("{at}: {message}")
}

fn describe_fault(index: &LineIndex<'_>, fault: &Fault) -> DescribedFault {
    let [LineColumn { line, column, .. }, _] = index.points(&fault.place);
    let help = fault.help.as_ref().map(|help| format!("; {help}")).unwrap_or_default();
    let at = sanitize(&format!("{}:{line}:{column}", index.name(&fault.place)));
    DescribedFault { code: fault.code, times: fault.times, at, message: sanitize(&format!("{}{help}", fault.problem)) }
}

/// Whether all lines of a fault are short enough to be drawn.
fn can_draw(index: &LineIndex<'_>, fault: &Fault) -> bool {
    let related = fault.related.iter().map(|(place, _)| place);
    related.chain([&fault.place]).all(|place| index.line(place).text.len() <= LONGEST_DRAWN)
}

fn group<'g>(index: &'g LineIndex<'g>, fault: &'g Fault, level: Severity) -> Group<'g> {
    let title = match level {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let group = title.primary_title(sanitize(&fault.problem)).id(fault.code.word());
    let mut group = group.element(snippet(index, &fault.place, AnnotationKind::Primary, None));
    for (place, what) in &fault.related {
        group = group.element(snippet(index, place, AnnotationKind::Context, Some(what)));
    }
    match &fault.help {
        Some(help) => group.element(Level::HELP.message(sanitize(help))),
        None => group,
    }
}

fn snippet<'g>(
    index: &'g LineIndex<'g>,
    place: &FilePlace,
    kind: AnnotationKind,
    label: Option<&'g str>,
) -> Snippet<'g, Annotation<'g>> {
    let line = index.line(place);
    let (text, [start, end]) = sanitize_with_offsets(line.text, [line.span.start, line.span.end]);
    let annotation = kind.span(start..end).label(label.map(sanitize));
    Snippet::source(text).line_start(line.number).path(sanitize(index.name(place))).annotation(annotation)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::FileScope;
    use crate::format::read;
    use crate::text::sanitize::is_terminal_control;

    fn files(texts: &[&str]) -> Vec<SourceFile> {
        let file = |(at, text): (usize, &&str)| SourceFile {
            name: format!("{at}.toml"),
            text: (*text).to_owned(),
            part: FileScope::Brief,
        };
        texts.iter().enumerate().map(file).collect()
    }

    fn drawn(files: &[SourceFile], faults: &[Fault], color: bool) -> String {
        render(files, faults, &RenderStyle { policy: &LintPolicy::default(), color, most: 100 })
    }

    const BRIEF: &str =
        "[brief]\nformat = 1\ntitle = \"T\"\nas_of = 2025-01-01\nbottom_line = \"B.\"\ntlp = \"TLP:CLEAR\"\n";

    #[test]
    fn faults_are_drawn_into_their_lines_and_counted() {
        let actor = "[[actor]]\nid = \"asif\"\nname = \"Asif\"\nkind = \"person\"\n";
        let files = files(&[&format!("{BRIEF}{actor}"), &format!("{actor}membr_of = [\"asiff\"]\n")]);
        let (_, faults) = read(&files);
        insta::assert_snapshot!(drawn(&files, &faults, false), @r#"
        error[E-id-taken]: actor: the id `asif` is taken
         --> 1.toml:2:6
          |
        2 | id = "asif"
          |      ^^^^^^
          |
         ::: 0.toml:8:6
          |
        8 | id = "asif"
          |      ------ first given here

        error[E-unknown-field]: actor `asif`: no field `membr_of`
         --> 1.toml:5:1
          |
        5 | membr_of = ["asiff"]
          | ^^^^^^^^
          |
          = help: did you mean `member_of`?

        "#);
        assert_eq!(count(&faults, &LintPolicy::default()), "2 errors in 1 file");
        assert!(drawn(&files, &faults, true).contains('\u{1b}'));
        assert_eq!(drawn(&files, &[], false), "");
    }

    #[test]
    fn no_terminal_control_character_is_rendered() {
        let controls = "\u{1b}[2J\u{9b}2J\u{202e}\u{7}\u{2028}";
        let mut files =
            files(&[&format!("{BRIEF}marking = \"{controls}\"\n[[issue]]\nid = \"{controls}\" # {controls}\n")]);
        files[0].name = format!("{controls}.toml");
        let (_, faults) = read(&files);
        assert!(!faults.is_empty());
        let lines = lines(&files, &faults).concat();
        let drawn = self::drawn(&files, &faults, false);
        assert!(!lines.contains(is_terminal_control), "{lines:?}");
        assert!(!drawn.contains(is_terminal_control), "{drawn:?}");
    }

    #[test]
    fn a_fault_in_a_long_line_is_rendered_as_one_line() {
        let files = files(&[&format!("{BRIEF}markings = \"{}\"\n", "x".repeat(10_000))]);
        let (_, faults) = read(&files);
        assert!(
            drawn(&files, &faults, false)
                .starts_with("error[E-unknown-field]: 0.toml:7:1: brief: no field `markings`; did you mean")
        );
    }
}
