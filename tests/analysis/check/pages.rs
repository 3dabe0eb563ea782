//! No page lies: each example that is wrong has the fault that it explains and no other, and mended it has none.

use std::fmt::{self, Write as _};
use std::fs;

use whosaid::diagnostics::{ARTICLE, ARTICLE_FILE, BESIDE, Code, Fault, FileScope, Page, Setting, SourceFile};
use whosaid::loader::BriefLocation;
use whosaid::quotes::Quotes;

use super::{Text, check, file, told};

/// The example as it stands, in the setting that its page has it in.
fn files(page: &Page, example: &str) -> Vec<SourceFile> {
    let beside = file("brief.toml", BESIDE);
    match page.setting {
        Setting::Beside | Setting::Saved => vec![beside, file("example.toml", example)],
        Setting::Whole => vec![file("brief.toml", example)],
        Setting::Shared => vec![beside, SourceFile { part: FileScope::Shared, ..file("actors.toml", example) }],
    }
}

/// What is wrong with an example that is saved as Latin-1.
fn saved(example: &str) -> Vec<Fault> {
    let folder = tempfile::tempdir().unwrap();
    let bytes: Vec<u8> = example.chars().map(|char| u8::try_from(char).unwrap()).collect();
    fs::write(folder.path().join("brief.toml"), BESIDE).unwrap();
    fs::write(folder.path().join("example.toml"), bytes).unwrap();
    let reading = BriefLocation::Path(folder.path().to_owned()).read().unwrap();
    reading.check(&Quotes::default())
}

fn texts() -> [Text; 2] {
    [Text::new(ARTICLE_FILE, ARTICLE), Text { file: ARTICLE_FILE.replace("txt", "pdf"), body: None }]
}

#[test]
fn the_brief_beside_the_examples_is_clean() {
    assert_eq!(told(&[file("brief.toml", BESIDE)], &check(&[file("brief.toml", BESIDE)], &texts())), "");
}

fn tell(lies: &mut String, lie: fmt::Arguments<'_>) {
    let _ = writeln!(lies, "{lie}");
}

#[test]
fn what_is_wrong_has_that_fault_and_no_other_and_what_is_right_has_none() {
    let mut lies = String::new();
    for code in Code::ALL {
        let page = code.page();
        let wrong = files(&page, page.wrong);
        let faults = if page.setting == Setting::Saved { saved(page.wrong) } else { check(&wrong, &texts()) };
        if faults.iter().map(|fault| fault.code).ne([*code]) {
            tell(
                &mut lies,
                format_args!(
                    "{code} should be the one fault of\n{}\nbut they are\n{}\n",
                    page.wrong,
                    told(&wrong, &faults)
                ),
            );
        }
        let right = files(&page, page.right);
        let faults = check(&right, &texts());
        if !faults.is_empty() {
            tell(
                &mut lies,
                format_args!("{code}: nothing should be wrong with\n{}\nbut\n{}\n", page.right, told(&right, &faults)),
            );
        }
    }
    assert!(lies.is_empty(), "{lies}");
}

#[test]
fn no_two_pages_say_the_same() {
    let mut said: Vec<&str> = Code::ALL.iter().map(|code| code.page().says).collect();
    said.sort_unstable();
    said.dedup();
    assert_eq!(said.len(), Code::ALL.len());
    for code in Code::ALL {
        let Page { says, why, wrong, right, setting } = code.page();
        assert!(says.ends_with('.') && why.ends_with('.'), "{code}");
        assert_eq!(wrong == right, setting == Setting::Saved, "{code}");
    }
}
