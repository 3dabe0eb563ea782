//! The laws of reading a brief's files, whatever they hold: reading ends, points into the text, and can be told. It opens no file.

use whosaid::analysis::Analysis;
use whosaid::diagnostics::LintPolicy;
use whosaid::diagnostics::render::{self, RenderStyle};
use whosaid::diagnostics::{Fault, FilePlace, FileScope, SourceFile};
use whosaid::format::{self};
use whosaid::lint::{LintSubject, check};
use whosaid::model::Brief;
use whosaid::quotes::Quotes;
use whosaid::text::sanitize::is_terminal_control;

/// Reads, and holds what comes of it to every law; whether no fault was found.
pub(crate) fn read(files: &[SourceFile]) -> bool {
    let (brief, faults, places) = format::read_with_places(files);
    assert_told(files, &faults);
    assert!(brief.is_some() || !faults.is_empty(), "nothing is read, and nothing is told");
    if let Some(brief) = &brief {
        let (analysis, quotes) = (&Analysis::new(brief), &Quotes::new(brief, Vec::new()));
        assert_told(files, &check(LintSubject { files, brief, places: &places, analysis, quotes }));
        if faults.is_empty() {
            assert_written(brief);
        }
    }
    faults.is_empty()
}

fn assert_told(files: &[SourceFile], faults: &[Fault]) {
    for fault in faults {
        assert_inside(files, &fault.place, &fault.problem);
        let related = fault.related.iter().map(|(place, what)| (place, what));
        related.clone().for_each(|(place, what)| assert_inside(files, place, what));
        let told = related.map(|(_, what)| what).chain(&fault.help).chain([&fault.problem]);
        told.for_each(|told| assert!(!told.is_empty() && !told.contains('\n'), "{fault:?}"));
    }
    let lines = render::lines(files, faults);
    assert!(lines.len() == faults.len() && lines.iter().all(|line| !line.contains('\n')), "{lines:#?}");
    assert!(!lines.iter().any(|line| line.contains(is_terminal_control)), "{lines:#?}");
    // Many are drawn as few are.
    let policy = LintPolicy::default();
    let drawn = |color| render::render(files, faults, &RenderStyle { policy: &policy, color, most: 12 });
    assert_eq!(drawn(true).is_empty(), faults.is_empty());
    let plain = drawn(false);
    assert!(!plain.contains(is_terminal_control), "{plain:?}");
    assert!(!render::count(faults, &policy).is_empty());
}

fn assert_inside(files: &[SourceFile], place: &FilePlace, what: &str) {
    let text = &files.get(place.file).unwrap_or_else(|| panic!("{what}: in a file that there is not")).text;
    let inside = text.get(place.span.clone()).is_some();
    assert!(inside, "{what}: {:?} is not in a text of {} bytes", place.span, text.len());
}

/// What is written of it is the same brief, without a fault.
fn assert_written(brief: &Brief) {
    let text = format::write(brief);
    let file = SourceFile { name: "written.toml".to_owned(), text, part: FileScope::Brief };
    let (again, faults) = format::read(std::slice::from_ref(&file));
    assert!(faults.is_empty(), "{faults:#?}\n{}", file.text);
    let again = again.unwrap_or_else(|| panic!("it is no brief:\n{}", file.text));
    assert_eq!(format!("{again:?}"), format!("{brief:?}"), "{}", file.text);
}
