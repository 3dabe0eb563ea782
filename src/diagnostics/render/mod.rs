//! Faults as text for a shell: drawn into the lines that have them, or one to a line. It prints nothing itself.

mod config_fault;
mod line_index;

use std::collections::BTreeSet;
use std::fmt::Write as _;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level as Title, Renderer, Snippet};

use crate::diagnostics::{DescribedFault, Fault, FilePlace, LintPolicy, Severity, SourceFile};
use crate::text::sanitize::{sanitize, sanitize_with_offsets};

pub use config_fault::{ConfigFault, draw};
pub use line_index::{LineColumn, LineIndex};

/// Lines longer than this, in bytes, are named and not drawn.
const LONGEST_DRAWN: usize = 4096;

/// How faults are drawn.
#[derive(Debug, Clone)]
pub struct RenderStyle<'a> {
    pub policy: &'a LintPolicy,
    pub color: bool,
    /// Faults after these many are counted and not drawn.
    pub most: usize,
}

/// Every fault with the line that has it, an empty line after each; nothing when there is none. What the policy allows is left out.
///
/// No character of a brief that a terminal would obey is let through.
pub fn render(files: &[SourceFile], faults: &[Fault], style: &RenderStyle<'_>) -> String {
    let renderer = if style.color { Renderer::styled() } else { Renderer::plain() };
    let pages = LineIndex::new(files, faults);
    let told: Vec<(&Fault, Severity)> =
        faults.iter().filter_map(|fault| Some((fault, style.policy.level(fault.code)?))).collect();
    let mut text = String::new();
    for (fault, level) in told.iter().take(style.most) {
        if can_draw(&pages, fault) {
            text.push_str(&renderer.render(&[group(&pages, fault, *level)]));
        } else {
            let _ = write!(text, "{}[{}]: {}", level.word(), fault.code, sentence(&pages, fault));
        }
        text.push_str("\n\n");
    }
    let more: usize = told.iter().skip(style.most).map(|(fault, _)| fault.times).sum();
    if more > 0 {
        let _ = writeln!(text, "… and {more} more, which mending these may end");
    }
    text
}

/// Every fault in words, without the line that has it.
pub fn describe(files: &[SourceFile], faults: &[Fault]) -> Vec<DescribedFault> {
    let pages = LineIndex::new(files, faults);
    faults.iter().map(|fault| in_words(&pages, fault)).collect()
}

/// Every fault on a line of its own, for tools that jump to places: `file:line:column: problem; help`.
pub fn lines(files: &[SourceFile], faults: &[Fault]) -> Vec<String> {
    let pages = LineIndex::new(files, faults);
    faults.iter().map(|fault| sentence(&pages, fault)).collect()
}

/// How many faults there are of each level, the gravest first, and in how many files: `3 errors and 1 note in 2 files`.
pub fn count(faults: &[Fault], policy: &LintPolicy) -> String {
    let number = |count: usize, what: &str| format!("{count} {what}{}", if count == 1 { "" } else { "s" });
    let told = || faults.iter().filter_map(|fault| Some((fault, policy.level(fault.code)?)));
    let levels = Severity::ALL.map(|level| {
        (told().filter(|(_, of)| *of == level).map(|(fault, _)| fault.times).sum::<usize>(), level.word())
    });
    let counts: Vec<String> =
        levels.iter().filter(|(count, _)| *count > 0).map(|(count, what)| number(*count, what)).collect();
    let files: BTreeSet<usize> = told().map(|(fault, _)| fault.place.file).collect();
    let counts = match counts.as_slice() {
        [] => return "nothing is wrong".to_owned(),
        [only] => only.clone(),
        [before @ .., last] => format!("{} and {last}", before.join(", ")),
    };
    format!("{counts} in {}", number(files.len(), "file"))
}

/// `file:line:column: problem; help`.
fn sentence(pages: &LineIndex<'_>, fault: &Fault) -> String {
    let DescribedFault { at, says, .. } = in_words(pages, fault);
    format!("{at}: {says}")
}

fn in_words(pages: &LineIndex<'_>, fault: &Fault) -> DescribedFault {
    let [LineColumn { line, column, .. }, _] = pages.points(&fault.place);
    let help = fault.help.as_ref().map(|help| format!("; {help}")).unwrap_or_default();
    let at = sanitize(&format!("{}:{line}:{column}", pages.name(&fault.place)));
    DescribedFault { code: fault.code, times: fault.times, at, says: sanitize(&format!("{}{help}", fault.problem)) }
}

/// Whether all of its lines are short enough to be drawn.
fn can_draw(pages: &LineIndex<'_>, fault: &Fault) -> bool {
    let related = fault.related.iter().map(|(place, _)| place);
    related.chain([&fault.place]).all(|place| pages.line(place).text.len() <= LONGEST_DRAWN)
}

fn group<'g>(pages: &'g LineIndex<'g>, fault: &'g Fault, level: Severity) -> Group<'g> {
    let title = match level {
        Severity::Error => Title::ERROR,
        Severity::Warning => Title::WARNING,
        Severity::Note => Title::NOTE,
    };
    let group = title.primary_title(sanitize(&fault.problem)).id(fault.code.word());
    let mut group = group.element(snippet(pages, &fault.place, AnnotationKind::Primary, None));
    for (place, what) in &fault.related {
        group = group.element(snippet(pages, place, AnnotationKind::Context, Some(what)));
    }
    match &fault.help {
        Some(help) => group.element(Title::HELP.message(sanitize(help))),
        None => group,
    }
}

fn snippet<'g>(
    pages: &'g LineIndex<'g>,
    place: &FilePlace,
    kind: AnnotationKind,
    label: Option<&'g str>,
) -> Snippet<'g, Annotation<'g>> {
    let line = pages.line(place);
    let (text, [start, end]) = sanitize_with_offsets(line.text, [line.span.start, line.span.end]);
    let annotation = kind.span(start..end).label(label.map(sanitize));
    Snippet::source(text).line_start(line.number).path(sanitize(pages.name(place))).annotation(annotation)
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
    fn nothing_that_a_terminal_obeys_is_let_through() {
        let nasty = "\u{1b}[2J\u{9b}2J\u{202e}\u{7}\u{2028}";
        let mut files = files(&[&format!("{BRIEF}marking = \"{nasty}\"\n[[issue]]\nid = \"{nasty}\" # {nasty}\n")]);
        files[0].name = format!("{nasty}.toml");
        let (_, faults) = read(&files);
        assert!(!faults.is_empty());
        let lines = lines(&files, &faults).concat();
        let drawn = self::drawn(&files, &faults, false);
        assert!(!lines.contains(is_terminal_control), "{lines:?}");
        assert!(!drawn.contains(is_terminal_control), "{drawn:?}");
    }

    #[test]
    fn a_long_line_is_named_and_not_drawn() {
        let files = files(&[&format!("{BRIEF}markings = \"{}\"\n", "x".repeat(10_000))]);
        let (_, faults) = read(&files);
        assert!(
            drawn(&files, &faults, false)
                .starts_with("error[E-unknown-field]: 0.toml:7:1: brief: no field `markings`; did you mean")
        );
    }
}
