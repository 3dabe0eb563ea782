//! The pages of the codes: each wrong example has the fault that its page explains and no other, and each corrected example has none.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use whosaid::diagnostics::{Code, Fault, FileScope, Page, PageSection, SourceFile};
use whosaid::loader::BriefLocation;
use whosaid::quotes::Quotes;

use super::{EXAMPLE_ARTICLE, EXAMPLE_BRIEF, Text, check, file, told};

/// The examples of a page, wrong and right. Before them stands the article if they quote it, and nothing else.
fn examples(page: &Page) -> [PageSection; 2] {
    let (article, examples) = page.sections.split_at(page.sections.len() - 2);
    for section in article {
        assert_eq!((section.file, format!("{}\n", section.text).as_str()), ("articles/courier.txt", EXAMPLE_ARTICLE));
    }
    assert!(article.len() <= 1, "{page:?}");
    assert!(examples[0].heading.starts_with("Wrong") && examples[1].heading.starts_with("Right"), "{page:?}");
    [examples[0], examples[1]]
}

/// The files of the brief that an example stands in.
fn files(example: &PageSection) -> Vec<SourceFile> {
    let brief = file("brief.toml", EXAMPLE_BRIEF);
    let example = file(example.file, example.text);
    match example.name.as_str() {
        "example.toml" => vec![brief, example],
        "brief.toml" => vec![example],
        "actors.toml" => vec![brief, SourceFile { part: FileScope::Shared, ..example }],
        other => panic!("no example stands in `{other}`"),
    }
}

/// The faults of an example that is saved as its heading says.
fn faults(example: &PageSection) -> Vec<Fault> {
    if !example.heading.ends_with("saved as Latin-1") {
        return check(&files(example), &texts());
    }
    let folder = tempfile::tempdir().unwrap();
    let bytes: Vec<u8> = example.text.chars().map(|char| u8::try_from(char).unwrap()).collect();
    fs::write(folder.path().join("brief.toml"), EXAMPLE_BRIEF).unwrap();
    fs::write(folder.path().join("example.toml"), bytes).unwrap();
    BriefLocation::Path(folder.path().to_owned()).read().unwrap().check(&Quotes::default())
}

fn texts() -> [Text; 3] {
    let misread = EXAMPLE_ARTICLE.replace('“', "â€œ").replace('”', "â€\u{9d}");
    [
        Text::new("articles/courier.txt", EXAMPLE_ARTICLE),
        Text { file: "articles/courier.pdf".to_owned(), body: None },
        Text::new("articles/courier-misread.txt", &misread),
    ]
}

#[test]
fn the_brief_beside_the_examples_is_clean() {
    let brief = [file("brief.toml", EXAMPLE_BRIEF)];
    assert_eq!(told(&brief, &check(&brief, &texts())), "");
}

#[test]
fn what_is_wrong_has_that_fault_and_no_other_and_what_is_right_has_none() {
    let mut failures = String::new();
    for code in Code::ALL {
        let [wrong, right] = examples(&code.page());
        for (example, expected) in [(wrong, &[*code][..]), (right, &[])] {
            let faults = faults(&example);
            if faults.iter().map(|fault| &fault.code).ne(expected) {
                let described = told(&files(&example), &faults);
                let _ =
                    writeln!(failures, "{code}: expected {expected:?} in\n{}\nbut found\n{described}", example.text);
            }
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

#[test]
fn no_two_pages_say_the_same() {
    let mut titles: Vec<&str> = Code::ALL.iter().map(|code| code.page().title).collect();
    titles.sort_unstable();
    titles.dedup();
    assert_eq!(titles.len(), Code::ALL.len());
    for code in Code::ALL {
        let page = code.page();
        assert!(page.title.ends_with('.') && page.reason.ends_with('.'), "{code}");
        let [wrong, right] = examples(&page);
        assert_eq!(wrong.text == right.text, wrong.heading.ends_with("saved as Latin-1"), "{code}");
        let quotes = [wrong, right].iter().any(|example| example.text.contains("articles/courier.txt"));
        assert_eq!(quotes, page.sections.len() == 3, "{code}: the page prints the article that its examples quote");
    }
}

#[test]
fn every_code_has_a_page_in_the_layout_and_every_page_has_a_code() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/codes");
    let mut names: Vec<String> =
        fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort_unstable();
    let mut expected: Vec<String> = Code::ALL.iter().map(|code| format!("{code}.md")).collect();
    expected.sort_unstable();
    assert_eq!(names, expected);
    for code in Code::ALL {
        let Page { title, reason, sections } = code.page();
        let mut markdown = format!("# {code}: {title}\n\n{reason}\n");
        for PageSection { heading, file, text } in sections {
            let language = if file.starts_with("articles/") { "text" } else { "toml" };
            let _ = write!(markdown, "\n## {heading}\n\n```{language} {file}\n{text}\n```\n");
        }
        assert_eq!(markdown, fs::read_to_string(folder.join(format!("{code}.md"))).unwrap());
    }
}
