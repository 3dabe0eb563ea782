//! Faults as text for a shell: drawn into the lines that have them, or one to a line. It prints nothing itself.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::ops::Range;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Renderer, Snippet};

use crate::brief::{Fault, Place, SourceFile};
use crate::harmless::{harmless, is_obeyed};

/// Lines longer than this, in bytes, are named and not drawn.
const LONGEST_DRAWN: usize = 4096;
/// Faults after these many are counted and not drawn: nobody reads them, and most come from the first.
const MOST_DRAWN: usize = 100;

/// Every fault with the line that has it, and a last line that counts them; nothing when there is none.
///
/// No character of a brief that a terminal would obey is let through.
pub fn render(files: &[SourceFile], faults: &[Fault], color: bool) -> String {
    if faults.is_empty() {
        return String::new();
    }
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    let pages = Pages::of(files, faults);
    let mut text = String::new();
    for fault in faults.iter().take(MOST_DRAWN) {
        if pages.can_draw(fault) {
            text.push_str(&renderer.render(&[pages.group(fault)]));
        } else {
            text.push_str(&pages.sentence(fault));
        }
        text.push_str("\n\n");
    }
    if let Some(more) = faults.len().checked_sub(MOST_DRAWN).filter(|more| *more > 0) {
        let _ = writeln!(text, "… and {more} more, which mending these may end");
    }
    text.push_str(&count(faults));
    text.push('\n');
    text
}

/// Every fault on a line of its own, for tools that jump to places: `file:line:column: problem; help`.
pub fn lines(files: &[SourceFile], faults: &[Fault]) -> Vec<String> {
    let pages = Pages::of(files, faults);
    faults.iter().map(|fault| pages.sentence(fault)).collect()
}

/// `3 faults in 2 files`.
fn count(faults: &[Fault]) -> String {
    let number = |count: usize, what: &str| format!("{count} {what}{}", if count == 1 { "" } else { "s" });
    let files: BTreeSet<usize> = faults.iter().map(|fault| fault.place.file).collect();
    format!("{} in {}", number(faults.len(), "fault"), number(files.len(), "file"))
}

/// The files that have faults, each with the beginnings of its lines, found once.
struct Pages<'a> {
    files: &'a [SourceFile],
    starts: BTreeMap<usize, Vec<usize>>,
}

/// The line that a place is in.
struct Line<'a> {
    /// Counted from 1.
    number: usize,
    text: &'a str,
    /// The place in the text, as far as it is on this line.
    span: Range<usize>,
}

impl<'a> Pages<'a> {
    fn of(files: &'a [SourceFile], faults: &[Fault]) -> Self {
        let related = faults.iter().flat_map(|fault| &fault.related).map(|(place, _)| place.file);
        let drawn: BTreeSet<usize> = faults.iter().map(|fault| fault.place.file).chain(related).collect();
        Self { files, starts: drawn.into_iter().map(|file| (file, line_starts(&files[file].text))).collect() }
    }

    /// `file:line:column: problem; help`.
    fn sentence(&self, fault: &Fault) -> String {
        let line = self.line(&fault.place);
        let column = line.text[..line.span.start].chars().filter(|char| *char != '\u{feff}').count() + 1;
        let help = fault.help.as_ref().map(|help| format!("; {help}")).unwrap_or_default();
        let name = &self.files[fault.place.file].name;
        harmless(&format!("{name}:{}:{column}: {}{help}", line.number, fault.problem))
    }

    /// Whether all of its lines are short enough to be drawn.
    fn can_draw(&self, fault: &Fault) -> bool {
        let related = fault.related.iter().map(|(place, _)| place);
        related.chain([&fault.place]).all(|place| self.line(place).text.len() <= LONGEST_DRAWN)
    }

    fn group<'g>(&'g self, fault: &'g Fault) -> Group<'g> {
        let primary = AnnotationKind::Primary;
        let group = Level::ERROR.primary_title(harmless(&fault.problem));
        let mut group = group.element(self.snippet(&fault.place, primary, None));
        for (place, what) in &fault.related {
            group = group.element(self.snippet(place, AnnotationKind::Context, Some(what)));
        }
        match &fault.help {
            Some(help) => group.element(Level::HELP.message(harmless(help))),
            None => group,
        }
    }

    fn snippet(&self, place: &Place, kind: AnnotationKind, label: Option<&'a str>) -> Snippet<'_, Annotation<'_>> {
        let line = self.line(place);
        let annotation = kind.span(line.span);
        Snippet::source(same_length(line.text))
            .line_start(line.number)
            .path(harmless(&self.files[place.file].name))
            .annotation(annotation.label(label))
    }

    fn line(&self, place: &Place) -> Line<'a> {
        let text = &self.files[place.file].text;
        let starts = self.starts.get(&place.file).map(Vec::as_slice).unwrap_or_default();
        let number = starts.partition_point(|start| *start <= place.span.start).max(1);
        let start = starts.get(number - 1).copied().unwrap_or_default();
        let end = starts.get(number).map_or(text.len(), |next| next - 1);
        let text = text[start..end].trim_end_matches('\r');
        let within = |at: usize| at.saturating_sub(start).min(text.len());
        Line { number, text, span: within(place.span.start)..within(place.span.end) }
    }
}

fn line_starts(text: &str) -> Vec<usize> {
    let newlines = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
    std::iter::once(0).chain(newlines.map(|(at, _)| at + 1)).collect()
}

/// The text without what a terminal would obey, but of the same length in bytes, so that places in it stay where they are.
fn same_length(text: &str) -> Cow<'_, str> {
    if !text.contains(is_obeyed) {
        return Cow::Borrowed(text);
    }
    let replaced = text.chars().map(|char| match char.len_utf8() {
        _ if !is_obeyed(char) => char,
        1 => '?',
        2 => '¿',
        _ => char::REPLACEMENT_CHARACTER,
    });
    Cow::Owned(replaced.collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brief::{Part, read};

    fn files(texts: &[&str]) -> Vec<SourceFile> {
        let file = |(at, text): (usize, &&str)| SourceFile {
            name: format!("{at}.toml"),
            text: (*text).to_owned(),
            part: Part::Brief,
        };
        texts.iter().enumerate().map(file).collect()
    }

    const BRIEF: &str =
        "[brief]\nformat = 1\ntitle = \"T\"\nas_of = 2025-01-01\nbottom_line = \"B.\"\ntlp = \"TLP:CLEAR\"\n";

    #[test]
    fn faults_are_drawn_into_their_lines_and_counted() {
        let actor = "[[actor]]\nid = \"asif\"\nname = \"Asif\"\nkind = \"person\"\n";
        let files = files(&[&format!("{BRIEF}{actor}"), &format!("{actor}membr_of = [\"asiff\"]\n")]);
        let (_, faults) = read(&files);
        insta::assert_snapshot!(render(&files, &faults, false), @r#"
        error: actor: the id `asif` is taken
         --> 1.toml:2:6
          |
        2 | id = "asif"
          |      ^^^^^^
          |
         ::: 0.toml:8:6
          |
        8 | id = "asif"
          |      ------ first given here

        error: actor `asif`: no field `membr_of`
         --> 1.toml:5:1
          |
        5 | membr_of = ["asiff"]
          | ^^^^^^^^
          |
          = help: did you mean `member_of`?

        2 faults in 1 file
        "#);
        assert!(render(&files, &faults, true).contains('\u{1b}'));
        assert_eq!(render(&files, &[], false), "");
    }

    #[test]
    fn nothing_that_a_terminal_obeys_is_let_through() {
        let nasty = "\u{1b}[2J\u{9b}2J\u{202e}\u{7}\u{2028}";
        let mut files = files(&[&format!("{BRIEF}marking = \"{nasty}\"\n[[issue]]\nid = \"{nasty}\" # {nasty}\n")]);
        files[0].name = format!("{nasty}.toml");
        let (_, faults) = read(&files);
        assert!(!faults.is_empty());
        let lines = lines(&files, &faults).concat();
        let drawn = render(&files, &faults, false);
        assert!(!lines.contains(is_obeyed), "{lines:?}");
        assert!(!drawn.contains(is_obeyed), "{drawn:?}");
    }

    #[test]
    fn a_long_line_is_named_and_not_drawn() {
        let files = files(&[&format!("{BRIEF}markings = \"{}\"\n", "x".repeat(10_000))]);
        let (_, faults) = read(&files);
        assert!(render(&files, &faults, false).starts_with("0.toml:7:1: brief: no field `markings`; did you mean"));
    }
}
